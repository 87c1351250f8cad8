"""Administering the budget: terms in working days, the calendar of a pilot, a municipality's costs, its papers."""

from __future__ import annotations

from typing import Final

from ibmodel.rules.administration import calendar, costs, deadlines, duties
from ibmodel.rules.administration.calendar import (
    Milestone,
    ReportTerms,
    compute_calendar,
    compute_report_terms,
    pilot_calendar,
)
from ibmodel.rules.administration.costs import (
    AdvanceBalance,
    MunicipalCosts,
    StaffCost,
    TransportShift,
    check_transport_shift,
    compute_advance_balance,
    compute_costs,
    compute_staff_cost,
    municipal_costs,
)
from ibmodel.rules.administration.deadlines import DEADLINE_READINGS, Deadlines, compute_deadlines
from ibmodel.rules.administration.duties import (
    CodeCheck,
    MarksCheck,
    ReportCheck,
    check_child_code,
    check_marks,
    check_parent_receipt,
    check_provider_papers,
    check_report,
    decide_exchange,
)

__all__ = [
    "CODES",
    "DEADLINE_READINGS",
    "AdvanceBalance",
    "CodeCheck",
    "Deadlines",
    "MarksCheck",
    "Milestone",
    "MunicipalCosts",
    "ReportCheck",
    "ReportTerms",
    "StaffCost",
    "TransportShift",
    "check_child_code",
    "check_marks",
    "check_parent_receipt",
    "check_provider_papers",
    "check_report",
    "check_transport_shift",
    "compute_advance_balance",
    "compute_calendar",
    "compute_costs",
    "compute_deadlines",
    "compute_report_terms",
    "compute_staff_cost",
    "decide_exchange",
    "municipal_costs",
    "pilot_calendar",
]

#: Every kind of reason that the administration gives.
CODES: Final = deadlines.CODES + calendar.CODES + costs.CODES + duties.CODES
