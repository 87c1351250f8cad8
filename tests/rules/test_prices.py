"""What one unit may cost: methods, caps, the ceiling and its days, dated lists, computed prices."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from ibmodel.case.plan_check import PriceFacts, SurveyRange
from ibmodel.catalogue import SERVICES
from ibmodel.errors import BadType, BadValue, Inconsistent
from ibmodel.money import Money, Rate
from ibmodel.parameters import edition
from ibmodel.rules.prices import (
    DatedPrice,
    PriceCheck,
    PriceFlag,
    PriceList,
    check_price,
    checked_price,
    compute_unit_price,
    price_in_force,
    price_method,
    unit_price,
)
from ibmodel.vocabulary import PriceMethod

PILOT = edition("children-pilot-2018")
GENERAL = edition("children-general")
DAY = date(2018, 10, 1)
UNKNOWN = PriceFlag.LIMIT_UNKNOWN


def rate(text: str | None) -> Rate | None:
    return None if text is None else Rate.euro(text)


def facts(  # noqa: PLR0913, PLR0917
    market: str | None = None,
    contract: str | None = None,
    regulated: str | None = None,
    part: str | None = None,
    survey: tuple[str, str] | None = None,
    on: date = DAY,
) -> PriceFacts:
    return PriceFacts(
        on=on,
        provider_market_price=rate(market),
        contract_price=rate(contract),
        regulated=rate(regulated),
        transport_part=None if part is None else Money.euro(part),
        survey=None if survey is None else SurveyRange(*map(Rate.euro, survey)),
    )


def judged(service: str, price: str, known: PriceFacts | None = None, parameters: Any = PILOT) -> PriceCheck:
    decision = check_price(service, Rate.euro(price), known or facts(), parameters)
    assert decision.outcome == checked_price(service, Rate.euro(price), known or facts(), parameters)
    return decision.outcome


def codes(service: str, price: str, known: PriceFacts, parameters: Any = PILOT) -> list[tuple[str, str]]:
    reasons = check_price(service, Rate.euro(price), known, parameters).reasons
    return [(reason.rule, reason.code) for reason in reasons]


# ------------------------------------------------------------------------------------------------ methods


@pytest.mark.rule("U-1", "U-2", "U-3", "U-4", "U-5")
def test_pilot_uses_three_of_the_four_ways_and_the_list_says_which() -> None:
    by_method = {method: [code for code in SERVICES if price_method(code) is method] for method in PriceMethod}
    assert by_method[PriceMethod.REGULATION] == ["respite_institution", "respite_home", "escort", "day_care_centre"]
    assert by_method[PriceMethod.CEILING] == ["group_session_parents", "group_session_child"]
    assert all(code.startswith(("vision_", "hearing_")) for code in by_method[PriceMethod.CONTRACT])
    assert len(by_method[PriceMethod.CONTRACT]) == 8
    assert sum(map(len, by_method.values())) == len(SERVICES)


@pytest.mark.rule("U-5")
def test_service_outside_the_list_has_a_market_price() -> None:
    assert price_method("x-swimming") is PriceMethod.MARKET
    assert judged("x-swimming", "5.00", facts(market="5.00")).allowed is True


@pytest.mark.rule("U-2", "U-3", "U-4", "U-5")
@pytest.mark.parametrize(
    ("service", "rule"),
    [("nanny", "U-5"), ("escort", "U-2"), ("vision_skills_day", "U-3"), ("group_session_child", "U-4")],
)
def test_first_reason_is_how_the_price_is_set(service: str, rule: str) -> None:
    assert codes(service, "1.00", facts())[0][0] == rule


# --------------------------------------------------------------------------------------------------- caps

OWN_CAP = [
    ("nanny", "market", "U-6"),
    ("x-swimming", "market", "U-6"),
    ("vision_skills_day", "contract", "U-7"),
    ("escort", "regulated", "U-8"),
]


@pytest.mark.rule("U-6", "U-7", "U-8")
@pytest.mark.parametrize(("service", "figure", "rule"), OWN_CAP)
@pytest.mark.parametrize(
    ("price", "allowed"), [("9.99", True), ("10.00", True), ("10.000001", False), ("10.01", False)]
)
def test_price_may_reach_the_cap_and_not_pass_it(
    service: str, figure: str, rule: str, price: str, allowed: bool
) -> None:
    known = facts(**{figure: "10.00"})
    outcome = judged(service, price, known)
    assert (outcome.limit, outcome.allowed, outcome.flags) == (rate("10.00"), allowed, ())
    names = {"U-6": "own_market_price", "U-7": "contract_price", "U-8": "maximum"}
    assert codes(service, price, known)[1:] == [(rule, f"price_{'within' if allowed else 'above'}_{names[rule]}")]


@pytest.mark.rule("U-6", "U-7", "U-8")
@pytest.mark.parametrize(("service", "figure", "rule"), OWN_CAP)
def test_cap_that_the_method_needs_being_unknown_is_said_and_not_guessed(service: str, figure: str, rule: str) -> None:
    others = {name: "10.00" for name in ("market", "contract", "regulated") if name != figure}
    assert judged(service, "1.00") == PriceCheck(price_method(service), None, None, (UNKNOWN,))
    assert judged(service, "10.00", facts(**others)) == PriceCheck(
        price_method(service), rate("10.00"), None, (UNKNOWN,)
    )
    assert judged(service, "10.01", facts(**others)).allowed is False
    assert (rule, codes(service, "1.00", facts())[-1][1].endswith("_unknown")) == (
        codes(service, "1.00", facts())[-1][0],
        True,
    )


@pytest.mark.rule("U-6", "U-7", "U-8")
def test_limit_is_the_lowest_of_those_that_are_known_whatever_the_method() -> None:
    figures = (None, "8.00", "9.00", "10.00")
    for service in ("nanny", "escort", "vision_skills_day", "x-own"):
        for market, contract, regulated in product(figures, repeat=3):
            known = [Rate.euro(text) for text in (market, contract, regulated) if text is not None]
            outcome = judged(service, "9.00", facts(market, contract, regulated))
            assert outcome.limit == min(known, default=None)
            own = {"market": market, "contract": contract, "regulation": regulated}[outcome.method.value]
            assert (UNKNOWN in outcome.flags) is (own is None)
            if any(limit < Rate.euro("9.00") for limit in known):
                assert outcome.allowed is False
            else:
                assert outcome.allowed is (None if own is None else True)


# ------------------------------------------------------------------------------------------------ ceiling


@pytest.mark.rule("U-4")
@pytest.mark.parametrize("service", ["group_session_parents", "group_session_child"])
@pytest.mark.parametrize(
    ("price", "allowed"), [("19.99", True), ("20.00", True), ("20.000001", False), ("20.01", False)]
)
def test_group_session_costs_at_most_the_ceiling_less_its_transport_part(
    service: str, price: str, allowed: bool
) -> None:
    outcome = judged(service, price, facts(part="5.93"))
    assert (outcome.method, outcome.limit, outcome.allowed, outcome.flags) == (
        PriceMethod.CEILING,
        rate("20.00"),
        allowed,
        (),
    )


@pytest.mark.rule("U-4")
def test_ceiling_with_no_transport_in_it_is_the_printed_one() -> None:
    assert judged("group_session_child", "25.93", facts(part="0.00")).allowed is True
    assert judged("group_session_child", "25.94", facts(part="0.00")).allowed is False


@pytest.mark.rule("U-4")
def test_transport_part_of_a_group_session_is_never_guessed() -> None:
    outcome = judged("group_session_child", "1.00", facts(market="2.00"))
    assert (outcome.limit, outcome.allowed, outcome.flags) == (rate("2.00"), None, (UNKNOWN,))
    assert judged("group_session_child", "2.01", facts(market="2.00")).allowed is False


@pytest.mark.rule("U-4")
def test_transport_part_may_be_the_whole_ceiling_and_no_more() -> None:
    assert judged("group_session_child", "0.01", facts(part="25.93")).allowed is False
    assert judged("group_session_child", "0.00", facts(part="25.93")).allowed is True
    with pytest.raises(BadValue) as refused:
        judged("group_session_child", "0.00", facts(part="25.94"))
    assert refused.value.path == "/transport_part"


@pytest.mark.rule("U-4")
@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (date(2018, 8, 31), False),
        (date(2018, 9, 1), True),
        (date(2019, 8, 31), True),
        (date(2019, 9, 1), False),
    ],
)
def test_ceiling_holds_on_the_days_of_the_edition_and_leaves_a_market_price_on_others(on: date, in_force: bool) -> None:
    known = facts(part="5.93", market="30.00", on=on)
    assert judged("group_session_child", "25.00", known).allowed is (not in_force)
    assert judged("group_session_child", "25.00", facts(part="5.93", on=on)).flags == (() if in_force else (UNKNOWN,))
    assert (("U-4", "ceiling_not_in_force") in codes("group_session_child", "25.00", known)) is not in_force
    assert (("U-8", "no_maximum_that_day") in codes("group_session_child", "25.00", known)) is False
    if not in_force:
        assert judged("group_session_child", "25.00", facts(part="99.00", on=on)).limit is None


@pytest.mark.rule("U-4")
def test_edition_without_dates_has_its_ceiling_always() -> None:
    for on in (date(1999, 1, 1), date(2030, 1, 1)):
        assert judged("group_session_child", "20.01", facts(part="5.93", on=on), GENERAL).allowed is False


@pytest.mark.rule("U-4")
def test_reform_moves_the_ceiling() -> None:
    reform = PILOT.reform("dearer groups", {"prices.group_session_ceiling": "30.00"})
    assert judged("group_session_child", "24.07", facts(part="5.93"), reform).allowed is True
    assert judged("group_session_child", "24.08", facts(part="5.93"), reform).allowed is False


@pytest.mark.rule("U-4", "U-5")
def test_transport_part_of_other_services_is_not_looked_at() -> None:
    assert judged("nanny", "5.00", facts(market="5.00", part="99.00")).limit == rate("5.00")


@pytest.mark.rule("U-4", "U-8")
def test_lower_price_of_a_regulation_prevails_over_the_ceiling() -> None:
    assert judged("group_session_child", "15.00", facts(regulated="14.00", part="5.93")).limit == rate("14.00")
    assert judged("group_session_child", "15.00", facts(regulated="21.00", part="5.93")).limit == rate("20.00")


# ------------------------------------------------------------------------------------------------- survey


@pytest.mark.rule("U-9")
@pytest.mark.parametrize(
    ("price", "flagged"), [("0.50", False), ("9.99", False), ("10.00", False), ("10.000001", True), ("11.00", True)]
)
def test_price_above_the_survey_is_flagged_and_never_refused(price: str, flagged: bool) -> None:
    known = facts(market="99.00", survey=("5.00", "10.00"))
    outcome = judged("nanny", price, known)
    assert outcome.allowed is True
    assert outcome.flags == ((PriceFlag.ABOVE_SURVEY,) if flagged else ())
    assert codes("nanny", price, known)[-1] == ("U-9", "price_above_survey" if flagged else "price_within_survey")


@pytest.mark.rule("U-9")
def test_both_flags_can_stand_together() -> None:
    outcome = judged("nanny", "11.00", facts(survey=("5.00", "10.00")))
    assert outcome.flags == (PriceFlag.ABOVE_SURVEY, UNKNOWN)


@pytest.mark.rule("U-9")
def test_survey_whose_bounds_are_crossed_contradicts_itself() -> None:
    assert judged("nanny", "1.00", facts(survey=("5.00", "5.00"))).allowed is None
    with pytest.raises(Inconsistent) as refused:
        judged("nanny", "1.00", facts(survey=("5.01", "5.00")))
    assert refused.value.path == "/survey"


# ------------------------------------------------------------------------------------------ dated prices

PRICES = [
    DatedPrice("nanny", Rate.euro("8.00"), date(2018, 9, 1)),
    DatedPrice("nanny", Rate.euro("9.00"), date(2019, 1, 1), date(2019, 3, 31)),
    DatedPrice("nanny", Rate.euro("7.50"), date(2018, 11, 1), date(2018, 11, 30), "Rūķis"),
    DatedPrice("escort", Rate.euro("3.00"), date(2018, 9, 1), date(2018, 9, 30), "Rūķis"),
]


@pytest.mark.rule("U-10")
@pytest.mark.parametrize(
    ("on", "price"),
    [
        (date(2018, 9, 1), "8.00"),
        (date(2018, 12, 31), "8.00"),
        (date(2019, 1, 1), "9.00"),
        (date(2019, 3, 31), "9.00"),
    ],
)
def test_price_in_force_on_the_day_of_the_service_counts(on: date, price: str) -> None:
    assert price_in_force(PriceList(PRICES), "nanny", on) == rate(price)


@pytest.mark.rule("U-10")
@pytest.mark.parametrize(
    ("on", "price"),
    [
        (date(2018, 10, 31), "8.00"),
        (date(2018, 11, 1), "7.50"),
        (date(2018, 11, 30), "7.50"),
        (date(2018, 12, 1), "8.00"),
    ],
)
def test_price_of_the_provider_goes_before_the_one_for_all(on: date, price: str) -> None:
    prices = PriceList(tuple(reversed(PRICES)))
    assert prices.price_on("nanny", on, "Rūķis") == rate(price)
    assert prices.price_on("nanny", on, "somebody else") == rate("8.00")


@pytest.mark.rule("U-10")
@pytest.mark.parametrize(
    ("service", "on", "provider", "message"),
    [
        ("nanny", date(2018, 8, 31), None, "when the price list begins for nanny"),
        ("nanny", date(2018, 8, 31), "Rūķis", "when the price list begins for nanny"),
        ("nanny", date(2019, 4, 1), None, "has a price for nanny"),
        ("escort", date(2018, 10, 1), "Rūķis", "has a price for escort"),
        ("escort", date(2018, 9, 1), None, "a service of the price list"),
        ("assistant", date(2018, 9, 1), None, "a service of the price list"),
    ],
)
def test_day_without_a_price_is_an_error(service: str, on: date, provider: str | None, message: str) -> None:
    with pytest.raises(BadValue, match=message):
        price_in_force(PriceList(PRICES), service, on, provider)


@pytest.mark.rule("U-10")
@pytest.mark.parametrize(
    ("first", "last", "clash"),
    [
        (date(2019, 3, 31), None, True),
        (date(2019, 4, 1), None, False),
        (date(2018, 9, 1), None, True),
        (date(2018, 9, 1), date(2018, 9, 1), True),
        (date(2018, 8, 1), date(2018, 8, 31), False),
        (date(2018, 8, 1), date(2018, 9, 1), True),
        (date(2018, 8, 1), None, False),
    ],
)
def test_two_prices_for_one_day_are_an_error(first: date, last: date | None, clash: bool) -> None:
    more = [*PRICES, DatedPrice("nanny", Rate.euro("1.00"), first, last)]
    if not clash:
        assert PriceList(more).prices == tuple(more)
        return
    with pytest.raises(Inconsistent) as refused:
        PriceList(more)
    assert refused.value.path == "/prices/4"


@pytest.mark.rule("U-10")
def test_empty_list_has_no_price() -> None:
    with pytest.raises(BadValue):
        PriceList([]).price_on("nanny", DAY)


@pytest.mark.rule("U-10")
def test_own_source_plugs_in_and_must_give_a_price() -> None:
    class Fixed:
        def __init__(self, price: Any) -> None:
            self.price = price

        def price_on(self, service: str, on: date, provider: str | None = None) -> Any:
            return self.price

    assert price_in_force(Fixed(Rate.euro("2.7174")), "nanny", DAY).times(10) == Money.euro("27.17")
    for nothing in (None, "2.50", 2):
        with pytest.raises(BadType):
            price_in_force(Fixed(nothing), "nanny", DAY)


@pytest.mark.parametrize(
    ("make", "error", "path"),
    [
        (lambda: DatedPrice("nowhere", Rate(1), DAY), BadValue, "/service"),
        (lambda: DatedPrice("nanny", "1.00", DAY), BadType, "/price"),
        (lambda: DatedPrice("nanny", Rate(1), "2018-10-01"), BadType, "/first"),
        (lambda: DatedPrice("nanny", Rate(1), DAY, date(2018, 9, 30)), Inconsistent, "/last"),
        (lambda: DatedPrice("nanny", Rate(1), DAY, provider=""), BadValue, "/provider"),
        (lambda: PriceList(5), BadType, "/prices"),
        (lambda: PriceList([PRICES[0], None]), BadType, "/prices/1"),
    ],
)
def test_bad_price_lists_are_refused_at_the_place(make: Any, error: type[Exception], path: str) -> None:
    with pytest.raises(error) as refused:
        make()
    assert refused.value.path == path  # type: ignore[attr-defined]


# --------------------------------------------------------------------------------------- computed prices


@pytest.mark.rule("U-1", "U-11")
@pytest.mark.parametrize(
    ("costs", "units", "price"),
    [
        (("1000.00", "200.00", "34.56"), 100, "12.3456"),
        (("10.00",), 3, "3.333333"),
        (("20.00",), 3, "6.666667"),
        (("0.01",), 20_000, "0.000001"),
        (("0.01",), 20_001, "0.00"),
        ((), 5, "0.00"),
    ],
)
def test_computed_price_is_costs_by_units_rounded_half_up_to_six_decimals(
    costs: tuple[str, ...], units: int, price: str
) -> None:
    decision = compute_unit_price([Money.euro(cost) for cost in costs], units, PILOT)
    assert decision.outcome == rate(price)
    assert [reason.code for reason in decision.reasons] == ["unit_price_computed"]


@pytest.mark.rule("U-11")
@pytest.mark.parametrize(
    ("costs", "units", "error", "path"),
    [
        ([Money(1)], 0, BadValue, "/units"),
        ([Money(1), Money(-1)], 1, BadValue, "/costs/1"),
        ([1], 1, BadType, "/costs/0"),
        ([Money(1)], True, BadType, ""),
    ],
)
def test_price_cannot_be_computed_from_no_units_or_from_no_amounts(
    costs: Any, units: Any, error: type[Exception], path: str
) -> None:
    with pytest.raises(error) as refused:
        unit_price(costs, units)
    assert refused.value.path == path  # type: ignore[attr-defined]
