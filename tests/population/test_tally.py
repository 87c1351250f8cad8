"""The search for the level of stage 3, on its own."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from ibmodel.population.surplus import Sorted
from ibmodel.population.tally import Claim, Tally, Window, looked_into, rise, total

EQUAL = Claim.under("equal", 0)


def level_of(surplus: int, classes: Sequence[Sequence[int]]) -> tuple[Fraction, int]:
    """The level to which a surplus fills needs in classes with equal claims, and how many passes it took."""
    needs = Sorted(
        tuple(np.array(needed, dtype=np.int64) for needed in classes), (None,) * len(classes), max(map(max, classes))
    )
    passes = 0

    def tallied(windows: Sequence[Window]) -> Tally:
        nonlocal passes
        passes += 1
        return needs.tally([EQUAL] * len(classes), windows, sum(map(sum, classes)) + sum(map(len, classes)))

    found = rise(surplus, looked_into([EQUAL] * len(classes), [max(needed) for needed in classes], tallied), tallied)
    return Fraction(found.numerator, found.denominator), passes


def by_filling(surplus: int, needed: Sequence[int]) -> Fraction:
    """The same by filling one need after the other."""
    left = surplus
    ordered = sorted(needed)
    for place, (before, need) in enumerate(pairwise([0, *ordered])):
        several = len(ordered) - place
        if left <= (need - before) * several:
            return before + Fraction(left, several)
        left -= (need - before) * several
    raise AssertionError(left)


@pytest.mark.rule("B-6")
@pytest.mark.parametrize("wanted", [1, 100, 3_999, 4_000, 8_192, 2**28 - 1, 2**39])
def test_a_coarse_class_leaves_doubt_about_a_fine_one_and_it_is_resolved(wanted: int) -> None:
    coarse = [100] * 1000 + [2**28] * 1000 + [2**40]
    fine = list(range(1, 8193))
    surplus = sum(min(need, wanted) for need in (*coarse, *fine)) + 1
    level, passes = level_of(surplus, (coarse, fine))
    assert level == by_filling(surplus, (*coarse, *fine))
    assert passes <= 6


def test_sums_beyond_64_bits_are_exact() -> None:
    largest = np.array([2**63 - 1] * 3)
    assert total(largest) == 3 * (2**63 - 1)
    assert total(largest, np.array([2**62, 1, 0])) == (2**63 - 1) * (2**62 + 1)
    assert total(np.array([], dtype=np.int64)) == 0
    assert total(np.array([5, 6]), highest=10) == 11
