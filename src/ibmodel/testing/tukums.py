"""What the pilots in Tukums spent on services, as the ministry's project published it on 26 January 2023 (T).

`CHILDREN` and `ADULTS` are its two tables, line by line, with the totals and averages that it prints beside them. Of
each line it tells how many people had the service and what all of it cost; it tells nothing of single persons, and not
how many took part.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

import attrs

from ibmodel.money import Money, count, round_half_up
from ibmodel.vocabulary import Programme

__all__ = ["ADULTS", "CHILDREN", "SOURCE", "PublishedTable", "SpentOn"]

#: The key of the source in `ibmodel.sources`.
SOURCE: Final = "T"


@attrs.frozen
class SpentOn:
    """A line of a table: a service by its code and as it is ``printed``, how many had it, and what all of it cost."""

    service: str
    printed: str
    people: int
    spent: Money


@attrs.frozen
class PublishedTable:
    """What one pilot spent on each service, in the order of the table.

    ``months`` is for how long people had services on average; ``printed_total`` and ``printed_average`` are printed
    beside the table in whole euro, the average by person and month.
    """

    programme: Programme
    months: int
    printed_total: Money
    printed_average: Money
    rows: tuple[SpentOn, ...]

    @property
    def spent(self) -> Money:
        """What all services cost together."""
        return Money.sum(row.spent for row in self.rows)

    def average(self, people: int) -> Money:
        """What was spent by person and month if ``people`` took part, rounded half up to the cent.

        Raises `BadType` or `BadValue` for a number of people that is not 1 or more.
        """
        return Money(round_half_up(self.spent.cents, count(people, "the number of people") * self.months))


def _table(document: dict[str, Any]) -> PublishedTable:
    return PublishedTable(
        Programme(document["programme"]),
        document["months"],
        Money.euro(document["printed_total"]),
        Money.euro(document["printed_average"]),
        tuple(SpentOn(**row | {"spent": Money.euro(row["spent"])}) for row in document["rows"]),
    )


_FILE: Final = resources.files("ibmodel.testing").joinpath("data", "tukums.json")
#: The tables of the children and of the adults with mental impairment.
CHILDREN, ADULTS = map(_table, json.loads(_FILE.read_text("utf-8"))["tables"])
