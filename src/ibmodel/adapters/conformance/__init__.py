"""The conformance kit: any implementation put to the vectors and to random requests, and what came of it.

>>> from ibmodel.adapters.conformance import conform, Function
>>> run = conform(Function("ibmodel:evaluate"), chapters=["funding"], vectors_only=True)  # doctest: +SKIP
>>> run.has_passed  # doctest: +SKIP
True

- `conform`: the run; `Program`, `Function`, `Server`: what can be tested; `TimeLimits`: how long it is waited for.
- `CannotTest`: raised where the subject as it was named is not there.
- `ibmodel.testing.outcomes.Run`: what comes out. ``python -m ibmodel conform`` does the same from the command line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ibmodel.adapters.conformance.programs import Function, Program
    from ibmodel.adapters.conformance.running import conform
    from ibmodel.adapters.conformance.servers import Server
    from ibmodel.adapters.conformance.subjects import CannotTest, TimeLimits

__all__ = ["CannotTest", "Function", "Program", "Server", "TimeLimits", "conform"]

#: Where each name is at home; loaded when it is first asked for, because a tested function runs in this package too.
_HOMES: Final = {
    "CannotTest": "subjects",
    "Function": "programs",
    "Program": "programs",
    "Server": "servers",
    "TimeLimits": "subjects",
    "conform": "running",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
