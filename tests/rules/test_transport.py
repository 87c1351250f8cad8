"""What the transport of a month costs, and which proofs it needs."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import attrs
import pytest

from ibmodel.case.transport import Means, Proof, Quantity, Ticket, TransportClaim, Trip
from ibmodel.catalogue import SERVICES
from ibmodel.dates import Month
from ibmodel.errors import BadType, BadValue, Duplicate, Inconsistent, MissingField, ModelError
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.rules.transport import (
    EMPTY_TRIPS_TO,
    FIELDS,
    Refused,
    compute_transport,
    consumption_norm,
    transport_cost,
)

PILOT = edition("children-pilot-2018")
LOWER = PILOT.reform("receipts", readings={"I-29": "lower_of_both"})
MONDAY, TUESDAY = date(2018, 10, 1), date(2018, 10, 2)
ALL = tuple(Proof)


def euro(text: str) -> Money:
    return Money.euro(text)


def trip(km: str, on: date = MONDAY, service: str = "physiotherapist", *, empty: bool = False) -> Trip:
    return Trip(on=on, km=Quantity.of(km), purpose="nodarbība", empty=empty, service=service)


def private(*trips: Trip, litres: str = "7.2", price: str = "1.234", **more: Any) -> TransportClaim:
    more = {"proofs": ALL, **more}
    return TransportClaim(
        means=Means.PRIVATE,
        trips=trips,
        consumption_per_100km=Quantity.of(litres),
        price_per_litre=Quantity.of(price),
        **more,
    )


def rented(*trips: Trip, days: tuple[date, ...] = (), per_day: str = "20.00") -> TransportClaim:
    fuel = private(*trips, price="0")
    return attrs.evolve(fuel, means=Means.RENTED, rent_days=days, rent_per_day=euro(per_day))


def ticket(price: str, commission: str | None = None, on: date = MONDAY, **kind: bool) -> Ticket:
    return Ticket(on=on, price=euro(price), commission=None if commission is None else euro(commission), **kind)


def public(*tickets: Ticket, proofs: tuple[Proof, ...] = ALL) -> TransportClaim:
    return TransportClaim(means=Means.PUBLIC, tickets=tickets, proofs=proofs)


def claim_of(means: Means, proofs: tuple[Proof, ...] = ALL) -> TransportClaim:
    """A right claim of each means."""
    if means is Means.PRIVATE:
        return private(trip("10"), proofs=proofs)
    if means is Means.RENTED:
        return attrs.evolve(rented(trip("10"), days=(MONDAY,)), proofs=proofs)
    if means is Means.PUBLIC:
        return public(ticket("1.00"), proofs=proofs)
    return TransportClaim(means=means, amount=euro("12.34"), proofs=proofs)


# -------------------------------------------------------------------------------------------------- fuel


@pytest.mark.rule("T-6")
def test_fuel_is_kilometres_times_consumption_over_100_times_price() -> None:
    # 12.4 x 7.2 / 100 x 1.234 = 1.1017152
    assert transport_cost(private(trip("12.4")), PILOT).eligible == euro("1.10")


@pytest.mark.rule("T-6")
def test_fuel_is_rounded_half_up_once_over_all_trips() -> None:
    exact = private(trip("0.5"), litres="100", price="0.01")
    assert transport_cost(exact, PILOT).eligible == euro("0.01")
    below = private(trip("0.499999"), litres="100", price="0.01")
    assert transport_cost(below, PILOT).eligible == euro("0.00")
    three = private(*[trip("0.4")] * 3, litres="100", price="0.01")
    assert transport_cost(three, PILOT).eligible == euro("0.01")


@pytest.mark.rule("T-6")
def test_a_claim_without_trips_costs_nothing() -> None:
    assert transport_cost(private(), PILOT).eligible == euro("0.00")


@pytest.mark.rule("T-6", "I-29")
@pytest.mark.parametrize(
    ("receipts", "lower"), [("1.09", "1.09"), ("1.10", "1.10"), ("1.11", "1.10"), ("0.00", "0.00")]
)
def test_receipts_limit_the_fuel_under_one_reading_alone(receipts: str, lower: str) -> None:
    claim = private(trip("12.4"), fuel_receipts=euro(receipts))
    assert transport_cost(claim, LOWER).eligible == euro(lower)
    assert transport_cost(claim, PILOT).eligible == euro("1.10")
    limited = [reason.code for reason in compute_transport(claim, LOWER).reasons]
    assert ("fuel_limited_by_receipts" in limited) == (lower < "1.10")
    assert compute_transport(claim, LOWER).readings == (("I-29", "lower_of_both"),)


@pytest.mark.rule("I-29")
def test_missing_receipts_are_not_taken_for_nothing_or_for_no_limit() -> None:
    with pytest.raises(MissingField) as caught:
        transport_cost(private(trip("12.4")), LOWER)
    assert caught.value.path == "/fuel_receipts"


@pytest.mark.rule("I-29")
def test_the_reading_concerns_private_cars_alone() -> None:
    for means in Means:
        readings = compute_transport(claim_of(means), PILOT).readings
        assert readings == ((("I-29", "computed"),) if means is Means.PRIVATE else ())
    assert transport_cost(claim_of(Means.RENTED), LOWER).eligible == euro("20.00")


@pytest.mark.rule("T-7")
@pytest.mark.parametrize("service", [*SERVICES, "x-peldēšana"])
def test_empty_trips_count_to_day_care_workshop_and_respite_alone(service: str) -> None:
    cost = transport_cost(private(trip("10", service=service, empty=True), litres="10", price="1.00"), PILOT)
    allowed = service in ("day_care_centre", "specialised_workshop", "respite_institution", "respite_home")
    assert (service in EMPTY_TRIPS_TO) == allowed
    assert cost.eligible == euro("1.00" if allowed else "0.00")
    assert cost.refused == (() if allowed else (Refused("empty_trip"),))


# -------------------------------------------------------------------------------------------------- rent


@pytest.mark.rule("T-3")
def test_rent_counts_for_days_with_a_trip_to_a_service() -> None:
    cost = transport_cost(rented(trip("10"), trip("3"), days=(MONDAY, TUESDAY)), PILOT)
    assert cost.eligible == euro("20.00")
    assert cost.refused == (Refused("no_trip_that_day", euro("20.00")),)


@pytest.mark.rule("T-3", "T-7")
@pytest.mark.parametrize("service", ["day_care_centre", "physiotherapist"])
def test_an_empty_trip_alone_makes_no_day_of_rent(service: str) -> None:
    claim = rented(trip("10", service=service, empty=True), days=(MONDAY,))
    codes = [refusal.code for refusal in transport_cost(claim, PILOT).refused]
    assert codes == ["empty_trip"] * (service == "physiotherapist") + ["no_trip_that_day"]


@pytest.mark.rule("T-3", "T-6")
def test_a_rented_vehicle_is_paid_with_rent_and_fuel() -> None:
    claim = attrs.evolve(rented(trip("12.4"), days=(MONDAY,)), price_per_litre=Quantity.of("1.234"))
    assert transport_cost(claim, PILOT).eligible == euro("21.10")


@pytest.mark.rule("T-3")
def test_a_day_of_rent_given_twice_is_refused() -> None:
    with pytest.raises(Duplicate) as caught:
        transport_cost(rented(trip("10"), days=(MONDAY, TUESDAY, MONDAY)), PILOT)
    assert caught.value.path == "/rent_days/2"


# ----------------------------------------------------------------------------------------------- tickets


@pytest.mark.rule("T-4")
def test_the_commission_does_not_count() -> None:
    cost = transport_cost(public(ticket("2.30", "0.30", online=True), ticket("1.00", "0.00")), PILOT)
    assert cost.eligible == euro("3.00")
    assert cost.refused == (Refused("commission", euro("0.30")),)


@pytest.mark.rule("T-5")
def test_whoever_travels_with_the_child_travels_free_and_the_commission_is_not_refused_again() -> None:
    cost = transport_cost(public(ticket("2.30", "0.30", with_child=True)), PILOT)
    assert cost.eligible == euro("0.00")
    assert cost.refused == (Refused("free_with_child", euro("2.30")),)


@pytest.mark.rule("T-4")
def test_a_commission_is_at_most_the_price() -> None:
    assert transport_cost(public(ticket("0.30", "0.30")), PILOT).eligible == euro("0.00")
    with pytest.raises(Inconsistent) as caught:
        transport_cost(public(ticket("1.00"), ticket("0.30", "0.31")), PILOT)
    assert caught.value.path == "/tickets/1/commission"


@pytest.mark.rule("T-1", "T-12")
@pytest.mark.parametrize("means", [Means.BOUGHT, Means.MUNICIPAL, Means.PARKING])
def test_what_was_billed_counts_as_it_is(means: Means) -> None:
    decision = compute_transport(claim_of(means), PILOT)
    assert decision.edition == "children-pilot-2018"
    assert decision.outcome.eligible == euro("12.34")
    assert decision.reasons[0].rule == ("T-12" if means is Means.PARKING else "T-1")


# ------------------------------------------------------------------------------------------------ proofs

NEEDED = {
    Means.PRIVATE: {Proof.ROUTE_SHEET, Proof.FUEL_RECEIPT},
    Means.RENTED: {Proof.ROUTE_SHEET, Proof.FUEL_RECEIPT, Proof.RENTAL_CONTRACT, Proof.PAYMENT_PROOF},
    Means.BOUGHT: {Proof.ROUTE_SHEET, Proof.PAYMENT_PROOF},
    Means.PUBLIC: {Proof.MONTHLY_REPORT, Proof.TICKET},
    Means.MUNICIPAL: {Proof.MUNICIPAL_RULES, Proof.ROUTE_SHEET, Proof.PAYMENT_PROOF},
    Means.PARKING: {Proof.PARKING_RECEIPT, Proof.MONTHLY_REPORT},
}
EITHER = {
    Means.PRIVATE: (Proof.LOAN_AGREEMENT, Proof.OFFICIAL_NOTE),
    Means.BOUGHT: (Proof.PRICE_LIST, Proof.SERVICE_CONTRACT),
}


@pytest.mark.rule("T-2", "T-9")
@pytest.mark.parametrize("means", Means)
def test_without_any_proof_all_are_missing_in_the_order_of_their_list(means: Means) -> None:
    cost = transport_cost(claim_of(means, ()), PILOT)
    assert cost.missing_proofs == tuple(
        proof for proof in Proof if proof in NEEDED[means] or proof in EITHER.get(means, ())
    )
    assert cost.payable is False


@pytest.mark.rule("T-2")
@pytest.mark.parametrize(("means", "proof"), [(means, proof) for means in Means for proof in NEEDED[means]])
def test_one_missing_proof_stops_the_payment_and_not_the_cost(means: Means, proof: Proof) -> None:
    proofs = tuple(kept for kept in ALL if kept is not proof)
    cost = transport_cost(claim_of(means, proofs), PILOT)
    assert (cost.payable, cost.missing_proofs) == (False, (proof,))
    assert cost.eligible == transport_cost(claim_of(means), PILOT).eligible


@pytest.mark.rule("T-2", "T-9")
@pytest.mark.parametrize("means", Means)
def test_of_two_proofs_one_is_enough(means: Means) -> None:
    for either in EITHER.get(means, (Proof.TICKET,)):
        assert transport_cost(claim_of(means, (*NEEDED[means], either)), PILOT).payable
    neither = transport_cost(claim_of(means, tuple(NEEDED[means])), PILOT)
    assert neither.missing_proofs == EITHER.get(means, ())
    codes = [reason.code for reason in compute_transport(claim_of(means, ()), PILOT).reasons]
    assert codes.count("paper_of_car_missing") == (means is Means.PRIVATE)
    assert codes.count("one_of_two_proofs_missing") == (means is Means.BOUGHT)


@pytest.mark.rule("T-2")
@pytest.mark.parametrize(("e_ticket", "online"), list(product((False, True), repeat=2)))
def test_each_kind_of_ticket_has_its_proofs(e_ticket: bool, online: bool) -> None:
    expected = {Proof.MONTHLY_REPORT}
    expected |= {Proof.E_TICKET_RECEIPT, Proof.TRIP_LIST} if e_ticket else set()
    expected |= {Proof.ONLINE_PRINTOUT, Proof.PAYMENT_PROOF} if online else set()
    expected |= set() if e_ticket or online else {Proof.TICKET}
    missing = transport_cost(public(ticket("1.00", e_ticket=e_ticket, online=online), proofs=()), PILOT).missing_proofs
    assert set(missing) == expected


@pytest.mark.rule("T-2")
def test_without_tickets_only_the_report_of_the_month_is_needed() -> None:
    assert transport_cost(public(proofs=()), PILOT).missing_proofs == (Proof.MONTHLY_REPORT,)


# ------------------------------------------------------------------------------------------------ fields

VALUES = {
    "trips": (trip("1"),),
    "consumption_per_100km": Quantity.of("7"),
    "price_per_litre": Quantity.of("1"),
    "rent_days": (MONDAY,),
    "rent_per_day": euro("1.00"),
    "tickets": (ticket("1.00"),),
    "amount": euro("1.00"),
    "fuel_receipts": euro("1.00"),
}


@pytest.mark.rule("T-1", "I-29")
@pytest.mark.parametrize(("means", "field"), list(product(Means, VALUES)))
@pytest.mark.parametrize("parameters", [PILOT, LOWER], ids=["computed", "lower_of_both"])
def test_every_means_needs_its_own_fields_and_takes_no_other(means: Means, field: str, parameters: Any) -> None:
    given = {name: VALUES[name] for name in FIELDS[means]}
    if means is Means.PRIVATE:
        given["fuel_receipts"] = VALUES["fuel_receipts"]
    optional = parameters is PILOT and field == "fuel_receipts"
    if field in given:
        del given[field]
        error: type[ModelError] = MissingField
    else:
        given[field] = VALUES[field]
        error = BadValue
    claim = TransportClaim(means=means, **given, proofs=ALL)
    if optional and means is Means.PRIVATE:
        assert transport_cost(claim, parameters).payable
        return
    with pytest.raises(error) as caught:
        transport_cost(claim, parameters)
    assert caught.value.path == f"/{field}"


def test_of_two_wrong_fields_the_first_is_named() -> None:
    with pytest.raises(BadValue) as caught:
        transport_cost(TransportClaim(means=Means.PARKING, tickets=(), proofs=()), PILOT)
    assert caught.value.path == "/tickets"
    with pytest.raises(MissingField) as missing:
        transport_cost(TransportClaim(means=Means.PUBLIC, amount=euro("1.00"), proofs=()), PILOT)
    assert missing.value.path == "/tickets"


@pytest.mark.parametrize(
    ("claim", "path"),
    [
        (private(trip("1"), trip("1", date(2018, 9, 30))), "/trips/1/date"),
        (rented(trip("1"), days=(MONDAY, date(2018, 11, 1))), "/rent_days/1"),
        (public(ticket("1.00", on=date(2017, 10, 1))), "/tickets/0/date"),
    ],
)
def test_a_day_outside_the_month_is_refused_where_a_month_is_given(claim: TransportClaim, path: str) -> None:
    assert transport_cost(claim, PILOT).payable
    with pytest.raises(Inconsistent) as caught:
        transport_cost(claim, PILOT, Month(2018, 10))
    assert caught.value.path == path
    assert caught.value.message.startswith("expected a day in 2018-10, got 20")
    with pytest.raises(Inconsistent):
        compute_transport(claim, PILOT, Month(2018, 10))


@pytest.mark.rule("T-8")
def test_the_norm_is_the_manufacturers_then_the_directorates_then_another() -> None:
    maker, directorate, similar, drive = map(Quantity.of, ("5", "6", "7", "8"))
    assert consumption_norm(maker, directorate, similar, drive) == maker
    assert consumption_norm(None, directorate, similar, drive) == directorate
    assert consumption_norm(similar=similar) == similar
    assert consumption_norm(test_drive=drive) == drive
    assert consumption_norm() is None
    with pytest.raises(Inconsistent, match="a test drive") as both:
        consumption_norm(similar=similar, test_drive=drive)
    assert both.value.message == "expected the figure of a similar model or of a test drive, got both"
    assert both.value.path == "/test_drive"


@pytest.mark.parametrize(("text", "millionths"), [("0", 0), ("12.4", 12_400_000), ("0.000001", 1), ("7", 7_000_000)])
def test_a_quantity_is_read_exactly_and_written_as_it_was(text: str, millionths: int) -> None:
    assert Quantity.of(text).millionths == millionths
    assert str(Quantity.of(text)) == text
    assert repr(Quantity.of(text)) == f"Quantity('{text}')"


@pytest.mark.parametrize("text", ["", "-1", "-0", "+1", "01", "1.", ".5", "1.0000001", "1,5", "1e2", "1" * 13, "١"])
def test_other_text_is_no_quantity(text: str) -> None:
    with pytest.raises(BadValue):
        Quantity.of(text)


@pytest.mark.parametrize("value", [1, 1.5, True, None])
def test_a_number_is_no_quantity(value: Any) -> None:
    with pytest.raises(BadType):
        Quantity.of(value)


def test_what_a_claim_is_made_of_is_of_its_kind() -> None:
    with pytest.raises(BadType) as caught:
        TransportClaim(means="private", proofs=())
    assert caught.value.path == "/means"
    with pytest.raises(BadType) as proofs:
        TransportClaim(means=Means.PRIVATE, proofs=("ticket",))
    assert proofs.value.path == "/proofs/0"
