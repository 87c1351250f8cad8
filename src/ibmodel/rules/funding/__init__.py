"""Stage 4: the total amount (IB kopējais apmērs): which money pays for what, and what that does to a group."""

from __future__ import annotations

from ibmodel.rules.funding.cover import order_of
from ibmodel.rules.funding.effects import Effects, effects_on_group
from ibmodel.rules.funding.total import (
    CODES,
    FundedLine,
    Sources,
    TotalStage,
    compute_total,
    readings_of,
    situation_before,
    total_amount,
)

__all__ = [
    "CODES",
    "Effects",
    "FundedLine",
    "Sources",
    "TotalStage",
    "compute_total",
    "effects_on_group",
    "order_of",
    "readings_of",
    "situation_before",
    "total_amount",
]
