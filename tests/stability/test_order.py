"""What order may not decide: the order of keys nowhere, the order of a list where the methodology gives it no meaning.

Where people or papers are listed, the answer holds the same for each of them; what it lists follows the request, so
these lists are compared as sets, and everything else byte for byte.
"""

from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel.exchange import evaluate, evaluate_line

PILOT = {"start": "2018-09-01", "months": 12}
RECEIVED = ("2018-07-03T09:14", "2018-07-03T09:15", "2018-08-01T00:00")


def example_requests() -> list[dict[str, Any]]:
    """Those of the module beside this one."""
    spec = importlib.util.spec_from_file_location("questions", Path(__file__).with_name("questions.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.example_requests()


def child(place: int) -> dict[str, Any]:
    """One of many children, alike enough that ties decide."""
    dice = Random(place)
    return {
        "id": f"{'zyxw'[place % 4]}{place}",
        "born": dice.choice(("2012-02-29", "2010-05-05", "2006-09-01")),
        "impairment": dice.choice(("vision", "mental", "multiple")),
        "components": ["vision", "mental", "movement"],
        "disability_determined": True,
        "disability_until": "indefinite",
        "di_evaluated": dice.choice((True, True, True, None)),
        "other_measures": [],
        "municipality": dice.choice(("Jelgava", "Talsi", "Ogre")),
        "home_schooled": dice.choice((True, False)),
        "received": dice.choice(RECEIVED),
    }


def adult(place: int) -> dict[str, Any]:
    dice = Random(place)
    return {
        "id": f"{'zyxw'[place % 4]}{place}",
        "born": "1980-02-29",
        "mental_impairment": True,
        "disability_group": dice.choice((1, 2)),
        "declared_municipality": dice.choice(("Jelgava", "Talsi")),
        "received": dice.choice(("2019-08-01T00:00", "2019-08-16T23:59")),
        "documents": ["application", "disability_proof"],
    }


CHILDREN = [child(place) for place in range(14)]
ADULTS = [adult(place) for place in range(30)]
ELIGIBLE = [one["id"] for one in CHILDREN if one["di_evaluated"]]
FEW = {"selection.places": 6, "selection.places_per_municipality": 2}
RECIPIENTS = [
    {"id": one["id"], "born": one["born"], "special_care": place % 3 == 0, "received": one["received"]}
    for place, one in enumerate(CHILDREN)
]
NEEDS = [
    {"id": f"{'zyxw'[place % 4]}{place}", "provisional": "100.00", "needed": needed, "received": RECEIVED[place % 2]}
    for place, needed in enumerate(("10.01", "150.00", "150.00", "333.33", "333.33", "999.99", "100.00", "0.00"))
]
LINES = [
    {"service": "nanny", "unit_price": "8.333333", "units": [1, 3]},
    {"service": "nanny", "unit_price": "8.50", "units": [10, 0]},
    {"service": "x-peldēšana", "unit_price": "2.7174", "units": [3, 4]},
    {"service": "escort", "unit_price": "0.005", "units": [1, 1]},
]
PAID = [
    {"service": "physiotherapist", "amount": "470.00", "public": "500.00"},
    {"service": "transport_child", "amount": "90.00", "public": "20.00"},
    {"service": "nanny", "amount": "300.00"},
    {"service": "x-a", "amount": "33.33", "public": "1.00", "transport": True},
]

#: By a name: the operation, what surrounds its input, the input, the lists that are put in another order, and the
#: lists of the answer that follow them.
CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any], tuple[str, ...], tuple[str, ...]]] = {
    "components, other measures": (
        "eligibility.assess",
        {},
        {"applicant": {**CHILDREN[0], "other_measures": ["9.2.2.1", "9.2.2.3"]}, "pilot": PILOT},
        ("applicant/components", "applicant/other_measures"),
        (),
    ),
    "documents": (
        "eligibility.assess",
        {"policy": "adults-pilot-2019"},
        {"applicant": ADULTS[0]},
        ("applicant/documents",),
        (),
    ),
    "holidays": (
        "eligibility.deadlines",
        {},
        {
            "application_closed": "2018-04-27",
            "received": "2018-04-27",
            "holidays": ["2018-05-01", "2018-05-04", "2018-04-30", "2018-05-07"],
            "working_days": ["2018-05-05", "2018-04-28", "2018-04-30"],
        },
        ("holidays", "working_days"),
        (),
    ),
    "applicants of targets": (
        "selection.targets",
        {"reform": FEW},
        {"applicants": CHILDREN, "pilot": PILOT},
        ("applicants",),
        (),
    ),
    "applicants of targets, adults": (
        "selection.targets",
        {"policy": "adults-pilot-2019"},
        {"applicants": [{"id": one["id"], "municipality": one["declared_municipality"]} for one in ADULTS]},
        ("applicants",),
        (),
    ),
    "applicants": (
        "selection.select",
        {"reform": FEW},
        {"applicants": CHILDREN, "pilot": PILOT, "certificate": True},
        ("applicants",),
        ("result/ineligible", "reasons"),
    ),
    "applicants, adults": (
        "selection.select",
        {"policy": "adults-pilot-2019"},
        {"applicants": ADULTS},
        ("applicants",),
        ("result/ineligible", "reasons"),
    ),
    "applicants and a list": (
        "selection.verify",
        {"reform": FEW},
        {"applicants": CHILDREN, "pilot": PILOT, "selected": ELIGIBLE[-6:]},
        ("applicants", "selected"),
        ("result/violations/ids", "reasons"),
    ),
    "a list with strangers": (
        "selection.verify",
        {"reform": FEW},
        {"applicants": CHILDREN, "pilot": PILOT, "selected": [one["id"] for one in CHILDREN[:8]]},
        ("applicants", "selected"),
        ("result/violations/ids", "reasons"),
    ),
    "a list, adults": (
        "selection.verify",
        {"policy": "adults-pilot-2019"},
        {"applicants": ADULTS, "selected": [one["id"] for one in ADULTS[10:]]},
        ("applicants", "selected"),
        ("result/violations/ids", "reasons"),
    ),
    "those who leave": (
        "selection.replace",
        {"reform": FEW},
        {"applicants": CHILDREN, "pilot": PILOT, "selected": ELIGIBLE[:6], "leaving": ELIGIBLE[1:4]},
        ("applicants", "selected", "leaving"),
        ("reasons",),
    ),
    "those who leave, adults": (
        "selection.replace",
        {"policy": "adults-pilot-2019"},
        {
            "applicants": ADULTS,
            "selected": [ADULTS[0]["id"], ADULTS[1]["id"]],
            "leaving": [ADULTS[1]["id"], ADULTS[0]["id"]],
        },
        ("applicants", "selected", "leaving"),
        ("reasons",),
    ),
    "recipients of stage 1": (
        "budget.provisional",
        {},
        {"pool": "1000.00", "on": "2018-09-01", "recipients": RECIPIENTS},
        ("recipients",),
        ("result/amounts", "reasons"),
    ),
    "recipients of stage 1, the last cents": (
        "budget.provisional",
        {"readings": {"I-3": "exhaust"}},
        {"pool": "1000.07", "on": "2018-09-01", "recipients": RECIPIENTS},
        ("recipients",),
        ("result/amounts", "reasons"),
    ),
    "lines of stage 2": ("budget.needed", {}, {"lines": LINES}, ("lines",), ("result/lines", "reasons")),
    "recipients of stage 3": (
        "budget.final",
        {},
        {"recipients": NEEDS},
        ("recipients",),
        ("result/amounts", "reasons"),
    ),
    "recipients of stage 3, the last cents": (
        "budget.final",
        {"readings": {"I-2": "shortfall", "I-3": "exhaust"}},
        {"recipients": NEEDS, "reserve": "100.05"},
        ("recipients",),
        ("result/amounts", "reasons"),
    ),
    "lists of a plan's line": (
        "plan.check",
        {},
        {
            "child": {"impairment": "multiple", "components": ["vision", "mental"], "disability_determined": True},
            "contract": True,
            "period": {"start": "2018-10-01", "months": 2},
            "lines": [
                {
                    "service": "nanny",
                    "unit_price": "8.50",
                    "units": [10, 0],
                    "named_by_team": True,
                    "specialists": ["physiotherapist", "psychologist"],
                    "family_grounds": ["lack_of_skills", "parent_impairment"],
                    "slots": [
                        {"weekday": 1, "from": "09:30", "to": "11:00"},
                        {"weekday": 1, "from": "13:00", "to": "14:00"},
                        {"weekday": 3, "from": "09:30", "to": "11:00"},
                    ],
                },
                {
                    "service": "escort",
                    "unit_price": "8.50",
                    "units": [10, 0],
                    "slots": [{"weekday": 1, "from": "13:30", "to": "14:00"}],
                },
            ],
        },
        ("child/components", "lines/0/specialists", "lines/0/family_grounds", "lines/0/slots"),
        (),
    ),
    "settled lines": (
        "settlement.month",
        {},
        {
            "lines": [
                {
                    "service": "nanny",
                    "unit_price": "8.333333",
                    "planned_units": 2,
                    "carried_units": 1,
                    "received_units": 4,
                },
                {
                    "service": "escort",
                    "unit_price": "2.7174",
                    "planned_units": 2,
                    "carried_units": 1,
                    "received_units": 3,
                },
                {
                    "service": "nanny",
                    "unit_price": "0.005",
                    "planned_units": 2,
                    "carried_units": 0,
                    "received_units": 1,
                },
            ]
        },
        ("lines",),
        ("result/lines", "reasons"),
    ),
    "tickets": (
        "transport.cost",
        {},
        {
            "means": "public",
            "tickets": [
                {"date": "2018-10-01", "price": "5.50", "commission": "0.50"},
                {"date": "2018-10-02", "price": "1.50"},
                {"date": "2018-10-01", "price": "2.05", "commission": "0.25"},
            ],
            "proofs": ["monthly_report", "ticket"],
        },
        ("tickets", "proofs"),
        ("result/refused", "reasons"),
    ),
    "trips and days of rent": (
        "transport.cost",
        {},
        {
            "means": "rented",
            "trips": [
                {"date": "2018-10-01", "km": "12.4", "purpose": "x", "empty": False, "service": "nanny"},
                {"date": "2018-10-02", "km": "3.3", "purpose": "x", "empty": True, "service": "nanny"},
                {"date": "2018-10-03", "km": "0.7", "purpose": "x", "empty": False, "service": "escort"},
            ],
            "consumption_per_100km": "7.2",
            "price_per_litre": "1.234",
            "rent_days": ["2018-10-01", "2018-10-02", "2018-10-03"],
            "rent_per_day": "20.00",
            "proofs": ["route_sheet", "fuel_receipt", "rental_contract"],
        },
        ("trips", "rent_days", "proofs"),
        ("result/refused", "reasons"),
    ),
    "components of an impairment": (
        "survey.route",
        {},
        {
            "born": "2010-05-05",
            "on": "2018-10-01",
            "impairment": "multiple",
            "components": ["vision", "mental", "hearing"],
            "can_express": True,
        },
        ("components",),
        (),
    ),
}
#: Operations without a list in their input, or with none but those whose order says something.
ORDERED = {
    "funding.total": "the lines stand in priority order",
    "plan.fit": "the lines stand in priority order",
    "plan.merge": "the lists are rankings",
    "schedule.carry": "the lists are months",
    "prices.check": "no list",
    "review.decide": "no list",
    "pilot.calendar": "no list",
    "admin.costs": "no list",
    "policy.describe": "no list",
}
#: Where order does decide: an answer to each that another order changes.
DECISIVE: dict[str, tuple[dict[str, Any], str]] = {
    "funding.total": ({"final": "100.00", "lines": PAID}, "lines"),
    "plan.fit": ({"available": "30.00", "lines": LINES}, "lines"),
    "plan.merge": ({"experts": {"3": ["nanny", "escort"]}, "parent": ["escort", "nanny"]}, "parent"),
    "schedule.carry": ({"months": 3, "planned": [5, 3, 4], "received": [3, 3], "excused": [0, 0]}, "planned"),
}


def place_of(document: Any, path: str) -> tuple[Any, Any]:
    """The holder of what stands at ``path``, and its key there."""
    *steps, last = path.split("/")
    for step in steps:
        document = document[int(step) if isinstance(document, list) else step]
    return document, last


def as_sets(response: dict[str, Any], paths: tuple[str, ...]) -> dict[str, Any]:
    """The response with the lists at ``paths`` put in one order, also the people whom a reason names."""
    found = copy.deepcopy(response)
    for reason in found["reasons"] if "reasons" in paths else ():
        if "ids" in reason["facts"]:
            reason["facts"]["ids"] = sorted(reason["facts"]["ids"].split(", "))
            del reason["text"]  # it says the same
    for path in paths:
        *outer, last = path.split("/")
        holders = [found]
        for step in outer:
            holders = [holder[step] for holder in holders if step in holder]
            holders = [each for holder in holders for each in (holder if isinstance(holder, list) else [holder])]
        for holder in holders:
            if last in holder:
                holder[last].sort(key=lambda each: json.dumps(each, ensure_ascii=False))
    return found


def test_every_operation_is_here_once_or_says_why_not() -> None:
    names = {request["op"] for request in example_requests()}
    assert {case[0] for case in CASES.values()} | set(ORDERED) == names
    assert not {case[0] for case in CASES.values()} & set(ORDERED)


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=12)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_a_list_that_says_nothing_does_not_matter(name: str, seed: int) -> None:
    operation, around, asked, permuted, following = CASES[name]
    response = evaluate({"op": operation, **around, "input": asked})
    assert response["ok"], response
    dice, shuffled = Random(seed), copy.deepcopy(asked)
    for path in permuted:
        holder, last = place_of(shuffled, path)
        assert len(holder[last]) > 1
        dice.shuffle(holder[last])
    answer = evaluate({"op": operation, **around, "input": shuffled})
    assert json.dumps(as_sets(answer, following)) == json.dumps(as_sets(response, following))


@settings(max_examples=15)
@given(shuffled=st.permutations(PAID), variant=st.sampled_from([1, 2, 3]))
def test_the_best_cover_pays_the_same_in_all_whatever_the_priorities(shuffled: list[Any], variant: int) -> None:
    fixed = {"variant": variant, "final": "600.00", "benefits": {"rehabilitation": "50.00", "transport": "40.00"}}
    one, other = (evaluate({"op": "funding.total", "input": {**fixed, "lines": lines}}) for lines in (PAID, shuffled))
    for name in ("total", "sources", "unmet"):
        assert one["result"][name] == other["result"][name]


@pytest.mark.parametrize("name", DECISIVE)
def test_an_order_that_says_something_changes_the_answer(name: str) -> None:
    asked, path = DECISIVE[name]
    backwards = {**asked, path: asked[path][::-1]}
    one, other = (evaluate({"op": name, "input": given}) for given in (asked, backwards))
    assert one["ok"]
    assert other["ok"]
    assert as_sets(one["result"], ("lines", "order")) != as_sets(other["result"], ("lines", "order"))


def rekeyed(value: Any, dice: Random) -> Any:
    """``value`` with the keys of every object in another order."""
    if isinstance(value, dict):
        return {key: rekeyed(value[key], dice) for key in dice.sample(list(value), len(value))}
    return [rekeyed(item, dice) for item in value] if isinstance(value, list) else value


def test_the_order_of_keys_matters_to_no_operation() -> None:
    for request in example_requests():
        expected = evaluate_line(json.dumps(request))
        for seed in range(3):
            assert evaluate_line(json.dumps(rekeyed(request, Random(seed)))) == expected, request["op"]


TWO_NEW = [
    {"id": f"{place}{n}", "municipality": place, "impairment": "vision", "age_group": "3-7"}
    for place in "xy"
    for n in (1, 2)
]


def test_of_several_faults_in_a_map_the_first_by_code_point_is_named() -> None:
    for regions in ({"x": 1, "y": 2}, {"y": 2, "x": 1}):
        asked = {"applicants": TWO_NEW, "pilot": PILOT, "regions": regions}
        response = evaluate({"op": "selection.targets", "input": asked})
        assert response["error"]["path"] == "/input/regions/x"


@pytest.mark.rule("S-10", "I-31")
def test_of_new_regions_that_are_alike_the_one_that_appears_first_gets_the_odd_place() -> None:
    """The one place where the order of keys speaks: the protocol lets new regions follow in order of appearance."""
    for first, second in ("xy", "yx"):
        regions = {first: first.upper(), second: second.upper()}
        asked = {"applicants": TWO_NEW, "pilot": PILOT, "regions": regions}
        response = evaluate({"op": "selection.targets", "reform": {"selection.places": 3}, "input": asked})
        assert response["result"]["municipality"] | {first: 2, second: 1} == response["result"]["municipality"]
