"""The vectors of the chapter `transport`."""

from __future__ import annotations

import transport_amounts
import transport_papers
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    transport_amounts.add(chapter)
    transport_papers.add(chapter)
