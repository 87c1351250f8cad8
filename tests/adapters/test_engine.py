"""The simulation in parts, on Dask: the same cents as in memory, in few passes, the first error of the whole table."""

from __future__ import annotations

import operator
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from functools import partial
from importlib.metadata import PackageNotFoundError
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import attrs
import dask
import numpy as np
import polars as pl
import psutil
import pytest
from distributed import LocalCluster, default_client
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel.adapters.engine import OUTPUTS, PartitionedOutcome, clusters, simulate_partitions
from ibmodel.adapters.engine.files import parquet_parts
from ibmodel.adapters.frames import BadTable, read_table, write_table
from ibmodel.errors import BadType, BadValue, Inconsistent, Infeasible, MissingField, ModelError
from ibmodel.money import Money
from ibmodel.population import Cohort, Outcome, simulate
from ibmodel.population.question import Question
from ibmodel.population.simulation import answer
from ibmodel.testing import population_laws as laws
from ibmodel.testing.population import synthetic_columns, synthetic_population

BY_RULE = pytest.mark.rule(
    "B-1", "B-4", "B-5", "B-6", "B-7", "D-1", "D-3", "D-4", "F-1", "F-2", "F-3", "F-7", "I-1", "I-2"
)
#: How often parts are read before the last pass, at most: once to count, then for the level (at most seven times).
MOST_PASSES = 8


def parts_of(cohort: Cohort, cuts: Sequence[int]) -> list[Callable[[], dict[str, Any]]]:
    """The rows of a cohort from each cut to the next."""
    bounds = [0, *sorted(cuts), len(cohort)]
    slices = [slice(start, stop) for start, stop in pairwise(bounds)]
    return [partial(dict, {name: cohort[name][rows] for name in cohort}) for rows in slices]


def in_parts(asked: Question, parts: Sequence[Any], **more: Any) -> PartitionedOutcome:
    return simulate_partitions(
        parts,
        pool=asked.pool,
        parameters=asked.parameters,
        variant=asked.variant,
        reserve=asked.reserve,
        underspent=asked.underspent,
        amount=asked.amount,
        **{"scheduler": "synchronous"} | more,
    )


def columns_of(outcome: PartitionedOutcome) -> dict[str, list[int]]:
    found = [outcome.columns(place) for place in range(len(outcome.rows))]
    return {name: [int(value) for columns in found for value in columns[name]] for name in OUTPUTS}


def same(outcome: PartitionedOutcome, whole: Outcome) -> None:
    assert columns_of(outcome) == {name: getattr(whole, name).tolist() for name in OUTPUTS}
    assert outcome.summary == whole.summary
    sums = (outcome.surplus, outcome.distributed, outcome.reserve)
    assert sums == (whole.surplus, whole.distributed, whole.reserve)
    assert (outcome.pool, outcome.parameters, outcome.variant) == (whole.pool, whole.parameters, whole.variant)


def answer_or_refusal(asked: Question) -> tuple[Outcome | None, ModelError]:
    try:
        return answer(asked), ModelError("none")
    except ModelError as refusal:
        return None, refusal


def same_or_refused(asked: Question, parts: Sequence[Any]) -> None:
    """In parts as in memory; what is refused there is refused here, with the same words at the same row."""
    if asked.parameters.reading("I-3") == "exhaust":
        with pytest.raises(BadValue, match=r"^/readings/I-3: expected 'equal_treatment'"):
            in_parts(asked, parts)
        return
    whole, refusal = answer_or_refusal(asked)
    if whole is None:
        with pytest.raises(type(refusal)) as refused:
            in_parts(asked, parts)
        assert str(refused.value) == str(refusal)
        return
    outcome = in_parts(asked, parts)
    assert outcome.passes <= MOST_PASSES
    same(outcome, whole)


@BY_RULE
@settings(max_examples=100)
@given(asked=laws.populations(), data=st.data())
def test_any_partitioning_gives_the_same_cents(asked: Question, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(asked.cohort)), max_size=6))
    same_or_refused(asked, parts_of(asked.cohort, cuts))


@pytest.mark.rule("B-5", "B-6", "B-7")
@settings(max_examples=60)
@given(asked=laws.populations(weights=True), data=st.data())
def test_weights_count_in_parts_too(asked: Question, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(asked.cohort)), max_size=6))
    same_or_refused(asked, parts_of(asked.cohort, cuts))


@BY_RULE
@settings(max_examples=40)
@given(asked=laws.populations())
def test_one_row_per_part_gives_the_same_cents(asked: Question) -> None:
    same_or_refused(asked, parts_of(asked.cohort, range(1, len(asked.cohort))))


@BY_RULE
@settings(max_examples=40)
@given(asked=laws.populations(), seed=st.integers(0, 2**32))
def test_parts_in_another_order_give_everyone_the_same(asked: Question, seed: int) -> None:
    places = list(range(len(asked.cohort)))
    Random(seed).shuffle(places)
    shuffled = Cohort(**{name: asked.cohort[name][places] for name in asked.cohort})
    one_by_one = parts_of(asked.cohort, range(1, len(asked.cohort)))
    same_or_refused(attrs.evolve(asked, cohort=shuffled), [one_by_one[place] for place in places])


def made_up(rows: int = 900) -> Cohort:
    return synthetic_population(rows)


def pool_of(cohort: Cohort) -> int:
    return int(cohort["needed"].sum()) * 9 // 10


def thirds(cohort: Cohort) -> list[Callable[[], dict[str, Any]]]:
    third = len(cohort) // 3
    return parts_of(cohort, [third, third, 2 * third])


@BY_RULE
@pytest.mark.parametrize("reading", ["need", "shortfall", "need_ratio", "equal"])
@pytest.mark.parametrize("scheduler", ["synchronous", "threads"])
def test_ordinary_amounts_take_three_passes_at_most_and_one_for_the_rows(reading: str, scheduler: str) -> None:
    for rows in (90, 9000):
        cohort = made_up(rows)
        asked: dict[str, Any] = {"pool": pool_of(cohort), "readings": {"I-2": reading}}
        outcome = simulate_partitions(thirds(cohort), **asked, scheduler=scheduler)
        assert outcome.passes <= 3
        before = outcome.passes
        assert outcome.summary == simulate(cohort, **asked).summary
        assert outcome.reserve + outcome.distributed == outcome.surplus
        assert outcome.passes == before + 1


def test_many_parts_are_added_up_in_a_tree() -> None:
    cohort = made_up(100)
    parts = parts_of(cohort, range(1, 100))
    outcome = simulate_partitions(parts, pool=pool_of(cohort), scheduler="synchronous")
    same(outcome, simulate(cohort, pool=pool_of(cohort)))
    assert outcome.rows == (1,) * 100


def test_a_part_may_be_a_cohort_or_delayed_or_have_days_of_birth() -> None:
    on = date(2018, 9, 1)
    cohort = Cohort(age=[5, 9, 12], special_care=[False, True, False], needed=[100_00, 200_00, 300_00])
    parts = [
        lambda: Cohort(age=[5], special_care=[False], needed=[100_00]),
        dask.delayed(dict)(age=[9], special_care=[True], needed=[200_00]),
        lambda: {"born": [date(2006, 9, 1)], "on": on, "special_care": [False], "needed": [Money(300_00)]},
        lambda: {"born": [], "special_care": [], "needed": [], "on": on},
    ]
    outcome = simulate_partitions(parts, pool=500_00, scheduler="synchronous")
    same(outcome, simulate(cohort, pool=500_00))
    assert outcome.rows == (1, 1, 1, 0)


class Counting:
    """A part that counts how often it is read."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self.columns = columns
        self.read = 0

    def __call__(self) -> dict[str, Any]:
        self.read += 1
        return self.columns


def test_parts_are_read_once_for_each_pass_or_once_if_they_are_kept() -> None:
    cohort = made_up(30)
    asked: dict[str, Any] = {"pool": pool_of(cohort), "scheduler": "synchronous"}
    wholes = []
    for persist in (False, True):
        heard: list[str] = []
        parts = [Counting(part()) for part in thirds(cohort)]
        outcome = simulate_partitions(parts, **asked, persist=persist, on_pass=heard.append)
        wholes.append(columns_of(outcome) | attrs.asdict(outcome.summary))
        assert [part.read for part in parts] == [1 if persist else outcome.passes - 3] * 4
        first = ["reading"] * persist + ["people and needs", "level"]
        assert heard[: len(first)] == first
        assert heard[-5:] == ["part 0", "part 1", "part 2", "part 3", "amounts"]
        assert len(heard) == outcome.passes
    assert wholes[0] == wholes[1]


def test_what_is_wrong_with_a_part_that_is_kept_is_told_as_ever() -> None:
    parts = [*thirds(made_up(9)), lambda: {"age": [1], "special_care": [True], "needed": [-1]}, dict]
    with pytest.raises(BadValue, match=r"^/needed/9: expected whole cents"):
        simulate_partitions(parts, pool=1, scheduler="synchronous", persist=True)


class Narrow(Counting):
    """A part that can do with fewer columns."""

    asked: tuple[str, ...] = ()

    def only(self, names: Sequence[str]) -> Callable[[], dict[str, Any]]:
        self.asked = tuple(names)
        return lambda: {name: values for name, values in self.columns.items() if name in names}


def test_the_search_for_the_level_reads_only_what_it_needs() -> None:
    cohort = made_up(30)
    part = Narrow(parts_of(cohort, [])[0]())
    outcome = simulate_partitions([part], pool=pool_of(cohort), scheduler="synchronous")
    assert outcome.passes > 1
    assert part.read == 1
    assert part.asked == ("age", "born", "special_care", "needed", "weight")
    same(outcome, simulate(cohort, pool=pool_of(cohort)))


@pytest.mark.rule("F-7", "F-8")
@pytest.mark.parametrize("name", ["municipality", "age", "special_care"])
def test_summaries_by_group_are_those_of_the_whole(name: str) -> None:
    cohort = made_up()
    outcome = simulate_partitions(thirds(cohort), pool=pool_of(cohort), scheduler="synchronous")
    found, whole = outcome.by(name), simulate(cohort, pool=pool_of(cohort)).by(name)
    assert dict(found) == dict(whole)
    assert list(found) == list(whole)
    assert found.name == name


def test_a_group_that_no_part_has_is_refused() -> None:
    outcome = simulate_partitions(thirds(made_up(9)), pool=1000, scheduler="synchronous")
    with pytest.raises(BadValue, match=r"^/by: expected one of impairment"):
        outcome.by("nothing")


def test_what_is_made_of_the_parts_comes_in_their_order() -> None:
    cohort = made_up(9)
    outcome = simulate_partitions(thirds(cohort), pool=pool_of(cohort), scheduler="synchronous")
    assert outcome.map(lambda part: (part.place, part.first_row, len(part.outcome.cohort))) == (
        (0, 0, 3),
        (2, 3, 3),
        (3, 6, 3),
    )
    numbers = outcome.reduce(lambda part: part.outcome.final.tolist(), operator.add)
    assert numbers == simulate(cohort, pool=pool_of(cohort)).final.tolist()


def test_the_surplus_of_a_part_is_what_its_people_got() -> None:
    cohort = made_up(9)
    outcome = simulate_partitions(thirds(cohort), pool=pool_of(cohort), scheduler="synchronous")
    parts = outcome.map(lambda part: part.outcome)
    assert sum(part.surplus for part in parts) == outcome.distributed > 0
    for part in parts:
        kept = np.minimum(part.provisional, part.cohort["needed"])
        assert part.surplus == part.distributed == int((part.final - kept).sum())
        assert part.reserve == 0
        assert part.pool == outcome.pool


def test_any_row_is_explained_as_in_memory() -> None:
    named = Cohort(
        id=["a", "b", "c", "d"],
        age=[5, 9, 12, 3],
        special_care=[False, True, False, False],
        needed=[100_00, 900_00, 300_00, 500_00],
        other=[0, 50_00, 0, 0],
    )
    for cohort in (named, Cohort(**{name: named[name] for name in named if name != "id"})):
        whole = simulate(cohort, pool=1000_00)
        outcome = simulate_partitions(parts_of(cohort, [1, 1, 3]), pool=1000_00, scheduler="synchronous")
        for row in range(4):
            assert outcome.explain(row) == whole.explain(row)
            assert outcome.explain(np.int64(row), "lv") == whole.explain(row, "lv")


@pytest.mark.parametrize(
    ("ask", "kind", "message"),
    [
        (lambda outcome: outcome.explain(9), BadValue, "^/row: expected a row of 0 to 8, got 9"),
        (lambda outcome: outcome.explain(-1), BadValue, "^/row: expected a row of 0 to 8, got -1"),
        (lambda outcome: outcome.explain(True), BadType, "^/row: expected the number of a row, got True"),
        (lambda outcome: outcome.columns(4), BadValue, "^/place: expected the place of a part, 0 to 3, got 4"),
        (lambda outcome: outcome.columns(-1), BadValue, "^/place: expected the place of a part, 0 to 3, got -1"),
        (lambda outcome: outcome.columns(True), BadValue, "^/place: expected the place of a part, 0 to 3, got True"),
    ],
    ids=["row beyond", "row below", "no row", "place beyond", "place below", "no place"],
)
def test_rows_and_places_that_are_not_there_are_refused(
    ask: Callable[[PartitionedOutcome], object], kind: type[ModelError], message: str
) -> None:
    outcome = simulate_partitions(thirds(made_up(9)), pool=1000, scheduler="synchronous")
    with pytest.raises(kind, match=message):
        ask(outcome)


def test_an_outcome_in_parts_says_what_it_is() -> None:
    outcome = simulate_partitions(thirds(made_up(9)), pool=1000, variant=3, scheduler="synchronous")
    assert repr(outcome) == "<Outcome for 9 rows in 4 parts under 'children-pilot-2018', variant 3>"


# Bad input


def broken(cohort: Cohort, row: int, **values: Any) -> dict[str, Any]:
    columns: dict[str, Any] = {name: cohort[name].tolist() for name in cohort}
    for name, value in values.items():
        columns[name][row] = value
    return columns


@pytest.mark.parametrize(
    "values",
    [{"age": 18}, {"age": 150}, {"age": 5.0}, {"needed": -1}, {"needed": None}, {"special_care": 1}],
    ids=["not a child", "too old", "a float", "negative", "a gap", "a number for a flag"],
)
@pytest.mark.parametrize("row", [0, 3, 5, 8])
def test_a_bad_value_is_named_with_its_row_in_the_whole_table(values: dict[str, Any], row: int) -> None:
    columns = broken(made_up(9), row, **values)
    with pytest.raises(ModelError) as refusal:
        simulate(Cohort(**columns), pool=1000)
    parts = [
        partial(dict, {name: column[start : start + 3] for name, column in columns.items()}) for start in (0, 3, 6)
    ]
    with pytest.raises(type(refusal.value)) as refused:
        simulate_partitions(parts, pool=1000, scheduler="synchronous")
    (name,) = values
    assert refused.value.path == f"/{name}/{row}"
    assert refused.value.args == (refused.value.message, refused.value.path)
    assert str(refused.value) == str(refusal.value)


def one_row(**more: Any) -> dict[str, Any]:
    return {"age": [5], "special_care": [True], "needed": [1000], **more}


def test_the_first_error_of_the_table_is_the_one_that_is_told() -> None:
    parts = [one_row, partial(one_row, needed=[-1]), partial(one_row, age=[-1]), lambda: 5]
    with pytest.raises(BadValue, match=r"^/needed/1: expected whole cents"):
        simulate_partitions(parts, pool=1000, scheduler="threads")


@pytest.mark.parametrize(
    ("last", "kind", "message"),
    [
        (
            lambda: None,
            BadType,
            "^in the part that begins after 2 rows: expected a part to give a cohort, or col.*None$",
        ),
        (lambda: {"age": [1], 2: [3]}, BadType, "^in the part that begins after 2 rows: expected a part to give"),
        (lambda: {"age": [5], "needed": [1]}, MissingField, "^/special_care: in the part .* 2 rows: expected a column"),
        (partial(one_row, public=[1, 2]), Inconsistent, "^/public: in the part .* 2 rows: expected 1 rows as in 'need"),
        (partial(one_row, public=[1]), Inconsistent, "^/public/2: expected no column 'public', as in the rows before$"),
        (lambda: {"age": [], "public": []}, Inconsistent, "^/special_care/2: expected a column 'special_care' as in"),
    ],
    ids=["nothing", "no name", "a column missing", "lengths", "a column more", "a column less in no rows"],
)
def test_a_part_unlike_the_others_is_refused(last: Any, kind: type[ModelError], message: str) -> None:
    with pytest.raises(kind, match=message):
        simulate_partitions([one_row, one_row, last], pool=1000, scheduler="synchronous")


def test_a_group_has_one_kind_of_label_in_all_parts() -> None:
    parts = [partial(one_row, area=["a"]), partial(one_row, area=[]), partial(one_row, area=[1])]
    parts[1] = lambda: {"age": [], "special_care": [], "needed": [], "area": []}
    with pytest.raises(Inconsistent, match=r"^/area/1: expected text as in the rows before, got whole numbers$"):
        simulate_partitions(parts, pool=1000, scheduler="synchronous")
    numbers = [parts[1], partial(one_row, area=[1]), partial(one_row, area=np.array([2], dtype=np.uint64))]
    outcome = simulate_partitions(numbers, pool=1000, scheduler="synchronous")
    assert list(outcome.by("area")) == [1, 2]


def test_more_detail_of_an_error_stays_with_it() -> None:
    def unreadable() -> dict[str, Any]:
        raise BadTable.of(["one", "two"], "table")

    with pytest.raises(BadTable, match=r"^in the part that begins after 1 rows: table: 2 problems") as refused:
        simulate_partitions([one_row, unreadable], pool=1000, scheduler="synchronous")
    assert refused.value.problems == ("one", "two")
    assert str(copy(refused.value)) == str(refused.value)


def test_any_other_error_comes_as_it_is() -> None:
    def gone() -> dict[str, Any]:
        raise FileNotFoundError("gone")

    with pytest.raises(FileNotFoundError, match=r"^gone$"):
        simulate_partitions([one_row, gone], pool=1000, scheduler="synchronous")


@pytest.mark.parametrize(
    ("parts", "kind", "message"),
    [
        ([], BadValue, "^/partitions: expected at least one part, got none$"),
        ("parts", BadType, "^/partitions: expected a list of parts, got 'parts'$"),
        (5, BadType, "^/partitions: expected a list of parts, got 5$"),
        ([one_row, 5], BadType, "^/partitions/1: expected something to call or a delayed value, got 5$"),
        ([dict, dict], BadValue, "^/needed: expected at least one row, got an empty table$"),
    ],
    ids=["none", "text", "a number", "a number among them", "no rows"],
)
def test_parts_that_are_none_are_refused(parts: Any, kind: type[ModelError], message: str) -> None:
    with pytest.raises(kind, match=message):
        simulate_partitions(parts, pool=1000, scheduler="synchronous")


@pytest.mark.parametrize(
    ("more", "kind", "message"),
    [
        ({"pool": -1}, BadValue, "^/pool: expected 0 to"),
        ({"pool": 1.0}, BadType, "^/pool: expected money"),
        ({"variant": 4}, BadValue, "^/variant: expected a funding variant"),
        ({"readings": {"I-1": "fixed_amount"}}, MissingField, "amount"),
        ({"readings": {"I-1": "fixed_amount"}, "amount": 1001}, Infeasible, "expected"),
    ],
    ids=["pool below", "pool a float", "variant", "no amount", "amount too high"],
)
def test_a_bad_question_is_refused_as_in_memory(more: dict[str, Any], kind: type[ModelError], message: str) -> None:
    asked = {"pool": 1000, **more}
    with pytest.raises(kind, match=message) as refused:
        simulate_partitions([one_row], **asked, scheduler="synchronous")
    with pytest.raises(kind) as refusal:
        simulate(Cohort(**one_row()), **asked)
    assert str(refused.value) == str(refusal.value)


@pytest.mark.rule("I-30")
def test_benefits_for_one_area_are_refused_before_any_search() -> None:
    heard: list[str] = []
    with pytest.raises(BadValue, match=r"^/benefits_rehabilitation: expected no such benefits"):
        simulate_partitions(
            [partial(one_row, benefits_rehabilitation=[5])],
            pool=1,
            readings={"I-30": "area_3"},
            scheduler="synchronous",
            on_pass=heard.append,
        )
    assert heard == ["people and needs"]


class Changing:
    """A part that is another one from some reading on."""

    def __init__(self, *columns: dict[str, Any]) -> None:
        self.columns = list(columns)

    def __call__(self) -> dict[str, Any]:
        return self.columns.pop(0) if len(self.columns) > 1 else self.columns[0]


def test_a_part_that_changes_between_the_passes_is_noticed() -> None:
    def changing(later: dict[str, Any]) -> PartitionedOutcome:
        part = Changing(one_row(), one_row(), later)
        outcome = simulate_partitions([one_row, part], pool=5000, scheduler="synchronous")
        assert outcome.passes == 2
        return outcome

    empty = {"age": [], "special_care": [], "needed": []}
    two = {name: [*values, *values] for name, values in one_row().items()}
    for later, now in ((empty, 0), (two, 2)):
        message = f"expected part 1 to have 1 rows as before, got {now}$"
        for ask in (lambda outcome: outcome.summary, lambda outcome: outcome.explain(1)):
            with pytest.raises(Inconsistent, match=message):
                ask(changing(later))
    for other in (one_row(needed=[999]), one_row(age=[15], special_care=[False])):
        with pytest.raises(Inconsistent, match=r"^/partitions: .*expected parts that are the same whenever they are"):
            _ = changing(other).reserve


@pytest.mark.parametrize(
    "later",
    [{"needed": [999]}, {"age": [15], "special_care": [False]}, {"age": [], "special_care": [], "needed": []}],
    ids=["needs", "share", "rows"],
)
def test_a_part_that_changes_while_the_level_is_searched_for_is_noticed(later: dict[str, Any]) -> None:
    part = Changing(one_row(), one_row(**later))
    with pytest.raises(Inconsistent, match=r"^/partitions: .*expected parts that are the same whenever they are read"):
        simulate_partitions([one_row, part], pool=100, scheduler="synchronous")


# Writing


def written(outcome: Outcome, path: Path) -> None:
    path.write_text(str(outcome.final.tolist()), encoding="utf-8")


def test_every_part_is_written_to_a_file_of_its_own(tmp_path: Path) -> None:
    cohort = made_up(9)
    outcome = simulate_partitions(thirds(cohort), pool=pool_of(cohort), scheduler="threads")
    files = outcome.write(tmp_path / "out", written, ".txt")
    assert files == tuple(tmp_path / "out" / f"part-0000{place}.txt" for place in (0, 2, 3))
    assert sorted((tmp_path / "out").iterdir()) == list(files)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    final = simulate(cohort, pool=pool_of(cohort)).final.tolist()
    assert [path.read_text(encoding="utf-8") for path in files] == [str(final[:3]), str(final[3:6]), str(final[6:])]


def half_written(outcome: Outcome, path: Path) -> None:
    path.write_text("half", encoding="utf-8")
    if len(outcome.cohort) == 1:
        raise OSError("no space left")


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    parts = [partial(one_row, age=[5, 6], special_care=[True, True], needed=[1, 2]), one_row]
    outcome = simulate_partitions(parts, pool=1000, scheduler="synchronous")
    with pytest.raises(OSError, match=r"^no space left$"):
        outcome.write(str(tmp_path / "out"), half_written, ".txt")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_behind_of_parts_that_changed(tmp_path: Path) -> None:
    part = Changing(one_row(), one_row(), one_row(needed=[999]))
    outcome = simulate_partitions([part], pool=1000, scheduler="synchronous")
    with pytest.raises(Inconsistent, match=r"the same whenever they are read"):
        outcome.write(tmp_path / "out", written, ".txt")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_not_touched(tmp_path: Path) -> None:
    outcome = simulate_partitions([one_row], pool=1000, scheduler="synchronous")
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in (".", "file", "link"):
        with pytest.raises(BadValue, match=r"^/folder: expected a folder that is not there yet, got "):
            outcome.write(tmp_path / name, written, ".txt")
    for name in ("none/out", "file/out"):
        with pytest.raises(BadValue, match=r"^/folder: expected a place for a new folder, got "):
            outcome.write(tmp_path / name, written, ".txt")
    assert outcome.passes == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


# Parquet files


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.parquet"
    columns = synthetic_columns(0, 700)
    columns["vajadzība"] = columns.pop("needed")
    pl.DataFrame(columns).write_parquet(path, row_group_size=300)
    return path


NAMED = {"needed": "vajadzība", "age_group": None}


def test_parquet_in_and_parquet_out(table: Path, tmp_path: Path) -> None:
    whole = simulate(read_table(table, NAMED), pool=10**8)
    parts = parquet_parts(table, NAMED, rows=128)
    assert [part.rows for part in parts] == [128] * 5 + [60]
    outcome = simulate_partitions(parts, pool=10**8, scheduler="threads")
    same(outcome, whole)
    files = outcome.write(tmp_path / "out", write_table, ".parquet")
    assert len(files) == 6
    found = pl.concat(pl.read_parquet(path) for path in files)
    assert found["final"].to_list() == whole.final.tolist()
    assert "age_group" not in found.columns


def test_several_files_are_one_table_and_one_without_rows_is_passed_over(table: Path) -> None:
    pl.read_parquet(table).clear().write_parquet(table.with_name("none.parquet"))
    parts = parquet_parts([str(table), table.with_name("none.parquet"), table], NAMED)
    assert [(part.start, part.rows) for part in parts] == [(0, 700), (0, 700)]
    outcome = simulate_partitions(parts, pool=10**8, scheduler="synchronous")
    assert outcome.summary.people == 1400


def test_the_search_for_the_level_reads_few_columns_of_a_file(table: Path) -> None:
    (part,) = parquet_parts(table, {**NAMED, "weight": None}, groups=["municipality"])
    cohort = part.only(("age", "born", "special_care", "needed", "weight"))()
    assert cohort.names == ("age", "special_care", "needed")
    assert cohort["needed"].tolist() == part()["needed"].tolist()
    born = pl.read_parquet(table).with_columns(born=pl.lit(date(2010, 5, 5))).drop("age")
    born.write_parquet(table)
    (part,) = parquet_parts(table, NAMED, on=date(2018, 9, 1), groups=())
    assert part.only(("age", "born", "special_care", "needed"))()["age"].tolist() == [8] * 700


def test_files_that_cannot_be_read_are_named(table: Path) -> None:
    cut = table.with_name("cut.parquet")
    cut.write_bytes(table.read_bytes()[:-9])
    for path in (cut, table.with_name("none.parquet"), table.parent):
        with pytest.raises(BadTable, match=f"^'{path}': expected a whole Parquet file, got "):
            parquet_parts(path)
    content = bytearray(table.read_bytes())
    content[50:5000] = bytes(4950)
    cut.write_bytes(content)
    parts = parquet_parts([table, cut], NAMED)
    with pytest.raises(BadTable, match=f"^in the part that begins after 700 rows: '{cut}': expected a whole Parquet"):
        simulate_partitions(parts, pool=10**8, scheduler="synchronous")


@pytest.mark.parametrize(
    ("paths", "rows", "kind", "message"),
    [
        ("x", 0, BadValue, "^/rows: expected at least one row in a part, got 0$"),
        ("x", True, BadType, "^/rows: expected how many rows a part has at most, got True$"),
        (["x", 5], 9, BadType, "^/paths/1: expected the path of a file, got 5$"),
    ],
    ids=["no rows", "no number", "no path"],
)
def test_parts_of_files_that_make_no_sense_are_refused(
    paths: Any, rows: Any, kind: type[ModelError], message: str
) -> None:
    with pytest.raises(kind, match=message):
        parquet_parts(paths, rows=rows)


# Clusters


def alive(process: int) -> bool:
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def gone(processes: Sequence[int], seconds: float = 30) -> bool:
    """Whether the processes end in time."""
    end = time.monotonic() + seconds
    while any(map(alive, processes)) and time.monotonic() < end:
        time.sleep(0.1)
    return not any(map(alive, processes))


def test_two_processes_give_the_same_cents_and_the_same_errors(table: Path, tmp_path: Path) -> None:
    parts = [partial(synthetic_columns, start, start + 100) for start in range(0, 700, 100)]
    cohort = made_up(700)
    with clusters.local_cluster(2) as client:
        outcome = simulate_partitions(parts, pool=pool_of(cohort))
        same(outcome, simulate(cohort, pool=pool_of(cohort)))
        kept = simulate_partitions(parts, pool=pool_of(cohort), scheduler=client, persist=True)
        assert kept.summary == outcome.summary
        processes = set(outcome.map(lambda _: os.getpid()))
        assert len(processes) == 2
        assert os.getpid() not in processes
        listening = [
            found.laddr.ip
            for process in (os.getpid(), *processes)
            for found in psutil.Process(process).net_connections("inet")
            if found.status == psutil.CONN_LISTEN
        ]
        assert set(listening) == {"127.0.0.1"}
        files = simulate_partitions(parquet_parts(table, NAMED, rows=300), pool=10**8).write(
            tmp_path / "out", write_table, ".parquet"
        )
        assert [path.name for path in files] == [f"part-0000{place}.parquet" for place in range(3)]
        bad = [parts[0], partial(one_row, needed=[-1]), parts[1]]
        with pytest.raises(BadValue, match=r"^/needed/100: expected whole cents") as refused:
            simulate_partitions(bad, pool=1)
        assert refused.value.path == "/needed/100"
        with clusters.connected(client.scheduler.address) as other:
            assert simulate_partitions(parts, pool=pool_of(cohort), scheduler=other).summary == outcome.summary
    assert gone(list(processes))


def missing(name: str) -> str:
    raise PackageNotFoundError(name)


@pytest.mark.parametrize(
    ("version", "ours"), [(lambda _: "0.0.0", "0.0.0"), (missing, "not installed")], ids=["0", "none"]
)
def test_a_worker_with_another_version_is_refused(
    version: Callable[[str], str], ours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "version", version)
    with (
        clusters.local_cluster(1) as client,
        pytest.raises(Inconsistent, match=rf"^/address: expected ibmodel {ours} on every worker, got "),
        clusters.connected(client.scheduler.address),
    ):
        pass


def test_a_scheduler_without_workers_is_refused() -> None:
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster,
        pytest.raises(BadValue, match=r"^/address: expected a scheduler with workers, got none at 'tcp://127"),
        clusters.connected(cluster.scheduler_address, patience=0.5),
    ):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1:port", "nowhere", "", "ftp://127.0.0.1:1"])
def test_an_address_where_no_scheduler_answers_is_refused(address: str) -> None:
    with pytest.raises(BadValue, match=r"^/address: expected the address of a Dask scheduler that answers, got '"):
        clusters.connected(address, patience=0.5).__enter__()
    with pytest.raises(ValueError, match=r"^No clients found"):
        default_client()


def test_what_is_no_address_and_what_is_no_number_of_workers_is_refused() -> None:
    with pytest.raises(BadType, match=r"^/address: expected the address of a scheduler, got 8786$"):
        clusters.connected(8786).__enter__()  # type: ignore[arg-type]
    for workers, kind in ((0, BadValue), (1025, BadValue), (True, BadType), ("2", BadType)):
        with pytest.raises(kind, match=r"^/workers: expected "):
            clusters.local_cluster(workers).__enter__()  # type: ignore[arg-type]


def test_workers_that_do_not_start_are_not_waited_for_longer_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters.sys, "executable", shutil.which("true"))
    with pytest.raises(TimeoutError):
        clusters.local_cluster(1, patience=0.5).__enter__()


def test_a_worker_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_GRACE", 0)
    with clusters.local_cluster(1) as client:
        processes = list(client.run(os.getpid).values())
    assert gone(processes, 1)


def test_waiting_ends_when_all_workers_were_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_ALONE", 1)
    with clusters.local_cluster(1) as client:
        for process in client.run(os.getpid).values():
            os.kill(process, signal.SIGKILL)
        with pytest.raises(Exception, match=r"worker"):
            simulate_partitions([one_row], pool=1)


SCRIPT = """
import os, sys
import beside
from ibmodel.adapters.engine import local_cluster, simulate_partitions

def mine(part):
    return os.getpid(), int(part.outcome.final.sum())

with local_cluster(2):
    outcome = simulate_partitions([beside.part, beside.part], pool=3000)
    found = outcome.map(mine)
    print(*[process for process, _ in found], sum(amount for _, amount in found), flush=True)
    if sys.argv[1:] == ["killed"]:
        os.kill(os.getpid(), 9)
"""
BESIDE = "def part():\n    return {'age': [5, 6], 'special_care': [True, False], 'needed': [1000, 400]}\n"


@pytest.mark.parametrize("end", ["", "killed"])
def test_a_script_needs_no_guard_and_leaves_no_process_behind_even_when_killed(tmp_path: Path, end: str) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "beside.py").write_text(BESIDE, encoding="utf-8")
    command = [sys.executable, "-W", "error", str(tmp_path / "script.py"), *filter(None, [end])]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == (-signal.SIGKILL if end else 0), done.stderr
    assert done.stderr == ""
    *processes, amount = map(int, done.stdout.split())
    assert amount == 2800
    assert gone(processes)
