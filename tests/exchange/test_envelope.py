"""The envelope: what a request may say around its input, what each fault of it is called, and what comes back."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel.exchange import OPERATIONS, evaluate

Refusal = Callable[..., tuple[str, str]]
ASKED: dict[str, Any] = {"op": "budget.needed", "input": {"lines": []}}
FIELDS = ("id", "op", "policy", "readings", "reform", "lang", "input")


def test_every_operation_is_answered(examples: dict[str, dict[str, Any]]) -> None:
    assert list(examples) == list(OPERATIONS)
    for request in examples.values():
        response = evaluate(request)
        assert response["ok"], response
        assert list(response) == ["id", "ok", "result", "reasons", "readings"]


def test_every_reason_of_a_response_says_rule_code_text_source_and_facts(
    examples_by_policy: list[dict[str, Any]],
) -> None:
    for request in examples_by_policy:
        for reason in evaluate(request)["reasons"]:
            assert list(reason) == ["rule", "code", "text", "source", "facts"]
            assert reason["text"]
            assert reason["source"].startswith(("M ", "K", "A"))


@pytest.mark.parametrize(
    "value", [None, 0, 1, "", "x", "ā\ud800", True, False, 1.5, -1, [], [1, [2]], {}, {"a": {"b": None}}], ids=ascii
)
def test_any_json_value_is_echoed_as_the_id(value: object) -> None:
    for request in ({"id": value, **ASKED}, {"id": value}, {"id": value, "op": 5}):
        assert evaluate(request)["id"] == value
        assert type(evaluate(request)["id"]) is type(value)


def test_without_an_id_the_response_has_null() -> None:
    assert evaluate(ASKED)["id"] is None
    assert evaluate({})["id"] is None
    assert evaluate(5)["id"] is None


@pytest.mark.parametrize(
    "value", [{1, 2}, b"x", object(), float("nan"), float("inf"), [float("nan")], {"a": {1}}, {(1, 2): 3}]
)
def test_an_id_that_is_no_json_value_is_a_bad_request_and_not_echoed(value: object, refusal: Refusal) -> None:
    assert refusal({"id": value, **ASKED}) == ("bad_request", "/id")
    assert evaluate({"id": value, **ASKED})["id"] is None


@pytest.mark.parametrize(
    "request_",
    [None, True, 0, 1.5, "", "{}", b"{}", [], [ASKED], (), {1}, object()],
    ids=lambda value: ascii(value)[:20],
)
def test_a_request_that_is_no_object_is_a_bad_request(request_: object, refusal: Refusal) -> None:
    assert refusal(request_) == ("bad_request", "")


def test_a_mapping_that_is_no_dict_is_no_object(refusal: Refusal) -> None:
    class Mapped(dict[str, Any]):
        pass

    assert refusal(Mapped(ASKED)) == ("bad_request", "")


@pytest.mark.parametrize("name", [None, 5, True, [], {}, 1.5, b"budget.needed"], ids=ascii)
def test_an_operation_that_is_absent_or_no_text_is_a_bad_request(name: object, refusal: Refusal) -> None:
    assert refusal({**ASKED, "op": name}) == ("bad_request", "/op")
    assert refusal({"input": {}}) == ("bad_request", "/op")


@pytest.mark.parametrize(
    "name", ["", "budget", "Budget.needed", "budget.needed ", "budget.needed\n", "selection.nothing"]
)
def test_an_operation_that_does_not_exist_is_unknown(name: str, refusal: Refusal) -> None:
    assert refusal({**ASKED, "op": name}) == ("unknown_operation", "/op")
    assert "budget.provisional" in evaluate({**ASKED, "op": name})["error"]["message"]


@pytest.mark.parametrize("value", [5, True, [], {}, 1.5, b"x"], ids=ascii)
@pytest.mark.parametrize("field", ["policy", "readings", "reform", "lang", "input"])
def test_a_field_of_the_wrong_type_is_a_bad_request_at_its_place(field: str, value: object, refusal: Refusal) -> None:
    if value == {} and field in ("readings", "reform", "input"):
        return
    assert refusal({**ASKED, field: value}) == ("bad_request", f"/{field}")


@pytest.mark.parametrize("field", ["readings", "reform", "input"])
def test_text_is_no_object(field: str, refusal: Refusal) -> None:
    assert refusal({**ASKED, field: "{}"}) == ("bad_request", f"/{field}")


def test_an_absent_or_null_input_is_a_bad_request(refusal: Refusal) -> None:
    assert refusal({"op": "budget.needed"}) == ("bad_request", "/input")
    assert refusal({**ASKED, "input": None}) == ("bad_request", "/input")


@pytest.mark.parametrize("name", ["", "children", "Children-pilot-2018", "children-pilot-2018 "])
def test_a_policy_that_does_not_exist_is_unknown(name: str, refusal: Refusal) -> None:
    assert refusal({**ASKED, "policy": name}) == ("unknown_policy", "/policy")
    assert "children-pilot-2018" in evaluate({**ASKED, "policy": name})["error"]["message"]


@pytest.mark.parametrize("language", ["", "EN", "de", "lv-LV", 0, ["en"]], ids=ascii)
def test_a_language_is_en_or_lv(language: object, refusal: Refusal) -> None:
    assert refusal({**ASKED, "lang": language}) == ("bad_request", "/lang")


def test_null_is_the_same_as_absent(examples: dict[str, dict[str, Any]]) -> None:
    nothing = dict.fromkeys(("id", "policy", "readings", "reform", "lang"))
    for request in examples.values():
        assert evaluate({**nothing, **request}) == evaluate(request)


def test_the_defaults_are_the_childrens_pilot_and_english(examples: dict[str, dict[str, Any]]) -> None:
    for request in examples.values():
        assert evaluate({**request, "policy": "children-pilot-2018", "lang": "en"}) == evaluate(request)


def test_every_operation_works_under_every_policy(examples_by_policy: list[dict[str, Any]]) -> None:
    for request in examples_by_policy:
        assert evaluate(request)["ok"], evaluate(request)


def test_there_is_no_selection_outside_a_pilot(examples: dict[str, dict[str, Any]], refusal: Refusal) -> None:
    names = [name for name in examples if name.startswith("selection.")]
    assert len(names) == 4
    for name in names:
        outside = {**examples[name], "policy": "children-general"}
        assert refusal(outside) == ("inconsistent", "/policy")
        assert refusal({**outside, "input": {"x": 1}}) == ("inconsistent", "/policy")
        assert refusal({**outside, "reform": {"budget.reduced_share": "80"}}) == ("inconsistent", "/policy")
        assert refusal({**outside, "lang": "de"}) == ("bad_request", "/lang")
        assert refusal({**outside, "zzz": 1}) == ("bad_request", "/zzz")


@pytest.mark.parametrize(
    ("unknown", "first"),
    [
        (["z", "a"], "a"),
        (["a", "Z"], "Z"),
        (["\U00010000", "\uffff"], "\uffff"),
        (["b/c", "b~c"], "b~1c"),
        (["ID"], "ID"),
        ([""], ""),
        (["\ud800"], "\ud800"),
    ],
    ids=ascii,
)
def test_of_unknown_fields_the_first_by_code_point_is_named(unknown: list[str], first: str, refusal: Refusal) -> None:
    for order in (unknown, unknown[::-1]):
        assert refusal({**dict.fromkeys(order), **ASKED}) == ("bad_request", f"/{first}")


def test_faults_of_the_envelope_are_reported_in_the_order_of_its_fields(refusal: Refusal) -> None:
    bad = {"id": {1}, "op": 5, "policy": 5, "readings": 5, "reform": 5, "lang": 5, "input": 5, "aaa": 5}
    right = {"id": 1, "op": "budget.needed", "policy": None, "readings": {}, "reform": {}, "lang": "en", "input": {}}
    for field in FIELDS:
        shuffled = dict(reversed(bad.items()))
        assert refusal(shuffled) == ("bad_request", f"/{field}")
        bad[field] = right[field]
    assert refusal(bad) == ("bad_request", "/aaa")
    del bad["aaa"]
    assert refusal(bad) == ("missing_field", "/input/lines")


def test_names_that_do_not_exist_come_at_the_place_of_their_field(refusal: Refusal) -> None:
    bad = {
        "op": "none",
        "policy": "none",
        "readings": {"I-99": "none"},
        "reform": {"none": 1},
        "lang": "none",
        "input": 5,
    }
    expected = [
        ("unknown_operation", "/op", "budget.needed"),
        ("unknown_policy", "/policy", "children-general"),
        ("unknown_reading", "/readings/I-99", {}),
        ("unknown_parameter", "/reform/none", {}),
        ("bad_request", "/lang", "lv"),
        ("bad_request", "/input", {}),
    ]
    for code, path, right in expected:
        assert refusal(bad) == (code, path)
        bad[path.split("/")[1]] = right


def test_faults_of_the_envelope_come_before_those_of_the_input(refusal: Refusal) -> None:
    request = {"op": "budget.needed", "input": {"lines": 5}, "unknown": 1}
    assert refusal(request) == ("bad_request", "/unknown")
    assert refusal({**ASKED, "input": {"lines": 5}}) == ("bad_type", "/input/lines")


def test_keys_that_are_no_text_are_unknown_fields(refusal: Refusal) -> None:
    assert refusal({**ASKED, 5: 1}) == ("bad_request", "/5")
    assert refusal({**ASKED, "input": {"lines": [], None: 1}}) == ("unknown_field", "/input/None")
    assert refusal({**ASKED, "reform": {5: 1}}) == ("unknown_parameter", "/reform/5")
    assert refusal({**ASKED, "readings": {5: 1}}) == ("unknown_reading", "/readings")


class Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError("no")


def nested(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.dates()
    | st.builds(object)
    | st.sampled_from(["1.00", "nanny", "2018-09-01", "budget.needed", "I-3", "exhaust", "lv", 0, 1, 10**16])
)
KEYS = (
    st.text(max_size=3)
    | st.sampled_from([*FIELDS, "lines", "service", "unit_price", "units", "recipients", "born", "1", "I-3"])
    | st.integers()
    | st.none()
    | st.tuples(st.integers())
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.frozensets(LEAVES.filter(lambda leaf: leaf == leaf), max_size=3)  # noqa: PLR0124 - not NaN
        | st.dictionaries(KEYS, inner, max_size=5)
    ),
    max_leaves=25,
)


def answered(request: Any) -> None:
    before = copy.deepcopy(request) if type(request) is dict else None
    response = evaluate(request)
    assert response["ok"] in (True, False)
    if before is not None:
        assert request.keys() == before.keys()


@given(ANYTHING)
@settings(deadline=None, max_examples=150)
def test_nothing_that_python_can_hold_makes_evaluate_raise(request: Any) -> None:
    answered(request)


@given(
    st.fixed_dictionaries(
        {"op": st.sampled_from([*OPERATIONS]), "input": st.dictionaries(KEYS, ANYTHING, max_size=5)},
        optional=dict.fromkeys(("id", "policy", "readings", "reform", "lang"), ANYTHING),
    )
)
@settings(deadline=None, max_examples=150)
def test_no_field_of_an_envelope_makes_evaluate_raise(request: dict[str, Any]) -> None:
    answered(request)


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_nothing_in_place_of_a_value_of_the_input_makes_evaluate_raise(data: st.DataObject) -> None:
    name, asked = data.draw(
        st.sampled_from(
            [
                ("budget.needed", {"lines": [{"service": "nanny", "unit_price": "1.00", "units": [1]}]}),
                ("plan.merge", {"experts": {"1": ["nanny"]}, "parent": ["nanny"], "weights": None}),
                ("funding.total", {"final": "1.00", "lines": [], "benefits": {}, "variant": 1}),
            ]
        )
    )
    inner = copy.deepcopy(asked)
    field = data.draw(st.sampled_from(sorted(inner)))
    inner[field] = data.draw(ANYTHING)  # type: ignore[assignment]
    answered({"op": name, "input": inner})


@pytest.mark.parametrize(
    "value",
    [Unshowable(), [Unshowable()], nested(100_000), [10**5000], {10**5000: 1}],
    ids=["raises", "holds one that raises", "too deep", "long integer inside", "long integer as key"],
)
def test_not_even_a_value_that_python_cannot_write_makes_evaluate_raise(value: object) -> None:
    line = {"service": "nanny", "unit_price": "1.00", "units": [1]}
    for request in (
        value,
        {**ASKED, "id": value},
        {**ASKED, "op": value},
        {**ASKED, "policy": value},
        {**ASKED, "readings": {"I-3": value}},
        {**ASKED, "reform": {"budget.reduced_share": value}},
        {**ASKED, "lang": value},
        {**ASKED, "input": value},
        {**ASKED, "input": {"lines": value}},
        {**ASKED, "input": {"lines": [value]}},
        *({**ASKED, "input": {"lines": [{**line, field: value}]}} for field in line),
    ):
        assert evaluate(request)["ok"] is False


def test_a_value_that_contains_itself_is_nested_too_deeply(refusal: Refusal) -> None:
    endless: list[Any] = []
    endless.append(endless)
    for request in ({**ASKED, "id": endless}, {**ASKED, "input": {"lines": endless}}, endless):
        assert refusal(request)[0] == "too_large"
