"""Cases of ``plan.check`` for rule C-6: budgets of which transport is just the part allowed, a cent more or less."""

from __future__ import annotations

from random import Random
from typing import Any

from money_twins import drawing
from money_twins.documents import cost, money
from money_twins.services import NAMES, TRANSPORT

REFORM = {"combinations.transport_share": drawing.percentage}


def draw(random: Random) -> dict[str, Any]:
    request = drawing.envelope(random, "plan.check", ("I-15", "I-27"), REFORM)
    months = random.choice((1, 2, 6))
    lines = [line(random, months) for _ in range(random.choice((0, 1, 1, 2, 2, 2, 3, 3, 4)))]
    plan: dict[str, Any] = {"child": {"impairment": "movement"}, "period": {"start": "2018-10-01", "months": months}}
    drawing.sometimes(random, plan, "budget", budget(random, lines), 0.9)
    reason = random.choice(("", " ", "the centre is 60 km away"))
    drawing.sometimes(random, plan, "transport_override", reason, 0.3)
    return {**request, "input": {**plan, "lines": lines}}


def line(random: Random, months: int) -> dict[str, Any]:
    names = sorted(TRANSPORT) if random.random() < 0.85 else NAMES
    units = drawing.units(random, months)
    return {"service": random.choice(names), "unit_price": drawing.rate(random), "units": units}


def budget(random: Random, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Ten times what some of the lines cost, a cent more or less, or anything; some amounts are not known."""
    amounts = drawing.Amounts(random)
    base: dict[str, Any] = {}
    for name in ("total", "final", "needed", "provisional"):
        transport = [one for one in lines if one["service"] in TRANSPORT and random.random() < 0.9]
        just = 10 * sum(cost(one["unit_price"], sum(one["units"])) for one in transport) + random.choice((-1, 0, 0, 1))
        amount = just if random.random() < 0.6 else amounts.cents()
        drawing.sometimes(random, base, name, money(min(drawing.LARGEST, max(0, amount))), 0.85)
    return base
