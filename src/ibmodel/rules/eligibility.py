"""Who may take part: every criterion judged and reported. Rules G-1, G-2, E-1 to E-4, E-9, E-11, W-1, W-2, W-9.

A criterion is met, not met, or cannot be decided because something is not known yet. Missing is never "no": an
application is refused only for what is known, and what is missing is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import attrs

from ibmodel.case.applications import (
    DOCUMENTS,
    INDEFINITE,
    AdultApplicant,
    Applicant,
    ChildApplicant,
    GeneralApplicant,
    PilotDates,
)
from ibmodel.dates import completed_years
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue
from ibmodel.parameters import Parameters

__all__ = [
    "CHILD_READINGS",
    "CODES",
    "Criterion",
    "Eligibility",
    "adult_criteria",
    "assess_adult",
    "assess_child",
    "assess_general",
    "child_criteria",
    "eligibility",
    "general_criteria",
]

#: The switchable interpretations that can matter for the children's pilot.
CHILD_READINGS: Final = ("I-4",)


def _codes(rule: str, met: str, not_met: str, unknown: str | None, facts: tuple[str, ...]) -> dict[object, ReasonCode]:
    codes: dict[object, ReasonCode] = {
        True: ReasonCode(met, rule, ("id", *facts)),
        False: ReasonCode(not_met, rule, ("id", *facts)),
    }
    if unknown is not None:
        codes[None] = ReasonCode(unknown, rule, ("id", "missing"))
    return codes


#: For each rule, how a criterion that is met, not met or undecided is reported.
_REPORTS: Final[dict[str, dict[object, ReasonCode]]] = {
    "G-1": _codes("G-1", "disability_qualifies", "disability_does_not_qualify", "disability_facts_unknown", ()),
    "G-2": _codes("G-2", "is_under_age", "is_of_age", None, ("age", "limit", "on")),
    "E-1": _codes("E-1", "disability_is_determined", "disability_not_determined", "determination_unknown", ()),
    "E-2": _codes("E-2", "evaluated_in_project", "not_evaluated_in_project", "evaluation_unknown", ()),
    "E-3": _codes("E-3", "stays_under_age", "comes_of_age_in_pilot", None, ("born", "limit", "last_day")),
    "E-4": _codes("E-4", "disability_in_force", "disability_not_in_force", "disability_term_unknown", ("on",)),
    "E-9": _codes("E-9", "no_excluding_support", "has_excluding_support", None, ("measures",)),
    "E-11": _codes("E-11", "lives_in_pilot_area", "lives_outside_pilot_area", None, ("municipality",)),
    "W-1": _codes(
        "W-1", "adult_qualifies", "adult_does_not_qualify", "adult_facts_unknown", ("municipality", "groups")
    ),
    "W-2": _codes("W-2", "applied_in_time", "applied_out_of_time", None, ("received", "first_day", "last_day")),
    "W-9": _codes("W-9", "papers_are_complete", "papers_are_incomplete", None, ()),
}
CODES: Final = tuple(code for report in _REPORTS.values() for code in report.values())


@attrs.frozen
class Criterion:
    """One criterion: met, not met, or ``None``: cannot be decided until the ``missing`` facts are known."""

    rule: str
    met: bool | None
    missing: tuple[str, ...] = ()


@attrs.frozen
class Eligibility:
    """No criterion fails, one fails, or ``None``: none fails but some cannot be decided. All criteria in rule order."""

    eligible: bool | None
    criteria: tuple[Criterion, ...]


@attrs.frozen
class _Judged:
    criterion: Criterion
    values: tuple[object, ...]


def assess_child(applicant: ChildApplicant, pilot: PilotDates, parameters: Parameters) -> Decision[Eligibility]:
    """May the child take part in the pilot, and why (atbilstība atlases kritērijiem)?

    Raises `BadValue` for an application received before the birth. Rules: E-1, E-2, E-3, E-4, E-8, E-9, E-11;
    source M II.2.2 and the ministry's slides.
    """
    judged = _judged_child(applicant, pilot, parameters)
    return _decision(applicant, judged, parameters, CHILD_READINGS)


def assess_general(applicant: GeneralApplicant, on: date, parameters: Parameters) -> Decision[Eligibility]:
    """May the child be granted a budget outside the pilot on a day, and why?

    With ``granting.admit_without_disability`` (G-6) an impairment is enough. Raises `BadValue` for a birth after
    ``on`` or after the application. Rules: G-1, G-2, G-6; source M II.2.1.
    """
    return _decision(applicant, _judged_general(applicant, on, parameters), parameters, ())


def assess_adult(applicant: AdultApplicant, parameters: Parameters) -> Decision[Eligibility]:
    """May the person take part in the adults' pilot, and why?

    Raises `BadValue` for an application received before the birth. Rules: W-1, W-2, W-4, W-9; I-33; source A.
    """
    return _decision(applicant, _judged_adult(applicant, parameters), parameters, ())


def child_criteria(applicant: ChildApplicant, pilot: PilotDates, parameters: Parameters) -> Eligibility:
    """The outcome of `assess_child` without its reasons. Rules: E-1, E-2, E-3, E-4, E-9, E-11."""
    return eligibility(judged.criterion for judged in _judged_child(applicant, pilot, parameters))


def general_criteria(applicant: GeneralApplicant, on: date, parameters: Parameters) -> Eligibility:
    """The outcome of `assess_general` without its reasons. Rules: G-1, G-2, G-6."""
    return eligibility(judged.criterion for judged in _judged_general(applicant, on, parameters))


def adult_criteria(applicant: AdultApplicant, parameters: Parameters) -> Eligibility:
    """The outcome of `assess_adult` without its reasons. Rules: W-1, W-2, W-9."""
    return eligibility(judged.criterion for judged in _judged_adult(applicant, parameters))


def eligibility(criteria: Iterable[Criterion]) -> Eligibility:
    """What the criteria give together: a failed one decides, then one that cannot be decided."""
    listed = tuple(criteria)
    met = [criterion.met for criterion in listed]
    return Eligibility(False if False in met else None if None in met else True, listed)


def _judged_child(applicant: ChildApplicant, pilot: PilotDates, parameters: Parameters) -> list[_Judged]:
    _check_received(applicant)
    limit = parameters.eligibility.age_below
    last = pilot.last_day
    measures = applicant.other_measures or ()
    excluded = any(measure in parameters.eligibility.excluded_measures for measure in measures)
    lives_there = applicant.municipality in parameters.pilot.municipalities
    return [
        _known("E-1", applicant.disability_determined, "disability_determined"),
        _known("E-2", applicant.di_evaluated, "di_evaluated"),
        _judged("E-3", _stays_under(limit, applicant.born, last, parameters), applicant.born, limit, last),
        _in_force(applicant, pilot.start),
        _judged("E-9", not excluded, ", ".join(parameters.eligibility.excluded_measures)),
        _judged("E-11", lives_there, applicant.municipality),
    ]


def _judged_general(applicant: GeneralApplicant, on: date, parameters: Parameters) -> list[_Judged]:
    _check_received(applicant)
    limit = parameters.granting.age_below
    facts: dict[str, bool | None] = {"impairment": None if applicant.impairment is None else True}
    if not parameters.granting.admit_without_disability:
        facts["disability_determined"] = applicant.disability_determined
    try:
        age = completed_years(applicant.born, on)
    except BadValue as error:
        raise error.below("born") from None
    return [_all_of("G-1", facts), _judged("G-2", age < limit, age, limit, on)]


def _judged_adult(applicant: AdultApplicant, parameters: Parameters) -> list[_Judged]:
    _check_received(applicant)
    adults, received = parameters.adults, applicant.received.date()
    group = applicant.disability_group
    facts = {
        "born": completed_years(applicant.born, received) >= adults.age_from,
        "mental_impairment": applicant.mental_impairment,
        "disability_group": None if group is None else str(group) in adults.disability_groups,
        "declared_municipality": applicant.declared_municipality in parameters.pilot.municipalities,
    }
    in_time = adults.applications_from <= received <= adults.applications_to
    return [
        _all_of("W-1", facts, applicant.declared_municipality, ", ".join(adults.disability_groups)),
        _judged("W-2", in_time, applicant.received, adults.applications_from, adults.applications_to),
        _judged("W-9", set(DOCUMENTS) <= set(applicant.documents)),
    ]


def _judged(rule: str, met: bool, *values: object) -> _Judged:
    return _Judged(Criterion(rule, met), values)


def _known(rule: str, fact: bool | None, name: str) -> _Judged:
    return _all_of(rule, {name: fact})


def _all_of(rule: str, facts: dict[str, bool | None], *values: object) -> _Judged:
    """Every fact must hold; one that does not decides, else what is unknown leaves it open."""
    missing = tuple(name for name, fact in facts.items() if fact is None)
    if missing and False not in facts.values():
        return _Judged(Criterion(rule, None, missing), (", ".join(missing),))
    return _judged(rule, False not in facts.values(), *values)


def _stays_under(limit: int, born: date, last: date, parameters: Parameters) -> bool:
    """Whether the age ``limit`` is reached after the last day, or on it under the reading ``eligible`` of I-4."""
    day = last if parameters.reading("I-4") == "not_eligible" else last - timedelta(days=1)
    return born > day or completed_years(born, day) < limit


def _in_force(applicant: ChildApplicant, start: date) -> _Judged:
    until = applicant.disability_until
    facts = {
        "disability_determined": applicant.disability_determined,
        "disability_until": None if until is None else until == INDEFINITE or _not_before(until, start),
    }
    return _all_of("E-4", facts, start)


def _not_before(until: date | str, start: date) -> bool:
    return isinstance(until, date) and until >= start


def _check_received(applicant: Applicant) -> None:
    if applicant.received.date() < applicant.born:
        message = f"expected an application on or after the birth on {applicant.born}"
        raise BadValue(message, "/received")


def _decision(
    applicant: Applicant, judged: list[_Judged], parameters: Parameters, readings: tuple[str, ...]
) -> Decision[Eligibility]:
    outcome = eligibility([each.criterion for each in judged])
    reasons = tuple(
        Reason(_REPORTS[each.criterion.rule][each.criterion.met], (applicant.id, *each.values)) for each in judged
    )
    return Decision(outcome, reasons, parameters.name, parameters.chosen(readings))
