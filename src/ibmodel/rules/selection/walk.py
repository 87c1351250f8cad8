"""Who is chosen: the levels, then a walk in priority order. Rules S-1 to S-8; I-7, I-8.

The definition has three steps: the least deviation, among these sets the most home-schooled children, among these
the set that is first in priority order. A solver finds the value of the first two; the third is a walk: whoever comes
next is taken if a set of that value exists that contains him or her and all who were taken before. Applicants of one
cell are taken in priority order, so a cell is refused at most once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from ibmodel.errors import Infeasible
from ibmodel.rules.selection.people import Anonymous, priority
from ibmodel.rules.selection.question import (
    Frame,
    Goal,
    Question,
    SelectionSolver,
    Weighed,
    cannot_reach,
    cell_of,
)

__all__ = ["Chosen", "Walk", "choose", "exchanges", "open_question"]


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
    guide = _Guide(frame, solver, numbers)
    kept = {person.id for person in staying}
    selected, waiting = [], []
    for person in sorted(people, key=priority):
        if person.id in kept:
            selected.append(person)
        elif walk.is_refused(person):
            waiting.append(person)
        elif guide.leads_on(walk, person):
            walk.take(person)
            selected.append(person)
        else:
            walk.refuse(person)
            waiting.append(person)
    return Chosen(tuple(selected), tuple(waiting), guide.numbers, question.deviation or 0, question.home_schooled)


class _Guide:
    """Knows at every step of a walk a set of its value that contains all who were taken."""

    _TRIED: Final = 8

    def __init__(self, frame: Frame, solver: SelectionSolver, numbers: tuple[int, ...]) -> None:
        self.numbers = numbers
        self._frame = frame
        self._solver = solver
        self._refuted: list[Weighed] = []

    def leads_on(self, walk: Walk, person: Anonymous) -> bool:
        """Whether a set of the walk's value contains the person too; if so, `numbers` is one.

        The last set may do, or an exchange in it, or what proved an earlier question proves this one; only else is
        the solver asked.
        """
        place = walk.place(person)
        if self.numbers[place] > walk.taken(person):
            return True
        question = walk.next_question(person)
        if cannot_reach(self._frame, question, person.municipality):
            return False
        for exchanged in exchanges(self._frame, question, self.numbers, place):
            if self._frame.confirms(exchanged, question):
                self.numbers = exchanged
                return True
        if any(weighed.excludes(question) for weighed in self._refuted[: -self._TRIED - 1 : -1]):
            return False
        found = self._solver.propose(self._frame, question, Goal.ANY)
        if found is None:
            multipliers, _ = self._solver.refute(self._frame, question)
            self._refuted.append(Weighed(self._frame, multipliers))
            return False
        self.numbers = _confirmed(self._frame, question, found)
        return True


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
