"""Pouring a surplus over shortfalls to one common level, exactly.

Everybody gets level x weight, but never more than the shortfall; the level is the one at which the shares add up
to the surplus. It is a fraction of whole numbers and never rounded: only the shares are, each once, by the caller.
"""

from __future__ import annotations

import fractions
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from ibmodel.money import order_keys

__all__ = ["Fraction", "Level", "pour"]

#: A fraction that is not negative: numerator and denominator, not necessarily in lowest terms.
Fraction = tuple[int, int]

_GUARD_BITS: Final = 96
_EXACT_BITS: Final = 2048
_KEY_BITS: Final = 256


@attrs.frozen
class Level:
    """The common level, numerator / denominator, both whole."""

    numerator: int
    denominator: int

    def share(self, weight: Fraction) -> Fraction:
        """The exact share that the level gives to ``weight``."""
        return self.numerator * weight[0], self.denominator * weight[1]

    def whole_share(self, weight: Fraction) -> int:
        """That share rounded down."""
        least, most = self._enclosed(weight, 0)
        if least == most:
            return least
        numerator, denominator = self.share(weight)
        return numerator // denominator

    def remainder_keys(self, weights: Sequence[Fraction]) -> list[int]:
        """Whole numbers that compare exactly as what rounding down takes from the shares of ``weights``.

        Long remainders are not written out: each is enclosed between short ones, and only those whose enclosures
        meet are compared exactly.
        """
        if self.denominator.bit_length() <= _EXACT_BITS:
            return order_keys([self._remainder(weight) for weight in weights])
        lowest = [fractions.Fraction(*weight).as_integer_ratio() for weight in weights]
        bounds = {weight: self._enclosed_remainder(weight) for weight in lowest}
        ranks: dict[Fraction, int] = {}
        for near in _meeting(bounds):
            keys = [0] if len(near) == 1 else order_keys([self._remainder(weight) for weight in near])
            places = {key: place for place, key in enumerate(sorted(set(keys)), len(ranks))}
            ranks |= {weight: places[key] for weight, key in zip(near, keys, strict=True)}
        return [ranks[weight] for weight in lowest]

    def _remainder(self, weight: Fraction) -> Fraction:
        numerator, denominator = self.share(weight)
        return numerator % denominator, denominator

    def _enclosed_remainder(self, weight: Fraction) -> tuple[int, int]:
        """Bounds of what rounding down takes from a share, in parts of 2^-_KEY_BITS."""
        least, most = self._enclosed(weight, _KEY_BITS)
        whole = self.whole_share(weight) << _KEY_BITS
        return least - whole, most - whole

    def _enclosed(self, weight: Fraction, bits: int) -> tuple[int, int]:
        """Two whole numbers, ends included, between which the share lies when it is scaled by 2^bits, rounded down.

        The level, if it is long, is put between two short fractions.
        """
        surplus_bits = max(self.denominator.bit_length() - _EXACT_BITS, 0)
        above, below = self.numerator >> surplus_bits, self.denominator >> surplus_bits
        inexact = surplus_bits > 0
        least = (above * weight[0] << bits) // ((below + inexact) * weight[1])
        return least, ((above + inexact) * weight[0] << bits) // (below * weight[1])


def pour(surplus: int, shortfalls: Sequence[int], weights: Sequence[Fraction]) -> Level:
    """The level to which ``surplus`` fills ``shortfalls`` in proportion to ``weights``.

    Shortfalls are positive and add up to more than the surplus; weights are positive.
    """
    demands = list(zip(shortfalls, weights, strict=True))
    fill_at = order_keys([(shortfall * weight[1], weight[0]) for shortfall, weight in demands])
    demands = [demands[place] for place in sorted(range(len(demands)), key=fill_at.__getitem__)]
    filled = _estimate(surplus, demands)
    while True:
        left = surplus - sum(shortfall for shortfall, _ in demands[:filled])
        weight, parts = _sum([weight for _, weight in demands[filled:]])
        level = Level(left * parts, weight)
        if filled and not _overflows(level, *demands[filled - 1]):
            filled -= 1
        elif _overflows(level, *demands[filled]):
            filled += 1
        else:
            return level


def _meeting(bounds: Mapping[Fraction, tuple[int, int]]) -> Iterator[list[Fraction]]:
    """The weights by their least bounds, in groups whose enclosures meet."""
    reached = -1
    group: list[Fraction] = []
    for weight in sorted(bounds, key=bounds.__getitem__):
        least, most = bounds[weight]
        if group and least > reached:
            yield group
            group = []
        group.append(weight)
        reached = max(reached, most)
    yield group


def _overflows(level: Level, shortfall: int, weight: Fraction) -> bool:
    """Whether ``level`` gives more than ``shortfall``."""
    numerator, denominator = level.share(weight)
    return numerator > shortfall * denominator


def _estimate(surplus: int, demands: Sequence[tuple[int, Fraction]]) -> int:
    """How many of ``demands`` the surplus fills; exact for whole weights, else to within a rounding of 2^-96."""
    whole = all(parts == 1 for _, (_, parts) in demands)
    guard = 0 if whole else _GUARD_BITS
    weights = [(weight << guard) // parts for _, (weight, parts) in demands]
    left, weight_left = surplus, sum(weights)
    for filled, (shortfall, _) in enumerate(demands[:-1]):
        if left * weights[filled] <= shortfall * weight_left:
            return filled
        left -= shortfall
        weight_left -= weights[filled]
    return len(demands) - 1


def _sum(fractions: Sequence[Fraction]) -> Fraction:
    """The exact sum: like denominators first, then pair by pair, so that the long numbers are few."""
    by_denominator: dict[int, int] = {}
    for numerator, denominator in fractions:
        by_denominator[denominator] = by_denominator.get(denominator, 0) + numerator
    terms = [(numerator, denominator) for denominator, numerator in by_denominator.items()]
    while len(terms) > 1:
        last = terms[-1:] if len(terms) % 2 else []
        pairs = zip(terms[::2], terms[1::2], strict=False)
        terms = [(a * d + c * b, b * d) for (a, b), (c, d) in pairs] + last
    return terms[0]
