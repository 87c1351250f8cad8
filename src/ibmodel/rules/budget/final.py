"""Stage 3: the final amount (IB galīgais apmērs). Rules D-3, B-4 to B-7, B-12; readings of I-2 and I-3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from ibmodel.case import Need
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, Duplicate, pointer
from ibmodel.money import Money, greatest_first, not_negative
from ibmodel.parameters import Parameters
from ibmodel.rules.budget.level import Fraction, pour
from ibmodel.rules.budget.ties import first_come

__all__ = ["CODES", "READINGS", "FinalAmount", "FinalStage", "compute_final", "final_amounts", "why_amount"]

#: The switchable interpretations that can matter for stage 3.
READINGS: Final = ("I-2", "I-3")

WITHIN: Final = ReasonCode("need_within_provisional", "B-4", ("id", "needed", "provisional"))
MET: Final = ReasonCode("need_met_from_surplus", "B-6", ("id", "needed", "provisional", "added"))
PARTLY: Final = ReasonCode("need_partly_met", "B-6", ("id", "needed", "provisional", "added", "final", "unmet"))
SURPLUS: Final = ReasonCode("surplus_redistributed", "B-5", ("released", "reserve", "underspent", "surplus"))
LEFT: Final = ReasonCode("surplus_left", "B-7", ("surplus", "distributed", "left"))
CODES: Final = (WITHIN, MET, PARTLY, SURPLUS, LEFT)

_NOTHING: Final = Money(0)


@attrs.frozen
class FinalAmount:
    """What the project pays for one recipient, and what that leaves of the need."""

    id: str
    final: Money
    unmet: Money


@attrs.frozen
class FinalStage:
    """The outcome of stage 3: ``surplus`` = ``distributed`` + ``reserve``."""

    amounts: tuple[FinalAmount, ...]
    surplus: Money
    distributed: Money
    reserve: Money


def compute_final(
    needs: Sequence[Need], parameters: Parameters, reserve: Money = _NOTHING, underspent: Money = _NOTHING
) -> Decision[FinalStage]:
    """How much project money does each recipient get in the end, and why (IB galīgais apmērs)?

    ``reserve`` is what stage 1 left over, ``underspent`` what was planned but not spent in the previous period;
    both join the surplus (atlikums). The errors are those of `final_amounts`. Rules: D-3, B-4, B-5, B-6, B-7,
    B-12; source M II.3.2.
    """
    outcome = final_amounts(needs, parameters, reserve, underspent)
    reasons = list(map(why_amount, needs, outcome.amounts))
    released = outcome.surplus - reserve - underspent
    reasons.append(Reason(SURPLUS, (released, reserve, underspent, outcome.surplus)))
    if outcome.reserve:
        reasons.append(Reason(LEFT, (outcome.surplus, outcome.distributed, outcome.reserve), READINGS))
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(READINGS))


def final_amounts(
    needs: Sequence[Need], parameters: Parameters, reserve: Money = _NOTHING, underspent: Money = _NOTHING
) -> FinalStage:
    """The amounts of `compute_final` without their reasons.

    A need within the provisional amount is met and releases the rest. The surplus is poured over the shortfalls to
    one common level, exact; each share is rounded down to the cent, once. Raises `Duplicate` for an identifier
    given twice, `BadValue` under ``need_ratio`` for a provisional amount of nothing with a need.
    Rules: D-3, B-4, B-5, B-6, B-7, B-12.
    """
    _check(needs, parameters)
    short = [need for need in needs if need.needed.cents > need.provisional.cents]
    released = sum(max(need.provisional.cents - need.needed.cents, 0) for need in needs)
    surplus = released + not_negative(reserve, "reserve") + not_negative(underspent, "underspent")
    shares = dict(zip([need.id for need in short], _shares(surplus, short, parameters), strict=True))
    rows = []
    for need in needs:
        final = min(need.needed.cents, need.provisional.cents + shares.get(need.id, 0))
        rows.append(FinalAmount(need.id, Money(final), Money(need.needed.cents - final)))
    distributed = sum(shares.values())
    return FinalStage(tuple(rows), Money(surplus), Money(distributed), Money(surplus - distributed))


def _check(needs: Sequence[Need], parameters: Parameters) -> None:
    by_ratio = parameters.reading("I-2") == "need_ratio"
    seen: set[str] = set()
    for place, need in enumerate(needs):
        if need.id in seen:
            raise Duplicate(f"expected every id once, got {need.id!a} again", pointer("recipients", place, "id"))
        seen.add(need.id)
        if by_ratio and not need.provisional and need.needed:
            message = "expected a provisional amount above 0.00 under the reading 'need_ratio'"
            raise BadValue(message, pointer("recipients", place, "provisional"))


def _shares(surplus: int, short: Sequence[Need], parameters: Parameters) -> list[int]:
    """What the surplus gives to each of those whose need exceeds the provisional amount, in cents."""
    shortfalls = [need.needed.cents - need.provisional.cents for need in short]
    if surplus >= sum(shortfalls):
        return shortfalls
    weights = [_weight(need, parameters.reading("I-2")) for need in short]
    level = pour(surplus, shortfalls, weights)
    shares = list(map(min, shortfalls, map(level.whole_share, weights)))
    if parameters.reading("I-3") == "exhaust":
        partly = [place for place, share in enumerate(shares) if share < shortfalls[place]]
        keys = level.remainder_keys([weights[place] for place in partly])
        order = first_come([weights[place] for place in partly], [short[place] for place in partly])
        for place in greatest_first(surplus - sum(shares), keys, order):
            shares[partly[place]] += 1
    return shares


def _weight(need: Need, reading: str) -> Fraction:
    """In proportion to what the surplus is shared (I-2)."""
    if reading == "shortfall":
        return need.needed.cents - need.provisional.cents, 1
    if reading == "need_ratio":
        return need.needed.cents, need.provisional.cents
    return (1, 1) if reading == "equal" else (need.needed.cents, 1)


def why_amount(need: Need, amount: FinalAmount) -> Reason:
    """Why a recipient's final amount is what it is. Rules: B-4, B-6."""
    if need.needed <= need.provisional:
        return Reason(WITHIN, (need.id, need.needed, need.provisional))
    added = amount.final - need.provisional
    if amount.unmet:
        values = (need.id, need.needed, need.provisional, added, amount.final, amount.unmet)
        return Reason(PARTLY, values, READINGS)
    return Reason(MET, (need.id, need.needed, need.provisional, added), READINGS)
