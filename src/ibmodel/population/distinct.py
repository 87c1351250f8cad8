"""The different values of a column, and how many people have each."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ibmodel.population.columns import LARGEST, Whole
from ibmodel.population.tally import total

__all__ = ["distinct"]


def distinct(values: Whole, weights: Whole | None, factor: int) -> tuple[Whole, NDArray[Any], int]:
    """The different ``values`` in ascending order, how many people have each, and how many there are in all.

    The numbers of people are such that they may be multiplied by up to ``factor``: of 64 bits where these hold that
    for all people together, else whole numbers of any size.
    """
    if weights is None:
        found, several = np.unique(values, return_counts=True)
        people = len(values)
    else:
        found, places = np.unique(values, return_inverse=True)
        people = total(weights)
        several = np.zeros(len(found), dtype=np.int64 if people <= LARGEST else object)
        np.add.at(several, places, weights.astype(several.dtype, copy=False))
    fits = factor * people <= LARGEST
    return found, several.astype(np.int64 if fits else object, copy=False), people
