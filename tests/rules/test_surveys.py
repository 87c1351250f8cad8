"""Who answers which questionnaire, which answers can be used, and in which group they are counted."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations, product
from typing import Any

import pytest

from ibmodel.case.administration import SurveyedChild
from ibmodel.case.applications import COMPONENTS
from ibmodel.dates import add_months
from ibmodel.errors import BadType, BadValue, Inconsistent
from ibmodel.parameters import edition
from ibmodel.rules.surveys import (
    ASKED,
    Instrument,
    Party,
    Respondent,
    SizeClass,
    Stage,
    check_answers,
    check_satisfaction,
    route_survey,
    size_class,
    survey_route,
)
from ibmodel.vocabulary import Impairment

PILOT = edition("children-pilot-2018")
ON = date(2018, 9, 1)
PARENT, WITH_PARENT, CHILD = Respondent.PARENT, Respondent.SOCIAL_WORKER, Respondent.CHILD
SETS = [None, *chain.from_iterable(combinations(COMPONENTS, size) for size in range(len(COMPONENTS) + 1))]


def child(
    age: int,
    impairment: Impairment = Impairment.VISION,
    components: tuple[Impairment, ...] | None = None,
    *,
    can_express: bool = True,
) -> SurveyedChild:
    born = date(ON.year - age, ON.month, ON.day)
    return SurveyedChild(born=born, on=ON, impairment=impairment, components=components, can_express=can_express)


@pytest.mark.rule("Q-1", "Q-2")
@pytest.mark.parametrize("age", range(19))
@pytest.mark.parametrize("impairment", Impairment)
@pytest.mark.parametrize("can_express", [True, False])
def test_every_age_impairment_and_ability_has_one_instrument_and_one_respondent(
    age: int, impairment: Impairment, can_express: bool
) -> None:
    for components in SETS:
        route = survey_route(child(age, impairment, components, can_express=can_express), PILOT)
        assert route == route_survey(child(age, impairment, components, can_express=can_express), PILOT).outcome
        expected = (Instrument.BEACH, 25, 5) if age < 8 else (Instrument.KIDSCREEN, 52, 10)
        assert (route.instrument, route.questions, route.dimensions) == expected
        counted = {impairment} if impairment is not Impairment.MULTIPLE else {*(components or ())}
        if age <= 7 or not can_express or Impairment.MENTAL in counted:
            assert route.respondent is PARENT
        else:
            assert route.respondent is (WITH_PARENT if age <= 14 else CHILD)


@pytest.mark.rule("Q-1", "Q-2")
@pytest.mark.parametrize(
    ("years", "before", "after"),
    [
        (8, (Instrument.BEACH, PARENT), (Instrument.KIDSCREEN, WITH_PARENT)),
        (15, (Instrument.KIDSCREEN, WITH_PARENT), (Instrument.KIDSCREEN, CHILD)),
    ],
)
def test_the_instrument_and_the_respondent_change_on_the_birthday(years: int, before: Any, after: Any) -> None:
    born = date(2003, 5, 17)
    for day, expected in ((16, before), (17, after), (18, after)):
        asked = date(2003 + years, 5, day)
        given = SurveyedChild(born=born, on=asked, impairment=Impairment.HEARING, can_express=True)
        route = survey_route(given, PILOT)
        assert (route.instrument, route.respondent) == expected


@pytest.mark.rule("Q-1", "Q-2", "I-16")
@pytest.mark.parametrize(
    ("years", "before", "after"), [(8, PARENT, WITH_PARENT), (15, WITH_PARENT, CHILD), (18, CHILD, CHILD)]
)
def test_a_birthday_on_29_february_is_reached_on_28_february(years: int, before: Respondent, after: Respondent) -> None:
    born = date(2000, 2, 29)
    birthday = add_months(born, 12 * years)
    assert birthday.day == (29 if years == 8 else 28)
    for day, expected in ((birthday.replace(day=27), before), (birthday, after)):
        given = SurveyedChild(born=born, on=day, impairment=Impairment.VISION, can_express=True)
        assert survey_route(given, PILOT).respondent is expected


@pytest.mark.rule("Q-2", "I-16")
def test_the_last_day_of_being_18_still_counts_and_19_is_refused() -> None:
    born = date(2000, 2, 29)
    last = SurveyedChild(born=born, on=date(2019, 2, 27), impairment=Impairment.VISION, can_express=True)
    assert survey_route(last, PILOT).respondent is CHILD
    for asked in (date(2019, 2, 28), date(2119, 2, 28)):
        with pytest.raises(BadValue, match="expected an age of at most 18") as refused:
            survey_route(SurveyedChild(born=born, on=asked, impairment=Impairment.MENTAL, can_express=False), PILOT)
        assert refused.value.path == "/born"


@pytest.mark.rule("Q-2")
def test_a_child_born_after_the_day_is_refused_and_one_born_on_it_is_not() -> None:
    newborn = SurveyedChild(born=ON, on=ON, impairment=Impairment.VISION, can_express=False)
    assert survey_route(newborn, PILOT).instrument is Instrument.BEACH
    with pytest.raises(BadValue) as refused:
        survey_route(SurveyedChild(born=date(2018, 9, 2), on=ON, impairment=Impairment.VISION, can_express=True), PILOT)
    assert refused.value.path == "/born"


@pytest.mark.rule("Q-1", "Q-2")
@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (child(7), ["beach_below_age", "parent_answers_by_age"]),
        (child(8), ["kidscreen_from_age", "child_asked_with_parent"]),
        (child(14), ["kidscreen_from_age", "child_asked_with_parent"]),
        (child(15), ["kidscreen_from_age", "child_answers"]),
        (child(15, Impairment.MENTAL, can_express=False), ["kidscreen_from_age", "parent_answers_mental"]),
        (child(18, Impairment.MULTIPLE, (Impairment.MENTAL,)), ["kidscreen_from_age", "parent_answers_multiple"]),
        (child(8, can_express=False), ["kidscreen_from_age", "parent_answers_for_child"]),
    ],
)
def test_the_reasons_tell_the_instrument_and_why_this_person_answers(given: SurveyedChild, codes: list[str]) -> None:
    assert [reason.code for reason in route_survey(given, PILOT).reasons] == codes


@pytest.mark.rule("Q-1", "Q-2")
def test_a_reform_of_the_ages_keeps_the_beach_scale_with_the_parent() -> None:
    later = PILOT.reform("later", {"surveys.kidscreen_from_age": 10})
    assert survey_route(child(9), later).respondent is PARENT
    assert route_survey(child(9), later).reasons[1].facts == {"age": 9, "limit": 9}
    earlier = PILOT.reform("earlier", {"surveys.kidscreen_from_age": 6})
    assert survey_route(child(7), earlier) == survey_route(child(8, Impairment.MENTAL), PILOT)


@pytest.mark.parametrize(
    ("changes", "error", "path"),
    [
        ({"born": "2010-01-01"}, BadType, "/born"),
        ({"impairment": "vision"}, BadType, "/impairment"),
        ({"components": ("mental",)}, BadType, "/components/0"),
        ({"components": 5}, BadType, "/components"),
        ({"components": [Impairment.VISION, Impairment.MULTIPLE]}, BadValue, "/components/1"),
        ({"can_express": None}, BadType, "/can_express"),
    ],
)
def test_a_surveyed_child_takes_what_it_says(changes: dict[str, Any], error: Any, path: str) -> None:
    right: dict[str, Any] = {"born": ON, "on": ON, "impairment": Impairment.VISION, "can_express": True}
    with pytest.raises(error) as refused:
        SurveyedChild(**right | changes)
    assert refused.value.path == path


# ------------------------------------------------------------------------------------------ answers


@pytest.mark.rule("Q-6", "Q-1")
@pytest.mark.parametrize(
    ("instrument", "answers", "answered", "skipped"),
    [
        (Instrument.BEACH, [], 0, 25),
        (Instrument.BEACH, [None] * 25, 0, 25),
        (Instrument.BEACH, [5, None, 1], 2, 23),
        (Instrument.KIDSCREEN, [3] * 52, 52, 0),
    ],
)
def test_missing_answers_and_a_survey_broken_off_are_valid(
    instrument: Instrument, answers: list[int | None], answered: int, skipped: int
) -> None:
    outcome = check_answers(instrument, answers, PILOT).outcome
    assert (outcome.answered, outcome.skipped) == (answered, skipped)


@pytest.mark.rule("Q-6")
@pytest.mark.parametrize(
    ("answers", "error", "path"),
    [
        ([1] * 26, Inconsistent, "/answers/25"),
        ([1, True], BadType, "/answers/1"),
        ([1.0], BadType, "/answers/0"),
        ([-1], BadValue, "/answers/0"),
    ],
)
def test_answers_are_counts_and_no_more_than_questions(answers: list[Any], error: Any, path: str) -> None:
    with pytest.raises(error) as refused:
        check_answers(Instrument.BEACH, answers, PILOT)
    assert refused.value.path == path


@pytest.mark.rule("Q-5")
def test_every_party_is_asked_about_its_stages() -> None:
    assert {party: len(stages) for party, stages in ASKED.items()} == {
        Party.SOCIAL_WORKER: 6,
        Party.PARENT: 6,
        Party.SPECIALIST: 5,
        Party.PROVIDER: 2,
    }
    assert Stage.RECEIPT not in ASKED[Party.SPECIALIST]
    assert ASKED[Party.PROVIDER] == (Stage.RECEIPT, Stage.PROCESS)


@pytest.mark.rule("Q-5")
@pytest.mark.parametrize(("party", "stage"), [*product(Party, Stage)])
@pytest.mark.parametrize("rating", [None, *range(1, 6)])
def test_a_rating_is_taken_exactly_where_the_matrix_has_it(party: Party, stage: Stage, rating: int | None) -> None:
    if stage in ASKED[party]:
        outcome = check_satisfaction(party, {stage: rating}, PILOT).outcome
        assert outcome.answered == (rating is not None)
        assert outcome.answered + outcome.skipped == len(ASKED[party])
    else:
        with pytest.raises(Inconsistent) as refused:
            check_satisfaction(party, {stage: rating}, PILOT)
        assert refused.value.path == f"/ratings/{stage.value}"


@pytest.mark.rule("Q-5", "Q-6")
def test_no_rating_at_all_is_valid() -> None:
    assert check_satisfaction(Party.PROVIDER, {}, PILOT).outcome.skipped == 2


@pytest.mark.rule("Q-5")
@pytest.mark.parametrize(("rating", "error"), [(0, BadValue), (6, BadValue), (True, BadType), ("5", BadType)])
def test_the_scale_goes_from_1_to_5(rating: Any, error: Any) -> None:
    with pytest.raises(error) as refused:
        check_satisfaction(Party.PARENT, {Stage.PLAN: rating}, PILOT)
    assert refused.value.path == "/ratings/plan"


@pytest.mark.rule("Q-4", "I-32")
@pytest.mark.parametrize(
    ("inhabitants", "expected"),
    [
        *[(0, SizeClass.SMALL), (3999, SizeClass.SMALL), (4000, SizeClass.SMALL), (4001, SizeClass.MIDDLE)],
        *[(9999, SizeClass.MIDDLE), (10000, SizeClass.LARGE), (700000, SizeClass.LARGE)],
    ],
)
def test_every_municipality_is_in_one_size_class(inhabitants: int, expected: SizeClass) -> None:
    decision = size_class(inhabitants, PILOT)
    assert decision.outcome is expected
    assert decision.reasons[0].interpretations == ("I-32",)
    assert size_class(inhabitants, PILOT, national_centre=True).outcome is SizeClass.NATIONAL


@pytest.mark.rule("Q-4")
@pytest.mark.parametrize(("inhabitants", "error"), [(-1, BadValue), (4000.0, BadType)])
def test_inhabitants_are_counted(inhabitants: Any, error: Any) -> None:
    with pytest.raises(error):
        size_class(inhabitants, PILOT)
