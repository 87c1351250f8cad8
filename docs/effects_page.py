"""The page of the handbook that shows `effects`: a short table, then a section for each interpretation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from effects import EXAMPLE_AMOUNT, FLAVOURS, Effect, asked, data, effects, plans  # beside this file

from ibmodel.interpretations import INTERPRETATIONS, Interpretation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["NOTES", "PAGE", "fill", "page_text", "setup"]

#: The page, and what stands in it for the effects.
PAGE: Final = "handbook/interpretations-effects"
_PLACE: Final = "<!-- effects -->"


def _forwarding() -> str:
    closed = max(row["received"] for row in data("applications-ample")["applicants"])[:10]
    days = [
        asked("eligibility.deadlines", {"I-5": name}, application_closed=closed)["forward_by"]
        for name in ("text", "figure")
    ]
    return (
        f"A date. If applications close on {closed}, they are forwarded by {days[0]}; under `figure` by {days[1]}. No "
        "amount depends on it."
    )


def _same_minute() -> int:
    pairs = 0
    for flavour in FLAVOURS:
        seen: dict[tuple[str, str], int] = {}
        for row in data(f"applications-{flavour}")["applicants"]:
            key = row["municipality"], row["received"]
            pairs += seen.get(key, 0)
            seen[key] = seen.get(key, 0) + 1
    return pairs


def _leap_days() -> str:
    born = [date.fromisoformat(case["born"]) for case in data("pilot-2018-synthetic")["cases"]]
    return str(sum((day.month, day.day) == (2, 29) for day in born) or "None")


def _weekly() -> str:
    services = ("day_care_centre", "specialised_workshop")
    return str(sum(any(line.service in services for line in plan.lines) for plan in plans()) or "No")


def _fuel() -> str:
    trip = {
        "means": "private",
        "trips": [{"date": "2018-10-01", "km": "100", "purpose": "service", "service": "physiotherapist"}],
        "consumption_per_100km": "8",
        "price_per_litre": "1.30",
        "fuel_receipts": "9.00",
        "proofs": ["route_sheet", "fuel_receipt"],
    }
    amounts = [asked("transport.cost", {"I-29": name}, **trip)["eligible"] for name in ("computed", "lower_of_both")]
    return f"100 km with receipts for 9.00 euro cost {amounts[0]} euro as computed, {amounts[1]} as the lower of both."


#: What the figures do not say by themselves, or why there are none.
NOTES: Final[dict[str, Callable[[], str]]] = {
    "I-1": lambda: (
        f"`fixed_amount` needs an amount per recipient; here it is {EXAMPLE_AMOUNT} euro, and with another amount all "
        "figures are others. The money that it leaves in reserve in stage 1 is shared out in stage 3."
    ),
    "I-2": lambda: "The surplus is the same; others get it.",
    "I-3": lambda: "A matter of single cents.",
    "I-4": lambda: "In each set of applications, one child comes of age on the pilot's last day.",
    "I-5": _forwarding,
    "I-7": lambda: (
        "It can be named in a request, but has one reading so far. Decides who takes part; no amount depends on it."
    ),
    "I-8": lambda: (
        f"Decides who takes part. In the three sets of applications, {_same_minute()} pairs of the same municipality "
        "were received in the same minute. No amount depends on it."
    ),
    "I-9": lambda: "If the first one selected of every municipality leaves: who gets the free places?",
    "I-11": lambda: (
        "There is no other reading, but the weights are figures that a reform can change. With all the weight on one "
        "side, another order of services would be paid for."
    ),
    "I-13": lambda: (
        "No plan of the cohort has a service that is tied to a type which the child's may or may not include."
    ),
    "I-14": lambda: (
        "No plan of the cohort has two of the services that rules C-2 and C-3 keep apart with units in the same month. "
        "In a plan that has, it decides whether their hours are asked for at all."
    ),
    "I-15": lambda: "The cohort's transport was made to stay within a tenth of the need.",
    "I-16": lambda: f"{_leap_days()} of the 100 were born on 29 February, so no amount of the cohort depends on it.",
    "I-17": lambda: "Decides on dates; no amount depends on it.",
    "I-18": lambda: "Decides on dates; no amount depends on it.",
    "I-19": lambda: (
        f"Decides whether a plan may hold both services. {_weekly()} plans of the cohort have one of them, so no "
        "amount depends on it."
    ),
    "I-20": lambda: "The decision is that the amount stays the same, whenever plan 1 starts.",
    "I-21": lambda: "The cohort carries nothing over from a period before, so none of its amounts depends on it.",
    "I-22": lambda: "Decides on dates; no amount depends on it.",
    "I-23": lambda: (
        "With what the applications say of how long the disability is in force; where they leave it open, the plan "
        "changes from allowed to undecided, which moves no amount."
    ),
    "I-24": lambda: "Asked in variants 2 and 3 only.",
    "I-25": lambda: (
        "Under `figure` nothing is signed until the final amount is known where the need is greater than the "
        "provisional amount: these recipients wait longer, and get the same amounts in the end."
    ),
    "I-26": lambda: "No plan of the cohort has a day-care centre, whose sessions this is about.",
    "I-27": lambda: "The cohort's plans have transport of the child only.",
    "I-28": lambda: (
        "Decides in which months units are made up, not how many or at what price; no amount depends on it."
    ),
    "I-29": lambda: (
        "Matters only where a private car's fuel is settled and the receipts are lower than the fuel as computed. The "
        f"cohort's plans buy transport by the trip. An example: {_fuel()}"
    ),
    "I-31": lambda: "Decides who takes part; no amount depends on it.",
    "I-32": lambda: "Decides how questionnaires are grouped; no amount depends on it.",
    "I-33": lambda: "Decides who takes part in the adults' pilot; no amount depends on it.",
}


# -- the page -----------------------------------------------------------------------------------------------------


def page_text() -> str:
    """All interpretations with their effects as Markdown: a short table, then a section for each."""
    found = INTERPRETATIONS.values()
    rows = [[f"[{each.id}](#effect-{each.id.lower()})", each.en, *_in_short(each)] for each in found]
    return (
        _table(["", "Question", "Another total amount for up to", "By up to, euro"], rows)
        + "\n"
        + "\n".join(map(_section, found))
    )


def _in_short(found: Interpretation) -> list[str]:
    """For how many at most the total amount changes, and by how much; or what changes instead."""
    measured = effects()[found.id]
    if not found.switchable:
        return ["fixed", ""]
    totals = [effect for effect in measured if effect.compared.startswith("total")]
    most = max(totals, key=_weight, default=None)
    if most is not None and most.changed:
        return [f"{most.changed} of {most.whole} {most.kind}", str(most.greatest)]
    others = max(measured, key=_weight, default=None)
    if others is None or not others.changed:
        return ["nobody", ""]
    by = "" if others.greatest is None else str(others.greatest)
    return [f"nobody, but for {others.changed} of {others.whole} {others.kind}: {others.compared}", by]


def _weight(effect: Effect) -> tuple[int, int]:
    return effect.changed, 0 if effect.greatest is None else effect.greatest.cents


def _section(found: Interpretation) -> str:
    measured = effects()[found.id]
    readings = "; ".join(f"`{reading.name}`: {reading.en}" for reading in found.readings)
    taken = (
        f"Readings, the default first: {readings}." if len(found.readings) > 1 else f"Decided: {found.readings[0].en}."
    )
    parts = [
        f"(effect-{found.id.lower()})=\n## {found.id} {found.en}",
        f"{taken} ([why](#reading-{found.id.lower()}))",
    ]
    if found.id in NOTES:
        parts.append(NOTES[found.id]())
    if measured:
        heads = ["Instead", "Compared", "Changes for", "Greatest difference", "More, in all", "Less, in all"]
        parts.append(_table(heads, [_row(effect) for effect in measured], 3))
    return "\n\n".join(parts) + "\n"


def _row(effect: Effect) -> list[str]:
    amounts = ["–" if amount is None else str(amount) for amount in (effect.greatest, effect.more, effect.less)]
    name = effect.reading if " " in effect.reading else f"`{effect.reading}`"
    return [name, effect.compared, f"{effect.changed} of {effect.whole} {effect.kind}", *amounts]


def _table(heads: list[str], rows: list[list[str]], numbers: int = 0) -> str:
    """A table whose last ``numbers`` columns stand on the right."""
    align = ["---"] * (len(heads) - numbers) + ["--:"] * numbers
    return "".join(f"| {' | '.join(row)} |\n" for row in [heads, align, *rows])


def fill(app: Sphinx, docname: str, source: list[str]) -> None:
    """Puts the effects into their page before it is read."""
    if docname == PAGE:
        source[0] = source[0].replace(_PLACE, page_text())


def setup(app: Sphinx) -> dict[str, bool]:
    """Makes the hook known."""
    app.connect("source-read", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
