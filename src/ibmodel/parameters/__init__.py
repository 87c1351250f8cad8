"""The figures of the methodology, one frozen edition for each policy, and reforms of them.

- `EDITIONS`: the official editions by name, ``children-pilot-2018`` (the default of the wire protocol),
  ``children-general``, ``adults-pilot-2019``; `edition` looks one up, `in_force` finds those of a day.
- `Parameters`: an edition or a reform. Its figures stand in groups (``parameters.budget.reduced_share``), each
  with a dotted path, a unit, the rule that gives it and a label in both languages: `Parameters.figures`.
- `Parameters.reform`: what if? A copy under another name; the edition itself cannot change.
- `Figure`: one figure as it is listed.

>>> str(edition("children-pilot-2018").budget.reduced_share)
'70'
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import Final

from ibmodel.errors import BadType, UnknownPolicy, shown
from ibmodel.parameters import adults_pilot_2019, children_general, children_pilot_2018
from ibmodel.parameters.figures import Figure
from ibmodel.parameters.schema import Parameters

__all__ = ["EDITIONS", "Figure", "Parameters", "edition", "in_force", "reformed"]

#: The official editions by name; the first is the default.
EDITIONS: Final[dict[str, Parameters]] = {
    parameters.name: parameters
    for parameters in (children_pilot_2018.EDITION, children_general.EDITION, adults_pilot_2019.EDITION)
}

_REFORMED: Final = "+reform"


def edition(name: object) -> Parameters:
    """The official edition called ``name``; raises `UnknownPolicy` naming the nearest and the valid names."""
    if type(name) is str:
        if name in EDITIONS:
            return EDITIONS[name]
        near = get_close_matches(name, EDITIONS, n=1)
    else:
        near = []
    hint = f"; nearest: {near[0]}" if near else ""
    raise UnknownPolicy(f"expected one of {', '.join(EDITIONS)}, got {shown(name)}{hint}")


def reformed(name: str) -> str:
    """What a reform of the parameters called ``name`` is called if it has no name of its own.

    >>> reformed("adults-pilot-2019")
    'adults-pilot-2019+reform'
    """
    return name.removesuffix(_REFORMED) + _REFORMED


def in_force(on: date) -> tuple[Parameters, ...]:
    """The official editions that are in force on the day ``on``, both ends included; possibly none or two.

    >>> [parameters.name for parameters in in_force(date(2019, 8, 31))]
    ['children-pilot-2018', 'adults-pilot-2019']
    """
    if type(on) is not date:
        raise BadType(f"expected a date, got {shown(on)}")
    return tuple(found for found in EDITIONS.values() if _in_force(found, on))


def _in_force(parameters: Parameters, on: date) -> bool:
    first, last = parameters.applies_from, parameters.applies_to
    return first is not None and last is not None and first <= on <= last
