"""The operations on prices and combinations: ``plan.check`` and ``prices.check``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any, Final

import attrs

from ibmodel.case import ServiceName
from ibmodel.case.plan_check import (
    DAYS_IN_WEEK,
    FAMILY_GROUNDS,
    SESSION_KINDS,
    CheckedPlan,
    ClockTime,
    FamilyGround,
    PriceFacts,
    SessionKind,
    SurveyRange,
    Weekday,
    family_ground,
    session_kind,
    weekday,
)
from ibmodel.decisions import Decision
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.exchange.operation import Operation
from ibmodel.explain import sentences
from ibmodel.money import Money, Rate
from ibmodel.parameters import Parameters
from ibmodel.rules.combinations import PlanCheck, Status, check_plan
from ibmodel.rules.prices import PriceCheck, check_price

__all__ = [
    "OPERATIONS",
    "READERS",
    "RESULT_SCHEMAS",
    "SCALAR_SCHEMAS",
    "FindingDocument",
    "PlanCheckDocument",
    "PriceRequest",
    "written_check",
]

_CLOCK_TEXT: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]").fullmatch


@attrs.frozen(kw_only=True)
class PriceRequest:
    """The input of ``prices.check``."""

    service: ServiceName
    on: date
    price: Rate
    provider_market_price: Rate | None = None
    contract_price: Rate | None = None
    regulated: Rate | None = None
    transport_part: Money | None = None
    survey: SurveyRange | None = None

    def facts(self) -> PriceFacts:
        """What is known besides the price, as the rules take it."""
        return PriceFacts(
            on=self.on,
            provider_market_price=self.provider_market_price,
            contract_price=self.contract_price,
            regulated=self.regulated,
            transport_part=self.transport_part,
            survey=self.survey,
        )


@attrs.frozen
class FindingDocument:
    """A finding as a response writes it."""

    rule: str
    status: Status
    services: tuple[ServiceName, ...]
    code: str
    cure: str | None = None


@attrs.frozen
class PlanCheckDocument:
    """The result of ``plan.check`` as a response writes it."""

    findings: tuple[FindingDocument, ...]
    ok: bool


def _prices(request: PriceRequest, parameters: Parameters) -> Decision[PriceCheck]:
    return check_price(request.service, request.price, request.facts(), parameters)


def _say_cures(result: dict[str, Any], outcome: PlanCheck, language: str) -> None:
    """Puts what would cure a violation as text of a language."""
    for document, finding in zip(result["findings"], outcome.findings, strict=True):
        if finding.cure:
            document["cure"] = " ".join(sentences(finding.cure, language))


def written_check(outcome: PlanCheck, language: str) -> dict[str, Any]:
    """The result of ``plan.check`` as the wire writes it, outside a response."""
    findings = [
        {"rule": each.rule, "status": each.status.value, "services": list(each.services), "code": each.code}
        for each in outcome.findings
    ]
    result: dict[str, Any] = {"findings": findings, "ok": outcome.ok}
    _say_cures(result, outcome, language)
    return result


def _clock_time(value: object) -> time:
    if type(value) is not str:
        raise BadType(f"expected a time of day as text such as '09:30', got {shown(value)}")
    if _CLOCK_TEXT(value) is None:
        raise BadValue(f"expected a time of day as hour:minute, '00:00' to '23:59', got {shown(value)}")
    return time.fromisoformat(value)


#: How the scalars that only these operations know are read.
READERS: Final[dict[Any, Callable[[Any], Any]]] = {
    ClockTime: _clock_time,
    Weekday: weekday,
    SessionKind: session_kind,
    FamilyGround: family_ground,
}

#: The schemas of the same scalars.
SCALAR_SCHEMAS: Final[dict[Any, dict[str, Any]]] = {
    ClockTime: {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "description": "a time of day"},
    Weekday: {"type": "integer", "minimum": 1, "maximum": DAYS_IN_WEEK},
    SessionKind: {"enum": list(SESSION_KINDS)},
    FamilyGround: {"enum": list(FAMILY_GROUNDS)},
}

#: The schemas of scalars that only results of these operations hold.
RESULT_SCHEMAS: Final[dict[Any, dict[str, Any]]] = {
    Rate: {"type": "string", "pattern": r"^(0|[1-9][0-9]*)\.[0-9]{2,6}$", "description": "euro per unit"},
}

OPERATIONS: Final = (
    Operation("plan.check", CheckedPlan, PlanCheckDocument, check_plan, localise=_say_cures),
    Operation("prices.check", PriceRequest, PriceCheck, _prices),
)
