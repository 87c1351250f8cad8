"""Which services may not be given at the same time. Rules C-1, C-2, C-3; I-14."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ibmodel.case.plan_check import CheckedLine
from ibmodel.dates import Month
from ibmodel.decisions import Reason, ReasonCode
from ibmodel.rules.combinations.findings import Found, Judged, PlanView, Status, combined
from ibmodel.rules.combinations.hours import overlaps, shown_hours

__all__ = ["CODES", "MEETING_READINGS", "check_assistant", "check_home_care", "check_respite"]

#: The switchable interpretations that can matter for services at the same time.
MEETING_READINGS: Final = ("I-14",)

_RESPITE: Final = ("respite_institution", "respite_home")
_HOME_CARE: Final = (("home_care", "nanny"), ("home_care", "assistant"))
_ASSISTANT: Final = (("assistant", "escort"), ("assistant", "nanny"))
_PAIR: Final = ("service", "other_service")

RESPITE: Final = ReasonCode("respite_leaves_other_services", "C-1", ("service",))


@attrs.frozen
class _Kinds:
    """How one of the two rules reports a pair of services."""

    months_apart: ReasonCode
    hours_apart: ReasonCode
    hours_unknown: ReasonCode
    hours_overlap: ReasonCode
    months_shared: ReasonCode
    move_hours: ReasonCode
    part_months: ReasonCode


def _kinds(rule: str, name: str) -> _Kinds:
    return _Kinds(
        ReasonCode(f"{name}_months_apart", rule, _PAIR),
        ReasonCode(f"{name}_hours_apart", rule, _PAIR),
        ReasonCode(f"{name}_hours_unknown", rule, _PAIR),
        ReasonCode(f"{name}_hours_overlap", rule, (*_PAIR, "shared_hours")),
        ReasonCode(f"{name}_months_shared", rule, (*_PAIR, "shared_months")),
        ReasonCode(f"move_{name}_hours", rule, (*_PAIR, "shared_hours")),
        ReasonCode(f"part_{name}_months", rule, (*_PAIR, "shared_months")),
    )


_CARE_KINDS: Final = _kinds("C-2", "home_care")
_ASSISTANT_KINDS: Final = _kinds("C-3", "assistant")

CODES: Final = (
    RESPITE,
    *attrs.astuple(_CARE_KINDS, recurse=False),
    *attrs.astuple(_ASSISTANT_KINDS, recurse=False),
)


def check_respite(view: PlanView) -> Iterator[Found]:
    """May the child go on receiving other services during respite (atelpas brīdis)? Always.

    Rules: C-1; source M II.7.
    """
    for service in view.lines_of:
        if service in _RESPITE:
            yield combined((service,), [Judged(Status.SATISFIED, Reason(RESPITE, (service,)))])


def check_home_care(view: PlanView) -> Iterator[Found]:
    """Is home care (aprūpe mājās) never given at the same time as nanny or assistant? Rules: C-2; I-14."""
    for one, other in view.pairs(_HOME_CARE):
        yield combined((one, other), [_meet(view, _CARE_KINDS, *lines) for lines in view.meetings(one, other)])


def check_assistant(view: PlanView) -> Iterator[Found]:
    """Are escort and nanny never given at the same time as the assistant (asistents)? Rules: C-3; I-14."""
    for one, other in view.pairs(_ASSISTANT):
        yield combined((one, other), [_meet(view, _ASSISTANT_KINDS, *lines) for lines in view.meetings(one, other)])


def _meet(view: PlanView, kinds: _Kinds, one: CheckedLine, other: CheckedLine) -> Judged:
    """How two lines stand to each other in the months in which both have units."""
    pair = (one.service, other.service)
    months = [month for month, units in enumerate(zip(one.units, other.units, strict=True)) if all(units)]
    if not months:
        return Judged(Status.SATISFIED, Reason(kinds.months_apart, pair, MEETING_READINGS))
    if view.parameters.reading("I-14") == "same_period":
        start = Month.of(view.plan.period.start)
        values = (*pair, ", ".join(str(start.plus(month)) for month in months))
        cure = (Reason(kinds.part_months, values, MEETING_READINGS),)
        return Judged(Status.VIOLATED, Reason(kinds.months_shared, values, MEETING_READINGS), cure)
    if not one.slots or not other.slots:
        return Judged(Status.UNDECIDED, Reason(kinds.hours_unknown, pair, MEETING_READINGS))
    shared = overlaps(one.slots, other.slots)
    if not shared:
        return Judged(Status.SATISFIED, Reason(kinds.hours_apart, pair, MEETING_READINGS))
    values = (*pair, shown_hours(shared))
    cure = (Reason(kinds.move_hours, values, MEETING_READINGS),)
    return Judged(Status.VIOLATED, Reason(kinds.hours_overlap, values, MEETING_READINGS), cure)
