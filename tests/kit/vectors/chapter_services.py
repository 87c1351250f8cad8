"""The vectors of the chapter `services`."""

from __future__ import annotations

import services_granted
import services_listed
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    services_listed.add(chapter)
    services_granted.add(chapter)
