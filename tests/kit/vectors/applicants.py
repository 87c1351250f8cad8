"""Applicants for the vectors on who takes part, and what an assessment of one must say."""

from __future__ import annotations

from typing import Any

__all__ = ["ABSENT", "PILOT", "adult", "child", "general", "pilot", "verdict"]

Json = Any

#: Stands for a field that is left out.
ABSENT = object()
#: The children's pilot as it was.
PILOT = {"start": "2018-09-01", "months": 12}

_CHILD = {
    "id": "a",
    "born": "2010-05-05",
    "impairment": "mental",
    "disability_determined": True,
    "disability_until": "indefinite",
    "di_evaluated": True,
    "municipality": "Tukums",
    "received": "2018-07-03T09:14",
}
_GENERAL = {
    "id": "a",
    "born": "2010-05-05",
    "impairment": "mental",
    "disability_determined": True,
    "received": "2018-07-03T09:14",
}
_ADULT = {
    "id": "a",
    "born": "1990-05-05",
    "mental_impairment": True,
    "disability_group": 1,
    "declared_municipality": "Tukums",
    "received": "2019-08-05T09:14",
    "documents": ["application", "disability_proof"],
}


def child(**changes: Json) -> Json:
    """A child who meets every criterion of the pilot, but for the changes."""
    return _changed(_CHILD, changes)


def general(**changes: Json) -> Json:
    """A child who meets every criterion outside the pilot, but for the changes."""
    return _changed(_GENERAL, changes)


def adult(**changes: Json) -> Json:
    """A person who meets every criterion of the adults' pilot, but for the changes."""
    return _changed(_ADULT, changes)


def pilot(start: str, months: int = 12) -> Json:
    """When another pilot runs."""
    return {"start": start, "months": months}


def verdict(eligible: bool | None, **criteria: bool | tuple[str, ...]) -> dict[str, Json]:
    """What an assessment says: each criterion, written ``E_1``, is met, not met, or lacks the facts of that name."""
    listed = [
        {"rule": rule.replace("_", "-"), "met": met}
        if isinstance(met, bool)
        else {"rule": rule.replace("_", "-"), "met": None, "missing": list(met)}
        for rule, met in criteria.items()
    ]
    return {"/result/eligible": eligible, "/result/criteria": listed}


def _changed(base: dict[str, Json], changes: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in (base | changes).items() if value is not ABSENT}
