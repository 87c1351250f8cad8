"""The workbook without what is filled in: made once for a layout and its terms, and then used again and again.

openpyxl makes it. Its sheets are kept in pieces, cut at the cells to be filled in, so that writing a matrix is
nothing but putting values between the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

import attrs
from openpyxl import Workbook
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as _FooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ibmodel.adapters.workbook.formulas import formulas_of
from ibmodel.adapters.workbook.layout import Layout, Tables, column_name, place_name
from ibmodel.adapters.workbook.pages import Input, Page, pages
from ibmodel.adapters.workbook.styles import INPUT_STYLES, add_styles
from ibmodel.adapters.workbook.technical import Technical
from ibmodel.adapters.workbook.terms import Content, Formulas, Terms

__all__ = ["Template", "template"]

_LANDSCAPE: Final = ("6.2", "6.3", "6.4", "6.5", "6.11")
_ONE_PAGE: Final = ("6.1", "6.3", "6.4", "6.5", "6.6", "6.8", "6.9")
#: More rows than these do not fit onto a page in letters that can be read; more months need it turned.
_ROWS_OF_PAGE, _MONTHS_OF_PAGE = 50, 6
_HEAD_HEIGHT, _TITLE_HEIGHT, _TALL_HEIGHT = 42, 24, 30
_BLANK_CELL: Final = re.compile(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"(?: t="n")? ?(?:/>|></c>)')
_MOMENT: Final = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")
_LARGEST: Final = "9999999999999.99"
_COLOURS: Final = {"6.4": "1F3B57", "6.11": "8A97A3"}


@attrs.frozen
class Template:
    """The parts of a workbook by name, and of its sheets the pieces: text, place of a cell, its style, and so on."""

    parts: dict[str, bytes]
    sheets: dict[str, list[str]]
    inputs: dict[str, dict[str, Input]]


@lru_cache(maxsize=16)
def template(layout: Layout, terms: Terms) -> Template:
    """The template for a layout and terms; not to be changed."""
    workbook, made = Workbook(), pages(layout)
    add_styles(workbook)
    workbook.remove(workbook.worksheets[0])
    formulas = formulas_of(layout, terms)
    looks: dict[str, Any] = {}
    for name, page in made.items():
        _fill(workbook.create_sheet(name), page, formulas, looks)
    _set_up(workbook, layout, terms)
    return _cut(workbook, made)


def _fill(sheet: Worksheet, page: Page, formulas: Formulas, looks: dict[str, Any]) -> None:
    """Puts words, formulas and empty inputs into a sheet."""
    contents: dict[tuple[int, int], tuple[Content | None, str]] = dict(page.labels)
    contents.update(formulas[page.name])
    contents.update({place: (None, INPUT_STYLES.get(entry.kind, "in_list")) for place, entry in page.inputs.items()})
    for (row, column), (content, style) in contents.items():
        number = style == "number" and type(content) is str and content.isdecimal()
        cell: Any = sheet.cell(row, column, int(content) if number else content)  # type: ignore[arg-type]
        if style not in looks:
            cell.style = style
            looks[style] = cell._style  # noqa: SLF001 - by its name, a style is looked for anew in every cell
        cell._style = copy(looks[style])  # noqa: SLF001
    for column, width in page.widths.items():
        sheet.column_dimensions[column_name(column)].width = width
    sheet.row_dimensions[1].height = _TITLE_HEIGHT
    for row in {row for (row, _), (_, style) in contents.items() if style == "header"}:
        sheet.row_dimensions[row].height = _HEAD_HEIGHT
    for row in page.tall:
        sheet.row_dimensions[row].height = _TALL_HEIGHT


def _set_up(workbook: Workbook, layout: Layout, terms: Terms) -> None:
    tables, technical = Tables(layout), Technical(layout, terms)
    heads = _table_heads(tables)
    for sheet in workbook.worksheets:
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False
        sheet.sheet_view.showGridLines = False
        if sheet.title in _COLOURS:
            sheet.sheet_properties.tabColor = _COLOURS[sheet.title]
        if sheet.title in heads:
            sheet.freeze_panes = f"C{heads[sheet.title]}"
        _print_set_up(sheet, layout)
        _validate(sheet, layout, technical)
    execution = workbook["6.10"]
    for section in range(1, 6):
        execution.row_breaks.append(Break(id=tables.execution(section) - 3))
    workbook.properties.creator = "ibmodel"
    workbook.properties.title = layout.text("document")
    workbook.active = workbook.worksheets.index(workbook["6.3"])


def _table_heads(tables: Tables) -> dict[str, int]:
    """The first row below the head that stays in view, where a sheet has one long table."""
    return {"6.4": tables.costs, "6.5": tables.annex, "6.6": tables.units, "6.8": tables.prices}


def _print_set_up(sheet: Worksheet, layout: Layout) -> None:
    """A4, as wide as a page, the title on every one; a sheet to be signed fits onto one if it is not too long."""
    by_month = sheet.title in ("6.6", "6.10") and layout.months > _MONTHS_OF_PAGE
    one_page = sheet.title in _ONE_PAGE and layout.services <= _ROWS_OF_PAGE
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if sheet.title in _LANDSCAPE or by_month else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = int(one_page)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    pages_of = f"{layout.text('page')} &P {layout.text('of')} &N"
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_FooterPart(text=sheet.title), right=_FooterPart(text=pages_of)
    )


def _validate(sheet: Worksheet, layout: Layout, technical: Technical) -> None:
    """Limits what may be typed into the inputs of a sheet, kind by kind."""
    places: dict[str, list[tuple[int, int]]] = {}
    for (row, column), entry in pages(layout)[sheet.title].inputs.items():
        places.setdefault(entry.kind, []).append((column, row))
    for kind, cells in places.items():
        validation = _validation(kind, layout, technical)
        if validation is not None:
            validation.sqref = MultiCellRange(" ".join(_ranges(sorted(cells))))
            sheet.add_data_validation(validation)


def _ranges(cells: list[tuple[int, int]]) -> Iterator[str]:
    """Cells, each a column and a row, as ranges of cells below one another."""
    first = last = cells[0]
    for column, row in [*cells[1:], (0, 0)]:
        if (column, row - 1) != last:
            yield f"{place_name(first[1], first[0])}:{place_name(last[1], last[0])}"
            first = column, row
        last = column, row


def _validation(kind: str, layout: Layout, technical: Technical) -> DataValidation | None:
    decimal: dict[str, Any] = {"type": "decimal", "operator": "between", "formula1": "0", "formula2": _LARGEST}
    whole: dict[str, Any] = {"type": "whole", "operator": "greaterThanOrEqual"}
    hints: dict[str, tuple[str, dict[str, Any]]] = {
        "units": ("hint_units", {**whole, "formula1": "0"}),
        "rank": ("hint_rank", {**whole, "formula1": "1"}),
        "money": ("hint_money", decimal),
        "price": ("hint_price", {**decimal, "formula2": "999999999.999999"}),
        "date": ("hint_date", {"type": "date", "operator": "greaterThan", "formula1": "61"}),
        "areas": ("hint_list", {"type": "list", "formula1": '"1,2,3"'}),
    }
    if kind in ("text", "identifier", "variant"):
        return None
    key, limits = hints.get(kind, ("hint_list", {"type": "list"}))
    if kind not in hints:
        limits = {"type": "list", "formula1": technical.listed(kind)}
    hint = layout.text("hint_service" if kind == "services" else key)
    validation = DataValidation(allow_blank=True, **limits)
    validation.error, validation.prompt = hint, hint
    validation.showErrorMessage = kind != "services"
    validation.showInputMessage = kind in ("services", "price")
    return validation


def _cut(workbook: Workbook, made: dict[str, Page]) -> Template:
    """The saved workbook in parts, its sheets cut at the inputs; nothing in it depends on the hour."""
    target = BytesIO()
    workbook.save(target)
    parts: dict[str, bytes] = {}
    sheets: dict[str, list[str]] = {}
    inputs = {}
    with ZipFile(target) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts["docProps/core.xml"] = _MOMENT.sub(r"\g<1>2018-09-01T00:00:00Z", parts["docProps/core.xml"].decode()).encode()
    for number, page in enumerate(made.values(), start=1):
        part = f"xl/worksheets/sheet{number}.xml"
        sheets[part] = _BLANK_CELL.split(parts.pop(part).decode())
        inputs[part] = {place_name(*place): entry for place, entry in page.inputs.items()}
    return Template(parts, sheets, inputs)
