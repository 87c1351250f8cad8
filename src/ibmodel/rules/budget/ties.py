"""Who comes first when a single cent is left and two recipients have the same claim to it (I-3, ``exhaust``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from ibmodel.money import order_keys

__all__ = ["Applicant", "first_come"]


class Applicant(Protocol):
    """Somebody with an identifier and, perhaps, the moment of an application."""

    @property
    def id(self) -> str:
        """The identifier."""
        ...

    @property
    def received(self) -> datetime | None:
        """When the application came in."""
        ...


def first_come(weights: Sequence[tuple[int, int]], applicants: Sequence[Applicant]) -> list[int]:
    """The places of ``applicants`` by greater weight, then earlier application, then identifier.

    ``weights`` are exact fractions. Whoever has no application moment comes after those who have one.
    """
    greatness = order_keys(weights)

    def claim(place: int) -> tuple[int, bool, str, str]:
        applicant = applicants[place]
        received = applicant.received
        return -greatness[place], received is None, "" if received is None else received.isoformat(), applicant.id

    return sorted(range(len(applicants)), key=claim)
