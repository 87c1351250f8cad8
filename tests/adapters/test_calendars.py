"""Latvia's working days of the years in which the pilots ran."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest

from ibmodel.adapters.calendars import LATVIA, LatvianWorkingDays
from ibmodel.dates import add_working_days, next_working_day

MOVED = LatvianWorkingDays(moved=True)
#: Days off from Monday to Friday, the rest days that replace 4 May, 18 November and the festival day included.
DAYS_OFF = {
    2018: "01-01 03-30 04-02 05-01 05-04 07-09 09-24 11-19 12-24 12-25 12-26 12-31",
    2019: "01-01 04-19 04-22 05-01 05-06 06-24 11-18 12-24 12-25 12-26 12-31",
}


@pytest.mark.rule("I-17")
@pytest.mark.parametrize("year", sorted(DAYS_OFF))
def test_every_weekday_is_worked_except_the_public_holidays(year: int) -> None:
    off = {date.fromisoformat(f"{year}-{day}") for day in DAYS_OFF[year].split()}
    for step in range(365):
        day = date(year, 1, 1) + timedelta(days=step)
        assert LATVIA.is_working_day(day) is (day.weekday() < 5 and day not in off), day


@pytest.mark.rule("I-17")
def test_moved_days_are_only_those_that_the_government_moved() -> None:
    days = [date(2018, 1, 1) + timedelta(days=step) for step in range(730)]
    differ = {day: MOVED.is_working_day(day) for day in days if MOVED.is_working_day(day) != LATVIA.is_working_day(day)}
    assert differ == {date(2018, 4, 21): True, date(2018, 4, 30): False}


@pytest.mark.rule("I-17", "I-18")
def test_terms_and_next_days_use_the_calendar() -> None:
    assert add_working_days(date(2018, 3, 29), 1, LATVIA) == date(2018, 4, 3)  # over Easter
    assert next_working_day(date(2018, 12, 24), LATVIA) == date(2018, 12, 27)
    assert next_working_day(date(2018, 4, 30), LATVIA) == date(2018, 4, 30)
    assert next_working_day(date(2018, 4, 30), MOVED) == date(2018, 5, 2)


def test_calendars_are_values() -> None:
    assert LatvianWorkingDays() == LATVIA != MOVED
    assert pickle.loads(pickle.dumps(MOVED)) == MOVED  # noqa: S301
