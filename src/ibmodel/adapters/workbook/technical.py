"""Table 6.11 as formulas: the merged order, what fits into the amounts, and which money pays for what.

All amounts are whole cents and all scores whole numbers, so that a spreadsheet, which counts in doubles, is exact.
The arithmetic is that of `ibmodel.rules.needs` and `ibmodel.rules.funding.cover`, spread over columns: a running
total stands in one column and starts in the row before the first.
"""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.adapters.workbook.labels import label
from ibmodel.adapters.workbook.layout import LISTS, VERSION, Layout, Tables, words_of
from ibmodel.adapters.workbook.terms import Content, Terms, at, span
from ibmodel.catalogue import SERVICES

__all__ = ["FACTS", "LARGEST_EXACT", "Technical"]

#: The greatest amount in cents for which every formula is exact.
LARGEST_EXACT: Final = 99_999_999_999
_SHEET: Final = "6.11"
#: The facts of 6.11 in the order of their rows.
FACTS: Final = (
    "policy",
    "weight_experts",
    "weight_parent",
    "count",
    "ranked",
    "product",
    "priced",
    "complete",
    "needed_cents",
    "first_flag",
    "last_flag",
    "provisional",
    "final",
    "rehabilitation",
    "transport_benefit",
    "other_money",
    "before_cents",
)
_RANKING: Final = [
    "nr",
    "filled",
    "listed",
    "area",
    "experts_rank",
    "parent_rank",
    "twice",
    "length",
    "experts_place",
    "parent_place",
    "experts_score",
    "score",
    "place",
    "whole",
    "units",
    "price_cents",
    "price_rest",
    "amount",
    "public_cents",
    "pot",
]
_PRIORITIES: Final = [
    "priority",
    "row",
    "units",
    "price_cents",
    "price_rest",
    "amount",
    "public_cents",
    "pot",
    "left",
    "quotient",
    "taken",
    "taken_amount",
    "goes_on",
    "left2",
    "quotient2",
    "taken2",
    "taken_amount2",
    "goes_on2",
]


@attrs.define
class Technical:
    """Writes the cells of 6.11; ``columns`` are those of table 3 by what they hold."""

    layout: Layout
    terms: Terms
    cells: dict[tuple[int, int], tuple[Content, str]] = attrs.field(factory=dict)
    columns: dict[str, int] = attrs.field(factory=dict)

    @property
    def tables(self) -> Tables:
        """The places of the tables."""
        return Tables(self.layout)

    @property
    def rows(self) -> int:
        """How many services there is room for."""
        return self.layout.services

    def fact(self, name: str) -> str:
        """The cell of a fact."""
        return at(_SHEET, self.tables.facts + FACTS.index(name), 3)

    def ranked(self, name: str, place: int | None = None) -> str:
        """A column of table 1, or its cell at a place."""
        return self._in(self.tables.ranking, _RANKING.index(name) + 1, place)

    def prior(self, name: str, place: int | None = None) -> str:
        """A column of table 2, or its cell at a place; place -1 is where running totals start."""
        return self._in(self.tables.priorities, _PRIORITIES.index(name) + 1, place)

    def paid(self, name: str, place: int | None = None) -> str:
        """A column of table 3, or its cell at a place; place -1 is where running totals start."""
        return self._in(self.tables.funding, self.columns[name], place)

    def listed(self, kind: str) -> str:
        """The cells of a list."""
        rows = len(SERVICES) if kind in LISTS[:4] else len(words_of(kind, self.layout.language))
        return span(_SHEET, self.tables.lists, LISTS.index(kind) + 2, rows)

    def _in(self, row: int, column: int, place: int | None) -> str:
        return span(_SHEET, row, column, self.rows) if place is None else at(_SHEET, row + place, column)

    def put(self, row: int, column: int, content: Content, style: str = "cents") -> None:
        """Puts something into a cell."""
        self.cells[row, column] = content, style

    def text(self, key: str) -> str:
        """A label."""
        return label(key, self.layout.language)

    def write(self) -> None:
        """Writes everything."""
        self._layout()
        self._facts()
        self._ranking()
        self._priorities()
        self._funding()
        self._lists()

    def _layout(self) -> None:
        layout = self.layout
        sizes = (layout.services, layout.goals, layout.experts, layout.aids, int(layout.personal))
        contents: tuple[Content, ...] = (VERSION, layout.language, *sizes)
        for row, content in enumerate(contents, start=8):
            self.put(row, 3, content, "fixed")

    def _facts(self) -> None:
        amounts = dict(zip(FACTS[11:16], ("provisional", "final", "rehabilitation", "transport", "other"), strict=True))
        contents: dict[str, Content] = {
            "policy": self.terms.policy,
            "weight_experts": self.terms.experts,
            "weight_parent": self.terms.parent,
            "count": f"=SUM({self.ranked('filled')})",
            "ranked": self._state_of_ranks(),
            "product": "=" + "*".join(f"MAX(1,COUNTIF({self.ranked('area')},{area}))" for area in (1, 2, 3)),
            "priced": (
                f"=IF(AND({self.fact('count')}>0,SUM({self.ranked('whole')})={self.fact('count')},"
                f"MAX({self.ranked('amount')})<={LARGEST_EXACT}),1,0)"
            ),
            "complete": f"=IF(AND({self.fact('priced')}=1,{self.fact('ranked')}<>2),1,0)",
            "needed_cents": f"=IF({self.fact('priced')}=1,SUM({self.ranked('amount')}),0)",
            "first_flag": self._first_flag(),
            "last_flag": f"=IF(AND({self.fact('complete')}=1,ISNUMBER({self._amount('final')})),1,0)",
            "before_cents": self._before(),
        }
        for name, amount in amounts.items():
            cell = self._amount(amount)
            contents[name] = f"=IF(ISNUMBER({cell}),ROUND({cell}*100,0),0)"
        for row, name in enumerate(FACTS, start=self.tables.facts):
            self.put(row, 2, self.text(name), "label")
            self.put(row, 3, contents[name], "fixed" if name == "policy" else "plain")

    def _amount(self, name: str) -> str:
        """The input cell of an amount in 6.4."""
        names = ("provisional", "final", "rehabilitation", "transport", "other", "before")
        return at("6.4", self.tables.amounts + names.index(name), 3)

    def _state_of_ranks(self) -> str:
        experts, parent, area = (self.ranked(name) for name in ("experts_rank", "parent_rank", "area"))
        whole = f"SUMPRODUCT(({experts}>0)*({parent}>0)*({area}>0))={self.fact('count')}"
        return f"=IF(SUM({experts})+SUM({parent})=0,0,IF(AND({whole},SUM({self.ranked('twice')})=0),1,2))"

    def _first_flag(self) -> str:
        if not self.terms.cuts_first:
            return "=0"
        first = f"ISNUMBER({self._amount('provisional')})"
        exceeds = f"{self.fact('needed_cents')}>{self.fact('provisional')}"
        return f"=IF(AND({self.fact('complete')}=1,{first},{exceeds}),1,0)"

    def _before(self) -> str:
        said = self._amount("before")
        public = span("6.4", self.tables.costs, 6, self.rows)
        benefits = f"{self.fact('rehabilitation')}+{self.fact('transport_benefit')}"
        return f"=IF(ISNUMBER({said}),ROUND({said}*100,0),ROUND(SUM({public})*100,0)+{benefits})"

    def _head(self, row: int, title: str, names: list[str]) -> None:
        self.put(row - 2, 2, self.text(title), "section")
        for column, name in enumerate(names, start=1):
            self.put(row - 1, column, self.text(name.rstrip("2")), "header")

    def _ranking(self) -> None:
        first = self.tables.ranking
        self._head(first, "ranking_table", _RANKING)
        for place in range(self.rows):
            contents: dict[str, Content] = {"nr": place + 1, **self._rank_columns(place), **self._amount_columns(place)}
            for column, name in enumerate(_RANKING, start=1):
                self.put(first + place, column, contents[name], "number" if name == "nr" else "cents")

    def _rank_columns(self, place: int) -> dict[str, Content]:
        """One row of table 1 as far as the merged order goes (N-2)."""
        row = self.tables.services + place
        name, area, experts, parent = (at("6.3", row, column) for column in (2, 3, 5, 6))
        here = {key: self.ranked(key, place) for key in _RANKING}
        filled, listed = f"{here['filled']}=1", here["listed"]
        whole = f"AND({filled},{self.fact('ranked')}=1)"
        column = {key: self.ranked(key) for key in _RANKING}
        before = (
            f"({column['score']}>{here['score']})+({column['score']}={here['score']})*("
            f"({column['experts_score']}>{here['experts_score']})+"
            f"({column['experts_score']}={here['experts_score']})*({column['area']}<{here['area']}))"
        )
        ranked = f"1+SUMPRODUCT({column['filled']}*({before}))"
        unranked = f"IF({self.fact('ranked')}=0,SUM({self.ranked('filled', 0)}:{here['filled']}),0)"
        same_area = f"({column['area']}={here['area']})*{column['filled']}"
        not_after = f"({column['experts_rank']}<={here['experts_rank']})"
        places = f"{here['length']}-{here['experts_place']}+1"
        all_places = f"{self.fact('count')}-{here['parent_place']}+1"
        return {
            "filled": f"=IF(LEN({name})>0,1,0)",
            "listed": f"=IF({filled},IFERROR(MATCH({name},{self.listed('services')},0),0),0)",
            "area": (
                f"=IF({filled},IF(ISNUMBER({area}),{area},IF({listed}>0,INDEX({self.listed('areas')},{listed}),0)),0)"
            ),
            "experts_rank": f"=IF(AND({filled},ISNUMBER({experts})),{experts},0)",
            "parent_rank": f"=IF(AND({filled},ISNUMBER({parent})),{parent},0)",
            "twice": (
                f"=IF({filled},SUMPRODUCT(({column['parent_rank']}={here['parent_rank']})*{column['filled']})+"
                f"SUMPRODUCT(({column['experts_rank']}={here['experts_rank']})*{same_area})-2,0)"
            ),
            "length": f"=IF({whole},SUMPRODUCT({same_area}),0)",
            "experts_place": f"=IF({whole},SUMPRODUCT({not_after}*{same_area}),0)",
            "parent_place": (
                f"=IF({whole},SUMPRODUCT(({column['parent_rank']}<={here['parent_rank']})*{column['filled']}),0)"
            ),
            "experts_score": f"=IF({whole},({places})*({self.fact('product')}/{here['length']}),0)",
            "score": (
                f"=IF({whole},{self.fact('weight_experts')}*{here['experts_score']}*{self.fact('count')}+"
                f"{self.fact('weight_parent')}*({all_places})*{self.fact('product')},0)"
            ),
            "place": f"=IF({filled},IF({self.fact('ranked')}=1,{ranked},{unranked}),0)",
        }

    def _amount_columns(self, place: int) -> dict[str, Content]:
        """One row of table 1 as far as its amount goes (B-3), and the money that is tied to it (F-4)."""
        units = span("6.6", self.tables.units + place, 3, 1, self.layout.months)
        price = at("6.8", self.tables.prices + place, 5)
        public, transport = (at("6.4", self.tables.costs + place, column) for column in (6, 7))
        here = {key: self.ranked(key, place) for key in _RANKING}
        whole, listed = f"{here['whole']}=1", here["listed"]
        micros = f"ROUND({price}*1000000,0)"
        yes, no = self.text("yes"), self.text("no")
        other = "1"
        if self.terms.pots == "area_3":
            other = f"IF({listed}>0,IF(INDEX({self.listed('areas')},{listed})=3,1,3),3)"
        by_list = f"IF({listed}>0,IF(INDEX({self.listed('transport')},{listed})=1,2,{other}),{other})"
        return {
            "whole": f"=IF(AND({here['filled']}=1,ISNUMBER({price}),COUNT({units})={self.layout.months}),1,0)",
            "units": f"=IF({whole},SUM({units}),0)",
            "price_cents": f"=IF({whole},INT({micros}/10000),0)",
            "price_rest": f"=IF({whole},{micros}-10000*{here['price_cents']},0)",
            "amount": f"={_cost(here['price_cents'], here['price_rest'], here['units'])}",
            "public_cents": f"=IF(ISNUMBER({public}),MIN({here['amount']},ROUND({public}*100,0)),0)",
            "pot": f'=IF({here["filled"]}=1,IF({transport}="{yes}",2,IF({transport}="{no}",{other},{by_list})),0)',
        }

    def _priorities(self) -> None:
        first = self.tables.priorities
        self._head(first - 1, "priority_table", _PRIORITIES)
        self.put(first - 1, 1, self.text("start_row"), "number")
        starts = {"left": "provisional", "left2": "final"}
        for column, name in enumerate(_PRIORITIES, start=1):
            if name in starts:
                self.put(first - 1, column, f"={self.fact(starts[name])}")
            elif name.startswith("goes_on"):
                self.put(first - 1, column, 1)
        for place in range(self.rows):
            contents = {"priority": place + 1, **self._prior_columns(place)}
            contents |= self._fit_columns(place, "", "first_flag") | self._fit_columns(place, "2", "last_flag")
            for column, name in enumerate(_PRIORITIES, start=1):
                self.put(first + place, column, contents[name], "number" if name == "priority" else "cents")

    def _prior_columns(self, place: int) -> dict[str, Content]:
        row = self.prior("row", place)
        ordered = f"{self.fact('ranked')}<>2"
        contents: dict[str, Content] = {
            "row": f"=IF({ordered},IFERROR(MATCH({place + 1},{self.ranked('place')},0),0),0)"
        }
        for name in ("units", "price_cents", "price_rest", "amount", "public_cents", "pot"):
            known = f"AND({row}>0,{self.fact('complete')}=1)"
            contents[name] = f"=IF({known},INDEX({self.ranked(name)},{row}),0)"
        return contents

    def _fit_columns(self, place: int, which: str, flag: str) -> dict[str, Content]:
        """What of a line fits into what is left of an amount, in whole units (N-7)."""
        here = {name: self.prior(name, place) for name in _PRIORITIES}
        above = {name: self.prior(name, place - 1) for name in _PRIORITIES}
        left, quotient, taken = (here[name + which] for name in ("left", "quotient", "taken"))
        amount, units = here["amount"], here["units"]
        micros = f"({here['price_cents']}*10000+{here['price_rest']})"
        open_for_more = f"AND({self.fact(flag)}=1,{here['goes_on' + which]}=1)"
        corrected = f"IF(AND({left}<{amount},{quotient}*{micros}>{left}*10000+4999),1,0)"
        unstopped = "1"
        if self.terms.stops:
            unstopped = f"IF(AND({above['goes_on' + which]}=1,{above['taken' + which]}={above['units']}),1,0)"
        return {
            "left" + which: f"={above['left' + which]}-{above['taken_amount' + which]}",
            "quotient" + which: f"=IF({left}>={amount},{units},INT(({left}*10000+4999)/{micros}))",
            "taken" + which: f"=IF({open_for_more},{quotient}-{corrected},0)",
            "taken_amount" + which: f"={_cost(here['price_cents'], here['price_rest'], taken)}",
            "goes_on" + which: f"={unstopped}",
        }

    def _funding(self) -> None:
        from ibmodel.adapters.workbook.funding import write_funding  # noqa: PLC0415

        write_funding(self)

    def _lists(self) -> None:
        first = self.tables.lists
        self.put(first - 2, 2, self.text("lists"), "section")
        language = self.layout.language
        for column, kind in enumerate(LISTS, start=2):
            self.put(first - 1, column, self.text(f"list_{kind}"), "header")
            if kind == "units":
                contents: list[Content] = [getattr(listed.unit, language) for listed in SERVICES.values()]
            elif kind == "areas":
                contents = [int(listed.area.value) if listed.area else 0 for listed in SERVICES.values()]
            elif kind == "transport":
                contents = [int(listed.transport) for listed in SERVICES.values()]
            else:
                contents = list(words_of(kind, language))
            for row, content in enumerate(contents, start=first):
                self.put(row, column, content, "cents" if type(content) is int else "word")


def _cost(cents: str, rest: str, units: str) -> str:
    """The price of some units, rounded half up to the cent, once; a price is cents and rest / 10000."""
    return f"{cents}*{units}+INT(({rest}*{units}+5000)/10000)"
