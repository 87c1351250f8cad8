"""Stage 1 for a cohort: the few different shares, each judged once, and the provisional amount of each class."""

from __future__ import annotations

from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.errors import BadValue, pointer
from ibmodel.money import Money, Share, round_down
from ibmodel.parameters import Parameters
from ibmodel.population.columns import LARGEST, Cohort
from ibmodel.population.tally import total
from ibmodel.rules.budget import decide_share, quotient

__all__ = ["Classes", "Facts", "classes_of", "facts_of", "first_come"]

Codes = NDArray[np.uint8]

_CODES: Final = 1 << 8


@attrs.frozen(eq=False)
class Facts:
    """Which share each row has: ``shares`` are the different ones, ``codes`` say by row which, ``people`` how many."""

    shares: tuple[Share, ...]
    codes: Codes
    people: tuple[int, ...]


@attrs.frozen(eq=False)
class Classes:
    """Which provisional amount each row has: ``amounts`` in cents, ``codes`` by row; ``reserve`` is left over."""

    amounts: tuple[int, ...]
    codes: Codes
    reserve: int


def facts_of(cohort: Cohort, parameters: Parameters) -> Facts:
    """The share of every row; each pair of age and special care is judged once, columns tell where shares change.

    Raises `BadValue` for an age that is not below the figure ``budget.recipient_age_below``. Rules: B-1.
    """
    ages, special_care = cohort["age"], cohort["special_care"]
    below = parameters.budget.recipient_age_below
    oldest = int(ages.max())
    if oldest >= below:
        row = int(np.flatnonzero(ages >= below)[0])
        raise BadValue(f"expected an age below {below}, got {int(ages[row])} years", pointer("age", row))
    judged = {flag: [decide_share(age, flag, parameters)[0] for age in range(oldest + 1)] for flag in (False, True)}
    shares = tuple(sorted({share for by_age in judged.values() for share in by_age}, reverse=True))
    codes = np.zeros(len(cohort), dtype=np.uint8)
    for flag, by_age in judged.items():
        rows = special_care if flag else ~special_care
        before = 0
        for age, code in enumerate(map(shares.index, by_age)):
            if code != before:
                codes += ((ages >= age) & rows) * np.uint8((code - before) % _CODES)
                before = code
    weights = cohort.weights
    people = tuple(_people(codes, code, weights) for code in range(len(shares)))
    return Facts(shares, codes, people)


def _people(codes: Codes, code: int, weights: NDArray[Any] | None) -> int:
    return int(np.count_nonzero(codes == code)) if weights is None else total(weights[codes == code])


def classes_of(
    facts: Facts, cohort: Cohort, pool: Money, parameters: Parameters, amount: Money | None = None
) -> Classes:
    """The provisional amount of every class and what is left of the pool.

    Under ``exhaust`` (I-3) the cents that rounding left over make classes of their own, a cent above the others.
    Rules: D-1, B-1, B-7; I-1, I-3; source M II.3.2.
    """
    weights = [share.millionths for share in facts.shares]
    whole = sum(weight * people for weight, people in zip(weights, facts.people, strict=True))
    base, divisor = quotient(pool, sum(facts.people), whole, parameters, amount)
    of_share = [round_down(base * weight, divisor) for weight in weights]
    amounts = [min(cents, LARGEST) for cents in of_share]  # only a share that nobody has can pass it
    given = sum(cents * people for cents, people in zip(amounts, facts.people, strict=True))
    if parameters.reading("I-3") != "exhaust":
        return Classes(tuple(amounts), facts.codes, pool.cents - given)
    _check_single(cohort)
    residue = round_down(base * whole, divisor) - given
    codes = facts.codes.copy()
    order = sorted(range(len(weights)), key=lambda code: (-(base * weights[code] % divisor), -weights[code]))
    left = residue
    for code in order:
        rows = np.flatnonzero(facts.codes == code)
        if left < len(rows):
            rows = first_come(cohort, rows)[:left]
        codes[rows] += len(weights)
        left -= len(rows)
    return Classes((*amounts, *[min(cents + 1, LARGEST) for cents in amounts]), codes, pool.cents - given - residue)


def _check_single(cohort: Cohort) -> None:
    """Raises `BadValue` where a row stands for several people: single cents cannot be shared among them (I-3)."""
    if cohort.weights is not None and (cohort.weights > 1).any():
        row = int(np.flatnonzero(cohort.weights > 1)[0])
        raise BadValue("expected weights of 1 under the reading 'exhaust' of I-3", pointer("weight", row))


def first_come(cohort: Cohort, rows: NDArray[Any], ranks: NDArray[Any] | None = None) -> NDArray[Any]:
    """``rows`` by their ``ranks``, then by the moment of the application, then by identifier (I-3).

    Those without a moment come last. Where the cohort has no identifiers, the place in the table takes their part.
    """
    keys: list[NDArray[Any]] = [rows]
    if "id" in cohort:
        keys.append(cohort["id"][rows])
    if "received" in cohort:
        keys.append(cohort["received"][rows])  # a moment that is not there sorts last
    if ranks is not None:
        keys.append(ranks)
    return rows[np.lexsort(keys)]
