"""The four stages for a cohort in columns: the same cents as the rules one by one.

Facts are judged once for each different one (`ibmodel.population.shares`), money is whole-column arithmetic, block by
block. Stage 2 is the column ``needed``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
from ibmodel.population.tally import Claim, Rise, Tally, Window, looked_into, rise
from ibmodel.population.tally import total as sum_of

__all__ = ["Surplus", "answer", "raised", "rows_of", "simulate"]


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
        question(cohort, pool, parameters, variant, readings, reserve=reserve, underspent=underspent, amount=amount)
    )


def answer(asked: Question) -> Outcome:
    """The answer to a question, the same whenever it is asked."""
    cohort, parameters = asked.cohort, asked.parameters
    amount = None if asked.amount is None else Money(asked.amount)
    classes = classes_of(facts_of(cohort, parameters), cohort, Money(asked.pool), parameters, amount)
    check_ratio(cohort, classes.codes, classes.amounts, parameters)
    carried = classes.reserve + asked.reserve + asked.underspent
    scratch = np.empty_like(cohort["needed"])
    needs = Sorted.of(cohort, classes.codes, len(classes.amounts), scratch)
    surplus = raised(needs.needs(), classes.amounts, carried, needs.tally, parameters)
    return rows_of(asked, classes, surplus, scratch)


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
    most = sum(of.needed + of.people for of in needs)

    def tallied(windows: Sequence[Window]) -> Tally:
        return tally(claims, windows, most)

    highest = [max(of.highest - cents, 0) for of, cents in zip(needs, amounts, strict=True)]
    classes = looked_into(claims, highest, tallied)
    excess = sum(of.everybody.excess for of in classes)
    kept = sum(of.needed for of in needs) - excess
    released = sum(of.people * cents for of, cents in zip(needs, amounts, strict=True)) - kept
    cents = released + carried
    return Surplus(cents, kept, claims, None if cents >= excess else rise(cents, classes, tallied))


def rows_of(asked: Question, classes: Classes, surplus: Surplus, scratch: Whole | None = None) -> Outcome:
    """Everyone's amounts, block by block, where the ``surplus`` is known.

    An array of the cohort's length that is no longer needed, ``scratch``, takes the total amounts.

    The rows may be a part of the table that shares the surplus; ``distributed`` is what is not left of it after these
    rows. Rules: B-7, D-1, D-3; I-3.
    """
    cohort, needed = asked.cohort, asked.cohort["needed"]
    weights = cohort.weights
    order = Order.under(asked.variant, asked.parameters, cohort)
    highest = int(needed.max())
    level, amounts = surplus.level, np.array(classes.amounts, dtype=np.int64)
    provisional = np.empty_like(needed)
    total = np.empty_like(needed) if scratch is None else scratch
    final = needed if level is None else np.empty_like(needed)
    sources = {source: final if source == order.whole else np.empty_like(needed) for source in order.sources}
    exhaust = level is not None and asked.parameters.reading("I-3") == "exhaust"

    def pay(rows: slice) -> None:
        payments = {source: column[rows] for source, column in sources.items()}
        paid(cohort, rows, final[rows], order, payments, total[rows])

    given = 0
    for rows in blocks_of(len(cohort)):
        codes = classes.codes[rows]
        np.take(amounts, codes, out=provisional[rows], mode="clip")
        if level is not None:
            finals(needed[rows], provisional[rows], codes, surplus.claims, level, final[rows])
        given += sum_of(final[rows], None if weights is None else weights[rows], highest)
        if not exhaust:
            pay(rows)
    left = surplus.cents - (given - surplus.kept)
    if level is not None and exhaust:
        partly = np.flatnonzero((needed > provisional) & (final < needed))
        line = next_in_line(cohort, partly, classes.codes, surplus.claims, level)
        final[line[:left]] += 1
        left = 0
        for rows in blocks_of(len(cohort)):
            pay(rows)
    nothing = np.broadcast_to(np.int64(0), len(cohort))
    project, benefits, public, other = (sources.get(source, nothing) for source in range(len(SOURCES)))
    for column in (provisional, final, total, project, benefits, public, other):
        column.flags.writeable = False
    sums = {"surplus": surplus.cents, "distributed": surplus.cents - left, "reserve": left}
    return Outcome(asked, provisional, final, total, project, benefits, public, other, **sums)
