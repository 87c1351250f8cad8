"""Who is chosen: targets, the list, checking it, replacing, each rule by an example; solvers take turns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import pytest

from ibmodel.adapters.highs import SOLVER as HIGHS
from ibmodel.case.applications import Applications, ChildApplicant, PilotDates
from ibmodel.errors import BadValue, Duplicate, Inconsistent, MissingField
from ibmodel.parameters import Parameters, edition
from ibmodel.rules.selection import (
    Anonymous,
    Counts,
    Frame,
    Group,
    Ineligible,
    Multipliers,
    Swap,
    Violation,
    age_group_of,
    age_groups,
    anonymous,
    candidates_of,
    excludes,
    frame_of,
    priority,
    replace_leaving,
    select_children,
    shared_targets,
    targets_of,
    verify_selection,
    why_targets,
)
from ibmodel.rules.selection.proof import _claims
from ibmodel.rules.selection.walk import exchanges, open_question
from ibmodel.testing.selection_brute import ListingSolver
from ibmodel.vocabulary import Impairment

PILOT = edition("children-pilot-2018")
START = date(2018, 9, 1)
DATES = PilotDates(START, 12)
SOLVER = ListingSolver(refuter=HIGHS)
QUEUE = {"I-9": "queue"}
MUNICIPALITIES = PILOT.pilot.municipalities
VISION, HEARING, MOVEMENT, MENTAL, MULTIPLE = Impairment


def child(
    name: str, municipality: str = "Ogre", impairment: Impairment | None = MENTAL, **facts: Any
) -> ChildApplicant:
    """A child of 8 who is eligible and applied at 9:00."""
    known = {
        "born": date(2010, 5, 5),
        "disability_determined": True,
        "disability_until": "indefinite",
        "di_evaluated": True,
        "received": datetime(2018, 6, 1, 9, 0),
    }
    return ChildApplicant(id=name, municipality=municipality, impairment=impairment, **(known | facts))


def at(minute: int) -> datetime:
    return datetime(2018, 6, 1, 9, minute)


def person(name: str, municipality: str = "Ogre", age: str = "8-10", impairment: Impairment = MENTAL) -> Anonymous:
    return Anonymous(name, municipality, age, impairment, False, at(0))


def people(**numbers: int) -> list[Anonymous]:
    """So many children of each impairment, from all municipalities in turn."""
    kinds = [Impairment(name) for name, number in numbers.items() for _ in range(number)]
    return [person(str(at), MUNICIPALITIES[at % 10], impairment=kind) for at, kind in enumerate(kinds)]


def few(places: int, per_municipality: int = 10, readings: dict[str, str] | None = None, **changes: Any) -> Parameters:
    figures = {"selection.places": places, "selection.places_per_municipality": per_municipality}
    return PILOT.reform("few", figures | changes, readings or {})


def chosen(applicants: list[ChildApplicant], parameters: Parameters, **regions: str) -> tuple[str, ...]:
    return select_children(Applications(applicants, DATES, regions), parameters, SOLVER).outcome.selected


# ------------------------------------------------------------------------------------------ targets


@pytest.mark.rule("S-5", "S-3", "I-7")
def test_what_one_impairment_lacks_the_others_take_in_proportion() -> None:
    targets = targets_of(people(vision=2, hearing=40, movement=60, mental=60, multiple=60), PILOT)
    assert list(targets.impairment.values()) == [2, 5, 31, 31, 31]


@pytest.mark.rule("S-1", "S-2", "S-3")
def test_with_enough_of_everybody_targets_are_the_quotas() -> None:
    ages = ["0-2", "3-7", "8-10", "11-14", "15-17"]
    many = [
        person(f"{place} {age} {kind.value}", place, age, kind)
        for place in MUNICIPALITIES
        for age in ages
        for kind in Impairment
    ]
    targets = targets_of(many, PILOT)
    assert targets.total == 100
    assert targets.age == dict.fromkeys(ages, 20)
    assert targets.municipality == dict.fromkeys(MUNICIPALITIES, 10)
    assert targets.region == dict.fromkeys(["Zemgale", "Kurzeme", "Latgale", "Vidzeme", "Rīga"], 20)
    # 50 children have each impairment: 5, 5, 30, 30 and 30 are there
    assert list(targets.impairment.values()) == [5, 5, 30, 30, 30]
    assert {reason.code for reason in why_targets(targets, many, PILOT)} == {"target_is_quota"}


@pytest.mark.rule("S-4", "S-2", "I-7")
def test_an_age_group_that_lacks_raises_the_others_and_says_so() -> None:
    some = [
        person(f"{place} {age} {number}", place, age)
        for place in MUNICIPALITIES
        for age, each in (("0-2", 1), ("3-7", 5), ("8-10", 5), ("11-14", 5), ("15-17", 2))
        for number in range(each)
    ]
    targets = targets_of(some, PILOT)
    assert targets.age == {"0-2": 10, "3-7": 24, "8-10": 23, "11-14": 23, "15-17": 20}
    why = {reason.facts["group"]: reason for reason in why_targets(targets, some, PILOT)}
    assert why["0-2"].code == "target_is_every_applicant"
    assert why["3-7"].facts == {"group": "3-7", "quota": 20, "applicants": 50, "target": 24}
    assert why["3-7"].code == "target_above_quota"
    assert why["15-17"].code == "target_is_quota"
    assert why["vision"].code == "target_without_applicants"


@pytest.mark.rule("S-1", "S-2", "I-7")
def test_fewer_places_lower_every_quota() -> None:
    few_people = people(vision=1, hearing=1, movement=20, mental=20, multiple=8)
    targets = targets_of(few_people, PILOT)
    assert targets.total == 50
    assert targets.age["8-10"] == 50
    ages = [person(f"{age} {number}", age=age) for age in ("0-2", "3-7") for number in range(30)]
    lower = targets_of(ages, few(10))
    assert lower.age == {"0-2": 5, "3-7": 5, "8-10": 0, "11-14": 0, "15-17": 0}
    assert {reason.facts["group"]: reason.code for reason in why_targets(lower, ages, few(10))}[
        "0-2"
    ] == "target_below_quota"


@pytest.mark.rule("S-10", "I-31")
def test_a_municipality_gives_places_to_its_neighbour_and_a_region_to_the_others() -> None:
    def targets(**numbers: int) -> Counts:
        return targets_of(
            [person(f"{place} {number}", place) for place, many in numbers.items() for number in range(many)], PILOT
        )

    usual = dict.fromkeys(MUNICIPALITIES, 30)
    neighbour = targets(**usual | {"Jelgava": 4})
    assert (neighbour.municipality["Jelgava"], neighbour.municipality["Bauska"]) == (4, 16)
    assert set(neighbour.region.values()) == {20}
    assert {value for name, value in neighbour.municipality.items() if name not in ("Jelgava", "Bauska")} == {10}
    region = targets(**usual | {"Jelgava": 4, "Bauska": 8})
    assert region.region == {"Zemgale": 12, "Kurzeme": 22, "Latgale": 22, "Vidzeme": 22, "Rīga": 22}
    assert region.municipality["Liepāja"] == region.municipality["Talsi"] == 11
    assert region.total == 100


@pytest.mark.rule("S-10")
def test_regions_that_the_caller_gives_prevail_and_new_ones_follow() -> None:
    usual = [person(f"{place} {number}", place) for place in (*MUNICIPALITIES, "Ludza") for number in range(30)]
    targets = targets_of(usual, PILOT, {"Ludza": "Latgale", "Jelgava": "Rīga", "Bauska": "Sēlija"})
    assert list(targets.region.items()) == [
        ("Zemgale", 0),
        ("Kurzeme", 18),
        ("Latgale", 28),  # one place is left over: Latgale is listed before Rīga
        ("Vidzeme", 18),
        ("Rīga", 27),
        ("Sēlija", 9),
    ]
    assert list(targets.municipality) == [*MUNICIPALITIES, "Ludza"]
    assert [targets.municipality[name] for name in ("Jelgava", "Ogre", "Tukums", "Bauska")] == [9, 9, 9, 9]


@pytest.mark.rule("S-4", "S-5", "I-7")
@pytest.mark.parametrize(
    ("total", "groups", "expected"),
    [
        (10, [("a", 20, 50), ("b", 20, 50), ("c", 20, 50)], [4, 3, 3]),  # all alike: the first listed
        (10, [("a", 20, 50), ("b", 20, 51), ("c", 20, 50)], [3, 4, 3]),  # the one with more left over
        (11, [("a", 20, 50), ("b", 20, 50), ("c", 20, 51)], [4, 3, 4]),
        (10, [("a", 1, 50), ("b", 2, 50)], [3, 7]),  # the larger remainder
        (5, [("a", 20, 2), ("b", 20, 3)], [2, 3]),  # everybody
        (0, [("a", 20, 2), ("b", 20, 3)], [0, 0]),
        (0, [], []),
        (4, [("a", 0, 9), ("b", 20, 9)], [0, 4]),  # no quota, no place
        (7, [("a", 1, 1), ("b", 10, 2), ("c", 1, 9)], [1, 2, 4]),
        (100, [("vision", 5, 2), ("hearing", 5, 50), ("movement", 90, 900)], [2, 5, 93]),
    ],
)
def test_places_are_shared_at_one_level_in_whole_numbers(total: int, groups: list[Any], expected: list[int]) -> None:
    assert shared_targets(total, [Group(*group) for group in groups]) == expected


@pytest.mark.rule("S-9", "I-7")
@pytest.mark.parametrize(
    ("total", "groups", "expected"),
    [
        (10, [("a", 5, 9, 8), ("b", 5, 9, 0)], [8, 2]),
        (10, [("a", 5, 9, 5), ("b", 5, 9, 5)], [5, 5]),
        (10, [("a", 5, 9, 1), ("b", 5, 9, 5)], [5, 5]),
        (10, [("a", 0, 4, 3), ("b", 5, 9, 0)], [3, 7]),  # no quota: those who stay and no more
        (9, [("a", 5, 9, 7), ("b", 5, 9, 2)], [7, 2]),
        (10, [("a", 5, 9, 9), ("b", 5, 9, 0), ("c", 5, 9, 0)], [9, 1, 0]),
    ],
)
def test_no_group_gets_less_than_those_who_stay(total: int, groups: list[Any], expected: list[int]) -> None:
    assert shared_targets(total, [Group(*group) for group in groups]) == expected


@pytest.mark.rule("S-1", "S-4")
def test_quotas_that_cannot_reach_the_total_say_by_how_much() -> None:
    with pytest.raises(Inconsistent, match="3 short"):
        shared_targets(10, [Group("a", 5, 7), Group("b", 0, 50)])
    reform = few(2, **{"selection.age.group_8_10": 0})
    with pytest.raises(Inconsistent, match="2 short"):
        select_children(Applications([child("a"), child("b")], DATES), reform, SOLVER)


@pytest.mark.rule("S-10", "E-11")
def test_a_municipality_without_a_region_is_refused_with_its_place() -> None:
    with pytest.raises(BadValue) as caught:
        targets_of([person("a"), person("b", "Ludza")], PILOT)
    assert caught.value.path == "/applicants/1/municipality"
    more = PILOT.reform("Ludza too", {"pilot.municipalities": [*MUNICIPALITIES, "Ludza"]})
    with pytest.raises(BadValue) as caught:
        chosen([child("a"), child("b", "Ludza")], more)
    assert caught.value.path == "/applicants/1/municipality"
    assert chosen([child("a"), child("b", "Ludza")], more, Ludza="Latgale") == ("a", "b")


# ------------------------------------------------------------------------------------------ ages and priority


@pytest.mark.rule("S-2")
def test_the_age_groups_are_those_of_the_methodology() -> None:
    assert age_groups(PILOT) == (
        ("0-2", 0, 2),
        ("3-7", 3, 7),
        ("8-10", 8, 10),
        ("11-14", 11, 14),
        ("15-17", 15, 17),
    )


@pytest.mark.rule("S-2", "I-16")
@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2018, 9, 1), "0-2"),  # born on the first day
        (date(2015, 9, 2), "0-2"),
        (date(2015, 9, 1), "3-7"),
        (date(2010, 9, 2), "3-7"),
        (date(2010, 9, 1), "8-10"),
        (date(2007, 9, 2), "8-10"),
        (date(2007, 9, 1), "11-14"),
        (date(2003, 9, 2), "11-14"),
        (date(2003, 9, 1), "15-17"),
        (date(2000, 9, 2), "15-17"),
    ],
)
def test_a_birthday_on_the_reference_day_counts(born: date, group: str) -> None:
    assert age_group_of(born, START, PILOT) == group


@pytest.mark.rule("S-2", "I-16")
@pytest.mark.parametrize(
    ("on", "group"), [(date(2019, 2, 27), "0-2"), (date(2019, 2, 28), "3-7"), (date(2019, 3, 1), "3-7")]
)
def test_a_child_of_29_february_is_three_on_the_28th(on: date, group: str) -> None:
    assert age_group_of(date(2016, 2, 29), on, PILOT) == group


@pytest.mark.rule("S-2", "I-6")
def test_a_birth_after_the_day_and_an_age_without_a_group_are_refused() -> None:
    for born in (date(2018, 9, 2), date(2000, 9, 1)):
        with pytest.raises(BadValue) as caught:
            age_group_of(born, START, PILOT)
        assert caught.value.path == "/born"
    with pytest.raises(BadValue) as caught:
        chosen([child("a"), child("b", born=date(2018, 9, 2), received=datetime(2018, 9, 3))], PILOT)
    assert caught.value.path == "/applicants/1/born"


@pytest.mark.rule("S-3", "S-6")
def test_without_an_impairment_there_is_no_view_for_selection() -> None:
    with pytest.raises(MissingField) as caught:
        anonymous(child("a", impairment=None), DATES, PILOT)
    assert caught.value.path == "/impairment"


@pytest.mark.rule("S-7", "S-8", "I-8")
def test_home_schooled_first_then_the_earlier_then_the_smaller_identifier() -> None:
    alike = person("b")
    earlier = attrs.evolve(alike, id="z", received=datetime(2018, 6, 1, 8, 59))
    smaller = attrs.evolve(alike, id="a")
    home = attrs.evolve(alike, id="zz", received=at(59), home_schooled=True)
    assert [each.id for each in sorted([alike, smaller, earlier, home], key=priority)] == ["zz", "z", "a", "b"]


# ------------------------------------------------------------------------------------------ the list


@pytest.mark.rule("S-1", "S-9", "S-11")
def test_from_every_municipality_its_target_and_the_others_wait() -> None:
    many = [
        child(f"{place[:3]}{number}", place, received=at(number)) for place in ("Ogre", "Tukums") for number in range(3)
    ]
    outcome = select_children(Applications(many, DATES), few(4, 2), SOLVER).outcome
    assert outcome.selected == ("Ogr0", "Tuk0", "Ogr1", "Tuk1")
    assert outcome.waiting == ("Ogr2", "Tuk2")
    assert (outcome.targets.municipality["Ogre"], outcome.counts.municipality["Ogre"]) == (2, 2)
    assert outcome.certificate is None


@pytest.mark.rule("S-2", "S-3", "S-8")
def test_quotas_come_before_time() -> None:
    """Two places, four applicants: one of each age, though both eight-year-olds applied first."""
    applicants = [
        child("a", received=at(0)),
        child("b", received=at(1)),
        child("c", received=at(2), born=date(2005, 5, 5)),
    ]
    assert chosen(applicants, few(2)) == ("a", "c")
    kinds = [child("a"), child("b", received=at(1)), child("c", impairment=MOVEMENT, received=at(2))]
    assert chosen(kinds, few(2)) == ("a", "c")


@pytest.mark.rule("S-7")
@pytest.mark.parametrize(("home", "expected"), [(True, "late"), (False, "early"), (None, "early")])
def test_among_equals_the_home_schooled_first(home: bool | None, expected: str) -> None:
    pair = [child("early"), child("late", received=at(9), home_schooled=home)]
    assert chosen(pair, few(1)) == (expected,)


@pytest.mark.rule("S-7", "S-2")
def test_home_schooling_does_not_outweigh_a_quota() -> None:
    eldest = child("home", born=date(2009, 1, 1), home_schooled=True)
    trio = [child("first"), child("older", born=date(2005, 5, 5)), eldest]
    assert chosen(trio, few(2)) == ("home", "older")
    pair = [child("second", home_schooled=True), eldest, child("older", born=date(2005, 5, 5))]
    assert chosen(pair, few(2)) == ("home", "older")


@pytest.mark.rule("S-7", "S-8", "I-7")
def test_two_home_schooled_come_before_the_earlier_one_alone() -> None:
    """Both lists meet every quota, but only the one without the first of all has two home-schooled children."""
    young = {"born": date(2013, 5, 5), "impairment": VISION}
    applicants = [
        child("p", **young, home_schooled=True, received=at(0)),
        child("q", home_schooled=True, received=at(1)),
        child("r", "Talsi", **young, home_schooled=True, received=at(2)),
        child("s", "Talsi", received=at(3)),
    ]
    assert chosen(applicants, few(2, 1)) == ("q", "r")


@pytest.mark.rule("S-8", "I-8")
def test_among_those_still_equal_the_earlier_minute_then_the_smaller_identifier() -> None:
    assert chosen([child("a", received=at(1)), child("b", received=at(0))], few(1)) == ("b",)
    assert chosen([child("b"), child("a"), child("B"), child("Ā")], few(1)) == ("B",)


@pytest.mark.rule("S-1", "E-8")
def test_fewer_applicants_than_places_nobody_at_all_and_no_places() -> None:
    assert chosen([child("a"), child("b", "Talsi")], PILOT) == ("a", "b")
    nobody = select_children(Applications([], DATES), PILOT, SOLVER).outcome
    assert (nobody.selected, nobody.waiting, nobody.targets.total) == ((), (), 0)
    assert chosen([child("a")], few(0)) == ()


@pytest.mark.rule("S-1", "I-31", "S-10")
def test_ten_from_each_of_ten_municipalities_and_a_hundred_in_all() -> None:
    applicants = [
        child(f"{place}{number:02}", place, received=at(number)) for place in MUNICIPALITIES for number in range(11)
    ]
    outcome = select_children(Applications(applicants, DATES), PILOT, SOLVER).outcome
    assert len(outcome.selected) == 100
    assert set(outcome.counts.municipality.values()) == {10}
    assert sorted(outcome.waiting) == sorted(f"{place}10" for place in MUNICIPALITIES)


@pytest.mark.rule("E-8", "S-3", "E-11")
def test_who_is_not_eligible_is_listed_with_the_rules_that_fail_or_are_open() -> None:
    applicants = [
        child("z", di_evaluated=False, disability_until=None),
        child("y", di_evaluated=None, impairment=None),
        child("x", impairment=None),
        child("w", impairment=None, municipality="Ludza"),
        child("v"),
    ]
    outcome = select_children(Applications(applicants, DATES), PILOT, SOLVER).outcome
    assert outcome.ineligible == (
        Ineligible("z", ("E-2",)),
        Ineligible("y", ("E-2", "S-3")),
        Ineligible("x", ("S-3",)),
        Ineligible("w", ("E-11",)),
    )
    assert outcome.selected == ("v",)


@pytest.mark.rule("S-2", "I-6")
def test_the_age_of_the_first_day_or_of_the_application_decides_the_list() -> None:
    """One child turns eight between application and start: with it, both are of one group, or of two."""
    turning = child("turning", born=date(2010, 7, 1), received=at(1))
    seven = child("seven", born=date(2011, 5, 5), received=at(0))
    eight = child("eight", born=date(2009, 5, 5), received=at(2))
    by_start, by_application = few(2), few(2, readings={"I-6": "application"})
    assert chosen([turning, seven, eight], by_start) == ("seven", "turning")
    assert chosen([turning, seven, eight], by_application) == ("seven", "eight")


@pytest.mark.rule("E-3", "I-4")
def test_the_reading_on_the_last_day_decides_who_is_on_the_list() -> None:
    applicant = child("a", born=date(2001, 8, 31))
    assert chosen([applicant], PILOT) == ()
    assert chosen([applicant], PILOT.reform("lenient", readings={"I-4": "eligible"})) == ("a",)


@pytest.mark.rule("S-1", "S-2", "S-8", "E-6", "E-8", "I-7")
def test_everybody_is_told_why() -> None:
    applicants = [
        child("a", received=at(0)),
        child("b", received=at(1)),
        child("c", born=date(2005, 5, 5), received=at(2)),
        child("d", born=date(2015, 5, 5), impairment=HEARING, received=at(3)),
        child("e", received=at(4)),
        child("f", di_evaluated=False, received=at(4)),
        child("g", "Talsi", received=at(9)),
        child("h", "Talsi", received=at(9), impairment=MOVEMENT),
    ]
    decision = select_children(Applications(applicants, DATES), few(3, 2), SOLVER)
    assert decision.outcome.selected == ("a", "c", "h")
    told = [(reason.facts["id"], reason.code) for reason in decision.reasons if "id" in reason.kind.facts]
    assert told == [
        ("a", "selected"),
        ("b", "waits_same_profile_first"),
        ("c", "selected"),
        ("d", "waits_municipality_full"),
        ("e", "waits_municipality_full"),
        ("g", "waits_quotas"),
        ("h", "selected"),
        ("f", "not_eligible"),
        ("f", "possibly_the_same_person"),
        ("h", "possibly_the_same_person"),
    ]
    assert [reason.facts for reason in decision.reasons if reason.code == "not_eligible"] == [
        {"id": "f", "rules": "E-2"}
    ]
    assert [reason.facts for reason in decision.reasons if reason.code == "deviation_from_targets"] == [
        {"age": decision.outcome.deviation.age, "impairment": decision.outcome.deviation.impairment}
    ]
    assert decision.readings == (("I-4", "not_eligible"), ("I-6", "pilot_start"), ("I-7", "level"))


@pytest.mark.rule("E-6", "S-8")
def test_an_identifier_twice_is_an_error_and_the_same_child_under_two_a_finding() -> None:
    with pytest.raises(Duplicate) as caught:
        chosen([child("a"), child("b"), child("a", "Talsi")], PILOT)
    assert caught.value.path == "/applicants/2/id"
    twins = select_children(Applications([child("b"), child("a"), child("c", received=at(1))], DATES), PILOT, SOLVER)
    assert [reason.values for reason in twins.reasons if reason.code == "possibly_the_same_person"] == [("b", "a")]


@pytest.mark.rule("E-6")
def test_an_application_before_the_birth_is_refused_with_its_place() -> None:
    with pytest.raises(BadValue) as caught:
        candidates_of(Applications([child("a"), child("b", born=date(2018, 6, 2))], DATES), PILOT)
    assert caught.value.path == "/applicants/1/received"


# ------------------------------------------------------------------------------------------ checking a list

PAIRED = Applications(
    [
        child("a", received=at(0)),
        child("b", received=at(1)),
        child("c", received=at(2), born=date(2005, 5, 5)),
        child("d", received=at(3), impairment=MOVEMENT),
        child("e", received=at(4), home_schooled=True),
        child("f", received=at(5), di_evaluated=False),
        child("g", received=at(6), impairment=None),
    ],
    DATES,
)


@pytest.mark.rule("S-2", "S-3", "S-7", "S-8", "I-7")
@pytest.mark.parametrize(
    ("applicants", "selected", "swap"),
    [
        ([child("a"), child("b"), child("c", born=date(2005, 5, 5))], ["a", "b"], Swap("b", "c", "S-2")),
        ([child("a"), child("b"), child("c", impairment=MOVEMENT)], ["a", "b"], Swap("b", "c", "S-3")),
        ([child("a"), child("b"), child("c", home_schooled=True)], ["a", "b"], Swap("b", "c", "S-7")),
        ([child("a"), child("b"), child("c")], ["b", "c"], Swap("c", "a", "S-8")),
        ([child("a"), child("b"), child("c")], ["a", "c"], Swap("c", "b", "S-8")),
        ([child("a"), child("b"), child("c")], ["a", "b"], None),
        (
            [child("a"), child("b"), child("c", born=date(2005, 5, 5), impairment=MOVEMENT)],
            ["a", "b"],
            Swap("b", "c", "S-2"),  # age and impairment both gain: the age is named
        ),
    ],
)
def test_the_exchange_that_makes_a_list_better_and_the_first_rule_that_says_so(
    applicants: list[ChildApplicant], selected: list[str], swap: Swap | None
) -> None:
    decision = verify_selection(Applications(applicants, DATES), selected, few(2))
    assert decision.outcome.improving_swap == swap
    assert decision.outcome.valid is (swap is None)
    assert decision.outcome.proved_best is None
    assert [reason.code for reason in decision.reasons] == ["list_is_valid" if swap is None else "exchange_is_better"]


@pytest.mark.rule("S-1", "E-8", "S-10")
def test_violations_name_the_rule_and_those_concerned() -> None:
    decision = verify_selection(PAIRED, ["f", "a", "g", "c"], few(1))
    assert decision.outcome.violations == (
        Violation("E-2", "not_eligible", ("f",)),
        Violation("S-3", "not_eligible", ("g",)),
        Violation("S-1", "too_many_from_municipality", ("a", "c"), "Ogre"),
    )
    assert decision.outcome.valid is False
    assert [(reason.code, reason.facts) for reason in decision.reasons][:3] == [
        ("list_breaks_rule", {"broken": "E-2", "ids": "f"}),
        ("list_breaks_rule", {"broken": "S-3", "ids": "g"}),
        ("list_misses_municipality", {"municipality": "Ogre", "chosen": 2, "target": 1}),
    ]
    short = verify_selection(PAIRED, [], few(1)).outcome
    assert short.violations == (Violation("S-1", "too_few_from_municipality", (), "Ogre"),)


@pytest.mark.rule("S-9", "E-8")
def test_a_list_that_names_somebody_twice_or_nobody_knows_is_refused() -> None:
    for selected, kind, path in (
        (["a", "c", "a"], Duplicate, "/selected/2"),
        (["a", "nobody"], Inconsistent, "/selected/1"),
    ):
        with pytest.raises(kind) as caught:
            verify_selection(PAIRED, selected, few(2))
        assert caught.value.path == path
        with pytest.raises(kind):
            replace_leaving(PAIRED, selected, [], few(2), SOLVER)


# ------------------------------------------------------------------------------------------ replacing


def follows(
    applicants: list[ChildApplicant], selected: list[str], leaving: list[str], parameters: Parameters
) -> tuple[str, ...]:
    return replace_leaving(Applications(applicants, DATES), selected, leaving, parameters, SOLVER).outcome.replacements


@pytest.mark.rule("S-9", "I-9")
def test_the_place_goes_where_the_quotas_are_restored_best_or_to_the_first_in_the_queue() -> None:
    applicants = [
        child("a", received=at(0)),
        child("b", received=at(1)),
        child("c", received=at(2), born=date(2005, 5, 5)),
        child("d", received=at(3), born=date(2005, 5, 5)),
    ]
    assert chosen(applicants, few(2)) == ("a", "c")
    assert follows(applicants, ["a", "c"], ["c"], few(2)) == ("d",)
    assert follows(applicants, ["a", "c"], ["c"], few(2, readings=QUEUE)) == ("b",)
    assert follows(applicants, ["a", "c"], ["a", "c"], few(2)) == ("b", "d")
    assert follows(applicants, ["a", "c"], [], few(2)) == ()


@pytest.mark.rule("S-9", "S-7", "S-8", "I-8", "I-9")
def test_among_equals_the_queue_has_the_home_schooled_and_the_earlier_first() -> None:
    applicants = [child("a"), child("b"), child("c", received=at(5)), child("d", received=at(9), home_schooled=True)]
    for parameters in (few(1), few(1, readings=QUEUE)):
        assert follows(applicants, ["b"], ["b"], parameters) == ("d",)
        assert follows(applicants[:3], ["b"], ["b"], parameters) == ("a",)


@pytest.mark.rule("S-9", "S-10", "I-9")
def test_when_a_municipality_has_nobody_left_the_neighbour_follows_then_anybody() -> None:
    applicants = [
        child("leaves", "Ogre"),
        child("neighbour", "Tukums", received=at(9)),
        child("stays", "Talsi"),
        child("far", "Talsi", received=at(1)),
    ]
    queue = few(2, 1, readings=QUEUE)
    assert follows(applicants, ["leaves", "stays"], ["leaves"], queue) == ("neighbour",)
    assert follows(applicants, ["leaves", "stays"], ["leaves"], few(2, 1)) == ("neighbour",)
    without = [applicants[0], *applicants[2:]]
    assert follows(without, ["leaves", "stays"], ["leaves"], queue) == ("far",)
    assert follows(without, ["leaves", "stays"], ["leaves"], few(2, 1)) == ("far",)


@pytest.mark.rule("S-9", "I-9")
@pytest.mark.parametrize("readings", [{}, QUEUE])
def test_when_nobody_waits_places_stay_free_and_the_decision_says_how_many(readings: dict[str, str]) -> None:
    applicants = [child("a"), child("b", "Talsi"), child("c", "Talsi", impairment=VISION, received=at(1))]
    decision = replace_leaving(
        Applications(applicants, DATES), ["a", "b"], ["a", "b"], few(2, readings=readings), SOLVER
    )
    assert decision.outcome.replacements == ("c",)
    assert [reason.code for reason in decision.reasons] == ["replaces", "nobody_to_replace"]
    assert decision.reasons[0].facts == {
        "id": "c",
        "municipality": "Talsi",
        "age_group": "8-10",
        "impairment": "vision",
    }
    assert decision.reasons[1].facts == {"free": 1}
    assert dict(decision.readings)["I-9"] == readings.get("I-9", "best_quotas")


@pytest.mark.rule("S-9")
def test_those_who_stay_are_kept_even_beyond_their_quota() -> None:
    applicants = [child(f"o{number}", received=at(number)) for number in range(4)] + [child("t", "Tukums")]
    everyone = ["o0", "o1", "o2", "o3"]
    outcome = replace_leaving(Applications(applicants, DATES), everyone, ["o0"], few(4, 2), SOLVER).outcome
    assert outcome.replacements == ("t",)
    assert follows(applicants, everyone, ["o0"], few(2, 1)) == ()  # three stay, for two places


@pytest.mark.rule("S-9", "E-8")
@pytest.mark.parametrize(
    ("selected", "leaving", "kind", "path"),
    [
        (["a", "f"], ["a"], Inconsistent, "/selected/1"),
        (["a", "c"], ["a", "a"], Duplicate, "/leaving/1"),
        (["a", "c"], ["a", "b"], Inconsistent, "/leaving/1"),
        (["a", "c"], ["nobody"], Inconsistent, "/leaving/0"),
    ],
)
def test_only_the_chosen_and_eligible_stay_or_leave(selected: Any, leaving: Any, kind: Any, path: str) -> None:
    with pytest.raises(kind) as caught:
        replace_leaving(PAIRED, selected, leaving, few(2), SOLVER)
    assert caught.value.path == path


# ------------------------------------------------------------------------------------------ proofs by hand

#: One place in Ogre for a child of 3 to 7 or one of 8 to 10.
BY_HAND = Frame(
    (("Ogre", "3-7", "vision", False), ("Ogre", "8-10", "vision", False)),
    (1, 1),
    Counts(1, {"Rīga": 1}, {"Ogre": 1}, {"3-7": 1, "8-10": 0}, {"vision": 1}),
)


@pytest.mark.rule("S-2", "I-7")
def test_multipliers_prove_by_arithmetic_that_anybody_can_repeat() -> None:
    """A child of 8 to 10 makes a deviation of 2: 1 x 1 - (-1 x (0 - 1) + 1 x (1 - 0)) is -1, and would have to be 0."""
    question = attrs.evolve(open_question(BY_HAND), least=(0, 1), deviation=1)
    assert excludes(BY_HAND, question, Multipliers((-1, 1, 0), 1, 0))
    assert not excludes(BY_HAND, attrs.evolve(question, deviation=2), Multipliers((-1, 1, 0), 1, 0))
    assert not excludes(BY_HAND, question, Multipliers((-2, 2, 0), 1, 0))  # heavier than the deviation
    assert not excludes(BY_HAND, question, Multipliers((-1, 1), 1, 0))  # a group lacks its weight
    assert not excludes(BY_HAND, question, Multipliers((-1, 1, 0), 1, -1))
    assert not excludes(BY_HAND, attrs.evolve(question, deviation=None), Multipliers((-1, 1, 0), 1, 0))


@pytest.mark.rule("S-7", "I-7")
def test_an_exchange_within_a_profile_touches_nobody_else() -> None:
    cells = (("Ogre", "3-7", "vision", False), ("Ogre", "3-7", "vision", True), ("Ogre", "8-10", "vision", False))
    frame = Frame(cells, (1, 1, 1), BY_HAND.targets)
    assert list(exchanges(frame, open_question(frame), (0, 1, 0), 0)) == [(1, 0, 0)]
    assert list(exchanges(frame, open_question(frame), (0, 0, 1), 0)) == []  # nobody elsewhere to make up for it


@pytest.mark.rule("S-8", "I-7")
def test_whoever_passes_over_an_earlier_twin_claims_what_cannot_be() -> None:
    seen = candidates_of(Applications([child("a"), child("b")], DATES), PILOT).people
    frame = frame_of(seen, targets_of(seen, few(1)))
    assert None not in list(_claims(frame, seen, {"a"}, []))
    assert None in list(_claims(frame, seen, {"b"}, []))


@pytest.mark.rule("S-1")
def test_a_municipality_that_cannot_reach_its_target_needs_no_multipliers() -> None:
    nothing = Multipliers((0, 0, 0), 0, 0)
    assert excludes(BY_HAND, attrs.evolve(open_question(BY_HAND), most=(0, 0)), nothing)
    assert excludes(BY_HAND, attrs.evolve(open_question(BY_HAND), least=(1, 1)), nothing)
    assert excludes(BY_HAND, attrs.evolve(open_question(BY_HAND), least=(1, 0), most=(0, 1)), nothing)
    assert not excludes(BY_HAND, open_question(BY_HAND), nothing)
