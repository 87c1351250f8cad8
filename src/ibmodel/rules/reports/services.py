"""What a municipality spent on each service, from single payments (izlietotais finansējums pa pakalpojumiem).

Rules A-8, A-9, A-11.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from ibmodel.case.reports import ServiceSpending
from ibmodel.errors import Inconsistent
from ibmodel.money import Money, count, round_half_up

__all__ = ["ServiceReport", "SpentOnService", "service_report"]


@attrs.frozen
class SpentOnService:
    """A service: how many people had it, and what all of it cost."""

    service: str
    people: int
    spent: Money


@attrs.frozen
class ServiceReport:
    """What was spent by service, in all, and on average.

    ``people`` are those who took part. ``months`` is for how many months each of them had services on average, and
    ``average`` what was spent by person and month, rounded half up to the cent: the total divided by the months of
    all people together. Both are ``None`` where nobody had services in any month.
    """

    rows: tuple[SpentOnService, ...]
    people: int
    total: Money
    months: Fraction | None
    average: Money | None


def service_report(spending: Sequence[ServiceSpending], participants: int | None = None) -> ServiceReport:
    """What was spent on each service, by how many people, and by person and month (izmaksas pa pakalpojumiem)?

    A row counts for its person and month if money was paid. ``participants`` is for people who took part without
    any services: as many as had services, if not said; they bring the average months down, and not the average
    amount. Services stand by people, most first, then by amount, most first, then by code. Raises `Inconsistent` for
    fewer participants than people with services. Rules: A-8, A-9, A-11; source M III.2.2, T.
    """
    paid = [row for row in spending if row.amount]
    people = {row.code for row in paid}
    number = len(people) if participants is None else count(participants, "the number of participants")
    if number < len(people):
        raise Inconsistent(f"expected at least the {len(people)} people who had services, got {number}")
    by_service: dict[str, list[ServiceSpending]] = {row.service: [] for row in spending}
    for row in paid:
        by_service[row.service].append(row)
    rows = [
        SpentOnService(service, len({row.code for row in its}), Money.sum(row.amount for row in its))
        for service, its in by_service.items()
    ]
    rows.sort(key=lambda row: (-row.people, -row.spent.cents, row.service))
    total = Money.sum(row.spent for row in rows)
    months = len({(row.code, row.month) for row in paid})
    if not months:
        return ServiceReport(tuple(rows), number, total, None, None)
    average = Money(round_half_up(total.cents, months))
    return ServiceReport(tuple(rows), number, total, Fraction(months, number), average)
