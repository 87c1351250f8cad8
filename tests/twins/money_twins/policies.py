"""What holds for a request: the figures of its edition or reform, and the readings of the interpretations.

All three editions have the same figures here; the adults' and the general one take over those of the children's pilot.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

DEFAULT_EDITION = "children-pilot-2018"

#: The first and the last day on which an edition is in force; one that was only announced has neither.
IN_FORCE = {
    "children-pilot-2018": ("2018-09-01", "2019-08-31"),
    "children-general": None,
    "adults-pilot-2019": ("2019-08-01", "2021-01-31"),
}

#: The figures that money depends on, as a reform writes them.
FIGURES: dict[str, str | int] = {
    "budget.full_share": "100",
    "budget.reduced_share": "70",
    "budget.full_share_up_to_age": 8,
    "budget.recipient_age_below": 18,
    "funding.variant": 2,
    "combinations.transport_share": "10",
    "prices.group_session_ceiling": "25.93",
    "administration.full_pay_children": 20,
    "administration.indirect_share": "15",
}

#: The readings of every interpretation that money depends on, the default first.
READINGS = {
    "I-1": ("weighted_split", "equal_share", "fixed_amount"),
    "I-2": ("need", "shortfall", "need_ratio", "equal"),
    "I-3": ("equal_treatment", "exhaust"),
    "I-10": ("best_cover", "in_order"),
    "I-12": ("continue", "stop"),
    "I-15": ("total", "final", "needed", "provisional"),
    "I-24": ("table", "text"),
    "I-27": ("both", "child_only"),
    "I-29": ("computed", "lower_of_both"),
    "I-30": ("non_transport", "area_3"),
}


def figure(request: dict[str, Any], path: str) -> Any:
    """The figure at a path: the reform's, else the edition's."""
    return (request.get("reform") or {}).get(path, FIGURES[path])


def share(request: dict[str, Any], path: str) -> Fraction:
    """A percentage as a part of one."""
    return Fraction(figure(request, path)) / 100


def reading(request: dict[str, Any], interpretation: str) -> str:
    """The reading that holds: the one that is asked for, else the default."""
    chosen: dict[str, str] = request.get("readings") or {}
    return chosen.get(interpretation, READINGS[interpretation][0])


def in_force(request: dict[str, Any], on: str) -> bool:
    """Whether the edition of the request is in force on a day; one that was only announced always is."""
    days = IN_FORCE[request.get("policy") or DEFAULT_EDITION]
    return days is None or days[0] <= on <= days[1]
