"""A table of pandas, polars or pyarrow as a cohort."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from ibmodel.adapters.frames import euros, meanings
from ibmodel.adapters.frames.cells import Cells
from ibmodel.adapters.frames.libraries import nw
from ibmodel.adapters.frames.meanings import Notation
from ibmodel.adapters.frames.naming import Names, choose_names
from ibmodel.adapters.frames.problems import COUNTING, MOST_ROWS, BadTable, NotRead, Problems, quoted
from ibmodel.errors import BadType, BadValue, ModelError, shown
from ibmodel.population import MONEY_COLUMNS, Cohort
from ibmodel.population.columns import LARGEST, OLDEST

__all__ = ["Options", "opened", "read_frame"]

#: More labels than this are no group, unless the caller says so: names, notes, amounts.
MOST_LABELS: Final = 1000

#: How the columns of the model are read that hold neither money nor days of birth nor labels.
_READERS: Final[Mapping[str, Callable[[Cells], NDArray[Any]]]] = {
    "received": meanings.read_moments,
    "age": partial(meanings.read_whole, expected=f"completed years, 0 to {OLDEST}", least=0, most=OLDEST),
    "special_care": meanings.read_flags,
    "weight": partial(meanings.read_whole, expected="how many people a row is", least=1, most=LARGEST),
}
_MAY_HAVE_GAPS: Final = "received"
_PLACE: Final = re.compile(r"/([^/]+)(?:/([0-9]+))?").fullmatch
_WHOLE_TEXT: Final = ("euro", "cents")


class Options(TypedDict, total=False):
    """What can be said of a table beside the names of its columns; see `read_frame`."""

    on: date | None
    groups: Sequence[str] | None
    rounding: Literal["down", "half_up"] | None
    decimal: Literal[".", ","]
    whole_text: Literal["euro", "cents"] | None


def read_frame(  # noqa: PLR0913 - one for each thing that a table cannot say itself
    frame: Any,
    columns: Mapping[str, str | None] | None = None,
    *,
    on: date | None = None,
    groups: Sequence[str] | None = None,
    rounding: Literal["down", "half_up"] | None = None,
    decimal: Literal[".", ","] = ".",
    whole_text: Literal["euro", "cents"] | None = None,
) -> Cohort:
    """The recipients in a table of pandas, polars or pyarrow: who is there, for `ibmodel.population.simulate`?

    - ``columns``: the names of the `ibmodel.population.Cohort` with those of the table, ``{"needed": "vajadzība"}``.
      Names that agree need none; ``None`` leaves a column out.
    - ``on``: the day on which ages count, for a table with ``born`` instead of ``age``.
    - ``groups``: the columns to tell groups by. If not said, every other column of the table is one, and refused where
      it cannot be: more than 1000 labels, floats, dates, gaps, a name like that of a column which is not there.
    - Money is whole cents in columns of whole numbers, euro with at most two decimals in columns of decimals or text.
      Text without a single decimal point in its column could be either: ``whole_text`` says which. ``decimal`` is the
      mark in text. Floats are refused unless a ``rounding`` is named; then they are euro, rounded as they are printed.
    - ``special_care`` is of booleans, ``age`` and ``weight`` of whole numbers, ``born`` of dates, ``received`` of
      moments; text is read where it can mean one thing only ("true", "12", "2018-08-01").

    Columns of whole cents are used as they are, not copied: do not change the table afterwards. Raises `BadTable` with
    all that is wrong with the names, or else with the values: for each column the first ten rows, the first data row
    is 1. Raises `BadType` for what is no table in memory.
    """
    table = opened(frame)
    columns = dict(columns or {})
    notation = _notation(rounding, decimal, whole_text)
    if isinstance(groups, str):
        raise BadType(f"expected a list of names, got {shown(groups)}", "/groups")
    problems = Problems()
    names = choose_names(table.columns, columns, groups, problems)
    _check_day(names, on, problems)
    if not len(table):
        problems.add("expected at least one row, got none")
    problems.refuse()
    return _Reader(table, names, notation, on, problems).cohort()


def opened(frame: Any) -> nw.DataFrame[Any]:
    """A table of any of the libraries; raises `BadType` for anything else, `BadTable` for two columns of one name."""
    try:
        table: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    except TypeError:
        lazy = " (collect it first)" if hasattr(frame, "collect") else ""
        kind = type(frame)
        got = f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
        raise BadType(f"expected a table of pandas, polars or pyarrow, got {got}{lazy}") from None
    except nw.exceptions.DuplicateError:
        names = list(frame.column_names if hasattr(frame, "column_names") else frame.columns)
        twice = dict.fromkeys(quoted(name) for name in names if names.count(name) > 1)
        raise BadTable(f"expected every column once, got {', '.join(twice)} more often") from None
    return table


def _notation(rounding: Any, decimal: Any, whole_text: Any) -> Notation:
    for name, value, known in (
        ("rounding", rounding, (None, *euros.ROUNDINGS)),
        ("decimal", decimal, euros.MARKS),
        ("whole_text", whole_text, (None, *_WHOLE_TEXT)),
    ):
        if value not in known:
            listed = " or ".join(repr(one) for one in known if one is not None)
            raise BadValue(f"expected {listed}, got {shown(value)}", f"/{name}")
    return Notation(rounding, decimal, whole_text)


def _check_day(names: Names, on: date | None, problems: Problems) -> None:
    if "born" in names.model and type(on) is not date:
        problems.add(f"expected the day on which ages count, on=date(2018, 9, 1), got {quoted(on)}")
    if "born" not in names.model and on is not None:
        problems.add("expected a column 'born' beside the day 'on'")


class _Reader:
    """Reads the columns of a table one after the other and notes all that is wrong."""

    def __init__(
        self, table: nw.DataFrame[Any], names: Names, notation: Notation, on: date | None, problems: Problems
    ) -> None:
        self._table = table
        self._names = names
        self._notation = notation
        self._on = on
        self._problems = problems
        self._sources = {**names.model, **names.groups}

    def cohort(self) -> Cohort:
        """The cohort, or a `BadTable` with every problem."""
        read = {name: self._read(name) for name in self._names.model}
        self._check_transport(read)
        read |= self._group_columns()
        self._problems.refuse()
        columns = {name: array for name, array in read.items() if array is not None}
        try:
            return Cohort(on=self._on, **columns)
        except ModelError as error:
            raise self._located(error) from None

    def _cells(self, name: str) -> Cells:
        return Cells.of_series(self._label(name), self._table[self._sources[name]], self._problems)

    def _label(self, name: str) -> str:
        source = self._sources[name]
        return f"column {quoted(source)}" if source == name else f"column {quoted(source)} ({name})"

    def _read(self, name: str) -> NDArray[Any] | None:
        """A column; nothing where it is wrong, or where no row has a value."""
        known = len(self._problems.found)
        cells = self._cells(name)
        if name != _MAY_HAVE_GAPS:
            cells.expect_no_gaps()
        if not len(cells.values):
            return None
        try:
            array = self._array(name, cells)
        except NotRead:
            return None
        return array if len(self._problems.found) == known else None

    def _array(self, name: str, cells: Cells) -> NDArray[Any]:
        if name in MONEY_COLUMNS:
            return meanings.read_cents(cells, self._notation)
        if name == "born" and self._on is not None:
            return meanings.read_days(cells, self._on)
        return _READERS.get(name, meanings.read_labels)(cells)

    def _check_transport(self, read: Mapping[str, NDArray[Any] | None]) -> None:
        """Refuses a need of transport that is more than the whole need."""
        part, whole = read.get("needed_transport"), read.get("needed")
        if part is None or whole is None:
            return
        rows = np.flatnonzero(part > whole)
        if len(rows):
            expected = f"at most the whole need, {self._label('needed')}, in cents"
            self._problems.add_rows(self._label("needed_transport"), expected, rows.tolist(), part[rows[:MOST_ROWS]])

    def _group_columns(self) -> dict[str, NDArray[Any] | None]:
        before = len(self._problems.found)
        read = {name: self._group_column(name) for name in self._names.groups}
        if len(self._problems.found) > before and not self._names.chosen:
            good = [name for name, labels in read.items() if labels is not None]
            self._problems.found[-1] += f"; to leave columns out, name the groups: groups={good!r}"
        return read

    def _group_column(self, name: str) -> NDArray[Any] | None:
        series = self._table[self._sources[name]]
        many = 0 if self._names.chosen or len(series) <= MOST_LABELS else series.n_unique()
        if many > MOST_LABELS:
            self._problems.add(f"{self._label(name)}: expected a group of at most {MOST_LABELS} labels, got {many}")
            return None
        return self._read(name)

    def _located(self, error: ModelError) -> BadTable:
        """An error of the cohort with the table's name of the column and its row."""
        found = _PLACE(error.path)
        if found is None or found[1] not in self._sources:
            return BadTable(str(error))
        row = f" in row {int(found[2]) + 1} {COUNTING}" if found[2] else ""
        return BadTable(f"{self._label(found[1])}: {error.message}{row}")
