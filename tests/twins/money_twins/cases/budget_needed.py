"""Cases of ``budget.needed``: rates whose products end in half a cent, months without units, plans without lines."""

from __future__ import annotations

from random import Random
from typing import Any

from money_twins import drawing
from money_twins.services import NAMES


def draw(random: Random) -> dict[str, Any]:
    months = random.choice((0, 1, 2, 5, 6, 6, 12))
    lines = [
        {"service": random.choice(NAMES), "unit_price": drawing.rate(random), "units": drawing.units(random, months)}
        for _ in range(random.choice((0, 1, 1, 2, 3, 5, 8)))
    ]
    return {**drawing.envelope(random, "budget.needed"), "input": {"lines": lines}}
