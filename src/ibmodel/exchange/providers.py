"""What the exchange layer needs from outside the core: a solver, a calendar of public holidays. Found by name.

An operation that needs one loads it when it is first asked for. Where its package is not installed, the operation is
not offered: the error says which extra brings it. Python callers hand their own to the rules directly.
"""

from __future__ import annotations

from functools import cache
from pkgutil import resolve_name
from typing import Any

from ibmodel.dates import WorkingDays
from ibmodel.errors import UnknownOperation
from ibmodel.rules.selection import SelectionSolver

__all__ = ["public_holidays", "selection_solver"]


def selection_solver() -> SelectionSolver:
    """The solver for selections; raises `UnknownOperation` where the extra is missing."""
    solver: SelectionSolver = _provided("ibmodel.adapters.highs:SOLVER", "selection")
    return solver


def public_holidays() -> WorkingDays:
    """Latvia's working days by its public holidays; raises `UnknownOperation` where the extra is missing."""
    calendar: WorkingDays = _provided("ibmodel.adapters.calendars:LATVIA", "calendar")
    return calendar


@cache
def _provided(name: str, extra: str) -> Any:
    try:
        return resolve_name(name)
    except ImportError:
        raise UnknownOperation(f"expected the extra to be installed: pip install 'ibmodel[{extra}]'", "/op") from None
