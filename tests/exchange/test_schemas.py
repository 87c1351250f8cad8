"""The schemas and the code agree: what is right is valid, what a schema refuses the library refuses."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ibmodel.errors import UnknownOperation
from ibmodel.exchange import OPERATIONS, cohort_schema, evaluate, matrix_schema, request_schema, response_schema

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    **{f"{name}.request": lambda name=name: request_schema(name) for name in OPERATIONS},
    **{f"{name}.response": lambda name=name: response_schema(name) for name in OPERATIONS},
    "cohort": cohort_schema,
    "matrix": matrix_schema,
}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name]())


def valid(name: str, document: Any) -> bool:
    found: bool = validator(name).is_valid(document)
    return found


def check_response(op: str, response: Any) -> None:
    validator(f"{op}.response").validate(json.loads(json.dumps(response)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema_of_draft_2020_12(name: str) -> None:
    schema = SCHEMAS[name]()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_shipped_as_it_is_generated(name: str) -> None:
    folder = resources.files("ibmodel.exchange") / "json_schema"
    shipped = (folder / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == SCHEMAS[name]()


def test_nothing_else_is_shipped_beside_the_schemas() -> None:
    folder = resources.files("ibmodel.exchange") / "json_schema"
    shipped = {entry.name for entry in folder.iterdir() if entry.name.endswith(".json")}
    assert shipped == {f"{name}.json" for name in SCHEMAS}


def test_changing_a_schema_one_was_given_changes_nobody_elses() -> None:
    for make in SCHEMAS.values():
        given_away = make()
        before = copy.deepcopy(given_away)
        given_away.clear()
        assert make() == before


@pytest.mark.parametrize("name", ["", "budget", "selection.nothing", None, 5])
def test_an_operation_that_does_not_exist_has_no_schema(name: Any) -> None:
    for schema in (request_schema, response_schema):
        with pytest.raises(UnknownOperation):
            schema(name)


def objects(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for inner in schema for found in objects(inner)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" and "properties" in schema else []
    return own + [found for inner in schema.values() for found in objects(inner)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_schema_lets_unknown_fields_through(name: str) -> None:
    found = objects(SCHEMAS[name]())
    assert found
    for schema in found:
        assert schema["additionalProperties"] is False
        assert set(schema.get("required", [])) <= set(schema["properties"])


def test_the_examples_and_their_responses_are_valid(examples_by_policy: list[dict[str, Any]]) -> None:
    for request in examples_by_policy:
        validator(f"{request['op']}.request").validate(request)
        check_response(request["op"], evaluate(request))


@given(data=st.data())
@settings(deadline=None, max_examples=100)
def test_right_requests_are_valid_and_answered_and_their_responses_are_valid(
    data: st.DataObject, valid_requests: Any
) -> None:
    request = data.draw(valid_requests)
    validator(f"{request['op']}.request").validate(request)
    response = evaluate(request)
    assert response["ok"], response
    check_response(request["op"], response)


SCALARS = st.sampled_from(
    [
        *[None, True, False, 0, 1, 2, 4, -1, 1.0, 1.5, 10**15, 10**15 - 1, [], {}, [None], {"a": 1}],
        *["", "0", "0.00", "1.00", "-0.00", "-1.00", "+1.00", "01.00", "1.0", "1.000", "2.7174", "1.0000000"],
        *["999999999999.99", "1000000000000.00", "50", "100.000001", "101", "yes", "nanny", "x-", "x-\n", "swimming"],
        *["2018-09-01", "2018-13-01", "2018-02-29", "2018-09-01T09:14", "2018-09-01T24:00", "a", "a\x00", "\ud800"],
        *["x" * 64, "x" * 65, "1.00\n", "\uff11.00", "en", "lv", "exhaust", "children-general"],
    ]
)


def places(value: Any, steps: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [steps, *(found for key, inner in value.items() for found in places(inner, (*steps, key)))]
    if isinstance(value, list):
        return [steps, *(found for index, inner in enumerate(value) for found in places(inner, (*steps, index)))]
    return [steps]


@st.composite
def broken(draw: st.DrawFn, request: dict[str, Any]) -> dict[str, Any]:
    """``request`` with one to three places changed, but for the name of its operation."""
    changed = copy.deepcopy(request)
    for _ in range(draw(st.integers(1, 3))):
        steps = draw(
            st.sampled_from([found for found in places(changed) if found not in ((), ("op",))] or [("input",)])
        )
        holder: Any = changed
        for step in steps[:-1]:
            holder = holder[step]
        last = steps[-1]
        match draw(st.sampled_from(["put", "put", "put", "drop", "add"])):
            case "put":
                holder[last] = draw(SCALARS)
            case "drop":
                del holder[last]
            case "add" if isinstance(holder, dict):
                holder[draw(st.sampled_from(["", "a", "amount", "lines", "units", "transport", "4", "\ud800"]))] = None
            case _:
                holder.append(draw(SCALARS))
    return changed


@given(data=st.data())
@settings(deadline=None, max_examples=200)
def test_what_a_schema_refuses_the_library_refuses_and_every_response_is_valid(
    data: st.DataObject, valid_requests: Any
) -> None:
    request = data.draw(broken(data.draw(valid_requests)))
    response = evaluate(request)
    check_response(request["op"], response)
    if not valid(f"{request['op']}.request", request):
        assert response["ok"] is False


def test_single_changes_to_the_examples_are_refused_wherever_the_schema_refuses(
    examples: dict[str, dict[str, Any]],
) -> None:
    refused = 0
    seen = set()
    for name, request in examples.items():
        for steps in places(request):
            if steps in ((), ("op",)) or steps[:3] == ("input", "applicants", 1):
                continue
            for value in (None, True, 0, 1.5, -1, "", "x" * 65, [None], {"a": 1}, 10**15):
                changed = copy.deepcopy(request)
                holder: Any = changed
                for step in steps[:-1]:
                    holder = holder[step]
                holder[steps[-1]] = value
                response = evaluate(changed)
                kind = (name, steps if response["ok"] else response["error"]["code"])
                if kind not in seen:
                    seen.add(kind)
                    check_response(name, response)
                if not valid(f"{name}.request", changed):
                    refused += 1
                    assert response["ok"] is False, changed
    assert refused > 500


@pytest.mark.parametrize(
    "request_",
    [
        5,
        None,
        [],
        {},
        {"op": 5},
        {"op": "none"},
        {"op": "budget.needed"},
        {"id": {"a": [1]}, "op": "budget.needed", "x": 1},
    ],
    ids=ascii,
)
def test_a_response_to_anything_is_valid_for_every_operation(request_: Any) -> None:
    for name in OPERATIONS:
        check_response(name, evaluate(request_))
