"""Latvia's working days, from the package ``holidays`` (extra ``ibmodel[calendar]``)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

import attrs
from holidays import HolidayBase, country_holidays

__all__ = ["LATVIA", "LatvianWorkingDays"]

_LAST_WEEKDAY: Final = 5
#: How the package marks a day off that is worked on another day instead.
_MOVED: Final = "substituted from"


@attrs.frozen
class LatvianWorkingDays:
    """Monday to Friday except public holidays, with the rest days that replace some of them (I-17).

    The days that the government moves bind state institutions and are only recommended to municipalities: with
    ``moved`` they count, days off and worked Saturdays both.
    """

    moved: bool = False

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked."""
        calendar = _calendar()
        if self.moved:
            return bool(calendar.is_working_day(day))
        name = calendar.get(day)
        return day.weekday() < _LAST_WEEKDAY and (name is None or _MOVED in name)


@cache
def _calendar() -> HolidayBase:
    return country_holidays("LV", language="en_US")


#: Latvia's working days without moved days.
LATVIA: Final = LatvianWorkingDays()
