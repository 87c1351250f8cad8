"""One cohort under many rules: every combination of some figures, readings and amounts of money, summed up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import product
from typing import Any, Final

import attrs

from ibmodel.errors import BadType, BadValue, Inconsistent, MissingField, ModelError, pointer, shown
from ibmodel.explain import LANGUAGES
from ibmodel.money import Money
from ibmodel.parameters import Parameters, reformed
from ibmodel.population.columns import Cohort
from ibmodel.population.comparison import amounts_where_asked
from ibmodel.population.outcome import Outcome
from ibmodel.population.question import Question, question
from ibmodel.population.record import SUMMARY, Record, input_digests, parameters_digest, record_with, summary_digest
from ibmodel.population.shown import sweep_shown
from ibmodel.population.simulation import answer
from ibmodel.population.summary import Summary, summary_of

__all__ = ["Scenario", "Sweep", "Watch", "sweep"]

#: The arguments that may be swept beside figures and readings.
_ARGUMENTS: Final = ("pool", "variant", "reserve", "underspent", "amount")
_READINGS: Final = "readings."
_VARIANT: Final = "funding.variant"
#: From how many rows on threads are worth it. Only one at a time runs Python: with fewer rows they mostly wait for each
#: other, and two take twice as long as one alone (measured with 10,000 rows on two cores).
_SHARED_FROM: Final = 100_000


@attrs.frozen(eq=False, repr=False, slots=False)
class Scenario:
    """One combination and what comes of it.

    ``changes`` are the swept paths with this scenario's values, in the order of the grid; ``summary`` is what everybody
    gets together; ``input`` holds the digests of the cohort's columns, as they were when the sweep began.
    """

    changes: tuple[tuple[str, Any], ...]
    summary: Summary
    question: Question
    input: tuple[tuple[str, str], ...]

    @property
    def parameters(self) -> Parameters:
        """The figures and readings; a reform has a name of its own."""
        return self.question.parameters

    @cached_property
    def parameters_digest(self) -> str:
        """The SHA-256 of the parameters, in hexadecimal."""
        return parameters_digest(self.parameters)

    @cached_property
    def record(self) -> Record:
        """The record of the question and of the summary, for `ibmodel.population.verify`."""
        return record_with(self.question, self.input, ((SUMMARY, summary_digest(self.summary)),))

    def outcome(self) -> Outcome:
        """Everyone's amounts, computed again."""
        return answer(self.question)

    def __repr__(self) -> str:
        return f"<Scenario {', '.join(f'{path} = {shown(value)}' for path, value in self.changes)}>"


@attrs.frozen(eq=False, repr=False)
class Sweep(Sequence[Scenario]):
    """The scenarios of a grid in its order, the last path changing fastest; ``paths`` are what differs."""

    paths: tuple[str, ...]
    scenarios: tuple[Scenario, ...]

    def __len__(self) -> int:
        return len(self.scenarios)

    def __getitem__(self, place: Any) -> Any:
        return self.scenarios[place]

    def columns(self) -> dict[str, list[Any]]:
        """The values of every path and all sums as columns, to be made a table by any library; whole cents."""
        changes = [[value for _, value in scenario.changes] for scenario in self.scenarios]
        numbers = [scenario.summary.numbers() for scenario in self.scenarios]
        sums = {name: [row[name] for row in numbers] for name in Summary.NUMBERS}
        return {**{path: [row[place] for row in changes] for place, path in enumerate(self.paths)}, **sums}

    def html(self, lang: str = LANGUAGES[0]) -> str:
        """A table of the first scenarios, in English (``en``) or Latvian (``lv``)."""
        return sweep_shown(self, lang)

    def _repr_html_(self) -> str:
        return self.html()

    def __repr__(self) -> str:
        return f"<Sweep of {len(self)} scenarios over {', '.join(self.paths)}>"


Watch = Callable[[Iterable[Scenario]], Iterable[Scenario]]


@attrs.frozen(eq=False)
class _Running:
    """The scenarios as they are computed; their number is known before."""

    changes: Sequence[tuple[tuple[str, Any], ...]]
    asked: Sequence[Question]
    workers: int

    def __len__(self) -> int:
        return len(self.asked)

    def __iter__(self) -> Iterator[Scenario]:
        given = input_digests(self.asked[0].cohort)
        for changes, asked, summary in zip(self.changes, self.asked, self._summaries(), strict=True):
            yield Scenario(changes, summary, asked, given)

    def _summaries(self) -> Iterator[Summary]:
        if self.workers == 1 or len(self.asked[0].cohort) < _SHARED_FROM:
            yield from map(_summary, enumerate(self.asked))
            return
        with ThreadPoolExecutor(self.workers) as pool:
            yield from pool.map(_summary, enumerate(self.asked))


def _summary(numbered: tuple[int, Question]) -> Summary:
    place, asked = numbered
    try:
        return summary_of(answer(asked))
    except ModelError as error:
        raise error.below("scenarios", place) from None


def sweep(  # noqa: PLR0913 - one for each part of the question, and how it is worked on
    cohort: Cohort,
    grid: Mapping[str, Sequence[Any]],
    *,
    pool: Money | int | None = None,
    parameters: Parameters | None = None,
    variant: int | None = None,
    readings: Mapping[str, str] | None = None,
    reserve: Money | int = 0,
    underspent: Money | int = 0,
    amount: Money | int | None = None,
    watch: Watch = iter,
    workers: int = 2,
) -> Sweep:
    """What comes of every combination of the values in ``grid``?

    ``grid`` maps paths to values: dotted paths of figures (``budget.reduced_share``), readings (``readings.I-2``), or
    ``pool``, ``variant``, ``reserve``, ``underspent`` and ``amount``, which then take the place of the argument.
    Everything else is as for `ibmodel.population.simulate`; ``amount`` goes to the scenarios under the reading
    ``fixed_amount`` of I-1. Only sums are kept; `Scenario.outcome` computes everyone's amounts again.

    ``watch`` is given the scenarios, whose number is known, while they are computed, and hands them on: for a progress
    bar such as ``tqdm``. Up to ``workers`` threads share the work where the cohort is so large that this is quicker;
    the answer does not depend on them.

    All values are read before anything is computed. Raises what `ibmodel.population.simulate` and `Parameters.reform`
    raise, with a path that begins with ``/scenarios/3`` where a scenario has no answer; `MissingField` for no pool,
    `BadType` or `BadValue` for values that are no sequence or empty, `Inconsistent` for the variant swept twice.

    >>> cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00, 1000_00])
    >>> found = sweep(cohort, {"budget.reduced_share": ["70", "100"], "variant": [1, 2]}, pool=1700_00)
    >>> [scenario.summary.provisional for scenario in found]
    [170000, 170000, 170000, 170000]
    """
    values = _checked(grid, variant)
    if pool is None and "pool" not in values:
        raise MissingField("expected a pool, as an argument or in the grid", "/pool")
    if type(workers) is not int or workers < 1:
        raise BadValue(f"expected a number of workers, 1 or more, got {shown(workers)}", "/workers")
    arguments: dict[str, Any] = {
        "pool": pool,
        "variant": variant,
        "reserve": reserve,
        "underspent": underspent,
        "amount": amount,
    }
    first = question(cohort, **(arguments | {"pool": pool or 0}), parameters=parameters, readings=readings)
    changes = [tuple(zip(values, of, strict=True)) for of in product(*values.values())]
    asked = [_asked(first, arguments, dict(of)) for of in changes]
    running = _Running(changes, amounts_where_asked(asked), workers)
    return Sweep(tuple(values), tuple(watch(running)))


def _checked(grid: Mapping[str, Sequence[Any]], variant: int | None) -> dict[str, Sequence[Any]]:
    if not isinstance(grid, Mapping):
        raise BadType(f"expected values by path, got {shown(grid)}", "/grid")
    for path, values in grid.items():
        if type(path) is not str:
            raise BadType(f"expected paths as text, got {shown(path)}", "/grid")
        if isinstance(values, str | bytes) or not isinstance(values, Sequence):
            raise BadType(f"expected a sequence of values, got {shown(values)}", pointer(path))
        if not values:
            raise BadValue("expected at least one value, got none", pointer(path))
    if _VARIANT in grid and (variant is not None or "variant" in grid):
        raise Inconsistent("expected the variant as a figure or as an argument, got both", pointer(_VARIANT))
    return dict(grid)


def _asked(first: Question, arguments: Mapping[str, Any], changes: Mapping[str, Any]) -> Question:
    """The question of a scenario: ``arguments`` and the parameters of ``first`` with ``changes``."""
    readings = {path.removeprefix(_READINGS): changes[path] for path in changes if path.startswith(_READINGS)}
    figures = {path: changes[path] for path in changes if path not in _ARGUMENTS and not path.startswith(_READINGS)}
    parameters = first.parameters
    if readings or figures:
        parameters = parameters.reform(reformed(parameters.name), figures, readings)
    swept = {name: changes.get(name, value) for name, value in arguments.items()}
    return question(first.cohort, parameters=parameters, **swept)
