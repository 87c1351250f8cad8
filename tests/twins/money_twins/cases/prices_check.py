"""Cases of ``prices.check``: prices just at a limit and a millionth above, limits known and not, days at the bounds."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from money_twins import drawing
from money_twins.documents import money
from money_twins.services import CEILING, CONTRACT, NAMES, REGULATION

REFORM = {"prices.group_session_ceiling": lambda random: random.choice(("0.00", "0.01", "25.93", "30.00"))}


def draw(random: Random) -> dict[str, Any]:
    request = drawing.envelope(random, "prices.check", (), REFORM)
    around = random.choice((25_930_000, random.randint(1, 3_000) * 10_000, random.randint(1, 40_000_000)))

    def near() -> str:
        """A rate that is the same as others of this case, a millionth or a cent apart, or any."""
        if random.random() < 0.1:
            return drawing.rate(random)
        return drawing.rate_text(random, max(0, around + random.choice((-10_000, -1, 0, 0, 0, 1, 10_000))))

    asked: dict[str, Any] = {"service": service(random), "on": drawing.day(random), "price": near()}
    for field in ("provider_market_price", "contract_price", "regulated"):
        drawing.sometimes(random, asked, field, near())
    part = random.choice((0, 1, 2_592, 2_593, 2_594, random.randint(0, 2_000), random.randint(0, 2_000)))
    drawing.sometimes(random, asked, "transport_part", money(part), 0.6)
    low, high = near(), near()
    if random.random() < 0.97:
        low, high = sorted((low, high), key=Fraction)
    drawing.sometimes(random, asked, "survey", {"low": low, "high": high})
    return {**request, "input": asked}


def service(random: Random) -> str:
    return random.choice(sorted(random.choice((CEILING, CEILING, CONTRACT, REGULATION, NAMES))))
