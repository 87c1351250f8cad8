"""Binding providers, describing services, reporting violence: what the papers state and when they were sent."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from ibmodel.case.checks import as_tuple, each, exactly, optional
from ibmodel.errors import Inconsistent, pointer
from ibmodel.vocabulary import Word

__all__ = [
    "ContractItem",
    "DescriptionItem",
    "GuaranteeLetter",
    "LetterItem",
    "ProviderChange",
    "ProviderContract",
    "ServiceDescription",
    "ViolenceReport",
]


class ContractItem(Word):
    """What a contract with a provider states (R-9), in the order of the source."""

    SUPPORT = "support", "areas and intensity of support", "atbalsta jomas un intensitāte"
    TERM = "term", "term of the contract", "līguma darbības termiņš"
    PAYMENT = "payment", "terms of payment", "samaksas noteikumi"
    RIGHTS_AND_DUTIES = "rights_and_duties", "rights and duties of both parties", "abu pušu tiesības un pienākumi"
    LIABILITY = "liability", "liability of both parties", "abu pušu atbildība"
    CHANGES = "changes", "how it is ended and amended", "līguma laušanas un grozīšanas kārtība"
    DISPUTES = "disputes", "how disputes are settled", "domstarpību risināšana"
    SUPERVISION = "supervision", "how both parties watch over its performance", "līguma izpildes uzraudzība"
    ANNEXES = "annexes", "references to its annexes", "norādes uz līguma pielikumiem"


class LetterItem(Word):
    """What a guarantee letter to a provider states (R-9), in the order of the source."""

    PROMISE = "promise", "that the social service will pay", "apliecinājums, ka sociālais dienests samaksās"
    SERVICES = "services", "the services", "pakalpojumi"
    VOLUME = "volume", "their volume", "pakalpojumu apjoms"
    INTENSITY = "intensity", "their intensity", "pakalpojumu intensitāte"
    PERIOD = "period", "the period in which they are received", "pakalpojumu saņemšanas periods"
    PAYMENT = "payment", "terms of payment", "samaksas noteikumi"
    SETTLEMENT = "settlement", "when and how it is paid", "norēķinu kārtība"
    PILOT = "pilot", "information on the pilot", "informācija par izmēģinājumprojektu"


class DescriptionItem(Word):
    """What the description of a service contains (L-8), in the order of the source."""

    DEFINITION = "definition", "definition", "definīcija"
    AIM = "aim", "aim", "mērķis"
    TASKS = "tasks", "tasks", "uzdevumi"
    DIRECT_TARGET_GROUP = "direct_target_group", "direct target group", "tiešā mērķa grupa"
    INDIRECT_TARGET_GROUP = "indirect_target_group", "indirect target group", "netiešā mērķa grupa"
    CONTENT = "content", "content", "saturs"
    SPECIALISTS = "specialists", "specialists", "iesaistītie speciālisti"
    TIME = "time", "time of provision", "sniegšanas laiks"
    VOLUME = "volume", "volume", "apjoms"
    UNIT = "unit", "unit", "mērvienība"
    RESULTS = "results", "results to be reached", "sasniedzamie rezultāti"
    CRITERIA = "criteria", "criteria for receiving it", "saņemšanas kritēriji"
    RECIPIENT_RIGHTS = (
        "recipient_rights",
        "the recipient's rights and duties",
        "saņēmēja tiesības un pienākumi",
    )
    PROVIDER_RIGHTS = "provider_rights", "the provider's rights and duties", "sniedzēja tiesības un pienākumi"
    REQUIREMENTS = "requirements", "requirements on providers", "prasības pakalpojuma sniedzējiem"
    LEGAL_ACTS = "legal_acts", "legal acts", "normatīvie akti"


_yes_no = optional(exactly(bool))
_day_or_nothing = optional(exactly(date))


@attrs.frozen
class ProviderContract:
    """A written contract with a provider: what it states, and its last day; ``None``: not known."""

    states: tuple[ContractItem, ...] = attrs.field(converter=as_tuple, validator=each(ContractItem))
    last_day: date | None = attrs.field(default=None, validator=_day_or_nothing)


@attrs.frozen
class GuaranteeLetter:
    """A letter in which the social service promises a provider payment, and what it states."""

    states: tuple[LetterItem, ...] = attrs.field(converter=as_tuple, validator=each(LetterItem))


@attrs.frozen
class ProviderChange:
    """A parent asks for another provider: whether by application, and over poor quality; ``None``: not known."""

    applied: bool | None = attrs.field(default=None, validator=_yes_no)
    poor_quality: bool | None = attrs.field(default=None, validator=_yes_no)


@attrs.frozen
class ServiceDescription:
    """The description of a service, by what it contains."""

    contains: tuple[DescriptionItem, ...] = attrs.field(converter=as_tuple, validator=each(DescriptionItem))


@attrs.frozen(kw_only=True)
class ViolenceReport:
    """Violence against a child that came to light on ``found``, as it stands on the day ``on``.

    ``police`` and ``orphans_court`` are the days on which each was told; ``None``: not told yet.
    """

    found: date = attrs.field(validator=exactly(date))
    on: date = attrs.field(validator=exactly(date))
    police: date | None = attrs.field(default=None, validator=_day_or_nothing)
    orphans_court: date | None = attrs.field(default=None, validator=_day_or_nothing)

    @on.validator
    def _not_before_it_was_found(self, attribute: attrs.Attribute[Any], value: date) -> None:
        if value < self.found:
            raise Inconsistent(f"expected a day from {self.found} on, got {value}", pointer(attribute.name))

    @police.validator
    @orphans_court.validator
    def _told_in_between(self, attribute: attrs.Attribute[Any], value: date | None) -> None:
        if value is not None and not self.found <= value <= self.on:
            message = f"expected a day from {self.found} to {self.on}, got {value}"
            raise Inconsistent(message, pointer(attribute.name))
