"""What holds for every report: rows add up, municipalities add up, order does not matter, only codes are in it."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel import Money
from ibmodel.case.matrix import Aid, FamilyType, Sex, Specialty
from ibmodel.case.reports import (
    MonthAccount,
    MunicipalityFacts,
    Occasion,
    PilotEvaluation,
    PilotFacts,
    PilotParent,
    PilotParticipant,
    ServiceSpending,
)
from ibmodel.dates import Month
from ibmodel.money import round_half_up
from ibmodel.parameters import edition
from ibmodel.rules.administration import MunicipalCosts
from ibmodel.rules.receipt import SettledLine, Settlement
from ibmodel.rules.reports import (
    ColumnKind,
    MunicipalMonth,
    RatingsGiven,
    cash_flow_report,
    cash_flow_tables,
    pilot_results,
    quarter_report,
    quarter_tables,
    received_services,
    result_tables,
    satisfaction_rows,
    service_report,
    service_tables,
)
from ibmodel.rules.surveys import ASKED, Party
from ibmodel.vocabulary import Impairment

POLICY = edition("children-pilot-2018")
SERVICES = ("nanny", "escort", "psychologist_parent", "montessori_specialist", "x-own", "decision_support")
PLACES = ("Ogre", "=cmd")
CODES = ("1", "2")
#: Whole quarters are large: fewer of them.
FEWER = settings(max_examples=20)
MONTHS = [Month(2018, 10), Month(2018, 11), Month(2018, 12)]

amounts = st.integers(0, 10**7).map(Money)
units = st.integers(0, 40)


def maybe(values):
    return st.none() | values


lines = st.builds(SettledLine, service=st.sampled_from(SERVICES), paid_units=units, amount=amounts, unpaid_units=units)
settlements = st.lists(lines, max_size=4).map(lambda rows: Settlement(tuple(rows), Money.sum(r.amount for r in rows)))
parents = st.builds(
    PilotParent,
    code=st.just("P"),
    age=maybe(st.integers(16, 80)),
    sex=maybe(st.sampled_from(Sex)),
    family=maybe(st.sampled_from(FamilyType)),
    disability=maybe(st.booleans()),
    complete_family=maybe(st.booleans()),
    children=maybe(st.integers(0, 9)),
    children_with_disability=maybe(st.integers(0, 9)),
    paid_work=maybe(st.booleans()),
)
aids = st.lists(st.builds(Aid, what=st.sampled_from(("chair", "frame")), source=maybe(st.just("state"))), max_size=3)


@st.composite
def participants(draw):
    """Every code of every municipality, each with facts of its own; siblings share a parent of the same facts."""
    children = []
    for municipality in PLACES:
        parent = draw(maybe(parents))
        for code in CODES:
            own = draw(st.booleans())
            children.append(
                PilotParticipant(
                    code=code,
                    municipality=municipality,
                    age=draw(maybe(st.integers(0, 25))),
                    sex=draw(maybe(st.sampled_from(Sex))),
                    impairment=draw(maybe(st.sampled_from(Impairment))),
                    aids=draw(maybe(aids)),
                    parent=parent if own or parent is None else attrs.evolve(parent, code=f"P-{code}"),
                )
            )
    return children


@st.composite
def facts(draw):
    evaluations = st.builds(
        PilotEvaluation,
        municipality=st.sampled_from(PLACES),
        code=st.sampled_from(CODES),
        occasion=maybe(st.sampled_from(Occasion)),
        team=maybe(st.lists(st.sampled_from(Specialty), max_size=4)),
    )
    municipalities = [
        MunicipalityFacts(
            name=name,
            region=draw(maybe(st.sampled_from(("Riga", "Kurzeme")))),
            inhabitants=draw(maybe(st.integers(0, 30_000))),
            national_centre=draw(maybe(st.booleans())),
        )
        for name in PLACES[: draw(st.integers(0, 2))]
    ]
    return PilotFacts(
        municipalities=municipalities,
        participants=draw(participants()),
        evaluations=draw(st.lists(evaluations, max_size=6)),
        places=draw(st.dictionaries(st.sampled_from(SERVICES), st.sampled_from(("home", "centre")), max_size=2)),
    )


@st.composite
def quarters(draw):
    """The entries of one to three months, each opening as the one before closed."""
    opening = {name: draw(st.integers(-(10**6), 10**6)) for name in PLACES}
    months = []
    for month in MONTHS[: draw(st.integers(1, 3))]:
        entries = []
        for name in PLACES:
            settled = draw(st.dictionaries(st.sampled_from(CODES), settlements, max_size=3))
            services = Money.sum(each.amount for each in settled.values())
            costs = [draw(amounts) for _ in range(3)]
            total = Money.sum([*costs, services])
            account = MonthAccount(
                municipality=name, opening=Money(opening[name]), received=draw(amounts), advance=draw(amounts)
            )
            opening[name] += account.received.cents + account.advance.cents - total.cents
            entry = MunicipalMonth(account=account, costs=MunicipalCosts(*costs, services, total), settlements=settled)
            entries.append(entry)
        months.append((month, entries))
    return months


def flows(months):
    return [cash_flow_report(month, entries) for month, entries in months]


def check_sums(tables):
    """Wherever a table has a total, the columns that add up do."""
    for table in tables:
        if table.total is None:
            continue
        for place, column in enumerate(table.columns):
            cells = [row[place] for row in table.rows]
            if not column.adds:
                continue
            total = Money.sum(cells) if column.kind is ColumnKind.MONEY else sum(cells)
            assert table.total[place] == total, (table.name, column.field)


@pytest.mark.rule("A-8")
@FEWER
@given(quarters(), facts())
def test_every_total_is_the_sum_of_its_rows(months, known):
    reports = flows(months)
    quarter = quarter_report(reports, known, POLICY)
    spending = [row for report in reports for row in report.spending()]
    check_sums([table for report in reports for table in cash_flow_tables(report)])
    check_sums(quarter_tables(quarter))
    check_sums(service_tables(service_report(spending)))


@pytest.mark.rule("A-8", "R-8")
@FEWER
@given(quarters(), facts())
def test_the_services_of_every_report_are_the_settlements_it_was_made_from(months, known):
    settled = sum(
        settlement.amount.cents
        for _, entries in months
        for entry in entries
        for settlement in entry.settlements.values()
    )
    reports = flows(months)
    quarter = quarter_report(reports, known, POLICY)
    rows = [row for report in reports for row in report.spending()]
    assert sum(report.total.services.cents for report in reports) == settled
    assert quarter.total.funding.services.cents == settled
    assert service_report(rows).total.cents == settled
    assert {each.total.amount.cents for each in quarter.results.services if each.area is None} == {settled}


@pytest.mark.rule("A-8")
@FEWER
@given(quarters(), facts())
def test_the_consolidated_report_is_the_sum_of_the_reports_of_each_municipality_alone(months, known):
    quarter = quarter_report(flows(months), known, POLICY)
    alone = []
    for name in PLACES:
        own = [(month, [entry for entry in entries if entry.account.municipality == name]) for month, entries in months]
        part = PilotFacts(
            participants=[child for child in known.participants if child.municipality == name],
            evaluations=[each for each in known.evaluations if each.municipality == name],
        )
        alone.append(quarter_report(flows(own), part, POLICY))
    for part in ("funding", "indicators"):
        for field in attrs.fields(type(getattr(quarter.total, part))):
            values = [getattr(getattr(one.total, part), field.name) for one in alone]
            total = getattr(getattr(quarter.total, part), field.name)
            assert total == (Money.sum(values) if isinstance(total, Money) else sum(values))


@pytest.mark.rule("A-8", "A-9")
@FEWER
@given(quarters(), facts(), st.randoms(use_true_random=False))
def test_the_order_in_which_anything_is_given_does_not_matter(months, known, chance):
    def mixed(rows):
        return chance.sample(rows, len(rows))

    other = [
        (
            month,
            mixed([attrs.evolve(entry, settlements=dict(mixed(list(entry.settlements.items())))) for entry in entries]),
        )
        for month, entries in mixed(months)
    ]
    turned = PilotFacts(
        municipalities=mixed(list(known.municipalities)),
        participants=mixed(list(known.participants)),
        evaluations=mixed(list(known.evaluations)),
        places=dict(reversed(known.places.items())),
    )
    assert quarter_report(flows(other), turned, POLICY) == quarter_report(flows(months), known, POLICY)


@pytest.mark.rule("A-9", "Q-4")
@FEWER
@given(facts(), quarters())
def test_every_breakdown_of_the_same_thing_has_the_same_total(known, months):
    results = pilot_results(known, received_services(flows(months)), POLICY)
    totals = {}
    for breakdown in results.counts:
        totals.setdefault(breakdown.counted, set()).add(breakdown.total)
    assert [len(each) for each in totals.values()] == [1] * len(totals)
    assert len({each.total for each in results.services if each.area is None}) == 1
    for each in results.services:
        assert each.total.people <= sum(row.people for row in each.rows)


@pytest.mark.rule("A-11")
@FEWER
@given(facts(), quarters())
def test_the_text_in_a_report_is_codes_services_and_names_of_municipalities_and_places(known, months):
    """Nothing else that was given gets into it: the aids' words and the age groups are the only other text."""
    tables = [
        *quarter_tables(quarter_report(flows(months), known, POLICY)),
        *result_tables(pilot_results(known, (), POLICY)),
    ]
    texts = {cell for table in tables for row in table.rows for cell in row if type(cell) is str}
    ages = {text for text in texts if text.replace("-", "").removesuffix("+").isdecimal()}
    allowed = {*SERVICES, *PLACES, "home", "centre", "Riga", "Kurzeme", "chair", "frame", "state"}
    assert texts - ages <= allowed
    assert not {"P", "P-1", "P-2"} & texts


@pytest.mark.rule("Q-5", "Q-6")
@given(st.data())
def test_everybody_asked_has_answered_or_not_and_the_mean_lies_within_the_scale(data):
    answers = []
    for party in data.draw(st.lists(st.sampled_from(Party), max_size=8)):
        ratings = st.dictionaries(st.sampled_from(ASKED[party]), maybe(st.integers(1, 5)))
        answers.append(RatingsGiven(party=party, ratings=data.draw(ratings)))
    rows = satisfaction_rows(answers, POLICY)
    for row in rows:
        assert row.answered + row.skipped == sum(answer.party is row.party for answer in answers)
        assert sum(row.given) == row.answered
        assert (row.mean is None) == (row.median is None) == (row.answered == 0)
        if row.mean is not None:
            assert row.mean * row.answered == sum(point * times for point, times in enumerate(row.given, 1))
            assert 1 <= row.median <= 5
    assert satisfaction_rows(answers[::-1], POLICY) == rows


@pytest.mark.rule("A-8", "A-9")
@given(
    st.lists(
        st.builds(
            ServiceSpending,
            service=st.sampled_from(SERVICES),
            code=st.sampled_from(CODES),
            month=st.sampled_from(MONTHS),
            amount=amounts,
        )
    )
)
def test_the_average_of_spending_times_all_months_is_the_total_to_half_a_cent_each(rows):
    report = service_report(rows)
    assert report.total == Money.sum(row.amount for row in rows)
    assert service_report(rows[::-1]) == report
    if report.average is None:
        assert not report.total
        return
    months = report.months * report.people
    assert report.average.cents == round_half_up(report.total.cents, int(months))
    assert months == len({(row.code, row.month) for row in rows if row.amount})
