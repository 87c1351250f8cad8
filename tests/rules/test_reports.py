"""The reports of a pilot: cash flow, quarter, results, satisfaction, spending by service."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from ibmodel import Money
from ibmodel.case.matrix import Aid, ChildRecord, Contact, FamilyType, Matrix, ParentRecord, Sex, Specialty
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.case.receipt import ExecutedService
from ibmodel.case.reports import (
    MonthAccount,
    MunicipalityFacts,
    Occasion,
    PilotEvaluation,
    PilotFacts,
    PilotParent,
    PilotParticipant,
    ServiceReceived,
    ServiceSpending,
)
from ibmodel.dates import Month, Period, Weekdays
from ibmodel.errors import BadType, BadValue, Duplicate, Inconsistent, MissingField
from ibmodel.money import Rate
from ibmodel.parameters import edition
from ibmodel.rules.administration import MunicipalCosts
from ibmodel.rules.receipt import ExecutedMonth, SettledLine, Settlement, executed_plan
from ibmodel.rules.reports import (
    By,
    CashFlow,
    Counted,
    Indicators,
    MunicipalMonth,
    PaidService,
    RatingsGiven,
    ReportKind,
    cash_flow_report,
    cash_flow_tables,
    execution_tables,
    pilot_participant,
    pilot_results,
    quarter_report,
    quarter_tables,
    received_services,
    report_of,
    result_tables,
    satisfaction_by,
    satisfaction_rows,
    satisfaction_tables,
    service_report,
    service_tables,
)
from ibmodel.rules.reports.breakdowns import age_band
from ibmodel.rules.surveys import Party, SizeClass, Stage
from ibmodel.vocabulary import Impairment, Recipient, SupportArea

POLICY = edition("children-pilot-2018")
OCTOBER, NOVEMBER, DECEMBER = (Month(2018, month) for month in (10, 11, 12))


def euro(text):
    return -Money.euro(text[1:]) if text.startswith("-") else Money.euro(text)


def settlement(*lines):
    rows = tuple(SettledLine(service, units, euro(amount), 0) for service, units, amount in lines)
    return Settlement(rows, Money.sum(row.amount for row in rows))


def entry(name="Ogre", *, settlements=None, services=None, total=None, **money):
    children = {"O-1": settlement(("nanny", 3, "30.00"))} if settlements is None else settlements
    spent = Money.sum(each.amount for each in children.values()) if services is None else euro(services)
    pay, indirect, transport = euro("100.00"), euro("15.00"), euro("7.50")
    paid = pay + indirect + transport + spent if total is None else euro(total)
    given = {"opening": "0.00", "received": "0.00", "advance": "0.00"} | money
    account = MonthAccount(municipality=name, **{part: euro(amount) for part, amount in given.items()})
    return MunicipalMonth(
        account=account, costs=MunicipalCosts(pay, indirect, transport, spent, paid), settlements=children
    )


def child(code="O-1", municipality="Ogre", **facts):
    return PilotParticipant(code=code, municipality=municipality, **facts)


def received(service="nanny", units=1, amount="10.00", code="O-1", **more):
    named = {"municipality": "Ogre"} | more
    return ServiceReceived(code=code, service=service, units=units, amount=euro(amount), **named)


def results(participants=(), services=(), **facts):
    return pilot_results(PilotFacts(participants=participants, **facts), services, POLICY)


def rows_of(found, counted, by):
    (breakdown,) = (each for each in found.counts if (each.counted, each.by) == (counted, by))
    return {row.key: row.count for row in breakdown.rows}, breakdown.total


def services_of(found, by):
    (breakdown,) = (each for each in found.services if each.by is by)
    return {row.key: (row.people, row.units, str(row.amount)) for row in breakdown.rows}, breakdown.total


# the month's cash flow


@pytest.mark.rule("A-8", "A-3", "R-8")
def test_the_closing_balance_is_the_opening_one_with_what_came_in_and_without_what_was_paid():
    report = cash_flow_report(OCTOBER, [entry(opening="50.00", received="20.00", advance="200.00")])
    names = (*("50.00", "20.00", "200.00"), *("100.00", "15.00", "7.50", "30.00"), "152.50", "117.50")
    assert report.municipalities[0].flow == report.total == CashFlow(*map(euro, names))


@pytest.mark.rule("A-8")
def test_a_municipality_that_lays_money_out_itself_closes_below_nothing():
    assert cash_flow_report(OCTOBER, [entry()]).total.closing == euro("-152.50")


@pytest.mark.rule("A-8")
def test_the_consolidated_report_is_the_sum_of_the_municipalities_by_name():
    report = cash_flow_report(OCTOBER, [entry("Talsi", advance="500.00"), entry("Ogre", opening="1.01")])
    assert [row.municipality for row in report.municipalities] == ["Ogre", "Talsi"]
    assert (report.total.opening, report.total.paid) == (euro("1.01"), euro("305.00"))
    assert report.total.closing == euro("196.01")


@pytest.mark.rule("A-8", "A-11")
def test_services_stand_by_code_and_service_and_lines_of_one_service_together():
    settled = {
        "O-2": settlement(("nanny", 1, "10.00")),
        "O-1": settlement(("nanny", 2, "20.00"), ("escort", 1, "5.00"), ("nanny", 1, "10.50")),
    }
    report = cash_flow_report(OCTOBER, [entry(settlements=settled)])
    assert report.municipalities[0].services == (
        PaidService("O-1", "escort", 1, euro("5.00")),
        PaidService("O-1", "nanny", 3, euro("30.50")),
        PaidService("O-2", "nanny", 1, euro("10.00")),
    )
    assert report.municipalities[0].flow.services == euro("45.50")
    assert [row.amount for row in report.spending()] == [euro("5.00"), euro("30.50"), euro("10.00")]
    assert {row.month for row in report.spending()} == {OCTOBER}


@pytest.mark.rule("A-8", "A-3")
@pytest.mark.parametrize(
    ("entries", "error", "path", "told"),
    [
        ([], MissingField, "", "expected at least one municipality"),
        (
            [entry(), entry()],
            Duplicate,
            "/1/account/municipality",
            "expected every municipality once, got 'Ogre' again",
        ),
        (
            [entry("Talsi"), entry(services="30.01", total="152.51")],
            Inconsistent,
            "/1/costs/services",
            "expected the sum of the settlements, 30.00, got 30.01",
        ),
        (
            [entry(total="152.49")],
            Inconsistent,
            "/0/costs/total",
            "expected the sum of the four costs, 152.50, got 152.49",
        ),
        (
            [entry(settlements={"O-1": attrs.evolve(settlement(("nanny", 1, "9.00")), amount=Money(901))})],
            Inconsistent,
            "/0/settlements/O-1/amount",
            "expected the sum of its lines, 9.00, got 9.01",
        ),
    ],
    ids=["nobody", "twice", "services", "total", "settlement"],
)
def test_sums_that_do_not_add_up_are_refused_with_their_place(entries, error, path, told):
    with pytest.raises(error) as caught:
        cash_flow_report(OCTOBER, entries)
    assert (caught.value.path, caught.value.message) == (path, told)


@pytest.mark.rule("A-8")
@pytest.mark.parametrize(
    ("settlements", "error", "path"),
    [
        ([], BadType, "/settlements"),
        ({"": settlement()}, BadValue, "/settlements"),
        ({"O-1": None}, BadType, "/settlements/O-1"),
    ],
    ids=["list", "code", "settlement"],
)
def test_settlements_are_by_code(settlements, error, path):
    good = entry()
    with pytest.raises(error) as caught:
        MunicipalMonth(account=good.account, costs=good.costs, settlements=settlements)
    assert caught.value.path == path


# the quarter


def quarter(*months, facts=None):
    known = PilotFacts(participants=[child()]) if facts is None else facts
    return quarter_report(months, known, POLICY)


def month(at, opening="0.00", received="152.50", **more):
    return cash_flow_report(at, [entry(opening=opening, received=received, **more)])


@pytest.mark.rule("A-8")
def test_a_quarter_is_the_sum_of_its_months_from_the_first_opening_to_the_last_closing_balance():
    report = quarter(
        month(NOVEMBER, "10.00"), month(DECEMBER, "10.00", "0.00"), month(OCTOBER, "0.00", advance="10.00")
    )
    sums = ("0.00", "305.00", "10.00", "300.00", "45.00", "22.50", "90.00", "457.50", "-142.50")
    assert report.total.funding == CashFlow(*map(euro, sums))
    assert report.municipalities[0].funding == report.total.funding
    assert report.months == Period(OCTOBER, 3)
    assert report.total.municipality is None


@pytest.mark.rule("A-8", "A-9")
def test_the_results_of_a_quarter_count_within_each_municipality():
    parent = PilotParent(code="P-1")
    facts = PilotFacts(
        participants=[
            child("O-1", parent=parent),
            child("O-2", parent=parent),
            child("O-1", "Talsi", parent=parent),
            child("O-9", "Talsi"),
        ],
        evaluations=[PilotEvaluation(municipality="Talsi", code="O-9")],
    )
    settled = {"O-1": settlement(("nanny", 2, "20.00")), "O-9": settlement(("nanny", 0, "0.00"))}
    months = cash_flow_report(OCTOBER, [entry("Talsi", settlements=settled), entry()])
    report = quarter_report([months], facts, POLICY)
    assert report.municipalities[0].indicators == Indicators(2, 1, 0, 1, 3)
    assert report.municipalities[1].indicators == Indicators(2, 1, 1, 1, 2)
    assert report.total.indicators == Indicators(4, 2, 1, 2, 5)
    assert rows_of(report.results, Counted.CHILDREN, By.MUNICIPALITY) == ({"Ogre": 2, "Talsi": 2}, 4)


@pytest.mark.rule("A-8")
@pytest.mark.parametrize(
    ("months", "error", "path", "told"),
    [
        ([], MissingField, "", "expected at least one month"),
        ([month(OCTOBER), month(OCTOBER)], Duplicate, "/1/month", "expected every month once, got 2018-10 again"),
        (
            [month(OCTOBER), month(Month(2018, 9))],
            Inconsistent,
            "/1/month",
            "expected a month of the quarter of 2018-10, got 2018-09",
        ),
        (
            [month(OCTOBER), month(Month(2019, 10))],
            Inconsistent,
            "/1/month",
            "expected a month of the quarter of 2018-10, got 2019-10",
        ),
        (
            [month(DECEMBER), month(OCTOBER)],
            Inconsistent,
            "/0/month",
            "expected 2018-11 after 2018-10, got 2018-12",
        ),
        (
            [month(OCTOBER), cash_flow_report(NOVEMBER, [entry("Talsi")])],
            Inconsistent,
            "/1/municipalities",
            "expected the same municipalities in every month, got 'Ogre' in some only",
        ),
        (
            [month(NOVEMBER, "0.01"), month(OCTOBER)],
            Inconsistent,
            "/0/municipalities/0/flow/opening",
            "expected the closing balance of 2018-10, 0.00, got 0.01",
        ),
    ],
    ids=["nothing", "twice", "before", "another year", "gap", "municipality", "carried"],
)
def test_months_that_are_no_quarter_are_refused(months, error, path, told):
    with pytest.raises(error) as caught:
        quarter(*months)
    assert (caught.value.path, caught.value.message) == (path, told)


@pytest.mark.rule("A-8")
def test_nobody_is_left_out_of_a_quarter_in_silence():
    facts = PilotFacts(participants=[child(), child("T-1", "Talsi")])
    with pytest.raises(Inconsistent, match="expected a municipality that is reported on, got 'Talsi'") as caught:
        quarter(month(OCTOBER), facts=facts)
    assert caught.value.path == "/participants/1/municipality"
    with pytest.raises(Inconsistent, match="expected a child who takes part in 'Ogre', got 'O-1'") as caught:
        quarter(month(OCTOBER), facts=PilotFacts(participants=[child("O-2")]))
    assert caught.value.path == "/services/0/code"


# the results


@pytest.mark.rule("A-9")
def test_what_is_not_known_is_a_row_of_its_own():
    found = results([child("1", sex=Sex.FEMALE), child("2"), child("3", sex=Sex.FEMALE)])
    assert rows_of(found, Counted.CHILDREN, By.SEX) == ({Sex.FEMALE: 2, Sex.MALE: 0, None: 1}, 3)
    known = results([child(sex=Sex.MALE)])
    assert rows_of(known, Counted.CHILDREN, By.SEX) == ({Sex.FEMALE: 0, Sex.MALE: 1}, 1)


@pytest.mark.rule("A-9", "S-2")
def test_children_are_counted_in_the_edition_s_age_groups():
    found = results([child(str(age), age=age) for age in (2, 3, 7, 8, 17, 18, 30)])
    rows, total = rows_of(found, Counted.CHILDREN, By.AGE)
    assert (rows, total) == ({"0-2": 1, "3-7": 2, "8-10": 1, "15-17": 1, "18+": 2}, 7)
    assert list(rows) == ["0-2", "3-7", "8-10", "15-17", "18+"]


@pytest.mark.rule("A-9")
@pytest.mark.parametrize(
    ("age", "band"), [(0, "0-6"), (6, "0-6"), (7, "7-14"), (14, "7-14"), (15, "15+"), (99, "15+"), (None, None)]
)
def test_age_groups_include_both_ends(age, band):
    assert age_band(age, (0, 7, 15)) == band


@pytest.mark.rule("A-9")
@pytest.mark.parametrize("firsts", [(7, 15), ()], ids=["older groups", "no groups"])
def test_an_age_below_all_groups_is_its_own(firsts):
    assert age_band(6, firsts) == "6"


@pytest.mark.rule("A-9")
def test_children_are_counted_by_impairment_and_need_of_aids():
    frame, chair = Aid(what="walking frame", source="state centre"), Aid(what="wheelchair")
    found = results(
        [
            child("1", impairment=Impairment.MOVEMENT, aids=[chair, frame]),
            child("2", impairment=Impairment.MOVEMENT, aids=[chair]),
            child("3", aids=[]),
            child("4"),
        ]
    )
    impairments, _ = rows_of(found, Counted.CHILDREN, By.IMPAIRMENT)
    assert (impairments[Impairment.MOVEMENT], impairments[Impairment.VISION], impairments[None]) == (2, 0, 2)
    assert rows_of(found, Counted.CHILDREN, By.AIDS) == ({True: 2, False: 1, None: 1}, 4)
    assert rows_of(found, Counted.AIDS, By.AID) == ({"walking frame": 1, "wheelchair": 2, None: 1}, 4)
    assert rows_of(found, Counted.AIDS, By.SOURCE) == ({"state centre": 1, None: 3}, 4)


@pytest.mark.rule("A-9")
def test_parents_are_counted_once_for_all_their_children_and_unknown_ones_for_each():
    one = PilotParent(
        code="P-1",
        age=34,
        sex=Sex.FEMALE,
        family=FamilyType.FOSTER,
        disability=False,
        complete_family=True,
        children=3,
        children_with_disability=2,
        paid_work=True,
    )
    found = results(
        [child("1", parent=one), child("2", parent=one), child("3"), child("4", parent=PilotParent(code="2"))]
    )
    expected = {
        By.AGE: {"30-39": 1, None: 2},
        By.SEX: {Sex.FEMALE: 1, Sex.MALE: 0, None: 2},
        By.FAMILY: {FamilyType.BIOLOGICAL: 0, FamilyType.GUARDIAN: 0, FamilyType.FOSTER: 1, None: 2},
        By.DISABILITY: {True: 0, False: 1, None: 2},
        By.COMPLETE: {True: 1, False: 0, None: 2},
        By.FAMILY_CHILDREN: {3: 1, None: 2},
        By.DISABLED_CHILDREN: {2: 1, None: 2},
        By.WORK: {True: 1, False: 0, None: 2},
    }
    assert {by: rows_of(found, Counted.PARENTS, by) for by in expected} == {by: (r, 3) for by, r in expected.items()}


@pytest.mark.rule("A-9")
def test_evaluations_are_counted_with_the_composition_of_the_team():
    both = [Specialty.PSYCHOLOGIST, Specialty.SPEECH]
    found = results(
        [child()],
        evaluations=[
            PilotEvaluation(municipality="Ogre", code="O-1", occasion=Occasion.INITIAL, team=both),
            PilotEvaluation(municipality="Ogre", code="O-1", occasion=Occasion.EXTRA, team=both[:1]),
            PilotEvaluation(municipality="Ogre", code="O-1", team=[]),
            PilotEvaluation(municipality="Ogre", code="O-1"),
        ],
    )
    occasions, total = rows_of(found, Counted.EVALUATIONS, By.OCCASION)
    assert (occasions[Occasion.INITIAL], occasions[Occasion.CLOSING], occasions[None], total) == (1, 0, 2, 4)
    assert rows_of(found, Counted.EVALUATIONS, By.TEAM_SIZE) == ({0: 1, 1: 1, 2: 1, None: 1}, 4)
    specialties, members = rows_of(found, Counted.TEAM, By.SPECIALTY)
    assert (specialties[Specialty.PSYCHOLOGIST], specialties[Specialty.SPEECH], specialties[None], members) == (
        2,
        1,
        1,
        4,
    )


@pytest.mark.rule("Q-4", "I-32")
@pytest.mark.parametrize(
    ("inhabitants", "national", "size"),
    [
        (4000, False, SizeClass.SMALL),
        (4001, False, SizeClass.MIDDLE),
        (9999, False, SizeClass.MIDDLE),
        (10_000, False, SizeClass.LARGE),
        (None, True, SizeClass.NATIONAL),
        (500, None, None),
        (None, False, None),
    ],
    ids=str,
)
def test_municipalities_are_grouped_by_size_if_all_is_known(inhabitants, national, size):
    place = MunicipalityFacts(name="Ogre", region="Riga", inhabitants=inhabitants, national_centre=national)
    found = results([child()], municipalities=[place])
    rows, _ = rows_of(found, Counted.CHILDREN, By.SIZE)
    assert rows[size] == 1
    assert rows_of(found, Counted.CHILDREN, By.REGION) == ({"Riga": 1}, 1)


@pytest.mark.rule("Q-4")
def test_a_municipality_without_facts_is_of_unknown_size_and_region():
    found = results([child()])
    assert rows_of(found, Counted.CHILDREN, By.REGION) == ({None: 1}, 1)
    assert rows_of(found, Counted.CHILDREN, By.SIZE)[0][None] == 1


@pytest.mark.rule("A-9", "Q-4")
def test_services_are_counted_by_area_recipient_place_and_child():
    participants = [child("1", age=6, impairment=Impairment.HEARING), child("2", "Talsi", sex=Sex.MALE)]
    found = results(
        participants,
        [
            received("psychologist_parent", 2, "60.00", "1", place="family centre"),
            received("psychologist_parent", 1, "30.00", "2", municipality="Talsi"),
            received("escort", 5, "25.00", "1"),
            received("x-own", 1, "1.00", "1"),
        ],
    )
    areas, total = services_of(found, By.AREA)
    assert areas == {
        SupportArea.FAMILY: (2, 3, "90.00"),
        SupportArea.COMPENSATION: (1, 5, "25.00"),
        SupportArea.FUNCTIONING: (0, 0, "0.00"),
        None: (1, 1, "1.00"),
    }
    assert (total.people, total.units, total.amount) == (2, 9, euro("116.00"))
    assert services_of(found, By.RECIPIENT)[0][Recipient.PARENT] == (2, 3, "90.00")
    assert services_of(found, By.RECIPIENT)[0][None] == (1, 1, "1.00")
    places, of_area = services_of(found, By.PLACE)
    assert places == {"family centre": (1, 2, "60.00"), None: (1, 1, "30.00")}
    assert of_area.amount == euro("90.00")
    assert services_of(found, By.AGE)[0] == {"3-7": (1, 8, "86.00"), None: (1, 1, "30.00")}
    assert services_of(found, By.SEX)[0][Sex.MALE] == (1, 1, "30.00")
    assert services_of(found, By.IMPAIRMENT)[0][Impairment.HEARING] == (1, 8, "86.00")
    assert services_of(found, By.MUNICIPALITY)[0] == {"Ogre": (1, 8, "86.00"), "Talsi": (1, 1, "30.00")}
    assert list(services_of(found, By.SERVICE)[0]) == ["escort", "psychologist_parent", "x-own"]


@pytest.mark.rule("A-9")
def test_who_received_nothing_is_not_among_the_people():
    found = results([child()], [received(units=0, amount="0.00")])
    assert services_of(found, By.SERVICE)[0] == {"nanny": (0, 0, "0.00")}


@pytest.mark.rule("A-9")
def test_a_service_for_adults_has_a_row_behind_parent_and_child():
    found = results([child()], [received("decision_support")])
    assert list(services_of(found, By.RECIPIENT)[0]) == [Recipient.PARENT, Recipient.CHILD, Recipient.ADULT]


@pytest.mark.rule("A-8", "A-9")
def test_services_received_are_those_that_the_cash_flows_paid():
    flows = [month(OCTOBER), month(NOVEMBER)]
    rows = received_services(flows, {"nanny": "home"})
    assert rows == (received(units=3, amount="30.00", place="home"),) * 2
    assert received_services(flows)[0].place is None


@pytest.mark.rule("A-9")
@pytest.mark.parametrize(
    ("participants", "evaluations", "services", "error", "path"),
    [
        ([child(), child()], (), (), Duplicate, "/participants/1/code"),
        (
            [child("1", parent=PilotParent(code="P", age=30)), child("2", parent=PilotParent(code="P", age=31))],
            (),
            (),
            Inconsistent,
            "/participants/1/parent",
        ),
        ([], [PilotEvaluation(municipality="Ogre", code="O-1")], (), Inconsistent, "/evaluations/0/code"),
        ([child("O-1", "Talsi")], (), [received()], Inconsistent, "/services/0/code"),
    ],
    ids=["child twice", "two sets of facts", "evaluation of nobody", "service of nobody"],
)
def test_facts_that_contradict_each_other_are_refused(participants, evaluations, services, error, path):
    with pytest.raises(error) as caught:
        results(participants, services, evaluations=evaluations)
    assert caught.value.path == path


@pytest.mark.rule("Q-4")
def test_a_municipality_is_described_once():
    with pytest.raises(Duplicate, match="expected every municipality once, got 'Ogre' again") as caught:
        PilotFacts(municipalities=[MunicipalityFacts(name="Ogre")] * 2)
    assert caught.value.path == "/municipalities/1/name"


@pytest.mark.rule("A-9")
@pytest.mark.parametrize(
    ("places", "error", "path"),
    [
        ([], BadType, "/places"),
        ({"dance": "home"}, BadValue, "/places/dance"),
        ({"nanny": ""}, BadValue, "/places/nanny"),
    ],
    ids=["list", "service", "place"],
)
def test_places_are_by_service(places, error, path):
    with pytest.raises(error) as caught:
        PilotFacts(places=places)
    assert caught.value.path == path


def test_no_places_are_none_at_all():
    assert PilotFacts(places=None).places == {}


# from a child's file


def matrix(**facts):
    period = PlanPeriod(date(2018, 9, 1), 6)
    return Matrix(code="O-1", municipality="Ogre", period=period, **facts)


@pytest.mark.rule("A-9", "A-11", "I-16")
def test_a_file_gives_the_facts_without_who_it_is():
    contact = Contact(name="Anna Bērziņa", personal_code="010112-20000", address="Ogre, Rīgas iela 1")
    found = pilot_participant(
        matrix(
            child=ChildRecord(
                contact=contact, born=date(2012, 1, 1), sex=Sex.FEMALE, aids=[Aid(what="wheelchair", source="VTPC")]
            ),
            parent=ParentRecord(contact=contact, born=date(1984, 1, 2), family=FamilyType.GUARDIAN, children=2),
        ),
        date(2019, 1, 1),
    )
    parent = PilotParent(code="O-1", age=34, family=FamilyType.GUARDIAN, children=2)
    aids = (Aid(what="wheelchair", source="VTPC"),)
    assert found == child(age=7, sex=Sex.FEMALE, aids=aids, parent=parent)


@pytest.mark.rule("A-9", "A-11")
def test_a_file_without_table_6_1_gives_a_child_of_whom_nothing_is_known():
    assert pilot_participant(matrix(), date(2019, 1, 1)) == child()
    only_parent = pilot_participant(matrix(parent=ParentRecord(children=1)), date(2019, 1, 1), "P-7")
    assert only_parent == child(parent=PilotParent(code="P-7", children=1))
    assert pilot_participant(matrix(child=ChildRecord(sex=Sex.MALE)), date(2019, 1, 1)) == child(sex=Sex.MALE)


ANNA = Contact(name="Anna  BĒRZIŅA", phone="20000000", email="anna@example.org")


@pytest.mark.rule("A-11")
@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"child": ChildRecord(contact=ANNA, aids=[Aid(what="chair of anna bērziņa")])}, None, "/child/aids/0/what"),
        (
            {"child": ChildRecord(contact=ANNA, aids=[Aid(what="chair", source="20000000")])},
            None,
            "/child/aids/0/source",
        ),
        ({"parent": ParentRecord(contact=Contact(name="O-1"))}, None, "/code"),
        ({"parent": ParentRecord(contact=ANNA)}, "Anna Bērziņa", "/parent/code"),
        ({"child": ChildRecord(born=date(2019, 1, 2))}, None, "/child/born"),
        ({"parent": ParentRecord(born=date(2019, 1, 2))}, None, "/parent/born"),
    ],
    ids=["aid", "source", "code", "parent's code", "child not born", "parent not born"],
)
def test_nothing_of_a_contact_gets_into_the_facts(facts, code, path):
    with pytest.raises(BadValue) as caught:
        pilot_participant(matrix(**facts), date(2019, 1, 1), code)
    assert caught.value.path == path
    assert "anna" not in str(caught.value).casefold()


# satisfaction


def rated(party=Party.PARENT, municipality=None, **ratings):
    return RatingsGiven(
        party=party, municipality=municipality, ratings={Stage(stage): rating for stage, rating in ratings.items()}
    )


def row_of(rows, party, stage):
    (found,) = (row for row in rows if (row.party, row.stage) == (party, stage))
    return found


@pytest.mark.rule("Q-5", "Q-6")
def test_mean_and_median_are_exact_and_missing_answers_are_counted_apart():
    rows = satisfaction_rows([rated(plan=5), rated(plan=4), rated(plan=1), rated(plan=None), rated()], POLICY)
    row = row_of(rows, Party.PARENT, Stage.PLAN)
    assert (row.answered, row.skipped, row.given) == (3, 2, (1, 0, 0, 1, 1))
    assert (row.mean, row.median) == (Fraction(10, 3), Fraction(4))


@pytest.mark.rule("Q-5")
def test_the_median_of_two_lies_between_them():
    row = row_of(satisfaction_rows([rated(plan=2), rated(plan=5)], POLICY), Party.PARENT, Stage.PLAN)
    assert row.median == Fraction(7, 2)


@pytest.mark.rule("Q-5", "Q-6")
def test_where_nobody_answered_there_is_no_mean():
    rows = satisfaction_rows([rated(Party.PROVIDER)], POLICY)
    row = row_of(rows, Party.PROVIDER, Stage.RECEIPT)
    assert (row.answered, row.skipped, row.given, row.mean, row.median) == (0, 1, (0,) * 5, None, None)
    assert row_of(rows, Party.PARENT, Stage.PLAN).skipped == 0


@pytest.mark.rule("Q-5")
def test_every_party_has_a_row_for_each_stage_that_it_is_asked_about():
    rows = satisfaction_rows([], POLICY)
    counts = {party: sum(row.party is party for row in rows) for party in Party}
    assert counts == {Party.SOCIAL_WORKER: 6, Party.PARENT: 6, Party.SPECIALIST: 5, Party.PROVIDER: 2}


@pytest.mark.rule("Q-5")
@pytest.mark.parametrize(
    ("answer", "error", "path"),
    [
        (rated(plan=0), BadValue, "/1/ratings/plan"),
        (rated(plan=6), BadValue, "/1/ratings/plan"),
        (rated(plan=True), BadType, "/1/ratings/plan"),
        (rated(Party.PROVIDER, plan=3), Inconsistent, "/1/ratings/plan"),
    ],
    ids=["below", "above", "truth", "not asked"],
)
def test_a_rating_beyond_the_scale_is_refused_with_its_place(answer, error, path):
    with pytest.raises(error) as caught:
        satisfaction_rows([rated(plan=1), answer], POLICY)
    assert caught.value.path == path


@pytest.mark.rule("Q-5", "Q-4", "I-32")
@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.MUNICIPALITY, ["Ogre", "Talsi", None]),
        (By.REGION, ["Riga", None]),
        (By.SIZE, [SizeClass.SMALL, SizeClass.LARGE, None]),
    ],
    ids=["municipality", "region", "size"],
)
def test_ratings_are_grouped_and_add_up_to_all(by, keys):
    places = [
        MunicipalityFacts(name="Ogre", region="Riga", inhabitants=30_000, national_centre=False),
        MunicipalityFacts(name="Talsi", inhabitants=100, national_centre=False),
    ]
    answers = [rated(municipality="Talsi", plan=1), rated(plan=3), rated(municipality="Ogre", plan=5)]
    groups = satisfaction_by(by, answers, places, POLICY)
    assert [group.key for group in groups] == keys
    assert sum(row_of(group.rows, Party.PARENT, Stage.PLAN).answered for group in groups) == 3


@pytest.mark.rule("Q-4")
def test_ratings_are_not_grouped_by_what_respondents_do_not_have():
    with pytest.raises(BadValue, match="expected one of municipality, size, region, got sex"):
        satisfaction_by(By.SEX, [], [], POLICY)


# spending by service


def paid(service, code, at, amount):
    return ServiceSpending(service=service, code=code, month=at, amount=euro(amount))


@pytest.mark.rule("A-8", "A-9")
def test_a_person_counts_once_for_a_service_and_once_for_a_month():
    report = service_report(
        [
            paid("nanny", "1", OCTOBER, "10.00"),
            paid("nanny", "1", OCTOBER, "5.00"),
            paid("escort", "1", NOVEMBER, "1.00"),
            paid("nanny", "2", OCTOBER, "4.00"),
            paid("respite_home", "3", OCTOBER, "0.00"),
        ]
    )
    assert [(row.service, row.people, str(row.spent)) for row in report.rows] == [
        ("nanny", 2, "19.00"),
        ("escort", 1, "1.00"),
        ("respite_home", 0, "0.00"),
    ]
    assert (report.people, report.total) == (2, euro("20.00"))
    assert (report.months, report.average) == (Fraction(3, 2), euro("6.67"))


@pytest.mark.rule("A-9")
def test_participants_without_services_bring_down_the_months_and_not_the_average_amount():
    rows = [paid("nanny", "1", OCTOBER, "10.00")]
    report = service_report(rows, 4)
    assert (report.people, report.months, report.average) == (4, Fraction(1, 4), euro("10.00"))
    with pytest.raises(Inconsistent, match="expected at least the 1 people who had services, got 0"):
        service_report(rows, 0)


@pytest.mark.rule("A-8")
def test_of_no_payments_there_are_no_averages():
    report = service_report([])
    assert (report.rows, report.total, report.months, report.average) == ((), Money(0), None, None)


# tables and deadlines


@pytest.mark.rule("A-8")
def test_tables_of_the_cash_flow_hold_the_municipalities_and_their_services():
    first, second = cash_flow_tables(cash_flow_report(OCTOBER, [entry()]))
    assert (first.name, second.name, second.subject) == ("cash_flow", "paid", "Ogre")
    assert first.rows[0][0] == "Ogre"
    assert first.total == (None, *first.rows[0][1:])
    assert second.rows == (("O-1", "nanny", 3, euro("30.00")),)
    assert second.total == (None, None, 3, euro("30.00"))


@pytest.mark.rule("A-8", "A-9", "Q-4")
def test_tables_of_the_quarter_are_funding_results_and_every_breakdown():
    report = quarter(month(OCTOBER))
    tables = quarter_tables(report)
    assert [table.name for table in tables[:2]] == ["funding", "indicators"]
    assert tables[2:] == result_tables(report.results)
    names = [table.name for table in tables]
    assert len(names) == len(set(names)) == 33
    assert {"children_sex", "parents_family", "services_place", "team_specialty", "aids_source"} <= {*names}


@pytest.mark.rule("A-8", "N-9")
def test_tables_of_an_execution_name_the_months_that_are_known():
    line = ExecutedService("nanny", Rate.euro("10.00"), (2, 2, 2), (2, 1))
    by_service, by_month = execution_tables(executed_plan([line]), [OCTOBER, NOVEMBER, DECEMBER])
    assert by_service.rows == (("nanny", 4, 3, euro("40.00"), euro("30.00")),)
    assert by_month.rows == (
        (OCTOBER, 2, 2, euro("20.00"), euro("20.00")),
        (NOVEMBER, 2, 1, euro("20.00"), euro("10.00")),
    )
    assert (
        by_service.total
        == by_month.total
        == (None, *attrs.astuple(ExecutedMonth(4, 3, Money(4000), Money(3000)), recurse=False))
    )


@pytest.mark.rule("Q-5")
def test_tables_of_the_ratings_are_all_together_and_then_each_group():
    answers = [rated(municipality="Ogre", plan=5)]
    groups = satisfaction_by(By.MUNICIPALITY, answers, [], POLICY)
    tables = satisfaction_tables(satisfaction_rows(answers, POLICY), groups)
    assert [table.subject for table in tables] == [None, "Ogre"]
    assert (Party.PARENT, Stage.PLAN, 1, 0, 0, 0, 0, 0, 1, Fraction(5), Fraction(5)) in tables[1].rows


@pytest.mark.rule("A-8")
def test_tables_of_spending_are_the_services_and_the_averages():
    spent, averages = service_tables(service_report([paid("nanny", "1", OCTOBER, "10.00")]))
    assert (spent.rows, spent.total) == ((("nanny", 1, euro("10.00")),), (None, 1, euro("10.00")))
    assert averages.rows == ((1, Fraction(1), euro("10.00")),)


@pytest.mark.rule("A-6", "A-15", "I-17")
@pytest.mark.parametrize(
    ("months", "last", "cash_flow", "quarterly"),
    [
        (Period(OCTOBER, 1), OCTOBER, date(2018, 11, 12), None),
        (Period(NOVEMBER, 1), NOVEMBER, date(2018, 12, 10), None),
        (Period(OCTOBER, 3), DECEMBER, date(2019, 1, 10), date(2019, 1, 28)),
    ],
    ids=["moved off a Saturday", "on a Monday", "end of a quarter"],
)
def test_the_deadlines_of_the_last_month_go_with_a_report(months, last, cash_flow, quarterly):
    report = report_of(ReportKind.CASH_FLOW, months, [], Weekdays(), POLICY, subject="Ogre", synthetic=True)
    assert (report.last_month, report.terms.enter_by) == (last, last.last)
    assert (report.terms.cash_flow_by, report.terms.quarterly_by) == (cash_flow, quarterly)
    assert (report.subject, report.synthetic, report.tables) == ("Ogre", True, ())
