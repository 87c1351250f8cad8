"""`plan.check` and `prices.check` on the wire: results to the letter, bad input with code and place."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ibmodel import evaluate
from ibmodel.exchange import request_schema, response_schema
from ibmodel.rules import REASON_CODES

PRICE: dict[str, Any] = {
    "service": "group_session_child",
    "on": "2018-10-01",
    "price": "20.01",
    "provider_market_price": "21.00",
    "contract_price": "22.00",
    "regulated": "23.00",
    "transport_part": "5.93",
    "survey": {"low": "10.00", "high": "20.00"},
}
PLAN: dict[str, Any] = {
    "child": {"impairment": "multiple", "components": ["movement"], "disability_determined": True},
    "contract": True,
    "period": {"start": "2018-10-01", "months": 2},
    "budget": {"total": "1000.00", "final": "900.00", "needed": "1000.00", "provisional": "800.00"},
    "transport_override": None,
    "lines": [
        {
            "service": "nanny",
            "provider": "A",
            "unit_price": "8.50",
            "units": [4, 4],
            "named_by_team": True,
            "slots": [{"weekday": 7, "from": "22:00", "to": "02:00"}],
            "price": {"on": "2018-10-01", "provider_market_price": "8.00", "survey": {"low": "1.00", "high": "9.00"}},
        },
        {
            "service": "home_care",
            "unit_price": "5.00",
            "units": [0, 4],
            "named_by_team": True,
            "slots": [{"weekday": 1, "from": "01:30", "to": "03:00"}],
        },
        {
            "service": "day_care_centre",
            "unit_price": "2.7174",
            "units": [10, 10],
            "named_by_team": True,
            "specialists": ["physiotherapist"],
            "kind": "group",
            "weekly_days": 3,
        },
        {"service": "physiotherapist", "unit_price": "20.00", "units": [1, 1], "specialist": "physiotherapist"},
        {"service": "family_assistant", "unit_price": "9.00", "units": [1, 1], "family_grounds": ["lack_of_skills"]},
        {"service": "transport_child", "unit_price": "50.01", "units": [1, 1]},
    ],
}


def ask(op: str, given: dict[str, Any], **envelope: Any) -> dict[str, Any]:
    request = {"op": op, "input": given, **envelope}
    Draft202012Validator(request_schema(op)).validate(request)
    response = evaluate(request)
    assert response["ok"], response
    Draft202012Validator(response_schema(op)).validate(json.loads(json.dumps(response)))
    return response


def findings(response: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [(found["rule"], found["status"], found["services"]) for found in response["result"]["findings"]]


@pytest.mark.rule("U-4", "U-8", "U-9")
def test_prices_check_answers_to_the_letter() -> None:
    response = ask("prices.check", PRICE)
    assert response["result"] == {
        "method": "ceiling",
        "limit": "20.00",
        "allowed": False,
        "flags": ["above_survey"],
    }
    assert list(response["result"]) == ["method", "limit", "allowed", "flags"]
    assert response["readings"] == {}


@pytest.mark.rule("U-6")
def test_limit_that_is_not_known_is_null() -> None:
    response = ask("prices.check", {"service": "x-swimming", "on": "2018-10-01", "price": "20.00"})
    assert response["result"] == {"method": "market", "limit": None, "allowed": None, "flags": ["limit_unknown"]}


@pytest.mark.rule("C-2", "C-5", "C-6", "L-4", "L-6", "U-6", "U-8")
def test_plan_check_answers_in_the_order_of_rules_and_lines() -> None:
    response = ask("plan.check", PLAN)
    assert response["result"]["ok"] is False
    assert findings(response) == [
        ("C-2", "violated", ["nanny", "home_care"]),
        ("C-5", "violated", ["day_care_centre", "physiotherapist"]),
        ("C-6", "violated", ["transport_child"]),
        ("L-4", "satisfied", ["nanny"]),
        ("L-4", "satisfied", ["home_care"]),
        ("L-4", "satisfied", ["day_care_centre"]),
        ("L-4", "undecided", ["physiotherapist"]),
        ("L-4", "undecided", ["family_assistant"]),
        ("L-4", "undecided", ["transport_child"]),
        ("L-6", "satisfied", ["family_assistant"]),
        ("U-6", "violated", ["nanny"]),
        *(("U-6", "undecided", [line["service"]]) for line in PLAN["lines"][1:]),
        ("U-8", "undecided", ["day_care_centre"]),
    ]


def test_every_finding_is_a_reason_and_its_code_is_listed() -> None:
    response = ask("plan.check", PLAN)
    found = [(finding["rule"], finding["code"]) for finding in response["result"]["findings"]]
    assert [(reason["rule"], reason["code"]) for reason in response["reasons"]] == found
    codes = evaluate({"op": "policy.describe", "input": {}})["result"]["codes"]
    listed = {entry["code"] for entry in codes}
    assert {code for _, code in found} <= listed
    assert listed == set(REASON_CODES)


def test_exactly_violated_findings_have_a_cure_in_the_language_asked_for() -> None:
    english, latvian = (ask("plan.check", PLAN, lang=lang)["result"]["findings"] for lang in ("en", "lv"))
    for one, other in zip(english, latvian, strict=True):
        keys = ["rule", "status", "services", "code"] + (["cure"] if one["status"] == "violated" else [])
        assert list(one) == list(other) == keys
        assert one.get("cure") is None or one["cure"] != other["cure"]
    assert "Monday 01:30–02:00" in english[0]["cure"]
    assert "pirmdien 01:30–02:00" in latvian[0]["cure"]
    assert "€0.02" in english[2]["cure"]


@pytest.mark.rule("I-13", "I-14", "I-15", "I-23", "I-26", "I-27")
def test_readings_that_can_matter_are_listed_and_can_be_switched() -> None:
    assert ask("plan.check", PLAN)["readings"] == {
        "I-13": "by_components",
        "I-14": "overlap",
        "I-15": "total",
        "I-23": "participant_keeps",
        "I-26": "same_specialist",
        "I-27": "both",
    }
    chosen = {"I-13": "strict", "I-14": "same_period", "I-15": "needed", "I-23": "strict", "I-26": "any_group"}
    response = ask("plan.check", PLAN, readings=chosen | {"I-27": "child_only"})
    assert response["readings"] == chosen | {"I-27": "child_only"}
    assert "November 2018" in response["result"]["findings"][0]["cure"]


@pytest.mark.parametrize("policy", ["children-pilot-2018", "children-general", "adults-pilot-2019"])
def test_both_operations_work_under_every_policy(policy: str) -> None:
    ask("plan.check", PLAN, policy=policy)
    ask("prices.check", PRICE, policy=policy)


def test_plan_without_lines_has_no_findings() -> None:
    bare = {"child": {"impairment": "mental"}, "period": {"start": "2018-10-01", "months": 1}, "lines": []}
    assert ask("plan.check", bare)["result"] == {"findings": [], "ok": True}


def changed(given: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with another value at ``path``; ``...`` takes the field out."""
    document = copy.deepcopy(given)
    *steps, last = path.strip("/").split("/")
    at: Any = document
    for step in steps:
        at = at[int(step)] if isinstance(at, list) else at[step]
    if value is ...:
        del at[last]
    else:
        at[int(last) if isinstance(at, list) else last] = value
    return document


BAD_PLANS = [
    ("/child", ..., "missing_field"),
    ("/child/impairment", ..., "missing_field"),
    ("/child/impairment", "sight", "bad_value"),
    ("/child/components/0", "multiple", "bad_value"),
    ("/child/disability_until", "2019-01-01", "unknown_field"),
    ("/child/disability_determined", "yes", "bad_type"),
    ("/contract", 1, "bad_type"),
    ("/period", None, "missing_field"),
    ("/period/months", 0, "bad_value"),
    ("/period/months", 121, "bad_value"),
    ("/period/months", True, "bad_type"),
    ("/period/start", "2018-02-30", "bad_value"),
    ("/budget/total", 1000, "bad_type"),
    ("/budget/all", "1.00", "unknown_field"),
    ("/transport_override", 5, "bad_type"),
    ("/lines", ..., "missing_field"),
    ("/lines/0/service", "swimming", "bad_value"),
    ("/lines/0/provider", "", "bad_value"),
    ("/lines/0/unit_price", "8.5", "bad_value"),
    ("/lines/0/units", [4], "inconsistent"),
    ("/lines/1/units", [4, 4, 4], "inconsistent"),
    ("/lines/1/units/1", -1, "bad_value"),
    ("/lines/0/named_by_team", 0, "bad_type"),
    ("/lines/2/specialists", "all", "bad_type"),
    ("/lines/2/specialists/0", 5, "bad_type"),
    ("/lines/2/kind", "pair", "bad_value"),
    ("/lines/2/kind", 5, "bad_type"),
    ("/lines/2/weekly_days", -1, "bad_value"),
    ("/lines/4/family_grounds/0", "other", "bad_value"),
    ("/lines/0/slots/0/weekday", 0, "bad_value"),
    ("/lines/0/slots/0/weekday", 8, "bad_value"),
    ("/lines/0/slots/0/weekday", "1", "bad_type"),
    ("/lines/0/slots/0/from", "24:00", "bad_value"),
    ("/lines/0/slots/0/from", "9:30", "bad_value"),
    ("/lines/0/slots/0/from", 930, "bad_type"),
    ("/lines/0/slots/0/from", ..., "missing_field"),
    ("/lines/0/slots/0/to", "22:00", "bad_value"),
    ("/lines/0/slots/0/start", "22:00", "unknown_field"),
    ("/lines/0/price/on", ..., "missing_field"),
    ("/lines/0/price/service", "nanny", "unknown_field"),
    ("/lines/0/price/survey", {"low": "2.00", "high": "1.00"}, "inconsistent"),
]


@pytest.mark.parametrize(("path", "value", "code"), BAD_PLANS)
def test_bad_plan_is_refused_with_code_and_place(path: str, value: Any, code: str, refusal: Any) -> None:
    assert refusal({"op": "plan.check", "input": changed(PLAN, path, value)}) == (code, f"/input{path}")


def test_conditions_over_several_fields_come_after_every_single_field(refusal: Any) -> None:
    plan = changed(changed(PLAN, "/lines/0/units", [4]), "/lines/5/unit_price", "free")
    assert refusal({"op": "plan.check", "input": plan}) == ("bad_value", "/input/lines/5/unit_price")
    plan = changed(changed(PLAN, "/lines/0/slots/0/to", "22:00"), "/lines/1/units", [4])
    assert refusal({"op": "plan.check", "input": plan}) == ("bad_value", "/input/lines/0/slots/0/to")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("/service", "swimming", "bad_value"),
        ("/on", "2018-13-01", "bad_value"),
        ("/price", ..., "missing_field"),
        ("/price", "-1.00", "bad_value"),
        ("/regulated", 5, "bad_type"),
        ("/transport_part", "5.930", "bad_value"),
        ("/transport_part", "25.94", "bad_value"),
        ("/survey", {"low": "20.01", "high": "20.00"}, "inconsistent"),
        ("/survey/high", ..., "missing_field"),
        ("/provider", "A", "unknown_field"),
    ],
)
def test_bad_price_is_refused_with_code_and_place(path: str, value: Any, code: str, refusal: Any) -> None:
    assert refusal({"op": "prices.check", "input": changed(PRICE, path, value)}) == (code, f"/input{path}")
