"""From two rankings to one plan, and a plan cut to an amount."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ibmodel.case import Line, Rankings
from ibmodel.errors import BadValue, Duplicate, Inconsistent
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import edition
from ibmodel.rules.needs import FittedPlan, MergedOrder, Weights, fit_plan, fitted_plan, merge_rankings, merged_order

PILOT = edition("children-pilot-2018")
STOP = PILOT.reform("stop", readings={"I-12": "stop"})


def order(merged: MergedOrder) -> list[str]:
    return [row.service for row in merged.order]


def line(service: str, price: str, *units: int) -> Line:
    return Line(service, Rate.euro(price), units)


def weights(experts: str, parent: str) -> Weights:
    return Weights(Share.percent(experts), Share.percent(parent))


def units(plan: FittedPlan) -> list[tuple[int, ...]]:
    return [row.units for row in plan.lines]


# ------------------------------------------------------------------------------------------ two rankings


@pytest.mark.rule("N-2", "I-11")
def test_scores_are_ranks_over_the_length_of_each_list_weighed_half_and_half() -> None:
    rankings = Rankings(
        {"1": ("nanny",), "3": ("physiotherapist", "music_therapy")}, ("music_therapy", "nanny", "physiotherapist")
    )
    merged = merged_order(rankings, PILOT)
    # experts: nanny 1 of 1, physiotherapist 2 of 2, music therapy 1 of 2; parent: 2, 1 and 3 of 3
    assert [(row.service, row.score) for row in merged.order] == [
        ("nanny", Fraction(5, 6)),
        ("music_therapy", Fraction(3, 4)),
        ("physiotherapist", Fraction(2, 3)),
    ]


@pytest.mark.rule("N-2", "I-11")
def test_given_weights_prevail_over_those_of_the_edition() -> None:
    rankings = Rankings({"3": ("physiotherapist", "music_therapy")}, ("music_therapy", "physiotherapist"))
    assert order(merged_order(rankings, PILOT, weights("100", "0"))) == ["physiotherapist", "music_therapy"]
    assert order(merged_order(rankings, PILOT, weights("49.999999", "50.000001")))[0] == "music_therapy"
    reform = PILOT.reform("parents decide", {"needs.weight_experts": "0", "needs.weight_parent": "100"})
    assert order(merged_order(rankings, reform)) == ["music_therapy", "physiotherapist"]


@pytest.mark.rule("N-2", "I-11")
def test_ties_go_by_the_experts_score() -> None:
    rankings = Rankings({"3": ("physiotherapist", "music_therapy")}, ("music_therapy", "physiotherapist"))
    merged = merged_order(rankings, PILOT)
    assert merged.order[0].score == merged.order[1].score
    assert order(merged) == ["physiotherapist", "music_therapy"]


@pytest.mark.rule("N-2", "I-11")
def test_ties_with_equal_experts_scores_go_by_area_then_by_place_in_the_list() -> None:
    first_in_each = Rankings({"3": ("physiotherapist",), "1": ("nanny",)}, ("physiotherapist", "nanny"))
    assert order(merged_order(first_in_each, PILOT, weights("100", "0"))) == ["nanny", "physiotherapist"]
    same_area = Rankings({"1": ("nanny", "x-own")}, ("x-own", "nanny"))
    assert order(merged_order(same_area, PILOT)) == ["nanny", "x-own"]


@pytest.mark.rule("N-2", "N-3")
def test_no_services_make_an_empty_order() -> None:
    assert merged_order(Rankings({}, ()), PILOT).order == ()
    assert merged_order(Rankings({"1": (), "2": ()}, ()), PILOT).order == ()


@pytest.mark.rule("N-2")
@pytest.mark.parametrize(
    ("experts", "parent", "path"),
    [
        ({"1": ("nanny", "nanny")}, ("nanny",), "/experts/1/1"),
        ({"1": ("nanny",), "2": ("escort", "nanny")}, ("nanny", "escort"), "/experts/2/1"),
        ({"1": ("nanny",)}, ("nanny", "nanny"), "/parent/1"),
    ],
)
def test_service_that_one_side_ranks_twice_is_a_duplicate(
    experts: dict[str, tuple[str, ...]], parent: tuple[str, ...], path: str
) -> None:
    with pytest.raises(Duplicate) as refused:
        merged_order(Rankings(experts, parent), PILOT)
    assert refused.value.path == path


@pytest.mark.rule("N-2", "N-3")
@pytest.mark.parametrize("parent", [(), ("nanny", "escort"), ("escort",)])
def test_sides_that_rank_different_services_are_inconsistent(parent: tuple[str, ...]) -> None:
    with pytest.raises(Inconsistent) as refused:
        merged_order(Rankings({"1": ("nanny",)}, parent), PILOT)
    assert refused.value.path == "/parent"


@pytest.mark.rule("N-2", "I-11")
@pytest.mark.parametrize(("experts", "parent"), [("50", "49.999999"), ("50", "50.000001"), ("0", "0")])
def test_weights_that_do_not_make_100_percent_are_inconsistent(experts: str, parent: str) -> None:
    with pytest.raises(Inconsistent) as refused:
        merged_order(Rankings({}, ()), PILOT, weights(experts, parent))
    assert refused.value.path == "/weights"


@pytest.mark.rule("N-2", "I-11")
def test_merging_says_what_each_side_weighs_and_why_each_service_stands_where_it_does() -> None:
    rankings = Rankings({"3": ("physiotherapist", "music_therapy")}, ("music_therapy", "physiotherapist"))
    decision = merge_rankings(rankings, PILOT, weights("25", "75"))
    assert decision.edition == "children-pilot-2018"
    weighed, first, second = decision.reasons
    assert weighed.facts == {"experts": Share.percent("25"), "parent": Share.percent("75")}
    assert first.facts == {
        "service": "music_therapy",
        "place": 1,
        "experts_score": Fraction(1, 2),
        "parent_score": Fraction(1),
        "score": Fraction(7, 8),
    }
    assert (second.facts["service"], second.facts["place"]) == ("physiotherapist", 2)
    assert {reason.interpretations for reason in decision.reasons} == {("I-11",)}


# ------------------------------------------------------------------------------------------ a plan cut to an amount


@pytest.mark.rule("N-7", "N-3")
@pytest.mark.parametrize(
    ("available", "taken", "left"),
    [("9.99", (0, 0), "9.99"), ("10.00", (1, 0), "0.00"), ("10.01", (1, 0), "0.01"), ("59.99", (3, 2), "9.99")],
)
def test_whole_units_are_taken_a_cent_below_at_and_above_a_price(
    available: str, taken: tuple[int, ...], left: str
) -> None:
    plan = fitted_plan([line("nanny", "10.00", 3, 3)], Money.euro(available), PILOT)
    assert units(plan) == [taken]
    assert plan.left == Money.euro(left)


@pytest.mark.rule("N-7")
def test_units_of_the_last_months_are_dropped() -> None:
    plan = fitted_plan([line("nanny", "10.00", 2, 0, 3, 1)], Money.euro("40.00"), PILOT)
    assert units(plan) == [(2, 0, 2, 0)]
    assert plan.lines[0].dropped_units == 2


@pytest.mark.rule("N-7", "N-3", "I-12")
def test_later_and_cheaper_services_are_tried_after_the_marginal_one() -> None:
    lines = [line("nanny", "10.00", 3), line("escort", "100.00", 1), line("x-own", "2.00", 9)]
    plan = fitted_plan(lines, Money.euro("25.00"), PILOT)
    assert units(plan) == [(2,), (0,), (2,)]
    assert (plan.planned, plan.left) == (Money.euro("24.00"), Money.euro("1.00"))


@pytest.mark.rule("N-7", "I-12")
def test_stop_ends_the_taking_at_the_first_line_not_taken_in_full() -> None:
    lines = [line("nanny", "10.00", 2), line("escort", "100.00", 1), line("x-own", "2.00", 9)]
    plan = fitted_plan(lines, Money.euro("25.00"), STOP)
    assert units(plan) == [(2,), (0,), (0,)]
    assert plan.left == Money.euro("5.00")


@pytest.mark.rule("N-7", "I-12")
def test_stop_goes_on_past_a_line_that_is_taken_in_full_or_has_no_units() -> None:
    lines = [line("nanny", "10.00", 0), line("escort", "5.00", 1), line("x-own", "2.00", 9)]
    assert units(fitted_plan(lines, Money.euro("9.00"), STOP)) == [(0,), (1,), (2,)]


@pytest.mark.rule("N-7")
def test_price_of_six_decimals_is_rounded_once_for_the_units_taken() -> None:
    """One unit costs 0.00, two to four units cost 0.01 together."""
    third = line("nanny", "0.003334", 1, 1, 1, 1)
    assert units(fitted_plan([third], Money.euro("0.00"), PILOT)) == [(1, 0, 0, 0)]
    assert units(fitted_plan([third], Money.euro("0.01"), PILOT)) == [(1, 1, 1, 1)]


@pytest.mark.rule("N-7")
def test_service_without_a_price_is_taken_in_full() -> None:
    assert units(fitted_plan([line("x-free", "0.00", 31, 31)], Money.euro("0.00"), PILOT)) == [(31, 31)]


@pytest.mark.rule("N-7")
def test_plan_of_no_lines_leaves_the_amount() -> None:
    assert fitted_plan([], Money.euro("5.00"), PILOT) == FittedPlan((), Money.euro("0.00"), Money.euro("5.00"))


@pytest.mark.rule("N-7")
def test_amount_below_zero_and_months_that_differ_are_refused() -> None:
    with pytest.raises(BadValue) as negative:
        fitted_plan([], Money(-1), PILOT)
    with pytest.raises(Inconsistent) as uneven:
        fitted_plan([line("nanny", "1.00", 1), line("escort", "1.00", 1, 1)], Money(0), PILOT)
    assert (negative.value.path, uneven.value.path) == ("/available", "/lines/1/units")


@pytest.mark.rule("N-7", "N-3", "I-12")
def test_cutting_says_of_every_line_what_was_taken() -> None:
    lines = [line("nanny", "10.00", 1), line("escort", "10.00", 3), line("x-own", "90.00", 1)]
    decision = fit_plan(lines, Money.euro("25.00"), PILOT)
    assert [(reason.code, reason.facts["service"]) for reason in decision.reasons] == [
        ("line_taken_in_full", "nanny"),
        ("line_taken_in_part", "escort"),
        ("line_not_taken", "x-own"),
    ]
    assert decision.reasons[1].facts["dropped"] == 2
    assert decision.readings == (("I-12", "continue"),)


@pytest.mark.rule("N-3", "I-12")
def test_cutting_says_where_the_taking_was_stopped() -> None:
    lines = [line("nanny", "10.00", 1), line("escort", "10.00", 3), line("x-own", "1.00", 1)]
    decision = fit_plan(lines, Money.euro("25.00"), STOP)
    assert [reason.code for reason in decision.reasons] == [
        "line_taken_in_full",
        "line_taken_in_part",
        "taking_stopped",
        "line_not_taken",
    ]
    stopped = decision.reasons[2]
    assert (stopped.rule, stopped.facts, stopped.interpretations) == ("N-3", {"service": "escort"}, ("I-12",))


@pytest.mark.rule("N-3", "I-12")
def test_plan_taken_in_full_was_not_stopped() -> None:
    decision = fit_plan([line("nanny", "10.00", 1)], Money.euro("25.00"), STOP)
    assert [reason.code for reason in decision.reasons] == ["line_taken_in_full"]


@pytest.mark.rule("N-7")
def test_cutting_a_plan_of_no_lines_says_so() -> None:
    assert fit_plan([], Money(100), PILOT).reasons
