"""Who is helped: recipients as the stages meet them, a case with its plan, everybody who shares a pool."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from ibmodel.case.checks import (
    Identifier,
    as_tuple,
    each,
    exactly,
    identifier,
    moment,
    named,
    not_negative_amount,
    optional,
    or_nothing,
)
from ibmodel.case.plans import Benefits, PlanLine, Rankings, or_no_benefits
from ibmodel.money import Money

__all__ = ["Case", "Cohort", "Need", "Recipient"]


@attrs.frozen
class Recipient:
    """What stage 1 needs to know of a recipient (IB saņēmējs).

    ``special_care`` is the opinion on the need of special care (īpašas kopšanas atzinums); ``received`` the
    moment of the application, which decides between equals under the reading ``exhaust`` of I-3.
    """

    id: Identifier = attrs.field(validator=named(identifier))
    born: date = attrs.field(validator=exactly(date))
    special_care: bool = attrs.field(validator=exactly(bool))
    received: datetime | None = attrs.field(default=None, validator=optional(moment))


@attrs.frozen
class Need:
    """A recipient's provisional and needed amount, as stage 3 meets them."""

    id: Identifier = attrs.field(validator=named(identifier))
    provisional: Money = attrs.field(validator=not_negative_amount)
    needed: Money = attrs.field(validator=not_negative_amount)
    received: datetime | None = attrs.field(default=None, validator=optional(moment))


@attrs.frozen
class Case:
    """A recipient with the plan (atbalsta plāns) and the other money: what one file of the social service holds.

    ``lines`` are in priority order unless ``rankings`` are given: then these decide the order, and every line's
    service is ranked.
    """

    id: Identifier = attrs.field(validator=named(identifier))
    municipality: Identifier = attrs.field(validator=named(identifier))
    born: date = attrs.field(validator=exactly(date))
    special_care: bool = attrs.field(validator=exactly(bool))
    lines: tuple[PlanLine, ...] = attrs.field(converter=as_tuple, validator=each(PlanLine))
    received: datetime | None = attrs.field(default=None, validator=optional(moment))
    rankings: Rankings | None = attrs.field(default=None, validator=optional(exactly(Rankings)))
    benefits: Benefits = attrs.field(default=None, converter=or_no_benefits, validator=exactly(Benefits))
    other: Money = attrs.field(default=None, converter=or_nothing, validator=not_negative_amount)
    before: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))

    @property
    def recipient(self) -> Recipient:
        """The recipient as stage 1 sees it."""
        return Recipient(self.id, self.born, self.special_care, self.received)


@attrs.frozen
class Cohort:
    """Everybody who shares one pool (kopējais finansējums) in one period.

    ``on`` is the first day of the period, ``underspent`` what was planned but not spent in the period before,
    ``amount`` the euro value of 100 % under the reading ``fixed_amount`` of I-1. ``title`` says what the data are,
    ``synthetic`` whether they are made up.
    """

    title: str = attrs.field(validator=exactly(str))
    synthetic: bool = attrs.field(validator=exactly(bool))
    pool: Money = attrs.field(validator=not_negative_amount)
    on: date = attrs.field(validator=exactly(date))
    cases: tuple[Case, ...] = attrs.field(converter=as_tuple, validator=each(Case))
    underspent: Money = attrs.field(default=None, converter=or_nothing, validator=not_negative_amount)
    amount: Money | None = attrs.field(default=None, validator=optional(not_negative_amount))
