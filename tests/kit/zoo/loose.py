"""A beast as a function that is tested: ``--python zoo.loose:half_even_rounding`` makes this process that beast."""

from __future__ import annotations

from typing import Any

from . import ZOO

_LET_LOOSE = []


def __getattr__(name: str) -> Any:
    if name not in ZOO:
        raise AttributeError(name)
    made = ZOO[name].make()
    voice = made.__enter__()
    _LET_LOOSE.append(made)  # for as long as the process lasts
    return voice.evaluate
