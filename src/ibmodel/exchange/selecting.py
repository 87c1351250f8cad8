"""The operations on who takes part: ``eligibility.*`` and ``selection.*``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from ibmodel.case.applications import Applications
from ibmodel.dates import Weekdays, WithExtraDays, WorkingDays
from ibmodel.decisions import Decision
from ibmodel.errors import BadValue, Inconsistent, MissingField
from ibmodel.exchange.operation import Operation
from ibmodel.exchange.providers import public_holidays, selection_solver
from ibmodel.exchange.requests import (
    AdultAssessment,
    AdultReplaceRequest,
    AdultSelectRequest,
    AdultTargetsRequest,
    AdultVerifyRequest,
    ChildAssessment,
    Counted,
    DeadlinesRequest,
    GeneralAssessment,
    ReplaceRequest,
    SelectRequest,
    TargetsRequest,
    VerifyRequest,
)
from ibmodel.parameters import Parameters
from ibmodel.rules.administration import Deadlines, compute_deadlines
from ibmodel.rules.eligibility import Eligibility, assess_adult, assess_child, assess_general
from ibmodel.rules.selection import (
    Anonymous,
    Counts,
    Replacement,
    Selection,
    Verification,
    adult_targets,
    age_group_of,
    check_once,
    replace_adults,
    replace_leaving,
    select_adults,
    select_children,
    targets_of,
    verify_adults,
    verify_selection,
    why_targets,
)

__all__ = ["ELIGIBILITY", "SELECTION"]

_ADULTS: Final = "adults-pilot-2019"
_GENERAL: Final = "children-general"
_READINGS: Final = ("I-6", "I-7")


def _assess(
    request: ChildAssessment | GeneralAssessment | AdultAssessment, parameters: Parameters
) -> Decision[Eligibility]:
    try:
        if isinstance(request, AdultAssessment):
            return assess_adult(request.applicant, parameters)
        if isinstance(request, GeneralAssessment):
            return assess_general(request.applicant, request.on, parameters)
        return assess_child(request.applicant, request.pilot, parameters)
    except BadValue as error:
        raise error.below("applicant") from None


def _assessment(parameters: Parameters) -> type:
    return {_ADULTS: AdultAssessment, _GENERAL: GeneralAssessment}.get(parameters.basis, ChildAssessment)


def _deadlines(request: DeadlinesRequest, parameters: Parameters) -> Decision[Deadlines]:
    calendar: WorkingDays = public_holidays() if request.holidays is None else Weekdays(request.holidays)
    worked = WithExtraDays(calendar, request.working_days or ())
    return compute_deadlines(request.application_closed, request.received, worked, parameters)


def _targets(request: TargetsRequest | AdultTargetsRequest, parameters: Parameters) -> Decision[Counts]:
    check_once([applicant.id for applicant in request.applicants], "applicants", "id")
    if isinstance(request, AdultTargetsRequest):
        targets = adult_targets([applicant.municipality for applicant in request.applicants], parameters)
        return Decision(targets, (), parameters.name, ())
    people = []
    for place, applicant in enumerate(request.applicants):
        try:
            people.append(_counted(applicant, request.pilot.start, parameters))
        except (BadValue, MissingField) as error:
            raise error.below("applicants", place) from None
    targets = targets_of(people, parameters, request.regions)
    return Decision(targets, why_targets(targets, people, parameters), parameters.name, parameters.chosen(_READINGS))


def _counted(applicant: Counted, start: date, parameters: Parameters) -> Anonymous:
    """An applicant for whom the age group is given, or found from the birth on the day that I-6 says."""
    group = applicant.age_group
    if group is None:
        on = start
        if applicant.born is None:
            raise MissingField("expected an age group or a date of birth", "/born")
        if parameters.reading("I-6") == "application":
            if applicant.received is None:
                raise MissingField("expected the moment of the application under this reading of I-6", "/received")
            on = applicant.received.date()
        group = age_group_of(applicant.born, on, parameters)
    received = applicant.received or datetime.combine(start, time())
    home_schooled = applicant.home_schooled is True
    return Anonymous(applicant.id, applicant.municipality, group, applicant.impairment, home_schooled, received)


def _select(request: SelectRequest | AdultSelectRequest, parameters: Parameters) -> Decision[Selection]:
    if isinstance(request, AdultSelectRequest):
        return select_adults(request.applicants, parameters)
    return select_children(
        _applications(request), parameters, selection_solver(), certificate=request.certificate is True
    )


def _verify(request: VerifyRequest | AdultVerifyRequest, parameters: Parameters) -> Decision[Verification]:
    if isinstance(request, AdultVerifyRequest):
        return verify_adults(request.applicants, request.selected, parameters)
    return verify_selection(_applications(request), request.selected, parameters, request.certificate)


def _replace(request: ReplaceRequest | AdultReplaceRequest, parameters: Parameters) -> Decision[Replacement]:
    if isinstance(request, AdultReplaceRequest):
        return replace_adults(request.applicants, request.selected, request.leaving, parameters)
    return replace_leaving(_applications(request), request.selected, request.leaving, parameters, selection_solver())


def _applications(request: SelectRequest | VerifyRequest | ReplaceRequest) -> Applications:
    return Applications(request.applicants, request.pilot, dict(request.regions or {}))


def _of_pilot(child: type, adult: type, *, solved: bool = False) -> Callable[[Parameters], type]:
    """The class of a request by pilot; there is no selection outside one, and none without a solver if ``solved``."""

    def narrowed(parameters: Parameters) -> type:
        if parameters.basis == _GENERAL:
            raise Inconsistent("expected the policy of a pilot: outside, nobody is selected", "/policy")
        if parameters.basis == _ADULTS:
            return adult
        if solved:
            selection_solver()
        return child

    return narrowed


#: Eligibility and its deadlines.
ELIGIBILITY: Final = (
    Operation(
        "eligibility.assess",
        ChildAssessment,
        Eligibility,
        _assess,
        _assessment,
        (GeneralAssessment, AdultAssessment),
    ),
    Operation("eligibility.deadlines", DeadlinesRequest, Deadlines, _deadlines),
)

#: Targets, the list, checking and replacing.
SELECTION: Final = (
    Operation(
        "selection.targets",
        TargetsRequest,
        Counts,
        _targets,
        _of_pilot(TargetsRequest, AdultTargetsRequest),
        (AdultTargetsRequest,),
    ),
    Operation(
        "selection.select",
        SelectRequest,
        Selection,
        _select,
        _of_pilot(SelectRequest, AdultSelectRequest, solved=True),
        (AdultSelectRequest,),
    ),
    Operation(
        "selection.verify",
        VerifyRequest,
        Verification,
        _verify,
        _of_pilot(VerifyRequest, AdultVerifyRequest),
        (AdultVerifyRequest,),
    ),
    Operation(
        "selection.replace",
        ReplaceRequest,
        Replacement,
        _replace,
        _of_pilot(ReplaceRequest, AdultReplaceRequest, solved=True),
        (AdultReplaceRequest,),
    ),
)
