"""Applications from a file: JSON as the wire protocol has them, or a table in CSV.

The first line of a table names its columns: the wire's names of an application, in any order, separated by commas.
Those that are not required may be left out. Several values of one cell are separated by ``;``, yes and no are written
``true`` and ``false``, an empty cell is "not known". Every problem of a table is reported, with its line and column.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final, get_args, get_origin

import attrs

from ibmodel.adapters.options import BadInput, problems_of, read_json
from ibmodel.case.applications import AdultApplicant, Applications, ChildApplicant, Group, PilotDates
from ibmodel.errors import ModelError, shown
from ibmodel.exchange import LIMITS
from ibmodel.exchange.cohorts import AdultRound, ChildRound, read_applications, round_of
from ibmodel.exchange.converter import read
from ibmodel.parameters import Parameters
from ibmodel.rules.eligibility import adult_criteria
from ibmodel.rules.selection import candidates_of

__all__ = ["Given", "columns_of", "read_file"]

_SUFFIX: Final = ".csv"
_MOST_REPORTED: Final = 20
_NUMBER: Final = re.compile(r"[0-9]{1,15}").fullmatch
_PLACE: Final = re.compile(r"/applicants/([0-9]+)(?:/([a-z_]+))?(?:/.*)?").fullmatch
_YES_NO: Final = {"true": True, "false": False}


@attrs.frozen
class Given:
    """A round of applications as it was given in the file called ``name``.

    ``lines`` are those on which the applicants of a table stand, ``columns`` the names in its first line.
    """

    name: str
    round: ChildRound | AdultRound
    lines: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()

    def located(self, error: ModelError) -> str:
        """The error with its place: in a table the line and column, else the path."""
        found = _PLACE(error.path) if self.lines else None
        if found is None:
            return str(error)
        line = self.lines[int(found[1])]
        column = self.columns.index(found[2]) + 1 if found[2] in self.columns else None
        return _problem(line, column, found[2], error.message)

    def refuse(self, error: ModelError, parameters: Parameters) -> BadInput:
        """The refusal for an error of the rules; of a table's applicants, with every other that fails likewise."""
        problems = [self.located(error)]
        if self.lines and _PLACE(error.path):
            each = [problem for place in range(len(self.lines)) for problem in self._problems_of(place, parameters)]
            problems = each or problems
        return BadInput(self.name, *_shortened(problems))

    def _problems_of(self, place: int, parameters: Parameters) -> list[str]:
        """What the rules of eligibility find wrong with one applicant alone."""
        try:
            if isinstance(self.round, AdultRound):
                adult_criteria(self.round.applicants[place], parameters)
            else:
                candidates_of(Applications((self.round.applicants[place],), self.round.pilot), parameters)
        except ModelError as error:
            path = error.path.removeprefix("/applicants/0")
            return [self.located(type(error)(error.message, f"/applicants/{place}{path}"))]
        return []


def columns_of(kind: type) -> dict[str, bool]:
    """The columns of a table of ``kind`` applicants, and whether they are required."""
    return {field.name: field.default is attrs.NOTHING for field in attrs.fields(kind)}


def read_file(name: str, content: bytes, parameters: Parameters, pilot: PilotDates | None) -> Given:
    """The applications in the file called ``name``; ``pilot`` is when the pilot of a table runs, if it was said."""
    with problems_of("--policy", lambda error: error.message):
        kind = round_of(parameters)
    is_table = name.lower().endswith(_SUFFIX)
    if pilot is not None and not (is_table and kind is ChildRound):
        raise BadInput("--pilot-start", "expected only with a table of children: elsewhere the document says it")
    if not is_table:
        document = read_json(name, content)
        with problems_of(name):
            return Given(name, read_applications(document, parameters))
    table = _Table(name, content, AdultApplicant if kind is AdultRound else ChildApplicant)
    if kind is AdultRound:
        return table.given(AdultRound(applicants=table.applicants))
    pilot = pilot or PilotDates(parameters.pilot.start, parameters.pilot.months)
    return table.given(ChildRound(applicants=table.applicants, pilot=pilot))


class _Table:
    """A table in CSV as it is read, with all its problems."""

    def __init__(self, name: str, content: bytes, kind: type[Any]) -> None:
        self._name = name
        self._problems: list[str] = []
        self._kinds = {field.name: _without_none(field.type) for field in attrs.fields(attrs.resolve_types(kind))}
        self._required = [column for column, required in columns_of(kind).items() if required]
        self._first: dict[str, int] = {}
        self.lines: list[int] = []
        rows = self._rows(content)
        self.columns = self._header(rows)
        read_rows = [self._row(line, cells) for line, cells in rows[1:]]
        self._refuse_problems()
        self.applicants = tuple(kind(**values) for values in read_rows)

    def given(self, all_of_them: ChildRound | AdultRound) -> Given:
        """What was read."""
        return Given(self._name, all_of_them, tuple(self.lines), tuple(self.columns))

    def _rows(self, content: bytes) -> list[tuple[int, list[str]]]:
        """The rows that are not blank, each with the line on which it begins."""
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = f"expected text in UTF-8, got byte {content[error.start]:#04x}; save the table as 'CSV UTF-8'"
            raise BadInput(self._name, _problem(line, None, None, message)) from None
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows = []
        line = 1
        try:
            for cells in reader:
                if cells:
                    rows.append((line, cells))
                line = reader.line_num + 1
        except csv.Error as error:
            raise BadInput(self._name, _problem(line, None, None, f"expected a row of a table: {error}")) from None
        if len(rows) > LIMITS.elements + 1:
            raise BadInput(self._name, f"expected at most {LIMITS.elements} applicants, got {len(rows) - 1}")
        return rows

    def _header(self, rows: Sequence[tuple[int, list[str]]]) -> list[str]:
        """The columns; a table whose columns are wrong is not read further."""
        line, columns = rows[0] if rows else (1, [])
        missing = [column for column in self._required if column not in columns]
        if missing:
            message = f"expected the columns {', '.join(missing)}, separated by commas"
            self._problems.append(_problem(line, None, None, message))
        for place, column in enumerate(columns):
            if column not in self._kinds:
                near = get_close_matches(column, self._kinds, n=1)
                hint = f"; nearest: {near[0]}" if near else f"; known: {', '.join(self._kinds)}"
                self._report(line, place, columns, f"expected the name of a column, got {shown(column)}{hint}")
            elif column in columns[:place]:
                self._report(line, place, columns, "expected every column once")
        self._refuse_problems()
        return columns

    def _row(self, line: int, cells: Sequence[str]) -> dict[str, Any]:
        """The values of an applicant; what is wrong with them is noted."""
        self.lines.append(line)
        if len(cells) != len(self.columns):
            message = f"expected {len(self.columns)} cells, got {len(cells)}"
            self._problems.append(_problem(line, None, None, message))
            return {}
        values = {}
        for place, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
            try:
                values[column] = self._value(column, cell)
            except ModelError as error:
                self._report(line, place, self.columns, error.message)
        first = self._first.setdefault(str(values.get("id")), line)
        if "id" in values and first != line:
            message = f"expected every id once, got {shown(values['id'])} again, first on line {first}"
            self._report(line, self.columns.index("id"), self.columns, message)
        return values

    def _value(self, column: str, cell: str) -> Any:
        """What a cell says, by the reader of the wire protocol."""
        kind = self._kinds[column]
        several = get_origin(kind) is tuple
        if not cell and column not in self._required:
            return None
        written: Any = cell
        if several:
            written = cell.split(";") if cell else []
        elif kind is bool:
            written = _YES_NO.get(cell, cell)
        elif kind == Group and _NUMBER(cell):
            written = int(cell)
        return read(written, kind)

    def _report(self, line: int, place: int, columns: Sequence[str], message: str) -> None:
        self._problems.append(_problem(line, place + 1, columns[place], message))

    def _refuse_problems(self) -> None:
        if self._problems:
            raise BadInput(self._name, *_shortened(self._problems))


def _without_none(kind: Any) -> Any:
    """``X`` for ``X | None``."""
    given = [part for part in get_args(kind) if part is not type(None)]
    return given[0] if type(None) in get_args(kind) else kind


def _problem(line: int, column: int | None, name: str | None, message: str) -> str:
    if column is None:
        return f"line {line}: {message}"
    return f"line {line}, column {column} ({name}): {message}"


def _shortened(problems: list[str]) -> list[str]:
    more = len(problems) - _MOST_REPORTED
    return problems if more <= 1 else [*problems[:_MOST_REPORTED], f"and {more} more"]
