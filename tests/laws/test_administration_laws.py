"""What holds of every pilot, every cost, every survey."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.case.administration import FIRST_PLAN_MONTHS, CostsQuestion, PilotStart, SurveyedChild
from ibmodel.case.applications import COMPONENTS
from ibmodel.dates import Month, Weekdays, add_months
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.rules.administration import (
    Milestone,
    MunicipalCosts,
    compute_calendar,
    compute_report_terms,
    municipal_costs,
    pilot_calendar,
)
from ibmodel.rules.surveys import Respondent, SizeClass, size_class, survey_route
from ibmodel.vocabulary import Impairment

PILOT = edition("children-pilot-2018")
MONDAY_TO_FRIDAY = Weekdays()
REPORTS = {"cash_flow_report", "scanned_proofs", "quarterly_report"}

starts = st.builds(lambda year, month: date(year, month, 1), st.integers(1990, 2090), st.integers(1, 12))
pilots = st.builds(PilotStart, starts, st.none() | st.sampled_from(FIRST_PLAN_MONTHS))
cents = st.integers(0, 10**14 - 1).map(Money)
questions = st.builds(CostsQuestion, cents, st.integers(0, 40), st.booleans(), cents, cents)


def reports(milestones: tuple[Milestone, ...]) -> list[Milestone]:
    return [row for row in milestones if row.code in REPORTS]


def total_is_the_sum_of_its_parts(costs: MunicipalCosts) -> bool:
    return costs.total == Money.sum((costs.pay, costs.indirect, costs.transport, costs.services))


def indirect_costs_are_15_percent_to_the_cent(costs: MunicipalCosts) -> bool:
    return abs(100 * costs.indirect.cents - 15 * costs.pay.cents) <= 50


@pytest.mark.rule("B-2", "N-5", "N-6", "N-8", "Q-3", "A-6", "A-7")
@given(pilots)
def test_milestones_stand_in_order_and_none_ends_before_it_begins(pilot: PilotStart) -> None:
    rows = pilot_calendar(pilot, MONDAY_TO_FRIDAY, PILOT)
    keys = [(row.first, row.last, row.rule) for row in rows]
    assert keys == sorted(keys)
    assert all(pilot.start <= row.first <= row.last for row in rows)
    assert rows == compute_calendar(pilot, MONDAY_TO_FRIDAY, PILOT).outcome
    assert {row.rule for row in rows} == {"B-2", "N-5", "N-6", "N-8", "Q-3", "A-6", "A-7"}


@pytest.mark.rule("N-5", "N-6", "N-8", "Q-3", "A-7")
@given(starts)
def test_a_later_pilot_has_no_earlier_date(start: date) -> None:
    earlier, later = (
        {(row.code, place): row for place, row in enumerate(sorted(rows, key=lambda row: (row.code, row.first)))}
        for rows in (
            [
                row
                for row in pilot_calendar(PilotStart(first), MONDAY_TO_FRIDAY, PILOT)
                if row.code != "quarterly_report"
            ]
            for first in (start, add_months(start, 1))
        )
    )
    assert earlier.keys() == later.keys()
    assert all(earlier[key].first < later[key].first for key in earlier)


@pytest.mark.rule("A-6", "I-17")
@given(pilots, st.sets(st.integers(0, 420), max_size=120))
def test_adding_holidays_never_brings_a_deadline_forward_and_moves_nothing_else(
    pilot: PilotStart, offsets: set[int]
) -> None:
    holidays = Weekdays(frozenset(pilot.start + timedelta(days=offset) for offset in offsets))
    before, after = (pilot_calendar(pilot, days, PILOT) for days in (MONDAY_TO_FRIDAY, holidays))
    by_code = {(row.code, row.first): row.last for row in before}
    assert {(row.code, row.first) for row in after} == by_code.keys()
    for row in after:
        moved = row.last - by_code[row.code, row.first]
        assert moved >= timedelta() if row.code in REPORTS else moved == timedelta()
    assert all(holidays.is_working_day(row.last) for row in reports(after))


@pytest.mark.rule("A-6", "A-15")
@given(pilots)
def test_the_calendar_of_a_pilot_agrees_with_the_terms_of_its_months(pilot: PilotStart) -> None:
    rows = reports(pilot_calendar(pilot, MONDAY_TO_FRIDAY, PILOT))
    first = Month.of(pilot.start)
    terms = [compute_report_terms(first.plus(place), MONDAY_TO_FRIDAY, PILOT).outcome for place in range(12)]
    assert [row.last for row in rows if row.code == "cash_flow_report"] == [term.cash_flow_by for term in terms]
    assert [row.last for row in rows if row.code == "scanned_proofs"] == [term.proofs_by for term in terms]
    whole = {term.quarterly_by for term in terms if term.quarterly_by is not None}
    assert whole <= {row.last for row in rows if row.code == "quarterly_report"}


@pytest.mark.rule("N-6", "I-20")
@given(starts)
def test_a_first_plan_that_starts_later_is_shorter_and_changes_nothing_else(start: date) -> None:
    second, third = ({*pilot_calendar(PilotStart(start, month), MONDAY_TO_FRIDAY, PILOT)} for month in (2, 3))
    (one,), (other,) = second - third, third - second
    assert one.code == other.code == "plan_1"
    assert one.last == other.last
    assert add_months(one.first, 1) == other.first


@pytest.mark.rule("A-1", "A-2", "A-3")
@given(questions)
def test_costs_add_up_and_indirect_costs_are_15_percent_to_the_cent(question: CostsQuestion) -> None:
    costs = municipal_costs(question, PILOT)
    assert total_is_the_sum_of_its_parts(costs)
    assert costs.pay <= question.full_pay
    assert indirect_costs_are_15_percent_to_the_cent(costs) or not question.employment_contract
    assert question.employment_contract or not costs.indirect


@pytest.mark.rule("A-1")
@given(cents)
def test_more_children_never_mean_less_pay_and_20_are_as_good_as_more(full_pay: Money) -> None:
    pays = [
        municipal_costs(CostsQuestion(full_pay, children, True, Money(0), Money(0)), PILOT).pay
        for children in range(25)
    ]
    assert all(fewer <= more for fewer, more in pairwise(pays))
    assert set(pays[20:]) == {full_pay}
    assert pays[0] == Money(0)
    assert abs(2 * pays[10].cents - full_pay.cents) <= 1


@pytest.mark.rule("Q-1", "Q-2")
@given(
    st.dates(date(1990, 1, 1), date(2020, 1, 1)),
    st.integers(0, 18),
    st.integers(0, 364),
    st.sampled_from(Impairment),
    st.lists(st.sampled_from(COMPONENTS), max_size=4),
)
def test_who_cannot_speak_never_answers_and_components_matter_for_multiple_only(
    born: date, years: int, days: int, impairment: Impairment, components: list[Impairment]
) -> None:
    on = add_months(born, 12 * years) + timedelta(days=days)
    asked = SurveyedChild(born=born, on=on, impairment=impairment, can_express=False)
    assert survey_route(asked, PILOT).respondent is Respondent.PARENT
    speaks = SurveyedChild(born=born, on=on, impairment=impairment, components=tuple(components), can_express=True)
    plain = SurveyedChild(born=born, on=on, impairment=impairment, can_express=True)
    if impairment is not Impairment.MULTIPLE:
        assert survey_route(speaks, PILOT) == survey_route(plain, PILOT)


@pytest.mark.rule("Q-4", "I-32")
@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_greater_municipality_is_in_no_lower_class(one: int, other: int) -> None:
    order = list(SizeClass)
    smaller, greater = (order.index(size_class(count, PILOT).outcome) for count in sorted((one, other)))
    assert smaller <= greater
