"""The certificate: proof that a selection is the one that the definition asks for, checked in whole numbers.

For each of the first two steps, and for each refusal of the walk, a *proof* shows that a question has no answer: it
is a list of multipliers (see `ibmodel.rules.selection.question.excludes`), or a split of the question at a cell and
a number with a proof for each half. The checker replays the walk for the given list; it needs no solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from ibmodel.errors import Infeasible
from ibmodel.rules.selection.people import Anonymous, priority
from ibmodel.rules.selection.question import Frame, Multipliers, Question, SelectionSolver, Weighed, cannot_reach
from ibmodel.rules.selection.walk import Walk, open_question

__all__ = ["Certificate", "Proof", "Split", "prove", "proved", "proves"]

#: How deep a proof may split; far more than any proof needs.
_MOST_SPLITS: Final = 200


@attrs.frozen
class Split:
    """Two cases: at most ``number`` of the cell at ``place``, or more; the proof of each follows."""

    place: int
    number: int


#: A proof in the order in which it is read: an index into the certificate's multipliers, or a split.
Proof = tuple[int | Split, ...]


@attrs.frozen
class Certificate:
    """Multipliers, and the proofs that use them: of the two steps, then of the refusals in the order of the walk."""

    multipliers: tuple[Multipliers, ...]
    deviation: Proof
    home_schooled: Proof
    refusals: tuple[Proof, ...]


def prove(
    frame: Frame,
    people: Sequence[Anonymous],
    selected: Sequence[str],
    solver: SelectionSolver,
    staying: Sequence[Anonymous] = (),
) -> Certificate | None:
    """A certificate that ``selected`` is the answer among the sets that contain ``staying``; ``None`` if it is not.

    Whatever the solver says is checked here before it is written down. Rules: S-2, S-3, S-7, S-8; I-7.
    """
    book = _Book(frame, solver)
    claims = _claims(frame, people, set(selected), staying)
    proofs = []
    for claim in claims:
        proof = None if claim is None else book.proof_of(claim)
        if proof is None:
            return None
        proofs.append(proof)
    deviation, home_schooled, *refusals = proofs
    return Certificate(tuple(book.multipliers), deviation, home_schooled, tuple(refusals))


def proved(
    frame: Frame,
    people: Sequence[Anonymous],
    selected: Sequence[str],
    solver: SelectionSolver,
    staying: Sequence[Anonymous] = (),
) -> Certificate:
    """The certificate of `prove`; raises `Infeasible` where there is none.

    What a solver missed, or denied, or did not finish is never passed off as best. Rules: S-2, S-3, S-7, S-8; I-7.
    """
    certificate = prove(frame, people, selected, solver, staying)
    if certificate is None:
        raise Infeasible("expected a list that can be proved best; the solver's list cannot, or it gave no proof")
    return certificate


def proves(
    certificate: Certificate,
    frame: Frame,
    people: Sequence[Anonymous],
    selected: Sequence[str],
    staying: Sequence[Anonymous] = (),
) -> bool:
    """Whether ``certificate`` proves that no set is better than ``selected``, without a solver.

    A certificate for another list or for other applicants proves nothing here; one with changed numbers proves the
    list only if it is still a proof.
    Rules: S-2, S-3, S-7, S-8; I-7.
    """
    known = _Weights(frame, certificate.multipliers)
    proofs = iter((certificate.deviation, certificate.home_schooled, *certificate.refusals))
    for claim in _claims(frame, people, set(selected), staying):
        proof = next(proofs, None)
        if claim is None or proof is None:
            return False
        steps = iter(proof)
        if not _holds(frame, claim, steps, known) or next(steps, None) is not None:
            return False
    return next(proofs, None) is None


def _claims(
    frame: Frame, people: Sequence[Anonymous], selected: set[str], staying: Sequence[Anonymous]
) -> Iterator[Question | None]:
    """Every question that must have no answer if ``selected`` is best; ``None`` if it cannot be.

    First a smaller deviation, then more home-schooled children, then each person whom the walk passes over.
    """
    start = open_question(frame, staying)
    numbers = open_question(frame, [person for person in people if person.id in selected]).least
    deviation, home_schooled = sum(frame.deviations(numbers)), frame.home_schooled(numbers)
    yield attrs.evolve(start, deviation=deviation - 1)
    yield attrs.evolve(start, deviation=deviation, home_schooled=home_schooled + 1)
    walk = Walk(frame, attrs.evolve(start, deviation=deviation, home_schooled=home_schooled))
    if not frame.confirms(numbers, walk.question):
        yield None
    kept = {person.id for person in staying}
    for person in sorted(people, key=priority):
        if person.id in kept:
            continue
        if person.id in selected:
            if walk.is_refused(person):
                yield None
            walk.take(person)
        elif not walk.is_refused(person):
            question = walk.next_question(person)
            if not cannot_reach(frame, question, person.municipality):
                yield question
            walk.refuse(person)


def _holds(frame: Frame, question: Question, steps: Iterator[int | Split], known: _Weights) -> bool:
    """Whether the proof that begins at ``steps`` shows that ``question`` has no answer; reads it to its end."""
    open_questions = [question]
    for _ in range(_MOST_SPLITS):
        step = next(steps, None)
        if isinstance(step, Split):
            case = open_questions.pop()
            if not 0 <= step.place < len(frame.cells):
                return False
            open_questions.append(case.with_least(step.place, max(step.number + 1, case.least[step.place])))
            open_questions.append(case.with_most(step.place, min(step.number, case.most[step.place])))
        elif step is None or not known.exclude(step, open_questions.pop()):
            return False
        if not open_questions:
            return True
    return False


class _Weights:
    """The multipliers of a certificate, weighed when they are first used."""

    def __init__(self, frame: Frame, multipliers: Sequence[Multipliers]) -> None:
        self._frame = frame
        self._multipliers = multipliers
        self._weighed: dict[int, Weighed] = {}

    def exclude(self, place: int, question: Question) -> bool:
        """Whether there are multipliers at ``place`` and they prove that ``question`` has no answer."""
        if not 0 <= place < len(self._multipliers):
            return False
        if place not in self._weighed:
            self._weighed[place] = Weighed(self._frame, self._multipliers[place])
        return self._weighed[place].excludes(question)


class _Book:
    """The multipliers found so far; the latest ones often prove the next claim too."""

    _TRIED: Final = 8

    def __init__(self, frame: Frame, solver: SelectionSolver) -> None:
        self.multipliers: list[Multipliers] = []
        self._weighed: list[Weighed] = []
        self._frame = frame
        self._solver = solver

    def proof_of(self, question: Question) -> Proof | None:
        """A proof that ``question`` has no answer; ``None`` if the solver has none either."""
        steps: list[int | Split] = []
        open_questions = [question]
        while open_questions and len(steps) < _MOST_SPLITS:
            case = open_questions.pop()
            known = self._known(case)
            if known is not None:
                steps.append(known)
                continue
            multipliers, split = self._solver.refute(self._frame, case)
            weighed = Weighed(self._frame, multipliers)
            if weighed.excludes(case):
                self.multipliers.append(multipliers)
                self._weighed.append(weighed)
                steps.append(len(self.multipliers) - 1)
            elif split is None or not 0 <= split[0] < len(self._frame.cells):
                return None
            else:
                place, number = split
                steps.append(Split(place, number))
                open_questions += [case.with_least(place, number + 1), case.with_most(place, number)]
        return None if open_questions else tuple(steps)

    def _known(self, question: Question) -> int | None:
        latest = range(len(self.multipliers) - 1, max(-1, len(self.multipliers) - 1 - self._TRIED), -1)
        return next((at for at in latest if self._weighed[at].excludes(question)), None)
