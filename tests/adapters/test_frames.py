"""Claims on tables of pandas, polars and pyarrow in and out."""

from __future__ import annotations

import importlib.util
import pickle
import re
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ibmodel.adapters.frames import (
    RESULT_COLUMNS,
    BadTable,
    euros,
    libraries,
    load_table,
    meanings,
    read_frame,
    read_table,
    reading,
    separated,
    write_frame,
    write_table,
)
from ibmodel.errors import BadType, BadValue, Inconsistent, ModelError
from ibmodel.money import Money
from ibmodel.population import AGAINST_BEFORE, MONEY_COLUMNS, Cohort, simulate
from ibmodel.population.columns import OLDEST

MAKERS = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}
EVERY_LIBRARY = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
PLAIN = {
    "age": [6, 12, 9],
    "special_care": [False, True, False],
    "needed": [1370_00, 500_50, 80_00],
    "public": [0, 900_00, 1_00],
    "municipality": ["Tukums", "Ogre", "Ogre"],
}
POOL = 1700_00
LARGEST = 2**63 - 1
ON = date(2018, 9, 1)
COUNTED = "(the first data row is 1)"


def plain(make=pd.DataFrame, **changes):
    return make({**PLAIN, **changes})


def refused(*arguments, **options) -> str:
    """The message of the refusal to read a frame."""
    with pytest.raises(BadTable) as caught:
        read_frame(*arguments, **options)
    return str(caught.value)


def problems(*arguments, **options) -> tuple[str, ...]:
    with pytest.raises(BadTable) as caught:
        read_frame(*arguments, **options)
    return caught.value.problems


def cents(frame, name="needed", **options) -> list[int]:
    return read_frame(frame, **options)[name].tolist()


def listed(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def as_dict(frame) -> dict[str, list]:
    if isinstance(frame, pd.DataFrame):
        return frame.to_dict("list")
    return frame.to_pydict() if isinstance(frame, pa.Table) else frame.to_dict(as_series=False)


# what a table means


@EVERY_LIBRARY
def test_a_table_of_any_library_is_a_cohort(make) -> None:
    cohort = read_frame(plain(make))
    assert {name: cohort[name].tolist() for name in cohort.names} == PLAIN
    assert cohort.groups == ("municipality",)


@EVERY_LIBRARY
def test_columns_maps_the_names_of_the_model_to_those_of_the_table(make) -> None:
    frame = make({"vecums": [6], "aprūpe": [True], "vajadzība": ["1234.5"], "novads": ["Tukums"]})
    names = {"age": "vecums", "special_care": "aprūpe", "needed": "vajadzība", "municipality": "novads"}
    cohort = read_frame(frame, names, groups=["municipality"])
    assert cohort["needed"].tolist() == [1234_50]
    assert cohort["municipality"].tolist() == ["Tukums"]
    assert cohort.names == ("age", "special_care", "needed", "municipality")


def test_a_mapped_column_takes_the_place_of_one_with_the_name_of_the_model() -> None:
    frame = plain(needed_then=[1, 2, 3])
    cohort = read_frame(frame, {"needed": "needed_then"})
    assert cohort["needed"].tolist() == [1, 2, 3]
    assert cohort.groups == ("municipality",)


def test_a_column_mapped_to_one_name_is_not_read_under_its_own_too() -> None:
    cohort = read_frame(plain(), {"other": "public"})
    assert cohort["other"].tolist() == PLAIN["public"]
    assert "public" not in cohort


def test_none_leaves_a_column_out() -> None:
    cohort = read_frame(plain(note=[0.5, 1.5, 2.5]), {"public": None, "note": None})
    assert cohort.names == ("age", "special_care", "needed", "municipality")


def test_groups_names_the_groups_and_leaves_all_other_columns_out() -> None:
    frame = plain(length=[0.5, 1.5, 2.5], region=["x", "y", "y"])
    assert read_frame(frame, groups=["region"]).groups == ("region",)
    assert read_frame(frame, groups=[]).groups == ()


def test_every_named_column_is_read() -> None:
    more = {
        "id": ["a", "b", "c"],
        "received": [None, datetime(2018, 7, 3, 9, 14), datetime(2018, 7, 3, 9, 14, 0, 1)],
        "needed_transport": [1, 2, 3],
        "public_transport": [4, 5, 6],
        "benefits_rehabilitation": [7, 8, 9],
        "benefits_transport": [10, 11, 12],
        "other": [13, 14, 15],
        "before": [16, 17, 18],
        "weight": [1, 2, LARGEST],
    }
    for make in MAKERS.values():
        cohort = read_frame(plain(make, **more))
        assert {name: cohort[name].tolist() for name in cohort.names} == {**PLAIN, **more}
        assert cohort.groups == ("municipality",)


@EVERY_LIBRARY
def test_ages_count_on_the_day_that_is_said(make) -> None:
    born = [date(2012, 2, 29), date(2018, 9, 1), date(1868, 9, 2)]
    frame = make({"born": born, "special_care": [True] * 3, "needed": [1] * 3})
    assert read_frame(frame, on=ON)["age"].tolist() == [6, 0, 149]


def test_days_of_birth_may_be_moments_at_midnight_or_text() -> None:
    rest = {"special_care": [True], "needed": [1]}
    for born in (pd.to_datetime(["2012-09-01"]), pd.Series(["2012-09-01"]), pd.Series([pd.Timestamp(2012, 9, 1)])):
        assert read_frame(pd.DataFrame({"born": born, **rest}), on=ON)["age"].tolist() == [6]
        assert read_frame(pd.DataFrame({"born": born.astype(object), **rest}), on=ON)["age"].tolist() == [6]


def test_text_is_read_where_it_can_mean_one_thing_only() -> None:
    text = {
        "age": ["6", "12", "0"],
        "special_care": ["true", "False", "TRUE"],
        "needed": ["1370.00", "500.5", "80"],
        "weight": ["1", "2", "3"],
        "received": ["2018-07-03T09:14", "2018-07-03 09:14:30", "2018-07-03T09:14:30.000001"],
    }
    for make in MAKERS.values():
        cohort = read_frame(make(text))
        assert cohort["age"].tolist() == [6, 12, 0]
        assert cohort["special_care"].tolist() == [True, False, True]
        assert cohort["needed"].tolist() == [1370_00, 500_50, 80_00]
        assert cohort["weight"].tolist() == [1, 2, 3]
        seconds = cohort["received"].astype("M8[s]").astype(str).tolist()
        assert seconds == ["2018-07-03T09:14:00", "2018-07-03T09:14:30", "2018-07-03T09:14:30"]
        assert cohort.groups == ()


LABELS = {
    "text of pandas": (pd.DataFrame, pd.Series(["a", "b", "a"]), "aba"),
    "objects": (pd.DataFrame, pd.Series(["a", "b", "a"], dtype=object), "aba"),
    "text of arrow in pandas": (pd.DataFrame, pd.Series(["a", "b", "a"], dtype=pd.ArrowDtype(pa.string())), "aba"),
    "categories of pandas": (pd.DataFrame, pd.Series(["a", "b", "a"], dtype="category"), "aba"),
    "whole categories of pandas": (pd.DataFrame, pd.Series([3, 1, 3], dtype="category"), [3, 1, 3]),
    "categories of polars": (pl.DataFrame, pl.Series(["a", "b", "a"], dtype=pl.Categorical), "aba"),
    "enum of polars": (pl.DataFrame, pl.Series(["a", "b", "a"], dtype=pl.Enum(["b", "a"])), "aba"),
    "dictionary of arrow": (pa.table, pa.array(["a", "b", "a"]).dictionary_encode(), "aba"),
    "whole dictionary of arrow": (pa.table, pa.array([3, 1, 3]).dictionary_encode(), [3, 1, 3]),
    "whole numbers": (pl.DataFrame, pl.Series([-1, 0, 5], dtype=pl.Int8), [-1, 0, 5]),
    "objects of polars": (pl.DataFrame, pl.Series(["a", "b", "a"], dtype=pl.Object), "aba"),
    "booleans": (pa.table, pa.array([True, False, True]), [True, False, True]),
    "nullable booleans of pandas": (
        pd.DataFrame,
        pd.Series([True, False, True], dtype="boolean"),
        [True, False, True],
    ),
    "objects of booleans": (pd.DataFrame, pd.Series([True, False, True], dtype=object), [True, False, True]),
    "chunks of arrow": (pa.table, pa.chunked_array([["a"], [], ["b", "a"]]), "aba"),
}


@pytest.mark.parametrize("kind", LABELS)
def test_a_group_may_be_of_any_type_that_has_labels(kind) -> None:
    make, column, expected = LABELS[kind]
    assert read_frame(plain(make, group=column))["group"].tolist() == list(expected)


def test_many_labels_are_read_as_few_are() -> None:
    rows = 3000
    names = [f"n{number % 2999}" for number in range(rows)]
    base = {"age": [1] * rows, "special_care": [True] * rows, "needed": [1] * rows}
    for make in MAKERS.values():
        assert read_frame(make({**base, "id": names}))["id"].tolist() == names


def test_whole_cents_are_used_without_a_copy() -> None:
    frame = plain(pl.DataFrame)
    assert np.shares_memory(read_frame(frame)["needed"], frame["needed"].to_numpy())


# money


SMALL = (12_34, 0, 5_00)
TYPED = {
    "cents": (pd.DataFrame, pd.Series(SMALL)),
    "small cents": (pl.DataFrame, pl.Series(SMALL, dtype=pl.UInt16)),
    "unsigned cents": (pa.table, pa.array(SMALL, type=pa.uint64())),
    "nullable cents of pandas": (pd.DataFrame, pd.Series(SMALL, dtype="Int64")),
    "cents of arrow in pandas": (pd.DataFrame, pd.Series(SMALL, dtype="int64[pyarrow]")),
    "objects of cents": (pd.DataFrame, pd.Series(SMALL, dtype=object)),
    "cents of 128 bits": (pl.DataFrame, pl.Series(SMALL, dtype=pl.Int128)),
    "amounts": (pd.DataFrame, pd.Series([Money(12_34), Money(0), Money(5_00)])),
    "decimals": (pd.DataFrame, pd.Series([Decimal("12.34"), Decimal(0), Decimal("5.0")])),
    "decimals of polars": (pl.DataFrame, pl.Series([Decimal("12.34"), Decimal(0), Decimal(5)])),
    "decimals of arrow": (pa.table, pa.array([Decimal("12.34"), Decimal(0), Decimal(5)])),
    "decimals of arrow in pandas": (
        pd.DataFrame,
        pd.Series([Decimal("12.34"), Decimal(0), Decimal(5)], dtype=pd.ArrowDtype(pa.decimal128(20, 2))),
    ),
    "long decimals of arrow": (pa.table, pa.array(["12.34", "0", "5"]).cast(pa.decimal128(38, 30))),
    "longer decimals of arrow": (pa.table, pa.array(["12.34", "0", "5"]).cast(pa.decimal256(60, 30))),
    "short decimals of arrow": (
        pa.table,
        pa.array([Decimal("12.34"), Decimal(0), Decimal(5)], type=pa.decimal32(5, 2)),
    ),
    "chunks of decimals": (
        pa.table,
        pa.chunked_array([[Decimal("12.34")], [Decimal("0.00"), Decimal("5.00")]]),
    ),
    "a part of decimals": (
        pa.table,
        pa.array([Decimal("9.99"), Decimal("12.34"), Decimal("0.00"), Decimal("5.00"), Decimal("9.99")])[1:4],
    ),
    "long decimals of polars": (pl.DataFrame, pl.Series(["12.34", "0", "5"]).cast(pl.Decimal(38, 18))),
    "text": (pd.DataFrame, pd.Series(["12.34", "0", "5"])),
    "objects of text": (pd.DataFrame, pd.Series(["12.34", "0.00", "5.0"], dtype=object)),
    "text of arrow in pandas": (pd.DataFrame, pd.Series(["12.34", "0", "5"], dtype=pd.ArrowDtype(pa.string()))),
    "categories of text": (pd.DataFrame, pd.Series(["12.34", "0", "5"], dtype="category")),
    "dictionary of text": (pa.table, pa.array(["12.34", "0", "5"]).dictionary_encode()),
    "enum of text": (pl.DataFrame, pl.Series(["12.34", "0", "5"], dtype=pl.Enum(["0", "5", "12.34"]))),
    "objects of text of polars": (pl.DataFrame, pl.Series(["12.34", "0", "5"], dtype=pl.Object)),
    "large text of arrow": (pa.table, pa.array(["12.34", "0", "5"], type=pa.large_string())),
}


@pytest.mark.parametrize("kind", TYPED)
def test_money_of_every_type_is_the_same_cents(kind) -> None:
    make, column = TYPED[kind]
    assert cents(plain(make, needed=column)) == list(SMALL)


@EVERY_LIBRARY
def test_the_largest_amounts_of_64_bits_are_read_exactly(make) -> None:
    assert cents(plain(make, needed=[LARGEST, 0, LARGEST - 1])) == [LARGEST, 0, LARGEST - 1]
    euro = [Decimal("92233720368547758.07"), Decimal("0.00"), Decimal("92233720368547758.06")]
    assert cents(plain(make, needed=euro)) == [LARGEST, 0, LARGEST - 1]


@EVERY_LIBRARY
def test_whole_numbers_are_cents_and_decimals_without_places_are_euro(make) -> None:
    assert cents(plain(make, needed=[1, 2, 3])) == [1, 2, 3]
    assert cents(plain(make, needed=[Decimal(1), Decimal(2), Decimal(3)])) == [1_00, 2_00, 3_00]


FLOATS = [0.285, 1.005, 2.675, 1234.5]


@EVERY_LIBRARY
def test_floats_are_refused_unless_a_rounding_is_named(make) -> None:
    frame = make({"age": [1] * 4, "special_care": [False] * 4, "needed": FLOATS})
    assert refused(frame) == (
        "column 'needed': expected money, got floats, which are never rounded silently: "
        "read the column as text, or say rounding='down' or rounding='half_up'"
    )
    assert cents(frame, rounding="half_up") == [29, 1_01, 2_68, 1234_50]
    assert cents(frame, rounding="down") == [28, 1_00, 2_67, 1234_50]


def test_narrow_floats_are_rounded_as_they_are_printed() -> None:
    for column in (np.array(FLOATS, dtype=np.float32), pd.Series([np.float32(each) for each in FLOATS], dtype=object)):
        frame = pd.DataFrame({"age": [1] * 4, "special_care": [False] * 4, "needed": column})
        assert cents(frame, rounding="half_up") == [29, 1_01, 2_68, 1234_50]


def test_a_rounding_is_for_floats_only() -> None:
    decimals, text = [Decimal("0.285")] * 3, ["0.285"] * 3
    assert "got 0.285 in row 1" in refused(plain(needed=decimals), rounding="down")
    assert "got '0.285' in row 1" in refused(plain(needed=text), rounding="down")


@EVERY_LIBRARY
def test_text_without_a_decimal_point_in_its_column_could_be_euro_or_cents(make) -> None:
    frame = plain(make, needed=["0", "80000", "5"])
    assert refused(frame) == (
        "column 'needed': expected euro with at most two decimals, such as '1234.50', got text of whole numbers only, "
        "such as '80000': say whole_text='euro' or whole_text='cents'"
    )
    assert cents(frame, whole_text="euro") == [0, 80000_00, 5_00]
    assert cents(frame, whole_text="cents") == [0, 80000, 5]


def test_one_decimal_point_says_that_a_column_of_text_is_euro() -> None:
    for whole_text in ("euro", "cents", None):
        assert cents(plain(needed=["0", "80000", "5.0"]), whole_text=whole_text) == [0, 80000_00, 5_00]


def test_zeros_are_zeros_in_euro_and_in_cents() -> None:
    assert cents(plain(needed=["0", "0", "0"])) == [0, 0, 0]


def test_decimal_commas_are_read_where_they_are_said() -> None:
    frame = plain(needed=["1234,50", "0", "1,5"])
    assert cents(frame, decimal=",") == [1234_50, 0, 1_50]
    assert "got '1234,50' in row 1, '1,5' in row 3 (" in refused(frame)
    assert "such as '1234,50', got '1.5' in row 2" in refused(plain(needed=["1,5", "1.5", "0"]), decimal=",")


BAD_TEXT = {
    "nothing": "",
    "a blank": " ",
    "a blank before": " 1.50",
    "a blank behind": "1.50 ",
    "a line end": "1.50\n",
    "three decimals": "1.500",
    "no digits before the point": ".50",
    "no digits behind the point": "1.",
    "two points": "1.5.0",
    "a minus": "-1.50",
    "a plus": "+1.50",
    "a thousands mark": "1,234.50",
    "a power of ten": "1e3",
    "a leading zero": "01.50",
    "13 digits": "1000000000000",
    "more digits than there is room for": "1" * 30,
    "a long end": "1.50" + "0" * 20,
    "a word": "nan",
    "a sign of currency": "€1.50",
    "digits that are not ASCII": "１.50",
    "a zero byte at the end": "1.50\0",
    "a zero byte in the middle": "1\0.50",
}


@pytest.mark.parametrize("kind", BAD_TEXT)
def test_text_that_is_no_amount_is_refused(kind) -> None:
    for make in MAKERS.values():
        message = refused(plain(make, needed=["1.50", BAD_TEXT[kind], "999999999999.99"]))
        assert message.startswith("column 'needed': expected euro with at most two decimals, such as '1234.50', got ")
        assert message.endswith(f" in row 2 {COUNTED}")


BAD_MONEY = {
    "negative cents": ([-1, 0, 1], "whole cents, not negative, of 64 bits, got -1 in row 1"),
    "65 bits": ([0, LARGEST + 1, 1], f"whole cents, not negative, of 64 bits, got {LARGEST + 1} in row 2"),
    "objects of 66 bits": (
        pd.Series([0, 2**65, -(2**65)], dtype=object),
        f"whole cents, not negative, of 64 bits, got {2**65} in row 2, -{2**65} in row 3",
    ),
    "three decimals": (
        [Decimal("1.50"), Decimal("1.505"), Decimal("1.5000")],
        "euro with at most two decimals, not negative, of 64 bits, got 1.505 in row 2",
    ),
    "negative decimals": ([Decimal("-0.01"), Decimal(1), Decimal(2)], "got -0.01 in row 1"),
    "decimals beyond 64 bits": ([Decimal("92233720368547758.08"), Decimal(1), Decimal(2)], "of 64 bits, got 9223"),
    "huge and tiny decimals": (
        [Decimal("1E+999999"), Decimal("1E-999999"), Decimal("0E-999999")],
        "of 64 bits, got 1E+999999 in row 1, 1E-999999 in row 2 (",
    ),
    "decimals that are none": (
        pd.Series([Decimal("Infinity"), Decimal(1), Decimal("-Infinity")]),
        "of 64 bits, got Infinity in row 1, -Infinity in row 3 (",
    ),
    "negative amounts": (pd.Series([Money(-1), Money(0), Money(1)]), "amounts, not negative, of 64 bits, got -0.01"),
    "booleans": ([True, False, True], "money: whole cents as whole numbers, or euro as decimals or text, got booleans"),
    "a boolean among whole numbers": (pd.Series([True, 1, 2], dtype=object), "got booleans and whole numbers mixed"),
    "decimals and whole numbers": (pd.Series([Decimal(1), 1, 2]), "got decimals and whole numbers mixed"),
    "dates": ([date(2018, 1, 1)] * 3, "got dates"),
    "bytes": (pd.Series([b"1"] * 3), "got values of type bytes"),
}


@pytest.mark.parametrize("kind", BAD_MONEY)
def test_money_that_is_none_is_refused(kind) -> None:
    column, expected = BAD_MONEY[kind]
    assert expected in refused(plain(needed=column))


def test_unsigned_and_wide_cents_beyond_64_bits_are_refused() -> None:
    for frame in (
        plain(pl.DataFrame, needed=pl.Series([1, 2**63, 3], dtype=pl.UInt64)),
        plain(pa.table, needed=pa.array([1, 2**63, 3], type=pa.uint64())),
        plain(pl.DataFrame, needed=pl.Series([1, 2**63, 3], dtype=pl.Int128)),
    ):
        assert f"got {2**63} in row 2 {COUNTED}" in refused(frame)
    frame = plain(pl.DataFrame, needed=pl.Series([-1, -(2**100), 2**100], dtype=pl.Int128))
    assert f"got -1 in row 1, -{2**100} in row 2, {2**100} in row 3 (" in refused(frame)


TYPED_DECIMALS = {
    "polars": (pl.DataFrame, lambda texts: pl.Series(texts).cast(pl.Decimal(38, 4))),
    "pyarrow": (pa.table, lambda texts: pa.array(texts).cast(pa.decimal128(38, 4))),
    "pandas": (
        pd.DataFrame,
        lambda texts: pd.Series(pa.array(texts).cast(pa.decimal128(38, 4)), dtype=pd.ArrowDtype(pa.decimal128(38, 4))),
    ),
}


@pytest.mark.parametrize("library", TYPED_DECIMALS)
def test_columns_of_decimals_are_held_to_two_places_and_64_bits(library) -> None:
    make, column = TYPED_DECIMALS[library]
    texts = ["1.5000", "1.5050", "-1.5000", "92233720368547758.07", "92233720368547758.08", "9" * 34 + ".0000"]
    rest = {"age": [1] * 6, "special_care": [False] * 6}
    message = refused(make({**rest, "needed": column(texts)}))
    shown = re.findall(r"([-0-9.]+) in row ([0-9])", message)
    assert [(Decimal(value), row) for value, row in shown] == [
        (Decimal("1.505"), "2"),
        (Decimal("-1.5"), "3"),
        (Decimal("92233720368547758.08"), "5"),
        (Decimal("9" * 34), "6"),
    ]
    good = column([texts[0], texts[3], "0.0000"])
    assert cents(plain(make, needed=good)) == [1_50, LARGEST, 0]


def test_floats_that_are_no_amount_are_refused_under_a_rounding() -> None:
    bad = [float("inf"), -0.01, 1e12, float("nan")]
    frame = pl.DataFrame({"age": [1] * 5, "special_care": [False] * 5, "needed": [*bad, 999999999999.99]})
    assert refused(frame, rounding="down") == (
        "column 'needed': expected euro, not negative, below 10^12, "
        f"got inf in row 1, -0.01 in row 2, 1000000000000.0 in row 3, nan in row 4 {COUNTED}"
    )


# what is wrong with a table


@EVERY_LIBRARY
def test_everything_that_is_wrong_is_one_error(make) -> None:
    frame = make(
        {
            "age": [6, 150, None, 3],
            "special_care": ["true", "yes", "false", "0"],
            "vajadzība": ["1.00", "1.005", None, "x"],
            "public": [1, None, -5, -6],
            "municipality": ["a", None, "b", "c"],
        }
    )
    if make is pd.DataFrame:
        frame = frame.astype({"age": "Int64", "public": "Int64"})
    assert problems(frame, {"needed": "vajadzība"}) == (
        f"column 'age': expected a value, got none in row 3 {COUNTED}",
        f"column 'age': expected completed years, 0 to 149, got 150 in row 2 {COUNTED}",
        f"column 'special_care': expected true or false, got 'yes' in row 2, '0' in row 4 {COUNTED}",
        f"column 'vajadzība' (needed): expected a value, got none in row 3 {COUNTED}",
        (
            "column 'vajadzība' (needed): expected euro with at most two decimals, such as '1234.50', "
            f"got '1.005' in row 2, 'x' in row 4 {COUNTED}"
        ),
        f"column 'public': expected a value, got none in row 2 {COUNTED}",
        f"column 'public': expected whole cents, not negative, of 64 bits, got -5 in row 3, -6 in row 4 {COUNTED}",
        (
            f"column 'municipality': expected a value, got none in row 2 {COUNTED}; "
            "to leave columns out, name the groups: groups=[]"
        ),
    )
    assert refused(frame, {"needed": "vajadzība"}).startswith("8 problems\n  column 'age': ")


def test_an_error_names_the_first_ten_rows_of_a_column_and_counts_the_others() -> None:
    rows = 25
    frame = pd.DataFrame({"age": [*[200] * 13, *[1] * 12], "special_care": True, "needed": [None] * 2 + ["1.0"] * 23})
    first = ", ".join(f"200 in row {row}" for row in range(1, 11))
    assert problems(frame) == (
        f"column 'age': expected completed years, 0 to 149, got {first} and 3 more {COUNTED}",
        f"column 'needed': expected a value, got none in rows 1, 2 {COUNTED}",
    )
    assert len(frame) == rows


def test_an_error_survives_pickling_and_knows_its_problems() -> None:
    with pytest.raises(BadTable) as caught:
        read_frame(pd.DataFrame({"age": [1]}))
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made here
    assert (str(error), error.problems, error.code) == (str(caught.value), caught.value.problems, "bad_value")
    assert len(error.problems) == 2
    assert BadTable("one").below("table").problems == ("one",)


@EVERY_LIBRARY
def test_missing_columns_are_named_with_the_nearest(make) -> None:
    assert problems(make({"Age": [1], "speical_care": [True], "note": ["x"]})) == (
        "expected a column 'age' (or 'born'), or its name in columns=; is it columns={'age': 'Age'}?",
        "expected a column 'special_care', or its name in columns=; is it columns={'special_care': 'speical_care'}?",
        "expected a column 'needed', or its name in columns=; the table has 'Age', 'speical_care', 'note'",
    )
    assert problems(make({"age": [1], "special_care": [True]})) == (
        "expected a column 'needed', or its name in columns=; the table has no other columns",
    )


WRONG_NAMES = {
    "no such column": (
        {"needed": "vajadziba"},
        None,
        (
            "columns={'needed': 'vajadziba'}: expected a column of the table, got 'vajadziba'; the table has 'age', "
            "'special_care', 'needed', 'public', 'municipality'"
        ),
    ),
    "a near one": (
        {"needed": "publik"},
        None,
        "columns={'needed': 'publik'}: expected a column of the table, got 'publik'; nearest: 'public'",
    ),
    "turned round": (
        {"municipality": "needed_transport"},
        None,
        (
            "columns={'municipality': 'needed_transport'}: expected a column of the table, got 'needed_transport'; "
            "the table has 'age', 'special_care', 'needed', 'public', 'municipality'; "
            "turned round? {'needed_transport': 'municipality'}"
        ),
    ),
    "no column of the model": (
        {"neded": "public"},
        None,
        "columns={'neded': 'public'}: expected a column of the model, or of groups=, got 'neded'; nearest: 'needed'",
    ),
    "one for two purposes": (
        {"other": "public", "before": "public"},
        None,
        "columns={'before': 'public'}: expected every column for one purpose, got it for 'other' too",
    ),
    "none to leave out": (
        {"publik": None},
        None,
        "columns={'publik': None}: expected a column of the table, got 'publik'; nearest: 'public'",
    ),
    "a required one left out": ({"needed": None}, [], "expected a column 'needed', or its name in columns=; is it"),
    "no such group": (
        {},
        ["municipalty"],
        "groups, 'municipalty': expected a column of the table, got 'municipalty'; nearest: 'municipality'",
    ),
    "a group twice": ({}, ["municipality", "municipality"], "groups, 'municipality': expected every group once"),
    "a group called like a column of the model": (
        {},
        ["public"],
        "groups, 'public': expected a name that means nothing to the model",
    ),
    "a group called like the day of the ages": (
        {"on": "municipality"},
        ["on"],
        "groups, 'on': expected a name that means nothing to the model",
    ),
}


@pytest.mark.parametrize("kind", WRONG_NAMES)
def test_wrong_names_are_refused(kind) -> None:
    columns, groups, expected = WRONG_NAMES[kind]
    found = problems(plain(), columns, groups=groups)
    assert found[0].startswith(expected)


def test_a_mapped_group_that_is_not_there_is_named_once() -> None:
    assert problems(plain(), {"region": "regoin"}, groups=["region"]) == (
        (
            "columns={'region': 'regoin'}: expected a column of the table, got 'regoin'; the table has 'age', "
            "'special_care', 'needed', 'public', 'municipality'"
        ),
    )


def test_a_name_like_that_of_an_absent_column_is_asked_about() -> None:
    frame = plain(Others=[1, 2, 3])
    assert refused(frame) == (
        "column 'Others': expected a group, got a name like 'other': "
        "say columns={'other': 'Others'} if it is meant, columns={'other': None} if not"
    )
    assert read_frame(frame, {"other": "Others"})["other"].tolist() == [1, 2, 3]
    assert read_frame(frame, {"other": None}).groups == ("municipality", "Others")
    assert read_frame(frame, groups=["Others"]).groups == ("Others",)


def test_a_misspelt_column_is_not_left_out_because_the_groups_were_named() -> None:
    frame = plain(benefit_transport=[1, 2, 3])
    assert refused(frame, groups=["municipality"]) == (
        "column 'benefit_transport': expected a group, got a name like 'benefits_transport': "
        "say columns={'benefits_transport': 'benefit_transport'} if it is meant, "
        "columns={'benefits_transport': None} if not"
    )
    meant = read_frame(frame, {"benefits_transport": "benefit_transport"}, groups=[])
    assert meant["benefits_transport"].tolist() == [1, 2, 3]
    other = read_frame(frame, {"benefits_transport": None}, groups=["benefit_transport"])
    assert other.groups == ("benefit_transport",)


def test_a_name_like_that_of_a_column_which_is_there_is_a_group() -> None:
    assert read_frame(plain(need=["low", "high", "low"], Born=["x", "y", "z"])).groups == (
        "municipality",
        "need",
        "Born",
    )


@pytest.mark.parametrize("name", ["on", "self"])
def test_a_column_called_as_no_group_can_be_is_left_out_or_renamed(name) -> None:
    frame = plain(**{name: ["x", "y", "z"]})
    expected = f"column '{name}': expected a group of another name; columns={{'{name}': None}} leaves it out"
    assert refused(frame) == expected
    assert read_frame(frame, {name: None}).groups == ("municipality",)
    assert read_frame(frame, {"day": name}, groups=["day"])["day"].tolist() == ["x", "y", "z"]


@EVERY_LIBRARY
def test_a_table_without_rows_is_refused(make) -> None:
    frame = plain(make)
    empty = frame.slice(0, 0) if make is not pd.DataFrame else frame.iloc[:0]
    assert refused(empty) == "expected at least one row, got none"


def test_two_columns_of_one_name_are_refused() -> None:
    expected = "expected every column once, got 'needed' more often"
    assert refused(pd.DataFrame([[1, True, 2, 3]], columns=["age", "special_care", "needed", "needed"])) == expected
    assert refused(pa.table([[1], [True], [2], [3]], names=["age", "special_care", "needed", "needed"])) == expected


def test_columns_without_a_name_of_text_are_refused_as_groups_only() -> None:
    for name in (7, ""):
        frame = plain().assign(x=[1, 2, 3]).rename(columns={"x": name})
        shown = repr(name)
        assert refused(frame) == f"expected names of columns as text, got {shown}; name the groups, groups=[...]"
        assert read_frame(frame, groups=["municipality"]).groups == ("municipality",)


NO_GROUPS = {
    "floats": ([0.5, 1.5, 2.5], "column 'x': expected labels: text, whole numbers or booleans, got floats"),
    "dates": ([date(2018, 1, 1)] * 3, "column 'x': expected labels: text, whole numbers or booleans, got dates"),
    "lists": (
        pd.Series([[1], [2], [3]]),
        "column 'x': expected labels: text, whole numbers or booleans, got values of type list",
    ),
    "gaps": (["a", None, None], f"column 'x': expected a value, got none in rows 2, 3 {COUNTED}"),
    "nothing": ([None] * 3, f"column 'x': expected a value, got none in rows 1, 2, 3 {COUNTED}"),
    "65 bits": ([1, 2, 2**63], f"column 'x': expected labels of 64 bits, got {2**63} in row 3 {COUNTED}"),
    "long text": (
        ["a", "b" * 101, "c" * 100],
        f"column 'x': expected labels of at most 100 characters, got '{'b' * 59}…' in row 2 {COUNTED}",
    ),
}


@pytest.mark.parametrize("kind", NO_GROUPS)
def test_a_column_that_cannot_be_a_group_is_refused_with_the_way_out(kind) -> None:
    column, expected = NO_GROUPS[kind]
    frame = plain(x=column)
    assert refused(frame) == f"{expected}; to leave columns out, name the groups: groups=['municipality']"
    assert refused(frame, groups=["x"]) == expected
    assert read_frame(frame, groups=["municipality"]).groups == ("municipality",)


@EVERY_LIBRARY
def test_more_than_1000_labels_are_no_group_unless_said(make) -> None:
    rows = 1001
    base = {"age": [1] * rows, "special_care": [True] * rows, "needed": [1] * rows}
    names = [f"n{number}" for number in range(rows)]
    frame = make({**base, "name": names})
    assert refused(frame) == (
        "column 'name': expected a group of at most 1000 labels, got 1001; "
        "to leave columns out, name the groups: groups=[]"
    )
    assert read_frame(frame, groups=["name"])["name"].tolist() == names
    thousand = make({**base, "name": [*names[:-1], "n0"]})
    assert read_frame(thousand).groups == ("name",)


WRONG_KINDS = {
    "ages of floats": (
        {"age": [6.0, 7.0, 8.0]},
        "column 'age': expected completed years, 0 to 149, as whole numbers, got floats",
    ),
    "ages of decimals": ({"age": [Decimal(6)] * 3}, "as whole numbers, got decimals"),
    "ages of booleans": ({"age": [True] * 3}, "as whole numbers, got booleans"),
    "ages of other text": (
        {"age": ["06", "6.0", "1"]},
        f"column 'age': expected completed years, 0 to 149, got '06' in row 1, '6.0' in row 2 {COUNTED}",
    ),
    "ages below zero": ({"age": [-1, 0, 149]}, "got -1 in row 1 ("),
    "special care of 0 and 1": (
        {"special_care": [0, 1, 0]},
        "column 'special_care': expected true or false, got whole",
    ),
    "special care of other words": ({"special_care": ["true", "tRue", "1"]}, "got 'tRue' in row 2, '1' in row 3 ("),
    "special care with gaps": ({"special_care": [True, None, False]}, "column 'special_care': expected a value, got"),
    "weight of zero": (
        {"weight": [1, 0, -1]},
        "column 'weight': expected how many people a row is, got 0 in row 2, -1",
    ),
    "weight of text": ({"weight": ["1", "2", "1234567890123456789"]}, "got '1234567890123456789' in row 3 ("),
    "received with a zone": (
        {"received": pd.to_datetime(["2018-07-03T09:14"] * 3).tz_localize("UTC")},
        (
            "column 'received': expected moments without a time zone, such as '2018-07-03T09:14', "
            "got moments with a time zone"
        ),
    ),
    "objects received with a zone": (
        {"received": pd.Series([datetime(2018, 7, 3, tzinfo=UTC)] * 3, dtype=object)},
        "got moments with a time zone",
    ),
    "received on days": ({"received": [date(2018, 7, 3)] * 3}, "such as '2018-07-03T09:14', got dates"),
    "received in other words": (
        {"received": ["2018-07-03", "2018-02-30T00:00", "2018-07-03T09:14+00:00"]},
        (
            "column 'received': expected a moment such as '2018-07-03T09:14', got '2018-07-03' in row 1, "
            f"'2018-02-30T00:00' in row 2, '2018-07-03T09:14+00:00' in row 3 {COUNTED}"
        ),
    ),
    "an id with gaps": ({"id": ["a", None, "c"]}, f"column 'id': expected a value, got none in row 2 {COUNTED}"),
    "more transport than need": (
        {"needed_transport": [1370_00, 500_51, 80_01]},
        (
            "column 'needed_transport': expected at most the whole need, column 'needed', in cents, "
            f"got 50051 in row 2, 8001 in row 3 {COUNTED}"
        ),
    ),
}


@pytest.mark.parametrize("kind", WRONG_KINDS)
def test_columns_of_the_wrong_kind_are_refused(kind) -> None:
    changes, expected = WRONG_KINDS[kind]
    assert expected in refused(plain(**changes))


def test_whole_numbers_with_gaps_that_pandas_made_floats_are_told_of() -> None:
    hint = " (pandas makes floats of whole numbers with gaps: fill the gaps, or use the type Int64)"
    found = problems(plain(age=[6, None, 9], public=[None, 1, 2]))
    assert [problem.endswith(hint) for problem in found] == [False, True, False, True]


def test_no_moment_of_application_is_no_problem_and_no_moment_at_all_is_no_column() -> None:
    assert "received" not in read_frame(plain(pl.DataFrame, received=[None] * 3))
    text = read_frame(plain(received=["2018-07-03T09:14", None, None]))["received"]
    assert np.isnat(text).tolist() == [False, True, True]


WRONG_BIRTHS = {
    "after the day": ([date(2018, 9, 2), date(2018, 9, 1), date(2018, 8, 31)], "got 2018-09-02 in row 1 ("),
    "150 years before": (
        [date(1868, 9, 1), date(1868, 9, 2), date(1, 1, 1)],
        "got 1868-09-01 in row 1, 0001-01-01 in row 3",
    ),
    "an hour": (
        [datetime(2010, 1, 1, 1), datetime(2010, 1, 1), datetime(2010, 1, 1)],
        "got 2010-01-01 01:00:00 in row 1 (",
    ),
    "other text": (["2010-01-01", "20100101", "2010-02-30"], "got '20100101' in row 2, '2010-02-30' in row 3 ("),
    "gaps": ([date(2010, 1, 1), None, date(2010, 1, 1)], "expected a value, got none in row 2 ("),
}


@pytest.mark.parametrize("kind", WRONG_BIRTHS)
def test_days_of_birth_without_an_age_are_refused(kind) -> None:
    born, expected = WRONG_BIRTHS[kind]
    for make in (pd.DataFrame, pl.DataFrame):
        message = refused(make({"born": born, "special_care": [True] * 3, "needed": [1] * 3}), on=ON)
        assert expected in re.sub(r"T(01:00:00)[.0]*", r" \1", message)
    number = refused(pd.DataFrame({"born": [2010], "special_care": [True], "needed": [1]}), on=ON)
    assert number == "column 'born': expected dates, got whole numbers"


@given(st.dates(min_value=date(1, 1, 1)))
@example(date(2020, 2, 29))
@example(date(2018, 2, 28))
@example(date(150, 3, 1))
@example(date(151, 1, 1))
def test_the_bound_of_days_of_birth_is_that_of_the_cohort(on) -> None:
    first = meanings._earliest_birth(on)
    alone = {"special_care": [True], "needed": [1]}
    assert Cohort(born=[first], on=on, **alone)["age"][0] <= OLDEST
    if first > date.min:
        with pytest.raises(BadValue):
            Cohort(born=[first - timedelta(days=1)], on=on, **alone)


def test_the_bound_of_ages_is_that_of_the_cohort() -> None:
    alone = {"special_care": [True], "needed": [1]}
    assert Cohort(age=[OLDEST], **alone)["age"].tolist() == [OLDEST]
    with pytest.raises(BadValue):
        Cohort(age=[OLDEST + 1], **alone)


def test_the_day_of_the_ages_belongs_to_days_of_birth() -> None:
    born = pd.DataFrame({"born": [date(2010, 1, 1)], "special_care": [True], "needed": [1]})
    for on in (None, datetime(2018, 9, 1), "2018-09-01"):
        assert refused(born, on=on).startswith("expected the day on which ages count, on=date(2018, 9, 1), got ")
    assert refused(plain(), on=ON) == "expected a column 'born' beside the day 'on'"
    both = plain(born=[date(2010, 1, 1)] * 3)
    assert refused(both, on=ON) == "expected either 'age' or 'born', got both: leave one out, columns={'born': None}"
    assert read_frame(both, {"age": None}, on=ON)["age"].tolist() == [8, 8, 8]
    assert read_frame(both, {"born": None})["age"].tolist() == PLAIN["age"]


def test_what_is_no_table_in_memory_is_refused() -> None:
    for given_, name in (
        ({"age": [1]}, "builtins.dict"),
        (pl.Series([1]), "polars.Series"),
        (None, "builtins.NoneType"),
    ):
        with pytest.raises(BadType, match=f"expected a table of pandas, polars or pyarrow, got {name}$"):
            read_frame(given_)
    with pytest.raises(BadType, match=r"got polars.LazyFrame \(collect it first\)"):
        read_frame(plain(pl.DataFrame).lazy())


@pytest.mark.parametrize(
    ("option", "value"), [("rounding", "half_even"), ("decimal", ";"), ("whole_text", "euros"), ("groups", "region")]
)
def test_options_of_other_values_are_refused(option, value) -> None:
    with pytest.raises(ModelError) as caught:
        read_frame(plain(), **{option: value})
    assert caught.value.path == f"/{option}"


def test_an_error_of_the_cohort_itself_is_told_with_the_names_and_rows_of_the_table(monkeypatch) -> None:
    def refusing(**_):
        raise raised

    raised = BadValue("expected less", "/needed/4")
    monkeypatch.setattr(reading, "Cohort", refusing)
    frame = plain().rename(columns={"needed": "vajadzība"})
    columns = {"needed": "vajadzība"}
    assert refused(frame, columns) == f"column 'vajadzība' (needed): expected less in row 5 {COUNTED}"
    raised = BadValue("expected less", "/needed")
    assert refused(frame, columns) == "column 'vajadzība' (needed): expected less"
    raised = BadValue("expected less", "/on")
    assert refused(frame, columns) == "/on: expected less"


# the same cents, laws


ANY_LIBRARY = st.sampled_from(list(MAKERS.values()))
AMOUNTS = st.integers(0, 10**14 - 1) | st.sampled_from([0, 1, 99, 100, 10**14 - 1]) | st.integers(0, 10**6)


def as_floats(values: list[int]) -> list[float]:
    return [value / 100 for value in values]


def as_text(values: list[int]) -> list[str]:
    return [str(Money(value)) for value in values]


def as_decimals(values: list[int]) -> list[Decimal]:
    return [Decimal(str(Money(value))) for value in values]


@given(ANY_LIBRARY, st.lists(AMOUNTS, min_size=1, max_size=20))
def test_cents_decimals_text_and_floats_of_any_library_are_the_same_amounts(make, values) -> None:
    rest = {"age": [1] * len(values), "special_care": [False] * len(values)}
    for write in (list, as_decimals, as_text, as_floats):
        assert cents(make({**rest, "needed": write(values)}), rounding="down") == values


ROWS = st.lists(
    st.tuples(st.integers(0, 17), st.booleans(), *[st.integers(0, 10**7)] * 4, st.sampled_from("xyz")),
    min_size=1,
    max_size=12,
)


@given(ANY_LIBRARY, ROWS, st.integers(0, 10**8))
def test_a_cohort_from_any_library_gets_the_cents_of_the_cohort_from_arrays(make, rows, pool) -> None:
    names = ("age", "special_care", "needed", "public", "benefits_rehabilitation", "other", "group")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    expected = simulate(Cohort(**columns), pool=pool)
    frame = make(columns)
    outcome = simulate(read_frame(frame), pool=pool)
    for attribute in RESULT_COLUMNS.values():
        assert np.array_equal(getattr(outcome, attribute), getattr(expected, attribute))
    assert (outcome.surplus, outcome.reserve) == (expected.surplus, expected.reserve)
    assert as_dict(write_frame(outcome, frame))["final"] == expected.final.tolist()


NEAR_TIES = st.builds(
    lambda thousandths, steps: float(np.float64(thousandths / 1000) + steps * np.spacing(thousandths / 1000)),
    st.integers(0, 10**12) | st.integers(10**14, 10**15 - 1).map(lambda number: number - number % 5),
    st.integers(-2, 2),
).filter(lambda value: 0 <= value < 1e12)


@given(st.lists(st.floats(0, 1e12, exclude_max=True) | NEAR_TIES, min_size=1, max_size=30))
@example([0.285, 0.005, 0.015, 999999999999.995, 5e-324, -0.0, 0.0])
def test_a_float_is_rounded_as_the_decimal_that_it_is_printed_as(values) -> None:
    for name, rounding in (("down", ROUND_DOWN), ("half_up", ROUND_HALF_UP)):
        found, bad = euros.cents_of_floats(np.array(values), name)
        expected = [int(Decimal(repr(value)).scaleb(2).quantize(Decimal(1), rounding)) for value in values]
        assert found.tolist() == expected
        assert not bad.any()


@given(st.lists(st.floats(0, 2.0**39, width=32), min_size=1, max_size=30))
def test_a_narrow_float_is_rounded_as_the_decimal_that_it_is_printed_as(values) -> None:
    narrow = np.array(values, dtype=np.float32)
    found, _ = euros.cents_of_floats(narrow, "half_up")
    expected = [int(Decimal(str(value)).scaleb(2).quantize(Decimal(1), ROUND_HALF_UP)) for value in narrow]
    assert found.tolist() == expected


TEXTS = (
    st.text("0123456789.,- \0\né", max_size=18)
    | st.from_regex(r"[0-9]{0,14}\.[0-9]{0,3}", fullmatch=True)
    | AMOUNTS.map(lambda value: str(Money(value)))
    | st.from_regex(r"(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?", fullmatch=True)
)
AMOUNT = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,2}))?").fullmatch


@given(st.lists(TEXTS, min_size=1, max_size=30))
def test_text_is_an_amount_by_its_form_alone(values) -> None:
    found, bad, marked = euros.cents_of_text(values)
    for value, amount, is_bad, is_marked in zip(values, found.tolist(), bad.tolist(), marked.tolist(), strict=True):
        match = AMOUNT(value)
        assert is_bad == (match is None)
        if match:
            assert amount == int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
            assert is_marked == ("." in value)


def test_text_is_read_in_blocks(monkeypatch) -> None:
    monkeypatch.setattr(euros, "_BLOCK", 2)
    found, bad, marked = euros.cents_of_text(["1.00", "2", "x", "4.5", "é"])
    assert found[[0, 1, 3]].tolist() == [1_00, 2_00, 4_50]
    assert bad.tolist() == [False, False, True, False, True]
    assert marked.tolist() == [True, False, False, True, False]


@given(
    st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=None), min_size=1, max_size=20)
    | st.lists(st.decimals(-1, 10**18, places=3), min_size=1, max_size=20)
)
def test_a_decimal_is_an_amount_if_its_cents_are_whole_and_fit(values) -> None:
    found, bad = euros.cents_of_decimals(values)
    for value, amount, is_bad in zip(values, found.tolist(), bad.tolist(), strict=True):
        small = abs(value.adjusted()) < 10**4
        exact = Decimal(value).as_integer_ratio() if small else None
        whole = exact is not None and exact[0] * 100 % exact[1] == 0 and 0 <= exact[0] * 100 // exact[1] <= LARGEST
        assert is_bad == (not whole and value != 0)
        if not is_bad and value:
            assert amount == exact[0] * 100 // exact[1]


@given(st.integers(-3, 30), st.lists(st.integers(-(10**20), 10**20), min_size=1, max_size=10))
def test_stored_decimals_are_the_amounts_of_the_decimals(scale, stored) -> None:
    values = [Decimal(f"{number}E{-scale}") for number in stored]
    fits = np.array([abs(number) < LARGEST for number in stored])
    unscaled = np.array([number if ok else 7 for number, ok in zip(stored, fits, strict=True)], dtype=np.int64)
    found, bad = euros.cents_of_unscaled(unscaled, scale, fits, lambda rows: [values[row] for row in rows])
    expected, expected_bad = euros.cents_of_decimals(values)
    assert bad.tolist() == expected_bad.tolist()
    assert found[~bad].tolist() == expected[~bad].tolist()


# out again


def outcome_of(frame, **options):
    return simulate(read_frame(frame, **options), pool=POOL)


@EVERY_LIBRARY
def test_an_outcome_is_written_behind_the_columns_of_its_table(make) -> None:
    frame = plain(make)
    outcome = outcome_of(frame)
    written = write_frame(outcome, frame)
    assert type(written) is type(frame)
    found = as_dict(written)
    assert list(found) == [*PLAIN, *RESULT_COLUMNS]
    assert {name: found[name] for name in PLAIN} == PLAIN
    for name, attribute in RESULT_COLUMNS.items():
        values = getattr(outcome, attribute).tolist()
        assert found[name] == ([AGAINST_BEFORE[code] for code in values] if name == "against_before" else values)
    assert as_dict(frame) == PLAIN


def test_columns_that_were_left_out_are_kept_whatever_they_are_called() -> None:
    frame = plain().assign(**{"": 0.5}).rename(columns={"public": 7})
    outcome = outcome_of(frame, groups=[])
    written = write_frame(outcome, frame)
    assert written.columns.tolist() == [*frame.columns, *RESULT_COLUMNS]
    assert written[7].tolist() == PLAIN["public"]


@pytest.mark.parametrize("library", MAKERS)
def test_an_outcome_is_written_with_the_columns_of_its_cohort(library) -> None:
    frame = plain(id=["a", "b", "c"], received=[None, datetime(2018, 7, 3, 9), None], rural=[True, False, True])
    written = write_frame(outcome_of(frame), library)
    assert isinstance(written, type(plain(MAKERS[library])))
    found = as_dict(written)
    assert [name for name in found if name not in RESULT_COLUMNS] == [
        "id",
        "received",
        "age",
        "special_care",
        "needed",
        "public",
        "municipality",
        "rural",
    ]
    assert found["id"] == ["a", "b", "c"]
    assert found["needed"] == PLAIN["needed"]
    assert found["rural"] == [True, False, True]
    assert found["received"][1] == datetime(2018, 7, 3, 9)
    assert pd.isna(found["received"][0])


@EVERY_LIBRARY
def test_amounts_are_written_as_cents_decimals_or_text(make) -> None:
    frame = plain(make)
    outcome = outcome_of(frame)
    final = outcome.final.tolist()
    assert as_dict(write_frame(outcome, frame))["final"] == final
    assert as_dict(write_frame(outcome, frame, money="text"))["final"] == as_text(final)
    decimals = as_dict(write_frame(outcome, frame, money="decimal"))
    assert decimals["final"] == as_decimals(final)
    assert all(type(value) is Decimal for value in decimals["unmet"])
    assert decimals["needed"] == PLAIN["needed"]


@pytest.mark.parametrize("money", ["cents", "decimal", "text"])
@pytest.mark.parametrize("library", MAKERS)
def test_what_is_written_is_read_as_the_same_cents(library, money) -> None:
    most = 10**14 - 1 if money == "text" else LARGEST
    cohort = Cohort(age=[1, 2, 3], special_care=[True] * 3, needed=[most, 5, 0])
    outcome = simulate(cohort, pool=100)
    written = write_frame(outcome, library, money=money)
    again = read_frame(written, {"other": "unmet", "before": "final", "public": "total"}, groups=[])
    assert again["needed"].tolist() == [most, 5, 0]
    assert again["other"].tolist() == outcome.unmet.tolist()
    assert again["before"].tolist() == outcome.final.tolist()
    assert again["public"].tolist() == outcome.total.tolist()
    assert outcome.unmet[0] > most - 100


def test_several_outcomes_have_place_in_one_table() -> None:
    frame = plain(pl.DataFrame)
    cohort = read_frame(frame)
    first, second = simulate(cohort, pool=POOL), simulate(cohort, pool=2 * POOL)
    once = write_frame(first, frame)
    with pytest.raises(BadTable, match=r"expected a table without 'provisional', .*'against_before': say suffix='_2'"):
        write_frame(second, once)
    twice = write_frame(second, once, suffix="_2")
    assert twice["final"].to_list() == first.final.tolist()
    assert twice["final_2"].to_list() == second.final.tolist()


def test_the_index_of_pandas_stays_as_it_is() -> None:
    frame = plain().set_index(pd.Index(["x", "x", "y"], name="who"))
    outcome = outcome_of(frame)
    written = write_frame(outcome, frame)
    assert written.index.tolist() == ["x", "x", "y"]
    assert written["final"].tolist() == outcome.final.tolist()


def test_wrong_arguments_for_writing_are_refused() -> None:
    frame = plain()
    outcome = outcome_of(frame)
    with pytest.raises(Inconsistent, match="expected the 3 rows of the outcome, got 2"):
        write_frame(outcome, frame.iloc[:2])
    with pytest.raises(BadValue, match="/money: expected one of cents, decimal, text, got 'euro'"):
        write_frame(outcome, frame, money="euro")
    with pytest.raises(BadType, match="/suffix: expected text, got 2"):
        write_frame(outcome, frame, suffix=2)
    with pytest.raises(BadValue, match="/library: expected one of polars, pandas, pyarrow, got 'excel'"):
        write_frame(outcome, "excel")
    with pytest.raises(BadType, match=r"got builtins[.]list"):
        write_frame(outcome, [1, 2, 3])


# files


LATVIAN = {
    "vecums": ["6", "12", "9"],
    "aprūpe": ["false", "true", "false"],
    "vajadzība": ["1370.00", "500.5", "80"],
    "novads": ["Tukums", 'Ogre, "mazā"', "01"],
}
NAMES = {"age": "vecums", "special_care": "aprūpe", "needed": "vajadzība"}


@pytest.mark.parametrize("ending", [".csv", ".CSV", ".parquet"])
@EVERY_LIBRARY
def test_a_file_of_any_library_is_read_as_its_table(tmp_path, make, ending) -> None:
    path = tmp_path / f"a{ending}"
    write_table(make(LATVIAN), path)
    assert listed(tmp_path) == [path.name]
    cohort = read_table(path, NAMES)
    assert cohort["needed"].tolist() == [1370_00, 500_50, 80_00]
    assert cohort["novads"].tolist() == LATVIAN["novads"]
    for library, maker in MAKERS.items():
        frame = load_table(str(path), library=library)
        assert isinstance(frame, type(maker(LATVIAN)))
        assert as_dict(frame) == LATVIAN
    assert isinstance(load_table(path), pl.DataFrame)


@EVERY_LIBRARY
def test_types_survive_parquet_and_all_is_text_in_csv(tmp_path, make) -> None:
    frame = plain(make)
    write_table(frame, tmp_path / "a.parquet")
    write_table(frame, tmp_path / "a.csv")
    read = read_table(tmp_path / "a.parquet")
    assert {name: read[name].tolist() for name in read.names} == PLAIN
    with pytest.raises(BadTable, match="whole_text='cents'"):
        read_table(tmp_path / "a.csv")
    again = read_table(tmp_path / "a.csv", whole_text="cents")
    assert {name: again[name].tolist() for name in again.names} == PLAIN


@EVERY_LIBRARY
def test_an_outcome_goes_to_a_file_and_is_read_as_the_same_cents(tmp_path, make) -> None:
    frame = plain(make)
    outcome = outcome_of(frame)
    for ending, money in ((".csv", None), (".parquet", None), (".parquet", "decimal"), (".csv", "text")):
        path = tmp_path / f"out{ending}"
        write_table(outcome, path, like=frame, money=money)
        columns = {"needed": "final", "other": "unmet", "before": "total", "public": None, "age": None}
        read = read_table(path, {**columns, "age": "age"}, groups=["against_before"])
        assert read["needed"].tolist() == outcome.final.tolist()
        assert read["other"].tolist() == outcome.unmet.tolist()
        assert read["against_before"].tolist() == [AGAINST_BEFORE[code] for code in outcome.against_before]


def test_an_outcome_without_a_table_is_written_with_its_cohort(tmp_path) -> None:
    outcome = outcome_of(plain())
    write_table(outcome, tmp_path / "a.csv", suffix="_1")
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    assert lines[0] == ",".join([*PLAIN, *(f"{name}_1" for name in RESULT_COLUMNS)])
    assert lines[1].startswith("6,false,1370.00,0.00,Tukums,")


def test_the_columns_of_a_file_are_kept_by_loading_it(tmp_path) -> None:
    write_table(pl.DataFrame(LATVIAN), tmp_path / "before.csv")
    frame = load_table(tmp_path / "before.csv")
    write_table(simulate(read_frame(frame, NAMES), pool=POOL), tmp_path / "after.csv", like=frame)
    after = load_table(tmp_path / "after.csv")
    assert after.columns == [*LATVIAN, *RESULT_COLUMNS]
    assert after.select(list(LATVIAN)).to_dict(as_series=False) == LATVIAN


def test_a_table_of_a_spreadsheet_in_latvia_is_read(tmp_path) -> None:
    text = "\ufeffvecums;aprūpe;vajadzība\r\n6;TRUE;1370,00\r\n12;FALSE;500,5\r\n"
    (tmp_path / "a.csv").write_bytes(text.encode())
    cohort = read_table(tmp_path / "a.csv", NAMES, separator=";", decimal=",")
    assert cohort["needed"].tolist() == [1370_00, 500_50]
    with pytest.raises(BadTable) as caught:
        read_table(tmp_path / "a.csv", NAMES)
    assert str(caught.value).endswith(
        "a.csv': expected columns separated by ',', got one column 'vecums;aprūpe;vajadzība': say separator=';'"
    )


GOOD_CSV = {
    "plain": b"a,b\n1,2\n3,4\n",
    "no line end at the end": b"a,b\n1,2\n3,4",
    "line ends of Windows": b"a,b\r\n1,2\r\n3,4\r\n",
    "old line ends": b"a,b\r1,2\r3,4\r",
    "blank lines": b"a,b\n\n1,2\n\n3,4\n\n",
    "a mark of the byte order": b"\xef\xbb\xbfa,b\n1,2\n3,4\n",
    "quotation marks": b'"a","b"\n"1","2"\n"3","4"\n',
}


@pytest.mark.parametrize("library", MAKERS)
@pytest.mark.parametrize("kind", GOOD_CSV)
def test_a_csv_is_read_alike_by_every_library(tmp_path, kind, library) -> None:
    (tmp_path / "a.csv").write_bytes(GOOD_CSV[kind])
    assert as_dict(load_table(tmp_path / "a.csv", library=library)) == {"a": ["1", "3"], "b": ["2", "4"]}


@pytest.mark.parametrize("library", MAKERS)
def test_every_cell_of_a_csv_is_text_and_an_empty_one_nothing(tmp_path, library) -> None:
    content = b'a,b,c\n007,"x\ny",1e5\n"",NA,"q""q"\n,,\n'
    (tmp_path / "a.csv").write_bytes(content)
    found = as_dict(load_table(tmp_path / "a.csv", library=library))
    rows = [[None if pd.isna(cell) else cell for cell in column] for column in found.values()]
    assert rows == [["007", None, None], ["x\ny", "NA", None], ["1e5", 'q"q', None]]


@pytest.mark.parametrize("library", MAKERS)
def test_a_csv_of_one_column_or_without_rows_is_read(tmp_path, library) -> None:
    (tmp_path / "a.csv").write_bytes(b"a\n1\n\n2\n")
    assert as_dict(load_table(tmp_path / "a.csv", library=library)) == {"a": ["1", "2"]}
    (tmp_path / "b.csv").write_bytes(b"a,b\n")
    assert as_dict(load_table(tmp_path / "b.csv", library=library)) == {"a": [], "b": []}


BAD_CSV = {
    "short and long lines": (
        b"a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n",
        "expected 3 cells in every line, got 2 in line 3, 4 in line 5",
    ),
    "many short lines": (
        b"a,b\n" + b"1\n" * 12,
        "expected 2 cells in every line, got "
        + ", ".join(f"1 in line {line}" for line in range(2, 12))
        + " and 2 more",
    ),
    "cut within a line": (b"a,b,c\n1,2,3\n4,5", "expected 3 cells in every line, got 2 in line 3"),
    "cut within quotation marks": (b'a,b\n1,2\n3,"4', "expected a row of cells, got in line 3: unexpected end of data"),
    "a quotation mark too many": (b'a,b\n"x"y,2\n', "expected a row of cells, got in line 2: ',' expected after '\"'"),
    "another encoding": (
        "a,b\n1,2\nR\u012bga,ā\n".encode("utf-16"),
        "expected text in UTF-8, got byte ff in line 1; save",
    ),
    "a strange byte": (
        b"a,b\n\xc4\x81,2\n1,\xe2\n",
        "expected text in UTF-8, got byte e2 in line 3; save the table as 'CSV",
    ),
    "nothing": (b"", "expected a first line that names the columns, got nothing"),
    "blanks": (b"\n\n", "expected a first line that names the columns, got nothing"),
    "no names": (b",,\n1,2,3\n", "expected a first line that names the columns, got nothing"),
    "two columns of one name": (b"a,b,a,b\n1,2,3,4\n", "expected every column once, got 'a', 'b' more often"),
    "tabs": (b"a\tb\n1\t2\n", "expected columns separated by ',', got one column 'a\\tb': say separator='\\t'"),
}


@pytest.mark.parametrize("library", MAKERS)
@pytest.mark.parametrize("kind", BAD_CSV)
def test_a_csv_that_is_none_is_one_error_that_names_the_file(tmp_path, kind, library) -> None:
    content, expected = BAD_CSV[kind]
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(BadTable) as caught:
        load_table(path, library=library)
    assert str(caught.value).startswith(f"'{path}': {expected}")


@pytest.mark.parametrize("library", MAKERS)
@pytest.mark.parametrize("part", [0, 0.01, 0.5, 0.99])
def test_a_parquet_file_that_was_cut_is_one_error_that_names_the_file(tmp_path, library, part) -> None:
    path = tmp_path / "a.parquet"
    write_table(plain(pl.DataFrame), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(BadTable) as caught:
        load_table(path, library=library)
    assert str(caught.value).startswith(f"'{path}': expected a whole Parquet file, got ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("library", MAKERS)
def test_the_folders_of_a_parquet_file_add_no_columns(tmp_path, library) -> None:
    folder = tmp_path / "year=2018" / "a[1]*"
    folder.mkdir(parents=True)
    write_table(plain(pl.DataFrame), folder / "a.parquet")
    assert as_dict(load_table(folder / "a.parquet", library=library)) == PLAIN


def test_problems_of_a_table_in_a_file_name_the_file(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("age,special_care,needed\n6,yes,1.00\n,true,x\n")
    with pytest.raises(BadTable) as caught:
        read_table(tmp_path / "a.csv")
    path = tmp_path / "a.csv"
    assert str(caught.value).startswith(f"'{path}': 3 problems\n  column 'age': expected a value, got none in row 2")
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.csv.gz", ".csv"])
def test_another_ending_is_refused(tmp_path, name) -> None:
    expected = r"expected a file called \*\.csv or \*\.parquet"
    for act in (load_table, lambda path: write_table(plain(), path)):
        with pytest.raises(BadTable, match=expected):
            act(tmp_path / name)
    assert listed(tmp_path) == []


def test_a_file_that_is_not_there_or_cannot_be_read_is_refused(tmp_path) -> None:
    for name in ("a.csv", "a.parquet"):
        with pytest.raises(BadTable, match=f"{re.escape(name)}': expected a file that is there"):
            load_table(tmp_path / name)
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(BadTable, match=r"b[.]csv': expected a file that is there"):
        load_table(tmp_path / "b.csv")
    with pytest.raises(BadTable, match=r"c.csv': expected a file that can be read, got No such file or directory"):
        separated.load_csv(tmp_path / "c.csv", "pandas", pd, ",")


def test_a_separator_of_another_kind_is_refused(tmp_path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    for separator in (":", "", ",;"):
        with pytest.raises(BadValue, match="/separator: expected one of ',', ';'"):
            load_table(tmp_path / "a.csv", separator=separator)


def test_polars_and_the_strict_reader_read_the_same(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.csv"
    write_table(pl.DataFrame({"a": [str(n) for n in range(600)], "b": ["x,\ny", 'z"'] * 300}), path)
    quick = load_table(path)
    monkeypatch.setattr(separated, "_load_quickly", lambda *_: None)
    assert load_table(path).equals(quick)


# nothing half-written


def interrupted(self, file, **_):
    Path(file).write_bytes(b"half")
    raise KeyboardInterrupt


def failing(self, file, **_):
    Path(file).write_bytes(b"half")
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
@pytest.mark.parametrize("before", [None, b"old"])
def test_a_write_that_fails_leaves_everything_as_it_was(tmp_path, monkeypatch, name, before) -> None:
    path = tmp_path / name
    if before is not None:
        path.write_bytes(before)
    for writer, error in ((interrupted, KeyboardInterrupt), (failing, BadTable)):
        monkeypatch.setattr(pl.DataFrame, "write_csv", writer)
        monkeypatch.setattr(pl.DataFrame, "write_parquet", writer)
        with pytest.raises(error) as caught:
            write_table(plain(pl.DataFrame), path)
        assert [each.read_bytes() for each in tmp_path.iterdir()] == ([] if before is None else [before])
    assert str(caught.value) == (
        f"'{path}': expected a table and a file that can be written, got [Errno 28] No space left on device"
    )


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(BadTable, match="expected a table and a file that can be written, got CSV format does not"):
        write_table(pl.DataFrame({"a": [[1, 2]]}), path)
    assert listed(tmp_path) == []


def test_a_file_is_replaced_whole_also_behind_a_link(tmp_path) -> None:
    (tmp_path / "real.csv").write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "real.csv")
    write_table(pl.DataFrame({"a": [1], "b": [2]}), link)
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text() == "a,b\n1,2\n"
    assert listed(tmp_path) == ["link.csv", "real.csv"]


def test_a_target_that_cannot_be_is_refused(tmp_path) -> None:
    with pytest.raises(BadTable, match="expected a directory that is there"):
        write_table(plain(), tmp_path / "none" / "a.csv")
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(BadTable, match=r"expected a file$"):
        write_table(plain(), tmp_path / "a.csv")
    assert listed(tmp_path) == ["a.csv"]


def test_the_index_of_pandas_is_not_written(tmp_path) -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=["x", "y"])
    for name in ("a.csv", "a.parquet"):
        write_table(frame, tmp_path / name)
    assert pq.read_table(tmp_path / "a.parquet").column_names == ["a"]
    assert (tmp_path / "a.csv").read_text() == "a\n1\n2\n"
    assert frame.index.tolist() == ["x", "y"]


def test_the_options_of_an_outcome_are_refused_for_a_table(tmp_path) -> None:
    for options in ({"like": plain()}, {"money": "text"}, {"suffix": "_2"}):
        with pytest.raises(BadValue, match="expected like, money and suffix only with an outcome"):
            write_table(plain(), tmp_path / "a.csv", **options)


# libraries that are not there


def without(monkeypatch, *names) -> None:
    for name in names:
        monkeypatch.setitem(sys.modules, name, None)


def test_files_are_read_with_the_first_library_that_is_there(tmp_path, monkeypatch) -> None:
    write_table(plain(pl.DataFrame), tmp_path / "a.parquet")
    without(monkeypatch, "polars")
    assert isinstance(load_table(tmp_path / "a.parquet"), pd.DataFrame)
    without(monkeypatch, "pandas")
    assert isinstance(load_table(tmp_path / "a.parquet"), pa.Table)
    without(monkeypatch, "pyarrow")
    with pytest.raises(ImportError, match=r"expected polars or pandas or pyarrow .*pip install 'ibmodel\[frames\]'"):
        load_table(tmp_path / "a.parquet")


def test_a_named_library_that_is_missing_is_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    without(monkeypatch, "pandas")
    with pytest.raises(ImportError, match=r"expected pandas to be installed: pip install 'ibmodel\[frames\]'"):
        load_table(tmp_path / "a.csv", library="pandas")


def no_parquet(*_arguments, **_options):
    raise ImportError("Unable to find a usable engine", name="pyarrow")


def test_pandas_without_pyarrow_says_what_parquet_needs(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.parquet"
    monkeypatch.setattr(pd.DataFrame, "to_parquet", no_parquet)
    with pytest.raises(ImportError, match=r"a[.]parquet': Unable to find a usable engine"):
        write_table(plain(), path)
    assert listed(tmp_path) == []
    write_table(plain(pl.DataFrame), path)
    monkeypatch.setattr(pd, "read_parquet", no_parquet)
    with pytest.raises(ImportError, match=r"a[.]parquet': Unable to find a usable engine"):
        load_table(path, library="pandas")


def test_without_narwhals_the_error_names_the_extra(monkeypatch) -> None:
    without(monkeypatch, "narwhals.stable.v2")
    specification = importlib.util.spec_from_file_location("libraries_again", libraries.__file__)
    module = importlib.util.module_from_spec(specification)
    with pytest.raises(ImportError, match=r"expected narwhals, .*pip install 'ibmodel\[frames\]'"):
        specification.loader.exec_module(module)


def test_all_columns_of_money_are_read_as_money() -> None:
    frame = pd.DataFrame({"age": [1], "special_care": [True], **{name: ["0.01"] for name in MONEY_COLUMNS}})
    cohort = read_frame(frame)
    assert [cohort[name].tolist() for name in MONEY_COLUMNS] == [[1]] * len(MONEY_COLUMNS)
