"""What cases are drawn from: amounts, rates, units, people, envelopes, with the edges that mistakes are made at.

Every drawer takes the `random.Random` of its case and nothing else by chance, so that a case is always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from money_twins.documents import decimal, money
from money_twins.policies import IN_FORCE, READINGS

LARGEST = 99_999_999_999_999
LARGEST_RATE = 999_999_999_999_999_999
#: How large the amounts of a case are, in cents; small ones are often equal, and often just enough.
TOPS = (1, 3, 12, 12, 100, 100, 5_000, 5_000, 200_000, 200_000, 200_000, 10**8, LARGEST)
PERCENTAGES = ("0", "0.000001", "12.5", "33.333333", "50", "66.67", "70", "80", "99.999999", "100")


class Amounts:
    """Amounts of one case, in cents: nothing, one cent, the largest, some that come again and again, any."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.top = random.choice(TOPS)
        self._again = [random.randint(0, self.top) for _ in range(random.randint(1, 3))]

    def cents(self) -> int:
        chance = self._random.random()
        if chance < 0.08:
            return 0
        if chance < 0.12:
            return 1
        if chance < 0.40:
            return self._random.choice(self._again)
        if chance < 0.44:
            return min(LARGEST, max(0, self._random.choice(self._again) + self._random.choice((-1, 1))))
        if chance < 0.46:
            return self.top
        return self._random.randint(0, self.top)

    def text(self) -> str:
        return money(self.cents())


def rate(random: Random) -> str:
    """A rate with two to six decimals: whole cents, half cents, thirds, millionths, the largest, nothing."""
    micros = random.choice(
        (
            0,
            1,
            LARGEST_RATE,
            333_333,
            2_717_400,
            random.randint(0, 20) * 1_000_000,
            random.randint(0, 5_000) * 10_000,
            random.randint(0, 5_000) * 10_000,
            random.randint(0, 5_000) * 10_000 + 5_000,
            random.randint(0, 5_000) * 10_000 + 5_000,
            random.randint(0, 50_000) * 1_000 + 500,
            random.randint(0, 50_000_000),
            random.randint(0, 50_000_000),
            random.randint(0, LARGEST_RATE),
        )
    )
    return rate_text(random, micros)


def rate_text(random: Random, micros: int) -> str:
    """Millionths of a euro as text, sometimes with zeros at the end that it could do without."""
    whole, _, rest = decimal(Fraction(micros, 1_000_000)).partition(".")
    return f"{whole}.{rest.ljust(random.choice((2, 2, 2, 3, 6)), '0')}"


def units(random: Random, months: int, *, huge: bool = True) -> list[int]:
    """Units by month: few, many, none, seldom the most that the protocol takes."""
    most = random.choice((1, 2, 4, 10, 31, 31, 200))
    if huge and random.random() < 0.02:
        most = 999_999_999_999_999
    return [random.randint(0, most) for _ in range(months)]


def moment(random: Random) -> str | None:
    """When somebody applied; often in the same minute as others, sometimes unknown."""
    chance = random.random()
    if chance < 0.3:
        return None
    if chance < 0.6:
        return "2018-07-03T09:14"
    return f"2018-07-{random.randint(1, 4):02d}T{random.randint(8, 11):02d}:{random.choice((0, 14, 59)):02d}"


def identifiers(random: Random, number: int) -> list[str]:
    """Different identifiers whose order is not that of the list, some beyond ASCII or only a zero apart."""
    styles = ("{}", "a{}", "A{}", "ž{}", "0{}", "id {}", "😀{}")
    names = [random.choice(styles).format(place) for place in range(number)]
    random.shuffle(names)
    return names


def how_many(random: Random) -> int:
    """How many recipients: mostly few, sometimes none, sometimes a whole municipality."""
    return random.choice((0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 9, 12, 25) + ((40,) if random.random() < 0.3 else ()))


def day(random: Random) -> str:
    """A day around the bounds of the editions, or any between them."""
    bounds = ("2018-08-31", "2018-09-01", "2019-03-01", "2019-07-31", "2019-08-01", "2019-08-31", "2019-09-01")
    later = ("2020-02-29", "2021-01-31", "2021-02-01", "2000-02-29")
    if random.random() < 0.5:
        return random.choice(bounds + later)
    return f"{random.randint(2016, 2022)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"


def envelope(
    random: Random,
    operation: str,
    readings: tuple[str, ...] = (),
    reform: Mapping[str, Callable[[Random], Any]] | None = None,
) -> dict[str, Any]:
    """A request without its input: any edition, any reading of what the operation depends on, seldom a reform."""
    request: dict[str, Any] = {"op": operation}
    if random.random() < 0.5:
        request["policy"] = random.choice(tuple(IN_FORCE))
    chosen = {name: random.choice(READINGS[name]) for name in readings if random.random() < 0.75}
    if chosen:
        request["readings"] = chosen
    if reform and random.random() < 0.15:
        paths = random.sample(sorted(reform), random.randint(1, len(reform)))
        request["reform"] = {path: reform[path](random) for path in paths}
    return request


def percentage(random: Random) -> str:
    """A percentage for a reform."""
    return random.choice(PERCENTAGES)


def sometimes(random: Random, document: dict[str, Any], field: str, value: Any, chance: float = 0.5) -> None:
    """Puts a field that may be absent into a document: there, or absent, or null, which is the same."""
    if random.random() < chance:
        document[field] = value
    elif random.random() < 0.15:
        document[field] = None
