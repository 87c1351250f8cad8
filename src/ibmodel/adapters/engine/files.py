"""Parquet files as parts of a table, each read where it is worked on. Needs the extra ``frames`` and polars."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Unpack

import attrs
import polars as pl

from ibmodel.adapters.frames import BadTable, read_frame
from ibmodel.adapters.frames.reading import Options
from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.population import Cohort

__all__ = ["ROWS_OF_A_PART", "ParquetPart", "parquet_parts"]

#: How many rows a part has at most, if not said: some tens of megabytes.
ROWS_OF_A_PART: Final = 250_000


@attrs.frozen
class ParquetPart:
    """``rows`` rows of a file from ``start``: call it and it reads them, as `ibmodel.adapters.frames.read_frame` does.

    ``names`` are the only columns of the file to read; `None` reads all.
    """

    path: Path
    start: int
    rows: int
    columns: Mapping[str, str | None]
    options: Options
    names: tuple[str, ...] | None = None

    def __call__(self) -> Cohort:
        """The recipients of the part."""
        lazy = _scanned(self.path)
        chosen = lazy if self.names is None else lazy.select(self.names)
        return read_frame(_collected(chosen.slice(self.start, self.rows), self.path), self.columns, **self.options)

    def only(self, needed: Sequence[str]) -> ParquetPart:
        """The same rows with no more columns than those ``needed``, named as the cohort has them."""
        there = _collected(_scanned(self.path).head(0), self.path).columns
        columns = {name: self.columns.get(name, name) for name in needed}
        columns = {name: column for name, column in columns.items() if column in there}
        names = tuple(column for column in columns.values() if column is not None)
        return attrs.evolve(self, columns=columns, options={**self.options, "groups": ()}, names=names)


def parquet_parts(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    columns: Mapping[str, str | None] | None = None,
    *,
    rows: int = ROWS_OF_A_PART,
    **options: Unpack[Options],
) -> tuple[ParquetPart, ...]:
    """The parts of a table in one or more Parquet files, in this order, of at most ``rows`` rows each.

    ``columns`` and ``options`` are those of `ibmodel.adapters.frames.read_frame`. Only the ends of the files are read
    here, which say how many rows they have. Workers on other machines must see the files by the same names. Raises
    `BadTable`, which names the file.
    """
    if type(rows) is not int:
        raise BadType(f"expected how many rows a part has at most, got {shown(rows)}", "/rows")
    if rows < 1:
        raise BadValue(f"expected at least one row in a part, got {rows}", "/rows")
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    for place, path in enumerate(given):
        if not isinstance(path, str | os.PathLike):
            raise BadType(f"expected the path of a file, got {shown(path)}", pointer("paths", place))
    files = [Path(path).absolute() for path in given]
    return tuple(
        ParquetPart(file, start, min(rows, length - start), dict(columns or {}), options)
        for file, length in zip(files, map(_length, files), strict=True)
        for start in range(0, length, rows)
    )


def _scanned(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _length(path: Path) -> int:
    return int(_collected(_scanned(path).select(pl.len()), path).item())


def _collected(lazy: pl.LazyFrame, path: Path) -> pl.DataFrame:
    try:
        return lazy.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        got = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise BadTable(f"{str(path)!r}: expected a whole Parquet file, got {got}") from None
