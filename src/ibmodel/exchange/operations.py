"""The operations of the protocol: for each its input, its outcome, and the rule that leads from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from ibmodel.case import Funding
from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Decision
from ibmodel.exchange.converter import write_value
from ibmodel.exchange.requests import (
    FinalRequest,
    FitRequest,
    FixedProvisionalRequest,
    FreeProvisionalRequest,
    MergeRequest,
    NeededRequest,
    NoInput,
    ProvisionalRequest,
)
from ibmodel.explain import template
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules import REASON_CODES
from ibmodel.rules.budget import (
    FinalStage,
    NeededStage,
    ProvisionalStage,
    compute_final,
    compute_needed,
    compute_provisional,
)
from ibmodel.rules.funding import TotalStage, compute_total
from ibmodel.rules.needs import FittedPlan, MergedOrder, Weights, fit_plan, merge_rankings
from ibmodel.sources import RULES

__all__ = ["OPERATIONS", "Description", "Operation"]

_NOTHING: Final = Money(0)


@attrs.frozen
class Operation:
    """One operation: its ``name``, the classes of its ``request`` and ``result``, and how one becomes the other.

    ``narrowed`` gives the class of the request under given parameters, where the readings decide what is asked.
    """

    name: str
    request: type
    result: type
    run: Callable[[Any, Parameters], Decision[Any]]
    narrowed: Callable[[Parameters], type] | None = None

    def request_under(self, parameters: Parameters) -> type:
        """The class of the request under ``parameters``."""
        return self.request if self.narrowed is None else self.narrowed(parameters)


@attrs.frozen
class DescribedParameter:
    """A figure: its dotted path, value, unit, rule, source and labels."""

    path: str
    value: Any
    kind: str
    unit: str
    rule: str
    source: str
    en: str
    lv: str


@attrs.frozen
class DescribedReading:
    """One answer to an open question."""

    name: str
    en: str
    lv: str


@attrs.frozen
class DescribedInterpretation:
    """An open question of the sources: its readings, the default first, and the one that holds here."""

    id: str
    rules: tuple[str, ...]
    en: str
    lv: str
    why_en: str
    why_lv: str
    switchable: bool
    readings: tuple[DescribedReading, ...]
    chosen: str


@attrs.frozen
class DescribedService:
    """A service of the catalogue."""

    code: str
    en: str
    lv: str
    area: str | None
    recipient: str
    unit: str
    method: str
    impairment: str | None
    transport: bool
    programmes: tuple[str, ...]
    rule: str


@attrs.frozen
class DescribedCode:
    """A kind of reason: its rule and source, the names of its facts, and its sentence with places for them."""

    code: str
    rule: str
    source: str
    facts: tuple[str, ...]
    en: str
    lv: str


@attrs.frozen
class Description:
    """Everything that can be looked up about a policy."""

    parameters: tuple[DescribedParameter, ...]
    interpretations: tuple[DescribedInterpretation, ...]
    services: tuple[DescribedService, ...]
    codes: tuple[DescribedCode, ...]
    operations: tuple[str, ...]


def _provisional(request: ProvisionalRequest, parameters: Parameters) -> Decision[ProvisionalStage]:
    return compute_provisional(request.recipients, request.pool, request.on, parameters, request.amount)


def _provisional_request(parameters: Parameters) -> type:
    return FixedProvisionalRequest if parameters.reading("I-1") == "fixed_amount" else FreeProvisionalRequest


def _needed(request: NeededRequest, parameters: Parameters) -> Decision[NeededStage]:
    return compute_needed(request.lines, parameters)


def _final(request: FinalRequest, parameters: Parameters) -> Decision[FinalStage]:
    reserve, underspent = request.reserve or _NOTHING, request.underspent or _NOTHING
    return compute_final(request.recipients, parameters, reserve, underspent)


def _merge(request: MergeRequest, parameters: Parameters) -> Decision[MergedOrder]:
    given = request.weights
    weights = None if given is None else Weights(given.experts, given.parent)
    return merge_rankings(request.rankings(), parameters, weights)


def _fit(request: FitRequest, parameters: Parameters) -> Decision[FittedPlan]:
    return fit_plan(request.lines, request.available, parameters)


def _describe(request: NoInput, parameters: Parameters) -> Decision[Description]:
    described = Description(
        parameters=tuple(
            DescribedParameter(
                figure.path,
                _json(figure.value),
                figure.kind,
                figure.unit,
                figure.rule,
                figure.source,
                figure.en,
                figure.lv,
            )
            for figure in parameters.figures()
        ),
        interpretations=tuple(
            DescribedInterpretation(
                interpretation.id,
                interpretation.rules,
                interpretation.en,
                interpretation.lv,
                interpretation.why_en,
                interpretation.why_lv,
                interpretation.switchable,
                tuple(DescribedReading(reading.name, reading.en, reading.lv) for reading in interpretation.readings),
                parameters.reading(interpretation.id) if interpretation.switchable else interpretation.default,
            )
            for interpretation in INTERPRETATIONS.values()
        ),
        services=tuple(
            DescribedService(
                service.code,
                service.en,
                service.lv,
                service.area and service.area.value,
                service.recipient.value,
                service.unit.value,
                service.method.value,
                service.impairment and service.impairment.value,
                service.transport,
                tuple(programme.value for programme in service.programmes),
                service.rule,
            )
            for service in SERVICES.values()
        ),
        codes=tuple(
            DescribedCode(
                kind.code,
                kind.rule,
                RULES[kind.rule].source,
                kind.facts,
                template(kind.code, "en"),
                template(kind.code, "lv"),
            )
            for kind in REASON_CODES.values()
        ),
        operations=tuple(OPERATIONS),
    )
    return Decision(described, (), parameters.name, ())


def _json(value: Any) -> Any:
    """A figure's value: names as a list, names by name as an object, all else as the wire writes it."""
    if isinstance(value, tuple):
        pairs = bool(value) and isinstance(value[0], tuple)
        return dict(value) if pairs else list(value)
    return write_value(value)


#: Every operation of the protocol that this version answers, by name.
OPERATIONS: Final[dict[str, Operation]] = {
    operation.name: operation
    for operation in (
        Operation("budget.provisional", ProvisionalRequest, ProvisionalStage, _provisional, _provisional_request),
        Operation("budget.needed", NeededRequest, NeededStage, _needed),
        Operation("budget.final", FinalRequest, FinalStage, _final),
        Operation("funding.total", Funding, TotalStage, compute_total),
        Operation("plan.merge", MergeRequest, MergedOrder, _merge),
        Operation("plan.fit", FitRequest, FittedPlan, _fit),
        Operation("policy.describe", NoInput, Description, _describe),
    )
}
