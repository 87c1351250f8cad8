"""Stage 1: the provisional amount (IB provizoriskais apmērs). Rules D-1, B-1, B-2, B-7; readings of I-1 and I-3."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs

from ibmodel.case import Recipient
from ibmodel.dates import completed_years
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, Duplicate, Infeasible, MissingField, pointer
from ibmodel.money import Money, Share, largest_remainder, not_negative, round_down
from ibmodel.parameters import Parameters
from ibmodel.rules.budget.ties import first_come

__all__ = [
    "CODES",
    "READINGS",
    "ProvisionalAmount",
    "ProvisionalStage",
    "compute_provisional",
    "decide_share",
    "provisional_amounts",
    "quotient",
    "why_share",
]

#: The switchable interpretations that can matter for stage 1.
READINGS: Final = ("I-1", "I-3")

UP_TO_AGE: Final = ReasonCode("full_share_up_to_age", "B-1", ("id", "age", "limit", "share"))
SPECIAL_CARE: Final = ReasonCode("full_share_special_care", "B-1", ("id", "age", "limit", "share"))
REDUCED: Final = ReasonCode("reduced_share", "B-1", ("id", "age", "limit", "share"))
BY_WEIGHT: Final = ReasonCode("pool_shared_by_weight", "D-1", ("pool", "recipients", "reserve"))
EQUALLY: Final = ReasonCode("pool_shared_equally", "D-1", ("pool", "recipients", "reserve"))
FIXED: Final = ReasonCode("fixed_amount_shared", "D-1", ("amount", "pool", "recipients", "reserve"))
NOBODY: Final = ReasonCode("pool_without_recipients", "B-7", ("pool",))
CODES: Final = (UP_TO_AGE, SPECIAL_CARE, REDUCED, BY_WEIGHT, EQUALLY, FIXED, NOBODY)


@attrs.frozen
class ProvisionalAmount:
    """One recipient's share of what there is, and the amount that it gives."""

    id: str
    weight: Share
    provisional: Money


@attrs.frozen
class ProvisionalStage:
    """The outcome of stage 1: the sum of the amounts and the reserve is the pool."""

    amounts: tuple[ProvisionalAmount, ...]
    reserve: Money


def compute_provisional(
    recipients: Sequence[Recipient], pool: Money, on: date, parameters: Parameters, amount: Money | None = None
) -> Decision[ProvisionalStage]:
    """How much is each recipient provisionally granted for the period, and why (IB provizoriskais apmērs)?

    ``pool`` is the money for services in the period, ``on`` the first day of the period's first month, ``amount``
    the euro value of 100 %, given exactly under the reading ``fixed_amount`` of I-1. The errors are those of
    `provisional_amounts`. Rules: D-1, B-1, B-2, B-7; source M II.3.2.
    """
    outcome = provisional_amounts(recipients, pool, on, parameters, amount)
    reasons = [why_share(each.id, completed_years(each.born, on), each.special_care, parameters) for each in recipients]
    reasons.append(_why_split(outcome, pool, amount, parameters))
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(READINGS))


def provisional_amounts(
    recipients: Sequence[Recipient], pool: Money, on: date, parameters: Parameters, amount: Money | None = None
) -> ProvisionalStage:
    """The amounts of `compute_provisional` without their reasons.

    Raises `Duplicate` for an identifier given twice, `BadValue` for a birth after ``on`` or a recipient too old on
    it, `MissingField` or `BadValue` for an ``amount`` that is absent or not asked for, `Infeasible` if the fixed
    amounts add up to more than the pool. Rules: D-1, B-1, B-2, B-7.
    """
    cents = not_negative(pool, "pool")
    ages = _ages(recipients, on, parameters)
    shares = [
        decide_share(age, recipient.special_care, parameters)[0]
        for age, recipient in zip(ages, recipients, strict=True)
    ]
    weights = [share.millionths for share in shares]
    base, divisor = quotient(pool, len(weights), sum(weights), parameters, amount)
    amounts = [round_down(base * weight, divisor) for weight in weights]
    if parameters.reading("I-3") == "exhaust":
        _exhaust(amounts, base, divisor, weights, recipients)
    rows = map(ProvisionalAmount, [recipient.id for recipient in recipients], shares, map(Money, amounts))
    return ProvisionalStage(tuple(rows), Money(cents - sum(amounts)))


def decide_share(age: int, special_care: bool, parameters: Parameters) -> tuple[Share, ReasonCode]:
    """Which share does a child of ``age`` completed years get, and by which criterion?

    The full share up to the age limit (included) and, above it, with a special-care opinion; else the reduced
    one. Rules: B-1; source M II.3.2.
    """
    budget = parameters.budget
    if age <= budget.full_share_up_to_age:
        return budget.full_share, UP_TO_AGE
    if special_care:
        return budget.full_share, SPECIAL_CARE
    return budget.reduced_share, REDUCED


def _ages(recipients: Sequence[Recipient], on: date, parameters: Parameters) -> list[int]:
    ages: list[int] = []
    seen: set[str] = set()
    for place, recipient in enumerate(recipients):
        if recipient.id in seen:
            raise Duplicate(f"expected every id once, got {recipient.id!a} again", pointer("recipients", place, "id"))
        seen.add(recipient.id)
        try:
            ages.append(completed_years(recipient.born, on))
        except BadValue as error:
            raise error.below("recipients", place, "born") from None
        limit = parameters.budget.recipient_age_below
        if ages[-1] >= limit:
            message = f"expected an age below {limit} on {on}, got {ages[-1]} years"
            raise BadValue(message, pointer("recipients", place, "born"))
    return ages


def quotient(
    pool: Money, recipients: int, weights: int, parameters: Parameters, amount: Money | None = None
) -> tuple[int, int]:
    """Base and divisor: the exact amount of a recipient is base x weight / divisor cents, rounded once (I-1).

    ``weights`` are those of all ``recipients`` together, in millionths of a percent. Raises `MissingField` or
    `BadValue` for an ``amount`` that is absent or not asked for, `Infeasible` if the fixed amounts add up to more
    than the pool. Rules: D-1, B-1; I-1; source M II.3.2.
    """
    reading = parameters.reading("I-1")
    if (amount is None) == (reading == "fixed_amount"):
        if amount is None:
            raise MissingField("expected the euro amount of 100 % under the reading 'fixed_amount'", "/amount")
        raise BadValue(f"expected no amount under the reading '{reading}', got {amount}", "/amount")
    if amount is not None:
        if not_negative(amount, "amount") * weights > pool.cents * Share.WHOLE:
            raise Infeasible(f"expected a pool that covers the fixed amounts, got {pool}", "/amount")
        return amount.cents, Share.WHOLE
    if reading == "equal_share":
        return pool.cents, Share.WHOLE * max(recipients, 1)
    return pool.cents, max(weights, 1)


def _exhaust(amounts: list[int], base: int, divisor: int, weights: list[int], recipients: Sequence[Recipient]) -> None:
    residue = round_down(base * sum(weights), divisor) - sum(amounts)
    remainders = [(base * weight % divisor, divisor) for weight in weights]
    order = first_come([(weight, 1) for weight in weights], recipients)
    for place in largest_remainder(residue, remainders, order):
        amounts[place] += 1


def why_share(id: str, age: int, special_care: bool, parameters: Parameters) -> Reason:  # noqa: A002 - the fact's name
    """Why the recipient called ``id`` has that share of the pool. Rules: B-1."""
    share, code = decide_share(age, special_care, parameters)
    return Reason(code, (id, age, parameters.budget.full_share_up_to_age, share))


def _why_split(outcome: ProvisionalStage, pool: Money, amount: Money | None, parameters: Parameters) -> Reason:
    recipients = len(outcome.amounts)
    if recipients == 0:
        return Reason(NOBODY, (pool,))
    if amount is not None:
        return Reason(FIXED, (amount, pool, recipients, outcome.reserve), READINGS)
    code = EQUALLY if parameters.reading("I-1") == "equal_share" else BY_WEIGHT
    return Reason(code, (pool, recipients, outcome.reserve), READINGS)
