"""The handbook's page on open questions: everyone of them is there, and the figures are those of independent runs.

The columns of `ibmodel.population` compute the same cohort by other means than the rules that the page uses.
"""

from __future__ import annotations

import json
import sys
from importlib import resources
from pathlib import Path

import pytest

from ibmodel import Money, edition, evaluate, read_cohort
from ibmodel.catalogue import is_transport
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.population import Cohort, simulate

DOCS = Path(__file__).parents[2] / "docs"
RULES = edition("children-pilot-2018")
AMOUNTS = {"provisional amount": "provisional", "final amount": "final", "total amount": "total"}


@pytest.fixture(scope="module")
def page():
    """The module of the page, and the module of its figures."""
    sys.path.insert(0, str(DOCS))
    try:
        import effects  # noqa: PLC0415 - it stands beside the pages
        import effects_page  # noqa: PLC0415
    finally:
        sys.path.remove(str(DOCS))
    return effects_page, effects


def shipped(name):
    return json.loads(resources.files("ibmodel.testing").joinpath("data", f"{name}.json").read_text("utf-8"))


def as_columns(cohort):
    def money(case, *, transport, public):
        lines = [line for line in case.lines if transport is None or is_transport(line.line.service) is transport]
        amounts = [line.public if public else line.line.unit_price.times(sum(line.line.units)) for line in lines]
        return sum(amount.cents for amount in amounts)

    cases = cohort.cases
    return Cohort(
        on=cohort.on,
        id=[case.id for case in cases],
        received=[case.received for case in cases],
        born=[case.born for case in cases],
        special_care=[case.special_care for case in cases],
        needed=[money(case, transport=None, public=False) for case in cases],
        needed_transport=[money(case, transport=True, public=False) for case in cases],
        public=[money(case, transport=False, public=True) for case in cases],
        public_transport=[money(case, transport=True, public=True) for case in cases],
        benefits_rehabilitation=[case.benefits.rehabilitation.cents for case in cases],
        benefits_transport=[case.benefits.transport.cents for case in cases],
        other=[case.other.cents for case in cases],
    )


@pytest.fixture(scope="module")
def columns():
    cohort = read_cohort(shipped("pilot-2018-synthetic"))
    return as_columns(cohort), cohort.pool


def test_every_open_question_has_a_section(page):
    text = page[0].page_text()
    sections = [line.partition(" ")[2].partition(" ")[0] for line in text.splitlines() if line.startswith("## ")]
    assert sections == list(INTERPRETATIONS)
    assert all(f"(effect-{id_.lower()})=" in text for id_ in INTERPRETATIONS)


def test_every_other_reading_is_measured_or_the_page_says_why_not(page):
    effects_page, effects = page
    for id_, found in INTERPRETATIONS.items():
        measured = {effect.reading for effect in effects.effects()[id_]}
        others = set(found.names[1:])
        assert measured >= others or id_ in effects_page.NOTES, id_
        if not measured:
            assert "amount" in effects_page.NOTES[id_]() or "cohort" in effects_page.NOTES[id_](), id_


@pytest.mark.parametrize("id_", ["I-1", "I-2", "I-3"])
def test_the_money_of_a_reading_is_that_of_the_columns(page, columns, id_):
    effects = page[1]
    cohort, pool = columns
    before = simulate(cohort, pool=pool)
    compared = 0
    for effect in effects.effects()[id_]:
        if effect.compared == "total amount":
            continue  # stage 4 of the columns puts the money of all services together
        amount = effects.EXAMPLE_AMOUNT if effect.reading == "fixed_amount" else None
        after = simulate(cohort, pool=pool, readings={id_: effect.reading}, amount=amount)
        name = AMOUNTS[effect.compared]
        gaps = (getattr(after, name) - getattr(before, name)).tolist()
        assert (effect.changed, effect.whole) == (sum(map(bool, gaps)), 100)
        assert effect.greatest == Money(max(map(abs, gaps)))
        assert effect.more == Money(sum(gap for gap in gaps if gap > 0))
        assert effect.less == Money(-sum(gap for gap in gaps if gap < 0))
        compared += 1
    assert compared >= len(INTERPRETATIONS[id_].names) - 1


@pytest.mark.parametrize("id_", ["I-10", "I-24", "I-30"])
def test_the_funding_of_a_reading_is_that_of_the_protocol(page, id_):
    effects = page[1]
    cases = shipped("pilot-2018-synthetic")["cases"]
    finals = {case.case.id: case for case in effects._outcome().cases}

    def asked(case, variant, reading):
        known = finals[case["id"]]
        lines = [
            {"service": line.service, "amount": str(line.amount), "public": str(line.public)}
            for line in known.funding.lines
        ]
        given = {"variant": variant, "final": str(known.final), "lines": lines}
        given |= {name: case[name] for name in ("benefits", "other", "before") if name in case}
        answer = evaluate({"op": "funding.total", "readings": {id_: reading}, "input": given})
        assert answer["ok"], answer
        return Money.euro(answer["result"]["total"])

    for effect in effects.effects()[id_]:
        if effect.compared.startswith("total amount"):
            variant = int(effect.compared[-1])
            pairs = [
                (asked(case, variant, INTERPRETATIONS[id_].default), asked(case, variant, effect.reading))
                for case in cases
            ]
            gaps = [after.cents - before.cents for before, after in pairs]
            assert effect.changed == sum(map(bool, gaps))
            assert effect.greatest == Money(max(map(abs, gaps)))
            assert effect.less == Money(-sum(gap for gap in gaps if gap < 0))


def test_the_examples_move_somebody_under_most_questions_of_money(page):
    moved = {
        id_
        for id_, found in page[1].effects().items()
        if any(effect.changed for effect in found if effect.kind == "recipients")
    }
    assert moved >= {"I-1", "I-2", "I-3", "I-10", "I-11", "I-12", "I-15", "I-23", "I-24", "I-25", "I-30"}


def test_selection_under_another_reading_is_that_of_the_protocol(page):
    document = shipped("applications-ample")
    given = {"applicants": document["applicants"], "pilot": document["pilot"]}

    def places(readings):
        found = evaluate({"op": "selection.select", "readings": readings, "input": given})["result"]
        return set(found["selected"]), set(found["waiting"])

    (selected, waiting), (others, still_waiting) = places({}), places({"I-6": "application"})
    moved = {id_ for id_ in selected | waiting if (id_ in selected) != (id_ in others)}
    assert selected | waiting == others | still_waiting
    first = page[1].effects()["I-6"][0]
    assert (first.changed, first.whole, first.kind) == (len(moved), len(document["applicants"]), "applicants")


def test_what_the_page_says_of_the_cohort_in_words_is_so(page):
    effects_page, effects = page
    services = [{line.service for line in plan.lines} for plan in effects.plans()]
    assert not any(held & {"day_care_centre", "specialised_workshop"} for held in services)
    assert not any(held & {"transport_parent"} for held in services)
    apart = ({"home_care", "nanny"}, {"home_care", "assistant"}, {"assistant", "escort"}, {"assistant", "nanny"})
    assert not any(pair <= held for held in services for pair in apart)
    assert all(effect.changed == 0 for id_ in ("I-13", "I-14", "I-26", "I-27") for effect in effects.effects()[id_])
    assert all(effect.changed == 1 for effect in effects.effects()["I-4"])
    assert effects_page.NOTES["I-16"]().startswith("None of the 100")
    assert effects_page.NOTES["I-19"]().partition(". ")[2].startswith("No plans")
    assert "10.40" in effects_page.NOTES["I-29"]()


def test_the_place_on_the_page_is_filled_and_no_other_page_is_touched(page):
    effects_page = page[0]
    source = (DOCS / f"{effects_page.PAGE}.md").read_text(encoding="utf-8")
    filled, other = [source], [source]
    effects_page.fill(None, effects_page.PAGE, filled)
    effects_page.fill(None, "handbook/index", other)
    assert effects_page.page_text() in filled[0]
    assert filled[0] != source == other[0]
