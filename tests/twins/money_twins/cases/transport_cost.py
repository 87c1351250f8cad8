"""Cases of ``transport.cost``: fuel that ends in half a cent, empty trips, days without trips, tickets of all kinds."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from money_twins import drawing
from money_twins.answers.transport_cost import ALL_PROOFS, EMPTY_TRIPS_COUNT, ONE_OF_TWO, PROOFS
from money_twins.documents import cents, decimal, money
from money_twins.policies import reading
from money_twins.services import NAMES

DAYS = [f"2018-10-{number:02d}" for number in range(1, 8)]
MEANS = ("private", "private", "rented", "rented", "public", "public", "bought", "municipal", "parking")
LARGEST_QUANTITY = 999_999_999_999_999_999


def draw(random: Random) -> dict[str, Any]:
    request = drawing.envelope(random, "transport.cost", ("I-29",))
    means = random.choice(MEANS)
    amounts = drawing.Amounts(random)
    claim: dict[str, Any] = {"means": means, "proofs": proofs(random, means)}
    if means in ("private", "rented"):
        claim["trips"] = [trip(random) for _ in range(random.choice((0, 1, 2, 3, 6)))]
        claim["consumption_per_100km"] = quantity(random, ("7.2", "10", "5", "6.543215"))
        claim["price_per_litre"] = quantity(random, ("1.234", "0.05", "1.25", "1.005"))
    if means == "rented":
        claim["rent_days"] = random.sample(DAYS, random.randint(0, 4))
        claim["rent_per_day"] = amounts.text()
    if means == "private" and reading(request, "I-29") == "lower_of_both":
        claim["fuel_receipts"] = amounts.text()
    elif means == "private":
        drawing.sometimes(random, claim, "fuel_receipts", amounts.text(), 0.3)
    if means == "public":
        claim["tickets"] = [ticket(random, amounts) for _ in range(random.choice((0, 1, 2, 4)))]
    if means in ("bought", "municipal", "parking"):
        claim["amount"] = amounts.text()
    return {**request, "input": claim}


def proofs(random: Random, means: str) -> list[str]:
    """All that could be needed, or all but one, or any."""
    chance = random.random()
    if chance < 0.3:
        return random.sample(ALL_PROOFS, random.randint(0, len(ALL_PROOFS)))
    needed = sorted(PROOFS[means]) + random.sample(sorted(ONE_OF_TWO.get(means, ())), 1 if means in ONE_OF_TWO else 0)
    if means == "public":
        needed += ["ticket", "e_ticket_receipt", "trip_list", "online_printout", "payment_proof"]
    if chance < 0.6:
        needed.remove(random.choice(needed))
    return needed


def quantity(random: Random, usual: tuple[str, ...]) -> str:
    """Something usual, any number of few or six decimals, nothing, the largest."""
    chance = random.random()
    if chance < 0.6:
        return random.choice(usual)
    if chance < 0.95:
        return decimal(Fraction(random.randint(0, 20_000_000), random.choice((1, 1_000, 100_000, 1_000_000))))
    return random.choice(("0", "0.000001", decimal(Fraction(LARGEST_QUANTITY, 1_000_000))))


def trip(random: Random) -> dict[str, Any]:
    names = sorted(EMPTY_TRIPS_COUNT) if random.random() < 0.4 else NAMES
    one = {
        "date": random.choice(DAYS),
        "km": quantity(random, ("12.4", "1", "0.5", "100", "10")),
        "purpose": "to the service and back",
        "service": random.choice(names),
    }
    drawing.sometimes(random, one, "empty", random.random() < 0.6)
    return one


def ticket(random: Random, amounts: drawing.Amounts) -> dict[str, Any]:
    price = amounts.text()
    one = {"date": random.choice(DAYS), "price": price}
    commission = random.randint(0, cents(price)) if random.random() < 0.98 else cents(price) + 1
    drawing.sometimes(random, one, "commission", money(min(drawing.LARGEST, commission)))
    for field in ("with_child", "online", "e_ticket"):
        drawing.sometimes(random, one, field, random.random() < 0.5)
    return one
