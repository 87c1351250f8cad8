"""The operations ``pilot.calendar``, ``admin.costs`` and ``survey.route``, and the sentences of their chapters."""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import product
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ibmodel import evaluate
from ibmodel.case.administration import (
    ChildCode,
    CostsQuestion,
    ExpenseProof,
    ParentReceipt,
    PilotStart,
    StaffPay,
    SurveyedChild,
)
from ibmodel.dates import Month, Weekdays
from ibmodel.decisions import Decision
from ibmodel.exchange import providers
from ibmodel.exchange.schemas import request_schema, response_schema
from ibmodel.explain import LANGUAGES, sentence, shown_value
from ibmodel.explain.administration import ENGLISH, LATVIAN, MILESTONES
from ibmodel.money import Money, Share
from ibmodel.parameters import EDITIONS, edition
from ibmodel.rules import administration, support, surveys
from ibmodel.vocabulary import Impairment

PILOT = edition("children-pilot-2018")
COSTS = {
    "full_pay": "738.34",
    "children": 20,
    "employment_contract": True,
    "transport": "10.00",
    "services": "2000.00",
}
CHILD = {"born": "2010-09-02", "on": "2018-09-01", "impairment": "vision", "components": None, "can_express": True}
RIGHT: dict[str, dict[str, Any]] = {
    "pilot.calendar": {"start": "2018-09-01", "plan1_month": 2},
    "admin.costs": COSTS,
    "survey.route": CHILD,
}


def ask(op: str, given: dict[str, Any], **envelope: Any) -> dict[str, Any]:
    return evaluate({"op": op, "input": given, **envelope})


def result(op: str, given: dict[str, Any], **envelope: Any) -> Any:
    response = ask(op, given, **envelope)
    assert response["ok"], response
    return response["result"]


@pytest.mark.parametrize(("op", "policy", "lang"), [*product(RIGHT, EDITIONS, LANGUAGES)])
def test_requests_and_responses_fit_their_schemas_under_every_policy(op: str, policy: str, lang: str) -> None:
    request = {"op": op, "input": RIGHT[op], "policy": policy, "lang": lang}
    assert Draft202012Validator(request_schema(op)).is_valid(request)
    response = evaluate(request)
    assert response["ok"], response
    assert Draft202012Validator(response_schema(op)).is_valid(response)
    assert json.loads(json.dumps(response)) == response
    assert evaluate(request) == response
    assert response["readings"] == {}


# ------------------------------------------------------------------------------------------ pilot.calendar


@pytest.mark.rule("B-2", "N-5", "N-6", "N-8", "Q-3", "A-6", "A-7")
def test_a_calendar_is_a_list_of_rows_with_rule_code_and_both_days() -> None:
    rows = result("pilot.calendar", {"start": "2018-09-01"})
    assert len(rows) == 44
    assert rows[0] == {"rule": "B-2", "code": "provisional_amount_1", "from": "2018-09-01", "to": "2018-09-01"}
    assert all(list(row) == ["rule", "code", "from", "to"] for row in rows)
    assert [(row["from"], row["to"], row["rule"]) for row in rows] == sorted(
        (row["from"], row["to"], row["rule"]) for row in rows
    )


@pytest.mark.rule("A-6")
def test_a_moved_deadline_shows_the_moved_day_and_says_so() -> None:
    response = ask("pilot.calendar", {"start": "2018-09-01"})
    quarterly = [row["to"] for row in response["result"] if row["code"] == "quarterly_report"]
    assert quarterly == ["2018-10-29", "2019-01-28", "2019-04-29", "2019-07-29", "2019-10-28"]
    moved = [reason for reason in response["reasons"] if reason["code"] == "deadline_moved"]
    assert moved[0]["facts"] == {"printed": "2018-10-28", "to": "2018-10-29"}
    assert "28 October 2018" in moved[0]["text"]


@pytest.mark.rule("N-6", "I-20")
@pytest.mark.parametrize(("month", "first"), [(None, "2019-12-01"), (2, "2019-12-01"), (3, "2020-01-01")])
def test_the_first_plan_starts_in_the_given_month(month: int | None, first: str) -> None:
    rows = result("pilot.calendar", {"start": "2019-11-01", "plan1_month": month})
    assert [(row["from"], row["to"]) for row in rows if row["code"] == "plan_1"] == [(first, "2020-04-30")]


def test_a_calendar_needs_the_public_holidays(monkeypatch: pytest.MonkeyPatch, refusal: Any) -> None:
    providers._provided.cache_clear()
    monkeypatch.setitem(sys.modules, "ibmodel.adapters.calendars", None)
    assert refusal({"op": "pilot.calendar", "input": {}}) == ("unknown_operation", "/op")
    providers._provided.cache_clear()


# ------------------------------------------------------------------------------------------ admin.costs


@pytest.mark.rule("A-1", "A-2", "A-3")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["738.34", "110.75", "10.00", "2000.00", "2859.09"]),
        ({"children": 10}, ["369.17", "55.38", "10.00", "2000.00", "2434.55"]),
        ({"children": 25, "employment_contract": False}, ["738.34", "0.00", "10.00", "2000.00", "2748.34"]),
        ({"children": 0, "transport": "0.00", "services": "0.00"}, ["0.00"] * 5),
    ],
)
def test_costs_come_out_to_the_cent(changes: dict[str, Any], expected: list[str]) -> None:
    costs = result("admin.costs", COSTS | changes)
    assert list(costs) == ["pay", "indirect", "transport", "services", "total"]
    assert list(costs.values()) == expected


# ------------------------------------------------------------------------------------------ survey.route


@pytest.mark.rule("Q-1", "Q-2")
@pytest.mark.parametrize(
    ("changes", "instrument", "respondent"),
    [
        ({}, "beach_fqol", "parent"),
        ({"born": "2010-09-01"}, "kidscreen_52", "social_worker_with_child"),
        ({"born": "2003-09-02"}, "kidscreen_52", "social_worker_with_child"),
        ({"born": "2003-09-01"}, "kidscreen_52", "child"),
        ({"born": "1999-09-02"}, "kidscreen_52", "child"),
        ({"born": "2003-09-01", "can_express": False}, "kidscreen_52", "parent"),
        ({"born": "2003-09-01", "impairment": "mental"}, "kidscreen_52", "parent"),
        ({"born": "2003-09-01", "impairment": "multiple", "components": ["mental"]}, "kidscreen_52", "parent"),
        ({"born": "2003-09-01", "impairment": "multiple"}, "kidscreen_52", "child"),
        ({"born": "2003-09-01", "impairment": "vision", "components": ["mental"]}, "kidscreen_52", "child"),
    ],
)
def test_a_survey_is_routed(changes: dict[str, Any], instrument: str, respondent: str) -> None:
    questions, dimensions = (25, 5) if instrument == "beach_fqol" else (52, 10)
    assert result("survey.route", CHILD | changes) == {
        "instrument": instrument,
        "questions": questions,
        "dimensions": dimensions,
        "respondent": respondent,
    }


# ------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("op", "given", "code", "path"),
    [
        ("pilot.calendar", {}, "missing_field", "/input/start"),
        ("pilot.calendar", {"start": None}, "missing_field", "/input/start"),
        ("pilot.calendar", {"start": "2018-09-15"}, "bad_value", "/input/start"),
        ("pilot.calendar", {"start": "2018-9-1"}, "bad_value", "/input/start"),
        ("pilot.calendar", {"start": 20180901}, "bad_type", "/input/start"),
        ("pilot.calendar", {"start": "9999-01-01"}, "bad_value", "/input/start"),
        ("pilot.calendar", {"start": "2018-09-01", "plan1_month": 1}, "bad_value", "/input/plan1_month"),
        ("pilot.calendar", {"start": "2018-09-01", "plan1_month": 4, "a": 1}, "bad_value", "/input/plan1_month"),
        ("pilot.calendar", {"start": "2018-09-01", "plan1_month": "2"}, "bad_type", "/input/plan1_month"),
        ("pilot.calendar", {"start": "2018-09-01", "plan1_month": True}, "bad_type", "/input/plan1_month"),
        ("pilot.calendar", {"start": "2018-09-01", "months": 12}, "unknown_field", "/input/months"),
        ("admin.costs", COSTS | {"full_pay": "-1.00"}, "bad_value", "/input/full_pay"),
        ("admin.costs", COSTS | {"full_pay": 738.34}, "bad_type", "/input/full_pay"),
        ("admin.costs", COSTS | {"children": -1}, "bad_value", "/input/children"),
        ("admin.costs", COSTS | {"children": 10.0}, "bad_type", "/input/children"),
        ("admin.costs", COSTS | {"children": 10**15}, "too_large", "/input/children"),
        ("admin.costs", COSTS | {"employment_contract": "yes"}, "bad_type", "/input/employment_contract"),
        ("admin.costs", COSTS | {"services": None}, "missing_field", "/input/services"),
        ("admin.costs", COSTS | {"pay": "1.00"}, "unknown_field", "/input/pay"),
        ("survey.route", CHILD | {"born": "1999-09-01"}, "bad_value", "/input/born"),
        ("survey.route", CHILD | {"born": "2018-09-02"}, "bad_value", "/input/born"),
        ("survey.route", CHILD | {"on": "2018-02-29"}, "bad_value", "/input/on"),
        ("survey.route", CHILD | {"impairment": "autism"}, "bad_value", "/input/impairment"),
        ("survey.route", CHILD | {"components": ["vision", "multiple"]}, "bad_value", "/input/components/1"),
        ("survey.route", CHILD | {"components": [None]}, "bad_type", "/input/components/0"),
        ("survey.route", CHILD | {"can_express": 1}, "bad_type", "/input/can_express"),
        ("survey.route", {"on": "2018-09-01"}, "missing_field", "/input/born"),
    ],
)
def test_bad_input_is_refused_at_its_place(op: str, given: dict[str, Any], code: str, path: str, refusal: Any) -> None:
    assert refusal({"op": op, "input": given}) == (code, path)


def test_a_reform_that_narrows_the_first_plan_refuses_the_other_month(refusal: Any) -> None:
    request = {
        "op": "pilot.calendar",
        "input": {"start": "2018-09-01", "plan1_month": 3},
        "reform": {"plan.first_latest_month": 2},
    }
    assert refusal(request) == ("bad_value", "/input/plan1_month")


# ------------------------------------------------------------------------------------------ sentences


def decisions() -> list[Decision[Any]]:
    """Decisions that between them give every kind of reason of the three chapters."""
    money, amounts = Money(123_456), {"Ogre": Money(200)}
    children = [
        SurveyedChild(born=date(2018 - age, 9, 1), on=date(2018, 9, 1), impairment=kind, components=of, can_express=can)
        for age, kind, of, can in (
            (7, Impairment.VISION, None, True),
            (8, Impairment.VISION, None, True),
            (15, Impairment.VISION, None, True),
            (15, Impairment.VISION, None, False),
            (15, Impairment.MENTAL, None, True),
            (15, Impairment.MULTIPLE, (Impairment.MENTAL,), True),
        )
    ]
    staff = [(True, "100"), (True, "10"), (False, "100")]
    hours = [(support.SupportTopic.LEGAL, 21)]
    return [
        administration.compute_calendar(PilotStart(date(2018, 9, 1)), Weekdays(), PILOT),
        administration.compute_report_terms(Month(2018, 9), Weekdays(), PILOT),
        administration.compute_deadlines(date(2018, 9, 1), date(2018, 9, 1), Weekdays(), PILOT),
        *(
            administration.compute_costs(CostsQuestion(money, count, employed, money, money), PILOT)
            for count, employed in ((20, True), (1, False))
        ),
        administration.check_transport_shift(amounts, {}, PILOT),
        administration.check_transport_shift({}, amounts, PILOT),
        administration.compute_advance_balance(money, Money(100), PILOT),
        administration.compute_advance_balance(Money(100), money, PILOT),
        *(
            administration.compute_staff_cost(StaffPay(money, money, money, employed, Share.percent(share)), PILOT)
            for employed, share in staff
        ),
        administration.check_marks(ExpenseProof(), PILOT),
        administration.check_marks(ExpenseProof("1", "1.1", money), PILOT),
        administration.check_provider_papers([], PILOT),
        administration.check_provider_papers(["invoice", "acceptance_act"], PILOT),
        administration.check_parent_receipt(ParentReceipt(), PILOT, report=False),
        administration.check_child_code(ChildCode("07", "Anna", contract_signed=True), [], PILOT),
        administration.check_child_code(ChildCode("anna", "Anna", contract_signed=False), ["anna"], PILOT),
        administration.check_report(date(2018, 9, 1), date(2018, 9, 1), PILOT, agreed=True),
        administration.check_report(date(2018, 9, 2), date(2018, 9, 1), PILOT, agreed=False),
        administration.decide_exchange("police", PILOT, consent=None),
        *(administration.decide_exchange("school", PILOT, consent=consent) for consent in (True, False, None)),
        *(surveys.route_survey(child, PILOT) for child in children),
        surveys.check_answers(surveys.Instrument.BEACH, [1], PILOT),
        surveys.check_satisfaction(surveys.Party.PARENT, {surveys.Stage.PLAN: 5}, PILOT),
        *(surveys.size_class(count, PILOT) for count in (1, 5000, 10000)),
        surveys.size_class(1, PILOT, national_centre=True),
        support.compute_adult_pilot(PILOT),
        support.check_person_plan(support.PersonPlan(True, True, True, True), PILOT),
        support.check_person_plan(support.PersonPlan(False, False, False, False), PILOT),
        support.check_person_plan(support.PersonPlan(), PILOT),
        support.check_support_hours(hours, support.Level.LOW, PILOT, special=True),
        support.check_support_hours(hours, support.Level.HIGH, PILOT),
    ]


def test_every_code_of_the_three_chapters_is_given_by_some_function() -> None:
    given = {reason.code for decision in decisions() for reason in decision.reasons}
    # the codes of the other modules of the administration: tests/explain/test_records.py
    own = (administration.calendar, administration.costs, administration.deadlines, administration.duties)
    assert given == {kind.code for chapter in (*own, surveys, support) for kind in chapter.CODES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_with_its_amounts_and_days(language: str) -> None:
    for decision in decisions():
        for reason in decision.reasons:
            text = sentence(reason, language)
            assert text.endswith(".")
            assert not text.endswith("..")
            assert "{" not in text
            for value in reason.values:
                if isinstance(value, Money | Share):
                    assert shown_value(value, language) in text, reason


def test_both_languages_have_the_same_codes_and_every_milestone_has_a_name() -> None:
    assert set(ENGLISH) == set(LATVIAN)
    calendar = administration.compute_calendar(PilotStart(date(2018, 9, 1)), Weekdays(), PILOT)
    assert {row.code for row in calendar.outcome} == set(MILESTONES)
    assert set(MILESTONES) <= set(ENGLISH)
