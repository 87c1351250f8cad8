"""A child's file: what it holds and refuses, and what the chapters make of it."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ibmodel import Money, Rate, edition
from ibmodel.case.matrix import (
    Aid,
    ChildRecord,
    Contact,
    Expert,
    Goal,
    GoalTerm,
    Matrix,
    MatrixService,
    ParentRecord,
    Specialty,
)
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.errors import BadType, BadValue, Duplicate, Inconsistent, MissingField, ModelError
from ibmodel.matrix import compute_matrix, plan_in_order
from ibmodel.rules.budget import compute_needed
from ibmodel.rules.funding import compute_total
from ibmodel.vocabulary import Impairment, SupportArea

PILOT = edition("children-pilot-2018")
FIGURE = PILOT.reform("figure", readings={"I-25": "figure"})


def row(service: str = "nanny", price: str | None = "10.00", units: tuple[int, ...] | None = (1, 2), **more: object):
    return MatrixService(service=service, unit_price=None if price is None else Rate.euro(price), units=units, **more)


def matrix(*services: MatrixService, months: int = 2, **more: object) -> Matrix:
    return Matrix(
        code="B-1", municipality="Tukums", period=PlanPeriod(date(2018, 9, 1), months), services=services, **more
    )


RANKED = (
    row("nanny", experts_rank=1, parent_rank=3),
    row("home_care", "5.00", (1, 1), experts_rank=7, parent_rank=1),
    row("riding_therapy", "20.00", (2, 0), experts_rank=2, parent_rank=9),
)


def refused(kind: type[ModelError], path: str, make: object, *arguments: object, **named: object) -> str:
    with pytest.raises(kind) as caught:
        make(*arguments, **named)
    assert caught.value.path == path
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", BadValue), ("  \n", BadValue), ("a\tb", BadValue), ("ā" * 2001, BadValue), (7, BadType)],
    ids=["empty", "blank", "tab", "too-long", "number"],
)
def test_text_that_a_cell_cannot_hold_is_refused(text: object, kind: type[ModelError]):
    refused(kind, "/name", Contact, name=text)


def test_text_may_be_as_long_as_2000_characters_and_have_line_breaks():
    assert Contact(name="ā" * 2000).name == "ā" * 2000
    assert Contact(address="iela 1\nRīga").address == "iela 1\nRīga"


@pytest.mark.parametrize(("rank", "kind"), [(0, BadValue), (-1, BadValue), (1.0, BadType)], ids=["0", "-1", "float"])
def test_ranks_count_from_one(rank: object, kind: type[ModelError]):
    refused(kind, "/experts_rank", row, experts_rank=rank)
    assert row(experts_rank=1).experts_rank == 1


def test_components_stand_in_the_order_of_their_list_and_each_once():
    kinds = (Impairment.MENTAL, Impairment.VISION)
    assert ChildRecord(components=list(kinds)).components == (Impairment.VISION, Impairment.MENTAL)
    refused(Duplicate, "/components/1", ChildRecord, components=[Impairment.MENTAL, Impairment.MENTAL])
    refused(BadValue, "/components/0", ChildRecord, components=[Impairment.MULTIPLE])
    refused(BadType, "/components/0", ChildRecord, components=["vision"])
    refused(BadType, "/components", ChildRecord, components="vision")


def test_a_record_in_which_nothing_is_filled_in_is_none():
    empty = matrix(child=ChildRecord(), parent=ParentRecord())
    assert empty == matrix()
    assert empty.child is empty.parent is None
    known = ChildRecord(special_care=False)
    assert matrix(child=known).child == known


def test_no_months_are_the_same_as_none_known():
    assert row(received=(), spent=[]) == row()
    refused(BadType, "/received", row, received=0)


def test_amounts_spent_are_money_and_not_negative():
    refused(BadValue, "/spent/1", row, received=(1, 1), spent=[Money(0), Money(-1)])
    refused(BadType, "/spent/0", row, received=(1, 1), spent=[1, 2])


def test_a_service_stands_in_one_row():
    refused(Duplicate, "/services/2/service", matrix, row(), row("home_care"), row())


@pytest.mark.parametrize(
    ("service", "path"),
    [
        (row(units=(1,)), "/services/0/units"),
        (row(units=(1, 2, 3)), "/services/0/units"),
        (row(received=(1, 1, 1)), "/services/0/received"),
        (row(received=(1, 1), spent=(Money(1),)), "/services/0/spent"),
        (row(spent=(Money(1),)), "/services/0/spent"),
    ],
    ids=["fewer-units", "more-units", "more-received", "less-spent", "spent-alone"],
)
def test_months_are_those_of_the_period(service: MatrixService, path: str):
    refused(Inconsistent, path, matrix, service)


@pytest.mark.rule("A-11")
def test_without_personal_data_nobody_can_be_known():
    team = (Expert(specialty=Specialty.SPEECH, name="Anna", institution="SIA", phone="1", email="a@b"),)
    goals = (Goal(term=GoalTerm.LONG, text="iet"),)
    whole = matrix(row(), child=ChildRecord(aids=[Aid(what="ratiņi")]), parent=ParentRecord(children=2), team=team)
    whole = attrs.evolve(whole, goals=goals)
    bare = whole.without_personal_data()
    assert bare == attrs.evolve(whole, child=None, parent=None, team=(Expert(specialty=Specialty.SPEECH),))


def test_the_area_of_a_service_is_the_catalogues_unless_said():
    assert row("nanny").ranked_in is SupportArea.FAMILY
    assert row("nanny", area=SupportArea.FUNCTIONING).ranked_in is SupportArea.FUNCTIONING
    assert row("x-own").ranked_in is None


@pytest.mark.rule("N-2")
def test_ranks_make_the_two_lists():
    rankings = matrix(*RANKED).rankings()
    assert rankings.experts == {"1": ("nanny",), "2": ("home_care",), "3": ("riding_therapy",)}
    assert rankings.parent == ("home_care", "nanny", "riding_therapy")
    assert matrix(row()).rankings() is None


@pytest.mark.parametrize(
    ("rows", "kind", "path"),
    [
        ((row(experts_rank=1),), MissingField, "/services/0/parent_rank"),
        ((row(parent_rank=1),), MissingField, "/services/0/experts_rank"),
        ((row(experts_rank=1, parent_rank=1), row("home_care")), MissingField, "/services/1/experts_rank"),
        ((row("x-own", experts_rank=1, parent_rank=1),), MissingField, "/services/0/area"),
        (
            (row(experts_rank=1, parent_rank=1), row("family_assistant", experts_rank=1, parent_rank=2)),
            Duplicate,
            "/services/1/experts_rank",
        ),
        (
            (row(experts_rank=1, parent_rank=1), row("home_care", experts_rank=1, parent_rank=1)),
            Duplicate,
            "/services/1/parent_rank",
        ),
    ],
    ids=["no-parent", "no-experts", "second-row", "no-area", "experts-twice", "parent-twice"],
)
def test_rankings_that_are_not_whole_are_refused(rows: tuple[MatrixService, ...], kind: type[ModelError], path: str):
    refused(kind, path, matrix(*rows).rankings)


@pytest.mark.rule("N-2")
@pytest.mark.rule("N-3")
def test_the_plan_follows_the_merged_order():
    rows, lines, order = plan_in_order(matrix(*RANKED), PILOT)
    assert [line.service for line in lines] == [place.service for place in order.outcome.order]
    assert [RANKED[place].service for place in rows] == [line.service for line in lines]
    assert rows == (1, 0, 2)


def test_a_price_or_units_that_are_missing_are_named():
    refused(MissingField, "/services/1/unit_price", compute_matrix, matrix(row(), row("home_care", None)), PILOT)
    refused(MissingField, "/services/0/units", compute_matrix, matrix(row(units=None)), PILOT)


@pytest.mark.rule("N-9")
def test_without_amounts_the_need_alone_is_known():
    outcome = compute_matrix(matrix(row(), row("home_care", "5.00", (1, 1))), PILOT)
    assert outcome.needed.outcome.needed == Money.euro("40.00")
    assert outcome.order is outcome.first_plan is outcome.final_plan is outcome.funding is outcome.total is None
    assert outcome.execution is None
    assert outcome.reasons == outcome.needed.reasons


@pytest.mark.rule("B-10")
@pytest.mark.parametrize(
    ("provisional", "parameters", "cut"),
    [("39.99", PILOT, True), ("40.00", PILOT, False), ("40.01", PILOT, False), ("39.99", FIGURE, False)],
    ids=["below", "on", "above", "other-reading"],
)
def test_the_first_plan_is_cut_where_the_need_exceeds_the_provisional_amount(provisional, parameters, cut):
    file = matrix(row(), row("home_care", "5.00", (1, 1)), provisional=Money.euro(provisional))
    outcome = compute_matrix(file, parameters)
    assert (outcome.first_plan is not None) is cut
    if cut:
        assert outcome.first_plan.outcome.planned == Money.euro("35.00")


@pytest.mark.rule("D-8")
@pytest.mark.rule("B-8")
@pytest.mark.rule("N-9")
def test_a_whole_file_goes_through_all_chapters():
    file = matrix(
        *[attrs.evolve(service, received=(1,)) for service in RANKED],
        final=Money.euro("35.00"),
        rehabilitation=Money.euro("10.00"),
        variant=2,
    )
    outcome = compute_matrix(file, PILOT)
    needed = compute_needed([line.line for line in outcome.lines], PILOT)
    assert outcome.needed == needed
    assert outcome.total == compute_total(outcome.funding, PILOT)
    assert outcome.total.outcome.total == Money.euro("45.00")
    assert outcome.final_plan.outcome.planned == Money.euro("30.00")
    assert [line.service for line in outcome.execution.outcome.lines] == [line.service for line in outcome.lines]
    assert outcome.execution.outcome.total.spent == Money.euro("35.00")
    stages = (outcome.order, outcome.needed, outcome.final_plan, outcome.total, outcome.execution)
    assert outcome.reasons == tuple(reason for stage in stages for reason in stage.reasons)


def test_what_was_received_is_known_for_all_services_and_the_same_months():
    one = row(received=(1,))
    refused(MissingField, "/services/1/received", matrix(one, row("home_care")).executed)
    both = matrix(one, row("home_care", received=(1, 1)))
    refused(Inconsistent, "/services/1/received", both.executed)
    assert matrix(one, row("home_care", received=(4,))).executed().lines[1].received == (4,)
