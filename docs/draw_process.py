"""Draws the process of a case and writes the page that shows it, from the table of steps.

``python docs/draw_process.py`` writes ``docs/process.md`` and the pictures beside it. Only the places of the stages
are set by hand here; a stage without a place stops the drawing.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ibmodel.rules.receipt import ENDS, STARTS, TRANSITIONS, Part, Stage, Transition  # noqa: E402 - the library beside it
from ibmodel.rules.receipt.steps import ACTIVE, HELD  # noqa: E402

PAGE: Final = ROOT / "docs" / "process.md"
PICTURES: Final = ROOT / "docs" / "_static" / "process"

COLUMN, ROW, WIDTH, HEIGHT, MARGIN = 330, 118, 176, 44, 30
LINE_HEIGHT, LETTERS = 14, 22
#: More stages than these are drawn as one.
MOST_SOURCES: Final = 3

INTRODUCTION: Final = """\
From the application to the last settled month, a case stands at a stage, and an event leads to the next one or is
refused by a rule. The pictures of the source (figures 4 to 11) have no text of their own; the steps are those of the
chapters that they illustrate. The table is `ibmodel.rules.receipt.TRANSITIONS`, and `ibmodel.rules.receipt.next_state`
answers what follows, or which rule stands against it.

A dashed box stands for many stages: a review, a broken contract or the end of a placement can interrupt any of them,
and the case then goes on where it was. A case can also end while it is interrupted. Boxes with a double border are
ends, the dark ones beginnings.
"""

Place = tuple[int, int]


class Node(NamedTuple):
    """A box of a picture: its name in the source of the picture, its text, and how it is drawn."""

    name: str
    text: str
    kind: str = "stage"


PLACES: Final[dict[Part, dict[str, Place]]] = {
    Part.GRANTING: {
        "applied": (1, 0),
        "refused": (0, 0),
        "eligible": (1, 1),
        "forwarded": (2, 1),
        "waiting": (3, 1),
        "not_placed": (3, 0),
        "selected": (2, 2),
        "provisional": (1, 3),
        "ended": (3, 3),
        "granted": (0, 3),
        "contracted": (1, 4),
    },
    Part.EVALUATION: {
        "contracted": (0, 0),
        "documented": (0, 1),
        "team_set": (0, 2),
        "scheduled": (0, 3),
        "assessed": (0, 4),
        "discussed": (1, 4),
        "minuted": (1, 3),
        "explained": (1, 2),
        "ranked": (1, 1),
        "listed": (1, 0),
    },
    Part.PLAN: {
        "listed": (1, 0),
        "priced": (1, 1),
        "to_cut": (0, 2),
        "cut": (0, 3),
        "in_force_cut": (0, 4),
        "awaiting_final": (2, 2),
        "to_extend": (2, 5),
        "drafted": (1, 6),
        "in_force": (1, 7),
    },
    Part.RECEIPT: {
        "in_force_cut": (0, 0),
        "month_cut": (0, 1),
        "in_force": (1, 0),
        "month": (1, 1),
        "reported": (2, 0),
        "documented": (2, 1),
        "completed": (3, 0),
    },
    Part.REVIEW: {"receiving": (0, 0), "under_review": (1, 0), "documented": (2, 0), "back_under_review": (1, 1)},
    Part.ENDING: {
        "active": (1, 0),
        "breached": (0, 1),
        "invited": (0, 2),
        "back_invited": (0, 3),
        "placement_over": (2, 1),
        "back_placement_over": (3, 1),
        "to_end": (1, 3),
        "ended": (1, 4),
        "replaced": (2, 4),
    },
    Part.SERVICE_LIST: {
        "service_missing": (1, 0),
        "service_reported": (1, 1),
        "service_matched": (0, 2),
        "service_new": (2, 2),
        "service_accepted": (2, 3),
        "service_described": (2, 4),
        "service_rejected": (3, 3),
        "service_settled": (2, 5),
    },
}

Edges = dict[tuple[Node, Node], list[str]]


def files() -> dict[Path, str]:
    """Every file that is made here, with its text."""
    pictures = {PICTURES / f"{part.value}.svg": picture(part) for part in Part}
    return {PAGE: page(), **pictures}


def edges_of(part: Part) -> Edges:
    """The arrows of a part, each with what stands beside it."""
    found: Edges = defaultdict(list)
    for step in TRANSITIONS:
        if step.part is part:
            for source in sources_of(step):
                found[source, target_of(step)].append(label(step))
    return found


def sources_of(step: Transition) -> list[Node]:
    """The boxes that a step comes from; many stages are one box."""
    if step.sources in (ACTIVE, (*ACTIVE, *HELD)):
        return [Node("active", "any stage from contract to reports", "group")]
    if len(step.sources) > MOST_SOURCES:
        return [Node("receiving", "any stage of receipt", "group")]
    return [stage_node(stage) for stage in step.sources]


def target_of(step: Transition) -> Node:
    """The box that a step leads to."""
    if step.target is None:
        return Node(f"back_{step.sources[0].value}", "back to where it was", "group")
    return stage_node(step.target)


def stage_node(stage: Stage) -> Node:
    """The box of a stage."""
    return Node(stage.value, stage.en, "end" if stage in ENDS else "start" if stage in STARTS else "stage")


def label(step: Transition) -> str:
    """What stands beside an arrow: the event, where alone it is possible, and the rule."""
    only = "" if step.only is None else f", {step.only.en}"
    return f"{step.event.en}{only} [{step.rule}]"


def mermaid(part: Part) -> str:
    """The source of a picture in the language of Mermaid."""
    edges = edges_of(part)
    nodes = dict.fromkeys(node for pair in edges for node in pair)
    lines = ["stateDiagram-v2", *(f'    state "{node.text}" as {node.name}' for node in nodes)]
    lines += [f"    [*] --> {node.name}" for node in nodes if node.kind == "start"]
    for (source, target), labels in edges.items():
        lines += [f"    {source.name} --> {target.name} : {text}" for text in labels]
    lines += [f"    {node.name} --> [*]" for node in nodes if node.kind == "end"]
    return "\n".join(lines)


def page() -> str:
    """The page of the documentation."""
    parts = [
        "<!-- made by docs/draw_process.py: change the table of steps, then run that -->\n",
        "# The process of a case\n",
        INTRODUCTION,
    ]
    for part in Part:
        parts.append(f"## {part.en}\n")
        parts.append(f"![{part.en}](_static/process/{part.value}.svg)\n")
        parts.append(f"```text\n{mermaid(part)}\n```\n")
    return "\n".join(parts)


def picture(part: Part) -> str:
    """One part as a picture."""
    places, edges = PLACES[part], edges_of(part)
    nodes = dict.fromkeys(node for pair in edges for node in pair)
    if {node.name for node in nodes} != set(places):
        raise SystemExit(f"{part.value}: places and stages differ: {sorted({n.name for n in nodes} ^ set(places))}")
    width = MARGIN * 2 + COLUMN * max(column for column, _ in places.values()) + WIDTH + 110
    height = MARGIN * 2 + ROW * max(row for _, row in places.values()) + HEIGHT
    body = [arrow(places, pair, edges) for pair in edges]
    body += [text for pair, labels in edges.items() for text in caption(places, pair, labels, edges)]
    body += [box(node, places[node.name]) for node in nodes]
    return SVG.format(width=width, height=height, title=escape(part.en), body="\n".join(body))


def middle(place: Place) -> tuple[int, int]:
    """The middle of the box at a place."""
    return MARGIN + 110 + WIDTH // 2 + COLUMN * place[0], MARGIN + HEIGHT // 2 + ROW * place[1]


def line(places: dict[str, Place], pair: tuple[Node, Node], edges: Edges) -> tuple[int, int, int, int]:
    """An arrow from border to border, moved aside where another one comes back."""
    (x1, y1), (x2, y2) = middle(places[pair[0].name]), middle(places[pair[1].name])
    aside = 26 if (pair[1], pair[0]) in edges else 0
    aside = aside if y1 < y2 else -aside
    if places[pair[0].name][1] == places[pair[1].name][1]:
        side = WIDTH // 2 if x1 < x2 else -WIDTH // 2
        return x1 + side, y1, x2 - side, y2
    side = HEIGHT // 2 if y1 < y2 else -HEIGHT // 2
    return x1 + aside, y1 + side, x2 + aside, y2 - side


def arrow(places: dict[str, Place], pair: tuple[Node, Node], edges: Edges) -> str:
    """One arrow."""
    if pair[0] == pair[1]:
        x, y = middle(places[pair[0].name])
        left = x - WIDTH // 2
        return f'<path class="edge" d="M{left},{y - 10} C{left - 34},{y - 26} {left - 34},{y + 26} {left},{y + 10}"/>'
    x1, y1, x2, y2 = line(places, pair, edges)
    return f'<path class="edge" d="M{x1},{y1} L{x2},{y2}"/>'


def caption(places: dict[str, Place], pair: tuple[Node, Node], labels: list[str], edges: Edges) -> list[str]:
    """What stands beside an arrow, on white."""
    letters = LETTERS
    if pair[0] == pair[1]:
        x, y = middle(places[pair[0].name])
        x, letters = x - WIDTH // 2 - 70, 14
    else:
        x1, y1, x2, y2 = line(places, pair, edges)
        x, y = (x1 + x2) // 2, (y1 + y2) // 2
        if (pair[1], pair[0]) in edges:
            x += 62 if y1 < y2 else -62
            letters = 15
    lines = [row for text in labels for row in wrap(text, letters, break_long_words=False, break_on_hyphens=False)]
    top = y - LINE_HEIGHT * len(lines) // 2
    widest = max(map(len, lines)) * 6 + 4
    area = f'<rect class="label" x="{x - widest // 2}" y="{top}" width="{widest}" height="{LINE_HEIGHT * len(lines)}"/>'
    rows = [
        f'<text class="event" x="{x}" y="{top + LINE_HEIGHT * number + 11}">{escape(row)}</text>'
        for number, row in enumerate(lines)
    ]
    return [area, *rows]


def box(node: Node, place: Place) -> str:
    """One stage."""
    x, y = middle(place)
    left, top = x - WIDTH // 2, y - HEIGHT // 2
    drawn = [f'<rect class="{node.kind}" x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="8"/>']
    if node.kind == "end":
        inner = f'x="{left + 3}" y="{top + 3}" width="{WIDTH - 6}" height="{HEIGHT - 6}" rx="6"'
        drawn.append(f'<rect class="inner" {inner}/>')
    lines = wrap(node.text, LETTERS)
    first = y - LINE_HEIGHT * len(lines) // 2 + 11
    for number, row in enumerate(lines):
        look = "name on-dark" if node.kind == "start" else "name"
        drawn.append(f'<text class="{look}" x="{x}" y="{first + LINE_HEIGHT * number}">{escape(row)}</text>')
    return "\n".join(drawn)


SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">
<title>{title}</title>
<style>
rect {{ fill: #fff; stroke: #333; }}
rect.start {{ fill: #8a1538; stroke: #8a1538; }}
rect.group {{ stroke-dasharray: 5 3; }}
rect.inner {{ fill: none; }}
rect.label, rect.ground {{ stroke: none; }}
path.edge {{ fill: none; stroke: #666; marker-end: url(#tip); }}
text {{ font-family: sans-serif; text-anchor: middle; }}
text.name {{ font-size: 12px; font-weight: bold; fill: #222; }}
text.on-dark {{ fill: #fff; }}
text.event {{ font-size: 11px; fill: #444; }}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0,0 L8,4 L0,8 z" fill="#666"/></marker></defs>
<rect class="ground" width="{width}" height="{height}"/>
{body}
</svg>
"""


def main() -> None:
    """Writes every file."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path, text in files().items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
