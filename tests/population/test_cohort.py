"""A cohort's columns are read strictly: every problem names the column and the row."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import numpy as np
import pytest

from ibmodel.errors import BadType, BadValue, Inconsistent, Infeasible, MissingField, ModelError, UnknownReading
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.population import COLUMNS, MONEY_COLUMNS, Cohort, simulate

PILOT = edition("children-pilot-2018")
GOOD: dict[str, Any] = {"age": [3, 12], "special_care": [True, False], "needed": [100, 200]}
LARGEST = 2**63 - 1


def refused(kind: type[ModelError], path: str, **columns: Any) -> str:
    with pytest.raises(kind) as caught:
        Cohort(**{**GOOD, **columns})
    assert caught.value.path == path
    assert type(caught.value) is kind
    return caught.value.message


def test_columns_are_whole_cents_of_64_bits_small_ages_and_booleans() -> None:
    cohort = Cohort(**GOOD, public=np.array([1, 2], dtype=np.int16), town=["a", "b"])
    assert [cohort[name].dtype for name in cohort] == [np.uint8, np.bool_, np.int64, np.int64, np.dtype("<U1")]
    assert (cohort.names, cohort.groups, len(cohort)) == ((*GOOD, "public", "town"), ("town",), 2)
    assert "public" in cohort
    assert "other" not in cohort
    assert repr(cohort) == "<Cohort of 2 rows: age, special_care, needed, public, town>"


def test_money_that_was_not_given_is_zero() -> None:
    assert Cohort(**GOOD)["other"].tolist() == [0, 0]


@pytest.mark.parametrize("name", ["before", "weight", "nonsense"])
def test_other_columns_that_were_not_given_are_not_there(name: str) -> None:
    with pytest.raises(MissingField, match="expected one of age, special_care, needed"):
        Cohort(**GOOD)[name]


def test_a_column_cannot_be_changed_through_the_cohort() -> None:
    with pytest.raises(ValueError, match="read-only"):
        Cohort(**GOOD)["needed"][0] = 5


def test_an_array_of_the_right_kind_is_not_copied() -> None:
    needed = np.array([100, 200])
    assert np.shares_memory(Cohort(**{**GOOD, "needed": needed})["needed"], needed)


def test_a_cohort_survives_the_way_to_another_process() -> None:
    cohort = Cohort(**GOOD, town=["a", "b"], self=[1, 2])
    again = pickle.loads(pickle.dumps(cohort))  # noqa: S301 - made a moment before
    assert [again[name].tolist() for name in again] == [cohort[name].tolist() for name in cohort]
    assert (again.names, again.groups) == (cohort.names, cohort.groups)


def test_every_money_column_is_a_column() -> None:
    assert set(MONEY_COLUMNS) < set(COLUMNS)


@pytest.mark.parametrize("name", ["age", "special_care", "needed"])
def test_a_required_column_is_missed_by_name(name: str) -> None:
    columns = {other: values for other, values in GOOD.items() if other != name}
    with pytest.raises(MissingField) as caught:
        Cohort(**columns)
    assert caught.value.path == f"/{name}"


@pytest.mark.parametrize(
    ("value", "got"),
    [(1.0, "1.0"), (True, "True"), ("5", "'5'"), (None, "None"), (float("nan"), "nan")],
    ids=["float", "true", "text", "none", "nan"],
)
@pytest.mark.parametrize("name", ["needed", "public", "other", "age", "weight"])
def test_a_number_is_whole_or_refused_with_its_row(name: str, value: object, got: str) -> None:
    assert got in refused(BadType, f"/{name}/1", **{name: [3, value]})


@pytest.mark.parametrize(
    ("array", "path"),
    [
        (np.array([1.0, 2.0]), "/needed/0"),
        (np.array([1.0, np.nan]), "/needed/1"),
        (np.array([True, False]), "/needed/0"),
        (np.array(["1", "2"]), "/needed/0"),
        (np.array([1, None], dtype=object), "/needed/1"),
        (np.ma.array([1, 2], mask=[False, True]), "/needed/1"),
    ],
    ids=["floats", "nan", "booleans", "text", "none", "masked"],
)
def test_an_array_of_another_kind_is_refused(array: Any, path: str) -> None:
    refused(BadType, path, needed=array)


def test_a_mask_that_hides_nothing_hides_nothing() -> None:
    assert Cohort(**{**GOOD, "needed": np.ma.array([1, 2], mask=[False, False])})["needed"].tolist() == [1, 2]


@pytest.mark.parametrize("column", [5, "text", b"bytes", {1: 2}, None])
def test_a_column_is_an_array_or_a_sequence(column: object) -> None:
    refused(BadType, "/needed", needed=column)


def test_a_column_has_one_dimension() -> None:
    refused(BadType, "/needed", needed=np.zeros((2, 2), dtype=np.int64))


@pytest.mark.parametrize("name", MONEY_COLUMNS)
def test_negative_cents_are_refused(name: str) -> None:
    assert "got -1" in refused(BadValue, f"/{name}/1", **{name: [0, -1]})


@pytest.mark.parametrize(
    "column",
    [[0, 2**63], np.array([0, 2**63], dtype=np.uint64), [2**63, -1][::-1][::-1][:1] * 0 + [0, 2**80]],
    ids=["list", "unsigned", "far beyond"],
)
def test_beyond_64_bits_is_refused_with_its_row(column: Any) -> None:
    refused(BadValue, "/needed/1", needed=column)


def test_the_greatest_amount_of_64_bits_is_allowed() -> None:
    assert Cohort(**{**GOOD, "needed": [0, LARGEST]})["needed"].tolist() == [0, LARGEST]
    assert Cohort(**{**GOOD, "needed": [Money(0), Money(LARGEST)]})["needed"].tolist() == [0, LARGEST]


def test_money_and_cents_may_stand_in_one_column() -> None:
    assert Cohort(**{**GOOD, "needed": [Money(5), 7]})["needed"].tolist() == [5, 7]


def test_ages_are_not_money() -> None:
    refused(BadType, "/age/0", age=[Money(5), 7])


@pytest.mark.parametrize("age", [-1, 150, 2**63])
def test_an_age_is_one_that_people_reach(age: int) -> None:
    refused(BadValue, "/age/1", age=[3, age])


@pytest.mark.parametrize("weight", [0, -1])
def test_a_row_stands_for_somebody(weight: int) -> None:
    refused(BadValue, "/weight/1", weight=[1, weight])


@pytest.mark.parametrize(
    ("column", "path"),
    [([True, 1], "/special_care/1"), ([True, None], "/special_care/1"), (np.array([0, 1]), "/special_care/0")],
    ids=["number", "none", "array"],
)
def test_special_care_is_true_or_false(column: Any, path: str) -> None:
    refused(BadType, path, special_care=column)


def test_lengths_that_differ_are_refused() -> None:
    assert "expected 2 rows" in refused(Inconsistent, "/public", public=[1])


@pytest.mark.parametrize("empty", [[], np.array([]), np.array([], dtype=np.int64)], ids=["list", "floats", "whole"])
def test_an_empty_table_is_refused(empty: Any) -> None:
    with pytest.raises(ModelError) as caught:
        Cohort(age=[], special_care=[], needed=empty)
    assert caught.value.path.startswith("/needed")


def test_empty_columns_of_the_wrong_kind_are_refused() -> None:
    with pytest.raises(BadType, match="a column of float64"):
        Cohort(age=[], special_care=np.array([]), needed=[])


def test_transport_is_part_of_the_need() -> None:
    assert "at most 200 cents, got 201" in refused(Inconsistent, "/needed_transport/1", needed_transport=[0, 201])


@pytest.mark.rule("B-1")
def test_ages_are_counted_from_days_of_birth() -> None:
    born = [date(2012, 2, 29), date(2009, 9, 1), date(2009, 9, 2)]
    columns = {"special_care": [False] * 3, "needed": [1] * 3}
    assert Cohort(born=born, on=date(2018, 9, 1), **columns)["age"].tolist() == [6, 9, 8]
    days = np.array(born, dtype="datetime64[D]")
    assert Cohort(born=days, on=date(2018, 2, 28), **columns)["age"].tolist() == [6, 8, 8]


@pytest.mark.parametrize(
    ("columns", "path"),
    [
        ({"born": [date(2012, 1, 1), date(2019, 1, 1)], "on": date(2018, 9, 1)}, "/born/1"),
        ({"born": [date(2012, 1, 1), date(1850, 1, 1)], "on": date(2018, 9, 1)}, "/born/1"),
        ({"born": [date(2012, 1, 1), datetime(2012, 1, 1)], "on": date(2018, 9, 1)}, "/born/1"),
        ({"born": [date(2012, 1, 1), None], "on": date(2018, 9, 1)}, "/born/1"),
        ({"born": np.array(["2012-01-01", "NaT"], dtype="datetime64[D]"), "on": date(2018, 9, 1)}, "/born/1"),
        ({"born": np.array([1, 2]), "on": date(2018, 9, 1)}, "/born"),
        ({"born": [date(2012, 1, 1)] * 2}, "/on"),
        ({"born": [date(2012, 1, 1)] * 2, "on": "2018-09-01"}, "/on"),
        ({"age": [1, 2], "born": [date(2012, 1, 1)] * 2, "on": date(2018, 9, 1)}, "/age"),
        ({"age": [1, 2], "on": date(2018, 9, 1)}, "/born"),
    ],
    ids=[
        "after",
        "too old",
        "moment",
        "none",
        "no day",
        "numbers",
        "no on",
        "on is text",
        "age too",
        "on without born",
    ],
)
def test_days_of_birth_are_read_strictly(columns: dict[str, Any], path: str) -> None:
    with pytest.raises(ModelError) as caught:
        Cohort(special_care=[True, False], needed=[1, 2], **columns)
    assert caught.value.path == path


def test_moments_may_be_missing_but_have_no_time_zone() -> None:
    moments = Cohort(**GOOD, received=[datetime(2018, 7, 1, 9), None])["received"]
    assert moments.dtype == np.dtype("datetime64[us]")
    assert np.isnat(moments).tolist() == [False, True]
    zoned = datetime.fromisoformat("2018-07-01T09:00:00+03:00")
    refused(BadType, "/received/1", received=[None, zoned])


@pytest.mark.parametrize(
    ("column", "kind", "path"),
    [
        (["a", 1], BadType, "/town/1"),
        ([1, True], BadType, "/town/1"),
        ([None, "a"], BadType, "/town/0"),
        ([1.5, 2.5], BadType, "/town/0"),
        (np.array([1.5, 2.5]), BadType, "/town/0"),
        ([2**70, 1], BadValue, "/town"),
    ],
    ids=["mixed", "number and truth", "none first", "floats", "array of floats", "too large"],
)
def test_a_group_is_text_whole_numbers_or_booleans(column: Any, kind: type[ModelError], path: str) -> None:
    refused(kind, path, town=column)


@pytest.mark.parametrize("column", [["a", "b"], [1, 2], [True, False], np.array([1, 2]), np.array(["a", "b"])])
def test_groups_of_one_kind_are_kept(column: Any) -> None:
    assert Cohort(**GOOD, town=column)["town"].tolist() == list(column)


def test_text_of_variable_length_is_kept_as_text() -> None:
    string_dtype = getattr(np.dtypes, "StringDType", None)
    column = np.array(["a", "bc"], dtype=string_dtype() if string_dtype else "U")
    assert Cohort(**GOOD, town=column)["town"].tolist() == ["a", "bc"]


@pytest.mark.parametrize(
    ("arguments", "kind", "path"),
    [
        ({"pool": 1.0}, BadType, "/pool"),
        ({"pool": True}, BadType, "/pool"),
        ({"pool": -1}, BadValue, "/pool"),
        ({"pool": 2**63}, BadValue, "/pool"),
        ({"pool": Money(2**63)}, BadValue, "/pool"),
        ({"pool": 1, "reserve": "1"}, BadType, "/reserve"),
        ({"pool": 1, "underspent": -5}, BadValue, "/underspent"),
        ({"pool": 1, "variant": 4}, BadValue, "/variant"),
        ({"pool": 1, "variant": True}, BadValue, "/variant"),
        ({"pool": 1, "parameters": "children-pilot-2018"}, BadType, "/parameters"),
        ({"pool": 1, "amount": 5}, BadValue, "/amount"),
        ({"pool": 1, "readings": {"I-1": "fixed_amount"}}, MissingField, "/amount"),
        ({"pool": 1, "readings": {"I-1": "fixed_amount"}, "amount": 5}, Infeasible, "/amount"),
        ({"pool": 1, "readings": {"I-2": "nonsense"}}, UnknownReading, "/I-2"),
    ],
    ids=lambda value: None if isinstance(value, type) else str(value).replace("/", ""),
)
def test_arguments_are_read_strictly(arguments: dict[str, Any], kind: type[ModelError], path: str) -> None:
    with pytest.raises(kind) as caught:
        simulate(Cohort(**GOOD), **arguments)
    assert caught.value.path == path


def test_a_cohort_is_asked_for() -> None:
    with pytest.raises(BadType) as caught:
        simulate(GOOD, pool=1)  # type: ignore[arg-type]
    assert caught.value.path == "/cohort"


@pytest.mark.rule("B-1")
def test_who_is_too_old_is_named_by_row() -> None:
    with pytest.raises(BadValue) as caught:
        simulate(Cohort(**{**GOOD, "age": [3, 18]}), pool=1)
    assert caught.value.path == "/age/1"


@pytest.mark.rule("B-7")
def test_a_pool_of_zero_gives_nothing_and_loses_nothing() -> None:
    outcome = simulate(Cohort(**GOOD), pool=0)
    assert (outcome.final.tolist(), outcome.unmet.tolist(), outcome.reserve) == ([0, 0], [100, 200], 0)


@pytest.mark.rule("I-2")
def test_a_need_is_not_divided_by_an_amount_of_nothing() -> None:
    with pytest.raises(BadValue) as caught:
        simulate(Cohort(**GOOD), pool=0, readings={"I-2": "need_ratio"})
    assert caught.value.path == "/provisional/0"
    nothing_needed = Cohort(**{**GOOD, "needed": [0, 0]})
    assert simulate(nothing_needed, pool=0, readings={"I-2": "need_ratio"}).final.tolist() == [0, 0]


@pytest.mark.rule("I-3")
def test_single_cents_are_not_shared_within_a_row() -> None:
    cohort = Cohort(**GOOD, weight=[1, 3])
    with pytest.raises(BadValue) as caught:
        simulate(cohort, pool=100, readings={"I-3": "exhaust"})
    assert caught.value.path == "/weight/1"
    of_one_each = Cohort(**GOOD, weight=[1, 1])
    assert simulate(of_one_each, pool=100, readings={"I-3": "exhaust"}).reserve == 0


@pytest.mark.rule("I-30")
def test_columns_do_not_know_which_services_belong_to_an_area() -> None:
    readings = {"I-30": "area_3"}
    assert simulate(Cohort(**GOOD), pool=100, readings=readings).parameters.reading("I-30") == "area_3"
    with pytest.raises(BadValue) as caught:
        simulate(Cohort(**GOOD, benefits_rehabilitation=[0, 5]), pool=100, readings=readings)
    assert caught.value.path == "/benefits_rehabilitation"


@pytest.mark.parametrize("row", [-1, 2, True, "0", None])
def test_only_rows_that_are_there_can_be_explained(row: Any) -> None:
    with pytest.raises(ModelError) as caught:
        simulate(Cohort(**GOOD), pool=100).explain(row)
    assert caught.value.path == "/row"


def test_a_row_is_explained_by_its_name_or_number() -> None:
    assert "A-7" in simulate(Cohort(**GOOD, id=["A-6", "A-7"]), pool=100).explain(1)[0]
    outcome = simulate(Cohort(**GOOD), pool=100)
    assert "#1" in outcome.explain(np.int64(1), "lv")[0]
    assert (outcome.pool, outcome.variant) == (100, 2)
    assert repr(outcome) == "<Outcome for 2 rows under 'children-pilot-2018', variant 2>"


def test_readings_give_the_answer_another_name() -> None:
    outcome = simulate(Cohort(**GOOD), pool=100, readings={"I-2": "equal"})
    assert outcome.parameters.name == "children-pilot-2018+reform"
    again = simulate(Cohort(**GOOD), pool=100, parameters=outcome.parameters, readings={"I-3": "exhaust"})
    assert again.parameters.name == "children-pilot-2018+reform"


def test_answers_cannot_be_changed() -> None:
    outcome = simulate(Cohort(**GOOD), pool=100)
    for name in ("provisional", "final", "total", "project", "benefits", "public", "other", "unmet", "against_before"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(outcome, name)[0] = 1


@pytest.mark.rule("F-7")
def test_a_situation_before_beyond_64_bits_is_more_than_any_need() -> None:
    cohort = Cohort(**{**GOOD, "needed": [LARGEST, 5]}, public=[LARGEST, 0], benefits_transport=[1, 0])
    assert simulate(cohort, pool=100).against_before.tolist() == [3, 0]
