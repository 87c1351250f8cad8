"""What is known of recipients and plans are frozen values that refuse a wrong kind and name the attribute."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from ibmodel.case import (
    VARIANTS,
    Benefits,
    Case,
    Cohort,
    Funding,
    FundingLine,
    Line,
    Need,
    PlanLine,
    Rankings,
    Recipient,
    identifier,
    service_name,
)
from ibmodel.errors import BadType, BadValue, ModelError
from ibmodel.money import Money, Rate

BORN = date(2010, 9, 1)
RECEIVED = datetime(2018, 7, 3, 9, 14)
PLAN_LINE = PlanLine("nanny", Rate.euro("8.50"), (10, 10), Money(500), transport=False)
RANKINGS = Rankings({"2": ("escort",), "1": ("nanny",)}, ("nanny", "escort"))

#: One right value of every class, all attributes given.
COMPLETE: dict[type, dict[str, Any]] = {
    Recipient: {"id": "ada", "born": BORN, "special_care": False, "received": RECEIVED},
    Need: {"id": "ada", "provisional": Money(1), "needed": Money(2), "received": RECEIVED},
    Line: {"service": "nanny", "unit_price": Rate(1), "units": (1, 2)},
    FundingLine: {"service": "x-sports", "amount": Money(1), "public": Money(2), "transport": True},
    Benefits: {"rehabilitation": Money(1), "transport": Money(2)},
    Funding: {
        "variant": 3,
        "final": Money(1),
        "lines": (FundingLine("nanny", Money(1)),),
        "benefits": Benefits(),
        "other": Money(1),
        "before": Money(1),
    },
    Rankings: {"experts": {"1": ("nanny",)}, "parent": ("nanny",)},
    PlanLine: {
        "service": "nanny",
        "unit_price": Rate(1),
        "units": (1, 2),
        "public": Money(2),
        "transport": True,
    },
    Case: {
        "id": "ada",
        "municipality": "Jelgava",
        "born": BORN,
        "special_care": True,
        "lines": (PLAN_LINE,),
        "received": RECEIVED,
        "rankings": RANKINGS,
        "benefits": Benefits(),
        "other": Money(1),
        "before": Money(1),
    },
    Cohort: {
        "title": "ten children",
        "synthetic": True,
        "pool": Money(1),
        "on": BORN,
        "cases": (),
        "underspent": Money(1),
        "amount": Money(1),
    },
}

NO_DATES = ("2010-09-01", RECEIVED, None, 0, True)
NO_MOMENTS = ("2018-07-03T09:14", BORN, 0, True)
NO_FLAGS = (0, 1, "no", "yes", 1.0)
NO_TEXT = (None, 1, True, b"ada", ["ada"])
NO_MONEY = (0, 1.5, "1.00", True, Rate(1), float("nan"))

#: For each kind of attribute what it must refuse as a wrong type.
WRONG: dict[tuple[type, str], tuple[Any, ...]] = {
    (Recipient, "id"): NO_TEXT,
    (Recipient, "born"): NO_DATES,
    (Recipient, "special_care"): (*NO_FLAGS, None),
    (Recipient, "received"): NO_MOMENTS,
    (Need, "id"): NO_TEXT,
    (Need, "provisional"): (*NO_MONEY, None),
    (Need, "needed"): (*NO_MONEY, None),
    (Need, "received"): NO_MOMENTS,
    (Line, "service"): NO_TEXT,
    (Line, "unit_price"): (Money(1), 1, 1.5, "1.00", None),
    (FundingLine, "service"): NO_TEXT,
    (FundingLine, "amount"): (*NO_MONEY, None),
    (FundingLine, "public"): NO_MONEY,
    (FundingLine, "transport"): NO_FLAGS,
    (Benefits, "rehabilitation"): NO_MONEY,
    (Benefits, "transport"): NO_MONEY,
    (Funding, "variant"): (True, 1.0, "1"),
    (Funding, "final"): (*NO_MONEY, None),
    (Funding, "benefits"): ({}, Money(1), 0),
    (Funding, "other"): NO_MONEY,
    (Funding, "before"): NO_MONEY,
    (PlanLine, "service"): NO_TEXT,
    (PlanLine, "unit_price"): (Money(1), 1, 1.5, "1.00", None),
    (PlanLine, "public"): NO_MONEY,
    (PlanLine, "transport"): NO_FLAGS,
    (Case, "id"): NO_TEXT,
    (Case, "municipality"): NO_TEXT,
    (Case, "born"): NO_DATES,
    (Case, "special_care"): (*NO_FLAGS, None),
    (Case, "received"): NO_MOMENTS,
    (Case, "rankings"): ({}, (), "1"),
    (Case, "benefits"): ({}, Money(1)),
    (Case, "other"): NO_MONEY,
    (Case, "before"): NO_MONEY,
    (Cohort, "title"): (None, 1, b"x"),
    (Cohort, "synthetic"): (*NO_FLAGS, None),
    (Cohort, "pool"): (*NO_MONEY, None),
    (Cohort, "on"): NO_DATES,
    (Cohort, "underspent"): NO_MONEY,
    (Cohort, "amount"): NO_MONEY,
}
#: Attributes that hold sequences, with their class.
SEQUENCES = [(Line, "units"), (PlanLine, "units"), (Funding, "lines"), (Case, "lines"), (Cohort, "cases")]
AMOUNTS = [
    (kind, attribute.name)
    for kind in COMPLETE
    for attribute in attrs.fields(kind)  # type: ignore[arg-type]
    if type(COMPLETE[kind][attribute.name]) is Money
]


def refused(kind: type, error: type[ModelError], name: str, value: object) -> ModelError:
    with pytest.raises(error) as caught:
        kind(**{**COMPLETE[kind], name: value})
    return caught.value


def test_every_attribute_of_every_class_is_put_to_the_test() -> None:
    tested = {*WRONG, *SEQUENCES, (Rankings, "experts"), (Rankings, "parent")}
    assert tested == {(kind, attribute.name) for kind in COMPLETE for attribute in attrs.fields(kind)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [(kind, name, value) for (kind, name), values in WRONG.items() for value in values],
    ids=lambda value: value.__name__ if isinstance(value, type) else ascii(value)[:30],
)
def test_a_value_of_the_wrong_kind_is_refused_at_its_attribute(kind: type, name: str, value: object) -> None:
    assert refused(kind, BadType, name, value).path == f"/{name}"


@pytest.mark.parametrize(("kind", "name"), AMOUNTS, ids=lambda value: getattr(value, "__name__", value))
def test_an_amount_below_zero_is_refused_at_its_attribute(kind: type, name: str) -> None:
    error = refused(kind, BadValue, name, Money(-1))
    assert (error.path, error.message) == (f"/{name}", "expected an amount that is not negative, got -0.01")
    kind(**{**COMPLETE[kind], name: Money(0)})


@pytest.mark.parametrize(("kind", "name"), SEQUENCES, ids=lambda value: getattr(value, "__name__", value))
@pytest.mark.parametrize("value", ["ab", 5, None, {1: 2}, {1}, iter(())], ids=lambda value: type(value).__name__)
def test_a_sequence_is_a_tuple_or_a_list(kind: type, name: str, value: object) -> None:
    assert refused(kind, BadType, name, value).path == f"/{name}"


@pytest.mark.parametrize("kind", [Line, PlanLine])
@pytest.mark.parametrize("units", [True, 1.0, "1", None, Money(1)], ids=repr)
def test_units_of_the_wrong_kind_are_refused_at_their_month(kind: type, units: object) -> None:
    assert refused(kind, BadType, "units", (0, units)).path == "/units/1"


@pytest.mark.parametrize("kind", [Line, PlanLine])
def test_units_below_zero_are_refused_at_their_month(kind: type) -> None:
    assert refused(kind, BadValue, "units", (0, 0, -1)).path == "/units/2"


@pytest.mark.parametrize(
    ("kind", "name", "right"),
    [(Funding, "lines", FundingLine("nanny", Money(1))), (Case, "lines", PLAN_LINE), (Cohort, "cases", None)],
    ids=["funding", "case", "cohort"],
)
def test_an_element_of_the_wrong_kind_is_refused_at_its_place(kind: type, name: str, right: object) -> None:
    good = () if right is None else (right,)
    for wrong in ({}, None, Line("nanny", Rate(1), ())):
        assert refused(kind, BadType, name, (*good, wrong)).path == f"/{name}/{len(good)}"


@pytest.mark.parametrize(
    "text",
    ["", "x" * 65, "a\n", "\x00", "\x1f", "\x7f", "\x80", "\x9f", "\ud800", "a\udfffb"],
    ids=ascii,
)
def test_an_identifier_that_is_empty_long_or_not_printable_is_a_bad_value(text: str) -> None:
    with pytest.raises(BadValue, match="expected an identifier of 1 to 64 characters"):
        identifier(text)
    for kind, name in ((Recipient, "id"), (Need, "id"), (Case, "id"), (Case, "municipality")):
        assert refused(kind, BadValue, name, text).path == f"/{name}"


@pytest.mark.parametrize("text", ["a", "x" * 64, " ", "ā", "😀" * 64, "\u00a0", "\u200b", "\uffff", "a/b~c", "{}%s"])
def test_any_other_text_is_an_identifier(text: str) -> None:
    assert identifier(text) == text
    assert Recipient(text, BORN, special_care=False).id == text


@pytest.mark.parametrize("name", ["", "swimming", "Nanny", "nanny ", "X-a", "x_a", "x-\n", "x-\ud800", "x-" + "a" * 63])
def test_a_service_is_of_the_list_or_starts_with_x(name: str) -> None:
    with pytest.raises(BadValue, match="expected a service of the catalogue or a name that starts with 'x-'"):
        service_name(name)
    for kind in (Line, FundingLine, PlanLine):
        assert refused(kind, BadValue, "service", name).path == "/service"


@pytest.mark.parametrize("name", ["nanny", "x-", "x-peldēšana", "x-" + "a" * 62])
def test_a_listed_service_and_an_own_name_are_taken(name: str) -> None:
    assert service_name(name) == name


@pytest.mark.parametrize("variant", [0, 4, -1, 10**30])
def test_a_variant_beyond_three_is_a_bad_value(variant: int) -> None:
    assert refused(Funding, BadValue, "variant", variant).path == "/variant"
    assert [Funding(variant=right, final=Money(0), lines=()).variant for right in VARIANTS] == [1, 2, 3]


@pytest.mark.parametrize("kind", COMPLETE, ids=lambda kind: kind.__name__)
def test_cases_are_frozen_values_that_can_be_handed_to_another_process(kind: type) -> None:
    value = kind(**COMPLETE[kind])
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, next(iter(COMPLETE[kind])), None)


@pytest.mark.parametrize("kind", COMPLETE, ids=lambda kind: kind.__name__)
def test_none_stands_for_every_default(kind: type) -> None:
    optional = [attribute.name for attribute in attrs.fields(kind) if attribute.default is not attrs.NOTHING]  # type: ignore[arg-type]
    required = {name: value for name, value in COMPLETE[kind].items() if name not in optional}
    assert kind(**required, **dict.fromkeys(optional)) == kind(**required)


def test_absent_money_is_nothing_and_absent_benefits_are_none() -> None:
    assert FundingLine("nanny", Money(1)).public == Money(0)
    assert Benefits() == Benefits(Money(0), Money(0))
    funding = Funding(final=Money(0), lines=())
    assert (funding.variant, funding.benefits, funding.other, funding.before) == (None, Benefits(), Money(0), None)


def test_lists_become_tuples() -> None:
    assert Line("nanny", Rate(1), [1, 2]).units == (1, 2)  # type: ignore[arg-type]
    assert Rankings({"1": ["nanny"]}, ["nanny"]) == Rankings({"1": ("nanny",)}, ("nanny",))  # type: ignore[arg-type, dict-item]


@pytest.mark.rule("N-2")
def test_the_areas_of_the_experts_stand_in_order_however_they_were_given() -> None:
    assert list(RANKINGS.experts) == ["1", "2"]


@pytest.mark.parametrize(
    ("experts", "error", "path"),
    [
        ({"4": ()}, BadValue, "/experts"),
        ({"1": ("nanny",), "x": ()}, BadValue, "/experts"),
        ({"1": ("nanny", "swimming")}, BadValue, "/experts/1/1"),
        ({"2": ("nanny", 5)}, BadType, "/experts/2/1"),
    ],
)
def test_experts_rank_services_in_the_three_areas(experts: Any, error: type[ModelError], path: str) -> None:
    assert refused(Rankings, error, "experts", experts).path.startswith(path)


@pytest.mark.parametrize(
    "experts",
    [5, None, "1", (), {"1": 5}, {"1": "nanny"}, {"1": (), 2: ()}],
    ids=ascii,
)
def test_rankings_that_are_no_lists_by_area_are_refused_at_the_experts(experts: object) -> None:
    with pytest.raises((BadType, BadValue)) as caught:
        Rankings(experts, ())  # type: ignore[arg-type]
    assert caught.value.path.startswith("/experts")


@pytest.mark.parametrize("parent", [5, None, "nanny"], ids=ascii)
def test_a_parents_ranking_that_is_no_list_is_refused_at_the_parent(parent: object) -> None:
    assert refused(Rankings, BadType, "parent", parent).path == "/parent"


def test_a_parent_ranks_services() -> None:
    assert refused(Rankings, BadValue, "parent", ("nanny", "swimming")).path == "/parent/1"
    assert refused(Rankings, BadType, "parent", ("nanny", None)).path == "/parent/1"


def test_a_line_of_a_plan_is_what_stages_2_and_4_need() -> None:
    assert PLAN_LINE.line == Line("nanny", Rate.euro("8.50"), (10, 10))
    assert PLAN_LINE.funding_line(Money(7)) == FundingLine("nanny", Money(7), Money(500), transport=False)


def test_a_case_is_what_stage_1_needs() -> None:
    assert Case(**COMPLETE[Case]).recipient == Recipient("ada", BORN, True, RECEIVED)


def test_a_moment_with_a_time_zone_is_no_local_time_and_is_refused() -> None:
    assert refused(Recipient, ModelError, "received", RECEIVED.replace(tzinfo=UTC)).path == "/received"
