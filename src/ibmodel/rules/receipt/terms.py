"""Which months a plan covers, how long a contract runs, and when minutes hold.

Rules N-6, N-10, N-11, S-12; I-18, I-20. The calendar of a whole pilot is a matter of the administration.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

import attrs

from ibmodel.dates import Month, Period, WorkingDays, add_months, add_working_days
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, shown
from ibmodel.money import count
from ibmodel.parameters import Parameters

__all__ = ["CODES", "Minutes", "decide_minutes", "last_day_of_contract", "plan_period", "violence_reported_by"]

AGREED: Final = ReasonCode("minutes_agreed", "N-11", ("members",))
NOT_AGREED: Final = ReasonCode("minutes_not_agreed", "N-11", ("members", "lacking"))
CODES: Final = (AGREED, NOT_AGREED)


@attrs.frozen
class Minutes:
    """Whether the minutes of a team's meeting hold, and whose agreement is lacking."""

    agreed: bool
    lacking: tuple[str, ...]


def plan_period(start: date, plan: int, parameters: Parameters, from_month: int | None = None) -> Period:
    """Which months does the first or the second plan of a pilot that begins on ``start`` cover?

    ``from_month``: the month of the pilot in which the first plan begins, the 2nd unless it is the 3rd; it ends with
    month 6 either way, and its amount stays (I-20). Raises `BadValue` for another plan, month or start.
    Rules: N-6; I-20; source M III.1.
    """
    figures = parameters.plan
    if start.day != 1:
        raise BadValue(f"expected the first day of a month, got {start}", "/start")
    if plan not in (1, 2):
        raise BadValue(f"expected plan 1 or 2, got {shown(plan)}", "/plan")
    first, latest, last = figures.first_from_month, figures.first_latest_month, figures.first_to_month
    if plan > 1:
        first = latest = figures.second_from_month
        last = figures.second_to_month
    begins = first if from_month is None else count(from_month, "a month")
    if not first <= begins <= latest:
        raise BadValue(f"expected a plan from month {first} to {latest}, got {begins}", "/from_month")
    return Period(Month.of(start).plus(begins - 1), last - begins + 1)


def last_day_of_contract(start: date, parameters: Parameters) -> date:
    """The last day of the contract with the parent that runs from ``start`` (līguma darbības termiņš).

    Rules: S-12; source M II.2.2.
    """
    return add_months(start, parameters.contract.months) - timedelta(days=1)


def violence_reported_by(found: date, calendar: WorkingDays, parameters: Parameters) -> date:
    """By when violence that came to light on ``found`` is reported to police and orphans' court.

    Rules: N-10; I-18; source M II.3.4.1, II.8.2.
    """
    return add_working_days(found, parameters.evaluation.violence_report_working_days, calendar)


def decide_minutes(
    members: Sequence[str],
    social_worker: str,
    signed: Collection[str],
    by_email: Collection[str],
    parameters: Parameters,
) -> Decision[Minutes]:
    """Do the minutes of the evaluation team's meeting hold (izvērtēšanas sanāksmes protokols)?

    They do if every member signed, or agreed by e-mail with the social worker signing last: every other member may
    do either, the social worker has to sign. Raises `BadValue` if the social worker is not a member. Rules: N-11;
    source M II.3.4.1.
    """
    if social_worker not in members:
        raise BadValue(f"expected the social worker among the members, got {shown(social_worker)}", "/social_worker")
    agreed = {*signed, *by_email} - ({social_worker} - {*signed})
    lacking = tuple(member for member in members if member not in agreed)
    reason = Reason(AGREED, (len(members),))
    if lacking:
        reason = Reason(NOT_AGREED, (len(members), len(lacking)))
    return Decision(Minutes(not lacking, lacking), (reason,), parameters.name, ())
