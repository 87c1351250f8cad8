"""Parts of a cohort: who has which label, who stands in which decile of need, and exact sums for each part.

Labels are a group column's own values in ascending order. A row with weight w counts as w people everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Generic, Protocol, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.explain import LANGUAGES
from ibmodel.population.columns import LARGEST, Cohort, Whole
from ibmodel.population.distinct import distinct
from ibmodel.population.shown import parts_shown
from ibmodel.population.tally import total

__all__ = ["DECILES", "Grouping", "Label", "Parts", "deciles_of", "grouping_of"]


class Numbers(Protocol):
    """Numbers by name."""

    def numbers(self) -> Mapping[str, int | None]:
        """Every number by its name."""


T = TypeVar("T", bound=Numbers)
Label = str | int | bool
Codes = NDArray[np.intp]

#: Into how many parts the people are divided by their need.
DECILES: Final = 10

#: Columns with few different values that may divide a cohort too.
_PLAIN: Final = ("age", "special_care")
#: How many labels are made objects at a time.
_BLOCK: Final = 1 << 16


class Parts(Mapping[Label, T], Generic[T]):
    """Something for each part of a cohort, by label in ascending order; ``name`` is what divides it."""

    def __init__(self, name: str, parts: Mapping[Label, T]) -> None:
        self.name = name
        self._parts = dict(parts)

    def __getitem__(self, label: Label) -> T:
        return self._parts[label]

    def __iter__(self) -> Iterator[Label]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        return f"<{len(self)} parts by {self.name!a}: {', '.join(map(str, self))}>"

    def columns(self) -> dict[str, list[Any]]:
        """The labels and every number as columns, to be made a table by any library; money in whole cents."""
        rows = [part.numbers() for part in self._parts.values()]
        return {self.name: list(self), **{name: [row[name] for row in rows] for name in rows[0]}}

    def html(self, lang: str = LANGUAGES[0]) -> str:
        """A table, in English (``en``) or Latvian (``lv``)."""
        return parts_shown(self.name, self._parts, lang)

    def _repr_html_(self) -> str:
        return self.html()


@attrs.frozen(eq=False)
class Grouping:
    """Which part each row belongs to: ``codes`` are places in ``labels``."""

    name: str
    labels: tuple[Label, ...]
    codes: Codes

    def sums(self, values: Whole, weights: Whole | None) -> list[int]:
        """The exact sum of each part's ``values``, not negative, each as often as ``weights`` say."""
        if len(self.labels) == 1:
            return [total(values, weights)]
        most = int(values.max()) * (1 if weights is None else int(weights.max()))
        kind: Any = np.int64 if most * len(values) <= LARGEST else object
        sums = np.zeros(len(self.labels), dtype=kind)
        exact = values.astype(kind, copy=False)
        np.add.at(sums, self.codes, exact if weights is None else exact * weights)
        return [int(found) for found in sums]

    def counts(self, rows: NDArray[np.bool_], weights: Whole | None) -> list[int]:
        """How many people of each part stand in ``rows``."""
        if weights is None:
            return [int(found) for found in np.bincount(self.codes[rows], minlength=len(self.labels))]
        return self.sums(np.where(rows, weights, 0), None)


def grouping_of(cohort: Cohort, name: str) -> Grouping:
    """The parts of ``cohort`` by its group column ``name``, or by ``age`` or ``special_care``.

    Raises `BadType` or `BadValue` at ``/by`` for a name that is none of these.
    """
    if type(name) is not str:
        raise BadType(f"expected the name of a group column, got {shown(name)}", pointer("by"))
    allowed = (*cohort.groups, *_PLAIN)
    if name not in allowed:
        raise BadValue(f"expected one of {', '.join(allowed)}, got {shown(name)}", pointer("by"))
    column = cohort[name]
    places: dict[Label, int] = {}
    codes = np.empty(len(column), dtype=np.intp)
    for start in range(0, len(column), _BLOCK):
        rows = slice(start, start + _BLOCK)
        labels = column[rows].tolist()
        for label in dict.fromkeys(labels):
            places.setdefault(label, len(places))
        codes[rows] = np.fromiter(map(places.__getitem__, labels), dtype=np.intp, count=len(labels))
    ordered = sorted(places)
    ranks = np.empty(len(ordered), dtype=np.intp)
    ranks[[places[label] for label in ordered]] = np.arange(len(ordered))
    return Grouping(name, tuple(ordered), ranks[codes])


def deciles_of(cohort: Cohort) -> Grouping:
    """The deciles of need, 1 for the smallest needs to 10 for the greatest; some may be empty.

    All N people are ranked by ``needed``. Those who need the same stand at one rank, the middle of the places that
    they take: with B people who need less and T who need the same, a part (2 B + T) / 2 N of all stands below it, and
    ten times that, rounded down, plus 1 is the decile. So equals are never torn apart, the order of rows does not
    matter, and a row with weight w is the row w times.
    """
    needed = cohort["needed"]
    needs, same, everybody = distinct(needed, cohort.weights, 2 * DECILES)
    below = np.cumsum(same) - same
    places = (DECILES * (2 * below + same) // (2 * everybody)).astype(np.intp)
    first = np.flatnonzero(np.diff(places, prepend=-1))  # where a decile begins
    codes = places[first][np.searchsorted(needs[first], needed, side="right") - 1]
    return Grouping("decile", tuple(range(1, DECILES + 1)), codes)
