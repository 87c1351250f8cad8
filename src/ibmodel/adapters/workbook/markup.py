"""The XML of a workbook read once from start to end, to refuse what is too large, broken or comes from outside.

Document types, and with them entities, are refused before (`ibmodel.adapters.workbook.opening`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from posixpath import basename
from typing import Final
from xml.parsers import expat

import attrs

from ibmodel.adapters.workbook.problems import Problem, WorkbookProblems

__all__ = ["Markup", "scanned"]

_DIGITS: Final = "0123456789"
_LETTERS: Final = 26
_QUOTED: Final = re.compile(r'"[^"]*"')
#: Relations that may lead outside: an address that somebody typed, which is not followed.
_HARMLESS: Final = "/hyperlink"
_EMBEDDED: Final = ("/oleObject", "/package", "/control", "/attachedToolbars", "/vbaProject", "/connections")


Handler = Callable[[dict[str, str]], None]


@attrs.define
class Markup:
    """What is known of a workbook's XML so far, and how much of it is allowed.

    ``types`` are the kinds of its parts, ``sheets`` the names of its sheets by relation, ``files`` the relation of
    each file.
    """

    elements: int
    rows: int
    columns: int
    types: list[str] = attrs.field(factory=list)
    sheets: dict[str, str] = attrs.field(factory=dict)
    files: dict[str, str] = attrs.field(factory=dict)

    def sheet_in(self, part: str) -> str | None:
        """The name of the sheet that ``part`` holds, where it is known."""
        return self.sheets.get(self.files.get(basename(part), ""))


def scanned(name: str, content: bytes, markup: Markup) -> None:
    """Reads the XML of the part called ``name``; raises `WorkbookProblems` for what is not allowed in it."""
    try:
        _Reader(name, markup).read(content)
    except WorkbookProblems:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:
        message = f"expected an .xlsx workbook, got one whose part {name!a} is broken ({error}): fetch it again"
        raise WorkbookProblems.whole(message) from None


class _Reader:
    """Goes through one part element by element."""

    def __init__(self, name: str, markup: Markup) -> None:
        self.name = name
        self.markup = markup
        self.elements = self.rows = self.column = 0
        self.formula: list[str] | None = None
        self.cell = ""
        self.handlers: dict[str, Handler] = {
            "Override": self._type,
            "Default": self._type,
            "Relationship": self._relation,
            "sheet": self._sheet,
        }
        if "/worksheets/" in name:
            self.handlers = {"row": self._row, "c": self._cell, "f": self._formula, "oleObject": self._object}
        #: The same by the whole name, with its namespace, as far as it came up.
        self.by_name: dict[str, Handler | None] = {}

    def read(self, content: bytes) -> None:
        """Parses ``content``."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)  # noqa: FBT003 - expat's own way to say that this is all
        self._check_formula()
        self.markup.elements -= self.elements

    def _start(self, name: str, values: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > self.markup.elements:
            self._refuse("a workbook of too many elements")
        if self.formula is not None:
            self._check_formula()
        try:
            handler = self.by_name[name]
        except KeyError:
            handler = self.by_name[name] = self.handlers.get(name[name.rfind(" ") + 1 :])
        if handler is not None:
            handler(values)

    def _text(self, text: str) -> None:
        if self.formula is not None:
            self.formula.append(text)

    def _check_formula(self) -> None:
        """Refuses a formula, read to its end, that calls a program."""
        text, self.formula = "".join(self.formula or ()), None
        if "|" in text and "|" in _QUOTED.sub("", text):
            self._refuse("a formula that calls another program (DDE)", self.cell)

    def _type(self, values: dict[str, str]) -> None:
        self.markup.types.append(values.get("ContentType", ""))

    def _relation(self, values: dict[str, str]) -> None:
        kind = values.get("Type", "")
        if values.get("TargetMode") == "External" and not kind.endswith(_HARMLESS):
            self._refuse("a workbook with links to other files: break them and save again")
        if kind.endswith(_EMBEDDED):
            self._refuse("a workbook with an embedded object or macros: remove them and save again")
        if self.name == "xl/_rels/workbook.xml.rels":
            self.markup.files[basename(values.get("Target", ""))] = values.get("Id", "")

    def _sheet(self, values: dict[str, str]) -> None:
        relation = next((value for key, value in values.items() if key.endswith(" id")), "")
        self.markup.sheets[relation] = values.get("name", "")

    def _row(self, _: dict[str, str]) -> None:
        self.rows += 1
        self.column = 0
        if self.rows > self.markup.rows:
            self._refuse(f"a sheet of more than {self.markup.rows:,} rows")

    def _cell(self, values: dict[str, str]) -> None:
        self.cell = name = values.get("r", "")
        self.column += 1
        letters = name.rstrip(_DIGITS)
        if int(name[len(letters) :] or 0) > self.markup.rows:
            self._refuse(f"a sheet of more than {self.markup.rows:,} rows", name)
        if max(self.column, _number(letters)) > self.markup.columns:
            self._refuse(f"a sheet of more than {self.markup.columns:,} columns", name)

    def _formula(self, _: dict[str, str]) -> None:
        self.formula = []

    def _object(self, _: dict[str, str]) -> None:
        self._refuse("an embedded object: remove it and save again")

    def _refuse(self, got: str, cell: str = "") -> None:
        sheet = self.markup.sheet_in(self.name)
        message = f"expected an .xlsx workbook, got {got}"
        raise WorkbookProblems.of([Problem(sheet, cell or None, message)])


@lru_cache(maxsize=4096)
def _number(letters: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
