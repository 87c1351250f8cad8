"""Stage 4: the total amount (IB kopējais apmērs): which money pays for what.

Rules D-4, B-8, F-1 to F-7; readings of I-10, I-24 and I-30.

Four sources pay for the lines of a plan. The project's money and other money pay for any line; public money only
for the line that it pays for already; benefits only for their own kind of line. `ibmodel.rules.funding.cover` puts
the money on the lines.
"""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.case import Funding
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.funding.cover import Plan, cover, order_of
from ibmodel.vocabulary import Comparison

__all__ = [
    "CODES",
    "FundedLine",
    "Sources",
    "TotalStage",
    "compute_total",
    "readings_of",
    "situation_before",
    "total_amount",
]

VARIANT: Final = {
    variant: ReasonCode(f"variant_{variant}_order", f"F-{variant}", ("variant",)) for variant in (1, 2, 3)
}
PUBLIC_USED: Final = ReasonCode("public_money_used", "F-4", ("used", "available"))
USED: Final = (
    ReasonCode("project_money_used", "D-3", ("used", "available")),
    ReasonCode("benefits_used", "F-4", ("used", "available")),
    PUBLIC_USED,
    ReasonCode("other_money_used", "B-8", ("used", "available")),
)
PUBLIC_UNUSED: Final = ReasonCode("public_money_not_used", "F-1", ("available",))
COVERED: Final = ReasonCode("need_covered", "F-5", ("needed", "total"))
UNMET: Final = ReasonCode("need_not_covered", "B-11", ("needed", "total", "unmet"))
TIED_LEFT: Final = ReasonCode("tied_money_left", "F-6", ("unmet", "left"))
AGAINST: Final = {
    Comparison.BETTER: ReasonCode("support_grew", "F-7", ("before", "total")),
    Comparison.SAME: ReasonCode("support_stayed", "F-7", ("before", "total")),
    Comparison.WORSE: ReasonCode("support_shrank", "F-7", ("before", "total")),
    Comparison.NEED_IS_LESS: ReasonCode("need_is_less_than_before", "F-7", ("before", "needed")),
}
CODES: Final = (
    *VARIANT.values(),
    *USED,
    PUBLIC_UNUSED,
    COVERED,
    UNMET,
    TIED_LEFT,
    *AGAINST.values(),
)

_NOTHING: Final = Money(0)


@attrs.frozen
class Sources:
    """An amount from each source of money."""

    project: Money
    benefits: Money
    public: Money
    other: Money


@attrs.frozen
class FundedLine:
    """What each source pays of one line, and what nobody pays."""

    service: str
    project: Money
    benefits: Money
    public: Money
    other: Money
    unmet: Money


@attrs.frozen
class TotalStage:
    """The outcome of stage 4: the sources add up to ``total``, of every line too; total + unmet = needed."""

    total: Money
    unmet: Money
    sources: Sources
    lines: tuple[FundedLine, ...]
    against_before: Comparison


def compute_total(funding: Funding, parameters: Parameters) -> Decision[TotalStage]:
    """What may be spent on the plan from all sources, which money pays for what, and why (IB kopējais apmērs)?

    The variant is that of ``funding``, else the edition's. Rules: D-4, B-8, B-11, F-1, F-2, F-3, F-4, F-5, F-6,
    F-7; source M II.3.3, table 2.
    """
    outcome = total_amount(funding, parameters)
    variant = funding.variant or parameters.funding.variant
    consulted = readings_of(variant)
    reasons = [Reason(VARIANT[variant], (variant,), consulted), *_why_sources(funding, outcome, variant, consulted)]
    needed = outcome.total + outcome.unmet
    if outcome.unmet.cents:
        reasons.append(Reason(UNMET, (needed, outcome.total, outcome.unmet)))
    else:
        reasons.append(Reason(COVERED, (needed, outcome.total)))
    against = outcome.against_before
    compared = needed if against is Comparison.NEED_IS_LESS else outcome.total
    reasons.append(Reason(AGAINST[against], (situation_before(funding), compared)))
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(consulted))


def total_amount(funding: Funding, parameters: Parameters) -> TotalStage:
    """The amounts of `compute_total` without their reasons. Rules: D-4, B-8, F-1, F-2, F-3, F-4, F-5, F-6, F-7."""
    variant = funding.variant or parameters.funding.variant
    plan = Plan(funding, parameters.reading("I-30"))
    columns = cover(plan, order_of(variant, parameters.reading("I-24")), parameters.reading("I-10"))
    lines = []
    for line, amount, *paid in zip(funding.lines, plan.amounts, *columns, strict=True):
        unmet = amount - sum(paid)
        lines.append(FundedLine(line.service, *[Money(cents) if cents else _NOTHING for cents in (*paid, unmet)]))
    sums = [sum(column) for column in columns]
    total = sum(sums)
    against = _against_before(plan.needed, total, situation_before(funding).cents)
    sources = Sources(*[Money(cents) if cents else _NOTHING for cents in sums])
    return TotalStage(Money(total), Money(plan.needed - total), sources, tuple(lines), against)


def readings_of(variant: int) -> tuple[str, ...]:
    """The switchable interpretations that can matter under a funding variant."""
    return ("I-10", "I-30") if variant == 1 else ("I-10", "I-24", "I-30")


def situation_before(funding: Funding) -> Money:
    """What the recipient had before: as said, else the public money and the benefits together. Rules: F-7."""
    if funding.before is not None:
        return funding.before
    public = sum([line.public.cents for line in funding.lines])
    return Money(public + funding.benefits.rehabilitation.cents + funding.benefits.transport.cents)


def _against_before(needed: int, total: int, before: int) -> Comparison:
    if needed < before:
        return Comparison.NEED_IS_LESS
    if total == before:
        return Comparison.SAME
    return Comparison.BETTER if total > before else Comparison.WORSE


def _why_sources(funding: Funding, outcome: TotalStage, variant: int, consulted: tuple[str, ...]) -> list[Reason]:
    sources, benefits = outcome.sources, funding.benefits
    tied = Money(benefits.rehabilitation.cents + benefits.transport.cents)
    public = Money(sum([line.public.cents for line in funding.lines]))
    used = (sources.project, sources.benefits, sources.public, sources.other)
    available = (funding.final, tied, public, funding.other)
    reasons = []
    for kind, amount, limit in zip(USED, used, available, strict=True):
        if limit.cents and kind is PUBLIC_USED and variant == 1:
            reasons.append(Reason(PUBLIC_UNUSED, (limit,)))
        elif limit.cents:
            reasons.append(Reason(kind, (amount, limit)))
    left = tied.cents - sources.benefits.cents + (0 if variant == 1 else public.cents - sources.public.cents)
    if outcome.unmet.cents and left:
        reasons.append(Reason(TIED_LEFT, (outcome.unmet, Money(left)), consulted))
    return reasons
