"""Who is chosen: the levels, then a walk in priority order. Rules S-1 to S-8; I-7, I-8.

The definition has three steps: the least deviation, among these sets the most home-schooled children, among these
the set that is first in priority order. A solver finds the value of the first two; the third is a walk: whoever comes
next is taken if a set of that value exists that contains him or her and all who were taken before. Applicants of one
cell are taken in priority order, so a cell is refused at most once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from ibmodel.errors import Infeasible
from ibmodel.rules.selection.people import Anonymous, priority
from ibmodel.rules.selection.question import (
    Frame,
    Goal,
    Multipliers,
    Question,
    SelectionSolver,
    cell_of,
    excludes,
)

__all__ = ["Chosen", "Walk", "choose", "nothing_weighs", "open_question"]


@attrs.frozen
class Chosen:
    """The answer: who is chosen and who waits, in priority order, and the value of the first two steps."""

    selected: tuple[Anonymous, ...]
    waiting: tuple[Anonymous, ...]
    numbers: tuple[int, ...]
    deviation: int
    home_schooled: int


class Walk:
    """A walk in priority order through those who are not chosen yet, over the sets of a given value.

    ``next_question`` says what must have an answer if the person is to be taken; `take` and `refuse` go on.
    """

    def __init__(self, frame: Frame, start: Question) -> None:
        self.frame = frame
        self.question = start
        self._place = {cell: place for place, cell in enumerate(frame.cells)}
        self._taken = list(start.least)

    def place(self, person: Anonymous) -> int:
        """The place of the person's cell."""
        return self._place[cell_of(person)]

    def taken(self, person: Anonymous) -> int:
        """How many of the person's cell are taken."""
        return self._taken[self.place(person)]

    def is_refused(self, person: Anonymous) -> bool:
        """Whether nobody else of the person's cell can be taken."""
        place = self.place(person)
        return self._taken[place] >= self.question.most[place]

    def next_question(self, person: Anonymous) -> Question:
        """What must have an answer if the person is to be taken."""
        place = self.place(person)
        return self.question.with_least(place, self._taken[place] + 1)

    def take(self, person: Anonymous) -> None:
        """Goes on with the person taken."""
        self.question = self.next_question(person)
        self._taken[self.place(person)] += 1

    def refuse(self, person: Anonymous) -> None:
        """Goes on with nobody else of the person's cell."""
        place = self.place(person)
        self.question = self.question.with_most(place, self._taken[place])


def nothing_weighs(frame: Frame) -> Multipliers:
    """Multipliers that prove no more than that a municipality cannot reach its target."""
    return Multipliers((0,) * len(frame.groups), 0, 0)


def open_question(frame: Frame, staying: Sequence[Anonymous] = ()) -> Question:
    """Any set that contains all who are ``staying``."""
    place = {cell: place for place, cell in enumerate(frame.cells)}
    least = [0] * len(frame.cells)
    for person in staying:
        least[place[cell_of(person)]] += 1
    return Question(tuple(least), frame.sizes)


def choose(
    frame: Frame, people: Sequence[Anonymous], solver: SelectionSolver, staying: Sequence[Anonymous] = ()
) -> Chosen:
    """The one set that fulfils the definition, among those that contain all who are ``staying``.

    Raises `Infeasible` if there is no set at all, or if the solver proposes what is not a set of the kind asked
    for. Rules: S-1, S-2, S-3, S-7, S-8; I-7, I-8.
    """
    start = open_question(frame, staying)
    numbers = _proposal(solver, frame, start, Goal.LEAST_DEVIATION)
    question = attrs.evolve(start, deviation=sum(frame.deviations(numbers)))
    numbers = _proposal(solver, frame, question, Goal.MOST_HOME_SCHOOLED)
    question = attrs.evolve(question, home_schooled=frame.home_schooled(numbers))
    walk = Walk(frame, question)
    kept = {person.id for person in staying}
    selected, waiting = [], []
    for person in sorted(people, key=priority):
        if person.id in kept:
            selected.append(person)
        elif walk.is_refused(person):
            waiting.append(person)
        else:
            found = _with_one_more(walk, person, numbers, solver)
            if found is None:
                walk.refuse(person)
                waiting.append(person)
            else:
                numbers = found
                walk.take(person)
                selected.append(person)
    return Chosen(tuple(selected), tuple(waiting), numbers, question.deviation or 0, question.home_schooled)


def _with_one_more(
    walk: Walk, person: Anonymous, numbers: tuple[int, ...], solver: SelectionSolver
) -> tuple[int, ...] | None:
    """A set of the walk's value with the person and all who were taken before, if there is one.

    The last set found may do, or an exchange in it; only else the solver is asked.
    """
    place = walk.place(person)
    if numbers[place] > walk.taken(person):
        return numbers
    question = walk.next_question(person)
    if excludes(walk.frame, question, nothing_weighs(walk.frame)):
        return None
    for exchanged in exchanges(walk.frame, question, numbers, place):
        if walk.frame.confirms(exchanged, question):
            return exchanged
    found = solver.propose(walk.frame, question, Goal.ANY)
    return None if found is None else _confirmed(walk.frame, question, found)


def exchanges(frame: Frame, question: Question, numbers: tuple[int, ...], place: int) -> Iterator[tuple[int, ...]]:
    """Sets that differ from ``numbers`` by one more of a cell, and exchanges that leave the groups as they are.

    Somebody of the same municipality goes; unless of the same groups, somebody of those comes in another
    municipality, where somebody of the groups of the first cell goes.
    """
    municipality, age, impairment, _ = frame.cells[place]
    for out in frame.by_municipality[municipality]:
        if out == place or numbers[out] <= question.least[out]:
            continue
        changed = _changed(numbers, (place, 1), (out, -1))
        if frame.cells[out][1:3] == (age, impairment):
            yield changed
            continue
        for other in frame.targets.municipality:
            leaves = frame.in_groups(other, age, impairment)
            enters = frame.in_groups(other, *frame.cells[out][1:3])
            for goes in leaves if other != municipality else ():
                if numbers[goes] > question.least[goes]:
                    for comes in enters:
                        if numbers[comes] < question.most[comes]:
                            yield _changed(changed, (goes, -1), (comes, 1))


def _changed(numbers: tuple[int, ...], *steps: tuple[int, int]) -> tuple[int, ...]:
    changed = list(numbers)
    for place, step in steps:
        changed[place] += step
    return tuple(changed)


def _proposal(solver: SelectionSolver, frame: Frame, question: Question, goal: Goal) -> tuple[int, ...]:
    numbers = solver.propose(frame, question, goal)
    if numbers is None:
        raise Infeasible("expected a set that takes the target from every municipality; there is none")
    return _confirmed(frame, question, numbers)


def _confirmed(frame: Frame, question: Question, numbers: tuple[int, ...]) -> tuple[int, ...]:
    if not frame.confirms(numbers, question):
        raise Infeasible("expected a set that the rules confirm; the solver proposed another")
    return numbers
