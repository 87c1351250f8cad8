"""One child's file through the chapters: what its tables 6.4 to 6.11 show, computed from what is filled in.

`compute_matrix` is for one file what `ibmodel.model.run` is for a whole cohort. Stages 1 and 3, which need the whole
cohort, come in as the two amounts that the file holds.
"""

from __future__ import annotations

import attrs

from ibmodel.case import Funding, PlanLine
from ibmodel.case.matrix import Matrix
from ibmodel.decisions import Decision, Reason
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.budget import NeededStage, compute_needed
from ibmodel.rules.funding import TotalStage, compute_total
from ibmodel.rules.needs import FittedPlan, MergedOrder, fit_plan, merge_rankings
from ibmodel.rules.receipt import Execution, compute_execution

__all__ = ["MatrixOutcome", "compute_matrix", "plan_in_order"]


@attrs.frozen
class MatrixOutcome:
    """What the model says of one file. ``rows`` are the places of its services in priority order.

    ``lines`` stand in that order, and so do the lines of every stage. ``first_plan`` is the plan cut to the
    provisional amount, where that is known and the need is greater (I-25); ``final_plan`` and ``total`` are none as
    long as the final amount is not known, ``execution`` as long as nothing is received.
    """

    matrix: Matrix
    rows: tuple[int, ...]
    lines: tuple[PlanLine, ...]
    order: Decision[MergedOrder] | None
    needed: Decision[NeededStage]
    first_plan: Decision[FittedPlan] | None
    final_plan: Decision[FittedPlan] | None
    funding: Funding | None
    total: Decision[TotalStage] | None
    execution: Decision[Execution] | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All reasons, from the order of the services to what was received."""
        decisions = (self.order, self.needed, self.first_plan, self.final_plan, self.total, self.execution)
        return tuple(reason for decision in decisions if decision is not None for reason in decision.reasons)


def compute_matrix(matrix: Matrix, parameters: Parameters) -> MatrixOutcome:
    """What does a child's file come to: order, needed amount, plans, sources of money, execution?

    Raises `MissingField` where a price, units or a rank is not filled in though it is needed, and what the chapters
    raise; paths lead through the matrix. Rules: N-2, N-3, N-9, B-3, B-8, B-9, B-10; source M II.3.1.
    """
    rows, lines, order = plan_in_order(matrix, parameters)
    units = [line.line for line in lines]
    needed = compute_needed(units, parameters)
    first_plan, provisional = None, matrix.provisional
    if provisional is not None and needed.outcome.needed > provisional and parameters.reading("I-25") == "text":
        first_plan = fit_plan(units, provisional, parameters)
    final_plan = None if matrix.final is None else fit_plan(units, matrix.final, parameters)
    funding = None if matrix.final is None else _funding(matrix, matrix.final, lines, needed.outcome)
    total = None if funding is None else compute_total(funding, parameters)
    return MatrixOutcome(
        matrix, rows, lines, order, needed, first_plan, final_plan, funding, total, _execution(matrix, rows, parameters)
    )


def plan_in_order(
    matrix: Matrix, parameters: Parameters
) -> tuple[tuple[int, ...], tuple[PlanLine, ...], Decision[MergedOrder] | None]:
    """The rows of the file in priority order, their lines, and how the two rankings were merged, if there are any.

    Raises `MissingField` or `Duplicate` as `Matrix.plan_lines` and `Matrix.rankings` do. Rules: N-2, N-3.
    """
    lines, rankings = matrix.plan_lines(), matrix.rankings()
    if rankings is None:
        return tuple(range(len(lines))), lines, None
    order = merge_rankings(rankings, parameters)
    places = {line.service: place for place, line in enumerate(lines)}
    rows = tuple(places[row.service] for row in order.outcome.order)
    return rows, tuple(lines[row] for row in rows), order


def _funding(matrix: Matrix, final: Money, lines: tuple[PlanLine, ...], needed: NeededStage) -> Funding:
    return Funding(
        variant=matrix.variant,
        final=final,
        lines=tuple(line.funding_line(cost.amount) for line, cost in zip(lines, needed.lines, strict=True)),
        benefits=matrix.benefits,
        other=matrix.other,
        before=matrix.before,
    )


def _execution(matrix: Matrix, rows: tuple[int, ...], parameters: Parameters) -> Decision[Execution] | None:
    """Table 6.10 in priority order; none while no row has anything received."""
    if all(row.received is None for row in matrix.services):
        return None
    executed = matrix.executed().lines
    return compute_execution([executed[row] for row in rows], parameters)
