"""Passes over the parts of a table: each part is read where it is, what is found is added up in a tree.

A part that cannot be used is an answer too, not a failed task: so the first error of the table is the one that is
raised, whatever part was read first, and it names the row of the whole table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, Final, Generic, TypeVar, cast

import attrs
import dask
from dask.delayed import Delayed, delayed

from ibmodel.errors import BadType, BadValue, ModelError, pointer, shown
from ibmodel.population import Cohort
from ibmodel.population.columns import Column

__all__ = ["Given", "Parts", "Source", "cohort_of", "names_of"]

T = TypeVar("T")

#: What a part gives when it is asked: a cohort, or columns by name (and ``on``, the day on which ages count).
Given = Cohort | Mapping[str, Column]
#: A part of a table: something to call, each time anew, or a delayed value of Dask. What is called may have a method
#: ``only(names)`` that gives the same part with no other columns than those named, where they are enough.
Source = Callable[[], Given] | Delayed

#: How many findings are added up at a time.
_BRANCHES: Final = 8
_DAY: Final = "on"


@attrs.frozen
class _Found(Generic[T]):
    """What was found in ``rows`` rows, if there were any; or the first error and how many rows came before its part."""

    rows: int
    value: T | None = None
    error: ModelError | None = None


@attrs.define(eq=False)
class Parts:
    """The parts of a table; ``passes`` tells how often they have been read, ``on_pass`` hears of each beforehand."""

    sources: Sequence[Any]
    scheduler: Any = None
    on_pass: Callable[[str], object] | None = None
    passes: int = 0

    @classmethod
    def of(cls, sources: object, scheduler: Any, on_pass: Callable[[str], object] | None) -> Parts:
        """The parts, checked: a sequence of callables or delayed values, at least one."""
        if isinstance(sources, str | bytes) or not isinstance(sources, Sequence):
            raise BadType(f"expected a list of parts, got {shown(sources)}", "/partitions")
        if not sources:
            raise BadValue("expected at least one part, got none", "/partitions")
        for place, source in enumerate(sources):
            if not callable(source) and not isinstance(source, Delayed):
                message = f"expected something to call or a delayed value, got {shown(source)}"
                raise BadType(message, pointer("partitions", place))
        return cls(tuple(sources), scheduler, on_pass)

    def persist(self) -> None:
        """Reads every part once and keeps its columns where it was read, for all passes to come."""
        if self.on_pass is not None:
            self.on_pass("reading")
        self.passes += 1
        kept = [delayed(_kept, pure=False)(source) for source in self.sources]
        self.sources = dask.persist(*kept, scheduler=self.scheduler)  # type: ignore[attr-defined, no-untyped-call]

    def ask(
        self,
        what: str,
        look: Callable[..., T | None],
        *arguments: object,
        add: Callable[[T, T], T],
        each: Mapping[int, Sequence[object]] | None = None,
        only: Sequence[str] | None = None,
    ) -> T | None:
        """What ``look`` finds in the parts, added up in their order.

        ``look`` takes what the part gives, then ``arguments``, then those that ``each`` has for the place of the part;
        parts without a place there are left out. It may find nothing. ``only`` names the columns that it needs, for
        parts that can do with less. Raises the first error.
        """
        if self.on_pass is not None:
            self.on_pass(what)
        self.passes += 1
        more = dict.fromkeys(range(len(self.sources)), ()) if each is None else each
        level = [
            delayed(_look, pure=False)(self.sources[place], only, look, (*arguments, *own))
            for place, own in more.items()
        ]
        while len(level) > 1:
            groups = [level[start : start + _BRANCHES] for start in range(0, len(level), _BRANCHES)]
            level = [delayed(_joined, pure=False)(group, add) for group in groups]
        found = cast("_Found[T]", dask.compute(*level, scheduler=self.scheduler)[0])  # type: ignore[attr-defined, no-untyped-call]
        if found.error is not None:
            raise _located(found.error, found.rows)
        return found.value


def _opened(source: Any, only: Sequence[str] | None = None) -> Any:
    if only is not None and hasattr(source, "only"):
        source = source.only(only)
    given = source() if callable(source) else source
    if isinstance(given, ModelError):
        raise given
    return given


def _look(
    source: Any, only: Sequence[str] | None, look: Callable[..., T | None], arguments: Sequence[object]
) -> _Found[T]:
    try:
        given = _opened(source, only)
        cohort = cohort_of(given)
        value = look(given if cohort is None else cohort, *arguments)
    except ModelError as error:
        return _Found(0, error=error)
    return _Found(0 if cohort is None else len(cohort), value)


def _kept(source: Any) -> object:
    """The columns of a part as plain arrays, or what is wrong with it."""
    try:
        given = _opened(source)
        cohort = cohort_of(given)
    except ModelError as error:
        return error
    return given if cohort is None else {name: cohort[name] for name in cohort.names}


def cohort_of(given: Any) -> Cohort | None:
    """The cohort that a part gives, ``None`` for a part without rows.

    Raises `BadType` for something else, and whatever is wrong with the columns.
    """
    if isinstance(given, Cohort):
        return given
    if not isinstance(given, Mapping) or not all(isinstance(name, str) for name in given):
        raise BadType(f"expected a part to give a cohort, or columns by name, got {shown(given)}")
    if all(hasattr(given[name], "__len__") and len(given[name]) == 0 for name in given if name != _DAY):
        return None
    return Cohort(**given)


def names_of(given: Given) -> frozenset[str]:
    """The names of the columns, as the cohort has them, even where there are no rows."""
    return frozenset("age" if name == "born" else name for name in given if name != _DAY)


def _joined(found: Sequence[_Found[T]], add: Callable[[T, T], T]) -> _Found[T]:
    rows = 0
    value: T | None = None
    for part in found:
        if part.error is not None:
            return _Found(rows + part.rows, error=part.error)
        try:
            value = part.value if value is None else value if part.value is None else add(value, part.value)
        except ModelError as error:
            return _Found(rows, error=error)
        rows += part.rows
    return _Found(rows, value)


def _located(error: ModelError, rows: int) -> ModelError:
    """The error of a part that comes after ``rows`` rows, as an error of the whole table."""
    if not rows:
        return error
    located = copy(error)
    steps = error.path.split("/")
    if len(steps) == 3 and steps[2].isdigit():  # noqa: PLR2004 - "/column/row"
        located.path = f"/{steps[1]}/{int(steps[2]) + rows}"
    else:
        located.message = f"in the part that begins after {rows} rows: {error.message}"
    located.args = (located.message, located.path)
    return located
