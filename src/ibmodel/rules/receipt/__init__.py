"""The life of a plan, from its first month to its last (IB saņemšanas kārtība).

Rules C-7, C-8, N-6, N-10, N-11, R-1 to R-8, R-11, S-12; I-20, I-21, I-25, I-28.

- `schedule`: units missed in a month and what becomes of them.
- `settlement`: what is paid for a month.
- `execution`: planned against received, underspending, the fee of who manages a budget.
- `review`: correcting a plan, evaluating anew, ending.
- `steps` and `process`: the process as a machine of states and events.
- `terms` and `papers`: periods, minutes, and what papers must state.
"""

from __future__ import annotations

from typing import Final

from ibmodel.rules.receipt import execution, process, review, schedule, settlement, terms
from ibmodel.rules.receipt.execution import (
    ExecutedLine,
    ExecutedMonth,
    Execution,
    Managed,
    Underspending,
    compute_execution,
    compute_managed,
    compute_underspent,
    executed_plan,
)
from ibmodel.rules.receipt.papers import CHECKLISTS, Checklist, Item, missing_items
from ibmodel.rules.receipt.process import (
    PROCESS_READINGS,
    STARTING_STATES,
    State,
    Step,
    next_state,
    possible_events,
    stepped,
)
from ibmodel.rules.receipt.review import (
    EndingAction,
    EndingDecision,
    Review,
    ReviewAction,
    decide_ending,
    decide_review,
    review_action,
)
from ibmodel.rules.receipt.schedule import (
    Carried,
    MonthOfUnits,
    carried_units,
    carry_units,
    months_so_far,
    spread_units,
)
from ibmodel.rules.receipt.settlement import SettledLine, Settlement, settle_month, settled_month
from ibmodel.rules.receipt.steps import ENDS, STARTS, TRANSITIONS, Event, Only, Part, Stage, Transition
from ibmodel.rules.receipt.terms import (
    Minutes,
    decide_minutes,
    last_day_of_contract,
    plan_period,
    violence_reported_by,
)

__all__ = [
    "CHECKLISTS",
    "CODES",
    "ENDS",
    "PROCESS_READINGS",
    "STARTING_STATES",
    "STARTS",
    "TRANSITIONS",
    "Carried",
    "Checklist",
    "EndingAction",
    "EndingDecision",
    "Event",
    "ExecutedLine",
    "ExecutedMonth",
    "Execution",
    "Item",
    "Managed",
    "Minutes",
    "MonthOfUnits",
    "Only",
    "Part",
    "Review",
    "ReviewAction",
    "SettledLine",
    "Settlement",
    "Stage",
    "State",
    "Step",
    "Transition",
    "Underspending",
    "carried_units",
    "carry_units",
    "compute_execution",
    "compute_managed",
    "compute_underspent",
    "decide_ending",
    "decide_minutes",
    "decide_review",
    "executed_plan",
    "last_day_of_contract",
    "missing_items",
    "months_so_far",
    "next_state",
    "plan_period",
    "possible_events",
    "review_action",
    "settle_month",
    "settled_month",
    "spread_units",
    "stepped",
    "violence_reported_by",
]

_MODULES: Final = (schedule, settlement, execution, review, process, terms)
#: Every kind of reason of the chapter.
CODES: Final = tuple(kind for module in _MODULES for kind in module.CODES)
