"""Cases of ``settlement.month``: just what was planned, one unit more, nothing planned, carried units or none."""

from __future__ import annotations

from random import Random
from typing import Any

from money_twins import drawing
from money_twins.services import NAMES


def draw(random: Random) -> dict[str, Any]:
    lines = [line(random) for _ in range(random.choice((0, 1, 1, 2, 3, 6)))]
    return {**drawing.envelope(random, "settlement.month"), "input": {"lines": lines}}


def line(random: Random) -> dict[str, Any]:
    planned, carried, received = drawing.units(random, 3)
    one: dict[str, Any] = {
        "service": random.choice(NAMES),
        "unit_price": drawing.rate(random),
        "planned_units": planned,
    }
    drawing.sometimes(random, one, "carried_units", carried)
    if random.random() < 0.5:
        received = max(0, planned + (one.get("carried_units") or 0) + random.choice((-1, 0, 1)))
        received = min(received, 999_999_999_999_999)
    one["received_units"] = received
    return one
