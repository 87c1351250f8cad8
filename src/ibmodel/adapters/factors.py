"""Factor analysis of survey answers (Q-4): which questions go together, as principal components of their correlations.

The methodology names factor analysis and no method. This is the plainest one: the components of the correlation
matrix, as many as have an eigenvalue above 1 (Kaiser's rule) or as the caller says, not rotated. Loadings are
correlations of a question with a factor, in floating point. Other methods (maximum likelihood, rotations) are a matter
of the analyst's package, which starts from the same answers.

Needs numpy: the extra ``population``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from ibmodel.errors import BadType, BadValue, Inconsistent, Infeasible, pointer, shown

try:
    import numpy as np
except ImportError as error:
    message = "expected numpy, which finds the factors: pip install 'ibmodel[population]'"
    raise ImportError(message, name="numpy") from error

__all__ = ["Factors", "principal_factors"]

Answer = int | Fraction | None

#: Kaiser's rule: a factor explains more than one question does.
_KAISER: Final = 1.0
#: How much an eigenvalue of exactly 1 may come out above it.
_ROUNDING: Final = 1e-9
_FEWEST: Final = 2


@attrs.frozen
class Factors:
    """What the answers have in common.

    ``people`` answered every question and are counted, ``left_out`` did not. ``eigenvalues`` has one for each
    question, the greatest first; their sum is the number of questions. ``loadings`` has a row for each question, with
    its correlation with each factor; the greatest of a factor is above 0. ``explained`` is the part of the variance of
    all questions that the factors tell together, 0 to 1.
    """

    people: int
    left_out: int
    eigenvalues: tuple[float, ...]
    loadings: tuple[tuple[float, ...], ...]
    explained: float


def principal_factors(answers: Sequence[Sequence[Answer]], factors: int | None = None) -> Factors:
    """The principal components of the correlations of ``answers``: a row for each person, an answer to each question.

    Answers are whole numbers or fractions, ``None`` where there is none; who left any question out is not counted.
    Raises `Inconsistent` for rows of unequal length, `BadType` for another answer, `BadValue` for another number of
    ``factors`` than 1 to the number of questions, `Infeasible` for fewer than two questions or people, and where all
    gave the same answer to a question, which then correlates with nothing.
    """
    questions = len(answers[0]) if answers else 0
    whole = [row for place, row in enumerate(answers) if _is_whole(row, place, questions)]
    if questions < _FEWEST or len(whole) < _FEWEST:
        told = f"{len(whole)} people and {questions} questions"
        raise Infeasible(f"expected two people or more who answered two questions or more, got {told}")
    for question, column in enumerate(zip(*whole, strict=True)):
        if len(set(column)) == 1:
            raise Infeasible("expected different answers to a question, got the same of all", pointer(0, question))
    if factors is not None and (type(factors) is not int or not 1 <= factors <= questions):
        raise BadValue(f"expected 1 to {questions} factors, got {shown(factors)}", pointer("factors"))
    table = np.array([[float(answer) for answer in row if answer is not None] for row in whole])
    values, vectors = np.linalg.eigh(np.corrcoef(table, rowvar=False))
    values, vectors = np.clip(values[::-1], 0.0, None), vectors[:, ::-1]
    kept = factors or max(1, int((values > _KAISER + _ROUNDING).sum()))
    loadings = vectors[:, :kept] * np.sqrt(values[:kept])
    strongest = loadings[np.abs(loadings).argmax(axis=0), range(kept)]
    loadings *= np.where(strongest < 0, -1.0, 1.0)
    rows = tuple(tuple(map(float, row)) for row in loadings)
    explained = float(values[:kept].sum()) / questions
    return Factors(len(whole), len(answers) - len(whole), tuple(map(float, values)), rows, explained)


def _is_whole(row: Sequence[Answer], place: int, questions: int) -> bool:
    """Whether every question is answered."""
    if len(row) != questions:
        raise Inconsistent(f"expected {questions} answers, got {len(row)}", pointer(place))
    for question, answer in enumerate(row):
        if answer is not None and type(answer) not in (int, Fraction):
            message = f"expected a whole number or a fraction, got {shown(answer)}"
            raise BadType(message, pointer(place, question))
    return None not in row
