"""The strategies themselves: what they promise to mix in does turn up, and nothing that the model refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from ibmodel.case import Funding, Need, Rankings
from ibmodel.catalogue import is_transport
from ibmodel.dates import completed_years
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.testing import strategies

ON = date(2020, 2, 29)
#: It is enough that an edge turns up; it need not be made small.
SEARCH = settings(max_examples=2000, deadline=None, database=None, phases=[Phase.generate])


def _pair(needs: tuple[Need, ...], alike: Callable[[Need, Need], bool]) -> bool:
    return any(alike(one, other) for place, one in enumerate(needs) for other in needs[:place])


EDGES: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], bool]]] = {
    "nothing": (strategies.money(), lambda amount: amount.cents == 0),
    "a cent": (strategies.money(), lambda amount: amount.cents == 1),
    "the largest amount": (strategies.money(), lambda amount: amount == strategies.LARGEST),
    "a cent below the largest": (strategies.money(), lambda amount: amount == strategies.LARGEST - Money(1)),
    "a price of nothing": (strategies.rates(), lambda rate: rate.micros == 0),
    "the smallest price": (strategies.rates(), lambda rate: rate.micros == 1),
    "half a cent": (strategies.rates(), lambda rate: rate.micros == 5000),
    "just below half a cent": (strategies.rates(), lambda rate: rate.micros == 4999),
    "the largest price": (strategies.rates(), lambda rate: rate.micros == 10**18 - 1),
    "no share": (strategies.shares(), lambda share: share.millionths == 0),
    "the whole": (strategies.shares(), lambda share: str(share) == "100"),
    "a birthday": (strategies.births(ON), lambda born: completed_years(born, ON) == 9 and born.year == 2011),
    "the ninth birthday tomorrow": (strategies.births(ON), lambda born: born == date(2011, 3, 1)),
    "the ninth birthday yesterday": (strategies.births(ON), lambda born: born == date(2011, 2, 27)),
    "the oldest": (strategies.births(ON), lambda born: born == date(2002, 3, 1)),
    "born on the day": (strategies.births(ON), lambda born: born == ON),
    "29 February": (strategies.births(ON), lambda born: (born.month, born.day) == (2, 29)),
    "the end of a leap February": (strategies.days(), lambda day: day == ON),
    "no application": (strategies.moments(), lambda moment: moment is None),
    "the longest identifier": (strategies.identifiers(), lambda text: len(text) == 64),
    "a slash": (strategies.identifiers(), lambda text: text == "/"),
    "an own service": (strategies.services(), lambda name: name.startswith("x-")),
    "equal needs": (
        strategies.needs(),
        lambda needs: _pair(needs, lambda a, b: (a.provisional, a.needed) == (b.provisional, b.needed)),
    ),
    "needs a cent apart": (
        strategies.needs(),
        lambda needs: _pair(needs, lambda a, b: a.needed - b.needed == Money(1) and bool(b.needed)),
    ),
    "a huge need": (strategies.needs(), lambda needs: any(need.needed == strategies.LARGEST for need in needs)),
    "no need": (strategies.needs(), lambda needs: any(not need.needed for need in needs)),
    "no recipients": (strategies.needs(), lambda needs: not needs),
    "one service on two lines": (
        strategies.lines(),
        lambda lines: len({line.service for line in lines}) < len(lines),
    ),
    "a plan without months": (strategies.lines(), lambda lines: bool(lines) and not lines[0].units),
    "transport said otherwise": (
        strategies.fundings(),
        lambda asked: any(
            line.transport is not None and line.transport != is_transport(line.service) for line in asked.lines
        ),
    ),
    "public money beyond the cost": (
        strategies.fundings(),
        lambda asked: any(line.public > line.amount for line in asked.lines),
    ),
    "an area without services": (strategies.rankings(), lambda ranked: not all(ranked.experts.values())),
    "a reform of the shares": (
        strategies.parameters(figures=True),
        lambda parameters: parameters.budget.reduced_share > parameters.budget.full_share,
    ),
    "the official edition": (strategies.parameters(), lambda parameters: parameters.name == "children-pilot-2018"),
    "a cohort of nobody": (strategies.cohorts(), lambda cohort: not cohort.cases),
}


@pytest.mark.parametrize(("strategy", "edge"), EDGES.values(), ids=EDGES)
def test_edge_turns_up(strategy: st.SearchStrategy[Any], edge: Callable[[Any], bool]) -> None:
    find(strategy, edge, settings=SEARCH)


@pytest.mark.parametrize("interpretation", strategies.READINGS)
def test_every_reading_turns_up(interpretation: str) -> None:
    for reading in INTERPRETATIONS[interpretation].names:
        chosen: Parameters = find(
            strategies.parameters(),
            lambda parameters, reading=reading: parameters.reading(interpretation) == reading,
            settings=SEARCH,
        )
        assert chosen.reading(interpretation) == reading


@given(strategies.parameters({"I-3": "exhaust", "I-2": "equal"}))
def test_chosen_readings_hold(parameters: Parameters) -> None:
    assert (parameters.reading("I-2"), parameters.reading("I-3")) == ("equal", "exhaust")


@given(st.data())
def test_amounts_keep_to_their_bounds(data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.tuples(strategies.money(), strategies.money())))
    assert low <= data.draw(strategies.money(low, high)) <= high


@given(strategies.days(), st.data())
def test_births_are_those_of_children(on: date, data: st.DataObject) -> None:
    born = data.draw(strategies.births(on))
    assert born <= on
    assert completed_years(born, on) < 18
    assert completed_years(born, on + timedelta(days=366)) <= 19


@given(strategies.rankings())
def test_both_sides_rank_the_same_services(rankings: Rankings) -> None:
    assert sorted(rankings.parent) == sorted(name for area in rankings.experts.values() for name in area)


@given(strategies.fundings(variants=(3,), largest=Money(7), most_lines=2))
def test_plans_keep_to_what_is_asked_of_them(funding: Funding) -> None:
    assert funding.variant == 3
    assert len(funding.lines) <= 2
    assert max([funding.final, funding.other, *[line.amount for line in funding.lines]]) <= Money(7)
