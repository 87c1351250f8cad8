"""From the linear relaxation of a question, in floating point, to a proof in whole numbers: shared by the solvers."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Final

import attrs

from ibmodel.rules.selection import Frame, Multipliers, Question, excludes

__all__ = ["Relaxed"]

_WHOLE_WITHIN: Final = 1e-6
#: By what the multipliers are scaled before they are rounded; the simplest that prove come first.
_SCALES: Final = (1, 2, 3, 4, 6, 12, 60, 840, 10**5, 10**9)


@attrs.frozen
class Relaxed:
    """A solved relaxation: the multipliers of the groups, the deviation and the home-schooled; the cells' values.

    The relaxation lets the deviation and the home-schooled children be missed by one common amount, as small as
    possible.
    """

    groups: Sequence[float]
    deviation: float
    home_schooled: float
    values: Sequence[float]

    def refutation(self, frame: Frame, question: Question) -> tuple[Multipliers, tuple[int, int] | None]:
        """Whole multipliers that prove that ``question`` has no answer; where none do, where to split it."""
        for scale in _SCALES:
            whole = tuple(round(weight * scale) for weight in self.groups)
            most = max([round(self.deviation * scale), *map(abs, whole)])
            multipliers = Multipliers(whole, most, round(self.home_schooled * scale))
            if excludes(frame, question, multipliers):
                return multipliers, None
        return Multipliers((0,) * len(frame.groups), 0, 0), self._split()

    def _split(self) -> tuple[int, int] | None:
        """The cell whose number is least whole, and the whole number below it."""
        fractions = [abs(value - round(value)) for value in self.values]
        place = max(range(len(fractions)), key=fractions.__getitem__)
        return None if fractions[place] < _WHOLE_WITHIN else (place, floor(self.values[place]))
