"""Who may take part: every criterion inside, on and outside its bound, and what cannot be decided yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ibmodel.case.applications import (
    DOCUMENTS,
    INDEFINITE,
    AdultApplicant,
    Applications,
    ChildApplicant,
    GeneralApplicant,
    PilotDates,
)
from ibmodel.errors import BadType, BadValue, ModelError
from ibmodel.parameters import edition
from ibmodel.rules.eligibility import (
    Criterion,
    adult_criteria,
    assess_adult,
    assess_child,
    assess_general,
    child_criteria,
    eligibility,
    general_criteria,
)
from ibmodel.vocabulary import Impairment

CHILDREN = edition("children-pilot-2018")
GENERAL = edition("children-general")
ADULTS = edition("adults-pilot-2019")
LAST_DAY_COUNTS = CHILDREN.reform("the birthday may be the last day", readings={"I-4": "eligible"})
START = date(2018, 9, 1)
PILOT = PilotDates(START, 12)  # to 31 August 2019
DAY = timedelta(days=1)


def child(**facts: Any) -> ChildApplicant:
    known = {
        "id": "A",
        "born": date(2010, 5, 5),
        "impairment": Impairment.MENTAL,
        "disability_determined": True,
        "disability_until": INDEFINITE,
        "di_evaluated": True,
        "municipality": "Ogre",
        "received": datetime(2018, 7, 3, 9, 14),
    }
    return ChildApplicant(**(known | facts))


def outsider(**facts: Any) -> GeneralApplicant:
    known = {
        "id": "A",
        "born": date(2010, 5, 5),
        "impairment": Impairment.VISION,
        "disability_determined": True,
        "received": datetime(2018, 7, 3, 9, 14),
    }
    return GeneralApplicant(**(known | facts))


def adult(**facts: Any) -> AdultApplicant:
    known = {
        "id": "A",
        "born": date(1980, 5, 5),
        "mental_impairment": True,
        "disability_group": 2,
        "declared_municipality": "Cēsis",
        "received": datetime(2019, 8, 5, 9, 14),
        "documents": DOCUMENTS,
    }
    return AdultApplicant(**(known | facts))


def met(found: Any) -> dict[str, bool | None]:
    return {criterion.rule: criterion.met for criterion in found.criteria}


def missing(found: Any) -> dict[str, tuple[str, ...]]:
    return {criterion.rule: criterion.missing for criterion in found.criteria if criterion.missing}


# ------------------------------------------------------------------------------------------ the children's pilot


@pytest.mark.rule("E-1", "E-2", "E-3", "E-4", "E-9", "E-11")
def test_every_criterion_is_judged_in_rule_order_and_never_only_the_first() -> None:
    assert met(child_criteria(child(), PILOT, CHILDREN)) == dict.fromkeys(
        ["E-1", "E-2", "E-3", "E-4", "E-9", "E-11"], True
    )
    assert child_criteria(child(), PILOT, CHILDREN).eligible is True
    nothing = child(
        disability_determined=False,
        di_evaluated=False,
        born=date(2000, 1, 1),
        other_measures=("9.2.2.1",),
        municipality="Daugavpils",
    )
    refused = child_criteria(nothing, PILOT, CHILDREN)
    assert [criterion.rule for criterion in refused.criteria] == ["E-1", "E-2", "E-3", "E-4", "E-9", "E-11"]
    assert set(met(refused).values()) == {False}
    assert refused.eligible is False


@pytest.mark.rule("E-1", "E-2", "E-4")
def test_what_is_not_known_leaves_a_criterion_open_and_names_what_is_missing() -> None:
    unknown = child(disability_determined=None, disability_until=None, di_evaluated=None)
    found = child_criteria(unknown, PILOT, CHILDREN)
    assert met(found) == {"E-1": None, "E-2": None, "E-3": True, "E-4": None, "E-9": True, "E-11": True}
    assert missing(found) == {
        "E-1": ("disability_determined",),
        "E-2": ("di_evaluated",),
        "E-4": ("disability_determined", "disability_until"),
    }
    assert found.eligible is None


@pytest.mark.rule("E-1", "E-2", "E-9")
def test_one_criterion_that_fails_decides_whatever_else_is_open() -> None:
    found = child_criteria(child(di_evaluated=None, other_measures=("9.2.2.3",)), PILOT, CHILDREN)
    assert found.eligible is False
    assert eligibility([]).eligible is True
    assert eligibility([Criterion("E-1", met=None), Criterion("E-2", met=True)]).eligible is None


@pytest.mark.rule("E-3", "I-4")
@pytest.mark.parametrize(
    ("eighteen_on", "strictly", "leniently"),
    [
        (date(2019, 8, 29), False, False),
        (date(2019, 8, 30), False, False),  # the day before the last
        (date(2019, 8, 31), False, True),  # the last day
        (date(2019, 9, 1), True, True),
        (date(2018, 9, 1), False, False),
    ],
)
def test_the_eighteenth_birthday_is_after_the_last_day_or_may_be_on_it(
    eighteen_on: date, strictly: bool, leniently: bool
) -> None:
    applicant = child(born=eighteen_on.replace(year=eighteen_on.year - 18))
    assert met(child_criteria(applicant, PILOT, CHILDREN))["E-3"] is strictly
    assert met(child_criteria(applicant, PILOT, LAST_DAY_COUNTS))["E-3"] is leniently


@pytest.mark.rule("E-3", "I-4", "I-16")
@pytest.mark.parametrize(
    ("born", "start", "months", "strictly", "leniently"),
    [
        (date(2000, 2, 29), date(2017, 3, 1), 12, False, True),  # 18 on 28 February 2018, the last day
        (date(2000, 2, 29), date(2017, 3, 1), 11, True, True),
        (date(2004, 2, 29), date(2021, 3, 1), 12, False, True),
        (date(2002, 3, 1), date(2019, 3, 1), 12, True, True),  # the last day is 29 February 2020
        (date(2002, 2, 28), date(2019, 3, 1), 12, False, False),
    ],
)
def test_a_birthday_on_29_february_is_reached_on_the_28th_in_other_years(
    born: date, start: date, months: int, strictly: bool, leniently: bool
) -> None:
    applicant = child(born=born, received=datetime(2017, 1, 5, 9, 0))
    pilot = PilotDates(start, months)
    assert met(child_criteria(applicant, pilot, CHILDREN))["E-3"] is strictly
    assert met(child_criteria(applicant, pilot, LAST_DAY_COUNTS))["E-3"] is leniently


@pytest.mark.rule("E-3")
def test_whoever_is_born_while_or_after_the_pilot_runs_does_not_come_of_age_in_it() -> None:
    for born in (START, PILOT.last_day, PILOT.last_day + DAY):
        applicant = child(born=born, received=datetime(2020, 1, 1))
        assert met(child_criteria(applicant, PILOT, CHILDREN))["E-3"] is True


@pytest.mark.rule("E-4")
@pytest.mark.parametrize(
    ("until", "in_force"),
    [
        (START - DAY, False),
        (START, True),  # ends on the first day: in force on it
        (START + DAY, True),  # may run out during the pilot
        (INDEFINITE, True),
        (None, None),
    ],
)
def test_the_disability_is_in_force_on_the_first_day(until: Any, in_force: bool | None) -> None:
    assert met(child_criteria(child(disability_until=until), PILOT, CHILDREN))["E-4"] is in_force


@pytest.mark.rule("E-4")
@pytest.mark.parametrize("determined", [True, False, None])
@pytest.mark.parametrize("until", [START - DAY, START, None])
def test_in_force_is_false_if_not_determined_or_ended_and_open_if_a_fact_lacks_and_none_decides(
    determined: bool | None, until: date | None
) -> None:
    found = child_criteria(child(disability_determined=determined, disability_until=until), PILOT, CHILDREN)
    fails = determined is False or until == START - DAY
    assert met(found)["E-4"] is (False if fails else None if None in (determined, until) else True)
    assert ("E-4" in missing(found)) is (met(found)["E-4"] is None)


@pytest.mark.rule("E-9")
@pytest.mark.parametrize(("measures", "free"), [(None, True), ((), True), (("9.2.2.1",), False), (["9.2.2.3"], False)])
def test_support_from_the_two_measures_excludes_and_no_word_of_it_is_none(measures: Any, free: bool) -> None:
    assert met(child_criteria(child(other_measures=measures), PILOT, CHILDREN))["E-9"] is free


@pytest.mark.rule("E-9")
def test_a_reform_may_exclude_by_fewer_measures() -> None:
    reform = CHILDREN.reform("one measure", {"eligibility.excluded_measures": ["9.2.2.1"]})
    applicant = child(other_measures=("9.2.2.3",))
    assert child_criteria(applicant, PILOT, reform).eligible is True
    assert child_criteria(applicant, PILOT, CHILDREN).eligible is False


@pytest.mark.rule("E-11")
def test_only_the_municipalities_of_the_pilot_take_part() -> None:
    for name in ("Jelgava", "Bauska", "Liepāja", "Talsi", "Rēzekne", "Balvi", "Valmiera", "Madona", "Ogre", "Tukums"):
        assert met(child_criteria(child(municipality=name), PILOT, CHILDREN))["E-11"] is True
    for name in ("Cēsis", "ogre", "Ogre ", "Rīga"):
        assert met(child_criteria(child(municipality=name), PILOT, CHILDREN))["E-11"] is False


@pytest.mark.rule("E-8", "E-3", "E-4", "E-11")
def test_a_decision_gives_a_reason_for_each_criterion_and_the_reading() -> None:
    applicant = child(disability_until=date(2018, 8, 31), di_evaluated=None, municipality="Cēsis")
    decision = assess_child(applicant, PILOT, CHILDREN)
    assert decision.outcome == child_criteria(applicant, PILOT, CHILDREN)
    assert [(reason.rule, reason.code) for reason in decision.reasons] == [
        ("E-1", "disability_is_determined"),
        ("E-2", "evaluation_unknown"),
        ("E-3", "stays_under_age"),
        ("E-4", "disability_not_in_force"),
        ("E-9", "no_excluding_support"),
        ("E-11", "lives_outside_pilot_area"),
    ]
    assert decision.reasons[1].facts == {"id": "A", "missing": "di_evaluated"}
    assert decision.reasons[2].facts["last_day"] == date(2019, 8, 31)
    assert (decision.edition, decision.readings) == ("children-pilot-2018", (("I-4", "not_eligible"),))


@pytest.mark.rule("E-6")
def test_an_application_before_the_birth_is_refused_and_one_on_its_day_is_not() -> None:
    born = date(2018, 7, 3)
    assert child_criteria(child(born=born, received=datetime(2018, 7, 3, 0, 0)), PILOT, CHILDREN).eligible is True
    for assess, parameters, applicant in (
        (
            lambda one, of: assess_child(one, PILOT, of),
            CHILDREN,
            child(born=born, received=datetime(2018, 7, 2, 23, 59)),
        ),
        (lambda one, of: assess_general(one, START, of), GENERAL, outsider(born=born, received=datetime(2018, 7, 2))),
        (assess_adult, ADULTS, adult(born=date(2019, 8, 6))),
    ):
        with pytest.raises(BadValue) as caught:
            assess(applicant, parameters)  # type: ignore[operator]
        assert caught.value.path == "/received"


# ------------------------------------------------------------------------------------------ outside the pilot


@pytest.mark.rule("G-1", "G-6")
@pytest.mark.parametrize(
    ("impairment", "determined", "usually", "admitted"),
    [
        (Impairment.VISION, True, True, True),
        (Impairment.VISION, False, False, True),
        (Impairment.VISION, None, None, True),
        (None, True, None, None),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_impairment_and_determined_disability_unless_the_switch_asks_for_the_impairment_alone(
    impairment: Any, determined: bool | None, usually: bool | None, admitted: bool | None
) -> None:
    switched = GENERAL.reform("admit", {"granting.admit_without_disability": True})
    applicant = outsider(impairment=impairment, disability_determined=determined)
    assert met(general_criteria(applicant, START, GENERAL))["G-1"] is usually
    assert met(general_criteria(applicant, START, switched))["G-1"] is admitted


@pytest.mark.rule("G-1")
def test_what_lacks_outside_the_pilot_is_named() -> None:
    found = general_criteria(outsider(impairment=None, disability_determined=None), START, GENERAL)
    assert missing(found) == {"G-1": ("impairment", "disability_determined")}


@pytest.mark.rule("G-2", "I-16")
@pytest.mark.parametrize(
    ("born", "on", "under"),
    [
        (date(2000, 9, 2), date(2018, 9, 1), True),
        (date(2000, 9, 1), date(2018, 9, 1), False),  # 18 today
        (date(2000, 8, 31), date(2018, 9, 1), False),
        (date(2000, 2, 29), date(2018, 2, 27), True),
        (date(2000, 2, 29), date(2018, 2, 28), False),
        (date(2018, 1, 1), date(2018, 1, 1), True),
    ],
)
def test_the_child_is_under_eighteen_on_the_day(born: date, on: date, under: bool) -> None:
    applicant = outsider(born=born, received=datetime(2018, 1, 1))
    assert met(general_criteria(applicant, on, GENERAL))["G-2"] is under


@pytest.mark.rule("G-2", "G-5")
def test_a_birth_after_the_day_is_refused_and_a_decision_gives_both_reasons() -> None:
    with pytest.raises(BadValue) as caught:
        general_criteria(outsider(born=date(2018, 6, 1)), date(2018, 5, 31), GENERAL)
    assert caught.value.path == "/born"
    decision = assess_general(outsider(disability_determined=False), START, GENERAL)
    assert [reason.code for reason in decision.reasons] == ["disability_does_not_qualify", "is_under_age"]
    assert decision.reasons[1].facts == {"id": "A", "age": 8, "limit": 18, "on": START}
    assert decision.outcome.eligible is False


# ------------------------------------------------------------------------------------------ the adults' pilot


@pytest.mark.rule("W-1", "I-33", "I-16")
@pytest.mark.parametrize(
    ("born", "received", "is_adult"),
    [
        (date(2001, 8, 6), datetime(2019, 8, 5, 23, 59), False),
        (date(2001, 8, 5), datetime(2019, 8, 5, 0, 0), True),  # 18 on the day of the application
        (date(2001, 8, 4), datetime(2019, 8, 5, 0, 0), True),
        (date(2000, 2, 29), datetime(2018, 2, 27, 23, 59), False),
        (date(2000, 2, 29), datetime(2018, 2, 28, 0, 0), True),
    ],
)
def test_whoever_applies_is_an_adult_on_the_day_of_the_application(
    born: date, received: datetime, is_adult: bool
) -> None:
    assert met(adult_criteria(adult(born=born, received=received), ADULTS))["W-1"] is is_adult


@pytest.mark.rule("W-1")
@pytest.mark.parametrize(
    ("facts", "qualifies", "lacks"),
    [
        ({"disability_group": 1}, True, ()),
        ({"disability_group": 2}, True, ()),
        ({"disability_group": 3}, False, ()),
        ({"disability_group": None}, None, ("disability_group",)),
        ({"mental_impairment": False}, False, ()),
        ({"mental_impairment": None}, None, ("mental_impairment",)),
        ({"mental_impairment": None, "disability_group": None}, None, ("mental_impairment", "disability_group")),
        ({"mental_impairment": None, "disability_group": 3}, False, ()),
        ({"mental_impairment": None, "declared_municipality": "Rēzekne"}, False, ()),
    ],
)
def test_mental_impairment_and_group_one_or_two(facts: dict[str, Any], qualifies: bool | None, lacks: Any) -> None:
    found = adult_criteria(adult(**facts), ADULTS)
    assert met(found) == {"W-1": qualifies, "W-2": True, "W-9": True}
    assert missing(found).get("W-1", ()) == lacks
    assert found.eligible is qualifies


@pytest.mark.rule("W-1", "W-4")
def test_adults_of_the_ten_municipalities_qualify_and_no_others() -> None:
    ten = ["Jelgava", "Bauska", "Liepāja", "Talsi", "Daugavpils novads", "Balvi", "Cēsis", "Gulbene", "Ogre", "Tukums"]
    assert list(ADULTS.pilot.municipalities) == ten
    for name in ten:
        assert adult_criteria(adult(declared_municipality=name), ADULTS).eligible is True
    for name in ("Rēzekne", "Valmiera", "Madona", "Daugavpils"):
        assert adult_criteria(adult(declared_municipality=name), ADULTS).eligible is False


@pytest.mark.rule("W-2")
@pytest.mark.parametrize(
    ("received", "in_time"),
    [
        (datetime(2019, 7, 31, 23, 59), False),
        (datetime(2019, 8, 1, 0, 0), True),
        (datetime(2019, 8, 16, 23, 59), True),
        (datetime(2019, 8, 17, 0, 0), False),
    ],
)
def test_applications_are_taken_from_the_first_to_the_last_day_both_included(received: datetime, in_time: bool) -> None:
    assert met(adult_criteria(adult(received=received), ADULTS))["W-2"] is in_time


@pytest.mark.rule("W-9")
@pytest.mark.parametrize(
    ("documents", "complete"),
    [
        (("application", "disability_proof"), True),
        (("disability_proof", "application", "application"), True),
        (("application",), False),
        (("disability_proof",), False),
        ((), False),
    ],
)
def test_both_papers_are_needed(documents: Any, complete: bool) -> None:
    assert met(adult_criteria(adult(documents=documents), ADULTS))["W-9"] is complete


@pytest.mark.rule("W-1", "W-2", "W-9")
def test_a_decision_on_an_adult_gives_a_reason_for_each_criterion() -> None:
    decision = assess_adult(adult(received=datetime(2019, 7, 1, 8, 0), documents=[], mental_impairment=None), ADULTS)
    assert [reason.code for reason in decision.reasons] == [
        "adult_facts_unknown",
        "applied_out_of_time",
        "papers_are_incomplete",
    ]
    assert decision.outcome.eligible is False
    assert decision.reasons[1].facts["last_day"] == date(2019, 8, 16)


# ------------------------------------------------------------------------------------------ applications


@pytest.mark.rule("E-5", "E-6")
@pytest.mark.parametrize(
    ("facts", "kind", "path"),
    [
        ({"id": ""}, BadValue, "/id"),
        ({"id": 7}, BadType, "/id"),
        ({"born": "2010-05-05"}, BadType, "/born"),
        ({"born": datetime(2010, 5, 5)}, BadType, "/born"),
        ({"impairment": "mental"}, BadType, "/impairment"),
        ({"components": "mental"}, BadType, "/components"),
        ({"components": ["mental"]}, BadType, "/components"),
        ({"components": [Impairment.MULTIPLE]}, BadValue, "/components"),
        ({"disability_determined": 1}, BadType, "/disability_determined"),
        ({"disability_until": "for ever"}, BadType, "/disability_until"),
        ({"disability_until": datetime(2018, 9, 1)}, BadType, "/disability_until"),
        ({"di_evaluated": "yes"}, BadType, "/di_evaluated"),
        ({"other_measures": ["9.2.2.2"]}, BadValue, "/other_measures"),
        ({"other_measures": [9]}, BadType, "/other_measures"),
        ({"municipality": "\n"}, BadValue, "/municipality"),
        ({"home_schooled": 0}, BadType, "/home_schooled"),
        ({"special_care": 0}, BadType, "/special_care"),
        ({"received": datetime(2018, 7, 3, 9, 14, 1)}, BadValue, "/received"),
        ({"received": date(2018, 7, 3)}, BadType, "/received"),
    ],
)
def test_an_application_refuses_what_it_cannot_be_and_says_where(facts: Any, kind: Any, path: str) -> None:
    with pytest.raises(kind) as caught:
        child(**facts)
    assert isinstance(caught.value, ModelError)
    assert caught.value.path == path


@pytest.mark.rule("E-5")
def test_components_and_until_take_what_they_should() -> None:
    applicant = child(components=[Impairment.VISION, Impairment.MENTAL], disability_until=date(2018, 9, 1))
    assert applicant.components == (Impairment.VISION, Impairment.MENTAL)
    assert child(components=None, disability_until=None).components is None


@pytest.mark.rule("W-9", "W-1")
@pytest.mark.parametrize(
    ("facts", "kind", "path"),
    [
        ({"disability_group": 0}, BadValue, "/disability_group"),
        ({"disability_group": 4}, BadValue, "/disability_group"),
        ({"disability_group": True}, BadType, "/disability_group"),
        ({"disability_group": "1"}, BadType, "/disability_group"),
        ({"documents": ["passport"]}, BadValue, "/documents"),
        ({"documents": None}, BadType, "/documents"),
    ],
)
def test_an_adults_application_refuses_what_it_cannot_be(facts: Any, kind: Any, path: str) -> None:
    with pytest.raises(kind) as caught:
        adult(**facts)
    assert caught.value.path == path


@pytest.mark.rule("S-12", "B-2")
@pytest.mark.parametrize(
    ("start", "months", "kind", "path"),
    [
        (date(2018, 9, 2), 12, BadValue, "/start"),
        (date(2018, 9, 30), 12, BadValue, "/start"),
        (datetime(2018, 9, 1), 12, BadType, "/start"),
        (START, 0, BadValue, "/months"),
        (START, 121, BadValue, "/months"),
        (START, -1, BadValue, ""),
        (START, True, BadType, ""),
        (START, "12", BadType, ""),
        (date(9999, 12, 1), 2, BadValue, "/months"),
    ],
)
def test_a_pilot_starts_on_the_first_and_runs_one_to_a_hundred_and_twenty_months(
    start: Any, months: Any, kind: Any, path: str
) -> None:
    with pytest.raises(kind) as caught:
        PilotDates(start, months)
    assert caught.value.path == path


@pytest.mark.rule("S-12", "B-2")
@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (START, 1, date(2018, 9, 30)),
        (START, 12, date(2019, 8, 31)),
        (date(2019, 3, 1), 12, date(2020, 2, 29)),
        (START, 120, date(2028, 8, 31)),
        (date(9999, 12, 1), 1, date(9999, 12, 31)),
    ],
)
def test_the_last_day_is_that_of_the_last_month(start: date, months: int, last: date) -> None:
    assert PilotDates(start, months).last_day == last


@pytest.mark.rule("E-5", "S-10")
def test_all_applications_are_children_s_and_come_with_a_pilot() -> None:
    assert Applications([child()], PILOT).regions == {}
    with pytest.raises(BadType) as caught:
        Applications([child(), outsider()], PILOT)
    assert caught.value.path == "/applicants/1"
    with pytest.raises(BadType):
        Applications([], START)
