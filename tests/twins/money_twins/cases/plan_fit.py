"""Cases of ``plan.fit``: money for just so many units, a cent less, free services, rates of a millionth."""

from __future__ import annotations

from random import Random
from typing import Any

from money_twins import drawing
from money_twins.documents import cost, money
from money_twins.services import NAMES


def draw(random: Random) -> dict[str, Any]:
    months = random.choice((0, 1, 2, 5, 6, 6, 12))
    lines = [
        {"service": random.choice(NAMES), "unit_price": drawing.rate(random), "units": drawing.units(random, months)}
        for _ in range(random.choice((0, 1, 1, 2, 3, 5)))
    ]
    available = random.choice((drawing.Amounts(random).cents(), just_enough(random, lines), just_enough(random, lines)))
    asked = {"available": money(available), "lines": lines}
    return {**drawing.envelope(random, "plan.fit", ("I-12",)), "input": asked}


def just_enough(random: Random, lines: list[dict[str, Any]]) -> int:
    """What the first lines and a part of the next cost together, or a cent more or less."""
    whole = random.randint(0, len(lines))
    together = sum(cost(line["unit_price"], sum(line["units"])) for line in lines[:whole])
    if whole < len(lines):
        together += cost(lines[whole]["unit_price"], random.randint(0, sum(lines[whole]["units"])))
    return min(drawing.LARGEST, max(0, together + random.choice((-1, 0, 0, 1))))
