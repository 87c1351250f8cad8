"""A whole outcome, or a part of it, in a few exact numbers. Rules F-7, F-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs
import numpy as np

from ibmodel.explain import LANGUAGES
from ibmodel.population.grouping import Grouping, Parts
from ibmodel.population.shown import summary_shown
from ibmodel.population.sources import AGAINST_BEFORE, SOURCES
from ibmodel.population.tally import total

if TYPE_CHECKING:
    from ibmodel.population.outcome import Outcome

__all__ = ["Summary", "summaries_of", "summary_of"]

_PUBLIC: Final = ("public", "public_transport")


@attrs.frozen
class Summary:
    """The sums over all people of a cohort, or of a part of it: whole cents, weights counted, of any size.

    ``kept`` is what covers needs of the provisional amounts, the rest is released; ``final`` is ``kept`` and what the
    surplus gave. ``project``, ``benefits``, ``public`` and ``other`` add up to ``total``. ``better`` to
    ``need_is_less`` count people against the situation before (F-7). ``public_before`` is the public money that was
    there for the plans' services. ``surplus`` and ``reserve`` are those of the whole cohort, `None` for a part of it.
    """

    people: int
    needed: int
    provisional: int
    kept: int
    final: int
    total: int
    project: int
    benefits: int
    public: int
    other: int
    better: int
    same: int
    worse: int
    need_is_less: int
    public_before: int
    surplus: int | None = None
    reserve: int | None = None

    #: The names of all numbers, those that follow from others included.
    NUMBERS: ClassVar = (
        *("people", "needed", "provisional", "kept", "released", "surplus", "distributed", "reserve", "final", "total"),
        *("project", "benefits", "public", "other", "unmet", "public_before", "public_saved"),
        *AGAINST_BEFORE,
    )

    @property
    def released(self) -> int:
        """What is left of the provisional amounts of those who need less. Rules: B-5."""
        return self.provisional - self.kept

    @property
    def distributed(self) -> int:
        """What the surplus gave. Rules: B-6."""
        return self.final - self.kept

    @property
    def unmet(self) -> int:
        """What nobody pays of the needs. Rules: B-11."""
        return self.needed - self.total

    @property
    def public_saved(self) -> int:
        """What state and municipality paid for the plans' services and no longer pay. Rules: F-8."""
        return self.public_before - self.public

    def __add__(self, other: Summary) -> Summary:
        """Two parts of a cohort together; what is not known of one of them is not known of both."""
        pairs = zip(attrs.astuple(self), attrs.astuple(other), strict=True)
        numbers: list[Any] = [None if None in pair else sum(pair) for pair in pairs]
        return Summary(*numbers)

    def numbers(self) -> dict[str, int | None]:
        """Every number by its name."""
        return {name: getattr(self, name) for name in self.NUMBERS}

    def html(self, lang: str = LANGUAGES[0]) -> str:
        """A table, in English (``en``) or Latvian (``lv``)."""
        return summary_shown(self, lang)

    def _repr_html_(self) -> str:
        return self.html()


def summary_of(outcome: Outcome) -> Summary:
    """What everybody gets together, and how many are better or worse off?

    Rules: B-5, B-6, B-11, F-7, F-8; source M II.3.3, tables 3 to 5.
    """
    cohort, weights = outcome.cohort, outcome.cohort.weights
    codes = outcome.against_before
    if weights is None:
        compared = np.bincount(codes, minlength=len(AGAINST_BEFORE)).tolist()
    else:
        compared = [total(weights[codes == code]) for code in range(len(AGAINST_BEFORE))]
    sums = {name: total(getattr(outcome, name), weights) for name in ("provisional", "final", *SOURCES)}
    return Summary(
        people=sum(compared),
        needed=total(cohort["needed"], weights),
        kept=sums["final"] - outcome.distributed,
        total=sum(sums[name] for name in SOURCES),
        public_before=sum(total(cohort[name], weights) for name in _PUBLIC if name in cohort),
        surplus=outcome.surplus,
        reserve=outcome.reserve,
        **sums,
        **dict(zip(AGAINST_BEFORE, compared, strict=True)),
    )


def summaries_of(outcome: Outcome, grouping: Grouping) -> Parts[Summary]:
    """The summary of each part. Rules: B-5, B-6, B-11, F-7, F-8; source M II.3.3, tables 3 to 5."""
    cohort, weights = outcome.cohort, outcome.cohort.weights
    columns = {name: getattr(outcome, name) for name in ("provisional", "final", "total", *SOURCES)}
    columns |= {"needed": cohort["needed"], "kept": np.minimum(outcome.provisional, cohort["needed"])}
    sums = {name: grouping.sums(column, weights) for name, column in columns.items()}
    for code, name in enumerate(AGAINST_BEFORE):
        sums[name] = grouping.counts(outcome.against_before == code, weights)
    before = [grouping.sums(cohort[name], weights) for name in _PUBLIC]
    sums["public_before"] = list(map(sum, zip(*before, strict=True)))
    sums["people"] = list(map(sum, zip(*(sums[name] for name in AGAINST_BEFORE), strict=True)))
    rows = (dict(zip(sums, of, strict=True)) for of in zip(*sums.values(), strict=True))
    return Parts(grouping.name, {label: Summary(**of) for label, of in zip(grouping.labels, rows, strict=True)})
