"""A selection solver on HiGHS (extra ``ibmodel[selection]``): proposes sets and proofs, which the rules judge.

Presolve is off: it has called small feasible selections infeasible. Floating point stays on this side: what is
handed over are whole numbers.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import highspy
import numpy as np

from ibmodel.adapters.relaxation import Relaxed
from ibmodel.errors import Infeasible
from ibmodel.rules.selection import Frame, Goal, Multipliers, Question

__all__ = ["SOLVER", "HighsSolver"]

_INFINITY: Final = highspy.kHighsInf


@attrs.frozen(eq=False)
class _Matrix:
    """The rows of a frame, column by column: the cells, then how far each group is above and below its target.

    Rows: the municipalities, the groups, the deviation, the home-schooled children.
    """

    starts: Any
    rows: Any
    values: Any
    right_sides: Any
    municipalities: int
    groups: int

    @classmethod
    def of(cls, frame: Frame) -> _Matrix:
        names = {name: row for row, name in enumerate(frame.targets.municipality)}
        first, groups = len(names), len(frame.groups)
        deviation, home = first + groups, first + groups + 1
        columns: list[list[tuple[int, float]]] = []
        for cell, (age, impairment) in zip(frame.cells, frame.groups_of_cells, strict=True):
            column = [(names[cell[0]], 1.0), (first + age, 1.0), (first + impairment, 1.0)]
            columns.append([*column, (home, 1.0)] if cell[3] else column)
        for sign in (-1.0, 1.0):
            columns += [[(first + group, sign), (deviation, 1.0)] for group in range(groups)]
        starts = np.cumsum([0, *map(len, columns)], dtype=np.int32)
        entries = [entry for column in columns for entry in column]
        targets = [*frame.targets.municipality.values(), *(target for _, target in frame.groups)]
        return cls(
            starts,
            np.array([row for row, _ in entries], dtype=np.int32),
            np.array([value for _, value in entries]),
            np.array(targets, dtype=float),
            first,
            groups,
        )


class HighsSolver:
    """Proposes by branch and bound, refutes by the multipliers of the linear relaxation."""

    def __init__(self) -> None:
        self._kept: tuple[Frame, _Matrix] | None = None

    def propose(self, frame: Frame, question: Question, goal: Goal) -> tuple[int, ...] | None:
        """The best set for ``goal`` that ``question`` allows; ``None`` if there is none."""
        if not frame.cells:
            return ()
        groups = len(frame.groups)
        costs = np.zeros(len(frame.cells) + 2 * groups)
        if goal is Goal.LEAST_DEVIATION:
            costs[len(frame.cells) :] = 1.0
        elif goal is Goal.MOST_HOME_SCHOOLED:
            costs[: len(frame.cells)] = [-float(cell[3]) for cell in frame.cells]
        solved = self._solve(frame, question, costs, whole=True)
        return None if solved is None else tuple(round(value) for value in solved[0][: len(frame.cells)])

    def refute(self, frame: Frame, question: Question) -> tuple[Multipliers, tuple[int, int] | None]:
        """Multipliers that should prove that ``question`` has no answer, or a cell and a number to split at."""
        groups = len(frame.groups)
        solved = self._solve(frame, question, np.zeros(len(frame.cells) + 2 * groups), whole=False)
        nothing = Multipliers((0,) * groups, 0, 0)
        if solved is None:
            return nothing, None
        values, duals = solved
        first = len(frame.targets.municipality)
        found = Relaxed(
            [-float(dual) for dual in duals[first : first + groups]],
            abs(float(duals[first + groups])),
            abs(float(duals[first + groups + 1])),
            [float(value) for value in values[: len(frame.cells)]],
        )
        return found.refutation(frame, question)

    def _solve(self, frame: Frame, question: Question, costs: Any, *, whole: bool) -> tuple[Any, Any] | None:
        """The values of the columns and the duals of the rows; ``None`` if nothing is feasible.

        When ``whole``, over whole numbers of the cells; else the relaxation, in which the deviation and the
        home-schooled children may be missed by one common amount, as small as possible.
        """
        matrix = self._matrix_of(frame)
        cells, groups = len(frame.cells), matrix.groups
        lp = highspy.HighsLp()
        slack = 0 if whole else 1
        lp.num_col_, lp.num_row_ = cells + 2 * groups + slack, matrix.municipalities + groups + 2
        lp.col_cost_ = np.append(costs, np.ones(slack))
        lp.col_lower_ = np.concatenate([question.least, np.zeros(2 * groups), np.full(slack, -_INFINITY)])
        lp.col_upper_ = np.concatenate([question.most, np.full(2 * groups + slack, _INFINITY)])
        most = _INFINITY if question.deviation is None else float(question.deviation)
        least_home = float(question.home_schooled) if question.home_schooled else -_INFINITY
        lp.row_lower_ = np.append(matrix.right_sides, [-_INFINITY, least_home])
        lp.row_upper_ = np.append(matrix.right_sides, [most, _INFINITY])
        deviation = matrix.municipalities + groups
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.append(matrix.starts, [matrix.starts[-1] + 2] * slack).astype(np.int32)
        lp.a_matrix_.index_ = np.append(matrix.rows, [deviation, deviation + 1] * slack).astype(np.int32)
        lp.a_matrix_.value_ = np.append(matrix.values, [-1.0, 1.0] * slack)
        if whole:
            kinds = [highspy.HighsVarType.kInteger] * cells + [highspy.HighsVarType.kContinuous] * (2 * groups)
            lp.integrality_ = kinds
        return _run(lp)

    def _matrix_of(self, frame: Frame) -> _Matrix:
        kept = self._kept  # read once: another thread may replace it
        if kept is None or kept[0] is not frame:
            kept = self._kept = frame, _Matrix.of(frame)
        return kept[1]


def _run(lp: Any) -> tuple[Any, Any] | None:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("presolve", "off"), ("threads", 1), ("random_seed", 0)):
        highs.setOptionValue(option, value)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.0)
    highs.passModel(lp)
    highs.run()
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise Infeasible(f"expected an answer that is proved best, the solver stopped with {status}")
    solution = highs.getSolution()
    return np.array(solution.col_value), np.array(solution.row_dual)


#: The solver that is used where none is named.
SOLVER: Final = HighsSolver()
