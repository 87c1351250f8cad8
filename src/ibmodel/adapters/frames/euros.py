"""Amounts as tables write them, into whole cents: exactly, or not at all.

- text and decimals are euro with at most two decimals;
- whole numbers are cents (nothing to do here);
- floats are euro only where the caller names a rounding, applied to the shortest decimal that is the float, as it is
  printed: 0.285 is 28.5 cents although its binary value is a little less.

Every function returns the cents and a mask of the values that are no amount.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ibmodel.money import LARGEST_EURO_DIGITS
from ibmodel.population.columns import LARGEST

__all__ = [
    "MARKS",
    "ROUNDINGS",
    "Amounts",
    "cents_of_decimals",
    "cents_of_floats",
    "cents_of_text",
    "cents_of_unscaled",
]

Cents = NDArray[np.int64]
Amounts = tuple[Cents, NDArray[np.bool_]]

#: The roundings of the methodology, by the names that a caller writes.
ROUNDINGS: Final = ("down", "half_up")
#: What may stand between euro and cents in text.
MARKS: Final = (".", ",")

_CENTS: Final = 100
_DECIMALS: Final = 2
_WIDTH: Final = LARGEST_EURO_DIGITS + 1 + _DECIMALS
_END: Final = "\0"
_DIGITS: Final = len(str(LARGEST)) - 1
#: Below this many euro an amount with three decimals has at most 15 digits, so that it and its float are one to one.
_FLOAT_EURO: Final = float(10**LARGEST_EURO_DIGITS)
_BLOCK: Final = 1 << 16


def cents_of_text(values: Sequence[str], mark: str = ".") -> tuple[Cents, NDArray[np.bool_], NDArray[np.bool_]]:
    """Amounts such as ``"1234.50"``, ``"1234.5"`` or ``"1234"``: as euro, which are none, which have the ``mark``.

    Twelve digits before the mark at most, ASCII digits, no sign, no blanks, no leading zeros.
    """
    blocks = [_parsed(values[start : start + _BLOCK], ord(mark)) for start in range(0, len(values), _BLOCK)]
    cents, bad, marked = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return cents, bad, marked


def _parsed(values: Sequence[str], mark: int) -> tuple[Cents, NDArray[np.bool_], NDArray[np.bool_]]:
    """One pass from left to right over all values at once, a character of each at a time."""
    table = _characters(values)
    count = len(values)
    number = np.zeros(count, dtype=np.int64)
    whole, decimals = np.zeros(count, dtype=np.uint8), np.zeros(count, dtype=np.uint8)
    bad, marked, ended = (np.zeros(count, dtype=np.bool_) for _ in range(3))
    for column in table:
        digit = column - np.uint8(ord("0"))
        is_digit = digit <= np.uint8(9)
        is_mark = column == mark
        is_end = column == 0
        bad |= ~(is_digit | is_end | is_mark) | (ended & ~is_end) | (marked & is_mark)
        number = np.where(is_digit, number * 10 + digit, number)
        decimals += is_digit & marked
        whole += is_digit & ~marked
        marked |= is_mark
        ended |= is_end
    leading_zero = (table[0] == ord("0")) & (whole > 1)
    bad |= ~ended | (whole == 0) | (whole > LARGEST_EURO_DIGITS) | leading_zero
    bad |= (decimals > _DECIMALS) | (marked & (decimals == 0))
    number *= np.array([_CENTS, 10, 1], dtype=np.int64)[np.minimum(decimals, _DECIMALS)]
    return number, bad, marked


def _characters(values: Sequence[str]) -> NDArray[np.uint8]:
    """The characters of each value, zeros behind its end: a row for each position.

    A value that is too long is cut behind the first position too many; one that is not ASCII becomes ``"?"``.
    """
    joined = "".join(values)
    if not joined.isascii() or _END in joined:
        values = [value if value.isascii() and _END not in value else "?" for value in values]
    table = np.array(values, dtype=f"S{_WIDTH + 1}")
    return np.ascontiguousarray(table.view(np.uint8).reshape(len(values), _WIDTH + 1).T)


def cents_of_decimals(values: Sequence[Decimal]) -> Amounts:
    """Amounts as Python's decimals, one by one, without the rounding of a decimal context."""
    cents, bad = np.zeros(len(values), dtype=np.int64), np.zeros(len(values), dtype=np.bool_)
    for place, value in enumerate(values):
        found = _whole_cents(value)
        if found is None:
            bad[place] = True
        else:
            cents[place] = found
    return cents, bad


def _whole_cents(value: Decimal) -> int | None:
    if not value.is_finite() or value < 0 or value.adjusted() > len(str(LARGEST)):
        return None
    if value and value.adjusted() < -_DECIMALS:  # before a power of ten of any size is written out
        return None
    numerator, denominator = value.as_integer_ratio()
    cents, rest = divmod(numerator * _CENTS, denominator)
    return None if rest or cents > LARGEST else cents


def cents_of_unscaled(
    unscaled: Cents, scale: int, fits: NDArray[np.bool_], exact: Callable[[NDArray[np.intp]], Sequence[Decimal]]
) -> Amounts:
    """Amounts as whole numbers of the last of ``scale`` decimal places, as columns of decimals are stored.

    Those that do not ``fit`` 64 bits are asked for one by one: ``exact`` gives the decimals at some places.
    """
    if scale <= _DECIMALS:
        factor = 10 ** (_DECIMALS - scale)
        bad = (unscaled < 0) | (unscaled > LARGEST // factor)
        cents = np.where(bad, 0, unscaled) * factor
    elif scale <= _DECIMALS + _DIGITS:
        cents, rest = np.divmod(unscaled, 10 ** (scale - _DECIMALS))
        bad = (unscaled < 0) | (rest != 0)
    else:
        cents, bad, fits = np.zeros_like(unscaled), np.zeros_like(fits), np.zeros_like(fits)
    others = np.flatnonzero(~fits)
    if len(others):
        cents[others], bad[others] = cents_of_decimals(exact(others))
    return cents, bad


def cents_of_floats(values: NDArray[np.floating[Any]], rounding: str) -> Amounts:
    """Euro as floats, rounded to whole cents ``"down"`` or ``"half_up"``.

    A decimal with up to 15 digits and the float next to it are one to one and in the same order, so comparing a float
    with that of a boundary (whole cents; half cents) compares the shortest decimals. Amounts of 10^12 euro and more,
    where that ends, are none; neither are NaN, infinities and negative amounts.
    """
    if values.dtype != np.float64:
        values = values.astype(np.str_).astype(np.float64)  # the shortest decimal of the narrower float
    bad = ~((values >= 0) & (values < _FLOAT_EURO))
    euro = np.where(bad, 0, values)
    cents = np.floor(euro * _CENTS)
    cents += (cents + 1) / _CENTS <= euro
    cents -= cents / _CENTS > euro
    if rounding == "half_up":
        cents += euro >= (2 * cents + 1) / (2 * _CENTS)
    return cents.astype(np.int64), bad
