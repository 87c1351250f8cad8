"""The formulas of every sheet: what the tables show of 6.11, whose cells hold the arithmetic."""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.adapters.workbook.layout import AMOUNTS, Layout, Tables, column_name
from ibmodel.adapters.workbook.technical import LARGEST_EXACT, Technical
from ibmodel.adapters.workbook.terms import Formulas, Terms, at, span
from ibmodel.vocabulary import Comparison

__all__ = ["formulas_of"]

_SOURCES: Final = "PBGO"


def formulas_of(layout: Layout, terms: Terms) -> Formulas:
    """All formulas of a workbook, and the words and numbers of 6.11, by sheet and cell."""
    technical = Technical(layout, terms)
    technical.write()
    shown = _Shown(layout, technical, {name: {} for name in layout.sheets})
    shown.cells["6.11"] = technical.cells
    for name in layout.sheets:
        shown.heads(name)
    shown.plan()
    shown.costs()
    shown.annex()
    shown.units()
    shown.prices()
    shown.application()
    shown.execution()
    return shown.cells


@attrs.frozen
class _Shown:
    """Writes the formulas of the sheets other than 6.11."""

    layout: Layout
    technical: Technical
    cells: Formulas

    @property
    def tables(self) -> Tables:
        return Tables(self.layout)

    def put(self, sheet: str, row: int, column: int, formula: str, style: str) -> None:
        self.cells[sheet][row, column] = f"={formula}", style

    def heads(self, sheet: str) -> None:
        """The code, the municipality and the period, which are filled in in 6.3."""
        self.cells[sheet][5, 3] = self.layout.months, "fixed"
        if sheet == "6.3":
            return
        for row, style in ((2, "line"), (3, "line"), (4, "date")):
            source = at("6.3", row, 3)
            self.put(sheet, row, 3, f'IF({source}="","",{source})', style)

    def fact(self, name: str) -> str:
        return self.technical.fact(name)

    def name_of(self, place: int) -> str:
        return at("6.3", self.tables.services + place, 2)

    def plan(self) -> None:
        for place in range(self.layout.services):
            priority = self.technical.ranked("place", place)
            self.put("6.3", self.tables.services + place, 7, f'IF({priority}>0,{priority},"")', "count")

    def service_names(self, sheet: str, row: int) -> None:
        """The services in the order of 6.3."""
        for place in range(self.layout.services):
            name = self.name_of(place)
            self.put(sheet, row + place, 2, f'IF({name}="","",{name})', "word")

    def costs(self) -> None:
        row, tables = self.tables.costs, self.tables
        self.service_names("6.4", row)
        self.head_of_costs()
        for place in range(self.layout.services):
            price = at("6.8", tables.prices + place, 5)
            named, whole = f'{self.name_of(place)}=""', f"{self.technical.ranked('whole', place)}=1"
            amount, units = (self.technical.ranked(key, place) for key in ("amount", "units"))
            priority = self.technical.ranked("place", place)
            self.put("6.4", row + place, 3, f'IF(OR({named},{price}=""),"",{price})', "price")
            self.put("6.4", row + place, 4, f'IF({whole},{units},"")', "count")
            self.put("6.4", row + place, 5, f'IF({whole},{amount}/100,"")', "money")
            self.put("6.4", row + place, 18, f'IF({priority}>0,{priority},"")', "count")
            self.sources("6.4", row + place, 8, priority)
            self.fits("6.4", row + place, 14, priority, "")
            self.fits("6.4", row + place, 16, priority, "2")
        self.sums("6.4", row + self.layout.services, 5, 8)
        for column, which, flag in ((15, "", "first_flag"), (17, "2", "last_flag")):
            total = f"SUM({self.technical.prior('taken_amount' + which)})"
            formula = f'IF({self.fact(flag)}=1,{total}/100,"")'
            self.put("6.4", row + self.layout.services, column, formula, "money_total")

    def head_of_costs(self) -> None:
        first = self.tables.amounts + len(AMOUNTS)
        needed, last = self.fact("needed_cents"), f"{self.fact('last_flag')}=1"
        paid = "+".join(f"SUM({self.technical.paid(source)})" for source in self.technical.terms.order)
        unmet = f"{needed}-({paid})"
        contents = (
            (f'IF({self.fact("priced")}=1,{needed}/100,"")', "money"),
            (f'IF({last},({paid})/100,"")', "money"),
            (f'IF({last},({unmet})/100,"")', "money"),
            (f'IF({last},{self.against(needed, paid)},"")', "line"),
            (self.status(), "line"),
        )
        for row, (formula, style) in enumerate(contents, start=first + 1):
            self.put("6.4", row, 3, formula, style)

    def against(self, needed: str, paid: str) -> str:
        """How the support compares with that before (F-7)."""
        words = {word: f'"{getattr(word, self.layout.language)}"' for word in Comparison}
        before = self.fact("before_cents")
        same = f"IF({paid}={before},{words[Comparison.SAME]},{words[Comparison.WORSE]})"
        enough = f"IF({paid}>{before},{words[Comparison.BETTER]},{same})"
        return f"IF({needed}<{before},{words[Comparison.NEED_IS_LESS]},{enough})"

    def status(self) -> str:
        """What is still missing, in words."""
        texts = {
            key: f'"{self.layout.text(f"state_{key}")}"' for key in ("none", "open", "ranks", "final", "whole", "large")
        }
        final = f"IF({self.fact('last_flag')}=1,{texts['whole']},{texts['final']})"
        ranks = f"IF({self.fact('ranked')}=2,{texts['ranks']},{final})"
        large = f"IF(MAX({self.technical.ranked('amount')})>{LARGEST_EXACT},{texts['large']},{texts['open']})"
        priced = f"IF({self.fact('priced')}=1,{ranks},{large})"
        return f"IF({self.fact('count')}=0,{texts['none']},{priced})"

    def sources(self, sheet: str, row: int, first: int, place: str) -> None:
        """What every source pays of the line at a priority, their sum, and what nobody pays."""
        known = f"AND({place}>0,{self.fact('last_flag')}=1)"
        order = self.technical.terms.order
        for column, source in enumerate(_SOURCES, start=first):
            value = f"INDEX({self.technical.paid(source)},{place})/100" if source in order else "0"
            self.put(sheet, row, column, f'IF({known},{value},"")', "money")
        amount = f"INDEX({self.technical.paid('amount')},{place})"
        unmet = f"INDEX({self.technical.paid(f'unpaid{len(order) - 1}')},{place})"
        self.put(sheet, row, first + 4, f'IF({known},({amount}-{unmet})/100,"")', "money")
        self.put(sheet, row, first + 5, f'IF({known},{unmet}/100,"")', "money")

    def fits(self, sheet: str, row: int, first: int, place: str, which: str) -> None:
        """What fits into the provisional or the final amount of the line at a priority."""
        known = f"AND({place}>0,{self.fact('last_flag' if which else 'first_flag')}=1)"
        for column, (name, style) in enumerate((("taken", "count"), ("taken_amount", "money")), start=first):
            value = f"INDEX({self.technical.prior(name + which)},{place})"
            self.put(sheet, row, column, f'IF({known},{value}{"/100" if style == "money" else ""},"")', style)

    def sums(self, sheet: str, row: int, needed: int, first: int) -> None:
        """The sums of the needed amounts and of the sources."""
        total = f"{self.fact('needed_cents')}/100"
        otherwise = f'IF({self.fact("count")}=0,"","{self.layout.text("open")}")'
        self.put(sheet, row, needed, f"IF({self.fact('priced')}=1,{total},{otherwise})", "money_total")
        start = row - self.layout.services
        for column in range(first, first + 6):
            letters = column_name(column)
            cells = f"{letters}{start}:{letters}{row - 1}"
            self.put(sheet, row, column, f'IF({self.fact("last_flag")}=1,ROUND(SUM({cells}),2),"")', "money_total")

    def annex(self) -> None:
        first, row = 7, self.tables.annex
        names = [name for name, _ in AMOUNTS]
        for place, name in enumerate(("provisional", "final")):
            source = at("6.4", self.tables.amounts + names.index(name), 3)
            self.put("6.5", first + place, 3, f'IF({source}="","",{source})', "money")
        head = self.tables.amounts + len(AMOUNTS)
        for place, (offset, style) in enumerate(((1, "money"), (2, "money"), (3, "money"), (5, "line")), start=2):
            self.put("6.5", first + place, 3, at("6.4", head + offset, 3), style)
        for place in range(self.layout.services):
            at_row = self.technical.prior("row", place)
            self.by_priority("6.5", row + place, place)
            for column, style in ((3, "price"), (4, "count"), (5, "money")):
                cells = span("6.4", self.tables.costs, column, self.layout.services)
                self.put("6.5", row + place, column, f'IF({at_row}>0,INDEX({cells},{at_row}),"")', style)
            priority = f"IF({at_row}>0,{place + 1},0)"
            self.sources("6.5", row + place, 6, priority)
            self.fits("6.5", row + place, 12, priority, "2")
        self.sums("6.5", row + self.layout.services, 5, 6)
        total = f"SUM({self.technical.prior('taken_amount2')})"
        formula = f'IF({self.fact("last_flag")}=1,{total}/100,"")'
        self.put("6.5", row + self.layout.services, 13, formula, "money_total")

    def by_priority(self, sheet: str, row: int, place: int) -> None:
        """The place and the name of the service at a priority."""
        at_row = self.technical.prior("row", place)
        names = span("6.3", self.tables.services, 2, self.layout.services)
        self.put(sheet, row, 1, f'IF({at_row}>0,{place + 1},"")', "number")
        self.put(sheet, row, 2, f'IF({at_row}>0,INDEX({names},{at_row}),"")', "word")

    def units(self) -> None:
        row, months = self.tables.units, self.layout.months
        self.service_names("6.6", row)
        self.month_heads("6.6", row - 1)
        planned = self.tables.execution(2)
        for place in range(self.layout.services):
            units = f"C{row + place}:{column_name(2 + months)}{row + place}"
            self.put("6.6", row + place, 3 + months, f'IF(COUNT({units})={months},SUM({units}),"")', "count")
        for month in range(months + 1):
            cells = span("6.10", planned, 3 + month, self.layout.services)
            formula = f'IF({self.fact("priced")}=1,ROUND(SUM({cells}),2),"")'
            self.put("6.6", row + self.layout.services, 3 + month, formula, "money_total")

    def month_heads(self, sheet: str, row: int) -> None:
        start = at("6.3", 4, 3)
        for month in range(self.layout.months):
            formula = f"IF(ISNUMBER({start}),DATE(YEAR({start}),MONTH({start})+{month},1),{month + 1})"
            self.put(sheet, row, 3 + month, formula, "month")

    def prices(self) -> None:
        row = self.tables.prices
        self.service_names("6.8", row)
        units = self.technical.listed("units")
        for place in range(self.layout.services):
            listed = self.technical.ranked("listed", place)
            self.put("6.8", row + place, 4, f'IF({listed}>0,INDEX({units},{listed}),"")', "word")

    def application(self) -> None:
        row = self.tables.application
        for place in range(self.layout.services):
            at_row = self.technical.prior("row", place)
            self.by_priority("6.9", row + place, place)
            shown = (("6.8", self.tables.prices, 3, "word"), ("6.8", self.tables.prices, 4, "word"))
            numbers = (("6.4", self.tables.costs, 3, "price"), ("6.4", self.tables.costs, 4, "count"))
            for column, (sheet, first, source, style) in enumerate((*shown, *numbers), start=3):
                value = f"INDEX({span(sheet, first, source, self.layout.services)},{at_row})"
                self.put("6.9", row + place, column, f'IF({at_row}>0,IF({value}="","",{value}),"")', style)

    def execution(self) -> None:
        for section in range(6):
            self.service_names("6.10", self.tables.execution(section))
            if section < 5:  # noqa: PLR2004 - the last section is not by month
                self.month_heads("6.10", self.tables.execution(section) - 1)
        for place in range(self.layout.services):
            self.months_of(place)
            self.so_far_of(place)
        self.execution_sums()

    def months_of(self, place: int) -> None:
        """The planned and counted sections of 6.10, month by month."""
        months = self.layout.months
        rows = [self.tables.execution(section) + place for section in range(5)]
        whole = f"{self.technical.ranked('whole', place)}=1"
        known = f"COUNT({span('6.10', rows[1], 3, 1, months)})"
        paid = f"COUNT({span('6.10', rows[3], 3, 1, months)})"
        for month in range(months):
            column = 3 + month
            units = at("6.6", self.tables.units + place, column)
            self.put("6.10", rows[0], column, f'IF({units}="","",{units})', "count")
            self.put("6.10", rows[2], column, f'IF({whole},{self.month_cost("6.6", place, month)}/100,"")', "money")
            received = f"{self.month_cost('6.10', place, month)}/100"
            cell = at("6.10", rows[3], column)
            spent = f'IF({paid}>0,IF({cell}="","",{cell}),{received})'
            self.put("6.10", rows[4], column, f'IF(AND({whole},{known}>{month}),{spent},"")', "money")
        for section, style in ((0, "count"), (1, "count"), (2, "money"), (3, "money"), (4, "money")):
            cells = span("6.10", rows[section], 3, 1, months)
            total = f"SUM({cells})" if style == "count" else f"ROUND(SUM({cells}),2)"
            self.put("6.10", rows[section], 3 + months, f'IF(COUNT({cells})=0,"",{total})', style)

    def month_cost(self, sheet: str, place: int, month: int) -> str:
        """The cost of a month's units in cents: the difference of two rounded running totals."""
        row = (self.tables.units if sheet == "6.6" else self.tables.execution(1)) + place
        cents, rest = self.technical.ranked("price_cents", place), self.technical.ranked("price_rest", place)
        after = f"INT(({rest}*SUM({span(sheet, row, 3, 1, month + 1)})+5000)/10000)"
        before = f"INT(({rest}*SUM({span(sheet, row, 3, 1, month)})+5000)/10000)" if month else "0"
        return f"({cents}*{at(sheet, row, 3 + month)}+{after}-{before})"

    def so_far_of(self, place: int) -> None:
        """The last section of 6.10: a service in the months that are known."""
        months = self.layout.months
        rows = [self.tables.execution(section) + place for section in range(6)]
        received = span("6.10", rows[1], 3, 1, months)
        known = f"COUNT({received})"
        whole = f"AND({self.technical.ranked('whole', place)}=1,{known}>0)"
        planned = self.so_far_planned(rows[0], known, "count")
        amount, spent = self.so_far_planned(rows[2], known, "money"), span("6.10", rows[4], 3, 1, months)
        contents = (
            (f'IF({known}=0,"",{known})', "count"),
            (f'IF({whole},{planned},"")', "count"),
            (f'IF({known}=0,"",SUM({received}))', "count"),
            (f'IF({whole},{amount},"")', "money"),
            (f'IF({whole},ROUND(SUM({spent}),2),"")', "money"),
            (f'IF({whole},ROUND({amount}-SUM({spent}),2),"")', "money"),
        )
        for column, (formula, style) in enumerate(contents, start=3):
            self.put("6.10", rows[5], column, formula, style)

    def so_far_planned(self, row: int, known: str, style: str) -> str:
        """The sum of the first months of a row, as many as are known."""
        cells = span("6.10", row, 3, 1, self.layout.months)
        total = f"SUMPRODUCT((COLUMN({cells})-2<={known})*{cells})"
        return total if style == "count" else f"ROUND({total},2)"

    def execution_sums(self) -> None:
        """The sums of the sections of 6.10; where a row is incomplete, a word instead of a wrong sum."""
        for section in range(6):
            last = section == 5  # noqa: PLR2004 - the last section is not by month
            for column in range(4, 9) if last else range(3, 4 + self.layout.months):
                counted = section < 2 or (last and column < 6)  # noqa: PLR2004
                self.sum_of(section, column, counted=counted)

    def sum_of(self, section: int, column: int, *, counted: bool) -> None:
        first, rows, letters = self.tables.execution(section), self.layout.services, column_name(column)
        cells = f"{letters}{first}:{letters}{first + rows - 1}"
        total = f"SUM({cells})" if counted else f"ROUND(SUM({cells}),2)"
        known = span("6.10", self.tables.execution(5), 3, rows)
        priced = f"{self.fact('priced')}=1"
        same = f"COUNT({known})={self.fact('count')},MAX({known})=MIN({known})"
        whole = {0: priced, 2: priced, 4: f"AND({priced},{same})", 5: f"AND({priced},{same})"}.get(section, "TRUE")
        shown = f'IF({whole},{total},"{self.layout.text("open")}")'
        style = "count_total" if counted else "money_total"
        self.put("6.10", first + rows, column, f'IF(COUNT({cells})=0,"",{shown})', style)
