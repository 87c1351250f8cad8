"""Version 1 of the wire protocol keeps what it promises never to change, and says everywhere that it is version 1.

The lists here are frozen: a name may be added where the protocol allows new ones, but none goes while the version is 1.
"""

from __future__ import annotations

import re
from pathlib import Path

from ibmodel.errors import CODES
from ibmodel.exchange import OPERATIONS, PROTOCOL_VERSION, Limits, evaluate, request_schema, response_schema
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.parameters import EDITIONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")

NAMES = [
    "eligibility.assess",
    "eligibility.deadlines",
    "selection.targets",
    "selection.select",
    "selection.verify",
    "selection.replace",
    "budget.provisional",
    "budget.needed",
    "budget.final",
    "funding.total",
    "plan.merge",
    "plan.fit",
    "plan.check",
    "prices.check",
    "schedule.carry",
    "settlement.month",
    "transport.cost",
    "review.decide",
    "pilot.calendar",
    "admin.costs",
    "survey.route",
    "policy.describe",
]
ERRORS = [
    "bad_json",
    "bad_request",
    "unknown_operation",
    "unknown_policy",
    "unknown_reading",
    "unknown_parameter",
    "missing_field",
    "unknown_field",
    "bad_type",
    "bad_value",
    "duplicate",
    "inconsistent",
    "infeasible",
    "too_large",
]
POLICIES = ["children-pilot-2018", "children-general", "adults-pilot-2019"]
#: The readings that are taken where a request names none.
DEFAULTS = {
    "I-1": "weighted_split",
    "I-2": "need",
    "I-3": "equal_treatment",
    "I-4": "not_eligible",
    "I-5": "text",
    "I-6": "pilot_start",
    "I-7": "level",
    "I-9": "best_quotas",
    "I-10": "best_cover",
    "I-12": "continue",
    "I-13": "by_components",
    "I-14": "overlap",
    "I-15": "total",
    "I-23": "participant_keeps",
    "I-24": "table",
    "I-25": "text",
    "I-26": "same_specialist",
    "I-27": "both",
    "I-29": "computed",
    "I-30": "non_transport",
}


def test_the_version_is_said_in_the_code_on_the_page_and_in_every_schema() -> None:
    assert PROTOCOL_VERSION == 1
    assert PAGE.startswith(f"# Wire protocol\n\nVersion {PROTOCOL_VERSION}, ")
    assert f"## What may change within version {PROTOCOL_VERSION}\n" in PAGE
    said = f"Wire protocol, version {PROTOCOL_VERSION}."
    assert {schema(name)["description"] for name in OPERATIONS for schema in (request_schema, response_schema)} == {
        said
    }


def test_no_operation_policy_or_default_of_version_1_has_gone() -> None:
    assert set(NAMES) <= set(OPERATIONS)
    assert list(EDITIONS)[: len(POLICIES)] == POLICIES
    assert {name: INTERPRETATIONS[name].names[0] for name in DEFAULTS} == DEFAULTS


def test_the_error_codes_of_version_1_are_closed() -> None:
    assert sorted(CODES) == sorted(ERRORS)
    assert (
        re.findall(r"^\| `(\w+)` \| ", PAGE.partition("## Errors")[2].partition("Of several")[0], re.MULTILINE)
        == ERRORS
    )


def test_the_page_lists_every_operation_and_shows_it_once() -> None:
    table = PAGE.partition("## Operations\n")[2].partition("\n(eligibility-assess)=")[0]
    assert re.findall(r"^\| \[`([\w.]+)`\]\(#[\w-]+\) \|", table, re.MULTILINE) == list(NAMES)
    assert re.findall(r"^### (\w+\.\w+)$", PAGE, re.MULTILINE) == list(NAMES)


def test_the_envelope_of_version_1_has_these_fields_in_this_order() -> None:
    recipients = [{"id": "A", "provisional": "1000.00", "needed": "700.00"}]
    request = {"id": 7, "op": "budget.final", "input": {"recipients": recipients}}
    answer, refusal = evaluate(request), evaluate({**request, "input": {}})
    assert list(answer) == ["id", "ok", "result", "reasons", "readings"]
    assert {tuple(reason) for reason in answer["reasons"]} == {("rule", "code", "text", "source", "facts")}
    assert list(refusal) == ["id", "ok", "error"]
    assert list(refusal["error"]) == ["code", "path", "message"]
    asked = request_schema("budget.final")
    assert set(asked["properties"]) == {"id", "op", "policy", "readings", "reform", "lang", "input"}
    assert asked["required"] == ["op", "input"]


def test_no_limit_of_version_1_is_lowered() -> None:
    limits = Limits()
    assert limits.line_bytes >= 16 * 1024 * 1024
    assert limits.nesting >= 32
    assert limits.elements >= 100_000
    assert limits.digits >= 15
