"""What ``policy.describe`` answers: everything that can be looked up about a policy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Decision
from ibmodel.exchange.converter import write_value
from ibmodel.explain import template
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.parameters import Figure, Parameters
from ibmodel.rules import REASON_CODES
from ibmodel.sources import RULES

__all__ = ["Description", "describe"]


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


def describe(parameters: Parameters, operations: Iterable[str]) -> Decision[Description]:
    """What can be looked up about a policy and its readings; ``operations`` are those that can be asked for."""
    described = Description(
        parameters=tuple(
            DescribedParameter(
                figure.path,
                _json(figure),
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
        operations=tuple(operations),
    )
    return Decision(described, (), parameters.name, ())


def _json(figure: Figure) -> Any:
    """A figure's value: names as a list, names by name as an object, all else as the wire writes it."""
    value: Any = figure.value
    if figure.kind == "pairs":
        return dict(value)
    return list(value) if figure.kind == "names" else write_value(value)
