"""What a cell holds: from a value to the XML of a cell, and from a cell that was read to a value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

import attrs

from ibmodel.adapters.workbook.layout import Kind, words_of
from ibmodel.case.checks import VARIANTS, identifier, service_name
from ibmodel.case.matrix import free_text
from ibmodel.errors import BadType, BadValue, TooLarge, shown
from ibmodel.money import Money, Rate
from ibmodel.vocabulary import SupportArea

__all__ = ["Cell", "content_of", "value_of"]

#: Doubles hold every whole number of up to 15 digits, and show no more.
_LARGEST: Final = 10**15 - 1
#: Spreadsheets count days from here, and take 1900 for a leap year: earlier days have two numbers.
_EPOCH: Final = date(1899, 12, 30)
_FIRST_DAY: Final = date(1900, 3, 1)
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")
_CENTS, _MICROS = 2, 6


@attrs.frozen
class Cell:
    """A cell as it was read: its kind (``number``, ``text``, ``yes_no``, ``error``, ``formula``) and its text.

    A ``formula`` is one whose value the file does not hold.
    """

    kind: str
    text: str

    def __str__(self) -> str:
        if self.kind == "formula":
            return "a formula without a value: open the file in a spreadsheet program and save it, or type the value"
        if self.kind == "error":
            return f"the error {self.text}"
        return f"the {'number' if self.kind == 'number' else 'text'} {shown(self.text)}"


def content_of(kind: Kind, value: object, language: str) -> str:
    """The inner XML of a cell and its type, as ``t="..."><v>...</v>``.

    Raises `TooLarge` or `BadValue` for what a spreadsheet cannot hold exactly.
    """
    if type(value) is Money:
        return _number(_decimal(value.cents, _CENTS))
    if type(value) is Rate:
        return _number(_decimal(value.micros, _MICROS))
    if type(value) is date:
        if value < _FIRST_DAY:
            raise BadValue(f"expected a date from {_FIRST_DAY} on, as a workbook can hold it, got {value}")
        return _number(str((value - _EPOCH).days))
    if kind in ("units", "rank", "variant"):
        return _number(_decimal(value, 0))
    if type(value) is SupportArea:
        return _number(value.value)
    return _text(value if kind in ("text", "identifier") else _texts(kind, language).get(value, value))


def _number(text: str) -> str:
    return f"><v>{text}</v>"


def _text(value: Any) -> str:
    escaped = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", value))
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(escaped)}</t></is>'


def _decimal(value: Any, decimals: int) -> str:
    if value > _LARGEST:
        raise TooLarge(f"expected a number of at most 15 digits, as a workbook can hold it, got {shown(value)}")
    if decimals == 0:
        return str(value)
    whole, rest = divmod(value, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}"


@lru_cache(maxsize=32)
def _texts(kind: Kind, language: str) -> dict[Any, str]:
    return {meaning: text for text, meaning in words_of(kind, language).items()}


@lru_cache(maxsize=32)
def _meanings(kind: Kind, language: str) -> dict[str, object]:
    return {text.casefold(): meaning for text, meaning in words_of(kind, language).items()}


def value_of(kind: Kind, cell: Cell, language: str) -> object:
    """The value that a cell holds; raises a `ModelError` that says what was expected and what came."""
    read = _READERS.get(kind)
    if read is not None:
        return read(cell)
    return _word(kind, cell, language)


def _word(kind: Kind, cell: Cell, language: str) -> object:
    meanings = _meanings(kind, language)
    if cell.kind == "text" and cell.text.casefold() in meanings:
        return meanings[cell.text.casefold()]
    if kind == "services":
        if cell.kind == "text" and cell.text.startswith("x-"):
            return service_name(cell.text)
        raise BadValue(f"expected a service of the list in 6.11 or a name that starts with 'x-', got {cell}")
    allowed = ", ".join(words_of(kind, language))
    raise BadValue(f"expected one of {allowed}, got {cell}")


def _exact(cell: Cell, expected: str, decimals: int) -> int:
    """The number of a cell in units of its last decimal, as a spreadsheet shows it: to 15 digits."""
    if cell.kind != "number":
        raise BadType(f"expected {expected}, got {cell}")
    scaled = Decimal(f"{float(cell.text):.15g}").scaleb(decimals)
    if scaled < 0 or scaled > _LARGEST or scaled != scaled.to_integral_value():
        raise BadValue(f"expected {expected}, got {cell.text}")
    return int(scaled)


def _read_text(cell: Cell) -> str:
    if cell.kind != "text":
        raise BadType(f"expected text, got {cell}: format the cell as text and type it again")
    return free_text(cell.text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\t", " "))


def _read_identifier(cell: Cell) -> str:
    if cell.kind != "text":
        raise BadType(f"expected text, got {cell}: format the cell as text and type it again")
    return identifier(cell.text)


def _read_date(cell: Cell) -> date:
    if cell.kind != "number":
        raise BadType(f"expected a date, got {cell}: type it as 01.09.2018 in a cell that is formatted as a date")
    days = _exact(cell, "a date", 0)
    if not (_FIRST_DAY - _EPOCH).days <= days <= (date.max - _EPOCH).days:
        raise BadValue(f"expected a date from {_FIRST_DAY} on, got the number {cell.text}")
    return _EPOCH + timedelta(days=days)


def _read_units(cell: Cell) -> int:
    return _exact(cell, "a whole number, 0 or more", 0)


def _read_rank(cell: Cell) -> int:
    rank = _exact(cell, "a rank, a whole number of 1 or more", 0)
    if rank == 0:
        raise BadValue("expected a rank, a whole number of 1 or more, got 0")
    return rank


def _read_money(cell: Cell) -> Money:
    return Money(_exact(cell, "euro, 0 or more, with at most two decimals", _CENTS))


def _read_price(cell: Cell) -> Rate:
    return Rate(_exact(cell, "euro for a unit, 0 or more, with at most six decimals", _MICROS))


def _read_area(cell: Cell) -> SupportArea:
    area = _exact(cell, "a support area of 1, 2 or 3", 0)
    try:
        return SupportArea(str(area))
    except ValueError:
        raise BadValue(f"expected a support area of 1, 2 or 3, got {area}") from None


def _read_variant(cell: Cell) -> int:
    variant = _exact(cell, "a variant of 1, 2 or 3", 0)
    if variant not in VARIANTS:
        raise BadValue(f"expected a variant of 1, 2 or 3, got {variant}")
    return variant


_READERS: Final[dict[Kind, Callable[[Cell], object]]] = {
    "text": _read_text,
    "identifier": _read_identifier,
    "date": _read_date,
    "units": _read_units,
    "rank": _read_rank,
    "money": _read_money,
    "price": _read_price,
    "areas": _read_area,
    "variant": _read_variant,
}
