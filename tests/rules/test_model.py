"""The whole chain: who sees what, in which order, and where an error points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs
import pytest

from ibmodel.case import Benefits, Case, Cohort, Funding, PlanLine, Rankings
from ibmodel.errors import BadValue, Duplicate, Inconsistent, Infeasible, MissingField, ModelError
from ibmodel.model import CaseOutcome, run
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import Parameters, edition
from ibmodel.rules.budget import compute_needed
from ibmodel.rules.funding import compute_total, effects_on_group
from ibmodel.rules.needs import fit_plan

PILOT = edition("children-pilot-2018")
FIGURE = PILOT.reform("signed once", readings={"I-25": "figure"})
YOUNG, OLD = date(2014, 5, 5), date(2005, 5, 5)


def plan_line(service: str, price: str, *units: int, public: str = "0.00") -> PlanLine:
    return PlanLine(service, Rate.euro(price), units, Money.euro(public))


def case(who: str, *lines: PlanLine, born: date = YOUNG, rankings: Rankings | None = None) -> Case:
    return Case(id=who, municipality="Talsi", born=born, special_care=False, lines=lines, rankings=rankings)


def cohort(*cases: Case, pool: str = "200.00", underspent: str = "0.00", amount: str | None = None) -> Cohort:
    return Cohort(
        title="made up",
        synthetic=True,
        pool=Money.euro(pool),
        on=date(2018, 9, 1),
        cases=cases,
        underspent=Money.euro(underspent),
        amount=None if amount is None else Money.euro(amount),
    )


MODEST = case("modest", plan_line("nanny", "10.00", 3, 3))
NEEDY = case("needy", plan_line("nanny", "10.00", 3, 3), plan_line("x-own", "7.00", 0, 20))


def outcomes(asked: Cohort, parameters: Parameters = PILOT) -> dict[str, CaseOutcome]:
    return {result.case.id: result for result in run(asked, parameters).cases}


@pytest.mark.rule("D-1", "D-2", "D-3", "D-4", "B-5", "B-8")
def test_recipients_and_plans_go_in_and_four_amounts_come_out() -> None:
    found = outcomes(cohort(MODEST, NEEDY))
    modest, needy = found["modest"], found["needy"]
    assert [str(row.provisional.provisional) for row in (modest, needy)] == ["100.00", "100.00"]
    assert [str(row.needed.outcome.needed) for row in (modest, needy)] == ["60.00", "200.00"]
    assert [str(row.final) for row in (modest, needy)] == ["60.00", "140.00"]
    assert [str(row.total.outcome.total) for row in (modest, needy)] == ["60.00", "140.00"]


@pytest.mark.rule("B-10", "I-25", "N-7")
def test_plan_above_the_provisional_amount_is_cut_to_it_and_then_extended_to_the_final_amount() -> None:
    needy = outcomes(cohort(MODEST, NEEDY))["needy"]
    assert needy.first_plan is not None
    assert [row.units for row in needy.first_plan.outcome.lines] == [(3, 3), (0, 5)]
    assert [row.units for row in needy.final_plan.outcome.lines] == [(3, 3), (0, 11)]


@pytest.mark.rule("I-25", "B-10")
def test_plan_is_signed_once_where_the_need_is_within_or_the_figure_is_followed() -> None:
    assert outcomes(cohort(MODEST, NEEDY))["modest"].first_plan is None
    found = outcomes(cohort(MODEST, NEEDY), FIGURE)
    assert found["needy"].first_plan is None
    assert found["needy"].final_plan == attrs.evolve(
        outcomes(cohort(MODEST, NEEDY))["needy"].final_plan, edition="signed once"
    )


@pytest.mark.rule("B-9")
def test_stages_2_and_4_see_one_case_and_stages_1_and_3_the_cohort() -> None:
    together, alone = outcomes(cohort(MODEST, NEEDY))["needy"], outcomes(cohort(NEEDY))["needy"]
    assert together.needed == alone.needed == compute_needed([line.line for line in NEEDY.lines], PILOT)
    assert together.total == compute_total(together.funding, PILOT)
    assert (together.provisional, together.final) != (alone.provisional, alone.final)


@pytest.mark.rule("B-12", "B-5", "I-21")
def test_stage_3_is_one_sharing_over_the_plans_of_all_with_what_was_not_spent_before() -> None:
    result = run(cohort(MODEST, NEEDY, underspent="25.00"), PILOT)
    assert result.final.outcome.surplus == Money.euro("65.00")
    assert str(result.cases[1].final) == "165.00"
    assert [row.id for row in result.final.outcome.amounts] == ["modest", "needy"]


@pytest.mark.rule("I-1", "B-5")
def test_reserve_of_stage_1_joins_the_surplus_of_stage_3() -> None:
    fixed = PILOT.reform("fixed", readings={"I-1": "fixed_amount"})
    result = run(cohort(MODEST, NEEDY, amount="60.00"), fixed)
    assert result.provisional.outcome.reserve == Money.euro("80.00")
    assert str(result.cases[1].final) == "140.00"


@pytest.mark.rule("I-20", "N-6")
def test_plan_that_starts_a_month_later_has_the_same_provisional_amount() -> None:
    five = case("A", plan_line("nanny", "10.00", 3, 3, 3, 3, 3))
    four = case("A", plan_line("nanny", "10.00", 3, 3, 3, 3))
    first, second = (outcomes(cohort(asked, MODEST))["A"].provisional for asked in (five, four))
    assert first == second


@pytest.mark.rule("N-2", "N-3")
def test_rankings_decide_the_order_of_the_lines() -> None:
    rankings = Rankings({"1": ("nanny",), "3": ("x-own",)}, ("x-own", "nanny"))
    weighed = PILOT.reform("parent decides", {"needs.weight_experts": "0", "needs.weight_parent": "100"})
    ranked = attrs.evolve(NEEDY, rankings=rankings)
    result = outcomes(cohort(ranked), weighed)["needy"]
    assert result.order is not None
    assert [row.service for row in result.order.outcome.order] == ["x-own", "nanny"]
    for rows in (result.needed.outcome.lines, result.final_plan.outcome.lines, result.total.outcome.lines):
        assert [row.service for row in rows] == ["x-own", "nanny"]


@pytest.mark.rule("N-3")
def test_ranked_service_without_a_line_is_no_contradiction_and_two_lines_of_one_keep_their_order() -> None:
    rankings = Rankings({"1": ("nanny", "respite_home")}, ("respite_home", "nanny"))
    twice = case("A", plan_line("nanny", "2.00", 1), plan_line("nanny", "1.00", 1), rankings=rankings)
    result = outcomes(cohort(twice))["A"]
    assert [str(row.amount) for row in result.needed.outcome.lines] == ["2.00", "1.00"]


@pytest.mark.rule("N-3")
def test_service_that_nobody_ranked_cannot_be_in_the_plan() -> None:
    rankings = Rankings({"1": ("nanny",)}, ("nanny",))
    with pytest.raises(Inconsistent) as refused:
        run(cohort(MODEST, attrs.evolve(NEEDY, rankings=rankings)), PILOT)
    assert refused.value.path == "/cases/1/lines/1/service"


@pytest.mark.rule("F-8", "F-7")
def test_effects_on_the_group_are_those_of_its_cases() -> None:
    helped = case("helped", plan_line("nanny", "10.00", 9, public="30.00"))
    result = run(cohort(MODEST, NEEDY, helped), PILOT)
    expected = effects_on_group([row.funding for row in result.cases], [row.total.outcome for row in result.cases])
    assert result.effects == expected
    assert result.effects.public_saved.cents > 0


@pytest.mark.rule("D-4", "B-8")
def test_total_amount_uses_the_other_money_of_the_case() -> None:
    rich = attrs.evolve(
        NEEDY,
        benefits=Benefits(rehabilitation=Money.euro("15.00")),
        other=Money.euro("20.00"),
        before=Money.euro("1.00"),
    )
    result = outcomes(cohort(MODEST, rich))["needy"]
    assert str(result.total.outcome.total) == "175.00"
    assert result.funding == Funding(
        final=Money.euro("140.00"),
        lines=[
            line.funding_line(cost.amount) for line, cost in zip(NEEDY.lines, result.needed.outcome.lines, strict=True)
        ],
        benefits=rich.benefits,
        other=rich.other,
        before=rich.before,
    )


@pytest.mark.rule("B-7")
def test_cohort_without_cases_keeps_everything_in_reserve() -> None:
    result = run(cohort(pool="12.00", underspent="3.00"), PILOT)
    assert result.cases == ()
    assert result.final.outcome.reserve == Money.euro("15.00")


@pytest.mark.rule("B-10", "I-25")
def test_reasons_of_a_case_lead_from_its_order_to_stage_4() -> None:
    rankings = Rankings({"1": ("nanny",), "3": ("x-own",)}, ("nanny", "x-own"))
    result = run(cohort(MODEST, attrs.evolve(NEEDY, rankings=rankings)), PILOT)
    modest, needy = result.cases
    assert [reason.code for reason in needy.reasons] == [
        "rankings_weighted",
        "service_ranked",
        "service_ranked",
        "full_share_up_to_age",
        "needed_is_sum_of_lines",
        "line_taken_in_full",
        "line_taken_in_part",
        "need_partly_met",
        "line_taken_in_full",
        "line_taken_in_part",
        "variant_2_order",
        "project_money_used",
        "need_not_covered",
        "support_grew",
    ]
    assert modest.reasons[0].facts["id"] == "modest"
    assert modest.reasons[2] == result.final.reasons[0]


def test_cases_pass_through_the_watch_once_and_in_order() -> None:
    seen = []

    def watch(cases: Sequence[Case]) -> Iterator[Case]:
        for one in cases:
            seen.append(one.id)
            yield one

    assert run(cohort(MODEST, NEEDY), PILOT, watch) == run(cohort(MODEST, NEEDY), PILOT)
    assert seen == ["modest", "needy"]


@pytest.mark.rule("B-10", "N-7")
def test_first_plan_is_what_the_provisional_amount_alone_pays_for() -> None:
    needy = outcomes(cohort(MODEST, NEEDY))["needy"]
    assert needy.first_plan == fit_plan([line.line for line in NEEDY.lines], Money.euro("100.00"), PILOT)


@pytest.mark.parametrize(
    ("asked", "readings", "error", "path"),
    [
        (cohort(MODEST, MODEST), {}, Duplicate, "/cases/1/id"),
        (cohort(MODEST, case("A", born=date(2018, 9, 2))), {}, BadValue, "/cases/1/born"),
        (cohort(MODEST, case("A", born=date(2000, 9, 1))), {}, BadValue, "/cases/1/born"),
        (cohort(MODEST, amount="1.00"), {}, BadValue, "/amount"),
        (cohort(MODEST), {"I-1": "fixed_amount"}, MissingField, "/amount"),
        (cohort(MODEST, amount="200.01"), {"I-1": "fixed_amount"}, Infeasible, "/amount"),
        (cohort(MODEST, NEEDY, pool="0.01"), {"I-2": "need_ratio"}, BadValue, "/cases/0/provisional"),
        (
            cohort(MODEST, case("A", plan_line("nanny", "1.00", 1), plan_line("escort", "1.00"))),
            {},
            Inconsistent,
            "/cases/1/lines/1/units",
        ),
        (
            cohort(case("A", rankings=Rankings({"1": ("nanny", "nanny")}, ("nanny",)))),
            {},
            Duplicate,
            "/cases/0/rankings/experts/1/1",
        ),
        (
            cohort(case("A", rankings=Rankings({"1": ("nanny",)}, ()))),
            {},
            Inconsistent,
            "/cases/0/rankings/parent",
        ),
    ],
)
def test_errors_of_the_chapters_point_into_the_cohort(
    asked: Cohort, readings: dict[str, str], error: type[ModelError], path: str
) -> None:
    parameters = PILOT.reform("readings", readings=readings)
    with pytest.raises(error) as refused:
        run(asked, parameters)
    assert refused.value.path == path


@pytest.mark.rule("B-1")
def test_reform_reaches_every_stage_and_is_named_in_every_decision() -> None:
    reform = PILOT.reform("first variant, no reduction", {"budget.reduced_share": "100", "funding.variant": 1})
    old = case("old", plan_line("nanny", "10.00", 30, public="300.00"), born=OLD)
    result = run(cohort(old, NEEDY), reform)
    assert result.cases[0].provisional.weight == Share.percent("100")
    assert not result.cases[0].total.outcome.sources.public
    decisions = [result.provisional, result.final, result.cases[0].needed, result.cases[0].total]
    assert {decision.edition for decision in decisions} == {"first variant, no reduction"}
