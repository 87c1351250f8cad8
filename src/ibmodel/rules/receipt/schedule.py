"""What becomes of units that are missed in a month (mēneša grafiks). Rules C-7, C-8; I-28."""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.case.receipt import ReceivedUnits
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, Inconsistent, pointer
from ibmodel.money import count
from ibmodel.parameters import Parameters

__all__ = ["CODES", "Carried", "MonthOfUnits", "carried_units", "carry_units", "months_so_far", "spread_units"]

CARRIED: Final = ReasonCode("units_carried_over", "C-8", ("month", "units", "months"))
LOST: Final = ReasonCode("units_lost", "C-7", ("month", "units"))
REMAINING: Final = ReasonCode("units_remaining", "C-8", ("planned", "received", "remaining", "lost"))
CODES: Final = (CARRIED, LOST, REMAINING)


@attrs.frozen
class Carried:
    """What can still be received in each month that remains, and how many units are lost."""

    remaining: tuple[int, ...]
    lost: int


@attrs.frozen
class MonthOfUnits:
    """A month that is over: held (planned, with what was carried into it), received, carried on, lost."""

    held: int
    received: int
    carried: int
    lost: int


def carry_units(units: ReceivedUnits, parameters: Parameters) -> Decision[Carried]:
    """Which of the missed units can be received in the months that remain (atlikušajos pārskata perioda mēnešos)?

    The errors are those of `carried_units`. Rules: C-7, C-8; I-28; source M II.7.
    """
    outcome = carried_units(units)
    reasons = []
    for number, month in enumerate(months_so_far(units), start=1):
        if month.carried:
            reasons.append(Reason(CARRIED, (number, month.carried, units.months - number), ("I-28",)))
        if month.lost:
            reasons.append(Reason(LOST, (number, month.lost)))
    values = (sum(units.planned), sum(units.received), sum(outcome.remaining), outcome.lost)
    return Decision(outcome, (*reasons, Reason(REMAINING, values)), parameters.name, ())


def carried_units(units: ReceivedUnits) -> Carried:
    """The units of `carry_units` without their reasons.

    What is missed with an excuse is spread over the months that remain, as `spread_units` does; everything else
    that is missed is lost, and in the last month all of it. Raises `Inconsistent` if the lists do not fit the months
    or each other, and at the first month with more received than it held or more excused than missed.
    Rules: C-7, C-8; I-28.
    """
    over, held = _gone_through(units)
    return Carried(held[len(over) :], sum(month.lost for month in over))


def months_so_far(units: ReceivedUnits) -> tuple[MonthOfUnits, ...]:
    """The months that are over, one by one; the errors are those of `carried_units`. Rules: C-7, C-8; I-28."""
    return _gone_through(units)[0]


def spread_units(units: int, months: int) -> tuple[int, ...]:
    """``units`` spread evenly over ``months``; what does not divide goes to the earlier ones.

    Raises `BadType` or `BadValue` for what is not a count, and for units without a month. Rules: C-8; I-28.

    >>> spread_units(5, 3)
    (2, 2, 1)
    """
    if count(months, "months") == 0:
        if count(units, "units"):
            raise BadValue("expected a month to spread units over, got none")
        return ()
    each, rest = divmod(count(units, "units"), months)
    return (each + 1,) * rest + (each,) * (months - rest)


def _gone_through(units: ReceivedUnits) -> tuple[tuple[MonthOfUnits, ...], tuple[int, ...]]:
    """The months that are over, and what every month holds with all that is carried into it.

    What is carried is kept as the change from one month to the next, so that the work grows with the months alone.
    """
    _check_lengths(units)
    change = [0] * (units.months + 1)
    carried = 0
    held, over = [], []
    for month, planned in enumerate(units.planned):
        carried += change[month]
        held.append(planned + carried)
        if month < len(units.received):
            over.append(_month_over(units, month, held[-1]))
            _carry_on(over[-1].carried, month, units.months, change)
    return tuple(over), tuple(held)


def _month_over(units: ReceivedUnits, month: int, held: int) -> MonthOfUnits:
    received, excused = units.received[month], units.excused[month]
    if received > held:
        message = f"expected at most the {held} units that the month holds, got {received}"
        raise Inconsistent(message, pointer("received", month))
    missed = held - received
    if excused > missed:
        raise Inconsistent(f"expected at most the {missed} missed units, got {excused}", pointer("excused", month))
    carried = excused if month + 1 < units.months else 0
    return MonthOfUnits(held, received, carried, missed - carried)


def _carry_on(carried: int, month: int, months: int, change: list[int]) -> None:
    """Adds what is carried out of ``month`` to the months after it, as changes from month to month."""
    remain = months - month - 1
    if carried:
        each, rest = divmod(carried, remain)
        change[month + 1] += each + (rest > 0)
        change[month + 1 + rest] -= rest > 0
        change[months] -= each


def _check_lengths(units: ReceivedUnits) -> None:
    if len(units.planned) != units.months:
        raise Inconsistent(f"expected units for {units.months} months, got {len(units.planned)}", "/planned")
    over = len(units.received)
    if over > units.months:
        raise Inconsistent(f"expected units for at most {units.months} months, got {over}", "/received")
    if len(units.excused) != over:
        message = f"expected units for {over} months as received, got {len(units.excused)}"
        raise Inconsistent(message, "/excused")
