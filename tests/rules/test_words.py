"""What the vectors cannot see: the words of a refusal, what a reason consults, the edition that a decision names.

A vector judges the code and the place of a refusal and the facts of a reason. Here the same requests are asked again
for what is only for people, or for callers of the rules themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any

from ibmodel.decisions import Decision
from ibmodel.exchange import evaluate
from ibmodel.exchange.converter import read
from ibmodel.exchange.evaluation import _opened
from ibmodel.exchange.reading import LIMITS
from ibmodel.parameters import Parameters
from ibmodel.testing.vectors import vectors

#: One refusal of every kind that the rules, the money and the dates know, in its own words.
SAID = (
    "expected a birth on or before 2018-09-01, got 2018-09-02",
    "expected a calendar with a worked day in the year after 9999-12-31",
    "expected a commission of at most the price of 2.50, got 2.51",
    "expected a count, a whole number, got 100.0",
    "expected a count, a whole number, got None",
    "expected a count, a whole number, got True",
    "expected a count, not negative, got -1",
    "expected a date that exists, got '2019-08-32'",
    "expected a lowest price not above the highest, 7.00, got 7.01",
    "expected a municipality of the pilot, got 'Madona'",
    "expected a municipality with a region, got 'Ventspils'",
    "expected a percentage as text such as '70', got 70",
    "expected a percentage of at most 100, got '100.01'",
    "expected a pool that covers the fixed amounts, got 959.99",
    "expected a provisional amount above 0.00 under the reading 'need_ratio'",
    "expected a term that ends by 9999-12-31, got 3 working days from 9999-12-29",
    "expected a transport part of at most 20.00, got 20.01",
    "expected a value for the means bought",
    "expected a value for the means municipal",
    "expected a value for the means parking",
    "expected a value for the means private",
    "expected a value for the means public",
    "expected a value for the means rented",
    "expected a year of 1 to 9999, got 10000",
    "expected an age below 18 on 2018-09-01, got 18 years",
    "expected an age of at most 18 on 2019-02-28, got 19 years",
    "expected an age that a group has on 2018-09-01, got 18 years",
    "expected an application on or after the birth on 2010-05-05",
    "expected at most the 2 missed units, got 3",
    "expected at most the 4 units that the month holds, got 5",
    "expected both sides to rank the same services; only one has x-a",
    "expected both sides to rank the same services; only one has x-a, x-b",
    "expected both sides to rank the same services; only one has x-b",
    "expected both sides to rank the same services; only one has x-b, x-c",
    "expected chosen applicants who are eligible, got 'x'",
    "expected chosen identifiers of applicants, got 'z'",
    "expected every day of rent once, got 2018-09-03 again",
    "expected every id once, got 'a' again",
    "expected every service once, got 'x-a' again",
    "expected hours that end at another time than 09:30, when they start",
    "expected identifiers of applicants, got 'z'",
    "expected leaving applicants who were chosen, got 'b'",
    "expected month 3 to 3, got 2",
    "expected nothing here beside the means bought",
    "expected nothing here beside the means municipal",
    "expected nothing here beside the means parking",
    "expected nothing here beside the means private",
    "expected nothing here beside the means public",
    "expected nothing here beside the means rented",
    "expected quotas that reach 1 places, got groups that reach 0: 1 short",
    "expected units for 2 months as in the first line, got 3",
    "expected units for 2 months as received, got 1",
    "expected units for 2 months, got 3",
    "expected units for at most 1 months, got 2",
    "expected units for the 2 months of the period, got 1",
    "expected weights that add up to 100 %, got 50 % and 49.999999 %",
)

#: The interpretations that a reason consults, by its code; where a reason may or may not consult one, both are there.
CONSULTED: dict[str, list[tuple[str, ...]]] = {
    "adult_replaces": [("I-8",)],
    "adult_selected": [("I-8",)],
    "adult_waits": [("I-8",)],
    "assistant_hours_apart": [("I-14",)],
    "assistant_hours_overlap": [("I-14",)],
    "assistant_hours_unknown": [("I-14",)],
    "assistant_months_apart": [("I-14",)],
    "assistant_months_shared": [("I-14",)],
    "child_answers": [("I-16",)],
    "child_asked_with_parent": [("I-16",)],
    "deadline_moved": [("I-17",)],
    "deviation_from_targets": [("I-7",)],
    "exchange_is_better": [(), ("I-7",)],
    "fixed_amount_shared": [("I-1", "I-3")],
    "forward_by": [("I-5",)],
    "fuel_computed": [(), ("I-29",)],
    "fuel_limited_by_receipts": [("I-29",)],
    "group_sessions_elsewhere_too": [("I-26",)],
    "group_sessions_of_the_centre_unknown": [("I-26",)],
    "home_care_hours_apart": [("I-14",)],
    "home_care_hours_overlap": [("I-14",)],
    "home_care_hours_unknown": [("I-14",)],
    "home_care_months_apart": [("I-14",)],
    "home_care_months_shared": [("I-14",)],
    "list_is_proved_best": [("I-7",)],
    "need_met_from_surplus": [("I-2", "I-3")],
    "need_partly_met": [("I-2", "I-3")],
    "parent_answers_by_age": [("I-16",)],
    "plan_1": [("I-20",)],
    "pool_shared_by_weight": [("I-1", "I-3")],
    "pool_shared_equally": [("I-1", "I-3")],
    "rankings_weighted": [("I-11",)],
    "replaces": [("I-9",)],
    "selected": [("I-7", "I-8")],
    "service_conditions_fail": [("I-23",)],
    "service_conditions_met": [("I-23",)],
    "service_conditions_unknown": [("I-23",)],
    "service_ranked": [("I-11",)],
    "sessions_elsewhere_too": [("I-26",)],
    "sessions_not_in_the_centre": [("I-26",)],
    "sessions_of_the_same_provider": [("I-26",)],
    "specialists_of_the_centre_unknown": [("I-26",)],
    "surplus_left": [("I-2", "I-3")],
    "taking_stopped": [("I-12",)],
    "target_above_quota": [("I-7",)],
    "target_below_quota": [("I-7",)],
    "tied_money_left": [("I-10", "I-24", "I-30"), ("I-10", "I-30")],
    "tied_service_does_not_fit": [("I-13",)],
    "tied_service_fits": [("I-13",)],
    "tied_service_undecided": [("I-13",)],
    "transport_above_share": [("I-15", "I-27")],
    "transport_base_unknown": [("I-15", "I-27")],
    "transport_override_recorded": [("I-15", "I-27")],
    "transport_within_share": [("I-15", "I-27")],
    "units_carried_over": [("I-28",)],
    "variant_1_order": [("I-10", "I-30")],
    "variant_2_order": [("I-10", "I-24", "I-30")],
    "variant_3_order": [("I-10", "I-24", "I-30")],
    "waits_municipality_full": [("I-8",)],
    "waits_quotas": [("I-7",)],
    "waits_same_profile_first": [("I-7", "I-8")],
}

#: Words that are written with a capital letter wherever they stand, and values as Python writes them.
CAPITALS = {"I", "JSON", "None", "True", "dayThour", "03T09"}


def refused() -> list[tuple[str, dict[str, Any]]]:
    """The requests that are refused, by the id of their vector."""
    return [(each.id, each.request) for each in vectors() if each.line is None and not each.expected.ok]


@cache
def decided() -> list[tuple[str, Decision[Any], Parameters]]:
    """The decisions on the requests that are answered, with the figures and readings they were made under."""
    found = []
    for each in vectors():
        if each.line is None and each.expected.ok:
            operation, parameters, _ = _opened(each.request, LIMITS)
            asked = read(each.request["input"], operation.request_under(parameters), LIMITS)
            found.append((each.id, operation.run(asked, parameters), parameters))
    return found


@cache
def messages() -> dict[str, str]:
    """What is said to each refused request, by the id of its vector."""
    return {name: evaluate(request)["error"]["message"] for name, request in refused()}


def test_a_refusal_says_what_was_expected_and_what_came_instead() -> None:
    assert set(SAID) - set(messages().values()) == set()


def test_a_refusal_begins_with_what_was_expected_and_shouts_nothing_but_what_was_sent() -> None:
    odd = {}
    for name, request in refused():
        message = messages()[name]
        words = {word for word in re.findall(r"\w+", message) if word != word.lower()}
        unsent = {word for word in words - CAPITALS if word not in str(request)}
        if unsent or not message.startswith("expected "):
            odd[name] = message
    assert odd == {}


def test_a_reason_names_the_interpretations_that_it_consults_and_no_other_does() -> None:
    seen: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for _, decision, _ in decided():
        for reason in decision.reasons:
            seen[reason.code].add(reason.interpretations)
    assert {code: sorted(each) for code, each in seen.items() if each != {()}} == CONSULTED


def test_a_decision_says_under_which_figures_it_was_made() -> None:
    assert {name for name, decision, parameters in decided() if decision.edition != parameters.name} == set()
