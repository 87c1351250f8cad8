"""Principal components of survey answers against results that are known in closed form."""

from __future__ import annotations

import importlib
import sys
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from ibmodel.adapters.factors import principal_factors
from ibmodel.errors import BadType, BadValue, Inconsistent, Infeasible

pytestmark = pytest.mark.rule("Q-4")

#: Four people, two questions that correlate at 0.6.
PAIR = [(1, 2), (2, 1), (3, 4), (4, 3)]


def test_two_questions_have_the_eigenvalues_one_plus_and_minus_their_correlation():
    found = principal_factors(PAIR, 2)
    assert found.eigenvalues == pytest.approx((1.6, 0.4))
    assert [row[0] for row in found.loadings] == pytest.approx([sqrt(0.8), sqrt(0.8)])
    assert [abs(row[1]) for row in found.loadings] == pytest.approx([sqrt(0.2), sqrt(0.2)])
    assert found.explained == pytest.approx(1.0)


def test_by_itself_it_keeps_what_tells_more_than_one_question():
    found = principal_factors(PAIR)
    assert [len(row) for row in found.loadings] == [1, 1]
    assert found.explained == pytest.approx(0.8)


def test_two_pairs_that_have_nothing_in_common_are_two_factors():
    rows = [(a, -a, 3 * b, b) for a in (1, 2) for b in (1, 2)]
    found = principal_factors(rows)
    assert found.eigenvalues == pytest.approx((2, 2, 0, 0), abs=1e-9)
    assert found.explained == pytest.approx(1.0)
    shared = np.array(found.loadings) @ np.array(found.loadings).T
    assert shared == pytest.approx(np.array([[1, -1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]]), abs=1e-9)


def test_questions_that_have_nothing_in_common_keep_one_factor():
    found = principal_factors([(a, b) for a in (1, 2) for b in (1, 2)])
    assert found.eigenvalues == pytest.approx((1, 1))
    assert [len(row) for row in found.loadings] == [1, 1]


def test_all_factors_together_give_the_correlations_back():
    rows = [(1, 5, 2, 2), (2, 3, 2, 4), (4, 4, 1, 5), (5, 1, 3, 3), (3, 2, 5, 1), (Fraction(5, 2), 2, 2, 2)]
    loadings = np.array(principal_factors(rows, 4).loadings)
    assert loadings @ loadings.T == pytest.approx(np.corrcoef(np.array(rows, dtype=float), rowvar=False))
    strongest = loadings[np.abs(loadings).argmax(axis=0), range(4)]
    assert (strongest > 0).all()


@pytest.mark.rule("Q-6")
def test_who_left_a_question_out_is_not_counted():
    found = principal_factors([*PAIR, (9, None), (None, None)])
    assert (found.people, found.left_out) == (4, 2)
    assert found.eigenvalues == principal_factors(PAIR).eigenvalues


@pytest.mark.parametrize(
    ("answers", "factors", "error", "path"),
    [
        ([], None, Infeasible, ""),
        ([(1,), (2,)], None, Infeasible, ""),
        ([(1, 2), (None, 2)], None, Infeasible, ""),
        ([(1, 2), (2, 2)], None, Infeasible, "/0/1"),
        ([(1, 2), (2,)], None, Inconsistent, "/1"),
        ([(1, 2), (2, 1.5)], None, BadType, "/1/1"),
        ([(1, 2), (True, 1)], None, BadType, "/1/0"),
        (PAIR, 0, BadValue, "/factors"),
        (PAIR, 3, BadValue, "/factors"),
        (PAIR, True, BadValue, "/factors"),
    ],
    ids=["nobody", "one question", "one person", "all alike", "short", "float", "truth", "none", "too many", "yes"],
)
def test_what_cannot_be_analysed_is_refused(answers, factors, error, path):
    with pytest.raises(error) as caught:
        principal_factors(answers, factors)
    assert caught.value.path == path


def test_without_numpy_the_extra_is_named(monkeypatch):
    monkeypatch.delitem(sys.modules, "ibmodel.adapters.factors")
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(ImportError, match=r"expected numpy.*pip install 'ibmodel\[population\]'"):
        importlib.import_module("ibmodel.adapters.factors")
