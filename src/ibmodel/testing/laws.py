"""What must hold for every outcome, whoever computed it: each law is a function whose name is its sentence.

A law takes plain outcomes (those of `ibmodel.rules`, or equal objects filled from another system) and raises
`LawBroken` with the values at fault; otherwise it returns nothing. Its docstring says why it must hold, which rules
and interpretations it comes from, and whom it protects. `LAWS` holds all of them by chapter; where two outcomes are
compared, the caller computes both.

Laws that hold under the reading ``equal_treatment`` of I-3 alone say so: single cents that are handed out to use up
a sum can break them, and ``tests/laws/test_exhaust.py`` shows how.

>>> from ibmodel.money import Money, Share
>>> from ibmodel.rules.budget import ProvisionalAmount, ProvisionalStage
>>> alone = ProvisionalAmount("A", Share.percent("100"), Money.euro("9.99"))
>>> no_cent_is_created_or_lost_in_stage_1(ProvisionalStage((alone,), Money(0)), Money.euro("10.00"))
Traceback (most recent call last):
    ...
ibmodel.testing.laws.LawBroken: no_cent_is_created_or_lost_in_stage_1: amounts 9.99 and reserve 0.00 make 9.99 of 10.00
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from ibmodel.case import Funding, Line, Need, PlanLine, Rankings, Recipient
from ibmodel.decisions import Decision, Reason
from ibmodel.explain import LANGUAGES, sentence
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.model import CaseOutcome, CohortOutcome
from ibmodel.money import Money, Share
from ibmodel.parameters import Parameters
from ibmodel.rules.budget import FinalStage, NeededStage, ProvisionalStage
from ibmodel.rules.funding import FundedLine, Sources, TotalStage
from ibmodel.rules.needs import FittedPlan, MergedOrder
from ibmodel.sources import RULES
from ibmodel.testing import brute
from ibmodel.vocabulary import Comparison, Source

__all__ = [
    "LAWS",
    "LawBroken",
    "a_cut_plan_costs_no_more_than_the_amount",
    "a_cut_plan_drops_the_last_months_first",
    "a_cut_plan_invents_nothing",
    "a_cut_plan_keeps_priorities",
    "a_final_amount_lies_between_the_provisional_and_the_needed_one",
    "a_greater_share_never_gives_a_smaller_provisional_amount",
    "a_larger_pool_never_gives_anyone_less",
    "a_larger_surplus_never_gives_anyone_less",
    "a_need_within_the_provisional_amount_is_met_exactly",
    "a_service_that_both_sides_prefer_comes_first",
    "equal_facts_get_equal_provisional_amounts",
    "equal_needs_get_equal_final_amounts",
    "every_cent_goes_where_the_definition_puts_it",
    "every_decision_says_why_and_under_which_rules",
    "every_law_holds_for_a_cohort",
    "every_reason_is_explained_in_both_languages",
    "every_reason_names_a_rule_with_a_source",
    "less_than_a_cent_is_left_for_each_who_lacks_money",
    "lines_and_months_add_up_to_the_needed_amount",
    "money_is_used_only_where_it_is_tied",
    "more_money_never_covers_less",
    "more_need_never_means_less_money",
    "no_cent_is_created_or_lost_in_stage_1",
    "no_cent_is_created_or_lost_in_stage_3",
    "no_other_assignment_covers_more",
    "no_source_pays_beyond_its_limit",
    "sources_add_up_to_the_total_on_every_line_too",
    "stage_1_gives_what_its_definition_says",
    "stage_3_gives_what_its_definition_says",
    "support_is_compared_with_what_was_before",
    "the_merged_order_ignores_and_invents_nothing",
    "the_merged_order_is_that_of_the_weighted_scores",
    "the_order_of_recipients_does_not_matter_in_stage_1",
    "the_order_of_recipients_does_not_matter_in_stage_3",
    "the_surplus_is_distributed_or_stays_in_reserve",
    "the_total_never_exceeds_the_needed_amount",
    "variant_1_never_uses_public_money",
    "variant_3_uses_no_more_project_money_than_variant_2",
]

Law = Callable[..., None]


class LawBroken(AssertionError):
    """An outcome that a law does not allow; the message begins with the law's name."""


def _holds(condition: object, law: Law, message: str) -> None:
    if not condition:
        raise LawBroken(f"{law.__name__}: {message}")


# ---------------------------------------------------------------------------------------------- stage 1


def no_cent_is_created_or_lost_in_stage_1(outcome: ProvisionalStage, pool: Money) -> None:
    """The provisional amounts and the reserve together are the pool, and none of them is negative.

    Rules: B-7, D-1, I-3. Protects: whoever pays into the pool, and every recipient.
    """
    law = no_cent_is_created_or_lost_in_stage_1
    given = Money.sum(row.provisional for row in outcome.amounts)
    whole = given + outcome.reserve
    _holds(whole == pool, law, f"amounts {given} and reserve {outcome.reserve} make {whole} of {pool}")
    _holds(outcome.reserve.cents >= 0, law, f"the reserve is {outcome.reserve}")
    for row in outcome.amounts:
        _holds(row.provisional.cents >= 0, law, f"{row.id!a} gets {row.provisional}")


def equal_facts_get_equal_provisional_amounts(recipients: Sequence[Recipient], outcome: ProvisionalStage) -> None:
    """Recipients of the same birth and opinion have the same share, and whoever has the same share the same amount.

    Holds under ``equal_treatment`` of I-3; the shares are equal under every reading.
    Rules: B-1, B-7, I-3. Protects: every recipient from favour.
    """
    law = equal_facts_get_equal_provisional_amounts
    shares: dict[object, object] = {}
    amounts: dict[object, Money] = {}
    for recipient, row in zip(recipients, outcome.amounts, strict=True):
        facts = (recipient.born, recipient.special_care)
        share = shares.setdefault(facts, row.weight)
        _holds(share == row.weight, law, f"{row.id!a} has {row.weight} % and an equal {share} %")
        amount = amounts.setdefault(row.weight, row.provisional)
        _holds(amount == row.provisional, law, f"{row.id!a} gets {row.provisional} and an equal {amount}")


def a_greater_share_never_gives_a_smaller_provisional_amount(outcome: ProvisionalStage) -> None:
    """Whoever has the greater share gets at least as much, whatever is done with the last cents.

    Rules: B-1, D-1. Protects: young children and those with a special-care opinion.
    """
    law = a_greater_share_never_gives_a_smaller_provisional_amount
    ranked = sorted(outcome.amounts, key=lambda row: (row.weight, row.provisional.cents))
    for less, more in pairwise(ranked):
        _holds(
            less.weight == more.weight or less.provisional <= more.provisional,
            law,
            f"{less.id!a} gets {less.provisional} by {less.weight} %, "
            f"{more.id!a} {more.provisional} by {more.weight} %",
        )


def the_order_of_recipients_does_not_matter_in_stage_1(one: ProvisionalStage, other: ProvisionalStage) -> None:
    """The same recipients in another order have the same amounts and leave the same reserve.

    Rules: B-7, I-3. Protects: whoever stands at the end of a list.
    """
    law = the_order_of_recipients_does_not_matter_in_stage_1
    by_id = {row.id: row for row in other.amounts}
    _holds(one.reserve == other.reserve, law, f"the reserve is {one.reserve}, in another order {other.reserve}")
    _holds(by_id.keys() == {row.id for row in one.amounts}, law, "the recipients are not the same")
    for row in one.amounts:
        _holds(row == by_id[row.id], law, f"{row.id!a} gets {row}, in another order {by_id[row.id]}")


def a_larger_pool_never_gives_anyone_less(smaller: ProvisionalStage, larger: ProvisionalStage) -> None:
    """With more in the pool nobody's provisional amount is smaller.

    Holds under ``equal_treatment`` of I-3. Rules: D-1, B-1, I-1, I-3. Protects: every recipient.
    """
    law = a_larger_pool_never_gives_anyone_less
    for before, after in zip(smaller.amounts, larger.amounts, strict=True):
        _holds(
            before.provisional <= after.provisional,
            law,
            f"{before.id!a} gets {before.provisional}, and {after.provisional} of a larger pool",
        )


def stage_1_gives_what_its_definition_says(
    outcome: ProvisionalStage, recipients: Sequence[Recipient], whole: Money, on: date, parameters: Parameters
) -> None:
    """Every amount is the exact share of ``whole``, computed with fractions, rounded as the reading of I-3 says.

    ``whole`` is the pool, or under ``fixed_amount`` of I-1 the amount of 100 %.
    Rules: D-1, B-1, I-1, I-3. Protects: every recipient from an error of computation.
    """
    law = stage_1_gives_what_its_definition_says
    expected = brute.provisional_cents(recipients, whole, on, parameters)
    for recipient, row, cents in zip(recipients, outcome.amounts, expected, strict=True):
        _holds(row.id == recipient.id, law, f"expected an amount for {recipient.id!a}, got one for {row.id!a}")
        _holds(row.provisional.cents == cents, law, f"{row.id!a} gets {row.provisional}, expected {Money(cents)}")


# ---------------------------------------------------------------------------------------------- stage 2


def lines_and_months_add_up_to_the_needed_amount(lines: Sequence[Line], outcome: NeededStage) -> None:
    """Each line costs units times price, rounded half up once; lines and months both add up to the whole.

    Rules: D-2, B-3. Protects: recipient and provider from cents that vanish between month and period.
    """
    law = lines_and_months_add_up_to_the_needed_amount
    for line, row in zip(lines, outcome.lines, strict=True):
        units = sum(line.units)
        exact = Fraction(line.unit_price.micros * units, 10_000)
        _holds(row.units == units, law, f"{row.service} has {row.units} units, planned are {units}")
        off = row.amount.cents - exact
        half = Fraction(1, 2)
        _holds(-half < off <= half, law, f"{row.service} costs {row.amount}, exactly {exact} cents")
    by_line, by_month = (Money.sum(row.amount for row in outcome.lines), Money.sum(outcome.by_month))
    _holds(by_line == outcome.needed, law, f"lines add up to {by_line}, needed is {outcome.needed}")
    _holds(by_month == outcome.needed, law, f"months add up to {by_month}, needed is {outcome.needed}")


# ---------------------------------------------------------------------------------------------- stage 3


def no_cent_is_created_or_lost_in_stage_3(
    needs: Sequence[Need], outcome: FinalStage, reserve: Money, underspent: Money
) -> None:
    """The final amounts and the reserve left are the provisional amounts, the reserve and the underspending brought in.

    Rules: B-5, B-7, I-3, I-21. Protects: whoever pays into the pool, and every recipient.
    """
    law = no_cent_is_created_or_lost_in_stage_3
    brought = Money.sum(need.provisional for need in needs) + reserve + underspent
    finals = Money.sum(row.final for row in outcome.amounts)
    left = outcome.reserve
    _holds(finals + left == brought, law, f"final amounts {finals} and reserve {left} of {brought} brought in")
    _holds(left.cents >= 0, law, f"the reserve is {left}")


def the_surplus_is_distributed_or_stays_in_reserve(outcome: FinalStage) -> None:
    """What is distributed and what stays in reserve is the surplus.

    Rules: B-5, B-6, B-7. Protects: whoever pays into the pool.
    """
    law = the_surplus_is_distributed_or_stays_in_reserve
    _holds(
        outcome.distributed + outcome.reserve == outcome.surplus,
        law,
        f"distributed {outcome.distributed} and reserve {outcome.reserve} of a surplus of {outcome.surplus}",
    )


def a_final_amount_lies_between_the_provisional_and_the_needed_one(needs: Sequence[Need], outcome: FinalStage) -> None:
    """Nobody loses what was provisionally granted and is needed, and nobody gets more than is needed.

    Rules: B-4, B-6, B-11, D-2, D-3. Protects: every recipient, and the others from one who takes too much.
    """
    law = a_final_amount_lies_between_the_provisional_and_the_needed_one
    for need, row in zip(needs, outcome.amounts, strict=True):
        least = min(need.provisional, need.needed)
        _holds(row.id == need.id, law, f"expected an amount for {need.id!a}, got one for {row.id!a}")
        _holds(least <= row.final <= need.needed, law, f"{row.id!a} gets {row.final} of {least} to {need.needed}")
        _holds(row.final + row.unmet == need.needed, law, f"{row.id!a}: {row.final} and {row.unmet} of {need.needed}")


def a_need_within_the_provisional_amount_is_met_exactly(needs: Sequence[Need], outcome: FinalStage) -> None:
    """Whoever needs no more than the provisional amount gets just what is needed.

    Rules: B-4. Protects: every recipient with a modest need.
    """
    law = a_need_within_the_provisional_amount_is_met_exactly
    for need, row in zip(needs, outcome.amounts, strict=True):
        _holds(
            need.needed > need.provisional or row.final == need.needed, law, f"{row.id!a} gets {row.final}, not {need}"
        )


def equal_needs_get_equal_final_amounts(needs: Sequence[Need], outcome: FinalStage) -> None:
    """Recipients with the same provisional and the same needed amount get the same final amount.

    Holds under ``equal_treatment`` of I-3. Rules: B-7, I-3. Protects: every recipient from favour.
    """
    law = equal_needs_get_equal_final_amounts
    amounts: dict[object, Money] = {}
    for need, row in zip(needs, outcome.amounts, strict=True):
        amount = amounts.setdefault((need.provisional, need.needed), row.final)
        _holds(amount == row.final, law, f"{row.id!a} gets {row.final} and an equal {amount}")


def the_order_of_recipients_does_not_matter_in_stage_3(one: FinalStage, other: FinalStage) -> None:
    """The same recipients in another order have the same final amounts and leave the same reserve.

    Rules: B-7, I-3. Protects: whoever stands at the end of a list.
    """
    law = the_order_of_recipients_does_not_matter_in_stage_3
    by_id = {row.id: row for row in other.amounts}
    _holds(one.reserve == other.reserve, law, f"the reserve is {one.reserve}, in another order {other.reserve}")
    _holds(by_id.keys() == {row.id for row in one.amounts}, law, "the recipients are not the same")
    for row in one.amounts:
        _holds(row == by_id[row.id], law, f"{row.id!a} gets {row}, in another order {by_id[row.id]}")


def more_need_never_means_less_money(before: FinalStage, after: FinalStage, who: str) -> None:
    """When the need of ``who`` grows, and nothing else changes, its final amount does not shrink.

    Holds under ``equal_treatment`` of I-3. Rules: B-6, I-2, I-3. Protects: a recipient who admits to a greater need.
    """
    law = more_need_never_means_less_money
    less, more = (next(row.final for row in stage.amounts if row.id == who) for stage in (before, after))
    _holds(less <= more, law, f"{who!a} gets {less}, and {more} with a greater need")


def a_larger_surplus_never_gives_anyone_less(smaller: FinalStage, larger: FinalStage) -> None:
    """With more left over to share, nobody's final amount is smaller.

    Holds under ``equal_treatment`` of I-3. Rules: B-5, B-6, I-2, I-3. Protects: every recipient.
    """
    law = a_larger_surplus_never_gives_anyone_less
    for before, after in zip(smaller.amounts, larger.amounts, strict=True):
        _holds(
            before.final <= after.final,
            law,
            f"{before.id!a} gets {before.final}, and {after.final} of a larger surplus",
        )


def less_than_a_cent_is_left_for_each_who_lacks_money(outcome: FinalStage) -> None:
    """As long as somebody lacks money, the reserve is less than a cent for each who does: the rest is given out.

    Rules: B-6, B-7, I-3. Protects: everybody whose need is not met.
    """
    law = less_than_a_cent_is_left_for_each_who_lacks_money
    lacking = sum(bool(row.unmet) for row in outcome.amounts)
    _holds(not lacking or outcome.reserve.cents < lacking, law, f"{outcome.reserve} is left while {lacking} lack money")


def stage_3_gives_what_its_definition_says(
    outcome: FinalStage, needs: Sequence[Need], parameters: Parameters, reserve: Money, underspent: Money
) -> None:
    """Every amount is the exact share of the surplus, poured step by step, rounded as the reading of I-3 says.

    Rules: D-3, B-4, B-5, B-6, I-2, I-3. Protects: every recipient from an error of computation.
    """
    law = stage_3_gives_what_its_definition_says
    expected = brute.final_cents(needs, parameters, reserve, underspent)
    for row, cents in zip(outcome.amounts, expected, strict=True):
        _holds(row.final.cents == cents, law, f"{row.id!a} gets {row.final}, expected {Money(cents)}")


# ---------------------------------------------------------------------------------------------- stage 4


def the_total_never_exceeds_the_needed_amount(funding: Funding, outcome: TotalStage) -> None:
    """Total and unmet need are what the plan costs, of every line too, and nothing is negative.

    Rules: D-4, B-8, B-11, F-5. Protects: whoever pays, from paying for what is not needed.
    """
    law = the_total_never_exceeds_the_needed_amount
    needed = Money.sum(line.amount for line in funding.lines)
    _holds(outcome.total + outcome.unmet == needed, law, f"total {outcome.total} and unmet {outcome.unmet} of {needed}")
    _holds(outcome.total <= needed, law, f"the total is {outcome.total} of {needed}")
    for line, row in zip(funding.lines, outcome.lines, strict=True):
        parts = _paid(row)
        paid = Money.sum(parts.values())
        _holds(row.service == line.service, law, f"expected {line.service}, got {row.service}")
        _holds(paid + row.unmet == line.amount, law, f"{row.service}: {paid} and {row.unmet} of {line.amount}")
        _holds(min(*parts.values(), row.unmet).cents >= 0, law, f"{row.service}: an amount below zero in {row}")


def sources_add_up_to_the_total_on_every_line_too(outcome: TotalStage) -> None:
    """The sources together are the total, and each of them is the sum of what it pays line by line.

    Rules: B-8, F-7. Protects: everybody who checks one table against the other.
    """
    law = sources_add_up_to_the_total_on_every_line_too
    whole = _paid(outcome.sources)
    together = Money.sum(whole.values())
    _holds(together == outcome.total, law, f"sources add up to {together}, the total is {outcome.total}")
    for source, amount in whole.items():
        of_lines = Money.sum(_paid(row)[source] for row in outcome.lines)
        _holds(of_lines == amount, law, f"{source.value} pays {amount}, line by line {of_lines}")


def no_source_pays_beyond_its_limit(funding: Funding, outcome: TotalStage) -> None:
    """No source pays more than it has; public money pays for a line no more than it paid for that service before.

    Rules: B-8, F-4. Protects: every source of money.
    """
    law = no_source_pays_beyond_its_limit
    benefits = funding.benefits.rehabilitation + funding.benefits.transport
    limits = {Source.PROJECT: funding.final, Source.BENEFITS: benefits, Source.OTHER: funding.other}
    whole = _paid(outcome.sources)
    for source, limit in limits.items():
        _holds(whole[source] <= limit, law, f"{source.value} pays {whole[source]} of {limit}")
    for line, row in zip(funding.lines, outcome.lines, strict=True):
        _holds(row.public <= line.public, law, f"public money pays {row.public} of {line.public} for {row.service}")


def money_is_used_only_where_it_is_tied(funding: Funding, outcome: TotalStage, parameters: Parameters) -> None:
    """Transport benefits pay for transport, rehabilitation benefits for their services, up to what each of them has.

    Rules: F-4, I-30. Protects: the law that grants a benefit for a purpose.
    """
    law = money_is_used_only_where_it_is_tied
    area_3_only = parameters.reading("I-30") == "area_3"
    tied = brute.purses(funding, (Source.BENEFITS,), area_3_only=area_3_only)[Source.BENEFITS]
    used = [0 for _ in tied]
    for place, row in enumerate(outcome.lines):
        fitting = [number for number, purse in enumerate(tied) if purse.pays[place]]
        _holds(fitting or not row.benefits, law, f"benefits pay {row.benefits} for {row.service}")
        for number in fitting:
            used[number] += row.benefits.cents
    for cents, purse in zip(used, tied, strict=True):
        _holds(cents <= purse.limit, law, f"benefits of one kind pay {Money(cents)} of {Money(purse.limit)}")


def no_other_assignment_covers_more(funding: Funding, outcome: TotalStage, parameters: Parameters) -> None:
    """No other way to put the same money on the same services covers more of the need.

    Holds under ``best_cover`` of I-10. Rules: F-6, I-10. Protects: a recipient from money that is left lying.
    """
    law = no_other_assignment_covers_more
    greatest = Money(sum(map(sum, brute.distribution(funding, parameters).values())))
    _holds(outcome.total == greatest, law, f"the total is {outcome.total}, and {greatest} is possible")


def every_cent_goes_where_the_definition_puts_it(funding: Funding, outcome: TotalStage, parameters: Parameters) -> None:
    """Greatest total, then the sources in the variant's order, then source by source the lines in their order.

    Under ``in_order`` of I-10: line by line, for each the sources in the variant's order.
    Rules: F-1, F-2, F-3, F-4, F-6, I-10, I-24, I-30. Protects: whoever compares two implementations.
    """
    law = every_cent_goes_where_the_definition_puts_it
    for source, payments in brute.distribution(funding, parameters).items():
        for row, cents in zip(outcome.lines, payments, strict=True):
            paid = _paid(row)[source]
            _holds(paid.cents == cents, law, f"{source.value} pays {paid} for {row.service}, expected {Money(cents)}")


def more_money_never_covers_less(less: TotalStage, more: TotalStage) -> None:
    """When one source has more, and nothing else changes, the total does not shrink.

    Holds under ``best_cover`` of I-10. Rules: F-6, I-10. Protects: a recipient who finds more money.
    """
    law = more_money_never_covers_less
    _holds(less.total <= more.total, law, f"the total is {less.total}, and {more.total} with more money")


def variant_1_never_uses_public_money(outcome: TotalStage) -> None:
    """In variant 1 money for public services stays unused, on every line.

    Rules: F-1. Protects: the municipality's and the state's services.
    """
    law = variant_1_never_uses_public_money
    _holds(not outcome.sources.public, law, f"public money pays {outcome.sources.public}")
    for row in outcome.lines:
        _holds(not row.public, law, f"public money pays {row.public} for {row.service}")


def variant_3_uses_no_more_project_money_than_variant_2(variant_2: TotalStage, variant_3: TotalStage) -> None:
    """The project pays at most as much where public money comes first as where the project comes first.

    Rules: F-2, F-3. Protects: the project's money.
    """
    law = variant_3_uses_no_more_project_money_than_variant_2
    second, third = variant_2.sources.project, variant_3.sources.project
    _holds(third <= second, law, f"the project pays {second} in variant 2 and {third} in variant 3")


def support_is_compared_with_what_was_before(funding: Funding, outcome: TotalStage) -> None:
    """A need below the former support is said to be less; otherwise the total alone decides.

    Rules: F-7. Protects: whoever reads that support has shrunk.
    """
    law = support_is_compared_with_what_was_before
    public = Money.sum(line.public for line in funding.lines)
    assumed = public + funding.benefits.rehabilitation + funding.benefits.transport
    before = assumed if funding.before is None else funding.before
    says = outcome.against_before
    expected = Comparison.SAME if outcome.total == before else Comparison.BETTER
    if outcome.total < before:
        expected = Comparison.WORSE
    if outcome.total + outcome.unmet < before:
        expected = Comparison.NEED_IS_LESS
    _holds(says is expected, law, f"{outcome.total} after {before} is {expected.value}, not {says.value}")


def _paid(paid: FundedLine | Sources) -> Mapping[Source, Money]:
    return {source: getattr(paid, source.value) for source in Source}


# ---------------------------------------------------------------------------------------------- plan


def a_cut_plan_costs_no_more_than_the_amount(lines: Sequence[Line], outcome: FittedPlan, available: Money) -> None:
    """What is planned fits into the amount, each line at its price, and what is left is the rest.

    Rules: N-3, N-7, B-10. Protects: the provider from services that nobody can pay.
    """
    law = a_cut_plan_costs_no_more_than_the_amount
    for line, row in zip(lines, outcome.lines, strict=True):
        cost = line.unit_price.times(sum(row.units))
        _holds(cost == row.amount, law, f"{row.service}: {sum(row.units)} units cost {cost}, not {row.amount}")
    planned, left = Money.sum(row.amount for row in outcome.lines), outcome.left
    _holds(planned == outcome.planned, law, f"lines add up to {planned}, planned is {outcome.planned}")
    _holds(planned + left == available, law, f"planned {planned} and left {left} of {available}")
    _holds(planned <= available, law, f"planned is {planned} of {available}")


def a_cut_plan_invents_nothing(lines: Sequence[Line], outcome: FittedPlan) -> None:
    """The same services in the same order, in no month more units than were planned, the others counted as dropped.

    Rules: N-3, N-7. Protects: the child from services that the team did not name.
    """
    law = a_cut_plan_invents_nothing
    for line, row in zip(lines, outcome.lines, strict=True):
        _holds(row.service == line.service, law, f"expected {line.service}, got {row.service}")
        months = list(zip(row.units, line.units, strict=True))
        _holds(
            all(0 <= kept <= planned for kept, planned in months), law, f"{row.service}: {row.units} of {line.units}"
        )
        dropped = sum(line.units) - sum(row.units)
        _holds(dropped == row.dropped_units, law, f"{row.service}: dropped {dropped}, not {row.dropped_units}")


def a_cut_plan_drops_the_last_months_first(lines: Sequence[Line], outcome: FittedPlan) -> None:
    """After a month in which a service was cut it has no units any more.

    Rules: N-7. Protects: the child from a start that waits.
    """
    law = a_cut_plan_drops_the_last_months_first
    for line, row in zip(lines, outcome.lines, strict=True):
        cut = [place for place, (kept, planned) in enumerate(zip(row.units, line.units, strict=True)) if kept < planned]
        _holds(not cut or not any(row.units[cut[0] + 1 :]), law, f"{row.service}: {row.units} of {line.units}")


def a_cut_plan_keeps_priorities(
    lines: Sequence[Line], outcome: FittedPlan, available: Money, parameters: Parameters
) -> None:
    """A service goes without a unit only if what the services before it left could not pay for one more.

    Under ``stop`` of I-12 nothing is taken after the first service that goes without a unit.
    Rules: N-3, N-7, I-12. Protects: the services that the team and the parent put first.
    """
    law = a_cut_plan_keeps_priorities
    left, stopped = available, False
    for line, row in zip(lines, outcome.lines, strict=True):
        taken = sum(row.units)
        if stopped:
            _holds(taken == 0, law, f"{row.service} has {taken} units after the taking was stopped")
        elif row.dropped_units:
            cost = line.unit_price.times(taken + 1)
            _holds(cost > left, law, f"{row.service} goes without a unit though {left} pays {cost}")
            stopped = parameters.reading("I-12") == "stop"
        left -= row.amount


def the_merged_order_ignores_and_invents_nothing(rankings: Rankings, outcome: MergedOrder) -> None:
    """Every ranked service is in the merged order once, and no other.

    Rules: N-2, N-3. Protects: what the experts or the parent named.
    """
    law = the_merged_order_ignores_and_invents_nothing
    merged = sorted(row.service for row in outcome.order)
    for ranked in (sorted(rankings.parent), sorted(name for area in rankings.experts.values() for name in area)):
        _holds(merged == ranked, law, f"ranked are {ranked}, merged {merged}")


def a_service_that_both_sides_prefer_comes_first(rankings: Rankings, outcome: MergedOrder) -> None:
    """Where the experts put one service of an area before another, and the parent does too, so does the merged order.

    Rules: N-2, I-11. Protects: what experts and parent agree on.
    """
    law = a_service_that_both_sides_prefer_comes_first
    place = {row.service: number for number, row in enumerate(outcome.order)}
    for area in rankings.experts.values():
        for rank, first in enumerate(area):
            for second in area[rank + 1 :]:
                agreed = rankings.parent.index(first) < rankings.parent.index(second)
                _holds(not agreed or place[first] < place[second], law, f"{second} comes before {first}")


def the_merged_order_is_that_of_the_weighted_scores(
    rankings: Rankings, outcome: MergedOrder, experts: Share, parent: Share
) -> None:
    """Scores and order are those of the weighted sum, ties by the experts' score, then by area and place in its list.

    Rules: N-2, I-11. Protects: whoever asks why one service comes before another.
    """
    law = the_merged_order_is_that_of_the_weighted_scores
    weights = (Fraction(experts.millionths, Share.WHOLE), Fraction(parent.millionths, Share.WHOLE))
    expected = brute.merged_scores(rankings.experts, rankings.parent, weights)
    merged = [(row.service, row.score) for row in outcome.order]
    _holds(merged == expected, law, f"the order is {merged}, expected {expected}")


# ---------------------------------------------------------------------------------------------- reasons


def every_decision_says_why_and_under_which_rules(decision: Decision[Any]) -> None:
    """A decision has a reason, names its edition, and its readings exist.

    Rules: E-8, G-5. Protects: everybody who wants to contest a decision.
    """
    law = every_decision_says_why_and_under_which_rules
    _holds(decision.reasons, law, f"no reason for {decision.outcome}")
    _holds(decision.edition, law, f"no edition for {decision.outcome}")
    for id_, reading in decision.readings:
        known = id_ in INTERPRETATIONS and reading in INTERPRETATIONS[id_].names
        _holds(known, law, f"{id_} has no reading {reading!a}")


def every_reason_names_a_rule_with_a_source(reasons: Sequence[Reason]) -> None:
    """A reason cites a rule, the rule has a source, and the interpretations it names exist.

    Rules: E-8, G-5. Protects: everybody who wants to look a reason up.
    """
    law = every_reason_names_a_rule_with_a_source
    for reason in reasons:
        _holds(reason.rule in RULES and RULES[reason.rule].source, law, f"{reason.code} cites {reason.rule!a}")
        _holds(INTERPRETATIONS.keys() >= set(reason.interpretations), law, f"{reason.code}: {reason.interpretations}")


def every_reason_is_explained_in_both_languages(reasons: Sequence[Reason]) -> None:
    """A reason has a sentence in English and one in Latvian, both complete.

    Rules: E-8, N-1. Protects: the parent.
    """
    law = every_reason_is_explained_in_both_languages
    for reason in reasons:
        texts = [sentence(reason, language) for language in LANGUAGES]
        _holds(len(set(texts)) == len(LANGUAGES), law, f"{reason.code} reads the same in two languages: {texts[0]!a}")
        for text in texts:
            _holds(text.endswith("."), law, f"{reason.code} reads {text!a}")


# ---------------------------------------------------------------------------------------------- all


#: Every law, by the chapter that it is about.
LAWS: Final[Mapping[str, tuple[Law, ...]]] = {
    "stage 1": (
        no_cent_is_created_or_lost_in_stage_1,
        equal_facts_get_equal_provisional_amounts,
        a_greater_share_never_gives_a_smaller_provisional_amount,
        the_order_of_recipients_does_not_matter_in_stage_1,
        a_larger_pool_never_gives_anyone_less,
        stage_1_gives_what_its_definition_says,
    ),
    "stage 2": (lines_and_months_add_up_to_the_needed_amount,),
    "stage 3": (
        no_cent_is_created_or_lost_in_stage_3,
        the_surplus_is_distributed_or_stays_in_reserve,
        a_final_amount_lies_between_the_provisional_and_the_needed_one,
        a_need_within_the_provisional_amount_is_met_exactly,
        equal_needs_get_equal_final_amounts,
        the_order_of_recipients_does_not_matter_in_stage_3,
        more_need_never_means_less_money,
        a_larger_surplus_never_gives_anyone_less,
        less_than_a_cent_is_left_for_each_who_lacks_money,
        stage_3_gives_what_its_definition_says,
    ),
    "stage 4": (
        the_total_never_exceeds_the_needed_amount,
        sources_add_up_to_the_total_on_every_line_too,
        no_source_pays_beyond_its_limit,
        money_is_used_only_where_it_is_tied,
        no_other_assignment_covers_more,
        every_cent_goes_where_the_definition_puts_it,
        more_money_never_covers_less,
        variant_1_never_uses_public_money,
        variant_3_uses_no_more_project_money_than_variant_2,
        support_is_compared_with_what_was_before,
    ),
    "plan": (
        a_cut_plan_costs_no_more_than_the_amount,
        a_cut_plan_invents_nothing,
        a_cut_plan_drops_the_last_months_first,
        a_cut_plan_keeps_priorities,
        the_merged_order_ignores_and_invents_nothing,
        a_service_that_both_sides_prefer_comes_first,
        the_merged_order_is_that_of_the_weighted_scores,
    ),
    "reasons": (
        every_decision_says_why_and_under_which_rules,
        every_reason_names_a_rule_with_a_source,
        every_reason_is_explained_in_both_languages,
    ),
}


def every_law_holds_for_a_cohort(outcome: CohortOutcome, parameters: Parameters) -> None:
    """Runs every law that one outcome of `ibmodel.model.run` can be held against; those that compare two are left out.

    Raises `LawBroken` for the first that does not hold.
    """
    _stages_1_and_3_hold(outcome, parameters)
    for result, row in zip(outcome.cases, outcome.provisional.outcome.amounts, strict=True):
        lines = _in_merged_order(result, parameters)
        lines_and_months_add_up_to_the_needed_amount([line.line for line in lines], result.needed.outcome)
        _plans_hold(result, [line.line for line in lines], row.provisional, parameters)
        _total_holds(result.funding, result.total.outcome, parameters)
        plans = (result.first_plan, result.final_plan)
        for decision in (result.order, result.needed, *plans, result.total):
            if decision is not None:
                _reasons_hold(decision)


def _in_merged_order(result: CaseOutcome, parameters: Parameters) -> list[PlanLine]:
    case, order = result.case, result.order
    if case.rankings is None or order is None:
        return list(case.lines)
    the_merged_order_ignores_and_invents_nothing(case.rankings, order.outcome)
    a_service_that_both_sides_prefer_comes_first(case.rankings, order.outcome)
    weights = (parameters.needs.weight_experts, parameters.needs.weight_parent)
    the_merged_order_is_that_of_the_weighted_scores(case.rankings, order.outcome, *weights)
    rank = {row.service: number for number, row in enumerate(order.outcome.order)}
    return sorted(case.lines, key=lambda line: rank[line.service])


def _stages_1_and_3_hold(outcome: CohortOutcome, parameters: Parameters) -> None:
    cohort = outcome.cohort
    first, last = outcome.provisional.outcome, outcome.final.outcome
    recipients = [case.recipient for case in cohort.cases]
    whole = cohort.pool if cohort.amount is None else cohort.amount
    no_cent_is_created_or_lost_in_stage_1(first, cohort.pool)
    a_greater_share_never_gives_a_smaller_provisional_amount(first)
    stage_1_gives_what_its_definition_says(first, recipients, whole, cohort.on, parameters)
    needs = [
        Need(result.case.id, row.provisional, result.needed.outcome.needed, result.case.received)
        for result, row in zip(outcome.cases, first.amounts, strict=True)
    ]
    no_cent_is_created_or_lost_in_stage_3(needs, last, first.reserve, cohort.underspent)
    the_surplus_is_distributed_or_stays_in_reserve(last)
    a_final_amount_lies_between_the_provisional_and_the_needed_one(needs, last)
    a_need_within_the_provisional_amount_is_met_exactly(needs, last)
    less_than_a_cent_is_left_for_each_who_lacks_money(last)
    stage_3_gives_what_its_definition_says(last, needs, parameters, first.reserve, cohort.underspent)
    if parameters.reading("I-3") == "equal_treatment":
        equal_facts_get_equal_provisional_amounts(recipients, first)
        equal_needs_get_equal_final_amounts(needs, last)
    _reasons_hold(outcome.provisional)
    _reasons_hold(outcome.final)


def _plans_hold(result: CaseOutcome, lines: Sequence[Line], provisional: Money, parameters: Parameters) -> None:
    for plan, available in ((result.first_plan, provisional), (result.final_plan, result.final)):
        if plan is not None:
            a_cut_plan_costs_no_more_than_the_amount(lines, plan.outcome, available)
            a_cut_plan_invents_nothing(lines, plan.outcome)
            a_cut_plan_drops_the_last_months_first(lines, plan.outcome)
            a_cut_plan_keeps_priorities(lines, plan.outcome, available, parameters)


def _total_holds(funding: Funding, total: TotalStage, parameters: Parameters) -> None:
    the_total_never_exceeds_the_needed_amount(funding, total)
    sources_add_up_to_the_total_on_every_line_too(total)
    no_source_pays_beyond_its_limit(funding, total)
    money_is_used_only_where_it_is_tied(funding, total, parameters)
    every_cent_goes_where_the_definition_puts_it(funding, total, parameters)
    support_is_compared_with_what_was_before(funding, total)
    if parameters.funding.variant == 1:
        variant_1_never_uses_public_money(total)


def _reasons_hold(decision: Decision[Any]) -> None:
    every_decision_says_why_and_under_which_rules(decision)
    every_reason_names_a_rule_with_a_source(decision.reasons)
    every_reason_is_explained_in_both_languages(decision.reasons)
