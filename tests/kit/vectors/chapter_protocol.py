"""The vectors of the chapter `protocol`."""

from __future__ import annotations

import protocol_envelope
import protocol_input
import protocol_scalars
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    protocol_envelope.add(chapter)
    protocol_scalars.add(chapter)
    protocol_input.add(chapter)
