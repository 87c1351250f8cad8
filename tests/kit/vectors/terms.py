"""Working days worked out for the vectors alone: Latvia's public holidays as the law lists them, and terms."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

__all__ = ["due", "holidays", "is_off"]

#: Days off that the government gave once, and the rest days for the closing of the song and dance festival.
_ONCE = {date(2018, 7, 9), date(2018, 9, 24), date(2023, 5, 29), date(2023, 7, 10)}
_FIXED = ((1, 1), (5, 1), (5, 4), (6, 23), (6, 24), (11, 18), (12, 24), (12, 25), (12, 26), (12, 31))
#: Of these the rest day moves to the next working day when they fall on a weekend.
_REPLACED = ((5, 4), (11, 18))
_SATURDAY = 5


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> set[date]:
    """The public holidays of a year, with the days that replace some of them."""
    sunday = easter(year)
    found = {date(year, month, day) for month, day in _FIXED}
    found |= {sunday - timedelta(days=2), sunday + timedelta(days=1)}
    for month, day in _REPLACED:
        holiday = date(year, month, day)
        if holiday.weekday() >= _SATURDAY:
            found.add(holiday + timedelta(days=7 - holiday.weekday()))
    return found | {day for day in _ONCE if day.year == year}


def is_off(day: date) -> bool:
    """Whether nobody works on a day."""
    return day.weekday() >= _SATURDAY or day in holidays(day.year)


def due(event: str, days: int, off: Collection[str] | None = None, worked: Collection[str] = ()) -> str:
    """The last day of a term in working days; ``off`` replaces the public holidays, ``worked`` prevails."""
    day = date.fromisoformat(event)
    while days:
        day += timedelta(days=1)
        text = day.isoformat()
        free = is_off(day) if off is None else day.weekday() >= _SATURDAY or text in off
        days -= text in worked or not free
    return day.isoformat()
