"""The cost of a month's transport, exact to the cent. Rules T-3 to T-8, T-12; I-29."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ibmodel.case.transport import Means, Proof, Quantity, Ticket, TransportClaim, Trip
from ibmodel.dates import Month
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import Inconsistent
from ibmodel.money import Money, Rate, round_half_up
from ibmodel.parameters import Parameters
from ibmodel.rules.transport.claims import EITHER_PROOF, check_claim, is_limited_by_receipts, missing_proofs

__all__ = [
    "CODES",
    "EMPTY_TRIPS_TO",
    "TRANSPORT_READINGS",
    "Refused",
    "TransportCost",
    "compute_transport",
    "consumption_norm",
    "transport_cost",
]

#: The switchable interpretations that can matter for a private car.
TRANSPORT_READINGS: Final = ("I-29",)

FUEL: Final = ReasonCode("fuel_computed", "T-6", ("kilometres", "litres_per_100_km", "price_per_litre", "amount"))
FUEL_LIMITED: Final = ReasonCode("fuel_limited_by_receipts", "T-6", ("receipts", "computed"))
RENT: Final = ReasonCode("rent_counted", "T-3", ("days", "per_day", "amount"))
TICKETS: Final = ReasonCode("tickets_counted", "T-1", ("tickets", "amount"))
BILL: Final = ReasonCode("bill_counted", "T-1", ("amount",))
PARKING: Final = ReasonCode("parking_counted", "T-12", ("amount",))
EMPTY_TRIP: Final = ReasonCode("empty_trip", "T-7", ("date", "service"))
NO_TRIP: Final = ReasonCode("no_trip_that_day", "T-3", ("date", "amount"))
COMMISSION: Final = ReasonCode("commission", "T-4", ("date", "amount"))
FREE: Final = ReasonCode("free_with_child", "T-5", ("date", "amount"))
PROOF_MISSING: Final = ReasonCode("proof_missing", "T-2", ("proof",))
EITHER_MISSING: Final = ReasonCode("one_of_two_proofs_missing", "T-2", ("proof", "other_proof"))
CAR_PAPER_MISSING: Final = ReasonCode("paper_of_car_missing", "T-9", ("proof", "other_proof"))
PAYABLE: Final = ReasonCode("transport_payable", "T-2", ("amount",))
NOT_YET_PAYABLE: Final = ReasonCode("transport_not_yet_payable", "T-2", ("amount",))
CODES: Final = (
    *(FUEL, FUEL_LIMITED, RENT, TICKETS, BILL, PARKING),
    *(EMPTY_TRIP, NO_TRIP, COMMISSION, FREE),
    *(PROOF_MISSING, EITHER_MISSING, CAR_PAPER_MISSING, PAYABLE, NOT_YET_PAYABLE),
)

#: The services to which the parent's own empty trips count too.
EMPTY_TRIPS_TO: Final = ("respite_institution", "respite_home", "specialised_workshop", "day_care_centre")

_NOTHING: Final = Money(0)
# millionths of a kilometre x of a litre per 100 km x of a euro per litre, to cents: the 100 km and the 100 cents cancel
_PER_CENT_OF_FUEL: Final = 10**18


@attrs.frozen
class Refused:
    """Something that does not count, by its code, with its amount where it has one of its own."""

    code: str
    amount: Money | None = None


@attrs.frozen
class TransportCost:
    """What counts of a claim; ``payable`` once no proof is missing."""

    eligible: Money
    payable: bool
    refused: tuple[Refused, ...]
    missing_proofs: tuple[Proof, ...]


def compute_transport(
    claim: TransportClaim, parameters: Parameters, month: Month | None = None
) -> Decision[TransportCost]:
    """What does the transport of a month cost, which parts do not count, and which proofs are missing?

    The errors are those of `transport_cost`. Rules: T-1 to T-7, T-9, T-12; I-29; source M III.5.
    """
    outcome = transport_cost(claim, parameters, month)
    refusals = (reason for _, reason in _refusals(claim))
    reasons = (*_why_counted(claim, parameters), *refusals, *_why_payable(claim, outcome))
    readings = parameters.chosen(TRANSPORT_READINGS) if claim.means is Means.PRIVATE else ()
    return Decision(outcome, reasons, parameters.name, readings)


def transport_cost(claim: TransportClaim, parameters: Parameters, month: Month | None = None) -> TransportCost:
    """The cost of `compute_transport` without its reasons.

    Fuel: kilometres x litres per 100 km / 100 x price per litre over the trips that count, not above the receipts
    where the reading of I-29 says so. Rent: for each of its days with a trip that is not empty. Tickets: less
    commission, and nothing for a person who travels together with the child. Everything else as billed. Rounded half
    up to the cent, once. The errors are those of `check_claim`; days are checked only if a ``month`` is given.
    Rules: T-1 to T-7, T-9; I-29.
    """
    check_claim(claim, parameters, month)
    amounts = (_fuel(claim, parameters), _rent(claim), _fares(claim), claim.amount or _NOTHING)
    refused = tuple(refusal for refusal, _ in _refusals(claim))
    missing = missing_proofs(claim)
    return TransportCost(Money.sum(amounts), not missing, refused, missing)


def consumption_norm(
    manufacturer: Quantity | None = None,
    directorate: Quantity | None = None,
    similar: Quantity | None = None,
    test_drive: Quantity | None = None,
) -> Quantity | None:
    """How many litres per 100 km count for a vehicle (degvielas patēriņa norma), or ``None`` if nothing is known?

    What the manufacturer's document says; else the road-traffic directorate; else a similar model or a test drive
    recorded in an act. Raises `Inconsistent` if both of the last are given where they count: the source does not
    choose between them. Rules: T-8; source M III.5.
    """
    official = directorate if manufacturer is None else manufacturer
    if official is not None:
        return official
    if similar is not None and test_drive is not None:
        raise Inconsistent("expected the figure of a similar model or of a test drive, got both", "/test_drive")
    return test_drive if similar is None else similar


def _counts(trip: Trip) -> bool:
    return not trip.empty or trip.service in EMPTY_TRIPS_TO


def _kilometres(claim: TransportClaim) -> Quantity:
    return Quantity(sum(trip.km.millionths for trip in claim.trips or () if _counts(trip)))


def _millionths(quantity: Quantity | None) -> int:
    return 0 if quantity is None else quantity.millionths


def _computed_fuel(claim: TransportClaim) -> Money:
    litres, price = _millionths(claim.consumption_per_100km), _millionths(claim.price_per_litre)
    return Money(round_half_up(_kilometres(claim).millionths * litres * price, _PER_CENT_OF_FUEL))


def _fuel(claim: TransportClaim, parameters: Parameters) -> Money:
    """The receipts are whole cents, so that it is all one whether the sum is rounded before or after it is limited."""
    fuel = _computed_fuel(claim)
    if claim.fuel_receipts is not None and is_limited_by_receipts(claim, parameters):
        return min(fuel, claim.fuel_receipts)
    return fuel


def _rent(claim: TransportClaim) -> Money:
    per_day = claim.rent_per_day or _NOTHING
    return Money(per_day.cents * _days_travelled(claim))


def _days_travelled(claim: TransportClaim) -> int:
    """The days of rent on which somebody was taken to a service and back."""
    return len({trip.on for trip in claim.trips or () if not trip.empty} & {*(claim.rent_days or ())})


def _fare(ticket: Ticket) -> Money:
    return _NOTHING if ticket.with_child else ticket.price - (ticket.commission or _NOTHING)


def _fares(claim: TransportClaim) -> Money:
    return Money.sum(map(_fare, claim.tickets or ()))


def _refusals(claim: TransportClaim) -> Iterator[tuple[Refused, Reason]]:
    """What does not count, in the order of the claim: trips, days of rent, tickets."""
    travelled = {trip.on for trip in claim.trips or () if not trip.empty}
    for trip in claim.trips or ():
        if not _counts(trip):
            yield Refused(EMPTY_TRIP.code), Reason(EMPTY_TRIP, (trip.on, trip.service))
    for day in claim.rent_days or ():
        if day not in travelled:
            yield _refused(NO_TRIP, day, claim.rent_per_day or _NOTHING)
    for ticket in claim.tickets or ():
        if ticket.with_child:
            yield _refused(FREE, ticket.on, ticket.price)
        elif ticket.commission:
            yield _refused(COMMISSION, ticket.on, ticket.commission)


def _refused(kind: ReasonCode, on: object, amount: Money) -> tuple[Refused, Reason]:
    return Refused(kind.code, amount), Reason(kind, (on, amount))


def _why_counted(claim: TransportClaim, parameters: Parameters) -> Iterator[Reason]:
    if claim.trips is not None:
        litres, price = _millionths(claim.consumption_per_100km), _millionths(claim.price_per_litre)
        computed, fuel = _computed_fuel(claim), _fuel(claim, parameters)
        private = TRANSPORT_READINGS if claim.means is Means.PRIVATE else ()
        values = (str(_kilometres(claim)), str(Quantity(litres)), Rate(price), computed)
        yield Reason(FUEL, values, private)
        if fuel < computed:
            yield Reason(FUEL_LIMITED, (fuel, computed), private)
    if claim.rent_per_day is not None:
        yield Reason(RENT, (_days_travelled(claim), claim.rent_per_day, _rent(claim)))
    if claim.tickets is not None:
        yield Reason(TICKETS, (len(claim.tickets), _fares(claim)))
    if claim.amount is not None:
        yield Reason(PARKING if claim.means is Means.PARKING else BILL, (claim.amount,))


def _why_payable(claim: TransportClaim, outcome: TransportCost) -> Iterator[Reason]:
    pair = tuple(proof.value for proof in EITHER_PROOF.get(claim.means, ()))
    for proof in outcome.missing_proofs:
        if proof.value not in pair:
            yield Reason(PROOF_MISSING, (proof.value,))
        elif proof.value == pair[0]:
            yield Reason(CAR_PAPER_MISSING if claim.means is Means.PRIVATE else EITHER_MISSING, pair)
    yield Reason(PAYABLE if outcome.payable else NOT_YET_PAYABLE, (outcome.eligible,))
