"""Children's files, the matrices, for tests: any that the classes admit, those that can be computed, and an example."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from ibmodel.case import VARIANTS
from ibmodel.case.applications import COMPONENTS
from ibmodel.case.matrix import (
    Aid,
    ChildRecord,
    Contact,
    Expert,
    FamilyType,
    Goal,
    GoalTerm,
    Matrix,
    MatrixService,
    ParentRecord,
    Sex,
    Specialty,
)
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.exchange import read_matrix_document
from ibmodel.money import Money, Rate
from ibmodel.testing.strategies import days, identifiers, money, rates, services
from ibmodel.vocabulary import Impairment, SupportArea

__all__ = ["EXAMPLE", "computable_matrices", "example_matrix", "matrices", "texts"]

T = TypeVar("T")
Rows = Callable[[int, int], st.SearchStrategy[list[MatrixService]]]

#: The file under ``ibmodel/testing/data`` that holds `example_matrix`.
EXAMPLE: Final = "matrix-synthetic.json"

_MOST_MONTHS: Final = 12
#: The greatest number of 15 digits, which is how many a sheet holds.
_LARGEST: Final = 10**15 - 1
_LONGEST: Final = 2000
#: What a spreadsheet might take for a formula, a number, a date, an error or an escape; what it might cut or split.
_EDGES: Final = (
    "Kristīne Ķēniņa-Žagare",
    'SIA "Rūķītis"',
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+371 20000000",
    "-2",
    "@SUM(A1)",
    "'=1",
    "line\nline\n",
    "\nline",
    " before",
    "after ",
    "two  blanks",
    "0",
    "007",
    "0.7",
    "70 %",
    "1e5",
    "TRUE",
    "2018-10-01",
    "01.10.2018.",
    "#REF!",
    "#N/A",
    "_x0041_",
    "_x000a_",
    "<b>&amp;</b>",
    "]]>",
    "\U0001f9d2",
    "e\u0301",
    "ā" * _LONGEST,
)


def example_matrix() -> Matrix:
    """A made-up child's file with everything filled in, halfway through its plan; nobody is meant."""
    content = resources.files("ibmodel.testing").joinpath("data", EXAMPLE).read_text("utf-8")
    return read_matrix_document(json.loads(content))


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts of the file, among them what a spreadsheet would rather take for something else."""
    characters = st.characters(exclude_categories=("C", "Z"), include_characters=" \n")
    anything = st.text(characters, min_size=1, max_size=40).filter(str.strip)
    return st.one_of(st.sampled_from(_EDGES), anything)


def matrices(most_services: int = 5) -> st.SearchStrategy[Matrix]:
    """Files from empty to full: amounts are those of the wire, prices and units have at most 15 digits."""
    return _files(_rows, most_services)


def computable_matrices(most_services: int = 5) -> st.SearchStrategy[Matrix]:
    """Files that `ibmodel.matrix.compute_matrix` takes: every price and unit is filled in, all are ranked or none."""
    return _files(_computable_rows, most_services)


@cache
def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


@cache
def _yes_no() -> st.SearchStrategy[bool | None]:
    return st.sampled_from([None, True, False])


@cache
def _contacts() -> st.SearchStrategy[Contact]:
    return st.builds(Contact, **{field.name: _maybe(texts()) for field in attrs.fields(Contact)})


@cache
def _children() -> st.SearchStrategy[ChildRecord]:
    return st.builds(
        ChildRecord,
        contact=_contacts(),
        born=_maybe(days()),
        special_care=_yes_no(),
        sex=_maybe(st.sampled_from(Sex)),
        impairment=_maybe(st.sampled_from(Impairment)),
        components=_maybe(st.lists(st.sampled_from(COMPONENTS), unique=True)),
        aids=_maybe(st.lists(st.builds(Aid, what=texts(), source=_maybe(texts())), max_size=3)),
    )


@cache
def _parents() -> st.SearchStrategy[ParentRecord]:
    few = _maybe(st.integers(0, 12))
    return st.builds(
        ParentRecord,
        contact=_contacts(),
        born=_maybe(days()),
        sex=_maybe(st.sampled_from(Sex)),
        family=_maybe(st.sampled_from(FamilyType)),
        disability=_yes_no(),
        complete_family=_yes_no(),
        children=few,
        children_with_disability=few,
        paid_work=_yes_no(),
    )


@cache
def _experts() -> st.SearchStrategy[list[Expert]]:
    contact = {name: _maybe(texts()) for name in ("name", "institution", "phone", "email")}
    return st.lists(st.builds(Expert, specialty=st.sampled_from(Specialty), **contact), max_size=4)


@cache
def _goals() -> st.SearchStrategy[list[Goal]]:
    goal = st.builds(Goal, term=st.sampled_from(GoalTerm), text=texts(), reached=_maybe(texts()))
    return st.lists(goal, max_size=4)


@cache
def _units(months: int) -> st.SearchStrategy[list[int]]:
    few = st.one_of(st.sampled_from([0, 1, 2]), st.integers(0, 31), st.sampled_from([999_999, _LARGEST]))
    return st.lists(few, min_size=months, max_size=months)


def _months_known(draw: st.DrawFn, known: int) -> dict[str, Any]:
    """What was received in ``known`` months, none if there are none."""
    if not known:
        return {}
    amounts = st.lists(_amounts(), min_size=known, max_size=known)
    return {"received": draw(_units(known)), "spent": draw(_maybe(amounts))}


@cache
def _amounts() -> st.SearchStrategy[Money]:
    return st.one_of(st.sampled_from([Money(0), Money(1), Money(99), Money(100)]), money())


@cache
def _prices() -> st.SearchStrategy[Rate]:
    return rates().filter(lambda price: price.micros <= _LARGEST) | st.just(Rate(_LARGEST))


def _row(draw: st.DrawFn, service: str, **known: Any) -> MatrixService:
    """A row with ``known`` filled in, and its texts, public money and transport as they come."""
    given: dict[str, Any] = {
        "area": draw(_maybe(st.sampled_from(SupportArea))),
        "intensity": draw(_maybe(texts())),
        "provider": draw(_maybe(texts())),
        "public": draw(_maybe(_amounts())),
        "transport": draw(_yes_no()),
    }
    return MatrixService(service=service, **(given | known))


@cache
def _names(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(services(), max_size=most, unique=True)


@st.composite
def _rows(draw: st.DrawFn, months: int, most: int) -> list[MatrixService]:
    rows = []
    ranks = _maybe(st.integers(1, 99)) if draw(st.booleans()) else st.none()
    for service in draw(_names(most)):
        known = _months_known(draw, draw(st.integers(0, months)))
        prices, units = draw(_maybe(_prices())), draw(_maybe(_units(months)))
        ranked = {"experts_rank": draw(ranks), "parent_rank": draw(ranks)}
        rows.append(_row(draw, service, unit_price=prices, units=units, **ranked, **known))
    return rows


@st.composite
def _computable_rows(draw: st.DrawFn, months: int, most: int) -> list[MatrixService]:
    names = draw(_names(most))
    ranked = draw(st.booleans())
    ranks = [draw(st.permutations(range(1, len(names) + 1))) for _ in range(2)]
    known = draw(st.integers(0, months))
    rows = []
    for place, service in enumerate(names):
        given: dict[str, Any] = {"unit_price": draw(_prices()), "units": draw(_units(months))}
        if ranked:
            given |= {"experts_rank": ranks[0][place], "parent_rank": ranks[1][place]}
            given["area"] = draw(st.sampled_from(SupportArea))
        rows.append(_row(draw, service, **given, **_months_known(draw, known)))
    return rows


@st.composite
def _files(draw: st.DrawFn, rows: Rows, most: int) -> Matrix:
    months = draw(st.one_of(st.sampled_from([1, 6, _MOST_MONTHS]), st.integers(1, _MOST_MONTHS)))
    names = ("provisional", "final", "rehabilitation", "transport", "other", "before")
    return Matrix(
        code=draw(identifiers()),
        municipality=draw(identifiers()),
        period=PlanPeriod(draw(days()), months),
        child=draw(_maybe(_children())),
        parent=draw(_maybe(_parents())),
        team=draw(_experts()),
        goals=draw(_goals()),
        recommendations=draw(_maybe(texts())),
        services=draw(rows(months, most)),
        variant=draw(_maybe(st.sampled_from(VARIANTS))),
        **{name: draw(_maybe(_amounts())) for name in names},
    )
