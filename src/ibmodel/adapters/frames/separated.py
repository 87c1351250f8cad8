"""Tables in CSV, every cell as text, so that no amount passes through a float; an empty cell is no value.

The lines are as Python's ``csv`` module reads them, strictly: UTF-8, every column named once in the first line, as many
cells in every line, blank lines left out. Polars reads the same much faster; where it stumbles, or may have filled up a
short line, the module reads again and says what is wrong.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import attrs

from ibmodel.adapters.frames.libraries import nw
from ibmodel.adapters.frames.problems import MOST_ROWS, BadTable, quoted

__all__ = ["SEPARATORS", "load_csv"]

#: What may stand between two cells.
SEPARATORS: Final = (",", ";", "\t", "|")

#: A byte that is no UTF-8, as Python keeps it.
_NO_UTF_8: Final = re.compile("[\udc80-\udcff]")
_BLOCK: Final = 256


def load_csv(path: Path, name: str, library: Any, separator: str) -> Any:
    """The table in a file, as one of the ``library`` called ``name``; raises `BadTable`, which names the file."""
    quick = _load_quickly(path, library, separator) if name == "polars" else None
    return _load_strictly(path, name, separator) if quick is None else quick


def _load_quickly(path: Path, polars: Any, separator: str) -> Any | None:
    """The table as polars reads it; nothing where it may have read something else than stands there."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file, delimiter=separator, strict=True))
        with path.open("rb") as file:
            frame = polars.read_csv(file, separator=separator, infer_schema_length=0, null_values=[""])
    except Exception:  # noqa: BLE001 - whatever it was, the strict reader says it better
        return None
    is_same = len(header) > 1 and frame.columns == header and not frame[header[-1]].null_count()
    return frame if is_same else None


def _load_strictly(path: Path, name: str, separator: str) -> Any:
    """The table as Python reads it."""
    lines = _Lines(path, separator)
    header = lines.header()
    columns = lines.columns(len(header))
    data = {title: [cell or None for cell in column] for title, column in zip(header, columns, strict=True)}
    text = None if name == "pandas" else dict.fromkeys(header, nw.String)  # some pandas would make None the text "None"
    backend: Any = name
    return nw.from_dict(data, text, backend=backend).to_native()


@attrs.frozen
class _Lines:
    """The lines of a file, which errors name."""

    path: Path
    separator: str

    def header(self) -> list[str]:
        """The names of the columns."""
        header = next(self._cells(), [])
        if not any(header):
            raise self._error("a first line that names the columns", "nothing")
        twice = [quoted(column) for column in dict.fromkeys(header) if header.count(column) > 1]
        if twice:
            raise self._error("every column once", f"{', '.join(twice)} more often")
        found = [other for other in SEPARATORS if other in header[0]] if len(header) == 1 else []
        if found:
            got = f"one column {quoted(header[0])}: say separator={found[0]!r}"
            raise self._error(f"columns separated by {self.separator!r}", got)
        return header

    def columns(self, width: int) -> list[list[str]]:
        """The cells below the header, a list for each of the ``width`` columns."""
        columns: list[list[str]] = [[] for _ in range(width)]
        rows = self._cells()
        next(rows)
        while block := list(islice(rows, _BLOCK)):
            if any(len(cells) != width for cells in block):
                raise self._ragged(width)
            for column, cells in zip(columns, zip(*block, strict=True), strict=True):
                column.extend(cells)
        return columns

    def _cells(self) -> Iterator[list[str]]:
        """The cells of every line that is not blank."""
        return (cells for _, cells in self._numbered())

    def _numbered(self) -> Iterator[tuple[int, list[str]]]:
        """The cells of every line that is not blank, with the number of the line on which they begin."""
        line = 1
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file, delimiter=self.separator, strict=True)
                for cells in reader:
                    if cells:
                        yield line, cells
                    line = reader.line_num + 1
        except csv.Error as error:
            raise self._error("a row of cells", f"in line {line}: {error}") from None
        except UnicodeDecodeError:
            raise self._error("text in UTF-8", self._first_strange_byte()) from None
        except OSError as error:
            raise self._error("a file that can be read", str(error.strerror)) from None

    def _first_strange_byte(self) -> str:
        """Where the text stops being UTF-8, as the end of a message."""
        content = self.path.read_bytes()
        before = _NO_UTF_8.split(content.decode("utf-8", "surrogateescape"), maxsplit=1)[0]
        byte = content[len(before.encode()) :][:1].hex()
        line = before.count("\n") + 1
        return f"byte {byte} in line {line}; save the table as 'CSV UTF-8'"

    def _ragged(self, width: int) -> BadTable:
        found = [f"{len(cells)} in line {line}" for line, cells in self._numbered() if len(cells) != width]
        more = f" and {len(found) - MOST_ROWS} more" if len(found) > MOST_ROWS else ""
        return self._error(f"{width} cells in every line", f"{', '.join(found[:MOST_ROWS])}{more}")

    def _error(self, expected: str, got: str) -> BadTable:
        return BadTable(f"{str(self.path)!r}: expected {expected}, got {got}")
