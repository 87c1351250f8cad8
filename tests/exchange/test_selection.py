"""Who is chosen, checked and replaced, over the wire: targets, lists, certificates, and every refusal."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import permutations
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ibmodel.exchange import evaluate, request_schema, response_schema

Refusal = Callable[..., tuple[str, str]]
Request = dict[str, Any]

PILOT = {"start": "2018-09-01", "months": 12}
ADULTS = "adults-pilot-2019"
REGIONS = {
    "Jelgava": "Zemgale",
    "Bauska": "Zemgale",
    "Liepāja": "Kurzeme",
    "Talsi": "Kurzeme",
    "Rēzekne": "Latgale",
    "Balvi": "Latgale",
    "Valmiera": "Vidzeme",
    "Madona": "Vidzeme",
    "Ogre": "Rīga",
    "Tukums": "Rīga",
}
AGES = ("0-2", "3-7", "8-10", "11-14", "15-17")
IMPAIRMENTS = ("vision", "hearing", "movement", "mental", "multiple")
EIGHT, FOUR = "2010-01-01", "2014-01-01"


def child(name: str, **facts: Any) -> dict[str, Any]:
    """An eligible child of eight from Jelgava with mental impairment."""
    return {
        "id": name,
        "born": EIGHT,
        "impairment": "mental",
        "disability_determined": True,
        "disability_until": "indefinite",
        "di_evaluated": True,
        "municipality": "Jelgava",
        "received": "2018-07-03T09:14",
        **facts,
    }


def adult(name: str, **facts: Any) -> dict[str, Any]:
    """An eligible adult from Ogre."""
    return {
        "id": name,
        "born": "1980-01-01",
        "mental_impairment": True,
        "disability_group": 1,
        "declared_municipality": "Ogre",
        "received": "2019-08-05T12:00",
        "documents": ["application", "disability_proof"],
        **facts,
    }


def at(minute: int) -> str:
    return f"2018-07-03T{9 + minute // 60:02d}:{minute % 60:02d}"


def crowd(size: int, seed: int = 1) -> list[dict[str, Any]]:
    """Applicants from all ten municipalities, of all ages and impairments, some ineligible."""
    chance = random.Random(seed)
    names = list(range(size))
    chance.shuffle(names)
    return [
        child(
            f"c{name:03d}",
            born=f"{chance.randint(2001, 2018)}-{chance.choice(('09-01', '08-31'))}",
            impairment=chance.choices((*IMPAIRMENTS, None), (5, 5, 30, 30, 30, 1))[0],
            municipality=chance.choice([*REGIONS, "Cēsis"]),
            home_schooled=chance.choice((True, False, False, None)),
            di_evaluated=chance.choice((True,) * 20 + (False, None)),
            received=f"2018-09-0{chance.randint(1, 2)}T{chance.randint(9, 11):02d}:00",
        )
        for name in names
    ]


def request(op: str, applicants: Iterable[dict[str, Any]], places: int | None = None, **more: Any) -> Request:
    """A request under the children's pilot with a reform of its places; all else goes into the input."""
    reform = {} if places is None else {"selection.places": places}
    return {"op": f"selection.{op}", "reform": reform, "input": {"applicants": [*applicants], "pilot": PILOT, **more}}


def of_adults(op: str, applicants: Iterable[dict[str, Any]], **more: Any) -> Request:
    return {"op": f"selection.{op}", "policy": ADULTS, "input": {"applicants": [*applicants], **more}}


def answer(asked: Request, **envelope: Any) -> Any:
    response = evaluate({**asked, **envelope})
    assert response["ok"], response
    return response


def result(asked: Request, **envelope: Any) -> Any:
    return answer(asked, **envelope)["result"]


def counted(many: dict[str, int], **facts: Any) -> list[dict[str, Any]]:
    """So ``many`` applicants of each impairment, spread over the municipalities and, unless given, the ages."""
    places, listed = list(REGIONS), []
    for impairment, number in many.items():
        for _ in range(number):
            name = len(listed)
            spread = {"municipality": places[name % 10], "age_group": AGES[name % 5]}
            listed.append({"id": f"t{name}", "impairment": impairment, **spread, **facts})
    return listed


def nobody(**targets: Any) -> dict[str, Any]:
    return {
        "total": 0,
        "region": dict.fromkeys(["Zemgale", "Kurzeme", "Latgale", "Vidzeme", "Rīga"], 0),
        "municipality": dict.fromkeys(REGIONS, 0),
        "age": dict.fromkeys(AGES, 0),
        "impairment": dict.fromkeys(IMPAIRMENTS, 0),
        **targets,
    }


# Targets


@pytest.mark.rule("S-3", "S-5", "I-7")
def test_what_two_applicants_with_vision_impairment_leave_the_others_take_in_proportion() -> None:
    asked = request("targets", counted({"vision": 2, "hearing": 50, "movement": 50, "mental": 50, "multiple": 50}))
    targets = result(asked)
    assert list(targets) == ["total", "region", "municipality", "age", "impairment"]
    assert list(targets["impairment"].items()) == list(zip(IMPAIRMENTS, (2, 5, 31, 31, 31), strict=True))
    assert targets["total"] == 100
    assert targets["age"] == dict.fromkeys(AGES, 20)
    assert targets["municipality"] == dict.fromkeys(REGIONS, 10)
    assert targets["region"] == dict.fromkeys(["Zemgale", "Kurzeme", "Latgale", "Vidzeme", "Rīga"], 20)


@pytest.mark.rule("S-1")
def test_groups_come_in_the_policys_order_and_without_applicants_with_0() -> None:
    found = result(request("targets", []))
    assert found == nobody()
    assert [list(margin) for margin in list(found.values())[1:]] == [list(m) for m in list(nobody().values())[1:]]


@pytest.mark.rule("S-1", "I-31")
def test_the_total_is_the_smaller_of_the_places_and_the_applicants() -> None:
    few = counted({"vision": 3, "hearing": 4})
    targets = result(request("targets", few))
    assert targets["total"] == 7
    assert targets["impairment"] == {"vision": 3, "hearing": 4, "movement": 0, "mental": 0, "multiple": 0}
    assert result(request("targets", counted({"mental": 500})))["total"] == 100


@pytest.mark.rule("S-2", "S-4", "I-7")
def test_what_one_age_group_lacks_the_others_take_and_ties_go_to_whoever_has_more_left_then_to_the_first() -> None:
    def ages(*applicants: int) -> list[int]:
        listed = [
            {"id": f"{group} {n}", "municipality": list(REGIONS)[n % 10], "impairment": "mental", "age_group": group}
            for group, number in zip(AGES, applicants, strict=True)
            for n in range(number)
        ]
        return list(result(request("targets", listed))["age"].values())

    assert ages(20, 20, 20, 20, 20) == [20, 20, 20, 20, 20]
    assert ages(10, 30, 30, 30, 30) == [10, 23, 23, 22, 22]
    assert ages(10, 30, 30, 31, 30) == [10, 23, 22, 23, 22]
    assert ages(10, 30, 40, 31, 35) == [10, 22, 23, 22, 23]
    assert ages(0, 0, 21, 80, 0) == [0, 0, 21, 79, 0]
    assert ages(1, 2, 3, 4, 5) == [1, 2, 3, 4, 5]


@pytest.mark.rule("S-10", "I-7", "I-31")
def test_what_one_municipality_lacks_its_region_takes_and_what_a_region_lacks_the_others() -> None:
    def margins(**applicants: int) -> tuple[list[int], list[int]]:
        wanted = dict.fromkeys(REGIONS, 30) | applicants
        listed = [
            {"id": f"{name} {n}", "municipality": name, "impairment": "mental", "age_group": "0-2"}
            for name, number in wanted.items()
            for n in range(number)
        ]
        targets = result(request("targets", listed))
        assert sum(targets["region"].values()) == sum(targets["municipality"].values()) == 100
        return list(targets["region"].values()), list(targets["municipality"].values())

    assert margins() == ([20] * 5, [10] * 10)
    assert margins(Jelgava=4) == ([20] * 5, [4, 16, *[10] * 8])
    assert margins(Jelgava=4, Bauska=6) == ([10, 23, 23, 22, 22], [4, 6, 12, 11, 12, 11, 11, 11, 11, 11])
    assert margins(Jelgava=0, Bauska=0, Tukums=0)[0] == [0, 25, 25, 25, 25]


@pytest.mark.rule("S-2", "I-6")
@pytest.mark.parametrize(
    ("born", "group"),
    [
        ("2018-09-01", "0-2"),
        ("2015-09-02", "0-2"),
        ("2015-09-01", "3-7"),
        ("2010-09-02", "3-7"),
        ("2010-09-01", "8-10"),
        ("2007-09-02", "8-10"),
        ("2007-09-01", "11-14"),
        ("2003-09-02", "11-14"),
        ("2003-09-01", "15-17"),
        ("2000-09-02", "15-17"),
    ],
)
def test_the_age_is_that_of_the_pilots_first_day(born: str, group: str) -> None:
    applicant = {"id": "a", "municipality": "Ogre", "impairment": "mental", "born": born}
    found = result(request("targets", [applicant]))
    assert found["age"] == {**dict.fromkeys(AGES, 0), group: 1}
    by_application = request("targets", [applicant | {"received": "2018-09-01T23:59"}])
    assert result(by_application, readings={"I-6": "application"})["age"] == found["age"]


@pytest.mark.rule("S-2", "I-6")
def test_the_age_is_that_of_the_day_of_application_under_the_other_reading(refusal: Refusal) -> None:
    applicant = {"id": "a", "municipality": "Ogre", "impairment": "mental", "born": "2010-07-04"}
    for received, group in (("2018-07-03T23:59", "3-7"), ("2018-07-04T00:00", "8-10")):
        asked = request("targets", [applicant | {"received": received}])
        assert result(asked, readings={"I-6": "application"})["age"][group] == 1
        assert result(asked)["age"]["8-10"] == 1
    without = {**request("targets", [applicant]), "readings": {"I-6": "application"}}
    assert refusal(without) == ("missing_field", "/input/applicants/0/received")
    without["input"]["applicants"][0]["age_group"] = "0-2"
    assert result(without)["age"]["0-2"] == 1


@pytest.mark.rule("S-2")
@pytest.mark.parametrize("born", ["2018-09-02", "2000-09-01", "1950-01-01"])
def test_a_birth_after_the_reference_day_or_18_years_before_it_is_a_bad_value_unless_the_group_is_given(
    born: str, refusal: Refusal
) -> None:
    applicant = {"id": "b", "municipality": "Ogre", "impairment": "mental", "born": born}
    asked = request("targets", [*counted({"mental": 1}), applicant])
    assert refusal(asked) == ("bad_value", "/input/applicants/1/born")
    asked["input"]["applicants"][1]["age_group"] = "15-17"
    assert result(asked)["age"] == {**dict.fromkeys(AGES, 0), "0-2": 1, "15-17": 1}


def test_neither_birth_nor_age_group_is_a_missing_field(refusal: Refusal) -> None:
    applicant = {"id": "a", "municipality": "Ogre", "impairment": "mental"}
    assert refusal(request("targets", [applicant])) == ("missing_field", "/input/applicants/0/born")


@pytest.mark.rule("S-10")
def test_regions_that_are_given_override_the_policys_and_new_ones_follow() -> None:
    applicants = counted({"mental": 400})
    moved = result(request("targets", applicants, regions={"Jelgava": "Rīga"}))["region"]
    assert list(moved.items()) == [("Zemgale", 10), ("Kurzeme", 20), ("Latgale", 20), ("Vidzeme", 20), ("Rīga", 30)]
    emptied = result(request("targets", applicants, regions={"Jelgava": "Rīga", "Bauska": "Rīga"}))["region"]
    assert list(emptied.items()) == [("Zemgale", 0), ("Kurzeme", 20), ("Latgale", 20), ("Vidzeme", 20), ("Rīga", 40)]
    fresh = result(request("targets", applicants, regions={"Tukums": "Jūra", "Bauska": "Mežs"}))["region"]
    assert list(fresh)[:5] == ["Zemgale", "Kurzeme", "Latgale", "Vidzeme", "Rīga"]
    assert fresh == {"Zemgale": 10, "Kurzeme": 20, "Latgale": 20, "Vidzeme": 20, "Rīga": 10, "Jūra": 10, "Mežs": 10}
    assert result(request("targets", applicants, regions={})) == result(request("targets", applicants))


@pytest.mark.rule("S-10")
def test_a_new_municipality_has_a_quota_too_so_that_all_get_less() -> None:
    applicants = counted({"mental": 400}) + counted({"mental": 40}, municipality="Sigulda")
    for number, applicant in enumerate(applicants):
        applicant["id"] = str(number)
    found = answer(request("targets", applicants, regions={"Sigulda": "Rīga"}))
    assert found["result"]["region"] == {"Zemgale": 18, "Kurzeme": 18, "Latgale": 18, "Vidzeme": 18, "Rīga": 28}
    assert list(found["result"]["municipality"])[-1] == "Sigulda"
    assert sum(found["result"]["municipality"].values()) == 100
    (why,) = (reason for reason in found["reasons"] if reason["facts"]["group"] == "Jelgava")
    assert why["code"] == "target_below_quota"
    assert why["facts"] == {"group": "Jelgava", "quota": 10, "applicants": 40, "target": 9}
    assert "the quotas add up to more than the places" in why["text"]


def test_a_municipality_that_no_region_has_is_a_bad_value_at_its_place(refusal: Refusal) -> None:
    applicants = [*counted({"mental": 2}), {**child("z"), "municipality": "Sigulda"}]
    assert refusal(request("targets", applicants)) == ("bad_value", "/input/applicants/2/municipality")
    reform = {"pilot.municipalities": ["Jelgava", "Sigulda"]}
    asked = request("select", [child("x", di_evaluated=False), child("z", municipality="Sigulda")]) | {"reform": reform}
    for op, more in (("select", {}), ("verify", {"selected": []}), ("replace", {"selected": [], "leaving": []})):
        same = {**asked, "op": f"selection.{op}", "input": {**asked["input"], **more}}
        assert refusal(same) == ("bad_value", "/input/applicants/1/municipality")


@pytest.mark.rule("S-4", "S-5")
def test_quotas_that_do_not_reach_the_total_are_inconsistent_by_how_much(refusal: Refusal) -> None:
    asked = request("targets", counted({"vision": 3, "mental": 7})) | {"reform": {"selection.impairment.vision": "0"}}
    assert refusal(asked) == ("inconsistent", "/input")
    assert "3 short" in evaluate(asked)["error"]["message"]
    ages = request("targets", counted({"mental": 8})) | {"reform": {"selection.age.group_0_2": 0}}
    assert "2 short" in evaluate(ages)["error"]["message"]
    by_select = request("select", [child("a")]) | {"reform": {"selection.age.group_8_10": 0}}
    assert refusal(by_select) == ("inconsistent", "/input")


def test_targets_count_all_as_eligible_and_look_at_the_margins_only() -> None:
    applicants = [child("a", di_evaluated=False, disability_determined=False), child("b", other_measures=["9.2.2.1"])]
    bare = [{"id": name, "municipality": "Jelgava", "impairment": "mental", "age_group": "8-10"} for name in ("a", "b")]
    assert result(request("targets", applicants)) == result(request("targets", bare))
    assert result(request("targets", bare))["total"] == 2


@pytest.mark.rule("S-1", "S-4", "S-5", "S-10")
def test_every_target_of_municipalities_ages_and_impairments_is_explained() -> None:
    reasons = answer(request("targets", counted({"vision": 2, "mental": 300})))["reasons"]
    assert [reason["facts"]["group"] for reason in reasons] == [*REGIONS, *AGES, *IMPAIRMENTS]
    by_group = {reason["facts"]["group"]: reason for reason in reasons}
    assert by_group["vision"]["facts"] == {"group": "vision", "quota": 5, "applicants": 2, "target": 2}
    codes = {group: by_group[group]["code"] for group in ("Ogre", "0-2", "vision", "mental")}
    assert codes == {
        "Ogre": "target_is_quota",
        "0-2": "target_is_quota",
        "vision": "target_is_every_applicant",
        "mental": "target_above_quota",
    }
    assert by_group["vision"]["text"].startswith("vision impairment: 2\u00a0applicants")


# The list


@pytest.mark.rule("E-8", "S-3")
def test_who_cannot_take_part_is_listed_as_given_with_the_rules_that_fail_or_else_cannot_be_decided() -> None:
    applicants = [
        child("z", municipality="Rīga", di_evaluated=None, impairment=None),
        child("y", di_evaluated=None, disability_until=None),
        child("good"),
        child("x", impairment=None),
        child("w", impairment=None, di_evaluated=None),
        child("v", born="2000-01-01", di_evaluated=False, other_measures=["9.2.2.3"]),
    ]
    response = answer(request("select", applicants))
    assert response["result"]["ineligible"] == [
        {"id": "z", "rules": ["E-11"]},
        {"id": "y", "rules": ["E-2", "E-4"]},
        {"id": "x", "rules": ["S-3"]},
        {"id": "w", "rules": ["E-2", "S-3"]},
        {"id": "v", "rules": ["E-2", "E-3", "E-9"]},
    ]
    assert (response["result"]["selected"], response["result"]["waiting"]) == (["good"], [])
    refused = [reason["facts"] for reason in response["reasons"] if reason["code"] == "not_eligible"]
    assert refused[1] == {"id": "y", "rules": "E-2, E-4"}


@pytest.mark.rule("S-7", "S-8", "I-8")
def test_both_lists_are_in_priority_order_home_schooled_then_moment_then_identifier() -> None:
    applicants = [
        child("f", received=at(2)),
        child("e", received=at(1)),
        child("d", received=at(1)),
        child("10", received=at(1)),
        child("9", received=at(1)),
        child("c", received=at(3), home_schooled=True),
        child("b", received=at(2), home_schooled=True),
        child("a", received=at(0), home_schooled=None),
    ]
    order = ["b", "c", "a", "10", "9", "d", "e", "f"]
    for places in range(1, 9):
        found = result(request("select", applicants, places))
        assert found["selected"] == order[:places]
        assert found["waiting"] == order[places:]


@pytest.mark.rule("S-1", "S-2", "S-3")
def test_the_list_comes_with_targets_counts_and_deviation() -> None:
    found = result(request("select", crowd(200)))
    assert list(found) == ["selected", "waiting", "ineligible", "targets", "deviation", "counts"]
    assert found["counts"]["municipality"] == found["targets"]["municipality"]
    assert found["counts"]["region"] == found["targets"]["region"]
    assert found["counts"]["total"] == found["targets"]["total"] == len(found["selected"]) == 100
    for margin in ("age", "impairment"):
        missed = [abs(found["counts"][margin][group] - target) for group, target in found["targets"][margin].items()]
        assert found["deviation"][margin] == sum(missed)
    everybody = [*found["selected"], *found["waiting"], *(row["id"] for row in found["ineligible"])]
    assert sorted(everybody) == [f"c{n:03d}" for n in range(200)]


@pytest.mark.rule("I-7", "S-7")
def test_margins_that_cannot_all_hold_are_missed_by_as_little_as_possible() -> None:
    late: dict[str, Any] = {"born": FOUR, "impairment": "multiple", "received": at(59)}
    applicants = [child("a"), child("b", **late), child("c", municipality="Ogre", impairment="multiple")]
    found = result(request("select", applicants, 2))
    targets = found["targets"]
    assert (targets["municipality"]["Jelgava"], targets["municipality"]["Ogre"]) == (1, 1)
    assert (targets["age"]["8-10"], targets["age"]["3-7"]) == (1, 1)
    assert (targets["impairment"]["mental"], targets["impairment"]["multiple"]) == (1, 1)
    assert found["selected"] == ["a", "c"]
    assert found["deviation"] == {"age": 2, "impairment": 0}
    applicants[1]["home_schooled"] = True
    found = result(request("select", applicants, 2))
    assert found["selected"] == ["b", "c"]
    assert found["deviation"] == {"age": 0, "impairment": 2}


def test_the_certificate_is_there_exactly_when_it_is_asked_for() -> None:
    for more in ({}, {"certificate": False}, {"certificate": None}):
        assert "certificate" not in result(request("select", [child("a")], **more))
    found = result(request("select", [child("a")], certificate=True))
    assert list(found)[-1] == "certificate"
    assert found["certificate"]["version"] == 1


def without_input_order(response: Any) -> Any:
    """A response to a selection but for what comes in the order of the applicants."""
    ineligible = sorted(response["result"]["ineligible"], key=lambda row: row["id"])
    reasons = sorted(response["reasons"], key=lambda reason: (reason["code"], list(map(str, reason["facts"].values()))))
    return response | {"result": response["result"] | {"ineligible": ineligible}, "reasons": reasons}


@pytest.mark.rule("I-7")
def test_the_order_of_the_applicants_does_not_matter() -> None:
    applicants = [
        child("a", received=at(1)),
        child("b", received=at(1), born=FOUR),
        child("c", municipality="Ogre", home_schooled=True),
        child("d", impairment="vision"),
        child("e", di_evaluated=False),
    ]
    answers = [
        without_input_order(answer(request("select", order, 2, certificate=True)))
        for order in [*permutations(applicants)][::5]
    ]
    assert all(each == answers[0] for each in answers)
    many = crowd(150)
    expected = without_input_order(answer(request("select", many, certificate=True)))
    for seed in (1, 2):
        random.Random(seed).shuffle(many)
        assert without_input_order(answer(request("select", many, certificate=True))) == expected


@pytest.mark.rule("S-6")
def test_nothing_but_municipality_age_impairment_home_schooling_and_time_can_reach_the_selection() -> None:
    applicants = crowd(120)
    expected = result(request("select", applicants))
    for applicant in applicants:
        known = applicant["di_evaluated"] is True
        applicant.update(components=["vision", "movement"], special_care=True, other_measures=[])
        if known:
            applicant["disability_until"] = "2018-09-01"
    assert result(request("select", applicants)) == expected


@pytest.mark.rule("E-6")
def test_two_applications_that_look_like_one_child_are_a_finding_and_no_error() -> None:
    response = answer(request("select", [child("b"), child("a"), child("c", received=at(0))]))
    (found,) = (reason for reason in response["reasons"] if reason["code"] == "possibly_the_same_person")
    assert found["facts"] == {"id": "b", "other": "a"}
    assert response["result"]["selected"] == ["c", "a", "b"]


def why(response: Any) -> dict[str, str]:
    return {
        reason["facts"]["id"]: reason["code"]
        for reason in response["reasons"]
        if reason["code"] == "selected" or reason["code"].startswith("waits")
    }


@pytest.mark.rule("S-1", "S-2", "S-8")
def test_everybody_is_told_why() -> None:
    same_profile = [child("a", received=at(1)), child("b", received=at(2)), child("c", received=at(3), born=FOUR)]
    assert why(answer(request("select", same_profile, 2))) == {
        "a": "selected",
        "b": "waits_same_profile_first",
        "c": "selected",
    }
    quotas = [child("v", received=at(1), impairment="vision"), child("m", received=at(2)), child("n", received=at(3))]
    response = answer(request("select", quotas, 2))
    assert why(response) == {"v": "waits_quotas", "m": "selected", "n": "selected"}
    (waits,) = (reason for reason in response["reasons"] if reason["code"] == "waits_quotas")
    assert waits["facts"] == {
        "id": "v",
        "municipality": "Jelgava",
        "age_group": "8-10",
        "impairment": "vision",
        "age_target": 2,
        "age_selected": 2,
        "impairment_target": 0,
        "impairment_selected": 0,
    }
    full = [child("a", received=at(1)), child("b", received=at(2))]
    assert why(answer(request("select", full, 1))) == {"a": "selected", "b": "waits_municipality_full"}


# Checking


def chosen_from(applicants: list[dict[str, Any]], places: int | None = None) -> Any:
    return result(request("select", applicants, places, certificate=True))


def verified(
    applicants: list[dict[str, Any]],
    selected: list[str],
    places: int | None = None,
    certificate: Any = None,
    **envelope: Any,
) -> Any:
    return result(request("verify", applicants, places, selected=selected, certificate=certificate), **envelope)


@pytest.mark.parametrize(("size", "places", "seed"), [(0, None, 1), (30, 12, 2), (150, None, 3), (250, None, 4)])
@pytest.mark.rule("S-1", "S-2", "S-3", "S-7", "S-8", "I-7")
def test_what_was_selected_is_valid_and_its_certificate_proves_it_best(
    size: int, places: int | None, seed: int
) -> None:
    applicants = crowd(size, seed)
    chosen = chosen_from(applicants, places)
    bare = verified(applicants, chosen["selected"], places)
    assert bare == {"valid": True, "violations": [], "deviation": chosen["deviation"]}
    backwards = chosen["selected"][::-1]
    proved = verified(applicants, backwards, places, chosen["certificate"])
    assert proved == {**bare, "proved_best": True}


@pytest.mark.rule("E-8", "S-1")
def test_every_rule_that_a_list_breaks_is_a_violation() -> None:
    applicants = [
        child("a"),
        child("b", di_evaluated=False, born="2000-01-01"),
        child("c", municipality="Ogre"),
        child("d", municipality="Ogre"),
        child("e", di_evaluated=False),
        child("f", impairment=None),
    ]
    found = verified(applicants, ["e", "c", "d", "b"], 2)
    assert found["valid"] is False
    assert found["violations"] == [
        {"rule": "E-2", "code": "not_eligible", "ids": ["b", "e"]},
        {"rule": "E-3", "code": "not_eligible", "ids": ["b"]},
        {"rule": "S-1", "code": "too_few_from_municipality"},
        {"rule": "S-1", "code": "too_many_from_municipality", "ids": ["c", "d"]},
    ]
    unknown = verified(applicants, ["a", "c", "f"], 2)
    assert unknown["violations"] == [{"rule": "S-3", "code": "not_eligible", "ids": ["f"]}]
    assert unknown["valid"] is False


SWAPS = [
    ("S-2", [child("a"), child("b"), child("c", born=FOUR)], ["a", "b"], ("b", "c"), 2),
    ("S-3", [child("a"), child("b"), child("c", impairment="multiple")], ["a", "b"], ("b", "c"), 2),
    ("S-7", [child("a"), child("b", received=at(59), home_schooled=True)], ["a"], ("a", "b"), 1),
    ("S-8", [child("a", received=at(1)), child("b", received=at(0))], ["a"], ("a", "b"), 1),
    ("S-8", [child("a"), child("b")], ["b"], ("b", "a"), 1),
    ("S-2", [child("a"), child("b"), child("c", born=FOUR, home_schooled=True)], ["a", "b"], ("b", "c"), 2),
    ("S-2", [child("a"), child("b"), child("c", born=FOUR, impairment="multiple")], ["a", "b"], ("b", "c"), 2),
]


@pytest.mark.rule("S-2", "S-3", "S-7", "S-8", "I-7")
@pytest.mark.parametrize(("rule", "applicants", "selected", "swap", "places"), SWAPS)
def test_an_exchange_that_makes_the_list_better_is_named_with_the_first_rule_that_improves(
    rule: str, applicants: list[dict[str, Any]], selected: list[str], swap: tuple[str, str], places: int
) -> None:
    found = verified(applicants, selected, places)
    assert list(found) == ["valid", "violations", "deviation", "improving_swap"]
    assert found["valid"] is False
    assert found["violations"] == []
    assert list(found["improving_swap"].items()) == [("out", swap[0]), ("in", swap[1]), ("why", rule)]
    better = [name for name in selected if name != swap[0]] + [swap[1]]
    assert verified(applicants, better, places)["valid"] is True
    (reason,) = (
        reason
        for reason in answer(request("verify", applicants, places, selected=selected))["reasons"]
        if reason["code"] == "exchange_is_better"
    )
    assert reason["facts"] == {"out": swap[0], "in": swap[1], "why": rule}


@pytest.mark.rule("S-8", "I-8")
def test_of_several_exchanges_the_first_who_comes_and_for_it_the_last_who_goes_is_named() -> None:
    applicants = [child(name, received=at(minute)) for minute, name in enumerate("abcdef")]
    assert verified(applicants, ["c", "d", "f"], 3)["improving_swap"] == {"out": "f", "in": "a", "why": "S-8"}
    assert verified(applicants, ["a", "d", "f"], 3)["improving_swap"] == {"out": "f", "in": "b", "why": "S-8"}
    assert verified(applicants, ["a", "b", "d"], 3)["improving_swap"] == {"out": "d", "in": "c", "why": "S-8"}


def test_an_exchange_stays_within_a_municipality() -> None:
    applicants = [child("a", received=at(5)), child("b", municipality="Ogre"), child("c", municipality="Ogre")]
    assert verified(applicants, ["a", "b"], 2)["valid"] is True


@pytest.mark.rule("I-7")
def test_every_list_with_one_exchange_that_makes_it_worse_is_found_out() -> None:
    applicants = crowd(40, 5)
    chosen = chosen_from(applicants, 12)
    home = {applicant["id"]: applicant["municipality"] for applicant in applicants}
    worse = [
        [name for name in chosen["selected"] if name != out] + [entering]
        for out in chosen["selected"]
        for entering in chosen["waiting"]
        if home[out] == home[entering]
    ]
    assert len(worse) > 10
    for selected in worse:
        found = verified(applicants, selected, 12, chosen["certificate"])
        assert (found["valid"], found["proved_best"]) == (False, False)
        assert found["improving_swap"]


@pytest.fixture(scope="module")
def proof() -> tuple[list[dict[str, Any]], Any]:
    """Applicants, and their selection with a certificate in which somebody is refused."""
    applicants = crowd(120, 6)
    chosen = chosen_from(applicants, 40)
    assert chosen["certificate"]["refusals"]
    return applicants, chosen


def test_a_certificate_is_found_valid_by_the_schema(proof: tuple[list[dict[str, Any]], Any]) -> None:
    applicants, chosen = proof
    asked = request("verify", applicants, 40, selected=chosen["selected"], certificate=chosen["certificate"])
    Draft202012Validator(request_schema("selection.verify")).validate(asked)
    selected = answer(request("select", applicants, 40, certificate=True))
    Draft202012Validator(response_schema("selection.select")).validate(selected)


def test_a_certificate_proves_nothing_for_other_applicants_or_another_list(
    proof: tuple[list[dict[str, Any]], Any],
) -> None:
    applicants, chosen = proof
    selected, certificate = chosen["selected"], chosen["certificate"]
    assert verified(applicants, selected, 40, certificate)["proved_best"] is True
    others = crowd(120, 7)
    other = chosen_from(others, 40)
    assert verified(others, other["selected"], 40, certificate)["proved_best"] is False
    assert verified(applicants, selected, 40, other["certificate"])["proved_best"] is False
    incomplete = verified(applicants, selected[:-1], 40, certificate)
    assert (incomplete["valid"], incomplete["proved_best"]) == (False, False)


def tampered(certificate: Any) -> Iterable[Any]:
    """Certificates that are cut short, too long, or changed where that must be noticed."""
    for field in ("deviation", "home_schooled"):
        yield certificate | {field: []}
        yield certificate | {field: certificate[field][:-1]}
        yield certificate | {field: certificate[field] + [0]}
        yield certificate | {field: [len(certificate["multipliers"])]}
        yield certificate | {field: [[10**6, 0], *certificate[field], *certificate[field]]}
        yield certificate | {field: [[0, 0]] * 300}
    refusals = certificate["refusals"]
    yield certificate | {"refusals": refusals[:-1]}
    yield certificate | {"refusals": [*refusals, refusals[-1]]}
    yield certificate | {"refusals": []}
    yield certificate | {"multipliers": []}
    yield certificate | {"multipliers": [[0] * len(weights) for weights in certificate["multipliers"]]}
    yield certificate | {"multipliers": [weights[1:] for weights in certificate["multipliers"]]}
    yield certificate | {"multipliers": [[*weights[:-1], -1] for weights in certificate["multipliers"]]}
    yield certificate | {"multipliers": [[10**9, *weights[1:]] for weights in certificate["multipliers"]]}


def test_a_certificate_cut_short_or_changed_proves_nothing(proof: tuple[list[dict[str, Any]], Any]) -> None:
    applicants, chosen = proof
    for certificate in tampered(chosen["certificate"]):
        found = verified(applicants, chosen["selected"], 40, certificate)
        assert (found["valid"], found["proved_best"]) == (True, False), certificate
    response = answer(
        request("verify", applicants, 40, selected=chosen["selected"], certificate=certificate), lang="lv"
    )
    assert [reason["code"] for reason in response["reasons"]] == ["list_is_valid", "certificate_proves_nothing"]


def test_a_changed_number_never_proves_a_list_that_is_not_the_best(proof: tuple[list[dict[str, Any]], Any]) -> None:
    applicants, chosen = proof
    home = {applicant["id"]: applicant["municipality"] for applicant in applicants}
    entering = next(name for name in chosen["waiting"] if home[name] in {home[out] for out in chosen["selected"]})
    out = next(name for name in reversed(chosen["selected"]) if home[name] == home[entering])
    worse = [name for name in chosen["selected"] if name != out] + [entering]
    for place, weights in enumerate(chosen["certificate"]["multipliers"]):
        for number in range(len(weights)):
            for step in (-1, 1):
                certificate = copy.deepcopy(chosen["certificate"])
                certificate["multipliers"][place][number] += step
                assert verified(applicants, worse, 40, certificate)["proved_best"] is False


@pytest.mark.parametrize(
    ("steps", "value", "refused"),
    [
        (("version",), 2, ("bad_value", "/version")),
        (("version",), 0, ("bad_value", "/version")),
        (("version",), True, ("bad_type", "/version")),
        (("version",), "1", ("bad_type", "/version")),
        (("version",), None, ("missing_field", "/version")),
        (("multipliers",), None, ("missing_field", "/multipliers")),
        (("multipliers",), {}, ("bad_type", "/multipliers")),
        (("multipliers", 0), [], ("bad_value", "/multipliers/0")),
        (("multipliers", 0), [1], ("bad_value", "/multipliers/0")),
        (("multipliers", 0, 0), 0.5, ("bad_type", "/multipliers/0/0")),
        (("multipliers", 0, 0), True, ("bad_type", "/multipliers/0/0")),
        (("multipliers", 0, 0), "1", ("bad_type", "/multipliers/0/0")),
        (("multipliers", 0, 0), 10**15, ("too_large", "/multipliers/0/0")),
        (("multipliers", 0), [0] * 100_001, ("too_large", "/multipliers/0")),
        (("deviation",), 0, ("bad_type", "/deviation")),
        (("deviation", 0), -1, ("bad_value", "/deviation/0")),
        (("deviation", 0), 0.5, ("bad_type", "/deviation/0")),
        (("deviation", 0), [0], ("bad_value", "/deviation/0")),
        (("deviation", 0), [0, 1, 2], ("bad_value", "/deviation/0")),
        (("deviation", 0), [-1, 0], ("bad_value", "/deviation/0/0")),
        (("deviation", 0), [0, "1"], ("bad_type", "/deviation/0/1")),
        (("home_schooled",), None, ("missing_field", "/home_schooled")),
        (("refusals",), [0], ("bad_type", "/refusals/0")),
        (("refusals",), [[], [-5]], ("bad_value", "/refusals/1/0")),
        (("signature",), "x", ("unknown_field", "/signature")),
    ],
)
def test_a_malformed_certificate_is_refused_at_the_place(
    steps: tuple[str | int, ...],
    value: object,
    refused: tuple[str, str],
    proof: tuple[list[dict[str, Any]], Any],
    refusal: Refusal,
) -> None:
    applicants, chosen = proof
    certificate = copy.deepcopy(chosen["certificate"])
    holder: Any = certificate
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    asked = request("verify", applicants, 40, selected=chosen["selected"], certificate=certificate)
    code, path = refused
    assert refusal(asked) == (code, f"/input/certificate{path}")
    if code != "too_large":
        assert not Draft202012Validator(request_schema("selection.verify")).is_valid(asked)
    del asked["reform"]
    assert refusal(asked) == (code, f"/input/certificate{path}")


# Replacing


def replaced(
    applicants: list[dict[str, Any]], selected: list[str], leaving: list[str], places: int, reading: str
) -> Any:
    asked = request("replace", applicants, places, selected=selected, leaving=leaving)
    return result(asked, readings={"I-9": reading})


@pytest.mark.rule("S-9", "I-9")
def test_who_follows_restores_the_quotas_or_is_the_first_of_the_queue() -> None:
    applicants = [
        child("a", received=at(1)),
        child("b", received=at(2), born=FOUR),
        child("c", received=at(3)),
        child("d", received=at(4), born=FOUR),
    ]
    assert replaced(applicants, ["a", "b"], ["b"], 2, "best_quotas") == {
        "replacements": ["d"],
        "deviation": {"age": 0, "impairment": 0},
    }
    assert replaced(applicants, ["a", "b"], ["b"], 2, "queue") == {
        "replacements": ["c"],
        "deviation": {"age": 2, "impairment": 0},
    }
    asked = request("replace", applicants, 2, selected=["a", "b"], leaving=["b"])
    assert result(asked) == replaced(applicants, ["a", "b"], ["b"], 2, "best_quotas")
    (reason,) = answer(asked)["reasons"]
    assert reason["code"] == "replaces"
    assert reason["facts"] == {"id": "d", "municipality": "Jelgava", "age_group": "3-7", "impairment": "mental"}


@pytest.mark.rule("S-9", "S-10", "I-9")
@pytest.mark.parametrize("reading", ["best_quotas", "queue"])
def test_when_a_municipality_has_nobody_left_another_of_its_region_takes_the_place(reading: str) -> None:
    applicants = [
        child("a"),
        child("b", municipality="Ogre"),
        child("far", municipality="Talsi", received=at(0)),
        child("near", municipality="Bauska", received=at(30)),
        child("c", municipality="Talsi"),
    ]
    found = replaced(applicants, ["a", "b", "c"], ["a"], 3, reading)
    assert found["replacements"] == ["near"]


@pytest.mark.rule("S-9", "I-9")
@pytest.mark.parametrize("reading", ["best_quotas", "queue"])
def test_several_may_leave_at_once_and_the_new_ones_come_in_priority_order(reading: str) -> None:
    applicants = [child(name, received=at(minute)) for minute, name in enumerate("abcd")]
    applicants.append(child("h", received=at(59), home_schooled=True))
    found = replaced(applicants, ["a", "b", "c"], ["c", "a"], 3, reading)
    assert found["replacements"] == ["h", "d"]
    assert replaced(applicants, ["a", "b", "c"], [], 3, reading)["replacements"] == []


@pytest.mark.rule("S-9")
@pytest.mark.parametrize("reading", ["best_quotas", "queue"])
def test_where_nobody_waits_the_place_stays_free(reading: str) -> None:
    asked = request("replace", [child("a"), child("b")], 5, selected=["a", "b"], leaving=["b", "a"])
    response = answer(asked, readings={"I-9": reading})
    assert response["result"]["replacements"] == []
    assert [(reason["code"], reason["facts"]) for reason in response["reasons"]] == [("nobody_to_replace", {"free": 2})]


@pytest.mark.rule("S-9", "I-7")
def test_no_municipality_gets_less_than_those_who_stay_and_those_who_stay_are_kept() -> None:
    applicants = [child(name) for name in "abc"] + [child(name, municipality="Ogre") for name in "xyz"]
    found = replaced(applicants, ["a", "b", "c", "x"], ["x"], 4, "best_quotas")
    assert found["replacements"] == ["y"]
    after = verified(applicants, ["a", "b", "c", "y"], 4)
    assert after["violations"][0]["code"] == "too_many_from_municipality"


@pytest.mark.parametrize(
    ("selected", "leaving", "refused"),
    [
        (["a", "a"], [], ("duplicate", "/input/selected/1")),
        (["a", "b"], ["b", "b"], ("duplicate", "/input/leaving/1")),
        (["a", "zz"], [], ("inconsistent", "/input/selected/1")),
        (["a", "e"], [], ("inconsistent", "/input/selected/1")),
        (["a"], ["b"], ("inconsistent", "/input/leaving/0")),
        (["a"], ["a", "zz"], ("inconsistent", "/input/leaving/1")),
    ],
)
def test_who_is_not_chosen_cannot_stay_or_leave(
    selected: list[str], leaving: list[str], refused: tuple[str, str], refusal: Refusal
) -> None:
    children = [child("a"), child("b"), child("e", di_evaluated=False)]
    assert refusal(request("replace", children, selected=selected, leaving=leaving)) == refused
    adults = [adult("a"), adult("b"), adult("e", disability_group=3)]
    assert refusal(of_adults("replace", adults, selected=selected, leaving=leaving)) == refused


@pytest.mark.parametrize("op", ["targets", "select", "verify", "replace"])
def test_an_identifier_twice_is_reported_at_the_later_one(op: str, refusal: Refusal) -> None:
    more: dict[str, Any] = {"verify": {"selected": ["a"]}, "replace": {"selected": ["a"], "leaving": []}}.get(op, {})
    assert refusal(request(op, [child("a"), child("b"), child("a")], **more)) == (
        "duplicate",
        "/input/applicants/2/id",
    )
    adults = [{"id": name, "municipality": "Ogre"} if op == "targets" else adult(name) for name in ("a", "b", "b")]
    assert refusal(of_adults(op, adults, **more)) == ("duplicate", "/input/applicants/2/id")


def test_a_chosen_identifier_that_nobody_has_is_inconsistent(refusal: Refusal) -> None:
    assert refusal(request("verify", [child("a")], selected=["a", "b"])) == ("inconsistent", "/input/selected/1")
    assert refusal(request("verify", [child("a")], selected=["a", "a"])) == ("duplicate", "/input/selected/1")
    assert refusal(of_adults("verify", [adult("a")], selected=["b"])) == ("inconsistent", "/input/selected/0")
    assert refusal(of_adults("verify", [adult("a")], selected=["a", "a"])) == ("duplicate", "/input/selected/1")


def test_an_application_before_the_birth_is_refused_at_its_place(refusal: Refusal) -> None:
    early = [child("a"), child("b", received="2009-12-31T23:59")]
    for op, more in (("select", {}), ("verify", {"selected": []}), ("replace", {"selected": [], "leaving": []})):
        assert refusal(request(op, early, **more)) == ("bad_value", "/input/applicants/1/received")
        adults = [adult("a"), adult("b", received="1979-12-31T23:59")]
        assert refusal(of_adults(op, adults, **more)) == ("bad_value", "/input/applicants/1/received")


def test_an_eligible_child_born_after_the_reference_day_has_no_age_group(refusal: Refusal) -> None:
    late = child("b", born="2018-09-02", received="2018-10-01T00:00")
    assert refusal(request("select", [child("a"), late])) == ("bad_value", "/input/applicants/1/born")
    by_application = {**request("select", [late]), "readings": {"I-6": "application"}}
    assert result(by_application)["selected"] == ["b"]


def test_what_is_missing_is_reported_in_the_order_of_the_protocol(refusal: Refusal) -> None:
    for op, fields in (
        ("targets", ("applicants", "pilot")),
        ("select", ("applicants", "pilot")),
        ("verify", ("applicants", "pilot", "selected")),
        ("replace", ("applicants", "pilot", "selected", "leaving")),
    ):
        right: dict[str, Any] = {"applicants": [], "pilot": PILOT, "selected": [], "leaving": []}
        asked: dict[str, Any] = {}
        for field in fields:
            assert refusal({"op": f"selection.{op}", "input": asked}) == ("missing_field", f"/input/{field}")
            asked[field] = right[field]
        answer({"op": f"selection.{op}", "input": asked})
        assert refusal({"op": f"selection.{op}", "input": {**asked, "solver": 1}}) == (
            "unknown_field",
            "/input/solver",
        )


@pytest.mark.parametrize(
    ("regions", "code", "path"),
    [
        ({"": "Rīga"}, "bad_value", "/"),
        ({"a\n": "Rīga"}, "bad_value", "/a\n"),
        ({"a/b": "x" * 65}, "bad_value", "/a~1b"),
        ({"a": ""}, "bad_value", "/a"),
        ({"a": 5}, "bad_type", "/a"),
        ({"a": None}, "missing_field", "/a"),
        ([], "bad_type", ""),
        ("Rīga", "bad_type", ""),
        (dict.fromkeys(map(str, range(100_001)), "x"), "too_large", ""),
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_regions_are_names_by_names(regions: Any, code: str, path: str, refusal: Refusal) -> None:
    assert refusal(request("targets", [], regions=regions)) == (code, f"/input/regions{path}")


# Adults


@pytest.mark.rule("W-3", "I-8")
def test_the_first_ten_adults_of_a_municipality_are_chosen_by_moment_then_identifier() -> None:
    minutes = [5, 5, 5, 9, 8, 7, 6, 4, 3, 2, 1, 1, 0]
    names = ["b", "a", "c", *[f"m{minute}-{place}" for place, minute in enumerate(minutes[3:])]]
    adults = [adult(name, received=f"2019-08-05T12:{minute:02d}") for name, minute in zip(names, minutes, strict=True)]
    elsewhere = adult("t", declared_municipality="Tukums", received="2019-08-16T23:59")
    out = [adult("z", disability_group=3), adult("y", disability_group=None, documents=["application"])]
    response = answer(of_adults("select", [*out, elsewhere, *adults]))
    found = response["result"]
    order = [name for _, name in sorted(zip(minutes, names, strict=True))]
    assert found["selected"] == [*order[:10], "t"]
    assert found["waiting"] == order[10:]
    assert found["ineligible"] == [{"id": "z", "rules": ["W-1"]}, {"id": "y", "rules": ["W-9"]}]
    assert found["counts"] == found["targets"]
    assert found["targets"]["municipality"]["Ogre"] == 10
    assert found["targets"]["municipality"]["Tukums"] == 1
    assert (found["targets"]["total"], found["deviation"]) == (11, {"age": 0, "impairment": 0})
    assert {key: found["targets"][key] for key in ("region", "age", "impairment")} == {
        "region": {},
        "age": {},
        "impairment": {},
    }
    codes = Counter(reason["code"] for reason in response["reasons"])
    assert codes == {"adult_selected": 11, "adult_waits": 3, "not_eligible": 2}
    assert "certificate" not in found
    shuffled = answer(of_adults("select", [*adults[::-1], elsewhere, *out]))
    assert shuffled == response


@pytest.mark.rule("W-3", "W-4")
def test_the_targets_of_adults_are_by_municipality_alone(refusal: Refusal) -> None:
    adults = [{"id": str(number), "municipality": "Ogre" if number else "Daugavpils novads"} for number in range(13)]
    targets = result(of_adults("targets", adults, pilot=PILOT))
    names = [
        "Jelgava",
        "Bauska",
        "Liepāja",
        "Talsi",
        "Daugavpils novads",
        "Balvi",
        "Cēsis",
        "Gulbene",
        "Ogre",
        "Tukums",
    ]
    by_municipality = {**dict.fromkeys(names, 0), "Daugavpils novads": 1, "Ogre": 10}
    assert targets == {"total": 11, "region": {}, "municipality": by_municipality, "age": {}, "impairment": {}}
    assert list(targets["municipality"]) == names
    adults[3]["municipality"] = "Rēzekne"
    assert refusal(of_adults("targets", adults)) == ("bad_value", "/input/applicants/3/municipality")


@pytest.mark.rule("W-3", "E-8")
def test_a_list_of_adults_is_checked_against_the_order_of_application() -> None:
    adults = [adult(f"a{minute:02d}", received=f"2019-08-05T12:{minute:02d}") for minute in range(12)]
    adults += [adult("late", received="2019-08-17T00:00"), adult("t", declared_municipality="Tukums")]
    first = [f"a{minute:02d}" for minute in range(10)]

    def checked(*selected: str) -> Any:
        return result(of_adults("verify", adults, selected=list(selected)))

    assert checked("t", *first) == {"valid": True, "violations": [], "deviation": {"age": 0, "impairment": 0}}
    passed_over = checked("t", *first[:8], "a10", "a11")
    assert passed_over["improving_swap"] == {"out": "a11", "in": "a08", "why": "S-8"}
    assert (passed_over["valid"], passed_over["violations"]) == (False, [])
    assert checked(*first)["violations"] == [{"rule": "W-3", "code": "too_few_from_municipality"}]
    assert checked("t", *first, "a10")["violations"] == [
        {"rule": "W-3", "code": "too_many_from_municipality", "ids": [*first, "a10"]}
    ]
    assert checked("t", "late", *first)["violations"] == [{"rule": "W-2", "code": "not_eligible", "ids": ["late"]}]
    assert checked("t", "late", *first)["valid"] is False


@pytest.mark.rule("W-3", "S-9")
def test_who_follows_an_adult_is_the_next_of_the_same_municipality() -> None:
    adults = [adult(f"a{minute:02d}", received=f"2019-08-05T12:{minute:02d}") for minute in range(12)]
    adults += [adult("t", declared_municipality="Tukums", received="2019-08-01T00:00")]
    first = [f"a{minute:02d}" for minute in range(10)]
    asked = of_adults("replace", adults, selected=first, leaving=["a00"])
    assert result(asked) == {"replacements": ["a10"], "deviation": {"age": 0, "impairment": 0}}
    assert [reason["code"] for reason in answer(asked)["reasons"]] == ["adult_replaces"]
    assert result(of_adults("replace", adults, selected=first, leaving=first[:3]))["replacements"] == ["a10", "a11"]
    assert result(of_adults("replace", adults[:10], selected=first, leaving=["a00"]))["replacements"] == []
    assert result(of_adults("replace", [], selected=[], leaving=[]))["replacements"] == []


def test_no_applicants_at_all_are_an_empty_list() -> None:
    found = result(request("select", [], certificate=True))
    assert (found["selected"], found["waiting"], found["ineligible"]) == ([], [], [])
    assert (found["targets"], found["counts"]) == (nobody(), nobody())
    assert verified([], [], certificate=found["certificate"]) == {
        "valid": True,
        "violations": [],
        "deviation": {"age": 0, "impairment": 0},
        "proved_best": True,
    }
    assert result(of_adults("select", []))["selected"] == []
