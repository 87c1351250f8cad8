"""Claims on the published tables of Tukums that `ibmodel.testing.tukums` reads."""

from __future__ import annotations

import attrs
import pytest

from ibmodel.catalogue import SERVICES
from ibmodel.errors import BadType, BadValue
from ibmodel.money import Money
from ibmodel.rules.support import ADULT_SERVICES
from ibmodel.sources import DOCUMENTS
from ibmodel.testing import population
from ibmodel.testing.tukums import ADULTS, CHILDREN, SOURCE, PublishedTable
from ibmodel.vocabulary import Programme

EVERY_TABLE = pytest.mark.parametrize(
    "table", [pytest.param(CHILDREN, id="children"), pytest.param(ADULTS, id="adults")]
)


def euro(text: str) -> Money:
    return Money.euro(text)


def test_children_cost_what_the_lines_add_up_to():
    assert CHILDREN.spent == euro("34854.41")
    assert (CHILDREN.programme, CHILDREN.months, len(CHILDREN.rows)) == (Programme.CHILDREN, 12, 20)


def test_adults_cost_what_the_lines_add_up_to():
    assert ADULTS.spent == euro("84009.02")
    assert (ADULTS.programme, ADULTS.months, len(ADULTS.rows)) == (Programme.ADULTS, 15, 20)


@EVERY_TABLE
def test_the_printed_total_is_the_sum_in_whole_euro(table: PublishedTable):
    assert table.spent.cents // 100 == table.printed_total.cents // 100
    assert table.printed_total.cents % 100 == 0


@EVERY_TABLE
def test_ten_people_and_no_other_number_give_the_printed_average(table: PublishedTable):
    fitting = [
        people for people in range(1, 101) if table.average(people).cents // 100 * 100 == table.printed_average.cents
    ]
    assert fitting == [10]
    assert all(row.people <= 10 for row in table.rows)


def test_averages_are_rounded_half_up_to_the_cent():
    assert CHILDREN.average(10) == euro("290.45")
    assert ADULTS.average(10) == euro("560.06")
    assert attrs.evolve(CHILDREN, months=1, rows=(attrs.evolve(CHILDREN.rows[0], spent=Money(5)),)).average(2) == Money(
        3
    )


@pytest.mark.parametrize(
    ("people", "error"), [(0, BadValue), (-1, BadValue), (10.0, BadType), (True, BadType)], ids=str
)
def test_an_average_needs_people(people: object, error: type[Exception]):
    with pytest.raises(error):
        CHILDREN.average(people)


@EVERY_TABLE
def test_every_line_is_a_service_of_its_pilot(table: PublishedTable):
    assert len({row.service for row in table.rows}) == len({row.printed for row in table.rows}) == len(table.rows)
    assert all(table.programme in SERVICES[row.service].programmes for row in table.rows)


@pytest.mark.rule("W-7")
def test_the_adults_table_names_the_services_of_their_pilot():
    assert {row.service for row in ADULTS.rows} == set(ADULT_SERVICES)


@EVERY_TABLE
def test_the_most_frequent_services_come_first(table: PublishedTable):
    people = [row.people for row in table.rows]
    assert people == sorted(people, reverse=True)


def test_the_tables_are_from_a_source_that_is_cited():
    assert DOCUMENTS[SOURCE].dated == "2023-01-26"


def test_the_synthetic_population_takes_its_services_from_the_childrens_table():
    taken = {service.code: (service.children, service.spent) for service in population._SERVICES}
    assert taken == {row.service: (row.people, row.spent.cents) for row in CHILDREN.rows}
