"""Tables in files: Parquet and CSV, read and written through a frame library that is installed.

A file is written beside its target and then renamed: it is there whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Unpack

from ibmodel.adapters.frames.libraries import installed, nw
from ibmodel.adapters.frames.problems import BadTable
from ibmodel.adapters.frames.reading import Options, opened, read_frame
from ibmodel.adapters.frames.separated import SEPARATORS, load_csv
from ibmodel.adapters.frames.writing import MoneyForm, outcome_table
from ibmodel.adapters.whole_files import whole_file
from ibmodel.errors import BadValue, shown
from ibmodel.population import Cohort, Outcome

__all__ = ["load_table", "read_table", "write_table"]

_CSV: Final = ".csv"
_PARQUET: Final = ".parquet"


def read_table(
    path: str | os.PathLike[str],
    columns: Mapping[str, str | None] | None = None,
    *,
    separator: str = ",",
    **options: Unpack[Options],
) -> Cohort:
    """The recipients in a file, ``.parquet`` or ``.csv``; ``columns`` and ``options`` are those of `read_frame`.

    Raises `BadTable`, which names the file.
    """
    frame = load_table(path, separator=separator)
    try:
        return read_frame(frame, columns, **options)
    except BadTable as error:
        raise BadTable.of(error.problems, repr(str(path))) from None


def load_table(path: str | os.PathLike[str], *, library: str | None = None, separator: str = ",") -> Any:
    """The table in a file, ``.parquet`` or ``.csv``: of the ``library`` named, or of polars, pandas or pyarrow.

    A CSV is in UTF-8; its first line names the columns, ``separator`` stands between them. They are all text. Raises
    `BadTable`, which names the file; ``ImportError`` where no library is installed.
    """
    source = Path(path)
    suffix = _suffix(source)
    if separator not in SEPARATORS:
        raise BadValue(f"expected one of {', '.join(map(repr, SEPARATORS))}, got {shown(separator)}", "/separator")
    name, module = installed(library)
    if not source.is_file():
        raise BadTable(f"{str(path)!r}: expected a file that is there")
    if suffix == _PARQUET:
        return _load_parquet(source, name, module)
    return load_csv(source, name, module, separator)


def write_table(
    table: Any,
    path: str | os.PathLike[str],
    *,
    like: Any = None,
    money: MoneyForm | None = None,
    suffix: str = "",
) -> None:
    """Writes an outcome, or any table, to a file, ``.parquet`` or ``.csv``.

    ``like``, ``money`` and ``suffix`` are those of `write_frame` and for an outcome only. Without ``like``, the
    cohort's own columns are written. Amounts are cents in Parquet and euro as text in CSV, where whole numbers could be
    either, unless ``money`` says otherwise. Raises `BadTable`, which names the file; then nothing is written, and a
    file that was there is as it was.
    """
    target = Path(path)
    ending = _suffix(target)
    if isinstance(table, Outcome):
        form = money or ("text" if ending == _CSV else "cents")
        frame = outcome_table(table, installed(None)[0] if like is None else like, form, suffix)
    elif like is not None or money is not None or suffix:
        raise BadValue("expected like, money and suffix only with an outcome")
    else:
        frame = opened(table)
    with _beside(target) as part:
        if ending == _CSV:
            frame.write_csv(part)
        else:
            nw.maybe_reset_index(frame).write_parquet(part)


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in (_CSV, _PARQUET):
        raise BadTable(f"{str(path)!r}: expected a file called *{_CSV} or *{_PARQUET}")
    return suffix


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A file to write to, which becomes the one at ``path`` when it is whole, or else is removed."""
    name = repr(str(path))
    target = path.resolve()
    if not target.parent.is_dir():
        raise BadTable(f"{name}: expected a directory that is there")
    if target.exists() and not target.is_file():
        raise BadTable(f"{name}: expected a file")
    try:
        with whole_file(target) as part:
            yield part
    except ImportError as error:
        raise ImportError(f"{name}: {_first_line(error)}", name=error.name) from error
    except Exception as error:  # every library has errors of its own
        raise BadTable(f"{name}: expected a table and a file that can be written, got {_first_line(error)}") from error


def _load_parquet(path: Path, name: str, module: Any) -> Any:
    reader = import_module("pyarrow.parquet").read_table if name == "pyarrow" else module.read_parquet
    try:
        with path.open("rb") as file:  # a path would be searched for wildcards and for columns in its folders' names
            return reader(file)
    except ImportError as error:
        raise ImportError(f"{str(path)!r}: {_first_line(error)}", name=error.name) from error
    except Exception as error:  # every library has errors of its own
        raise BadTable(f"{str(path)!r}: expected a whole Parquet file, got {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
