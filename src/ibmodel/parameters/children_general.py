"""Granting to children in general, as the methodology describes it outside the pilot (M II.2.1).

It was announced, never in force on a date. The sources give it no figures of its own: all are those of the
pilot, and children without determined disability (G-6) are not admitted until a reform switches that on.
"""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.parameters import children_pilot_2018

__all__ = ["EDITION"]

#: The methodology outside the pilot.
EDITION: Final = attrs.evolve(
    children_pilot_2018.EDITION,
    name="children-general",
    basis="children-general",
    applies_from=None,
    applies_to=None,
)
