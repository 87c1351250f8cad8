"""Days, months, ages and terms. The day is always an argument: nothing here asks what day it is.

A birthday or a term that falls on a day the month lacks is reached on the month's last day (I-16). A term in
days or working days runs from the day after the event (I-18). Periods include both ends.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, datetime, timedelta
from typing import Final, Protocol, Self

import attrs
from dateutil.relativedelta import relativedelta

from ibmodel.errors import BadType, BadValue, shown
from ibmodel.money import count

__all__ = [
    "Month",
    "Period",
    "Weekdays",
    "WithExtraDays",
    "WorkingDays",
    "add_months",
    "add_working_days",
    "completed_years",
    "next_working_day",
    "read_date",
    "read_moment",
    "shown_moment",
]

_DATE_TEXT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_MOMENT_TEXT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]").fullmatch
_MONTH_TEXT: Final = re.compile(r"([0-9]{4})-([0-9]{2})").fullmatch
_LEAP_BIRTHDAY: Final = (2, 29)
_LAST_WEEKDAY: Final = 5
_MONTHS_IN_YEAR: Final = 12
_DAYS_SEARCHED: Final = 366


def _day(value: object, what: str = "a date") -> date:
    if type(value) is not date:  # a datetime is a date too, and carries an hour nobody asked for
        raise BadType(f"expected {what}, got {shown(value)}")
    return value


def read_date(text: str) -> date:
    """Reads ``"2018-08-01"`` and no other form.

    Raises `BadType` for anything but text, `BadValue` for another form or a day that does not exist.
    """
    if type(text) is not str:
        raise BadType(f"expected a date as text such as '2018-08-01', got {shown(text)}")
    if _DATE_TEXT(text) is None:
        raise BadValue(f"expected a date as year-month-day, got {shown(text)}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue(f"expected a date that exists, got {shown(text)}") from None


def read_moment(text: str) -> datetime:
    """Reads ``"2018-07-03T09:14"``, local time to the minute, and no other form.

    Raises `BadType` for anything but text, `BadValue` for another form or a moment that does not exist.
    """
    if type(text) is not str:
        raise BadType(f"expected a moment as text such as '2018-07-03T09:14', got {shown(text)}")
    if _MOMENT_TEXT(text) is None:
        raise BadValue(f"expected a moment as year-month-dayThour:minute, got {shown(text)}")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadValue(f"expected a moment that exists, got {shown(text)}") from None


def shown_moment(moment: datetime) -> str:
    """A moment in the form that `read_moment` reads."""
    return moment.isoformat(timespec="minutes")


def completed_years(born: date, on: date) -> int:
    """How many years a person born on ``born`` has completed on ``on`` (pilni gadi).

    A new age counts from the beginning of the birthday; a birthday on 29 February is reached on 28 February in
    other years (I-16). Raises `BadValue` if ``born`` is after ``on``.

    >>> completed_years(date(2012, 2, 29), date(2018, 2, 27)), completed_years(date(2012, 2, 29), date(2018, 2, 28))
    (5, 6)
    """
    if _day(born) > _day(on):
        raise BadValue(f"expected a birth on or before {on}, got {born}")
    birthday = (born.month, born.day)
    if birthday == _LEAP_BIRTHDAY and not calendar.isleap(on.year):
        birthday = (2, 28)
    return on.year - born.year - ((on.month, on.day) < birthday)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day where that month lacks it (I-16).

    Raises `BadValue` past the year 9999. Always steps from ``day`` itself; chained steps would drift.

    >>> add_months(date(2018, 8, 31), 6)
    datetime.date(2019, 2, 28)
    """
    step = relativedelta(months=count(months, "months"))
    try:
        return _day(day) + step
    except (ValueError, OverflowError):
        raise BadValue(f"expected a term that ends by the year {MAXYEAR}, got {months} months from {day}") from None


@attrs.frozen(order=True)
class Month:
    """A calendar month (kalendāra mēnesis).

    >>> Month.read("2018-11").plus(3)
    Month(year=2019, month=2)
    """

    year: int = attrs.field()
    month: int = attrs.field()

    @year.validator
    def _year_exists(self, attribute: attrs.Attribute[int], value: object) -> None:
        if not 1 <= count(value, "a year") <= MAXYEAR:
            raise BadValue(f"expected a year of 1 to 9999, got {shown(value)}")

    @month.validator
    def _month_exists(self, attribute: attrs.Attribute[int], value: object) -> None:
        if not 1 <= count(value, "a month") <= _MONTHS_IN_YEAR:
            raise BadValue(f"expected a month of 1 to 12, got {shown(value)}")

    @classmethod
    def read(cls, text: str) -> Self:
        """Reads ``"2018-08"`` and no other form; raises `BadType` or `BadValue`."""
        if type(text) is not str:
            raise BadType(f"expected a month as text such as '2018-08', got {shown(text)}")
        found = _MONTH_TEXT(text)
        if found is None:
            raise BadValue(f"expected a month as year-month, got {shown(text)}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which ``day`` lies."""
        return cls(_day(day).year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> Month:
        """The month ``months`` later."""
        years, month = divmod(self.month - 1 + count(months, "months"), _MONTHS_IN_YEAR)
        return Month(self.year + years, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@attrs.frozen
class Period:
    """Whole months in a row, both ends included (pārskata periods).

    >>> str(Period(Month(2018, 9), 6).last)
    '2019-02-28'
    """

    start: Month = attrs.field(validator=attrs.validators.instance_of(Month))
    length: int = attrs.field()

    @length.validator
    def _at_least_one(self, attribute: attrs.Attribute[int], value: object) -> None:
        if count(value, "months") == 0:
            raise BadValue("expected a period of at least one month, got 0")

    @property
    def first(self) -> date:
        """Its first day."""
        return self.start.first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.start.plus(self.length - 1).last

    def __iter__(self) -> Iterator[Month]:
        return (self.start.plus(step) for step in range(self.length))

    def __contains__(self, day: object) -> bool:
        return self.first <= _day(day) <= self.last


class WorkingDays(Protocol):
    """A calendar that knows which days are worked (darba dienas). Municipal systems plug in their own."""

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked."""
        ...


def _days(days: Iterable[date]) -> frozenset[date]:
    return frozenset(map(_day, days))


@attrs.frozen
class Weekdays:
    """Monday to Friday, less ``holidays``, plus ``extra`` days, which prevail (I-17)."""

    holidays: frozenset[date] = attrs.field(default=frozenset(), converter=_days)
    extra: frozenset[date] = attrs.field(default=frozenset(), converter=_days)

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked."""
        return day in self.extra or (_day(day).weekday() < _LAST_WEEKDAY and day not in self.holidays)


@attrs.frozen
class WithExtraDays:
    """A calendar in which ``extra`` days are worked too."""

    calendar: WorkingDays
    extra: frozenset[date] = attrs.field(converter=_days)

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked."""
        return day in self.extra or self.calendar.is_working_day(day)


def add_working_days(event: date, days: int, calendar: WorkingDays) -> date:
    """The last day of a term of ``days`` working days that runs from the day after ``event`` (I-18).

    >>> add_working_days(date(2018, 4, 27), 3, Weekdays())
    datetime.date(2018, 5, 2)
    """
    day = _day(event)
    for _ in range(count(days, "working days")):
        if day == date.max:
            raise BadValue(f"expected a term that ends by {date.max}, got {days} working days from {event}")
        day = next_working_day(day + timedelta(days=1), calendar)
    return day


def next_working_day(day: date, calendar: WorkingDays) -> date:
    """``day`` itself if it is worked, else the first worked day after it.

    Raises `BadValue` if ``calendar`` knows no worked day in the year that follows.
    """
    candidate = _day(day)
    for _ in range(_DAYS_SEARCHED):
        if calendar.is_working_day(candidate):
            return candidate
        if candidate == date.max:
            break
        candidate += timedelta(days=1)
    raise BadValue(f"expected a calendar with a worked day in the year after {day}")
