"""How a plan was carried out, and what a group did not spend (table 6.10). Rules N-9, A-8, B-5, R-1; I-21."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

import attrs

from ibmodel.case.receipt import BudgetManager, Executed, ExecutedService
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, Duplicate, Inconsistent, MissingField, pointer
from ibmodel.money import Money, Rate, Share, not_negative, round_half_up
from ibmodel.parameters import Parameters

__all__ = [
    "CODES",
    "ExecutedLine",
    "ExecutedMonth",
    "Execution",
    "Managed",
    "Underspending",
    "compute_execution",
    "compute_managed",
    "compute_underspent",
    "executed_plan",
]

EXECUTED: Final = ReasonCode("plan_executed", "A-8", ("months", "planned", "spent"))
UNDERSPENT: Final = ReasonCode("group_underspent", "B-5", ("recipients", "planned", "spent", "underspent"))
NOT_UNDERSPENT: Final = ReasonCode("group_not_underspent", "B-5", ("recipients", "planned", "spent"))
FEE: Final = ReasonCode("fee_of_institution", "R-1", ("budget", "share", "fee", "for_services"))
NO_FEE: Final = ReasonCode("no_fee", "R-1", ("budget",))
CODES: Final = (EXECUTED, UNDERSPENT, NOT_UNDERSPENT, FEE, NO_FEE)


@attrs.frozen
class ExecutedMonth:
    """What was planned for a month and what came of it, in units or in units and money."""

    planned_units: int
    received_units: int
    planned: Money
    spent: Money


@attrs.frozen
class ExecutedLine:
    """One service: its months that are known, and their sum."""

    service: str
    months: tuple[ExecutedMonth, ...]
    total: ExecutedMonth


@attrs.frozen
class Execution:
    """A plan so far: by service, by month, and in all; services and months add up to the same."""

    lines: tuple[ExecutedLine, ...]
    months: tuple[ExecutedMonth, ...]
    total: ExecutedMonth


@attrs.frozen
class Underspending:
    """What a whole group planned and spent; ``underspent`` goes to stage 3 and is never below zero."""

    planned: Money
    spent: Money
    underspent: Money


@attrs.frozen
class Managed:
    """A budget under one way of managing it: the fee, and what is left for services."""

    manager: BudgetManager
    fee: Money
    for_services: Money


def compute_execution(lines: Sequence[ExecutedService], parameters: Parameters) -> Decision[Execution]:
    """How was a plan carried out, in units and money, by month and in all (atbalsta plāna faktiskā izpilde)?

    The errors are those of `executed_plan`. Rules: A-8, N-9; source M III.2.2, II.3.1 (table 6.10).
    """
    outcome = executed_plan(lines)
    reason = Reason(EXECUTED, (len(outcome.months), outcome.total.planned, outcome.total.spent))
    return Decision(outcome, (reason,), parameters.name, ())


def executed_plan(lines: Sequence[ExecutedService]) -> Execution:
    """The table of `compute_execution` without its reason.

    Only months that are known count, on both sides. Amounts by month are the differences of the rounded running
    totals, so that they add up to the line. Raises `Inconsistent` if the lines have different numbers of months or
    of known months, if more are known than the plan has, or if units and money are known for different months.
    Rules: A-8, N-9.
    """
    months = _check_lengths(lines)
    rows = tuple(map(_executed, lines))
    by_month = tuple(_sum([row.months[month] for row in rows]) for month in range(months))
    return Execution(rows, by_month, _sum(by_month))


def compute_underspent(group: Sequence[Executed], parameters: Parameters) -> Decision[Underspending]:
    """How much of what a group planned was not spent, as stage 3 takes it over (neizlietotais finansējums)?

    The whole group's planned less its spent money in the months that are known; never below zero in sum, although
    one recipient may have spent more than planned. Raises `Duplicate` for a recipient given twice, and what
    `executed_plan` raises. Rules: B-5; I-21; source M II.3.2.
    """
    planned = spent = 0
    seen: set[str] = set()
    for place, recipient in enumerate(group):
        if recipient.id in seen:
            message = f"expected every recipient once, got {recipient.id!a} again"
            raise Duplicate(message, pointer(place, "id"))
        seen.add(recipient.id)
        try:
            total = executed_plan(recipient.lines).total
        except Inconsistent as error:
            raise error.below(place, "lines") from None
        planned += total.planned.cents
        spent += total.spent.cents
    outcome = Underspending(Money(planned), Money(spent), Money(max(0, planned - spent)))
    values = (len(group), outcome.planned, outcome.spent)
    reason = Reason(NOT_UNDERSPENT, values, ("I-21",))
    if outcome.underspent:
        reason = Reason(UNDERSPENT, (*values, outcome.underspent), ("I-21",))
    return Decision(outcome, (reason,), parameters.name, ())


def compute_managed(
    budget: Money, manager: BudgetManager, parameters: Parameters, fee: Share | None = None
) -> Decision[Managed]:
    """What of a budget is left for services under a way of managing it (IB saņemšanas veidi)?

    An institution may keep a percentage of the budget as its ``fee``, rounded half up to the cent; no source says
    how much, so it has to be given. Raises `MissingField` without it, `BadValue` for a fee of anybody else and for
    a negative budget. Rules: R-1; source M II.4.1.
    """
    cents = not_negative(budget, "budget")
    if manager is not BudgetManager.INSTITUTION:
        if fee is not None:
            raise BadValue(f"expected no fee unless an institution manages the budget, got {fee} %", "/fee")
        return Decision(Managed(manager, Money(0), budget), (Reason(NO_FEE, (budget,)),), parameters.name, ())
    if fee is None:
        raise MissingField("expected the institution's fee as a percentage", "/fee")
    kept = Money(round_half_up(cents * fee.millionths, Share.WHOLE))
    outcome = Managed(manager, kept, budget - kept)
    return Decision(outcome, (Reason(FEE, (budget, fee, kept, outcome.for_services)),), parameters.name, ())


def _executed(line: ExecutedService) -> ExecutedLine:
    known = len(line.received)
    planned = _amounts(line.unit_price, line.planned[:known])
    spent = _amounts(line.unit_price, line.received) if line.spent is None else line.spent
    months = tuple(map(ExecutedMonth, line.planned, line.received, planned, spent))
    return ExecutedLine(line.service, months, _sum(months))


def _amounts(price: Rate, units: Sequence[int]) -> tuple[Money, ...]:
    totals = [price.times(so_far) for so_far in accumulate(units, initial=0)]
    return tuple(after - before for before, after in pairwise(totals))


def _sum(months: Sequence[ExecutedMonth]) -> ExecutedMonth:
    return ExecutedMonth(
        sum(month.planned_units for month in months),
        sum(month.received_units for month in months),
        Money.sum(month.planned for month in months),
        Money.sum(month.spent for month in months),
    )


def _check_lengths(lines: Sequence[ExecutedService]) -> int:
    """How many months are known; raises `Inconsistent` at the first list of another length than it should have."""
    months, known = (len(lines[0].planned), len(lines[0].received)) if lines else (0, 0)
    for place, line in enumerate(lines):
        lists: tuple[tuple[str, Sequence[object], int], ...] = (
            ("planned", line.planned, months),
            ("received", line.received, min(known, months)),
            ("spent", line.received if line.spent is None else line.spent, known),
        )
        for name, values, expected in lists:
            if len(values) != expected:
                message = f"expected {expected} months, got {len(values)}"
                raise Inconsistent(message, pointer(place, name))
    return known
