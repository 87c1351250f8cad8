"""Mistakes in the life of a plan: missed units, payment, review, transport, the pilot's calendar and costs."""

from __future__ import annotations

from ibmodel.money import Money, round_half_up
from ibmodel.rules.administration import calendar, costs
from ibmodel.rules.receipt import review, schedule, settlement
from ibmodel.rules.transport import claims
from ibmodel.rules.transport import costs as transport

from .beast import Beast, edited, replaced

_CARRY = ("schedule.carry",)
_TRANSPORT = ("transport.cost",)
_COSTS = ("admin.costs",)


def _to_the_next_month(carried, month, months, change):
    change[month + 1] += carried
    change[month + 2] -= carried


def _to_the_last_months(carried, month, months, change):
    each, rest = divmod(carried, months - month - 1)
    change[month + 1] += each
    change[months - rest] += rest > 0
    change[months] -= each + (rest > 0)


def _unless_last(place):
    """Nothing is carried out of the last month."""
    return lambda carried, month, months, change: place(carried, month, months, change) if carried else None


def _rounded_by_trip(claim):
    litres, price = transport._millionths(claim.consumption_per_100km), transport._millionths(claim.price_per_litre)
    trips = [trip.km.millionths for trip in claim.trips or () if transport._counts(trip)]
    return Money.sum(Money(round_half_up(km * litres * price, transport._PER_CENT_OF_FUEL)) for km in trips)


BEASTS = (
    Beast(
        "unexcused_units_carried",
        ("C-8", "C-7"),
        "everything that is missed can be received later",
        (edited(schedule._month_over, ("carried = excused if", "carried = missed if")),),
        _CARRY,
    ),
    Beast(
        "carried_to_the_next_month_only",
        ("I-28", "C-8"),
        "missed units are all put into the next month",
        (replaced(schedule, "_carry_on", _unless_last(_to_the_next_month)),),
        _CARRY,
    ),
    Beast(
        "last_months_first",
        ("I-28", "C-8"),
        "what does not divide goes to the last months",
        (replaced(schedule, "_carry_on", _unless_last(_to_the_last_months)),),
        _CARRY,
    ),
    Beast(
        "paid_beyond_the_plan",
        ("R-8", "C-7"),
        "everything that was received is paid",
        (
            edited(
                settlement._settled,
                ("min(line.received_units, line.planned_units + line.carried_units)", "line.received_units"),
            ),
        ),
        ("settlement.month",),
    ),
    Beast(
        "health_corrects_the_plan",
        ("R-4",),
        "a plan is corrected also when health or goals have changed",
        (edited(review.review_action, (" and change.reason not in _ALWAYS_REEVALUATED", "")),),
        ("review.decide",),
    ),
    Beast(
        "commission_paid",
        ("T-4",),
        "the commission for a ticket is paid",
        (
            edited(transport._fare, ("ticket.price - (ticket.commission or _NOTHING)", "ticket.price")),
            edited(transport._refusals, ("elif ticket.commission:", "elif False:")),
        ),
        _TRANSPORT,
    ),
    Beast(
        "escort_ticket_paid",
        ("T-5",),
        "tickets are paid that are free for whoever travels with the child",
        (
            edited(transport._fare, ("_NOTHING if ticket.with_child else ", "")),
            edited(transport._refusals, ("if ticket.with_child:", "if False:")),
        ),
        _TRANSPORT,
    ),
    Beast(
        "empty_trips_paid",
        ("T-7",),
        "empty trips are paid to whatever service",
        (edited(transport._counts, ("not trip.empty or trip.service in EMPTY_TRIPS_TO", "True")),),
        _TRANSPORT,
    ),
    Beast(
        "rent_for_every_day",
        ("T-3",),
        "rent is paid for every day, travelled or not",
        (
            edited(
                transport._days_travelled,
                (
                    "{trip.on for trip in claim.trips or () if not trip.empty} & {*(claim.rent_days or ())}",
                    "claim.rent_days or ()",
                ),
            ),
            edited(transport._refusals, ("if day not in travelled", "if False")),
        ),
        _TRANSPORT,
    ),
    Beast(
        "trips_rounded_alone",
        ("T-6",),
        "the fuel of every trip is rounded by itself",
        (replaced(transport, "_computed_fuel", _rounded_by_trip),),
        _TRANSPORT,
    ),
    Beast(
        "proofs_not_asked",
        ("T-2",),
        "costs are paid without their proofs",
        (edited(claims.missing_proofs, ("in needed and proof not in claim.proofs", "in ()")),),
        _TRANSPORT,
    ),
    Beast(
        "indirect_from_unrounded_pay",
        ("A-2",),
        "indirect costs are a part of the pay before it is rounded",
        (
            edited(
                costs.municipal_costs,
                ("(pay.cents * figures", "(question.full_pay.cents * min(question.children, full) * figures"),
                ("millionths, Share.WHOLE", "millionths, full * Share.WHOLE"),
            ),
        ),
        _COSTS,
    ),
    Beast(
        "pay_beyond_20_children",
        ("A-1",),
        "the pay goes on growing with the children",
        (edited(costs.municipal_costs, ("min(question.children, full)", "question.children")),),
        _COSTS,
    ),
    Beast(
        "deadline_not_moved",
        ("A-6",),
        "a deadline on a day off stays there",
        (edited(calendar._due, ("next_working_day(printed, calendar)", "printed")),),
        ("pilot.calendar",),
    ),
)
