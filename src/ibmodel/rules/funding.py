"""Stage 4: the total amount (IB kopējais apmērs): which money pays for what.

Rules D-4, B-8, F-1 to F-7; readings of I-10, I-24 and I-30.

Four sources pay for the lines of a plan. The project's money and other money pay for any line; public money only
for the line that it pays for already; benefits only for their own kind of line. The greatest cover is found so:

1. What the first few sources of the order can pay together has a closed form (`_Plan.dues`): tied money where it
   may go, then free money on what is left. The most that a source can pay without lowering what those before it
   pay is the difference of two such reaches, and these differences add up to the greatest total.
2. The money is put on the lines source by source, line by line, as much as possible each time, holding back only
   what the later sources must still find unpaid in order to reach their amounts (`_Hold`).

``docs/decisions/0004-funding-in-closed-form.md`` has the argument; a law compares the answer with brute force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

import attrs

from ibmodel.case import Funding, FundingLine
from ibmodel.catalogue import area_of, is_transport
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import Comparison, SupportArea

__all__ = ["CODES", "FundedLine", "Sources", "TotalStage", "compute_total", "readings_of", "total_amount"]

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

#: The sources project, benefits, public money and other, as columns in the order in which answers list them.
_P, _B, _G, _O = range(4)
_COLUMNS: Final = 4
_ORDERS: Final[Mapping[tuple[int, str], tuple[int, ...]]] = {
    (1, "table"): (_P, _B, _O),
    (1, "text"): (_P, _B, _O),
    (2, "table"): (_P, _B, _G, _O),
    (2, "text"): (_P, _G, _B, _O),
    (3, "table"): (_G, _B, _P, _O),
    (3, "text"): (_G, _P, _B, _O),
}

#: The pots of benefits, by the kind of line that they pay for; nothing is tied to the third kind.
_REHABILITATION, _TRANSPORT, _NEITHER = range(3)

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
    reasons.append(Reason(AGAINST[against], (_before(funding), compared)))
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(consulted))


def total_amount(funding: Funding, parameters: Parameters) -> TotalStage:
    """The amounts of `compute_total` without their reasons. Rules: D-4, B-8, F-1, F-2, F-3, F-4, F-5, F-6, F-7."""
    variant = funding.variant or parameters.funding.variant
    order = _ORDERS[variant, parameters.reading("I-24")]
    plan = _Plan(funding, parameters.reading("I-30"))
    distribute = _line_by_line if parameters.reading("I-10") == "in_order" else _greatest_cover
    columns = distribute(plan, order)
    lines = []
    for line, amount, *paid in zip(funding.lines, plan.amounts, *columns, strict=True):
        unmet = amount - sum(paid)
        lines.append(FundedLine(line.service, *[Money(cents) if cents else _NOTHING for cents in (*paid, unmet)]))
    sums = [sum(column) for column in columns]
    total = sum(sums)
    against = _against_before(plan.needed, total, _before(funding).cents)
    sources = Sources(*[Money(cents) if cents else _NOTHING for cents in sums])
    return TotalStage(Money(total), Money(plan.needed - total), sources, tuple(lines), against)


def readings_of(variant: int) -> tuple[str, ...]:
    """The switchable interpretations that can matter under a funding variant."""
    return ("I-10", "I-30") if variant == 1 else ("I-10", "I-24", "I-30")


def _before(funding: Funding) -> Money:
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


class _Plan:
    """A plan and the money for it in cents: by line the amount, the public money that it can take and its pot."""

    def __init__(self, funding: Funding, rehabilitation: str) -> None:
        self.amounts = [line.amount.cents for line in funding.lines]
        self.public = [min(line.public.cents, line.amount.cents) for line in funding.lines]
        self.pots = [_pot(line, rehabilitation) for line in funding.lines]
        self.benefits = (funding.benefits.rehabilitation.cents, funding.benefits.transport.cents, 0)
        self.free = {_P: funding.final.cents, _O: funding.other.cents}
        self.needed = sum(self.amounts)

    def beyond_public(self, unpaid: Sequence[int]) -> list[int]:
        """What public money cannot pay of ``unpaid``, by line."""
        return [rest - public if rest > public else 0 for rest, public in zip(unpaid, self.public, strict=True)]

    def by_pot(self, amounts: Sequence[int]) -> list[int]:
        """The sums of ``amounts`` by the pot of their lines."""
        sums = [0, 0, 0]
        for amount, pot in zip(amounts, self.pots, strict=True):
            sums[pot] += amount
        return sums

    def tied(self, sources: Sequence[int], unpaid: Sequence[int]) -> int:
        """The most of ``unpaid`` that the tied ones of ``sources`` can pay together."""
        beyond = self.beyond_public(unpaid) if _G in sources else unpaid
        reach = sum(unpaid) - sum(beyond)
        if _B in sources and any(self.benefits):
            reach += sum(map(min, self.benefits, self.by_pot(beyond)))
        return reach

    def dues(self, order: Sequence[int]) -> list[int]:
        """How much each source of ``order`` pays: what it adds to the most that those before it can pay."""
        dues = []
        reached = free = tied = 0
        for step, source in enumerate(order):
            if source in self.free:
                free += self.free[source]
            else:
                tied = self.tied(order[: step + 1], self.amounts)
            reach = min(self.needed, tied + free)
            dues.append(reach - reached)
            reached = reach
        return dues


def _pot(line: FundingLine, rehabilitation: str) -> int:
    """Which benefits may pay for ``line`` (F-4, I-30); what the caller says of transport prevails."""
    if is_transport(line.service) if line.transport is None else line.transport:
        return _TRANSPORT
    if rehabilitation == "area_3" and area_of(line.service) is not SupportArea.FUNCTIONING:
        return _NEITHER
    return _REHABILITATION


def _line_by_line(plan: _Plan, order: Sequence[int]) -> list[list[int]]:
    """The reading ``in_order`` of I-10: line after line, for each the sources in order, whatever is left to others."""
    free = dict(plan.free)
    benefits = list(plan.benefits)
    columns = [[0] * len(plan.amounts) for _ in range(_COLUMNS)]
    for place, pot in enumerate(plan.pots):
        unpaid = plan.amounts[place]
        for source in order:
            limit = plan.public[place] if source == _G else benefits[pot] if source == _B else free[source]
            payment = min(unpaid, limit)
            unpaid -= payment
            columns[source][place] = payment
            if source == _B:
                benefits[pot] -= payment
            elif source != _G:
                free[source] -= payment
    return columns


def _greatest_cover(plan: _Plan, order: Sequence[int]) -> list[list[int]]:
    """The reading ``best_cover`` of I-10: the greatest total, then the sources in order, then the lines in order."""
    unpaid = plan.amounts
    columns = [[0] * len(unpaid) for _ in range(_COLUMNS)]
    dues = plan.dues(order)
    for step, (source, due) in enumerate(zip(order, dues, strict=True)):
        if due == 0:
            continue
        later = order[step + 1 :]
        if source == _G:
            payments = list(map(min, plan.public, unpaid))
        elif source == _B:
            payments = _place_benefits(plan, unpaid, public_follows=_G in later)
        else:
            payments = _place_free(due, unpaid, _holds(plan, later, dues[step + 1 :], unpaid))
        unpaid = [rest - payment for rest, payment in zip(unpaid, payments, strict=True)]
        columns[source] = payments
    return columns


def _place_benefits(plan: _Plan, unpaid: Sequence[int], *, public_follows: bool) -> list[int]:
    """Benefits line by line; if public money comes after them, first where that cannot pay."""
    left = list(plan.benefits)
    payments = [0] * len(unpaid)
    for limits in (plan.beyond_public(unpaid), unpaid) if public_follows else (unpaid,):
        for place, pot in enumerate(plan.pots):
            payment = min(limits[place] - payments[place], left[pot])
            if payment > 0:
                payments[place] += payment
                left[pot] -= payment
    return payments


def _place_free(due: int, unpaid: Sequence[int], holds: Sequence[_Hold]) -> list[int]:
    """``due`` of free money line by line, as much as possible and as the holds allow."""
    payments = []
    for place, rest in enumerate(unpaid):
        payment = min(rest, due)
        for hold in holds:
            payment = min(payment, hold.most(place))
        for hold in holds:
            hold.pay(place, payment)
        due -= payment
        payments.append(payment)
    return payments


class _Hold:
    """What must stay unpaid so that some later, tied sources can still pay what they are due.

    ``slack`` is how much less they could pay and still be due no more. Of a line, the part that none of them needs
    can be paid freely: what is beyond the public money, as far as the benefits find enough elsewhere.
    """

    def __init__(self, plan: _Plan, sources: Sequence[int], unpaid: Sequence[int], due: int) -> None:
        self._beyond = plan.beyond_public(unpaid) if _G in sources else unpaid
        self._open = plan.by_pot(self._beyond)
        self._pots = plan.pots
        self._benefits = plan.benefits if _B in sources else (0, 0, 0)
        self._slack = plan.tied(sources, unpaid) - due

    def _needless(self, place: int) -> int:
        pot = self._pots[place]
        return min(self._beyond[place], max(self._open[pot] - self._benefits[pot], 0))

    def most(self, place: int) -> int:
        """The most that may be paid on a line now."""
        return self._needless(place) + self._slack

    def pay(self, place: int, payment: int) -> None:
        """Takes note that a line is paid."""
        self._slack -= max(payment - self._needless(place), 0)
        self._open[self._pots[place]] -= min(payment, self._beyond[place])


def _holds(plan: _Plan, later: Sequence[int], dues: Sequence[int], unpaid: Sequence[int]) -> list[_Hold]:
    """One hold for the next tied source, one for the next two, as far as they are due something."""
    tied = [source for source in later if source in (_B, _G)]
    together = list(accumulate(due for source, due in zip(later, dues, strict=True) if source in tied))
    return [_Hold(plan, tied[: end + 1], unpaid, due) for end, due in enumerate(together) if due]


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
