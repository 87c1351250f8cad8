"""Stage 4: laws over generated plans and money, and the brute-force answers held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel.case import Benefits, Funding, FundingLine
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.funding import compute_total, total_amount
from ibmodel.testing import brute, laws, strategies
from ibmodel.vocabulary import Source

READINGS = ("I-10", "I-24", "I-30")
PARAMETERS = strategies.parameters(vary=READINGS)
BEST = strategies.parameters({"I-10": "best_cover"}, vary=READINGS)
#: Amounts so small that sources, lines and benefits are often just enough, and often equal.
FEW_CENTS = strategies.fundings(largest=Money(4), most_lines=4)
#: Three or more lines, most of them with some money tied to them, and not enough of anything.
_CENTS = st.integers(1, 4).map(Money)
_TIED = st.integers(0, 6).map(Money)
SCARCE = st.builds(
    Funding,
    variant=st.sampled_from([2, 2, 3, 1]),
    final=_TIED,
    lines=st.lists(
        st.builds(FundingLine, st.sampled_from(["nanny", "transport_child", "physiotherapist"]), _CENTS, _TIED),
        min_size=3,
        max_size=5,
    ),
    benefits=st.builds(Benefits, _TIED, _TIED),
    other=st.integers(0, 2).map(Money),
)
#: Also with amounts of which no two are alike.
ANY = st.one_of(FEW_CENTS, strategies.fundings(largest=Money(100)), strategies.fundings())


@pytest.mark.rule("F-4", "F-5", "F-7", "B-8", "B-11", "D-4", "I-30")
@given(ANY, PARAMETERS)
def test_money_is_counted_once_within_its_limits_and_where_it_is_tied(funding: Funding, parameters: Parameters) -> None:
    outcome = total_amount(funding, parameters)
    laws.the_total_never_exceeds_the_needed_amount(funding, outcome)
    laws.sources_add_up_to_the_total_on_every_line_too(outcome)
    laws.no_source_pays_beyond_its_limit(funding, outcome)
    laws.money_is_used_only_where_it_is_tied(funding, outcome, parameters)
    laws.support_is_compared_with_what_was_before(funding, outcome)


@pytest.mark.rule("F-1", "F-2", "F-3", "F-6", "I-10", "I-24", "I-30")
@settings(max_examples=400)
@given(ANY, PARAMETERS)
def test_every_cent_goes_where_the_definition_puts_it(funding: Funding, parameters: Parameters) -> None:
    laws.every_cent_goes_where_the_definition_puts_it(funding, total_amount(funding, parameters), parameters)


@pytest.mark.rule("F-2", "F-3", "F-6", "I-10", "I-24")
@settings(max_examples=400)
@given(SCARCE, BEST)
def test_every_cent_goes_where_the_definition_puts_it_when_money_is_scarce(
    funding: Funding, parameters: Parameters
) -> None:
    laws.every_cent_goes_where_the_definition_puts_it(funding, total_amount(funding, parameters), parameters)


@pytest.mark.rule("F-6", "I-10")
@settings(max_examples=200)
@given(st.one_of(ANY, SCARCE), BEST)
def test_no_other_assignment_covers_more(funding: Funding, parameters: Parameters) -> None:
    laws.no_other_assignment_covers_more(funding, total_amount(funding, parameters), parameters)


@pytest.mark.rule("F-6", "I-10")
@given(ANY, BEST, strategies.money(), st.data())
def test_cover_is_monotone_in_every_source(
    funding: Funding, parameters: Parameters, more: Money, data: st.DataObject
) -> None:
    less = total_amount(funding, parameters)
    benefits = funding.benefits
    richer = [
        attrs.evolve(funding, final=funding.final + more),
        attrs.evolve(funding, other=funding.other + more),
        attrs.evolve(funding, benefits=Benefits(benefits.rehabilitation + more, benefits.transport)),
        attrs.evolve(funding, benefits=Benefits(benefits.rehabilitation, benefits.transport + more)),
    ]
    if funding.lines:
        place = data.draw(st.integers(0, len(funding.lines) - 1))
        lines = list(funding.lines)
        lines[place] = attrs.evolve(lines[place], public=lines[place].public + more)
        richer.append(attrs.evolve(funding, lines=lines))
    for asked in richer:
        laws.more_money_never_covers_less(less, total_amount(asked, parameters))


@pytest.mark.rule("F-1")
@given(ANY, PARAMETERS)
def test_variant_1_never_uses_public_money(funding: Funding, parameters: Parameters) -> None:
    laws.variant_1_never_uses_public_money(total_amount(attrs.evolve(funding, variant=1), parameters))


@pytest.mark.rule("F-2", "F-3")
@given(ANY, PARAMETERS)
def test_variant_3_uses_no_more_project_money_than_variant_2(funding: Funding, parameters: Parameters) -> None:
    second, third = (total_amount(attrs.evolve(funding, variant=variant), parameters) for variant in (2, 3))
    laws.variant_3_uses_no_more_project_money_than_variant_2(second, third)


@pytest.mark.rule("F-2", "F-3", "F-6")
@given(ANY, BEST)
def test_variants_2_and_3_cover_the_same(funding: Funding, parameters: Parameters) -> None:
    """The greatest cover does not depend on the order in which the same sources are preferred."""
    second, third = (total_amount(attrs.evolve(funding, variant=variant), parameters) for variant in (2, 3))
    assert second.total == third.total


@pytest.mark.rule("F-7", "D-4")
@given(ANY, strategies.parameters(vary=READINGS, figures=True))
def test_stage_4_is_explained(funding: Funding, parameters: Parameters) -> None:
    decision = compute_total(funding, parameters)
    assert decision.outcome == total_amount(funding, parameters)
    laws.every_decision_says_why_and_under_which_rules(decision)
    laws.every_reason_names_a_rule_with_a_source(decision.reasons)
    laws.every_reason_is_explained_in_both_languages(decision.reasons)


# ------------------------------------------------------------------------------------------ brute against brute


def _worth(paid: Mapping[Source, Sequence[int]]) -> tuple[object, ...]:
    columns = list(paid.values())
    return sum(map(sum, columns)), [sum(column) for column in columns], columns


@pytest.mark.rule("F-6", "I-10")
@settings(max_examples=150)
@given(strategies.fundings(largest=Money(2), most_lines=3), PARAMETERS, st.sampled_from([1, 2, 3]))
def test_flow_finds_what_listing_every_possibility_finds(
    funding: Funding, parameters: Parameters, variant: int
) -> None:
    order = brute.source_order(variant, parameters.reading("I-24"))
    money = brute.purses(funding, order, area_3_only=parameters.reading("I-30") == "area_3")
    amounts = [line.amount.cents for line in funding.lines]
    listed = brute.best_by_listing(amounts, money)
    assert brute.best_by_flow(amounts, money) == listed
    assert _worth(brute.line_by_line(amounts, money)) <= _worth(listed)
