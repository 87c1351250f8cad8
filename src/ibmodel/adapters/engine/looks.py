"""What each pass finds in one part of a table, where the part is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import add
from typing import Any, Final, TypeVar, cast

import attrs
import numpy as np

from ibmodel.adapters.engine.passes import Given, names_of
from ibmodel.errors import Inconsistent, pointer
from ibmodel.money import Share
from ibmodel.population import Cohort, Outcome, Summary
from ibmodel.population.question import Question
from ibmodel.population.shares import Classes, Codes, facts_of
from ibmodel.population.simulation import Surplus, rows_of
from ibmodel.population.sources import Order
from ibmodel.population.summary import summary_of
from ibmodel.population.surplus import Needs, Sorted, check_ratio
from ibmodel.population.tally import Claim, Tally, Window, total

__all__ = [
    "CHANGED",
    "Census",
    "PartOutcome",
    "Plan",
    "Sounding",
    "amounts",
    "answered",
    "census",
    "explained",
    "sounding",
]

#: What is said of parts that are not what they were.
CHANGED: Final = "expected parts that are the same whenever they are read, got other rows"

R = TypeVar("R")

_KINDS: Final = {"U": "text", "i": "whole numbers", "u": "whole numbers", "b": "booleans"}
_UNKNOWN: Final = ""


@attrs.frozen
class Census:
    """What the first pass finds: how many rows the parts have, the needs of each share, what the columns hold."""

    rows: tuple[int, ...]
    needs: Mapping[Share, Needs]
    columns: Mapping[str, str]

    def __add__(self, later: Census) -> Census:
        """Both together; raises `Inconsistent` where the columns of ``later``, which follows, are others."""
        for name in [name for name in self.columns if name not in later.columns]:
            raise Inconsistent(f"expected a column {name!a} as in the rows before", pointer(name, 0))
        for name in [name for name in later.columns if name not in self.columns]:
            raise Inconsistent(f"expected no column {name!a}, as in the rows before", pointer(name, 0))
        for name, kind in later.columns.items():
            known = self.columns[name]
            if kind != known and _UNKNOWN not in (kind, known):
                raise Inconsistent(f"expected {known} as in the rows before, got {kind}", pointer(name, 0))
        shares = {*self.needs, *later.needs}
        needs = {share: self.needs.get(share, Needs()) + later.needs.get(share, Needs()) for share in shares}
        columns = {name: kind or later.columns[name] for name, kind in self.columns.items()}
        return Census(self.rows + later.rows, needs, columns)


@attrs.frozen
class Plan:
    """What every pass after the first knows: the question but for its cohort, and the classes by share."""

    question: Callable[[Cohort], Question]
    shares: tuple[Share, ...]
    amounts: tuple[int, ...]

    def classes(self, cohort: Cohort) -> Classes:
        """The class of every row; raises `Inconsistent` for a share that nobody had when people were counted."""
        facts = facts_of(cohort, self.question(cohort).parameters)
        if not set(facts.shares) <= set(self.shares):
            raise Inconsistent(CHANGED, "/partitions")
        places = np.array([self.shares.index(share) for share in facts.shares], dtype=np.uint8)
        return Classes(self.amounts, places[facts.codes], 0)


@attrs.frozen(eq=False)
class PartOutcome:
    """What everyone in one part gets: the part's ``place`` among the parts, its ``first_row`` in the whole table.

    The rows of ``outcome`` are those of the whole table, to the cent. Of its other numbers, ``pool`` is that of the
    whole table; ``surplus`` and ``distributed`` are what these people got of the surplus, and ``reserve`` is 0.
    """

    place: int
    first_row: int
    outcome: Outcome


def census(given: Given, question: Callable[[Cohort], Question]) -> Census:
    """Counts a part, checked: people and needs by share. Rules: B-1."""
    if not isinstance(given, Cohort):
        return Census((0,), {}, dict.fromkeys(names_of(given), _UNKNOWN))
    asked = question(given)
    labels = ("id", *given.groups)
    kinds = {name: _KINDS[given[name].dtype.kind] if name in labels else _UNKNOWN for name in given.names}
    facts = facts_of(given, asked.parameters)
    Order.under(asked.variant, asked.parameters, given)  # what it refuses, it refuses before any work
    needs = _sorted(given, facts.codes, len(facts.shares)).needs()
    return Census((len(given),), dict(zip(facts.shares, needs, strict=True)), kinds)


def _sorted(cohort: Cohort, codes: Codes, classes: int) -> Sorted:
    return Sorted.of(cohort, codes, classes, np.empty_like(cohort["needed"]))


@attrs.frozen(eq=False)
class Sounding:
    """What a pass of the search for the level finds, and the needs of each class, which must be those of the census."""

    needs: tuple[Needs, ...]
    tally: Tally

    def __add__(self, other: Sounding) -> Sounding:
        return Sounding(tuple(map(add, self.needs, other.needs)), self.tally + other.tally)


def sounding(
    given: Given, plan: Plan, claims: Sequence[Claim], windows: Sequence[Window], most: int
) -> Sounding | None:
    """One pass of the search for the level of stage 3."""
    if not isinstance(given, Cohort):
        return None
    classes = plan.classes(given)
    check_ratio(given, classes.codes, classes.amounts, plan.question(given).parameters)
    needs = _sorted(given, classes.codes, len(classes.amounts))
    return Sounding(needs.needs(), needs.tally(claims, windows, most))


def answered(plan: Plan, surplus: Surplus, cohort: Cohort) -> Outcome:
    """What everyone in a part gets, where the surplus of the whole table is known."""
    return rows_of(plan.question(cohort), plan.classes(cohort), surplus)


def amounts(  # noqa: PLR0913, PLR0917 - which part, and what to do with it
    given: Given,
    plan: Plan,
    surplus: Surplus,
    function: Callable[[PartOutcome], R],
    place: int,
    first_row: int,
    rows: int,
) -> tuple[Summary, R] | None:
    """What everyone in a part gets, summed up, and what ``function`` makes of it."""
    _check_rows(given, place, rows)
    if not isinstance(given, Cohort):
        return None
    outcome = answered(plan, attrs.evolve(surplus, kept=0), given)
    got = outcome.distributed - _kept(given, outcome)
    outcome = attrs.evolve(outcome, surplus=got, distributed=got, reserve=0)
    summary = attrs.evolve(summary_of(outcome), surplus=None, reserve=None)
    return summary, function(PartOutcome(place, first_row, outcome))


def _kept(cohort: Cohort, outcome: Outcome) -> int:
    """What the people of a part keep of their provisional amounts. Rules: B-4."""
    kept = np.minimum(cohort["needed"], outcome.provisional)
    return total(kept, cohort["weight"]) if "weight" in cohort else total(kept)


def explained(  # noqa: PLR0913, PLR0917 - which row, and how
    given: Given, plan: Plan, surplus: Surplus, place: int, rows: int, row: int, name: str, lang: str
) -> tuple[str, ...]:
    """Why one row of a part gets what it gets; ``name`` is what it is called if it has no identifier."""
    _check_rows(given, place, rows)
    cohort = cast(Cohort, given)
    one: dict[str, Any] = {column: cohort[column][row : row + 1] for column in cohort.names}
    alone = Cohort(**({"id": [name]} | one))
    return answered(plan, surplus, alone).explain(0, lang)


def _check_rows(given: Given, place: int, rows: int) -> None:
    """Raises `Inconsistent` if a part has not as many rows as it had when it was counted."""
    now = len(given) if isinstance(given, Cohort) else 0
    if now != rows:
        raise Inconsistent(f"expected part {place} to have {rows} rows as before, got {now}", "/partitions")
