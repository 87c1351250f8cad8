"""The dates of a pilot: every milestone of the pilots of 2018 and 2019, and what moves when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ibmodel.adapters.calendars import LATVIA, LatvianWorkingDays
from ibmodel.case.administration import FIRST_PLAN_MONTHS, PilotStart
from ibmodel.dates import Month, Weekdays, add_months
from ibmodel.errors import BadType, BadValue
from ibmodel.parameters import EDITIONS, edition
from ibmodel.rules.administration import Milestone, compute_calendar, compute_report_terms, pilot_calendar

PILOT = edition("children-pilot-2018")
WEEKDAYS = Weekdays()

#: What has its time once, by month of the pilot: rule, code, first day, last day of the pilot of 2018.
CHILDREN_2018 = """
B-2 provisional_amount_1 2018-09-01 2018-09-01
Q-3 survey_1 2018-09-01 2018-09-30
N-5 evaluation_1 2018-09-01 2018-10-15
A-6 cash_flow_report 2018-10-01 2018-10-10
A-6 scanned_proofs 2018-10-01 2018-10-10
A-6 quarterly_report 2018-10-01 2018-10-29
A-7 evaluation_1_paid 2018-10-01 2018-10-31
N-6 plan_1 2018-10-01 2019-02-28
A-6 cash_flow_report 2018-11-01 2018-11-12
A-6 scanned_proofs 2018-11-01 2018-11-12
A-6 cash_flow_report 2018-12-01 2018-12-10
A-6 scanned_proofs 2018-12-01 2018-12-10
A-6 cash_flow_report 2019-01-01 2019-01-10
A-6 scanned_proofs 2019-01-01 2019-01-10
A-6 quarterly_report 2019-01-01 2019-01-28
N-5 evaluation_2 2019-01-01 2019-02-28
N-8 provider_reports_1 2019-01-01 2019-02-28
A-6 cash_flow_report 2019-02-01 2019-02-11
A-6 scanned_proofs 2019-02-01 2019-02-11
B-2 provisional_amount_2 2019-02-01 2019-02-28
A-6 cash_flow_report 2019-03-01 2019-03-11
A-6 scanned_proofs 2019-03-01 2019-03-11
A-7 evaluation_2_paid 2019-03-01 2019-03-31
N-6 plan_2 2019-03-01 2019-08-31
A-6 cash_flow_report 2019-04-01 2019-04-10
A-6 scanned_proofs 2019-04-01 2019-04-10
A-6 quarterly_report 2019-04-01 2019-04-29
A-6 cash_flow_report 2019-05-01 2019-05-10
A-6 scanned_proofs 2019-05-01 2019-05-10
A-6 cash_flow_report 2019-06-01 2019-06-10
A-6 scanned_proofs 2019-06-01 2019-06-10
A-6 cash_flow_report 2019-07-01 2019-07-10
A-6 scanned_proofs 2019-07-01 2019-07-10
A-6 quarterly_report 2019-07-01 2019-07-29
N-8 provider_reports_2 2019-07-01 2019-08-31
A-6 cash_flow_report 2019-08-01 2019-08-12
A-6 scanned_proofs 2019-08-01 2019-08-12
N-5 evaluation_3 2019-08-01 2019-08-31
Q-3 survey_2 2019-08-01 2019-08-31
Q-3 esf_questionnaire 2019-08-01 2019-08-31
A-7 evaluation_3_paid 2019-08-01 2019-09-30
A-6 cash_flow_report 2019-09-01 2019-09-10
A-6 scanned_proofs 2019-09-01 2019-09-10
A-6 quarterly_report 2019-10-01 2019-10-28
"""
ADULTS_2019 = """
B-2 provisional_amount_1 2019-11-01 2019-11-01
Q-3 survey_1 2019-11-01 2019-11-30
N-5 evaluation_1 2019-11-01 2019-12-15
A-6 cash_flow_report 2019-12-01 2019-12-10
A-6 scanned_proofs 2019-12-01 2019-12-10
A-7 evaluation_1_paid 2019-12-01 2019-12-31
N-6 plan_1 2019-12-01 2020-04-30
A-6 cash_flow_report 2020-01-01 2020-01-10
A-6 scanned_proofs 2020-01-01 2020-01-10
A-6 quarterly_report 2020-01-01 2020-01-28
A-6 cash_flow_report 2020-02-01 2020-02-10
A-6 scanned_proofs 2020-02-01 2020-02-10
A-6 cash_flow_report 2020-03-01 2020-03-10
A-6 scanned_proofs 2020-03-01 2020-03-10
N-5 evaluation_2 2020-03-01 2020-04-30
N-8 provider_reports_1 2020-03-01 2020-04-30
A-6 cash_flow_report 2020-04-01 2020-04-14
A-6 scanned_proofs 2020-04-01 2020-04-14
A-6 quarterly_report 2020-04-01 2020-04-28
B-2 provisional_amount_2 2020-04-01 2020-04-30
A-6 cash_flow_report 2020-05-01 2020-05-11
A-6 scanned_proofs 2020-05-01 2020-05-11
A-7 evaluation_2_paid 2020-05-01 2020-05-31
N-6 plan_2 2020-05-01 2020-10-31
A-6 cash_flow_report 2020-06-01 2020-06-10
A-6 scanned_proofs 2020-06-01 2020-06-10
A-6 cash_flow_report 2020-07-01 2020-07-10
A-6 scanned_proofs 2020-07-01 2020-07-10
A-6 quarterly_report 2020-07-01 2020-07-28
A-6 cash_flow_report 2020-08-01 2020-08-10
A-6 scanned_proofs 2020-08-01 2020-08-10
A-6 cash_flow_report 2020-09-01 2020-09-10
A-6 scanned_proofs 2020-09-01 2020-09-10
N-8 provider_reports_2 2020-09-01 2020-10-31
A-6 cash_flow_report 2020-10-01 2020-10-12
A-6 scanned_proofs 2020-10-01 2020-10-12
A-6 quarterly_report 2020-10-01 2020-10-28
N-5 evaluation_3 2020-10-01 2020-10-31
Q-3 survey_2 2020-10-01 2020-10-31
Q-3 esf_questionnaire 2020-10-01 2020-10-31
A-7 evaluation_3_paid 2020-10-01 2020-11-30
A-6 cash_flow_report 2020-11-01 2020-11-10
A-6 scanned_proofs 2020-11-01 2020-11-10
A-6 quarterly_report 2021-01-01 2021-01-28
"""


def rows(printed: str) -> Iterator[Milestone]:
    for row in printed.split("\n")[1:-1]:
        rule, code, first, last = row.split()
        yield Milestone(rule, code, date.fromisoformat(first), date.fromisoformat(last))


def calendar(start: date, month: int | None = None, **changes: Any) -> tuple[Milestone, ...]:
    parameters = PILOT.reform("changed", changes) if changes else PILOT
    return pilot_calendar(PilotStart(start, month), LATVIA, parameters)


def windows(milestones: tuple[Milestone, ...], code: str) -> list[tuple[date, date]]:
    return [(row.first, row.last) for row in milestones if row.code == code]


@pytest.mark.rule("B-2", "N-5", "N-6", "N-8", "Q-3", "A-6", "A-7", "I-17", "W-5")
@pytest.mark.parametrize(
    ("start", "printed"), [(date(2018, 9, 1), CHILDREN_2018), (date(2019, 11, 1), ADULTS_2019)], ids=str
)
def test_every_date_of_a_pilot_comes_out(start: date, printed: str) -> None:
    assert list(calendar(start)) == list(rows(printed))


@pytest.mark.rule("B-2", "N-5", "N-6", "N-8", "Q-3", "A-6", "A-7")
@pytest.mark.parametrize("name", EDITIONS)
def test_the_calendar_is_the_same_under_every_policy(name: str) -> None:
    assert list(pilot_calendar(PilotStart(date(2018, 9, 1)), LATVIA, edition(name))) == list(rows(CHILDREN_2018))


@pytest.mark.rule("A-6", "I-17")
@pytest.mark.parametrize(
    ("start", "period", "due", "why"),
    [
        (date(2018, 9, 1), 0, date(2018, 10, 10), "a Wednesday"),
        (date(2018, 9, 1), 1, date(2018, 11, 12), "the 10th is a Saturday"),
        (date(2018, 9, 1), 5, date(2019, 3, 11), "the 10th is a Sunday"),
        (date(2019, 11, 1), 4, date(2020, 4, 14), "Good Friday, then Easter Monday"),
        (date(2020, 4, 1), 0, date(2020, 5, 11), "the 10th is Mother's Day, a Sunday"),
    ],
)
def test_a_monthly_report_is_due_on_the_10th_or_the_next_working_day(
    start: date, period: int, due: date, why: str
) -> None:
    for code in ("cash_flow_report", "scanned_proofs"):
        assert windows(calendar(start), code)[period] == (add_months(start, period + 1), due), why


@pytest.mark.rule("A-6", "I-17")
def test_moved_working_days_move_deadlines_only_where_they_count() -> None:
    april = PilotStart(date(2025, 4, 1))
    # Saturday 10 May 2025 is worked for 2 May, where moved days count
    for calendar_of_days, due in ((LATVIA, 12), (LatvianWorkingDays(moved=True), 10)):
        rows = pilot_calendar(april, calendar_of_days, PILOT)
        assert windows(rows, "scanned_proofs")[0] == (date(2025, 5, 1), date(2025, 5, due))


@pytest.mark.rule("A-6", "I-17")
def test_a_deadline_moves_past_every_day_off_that_the_callers_calendar_has() -> None:
    off = Weekdays(holidays=frozenset({date(2022, 2, 10), date(2022, 2, 11)}))
    rows = pilot_calendar(PilotStart(date(2022, 1, 1)), off, PILOT)
    assert windows(rows, "scanned_proofs")[0][1] == date(2022, 2, 14)


@pytest.mark.rule("A-6")
@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2018, 9, 1), ["2018-10-29", "2019-01-28", "2019-04-29", "2019-07-29", "2019-10-28"]),
        (date(2018, 10, 1), ["2019-01-28", "2019-04-29", "2019-07-29", "2019-10-28"]),
        (date(2018, 11, 1), ["2019-01-28", "2019-04-29", "2019-07-29", "2019-10-28", "2020-01-28"]),
    ],
)
def test_a_quarterly_report_is_due_for_every_calendar_quarter_that_the_pilot_touches(
    start: date, due: list[str]
) -> None:
    assert [last.isoformat() for _, last in windows(calendar(start), "quarterly_report")] == due


@pytest.mark.rule("A-6")
def test_a_quarterly_report_tells_of_the_months_of_the_pilot_alone() -> None:
    decision = compute_calendar(PilotStart(date(2018, 11, 1)), LATVIA, PILOT)
    quarters = [reason.facts for reason in decision.reasons if reason.code == "quarterly_report"]
    assert [(facts["period_from"], facts["period_to"]) for facts in quarters] == [
        (date(2018, 11, 1), date(2018, 12, 31)),
        (date(2019, 1, 1), date(2019, 3, 31)),
        (date(2019, 4, 1), date(2019, 6, 30)),
        (date(2019, 7, 1), date(2019, 9, 30)),
        (date(2019, 10, 1), date(2019, 10, 31)),
    ]
    assert quarters[-1]["from"] == date(2020, 1, 1)


@pytest.mark.rule("A-6", "I-17")
def test_a_moved_deadline_is_told_right_after_its_milestone() -> None:
    decision = compute_calendar(PilotStart(date(2018, 9, 1)), LATVIA, PILOT)
    own = [reason for reason in decision.reasons if reason.code != "deadline_moved"]
    assert [(reason.rule, reason.code) for reason in own] == [(row.rule, row.code) for row in decision.outcome]
    assert [(reason.facts["from"], reason.facts["to"]) for reason in own] == [
        (row.first, row.last) for row in decision.outcome
    ]
    moved = [place for place, reason in enumerate(decision.reasons) if reason.code == "deadline_moved"]
    assert len(moved) == 3 + 4 * 2  # three reports on a quarter, two papers of each of four months
    for place in moved:
        before, reason = decision.reasons[place - 1], decision.reasons[place]
        assert before.facts["to"] == reason.facts["to"]
        assert reason.facts["printed"] < reason.facts["to"]  # type: ignore[operator]
    assert decision.readings == ()


@pytest.mark.rule("N-6", "I-20")
@pytest.mark.parametrize("month", [None, *FIRST_PLAN_MONTHS])
def test_the_first_plan_starts_in_month_2_or_3_and_ends_with_month_6(month: int | None) -> None:
    expected = (date(2018, 11, 1) if month == 3 else date(2018, 10, 1), date(2019, 2, 28))
    assert windows(calendar(date(2018, 9, 1), month), "plan_1") == [expected]
    others = [row for row in calendar(date(2018, 9, 1), month) if row.code != "plan_1"]
    assert others == [row for row in rows(CHILDREN_2018) if row.code != "plan_1"]


@pytest.mark.rule("N-6", "I-20")
@pytest.mark.parametrize("month", [0, 1, 4, 12, True, "2", 2.0])
def test_the_first_plan_starts_in_no_other_month(month: Any) -> None:
    with pytest.raises((BadType, BadValue)) as refused:
        PilotStart(date(2018, 9, 1), month)
    assert refused.value.path == "/plan1_month"
    assert isinstance(refused.value, BadValue) == (type(month) is int)


@pytest.mark.rule("N-6", "I-20")
def test_a_reform_may_narrow_the_months_of_the_first_plan() -> None:
    reform = PILOT.reform("at once", {"plan.first_latest_month": 2})
    with pytest.raises(BadValue, match="expected month 2 to 2, got 3") as refused:
        pilot_calendar(PilotStart(date(2018, 9, 1), 3), LATVIA, reform)
    assert refused.value.path == "/plan1_month"


@pytest.mark.rule("N-5")
@pytest.mark.parametrize(
    ("start", "middle"), [(date(2018, 9, 1), date(2018, 10, 15)), (date(2019, 1, 1), date(2019, 2, 15))]
)
def test_the_middle_of_a_month_is_its_15th_day(start: date, middle: date) -> None:
    assert windows(calendar(start), "evaluation_1") == [(start, middle)]


@pytest.mark.rule("N-5", "N-6", "N-8")
def test_a_window_ends_on_29_february_in_a_leap_year() -> None:
    leap = calendar(date(2019, 9, 1))
    for code in ("plan_1", "evaluation_2", "provider_reports_1", "provisional_amount_2"):
        assert windows(leap, code)[0][1] == date(2020, 2, 29)


@pytest.mark.rule("A-6", "A-7", "Q-3")
def test_a_reform_moves_the_dates() -> None:
    reform = calendar(
        date(2018, 9, 1),
        **{"administration.cash_flow_report_day": 15, "administration.quarterly_report_day": 1, "pilot.months": 2},
    )
    assert [last.day for _, last in windows(reform, "cash_flow_report")] == [15, 15]
    assert windows(reform, "quarterly_report") == [
        (date(2018, 10, 1), date(2018, 10, 1)),
        (date(2019, 1, 1), date(2019, 1, 2)),
    ]
    assert windows(reform, "survey_2") == [(date(2018, 10, 1), date(2018, 10, 31))]


@pytest.mark.rule("A-6")
@pytest.mark.parametrize("start", [date(9999, 1, 1), date(9998, 12, 1), date(9999, 12, 1)])
def test_a_pilot_that_ends_past_the_last_year_is_refused(start: date) -> None:
    with pytest.raises(BadValue) as refused:
        calendar(start)
    assert refused.value.path == "/start"


@pytest.mark.rule("A-6")
def test_a_pilot_may_start_in_the_first_year_and_end_in_the_last() -> None:
    assert calendar(date(1, 1, 1))[0].first == date(1, 1, 1)
    assert calendar(date(9998, 9, 1))[-1].last == date(9999, 10, 28)


@pytest.mark.parametrize("day", [2, 15, 30])
def test_a_pilot_starts_on_the_first_of_a_month(day: int) -> None:
    with pytest.raises(BadValue, match="expected the first day of a month") as refused:
        PilotStart(date(2018, 9, day))
    assert refused.value.path == "/start"


def test_a_start_is_a_date() -> None:
    with pytest.raises(BadType) as refused:
        PilotStart("2018-09-01")  # type: ignore[arg-type]
    assert refused.value.path == "/start"


@pytest.mark.rule("A-6", "A-15", "I-17")
@pytest.mark.parametrize("month", range(1, 13))
def test_papers_of_a_month_are_entered_by_its_end_and_reported_in_the_next(month: int) -> None:
    terms = compute_report_terms(Month(2018, month), WEEKDAYS, PILOT)
    outcome = terms.outcome
    assert outcome.enter_by == Month(2018, month).last
    assert Month.of(outcome.cash_flow_by) == Month.of(outcome.proofs_by) == Month(2018, month).plus(1)
    assert 10 <= outcome.cash_flow_by.day <= 12
    assert (outcome.quarterly_by is not None) == (month in {3, 6, 9, 12})
    codes = [reason.code for reason in terms.reasons if reason.code != "deadline_moved"]
    assert codes == [
        "proofs_entered_by",
        "cash_flow_report",
        "scanned_proofs",
        *["quarterly_report"] * (month % 3 == 0),
    ]


@pytest.mark.rule("A-6", "A-15")
def test_the_papers_of_a_month_have_the_dates_of_the_calendar() -> None:
    september = compute_report_terms(Month(2018, 9), LATVIA, PILOT).outcome
    assert september.cash_flow_by == september.proofs_by == date(2018, 10, 10)
    assert september.quarterly_by == date(2018, 10, 29)
