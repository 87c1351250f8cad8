"""Reports of a pilot, from settlements and from what is known of those who take part. Rules A-6, A-8, A-9, Q-4 to Q-6.

- `cash_flow_report`: a month's money, by municipality and consolidated; `quarter_report`: three of them, with results.
- `pilot_results`: children, parents, evaluations and services by every breakdown of A-9 and Q-4.
- `satisfaction_rows`, `satisfaction_by`: the ratings of Q-5.
- `service_report`: what was spent on each service, by how many people, with averages.
- `ReportTable` and the functions that make tables of these; `report_of` puts the deadlines of A-6 to them.

A plan's execution is `ibmodel.rules.receipt.compute_execution`. Sums are exact; the order in which rows are given
never matters; people stand in reports by their codes alone (A-11).
"""

from __future__ import annotations

from ibmodel.rules.reports.breakdowns import (
    Breakdown,
    BreakdownRow,
    By,
    Counted,
    Key,
    ServiceBreakdown,
    ServiceRow,
)
from ibmodel.rules.reports.cash_flow import (
    CashFlow,
    CashFlowReport,
    MunicipalCashFlow,
    MunicipalMonth,
    PaidService,
    cash_flow_report,
)
from ibmodel.rules.reports.people import pilot_participant
from ibmodel.rules.reports.quarter import (
    Indicators,
    MunicipalQuarter,
    QuarterReport,
    quarter_report,
)
from ibmodel.rules.reports.report import Report, ReportKind, report_of
from ibmodel.rules.reports.results import PARENT_AGES, PilotResults, pilot_results, received_services
from ibmodel.rules.reports.satisfaction import (
    RatingsGiven,
    SatisfactionGroup,
    SatisfactionRow,
    satisfaction_by,
    satisfaction_rows,
)
from ibmodel.rules.reports.services import ServiceReport, SpentOnService, service_report
from ibmodel.rules.reports.tables import (
    Cell,
    Column,
    ColumnKind,
    Field,
    ReportTable,
    TableName,
    cash_flow_tables,
    execution_tables,
    quarter_tables,
    result_tables,
    satisfaction_tables,
    service_tables,
)

__all__ = [
    "PARENT_AGES",
    "Breakdown",
    "BreakdownRow",
    "By",
    "CashFlow",
    "CashFlowReport",
    "Cell",
    "Column",
    "ColumnKind",
    "Counted",
    "Field",
    "Indicators",
    "Key",
    "MunicipalCashFlow",
    "MunicipalMonth",
    "MunicipalQuarter",
    "PaidService",
    "PilotResults",
    "QuarterReport",
    "RatingsGiven",
    "Report",
    "ReportKind",
    "ReportTable",
    "SatisfactionGroup",
    "SatisfactionRow",
    "ServiceBreakdown",
    "ServiceReport",
    "ServiceRow",
    "SpentOnService",
    "TableName",
    "cash_flow_report",
    "cash_flow_tables",
    "execution_tables",
    "pilot_participant",
    "pilot_results",
    "quarter_report",
    "quarter_tables",
    "received_services",
    "report_of",
    "result_tables",
    "satisfaction_by",
    "satisfaction_rows",
    "satisfaction_tables",
    "service_report",
    "service_tables",
]
