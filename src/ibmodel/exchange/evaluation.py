"""From a request to its response: the envelope, the operation, the reasons in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, TypeVar

from ibmodel.decisions import Reason
from ibmodel.errors import BadRequest, ModelError, UnknownOperation, pointer, shown, shown_key
from ibmodel.exchange.converter import read, write, write_value
from ibmodel.exchange.operation import Operation
from ibmodel.exchange.operations import OPERATIONS
from ibmodel.exchange.reading import LIMITS, Limits, first_passed_limit, read_document
from ibmodel.explain import LANGUAGES, sentence
from ibmodel.interpretations import checked_readings
from ibmodel.parameters import EDITIONS, Parameters, edition, reformed
from ibmodel.sources import RULES

__all__ = ["evaluate", "evaluate_line", "written_reason"]

T = TypeVar("T")

_FIELDS: Final = frozenset({"id", "op", "policy", "readings", "reform", "lang", "input"})
_NULL: Final = type(None)
_DEFAULT_POLICY: Final = next(iter(EDITIONS))
_DEFAULT_LANGUAGE: Final = LANGUAGES[0]


def evaluate(request: Any, limits: Limits = LIMITS) -> dict[str, Any]:
    """The response of the protocol to one request, both as plain dicts, lists and scalars.

    Never raises for a bad request: the response then says ``"ok": false`` with the error's code, the place and a
    message. The same request always gives the same response.

    >>> line = {"service": "nanny", "unit_price": "8.50", "units": [10, 10]}
    >>> evaluate({"op": "budget.needed", "input": {"lines": [line]}})["result"]["needed"]
    '170.00'
    """
    try:
        operation, parameters, language = _opened(request, limits)
        kind = operation.request_under(parameters)
        try:
            decision = operation.run(read(request["input"], kind, limits), parameters)
        except UnknownOperation:
            raise
        except ModelError as error:
            raise error.below("input") from None
    except ModelError as error:
        return _refusal(request, first_passed_limit(request, limits) or error)
    result = write(decision.outcome)
    if operation.localise is not None:
        operation.localise(result, decision.outcome, language)
    return {
        "id": request.get("id"),
        "ok": True,
        "result": result,
        "reasons": [written_reason(reason, language) for reason in decision.reasons],
        "readings": dict(decision.readings),
    }


def evaluate_line(line: str | bytes, limits: Limits = LIMITS) -> str:
    """The response to one line of JSON, as one line of JSON without its end; to a blank line, nothing.

    Text is not escaped, but for unpaired surrogates, which no encoding can carry.
    """
    if _is_blank(line):
        return ""
    try:
        request, problem = read_document(line, limits)
        response = evaluate(request, limits) if problem is None else _refusal(request, problem)
    except ModelError as error:
        response = _refusal(None, error)
    text = json.dumps(response, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_blank(line: str | bytes) -> bool:
    """Whether there is nothing but JSON's white space, after a byte-order mark perhaps."""
    if isinstance(line, bytes):
        return not line.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
    return not line.removeprefix("\ufeff").strip(" \t\r\n")


def _opened(request: Any, limits: Limits) -> tuple[Operation, Parameters, str]:
    """What the envelope asks for; the problems of its fields in the protocol's order, unknown fields last."""
    if type(request) is not dict:
        raise BadRequest(f"expected a request object, got {shown(request)}")
    if limits is not LIMITS or request.get("reform") is not None:
        too_large = first_passed_limit(request, limits)
        if too_large is not None:
            raise too_large
    _check_id(request.get("id"), limits)
    operation = _operation(request.get("op"))
    policy, readings, reform = request.get("policy"), request.get("readings"), request.get("reform")
    if type(policy) not in (str, _NULL):
        raise BadRequest(f"expected the name of a policy, got {shown(policy)}", "/policy")
    parameters = _in_place(edition, "policy", _DEFAULT_POLICY if policy is None else policy)
    if readings is not None or reform is not None:
        chosen = _in_place(checked_readings, "readings", _object(readings, "readings"))
        parameters = _changed(parameters, _object(reform, "reform"), tuple(chosen.items()))
    language = _language(request.get("lang"))
    if type(request.get("input")) is not dict:
        raise BadRequest(f"expected an input object, got {shown(request.get('input'))}", "/input")
    if not request.keys() <= _FIELDS:
        unknown = min(map(shown_key, request.keys() - _FIELDS))
        raise BadRequest(f"expected no field {shown(unknown)}", pointer(unknown))
    return operation, parameters, language


def _check_id(value: object, limits: Limits) -> None:
    """Raises `BadRequest` unless ``value`` is a JSON value that a response can echo, `TooLarge` past ``limits``."""
    if type(value) in (str, _NULL):
        return
    too_large = first_passed_limit(value, limits, "id")
    if too_large is not None:
        raise too_large
    if not _is_json(value):
        raise BadRequest(f"expected an id that is a JSON value, got {shown(value)}", "/id")


def _is_json(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _operation(name: object) -> Operation:
    if type(name) is not str:
        raise BadRequest(f"expected the name of an operation, got {shown(name)}", "/op")
    if name not in OPERATIONS:
        raise UnknownOperation(f"expected one of {', '.join(OPERATIONS)}, got {shown(name)}", "/op")
    return OPERATIONS[name]


def _language(name: object) -> str:
    if name is None:
        return _DEFAULT_LANGUAGE
    if name not in LANGUAGES:
        raise BadRequest(f"expected one of {', '.join(LANGUAGES)}, got {shown(name)}", "/lang")
    return name


def _object(value: object, field: str) -> dict[str, object]:
    """The object in ``field`` of the envelope; none is an empty one."""
    if value is None:
        return {}
    if type(value) is not dict:
        raise BadRequest(f"expected an object, got {shown(value)}", pointer(field))
    return value


def _in_place(step: Callable[..., T], field: str, *arguments: object) -> T:
    try:
        return step(*arguments)
    except ModelError as error:
        raise error.below(field) from None


def _changed(official: Parameters, changes: dict[str, object], readings: tuple[tuple[str, str], ...]) -> Parameters:
    if changes:
        return _in_place(official.reform, "reform", reformed(official.name), changes, dict(readings))
    return _with_readings(official, readings) if readings else official


@lru_cache(maxsize=256)
def _with_readings(official: Parameters, readings: tuple[tuple[str, str], ...]) -> Parameters:
    return official.reform(reformed(official.name), readings=dict(readings))


def _refusal(request: Any, error: ModelError) -> dict[str, Any]:
    """The response that says what is wrong; it echoes the id of the request where there is one to echo."""
    echo = request.get("id") if type(request) is dict else None
    return {
        "id": echo if _is_json(echo) else None,
        "ok": False,
        "error": {"code": error.code, "path": error.path, "message": error.message},
    }


def written_reason(reason: Reason, language: str) -> dict[str, Any]:
    """One reason of a response."""
    kind = reason.kind
    return {
        "rule": kind.rule,
        "code": kind.code,
        "text": sentence(reason, language),
        "source": RULES[kind.rule].source,
        "facts": dict(zip(kind.facts, map(write_value, reason.values), strict=True)),
    }
