"""The adults' pilot: its time, its services, a plan made with the person, hours of decision support."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Reason, ReasonCode
from ibmodel.errors import BadType, BadValue
from ibmodel.parameters import edition
from ibmodel.rules.support import (
    ADULT_SERVICES,
    BEYOND,
    CHOSEN,
    EXTENDED,
    HOURS_EXCEED,
    HOURS_FIT,
    IN_ORDER,
    NOT_CHOSEN,
    NOT_IN_ORDER,
    NOT_WITH_PERSON,
    SERVED,
    SPECIAL,
    UNKNOWN,
    WITH_PERSON,
    WITHIN,
    Level,
    PersonPlan,
    SupportTopic,
    check_person_plan,
    check_support_hours,
    compute_adult_pilot,
    support_hours,
    support_pilot,
)

ADULTS = edition("adults-pilot-2019")


@pytest.mark.rule("W-5")
def test_adults_get_services_for_12_months_from_november_2019_and_3_months_more() -> None:
    decision = compute_adult_pilot(ADULTS)
    assert decision.outcome.first == date(2019, 11, 1)
    assert decision.outcome.last == date(2020, 10, 31)
    assert decision.outcome.extended == date(2021, 1, 31)
    assert [reason.code for reason in decision.reasons] == ["adult_services_period", "adult_services_extended"]


@pytest.mark.rule("W-5")
def test_without_extension_the_services_end_as_announced() -> None:
    decision = compute_adult_pilot(ADULTS.reform("not extended", {"adults.extension_months": 0}))
    assert decision.outcome.last == decision.outcome.extended
    assert [reason.code for reason in decision.reasons] == ["adult_services_period"]


@pytest.mark.rule("W-7")
def test_adults_received_20_services() -> None:
    assert len(ADULT_SERVICES) == 20
    named = {"decision_support", "day_care_centre", "group_home", "individual_support_programme", "teacher_sessions"}
    assert named <= set(ADULT_SERVICES) <= set(SERVICES)


@pytest.mark.rule("W-8", "I-22")
def test_the_pilot_of_decision_support_ran_for_24_months() -> None:
    period = support_pilot(ADULTS)
    assert (period.first, period.last, period.length) == (date(2017, 12, 1), date(2019, 11, 30), 24)


@pytest.mark.rule("W-8")
def test_decision_support_has_six_areas() -> None:
    assert [topic.value for topic in SupportTopic] == [
        *("legal", "financial", "daily_life", "health_care", "social_care", "circle"),
    ]


@pytest.mark.rule("W-8")
@pytest.mark.parametrize(
    ("level", "special", "limit"),
    [
        *[(Level.LOW, False, 6), (Level.MIDDLE, False, 16), (Level.HIGH, False, 30)],
        *[(Level.LOW, True, 16), (Level.MIDDLE, True, 26), (Level.HIGH, True, 40)],
    ],
)
def test_hours_of_support_keep_within_the_level(level: Level, special: bool, limit: int) -> None:
    assert support_hours(level, ADULTS, special=special) == limit
    for used in (limit - 1, limit, limit + 1):
        hours = [(SupportTopic.LEGAL, 1), (SupportTopic.CIRCLE, used - 1)]
        decision = check_support_hours(hours, level, ADULTS, special=special)
        assert decision.outcome.allowed == (used <= limit)
        assert (decision.outcome.limit, decision.outcome.over) == (limit, max(0, used - limit))
        assert (decision.reasons[0].code == "support_hours_in_special_situation") == special


@pytest.mark.rule("W-8")
def test_a_policy_may_change_the_hours() -> None:
    reform = ADULTS.reform("more", {"adults.support_hours_low": 8, "adults.support_hours_extra": 0})
    assert support_hours(Level.LOW, reform) == support_hours(Level.LOW, reform, special=True) == 8
    assert check_support_hours([], Level.LOW, reform).outcome.allowed


@pytest.mark.rule("W-8")
@pytest.mark.parametrize(("hours", "error"), [(-1, BadValue), (True, BadType), (1.5, BadType)])
def test_hours_are_counted(hours: Any, error: Any) -> None:
    with pytest.raises(error):
        check_support_hours([(SupportTopic.LEGAL, hours)], Level.LOW, ADULTS)


@pytest.mark.rule("W-6")
@pytest.mark.parametrize("facts", [*product([True, False, None], repeat=4)])
def test_a_plan_is_judged_by_every_criterion_and_what_is_missing_is_no_refusal(
    facts: tuple[bool | None, bool | None, bool | None, bool | None],
) -> None:
    decision = check_person_plan(PersonPlan(*facts), ADULTS)
    outcome = decision.outcome
    assert outcome.met is (False if False in facts else None if None in facts else True)
    assert len(outcome.violations) == facts.count(False)
    assert len(outcome.missing) == facts.count(None)
    assert len(decision.reasons) == 4 - facts.count(None) + (None in facts)


@pytest.mark.rule("W-6")
def test_a_plan_made_for_the_person_is_named_as_such() -> None:
    decision = check_person_plan(PersonPlan(False, True, False, False), ADULTS)
    assert decision.outcome.violations == (
        "plan_made_for_person",
        "providers_not_chosen_by_person",
        "plan_beyond_money",
    )


# ------------------------------------------------------------------------------------------------ why


@pytest.mark.rule("W-5")
def test_the_period_of_services_is_told_with_its_days_and_months() -> None:
    decision = compute_adult_pilot(ADULTS)
    assert [reason.facts for reason in decision.reasons] == [
        dict(zip(SERVED.facts, (date(2019, 11, 1), date(2020, 10, 31), 12), strict=True)),
        dict(zip(EXTENDED.facts, (date(2021, 1, 31), 3), strict=True)),
    ]
    assert (decision.edition, decision.readings) == ("adults-pilot-2019", ())


@pytest.mark.rule("W-8", "I-22")
@pytest.mark.parametrize(
    ("last", "length"),
    [(date(2017, 12, 31), 1), (date(2018, 1, 1), 2), (date(2019, 11, 30), 24), (date(2019, 12, 1), 25)],
)
def test_a_pilot_of_decision_support_has_every_month_that_it_begins(last: date, length: int) -> None:
    assert support_pilot(ADULTS.reform("another end", {"adults.support_pilot_to": last})).length == length


@pytest.mark.rule("W-6")
@pytest.mark.parametrize("facts", [*product([True, False, None], repeat=4)])
def test_every_criterion_that_is_known_has_its_reason_and_what_is_missing_is_named(
    facts: tuple[bool | None, bool | None, bool | None, bool | None],
) -> None:
    asked = PersonPlan(*facts)
    decision = check_person_plan(asked, ADULTS)
    kept = (WITH_PERSON, IN_ORDER, CHOSEN, WITHIN)
    broken = (NOT_WITH_PERSON, NOT_IN_ORDER, NOT_CHOSEN, BEYOND)
    known = [(yes if fact else no) for fact, yes, no in zip(facts, kept, broken, strict=True) if fact is not None]
    assert [reason.kind for reason in decision.reasons] == [*known, *([UNKNOWN] if None in facts else [])]
    names = ("with_person", "in_priority_order", "providers_chosen", "within_money")
    assert decision.outcome.missing == tuple(name for name in names if getattr(asked, name) is None)
    assert (decision.edition, decision.readings) == ("adults-pilot-2019", ())


@pytest.mark.rule("W-8")
@pytest.mark.parametrize(("used", "code"), [(15, HOURS_FIT), (16, HOURS_FIT), (17, HOURS_EXCEED)])
def test_hours_are_told_with_their_limit_and_what_a_special_situation_adds(used: int, code: ReasonCode) -> None:
    decision = check_support_hours([(SupportTopic.LEGAL, used)], Level.LOW, ADULTS, special=True)
    values = (used, 16, used - 16) if code is HOURS_EXCEED else (used, 16)
    assert decision.reasons == (Reason(SPECIAL, (6, 10, 16)), Reason(code, values))
    assert (decision.edition, decision.readings) == ("adults-pilot-2019", ())


@pytest.mark.rule("W-8")
def test_a_situation_is_special_only_if_the_caller_says_so() -> None:
    assert support_hours(Level.LOW, ADULTS) == 6
    decision = check_support_hours([(SupportTopic.LEGAL, 7)], Level.LOW, ADULTS)
    assert decision.reasons == (Reason(HOURS_EXCEED, (7, 6, 1)),)


@pytest.mark.rule("W-8")
def test_hours_below_zero_are_refused_as_hours() -> None:
    with pytest.raises(BadValue, match="expected hours, not negative, got -1"):
        check_support_hours([(SupportTopic.LEGAL, -1)], Level.LOW, ADULTS)
