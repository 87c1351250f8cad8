"""Many scenarios of one cohort: every combination once, in order, as if each had been asked for alone."""

from __future__ import annotations

from importlib import import_module
from threading import get_ident

import attrs
import pytest

from ibmodel import edition
from ibmodel.errors import (
    BadType,
    BadValue,
    Inconsistent,
    Infeasible,
    MissingField,
    UnknownParameter,
    UnknownReading,
)
from ibmodel.money import Money, Share
from ibmodel.population import Cohort, Summary, simulate, sweep, verify
from ibmodel.population.record import input_digests, parameters_digest
from ibmodel.population.simulation import answer

module = import_module("ibmodel.population.sweep")
PILOT = edition("children-pilot-2018")
COHORT = Cohort(
    age=[4, 12, 9, 16, 2, 17],
    special_care=[False, False, True, False, False, True],
    needed=[900_00, 1370_00, 500_00, 100_00, 0, 777_77],
    public=[300_00, 1300_00, 0, 100_00, 50_00, 1],
    weight=[1, 2, 3, 1, 2, 1],
)
POOL = 3000_00
#: One path of each kind.
GRID = {
    "budget.reduced_share": ["70", Share.percent("80")],
    "readings.I-2": ["need", "equal"],
    "pool": [POOL, Money(1000_00)],
    "variant": [1, 3],
    "reserve": [0, 5],
    "underspent": [Money(7)],
}


def test_every_combination_has_the_summary_that_it_has_alone() -> None:
    found = sweep(COHORT, GRID)
    assert len(found) == 32
    for scenario in found:
        values = dict(scenario.changes)
        parameters = PILOT.reform(
            "children-pilot-2018+reform",
            {"budget.reduced_share": values["budget.reduced_share"]},
            {"I-2": values["readings.I-2"]},
        )
        alone = simulate(
            COHORT,
            pool=values["pool"],
            parameters=parameters,
            variant=values["variant"],
            reserve=values["reserve"],
            underspent=values["underspent"],
        )
        assert scenario.summary == alone.summary
        assert scenario.parameters == parameters
        assert scenario.outcome().record == alone.record
    assert len({scenario.summary for scenario in found}) > 20


def test_the_last_path_changes_fastest() -> None:
    found = sweep(COHORT, {"pool": [3, 1, 2], "variant": [2, 1]})
    assert found.paths == ("pool", "variant")
    assert [tuple(value for _, value in scenario.changes) for scenario in found] == [
        *((3, 2), (3, 1), (1, 2), (1, 1)),
        *((2, 2), (2, 1)),
    ]
    assert found[4].changes == (("pool", 2), ("variant", 2))
    assert [scenario.changes for scenario in found[4:]] == [found[4].changes, found[5].changes]


@pytest.mark.parametrize("rows", [1, 100], ids=["shared", "alone"])
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_answer_does_not_depend_on_the_workers(workers, rows, monkeypatch) -> None:
    monkeypatch.setattr(module, "_SHARED_FROM", rows)
    grid = {"budget.full_share_up_to_age": range(18), "pool": [100, POOL]}
    found = sweep(COHORT, grid, workers=workers)
    expected = [
        simulate(COHORT, pool=pool, parameters=PILOT.reform("reform", {"budget.full_share_up_to_age": age})).summary
        for age in range(18)
        for pool in (100, POOL)
    ]
    assert [scenario.summary for scenario in found] == expected


@pytest.mark.parametrize(
    ("workers", "rows", "shared"), [(2, 6, True), (2, 7, False), (1, 6, False)], ids=["large", "small", "one worker"]
)
def test_threads_share_the_work_of_a_large_cohort_only(workers, rows, shared, monkeypatch) -> None:
    threads = set()

    def answered(asked):
        threads.add(get_ident())
        return answer(asked)

    monkeypatch.setattr(module, "_SHARED_FROM", rows)
    monkeypatch.setattr(module, "answer", answered)
    sweep(COHORT, {"pool": range(20)}, workers=workers)
    assert (get_ident() not in threads) == shared


def test_watch_is_told_how_many_scenarios_there_are_and_hands_them_on() -> None:
    seen = []

    def watch(scenarios):
        seen.append(len(scenarios))
        for scenario in scenarios:
            seen.append(scenario)
            yield scenario

    found = sweep(COHORT, {"pool": [1, 2, 3]}, watch=watch)
    assert seen == [3, *found]


def test_what_watch_leaves_out_is_left_out_and_not_waited_for() -> None:
    found = sweep(COHORT, {"pool": [1, 2, 3]}, watch=lambda scenarios: [next(iter(scenarios))])
    assert [scenario.changes for scenario in found] == [(("pool", 1),)]


def test_an_empty_grid_is_the_question_itself() -> None:
    found = sweep(COHORT, {}, pool=POOL, readings={"I-2": "equal"})
    assert [scenario.changes for scenario in found] == [()]
    assert found[0].summary == simulate(COHORT, pool=POOL, readings={"I-2": "equal"}).summary


def test_arguments_that_are_not_swept_hold_everywhere() -> None:
    reform = PILOT.reform("older", {"budget.full_share_up_to_age": 10})
    found = sweep(
        COHORT,
        {"readings.I-2": ["need", "equal"]},
        pool=POOL,
        parameters=reform,
        variant=3,
        readings={"I-2": "shortfall", "I-10": "in_order"},
        reserve=8,
        underspent=9,
    )
    for scenario, reading in zip(found, ("need", "equal"), strict=True):
        asked = scenario.question
        assert asked.parameters.readings == (("I-2", reading), ("I-10", "in_order"))
        assert asked.parameters.budget.full_share_up_to_age == 10
        assert asked.parameters.name == "older+reform"
        assert (asked.variant, asked.reserve, asked.underspent, asked.pool) == (3, 8, 9, POOL)


def test_a_grid_takes_the_place_of_the_argument() -> None:
    found = sweep(COHORT, {"pool": [1], "variant": [3], "reserve": [2]}, pool=POOL, variant=1, reserve=9)
    asked = found[0].question
    assert (asked.pool, asked.variant, asked.reserve) == (1, 3, 2)


def test_only_figures_and_readings_make_a_reform() -> None:
    assert sweep(COHORT, {"pool": [1]})[0].parameters is PILOT
    assert sweep(COHORT, {"budget.reduced_share": ["70"]}, pool=1)[0].parameters.name == "children-pilot-2018+reform"


def test_the_variant_may_be_swept_as_a_figure() -> None:
    found = sweep(COHORT, {"funding.variant": [1, 2, 3]}, pool=POOL)
    assert [scenario.question.variant for scenario in found] == [1, 2, 3]
    assert len({scenario.summary.public for scenario in found}) == 3


def test_a_fixed_amount_goes_where_it_is_asked_for() -> None:
    found = sweep(COHORT, {"readings.I-1": ["equal_share", "fixed_amount"]}, pool=POOL, amount=200_00)
    assert [scenario.question.amount for scenario in found] == [None, 200_00]
    swept = sweep(COHORT, {"amount": [100_00, 200_00]}, pool=POOL, readings={"I-1": "fixed_amount"})
    assert [scenario.question.amount for scenario in swept] == [100_00, 200_00]


def test_scenarios_carry_edition_and_digests_and_can_be_verified() -> None:
    found = sweep(COHORT, {"budget.reduced_share": ["70", "80"], "pool": [POOL]})
    for scenario in found:
        record = scenario.record
        assert record.edition == scenario.parameters.name == "children-pilot-2018+reform"
        assert record.basis == "children-pilot-2018"
        assert record.parameters == scenario.parameters_digest == parameters_digest(scenario.parameters)
        assert record.input == scenario.input == input_digests(COHORT)
        assert verify(record)
        assert verify(record.document(), COHORT)
    assert [dict(scenario.record.changes) for scenario in found] == [{}, {"budget.reduced_share": "80"}]
    other = attrs.evolve(found[0], summary=found[1].summary)
    assert [str(difference) for difference in verify(other.record).differences] == [
        "/answer/summary: expected the answer that was recorded, got another"
    ]


def test_scenarios_become_columns() -> None:
    found = sweep(COHORT, {"budget.reduced_share": ["70", "80"], "pool": [POOL]})
    columns = found.columns()
    assert list(columns) == ["budget.reduced_share", "pool", *Summary.NUMBERS]
    assert columns["budget.reduced_share"] == ["70", "80"]
    assert columns["pool"] == [POOL, POOL]
    for name in Summary.NUMBERS:
        assert columns[name] == [getattr(scenario.summary, name) for scenario in found]


def test_they_say_what_they_are() -> None:
    found = sweep(COHORT, {"budget.reduced_share": ["70", "80"], "pool": [POOL]})
    assert repr(found) == "<Sweep of 2 scenarios over budget.reduced_share, pool>"
    assert repr(found[1]) == "<Scenario budget.reduced_share = '80', pool = 300000>"


# bad input


def _never(scenarios):
    pytest.fail(f"{len(scenarios)} scenarios were computed")


@pytest.mark.parametrize(
    ("grid", "error", "path"),
    [
        ({"budget.reduced_shar": ["70"]}, UnknownParameter, "/budget.reduced_shar"),
        ({"budget.reduced_share": ["70", "101"]}, BadValue, "/budget.reduced_share"),
        ({"budget.reduced_share": [70.0]}, BadType, "/budget.reduced_share"),
        ({"budget.reduced_share": "70"}, BadType, "/budget.reduced_share"),
        ({"budget.reduced_share": b"70"}, BadType, "/budget.reduced_share"),
        ({"budget.reduced_share": {"70"}}, BadType, "/budget.reduced_share"),
        ({"budget.reduced_share": 70}, BadType, "/budget.reduced_share"),
        ({"budget.reduced_share": []}, BadValue, "/budget.reduced_share"),
        ({"pool": [1, -1]}, BadValue, "/pool"),
        ({"pool": [2**63]}, BadValue, "/pool"),
        ({"pool": [None]}, BadType, "/pool"),
        ({"variant": [4]}, BadValue, "/variant"),
        ({"reserve": [True]}, BadType, "/reserve"),
        ({"underspent": [1.0]}, BadType, "/underspent"),
        ({"amount": [-5]}, BadValue, "/amount"),
        ({"readings.I-2": ["none"]}, UnknownReading, "/I-2"),
        ({"readings.I-99": ["need"]}, UnknownReading, "/I-99"),
        ({"variant": [1], "funding.variant": [1]}, Inconsistent, "/funding.variant"),
        ([("pool", [1])], BadType, "/grid"),
        (5, BadType, "/grid"),
        ({3: [1]}, BadType, "/grid"),
    ],
    ids=[
        *("unknown path", "bad value", "float", "text for values", "bytes for values", "set", "one value", "no value"),
        *("negative pool", "pool beyond 64 bits", "no pool", "variant", "true", "float money", "negative amount"),
        *("reading", "interpretation", "variant twice", "no mapping", "a number", "no text"),
    ],
)
def test_a_bad_grid_is_refused_before_anything_is_computed(grid, error, path) -> None:
    with pytest.raises(error) as caught:
        sweep(COHORT, grid, pool=POOL, watch=_never)
    assert caught.value.path == path


def test_a_variant_as_an_argument_and_as_a_figure_contradict_each_other() -> None:
    with pytest.raises(Inconsistent, match="got both"):
        sweep(COHORT, {"funding.variant": [1, 2]}, pool=POOL, variant=2)


@pytest.mark.parametrize("workers", [0, -1, True, 2.0, None])
def test_there_is_at_least_one_worker(workers) -> None:
    with pytest.raises(BadValue) as caught:
        sweep(COHORT, {}, pool=POOL, workers=workers)
    assert caught.value.path == "/workers"


def test_there_is_a_pool() -> None:
    with pytest.raises(MissingField) as caught:
        sweep(COHORT, {"variant": [1]})
    assert caught.value.path == "/pool"


@pytest.mark.parametrize(("argument", "value"), [("cohort", None), ("parameters", "children-pilot-2018")])
def test_other_arguments_are_read_too(argument, value) -> None:
    arguments = {"cohort": COHORT, "grid": {}, "pool": POOL} | {argument: value}
    with pytest.raises(BadType) as caught:
        sweep(**arguments)
    assert caught.value.path == f"/{argument}"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_scenario_without_an_answer_is_named_by_its_place(workers, monkeypatch) -> None:
    monkeypatch.setattr(module, "_SHARED_FROM", 1)
    with pytest.raises(Infeasible) as caught:
        sweep(
            COHORT,
            {"amount": [1, 2, 400_00, 500_00]},
            pool=POOL,
            readings={"I-1": "fixed_amount"},
            workers=workers,
        )
    assert caught.value.path == "/scenarios/2/amount"
    with pytest.raises(BadValue) as old:
        sweep(COHORT, {"budget.recipient_age_below": [18, 17]}, pool=POOL, workers=workers)
    assert old.value.path == "/scenarios/1/age/5"
    with pytest.raises(BadValue) as unasked:
        sweep(COHORT, {"variant": [1, 2]}, pool=POOL, amount=5, workers=workers)
    assert unasked.value.path == "/scenarios/0/amount"
