"""What a reform does to a cohort: who gains and who loses, what becomes of the pool, how unequal the cover is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import add
from typing import ClassVar

import attrs
import numpy as np

from ibmodel.errors import BadType, Inconsistent, shown
from ibmodel.explain import LANGUAGES
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.population.columns import Cohort, Whole
from ibmodel.population.grouping import Grouping, Parts, deciles_of, grouping_of
from ibmodel.population.inequality import Inequality, inequality_of
from ibmodel.population.outcome import Outcome
from ibmodel.population.question import Question, question
from ibmodel.population.record import Record
from ibmodel.population.shown import effects_shown
from ibmodel.population.simulation import answer
from ibmodel.population.summary import Summary

__all__ = ["Change", "ReformEffects", "amounts_where_asked", "compare"]


@attrs.frozen
class Change:
    """How the total amounts of some people change: whole cents, weights counted, of any size.

    ``before`` and ``after`` are their total amounts under the baseline and under the reform; ``gained`` is what the
    ``winners`` get more, ``lost`` what the ``losers`` get less.
    """

    people: int
    needed: int
    before: int
    after: int
    winners: int
    losers: int
    gained: int
    lost: int

    #: The names of all numbers, those that follow from others included.
    NUMBERS: ClassVar = (
        *("people", "needed", "before", "after", "winners", "losers", "unchanged"),
        *("gained", "lost", "net"),
    )

    @property
    def unchanged(self) -> int:
        """How many people get the same."""
        return self.people - self.winners - self.losers

    @property
    def net(self) -> int:
        """What all of them get more, or, below zero, less."""
        return self.gained - self.lost

    def __add__(self, other: Change) -> Change:
        """The changes of other people, too."""
        return Change(*map(add, attrs.astuple(self), attrs.astuple(other)))

    def numbers(self) -> dict[str, int]:
        """Every number by its name."""
        return {name: getattr(self, name) for name in self.NUMBERS}


@attrs.frozen(eq=False, repr=False, slots=False)
class ReformEffects:
    """Two answers for one cohort, that of a baseline and that of a reform, and what is between them.

    Raises `BadType` for anything but two outcomes, `Inconsistent` for outcomes of two cohorts.
    """

    baseline: Outcome
    reform: Outcome

    def __attrs_post_init__(self) -> None:
        for name, outcome in (("/baseline", self.baseline), ("/reform", self.reform)):
            if type(outcome) is not Outcome:
                raise BadType(f"expected an outcome, got {shown(outcome)}", name)
        if self.baseline.cohort is not self.reform.cohort:
            raise Inconsistent("expected two outcomes of one cohort, got those of two", "/reform")

    @property
    def cohort(self) -> Cohort:
        """Who is concerned."""
        return self.baseline.cohort

    @cached_property
    def change(self) -> Whole:
        """What one person of each row gets more in total under the reform, or, below zero, less: whole cents."""
        change: Whole = self.reform.total - self.baseline.total
        change.flags.writeable = False
        return change

    @cached_property
    def overall(self) -> Change:
        """Winners and losers among all people."""
        everybody = Grouping("", ("",), np.zeros(len(self.cohort), dtype=np.intp))
        return self._changes(everybody)[""]

    @cached_property
    def summaries(self) -> tuple[Summary, Summary]:
        """What everybody gets together, and what becomes of the pool, under the baseline and under the reform."""
        return self.baseline.summary, self.reform.summary

    @cached_property
    def inequality(self) -> tuple[Inequality, Inequality]:
        """How unequally the needs are covered, under the baseline and under the reform."""
        needed, weights = self.cohort["needed"], self.cohort.weights
        return inequality_of(needed, self.baseline.total, weights), inequality_of(needed, self.reform.total, weights)

    @cached_property
    def records(self) -> tuple[Record, Record]:
        """The records of both answers, for `ibmodel.population.verify`."""
        return self.baseline.record, self.reform.record

    def by(self, name: str) -> Parts[Change]:
        """Winners and losers by a group column, or by ``age`` or ``special_care``, labels in ascending order.

        Raises `BadType` or `BadValue` at ``/by`` for a name that is none of these.
        """
        return self._changes(grouping_of(self.cohort, name))

    def by_decile(self) -> Parts[Change]:
        """Winners and losers by decile of need, 1 for the smallest needs to 10 for the greatest.

        Those who need the same are in one decile: see `ibmodel.population.grouping.deciles_of`.
        """
        return self._changes(deciles_of(self.cohort))

    def _changes(self, grouping: Grouping) -> Parts[Change]:
        weights, change = self.cohort.weights, self.change
        sums = zip(
            grouping.counts(np.ones(len(change), dtype=np.bool_), weights),
            grouping.sums(self.cohort["needed"], weights),
            grouping.sums(self.baseline.total, weights),
            grouping.sums(self.reform.total, weights),
            grouping.counts(change > 0, weights),
            grouping.counts(change < 0, weights),
            grouping.sums(np.maximum(change, 0), weights),
            grouping.sums(np.maximum(-change, 0), weights),
            strict=True,
        )
        return Parts(grouping.name, {label: Change(*of) for label, of in zip(grouping.labels, sums, strict=True)})

    def html(self, lang: str = LANGUAGES[0]) -> str:
        """The stages under both, and winners and losers by decile of need, in English (``en``) or Latvian (``lv``)."""
        return effects_shown(self, lang)

    def _repr_html_(self) -> str:
        return self.html()

    def __repr__(self) -> str:
        return f"<Effects of {self.reform.parameters.name!r} beside {self.baseline.parameters.name!r}>"


def compare(  # noqa: PLR0913 - one for each part of the two questions
    cohort: Cohort,
    baseline: Parameters,
    reform: Parameters,
    *,
    pool: Money | int,
    variant: int | None = None,
    readings: Mapping[str, str] | None = None,
    reserve: Money | int = 0,
    underspent: Money | int = 0,
    amount: Money | int | None = None,
) -> ReformEffects:
    """Who would gain and who would lose if ``reform`` took the place of ``baseline``?

    The two may differ in edition, figures (the adopted funding variant among them) and readings; neither can touch the
    other. All else is the same for both and as for `ibmodel.population.simulate`: ``variant`` and ``readings``, if
    given, hold for both; ``amount`` is that of the one, or both, under the reading ``fixed_amount`` of I-1. The errors
    are those of `ibmodel.population.simulate`. Rules: F-8; source M II.3.3, tables 3 to 5.

    >>> from ibmodel import edition
    >>> cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00, 1000_00])
    >>> pilot = edition("children-pilot-2018")
    >>> reform = pilot.reform("reduced share of 80", {"budget.reduced_share": "80"})
    >>> effects = compare(cohort, pilot, reform, pool=1700_00)
    >>> effects.change.tolist(), effects.overall.winners, effects.overall.lost
    ([-5556, 5555], 1, 5556)
    """
    asked = [
        question(cohort, pool, parameters, variant, readings, reserve=reserve, underspent=underspent, amount=amount)
        for parameters in (baseline, reform)
    ]
    return ReformEffects(*map(answer, amounts_where_asked(asked)))


def amounts_where_asked(asked: Sequence[Question]) -> list[Question]:
    """The questions with their ``amount`` only where the reading ``fixed_amount`` of I-1 asks for it.

    If it does nowhere, they stay as they are, and their answers are errors.
    """
    fixed = [each.parameters.reading("I-1") == "fixed_amount" for each in asked]
    if not any(fixed):
        return list(asked)
    return [each if wanted else attrs.evolve(each, amount=None) for each, wanted in zip(asked, fixed, strict=True)]
