"""A child's file, the matrix, as a JSON document: read strictly, written so that it is read as the same again."""

import json
from datetime import date

import attrs
import jsonschema
import pytest
from hypothesis import given

from ibmodel.case.matrix import Aid, ChildRecord, Expert, Matrix, MatrixService, Specialty
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.errors import BadType, BadValue, Inconsistent, MissingField, UnknownField
from ibmodel.exchange import matrix_schema, read_matrix_document, write_matrix_document
from ibmodel.money import Money, Rate
from ibmodel.testing.matrices import example_matrix, matrices

LEAST = {"code": "TUK-001", "municipality": "Tukums", "period": {"start": "2018-10-01", "months": 2}}


@given(matrices())
def test_what_is_written_is_read_as_the_same_file(matrix):
    document = json.loads(json.dumps(write_matrix_document(matrix)))
    assert read_matrix_document(document) == matrix
    jsonschema.Draft202012Validator(matrix_schema()).validate(document)


def test_an_empty_file_is_written_as_what_identifies_it():
    matrix = read_matrix_document(LEAST)
    assert matrix == Matrix(code="TUK-001", municipality="Tukums", period=PlanPeriod(date(2018, 10, 1), 2))
    assert write_matrix_document(matrix) == LEAST


def test_amounts_and_prices_are_text_and_units_are_numbers():
    row = {"service": "nanny", "unit_price": "7.125", "units": [0, 3], "received": [1], "spent": ["7.13"]}
    matrix = read_matrix_document({**LEAST, "services": [row], "final": "0.00"})
    expected = MatrixService(
        service="nanny", unit_price=Rate.euro("7.125"), units=(0, 3), received=(1,), spent=(Money(713),)
    )
    assert matrix.services == (expected,)
    assert matrix.final == Money(0)
    assert matrix.provisional is None


@pytest.mark.rule("A-11")
def test_without_personal_data_neither_6_1_nor_anybody_of_the_team_can_be_found():
    matrix = example_matrix()
    text = json.dumps(write_matrix_document(matrix, personal_data=False), ensure_ascii=False)
    people = [matrix.child.contact, matrix.parent.contact, *matrix.team]
    fields = ("name", "personal_code", "address", "phone", "email")
    personal = [getattr(who, name) for who in people for name in fields if hasattr(who, name)]
    assert len(personal) == 22
    assert [value for value in personal if value in text] == []
    assert read_matrix_document(json.loads(text)) == matrix.without_personal_data()


@pytest.mark.parametrize(
    ("changes", "kind", "path"),
    [
        pytest.param({"code": None}, MissingField, "/code", id="no-code"),
        pytest.param({"name": "x"}, UnknownField, "/name", id="unknown-field"),
        pytest.param({"final": 12.5}, BadType, "/final", id="amount-as-a-number"),
        pytest.param({"final": "12.5"}, BadValue, "/final", id="amount-with-one-decimal"),
        pytest.param({"child": {"sex": "f"}}, BadValue, "/child/sex", id="unknown-word"),
        pytest.param({"child": {"sex": 1}}, BadType, "/child/sex", id="word-as-a-number"),
        pytest.param({"child": {"born": "2018-02-30"}}, BadValue, "/child/born", id="no-such-day"),
        pytest.param({"child": {"contact": {"name": " "}}}, BadValue, "/child/contact/name", id="blank-text"),
        pytest.param({"team": [{"specialty": "doctor"}]}, BadValue, "/team/0/specialty", id="unknown-specialty"),
        pytest.param(
            {"services": [{"service": "nanny", "units": [1]}]}, Inconsistent, "/services/0/units", id="months"
        ),
        pytest.param({"services": [{"service": "nanny", "area": "4"}]}, BadValue, "/services/0/area", id="area"),
        pytest.param(
            {"services": [{"service": "nanny", "parent_rank": 0}]}, BadValue, "/services/0/parent_rank", id="rank-0"
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(changes, kind, path):
    with pytest.raises(kind) as caught:
        read_matrix_document({**LEAST, **changes})
    assert caught.value.path == path


def test_no_aids_needed_is_not_the_same_as_not_known():
    needs_none = attrs.evolve(read_matrix_document(LEAST), child=ChildRecord(aids=()))
    document = write_matrix_document(needs_none)
    assert document["child"] == {"aids": []}
    assert read_matrix_document(document) == needs_none
    assert read_matrix_document({**LEAST, "child": {}}).child is None


def test_the_example_is_full_and_says_that_it_is_made_up():
    matrix = example_matrix()
    assert (matrix.code, len(matrix.services)) == ("TUK-001", 8)
    for record in (matrix, matrix.child, matrix.child.contact, matrix.parent, matrix.parent.contact, *matrix.team):
        assert None not in attrs.astuple(record, recurse=False)
    rows = [attrs.asdict(row, filter=lambda field, _: field.name not in {"area", "spent"}) for row in matrix.services]
    assert [row for row in rows if None in row.values()] == []
    assert "Izdomāts paraugs" in matrix.goals[0].text
    assert matrix.child.aids[0] == Aid(what="ratiņkrēsls", source="Tehnisko palīglīdzekļu centrs")
    assert matrix.team[0] == Expert(
        specialty=Specialty.SOCIAL_WORKER,
        name="Ilze Paraudziņa",
        institution="Sociālais dienests (paraugs)",
        phone="+371 20000002",
        email="dienests@example.org",
    )
