"""A beast as a program: ``python -m zoo half_even_rounding`` reads and writes JSON Lines."""

from __future__ import annotations

import sys

from zoo import ZOO

with ZOO[sys.argv[1]].make() as voice:
    for line in sys.stdin:
        print(voice.evaluate_line(line), flush=True)
