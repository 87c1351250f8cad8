"""The vectors of the chapter `combinations`."""

from __future__ import annotations

import combinations_hours
import combinations_sessions
import combinations_volume
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    combinations_hours.add(chapter)
    combinations_volume.add(chapter)
    combinations_sessions.add(chapter)
