"""The whole chain: every law at once over generated cohorts."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.case import Cohort
from ibmodel.model import run
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.testing import laws, strategies

VARIANT_1 = strategies.parameters().map(lambda chosen: chosen.reform("first variant", {"funding.variant": 1}))


@pytest.mark.rule("D-1", "D-2", "D-3", "D-4", "B-7", "B-9", "B-10", "B-12", "I-25")
@given(st.one_of(strategies.parameters(), VARIANT_1), st.data())
def test_every_law_holds_for_a_cohort(parameters: Parameters, data: st.DataObject) -> None:
    cohort = data.draw(strategies.cohorts(parameters))
    outcome = run(cohort, parameters)
    laws.every_law_holds_for_a_cohort(outcome, parameters)
    signed_twice = parameters.reading("I-25") == "text"
    for case in outcome.cases:
        above = case.needed.outcome.needed > case.provisional.provisional
        assert (case.first_plan is not None) == (above and signed_twice)


@pytest.mark.rule("B-7", "I-3")
@given(strategies.parameters(), st.data())
def test_the_order_of_cases_does_not_matter(parameters: Parameters, data: st.DataObject) -> None:
    cohort = data.draw(strategies.cohorts(parameters))
    shuffled = attrs.evolve(cohort, cases=data.draw(st.permutations(cohort.cases)))
    one, other = run(cohort, parameters), run(shuffled, parameters)
    by_id = {case.case.id: case for case in other.cases}
    assert [by_id[case.case.id] for case in one.cases] == list(one.cases)
    assert one.effects == other.effects
    assert one.final.outcome.reserve == other.final.outcome.reserve


@pytest.mark.rule("B-7", "B-8")
@given(strategies.parameters(), st.data())
def test_project_pays_no_more_than_the_pool_and_what_was_not_spent_before(
    parameters: Parameters, data: st.DataObject
) -> None:
    cohort: Cohort = data.draw(strategies.cohorts(parameters))
    outcome = run(cohort, parameters)
    spent = Money.sum(case.total.outcome.sources.project for case in outcome.cases)
    assert spent + outcome.final.outcome.reserve <= cohort.pool + cohort.underspent
