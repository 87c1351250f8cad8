"""A selection solver on OR-tools: CP-SAT proposes, GLOP's multipliers refute. For those who have OR-tools installed.

OR-tools and HiGHS cannot be loaded in one process, so nothing here is loaded unless asked for by name: hand
`CpSatSolver` to `ibmodel.rules.selection.select_children`.
"""

from __future__ import annotations

from typing import Any

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from ibmodel.adapters.relaxation import Relaxed
from ibmodel.errors import Infeasible
from ibmodel.rules.selection import Frame, Goal, Multipliers, Question

__all__ = ["CpSatSolver"]


class CpSatSolver:
    """Proposes by constraint programming over whole numbers, refutes by the multipliers of the linear relaxation."""

    def __init__(self, seed: int = 0, workers: int = 1) -> None:
        self._seed = seed
        self._workers = workers

    def propose(self, frame: Frame, question: Question, goal: Goal) -> tuple[int, ...] | None:
        """The best set for ``goal`` that ``question`` allows; ``None`` if there is none."""
        model = cp_model.CpModel()
        bounds = enumerate(zip(question.least, question.most, strict=True))
        numbers = [model.new_int_var(least, most, f"cell {place}") for place, (least, most) in bounds]
        for name, places in frame.by_municipality.items():
            model.add(sum(numbers[place] for place in places) == frame.targets.municipality[name])
        missed = []
        for group, (name, target) in enumerate(frame.groups):
            count = sum(numbers[place] for place, own in enumerate(frame.groups_of_cells) if group in own)
            missed.append(model.new_int_var(0, sum(frame.sizes) + target, f"missed {name}"))
            model.add_abs_equality(missed[-1], count - target)
        home = sum(number for number, cell in zip(numbers, frame.cells, strict=True) if cell[3])
        if question.deviation is not None:
            model.add(sum(missed) <= question.deviation)
        model.add(home >= question.home_schooled)
        if goal is Goal.LEAST_DEVIATION:
            model.minimize(sum(missed))
        elif goal is Goal.MOST_HOME_SCHOOLED:
            model.maximize(home)
        return self._solved(model, numbers)

    def refute(self, frame: Frame, question: Question) -> tuple[Multipliers, tuple[int, int] | None]:
        """Multipliers that should prove that ``question`` has no answer, or a cell and a number to split at."""
        solver = pywraplp.Solver.CreateSolver("GLOP")
        infinity = solver.infinity()
        bounds = enumerate(zip(question.least, question.most, strict=True))
        numbers = [solver.NumVar(least, most, f"cell {place}") for place, (least, most) in bounds]
        slack = solver.NumVar(-infinity, infinity, "slack")
        for name, places in frame.by_municipality.items():
            solver.Add(sum(numbers[place] for place in places) == frame.targets.municipality[name])
        rows, missed = [], []
        for group, (_, target) in enumerate(frame.groups):
            above, below = solver.NumVar(0, infinity, "above"), solver.NumVar(0, infinity, "below")
            count = sum(numbers[place] for place, own in enumerate(frame.groups_of_cells) if group in own)
            rows.append(solver.Add(count - above + below == target))
            missed += [above, below]
        deviation = solver.Add(sum(missed) - slack <= (question.deviation or 0))
        home = sum(number for number, cell in zip(numbers, frame.cells, strict=True) if cell[3])
        least_home = question.home_schooled or -infinity
        home_row = solver.Add(home + slack >= least_home)
        solver.Minimize(slack)
        if solver.Solve() != pywraplp.Solver.OPTIMAL:
            return Multipliers((0,) * len(frame.groups), 0, 0), None
        relaxed = Relaxed(
            [-row.dual_value() for row in rows],
            abs(deviation.dual_value()),
            abs(home_row.dual_value()),
            [number.solution_value() for number in numbers],
        )
        return relaxed.refutation(frame, question)

    def _solved(self, model: Any, numbers: list[Any]) -> tuple[int, ...] | None:
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = self._seed
        solver.parameters.num_workers = self._workers
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise Infeasible(
                f"expected an answer that is proved best, the solver stopped: {solver.status_name(status)}"
            )
        return tuple(solver.value(number) for number in numbers)
