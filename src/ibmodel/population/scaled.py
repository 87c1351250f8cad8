"""Whole parts of exact products in 64 bits: each row's share of the surplus, never wrapped, never rounded twice."""

from __future__ import annotations

from typing import Final

import numpy as np

from ibmodel.population.columns import Whole

__all__ = ["whole_shares"]

_BITS: Final = 63


def whole_shares(weights: Whole, level: tuple[int, int], most: Whole) -> Whole:
    """floor(weight x level), or some number above ``most`` where that is greater than ``most``, row by row.

    The level, a fraction, is enclosed between two neighbours m / 2^s and (m + 1) / 2^s, with s as great as the
    products allow. Where both surely give the same whole part, so does the level; the few other rows are computed
    with whole numbers of any size.
    """
    numerator, denominator = level
    heaviest = int(weights.max(initial=0))
    shift = _BITS - heaviest.bit_length() - max(numerator // denominator, 1).bit_length()
    if shift < 0:
        return _one_by_one(weights, numerator, denominator, most)
    products = weights * np.int64((numerator << shift) // denominator)
    shares = products >> shift
    products &= (1 << shift) - 1
    close = (1 << shift) - heaviest
    if int(products.max(initial=0)) >= close:
        rows = np.flatnonzero(products >= close)
        shares[rows] = _one_by_one(weights[rows], numerator, denominator, most[rows])
    return shares


def _one_by_one(weights: Whole, numerator: int, denominator: int, most: Whole) -> Whole:
    exact = [
        min(weight * numerator // denominator, limit)
        for weight, limit in zip(weights.tolist(), np.maximum(most, 0).tolist(), strict=True)
    ]
    return np.array(exact, dtype=np.int64)
