"""A made-up population of any size: ``python -m ibmodel.testing.population 1000`` prints one as CSV.

Nobody in it exists. It takes its shapes from the sources:

- impairments, with ``shares="register"``, as the disability commission counted them among 3719 children; the sources
  print no ages with them, so every age from 0 to 17 is equally likely;
- with ``shares="pilot"``, impairments and age groups as the pilot selected them, in every 100 children;
- needs from the children's table of the report on Tukums: each of its twenty services as frequent as there, for six
  months at three to seven fifths of its average cost there; about 290 euro a month on average.

How often state or municipality pays for a service, special care, benefits and the other money are plausible
inventions, nearly all those of `ibmodel.testing.cohort`. Children come evenly from the pilot's ten municipalities.

The same seed gives the same population on every version of numpy: all randomness is the raw words of ``PCG64``, all
amounts are whole cents. Every block of rows has a seed of its own, so any part of a population can be made alone.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from typing import Any, Final, Literal

import attrs
import numpy as np
import numpy.typing as npt

from ibmodel.catalogue import is_transport
from ibmodel.errors import BadType, BadValue, ModelError, pointer, shown
from ibmodel.parameters import edition
from ibmodel.population import MONEY_COLUMNS, Cohort
from ibmodel.testing.tukums import CHILDREN

__all__ = ["MOST", "SEED", "SHARES", "TITLE", "Shares", "main", "synthetic_columns", "synthetic_population"]

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.uint32]
Shares = Literal["register", "pilot"]

#: What every table and picture made from such a population has to say.
TITLE: Final = "Synthetic population in the shape of the children's pilot of 2018: made up, nobody in it exists"
#: The seed that is taken if none is given, the first working day of the pilot.
SEED: Final = 20180903
#: Whose shares of impairments and ages a population can have.
SHARES: Final[tuple[Shares, ...]] = ("register", "pilot")
#: The greatest number of recipients; it keeps every sum of cents far below 64 bits.
MOST: Final = 10**10

#: The impairments of D-7, how many had each of them in the register, and how many the pilot was to select.
_IMPAIRMENTS: Final = ("vision", "hearing", "movement", "mental", "multiple")
_REGISTERED: Final = (456, 463, 482, 2318, 0)
_SELECTED: Final = (5, 5, 30, 30, 30)
#: The age groups of S-2, bounds included, how many of each the pilot was to select.
_AGES: Final = ((0, 2), (3, 7), (8, 10), (11, 14), (15, 17))
_SELECTED_OF_AGE: Final = (20, 20, 20, 20, 20)
_MUNICIPALITIES: Final = edition("children-pilot-2018").pilot.municipalities
#: Blocks of whole decks, of about eight thousand rows, so that the work stays in the processor's cache.
_BLOCK: Final = {"register": 2 * sum(_REGISTERED), "pilot": 80 * sum(_SELECTED)}

#: A service costs 600 to 1400 thousandths of what it cost in Tukums.
_LEAST: Final = 600
_SPREAD: Final = 801
#: Ten children, half of the twelve months, thousandths.
_TEN: Final = 10
_HALVES: Final = 2000
_SPECIAL_CARE_PERCENT: Final = 30
_TRANSPORT_BENEFIT: Final = 7968


@attrs.frozen
class _Service:
    """A row of the report: how many of ten children had the service, and what all of it cost in cents.

    ``public``: in percent, how often state or municipality pays already, and from how much of it to how much.
    """

    code: str
    children: int
    spent: int
    public: tuple[int, int, int] | None = None


#: Of which services state or municipality pays a part: made up.
_PUBLIC: Final = {
    "physiotherapist": (15, 10, 40),
    "speech_therapist": (25, 20, 60),
    "psychologist_child": (20, 20, 60),
    "family_assistant": (40, 30, 80),
    "transport_child": (20, 20, 100),
    "escort": (100, 60, 100),
    "respite_institution": (60, 50, 100),
    "specialised_transport": (20, 20, 100),
}
_SERVICES: Final = tuple(
    _Service(row.service, row.people, row.spent.cents, _PUBLIC.get(row.service)) for row in CHILDREN.rows
)


def synthetic_population(recipients: int, seed: int = SEED, *, shares: Shares = "register") -> Cohort:
    """Columns for `ibmodel.population.simulate`, all of them but ``id``, ``received``, ``before`` and ``weight``.

    The first n of a larger population are the population of n. Raises what `synthetic_columns` raises, and
    `BadValue` for no recipients.
    """
    _check_number(recipients, "recipients", 1, MOST)
    return Cohort(**synthetic_columns(0, recipients, seed, shares))


def synthetic_columns(start: int, stop: int, seed: int = SEED, shares: Shares = "register") -> dict[str, Any]:
    """The rows ``start`` to ``stop`` - 1 of the population of ``seed``, as arrays by column name.

    They are the same whatever the other rows are. Money is whole cents, 64 bits. Every 3719 rows of the register,
    and every 100 of the pilot, counted from row 0, have exactly the sources' shares. Raises `BadType` or `BadValue`
    for bounds that are no whole numbers from 0 to `MOST`, a ``stop`` before ``start``, a negative ``seed``,
    ``shares`` that are not among `SHARES`.
    """
    _check_number(start, "start", 0, MOST)
    _check_number(stop, "stop", start, MOST)
    _check_number(seed, "seed", 0)
    if shares not in SHARES:
        raise BadValue(f"expected one of {', '.join(SHARES)}, got {shown(shares)}", pointer("shares"))
    size = _BLOCK[shares]
    columns: dict[str, Any] = {}
    for number in range(start // size, max(-(-stop // size), start // size + 1)):
        offset = number * size
        first, last = max(start, offset), min(stop, offset + size)
        for name, values in _block(_Dice(seed, number, size), shares).items():
            if name not in columns:
                columns[name] = np.empty(stop - start, values.dtype)
            columns[name][first - start : last - start] = values[first - offset : last - offset]
    return columns


def _check_number(value: object, name: str, least: int, most: int | None = None) -> None:
    if type(value) is not int:
        raise BadType(f"expected a whole number, got {shown(value)}", pointer(name))
    if value < least or (most is not None and value > most):
        bounds = f"of {least} or more" if most is None else f"from {least} to {most}"
        raise BadValue(f"expected a whole number {bounds}, got {shown(value)}", pointer(name))


class _Dice:
    """Chance for one block of rows; a whole number below n is the whole part of n times 16 bits / 2^16."""

    def __init__(self, seed: int, block: int, size: int) -> None:
        self.size = size
        self._words = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(block,))).random_raw

    def below(self, limit: int) -> Small:
        """0 to ``limit`` - 1, for every row; ``limit`` is at most 2^16."""
        quarters = self._words(self.size // 4 + 1).astype("<u8", copy=False).view("<u2")[: self.size]
        return quarters.astype(np.uint32) * np.uint32(limit) >> np.uint32(16)

    def chance(self, percent: int) -> npt.NDArray[np.bool_]:
        """True in ``percent`` of 100 throws."""
        return self.below(100) < percent

    def between(self, first: int, last: int, step: int = 1) -> Small:
        """``first`` to ``last``, both included, in steps."""
        return first + step * self.below((last - first) // step + 1)

    def dealt(self, counts: Sequence[int]) -> Numbers:
        """Decks with ``counts`` cards of each kind, each shuffled; the kinds are numbered.

        Kinds stand in the last bits of random words, so that to sort the words is to shuffle the kinds.
        """
        deck = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
        words = self._words(self.size).reshape(-1, len(deck))
        cards = np.sort((words & ~np.uint64(15)) | deck, axis=1) & np.uint64(15)
        return cards.reshape(-1).view(np.int64)


def _block(dice: _Dice, shares: Shares) -> dict[str, npt.NDArray[Any]]:
    """A block of rows, column by column."""
    registered = shares == "register"
    ages = dice.below(18) if registered else _ages(dice)
    deck = sum(_REGISTERED if registered else _SELECTED)
    homes = [len(range(place, deck, len(_MUNICIPALITIES))) for place in range(len(_MUNICIPALITIES))]
    special_care = dice.chance(_SPECIAL_CARE_PERCENT)
    columns: dict[str, npt.NDArray[Any]] = {
        "age": ages.astype(np.int8),
        "special_care": special_care,
        "impairment": np.array(_IMPAIRMENTS)[dice.dealt(_REGISTERED if registered else _SELECTED)],
        "age_group": _GROUP_OF_AGE[ages],
        "municipality": np.array(_MUNICIPALITIES)[dice.dealt(homes)],
    }
    return columns | _plans(dice) | _other_money(dice, special_care)


#: The age group of each age from 0 to 17.
_GROUP_OF_AGE: Final = np.array([f"{first}-{last}" for first, last in _AGES for _ in range(first, last + 1)])


def _ages(dice: _Dice) -> Small:
    """Ages of the pilot's groups, each age of a group as likely as the others."""
    groups = dice.dealt(_SELECTED_OF_AGE)
    firsts = np.array([first for first, _ in _AGES], np.uint32)[groups]
    sizes = np.array([last - first + 1 for first, last in _AGES], np.uint32)[groups]
    return firsts + dice.below(60) * sizes // 60


def _plans(dice: _Dice) -> dict[str, npt.NDArray[Any]]:
    """What the plan needs, and the public money that pays for its services already, transport apart.

    Transport stays below a tenth (C-6), and public money within the service that it pays for. A plan to which
    chance gave nothing but transport has the most frequent service.
    """
    needed, public = np.zeros((2, 2, dice.size), np.int64)
    for service in _SERVICES:
        amounts, kind = _amounts(dice, service), int(is_transport(service.code))
        needed[kind] += amounts
        if service.public:
            public[kind] += _paid(dice, amounts, *service.public)
    others, rides = needed
    others[others == 0] = _SERVICES[0].spent * _LEAST // (_HALVES * _SERVICES[0].children)
    rides = np.minimum(rides, others // 10)
    return {
        "needed": others + rides,
        "needed_transport": rides,
        "public": public[0],
        "public_transport": np.minimum(public[1], rides),
    }


def _amounts(dice: _Dice, service: _Service) -> Small:
    """What the service costs in six months, nothing for those who have not chosen it: one throw decides both."""
    throws = dice.below(_TEN * _SPREAD)
    amounts = service.spent * (_LEAST + throws // service.children) // (_HALVES * service.children)
    chosen: Small = amounts * (throws < service.children * _SPREAD)
    return chosen


def _paid(dice: _Dice, amounts: Small, often: int, least: int, most: int) -> Small:
    paid: Small = amounts * dice.between(least, most) // 100 * dice.chance(often)
    return paid


def _other_money(dice: _Dice, special_care: npt.NDArray[np.bool_]) -> dict[str, npt.NDArray[Any]]:
    return {
        "benefits_rehabilitation": (dice.between(5_000, 30_000, 1_000) * dice.chance(20)).astype(np.int64),
        "benefits_transport": np.int64(_TRANSPORT_BENEFIT) * (special_care | dice.chance(20)),
        "other": (dice.between(3_000, 30_000, 500) * dice.chance(30)).astype(np.int64),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes a population to standard output: CSV, amounts in euro, UTF-8, block by block."""
    parser = argparse.ArgumentParser(prog="python -m ibmodel.testing.population", description=TITLE)
    parser.add_argument("recipients", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--shares", choices=SHARES, default=SHARES[0])
    given = parser.parse_args(arguments)
    try:
        _check_number(given.recipients, "recipients", 1, MOST)
        _check_number(given.seed, "seed", 0)
    except ModelError as error:
        parser.error(str(error))
    size = _BLOCK[given.shares]
    for start in range(0, given.recipients, size):
        columns = synthetic_columns(start, min(start + size, given.recipients), given.seed, given.shares)
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        if start == 0:
            writer.writerow(columns)
        writer.writerows(zip(*(_texts(name, values) for name, values in columns.items()), strict=True))
        sys.stdout.buffer.write(lines.getvalue().encode("utf-8"))


def _texts(name: str, values: npt.NDArray[Any]) -> list[str]:
    if name in MONEY_COLUMNS:
        return [f"{cents // 100}.{cents % 100:02}" for cents in values.tolist()]
    return [str(value).lower() if values.dtype == bool else str(value) for value in values.tolist()]


if __name__ == "__main__":
    main()
