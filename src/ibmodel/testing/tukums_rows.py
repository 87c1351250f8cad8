"""Made-up payments that add up to the published tables of Tukums (T).

What was published are sums: by service how many people had it and what all of it cost. Single payments are not known.
`made_up_payments` makes some that add up to those sums, person by person and month by month, so that the report by
service can be tried on rows as a municipality has them. Who had what and when is made up.
"""

from __future__ import annotations

from typing import Final

from ibmodel.case.reports import ServiceSpending
from ibmodel.dates import Month, Period
from ibmodel.errors import Inconsistent
from ibmodel.money import Money, count
from ibmodel.testing.tukums import PublishedTable

__all__ = ["PEOPLE", "made_up_payments"]

#: How many took part in each pilot: the only number that fits the printed averages.
PEOPLE: Final = 10


def made_up_payments(published: PublishedTable, start: Month, people: int = PEOPLE) -> tuple[ServiceSpending, ...]:
    """Payments for ``people`` from the month ``start``, a cent at least for each person, service and month.

    Services go round the people in the order of the table, and what a service cost is split as evenly as cents allow
    over its people and all months of the table. Raises `Inconsistent` for fewer people than had one service.
    """
    rows = []
    turn = 0
    months = list(Period(start, published.months))
    for line in published.rows:
        if line.people > count(people, "the number of people"):
            raise Inconsistent(f"expected at least {line.people} people for {line.service!a}, got {people}")
        places = [((turn + n) % people, month) for n in range(line.people) for month in months]
        turn += line.people
        least, more = divmod(line.spent.cents, len(places))
        for place, (person, month) in enumerate(places):
            amount = Money(least + (place < more))
            rows.append(ServiceSpending(service=line.service, code=f"T-{person + 1:02d}", month=month, amount=amount))
    return tuple(rows)
