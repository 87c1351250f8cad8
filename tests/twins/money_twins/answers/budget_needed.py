"""``budget.needed``: what the services of a plan cost in the period (D-2, B-3).

A line costs its units times the price of a unit, rounded half up to the cent, once, on the line's total. The amounts by
month are the differences of the rounded running totals, so that they add up to the line. The needed amount is the sum
of the lines.
"""

from __future__ import annotations

from typing import Any

from money_twins.documents import cost, money


def answer(request: dict[str, Any]) -> dict[str, Any]:
    lines = request["input"]["lines"]
    amounts = [cost(line["unit_price"], sum(line["units"])) for line in lines]
    months = len(lines[0]["units"]) if lines else 0
    return {
        "lines": [
            {"service": line["service"], "units": sum(line["units"]), "amount": money(amount)}
            for line, amount in zip(lines, amounts, strict=True)
        ],
        "needed": money(sum(amounts)),
        "by_month": [money(sum(in_month(line, month) for line in lines)) for month in range(months)],
    }


def in_month(line: dict[str, Any], month: int) -> int:
    """What a line costs in one month: the running total after it less that before it."""
    before, after = sum(line["units"][:month]), sum(line["units"][: month + 1])
    return cost(line["unit_price"], after) - cost(line["unit_price"], before)
