"""A letter as a PDF on A4: tagged, with its language, readable aloud; the same letter is always the same bytes.

The layout stands in ``letter.typ``. What a letter says reaches it as data, so nothing that others typed can act as
markup; fonts are those that the typesetter carries, whatever the machine has.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from importlib import resources
from typing import Any, Final

import typst

from ibmodel.explain.letters import Cell, Column, Letter, Paragraph, Points, Section, Table

__all__ = ["letter_pdf"]

_TEMPLATE: Final = "letter.typ"
#: Sizes of the type in hundredths of a point: the largest with which everything fits on one page is taken.
_SIZES: Final = (1100, 1040, 980, 930, 880, 840, 800)
#: The size of what does not fit on one page.
_LONG: Final = 930
#: A place to break a word that is longer than a line, and words that are longer in a cell and elsewhere.
_BREAK: Final = "\u200b"
_LONG_IN_CELLS: Final = re.compile(r"\S{26}(?=\S)")
_LONG_IN_LINES: Final = re.compile(r"\S{60}(?=\S)")


def letter_pdf(letter: Letter) -> bytes:
    """``letter`` as a PDF; its date is the letter's, never that of its making."""
    template = resources.files(__package__).joinpath(_TEMPLATE).read_bytes()
    said = json.dumps(_plain(letter))
    size = next((size for size in _SIZES if _pages(template, said, size) == 1), _LONG)
    made = datetime.combine(letter.head.dated, time(), UTC)
    compiler = _compiler(template, said, size)
    return compiler.compile(format="pdf", timestamp=made, pdf_standards=["ua-1"])  # type: ignore[return-value]


def _compiler(template: bytes, said: str, size: int) -> typst.Compiler:
    return typst.Compiler(template, ignore_system_fonts=True, sys_inputs={"letter": said, "size": str(size)})


def _pages(template: bytes, said: str, size: int) -> int:
    """How many pages a letter takes."""
    found: int = json.loads(_compiler(template, said, size).query("<pages>", field="value", one=True))
    return found


def _plain(letter: Letter) -> dict[str, Any]:
    """What the layout needs of a letter, in lists and texts."""
    dated = letter.head.dated
    return {
        "language": letter.head.language,
        "date": [dated.year, dated.month, dated.day],
        "title": letter.title,
        "code": letter.code,
        "details": [[label, _breakable(detail.text, _LONG_IN_CELLS)] for label, detail in letter.details],
        "sections": [_section(section) for section in letter.sections],
        "signature": letter.signature,
        "sources": letter.sources,
        "footnotes": [note.text for note in letter.footnotes],
    }


def _section(section: Section) -> dict[str, Any]:
    return {"heading": section.heading, "parts": [_part(part) for part in section.parts]}


def _part(part: Paragraph | Points | Table) -> dict[str, Any]:
    if isinstance(part, Paragraph):
        return {"kind": "paragraph", **_paragraph(part)}
    if isinstance(part, Points):
        return {"kind": "points", "items": [_paragraph(item) for item in part.items]}
    return {
        "kind": "table",
        "caption": part.caption,
        "columns": [_column(column) for column in part.columns],
        "rows": [[_cell(cell) for cell in row] for row in part.rows],
        "foot": [_cell(cell) for cell in part.foot],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"text": _breakable(paragraph.text, _LONG_IN_LINES), "rules": ", ".join(paragraph.rules)}


def _column(column: Column) -> dict[str, Any]:
    return {"title": column.title, "numeric": column.numeric, "month": column.month is not None}


def _cell(cell: Cell) -> dict[str, Any]:
    below = "" if cell.below is None else cell.below.text or ", ".join(cell.below.rules)
    text, below = (_breakable(words, _LONG_IN_CELLS) for words in (cell.text, below))
    return {"text": text, "below": below, "marked": cell.marked}


def _breakable(text: str, long: re.Pattern[str]) -> str:
    """``text`` with places to break words that are too ``long``."""
    return long.sub(lambda found: found[0] + _BREAK, text)
