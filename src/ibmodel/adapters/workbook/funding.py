"""Table 3 of 6.11: stage 4 as columns of formulas, one group of columns for each source in the variant's order.

The names follow `ibmodel.rules.funding.cover`: what is unpaid, what public money cannot pay, the pots of benefits,
what each source is due, and the holds that keep room for later, tied money.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from ibmodel.adapters.workbook.layout import column_name

if TYPE_CHECKING:
    from ibmodel.adapters.workbook.technical import Technical

__all__ = ["write_funding"]

_FREE: Final = {"P": "final", "O": "other_money"}


def write_funding(technical: Technical) -> None:
    """Writes what every source is due, and then the columns of table 3."""
    _Funding(technical).write()


@attrs.define
class _Funding:
    """Adds the columns of table 3 one by one; ``unpaid`` is the column of what is still unpaid."""

    technical: Technical
    unpaid: str = "amount"
    starts: dict[str, str] = attrs.field(factory=dict)
    with_benefits: dict[str, bool] = attrs.field(factory=dict)

    def write(self) -> None:
        order = self.technical.terms.order
        row = self.technical.tables.funding
        self.technical.put(row - 3, 2, self.technical.text("funding_table"), "section")
        known = f"{self.technical.fact('last_flag')}=1"
        technical = self.technical
        technical.put(row - 1, 1, technical.text("start_row"), "number")
        for place in range(technical.rows):
            technical.put(row + place, 1, place + 1, "number")
        self.add("amount", "amount", lambda place: f"IF({known},{technical.prior('amount', place)},0)")
        self.add(
            "public_cents", "public_cents", lambda place: f"IF({known},{technical.prior('public_cents', place)},0)"
        )
        self.add("pot", "pot", lambda place: f"IF({known},{technical.prior('pot', place)},0)")
        self.add("beyond", "beyond", lambda place: f"{self.cell('amount', place)}-{self.cell('public_cents', place)}")
        benefits = (self.technical.fact("rehabilitation"), self.technical.fact("transport_benefit"))
        self.add("benefit_pot", "benefit_pot", lambda place: self.of_pot(place, *benefits))
        self.write_dues(order)
        for step, source in enumerate(order):
            self.write_source(source, order, step)

    def cell(self, name: str, place: int) -> str:
        return self.technical.paid(name, place)

    def column(self, name: str) -> str:
        return self.technical.paid(name)

    def of_pot(self, place: int, first: str, second: str) -> str:
        pot = self.cell("pot", place)
        return f"IF({pot}=1,{first},IF({pot}=2,{second},0))"

    def so_far(self, name: str, place: int) -> str:
        """The sum of a column over the earlier lines of the same pot."""
        pots = f"{self.cell('pot', -1)}:{self.cell('pot', place - 1)}"
        values = f"{self.cell(name, -1)}:{self.cell(name, place - 1)}"
        return f"SUMIF({pots},{self.cell('pot', place)},{values})"

    def in_pot(self, name: str, place: int) -> str:
        """The sum of a column over all lines of the same pot."""
        return f"SUMIF({self.column('pot')},{self.cell('pot', place)},{self.column(name)})"

    def add(self, name: str, label: str, formula: Callable[[int], str]) -> None:
        """Adds a column with its formula for every place."""
        technical = self.technical
        column = len(technical.columns) + 2
        technical.columns[name] = column
        row = technical.tables.funding
        technical.put(row - 2, column, technical.text(label), "header")
        for place in range(technical.rows):
            technical.put(row + place, column, f"={formula(place)}")

    def tied(self, sources: str, amounts: str, beyond: str) -> str:
        """The most of the column ``amounts`` that the tied ones of ``sources`` can pay together."""
        parts = [f"SUM({self.column(amounts)})-SUM({self.column(beyond)})"] if "G" in sources else []
        if "B" in sources:
            limited = beyond if "G" in sources else amounts
            for pot, name in enumerate(("rehabilitation", "transport_benefit"), start=1):
                inside = f"SUMIF({self.column('pot')},{pot},{self.column(limited)})"
                parts.append(f"MIN({self.technical.fact(name)},{inside})")
        return "+".join(parts) or "0"

    def write_dues(self, order: str) -> None:
        """The table of what each source adds to the most that those before it can pay."""
        technical = self.technical
        first = technical.tables.dues
        for column, key in enumerate(("step", "tied", "free", "reach", "due"), start=2):
            technical.put(first - 1, column, technical.text(key), "header")
        for step, source in enumerate(order):
            row, sources = first + step, order[: step + 1]
            free = "+".join(technical.fact(_FREE[one]) for one in sources if one in _FREE) or "0"
            technical.put(row, 2, technical.text(source), "word")
            technical.put(row, 3, f"={self.tied(sources, 'amount', 'beyond')}", "plain")
            technical.put(row, 4, f"={free}", "plain")
            technical.put(row, 5, f"=MIN(SUM({self.column('amount')}),C{row}+D{row})", "plain")
            technical.put(row, 6, f"=E{row}-E{row - 1}" if step else f"=E{row}", "plain")

    def due(self, *steps: int) -> str:
        first = self.technical.tables.dues
        return "+".join(f"${column_name(6)}${first + step}" for step in steps)

    def write_source(self, source: str, order: str, step: int) -> None:
        unpaid, later = self.unpaid, order[step + 1 :]
        if source == "G":
            self.pays(source, lambda place: f"MIN({self.cell('public_cents', place)},{self.cell(unpaid, place)})")
        elif source == "B":
            self.write_benefits(public_follows="G" in later and self.technical.terms.covers == "best_cover")
        elif self.technical.terms.covers == "in_order":
            self.write_free(source, self.technical.fact(_FREE[source]), [])
        else:
            holds = self.write_holds(order, step)
            self.write_free(source, self.due(step), holds)
        self.unpaid = f"unpaid{step}"
        self.add(self.unpaid, "unpaid", lambda place: f"{self.cell(unpaid, place)}-{self.cell(source, place)}")

    def pays(self, source: str, formula: Callable[[int], str]) -> None:
        """Adds the column of what a source pays."""
        self.add(source, source, formula)

    def write_benefits(self, *, public_follows: bool) -> None:
        unpaid = self.unpaid
        if not public_follows:
            limit, pot = partial(self.cell, unpaid), partial(self.cell, "benefit_pot")
            self.running("B", "B", limit, pot)
            return

        def beyond(place: int) -> str:
            return f"MAX({self.cell(unpaid, place)}-{self.cell('public_cents', place)},0)"

        def rest(place: int) -> str:
            return f"{self.cell(unpaid, place)}-{self.cell('first', place)}"

        def left(place: int) -> str:
            return f"{self.cell('benefit_pot', place)}-{self.in_pot('first', place)}"

        self.running("first", "first_pass", beyond, partial(self.cell, "benefit_pot"))
        self.running("second", "second_pass", rest, left)
        self.pays("B", lambda place: f"{self.cell('first', place)}+{self.cell('second', place)}")

    def running(self, name: str, label: str, limit: Callable[[int], str], pot: Callable[[int], str]) -> None:
        """A column of payments from the pots, line by line: at most ``limit``, and what earlier lines left."""
        column = len(self.technical.columns) + 2
        self.technical.columns[name] = column

        def formula(place: int) -> str:
            return f"MIN({limit(place)},{pot(place)}-{self.so_far(name, place)})"

        formulas = [formula(place) for place in range(self.technical.rows)]
        del self.technical.columns[name]
        self.add(name, label, formulas.__getitem__)

    def write_holds(self, order: str, step: int) -> list[str]:
        """The columns of every hold for the tied sources after a step; gives their names."""
        later = [place for place in range(step + 1, len(order)) if order[place] in "BG"]
        names = []
        for end in range(1, len(later) + 1):
            steps = later[:end]
            names.append(f"{step}-{end}")
            self.write_hold(names[-1], "".join(order[place] for place in steps), self.due(*steps))
        return names

    def write_hold(self, name: str, sources: str, due: str) -> None:
        """A hold without its last columns, which need what is paid: see `write_free`."""
        unpaid = self.unpaid
        if "G" in sources:

            def beyond(place: int) -> str:
                return f"MAX({self.cell(unpaid, place)}-{self.cell('public_cents', place)},0)"

            self.add(f"beyond{name}", "hold_beyond", beyond)
        else:
            self.add(f"beyond{name}", "hold_beyond", lambda place: self.cell(unpaid, place))
        self.starts[name] = f"{self.tied(sources, unpaid, f'beyond{name}')}-({due})"
        self.with_benefits[name] = "B" in sources

    def write_free(self, source: str, due: str, holds: list[str]) -> None:
        """Free money line by line, as much as possible and as the holds allow."""
        unpaid, first = self.unpaid, len(self.technical.columns) + 2
        names = [f"{part}{hold}" for hold in holds for part in ("needless", "slack", "paid")]
        for column, name in enumerate((f"left{source}", *names, source), start=first):
            self.technical.columns[name] = column
        formulas: dict[str, tuple[str, Callable[[int], str], str]] = {}
        formulas[f"left{source}"] = (
            "due_left",
            lambda place: f"{self.cell(f'left{source}', place - 1)}-{self.cell(source, place - 1)}",
            due,
        )
        for hold in holds:
            formulas |= self.hold_columns(hold, source)

        def payment(place: int) -> str:
            limits = [f"{self.cell(f'needless{hold}', place)}+{self.cell(f'slack{hold}', place)}" for hold in holds]
            return f"MIN({','.join([self.cell(unpaid, place), self.cell(f'left{source}', place), *limits])})"

        formulas[source] = (source, payment, "")
        row = self.technical.tables.funding
        for name, (label, formula, start) in formulas.items():
            column = self.technical.columns[name]
            self.technical.put(row - 2, column, self.technical.text(label), "header")
            if start:
                self.technical.put(row - 1, column, f"={start}")
            for place in range(self.technical.rows):
                self.technical.put(row + place, column, f"={formula(place)}")

    def hold_columns(self, hold: str, source: str) -> dict[str, tuple[str, Callable[[int], str], str]]:
        def needless(place: int) -> str:
            beyond = self.cell(f"beyond{hold}", place)
            if not self.with_benefits[hold]:
                return beyond
            still = f"{self.in_pot(f'beyond{hold}', place)}-{self.so_far(f'paid{hold}', place)}"
            return f"MIN({beyond},MAX({still}-{self.cell('benefit_pot', place)},0))"

        def slack(place: int) -> str:
            spent = f"{self.cell(source, place - 1)}-{self.cell(f'needless{hold}', place - 1)}"
            return f"{self.cell(f'slack{hold}', place - 1)}-MAX({spent},0)"

        def paid(place: int) -> str:
            return f"MIN({self.cell(source, place)},{self.cell(f'beyond{hold}', place)})"

        return {
            f"needless{hold}": ("hold_needless", needless, ""),
            f"slack{hold}": ("hold_slack", slack, self.starts[hold]),
            f"paid{hold}": ("hold_paid", paid, ""),
        }
