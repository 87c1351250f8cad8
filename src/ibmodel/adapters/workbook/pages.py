"""What stands on every sheet but its formulas: its fixed words and the cells to be filled in.

Writing and reading go by the same pages; `ibmodel.adapters.workbook.formulas` adds what is computed.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from ibmodel.adapters.workbook.layout import (
    AMOUNTS,
    CHILD,
    PARENT,
    TOP,
    Key,
    Kind,
    Layout,
    Tables,
)
from ibmodel.rules.evaluation import signers_of

__all__ = ["Input", "Page", "pages"]


@attrs.frozen
class Input:
    """A cell to be filled in: which value it holds, and of which kind."""

    key: Key
    kind: Kind


@attrs.define
class Page:
    """One sheet: by row and column its fixed words, with their style, and its inputs.

    ``widths`` are those of its columns, ``tall`` the rows for two lines of text.
    """

    name: str
    labels: dict[tuple[int, int], tuple[str, str]] = attrs.field(factory=dict)
    inputs: dict[tuple[int, int], Input] = attrs.field(factory=dict)
    widths: dict[int, float] = attrs.field(factory=dict)
    tall: list[int] = attrs.field(factory=list)

    def put(self, row: int, column: int, text: str, style: str = "label") -> None:
        """Puts a fixed word into a cell."""
        self.labels[row, column] = text, style

    def header(self, row: int, texts: tuple[str, ...], first: int = 1) -> None:
        """Puts the heads of a table's columns into a row."""
        for column, text in enumerate(texts, start=first):
            self.put(row, column, text, "header")

    def numbers(self, row: int, rows: int) -> None:
        """Numbers the rows of a table in its first column."""
        for place in range(rows):
            self.put(row + place, 1, str(place + 1), "number")


@lru_cache(maxsize=64)
def pages(layout: Layout) -> dict[str, Page]:
    """Every sheet of a layout; not to be changed."""
    made = {name: Page(name) for name in layout.sheets}
    for name, page in made.items():
        page.put(1, 1, layout.text(name), "title")
        page.widths = {1: 5, 2: 60, 3: 14}
        for row, key in enumerate(("code", "municipality", "start", "months"), start=2):
            page.put(row, 2, layout.text(key))
    tables = Tables(layout)
    if layout.personal:
        _personal(made["6.1"], tables)
    _team(made["6.2"], tables)
    _plan(made["6.3"], tables)
    _costs(made["6.4"], tables)
    _annex(made["6.5"], tables)
    _units(made["6.6"], tables)
    _prices(made["6.8"], tables)
    _application(made["6.9"], tables)
    _execution(made["6.10"], tables)
    _technical(made["6.11"], tables)
    return made


def _heads(page: Page, row: int, tables: Tables, keys: str) -> None:
    page.header(row, tuple(tables.layout.text(key) for key in keys.split()))


def _personal(page: Page, tables: Tables) -> None:
    page.widths[3] = 52
    row = TOP
    for who, fields in (("child", CHILD), ("parent", PARENT)):
        page.put(row, 2, tables.layout.text(who), "section")
        for place, (name, kind) in enumerate(fields, start=row + 1):
            page.put(place, 2, tables.layout.text(name))
            page.inputs[place, 3] = Input((who, name), kind)
        row += len(fields) + 2
    _heads(page, tables.aids - 1, tables, "nr aid aid_source")
    page.numbers(tables.aids, tables.layout.aids)
    page.tall.extend(range(tables.aids, tables.aids + tables.layout.aids))
    for place in range(tables.layout.aids):
        page.inputs[tables.aids + place, 2] = Input(("aids", place, "what"), "text")
        page.inputs[tables.aids + place, 3] = Input(("aids", place, "source"), "text")


def _team(page: Page, tables: Tables) -> None:
    page.widths.update({2: 30, 3: 30, 4: 36, 5: 18, 6: 30})
    _heads(page, tables.experts - 1, tables, "nr specialty name institution phone email")
    page.numbers(tables.experts, tables.layout.experts)
    page.tall.extend(range(tables.experts, tables.experts + tables.layout.experts))
    columns = (("specialty", "specialties"), ("name", "text"), ("institution", "text"), ("phone", "text"))
    for place in range(tables.layout.experts):
        for column, (name, kind) in enumerate((*columns, ("email", "text")), start=2):
            page.inputs[tables.experts + place, column] = Input(("team", place, name), kind)


def _plan(page: Page, tables: Tables) -> None:
    page.widths.update({2: 60, 3: 19, 4: 44, 5: 11, 6: 11, 7: 11})
    page.inputs[2, 3] = Input(("code",), "identifier")
    page.inputs[3, 3] = Input(("municipality",), "identifier")
    page.inputs[4, 3] = Input(("start",), "date")
    _heads(page, tables.goals - 1, tables, "nr goal term reached")
    page.numbers(tables.goals, tables.layout.goals)
    page.tall.extend(range(tables.goals, tables.goals + tables.layout.goals))
    for place in range(tables.layout.goals):
        for column, (name, kind) in enumerate((("text", "text"), ("term", "terms"), ("reached", "text")), start=2):
            page.inputs[tables.goals + place, column] = Input(("goals", place, name), kind)
    _heads(page, tables.services - 1, tables, "nr service area intensity experts_rank parent_rank priority")
    page.numbers(tables.services, tables.layout.services)
    columns = (("service", "services"), ("area", "areas"), ("intensity", "text"), ("experts_rank", "rank"))
    for place in range(tables.layout.services):
        for column, (name, kind) in enumerate((*columns, ("parent_rank", "rank")), start=2):
            page.inputs[tables.services + place, column] = Input(("services", place, name), kind)
    page.put(tables.recommendations - 1, 2, tables.layout.text("recommendations"), "section")
    page.inputs[tables.recommendations, 2] = Input(("recommendations",), "text")
    page.tall.append(tables.recommendations)
    _signatures(page, tables.recommendations, tables)


def _costs(page: Page, tables: Tables) -> None:
    page.widths.update(dict.fromkeys(range(4, 19), 13.0))
    for row, (name, key) in enumerate(AMOUNTS, start=tables.amounts):
        page.put(row, 2, tables.layout.text(key))
        page.inputs[row, 3] = Input((name,), "money")
    row = tables.amounts + len(AMOUNTS)
    page.put(row, 2, tables.layout.text("variant"))
    page.inputs[row, 3] = Input(("variant",), "variant")
    for place, key in enumerate(("needed_all", "total_all", "unmet_all", "against", "status"), start=row + 1):
        page.put(place, 2, tables.layout.text(key))
    keys = "nr service price units needed public transport from_project from_benefits from_public from_other total"
    more = "unmet first_units first_amount last_units last_amount priority"
    _heads(page, tables.costs - 1, tables, f"{keys} {more}")
    page.numbers(tables.costs, tables.layout.services)
    for place in range(tables.layout.services):
        page.inputs[tables.costs + place, 6] = Input(("services", place, "public"), "money")
        page.inputs[tables.costs + place, 7] = Input(("services", place, "transport"), "yes_no")
    end = tables.costs + tables.layout.services
    page.put(end, 2, tables.layout.text("sum"), "total")
    _signatures(page, end, tables)


def _annex(page: Page, tables: Tables) -> None:
    page.widths.update(dict.fromkeys(range(4, 14), 13.0))
    for row, key in enumerate(("provisional", "final", "needed_all", "total_all", "unmet_all", "status"), start=TOP):
        page.put(row, 2, tables.layout.text(key))
    keys = "priority service price units needed from_project from_benefits from_public from_other total unmet"
    _heads(page, tables.annex - 1, tables, f"{keys} last_units last_amount")
    page.widths[1] = 9
    page.put(tables.annex + tables.layout.services, 2, tables.layout.text("sum"), "total")
    _signatures(page, tables.annex + tables.layout.services, tables)


def _units(page: Page, tables: Tables) -> None:
    months = tables.layout.months
    page.widths.update(dict.fromkeys(range(3, 4 + months), 12.0))
    _heads(page, tables.units - 1, tables, "nr service")
    page.put(tables.units - 1, 3 + months, tables.layout.text("sum"), "header")
    page.numbers(tables.units, tables.layout.services)
    for place in range(tables.layout.services):
        for month in range(months):
            page.inputs[tables.units + place, 3 + month] = Input(("services", place, "units", month), "units")
    page.put(tables.units + tables.layout.services, 2, tables.layout.text("by_month"), "total")
    _signatures(page, tables.units + tables.layout.services, tables)


def _prices(page: Page, tables: Tables) -> None:
    page.widths.update({3: 46, 4: 14, 5: 14})
    _heads(page, tables.prices - 1, tables, "nr service provider unit price")
    page.numbers(tables.prices, tables.layout.services)
    for place in range(tables.layout.services):
        page.inputs[tables.prices + place, 3] = Input(("services", place, "provider"), "text")
        page.inputs[tables.prices + place, 5] = Input(("services", place, "unit_price"), "price")


def _application(page: Page, tables: Tables) -> None:
    page.widths.update({1: 9, 3: 40, 4: 14, 5: 14, 6: 12})
    page.put(TOP, 2, tables.layout.text("statement"), "note")
    _heads(page, tables.application - 1, tables, "priority service provider unit price units")
    _signatures(page, tables.application + tables.layout.services - 1, tables)


def _execution(page: Page, tables: Tables) -> None:
    layout = tables.layout
    page.widths.update(dict.fromkeys(range(3, 9), 12.0))
    page.widths.update(dict.fromkeys(range(3, 4 + layout.months), 12.0))
    for section, key in enumerate(("planned_units", "received", "planned", "spent", "counted", "so_far")):
        row = tables.execution(section)
        page.put(row - 2, 2, layout.text(key), "section")
        _heads(page, row - 1, tables, "nr service")
        page.numbers(row, layout.services)
        page.put(row + layout.services, 2, layout.text("sum"), "total")
        if key == "so_far":
            heads = "known so_far_units so_far_received so_far_planned so_far_spent so_far_left"
            page.header(row - 1, tuple(layout.text(head) for head in heads.split()), 3)
            continue
        page.put(row - 1, 3 + layout.months, layout.text("sum"), "header")
        if key in ("received", "spent"):
            kind = "units" if key == "received" else "money"
            for place in range(layout.services):
                for month in range(layout.months):
                    page.inputs[row + place, 3 + month] = Input(("services", place, key, month), kind)


def _technical(page: Page, tables: Tables) -> None:
    page.widths = {1: 6, 2: 46, **dict.fromkeys(range(3, 34), 12.0)}
    page.put(TOP, 2, tables.layout.text("layout"), "section")
    keys = "version language service_rows goal_rows expert_rows aid_rows personal"
    for row, key in enumerate(keys.split(), start=TOP + 1):
        page.put(row, 2, tables.layout.text(key))
    page.put(tables.facts - 1, 2, tables.layout.text("facts"), "section")


def _signatures(page: Page, last: int, tables: Tables) -> None:
    """The lines to sign below the ``last`` row of a sheet (N-13)."""
    row = last + 2
    for signer in signers_of(page.name):
        page.put(row, 2, tables.layout.text(f"sign_{signer.value}"), "signature")
        row += 2
