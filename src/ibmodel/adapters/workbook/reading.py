"""From the bytes of a workbook to a matrix, or to all that is wrong with it.

Where a cell stands follows from the layout that table 6.11 names. Words that do not stand where they should mean
that something was moved; then the sheet is not read on. Of a formula that somebody typed into an input, the value
that the file holds is taken; the workbook's own formulas are not looked at.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from ibmodel.adapters.workbook.cells import Sheet, read_sheets
from ibmodel.adapters.workbook.labels import LANGUAGES
from ibmodel.adapters.workbook.layout import (
    AMOUNTS,
    COMPONENT_KEYS,
    CONTACT,
    SHEETS,
    VERSION,
    Key,
    Layout,
    place_name,
)
from ibmodel.adapters.workbook.opening import checked
from ibmodel.adapters.workbook.pages import Page, pages
from ibmodel.adapters.workbook.problems import Problem, WorkbookProblems
from ibmodel.adapters.workbook.values import Cell, value_of
from ibmodel.adapters.workbook.writing import MOST_CELLS, MOST_ROWS
from ibmodel.case.applications import COMPONENTS, MOST_MONTHS
from ibmodel.case.matrix import Aid, ChildRecord, Contact, Expert, Goal, Matrix, MatrixService, ParentRecord
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.errors import ModelError, shown

__all__ = ["read_matrix"]

_TECHNICAL: Final = SHEETS[-1]
#: The cells without which a row of a table is no row.
_NEEDED: Final = (
    ("services", "service"),
    ("goals", "text"),
    ("goals", "term"),
    ("team", "specialty"),
    ("aids", "what"),
)
_MONTHLY: Final = ("units", "received", "spent")


def read_matrix(content: bytes) -> Matrix:
    """The child's file that a workbook holds, in whichever language it was written and by whatever it was saved.

    Raises `WorkbookProblems` with everything that is wrong, each with its sheet and cell.
    """
    sheets = read_sheets(checked(content))
    layout = _layout(sheets)
    reading = _Reading(layout)
    for name in layout.sheets:
        reading.read_sheet(name, sheets.get(name), sorted(set(sheets) - set(SHEETS)))
    reading.check_rows()
    if not reading.problems:
        matrix = reading.matrix()
    if reading.problems:
        raise WorkbookProblems.of(reading.problems)
    return matrix


def _layout(sheets: dict[str, Sheet]) -> Layout:
    """The layout that table 6.11 names; raises `WorkbookProblems` if it does not."""
    sheet = sheets.get(_TECHNICAL)
    if sheet is None:
        names = ", ".join(map(shown, sheets))
        raise WorkbookProblems.of([Problem(_TECHNICAL, None, f"expected a sheet of this name, got {names}")])
    problems: list[Problem] = []
    language = sheet.cells.get((9, 3), Cell("text", "nothing"))
    if language.text not in LANGUAGES:
        problems.append(Problem(_TECHNICAL, "C9", f"expected a language of {', '.join(LANGUAGES)}, got {language}"))
    limits = {8: (VERSION, VERSION), 14: (0, 1), 5: (1, MOST_MONTHS)}
    sizes = {}
    for row in (8, 10, 11, 12, 13, 14, 5):
        least, most = limits.get(row, (1, MOST_ROWS))
        cell = sheet.cells.get((row, 3), Cell("text", "nothing"))
        if cell.kind != "number" or not least <= float(cell.text) <= most or not float(cell.text).is_integer():
            message = f"expected a whole number of {least} to {most} (part of the layout), got {cell}"
            problems.append(Problem(_TECHNICAL, place_name(row, 3), message))
        else:
            sizes[row] = int(float(cell.text))
    if not problems and sizes[10] * sizes[5] > MOST_CELLS:
        message = f"expected at most {MOST_CELLS} services times months, got {sizes[10]} x {sizes[5]}"
        problems.append(Problem(_TECHNICAL, "C10", message))
    if problems:
        raise WorkbookProblems.of(problems)
    return Layout(language.text, sizes[5], sizes[10], sizes[11], sizes[12], sizes[13], personal=sizes[14] == 1)


@attrs.define
class _Reading:
    """What was read so far: values by their keys, the cells that they came from, and what is wrong."""

    layout: Layout
    values: dict[Key, Any] = attrs.field(factory=dict)
    places: dict[Key, tuple[str, str]] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def report(self, sheet: str, cell: str | None, message: str) -> None:
        self.problems.append(Problem(sheet, cell, message))

    def report_at(self, key: Key, message: str) -> None:
        """Reports a problem at the cell of a key."""
        self.report(*self.places[key], message)

    def read_sheet(self, name: str, sheet: Sheet | None, strangers: list[str]) -> None:
        """Reads the inputs of a sheet, if it is there and its words stand where they should."""
        page = pages(self.layout)[name]
        if sheet is None:
            others = f"; there are sheets called {', '.join(map(shown, strangers))}" if strangers else ""
            self.report(name, None, f"expected a sheet of this name, got none{others}")
            return
        if self.check_words(name, page, sheet):
            self.places |= {entry.key: (name, place_name(*place)) for place, entry in page.inputs.items()}
            self.check_seen(name, page, sheet)
            for place, entry in page.inputs.items():
                cell = sheet.cells.get(place)
                if cell is not None:
                    self.read_cell(name, place, cell, entry.key, entry.kind)

    def check_words(self, name: str, page: Page, sheet: Sheet) -> bool:
        """Whether every fixed word stands in its cell."""
        found = len(self.problems)
        for place, (text, style) in page.labels.items():
            cell = sheet.cells.get(place)
            if style != "number" and (cell is None or cell.text != text):
                got = "nothing" if cell is None else str(cell)
                message = f"expected {shown(text)}, got {got}: were rows or columns moved?"
                self.report(name, place_name(*place), message)
        return len(self.problems) == found

    def check_seen(self, name: str, page: Page, sheet: Sheet) -> None:
        """Reports what is merged or hidden over inputs."""
        if sheet.hidden:
            self.report(name, None, "expected a sheet that can be seen, got a hidden one: show it")
        for merged, first, last in sheet.merged:
            if any(first[0] <= row <= last[0] and first[1] <= column <= last[1] for row, column in page.inputs):
                self.report(name, place_name(*first), f"expected cells of their own, got {merged} merged: split them")
        for place in page.inputs:
            if place in sheet.cells and sheet.is_hidden(place):
                self.report(name, place_name(*place), "expected a cell that can be seen, got a hidden one: show it")

    def read_cell(self, sheet: str, place: tuple[int, int], cell: Cell, key: Key, kind: str) -> None:
        if cell.kind == "text" and not cell.text.strip() and kind != "identifier":
            return
        try:
            self.values[key] = value_of(kind, cell, self.layout.language)
        except ModelError as error:
            self.report(sheet, place_name(*place), error.message)

    def rows(self, table: str) -> dict[int, dict[str, Any]]:
        """The rows of a table that have anything in them, by their places; months by name and place."""
        rows: dict[int, dict[str, Any]] = {}
        for key, value in self.values.items():
            if key[0] == table and type(key[1]) is int:
                row = rows.setdefault(key[1], {})
                if len(key) == 3:  # noqa: PLR2004 - table, row and name
                    row[str(key[2])] = value
                else:
                    row.setdefault(str(key[2]), {})[key[3]] = value
        return dict(sorted(rows.items()))

    def check_rows(self) -> None:
        """Reports cells without which a row or the file is nothing, months left out, and services given twice."""
        for table, name in _NEEDED:
            for place, row in self.rows(table).items():
                if name not in row:
                    self.report_missing((table, place, name), f", as row {place + 1} is")
        for name in ("code", "municipality", "start"):
            if (name,) not in self.values:
                self.report_missing((name,), ", got nothing")
        first: dict[str, int] = {}
        for place, row in self.rows("services").items():
            service = row.get("service")
            if service is not None and first.setdefault(service, place) != place:
                where = self.places["services", first[service], "service"][1]
                message = f"expected every service once, got {service!a} again, as in {where}"
                self.report_at(("services", place, "service"), message)
            self.check_months(place, row)
        if self.values.get(("child", "aids")) is False and self.rows("aids"):
            self.report_at(("child", "aids"), "expected yes, as technical aids are listed, got no")

    def report_missing(self, key: Key, why: str) -> None:
        """Reports a cell that should be filled in, unless its sheet could not be read or it is reported already."""
        if key in self.places and not self.is_broken(key):
            self.report_at(key, f"expected this cell to be filled in{why}")

    def is_broken(self, key: Key) -> bool:
        """Whether the cell of a key is reported already."""
        return any((problem.sheet, problem.cell) == self.places[key] for problem in self.problems)

    def check_months(self, place: int, row: dict[str, Any]) -> None:
        """Reports months that are left out: a unit that is not known is not none."""
        months = {name: row.get(name, {}) for name in _MONTHLY}
        needed = {
            "units": self.layout.months if months["units"] else 0,
            "received": max(months["received"], default=-1) + 1,
            "spent": max((*months["received"], *months["spent"]), default=-1) + 1 if months["spent"] else 0,
        }
        needed["received"] = max(needed["received"], needed["spent"])
        for name, known in needed.items():
            for month in range(known):
                key = ("services", place, name, month)
                if key in self.places and month not in months[name] and not self.is_broken(key):
                    self.report_at(key, "expected a number for every month, 0 if there is none, got nothing")

    def matrix(self) -> Matrix:
        """The matrix that the values make."""
        get = self.values.get
        team = tuple(Expert(**row) for row in self.rows("team").values())
        goals = tuple(Goal(**row) for row in self.rows("goals").values())
        services = tuple(MatrixService(**_unfolded(row)) for row in self.rows("services").values())
        return Matrix(
            code=self.values["code",],
            municipality=self.values["municipality",],
            period=PlanPeriod(self.values["start",], self.layout.months),
            child=self.child() if self.layout.personal else None,
            parent=self.parent() if self.layout.personal else None,
            team=team,
            goals=goals,
            recommendations=get(("recommendations",)),
            services=services,
            variant=get(("variant",)),
            **{name: get((name,)) for name, _ in AMOUNTS},
        )

    def record(self, who: str) -> tuple[Contact, dict[str, Any]]:
        """The contact and the other fields of a person."""
        fields = {str(key[1]): value for key, value in self.values.items() if key[0] == who}
        return Contact(**{name: fields.pop(name, None) for name in CONTACT}), fields

    def child(self) -> ChildRecord:
        contact, fields = self.record("child")
        ticked = [fields.pop(name, None) for name in COMPONENT_KEYS]
        needs = fields.pop("aids", None)
        aids = tuple(Aid(**row) for row in self.rows("aids").values())
        return ChildRecord(
            contact=contact,
            components=None
            if ticked == [None] * len(ticked)
            else tuple(component for component, tick in zip(COMPONENTS, ticked, strict=True) if tick),
            aids=None if needs is None and not aids else aids,
            **fields,
        )

    def parent(self) -> ParentRecord:
        contact, fields = self.record("parent")
        return ParentRecord(contact=contact, **fields)


def _unfolded(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a service with its months in a list."""
    return {
        name: tuple(value[month] for month in sorted(value)) if name in _MONTHLY else value
        for name, value in row.items()
    }
