"""The story on one page: a cohort and its plans go in, everyone's total amount and the reasons come out::

    plans in priority order  ->  provisional amounts  ->  needed amounts  ->  final amounts  ->  total amounts
    (N-2, N-3)                   stage 1, the pool        stage 2, prices     stage 3, surplus   stage 4, all money

Stages 1 and 3 see the whole cohort, since its members share one pool; stages 2 and 4 see one case at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import attrs

from ibmodel.case import Case, Cohort, Funding, Need, PlanLine
from ibmodel.decisions import Decision, Reason
from ibmodel.errors import Inconsistent, ModelError, pointer
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.budget import (
    FinalStage,
    NeededStage,
    ProvisionalAmount,
    ProvisionalStage,
    compute_final,
    compute_needed,
    compute_provisional,
)
from ibmodel.rules.funding import Effects, TotalStage, compute_total, effects_on_group
from ibmodel.rules.needs import FittedPlan, MergedOrder, fit_plan, merge_rankings

__all__ = ["CaseOutcome", "CohortOutcome", "run"]

#: The switchable interpretations that the model itself consults: when the plan is signed.
READINGS: Final = ("I-25",)

Watch = Callable[[Sequence[Case]], Iterable[Case]]


@attrs.frozen
class CaseOutcome:
    """What the model says of one case.

    ``first_plan`` is the plan cut to the provisional amount, where the need is greater and that plan is signed
    first (I-25); ``final_plan`` what the final amount alone pays for. ``total`` says which money pays for what,
    ``reasons`` everything that concerns the case, from the order of its services to stage 4.
    """

    case: Case
    order: Decision[MergedOrder] | None
    provisional: ProvisionalAmount
    needed: Decision[NeededStage]
    first_plan: Decision[FittedPlan] | None
    final: Money
    final_plan: Decision[FittedPlan]
    funding: Funding
    total: Decision[TotalStage]
    reasons: tuple[Reason, ...]


@attrs.frozen
class CohortOutcome:
    """What the model says of a cohort; ``cases`` in the cohort's order, ``effects`` against the situation before.

    ``readings`` are those that the model itself consulted, beside those of the chapters.
    """

    cohort: Cohort
    cases: tuple[CaseOutcome, ...]
    provisional: Decision[ProvisionalStage]
    final: Decision[FinalStage]
    effects: Effects
    readings: tuple[tuple[str, str], ...]


def run(cohort: Cohort, parameters: Parameters, watch: Watch = iter) -> CohortOutcome:
    """What does everyone in ``cohort`` get, from which money, and why?

    ``watch`` is given the cases when they are gone through and hands them on, for a progress bar. The errors are
    those of the chapters; their paths lead through the cohort. Rules: D-1, D-2, D-3, D-4, B-8, B-9, B-10, B-12, F-8.
    """
    with _place("recipients", "cases"):
        recipients = [case.recipient for case in cohort.cases]
        provisional = compute_provisional(recipients, cohort.pool, cohort.on, parameters, cohort.amount)
    plans = [_plan(place, case, parameters) for place, case in enumerate(cohort.cases)]
    with _place("recipients", "cases"):
        amounts = provisional.outcome.amounts
        needs = list(map(_need, cohort.cases, amounts, plans))
        final = compute_final(needs, parameters, provisional.outcome.reserve, cohort.underspent)
    outcomes = [
        _fund(case, plan, (provisional, final), place, parameters)
        for place, (case, plan) in enumerate(zip(watch(cohort.cases), plans, strict=True))
    ]
    effects = effects_on_group([case.funding for case in outcomes], [case.total.outcome for case in outcomes])
    return CohortOutcome(cohort, tuple(outcomes), provisional, final, effects, parameters.chosen(READINGS))


@attrs.frozen
class _Plan:
    order: Decision[MergedOrder] | None
    lines: tuple[PlanLine, ...]
    needed: Decision[NeededStage]


def _plan(place: int, case: Case, parameters: Parameters) -> _Plan:
    """The lines in priority order (N-2, N-3) and what they cost (stage 2)."""
    order, lines = None, case.lines
    if case.rankings is not None:
        with _place("", pointer("cases", place, "rankings")):
            order = merge_rankings(case.rankings, parameters)
        lines = _in_order(place, case, order.outcome)
    with _place("", pointer("cases", place)):
        return _Plan(order, lines, compute_needed([line.line for line in lines], parameters))


def _in_order(place: int, case: Case, order: MergedOrder) -> tuple[PlanLine, ...]:
    rank = {row.service: rank for rank, row in enumerate(order.order)}
    for number, line in enumerate(case.lines):
        if line.service not in rank:
            message = f"expected a service that is ranked, got {line.service!a}"
            raise Inconsistent(message, pointer("cases", place, "lines", number, "service"))
    return tuple(sorted(case.lines, key=lambda line: rank[line.service]))


def _need(case: Case, amount: ProvisionalAmount, plan: _Plan) -> Need:
    return Need(case.id, amount.provisional, plan.needed.outcome.needed, case.received)


def _fund(
    case: Case,
    plan: _Plan,
    shared: tuple[Decision[ProvisionalStage], Decision[FinalStage]],
    place: int,
    parameters: Parameters,
) -> CaseOutcome:
    """The plan cut to what the project pays (B-10), and the money from all sources (stage 4)."""
    stage_1, stage_3 = shared
    amount, final = stage_1.outcome.amounts[place], stage_3.outcome.amounts[place].final
    units = [line.line for line in plan.lines]
    signed_twice = plan.needed.outcome.needed > amount.provisional and parameters.reading("I-25") == "text"
    first_plan = fit_plan(units, amount.provisional, parameters) if signed_twice else None
    final_plan = fit_plan(units, final, parameters)
    priced = zip(plan.lines, plan.needed.outcome.lines, strict=True)
    lines = tuple(line.funding_line(cost.amount) for line, cost in priced)
    funding = Funding(final=final, lines=lines, benefits=case.benefits, other=case.other, before=case.before)
    total = compute_total(funding, parameters)
    reasons = [
        *(plan.order.reasons if plan.order else ()),
        stage_1.reasons[place],
        *plan.needed.reasons,
        *(first_plan.reasons if first_plan else ()),
        stage_3.reasons[place],
        *final_plan.reasons,
        *total.reasons,
    ]
    return CaseOutcome(
        case, plan.order, amount, plan.needed, first_plan, final, final_plan, funding, total, tuple(reasons)
    )


@contextmanager
def _place(found: str, place: str) -> Iterator[None]:
    """Errors from inside carry ``place`` where their path begins with ``found``."""
    try:
        yield
    except ModelError as error:
        if not found:
            raise type(error)(error.message, place + error.path) from None
        raise type(error)(error.message, error.path.replace(f"/{found}", f"/{place}", 1)) from None
