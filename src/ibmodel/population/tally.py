"""Stage 3 for a whole cohort: how high the surplus rises, from counts that can be added up in any order.

Recipients with the same provisional amount form a **class**; within it, a greater need means a greater excess over
that amount, and under every reading of I-2 a higher level at which the excess is met. So one number for each class,
the greatest excess that is met, says everything about the level. It is searched for in passes over the rows:

1. a pass sorts the excesses of every class into buckets of equal width (`Tally`), by counting and adding only;
2. exact bounds of the bucket sums say in which few buckets the level lies; the next pass looks into those alone, and
   buckets of one cent leave no doubt.

A level can only be in doubt between the ends of one bucket of some other class. So the class whose bucket spans the
widest range of levels is left with a few of its 4,096 buckets: every pass gains at least nine bits for one class. Two
passes do for needs up to 160 thousand euro, and never more than eight for each class. Tallies of parts of the rows add
up to the tally of all, so the same search serves partitions on many machines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from math import gcd, lcm
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.population.columns import LARGEST, Whole
from ibmodel.rules.budget.level import Fraction

__all__ = ["Claim", "Doubt", "Part", "Rise", "Tally", "Window", "looked_into", "rise", "tally_of", "total"]

#: Into how many buckets a pass sorts the excesses of a class at most.
_BUCKETS: Final = 1 << 12
#: A packed word: the lower bits hold excesses, the upper ones count the people.
_LOWER: Final = 44
_ONE: Final = 1 << _LOWER
_MOST_PACKED: Final = 1 << (62 - _LOWER)
_SPARE: Final = _LOWER - (62 - _LOWER)


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
        """The window from ``low`` to ``high`` in at most ``most`` buckets, a power of two."""
        if high <= low:
            return cls(low, low, 0, 0)
        shift = max((high - low - 1).bit_length() - (most.bit_length() - 1), 0)
        return cls(low, high, shift, ((high - low - 1) >> shift) + 1)

    def end(self, bucket: int) -> int:
        """The greatest excess of a bucket; of bucket -1, what lies just below the window."""
        return min(self.low + ((bucket + 1) << self.shift), self.high)


@attrs.frozen
class Part:
    """Some people of one class: how many they are, and their excesses together."""

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


Tallied = Callable[[Sequence[Window]], Tally]


def total(values: NDArray[Any], weights: NDArray[Any] | None = None, highest: int | None = None) -> int:
    """The exact sum of ``values``, not negative, each as often as ``weights`` say; beyond 64 bits too.

    ``highest`` bounds the values, if the caller knows a bound.
    """
    if len(values) == 0:
        return 0
    most = int(values.max()) if highest is None else highest
    most *= len(values) * (1 if weights is None else int(weights.max()))
    if most <= LARGEST:
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
    kind: Any = np.int64 if most <= LARGEST else object
    people = tuple(np.zeros(window.buckets, dtype=kind) for window in windows)
    excess = tuple(np.zeros(window.buckets, dtype=kind) for window in windows)
    for blocks, claim, window, *into in zip(classes, claims, windows, people, excess, strict=True):
        bins = _Bins(claim.provisional + window.low + 1, window, into[0], into[1])
        for needed, weights in blocks if window.buckets else ():
            bins.add(needed, weights)
        bins.flush()
    return Tally(people, excess)


@attrs.define(eq=False)
class _Bins:
    """The buckets of one class while rows are added to them; ``least`` is the least need in the window.

    Of rows that stand for one person each, count and excess travel in one word, the count in its upper bits, the
    excess over the bucket's beginning in its lower ones, as long as both have room: one addition for two.
    """

    least: int
    window: Window
    people: NDArray[Any]
    excess: NDArray[Any]
    packed: Whole | None = None
    room: int = 0

    def add(self, needed: Whole, weights: Whole | None) -> None:
        """Adds the rows whose excess lies in the window."""
        window = self.window
        offsets = needed - self.least
        rows = np.flatnonzero(offsets.view(np.uint64) < window.high - window.low)  # what lies below is negative
        offsets = offsets[rows]
        buckets = offsets >> window.shift
        most_packed = _MOST_PACKED >> max(window.shift - _SPARE, 0)
        if weights is None and len(rows) <= most_packed:
            if self.packed is None or len(rows) > self.room:
                self.flush()
                self.packed, self.room = np.zeros(len(self.people), dtype=np.int64), most_packed
            self.room -= len(rows)
            np.add.at(self.packed, buckets, (offsets & ((1 << window.shift) - 1)) | _ONE)
            return
        people = np.int64(1) if weights is None else weights[rows].astype(self.people.dtype, copy=False)
        excess = offsets.astype(self.excess.dtype, copy=False) + (window.low + 1)
        np.add.at(self.people, buckets, people)
        np.add.at(self.excess, buckets, excess * people)

    def flush(self) -> None:
        """Unpacks what is packed."""
        if self.packed is not None:
            people = (self.packed >> _LOWER).astype(self.people.dtype)
            first = np.arange(len(people), dtype=self.excess.dtype) * (1 << self.window.shift) + (self.window.low + 1)
            self.people += people
            self.excess += people * first + (self.packed & (_ONE - 1))
            self.packed = None


@attrs.frozen
class Rise:
    """The level to which the surplus rises, a fraction: what it gives for a weight of one."""

    numerator: int
    denominator: int

    def share(self, claim: Claim) -> Fraction:
        """What the level gives for each weight of ``claim``, in lowest terms."""
        numerator, denominator = self.numerator, self.denominator * claim.parts
        common = gcd(numerator, denominator)
        return numerator // common, denominator // common


@attrs.define(eq=False, slots=False)  # without slots it is copied and pickled also before its first count
class Doubt:
    """What is known of a class: those who are surely met (``below``), those who surely are not, and the rest.

    The rest stand in the window. ``people`` and ``excess`` are running sums over its buckets, beginning with those
    below; ``everybody`` are all who need more than the provisional amount.
    """

    claim: Claim
    window: Window
    below: Part = Part()
    above: Part = Part()
    people: NDArray[Any] = attrs.field(init=False)
    excess: NDArray[Any] = attrs.field(init=False)
    everybody: Part = attrs.field(init=False)

    def count(self, people: NDArray[Any], excess: NDArray[Any]) -> None:
        """Takes the buckets of a pass."""
        self.people = np.cumsum(np.concatenate((np.array([self.below.people], dtype=people.dtype), people)))
        self.excess = np.cumsum(np.concatenate((np.array([self.below.excess], dtype=excess.dtype), excess)))
        self.everybody = self.to(self.window.buckets - 1) + self.above

    def to(self, bucket: int) -> Part:
        """Everybody whose excess is at most the end of ``bucket``."""
        return Part(int(self.people[bucket + 1]), int(self.excess[bucket + 1]))

    def critical(self, bucket: int) -> Fraction:
        """The level that just meets the greatest excess of ``bucket``."""
        excess = self.window.end(bucket)
        return excess * self.claim.parts, self.claim.weight(1, excess)

    def met(self, level: Fraction) -> int:
        """The greatest excess that a level meets, within the window."""
        short = self.claim.parts * level[1] - level[0] * self.claim.slope
        met = level[0] * self.claim.base // short if short > 0 else self.window.high
        return min(max(met, self.window.low), self.window.high)

    def at(self, level: Fraction) -> int:
        """The bucket in which that excess lies; -1 just below the window."""
        return (self.met(level) - self.window.low - 1) >> self.window.shift

    def bounds(self, level: Fraction, scale: int) -> tuple[int, int]:
        """The least and the most that a level gives to the class, scaled by its denominator and by ``scale``.

        They differ by the one bucket in which some are met and some are not. Over its excesses, what each gets is a
        concave function: it lies below the smaller of its two pieces and above the chord.
        """
        whole, unit = level[1] * scale, level[0] * (scale // self.claim.parts)
        window, weight, bucket = self.window, self.claim.weight, self.at(level)
        full = bucket if self.met(level) == window.end(bucket) else bucket - 1
        people, excess = int(self.people[full + 1]), int(self.excess[full + 1])
        more, more_excess = int(self.people[bucket + 1]) - people, int(self.excess[bucket + 1]) - excess
        left, left_excess = self.everybody.people - people - more, self.everybody.excess - excess - more_excess
        given = excess * whole + unit * weight(left, left_excess)
        if not more:
            return given, given
        first, last = window.end(full), window.end(bucket)
        most = min(more_excess * whole, unit * weight(more, more_excess))
        low, high = first * whole, unit * weight(1, last)
        least = more * low + (more_excess - more * first) * (high - low) // (last - first)
        return given + least, given + most

    def look(self, low: int, high: int) -> None:
        """Looks from now on only into the buckets after ``low`` up to ``high``; all before are met, none after."""
        window = self.window
        if self.to(high).people == self.to(low).people:
            high = low
        self.below, self.above = self.to(low), self.everybody - self.to(high)
        self.window = Window.of(window.end(low), window.end(high), _BUCKETS)


def looked_into(claims: Sequence[Claim], highest: Sequence[int], tallied: Tallied) -> list[Doubt]:
    """The classes after a first pass over the rows; ``highest`` bounds the excesses of each.

    Of claims in proportion to the excess itself the sum is enough: below the level of one none is met.
    """
    buckets = [_BUCKETS if claim.base else 1 for claim in claims]
    classes = [
        Doubt(claim, Window.of(0, high, most)) for claim, high, most in zip(claims, highest, buckets, strict=True)
    ]
    _pass(classes, tallied)
    for of in classes:
        if not of.claim.base:
            of.window, of.below, of.above = Window.of(0, 0, 1), Part(), of.everybody
    return classes


def rise(surplus: int, classes: Sequence[Doubt], tallied: Tallied) -> Rise:
    """The level to which ``surplus`` fills the excesses of all ``classes``, exact; it does not meet them all.

    ``tallied`` makes a pass over the rows. Rules: B-6; I-2; source M II.3.2.
    """
    while any(of.window.buckets for of in classes):
        for of, (low, high) in zip(classes, _between(surplus, classes), strict=True):
            of.look(low, high)
        if any(of.window.buckets for of in classes):
            _pass(classes, tallied)
    scale = lcm(*[of.claim.parts for of in classes])
    left = surplus - sum(of.below.excess for of in classes)
    weight = sum(scale // of.claim.parts * of.claim.weight(of.above.people, of.above.excess) for of in classes)
    return Rise(left * scale, weight)


def _pass(classes: Sequence[Doubt], tallied: Tallied) -> None:
    tally = tallied([of.window for of in classes])
    for of, people, excess in zip(classes, tally.people, tally.excess, strict=True):
        of.count(people, excess)


def _between(surplus: int, classes: Sequence[Doubt]) -> list[tuple[int, int]]:
    """For each class the last bucket that is surely met to its end, and the last in which somebody may be."""
    scale = lcm(*[each.claim.parts for each in classes])

    def too_high(level: Fraction, bound: int) -> bool:
        return sum(each.bounds(level, scale)[bound] for each in classes) > surplus * level[1] * scale

    reached: Fraction = (0, 1)  # surely not above the level
    beyond: Fraction | None = None  # surely above it
    found = []
    for of in classes:
        buckets = of.window.buckets
        last = buckets if beyond is None else min(of.at(beyond) + 1, buckets)
        levels = _Levels(of, last)
        met = bisect_left(levels, 1, lo=min(max(of.at(reached), 0), last), key=lambda level: too_high(level, 1)) - 1
        unmet, step = met + 1, 1
        while unmet < buckets and not too_high(of.critical(unmet), 0):
            unmet, step = unmet + step, 2 * step
        if met >= 0 and _less(reached, of.critical(met)):
            reached = of.critical(met)
        if unmet < buckets and (beyond is None or _less(of.critical(unmet), beyond)):
            beyond = of.critical(unmet)
        doubtful = unmet - 1 if of.window.shift == 0 else unmet
        found.append((met, max(met, min(doubtful, buckets - 1))))
    return found


@attrs.frozen
class _Levels(Sequence[Fraction]):
    """The critical levels of the first buckets of a class, each computed when it is asked for."""

    of: Doubt
    buckets: int

    def __len__(self) -> int:
        return self.buckets

    def __getitem__(self, bucket: Any) -> Any:
        return self.of.critical(bucket)


def _less(one: Fraction, other: Fraction) -> bool:
    return one[0] * other[1] < other[0] * one[1]
