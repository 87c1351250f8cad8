"""``admin.costs``: a municipality's eligible costs (A-1, A-2, A-3).

The social worker's pay is full with 20 children or more, with fewer in proportion, rounded half up. Under an employment
contract indirect costs are 15 % of the rounded pay, rounded half up; else there are none. The total is the sum
of pay, indirect costs, transport and services.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from money_twins.documents import cents, half_up, money
from money_twins.policies import figure, share


def answer(request: dict[str, Any]) -> dict[str, Any]:
    asked = request["input"]
    full = figure(request, "administration.full_pay_children")
    part = Fraction(asked["children"], full) if asked["children"] < full else 1
    pay = half_up(cents(asked["full_pay"]) * part)
    indirect = half_up(pay * share(request, "administration.indirect_share")) if asked["employment_contract"] else 0
    transport, services = cents(asked["transport"]), cents(asked["services"])
    return {
        "pay": money(pay),
        "indirect": money(indirect),
        "transport": money(transport),
        "services": money(services),
        "total": money(pay + indirect + transport + services),
    }
