"""What the reports of a pilot are made from: accounts, people by their codes, evaluations, services, places.

People stand here by the codes that were assigned to them (A-11), with the facts that the results are broken down by;
``None`` means not known, which is neither no nor nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

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
    service_name,
)
from ibmodel.case.matrix import Aid, FamilyType, Sex, Specialty
from ibmodel.dates import Month
from ibmodel.errors import BadType, BadValue, Duplicate, pointer, shown
from ibmodel.money import Money, count
from ibmodel.vocabulary import Impairment, Word

__all__ = [
    "MonthAccount",
    "MunicipalityFacts",
    "Occasion",
    "PilotEvaluation",
    "PilotFacts",
    "PilotParent",
    "PilotParticipant",
    "ServiceReceived",
    "ServiceSpending",
]

_maybe_flag = optional(exactly(bool))
_maybe_name = optional(named(identifier))
_maybe_count = optional(named(count))


def _codes(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    """Validates a mapping of services to places."""
    if not isinstance(value, Mapping):
        raise BadType(f"expected a mapping, got {shown(value)}", pointer(attribute.name))
    for service, place in value.items():
        try:
            service_name(service)
            identifier(place)
        except (BadType, BadValue) as error:
            raise error.below(attribute.name, str(service)) from None


def _none_given(value: Any) -> Any:
    return {} if value is None else value


class Occasion(Word):
    """Which evaluation of a child's needs it was (izvērtēšanas reize): N-5, A-7."""

    INITIAL = "initial", "initial evaluation", "sākotnējā izvērtēšana"
    REPEATED = "repeated", "repeated evaluation", "atkārtotā izvērtēšana"
    CLOSING = "closing", "closing evaluation", "noslēguma izvērtēšana"
    EXTRA = "extra", "extra evaluation", "papildu izvērtēšana"


@attrs.frozen(kw_only=True)
class MonthAccount:
    """What a municipality's account of the pilot held when a month began, and what the ministry paid into it.

    ``advance`` is the part of the money received that is the advance of A-5 and will be settled at the end;
    ``received`` is the rest.
    """

    municipality: Identifier = attrs.field(validator=named(identifier))
    opening: Money = attrs.field(validator=exactly(Money))
    received: Money = attrs.field(validator=not_negative_amount)
    advance: Money = attrs.field(validator=not_negative_amount)


@attrs.frozen(kw_only=True)
class MunicipalityFacts:
    """A municipality of the pilot: its planning region and its size, by which Q-4 groups."""

    name: Identifier = attrs.field(validator=named(identifier))
    region: Identifier | None = attrs.field(default=None, validator=_maybe_name)
    inhabitants: int | None = attrs.field(default=None, validator=_maybe_count)
    national_centre: bool | None = attrs.field(default=None, validator=_maybe_flag)


@attrs.frozen(kw_only=True)
class PilotParent:
    """A parent who receives support with a child: the facts of A-9. Of two children of one parent both name it."""

    code: Identifier = attrs.field(validator=named(identifier))
    age: int | None = attrs.field(default=None, validator=_maybe_count)
    sex: Sex | None = attrs.field(default=None, validator=optional(exactly(Sex)))
    family: FamilyType | None = attrs.field(default=None, validator=optional(exactly(FamilyType)))
    disability: bool | None = attrs.field(default=None, validator=_maybe_flag)
    complete_family: bool | None = attrs.field(default=None, validator=_maybe_flag)
    children: int | None = attrs.field(default=None, validator=_maybe_count)
    children_with_disability: int | None = attrs.field(default=None, validator=_maybe_count)
    paid_work: bool | None = attrs.field(default=None, validator=_maybe_flag)


@attrs.frozen(kw_only=True)
class PilotParticipant:
    """A child who takes part, by code, with the facts of A-9.

    ``age`` is in completed years on the day that the caller chose for the whole report. ``aids`` are the technical
    aids that the child needs, each with where it was had from: none at all for a child who needs none.
    """

    code: Identifier = attrs.field(validator=named(identifier))
    municipality: Identifier = attrs.field(validator=named(identifier))
    age: int | None = attrs.field(default=None, validator=_maybe_count)
    sex: Sex | None = attrs.field(default=None, validator=optional(exactly(Sex)))
    impairment: Impairment | None = attrs.field(default=None, validator=optional(exactly(Impairment)))
    aids: tuple[Aid, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(each(Aid)))
    parent: PilotParent | None = attrs.field(default=None, validator=optional(exactly(PilotParent)))


@attrs.frozen(kw_only=True)
class PilotEvaluation:
    """An evaluation that was carried out, and who sat in the team: a specialty for each member."""

    municipality: Identifier = attrs.field(validator=named(identifier))
    code: Identifier = attrs.field(validator=named(identifier))
    occasion: Occasion | None = attrs.field(default=None, validator=optional(exactly(Occasion)))
    team: tuple[Specialty, ...] | None = attrs.field(
        default=None, converter=as_tuple, validator=optional(each(Specialty))
    )


@attrs.frozen(kw_only=True)
class ServiceReceived:
    """A service that was received and paid for a child: how many units, for how much, and where."""

    municipality: Identifier = attrs.field(validator=named(identifier))
    code: Identifier = attrs.field(validator=named(identifier))
    service: ServiceName = attrs.field(validator=named(service_name))
    units: int = attrs.field(validator=named(count))
    amount: Money = attrs.field(validator=not_negative_amount)
    place: Identifier | None = attrs.field(default=None, validator=_maybe_name)


@attrs.frozen(kw_only=True)
class ServiceSpending:
    """What was paid for a person's service in a month; there may be several such rows of one month."""

    service: ServiceName = attrs.field(validator=named(service_name))
    code: Identifier = attrs.field(validator=named(identifier))
    month: Month = attrs.field(validator=exactly(Month))
    amount: Money = attrs.field(validator=not_negative_amount)


@attrs.frozen(kw_only=True)
class PilotFacts:
    """What is known of a pilot besides its money: its municipalities, children with their parents, evaluations.

    ``places`` tells where a service can be had, for those of which it is known.
    """

    municipalities: tuple[MunicipalityFacts, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(MunicipalityFacts)
    )
    participants: tuple[PilotParticipant, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(PilotParticipant)
    )
    evaluations: tuple[PilotEvaluation, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(PilotEvaluation)
    )
    places: Mapping[ServiceName, Identifier] = attrs.field(
        factory=dict[str, str], converter=_none_given, validator=_codes
    )

    @municipalities.validator
    def _each_once(self, attribute: attrs.Attribute[Any], value: tuple[MunicipalityFacts, ...]) -> None:
        seen: set[str] = set()
        for place, municipality in enumerate(value):
            if municipality.name in seen:
                message = f"expected every municipality once, got {municipality.name!a} again"
                raise Duplicate(message, pointer(attribute.name, place, "name"))
            seen.add(municipality.name)
