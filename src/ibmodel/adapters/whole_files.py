"""Files that are there whole or not at all: written beside their place, then renamed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

__all__ = ["beside", "whole_file"]


def beside(target: Path) -> Path:
    """A place next to ``target`` that nobody else writes to; hidden, and of the same suffix."""
    return target.with_name(f".{uuid4().hex}.{target.name}")


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes ``target`` when the writing is done, and is removed if it fails.

    Raises ``OSError`` where nothing can be written; a file that was there is then as it was.
    """
    part = beside(target)
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
