"""A record holds as long as nothing changed, and says what changed; digests depend on values alone."""

from __future__ import annotations

import hashlib
import json
import struct
from datetime import date, datetime

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel import edition
from ibmodel.errors import BadType, MissingField, UnknownField, UnknownPolicy
from ibmodel.money import Money, Share
from ibmodel.parameters import EDITIONS
from ibmodel.population import Cohort, simulate, verify
from ibmodel.population.record import ANSWERS, column_digest, input_digests, parameters_digest

PILOT = edition("children-pilot-2018")
COLUMNS = {
    "age": [4, 12, 9],
    "special_care": [False, False, True],
    "needed": [900_00, 1370_00, 500_00],
    "public": [300_00, 1300_00, 0],
    "municipality": ["Ogre", "Rēzekne", "Ogre"],
    "received": [datetime(2018, 7, 3, 9, 14), None, datetime(2018, 7, 1)],
}


ARGUMENTS = {"pool": 1, "variant": 2, "reserve": 0, "underspent": 0, "amount": None}


def arrays() -> dict[str, np.ndarray]:
    """The columns as arrays that can be changed behind the cohort's back."""
    return {
        "age": np.array([4, 12, 9], dtype=np.uint8),
        "special_care": np.array([False, False, True]),
        "needed": np.array([900_00, 1370_00, 500_00]),
        "public": np.array([300_00, 1300_00, 0]),
        "municipality": np.array(["Ogre", "Rēzekne", "Ogre"]),
        "received": np.array(["2018-07-03T09:14", "NaT", "2018-07-01"], dtype="datetime64[us]"),
    }


# digests


def test_a_digest_is_that_of_the_values_in_a_fixed_form() -> None:
    header = b'["needed", "whole numbers", "<i8", 3]\n'
    expected = hashlib.sha256(header + struct.pack("<3q", 1, 2**40, 0)).hexdigest()
    assert column_digest("needed", np.array([1, 2**40, 0])) == expected
    text = b'["town", "text", "<U2", 2]\n' + "ab".encode("utf-32-le") + "ā\0".encode("utf-32-le")
    assert column_digest("town", np.array(["ab", "ā"])) == hashlib.sha256(text).hexdigest()
    truth = b'["special_care", "truth values", "|u1", 2]\n\x01\x00'
    assert column_digest("special_care", np.array([True, False])) == hashlib.sha256(truth).hexdigest()
    moment = b'["received", "moments", "<M8[us]", 1]\n' + struct.pack("<q", 1_000_000)
    assert column_digest("received", np.array(["1970-01-01T00:00:01"], "M8[us]")) == hashlib.sha256(moment).hexdigest()


def test_digests_do_not_depend_on_the_type_of_array_or_the_order_of_columns() -> None:
    expected = input_digests(Cohort(**COLUMNS))
    assert [name for name, _ in expected] == sorted(COLUMNS)
    other = {
        "received": np.array(["2018-07-03T09:14", "NaT", "2018-07-01"], dtype="datetime64[m]"),
        "municipality": np.array(["Ogre", "Rēzekne", "Ogre"], dtype=">U40"),
        "public": [Money(300_00), 1300_00, Money(0)],
        "needed": np.array([0, 900_00, 0, 1370_00, 0, 500_00], dtype=">i4")[1::2],
        "special_care": np.array([False, False, True], dtype=object),
        "age": np.array([4, 12, 9], dtype=np.int16),
    }
    assert input_digests(Cohort(**other)) == expected
    assert input_digests(Cohort(**arrays())) == expected


def test_ages_have_the_digest_that_they_have_without_days_of_birth() -> None:
    born = Cohort(
        born=[date(2014, 9, 1), date(2006, 8, 31)], on=date(2018, 9, 1), special_care=[True, False], needed=[1, 2]
    )
    ages = Cohort(age=[4, 12], special_care=[True, False], needed=[1, 2])
    assert input_digests(born) == input_digests(ages)


def test_nothing_of_a_constant_column_is_repeated_in_memory_but_all_of_it_counts() -> None:
    zeros = np.broadcast_to(np.int64(0), 70_000)
    assert column_digest("other", zeros) == column_digest("other", np.zeros(70_000, dtype=np.int64))
    assert column_digest("other", zeros) != column_digest("other", zeros[:-1])
    last = np.zeros(70_000, dtype=np.int64)
    last[-1] = 1
    assert column_digest("other", zeros) != column_digest("other", last)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.array([1, 0]), np.array([True, False])),
        (np.array([1, 2]), np.array([2, 1])),
        (np.array([1]), np.array([1, 0])),
        (np.array([-1]), np.array([2**64 - 1], dtype=np.uint64)),
        (np.array(["1"]), np.array([1])),
        (np.array(["a", ""]), np.array(["", "a"])),
        (np.array([0]), np.array([0], "M8[us]")),
        (np.array(["ab"]), np.array(["a", "b"])),
    ],
    ids=["truth", "order", "length", "sign", "text", "place", "moment", "cut"],
)
def test_different_columns_have_different_digests(one, other) -> None:
    assert column_digest("group", one) != column_digest("group", other)


def test_the_name_of_a_column_counts() -> None:
    assert column_digest("public", np.array([1])) != column_digest("other", np.array([1]))


def test_whole_numbers_have_one_form_where_64_bits_with_a_sign_hold_them() -> None:
    small = [np.array([5, 2**63 - 1], dtype=kind) for kind in (np.int64, np.uint64)]
    assert column_digest("group", small[0]) == column_digest("group", small[1])


@given(
    st.sampled_from(["age", "needed", "public", "municipality", "special_care"]), st.integers(0, 2), st.integers(1, 9)
)
def test_every_single_value_counts(name, row, by) -> None:
    changed = {column: list(values) for column, values in COLUMNS.items()}
    value = changed[name][row]
    changed[name][row] = (
        not value if name == "special_care" else f"{value}{by}" if name == "municipality" else value + by
    )
    before, after = dict(input_digests(Cohort(**COLUMNS))), dict(input_digests(Cohort(**changed)))
    assert {column for column in before if before[column] != after[column]} == {name}


def test_equal_parameters_have_equal_digests_and_others_do_not() -> None:
    many = [
        *EDITIONS.values(),
        PILOT.reform("a"),
        PILOT.reform("b"),
        PILOT.reform("a", {"budget.reduced_share": "80"}),
        PILOT.reform("a", {"budget.full_share_up_to_age": 10}),
        PILOT.reform("a", {"adults.project_money": "4727073.01"}),
        PILOT.reform("a", readings={"I-2": "equal"}),
        PILOT.reform("a", readings={"I-3": "exhaust"}),
        PILOT.reform("a", {"pilot.regions": {"Tukums": "Rīga", "Ogre": "Rīga"}}),
        PILOT.reform("a", {"pilot.regions": {"Ogre": "Rīga", "Tukums": "Rīga"}}),
        attrs.evolve(PILOT, applies_to=None),
    ]
    assert len({parameters_digest(parameters) for parameters in many}) == len(many)
    again = PILOT.reform("a", {"budget.reduced_share": Share.percent("80")})
    assert parameters_digest(again) == parameters_digest(many[5])


# records


def test_a_record_says_what_was_asked() -> None:
    reform = PILOT.reform(
        "many changes",
        {
            "budget.reduced_share": "80",
            "prices.group_session_ceiling": "30.00",
            "pilot.start": "2019-01-01",
            "pilot.municipalities": ["Ogre"],
            "pilot.regions": {"Ogre": "Rīga"},
            "granting.admit_without_disability": True,
            "contract.months": 6,
        },
        {"I-2": "equal"},
    )
    cohort = Cohort(**COLUMNS)
    outcome = simulate(cohort, pool=Money(2000_00), parameters=reform, variant=3, reserve=5, underspent=Money(6))
    record = outcome.record
    assert record is outcome.record
    assert record.question is outcome.question
    assert record.document() == {
        "edition": "many changes",
        "basis": "children-pilot-2018",
        "changes": {
            "granting.admit_without_disability": True,
            "pilot.municipalities": ["Ogre"],
            "pilot.regions": {"Ogre": "Rīga"},
            "pilot.start": "2019-01-01",
            "contract.months": 6,
            "budget.reduced_share": "80",
            "prices.group_session_ceiling": "30.00",
        },
        "readings": {"I-2": "equal"},
        "arguments": {"pool": 2000_00, "variant": 3, "reserve": 5, "underspent": 6, "amount": None},
        "rows": 3,
        "parameters": parameters_digest(reform),
        "input": dict(input_digests(cohort)),
        "answer": dict(record.answer),
    }
    assert tuple(name for name, _ in record.answer) == ANSWERS
    read = json.loads(json.dumps(record.document()))
    assert verify(read, cohort)
    assert verify(read, Cohort(**arrays()))


@pytest.mark.parametrize(
    "changes",
    [
        {"pilot.regions": {}},
        {"pilot.regions": {"Tukums": "Rīga", "Ogre": "Rīga"}},
        {"pilot.municipalities": []},
        {"procurement.threshold": Money(5)},
        {"pilot.start": date(2020, 2, 29)},
        {"budget.reduced_share": Share(1)},
    ],
    ids=["no pairs", "pairs", "no names", "money", "day", "share"],
)
def test_a_figure_of_any_kind_can_be_read_from_a_document(changes) -> None:
    cohort = Cohort(**COLUMNS)
    document = simulate(cohort, pool=2000_00, parameters=PILOT.reform("a", changes)).record.document()
    assert list(document["changes"]) == list(changes)
    assert verify(json.loads(json.dumps(document)), cohort)


@pytest.mark.parametrize("name", EDITIONS)
def test_an_official_edition_has_no_changes(name) -> None:
    cohort = Cohort(**COLUMNS)
    record = simulate(cohort, pool=2000_00, parameters=edition(name)).record
    assert (record.edition, record.basis, record.changes, record.readings) == (name, name, (), ())
    assert verify(record)
    assert verify(record.document(), cohort)


def test_the_same_question_has_the_same_record() -> None:
    one = simulate(Cohort(**COLUMNS), pool=2000_00).record
    assert one == simulate(Cohort(**arrays()), pool=Money(2000_00), variant=2).record
    assert one != simulate(Cohort(**COLUMNS), pool=2000_01).record


# what changed


@pytest.mark.parametrize("name", ["needed", "public"])
def test_an_array_that_was_changed_after_the_record_is_found(name) -> None:
    columns = arrays()
    outcome = simulate(Cohort(**columns), pool=2000_00)
    record = outcome.record
    assert verify(record)
    columns[name][1] -= 1290_00
    verdict = verify(record)
    assert not verdict
    paths = [difference.path for difference in verdict.differences]
    assert paths[0] == f"/input/{name}"
    assert all(path.startswith("/answer/") for path in paths[1:])
    assert len(paths) > 1


def test_an_array_that_was_changed_before_the_record_is_found() -> None:
    columns = arrays()
    outcome = simulate(Cohort(**columns), pool=2000_00)
    columns["needed"][0] += 100
    paths = {difference.path for difference in verify(outcome.record).differences}
    assert "/answer/total" in paths
    assert not any(path.startswith("/input") for path in paths)


def test_a_group_that_was_changed_leaves_the_answer_as_it_is() -> None:
    columns = arrays()
    record = simulate(Cohort(**columns), pool=2000_00).record
    columns["municipality"][0] = "Balvi"
    assert [str(difference) for difference in verify(record).differences] == [
        "/input/municipality: expected the column that was recorded, got another"
    ]


def test_a_value_that_is_not_allowed_any_more_is_found() -> None:
    columns = arrays()
    record = simulate(Cohort(**columns), pool=2000_00).record
    columns["needed"][1] = -1
    path, error = verify(record).differences
    assert path.path == "/input/needed"
    assert error.path == "/answer"
    assert error.message.startswith("expected an answer, got an error: /needed/1: ")


def test_another_cohort_is_found() -> None:
    record = simulate(Cohort(**COLUMNS), pool=2000_00).record
    columns = {name: values[:2] for name, values in COLUMNS.items() if name != "municipality"}
    verdict = verify(record, Cohort(**columns, town=["a", "b"]))
    found = {difference.path: difference.message for difference in verdict.differences}
    assert found["/rows"] == "expected 3 rows, got 2"
    assert found["/input/municipality"] == "expected the column that was recorded, got none"
    assert found["/input/town"] == "expected the column that was recorded, got one that was not there"
    assert found["/input/age"] == "expected the column that was recorded, got another"


def test_figures_that_are_not_what_was_recorded_are_found() -> None:
    cohort = Cohort(**COLUMNS)
    document = simulate(cohort, pool=2000_00).record.document()
    document["changes"] = {"budget.reduced_share": "80"}
    document["edition"] = "a reform"
    paths = [difference.path for difference in verify(document, cohort).differences]
    assert paths[0] == "/parameters"
    assert "/answer/provisional" in paths


def test_an_answer_that_was_not_given_is_found() -> None:
    record = simulate(Cohort(**COLUMNS), pool=2000_00).record
    other = attrs.evolve(record, answer=(("reserve", "0" * 64), *record.answer[:2]))
    assert [difference.path for difference in verify(other).differences] == ["/answer/reserve"]


# bad input


@pytest.mark.parametrize(
    ("change", "error", "path"),
    [
        ({"edition": None}, BadType, "/edition"),
        ({"changes": []}, BadType, "/changes"),
        ({"rows": True}, BadType, "/rows"),
        ({"rows": 3.0}, BadType, "/rows"),
        ({"basis": "another"}, UnknownPolicy, ""),
        ({"arguments": {"pool": 1}}, MissingField, "/arguments/variant"),
        ({"arguments": {**ARGUMENTS, "x": 1}}, UnknownField, "/arguments/x"),
        ({"answer": {"cohort": "0"}}, UnknownField, "/answer/cohort"),
        ({"more": 1}, UnknownField, "/more"),
    ],
    ids=["edition", "changes", "true", "float", "basis", "argument", "more arguments", "answer", "more"],
)
def test_a_document_that_is_no_records_is_refused(change, error, path) -> None:
    cohort = Cohort(**COLUMNS)
    document = simulate(cohort, pool=2000_00).record.document() | change
    with pytest.raises(error) as caught:
        verify(document, cohort)
    assert caught.value.path == path


def test_a_document_has_all_fields() -> None:
    cohort = Cohort(**COLUMNS)
    whole = simulate(cohort, pool=2000_00).record.document()
    for name in whole:
        with pytest.raises(MissingField) as caught:
            verify({field: value for field, value in whole.items() if field != name}, cohort)
        assert caught.value.path == f"/{name}"


def test_what_is_neither_record_nor_document_is_refused() -> None:
    cohort = Cohort(**COLUMNS)
    record = simulate(cohort, pool=2000_00).record
    with pytest.raises(BadType, match="expected a record or its document"):
        verify([record], cohort)
    with pytest.raises(MissingField) as caught:
        verify(record.document())
    assert caught.value.path == "/cohort"
    with pytest.raises(BadType) as bad:
        verify(record, COLUMNS)
    assert bad.value.path == "/cohort"
