"""Merged orders and plans cut to an amount: laws over generated rankings and plans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.case import Line, Rankings
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.needs import fit_plan, fitted_plan, merge_rankings, merged_order
from ibmodel.testing import brute, laws, strategies

PARAMETERS = strategies.parameters(vary=("I-12",), figures=True)
AVAILABLE = st.one_of(strategies.money(most=Money(50_000)), strategies.money())


@pytest.mark.rule("N-2", "N-3", "I-11")
@given(strategies.rankings(), PARAMETERS)
def test_merged_order_is_the_weighted_one_and_ignores_and_invents_nothing(
    rankings: Rankings, parameters: Parameters
) -> None:
    outcome = merged_order(rankings, parameters)
    laws.the_merged_order_ignores_and_invents_nothing(rankings, outcome)
    laws.a_service_that_both_sides_prefer_comes_first(rankings, outcome)
    needs = parameters.needs
    laws.the_merged_order_is_that_of_the_weighted_scores(rankings, outcome, needs.weight_experts, needs.weight_parent)
    assert all(0 <= row.score <= 1 for row in outcome.order)


@pytest.mark.rule("N-7", "N-3", "B-10", "I-12")
@given(strategies.lines(), AVAILABLE, PARAMETERS)
def test_cut_plan_costs_no_more_keeps_priorities_and_drops_the_last_months(
    lines: tuple[Line, ...], available: Money, parameters: Parameters
) -> None:
    outcome = fitted_plan(lines, available, parameters)
    laws.a_cut_plan_costs_no_more_than_the_amount(lines, outcome, available)
    laws.a_cut_plan_invents_nothing(lines, outcome)
    laws.a_cut_plan_drops_the_last_months_first(lines, outcome)
    laws.a_cut_plan_keeps_priorities(lines, outcome, available, parameters)


@pytest.mark.rule("N-7")
@given(strategies.lines(), AVAILABLE, strategies.parameters({"I-12": "continue"}, vary=()))
def test_each_line_takes_the_most_units_that_fit(
    lines: tuple[Line, ...], available: Money, parameters: Parameters
) -> None:
    left = available.cents
    for line, row in zip(lines, fitted_plan(lines, available, parameters).lines, strict=True):
        assert sum(row.units) == brute.units_that_fit(line.unit_price.micros, left, sum(line.units))
        left -= row.amount.cents


@pytest.mark.rule("N-2", "N-7")
@given(strategies.rankings(), strategies.lines(), AVAILABLE, PARAMETERS)
def test_merging_and_cutting_are_explained(
    rankings: Rankings, lines: tuple[Line, ...], available: Money, parameters: Parameters
) -> None:
    merged, cut = merge_rankings(rankings, parameters), fit_plan(lines, available, parameters)
    assert merged.outcome == merged_order(rankings, parameters)
    assert cut.outcome == fitted_plan(lines, available, parameters)
    laws.every_decision_says_why_and_under_which_rules(merged)
    for decision in (merged, cut):
        laws.every_reason_names_a_rule_with_a_source(decision.reasons)
        laws.every_reason_is_explained_in_both_languages(decision.reasons)
