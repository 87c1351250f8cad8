"""A quarter's funding used, and what came of it (ceturkšņa pārskats). Rules A-8, A-6, A-9."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import attrs

from ibmodel.case.reports import PilotFacts, ServiceReceived
from ibmodel.dates import Month, Period
from ibmodel.errors import Duplicate, Inconsistent, MissingField, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.reports.cash_flow import CashFlow, CashFlowReport, sum_of_flows
from ibmodel.rules.reports.results import PilotResults, check_known, pilot_results, received_services

__all__ = ["Indicators", "MunicipalQuarter", "QuarterReport", "quarter_report"]

_MONTHS: Final = 3


@attrs.frozen
class Indicators:
    """What was done: children and parents who take part, evaluations, children with services, units paid.

    Each is a count within municipalities, so that the municipalities add up to the whole.
    """

    children: int
    parents: int
    evaluations: int
    served: int
    units: int


@attrs.frozen
class MunicipalQuarter:
    """A municipality's quarter; without a name, that of all together.

    ``funding`` adds up the months, from the opening balance of the first to the closing balance of the last.
    """

    municipality: str | None
    funding: CashFlow
    indicators: Indicators


@attrs.frozen
class QuarterReport:
    """The quarter by municipality and consolidated, with the results of all; ``months`` are those reported on."""

    months: Period
    municipalities: tuple[MunicipalQuarter, ...]
    total: MunicipalQuarter
    results: PilotResults


def quarter_report(months: Sequence[CashFlowReport], facts: PilotFacts, parameters: Parameters) -> QuarterReport:
    """How was a quarter's money used, and what was reached (izlietotais finansējums un rezultatīvie rādītāji)?

    ``months`` are the cash flows of one calendar quarter in any order: all three, or those on one side in which the
    pilot ran. Raises `Duplicate` for a month given twice, `Inconsistent` for months that are not neighbours in one
    quarter, for a municipality that is not in all of them, and for an opening balance that is not the closing one
    of the month before. The other errors are those of `pilot_results`. Rules: A-8, A-9, A-6; source M III.2.2, II.14.
    """
    order = _in_order(months)
    ordered = [months[place] for place in order]
    names = _names(months)
    check_known(facts, names)
    for before, after in pairwise(order):
        _check_carried(months[before], months[after], after)
    services = received_services(ordered, facts.places)
    results = pilot_results(facts, services, parameters)
    rows = [MunicipalQuarter(name, _funding(ordered, name), _indicators(name, facts, services)) for name in names]
    total = MunicipalQuarter(None, sum_of_flows(row.funding for row in rows), _all_indicators(rows))
    return QuarterReport(Period(ordered[0].month, len(ordered)), tuple(rows), total, results)


def _indicators(name: str, facts: PilotFacts, services: Sequence[ServiceReceived]) -> Indicators:
    children = [child for child in facts.participants if child.municipality == name]
    own = [row for row in services if row.municipality == name]
    return Indicators(
        len(children),
        len({child.parent.code for child in children if child.parent is not None}),
        sum(evaluation.municipality == name for evaluation in facts.evaluations),
        len({row.code for row in own if row.units or row.amount}),
        sum(row.units for row in own),
    )


def _in_order(months: Sequence[CashFlowReport]) -> list[int]:
    """The places of the months in the order of time."""
    if not months:
        raise MissingField("expected at least one month")
    first: dict[Month, int] = {}
    for place, report in enumerate(months):
        if report.month in first:
            raise Duplicate(f"expected every month once, got {report.month} again", pointer(place, "month"))
        first[report.month] = place
        if _quarter(report.month) != _quarter(months[0].month):
            message = f"expected a month of the quarter of {months[0].month}, got {report.month}"
            raise Inconsistent(message, pointer(place, "month"))
    order = [first[month] for month in sorted(first)]
    for before, after in pairwise(order):
        if months[after].month != months[before].month.plus(1):
            message = f"expected {months[before].month.plus(1)} after {months[before].month}, got {months[after].month}"
            raise Inconsistent(message, pointer(after, "month"))
    return order


def _quarter(month: Month) -> tuple[int, int]:
    return month.year, (month.month - 1) // _MONTHS


def _names(months: Sequence[CashFlowReport]) -> list[str]:
    """The municipalities, which are to be the same in every month."""
    names = [row.municipality for row in months[0].municipalities]
    for place, report in enumerate(months):
        other = {row.municipality for row in report.municipalities}
        if other != set(names):
            odd = min(other ^ set(names))
            message = f"expected the same municipalities in every month, got {odd!a} in some only"
            raise Inconsistent(message, pointer(place, "municipalities"))
    return names


def _flow_of(report: CashFlowReport, name: str) -> CashFlow:
    return next(row.flow for row in report.municipalities if row.municipality == name)


def _check_carried(before: CashFlowReport, after: CashFlowReport, place: int) -> None:
    for row, (name, flow) in enumerate((each.municipality, each.flow) for each in after.municipalities):
        closing = _flow_of(before, name).closing
        if flow.opening != closing:
            message = f"expected the closing balance of {before.month}, {closing}, got {flow.opening}"
            raise Inconsistent(message, pointer(place, "municipalities", row, "flow", "opening"))


def _funding(ordered: Sequence[CashFlowReport], name: str) -> CashFlow:
    flows = [_flow_of(report, name) for report in ordered]
    return attrs.evolve(sum_of_flows(flows), opening=flows[0].opening, closing=flows[-1].closing)


def _all_indicators(rows: Iterable[MunicipalQuarter]) -> Indicators:
    columns = zip(*(attrs.astuple(row.indicators) for row in rows), strict=True)
    return Indicators(*map(sum, columns))
