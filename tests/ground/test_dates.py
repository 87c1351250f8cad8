"""The day is always an argument; ages, terms and periods turn on exactly the day that the sources mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ibmodel.dates import (
    Month,
    Period,
    Weekdays,
    add_months,
    add_working_days,
    completed_years,
    next_working_day,
    read_date,
    read_moment,
    shown_moment,
)
from ibmodel.errors import BadType, BadValue, shown

RELAXED = settings(deadline=None)
NOT_TEXT = [None, 0, 20180801, True, 1.5, b"2018-08-01", date(2018, 8, 1), ["2018-08-01"]]
NOT_DATES = [None, 0, True, "2018-08-01", datetime(2018, 8, 1, 9, 0), 1.5]

#: Days off in Latvia, 2018: law "Par svētku, atceres un atzīmējamām dienām", with the rest days that replace
#: 18 November (a Sunday) and the closing day of the song festival (8 July, a Sunday).
LATVIA_2018 = frozenset(
    {
        date(2018, 1, 1),
        date(2018, 3, 30),
        date(2018, 4, 2),
        date(2018, 5, 1),
        date(2018, 5, 4),
        date(2018, 7, 9),
        date(2018, 11, 19),
        date(2018, 12, 24),
        date(2018, 12, 25),
        date(2018, 12, 26),
        date(2018, 12, 31),
        date(2019, 1, 1),
    }
)
LATVIA = Weekdays(LATVIA_2018)
#: The same with Monday 30 April moved to Saturday 21 April, as the government ordered for 2018.
LATVIA_MOVED = Weekdays(LATVIA_2018 | {date(2018, 4, 30)}, {date(2018, 4, 21)})


@pytest.mark.parametrize("text", ["2018-08-01", "0001-01-01", "9999-12-31", "2020-02-29", "2000-02-29"])
def test_a_date_is_read_and_written_alike(text: str) -> None:
    assert read_date(text).isoformat() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018-8-1",
        "2018-08-1",
        "18-08-01",
        "20180801",
        "2018-W31-3",
        "2018-213",
        "2018/08/01",
        "01.08.2018",
        "2018-08-01 ",
        " 2018-08-01",
        "2018-08-01\n",
        "2018-08-01T00:00",
        "+2018-08-01",
        "-2018-08-01",
        "12018-08-01",
        "\u0662018-08-01",
        "２018-08-01",
        "2018\u221208\u221201",
    ],
)
def test_a_date_in_another_form_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_date(text)
    assert caught.value.message == f"expected a date as year-month-day, got {shown(text)}"


@pytest.mark.parametrize(
    "text",
    ["2018-02-29", "1900-02-29", "2018-02-30", "2018-04-31", "2018-13-01", "2018-00-01", "2018-01-00", "0000-01-01"],
)
def test_a_day_that_does_not_exist_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue, match="expected a date that exists"):
        read_date(text)


@pytest.mark.parametrize("value", NOT_TEXT, ids=repr)
def test_dates_moments_and_months_are_read_from_text_alone(value: object) -> None:
    for read in (read_date, read_moment, Month.read):
        with pytest.raises(BadType, match="as text") as caught:
            read(value)  # type: ignore[arg-type]
        assert caught.value.message.endswith(f", got {shown(value)}")


@given(st.dates())
@RELAXED
def test_writing_then_reading_a_date_is_the_identity(day: date) -> None:
    assert read_date(day.isoformat()) == day


@given(st.datetimes())
@RELAXED
def test_writing_then_reading_a_moment_is_the_identity(moment: datetime) -> None:
    to_the_minute = moment.replace(second=0, microsecond=0)
    assert read_moment(shown_moment(to_the_minute)) == to_the_minute
    assert shown_moment(moment) == shown_moment(to_the_minute)


@pytest.mark.parametrize(
    "text",
    [
        "2018-07-03",
        "2018-07-03T9:14",
        "2018-07-03T24:00",
        "2018-07-03T23:60",
        "2018-07-03T09:14:00",
        "2018-07-03T09:14Z",
        "2018-07-03T09:14+02:00",
        "2018-07-03 09:14",
        "2018-07-03t09:14",
        "2018-07-03T0914",
        "2018-07-03T09:14\n",
        "2018-07-03T０9:14",
    ],
)
def test_a_moment_in_another_form_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_moment(text)
    assert caught.value.message == f"expected a moment as year-month-dayThour:minute, got {shown(text)}"


@pytest.mark.parametrize("text", ["2018-02-29T09:14", "2018-13-01T00:00", "0000-01-01T00:00"])
def test_a_moment_that_does_not_exist_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_moment(text)
    assert caught.value.message == f"expected a moment that exists, got {shown(text)}"


def test_the_first_and_the_last_minute_of_a_day_exist() -> None:
    assert read_moment("2018-07-03T00:00") == datetime(2018, 7, 3)
    assert read_moment("2018-07-03T23:59") == datetime(2018, 7, 3, 23, 59)


@pytest.mark.rule("B-1")
@pytest.mark.parametrize("years", [0, 1, 8, 17, 18])
def test_an_age_is_reached_on_the_birthday_and_not_the_day_before(years: int) -> None:
    born, birthday = date(2010, 9, 1), date(2010 + years, 9, 1)
    assert completed_years(born, birthday) == years
    assert completed_years(born, birthday + timedelta(days=1)) == years
    if years:
        assert completed_years(born, birthday - timedelta(days=1)) == years - 1


@pytest.mark.rule("B-1")
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 120))
@example(date(2012, 2, 29), 6)
@example(date(2012, 2, 29), 8)
@example(date(2011, 3, 1), 5)
@example(date(2010, 12, 31), 8)
@example(date(2011, 1, 1), 8)
@RELAXED
def test_every_year_is_completed_on_its_birthday_and_no_day_earlier(born: date, years: int) -> None:
    birthday = add_months(born, 12 * years)
    assert completed_years(born, birthday) == years
    if years:
        assert completed_years(born, birthday - timedelta(days=1)) == years - 1


@pytest.mark.rule("I-16")
@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2012, 2, 29), 0),
        (date(2013, 2, 27), 0),
        (date(2013, 2, 28), 1),
        (date(2013, 3, 1), 1),
        (date(2016, 2, 28), 3),
        (date(2016, 2, 29), 4),
        (date(2018, 2, 27), 5),
        (date(2018, 2, 28), 6),
        (date(2100, 2, 27), 87),
        (date(2100, 2, 28), 88),
    ],
)
def test_a_birthday_on_29_february_is_reached_on_28_february_in_other_years(on: date, years: int) -> None:
    assert completed_years(date(2012, 2, 29), on) == years


@pytest.mark.rule("I-16")
def test_somebody_born_on_28_february_turns_older_that_day_in_leap_years_too() -> None:
    assert completed_years(date(2011, 2, 28), date(2016, 2, 28)) == 5
    assert completed_years(date(2011, 3, 1), date(2016, 2, 29)) == 4


@given(st.dates(), st.dates())
@RELAXED
def test_nobody_is_asked_for_an_age_before_birth(one: date, other: date) -> None:
    born, on = max(one, other), min(one, other)
    if born == on:
        assert completed_years(born, on) == 0
    else:
        with pytest.raises(BadValue, match="expected a birth on or before"):
            completed_years(born, on)


@pytest.mark.parametrize("value", NOT_DATES, ids=repr)
def test_what_is_not_exactly_a_date_is_refused(value: object) -> None:
    day = date(2018, 8, 1)
    for attempt in (
        lambda: completed_years(value, day),  # type: ignore[arg-type]
        lambda: completed_years(day, value),  # type: ignore[arg-type]
        lambda: add_months(value, 1),  # type: ignore[arg-type]
        lambda: Month.of(value),  # type: ignore[arg-type]
        lambda: value in Period(Month(2018, 9), 6),
        lambda: Weekdays().is_working_day(value),  # type: ignore[arg-type]
        lambda: add_working_days(value, 1, Weekdays()),  # type: ignore[arg-type]
        lambda: next_working_day(value, Weekdays()),  # type: ignore[arg-type]
    ):
        with pytest.raises(BadType, match="expected a date"):
            attempt()


@pytest.mark.rule("I-16")
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2018, 8, 31), 1, date(2018, 9, 30)),
        (date(2018, 8, 31), 6, date(2019, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2018, 12, 15), 1, date(2019, 1, 15)),
        (date(2018, 9, 1), 0, date(2018, 9, 1)),
    ],
)
def test_a_term_that_ends_on_a_day_the_month_lacks_ends_on_its_last_day(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.rule("I-16")
def test_two_terms_of_a_month_may_end_earlier_than_one_of_two() -> None:
    start = date(2019, 1, 31)
    assert add_months(start, 2) == date(2019, 3, 31)
    assert add_months(add_months(start, 1), 1) == date(2019, 3, 28)


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(0, 600))
@RELAXED
def test_a_term_in_months_counts_months_and_keeps_the_day_where_it_can(start: date, months: int) -> None:
    end = add_months(start, months)
    assert Month.of(end) == Month.of(start).plus(months)
    assert end.day == start.day or (end == Month.of(end).last and end.day < start.day)


@pytest.mark.parametrize(("start", "months"), [(date(9999, 12, 1), 1), (date(2018, 8, 31), 10**6), (date.max, 10**12)])
def test_a_term_beyond_the_last_year_is_a_bad_value(start: date, months: int) -> None:
    with pytest.raises(BadValue, match="expected a term that ends by the year 9999"):
        add_months(start, months)


@pytest.mark.parametrize("months", [True, 1.0, None, "1"], ids=repr)
def test_months_that_are_no_count_are_refused(months: object) -> None:
    with pytest.raises(BadType, match="expected months"):
        add_months(date(2018, 8, 1), months)  # type: ignore[arg-type]
    with pytest.raises(BadType, match="expected months"):
        Month(2018, 8).plus(months)  # type: ignore[arg-type]


def test_terms_never_run_backwards() -> None:
    with pytest.raises(BadValue, match="expected months, not negative"):
        add_months(date(2018, 8, 1), -1)
    with pytest.raises(BadValue, match="expected months, not negative"):
        Month(2018, 8).plus(-1)
    with pytest.raises(BadValue, match="expected working days, not negative"):
        add_working_days(date(2018, 8, 1), -1, Weekdays())


@pytest.mark.parametrize("text", ["2018-08", "0001-01", "9999-12"])
def test_a_month_is_read_and_written_alike(text: str) -> None:
    assert str(Month.read(text)) == text


@pytest.mark.parametrize(
    "text", ["", "2018", "2018-8", "2018-08-01", "2018-13", "2018-00", "0000-01", "18-08", "2018-08\n", "２018-08"]
)
def test_a_month_in_another_form_or_that_does_not_exist_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue, match="expected a "):
        Month.read(text)


@pytest.mark.parametrize(("year", "month"), [(True, 1), (2018, True), (2018.0, 1), (2018, "1"), (None, 1)])
def test_a_month_is_made_of_two_counts(year: object, month: object) -> None:
    with pytest.raises(BadType):
        Month(year, month)  # type: ignore[arg-type]


@pytest.mark.parametrize(("year", "month"), [(0, 1), (10000, 1), (2018, 0), (2018, 13), (2018, -1)])
def test_a_month_that_does_not_exist_is_a_bad_value(year: int, month: int) -> None:
    with pytest.raises(BadValue):
        Month(year, month)


def test_a_month_knows_its_first_and_last_day() -> None:
    assert (Month(2020, 2).first, Month(2020, 2).last) == (date(2020, 2, 1), date(2020, 2, 29))
    assert Month(2019, 2).last == date(2019, 2, 28)
    assert Month(2018, 12).last == date(2018, 12, 31)


def test_months_are_ordered_in_time_and_go_on_over_the_year() -> None:
    assert Month(2018, 12) < Month(2019, 1)
    assert Month(2018, 12).plus(1) == Month(2019, 1)
    assert Month(2018, 11).plus(14) == Month(2020, 1)
    assert Month(2018, 1).plus(0) == Month(2018, 1)
    with pytest.raises(BadValue, match="expected a year of 1 to 9999"):
        Month(9999, 12).plus(1)


@pytest.mark.rule("B-2")
def test_a_period_includes_both_ends() -> None:
    period = Period(Month(2018, 9), 6)
    assert (period.first, period.last) == (date(2018, 9, 1), date(2019, 2, 28))
    assert list(map(str, period)) == ["2018-09", "2018-10", "2018-11", "2018-12", "2019-01", "2019-02"]
    assert period.first in period
    assert period.last in period
    assert period.first - timedelta(days=1) not in period
    assert period.last + timedelta(days=1) not in period


def test_a_period_has_at_least_one_whole_month() -> None:
    assert Period(Month(2018, 9), 1).last == date(2018, 9, 30)
    with pytest.raises(BadValue, match="at least one month"):
        Period(Month(2018, 9), 0)
    for length in (True, 1.0, None):
        with pytest.raises(BadType):
            Period(Month(2018, 9), length)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Period(date(2018, 9, 1), 6)  # type: ignore[arg-type]


@pytest.mark.rule("I-17")
@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2018, 4, 27), True),
        (date(2018, 4, 28), False),
        (date(2018, 4, 29), False),
        (date(2018, 4, 30), True),
        (date(2018, 5, 1), False),
        (date(2018, 5, 4), False),
        (date(2018, 7, 9), False),
        (date(2018, 11, 16), True),
        (date(2018, 11, 19), False),
        (date(2018, 12, 24), False),
    ],
)
def test_monday_to_friday_are_worked_but_for_public_holidays(day: date, worked: bool) -> None:
    assert LATVIA.is_working_day(day) is worked


@pytest.mark.rule("I-17")
def test_a_moved_working_day_prevails() -> None:
    assert LATVIA_MOVED.is_working_day(date(2018, 4, 21))
    assert not LATVIA_MOVED.is_working_day(date(2018, 4, 30))
    assert Weekdays({date(2018, 5, 1)}, {date(2018, 5, 1)}).is_working_day(date(2018, 5, 1))


@pytest.mark.rule("I-17", "I-18")
@pytest.mark.parametrize(
    ("event", "days", "calendar", "last"),
    [
        pytest.param(date(2018, 4, 27), 3, Weekdays(), date(2018, 5, 2), id="weekdays only"),
        pytest.param(date(2018, 4, 27), 3, LATVIA, date(2018, 5, 3), id="over 1 May"),
        pytest.param(date(2018, 4, 27), 3, LATVIA_MOVED, date(2018, 5, 7), id="over 30 April, 1 May and 4 May"),
        pytest.param(date(2018, 4, 19), 3, LATVIA_MOVED, date(2018, 4, 23), id="through a worked Saturday"),
        pytest.param(date(2018, 4, 19), 3, LATVIA, date(2018, 4, 24), id="the same without it"),
        pytest.param(date(2018, 3, 28), 3, LATVIA, date(2018, 4, 4), id="over Easter"),
        pytest.param(date(2018, 7, 6), 1, LATVIA, date(2018, 7, 10), id="over the song festival"),
        pytest.param(date(2018, 11, 16), 1, LATVIA, date(2018, 11, 20), id="over the proclamation day"),
        pytest.param(date(2018, 12, 21), 5, LATVIA, date(2019, 1, 4), id="over the turn of the year"),
        pytest.param(date(2018, 6, 29), 10, LATVIA, date(2018, 7, 16), id="ten days"),
        pytest.param(date(2018, 5, 1), 0, LATVIA, date(2018, 5, 1), id="no days"),
    ],
)
def test_a_term_in_working_days_runs_from_the_day_after_the_event(
    event: date, days: int, calendar: Weekdays, last: date
) -> None:
    assert add_working_days(event, days, calendar) == last


@pytest.mark.rule("I-18")
@given(st.dates(date(2018, 1, 1), date(2018, 11, 1)), st.integers(1, 25))
@RELAXED
def test_a_term_holds_exactly_its_working_days_and_ends_on_one(event: date, days: int) -> None:
    last = add_working_days(event, days, LATVIA_MOVED)
    after = [event + timedelta(days=step) for step in range(1, (last - event).days + 1)]
    assert sum(map(LATVIA_MOVED.is_working_day, after)) == days
    assert LATVIA_MOVED.is_working_day(last)


@pytest.mark.rule("I-17")
def test_what_falls_on_a_day_off_moves_to_the_next_working_day() -> None:
    assert next_working_day(date(2018, 4, 28), LATVIA_MOVED) == date(2018, 5, 2)
    assert next_working_day(date(2018, 5, 2), LATVIA_MOVED) == date(2018, 5, 2)


def test_a_calendar_of_another_system_plugs_in() -> None:
    class Sundays:
        def is_working_day(self, day: date) -> bool:
            return day.weekday() == 6

    assert add_working_days(date(2018, 4, 27), 2, Sundays()) == date(2018, 5, 6)


def test_a_calendar_without_work_is_an_error_and_no_endless_search() -> None:
    class Holiday:
        def is_working_day(self, day: date) -> bool:
            return False

    with pytest.raises(BadValue, match="expected a calendar with a worked day"):
        next_working_day(date(2018, 4, 27), Holiday())


def test_a_moment_with_a_time_zone_is_not_what_the_protocol_reads() -> None:
    assert read_moment("2018-07-03T09:14").tzinfo is None
    assert read_moment("2018-07-03T09:14") != datetime(2018, 7, 3, 9, 14, tzinfo=UTC)
