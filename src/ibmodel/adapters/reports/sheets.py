"""A report as a workbook (.xlsx): amounts as numbers, headings that stay in view, ready to be printed.

Amounts are written as decimals, never through a float. Text is always written as text: a name such as ``=SUM(A1)``
stays a name, here and where the sheet is saved as something else.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from ibmodel.adapters.reports.showing import (
    caption,
    heading,
    is_number,
    legal,
    row_texts,
    rules_of,
    shown_hundredths,
    shown_period,
    subject_of,
    terms_of,
    text_of,
    title_of,
    word,
)
from ibmodel.adapters.whole_files import whole_file
from ibmodel.money import Money
from ibmodel.rules.reports import Cell, ColumnKind, Report, ReportTable

try:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet
except ImportError as error:
    message = "expected openpyxl, which writes workbooks: pip install 'ibmodel[reports]'"
    raise ImportError(message, name="openpyxl") from error

__all__ = ["workbook_bytes", "write_workbook"]

_FORMATS: Final = {ColumnKind.MONEY: "#,##0.00", ColumnKind.MEAN: "0.00", ColumnKind.COUNT: "#,##0"}
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
_FACE: Final = "Calibri"
_PLAIN: Final = Font(name=_FACE, size=11)
_TITLE: Final = Font(name=_FACE, size=14, bold=True)
_CAPTION: Final = Font(name=_FACE, size=12, bold=True)
_BOLD: Final = Font(name=_FACE, size=11, bold=True)
_SOFT: Final = Font(name=_FACE, size=10, color="555555")
_SHADE: Final = PatternFill("solid", fgColor="E8ECF1")
_LINE: Final = Side(style="thin", color="8B96A5")
_HAIR: Final = Side(style="hair", color="B8C0CC")
_NARROWEST, _WIDEST, _AMOUNT = 10, 60, 16
_LONGEST_NAME: Final = 31
_WIDE: Final = 6
_COVER, _LINE_HEIGHT = 30, 15
_A4: Final = "9"


def write_workbook(report: Report, path: str | os.PathLike[str], language: str = "en") -> Path:
    """The report as an .xlsx file; returns its path. Raises ``OSError`` where nothing can be written."""
    target = Path(path).resolve()
    with whole_file(target) as part:
        part.write_bytes(workbook_bytes(report, language))
    return target


def workbook_bytes(report: Report, language: str = "en") -> bytes:
    """The report as the content of an .xlsx file: a sheet about it, then a sheet for each kind of table."""
    book = Workbook()
    book.properties.creator = "ibmodel"
    book.properties.title = title_of(report, language)
    first: Any = book.active
    _cover(first, report, language)
    taken = {first.title}
    for kind, tables in groupby(report.tables, key=lambda table: table.title[0]):
        name = _free_name(text_of(kind, language), taken)
        taken.add(name)
        _sheet(book.create_sheet(name), list(tables), report, language)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _free_name(wanted: str, taken: set[str]) -> str:
    """A name of a sheet: short enough, and used once, whatever the case of its letters."""
    used = {name.casefold() for name in taken}
    name, number = wanted[:_LONGEST_NAME], 2
    while name.casefold() in used:
        mark = f" {number}"
        name, number = wanted[: _LONGEST_NAME - len(mark)] + mark, number + 1
    return name


def _cover(sheet: Worksheet, report: Report, language: str) -> None:
    about, subject = subject_of(report, language)
    sheet.title = word("contents", language)
    _put(sheet, 1, 1, title_of(report, language), font=_TITLE)
    _put(sheet, 2, 1, about, font=_BOLD)
    _put(sheet, 2, 2, subject)
    _put(sheet, 3, 1, word("period", language), font=_BOLD)
    _put(sheet, 3, 2, shown_period(report.months, language))
    row = 5
    _head(sheet, row, [word("what", language), word("by", language)])
    for what, day in terms_of(report, language):
        row += 1
        _put(sheet, row, 1, what, border=Border(bottom=_HAIR))
        _put(sheet, row, 2, day, border=Border(bottom=_HAIR))
    notes = [
        word("moves", language),
        word("codes", language),
        f"{word('rules', language)}: {rules_of(report, language)}",
    ]
    if report.synthetic:
        notes.insert(0, word("synthetic", language))
    for place, note in enumerate(notes, row + 2):
        _put(sheet, place, 1, note, font=_SOFT, alignment=Alignment(wrap_text=True, vertical="top"))
        sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=2)
        sheet.row_dimensions[place].height = _LINE_HEIGHT * _lines(note, _WIDEST + _COVER)
    row += len(notes) + 2
    for table in report.tables:
        row += 1
        _put(sheet, row, 1, caption(table, language))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDEST, _COVER
    _print_setup(sheet, wide=False)


def _sheet(sheet: Worksheet, tables: Sequence[ReportTable], report: Report, language: str) -> None:
    """The tables one below the other; the heading of the first stays in view if it is the only one."""
    about, subject = subject_of(report, language)
    _put(sheet, 1, 1, f"{title_of(report, language)}, {shown_period(report.months, language)}", font=_BOLD)
    _put(sheet, 2, 1, f"{about}: {subject}")
    widths = _widths(tables, language)
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width
    row = 4
    for table in tables:
        _put(sheet, row, 1, caption(table, language), font=_CAPTION)
        names = [heading(column, language) for column in table.columns]
        lines = max(_lines(name, widths[place] - 2) for place, name in enumerate(names, 1))
        sheet.row_dimensions[row + 1].height = _LINE_HEIGHT * lines
        row = _table(sheet, row + 1, table, language) + 2
    sheet.freeze_panes = "B6" if len(tables) == 1 else "A3"
    if len(tables) == 1:
        sheet.print_title_rows = "1:5"
    _print_setup(sheet, wide=max(len(table.columns) for table in tables) > _WIDE)


def _table(sheet: Worksheet, row: int, table: ReportTable, language: str) -> int:
    """Writes a table from ``row`` on; returns its last row."""
    _head(sheet, row, [heading(column, language) for column in table.columns], [is_number(c) for c in table.columns])
    for cells in table.rows:
        row += 1
        _row(sheet, row, table, cells, row_texts(table, cells, language), border=Border(bottom=_HAIR))
    if table.total is not None:
        row += 1
        texts = row_texts(table, table.total, language, total=True)
        line = Border(top=_LINE, bottom=_LINE)
        _row(sheet, row, table, table.total, texts, font=_BOLD, border=line)
    return row


def _head(sheet: Worksheet, row: int, names: Iterable[str], right: Iterable[bool] = ()) -> None:
    sides = list(right)
    for place, name in enumerate(names, 1):
        side = "right" if sides and sides[place - 1] else "left"
        alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=side)
        look: dict[str, Any] = {"font": _BOLD, "fill": _SHADE, "border": Border(bottom=_LINE)}
        _put(sheet, row, place, name, alignment=alignment, **look)


def _row(
    sheet: Worksheet, row: int, table: ReportTable, cells: Sequence[Cell], texts: Sequence[str], **look: Any
) -> None:
    for place, (cell, text, column) in enumerate(zip(cells, texts, table.columns, strict=True), 1):
        if is_number(column) and cell is not None:
            written = _put_number(sheet, row, place, cell, **look)
            written.number_format = _FORMATS[column.kind]
        else:
            side = "right" if is_number(column) else "left"
            _put(sheet, row, place, text, alignment=Alignment(horizontal=side, vertical="top", wrap_text=True), **look)


def _put_number(sheet: Worksheet, row: int, column: int, value: Cell, **look: Any) -> SheetCell:
    cell: Any = sheet.cell(row, column)
    if isinstance(value, Money):
        cell.value = Decimal(str(value))
    elif isinstance(value, Fraction):
        cell.value = Decimal(shown_hundredths(value))
    else:
        cell.value = value
    _dress(cell, look)
    return cell  # type: ignore[no-any-return]


def _put(sheet: Worksheet, row: int, column: int, text: str, **look: Any) -> None:
    """Writes text, which is never taken for a formula."""
    cell: Any = sheet.cell(row, column)
    cell.value = legal(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_DANGEROUS)
    _dress(cell, look)


def _dress(cell: Any, look: dict[str, Any]) -> None:
    for name, value in ({"font": _PLAIN} | look).items():
        setattr(cell, name, value)


def _lines(text: str, width: int) -> int:
    """On how many lines a text stands in a column of a width, words kept whole."""
    return max(1, len(textwrap.wrap(text, width)))


def _widths(tables: Sequence[ReportTable], language: str) -> dict[int, int]:
    """How wide each column has to be, from 1, so that amounts and the longest word of a heading have place."""
    widest: dict[int, int] = {}
    for table in tables:
        for place, column in enumerate(table.columns, 1):
            longest = max(map(len, heading(column, language).split()))
            least = _AMOUNT if column.kind is ColumnKind.MONEY else _NARROWEST
            widest[place] = max(widest.get(place, least), longest + 2)
        for row in (*table.rows, *(() if table.total is None else (table.total,))):
            for place, text in enumerate(row_texts(table, row, language), 1):
                widest[place] = max(widest[place], len(text) + 2)
    return {place: min(width, _WIDEST) for place, width in widest.items()}


def _print_setup(sheet: Worksheet, *, wide: bool) -> None:
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    properties: Any = sheet.sheet_properties
    properties.pageSetUpPr.fitToPage = True
    footer: Any = sheet.oddFooter
    footer.right.text = "&P / &N"
