"""``plan.check``, rule C-6 alone: transport is at most 10 % of the individual budget.

The amounts of the transport lines (units x rate, each rounded half up) are added; I-27 ``child_only`` counts only the
child's. They are compared with the exact part of the base, which I-15 names: the total, final, needed or provisional
amount. Exactly that part is allowed. More is allowed if a reason is recorded (blank text is none); without a reason and
without the base it cannot be decided. A plan without such lines has nothing to find. The finding names every such
service once, in the order of the lines.
"""

from __future__ import annotations

from typing import Any

from money_twins.documents import cents, cost
from money_twins.policies import reading, share
from money_twins.services import TRANSPORT, TRANSPORT_OF_CHILD


def answer(request: dict[str, Any]) -> list[dict[str, Any]]:
    plan = request["input"]
    counted = TRANSPORT_OF_CHILD if reading(request, "I-27") == "child_only" else TRANSPORT
    lines = [line for line in plan["lines"] if line["service"] in counted]
    if not lines:
        return []
    amount = sum(cost(line["unit_price"], sum(line["units"])) for line in lines)
    base = (plan.get("budget") or {}).get(reading(request, "I-15"))
    if (base is not None and amount <= cents(base) * share(request, "combinations.transport_share")) or (
        plan.get("transport_override") or ""
    ).strip():
        status = "satisfied"
    else:
        status = "undecided" if base is None else "violated"
    services = list(dict.fromkeys(line["service"] for line in lines))
    return [{"rule": "C-6", "status": status, "services": services}]


def findings_of(result: dict[str, Any]) -> list[dict[str, Any]]:
    """What of the library's result the twin answers: the finding of C-6, without its code and cure."""
    return [
        {"rule": finding["rule"], "status": finding["status"], "services": finding["services"]}
        for finding in result["findings"]
        if finding["rule"] == "C-6"
    ]
