"""A support plan as its check sees it: the child, the period, the lines with their hours, what is known of prices."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any, Final

import attrs

from ibmodel.case.applications import COMPONENTS, INDEFINITE, MOST_MONTHS, Component, Months, Until
from ibmodel.case.checks import (
    Identifier,
    ServiceName,
    as_tuple,
    each,
    exactly,
    identifier,
    named,
    not_negative_amount,
    optional,
    sequence,
    service_name,
    whole_units,
)
from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.money import Money, Rate, count
from ibmodel.vocabulary import Impairment

__all__ = [
    "DAYS_IN_WEEK",
    "FAMILY_GROUNDS",
    "SESSION_KINDS",
    "BudgetBase",
    "CheckedLine",
    "CheckedPlan",
    "ClockTime",
    "DatedChild",
    "FamilyGround",
    "PlanChild",
    "PlanPeriod",
    "PriceFacts",
    "SessionKind",
    "Slot",
    "SurveyRange",
    "Weekday",
    "family_ground",
    "session_kind",
    "weekday",
]

#: Why a family may have an assistant (L-6).
FAMILY_GROUNDS: Final = ("lack_of_skills", "parent_mental_impairment", "parent_impairment")
#: For one child, or for several together.
SESSION_KINDS: Final = ("individual", "group")
#: Monday is 1.
DAYS_IN_WEEK: Final = 7

#: One of `FAMILY_GROUNDS`.
FamilyGround = Annotated[str, "family ground"]
#: One of `SESSION_KINDS`.
SessionKind = Annotated[str, "session kind"]
#: 1 for Monday to 7 for Sunday.
Weekday = Annotated[int, "weekday"]
#: A time of day, to the minute.
ClockTime = Annotated[time, "time of day"]


def family_ground(value: object) -> str:
    """``value`` if it is one of `FAMILY_GROUNDS`; raises `BadType` for anything but text, else `BadValue`."""
    return _word(value, FAMILY_GROUNDS)


def session_kind(value: object) -> str:
    """``value`` if it is one of `SESSION_KINDS`; raises `BadType` for anything but text, else `BadValue`."""
    return _word(value, SESSION_KINDS)


def weekday(value: object) -> int:
    """``value`` if it is a weekday, 1 to 7; raises `BadType` for anything but a whole number, else `BadValue`."""
    if not 1 <= count(value, "a weekday") <= DAYS_IN_WEEK:
        raise BadValue(f"expected a weekday of 1 to {DAYS_IN_WEEK}, got {shown(value)}")
    return value  # type: ignore[return-value]


def _word(value: object, allowed: tuple[str, ...]) -> str:
    if type(value) is not str:
        raise BadType(f"expected one of {', '.join(allowed)}, got {shown(value)}")
    if value not in allowed:
        raise BadValue(f"expected one of {', '.join(allowed)}, got {shown(value)}")
    return value


def _months(value: object) -> None:
    if not 1 <= count(value, "months") <= MOST_MONTHS:
        raise BadValue(f"expected 1 to {MOST_MONTHS} months, got {shown(value)}")


def _grounds(instance: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    sequence(value, attribute.name)
    for place, item in enumerate(value):
        try:
            family_ground(item)
        except (BadType, BadValue) as error:
            raise error.below(attribute.name, place) from None


def _components(instance: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    each(Impairment)(instance, attribute, value)
    for place, item in enumerate(value):
        if item not in COMPONENTS:
            message = f"expected an impairment that a multiple one can have, got {item.value}"
            raise BadValue(message, pointer(attribute.name, place))


def _until(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value != INDEFINITE and type(value) is not date:
        raise BadType(f"expected a date or {INDEFINITE!r}, got {shown(value)}", pointer(attribute.name))


_amount: Final = optional(not_negative_amount)
_rate: Final = optional(exactly(Rate))
_yes_no: Final = optional(exactly(bool))


@attrs.frozen
class PlanChild:
    """The child of a plan. ``None`` means: not known yet. ``components`` are those of multiple impairments.

    ``disability_determined`` speaks of the plan's period.
    """

    impairment: Impairment = attrs.field(validator=exactly(Impairment))
    components: tuple[Component, ...] | None = attrs.field(
        default=None, converter=as_tuple, validator=optional(_components)
    )
    disability_determined: bool | None = attrs.field(default=None, validator=_yes_no)


@attrs.frozen
class DatedChild(PlanChild):
    """A child of whom it also matters, under the reading ``strict`` of I-23, how long the disability is in force.

    ``disability_until`` is its last day, or `ibmodel.case.applications.INDEFINITE`; ``None`` means: not known yet.
    """

    disability_until: Until | None = attrs.field(default=None, validator=optional(_until))


@attrs.frozen
class PlanPeriod:
    """The period of a plan: from the month of ``start`` for whole ``months``."""

    start: date = attrs.field(validator=exactly(date))
    months: Months = attrs.field(validator=named(_months))


@attrs.frozen
class BudgetBase:
    """The amounts of the individual budget, as far as they are known; I-15 says which of them counts."""

    total: Money | None = attrs.field(default=None, validator=_amount)
    final: Money | None = attrs.field(default=None, validator=_amount)
    needed: Money | None = attrs.field(default=None, validator=_amount)
    provisional: Money | None = attrs.field(default=None, validator=_amount)


@attrs.frozen
class Slot:
    """Hours of one weekday, the same in every week; an ``end`` earlier than the ``start`` is on the next day."""

    weekday: Weekday = attrs.field(validator=named(weekday))
    start: ClockTime = attrs.field(metadata={"wire": "from"})
    end: ClockTime = attrs.field(metadata={"wire": "to"})

    @start.validator
    @end.validator
    def _to_the_minute(self, attribute: attrs.Attribute[Any], value: object) -> None:
        if type(value) is not time:
            raise BadType(f"expected a time of day, got {shown(value)}", pointer(attribute.name))
        if value.second or value.microsecond or value.tzinfo is not None:
            message = f"expected a local time of day to the minute, got {shown(value)}"
            raise BadValue(message, pointer(attribute.name))


@attrs.frozen
class SurveyRange:
    """What providers asked for one unit in the survey of 2018 (aptauja): the lowest and the highest price."""

    low: Rate = attrs.field(validator=exactly(Rate))
    high: Rate = attrs.field(validator=exactly(Rate))


@attrs.frozen(kw_only=True)
class PriceFacts:
    """What is known, besides a price itself, of the prices of one service on the day ``on``.

    ``provider_market_price`` is what the provider charges others, ``contract_price`` that of a delegation contract,
    ``regulated`` that of a regulation, ``transport_part`` the client transport inside a group session.
    """

    on: date = attrs.field(validator=exactly(date))
    provider_market_price: Rate | None = attrs.field(default=None, validator=_rate)
    contract_price: Rate | None = attrs.field(default=None, validator=_rate)
    regulated: Rate | None = attrs.field(default=None, validator=_rate)
    transport_part: Money | None = attrs.field(default=None, validator=_amount)
    survey: SurveyRange | None = attrs.field(default=None, validator=optional(exactly(SurveyRange)))


@attrs.frozen(kw_only=True)
class CheckedLine:
    """A line of a plan with all that the rules on combinations and prices ask. ``None`` means: not known.

    ``specialists`` are those whose sessions a day-care centre's service contains, ``specialist`` whose session a
    line is, ``slots`` its hours in every week of a month in which it has units.
    """

    service: ServiceName = attrs.field(validator=named(service_name))
    provider: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))
    unit_price: Rate = attrs.field(validator=exactly(Rate))
    units: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)
    named_by_team: bool | None = attrs.field(default=None, validator=_yes_no)
    specialists: tuple[str, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(each(str)))
    specialist: str | None = attrs.field(default=None, validator=optional(exactly(str)))
    kind: SessionKind | None = attrs.field(default=None, validator=optional(named(session_kind)))
    weekly_days: int | None = attrs.field(default=None, validator=optional(named(count)))
    family_grounds: tuple[FamilyGround, ...] | None = attrs.field(
        default=None, converter=as_tuple, validator=optional(_grounds)
    )
    slots: tuple[Slot, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(each(Slot)))
    price: PriceFacts | None = attrs.field(default=None, validator=optional(exactly(PriceFacts)))


@attrs.frozen(kw_only=True)
class CheckedPlan:
    """A plan to be checked (atbalsta plāns): ``contract`` is the parent's contract on the individual budget.

    ``transport_override`` is why transport may take more than its part of the budget; blank text is no reason.
    """

    child: PlanChild = attrs.field()
    contract: bool | None = attrs.field(default=None, validator=_yes_no)
    period: PlanPeriod = attrs.field(validator=exactly(PlanPeriod))
    budget: BudgetBase | None = attrs.field(default=None, validator=optional(exactly(BudgetBase)))
    transport_override: str | None = attrs.field(default=None, validator=optional(exactly(str)))
    lines: tuple[CheckedLine, ...] = attrs.field(converter=as_tuple, validator=each(CheckedLine))

    @child.validator
    def _a_child(self, attribute: attrs.Attribute[Any], value: object) -> None:
        if type(value) not in (PlanChild, DatedChild):
            raise BadType(f"expected PlanChild or DatedChild, got {shown(value)}", pointer(attribute.name))
