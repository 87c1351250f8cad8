"""What must hold for every plan that runs and every claim for transport: each law is a function named as its sentence.

As in `ibmodel.testing.laws`: a law takes plain inputs and outcomes, raises `LawBroken` with the values at fault, and
says whom it protects. `every_kind_of_reason` gives decisions that between them hold every reason of these chapters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any, Final

import attrs

from ibmodel.case.receipt import (
    BudgetManager,
    Change,
    ChangeReason,
    Ending,
    EndingGround,
    Executed,
    ExecutedService,
    ReceivedLine,
    ReceivedUnits,
)
from ibmodel.case.transport import Means, Proof, Quantity, Ticket, TransportClaim, Trip
from ibmodel.decisions import Decision
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import Parameters
from ibmodel.rules.receipt import (
    ENDS,
    STARTING_STATES,
    Carried,
    Event,
    Execution,
    SettledLine,
    Settlement,
    State,
    carried_units,
    carry_units,
    compute_execution,
    compute_managed,
    compute_underspent,
    decide_ending,
    decide_minutes,
    decide_review,
    next_state,
    settle_month,
    stepped,
)
from ibmodel.rules.transport import compute_transport, transport_cost
from ibmodel.testing.laws import LawBroken

__all__ = [
    "LAWS",
    "a_missing_proof_never_makes_a_cost_grow",
    "a_settlement_pays_no_more_than_received_nor_than_planned",
    "carrying_month_by_month_is_carrying_at_once",
    "every_kind_of_reason",
    "every_path_reaches_an_end",
    "fuel_is_linear_in_kilometres",
    "no_unit_is_created_or_lost",
    "reachable_states",
    "services_and_months_add_up_to_the_execution",
    "settled_months_never_exceed_the_line",
]

Law = Callable[..., None]

_MICROS_IN_CENT: Final = 10_000


def _holds(condition: object, law: Law, message: str) -> None:
    if not condition:
        raise LawBroken(f"{law.__name__}: {message}")


def no_unit_is_created_or_lost(units: ReceivedUnits, outcome: Carried) -> None:
    """Every planned unit was received, can still be received, or is lost.

    Rules: C-7, C-8, I-28. Protects: the recipient, and who pays.
    """
    planned = sum(units.planned)
    found = sum(units.received) + sum(outcome.remaining) + outcome.lost
    _holds(planned == found, no_unit_is_created_or_lost, f"{found} of {planned} units are accounted for")
    months = units.months - len(units.received)
    _holds(len(outcome.remaining) == months, no_unit_is_created_or_lost, f"{months} months remain")


def carrying_month_by_month_is_carrying_at_once(units: ReceivedUnits, outcome: Carried) -> None:
    """Whoever carries over at the end of each month arrives where one arrives who does it once for all months.

    Rules: C-8, I-28. Protects: the recipient from the habits of an office.
    """
    law = carrying_month_by_month_is_carrying_at_once
    remaining, lost = units.planned, 0
    for received, excused in zip(units.received, units.excused, strict=True):
        month = carried_units(ReceivedUnits(len(remaining), remaining, (received,), (excused,)))
        remaining, lost = month.remaining, lost + month.lost
    _holds(remaining == outcome.remaining, law, f"{remaining} remain by month, {outcome.remaining} at once")
    _holds(lost == outcome.lost, law, f"{lost} are lost by month, {outcome.lost} at once")


def a_settlement_pays_no_more_than_received_nor_than_planned(
    lines: Sequence[ReceivedLine], outcome: Settlement
) -> None:
    """Nobody is paid for what was not received, or not planned; what is not paid is shown with its code.

    Rules: R-8, C-7. Protects: who pays, and the provider's knowledge of why.
    """
    law = a_settlement_pays_no_more_than_received_nor_than_planned
    for line, row in zip(lines, outcome.lines, strict=True):
        most = line.planned_units + line.carried_units
        _holds(row.paid_units <= line.received_units, law, f"{row.paid_units} paid, {line.received_units} received")
        _holds(row.paid_units <= most, law, f"{row.paid_units} units paid, {most} planned and carried over")
        _holds(row.paid_units + row.unpaid_units == line.received_units, law, f"{row.unpaid_units} are not paid")
        _holds((row.code is None) == (row.unpaid_units == 0), law, f"{row.unpaid_units} units with code {row.code}")
        _holds(row.amount == line.unit_price.times(row.paid_units), law, f"{row.amount} for {row.paid_units}")
    _holds(outcome.amount == Money.sum(row.amount for row in outcome.lines), law, f"{outcome.amount} in all")


def settled_months_never_exceed_the_line(price: Rate, planned: int, months: Sequence[SettledLine]) -> None:
    """The months of a line, settled one by one, never cost more than the line.

    Exactly so where a unit costs whole cents. With parts of a cent each month is rounded for itself, which adds at
    most half a cent a month; the execution of a plan rounds running totals and adds nothing.
    Rules: R-8, C-7. Protects: who pays.
    """
    law = settled_months_never_exceed_the_line
    line, paid = price.times(planned), Money.sum(row.amount for row in months)
    in_whole_cents = price.micros % _MICROS_IN_CENT == 0
    most = 2 * line.cents + (0 if in_whole_cents else len(months) + 1)
    _holds(sum(row.paid_units for row in months) <= planned, law, f"more units are paid than the {planned} planned")
    _holds(2 * paid.cents <= most, law, f"{paid} is paid in {len(months)} months, the line costs {line}")


def services_and_months_add_up_to_the_execution(outcome: Execution) -> None:
    """Table 6.10 gives the same sums whether it is read by service or by month.

    Rules: A-8, N-9. Protects: whoever reads a report.
    """
    law = services_and_months_add_up_to_the_execution
    for part in ("planned_units", "received_units"):
        for rows in ([row.total for row in outcome.lines], outcome.months):
            found, whole = sum(getattr(row, part) for row in rows), getattr(outcome.total, part)
            _holds(found == whole, law, f"{part} are {found} and {whole}")
    for part in ("planned", "spent"):
        for rows in ([row.total for row in outcome.lines], outcome.months):
            amount, whole = Money.sum(getattr(row, part) for row in rows), getattr(outcome.total, part)
            _holds(amount == whole, law, f"{part} money is {amount} and {whole}")


def a_missing_proof_never_makes_a_cost_grow(claim: TransportClaim, parameters: Parameters) -> None:
    """Taking away any one proof changes no cost, and never makes something payable that was not.

    Rules: T-2. Protects: who pays, and honest claimants.
    """
    law = a_missing_proof_never_makes_a_cost_grow
    whole = transport_cost(claim, parameters)
    for proof in {*claim.proofs}:
        fewer = attrs.evolve(claim, proofs=tuple(kept for kept in claim.proofs if kept is not proof))
        without = transport_cost(fewer, parameters)
        _holds(without.eligible <= whole.eligible, law, f"{without.eligible} without the {proof.value}")
        _holds(without.payable <= whole.payable, law, f"payable without the {proof.value}")


def fuel_is_linear_in_kilometres(claim: TransportClaim, parameters: Parameters) -> None:
    """The fuel of all trips is that of each trip added up, but for half a cent a trip that rounding moves.

    For a private car by the reading ``computed`` of I-29. Rules: T-6, I-29. Protects: the claimant from how trips are
    divided into claims.
    """
    law = fuel_is_linear_in_kilometres
    whole = transport_cost(claim, parameters).eligible
    trips = claim.trips or ()
    parts = [transport_cost(attrs.evolve(claim, trips=(trip,)), parameters).eligible for trip in trips]
    apart = abs(2 * (whole.cents - Money.sum(parts).cents))
    _holds(apart <= len(trips) + 1, law, f"{whole} for all, {Money.sum(parts)} trip by trip")


def reachable_states(parameters: Parameters) -> dict[State, tuple[State, ...]]:
    """Every state that can come about, with the states that one step leads to."""
    found: dict[State, tuple[State, ...]] = {}
    waiting = [*STARTING_STATES]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        steps = [stepped(state, event, parameters) for event in Event]
        found[state] = tuple(dict.fromkeys(step.state for step in steps if step.taken))
        waiting.extend(found[state])
    return found


def every_path_reaches_an_end(parameters: Parameters) -> None:
    """From wherever a case stands, some further steps lead to an end; nobody is left for ever.

    Rules: G-5, R-5, L-7. Protects: everybody in the process.
    """
    law = every_path_reaches_an_end
    follows = reachable_states(parameters)
    ending = {state for state in follows if state.stage in ENDS}
    while True:
        more = {state for state, next_ones in follows.items() if ending.intersection(next_ones)} - ending
        if not more:
            break
        ending |= more
    lost = sorted(state.stage.value for state in follows if state not in ending)
    _holds(not lost, law, f"no end can be reached from {', '.join(lost)}")


def every_kind_of_reason(parameters: Parameters, others: Sequence[Parameters] = ()) -> Iterator[Decision[Any]]:
    """Decisions that between them give every reason of the life of a plan and of transport.

    ``others`` are editions in which the process has other steps: the general model, and the readings of I-25, I-29.
    """
    yield carry_units(ReceivedUnits(2, (4, 4), (1,), (1,)), parameters)
    price = Rate.euro("2.7174")
    yield settle_month(
        [ReceivedLine(service="nanny", unit_price=price, planned_units=10, received_units=12)], parameters
    )
    executed = ExecutedService("nanny", price, (10, 10), (5,))
    yield compute_execution([executed], parameters)
    for received in (5, 15):
        group = [Executed("Anna", (attrs.evolve(executed, received=(received,)),))]
        yield compute_underspent(group, parameters)
    yield compute_managed(Money.euro("1000.00"), BudgetManager.INSTITUTION, parameters, Share.percent("7.5"))
    yield compute_managed(Money.euro("1000.00"), BudgetManager.PARENT, parameters)
    for reason, equivalent, listed in product(ChangeReason, (False, True), (False, True)):
        yield decide_review(Change(reason, equivalent, listed), parameters)
    for ground, invited, fact in product(EndingGround, (False, True), (None, False, True)):
        yield decide_ending(Ending(ground, invited, fact, fact), parameters)
    for signed in (("Anna", "Bruno"), ("Anna",)):
        yield decide_minutes(("Anna", "Bruno"), "Anna", signed, (), parameters)
    for edition in (parameters, *others):
        for claim in _claims():
            yield compute_transport(claim, edition)
        for state, event in product(reachable_states(parameters), Event):
            yield next_state(state, event, edition)


def _claims() -> Iterator[TransportClaim]:
    day, next_day = date(2018, 10, 1), date(2018, 10, 2)
    trips = tuple(
        Trip(on=day, km=Quantity.of("12.4"), purpose="nodarbība", empty=empty, service="nanny")
        for empty in (False, True)
    )
    fuel: dict[str, Any] = {
        "trips": trips,
        "consumption_per_100km": Quantity.of("7.2"),
        "price_per_litre": Quantity.of("1.234"),
    }
    receipts = Money.euro("0.50")
    yield TransportClaim(means=Means.PRIVATE, **fuel, fuel_receipts=receipts, proofs=())
    yield TransportClaim(
        means=Means.RENTED, **fuel, rent_days=(day, next_day), rent_per_day=Money.euro("20.00"), proofs=tuple(Proof)
    )
    tickets = (
        Ticket(on=day, price=Money.euro("2.00"), commission=Money.euro("0.30")),
        Ticket(on=day, price=Money.euro("2.00"), with_child=True),
    )
    yield TransportClaim(means=Means.PUBLIC, tickets=tickets, proofs=())
    for means in (Means.BOUGHT, Means.MUNICIPAL, Means.PARKING):
        yield TransportClaim(means=means, amount=Money.euro("15.00"), proofs=())


#: The laws by chapter.
LAWS: Final[dict[str, tuple[Law, ...]]] = {
    "life of a plan": (
        no_unit_is_created_or_lost,
        carrying_month_by_month_is_carrying_at_once,
        a_settlement_pays_no_more_than_received_nor_than_planned,
        settled_months_never_exceed_the_line,
        services_and_months_add_up_to_the_execution,
        every_path_reaches_an_end,
    ),
    "transport": (a_missing_proof_never_makes_a_cost_grow, fuel_is_linear_in_kilometres),
}
