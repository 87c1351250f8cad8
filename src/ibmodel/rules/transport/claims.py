"""What a claim must hold for each means of transport: its fields and its proofs. Rules T-1, T-2, T-9; I-29."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from ibmodel.case.transport import Means, Proof, Ticket, TransportClaim
from ibmodel.dates import Month
from ibmodel.errors import BadValue, Duplicate, Inconsistent, MissingField, pointer
from ibmodel.parameters import Parameters

__all__ = ["EITHER_PROOF", "FIELDS", "PROOFS", "check_claim", "is_limited_by_receipts", "missing_proofs"]

_FUEL: Final = ("trips", "consumption_per_100km", "price_per_litre")
_RECEIPTS: Final = "fuel_receipts"

#: The fields that each means needs. ``fuel_receipts`` may stand beside those of a private car, and is needed there
#: under the reading ``lower_of_both`` of I-29.
FIELDS: Final[dict[Means, tuple[str, ...]]] = {
    Means.PRIVATE: _FUEL,
    Means.RENTED: (*_FUEL, "rent_days", "rent_per_day"),
    Means.BOUGHT: ("amount",),
    Means.PUBLIC: ("tickets",),
    Means.MUNICIPAL: ("amount",),
    Means.PARKING: ("amount",),
}

#: The proofs that each means always needs; for public transport those of each kind of ticket come on top.
PROOFS: Final[dict[Means, tuple[Proof, ...]]] = {
    Means.PRIVATE: (Proof.ROUTE_SHEET, Proof.FUEL_RECEIPT),
    Means.RENTED: (Proof.RENTAL_CONTRACT, Proof.PAYMENT_PROOF, Proof.ROUTE_SHEET, Proof.FUEL_RECEIPT),
    Means.BOUGHT: (Proof.ROUTE_SHEET, Proof.PAYMENT_PROOF),
    Means.PUBLIC: (Proof.MONTHLY_REPORT,),
    Means.MUNICIPAL: (Proof.MUNICIPAL_RULES, Proof.ROUTE_SHEET, Proof.PAYMENT_PROOF),
    Means.PARKING: (Proof.PARKING_RECEIPT, Proof.MONTHLY_REPORT),
}

#: Two proofs of which one is enough.
EITHER_PROOF: Final[dict[Means, tuple[Proof, Proof]]] = {
    Means.PRIVATE: (Proof.LOAN_AGREEMENT, Proof.OFFICIAL_NOTE),
    Means.BOUGHT: (Proof.PRICE_LIST, Proof.SERVICE_CONTRACT),
}


def is_limited_by_receipts(claim: TransportClaim, parameters: Parameters) -> bool:
    """Whether fuel is paid up to the receipts only. Rules: T-6; I-29."""
    return claim.means is Means.PRIVATE and parameters.reading("I-29") == "lower_of_both"


def missing_proofs(claim: TransportClaim) -> tuple[Proof, ...]:
    """Which proofs a claim lacks, in the order of `Proof`; of two of which one is enough both, while neither is there.

    Rules: T-2, T-9; source M III.5.
    """
    needed = {*PROOFS[claim.means]}
    for ticket in claim.tickets or ():
        needed.update(_proofs_of(ticket))
    pair = EITHER_PROOF.get(claim.means, ())
    if not any(proof in claim.proofs for proof in pair):
        needed.update(pair)
    return tuple(proof for proof in Proof if proof in needed and proof not in claim.proofs)


def _proofs_of(ticket: Ticket) -> tuple[Proof, ...]:
    card = (Proof.E_TICKET_RECEIPT, Proof.TRIP_LIST) if ticket.e_ticket else ()
    online = (Proof.ONLINE_PRINTOUT, Proof.PAYMENT_PROOF) if ticket.online else ()
    return (*card, *online) or (Proof.TICKET,)


def check_claim(claim: TransportClaim, parameters: Parameters, month: Month | None) -> None:
    """Raises the first problem of a claim, field by field.

    `MissingField` for a field that the means needs, `BadValue` for one that it does not use, `Inconsistent` for a day
    outside ``month`` (if one is given) and for a commission above the ticket's price, `Duplicate` for a day of rent
    given twice. Rules: T-1, T-3, T-4; I-29.
    """
    _check_fields(claim, parameters)
    for place, day in _days(claim):
        if month is not None and Month.of(day) != month:
            raise Inconsistent(f"expected a day in {month}, got {day}", pointer(*place))
    _check_rent_days(claim)
    for rank, ticket in enumerate(claim.tickets or ()):
        if ticket.commission is not None and ticket.commission > ticket.price:
            message = f"expected a commission of at most the price of {ticket.price}, got {ticket.commission}"
            raise Inconsistent(message, pointer("tickets", rank, "commission"))


def _check_fields(claim: TransportClaim, parameters: Parameters) -> None:
    needed = {*FIELDS[claim.means]}
    used = needed | ({_RECEIPTS} if claim.means is Means.PRIVATE else set())
    if is_limited_by_receipts(claim, parameters):
        needed.add(_RECEIPTS)
    for attribute in attrs.fields(TransportClaim):
        if attribute.name in ("means", "proofs"):
            continue
        given = getattr(claim, attribute.name) is not None
        if given and attribute.name not in used:
            raise BadValue(f"expected nothing here beside the means {claim.means.value}", pointer(attribute.name))
        if attribute.name in needed and not given:
            raise MissingField(f"expected a value for the means {claim.means.value}", pointer(attribute.name))


def _check_rent_days(claim: TransportClaim) -> None:
    seen: set[date] = set()
    for rank, day in enumerate(claim.rent_days or ()):
        if day in seen:
            raise Duplicate(f"expected every day of rent once, got {day} again", pointer("rent_days", rank))
        seen.add(day)


def _days(claim: TransportClaim) -> Iterator[tuple[tuple[str | int, ...], date]]:
    """Every day of a claim with its place."""
    yield from ((("trips", rank, "date"), trip.on) for rank, trip in enumerate(claim.trips or ()))
    yield from ((("rent_days", rank), day) for rank, day in enumerate(claim.rent_days or ()))
    yield from ((("tickets", rank, "date"), ticket.on) for rank, ticket in enumerate(claim.tickets or ()))
