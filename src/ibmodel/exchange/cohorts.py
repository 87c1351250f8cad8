"""A cohort as a JSON document, and what the model says of it as another."""

from __future__ import annotations

from typing import Any

from ibmodel.case import Cohort
from ibmodel.decisions import Decision
from ibmodel.exchange.converter import read, write
from ibmodel.exchange.evaluation import written_reason
from ibmodel.model import CaseOutcome, CohortOutcome

__all__ = ["read_cohort", "write_outcome"]


def read_cohort(document: object) -> Cohort:
    """The cohort that ``document``, parsed JSON, describes; `ibmodel.exchange.cohort_schema` is its schema.

    Raises a `ibmodel.errors.ModelError` with the place of the first problem.
    """
    return read(document, Cohort)


def write_outcome(outcome: CohortOutcome, language: str) -> dict[str, Any]:
    """The outcome as plain dicts and lists, amounts as text, reasons in ``language``.

    The first three stages are written as the protocol writes them, stage 4 case by case.
    """
    cohort = outcome.cohort
    return {
        "title": cohort.title,
        "synthetic": cohort.synthetic,
        "policy": outcome.provisional.edition,
        "on": cohort.on.isoformat(),
        "pool": str(cohort.pool),
        "reserve": str(outcome.final.outcome.reserve),
        "surplus": str(outcome.final.outcome.surplus),
        "distributed": str(outcome.final.outcome.distributed),
        "effects": write(outcome.effects),
        "cases": [_written_case(case, language) for case in outcome.cases],
        "readings": _readings(outcome),
    }


def _written_case(case: CaseOutcome, language: str) -> dict[str, Any]:
    return {
        "id": case.case.id,
        "municipality": case.case.municipality,
        "order": _outcome(case.order),
        "provisional": str(case.provisional.provisional),
        "weight": str(case.provisional.weight),
        "needed": write(case.needed.outcome),
        "first_plan": _outcome(case.first_plan),
        "final": str(case.final),
        "final_plan": _outcome(case.final_plan),
        "total": write(case.total.outcome),
        "reasons": [written_reason(reason, language) for reason in case.reasons],
    }


def _outcome(decision: Decision[Any] | None) -> Any:
    return None if decision is None else write(decision.outcome)


def _readings(outcome: CohortOutcome) -> dict[str, str]:
    """Every switchable interpretation that the chapters consulted, in numeric order."""
    decisions: list[Decision[Any]] = [outcome.provisional, outcome.final]
    for case in outcome.cases:
        decisions += [case.final_plan, case.total]
    chosen = {interpretation: reading for decision in decisions for interpretation, reading in decision.readings}
    chosen |= dict(outcome.readings)
    return dict(sorted(chosen.items(), key=lambda pair: int(pair[0].removeprefix("I-"))))
