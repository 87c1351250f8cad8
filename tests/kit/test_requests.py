"""Claims on the random requests: every operation, many of them answered, edges and spoilt ones among them."""

from __future__ import annotations

import copy
import json
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis import strategies as st

from ibmodel import evaluate
from ibmodel.errors import CODES, BadValue
from ibmodel.exchange import OPERATIONS
from ibmodel.testing.requests import CHAPTER_OF, broken, requests
from ibmodel.testing.vectors import CHAPTERS

EVERY_OPERATION = pytest.mark.parametrize("operation", OPERATIONS)
DRAWN = 20


@cache
def drawn(operation: str, number: int = 0) -> tuple[dict, ...]:
    """Some requests of an operation, the same each time."""
    found: list[dict] = []

    @seed(number)
    @settings(
        max_examples=DRAWN, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    @given(requests(operation))
    def keep(request) -> None:
        found.append(request)

    keep()
    return tuple(found)


@cache
def responses(operation: str) -> tuple[dict, ...]:
    return tuple(evaluate(request) for request in drawn(operation))


def test_every_operation_has_requests_and_a_chapter():
    assert set(CHAPTER_OF) == set(OPERATIONS)
    assert set(CHAPTER_OF.values()) <= set(CHAPTERS)


def test_an_operation_that_there_is_not_has_none():
    with pytest.raises(BadValue, match=r"expected one of eligibility\.assess, .*, got 'budget'"):
        requests("budget")


@EVERY_OPERATION
def test_many_requests_of_an_operation_are_answered(operation):
    answered = sum(response["ok"] for response in responses(operation))
    assert answered > DRAWN // 3


@EVERY_OPERATION
def test_a_request_is_a_document_without_an_id(operation):
    for request in drawn(operation):
        assert json.loads(json.dumps(request)) == request
        assert "id" not in request


@EVERY_OPERATION
def test_every_refusal_of_a_request_is_one_of_the_protocol(operation):
    for response in responses(operation):
        assert response["ok"] or response["error"]["code"] in CODES


def test_the_seed_decides_the_requests():
    drawn.cache_clear()
    first = drawn("budget.final", 7)
    drawn.cache_clear()
    assert drawn("budget.final", 7) == first
    assert drawn("budget.final", 8) != first


def _applicants(request) -> list[dict]:
    return [each for each in request.get("input", {}).get("applicants", ()) if type(each) is dict]


def test_what_is_drawn_is_new_each_time():
    """Whoever changes a request, a mutation among them, does not change the next one."""
    for request in drawn("selection.targets"):
        for applicant in _applicants(request):
            applicant.clear()
    drawn.cache_clear()
    assert any(applicant for request in drawn("selection.targets") for applicant in _applicants(request))
    responses.cache_clear()


@EVERY_OPERATION
def test_the_readings_that_an_operation_consults_are_switched(operation):
    """None is consulted that no request switches."""
    consulted = {reading for response in responses(operation) if response["ok"] for reading in response["readings"]}
    switched = {reading for request in drawn(operation) for reading in request.get("readings") or ()}
    assert consulted <= switched


@EVERY_OPERATION
def test_some_requests_are_under_another_policy(operation):
    assert len({str(request.get("policy")) for request in drawn(operation)}) > 1


def found(operation: str, wanted) -> dict:
    """A request of which ``wanted`` holds; not the smallest."""
    quick = settings(max_examples=3000, database=None, deadline=None, phases=[Phase.generate])
    return find(requests(operation), wanted, settings=quick)


def test_reforms_are_among_the_requests():
    request = found("budget.final", lambda request: request.get("reform"))
    assert len(request["reform"]) == 1


def test_spoilt_requests_are_among_them():
    assert found("budget.needed", lambda request: not evaluate(request)["ok"])


@pytest.mark.parametrize(
    "operation", ["selection.targets", "selection.select", "selection.verify", "selection.replace"]
)
def test_adults_are_among_those_who_are_selected(operation):
    found(operation, lambda request: request.get("policy") == "adults-pilot-2019" and evaluate(request)["ok"])


def test_fuel_receipts_may_stand_beside_a_private_car():
    found("transport.cost", lambda request: evaluate(request)["ok"] and "fuel_receipts" in request["input"])


def test_claims_are_of_several_means_of_transport():
    means = {str(request.get("input", {}).get("means")) for request in drawn("transport.cost")}
    assert len(means) >= 3


json_values = st.recursive(
    st.sampled_from([None, True, 5, "x"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from("ab"), json_values, min_size=1, max_size=2), st.data())
def test_a_spoilt_document_is_still_one_that_json_can_carry(document, data):
    spoilt = data.draw(broken(copy.deepcopy(document)))
    assert type(spoilt) is dict
    assert json.loads(json.dumps(spoilt)) == spoilt


@pytest.mark.parametrize(
    ("document", "wanted"),
    [
        ({"a": 1}, {}),
        ({"a": 1}, {"a": None}),
        ({"a": 1}, {"a": 1, "zz": 0}),
        ({"a": [1]}, {"a": [1, 1]}),
        ({"a": [1]}, {"a": []}),
        ({"a": {"b": 1}}, {"a": {"b": 1, "zz": 0}}),
        ({"a": [1]}, {"a": [1], "zz": "x"}),
    ],
    ids=["left-out", "replaced", "added", "doubled", "shortened", "added-inside", "added-beside-a-list"],
)
def test_every_way_of_spoiling_happens(document, wanted):
    strategy = st.builds(copy.deepcopy, st.just(document)).flatmap(broken)
    assert (
        find(strategy, lambda spoilt: spoilt == wanted, settings=settings(max_examples=5000, database=None)) == wanted
    )
