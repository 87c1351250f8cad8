"""Laws of prices and combinations over generated prices and plans."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel.case.plan_check import (
    FAMILY_GROUNDS,
    SESSION_KINDS,
    BudgetBase,
    CheckedLine,
    CheckedPlan,
    DatedChild,
    PlanChild,
    PlanPeriod,
    PriceFacts,
    Slot,
    SurveyRange,
)
from ibmodel.decisions import Reason, ReasonCode
from ibmodel.explain import LANGUAGES, sentence
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import edition
from ibmodel.rules.budget import needed_amount
from ibmodel.rules.combinations import Finding, PlanCheck, Status, check_plan, checked_plan, overlaps
from ibmodel.rules.prices import PriceCheck, PriceFlag, checked_price, price_caps
from ibmodel.testing import plan_laws
from ibmodel.testing.laws import LawBroken
from ibmodel.vocabulary import Impairment, PriceMethod

PILOT = edition("children-pilot-2018")
DAY = date(2018, 10, 1)
MONTHS = 2
#: The services that some rule treats in a way of its own, with a few that none does.
SERVICES = [
    *["nanny", "home_care", "assistant", "escort", "day_care_centre", "specialised_workshop", "physiotherapist"],
    *["group_session_child", "group_session_parents", "transport_child", "transport_parent", "respite_home"],
    *["family_assistant", "early_intervention", "vision_skills_day", "x-swimming"],
]

PARAMETERS = st.fixed_dictionaries(
    {},
    optional={
        "I-13": st.sampled_from(["by_components", "strict"]),
        "I-14": st.sampled_from(["overlap", "same_period"]),
        "I-15": st.sampled_from(["total", "final", "needed", "provisional"]),
        "I-23": st.sampled_from(["participant_keeps", "strict"]),
        "I-26": st.sampled_from(["same_specialist", "any_group"]),
        "I-27": st.sampled_from(["both", "child_only"]),
    },
).map(lambda readings: PILOT.reform("readings", readings=readings))
YES_NO = st.sampled_from([True, True, None, False])
RATES = st.sampled_from([Rate.euro(text) for text in ("0.00", "9.99", "10.00", "10.000001", "25.93")]) | st.integers(
    0, 30_000_000
).map(Rate)
MONEY = st.sampled_from([Money.euro(text) for text in ("0.00", "99.99", "100.00", "100.01", "5000.00")])
CLOCK = st.sampled_from([time(0), time(0, 1), time(9), time(9, 30), time(10), time(23, 59)])


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    """Hours, many of them around midnight and the end of the week."""
    start = draw(CLOCK)
    end = draw(CLOCK.filter(lambda end: end != start))
    return Slot(draw(st.sampled_from([1, 2, 7])), start, end)


@st.composite
def price_facts(draw: st.DrawFn) -> PriceFacts:
    """What may be known of prices."""
    low, high = sorted((draw(RATES), draw(RATES)))
    return PriceFacts(
        on=draw(st.sampled_from([date(2018, 8, 31), date(2018, 9, 1), DAY, date(2019, 9, 1)])),
        provider_market_price=draw(st.none() | RATES),
        contract_price=draw(st.none() | RATES),
        regulated=draw(st.none() | RATES),
        transport_part=draw(st.none() | st.sampled_from([Money(0), Money(593), Money(2593)])),
        survey=draw(st.sampled_from([None, SurveyRange(low, high)])),
    )


@st.composite
def lines(draw: st.DrawFn) -> CheckedLine:
    """A line of a plan with anything that the rules ask of it, or without."""
    return CheckedLine(
        service=draw(st.sampled_from(SERVICES)),
        provider=draw(st.sampled_from([None, "A", "B"])),
        unit_price=draw(RATES),
        units=tuple(draw(st.lists(st.integers(0, 3), min_size=MONTHS, max_size=MONTHS))),
        named_by_team=draw(YES_NO),
        specialists=draw(st.sampled_from([None, (), ("physiotherapist",), ("Anna",)])),
        specialist=draw(st.sampled_from([None, None, "Anna"])),
        kind=draw(st.sampled_from([None, *SESSION_KINDS])),
        weekly_days=draw(st.none() | st.integers(0, 4)),
        family_grounds=draw(st.sampled_from([None, (), FAMILY_GROUNDS])),
        slots=draw(st.none() | st.lists(slots(), max_size=3).map(tuple)),
        price=draw(st.none() | price_facts()),
    )


@st.composite
def plans(draw: st.DrawFn) -> CheckedPlan:
    """A plan of up to eight lines."""
    components = draw(st.sampled_from([None, (Impairment.MENTAL,)]))
    known = PlanChild(draw(st.sampled_from(Impairment)), components, draw(YES_NO))
    until = draw(st.sampled_from([None, "indefinite", DAY, date(2018, 11, 15), date(2019, 1, 1)]))
    dated = DatedChild(known.impairment, known.components, known.disability_determined, until)
    budget = BudgetBase(**{name: draw(st.none() | MONEY) for name in ("total", "final", "needed", "provisional")})
    return CheckedPlan(
        child=draw(st.sampled_from([known, dated])),
        contract=draw(YES_NO),
        period=PlanPeriod(DAY, MONTHS),
        budget=draw(st.sampled_from([None, budget])),
        transport_override=draw(st.sampled_from([None, None, "lives far away"])),
        lines=tuple(draw(st.lists(lines(), max_size=8))),
    )


def with_lines(plan: CheckedPlan, changed: Any) -> CheckedPlan:
    return attrs.evolve(plan, lines=tuple(changed))


# ------------------------------------------------------------------------------------------------- prices


@pytest.mark.rule("U-4", "U-6", "U-7", "U-8", "U-9")
@given(st.sampled_from(SERVICES), RATES, RATES, price_facts())
def test_limit_is_the_lowest_and_lower_prices_are_never_forbidden(
    service: str, price: Rate, other: Rate, known: PriceFacts
) -> None:
    low, high = sorted((price, other))
    cheaper, dearer = (checked_price(service, one, known, PILOT) for one in (low, high))
    limits = [cap.limit for cap in price_caps(service, known, PILOT) if cap.limit is not None]
    plan_laws.the_limit_is_the_lowest_of_those_that_apply(dearer, limits)
    plan_laws.a_lower_price_never_becomes_forbidden(dearer, cheaper)
    flagged = [PriceFlag.ABOVE_SURVEY in outcome.flags for outcome in (cheaper, dearer)]
    assert flagged != [True, False]


# ----------------------------------------------------------------------------------------------- findings


@pytest.mark.rule("C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "L-4", "L-5", "L-6", "U-6", "U-7", "U-8")
@settings(max_examples=80)
@given(plans(), PARAMETERS)
def test_every_check_is_ordered_explained_and_cured(plan: CheckedPlan, parameters: Any) -> None:
    decision = check_plan(plan, parameters)
    outcome = decision.outcome
    assert outcome == checked_plan(plan, parameters)
    plan_laws.a_plan_is_refused_exactly_for_a_violation(outcome)
    plan_laws.every_violation_says_what_would_cure_it(outcome)
    plan_laws.every_finding_has_its_reason(decision)
    plan_laws.findings_stand_in_the_order_of_rules_and_plan(outcome, [line.service for line in plan.lines])
    for reason in (*decision.reasons, *(step for finding in outcome.findings for step in finding.cure)):
        for language in LANGUAGES:
            text = sentence(reason, language)
            assert text.endswith(".")
            assert not set(text) & set("{}#")


@pytest.mark.rule("C-2", "C-3", "C-4", "C-5", "C-6", "I-14")
@given(plans(), PARAMETERS, st.randoms(use_true_random=False))
def test_order_of_services_does_not_matter(plan: CheckedPlan, parameters: Any, dice: Any) -> None:
    shuffled = dice.sample(plan.lines, len(plan.lines))
    plan_laws.the_order_of_services_does_not_matter_for_a_check(
        checked_plan(plan, parameters), checked_plan(with_lines(plan, shuffled), parameters)
    )


@pytest.mark.rule("C-2", "C-3", "I-14")
@given(slots(), slots())
def test_overlap_is_symmetric(one: Slot, other: Slot) -> None:
    assert overlaps((one,), (other,)) == overlaps((other,), (one,))
    assert overlaps((one,), (one,))


@pytest.mark.rule("C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "L-4", "L-5", "L-6")
@settings(max_examples=60)
@given(plans(), PARAMETERS, st.data())
def test_accepted_plan_stays_accepted_without_a_service(plan: CheckedPlan, parameters: Any, data: Any) -> None:
    before = checked_plan(plan, parameters)
    names = sorted({line.service for line in plan.lines}) or [""]
    gone = data.draw(st.sampled_from(names))
    after = checked_plan(with_lines(plan, (line for line in plan.lines if line.service != gone)), parameters)
    plan_laws.a_plan_accepted_stays_accepted_without_a_service(before, after)
    statuses = {(found.rule, found.services): found.status for found in before.findings}
    assert all(found.status is statuses[found.rule, found.services] for found in after.findings if found.rule != "C-6")


@pytest.mark.rule("C-6", "I-15")
def test_accepted_plan_can_fall_when_the_base_of_its_limit_shrinks_with_it() -> None:
    under = PILOT.reform("needed", readings={"I-15": "needed"})

    def judged(*services: str) -> PlanCheck:
        listed = tuple(
            CheckedLine(service=service, unit_price=Rate.euro(price), units=(4, 4))
            for service, price in (("nanny", "90.00"), ("transport_child", "10.00"))
            if service in services
        )
        base = BudgetBase(needed=needed_amount(listed).needed)
        child = PlanChild(Impairment.MENTAL)
        return checked_plan(CheckedPlan(child=child, period=PlanPeriod(DAY, MONTHS), budget=base, lines=listed), under)

    before, after = judged("nanny", "transport_child"), judged("transport_child")
    assert (before.ok, after.ok) == (True, False)
    with pytest.raises(LawBroken):
        plan_laws.a_plan_accepted_stays_accepted_without_a_service(before, after)


@pytest.mark.rule("C-2", "C-3", "I-14")
@given(plans(), PARAMETERS, slots(), st.data())
def test_adding_a_slot_never_cures(plan: CheckedPlan, parameters: Any, more: Slot, data: Any) -> None:
    at = data.draw(st.integers(0, max(0, len(plan.lines) - 1)))
    added = [
        attrs.evolve(line, slots=(*(line.slots or ()), more)) if place == at else line
        for place, line in enumerate(plan.lines)
    ]
    after = checked_plan(with_lines(plan, added), parameters)
    plan_laws.adding_a_slot_never_cures_a_violation(checked_plan(plan, parameters), after)


@pytest.mark.rule("C-2", "C-3", "I-14")
@given(plans(), PARAMETERS, slots())
def test_undecided_becomes_decided_once_hours_are_given(plan: CheckedPlan, parameters: Any, hours: Slot) -> None:
    given_hours = [line if line.slots else attrs.evolve(line, slots=(hours,)) for line in plan.lines]
    outcome = checked_plan(with_lines(plan, given_hours), parameters)
    plan_laws.hours_that_are_given_decide_what_meets(outcome)
    before = {(found.rule, found.services): found.status for found in checked_plan(plan, parameters).findings}
    for found in outcome.findings:
        status = before[found.rule, found.services]
        assert status in (Status.UNDECIDED, found.status)


@pytest.mark.rule("U-6", "U-7", "U-8")
@given(plans())
def test_doing_what_the_cures_of_prices_say_cures(plan: CheckedPlan) -> None:
    def cured(line: CheckedLine) -> CheckedLine:
        if line.price is None:
            return line
        limit = checked_price(line.service, line.unit_price, line.price, PILOT).limit
        return line if limit is None or limit > line.unit_price else attrs.evolve(line, unit_price=limit)

    outcome = checked_plan(with_lines(plan, map(cured, plan.lines)), PILOT)
    assert all(found.status is not Status.VIOLATED for found in outcome.findings if found.rule.startswith("U-"))


@pytest.mark.rule("C-6")
@given(plans(), st.integers(0, 10**9))
def test_cure_of_transport_leaves_exactly_what_fits(plan: CheckedPlan, base: int) -> None:
    budget = BudgetBase(total=Money(base))
    for finding in checked_plan(attrs.evolve(plan, budget=budget, transport_override=None), PILOT).findings:
        if finding.rule == "C-6" and finding.cure:
            ceiling = finding.cure[0].facts["ceiling"]
            share = PILOT.combinations.transport_share
            assert isinstance(ceiling, Money)
            assert ceiling.cents * Share.WHOLE <= base * share.millionths < (ceiling.cents + 1) * Share.WHOLE


# ------------------------------------------------------------------------------- the laws see what is wrong

LIMIT = Rate.euro("1.00")
CURE = Reason(ReasonCode("a_cure", "C-2", ()))


def price(limit: Rate | None = LIMIT, allowed: bool | None = True, *flags: PriceFlag) -> PriceCheck:
    return PriceCheck(PriceMethod.MARKET, limit, allowed, flags)


def checked(*findings: Finding, ok: bool = True) -> PlanCheck:
    return PlanCheck(findings, ok)


def finding(rule: str, status: Status, *services: str, cure: tuple[Reason, ...] = ()) -> Finding:
    return Finding(rule, status, services, "code", cure)


BROKEN = [
    (plan_laws.the_limit_is_the_lowest_of_those_that_apply, (price(), [])),
    (plan_laws.the_limit_is_the_lowest_of_those_that_apply, (price(LIMIT, True, PriceFlag.LIMIT_UNKNOWN), [LIMIT])),
    (plan_laws.the_limit_is_the_lowest_of_those_that_apply, (price(LIMIT, None), [LIMIT])),
    (plan_laws.a_lower_price_never_becomes_forbidden, (price(), price(LIMIT, False))),
    (plan_laws.a_plan_is_refused_exactly_for_a_violation, (checked(ok=False),)),
    (plan_laws.every_violation_says_what_would_cure_it, (checked(finding("C-2", Status.VIOLATED, "nanny")),)),
    (
        plan_laws.every_violation_says_what_would_cure_it,
        (checked(finding("C-2", Status.SATISFIED, "nanny", cure=(CURE,))),),
    ),
    (
        plan_laws.findings_stand_in_the_order_of_rules_and_plan,
        (checked(finding("C-3", Status.SATISFIED, "a"), finding("C-2", Status.SATISFIED, "a")), ["a"]),
    ),
    (
        plan_laws.findings_stand_in_the_order_of_rules_and_plan,
        (checked(finding("C-2", Status.SATISFIED, "a"), finding("C-2", Status.VIOLATED, "a")), ["a"]),
    ),
    (
        plan_laws.findings_stand_in_the_order_of_rules_and_plan,
        (checked(finding("C-2", Status.SATISFIED, "b", "a")), ["a", "b"]),
    ),
    (
        plan_laws.the_order_of_services_does_not_matter_for_a_check,
        (checked(finding("C-2", Status.SATISFIED, "a")), checked(finding("C-2", Status.VIOLATED, "a"))),
    ),
    (plan_laws.a_plan_accepted_stays_accepted_without_a_service, (checked(), checked(ok=False))),
    (
        plan_laws.adding_a_slot_never_cures_a_violation,
        (checked(finding("C-2", Status.VIOLATED, "a")), checked(finding("C-2", Status.SATISFIED, "a"))),
    ),
    (plan_laws.hours_that_are_given_decide_what_meets, (checked(finding("C-3", Status.UNDECIDED, "a")),)),
]


@pytest.mark.parametrize(("law", "outcomes"), BROKEN)
def test_every_law_notices_what_it_forbids(law: Any, outcomes: Any) -> None:
    with pytest.raises(LawBroken, match=law.__name__):
        law(*outcomes)


def test_law_on_reasons_notices_one_that_is_missing() -> None:
    plan = CheckedPlan(
        child=PlanChild(Impairment.MENTAL),
        period=PlanPeriod(DAY, 1),
        lines=[CheckedLine(service="nanny", unit_price=LIMIT, units=(1,))],
    )
    decision = check_plan(plan, PILOT)
    with pytest.raises(LawBroken):
        plan_laws.every_finding_has_its_reason(attrs.evolve(decision, reasons=decision.reasons[1:]))


def test_every_law_is_listed_and_shown_to_notice() -> None:
    listed = {law for laws in plan_laws.PLAN_LAWS.values() for law in laws}
    assert {law.__name__ for law in listed} == set(plan_laws.__all__) - {"PLAN_LAWS"}
    assert {law for law, _ in BROKEN} | {plan_laws.every_finding_has_its_reason} == listed
