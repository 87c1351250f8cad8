"""``plan.fit``: a plan cut to the money that there is (N-3, N-7, B-10).

Line after line, in priority order, takes the greatest number of whole units, at most those planned, whose cost (units x
rate, rounded half up once) is not above what is left. The units that are dropped are those of its last months.

I-12 ``continue``: after a line that is not taken in full the next ones are still tried. ``stop``: they get nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import Any

from money_twins.documents import cents, cost, money
from money_twins.policies import reading

#: So many numbers of units are tried one after the other; where there are more, the interval is halved again and again.
TRIED = 200


def answer(request: dict[str, Any]) -> dict[str, Any]:
    left = available = cents(request["input"]["available"])
    stops = reading(request, "I-12") == "stop"
    rows, stopped = [], False
    for line in request["input"]["lines"]:
        wanted = sum(line["units"])
        taken = 0 if stopped else most_units(line["unit_price"], wanted, left)
        amount = cost(line["unit_price"], taken)
        left -= amount
        stopped = stopped or (stops and taken < wanted)
        rows.append(
            {
                "service": line["service"],
                "units": without_the_last(line["units"], wanted - taken),
                "amount": money(amount),
                "dropped_units": wanted - taken,
            }
        )
    return {"lines": rows, "planned": money(available - left), "left": money(left)}


def most_units(rate: str, wanted: int, left: int) -> int:
    """The greatest number of units that costs no more than what is left; more units never cost less."""
    price = Fraction(rate)
    if wanted <= TRIED:
        return max(units for units in range(wanted + 1) if cost(price, units) <= left)
    return bisect_right(range(wanted + 1), left, key=lambda units: cost(price, units)) - 1


def without_the_last(units: list[int], dropped: int) -> list[int]:
    """The units by month when so many are taken away from the end."""
    kept = list(units)
    for month in reversed(range(len(kept))):
        less = min(dropped, kept[month])
        kept[month] -= less
        dropped -= less
    return kept
