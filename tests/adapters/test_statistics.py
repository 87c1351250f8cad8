"""Summary statistics of survey answers: exact, missing answers left out, sample and population told apart."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.adapters.statistics import Summary, correlation, summarise, summarise_by
from ibmodel.errors import BadType, BadValue, Inconsistent

ANSWERS = st.lists(st.none() | st.integers(1, 5), max_size=30)


@pytest.mark.rule("Q-4", "Q-6")
def test_a_population_divides_by_n_and_a_sample_by_one_less() -> None:
    answers = [2, None, 4, 4, 4, 5, 5, 7, 9]
    population = summarise(answers, "population")
    assert (population.answered, population.missing) == (8, 1)
    assert (population.mean, population.median, population.modes) == (5, Fraction(9, 2), (4,))
    assert (population.variance, population.deviation) == (4, 2)
    assert population.variation == Decimal("0.4")
    sample = summarise(answers, "sample")
    assert (sample.variance, sample.mean) == (Fraction(32, 7), 5)
    assert str(sample.deviation) == "2.138089935299395077476427847"


@pytest.mark.rule("Q-4", "Q-6")
@pytest.mark.parametrize("answers", [[], [None], [None, None]])
def test_of_no_answers_nothing_is_told(answers: list[None]) -> None:
    assert summarise(answers, "sample") == Summary("sample", 0, len(answers))


@pytest.mark.rule("Q-4")
def test_one_answer_has_no_deviation_of_a_sample_but_one_of_a_population() -> None:
    assert summarise([3], "sample") == Summary("sample", 1, 0, Fraction(3), Fraction(3), (Fraction(3),))
    assert summarise([3], "population").deviation == 0


@pytest.mark.rule("Q-4")
def test_a_mean_of_nothing_has_no_coefficient_of_variation() -> None:
    assert summarise([0, 0], "sample").variation is None
    assert summarise([-1, 1], "population").variation is None


@pytest.mark.rule("Q-4")
def test_all_most_frequent_answers_are_modes() -> None:
    assert summarise([5, 1, 5, 1, 2], "sample").modes == (1, 5)


@pytest.mark.rule("Q-4")
def test_answers_are_summarised_by_group() -> None:
    rows = [("Ogre", 5), ("Talsi", None), ("Ogre", 3)]
    by_group = summarise_by(rows, "population")
    assert list(by_group) == ["Ogre", "Talsi"]
    assert by_group["Ogre"].mean == 4
    assert by_group["Talsi"].missing == 1


@pytest.mark.rule("Q-4")
def test_correlation_takes_people_who_gave_both_answers() -> None:
    assert correlation([1, 2, None, 3], [2, 4, 9, 6]) == pytest.approx(1)
    assert correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    for one, other in (([], []), ([1], [2]), ([1, 1], [1, 2]), ([1, 2], [3, 3]), ([1, None], [None, 2])):
        assert correlation(one, other) is None


@pytest.mark.rule("Q-4")
def test_bad_answers_are_refused() -> None:
    bad: Any
    for bad in (True, 1.5, "3"):
        with pytest.raises(BadType) as refused:
            summarise([1, bad], "sample")
        assert refused.value.path == "/answers/1"
    bad = "census"
    with pytest.raises(BadValue):
        summarise([1], bad)
    with pytest.raises(Inconsistent):
        correlation([1], [1, 2])


@pytest.mark.rule("Q-4", "Q-6")
@given(ANSWERS)
def test_missing_answers_change_nothing_but_their_number(answers: list[int | None]) -> None:
    for kind in ("sample", "population"):
        whole, given_only = (summarise(of, kind) for of in (answers, [a for a in answers if a is not None]))  # type: ignore[arg-type]
        assert whole.missing == answers.count(None)
        assert given_only.missing == 0
        assert (whole.mean, whole.variance, whole.modes) == (given_only.mean, given_only.variance, given_only.modes)


@pytest.mark.rule("Q-4")
@given(ANSWERS)
def test_the_callers_precision_does_not_matter(answers: list[int | None]) -> None:
    expected = summarise(answers, "population")
    with decimal.localcontext() as context:
        context.prec = 3
        assert summarise(answers, "population") == expected
