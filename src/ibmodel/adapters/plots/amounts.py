"""Amounts as the pictures write them: rounded from whole cents to a unit that suits all amounts of a picture."""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.explain import shown_value
from ibmodel.money import Money, round_half_up

__all__ = ["EURO", "Unit", "axis_numbers", "euro", "percentage", "unit_for", "whole"]

_THIN: Final = "\N{NARROW NO-BREAK SPACE}"
_WIDE: Final = "\N{NO-BREAK SPACE}"
_THOUSANDS, _MILLIONS, _BILLIONS = 10**7, 10**9, 10**12


@attrs.frozen
class Unit:
    """A unit of money: its name in `ibmodel.adapters.plots.words`, its cents, and the decimals of its amounts."""

    name: str
    cents: int
    decimals: int

    def text(self, cents: int, language: str) -> str:
        """``cents``, not negative, in this unit; what is not nothing is never shown as nothing."""
        return _decimal(cents, self.cents, self.decimals, language)


EURO: Final = Unit("euro", 100, 2)
_LARGER: Final = (
    (_THOUSANDS, Unit("thousand", 10**5, 1)),
    (_MILLIONS, Unit("million", 10**8, 2)),
    (_BILLIONS, Unit("billion", 10**11, 2)),
)


def unit_for(most: int) -> Unit:
    """The unit for amounts of up to ``most`` cents: euro and cents up to a hundred thousand euro, then larger ones."""
    return next((unit for least, unit in reversed(_LARGER) if most >= least), EURO)


def whole(number: int, language: str) -> str:
    """A whole number as people write it, in Latvian with thin spaces that do not break."""
    return shown_value(number, language).replace(_WIDE, _THIN)


def euro(cents: int, language: str) -> str:
    """``cents`` to the cent, with the currency."""
    amount = shown_value(Money(cents), language)
    head, space, unit = amount.rpartition(_WIDE)
    return head.replace(_WIDE, _THIN) + space + unit


def percentage(part: int, of: int, language: str) -> str:
    """``part`` as a percentage of ``of``, one decimal, without the sign."""
    return _decimal(part * 100, of, 1, language)


def _decimal(numerator: int, denominator: int, decimals: int, language: str) -> str:
    scale = 10**decimals
    rounded = round_half_up(numerator * scale, denominator)
    least = "<" if numerator and not rounded else ""
    rounded = rounded or (1 if numerator else 0)
    mark = "." if language == "en" else ","
    return f"{least}{whole(rounded // scale, language)}{mark}{rounded % scale:0{decimals}}"


def axis_numbers(unit: int, language: str) -> str:
    """The expression that writes the numbers of an axis in units of ``unit``, without their signs."""
    number = f"abs(datum.value) / {unit}"
    if language == "en":
        return f"format({number}, ',.3~f')"
    grouped = f"{number} >= 10000 ? replace(format({number}, ',.3~f'), /,/g, '{_THIN}') : format({number}, '.3~f')"
    return f"replace({grouped}, '.', ',')"
