"""What ``simulate`` computes of a table in many parts, on Dask: the same numbers, added up from those of the parts.

Nothing here knows the command line, so that the workers of a cluster can do without it. Needs the extras ``dask`` and
``frames``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import file_digest
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from ibmodel.adapters.engine import PartitionedOutcome, PartOutcome, simulate_partitions
from ibmodel.adapters.engine.files import ROWS_OF_A_PART, ParquetPart, parquet_parts
from ibmodel.adapters.engine.writing import folder_of_parts, write_part
from ibmodel.adapters.frames import BadTable
from ibmodel.adapters.frames.problems import COUNTING
from ibmodel.adapters.frames.writing import MoneyForm
from ibmodel.adapters.population_runs import (
    Answer,
    Asked,
    Effects,
    Layout,
    Result,
    Written,
    check_names,
    located,
    money_form,
    write,
)
from ibmodel.errors import ModelError
from ibmodel.population import Change, Cohort, Inequality, Outcome, Parts, ReformEffects, Summary
from ibmodel.population.columns import LARGEST
from ibmodel.population.inequality import MILLIONTHS, covers, inequality_of
from ibmodel.population.question import question
from ibmodel.population.record import record_with, summary_digest
from ibmodel.population.tally import total

__all__ = ["FilePart", "computed_in_parts", "parts_of"]

_ENDING: Final = ".parquet"
_BEGINNING: Final = re.compile(r"^in the part that begins after [0-9]+ rows: ")
#: Stands in for the recipients in a record.
_NOBODY: Final = Cohort(age=[0], special_care=[False], needed=[0])

#: What was found under a key: of a group (what it is divided by, the label) or of all.
Findings = dict[tuple[Any, ...], Any]


@attrs.frozen
class FilePart:
    """Some rows of the file that is called ``name``; errors count its rows."""

    part: ParquetPart
    name: str

    def __call__(self) -> Cohort:
        """The recipients; raises `BadTable`, which names the file and where in it the rows begin."""
        try:
            return self.part()
        except BadTable as error:
            counting = f"(row 1 is row {self.part.start + 1} of the file)" if self.part.start else COUNTING
            problems = [problem.replace(COUNTING, counting) for problem in error.problems]
            raise BadTable.of(problems, repr(self.name)) from None

    def only(self, needed: Sequence[str]) -> FilePart:
        """The same rows with no more columns than those ``needed``."""
        return attrs.evolve(self, part=self.part.only(needed))

    def frame(self) -> pl.DataFrame:
        """The rows with all columns of the file."""
        return _scanned(self.part.path).slice(self.part.start, self.part.rows).collect()


def _scanned(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def parts_of(files: Sequence[Path], layout: Layout, asked: Asked, out: Written | None) -> tuple[FilePart, ...]:
    """The parts of a table in Parquet files; refuses, too, one that the results cannot be written behind.

    Raises `BadTable`.
    """
    parts = []
    for file in files:
        of_file = parquet_parts(file, layout.columns, rows=ROWS_OF_A_PART, **layout.options(asked.groups()))
        try:
            check_names(_scanned(file).collect_schema().names(), layout, asked, out)
        except BadTable as error:
            raise BadTable.of(error.problems, repr(str(file))) from None
        parts += [FilePart(part, str(file)) for part in of_file]
    if not parts:
        raise BadTable("expected at least one row, got none")
    return tuple(parts)


def computed_in_parts(
    parts: Sequence[FilePart], layout: Layout, asked: Asked, out: Written | None, scheduler: Any
) -> Result:
    """The question answered where the parts are, and the results written as a folder of files, one for each part.

    Raises what `ibmodel.adapters.engine.simulate_partitions` raises; `BadTable` for an error in a file.
    """
    try:
        return _computed(parts, layout, asked, out, scheduler)
    except BadTable as error:
        raise BadTable(_BEGINNING.sub("", error.message), problems=error.problems) from None
    except ModelError as error:
        raise located(error, layout, asked, partial(_place, parts)) from None


def _place(parts: Sequence[FilePart], row: int) -> tuple[str, int]:
    """The file that holds a row of the whole table, and the row in it."""
    ends = list(accumulate(of.part.rows for of in parts))
    place = bisect_right(ends, row)
    of = parts[place]
    return of.name, of.part.start + row - (ends[place] - of.part.rows)


def _computed(parts: Sequence[FilePart], layout: Layout, asked: Asked, out: Written | None, scheduler: Any) -> Result:
    simulated = partial(simulate_partitions, parts, scheduler=scheduler, **asked.terms())
    files = _digests(parts) if asked.recorded else {}
    before = under = None
    if asked.baseline is not None:
        baseline = simulated(parameters=asked.baseline)
        before = baseline.answering
        under = _answer(baseline, baseline.reduce(_Look(asked.by), _merged), asked, files)
    outcome = simulated(parameters=asked.parameters)
    if out is None:
        found = outcome.reduce(_Look(asked.by, before), _merged)
    else:
        form = money_form(_scanned(parts[0].part.path).head(0).collect(), layout, out.path)
        with folder_of_parts(out.path) as folder:
            found = outcome.reduce(_Look(asked.by, before, _Files(folder, tuple(parts), form, out.suffix)), _merged)
    effects = None if under is None else _effects(found, asked.by)
    return Result(sum(outcome.rows), asked.pool, _answer(outcome, found, asked, files), under, effects)


@attrs.frozen
class _Files:
    """Where the rows of parts are written: into ``folder``, behind the columns that the ``parts`` have."""

    folder: Path
    parts: tuple[FilePart, ...]
    form: MoneyForm
    suffix: str

    def write(self, part: PartOutcome, before: Sequence[Outcome]) -> None:
        """Writes the file of a part."""
        frame = self.parts[part.place].frame()

        def written(outcome: Outcome, path: Path) -> None:
            write(frame, [*before, outcome], Written(path, self.suffix), self.form)

        write_part(written, self.folder, _ENDING, part)


@attrs.frozen
class _Look:
    """What is found in a part, where it is; ``before`` is how the baseline gives its money out."""

    by: tuple[str, ...]
    before: Callable[[Cohort], Outcome] | None = None
    files: _Files | None = None

    def __call__(self, part: PartOutcome) -> Findings:
        """Everything to be added up; writes the part's file, too."""
        outcome = part.outcome
        found: Findings = {}
        for name in self.by:
            found |= {("summary", name, label): of for label, of in outcome.by(name).items()}
        before = []
        if self.before is not None:
            before = [self.before(outcome.cohort)]
            found |= self._changes(ReformEffects(before[0], outcome))
        if self.files is not None:
            self.files.write(part, before)
        return found

    def _changes(self, effects: ReformEffects) -> Findings:
        found: Findings = {("change",): effects.overall}
        for name in self.by:
            found |= {("change", name, label): of for label, of in effects.by(name).items()}
        found[("before",)] = _Covers.of(effects.baseline)
        found[("after",)] = _Covers.of(effects.reform)
        return found


@attrs.frozen(eq=False)
class _Covers:
    """How many people have each cover, in millionths; ``without_need`` more people need nothing."""

    covers: NDArray[np.int64]
    people: NDArray[Any]
    without_need: int

    @classmethod
    def of(cls, outcome: Outcome) -> _Covers:
        """The covers of an outcome's people."""
        cohort = outcome.cohort
        needed = cohort["needed"]
        weights = np.ones(len(cohort), dtype=np.int64) if cohort.weights is None else cohort.weights
        rows = np.flatnonzero(needed)
        return cls._counted(covers(needed[rows], outcome.total[rows]), weights[rows], total(weights[needed == 0]))

    @classmethod
    def _counted(cls, found: NDArray[np.int64], people: NDArray[Any], without_need: int) -> _Covers:
        different, places = np.unique(found, return_inverse=True)
        counts = np.zeros(len(different), dtype=np.int64 if total(people) <= LARGEST else object)
        np.add.at(counts, places, people)
        return cls(different, counts, without_need)

    def __add__(self, other: _Covers) -> _Covers:
        found, people = (np.concatenate(both) for both in ((self.covers, other.covers), (self.people, other.people)))
        return self._counted(found, people, self.without_need + other.without_need)

    def inequality(self) -> Inequality:
        """How unequal they are: a need of a million cents of which so many millionths are paid has this very cover."""
        found = inequality_of(np.full(len(self.covers), MILLIONTHS), self.covers, self.people)
        return attrs.evolve(found, without_need=self.without_need)


def _merged(one: Findings, other: Findings) -> Findings:
    return one | other | {key: one[key] + other[key] for key in one if key in other}


def _divided(found: Findings, what: str, name: str) -> dict[Any, Any]:
    """What was found of the parts by a column, in ascending order of their labels."""
    parts = {key[2]: of for key, of in found.items() if key[:2] == (what, name)}
    return {label: parts[label] for label in sorted(parts)}


def _answer(outcome: PartitionedOutcome, found: Findings, asked: Asked, files: Mapping[str, str]) -> Answer:
    by = tuple(Parts[Summary](name, _divided(found, "summary", name)) for name in asked.by)
    record = _record(outcome, asked, files) if asked.recorded else None
    return Answer(outcome.parameters, outcome.variant, outcome.summary, by, record)


def _effects(found: Findings, by: Sequence[str]) -> Effects:
    parts = tuple(Parts[Change](name, _divided(found, "change", name)) for name in by)
    inequality = found[("before",)].inequality(), found[("after",)].inequality()
    return Effects(found[("change",)], parts, inequality)


def _record(outcome: PartitionedOutcome, asked: Asked, files: Mapping[str, str]) -> dict[str, Any]:
    """The question, digests of the files that hold the table, and one of the sums."""
    terms = asked.terms() | {"variant": outcome.variant}
    whole = question(_NOBODY, parameters=outcome.parameters, **terms)
    document = record_with(whole, (), (("summary", summary_digest(outcome.summary)),)).document()
    del document["input"]
    return document | {"rows": sum(outcome.rows), "files": dict(files)}


def _digests(parts: Sequence[FilePart]) -> dict[str, str]:
    """The SHA-256 of every file, by its name."""
    digests = {}
    for name, path in {of.name: of.part.path for of in parts}.items():
        with path.open("rb") as file:
            digests[name] = file_digest(file, "sha256").hexdigest()
    return digests
