"""Tables of reports for pandas, polars or pyarrow. Needs the extra ``frames``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from ibmodel.adapters.frames.libraries import installed, nw
from ibmodel.errors import BadValue, shown
from ibmodel.money import Money
from ibmodel.rules.reports import Cell, ColumnKind, ReportTable
from ibmodel.vocabulary import Word

__all__ = ["report_frame"]

_MONEY_FORMS: Final = ("cents", "decimal", "text")
_DIGITS: Final = 20


def report_frame(
    table: ReportTable, library: str | None = None, *, money: Literal["cents", "decimal", "text"] = "decimal"
) -> Any:
    """A report's table as a frame, without its row of totals, which can be added up from it.

    ``library``: "polars", "pandas" or "pyarrow"; if not said, the first that is installed. Columns have the names of
    `ibmodel.rules.reports.Field` on the wire; words are written by their wire names, unknown groups are null, as is
    what there is nothing to tell of. ``money`` says how amounts look: whole cents, euro as decimals with two places,
    or as text. Means are fractions, as text such as ``"10/3"``, so that nothing is rounded.
    """
    if money not in _MONEY_FORMS:
        raise BadValue(f"expected one of {', '.join(_MONEY_FORMS)}, got {shown(money)}", "/money")
    backend: Any = installed(library)[0]
    columns = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        if column.kind is ColumnKind.MONEY:
            columns.append(_amounts(column.field.value, cells, backend, money))
        elif column.kind is ColumnKind.COUNT:
            columns.append(nw.new_series(column.field.value, cells, nw.Int64(), backend=backend))
        else:
            texts = [_text(cell) for cell in cells]
            columns.append(nw.new_series(column.field.value, texts, nw.String(), backend=backend))
    return columns[0].to_frame().with_columns(*columns[1:]).to_native()


def _amounts(name: str, cells: Sequence[Cell], backend: Any, money: str) -> Any:
    amounts = [cell if isinstance(cell, Money) else None for cell in cells]
    if money == "cents":
        cents = [None if amount is None else amount.cents for amount in amounts]
        return nw.new_series(name, cents, nw.Int64(), backend=backend)
    texts = [None if amount is None else str(amount) for amount in amounts]
    if money == "text":
        return nw.new_series(name, texts, nw.String(), backend=backend)
    return nw.new_series(name, texts, nw.String(), backend=backend).cast(nw.Decimal(_DIGITS, 2))


def _text(cell: Cell) -> str | None:
    """A word by its wire name, yes and no as JSON writes them, a fraction exactly."""
    if cell is None:
        return None
    if isinstance(cell, Word):
        return cell.value
    if type(cell) is bool:
        return "true" if cell else "false"
    return str(cell)
