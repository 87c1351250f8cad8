"""Reports as plain tables: columns with a meaning, rows of values, a row of totals. Rule A-8.

A `ReportTable` is what every form of a report is made from: a frame, a sheet, a page. Its cells are values of the
model (money, counts, words, codes of children), never text that is made up for show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any, Final

import attrs

from ibmodel.dates import Month
from ibmodel.money import Money
from ibmodel.rules.receipt import ExecutedMonth, Execution
from ibmodel.rules.reports.breakdowns import Breakdown, By, Counted, ServiceBreakdown, ServiceRow
from ibmodel.rules.reports.cash_flow import CashFlow, CashFlowReport, MunicipalCashFlow
from ibmodel.rules.reports.quarter import Indicators, MunicipalQuarter, QuarterReport
from ibmodel.rules.reports.results import PilotResults
from ibmodel.rules.reports.satisfaction import SatisfactionGroup, SatisfactionRow
from ibmodel.rules.reports.services import ServiceReport
from ibmodel.vocabulary import Word

__all__ = [
    "Cell",
    "Column",
    "ColumnKind",
    "Field",
    "ReportTable",
    "TableName",
    "cash_flow_tables",
    "execution_tables",
    "quarter_tables",
    "result_tables",
    "satisfaction_tables",
    "service_tables",
]

#: A value of a table; ``None``: not known, or nothing to tell.
Cell = Word | Money | Fraction | Month | str | int | bool | None


class ColumnKind(Enum):
    """What the cells of a column are."""

    KEY = "key"
    CODE = "code"
    SERVICE = "service"
    COUNT = "count"
    MONEY = "money"
    MEAN = "mean"


class TableName(Word):
    """What a table is about."""

    CASH_FLOW = "cash_flow", "Cash flow by municipality", "Naudas plūsma pa pašvaldībām"
    PAID = "paid", "Services paid, by child", "Apmaksātie pakalpojumi pa bērniem"
    FUNDING = "funding", "Funding used", "Izlietotais finansējums"
    INDICATORS = "indicators", "Results", "Rezultatīvie rādītāji"
    BY_SERVICE = "by_service", "Execution by service", "Izpilde pa pakalpojumiem"
    BY_MONTH = "by_month", "Execution by month", "Izpilde pa mēnešiem"
    SATISFACTION = "satisfaction", "Satisfaction by party and stage", "Apmierinātība pa pusēm un posmiem"
    SPENT = "spent", "Spent on services", "Pakalpojumu apmaksai izlietotais"
    AVERAGES = "averages", "Averages", "Vidējie rādītāji"
    ANSWERS = "answers", "Answers to the survey", "Aptaujas atbildes"


class Field(Word):
    """What a column holds."""

    MUNICIPALITY = "municipality", "Municipality", "Pašvaldība"
    CHILD = "child", "Child's code", "Bērna kods"
    SERVICE = "service", "Service", "Pakalpojums"
    MONTH = "month", "Month", "Mēnesis"
    KEY = "key", "Group", "Grupa"
    OPENING = "opening", "Opening balance", "Atlikums sākumā"
    RECEIVED = "received", "Received", "Saņemts"
    ADVANCE = "advance", "Advance", "Avanss"
    PAY = "pay", "Pay", "Atlīdzība"
    INDIRECT = "indirect", "Indirect costs", "Netiešās izmaksas"
    TRANSPORT = "transport", "Transport", "Transports"
    SERVICES = "services", "Services", "Pakalpojumi"
    PAID = "paid", "Paid in all", "Izlietots kopā"
    CLOSING = "closing", "Closing balance", "Atlikums beigās"
    AMOUNT = "amount", "Amount", "Summa"
    UNITS = "units", "Units", "Vienības"
    COUNT = "count", "Number", "Skaits"
    PEOPLE = "people", "People", "Personas"
    CHILDREN = "children", "Children", "Bērni"
    PARENTS = "parents", "Parents", "Vecāki"
    EVALUATIONS = "evaluations", "Evaluations", "Izvērtēšanas"
    SERVED = "served", "Children with services", "Bērni, kas saņēma pakalpojumus"
    PLANNED_UNITS = "planned_units", "Units planned", "Plānotās vienības"
    RECEIVED_UNITS = "received_units", "Units received", "Saņemtās vienības"
    PLANNED = "planned", "Planned", "Plānots"
    SPENT = "spent", "Spent", "Izlietots"
    PARTY = "party", "Party", "Puse"
    STAGE = "stage", "Stage", "Posms"
    ANSWERED = "answered", "Answered", "Atbildējuši"
    SKIPPED = "skipped", "No answer", "Nav atbildes"
    ONE = "rated_1", "1", "1"
    TWO = "rated_2", "2", "2"
    THREE = "rated_3", "3", "3"
    FOUR = "rated_4", "4", "4"
    FIVE = "rated_5", "5", "5"
    MEAN = "mean", "Mean", "Vidējais"
    MEDIAN = "median", "Median", "Mediāna"
    MODES = "modes", "Most frequent", "Moda"
    DEVIATION = "deviation", "Standard deviation", "Standartnovirze"
    VARIATION = "variation", "Coefficient of variation", "Variācijas koeficients"
    MONTHS = "months", "Months on average", "Mēneši vidēji"
    AVERAGE = "average", "By person and month", "Vienai personai mēnesī"


@attrs.frozen
class Column:
    """A column; ``adds`` says that its rows add up to the total."""

    field: Field
    kind: ColumnKind
    adds: bool = False


@attrs.frozen
class ReportTable:
    """A table of a report. ``title`` is made of words in a row; ``total`` has a cell for each column, or is none.

    ``subject`` is whom alone the table is about, where that is not everybody.
    """

    title: tuple[Word, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    subject: Cell = None

    @property
    def name(self) -> str:
        """A name for files and sheets, in ASCII."""
        return "_".join(word.value for word in self.title)


_RATED: Final = (Field.ONE, Field.TWO, Field.THREE, Field.FOUR, Field.FIVE)


def _key(field: Field) -> Column:
    return Column(field, ColumnKind.KEY)


def _money(*names: str) -> tuple[Column, ...]:
    return tuple(Column(Field(name), ColumnKind.MONEY, adds=True) for name in names)


def _counts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(Field(name), ColumnKind.COUNT, adds=True) for name in names)


def _values(row: Any) -> tuple[Cell, ...]:
    return attrs.astuple(row, recurse=False)


def _names(of: type[Any]) -> list[str]:
    return [field.name for field in attrs.fields(of)]


def cash_flow_tables(report: CashFlowReport) -> tuple[ReportTable, ...]:
    """The month's money by municipality with the consolidated sums, and each one's services. Rules: A-8, A-11."""
    columns = (_key(Field.MUNICIPALITY), *_money(*_names(CashFlow)))
    rows = tuple((row.municipality, *_values(row.flow)) for row in report.municipalities)
    first = ReportTable((TableName.CASH_FLOW,), columns, rows, (None, *_values(report.total)))
    return first, *map(_paid_table, report.municipalities)


def _paid_table(municipal: MunicipalCashFlow) -> ReportTable:
    columns = (
        Column(Field.CHILD, ColumnKind.CODE),
        Column(Field.SERVICE, ColumnKind.SERVICE),
        *_counts("units"),
        *_money("amount"),
    )
    total = (None, None, sum(row.units for row in municipal.services), municipal.flow.services)
    rows = tuple(map(_values, municipal.services))
    return ReportTable((TableName.PAID,), columns, rows, total, municipal.municipality)


def quarter_tables(report: QuarterReport) -> tuple[ReportTable, ...]:
    """The quarter's money and results by municipality with the consolidated sums, and the breakdowns. Rules: A-8."""

    def table(name: TableName, columns: Sequence[Column], part: str) -> ReportTable:
        def row(municipal: MunicipalQuarter) -> tuple[Cell, ...]:
            return municipal.municipality, *_values(getattr(municipal, part))

        rows = tuple(map(row, report.municipalities))
        return ReportTable((name,), (_key(Field.MUNICIPALITY), *columns), rows, row(report.total))

    return (
        table(TableName.FUNDING, _money(*_names(CashFlow)), "funding"),
        table(TableName.INDICATORS, _counts(*_names(Indicators)), "indicators"),
        *result_tables(report.results),
    )


def result_tables(results: PilotResults) -> tuple[ReportTable, ...]:
    """A table for every breakdown. Rules: A-9, Q-4."""
    return *map(_count_table, results.counts), *map(_service_table, results.services)


def _count_table(breakdown: Breakdown) -> ReportTable:
    columns = (_key(Field.KEY), *_counts("count"))
    rows = tuple((row.key, row.count) for row in breakdown.rows)
    return ReportTable((breakdown.counted, breakdown.by), columns, rows, (None, breakdown.total))


def _service_table(breakdown: ServiceBreakdown) -> ReportTable:
    kind = ColumnKind.SERVICE if breakdown.by is By.SERVICE else ColumnKind.KEY
    columns = (
        Column(Field.SERVICE if breakdown.by is By.SERVICE else Field.KEY, kind),
        Column(Field.PEOPLE, ColumnKind.COUNT),
        *_counts("units"),
        *_money("amount"),
    )
    rows = tuple(_service_row(row, row.key) for row in breakdown.rows)
    title = (Counted.SERVICES, breakdown.by)
    return ReportTable(title, columns, rows, _service_row(breakdown.total, None), breakdown.area)


def _service_row(row: ServiceRow, key: Cell) -> tuple[Cell, ...]:
    return key, row.people, row.units, row.amount


def execution_tables(execution: Execution, months: Sequence[Month]) -> tuple[ReportTable, ...]:
    """A plan's execution by service and by month; ``months`` are those of the plan, from its first. Rules: A-8, N-9."""
    columns = (*_counts("planned_units", "received_units"), *_money("planned", "spent"))
    total = (None, *_values(execution.total))
    by_service = [(line.service, *_values(line.total)) for line in execution.lines]
    by_month = _by_month(months, execution.months)
    service, month = Column(Field.SERVICE, ColumnKind.SERVICE), _key(Field.MONTH)
    return (
        ReportTable((TableName.BY_SERVICE,), (service, *columns), tuple(by_service), total),
        ReportTable((TableName.BY_MONTH,), (month, *columns), tuple(by_month), total),
    )


def _by_month(months: Sequence[Month], executed: Iterable[ExecutedMonth]) -> list[tuple[Cell, ...]]:
    return [(month, *_values(row)) for month, row in zip(months, executed, strict=False)]


def satisfaction_tables(
    rows: Sequence[SatisfactionRow], groups: Sequence[SatisfactionGroup] = ()
) -> tuple[ReportTable, ...]:
    """The ratings of all, and then of each group. Rules: Q-5, Q-4."""
    return _ratings(rows, None), *(_ratings(group.rows, group.key) for group in groups)


def _ratings(rows: Sequence[SatisfactionRow], subject: Cell) -> ReportTable:
    means = (Column(Field.MEAN, ColumnKind.MEAN), Column(Field.MEDIAN, ColumnKind.MEAN))
    names = ("answered", "skipped", *(field.value for field in _RATED))
    columns = (_key(Field.PARTY), _key(Field.STAGE), *_counts(*names), *means)
    cells = tuple((row.party, row.stage, row.answered, row.skipped, *row.given, row.mean, row.median) for row in rows)
    return ReportTable((TableName.SATISFACTION,), columns, cells, subject=subject)


def service_tables(report: ServiceReport) -> tuple[ReportTable, ...]:
    """What each service cost, and the averages. Rules: A-8, A-9."""
    service = Column(Field.SERVICE, ColumnKind.SERVICE)
    people = Column(Field.PEOPLE, ColumnKind.COUNT)
    spent = ReportTable(
        (TableName.SPENT,),
        (service, people, *_money("spent")),
        tuple(map(_values, report.rows)),
        (None, report.people, report.total),
    )
    columns = (people, Column(Field.MONTHS, ColumnKind.MEAN), Column(Field.AVERAGE, ColumnKind.MONEY))
    return spent, ReportTable((TableName.AVERAGES,), columns, ((report.people, report.months, report.average),))
