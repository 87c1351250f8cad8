"""Laws of transport: what counts of a claim, whatever the order of its papers."""

from __future__ import annotations

from typing import Any, Final

from ibmodel.case.transport import Quantity
from ibmodel.rules.transport import EMPTY_TRIPS_TO
from ibmodel.testing.law_book.law import law
from ibmodel.testing.law_book.money import changed, grown
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_commission_never_counts",
    "a_cost_is_payable_exactly_when_no_proof_is_missing",
    "a_missing_proof_changes_no_cost",
    "a_ticket_beside_the_child_costs_nothing",
    "a_trip_in_two_parts_costs_the_same",
    "an_empty_trip_that_does_not_count_changes_no_cost",
    "fuel_is_that_of_every_trip_added_up",
    "more_kilometres_never_cost_less",
    "receipts_bound_the_fuel",
    "rent_without_a_trip_is_refused",
    "the_order_of_papers_does_not_matter",
]

_COST: Final = "transport.cost"
_LISTS: Final = ("trips", "rent_days", "tickets", "proofs")


def a_cost_is_payable_exactly_when_no_proof_is_missing(trial: Trial) -> None:
    """Every missing proof is named, none that is there, and without missing ones a cost is payable.

    Rules: T-2, T-9. Protects: who pays, and honest claimants.
    """
    missing = [proof.value for proof in trial.outcome.missing_proofs]
    trial.holds(trial.outcome.payable is (not missing), f"payable is {trial.outcome.payable}, missing {missing}")
    there = set(missing) & set(trial.input["proofs"])
    trial.holds(not there, f"{sorted(there)} are there and said to be missing")


def a_missing_proof_changes_no_cost(trial: Trial) -> None:
    """Taking away any proof changes no amount, and never makes something payable that was not.

    Rules: T-2. Protects: who pays, and honest claimants.
    """
    for proof in sorted(set(trial.input["proofs"])):
        fewer = trial.again(proofs=[kept for kept in trial.input["proofs"] if kept != proof]).outcome
        trial.holds(fewer.eligible == trial.outcome.eligible, f"{fewer.eligible} without the {proof}")
        trial.holds(trial.outcome.payable or not fewer.payable, f"payable without the {proof}")


def the_order_of_papers_does_not_matter(trial: Trial) -> None:
    """The same trips, days, tickets and proofs in another order cost the same, and the same does not count.

    Rules: T-2, T-3, T-4, T-6. Protects: claimants from how a route sheet is sorted.
    """
    turned = trial.again(**{name: trial.input[name][::-1] for name in _LISTS if trial.input.get(name) is not None})
    one, other = trial.outcome, turned.outcome
    trial.holds(one.eligible == other.eligible, f"{one.eligible}, turned round {other.eligible}")
    trial.holds(one.missing_proofs == other.missing_proofs, f"{one.missing_proofs}, and {other.missing_proofs}")
    refused = [sorted((row.code, str(row.amount)) for row in each.refused) for each in (one, other)]
    trial.holds(refused[0] == refused[1], f"refused {refused[0]}, turned round {refused[1]}")


def a_trip_in_two_parts_costs_the_same(trial: Trial) -> None:
    """A trip with a stop on the way has the kilometres of its parts.

    Rules: T-6. Protects: claimants from how trips are written down.
    """
    for place, trip in enumerate(trial.input.get("trips") or ()):
        whole = Quantity.of(trip["km"]).millionths
        parts = [{**trip, "km": str(Quantity(part))} for part in (whole // 2, whole - whole // 2)]
        trips = [*trial.input["trips"][:place], *parts, *trial.input["trips"][place + 1 :]]
        split = trial.again(trips=trips).outcome
        trial.holds(split.eligible == trial.outcome.eligible, f"{trial.outcome.eligible}, in parts {split.eligible}")


def fuel_is_that_of_every_trip_added_up(trial: Trial) -> None:
    """The fuel of all trips of a private car is that of each alone added up, but for half a cent a trip by rounding.

    Rules: T-6, I-29. Protects: claimants from how trips are divided into claims.
    """
    if trial.input["means"] == "private":
        trips = trial.input["trips"]
        alone = sum(trial.again(trips=[trip]).outcome.eligible.cents for trip in trips)
        apart = abs(2 * (trial.outcome.eligible.cents - alone))
        trial.holds(apart <= len(trips) + 1, f"{trial.outcome.eligible} for all, {alone} cents trip by trip")


def more_kilometres_never_cost_less(trial: Trial) -> None:
    """A longer way has at least the cost of a shorter one.

    Rules: T-6, I-29. Protects: families that live far away.
    """
    for place, trip in enumerate(trial.input.get("trips") or ()):
        longer = Quantity(min(Quantity.of(trip["km"]).millionths + 1_000_000, 10**18 - 1))
        more = trial.again(trips=changed(trial.input["trips"], place, km=str(longer))).outcome
        trial.holds(trial.outcome.eligible <= more.eligible, f"{trial.outcome.eligible}, and {more.eligible} for more")


def an_empty_trip_that_does_not_count_changes_no_cost(trial: Trial) -> None:
    """The parent's own way to other services than day care, workshop and respite is refused and costs nothing.

    Rules: T-7. Protects: who pays.
    """
    if trial.input.get("trips") is not None:
        day = "2018-10-01"
        empty = {"date": day, "km": "100", "purpose": "back", "empty": True, "service": "physiotherapist"}
        more = trial.again(trips=[*trial.input["trips"], empty]).outcome
        trial.holds(more.eligible == trial.outcome.eligible, f"{trial.outcome.eligible}, and {more.eligible} with one")
        refusals = _refused(more, "empty_trip") - _refused(trial.outcome, "empty_trip")
        trial.holds(refusals == 1, f"{refusals} more empty trips are refused")
        counted = trial.again(trips=[*trial.input["trips"], {**empty, "service": EMPTY_TRIPS_TO[0]}]).outcome
        trial.holds(_refused(counted, "empty_trip") < _refused(more, "empty_trip"), "an empty trip to respite too")


def rent_without_a_trip_is_refused(trial: Trial) -> None:
    """Without any trip no day of rent counts: the cost is nothing, and every day is refused with its rent.

    Rules: T-3. Protects: who pays.
    """
    if trial.input["means"] == "rented":
        idle = trial.again(trips=[]).outcome
        trial.holds(not idle.eligible, f"{idle.eligible} without a trip")
        found = [(row.code, row.amount) for row in idle.refused]
        expected = [("no_trip_that_day", trial.given.rent_per_day) for _ in trial.given.rent_days]
        trial.holds(found == expected, f"refused {found}, expected {expected}")


def a_commission_never_counts(trial: Trial) -> None:
    """What is paid for buying a ticket raises its price and not the cost.

    Rules: T-4. Protects: who pays.
    """
    for place, ticket in enumerate(trial.input.get("tickets") or ()):
        price, commission = grown(ticket["price"], 30), grown(ticket.get("commission"), 30)
        dearer = changed(trial.input["tickets"], place, price=price, commission=commission)
        more = trial.again(tickets=dearer).outcome
        same = more.eligible == trial.outcome.eligible
        trial.holds(same, f"{trial.outcome.eligible}, with a greater commission {more.eligible}")


def a_ticket_beside_the_child_costs_nothing(trial: Trial) -> None:
    """Whoever travels with the child travels free: such a ticket is refused whole, with no commission beside it.

    Rules: T-5, T-4. Protects: who pays.
    """
    tickets: list[dict[str, Any]] | None = trial.input.get("tickets")
    if tickets is not None:
        free = trial.again(tickets=[{**ticket, "with_child": True} for ticket in tickets]).outcome
        trial.holds(not free.eligible, f"{free.eligible} for tickets beside the child")
        found = [(row.code, str(row.amount)) for row in free.refused]
        expected = [("free_with_child", ticket["price"]) for ticket in tickets]
        trial.holds(found == expected, f"refused {found}, expected {expected}")


def receipts_bound_the_fuel(trial: Trial) -> None:
    """Where receipts bound it, a private car never costs more than they say, and never more than is computed.

    Rules: T-6, I-29. Protects: who pays.
    """
    if trial.input["means"] == "private":
        receipts = trial.given.fuel_receipts
        trial.holds(trial.outcome.eligible <= receipts, f"{trial.outcome.eligible} by receipts of {receipts}")
        ample = trial.again(fuel_receipts="999999999999.99").outcome
        expected = min(ample.eligible, receipts)
        trial.holds(trial.outcome.eligible == expected, f"{trial.outcome.eligible}, expected {expected}")


def _refused(outcome: Any, code: str) -> int:
    return sum(row.code == code for row in outcome.refused)


#: The laws of transport.
LAWS: Final = (
    law(a_cost_is_payable_exactly_when_no_proof_is_missing, _COST),
    law(a_missing_proof_changes_no_cost, _COST),
    law(the_order_of_papers_does_not_matter, _COST),
    law(a_trip_in_two_parts_costs_the_same, _COST),
    law(fuel_is_that_of_every_trip_added_up, _COST, only_under={"I-29": ("computed",)}),
    law(more_kilometres_never_cost_less, _COST),
    law(an_empty_trip_that_does_not_count_changes_no_cost, _COST),
    law(rent_without_a_trip_is_refused, _COST),
    law(a_commission_never_counts, _COST),
    law(a_ticket_beside_the_child_costs_nothing, _COST),
    law(receipts_bound_the_fuel, _COST, only_under={"I-29": ("lower_of_both",)}),
)
