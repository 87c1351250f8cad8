"""Writing then reading is the identity, for every scalar of the wire, every input and a whole cohort."""

from __future__ import annotations

import copy
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel import edition, read_cohort, run
from ibmodel.case import Case, Cohort, Line, PlanLine, Rankings
from ibmodel.errors import MissingField, ModelError
from ibmodel.exchange import Limits, converter, write_outcome
from ibmodel.exchange.converter import read, shown_score, write, write_value
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money, Rate, Share
from ibmodel.vocabulary import Comparison

CHILDREN = edition("children-pilot-2018")
MONEY = st.integers(0, 10**14 - 1).map(Money)
RATE = st.integers(0, 10**18 - 1).map(Rate)
SHARE = st.integers(0, Share.WHOLE).map(Share)
MOMENT = st.datetimes().map(lambda at: at.replace(second=0, microsecond=0))
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=64)
SERVICE = st.sampled_from(["nanny", "transport_child", "x-", "x-peldēšana"])


@attrs.frozen
class Scalars:
    money: Money
    rate: Rate
    share: Share
    day: date
    moment: datetime
    flag: bool
    number: int


@given(st.builds(Scalars, MONEY, RATE, SHARE, st.dates(), MOMENT, st.booleans(), st.integers(0, 10**15 - 1)))
@settings(deadline=None)
def test_every_scalar_written_and_read_is_itself_again(scalars: Scalars) -> None:
    document = write(scalars)
    assert read(document, Scalars) == scalars
    for attribute in attrs.fields(Scalars):
        assert write_value(getattr(scalars, attribute.name)) == document[attribute.name]
        assert type(document[attribute.name]) in (str, bool, int)


LINE = st.builds(Line, SERVICE, RATE, st.lists(st.integers(0, 10**15 - 1), max_size=6).map(tuple))


@given(LINE)
@settings(deadline=None)
def test_a_line_written_and_read_is_itself_again(line: Line) -> None:
    assert read(write(line), Line) == line


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (Fraction(0), "0.0000"),
        (Fraction(1), "1.0000"),
        (Fraction(3, 4), "0.7500"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(1, 20000), "0.0001"),
        (Fraction(1, 20001), "0.0000"),
        (Fraction(19999, 20000), "1.0000"),
    ],
)
def test_a_score_is_written_with_four_decimals_rounded_half_up(score: Fraction, text: str) -> None:
    assert shown_score(score) == write_value(score) == text


def test_a_word_of_a_closed_list_is_written_as_its_value() -> None:
    @attrs.frozen
    class Said:
        word: Enum

    assert write(Said(Comparison.NEED_IS_LESS)) == {"word": "need_is_less"}


def test_values_without_a_form_of_their_own_are_written_as_they_are() -> None:
    assert [write_value(value) for value in ("x", 5, True, None)] == ["x", 5, True, None]


DOCUMENT: dict[str, Any] = {
    "title": "two children",
    "synthetic": True,
    "pool": "1000.00",
    "on": "2018-09-01",
    "cases": [
        {
            "id": "ada",
            "municipality": "Jelgava",
            "born": "2012-02-29",
            "special_care": False,
            "lines": [
                {"service": "nanny", "unit_price": "8.50", "units": [10, 10], "public": "20.00"},
                {"service": "transport_child", "unit_price": "2.00", "units": [0, 3], "transport": True},
            ],
            "received": "2018-07-03T09:14",
            "benefits": {"rehabilitation": "5.00", "transport": "6.00"},
            "other": "7.00",
            "before": "8.00",
        },
        {
            "id": "bo",
            "municipality": "elsewhere",
            "born": "2004-04-04",
            "special_care": True,
            "lines": [
                {"service": "escort", "unit_price": "100.00", "units": [4]},
                {"service": "nanny", "unit_price": "100.00", "units": [4]},
            ],
            "rankings": {"experts": {"1": ["nanny"], "2": ["escort"]}, "parent": ["nanny", "escort"]},
        },
    ],
    "underspent": "10.00",
}


def test_a_cohort_is_read_as_it_stands() -> None:
    cohort = read_cohort(DOCUMENT)
    ada, bo = cohort.cases
    assert (cohort.title, cohort.synthetic, cohort.pool, cohort.underspent, cohort.amount) == (
        "two children",
        True,
        Money(100000),
        Money(1000),
        None,
    )
    assert ada.lines[0] == PlanLine("nanny", Rate.euro("8.50"), (10, 10), Money(2000))
    assert (ada.received, ada.benefits.transport, ada.other) == (datetime(2018, 7, 3, 9, 14), Money(600), Money(700))
    assert bo.rankings == Rankings({"1": ("nanny",), "2": ("escort",), "3": ()}, ("nanny", "escort"))
    assert bo.received is None


MONTHS = st.lists(st.integers(0, 10**15 - 1), max_size=4).map(tuple)
PLAN_LINE = st.builds(PlanLine, SERVICE, RATE, MONTHS, MONEY, st.none() | st.booleans())
CASE = st.builds(
    Case,
    id=TEXT,
    municipality=TEXT,
    born=st.dates(),
    special_care=st.booleans(),
    lines=st.lists(PLAN_LINE, max_size=3).map(tuple),
    received=st.none() | MOMENT,
    rankings=st.none() | st.just(Rankings({"1": ("nanny",), "2": (), "3": ()}, ("nanny",))),
    other=MONEY,
    before=st.none() | MONEY,
)
COHORT = st.builds(
    Cohort,
    title=st.text(),
    synthetic=st.booleans(),
    pool=MONEY,
    on=st.dates(),
    cases=st.lists(CASE, max_size=2).map(tuple),
    underspent=MONEY,
    amount=st.none() | MONEY,
)


@given(COHORT)
@settings(deadline=None, max_examples=60)
def test_a_cohort_written_and_read_is_itself_again(cohort: Cohort) -> None:
    assert read_cohort(write(cohort)) == cohort


@pytest.mark.parametrize(
    ("steps", "value", "code", "path"),
    [
        (("title",), None, "missing_field", "/title"),
        (("title",), 5, "bad_type", "/title"),
        (("title",), ["x"], "bad_type", "/title"),
        (("synthetic",), "yes", "bad_type", "/synthetic"),
        (("pool",), 1000, "bad_type", "/pool"),
        (("pool",), "-1.00", "bad_value", "/pool"),
        (("cases", 0, "born"), "2012-02-30", "bad_value", "/cases/0/born"),
        (("cases", 0, "lines", 1, "units", 1), 1.0, "bad_type", "/cases/0/lines/1/units/1"),
        (("cases", 0, "lines", 1, "units", 1), -1, "bad_value", "/cases/0/lines/1/units/1"),
        (("cases", 0, "lines", 1, "units", 1), 10**15, "too_large", "/cases/0/lines/1/units/1"),
        (("cases", 0, "lines", 0, "service"), "swimming", "bad_value", "/cases/0/lines/0/service"),
        (("cases", 1, "rankings", "experts", "1"), "nanny", "bad_type", "/cases/1/rankings/experts/1"),
        (("cases", 1, "rankings", "experts", "1"), ["none"], "bad_value", "/cases/1/rankings/experts/1/0"),
        (("cases", 1, "rankings", "experts", "4"), [], "unknown_field", "/cases/1/rankings/experts/4"),
        (("cases", 1, "rankings", "parent"), None, "missing_field", "/cases/1/rankings/parent"),
        (("cases", 1, "unknown"), None, "unknown_field", "/cases/1/unknown"),
        (("unknown",), None, "unknown_field", "/unknown"),
        (("cases", 1), None, "bad_type", "/cases/1"),
    ],
)
def test_a_bad_cohort_file_is_refused_at_the_place(
    steps: tuple[str | int, ...], value: object, code: str, path: str
) -> None:
    document: Any = copy.deepcopy(DOCUMENT)
    holder = document
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    with pytest.raises(ModelError) as caught:
        read_cohort(document)
    assert (caught.value.code, caught.value.path) == (code, path)


@pytest.mark.parametrize("document", [[], "x", 5, True], ids=ascii)
def test_a_cohort_that_is_no_object_is_a_bad_type(document: object) -> None:
    with pytest.raises(ModelError) as caught:
        read_cohort(document)
    assert (caught.value.code, caught.value.path) == ("bad_type", "")


def test_no_document_is_a_missing_cohort() -> None:
    with pytest.raises(MissingField):
        read_cohort(None)


def test_a_cohort_without_its_fields_misses_the_first() -> None:
    with pytest.raises(MissingField) as caught:
        read_cohort({})
    assert caught.value.path == "/title"


def test_reading_a_cohort_does_not_change_the_document() -> None:
    before = copy.deepcopy(DOCUMENT)
    read_cohort(DOCUMENT)
    assert before == DOCUMENT


def test_limits_can_be_changed_for_what_is_read() -> None:
    document = {"service": "nanny", "unit_price": "1.00", "units": [100]}
    assert read(document, Line, Limits(digits=3)).units == (100,)
    with pytest.raises(ModelError, match="at most 2 digits") as caught:
        read(document, Line, Limits(digits=2))
    assert (caught.value.code, caught.value.path) == ("too_large", "/units/0")


def test_a_document_that_only_the_quick_reader_refuses_is_a_bug_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "_QUICK", None)
    with pytest.raises(AssertionError, match="the quick reader refused what the thorough one takes: Line"):
        read({"service": "nanny", "unit_price": "1.00", "units": []}, Line)


def plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(type(key) is str and plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or type(value) in (str, bool, int)


@pytest.mark.parametrize("language", ["en", "lv"])
def test_the_outcome_of_a_cohort_is_written_in_plain_values(language: str) -> None:
    cohort = read_cohort(DOCUMENT)
    written = write_outcome(run(cohort, CHILDREN), language)
    assert plain(written)
    assert (written["title"], written["synthetic"], written["policy"]) == ("two children", True, "children-pilot-2018")
    assert [case["id"] for case in written["cases"]] == ["ada", "bo"]
    assert written["cases"][0]["order"] is None
    assert [row["service"] for row in written["cases"][1]["order"]["order"]] == ["nanny", "escort"]
    assert [case["weight"] for case in written["cases"]] == ["100", "100"]
    assert all(reason["text"] for case in written["cases"] for reason in case["reasons"])
    for case in written["cases"]:
        assert Money.euro(case["final"]) <= Money.euro(case["needed"]["needed"])
        assert case["total"]["sources"]["project"] <= case["final"]


def test_the_readings_of_a_cohort_are_those_that_were_consulted_in_numeric_order() -> None:
    written = write_outcome(run(read_cohort(DOCUMENT), CHILDREN), "en")
    assert list(written["readings"]) == ["I-1", "I-2", "I-3", "I-10", "I-12", "I-24", "I-25", "I-30"]
    assert all(reading == INTERPRETATIONS[key].default for key, reading in written["readings"].items())


def test_an_empty_cohort_has_an_outcome_too() -> None:
    empty = {**DOCUMENT, "cases": [], "underspent": None}
    written = write_outcome(run(read_cohort(empty), CHILDREN), "en")
    assert (written["cases"], written["reserve"]) == ([], "1000.00")
