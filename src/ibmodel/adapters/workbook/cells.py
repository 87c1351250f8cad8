"""The cells of an .xlsx file, read straight from its XML: values, formulas without a value, what is merged or hidden.

A matrix is read for a few hundred of its thousands of cells. Only what reading needs is taken from the XML, which is
some ten times as fast as a whole model of the workbook. Formulas are never evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from math import isfinite
from posixpath import join, normpath
from typing import Final
from xml.parsers import expat
from zipfile import ZipFile

import attrs

from ibmodel.adapters.workbook.problems import WorkbookProblems
from ibmodel.adapters.workbook.values import Cell

__all__ = ["Sheet", "read_sheets"]

_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})").fullmatch
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?").fullmatch
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KINDS: Final = {"b": "yes_no", "e": "error", "s": "text", "inlineStr": "text", "str": "text", "d": "text"}
_WORKBOOK: Final = "xl/workbook.xml"
_LETTERS: Final = 26
#: Columns beyond this are never looked at one by one.
_LAST_COLUMN: Final = 16_384


@attrs.define
class Sheet:
    """A sheet as it was read: its cells by row and column, what is merged, rows and columns that are hidden.

    A merged range has its name, its first and its last cell.
    """

    cells: dict[tuple[int, int], Cell] = attrs.field(factory=dict)
    merged: list[tuple[str, tuple[int, int], tuple[int, int]]] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: list[tuple[int, int]] = attrs.field(factory=list)
    hidden: bool = False

    def is_hidden(self, place: tuple[int, int]) -> bool:
        """Whether a cell cannot be seen."""
        row, column = place
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)


def read_sheets(content: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by their names; raises `WorkbookProblems` if it is broken or counts days from 1904."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _read(archive)
    except WorkbookProblems:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:
        message = f"expected an .xlsx workbook, got one that is broken ({error}): save it again"
        raise WorkbookProblems.whole(message) from None


def _read(archive: ZipFile) -> dict[str, Sheet]:
    workbook = _Workbook()
    _parse(archive.read(_WORKBOOK), workbook.start)
    relations = _Relations()
    _parse(archive.read("xl/_rels/workbook.xml.rels"), relations.start)
    if workbook.counts_from_1904:
        raise WorkbookProblems.whole("expected dates that count from 1900, got a workbook that counts from 1904")
    strings = _Strings()
    if relations.strings is not None:
        _parse(archive.read(relations.strings), strings.start, strings.end, strings.text)
    sheets = {}
    for name, relation, hidden in workbook.sheets:
        reader = _Cells(strings.strings)
        _parse(archive.read(relations.targets[relation]), reader.start, reader.end, reader.text)
        reader.sheet.hidden = hidden
        sheets[name] = reader.sheet
    return sheets


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, values: start(name[name.rfind(" ") + 1 :], values)
    if end is not None:
        finish = end
        parser.EndElementHandler = lambda name: finish(name[name.rfind(" ") + 1 :])
    parser.CharacterDataHandler = text
    parser.Parse(content, True)  # noqa: FBT003 - the parser's own signature


def _place(name: str) -> tuple[int, int]:
    """The row and the column of a cell."""
    found = _PLACE(name)
    if found is None:
        raise ValueError(f"no cell is called {name!a}")
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _is_number(text: str) -> bool:
    return _NUMBER(text) is not None and isfinite(float(text))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Workbook:
    """The names of the sheets, with their relations and whether they are hidden."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.counts_from_1904 = False

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in values.items() if key.endswith(" id")), "")
            self.sheets.append((values["name"], relation, values.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            self.counts_from_1904 = values.get("date1904") in ("1", "true")


class _Relations:
    """Which part a relation of the workbook leads to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.strings: str | None = None

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "Relationship":
            target = values["Target"]
            part = target[1:] if target.startswith("/") else normpath(join("xl", target))
            self.targets[values["Id"]] = part
            if values["Type"].endswith("/sharedStrings"):
                self.strings = part


class _Strings:
    """The texts that cells share; how they look and how they are pronounced is left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._inside = self._spoken = False

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._spoken = True
        elif name == "t":
            self._inside = not self._spoken

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append(_unescaped("".join(self._parts)))
        elif name == "rPh":
            self._spoken = False
        elif name == "t":
            self._inside = False

    def text(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)


class _Cells:
    """The cells of a sheet, and what is merged or hidden."""

    def __init__(self, strings: list[str]) -> None:
        self.sheet = Sheet()
        self._strings = strings
        self._name = self._kind = ""
        self._parts: list[str] = []
        self._inside = self._spoken = self._formula = False

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "c":
            self._name, self._kind = values["r"], values.get("t", "n")
            self._parts, self._formula = [], False
        elif name in ("v", "t"):
            self._inside = not self._spoken
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._spoken = True
        else:
            self._structure(name, values)

    def _structure(self, name: str, values: dict[str, str]) -> None:
        hidden = values.get("hidden") in ("1", "true")
        if name == "row" and hidden:
            self.sheet.hidden_rows.add(int(values["r"]))
        elif name == "col" and hidden:
            self.sheet.hidden_columns.append((int(values["min"]), min(int(values["max"]), _LAST_COLUMN)))
        elif name == "mergeCell":
            first, _, last = values["ref"].partition(":")
            self.sheet.merged.append((values["ref"], _place(first), _place(last or first)))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._inside = False
        elif name == "rPh":
            self._spoken = False
        elif name == "c" and (self._parts or self._formula):
            self._keep("".join(self._parts))

    def _keep(self, text: str) -> None:
        kind = _KINDS.get(self._kind, "number")
        if self._kind == "s":
            text = self._strings[int(text)]
        elif kind == "text":
            text = _unescaped(text)
        if self._formula and not text and self._kind != "str":
            kind = "formula"
        elif kind == "number" and text and not _is_number(text):
            raise ValueError(f"{self._name} holds {text!a} as a number")
        if text or kind == "formula":
            self.sheet.cells[_place(self._name)] = Cell(kind, text)

    def text(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)
