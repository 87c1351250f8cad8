"""The vectors of T-1 and T-3 to T-7: what a month's transport costs, and what of it does not count."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from answers import cents, euro, half_up, must_show, refused
from cases import Chapter
from transport_twin import PAPERS, Json, costs, private, rented, trip

_LOWER = {"I-29": "lower_of_both"}


def add(chapter: Chapter) -> None:
    """Adds every case of these rules."""
    example(chapter)
    fuel(chapter)
    fuel_rounding(chapter)
    receipts(chapter)
    empty_trips(chapter)
    rent(chapter)
    rent_for_every_day(chapter)
    tickets(chapter)
    tickets_with_the_child(chapter)
    bills(chapter)
    quantities(chapter)


def cost_case(
    chapter: Chapter, name: str, rules: str, why: str, asked: Json, eligible: str, *, mistaken: str = "", **more: Json
) -> None:
    """A case of transport.cost; ``mistaken`` is what the known mistake of a near miss would pay."""
    says = costs(asked, more.get("readings", {}).get("I-29", "computed"))
    if says["/result"]["eligible"] != eligible:
        raise ValueError(f"{name}: {says['/result']['eligible']} is not {eligible}")
    if more.get("mistake"):
        must_show(name, says, says | {"/result": says["/result"] | {"eligible": mistaken or None}})
    result = says.pop("/result")
    says |= {f"/result/{part}": value for part, value in result.items()}
    chapter.case(name, rules, why, "transport.cost", asked, says, **more)


def fuel(chapter: Chapter) -> None:
    """T-6: kilometres, consumption and price."""
    for name, why, asked, eligible in (
        ("one-trip", "12.4 km at 7.2 litres and 1.234 a litre are 1.10", private(trip("12.4")), "1.10"),
        ("no-trip", "a route sheet without a trip costs nothing", private(), "0.00"),
        (
            "two-trips-of-a-day",
            "every trip counts, two on one day as well",
            private(trip("40"), trip("60", "x-swimming"), norm="10", litre="1.5"),
            "15.00",
        ),
        ("car-that-uses-nothing", "0 litres per 100 km cost nothing", private(trip("50"), norm="0"), "0.00"),
        ("fuel-for-nothing", "a price of 0 is a price", private(trip("50"), litre="0"), "0.00"),
    ):
        cost_case(chapter, f"fuel-{name}", "T-6", why, asked, eligible)
    km, norm, litre = "989015232.453899", "90.823193", "5.2827"
    cost_case(
        chapter,
        "fuel-of-sixteen-decimals",
        "T-6",
        "a great sum a hair under half a cent goes down: no binary fraction can see that",
        private(trip(km), norm=norm, litre=litre),
        euro(half_up(Fraction(km) * Fraction(norm) * Fraction(litre))),
        mistake="float_money",
        mistaken=_binary(km, norm, litre),
    )


def _binary(km: str, norm: str, litre: str) -> str:
    """What binary fractions and their rounding make of a trip."""
    return f"{round(float(km) * float(norm) / 100 * float(litre), 2):.2f}"


def fuel_rounding(chapter: Chapter) -> None:
    """T-6: half up, once, exact."""
    for km, norm, litre, eligible in (
        ("1", "0.5", "1", "0.01"),
        ("5", "2.5", "1", "0.13"),
        ("50", "7.3", "1.3", "4.75"),
    ):
        exact = Fraction(km) * Fraction(norm) * Fraction(litre)
        even = Decimal(exact.numerator) / Decimal(exact.denominator)
        cost_case(
            chapter,
            f"half-a-cent-of-{km}-km",
            "T-6",
            f"{km} km at {norm} and {litre} are {even} cents: half a cent goes up, to {eligible}",
            private(trip(km), norm=norm, litre=litre),
            eligible,
            mistake="half_even_rounding",
            mistaken=euro(int(even.quantize(Decimal(1), ROUND_HALF_EVEN))),
        )
    for km, norm, litre in (("13.6", "9.5", "1.25"), ("60", "5.5", "1.15")):
        exact = Fraction(km) * Fraction(norm) * Fraction(litre)
        cost_case(
            chapter,
            f"binary-fractions-of-{km}-km".replace(".", "-"),
            "T-6",
            f"{km} km at {norm} and {litre} are exactly {float(exact)} cents, which binary fractions miss",
            private(trip(km), norm=norm, litre=litre),
            euro(half_up(exact)),
            mistake="float_money",
            mistaken=_binary(km, norm, litre),
        )
    below = private(trip("4.999999"), norm="1", litre="0.1")
    cost_case(chapter, "just-under-half-a-cent", "T-6", "0.4999999 of a cent goes down", below, "0.00")
    for name, kilometres in (("up", ["0.5", "0.5", "0.5"]), ("down", ["1.4", "1.4", "1.4"]), ("by-much", ["0.49"] * 9)):
        trips = [trip(km, day=day) for day, km in enumerate(kilometres, 1)]
        alone = sum(half_up(Fraction(km)) for km in kilometres)
        cost_case(
            chapter,
            f"trips-rounded-together-{name}",
            "T-6",
            f"{len(trips)} trips of {kilometres[0]} cents each: {alone} cents if each were rounded for itself",
            private(*trips, norm="1", litre="1"),
            euro(half_up(sum(map(Fraction, kilometres), Fraction()))),
            mistake="trips_rounded_alone",
            mistaken=euro(alone),
        )


def receipts(chapter: Chapter) -> None:
    """I-29: the receipts of the filling station."""
    for receipt, eligible, why in (
        ("8.87", "8.87", "a cent under the computed 8.88: the receipts limit it"),
        ("8.88", "8.88", "exactly the computed amount limits nothing"),
        ("8.89", "8.88", "receipts above it pay nothing more"),
        ("0.00", "0.00", "receipts of nothing leave nothing"),
    ):
        asked = private(trip("100"), norm="7.2", litre="1.2333", fuel_receipts=receipt)
        cost_case(
            chapter,
            f"lower-of-both-and-{receipt}".replace(".", "-"),
            "I-29 T-6",
            f"receipts of {receipt}: {why}",
            asked,
            eligible,
            readings=_LOWER,
        )
    cost_case(
        chapter,
        "receipts-beside-the-formula",
        "I-29 T-6",
        "under the first reading receipts may be given and change nothing",
        private(trip("100"), norm="7.2", litre="1.2333", fuel_receipts="1.00"),
        "8.88",
    )
    chapter.case(
        "receipts-needed",
        "I-29 T-6",
        "where the receipts limit the fuel they must be given",
        "transport.cost",
        private(trip("100")),
        refused("missing_field", "/input/fuel_receipts"),
        readings=_LOWER,
    )
    cost_case(
        chapter,
        "receipts-of-a-rented-vehicle",
        "I-29 T-6",
        "the other reading is about private cars: a rented one is computed, and no reading is consulted",
        rented(trip("80"), days=(3,)),
        "38.00",
        readings=_LOWER,
    )


def empty_trips(chapter: Chapter) -> None:
    """T-7: the parent's own trips."""
    for service in ("day_care_centre", "specialised_workshop", "respite_institution", "respite_home"):
        cost_case(
            chapter,
            f"empty-trip-to-{service.replace('_', '-')}",
            "T-7 T-6",
            f"back from {service} without the child, and to fetch it: both count",
            private(trip("10", service), trip("10", service, empty=True), norm="10", litre="1"),
            "2.00",
        )
    for service in ("physiotherapist", "nanny", "group_session_child", "x-respite_home"):
        cost_case(
            chapter,
            f"empty-trip-to-{service.replace('_', '-')}",
            "T-7 T-6",
            f"an empty trip for {service} does not count, nor does it hide the one with the child",
            private(trip("10", service, day=4), trip("10", service, day=4, empty=True), norm="10", litre="1"),
            "1.00",
            mistake="empty_trips_paid",
            mistaken="2.00",
        )
    cost_case(
        chapter,
        "several-empty-trips",
        "T-7",
        "every empty trip is refused for itself, in the order of the sheet; said not to be empty, it counts",
        private(
            trip("1", "nanny", 9, empty=True),
            trip("20", "nanny", 5, empty=False),
            trip("4", "escort", 5, empty=True),
            norm="10",
            litre="1",
        ),
        "2.00",
    )


def rent(chapter: Chapter) -> None:
    """T-3: rent for the days of a trip."""
    for name, why, asked, eligible in (
        ("one-day", "one day, one trip of 10 km: 30.00 and 1.00 of fuel", rented(trip("10"), days=(3,)), "31.00"),
        (
            "two-trips-of-a-day",
            "two trips of one day are one day of rent",
            rented(trip("10"), trip("10"), days=(3,)),
            "32.00",
        ),
        ("no-day", "a vehicle rented on no day costs its fuel", rented(trip("10"), days=()), "1.00"),
        (
            "trip-on-another-day",
            "a trip on a day that was not rented brings no rent, but its fuel",
            rented(trip("10", day=3), trip("10", day=4), days=(3,)),
            "32.00",
        ),
    ):
        cost_case(chapter, f"rent-{name}", "T-3", why, asked, eligible)
    cost_case(
        chapter,
        "rent-for-nothing",
        "T-3",
        "a rent of 0.00 a day that does not count is still refused, with its amount",
        rented(days=(3,), per_day="0.00"),
        "0.00",
    )
    chapter.case(
        "rent-day-given-twice",
        "T-3",
        "a day is rented once",
        "transport.cost",
        rented(trip("10"), days=(3, 4, 3)),
        refused("duplicate", "/input/rent_days/2"),
    )


def rent_for_every_day(chapter: Chapter) -> None:
    """T-3: days without a trip that counts as one."""
    for name, why, asked, eligible, mistaken in (
        (
            "two-days-and-one-trip",
            "rented for two days, used on the second",
            rented(trip("10", day=4), days=(3, 4)),
            "31.00",
            "61.00",
        ),
        ("never-used", "rented for three days, used on none", rented(days=(7, 3, 5)), "0.00", "90.00"),
        (
            "empty-trip-only",
            "an empty trip to the day-care centre: its fuel counts, the day does not",
            rented(trip("10", "day_care_centre", empty=True), days=(3,)),
            "1.00",
            "31.00",
        ),
        (
            "refused-trip-only",
            "an empty trip to a nanny: neither fuel nor rent",
            rented(trip("10", "nanny", empty=True), days=(3,)),
            "0.00",
            "30.00",
        ),
        (
            "empty-trip-on-the-other-day",
            "two days: taken there on the first, an empty trip alone on the second",
            rented(trip("10", "day_care_centre"), trip("10", "day_care_centre", 4, empty=True), days=(3, 4)),
            "32.00",
            "62.00",
        ),
    ):
        cost_case(
            chapter,
            f"rent-{name}",
            "T-3 T-7",
            why,
            asked,
            eligible,
            mistake="rent_for_every_day",
            mistaken=mistaken,
        )


def _ticket(price: str = "2.50", day: int = 3, **more: Json) -> Json:
    return {"date": f"2018-09-{day:02d}", "price": price, **more}


def _public(*sold: Json, proofs: tuple[str, ...] = ("ticket",)) -> Json:
    return {"means": "public", "tickets": list(sold), "proofs": ["monthly_report", *proofs]}


def tickets(chapter: Chapter) -> None:
    """T-1, T-4: tickets, less the commission."""
    for name, why, asked, eligible in (
        ("two", "two tickets of one day", _public(_ticket("1.15"), _ticket("2.85")), "4.00"),
        ("none", "no ticket: nothing is paid, and no ticket is asked for", _public(proofs=()), "0.00"),
        ("commission-of-nothing", "0.00 of commission is none", _public(_ticket(commission="0.00")), "2.50"),
        ("free-of-charge", "a ticket of 0.00", _public(_ticket("0.00")), "0.00"),
    ):
        cost_case(chapter, f"tickets-{name}", "T-1 T-4", why, asked, eligible)
    for price, commission, others in (("5.50", "0.50", ()), ("0.30", "0.30", ()), ("3.00", "0.01", ("1.50",))):
        sold = [_ticket(price, commission=commission), *(_ticket(other, 4) for other in others)]
        whole = sum(cents(each["price"]) for each in sold)
        cost_case(
            chapter,
            f"commission-of-{commission}-in-{price}".replace(".", "-"),
            "T-4",
            f"of {price} the commission of {commission} does not count",
            _public(*sold),
            euro(whole - cents(commission)),
            mistake="commission_paid",
            mistaken=euro(whole),
        )
    chapter.case(
        "commission-above-the-price",
        "T-4",
        "a commission is a part of the price, so not a cent more",
        "transport.cost",
        _public(_ticket(), _ticket("2.50", 4, commission="2.51")),
        refused("inconsistent", "/input/tickets/1/commission"),
    )


def example(chapter: Chapter) -> None:
    """The protocol's own example."""
    cost_case(
        chapter,
        "the-example-of-the-protocol",
        "T-4 T-2",
        "the protocol's example: 5.00 of 5.50 count, and the ticket itself is missing",
        {
            "means": "public",
            "tickets": [{"date": "2018-10-01", "price": "5.50", "commission": "0.50"}],
            "proofs": ["monthly_report"],
        },
        "5.00",
        kind="published",
    )


def tickets_with_the_child(chapter: Chapter) -> None:
    """T-5: travelling together is free."""
    for name, why, sold, eligible, mistaken in (
        (
            "alone",
            "the escort of a child with disability travels free",
            [_ticket("4.20", with_child=True)],
            "0.00",
            "4.20",
        ),
        (
            "beside-another",
            "the way back alone is paid, the way there together is not",
            [_ticket("4.20", with_child=True), _ticket("4.20", with_child=False)],
            "4.20",
            "8.40",
        ),
        (
            "with-a-commission",
            "nothing of the ticket counts, and its commission is not refused a second time",
            [_ticket("4.20", 5, with_child=True, commission="0.40")],
            "0.00",
            "3.80",
        ),
    ):
        cost_case(
            chapter,
            f"ticket-with-the-child-{name}",
            "T-5 T-4",
            why,
            _public(*sold),
            eligible,
            mistake="escort_ticket_paid",
            mistaken=mistaken,
        )
    cost_case(
        chapter,
        "free-ticket-with-the-child",
        "T-5",
        "a ticket of 0.00 for travelling together is refused all the same",
        _public(_ticket("0.00", with_child=True)),
        "0.00",
    )


def bills(chapter: Chapter) -> None:
    """T-1, T-12: what is paid as billed."""
    either = {"bought": ["price_list"]}
    for means, amount in (("bought", "17.35"), ("municipal", "0.01"), ("parking", "1.20"), ("parking", "0.00")):
        cost_case(
            chapter,
            f"bill-of-{amount}-{means}".replace(".", "-"),
            "T-12 T-2" if means == "parking" else "T-1 T-2",
            f"{means}: the bill of {amount} with all its papers",
            {"means": means, "amount": amount, "proofs": [*PAPERS[means], *either.get(means, [])]},
            amount,
        )
    cost_case(
        chapter,
        "largest-bill",
        "T-1",
        "the largest amount of the protocol",
        {"means": "municipal", "amount": "999999999999.99", "proofs": PAPERS["municipal"]},
        "999999999999.99",
    )
    for policy in ("children-general", "adults-pilot-2019"):
        cost_case(
            chapter,
            f"fuel-under-{policy}",
            "T-6 T-7",
            f"{policy} pays transport by the same rules",
            private(trip("100"), trip("100", "nanny", empty=True), norm="8", litre="1.25"),
            "10.00",
            policy=policy,
        )


def quantities(chapter: Chapter) -> None:
    """How kilometres, litres and prices are read and written."""
    cost_case(
        chapter,
        "quantities-without-idle-zeros",
        "T-6",
        "7, 7.0 and 7.000000 are one quantity; the reasons write it without idle zeros",
        private(trip("7.000000"), trip("0.500"), norm="10.0", litre="2.000000"),
        "1.50",
    )
    cost_case(
        chapter,
        "millionths-of-a-kilometre",
        "T-6",
        "six decimals of a kilometre add up exactly",
        private(trip("0.000001"), trip("0.999999"), norm="100", litre="1.005001"),
        "1.01",
    )

    def refuse(name: str, why: str, asked: Json, code: str, path: str) -> None:
        chapter.case(name, "T-6", why, "transport.cost", asked, refused(code, f"/input/{path}"))

    refuse("kilometres-below-zero", "kilometres below zero", private(trip("-1")), "bad_value", "trips/0/km")
    refuse("kilometres-as-number", "kilometres are text, never a number", private(trip(12.4)), "bad_type", "trips/0/km")
    refuse("norm-with-a-leading-zero", "no leading zeros", private(norm="07.2"), "bad_value", "consumption_per_100km")
    refuse("litre-of-a-bare-point", "a point needs decimals", private(litre="1."), "bad_value", "price_per_litre")
