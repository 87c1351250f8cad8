"""``transport.cost``: what a month's transport costs, and what does not count (T-1 to T-7, T-9; I-29).

- Private car: kilometres x litres per 100 km / 100 x price per litre over the trips that count (T-6); under the
  reading ``lower_of_both`` of I-29 at most the fuel receipts. A trip counts unless the parent makes it without
  the child to something else than day care, a workshop or respite (T-7).
- Rented vehicle: the same fuel, and the rent for each day of rent on which there is a trip with the child (T-3).
- Public transport: the tickets without commission (T-4); free for whoever travels together with the child (T-5).
- Bought service, municipal vehicle, parking: the amount given.

Rounded half up to the cent, once, at the end. What does not count is listed: trips, days of rent, tickets, in their
order. It can be paid once no proof of T-2 and T-9 is missing; where one of two is enough, both are missing until
one is there.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from money_twins.documents import Refusal, cents, half_up, money
from money_twins.policies import reading

EMPTY_TRIPS_COUNT = {"day_care_centre", "specialised_workshop", "respite_institution", "respite_home"}
ALL_PROOFS = [
    "route_sheet",
    "fuel_receipt",
    "rental_contract",
    "payment_proof",
    "price_list",
    "service_contract",
    "monthly_report",
    "ticket",
    "e_ticket_receipt",
    "trip_list",
    "online_printout",
    "municipal_rules",
    "parking_receipt",
    "loan_agreement",
    "official_note",
]
PROOFS = {
    "private": {"route_sheet", "fuel_receipt"},
    "rented": {"rental_contract", "payment_proof", "route_sheet", "fuel_receipt"},
    "bought": {"route_sheet", "payment_proof"},
    "public": {"monthly_report"},
    "municipal": {"municipal_rules", "route_sheet", "payment_proof"},
    "parking": {"parking_receipt", "monthly_report"},
}
ONE_OF_TWO = {"private": {"loan_agreement", "official_note"}, "bought": {"service_contract", "price_list"}}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    claim = request["input"]
    for place, ticket in enumerate(claim.get("tickets") or ()):
        if cents(ticket.get("commission")) > cents(ticket["price"]):
            raise Refusal("inconsistent", f"/input/tickets/{place}/commission")
    missing = missing_proofs(claim)
    return {
        "eligible": money(half_up(eligible(claim, reading(request, "I-29")))),
        "payable": not missing,
        "refused": refused(claim),
        "missing_proofs": missing,
    }


def eligible(claim: dict[str, Any], private_car: str) -> Fraction | int:
    """The cost in cents, not rounded yet."""
    means = claim["means"]
    if means == "private":
        limited = private_car == "lower_of_both"
        return min(fuel(claim), Fraction(cents(claim["fuel_receipts"]))) if limited else fuel(claim)
    if means == "rented":
        days = sum(day in travelled(claim) for day in claim["rent_days"])
        return fuel(claim) + days * cents(claim["rent_per_day"])
    if means == "public":
        tickets = [ticket for ticket in claim["tickets"] if not ticket.get("with_child")]
        return sum(cents(ticket["price"]) - cents(ticket.get("commission")) for ticket in tickets)
    return cents(claim["amount"])


def fuel(claim: dict[str, Any]) -> Fraction:
    """Fuel in cents: T-6."""
    kilometres = sum((Fraction(trip["km"]) for trip in claim["trips"] if counts(trip)), Fraction(0))
    litres = kilometres * Fraction(claim["consumption_per_100km"]) / 100
    return litres * Fraction(claim["price_per_litre"]) * 100


def counts(trip: dict[str, Any]) -> bool:
    return not trip.get("empty") or trip["service"] in EMPTY_TRIPS_COUNT


def travelled(claim: dict[str, Any]) -> set[str]:
    """The days on which the child was taken somewhere."""
    return {trip["date"] for trip in claim.get("trips") or () if not trip.get("empty")}


def refused(claim: dict[str, Any]) -> list[dict[str, str]]:
    rows = [{"code": "empty_trip"} for trip in claim.get("trips") or () if not counts(trip)]
    idle = [day for day in claim.get("rent_days") or () if day not in travelled(claim)]
    rows += [{"code": "no_trip_that_day", "amount": money(cents(claim["rent_per_day"]))} for _ in idle]
    for ticket in claim.get("tickets") or ():
        if ticket.get("with_child"):
            rows.append({"code": "free_with_child", "amount": money(cents(ticket["price"]))})
        elif cents(ticket.get("commission")):
            rows.append({"code": "commission", "amount": money(cents(ticket["commission"]))})
    return rows


def missing_proofs(claim: dict[str, Any]) -> list[str]:
    """The proofs that the means and the tickets need and that are not there, in the protocol's order."""
    given, needed = set(claim["proofs"]), set(PROOFS[claim["means"]])
    for ticket in claim.get("tickets") or ():
        if ticket.get("e_ticket"):
            needed |= {"e_ticket_receipt", "trip_list"}
        if ticket.get("online"):
            needed |= {"online_printout", "payment_proof"}
        if not ticket.get("e_ticket") and not ticket.get("online"):
            needed |= {"ticket"}
    two = ONE_OF_TWO.get(claim["means"], set())
    if not two & given:
        needed |= two
    return [proof for proof in ALL_PROOFS if proof in needed - given]
