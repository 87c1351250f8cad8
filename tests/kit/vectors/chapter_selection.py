"""The vectors of the chapter `selection`."""

from __future__ import annotations

import selection_checks
import selection_followers
import selection_lists
import selection_targets
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    selection_targets.add(chapter)
    selection_lists.add(chapter)
    selection_checks.add(chapter)
    selection_followers.add(chapter)
