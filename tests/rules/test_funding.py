"""Stage 4: which money pays for what, under three variants, and what that does to a group."""

from __future__ import annotations

import attrs
import pytest

from ibmodel.case import Benefits, Funding, FundingLine
from ibmodel.errors import BadType, BadValue, Inconsistent
from ibmodel.money import Money
from ibmodel.parameters import Parameters, edition
from ibmodel.rules.funding import TotalStage, compute_total, effects_on_group, readings_of, total_amount
from ibmodel.rules.funding.cover import Plan
from ibmodel.testing.examples import FUNDING_EXAMPLES, TWO_LINES, FundingExample
from ibmodel.vocabulary import Comparison

PILOT = edition("children-pilot-2018")
IN_ORDER = PILOT.reform("in order", readings={"I-10": "in_order"})
TEXT = PILOT.reform("text", readings={"I-24": "text"})
AREA_3 = PILOT.reform("area 3", readings={"I-30": "area_3"})

#: Neither transport nor of area 3, transport, and of area 3.
NANNY, TRIPS, THERAPY, OWN = "nanny", "transport_child", "physiotherapist", "x-own"


def euro(whole: int) -> Money:
    return Money(100 * whole)


def line(service: str, amount: int, public: int = 0, *, transport: bool | None = None) -> FundingLine:
    return FundingLine(service, euro(amount), euro(public), transport)


def funding(
    *lines: FundingLine, rehabilitation: int = 0, trips: int = 0, before: int | None = None, **more: int
) -> Funding:
    """Amounts in whole euro; ``more`` are ``final`` and ``other``, and the ``variant``."""
    return Funding(
        variant=more.get("variant"),
        final=euro(more.get("final", 0)),
        lines=lines,
        benefits=Benefits(euro(rehabilitation), euro(trips)),
        other=euro(more.get("other", 0)),
        before=None if before is None else euro(before),
    )


def sources(stage: TotalStage) -> tuple[int, ...]:
    """Project, benefits, public, other in whole euro."""
    paid = stage.sources
    return tuple(amount.cents // 100 for amount in (paid.project, paid.benefits, paid.public, paid.other))


def by_line(stage: TotalStage) -> list[tuple[int, ...]]:
    return [
        tuple(amount.cents // 100 for amount in (row.project, row.benefits, row.public, row.other, row.unmet))
        for row in stage.lines
    ]


# ------------------------------------------------------------------------------------------ the methodology's examples


@pytest.mark.rule("F-1", "F-2", "F-3", "F-5", "F-7", "D-4", "B-8")
@pytest.mark.parametrize("example", [*FUNDING_EXAMPLES, TWO_LINES], ids=lambda example: example.number)
def test_example_of_the_methodology_gives_what_it_prints(example: FundingExample) -> None:
    stage = total_amount(example.funding, PILOT)
    assert Money.sum(row.amount for row in example.funding.lines) == example.needed
    assert Money.sum(row.public for row in example.funding.lines) == example.before
    assert stage.sources.project == example.project
    assert stage.sources.public == example.public
    assert (stage.total, stage.unmet) == (example.total, example.unmet)
    assert stage.against_before is example.against
    assert example.source.startswith("M II.3.3")


@pytest.mark.rule("F-1", "F-2", "F-3")
def test_there_are_twelve_examples_four_of_each_variant() -> None:
    assert [example.number for example in FUNDING_EXAMPLES] == [
        f"{variant}.{number}" for variant in (1, 2, 3) for number in (1, 2, 3, 4)
    ]
    assert all(example.funding.variant == int(example.number[0]) for example in FUNDING_EXAMPLES)


@pytest.mark.rule("F-6", "I-10")
def test_example_of_two_lines_is_covered_in_full_by_putting_project_money_where_public_money_cannot_go() -> None:
    assert by_line(total_amount(TWO_LINES.funding, PILOT)) == [(470, 0, 0, 0, 0), (330, 0, 570, 0, 0)]


# ------------------------------------------------------------------------------------------ the order of the sources


@pytest.mark.rule("F-1")
def test_variant_1_takes_project_then_benefits_then_other_and_no_public_money() -> None:
    plan = [line(NANNY, 100, 100)]
    assert sources(total_amount(funding(*plan, variant=1, final=60, rehabilitation=30, other=30), PILOT)) == (
        60,
        30,
        0,
        10,
    )
    assert sources(total_amount(funding(*plan, variant=1), PILOT)) == (0, 0, 0, 0)


@pytest.mark.rule("F-2", "I-24")
def test_variant_2_takes_benefits_before_public_money_by_the_table_and_after_it_by_the_text() -> None:
    asked = funding(line(NANNY, 100, 100), variant=2, final=60, rehabilitation=100, other=100)
    assert sources(total_amount(asked, PILOT)) == (60, 40, 0, 0)
    assert sources(total_amount(asked, TEXT)) == (60, 0, 40, 0)


@pytest.mark.rule("F-3", "I-24")
def test_variant_3_takes_benefits_before_project_money_by_the_table_and_after_it_by_the_text() -> None:
    asked = funding(line(NANNY, 100, 60), variant=3, final=100, rehabilitation=100, other=100)
    assert sources(total_amount(asked, PILOT)) == (0, 40, 60, 0)
    assert sources(total_amount(asked, TEXT)) == (40, 0, 60, 0)


@pytest.mark.rule("F-1", "I-24")
def test_variant_1_does_not_consult_the_order_of_benefits() -> None:
    assert readings_of(1) == ("I-10", "I-30")
    assert readings_of(2) == readings_of(3) == ("I-10", "I-24", "I-30")
    asked = funding(line(NANNY, 100, 100), variant=1, final=60, rehabilitation=30, other=30)
    assert total_amount(asked, PILOT) == total_amount(asked, TEXT)


@pytest.mark.rule("F-2")
def test_variant_not_said_is_the_editions() -> None:
    asked = funding(line(NANNY, 100, 100), final=60)
    assert PILOT.funding.variant == 2
    assert sources(total_amount(asked, PILOT)) == (60, 0, 40, 0)
    first = PILOT.reform("variant 1", {"funding.variant": 1})
    assert sources(total_amount(asked, first)) == (60, 0, 0, 0)


@pytest.mark.rule("B-8", "D-4")
def test_other_money_comes_last_in_every_variant() -> None:
    for variant in (1, 2, 3):
        stage = total_amount(funding(line(NANNY, 100, 30), variant=variant, final=30, other=100), PILOT)
        assert stage.sources.other == euro(70 if variant == 1 else 40)


# ------------------------------------------------------------------------------------------ what money is tied to


@pytest.mark.rule("F-4")
def test_public_money_pays_only_for_the_service_it_paid_for_already() -> None:
    stage = total_amount(funding(line(NANNY, 100, 30), line(OWN, 100), variant=3), PILOT)
    assert by_line(stage) == [(0, 0, 30, 0, 70), (0, 0, 0, 0, 100)]


@pytest.mark.rule("F-4", "F-5")
def test_public_money_beyond_the_cost_of_its_service_pays_for_nothing() -> None:
    stage = total_amount(funding(line(NANNY, 100, 900), line(OWN, 100), variant=2), PILOT)
    assert by_line(stage) == [(0, 0, 100, 0, 0), (0, 0, 0, 0, 100)]


@pytest.mark.rule("F-4", "I-30")
def test_transport_benefits_pay_for_transport_and_rehabilitation_benefits_for_the_rest() -> None:
    plan = [line(NANNY, 10), line(TRIPS, 10), line(THERAPY, 10), line(OWN, 10)]
    stage = total_amount(funding(*plan, rehabilitation=100, trips=100), PILOT)
    assert [row[1] for row in by_line(stage)] == [10, 10, 10, 10]
    assert [row[1] for row in by_line(total_amount(funding(*plan, rehabilitation=100), PILOT))] == [10, 0, 10, 10]
    assert [row[1] for row in by_line(total_amount(funding(*plan, trips=100), PILOT))] == [0, 10, 0, 0]


@pytest.mark.rule("F-4", "I-30")
def test_area_3_reading_leaves_other_areas_and_own_services_without_benefits() -> None:
    plan = [line(NANNY, 10), line(TRIPS, 10), line(THERAPY, 10), line(OWN, 10), line("group_home", 10)]
    stage = total_amount(funding(*plan, rehabilitation=100, trips=100), AREA_3)
    assert [row[1] for row in by_line(stage)] == [0, 10, 10, 0, 0]


@pytest.mark.rule("F-4")
def test_what_the_caller_says_of_transport_prevails_over_the_catalogue() -> None:
    plan = [line(TRIPS, 10, transport=False), line(OWN, 10, transport=True), line(THERAPY, 10, transport=True)]
    for parameters in (PILOT, AREA_3):
        stage = total_amount(funding(*plan, trips=100), parameters)
        assert [row[1] for row in by_line(stage)] == [0, 10, 10]
    stage = total_amount(funding(*plan, rehabilitation=100), PILOT)
    assert [row[1] for row in by_line(stage)] == [10, 0, 0]
    assert sources(total_amount(funding(*plan, rehabilitation=100), AREA_3)) == (0, 0, 0, 0)


# ------------------------------------------------------------------------------------------ which line is paid


@pytest.mark.rule("F-6", "I-10")
def test_in_order_reading_may_leave_tied_money_unused() -> None:
    stage = total_amount(funding(line(NANNY, 100, 100), line(OWN, 50), variant=2, final=100), IN_ORDER)
    assert by_line(stage) == [(100, 0, 0, 0, 0), (0, 0, 0, 0, 50)]
    best = total_amount(funding(line(NANNY, 100, 100), line(OWN, 50), variant=2, final=100), PILOT)
    assert by_line(best) == [(50, 0, 50, 0, 0), (50, 0, 0, 0, 0)]


@pytest.mark.rule("I-10")
def test_in_order_reading_pays_line_after_line_from_the_sources_in_order() -> None:
    plan = [line(TRIPS, 50), line(NANNY, 50, 20), line(OWN, 50)]
    asked = funding(*plan, variant=3, final=40, rehabilitation=20, trips=20, other=35)
    assert by_line(total_amount(asked, IN_ORDER)) == [(30, 20, 0, 0, 0), (10, 20, 20, 0, 0), (0, 0, 0, 35, 15)]


@pytest.mark.rule("F-6", "I-10")
def test_benefits_make_room_for_public_money_and_project_money_for_both() -> None:
    """Benefits can pay for either service, public money for the first only, the project for any."""
    plan = [line(NANNY, 100, 100), line(THERAPY, 100), line(TRIPS, 50)]
    stage = total_amount(funding(*plan, variant=2, final=50, rehabilitation=100), PILOT)
    assert by_line(stage) == [(0, 0, 100, 0, 0), (0, 100, 0, 0, 0), (50, 0, 0, 0, 0)]


@pytest.mark.rule("I-10")
def test_among_equal_covers_the_first_source_pays_the_first_lines() -> None:
    stage = total_amount(funding(line(NANNY, 100, 100), line(OWN, 100, 100), variant=2, final=100), PILOT)
    assert by_line(stage) == [(100, 0, 0, 0, 0), (0, 0, 100, 0, 0)]


@pytest.mark.rule("F-6", "I-10")
def test_project_money_goes_first_where_public_money_leaves_room_and_then_where_there_is_none() -> None:
    """Of the public money for two lines 150 are needed: the project may pay 50 there, and 100 on the third."""
    plan = [line(NANNY, 100, 100), line(TRIPS, 100, 100), line(OWN, 100)]
    stage = total_amount(funding(*plan, variant=2, final=150), PILOT)
    assert by_line(stage) == [(50, 0, 50, 0, 0), (0, 0, 100, 0, 0), (100, 0, 0, 0, 0)]


@pytest.mark.rule("F-6", "I-10")
def test_project_money_leaves_benefits_the_lines_that_they_are_tied_to() -> None:
    plan = [line(TRIPS, 60), line(NANNY, 60), line(OWN, 60)]
    stage = total_amount(funding(*plan, variant=2, final=100, rehabilitation=40, trips=40), PILOT)
    assert by_line(stage) == [(20, 40, 0, 0, 0), (60, 0, 0, 0, 0), (20, 40, 0, 0, 0)]


@pytest.mark.rule("F-6", "I-10", "I-24")
def test_benefits_leave_public_money_its_own_lines() -> None:
    """By the table benefits come first: they go where public money cannot, then line by line."""
    plan = [line(NANNY, 60, 60), line(OWN, 60), line(THERAPY, 60, 20)]
    stage = total_amount(funding(*plan, variant=2, rehabilitation=110), PILOT)
    assert by_line(stage) == [(0, 10, 50, 0, 0), (0, 60, 0, 0, 0), (0, 40, 20, 0, 0)]


# ------------------------------------------------------------------------------------------ totals and comparison


@pytest.mark.rule("F-5", "B-11", "D-4")
def test_money_of_any_amount_never_pays_more_than_is_needed() -> None:
    most = Money.euro("999999999999.99")
    asked = Funding(final=most, lines=[FundingLine(NANNY, Money(1), most)], benefits=Benefits(most, most), other=most)
    for parameters in (PILOT, IN_ORDER):
        stage = total_amount(asked, parameters)
        assert (stage.total, stage.unmet) == (Money(1), Money(0))


@pytest.mark.rule("B-8")
def test_plan_without_lines_costs_and_uses_nothing() -> None:
    for parameters in (PILOT, IN_ORDER):
        stage = total_amount(funding(final=10, other=10, rehabilitation=10, trips=10), parameters)
        assert (stage.total, stage.unmet, stage.lines) == (Money(0), Money(0), ())


@pytest.mark.rule("F-7")
@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (99_99, Comparison.BETTER),
        (100_00, Comparison.SAME),
        (100_01, Comparison.WORSE),
        (150_00, Comparison.WORSE),
        (150_01, Comparison.NEED_IS_LESS),
    ],
)
def test_support_is_compared_with_what_was_before_to_the_cent(before: int, expected: Comparison) -> None:
    asked = attrs.evolve(funding(line(NANNY, 150), final=100), before=Money(before))
    assert total_amount(asked, PILOT).against_before is expected


@pytest.mark.rule("F-7")
def test_situation_before_is_public_money_and_benefits_if_not_said() -> None:
    asked = funding(line(NANNY, 100, 40), final=100, rehabilitation=35, trips=25)
    assert total_amount(asked, PILOT).against_before is Comparison.SAME
    assert total_amount(funding(line(NANNY, 100, 40), final=100, trips=61), PILOT).against_before is (
        Comparison.NEED_IS_LESS
    )
    nothing_before = funding(line(NANNY, 100, 40), final=100, rehabilitation=35, before=0)
    assert total_amount(nothing_before, PILOT).against_before is Comparison.BETTER


# ------------------------------------------------------------------------------------------ reasons


def codes(asked: Funding, parameters: Parameters = PILOT) -> list[str]:
    return [reason.code for reason in compute_total(asked, parameters).reasons]


@pytest.mark.rule("F-1", "F-2", "F-3", "F-5", "F-7", "D-4")
def test_stage_4_says_the_variant_each_source_that_there_is_and_the_comparison() -> None:
    plan = line(NANNY, 100, 30)
    asked = {"final": 50, "rehabilitation": 10, "other": 10}
    used = ["project_money_used", "benefits_used"]
    rest = ["other_money_used", "need_covered", "support_grew"]
    assert codes(funding(plan, variant=2, **asked)) == ["variant_2_order", *used, "public_money_used", *rest]
    assert codes(funding(plan, variant=3, **asked)) == ["variant_3_order", *used, "public_money_used", *rest]
    assert codes(funding(plan, variant=1, **asked)) == [
        "variant_1_order",
        *used,
        "public_money_not_used",
        "other_money_used",
        "need_not_covered",
        "support_grew",
    ]


@pytest.mark.rule("B-11", "F-7")
def test_sources_without_money_are_not_spoken_of() -> None:
    assert codes(funding(line(NANNY, 100))) == ["variant_2_order", "need_not_covered", "support_stayed"]


@pytest.mark.rule("F-6", "F-4")
def test_tied_money_left_beside_an_unmet_need_is_named() -> None:
    decision = compute_total(funding(line(NANNY, 100), line(OWN, 100, 150), trips=20), PILOT)
    (left,) = [reason for reason in decision.reasons if reason.code == "tied_money_left"]
    assert left.facts == {"unmet": euro(100), "left": euro(70)}
    assert "tied_money_left" not in codes(funding(line(NANNY, 100), line(OWN, 100, 100)))
    assert "tied_money_left" not in codes(funding(line(NANNY, 100, 150), trips=20))
    # variant 1 leaves public money by its nature, not because it is tied
    assert "tied_money_left" not in codes(funding(line(NANNY, 100, 150), variant=1))


@pytest.mark.rule("F-7")
def test_comparison_states_the_need_where_the_need_is_less() -> None:
    asked = funding(line(NANNY, 100), final=40, before=200)
    reason = compute_total(asked, PILOT).reasons[-1]
    assert (reason.code, reason.facts) == ("need_is_less_than_before", {"before": euro(200), "needed": euro(100)})
    shrank = compute_total(funding(line(NANNY, 100), final=40, before=90), PILOT).reasons[-1]
    assert (shrank.code, shrank.facts) == ("support_shrank", {"before": euro(90), "total": euro(40)})


@pytest.mark.rule("F-2", "I-10", "I-24", "I-30")
def test_stage_4_names_the_readings_it_consulted() -> None:
    decision = compute_total(funding(variant=2), PILOT)
    assert decision.readings == (("I-10", "best_cover"), ("I-24", "table"), ("I-30", "non_transport"))
    assert compute_total(funding(variant=1), PILOT).readings == (("I-10", "best_cover"), ("I-30", "non_transport"))
    assert decision.edition == "children-pilot-2018"


@pytest.mark.rule("F-2")
@pytest.mark.parametrize(("variant", "error"), [(0, BadValue), (4, BadValue), (True, BadType), ("2", BadType)])
def test_variant_is_one_of_three(variant: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        Funding(variant=variant, final=Money(0), lines=())  # type: ignore[arg-type]


@pytest.mark.rule("F-4")
def test_service_that_is_not_listed_is_refused_unless_it_is_ones_own() -> None:
    with pytest.raises(BadValue) as refused:
        line("swimming", 1)
    assert refused.value.path == "/service"
    assert total_amount(funding(line("x-swimming", 1), final=1), PILOT).total == euro(1)


# ------------------------------------------------------------------------------------------ a group


@pytest.mark.rule("F-8", "F-7")
def test_effects_on_a_group_count_who_gains_and_the_public_money_that_is_replaced() -> None:
    first = [example for example in FUNDING_EXAMPLES if example.funding.variant == 1]
    fundings = [example.funding for example in first]
    effects = effects_on_group(fundings, [total_amount(asked, PILOT) for asked in fundings])
    assert (effects.better, effects.same, effects.worse, effects.need_is_less) == (1, 0, 2, 1)
    assert effects.public_saved == euro(2700)


@pytest.mark.rule("F-8")
def test_variant_3_saves_only_public_money_beyond_the_need() -> None:
    third = [example.funding for example in FUNDING_EXAMPLES if example.funding.variant == 3]
    effects = effects_on_group(third, [total_amount(asked, PILOT) for asked in third])
    assert effects.public_saved == euro(400)
    assert (effects.better, effects.need_is_less) == (3, 1)


@pytest.mark.rule("F-8")
@pytest.mark.parametrize("comparison", Comparison)
def test_every_recipient_is_counted_once_by_what_changes(comparison: Comparison) -> None:
    outcome = attrs.evolve(total_amount(funding(), PILOT), against_before=comparison)
    effects = effects_on_group([funding()] * 2, [outcome] * 2)
    counts = dict(zip(Comparison, (effects.better, effects.same, effects.worse, effects.need_is_less), strict=True))
    assert counts == {each: 2 * (each is comparison) for each in Comparison}


@pytest.mark.rule("F-4", "I-30")
def test_a_plan_knows_what_public_money_and_each_benefit_cannot_reach() -> None:
    plan = Plan(funding(line(NANNY, 10, 4), line(TRIPS, 10, 10), line(THERAPY, 10, 12)), "area_3")
    neither, transport, rehabilitation = plan.pots
    assert plan.beyond_public([600, 300, 1000]) == [200, 0, 0]
    sums = plan.by_pot([1, 20, 300])
    assert [sums[pot] for pot in (neither, transport, rehabilitation)] == [1, 20, 300]
    assert plan.by_pot([0, 0, 0]) == [0, 0, 0]


@pytest.mark.rule("F-8")
def test_effects_ask_for_an_outcome_of_every_plan() -> None:
    with pytest.raises(Inconsistent, match="expected as many outcomes as plans, got 0 for 1"):
        effects_on_group([funding()], [])
    nobody = effects_on_group([], [])
    assert (nobody.better, nobody.same, nobody.worse, nobody.need_is_less, nobody.public_saved) == (
        0,
        0,
        0,
        0,
        Money(0),
    )
