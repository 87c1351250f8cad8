"""Administering the budget (administrēšana).

- `deadlines` and `calendar`: terms in working days, the calendar of a pilot.
- `costs`: what a municipality is owed.
- `duties`, `access` and `violence`: papers, codes and consent; who may do what with data; what must be reported.
- `case_file`, `risks` and `contracts`: what is kept on a child, the register of risks, how providers are bound.
"""

from __future__ import annotations

from typing import Final

from ibmodel.rules.administration import (
    access,
    calendar,
    case_file,
    contracts,
    costs,
    deadlines,
    duties,
    risks,
    violence,
)
from ibmodel.rules.administration.access import (
    DataQuestion,
    check_password,
    check_saving_date,
    check_transmission,
    decide_access,
    decide_data_use,
    decide_deletion_request,
)
from ibmodel.rules.administration.calendar import (
    Milestone,
    ReportTerms,
    compute_calendar,
    compute_report_terms,
    pilot_calendar,
)
from ibmodel.rules.administration.case_file import KEPT_ENTRIES, CaseFileCheck, KeptEntry, check_case_file
from ibmodel.rules.administration.contracts import (
    ContractCheck,
    DescriptionCheck,
    LetterCheck,
    PurchaseRules,
    check_guarantee_letter,
    check_provider_contract,
    check_service_description,
    decide_provider_change,
    decide_purchase_rules,
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
from ibmodel.rules.administration.risks import RankedRisks, RiskCheck, RiskStep, check_risk, rank_risks
from ibmodel.rules.administration.violence import ViolenceCheck, check_violence_report

__all__ = [
    "CODES",
    "DEADLINE_READINGS",
    "KEPT_ENTRIES",
    "AdvanceBalance",
    "CaseFileCheck",
    "CodeCheck",
    "ContractCheck",
    "DataQuestion",
    "Deadlines",
    "DescriptionCheck",
    "KeptEntry",
    "LetterCheck",
    "MarksCheck",
    "Milestone",
    "MunicipalCosts",
    "PurchaseRules",
    "RankedRisks",
    "ReportCheck",
    "ReportTerms",
    "RiskCheck",
    "RiskStep",
    "StaffCost",
    "TransportShift",
    "ViolenceCheck",
    "check_case_file",
    "check_child_code",
    "check_guarantee_letter",
    "check_marks",
    "check_parent_receipt",
    "check_password",
    "check_provider_contract",
    "check_provider_papers",
    "check_report",
    "check_risk",
    "check_saving_date",
    "check_service_description",
    "check_transmission",
    "check_transport_shift",
    "check_violence_report",
    "compute_advance_balance",
    "compute_calendar",
    "compute_costs",
    "compute_deadlines",
    "compute_report_terms",
    "compute_staff_cost",
    "decide_access",
    "decide_data_use",
    "decide_deletion_request",
    "decide_exchange",
    "decide_provider_change",
    "decide_purchase_rules",
    "municipal_costs",
    "pilot_calendar",
    "rank_risks",
]

_MODULES: Final = (deadlines, calendar, costs, duties, access, case_file, risks, contracts, violence)
#: Every kind of reason that the administration gives.
CODES: Final = tuple(kind for module in _MODULES for kind in module.CODES)
