"""Stage 3 for a cohort: what the classes release, how high the surplus rises, and everyone's final amount.

Everything that is asked of the rows can be added up over parts of them: `Sorted.needs` once, `Sorted.tally` once for
each pass of `ibmodel.population.tally.rise`. `finals` then works row by row again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.errors import BadValue, pointer
from ibmodel.money import order_keys
from ibmodel.parameters import Parameters
from ibmodel.population.columns import LARGEST, Cohort, Whole
from ibmodel.population.scaled import whole_shares
from ibmodel.population.shares import Codes, first_come
from ibmodel.population.tally import Claim, Rise, Tally, Window, tally_of, total

__all__ = ["BLOCK", "Needs", "Sorted", "blocks_of", "check_ratio", "claims_of", "finals", "next_in_line"]

#: How many rows are worked on at a time, so that they stay in the processor's cache; found by measuring.
BLOCK: Final = 1 << 16


Rows = NDArray[np.intp]


@attrs.frozen
class Needs:
    """What stage 3 must know of a class: its people, what they need together, a bound of their needs.

    Needs of other rows of the class can be added.
    """

    people: int = 0
    needed: int = 0
    highest: int = 0

    def __add__(self, other: Needs) -> Needs:
        return Needs(self.people + other.people, self.needed + other.needed, max(self.highest, other.highest))


def blocks_of(rows: int) -> Iterator[slice]:
    """The rows of a table, block by block."""
    return (slice(start, min(start + BLOCK, rows)) for start in range(0, rows, BLOCK))


def claims_of(amounts: Sequence[int], parameters: Parameters) -> tuple[Claim, ...]:
    """How every class claims the surplus, by its provisional amount. Rules: B-6; I-2."""
    return tuple(Claim.under(parameters.reading("I-2"), cents) for cents in amounts)


def check_ratio(cohort: Cohort, codes: Codes, amounts: Sequence[int], parameters: Parameters) -> None:
    """Raises `BadValue` where a need would have to be divided by a provisional amount of nothing (I-2)."""
    if parameters.reading("I-2") != "need_ratio" or all(amounts):
        return
    nothing = np.array([cents == 0 for cents in amounts])[codes] & (cohort["needed"] > 0)
    if nothing.any():
        message = "expected a provisional amount above 0.00 under the reading 'need_ratio'"
        raise BadValue(message, pointer("provisional", int(np.flatnonzero(nothing)[0])))


@attrs.frozen(eq=False)
class Sorted:
    """The needs of a cohort class by class, with how many people each row stands for; ``highest`` bounds them."""

    needed: tuple[Whole, ...]
    weights: tuple[Whole | None, ...]
    highest: int

    @classmethod
    def of(cls, cohort: Cohort, codes: Codes, classes: int, scratch: Whole) -> Sorted:
        """The needs of ``cohort`` in so many ``classes`` by ``codes``.

        The needs are put into ``scratch``, an array of the cohort's length.
        """
        columns = [column for column in (cohort["needed"], cohort.weights) if column is not None]
        highest = int(cohort["needed"].max())
        if classes == 1:
            return cls((cohort["needed"],), (cohort.weights,), highest)
        people = [int(np.count_nonzero(codes == code)) for code in range(classes)]
        arrays = [scratch, *[np.empty_like(column) for column in columns[1:]]]
        parts = [np.split(array, np.cumsum(people)[:-1]) for array in arrays]
        filled = [0] * classes
        for block in blocks_of(len(cohort)):
            for code, start in enumerate(filled):
                found = np.flatnonzero(codes[block] == code)
                filled[code] = start + len(found)
                for column, part in zip(columns, parts, strict=True):
                    np.take(column[block], found, out=part[code][start : filled[code]], mode="clip")
        return cls(tuple(parts[0]), tuple(parts[1]) if len(parts) > 1 else (None,) * classes, highest)

    def needs(self) -> tuple[Needs, ...]:
        """What stage 3 must know of every class."""
        return tuple(
            sum((_needs_of(*rows, self.highest) for rows in _blocks(needed, weights)), Needs())
            for needed, weights in zip(self.needed, self.weights, strict=True)
        )

    def tally(self, claims: Sequence[Claim], windows: Sequence[Window], most: int) -> Tally:
        """One pass over the rows; ``most`` bounds all excesses together."""
        classes = [_blocks(needed, weights) for needed, weights in zip(self.needed, self.weights, strict=True)]
        return tally_of(classes, claims, windows, most)


def _blocks(needed: Whole, weights: Whole | None) -> Iterator[tuple[Whole, Whole | None]]:
    for rows in blocks_of(len(needed)):
        yield needed[rows], None if weights is None else weights[rows]


def _needs_of(needed: Whole, weights: Whole | None, highest: int) -> Needs:
    people = len(needed) if weights is None else total(weights)
    return Needs(people, total(needed, weights, highest), highest)


def finals(  # noqa: PLR0913, PLR0917 - one for each column, and where the answer goes
    needed: Whole, provisional: Whole, codes: Codes, claims: Sequence[Claim], level: Rise, out: Whole
) -> None:
    """The final amount of each row, every share of the surplus rounded down once. Rules: D-3, B-6; I-2."""
    excess = np.subtract(needed, provisional, out=out)
    if len(set(map(level.share, claims))) == 1:
        np.minimum(_shares(needed, excess, claims[0], level), excess, out=out)
    else:
        for code, claim in enumerate(claims):
            rows = np.flatnonzero(codes == code)
            over = excess[rows]
            out[rows] = np.minimum(_shares(needed[rows], over, claim, level), over)
    out += provisional


def _shares(needed: Whole, excess: Whole, claim: Claim, level: Rise) -> Whole | int:
    """What the level gives, not yet limited to the excess."""
    numerator, denominator = level.share(claim)
    if claim.slope == 0:
        return min(numerator // denominator, LARGEST)
    weights = np.maximum(excess, 0) if claim.reading == "shortfall" else needed
    return whole_shares(weights, (numerator, denominator), excess)


def next_in_line(cohort: Cohort, partly: Rows, codes: Codes, claims: Sequence[Claim], level: Rise) -> Rows:
    """The rows ``partly``, met in part, in the order in which they get the cents that rounding left over (I-3).

    By largest remainder; of equal ones the greater weight comes first, then who came first. Rows of one class with the
    same need are judged once.
    """
    needed = cohort["needed"]
    groups = np.zeros(len(partly), dtype=np.int64)
    weights: list[tuple[int, int]] = []
    remainders: list[tuple[int, int]] = []
    for code, claim in enumerate(claims):
        places = np.flatnonzero(codes[partly] == code)
        needs, of_place = np.unique(needed[partly[places]], return_inverse=True)
        groups[places] = of_place + len(weights)
        numerator, denominator = level.share(claim)
        several = [claim.weight(1, need - claim.provisional) for need in needs.tolist()]
        weights += [(weight, claim.parts) for weight in several]
        remainders += [(weight * numerator % denominator, denominator) for weight in several]
    keys = list(zip(order_keys(remainders), order_keys(weights), strict=True))
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys), reverse=True))}
    return first_come(cohort, partly, np.array([ranks[key] for key in keys], dtype=np.int64)[groups])
