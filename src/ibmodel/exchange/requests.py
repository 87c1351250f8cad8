"""The input of every operation as a frozen class: its fields in the protocol's order, optional ones with a default.

Where the rules take the same thing from Python, the class of `ibmodel.case` stands here too.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from ibmodel.case import Line, Need, Rankings, Recipient, ServiceName
from ibmodel.money import Money, Share

__all__ = [
    "Experts",
    "FinalRequest",
    "FitRequest",
    "FixedProvisionalRequest",
    "FreeProvisionalRequest",
    "MergeRequest",
    "NeededRequest",
    "NoInput",
    "NotAsked",
    "ProvisionalRequest",
    "RankingsDocument",
    "WeightsRequest",
]


#: An amount where none is asked for: always refused.
NotAsked = Annotated[Money, "not asked"]


@attrs.frozen
class ProvisionalRequest:
    """The input of ``budget.provisional``, whatever the reading of I-1."""

    pool: Money
    on: date
    recipients: tuple[Recipient, ...]
    amount: Money | None = None


@attrs.frozen
class FixedProvisionalRequest(ProvisionalRequest):
    """The same under the reading ``fixed_amount``, where the amount is required."""

    amount: Money


@attrs.frozen
class FreeProvisionalRequest(ProvisionalRequest):
    """The same under all other readings, where there is none."""

    amount: NotAsked | None = None


@attrs.frozen
class NeededRequest:
    """The input of ``budget.needed``."""

    lines: tuple[Line, ...]


@attrs.frozen
class FinalRequest:
    """The input of ``budget.final``."""

    recipients: tuple[Need, ...]
    reserve: Money | None = None
    underspent: Money | None = None


@attrs.frozen
class Experts:
    """The experts' rankings by support area."""

    area_1: tuple[ServiceName, ...] | None = attrs.field(default=None, metadata={"wire": "1"})
    area_2: tuple[ServiceName, ...] | None = attrs.field(default=None, metadata={"wire": "2"})
    area_3: tuple[ServiceName, ...] | None = attrs.field(default=None, metadata={"wire": "3"})


@attrs.frozen
class RankingsDocument:
    """Two rankings of the same services."""

    experts: Experts
    parent: tuple[ServiceName, ...]

    def rankings(self) -> Rankings:
        """The rankings as the rules take them; an area without a list has no services."""
        areas = {"1": self.experts.area_1, "2": self.experts.area_2, "3": self.experts.area_3}
        return Rankings({area: services or () for area, services in areas.items()}, self.parent)


@attrs.frozen
class WeightsRequest:
    """The weight of each side."""

    experts: Share
    parent: Share


@attrs.frozen
class MergeRequest(RankingsDocument):
    """The input of ``plan.merge``."""

    weights: WeightsRequest | None = None


@attrs.frozen
class FitRequest:
    """The input of ``plan.fit``."""

    available: Money
    lines: tuple[Line, ...]


@attrs.frozen
class NoInput:
    """The input of ``policy.describe``: an empty object."""
