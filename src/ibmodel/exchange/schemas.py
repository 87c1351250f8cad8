"""JSON Schema (2020-12) of every request and response, made from the same classes that read and write them.

A schema is not the whole contract: it takes 1.0 for an integer and knows nothing of doubled keys, of identifiers
given twice or of lists whose lengths must agree. What it refuses, the library refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import EnumMeta
from fractions import Fraction
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

import attrs

from ibmodel.case import VARIANTS, Cohort, Identifier, Rankings, ServiceName, Variant
from ibmodel.case.applications import (
    COMPONENTS,
    DOCUMENTS,
    GROUPS,
    INDEFINITE,
    MEASURES,
    MOST_MONTHS,
    Component,
    Document,
    Group,
    Measure,
    Months,
    MonthStart,
    Until,
)
from ibmodel.case.matrix import Matrix
from ibmodel.catalogue import SERVICES
from ibmodel.errors import CODES, UnknownOperation, shown
from ibmodel.exchange import (
    administration_operations,
    matrix_values,
    plan_check_operations,
    plan_life_operations,
)
from ibmodel.exchange.certificates import CERTIFICATE_SCHEMA
from ibmodel.exchange.operation import PROTOCOL_VERSION, Operation
from ibmodel.exchange.operations import OPERATIONS
from ibmodel.exchange.reading import LIMITS
from ibmodel.exchange.requests import AgeGroup, RankingsDocument
from ibmodel.explain import LANGUAGES
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import EDITIONS, edition
from ibmodel.rules import REASON_CODES
from ibmodel.rules.selection import Certificate, age_groups

__all__ = ["cohort_schema", "matrix_schema", "request_schema", "response_schema"]

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_VERSION: Final = f"Wire protocol, version {PROTOCOL_VERSION}."
_NULL: Final = type(None)


def request_schema(operation: str) -> Schema:
    """The schema of a request for ``operation``; raises `UnknownOperation`."""
    of = _operation(operation)
    readings = {
        interpretation.id: {"enum": list(interpretation.names)}
        for interpretation in INTERPRETATIONS.values()
        if interpretation.switchable
    }
    return {
        "$schema": _DIALECT,
        "title": f"{of.name}: request",
        "description": _VERSION,
        "type": "object",
        "properties": {
            "id": {},
            "op": {"const": of.name},
            "policy": {"enum": [*EDITIONS, None]},
            "readings": {"type": ["object", "null"], "properties": readings, "additionalProperties": False},
            "reform": {"type": ["object", "null"]},
            "lang": {"enum": [*LANGUAGES, None]},
            "input": _input(of),
        },
        "required": ["op", "input"],
        "additionalProperties": False,
    }


def response_schema(operation: str) -> Schema:
    """The schema of a response to a request for ``operation``; raises `UnknownOperation`."""
    of = _operation(operation)
    codes = sorted(REASON_CODES)
    text = {"type": "string"}
    reason = _object({"rule": text, "code": {"enum": codes}, "text": text, "source": text, "facts": {"type": "object"}})
    readings = {"type": "object", "additionalProperties": {"type": "string"}}
    error = _object({"code": {"enum": list(CODES)}, "path": text, "message": text})
    answer = _object(
        {
            "id": {},
            "ok": {"const": True},
            "result": _of(of.result, _RESULTS),
            "reasons": {"type": "array", "items": reason},
            "readings": readings,
        }
    )
    refusal = _object({"id": {}, "ok": {"const": False}, "error": error})
    return {
        "$schema": _DIALECT,
        "title": f"{of.name}: response",
        "description": _VERSION,
        "oneOf": [answer, refusal],
    }


def cohort_schema() -> Schema:
    """The schema of a cohort file."""
    return {"$schema": _DIALECT, "title": "a cohort", **_of(Cohort, _INPUTS)}


def matrix_schema() -> Schema:
    """The schema of a child's file, the matrix."""
    return {"$schema": _DIALECT, "title": "a child's file (the matrix)", **_of(Matrix, _INPUTS)}


def _input(of: Operation) -> Schema:
    kinds = [_of(kind, _INPUTS) for kind in (of.request, *of.variants)]
    return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}


def _operation(name: str) -> Operation:
    if name not in OPERATIONS:
        raise UnknownOperation(f"expected one of {', '.join(OPERATIONS)}, got {shown(name)}")
    return OPERATIONS[name]


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _text(pattern: str, describes: str) -> Schema:
    return {"type": "string", "pattern": pattern, "description": describes}


_SHARED: Final[dict[Any, Schema]] = {
    **plan_check_operations.SCALAR_SCHEMAS,
    **plan_life_operations.SCALAR_SCHEMAS,
    **administration_operations.SCALAR_SCHEMAS,
    **matrix_values.SCALAR_SCHEMAS,
    bool: {"type": "boolean"},
    date: _text(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a date that exists"),
    datetime: _text(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$", "a moment that exists, local time"),
    Share: _text(r"^(0|[1-9][0-9]?|100)(\.[0-9]{1,6})?$", "a percentage of 0 to 100"),
    ServiceName: {
        "type": "string",
        "maxLength": 64,
        "anyOf": [{"enum": list(SERVICES)}, {"pattern": "^x-"}],
    },
    Identifier: {
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": r"^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]*$",
    },
    Component: {"enum": [kind.value for kind in COMPONENTS]},
    Until: {"anyOf": [{"const": INDEFINITE}, {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}]},
    Measure: {"enum": list(MEASURES)},
    Document: {"enum": list(DOCUMENTS)},
    Group: {"enum": list(GROUPS)},
    MonthStart: _text(r"^[0-9]{4}-[0-9]{2}-01$", "the first day of a month"),
    Months: {"type": "integer", "minimum": 1, "maximum": MOST_MONTHS},
    AgeGroup: {"enum": [name for name, _, _ in age_groups(edition(next(iter(EDITIONS))))]},
    Certificate: CERTIFICATE_SCHEMA,
    str: {"type": "string"},
    Any: {},
}

#: What a caller may write; limits hold here.
_INPUTS: Final[dict[Any, Schema]] = {
    **_SHARED,
    int: {"type": "integer", "minimum": 0, "maximum": 10**LIMITS.digits - 1},
    Variant: {"enum": list(VARIANTS)},
    Money: _text(r"^(0|[1-9][0-9]{0,11})\.[0-9]{2}$", "euro"),
    Rate: _text(r"^(0|[1-9][0-9]{0,11})\.[0-9]{2,6}$", "euro per unit"),
}

#: What the library writes; sums may be larger than any input.
_RESULTS: Final[dict[Any, Schema]] = {
    **_SHARED,
    **plan_check_operations.RESULT_SCHEMAS,
    int: {"type": "integer", "minimum": 0},
    Money: _text(r"^(0|[1-9][0-9]*)\.[0-9]{2}$", "euro"),
    Fraction: _text(r"^[01]\.[0-9]{4}$", "a score of 0 to 1, rounded half up"),
}


def _of(kind: Any, scalars: dict[Any, Schema]) -> Schema:
    for scalar, schema in scalars.items():
        if kind == scalar:
            return dict(schema)
    if kind is Rankings:
        return _class(RankingsDocument, scalars)
    if isinstance(kind, EnumMeta):
        return {"enum": [member.value for member in kind]}  # type: ignore[var-annotated]
    return _class(kind, scalars) if get_origin(kind) is None else _compound(kind, scalars)


def _compound(kind: Any, scalars: dict[Any, Schema]) -> Schema:
    """A list, an object of names, or something that may be null."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(parts[1], scalars)}
    if origin in (Union, UnionType):
        return _or_null(_of(next(part for part in parts if part is not _NULL), scalars))
    longest = {"maxItems": LIMITS.elements} if scalars is _INPUTS else {}
    return {"type": "array", "items": _of(parts[0], scalars), **longest}


def _class(kind: type, scalars: dict[Any, Schema]) -> Schema:
    attributes = attrs.fields(attrs.resolve_types(kind))
    properties = {}
    required = []
    for attribute in attributes:
        if attribute.metadata.get("unwritten"):
            continue
        name = attribute.metadata.get("wire", attribute.name)
        schema = _of(attribute.type, scalars)
        optional = attribute.default is not attrs.NOTHING
        may_be_null = optional and scalars is _INPUTS and {"type": "null"} not in schema.get("anyOf", ())
        properties[name] = _or_null(schema) if may_be_null else schema
        if not optional:
            required.append(name)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
