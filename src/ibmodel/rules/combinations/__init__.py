"""Which services may not meet, and all else that a plan is checked for. Rules C-1 to C-6, L-4 to L-6, U-6 to U-8.

A finding is satisfied, violated, or undecided: the plan does not say enough. Nothing that is absent counts as
nothing, and a plan is refused only for what is known. `ibmodel.rules.combinations.check` asks the rules in order.
"""

from __future__ import annotations

from typing import Final

from ibmodel.rules.combinations import charges, granting, meeting, sessions, volume
from ibmodel.rules.combinations.check import PLAN_READINGS, check_plan, checked_plan
from ibmodel.rules.combinations.findings import Finding, PlanCheck, Status
from ibmodel.rules.combinations.hours import overlaps

__all__ = ["CODES", "PLAN_READINGS", "Finding", "PlanCheck", "Status", "check_plan", "checked_plan", "overlaps"]

#: Every kind of reason that a check gives, and every kind of cure; what a price within or above a cap is called
#: stands in `ibmodel.rules.prices`.
CODES: Final = meeting.CODES + volume.CODES + sessions.CODES + granting.CODES + charges.CODES
