"""Stage 2: the needed amount (IB nepieciešamais apmērs). Rules D-2, B-3, B-11."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

import attrs

from ibmodel.case import Line
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import Inconsistent, pointer
from ibmodel.money import Money
from ibmodel.parameters import Parameters

__all__ = ["CODES", "NeededLine", "NeededStage", "check_months", "compute_needed", "needed_amount"]

SUM_OF_LINES: Final = ReasonCode("needed_is_sum_of_lines", "B-3", ("lines", "months", "needed"))
CODES: Final = (SUM_OF_LINES,)


@attrs.frozen
class NeededLine:
    """What one service of the plan costs in the period."""

    service: str
    units: int
    amount: Money


@attrs.frozen
class NeededStage:
    """The outcome of stage 2: by line, in all, and by month; lines and months both add up to ``needed``."""

    lines: tuple[NeededLine, ...]
    needed: Money
    by_month: tuple[Money, ...]


def compute_needed(lines: Sequence[Line], parameters: Parameters) -> Decision[NeededStage]:
    """What do the plan's services cost in the period at their actual prices (IB nepieciešamais apmērs)?

    The errors are those of `needed_amount`. Rules: D-2, B-3, B-11; source M II.3.2.
    """
    outcome = needed_amount(lines)
    reason = Reason(SUM_OF_LINES, (len(outcome.lines), len(outcome.by_month), outcome.needed))
    return Decision(outcome, (reason,), parameters.name, ())


def needed_amount(lines: Sequence[Line]) -> NeededStage:
    """The amounts of `compute_needed` without their reason.

    A line's amount is units x price, rounded half up to the cent, once; the amounts by month are the differences
    of the rounded running totals, so that they add up to the line. Raises `Inconsistent` if the lines do not all
    have the same number of months. Rules: D-2, B-3, B-11.
    """
    months = check_months(lines)
    by_month = [0] * months
    rows = []
    needed = 0
    for line in lines:
        totals = [line.unit_price.times(units).cents for units in accumulate(line.units, initial=0)]
        for month, (before, after) in enumerate(pairwise(totals)):
            by_month[month] += after - before
        needed += totals[-1]
        rows.append(NeededLine(line.service, sum(line.units), Money(totals[-1])))
    return NeededStage(tuple(rows), Money(needed), tuple(map(Money, by_month)))


def check_months(lines: Sequence[Line]) -> int:
    """How many months the plan has; raises `Inconsistent` at the first line that has another number of them."""
    months = len(lines[0].units) if lines else 0
    for place, line in enumerate(lines):
        if len(line.units) != months:
            message = f"expected units for {months} months as in the first line, got {len(line.units)}"
            raise Inconsistent(message, pointer("lines", place, "units"))
    return months
