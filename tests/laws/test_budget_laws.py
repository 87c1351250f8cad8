"""Stages 1 to 3: laws over generated cohorts, edges always among them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel.case import Line, Need, Recipient
from ibmodel.dates import completed_years
from ibmodel.money import Money, Rate
from ibmodel.parameters import Parameters
from ibmodel.rules.budget import final_amounts, needed_amount, provisional_amounts
from ibmodel.testing import brute, laws, strategies

EQUAL = {"I-3": "equal_treatment"}
PARAMETERS = strategies.parameters(vary=("I-1", "I-2", "I-3"), figures=True)
FAIR = strategies.parameters(EQUAL, vary=("I-1", "I-2"), figures=True)
#: Everything that stage 3 takes beside the needs: what stage 1 left over and what was not spent before.
BROUGHT = st.tuples(*[st.one_of(st.just(Money(0)), strategies.money(most=Money(300)), strategies.money())] * 2)


@st.composite
def asked_of_stage_1(
    draw: st.DrawFn, parameters: Parameters
) -> tuple[tuple[Recipient, ...], Money, date, Money | None]:
    """Recipients, a pool, the day, and the amount where one is asked for; the pool covers it."""
    on = draw(strategies.days())
    recipients = draw(strategies.recipients(on, parameters))
    pool = draw(strategies.money())
    if parameters.reading("I-1") != "fixed_amount":
        return recipients, pool, on, None
    amount = draw(strategies.money())
    return recipients, pool + Money(amount.cents * len(recipients)), on, amount


@pytest.mark.rule("B-7", "D-1", "B-1", "I-1", "I-3")
@given(parameters=PARAMETERS, data=st.data())
def test_stage_1_gives_what_its_definition_says_and_loses_no_cent(parameters: Parameters, data: st.DataObject) -> None:
    recipients, pool, on, amount = data.draw(asked_of_stage_1(parameters))
    outcome = provisional_amounts(recipients, pool, on, parameters, amount)
    whole = pool if amount is None else amount
    laws.no_cent_is_created_or_lost_in_stage_1(outcome, pool)
    laws.stage_1_gives_what_its_definition_says(outcome, recipients, whole, on, parameters)
    laws.a_greater_share_never_gives_a_smaller_provisional_amount(outcome)


@pytest.mark.rule("B-1", "B-7", "I-3")
@given(parameters=FAIR, data=st.data())
def test_equal_facts_get_equal_provisional_amounts(parameters: Parameters, data: st.DataObject) -> None:
    recipients, pool, on, amount = data.draw(asked_of_stage_1(parameters))
    outcome = provisional_amounts(recipients, pool, on, parameters, amount)
    laws.equal_facts_get_equal_provisional_amounts(recipients, outcome)


@pytest.mark.rule("B-7", "I-3")
@given(parameters=PARAMETERS, data=st.data())
def test_the_order_of_recipients_does_not_matter_in_stage_1(parameters: Parameters, data: st.DataObject) -> None:
    recipients, pool, on, amount = data.draw(asked_of_stage_1(parameters))
    shuffled = data.draw(st.permutations(recipients))
    one, other = (provisional_amounts(order, pool, on, parameters, amount) for order in (recipients, shuffled))
    laws.the_order_of_recipients_does_not_matter_in_stage_1(one, other)


@pytest.mark.rule("D-1", "B-1", "I-1", "I-3")
@given(parameters=FAIR, data=st.data())
def test_a_larger_pool_never_gives_anyone_less(parameters: Parameters, data: st.DataObject) -> None:
    recipients, pool, on, amount = data.draw(asked_of_stage_1(parameters))
    larger = pool + data.draw(strategies.money())
    outcomes = [provisional_amounts(recipients, size, on, parameters, amount) for size in (pool, larger)]
    laws.a_larger_pool_never_gives_anyone_less(*outcomes)


@pytest.mark.rule("B-1", "I-16")
@given(data=st.data(), on=strategies.days())
def test_age_is_the_number_of_birthdays(data: st.DataObject, on: date) -> None:
    born = data.draw(strategies.births(on))
    assert completed_years(born, on) == brute.years_by_birthdays(born, on) < 18


@pytest.mark.rule("D-2", "B-3")
@given(strategies.lines())
def test_lines_and_months_add_up_to_the_needed_amount(lines: tuple[Line, ...]) -> None:
    laws.lines_and_months_add_up_to_the_needed_amount(lines, needed_amount(lines))


@pytest.mark.rule("B-4", "B-5", "B-6", "B-7", "B-11", "D-3", "I-2", "I-3", "I-21")
@given(strategies.needs(), PARAMETERS, BROUGHT)
def test_stage_3_gives_what_its_definition_says_and_loses_no_cent(
    needs: tuple[Need, ...], parameters: Parameters, brought: tuple[Money, Money]
) -> None:
    outcome = final_amounts(needs, parameters, *brought)
    laws.no_cent_is_created_or_lost_in_stage_3(needs, outcome, *brought)
    laws.the_surplus_is_distributed_or_stays_in_reserve(outcome)
    laws.a_final_amount_lies_between_the_provisional_and_the_needed_one(needs, outcome)
    laws.a_need_within_the_provisional_amount_is_met_exactly(needs, outcome)
    laws.less_than_a_cent_is_left_for_each_who_lacks_money(outcome)
    laws.stage_3_gives_what_its_definition_says(outcome, needs, parameters, *brought)


@st.composite
def scarce(draw: st.DrawFn) -> tuple[tuple[Need, ...], Money]:
    """A few cents each, and a surplus that is not enough: some needs are met by it, others are not."""
    pairs = draw(st.lists(st.tuples(st.integers(1, 8), st.integers(-2, 20)), min_size=1, max_size=5))
    needs = [
        Need(who, Money(granted), Money(max(granted + short, 0)), draw(strategies.moments()))
        for who, (granted, short) in zip("ABCDE", pairs, strict=False)
    ]
    return tuple(needs), Money(draw(st.integers(0, sum(max(short, 0) for _, short in pairs))))


@pytest.mark.rule("B-6", "B-7", "I-2", "I-3")
@settings(max_examples=250)
@given(scarce(), PARAMETERS)
def test_stage_3_gives_what_its_definition_says_for_a_few_cents(
    asked: tuple[tuple[Need, ...], Money], parameters: Parameters
) -> None:
    """Small numbers, where shares often meet their shortfall exactly and remainders are often equal."""
    needs, reserve = asked
    outcome = final_amounts(needs, parameters, reserve)
    laws.no_cent_is_created_or_lost_in_stage_3(needs, outcome, reserve, Money(0))
    laws.stage_3_gives_what_its_definition_says(outcome, needs, parameters, reserve, Money(0))
    laws.less_than_a_cent_is_left_for_each_who_lacks_money(outcome)


@pytest.mark.rule("B-7", "I-3")
@given(strategies.needs(), FAIR, BROUGHT)
def test_equal_needs_get_equal_final_amounts(
    needs: tuple[Need, ...], parameters: Parameters, brought: tuple[Money, Money]
) -> None:
    laws.equal_needs_get_equal_final_amounts(needs, final_amounts(needs, parameters, *brought))


@pytest.mark.rule("B-7", "I-3")
@given(strategies.needs(), PARAMETERS, BROUGHT, st.data())
def test_the_order_of_recipients_does_not_matter_in_stage_3(
    needs: tuple[Need, ...], parameters: Parameters, brought: tuple[Money, Money], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(needs))
    one, other = (final_amounts(order, parameters, *brought) for order in (needs, shuffled))
    laws.the_order_of_recipients_does_not_matter_in_stage_3(one, other)


@pytest.mark.rule("B-6", "I-2", "I-3")
@pytest.mark.parametrize("largest", [Money(12), strategies.LARGEST], ids=["cents", "any"])
@given(parameters=PARAMETERS, data=st.data())
def test_more_need_never_means_less_money(largest: Money, parameters: Parameters, data: st.DataObject) -> None:
    """Under both readings of I-3: see ``test_exhaust.py`` for the laws that ``exhaust`` breaks."""
    needs = data.draw(strategies.needs(largest=largest).filter(bool))
    place = data.draw(st.integers(0, len(needs) - 1))
    one = needs[place]
    more = Need(one.id, one.provisional, one.needed + data.draw(strategies.money(most=largest)), one.received)
    reserve = data.draw(strategies.money(most=largest))
    before = final_amounts(needs, parameters, reserve)
    after = final_amounts((*needs[:place], more, *needs[place + 1 :]), parameters, reserve)
    laws.more_need_never_means_less_money(before, after, one.id)


@pytest.mark.rule("B-5", "B-6", "I-2", "I-3")
@pytest.mark.parametrize("largest", [Money(12), strategies.LARGEST], ids=["cents", "any"])
@given(parameters=FAIR, data=st.data())
def test_a_larger_surplus_never_gives_anyone_less(largest: Money, parameters: Parameters, data: st.DataObject) -> None:
    needs = data.draw(strategies.needs(largest=largest))
    reserve, more, underspent = (data.draw(strategies.money(most=largest)) for _ in range(3))
    smaller = final_amounts(needs, parameters, reserve, underspent)
    for brought in ((reserve + more, underspent), (reserve, underspent + more)):
        laws.a_larger_surplus_never_gives_anyone_less(smaller, final_amounts(needs, parameters, *brought))


@pytest.mark.rule("B-6", "I-2")
@given(st.data())
def test_need_ratio_is_exact_for_many_recipients_with_different_amounts(data: st.DataObject) -> None:
    parameters = data.draw(strategies.parameters({"I-2": "need_ratio"}, vary=("I-3",)))
    needs = data.draw(strategies.needs(most=40))
    brought = data.draw(BROUGHT)
    outcome = final_amounts(needs, parameters, *brought)
    laws.stage_3_gives_what_its_definition_says(outcome, needs, parameters, *brought)


@pytest.mark.rule("B-3", "N-7")
@given(
    strategies.rates(),
    st.one_of(strategies.money(most=Money(300)), strategies.money()),
    st.integers(0, 60),
)
def test_most_units_is_the_greatest_number_that_fits(rate: Rate, available: Money, wanted: int) -> None:
    exact = brute.units_that_fit(rate.micros, available.cents, wanted)
    assert rate.most_units(available, wanted) == exact
