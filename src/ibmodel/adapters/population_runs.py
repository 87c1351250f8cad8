"""What ``simulate`` computes of a table: an answer and, if a figure was changed, what that does beside the baseline.

Nothing here knows the command line, so that the workers of a cluster can do without it. Needs the extra ``frames``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from ibmodel.adapters.frames import RESULT_COLUMNS, BadTable, load_table, write_frame, write_table
from ibmodel.adapters.frames.naming import choose_names
from ibmodel.adapters.frames.problems import COUNTING, Problems, quoted
from ibmodel.adapters.frames.reading import Options, opened, read_frame
from ibmodel.adapters.frames.writing import MoneyForm
from ibmodel.errors import BadValue, ModelError
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.population import (
    COLUMNS,
    Change,
    Cohort,
    Inequality,
    Outcome,
    Parts,
    ReformEffects,
    Summary,
    compare,
    simulate,
)

__all__ = [
    "BASELINE",
    "Answer",
    "Asked",
    "Effects",
    "Layout",
    "Result",
    "Table",
    "Written",
    "check_names",
    "computed",
    "located",
    "money_form",
    "read",
    "write",
]

#: What stands behind the names of the columns of the baseline.
BASELINE: Final = "_baseline"
#: Columns of the model that divide the people too.
_DIVIDING: Final = ("age", "special_care")
#: What an error may name whose rows are those of the table.
_PROVISIONAL: Final = "provisional"
_NAMED: Final = (*COLUMNS, _PROVISIONAL)
_PLACE: Final = re.compile(r"/([^/]+)(?:/([0-9]+))?").fullmatch


@attrs.frozen
class Asked:
    """A question of the command line, without the table. ``baseline`` are the parameters before the reform, if any.

    ``recorded`` says whether answers come with their records.
    """

    pool: Money
    parameters: Parameters
    baseline: Parameters | None
    variant: int | None
    reserve: Money
    underspent: Money
    amount: Money | None
    by: tuple[str, ...]
    recorded: bool

    def terms(self) -> dict[str, Any]:
        """What both simulations have in common."""
        return {name: getattr(self, name) for name in ("pool", "variant", "reserve", "underspent", "amount")}

    def groups(self) -> list[str]:
        """The group columns among those by which to divide; raises `BadValue` for a column that cannot divide."""
        groups = [name for name in self.by if name not in _DIVIDING]
        for name in groups:
            if name in COLUMNS:
                raise BadValue(f"expected a group, or {' or '.join(_DIVIDING)}, got {quoted(name)}", "/by")
        return groups


@attrs.frozen
class Layout:
    """How a table is to be read: see `ibmodel.adapters.frames.read_frame`; ``columns`` leads to the table's names."""

    columns: Mapping[str, str | None]
    on: date | None = None
    decimal: Literal[".", ","] = "."
    whole_text: Literal["euro", "cents"] | None = None
    rounding: Literal["down", "half_up"] | None = None
    separator: str = ","

    def options(self, groups: Sequence[str]) -> Options:
        """The options of `ibmodel.adapters.frames.read_frame`."""
        return {
            "on": self.on,
            "groups": groups,
            "decimal": self.decimal,
            "whole_text": self.whole_text,
            "rounding": self.rounding,
        }

    def source(self, name: str) -> str:
        """What the table calls a column of the model, or a group."""
        return self.columns.get(name) or name


@attrs.frozen
class Written:
    """Where results go; ``suffix`` stands behind the names of their columns."""

    path: Path
    suffix: str = ""


@attrs.frozen(eq=False)
class Table:
    """A table in memory, as the frame library has it (`None` if it is not needed any more), and its recipients."""

    frame: Any
    cohort: Cohort


@attrs.frozen
class Answer:
    """One simulation in numbers: of all people, then by each column that was asked for."""

    parameters: Parameters
    variant: int
    summary: Summary
    by: tuple[Parts[Summary], ...]
    record: Mapping[str, Any] | None


@attrs.frozen
class Effects:
    """What a reform changes: for all, by each column, in the inequality of cover before and after.

    There are ``deciles`` only of a table in one piece.
    """

    overall: Change
    by: tuple[Parts[Change], ...]
    inequality: tuple[Inequality, Inequality]
    deciles: Parts[Change] | None = None


@attrs.frozen
class Result:
    """What is told of a simulation of ``rows`` rows; with a reform, ``answer`` is what it would bring."""

    rows: int
    pool: Money
    answer: Answer
    baseline: Answer | None = None
    effects: Effects | None = None


def read(path: Path, layout: Layout, asked: Asked, out: Written | None) -> Table:
    """The table in a file; refuses, too, one that the results cannot be written behind.

    Raises `BadTable`, and ``ImportError`` where no frame library is installed.
    """
    frame = load_table(path, separator=layout.separator)
    check_names(opened(frame).columns, layout, asked, out)
    cohort = read_frame(frame, layout.columns, **layout.options(asked.groups()))
    return Table(None if out is None else frame, cohort)


def check_names(names: Sequence[str], layout: Layout, asked: Asked, out: Written | None) -> None:
    """Refuses a table by the names of its columns: what is missing, misspelt, or in the way of the results.

    Raises `BadTable`.
    """
    groups = asked.groups()
    problems = Problems()
    choose_names(names, layout.columns, groups, problems)
    clash = [quoted(name) for name in _results(asked, out) if name in names]
    if clash:
        problems.add(f"expected a table without {', '.join(clash)}, which are to be written: say suffix='_2'")
    problems.refuse()


def _results(asked: Asked, out: Written | None) -> list[str]:
    """The names of all columns that will be written."""
    if out is None:
        return []
    kinds = [""] if asked.baseline is None else [BASELINE, ""]
    return [name + kind + out.suffix for kind in kinds for name in RESULT_COLUMNS]


def computed(cohort: Cohort, layout: Layout, asked: Asked) -> tuple[Result, list[Outcome]]:
    """The question answered for recipients in memory; the outcomes are that of the baseline, if any, and the one asked.

    Raises what `ibmodel.population.simulate` raises; `BadTable` for an error in a column.
    """
    try:
        return _computed(cohort, asked)
    except ModelError as error:
        raise located(error, layout, asked) from None


def _computed(cohort: Cohort, asked: Asked) -> tuple[Result, list[Outcome]]:
    if asked.baseline is None:
        outcome = simulate(cohort, parameters=asked.parameters, **asked.terms())
        return Result(len(cohort), asked.pool, _answer(outcome, asked)), [outcome]
    effects = compare(cohort, asked.baseline, asked.parameters, **asked.terms())
    outcomes = [effects.baseline, effects.reform]
    baseline, reform = (_answer(outcome, asked) for outcome in outcomes)
    return Result(len(cohort), asked.pool, reform, baseline, _effects(effects, asked.by)), outcomes


def _answer(outcome: Outcome, asked: Asked) -> Answer:
    record = outcome.record.document() if asked.recorded else None
    parts = tuple(outcome.by(name) for name in asked.by)
    return Answer(outcome.parameters, outcome.variant, outcome.summary, parts, record)


def _effects(effects: ReformEffects, by: Iterable[str]) -> Effects:
    parts = tuple(effects.by(name) for name in by)
    return Effects(effects.overall, parts, effects.inequality, effects.by_decile())


def _here(row: int) -> tuple[str, int]:
    return "", row


def located(
    error: ModelError, layout: Layout, asked: Asked, find: Callable[[int], tuple[str, int]] = _here
) -> ModelError:
    """An error in a column, with the table's name of it and the row counted from 1; any other as it is.

    ``find`` gives the file that holds a row of the whole table, and the row in that file.
    """
    place = _PLACE(error.path)
    if place is None or place[1] not in (*_NAMED, *(asked.groups() if place[2] else ())):
        return error
    what = place[1] if place[1] == _PROVISIONAL else f"column {quoted(layout.source(place[1]))}"
    problem = f"{what}: {error.message}"
    if not place[2]:
        return BadTable(problem)
    file, row = find(int(place[2]))
    return BadTable.of([f"{problem} in row {row + 1} {COUNTING}"], repr(file) if file else "")


def write(frame: Any, outcomes: Sequence[Outcome], to: Written, form: MoneyForm) -> None:
    """The table ``frame`` with everyone's amounts behind its own columns, those of a baseline first, to a file.

    Raises `BadTable`; then nothing is written.
    """
    *before, outcome = outcomes
    for baseline in before:
        frame = write_frame(baseline, frame, money=form, suffix=BASELINE + to.suffix)
    write_table(outcome, to.path, like=frame, money=form, suffix=to.suffix)


def money_form(frame: Any, layout: Layout, path: Path) -> MoneyForm:
    """How amounts are written: as whole cents if the needs of the table are such, else as euro."""
    if opened(frame)[layout.source("needed")].dtype.is_integer():
        return "cents"
    return "text" if path.suffix.lower() == ".csv" else "decimal"
