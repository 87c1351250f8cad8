"""How unequally the needs are covered: the Gini coefficient of total / needed, exact to the last step.

Covers are rounded half up to millionths. Over those whole numbers the coefficient is an exact fraction, and it is
rounded half up to millionths once more; no float is involved. Those without a need have no cover and are left out.

With n people, their covers y in ascending order and Y the sum of all y, the coefficient is

    G = (sum over all pairs i, j of |y_i - y_j|) / (2 n Y)  =  (sum over i of (2 i - n - 1) y_i) / (n Y)

(F. A. Cowell, Measuring Inequality, 3rd edition, Oxford University Press 2011, table A.1). It is 0 where all are
covered alike, also where nobody is covered at all, and near 1 where one person has everything.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from ibmodel.money import round_half_up
from ibmodel.population.columns import LARGEST, Whole
from ibmodel.population.distinct import distinct
from ibmodel.population.tally import total

__all__ = ["MILLIONTHS", "Inequality", "covers", "inequality_of"]

#: The unit of covers, means and coefficients.
MILLIONTHS: Final = 1_000_000


@attrs.frozen
class Inequality:
    """How the needs of ``people`` are covered; ``without_need`` more people need nothing and are left out.

    ``mean`` is the mean of their covers and ``gini`` the Gini coefficient, in millionths, rounded half up; both are
    `None` where nobody has a need.
    """

    people: int
    without_need: int
    mean: int | None
    gini: int | None


def covers(needed: Whole, paid: Whole) -> Whole:
    """The covers paid / needed in millionths, rounded half up, of rows with a need; no payment is above the need."""
    if int(needed.max(initial=0)) <= LARGEST // (2 * MILLIONTHS + 1):
        rounded: Whole = (paid * (2 * MILLIONTHS) + needed) // (2 * needed)
        return rounded
    exact = [
        round_half_up(cents * MILLIONTHS, need) for need, cents in zip(needed.tolist(), paid.tolist(), strict=True)
    ]
    return np.array(exact, dtype=np.int64)


def inequality_of(needed: Whole, paid: Whole, weights: Whole | None = None) -> Inequality:
    """How unequally are the needs covered by what is ``paid``, each row as often as ``weights`` say?"""
    rows = np.flatnonzero(needed)
    of_rows = None if weights is None else weights[rows]
    everybody = len(needed) if weights is None else total(weights)
    if not len(rows):
        return Inequality(0, everybody, None, None)
    found, same, people = distinct(covers(needed[rows], paid[rows]), of_rows, 2 * MILLIONTHS * everybody)
    covered = same * found
    whole = int(covered.sum())
    # of the people with one cover, as many pairs count for it as have less, and as many against it as have more
    apart = int((covered * (2 * np.cumsum(same) - same - people)).sum())
    gini = round_half_up(apart * MILLIONTHS, people * whole) if whole else 0
    return Inequality(people, everybody - people, round_half_up(whole, people), gini)
