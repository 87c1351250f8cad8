"""The four stages of the budget: provisional, needed and final amount; the total amount is `ibmodel.rules.funding`."""

from __future__ import annotations

from typing import Final

from ibmodel.rules.budget import final, needed, provisional
from ibmodel.rules.budget.final import FinalAmount, FinalStage, compute_final, final_amounts, why_amount
from ibmodel.rules.budget.needed import NeededLine, NeededStage, check_months, compute_needed, needed_amount
from ibmodel.rules.budget.provisional import (
    ProvisionalAmount,
    ProvisionalStage,
    compute_provisional,
    decide_share,
    provisional_amounts,
    quotient,
    why_share,
)

__all__ = [
    "CODES",
    "FinalAmount",
    "FinalStage",
    "NeededLine",
    "NeededStage",
    "ProvisionalAmount",
    "ProvisionalStage",
    "check_months",
    "compute_final",
    "compute_needed",
    "compute_provisional",
    "decide_share",
    "final_amounts",
    "needed_amount",
    "provisional_amounts",
    "quotient",
    "why_amount",
    "why_share",
]

#: Every kind of reason that the stages give.
CODES: Final = provisional.CODES + needed.CODES + final.CODES
