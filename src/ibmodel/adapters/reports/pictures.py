"""Pictures of reports: one bar for each row of a table, with its amount written beside it. In black and white.

Needs the extra ``plots``; a report without pictures is complete.
"""

from __future__ import annotations

from io import StringIO
from typing import Any, Final

from ibmodel.adapters.plots.drawing import GREY, axis, chart_of, framed, group_axis
from ibmodel.adapters.reports.showing import heading, row_texts
from ibmodel.money import Money
from ibmodel.rules.reports import By, Counted, Field, ReportTable, TableName
from ibmodel.vocabulary import Word

try:
    import altair as alt
    import vl_convert  # noqa: F401 - altair needs it to draw
except ImportError as error:
    raise ImportError("expected altair, which draws charts: pip install 'ibmodel[plots]'", name=error.name) from error

__all__ = ["picture_svg"]

#: Which tables have a picture, and of which column.
_DRAWN: Final[dict[tuple[Word, ...], Field]] = {
    (TableName.CASH_FLOW,): Field.PAID,
    (TableName.FUNDING,): Field.PAID,
    (TableName.BY_SERVICE,): Field.SPENT,
    (TableName.SPENT,): Field.SPENT,
    (Counted.SERVICES, By.AREA): Field.AMOUNT,
    (Counted.SERVICES, By.SERVICE): Field.AMOUNT,
}
_ROW, _WIDTH, _BAR, _MOST = 26, 430, 15, 40
_CENTS: Final = 100


def picture_svg(table: ReportTable, language: str) -> str | None:
    """A table's picture as SVG; none for a table that has no amounts to compare, or too many.

    Tables of two to forty rows have one, if something was paid.
    """
    field = _DRAWN.get(table.title)
    place = next((n for n, column in enumerate(table.columns) if column.field is field), None)
    if place is None or not 1 < len(table.rows) <= _MOST:
        return None
    amounts = [row[place] for row in table.rows]
    if not any(isinstance(amount, Money) and amount for amount in amounts):
        return None
    return _bars(table, place, language)


def _bars(table: ReportTable, place: int, language: str) -> str:
    texts = [row_texts(table, row, language) for row in table.rows]
    names = _apart([text[0] for text in texts])
    cents = [row[place].cents for row in table.rows]  # type: ignore[union-attr]
    rows: list[dict[str, Any]] = [
        {"name": name, "cents": amount, "text": text[place]}
        for name, amount, text in zip(names, cents, texts, strict=True)
    ]
    field = heading(table.columns[place], language)
    base = chart_of(rows).encode(y=group_axis(names))
    x = alt.X("cents:Q", axis=axis(_CENTS, language, ""), scale=alt.Scale(nice=True, zero=True))
    bars = base.mark_bar(height=_BAR, fill=GREY, stroke="black").encode(x=x)
    numbers = base.mark_text(align="right", x=_WIDTH + 80, fontSize=12).encode(text="text:N")
    chart = alt.layer(bars, numbers).properties(width=_WIDTH, height=_ROW * len(rows))
    drawn = StringIO()
    framed([chart], field, []).save(drawn, format="svg")
    return drawn.getvalue()


def _apart(names: list[str]) -> list[str]:
    """Names that are all different: what is written alike would share a bar."""
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return apart
