"""The input of every operation as a frozen class: its fields in the protocol's order, optional ones with a default.

Where the rules take the same thing from Python, the class of `ibmodel.case` stands here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import attrs

from ibmodel.case import Identifier, Line, Need, Rankings, Recipient, ServiceName
from ibmodel.case.applications import (
    AdultApplicant,
    ChildApplicant,
    Component,
    GeneralApplicant,
    Measure,
    PilotDates,
    Until,
)
from ibmodel.money import Money, Share
from ibmodel.rules.selection import Certificate
from ibmodel.vocabulary import Impairment

__all__ = [
    "AdultAssessment",
    "AdultCounted",
    "AdultReplaceRequest",
    "AdultSelectRequest",
    "AdultTargetsRequest",
    "AdultVerifyRequest",
    "AgeGroup",
    "ChildAssessment",
    "Counted",
    "DeadlinesRequest",
    "Experts",
    "FinalRequest",
    "FitRequest",
    "FixedProvisionalRequest",
    "FreeProvisionalRequest",
    "GeneralAssessment",
    "MergeRequest",
    "NeededRequest",
    "NoInput",
    "NotAsked",
    "ProvisionalRequest",
    "RankingsDocument",
    "ReplaceRequest",
    "SelectRequest",
    "TargetsRequest",
    "VerifyRequest",
    "WeightsRequest",
]

#: The name of an age group.
AgeGroup = Annotated[str, "age group"]
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
class ChildAssessment:
    """The input of ``eligibility.assess`` in the children's pilot."""

    applicant: ChildApplicant
    pilot: PilotDates


@attrs.frozen
class GeneralAssessment:
    """The input of ``eligibility.assess`` outside the pilot."""

    applicant: GeneralApplicant
    on: date


@attrs.frozen
class AdultAssessment:
    """The input of ``eligibility.assess`` in the adults' pilot."""

    applicant: AdultApplicant


@attrs.frozen
class DeadlinesRequest:
    """The input of ``eligibility.deadlines``."""

    application_closed: date | None = None
    received: date | None = None
    holidays: tuple[date, ...] | None = None
    working_days: tuple[date, ...] | None = None


@attrs.frozen(kw_only=True)
class Counted:
    """An applicant of whom only the margins matter; what else an application holds is allowed and not looked at."""

    id: Identifier
    municipality: Identifier
    impairment: Impairment
    age_group: AgeGroup | None = None
    born: date | None = None
    components: tuple[Component, ...] | None = None
    disability_determined: bool | None = None
    disability_until: Until | None = None
    di_evaluated: bool | None = None
    other_measures: tuple[Measure, ...] | None = None
    home_schooled: bool | None = None
    special_care: bool | None = None
    received: datetime | None = None


@attrs.frozen
class TargetsRequest:
    """The input of ``selection.targets``."""

    applicants: tuple[Counted, ...]
    pilot: PilotDates
    regions: Mapping[Identifier, Identifier] | None = None


@attrs.frozen
class SelectRequest:
    """The input of ``selection.select`` in the children's pilot."""

    applicants: tuple[ChildApplicant, ...]
    pilot: PilotDates
    regions: Mapping[Identifier, Identifier] | None = None
    certificate: bool | None = None


@attrs.frozen
class VerifyRequest:
    """The input of ``selection.verify`` in the children's pilot."""

    applicants: tuple[ChildApplicant, ...]
    pilot: PilotDates
    regions: Mapping[Identifier, Identifier] | None = None
    selected: tuple[Identifier, ...] = attrs.field(kw_only=True)
    certificate: Certificate | None = None


@attrs.frozen
class ReplaceRequest:
    """The input of ``selection.replace`` in the children's pilot."""

    applicants: tuple[ChildApplicant, ...]
    pilot: PilotDates
    regions: Mapping[Identifier, Identifier] | None = None
    selected: tuple[Identifier, ...] = attrs.field(kw_only=True)
    leaving: tuple[Identifier, ...] = attrs.field(kw_only=True)


@attrs.frozen
class AdultCounted:
    """An adult applicant of whom only the municipality matters."""

    id: Identifier
    municipality: Identifier


@attrs.frozen
class AdultTargetsRequest:
    """The input of ``selection.targets`` in the adults' pilot."""

    applicants: tuple[AdultCounted, ...]
    pilot: PilotDates | None = None


@attrs.frozen
class AdultSelectRequest:
    """The input of ``selection.select`` in the adults' pilot; only the applicants are looked at."""

    applicants: tuple[AdultApplicant, ...]
    pilot: PilotDates | None = None
    regions: Mapping[Identifier, Identifier] | None = None
    certificate: bool | None = None


@attrs.frozen
class AdultVerifyRequest:
    """The input of ``selection.verify`` in the adults' pilot."""

    applicants: tuple[AdultApplicant, ...]
    pilot: PilotDates | None = None
    selected: tuple[Identifier, ...] = attrs.field(kw_only=True)


@attrs.frozen
class AdultReplaceRequest:
    """The input of ``selection.replace`` in the adults' pilot."""

    applicants: tuple[AdultApplicant, ...]
    pilot: PilotDates | None = None
    selected: tuple[Identifier, ...] = attrs.field(kw_only=True)
    leaving: tuple[Identifier, ...] = attrs.field(kw_only=True)


@attrs.frozen
class NoInput:
    """The input of ``policy.describe``: an empty object."""
