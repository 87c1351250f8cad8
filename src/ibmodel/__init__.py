"""Latvia's Individual Budget Model as pure functions: exact to the cent, explained to the sentence.

The methodology's contents, and where each part lives:

- who the model speaks of: `Recipient`, `Line`, `FundingLine`, `Benefits`, `Rankings`, `Case`, ``Cohort``
- its figures and open questions: `edition`, `in_force`, `Parameters.reform`, `ibmodel.interpretations`
- needs: `merge_rankings` (two rankings, one order), `fit_plan` (a plan cut to an amount)
- stage 1, provisional amount: `compute_provisional`
- stage 2, needed amount: `compute_needed`
- stage 3, final amount: `compute_final`
- stage 4, total amount: `compute_total`
- all of it for a cohort: `run`
- why: `sentences`, in English or Latvian
- as JSON: `evaluate`

Money is `Money`, whole cents; prices are `Rate`, percentages `Share`. Every error is a `ModelError` with a stable
code and the place of the offending value.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ibmodel.case import (
        Benefits,
        Case,
        Cohort,
        Funding,
        FundingLine,
        Line,
        Need,
        PlanLine,
        Rankings,
        Recipient,
    )
    from ibmodel.decisions import Decision, Reason
    from ibmodel.errors import ModelError
    from ibmodel.exchange import evaluate, read_cohort
    from ibmodel.explain import sentences
    from ibmodel.model import CaseOutcome, CohortOutcome, run
    from ibmodel.money import Money, Rate, Share
    from ibmodel.parameters import EDITIONS, Parameters, edition, in_force
    from ibmodel.rules.budget import compute_final, compute_needed, compute_provisional
    from ibmodel.rules.funding import compute_total
    from ibmodel.rules.needs import fit_plan, merge_rankings

__all__ = [
    "EDITIONS",
    "Benefits",
    "Case",
    "CaseOutcome",
    "Cohort",
    "CohortOutcome",
    "Decision",
    "Funding",
    "FundingLine",
    "Line",
    "ModelError",
    "Money",
    "Need",
    "Parameters",
    "PlanLine",
    "Rankings",
    "Rate",
    "Reason",
    "Recipient",
    "Share",
    "compute_final",
    "compute_needed",
    "compute_provisional",
    "compute_total",
    "edition",
    "evaluate",
    "fit_plan",
    "in_force",
    "merge_rankings",
    "read_cohort",
    "run",
    "sentences",
]

#: Where each name lives; a part of the library is loaded when it is first asked for.
_HOMES: Final = {
    "case": (
        "Benefits",
        "Case",
        "Cohort",
        "Funding",
        "FundingLine",
        "Line",
        "Need",
        "PlanLine",
        "Rankings",
        "Recipient",
    ),
    "decisions": ("Decision", "Reason"),
    "errors": ("ModelError",),
    "exchange": ("evaluate", "read_cohort"),
    "explain": ("sentences",),
    "model": ("CaseOutcome", "CohortOutcome", "run"),
    "money": ("Money", "Rate", "Share"),
    "parameters": ("EDITIONS", "Parameters", "edition", "in_force"),
    "rules.budget": ("compute_final", "compute_needed", "compute_provisional"),
    "rules.funding": ("compute_total",),
    "rules.needs": ("fit_plan", "merge_rankings"),
}


def __getattr__(name: str) -> Any:
    """The part of the library that has ``name``, loaded now and remembered."""
    for home, names in _HOMES.items():
        if name in names:
            globals()[name] = found = getattr(import_module(f"ibmodel.{home}"), name)
            return found
    raise AttributeError(f"module 'ibmodel' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
