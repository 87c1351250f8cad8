"""How a letter says things: its sentences in both languages, and how values are put into them.

``{needed}`` stands for a value, shown by the custom of the language. The places of a sentence stand in the same order
in both languages, so that the letters of both state the same things in the same order.
"""

from __future__ import annotations

import re
from typing import Final

from ibmodel.catalogue import SERVICES
from ibmodel.dates import Month
from ibmodel.explain import LANGUAGES, shown_value
from ibmodel.explain.letters.document import Cell, Paragraph, ServiceCode, Stated
from ibmodel.explain.letters.sentences import MONTHS, SENTENCES

__all__ = ["amount_cell", "one_line", "say", "service_cell", "shown", "words"]

_PLACE: Final = re.compile(r"\{(\w+)\}")
_OWN: Final = "x-"


def say(name: str, language: str, /, **values: Stated | str) -> Paragraph:
    """A sentence of `SENTENCES` with its values in the order in which it states them; texts are not counted."""
    en, lv, rules = SENTENCES[name]
    stated: list[Stated] = []

    def put(found: re.Match[str]) -> str:
        value = values[found[1]]
        if not isinstance(value, str):
            stated.append(value)
        return shown(value, language)

    text = _PLACE.sub(put, (en, lv)[LANGUAGES.index(language)])
    return Paragraph(text, tuple(stated), rules)


def words(name: str, language: str) -> str:
    """A text without values."""
    return say(name, language).text


def shown(value: Stated | str, language: str) -> str:
    """A value as people write it: services and months by name, the rest as `ibmodel.explain.shown_value` does."""
    if isinstance(value, ServiceCode):
        return _service(value.code, language)
    if isinstance(value, Month):
        return f"{MONTHS[value.month - 1][LANGUAGES.index(language)]} {value.year}"
    return shown_value(value, language)


def _service(code: str, language: str) -> str:
    listed = SERVICES.get(code)
    name = one_line(code.removeprefix(_OWN))
    if listed is not None:
        name = listed.en if language == "en" else listed.lv
    return name[:1].upper() + name[1:] or code


def one_line(text: str) -> str:
    """Text that others typed, with each run of spaces and line breaks as one space."""
    return " ".join(text.split())


def service_cell(code: str, language: str, below: Paragraph | None = None) -> Cell:
    """The cell that names a service."""
    service = ServiceCode(code)
    return Cell(shown(service, language), service, below)


def amount_cell(value: Stated, language: str) -> Cell:
    """The cell that holds an amount or a number of units."""
    return Cell(shown(value, language), value)
