"""``budget.provisional``: what each recipient is provisionally granted of a pool (D-1, B-1, B-7).

A child up to 8 years, and an older one with a special-care opinion, has the full share (100 %); any other child the
reduced one (70 %). Ages are completed years on the day given, and who is born on 29 February is a year older on the
28th where the year has no 29th (I-16); whoever is 18 or not yet born on the day is refused (B-1).

- I-1 ``weighted_split``: the pool in proportion to the shares. ``equal_share``: the share, taken of the pool divided
  by the number of recipients. ``fixed_amount``: the share, taken of the amount given; the pool must cover the sum.
- I-3 ``equal_treatment``: every exact amount is rounded down to the cent. ``exhaust``: so many further cents as
  the sum of the exact amounts, rounded down, has more than the sum of the rounded ones are given one each to those who
  lost most in rounding; of equals first to the greater share, then to the earlier application (none comes last),
  then to the smaller identifier.

What is not granted is the reserve: amounts and reserve together are the pool (B-7).
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

from money_twins.documents import Refusal, cents, completed_years, day, decimal, money
from money_twins.policies import figure, reading, share


def answer(request: dict[str, Any]) -> dict[str, Any]:
    asked = request["input"]
    pool, fixed, recipients = cents(asked["pool"]), asked.get("amount"), asked["recipients"]
    if reading(request, "I-1") == "fixed_amount" and fixed is None:
        raise Refusal("missing_field", "/input/amount")
    if reading(request, "I-1") != "fixed_amount" and fixed is not None:
        raise Refusal("bad_value", "/input/amount")
    shares = [share_of(request, place) for place in range(len(recipients))]
    exact = exact_amounts(reading(request, "I-1"), pool, cents(fixed), shares)
    if sum(exact) > pool:
        raise Refusal("infeasible", "/input/amount")
    granted = [floor(amount) for amount in exact]
    if reading(request, "I-3") == "exhaust":
        claims = [(-part, *first_come(one)) for part, one in zip(shares, recipients, strict=True)]
        hand_out_residue(granted, exact, claims)
    return {
        "amounts": [
            {"id": one["id"], "weight": decimal(part * 100), "provisional": money(amount)}
            for one, part, amount in zip(recipients, shares, granted, strict=True)
        ],
        "reserve": money(pool - sum(granted)),
    }


def share_of(request: dict[str, Any], place: int) -> Fraction:
    """The share of the recipient at a place, 1 for 100 %."""
    recipient, on = request["input"]["recipients"][place], request["input"]["on"]
    age = completed_years(recipient["born"], on)
    if day(recipient["born"]) > day(on) or age >= figure(request, "budget.recipient_age_below"):
        raise Refusal("bad_value", f"/input/recipients/{place}/born")
    if age <= figure(request, "budget.full_share_up_to_age") or recipient["special_care"]:
        return share(request, "budget.full_share")
    return share(request, "budget.reduced_share")


def exact_amounts(way: str, pool: int, fixed: int, shares: list[Fraction]) -> list[Fraction]:
    """The amounts in cents before any rounding (I-1)."""
    if way == "fixed_amount":
        return [fixed * part for part in shares]
    if way == "equal_share":
        return [Fraction(pool, len(shares)) * part for part in shares]
    together = sum(shares)
    return [pool * part / together if together else Fraction(0) for part in shares]


def first_come(one: dict[str, Any]) -> tuple[bool, str, str]:
    """Sorts an earlier application first, then the smaller identifier; whoever has no application comes last."""
    received = one.get("received")
    return received is None, received or "", one["id"]


def hand_out_residue(granted: list[int], exact: list[Fraction], claims: list[tuple[Any, ...]]) -> None:
    """Gives the cents that rounding down has left over, one each, to the largest remainders (I-3)."""
    residue = floor(sum(exact)) - sum(granted)
    lost = [amount - floor(amount) for amount in exact]
    queue = sorted(range(len(exact)), key=lambda place: (-lost[place], claims[place]))
    for place in queue[:residue]:
        granted[place] += 1
