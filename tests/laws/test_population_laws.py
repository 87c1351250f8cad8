"""Populations: the columns say what the rules say one by one, in any order, at any size, to the bounds of 64 bits."""

from __future__ import annotations

from random import Random
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ibmodel.errors import ModelError
from ibmodel.explain import sentences
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.population import Cohort, Outcome, simulate, surplus
from ibmodel.population.columns import LARGEST
from ibmodel.population.question import Question, question
from ibmodel.population.simulation import answer
from ibmodel.population.surplus import Sorted
from ibmodel.rules.funding import compute_total
from ibmodel.testing import population_laws as laws
from ibmodel.testing.laws import LawBroken

PILOT = edition("children-pilot-2018")
#: So many rows make a block here; in use a block is larger.
BLOCK = 700
COLUMNS = ("provisional", "final", "total", "project", "benefits", "public", "other", "unmet", "against_before")


def answered(asked: Question) -> Outcome:
    """The answer; questions that rules and columns refuse alike are put aside."""
    try:
        laws.one_by_one(asked)
    except ModelError as refusal:
        with pytest.raises(type(refusal)):
            answer(asked)
        assume(False)
    return answer(asked)


def columns_of(outcome: Outcome) -> list[list[int]]:
    return [getattr(outcome, name).tolist() for name in COLUMNS]


@pytest.mark.rule(
    "B-1", "B-4", "B-5", "B-6", "B-7", "D-1", "D-3", "D-4", "F-1", "F-2", "F-3", "F-7", "I-1", "I-2", "I-3"
)
@settings(max_examples=300)
@given(asked=laws.populations())
def test_columns_say_what_the_rules_say_one_by_one(asked: Question) -> None:
    laws.columns_agree_with_the_rules(asked, answered(asked))


@pytest.mark.rule("B-5", "B-6", "B-7")
@settings(max_examples=150)
@given(asked=laws.populations(weights=True))
def test_a_row_with_a_weight_is_that_many_rows(asked: Question) -> None:
    outcome = answered(asked)
    laws.columns_agree_with_the_rules(asked, outcome)
    alike = answer(attrs.evolve(asked, cohort=laws.repeated(asked.cohort)))
    assert (alike.surplus, alike.distributed, alike.reserve) == (outcome.surplus, outcome.distributed, outcome.reserve)
    assert np.repeat(outcome.final, asked.cohort["weight"]).tolist() == alike.final.tolist()


@pytest.mark.rule("B-7")
@settings(max_examples=150)
@given(asked=laws.populations(), seed=st.integers(0, 2**32))
def test_the_order_of_rows_does_not_matter(asked: Question, seed: int) -> None:
    assume(asked.parameters.reading("I-3") == "equal_treatment" or "id" in asked.cohort)
    outcome = answered(asked)
    order = list(range(len(asked.cohort)))
    Random(seed).shuffle(order)
    shuffled = Cohort(**{name: asked.cohort[name][order] for name in asked.cohort})
    other = answer(attrs.evolve(asked, cohort=shuffled))
    assert [[column[row] for row in order] for column in columns_of(outcome)] == columns_of(other)
    assert (outcome.surplus, outcome.distributed, outcome.reserve) == (other.surplus, other.distributed, other.reserve)


@pytest.mark.rule("B-7")
@settings(max_examples=100)
@given(asked=laws.populations())
def test_no_cent_is_created_or_lost(asked: Question) -> None:
    outcome = answered(asked)
    given_out = sum(outcome.final.tolist())
    assert given_out + outcome.reserve == asked.pool + asked.reserve + asked.underspent
    assert outcome.distributed + outcome.reserve == outcome.surplus
    sources = [outcome.project, outcome.benefits, outcome.public, outcome.other]
    for row in range(len(asked.cohort)):
        assert sum(int(source[row]) for source in sources) == int(outcome.total[row])
        assert int(outcome.total[row]) + int(outcome.unmet[row]) == int(asked.cohort["needed"][row])


def large(rows: int, seed: int, **more: Any) -> Question:
    """An ordinary cohort of several blocks."""
    dice = np.random.default_rng(seed)
    needed = dice.integers(0, 400_000, rows)
    columns = {
        "age": dice.integers(0, 18, rows),
        "special_care": dice.random(rows) < 0.2,
        "needed": needed,
        "needed_transport": needed // 11,
        "public": dice.integers(0, 90_000, rows),
        "benefits_transport": dice.integers(0, 9_000, rows),
    }
    return question(Cohort(**columns), int(needed.sum()) * 9 // 10, PILOT, **more)


@pytest.mark.rule("B-6", "B-7", "I-2", "I-3")
@pytest.mark.parametrize("rows", [BLOCK - 1, BLOCK, 3 * BLOCK + 1])
@pytest.mark.parametrize("reading", ["need", "shortfall", "need_ratio", "equal"])
@pytest.mark.parametrize("cents", ["equal_treatment", "exhaust"])
def test_blocks_of_rows_leave_no_trace(rows: int, reading: str, cents: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surplus, "BLOCK", BLOCK)
    asked = large(rows, seed=rows, readings={"I-2": reading, "I-3": cents})
    single, outcome = laws.one_by_one(asked), answer(asked)
    assert outcome.final.tolist() == [amount.final.cents for amount in single.final.amounts]
    assert outcome.reserve == single.final.reserve.cents


@pytest.mark.rule("B-6")
def test_one_great_need_among_small_ones_is_found_to_the_cent() -> None:
    needed = [5, 6, 7, LARGEST, 2**62, 9, 10**6] * 3
    cohort = Cohort(age=[12] * len(needed), special_care=[False, True, False] * 7, needed=needed)
    for pool in (50, 10**9, 2**61, LARGEST):
        asked = question(cohort, pool, PILOT)
        laws.columns_agree_with_the_rules(asked, answer(asked))


@pytest.mark.rule("B-6")
@settings(max_examples=40)
@given(asked=laws.populations(), row=st.integers(0, 11), lang=st.sampled_from(["en", "lv"]))
def test_every_row_can_be_explained_as_the_single_case_would_be(asked: Question, row: int, lang: str) -> None:
    assume(row < len(asked.cohort))
    outcome = answered(asked)
    told = outcome.explain(row, lang)
    single = compute_total(outcome.funding(row), asked.parameters)
    assert told[2:] == tuple(sentences(single.reasons, lang))
    assert len(told) > 2


def test_the_law_notices_a_cent_too_many() -> None:
    asked = large(5, seed=1)
    outcome = answer(asked)
    wrong = outcome.final.copy()
    wrong[3] += 1
    with pytest.raises(LawBroken, match="final of row 3"):
        laws.columns_agree_with_the_rules(asked, attrs.evolve(outcome, final=wrong))


def test_repeated_calls_give_the_same_columns() -> None:
    asked = large(BLOCK + 7, seed=3)
    assert columns_of(answer(asked)) == columns_of(answer(asked))


def test_money_and_whole_cents_mean_the_same() -> None:
    cohort = Cohort(age=[3, 13], special_care=[False, False], needed=[Money(900), Money(1200)])
    one = simulate(cohort, pool=Money(1500), underspent=Money(10))
    assert columns_of(one) == columns_of(simulate(cohort, pool=1500, underspent=10))


@pytest.mark.rule("B-6", "I-2")
@settings(max_examples=60)
@given(
    seed=st.integers(0, 2**32),
    reading=st.sampled_from(["need", "need_ratio", "equal"]),
    bits=st.tuples(st.integers(1, 62), st.integers(1, 62)),
    share=st.integers(1, 999),
)
def test_the_level_is_found_in_few_passes_at_every_scale(
    seed: int, reading: str, bits: tuple[int, int], share: int
) -> None:
    """Classes of quite different sizes, so that the windows of one tell nothing about those of the other at first."""
    dice = Random(seed)
    ages = [dice.choice([3, 12]) for _ in range(90)]
    needed = [dice.randrange(1 << dice.randint(1, bits[age == 12])) + 1 for age in ages]
    pool = max(min(sum(needed) * share // 1000, LARGEST), 200)
    cohort = Cohort(age=ages, special_care=[False] * 90, needed=needed)
    asked = question(cohort, pool, PILOT, readings={"I-2": reading})
    passes = 0
    real = Sorted.tally

    def counted(self: Sorted, *arguments: Any) -> Any:
        nonlocal passes
        passes += 1
        return real(self, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sorted, "tally", counted)
        outcome = answer(asked)
    laws.columns_agree_with_the_rules(asked, outcome)
    assert passes <= 16
