"""Mistakes in reading requests."""

from __future__ import annotations

import copy

from ibmodel.exchange import reading
from ibmodel.parameters import figures

from .beast import Beast, edited, wrapped

_PROTOCOL = ("protocol",)
#: What may stand where something wrong stood: one value of each kind that requests have.
_ANYTHING = (
    "nanny",
    "review.decide",
    "x",
    "2018-09-01",
    "2018-07-03T09:14",
    "1.00",
    1,
    True,
    [1],
    [],
    {},
    {"reason": "other"},
)


def _steps(path):
    return [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]


def _holder(document, steps):
    """What holds the place that ``steps`` lead to, and the last step, as an index where it is one."""
    for step in steps[:-1]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document, int(steps[-1]) if isinstance(document, list) else steps[-1]


def _without(request, path):
    """``request`` without the field at ``path``."""
    changed = copy.deepcopy(request)
    holder, key = _holder(changed, _steps(path))
    del holder[key]
    return changed


def _ignores_unknown_fields(request, evaluate):
    response = evaluate(request)
    while not response["ok"] and response["error"]["code"] == "unknown_field":
        request = _without(request, response["error"]["path"])
        response = evaluate(request)
    return response


def _whole(value):
    if isinstance(value, dict):
        return {key: _whole(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) else value


def _mended(request, path, evaluate):
    """``request`` with something in order at ``path``, and the answer to it; None where nothing helps."""
    for value in (None, *_ANYTHING):
        changed = copy.deepcopy(request)
        try:
            holder, key = _holder(changed, _steps(path))
            if value is None:
                del holder[key]
            else:
                holder[key] = value
        except (LookupError, TypeError, ValueError):
            continue
        response = evaluate(changed)
        if response["ok"] or response["error"]["path"] != path:
            return changed, response
    return None


def _tells_the_last_problem(request, evaluate):
    response = told = evaluate(request)
    known = set()
    while not response["ok"] and response["error"]["path"] not in known:
        told = response
        known.add(response["error"]["path"])
        found = _mended(request, response["error"]["path"], evaluate) if response["error"]["path"] else None
        if found is None:
            break
        request, response = found
    return told


BEASTS = (
    Beast(
        "unlisted_parameter_accepted",
        ("protocol: errors",),
        "a reform of a parameter that does not exist changes nothing, silently",
        (edited(figures.changed, ("raise UnknownParameter(", "_ = (")),),
        chapters=_PROTOCOL,
    ),
    Beast(
        "unknown_field_ignored",
        ("protocol: errors",),
        "fields that nobody knows are passed over",
        (wrapped(_ignores_unknown_fields),),
        chapters=_PROTOCOL,
    ),
    Beast(
        "float_for_integer",
        ("protocol: scalars",),
        "a number with a fraction is cut to a whole one",
        (wrapped(lambda request, evaluate: evaluate(_whole(request))),),
        chapters=_PROTOCOL,
    ),
    Beast(
        "problems_in_any_order",
        ("protocol: order",),
        "of several problems the last is told",
        (wrapped(_tells_the_last_problem),),
        ("eligibility.assess", "selection.verify"),
        _PROTOCOL,
    ),
    Beast(
        "doubled_keys_last_wins",
        ("protocol: errors",),
        "of a key that stands twice the last value counts",
        (edited(reading.read_document, (" or _first_doubled(as_written)", "")),),
        chapters=_PROTOCOL,
    ),
)
