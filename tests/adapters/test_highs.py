"""The solver on HiGHS: what it proposes is best, what it says of a question without an answer can be checked."""

from __future__ import annotations

from random import Random

import pytest

from ibmodel.adapters.highs import SOLVER, HighsSolver
from ibmodel.case.applications import Applications, PilotDates
from ibmodel.errors import Infeasible
from ibmodel.parameters import edition
from ibmodel.rules.selection import (
    Counts,
    Frame,
    Goal,
    Question,
    candidates_of,
    excludes,
    frame_of,
    select_children,
    targets_of,
    verify_selection,
)
from ibmodel.rules.selection.walk import open_question
from ibmodel.testing.selection_brute import ListingSolver
from ibmodel.testing.selection_strategies import SmallCase, small_case

PILOT = edition("children-pilot-2018")
LISTING = ListingSolver()


def frame_from(case: SmallCase) -> Frame:
    people = candidates_of(case.applications, case.parameters).people
    return frame_of(people, targets_of(people, case.parameters, case.applications.regions))


def two_cells() -> Frame:
    """One place in Ogre for a child of 3 to 7 or a child of 8 to 10, both with a vision impairment."""
    cells = (("Ogre", "3-7", "vision", False), ("Ogre", "8-10", "vision", True))
    targets = Counts(1, {"Rīga": 1}, {"Ogre": 1}, {"3-7": 1, "8-10": 0}, {"vision": 1})
    return Frame(cells, (1, 1), targets)


@pytest.mark.rule("S-2", "S-3", "S-7", "I-7")
def test_what_it_proposes_is_as_good_as_the_best_that_listing_finds() -> None:
    for seed in range(80):
        frame = frame_from(small_case(Random(seed)))
        question = open_question(frame)
        found, best = (each.propose(frame, question, Goal.LEAST_DEVIATION) for each in (SOLVER, LISTING))
        assert found is not None
        assert best is not None
        assert frame.confirms(found, question)
        assert sum(frame.deviations(found)) == sum(frame.deviations(best))
        tight = Question(question.least, question.most, sum(frame.deviations(best)))
        found, best = (each.propose(frame, tight, Goal.MOST_HOME_SCHOOLED) for each in (SOLVER, LISTING))
        assert found is not None
        assert best is not None
        assert frame.confirms(found, tight)
        assert frame.home_schooled(found) == frame.home_schooled(best)


@pytest.mark.rule("S-3", "I-7")
def test_it_finds_a_set_exactly_where_listing_finds_one() -> None:
    """Presolve is off: it has called small questions of this kind infeasible that have an answer."""
    answered = 0
    for seed in range(80):
        chance = Random(seed)
        frame = frame_from(small_case(chance))
        least = tuple(chance.choice((0, 0, 0, 1)) for _ in frame.cells)
        most = tuple(
            chance.choice((size, size, max(size - 1, low))) for size, low in zip(frame.sizes, least, strict=True)
        )
        question = Question(least, most, chance.choice((None, 0, 1, 2, 4, 6)), chance.choice((0, 0, 1)))
        found, listed = (each.propose(frame, question, Goal.ANY) for each in (SOLVER, LISTING))
        assert (found is None) == (listed is None), seed
        if found is not None:
            answered += 1
            assert frame.confirms(found, question)
    assert 10 < answered < 70


@pytest.mark.rule("S-3", "I-7")
def test_its_multipliers_prove_what_has_no_answer() -> None:
    frame = two_cells()
    best = Question((0, 0), (1, 1), 0)
    assert SOLVER.propose(frame, best, Goal.LEAST_DEVIATION) == (1, 0)
    for impossible in (
        Question((0, 0), (1, 1), -1),
        Question((0, 0), (1, 1), 0, 1),  # the home-schooled child is of the other age
        Question((0, 1), (1, 1), 1),
    ):
        multipliers, split = SOLVER.refute(frame, impossible)
        assert split is None
        assert excludes(frame, impossible, multipliers)
        assert all(type(weight) is int for weight in multipliers.groups)


@pytest.mark.rule("S-3", "I-7")
def test_where_the_relaxation_has_an_answer_it_names_a_cell_to_split_at_or_nothing() -> None:
    frame = two_cells()
    multipliers, split = SOLVER.refute(frame, Question((0, 0), (1, 1), 2))
    assert not excludes(frame, Question((0, 0), (1, 1), 2), multipliers)
    assert split is None  # the relaxed answer is whole: there is nothing to split
    halves = 0
    for seed in range(300):
        found = frame_from(small_case(Random(seed)))
        listed = LISTING.propose(found, open_question(found), Goal.LEAST_DEVIATION)
        assert listed is not None
        if found.cells:
            off = sum(found.deviations(listed))
            question = Question(open_question(found).least, found.sizes, off, found.home_schooled(found.sizes))
            multipliers, split = SOLVER.refute(found, question)
            if split is not None:
                halves += 1
                assert not excludes(found, question, multipliers)
                assert 0 <= split[0] < len(found.cells)
                assert 0 <= split[1] < found.sizes[split[0]]
    assert halves


@pytest.mark.rule("S-1")
def test_a_question_that_contradicts_itself_is_refuted_without_multipliers() -> None:
    frame = two_cells()
    multipliers, split = SOLVER.refute(frame, Question((1, 1), (1, 1), 9))
    assert (set(multipliers.groups), multipliers.deviation, multipliers.home_schooled, split) == ({0}, 0, 0, None)
    assert excludes(frame, Question((1, 1), (1, 1), 9), multipliers)
    assert SOLVER.propose(frame, Question((1, 1), (1, 1)), Goal.ANY) is None


@pytest.mark.rule("S-1")
def test_an_answer_that_is_not_proved_best_is_never_passed_on() -> None:
    with pytest.raises(Infeasible, match="proved best"):  # without a bound there is nothing to refute
        SOLVER.refute(two_cells(), Question((0, 0), (1, 1)))


@pytest.mark.rule("S-1")
def test_nobody_applied_and_the_empty_list_is_proved() -> None:
    nobody = Applications([], PilotDates(PILOT.pilot.start, 12))
    decision = select_children(nobody, PILOT, SOLVER, certificate=True)
    assert decision.outcome.selected == ()
    assert decision.outcome.certificate is not None
    assert verify_selection(nobody, [], PILOT, decision.outcome.certificate).outcome.proved_best is True


@pytest.mark.rule("I-7")
def test_solvers_may_be_used_in_turn_for_different_frames() -> None:
    frames = [frame_from(small_case(Random(seed))) for seed in range(10)]
    alone = [HighsSolver().propose(frame, open_question(frame), Goal.LEAST_DEVIATION) for frame in frames]
    shared = HighsSolver()
    for _ in range(2):
        assert [shared.propose(frame, open_question(frame), Goal.LEAST_DEVIATION) for frame in frames] == alone
