"""A unit price computed from cost items, to compare with. Rules U-1, U-11."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadType, BadValue
from ibmodel.money import Money, Rate, count, not_negative, round_half_up
from ibmodel.parameters import Parameters

__all__ = ["CODES", "compute_unit_price", "unit_price"]

COMPUTED: Final = ReasonCode("unit_price_computed", "U-11", ("cost", "units", "price"))
CODES: Final = (COMPUTED,)

_MICROS_IN_CENT: Final = 10_000


def compute_unit_price(costs: Sequence[Money], units: int, parameters: Parameters) -> Decision[Rate]:
    """What does one unit cost when its price is computed from the cost items of a period?

    The pilot did not adopt this way; it is here to compare with. The errors are those of `unit_price`.
    Rules: U-1, U-11; source M II.7.
    """
    price = unit_price(costs, units)
    reason = Reason(COMPUTED, (Money.sum(costs), units, price))
    return Decision(price, (reason,), parameters.name, ())


def unit_price(costs: Sequence[Money], units: int) -> Rate:
    """The price of `compute_unit_price` without its reason.

    The sum of the items divided by the units, rounded half up to the sixth decimal of a euro, once. Raises
    `BadType` or `BadValue` for an item that is no amount or negative, `BadValue` for no units. Rules: U-1, U-11.
    """
    cents = 0
    for place, cost in enumerate(costs):
        try:
            cents += not_negative(cost, str(place))
        except (BadType, BadValue) as error:
            raise error.below("costs") from None
    if count(units, "units") == 0:
        raise BadValue("expected at least one unit that was provided, got 0", "/units")
    return Rate(round_half_up(cents * _MICROS_IN_CENT, units))
