"""The texts of the protocol as numbers and back: money, rates, percentages, dates. Fractions, never floats."""

from __future__ import annotations

from fractions import Fraction
from math import floor


class Refusal(Exception):
    """The twin's answer to a request that has none: the code of the error, and where it is."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


def cents(text: str | None) -> int:
    """An amount in cents; an amount that is absent is nothing."""
    if text is None:
        return 0
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int(rest)


def money(number: int) -> str:
    """Cents as the protocol writes money."""
    return f"{number // 100}.{number % 100:02d}"


def half_up(number: Fraction | int) -> int:
    """The nearest whole number; a half goes up."""
    return floor(number + Fraction(1, 2))


def cost(rate: str | Fraction, units: int) -> int:
    """Units at a rate, in cents: rounded half up, once."""
    return half_up(Fraction(rate) * 100 * units)


def rate(number: Fraction) -> str:
    """A rate as the protocol writes it: two decimals at least, six at most."""
    text = decimal(number)
    whole, _, rest = text.partition(".")
    return f"{whole}.{rest:0<2}"


def decimal(number: Fraction) -> str:
    """A number of at most six decimals, without zeros at its end."""
    millionths = number * 1_000_000
    if millionths.denominator != 1:
        raise ValueError(f"expected at most six decimals, got {number}")
    whole, rest = divmod(millionths.numerator, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").removesuffix(".")


def day(text: str) -> tuple[int, int, int]:
    """Year, month and day: such triples compare as the days do."""
    year, month, number = text.split("-")
    return int(year), int(month), int(number)


def completed_years(born: str, on: str) -> int:
    """Birthdays up to and including ``on``; who is born on 29 February keeps it on the 28th in other years (I-16)."""
    year, month, number = day(born)
    birthdays = 0
    for later in range(year + 1, day(on)[0] + 1):
        leap = later % 4 == 0 and (later % 100 != 0 or later % 400 == 0)
        kept = 28 if (month, number) == (2, 29) and not leap else number
        birthdays += (later, month, kept) <= day(on)
    return birthdays
