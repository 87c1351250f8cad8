"""Checking a given list: eligibility, targets, and whether one exchange would make it better. Rules S-1 to S-8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from ibmodel.rules.selection.people import Anonymous, priority
from ibmodel.rules.selection.question import Cell, Frame, cell_of

__all__ = ["Swap", "Violation", "improving_swap", "missed_municipalities"]


@attrs.frozen
class Violation:
    """A rule that a list breaks: the ``ids`` it concerns, where it concerns some in particular.

    ``municipality`` names the one whose target is missed; the wire does not know it.
    """

    rule: str
    code: str
    ids: tuple[str, ...] = ()
    municipality: str | None = attrs.field(default=None, metadata={"unwritten": True})


@attrs.frozen
class Swap:
    """An exchange of one chosen for one waiting that makes the list better, and the first rule that says so."""

    out: str
    entering: str = attrs.field(metadata={"wire": "in"})
    why: str


def missed_municipalities(frame: Frame, chosen: Sequence[Anonymous]) -> tuple[Violation, ...]:
    """A violation for each municipality from which more or fewer are chosen than its target. Rules: S-1, S-10."""
    counts = Counter(person.municipality for person in chosen)
    return tuple(
        Violation(
            "S-1",
            "too_many_from_municipality" if counts[name] > target else "too_few_from_municipality",
            tuple(person.id for person in chosen if person.municipality == name),
            name,
        )
        for name, target in frame.targets.municipality.items()
        if counts[name] != target
    )


def improving_swap(frame: Frame, chosen: Sequence[Anonymous], waiting: Sequence[Anonymous]) -> Swap | None:
    """The exchange within a municipality that makes the list better; ``None`` if there is none.

    Of several the one whose incoming applicant is first in priority order, and for it the last outgoing one. The
    rule is the first of S-2, S-3, S-7 and S-8 that improves. Rules: S-2, S-3, S-7, S-8; I-7.
    """
    gains = _Gains(frame, chosen)
    leaving: dict[str, list[Anonymous]] = {}
    for person in sorted(chosen, key=priority, reverse=True):
        leaving.setdefault(person.municipality, []).append(person)
    for entering in sorted(waiting, key=priority):
        for out in leaving.get(entering.municipality, ()):
            why = gains.why(out, entering)
            if why is not None:
                return Swap(out.id, entering.id, why)
    return None


class _Gains:
    """What an exchange of one cell for another gains; every pair of cells is judged once."""

    def __init__(self, frame: Frame, chosen: Sequence[Anonymous]) -> None:
        self._targets: Mapping[str, int] = dict(frame.groups)
        self._counts = Counter(group for person in chosen for group in _groups(cell_of(person)))
        self._judged: dict[tuple[Cell, Cell], tuple[int, int, int]] = {}

    def why(self, out: Anonymous, entering: Anonymous) -> str | None:
        cells = cell_of(out), cell_of(entering)
        if cells not in self._judged:
            self._judged[cells] = self._gain(*cells)
        age, impairment, home = self._judged[cells]
        earlier = priority(entering) < priority(out)
        if (age + impairment, home, earlier) <= (0, 0, False):
            return None
        improves = (("S-2", age > 0), ("S-3", impairment > 0), ("S-7", home > 0), ("S-8", earlier))
        return next(rule for rule, better in improves if better)

    def _gain(self, out: Cell, entering: Cell) -> tuple[int, int, int]:
        """By how much the ages and the impairments come nearer to their targets, and the home-schooled gained."""
        by_margin = [
            0 if leaves == enters else self._nearer(leaves, -1) + self._nearer(enters, 1)
            for leaves, enters in zip(_groups(out), _groups(entering), strict=True)
        ]
        return by_margin[0], by_margin[1], entering[3] - out[3]

    def _nearer(self, group: str, step: int) -> int:
        missed = self._counts[group] - self._targets[group]
        return abs(missed) - abs(missed + step)


def _groups(cell: Cell) -> tuple[str, str]:
    return cell[1], cell[2]
