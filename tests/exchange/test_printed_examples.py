"""What the protocol prints comes out as printed; what can be looked up is complete."""

from __future__ import annotations

from typing import Any

import pytest

from ibmodel.catalogue import SERVICES
from ibmodel.exchange import OPERATIONS, evaluate
from ibmodel.explain import template
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.parameters import EDITIONS
from ibmodel.rules import REASON_CODES
from ibmodel.sources import RULES


def result(op: str, asked: dict[str, Any], **envelope: Any) -> Any:
    response = evaluate({"op": op, "input": asked, **envelope})
    assert response["ok"], response
    return response["result"]


GROUP = {
    "pool": "1000.00",
    "on": "2018-09-01",
    "recipients": [
        {"id": "young", "born": "2010-01-01", "special_care": False},
        {"id": "old", "born": "2004-01-01", "special_care": False},
        {"id": "older", "born": "2003-01-01", "special_care": False},
    ],
}


@pytest.mark.rule("I-1", "B-1")
@pytest.mark.parametrize(
    ("reading", "amount", "amounts", "reserve"),
    [
        ("weighted_split", None, ["416.66", "291.66", "291.66"], "0.02"),
        ("equal_share", None, ["333.33", "233.33", "233.33"], "200.01"),
        ("fixed_amount", "400.00", ["400.00", "280.00", "280.00"], "40.00"),
    ],
)
def test_a_pool_of_1000_euro_for_weights_100_70_70(
    reading: str, amount: str | None, amounts: list[str], reserve: str
) -> None:
    stage = result("budget.provisional", {**GROUP, "amount": amount}, readings={"I-1": reading})
    assert [row["weight"] for row in stage["amounts"]] == ["100", "70", "70"]
    assert [row["provisional"] for row in stage["amounts"]] == amounts
    assert stage["reserve"] == reserve


@pytest.mark.rule("I-2", "B-6")
@pytest.mark.parametrize(
    ("reading", "finals", "reserve"),
    [
        ("need", ["700.00", "1180.00", "820.00"], "0.00"),
        ("shortfall", ["700.00", "1187.50", "812.50"], "0.00"),
        ("need_ratio", ["700.00", "1153.65", "846.34"], "0.01"),
        ("equal", ["700.00", "1150.00", "850.00"], "0.00"),
    ],
)
def test_a_surplus_of_300_euro_by_every_reading(reading: str, finals: list[str], reserve: str) -> None:
    recipients = [
        {"id": "A", "provisional": "1000.00", "needed": "700.00"},
        {"id": "B", "provisional": "1000.00", "needed": "1500.00"},
        {"id": "C", "provisional": "700.00", "needed": "1000.00"},
    ]
    stage = result("budget.final", {"recipients": recipients}, readings={"I-2": reading})
    assert [row["final"] for row in stage["amounts"]] == finals
    assert (stage["surplus"], stage["reserve"]) == ("300.00", reserve)


@pytest.mark.rule("D-2")
def test_months_are_differences_of_rounded_running_totals() -> None:
    line = {"service": "nanny", "unit_price": "2.7174", "units": [1, 1, 1, 7]}
    stage = result("budget.needed", {"lines": [line]})
    assert stage == {
        "lines": [{"service": "nanny", "units": 10, "amount": "27.17"}],
        "needed": "27.17",
        "by_month": ["2.72", "2.71", "2.72", "19.02"],
    }


@pytest.mark.rule("F-6")
@pytest.mark.parametrize(
    ("variant", "needed", "public", "expected"),
    [
        (1, "1370.00", "900.00", ("800.00", "0.00", "800.00", "570.00", "worse")),
        (1, "1370.00", "0.00", ("800.00", "0.00", "800.00", "570.00", "better")),
        (1, "2000.00", "900.00", ("800.00", "0.00", "800.00", "1200.00", "worse")),
        (1, "500.00", "900.00", ("500.00", "0.00", "500.00", "0.00", "need_is_less")),
        (2, "1370.00", "900.00", ("800.00", "570.00", "1370.00", "0.00", "better")),
        (2, "1370.00", "0.00", ("800.00", "0.00", "800.00", "570.00", "better")),
        (2, "2000.00", "900.00", ("800.00", "900.00", "1700.00", "300.00", "better")),
        (2, "500.00", "900.00", ("500.00", "0.00", "500.00", "0.00", "need_is_less")),
        (3, "1370.00", "900.00", ("470.00", "900.00", "1370.00", "0.00", "better")),
        (3, "1370.00", "0.00", ("800.00", "0.00", "800.00", "570.00", "better")),
        (3, "2000.00", "900.00", ("800.00", "900.00", "1700.00", "300.00", "better")),
        (3, "500.00", "900.00", ("0.00", "500.00", "500.00", "0.00", "need_is_less")),
    ],
)
def test_the_twelve_examples_of_the_methodology_over_the_wire(
    variant: int, needed: str, public: str, expected: tuple[str, ...]
) -> None:
    line = {"service": "x-all", "amount": needed, "public": public}
    stage = result("funding.total", {"variant": variant, "final": "800.00", "lines": [line]})
    sources = stage["sources"]
    found = (sources["project"], sources["public"], stage["total"], stage["unmet"], stage["against_before"])
    assert found == expected


@pytest.mark.rule("I-11", "N-2")
def test_a_score_has_four_decimals_rounded_half_up() -> None:
    asked = {"experts": {"1": ["nanny", "escort", "x-"]}, "parent": ["x-", "nanny", "escort"]}
    order = result("plan.merge", asked)["order"]
    assert order == [
        {"service": "nanny", "score": "0.8333"},
        {"service": "x-", "score": "0.6667"},
        {"service": "escort", "score": "0.5000"},
    ]


@pytest.mark.rule("I-12", "N-7")
@pytest.mark.parametrize(("reading", "units"), [("continue", [[3, 0], [1, 1]]), ("stop", [[3, 0], [0, 0]])])
def test_after_the_marginal_service_later_ones_are_tried_or_not(reading: str, units: list[list[int]]) -> None:
    lines = [
        {"service": "nanny", "unit_price": "3.00", "units": [3, 3]},
        {"service": "escort", "unit_price": "0.50", "units": [1, 1]},
    ]
    plan = result("plan.fit", {"available": "11.00", "lines": lines}, readings={"I-12": reading})
    assert [line["units"] for line in plan["lines"]] == units
    assert [line["dropped_units"] for line in plan["lines"]] == [3, 0 if reading == "continue" else 2]


def test_the_first_error_of_the_protocols_own_example_has_its_path() -> None:
    recipients: list[dict[str, Any]] = [{"id": str(n), "provisional": "1.00", "needed": "1.00"} for n in range(4)]
    recipients[3]["needed"] = 5
    response = evaluate({"op": "budget.final", "input": {"recipients": recipients}})
    assert response["error"]["path"] == "/input/recipients/3/needed"


@pytest.fixture(scope="module", params=list(EDITIONS))
def described(request: pytest.FixtureRequest) -> tuple[str, Any]:
    return request.param, result("policy.describe", {}, policy=request.param)


def test_every_parameter_is_described(described: tuple[str, Any]) -> None:
    policy, found = described
    figures = EDITIONS[policy].figures()
    assert [row["path"] for row in found["parameters"]] == [figure.path for figure in figures]
    for row, figure in zip(found["parameters"], figures, strict=True):
        assert list(row) == ["path", "value", "kind", "unit", "rule", "source", "en", "lv"]
        assert (row["unit"], row["source"], row["en"], row["lv"]) == (figure.unit, figure.source, figure.en, figure.lv)


def test_every_described_value_can_be_given_back_in_a_reform(described: tuple[str, Any]) -> None:
    policy, found = described
    reform = {row["path"]: row["value"] for row in found["parameters"]}
    again = result("policy.describe", {}, policy=policy, reform=reform)
    assert again == found


def test_every_interpretation_is_described_with_its_readings(described: tuple[str, Any]) -> None:
    _, found = described
    assert [row["id"] for row in found["interpretations"]] == list(INTERPRETATIONS)
    for row in found["interpretations"]:
        entry = INTERPRETATIONS[row["id"]]
        assert [reading["name"] for reading in row["readings"]] == list(entry.names)
        assert row["switchable"] is entry.switchable
        assert row["chosen"] == entry.default


def test_every_service_is_described(described: tuple[str, Any]) -> None:
    _, found = described
    assert [row["code"] for row in found["services"]] == list(SERVICES)
    for row in found["services"]:
        service = SERVICES[row["code"]]
        assert (row["en"], row["lv"], row["transport"]) == (service.en, service.lv, service.transport)
        assert row["area"] == (service.area.value if service.area else None)


def test_every_reason_code_is_described_with_its_source(described: tuple[str, Any]) -> None:
    _, found = described
    assert [row["code"] for row in found["codes"]] == list(REASON_CODES)
    for row in found["codes"]:
        kind = REASON_CODES[row["code"]]
        assert row["facts"] == list(kind.facts)
        assert row["source"] == RULES[kind.rule].source
        assert (row["en"], row["lv"]) == (template(row["code"], "en"), template(row["code"], "lv"))


def test_every_operation_is_described(described: tuple[str, Any]) -> None:
    _, found = described
    assert found["operations"] == list(OPERATIONS)
