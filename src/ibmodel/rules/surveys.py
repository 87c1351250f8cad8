"""Who answers which questionnaire, and what an answer may be (aptaujas). Rules Q-1 to Q-6; I-16, I-32."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from ibmodel.case.administration import SurveyedChild
from ibmodel.dates import completed_years
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadType, BadValue, Inconsistent, pointer, shown
from ibmodel.money import count
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import Impairment, Word

__all__ = [
    "ASKED",
    "CODES",
    "AnswersCheck",
    "Instrument",
    "Party",
    "Respondent",
    "SizeClass",
    "Stage",
    "SurveyRoute",
    "check_answers",
    "check_satisfaction",
    "route_survey",
    "size_class",
    "survey_route",
]

BEACH: Final = ReasonCode("beach_below_age", "Q-1", ("age", "limit", "questions", "dimensions"))
KIDSCREEN: Final = ReasonCode("kidscreen_from_age", "Q-1", ("age", "limit", "questions", "dimensions"))
PARENT_BY_AGE: Final = ReasonCode("parent_answers_by_age", "Q-2", ("age", "limit"))
PARENT_MENTAL: Final = ReasonCode("parent_answers_mental", "Q-2", ("age",))
PARENT_MULTIPLE: Final = ReasonCode("parent_answers_multiple", "Q-2", ("age",))
PARENT_SPEAKS: Final = ReasonCode("parent_answers_for_child", "Q-2", ("age",))
ASKED_WITH_PARENT: Final = ReasonCode("child_asked_with_parent", "Q-2", ("age", "limit"))
CHILD_ANSWERS: Final = ReasonCode("child_answers", "Q-2", ("age", "above", "limit"))
ANSWERED: Final = ReasonCode("answers_counted", "Q-6", ("answered", "skipped"))
RATED: Final = ReasonCode("stages_rated", "Q-5", ("answered", "skipped"))
SMALL: Final = ReasonCode("small_municipality", "Q-4", ("inhabitants", "limit"))
MIDDLE: Final = ReasonCode("middle_municipality", "Q-4", ("inhabitants", "above", "below"))
LARGE: Final = ReasonCode("large_municipality", "Q-4", ("inhabitants", "limit"))
NATIONAL: Final = ReasonCode("national_centre", "Q-4", ("inhabitants",))
CODES: Final = (
    *(BEACH, KIDSCREEN, PARENT_BY_AGE, PARENT_MENTAL, PARENT_MULTIPLE, PARENT_SPEAKS, ASKED_WITH_PARENT),
    *(CHILD_ANSWERS, ANSWERED, RATED, SMALL, MIDDLE, LARGE, NATIONAL),
)


class Instrument(Word):
    """A questionnaire on the quality of life (dzīves kvalitātes anketa): Q-1."""

    BEACH = "beach_fqol", "Beach Center family quality-of-life scale", "Bīčas centra ģimenes dzīves kvalitātes anketa"
    KIDSCREEN = "kidscreen_52", "KIDSCREEN-52 questionnaire", "anketa KIDSCREEN-52"


class Respondent(Word):
    """Who answers a questionnaire on the quality of life (respondents): Q-2."""

    PARENT = "parent", "parent", "vecāks"
    SOCIAL_WORKER = (
        "social_worker_with_child",
        "social worker who asks the child in the parent's presence",
        "sociālais darbinieks, uzklausot bērnu vecāka klātbūtnē",
    )
    CHILD = "child", "child, with help if needed", "bērns pats vai ar atbalstu"


class Party(Word):
    """Who is asked how satisfied they are (kvalitātes novērtēšanā iesaistītā puse): Q-5."""

    SOCIAL_WORKER = "social_worker", "social worker", "sociālais darbinieks"
    PARENT = "parent", "parent", "vecāks"
    SPECIALIST = "specialist", "specialist of the evaluation team", "izvērtēšanas komandas speciālists"
    PROVIDER = "provider", "provider", "pakalpojumu sniedzējs"


class Stage(Word):
    """What satisfaction is asked about (novērtējamais procesa posms): Q-5, in its order."""

    GRANTING = "granting", "granting of the budget", "IB piešķiršana"
    EVALUATION = "evaluation", "evaluation of the needs", "vajadzību izvērtēšana"
    PLAN = "plan", "making of the support plan", "atbalsta plāna sastādīšana"
    RECEIPT = "receipt", "receipt of services", "pakalpojumu saņemšana"
    REVIEW = "review", "review of the support plan", "atbalsta plāna pārskatīšana"
    PROCESS = "process", "process as a whole", "IBM procesa novērtējums"


class SizeClass(Word):
    """A group of municipalities by inhabitants (pašvaldību lieluma grupa): Q-4; a national centre is one apart."""

    SMALL = "small", "small municipality", "maza pašvaldība"
    MIDDLE = "middle", "middle-sized municipality", "vidēja pašvaldība"
    LARGE = "large", "large municipality", "liela pašvaldība"
    NATIONAL = "national_centre", "national development centre", "nacionālas nozīmes attīstības centrs"


#: Which party is asked about which stages (Q-5).
ASKED: Final[Mapping[Party, tuple[Stage, ...]]] = MappingProxyType(
    {
        Party.SOCIAL_WORKER: tuple(Stage),
        Party.PARENT: tuple(Stage),
        Party.SPECIALIST: tuple(stage for stage in Stage if stage is not Stage.RECEIPT),
        Party.PROVIDER: (Stage.RECEIPT, Stage.PROCESS),
    }
)


@attrs.frozen
class SurveyRoute:
    """Which questionnaire is used, how long it is, and who answers it."""

    instrument: Instrument
    questions: int
    dimensions: int
    respondent: Respondent


@attrs.frozen
class AnswersCheck:
    """How many questions were answered, and how many were not; both are valid."""

    answered: int
    skipped: int


def route_survey(child: SurveyedChild, parameters: Parameters) -> Decision[SurveyRoute]:
    """Which questionnaire on the quality of life is used for a child on a day, and who answers it, and why?

    The errors are those of `survey_route`. Rules: Q-1, Q-2; I-16; source M II.15.1, II.15.2.
    """
    outcome, figures = survey_route(child, parameters), parameters.surveys
    age = completed_years(child.born, child.on)
    used = BEACH if outcome.instrument is Instrument.BEACH else KIDSCREEN
    values = (age, figures.kidscreen_from_age, outcome.questions, outcome.dimensions)
    return Decision(outcome, (Reason(used, values), _why_respondent(child, age, parameters)), parameters.name, ())


def survey_route(child: SurveyedChild, parameters: Parameters) -> SurveyRoute:
    """The outcome of `route_survey` without its reasons.

    The Beach scale is for the parent at any age. Multiple impairments count as mental if a mental one is among the
    components; components that are not given are none. Raises `BadValue` at ``/born`` for a child born after the
    day or older than the edition's highest age on it. Rules: Q-1, Q-2; I-16.
    """
    age, figures = _age(child, parameters), parameters.surveys
    if age < figures.kidscreen_from_age:
        return SurveyRoute(Instrument.BEACH, figures.beach_questions, figures.beach_dimensions, Respondent.PARENT)
    if age <= figures.parent_up_to_age or _is_mental(child) or not child.can_express:
        respondent = Respondent.PARENT
    elif age <= figures.child_asked_up_to_age:
        respondent = Respondent.SOCIAL_WORKER
    else:
        respondent = Respondent.CHILD
    return SurveyRoute(Instrument.KIDSCREEN, figures.kidscreen_questions, figures.kidscreen_dimensions, respondent)


def check_answers(
    instrument: Instrument, answers: Sequence[int | None], parameters: Parameters
) -> Decision[AnswersCheck]:
    """Can the answers of one survey be used, and how many are there (anketas atbildes)?

    An answer is a whole number, ``None`` where there is none; a survey that was broken off is shorter. Both are
    valid. Raises `Inconsistent` for more answers than questions, `BadType` or `BadValue` for one that is no count.
    Rules: Q-6, Q-1; source M II.15.2.
    """
    figures = parameters.surveys
    questions = figures.beach_questions if instrument is Instrument.BEACH else figures.kidscreen_questions
    if len(answers) > questions:
        message = f"expected at most {questions} answers, got {len(answers)}"
        raise Inconsistent(message, pointer("answers", questions))
    for place, answer in enumerate(answers):
        try:
            count(0 if answer is None else answer, "an answer")
        except (BadType, BadValue) as error:
            raise error.below("answers", place) from None
    answered = sum(answer is not None for answer in answers)
    outcome = AnswersCheck(answered, questions - answered)
    return Decision(outcome, (Reason(ANSWERED, (outcome.answered, outcome.skipped)),), parameters.name, ())


def check_satisfaction(
    party: Party, ratings: Mapping[Stage, int | None], parameters: Parameters
) -> Decision[AnswersCheck]:
    """Can a party's ratings be used, and how many are there (apmierinātības novērtējums)?

    A rating is one of the scale's points; ``None`` or an absent stage is no answer, which is valid. Raises
    `Inconsistent` for a stage that the party is not asked about, `BadType` or `BadValue` for a rating beyond the
    scale. Rules: Q-5, Q-6; source M III.8, II.15.2.
    """
    lowest, highest = parameters.surveys.satisfaction_lowest, parameters.surveys.satisfaction_highest
    for stage, rating in ratings.items():
        path = pointer("ratings", stage.value)
        if stage not in ASKED[party]:
            raise Inconsistent(f"expected no rating of this stage by {party.en}, got {shown(rating)}", path)
        if rating is None:
            continue
        if type(rating) is not int:
            raise BadType(f"expected a rating as a whole number, got {shown(rating)}", path)
        if not lowest <= rating <= highest:
            raise BadValue(f"expected a rating of {lowest} to {highest}, got {shown(rating)}", path)
    answered = sum(rating is not None for rating in ratings.values())
    outcome = AnswersCheck(answered, len(ASKED[party]) - answered)
    return Decision(outcome, (Reason(RATED, (outcome.answered, outcome.skipped)),), parameters.name, ())


def size_class(inhabitants: int, parameters: Parameters, *, national_centre: bool = False) -> Decision[SizeClass]:
    """In which group of municipalities are a municipality's answers counted (pašvaldības lielums)?

    A national development centre is in a group of its own, whatever its size. Rules: Q-4; I-32; source M II.15.2.
    """
    count(inhabitants, "inhabitants")
    small, large = parameters.surveys.small_municipality_up_to, parameters.surveys.large_municipality_from
    if national_centre:
        outcome, reason = SizeClass.NATIONAL, Reason(NATIONAL, (inhabitants,))
    elif inhabitants <= small:
        outcome, reason = SizeClass.SMALL, Reason(SMALL, (inhabitants, small), ("I-32",))
    elif inhabitants < large:
        outcome, reason = SizeClass.MIDDLE, Reason(MIDDLE, (inhabitants, small, large), ("I-32",))
    else:
        outcome, reason = SizeClass.LARGE, Reason(LARGE, (inhabitants, large), ("I-32",))
    return Decision(outcome, (reason,), parameters.name, ())


def _age(child: SurveyedChild, parameters: Parameters) -> int:
    try:
        age = completed_years(child.born, child.on)
    except BadValue as error:
        raise error.below("born") from None
    limit = parameters.surveys.child_up_to_age
    if age > limit:
        raise BadValue(f"expected an age of at most {limit} on {child.on}, got {age} years", pointer("born"))
    return age


def _is_mental(child: SurveyedChild) -> bool:
    if child.impairment is Impairment.MULTIPLE:
        return Impairment.MENTAL in (child.components or ())
    return child.impairment is Impairment.MENTAL


def _why_respondent(child: SurveyedChild, age: int, parameters: Parameters) -> Reason:
    figures = parameters.surveys
    youngest = max(figures.parent_up_to_age, figures.kidscreen_from_age - 1)
    if age <= youngest:
        return Reason(PARENT_BY_AGE, (age, youngest), ("I-16",))
    if _is_mental(child):
        return Reason(PARENT_MULTIPLE if child.impairment is Impairment.MULTIPLE else PARENT_MENTAL, (age,))
    if not child.can_express:
        return Reason(PARENT_SPEAKS, (age,))
    asked = figures.child_asked_up_to_age
    if age <= asked:
        return Reason(ASKED_WITH_PARENT, (age, asked), ("I-16",))
    return Reason(CHILD_ANSWERS, (age, asked, figures.child_up_to_age), ("I-16",))
