"""``settlement.month``: what is paid for the services of a month (R-8, C-7).

Paid are the units that were received, at most those planned for the month and those carried over into it; they
cost units x rate, rounded half up once. What was received beyond that is not paid, as ``above_plan``.
"""

from __future__ import annotations

from typing import Any

from money_twins.documents import cost, money


def answer(request: dict[str, Any]) -> dict[str, Any]:
    rows, total = [], 0
    for line in request["input"]["lines"]:
        planned = line["planned_units"] + (line.get("carried_units") or 0)
        received = line["received_units"]
        paid = min(received, planned)
        amount = cost(line["unit_price"], paid)
        total += amount
        row = {"service": line["service"], "paid_units": paid, "amount": money(amount), "unpaid_units": received - paid}
        rows.append({**row, "code": "above_plan"} if received > planned else row)
    return {"lines": rows, "amount": money(total)}
