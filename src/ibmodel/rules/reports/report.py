"""A report with its tables, its period and its deadlines (pārskats). Rules A-6, A-8, A-15."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ibmodel.dates import Month, Period, WorkingDays
from ibmodel.parameters import Parameters
from ibmodel.rules.administration import ReportTerms, compute_report_terms
from ibmodel.rules.reports.tables import ReportTable
from ibmodel.vocabulary import Word

__all__ = ["Report", "ReportKind", "report_of"]


class ReportKind(Word):
    """Which report it is."""

    CASH_FLOW = "cash-flow", "Cash flow of the month", "Mēneša naudas plūsmas pārskats"
    QUARTER = (
        "quarter",
        "Funding used and results of the quarter",
        "Ceturksnī faktiski izlietotā finansējuma un rezultatīvo rādītāju pārskats",
    )
    EXECUTION = "execution", "Execution of a support plan", "Atbalsta plāna faktiskā izpilde"
    RESULTS = "results", "Results of the pilot", "Izmēģinājumprojekta rezultāti"
    SATISFACTION = "satisfaction", "Satisfaction with the process", "Apmierinātība ar IBM procesu"
    SERVICES = "services", "Spending on services", "Pakalpojumu apmaksai izlietotais finansējums"


@attrs.frozen
class Report:
    """A report that can be handed in: its tables, the months that it covers, when the papers of the last are due.

    ``subject`` is the one municipality or the child, by code, that it is about; none if it is about all.
    ``synthetic`` says that its people and amounts are made up.
    """

    kind: ReportKind
    months: Period
    terms: ReportTerms
    tables: tuple[ReportTable, ...]
    subject: str | None = None
    synthetic: bool = False

    @property
    def last_month(self) -> Month:
        """The last month that it covers."""
        return self.months.start.plus(self.months.length - 1)


def report_of(  # noqa: PLR0913 - what makes a report
    kind: ReportKind,
    months: Period,
    tables: Sequence[ReportTable],
    calendar: WorkingDays,
    parameters: Parameters,
    *,
    subject: str | None = None,
    synthetic: bool = False,
) -> Report:
    """Tables as a report, with the last days for the papers of its last month (pārskata iesniegšanas termiņi).

    The report of a quarter has a last day of its own where the last month ends one. Rules: A-6, A-8, A-15; I-17;
    source M III.2.2.
    """
    last = months.start.plus(months.length - 1)
    terms = compute_report_terms(last, calendar, parameters).outcome
    return Report(kind, months, terms, tuple(tables), subject, synthetic)
