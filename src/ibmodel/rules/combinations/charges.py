"""Whether the prices of a plan keep within their caps. Rules U-6, U-7, U-8."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ibmodel.case.plan_check import CheckedLine
from ibmodel.decisions import Reason, ReasonCode
from ibmodel.parameters import Parameters
from ibmodel.rules.combinations.findings import Found, Judged, PlanView, Status, combined
from ibmodel.rules.prices import UNKNOWN, price_caps, price_method, why_cap
from ibmodel.vocabulary import PriceMethod

__all__ = ["CODES", "CapOfLine", "caps_of_line", "check_charges"]

_STATUS: Final = {True: Status.SATISFIED, False: Status.VIOLATED, None: Status.UNDECIDED}
_LOWER: Final = {
    rule: ReasonCode(code, rule, ("service", "price", "limit"))
    for rule, code in {
        "U-6": "lower_to_own_market_price",
        "U-7": "lower_to_contract_price",
        "U-8": "lower_to_maximum",
    }.items()
}
#: The caps that a line has even if nothing is known of its prices.
_WITHOUT_FACTS: Final = {
    PriceMethod.MARKET: ("U-6",),
    PriceMethod.CONTRACT: ("U-6", "U-7"),
    PriceMethod.REGULATION: ("U-6", "U-8"),
    PriceMethod.CEILING: ("U-6", "U-8"),
}

CODES: Final = tuple(_LOWER.values())

#: The rule of a cap, and how a line stands to it.
CapOfLine = tuple[str, Judged]


def check_charges(view: PlanView) -> Iterator[Found]:
    """Does no provider charge more than its market price, its contract's, or the maximum that a regulation sets?

    Rules: U-6, U-7, U-8; source M II.7.
    """
    found: dict[str, list[Found]] = {rule: [] for rule in _LOWER}
    for service, lines in view.lines_of.items():
        judged: dict[str, list[Judged]] = {}
        for line in lines:
            for rule, one in caps_of_line(line, view.parameters):
                judged.setdefault(rule, []).append(one)
        for rule, of_rule in judged.items():
            found[rule].append(combined((service,), of_rule))
    for findings in found.values():
        yield from findings


def caps_of_line(line: CheckedLine, parameters: Parameters) -> list[CapOfLine]:
    """How a line stands to each cap that concerns it. Rules: U-6, U-7, U-8."""
    service, price = line.service, line.unit_price
    if line.price is None:
        rules = _WITHOUT_FACTS[price_method(service)]
        return [(rule, Judged(Status.UNDECIDED, Reason(UNKNOWN[rule], (service,)))) for rule in rules]
    found = []
    for cap in price_caps(service, line.price, parameters):
        allowed = cap.allows(price)
        status = _STATUS[allowed]
        cure = (Reason(_LOWER[cap.rule], (service, price, cap.limit)),) if status is Status.VIOLATED else ()
        found.append((cap.rule, Judged(status, why_cap(cap, service, price, allowed), cure)))
    return found
