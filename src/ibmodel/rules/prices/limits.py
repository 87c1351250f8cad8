"""How the price of a service is set, and the caps that bind it. Rules U-1 to U-9."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final, NamedTuple

import attrs

from ibmodel.case.plan_check import PriceFacts
from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, Inconsistent
from ibmodel.money import Rate
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import PriceMethod

__all__ = [
    "ABOVE",
    "CODES",
    "UNKNOWN",
    "WITHIN",
    "Cap",
    "PriceCheck",
    "PriceFlag",
    "check_price",
    "check_price_facts",
    "checked_price",
    "price_caps",
    "price_method",
    "why_cap",
]

_BY_METHOD: Final = {
    PriceMethod.MARKET: ReasonCode("priced_by_market", "U-5", ("service",)),
    PriceMethod.REGULATION: ReasonCode("priced_by_regulation", "U-2", ("service",)),
    PriceMethod.CONTRACT: ReasonCode("priced_by_contract", "U-3", ("service",)),
    PriceMethod.CEILING: ReasonCode("priced_below_ceiling", "U-4", ("service", "ceiling")),
}
NOT_IN_FORCE: Final = ReasonCode("ceiling_not_in_force", "U-4", ("service", "on"))
NO_MAXIMUM: Final = ReasonCode("no_maximum_that_day", "U-8", ("service",))
IN_SURVEY: Final = ReasonCode("price_within_survey", "U-9", ("service", "price", "high"))
ABOVE_SURVEY: Final = ReasonCode("price_above_survey", "U-9", ("service", "price", "high"))

_CAP_NAMES: Final = {"U-6": "own_market_price", "U-7": "contract_price", "U-8": "maximum"}
#: How a price within a cap is reported, one above it, and one whose cap is not known; by the cap's rule.
WITHIN: Final = {
    rule: ReasonCode(f"price_within_{cap}", rule, ("service", "price", "limit")) for rule, cap in _CAP_NAMES.items()
}
ABOVE: Final = {
    rule: ReasonCode(f"price_above_{cap}", rule, ("service", "price", "limit")) for rule, cap in _CAP_NAMES.items()
}
UNKNOWN: Final = {rule: ReasonCode(f"{cap}_unknown", rule, ("service",)) for rule, cap in _CAP_NAMES.items()}

CODES: Final = (
    *_BY_METHOD.values(),
    NOT_IN_FORCE,
    *WITHIN.values(),
    *ABOVE.values(),
    *UNKNOWN.values(),
    NO_MAXIMUM,
    IN_SURVEY,
    ABOVE_SURVEY,
)

_MICROS_IN_CENT: Final = 10_000


class PriceFlag(Enum):
    """What deserves a look without forbidding a price."""

    ABOVE_SURVEY = "above_survey"
    LIMIT_UNKNOWN = "limit_unknown"


@attrs.frozen
class PriceCheck:
    """How a price is set, the lowest limit that is known, and whether the price is allowed.

    ``allowed`` is ``None`` where the limit that the method needs is not known and no known one is passed.
    """

    method: PriceMethod
    limit: Rate | None
    allowed: bool | None
    flags: tuple[PriceFlag, ...]


class Cap(NamedTuple):
    """What one of the rules U-6 to U-8 allows a unit to cost.

    ``limit`` is the lowest figure that is known, ``known`` says whether no figure that the rule needs is missing.
    """

    rule: str
    limit: Rate | None
    known: bool

    def allows(self, price: Rate) -> bool | None:
        """Whether ``price`` is within the cap; ``None`` where that cannot be said."""
        if self.limit is not None and price.micros > self.limit.micros:
            return False
        return True if self.known else None


def check_price(service: str, price: Rate, facts: PriceFacts, parameters: Parameters) -> Decision[PriceCheck]:
    """May a provider charge this price for one unit on that day, and why (vienas vienības cena)?

    A price above the survey's range is flagged, not refused. The errors are those of `checked_price`.
    Rules: U-2 to U-9; source M II.7.
    """
    outcome = checked_price(service, price, facts, parameters)
    own = _own_rule(service, facts, parameters)
    caps = price_caps(service, facts, parameters)
    judged = [cap for cap in caps if cap.limit is not None or cap.rule == own]
    reasons = [_why_method(service, facts, parameters)]
    reasons += [why_cap(cap, service, price, cap.allows(price)) for cap in judged]
    if facts.survey is not None:
        kind = ABOVE_SURVEY if PriceFlag.ABOVE_SURVEY in outcome.flags else IN_SURVEY
        reasons.append(Reason(kind, (service, price, facts.survey.high)))
    return Decision(outcome, tuple(reasons), parameters.name, ())


def checked_price(service: str, price: Rate, facts: PriceFacts, parameters: Parameters) -> PriceCheck:
    """The outcome of `check_price` without its reasons.

    Raises `BadValue` for a transport part above the ceiling that it is taken from, `Inconsistent` for a survey
    whose lowest price is above the highest. Rules: U-2 to U-9.
    """
    check_price_facts(service, facts, parameters)
    caps = price_caps(service, facts, parameters)
    own = next(cap for cap in caps if cap.rule == _own_rule(service, facts, parameters))
    flags = []
    if facts.survey is not None and price > facts.survey.high:
        flags.append(PriceFlag.ABOVE_SURVEY)
    if not own.known:
        flags.append(PriceFlag.LIMIT_UNKNOWN)
    limit = min((cap.limit for cap in caps if cap.limit is not None), default=None)
    above = limit is not None and price > limit
    allowed = False if above else True if own.known else None
    return PriceCheck(price_method(service), limit, allowed, tuple(flags))


def price_method(service: str) -> PriceMethod:
    """How the price of a service is set: as the list says, by the market for a name of the caller's own.

    Rules: U-1, U-2, U-3, U-5.
    """
    listed = SERVICES.get(service)
    return PriceMethod.MARKET if listed is None else listed.method


def check_price_facts(service: str, facts: PriceFacts, parameters: Parameters) -> None:
    """Raises for what is known of prices but cannot be so, as `checked_price` says. Rules: U-4, U-9."""
    part, ceiling = facts.transport_part, parameters.prices.group_session_ceiling
    if part is not None and part.cents > ceiling.cents and _ceiling_in_force(service, facts.on, parameters):
        raise BadValue(f"expected a transport part of at most {ceiling}, got {part}", "/transport_part")
    if facts.survey is not None and facts.survey.low.micros > facts.survey.high.micros:
        message = f"expected a lowest price not above the highest, {facts.survey.high}, got {facts.survey.low}"
        raise Inconsistent(message, "/survey")


def price_caps(service: str, facts: PriceFacts, parameters: Parameters) -> tuple[Cap, ...]:
    """The caps that concern a service, in the order of their rules, by facts that `check_price_facts` takes.

    The own market price concerns every provider. The contract concerns services that are priced by it and all for
    which one is given, the maximum likewise those that a regulation prices and group sessions. Rules: U-4, U-6,
    U-7, U-8.
    """
    method = price_method(service)
    caps = [Cap("U-6", facts.provider_market_price, facts.provider_market_price is not None)]
    if method is PriceMethod.CONTRACT or facts.contract_price is not None:
        caps.append(Cap("U-7", facts.contract_price, facts.contract_price is not None))
    if method is PriceMethod.CEILING:
        ceiling = _ceiling(service, facts, parameters)
        maxima = [limit for limit in (facts.regulated, ceiling) if limit is not None]
        known = ceiling is not None or not _ceiling_in_force(service, facts.on, parameters)
        caps.append(Cap("U-8", min(maxima, default=None), known))
    elif method is PriceMethod.REGULATION or facts.regulated is not None:
        caps.append(Cap("U-8", facts.regulated, facts.regulated is not None))
    return tuple(caps)


def why_cap(cap: Cap, service: str, price: Rate, allowed: bool | None) -> Reason:
    """How a price stands to a cap that it is ``allowed`` by, or not. Rules: U-6, U-7, U-8."""
    if allowed is None:
        return Reason(UNKNOWN[cap.rule], (service,))
    if cap.limit is None:
        return Reason(NO_MAXIMUM, (service,))
    return Reason((WITHIN if allowed else ABOVE)[cap.rule], (service, price, cap.limit))


def _own_rule(service: str, facts: PriceFacts, parameters: Parameters) -> str:
    """The rule whose cap the service's method needs; outside its dates the ceiling leaves a market price."""
    method = price_method(service)
    if method is PriceMethod.CONTRACT:
        return "U-7"
    by_maximum = method is PriceMethod.REGULATION or _ceiling_in_force(service, facts.on, parameters)
    return "U-8" if by_maximum else "U-6"


def _ceiling_in_force(service: str, on: date, parameters: Parameters) -> bool:
    first, last = parameters.applies_from, parameters.applies_to
    in_time = (first is None or first <= on) and (last is None or on <= last)
    return price_method(service) is PriceMethod.CEILING and in_time


def _ceiling(service: str, facts: PriceFacts, parameters: Parameters) -> Rate | None:
    """The ceiling of a group session less its transport part; none on other days, for others, or if not known."""
    part = facts.transport_part
    if part is None or not _ceiling_in_force(service, facts.on, parameters):
        return None
    return Rate((parameters.prices.group_session_ceiling - part).cents * _MICROS_IN_CENT)


def _why_method(service: str, facts: PriceFacts, parameters: Parameters) -> Reason:
    method = price_method(service)
    if method is not PriceMethod.CEILING:
        return Reason(_BY_METHOD[method], (service,))
    if not _ceiling_in_force(service, facts.on, parameters):
        return Reason(NOT_IN_FORCE, (service, facts.on))
    return Reason(_BY_METHOD[method], (service, parameters.prices.group_session_ceiling))
