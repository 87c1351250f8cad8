"""Risks of a pilot: which steps were taken with each, and which is graver than which."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.case.risks import Measure, Risk, RiskAspect, RiskKind, RiskRegister, RiskScale
from ibmodel.errors import BadType, BadValue, Duplicate
from ibmodel.parameters import edition
from ibmodel.rules.administration import RiskStep, check_risk, rank_risks

PILOT = edition("children-pilot-2018")
LEVELS = ("low", "middle", "high")
SCALE = RiskScale(likelihood=LEVELS, impact=("small", "large"), first=RiskAspect.LIKELIHOOD)
BY_IMPACT = attrs.evolve(SCALE, first=RiskAspect.IMPACT)
MEASURES = (Measure("training", True, "Ilze"), Measure("a second worker", False, "Juris"))


def risk(name: str = "r1", kind: RiskKind = RiskKind.STAFF, **facts: Any) -> Risk:
    known: dict[str, Any] = {"likelihood": "low", "impact": "large", "measures": MEASURES, "watched_by": "Anna"}
    return Risk(id=name, kind=kind, **(known | facts))


def ranked(register: RiskRegister) -> list[str]:
    return [one.id for one in rank_risks(register, PILOT).outcome.ranked]


@pytest.mark.rule("A-12")
def test_there_are_five_kinds_of_risk() -> None:
    assert [kind.value for kind in RiskKind] == ["management", "staff", "financial", "legal", "implementation"]


@pytest.mark.rule("A-12")
def test_each_step_is_open_until_its_facts_are_there() -> None:
    nobody = (Measure("training", True), Measure("a second worker", False, "Juris"))
    for likelihood, impact, measures, watched_by in product(
        ("low", None), ("large", None), (MEASURES, MEASURES[1:], nobody, ()), ("Anna", None)
    ):
        asked = risk(likelihood=likelihood, impact=impact, measures=measures, watched_by=watched_by)
        outcome = check_risk(asked, PILOT).outcome
        expected = [
            *([RiskStep.ASSESSED] if likelihood is None or impact is None else []),
            *([RiskStep.MANAGED] if measures in ((), nobody) else []),
            *([RiskStep.WATCHED] if watched_by is None else []),
        ]
        assert outcome.open == tuple(expected)
        assert outcome.complete is (not expected)


@pytest.mark.rule("A-12")
def test_every_gap_is_told_and_a_risk_without_one_says_who_watches_it() -> None:
    bare = Risk(id="r1", kind=RiskKind.LEGAL)
    assert [reason.code for reason in check_risk(bare, PILOT).reasons] == [
        "risk_likelihood_unknown",
        "risk_impact_unknown",
        "risk_without_measure",
        "risk_not_watched",
    ]
    two = risk(measures=(Measure("a", True), Measure("b", False)))
    assert [reason.facts for reason in check_risk(two, PILOT).reasons] == [
        {"risk": "r1", "measure": "a"},
        {"risk": "r1", "measure": "b"},
    ]
    (managed,) = check_risk(risk(measures=(*MEASURES, Measure("meetings", True, "Juris"))), PILOT).reasons
    assert managed.facts == {"risk": "r1", "regular": 2, "one_off": 1, "watched_by": "Anna"}


@pytest.mark.rule("A-12")
@pytest.mark.parametrize(
    ("scale", "order"),
    [(SCALE, ["high-small", "low-large", "low-small"]), (BY_IMPACT, ["low-large", "high-small", "low-small"])],
    ids=["likelihood first", "impact first"],
)
def test_the_aspect_that_the_scale_puts_first_decides_first(scale: RiskScale, order: list[str]) -> None:
    risks = (
        risk("low-small", impact="small"),
        risk("high-small", likelihood="high", impact="small"),
        risk("low-large"),
    )
    assert ranked(RiskRegister(scale, risks)) == order


@pytest.mark.rule("A-12")
def test_equal_levels_are_told_apart_by_kind_and_then_by_the_register() -> None:
    kinds = [RiskKind.IMPLEMENTATION, RiskKind.FINANCIAL, RiskKind.MANAGEMENT, RiskKind.LEGAL, RiskKind.STAFF]
    risks = tuple(risk(f"{kind.value}-{turn}", kind) for turn in (2, 1) for kind in kinds)
    expected = [f"{kind.value}-{turn}" for kind in RiskKind for turn in (2, 1)]
    assert ranked(RiskRegister(SCALE, risks)) == expected


@pytest.mark.rule("A-12")
def test_a_risk_that_is_not_assessed_has_no_place_rather_than_the_lowest() -> None:
    risks = (risk("a", impact=None), risk("b"), risk("c", likelihood=None))
    decision = rank_risks(RiskRegister(SCALE, risks), PILOT)
    assert decision.outcome.ranked == risks[1:2]
    assert decision.outcome.unassessed == (risks[0], risks[2])
    assert [(reason.code, *reason.values) for reason in decision.reasons] == [
        ("risk_ranked", "b", 1, "staff", "low", "large"),
        ("risk_not_ranked", "a", "staff"),
        ("risk_not_ranked", "c", "staff"),
    ]
    assert (decision.edition, decision.readings) == ("children-pilot-2018", ())


GRADED = st.builds(
    lambda kind, likelihood, impact: (kind, likelihood, impact),
    st.sampled_from(RiskKind),
    st.sampled_from(LEVELS),
    st.sampled_from(SCALE.impact),
)


@pytest.mark.rule("A-12")
@given(st.lists(GRADED, max_size=12), st.sampled_from([SCALE, BY_IMPACT]))
def test_a_risk_that_is_at_least_as_high_in_both_and_higher_in_one_comes_first(
    graded: list[tuple[RiskKind, str, str]], scale: RiskScale
) -> None:
    risks = tuple(risk(str(n), k, likelihood=one, impact=two) for n, (k, one, two) in enumerate(graded))
    order = rank_risks(RiskRegister(scale, risks), PILOT).outcome.ranked
    assert sorted(one.id for one in order) == sorted(one.id for one in risks)

    def grades(one: Risk) -> tuple[int, int]:
        return scale.likelihood.index(str(one.likelihood)), scale.impact.index(str(one.impact))

    for place, earlier in enumerate(order):
        for later in order[place + 1 :]:
            low, high = grades(earlier), grades(later)
            assert not (low != high and low[0] <= high[0] and low[1] <= high[1])
            if low == high and earlier.kind is later.kind:
                assert int(earlier.id) < int(later.id)


@pytest.mark.parametrize(
    ("make", "error", "path"),
    [
        (lambda: Risk(id="", kind=RiskKind.STAFF), BadValue, "/id"),
        (lambda: Risk(id="a", kind="staff"), BadType, "/kind"),
        (lambda: risk(likelihood=3), BadType, "/likelihood"),
        (lambda: risk(impact=""), BadValue, "/impact"),
        (lambda: risk(measures=("training",)), BadType, "/measures/0"),
        (lambda: risk(measures=None), BadType, "/measures"),
        (lambda: risk(watched_by=""), BadValue, "/watched_by"),
        (lambda: Measure("", True), BadValue, "/text"),
        (lambda: Measure("a", 1), BadType, "/regular"),
        (lambda: Measure("a", True, 5), BadType, "/responsible"),
        (lambda: attrs.evolve(SCALE, likelihood=()), BadValue, "/likelihood"),
        (lambda: attrs.evolve(SCALE, likelihood="low"), BadType, "/likelihood"),
        (lambda: attrs.evolve(SCALE, impact=("low", 2)), BadType, "/impact/1"),
        (lambda: attrs.evolve(SCALE, impact=("low", "high", "low")), Duplicate, "/impact/2"),
        (lambda: attrs.evolve(SCALE, first="impact"), BadType, "/first"),
        (lambda: RiskRegister(None, ()), BadType, "/scale"),
        (lambda: RiskRegister(SCALE, ("a",)), BadType, "/risks/0"),
        (lambda: RiskRegister(SCALE, (risk("a"), risk("b"), risk("a"))), Duplicate, "/risks/2/id"),
        (lambda: RiskRegister(SCALE, (risk("a"), risk("b", likelihood="large"))), BadValue, "/risks/1/likelihood"),
        (lambda: RiskRegister(SCALE, (risk("a", impact="low"),)), BadValue, "/risks/0/impact"),
    ],
)
def test_a_register_refuses_what_it_cannot_hold(make: Any, error: type[Exception], path: str) -> None:
    with pytest.raises(error) as refused:
        make()
    assert refused.value.path == path


def test_lists_are_taken_as_sequences() -> None:
    scale = RiskScale(likelihood=[*LEVELS], impact=["small", "large"], first=RiskAspect.LIKELIHOOD)
    assert scale == SCALE
    assert RiskRegister(scale, [risk(measures=[*MEASURES])]) == RiskRegister(SCALE, (risk(),))
