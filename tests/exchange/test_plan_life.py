"""The wire operations on a plan that runs: carrying over, settling, transport, review."""

from __future__ import annotations

import copy
from itertools import product
from typing import Any

import pytest

from ibmodel.exchange import evaluate, evaluate_line

TRIP = {"date": "2018-10-01", "km": "12.4", "purpose": "nodarbība", "empty": False, "service": "physiotherapist"}
PRIVATE = {
    "means": "private",
    "trips": [TRIP],
    "consumption_per_100km": "7.2",
    "price_per_litre": "1.234",
    "fuel_receipts": "50.00",
    "proofs": ["route_sheet", "fuel_receipt", "official_note"],
}
TICKET = {"date": "2018-10-01", "price": "2.30", "commission": "0.30", "with_child": False, "online": True}
PUBLIC = {"means": "public", "tickets": [TICKET], "proofs": ["monthly_report", "online_printout", "payment_proof"]}
RENTED = {
    **{key: PRIVATE[key] for key in ("trips", "consumption_per_100km", "price_per_litre")},
    "means": "rented",
    "rent_days": ["2018-10-01", "2018-10-02"],
    "rent_per_day": "20.00",
    "proofs": [],
}
CARRY = {"months": 3, "planned": [4, 4, 4], "received": [2], "excused": [2]}
LINE = {"service": "nanny", "unit_price": "2.7174", "planned_units": 10, "carried_units": 1, "received_units": 12}
SETTLE = {"lines": [LINE]}
REVIEW = {"reason": "price", "equivalent": True, "listed_unfunded": False}


def answer(op: str, asked: dict[str, Any], **more: Any) -> dict[str, Any]:
    response = evaluate({"op": op, "input": asked, **more})
    assert response["ok"], response
    return response


def refusal(op: str, asked: dict[str, Any], **more: Any) -> tuple[str, str]:
    response = evaluate({"op": op, "input": asked, **more})
    assert not response["ok"], response
    return response["error"]["code"], response["error"]["path"]


def with_value(document: dict[str, Any], steps: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    changed: Any = copy.deepcopy(document)
    place = changed
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return changed  # type: ignore[no-any-return]


# ----------------------------------------------------------------------------------------- right answers


@pytest.mark.rule("C-8", "I-28")
def test_the_printed_example_of_carrying_over() -> None:
    assert answer("schedule.carry", CARRY)["result"] == {"remaining": [5, 5], "lost": 0}
    later = {"months": 3, "planned": [4, 4, 4], "received": [2, 3], "excused": [2, 2]}
    assert answer("schedule.carry", later)["result"] == {"remaining": [7], "lost": 0}


@pytest.mark.rule("R-8", "C-7")
def test_a_month_is_settled_and_what_is_above_the_plan_stays_unpaid() -> None:
    result = answer("settlement.month", SETTLE)["result"]
    paid = {"service": "nanny", "paid_units": 11, "amount": "29.89", "unpaid_units": 1, "code": "above_plan"}
    assert result == {"lines": [paid], "amount": "29.89"}
    assert list(result["lines"][0]) == ["service", "paid_units", "amount", "unpaid_units", "code"]


@pytest.mark.rule("R-8")
@pytest.mark.parametrize("carried", [{}, {"carried_units": None}, {"carried_units": 0}])
def test_without_carried_units_none_are_carried_and_a_line_paid_in_full_has_no_code(carried: dict[str, Any]) -> None:
    line = {**{key: LINE[key] for key in LINE if key != "carried_units"}, "received_units": 10, **carried}
    (row,) = answer("settlement.month", {"lines": [line, line]})["result"]["lines"][:1]
    assert row == {"service": "nanny", "paid_units": 10, "amount": "27.17", "unpaid_units": 0}


@pytest.mark.rule("R-4")
@pytest.mark.parametrize(
    ("reason", "equivalent", "listed"),
    list(
        product(
            ["health", "goals", "unavailable", "contraindication", "price", "other"],
            [None, False, True],
            [None, False, True],
        )
    ),
)
def test_every_review(reason: str, equivalent: bool | None, listed: bool | None) -> None:
    asked = {"reason": reason, "equivalent": equivalent, "listed_unfunded": listed}
    corrected = reason not in ("health", "goals") and bool(equivalent or listed)
    expected = {"action": "correct_plan" if corrected else "reevaluate"}
    assert answer("review.decide", asked)["result"] == expected
    given = {key: value for key, value in asked.items() if value is not None}
    assert answer("review.decide", given)["result"] == expected


@pytest.mark.rule("T-6", "T-2", "I-29")
def test_a_private_car_with_all_its_proofs() -> None:
    response = answer("transport.cost", PRIVATE)
    assert response["result"] == {"eligible": "1.10", "payable": True, "refused": [], "missing_proofs": []}
    assert response["readings"] == {"I-29": "computed"}
    assert response["reasons"][0]["facts"] == {
        "kilometres": "12.4",
        "litres_per_100_km": "7.2",
        "price_per_litre": "1.234",
        "amount": "1.10",
    }


@pytest.mark.rule("I-29")
def test_the_receipts_limit_the_fuel_under_the_other_reading() -> None:
    asked, readings = {**PRIVATE, "fuel_receipts": "1.05"}, {"I-29": "lower_of_both"}
    assert answer("transport.cost", asked)["result"]["eligible"] == "1.10"
    response = answer("transport.cost", asked, readings=readings)
    assert response["result"]["eligible"] == "1.05"
    assert response["readings"] == {"I-29": "lower_of_both"}


@pytest.mark.rule("T-3")
def test_rent_without_a_trip_is_refused_with_its_amount() -> None:
    assert answer("transport.cost", RENTED)["result"] == {
        "eligible": "21.10",
        "payable": False,
        "refused": [{"code": "no_trip_that_day", "amount": "20.00"}],
        "missing_proofs": ["route_sheet", "fuel_receipt", "rental_contract", "payment_proof"],
    }


@pytest.mark.rule("T-4")
def test_a_ticket_counts_without_its_commission() -> None:
    assert answer("transport.cost", PUBLIC)["result"] == {
        "eligible": "2.00",
        "payable": True,
        "refused": [{"code": "commission", "amount": "0.30"}],
        "missing_proofs": [],
    }


@pytest.mark.rule("T-7")
def test_an_empty_trip_is_refused_without_an_amount() -> None:
    asked = with_value(PRIVATE, ("trips", 0, "empty"), True)
    result = answer("transport.cost", asked)["result"]
    assert (result["eligible"], result["refused"]) == ("0.00", [{"code": "empty_trip"}])


@pytest.mark.parametrize(
    ("op", "asked"),
    [("schedule.carry", CARRY), ("settlement.month", SETTLE), ("review.decide", REVIEW), ("transport.cost", PRIVATE)],
)
@pytest.mark.parametrize("policy", ["children-pilot-2018", "children-general", "adults-pilot-2019"])
@pytest.mark.rule("W-6")
def test_every_policy_answers_in_both_languages(op: str, asked: dict[str, Any], policy: str) -> None:
    english, latvian = (answer(op, asked, policy=policy, lang=language) for language in ("en", "lv"))
    assert english["result"] == latvian["result"]
    assert [reason["code"] for reason in english["reasons"]] == [reason["code"] for reason in latvian["reasons"]]
    for one, other in zip(english["reasons"], latvian["reasons"], strict=True):
        assert one["text"] != other["text"]


def test_quantities_and_proofs_are_named_in_the_language_asked_for() -> None:
    texts = [reason["text"] for reason in answer("transport.cost", {**PRIVATE, "proofs": []}, lang="lv")["reasons"]]
    assert "12,4 km" in texts[0]
    assert any("patapinājuma līgums vai dienesta ziņojums" in text for text in texts)


# --------------------------------------------------------------------------------------------- bad input

BAD: list[tuple[str, dict[str, Any], tuple[str | int, ...], Any, str]] = [
    ("schedule.carry", CARRY, ("months",), 0, "bad_value"),
    ("schedule.carry", CARRY, ("months",), -1, "bad_value"),
    ("schedule.carry", CARRY, ("months",), "3", "bad_type"),
    ("schedule.carry", CARRY, ("months",), True, "bad_type"),
    ("schedule.carry", CARRY, ("months",), None, "missing_field"),
    ("schedule.carry", CARRY, ("months",), 10**15, "too_large"),
    ("schedule.carry", CARRY, ("planned",), [4, 4], "inconsistent"),
    ("schedule.carry", CARRY, ("planned", 2), -1, "bad_value"),
    ("schedule.carry", CARRY, ("planned", 2), None, "bad_type"),
    ("schedule.carry", CARRY, ("planned", 2), 1.0, "bad_type"),
    ("schedule.carry", CARRY, ("received", 0), 5, "inconsistent"),
    ("schedule.carry", CARRY, ("excused", 0), 3, "inconsistent"),
    ("schedule.carry", CARRY, ("excused",), [], "inconsistent"),
    ("schedule.carry", CARRY, ("excused",), [1, 1], "inconsistent"),
    ("schedule.carry", CARRY, ("extra",), 1, "unknown_field"),
    ("settlement.month", SETTLE, ("lines", 0, "service"), "swimming", "bad_value"),
    ("settlement.month", SETTLE, ("lines", 0, "unit_price"), "1", "bad_value"),
    ("settlement.month", SETTLE, ("lines", 0, "planned_units"), -1, "bad_value"),
    ("settlement.month", SETTLE, ("lines", 0, "carried_units"), "1", "bad_type"),
    ("settlement.month", SETTLE, ("lines", 0, "received_units"), None, "missing_field"),
    ("settlement.month", SETTLE, ("lines", 0, "extra"), None, "unknown_field"),
    ("settlement.month", SETTLE, ("lines",), None, "missing_field"),
    ("review.decide", REVIEW, ("reason",), "boredom", "bad_value"),
    ("review.decide", REVIEW, ("reason",), 1, "bad_type"),
    ("review.decide", REVIEW, ("reason",), None, "missing_field"),
    ("review.decide", REVIEW, ("equivalent",), "yes", "bad_type"),
    ("review.decide", REVIEW, ("listed_unfunded",), 1, "bad_type"),
    ("transport.cost", PRIVATE, ("means",), "boat", "bad_value"),
    ("transport.cost", PRIVATE, ("means",), 1, "bad_type"),
    ("transport.cost", PRIVATE, ("trips", 0, "km"), "-1", "bad_value"),
    ("transport.cost", PRIVATE, ("trips", 0, "km"), "01", "bad_value"),
    ("transport.cost", PRIVATE, ("trips", 0, "km"), 12.4, "bad_type"),
    ("transport.cost", PRIVATE, ("trips", 0, "date"), "2018-02-29", "bad_value"),
    ("transport.cost", PRIVATE, ("trips", 0, "service"), "swimming", "bad_value"),
    ("transport.cost", PRIVATE, ("trips", 0, "service"), None, "missing_field"),
    ("transport.cost", PRIVATE, ("trips", 0, "purpose"), 1, "bad_type"),
    ("transport.cost", PRIVATE, ("trips", 0, "empty"), "no", "bad_type"),
    ("transport.cost", PRIVATE, ("trips",), None, "missing_field"),
    ("transport.cost", PRIVATE, ("consumption_per_100km",), None, "missing_field"),
    ("transport.cost", PRIVATE, ("consumption_per_100km",), "7,2", "bad_value"),
    ("transport.cost", PRIVATE, ("price_per_litre",), None, "missing_field"),
    ("transport.cost", PRIVATE, ("price_per_litre",), "1.2345678", "bad_value"),
    ("transport.cost", PRIVATE, ("tickets",), [], "bad_value"),
    ("transport.cost", PRIVATE, ("amount",), "1.00", "bad_value"),
    ("transport.cost", PRIVATE, ("fuel_receipts",), "1", "bad_value"),
    ("transport.cost", PRIVATE, ("proofs", 1), "letter", "bad_value"),
    ("transport.cost", PRIVATE, ("proofs", 1), 1, "bad_type"),
    ("transport.cost", PRIVATE, ("proofs",), None, "missing_field"),
    ("transport.cost", RENTED, ("rent_days", 1), "2018-10-01", "duplicate"),
    ("transport.cost", RENTED, ("rent_days", 0), None, "bad_type"),
    ("transport.cost", RENTED, ("rent_per_day",), None, "missing_field"),
    ("transport.cost", RENTED, ("fuel_receipts",), "1.00", "bad_value"),
    ("transport.cost", PUBLIC, ("tickets", 0, "price"), "-1.00", "bad_value"),
    ("transport.cost", PUBLIC, ("tickets", 0, "commission"), "2.31", "inconsistent"),
    ("transport.cost", PUBLIC, ("tickets", 0, "date"), None, "missing_field"),
    ("transport.cost", PUBLIC, ("trips",), [], "bad_value"),
]


@pytest.mark.parametrize(("op", "document", "steps", "value", "code"), BAD)
def test_bad_input_has_its_code_and_its_place(
    op: str, document: dict[str, Any], steps: tuple[str | int, ...], value: Any, code: str
) -> None:
    place = "/input/" + "/".join(map(str, steps))
    assert refusal(op, with_value(document, steps, value)) == (code, place)


def test_under_the_other_reading_receipts_are_needed() -> None:
    asked = {key: value for key, value in PRIVATE.items() if key != "fuel_receipts"}
    assert answer("transport.cost", asked)["result"]["eligible"] == "1.10"
    refused = refusal("transport.cost", asked, readings={"I-29": "lower_of_both"})
    assert refused == ("missing_field", "/input/fuel_receipts")


def test_conditions_over_several_fields_come_after_all_single_ones() -> None:
    asked = {**CARRY, "planned": [4], "excused": ["x"]}
    assert refusal("schedule.carry", asked) == ("bad_type", "/input/excused/0")
    trip = {**TRIP, "date": "yesterday"}
    assert refusal("transport.cost", {**PUBLIC, "trips": [trip]}) == ("bad_value", "/input/trips/0/date")


def test_a_line_of_text_is_answered_as_a_line_of_text() -> None:
    assert '"remaining":[5,5]' in evaluate_line(
        '{"op":"schedule.carry","input":{"months":3,"planned":[4,4,4],"received":[2],"excused":[2]}}'
    )
