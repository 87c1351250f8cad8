"""What a letter is made of: texts already worded in its language, each with the values that it states."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

import attrs

from ibmodel.case.checks import exactly, named, optional
from ibmodel.dates import Month
from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.explain import LANGUAGES
from ibmodel.explain.letters.facts import LetterFacts, RefusalFacts
from ibmodel.money import Money, Rate

__all__ = [
    "Cell",
    "Column",
    "Footnote",
    "Letter",
    "LetterHead",
    "LetterText",
    "Paragraph",
    "Points",
    "Section",
    "ServiceCode",
    "Stated",
    "Table",
    "letter_line",
]

_LONGEST_LINE: Final = 300


@attrs.frozen
class ServiceCode:
    """A service that a letter names: its code in the catalogue, or the name of the caller's own."""

    code: str


#: What a letter states: amounts, prices, dates, months, services, numbers of units.
Stated = Money | Rate | date | datetime | Month | ServiceCode | int
#: Text that `letter_line` accepts.
LetterText = Annotated[str, "line of a letter"]


def letter_line(value: object) -> str:
    """``value`` if it is a line that an office adds: 1 to 300 characters, printable, not blank.

    Raises `BadType` for anything but text, else `BadValue`.
    """
    if type(value) is not str:
        raise BadType(f"expected a line of text, got {shown(value)}")
    if not 1 <= len(value) <= _LONGEST_LINE or not value.strip() or not value.isprintable():
        raise BadValue(f"expected a line of 1 to {_LONGEST_LINE} printable characters, got {shown(value)}")
    return value


_maybe_line: Final = optional(named(letter_line))


@attrs.frozen(kw_only=True)
class LetterHead:
    """What an office decides of a letter: its day and language, and up to three lines of its own.

    ``addressee`` names to whom the letter goes; without it the child's code stands alone (A-11). ``contact`` says how
    to reach the social worker, ``contest`` where and by when the decision can be contested, which no source says.
    """

    dated: date = attrs.field(validator=exactly(date))
    language: Literal["en", "lv"] = attrs.field(default="en")
    addressee: LetterText | None = attrs.field(default=None, validator=_maybe_line)
    contact: LetterText | None = attrs.field(default=None, validator=_maybe_line)
    contest: LetterText | None = attrs.field(default=None, validator=_maybe_line)

    @language.validator
    def _known(self, attribute: attrs.Attribute[Any], value: object) -> None:
        if value not in LANGUAGES:
            raise BadValue(f"expected one of {', '.join(LANGUAGES)}, got {shown(value)}", pointer("language"))


@attrs.frozen
class Paragraph:
    """A few sentences: the values that they state, in their order, and the rules that they rest on."""

    text: str
    stated: tuple[Stated, ...] = ()
    rules: tuple[str, ...] = ()


@attrs.frozen
class Points:
    """A list of short paragraphs."""

    items: tuple[Paragraph, ...]


@attrs.frozen
class Column:
    """The head of a column; ``numeric`` ones hold amounts and units, and stand to the right."""

    title: str
    numeric: bool = True
    month: Month | None = None


@attrs.frozen
class Cell:
    """What stands in a cell: a value as its language writes it, with a small line below where there is more to say.

    ``marked`` cells catch the eye.
    """

    text: str
    value: Stated | None = None
    below: Paragraph | None = None
    marked: bool = False


@attrs.frozen
class Table:
    """Rows of as many cells as there are columns; the first cell of a row is its head. ``foot`` adds up."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[Cell, ...] = ()


@attrs.frozen
class Section:
    """A heading and what stands under it."""

    heading: str
    parts: tuple[Paragraph | Points | Table, ...]


@attrs.frozen
class Footnote:
    """A rule and where it stands, as `ibmodel.sources.citation` writes it."""

    rule: str
    text: str


@attrs.frozen(kw_only=True)
class Letter:
    """A decision as a document for the person whom it concerns (lēmums, vēstule).

    ``details`` are labels with what they say, such as the child's code; ``signature`` is the line to sign on.
    ``facts`` are what the letter was made from: the same for both languages.
    """

    head: LetterHead
    code: str
    municipality: str | None
    title: str
    details: tuple[tuple[str, Paragraph], ...]
    sections: tuple[Section, ...]
    signature: str
    sources: str
    footnotes: tuple[Footnote, ...]
    facts: LetterFacts | RefusalFacts

    @property
    def stated(self) -> tuple[Stated, ...]:
        """Every amount, price, date, month, service and number of units, in the order of the letter."""
        found = [value for _, detail in self.details for value in detail.stated]
        for section in self.sections:
            for part in section.parts:
                found.extend(_stated(part))
        return tuple(found)


def _stated(part: Paragraph | Points | Table) -> Iterator[Stated]:
    if isinstance(part, Paragraph):
        yield from part.stated
    elif isinstance(part, Points):
        for item in part.items:
            yield from item.stated
    else:
        yield from (column.month for column in part.columns if column.month is not None)
        for cell in (cell for row in (*part.rows, part.foot) for cell in row):
            if cell.value is not None:
                yield cell.value
            if cell.below is not None:
                yield from cell.below.stated
