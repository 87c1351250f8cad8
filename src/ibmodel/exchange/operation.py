"""What an operation of the protocol is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from ibmodel.decisions import Decision
from ibmodel.parameters import Parameters

__all__ = ["PROTOCOL_VERSION", "Operation"]

#: The version of the wire protocol that this library speaks; no request and no response carries it.
PROTOCOL_VERSION: Final = 1


@attrs.frozen
class Operation:
    """One operation: its ``name``, the classes of its ``request`` and ``result``, and how one becomes the other.

    ``narrowed`` gives the class of the request under given parameters, where the policy or a reading decides what
    is asked; it raises where the operation cannot be asked for at all. ``variants`` are the other classes that it
    may give. ``localise`` puts the texts of a language into a result that was written from an outcome.
    """

    name: str
    request: type
    result: type
    run: Callable[[Any, Parameters], Decision[Any]]
    narrowed: Callable[[Parameters], type] | None = None
    variants: tuple[type, ...] = ()
    localise: Callable[[Any, Any, str], None] | None = None

    def request_under(self, parameters: Parameters) -> type:
        """The class of the request under ``parameters``."""
        return self.request if self.narrowed is None else self.narrowed(parameters)
