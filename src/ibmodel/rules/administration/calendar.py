"""The dates of a pilot (izmēģinājumprojekta kalendārs). Rules B-2, N-5, N-6, N-8, Q-3, A-6, A-7, A-15; I-20.

Months are counted from the pilot's first; where a month is named without a day, the whole month is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import attrs

from ibmodel.case.administration import PilotStart
from ibmodel.dates import Month, Period, WorkingDays, next_working_day
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, pointer
from ibmodel.parameters import Parameters

__all__ = [
    "CODES",
    "Milestone",
    "ReportTerms",
    "compute_calendar",
    "compute_report_terms",
    "pilot_calendar",
]

_MONTHS_IN_QUARTER: Final = 3
_WINDOW: Final = ("from", "to")
_REPORT: Final = ("period_from", "period_to", "from", "to")

PROVISIONAL_1: Final = ReasonCode("provisional_amount_1", "B-2", _WINDOW)
PROVISIONAL_2: Final = ReasonCode("provisional_amount_2", "B-2", _WINDOW)
EVALUATION_1: Final = ReasonCode("evaluation_1", "N-5", _WINDOW)
EVALUATION_2: Final = ReasonCode("evaluation_2", "N-5", _WINDOW)
EVALUATION_3: Final = ReasonCode("evaluation_3", "N-5", _WINDOW)
PLAN_1: Final = ReasonCode("plan_1", "N-6", _WINDOW)
PLAN_2: Final = ReasonCode("plan_2", "N-6", _WINDOW)
PROVIDERS_1: Final = ReasonCode("provider_reports_1", "N-8", _WINDOW)
PROVIDERS_2: Final = ReasonCode("provider_reports_2", "N-8", _WINDOW)
SURVEY_1: Final = ReasonCode("survey_1", "Q-3", _WINDOW)
SURVEY_2: Final = ReasonCode("survey_2", "Q-3", _WINDOW)
ESF: Final = ReasonCode("esf_questionnaire", "Q-3", _WINDOW)
CASH_FLOW: Final = ReasonCode("cash_flow_report", "A-6", _REPORT)
PROOFS: Final = ReasonCode("scanned_proofs", "A-6", _REPORT)
QUARTERLY: Final = ReasonCode("quarterly_report", "A-6", _REPORT)
MOVED: Final = ReasonCode("deadline_moved", "A-6", ("printed", "to"))
PAID_1: Final = ReasonCode("evaluation_1_paid", "A-7", _WINDOW)
PAID_2: Final = ReasonCode("evaluation_2_paid", "A-7", _WINDOW)
PAID_3: Final = ReasonCode("evaluation_3_paid", "A-7", _WINDOW)
ENTERED: Final = ReasonCode("proofs_entered_by", "A-15", ("to",))
CODES: Final = (
    *(PROVISIONAL_1, PROVISIONAL_2, EVALUATION_1, EVALUATION_2, EVALUATION_3, PLAN_1, PLAN_2),
    *(PROVIDERS_1, PROVIDERS_2, SURVEY_1, SURVEY_2, ESF),
    *(CASH_FLOW, PROOFS, QUARTERLY, MOVED, PAID_1, PAID_2, PAID_3, ENTERED),
)


@attrs.frozen
class Milestone:
    """Something that has its time in a pilot: from one day to another, both included."""

    rule: str
    code: str
    first: date = attrs.field(metadata={"wire": "from"})
    last: date = attrs.field(metadata={"wire": "to"})


@attrs.frozen
class ReportTerms:
    """The last days for the papers of one month; a quarterly report only after the last month of a quarter."""

    enter_by: date
    cash_flow_by: date
    proofs_by: date
    quarterly_by: date | None


@attrs.frozen
class _Entry:
    """A milestone with what explains it; ``printed`` is a report's deadline before it is moved off a day off."""

    kind: ReasonCode
    first: date
    last: date
    period: Period | None = None
    printed: date | None = None

    @property
    def order(self) -> tuple[date, date, str]:
        return self.first, self.last, self.kind.rule

    def milestone(self) -> Milestone:
        return Milestone(self.kind.rule, self.kind.code, self.first, self.last)

    def reasons(self) -> Iterator[Reason]:
        reported = () if self.period is None else (self.period.first, self.period.last)
        readings = ("I-20",) if self.kind is PLAN_1 else ()
        yield Reason(self.kind, (*reported, self.first, self.last), readings)
        if self.printed not in (None, self.last):
            yield Reason(MOVED, (self.printed, self.last), ("I-17",))


def compute_calendar(
    pilot: PilotStart, calendar: WorkingDays, parameters: Parameters
) -> Decision[tuple[Milestone, ...]]:
    """When is what due in a pilot, and by which rule (izmēģinājumprojekta kalendārs)?

    A reason for each milestone in the same order; a moved deadline has a second one right after it. The errors are
    those of `pilot_calendar`. Rules: B-2, N-5, N-6, N-8, Q-3, A-6, A-7; I-17, I-20; source M II.3.2, II.4.2, II.15,
    III.1, III.2.2.
    """
    entries = _entries(pilot, calendar, parameters)
    reasons = tuple(reason for entry in entries for reason in entry.reasons())
    return Decision(tuple(entry.milestone() for entry in entries), reasons, parameters.name, ())


def pilot_calendar(pilot: PilotStart, calendar: WorkingDays, parameters: Parameters) -> tuple[Milestone, ...]:
    """The milestones of `compute_calendar` without their reasons, by first day, last day and rule.

    The first provisional amount stands on the day of its facts, the pilot's first. A report has time from the day
    after its month or quarter to its deadline, which moves from a day off to the next working day; no other date
    moves. The surveys take the pilot's first and last month. What happens once a month without a day (the
    physician's support) or when something is done (further evaluations) has no date here. Raises `BadValue` at
    ``/plan1_month`` for a month outside the edition's bounds, at ``/start`` for a pilot that ends past the year
    9999. Rules: B-2, N-5, N-6, N-8, Q-3, A-6, A-7; I-17, I-20.
    """
    return tuple(entry.milestone() for entry in _entries(pilot, calendar, parameters))


def compute_report_terms(month: Month, calendar: WorkingDays, parameters: Parameters) -> Decision[ReportTerms]:
    """By when are the papers of a month entered and handed in (pārskatu iesniegšanas termiņi)?

    Proofs are entered by the end of the month itself. Rules: A-6, A-15; I-17; source M III.2.2.
    """
    reported = Period(month, 1)
    entries = [
        _report(CASH_FLOW, reported, parameters.administration.cash_flow_report_day, calendar),
        _report(PROOFS, reported, parameters.administration.proofs_day, calendar),
    ]
    if month.month % _MONTHS_IN_QUARTER == 0:
        entries.append(_quarterly(month, reported, calendar, parameters))
    days = [entry.last for entry in entries]
    outcome = ReportTerms(month.last, days[0], days[1], days[2] if days[2:] else None)
    reasons = (Reason(ENTERED, (month.last,)), *(reason for entry in entries for reason in entry.reasons()))
    return Decision(outcome, reasons, parameters.name, ())


def _entries(pilot: PilotStart, calendar: WorkingDays, parameters: Parameters) -> list[_Entry]:
    plan = parameters.plan
    start = plan.first_from_month if pilot.plan1_month is None else pilot.plan1_month
    if not plan.first_from_month <= start <= plan.first_latest_month:
        message = f"expected month {plan.first_from_month} to {plan.first_latest_month}, got {start}"
        raise BadValue(message, pointer("plan1_month"))
    months = Month.of(pilot.start)
    try:
        entries = [
            *_support(months, start, parameters),
            *_surveys(months, parameters),
            *_reports(Period(months, parameters.pilot.months), calendar, parameters),
            *_payments(months, parameters),
        ]
    except BadValue as error:
        raise error.below("start") from None
    return sorted(entries, key=lambda entry: entry.order)


def _months(kind: ReasonCode, start: Month, first: int, last: int) -> _Entry:
    """What takes whole months of a pilot, ``first`` to ``last``."""
    return _Entry(kind, start.plus(first - 1).first, start.plus(last - 1).last)


def _support(start: Month, plan1_month: int, parameters: Parameters) -> Iterator[_Entry]:
    budget, evaluation, plan = parameters.budget, parameters.evaluation, parameters.plan
    facts = start.plus(budget.first_month - 1).first
    yield _Entry(PROVISIONAL_1, facts, facts)
    yield _months(PROVISIONAL_2, start, budget.second_computed_month, budget.second_computed_month)
    middle = start.plus(evaluation.first_to_month - 1).first.replace(day=evaluation.first_to_day)
    yield _Entry(EVALUATION_1, start.plus(evaluation.first_from_month - 1).first, middle)
    yield _months(EVALUATION_2, start, evaluation.second_from_month, evaluation.second_to_month)
    yield _months(EVALUATION_3, start, evaluation.closing_month, evaluation.closing_month)
    yield _months(PLAN_1, start, plan1_month, plan.first_to_month)
    yield _months(PLAN_2, start, plan.second_from_month, plan.second_to_month)
    yield _months(PROVIDERS_1, start, evaluation.interim_reports_from_month, evaluation.interim_reports_to_month)
    yield _months(PROVIDERS_2, start, evaluation.closing_reports_from_month, evaluation.closing_reports_to_month)


def _surveys(start: Month, parameters: Parameters) -> Iterator[_Entry]:
    last = parameters.pilot.months
    yield _months(SURVEY_1, start, 1, 1)
    yield _months(SURVEY_2, start, last, last)
    yield _months(ESF, start, last, last)


def _payments(start: Month, parameters: Parameters) -> Iterator[_Entry]:
    paid = parameters.administration
    yield _months(PAID_1, start, paid.first_evaluation_paid_month, paid.first_evaluation_paid_month)
    yield _months(PAID_2, start, paid.second_evaluation_paid_month, paid.second_evaluation_paid_month)
    yield _months(PAID_3, start, paid.closing_evaluation_paid_from_month, paid.closing_evaluation_paid_to_month)


def _reports(pilot: Period, calendar: WorkingDays, parameters: Parameters) -> Iterator[_Entry]:
    quarter: list[Month] = []
    for place, month in enumerate(pilot, start=1):
        reported = Period(month, 1)
        yield _report(CASH_FLOW, reported, parameters.administration.cash_flow_report_day, calendar)
        yield _report(PROOFS, reported, parameters.administration.proofs_day, calendar)
        quarter.append(month)
        left = -month.month % _MONTHS_IN_QUARTER
        if left == 0 or place == pilot.length:
            yield _quarterly(month.plus(left), Period(quarter[0], len(quarter)), calendar, parameters)
            quarter.clear()


def _quarterly(end: Month, reported: Period, calendar: WorkingDays, parameters: Parameters) -> _Entry:
    """The report on the quarter that ends with ``end``; of it, the pilot's months are ``reported``."""
    return _due(QUARTERLY, reported, end, parameters.administration.quarterly_report_day, calendar)


def _report(kind: ReasonCode, reported: Period, day: int, calendar: WorkingDays) -> _Entry:
    return _due(kind, reported, reported.start.plus(reported.length - 1), day, calendar)


def _due(kind: ReasonCode, reported: Period, end: Month, day: int, calendar: WorkingDays) -> _Entry:
    """What is due on a ``day`` of the month after ``end``, or on the next working day."""
    first = end.plus(1).first
    printed = first + timedelta(days=day - 1)
    return _Entry(kind, first, next_working_day(printed, calendar), reported, printed)
