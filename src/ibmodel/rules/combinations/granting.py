"""Whether a plan may hold a service at all. Rules L-4, L-5, L-6; I-13, I-23."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ibmodel.case.applications import INDEFINITE
from ibmodel.case.plan_check import CheckedLine, DatedChild
from ibmodel.catalogue import SERVICES
from ibmodel.dates import Month
from ibmodel.decisions import Reason, ReasonCode
from ibmodel.rules.combinations.findings import Found, Judged, PlanView, Status, combined
from ibmodel.vocabulary import Impairment

__all__ = ["CODES", "GRANTING_READINGS", "check_conditions", "check_family_grounds", "check_impairment"]

#: The switchable interpretations that can matter for the conditions of a service.
GRANTING_READINGS: Final = ("I-13", "I-23")

_CONDITIONS: Final = ("service", "service_conditions")
CONDITIONS_MET: Final = ReasonCode("service_conditions_met", "L-4", ("service",))
CONDITIONS_FAIL: Final = ReasonCode("service_conditions_fail", "L-4", _CONDITIONS)
CONDITIONS_UNKNOWN: Final = ReasonCode("service_conditions_unknown", "L-4", _CONDITIONS)
MEET_CONDITIONS: Final = ReasonCode("meet_service_conditions", "L-4", _CONDITIONS)

_TIED: Final = ("service", "impairment")
TIED_FITS: Final = ReasonCode("tied_service_fits", "L-5", _TIED)
TIED_FAILS: Final = ReasonCode("tied_service_does_not_fit", "L-5", _TIED)
TIED_UNKNOWN: Final = ReasonCode("tied_service_undecided", "L-5", _TIED)
REPLACE_TIED: Final = ReasonCode("replace_tied_service", "L-5", _TIED)

GROUNDS_GIVEN: Final = ReasonCode("family_grounds_given", "L-6", ("service", "family_grounds"))
GROUNDS_UNKNOWN: Final = ReasonCode("family_grounds_unknown", "L-6", ("service",))

CODES: Final = (
    CONDITIONS_MET,
    CONDITIONS_FAIL,
    CONDITIONS_UNKNOWN,
    MEET_CONDITIONS,
    TIED_FITS,
    TIED_FAILS,
    TIED_UNKNOWN,
    REPLACE_TIED,
    GROUNDS_GIVEN,
    GROUNDS_UNKNOWN,
)

_FAMILY_ASSISTANT: Final = "family_assistant"


def check_conditions(view: PlanView) -> Iterator[Found]:
    """Does every service meet what all need: disability, contract, named in the plan by the team?

    Under the reading ``strict`` of I-23 the disability of a `DatedChild` must last as long as the service.
    Rules: L-4; I-23; source M II.6.3.
    """
    strict = view.parameters.reading("I-23") == "strict"
    for service, lines in view.lines_of.items():
        yield combined((service,), [_judge_conditions(view, line, strict=strict) for line in lines])


def check_impairment(view: PlanView) -> Iterator[Found]:
    """Do services tied to a type of impairment go to a child of that type? Rules: L-5; I-13; source M II.6.3."""
    for service in view.lines_of:
        listed = SERVICES.get(service)
        if listed is not None and listed.impairment is not None:
            yield combined((service,), [_judge_impairment(view, service, listed.impairment)])


def check_family_grounds(view: PlanView) -> Iterator[Found]:
    """Is there one of the grounds on which a family may have an assistant (ģimenes asistents)?

    Rules: L-6; source M II.6.1.
    """
    lines = view.lines_of.get(_FAMILY_ASSISTANT, ())
    judged = [
        Judged(Status.SATISFIED, Reason(GROUNDS_GIVEN, (line.service, ", ".join(line.family_grounds))))
        if line.family_grounds
        else Judged(Status.UNDECIDED, Reason(GROUNDS_UNKNOWN, (line.service,)))
        for line in lines
    ]
    if judged:
        yield combined((_FAMILY_ASSISTANT,), judged)


def _judge_conditions(view: PlanView, line: CheckedLine, *, strict: bool) -> Judged:
    child = view.plan.child
    facts = {"disability_determined": child.disability_determined}
    if strict and isinstance(child, DatedChild):
        facts["disability_until"] = _lasts(view, line, child.disability_until)
    facts["contract"], facts["named_by_team"] = view.plan.contract, line.named_by_team
    if all(facts.values()):
        return Judged(Status.SATISFIED, Reason(CONDITIONS_MET, (line.service,), ("I-23",)))
    failing = ", ".join([name for name, fact in facts.items() if fact is False])
    if failing:
        values = (line.service, failing)
        cure = (Reason(MEET_CONDITIONS, values, ("I-23",)),)
        return Judged(Status.VIOLATED, Reason(CONDITIONS_FAIL, values, ("I-23",)), cure)
    unknown = ", ".join([name for name, fact in facts.items() if fact is None])
    return Judged(Status.UNDECIDED, Reason(CONDITIONS_UNKNOWN, (line.service, unknown), ("I-23",)))


def _lasts(view: PlanView, line: CheckedLine, until: date | str | None) -> bool | None:
    """Whether a disability lasts as long as the line; a last day within the line's last month leaves it open."""
    months = [month for month, units in enumerate(line.units) if units]
    if until == INDEFINITE or not months:
        return True
    if not isinstance(until, date):
        return None
    last = Month.of(view.plan.period.start).plus(months[-1])
    return True if until >= last.last else False if until < last.first else None


def _judge_impairment(view: PlanView, service: str, tied: Impairment) -> Judged:
    child, values = view.plan.child, (service, tied.value)
    by_components = view.parameters.reading("I-13") == "by_components"
    if child.impairment is Impairment.MULTIPLE and by_components and child.components is None:
        return Judged(Status.UNDECIDED, Reason(TIED_UNKNOWN, values, ("I-13",)))
    components = child.components if child.impairment is Impairment.MULTIPLE and by_components else None
    if child.impairment is tied or tied in (components or ()):
        return Judged(Status.SATISFIED, Reason(TIED_FITS, values, ("I-13",)))
    cure = (Reason(REPLACE_TIED, values, ("I-13",)),)
    return Judged(Status.VIOLATED, Reason(TIED_FAILS, values, ("I-13",)), cure)
