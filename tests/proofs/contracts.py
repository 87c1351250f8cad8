"""What is proved of the rules for every whole number, and not only for those that a test draws.

Each function states one thing: the asserts before the call say for which values, those after it what holds; its
docstring names the rules and puts the thing in a sentence. CrossHair runs them with symbols in place of numbers, over
all paths: ``python tests/release/proofs.py``. Only rules of fixed width are here; the others are enumerated or sampled.
"""

from __future__ import annotations

from ibmodel.case import Benefits, Funding, FundingLine, Need
from ibmodel.case.administration import CostsQuestion
from ibmodel.case.receipt import ReceivedLine, ReceivedUnits
from ibmodel.money import Money, Rate, Share, round_down, round_half_up
from ibmodel.parameters import edition
from ibmodel.rules.administration import check_transport_shift, compute_advance_balance, municipal_costs
from ibmodel.rules.budget.final import final_amounts
from ibmodel.rules.budget.provisional import decide_share, quotient
from ibmodel.rules.funding.total import _against_before, total_amount
from ibmodel.rules.prices.limits import Cap
from ibmodel.rules.receipt.schedule import carried_units, spread_units
from ibmodel.rules.receipt.settlement import settled_month
from ibmodel.rules.surveys import size_class
from ibmodel.vocabulary import Comparison

CHILDREN = edition("children-pilot-2018")
EQUAL_SHARE = CHILDREN.reform("proofs", readings={"I-1": "equal_share"})


def rounding_down_never_gives_more(numerator: int, denominator: int) -> None:
    """I-3: a quotient rounded down is the greatest whole number that is not above it."""
    assert numerator >= 0
    assert denominator > 0
    whole = round_down(numerator, denominator)
    assert whole * denominator <= numerator < (whole + 1) * denominator


def rounding_half_up_gives_the_nearest(numerator: int, denominator: int) -> None:
    """B-3: a quotient rounded half up is the nearest whole number, and of two equally near the greater."""
    assert numerator >= 0
    assert denominator > 0
    nearest = round_half_up(numerator, denominator)
    assert -denominator < 2 * (nearest * denominator - numerator) <= denominator


def a_price_of_seven_units_is_the_nearest_amount(micros: int) -> None:
    """B-3: seven units of any price cost the nearest amount in cents; a half goes up."""
    assert micros >= 0
    cents = Rate(micros).times(7).cents
    assert -10_000 < 2 * (cents * 10_000 - micros * 7) <= 10_000


def the_units_that_fit_cost_no_more_and_one_more_would(cents: int) -> None:
    """N-7: the greatest number of units whose amount fits into what is left is found, at 2.7174 euro."""
    assert cents >= 0
    price = Rate(2_717_400)
    units = price.most_units(Money(cents), 10**15)
    assert price.times(units) <= Money(cents)
    assert units == 10**15 or price.times(units + 1) > Money(cents)


def the_share_is_full_up_to_the_age_or_with_special_care(age: int, special_care: bool) -> None:
    """B-1: 100 % up to eight years and, above them, with special care; else 70 %."""
    assert age >= 0
    share, _ = decide_share(age, special_care, CHILDREN)
    assert (share.millionths == Share.WHOLE) == (age <= 8 or special_care)
    assert share.millionths in (Share.WHOLE, 70_000_000)


def equal_shares_never_exceed_the_pool(pool: int, full: int, reduced: int) -> None:
    """B-1: percentages of equal parts of a pool add up to no more than the pool, for any group."""
    assert pool >= 0
    assert full >= 0
    assert reduced >= 0
    assert full + reduced == 3
    weights = full * Share.WHOLE + reduced * 70_000_000
    base, divisor = quotient(Money(pool), 3, weights, EQUAL_SHARE)
    assert base * weights <= pool * divisor


def who_needs_less_gets_what_they_need(provisional: int, needed: int, underspent: int) -> None:
    """B-4, B-5: a need within the provisional amount is met, and the rest of the money is kept for others."""
    assert 0 <= needed <= provisional
    assert underspent >= 0
    stage = final_amounts((Need("a", Money(provisional), Money(needed)),), CHILDREN, underspent=Money(underspent))
    assert stage.amounts[0].final.cents == needed
    assert stage.reserve.cents == stage.surplus.cents == provisional - needed + underspent


def a_surplus_for_all_fills_every_need(first: int, second: int, surplus: int) -> None:
    """B-6, B-7: where the surplus covers what two recipients lack, both get what they need and the rest is kept."""
    assert first > 0
    assert second > 0
    assert surplus >= first + second
    needs = (Need("a", Money(1000), Money(1000 + first)), Need("b", Money(700), Money(700 + second)))
    stage = final_amounts(needs, CHILDREN, Money(surplus))
    assert [amount.final.cents for amount in stage.amounts] == [1000 + first, 700 + second]
    assert stage.reserve.cents == surplus - first - second


def _one_line(variant: int, amounts: tuple[int, int, int, int, int]) -> list[int]:
    final, public, benefits, other, needed = amounts
    line = FundingLine("nanny", Money(needed), Money(public))
    tied = Benefits(Money(benefits))
    outcome = total_amount(
        Funding(variant=variant, final=Money(final), lines=(line,), benefits=tied, other=Money(other)), CHILDREN
    )
    paid = outcome.sources
    assert outcome.total.cents + outcome.unmet.cents == needed
    return [paid.project.cents, paid.benefits.cents, paid.public.cents, paid.other.cents]


def _in_turn(needed: int, sources: tuple[int, ...]) -> list[int]:
    paid = []
    for source in sources:
        paid.append(min(source, needed))
        needed -= paid[-1]
    return paid


def variant_1_pays_in_its_order(final: int, public: int, benefits: int, other: int, needed: int) -> None:
    """F-1, F-5: one service is paid by the project, then benefits, then other money, up to the need, never public."""
    assert min(final, public, benefits, other, needed) >= 0
    project, tied, state, own = _one_line(1, (final, public, benefits, other, needed))
    assert state == 0
    assert [project, tied, own] == _in_turn(needed, (final, benefits, other))


def variant_2_pays_in_its_order(final: int, public: int, needed: int) -> None:
    """F-2, F-5: one service is paid by the project, then by public money, up to the need."""
    assert min(final, public, needed) >= 0
    project, tied, state, own = _one_line(2, (final, public, 0, 0, needed))
    assert tied == own == 0
    assert [project, state] == _in_turn(needed, (final, public))


def variant_3_pays_in_its_order(final: int, public: int, benefits: int, other: int, needed: int) -> None:
    """F-3, F-5: one service is paid by public money, then benefits, the project and other money, up to the need."""
    assert min(final, public, benefits, other, needed) >= 0
    project, tied, state, own = _one_line(3, (final, public, benefits, other, needed))
    assert [state, tied, project, own] == _in_turn(needed, (public, benefits, final, other))


def support_is_compared_with_what_was_before(needed: int, total: int, before: int) -> None:
    """F-7: the need is less than what was there before, or support is the same, better or worse."""
    assert 0 <= total <= needed
    assert before >= 0
    said = _against_before(needed, total, before)
    assert (said is Comparison.NEED_IS_LESS) == (needed < before)
    assert (said is Comparison.SAME) == (needed >= before and total == before)
    assert (said is Comparison.BETTER) == (needed >= before and total > before)
    assert (said is Comparison.WORSE) == (needed >= before and total < before)


def a_cap_allows_what_is_not_above_it(price: int, limit: int, known: bool) -> None:
    """U-6, U-7, U-8: a price above a limit is refused, one up to it allowed if every figure is known."""
    assert price >= 0
    assert limit >= 0
    allowed = Cap("U-8", Rate(limit), known).allows(Rate(price))
    assert (allowed is False) == (price > limit)
    assert (allowed is True) == (price <= limit and known)


def what_is_paid_was_received_and_planned(planned: int, carried: int, received: int) -> None:
    """R-8, C-7: units received are paid up to those planned and carried over, the others not."""
    assert planned >= 0
    assert carried >= 0
    assert received >= 0
    line = ReceivedLine(
        service="nanny",
        unit_price=Rate(8_500_000),
        planned_units=planned,
        carried_units=carried,
        received_units=received,
    )
    row = settled_month((line,)).lines[0]
    assert row.paid_units + row.unpaid_units == received
    assert row.paid_units == min(received, planned + carried)
    assert row.amount.cents == row.paid_units * 850
    assert (row.code is None) == (row.unpaid_units == 0)


def missed_units_are_carried_or_lost(planned: int, received: int, excused: int) -> None:
    """C-8: of three months the first is over; excused units go on to the other two, evenly, the rest is lost."""
    assert planned >= 0
    assert received >= 0
    assert excused >= 0
    assert received + excused <= planned
    carried = carried_units(ReceivedUnits(months=3, planned=(planned, 5, 5), received=(received,), excused=(excused,)))
    assert sum(carried.remaining) == 10 + excused
    assert 0 <= carried.remaining[0] - carried.remaining[1] <= 1
    assert carried.lost == planned - received - excused


def units_are_spread_evenly_over_two_months(units: int) -> None:
    """C-8, I-28: of two months the earlier gets the odd unit."""
    assert units >= 0
    first, second = spread_units(units, 2)
    assert first + second == units
    assert 0 <= first - second <= 1


def costs_add_up_and_pay_is_full_from_20_children(full: int, children: int, contract: bool) -> None:
    """A-1, A-2, A-3: pay grows with the children up to the full pay; indirect costs only with a contract."""
    assert full >= 0
    assert children >= 0
    costs = municipal_costs(
        CostsQuestion(
            full_pay=Money(full),
            children=children,
            employment_contract=contract,
            transport=Money(0),
            services=Money(0),
        ),
        CHILDREN,
    )
    assert costs.total.cents == costs.pay.cents + costs.indirect.cents
    assert costs.pay.cents <= full
    assert children < 20 or costs.pay.cents == full
    assert contract or costs.indirect.cents == 0
    assert not contract or -100 < 2 * (100 * costs.indirect.cents - 15 * costs.pay.cents) <= 100


def transport_money_moves_within_the_plan(here: int, there: int, moved: int) -> None:
    """A-4: what one municipality gives to another is allowed, whoever gets how much."""
    assert here >= 0
    assert there >= 0
    assert 0 <= moved <= here
    before = {"Ogre": Money(here), "Tukums": Money(there)}
    after = {"Ogre": Money(here - moved), "Tukums": Money(there + moved)}
    assert check_transport_shift(before, after, CHILDREN).outcome.allowed


def an_advance_is_given_back_or_made_up(advance: int, services: int) -> None:
    """A-5: what is left of the advance and what is still to be paid are never both above nothing."""
    assert advance >= 0
    assert services >= 0
    outcome = compute_advance_balance(Money(advance), Money(services), CHILDREN).outcome
    assert outcome.to_return.cents - outcome.to_pay.cents == advance - services
    assert min(outcome.to_return.cents, outcome.to_pay.cents) == 0


def every_municipality_is_in_one_class(inhabitants: int) -> None:
    """Q-4, I-32: up to 4000, over 4000 and under 10000, 10000 and more."""
    assert inhabitants >= 0
    found = size_class(inhabitants, CHILDREN).outcome.name
    wanted = "SMALL" if inhabitants <= 4000 else "MIDDLE" if inhabitants < 10000 else "LARGE"
    assert found == wanted
