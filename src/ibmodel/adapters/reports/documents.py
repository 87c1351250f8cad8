"""Reports from JSON documents.

A document says what the classes of `ibmodel.case.reports` and `ibmodel.rules.reports` hold, by the same names: amounts
as text with two decimals, months as ``"2018-09"``, closed lists by their words. What `settlement.month` and
`admin.costs` answer can be put into it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import attrs

from ibmodel.adapters.reports.strict import read_strictly
from ibmodel.case.checks import Identifier
from ibmodel.case.receipt import ExecutedService
from ibmodel.case.reports import MunicipalityFacts, PilotFacts, ServiceReceived, ServiceSpending
from ibmodel.dates import Month, Period, WorkingDays
from ibmodel.errors import BadValue, ModelError, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.receipt import executed_plan
from ibmodel.rules.reports import (
    By,
    CashFlowReport,
    MunicipalMonth,
    RatingsGiven,
    Report,
    ReportKind,
    ReportTable,
    cash_flow_report,
    cash_flow_tables,
    execution_tables,
    pilot_results,
    quarter_report,
    quarter_tables,
    report_of,
    result_tables,
    satisfaction_by,
    satisfaction_rows,
    satisfaction_tables,
    service_report,
    service_tables,
)

__all__ = [
    "CashFlowDocument",
    "ExecutionDocument",
    "MonthDocument",
    "QuarterDocument",
    "ResultsDocument",
    "SatisfactionDocument",
    "ServicesDocument",
    "read_report",
]

Made = tuple[Period, tuple[ReportTable, ...], str | None]


@attrs.frozen(kw_only=True)
class MonthDocument:
    """What all municipalities report of a month."""

    month: Month
    municipalities: tuple[MunicipalMonth, ...]


@attrs.frozen(kw_only=True)
class CashFlowDocument:
    """A month of one municipality or of several."""

    synthetic: bool | None = None
    month: Month
    municipalities: tuple[MunicipalMonth, ...]

    def made(self, parameters: Parameters) -> Made:
        """The cash flow; about the one municipality if there is only one."""
        flow = _cash_flow(self.month, self.municipalities)
        return Period(self.month, 1), cash_flow_tables(flow), _only_one(flow)


@attrs.frozen(kw_only=True)
class QuarterDocument:
    """The months of a quarter, and what is known of those who take part."""

    synthetic: bool | None = None
    months: tuple[MonthDocument, ...]
    facts: PilotFacts

    def made(self, parameters: Parameters) -> Made:
        """The quarter's funding and results; about the one municipality if there is only one."""
        flows = []
        for place, month in enumerate(self.months):
            with _below("months", place):
                flows.append(_cash_flow(month.month, month.municipalities))
        with _below_facts("months"):
            report = quarter_report(flows, self.facts, parameters)
        return report.months, quarter_tables(report), _only_one(flows[0])


@attrs.frozen(kw_only=True)
class ExecutionDocument:
    """A child's plan, by the child's code, from the month ``start``, with what is known of its execution."""

    synthetic: bool | None = None
    child: Identifier
    start: Month
    lines: tuple[ExecutedService, ...]

    def made(self, parameters: Parameters) -> Made:
        """The plan's execution, over the months that are known."""
        with _below("lines"):
            execution = executed_plan(self.lines)
        period = Period(self.start, max(1, len(execution.months)))
        return period, execution_tables(execution, list(period)), self.child


@attrs.frozen(kw_only=True)
class ResultsDocument:
    """What is known of a pilot's people, and the services that they had in ``months`` from the month ``start``."""

    synthetic: bool | None = None
    start: Month
    months: int
    facts: PilotFacts
    services: tuple[ServiceReceived, ...] = ()

    def made(self, parameters: Parameters) -> Made:
        """Every breakdown."""
        period = _period(self.start, self.months)
        with _below_facts():
            results = pilot_results(self.facts, self.services or (), parameters)
        return period, result_tables(results), None


@attrs.frozen(kw_only=True)
class SatisfactionDocument:
    """Ratings that were given in ``months`` from the month ``start``, and by what they are grouped besides."""

    synthetic: bool | None = None
    start: Month
    months: int
    answers: tuple[RatingsGiven, ...]
    municipalities: tuple[MunicipalityFacts, ...] | None = None
    by: By | None = None

    def made(self, parameters: Parameters) -> Made:
        """The ratings of all, and of each group."""
        period = _period(self.start, self.months)
        facts = PilotFacts(municipalities=self.municipalities or ())
        with _below("answers"):
            rows = satisfaction_rows(self.answers, parameters)
        groups = () if self.by is None else satisfaction_by(self.by, self.answers, facts.municipalities, parameters)
        return period, satisfaction_tables(rows, groups), None


@attrs.frozen(kw_only=True)
class ServicesDocument:
    """What was paid for services in a municipality, in ``months`` from the month ``start``."""

    synthetic: bool | None = None
    municipality: Identifier
    start: Month
    months: int
    participants: int | None = None
    spending: tuple[ServiceSpending, ...]

    def made(self, parameters: Parameters) -> Made:
        """The report by service. Raises `BadValue` for a payment in another month."""
        period = _period(self.start, self.months)
        for place, row in enumerate(self.spending):
            if row.month.first not in period:
                message = f"expected a month of the report, got {row.month}"
                raise BadValue(message, pointer("spending", place, "month"))
        with _below("participants"):
            report = service_report(self.spending, self.participants)
        return period, service_tables(report), self.municipality


Document = (
    CashFlowDocument | QuarterDocument | ExecutionDocument | ResultsDocument | SatisfactionDocument | ServicesDocument
)
_DOCUMENTS: Final[dict[ReportKind, type[Document]]] = {
    ReportKind.CASH_FLOW: CashFlowDocument,
    ReportKind.QUARTER: QuarterDocument,
    ReportKind.EXECUTION: ExecutionDocument,
    ReportKind.RESULTS: ResultsDocument,
    ReportKind.SATISFACTION: SatisfactionDocument,
    ReportKind.SERVICES: ServicesDocument,
}


def read_report(kind: ReportKind, document: object, calendar: WorkingDays, parameters: Parameters) -> Report:
    """The report of a ``kind`` that a JSON document, as Python's ``json`` reads it, holds the facts of.

    Raises the first problem as a `ModelError` with its place in the document.
    """
    read: Any = read_strictly(document, _DOCUMENTS[kind])
    period, tables, subject = read.made(parameters)
    return report_of(kind, period, tables, calendar, parameters, subject=subject, synthetic=read.synthetic is True)


def _cash_flow(month: Month, municipalities: Sequence[MunicipalMonth]) -> CashFlowReport:
    with _below("municipalities"):
        return cash_flow_report(month, municipalities)


def _only_one(flow: CashFlowReport) -> str | None:
    return flow.municipalities[0].municipality if len(flow.municipalities) == 1 else None


def _period(start: Month, months: int) -> Period:
    with _below("months"):
        return Period(start, months)


@contextmanager
def _below(*steps: str | int) -> Iterator[None]:
    try:
        yield
    except ModelError as error:
        raise error.below(*steps) from None


@contextmanager
def _below_facts(*others: str) -> Iterator[None]:
    """Puts errors in the facts below ``facts``, all others below ``others``."""
    try:
        yield
    except ModelError as error:
        of_facts = error.path.startswith(("/participants", "/evaluations"))
        raise error.below(*(("facts",) if of_facts else others)) from None
