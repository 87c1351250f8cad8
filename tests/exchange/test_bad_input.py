"""Every kind of bad input has its code and the pointer to the place; of several faults the first is reported."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from ibmodel.exchange import evaluate

Refusal = Callable[..., tuple[str, str]]
Examples = dict[str, dict[str, Any]]

NOT_TEXT = (0, 1.5, True, False, [], {}, float("nan"), b"1.00")
NOT_OBJECTS = (0, "x", True, [], ())
NOT_LISTS = (0, "x", True, {}, ())
MALFORMED = {
    "money": ("", "-1.00", "-0.00", "+1.00", "1", "1.0", "1.234", "01.00", "1,00", "1e2", "NaN", "１.00", " 1.00"),
    "rate": ("", "-1.00", "1", "1.0", "1.0000000", "01.00", "+1.00", "1000000000000.00", "١.00"),
    "percent": ("", "-1", "101", "100.000001", "50.", "050", "+5", "50%", "1.0000000", "５"),
    "date": ("", "2018-02-29", "2018-8-1", "2018-09-01T00:00", "01.09.2018", "20180901", "2018-13-01", "0000-01-01"),
    "moment": ("", "2018-07-03", "2018-07-03T24:00", "2018-07-03T09:14:00", "2018-07-03 09:14", "2018-02-29T09:14"),
    "identifier": ("", "x" * 65, "a\nb", "\x00", "\x7f", "\x85", "\ud800", "\udc00a"),
    "word": ("", "Vision", "vision ", "0-17", "I"),
    "service": ("", "swimming", "Nanny", "x-\n", "x-\ud800", "x-" + "a" * 63),
}

#: Where each kind of value stands in the examples, as operation and steps.
PLACES: dict[str, list[tuple[str, tuple[str | int, ...]]]] = {
    "money": [
        ("budget.provisional", ("pool",)),
        ("budget.final", ("recipients", 0, "provisional")),
        ("budget.final", ("recipients", 2, "needed")),
        ("budget.final", ("reserve",)),
        ("budget.final", ("underspent",)),
        ("funding.total", ("final",)),
        ("funding.total", ("lines", 1, "amount")),
        ("funding.total", ("lines", 0, "public")),
        ("funding.total", ("benefits", "rehabilitation")),
        ("funding.total", ("benefits", "transport")),
        ("funding.total", ("other",)),
        ("funding.total", ("before",)),
        ("plan.fit", ("available",)),
    ],
    "rate": [("budget.needed", ("lines", 1, "unit_price")), ("plan.fit", ("lines", 0, "unit_price"))],
    "percent": [("plan.merge", ("weights", "experts")), ("plan.merge", ("weights", "parent"))],
    "date": [
        ("budget.provisional", ("on",)),
        ("budget.provisional", ("recipients", 1, "born")),
        ("eligibility.assess", ("applicant", "born")),
        ("eligibility.assess", ("applicant", "disability_until")),
        ("eligibility.assess", ("pilot", "start")),
        ("eligibility.deadlines", ("application_closed",)),
        ("eligibility.deadlines", ("received",)),
        ("eligibility.deadlines", ("holidays", 1)),
        ("eligibility.deadlines", ("working_days", 0)),
        ("selection.targets", ("applicants", 1, "born")),
    ],
    "moment": [
        ("eligibility.assess", ("applicant", "received")),
        ("selection.select", ("applicants", 1, "received")),
        ("budget.provisional", ("recipients", 0, "received")),
        ("budget.final", ("recipients", 0, "received")),
    ],
    "identifier": [
        ("budget.provisional", ("recipients", 2, "id")),
        ("budget.final", ("recipients", 1, "id")),
        ("eligibility.assess", ("applicant", "id")),
        ("eligibility.assess", ("applicant", "municipality")),
        ("selection.targets", ("applicants", 0, "municipality")),
        ("selection.targets", ("regions", "Sigulda")),
        ("selection.select", ("applicants", 1, "id")),
        ("selection.verify", ("selected", 1)),
        ("selection.replace", ("leaving", 0)),
    ],
    "word": [
        ("eligibility.assess", ("applicant", "impairment")),
        ("eligibility.assess", ("applicant", "components", 1)),
        ("selection.targets", ("applicants", 0, "age_group")),
        ("selection.targets", ("applicants", 1, "impairment")),
    ],
    "service": [
        ("budget.needed", ("lines", 0, "service")),
        ("funding.total", ("lines", 1, "service")),
        ("plan.merge", ("experts", "3", 1)),
        ("plan.merge", ("parent", 0)),
        ("plan.fit", ("lines", 1, "service")),
    ],
    "flag": [
        ("budget.provisional", ("recipients", 0, "special_care")),
        ("funding.total", ("lines", 0, "transport")),
        ("eligibility.assess", ("applicant", "disability_determined")),
        ("eligibility.assess", ("applicant", "di_evaluated")),
        ("eligibility.assess", ("applicant", "special_care")),
        ("selection.select", ("applicants", 0, "home_schooled")),
        ("selection.select", ("certificate",)),
    ],
    "months": [("eligibility.assess", ("pilot", "months")), ("selection.replace", ("pilot", "months"))],
    "count": [("budget.needed", ("lines", 1, "units", 1)), ("plan.fit", ("lines", 0, "units", 0))],
    "variant": [("funding.total", ("variant",))],
    "object": [
        ("eligibility.assess", ("applicant",)),
        ("selection.targets", ("pilot",)),
        ("selection.select", ("applicants", 1)),
        ("selection.select", ("regions",)),
        ("selection.verify", ("certificate",)),
        ("budget.provisional", ("recipients", 1)),
        ("budget.needed", ("lines", 0)),
        ("funding.total", ("benefits",)),
        ("plan.merge", ("experts",)),
        ("plan.merge", ("weights",)),
    ],
    "list": [
        ("eligibility.assess", ("applicant", "components")),
        ("eligibility.assess", ("applicant", "other_measures")),
        ("eligibility.deadlines", ("holidays",)),
        ("selection.targets", ("applicants",)),
        ("selection.verify", ("selected",)),
        ("selection.verify", ("certificate", "multipliers")),
        ("selection.verify", ("certificate", "multipliers", 1)),
        ("selection.verify", ("certificate", "deviation")),
        ("selection.verify", ("certificate", "refusals")),
        ("selection.replace", ("leaving",)),
        ("budget.provisional", ("recipients",)),
        ("budget.needed", ("lines",)),
        ("budget.needed", ("lines", 1, "units")),
        ("plan.merge", ("experts", "1")),
        ("plan.merge", ("parent",)),
    ],
}
WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("money", "rate", "percent", "date", "moment", "identifier", "service", "word"), NOT_TEXT),
    "flag": (0, 1, 1.0, "yes", "no", "true", []),
    "count": (True, False, 1.0, 1.5, "1", [], {}, float("nan"), 1e30),
    "months": (True, 12.0, "12", [], float("nan")),
    "variant": (True, 2.0, "2", []),
    "object": NOT_OBJECTS,
    "list": NOT_LISTS,
}
#: Where an absent optional field may contradict what is given elsewhere, and the place that says so.
CONTRADICTED = {"plan.merge": "/input/parent", "selection.replace": "/input/selected/0"}
OPTIONAL_OF_CHILDREN = {
    "impairment",
    "components",
    "disability_determined",
    "disability_until",
    "di_evaluated",
    "other_measures",
    "home_schooled",
    "special_care",
}
OPTIONAL = {
    *(("eligibility.assess", name) for name in OPTIONAL_OF_CHILDREN),
    *(("eligibility.deadlines", name) for name in ("application_closed", "received", "holidays", "working_days")),
    *(
        ("selection.targets", name)
        for name in (*OPTIONAL_OF_CHILDREN - {"impairment"}, "age_group", "born", "received")
    ),
    ("selection.targets", "regions"),
    *(
        (name, field)
        for name in ("selection.select", "selection.verify", "selection.replace")
        for field in (*OPTIONAL_OF_CHILDREN, "regions")
    ),
    ("selection.select", "certificate"),
    ("selection.verify", "certificate"),
    *(("plan.check", name) for name in ("components", "disability_determined", "contract", "budget")),
    *(("plan.check", name) for name in ("total", "final", "needed", "provisional", "transport_override", "provider")),
    *(("plan.check", name) for name in ("named_by_team", "specialists", "specialist", "kind", "weekly_days")),
    *(("plan.check", name) for name in ("family_grounds", "slots", "price")),
    *(
        (name, field)
        for name in ("plan.check", "prices.check")
        for field in ("provider_market_price", "contract_price", "regulated", "transport_part", "survey")
    ),
    ("settlement.month", "carried_units"),
    ("transport.cost", "empty"),
    ("review.decide", "equivalent"),
    ("review.decide", "listed_unfunded"),
    ("pilot.calendar", "plan1_month"),
    ("survey.route", "components"),
    ("budget.provisional", "amount"),
    ("budget.provisional", "received"),
    ("budget.final", "received"),
    ("budget.final", "reserve"),
    ("budget.final", "underspent"),
    ("funding.total", "variant"),
    ("funding.total", "public"),
    ("funding.total", "transport"),
    ("funding.total", "benefits"),
    ("funding.total", "rehabilitation"),
    ("funding.total", "other"),
    ("funding.total", "before"),
    ("plan.merge", "weights"),
    ("plan.merge", "1"),
    ("plan.merge", "2"),
    ("plan.merge", "3"),
}


def each(values: dict[str, tuple[Any, ...]]) -> Any:
    cases = [
        pytest.param(name, steps, value, id=f"{name}-{'/'.join(map(str, steps))}-{ascii(value)[:20]}")
        for kind, places in PLACES.items()
        for name, steps in places
        for value in values.get(kind, ())
    ]
    return pytest.mark.parametrize(("name", "steps", "value"), cases)


def place(request: dict[str, Any], steps: tuple[str | int, ...]) -> tuple[Any, str | int]:
    found = request["input"]
    for step in steps[:-1]:
        found = found[step]
    return found, steps[-1]


def put(request: dict[str, Any], steps: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    holder, last = place(request, steps)
    holder[last] = value
    return request


def path(steps: tuple[str | int, ...]) -> str:
    return "".join(f"/{step}" for step in ("input", *steps))


@each(WRONG_TYPES)
def test_a_value_of_the_wrong_type_is_a_bad_type(
    name: str, steps: tuple[str | int, ...], value: Any, examples: Examples, refusal: Refusal
) -> None:
    assert refusal(put(examples[name], steps, value)) == ("bad_type", path(steps))


@each({**MALFORMED, "count": (-1, -(10**14)), "months": (0, -1, 121, 10**14), "variant": (0, 4, -1)})
def test_a_value_of_the_right_type_that_is_not_allowed_is_a_bad_value(
    name: str, steps: tuple[str | int, ...], value: Any, examples: Examples, refusal: Refusal
) -> None:
    assert refusal(put(examples[name], steps, value)) == ("bad_value", path(steps))


@each({"money": ("1" + "0" * 30 + ".00", "1000000000000.00")})
def test_ten_to_the_thirty_euro_is_a_bad_value(
    name: str, steps: tuple[str | int, ...], value: Any, examples: Examples, refusal: Refusal
) -> None:
    assert refusal(put(examples[name], steps, value)) == ("bad_value", path(steps))


@each({"count": (10**15, 10**30), "variant": (10**15,)})
def test_an_integer_beyond_15_digits_is_too_large(
    name: str, steps: tuple[str | int, ...], value: Any, examples: Examples, refusal: Refusal
) -> None:
    assert refusal(put(examples[name], steps, value)) == ("too_large", path(steps))


def fields(value: Any, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in [(*steps, key), *fields(inner, (*steps, key))]]
    if isinstance(value, list):
        return [found for index, inner in enumerate(value) for found in fields(inner, (*steps, index))]
    return []


def test_every_required_field_is_missed_and_every_optional_one_is_not(examples: Examples, refusal: Refusal) -> None:
    for name, request in examples.items():
        for steps in fields(request["input"]):
            for drop in (True, False):
                if steps[0] == "regions" and len(steps) > 1:
                    continue
                changed = copy.deepcopy(request)
                holder, last = place(changed, steps)
                holder[last] = None
                if drop:
                    del holder[last]
                optional = (name, steps[-1]) in OPTIONAL or steps == ("benefits", "transport")
                required = not optional or "certificate" in steps[:-1]
                if required:
                    assert refusal(changed) == ("missing_field", path(steps))
                elif name not in CONTRADICTED:
                    assert evaluate(changed)["ok"], (name, steps)
                else:
                    assert evaluate(changed)["ok"] or refusal(changed) == ("inconsistent", CONTRADICTED[name])


def test_an_unknown_field_is_refused_wherever_it_stands_null_or_not(examples: Examples, refusal: Refusal) -> None:
    for name, request in examples.items():
        objects = [
            (),
            *(steps for steps in fields(request["input"]) if isinstance(place(request, steps)[0][steps[-1]], dict)),
        ]
        objects = [steps for steps in objects if steps != ("regions",)]
        for steps in objects:
            for value in (None, 1):
                changed = copy.deepcopy(request)
                holder = changed["input"]
                for step in steps:
                    holder = holder[step]
                holder["unknown"] = value
                assert refusal(changed) == ("unknown_field", path((*steps, "unknown"))), name


def test_of_unknown_fields_the_first_by_code_point_is_reported(examples: Examples, refusal: Refusal) -> None:
    request = examples["plan.fit"]
    request["input"] |= {"z": 1, "a/b": 2, "~": 3, "\U00010000": 4}
    assert refusal(request) == ("unknown_field", "/input/a~1b")
    request["input"]["Z"] = 5
    assert refusal(request) == ("unknown_field", "/input/Z")


def test_null_in_a_list_is_a_bad_type(examples: Examples, refusal: Refusal) -> None:
    for name, steps in (
        ("budget.provisional", ("recipients", 1)),
        ("budget.needed", ("lines", 0)),
        ("budget.needed", ("lines", 0, "units", 1)),
        ("plan.merge", ("parent", 2)),
        ("plan.merge", ("experts", "3", 0)),
        ("eligibility.assess", ("applicant", "components", 0)),
        ("eligibility.deadlines", ("holidays", 1)),
        ("selection.select", ("applicants", 1)),
        ("selection.verify", ("selected", 0)),
        ("selection.verify", ("certificate", "multipliers", 0)),
        ("selection.verify", ("certificate", "multipliers", 0, 3)),
        ("selection.verify", ("certificate", "deviation", 0)),
    ):
        request = put(copy.deepcopy(examples[name]), steps, None)
        assert refusal(request) == ("bad_type", path(steps))


@pytest.mark.parametrize(
    ("name", "asked", "result"),
    [
        (
            "budget.provisional",
            {"pool": "7.00", "on": "2018-09-01", "recipients": []},
            {"amounts": [], "reserve": "7.00"},
        ),
        ("budget.needed", {"lines": []}, {"lines": [], "needed": "0.00", "by_month": []}),
        (
            "budget.needed",
            {"lines": [{"service": "nanny", "unit_price": "1.00", "units": []}]},
            {"lines": [{"service": "nanny", "units": 0, "amount": "0.00"}], "needed": "0.00", "by_month": []},
        ),
        (
            "budget.final",
            {"recipients": [], "reserve": "7.00"},
            {"amounts": [], "surplus": "7.00", "distributed": "0.00", "reserve": "7.00"},
        ),
        (
            "funding.total",
            {"final": "7.00", "lines": []},
            {
                "total": "0.00",
                "unmet": "0.00",
                "sources": {"project": "0.00", "benefits": "0.00", "public": "0.00", "other": "0.00"},
                "lines": [],
                "against_before": "same",
            },
        ),
        ("plan.merge", {"experts": {}, "parent": []}, {"order": []}),
        ("plan.fit", {"available": "7.00", "lines": []}, {"lines": [], "planned": "0.00", "left": "7.00"}),
    ],
)
def test_an_empty_list_is_fine_where_an_empty_group_makes_sense(
    name: str, asked: dict[str, Any], result: dict[str, Any]
) -> None:
    assert evaluate({"op": name, "input": asked})["result"] == result


@pytest.mark.parametrize("name", ["budget.provisional", "budget.final"])
def test_an_id_twice_is_reported_at_the_later_one(name: str, examples: Examples, refusal: Refusal) -> None:
    request = examples[name]
    request["input"]["recipients"][2]["id"] = request["input"]["recipients"][0]["id"]
    assert refusal(request) == ("duplicate", "/input/recipients/2/id")


@pytest.mark.parametrize(
    ("side", "steps"),
    [
        (("experts", "3", 1), "/input/experts/3/1"),
        (("parent", 3), "/input/parent/3"),
        (("experts", "2", 0), "/input/experts/2/0"),
    ],
)
def test_a_service_twice_is_reported_at_the_later_place(
    side: tuple[str | int, ...], steps: str, examples: Examples, refusal: Refusal
) -> None:
    service = "riding_therapy" if side[0] == "parent" else "music_therapy" if side[1] == "3" else "nanny"
    assert refusal(put(examples["plan.merge"], side, service)) == ("duplicate", steps)


@pytest.mark.parametrize("born", ["2018-09-02", "9999-12-31", "2000-09-01", "1950-01-01"])
def test_a_birth_after_the_day_or_18_years_before_it_is_a_bad_value(
    born: str, examples: Examples, refusal: Refusal
) -> None:
    request = put(examples["budget.provisional"], ("recipients", 1, "born"), born)
    assert refusal(request) == ("bad_value", "/input/recipients/1/born")


@pytest.mark.parametrize("born", ["2018-09-01", "2000-09-02"])
def test_a_birth_on_the_day_or_18_years_before_tomorrow_is_allowed(born: str, examples: Examples) -> None:
    assert evaluate(put(examples["budget.provisional"], ("recipients", 1, "born"), born))["ok"]


@pytest.mark.rule("I-1")
def test_the_fixed_amount_is_required_exactly_under_its_reading(examples: Examples, refusal: Refusal) -> None:
    free, fixed = examples["budget.provisional"], {"I-1": "fixed_amount"}
    assert refusal({**free, "readings": fixed}) == ("missing_field", "/input/amount")
    given = put(copy.deepcopy(free), ("amount",), "10.00")
    assert evaluate({**given, "readings": fixed})["ok"]
    for readings in (None, {"I-1": "weighted_split"}, {"I-1": "equal_share"}):
        assert refusal({**given, "readings": readings}) == ("bad_value", "/input/amount")
    assert refusal(put(copy.deepcopy(free), ("amount",), 5)) == ("bad_type", "/input/amount")
    del free["input"]["amount"]
    assert refusal({**free, "readings": fixed}) == ("missing_field", "/input/amount")


@pytest.mark.rule("I-1")
def test_fixed_amounts_beyond_the_pool_are_infeasible(examples: Examples, refusal: Refusal) -> None:
    request = {**examples["budget.provisional"], "readings": {"I-1": "fixed_amount"}}
    assert evaluate(put(request, ("amount",), "370.37"))["ok"]
    assert refusal(put(request, ("amount",), "370.38")) == ("infeasible", "/input/amount")


@pytest.mark.rule("I-2")
def test_a_ratio_to_nothing_is_a_bad_value(examples: Examples, refusal: Refusal) -> None:
    request = {**examples["budget.final"], "readings": {"I-2": "need_ratio"}}
    put(request, ("recipients", 1, "provisional"), "0.00")
    assert refusal(request) == ("bad_value", "/input/recipients/1/provisional")
    put(request, ("recipients", 1, "needed"), "0.00")
    assert evaluate(request)["ok"]


@pytest.mark.parametrize("name", ["budget.needed", "plan.fit"])
def test_lists_of_unequal_length_are_inconsistent_at_the_first_that_differs(
    name: str, examples: Examples, refusal: Refusal
) -> None:
    request = put(examples[name], ("lines", 1, "units"), [1])
    request["input"]["lines"].append({"service": "nanny", "unit_price": "1.00", "units": []})
    assert refusal(request) == ("inconsistent", "/input/lines/1/units")


def test_weights_that_do_not_add_up_to_100_are_inconsistent(examples: Examples, refusal: Refusal) -> None:
    for weight in ("0", "39.999999", "40.000001", "100"):
        request = put(examples["plan.merge"], ("weights", "parent"), weight)
        assert refusal(request) == ("inconsistent", "/input/weights")


@pytest.mark.parametrize(
    "parent",
    [[], ["nanny"], ["riding_therapy", "nanny", "escort", "music_therapy", "x-"]],
    ids=["none", "less", "more"],
)
def test_sides_that_rank_different_services_are_inconsistent(
    parent: list[str], examples: Examples, refusal: Refusal
) -> None:
    assert refusal(put(examples["plan.merge"], ("parent",), parent)) == ("inconsistent", "/input/parent")


def test_the_describing_operation_takes_nothing(examples: Examples, refusal: Refusal) -> None:
    request = examples["policy.describe"]
    request["input"]["anything"] = None
    assert refusal(request) == ("unknown_field", "/input/anything")


def test_faults_are_reported_depth_first_in_the_order_of_the_fields(examples: Examples, refusal: Refusal) -> None:
    request = examples["budget.provisional"]
    bad: dict[str, Any] = {
        "zzz": 1,
        "recipients": [
            {"unknown": 1, "received": 5, "special_care": 5, "born": 5, "id": 5},
            {"id": 5},
        ],
        "on": 5,
        "pool": 5,
    }
    request["input"] = bad
    first, second = bad["recipients"]
    steps: list[tuple[str, str, Callable[[], Any]]] = [
        ("bad_type", "/pool", lambda: bad.update(pool="1.00")),
        ("bad_type", "/on", lambda: bad.update(on="2018-09-01")),
        ("bad_type", "/recipients/0/id", lambda: first.update(id="a")),
        ("bad_type", "/recipients/0/born", lambda: first.update(born="2019-01-01")),
        ("bad_type", "/recipients/0/special_care", lambda: first.update(special_care=False)),
        ("bad_type", "/recipients/0/received", lambda: first.update(received=None)),
        ("unknown_field", "/recipients/0/unknown", lambda: first.pop("unknown")),
        ("bad_type", "/recipients/1/id", lambda: second.update(id="a")),
        ("missing_field", "/recipients/1/born", lambda: second.update(born="2010-01-01")),
        ("missing_field", "/recipients/1/special_care", lambda: second.update(special_care=True)),
        ("unknown_field", "/zzz", lambda: bad.pop("zzz")),
        ("bad_value", "/recipients/0/born", lambda: first.update(born="2010-01-01")),
        ("duplicate", "/recipients/1/id", lambda: second.update(id="b")),
    ]
    for code, where, cure in steps:
        assert refusal(request) == (code, f"/input{where}")
        cure()
    assert evaluate(request)["ok"]


def test_single_fields_come_before_conditions_that_involve_several(examples: Examples, refusal: Refusal) -> None:
    request = put(examples["budget.needed"], ("lines", 1, "units"), [1])
    assert refusal({**request, "input": {**request["input"], "zzz": 1}}) == ("unknown_field", "/input/zzz")
    merge = put(examples["plan.merge"], ("weights", "experts"), "x")
    merge["input"]["parent"][1] = "riding_therapy"
    assert refusal(merge) == ("bad_value", "/input/weights/experts")
    merge["input"]["weights"]["experts"] = "10"
    assert refusal(merge) == ("duplicate", "/input/parent/1")


def test_a_message_says_what_was_expected_and_what_came(examples: Examples) -> None:
    for steps, value, message in (
        (("pool",), 5, "expected an amount as text such as '12.50', got 5"),
        (("pool",), "5", "expected euro with two decimals, '0.00' to '999999999999.99', got '5'"),
        (("recipients", 0, "special_care"), "no", "expected true or false, got 'no'"),
        (("recipients", 0, "id"), "ā\n", "got '\\u0101\\n'"),
    ):
        request = put(copy.deepcopy(examples["budget.provisional"]), steps, value)
        assert message in evaluate(request)["error"]["message"]
