"""Who is chosen when there are fewer places than applicants, provably; who waits; who follows when somebody leaves.

- `targets_of`: how many of each group; `select_children`, `select_adults`: the list.
- `verify_selection`: is a list right; with a `Certificate`, is it proved best. `replace_leaving`: who follows.
- `SelectionSolver`: what a solver must do; `Frame`, ``Question``: what it is asked. The rules judge what it proposes.
"""

from __future__ import annotations

from typing import Final

from ibmodel.rules.selection import adults, choice, later, targets
from ibmodel.rules.selection.adults import adult_targets, replace_adults, select_adults, verify_adults
from ibmodel.rules.selection.check import Swap, Violation
from ibmodel.rules.selection.choice import (
    READINGS,
    Deviation,
    Ineligible,
    Selection,
    candidates_of,
    check_once,
    select_children,
)
from ibmodel.rules.selection.later import (
    REPLACE_READINGS,
    Replacement,
    Verification,
    replace_leaving,
    verify_selection,
)
from ibmodel.rules.selection.people import Anonymous, age_group_of, age_groups, anonymous, priority
from ibmodel.rules.selection.proof import Certificate, Proof, Split, prove, proves
from ibmodel.rules.selection.question import (
    Frame,
    Goal,
    Multipliers,
    Question,
    SelectionSolver,
    excludes,
    frame_of,
)
from ibmodel.rules.selection.targets import Counts, Group, shared_targets, targets_of, why_targets
from ibmodel.rules.selection.walk import Chosen, choose

__all__ = [
    "CODES",
    "READINGS",
    "REPLACE_READINGS",
    "Anonymous",
    "Certificate",
    "Chosen",
    "Counts",
    "Deviation",
    "Frame",
    "Goal",
    "Group",
    "Ineligible",
    "Multipliers",
    "Proof",
    "Question",
    "Replacement",
    "Selection",
    "SelectionSolver",
    "Split",
    "Swap",
    "Verification",
    "Violation",
    "adult_targets",
    "age_group_of",
    "age_groups",
    "anonymous",
    "candidates_of",
    "check_once",
    "choose",
    "excludes",
    "frame_of",
    "priority",
    "prove",
    "proves",
    "replace_adults",
    "replace_leaving",
    "select_adults",
    "select_children",
    "shared_targets",
    "targets_of",
    "verify_adults",
    "verify_selection",
    "why_targets",
]

#: Every kind of reason that selection gives.
CODES: Final = targets.CODES + choice.CODES + later.CODES + adults.CODES
