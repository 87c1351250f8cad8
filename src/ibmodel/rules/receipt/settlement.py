"""What is paid for a month (norēķini par mēnesi). Rules R-8, C-7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from ibmodel.case.receipt import ReceivedLine
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.money import Money
from ibmodel.parameters import Parameters

__all__ = ["CODES", "SettledLine", "Settlement", "settle_month", "settled_month"]

PAID: Final = ReasonCode("units_paid", "R-8", ("service", "units", "amount"))
ABOVE_PLAN: Final = ReasonCode("above_plan", "C-7", ("service", "units", "planned"))
MONTH_SETTLED: Final = ReasonCode("month_settled", "R-8", ("lines", "amount"))
CODES: Final = (PAID, ABOVE_PLAN, MONTH_SETTLED)


@attrs.frozen
class SettledLine:
    """What is paid for one service; ``code`` says why units stay unpaid, where any do."""

    service: str
    paid_units: int
    amount: Money
    unpaid_units: int
    code: str | None = None


@attrs.frozen
class Settlement:
    """What is paid for a month, by line and in all."""

    lines: tuple[SettledLine, ...]
    amount: Money


def settle_month(lines: Sequence[ReceivedLine], parameters: Parameters) -> Decision[Settlement]:
    """What is paid for the services of a month: what was received, as far as the plan goes?

    Rules: R-8, C-7; source M II.7, III.1, III.5.
    """
    outcome = settled_month(lines)
    reasons = []
    for line, row in zip(lines, outcome.lines, strict=True):
        reasons.append(Reason(PAID, (row.service, row.paid_units, row.amount)))
        if row.unpaid_units:
            planned = line.planned_units + line.carried_units
            reasons.append(Reason(ABOVE_PLAN, (row.service, row.unpaid_units, planned)))
    reasons.append(Reason(MONTH_SETTLED, (len(lines), outcome.amount)))
    return Decision(outcome, tuple(reasons), parameters.name, ())


def settled_month(lines: Sequence[ReceivedLine]) -> Settlement:
    """The amounts of `settle_month` without their reasons.

    Received units are paid up to those planned for the month and carried into it; a line's amount is rounded half
    up to the cent, once. Rules: R-8, C-7.
    """
    rows = tuple(map(_settled, lines))
    return Settlement(rows, Money.sum(row.amount for row in rows))


def _settled(line: ReceivedLine) -> SettledLine:
    paid = min(line.received_units, line.planned_units + line.carried_units)
    unpaid = line.received_units - paid
    code = ABOVE_PLAN.code if unpaid else None
    return SettledLine(line.service, paid, line.unit_price.times(paid), unpaid, code)
