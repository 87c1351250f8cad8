"""What a system asks before it opens, sends or deletes data on a child: who, what, whose, and how kept safe."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from ibmodel.case.checks import Identifier, exactly, identifier, named, optional
from ibmodel.errors import Inconsistent, pointer
from ibmodel.money import count
from ibmodel.vocabulary import Word

__all__ = [
    "AccessAction",
    "AccessRequest",
    "ChildReference",
    "DeletionRequest",
    "ExchangeRequest",
    "PasswordFacts",
    "Role",
    "SavedDocument",
    "Transmission",
]


class Role(Word):
    """Who asks for access, by level from the lowest (piekļuves līmenis, A-10)."""

    SOCIAL_WORKER = "social_worker", "a municipality's social worker", "pašvaldības sociālais darbinieks"
    MINISTRY_TEAM = "ministry_team", "the ministry's team", "LM projekta īstenošanas komanda"
    MINISTRY_ADMINISTRATOR = (
        "ministry_administrator",
        "the ministry team's administrator",
        "LM projekta īstenošanas komandas administrators",
    )
    OTHER = "other", "anybody else", "cita persona"


class AccessAction(Word):
    """What somebody wants to do with a document (A-10)."""

    SEE = "see", "to see it", "apskatīt"
    ADD = "add", "to add it", "pievienot"
    DELETE = "delete", "to delete it", "dzēst"


class ChildReference(Word):
    """By what a request refers to a child (A-11)."""

    CODE = "code", "by the code", "kods"
    NAME = "name", "by the name", "vārds un uzvārds"
    NO_CHILD = "no_child", "not to a child", "nav par bērnu"


_yes_no = optional(exactly(bool))


def _characters(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    named(lambda length: count(length, "characters"))(instance, attribute, value)


@attrs.frozen(kw_only=True)
class AccessRequest:
    """Who wants to do what with the data of which municipality, from where, and how the child is referred to.

    ``own_municipality`` is where a social worker works. ``contract_signed`` matters only for a child that is referred
    to by its name. ``None`` means: not known.
    """

    role: Role = attrs.field(validator=exactly(Role))
    own_municipality: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))
    action: AccessAction = attrs.field(validator=exactly(AccessAction))
    municipality: Identifier = attrs.field(validator=named(identifier))
    registered_address: bool | None = attrs.field(default=None, validator=_yes_no)
    reference: ChildReference = attrs.field(validator=exactly(ChildReference))
    contract_signed: bool | None = attrs.field(default=None, validator=_yes_no)


@attrs.frozen(kw_only=True)
class DeletionRequest:
    """Somebody who may not delete asks the administrator to; ``None``: not known.

    ``own_document``: who asks has added the document. ``document_named``: the request says which document it is.
    """

    role: Role = attrs.field(validator=exactly(Role))
    own_document: bool | None = attrs.field(default=None, validator=_yes_no)
    document_named: bool | None = attrs.field(default=None, validator=_yes_no)


@attrs.frozen
class ExchangeRequest:
    """An institution to speak with about a child, and whether the parent consents; ``None``: not asked yet."""

    institution: Identifier = attrs.field(validator=named(identifier))
    consent: bool | None = attrs.field(default=None, validator=_yes_no)


@attrs.frozen
class Transmission:
    """A document sent electronically: whether it is encrypted, as is an archive under a password; ``None``: unknown."""

    encrypted: bool | None = attrs.field(default=None, validator=_yes_no)


@attrs.frozen(kw_only=True)
class PasswordFacts:
    """What is known of a password on a day, never the password itself; ``None``: not known.

    ``characters`` is its length, ``changed`` the day it was set.
    """

    on: date = attrs.field(validator=exactly(date))
    characters: int | None = attrs.field(default=None, validator=optional(_characters))
    changed: date | None = attrs.field(default=None, validator=optional(exactly(date)))

    @changed.validator
    def _not_after_that_day(self, attribute: attrs.Attribute[Any], value: date | None) -> None:
        if value is not None and value > self.on:
            raise Inconsistent(f"expected a day not after {self.on}, got {value}", pointer(attribute.name))


@attrs.frozen
class SavedDocument:
    """A document that was saved on a day, and the saving date that it shows; ``None``: it shows none."""

    saved: date = attrs.field(validator=exactly(date))
    shown: date | None = attrs.field(default=None, validator=optional(exactly(date)))
