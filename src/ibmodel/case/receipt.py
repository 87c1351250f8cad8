"""What happens to a plan once it is signed: units by month, what was received, why something changes or ends."""

from __future__ import annotations

from typing import Annotated, Any

import attrs

from ibmodel.case.checks import (
    Identifier,
    ServiceName,
    amounts_by_month,
    as_tuple,
    each,
    exactly,
    identifier,
    named,
    optional,
    service_name,
    whole_units,
)
from ibmodel.errors import BadValue
from ibmodel.money import Money, Rate, count
from ibmodel.vocabulary import Word

__all__ = [
    "BudgetManager",
    "Change",
    "ChangeReason",
    "Ending",
    "EndingGround",
    "Executed",
    "ExecutedService",
    "PlanMonths",
    "ReceivedLine",
    "ReceivedUnits",
    "plan_months",
]

#: How many months a plan has: one or more.
PlanMonths = Annotated[int, "plan months"]


def plan_months(value: object) -> int:
    """``value`` if a plan can have so many months.

    Raises `BadType` for anything but a whole number, `BadValue` below one.
    """
    months = count(value, "months")
    if months == 0:
        raise BadValue("expected a plan of at least one month, got 0")
    return months


def _units(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    named(lambda units: count(units, "units"))(instance, attribute, value)


def _none_carried(value: int | None) -> int:
    return 0 if value is None else value


def _no(value: bool | None) -> bool:
    return False if value is None else value


class ChangeReason(Word):
    """Why a plan has to be looked at again before its end (R-3)."""

    HEALTH = "health", "the child's health", "bērna veselības stāvoklis"
    GOALS = "goals", "the goals", "sasniedzamie mērķi"
    UNAVAILABLE = "unavailable", "a service is no longer available", "pakalpojums vairs nav pieejams"
    CONTRAINDICATION = "contraindication", "a contraindication", "kontrindikācijas"
    PRICE = "price", "the price of a service", "pakalpojuma cena"
    OTHER = "other", "another reason", "cits iemesls"


class EndingGround(Word):
    """Why a budget is no longer received (R-5)."""

    DECLINED = "declined", "the parent declines the budget", "vecāks atsakās no IB saņemšanas"
    BREACH = "breach", "the parent breaks the contract", "vecāks nepilda līguma saistības"
    PLACEMENT = "placement", "the placement in a foster family ends", "bērnu izņem no audžuģimenes"
    OTHER = "other", "another ground, such as moving away", "cits iemesls, piemēram, dzīvesvietas maiņa"


class BudgetManager(Word):
    """Who manages the money of a budget (IB pārvaldītājs, R-1)."""

    PARENT = "parent", "the parent, by direct payment", "vecāks, saņemot tiešo maksājumu"
    INSTITUTION = "institution", "an institution", "institūcija"
    MUNICIPALITY = "municipality", "the municipal social service", "pašvaldības sociālais dienests"


@attrs.frozen
class ReceivedUnits:
    """One service month by month: the units planned, and so far those received and those missed with an excuse.

    ``planned`` has an entry for each of ``months``, ``received`` and ``excused`` one for each month that is over.
    """

    months: PlanMonths = attrs.field(validator=named(plan_months))
    planned: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)
    received: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)
    excused: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)


@attrs.frozen(kw_only=True)
class ReceivedLine:
    """One service in a month that is to be paid: what was planned, carried over into it, and received."""

    service: ServiceName = attrs.field(validator=named(service_name))
    unit_price: Rate = attrs.field(validator=exactly(Rate))
    planned_units: int = attrs.field(validator=_units)
    carried_units: int = attrs.field(default=0, converter=_none_carried, validator=_units)
    received_units: int = attrs.field(validator=_units)


@attrs.frozen
class ExecutedService:
    """One service of a plan in the months that are over (a row of table 6.10).

    ``planned`` holds the units of every month of the plan, ``received`` those of the months that are known.
    ``spent`` is what was really paid in each of these: if not said, received units at the price of a unit.
    """

    service: ServiceName = attrs.field(validator=named(service_name))
    unit_price: Rate = attrs.field(validator=exactly(Rate))
    planned: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)
    received: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)
    spent: tuple[Money, ...] | None = attrs.field(
        default=None, converter=as_tuple, validator=optional(amounts_by_month)
    )


@attrs.frozen
class Executed:
    """A recipient's plan with all that is known of its execution."""

    id: Identifier = attrs.field(validator=named(identifier))
    lines: tuple[ExecutedService, ...] = attrs.field(converter=as_tuple, validator=each(ExecutedService))


@attrs.frozen
class Change:
    """Something that changed while a plan runs, and what could take a service's place.

    ``equivalent``: another service of equal worth can; ``listed_unfunded``: one can that the evaluation listed
    and the money did not reach. What is not said does not hold.
    """

    reason: ChangeReason = attrs.field(validator=exactly(ChangeReason))
    equivalent: bool = attrs.field(default=False, converter=_no, validator=exactly(bool))
    listed_unfunded: bool = attrs.field(default=False, converter=_no, validator=exactly(bool))


@attrs.frozen
class Ending:
    """Why a budget might end, with what is known: ``None`` where it is not.

    ``invited``: the letter that invites to a meeting was sent; ``solved``: the meeting found a way to go on;
    ``stays``: the child goes on living in the same municipality.
    """

    ground: EndingGround = attrs.field(validator=exactly(EndingGround))
    invited: bool = attrs.field(default=False, validator=exactly(bool))
    solved: bool | None = attrs.field(default=None, validator=optional(exactly(bool)))
    stays: bool | None = attrs.field(default=None, validator=optional(exactly(bool)))
