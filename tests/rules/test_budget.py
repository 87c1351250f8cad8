"""Stages 1 to 3: boundaries of every rule, every reading, every error and every reason."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest

from ibmodel.case import Line, Need, Recipient
from ibmodel.dates import Month
from ibmodel.errors import BadType, BadValue, Duplicate, Inconsistent, Infeasible, MissingField
from ibmodel.money import Money, Rate, Share, order_keys
from ibmodel.parameters import EDITIONS, Parameters, edition
from ibmodel.rules.budget import (
    FinalStage,
    ProvisionalStage,
    check_months,
    compute_final,
    compute_needed,
    compute_provisional,
    decide_share,
    final_amounts,
    needed_amount,
    provisional_amounts,
)
from ibmodel.rules.budget import level as levels
from ibmodel.rules.budget.level import Level, pour
from ibmodel.rules.budget.provisional import quotient
from ibmodel.rules.budget.ties import first_come
from ibmodel.testing import brute
from ibmodel.testing.examples import FINAL_EXAMPLES, PRICE_EXAMPLES, PROVISIONAL_EXAMPLES, FinalExample, PriceExample
from ibmodel.testing.examples import ProvisionalExample as SharedPool

PILOT = edition("children-pilot-2018")
ON = date(2018, 9, 1)
FULL, REDUCED = Share.percent("100"), Share.percent("70")
YOUNG, OLD = date(2014, 5, 5), date(2005, 5, 5)
EXAMPLES = [*zip(("A", "B", "C"), (YOUNG, OLD, OLD), strict=True)]


def reading(**readings: str) -> Parameters:
    chosen = {name.replace("_", "-"): value for name, value in readings.items()}
    return PILOT.reform("readings of the test", readings=chosen)


def euro(text: str) -> Money:
    return Money.euro(text)


def child(born: date, who: str = "A", *, special_care: bool = False, received: datetime | None = None) -> Recipient:
    return Recipient(who, born, special_care, received)


def need(who: str, provisional: str, needed: str, received: datetime | None = None) -> Need:
    return Need(who, euro(provisional), euro(needed), received)


def finals(stage: FinalStage) -> list[str]:
    return [str(row.final) for row in stage.amounts]


def granted(stage: ProvisionalStage) -> list[str]:
    return [str(row.provisional) for row in stage.amounts]


def share_of(born: date, on: date = ON, *, special_care: bool = False) -> Share:
    stage = provisional_amounts([child(born, special_care=special_care)], euro("100.00"), on, PILOT)
    return stage.amounts[0].weight


# ------------------------------------------------------------------------------------------ stage 1: the share


@pytest.mark.rule("B-1", "D-1")
def test_child_of_eight_years_and_364_days_gets_the_full_share() -> None:
    assert share_of(date(2009, 9, 2)) == FULL


@pytest.mark.rule("B-1", "D-1")
def test_child_who_turns_nine_on_the_day_gets_the_reduced_share() -> None:
    assert share_of(date(2009, 9, 1)) == REDUCED


@pytest.mark.rule("B-1")
def test_child_who_turned_nine_the_day_before_gets_the_reduced_share() -> None:
    assert share_of(date(2009, 8, 31)) == REDUCED


@pytest.mark.rule("B-1")
def test_child_who_turns_eight_on_the_day_gets_the_full_share() -> None:
    assert share_of(date(2010, 9, 1)) == FULL


@pytest.mark.rule("B-1")
def test_child_born_on_the_day_gets_the_full_share() -> None:
    assert share_of(ON) == FULL


@pytest.mark.rule("B-1")
def test_child_of_nine_with_a_special_care_opinion_gets_the_full_share() -> None:
    assert share_of(date(2009, 9, 1), special_care=True) == FULL


@pytest.mark.rule("B-1")
def test_child_of_seventeen_and_364_days_is_still_a_recipient() -> None:
    assert share_of(date(2000, 9, 2)) == REDUCED
    assert share_of(date(2000, 9, 2), special_care=True) == FULL


@pytest.mark.rule("B-1")
@pytest.mark.parametrize("born", [date(2000, 9, 1), date(2000, 8, 31)])
def test_whoever_is_eighteen_on_the_day_is_no_recipient(born: date) -> None:
    with pytest.raises(BadValue, match="age below 18 on 2018-09-01, got 18 years") as refused:
        provisional_amounts([child(YOUNG, "first"), child(born)], euro("1.00"), ON, PILOT)
    assert refused.value.path == "/recipients/1/born"


@pytest.mark.rule("B-1", "I-16")
def test_child_of_29_february_turns_nine_on_28_february() -> None:
    assert share_of(date(2012, 2, 29), date(2021, 2, 27)) == FULL
    assert share_of(date(2012, 2, 29), date(2021, 2, 28)) == REDUCED


@pytest.mark.rule("B-1")
def test_birth_after_the_day_is_refused() -> None:
    with pytest.raises(BadValue) as refused:
        provisional_amounts([child(date(2018, 9, 2))], euro("1.00"), ON, PILOT)
    assert refused.value.path == "/recipients/0/born"


@pytest.mark.rule("B-1")
@pytest.mark.parametrize("parameters", EDITIONS.values(), ids=EDITIONS)
@pytest.mark.parametrize("special_care", [True, False])
@pytest.mark.parametrize("age", range(18))
def test_every_age_and_opinion_has_its_share_and_criterion(
    age: int, special_care: bool, parameters: Parameters
) -> None:
    share, code = decide_share(age, special_care, parameters)
    expected = "full_share_up_to_age" if age <= 8 else "full_share_special_care" if special_care else "reduced_share"
    assert code.code == expected
    assert share == (REDUCED if expected == "reduced_share" else FULL)


@pytest.mark.rule("B-2")
def test_provisional_amount_of_the_second_half_goes_by_the_facts_of_its_first_day() -> None:
    start = Month.of(PILOT.pilot.start)
    first, second = (start.plus(month - 1).first for month in (PILOT.budget.first_month, PILOT.budget.second_month))
    turns_nine_between = date(2009, 12, 15)
    assert (first, second) == (date(2018, 9, 1), date(2019, 3, 1))
    assert share_of(turns_nine_between, first) == FULL
    assert share_of(turns_nine_between, second) == REDUCED
    assert PILOT.budget.second_computed_month == 6


# ------------------------------------------------------------------------------------------ stage 1: the amounts


@pytest.mark.rule("B-1", "B-7", "I-1", "I-3")
@pytest.mark.parametrize("example", PROVISIONAL_EXAMPLES, ids=lambda example: example.reading)
def test_pool_of_a_thousand_is_shared_as_the_protocol_prints_it(example: SharedPool) -> None:
    recipients = [child(born, who) for who, born in EXAMPLES]
    stage = provisional_amounts(recipients, example.pool, ON, reading(I_1=example.reading), example.amount)
    assert tuple(row.weight for row in stage.amounts) == example.weights
    assert tuple(row.provisional for row in stage.amounts) == example.amounts
    assert stage.reserve == example.reserve
    assert example.source.endswith("budget.provisional")


@pytest.mark.rule("D-1", "I-1")
def test_weighted_split_uses_the_pool_up_to_the_cents() -> None:
    recipients = [child(born, who) for who, born in EXAMPLES]
    stage = provisional_amounts(recipients, euro("1000.00"), ON, PILOT)
    assert granted(stage) == ["416.66", "291.66", "291.66"]
    assert stage.reserve == euro("0.02")


@pytest.mark.rule("I-3", "B-7")
def test_exhaust_hands_out_the_cents_of_the_weighted_split_by_largest_remainder() -> None:
    recipients = [child(born, who) for who, born in EXAMPLES]
    stage = provisional_amounts(recipients, euro("1000.00"), ON, reading(I_3="exhaust"))
    # every remainder is two thirds of a cent: the greater weight first, then the smaller identifier
    assert granted(stage) == ["416.67", "291.67", "291.66"]
    assert stage.reserve == euro("0.00")


@pytest.mark.rule("I-3", "I-1")
def test_exhaust_with_an_equal_share_hands_out_the_rounding_residue_only() -> None:
    recipients = [child(born, who) for who, born in EXAMPLES]
    stage = provisional_amounts(recipients, euro("1000.00"), ON, reading(I_1="equal_share", I_3="exhaust"))
    # exact: 333.333.., 233.333.., 233.333..: together 800.00, rounded down 799.99
    assert granted(stage) == ["333.34", "233.33", "233.33"]
    assert stage.reserve == euro("200.00")


@pytest.mark.rule("I-3")
def test_last_cent_goes_to_the_earlier_application_then_to_the_smaller_identifier() -> None:
    early, late = datetime(2018, 7, 3, 9, 14), datetime(2018, 7, 3, 9, 15)
    exhaust = reading(I_3="exhaust")

    def who_gets_it(**received: datetime | None) -> str:
        recipients = [child(YOUNG, who, received=moment) for who, moment in received.items()]
        stage = provisional_amounts(recipients, euro("0.01"), ON, exhaust)
        return next(row.id for row in stage.amounts if row.provisional)

    assert who_gets_it(a=late, b=early) == "b"
    assert who_gets_it(a=None, b=late) == "b"
    assert who_gets_it(b=early, a=early) == "a"
    assert who_gets_it(b=None, a=None) == "a"


@pytest.mark.rule("I-1")
def test_fixed_amounts_may_use_the_pool_up_and_not_a_cent_more() -> None:
    recipients = [child(YOUNG, "A"), child(OLD, "B")]
    fixed = reading(I_1="fixed_amount")
    assert provisional_amounts(recipients, euro("170.00"), ON, fixed, euro("100.00")).reserve == euro("0.00")
    with pytest.raises(Infeasible) as refused:
        provisional_amounts(recipients, euro("169.99"), ON, fixed, euro("100.00"))
    assert refused.value.path == "/amount"


@pytest.mark.rule("I-1")
def test_fixed_amounts_that_fit_only_when_rounded_do_not_fit() -> None:
    """70 % of 0.01 is 0.00 when rounded down, yet exactly 0.007."""
    with pytest.raises(Infeasible):
        provisional_amounts([child(OLD)], euro("0.00"), ON, reading(I_1="fixed_amount"), euro("0.01"))


@pytest.mark.rule("I-1")
def test_fixed_amount_is_required_where_it_is_used_and_refused_elsewhere() -> None:
    with pytest.raises(MissingField) as missing:
        provisional_amounts([], euro("1.00"), ON, reading(I_1="fixed_amount"))
    with pytest.raises(BadValue) as unasked:
        provisional_amounts([], euro("1.00"), ON, PILOT, euro("1.00"))
    assert (missing.value.path, unasked.value.path) == ("/amount", "/amount")
    with pytest.raises(BadValue, match="not negative") as negative:
        provisional_amounts([], euro("1.00"), ON, reading(I_1="fixed_amount"), Money(-1))
    assert negative.value.path == "/amount"


@pytest.mark.rule("B-7")
@pytest.mark.parametrize("chosen", ["weighted_split", "equal_share", "fixed_amount"])
@pytest.mark.parametrize("cents", ["equal_treatment", "exhaust"])
def test_pool_without_recipients_stays_in_reserve(chosen: str, cents: str) -> None:
    amount = euro("400.00") if chosen == "fixed_amount" else None
    stage = compute_provisional([], euro("12.34"), ON, reading(I_1=chosen, I_3=cents), amount)
    assert stage.outcome == ProvisionalStage((), euro("12.34"))
    assert [reason.code for reason in stage.reasons] == ["pool_without_recipients"]


@pytest.mark.rule("B-7")
def test_shares_reformed_to_nothing_leave_the_pool_in_reserve() -> None:
    nothing = PILOT.reform("nothing for anybody", {"budget.full_share": "0", "budget.reduced_share": "0"})
    stage = provisional_amounts([child(YOUNG, "A"), child(OLD, "B")], euro("12.34"), ON, nothing)
    assert granted(stage) == ["0.00", "0.00"]
    assert stage.reserve == euro("12.34")


@pytest.mark.rule("B-1")
def test_identifier_given_twice_is_reported_at_the_later_one() -> None:
    with pytest.raises(Duplicate) as refused:
        provisional_amounts([child(YOUNG, "A"), child(YOUNG, "B"), child(OLD, "A")], euro("1.00"), ON, PILOT)
    assert refused.value.path == "/recipients/2/id"


@pytest.mark.rule("D-1")
def test_pool_is_money_and_not_negative() -> None:
    with pytest.raises(BadValue) as negative:
        provisional_amounts([], Money(-1), ON, PILOT)
    with pytest.raises(BadType) as number:
        provisional_amounts([], 100, ON, PILOT)  # type: ignore[arg-type]
    assert (negative.value.path, number.value.path) == ("/pool", "/pool")


@pytest.mark.rule("D-1", "B-1", "I-1")
@pytest.mark.parametrize(
    ("chosen", "amount", "code", "facts"),
    [
        ("weighted_split", None, "pool_shared_by_weight", {}),
        ("equal_share", None, "pool_shared_equally", {}),
        ("fixed_amount", euro("4.00"), "fixed_amount_shared", {"amount": euro("4.00")}),
    ],
)
def test_stage_1_says_how_the_pool_was_shared_and_why_each_share_applies(
    chosen: str, amount: Money | None, code: str, facts: dict[str, object]
) -> None:
    recipients = [child(YOUNG, "A"), child(OLD, "B"), child(OLD, "C", special_care=True)]
    decision = compute_provisional(recipients, euro("12.34"), ON, reading(I_1=chosen), amount)
    *shares, split = decision.reasons
    assert [reason.code for reason in shares] == ["full_share_up_to_age", "reduced_share", "full_share_special_care"]
    assert [reason.facts["age"] for reason in shares] == [4, 13, 13]
    reserve = decision.outcome.reserve
    assert (split.code, split.facts) == (code, {**facts, "pool": euro("12.34"), "recipients": 3, "reserve": reserve})
    assert split.interpretations == ("I-1", "I-3")
    assert decision.readings == (("I-1", chosen), ("I-3", "equal_treatment"))
    assert decision.edition == "readings of the test"


# ------------------------------------------------------------------------------------------ stage 2


@pytest.mark.rule("B-3", "D-2")
@pytest.mark.parametrize("example", PRICE_EXAMPLES, ids=lambda example: str(example.unit_price))
def test_price_is_not_rounded_before_it_is_multiplied(example: PriceExample) -> None:
    stage = needed_amount([Line("family_assistant", example.unit_price, (4, 6))])
    assert stage.needed == example.amount
    assert example.source


@pytest.mark.rule("B-3", "D-2")
def test_needed_amount_is_the_sum_of_units_times_prices() -> None:
    stage = needed_amount([Line("nanny", Rate.euro("8.50"), (10, 0)), Line("x-swimming", Rate.euro("0.005"), (1, 1))])
    assert [(row.service, row.units, str(row.amount)) for row in stage.lines] == [
        ("nanny", 10, "85.00"),
        ("x-swimming", 2, "0.01"),
    ]
    assert stage.needed == euro("85.01")


@pytest.mark.rule("B-3")
def test_months_are_the_differences_of_the_rounded_running_totals() -> None:
    stage = needed_amount([Line("nanny", Rate.euro("0.005"), (1, 1, 1, 1))])
    assert list(map(str, stage.by_month)) == ["0.01", "0.00", "0.01", "0.00"]
    assert stage.needed == euro("0.02")


@pytest.mark.rule("B-3")
@pytest.mark.parametrize(("price", "amount"), [("0.004999", "0.00"), ("0.005", "0.01"), ("0.014999", "0.01")])
def test_half_a_cent_is_rounded_up(price: str, amount: str) -> None:
    assert needed_amount([Line("nanny", Rate.euro(price), (1,))]).needed == euro(amount)


@pytest.mark.rule("B-3")
def test_plan_without_lines_or_months_needs_nothing() -> None:
    assert needed_amount([]).needed == euro("0.00")
    empty = needed_amount([Line("nanny", Rate.euro("1.00"), ())])
    assert (empty.needed, empty.by_month, empty.lines[0].units) == (euro("0.00"), (), 0)


@pytest.mark.rule("B-3")
def test_one_service_of_two_providers_stands_on_two_lines() -> None:
    twice = [Line("nanny", Rate.euro("1.00"), (1,)), Line("nanny", Rate.euro("2.00"), (1,))]
    assert [str(row.amount) for row in needed_amount(twice).lines] == ["1.00", "2.00"]


@pytest.mark.rule("B-3")
def test_lines_of_different_length_are_inconsistent_at_the_first_that_differs() -> None:
    lines = [Line("nanny", Rate.euro("1.00"), units) for units in ((1, 2), (1, 2), (1,), ())]
    with pytest.raises(Inconsistent) as refused:
        check_months(lines)
    assert refused.value.path == "/lines/2/units"


@pytest.mark.rule("B-3", "D-2", "B-11")
def test_stage_2_says_what_was_added_up() -> None:
    decision = compute_needed([Line("nanny", Rate.euro("8.50"), (10, 10))], PILOT)
    (reason,) = decision.reasons
    assert (reason.code, reason.facts) == (
        "needed_is_sum_of_lines",
        {"lines": 1, "months": 2, "needed": euro("170.00")},
    )
    assert decision.readings == ()


# ------------------------------------------------------------------------------------------ stage 3


@pytest.mark.rule("B-5", "B-6", "D-3", "I-2", "I-3")
@pytest.mark.parametrize("example", FINAL_EXAMPLES, ids=lambda example: example.reading)
def test_surplus_of_three_hundred_is_shared_as_the_protocol_prints_it(example: FinalExample) -> None:
    stage = final_amounts(example.needs, reading(I_2=example.reading))
    assert tuple(row.final for row in stage.amounts) == example.finals
    assert (stage.surplus, stage.reserve) == (example.surplus, example.reserve)
    assert stage.distributed == example.surplus - example.reserve
    assert example.source.endswith("budget.final")


@pytest.mark.rule("B-6", "I-2")
def test_equal_reading_gives_everyone_the_same_and_what_one_cannot_take_to_the_others() -> None:
    needs = [need("A", "1000.00", "700.00"), need("B", "1000.00", "1500.00"), need("C", "700.00", "800.00")]
    stage = final_amounts(needs, reading(I_2="equal"))
    assert finals(stage) == ["700.00", "1200.00", "800.00"]


@pytest.mark.rule("I-3", "B-7")
def test_exhaust_hands_out_the_last_cent_of_the_surplus() -> None:
    example = FINAL_EXAMPLES[2]
    stage = final_amounts(example.needs, reading(I_2="need_ratio", I_3="exhaust"))
    # shares of 153.658.. and 146.341..: the first has the larger remainder
    assert finals(stage) == ["700.00", "1153.66", "846.34"]
    assert stage.reserve == euro("0.00")


@pytest.mark.rule("I-3")
def test_last_cent_of_the_surplus_goes_to_greater_weight_then_application_then_identifier() -> None:
    early, late = datetime(2018, 7, 3, 9, 14), datetime(2018, 7, 3, 9, 15)
    exhaust = reading(I_2="shortfall", I_3="exhaust")

    def lucky(*needs: Need) -> str:
        stage = final_amounts(needs, exhaust, euro("0.01"))
        (one,) = [row.id for row, one in zip(stage.amounts, needs, strict=True) if row.final > one.provisional]
        return one

    assert lucky(need("a", "1.00", "1.50", early), need("b", "1.00", "1.60", late)) == "b"
    assert lucky(need("a", "1.00", "1.50", late), need("b", "1.00", "1.50", early)) == "b"
    assert lucky(need("a", "1.00", "1.50"), need("b", "1.00", "1.50", late)) == "b"
    assert lucky(need("b", "1.00", "1.50"), need("a", "1.00", "1.50")) == "a"


@pytest.mark.rule("I-3", "B-11")
def test_last_cent_never_goes_to_whoever_needs_no_more() -> None:
    """Of 4 cents each would get 1.5; the first needs but one, and its remainder is no claim to another."""
    needs = [need("A", "1.00", "1.01"), need("B", "1.00", "1.10"), need("C", "1.00", "1.10")]
    stage = final_amounts(needs, reading(I_2="equal", I_3="exhaust"), euro("0.04"))
    assert finals(stage) == ["1.01", "1.02", "1.01"]
    assert (stage.distributed, stage.reserve) == (euro("0.04"), euro("0.00"))


@pytest.mark.rule("B-4", "D-3")
def test_need_equal_to_the_provisional_amount_is_met_and_releases_nothing() -> None:
    decision = compute_final([need("A", "10.00", "10.00")], PILOT)
    assert finals(decision.outcome) == ["10.00"]
    assert decision.outcome.surplus == euro("0.00")
    assert decision.reasons[0].code == "need_within_provisional"


@pytest.mark.rule("B-4", "B-5")
def test_need_a_cent_below_the_provisional_amount_releases_the_cent() -> None:
    stage = final_amounts([need("A", "10.00", "9.99")], PILOT)
    assert finals(stage) == ["9.99"]
    assert (stage.surplus, stage.distributed, stage.reserve) == (euro("0.01"), euro("0.00"), euro("0.01"))


@pytest.mark.rule("B-4", "B-6")
def test_need_a_cent_above_the_provisional_amount_gets_the_cent_if_there_is_one() -> None:
    assert finals(final_amounts([need("A", "10.00", "10.01")], PILOT)) == ["10.00"]
    assert finals(final_amounts([need("A", "10.00", "10.01")], PILOT, underspent=euro("0.01"))) == ["10.01"]


@pytest.mark.rule("B-5", "I-21")
def test_reserve_and_underspending_join_what_recipients_do_not_need() -> None:
    needs = [need("A", "10.00", "8.00"), need("B", "10.00", "100.00")]
    stage = final_amounts(needs, PILOT, reserve=euro("1.00"), underspent=euro("3.00"))
    assert stage.surplus == euro("6.00")
    assert finals(stage) == ["8.00", "16.00"]


@pytest.mark.rule("B-5", "I-21")
def test_underspending_alone_makes_a_surplus_and_is_never_below_zero() -> None:
    assert finals(final_amounts([need("A", "1.00", "3.00")], PILOT, underspent=euro("1.50"))) == ["2.50"]
    with pytest.raises(BadValue) as negative:
        final_amounts([], PILOT, underspent=Money(-1))
    assert negative.value.path == "/underspent"


@pytest.mark.rule("B-5")
def test_negative_reserve_is_refused() -> None:
    with pytest.raises(BadValue) as negative:
        final_amounts([], PILOT, reserve=Money(-1))
    assert negative.value.path == "/reserve"


@pytest.mark.rule("B-6", "B-11")
def test_nobody_gets_more_than_needed_and_the_rest_stays_in_reserve() -> None:
    stage = final_amounts([need("A", "1.00", "2.00"), need("B", "1.00", "3.00")], PILOT, reserve=euro("10.00"))
    assert finals(stage) == ["2.00", "3.00"]
    assert stage.reserve == euro("7.00")


@pytest.mark.rule("B-6")
def test_what_one_cannot_take_goes_on_to_the_others_in_proportion() -> None:
    needs = [need("A", "9.00", "10.00"), need("B", "10.00", "20.00"), need("C", "5.00", "30.00")]
    # in proportion 10 : 20 : 30, A would get 2.00 of 12.00 and takes 1.00; the other 11.00 go 20 : 30
    assert finals(final_amounts(needs, PILOT, reserve=euro("12.00"))) == ["10.00", "14.40", "11.60"]


@pytest.mark.rule("B-7")
def test_equal_needs_share_a_single_cent_by_leaving_it() -> None:
    stage = final_amounts([need("A", "1.00", "2.00"), need("B", "1.00", "2.00")], PILOT, reserve=euro("0.01"))
    assert finals(stage) == ["1.00", "1.00"]
    assert stage.reserve == euro("0.01")


@pytest.mark.rule("B-5")
def test_nobody_in_stage_3_leaves_everything_in_reserve() -> None:
    stage = compute_final([], PILOT, euro("1.00"), euro("2.00"))
    assert stage.outcome == FinalStage((), euro("3.00"), euro("0.00"), euro("3.00"))
    assert [reason.code for reason in stage.reasons] == ["surplus_redistributed", "surplus_left"]


@pytest.mark.rule("I-2")
def test_need_ratio_refuses_a_need_above_a_provisional_amount_of_nothing() -> None:
    ratio = reading(I_2="need_ratio")
    with pytest.raises(BadValue) as refused:
        final_amounts([need("A", "1.00", "2.00"), need("B", "0.00", "0.01")], ratio)
    assert refused.value.path == "/recipients/1/provisional"
    assert finals(final_amounts([need("B", "0.00", "0.00")], ratio)) == ["0.00"]
    assert finals(final_amounts([need("B", "0.00", "0.01")], PILOT, euro("0.01"))) == ["0.01"]


@pytest.mark.rule("B-6")
def test_identifier_given_twice_in_stage_3_is_reported_at_the_later_one() -> None:
    with pytest.raises(Duplicate) as refused:
        final_amounts([need("A", "1.00", "2.00"), need("A", "1.00", "2.00")], PILOT)
    assert refused.value.path == "/recipients/1/id"


@pytest.mark.rule("B-4", "B-5", "B-6", "B-7", "D-3")
def test_stage_3_says_for_everyone_what_was_added_and_for_all_what_was_shared() -> None:
    needs = [
        need("within", "10.00", "6.00"),
        need("met", "5.00", "5.01"),
        need("partly", "5.00", "60.00"),
        need("as well", "5.00", "60.00"),
    ]
    decision = compute_final(needs, PILOT)
    within, met, partly, _, surplus, left = decision.reasons
    assert within.code == "need_within_provisional"
    assert (met.code, met.facts["added"]) == ("need_met_from_surplus", euro("0.01"))
    assert (partly.code, partly.facts["final"], partly.facts["unmet"]) == (
        "need_partly_met",
        euro("6.99"),
        euro("53.01"),
    )
    assert surplus.facts == {
        "released": euro("4.00"),
        "reserve": euro("0.00"),
        "underspent": euro("0.00"),
        "surplus": euro("4.00"),
    }
    assert (left.code, left.facts["left"]) == ("surplus_left", euro("0.01"))
    assert decision.readings == (("I-2", "need"), ("I-3", "equal_treatment"))


@pytest.mark.rule("B-7")
def test_stage_3_without_a_rest_does_not_speak_of_one() -> None:
    decision = compute_final([need("A", "1.00", "2.00")], PILOT, euro("0.50"))
    assert [reason.code for reason in decision.reasons] == ["need_partly_met", "surplus_redistributed"]


@pytest.mark.rule("B-12")
def test_stage_3_needs_the_plans_of_all() -> None:
    """Whose plan comes later would have changed everybody's amount."""
    first, second = need("A", "10.00", "30.00"), need("B", "10.00", "2.00")
    alone, both = (final_amounts(needs, PILOT) for needs in ([first], [first, second]))
    assert finals(alone) == ["10.00"]
    assert finals(both) == ["18.00", "2.00"]


# ------------------------------------------------------------------------------------------ long numbers


def _by_definition(surplus: int, shortfalls: list[int], weights: list[tuple[int, int]]) -> list[int]:
    return [int(part) for part in brute.poured_surplus(surplus, shortfalls, [Fraction(*weight) for weight in weights])]


def _by_level(surplus: int, shortfalls: list[int], weights: list[tuple[int, int]]) -> list[int]:
    level = pour(surplus, shortfalls, weights)
    return [min(shortfall, level.whole_share(weight)) for shortfall, weight in zip(shortfalls, weights, strict=True)]


@pytest.mark.rule("I-2", "B-6")
@pytest.mark.parametrize("cents", ["equal_treatment", "exhaust"])
def test_need_ratio_stays_exact_with_very_many_different_provisional_amounts(cents: str) -> None:
    """The common denominator has thousands of bits; shares are the same as with plain fractions."""
    parameters = reading(I_2="need_ratio", I_3=cents)
    needs = [
        Need(f"{step:03}", Money(900_001 + 2 * step), Money(1_400_003 + 977 * step % 90_001)) for step in range(150)
    ]
    stage = final_amounts(needs, parameters, euro("123456.78"))
    expected = brute.final_cents(needs, parameters, euro("123456.78"), Money(0))
    assert [row.final.cents for row in stage.amounts] == expected


@pytest.mark.rule("I-2", "B-6")
@pytest.mark.parametrize("surplus", [0, 1, 299, 300 * 7, 300 * 7 + 1])
def test_whole_shares_out_of_numbers_of_thousands_of_bits_are_not_a_cent_less(surplus: int) -> None:
    """All weights are 2, written over 300 different denominators: everybody's share is a 300th of the surplus."""
    weights = [(2 * provisional, provisional) for provisional in range(10_000_001, 10_000_301)]
    level = pour(surplus, [1000] * 300, weights)
    assert level.denominator.bit_length() > 4000
    assert {level.whole_share(weight) for weight in weights} == {surplus // 300}
    assert {Fraction(*level.share(weight)) for weight in weights} == {Fraction(surplus, 300)}


@pytest.mark.rule("I-2")
def test_share_of_a_long_level_agrees_with_the_fraction() -> None:
    level = Level(3**2000 + 1, 3**2000)
    assert [level.whole_share((weight, 7)) for weight in (6, 7, 8, 13, 14)] == [0, 1, 1, 1, 2]


def _weights_adding_up_to(whole: int, parts: int) -> list[tuple[int, int]]:
    """Weights over three long denominators, which together make ``whole`` + ``parts`` / (product of the three).

    By the Chinese remainder theorem.
    """
    moduli = [2**37 - 1, 2**37 + 1, 2**37 + 3]
    product = moduli[0] * moduli[1] * moduli[2]
    numerators = [parts * pow(product // modulus, -1, modulus) % modulus for modulus in moduli]
    fractions = [Fraction(*pair) for pair in zip(numerators, moduli, strict=True)]
    missing = whole + Fraction(parts, product) - sum(fractions)
    assert missing.denominator == 1
    numerators[0] += int(missing) * moduli[0]
    return list(zip(numerators, moduli, strict=True))


@pytest.mark.rule("I-2", "B-6")
def test_share_that_just_meets_its_shortfall_fills_it() -> None:
    shortfalls, weights = [1, 40, 20], [(2, 1), (70, 30), (50, 30)]
    assert _by_level(3, shortfalls, weights) == _by_definition(3, shortfalls, weights) == [1, 1, 0]


@pytest.mark.rule("I-2", "B-6")
def test_share_a_hair_below_its_shortfall_does_not_fill_it() -> None:
    """By less than 2^-96, which only exact numbers show: the level is 201 / (402 + a hair), and twice it below 1."""
    weights = [(2, 1), *_weights_adding_up_to(400, 1)]
    shortfalls = [1, *[10**12] * 3]
    level = pour(201, shortfalls, weights)
    assert Fraction(level.numerator, level.denominator) == 201 / sum(Fraction(*weight) for weight in weights)
    shares = _by_level(201, shortfalls, weights)
    assert shares == _by_definition(201, shortfalls, weights)
    assert shares[0] == 0


@pytest.mark.rule("I-2", "B-6")
def test_share_a_hair_above_its_shortfall_fills_it_and_leaves_the_hair_to_others() -> None:
    """By less than 2^-96: the level would be 301 / (401 1/3 - a hair), and four thirds of it above 1."""
    weights = [(4, 3), *_weights_adding_up_to(400, -1)]
    shortfalls = [1, *[10**12] * 3]
    level = pour(301, shortfalls, weights)
    assert Fraction(level.numerator, level.denominator) == 300 / sum(Fraction(*weight) for weight in weights[1:])
    assert _by_level(301, shortfalls, weights) == _by_definition(301, shortfalls, weights)


@pytest.mark.rule("I-2", "B-6")
@pytest.mark.parametrize("guess", range(4))
def test_the_level_is_exact_wherever_the_search_begins(guess: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "_estimate", lambda *_: guess)
    shortfalls, weights = [1, 40, 2, 90], [(1, 1), (7, 3), (1, 1), (5, 3)]
    for surplus in (0, 3, 4, 7, 20, 60, 100, 132):
        assert _by_level(surplus, shortfalls, weights) == _by_definition(surplus, shortfalls, weights)


@pytest.mark.parametrize(
    ("surplus", "demands", "filled"),
    [
        (6, [(2, (1, 1)), (2, (1, 1)), (9, (1, 1))], 0),
        (7, [(2, (1, 1)), (2, (1, 1)), (9, (1, 1))], 2),
        (5, [(1, (1, 1)), (2, (1, 1)), (9, (1, 1))], 1),
        (8, [(1, (1, 1)), (4, (2, 1)), (9, (3, 1))], 1),
        (9, [(1, (1, 1)), (2, (1, 1)), (3, (1, 1)), (9, (1, 1))], 2),
        (7, [(2, (1, 3)), (2, (1, 3)), (9, (1, 3))], 2),
        (9, [(1, (1, 2)), (4, (3, 2)), (9, (1, 2))], 2),
        (16, [(1, (1, 7)), (4, (1, 3)), (90, (5, 3))], 1),
        (3 * 10**17 - 20, [(10**17, (10**16 + 1, 1)), (10**18, (10**16, 1)), (10**18, (10**16, 1))], 0),
        (3 * 10**17 - 19, [(10**17, (10**16 + 1, 1)), (10**18, (10**16, 1)), (10**18, (10**16, 1))], 1),
    ],
)
def test_the_search_for_a_level_begins_where_it_ends(
    surplus: int, demands: list[tuple[int, tuple[int, int]]], filled: int
) -> None:
    """The estimate is how many the surplus fills, one that is just filled not counted."""
    assert levels._estimate(surplus, demands) == filled
    level = pour(surplus, [shortfall for shortfall, _ in demands], [weight for _, weight in demands])
    full = [level.share(weight)[0] > shortfall * level.share(weight)[1] for shortfall, weight in demands]
    assert full == [place < filled for place in range(len(demands))]


@pytest.mark.rule("I-3")
@pytest.mark.parametrize("bits", [0, 64])
@pytest.mark.parametrize("weight", [(3, 7), (10, 1), (1, 1)])
@pytest.mark.parametrize("level", [Level(22, 7), Level(3**3000 + 1, 3**2999), Level(2**2049 - 1, 2**2047)])
def test_a_share_lies_between_its_bounds_and_they_are_close(level: Level, weight: tuple[int, int], bits: int) -> None:
    least, most = level._enclosed(weight, bits)
    share = Fraction(*level.share(weight)) * 2**bits
    assert least <= int(share) <= most <= least + 1
    if level.denominator.bit_length() <= 2048:
        assert least == most


@pytest.mark.rule("I-3")
def test_what_rounding_takes_lies_between_its_bounds() -> None:
    level = Level(3**3000 + 1, 3**2999)
    for weight in [(3, 7), (10, 1), (4, 9)]:
        least, most = level._enclosed_remainder(weight)
        assert least <= Fraction(*level._remainder(weight)) * 2**256 <= most + 1
        assert -1 <= least <= most <= least + 1


@pytest.mark.rule("I-1")
def test_an_amount_is_given_under_one_reading_alone() -> None:
    with pytest.raises(MissingField) as missing:
        quotient(euro("10.00"), 1, Share.WHOLE, reading(I_1="fixed_amount"))
    said = "expected the euro amount of 100 % under the reading 'fixed_amount'"
    assert (missing.value.message, missing.value.path) == (said, "/amount")
    with pytest.raises(BadValue) as unasked:
        quotient(euro("10.00"), 1, Share.WHOLE, reading(I_1="equal_share"), euro("1.00"))
    said = "expected no amount under the reading 'equal_share', got 1.00"
    assert (unasked.value.message, unasked.value.path) == (said, "/amount")


@pytest.mark.rule("I-3")
def test_order_of_fractions_of_thousands_of_bits_is_exact() -> None:
    close = [(3**700 + step, 3**700) for step in (2, 0, 1, 0)]
    keys = order_keys([*close, (1, 1), (0, 5**500)])
    assert keys[1] == keys[3] == keys[4]
    assert keys[5] < keys[1] < keys[2] < keys[0]


@pytest.mark.rule("I-3")
def test_claims_with_long_fractions_are_put_in_order_exactly() -> None:
    weights = [(3**700, 3**700 + 1), (3**700 + 1, 3**700), (1, 1)]
    applicants = [need(who, "1.00", "2.00") for who in "abc"]
    assert first_come(weights, applicants) == [1, 2, 0]
