"""What is wrong with a workbook: every problem at once, each with its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ibmodel.errors import BadValue, pointer

__all__ = ["Problem", "WorkbookProblems"]


@attrs.frozen
class Problem:
    """One thing that is wrong, and where: ``sheet`` without ``cell`` is the whole sheet, neither is the whole file."""

    sheet: str | None
    cell: str | None
    message: str

    @property
    def where(self) -> str:
        """The place as a spreadsheet writes it, ``6.6!D7``; empty for the whole file."""
        return "!".join(filter(None, (self.sheet, self.cell)))

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class WorkbookProblems(BadValue):
    """A workbook that cannot be used. ``problems`` are all that is wrong with it, in the order of its sheets.

    ``path`` leads to the first: its sheet and its cell.
    """

    def __init__(self, message: str, path: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(message, path)
        self.problems = tuple(problems) or (Problem(None, None, message),)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return str(self.problems[0])
        return "\n  ".join([f"{len(self.problems)} problems", *map(str, self.problems)])

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> WorkbookProblems:
        """One error for all ``problems``, of which there is at least one."""
        found = tuple(problems)
        return cls(found[0].message, pointer(*filter(None, (found[0].sheet, found[0].cell))), found)

    @classmethod
    def whole(cls, message: str) -> WorkbookProblems:
        """The error of a file that is refused as a whole."""
        return cls.of([Problem(None, None, message)])
