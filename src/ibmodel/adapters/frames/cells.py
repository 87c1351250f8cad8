"""The cells of one column of a table, whatever its library: of which kind they are, and which are empty.

The kind is that of the column's type, or of the Python objects in it: ``True`` is not 1, 12.0 is not a whole number.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.adapters.frames.libraries import nw
from ibmodel.adapters.frames.problems import MOST_ROWS, NotRead, Problems
from ibmodel.money import Money

__all__ = ["Cells", "coded", "listed", "whole_numbers"]

_KINDS: Final[tuple[tuple[tuple[type, ...], str], ...]] = (
    ((bool, np.bool_), "booleans"),
    ((int, np.integer), "whole numbers"),
    ((float, np.floating), "floats"),
    ((str,), "text"),
    ((Decimal,), "decimals"),
    ((Money,), "amounts"),
    ((datetime,), "moments"),
    ((date,), "dates"),
)
#: So many distinct values are looked for by the frame library.
_FEW: Final = 1000
_ZONED: Final = "moments with a time zone"
_GAPS: Final = " (pandas makes floats of whole numbers with gaps: fill the gaps, or use the type Int64)"


@attrs.frozen(eq=False)
class Cells:
    """The cells of one column that are not empty: what they are of, their values, and the rows of these.

    ``name`` is the column as messages call it; ``rows`` are positions from 0 (``None``: every row).
    """

    name: str
    of: str
    values: Any
    rows: NDArray[np.intp] | None
    length: int
    problems: Problems

    @classmethod
    def of_series(cls, name: str, series: nw.Series[Any], problems: Problems) -> Cells:
        """The cells of a column of a table."""
        rows = None
        length = len(series)
        if series.null_count():
            rows = np.flatnonzero(~series.is_null().to_numpy())
            series = series.drop_nulls()
        kind, values = _opened(series)
        return cls(name, kind, values, rows, length, problems)

    def expect_no_gaps(self) -> None:
        """Notes the rows of the cells that are empty."""
        if self.rows is not None:
            empty = np.ones(self.length, dtype=np.bool_)
            empty[self.rows] = False
            self.problems.add_rows(self.name, "a value", np.flatnonzero(empty).tolist())

    def expect(self, expected: str, bad: NDArray[np.bool_]) -> None:
        """Notes the values that are ``bad``; raises `NotRead` if there are any."""
        places = np.flatnonzero(bad)
        if len(places):
            rows = places if self.rows is None else self.rows[places]
            got = [self.values[int(place)] for place in places[:MOST_ROWS]]
            self.problems.add_rows(self.name, expected, rows.tolist(), got)
            raise NotRead

    def refusal(self, expected: str, hint: str = "") -> NotRead:
        """Notes that the column is of the wrong kind; gives what to raise."""
        gaps = _GAPS if self.of == "floats" and self.rows is not None else ""
        self.problems.add(f"{self.name}: expected {expected}, got {self.of}{hint}{gaps}")
        return NotRead()


def listed(values: Any) -> list[Any]:
    """The values of a column of text as a list, the quickest way that its library has."""
    if isinstance(values, list):
        return values
    found: list[Any] = values.to_list() if values.implementation.is_polars() else values.to_numpy().tolist()
    return found


def coded(values: Any) -> tuple[list[str], NDArray[np.int64]]:
    """The distinct values of a column of text, and for each value its place among them."""
    if not isinstance(values, list):
        distinct = values.unique().to_list()
        if len(distinct) <= _FEW:
            places = list(range(len(distinct)))
            return distinct, values.replace_strict(distinct, places, return_dtype=nw.Int64).to_numpy()
    every = listed(values)
    distinct = list(dict.fromkeys(every))
    place = {text: number for number, text in enumerate(distinct)}
    return distinct, np.fromiter(map(place.__getitem__, every), dtype=np.int64, count=len(every))


def _opened(series: nw.Series[Any]) -> tuple[str, Any]:
    """What a column without empty cells is of, and its values."""
    kind = series.dtype
    if kind.is_numeric():
        return _opened_numbers(series)
    if kind in (nw.Categorical, nw.Enum) and series.cat.get_categories().dtype == nw.String:
        series = series.cast(nw.String)
        kind = series.dtype
    if kind == nw.String:
        return "text", series
    if kind == nw.Boolean:
        return "booleans", series.to_numpy().astype(np.bool_, copy=False)
    if kind == nw.Date:
        return "dates", series.to_numpy().astype("M8[D]")
    if isinstance(kind, nw.Datetime):
        return ("moments", series.to_numpy()) if kind.time_zone is None else (_ZONED, series)
    return _opened_objects(series.to_list())


def _opened_numbers(series: nw.Series[Any]) -> tuple[str, Any]:
    kind = series.dtype
    if kind.is_decimal():
        return "decimals", series
    if kind.is_float():
        return "floats", series.to_numpy()
    wide = kind in (nw.Int128, nw.UInt128)
    return "whole numbers", whole_numbers(series.to_list()) if wide else series.to_numpy()


def _opened_objects(values: list[Any]) -> tuple[str, Any]:
    """What Python objects are of, and their values."""
    kinds = sorted({_kind_of(kind) for kind in set(map(type, values))})
    if len(kinds) != 1:
        return " and ".join(kinds) + " mixed", values
    kind = kinds[0]
    if kind == "moments" and any(value.tzinfo is not None for value in values):
        return _ZONED, values
    return kind, _ARRAYS[kind](values) if kind in _ARRAYS else values


def _kind_of(kind: type) -> str:
    return next((name for kinds, name in _KINDS if issubclass(kind, kinds)), f"values of type {kind.__name__}")


def whole_numbers(values: list[Any]) -> NDArray[Any]:
    """Whole numbers of 64 bits, or as objects where one does not fit."""
    try:
        return np.fromiter(values, dtype=np.int64, count=len(values))
    except OverflowError:
        return np.array([*map(int, values), None], dtype=object)[:-1]


#: How Python objects of a kind become an array; those of other kinds stay a list.
_ARRAYS: Final[dict[str, Callable[[list[Any]], NDArray[Any]]]] = {
    "whole numbers": whole_numbers,
    "booleans": lambda values: np.array(values, dtype=np.bool_),
    "floats": lambda values: np.array([float(str(value)) for value in values]),  # a narrower one as it is printed
    "dates": lambda values: np.array(values, dtype="M8[D]"),
    "moments": lambda values: np.array(values, dtype="M8[us]"),
}
