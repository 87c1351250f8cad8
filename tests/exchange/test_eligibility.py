"""Who may take part, and by when it is decided, over the wire: every criterion, every boundary, every refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from ibmodel.exchange import evaluate

Refusal = Callable[..., tuple[str, str]]

CHILD: dict[str, Any] = {
    "id": "a",
    "born": "2010-05-05",
    "impairment": "mental",
    "disability_determined": True,
    "disability_until": "indefinite",
    "di_evaluated": True,
    "municipality": "Jelgava",
    "received": "2018-07-03T09:14",
}
PILOT = {"start": "2018-09-01", "months": 12}
ADULT: dict[str, Any] = {
    "id": "w",
    "born": "1980-01-01",
    "mental_impairment": True,
    "disability_group": 1,
    "declared_municipality": "Ogre",
    "received": "2019-08-05T12:00",
    "documents": ["application", "disability_proof"],
}
GENERAL: dict[str, Any] = {
    "id": "g",
    "born": "2010-05-05",
    "impairment": "vision",
    "disability_determined": True,
    "received": "2018-07-03T09:14",
}
ADULTS = "adults-pilot-2019"


def answered(op: str, asked: dict[str, Any], **envelope: Any) -> Any:
    response = evaluate({"op": op, "input": asked, **envelope})
    assert response["ok"], response
    return response


def child_request(pilot: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
    return {"op": "eligibility.assess", "input": {"applicant": {**CHILD, **facts}, "pilot": pilot or PILOT}}


def of_child(pilot: dict[str, Any] | None = None, *, envelope: dict[str, Any] | None = None, **facts: Any) -> Any:
    response = evaluate({**child_request(pilot, **facts), **(envelope or {})})
    assert response["ok"], response
    return response["result"]


def of_adult(**facts: Any) -> Any:
    return answered("eligibility.assess", {"applicant": {**ADULT, **facts}}, policy=ADULTS)["result"]


def of_general(on: str = "2018-09-01", *, reform: dict[str, Any] | None = None, **facts: Any) -> Any:
    asked = {"applicant": {**GENERAL, **facts}, "on": on}
    return answered("eligibility.assess", asked, policy="children-general", reform=reform)["result"]


def criterion(result: Any, rule: str) -> Any:
    (found,) = (each for each in result["criteria"] if each["rule"] == rule)
    return found


def met(result: Any) -> dict[str, bool | None]:
    return {each["rule"]: each["met"] for each in result["criteria"]}


@pytest.mark.rule("E-1", "E-2", "E-3", "E-4", "E-9", "E-11")
def test_a_child_of_whom_nothing_excludes_is_eligible_and_every_criterion_is_reported_in_order() -> None:
    assert of_child() == {
        "eligible": True,
        "criteria": [{"rule": rule, "met": True} for rule in ("E-1", "E-2", "E-3", "E-4", "E-9", "E-11")],
    }


@pytest.mark.rule("E-8")
def test_every_criterion_that_fails_is_reported_and_not_only_the_first() -> None:
    result = of_child(
        born="2000-01-01",
        disability_determined=False,
        di_evaluated=False,
        other_measures=["9.2.2.1"],
        municipality="Rīga",
    )
    assert result == {
        "eligible": False,
        "criteria": [{"rule": rule, "met": False} for rule in ("E-1", "E-2", "E-3", "E-4", "E-9", "E-11")],
    }


@pytest.mark.rule("E-8")
def test_a_failed_criterion_decides_though_others_cannot_be_decided() -> None:
    undecided = of_child(di_evaluated=None, disability_until=None)
    assert undecided["eligible"] is None
    failed = of_child(di_evaluated=None, disability_until=None, municipality="Rīga")
    assert failed["eligible"] is False
    assert met(failed) == {"E-1": True, "E-2": None, "E-3": True, "E-4": None, "E-9": True, "E-11": False}


@pytest.mark.rule("E-1", "E-2")
@pytest.mark.parametrize(("rule", "fact"), [("E-1", "disability_determined"), ("E-2", "di_evaluated")])
def test_a_fact_that_is_not_known_leaves_its_criterion_open_and_is_named(rule: str, fact: str) -> None:
    assert criterion(of_child(**{fact: True}), rule) == {"rule": rule, "met": True}
    assert criterion(of_child(**{fact: False}), rule) == {"rule": rule, "met": False}
    assert criterion(of_child(**{fact: None}), rule) == {"rule": rule, "met": None, "missing": [fact]}
    absent = child_request()
    del absent["input"]["applicant"][fact]
    assert criterion(evaluate(absent)["result"], rule) == {"rule": rule, "met": None, "missing": [fact]}


UNTIL = {
    "indefinite": True,
    "2030-01-01": True,
    "2018-09-02": True,
    "2018-09-01": True,
    "2018-08-31": False,
    None: None,
}


@pytest.mark.rule("E-4")
@pytest.mark.parametrize(("determined", "until"), [*product([True, False, None], UNTIL)])
def test_disability_must_be_determined_and_not_have_ended_before_the_first_day(
    determined: bool | None, until: str | None
) -> None:
    lasts = UNTIL[until]
    found = criterion(of_child(disability_determined=determined, disability_until=until), "E-4")
    if determined is False or lasts is False:
        assert found == {"rule": "E-4", "met": False}
    elif determined and lasts:
        assert found == {"rule": "E-4", "met": True}
    else:
        facts = {"disability_determined": determined, "disability_until": lasts}
        missing = [name for name, fact in facts.items() if fact is None]
        assert found == {"rule": "E-4", "met": None, "missing": missing}


@pytest.mark.rule("E-4")
def test_disability_that_runs_out_during_the_pilot_excludes_nobody() -> None:
    assert of_child(disability_until="2018-09-02")["eligible"] is True


@pytest.mark.rule("E-3", "I-4", "I-16")
@pytest.mark.parametrize(
    ("pilot", "born", "not_eligible", "eligible"),
    [
        (PILOT, "2001-09-01", True, True),
        (PILOT, "2001-08-31", False, True),
        (PILOT, "2001-08-30", False, False),
        ({"start": "2017-03-01", "months": 12}, "2000-03-01", True, True),
        ({"start": "2017-03-01", "months": 12}, "2000-02-29", False, True),
        ({"start": "2017-03-01", "months": 12}, "2000-02-28", False, True),
        ({"start": "2017-03-01", "months": 12}, "2000-02-27", False, False),
        ({"start": "2018-09-01", "months": 1}, "2000-10-01", True, True),
        ({"start": "2018-09-01", "months": 1}, "2000-09-30", False, True),
        ({"start": "2018-09-01", "months": 120}, "2010-09-01", True, True),
        ({"start": "2018-09-01", "months": 120}, "2010-08-31", False, True),
        ({"start": "9999-12-01", "months": 1}, "2018-07-03", False, False),
    ],
)
def test_coming_of_age_on_the_last_day_is_a_matter_of_the_reading(
    pilot: dict[str, Any], born: str, not_eligible: bool, eligible: bool
) -> None:
    for reading, expected in (("not_eligible", not_eligible), ("eligible", eligible)):
        result = of_child(pilot, born=born, envelope={"readings": {"I-4": reading}})
        assert criterion(result, "E-3") == {"rule": "E-3", "met": expected}


@pytest.mark.rule("E-3")
def test_a_child_born_after_the_first_day_does_not_come_of_age() -> None:
    assert of_child(born="2018-10-01", received="2018-10-01T00:00")["eligible"] is True


@pytest.mark.rule("E-9")
@pytest.mark.parametrize(
    ("measures", "expected"),
    [(None, True), ([], True), (["9.2.2.1"], False), (["9.2.2.3"], False), (["9.2.2.3", "9.2.2.1"], False)],
)
def test_support_from_other_measures_excludes_and_not_saying_so_means_none(
    measures: list[str] | None, expected: bool
) -> None:
    assert criterion(of_child(other_measures=measures), "E-9") == {"rule": "E-9", "met": expected}


@pytest.mark.rule("E-11")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *[(name, True) for name in ("Jelgava", "Bauska", "Liepāja", "Talsi", "Rēzekne")],
        *[(name, True) for name in ("Balvi", "Valmiera", "Madona", "Ogre", "Tukums")],
        *[(name, False) for name in ("Rīga", "Daugavpils novads", "Cēsis", "jelgava", "Jelgava ", "x")],
    ],
)
def test_the_child_lives_in_one_of_the_ten_municipalities(name: str, expected: bool) -> None:
    assert criterion(of_child(municipality=name), "E-11") == {"rule": "E-11", "met": expected}


@pytest.mark.rule("E-11")
def test_a_reform_may_add_a_municipality() -> None:
    envelope = {"reform": {"pilot.municipalities": ["Sigulda"]}}
    assert of_child(municipality="Sigulda", envelope=envelope)["eligible"] is True
    assert of_child(municipality="Jelgava", envelope=envelope)["eligible"] is False


def test_what_the_criteria_do_not_speak_of_changes_nothing() -> None:
    plain = of_child()
    assert of_child(impairment=None) == of_child(home_schooled=True) == of_child(special_care=False) == plain
    assert of_child(components=["vision", "hearing", "movement", "mental"]) == plain
    assert of_child(components=[]) == of_child(components=None) == plain


@pytest.mark.parametrize(
    ("field", "value", "code", "path"),
    [
        ("components", ["multiple"], "bad_value", "/components/0"),
        ("components", ["vision", 5], "bad_type", "/components/1"),
        ("disability_until", "never", "bad_value", "/disability_until"),
        ("disability_until", "2018-02-29", "bad_value", "/disability_until"),
        ("disability_until", 2018, "bad_type", "/disability_until"),
        ("other_measures", ["9.2.2.2"], "bad_value", "/other_measures/0"),
        ("other_measures", ["9.2.2.1", 9.2], "bad_type", "/other_measures/1"),
        ("other_measures", "9.2.2.1", "bad_type", "/other_measures"),
        ("impairment", "blind", "bad_value", "/impairment"),
        ("born", None, "missing_field", "/born"),
        ("municipality", None, "missing_field", "/municipality"),
        ("received", None, "missing_field", "/received"),
        ("declared_municipality", "Ogre", "unknown_field", "/declared_municipality"),
        ("received", "2010-05-04T23:59", "bad_value", "/received"),
    ],
)
def test_what_cannot_be_said_of_a_child_is_refused_at_its_place(
    field: str, value: object, code: str, path: str, refusal: Refusal
) -> None:
    assert refusal(child_request(**{field: value})) == (code, f"/input/applicant{path}")


def test_an_application_on_the_day_of_birth_is_possible() -> None:
    assert of_child(born="2018-07-03", received="2018-07-03T00:00")["eligible"] is True


@pytest.mark.parametrize(
    ("pilot", "code", "path"),
    [
        ({"start": "2018-09-02", "months": 12}, "bad_value", "/pilot/start"),
        ({"start": "2018-09-31", "months": 12}, "bad_value", "/pilot/start"),
        ({"start": "2018-09", "months": 12}, "bad_value", "/pilot/start"),
        ({"start": "2018-09-01", "months": 0}, "bad_value", "/pilot/months"),
        ({"start": "2018-09-01", "months": 121}, "bad_value", "/pilot/months"),
        ({"start": "2018-09-01", "months": -1}, "bad_value", "/pilot/months"),
        ({"start": "2018-09-01", "months": "12"}, "bad_type", "/pilot/months"),
        ({"start": "2018-09-01", "months": True}, "bad_type", "/pilot/months"),
        ({"start": "2018-09-01"}, "missing_field", "/pilot/months"),
        ({"months": 12}, "missing_field", "/pilot/start"),
        ({"start": "9999-12-01", "months": 2}, "bad_value", "/pilot/months"),
        ({"start": "2018-09-01", "months": 12, "end": "x"}, "unknown_field", "/pilot/end"),
        (5, "bad_type", "/pilot"),
    ],
)
def test_a_pilot_runs_from_the_first_of_a_month_for_1_to_120_months(
    pilot: Any, code: str, path: str, refusal: Refusal
) -> None:
    request = {"op": "eligibility.assess", "input": {"applicant": CHILD, "pilot": pilot}}
    assert refusal(request) == (code, f"/input{path}")
    others = ("selection.targets", "selection.select")
    for name in others:
        assert refusal({"op": name, "input": {"applicants": [], "pilot": pilot}}) == (code, f"/input{path}")


def test_the_pilot_is_required(refusal: Refusal) -> None:
    assert refusal({"op": "eligibility.assess", "input": {"applicant": CHILD}}) == ("missing_field", "/input/pilot")


@pytest.mark.rule("W-1", "W-2", "W-9")
def test_an_adult_of_whom_nothing_excludes_is_eligible() -> None:
    assert of_adult() == {
        "eligible": True,
        "criteria": [{"rule": rule, "met": True} for rule in ("W-1", "W-2", "W-9")],
    }


@pytest.mark.rule("W-1", "W-4", "I-33")
@pytest.mark.parametrize(
    ("facts", "expected", "missing"),
    [
        ({"born": "2001-08-05"}, True, None),
        ({"born": "2001-08-06"}, False, None),
        ({"born": "2001-08-06", "mental_impairment": None}, False, None),
        ({"mental_impairment": False}, False, None),
        ({"mental_impairment": None}, None, ["mental_impairment"]),
        ({"disability_group": 2}, True, None),
        ({"disability_group": 3}, False, None),
        ({"disability_group": None}, None, ["disability_group"]),
        ({"disability_group": 3, "mental_impairment": None}, False, None),
        ({"disability_group": None, "mental_impairment": False}, False, None),
        ({"disability_group": None, "mental_impairment": None}, None, ["mental_impairment", "disability_group"]),
        ({"disability_group": None, "declared_municipality": "Rēzekne"}, False, None),
        ({"declared_municipality": "Rēzekne"}, False, None),
        *[({"declared_municipality": name}, True, None) for name in ("Jelgava", "Bauska", "Liepāja", "Talsi")],
        *[({"declared_municipality": name}, True, None) for name in ("Daugavpils novads", "Balvi", "Cēsis")],
        *[({"declared_municipality": name}, True, None) for name in ("Gulbene", "Ogre", "Tukums")],
    ],
)
def test_age_impairment_group_and_municipality_of_an_adult_are_one_criterion(
    facts: dict[str, Any], expected: bool | None, missing: list[str] | None
) -> None:
    result = of_adult(**facts)
    wanted = {"rule": "W-1", "met": expected}
    assert result["criteria"][0] == (wanted if missing is None else {**wanted, "missing": missing})
    assert result["eligible"] is expected


@pytest.mark.rule("W-2")
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2019-07-31T23:59", False),
        ("2019-08-01T00:00", True),
        ("2019-08-16T23:59", True),
        ("2019-08-17T00:00", False),
    ],
)
def test_applications_of_adults_are_taken_from_1_to_16_august_2019(received: str, expected: bool) -> None:
    result = of_adult(received=received)
    assert met(result) == {"W-1": True, "W-2": expected, "W-9": True}
    assert result["eligible"] is expected


@pytest.mark.rule("W-9")
@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([], False),
        (["application"], False),
        (["disability_proof"], False),
        (["application", "application"], False),
        (["disability_proof", "application", "application"], True),
    ],
)
def test_an_adult_hands_in_both_papers(documents: list[str], expected: bool) -> None:
    assert criterion(of_adult(documents=documents), "W-9") == {"rule": "W-9", "met": expected}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("disability_group", 0, "bad_value"),
        ("disability_group", 4, "bad_value"),
        ("disability_group", "1", "bad_type"),
        ("disability_group", True, "bad_type"),
        ("disability_group", 1.0, "bad_type"),
        ("documents", None, "missing_field"),
        ("documents", "application", "bad_type"),
        ("mental_impairment", 1, "bad_type"),
        ("received", "1979-12-31T23:59", "bad_value"),
        ("municipality", "Ogre", "unknown_field"),
    ],
)
def test_what_cannot_be_said_of_an_adult_is_refused_at_its_place(
    field: str, value: object, code: str, refusal: Refusal
) -> None:
    asked = {"applicant": {**ADULT, field: value}}
    request = {"op": "eligibility.assess", "policy": ADULTS, "input": asked}
    assert refusal(request) == (code, f"/input/applicant/{field}")
    papers = {"applicant": {**ADULT, "documents": ["application", "passport"]}}
    refused = refusal({"op": "eligibility.assess", "policy": ADULTS, "input": papers})
    assert refused == ("bad_value", "/input/applicant/documents/1")


@pytest.mark.parametrize(
    ("policy", "refused"),
    [
        (ADULTS, ("missing_field", "/input/applicant/declared_municipality")),
        ("children-general", ("unknown_field", "/input/applicant/di_evaluated")),
    ],
)
def test_each_programme_asks_its_own_and_nothing_else(policy: str, refused: tuple[str, str], refusal: Refusal) -> None:
    assert refusal({**child_request(), "policy": policy}) == refused


@pytest.mark.rule("G-1", "G-6")
@pytest.mark.parametrize("impairment", ["vision", None])
@pytest.mark.parametrize("determined", [True, False, None])
@pytest.mark.parametrize("admitted", [True, False])
def test_outside_the_pilot_an_impairment_and_unless_switched_off_a_disability_are_asked_for(
    impairment: str | None, determined: bool | None, admitted: bool
) -> None:
    reform = {"granting.admit_without_disability": True} if admitted else None
    result = of_general(impairment=impairment, disability_determined=determined, reform=reform)
    facts: dict[str, Any] = {"impairment": impairment, "disability_determined": determined}
    if admitted:
        del facts["disability_determined"]
    missing = [name for name, fact in facts.items() if fact is None]
    if False in facts.values():
        assert result["criteria"][0] == {"rule": "G-1", "met": False}
    elif missing:
        assert result["criteria"][0] == {"rule": "G-1", "met": None, "missing": missing}
    else:
        assert result["criteria"][0] == {"rule": "G-1", "met": True}
    assert result["criteria"][1:] == [{"rule": "G-2", "met": True}]
    assert result["eligible"] is result["criteria"][0]["met"]


@pytest.mark.rule("G-2", "I-16")
@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        ("2000-09-01", "2018-08-31", True),
        ("2000-09-01", "2018-09-01", False),
        ("2000-02-29", "2018-02-27", True),
        ("2000-02-29", "2018-02-28", False),
        ("2018-07-03", "2018-07-03", True),
    ],
)
def test_outside_the_pilot_the_child_is_under_18_on_the_day(born: str, on: str, expected: bool) -> None:
    assert criterion(of_general(on, born=born), "G-2") == {"rule": "G-2", "met": expected}


def test_outside_the_pilot_a_birth_after_the_application_or_the_day_is_a_bad_value(refusal: Refusal) -> None:
    request: dict[str, Any] = {"op": "eligibility.assess", "policy": "children-general"}
    early = {"applicant": {**GENERAL, "received": "2010-05-04T00:00"}, "on": "2018-09-01"}
    assert refusal({**request, "input": early}) == ("bad_value", "/input/applicant/received")
    unborn = {"applicant": GENERAL, "on": "2010-05-04"}
    assert refusal({**request, "input": unborn}) == ("bad_value", "/input/applicant/born")


def test_reasons_come_for_every_criterion_in_the_same_order_with_the_facts() -> None:
    response = answered("eligibility.assess", child_request(municipality="Rīga", di_evaluated=None)["input"])
    assert [(reason["rule"], reason["code"]) for reason in response["reasons"]] == [
        ("E-1", "disability_is_determined"),
        ("E-2", "evaluation_unknown"),
        ("E-3", "stays_under_age"),
        ("E-4", "disability_in_force"),
        ("E-9", "no_excluding_support"),
        ("E-11", "lives_outside_pilot_area"),
    ]
    facts = [reason["facts"] for reason in response["reasons"]]
    assert facts[1] == {"id": "a", "missing": "di_evaluated"}
    assert facts[2] == {"id": "a", "born": "2010-05-05", "limit": 18, "last_day": "2019-08-31"}
    assert facts[3] == {"id": "a", "on": "2018-09-01"}
    assert facts[5] == {"id": "a", "municipality": "Rīga"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a: not known yet: whether the disability commission has determined a disability, the date on which"),
        ("lv", "a: vēl nav zināms: vai VDEĀVK ir noteikusi invaliditāti, datums, kad beidzas invaliditāte."),
    ],
)
def test_the_paper_that_is_missing_is_named_in_words(language: str, text: str) -> None:
    asked = child_request(disability_determined=None, disability_until=None)["input"]
    reasons = answered("eligibility.assess", asked, lang=language)["reasons"]
    assert reasons[3]["text"].startswith(text)


def deadlines(asked: dict[str, Any], **envelope: Any) -> Any:
    return answered("eligibility.deadlines", asked, **envelope)["result"]


@pytest.mark.rule("E-7", "I-5", "I-17", "I-18")
@pytest.mark.parametrize(
    ("closed", "text", "figure"),
    [
        ("2018-08-01", "2018-08-06", "2018-08-08"),  # nothing but a weekend
        ("2018-08-04", "2018-08-08", "2018-08-10"),  # a Saturday
        ("2018-04-27", "2018-05-03", "2018-05-08"),  # 30 April 2018 is moved by the government, which binds the state
        ("2018-04-30", "2018-05-07", "2018-05-09"),  # 1 May, 4 May
        ("2018-11-17", "2018-11-22", "2018-11-26"),  # 18 November is a Sunday: Monday is off
        ("2018-12-21", "2019-01-02", "2019-01-04"),  # 24 to 26 December, 31 December, 1 January
        ("2019-05-03", "2019-05-09", "2019-05-13"),  # 4 May is a Saturday: Monday is off
        ("2018-07-06", "2018-07-12", "2018-07-16"),  # the festival ends on Sunday 8 July: Monday is off
        ("2018-03-29", "2018-04-05", "2018-04-09"),  # Good Friday and Easter Monday
    ],
)
def test_applications_are_forwarded_within_3_or_5_working_days(closed: str, text: str, figure: str) -> None:
    for reading, day in (("text", text), ("figure", figure)):
        assert deadlines({"application_closed": closed}, readings={"I-5": reading}) == {"forward_by": day}
    assert deadlines({"application_closed": closed}) == {"forward_by": text}


@pytest.mark.rule("G-4", "I-17", "I-18")
@pytest.mark.parametrize(
    ("received", "day"),
    [("2018-08-01", "2018-08-15"), ("2018-04-30", "2018-05-16"), ("2018-12-21", "2019-01-11")],
)
def test_an_application_is_decided_within_10_working_days(received: str, day: str) -> None:
    for policy in ("children-pilot-2018", "children-general", ADULTS):
        assert deadlines({"received": received}, policy=policy) == {"decide_by": day}


@pytest.mark.rule("E-7", "G-4")
def test_only_the_terms_that_are_asked_for_are_answered() -> None:
    assert deadlines({}) == deadlines({"application_closed": None, "received": None}) == {}
    both = deadlines({"received": "2018-08-01", "application_closed": "2018-08-01"})
    assert list(both.items()) == [("forward_by", "2018-08-06"), ("decide_by", "2018-08-15")]


@pytest.mark.rule("I-17")
def test_holidays_that_are_given_replace_all_others() -> None:
    assert deadlines({"application_closed": "2018-12-21", "holidays": []}) == {"forward_by": "2018-12-26"}
    own = {"application_closed": "2018-12-21", "holidays": ["2018-12-27", "2018-12-24", "2018-12-24"]}
    assert deadlines(own) == {"forward_by": "2018-12-28"}
    assert deadlines({**own, "holidays": None}) == {"forward_by": "2019-01-02"}


@pytest.mark.rule("I-17")
def test_working_days_prevail_over_holidays_and_weekends() -> None:
    asked = {"application_closed": "2018-12-21", "working_days": ["2018-12-22", "2018-12-24"]}
    assert deadlines(asked) == {"forward_by": "2018-12-27"}
    contradiction = {"application_closed": "2018-08-01", "holidays": ["2018-08-02"], "working_days": ["2018-08-02"]}
    assert deadlines(contradiction) == {"forward_by": "2018-08-06"}


def test_a_term_without_end_is_a_bad_value(refusal: Refusal) -> None:
    request = {"op": "eligibility.deadlines", "input": {"application_closed": "9999-12-31"}}
    assert refusal(request)[0] == "bad_value"
    request["input"] = {"application_closed": "9999-12-30", "holidays": ["9999-12-31"]}
    assert refusal(request)[0] == "bad_value"
    days = [(date(2018, 8, 2) + timedelta(days=step)).isoformat() for step in range(400)]
    request["input"] = {"application_closed": "2018-08-01", "holidays": days}
    assert refusal(request)[0] == "bad_value"
    assert deadlines({"application_closed": "0001-01-01", "holidays": []}) == {"forward_by": "0001-01-04"}


@pytest.mark.rule("E-7", "G-4")
def test_the_reason_of_a_deadline_says_from_when_how_long_and_until_when() -> None:
    asked = {"application_closed": "2018-04-30", "received": "2018-04-30"}
    english = answered("eligibility.deadlines", asked)["reasons"]
    assert [reason["facts"] for reason in english] == [
        {"application_closed": "2018-04-30", "days": 3, "forward_by": "2018-05-07"},
        {"received": "2018-04-30", "days": 10, "decide_by": "2018-05-16"},
    ]
    latvian = answered("eligibility.deadlines", asked, lang="lv")["reasons"]
    assert latvian[0]["text"].endswith("3\u00a0darba dienu laikā, līdz 07.05.2018.")
