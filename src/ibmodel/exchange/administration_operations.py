"""The operations of the administration: ``pilot.calendar``, ``admin.costs``, ``survey.route``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ibmodel.case.administration import FIRST_PLAN_MONTHS, CostsQuestion, FirstPlanMonth, PilotStart, SurveyedChild
from ibmodel.decisions import Decision
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.exchange.operation import Operation
from ibmodel.exchange.providers import public_holidays
from ibmodel.parameters import Parameters
from ibmodel.rules.administration import Milestone, MunicipalCosts, compute_calendar, compute_costs
from ibmodel.rules.surveys import SurveyRoute, route_survey

__all__ = ["OPERATIONS", "READERS", "SCALAR_SCHEMAS"]


def _first_plan_month(value: object) -> int:
    if type(value) is not int:
        raise BadType(f"expected month 2 or 3, got {shown(value)}")
    if value not in FIRST_PLAN_MONTHS:
        raise BadValue(f"expected month 2 or 3, got {shown(value)}")
    return value


def _calendar(request: PilotStart, parameters: Parameters) -> Decision[tuple[Milestone, ...]]:
    return compute_calendar(request, public_holidays(), parameters)


def _calendar_request(parameters: Parameters) -> type:
    public_holidays()
    return PilotStart


#: How the kinds of values of these operations are read.
READERS: Final[dict[Any, Callable[[Any], Any]]] = {FirstPlanMonth: _first_plan_month}

#: The kinds of values of these operations as JSON Schema.
SCALAR_SCHEMAS: Final[dict[Any, dict[str, Any]]] = {FirstPlanMonth: {"enum": list(FIRST_PLAN_MONTHS)}}

#: The dates of a pilot, a municipality's costs, who answers which questionnaire.
OPERATIONS: Final = (
    Operation("pilot.calendar", PilotStart, tuple[Milestone, ...], _calendar, _calendar_request),
    Operation("admin.costs", CostsQuestion, MunicipalCosts, compute_costs),
    Operation("survey.route", SurveyedChild, SurveyRoute, route_survey),
)
