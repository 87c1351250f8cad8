"""The four stages for a cohort in columns: the same cents as the rules one by one.

Facts are judged once for each different one (`ibmodel.population.shares`), money is whole-column arithmetic, block by
block. Stage 2 is the column ``needed``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.population.columns import Cohort, Whole
from ibmodel.population.outcome import Outcome
from ibmodel.population.question import Question, question
from ibmodel.population.shares import Classes, classes_of, facts_of
from ibmodel.population.sources import SOURCES, Order, paid
from ibmodel.population.surplus import (
    Needs,
    Sorted,
    blocks_of,
    check_ratio,
    claims_of,
    finals,
    next_in_line,
)
from ibmodel.population.tally import Claim, Rise, Tally, Window, rise, total

__all__ = ["Surplus", "answer", "raised", "simulate"]


def simulate(  # noqa: PLR0913 - one for each part of the question
    cohort: Cohort,
    *,
    pool: Money | int,
    parameters: Parameters | None = None,
    variant: int | None = None,
    readings: Mapping[str, str] | None = None,
    reserve: Money | int = 0,
    underspent: Money | int = 0,
    amount: Money | int | None = None,
) -> Outcome:
    """What does everyone in ``cohort`` get, from which money: the same cents as `ibmodel.run`, for millions of rows.

    ``pool`` is the money for services in the period, ``reserve`` and ``underspent`` what else joins the surplus,
    ``amount`` the euro value of 100 % under the reading ``fixed_amount`` of I-1: `Money` or whole cents.
    ``parameters`` are those of the children's pilot if not given, ``variant`` is theirs, ``readings`` choose other
    answers to open questions. Raises `BadType` or `BadValue` for an argument or a row (``/age/3``), `MissingField` or
    `BadValue` for ``amount``, `Infeasible` if the fixed amounts pass the pool.
    Rules: B-1, B-4, B-5, B-6, B-7, B-8, D-1, D-3, D-4, F-1, F-2, F-3, F-4, F-5, F-6, F-7; source M II.3.2, II.3.3.

    >>> cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[500_00, 1370_00], public=[0, 900_00])
    >>> outcome = simulate(cohort, pool=Money(1700_00))
    >>> outcome.final.tolist(), outcome.public.tolist(), outcome.reserve
    ([50000, 120000], [0, 17000], 0)
    """
    return answer(
        question(
            cohort, pool, parameters, variant, readings, reserve=reserve, underspent=underspent, amount=amount
        )
    )


def answer(asked: Question) -> Outcome:
    """The answer to a question, the same whenever it is asked."""
    cohort, parameters = asked.cohort, asked.parameters
    amount = None if asked.amount is None else Money(asked.amount)
    classes = classes_of(facts_of(cohort, parameters), cohort, Money(asked.pool), parameters, amount)
    check_ratio(cohort, classes.codes, classes.amounts, parameters)
    carried = classes.reserve + asked.reserve + asked.underspent
    needs = Sorted.of(cohort, classes.codes, len(classes.amounts))
    surplus = raised(needs.needs(classes.amounts), classes.amounts, carried, needs.tally, parameters)
    return _rows(asked, classes, surplus)


@attrs.frozen
class Surplus:
    """What stage 3 has to give: the amount, what everybody keeps anyway, how each class claims it, how high it rises.

    ``level`` is `None` where it meets every need.
    """

    cents: int
    kept: int
    claims: tuple[Claim, ...]
    level: Rise | None


def raised(
    needs: Sequence[Needs],
    amounts: Sequence[int],
    carried: int,
    tally: Callable[[Sequence[Claim], Sequence[Window], int], Tally],
    parameters: Parameters,
) -> Surplus:
    """The surplus and its level, from what is known of the classes; ``tally`` makes a pass over the rows.

    Rules: B-4, B-5, B-6, D-3; I-2; source M II.3.2.
    """
    claims = claims_of(amounts, parameters)
    cents = sum(of.released for of in needs) + carried
    kept = sum(of.kept for of in needs)
    excess = sum(of.short.excess for of in needs)
    if cents >= excess:
        return Surplus(cents, kept, claims, None)
    most = excess + sum(of.short.people for of in needs)

    def passed(windows: Sequence[Window]) -> Tally:
        return tally(claims, windows, most)

    return Surplus(cents, kept, claims, rise(cents, claims, [(of.short, of.highest) for of in needs], passed))


def _rows(asked: Question, classes: Classes, surplus: Surplus) -> Outcome:
    """Everyone's amounts, block by block."""
    cohort = asked.cohort
    provisional = np.array(classes.amounts, dtype=np.int64)[classes.codes]
    final, distributed = _finals(asked, classes, provisional, surplus)
    order = Order.under(asked.variant, asked.parameters, cohort)
    everybody = np.empty(len(cohort), dtype=np.int64)
    columns: dict[str, Whole] = {}
    for rows in blocks_of(len(cohort)):
        payments, everybody[rows] = paid(cohort, rows, final[rows], order)
        for source, payment in payments.items():
            if payment.base is final:
                columns[SOURCES[source]] = final
            else:
                columns.setdefault(SOURCES[source], np.empty(len(cohort), dtype=np.int64))[rows] = payment
    nothing = np.broadcast_to(np.int64(0), len(cohort))
    sources = [columns.get(source, nothing) for source in SOURCES]
    for column in (provisional, final, everybody, *sources):
        column.flags.writeable = False
    return Outcome(asked, provisional, final, everybody, *sources, surplus.cents, distributed, surplus.cents - distributed)


def _finals(asked: Question, classes: Classes, provisional: Whole, surplus: Surplus) -> tuple[Whole, int]:
    """The final amounts and how much of the surplus they take. Rules: D-3, B-6, B-7; I-3."""
    cohort, needed = asked.cohort, asked.cohort["needed"]
    weights = cohort["weight"] if "weight" in cohort else None
    if surplus.level is None:
        return needed, total(needed, weights) - surplus.kept
    final = np.empty_like(needed)
    given = 0
    for rows in blocks_of(len(cohort)):
        codes = classes.codes[rows]
        final[rows] = finals(needed[rows], provisional[rows], codes, surplus.claims, surplus.level)
        given += total(final[rows], None if weights is None else weights[rows])
    distributed = given - surplus.kept
    if asked.parameters.reading("I-3") == "exhaust":
        partly = np.flatnonzero((needed > provisional) & (final < needed))
        line = next_in_line(cohort, partly, classes.codes, surplus.claims, surplus.level)
        final[line[: surplus.cents - distributed]] += 1
        distributed = surplus.cents
    return final, distributed
