"""Stage 3 for a whole cohort: how high the surplus rises, from counts that can be added up in any order.

Recipients with the same provisional amount form a **class**; within it, a greater need means a greater excess over
that amount, and under every reading of I-2 a higher level at which the excess is met. So one number for each class,
the greatest excess that is met, says everything about the level. It is searched for in passes over the rows:

1. each pass sorts the excesses of every class into buckets of equal width (`Tally`), by counting and adding only;
2. the exact bounds of the bucket sums say in which few buckets the level lies (`narrowed`); the next pass looks into
   those alone, and buckets of one cent leave no doubt.

With 4,096 buckets a pass gains twelve bits: two passes for needs up to 160 thousand euro, never more than six. Tallies
of parts of the rows add up to the tally of all, so the same search serves partitions on many machines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from math import gcd, lcm
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.population.columns import Whole

__all__ = ["Claim", "Part", "Rise", "Tally", "Window", "rise", "tally_of", "total"]

#: Into how many buckets a pass sorts at least; the next tries more if a pass did not halve what is in doubt.
_BUCKETS: Final = 1 << 12
_MORE: Final = 4
_WORD: Final = 1 << 63


@attrs.frozen
class Claim:
    """How a class claims the surplus: an excess e over ``provisional`` weighs (slope x e + base) / parts (I-2)."""

    provisional: int
    reading: str
    slope: int
    base: int
    parts: int = 1

    @classmethod
    def under(cls, reading: str, provisional: int) -> Claim:
        """The claim of a class under a reading of I-2."""
        if reading == "shortfall":
            return cls(provisional, reading, 1, 0)
        if reading == "equal":
            return cls(provisional, reading, 0, 1)
        return cls(provisional, reading, 1, provisional, max(provisional, 1) if reading == "need_ratio" else 1)

    def weight(self, people: int, excess: int) -> int:
        """The weights of ``people`` with together that ``excess``, in parts."""
        return self.slope * excess + self.base * people


@attrs.frozen
class Window:
    """Which excesses of a class are looked into: above ``low`` up to ``high``, in ``buckets`` of 2^``shift`` cents."""

    low: int
    high: int
    shift: int
    buckets: int

    @classmethod
    def of(cls, low: int, high: int, most: int) -> Window:
        """The window from ``low`` to ``high`` in at most ``most`` buckets."""
        shift = max((high - low - 1).bit_length() - (most.bit_length() - 1), 0) if high > low else 0
        return cls(low, high, shift, ((high - low - 1) >> shift) + 1 if high > low else 0)

    def end(self, bucket: int) -> int:
        """The greatest excess of a bucket; of bucket -1, what lies just below the window."""
        return min(self.low + ((bucket + 1) << self.shift), self.high)


@attrs.frozen
class Part:
    """Some people of one class: how many they are and their excesses together."""

    people: int = 0
    excess: int = 0

    def __add__(self, other: Part) -> Part:
        return Part(self.people + other.people, self.excess + other.excess)

    def __sub__(self, other: Part) -> Part:
        return Part(self.people - other.people, self.excess - other.excess)


@attrs.frozen(eq=False)
class Tally:
    """How many people and how much excess each bucket of each class holds; tallies of other rows can be added."""

    people: tuple[NDArray[Any], ...]
    excess: tuple[NDArray[Any], ...]

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            tuple(map(np.add, self.people, other.people)),
            tuple(map(np.add, self.excess, other.excess)),
        )


def total(values: NDArray[Any], weights: NDArray[Any] | None = None) -> int:
    """The exact sum of ``values``, not negative, each as often as ``weights`` say; beyond 64 bits too."""
    if len(values) == 0:
        return 0
    most = int(values.max()) * (1 if weights is None else int(weights.max()))
    if most * len(values) < _WORD:
        return int(values.sum() if weights is None else values @ weights)
    exact = values.astype(object)
    return int(exact.sum() if weights is None else (exact * weights.astype(object)).sum())


def tally_of(
    classes: Iterable[Iterable[tuple[Whole, Whole | None]]],
    claims: Sequence[Claim],
    windows: Sequence[Window],
    most: int,
) -> Tally:
    """The tally of ``classes``: each block by block, its needs and, perhaps, how many people each row stands for.

    ``most`` bounds the people and the excesses of all rows together; where 64 bits may not hold it, whole numbers of
    any size do.
    """
    kind: Any = np.int64 if most < _WORD else object
    people = tuple(np.zeros(window.buckets, dtype=kind) for window in windows)
    excess = tuple(np.zeros(window.buckets, dtype=kind) for window in windows)
    for blocks, claim, window, *into in zip(classes, claims, windows, people, excess, strict=True):
        if window.buckets:
            for needed, weights in blocks:
                _count(needed, weights, claim, window, into)
    return Tally(people, excess)


def _count(
    needed: Whole, weights: Whole | None, claim: Claim, window: Window, into: Sequence[NDArray[Any]]
) -> None:
    """Adds the rows of one class whose excess lies in the window."""
    people, excess = into
    over = needed - claim.provisional
    rows = np.flatnonzero((over > window.low) & (over <= window.high))
    over = over[rows]
    buckets = (over - (window.low + 1)) >> window.shift
    if weights is None:
        np.add.at(people, buckets, 1)
        np.add.at(excess, buckets, over.astype(excess.dtype, copy=False))
    else:
        several = weights[rows].astype(people.dtype, copy=False)
        np.add.at(people, buckets, several)
        np.add.at(excess, buckets, over.astype(excess.dtype, copy=False) * several)


@attrs.frozen
class Rise:
    """The level to which the surplus rises, a fraction, and for each class the greatest excess that it meets."""

    numerator: int
    denominator: int
    met: tuple[int, ...]

    def share(self, claim: Claim) -> tuple[int, int]:
        """What the level gives for each weight of ``claim``, a fraction in lowest terms."""
        numerator, denominator = self.numerator, self.denominator * claim.parts
        common = gcd(numerator, denominator)
        return numerator // common, denominator // common


@attrs.define
class _Class:
    """What is known of a class: those who are surely met (``below``), those who surely are not, and the rest.

    The rest stand in the window; ``people`` and ``excess`` are running sums over its buckets that begin with
    those below.
    """

    claim: Claim
    window: Window
    below: Part
    above: Part
    people: list[int] = attrs.Factory(list)
    excess: list[int] = attrs.Factory(list)

    def count(self, people: NDArray[Any], excess: NDArray[Any]) -> None:
        """Takes the buckets of a pass."""
        self.people = [self.below.people, *(np.cumsum(people) + self.below.people).tolist()]
        self.excess = [self.below.excess, *(np.cumsum(excess) + self.below.excess).tolist()]

    def to(self, bucket: int) -> Part:
        """Everybody whose excess is at most the end of ``bucket``."""
        return Part(self.people[bucket + 1], self.excess[bucket + 1])

    def beyond(self, bucket: int) -> Part:
        """Everybody else."""
        return self.to(len(self.people) - 2) - self.to(bucket) + self.above

    def critical(self, bucket: int) -> tuple[int, int]:
        """The level, a fraction, that just meets the greatest excess of ``bucket``."""
        excess = self.window.end(bucket)
        return excess * self.claim.parts, self.claim.weight(1, excess)

    def bounds(self, level: tuple[int, int], scale: int) -> tuple[int, int]:
        """The least and the most that a level gives to the class, scaled by its denominator and by ``scale``.

        They differ by the one bucket in which some are met and some are not. Over its excesses, what each gets is a
        concave function: it lies below the smaller of its two pieces and above the chord.
        """
        whole, unit = level[1] * scale, level[0] * (scale // self.claim.parts)
        met, window = self._met(level), self.window
        bucket = (met - window.low - 1) >> window.shift if met > window.low else -1
        full = bucket if met == window.end(bucket) else bucket - 1
        filled, partly, left = self.to(full), self.to(bucket) - self.to(full), self.beyond(bucket)
        given = filled.excess * whole + unit * self.claim.weight(left.people, left.excess)
        if not partly.people:
            return given, given
        first, last = window.end(full), window.end(bucket)
        most = min(partly.excess * whole, unit * self.claim.weight(partly.people, partly.excess))
        low, high = first * whole, unit * self.claim.weight(1, last)
        least = partly.people * low + (partly.excess - partly.people * first) * (high - low) // (last - first)
        return given + least, given + most

    def _met(self, level: tuple[int, int]) -> int:
        """The greatest excess that a level meets, within the window."""
        short = self.claim.parts * level[1] - level[0] * self.claim.slope
        met = level[0] * self.claim.base // short if short > 0 else self.window.high
        return min(max(met, self.window.low), self.window.high)

    def narrow(self, met: int, unmet: int, most: int) -> None:
        """Looks from now on only between two buckets: ``met`` surely is, to its end; ``unmet`` is not, at its end."""
        window = self.window
        last = unmet - 1 if window.shift == 0 else min(unmet, window.buckets - 1)
        if self.to(last).people == self.to(met).people:
            last = met
        self.below, self.above = self.to(met), self.beyond(last)
        self.window = Window.of(window.end(met), window.end(last), most)


def rise(
    surplus: int,
    claims: Sequence[Claim],
    short: Sequence[tuple[Part, int]],
    tallied: Callable[[Sequence[Window]], Tally],
) -> Rise:
    """The level to which ``surplus`` fills the excesses of all classes, exact.

    ``short`` are the people of each class who need more than their provisional amount and the greatest excess among
    them; together they need more than the surplus. ``tallied`` makes a pass over the rows.
    Rules: B-6; I-2; source M II.3.2.
    """
    most = _BUCKETS
    classes = []
    for claim, (people, highest) in zip(claims, short, strict=True):
        none_is_met = claim.base == 0  # all claims are in proportion to the excess itself
        window = Window.of(0, 0 if none_is_met else highest, most)
        classes.append(_Class(claim, window, Part(), people if none_is_met else Part()))
    while any(of.window.buckets for of in classes):
        tally = tallied([of.window for of in classes])
        for of, people, excess in zip(classes, tally.people, tally.excess, strict=True):
            of.count(people, excess)
        doubtful = sum(of.window.high - of.window.low for of in classes)
        between = [_between(surplus, of, classes) for of in classes]
        for of, (met, unmet) in zip(classes, between, strict=True):
            of.narrow(met, unmet, most)
        if 2 * sum(of.window.high - of.window.low for of in classes) > doubtful:
            most *= _MORE
            for of in classes:
                of.window = Window.of(of.window.low, of.window.high, most)
    scale = lcm(*[of.claim.parts for of in classes])
    left = surplus - sum(of.below.excess for of in classes)
    weight = sum(scale // of.claim.parts * of.claim.weight(of.above.people, of.above.excess) for of in classes)
    return Rise(left * scale, weight, tuple(of.window.low for of in classes))


def _between(surplus: int, of: _Class, classes: Sequence[_Class]) -> tuple[int, int]:
    """The last bucket of a class that is surely met to its end, and the first that surely is not."""
    scale = lcm(*[each.claim.parts for each in classes])

    def given(bucket: int) -> tuple[int, int]:
        level = of.critical(bucket)
        bounds = [each.bounds(level, scale) for each in classes]
        available = surplus * level[1] * scale
        return sum(least for least, _ in bounds) - available, sum(most for _, most in bounds) - available

    buckets = range(of.window.buckets)
    met = bisect_left(buckets, 1, key=lambda bucket: int(given(bucket)[1] > 0)) - 1
    unmet = bisect_left(buckets, 1, lo=met + 1, key=lambda bucket: int(given(bucket)[0] > 0))
    return met, unmet
