"""A folder of files, one for each part of a table, that is there whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ibmodel.adapters.engine.looks import PartOutcome
from ibmodel.adapters.whole_files import beside, whole_file
from ibmodel.errors import BadValue

__all__ = ["folder_of_parts", "write_part"]


@contextmanager
def folder_of_parts(folder: Path) -> Iterator[Path]:
    """A new folder to write to, which becomes ``folder`` at the end, or else is removed with all that is in it.

    Raises `BadValue` if there is such a folder already, or none to put it into.
    """
    target = folder.absolute()
    if target.exists() or target.is_symlink():
        raise BadValue(f"expected a folder that is not there yet, got {str(folder)!a}", "/folder")
    if not target.parent.is_dir():
        raise BadValue(f"expected a place for a new folder, got {str(folder)!a}", "/folder")
    part = beside(target)
    try:
        part.mkdir()
        yield part
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_part(write: Callable[..., object], folder: Path, ending: str, part: PartOutcome) -> str:
    """Writes one part and gives the name of its file. A part that is written twice at once is whole all the same."""
    name = f"part-{part.place:05}{ending}"
    with whole_file(folder / name) as file:
        write(part.outcome, file)
    return name
