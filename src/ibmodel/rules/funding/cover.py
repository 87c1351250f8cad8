"""Which money pays for which line: the greatest cover of a plan, or line by line. All in whole cents.

1. What the first few sources of the order can pay together has a closed form (`Plan.dues`): tied money where it may
   go, then free money on what is left. The most that a source can pay without lowering what those before it pay is
   the difference of two such reaches, and these differences add up to the greatest total.
2. The money is put on the lines source by source, line by line, as much as possible each time, holding back only
   what the later sources must still find unpaid in order to reach their amounts (`_Hold`).

``docs/decisions/0004-funding-in-closed-form.md`` has the argument; a law compares the answer with brute force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from ibmodel.case import Funding, FundingLine
from ibmodel.catalogue import area_of, is_transport
from ibmodel.vocabulary import SupportArea

__all__ = ["Plan", "cover", "order_of"]

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


def order_of(variant: int, reading: str) -> tuple[int, ...]:
    """The sources of a funding variant in the order in which they are used, under a reading of I-24."""
    return _ORDERS[variant, reading]


def cover(plan: Plan, order: Sequence[int], reading: str) -> list[list[int]]:
    """What each source pays of each line, under a reading of I-10: a column of cents for each source."""
    return _line_by_line(plan, order) if reading == "in_order" else _greatest_cover(plan, order)


class Plan:
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


def _line_by_line(plan: Plan, order: Sequence[int]) -> list[list[int]]:
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


def _greatest_cover(plan: Plan, order: Sequence[int]) -> list[list[int]]:
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


def _place_benefits(plan: Plan, unpaid: Sequence[int], *, public_follows: bool) -> list[int]:
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

    def __init__(self, plan: Plan, sources: Sequence[int], unpaid: Sequence[int], due: int) -> None:
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


def _holds(plan: Plan, later: Sequence[int], dues: Sequence[int], unpaid: Sequence[int]) -> list[_Hold]:
    """One hold for the next tied source, one for the next two, as far as they are due something."""
    tied = [source for source in later if source in (_B, _G)]
    together = list(accumulate(due for source, due in zip(later, dues, strict=True) if source in tied))
    return [_Hold(plan, tied[: end + 1], unpaid, due) for end, due in enumerate(together) if due]
