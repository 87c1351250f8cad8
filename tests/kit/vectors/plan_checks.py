"""Plans for the vectors of plan.check, and what their check must find, worked out without the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from answers import answered, must_show
from cases import Chapter

__all__ = ["READINGS", "Found", "checked", "findings_of", "line", "pair", "plan", "plan_case", "slot"]

Json = Any

#: What every check of a plan consults, with the first reading of each.
READINGS = {
    "I-13": "by_components",
    "I-14": "overlap",
    "I-15": "total",
    "I-23": "participant_keeps",
    "I-26": "same_specialist",
    "I-27": "both",
}
_RULES = ("C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "L-4", "L-5", "L-6", "U-6", "U-7", "U-8")
_BY_CONTRACT = ("vision_", "hearing_")
_WITH_A_MAXIMUM = frozenset(
    {
        "respite_institution",
        "respite_home",
        "escort",
        "day_care_centre",
        "group_session_parents",
        "group_session_child",
    }
)


@attrs.frozen
class Found:
    """One finding: its services as words, its code, the facts of its reason."""

    rule: str
    status: str
    services: str
    code: str
    facts: Mapping[str, Json] = {}


def pair(rule: str, status: str, services: str, code: str, **facts: Json) -> Found:
    """A finding on two services, whose reason names both."""
    one, other = services.split()
    return Found(rule, status, services, code, {"service": one, "other_service": other, **facts})


def slot(weekday: int, hours: str) -> Json:
    """Hours of a weekday, written ``"09:30-11:00"``."""
    start, end = hours.split("-")
    return {"weekday": weekday, "from": start, "to": end}


def line(service: str, units: Iterable[int] = (1,), **facts: Json) -> Json:
    """A line at 1.00 a unit that the team has named; a fact of None is left out."""
    made = {"service": service, "unit_price": "1.00", "units": list(units), "named_by_team": True, **facts}
    return {name: value for name, value in made.items() if value is not None}


def plan(
    *lines: Json, child: Json = None, contract: bool | None = True, start: str = "2018-09-01", **more: Json
) -> Json:
    """A plan with all that L-4 asks for, as long as its first line; nothing is known of prices."""
    made = {
        "child": child or {"impairment": "movement", "disability_determined": True},
        "contract": contract,
        "period": {"start": start, "months": len(lines[0]["units"]) if lines else 1},
        **more,
        "lines": list(lines),
    }
    return {name: value for name, value in made.items() if value is not None}


def _usual(service: str) -> list[Found]:
    """What every service without more is found to be: granted, and of unknown price."""
    named = {"service": service}
    found = [
        Found("L-4", "satisfied", service, "service_conditions_met", named),
        Found("U-6", "undecided", service, "own_market_price_unknown", named),
    ]
    if service.startswith(_BY_CONTRACT):
        found.append(Found("U-7", "undecided", service, "contract_price_unknown", named))
    if service in _WITH_A_MAXIMUM:
        found.append(Found("U-8", "undecided", service, "maximum_unknown", named))
    return found


def findings_of(asked: Json, found: Iterable[Found]) -> list[Found]:
    """``found`` with what goes without saying, in rule order, within L-4 and U-6 to U-8 in the order of the plan."""
    services = list(dict.fromkeys(each["service"] for each in asked["lines"]))
    said = {(each.rule, each.services) for each in found}
    usual = [each for service in services for each in _usual(service) if (each.rule, service) not in said]
    priced = {each["service"] for each in asked["lines"] if "price" in each}
    every = [*found, *(each for each in usual if each.rule[0] != "U" or each.services not in priced)]
    place = {service: rank for rank, service in enumerate(services)}
    return sorted(
        every,
        key=lambda each: (
            _RULES.index(each.rule),
            place[each.services] if each.rule > "L" and " " not in each.services else 0,
        ),
    )


def checked(asked: Json, found: Iterable[Found], readings: Mapping[str, str] | None = None) -> dict[str, Json]:
    """What an answer must be: every finding with its reason, and whether nothing is violated."""
    every = findings_of(asked, list(found))
    findings = [
        {"rule": each.rule, "status": each.status, "services": each.services.split(), "code": each.code}
        for each in every
    ]
    result = {"findings": findings, "ok": all(each.status != "violated" for each in every)}
    reasons = [(each.rule, each.code, each.facts) for each in every]
    used = {name: reading for name, reading in (readings or {}).items() if name in READINGS}
    return answered(result, reasons, READINGS | used)


def plan_case(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    asked: Json,
    *found: Found,
    instead: Iterable[Found] | None = None,
    **more: Json,
) -> None:
    """A case of plan.check; ``instead`` is what the known mistake of a near miss would find."""
    says = checked(asked, found, more.get("readings"))
    if instead is not None:
        must_show(name, says, checked(asked, instead, more.get("readings")))
    chapter.case(name, rules, why, "plan.check", asked, _without_cures(says), **more)


def _without_cures(says: Mapping[str, Json]) -> dict[str, Json]:
    """The same, finding by finding: the text of a cure is for each implementation to write."""
    result = says["/result"]
    spread = {name: claim for name, claim in says.items() if name != "/result"}
    spread |= {"/result/ok": result["ok"], f"/result/findings/{len(result['findings'])}": None}
    for place, finding in enumerate(result["findings"]):
        spread |= {f"/result/findings/{place}/{part}": value for part, value in finding.items()}
    return spread
