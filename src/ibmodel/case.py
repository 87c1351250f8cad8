"""What is known of recipients and their plans, as frozen values; the names are those of the wire protocol.

Every class refuses values of the wrong kind at construction, with a `ibmodel.errors.BadType` or
`ibmodel.errors.BadValue` that names the attribute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Final

import attrs

from ibmodel.catalogue import is_service_name
from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.money import Money, Rate, count

__all__ = [
    "VARIANTS",
    "Benefits",
    "Case",
    "Cohort",
    "Funding",
    "FundingLine",
    "Identifier",
    "Line",
    "Need",
    "PlanLine",
    "Rankings",
    "Recipient",
    "ServiceName",
    "Variant",
    "identifier",
    "service_name",
]

#: Text that `identifier` accepts.
Identifier = Annotated[str, "identifier"]
#: Text that `service_name` accepts.
ServiceName = Annotated[str, "service"]
#: One of `VARIANTS`.
Variant = Annotated[int, "variant"]

#: The funding variants of the methodology (table 2).
VARIANTS: Final = (1, 2, 3)

_NOTHING: Final = Money(0)
_LONGEST_IDENTIFIER: Final = 64
_NOT_IN_IDENTIFIERS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]").search

Validator = Callable[[object, "attrs.Attribute[Any]", Any], None]


def identifier(value: object) -> str:
    """``value`` if it is an identifier: 1 to 64 characters, no control characters, no unpaired surrogates.

    Raises `BadType` for anything but text, else `BadValue`.
    """
    if type(value) is not str:
        raise BadType(f"expected an identifier as text, got {shown(value)}")
    if not 1 <= len(value) <= _LONGEST_IDENTIFIER or _NOT_IN_IDENTIFIERS(value) is not None:
        raise BadValue(
            f"expected an identifier of 1 to {_LONGEST_IDENTIFIER} characters without control characters "
            f"or unpaired surrogates, got {shown(value)}"
        )
    return value


def service_name(value: object) -> str:
    """``value`` if it is a code of the catalogue or a name that starts with ``x-``.

    Raises `BadType` for anything but text, else `BadValue`.
    """
    if type(value) is not str:
        raise BadType(f"expected a service as text, got {shown(value)}")
    if not is_service_name(value):
        raise BadValue(f"expected a service of the catalogue or a name that starts with 'x-', got {shown(value)}")
    return value


def _named(read: Callable[[object], object]) -> Validator:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        try:
            read(value)
        except (BadType, BadValue) as error:
            raise error.below(attribute.name) from None

    return validate


def _exactly(kind: type) -> Validator:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if type(value) is not kind:
            raise BadType(f"expected {kind.__name__}, got {shown(value)}", pointer(attribute.name))

    return validate


def _not_negative(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if type(value) is not Money:
        raise BadType(f"expected Money, got {shown(value)}", pointer(attribute.name))
    if value.cents < 0:
        raise BadValue(f"expected an amount that is not negative, got {value}", pointer(attribute.name))


def _optional(validate: Validator) -> Validator:
    def validate_if_given(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value is not None:
            validate(instance, attribute, value)

    return validate_if_given


def _units(instance: object, attribute: attrs.Attribute[Any], value: tuple[int, ...]) -> None:
    for month, units in enumerate(value):
        try:
            count(units, "units")
        except (BadType, BadValue) as error:
            raise error.below(attribute.name, month) from None


def _tuple(value: Any) -> tuple[Any, ...]:
    if type(value) not in (tuple, list):
        raise BadType(f"expected a sequence, got {shown(value)}")
    return tuple(value)


def _each(kind: type) -> Validator:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
        for place, item in enumerate(value):
            if type(item) is not kind:
                raise BadType(f"expected {kind.__name__}, got {shown(item)}", pointer(attribute.name, place))

    return validate


def _variant(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if type(value) is not int:
        raise BadType(f"expected a funding variant of 1, 2 or 3, got {shown(value)}", pointer(attribute.name))
    if value not in VARIANTS:
        raise BadValue(f"expected a funding variant of 1, 2 or 3, got {shown(value)}", pointer(attribute.name))


def _or_no_benefits(value: Benefits | None) -> Benefits:
    return Benefits() if value is None else value


def _or_nothing(value: Money | None) -> Money:
    return _NOTHING if value is None else value


@attrs.frozen
class Recipient:
    """What stage 1 needs to know of a recipient (IB saņēmējs).

    ``special_care`` is the opinion on the need of special care (īpašas kopšanas atzinums); ``received`` the
    moment of the application, which decides between equals under the reading ``exhaust`` of I-3.
    """

    id: Identifier = attrs.field(validator=_named(identifier))
    born: date = attrs.field(validator=_exactly(date))
    special_care: bool = attrs.field(validator=_exactly(bool))
    received: datetime | None = attrs.field(default=None, validator=_optional(_exactly(datetime)))


@attrs.frozen
class Need:
    """A recipient's provisional and needed amount, as stage 3 meets them."""

    id: Identifier = attrs.field(validator=_named(identifier))
    provisional: Money = attrs.field(validator=_not_negative)
    needed: Money = attrs.field(validator=_not_negative)
    received: datetime | None = attrs.field(default=None, validator=_optional(_exactly(datetime)))


@attrs.frozen
class Line:
    """A service of a plan: its price per unit and the units planned in each month (intensitāte)."""

    service: ServiceName = attrs.field(validator=_named(service_name))
    unit_price: Rate = attrs.field(validator=_exactly(Rate))
    units: tuple[int, ...] = attrs.field(converter=_tuple, validator=_units)


@attrs.frozen
class FundingLine:
    """A service of a plan as funding sees it.

    ``amount`` is what the service costs in the period, ``public`` what state or municipality pays for this very
    service already (it may exceed the amount), ``transport`` whether it is transport: if not said, what the
    catalogue says.
    """

    service: ServiceName = attrs.field(validator=_named(service_name))
    amount: Money = attrs.field(validator=_not_negative)
    public: Money = attrs.field(default=None, converter=_or_nothing, validator=_not_negative)
    transport: bool | None = attrs.field(default=None, validator=_optional(_exactly(bool)))


@attrs.frozen
class Benefits:
    """Benefits (pabalsti) by what they are tied to: rehabilitation services, or transport."""

    rehabilitation: Money = attrs.field(default=None, converter=_or_nothing, validator=_not_negative)
    transport: Money = attrs.field(default=None, converter=_or_nothing, validator=_not_negative)


@attrs.frozen(kw_only=True)
class Funding:
    """All that stage 4 needs: the final amount, the plan's lines in priority order, and the other money.

    ``variant`` 1, 2 or 3: if not said, the edition's. ``before`` is what the recipient had before: if not said, the
    public money and the benefits together.
    """

    variant: Variant | None = attrs.field(default=None, validator=_optional(_variant))
    final: Money = attrs.field(validator=_not_negative)
    lines: tuple[FundingLine, ...] = attrs.field(converter=_tuple, validator=_each(FundingLine))
    benefits: Benefits = attrs.field(default=None, converter=_or_no_benefits, validator=_exactly(Benefits))
    other: Money = attrs.field(default=None, converter=_or_nothing, validator=_not_negative)
    before: Money | None = attrs.field(default=None, validator=_optional(_not_negative))


def _experts(value: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {area: _tuple(value[area]) for area in sorted(value)}


@attrs.frozen
class Rankings:
    """Two rankings of the same services, the most important first.

    ``experts`` ranks within each support area (``"1"``, ``"2"``, ``"3"``), ``parent`` all of them in one list.
    """

    experts: Mapping[str, tuple[str, ...]] = attrs.field(converter=_experts)
    parent: tuple[str, ...] = attrs.field(converter=_tuple)

    @experts.validator
    def _areas_and_services(self, attribute: attrs.Attribute[Any], value: Mapping[str, tuple[str, ...]]) -> None:
        for area, services in value.items():
            if area not in ("1", "2", "3"):
                raise BadValue(f"expected a support area of 1, 2 or 3, got {shown(area)}", pointer("experts"))
            _each_service(services, "experts", area)

    @parent.validator
    def _services(self, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
        _each_service(value, "parent")


@attrs.frozen
class PlanLine:
    """A service of a plan with all that the four stages need to know of it: see `Line` and `FundingLine`."""

    service: ServiceName = attrs.field(validator=_named(service_name))
    unit_price: Rate = attrs.field(validator=_exactly(Rate))
    units: tuple[int, ...] = attrs.field(converter=_tuple, validator=_units)
    public: Money = attrs.field(default=None, converter=_or_nothing, validator=_not_negative)
    transport: bool | None = attrs.field(default=None, validator=_optional(_exactly(bool)))

    @property
    def line(self) -> Line:
        """The line as stage 2 sees it."""
        return Line(self.service, self.unit_price, self.units)

    def funding_line(self, amount: Money) -> FundingLine:
        """The line as stage 4 sees it, when it costs ``amount`` in the period."""
        return FundingLine(self.service, amount, self.public, self.transport)


@attrs.frozen
class Case:
    """A recipient with the plan (atbalsta plāns) and the other money: what one file of the social service holds.

    ``lines`` are in priority order unless ``rankings`` are given: then these decide the order, and every line's
    service is ranked.
    """

    id: Identifier = attrs.field(validator=_named(identifier))
    municipality: Identifier = attrs.field(validator=_named(identifier))
    born: date = attrs.field(validator=_exactly(date))
    special_care: bool = attrs.field(validator=_exactly(bool))
    lines: tuple[PlanLine, ...] = attrs.field(converter=_tuple, validator=_each(PlanLine))
    received: datetime | None = attrs.field(default=None, validator=_optional(_exactly(datetime)))
    rankings: Rankings | None = attrs.field(default=None, validator=_optional(_exactly(Rankings)))
    benefits: Benefits = attrs.field(default=None, converter=_or_no_benefits, validator=_exactly(Benefits))
    other: Money = attrs.field(default=None, converter=_or_nothing, validator=_not_negative)
    before: Money | None = attrs.field(default=None, validator=_optional(_not_negative))

    @property
    def recipient(self) -> Recipient:
        """The recipient as stage 1 sees it."""
        return Recipient(self.id, self.born, self.special_care, self.received)


@attrs.frozen
class Cohort:
    """Everybody who shares one pool (kopējais finansējums) in one period.

    ``on`` is the first day of the period, ``underspent`` what was planned but not spent in the period before,
    ``amount`` the euro value of 100 % under the reading ``fixed_amount`` of I-1. ``title`` says what the data are,
    ``synthetic`` whether they are made up.
    """

    title: str = attrs.field(validator=_exactly(str))
    synthetic: bool = attrs.field(validator=_exactly(bool))
    pool: Money = attrs.field(validator=_not_negative)
    on: date = attrs.field(validator=_exactly(date))
    cases: tuple[Case, ...] = attrs.field(converter=_tuple, validator=_each(Case))
    underspent: Money = attrs.field(default=None, converter=_or_nothing, validator=_not_negative)
    amount: Money | None = attrs.field(default=None, validator=_optional(_not_negative))


def _each_service(services: tuple[str, ...], *place: str) -> None:
    for rank, service in enumerate(services):
        try:
            service_name(service)
        except (BadType, BadValue) as error:
            raise error.below(*place, rank) from None
