"""Sessions inside a day-care centre and elsewhere. Rule C-5; I-26."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ibmodel.case.plan_check import CheckedLine
from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Reason, ReasonCode
from ibmodel.rules.combinations.findings import Found, Judged, PlanView, Status, combined
from ibmodel.vocabulary import SupportArea, Unit

__all__ = ["CODES", "SESSION_READINGS", "check_sessions"]

#: The switchable interpretations that can matter for sessions elsewhere.
SESSION_READINGS: Final = ("I-26",)

_CENTRE: Final = "day_care_centre"
_GROUP: Final = "group"
_GROUP_SESSIONS: Final = ("group_session_parents", "group_session_child")
_SESSION_UNITS: Final = (Unit.SESSION, Unit.CONSULTATION)
_PAIR: Final = ("service", "specialist")

SAME_PROVIDER: Final = ReasonCode("sessions_of_the_same_provider", "C-5", ("service",))
NOT_IN_CENTRE: Final = ReasonCode("sessions_not_in_the_centre", "C-5", _PAIR)
TWICE: Final = ReasonCode("sessions_elsewhere_too", "C-5", _PAIR)
GROUP_TWICE: Final = ReasonCode("group_sessions_elsewhere_too", "C-5", ("service",))
SPECIALISTS_UNKNOWN: Final = ReasonCode("specialists_of_the_centre_unknown", "C-5", ("service",))
GROUPS_UNKNOWN: Final = ReasonCode("group_sessions_of_the_centre_unknown", "C-5", ("service",))
IN_ONE_PLACE: Final = ReasonCode("take_sessions_in_one_place", "C-5", ("service",))

CODES: Final = (
    SAME_PROVIDER,
    NOT_IN_CENTRE,
    TWICE,
    GROUP_TWICE,
    SPECIALISTS_UNKNOWN,
    GROUPS_UNKNOWN,
    IN_ONE_PLACE,
)


def check_sessions(view: PlanView) -> Iterator[Found]:
    """Does the child get no sessions elsewhere of the specialists that work with it in the day-care centre?

    A line is of sessions if it names a specialist or a kind, or is a service of area 3 in sessions or
    consultations. Rules: C-5; I-26; source M II.7.
    """
    if _CENTRE not in view.lines_of:
        return
    any_group = view.parameters.reading("I-26") == "any_group"
    wanted = [(_CENTRE, service) for service in view.lines_of if service != _CENTRE]
    for one, other in view.pairs(wanted):
        elsewhere = other if one == _CENTRE else one
        judged = [
            _judge(centre, line, any_group=any_group)
            for centre, line in view.meetings(_CENTRE, elsewhere)
            if _is_session(line) or (any_group and _is_group(line))
        ]
        if judged:
            yield combined((one, other), judged)


def _judge(centre: CheckedLine, line: CheckedLine, *, any_group: bool) -> Judged:
    """How sessions on a line stand to those that the centre's service contains."""
    service, specialist = line.service, line.specialist or line.service
    if line.provider is not None and line.provider == centre.provider:
        return Judged(Status.SATISFIED, Reason(SAME_PROVIDER, (service,), SESSION_READINGS))
    cure = (Reason(IN_ONE_PLACE, (service,), SESSION_READINGS),)
    if specialist in (centre.specialists or ()):
        return Judged(Status.VIOLATED, Reason(TWICE, (service, specialist), SESSION_READINGS), cure)
    in_group = any_group and _is_group(line)
    if in_group and centre.kind == _GROUP:
        return Judged(Status.VIOLATED, Reason(GROUP_TWICE, (service,), SESSION_READINGS), cure)
    if centre.specialists is None:
        return Judged(Status.UNDECIDED, Reason(SPECIALISTS_UNKNOWN, (service,), SESSION_READINGS))
    if in_group and centre.kind is None:
        return Judged(Status.UNDECIDED, Reason(GROUPS_UNKNOWN, (service,), SESSION_READINGS))
    return Judged(Status.SATISFIED, Reason(NOT_IN_CENTRE, (service, specialist), SESSION_READINGS))


def _is_session(line: CheckedLine) -> bool:
    if line.specialist is not None or line.kind is not None:
        return True
    listed = SERVICES.get(line.service)
    return listed is not None and listed.area is SupportArea.FUNCTIONING and listed.unit in _SESSION_UNITS


def _is_group(line: CheckedLine) -> bool:
    return line.kind == _GROUP or line.service in _GROUP_SESSIONS
