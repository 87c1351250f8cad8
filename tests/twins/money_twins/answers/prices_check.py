"""``prices.check``: what one unit may cost (U-2 to U-9).

How a price is set: by regulation, by a delegation contract, below the ceiling (group sessions), else by the market.
The limits that apply, as far as they are known: the provider's own market price (U-6), the contract's price (U-7), the
price of a regulation (U-8), and for a group session, on the days on which the edition is in force, 25.93 euro less
the transport part contained in it (U-4). The lowest of them is the limit; exactly the limit is allowed.

The limit that the method needs: for the market the provider's own price, for a contract the contract's, for a
regulation the regulation's, for a group session the ceiling, which takes the transport part to be known; on days
without a ceiling a group session is priced by the market. If it is not known, that is flagged, and a price is refused
if a known limit is exceeded, else undecided. A price above the survey's range is flagged, not refused (U-9).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from money_twins.documents import Refusal, rate
from money_twins.policies import figure, in_force
from money_twins.services import CEILING, price_method


def answer(request: dict[str, Any]) -> dict[str, Any]:
    asked = request["input"]
    price = Fraction(asked["price"])
    ceiling = ceiling_of(request)
    survey = asked.get("survey")
    if survey and Fraction(survey["low"]) > Fraction(survey["high"]):
        raise Refusal("inconsistent", "/input/survey")
    known = {
        "market": asked.get("provider_market_price"),
        "contract": asked.get("contract_price"),
        "regulation": asked.get("regulated"),
        "ceiling": ceiling,
    }
    limits = [Fraction(limit) for limit in known.values() if limit is not None]
    limit = min(limits, default=None)
    flags = []
    if survey and price > Fraction(survey["high"]):
        flags.append("above_survey")
    if known[needed_limit(request)] is None:
        flags.append("limit_unknown")
    allowed = False if limit is not None and price > limit else None if "limit_unknown" in flags else True
    return {
        "method": price_method(asked["service"]),
        "limit": None if limit is None else rate(limit),
        "allowed": allowed,
        "flags": flags,
    }


def has_ceiling(request: dict[str, Any]) -> bool:
    """Whether it is a group session on a day on which the edition is in force."""
    return request["input"]["service"] in CEILING and in_force(request, request["input"]["on"])


def ceiling_of(request: dict[str, Any]) -> Fraction | None:
    """The ceiling less the transport part; none where there is no ceiling, or the part is not known."""
    part = request["input"].get("transport_part")
    if not has_ceiling(request) or part is None:
        return None
    whole = Fraction(figure(request, "prices.group_session_ceiling"))
    if Fraction(part) > whole:
        raise Refusal("bad_value", "/input/transport_part")
    return whole - Fraction(part)


def needed_limit(request: dict[str, Any]) -> str:
    """The limit that the method needs; without its ceiling a group session is priced by the market."""
    method = price_method(request["input"]["service"])
    return "market" if method == "ceiling" and not has_ceiling(request) else method
