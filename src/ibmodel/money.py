"""Money, prices and proportions, exact; every step that can lose a cent is a named function.

- `Money`: whole cents of euro. Adds to and compares with `Money` only.
- `Rate`: an exact price per unit with up to six decimals (``2.7174`` euro an hour).
- `Share`: a percentage with up to six decimals.
- `round_down`, `round_half_up`: the only two roundings of the methodology.
- `largest_remainder`: what rounding down left over, handed out cent by cent.

Floats, ``True`` and bare numbers are refused where an amount is expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cmp_to_key
from itertools import pairwise
from typing import Final, Self

import attrs

from ibmodel.errors import BadType, BadValue, pointer, shown

__all__ = [
    "LARGEST_EURO_DIGITS",
    "Money",
    "Rate",
    "Share",
    "count",
    "greatest_first",
    "largest_remainder",
    "not_negative",
    "order_keys",
    "round_down",
    "round_half_up",
]

#: How many digits an amount or a price may have before the decimal point, when it is read from text.
LARGEST_EURO_DIGITS: Final = 12

_CENTS_IN_EURO: Final = 100
_MICROS_IN_EURO: Final = 1_000_000
_MICROS_IN_CENT: Final = _MICROS_IN_EURO // _CENTS_IN_EURO
_MILLIONTHS: Final = 1_000_000
_HUNDRED: Final = 100
_MOST_KEY_BITS: Final = 1024

_MONEY_TEXT: Final = re.compile(r"(0|[1-9][0-9]{0,11})\.([0-9]{2})").fullmatch
_RATE_TEXT: Final = re.compile(r"(0|[1-9][0-9]{0,11})\.([0-9]{2,6})").fullmatch
_PERCENT_TEXT: Final = re.compile(r"(0|[1-9][0-9]?|100)(?:\.([0-9]{1,6}))?").fullmatch


def count(value: object, what: str = "a count") -> int:
    """``value`` if it is a whole number, not negative.

    Raises `BadType` for anything but an ``int`` (``True`` and ``1.0`` included), `BadValue` below zero.
    """
    if type(value) is not int:
        raise BadType(f"expected {what}, a whole number, got {shown(value)}")
    if value < 0:
        raise BadValue(f"expected {what}, not negative, got {shown(value)}")
    return value


def _whole(instance: object, attribute: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int:
        raise BadType(f"expected whole {attribute.name}, got {shown(value)}")


def _whole_not_negative(instance: object, attribute: attrs.Attribute[int], value: object) -> None:
    count(value, attribute.name)


@attrs.frozen(order=False)
class Money:
    """An amount of money in whole cents of euro (summa euro).

    >>> Money.euro("1234.50") + Money(50)
    Money('1235.00')

    Arithmetic and comparison take `Money` alone; anything else is a `BadType`.
    """

    cents: int = attrs.field(validator=_whole, repr=False)

    @classmethod
    def euro(cls, text: str) -> Self:
        """Reads ``"1234.50"``: euro, a point and two decimals, ASCII digits, no sign, no leading zeros.

        Raises `BadType` for anything but text, `BadValue` for text of another form or above
        ``999999999999.99``.
        """
        if type(text) is not str:
            raise BadType(f"expected an amount as text such as '12.50', got {shown(text)}")
        found = _MONEY_TEXT(text)
        if found is None:
            raise BadValue(f"expected euro with two decimals, '0.00' to '999999999999.99', got {shown(text)}")
        return cls(int(found[1]) * _CENTS_IN_EURO + int(found[2]))

    def __str__(self) -> str:
        cents = self.cents
        return f"-{-self}" if cents < 0 else f"{cents // 100}.{cents % 100:02d}"

    def __repr__(self) -> str:
        return f"Money('{self}')"

    def __bool__(self) -> bool:
        return self.cents != 0

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + _cents(other))

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - _cents(other))

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __lt__(self, other: Money) -> bool:
        return self.cents < _cents(other)

    def __le__(self, other: Money) -> bool:
        return self.cents <= _cents(other)

    def __gt__(self, other: Money) -> bool:
        return self.cents > _cents(other)

    def __ge__(self, other: Money) -> bool:
        return self.cents >= _cents(other)

    def __radd__(self, other: object) -> Money:
        raise BadType(f"expected money beside money, got {shown(other)}; add amounts with Money.sum")

    @staticmethod
    def sum(amounts: Iterable[Money]) -> Money:
        """The sum of ``amounts``; of none, nothing."""
        return Money(sum(map(_cents, amounts)))


def _cents(value: object) -> int:
    if type(value) is not Money:
        raise BadType(f"expected money, got {shown(value)}")
    return value.cents


def not_negative(value: object, name: str) -> int:
    """The cents of ``value``; raises `BadType` or `BadValue` at ``/name`` if it is not money or below zero."""
    if type(value) is not Money:
        raise BadType(f"expected money, got {shown(value)}", pointer(name))
    if value.cents < 0:
        raise BadValue(f"expected an amount that is not negative, got {value}", pointer(name))
    return value.cents


@attrs.frozen(order=True)
class Rate:
    """An exact price of one unit (vienas vienības cena), in millionths of a euro.

    >>> Rate.euro("2.7174").times(10)
    Money('27.17')
    """

    micros: int = attrs.field(validator=_whole_not_negative, repr=False)

    @classmethod
    def euro(cls, text: str) -> Self:
        """Reads ``"12.50"`` or ``"2.7174"``: two to six decimals.

        Raises `BadType` for anything but text, `BadValue` for text of another form.
        """
        if type(text) is not str:
            raise BadType(f"expected a price as text such as '12.50', got {shown(text)}")
        found = _RATE_TEXT(text)
        if found is None:
            raise BadValue(f"expected euro with two to six decimals, got {shown(text)}")
        return cls(int(found[1]) * _MICROS_IN_EURO + int(found[2].ljust(6, "0")))

    def times(self, units: int) -> Money:
        """The price of ``units`` units, rounded half up to the cent, once.

        >>> Rate.euro("0.005").times(1)
        Money('0.01')
        """
        return Money(round_half_up(self.micros * count(units, "units"), _MICROS_IN_CENT))

    def most_units(self, available: Money, wanted: int) -> int:
        """The greatest number of whole units, at most ``wanted``, whose price fits into ``available``."""
        count(wanted, "wanted units")
        cents = _cents(available)
        if cents < 0:
            return 0
        if self.micros == 0:
            return wanted
        # k units cost at most c cents when k x micros / 10^4 rounds to c or less: 2 k micros < (2 c + 1) 10^4
        return min(wanted, ((2 * cents + 1) * _MICROS_IN_CENT - 1) // (2 * self.micros))

    def __str__(self) -> str:
        text = f"{self.micros // _MICROS_IN_EURO}.{self.micros % _MICROS_IN_EURO:06d}"
        return text[:-4] + text[-4:].rstrip("0")

    def __repr__(self) -> str:
        return f"Rate('{self}')"


@attrs.frozen(order=True)
class Share:
    """A percentage (procentuālā daļa), in millionths of a percent.

    >>> Share.percent("70"), Share.percent("12.5").millionths
    (Share('70'), 12500000)
    """

    millionths: int = attrs.field(validator=_whole_not_negative, repr=False)

    #: What 100 % is, in the unit of ``millionths``.
    WHOLE = _HUNDRED * _MILLIONTHS

    @classmethod
    def percent(cls, text: str) -> Self:
        """Reads ``"70"`` or ``"12.5"``: 0 to 100 with at most six decimals.

        Raises `BadType` for anything but text, `BadValue` for text of another form or above 100.
        """
        if type(text) is not str:
            raise BadType(f"expected a percentage as text such as '70', got {shown(text)}")
        found = _PERCENT_TEXT(text)
        if found is None:
            raise BadValue(f"expected a percentage of 0 to 100 with at most six decimals, got {shown(text)}")
        share = cls(int(found[1]) * _MILLIONTHS + int((found[2] or "").ljust(6, "0")))
        if share.millionths > cls.WHOLE:
            raise BadValue(f"expected a percentage of at most 100, got {shown(text)}")
        return share

    def __str__(self) -> str:
        whole, rest = divmod(self.millionths, _MILLIONTHS)
        return f"{whole}.{rest:06d}".rstrip("0") if rest else str(whole)

    def __repr__(self) -> str:
        return f"Share('{self}')"


def round_down(numerator: int, denominator: int) -> int:
    """The whole part of a quotient that is not negative.

    >>> round_down(7, 2)
    3
    """
    return _not_negative(numerator, denominator) // denominator


def round_half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to a quotient that is not negative; a half goes up.

    >>> round_half_up(5, 2), round_half_up(2499, 1000)
    (3, 2)
    """
    return (2 * _not_negative(numerator, denominator) + denominator) // (2 * denominator)


def _not_negative(numerator: int, denominator: int) -> int:
    if numerator < 0 or denominator <= 0:
        raise BadValue(f"expected a quotient that is not negative, got {numerator} / {denominator}")
    return numerator


def largest_remainder(residue: int, remainders: Sequence[tuple[int, int]], order: Sequence[int]) -> list[int]:
    """Which places get one more when ``residue`` ones are handed out by largest remainder.

    ``remainders`` are exact fractions (numerator, denominator), one for each place; of equal ones, the place
    that comes first in ``order`` (a permutation of the places) goes first.

    >>> largest_remainder(1, [(1, 3), (2, 3), (2, 3)], [2, 1, 0])
    [2]
    """
    return greatest_first(residue, order_keys(remainders), order)


def greatest_first(residue: int, keys: Sequence[int], order: Sequence[int]) -> list[int]:
    """The ``residue`` places with the greatest ``keys``; of equal ones, the place that comes first in ``order``."""
    return sorted(order, key=lambda place: -keys[place])[:residue]


def order_keys(fractions: Sequence[tuple[int, int]]) -> list[int]:
    """Whole numbers that compare exactly as the ``fractions`` (numerator >= 0, denominator > 0) do.

    Two different fractions with denominators below 2^k are more than 2^-2k apart: scaled by 2^2k and rounded
    down they stay apart, and equal ones stay equal. Where that would take numbers of thousands of bits, the
    different fractions are sorted by exact comparison instead.

    >>> third, two_sixths, half = order_keys([(1, 3), (2, 6), (1, 2)])
    >>> third == two_sixths < half
    True
    """
    bits = 2 * max((denominator.bit_length() for _, denominator in fractions), default=0)
    if bits <= _MOST_KEY_BITS:
        return [(numerator << bits) // denominator for numerator, denominator in fractions]
    different = sorted(set(fractions), key=cmp_to_key(_compare))
    rank = 0
    ranks = {different[0]: rank}
    for smaller, greater in pairwise(different):
        rank += _compare(smaller, greater) != 0
        ranks[greater] = rank
    return [ranks[fraction] for fraction in fractions]


def _compare(one: tuple[int, int], other: tuple[int, int]) -> int:
    return one[0] * other[1] - other[0] * one[1]
