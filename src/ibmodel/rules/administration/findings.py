"""Single findings, and what they come to together when some are not known."""

from __future__ import annotations

from collections.abc import Iterable

from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.parameters import Parameters

__all__ = ["Finding", "concluded", "together", "told"]

#: Whether something is as it must be (``None``: not known), and why.
Finding = tuple[bool | None, Reason]


def told(known: bool | None, kinds: tuple[ReasonCode, ReasonCode, ReasonCode], values: tuple[object, ...]) -> Finding:
    """A finding with the one of ``kinds`` (for yes, no, not known) that fits; all three state the same facts."""
    yes, no, unknown = kinds
    return known, Reason(unknown if known is None else yes if known else no, values)


def together(known: Iterable[bool | None]) -> bool | None:
    """No if any of ``known`` is a no, else not known if any is not, else yes."""
    facts = set(known)
    return False if False in facts else None if None in facts else True


def concluded(findings: Iterable[Finding], parameters: Parameters) -> Decision[bool | None]:
    """What the findings come to together, with the reason of every one, in order."""
    kept = tuple(findings)
    reasons = tuple(reason for _, reason in kept)
    return Decision(together(known for known, _ in kept), reasons, parameters.name, ())
