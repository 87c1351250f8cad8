"""The report by service gives both published tables of Tukums back, with their totals and averages."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from ibmodel import Money
from ibmodel.dates import Month
from ibmodel.errors import Inconsistent
from ibmodel.rules.reports import service_report
from ibmodel.testing.tukums import ADULTS, CHILDREN
from ibmodel.testing.tukums_rows import PEOPLE, made_up_payments

pytestmark = pytest.mark.rule("A-8", "A-9")

START = Month(2020, 9)
TABLES = pytest.mark.parametrize("published", [CHILDREN, ADULTS], ids=["children", "adults"])


@TABLES
def test_every_line_of_the_published_table_comes_out_of_the_rows(published):
    report = service_report(made_up_payments(published, START))
    assert {(row.service, row.people, row.spent) for row in report.rows} == {
        (row.service, row.people, row.spent) for row in published.rows
    }
    assert len(report.rows) == len(published.rows) == 20


@pytest.mark.parametrize(
    ("published", "total", "average", "months"),
    [(CHILDREN, "34854.41", "290.45", 12), (ADULTS, "84009.02", "560.06", 15)],
    ids=["children", "adults"],
)
def test_totals_and_averages_are_those_printed_to_the_euro(published, total, average, months):
    report = service_report(made_up_payments(published, START))
    assert (report.total, report.average) == (Money.euro(total), Money.euro(average))
    assert (report.people, report.months) == (10, Fraction(months))
    assert report.total.cents // 100 * 100 == published.printed_total.cents
    assert report.average.cents // 100 * 100 == published.printed_average.cents
    assert published.months == months


@TABLES
def test_the_printed_totals_leave_out_the_cents_of_their_own_lines(published):
    total = service_report(made_up_payments(published, START)).total
    assert 0 < total.cents - published.printed_total.cents < 50


@TABLES
def test_no_other_number_of_people_gives_the_printed_average(published):
    most = max(row.people for row in published.rows)
    fitting = []
    for people in range(most, 31):
        average = service_report(made_up_payments(published, START, people)).average
        if average.cents // 100 * 100 == published.printed_average.cents:
            fitting.append(people)
    assert fitting == [PEOPLE]


@TABLES
def test_the_order_of_the_rows_does_not_matter(published):
    rows = list(made_up_payments(published, START))
    expected = service_report(rows)
    Random(7).shuffle(rows)
    assert service_report(rows) == expected


@TABLES
def test_made_up_payments_are_all_something(published):
    rows = made_up_payments(published, START)
    assert min(row.amount for row in rows) > Money(0)
    assert len(rows) == sum(row.people for row in published.rows) * published.months


def test_a_service_cannot_have_more_people_than_there_are():
    with pytest.raises(Inconsistent, match="expected at least 6 people for 'physiotherapist', got 5"):
        made_up_payments(CHILDREN, START, 5)
