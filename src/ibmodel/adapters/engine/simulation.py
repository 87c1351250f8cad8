"""What does everyone get, where the table is many parts: the passes in their order, and the answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate
from operator import add as plus
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.adapters.engine.looks import (
    CHANGED,
    Census,
    PartOutcome,
    Plan,
    Sounding,
    amounts,
    answered,
    census,
    explained,
    sounding,
)
from ibmodel.adapters.engine.passes import Parts as Table
from ibmodel.adapters.engine.passes import Source
from ibmodel.adapters.engine.writing import folder_of_parts, write_part
from ibmodel.errors import BadType, BadValue, Inconsistent, shown
from ibmodel.explain import LANGUAGES
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.population import Cohort, Outcome, Parts, Summary
from ibmodel.population.question import Question, question
from ibmodel.population.shares import Facts, classes_of
from ibmodel.population.simulation import Surplus, raised
from ibmodel.population.tally import Claim, Tally, Window

__all__ = ["OUTPUTS", "PartitionedOutcome", "simulate_partitions"]

R = TypeVar("R")
Columns = dict[str, NDArray[Any]]
Summaries = dict[Any, Summary]

#: The columns of an outcome, as `ibmodel.population.Outcome` names them.
OUTPUTS: Final = (
    *("provisional", "final", "total", "project", "benefits", "public", "other", "unmet"),
    "against_before",
)

#: The columns that stage 3 depends on.
_STAGE_3: Final = ("age", "born", "special_care", "needed", "weight")
#: Stands in for the cohort while the rest of a question is checked.
_NOBODY: Final = Cohort(age=[0], special_care=[False], needed=[0])


@attrs.frozen(eq=False, repr=False, slots=False)
class PartitionedOutcome:
    """What everyone gets, in parts that are computed where they are, anew each time they are asked for.

    ``surplus`` = ``distributed`` + ``reserve``, whole cents of all people together, as in
    `ibmodel.population.Outcome`; ``rows`` are how many each part has. `reduce`, `map`, `write` and `by` make one pass
    over the parts each; ``summary``, ``distributed`` and ``reserve`` need one too, unless one was made before.
    """

    pool: int
    parameters: Parameters
    variant: int
    surplus: int
    rows: tuple[int, ...]
    _table: Table
    _plan: Plan
    _level: Surplus
    _expected: tuple[int, ...]

    def __repr__(self) -> str:
        rows, parts = sum(self.rows), len(self.rows)
        return f"<Outcome for {rows} rows in {parts} parts under {self.parameters.name!r}, variant {self.variant}>"

    @property
    def passes(self) -> int:
        """How often the parts have been read so far."""
        return self._table.passes

    @property
    def answering(self) -> Callable[[Cohort], Outcome]:
        """What gives everyone in any part of the table what they get; it can be sent to where the part is."""
        return partial(answered, self._plan, self._level)

    @property
    def distributed(self) -> int:
        """How much of the surplus is given out, whole cents. Rules: B-6."""
        return self.summary.final - self._level.kept

    @property
    def reserve(self) -> int:
        """What is left of the surplus, whole cents. Rules: B-7."""
        return self.surplus - self.distributed

    @cached_property
    def summary(self) -> Summary:
        """What everybody gets together, and how many are better or worse off? Rules: F-7, F-8."""
        return self._amounts(_nothing, _first)[0]

    def by(self, name: str) -> Parts[Summary]:
        """The summary of each part of the people, as `ibmodel.population.Outcome.by` gives it. Rules: F-7, F-8."""
        found = self.reduce(partial(_summaries, name), _merged)
        return Parts(name, dict(sorted(found.items())))

    def reduce(self, function: Callable[[PartOutcome], R], add: Callable[[R, R], R]) -> R:
        """What ``function`` makes of each part where it is, added up in the order of the parts.

        Parts without rows are passed over. Raises `Inconsistent` if a part is not what it was in the first pass; an
        error of the model that ``function`` raises names the row of the whole table.
        """
        return self._amounts(function, add)[1]

    def map(self, function: Callable[[PartOutcome], R]) -> tuple[R, ...]:
        """What ``function`` makes of each part that has rows, in their order."""
        return self.reduce(partial(_alone, function), plus)

    def write(self, folder: str | Path, write: Callable[[Outcome, Path], object], ending: str) -> tuple[Path, ...]:
        """Writes a file for each part that has rows, ``part-00000`` and so on with ``ending``, into a new folder.

        ``write`` takes the outcome of a part and the file's path, and is called where the part is: workers on other
        machines must see the folder. The folder is there whole or not at all: it is made beside and then renamed.
        Gives the files in order. Raises `BadValue` for a folder that is there already.
        """
        with folder_of_parts(Path(folder)) as beside:
            names = self.map(partial(write_part, write, beside, ending))
        return tuple(Path(folder) / name for name in names)

    def columns(self, place: int) -> Columns:
        """The `OUTPUTS` of the part at ``place``, brought here; only this part is read."""
        if type(place) is not int or not 0 <= place < len(self.rows):
            raise BadValue(f"expected the place of a part, 0 to {len(self.rows) - 1}, got {shown(place)}", "/place")
        each = {place: (_columns_of, *self._places()[place])}
        found = self._table.ask(f"part {place}", amounts, self._plan, self._level, add=_first, each=each)
        return {name: np.zeros(0, dtype=np.int64) for name in OUTPUTS} if found is None else cast(Columns, found[1])

    def explain(self, row: int | np.integer[Any], lang: str = LANGUAGES[0]) -> tuple[str, ...]:
        """Why one row of the whole table gets what it gets, in sentences, in English (``en``) or Latvian (``lv``).

        Only its part is read. Raises `BadType` or `BadValue` at ``/row`` for a row that the table does not have.
        """
        if type(row) is not int and not isinstance(row, np.integer):
            raise BadType(f"expected the number of a row, got {shown(row)}", "/row")
        ends = list(accumulate(self.rows))
        if not 0 <= row < ends[-1]:
            raise BadValue(f"expected a row of 0 to {ends[-1] - 1}, got {row}", "/row")
        place = bisect_right(ends, int(row))
        rows = self.rows[place]
        each = {place: (place, rows, int(row) - ends[place] + rows, f"#{row}", lang)}
        sentences = self._table.ask(f"row {row}", explained, self._plan, self._level, add=_first, each=each)
        return cast("tuple[str, ...]", sentences)

    def _places(self) -> list[tuple[int, int, int]]:
        """Each part's place, first row and number of rows."""
        ends = accumulate(self.rows)
        return [(place, end - rows, rows) for place, (end, rows) in enumerate(zip(ends, self.rows, strict=True))]

    def _amounts(self, function: Callable[[PartOutcome], R], add: Callable[[R, R], R]) -> tuple[Summary, R]:
        """The last pass: everybody's summary, and what ``function`` and ``add`` make of the parts."""
        each = {part[0]: (function, *part) for part in self._places()}
        found = self._table.ask("amounts", amounts, self._plan, self._level, add=partial(_both, add), each=each)
        summary, result = cast("tuple[Summary, R]", found)
        if (summary.people, summary.needed, summary.provisional, summary.kept) != self._expected:
            raise Inconsistent(CHANGED, "/partitions")
        reserve = self.surplus - summary.distributed
        self.__dict__["summary"] = attrs.evolve(summary, surplus=self.surplus, reserve=reserve)
        return self.summary, result


def _nothing(part: PartOutcome) -> None:
    return None


def _first(one: R, other: R) -> R:
    return one


def _alone(function: Callable[[PartOutcome], R], part: PartOutcome) -> tuple[R]:
    return (function(part),)


def _columns_of(part: PartOutcome) -> Columns:
    return {name: getattr(part.outcome, name) for name in OUTPUTS}


def _summaries(name: str, part: PartOutcome) -> Summaries:
    return dict(part.outcome.by(name))


def _merged(one: Summaries, other: Summaries) -> Summaries:
    both = {label: one[label] + other[label] for label in one if label in other}
    return {**one, **other, **both}


def _both(add: Callable[[R, R], R], one: tuple[Summary, R], other: tuple[Summary, R]) -> tuple[Summary, R]:
    return one[0] + other[0], add(one[1], other[1])


def simulate_partitions(  # noqa: PLR0913 - one for each part of the question
    partitions: Sequence[Source],
    *,
    pool: Money | int,
    parameters: Parameters | None = None,
    variant: int | None = None,
    readings: Mapping[str, str] | None = None,
    reserve: Money | int = 0,
    underspent: Money | int = 0,
    amount: Money | int | None = None,
    scheduler: Any = None,
    persist: bool = False,
    on_pass: Callable[[str], object] | None = None,
) -> PartitionedOutcome:
    """What does everyone get, where the table is many parts: the same cents as `ibmodel.population.simulate`.

    ``partitions`` are the parts of the table in their order, each something to call that gives a
    `ibmodel.population.Cohort`, or columns by name as it takes them (and ``on``); or a delayed value of Dask. A part is
    called anew in every pass, in any process, so it must give the same each time; it may have no rows, if not all are
    so. ``pool`` to ``amount`` are those of `ibmodel.population.simulate`. ``scheduler`` is a client of
    ``distributed`` or what else Dask takes ("threads", "synchronous"); if not said, the client that was made last, or
    else threads. ``persist`` reads every part once and keeps it in the workers' memory. ``on_pass`` is called with a
    word for each pass before it begins.

    Raises what `ibmodel.population.simulate` raises, the first error of the table, at its row in the whole table;
    `Inconsistent` where parts have different columns; `BadValue` under the reading ``exhaust`` of I-3, which ranks all
    recipients against each other: that needs the table in one piece.
    Rules: B-1, B-4, B-5, B-6, B-7, B-8, D-1, D-3, D-4, F-1, F-2, F-3, F-4, F-5, F-6, F-7; source M II.3.2, II.3.3.

    >>> parts = [
    ...     lambda: {"age": [6], "special_care": [False], "needed": [500_00]},
    ...     lambda: {"age": [12], "special_care": [False], "needed": [1370_00]},
    ... ]
    >>> outcome = simulate_partitions(parts, pool=Money(1700_00), scheduler="synchronous")
    >>> outcome.columns(1)["final"].tolist(), outcome.reserve
    ([120000], 0)
    """
    table = Table.of(partitions, scheduler, on_pass)
    asked = question(
        _NOBODY, pool, parameters, variant, readings, reserve=reserve, underspent=underspent, amount=amount
    )
    if asked.parameters.reading("I-3") == "exhaust":
        message = "expected 'equal_treatment', got 'exhaust', which ranks all recipients: that needs one table"
        raise BadValue(message, "/readings/I-3")
    if persist:
        table.persist()
    terms = {name: value for name, value in attrs.asdict(asked, recurse=False).items() if name != "cohort"}
    of_part = partial(Question, **terms)
    counted = cast(Census, table.ask("people and needs", census, of_part, add=plus))
    if not any(counted.rows):
        raise BadValue("expected at least one row, got an empty table", "/needed")
    return _answered(asked, of_part, table, counted)


def _answered(
    asked: Question, of_part: Callable[[Cohort], Question], table: Table, counted: Census
) -> PartitionedOutcome:
    """The level of stage 3, when people and needs are known. Rules: B-4, B-5, B-6, D-1, D-3."""
    shares = tuple(sorted(counted.needs, reverse=True))
    needs = [counted.needs[share] for share in shares]
    people = tuple(of.people for of in needs)
    amount = None if asked.amount is None else Money(asked.amount)
    facts = Facts(shares, np.zeros(0, dtype=np.uint8), people)
    classes = classes_of(facts, _NOBODY, Money(asked.pool), asked.parameters, amount)
    plan = Plan(of_part, shares, classes.amounts)

    def tallied(claims: Sequence[Claim], windows: Sequence[Window], most: int) -> Tally:
        asked_of_all = (plan, claims, windows, most)
        found = cast(Sounding, table.ask("level", sounding, *asked_of_all, add=plus, only=_STAGE_3))
        if list(found.needs) != needs:
            raise Inconsistent(CHANGED, "/partitions")
        return found.tally

    carried = classes.reserve + asked.reserve + asked.underspent
    level = raised(needs, classes.amounts, carried, tallied, asked.parameters)
    provisional = sum(cents * several for cents, several in zip(classes.amounts, people, strict=True))
    expected = (sum(people), sum(of.needed for of in needs), provisional, level.kept)
    return PartitionedOutcome(
        asked.pool, asked.parameters, asked.variant, level.cents, counted.rows, table, plan, level, expected
    )
