"""The frame libraries, which nothing else needs: narwhals, and polars, pandas or pyarrow under it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from ibmodel.errors import BadValue, shown

try:
    import narwhals.stable.v2 as nw
except ImportError as error:
    raise ImportError(
        "expected narwhals, which reads tables: pip install 'ibmodel[frames]'", name="narwhals"
    ) from error

__all__ = ["LIBRARIES", "installed", "nw"]

#: The libraries whose tables are read and written, the one that files are read with first.
LIBRARIES: Final = ("polars", "pandas", "pyarrow")


def installed(name: str | None) -> tuple[str, Any]:
    """The library called ``name``, or the first of `LIBRARIES` that is installed, with its name.

    Raises `BadValue` for another name, ``ImportError`` where it, or any of them, is missing.
    """
    if name is not None and name not in LIBRARIES:
        raise BadValue(f"expected one of {', '.join(LIBRARIES)}, got {shown(name)}", "/library")
    wanted = LIBRARIES if name is None else (name,)
    for each in wanted:
        try:
            return each, import_module(each)
        except ImportError:
            continue
    needed = " or ".join(wanted)
    raise ImportError(f"expected {needed} to be installed: pip install 'ibmodel[frames]' brings polars", name=wanted[0])
