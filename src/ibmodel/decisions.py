"""An outcome together with why: what every chapter of the methodology hands on.

A `Decision` carries its outcome, the reasons for it, and under which edition and readings it was made. A
`Reason` is a code and the values that were compared, never a sentence: sentences live in `ibmodel.explain`.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

__all__ = ["Decision", "Reason", "ReasonCode"]

T = TypeVar("T")


@attrs.frozen
class ReasonCode:
    """A kind of reason: its stable ``code``, the ``rule`` it applies, the names of the ``facts`` it states."""

    code: str
    rule: str
    facts: tuple[str, ...]


@attrs.frozen
class Reason:
    """One step of an explanation: the ``kind`` and the ``values`` of its facts, in the kind's order.

    ``interpretations`` names the readings (``"I-2"``) that mattered for this step.
    """

    kind: ReasonCode
    values: tuple[object, ...] = ()
    interpretations: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The stable code, lower snake case."""
        return self.kind.code

    @property
    def rule(self) -> str:
        """The id of the rule that was applied, for example ``"B-4"``."""
        return self.kind.rule

    @property
    def facts(self) -> dict[str, object]:
        """The values that were compared, by name."""
        return dict(zip(self.kind.facts, self.values, strict=True))


@attrs.frozen
class Decision(Generic[T]):
    """What was decided, why, and under which rules.

    ``edition`` names the parameters that were used (a reform has a name of its own), ``readings`` the switchable
    interpretations that could matter, with the reading chosen for each.
    """

    outcome: T
    reasons: tuple[Reason, ...]
    edition: str
    readings: tuple[tuple[str, str], ...]
