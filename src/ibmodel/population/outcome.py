"""What `ibmodel.population.simulate` answers: columns of whole cents, their sums, and why each row is as it is."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.case import Benefits, Funding, FundingLine, Need
from ibmodel.decisions import Reason
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.explain import LANGUAGES, sentences
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.population.columns import Cohort, Whole
from ibmodel.population.grouping import Parts, grouping_of
from ibmodel.population.question import Question
from ibmodel.population.record import Record, record_of
from ibmodel.population.shown import outcome_shown
from ibmodel.population.sources import against_before
from ibmodel.population.summary import Summary, summaries_of, summary_of
from ibmodel.rules.budget import FinalAmount, why_amount, why_share
from ibmodel.rules.funding import compute_total

__all__ = ["Outcome"]


@attrs.frozen(eq=False, repr=False, slots=False)
class Outcome:
    """What every row gets, from which money: arrays of whole cents for one person of the row, read-only.

    ``provisional``, ``final`` and ``total`` are the amounts of stages 1, 3 and 4; ``project``, ``benefits``,
    ``public`` and ``other`` add up to ``total``. ``surplus`` = ``distributed`` + ``reserve``, whole cents of all
    people together: the final amounts and ``reserve`` are the pool and what was carried in, to the cent.
    """

    question: Question
    provisional: Whole
    final: Whole
    total: Whole
    project: Whole
    benefits: Whole
    public: Whole
    other: Whole
    surplus: int
    distributed: int
    reserve: int

    @property
    def cohort(self) -> Cohort:
        """Who was asked about."""
        return self.question.cohort

    @property
    def parameters(self) -> Parameters:
        """The figures and readings."""
        return self.question.parameters

    @property
    def variant(self) -> int:
        """The funding variant."""
        return self.question.variant

    @property
    def pool(self) -> int:
        """The money for services in the period (kopējais finansējums), whole cents."""
        return self.question.pool

    @cached_property
    def unmet(self) -> Whole:
        """What nobody pays of the need, whole cents. Rules: B-11."""
        unmet: Whole = self.cohort["needed"] - self.total
        unmet.flags.writeable = False
        return unmet

    @cached_property
    def against_before(self) -> NDArray[np.int8]:
        """How the support compares with the situation before: places in `AGAINST_BEFORE`. Rules: F-7."""
        codes = against_before(self.cohort, self.total)
        codes.flags.writeable = False
        return codes

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """The reasons that the rules give for one row: its share, its final amount, which money pays.

        Raises `BadType` or `BadValue` at ``/row`` for a row that the cohort does not have.
        """
        if type(row) is bool or not isinstance(row, int | np.integer):
            raise BadType(f"expected the number of a row, got {shown(row)}", "/row")
        if not 0 <= row < len(self.cohort):
            raise BadValue(f"expected a row of 0 to {len(self.cohort) - 1}, got {row}", "/row")
        funding = self.funding(row)
        name = str(self.cohort["id"][row]) if "id" in self.cohort else f"#{row}"
        need = Need(name, Money(int(self.provisional[row])), Money(int(self.cohort["needed"][row])))
        amount = FinalAmount(name, funding.final, need.needed - funding.final)
        age, special_care = int(self.cohort["age"][row]), bool(self.cohort["special_care"][row])
        return (
            why_share(name, age, special_care, self.parameters),
            why_amount(need, amount),
            *compute_total(funding, self.parameters).reasons,
        )

    def explain(self, row: int, lang: str = LANGUAGES[0]) -> tuple[str, ...]:
        """Why one row gets what it gets, in sentences, in English (``en``) or Latvian (``lv``)."""
        return tuple(sentences(self.reasons(row), lang))

    def funding(self, row: int) -> Funding:
        """One row as stage 4 sees it alone: a line of services and a line of transport."""

        def cents(name: str) -> Money:
            return Money(int(self.cohort[name][row]))

        transport = cents("needed_transport")
        lines = (
            FundingLine("x-services", cents("needed") - transport, cents("public"), transport=False),
            FundingLine("x-transport", transport, cents("public_transport"), transport=True),
        )
        return Funding(
            variant=self.variant,
            final=Money(int(self.final[row])),
            lines=lines,
            benefits=Benefits(cents("benefits_rehabilitation"), cents("benefits_transport")),
            other=cents("other"),
            before=cents("before") if "before" in self.cohort else None,
        )

    @cached_property
    def summary(self) -> Summary:
        """What everybody gets together, and how many are better or worse off. Rules: F-7, F-8."""
        return summary_of(self)

    def by(self, name: str) -> Parts[Summary]:
        """The summary of each part: by a group column, or by ``age`` or ``special_care``, labels in ascending order.

        Raises `BadType` or `BadValue` at ``/by`` for a name that is none of these. Rules: F-7, F-8.
        """
        return summaries_of(self, grouping_of(self.cohort, name))

    @cached_property
    def record(self) -> Record:
        """What was asked and digests of what went in and came out, made when first asked for."""
        return record_of(self)

    def html(self, lang: str = LANGUAGES[0]) -> str:
        """The first rows, the sums and the use of the pool as tables, in English (``en``) or Latvian (``lv``)."""
        return outcome_shown(self, lang)

    def _repr_html_(self) -> str:
        return self.html()

    def __repr__(self) -> str:
        return f"<Outcome for {len(self.cohort)} rows under {self.parameters.name!r}, variant {self.variant}>"
