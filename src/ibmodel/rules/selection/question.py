"""The selection as a pure description: cells, margins, and what is asked of them. Rules S-1 to S-5, S-7; I-7.

Applicants of one municipality, age group, impairment and home schooling are interchangeable but for priority, so one
whole number for each such *cell* describes a set. A *question* asks whether a set exists that takes the target from
every municipality, deviates from the other targets by no more than so much, and has at least so many home-schooled
children. A solver proposes; `Frame.confirms` judges the proposal; `excludes` judges a proof that there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from operator import gt, mul
from typing import Protocol

import attrs

from ibmodel.rules.selection.people import Anonymous
from ibmodel.rules.selection.targets import Counts

__all__ = [
    "Cell",
    "Frame",
    "Goal",
    "Multipliers",
    "Question",
    "SelectionSolver",
    "Weighed",
    "cannot_reach",
    "cell_of",
    "excludes",
    "frame_of",
]

#: Municipality, age group, impairment and whether home-schooled.
Cell = tuple[str, str, str, bool]


@attrs.frozen(slots=False)
class Frame:
    """What a selection chooses from: the cells with their sizes, and the targets of the margins.

    A set is described by one whole number per cell, in the order of ``cells``.
    """

    cells: tuple[Cell, ...]
    sizes: tuple[int, ...]
    targets: Counts

    @cached_property
    def by_municipality(self) -> dict[str, list[int]]:
        """The places of the cells of each municipality."""
        places: dict[str, list[int]] = {name: [] for name in self.targets.municipality}
        for place, (municipality, _, _, _) in enumerate(self.cells):
            places[municipality].append(place)
        return places

    @cached_property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The age and impairment groups with their targets, ages first."""
        return (*self.targets.age.items(), *self.targets.impairment.items())

    @cached_property
    def groups_of_cells(self) -> list[tuple[int, int]]:
        """For each cell the places of its two groups in `groups`."""
        place = {name: place for place, (name, _) in enumerate(self.groups)}
        return [(place[age], place[impairment]) for _, age, impairment, _ in self.cells]

    @cached_property
    def _places(self) -> dict[Cell, int]:
        return {cell: place for place, cell in enumerate(self.cells)}

    def in_groups(self, municipality: str, age: str, impairment: str) -> list[int]:
        """The places of a municipality's cells in an age and an impairment group: home-schooled or not, one or both."""
        cells = [(municipality, age, impairment, home) for home in (False, True)]
        return [self._places[cell] for cell in cells if cell in self._places]

    def deviations(self, numbers: Sequence[int]) -> tuple[int, int]:
        """By how much a set misses the targets of the age groups and of the impairment groups."""
        counts = [0] * len(self.groups)
        for number, (age, impairment) in zip(numbers, self.groups_of_cells, strict=True):
            counts[age] += number
            counts[impairment] += number
        missed = [abs(count - target) for count, (_, target) in zip(counts, self.groups, strict=True)]
        ages = len(self.targets.age)
        return sum(missed[:ages]), sum(missed[ages:])

    def home_schooled(self, numbers: Sequence[int]) -> int:
        """How many home-schooled children a set has."""
        return sum(number for number, cell in zip(numbers, self.cells, strict=True) if cell[3])

    def confirms(self, numbers: Sequence[int], question: Question) -> bool:
        """Whether a set is what ``question`` asks for, counted anew."""
        within = zip(question.least, numbers, question.most, strict=False)
        return (
            len(numbers) == len(self.cells)
            and all(isinstance(number, int) and least <= number <= most for least, number, most in within)
            and all(
                sum(numbers[place] for place in places) == self.targets.municipality[name]
                for name, places in self.by_municipality.items()
            )
            and (question.deviation is None or sum(self.deviations(numbers)) <= question.deviation)
            and self.home_schooled(numbers) >= question.home_schooled
        )


@attrs.frozen
class Question:
    """Is there a set with ``least`` to ``most`` of every cell, so little ``deviation`` and so many home-schooled?

    ``deviation`` of ``None`` asks for none in particular.
    """

    least: tuple[int, ...]
    most: tuple[int, ...]
    deviation: int | None = None
    home_schooled: int = 0

    def with_least(self, place: int, number: int) -> Question:
        """The same question with at least ``number`` of a cell."""
        return attrs.evolve(self, least=(*self.least[:place], number, *self.least[place + 1 :]))

    def with_most(self, place: int, number: int) -> Question:
        """The same question with at most ``number`` of a cell."""
        return attrs.evolve(self, most=(*self.most[:place], number, *self.most[place + 1 :]))


class Goal(Enum):
    """What a solver is to find among the sets that a question allows."""

    LEAST_DEVIATION = "least deviation"
    MOST_HOME_SCHOOLED = "most home-schooled"
    ANY = "any"


@attrs.frozen
class Multipliers:
    """Whole weights that prove that a question has no answer: see `excludes`.

    ``groups`` has one for each age and impairment group, none greater in size than ``deviation``.
    """

    groups: tuple[int, ...]
    deviation: int
    home_schooled: int


class SelectionSolver(Protocol):
    """Somebody who proposes sets and proofs; the rules judge both, so that nobody needs to be trusted."""

    def propose(self, frame: Frame, question: Question, goal: Goal) -> tuple[int, ...] | None:
        """The best set for ``goal`` that ``question`` allows, one number per cell; ``None`` if there is none.

        Raises rather than answer when it could not finish.
        """
        ...

    def refute(self, frame: Frame, question: Question) -> tuple[Multipliers, tuple[int, int] | None]:
        """Multipliers that should prove that ``question`` has no answer.

        Where no multipliers suffice, also a cell and a number at which to split the question in two: at most the
        number, or more.
        """
        ...


def frame_of(people: Sequence[Anonymous], targets: Counts) -> Frame:
    """The cells of ``people``, in a fixed order, with their sizes."""
    sizes = Counter(map(cell_of, people))
    cells = sorted(sizes)
    return Frame(tuple(cells), tuple(sizes[cell] for cell in cells), targets)


def cell_of(person: Anonymous) -> Cell:
    """The cell of an applicant."""
    return person.municipality, person.age_group, person.impairment.value, person.home_schooled


def excludes(frame: Frame, question: Question, multipliers: Multipliers) -> bool:
    """Whether ``multipliers`` prove that ``question`` has no answer, in whole numbers and without a solver.

    For any set that answers, with counts n and targets t of the groups, and |w| <= d for every weight w:

        d x deviation - sum of w (n - t) + h x (home-schooled - least home-schooled) >= 0

    since the sum of w (n - t) is at most d times the deviation. The left side is linear in the numbers of the cells,
    so its greatest value over all sets with the right number from every municipality is found by taking, in each
    municipality, the cells that add most. If that is below 0, there is no such set. Where a municipality cannot
    reach its target at all, no multipliers are needed.
    """
    return Weighed(frame, multipliers).excludes(question)


class Weighed:
    """Multipliers laid on the cells of a frame once, for many questions: see `excludes`."""

    def __init__(self, frame: Frame, multipliers: Multipliers) -> None:
        weights, self._size, self._home = multipliers.groups, multipliers.deviation, multipliers.home_schooled
        self._are_sound = (
            self._home >= 0
            and len(weights) == len(frame.groups)
            and all(abs(weight) <= self._size for weight in weights)
        )
        if self._are_sound:
            targets = [target for _, target in frame.groups]
            self._constant = sum(map(mul, weights, targets))
            self._worth = [
                self._home * cell[3] - weights[age] - weights[impairment]
                for cell, (age, impairment) in zip(frame.cells, frame.groups_of_cells, strict=True)
            ]
            self._best_first = [
                (frame.targets.municipality[name], sorted(places, key=lambda place: -self._worth[place]))
                for name, places in frame.by_municipality.items()
            ]

    def excludes(self, question: Question) -> bool:
        """Whether the multipliers prove that ``question`` has no answer."""
        if not self._are_sound or (question.deviation is None and self._size):
            return False
        greatest = self._constant + self._size * (question.deviation or 0) - self._home * question.home_schooled
        least, most, worth = question.least, question.most, self._worth
        greatest += sum(map(mul, worth, least))
        for target, places in self._best_first:
            free = target - sum([least[place] for place in places])
            for place in places:
                if free > 0:
                    room = most[place] - least[place]
                    more = min(free, room)
                    greatest += worth[place] * more
                    free -= more
            if free != 0:
                return True
        return greatest < 0 or any(map(gt, least, most))


def cannot_reach(frame: Frame, question: Question, municipality: str) -> bool:
    """Whether a municipality's target is out of reach: already passed, or more than its cells may give."""
    places = frame.by_municipality[municipality]
    target = frame.targets.municipality[municipality]
    least = sum([question.least[place] for place in places])
    return least > target or sum([question.most[place] for place in places]) < target
