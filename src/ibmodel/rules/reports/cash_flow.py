"""The month's cash flow of a municipality and of all together (naudas plūsmas pārskats). Rules A-8, A-3, R-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ibmodel.case.checks import Identifier, exactly, identifier
from ibmodel.case.reports import MonthAccount, ServiceSpending
from ibmodel.dates import Month
from ibmodel.errors import BadType, BadValue, Duplicate, Inconsistent, MissingField, pointer, shown
from ibmodel.money import Money
from ibmodel.rules.administration import MunicipalCosts
from ibmodel.rules.receipt import Settlement

__all__ = ["CashFlow", "CashFlowReport", "MunicipalCashFlow", "MunicipalMonth", "PaidService", "cash_flow_report"]


def _settled(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not isinstance(value, Mapping):
        raise BadType(f"expected a mapping, got {shown(value)}", pointer(attribute.name))
    for code, settlement in value.items():
        try:
            identifier(code)
        except (BadType, BadValue) as error:
            raise error.below(attribute.name) from None
        if type(settlement) is not Settlement:
            raise BadType(f"expected Settlement, got {shown(settlement)}", pointer(attribute.name, code))


@attrs.frozen(kw_only=True)
class MunicipalMonth:
    """What a municipality reports of a month: its account, its eligible costs, its children's settlements by code."""

    account: MonthAccount = attrs.field(validator=exactly(MonthAccount))
    costs: MunicipalCosts = attrs.field(validator=exactly(MunicipalCosts))
    settlements: Mapping[Identifier, Settlement] = attrs.field(validator=_settled)


@attrs.frozen
class PaidService:
    """What was paid for one service of one child, by the child's code."""

    code: str
    service: str
    units: int
    amount: Money


@attrs.frozen
class CashFlow:
    """Money in and out of an account in a month, or in a quarter: opening + received + advance - paid = closing.

    ``paid`` is the sum of the four costs. A closing balance below nothing is money that the municipality has laid
    out itself.
    """

    opening: Money
    received: Money
    advance: Money
    pay: Money
    indirect: Money
    transport: Money
    services: Money
    paid: Money
    closing: Money


@attrs.frozen
class MunicipalCashFlow:
    """A municipality's cash flow, and the services that its children had, by code and service."""

    municipality: str
    flow: CashFlow
    services: tuple[PaidService, ...]


@attrs.frozen
class CashFlowReport:
    """The cash flow of a month: of each municipality, by name, and consolidated; of one alone they are the same."""

    month: Month
    municipalities: tuple[MunicipalCashFlow, ...]
    total: CashFlow

    def spending(self) -> tuple[ServiceSpending, ...]:
        """What was paid for services, as rows of the report by service."""
        return tuple(
            ServiceSpending(service=row.service, code=row.code, month=self.month, amount=row.amount)
            for municipality in self.municipalities
            for row in municipality.services
        )


def cash_flow_report(month: Month, entries: Sequence[MunicipalMonth]) -> CashFlowReport:
    """What came in and what was paid in a month, by municipality and in all (naudas plūsmas pārskats)?

    The services are those that the settlements pay. Raises `MissingField` without any municipality, `Duplicate` for
    one given twice, `Inconsistent` where a sum that was given is not the sum of its parts: a settlement's amount, the
    costs' total, or their services, which are to be those of the settlements. Rules: A-8, A-3, R-8; source M III.2.2.
    """
    if not entries:
        raise MissingField("expected at least one municipality")
    seen: set[str] = set()
    rows = []
    for place, entry in enumerate(entries):
        name = entry.account.municipality
        if name in seen:
            message = f"expected every municipality once, got {name!a} again"
            raise Duplicate(message, pointer(place, "account", "municipality"))
        seen.add(name)
        try:
            rows.append(_municipal(entry))
        except Inconsistent as error:
            raise error.below(place) from None
    rows.sort(key=lambda row: row.municipality)
    return CashFlowReport(month, tuple(rows), sum_of_flows(row.flow for row in rows))


def sum_of_flows(flows: Iterable[CashFlow]) -> CashFlow:
    """Cash flows added up, amount by amount."""
    columns = zip(*(attrs.astuple(flow, recurse=False) for flow in flows), strict=True)
    return CashFlow(*map(Money.sum, columns))


def _municipal(entry: MunicipalMonth) -> MunicipalCashFlow:
    account, costs = entry.account, entry.costs
    services = tuple(_paid_services(entry.settlements))
    spent = Money.sum(row.amount for row in services)
    _check(costs.services, spent, "the sum of the settlements", "costs", "services")
    paid = Money.sum((costs.pay, costs.indirect, costs.transport, spent))
    _check(costs.total, paid, "the sum of the four costs", "costs", "total")
    closing = account.opening + account.received + account.advance - paid
    money = (account.opening, account.received, account.advance)
    flow = CashFlow(*money, costs.pay, costs.indirect, costs.transport, spent, paid, closing)
    return MunicipalCashFlow(account.municipality, flow, services)


def _paid_services(settlements: Mapping[str, Settlement]) -> Iterator[PaidService]:
    """A row for each child and service, in the order of the codes and services."""
    for code in sorted(settlements):
        settlement = settlements[code]
        total = Money.sum(line.amount for line in settlement.lines)
        _check(settlement.amount, total, "the sum of its lines", "settlements", code, "amount")
        by_service: dict[str, tuple[int, int]] = {}
        for line in settlement.lines:
            units, cents = by_service.get(line.service, (0, 0))
            by_service[line.service] = units + line.paid_units, cents + line.amount.cents
        for service, (units, cents) in sorted(by_service.items()):
            yield PaidService(code, service, units, Money(cents))


def _check(given: Money, computed: Money, what: str, *place: str) -> None:
    if given != computed:
        raise Inconsistent(f"expected {what}, {computed}, got {given}", pointer(*place))
