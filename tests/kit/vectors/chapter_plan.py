"""The vectors of the chapter `plan`."""

from __future__ import annotations

import plan_fit
import plan_merge
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    plan_merge.add(chapter)
    plan_fit.add(chapter)
