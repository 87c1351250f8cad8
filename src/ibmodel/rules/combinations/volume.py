"""How much of some services a plan may hold. Rules C-4, C-6; I-15, I-19, I-27."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ibmodel.catalogue import is_transport
from ibmodel.decisions import Reason, ReasonCode
from ibmodel.money import Money, Share, round_down
from ibmodel.rules.combinations.findings import Found, Judged, PlanView, Status, combined

__all__ = ["CODES", "VOLUME_READINGS", "check_transport", "check_weekly_days"]

#: The switchable interpretations that can matter for transport.
VOLUME_READINGS: Final = ("I-15", "I-27")

_BY_DAYS: Final = (("day_care_centre", "specialised_workshop"),)
_TRANSPORT_OF_CHILD: Final = ("transport_child", "specialised_transport")
_PAIR: Final = ("service", "other_service")

DAYS_WITHIN: Final = ReasonCode("weekly_days_within_limit", "C-4", (*_PAIR, "days", "limit"))
DAYS_ABOVE: Final = ReasonCode("weekly_days_above_limit", "C-4", (*_PAIR, "days", "limit"))
DAYS_UNKNOWN: Final = ReasonCode("weekly_days_unknown", "C-4", _PAIR)
FEWER_DAYS: Final = ReasonCode("plan_fewer_weekly_days", "C-4", (*_PAIR, "excess", "limit"))

_OF_BUDGET: Final = ("amount", "base", "budget_amount", "share")
TRANSPORT_WITHIN: Final = ReasonCode("transport_within_share", "C-6", _OF_BUDGET)
TRANSPORT_ABOVE: Final = ReasonCode("transport_above_share", "C-6", _OF_BUDGET)
TRANSPORT_EXPLAINED: Final = ReasonCode("transport_override_recorded", "C-6", ("amount", "share"))
TRANSPORT_UNKNOWN: Final = ReasonCode("transport_base_unknown", "C-6", ("amount", "budget_amount", "share"))
LESS_TRANSPORT: Final = ReasonCode("plan_less_transport", "C-6", ("excess", "ceiling"))

CODES: Final = (
    DAYS_WITHIN,
    DAYS_ABOVE,
    DAYS_UNKNOWN,
    FEWER_DAYS,
    TRANSPORT_WITHIN,
    TRANSPORT_ABOVE,
    TRANSPORT_EXPLAINED,
    TRANSPORT_UNKNOWN,
    LESS_TRANSPORT,
)


def check_weekly_days(view: PlanView) -> Iterator[Found]:
    """Do day-care centre and specialised workshop together stay within the working days of a week?

    Rules: C-4; I-19; source M II.7.
    """
    limit = view.parameters.combinations.weekly_days
    for pair in view.pairs(_BY_DAYS):
        days = [line.weekly_days for service in pair for line in view.lines_of[service]]
        known = [number for number in days if number is not None]
        if len(known) < len(days):
            judged = Judged(Status.UNDECIDED, Reason(DAYS_UNKNOWN, pair))
        elif sum(known) <= limit:
            judged = Judged(Status.SATISFIED, Reason(DAYS_WITHIN, (*pair, sum(known), limit)))
        else:
            cure = (Reason(FEWER_DAYS, (*pair, sum(known) - limit, limit)),)
            judged = Judged(Status.VIOLATED, Reason(DAYS_ABOVE, (*pair, sum(known), limit)), cure)
        yield combined(pair, [judged])


def check_transport(view: PlanView) -> Iterator[Found]:
    """Does transport stay within its part of the individual budget (10 % no IB apmēra)?

    Each line's amount is rounded half up to the cent; the comparison itself is exact. Rules: C-6; I-15, I-27;
    source M II.7.
    """
    child_only = view.parameters.reading("I-27") == "child_only"
    services = tuple(
        service
        for service in view.lines_of
        if (service in _TRANSPORT_OF_CHILD if child_only else is_transport(service))
    )
    if services:
        lines = [line for service in services for line in view.lines_of[service]]
        amount = Money.sum(line.unit_price.times(sum(line.units)) for line in lines)
        yield combined(services, [_judge_transport(view, amount)])


def _judge_transport(view: PlanView, amount: Money) -> Judged:
    share, name = view.parameters.combinations.transport_share, view.parameters.reading("I-15")
    base: Money | None = getattr(view.plan.budget, name, None)
    within = base is not None and amount.cents * Share.WHOLE <= base.cents * share.millionths
    if within:
        return Judged(Status.SATISFIED, Reason(TRANSPORT_WITHIN, (amount, base, name, share), VOLUME_READINGS))
    if (view.plan.transport_override or "").strip():
        return Judged(Status.SATISFIED, Reason(TRANSPORT_EXPLAINED, (amount, share), VOLUME_READINGS))
    if base is None:
        return Judged(Status.UNDECIDED, Reason(TRANSPORT_UNKNOWN, (amount, name, share), VOLUME_READINGS))
    ceiling = Money(round_down(base.cents * share.millionths, Share.WHOLE))
    cure = (Reason(LESS_TRANSPORT, (amount - ceiling, ceiling), VOLUME_READINGS),)
    return Judged(Status.VIOLATED, Reason(TRANSPORT_ABOVE, (amount, base, name, share), VOLUME_READINGS), cure)
