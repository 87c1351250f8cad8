"""Draws the pictures of the page on selection: quotas against selected in the three example groups.

``python docs/pictures.py`` writes them into ``docs/_generated``; building the pages does so too. They tell by shape
and by grey, so that they can be printed in black and white.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import altair as alt  # noqa: E402 - the library beside this file comes first, installed or not

from ibmodel import edition, evaluate  # noqa: E402
from ibmodel.rules.selection import age_group_of, age_groups  # noqa: E402
from ibmodel.vocabulary import Impairment  # noqa: E402

DATA: Final = ROOT / "src" / "ibmodel" / "testing" / "data"
PICTURES: Final = ROOT / "docs" / "_generated"
FLAVOURS: Final = ("ample", "scarce", "contradictory")

_RULES: Final = edition("children-pilot-2018")
_MARGINS: Final = {"municipality": "Municipality", "age": "Age in years", "impairment": "Impairment"}
SELECTED, QUOTA, TARGET = "selected", "quota", "target instead of the quota"
FILLED, PLACES = "filled", "places"
_GREY: Final = "#9a9a9a"
_STROKE: Final = "M0,-1.4L0,1.4"
_WIDTH: Final = 200
_ROW: Final = 25


def draw(into: Path = PICTURES) -> None:
    """Writes all pictures."""
    into.mkdir(parents=True, exist_ok=True)
    alt.theme.enable("none")
    for flavour in FLAVOURS:
        document = applications(flavour)
        chosen = result("select", document)
        quotas_against_selected(document, chosen).save(into / f"selection-{flavour}.svg")
        if flavour == FLAVOURS[0]:
            walk_against_list(chosen, simple_walk(document, chosen)).save(into / "simple-walk.svg")


def applications(flavour: str) -> dict[str, Any]:
    """One of the three example groups of applications."""
    document: dict[str, Any] = json.loads((DATA / f"applications-{flavour}.json").read_text(encoding="utf-8"))
    return document


def result(operation: str, document: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What an operation of the selection answers for a group of applications."""
    asked = {"applicants": document["applicants"], "pilot": document["pilot"], **more}
    answer = evaluate({"op": f"selection.{operation}", "input": asked})
    if not answer["ok"]:
        raise ValueError(answer["error"])
    found: dict[str, Any] = answer["result"]
    return found


def quotas() -> dict[str, dict[str, int]]:
    """The quotas of the three margins in children."""
    ages, impairments, places = _RULES.selection.age, _RULES.selection.impairment, _RULES.selection.places
    return {
        "municipality": dict.fromkeys(_RULES.pilot.municipalities, _RULES.selection.places_per_municipality),
        "age": {name: getattr(ages, f"group_{least}_{most}") for name, least, most in age_groups(_RULES)},
        "impairment": {kind.value: int(str(getattr(impairments, kind.value))) * places // 100 for kind in Impairment},
    }


def groups_of(row: dict[str, Any], document: dict[str, Any]) -> dict[str, str]:
    """The group of each margin that an applicant belongs to."""
    start = date.fromisoformat(document["pilot"]["start"])
    age = age_group_of(date.fromisoformat(row["born"]), start, _RULES)
    return {"municipality": row["municipality"], "age": age, "impairment": row["impairment"]}


def eligible_by_group(document: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Counter[str]]:
    """How many of the eligible belong to each group of each margin."""
    out = {row["id"] for row in chosen["ineligible"]}
    groups = [groups_of(row, document) for row in document["applicants"] if row["id"] not in out]
    return {margin: Counter(each[margin] for each in groups) for margin in _MARGINS}


def simple_walk(document: dict[str, Any], chosen: dict[str, Any]) -> Counter[str]:
    """How many places of each municipality are filled by taking whoever comes next while the quotas allow it."""
    applicant = {row["id"]: row for row in document["applicants"]}
    free = {margin: dict(chosen["targets"][margin]) for margin in _MARGINS}
    filled: Counter[str] = Counter()
    ids = [*chosen["selected"], *chosen["waiting"]]
    for each in sorted(ids, key=lambda each: priority(applicant[each])):
        group = groups_of(applicant[each], document)
        if all(free[margin][group[margin]] for margin in _MARGINS):
            filled[group["municipality"]] += 1
            for margin in _MARGINS:
                free[margin][group[margin]] -= 1
    return filled


def priority(row: dict[str, Any]) -> tuple[bool, str, str]:
    """Sorts applications: home-schooled children first, then the earlier, then the smaller identifier."""
    return not row.get("home_schooled"), row["received"], row["id"]


def quotas_against_selected(document: dict[str, Any], chosen: dict[str, Any]) -> Any:
    """One example group: for every group of the three margins its quota, its target and how many are selected."""
    eligible = eligible_by_group(document, chosen)
    panels = {}
    for margin, groups in quotas().items():
        rows = []
        for group, quota in groups.items():
            selected, target = chosen["counts"][margin][group], chosen["targets"][margin][group]
            numbers = f"{selected} of {eligible[margin][group]}"
            marks = {SELECTED: selected, QUOTA: quota} | ({} if target == quota else {TARGET: target})
            rows += _rows(group, numbers, marks)
        panels[margin] = _panel(rows, (SELECTED, QUOTA, TARGET), f"{_MARGINS[margin]}: selected of eligible")
    missed = sum(chosen["deviation"].values())
    apart = "Every target is met" if not missed else f"The targets are missed by {missed} in all, no list by less"
    right = alt.vconcat(panels["age"], panels["impairment"], spacing=12)
    chart = alt.hconcat(panels["municipality"], right, spacing=44).resolve_scale(x="independent", y="independent")
    number = eligible["municipality"].total()
    title = f"{len(chosen['selected'])} selected of {number} eligible among {len(document['applicants'])} applicants"
    return _framed(chart, title, f"{apart}. Made-up data.")


def walk_against_list(chosen: dict[str, Any], filled: Counter[str]) -> Any:
    """The first example group: the places that the simple walk fills, against all that can be filled."""
    rows = []
    for group, target in chosen["targets"]["municipality"].items():
        rows += _rows(group, f"{filled[group]} of {target}", {FILLED: filled[group], PLACES: target})
    places = len(chosen["selected"])
    return _framed(
        _panel(rows, (FILLED, PLACES), "Municipality: places filled by the simple walk", 2 * _WIDTH),
        f"The simple walk fills {filled.total()} of {places} places",
        f"With the same quotas and applicants, {places} can be filled. Made-up data.",
    )


def _rows(group: str, text: str, marks: dict[str, int]) -> list[dict[str, Any]]:
    return [{"group": group, "what": what, "number": number, "text": text} for what, number in marks.items()]


def _panel(rows: list[dict[str, Any]], kinds: tuple[str, ...], title: str, width: int = _WIDTH) -> Any:
    """Bars for the first kind, marks for the others, and numbers on the right."""
    order = list(dict.fromkeys(row["group"] for row in rows))
    first, *others = kinds
    group = alt.Y("group:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False, labelPadding=8))
    number = alt.X("number:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=5, gridColor="#dddddd"))
    base = alt.Chart(alt.InlineData(rows)).encode(y=group)
    bars = base.transform_filter(alt.datum.what == first)
    color = alt.Color("what:N", scale=alt.Scale(domain=[first], range=[_GREY]), legend=alt.Legend(title=None))
    shape = alt.Shape(
        "what:N",
        scale=alt.Scale(domain=others, range=[_STROKE, "diamond"][: len(others)]),
        legend=alt.Legend(title=None, symbolSize=110),
    )
    points = base.transform_filter(alt.datum.what != first).mark_point(size=110, strokeWidth=2, opacity=1)
    return alt.layer(
        bars.mark_bar(height=14).encode(x=number, color=color),
        points.encode(x=number, shape=shape, stroke=alt.value("black"), fill=alt.value("white")),
        bars.mark_text(align="left", x=width + 10, fontSize=12).encode(text="text:N"),
    ).properties(
        width=width,
        height=_ROW * len(order),
        title=alt.Title(title, anchor="start", fontSize=12, frame="group"),
    )


def _framed(chart: Any, title: str, subtitle: str) -> Any:
    """A chart with its title, its legend above, and a white ground that also stands on a dark page."""
    return (
        chart.properties(title=alt.Title(title, subtitle=subtitle, anchor="start", fontSize=15, subtitleFontSize=12))
        .configure(background="white", padding=12, font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, labelColor="black", domainColor="#888888", tickColor="#888888")
        .configure_legend(orient="top", direction="horizontal", labelFontSize=12)
    )


if __name__ == "__main__":
    draw()
