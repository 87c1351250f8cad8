"""The adults' pilot: its services, a plan made with the person, decision support. Rules W-5 to W-8; I-22."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

import attrs

from ibmodel.catalogue import SERVICES
from ibmodel.dates import Month, Period, add_months
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.money import count
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import Programme, Word

__all__ = [
    "ADULT_SERVICES",
    "CODES",
    "AdultPilot",
    "Level",
    "PersonPlan",
    "PlanCheck",
    "SupportCheck",
    "SupportTopic",
    "check_person_plan",
    "check_support_hours",
    "compute_adult_pilot",
    "support_hours",
    "support_pilot",
]

SERVED: Final = ReasonCode("adult_services_period", "W-5", ("from", "to", "months"))
EXTENDED: Final = ReasonCode("adult_services_extended", "W-5", ("to", "months"))
WITH_PERSON: Final = ReasonCode("plan_made_with_person", "W-6", ())
NOT_WITH_PERSON: Final = ReasonCode("plan_made_for_person", "W-6", ())
IN_ORDER: Final = ReasonCode("plan_in_priority_order", "W-6", ())
NOT_IN_ORDER: Final = ReasonCode("plan_without_priority_order", "W-6", ())
CHOSEN: Final = ReasonCode("providers_chosen_by_person", "W-6", ())
NOT_CHOSEN: Final = ReasonCode("providers_not_chosen_by_person", "W-6", ())
WITHIN: Final = ReasonCode("plan_within_money", "W-6", ())
BEYOND: Final = ReasonCode("plan_beyond_money", "W-6", ())
UNKNOWN: Final = ReasonCode("plan_facts_unknown", "W-6", ())
HOURS_FIT: Final = ReasonCode("support_hours_within_level", "W-8", ("hours", "limit"))
HOURS_EXCEED: Final = ReasonCode("support_hours_above_level", "W-8", ("hours", "limit", "over"))
SPECIAL: Final = ReasonCode("support_hours_in_special_situation", "W-8", ("base", "extra", "limit"))
CODES: Final = (
    *(SERVED, EXTENDED, WITH_PERSON, NOT_WITH_PERSON, IN_ORDER, NOT_IN_ORDER, CHOSEN, NOT_CHOSEN, WITHIN, BEYOND),
    *(UNKNOWN, HOURS_FIT, HOURS_EXCEED, SPECIAL),
)

#: The services of the adults' pilot, by code, in the catalogue's order (W-7).
ADULT_SERVICES: Final = tuple(code for code, service in SERVICES.items() if Programme.ADULTS in service.programmes)


class SupportTopic(Word):
    """An area in which a support person helps to decide (atbalsta joma): W-8, in its order."""

    LEGAL = "legal", "legal matters", "juridiskā palīdzība"
    FINANCIAL = "financial", "money and property", "finanšu joma"
    DAILY_LIFE = "daily_life", "skills of daily life", "ikdienas dzīves prasmju apgūšana un attīstība"
    HEALTH_CARE = "health_care", "health care, up to the doctor's door", "veselības aprūpes joma (līdz ārsta kabinetam)"
    SOCIAL_CARE = "social_care", "social care", "sociālās aprūpes joma"
    CIRCLE = "circle", "building a circle of support", "atbalsta loka veidošana"


class Level(Word):
    """How much support in deciding an assessment found necessary (atbalsta līmenis)."""

    LOW = "low", "low level", "zems līmenis"
    MIDDLE = "middle", "middle level", "vidējs līmenis"
    HIGH = "high", "high level", "augsts līmenis"


@attrs.frozen
class AdultPilot:
    """The days of the adults' services; ``last`` as announced, ``extended`` with the months added later."""

    first: date
    last: date
    extended: date


@attrs.frozen
class PersonPlan:
    """How an adult's plan came about. ``None`` means: not known yet."""

    with_person: bool | None = None
    in_priority_order: bool | None = None
    providers_chosen: bool | None = None
    within_money: bool | None = None


@attrs.frozen
class PlanCheck:
    """Whether a plan came about as it must; ``None``: nothing speaks against it, but not all is known."""

    met: bool | None
    violations: tuple[str, ...]
    missing: tuple[str, ...]


@attrs.frozen
class SupportCheck:
    """Whether a month's hours keep within their limit, and how many do not."""

    allowed: bool
    limit: int
    over: int


_PLAN_CODES: Final = (
    ("with_person", WITH_PERSON, NOT_WITH_PERSON),
    ("in_priority_order", IN_ORDER, NOT_IN_ORDER),
    ("providers_chosen", CHOSEN, NOT_CHOSEN),
    ("within_money", WITHIN, BEYOND),
)


def compute_adult_pilot(parameters: Parameters) -> Decision[AdultPilot]:
    """When do the services of a pilot run, and until when with its extension (pakalpojumu sniegšanas laiks)?

    The pilot's first day and length are the edition's: under ``adults-pilot-2019`` 12 months from 1 November 2019.
    Rules: W-5; source A.
    """
    months, extra = parameters.pilot.months, parameters.adults.extension_months
    first = parameters.pilot.start
    announced = Period(Month.of(first), months)
    extended = Period(Month.of(first), months + extra)
    reasons = [Reason(SERVED, (first, announced.last, months))]
    if extra:
        reasons.append(Reason(EXTENDED, (extended.last, extra)))
    return Decision(AdultPilot(first, announced.last, extended.last), tuple(reasons), parameters.name, ())


def support_pilot(parameters: Parameters) -> Period:
    """The months of the pilot of decision support (atbalsta personas izmēģinājumprojekts). Rules: W-8; I-22."""
    first, last = parameters.adults.support_pilot_from, parameters.adults.support_pilot_to
    months = 1
    while add_months(first, months) <= last:
        months += 1
    return Period(Month.of(first), months)


def check_person_plan(plan: PersonPlan, parameters: Parameters) -> Decision[PlanCheck]:
    """Was an adult's plan made with the person (plāns kopā ar personu)?

    It is made together, has a priority order, the person chose the providers, and it costs no more than there is.
    Every one is judged; what is not known is named and is never a "no". Rules: W-6; source A.
    """
    reasons, violations, missing = [], [], []
    for name, kept, broken in _PLAN_CODES:
        answer = getattr(plan, name)
        if answer is None:
            missing.append(name)
            continue
        reasons.append(Reason(kept if answer else broken))
        if not answer:
            violations.append(broken.code)
    if missing:
        reasons.append(Reason(UNKNOWN))
    met = False if violations else None if missing else True
    return Decision(PlanCheck(met, tuple(violations), tuple(missing)), tuple(reasons), parameters.name, ())


def support_hours(level: Level, parameters: Parameters, *, special: bool = False) -> int:
    """How many hours of decision support may a person get in a month?

    In a special situation the edition's extra hours come on top. Rules: W-8.
    """
    adults = parameters.adults
    base = {
        Level.LOW: adults.support_hours_low,
        Level.MIDDLE: adults.support_hours_middle,
        Level.HIGH: adults.support_hours_high,
    }[level]
    return base + adults.support_hours_extra if special else base


def check_support_hours(
    hours: Collection[tuple[SupportTopic, int]], level: Level, parameters: Parameters, *, special: bool = False
) -> Decision[SupportCheck]:
    """Do the hours of decision support of one month, of all areas together, keep within the person's level?

    Raises `BadType` or `BadValue` for hours that are no count. Rules: W-8; source K; the levels are those that a
    municipality published.
    """
    used = sum(count(number, "hours") for _, number in hours)
    base, limit = support_hours(level, parameters), support_hours(level, parameters, special=special)
    reasons = []
    if special:
        reasons.append(Reason(SPECIAL, (base, limit - base, limit)))
    over = max(0, used - limit)
    reasons.append(Reason(HOURS_EXCEED, (used, limit, over)) if over else Reason(HOURS_FIT, (used, limit)))
    return Decision(SupportCheck(not over, limit, over), tuple(reasons), parameters.name, ())
