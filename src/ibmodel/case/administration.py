"""What the administration of a pilot is asked about: its dates, a municipality's costs, papers, a child to survey."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

import attrs

from ibmodel.case.applications import COMPONENTS, Component, MonthStart
from ibmodel.case.checks import (
    Identifier,
    as_tuple,
    exactly,
    identifier,
    named,
    not_negative_amount,
    optional,
    sequence,
)
from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.money import Money, Share, count
from ibmodel.vocabulary import Impairment

__all__ = [
    "FIRST_PLAN_MONTHS",
    "ChildCode",
    "CostsQuestion",
    "ExpenseProof",
    "FirstPlanMonth",
    "ParentReceipt",
    "PilotStart",
    "StaffPay",
    "SurveyedChild",
]

#: The months of the pilot in which the first plan can start (N-6, I-20).
FIRST_PLAN_MONTHS: Final = (2, 3)
#: One of `FIRST_PLAN_MONTHS`.
FirstPlanMonth = Annotated[int, "first plan month"]


def _counted(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    named(count)(instance, attribute, value)


def _text_or_nothing(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Validates what a paper shows: text, or ``None`` where it shows nothing."""
    if value is not None and type(value) is not str:
        raise BadType(f"expected text, got {shown(value)}", pointer(attribute.name))


@attrs.frozen
class PilotStart:
    """When a pilot starts, and in which of its months the first plan does; by default the policy's."""

    start: MonthStart = attrs.field(validator=exactly(date))
    plan1_month: FirstPlanMonth | None = attrs.field(default=None)

    @start.validator
    def _first_of_month(self, attribute: attrs.Attribute[Any], value: date) -> None:
        if value.day != 1:
            raise BadValue(f"expected the first day of a month, got {value}", pointer(attribute.name))

    @plan1_month.validator
    def _month_of_the_pilot(self, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is None:
            return
        if type(value) is not int:
            raise BadType(f"expected month 2 or 3, got {shown(value)}", pointer(attribute.name))
        if value not in FIRST_PLAN_MONTHS:
            raise BadValue(f"expected month 2 or 3, got {shown(value)}", pointer(attribute.name))


@attrs.frozen
class CostsQuestion:
    """A municipality's month: the social worker's pay for a full load, the children, trips and services paid."""

    full_pay: Money = attrs.field(validator=not_negative_amount)
    children: int = attrs.field(validator=_counted)
    employment_contract: bool = attrs.field(validator=exactly(bool))
    transport: Money = attrs.field(validator=not_negative_amount)
    services: Money = attrs.field(validator=not_negative_amount)


@attrs.frozen
class StaffPay:
    """What one person of the staff earns, under which contract, and for which part of the working time."""

    salary: Money = attrs.field(validator=not_negative_amount)
    supplements: Money = attrs.field(validator=not_negative_amount)
    overtime: Money = attrs.field(validator=not_negative_amount)
    employment_contract: bool = attrs.field(validator=exactly(bool))
    time_share: Share = attrs.field(validator=exactly(Share))


@attrs.frozen
class ExpenseProof:
    """The marks on a proof of expense (attaisnojuma dokuments). ``None``: the mark is not on it."""

    number: str | None = attrs.field(default=None, validator=_text_or_nothing)
    cost_position: str | None = attrs.field(default=None, validator=_text_or_nothing)
    amount: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))


@attrs.frozen
class ParentReceipt:
    """What a receipt that a parent hands in names. ``None``: it is not named."""

    provider: str | None = attrs.field(default=None, validator=_text_or_nothing)
    service: str | None = attrs.field(default=None, validator=_text_or_nothing)
    recipient: str | None = attrs.field(default=None, validator=_text_or_nothing)
    personal_code: str | None = attrs.field(default=None, validator=_text_or_nothing)


@attrs.frozen
class ChildCode:
    """A code that is to stand for a child, the child's name, and whether the contract is signed."""

    code: Identifier = attrs.field(validator=named(identifier))
    name: Identifier = attrs.field(validator=named(identifier))
    contract_signed: bool = attrs.field(validator=exactly(bool))


@attrs.frozen(kw_only=True)
class SurveyedChild:
    """A child whose quality of life is asked about on a day. ``components`` matter for multiple impairments only."""

    born: date = attrs.field(validator=exactly(date))
    on: date = attrs.field(validator=exactly(date))
    impairment: Impairment = attrs.field(validator=exactly(Impairment))
    components: tuple[Component, ...] | None = attrs.field(default=None, converter=as_tuple)
    can_express: bool = attrs.field(validator=exactly(bool))

    @components.validator
    def _known_components(self, attribute: attrs.Attribute[Any], value: tuple[Any, ...] | None) -> None:
        if value is None:
            return
        sequence(value, attribute.name)
        for place, component in enumerate(value):
            if type(component) is not Impairment:
                raise BadType(f"expected Impairment, got {shown(component)}", pointer(attribute.name, place))
            if component not in COMPONENTS:
                raise BadValue("expected an impairment other than multiple", pointer(attribute.name, place))
