"""The vectors of the chapter `adults`."""

from __future__ import annotations

from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
