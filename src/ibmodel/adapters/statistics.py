"""Summary statistics of survey answers (Q-4), by the standard library's ``statistics``; nothing to install.

Whatever can be exact is: means, medians and variances are fractions; a square root is a `Decimal` of 28 digits.
Whether the answers are a *sample* (of all who might have been asked: n - 1 below) or the whole *population* (n below)
is said by the caller, never guessed. Missing answers are left out and counted (Q-6).

Factor analysis, which the methodology names too, is in `ibmodel.adapters.factors`.
"""

from __future__ import annotations

import statistics
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final, Literal, TypeVar

import attrs

from ibmodel.errors import BadType, BadValue, Inconsistent, pointer, shown

__all__ = ["Summary", "correlation", "summarise", "summarise_by"]

K = TypeVar("K", bound=Hashable)
Kind = Literal["sample", "population"]
Answer = int | Fraction | None

#: 28 digits, whatever the caller's own context says.
_EXACT: Final = Context(prec=28)


@attrs.frozen
class Summary:
    """What a list of answers amounts to; ``None`` where too few are there to tell.

    ``variance`` and what follows from it are those of a sample or of a population, as ``kind`` says. ``variation``
    is the coefficient of variation: deviation / mean.
    """

    kind: Kind
    answered: int
    missing: int
    mean: Fraction | None = None
    median: Fraction | None = None
    modes: tuple[Fraction, ...] = ()
    variance: Fraction | None = None
    deviation: Decimal | None = None
    variation: Decimal | None = None


def summarise(answers: Sequence[Answer], kind: Kind) -> Summary:
    """Mean, median, modes, standard deviation and coefficient of variation of ``answers`` (Q-4, Q-6).

    Answers are whole numbers or fractions, ``None`` where there is none. All most frequent answers are modes, the
    smallest first. Of no answers nothing can be told, of one no deviation of a sample, at a mean of 0 no
    coefficient. Raises `BadValue` for another ``kind``, `BadType` for another answer.
    """
    if kind not in ("sample", "population"):
        raise BadValue(f"expected 'sample' or 'population', got {shown(kind)}", pointer("kind"))
    given = _given(answers)
    missing = len(answers) - len(given)
    if not given:
        return Summary(kind, 0, missing)
    mean = statistics.mean(given)
    centre = (mean, Fraction(statistics.median(given)), tuple(sorted(statistics.multimode(given))))
    if kind == "sample" and len(given) == 1:
        return Summary(kind, 1, missing, *centre)
    variance = Fraction((statistics.variance if kind == "sample" else statistics.pvariance)(given))
    deviation = _decimal(variance).sqrt(_EXACT)
    variation = _EXACT.divide(deviation, _decimal(mean)) if mean else None
    return Summary(kind, len(given), missing, *centre, variance, deviation, variation)


def summarise_by(rows: Iterable[tuple[K, Answer]], kind: Kind) -> Mapping[K, Summary]:
    """`summarise` for every group of answers: municipality, its size, region, sex, age group, service, impairment.

    Groups stand in the order in which they are first met.
    """
    groups: dict[K, list[Answer]] = {}
    for group, answer in rows:
        groups.setdefault(group, []).append(answer)
    return {group: summarise(answers, kind) for group, answers in groups.items()}


def correlation(one: Sequence[Answer], other: Sequence[Answer]) -> float | None:
    """How closely two answers of the same people go together: Pearson's coefficient, -1 to 1 (Q-4).

    Only people who gave both answers count; of fewer than two, or where an answer is the same for all, nothing can
    be told. Sample and population give the same coefficient. Raises `Inconsistent` for lists of unequal length.
    """
    if len(one) != len(other):
        raise Inconsistent(f"expected answers of the same people, got {len(one)} and {len(other)}", pointer("other"))
    pairs = [pair for pair in zip(one, other, strict=True) if None not in pair]
    first, second = (_given([pair[side] for pair in pairs]) for side in (0, 1))
    if len(set(first)) <= 1 or len(set(second)) <= 1:
        return None
    return statistics.correlation(first, second)


def _given(answers: Sequence[Answer]) -> list[Fraction]:
    given = []
    for place, answer in enumerate(answers):
        if answer is not None and type(answer) not in (int, Fraction):
            raise BadType(f"expected a whole number or a fraction, got {shown(answer)}", pointer("answers", place))
        if answer is not None:
            given.append(Fraction(answer))
    return given


def _decimal(value: Fraction) -> Decimal:
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
