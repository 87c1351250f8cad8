"""What the classes of the case take: identifiers, services, amounts, units; and how they refuse anything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Final

import attrs

from ibmodel.catalogue import is_service_name
from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.money import Money, count

__all__ = [
    "VARIANTS",
    "Identifier",
    "ServiceName",
    "Variant",
    "amounts_by_month",
    "as_tuple",
    "each",
    "each_service",
    "exactly",
    "identifier",
    "known_variant",
    "moment",
    "named",
    "not_negative_amount",
    "optional",
    "or_nothing",
    "sequence",
    "service_name",
    "whole_units",
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


def named(read: Callable[[object], object]) -> Validator:
    """Validates by a reader that raises; the error then names the attribute."""

    def validate(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        try:
            read(value)
        except (BadType, BadValue) as error:
            raise error.below(attribute.name) from None

    return validate


def exactly(kind: type) -> Validator:
    """Validates that a value is of ``kind`` itself, of no subclass."""

    def validate(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if type(value) is not kind:
            raise BadType(f"expected {kind.__name__}, got {shown(value)}", pointer(attribute.name))

    return validate


def not_negative_amount(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Validates an amount that is not negative."""
    if type(value) is not Money:
        raise BadType(f"expected Money, got {shown(value)}", pointer(attribute.name))
    if value.cents < 0:
        raise BadValue(f"expected an amount that is not negative, got {value}", pointer(attribute.name))


def optional(validate: Validator) -> Validator:
    """Validates unless the value is ``None``."""

    def validate_if_given(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value is not None:
            validate(instance, attribute, value)

    return validate_if_given


def whole_units(instance: object, attribute: attrs.Attribute[Any], value: tuple[int, ...]) -> None:
    """Validates units by month."""
    sequence(value, attribute.name)
    for month, units in enumerate(value):
        try:
            count(units, "units")
        except (BadType, BadValue) as error:
            raise error.below(attribute.name, month) from None


def as_tuple(value: Any) -> Any:
    """A list as a tuple; `each` and the other validators refuse what is neither."""
    return tuple(value) if type(value) is list else value


def sequence(value: object, *place: str) -> None:
    """Checks that ``value``, found at ``place``, is a tuple, as `as_tuple` makes one."""
    if type(value) is not tuple:
        raise BadType(f"expected a sequence, got {shown(value)}", pointer(*place))


def moment(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Validates a local moment to the minute: no time zone, no seconds."""
    if type(value) is not datetime:
        raise BadType(f"expected a datetime, got {shown(value)}", pointer(attribute.name))
    if value.tzinfo is not None or value.second or value.microsecond:
        message = f"expected a local moment to the minute, without time zone, got {value.isoformat()}"
        raise BadValue(message, pointer(attribute.name))


def each(kind: type) -> Validator:
    """Validates that every item is of ``kind`` itself."""

    def validate(instance: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
        sequence(value, attribute.name)
        for place, item in enumerate(value):
            if type(item) is not kind:
                raise BadType(f"expected {kind.__name__}, got {shown(item)}", pointer(attribute.name, place))

    return validate


def known_variant(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Validates a funding variant."""
    if type(value) is not int:
        raise BadType(f"expected a funding variant of 1, 2 or 3, got {shown(value)}", pointer(attribute.name))
    if value not in VARIANTS:
        raise BadValue(f"expected a funding variant of 1, 2 or 3, got {shown(value)}", pointer(attribute.name))


def or_nothing(value: Money | None) -> Money:
    """No amount as nothing."""
    return _NOTHING if value is None else value


def each_service(services: tuple[str, ...], *place: str) -> None:
    """Checks every one of ``services``, found at ``place``."""
    sequence(services, *place)
    for rank, service in enumerate(services):
        try:
            service_name(service)
        except (BadType, BadValue) as error:
            raise error.below(*place, rank) from None


def amounts_by_month(instance: object, attribute: attrs.Attribute[Any], value: tuple[Money, ...]) -> None:
    """Validates amounts by month, none of them negative."""
    each(Money)(instance, attribute, value)
    for month, amount in enumerate(value):
        if amount.cents < 0:
            message = f"expected an amount that is not negative, got {amount}"
            raise BadValue(message, pointer(attribute.name, month))
