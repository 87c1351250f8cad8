"""Eligibility: every combination of the finite facts, ages at every bound, and the view that selection has."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.case.applications import (
    DOCUMENTS,
    INDEFINITE,
    AdultApplicant,
    ChildApplicant,
    GeneralApplicant,
    PilotDates,
)
from ibmodel.parameters import edition
from ibmodel.rules.eligibility import (
    adult_criteria,
    assess_adult,
    assess_child,
    assess_general,
    child_criteria,
    general_criteria,
)
from ibmodel.rules.selection import Anonymous, age_group_of, anonymous
from ibmodel.testing import selection_brute as brute
from ibmodel.testing.laws import every_decision_says_why_and_under_which_rules
from ibmodel.testing.selection_strategies import births_at_the_bounds, small_adults, small_case
from ibmodel.vocabulary import Impairment

CHILDREN = edition("children-pilot-2018")
LENIENT = CHILDREN.reform("lenient", readings={"I-4": "eligible"})
AT_APPLICATION = CHILDREN.reform("age at application", readings={"I-6": "application"})
GENERAL = edition("children-general")
ADMITTING = GENERAL.reform("admitting", {"granting.admit_without_disability": True})
ADULTS = edition("adults-pilot-2019")
START = date(2018, 9, 1)
PILOT = PilotDates(START, 12)
KNOWN = (True, False, None)
#: First days of pilots, and other days: leap years, the years before and after, the end of February.
DAYS = [date(2018, 9, 1), date(2019, 3, 1), date(2020, 3, 1), date(2020, 2, 29), date(2019, 2, 28), date(2021, 2, 28)]


def judged(found: Any) -> tuple[tuple[str, bool | None], ...]:
    return tuple((criterion.rule, criterion.met) for criterion in found.criteria)


def together(found: Any) -> bool | None:
    """What the criteria give together, counted another way."""
    marks = {met for _, met in judged(found)}
    return None if marks in ({True, None}, {None}) else marks == {True}


def child(**facts: Any) -> ChildApplicant:
    known = {"id": "A", "born": date(2010, 5, 5), "municipality": "Ogre", "received": datetime(2018, 7, 3, 9, 14)}
    return ChildApplicant(**(known | facts))


@pytest.mark.rule("E-1", "E-2", "E-3", "E-4", "E-9", "E-11", "I-4")
def test_every_combination_of_a_childs_facts_is_judged_as_in_three_valued_logic() -> None:
    untils = (None, INDEFINITE, START, START - timedelta(days=1))
    births = (date(2001, 8, 30), date(2001, 8, 31), date(2001, 9, 1))
    measures = (None, (), ("9.2.2.3",))
    facts = product(KNOWN, KNOWN, untils, births, measures, ("Ogre", "Ludza"))
    for determined, evaluated, until, born, other, municipality in facts:
        applicant = child(
            disability_determined=determined,
            di_evaluated=evaluated,
            disability_until=until,
            born=born,
            other_measures=other,
            municipality=municipality,
        )
        for parameters in (CHILDREN, LENIENT):
            found = child_criteria(applicant, PILOT, parameters)
            assert judged(found) == brute.criteria_of_child(applicant, PILOT, parameters)
            assert found.eligible is together(found)
            assert all((criterion.met is None) == bool(criterion.missing) for criterion in found.criteria)


@pytest.mark.rule("G-1", "G-2", "G-6")
def test_every_combination_outside_the_pilot_is_judged_as_in_three_valued_logic() -> None:
    births = (date(2000, 8, 31), date(2000, 9, 1), date(2000, 9, 2))
    for impairment, determined, born in product((None, *Impairment), KNOWN, births):
        applicant = GeneralApplicant(
            id="A", born=born, impairment=impairment, disability_determined=determined, received=datetime(2018, 7, 3)
        )
        for parameters in (GENERAL, ADMITTING):
            found = general_criteria(applicant, START, parameters)
            assert judged(found) == brute.criteria_of_outsider(applicant, START, parameters)
            assert found.eligible is together(found)
            assert assess_general(applicant, START, parameters).outcome == found
        assert general_criteria(applicant, START, ADMITTING).eligible is not False or born < date(2000, 9, 2)


@pytest.mark.rule("W-1", "W-2", "W-4", "W-9", "I-33")
def test_every_combination_of_an_adults_facts_is_judged_as_in_three_valued_logic() -> None:
    births = (date(2001, 8, 1), date(2001, 8, 2), date(2001, 8, 17))
    moments = [datetime(2019, *day) for day in ((7, 31, 23, 59), (8, 1, 0, 0), (8, 16, 23, 59), (8, 17, 0, 0))]
    papers = ((), DOCUMENTS[:1], DOCUMENTS[1:], DOCUMENTS)
    facts = product(births, KNOWN, (None, 1, 2, 3), ("Cēsis", "Rēzekne"), moments, papers)
    for born, mental, group, municipality, received, documents in facts:
        applicant = AdultApplicant(
            id="A",
            born=born,
            mental_impairment=mental,
            disability_group=group,
            declared_municipality=municipality,
            received=received,
            documents=documents,
        )
        found = adult_criteria(applicant, ADULTS)
        assert judged(found) == brute.criteria_of_adult(applicant, ADULTS)
        assert found.eligible is together(found)


@pytest.mark.rule("E-8", "E-3", "I-4", "W-1")
@given(st.randoms(use_true_random=False))
def test_every_decision_says_why_in_both_languages(chance: Random) -> None:
    case = small_case(chance)
    for applicant in case.applications.applicants:
        decision = assess_child(applicant, case.applications.pilot, case.parameters)
        assert judged(decision.outcome) == brute.criteria_of_child(applicant, case.applications.pilot, case.parameters)
        every_decision_says_why_and_under_which_rules(decision)
        assert [reason.rule for reason in decision.reasons] == [rule for rule, _ in judged(decision.outcome)]
    adults, parameters = small_adults(chance)
    for person in adults:
        every_decision_says_why_and_under_which_rules(assess_adult(person, parameters))


# ------------------------------------------------------------------------------------------ ages


@pytest.mark.rule("S-2", "I-6", "I-16")
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_ages_at_every_bound_of_the_groups_on_the_reference_day(on: date) -> None:
    tried = set()
    for born in births_at_the_bounds(on):
        years = brute.years_by_birthdays(born, on)
        if born <= on and years < 18:
            group = next(name for name, (least, most, _) in brute.AGES.items() if least <= years <= most)
            assert age_group_of(born, on, CHILDREN) == group, born
            tried.add((group, years))
    assert {years for _, years in tried} >= {0, 1, 2, 3, 7, 8, 10, 11, 14, 15, 17}


@pytest.mark.rule("S-2", "I-16")
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_birth_of_eighteen_years_has_the_group_of_its_birthdays(on: date) -> None:
    born = on
    while brute.years_by_birthdays(born, on) < 18:
        years = brute.years_by_birthdays(born, on)
        least, most, _ = brute.AGES[age_group_of(born, on, CHILDREN)]
        assert least <= years <= most
        born -= timedelta(days=1)


# ------------------------------------------------------------------------------------------ anonymity


@pytest.mark.rule("S-6")
def test_the_view_of_selection_has_six_facts_and_no_more() -> None:
    assert [field.name for field in attrs.fields(Anonymous)] == [
        "id",
        "municipality",
        "age_group",
        "impairment",
        "home_schooled",
        "received",
    ]
    with pytest.raises(AttributeError):
        anonymous(child(impairment=Impairment.VISION), PILOT, CHILDREN).born  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.rule("S-6", "S-2", "I-6")
@given(
    facts=st.fixed_dictionaries(
        {
            "components": st.sampled_from([None, (), (Impairment.VISION,)]),
            "disability_determined": st.sampled_from(KNOWN),
            "disability_until": st.sampled_from([None, INDEFINITE, START]),
            "di_evaluated": st.sampled_from(KNOWN),
            "other_measures": st.sampled_from([None, (), ("9.2.2.1",)]),
            "special_care": st.sampled_from(KNOWN),
            "born": st.dates(date(2010, 7, 4), date(2010, 8, 31)),
        }
    ),
    parameters=st.sampled_from([CHILDREN, LENIENT]),
)
def test_every_other_fact_is_dropped(facts: dict[str, Any], parameters: Any) -> None:
    plain = anonymous(child(impairment=Impairment.MENTAL), PILOT, parameters)
    assert anonymous(child(impairment=Impairment.MENTAL, **facts), PILOT, parameters) == plain
    assert plain == Anonymous("A", "Ogre", "8-10", Impairment.MENTAL, False, datetime(2018, 7, 3, 9, 14))


@pytest.mark.rule("S-6", "S-2", "I-6")
@pytest.mark.parametrize(
    ("eight_on", "at_start", "at_application"),
    [
        (date(2018, 7, 2), "8-10", "8-10"),
        (date(2018, 7, 3), "8-10", "8-10"),  # on the day of the application
        (date(2018, 7, 4), "8-10", "3-7"),
        (date(2018, 8, 31), "8-10", "3-7"),
        (date(2018, 9, 1), "8-10", "3-7"),  # on the first day of the pilot
        (date(2018, 9, 2), "3-7", "3-7"),
    ],
)
def test_the_age_is_that_of_the_first_day_or_of_the_application(
    eight_on: date, at_start: str, at_application: str
) -> None:
    applicant = child(impairment=Impairment.MENTAL, born=eight_on.replace(year=2010))
    assert anonymous(applicant, PILOT, CHILDREN).age_group == at_start
    assert anonymous(applicant, PILOT, AT_APPLICATION).age_group == at_application
