"""The law book: every law holds for the library, and every law notices an implementation that breaks it."""

from __future__ import annotations

import copy
import json
import pickle
import re
import zlib
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ibmodel import evaluate
from ibmodel.exchange import OPERATIONS
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money, Rate
from ibmodel.parameters import EDITIONS
from ibmodel.sources import RULES
from ibmodel.testing import laws, plan_laws, receipt_laws, selection_laws
from ibmodel.testing.law_book import LAW_BOOK, Law, NotAnswered
from ibmodel.testing.law_book.results import read_result
from ibmodel.testing.law_book.trial import Trial
from ibmodel.testing.law_requests import law_requests
from ibmodel.testing.laws import LawBroken

Ask = Callable[[dict[str, Any]], Any]
Breaker = Callable[[dict[str, Any], dict[str, Any]], None]
BY_NAME = {law.name: law for law in LAW_BOOK}
#: How many random requests of an operation are tried; those that ask a solver cost the most.
EXAMPLES = {"selection.select": 3, "selection.replace": 5, "policy.describe": 2, "pilot.calendar": 5}


# ---------------------------------------------------------------------------------------------- the catalogue


def test_there_are_at_least_a_hundred_laws_for_all_operations() -> None:
    assert len(LAW_BOOK) >= 100
    assert {operation for law in LAW_BOOK if len(law.operations) < 5 for operation in law.operations} == {*OPERATIONS}


def test_every_law_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(LAW_BOOK)


@pytest.mark.parametrize("law", LAW_BOOK, ids=lambda law: law.name)
def test_law_says_what_it_holds_where_it_comes_from_and_whom_it_protects(law: Law) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", law.name)
    assert re.fullmatch(r"[A-Z].{10,}\.", law.sentence)
    assert not re.search(r"Rules|Protects|Holds under", law.sentence)
    assert law.protects
    assert any(rule in RULES for rule in law.rules)
    assert {*law.rules} <= RULES.keys() | INTERPRETATIONS.keys()
    assert {*law.operations, *law.also_asks} <= OPERATIONS.keys()
    assert {*law.policies} <= EDITIONS.keys()
    for id_, names in law.only_under.items():
        assert {*names} < {*INTERPRETATIONS[id_].names}


def test_the_laws_stand_in_the_order_of_their_first_rules() -> None:
    order = [*RULES]
    places = [min(order.index(rule) for rule in law.rules if rule in order) for law in LAW_BOOK]
    assert places == sorted(places)


def test_no_law_on_outcomes_is_left_out_but_those_that_no_response_shows() -> None:
    """What the wire does not carry: sentences in code, the solver's proofs, executions, the process."""
    of_outcomes = [
        *(law for chapter in laws.LAWS.values() for law in chapter),
        *(law for chapter in plan_laws.PLAN_LAWS.values() for law in chapter),
        *(law for chapter in receipt_laws.LAWS.values() for law in chapter),
        *selection_laws.LAWS,
    ]
    assert {law.__name__ for law in of_outcomes} - BY_NAME.keys() == {
        "every_reason_is_explained_in_both_languages",
        "an_answer_is_never_proved_away",
        "carrying_month_by_month_is_carrying_at_once",
        "services_and_months_add_up_to_the_execution",
        "every_path_reaches_an_end",
        "a_missing_proof_never_makes_a_cost_grow",
        "fuel_is_linear_in_kilometres",
    }


# ---------------------------------------------------------------------------------------------- they hold


@cache
def remembered(question: str) -> dict[str, Any]:
    response: dict[str, Any] = evaluate(json.loads(question))
    return response


def remembering(request: dict[str, Any]) -> dict[str, Any]:
    """The library; a question that was asked before is not computed again."""
    return remembered(json.dumps(request))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_law_holds_for_the_library(operation: str) -> None:
    concerned = [law for law in LAW_BOOK if operation in law.operations]

    @settings(max_examples=EXAMPLES.get(operation, 15), suppress_health_check=list(HealthCheck))
    @given(law_requests(operation))
    def hold(request: dict[str, Any]) -> None:
        for law in concerned:
            law.check(remembering, request)

    hold()


@pytest.mark.parametrize("operation", ["budget.final", "plan.check"])
def test_every_answer_is_the_same_when_nothing_is_remembered(operation: str) -> None:
    @settings(max_examples=10)
    @given(law_requests(operation))
    def hold(request: dict[str, Any]) -> None:
        BY_NAME["the_same_question_has_the_same_answer"].check(evaluate, request)

    hold()


# ---------------------------------------------------------------------------------------------- they notice


def at(path: str, change: Callable[[Any], Any] | Any) -> Breaker:
    """Another value at a place of the response, "lines.0.amount"; a function of the old one, or just another."""
    *steps, last = [int(step) if step.lstrip("-").isdigit() else step for step in path.split(".")]

    def broken(_: dict[str, Any], response: dict[str, Any]) -> None:
        place: Any = response
        for step in steps:
            place = place[step]
        place[last] = change(place[last]) if callable(change) else change

    return broken


def cents(path: str, more: int = 1) -> Breaker:
    """Some cents more at a place of the result."""
    return at(f"result.{path}", lambda text: str(Money(round(float(text) * 100) + more)))


def put(path: str, value: Any) -> Breaker:
    return at(f"result.{path}", value)


def turned(path: str) -> Breaker:
    return at(f"result.{path}", lambda rows: rows[::-1])


def if_asked(condition: Callable[[Any], Any], broken: Breaker) -> Breaker:
    """Broken for the inputs of which something is true."""
    return lambda asked, response: broken(asked, response) if condition(asked["input"]) else None


def if_envelope(condition: Callable[[Any], Any], broken: Breaker) -> Breaker:
    return lambda asked, response: broken(asked, response) if condition(asked) else None


def by_chance(path: str) -> Breaker:
    """As many cents more as the text of the question says, key by key."""
    return lambda asked, response: cents(path, zlib.crc32(json.dumps(asked).encode()) % 89)(asked, response)


def by_count(path: str) -> Breaker:
    """As many cents more as questions were asked."""
    asked_before: list[object] = []

    def broken(asked: dict[str, Any], response: dict[str, Any]) -> None:
        asked_before.append(asked)
        cents(path, len(asked_before))(asked, response)

    return broken


def misheard(**heard: Any) -> Breaker:
    """The answer to another question: other values, or functions of the old ones, in the input."""

    def broken(asked: dict[str, Any], response: dict[str, Any]) -> None:
        given = asked["input"]
        other = {name: value(given.get(name)) if callable(value) else value for name, value in heard.items()}
        response |= evaluate({**asked, "input": {**given, **other}})

    return broken


def under(**readings: str) -> Breaker:
    """The answer under other readings."""
    chosen = {name.replace("_", "-"): value for name, value in readings.items()}
    return lambda asked, response: response.update(
        evaluate({**asked, "readings": {**asked.get("readings", {}), **chosen}})
    )


def every(broken: Callable[[dict[str, Any]], Any], part: str) -> Breaker:
    """Something done to every row of a part of the response."""

    def break_all(_: dict[str, Any], response: dict[str, Any]) -> None:
        for row in response[part]:
            broken(row)

    return break_all


def has_line(service: str) -> Callable[[Any], bool]:
    return lambda given: any(line["service"] == service for line in given["lines"])


PILOT = {"start": "2018-09-01", "months": 12}
CHILD = {
    "id": "a",
    "born": "2010-05-05",
    "impairment": "mental",
    "disability_determined": True,
    "disability_until": "2018-09-01",
    "di_evaluated": True,
    "municipality": "Jelgava",
    "received": "2018-07-03T09:14",
}
CHILDREN = [
    {**CHILD, "id": f"c{place}", "born": born, "impairment": impairment, "municipality": home, "received": received}
    for place, (born, impairment, home, received) in enumerate(
        [
            ("2016-05-05", "vision", "Jelgava", "2018-07-03T09:14"),
            ("2010-05-05", "mental", "Jelgava", "2018-07-03T09:15"),
            ("2010-05-05", "mental", "Jelgava", "2018-07-03T09:16"),
            ("2006-05-05", "multiple", "Bauska", "2018-07-03T09:17"),
            ("2002-05-05", "movement", "Bauska", "2018-07-03T09:18"),
            ("2002-05-05", "hearing", "Bauska", "2018-07-03T09:19"),
        ]
    )
]
ILL = {**CHILD, "id": "ill", "disability_determined": False}
FEW = {"selection.places": 4, "selection.places_per_municipality": 2}
SELECTED = evaluate({"op": "selection.select", "reform": FEW, "input": {"applicants": CHILDREN, "pilot": PILOT}})[
    "result"
]
ADULTS = [
    {
        "id": f"w{place}",
        "born": "1980-02-29",
        "mental_impairment": True,
        "disability_group": 2,
        "declared_municipality": "Ogre",
        "received": f"2019-08-01T09:0{place}",
        "documents": ["application", "disability_proof"],
    }
    for place in range(3)
]
CHECKED_LINES = [
    {
        "service": "home_care",
        "unit_price": "10.00",
        "units": [1, 1],
        "named_by_team": True,
        "provider": "A",
        "slots": [{"weekday": 1, "from": "09:00", "to": "10:00"}],
        "price": {"on": "2018-10-01", "provider_market_price": "10.00", "regulated": "10.00"},
    },
    {
        "service": "nanny",
        "unit_price": "10.00",
        "units": [1, 1],
        "named_by_team": True,
        "provider": "B",
        "slots": [{"weekday": 1, "from": "10:00", "to": "11:00"}],
        "price": {"on": "2018-10-01", "provider_market_price": "10.00"},
    },
    {
        "service": "respite_home",
        "unit_price": "10.00",
        "units": [1, 1],
        "named_by_team": True,
        "price": {"on": "2018-10-01", "provider_market_price": "10.00", "regulated": "10.00"},
    },
    {
        "service": "transport_child",
        "unit_price": "1.00",
        "units": [1, 1],
        "named_by_team": True,
        "price": {"on": "2018-10-01", "provider_market_price": "10.00"},
    },
]
INPUTS: dict[str, dict[str, Any]] = {
    "eligibility.assess": {"applicant": CHILD, "pilot": PILOT},
    "eligibility.deadlines": {
        "application_closed": "2018-04-30",
        "received": "2018-04-30",
        "holidays": ["2018-05-01", "2018-05-04"],
        "working_days": ["2018-05-05"],
    },
    "selection.targets": {"applicants": CHILDREN, "pilot": PILOT},
    "selection.select": {"applicants": [*CHILDREN, ILL], "pilot": PILOT},
    "selection.verify": {"applicants": CHILDREN, "pilot": PILOT, "selected": ["c2", "c1", "c3", "c4"]},
    "selection.replace": {
        "applicants": CHILDREN,
        "pilot": PILOT,
        "selected": ["c0", "c1", "c3", "c4"],
        "leaving": ["c1", "c0"],
    },
    "budget.provisional": {
        "pool": "1000.00",
        "on": "2018-09-01",
        "recipients": [
            {"id": "b", "born": "2012-02-29", "special_care": False, "received": "2018-07-03T09:14"},
            {"id": "a", "born": "2005-05-05", "special_care": False},
            {"id": "c", "born": "2005-05-05", "special_care": False},
        ],
    },
    "budget.needed": {
        "lines": [
            {"service": "nanny", "unit_price": "8.50", "units": [10, 2]},
            {"service": "escort", "unit_price": "2.7174", "units": [3, 4]},
        ]
    },
    "budget.final": {
        "recipients": [
            {"id": "B", "provisional": "1000.00", "needed": "700.00"},
            {"id": "C", "provisional": "1000.00", "needed": "1500.00", "received": "2018-07-03T09:14"},
            {"id": "A", "provisional": "700.00", "needed": "1000.00"},
            {"id": "D", "provisional": "700.00", "needed": "1000.00"},
        ],
        "reserve": "10.00",
        "underspent": "20.00",
    },
    "funding.total": {
        "final": "300.00",
        "lines": [
            {"service": "physiotherapist", "amount": "470.00", "public": "480.00"},
            {"service": "transport_child", "amount": "900.00", "public": "100.00"},
        ],
        "benefits": {"rehabilitation": "10.00", "transport": "20.00"},
        "other": "3.00",
        "before": "900.00",
    },
    "plan.merge": {
        "experts": {"1": ["nanny"], "3": ["music_therapy", "riding_therapy"]},
        "parent": ["music_therapy", "nanny", "riding_therapy"],
    },
    "plan.fit": {
        "available": "100.00",
        "lines": [
            {"service": "nanny", "unit_price": "8.50", "units": [10, 2]},
            {"service": "escort", "unit_price": "0.50", "units": [3, 0]},
        ],
    },
    "plan.check": {
        "child": {"impairment": "mental", "disability_determined": True},
        "contract": True,
        "period": {"start": "2018-10-01", "months": 2},
        "budget": {"total": "100.00"},
        "lines": CHECKED_LINES,
    },
    "prices.check": {"service": "nanny", "on": "2018-10-01", "price": "8.50", "provider_market_price": "9.00"},
    "schedule.carry": {"months": 4, "planned": [4, 4, 4, 4], "received": [2, 3], "excused": [2, 1]},
    "settlement.month": {
        "lines": [
            {"service": "nanny", "unit_price": "8.50", "planned_units": 4, "carried_units": 1, "received_units": 6},
            {"service": "escort", "unit_price": "2.7174", "planned_units": 4, "received_units": 3},
        ]
    },
    "transport.cost": {
        "means": "private",
        "trips": [
            {"date": "2018-10-01", "km": "12.4", "purpose": "x", "service": "nanny"},
            {"date": "2018-10-02", "km": "20", "purpose": "x", "service": "nanny"},
        ],
        "consumption_per_100km": "7.2",
        "price_per_litre": "1.234",
        "fuel_receipts": "1.00",
        "proofs": ["route_sheet", "fuel_receipt", "official_note"],
    },
    "review.decide": {"reason": "unavailable", "equivalent": True},
    "pilot.calendar": {"start": "2018-09-01"},
    "admin.costs": {
        "full_pay": "1000.00",
        "children": 10,
        "employment_contract": True,
        "transport": "5.00",
        "services": "6.00",
    },
    "survey.route": {"born": "2005-05-05", "on": "2018-10-01", "impairment": "movement", "can_express": True},
    "policy.describe": {},
}
ENVELOPES: dict[str, dict[str, Any]] = {
    operation: {"reform": FEW} for operation in OPERATIONS if operation.startswith("selection.")
}


def question(operation: str, **envelope: Any) -> dict[str, Any]:
    given = {"id": "q", "op": operation, "input": INPUTS[operation], **ENVELOPES.get(operation, {}), **envelope}
    return copy.deepcopy(given)


def adults(operation: str, **more: Any) -> dict[str, Any]:
    reform = {"adults.places_per_municipality": 2}
    given = {"applicants": ADULTS, **more}
    return question(operation, policy="adults-pilot-2019", reform=reform, input=given)


RENTED = {
    **{name: value for name, value in INPUTS["transport.cost"].items() if name != "fuel_receipts"},
    "means": "rented",
    "rent_days": ["2018-10-01"],
    "rent_per_day": "20.00",
}
TICKETS = {
    "means": "public",
    "tickets": [
        {"date": "2018-10-01", "price": "2.00", "commission": "0.30"},
        {"date": "2018-10-02", "price": "3.00"},
    ],
    "proofs": ["ticket", "monthly_report"],
}
BY_RECEIPTS = question("transport.cost", readings={"I-29": "lower_of_both"})
BY_RENT = question("transport.cost", input=RENTED)
BY_TICKETS = question("transport.cost", input=TICKETS)
OPEN_CHILD = question(
    "eligibility.assess",
    input={"applicant": {name: fact for name, fact in CHILD.items() if name != "disability_until"}, "pilot": PILOT},
)
GROUP_SESSION = {**INPUTS["prices.check"], "service": "group_session_child", "transport_part": "5.93"}

#: For each law something that is done to responses, and where it needs one of its own the question.
BREAKERS: dict[str, Breaker | tuple[Breaker, dict[str, Any]]] = {
    # every answer
    "the_same_question_has_the_same_answer": (by_count("surplus"), question("budget.final")),
    "the_order_of_keys_does_not_matter": (by_chance("surplus"), question("budget.final")),
    "nothing_and_null_are_the_same": (
        if_envelope(lambda asked: "null" in json.dumps(asked), cents("amounts.0.final")),
        question("budget.final"),
    ),
    "a_question_names_itself_and_its_answer_too": (at("id", None), question("budget.final")),
    "the_language_changes_texts_and_nothing_else": (
        if_envelope(lambda asked: asked.get("lang") == "lv", cents("surplus")),
        question("budget.final"),
    ),
    "every_reason_reads_as_a_sentence_in_both_languages": (
        every(lambda row: row.update(text="As always."), "reasons"),
        question("budget.final"),
    ),
    "every_reason_carries_the_source_of_its_rule": (at("reasons.0.source", "hearsay"), question("budget.final")),
    "every_code_is_listed_by_the_policy": (
        if_envelope(lambda asked: asked["op"] != "policy.describe", at("reasons.0.code", "just_so")),
        question("budget.final"),
    ),
    "the_readings_that_an_answer_names_are_those_it_used": (
        at("readings", lambda named: {"I-3": named["I-3"]}),
        question("budget.final", readings={"I-2": "shortfall"}),
    ),
    "a_reading_that_an_answer_does_not_name_changes_nothing": (
        if_envelope(lambda asked: "I-12" in asked.get("readings", {}), cents("surplus")),
        question("budget.final"),
    ),
    "the_default_policy_may_be_named_or_not": (
        if_envelope(lambda asked: "policy" in asked, cents("surplus")),
        question("budget.final"),
    ),
    "every_decision_says_why_and_under_which_rules": (at("reasons", []), question("budget.final")),
    "every_reason_names_a_rule_with_a_source": (at("reasons.0.rule", "B-99"), question("budget.final")),
    # eligibility
    "a_failed_criterion_refuses_and_an_open_one_waits": put("eligible", False),
    "every_criterion_is_judged_as_its_definition_says": put("criteria.2.met", False),
    "what_is_missing_is_named_where_something_is_open": put("criteria.0.missing", ["di_evaluated"]),
    "a_fact_that_is_not_known_refuses_nobody": if_asked(
        lambda given: "di_evaluated" not in given["applicant"], put("criteria.1.met", False)
    ),
    "a_decided_criterion_stays_so_when_more_is_known": (
        if_asked(lambda given: "disability_until" in given["applicant"], put("criteria.0.met", False)),
        OPEN_CHILD,
    ),
    "whoever_asks_under_another_id_is_judged_alike": if_asked(
        lambda given: given["applicant"]["id"] != "a", put("eligible", False)
    ),
    "what_the_pilot_does_not_ask_decides_nothing": if_asked(
        lambda given: "home_schooled" in given["applicant"], put("eligible", False)
    ),
    "a_longer_disability_never_excludes": if_asked(
        lambda given: given["applicant"]["disability_until"] == "indefinite", put("criteria.3.met", False)
    ),
    "a_later_birth_never_makes_anyone_too_old": if_asked(
        lambda given: given["applicant"]["born"] > CHILD["born"], put("criteria.2.met", False)
    ),
    "a_shorter_pilot_never_excludes": if_asked(
        lambda given: given["pilot"]["months"] < 12, put("criteria.2.met", False)
    ),
    # deadlines
    "a_term_is_counted_day_by_day": put("forward_by", "2018-05-08"),
    "a_term_ends_on_a_working_day_after_its_event": put("forward_by", "2018-05-06"),
    "each_term_is_counted_for_itself": if_asked(lambda given: "received" not in given, put("forward_by", "2018-05-08")),
    "a_holiday_that_is_given_twice_counts_once": if_asked(
        lambda given: len(given["holidays"]) > 2, put("forward_by", "2018-05-08")
    ),
    "the_order_of_holidays_does_not_matter": if_asked(
        lambda given: given["holidays"][0] == "2018-05-04", put("forward_by", "2018-05-08")
    ),
    "more_days_off_never_shorten_a_term": if_asked(
        lambda given: len(given["holidays"]) > 2, put("forward_by", "2018-05-03")
    ),
    "more_working_days_never_lengthen_a_term": if_asked(
        lambda given: len(given["working_days"]) > 1, put("forward_by", "2019-01-02")
    ),
    "a_day_off_at_the_weekend_changes_no_term": if_asked(
        lambda given: len(given["holidays"]) > 2, put("forward_by", "2018-05-08")
    ),
    "a_later_event_never_ends_a_term_earlier": if_asked(
        lambda given: given["application_closed"] > "2018-04-30", put("forward_by", "2018-05-02")
    ),
    # selection
    "every_applicant_is_listed_once": at("result.waiting", lambda ids: ids[1:]),
    "every_selected_is_eligible": at("result.selected", lambda ids: [*ids, "ill"]),
    "who_cannot_take_part_is_listed_with_every_rule": put("ineligible.0.rules", ["E-1"]),
    "targets_add_up_and_ask_for_nobody_who_did_not_apply": put("age.0-2", 2),
    "targets_are_those_of_the_definition": put("total", 3),
    "more_applicants_never_lower_the_total": (
        if_asked(lambda given: len(given["applicants"]) > 5, put("total", 1)),
        question("selection.targets"),
    ),
    "every_municipality_gets_its_target": put("selected", ["c0", "c1", "c2", "c3"]),
    "deviation_and_counts_are_those_of_the_list": put("deviation.age", 9),
    "the_list_is_the_one_that_the_definition_names": turned("selected"),
    "two_selections_agree": if_asked(lambda given: given["applicants"][0]["id"] == "ill", turned("waiting")),
    "the_earlier_of_two_alike_is_never_passed_over": at(
        "result.selected", lambda ids: ["c2" if each == "c1" else each for each in ids]
    ),
    "no_exchange_makes_the_list_better": put("selected", ["c1", "c2", "c4", "c5"]),
    "the_right_list_is_accepted": if_asked(lambda given: "selected" in given, put("valid", False)),
    "a_worse_list_is_rejected": if_asked(lambda given: "selected" in given, put("valid", True)),
    "the_best_exchange_is_reported": put("improving_swap", None),
    "who_follows_waited_and_who_stays_is_kept": at("result.replacements", lambda ids: ["c3", *ids[1:]]),
    "a_replacement_is_the_one_that_the_definition_names": put("replacements", []),
    "adults_are_chosen_by_time_within_each_municipality": (
        put("selected", ["w0", "w2"]),
        adults("selection.select"),
    ),
    "who_applied_in_which_order_does_not_change_the_targets": if_asked(
        lambda given: given["applicants"][0]["id"] != "c0", put("total", 3)
    ),
    "selection_asks_for_the_targets_that_are_asked_for_alone": (
        if_envelope(lambda asked: asked["op"] == "selection.targets", put("total", 3)),
        question("selection.select"),
    ),
    "the_selection_follows_the_applicant_and_not_the_id": if_asked(
        lambda given: given["applicants"][0]["id"].startswith("n"), turned("selected")
    ),
    "the_proof_of_a_list_does_not_change_it": if_asked(lambda given: given.get("certificate"), turned("selected")),
    "an_application_that_cannot_take_part_moves_nobody": if_asked(
        lambda given: len(given["applicants"]) > 7, turned("waiting")
    ),
    "care_needs_and_components_move_nobody": if_asked(
        lambda given: "special_care" in given["applicants"][0], turned("selected")
    ),
    "an_earlier_application_never_costs_a_place": if_asked(
        lambda given: given["applicants"][0]["received"] < "2018-07-03T09:14", put("selected", ["c1", "c2", "c3", "c5"])
    ),
    "whoever_is_selected_lives_within_the_targets": put("selected", ["c0", "c1", "c2", "c3"]),
    "a_list_in_another_order_is_the_same_list": if_asked(
        lambda given: given["selected"][0] == "c4", put("valid", True)
    ),
    "the_order_of_those_who_leave_does_not_matter": if_asked(
        lambda given: given["leaving"][0] == "c0", put("replacements", [])
    ),
    # stages 1 and 2
    "no_cent_is_created_or_lost_in_stage_1": cents("reserve"),
    "equal_facts_get_equal_provisional_amounts": cents("amounts.1.provisional"),
    "a_greater_share_never_gives_a_smaller_provisional_amount": put("amounts.0.provisional", "1.00"),
    "the_order_of_recipients_does_not_matter_in_stage_1": if_asked(
        lambda given: given["recipients"][0]["id"] == "c", cents("amounts.0.provisional")
    ),
    "a_larger_pool_never_gives_anyone_less": if_asked(
        lambda given: given["pool"] > "1000.00", cents("amounts.0.provisional", -100)
    ),
    "stage_1_gives_what_its_definition_says": under(I_1="equal_share"),
    "without_recipients_the_whole_pool_stays_in_reserve": if_asked(
        lambda given: not given["recipients"], put("reserve", "0.00")
    ),
    "provisional_amounts_follow_the_recipient_and_not_the_id": if_asked(
        lambda given: given["recipients"][0]["id"] != "b", cents("amounts.0.provisional")
    ),
    "a_care_opinion_never_lowers_a_provisional_amount": if_asked(
        lambda given: given["recipients"][1]["special_care"], put("amounts.1.provisional", "0.00")
    ),
    "a_new_recipient_never_gives_another_more_of_the_pool": if_asked(
        lambda given: len(given["recipients"]) > 3, put("amounts.0.provisional", "900.00")
    ),
    "the_moment_of_an_application_moves_no_provisional_amount": if_asked(
        lambda given: "received" in given["recipients"][2], cents("amounts.2.provisional")
    ),
    "lines_and_months_add_up_to_the_needed_amount": at(
        "result.by_month", lambda months: [*months[1:], months[0][:-1] + "9"]
    ),
    "the_order_of_lines_does_not_change_what_a_plan_costs": if_asked(
        lambda given: given["lines"][0]["service"] == "escort", cents("needed")
    ),
    "more_units_never_cost_less": if_asked(lambda given: given["lines"][0]["units"][0] == 11, put("needed", "0.00")),
    "a_line_split_in_two_costs_the_same_but_for_a_cent": if_asked(
        lambda given: len(given["lines"]) > 2, cents("needed", 50)
    ),
    "a_line_without_units_costs_nothing": if_asked(has_line("x-idle"), cents("needed")),
    "later_months_never_change_earlier_ones": if_asked(
        lambda given: len(given["lines"][0]["units"]) == 1, cents("by_month.0")
    ),
    # stage 3
    "no_cent_is_created_or_lost_in_stage_3": cents("reserve"),
    "the_surplus_is_distributed_or_stays_in_reserve": cents("distributed"),
    "a_final_amount_lies_between_the_provisional_and_the_needed_one": put("amounts.0.final", "1000.00"),
    "a_need_within_the_provisional_amount_is_met_exactly": put("amounts.0.final", "699.99"),
    "equal_needs_get_equal_final_amounts": cents("amounts.2.final"),
    "the_order_of_recipients_does_not_matter_in_stage_3": if_asked(
        lambda given: given["recipients"][0]["id"] == "D", cents("amounts.0.final")
    ),
    "more_need_never_means_less_money": if_asked(
        lambda given: given["recipients"][2]["needed"] > "1000.00", put("amounts.2.final", "700.00")
    ),
    "a_larger_surplus_never_gives_anyone_less": if_asked(
        lambda given: given["underspent"] > "20.00", put("amounts.2.final", "700.00")
    ),
    "less_than_a_cent_is_left_for_each_who_lacks_money": put("reserve", "0.03"),
    "stage_3_gives_what_its_definition_says": under(I_2="equal"),
    "final_amounts_follow_the_recipient_and_not_the_id": if_asked(
        lambda given: given["recipients"][0]["id"] != "B", cents("amounts.0.final")
    ),
    "reserve_and_underspending_count_alike": misheard(underspent="0.00"),
    "a_recipient_in_balance_changes_no_final_amount": if_asked(
        lambda given: len(given["recipients"]) > 4, cents("amounts.1.final")
    ),
    "the_moment_of_an_application_moves_no_final_amount": if_asked(
        lambda given: "received" in given["recipients"][0], cents("amounts.0.final")
    ),
    # stage 4
    "the_total_never_exceeds_the_needed_amount": cents("total"),
    "sources_add_up_to_the_total_on_every_line_too": cents("sources.project"),
    "no_source_pays_beyond_its_limit": put("sources.project", "300.01"),
    "money_is_used_only_where_it_is_tied": put("lines.0.benefits", "10.01"),
    "no_other_assignment_covers_more": cents("total", -1),
    "every_cent_goes_where_the_definition_puts_it": under(I_24="text", I_10="in_order"),
    "more_money_never_covers_less": if_asked(lambda given: given["final"] > "300.00", put("total", "0.00")),
    "variant_1_never_uses_public_money": put("sources.public", "0.01"),
    "variant_3_uses_no_more_project_money_than_variant_2": if_asked(
        lambda given: given.get("variant") == 3, put("sources.project", "900.00")
    ),
    "support_is_compared_with_what_was_before": put("against_before", "same"),
    "enough_project_money_leaves_nothing_unpaid": if_asked(lambda given: given["final"] == "1370.00", cents("unmet")),
    "other_money_is_touched_last": if_asked(lambda given: given["other"] == "0.00", cents("lines.0.public")),
    "what_was_before_changes_the_comparison_alone": if_asked(
        lambda given: given["before"] == "0.00", cents("lines.0.public")
    ),
    "public_money_beyond_what_a_line_costs_changes_nothing": if_asked(
        lambda given: given["lines"][0]["public"] == "485.00", cents("lines.0.public")
    ),
    "a_line_that_costs_nothing_changes_nothing": if_asked(has_line("x-free"), cents("lines.1.public")),
    "without_line_order_the_sources_pay_the_same": under(I_10="in_order"),
    "the_variant_of_the_policy_may_be_named_or_not": if_asked(lambda given: "variant" in given, cents("total")),
    "transport_of_the_list_may_be_named_or_not": if_asked(
        lambda given: "transport" in given["lines"][0], cents("lines.0.benefits")
    ),
    "variants_2_and_3_cover_the_same": if_asked(lambda given: given.get("variant") == 3, cents("total")),
    "more_money_from_any_source_never_covers_less": if_asked(
        lambda given: given["benefits"]["transport"] > "20.00", put("total", "0.00")
    ),
    # plan
    "the_merged_order_ignores_and_invents_nothing": put("order.0.service", "escort"),
    "a_service_that_both_sides_prefer_comes_first": turned("order"),
    "the_merged_order_is_that_of_the_weighted_scores": put("order.0.score", "0.1234"),
    "scores_never_rise_down_the_order": put("order.0.score", "0.1234"),
    "all_weight_on_the_parent_keeps_the_parents_order": if_asked(lambda given: "weights" in given, turned("order")),
    "a_service_that_the_parent_moves_up_never_falls": if_asked(
        lambda given: given["parent"][0] == "nanny", turned("order")
    ),
    "the_weights_of_the_policy_may_be_named_or_not": if_asked(lambda given: "weights" in given, turned("order")),
    "a_cut_plan_costs_no_more_than_the_amount": cents("left"),
    "a_cut_plan_invents_nothing": put("lines.0.service", "group_home"),
    "a_cut_plan_drops_the_last_months_first": put("lines.0.units", [9, 2]),
    "a_cut_plan_keeps_priorities": (
        put("lines.0", {"service": "nanny", "units": [9, 0], "amount": "76.50", "dropped_units": 3})
    ),
    "a_plan_that_fits_is_not_cut": put("lines.0.dropped_units", 1),
    "nothing_is_planned_without_money": put("left", "0.01"),
    "a_cent_more_never_plans_less": if_asked(lambda given: given["available"] == "100.01", put("planned", "0.00")),
    "cutting_twice_is_cutting_once": put("lines.0.dropped_units", 1),
    "a_cut_plan_costs_what_stage_2_says": (
        if_envelope(lambda asked: asked["op"] == "plan.fit", cents("planned")),
        question("plan.fit"),
    ),
    # checks
    "a_plan_is_refused_exactly_for_a_violation": put("ok", False),
    "every_violation_says_what_would_cure_it": put("findings.0.cure", "No cure is needed."),
    "every_finding_has_its_reason": at("reasons", lambda rows: rows[1:]),
    "findings_stand_in_the_order_of_rules_and_plan": turned("findings"),
    "the_order_of_services_does_not_matter_for_a_check": if_asked(
        lambda given: given["lines"][0]["service"] == "transport_child", put("findings.0.status", "undecided")
    ),
    "a_plan_accepted_stays_accepted_without_a_service": if_asked(
        lambda given: len(given["lines"]) < 4, put("ok", False)
    ),
    "adding_a_slot_never_cures_a_violation": (
        if_asked(
            lambda given: "slots" in given["lines"][2],
            at("result.findings", lambda rows: [{**row, "status": "satisfied"} for row in rows]),
        ),
        question("plan.check", input={**INPUTS["plan.check"], "contract": False}),
    ),
    "hours_that_are_given_decide_what_meets": put("findings.1.status", "undecided"),
    "respite_is_never_a_conflict": put("findings.0.status", "violated"),
    "the_names_of_providers_decide_nothing": if_asked(
        lambda given: given["lines"][0]["provider"] != "A", put("findings.0.status", "undecided")
    ),
    "a_reason_for_more_transport_never_harms": if_asked(
        lambda given: "transport_override" in given, put("findings.0.status", "undecided")
    ),
    "the_same_hours_a_day_later_meet_alike": if_asked(
        lambda given: given["lines"][0]["slots"][0]["weekday"] == 2, put("findings.1.status", "violated")
    ),
    "another_start_of_the_period_changes_no_finding": if_asked(
        lambda given: given["period"]["start"] > "2019", put("findings.1.status", "violated")
    ),
    "the_limit_is_the_lowest_of_those_that_apply": (
        put("limit", "25.93"),
        question("prices.check", input=GROUP_SESSION),
    ),
    "a_lower_price_never_becomes_forbidden": if_asked(lambda given: given["price"] < "8.50", put("allowed", False)),
    "a_price_at_the_limit_is_allowed_and_one_above_is_not": if_asked(
        lambda given: given["price"] == "9.00", put("allowed", False)
    ),
    "more_that_is_known_of_prices_never_raises_the_limit": if_asked(
        lambda given: "regulated" in given, put("limit", "10.00")
    ),
    "the_survey_flags_and_never_refuses": if_asked(lambda given: "survey" in given, put("allowed", False)),
    # a plan that runs
    "no_unit_is_created_or_lost": put("lost", 5),
    "carrying_in_two_steps_is_carrying_at_once": if_asked(lambda given: len(given["received"]) == 1, put("lost", 5)),
    "what_is_received_as_planned_changes_nothing": if_asked(lambda given: given["received"] == [4, 4], put("lost", 1)),
    "an_excuse_more_never_loses_units": if_asked(lambda given: given["excused"] == [2, 2], put("lost", 9)),
    "carried_units_come_early_and_evenly": turned("remaining"),
    "a_settlement_pays_no_more_than_received_nor_than_planned": put("lines.0.paid_units", 6),
    "settled_months_never_exceed_the_line": put("lines.0.paid_units", 3),
    "every_line_of_a_settlement_is_settled_for_itself": if_asked(
        lambda given: len(given["lines"]) == 1, cents("lines.0.amount")
    ),
    "more_carried_units_never_pay_less": if_asked(
        lambda given: given["lines"][0]["carried_units"] == 2, put("lines.0.amount", "0.00")
    ),
    "health_and_goals_always_lead_to_a_new_evaluation": put("action", "correct_plan"),
    "without_a_replacement_every_change_leads_to_a_new_evaluation": put("action", "correct_plan"),
    "an_equivalent_service_and_an_unfunded_one_are_worth_the_same": misheard(listed_unfunded=False),
    "a_plan_once_corrected_is_corrected_with_more_to_choose_from": if_asked(
        lambda given: given.get("listed_unfunded"), put("action", "reevaluate")
    ),
    # transport
    "a_cost_is_payable_exactly_when_no_proof_is_missing": put("payable", False),
    "a_missing_proof_changes_no_cost": if_asked(lambda given: len(given["proofs"]) < 3, put("eligible", "0.00")),
    "the_order_of_papers_does_not_matter": if_asked(
        lambda given: given["trips"][0]["date"] == "2018-10-02", cents("eligible")
    ),
    "a_trip_in_two_parts_costs_the_same": if_asked(lambda given: len(given["trips"]) > 2, cents("eligible")),
    "fuel_is_that_of_every_trip_added_up": if_asked(lambda given: len(given["trips"]) == 1, cents("eligible", 5)),
    "more_kilometres_never_cost_less": if_asked(
        lambda given: given["trips"][0]["km"] == "13.4", put("eligible", "0.00")
    ),
    "an_empty_trip_that_does_not_count_changes_no_cost": if_asked(
        lambda given: given["trips"][-1].get("empty"), cents("eligible", 900)
    ),
    "rent_without_a_trip_is_refused": (put("refused", []), BY_RENT),
    "a_commission_never_counts": (
        if_asked(lambda given: given["tickets"][0]["commission"] == "0.60", cents("eligible", 30)),
        BY_TICKETS,
    ),
    "a_ticket_beside_the_child_costs_nothing": (
        if_asked(lambda given: given["tickets"][0].get("with_child"), put("eligible", "1.70")),
        BY_TICKETS,
    ),
    "receipts_bound_the_fuel": (under(I_29="computed"), BY_RECEIPTS),
    # dates, costs, surveys, the policy
    "milestones_stand_in_the_order_of_their_days": at("result", lambda rows: rows[::-1]),
    "no_report_is_due_on_a_weekend": at(
        "result", lambda rows: [{**row, "to": "2018-11-10"} if row["rule"] == "A-6" else row for row in rows]
    ),
    "every_month_of_the_pilot_is_reported": at(
        "result", lambda rows: [row for row in rows if row["from"] != "2018-12-01"]
    ),
    "a_later_first_plan_moves_nothing_else": misheard(plan1_month=2),
    "eligible_costs_are_the_sum_of_their_parts": cents("total"),
    "more_children_never_cost_less": if_asked(lambda given: given["children"] == 21, put("pay", "1050.00")),
    "indirect_costs_need_an_employment_contract": misheard(employment_contract=True),
    "the_questionnaire_follows_from_age_alone": if_asked(
        lambda given: given["impairment"] == "mental", put("questions", 25)
    ),
    "a_child_that_cannot_express_itself_is_never_asked": misheard(can_express=True),
    "a_mental_component_counts_as_a_mental_impairment": misheard(components=None),
    "components_matter_for_multiple_impairments_alone": if_asked(
        lambda given: "components" in given, put("respondent", "parent")
    ),
    "whoever_is_asked_older_is_asked_more_directly": if_asked(
        lambda given: given["born"] < "2005", put("respondent", "parent")
    ),
    "every_operation_is_described_once": at("result.operations", lambda names: names[1:]),
    "every_open_question_is_described_with_the_reading_that_holds": put("interpretations.0.chosen", "equal_share"),
    "a_reform_changes_what_it_names_and_nothing_else": if_envelope(
        lambda asked: "reform" in asked, put("parameters.0.value", 7)
    ),
}


def breaking(broken: Breaker) -> Ask:
    """An implementation that answers as the library does, and then differs."""

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        response: dict[str, Any] = copy.deepcopy(remembering(request))
        broken(request, response)
        return response

    return ask


def test_every_law_is_broken_here_once() -> None:
    """Whoever adds a law adds an implementation that breaks it."""
    assert BREAKERS.keys() == BY_NAME.keys()


@pytest.mark.parametrize("name", BREAKERS)
def test_law_notices_an_implementation_that_breaks_it(name: str) -> None:
    law, given_breaker = BY_NAME[name], BREAKERS[name]
    operation = law.operations[0]
    broken, request = given_breaker if isinstance(given_breaker, tuple) else (given_breaker, question(operation))
    assert law.concerns(request)
    law.check(remembering, request)
    with pytest.raises(LawBroken, match=f"^{name}: (?!the result cannot be read)."):
        law.check(breaking(broken), request)


# ---------------------------------------------------------------------------------------------- edges

LARGE = "999999999999.99"
EDGES: dict[str, dict[str, Any]] = {
    "a pilot of one month": question("eligibility.assess", input={"applicant": CHILD, "pilot": {**PILOT, "months": 1}}),
    "nothing known of a disability": OPEN_CHILD,
    "born on the day of the application": question(
        "eligibility.assess", input={"applicant": {**CHILD, "born": "2018-07-03"}, "pilot": PILOT}
    ),
    "outside the pilot": question(
        "eligibility.assess",
        policy="children-general",
        input={"applicant": {"id": "g", "born": "2010-05-05", "received": CHILD["received"]}, "on": "2018-09-01"},
    ),
    "an adult": question("eligibility.assess", policy="adults-pilot-2019", input={"applicant": ADULTS[0]}),
    "no term": question("eligibility.deadlines", input={}),
    "one term over public holidays": question("eligibility.deadlines", input={"received": "2018-04-30"}),
    "a term by the figure": question("eligibility.deadlines", readings={"I-5": "figure"}),
    "nobody applies": question("selection.select", input={"applicants": [], "pilot": PILOT}),
    "one applies": question("selection.select", input={"applicants": [ILL, CHILDREN[0]], "pilot": PILOT}),
    "one applies at birth": question(
        "selection.select",
        input={"applicants": [{**CHILD, "born": "2018-07-03", "received": "2018-07-03T00:00"}], "pilot": PILOT},
    ),
    "many apply": question(
        "selection.select",
        input={"applicants": [{**CHILD, "id": f"m{place}"} for place in range(19)], "pilot": PILOT},
    ),
    "many are listed": question(
        "selection.verify",
        input={
            "applicants": [{**CHILD, "id": f"m{place}"} for place in range(19)],
            "pilot": PILOT,
            "selected": ["m0", "m1"],
        },
    ),
    "many could follow": question(
        "selection.replace",
        input={
            "applicants": [{**CHILD, "id": f"m{place}"} for place in range(19)],
            "pilot": PILOT,
            "selected": ["m0", "m1"],
            "leaving": ["m1"],
        },
    ),
    "targets by age group": question(
        "selection.targets",
        readings={"I-6": "application"},
        input={"applicants": [*CHILDREN, {**CHILD, "age_group": "0-2"}], "pilot": PILOT, "regions": {"Talsi": "New"}},
    ),
    "an outsider's name is taken": question(
        "selection.select", input={"applicants": [{**CHILD, "id": "outsider 0"}], "pilot": PILOT}
    ),
    "adults apply": adults("selection.select"),
    "adults are listed": adults("selection.verify", selected=["w1"]),
    "an adult leaves": adults("selection.replace", selected=["w0", "w1"], leaving=["w0"]),
    "adult targets": question(
        "selection.targets",
        policy="adults-pilot-2019",
        reform={},
        input={"applicants": [{"id": "w", "municipality": "Ogre"}]},
    ),
    "a reduced share above the full one": question("budget.provisional", reform={"budget.full_share": "50"}),
    "no recipient of the pool": question(
        "budget.provisional", input={**INPUTS["budget.provisional"], "recipients": []}
    ),
    "a fixed amount": question(
        "budget.provisional",
        readings={"I-1": "fixed_amount"},
        input={**INPUTS["budget.provisional"], "amount": "300.00"},
    ),
    "the largest pool": question("budget.provisional", input={**INPUTS["budget.provisional"], "pool": LARGE}),
    "a plan without lines": question("budget.needed", input={"lines": []}),
    "a plan without months": question(
        "budget.needed", input={"lines": [{"service": "nanny", "unit_price": "1.00", "units": []}]}
    ),
    "no need": question("budget.final", input={"recipients": []}),
    "a need that is as large as can be": question(
        "funding.total",
        input={
            "final": LARGE,
            "lines": [{"service": "nanny", "amount": LARGE}, {"service": "escort", "amount": LARGE}],
        },
    ),
    "rankings of nothing": question("plan.merge", input={"experts": {}, "parent": []}),
    "weights of the caller's own": question(
        "plan.merge", input={**INPUTS["plan.merge"], "weights": {"experts": "70", "parent": "30"}}
    ),
    "a plan that costs more than can be asked about": question(
        "plan.fit",
        input={
            "available": LARGE,
            "lines": [{"service": "nanny", "unit_price": "999999999999.999999", "units": [2, 2]}],
        },
    ),
    "a plan of nothing": question("plan.check", input={**INPUTS["plan.check"], "lines": []}),
    "hours at the end of the week": question(
        "plan.check",
        input={
            **INPUTS["plan.check"],
            "lines": [
                {**CHECKED_LINES[0], "slots": [{"weekday": 7, "from": "23:00", "to": "01:00"}]},
                {**CHECKED_LINES[1], "slots": [{"weekday": 1, "from": "00:30", "to": "02:00"}]},
                {"service": "x-swimming", "unit_price": "1.00", "units": [1, 0]},
            ],
        },
    ),
    "no limit known": question("prices.check", input={"service": "nanny", "on": "2018-10-01", "price": "8.50"}),
    "the highest limit": question(
        "prices.check", input={**INPUTS["prices.check"], "provider_market_price": "999999999999.999999"}
    ),
    "a ceiling": question("prices.check", input=GROUP_SESSION),
    "a refused price": question("prices.check", input={**INPUTS["prices.check"], "price": "9.01"}),
    "no month over": question("schedule.carry", input={"months": 1, "planned": [3], "received": [], "excused": []}),
    "every month over": question(
        "schedule.carry", input={"months": 1, "planned": [3], "received": [0], "excused": [2]}
    ),
    "nothing to settle": question("settlement.month", input={"lines": []}),
    "rent": BY_RENT,
    "tickets": BY_TICKETS,
    "receipts": BY_RECEIPTS,
    "rent where receipts bound fuel": {**BY_RENT, "readings": {"I-29": "lower_of_both"}},
    "a bill": question("transport.cost", input={"means": "bought", "amount": "15.00", "proofs": []}),
    "health": question("review.decide", input={"reason": "health", "equivalent": True, "listed_unfunded": True}),
    "the oldest child": question(
        "survey.route", input={**INPUTS["survey.route"], "born": "2000-10-01", "on": "2018-12-31"}
    ),
    "the named default": question("admin.costs", policy="children-pilot-2018"),
}


@pytest.mark.parametrize("edge", EDGES)
def test_every_law_holds_at_the_edges(edge: str) -> None:
    request = EDGES[edge]
    concerned = [law for law in LAW_BOOK if law.concerns(request)]
    assert len(concerned) > 5
    for law in concerned:
        law.check(remembering, request)


# ---------------------------------------------------------------------------------------------- what is no answer


def one_law(name: str = "no_cent_is_created_or_lost_in_stage_1") -> Law:
    return BY_NAME[name]


def answering(**response: Any) -> Ask:
    return lambda _: {"id": "q", "ok": True, "result": {}, "reasons": [], "readings": {}, **response}


def test_a_refusal_is_told_apart() -> None:
    error = {"code": "unknown_operation", "path": "/op", "message": "not here"}
    with pytest.raises(
        NotAnswered, match=r"budget\.provisional was refused: unknown_operation at /op: not here"
    ) as told:
        one_law().check(answering(ok=False, error=error), question("budget.provisional"))
    assert (told.value.code, told.value.path) == ("unknown_operation", "/op")
    assert told.value.request["op"] == "budget.provisional"
    assert not isinstance(told.value, AssertionError)


def test_a_refusal_can_be_sent_to_another_process() -> None:
    told = NotAnswered("a_law", {"op": "plan.fit"}, {"code": "too_large", "path": "/input", "message": "too much"})
    for copied in (pickle.loads(pickle.dumps(told)), copy.deepcopy(told)):  # noqa: S301 - its own pickle
        assert (str(copied), copied.code, copied.path) == (str(told), "too_large", "/input")


def test_a_refusal_without_an_error_is_told_apart_too() -> None:
    with pytest.raises(NotAnswered, match="was refused: None"):
        one_law().check(answering(ok=False), question("budget.provisional"))


def test_a_refusal_of_what_follows_is_told_apart() -> None:
    law = BY_NAME["without_recipients_the_whole_pool_stays_in_reserve"]

    def ask(request: dict[str, Any]) -> Any:
        return evaluate(request) if request["input"]["recipients"] else {"ok": False, "error": {"code": "bad_value"}}

    with pytest.raises(NotAnswered, match="bad_value"):
        law.check(ask, question("budget.provisional"))


@pytest.mark.parametrize("response", [None, [], {}, {"ok": 1}, {"ok": "true"}])
def test_what_is_no_response_breaks_a_law(response: Any) -> None:
    with pytest.raises(LawBroken, match="expected a response of the protocol"):
        one_law().check(lambda _: response, question("budget.provisional"))


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (None, ": expected dict"),
        ({}, "expected a field 'amounts'"),
        ({"amounts": [], "reserve": "1.00", "more": 1}, "expected no field 'more'"),
        ({"amounts": {}, "reserve": "1.00"}, "/amounts: expected list"),
        ({"amounts": [1], "reserve": "1.00"}, "/amounts/0: expected dict"),
        ({"amounts": [], "reserve": 1.5}, "/reserve: expected string"),
        ({"amounts": [], "reserve": "1.5"}, "/reserve: expected euro with two decimals"),
    ],
)
def test_a_result_that_cannot_be_read_breaks_a_law(result: Any, message: str) -> None:
    with pytest.raises(LawBroken, match=f"the result cannot be read: .*{message}"):
        one_law().check(answering(result=result), question("budget.provisional"))


@pytest.mark.parametrize("reasons", [None, [None], [{"code": "x"}], [{"code": "x", "rule": "B-1", "facts": 1}]])
def test_reasons_that_cannot_be_read_break_a_law(reasons: Any) -> None:
    with pytest.raises(LawBroken, match="the reasons cannot be read"):
        one_law("every_reason_names_a_rule_with_a_source").check(
            answering(reasons=reasons), question("budget.provisional")
        )


def test_readings_that_cannot_be_read_break_a_law() -> None:
    law = BY_NAME["the_readings_that_an_answer_names_are_those_it_used"]
    with pytest.raises(LawBroken, match="expected an object of readings, got None"):
        law.check(answering(readings=None), question("budget.provisional"))


@pytest.mark.parametrize(
    "request_",
    [
        question("budget.final"),
        question("budget.provisional", readings={"I-3": "exhaust"}),
        adults("selection.select"),
    ],
    ids=["another operation", "another reading", "another policy"],
)
def test_a_law_asks_nothing_about_what_it_does_not_concern(request_: dict[str, Any]) -> None:
    def never(_: dict[str, Any]) -> None:
        raise AssertionError("it was asked")

    for name in ("equal_facts_get_equal_provisional_amounts", "every_selected_is_eligible"):
        assert not BY_NAME[name].concerns(request_)
        BY_NAME[name].check(never, request_)


def test_whoever_answers_cannot_change_the_question() -> None:
    request = question("budget.final")
    kept = copy.deepcopy(request)

    def ask(asked: dict[str, Any]) -> Any:
        response = evaluate(asked)
        asked["input"].clear()
        return response

    BY_NAME["a_recipient_in_balance_changes_no_final_amount"].check(ask, request)
    assert request == kept


def test_a_failure_of_the_implementation_is_not_hidden() -> None:
    def ask(_: dict[str, Any]) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        one_law().check(ask, question("budget.provisional"))


# ---------------------------------------------------------------------------------------------- results


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("-12.05", Money, Money(-1205)),
        ("99999999999999.99", Money, Money(9_999_999_999_999_999)),
        ("2.7174", Rate, Rate(2_717_400)),
        ("0.7500", Fraction, Fraction(3, 4)),
        ("2018-09-01", date, date(2018, 9, 1)),
        (None, Rate | None, None),
        ("1.00", Rate | None, Rate(1_000_000)),
        ([1, 2], tuple[int, ...], (1, 2)),
        ({"x": 1.5}, Any, {"x": 1.5}),
    ],
)
def test_results_are_read(value: Any, kind: Any, expected: Any) -> None:
    assert read_result(value, kind) == expected


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("+1.00", Money),
        ("01.00", Money),
        ("1.0", Rate),
        ("0.75", Fraction),
        ("2018-02-30", date),
        (True, int),
        (1, bool),
        ("x", OPERATIONS["review.decide"].result),
        ({"action": "wait"}, OPERATIONS["review.decide"].result),
        ({"x": "1"}, OPERATIONS["selection.targets"].result),
    ],
)
def test_results_of_another_form_are_not_read(value: Any, kind: Any) -> None:
    with pytest.raises(ValueError, match=r"expected|not a valid|day is out of range"):
        read_result(value, kind)


def test_every_result_is_read_as_the_outcome_it_was_written_from() -> None:
    for operation in OPERATIONS:
        trial = Trial.put("any", remembering, question(operation))
        assert trial.outcome is not None
        assert trial.parameters.basis in EDITIONS
