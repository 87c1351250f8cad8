"""What is asked of a cohort: the money, the figures, the readings. Asked again, it has the same answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.money import Money
from ibmodel.parameters import EDITIONS, Parameters, reformed
from ibmodel.population.columns import LARGEST, Cohort

__all__ = ["Question", "question"]

_VARIANTS: Final = (1, 2, 3)


@attrs.frozen(eq=False)
class Question:
    """All that an answer depends on; money in whole cents, ``amount`` the euro value of 100 % (I-1)."""

    cohort: Cohort
    pool: int
    parameters: Parameters
    variant: int
    reserve: int = 0
    underspent: int = 0
    amount: int | None = None


def question(  # noqa: PLR0913 - one for each part of the question
    cohort: Cohort,
    pool: Money | int,
    parameters: Parameters | None = None,
    variant: int | None = None,
    readings: Mapping[str, str] | None = None,
    *,
    reserve: Money | int = 0,
    underspent: Money | int = 0,
    amount: Money | int | None = None,
) -> Question:
    """The question of `ibmodel.population.simulate`, checked; figures under other ``readings`` get another name."""
    if type(cohort) is not Cohort:
        raise BadType(f"expected a cohort, got {shown(cohort)}", "/cohort")
    parameters = next(iter(EDITIONS.values())) if parameters is None else parameters
    if type(parameters) is not Parameters:
        raise BadType(f"expected parameters, got {shown(parameters)}", "/parameters")
    if readings:
        parameters = parameters.reform(reformed(parameters.name), readings=readings)
    if variant is not None and (type(variant) is not int or variant not in _VARIANTS):
        raise BadValue(f"expected a funding variant of 1, 2 or 3, got {shown(variant)}", "/variant")
    return Question(
        cohort,
        _cents(pool, "pool"),
        parameters,
        parameters.funding.variant if variant is None else variant,
        _cents(reserve, "reserve"),
        _cents(underspent, "underspent"),
        None if amount is None else _cents(amount, "amount"),
    )


def _cents(value: object, name: str) -> int:
    """Money or whole cents as whole cents, not negative, of at most 64 bits."""
    cents = value.cents if type(value) is Money else value
    if type(cents) is not int:
        raise BadType(f"expected money or whole cents, got {shown(value)}", pointer(name))
    if not 0 <= cents <= LARGEST:
        raise BadValue(f"expected 0 to {LARGEST} cents, got {cents}", pointer(name))
    return cents
