"""Where everything stands in the workbook: which cells hold words, which are filled in, for one size and language.

A `Layout` is what decides all places. It stands in table 6.11 of the file itself, so that a file can be read by the
same places at which it was written, whatever its language. Rows and columns count from 1.
"""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.adapters.workbook.labels import label
from ibmodel.case.matrix import FamilyType, GoalTerm, Matrix, Sex, Specialty
from ibmodel.catalogue import SERVICES
from ibmodel.vocabulary import Impairment, Word

__all__ = [
    "AMOUNTS",
    "CHILD",
    "COMPONENT_KEYS",
    "CONTACT",
    "LISTS",
    "PARENT",
    "SHEETS",
    "TOP",
    "VERSION",
    "Key",
    "Kind",
    "Layout",
    "Tables",
    "column_name",
    "place_name",
    "words_of",
]

#: Changes whenever a cell moves.
VERSION: Final = 1
SHEETS: Final = ("6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.8", "6.9", "6.10", "6.11")

_LETTERS: Final = 26
_LEAST_SERVICES, _SPARE_SERVICES = 40, 10
_LEAST_ROWS, _SPARE_ROWS = 8, 3
#: The row of the first table of a sheet, below its title and head.
TOP: Final = 7

#: What a cell holds: a kind of value that `ibmodel.adapters.workbook.values` writes and reads.
Kind = str
#: Which value a cell holds: the steps that lead to it in a matrix.
Key = tuple[str | int, ...]

CONTACT: Final = ("name", "personal_code", "address", "phone", "email")
COMPONENT_KEYS: Final = ("vision", "hearing", "movement", "mental")

_CONTACT_KINDS: Final = tuple((name, "text") for name in CONTACT)
#: The fields of the child and of the parent in 6.1, with what their cells hold.
CHILD: Final[tuple[tuple[str, Kind], ...]] = (
    *_CONTACT_KINDS,
    ("born", "date"),
    ("sex", "sexes"),
    ("special_care", "yes_no"),
    ("impairment", "impairments"),
    *((name, "yes_no") for name in COMPONENT_KEYS),
    ("aids", "yes_no"),
)
PARENT: Final[tuple[tuple[str, Kind], ...]] = (
    *_CONTACT_KINDS,
    ("born", "date"),
    ("sex", "sexes"),
    ("family", "families"),
    ("disability", "yes_no"),
    ("complete_family", "yes_no"),
    ("children", "units"),
    ("children_with_disability", "units"),
    ("paid_work", "yes_no"),
)
#: The amounts that 6.4 takes in, by the name of their attribute in a matrix.
AMOUNTS: Final = (
    ("provisional", "provisional"),
    ("final", "final"),
    ("rehabilitation", "rehabilitation"),
    ("transport", "transport_benefit"),
    ("other", "other_money"),
    ("before", "before"),
)
_WORDS: Final[dict[Kind, type[Word]]] = {
    "sexes": Sex,
    "families": FamilyType,
    "impairments": Impairment,
    "specialties": Specialty,
    "terms": GoalTerm,
}


def column_name(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_name(row: int, column: int) -> str:
    """A cell as a spreadsheet names it: ``E7``."""
    return f"{column_name(column)}{row}"


@attrs.frozen
class Layout:
    """How large a workbook is, in which language, and whether it has table 6.1."""

    language: str
    months: int
    services: int
    goals: int
    experts: int
    aids: int
    personal: bool

    @classmethod
    def of(cls, matrix: Matrix, language: str, *, personal: bool) -> Layout:
        """The layout for a matrix, with room to go on."""
        aids = () if matrix.child is None else matrix.child.aids or ()
        return cls(
            language=language,
            months=matrix.period.months,
            services=max(_LEAST_SERVICES, len(matrix.services) + _SPARE_SERVICES),
            goals=_rows(len(matrix.goals)),
            experts=_rows(len(matrix.team)),
            aids=_rows(len(aids)),
            personal=personal,
        )

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets."""
        return SHEETS if self.personal else SHEETS[1:]

    def text(self, key: str) -> str:
        """A label in its language."""
        return label(key, self.language)


def _rows(filled: int) -> int:
    return max(_LEAST_ROWS, filled + _SPARE_ROWS)


@attrs.frozen
class Tables:
    """The first rows of the tables of a layout; the sheets are those of their names."""

    layout: Layout

    @property
    def aids(self) -> int:
        """The first technical aid in 6.1."""
        return TOP + len(CHILD) + len(PARENT) + 5

    @property
    def experts(self) -> int:
        """The first expert in 6.2."""
        return TOP + 1

    @property
    def goals(self) -> int:
        """The first goal in 6.3."""
        return TOP + 1

    @property
    def services(self) -> int:
        """The first service in 6.3."""
        return TOP + self.layout.goals + 3

    @property
    def recommendations(self) -> int:
        """The row of 6.3 with the recommendations of the closing evaluation; what it is stands above."""
        return self.services + self.layout.services + 2

    @property
    def amounts(self) -> int:
        """The first amount of the head of 6.4."""
        return TOP

    @property
    def costs(self) -> int:
        """The first service in 6.4."""
        return TOP + 14

    @property
    def annex(self) -> int:
        """The first service in 6.5."""
        return TOP + 8

    @property
    def units(self) -> int:
        """The first service in 6.6."""
        return TOP + 1

    @property
    def prices(self) -> int:
        """The first service in 6.8."""
        return TOP + 1

    @property
    def application(self) -> int:
        """The first service in 6.9."""
        return TOP + 3

    def execution(self, section: int) -> int:
        """The first service in a section of 6.10: 0 planned units to 5 so far."""
        return TOP + 2 + section * (self.layout.services + 4)

    @property
    def facts(self) -> int:
        """The first fact in 6.11."""
        return TOP + 10

    @property
    def dues(self) -> int:
        """The first source in the table of what each pays, in 6.11."""
        return self.facts + 19

    @property
    def ranking(self) -> int:
        """The first row of table 1 in 6.11."""
        return self.dues + 7

    @property
    def priorities(self) -> int:
        """The first row of table 2 in 6.11; the row before it starts the running totals."""
        return self.ranking + self.layout.services + 4

    @property
    def funding(self) -> int:
        """The first row of table 3 in 6.11; the row before it starts the running totals."""
        return self.priorities + self.layout.services + 4

    @property
    def lists(self) -> int:
        """The first row of the lists in 6.11."""
        return self.funding + self.layout.services + 3


#: The lists of 6.11 by the kind of cell that they are for, in the order of their columns from the second.
LISTS: Final = (
    "services",
    "units",
    "areas",
    "transport",
    "yes_no",
    "sexes",
    "families",
    "impairments",
    "specialties",
    "terms",
)


def words_of(kind: Kind, language: str) -> dict[str, object]:
    """The texts that a cell of ``kind`` may hold in a language, with what they mean."""
    if kind == "yes_no":
        return {label("yes", language): True, label("no", language): False}
    if kind == "services":
        return {getattr(listed, language): code for code, listed in SERVICES.items()}
    return {getattr(word, language): word for word in _WORDS[kind]}
