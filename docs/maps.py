"""Draws the decision maps of the handbook, one for each chapter, in two widths: for a desk and for a telephone.

A map is a way down: steps and questions one below the other, the other answers' outcomes beside them. It is
described by `MAPS`; figures in its texts are those of the edition. ``python docs/maps.py`` writes the pictures into
``docs/_generated``; building the pages does so too.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ibmodel import edition  # noqa: E402 - the library beside this file, installed or not

PICTURES: Final = ROOT / "docs" / "_generated"

LETTER, LINE, PAD, GAP, EDGE = 7.4, 20, 12, 34, 12


class Ask(NamedTuple):
    """A question: the answer that leads on, and every other answer with its outcome."""

    question: str
    onward: str
    exits: tuple[tuple[str, str], ...]


class Do(NamedTuple):
    """Something that is done, whatever the answers."""

    text: str


class End(NamedTuple):
    """Where the way ends that never left the map."""

    text: str


class Map(NamedTuple):
    """A decision map: what it decides, and its steps from top to bottom."""

    title: str
    steps: tuple[Ask | Do | End, ...]


class Layout(NamedTuple):
    """The measures of a width in pixels: the boxes of the way, those beside it, and whether these stand below."""

    name: str
    width: int
    box: int
    exit_left: int
    is_below: bool


LAYOUTS: Final = (Layout("wide", 700, 380, 476, is_below=False), Layout("narrow", 360, 336, 104, is_below=True))

MAPS: Final[dict[str, Map]] = {
    "parties": Map(
        "Is a child granted an individual budget?",
        (
            Do("The parent hands in one application; the administrator looks up the other proofs."),
            Ask("Does the child have one of the five types of impairment?", "yes", (("no", "Refused, in writing"),)),
            Ask(
                "Has the commission determined a disability?",
                "yes",
                (("no", "Refused; a later model may let the child in"),),
            ),
            Ask("Is the child under {granting.age_below}?", "yes", (("no", "Refused, in writing"),)),
            Do("The decision is taken within {granting.decision_working_days} working days after the application."),
            End("Granted: contract, evaluation, plan, services; a new look after every period."),
        ),
    ),
    "eligibility": Map(
        "May this child take part in the pilot?",
        (
            Ask("Has the commission determined a disability?", "yes", (("no", "Not eligible (E-1)"),)),
            Ask(
                "Was the child evaluated in the deinstitutionalisation project?",
                "yes",
                (("no", "Not eligible (E-2)"),),
            ),
            Ask(
                "Does the child stay under {eligibility.age_below} until the pilot is over?",
                "yes",
                (("no", "Not eligible (E-3)"),),
            ),
            Ask("Is the disability in force on the pilot's first day?", "yes", (("no", "Not eligible (E-4)"),)),
            Ask("Does the child get support from one of two other measures?", "no", (("yes", "Not eligible (E-9)"),)),
            Ask("Is the child declared in a municipality of the pilot?", "yes", (("no", "Not eligible (E-11)"),)),
            Ask("Was every fact known?", "yes", (("no", "Not decided yet: the missing paper is named"),)),
            End("Eligible: the application goes on to the selection."),
        ),
    ),
    "selection": Map(
        "Does this child get a place?",
        (
            Ask("Is the child eligible?", "yes", (("no", "Not on the list; the letter names every reason"),)),
            Do("Targets are set by municipality, age and impairment; what one group cannot fill goes to the others."),
            Ask("Are there more eligible children than the {selection.places} places?", "yes", (("no", "Selected"),)),
            Ask(
                "Can a list that is as near to the targets as any hold a child of this place, age and impairment?",
                "yes",
                (("no", "Waits"),),
            ),
            Ask(
                "Do children who come first (home-schooled, then the earlier application) fill these places?",
                "no",
                (("yes", "Waits"),),
            ),
            End("Selected. Each municipality hears of its own children only."),
        ),
    ),
    "evaluation": Map(
        "How do needs become a signed plan?",
        (
            Do("The parent hands in the papers; social worker and rehabilitation physician set the team."),
            Ask(
                "Does a specialist find signs of violence?",
                "no",
                (("yes", "Police and orphans' court hear by the next working day; the evaluation goes on"),),
            ),
            Do("Opinions, meeting, minutes that every member agrees; the experts rank the services in each area."),
            Do("The parent ranks all of them; the two orders become one."),
            Do("Providers and real prices are agreed: that is the needed amount."),
            Ask(
                "Does the plan cost more than the provisional amount?",
                "no",
                (("yes", "Cut by priority and signed; after stage 3 extended and signed again"),),
            ),
            End("The plan is signed and in force."),
        ),
    ),
    "services": Map(
        "May this service stand in the plan?",
        (
            Ask("Is it on the list?", "yes", (("no", "The ministry's team matches it, adds it or turns it down"),)),
            Ask(
                "Disability determined, contract signed, service named by the team?",
                "yes",
                (("no", "Not in the plan (L-4)"),),
            ),
            Ask(
                "If it is tied to an impairment: does the child have that one?",
                "yes",
                (("no", "Not in the plan (L-5)"),),
            ),
            Ask(
                "If it is a family assistant: are skills missing, or is a parent impaired too?",
                "yes",
                (("no", "Not in the plan (L-6)"),),
            ),
            Ask(
                "Do its hours meet those of a service that it may not meet?",
                "no",
                (("yes", "Move the hours or leave one out (C-2, C-3)"),),
            ),
            Ask(
                "Day care and workshop at most {combinations.weekly_days} days a week, no session twice?",
                "yes",
                (("no", "Take days or sessions out (C-4, C-5)"),),
            ),
            Ask(
                "Is transport at most {combinations.transport_share} % of the budget?",
                "yes",
                (("no", "Only with a recorded reason (C-6)"),),
            ),
            End("It may stand in the plan."),
        ),
    ),
    "prices": Map(
        "What may one unit cost?",
        (
            Ask(
                "Is it dearer than what this provider asks of others, or than its own delegation contract?",
                "no",
                (("yes", "Too dear (U-6, U-7)"), ("unknown", "Said to be unknown; nothing is guessed")),
            ),
            Ask("Is it outside the survey of 2018?", "either way", (("yes", "Pointed out, not refused (U-9)"),)),
            Ask(
                "Is it respite, a day-care centre or an escort?",
                "no",
                (("yes", "At most the price in the regulations (U-2)"),),
            ),
            Ask(
                "Is it a service of the ministry's contracts on vision or hearing?",
                "no",
                (("yes", "At most the price of the contract (U-3)"),),
            ),
            Ask(
                "Is it a group session?",
                "no",
                (("yes", "At most {prices.group_session_ceiling} euro less the transport part (U-4)"),),
            ),
            End("The market price may be agreed (U-5). It holds from its date on."),
        ),
    ),
    "budget": Map(
        "From the common pool to one child's money",
        (
            Do("Stage 1. All recipients share the pool of the period."),
            Ask(
                "Up to {budget.full_share_up_to_age} years old, or with a special-care opinion?",
                "yes: {budget.full_share} %",
                (("no", "The reduced share, {budget.reduced_share} %"),),
            ),
            Do("Stage 2. The plan at real prices: the needed amount."),
            Ask(
                "Is the need above the provisional amount?",
                "yes",
                (("no", "The need is paid in full; the rest joins the surplus"),),
            ),
            Do("Stage 3. The surplus is shared among those who lack money, in proportion to their needs."),
            Ask("Does the final amount reach the need?", "no", (("yes", "The plan is paid in full by the project"),)),
            Do("Stage 4. Benefits, public money and the family's own money are added, each for what it is meant for."),
            End("The total amount: never above the need. What is not covered is written down as unmet."),
        ),
    ),
    "funding": Map(
        "Which money pays for this service? (variant 2, used in the pilot)",
        (
            Do("All money is looked at together, so that none lies idle that could pay for something."),
            Ask(
                "Is there project money that no other service needs more?",
                "no, or not enough",
                (("yes", "The project pays"),),
            ),
            Ask(
                "Is there a benefit for this kind of service (rehabilitation, or transport)?",
                "no, or not enough",
                (("yes", "The benefit pays"),),
            ),
            Ask(
                "Do state or municipality pay for this very service?",
                "no, or not enough",
                (("yes", "Public money pays"),),
            ),
            Ask("Does the family or somebody else add money?", "no, or not enough", (("yes", "Other money pays"),)),
            End("What then remains is unmet need: written down, not paid."),
        ),
    ),
    "receipt": Map(
        "Something happens while the plan runs: what follows?",
        (
            Ask(
                "Was the service received, and confirmed by signature?",
                "yes",
                (
                    ("no, with reason", "The units follow later in the same period"),
                    ("no", "The units are lost; nothing is paid"),
                ),
            ),
            Ask(
                "Has the child's health or a goal changed?",
                "no",
                (("yes", "New evaluation, new plan"),),
            ),
            Ask(
                "Is a service unavailable, harmful or dearer?",
                "no",
                (
                    ("yes", "An equal service, or one that was listed but not funded, takes its place"),
                    ("yes, none fits", "New evaluation, new plan"),
                ),
            ),
            Ask("Does the parent break the contract?", "no", (("yes", "Letter and meeting first; then it may end"),)),
            Ask(
                "Does the child leave the foster family?",
                "no",
                (
                    ("yes, and stays", "In the same municipality: a new contract, the budget goes on"),
                    ("yes, and moves", "The budget ends; the next child takes the place"),
                ),
            ),
            Ask(
                "Does the parent decline, or is there another ground?",
                "no",
                (("yes", "The budget ends; the next child takes the place"),),
            ),
            End("The month is paid for what was received, and the plan goes on."),
        ),
    ),
    "transport": Map(
        "What is paid for a trip to a service?",
        (
            Ask(
                "Did the child travel from home to a service of the plan, or back?",
                "yes",
                (("no", "Not paid; empty trips only for respite, day care and workshop (T-7)"),),
            ),
            Ask("Are all papers there?", "yes", (("no", "Not yet payable; the missing papers are named (T-2)"),)),
            Ask(
                "By private car?",
                "no",
                (("yes", "Kilometres x litres per 100 km x price per litre (T-6)"),),
            ),
            Ask("By rented car?", "no", (("yes", "The rent of days with a trip (T-3)"),)),
            Ask(
                "By public transport?",
                "no",
                (
                    ("yes", "The ticket without commission (T-4)"),
                    ("yes, with the child", "Nothing: they ride free (T-5)"),
                ),
            ),
            End("A bought trip, the municipality's car or needed parking: as billed. All within the limit (C-6)."),
        ),
    ),
    "pilot": Map(
        "How does a person's pay count?",
        (
            Ask("Is there an employment contract?", "yes", (("no", "Not as staff pay"),)),
            Ask(
                "At least {administration.direct_staff_time_share} % of the working time on the project?",
                "yes",
                (("no", "Part of the indirect costs"),),
            ),
            Do("Salary and supplements count, overtime does not."),
            Ask(
                "A social worker with {administration.full_pay_children} children or more?",
                "yes: full pay",
                (("fewer", "Pay in proportion to the children"),),
            ),
            Do("On top a flat {administration.indirect_share} % for indirect costs."),
            Ask(
                "Proofs and cash flow by day {administration.cash_flow_report_day} of the next month?",
                "yes",
                (("no", "The report is late"),),
            ),
            End("The municipality is refunded."),
        ),
    ),
    "surveys": Map(
        "Which questionnaire, and who answers it?",
        (
            Ask(
                "Is the child {surveys.kidscreen_from_age} or older?",
                "yes: KIDSCREEN-52",
                (("no", "Beach Center scale; the parent answers"),),
            ),
            Ask("Is there a mental impairment, alone or among several?", "no", (("yes", "The parent answers"),)),
            Ask("Can the child express an opinion?", "yes", (("no", "The parent answers"),)),
            Ask(
                "Is the child older than {surveys.child_asked_up_to_age}?",
                "yes",
                (("no", "The social worker asks the child, the parent sits by"),),
            ),
            End("The child answers, with help if needed. Any question may be skipped."),
        ),
    ),
    "adults": Map(
        "May this adult take part, and what follows?",
        (
            Ask(
                "Is the person {adults.age_from} or older, with a mental impairment and group I or II?",
                "yes",
                (("no", "Not eligible (W-1)"),),
            ),
            Ask("Declared in one of the ten municipalities?", "yes", (("no", "Not eligible (W-1)"),)),
            Ask(
                "Applied from {adults.applications_from} to {adults.applications_to}?",
                "yes",
                (("no", "Not eligible (W-2)"),),
            ),
            Ask("Are the application and the proof handed in?", "yes", (("no", "Not eligible (W-9)"),)),
            Ask(
                "Among the first {adults.places_per_municipality} of the municipality?",
                "yes",
                (("no", "Waits, in the order of applications"),),
            ),
            Do("The plan is made with the person, who ranks the services and chooses the providers."),
            End("Services for {pilot.months} months, with a support person for decisions where needed."),
        ),
    ),
}


def draw(into: Path = PICTURES) -> None:
    """Writes all maps in both widths."""
    into.mkdir(parents=True, exist_ok=True)
    for name in MAPS:
        for layout in LAYOUTS:
            (into / f"map-{name}-{layout.name}.svg").write_text(picture(name, layout), encoding="utf-8", newline="\n")


def filled(text: str) -> str:
    """``text`` with the edition's figures in the place of their paths; others raise `KeyError` or `AttributeError`."""
    rules = edition("children-pilot-2018")
    groups = {figure.path.partition(".")[0] for figure in rules.figures()}
    return text.format(**{group: getattr(rules, group) for group in groups})


def in_words(name: str) -> str:
    """What the map called ``name`` shows, as text for those who do not see it."""
    said = [f"Decision map. {_sentence(MAPS[name].title)}"]
    for step in MAPS[name].steps:
        if isinstance(step, Ask):
            others = " ".join(f"{_sentence(f'If {answer}: {outcome}')}" for answer, outcome in step.exits)
            said.append(f"{step.question} {others} {_sentence(f'If {step.onward}: go on')}")
        else:
            said.append(_sentence(step.text))
    return filled(" ".join(said))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", ")")) else text + "."


def picture(name: str, layout: Layout) -> str:
    """The map called ``name`` in the measures of ``layout``."""
    body: list[str] = []
    top = EDGE
    steps = MAPS[name].steps
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        drawn, bottom = _step(step, top, layout)
        body += drawn
        if following is not None:
            onward = filled(step.onward) if isinstance(step, Ask) else ""
            body += _arrow_down(_box_bottom(step, top, layout) if layout.is_below else bottom, bottom, onward)
            top = bottom + GAP
    title = escape(filled(MAPS[name].title))
    return SVG.format(width=layout.width, height=bottom + EDGE, title=title, body="\n".join(body))


def _box_bottom(step: Ask | Do | End, top: int, layout: Layout) -> int:
    return top + _height(_lines(_text(step), layout.box))


def _step(step: Ask | Do | End, top: int, layout: Layout) -> tuple[list[str], int]:
    """The drawing of a step from ``top`` on, and where it ends."""
    lines = _lines(_text(step), layout.box)
    if not isinstance(step, Ask):
        kind = "do" if isinstance(step, Do) else "end"
        return _box(kind, lines, (EDGE, top, layout.box, _height(lines))), top + _height(lines)
    wide = layout.width - EDGE - layout.exit_left
    outcomes = [(filled(answer), _lines(filled(outcome), wide)) for answer, outcome in step.exits]
    start = top + _height(lines) + PAD if layout.is_below else top
    drawn, at = [], start
    for answer, outcome in outcomes:
        high = max(_height(outcome), _height(_lines(answer, layout.exit_left - EDGE - 20)) if answer else 0)
        drawn += _box("outcome", outcome, (layout.exit_left, at, wide, high))
        drawn += _arrow_aside(answer, at + high // 2, layout)
        at += high + PAD
    ends = at - PAD
    high = _height(lines) if layout.is_below else max(_height(lines), ends - top)
    drawn += _box("ask", lines, (EDGE, top, layout.box, high))
    return drawn, max(ends, top + high)


def _text(step: Ask | Do | End) -> str:
    return filled(step.question if isinstance(step, Ask) else step.text)


def _lines(text: str, width: int) -> list[str]:
    return wrap(text, int((width - 2 * PAD) / LETTER), break_long_words=False, break_on_hyphens=False)


def _height(lines: list[str]) -> int:
    return LINE * len(lines) + 2 * PAD - 6


def _box(kind: str, lines: list[str], place: tuple[int, int, int, int]) -> list[str]:
    left, top, width, height = place
    round_by = 4 if kind == "ask" else 16
    first = top + (height - LINE * len(lines)) // 2 + 15
    rows = [
        f'<text class="{kind}" x="{left + PAD}" y="{first + LINE * number}">{escape(row)}</text>'
        for number, row in enumerate(lines)
    ]
    return [
        f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="{round_by}"/>',
        *rows,
    ]


def _arrow_aside(answer: str, y: int, layout: Layout) -> list[str]:
    """From the way to an outcome beside it, with the answer that leads there on the line."""
    left = EDGE + 14 if layout.is_below else EDGE + layout.box
    rows = wrap(answer, max(8, int((layout.exit_left - left - 12) / 7)), break_on_hyphens=False)
    above = y - 6 - 15 * (len(rows) - 1)
    texts = [
        f'<text class="answer" x="{left + 7}" y="{above + 15 * number}">{escape(row)}</text>'
        for number, row in enumerate(rows)
    ]
    return [f'<path class="edge" d="M{left},{y} L{layout.exit_left},{y}"/>', *texts]


def _arrow_down(start: int, bottom: int, answer: str) -> list[str]:
    """From a step to the next one, past the outcomes below it if there are any."""
    x = EDGE + 14
    text = f'<text class="answer" x="{x + 10}" y="{bottom + GAP - 11}">{escape(answer)}</text>'
    return [f'<path class="edge" d="M{x},{start} L{x},{bottom + GAP}"/>', text]


SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">
<title>{title}</title>
<style>
rect {{ fill: #fff; stroke: #333; stroke-width: 1.2; }}
rect.ask {{ stroke: #8a1538; stroke-width: 2; }}
rect.do {{ fill: #f0f0f0; stroke: #999; }}
rect.outcome {{ stroke-dasharray: 5 3; }}
rect.end {{ fill: #8a1538; stroke: #8a1538; }}
rect.ground {{ stroke: none; }}
path.edge {{ fill: none; stroke: #555; stroke-width: 1.4; marker-end: url(#tip); }}
text {{ font-family: "Helvetica Neue", Arial, "Liberation Sans", sans-serif; font-size: 15px; fill: #222; }}
text.ask {{ font-weight: 600; }}
text.end {{ fill: #fff; font-weight: 600; }}
text.answer {{ font-size: 13px; fill: #8a1538; font-weight: 600; }}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0,0 L8,4 L0,8 z" fill="#555"/></marker></defs>
<rect class="ground" width="{width}" height="{height}"/>
{body}
</svg>
"""


if __name__ == "__main__":
    draw()
