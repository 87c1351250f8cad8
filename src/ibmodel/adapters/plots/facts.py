"""What the pictures say of the outcomes behind them: under which figures they were made, for how many people."""

from __future__ import annotations

from collections.abc import Sequence

from ibmodel.adapters.plots.amounts import whole
from ibmodel.adapters.plots.words import counted, word
from ibmodel.errors import BadType, pointer, shown
from ibmodel.population import Outcome

__all__ = ["about", "check_outcomes", "many", "origin"]


def check_outcomes(outcomes: object) -> None:
    """Raises `BadType` for anything but a sequence of one or more outcomes."""
    if not isinstance(outcomes, Sequence) or not outcomes:
        raise BadType(f"expected one or more outcomes, got {shown(outcomes)}", "/outcomes")
    for place, outcome in enumerate(outcomes):
        if type(outcome) is not Outcome:
            raise BadType(f"expected an outcome, got {shown(outcome)}", pointer("outcomes", place))


def many(people: int, language: str) -> str:
    """A number of people, with the word that agrees with it."""
    return counted(people, whole(people, language), language)


def origin(language: str, *, synthetic: bool | None) -> list[str]:
    """Whether the people exist, if that is known."""
    return [] if synthetic is None else [word("synthetic" if synthetic else "recorded", language)]


def about(outcomes: Sequence[Outcome], language: str, *, synthetic: bool | None, variants: bool = True) -> str:
    """Under which figures and variants the outcomes were made, for how many people, and whether those exist."""
    facts = [outcome.parameters.name for outcome in outcomes]
    if variants:
        facts += [word("variant", language, variant=outcome.variant) for outcome in outcomes]
    facts += [many(outcome.summary.people, language) for outcome in outcomes]
    return " · ".join(dict.fromkeys([*facts, *origin(language, synthetic=synthetic)]))
