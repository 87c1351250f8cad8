"""The zoo: wrong implementations of the protocol, each with one realistic mistake, by the mistake's name."""

from __future__ import annotations

from . import checks, funding, life, money, people, protocol, selection
from .beast import Beast, Voice

__all__ = ["ZOO", "Beast", "Voice"]

_HOUSES = (people, selection, money, funding, checks, life, protocol)

ZOO: dict[str, Beast] = {beast.name: beast for house in _HOUSES for beast in house.BEASTS}
