"""Which twin and which cases belong to which operation."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from random import Random
from typing import Any, NamedTuple

from money_twins.answers.plan_check import findings_of


def _whole(result: Any) -> Any:
    return result


class Pair(NamedTuple):
    """An operation's cases, its twin, and what of the library's result the twin answers for."""

    draw: Callable[[Random], dict[str, Any]]
    answer: Callable[[dict[str, Any]], Any]
    part: Callable[[Any], Any]


def _pair(operation: str, part: Callable[[Any], Any] = _whole) -> Pair:
    module = operation.replace(".", "_")
    cases, answers = (import_module(f"money_twins.{package}.{module}") for package in ("cases", "answers"))
    return Pair(cases.draw, answers.answer, part)


#: The operations that compute money; of a plan's check the part that does.
PAIRS = {
    "budget.provisional": _pair("budget.provisional"),
    "budget.needed": _pair("budget.needed"),
    "budget.final": _pair("budget.final"),
    "funding.total": _pair("funding.total"),
    "plan.fit": _pair("plan.fit"),
    "plan.check": _pair("plan.check", findings_of),
    "prices.check": _pair("prices.check"),
    "settlement.month": _pair("settlement.month"),
    "transport.cost": _pair("transport.cost"),
    "admin.costs": _pair("admin.costs"),
}
