"""The vectors of the chapter `prices`."""

from __future__ import annotations

import prices_caps
import prices_in_plans
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    prices_caps.add(chapter)
    prices_in_plans.add(chapter)
