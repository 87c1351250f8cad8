"""Terms in working days: forwarding and deciding, over weekends, holidays and moved days of 2018 and 2019."""

from __future__ import annotations

from datetime import date

import pytest

from ibmodel.adapters.calendars import LATVIA, LatvianWorkingDays
from ibmodel.dates import Weekdays, WithExtraDays
from ibmodel.errors import BadValue
from ibmodel.parameters import edition
from ibmodel.rules.administration import Deadlines, compute_deadlines

PILOT = edition("children-pilot-2018")
BY_FIGURE = PILOT.reform("by the figure", readings={"I-5": "figure"})
MOVED = LatvianWorkingDays(moved=True)


@pytest.mark.rule("E-7", "I-5", "I-18")
@pytest.mark.parametrize(
    ("closed", "by_text", "by_figure"),
    [
        (date(2018, 7, 16), date(2018, 7, 19), date(2018, 7, 23)),  # a Monday
        (date(2018, 7, 18), date(2018, 7, 23), date(2018, 7, 25)),  # a Wednesday: over the weekend
        (date(2018, 7, 20), date(2018, 7, 25), date(2018, 7, 27)),  # a Friday
        (date(2018, 7, 21), date(2018, 7, 25), date(2018, 7, 27)),  # a Saturday
        (date(2018, 7, 22), date(2018, 7, 25), date(2018, 7, 27)),  # a Sunday
    ],
)
def test_forwarding_takes_three_working_days_from_the_day_after_or_five_by_the_figure(
    closed: date, by_text: date, by_figure: date
) -> None:
    for parameters, expected in ((PILOT, by_text), (BY_FIGURE, by_figure)):
        assert compute_deadlines(closed, None, Weekdays(), parameters).outcome == Deadlines(expected, None)
        assert compute_deadlines(closed, None, LATVIA, parameters).outcome == Deadlines(expected, None)


@pytest.mark.rule("G-4", "I-17", "I-18")
@pytest.mark.parametrize(
    ("received", "weekdays", "latvia"),
    [
        (date(2018, 7, 10), date(2018, 7, 24), date(2018, 7, 24)),  # no holiday in between
        (date(2018, 6, 20), date(2018, 7, 4), date(2018, 7, 4)),  # 23 and 24 June are a weekend in 2018
        (date(2018, 6, 29), date(2018, 7, 13), date(2018, 7, 16)),  # 9 July, after the festival
        (date(2018, 4, 26), date(2018, 5, 10), date(2018, 5, 14)),  # 1 and 4 May; 30 April is worked
        (date(2018, 11, 12), date(2018, 11, 26), date(2018, 11, 27)),  # 18 November is a Sunday: the 19th
        (date(2019, 4, 30), date(2019, 5, 14), date(2019, 5, 16)),  # 1 May, and the 6th for Saturday the 4th
        (date(2019, 11, 11), date(2019, 11, 25), date(2019, 11, 26)),  # 18 November is a Monday
        (date(2018, 12, 20), date(2019, 1, 3), date(2019, 1, 10)),  # 24 to 26, 31 December, 1 January
        (date(2019, 6, 20), date(2019, 7, 4), date(2019, 7, 5)),  # 24 June
        (date(2018, 9, 17), date(2018, 10, 1), date(2018, 10, 2)),  # 24 September 2018 alone
    ],
)
def test_a_decision_takes_ten_working_days_from_the_day_after(received: date, weekdays: date, latvia: date) -> None:
    assert compute_deadlines(None, received, Weekdays(), PILOT).outcome == Deadlines(None, weekdays)
    assert compute_deadlines(None, received, LATVIA, PILOT).outcome == Deadlines(None, latvia)


@pytest.mark.rule("E-7", "I-17")
def test_moved_days_count_only_where_the_calendar_says_so() -> None:
    """30 April 2018 was moved to Saturday 21 April: the one day comes off, the other is worked."""
    for closed, plain, moved in (
        (date(2018, 4, 27), date(2018, 5, 3), date(2018, 5, 7)),
        (date(2018, 4, 18), date(2018, 4, 23), date(2018, 4, 21)),
    ):
        assert compute_deadlines(closed, None, LATVIA, PILOT).outcome.forward_by == plain
        assert compute_deadlines(closed, None, MOVED, PILOT).outcome.forward_by == moved


@pytest.mark.rule("E-7", "I-17")
def test_days_that_the_caller_gives_prevail() -> None:
    closed = date(2018, 7, 18)
    off = Weekdays([date(2018, 7, 19)])
    assert compute_deadlines(closed, None, off, PILOT).outcome.forward_by == date(2018, 7, 24)
    worked = WithExtraDays(LATVIA, [date(2018, 7, 21), date(2018, 7, 22)])
    assert compute_deadlines(closed, None, worked, PILOT).outcome.forward_by == date(2018, 7, 21)


@pytest.mark.rule("E-7", "G-4", "I-5")
def test_both_terms_neither_and_why() -> None:
    both = compute_deadlines(date(2018, 7, 16), date(2018, 7, 2), Weekdays(), PILOT)
    assert both.outcome == Deadlines(date(2018, 7, 19), date(2018, 7, 16))
    assert [reason.code for reason in both.reasons] == ["forward_by", "decide_by"]
    assert both.reasons[0].facts == {
        "application_closed": date(2018, 7, 16),
        "days": 3,
        "forward_by": date(2018, 7, 19),
    }
    assert both.reasons[0].interpretations == ("I-5",)
    assert both.reasons[1].facts["days"] == 10
    neither = compute_deadlines(None, None, Weekdays(), BY_FIGURE)
    assert (neither.outcome, neither.reasons, neither.readings) == (Deadlines(), (), (("I-5", "figure"),))


@pytest.mark.rule("E-7", "G-4")
def test_a_reform_changes_the_terms_and_a_term_beyond_the_calendar_is_refused() -> None:
    reform = PILOT.reform("terms", {"eligibility.forwarding_working_days_text": 0, "granting.decision_working_days": 1})
    friday = date(2018, 7, 20)
    assert compute_deadlines(friday, friday, Weekdays(), reform).outcome == Deadlines(friday, date(2018, 7, 23))
    with pytest.raises(BadValue):
        compute_deadlines(date(9999, 12, 31), None, Weekdays(), PILOT)
    with pytest.raises(BadValue):
        compute_deadlines(None, date(9999, 12, 20), Weekdays(), PILOT)
