"""A cohort or a round of applications as a JSON document, and what the model says of it as another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from ibmodel.case import Cohort, Identifier
from ibmodel.case.applications import AdultApplicant, Applications, ChildApplicant, PilotDates
from ibmodel.decisions import Decision, Reason
from ibmodel.errors import Inconsistent
from ibmodel.exchange.converter import read, write
from ibmodel.exchange.evaluation import written_reason
from ibmodel.model import CaseOutcome, CohortOutcome
from ibmodel.parameters import Parameters
from ibmodel.rules.selection import Certificate, Counts, Deviation, Ineligible, Selection

__all__ = [
    "AdultRound",
    "ChildRound",
    "StatedSelection",
    "read_applications",
    "read_cohort",
    "read_selection",
    "round_of",
    "write_outcome",
    "write_selection",
]

_ADULTS: Final = "adults-pilot-2019"
_GENERAL: Final = "children-general"


@attrs.frozen(kw_only=True)
class ChildRound:
    """All applications to the children's pilot, with what the data are and whether they are made up."""

    title: str | None = None
    synthetic: bool | None = None
    pilot: PilotDates
    regions: Mapping[Identifier, Identifier] | None = None
    applicants: tuple[ChildApplicant, ...]

    @property
    def applications(self) -> Applications:
        """The applications as selection takes them."""
        return Applications(self.applicants, self.pilot, dict(self.regions or {}))


@attrs.frozen(kw_only=True)
class AdultRound:
    """All applications to the adults' pilot."""

    title: str | None = None
    synthetic: bool | None = None
    pilot: PilotDates | None = None
    applicants: tuple[AdultApplicant, ...]


@attrs.frozen(kw_only=True)
class StatedSelection:
    """A document of `write_selection` as somebody states it: all that is needed are those who are ``selected``."""

    title: str | None = None
    synthetic: bool | None = None
    policy: str | None = None
    reform: Mapping[str, str] | None = None
    readings: Mapping[str, str] | None = None
    selected: tuple[Identifier, ...]
    waiting: tuple[Identifier, ...] | None = None
    ineligible: tuple[Ineligible, ...] | None = None
    targets: Counts | None = None
    deviation: Deviation | None = None
    counts: Counts | None = None
    certificate: Certificate | None = None
    reasons: Any = None


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


def round_of(parameters: Parameters) -> type[ChildRound | AdultRound]:
    """The class of a round of applications under ``parameters``; raises `Inconsistent` outside a pilot."""
    if parameters.basis == _GENERAL:
        raise Inconsistent("expected the policy of a pilot: outside, nobody is selected", "/policy")
    return AdultRound if parameters.basis == _ADULTS else ChildRound


def read_applications(document: object, parameters: Parameters) -> ChildRound | AdultRound:
    """The round of applications that ``document``, parsed JSON, describes.

    It is the input of ``selection.select`` with a ``title`` and whether it is ``synthetic``, both optional. Raises a
    `ibmodel.errors.ModelError` with the place of the first problem.
    """
    kind: type[Any] = round_of(parameters)
    given: ChildRound | AdultRound = read(document, kind)
    return given


def write_selection(
    given: ChildRound | AdultRound,
    decision: Decision[Selection],
    reform: Mapping[str, str],
    reasons: Iterable[Reason] = (),
    language: str = "en",
) -> dict[str, Any]:
    """The selection as plain dicts and lists: the result of ``selection.select``, and under which policy it was made.

    ``reform`` are the figures that were changed; ``reasons``, where there are any, are written in ``language``.
    """
    document = {
        "title": given.title,
        "synthetic": given.synthetic,
        "policy": decision.edition,
        "reform": dict(reform) or None,
        "readings": dict(decision.readings),
        **write(decision.outcome),
        "reasons": [written_reason(reason, language) for reason in reasons] or None,
    }
    return {name: value for name, value in document.items() if value is not None}


def read_selection(document: object) -> StatedSelection:
    """What a document of `write_selection`, or a plain list of identifiers, states.

    Raises a `ibmodel.errors.ModelError` with the place of the first problem, that of a plain list as ``selected``.
    """
    return read({"selected": document} if type(document) is list else document, StatedSelection)


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
