"""An evaluation's papers, its team, who signs what, and how it closes."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations

import pytest

from ibmodel.case.matrix import Goal, GoalTerm, Specialty
from ibmodel.errors import BadValue
from ibmodel.explain import sentences
from ibmodel.parameters import edition
from ibmodel.rules import evaluation
from ibmodel.rules.evaluation import ALWAYS_IN_TEAM, ANNEXES, check_closing, check_extract, check_team, signers_of
from ibmodel.vocabulary import Recipient

PILOT = edition("children-pilot-2018")
DONE = Goal(term=GoalTerm.LONG, text="walks", reached="in part")
OPEN = Goal(term=GoalTerm.SHORT, text="sits")


@pytest.mark.rule("E-10", "I-16")
@pytest.mark.parametrize(
    ("issued", "handed_in", "fits"),
    [
        (date(2018, 3, 1), date(2018, 3, 1), True),
        (date(2018, 3, 1), date(2018, 8, 31), True),
        (date(2018, 3, 1), date(2018, 9, 1), True),
        (date(2018, 3, 1), date(2018, 9, 2), False),
        (date(2018, 8, 31), date(2019, 2, 28), True),
        (date(2018, 8, 31), date(2019, 3, 1), False),
    ],
)
def test_a_doctors_extract_may_be_six_months_old_and_no_day_older(issued: date, handed_in: date, fits: bool) -> None:
    assert check_extract(issued, handed_in, PILOT).outcome is fits


def test_an_extract_from_the_future_is_refused() -> None:
    with pytest.raises(BadValue, match="issued by 2018-03-01, got 2018-03-02") as caught:
        check_extract(date(2018, 3, 2), date(2018, 3, 1), PILOT)
    assert caught.value.path == "/issued"


@pytest.mark.rule("N-12")
def test_every_team_lacks_just_those_of_the_two_permanent_members_that_are_not_in_it() -> None:
    assert ALWAYS_IN_TEAM == (Specialty.SOCIAL_WORKER, Specialty.REHABILITATION)
    for team in chain.from_iterable(combinations(Specialty, size) for size in range(len(Specialty) + 1)):
        check = check_team(team, PILOT).outcome
        assert set(check.missing) == {Specialty.SOCIAL_WORKER, Specialty.REHABILITATION} - set(team)
        assert check.complete is not bool(check.missing)


@pytest.mark.rule("N-13")
def test_worker_and_parent_sign_6_3_to_6_6_and_the_parent_alone_6_9() -> None:
    for table in ("6.3", "6.4", "6.5", "6.6"):
        assert signers_of(table) == (Specialty.SOCIAL_WORKER, Recipient.PARENT)
    assert signers_of("6.9") == (Recipient.PARENT,)
    assert {signers_of(table) for table in ("6.1", "6.2", "6.8", "6.10", "6.11")} == {()}
    with pytest.raises(BadValue, match=r"expected one of 6\.1, .*, got '6\.7'"):
        signers_of("6.7")
    assert ANNEXES == ("6.3", "6.5", "6.6", "6.9")


@pytest.mark.rule("N-14")
def test_a_closing_evaluation_judges_every_goal_recommends_and_fills_in_6_3_anew() -> None:
    whole = check_closing([DONE, DONE], PILOT, recommendations=True, new_plan_table=True)
    assert whole.outcome.complete
    assert sentences(whole.reasons) == ["Of all goals (2) it is said how far they were reached, and what comes next."]
    bare = check_closing([OPEN, DONE, OPEN], PILOT, recommendations=False, new_plan_table=False)
    assert not bare.outcome.complete
    assert bare.outcome.open_goals == (1, 3)
    assert [reason.code for reason in bare.reasons] == [
        "goal_not_judged",
        "goal_not_judged",
        "closing_without_recommendations",
        "closing_without_new_plan_table",
    ]
    assert not check_closing([], PILOT, recommendations=True, new_plan_table=True).outcome.complete


def test_every_code_is_given_and_reads_in_both_languages() -> None:
    decisions = [
        check_extract(date(2018, 3, 1), date(2018, 9, 1), PILOT),
        check_extract(date(2018, 3, 1), date(2018, 9, 2), PILOT),
        check_team(ALWAYS_IN_TEAM, PILOT),
        check_team((), PILOT),
        check_closing([DONE], PILOT, recommendations=True, new_plan_table=True),
        check_closing([OPEN], PILOT, recommendations=False, new_plan_table=False),
        check_closing([], PILOT, recommendations=True, new_plan_table=True),
    ]
    reasons = [reason for decision in decisions for reason in decision.reasons]
    assert {reason.kind for reason in reasons} == set(evaluation.CODES)
    for language in ("en", "lv"):
        told = sentences(reasons, language)
        assert all("{" not in text and text.endswith(".") for text in told)
        assert len(set(told)) == len(told)
    assert "Izvērtēšanas komandā trūkst speciālista: rehabilitologs." in sentences(reasons, "lv")
