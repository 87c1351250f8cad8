"""Claims on the synthetic cohort that the package carries."""

from __future__ import annotations

import json
import random
import runpy
import subprocess
import sys
from importlib import resources

import jsonschema
import pytest

from ibmodel.catalogue import area_of, is_transport
from ibmodel.dates import completed_years, shown_moment
from ibmodel.exchange import cohort_schema, read_cohort
from ibmodel.model import run
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.testing.applications import synthetic_applications
from ibmodel.testing.cohort import synthetic_cohort, text

SHIPPED = resources.files("ibmodel.testing").joinpath("data", "pilot-2018-synthetic.json").read_text("utf-8")
PILOT = edition("children-pilot-2018")


@pytest.fixture(scope="module")
def cohort():
    return read_cohort(json.loads(SHIPPED))


@pytest.fixture(scope="module")
def outcome(cohort):
    return run(cohort, PILOT)


def test_shipped_file_is_what_the_generator_makes() -> None:
    assert text(synthetic_cohort()) == SHIPPED


def test_module_prints_the_shipped_file(monkeypatch, capfdbinary) -> None:
    monkeypatch.delitem(sys.modules, "ibmodel.testing.cohort")
    runpy.run_module("ibmodel.testing.cohort", run_name="__main__")
    sys.stdout.flush()
    assert capfdbinary.readouterr().out.decode() == SHIPPED


def test_all_chance_comes_from_floats_below_one(monkeypatch) -> None:
    """Other methods of ``random.Random`` give other numbers on other versions of Python."""

    class OnlyRandom:
        def __init__(self, seed) -> None:
            self.random = generator(seed).random

    generator = random.Random
    monkeypatch.setattr(random, "Random", OnlyRandom)
    assert text(synthetic_cohort()) == SHIPPED


def test_hypothesis_is_not_needed() -> None:
    code = "import sys; sys.modules['hypothesis'] = None; import ibmodel.testing.cohort"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_document_obeys_the_schema() -> None:
    jsonschema.Draft202012Validator(cohort_schema()).validate(json.loads(SHIPPED))


def test_file_says_that_it_is_synthetic(cohort) -> None:
    assert cohort.synthetic
    assert cohort.title.startswith("Synthetic")


@pytest.mark.rule("S-1", "S-2", "E-11")
def test_cohort_has_the_shape_of_the_pilot(cohort) -> None:
    by_municipality = {}
    for case in cohort.cases:
        by_municipality.setdefault(case.municipality, []).append(case.id)
    assert tuple(by_municipality) == PILOT.pilot.municipalities
    assert {len(ids) for ids in by_municipality.values()} == {10}
    assert by_municipality["Rēzekne"][0] == "REZ-001"
    ages = [completed_years(case.born, cohort.on) for case in cohort.cases]
    groups = [(0, 2), (3, 7), (8, 10), (11, 14), (15, 17)]
    assert [sum(first <= age <= last for age in ages) for first, last in groups] == [20] * 5


@pytest.mark.rule("S-1", "S-6", "E-5")
def test_the_children_are_those_who_are_selected_from_the_ample_applications(cohort) -> None:
    selected = json.loads(
        resources.files("ibmodel.testing").joinpath("data", "selection-ample.json").read_text("utf-8")
    )
    applicants = {each["id"]: each for each in synthetic_applications("ample")["applicants"]}
    assert sorted(case.id for case in cohort.cases) == sorted(selected["selected"])
    for case in cohort.cases:
        applicant = applicants[case.id]
        assert case.municipality == applicant["municipality"]
        assert case.born.isoformat() == applicant["born"]
        assert case.special_care is applicant["special_care"]
        assert shown_moment(case.received) == applicant["received"]


def test_plans_have_three_to_twelve_services_in_six_months(cohort) -> None:
    sizes = {len(case.lines) for case in cohort.cases}
    assert sizes == set(range(3, 13))
    assert {len(line.units) for case in cohort.cases for line in case.lines} == {6}
    assert all(sum(line.units) for case in cohort.cases for line in case.lines)


def test_services_are_those_of_the_report_and_the_frequent_ones_are_frequent(cohort) -> None:
    chosen = [line.service for case in cohort.cases for line in case.lines]
    assert len(set(chosen)) == 20
    assert chosen.count("physiotherapist") > 3 * chosen.count("aba_therapy")


def test_needs_are_about_290_euro_a_month_and_spread_widely(outcome) -> None:
    needs = sorted(case.needed.outcome.needed.cents for case in outcome.cases)
    assert 28_000 <= sum(needs) / len(needs) / 6 <= 30_000
    assert needs[0] < 100_000
    assert needs[-1] > 400_000


@pytest.mark.rule("C-6")
def test_transport_stays_within_a_tenth_of_every_plan(outcome) -> None:
    for case in outcome.cases:
        stage = case.needed.outcome
        transport = sum(line.amount.cents for line in stage.lines if is_transport(line.service))
        assert 10 * transport <= stage.needed.cents


@pytest.mark.rule("B-5", "B-6", "B-7")
def test_pool_is_too_small_and_stage_3_matters(outcome) -> None:
    needed = Money.sum(case.needed.outcome.needed for case in outcome.cases)
    assert 88 * needed.cents <= 100 * outcome.cohort.pool.cents <= 91 * needed.cents
    codes = {reason.code for case in outcome.cases for reason in case.reasons}
    assert {"need_within_provisional", "need_met_from_surplus", "need_partly_met"} <= codes
    assert {"full_share_up_to_age", "full_share_special_care", "reduced_share"} <= codes


@pytest.mark.rule("N-2")
def test_both_rankings_are_exercised(cohort, outcome) -> None:
    for case in cohort.cases:
        for area, services in case.rankings.experts.items():
            assert {area_of(service).value for service in services} <= {area}
    orders = [(tuple(row.service for row in case.order.outcome.order), case.case) for case in outcome.cases]
    assert sum(order != case.rankings.parent for order, case in orders) > 50
    assert sum(order != tuple(line.service for line in case.lines) for order, case in orders) > 50


@pytest.mark.rule("F-2", "F-7")
def test_every_source_of_money_pays_something(outcome) -> None:
    for source in ("project", "benefits", "public", "other"):
        assert sum(getattr(case.total.outcome.sources, source).cents for case in outcome.cases) > 0
    assert any(line.public > Money(0) for case in outcome.cohort.cases for line in case.lines)
    assert any(case.before is not None for case in outcome.cohort.cases)


@pytest.mark.parametrize("seed", range(3))
def test_any_seed_gives_a_cohort_that_the_model_takes(seed) -> None:
    document = synthetic_cohort(seed)
    assert document != synthetic_cohort()
    assert len(run(read_cohort(document), PILOT).cases) == 100
