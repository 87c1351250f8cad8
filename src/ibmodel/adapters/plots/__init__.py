"""Pictures of what the model gives: altair charts in both languages, readable in black and white.

- `waterfall`: which money pays for the need of one recipient; `waterfalls`, `waterfall_by_variant`: of a cohort.
- `pool_use`: what becomes of the money for services, stage by stage.
- `cover_distribution`, `gains_by`: what a reform does to the cover of needs, and to whom it gives and takes.
- `save_png`: any of them as a sharp picture in a file.

Everything is added up from whole cents before it is drawn, so a chart holds some dozens of rows, however many
recipients there are. Needs altair and vl-convert: the extra ``plots``.
"""

from __future__ import annotations

from ibmodel.adapters.plots.drawing import save_png
from ibmodel.adapters.plots.funding import waterfall, waterfall_by_variant, waterfalls
from ibmodel.adapters.plots.reforms import cover_distribution, gains_by
from ibmodel.adapters.plots.stages import pool_use

__all__ = [
    "cover_distribution",
    "gains_by",
    "pool_use",
    "save_png",
    "waterfall",
    "waterfall_by_variant",
    "waterfalls",
]
