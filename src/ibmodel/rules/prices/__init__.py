"""What one unit of a service may cost on a day. Rules U-1 to U-11.

The service list says how a price is set. Three caps bind it whenever their figure is known: the provider's own
market price, the price of a delegation contract, the price or maximum of a regulation, with the ceiling of a group
session. What no source gives is an input; where it is absent, the limit is unknown and nothing is guessed.
"""

from __future__ import annotations

from typing import Final

from ibmodel.rules.prices import computed, limits
from ibmodel.rules.prices.computed import compute_unit_price, unit_price
from ibmodel.rules.prices.limits import (
    ABOVE,
    UNKNOWN,
    WITHIN,
    Cap,
    PriceCheck,
    PriceFlag,
    check_price,
    check_price_facts,
    checked_price,
    price_caps,
    price_method,
    why_cap,
)
from ibmodel.rules.prices.lists import DatedPrice, PriceList, PriceSource, price_in_force

__all__ = [
    "ABOVE",
    "CODES",
    "UNKNOWN",
    "WITHIN",
    "Cap",
    "DatedPrice",
    "PriceCheck",
    "PriceFlag",
    "PriceList",
    "PriceSource",
    "check_price",
    "check_price_facts",
    "checked_price",
    "compute_unit_price",
    "price_caps",
    "price_in_force",
    "price_method",
    "unit_price",
    "why_cap",
]

#: Every kind of reason that the chapter gives.
CODES: Final = limits.CODES + computed.CODES
