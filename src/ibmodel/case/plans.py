"""Plans and the money for them: lines, rankings, sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ibmodel.case.checks import (
    ServiceName,
    Variant,
    as_tuple,
    each,
    each_service,
    exactly,
    known_variant,
    named,
    not_negative_amount,
    optional,
    or_nothing,
    service_name,
    whole_units,
)
from ibmodel.errors import BadType, BadValue, pointer, shown, shown_key
from ibmodel.money import Money, Rate

__all__ = ["Benefits", "Funding", "FundingLine", "Line", "PlanLine", "Rankings", "or_no_benefits"]


@attrs.frozen
class Line:
    """A service of a plan: its price per unit and the units planned in each month (intensitāte)."""

    service: ServiceName = attrs.field(validator=named(service_name))
    unit_price: Rate = attrs.field(validator=exactly(Rate))
    units: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)


@attrs.frozen
class FundingLine:
    """A service of a plan as funding sees it.

    ``amount`` is what the service costs in the period, ``public`` what state or municipality pays for this very
    service already (it may exceed the amount), ``transport`` whether it is transport: if not said, what the
    catalogue says.
    """

    service: ServiceName = attrs.field(validator=named(service_name))
    amount: Money = attrs.field(validator=not_negative_amount)
    public: Money = attrs.field(default=None, converter=or_nothing, validator=not_negative_amount)
    transport: bool | None = attrs.field(default=None, validator=optional(exactly(bool)))


@attrs.frozen
class Benefits:
    """Benefits (pabalsti) by what they are tied to: rehabilitation services, or transport."""

    rehabilitation: Money = attrs.field(default=None, converter=or_nothing, validator=not_negative_amount)
    transport: Money = attrs.field(default=None, converter=or_nothing, validator=not_negative_amount)


def or_no_benefits(value: Benefits | None) -> Benefits:
    """No benefits as benefits of nothing."""
    return Benefits() if value is None else value


@attrs.frozen(kw_only=True)
class Funding:
    """All that stage 4 needs: the final amount, the plan's lines in priority order, and the other money.

    ``variant`` 1, 2 or 3: if not said, the edition's. ``before`` is what the recipient had before: if not said, the
    public money and the benefits together.
    """

    variant: Variant | None = attrs.field(default=None, validator=optional(known_variant))
    final: Money = attrs.field(validator=not_negative_amount)
    lines: tuple[FundingLine, ...] = attrs.field(converter=as_tuple, validator=each(FundingLine))
    benefits: Benefits = attrs.field(default=None, converter=or_no_benefits, validator=exactly(Benefits))
    other: Money = attrs.field(default=None, converter=or_nothing, validator=not_negative_amount)
    before: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))


def _experts(value: Any) -> Mapping[str, tuple[str, ...]]:
    """The experts' lists in the order of the areas."""
    if not isinstance(value, Mapping):
        raise BadType(f"expected lists of services by support area, got {shown(value)}", "/experts")
    for area, services in value.items():
        if area not in ("1", "2", "3"):
            raise BadValue(
                f"expected a support area of 1, 2 or 3, got {shown(area)}", pointer("experts", shown_key(area))
            )
        if type(services) not in (tuple, list):
            raise BadType(f"expected a list of services, got {shown(services)}", pointer("experts", area))
    return {area: tuple(value[area]) for area in sorted(value)}


@attrs.frozen
class Rankings:
    """Two rankings of the same services, the most important first.

    ``experts`` ranks within each support area (``"1"``, ``"2"``, ``"3"``), ``parent`` all of them in one list.
    """

    experts: Mapping[str, tuple[str, ...]] = attrs.field(converter=_experts)
    parent: tuple[str, ...] = attrs.field(converter=as_tuple)

    @experts.validator
    def _areas_and_services(self, attribute: attrs.Attribute[Any], value: Mapping[str, tuple[str, ...]]) -> None:
        for area, services in value.items():
            each_service(services, "experts", area)

    @parent.validator
    def _services(self, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
        each_service(value, "parent")


@attrs.frozen
class PlanLine:
    """A service of a plan with all that the four stages need to know of it: see `Line` and `FundingLine`."""

    service: ServiceName = attrs.field(validator=named(service_name))
    unit_price: Rate = attrs.field(validator=exactly(Rate))
    units: tuple[int, ...] = attrs.field(converter=as_tuple, validator=whole_units)
    public: Money = attrs.field(default=None, converter=or_nothing, validator=not_negative_amount)
    transport: bool | None = attrs.field(default=None, validator=optional(exactly(bool)))

    @property
    def line(self) -> Line:
        """The line as stage 2 sees it."""
        return Line(self.service, self.unit_price, self.units)

    def funding_line(self, amount: Money) -> FundingLine:
        """The line as stage 4 sees it, when it costs ``amount`` in the period."""
        return FundingLine(self.service, amount, self.public, self.transport)
