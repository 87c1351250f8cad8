"""What is wrong with a table: every problem at once, each with its column and its first rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs
import numpy as np

from ibmodel.errors import BadValue

__all__ = ["COUNTING", "MOST_ROWS", "BadTable", "NotRead", "Problems", "quoted"]

#: How many rows of a column an error names.
MOST_ROWS: Final = 10
#: How errors count rows.
COUNTING: Final = "(the first data row is 1)"

_LONGEST: Final = 60


class BadTable(BadValue):
    """A table that cannot be used. ``problems`` are all that is wrong with it, a sentence for each.

    Rows are counted as a reader of the table counts them: the first data row is 1.
    """

    def __init__(self, message: str, path: str = "", problems: Sequence[str] = ()) -> None:
        super().__init__(message, path)
        self.problems = tuple(problems) or (message,)

    @classmethod
    def of(cls, problems: Sequence[str], where: str = "") -> BadTable:
        """One error for all ``problems``; ``where`` names the file."""
        start = f"{where}: " if where else ""
        text = problems[0] if len(problems) == 1 else "\n  ".join([f"{len(problems)} problems", *problems])
        return cls(start + text, problems=problems)


class NotRead(Exception):
    """A column was not read; why is among the problems."""


@attrs.frozen
class Problems:
    """The problems found so far."""

    found: list[str] = attrs.field(factory=list)

    def add(self, problem: str) -> None:
        """Notes a problem of the whole table, or of a whole column."""
        self.found.append(problem)

    def add_rows(self, column: str, expected: str, rows: Sequence[int], got: Iterable[Any] | None = None) -> None:
        """Notes that ``expected`` fails in ``rows`` (positions from 0); ``got`` are the values of the first ones."""
        shown = [str(int(row) + 1) for row in rows[:MOST_ROWS]]
        if got is None:
            named = f"none in {'row' if len(shown) == 1 else 'rows'} {', '.join(shown)}"
        else:
            named = ", ".join(f"{quoted(value)} in row {row}" for value, row in zip(got, shown, strict=False))
        more = f" and {len(rows) - len(shown)} more" if len(rows) > len(shown) else ""
        self.add(f"{column}: expected {expected}, got {named}{more} {COUNTING}")

    def refuse(self) -> None:
        """Raises `BadTable` if there are problems."""
        if self.found:
            raise BadTable.of(self.found)


def quoted(value: object) -> str:
    """``value`` as a message shows it: text in quotation marks with its own letters, numbers bare, cut short.

    >>> quoted("vajadzība"), quoted(12)
    ("'vajadzība'", '12')
    """
    if isinstance(value, np.generic) and not isinstance(value, np.datetime64):
        value = value.item()
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
    text = str(value)
    return text if text.isprintable() and len(text) <= _LONGEST else repr(text[: _LONGEST - 1] + "…")
