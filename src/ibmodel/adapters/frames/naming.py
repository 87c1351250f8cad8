"""Which column of a table is which column of the cohort: by name, or as the caller maps it. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

import attrs

from ibmodel.adapters.frames.problems import Problems, quoted
from ibmodel.population import COLUMNS

__all__ = ["Names", "choose_names"]

#: What a cohort takes beside its columns.
_TAKEN: Final = ("on", "self")
_REQUIRED: Final = ("special_care", "needed")
#: How alike a name must be to that of a column which is not there, so that it is asked about: "need", "Others".
_TOO_ALIKE: Final = 0.8


@attrs.frozen
class Names:
    """The columns to read: those of the model and the groups, each with its name in the table.

    ``chosen`` says that the caller named the groups; else they are what is left of the table.
    """

    model: dict[str, str]
    groups: dict[str, str]
    chosen: bool


def choose_names(
    table: Sequence[Any],
    columns: Mapping[str, str | None],
    groups: Sequence[str] | None,
    problems: Problems,
) -> Names:
    """The columns to read of a table with the columns ``table``; what is wrong with the names is noted."""
    _check_mapping(table, columns, groups, problems)
    _check_groups(table, columns, groups, problems)
    taken = {name for name in columns.values() if name is not None}
    model = {}
    for name in COLUMNS:
        source = columns.get(name, name)
        if source is not None and source in table and (name in columns or source not in taken):
            model[name] = source
    _check_required(table, columns, model, problems)
    named = {name: columns.get(name) or name for name in groups or ()}
    taken.update(named.values())
    left = {name: name for name in table if name not in taken and name not in COLUMNS and name not in columns}
    if groups is None:
        _check_groupable(left, problems)
    _check_misspelt(left, model, columns, problems)
    if groups is None:
        return Names(model, left, chosen=False)
    return Names(model, {name: source for name, source in named.items() if source in table}, chosen=True)


def _check_mapping(
    table: Sequence[Any], columns: Mapping[str, str | None], groups: Sequence[str] | None, problems: Problems
) -> None:
    first: dict[str, str] = {}
    for name, source in columns.items():
        if source is None:
            if name not in COLUMNS and name not in table:
                problems.add(_unknown(f"columns={{{quoted(name)}: None}}", name, [*COLUMNS, *table]))
            continue
        pair = f"columns={{{quoted(name)}: {quoted(source)}}}"
        if source not in table:
            turned = name in table and source in COLUMNS
            hint = f"; turned round? {{{quoted(source)}: {quoted(name)}}}" if turned else ""
            problems.add(_unknown(pair, source, table) + hint)
        elif name not in COLUMNS and name not in (groups or ()):
            hint = f"expected a column of the model, or of groups=, got {quoted(name)}{_near(name, COLUMNS)}"
            problems.add(f"{pair}: {hint}")
        if source in first:
            problems.add(f"{pair}: expected every column for one purpose, got it for {quoted(first[source])} too")
        first.setdefault(source, name)


def _check_groups(
    table: Sequence[Any], columns: Mapping[str, str | None], groups: Sequence[str] | None, problems: Problems
) -> None:
    for place, name in enumerate(groups or ()):
        where = f"groups, {quoted(name)}"
        if name in (*COLUMNS, *_TAKEN):
            problems.add(f"{where}: expected a name that means nothing to the model")
        elif name in (groups or ())[:place]:
            problems.add(f"{where}: expected every group once")
        elif columns.get(name) is None and name not in table:
            problems.add(_unknown(where, name, table))


def _check_required(
    table: Sequence[Any], columns: Mapping[str, str | None], model: Mapping[str, str], problems: Problems
) -> None:
    left = [name for name in table if name not in model.values()]
    for name in ("age", *_REQUIRED):
        said = columns.get(name) is not None or (name == "age" and columns.get("born") is not None)
        there = name in model or (name == "age" and "born" in model)
        if not there and not said:
            what = "'age' (or 'born')" if name == "age" else quoted(name)
            near = _nearest(name, left)
            hint = f"; is it columns={{{quoted(name)}: {near[0]}}}?" if near else _has(left)
            problems.add(f"expected a column {what}, or its name in columns={hint}")
    if "age" in model and "born" in model:
        problems.add("expected either 'age' or 'born', got both: leave one out, columns={'born': None}")


def _check_groupable(left: Iterable[Any], problems: Problems) -> None:
    """Refuses what no group can be called."""
    for name in left:
        if not isinstance(name, str) or not name:
            problems.add(f"expected names of columns as text, got {quoted(name)}; name the groups, groups=[...]")
        elif name in _TAKEN:
            problems.add(
                f"column {quoted(name)}: expected a group of another name; columns={{{name!r}: None}} leaves it out"
            )


def _check_misspelt(
    left: Iterable[Any], model: Mapping[str, str], columns: Mapping[str, str | None], problems: Problems
) -> None:
    """Refuses what could be meant for a column of the model, a group or not: a misspelt one would count as zero."""
    optional = set(COLUMNS) - {"age", "born", *_REQUIRED} - set(model) - set(columns)
    absent = {name.casefold(): name for name in sorted(optional)}
    for name in left:
        if not isinstance(name, str):
            continue
        for match in get_close_matches(name.casefold(), absent, n=1, cutoff=_TOO_ALIKE):
            meant = quoted(absent[match])
            problems.add(
                f"column {quoted(name)}: expected a group, got a name like {meant}: say columns={{{meant}: "
                f"{quoted(name)}}} if it is meant, columns={{{meant}: None}} if not"
            )


def _unknown(where: str, name: object, table: Iterable[Any]) -> str:
    names = list(table)
    return f"{where}: expected a column of the table, got {quoted(name)}{_near(name, names) or _has(names)}"


def _has(table: Iterable[Any]) -> str:
    return f"; the table has {', '.join(map(quoted, table)) or 'no other columns'}"


def _near(name: object, known: Iterable[Any]) -> str:
    """The names that come near, as the end of a message."""
    near = _nearest(name, known)
    return f"; nearest: {', '.join(near)}" if near else ""


def _nearest(name: object, known: Iterable[Any]) -> list[str]:
    folded = {other.casefold(): other for other in known if isinstance(other, str)}
    return [quoted(folded[match]) for match in get_close_matches(str(name).casefold(), folded)]
