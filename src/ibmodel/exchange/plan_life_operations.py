"""The operations on a plan that runs.

``schedule.carry``, ``settlement.month``, ``transport.cost``, ``review.decide``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from ibmodel.case.receipt import Change, ChangeReason, PlanMonths, ReceivedLine, ReceivedUnits, plan_months
from ibmodel.case.transport import Means, Proof, Quantity, TransportClaim
from ibmodel.decisions import Decision
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.exchange.operation import Operation
from ibmodel.parameters import Parameters
from ibmodel.rules.receipt import Carried, Review, Settlement, carry_units, decide_review, settle_month
from ibmodel.rules.transport import TransportCost, compute_transport
from ibmodel.vocabulary import Word

__all__ = ["OPERATIONS", "READERS", "SCALAR_SCHEMAS", "SettlementRequest", "word_of"]


@attrs.frozen
class SettlementRequest:
    """The input of ``settlement.month``."""

    lines: tuple[ReceivedLine, ...]


def word_of(words: type[Word]) -> Callable[[object], Word]:
    """Reads a word of a closed list."""
    allowed = ", ".join(member.value for member in words)

    def read_word(value: object) -> Word:
        if type(value) is not str:
            raise BadType(f"expected one of {allowed}, got {shown(value)}")
        try:
            return words(value)
        except ValueError:
            raise BadValue(f"expected one of {allowed}, got {shown(value)}") from None

    return read_word


#: How the scalars that only these operations have are read.
READERS: Final[dict[Any, Callable[[Any], Any]]] = {
    PlanMonths: plan_months,
    Quantity: Quantity.of,
    ChangeReason: word_of(ChangeReason),
    Means: word_of(Means),
    Proof: word_of(Proof),
}

#: The schemas of those that are not closed lists.
SCALAR_SCHEMAS: Final[dict[Any, dict[str, Any]]] = {
    PlanMonths: {"type": "integer", "minimum": 1},
    Quantity: {
        "type": "string",
        "pattern": r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$",
        "description": "a quantity with at most six decimals",
    },
}


def _settle(request: SettlementRequest, parameters: Parameters) -> Decision[Settlement]:
    return settle_month(request.lines, parameters)


#: The life of a plan, and transport.
OPERATIONS: Final = (
    Operation("schedule.carry", ReceivedUnits, Carried, carry_units),
    Operation("settlement.month", SettlementRequest, Settlement, _settle),
    Operation("transport.cost", TransportClaim, TransportCost, compute_transport),
    Operation("review.decide", Change, Review, decide_review),
)
