"""The pilot for adults with mental impairment, 1 August 2019 to 31 January 2021, services from 1 November 2019.

The announcement (A) gives who takes part, where and when; the end is that of the extension by three months. The
methodology of the adults' stages is not published: every other figure stays that of the children's pilot.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from ibmodel.parameters import children_pilot_2018
from ibmodel.parameters.schema import Pilot

__all__ = ["EDITION"]

#: The pilot for adults; its municipalities are not assigned to planning regions.
EDITION: Final = attrs.evolve(
    children_pilot_2018.EDITION,
    name="adults-pilot-2019",
    basis="adults-pilot-2019",
    applies_from=date(2019, 8, 1),
    applies_to=date(2021, 1, 31),
    pilot=Pilot(
        municipalities=(
            "Jelgava",
            "Bauska",
            "Liepāja",
            "Talsi",
            "Daugavpils novads",
            "Balvi",
            "Cēsis",
            "Gulbene",
            "Ogre",
            "Tukums",
        ),
        regions=(),
        start=date(2019, 11, 1),
        months=12,
    ),
)
