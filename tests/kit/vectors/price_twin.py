"""What prices.check must answer, worked out without the library: the caps that apply, the lowest, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from answers import Said, answered

__all__ = ["DAY", "DAYS", "METHODS", "Json", "caps", "plain", "priced"]

Json = Any

#: A day of the children's pilot.
DAY = "2018-10-01"
#: The days of each policy on which the ceiling of a group session is in force; texts of dates compare as dates do.
DAYS = {
    "children-pilot-2018": ("2018-09-01", "2019-08-31"),
    "children-general": ("0001-01-01", "9999-12-31"),
    "adults-pilot-2019": ("2019-08-01", "2021-01-31"),
}
#: How prices are set where it is not the market: U-2, U-3, U-4.
METHODS = {
    "respite_institution": "regulation",
    "respite_home": "regulation",
    "day_care_centre": "regulation",
    "escort": "regulation",
    "vision_skills_residential": "contract",
    "vision_skills_day": "contract",
    "hearing_sign_language_training": "contract",
    "hearing_communication_skills": "contract",
    "hearing_psychological_adaptation": "contract",
    "hearing_social_support": "contract",
    "hearing_interpreter_communication": "contract",
    "hearing_interpreter_education": "contract",
    "group_session_parents": "ceiling",
    "group_session_child": "ceiling",
}
_NAMES = {"U-6": "own_market_price", "U-7": "contract_price", "U-8": "maximum"}
_OWN = {"market": "U-6", "contract": "U-7", "regulation": "U-8", "ceiling": "U-8"}
_WHY = {
    "market": ("U-5", "priced_by_market"),
    "regulation": ("U-2", "priced_by_regulation"),
    "contract": ("U-3", "priced_by_contract"),
}


def plain(price: str) -> str:
    """A price as the protocol writes it: no more than the two decimals that it must have, and those it needs."""
    whole, decimals = price.split(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def caps(facts: Mapping[str, Json], policy: str, ceiling: str) -> tuple[str, dict[str, tuple[str | None, bool]]]:
    """The rule that the method needs, and for each rule that concerns the service its limit and whether it is known."""
    method = METHODS.get(facts["service"], "market")
    first, last = DAYS[policy]
    in_force = method == "ceiling" and first <= facts["on"] <= last
    own = "U-6" if method == "ceiling" and not in_force else _OWN[method]
    given = {
        "U-6": facts.get("provider_market_price"),
        "U-7": facts.get("contract_price"),
        "U-8": facts.get("regulated"),
    }
    known = {rule: limit is not None for rule, limit in given.items()}
    if method == "ceiling":
        known["U-8"] = not in_force
        part = facts.get("transport_part")
        if in_force and part is not None:
            rest = (Fraction(ceiling) - Fraction(part)) * 100
            of_ceiling = f"{int(rest) // 100}.{int(rest) % 100:02d}"
            given["U-8"] = min((limit for limit in (given["U-8"], of_ceiling) if limit is not None), key=Fraction)
            known["U-8"] = True
    concerns = {"U-6": True, "U-7": method == "contract" or known["U-7"]}
    concerns["U-8"] = method in ("regulation", "ceiling") or known["U-8"]
    return own, {rule: (given[rule], known[rule]) for rule in _NAMES if concerns[rule]}


def why_cap(rule: str, service: str, price: str, limit: str | None, allowed: bool | None) -> Said:
    """The reason of one cap."""
    if allowed is None:
        return rule, f"{_NAMES[rule]}_unknown", {"service": service}
    if limit is None:
        return rule, "no_maximum_that_day", {"service": service}
    code = f"price_{'within' if allowed else 'above'}_{_NAMES[rule]}"
    return rule, code, {"service": service, "price": plain(price), "limit": plain(limit)}


def within(price: str, limit: str | None, known: bool) -> bool | None:
    """Whether a price keeps within one cap; None where that cannot be said."""
    if limit is not None and Fraction(price) > Fraction(limit):
        return False
    return True if known else None


def priced(facts: Mapping[str, Json], policy: str = "children-pilot-2018", ceiling: str = "25.93") -> dict[str, Json]:
    """The whole answer of prices.check."""
    service, price = facts["service"], facts["price"]
    method = METHODS.get(service, "market")
    own, found = caps(facts, policy, ceiling)
    limits = [limit for limit, _ in found.values() if limit is not None]
    lowest = plain(min(limits, key=Fraction)) if limits else None
    above = lowest is not None and Fraction(price) > Fraction(lowest)
    survey = facts.get("survey")
    beyond = survey is not None and Fraction(price) > Fraction(survey["high"])
    flags = ["above_survey"] * beyond + ["limit_unknown"] * (not found[own][1])
    reasons: list[Said] = []
    if method != "ceiling":
        reasons.append((*_WHY[method], {"service": service}))
    elif own == "U-6":
        reasons.append(("U-4", "ceiling_not_in_force", {"service": service, "on": facts["on"]}))
    else:
        reasons.append(("U-4", "priced_below_ceiling", {"service": service, "ceiling": ceiling}))
    for rule, (limit, known) in found.items():
        if limit is not None or rule == own:
            reasons.append(why_cap(rule, service, price, limit, within(price, limit, known)))
    if survey is not None:
        code = f"price_{'above' if beyond else 'within'}_survey"
        reasons.append(("U-9", code, {"service": service, "price": plain(price), "high": plain(survey["high"])}))
    allowed = False if above else True if found[own][1] else None
    return answered({"method": method, "limit": lowest, "allowed": allowed, "flags": flags}, reasons)
