"""The adults' pilot: the first to apply in each municipality, checking such a list, and who follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ibmodel.case.applications import DOCUMENTS, AdultApplicant
from ibmodel.errors import BadValue, Duplicate, Inconsistent
from ibmodel.parameters import edition
from ibmodel.rules.selection import (
    Deviation,
    Ineligible,
    Swap,
    Violation,
    adult_targets,
    replace_adults,
    select_adults,
    verify_adults,
)

ADULTS = edition("adults-pilot-2019")
TWO = ADULTS.reform("two places", {"adults.places_per_municipality": 2})


def adult(name: str, municipality: str = "Cēsis", minute: int = 0, **facts: Any) -> AdultApplicant:
    known = {
        "born": date(1980, 5, 5),
        "mental_impairment": True,
        "disability_group": 1,
        "received": datetime(2019, 8, 5, 9, minute),
        "documents": DOCUMENTS,
    }
    return AdultApplicant(id=name, declared_municipality=municipality, **(known | facts))


FIVE = [adult("d", minute=3), adult("a", minute=2), adult("c", minute=1), adult("b", minute=1), adult("e", "Ogre", 9)]


@pytest.mark.rule("W-3")
@pytest.mark.parametrize(("apply", "take", "wait"), [(9, 9, 0), (10, 10, 0), (11, 10, 1), (0, 0, 0)])
def test_ten_of_a_municipality_and_no_more(apply: int, take: int, wait: int) -> None:
    outcome = select_adults([adult(f"{number:02}", minute=number) for number in range(apply)], ADULTS).outcome
    assert (len(outcome.selected), len(outcome.waiting)) == (take, wait)
    assert outcome.targets.municipality["Cēsis"] == outcome.counts.municipality["Cēsis"] == take
    assert outcome.targets.total == outcome.counts.total == take
    assert list(outcome.targets.municipality) == list(ADULTS.pilot.municipalities)


@pytest.mark.rule("W-3", "I-8")
def test_the_earlier_minute_then_the_smaller_identifier() -> None:
    decision = select_adults(FIVE, TWO)
    assert (decision.outcome.selected, decision.outcome.waiting) == (("b", "c", "e"), ("a", "d"))
    assert decision.outcome.deviation == Deviation(0, 0)
    assert [(reason.code, reason.values) for reason in decision.reasons] == [
        ("adult_selected", ("b", "Cēsis", 1)),
        ("adult_selected", ("c", "Cēsis", 2)),
        ("adult_waits", ("a", "Cēsis", 2)),
        ("adult_waits", ("d", "Cēsis", 2)),
        ("adult_selected", ("e", "Ogre", 1)),
    ]


@pytest.mark.rule("W-1", "W-2", "W-9", "E-8")
def test_who_does_not_qualify_is_listed_with_the_rules() -> None:
    applicants = [
        adult("z", documents=[]),
        adult("y", disability_group=None),
        adult("x", "Rēzekne", received=datetime(2019, 8, 17)),
        adult("w"),
    ]
    decision = select_adults(applicants, ADULTS)
    assert decision.outcome.selected == ("w",)
    assert decision.outcome.ineligible == (
        Ineligible("z", ("W-9",)),
        Ineligible("y", ("W-1",)),
        Ineligible("x", ("W-1", "W-2")),
    )
    assert [reason.values for reason in decision.reasons if reason.code == "not_eligible"][2] == ("x", "W-1, W-2")


@pytest.mark.rule("W-3", "W-4")
def test_targets_by_municipality() -> None:
    targets = adult_targets(["Cēsis"] * 11 + ["Ogre"], ADULTS)
    assert (targets.total, targets.municipality["Cēsis"], targets.municipality["Ogre"]) == (11, 10, 1)
    assert (targets.region, targets.age, targets.impairment) == ({}, {}, {})


@pytest.mark.rule("W-3", "W-4")
def test_targets_of_a_municipality_outside_the_pilot_are_refused() -> None:
    with pytest.raises(BadValue) as caught:
        adult_targets(["Ogre", "Rēzekne"], ADULTS)
    assert caught.value.path == "/applicants/1/municipality"


@pytest.mark.rule("W-3", "E-6")
def test_twice_the_same_and_received_before_birth_are_refused() -> None:
    with pytest.raises(Duplicate) as caught:
        select_adults([adult("a"), adult("a")], ADULTS)
    assert caught.value.path == "/applicants/1/id"
    with pytest.raises(BadValue) as early:
        select_adults([adult("a"), adult("b", born=date(2019, 8, 6))], ADULTS)
    assert early.value.path == "/applicants/1/received"


@pytest.mark.rule("W-3", "E-8")
def test_a_list_of_adults_is_checked() -> None:
    assert verify_adults(FIVE, ["c", "b", "e"], TWO).outcome.valid
    assert [reason.code for reason in verify_adults(FIVE, ["c", "b", "e"], TWO).reasons] == ["list_is_valid"]
    swapped = verify_adults(FIVE, ["c", "d", "e"], TWO)
    assert swapped.outcome.improving_swap == Swap("d", "b", "S-8")
    assert (swapped.outcome.valid, swapped.outcome.violations) == (False, ())
    assert [reason.code for reason in swapped.reasons] == ["exchange_is_better"]
    unable = [*FIVE, adult("f", documents=[]), adult("g", "Rēzekne", documents=[]), adult("h", documents=[])]
    broken = verify_adults(unable, ["a", "b", "c", "f", "g"], TWO).outcome
    assert broken.violations == (
        Violation("W-9", "not_eligible", ("f", "g")),
        Violation("W-1", "not_eligible", ("g",)),
        Violation("W-3", "too_many_from_municipality", ("b", "c", "a"), "Cēsis"),
        Violation("W-3", "too_few_from_municipality", (), "Ogre"),
    )
    assert broken.improving_swap is None


@pytest.mark.rule("W-3", "S-9", "I-8")
def test_who_waits_in_the_same_municipality_follows() -> None:
    decision = replace_adults(FIVE, ["b", "c", "e"], ["c", "e"], TWO)
    assert decision.outcome.replacements == ("a",)  # in Ogre nobody waits
    assert [reason.values for reason in decision.reasons] == [("a", "Cēsis")]
    assert replace_adults(FIVE, ["b", "c", "e"], ["b", "c"], TWO).outcome.replacements == ("a", "d")
    assert replace_adults(FIVE, ["b", "c", "e"], [], TWO).outcome.replacements == ()


@pytest.mark.rule("W-3", "S-9")
@pytest.mark.parametrize(
    ("selected", "leaving", "kind", "path"),
    [
        (["b", "b"], [], Duplicate, "/selected/1"),
        (["b", "nobody"], [], Inconsistent, "/selected/1"),
        (["b"], ["b", "b"], Duplicate, "/leaving/1"),
        (["b"], ["c"], Inconsistent, "/leaving/0"),
        (["b", "f"], [], Inconsistent, "/selected/1"),
    ],
)
def test_only_the_chosen_and_eligible_leave(selected: Any, leaving: Any, kind: Any, path: str) -> None:
    with pytest.raises(kind) as caught:
        replace_adults([*FIVE, adult("f", documents=[])], selected, leaving, TWO)
    assert caught.value.path == path
