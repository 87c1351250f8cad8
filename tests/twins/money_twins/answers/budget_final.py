"""``budget.final``: what each recipient gets of the project's money in the end (D-3, B-4 to B-7).

Whoever needs no more than the provisional amount gets what is needed (B-4). What that leaves over, with the reserve
and what the period before left unspent, is the surplus (B-5). It is shared among the others in proportion to a
weight, and nobody gets more than is needed; what one cannot take goes to the others (B-6). That is to say: there is
one common level, an exact fraction, with which everybody's share is the smaller of shortfall and level x weight, and
at which the shares use up the surplus; unless the surplus covers every shortfall.

- I-2, the weight: ``need`` the needed amount, ``shortfall`` what is missing, ``need_ratio`` needed by provisional
  amount (which must not be 0.00 then), ``equal`` the same for everybody.
- I-3 ``equal_treatment``: every share is rounded down to the cent. ``exhaust``: the cents that this leaves of the
  exact shares go one each to the largest remainders; of equals first to the greater weight, then to the earlier
  application (none comes last), then to the smaller identifier.

What is not distributed is the new reserve: surplus = distributed + reserve (B-7).
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

from money_twins.answers.budget_provisional import first_come, hand_out_residue
from money_twins.documents import Refusal, cents, money
from money_twins.policies import reading


def answer(request: dict[str, Any]) -> dict[str, Any]:
    asked = request["input"]
    people = asked["recipients"]
    needed = [cents(one["needed"]) for one in people]
    provisional = [cents(one["provisional"]) for one in people]
    if reading(request, "I-2") == "need_ratio":
        for place in range(len(people)):
            if provisional[place] == 0 < needed[place]:
                raise Refusal("bad_value", f"/input/recipients/{place}/provisional")
    surplus = cents(asked.get("reserve")) + cents(asked.get("underspent"))
    surplus += sum(max(provisional[place] - needed[place], 0) for place in range(len(people)))
    short = [place for place in range(len(people)) if needed[place] > provisional[place]]
    shortfalls = [needed[place] - provisional[place] for place in short]
    weights = [weight(reading(request, "I-2"), needed[place], provisional[place]) for place in short]
    exact = exact_shares(surplus, shortfalls, weights)
    shares = [floor(part) for part in exact]
    if reading(request, "I-3") == "exhaust":
        claims = [(-heavy, *first_come(people[place])) for heavy, place in zip(weights, short, strict=True)]
        hand_out_residue(shares, exact, claims)
    final = [min(needed[place], provisional[place]) for place in range(len(people))]
    for place, part in zip(short, shares, strict=True):
        final[place] += part
    return {
        "amounts": [
            {"id": one["id"], "final": money(final[place]), "unmet": money(needed[place] - final[place])}
            for place, one in enumerate(people)
        ],
        "surplus": money(surplus),
        "distributed": money(sum(shares)),
        "reserve": money(surplus - sum(shares)),
    }


def weight(way: str, needed: int, provisional: int) -> Fraction:
    """In proportion to what somebody shares in the surplus (I-2)."""
    if way == "need":
        return Fraction(needed)
    if way == "shortfall":
        return Fraction(needed - provisional)
    if way == "need_ratio":
        return Fraction(needed, provisional)
    return Fraction(1)


def exact_shares(surplus: int, shortfalls: list[int], weights: list[Fraction]) -> list[Fraction]:
    """The shares at the common level, which is found by trying where each recipient would just be satisfied."""
    if surplus >= sum(shortfalls):
        return [Fraction(shortfall) for shortfall in shortfalls]
    satisfying = [shortfall / heavy for shortfall, heavy in zip(shortfalls, weights, strict=True)]
    affordable = [level for level in satisfying if sum(shares_at(level, shortfalls, weights)) <= surplus]
    level = max(affordable, default=Fraction(0))
    left = surplus - sum(shares_at(level, shortfalls, weights))
    level += left / sum(
        (heavy for heavy, enough in zip(weights, satisfying, strict=True) if enough > level), Fraction(0)
    )
    shares = shares_at(level, shortfalls, weights)
    if sum(shares) != surplus:
        raise ArithmeticError("the level does not use up the surplus")
    return shares


def shares_at(level: Fraction, shortfalls: list[int], weights: list[Fraction]) -> list[Fraction]:
    """What everybody gets at a level: in proportion to the weight, at most what is missing."""
    return [min(Fraction(shortfall), level * heavy) for shortfall, heavy in zip(shortfalls, weights, strict=True)]
