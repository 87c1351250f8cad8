"""Claims on the synthetic populations that `ibmodel.testing.population` makes."""

from __future__ import annotations

import csv
import hashlib
import io
import runpy
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.catalogue import SERVICES, is_transport
from ibmodel.errors import BadType, BadValue
from ibmodel.parameters import edition
from ibmodel.population import COLUMNS, MONEY_COLUMNS, simulate
from ibmodel.testing import population
from ibmodel.testing.population import MOST, SHARES, TITLE, main, synthetic_columns, synthetic_population

PILOT = edition("children-pilot-2018")
REGISTER = 3719
ROWS = 20 * REGISTER
#: Beyond three blocks of either kind.
SEVERAL_BLOCKS = 25_000
EVERY_SHARE = pytest.mark.parametrize("shares", SHARES)


@pytest.fixture(scope="module")
def register():
    return synthetic_columns(0, ROWS)


@pytest.fixture(scope="module")
def pilot():
    return synthetic_columns(0, 10_000, shares="pilot")


@pytest.fixture(scope="module")
def wholes():
    return {shares: synthetic_columns(0, SEVERAL_BLOCKS, 7, shares) for shares in SHARES}


def counts(values) -> dict:
    return {key.item(): int(number) for key, number in zip(*np.unique(values, return_counts=True), strict=True)}


@EVERY_SHARE
@given(data=st.data())
def test_any_part_is_the_same_whatever_the_other_rows_are(wholes, shares, data) -> None:
    edges = st.sampled_from([0, 1, 7437, 7438, 7439, 7999, 8000, 8001, 16_000, SEVERAL_BLOCKS])
    bounds = edges | st.integers(0, SEVERAL_BLOCKS)
    start, stop = sorted((data.draw(bounds), data.draw(bounds)))
    part = synthetic_columns(start, stop, 7, shares)
    assert list(part) == list(wholes[shares])
    for name, values in part.items():
        assert values.dtype == wholes[shares][name].dtype
        assert values.tolist() == wholes[shares][name][start:stop].tolist()


def test_a_smaller_population_is_the_beginning_of_a_larger_one() -> None:
    small, large = synthetic_population(5), synthetic_population(50)
    for name in small.names:
        assert small[name].tolist() == large[name][:5].tolist()


def test_seed_and_block_decide_the_rows(wholes) -> None:
    other = synthetic_columns(0, 100, 8)["needed"]
    assert (other != wholes["register"]["needed"][:100]).sum() > 90
    assert (wholes["register"]["needed"][7438:7538] != wholes["register"]["needed"][:100]).sum() > 90


@pytest.mark.parametrize(
    ("shares", "digest"),
    [
        ("register", "ea390d3337e63bdd8d31942466682556b082416aa92085fdf39c0cb1fee4fc8c"),
        ("pilot", "38863302f86ef3c3ed40069e33a282ffae90a260d07ed40bf0a01f0c1f0fad1a"),
    ],
    ids=SHARES,
)
def test_rows_of_a_seed_never_change(shares, digest) -> None:
    text = repr([values.tolist() for values in synthetic_columns(0, 200, 1, shares).values()])
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == digest


def test_all_chance_comes_from_raw_words(monkeypatch) -> None:
    """Other methods of numpy's generators may give other numbers on other versions."""
    expected = synthetic_columns(0, 50)

    class OnlyRaw:
        def __init__(self, seed) -> None:
            self.random_raw = generator(seed).random_raw

    generator = np.random.PCG64
    monkeypatch.setattr(np, "random", SimpleNamespace(PCG64=OnlyRaw, SeedSequence=np.random.SeedSequence))
    assert {name: values.tolist() for name, values in synthetic_columns(0, 50).items()} == {
        name: values.tolist() for name, values in expected.items()
    }


def test_hypothesis_is_not_needed() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; import ibmodel.testing.population"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_title_says_that_it_is_synthetic() -> None:
    assert TITLE.startswith("Synthetic")


def test_columns_are_those_of_a_cohort_and_three_groups(register) -> None:
    cohort = synthetic_population(10)
    assert len(cohort) == 10
    assert set(cohort.groups) == {"impairment", "age_group", "municipality"}
    assert set(COLUMNS) - set(cohort.names) == {"id", "received", "born", "before", "weight"}
    assert {register[name].dtype for name in MONEY_COLUMNS if name in register} == {np.dtype(np.int64)}
    assert register["age"].dtype == np.int8
    assert register["special_care"].dtype == np.bool_


@pytest.mark.rule("D-7")
def test_every_3719_of_the_register_have_the_impairments_of_the_register(register) -> None:
    for deck in register["impairment"].reshape(-1, REGISTER):
        assert counts(deck) == {"vision": 456, "hearing": 463, "movement": 482, "mental": 2318}


@pytest.mark.rule("S-2", "S-3")
def test_every_hundred_of_the_pilot_have_the_pilots_shares(pilot) -> None:
    targets = PILOT.selection.impairment
    impairments = {name: int(str(getattr(targets, name))) for name in population._IMPAIRMENTS}
    assert impairments == {"vision": 5, "hearing": 5, "movement": 30, "mental": 30, "multiple": 30}
    for deck in pilot["impairment"].reshape(-1, 100):
        assert counts(deck) == impairments
    for deck in pilot["age_group"].reshape(-1, 100):
        assert counts(deck) == {"0-2": 20, "3-7": 20, "8-10": 20, "11-14": 20, "15-17": 20}


@EVERY_SHARE
@pytest.mark.rule("S-1")
def test_children_come_evenly_from_the_municipalities(shares, request) -> None:
    columns, deck = request.getfixturevalue(shares), {"register": REGISTER, "pilot": 100}[shares]
    for homes in columns["municipality"].reshape(-1, deck):
        found = counts(homes)
        assert set(found) == set(PILOT.pilot.municipalities)
        assert max(found.values()) - min(found.values()) <= 1


def test_decks_are_shuffled_each_in_its_own_way(pilot) -> None:
    decks = {tuple(deck) for deck in pilot["impairment"].reshape(-1, 100).tolist()}
    assert len(decks) == 100
    assert counts(pilot["impairment"].reshape(-1, 100)[:, 0]).keys() >= {"movement", "mental", "multiple"}


@EVERY_SHARE
@pytest.mark.rule("S-2")
def test_age_group_is_that_of_the_age(shares, request) -> None:
    columns = request.getfixturevalue(shares)
    for age, group in {*zip(columns["age"].tolist(), columns["age_group"].tolist(), strict=True)}:
        first, last = map(int, group.split("-"))
        assert first <= age <= last
    assert counts(columns["age"]).keys() == set(range(18))


def test_ages_of_the_register_are_equally_likely(register) -> None:
    assert all(abs(number * 18 / ROWS - 1) < 0.1 for number in counts(register["age"]).values())


def test_ages_of_a_group_of_the_pilot_are_equally_likely(pilot) -> None:
    for group in range(5):
        first, last = population._AGES[group]
        found = counts(pilot["age"][pilot["age_group"] == f"{first}-{last}"])
        assert all(abs(number * (last - first + 1) / 2000 - 1) < 0.2 for number in found.values())


def test_three_in_ten_children_have_special_care(register) -> None:
    assert abs(register["special_care"].mean() - 0.3) < 0.01


def test_services_are_those_of_the_childrens_table_and_add_up_as_printed() -> None:
    services = population._SERVICES
    assert len({service.code for service in services} & set(SERVICES)) == 20
    assert sum(service.spent for service in services) == 34_854_41
    assert [service.children for service in services] == [6, 6, 5, 5, 5, 4, 4, 4, 4, 4, 3, 2, 2, *[1] * 7]
    assert services[0].spent == 4946_00


def test_products_of_the_generator_fit_32_bits() -> None:
    most = population._TEN * population._SPREAD - 1
    for service in population._SERVICES:
        assert service.spent * (population._LEAST + most // service.children) < 2**32


def test_needs_are_about_290_euro_a_month_and_spread_widely(register) -> None:
    needed = register["needed"]
    assert abs(needed.mean() / 600 / 290 - 1) < 0.01
    assert 0 < needed.min() < 100_00
    assert needed.max() > 4000_00


@pytest.mark.rule("C-6")
def test_transport_is_a_fortieth_of_all_needs_and_within_a_tenth_of_everyones(register) -> None:
    needed, rides = register["needed"], register["needed_transport"]
    assert (10 * rides <= needed).all()
    assert 0.02 < rides.sum() / needed.sum() < 0.03
    assert 0.4 < (rides > 0).mean() < 0.5


def test_a_plan_of_nothing_but_transport_has_the_most_frequent_service(monkeypatch) -> None:
    """Chance gives one in several thousand nothing else; here it gives that to everybody."""
    rides = tuple(service for service in population._SERVICES if is_transport(service.code))
    monkeypatch.setattr(population, "_SERVICES", (population._SERVICES[4], *rides))
    columns = synthetic_columns(0, 1000)
    least = population._SERVICES[0].spent * 600 // 10_000
    others = columns["needed"] - columns["needed_transport"]
    assert others.min() == least
    assert (others == least).mean() > 0.4
    assert (columns["needed_transport"] <= others // 10).all()


@pytest.mark.rule("F-4")
def test_public_money_stays_within_the_services_that_it_pays_for(register) -> None:
    assert (register["public"] <= register["needed"] - register["needed_transport"]).all()
    assert (register["public_transport"] <= register["needed_transport"]).all()
    assert 0.15 < register["public"].sum() / register["needed"].sum() < 0.2
    assert 0.5 < (register["public"] > 0).mean() < 0.65
    assert 0.05 < (register["public_transport"] > 0).mean() < 0.15


def test_some_have_benefits_and_other_money(register) -> None:
    rehabilitation = register["benefits_rehabilitation"]
    assert abs((rehabilitation > 0).mean() - 0.2) < 0.01
    assert counts(rehabilitation).keys() == {0, *range(50_00, 300_01, 10_00)}
    assert counts(register["benefits_transport"]).keys() == {0, 79_68}
    assert (register["benefits_transport"][register["special_care"]] == 79_68).all()
    assert abs((register["benefits_transport"][~register["special_care"]] > 0).mean() - 0.2) < 0.01
    assert abs((register["other"] > 0).mean() - 0.3) < 0.01
    assert counts(register["other"]).keys() == {0, *range(30_00, 300_01, 5_00)}


@EVERY_SHARE
@pytest.mark.rule("B-4", "B-5", "B-6")
def test_with_nine_tenths_of_the_needs_stage_3_matters(shares) -> None:
    cohort = synthetic_population(10_000, shares=shares)
    outcome = simulate(cohort, pool=int(cohort["needed"].sum()) * 9 // 10)
    needed = cohort["needed"]
    short = needed > outcome.provisional
    assert 0.2 < short.mean() < 0.8
    assert (short & (outcome.final == needed)).any()
    assert (short & (outcome.final < needed)).any()
    assert np.unique(outcome.provisional).size == 2


@pytest.mark.parametrize(
    ("arguments", "error", "path"),
    [
        pytest.param((-1, 5), BadValue, "/start", id="start below zero"),
        pytest.param((5, 4), BadValue, "/stop", id="stop before start"),
        pytest.param((0, MOST + 1), BadValue, "/stop", id="too many"),
        pytest.param((0, 2**70), BadValue, "/stop", id="more than 64 bits"),
        pytest.param((0, 5.0), BadType, "/stop", id="a float"),
        pytest.param((False, 5), BadType, "/start", id="False for zero"),
        pytest.param((0, 5, -1), BadValue, "/seed", id="negative seed"),
        pytest.param((0, 5, None), BadType, "/seed", id="no seed"),
        pytest.param((0, 5, 1, "census"), BadValue, "/shares", id="unknown shares"),
        pytest.param((0, 5, 1, ["pilot"]), BadValue, "/shares", id="a list of shares"),
    ],
)
def test_bad_bounds_seeds_and_shares_are_named(arguments, error, path) -> None:
    with pytest.raises(error) as caught:
        synthetic_columns(*arguments)
    assert caught.value.path == path
    assert caught.value.message.startswith("expected ")


@pytest.mark.parametrize(
    ("recipients", "error"), [(0, BadValue), (MOST + 1, BadValue), ("5", BadType)], ids=["none", "too many", "text"]
)
def test_a_population_needs_a_number_of_recipients(recipients, error) -> None:
    with pytest.raises(error) as caught:
        synthetic_population(recipients)
    assert caught.value.path == "/recipients"


def test_seeds_have_no_bound() -> None:
    assert len(synthetic_population(3, 2**200)) == 3


def test_module_prints_csv_with_amounts_in_euro(monkeypatch, capfdbinary) -> None:
    monkeypatch.setattr(sys, "argv", ["population", "7440", "--seed", "5"])
    monkeypatch.delitem(sys.modules, "ibmodel.testing.population")
    runpy.run_module("ibmodel.testing.population", run_name="__main__")
    sys.stdout.flush()
    text = capfdbinary.readouterr().out.decode("utf-8")
    assert "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    columns = synthetic_columns(0, 7440, 5)
    assert list(rows[0]) == list(columns)
    assert [int(row["needed"].replace(".", "")) for row in rows] == columns["needed"].tolist()
    assert {len(row["other"].partition(".")[2]) for row in rows} == {2}
    assert [row["special_care"] == "true" for row in rows] == columns["special_care"].tolist()
    assert {row["special_care"] for row in rows} == {"true", "false"}
    assert [row["municipality"] for row in rows] == columns["municipality"].tolist()
    assert [int(row["age"]) for row in rows] == columns["age"].tolist()


def test_command_takes_the_pilots_shares(capfdbinary) -> None:
    main(["100", "--shares", "pilot"])
    sys.stdout.flush()
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode("utf-8"))))
    assert sum(row["impairment"] == "multiple" for row in rows) == 30


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["0"], "/recipients: expected a whole number from 1"),
        (["many"], "invalid int value"),
        (["5", "--seed", "-1"], "/seed: expected a whole number of 0 or more"),
        (["5", "--shares", "census"], "invalid choice"),
        ([], "required"),
    ],
    ids=["none", "text", "negative seed", "unknown shares", "nothing"],
)
def test_command_refuses_what_it_cannot_make(arguments, words, capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert words in capsys.readouterr().err
