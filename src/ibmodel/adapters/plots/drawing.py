"""How the pictures are drawn: steps as bars from one amount to another, a frame around panels, a PNG file.

Whatever differs is told by place, grey and outline together, never by hue.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import attrs

from ibmodel.adapters.plots.amounts import Unit, axis_numbers
from ibmodel.adapters.plots.words import word
from ibmodel.adapters.whole_files import whole_file
from ibmodel.errors import TooLarge

try:
    import altair as alt
except ImportError as error:
    raise ImportError("expected altair, which draws charts: pip install 'ibmodel[plots]'", name="altair") from error

__all__ = [
    "GREY",
    "MOST_PANELS",
    "Panel",
    "Step",
    "axis",
    "chart_of",
    "drawn",
    "framed",
    "group_axis",
    "panels_of_steps",
    "save_png",
]

GREY: Final = "#9a9a9a"
#: How many outcomes are drawn side by side at most.
MOST_PANELS: Final = 6

#: How each kind of step is filled and outlined, with the dashes of its outline.
_LOOKS: Final[dict[str, tuple[str, float, tuple[int, int]]]] = {
    "whole": ("#f0f0f0", 1.6, (1, 0)),
    "project": ("#3d3d3d", 1.0, (1, 0)),
    "benefits": ("#7d7d7d", 1.0, (1, 0)),
    "public": ("#b0b0b0", 1.0, (1, 0)),
    "other": ("#d9d9d9", 1.0, (1, 0)),
    "gap": ("#ffffff", 1.4, (4, 3)),
}
#: Charts count in floating point.
_EXACT: Final = 2**53
_BAR: Final = 20
_ROW: Final = 34
_WIDTH: Final = {1: 460, 2: 290}
_NARROW: Final = 220
_SPACE: Final = 36


@attrs.frozen
class Step:
    """A bar from one amount to another, whole cents, with the amount written beside it.

    ``name`` is its place and label. ``after`` names a step to which a dotted line leads, at the amount ``at``.
    """

    name: str
    look: str
    start: int
    end: int
    text: str
    exact: str
    after: str | None = None
    at: int = 0


@attrs.frozen
class Panel:
    """Steps under a title; all panels of a picture have the same steps in the same order."""

    title: str
    steps: tuple[Step, ...]
    subtitle: str = ""


def panels_of_steps(panels: Sequence[Panel], unit: Unit, language: str) -> list[Any]:
    """One chart for each panel, their amounts on equal scales; only the first names the steps.

    Raises `TooLarge` at ``/outcomes`` for more than `MOST_PANELS`.
    """
    if len(panels) > MOST_PANELS:
        raise TooLarge(f"expected at most {MOST_PANELS} outcomes side by side, got {len(panels)}", "/outcomes")
    most = max(step.end for panel in panels for step in panel.steps)
    width = _WIDTH.get(len(panels), _NARROW)
    order = [step.name for step in panels[0].steps]
    charts = []
    for place, panel in enumerate(panels):
        y = group_axis(order, named=place == 0)
        x = alt.X(
            "start:Q",
            scale=alt.Scale(domain=[0, drawn(most or 1)], nice=True),
            axis=axis(unit.cents, language, word(unit.name, language)),
        )
        charts.append(_steps(panel, x, y, width).properties(width=width, height=_ROW * len(order)))
    return charts


def _steps(panel: Panel, x: Any, y: Any, width: int) -> Any:
    looks = alt.Scale(domain=list(_LOOKS), range=[fill for fill, _, _ in _LOOKS.values()])
    widths = alt.Scale(domain=list(_LOOKS), range=[stroke for _, stroke, _ in _LOOKS.values()])
    dashes = alt.Scale(domain=list(_LOOKS), range=[list(dash) for _, _, dash in _LOOKS.values()])
    base = chart_of([attrs.asdict(step) for step in panel.steps]).encode(y=y)
    links = base.transform_filter("datum.after != null").mark_rule(stroke="black", strokeDash=[1, 2])
    bars = (
        base.transform_filter("datum.end > datum.start")
        .mark_bar(height=_BAR, stroke="black")
        .encode(
            x=x,
            x2="end:Q",
            fill=alt.Fill("look:N", scale=looks, legend=None),
            strokeWidth=alt.StrokeWidth("look:N", scale=widths, legend=None),
            strokeDash=alt.StrokeDash("look:N", scale=dashes, legend=None),
            tooltip="exact:N",
        )
    )
    numbers = base.mark_text(align="left", x=width + 10, fontSize=12).encode(text="text:N")
    heading: dict[str, Any] = {"subtitle": panel.subtitle} if panel.subtitle else {}
    title = alt.Title(panel.title, anchor="start", fontSize=12, subtitleFontSize=11, frame="group", **heading)
    return alt.layer(links.encode(x="at:Q", y2="after:N"), bars, numbers).properties(title=title)


def chart_of(rows: Sequence[dict[str, Any]]) -> Any:
    """A chart of rows, their numbers as the charts can hold them."""
    return alt.Chart(alt.InlineData([{name: drawn(value) for name, value in row.items()} for row in rows]))


def drawn(value: Any) -> Any:
    """A whole number that a chart cannot hold exactly as the nearest that it can; anything else as it is."""
    return float(value) if type(value) is int and abs(value) > _EXACT else value


def group_axis(order: Sequence[str], *, named: bool = True) -> Any:
    """The groups or steps from top to bottom; the panels beside the first one do not name them again."""
    names = alt.Axis(domain=False, ticks=False, labelPadding=8, labelLimit=400) if named else None
    return alt.Y("name:N", sort=list(order), scale=alt.Scale(domain=list(order)), title=None, axis=names)


def axis(unit: int, language: str, title: str, *, grid: bool = True) -> Any:
    """An axis of numbers in units of ``unit``, without their signs."""
    return alt.Axis(
        title=title,
        titleFontWeight="normal",
        tickCount=4,
        tickMinStep=1,
        grid=grid,
        gridColor="#dddddd",
        labelFlush=False,
        labelExpr=axis_numbers(unit, language),
    )


def framed(charts: Sequence[Any], title: str, lines: Sequence[str]) -> alt.HConcatChart:
    """Panels side by side under a title, on a white ground that also stands on a dark page."""
    heading = alt.Title(
        title, subtitle=list(lines), anchor="start", fontSize=15, subtitleFontSize=12, subtitleLineHeight=16, offset=14
    )
    framed: alt.HConcatChart = (
        alt.hconcat(*charts, spacing=_SPACE)
        .resolve_scale(y="independent")
        .properties(title=heading, description=". ".join([title, *lines]))
        .configure(background="white", padding=12, font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, labelColor="black", domainColor="#888888", tickColor="#888888"
        )
        .configure_legend(orient="top", direction="horizontal", labelFontSize=12, symbolStrokeWidth=1.4)
    )
    return framed


def save_png(chart: alt.TopLevelMixin, path: str | os.PathLike[str], scale: float = 2) -> Path:
    """``chart`` as a PNG file of ``scale`` pixels to a point, there whole or not at all: written beside, then renamed.

    Returns the path of the file. Raises ``OSError`` where nothing can be written.
    """
    try:
        import vl_convert  # noqa: F401, PLC0415 - only who saves a picture needs it
    except ImportError as error:
        message = "expected vl-convert-python, which makes pictures of charts: pip install 'ibmodel[plots]'"
        raise ImportError(message, name="vl_convert") from error
    picture = BytesIO()
    chart.save(picture, format="png", scale_factor=scale)
    target = Path(path).resolve()
    with whole_file(target) as part:
        part.write_bytes(picture.getvalue())
    return target
