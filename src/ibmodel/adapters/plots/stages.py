"""What becomes of the money for services, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import altair as alt

from ibmodel.adapters.plots.amounts import Unit, euro, unit_for
from ibmodel.adapters.plots.drawing import Panel, Step, framed, panels_of_steps
from ibmodel.adapters.plots.facts import about, check_outcomes
from ibmodel.adapters.plots.words import check_language, word
from ibmodel.population import Outcome

__all__ = ["pool_use"]

_OPTIONAL: Final = ("carried", "ungranted")


def pool_use(
    outcomes: Outcome | Sequence[Outcome] | Mapping[str, Outcome], lang: str = "en", *, synthetic: bool | None = None
) -> alt.HConcatChart:
    """What becomes of the pool: granted, kept or released, given out again, left in reserve, paid by the project.

    Several outcomes, of one cohort or of several, stand side by side; a mapping gives them names. Without names they
    are called by their parameters or their variants, whichever differ, else by number. Raises `BadType` for what is
    no outcome, `BadValue` at ``/lang``, `TooLarge` for more outcomes than `ibmodel.adapters.plots.drawing.MOST_PANELS`.
    """
    check_language(lang)
    named = _named(outcomes, lang)
    amounts = [_amounts(outcome) for outcome in named.values()]
    unit = unit_for(max(end for each in amounts for _, end in each.values()))
    left_out = [name for name in _OPTIONAL if all(start == end for start, end in (each[name] for each in amounts))]
    panels = [
        Panel(name, tuple(_steps({key: each[key] for key in each if key not in left_out}, unit, lang)))
        for name, each in zip(named, amounts, strict=True)
    ]
    subtitle = about(list(named.values()), lang, synthetic=synthetic)
    return framed(panels_of_steps(panels, unit, lang), word("pool_title", lang), [subtitle])


def _named(outcomes: Outcome | Sequence[Outcome] | Mapping[str, Outcome], language: str) -> dict[str, Outcome]:
    if isinstance(outcomes, Outcome):
        return {"": outcomes}
    several = list(outcomes.values()) if isinstance(outcomes, Mapping) else outcomes
    check_outcomes(several)
    if isinstance(outcomes, Mapping):
        return dict(outcomes)
    editions = [outcome.parameters.name for outcome in several]
    variants = [word("variant_name", language, variant=outcome.variant) for outcome in several]
    for names in (editions, variants):
        if len(set(names)) == len(several):
            return dict(zip(names, several, strict=True))
    return {str(number): outcome for number, outcome in enumerate(several, start=1)}


def _amounts(outcome: Outcome) -> dict[str, tuple[int, int]]:
    """From which cent of all the money to which each step reaches: what is kept stands first, what is carried in last.

    The surplus is what is released, what is not granted and what is carried in (B-5).
    """
    asked, summary = outcome.question, outcome.summary
    provisional, kept, final = summary.provisional, summary.kept, summary.final
    everything = asked.pool + asked.reserve + asked.underspent
    return {
        "pool": (0, asked.pool),
        "carried": (asked.pool, everything),
        "provisional": (0, provisional),
        "ungranted": (provisional, asked.pool),
        "kept": (0, kept),
        "released": (kept, provisional),
        "surplus": (kept, everything),
        "distributed": (kept, final),
        "reserve": (final, everything),
        "final": (0, final),
        "used": (0, summary.project),
    }


#: How each step looks, and with which step a line connects its beginning.
_LOOK: Final[dict[str, tuple[str, str | None]]] = {
    "pool": ("whole", None),
    "carried": ("other", "pool"),
    "provisional": ("whole", None),
    "ungranted": ("other", "provisional"),
    "kept": ("project", None),
    "released": ("public", "kept"),
    "surplus": ("public", "released"),
    "distributed": ("benefits", "surplus"),
    "reserve": ("gap", "distributed"),
    "final": ("project", None),
    "used": ("project", None),
}


def _steps(amounts: dict[str, tuple[int, int]], unit: Unit, language: str) -> Iterator[Step]:
    for name, (start, end) in amounts.items():
        look, after = _LOOK[name]
        link = None if after is None else word(after, language)
        text, exact = unit.text(end - start, language), euro(end - start, language)
        yield Step(word(name, language), look, start, end, text, exact, link, start)
