"""How the cells of the workbook look: fonts, borders, colours, number formats, and which of them may be changed."""

from __future__ import annotations

from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

__all__ = ["INPUT_STYLES", "add_styles"]

_MONEY: Final = '#,##0.00" €"'
_PRICE: Final = '#,##0.00####" €"'
_DATE: Final = "dd.mm.yyyy"
_TEXT: Final = "@"
_CENTS: Final = "#,##0;-#,##0;;@"
_LINE: Final = Side(style="thin", color="B7C4D1")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_DARK, _PALE, _INPUT, _GREY = "1F3B57", "DCE6F0", "FFF9E0", "F4F6F8"

#: What the cells of a kind of input look like.
INPUT_STYLES: Final = {
    "text": "in_text",
    "identifier": "in_line",
    "date": "in_date",
    "units": "in_count",
    "rank": "in_count",
    "areas": "in_count",
    "money": "in_money",
    "price": "in_price",
    "variant": "fixed",
}

#: By style: number format, horizontal place, bold, fill, whether it has a border and may wrap.
_STYLES: Final[dict[str, tuple[str, str, bool, str | None, bool]]] = {
    "label": ("General", "left", False, None, False),
    "note": ("General", "left", False, None, False),
    "signature": ("General", "left", False, None, False),
    "header": ("General", "center", True, _PALE, True),
    "month": ("mm.yyyy", "center", True, _PALE, True),
    "number": ("0", "center", False, _GREY, True),
    "total": ("General", "right", True, _GREY, True),
    "word": (_TEXT, "left", False, None, True),
    "line": (_TEXT, "left", False, None, True),
    "count": ("#,##0", "right", False, None, True),
    "money": (_MONEY, "right", False, None, True),
    "price": (_PRICE, "right", False, None, True),
    "date": (_DATE, "left", False, None, True),
    "cents": (_CENTS, "right", False, None, True),
    "plain": ("#,##0", "right", False, None, True),
    "fixed": ("0", "left", False, _GREY, True),
    "count_total": ("#,##0", "right", True, _GREY, True),
    "money_total": (_MONEY, "right", True, _GREY, True),
    "in_text": (_TEXT, "left", False, _INPUT, True),
    "in_line": (_TEXT, "left", False, _INPUT, True),
    "in_list": ("General", "left", False, _INPUT, True),
    "in_date": (_DATE, "left", False, _INPUT, True),
    "in_count": ("0", "right", False, _INPUT, True),
    "in_money": (_MONEY, "right", False, _INPUT, True),
    "in_price": (_PRICE, "right", False, _INPUT, True),
}
_WRAPPED: Final = ("header", "in_text")
#: Names of services stand on one line, in smaller letters if they are long.
_SHRUNK: Final = ("word", "in_list")


def add_styles(workbook: Workbook) -> None:
    """Adds every style to a workbook, once; what is not an input is locked."""
    title = NamedStyle("title", font=Font(name="Calibri", size=14, bold=True, color=_DARK))
    section = NamedStyle("section", font=Font(name="Calibri", size=12, bold=True, color=_DARK))
    for style in (title, section):
        workbook.add_named_style(style)
    for name, (number_format, place, bold, fill, boxed) in _STYLES.items():
        style = NamedStyle(name, font=Font(name="Calibri", size=10, bold=bold), number_format=number_format)
        indent = int(boxed and place == "left")
        style.alignment = Alignment(
            horizontal=place,
            vertical="center",
            wrap_text=name in _WRAPPED,
            shrink_to_fit=name in _SHRUNK,
            indent=indent,
        )
        style.protection = Protection(locked=not name.startswith("in_"))
        if fill is not None:
            style.fill = PatternFill("solid", fgColor=fill)
        if boxed:
            style.border = _BOX
        workbook.add_named_style(style)
