"""What a month's transport is claimed with: the means, trips, rent, tickets, amounts and proofs."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final, Self

import attrs

from ibmodel.case.checks import (
    ServiceName,
    as_tuple,
    each,
    exactly,
    named,
    not_negative_amount,
    optional,
    service_name,
)
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.money import Money, count
from ibmodel.vocabulary import Word

__all__ = ["Means", "Proof", "Quantity", "Ticket", "TransportClaim", "Trip"]

_MILLIONTHS: Final = 1_000_000
_QUANTITY_TEXT: Final = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?").fullmatch


class Means(Word):
    """How somebody got to a service (T-1)."""

    PRIVATE = "private", "private car", "privātā automašīna"
    RENTED = "rented", "rented vehicle", "nomātais transportlīdzeklis"
    BOUGHT = "bought", "bought transport service", "pirkts transporta pakalpojums"
    PUBLIC = "public", "public transport", "sabiedriskais transports"
    MUNICIPAL = "municipal", "municipal vehicle", "pašvaldības vai sociālā dienesta transports"
    PARKING = "parking", "parking", "autostāvvietas pakalpojums"


class Proof(Word):
    """A paper that proves a cost of transport (izdevumu pamatojošais dokuments, T-2 and T-9)."""

    ROUTE_SHEET = "route_sheet", "the route sheet", "maršruta lapa"
    FUEL_RECEIPT = "fuel_receipt", "the fuel receipt", "degvielas uzpildes stacijas čeks"
    RENTAL_CONTRACT = "rental_contract", "the rental contract", "nomas līgums"
    PAYMENT_PROOF = "payment_proof", "the proof of payment", "samaksas dokuments"
    PRICE_LIST = "price_list", "the provider's price list", "pakalpojuma sniedzēja cenrādis"
    SERVICE_CONTRACT = "service_contract", "the service contract", "pakalpojuma līgums"
    MONTHLY_REPORT = "monthly_report", "the report of the month", "atskaite par pārskata mēnesi"
    TICKET = "ticket", "the ticket", "transportlīdzekļa biļete"
    E_TICKET_RECEIPT = "e_ticket_receipt", "the receipt for the e-ticket", "čeks par e-talona iegādi"
    TRIP_LIST = "trip_list", "the list of trips", "veicamo braucienu saraksts"
    ONLINE_PRINTOUT = "online_printout", "the printout of the online purchase", "izdruka no interneta"
    MUNICIPAL_RULES = (
        "municipal_rules",
        "the municipality's rules with prices",
        "pašvaldības noteikumi ar pakalpojuma izcenojumiem",
    )
    PARKING_RECEIPT = "parking_receipt", "the parking receipt", "autostāvvietas čeks"
    LOAN_AGREEMENT = "loan_agreement", "the loan-for-use contract", "patapinājuma līgums"
    OFFICIAL_NOTE = "official_note", "the official note", "dienesta ziņojums"


def _whole(instance: object, attribute: attrs.Attribute[int], value: object) -> None:
    count(value, attribute.name)


@attrs.frozen(order=True)
class Quantity:
    """An exact measured quantity, such as kilometres or litres, in millionths.

    >>> Quantity.of("12.4"), Quantity.of("7").millionths
    (Quantity('12.4'), 7000000)
    """

    millionths: int = attrs.field(validator=_whole, repr=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """Reads ``"12"`` or ``"12.4"``: at most six decimals, no sign, no leading zeros.

        Raises `BadType` for anything but text, `BadValue` for text of another form.
        """
        if type(text) is not str:
            raise BadType(f"expected a quantity as text such as '12.4', got {shown(text)}")
        found = _QUANTITY_TEXT(text)
        if found is None:
            raise BadValue(f"expected a quantity, not negative, with at most six decimals, got {shown(text)}")
        return cls(int(found[1]) * _MILLIONTHS + int((found[2] or "").ljust(6, "0")))

    def __str__(self) -> str:
        whole, rest = divmod(self.millionths, _MILLIONTHS)
        return f"{whole}.{rest:06d}".rstrip("0") if rest else str(whole)

    def __repr__(self) -> str:
        return f"Quantity('{self}')"


def _no(value: bool | None) -> bool:
    return False if value is None else value


def _yes_no() -> Any:
    return attrs.field(default=False, converter=_no, validator=exactly(bool))


@attrs.frozen(kw_only=True)
class Trip:
    """One trip of a route sheet; ``empty`` is one that the parent makes alone, on the way back or to fetch the child.

    ``service`` is the one that the trip leads to.
    """

    on: date = attrs.field(validator=exactly(date), metadata={"wire": "date"})
    km: Quantity = attrs.field(validator=exactly(Quantity))
    purpose: str = attrs.field(validator=exactly(str))
    empty: bool = _yes_no()
    service: ServiceName = attrs.field(validator=named(service_name))


@attrs.frozen(kw_only=True)
class Ticket:
    """A ticket for public transport; ``price`` includes the ``commission``.

    ``with_child``: for the person who travels together with the child; ``online``: bought on the internet;
    ``e_ticket``: a card for several trips (e-talons).
    """

    on: date = attrs.field(validator=exactly(date), metadata={"wire": "date"})
    price: Money = attrs.field(validator=not_negative_amount)
    commission: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))
    with_child: bool = _yes_no()
    online: bool = _yes_no()
    e_ticket: bool = _yes_no()


@attrs.frozen(kw_only=True)
class TransportClaim:
    """One means of transport in a month: which of the fields it needs, `ibmodel.rules.transport.FIELDS` says."""

    means: Means = attrs.field(validator=exactly(Means))
    trips: tuple[Trip, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(each(Trip)))
    consumption_per_100km: Quantity | None = attrs.field(default=None, validator=optional(exactly(Quantity)))
    price_per_litre: Quantity | None = attrs.field(default=None, validator=optional(exactly(Quantity)))
    rent_days: tuple[date, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(each(date)))
    rent_per_day: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))
    tickets: tuple[Ticket, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(each(Ticket)))
    amount: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))
    fuel_receipts: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))
    proofs: tuple[Proof, ...] = attrs.field(converter=as_tuple, validator=each(Proof))
