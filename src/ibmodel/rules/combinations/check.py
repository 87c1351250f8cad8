"""The check of a plan: every rule asked, every answer reported. Rules C-1 to C-6, L-4 to L-6, U-6 to U-8."""

from __future__ import annotations

from typing import Final

from ibmodel.case.plan_check import CheckedLine, CheckedPlan
from ibmodel.dates import Month, Period
from ibmodel.decisions import Decision
from ibmodel.errors import BadValue, Inconsistent, ModelError, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.combinations.charges import check_charges
from ibmodel.rules.combinations.findings import Found, PlanCheck, Status, view_of
from ibmodel.rules.combinations.granting import check_conditions, check_family_grounds, check_impairment
from ibmodel.rules.combinations.meeting import check_assistant, check_home_care, check_respite
from ibmodel.rules.combinations.sessions import check_sessions
from ibmodel.rules.combinations.volume import check_transport, check_weekly_days
from ibmodel.rules.prices import check_price_facts

__all__ = ["PLAN_READINGS", "check_plan", "checked_plan"]

#: The switchable interpretations that can matter for the check of a plan.
PLAN_READINGS: Final = ("I-13", "I-14", "I-15", "I-23", "I-26", "I-27")

#: The rules in their order.
_CHECKS: Final = (
    check_respite,
    check_home_care,
    check_assistant,
    check_weekly_days,
    check_sessions,
    check_transport,
    check_conditions,
    check_impairment,
    check_family_grounds,
    check_charges,
)


def check_plan(plan: CheckedPlan, parameters: Parameters) -> Decision[PlanCheck]:
    """Which rules on combinations, conditions and prices does a plan (atbalsta plāns) keep, and why?

    One finding for each rule and each service, or services together, that it concerns; the reasons stand in the
    same order, one for each finding. A violated rule says what would cure it. The errors are those of
    `checked_plan`. Rules: C-1 to C-6, L-4 to L-6, U-6 to U-8; I-13, I-14, I-15, I-23, I-26, I-27; source M II.6, II.7.
    """
    found = _found(plan, parameters)
    reasons = tuple([reason for _, reason in found])
    return Decision(_outcome(found), reasons, parameters.name, parameters.chosen(PLAN_READINGS))


def checked_plan(plan: CheckedPlan, parameters: Parameters) -> PlanCheck:
    """The outcome of `check_plan` without its reasons.

    Raises `Inconsistent` for units that are not one for each month of the period, `BadValue` for hours that end
    when they start and for a period past the year 9999, and for what is known of prices as
    `ibmodel.rules.prices.checked_price`. Rules: C-1 to C-6, L-4 to L-6, U-6 to U-8.
    """
    return _outcome(_found(plan, parameters))


def _found(plan: CheckedPlan, parameters: Parameters) -> list[Found]:
    try:
        _ = Period(Month.of(plan.period.start), plan.period.months).last
    except BadValue as error:
        raise error.below("period", "months") from None
    for place, line in enumerate(plan.lines):
        try:
            _check_line(line, plan.period.months, parameters)
        except ModelError as error:
            raise error.below("lines", place) from None
    view = view_of(plan, parameters)
    found: list[Found] = []
    for check in _CHECKS:
        found.extend(check(view))
    return found


def _check_line(line: CheckedLine, months: int, parameters: Parameters) -> None:
    if len(line.units) != months:
        raise Inconsistent(f"expected units for the {months} months of the period, got {len(line.units)}", "/units")
    for place, slot in enumerate(line.slots or ()):
        if slot.start == slot.end:
            message = f"expected hours that end at another time than {slot.start:%H:%M}, when they start"
            raise BadValue(message, pointer("slots", place, "to"))
    if line.price is not None:
        try:
            check_price_facts(line.service, line.price, parameters)
        except ModelError as error:
            raise error.below("price") from None


def _outcome(found: list[Found]) -> PlanCheck:
    findings = tuple([finding for finding, _ in found])
    return PlanCheck(findings, all(finding.status is not Status.VIOLATED for finding in findings))
