"""What the formulas follow, and how they name cells."""

from __future__ import annotations

from math import gcd
from typing import Final

import attrs

from ibmodel.adapters.workbook.layout import column_name
from ibmodel.case.matrix import Matrix
from ibmodel.parameters import Parameters
from ibmodel.rules.funding.cover import order_of

__all__ = ["Content", "Formulas", "Terms", "at", "span"]

_LETTERS: Final = "PBGO"

#: What a cell holds besides its style: a formula that starts with "=", a word, or a whole number.
Content = str | int
#: By sheet, row and column: the content of a cell and its style.
Formulas = dict[str, dict[tuple[int, int], tuple[Content, str]]]


def at(sheet: str, row: int, column: int) -> str:
    """A cell as formulas of other sheets name it."""
    return f"'{sheet}'!${column_name(column)}${row}"


def span(sheet: str, row: int, column: int, rows: int, columns: int = 1) -> str:
    """A range of cells as formulas of other sheets name it."""
    last = f"${column_name(column + columns - 1)}${row + rows - 1}"
    return f"{at(sheet, row, column)}:{last}"


@attrs.frozen
class Terms:
    """What the formulas follow: the edition's weights, the variant of funding, and readings."""

    policy: str
    experts: int
    parent: int
    variant: int
    orders: str
    covers: str
    pots: str
    stops: bool
    cuts_first: bool

    @classmethod
    def of(cls, matrix: Matrix, parameters: Parameters) -> Terms:
        """The terms for a matrix: its own variant, else the edition's."""
        experts, parent = parameters.needs.weight_experts.millionths, parameters.needs.weight_parent.millionths
        common = gcd(experts, parent)
        return cls(
            policy=parameters.name,
            experts=experts // common,
            parent=parent // common,
            variant=matrix.variant or parameters.funding.variant,
            orders=parameters.reading("I-24"),
            covers=parameters.reading("I-10"),
            pots=parameters.reading("I-30"),
            stops=parameters.reading("I-12") == "stop",
            cuts_first=parameters.reading("I-25") == "text",
        )

    @property
    def order(self) -> str:
        """The sources in the order in which they pay, by their letters: P, B, G, O."""
        return "".join(_LETTERS[source] for source in order_of(self.variant, self.orders))
