"""What transport.cost must answer, worked out with fractions from the rules and without the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from answers import Said, answered, cents, euro, half_up

__all__ = ["CAR", "PAPERS", "Json", "costs", "private", "rented", "trip"]

Json = Any

#: The papers of each means that are always needed, in the order of the protocol.
PAPERS = {
    "private": ["route_sheet", "fuel_receipt"],
    "rented": ["route_sheet", "fuel_receipt", "rental_contract", "payment_proof"],
    "bought": ["route_sheet", "payment_proof"],
    "public": ["monthly_report"],
    "municipal": ["route_sheet", "payment_proof", "municipal_rules"],
    "parking": ["monthly_report", "parking_receipt"],
}
#: All papers of a private car, with one of the two of which one is enough.
CAR = [*PAPERS["private"], "loan_agreement"]
_EITHER = {"private": ("loan_agreement", "official_note"), "bought": ("price_list", "service_contract")}
_ORDER = [
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
_EMPTY_TOO = ("day_care_centre", "specialised_workshop", "respite_institution", "respite_home")


def trip(km: str, service: str = "physiotherapist", day: int = 3, **more: Json) -> Json:
    """A trip of September 2018."""
    return {"date": f"2018-09-{day:02d}", "km": km, "purpose": "to the service", **more, "service": service}


def private(*trips: Json, norm: str = "7.2", litre: str = "1.234", **more: Json) -> Json:
    """A private car with all its papers."""
    return {
        "means": "private",
        "trips": list(trips),
        "consumption_per_100km": norm,
        "price_per_litre": litre,
        "proofs": CAR,
        **more,
    }


def rented(*trips: Json, days: tuple[int, ...], per_day: str = "30.00", **more: Json) -> Json:
    """A rented vehicle with all its papers, rented on these days of September 2018; fuel is 0.10 a kilometre."""
    return {
        "means": "rented",
        "trips": list(trips),
        "consumption_per_100km": "10",
        "price_per_litre": "1",
        "rent_days": [f"2018-09-{day:02d}" for day in days],
        "rent_per_day": per_day,
        "proofs": PAPERS["rented"],
        **more,
    }


def _quantity(exact: Fraction) -> str:
    millionths = int(exact * 1_000_000)
    whole, rest = divmod(millionths, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0") if rest else str(whole)


def _rate(text: str) -> str:
    whole, _, decimals = text.partition(".")
    decimals = decimals.ljust(2, "0")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def _counts(each: Json) -> bool:
    return not each.get("empty") or each["service"] in _EMPTY_TOO


def _kilometres(asked: Mapping[str, Json]) -> Fraction:
    return sum((Fraction(each["km"]) for each in asked["trips"] if _counts(each)), Fraction())


def fuel_of(asked: Mapping[str, Json]) -> int:
    """T-6, in cents: the exact product, rounded half up once."""
    product = _kilometres(asked) * Fraction(asked["consumption_per_100km"]) * Fraction(asked["price_per_litre"])
    return half_up(product)  # the 100 km and the 100 cents cancel


def _travelled(asked: Mapping[str, Json]) -> set[str]:
    return {each["date"] for each in asked["trips"] if not each.get("empty")}


def _fare(ticket: Json) -> int:
    return 0 if ticket.get("with_child") else cents(ticket["price"]) - cents(ticket.get("commission", "0.00"))


def _refusals(asked: Mapping[str, Json]) -> Iterator[tuple[Json, Said]]:
    for each in asked.get("trips", ()):
        if not _counts(each):
            yield {"code": "empty_trip"}, ("T-7", "empty_trip", {"date": each["date"], "service": each["service"]})
    for day in asked.get("rent_days", ()):
        if day not in _travelled(asked):
            yield _refusal("T-3", "no_trip_that_day", day, asked["rent_per_day"])
    for ticket in asked.get("tickets", ()):
        if ticket.get("with_child"):
            yield _refusal("T-5", "free_with_child", ticket["date"], ticket["price"])
        elif ticket.get("commission", "0.00") != "0.00":
            yield _refusal("T-4", "commission", ticket["date"], ticket["commission"])


def _refusal(rule: str, code: str, day: str, amount: str) -> tuple[Json, Said]:
    return {"code": code, "amount": amount}, (rule, code, {"date": day, "amount": amount})


def _missing(asked: Mapping[str, Json]) -> list[str]:
    needed = {*PAPERS[asked["means"]]}
    for ticket in asked.get("tickets", ()):
        if ticket.get("e_ticket"):
            needed |= {"e_ticket_receipt", "trip_list"}
        if ticket.get("online"):
            needed |= {"online_printout", "payment_proof"}
        if not ticket.get("e_ticket") and not ticket.get("online"):
            needed.add("ticket")
    either = _EITHER.get(asked["means"], ())
    if not {*either} & {*asked["proofs"]}:
        needed |= {*either}
    return [proof for proof in _ORDER if proof in needed and proof not in asked["proofs"]]


def _counted(asked: Mapping[str, Json], *, limited: bool) -> tuple[int, list[Said]]:
    """What counts, in cents, and why."""
    amount, why = 0, []
    if "trips" in asked:
        fuel = fuel_of(asked)
        facts = {
            "kilometres": _quantity(_kilometres(asked)),
            "litres_per_100_km": _quantity(Fraction(asked["consumption_per_100km"])),
            "price_per_litre": _rate(asked["price_per_litre"]),
            "amount": euro(fuel),
        }
        why.append(("T-6", "fuel_computed", facts))
        amount = fuel
        if limited and cents(asked["fuel_receipts"]) < fuel:
            amount = cents(asked["fuel_receipts"])
            facts = {"receipts": asked["fuel_receipts"], "computed": euro(fuel)}
            why.append(("T-6", "fuel_limited_by_receipts", facts))
    if "rent_per_day" in asked:
        days = len({*asked["rent_days"]} & _travelled(asked))
        rent = days * cents(asked["rent_per_day"])
        why.append(("T-3", "rent_counted", {"days": days, "per_day": asked["rent_per_day"], "amount": euro(rent)}))
        amount += rent
    if "tickets" in asked:
        fares = sum(map(_fare, asked["tickets"]))
        why.append(("T-1", "tickets_counted", {"tickets": len(asked["tickets"]), "amount": euro(fares)}))
        amount += fares
    if "amount" in asked:
        rule, code = ("T-12", "parking_counted") if asked["means"] == "parking" else ("T-1", "bill_counted")
        why.append((rule, code, {"amount": asked["amount"]}))
        amount += cents(asked["amount"])
    return amount, why


def costs(asked: Mapping[str, Json], reading: str = "computed") -> dict[str, Json]:
    """The whole answer of transport.cost; ``reading`` is that of I-29."""
    car = asked["means"] == "private"
    amount, reasons = _counted(asked, limited=car and reading == "lower_of_both")
    refused = list(_refusals(asked))
    reasons += [said for _, said in refused]
    missing, either = _missing(asked), _EITHER.get(asked["means"], ())
    for proof in missing:
        if proof not in either:
            reasons.append(("T-2", "proof_missing", {"proof": proof}))
        elif proof == either[0]:
            rule, code = ("T-9", "paper_of_car_missing") if car else ("T-2", "one_of_two_proofs_missing")
            reasons.append((rule, code, {"proof": either[0], "other_proof": either[1]}))
    payable = "transport_not_yet_payable" if missing else "transport_payable"
    reasons.append(("T-2", payable, {"amount": euro(amount)}))
    result = {
        "eligible": euro(amount),
        "payable": not missing,
        "refused": [refusal for refusal, _ in refused],
        "missing_proofs": missing,
    }
    return answered(result, reasons, {"I-29": reading} if car else {})
