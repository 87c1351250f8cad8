"""The laws themselves: every one is listed, says whom it protects, and notices an outcome that breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from ibmodel.case import Benefits, Case, Cohort, Funding, FundingLine, Line, Need, PlanLine, Rankings, Recipient
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.model import CohortOutcome, run
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import edition
from ibmodel.rules.budget import compute_final, compute_needed, compute_provisional
from ibmodel.rules.funding import compute_total
from ibmodel.rules.needs import fit_plan, merge_rankings
from ibmodel.sources import RULES
from ibmodel.testing import laws
from ibmodel.vocabulary import Comparison

PILOT = edition("children-pilot-2018")
STOP = PILOT.reform("stop", readings={"I-12": "stop"})
ON = date(2018, 9, 1)
CENT = Money(1)
EVERY_LAW = [law for chapter in laws.LAWS.values() for law in chapter]

RECIPIENTS = [
    Recipient("A", date(2015, 1, 1), special_care=False),
    Recipient("B", date(2015, 1, 1), special_care=False),
    Recipient("C", date(2005, 1, 1), special_care=False),
]
POOL = Money.euro("100.00")
STAGE_1 = compute_provisional(RECIPIENTS, POOL, ON, PILOT)

NEEDS = [
    Need("A", Money.euro("10.00"), Money.euro("8.00")),
    Need("B", Money.euro("10.00"), Money.euro("20.00")),
    Need("C", Money.euro("10.00"), Money.euro("20.00")),
]
STAGE_3 = compute_final(NEEDS, PILOT)

LINES = [Line("nanny", Rate.euro("10.00"), (2, 2)), Line("physiotherapist", Rate.euro("3.00"), (1, 1))]
STAGE_2 = compute_needed(LINES, PILOT)
AVAILABLE = Money.euro("25.00")
CUT = fit_plan(LINES, AVAILABLE, PILOT)

FUNDING = Funding(
    final=Money.euro("10.00"),
    lines=[
        FundingLine("nanny", Money.euro("20.00"), Money.euro("5.00")),
        FundingLine("transport_child", Money.euro("20.00")),
    ],
    benefits=Benefits(Money.euro("1.00"), Money.euro("2.00")),
    other=Money.euro("3.00"),
)
STAGE_4 = compute_total(FUNDING, PILOT)

RANKINGS = Rankings(
    {"1": ("nanny",), "3": ("physiotherapist", "music_therapy")}, ("nanny", "physiotherapist", "music_therapy")
)
MERGED = merge_rankings(RANKINGS, PILOT)


def row(outcome: Any, place: int, **changes: object) -> Any:
    """``outcome`` with one of its amounts or lines changed."""
    name = "lines" if hasattr(outcome, "lines") else "amounts" if hasattr(outcome, "amounts") else "order"
    rows = list(getattr(outcome, name))
    rows[place] = attrs.evolve(rows[place], **changes)
    return attrs.evolve(outcome, **{name: tuple(rows)})


S1, S2, S3, S4 = STAGE_1.outcome, STAGE_2.outcome, STAGE_3.outcome, STAGE_4.outcome
PLAN, ORDER = CUT.outcome, MERGED.outcome
UNKNOWN = Reason(ReasonCode("no_such_code", "Z-1", ()))
UNKNOWN_READING = attrs.evolve(STAGE_4.reasons[0], interpretations=("I-99",))
WEIGHTS = (PILOT.needs.weight_experts, PILOT.needs.weight_parent)

#: Outcomes that are wrong in one place, with a law that has to notice.
BROKEN: dict[str, Callable[[], None]] = {
    # stage 1
    "a cent too many": lambda: laws.no_cent_is_created_or_lost_in_stage_1(S1, POOL - CENT),
    "a reserve below zero": lambda: laws.no_cent_is_created_or_lost_in_stage_1(
        attrs.evolve(row(S1, 0, provisional=S1.amounts[0].provisional + S1.reserve + CENT), reserve=-CENT), POOL
    ),
    "an amount below zero": lambda: laws.no_cent_is_created_or_lost_in_stage_1(
        attrs.evolve(row(S1, 0, provisional=-CENT), reserve=S1.reserve + S1.amounts[0].provisional + CENT), POOL
    ),
    "another share for equals": lambda: laws.equal_facts_get_equal_provisional_amounts(
        RECIPIENTS, row(S1, 1, weight=Share.percent("70"))
    ),
    "another amount for equals": lambda: laws.equal_facts_get_equal_provisional_amounts(
        RECIPIENTS, row(S1, 1, provisional=S1.amounts[1].provisional + CENT)
    ),
    "less for the greater share": lambda: laws.a_greater_share_never_gives_a_smaller_provisional_amount(
        row(S1, 0, provisional=CENT)
    ),
    "another reserve": lambda: laws.the_order_of_recipients_does_not_matter_in_stage_1(
        S1, attrs.evolve(S1, reserve=POOL)
    ),
    "another recipient": lambda: laws.the_order_of_recipients_does_not_matter_in_stage_1(S1, row(S1, 0, id="X")),
    "another amount": lambda: laws.the_order_of_recipients_does_not_matter_in_stage_1(S1, row(S1, 0, provisional=CENT)),
    "less of a larger pool": lambda: laws.a_larger_pool_never_gives_anyone_less(S1, row(S1, 0, provisional=CENT)),
    "somebody else's amount": lambda: laws.stage_1_gives_what_its_definition_says(
        row(S1, 0, id="B"), RECIPIENTS, POOL, ON, PILOT
    ),
    "another amount than defined": lambda: laws.stage_1_gives_what_its_definition_says(
        row(S1, 0, provisional=CENT), RECIPIENTS, POOL, ON, PILOT
    ),
    # stage 2
    "units that were not planned": lambda: laws.lines_and_months_add_up_to_the_needed_amount(
        LINES, row(S2, 0, units=5)
    ),
    "a line a cent too dear": lambda: laws.lines_and_months_add_up_to_the_needed_amount(
        LINES, row(S2, 0, amount=S2.lines[0].amount + CENT)
    ),
    "half a cent rounded down": lambda: laws.lines_and_months_add_up_to_the_needed_amount(
        [attrs.evolve(LINES[0], unit_price=Rate.euro("10.00125"))], attrs.evolve(S2, lines=S2.lines[:1])
    ),
    "lines that do not add up": lambda: laws.lines_and_months_add_up_to_the_needed_amount(
        LINES, attrs.evolve(S2, needed=CENT)
    ),
    "months that do not add up": lambda: laws.lines_and_months_add_up_to_the_needed_amount(
        LINES, attrs.evolve(S2, by_month=S2.by_month[:1])
    ),
    # stage 3
    "a cent too few": lambda: laws.no_cent_is_created_or_lost_in_stage_3(NEEDS, S3, CENT, Money(0)),
    "a reserve below zero in stage 3": lambda: laws.no_cent_is_created_or_lost_in_stage_3(
        NEEDS, row(attrs.evolve(S3, reserve=-CENT), 0, final=S3.amounts[0].final + S3.reserve + CENT), *[Money(0)] * 2
    ),
    "a surplus that goes nowhere": lambda: laws.the_surplus_is_distributed_or_stays_in_reserve(
        attrs.evolve(S3, distributed=CENT)
    ),
    "somebody else's final amount": lambda: laws.a_final_amount_lies_between_the_provisional_and_the_needed_one(
        NEEDS, row(S3, 0, id="B")
    ),
    "less than was granted": lambda: laws.a_final_amount_lies_between_the_provisional_and_the_needed_one(
        NEEDS, row(S3, 1, final=Money.euro("9.99"))
    ),
    "more than is needed": lambda: laws.a_final_amount_lies_between_the_provisional_and_the_needed_one(
        NEEDS, row(S3, 1, final=Money.euro("20.01"))
    ),
    "an unmet need that is not the rest": lambda: laws.a_final_amount_lies_between_the_provisional_and_the_needed_one(
        NEEDS, row(S3, 1, unmet=CENT)
    ),
    "a modest need not met": lambda: laws.a_need_within_the_provisional_amount_is_met_exactly(
        NEEDS, row(S3, 0, final=CENT)
    ),
    "another final amount for equals": lambda: laws.equal_needs_get_equal_final_amounts(NEEDS, row(S3, 1, final=CENT)),
    "another reserve in stage 3": lambda: laws.the_order_of_recipients_does_not_matter_in_stage_3(
        S3, attrs.evolve(S3, reserve=POOL)
    ),
    "another recipient in stage 3": lambda: laws.the_order_of_recipients_does_not_matter_in_stage_3(
        S3, row(S3, 0, id="X")
    ),
    "another final amount": lambda: laws.the_order_of_recipients_does_not_matter_in_stage_3(S3, row(S3, 0, final=CENT)),
    "less for more need": lambda: laws.more_need_never_means_less_money(S3, row(S3, 1, final=CENT), "B"),
    "less of a larger surplus": lambda: laws.a_larger_surplus_never_gives_anyone_less(S3, row(S3, 1, final=CENT)),
    "a cent left for each": lambda: laws.less_than_a_cent_is_left_for_each_who_lacks_money(
        attrs.evolve(S3, reserve=Money(2))
    ),
    "another final amount than defined": lambda: laws.stage_3_gives_what_its_definition_says(
        row(S3, 1, final=CENT), NEEDS, PILOT, Money(0), Money(0)
    ),
    # stage 4
    "a total that is not the need met": lambda: laws.the_total_never_exceeds_the_needed_amount(
        FUNDING, attrs.evolve(S4, total=CENT)
    ),
    "a total above the need": lambda: laws.the_total_never_exceeds_the_needed_amount(
        FUNDING, attrs.evolve(S4, total=S4.total + S4.unmet + CENT, unmet=-CENT)
    ),
    "another service": lambda: laws.the_total_never_exceeds_the_needed_amount(FUNDING, row(S4, 0, service="escort")),
    "a line that costs something else": lambda: laws.the_total_never_exceeds_the_needed_amount(
        FUNDING, row(S4, 0, other=POOL)
    ),
    "a payment below zero": lambda: laws.the_total_never_exceeds_the_needed_amount(
        FUNDING, row(S4, 0, other=S4.lines[0].other - POOL, unmet=S4.lines[0].unmet + POOL)
    ),
    "sources that are not the total": lambda: laws.sources_add_up_to_the_total_on_every_line_too(
        attrs.evolve(S4, total=CENT)
    ),
    "a source that is not the sum of its lines": lambda: laws.sources_add_up_to_the_total_on_every_line_too(
        row(S4, 0, project=POOL)
    ),
    "a source beyond its limit": lambda: laws.no_source_pays_beyond_its_limit(attrs.evolve(FUNDING, final=CENT), S4),
    "public money beyond its limit": lambda: laws.no_source_pays_beyond_its_limit(FUNDING, row(S4, 0, public=POOL)),
    "benefits for what they are not tied to": lambda: laws.money_is_used_only_where_it_is_tied(
        FUNDING, row(S4, 0, benefits=CENT), PILOT.reform("area 3", readings={"I-30": "area_3"})
    ),
    "benefits of one kind for the other": lambda: laws.money_is_used_only_where_it_is_tied(
        FUNDING, row(S4, 0, benefits=Money.euro("1.01")), PILOT
    ),
    "a smaller cover": lambda: laws.no_other_assignment_covers_more(FUNDING, attrs.evolve(S4, total=CENT), PILOT),
    "another distribution": lambda: laws.every_cent_goes_where_the_definition_puts_it(
        FUNDING, row(S4, 0, project=CENT), PILOT
    ),
    "less cover with more money": lambda: laws.more_money_never_covers_less(S4, attrs.evolve(S4, total=CENT)),
    "public money in variant 1": lambda: laws.variant_1_never_uses_public_money(S4),
    "public money on a line in variant 1": lambda: laws.variant_1_never_uses_public_money(
        attrs.evolve(S4, sources=attrs.evolve(S4.sources, public=Money(0)))
    ),
    "more project money in variant 3": lambda: laws.variant_3_uses_no_more_project_money_than_variant_2(
        attrs.evolve(S4, sources=attrs.evolve(S4.sources, project=CENT)), S4
    ),
    "another comparison": lambda: laws.support_is_compared_with_what_was_before(
        FUNDING, attrs.evolve(S4, against_before=Comparison.WORSE)
    ),
    # plans
    "a line at another price": lambda: laws.a_cut_plan_costs_no_more_than_the_amount(
        LINES, row(PLAN, 0, amount=CENT), AVAILABLE
    ),
    "a plan that is not the sum of its lines": lambda: laws.a_cut_plan_costs_no_more_than_the_amount(
        LINES, attrs.evolve(PLAN, planned=CENT), AVAILABLE
    ),
    "a rest that is not the rest": lambda: laws.a_cut_plan_costs_no_more_than_the_amount(
        LINES, attrs.evolve(PLAN, left=POOL), AVAILABLE
    ),
    "a plan beyond the amount": lambda: laws.a_cut_plan_costs_no_more_than_the_amount(
        LINES, attrs.evolve(PLAN, left=-CENT), PLAN.planned - CENT
    ),
    "a service nobody planned": lambda: laws.a_cut_plan_invents_nothing(LINES, row(PLAN, 0, service="escort")),
    "more units than planned": lambda: laws.a_cut_plan_invents_nothing(LINES, row(PLAN, 0, units=(3, -1))),
    "dropped units not counted": lambda: laws.a_cut_plan_invents_nothing(LINES, row(PLAN, 0, dropped_units=0)),
    "the first month dropped": lambda: laws.a_cut_plan_drops_the_last_months_first(LINES, row(PLAN, 0, units=(0, 2))),
    "a unit less than fits": lambda: laws.a_cut_plan_keeps_priorities(
        LINES, row(PLAN, 0, units=(1, 0), dropped_units=3), AVAILABLE, PILOT
    ),
    "a unit after the stop": lambda: laws.a_cut_plan_keeps_priorities(LINES, PLAN, AVAILABLE, STOP),
    "a service that nobody ranked": lambda: laws.the_merged_order_ignores_and_invents_nothing(
        RANKINGS, row(ORDER, 0, service="escort")
    ),
    "an agreed order turned round": lambda: laws.a_service_that_both_sides_prefer_comes_first(
        RANKINGS, attrs.evolve(ORDER, order=ORDER.order[::-1])
    ),
    "another score": lambda: laws.the_merged_order_is_that_of_the_weighted_scores(
        RANKINGS, row(ORDER, 0, score=Fraction(0)), *WEIGHTS
    ),
    # reasons
    "no reason": lambda: laws.every_decision_says_why_and_under_which_rules(attrs.evolve(STAGE_4, reasons=())),
    "no edition": lambda: laws.every_decision_says_why_and_under_which_rules(attrs.evolve(STAGE_4, edition="")),
    "a reading that does not exist": lambda: laws.every_decision_says_why_and_under_which_rules(
        attrs.evolve(STAGE_4, readings=(("I-10", "as_you_like"),))
    ),
    "a rule that does not exist": lambda: laws.every_reason_names_a_rule_with_a_source([UNKNOWN]),
    "an interpretation that does not exist": lambda: laws.every_reason_names_a_rule_with_a_source([UNKNOWN_READING]),
}


@pytest.mark.parametrize("breach", BROKEN.values(), ids=BROKEN)
def test_law_notices(breach: Callable[[], None]) -> None:
    with pytest.raises(laws.LawBroken, match=r"^[a-z_0-9]+: .") as broken:
        breach()
    assert isinstance(broken.value, AssertionError)


@pytest.mark.parametrize("language", ["en", "lv"])
def test_law_notices_a_reason_that_is_not_a_sentence(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    def sentence(reason: Reason, asked: str) -> str:
        return "half a" if asked == language else "A sentence."

    monkeypatch.setattr(laws, "sentence", sentence)
    with pytest.raises(laws.LawBroken, match="reads 'half a'"):
        laws.every_reason_is_explained_in_both_languages(STAGE_4.reasons)


def test_law_notices_a_reason_that_is_not_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, "sentence", lambda *_: "A sentence.")
    with pytest.raises(laws.LawBroken, match="the same in two languages"):
        laws.every_reason_is_explained_in_both_languages(STAGE_4.reasons)


def test_every_law_but_the_last_is_noticed_here() -> None:
    """Whoever adds a law adds an outcome that breaks it."""
    named = {name for breach in BROKEN.values() for name in breach.__code__.co_names}
    assert {law.__name__ for law in EVERY_LAW} - named == {"every_reason_is_explained_in_both_languages"}


def test_every_public_law_is_listed_once() -> None:
    every_name = [law.__name__ for law in EVERY_LAW]
    assert sorted([*every_name, "LAWS", "LawBroken", "every_law_holds_for_a_cohort"]) == sorted(laws.__all__)


@pytest.mark.parametrize("law", EVERY_LAW, ids=lambda law: law.__name__)
def test_law_cites_rules_that_exist_and_says_whom_it_protects(law: Callable[..., None]) -> None:
    found = re.search(r"Rules: ((?:[A-Z]-\d+(?:, )?)+)\. Protects: [^.]+\.", law.__doc__ or "")
    assert found is not None
    for cited in found[1].split(", "):
        assert cited in RULES or cited in INTERPRETATIONS


def _outcome(parameters: Any = PILOT, rankings: Rankings | None = None) -> CohortOutcome:
    line = PlanLine("nanny", Rate.euro("10.00"), (2, 2), Money.euro("5.00"))
    case = Case(
        id="A", municipality="Talsi", born=date(2015, 1, 1), special_care=False, lines=[line], rankings=rankings
    )
    return run(Cohort(title="made up", synthetic=True, pool=POOL, on=ON, cases=[case]), parameters)


@pytest.mark.rule("D-4", "B-8")
@pytest.mark.parametrize("rankings", [None, Rankings({"1": ("nanny",)}, ("nanny",))])
@pytest.mark.parametrize("variant", [1, 2])
def test_lawful_cohort_passes_and_one_wrong_cent_anywhere_does_not(variant: int, rankings: Rankings | None) -> None:
    parameters = PILOT.reform("variant", {"funding.variant": variant})
    outcome = _outcome(parameters, rankings)
    laws.every_law_holds_for_a_cohort(outcome, parameters)
    (case,) = outcome.cases
    for wrong in (
        attrs.evolve(case.total.outcome, total=CENT),
        row(case.total.outcome, 0, project=CENT),
    ):
        total: Decision[Any] = attrs.evolve(case.total, outcome=wrong)
        with pytest.raises(laws.LawBroken):
            laws.every_law_holds_for_a_cohort(
                attrs.evolve(outcome, cases=(attrs.evolve(case, total=total),)), parameters
            )
