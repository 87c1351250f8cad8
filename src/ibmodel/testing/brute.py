"""Slow answers that are obviously right, to hold the quick ones of `ibmodel.rules` against.

Nothing here uses the rules' code: amounts are exact fractions, choices are tried one after the other, and money is
distributed by a textbook flow or by listing every possibility. Meant for small cases.

- `years_by_birthdays`, `shared_pool`, `poured_surplus`, `largest_remainders`: stages 1 and 3.
- `units_that_fit`, `merged_scores`: needs.
- `Purse`, `purses`: which money may pay for which line.
- `best_by_flow`, `best_by_listing`, `line_by_line`: which money pays for what, under both readings of I-10.
- `provisional_cents`, `final_cents`, `distribution`: the same for the classes of `ibmodel.case`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Final

import attrs

from ibmodel.case import Funding, FundingLine, Need, Recipient
from ibmodel.catalogue import is_listed, service
from ibmodel.money import Money, Share
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import Source, SupportArea

__all__ = [
    "Distribution",
    "Purse",
    "best_by_flow",
    "best_by_listing",
    "distribution",
    "final_cents",
    "largest_remainders",
    "line_by_line",
    "merged_scores",
    "poured_surplus",
    "provisional_cents",
    "purses",
    "shared_pool",
    "source_order",
    "units_that_fit",
    "years_by_birthdays",
]

#: What each source pays of each line, in cents.
Distribution = Mapping[Source, tuple[int, ...]]

_HALF: Final = Fraction(1, 2)
_MICROS_IN_CENT: Final = 10_000


def years_by_birthdays(born: date, on: date) -> int:
    """Completed years, by counting birthdays up to and including ``on``; 29 February is kept on the 28th (I-16)."""
    birthdays = 0
    for year in range(born.year + 1, on.year + 1):
        leap_day_missing = (born.month, born.day) == (2, 29) and (date(year, 3, 1) - timedelta(days=1)).day == 28  # noqa: PLR2004
        birthday = date(year, 2, 28) if leap_day_missing else date(year, born.month, born.day)
        birthdays += birthday <= on
    return birthdays


def shared_pool(pool: int, weights: Sequence[Fraction]) -> list[Fraction]:
    """The exact part of each in a pool that is shared in proportion to ``weights``."""
    whole = sum(weights)
    return [pool * weight / whole if whole else Fraction(0) for weight in weights]


def poured_surplus(surplus: int, shortfalls: Sequence[int], weights: Sequence[Fraction]) -> list[Fraction]:
    """The exact part of each in a surplus, in proportion to ``weights`` and never more than the shortfall.

    Whoever would get more than the shortfall gets just that; the rest is shared again among the others.
    """
    parts = dict.fromkeys(range(len(shortfalls)), Fraction(0))
    left, thirsty = Fraction(surplus), set(parts)
    while thirsty:
        level = left / sum(weights[place] for place in thirsty)
        satisfied = {place for place in thirsty if level * weights[place] >= shortfalls[place]}
        if not satisfied:
            parts.update({place: level * weights[place] for place in thirsty})
            break
        parts.update({place: Fraction(shortfalls[place]) for place in satisfied})
        left -= sum(shortfalls[place] for place in satisfied)
        thirsty -= satisfied
    return [parts[place] for place in range(len(shortfalls))]


def largest_remainders(parts: Sequence[Fraction], claims: Sequence[tuple[object, ...]]) -> list[int]:
    """``parts`` rounded down, and the whole cents that this leaves given to the largest remainders, one each.

    Of equal remainders the smaller claim goes first.
    """
    whole = [int(part) for part in parts]
    residue = int(sum(parts, Fraction(0))) - sum(whole)
    queue = sorted(range(len(parts)), key=lambda place: (whole[place] - parts[place], claims[place]))
    for place in queue[:residue]:
        whole[place] += 1
    return whole


def units_that_fit(micros: int, available: int, wanted: int) -> int:
    """The greatest number of units, up to ``wanted``, that ``available`` cents pay for: each number is tried.

    ``micros`` is the price of a unit in millionths of a euro.
    """
    return max(
        units
        for units in range(wanted + 1)
        if units == 0 or int(Fraction(micros * units, _MICROS_IN_CENT) + _HALF) <= available
    )


def merged_scores(
    experts: Mapping[str, Sequence[str]], parent: Sequence[str], weights: tuple[Fraction, Fraction]
) -> list[tuple[str, Fraction]]:
    """Services with their scores in the merged order of two rankings: N-2, I-11."""
    rows = []
    for area in sorted(experts):
        for rank, name in enumerate(experts[area], start=1):
            by_experts = Fraction(len(experts[area]) - rank + 1, len(experts[area]))
            by_parent = Fraction(len(parent) - parent.index(name), len(parent))
            score = weights[0] * by_experts + weights[1] * by_parent
            rows.append((-score, -by_experts, area, rank, name))
    return [(name, -score) for score, _, _, _, name in sorted(rows)]


@attrs.frozen
class Purse:
    """Money that may be spent up to ``limit``, and up to ``pays`` on each line."""

    limit: int
    pays: tuple[int, ...]


def source_order(variant: int, reading: str) -> tuple[Source, ...]:
    """The order of the sources in a variant, under a reading of I-24."""
    project, benefits, public, other = Source
    if variant == 1:
        return (project, benefits, other)
    if reading == "table":
        return (project, benefits, public, other) if variant == 2 else (public, benefits, project, other)  # noqa: PLR2004
    return (project, public, benefits, other) if variant == 2 else (public, project, benefits, other)  # noqa: PLR2004


def purses(funding: Funding, order: Iterable[Source], *, area_3_only: bool) -> dict[Source, list[Purse]]:
    """The purses of each source of ``order``, for the lines of ``funding``: F-4."""
    amounts = tuple(line.amount.cents for line in funding.lines)
    public = tuple(min(line.amount.cents, line.public.cents) for line in funding.lines)
    on_transport = [_is_transport(line) for line in funding.lines]
    on_rehabilitation = [
        not transport and (not area_3_only or _is_area_3(line))
        for transport, line in zip(on_transport, funding.lines, strict=True)
    ]
    all_purses = {
        Source.PROJECT: [Purse(funding.final.cents, amounts)],
        Source.BENEFITS: [
            Purse(funding.benefits.rehabilitation.cents, _where(on_rehabilitation, amounts)),
            Purse(funding.benefits.transport.cents, _where(on_transport, amounts)),
        ],
        Source.PUBLIC: [Purse(sum(public), public)],
        Source.OTHER: [Purse(funding.other.cents, amounts)],
    }
    return {source: all_purses[source] for source in order}


def _where(allowed: Sequence[bool], amounts: Sequence[int]) -> tuple[int, ...]:
    return tuple(amount if may else 0 for may, amount in zip(allowed, amounts, strict=True))


def _is_transport(line: FundingLine) -> bool:
    if line.transport is not None:
        return line.transport
    return is_listed(line.service) and service(line.service).transport


def _is_area_3(line: FundingLine) -> bool:
    return is_listed(line.service) and service(line.service).area is SupportArea.FUNCTIONING


class _Flow:
    """A network in which the flow along an arc can be made as great as possible, and then frozen.

    To make it greater, more is sent round: from the arc's end, by whatever arcs have room, back to its start.
    """

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._room: list[int] = []
        self._out: dict[int, list[int]] = {}

    def arc(self, start: int, end: int, capacity: int) -> int:
        """A new arc; its number. The arc beside it, number + 1, leads back and takes away."""
        for begin, finish, room in ((start, end, capacity), (end, start, 0)):
            self._out.setdefault(begin, []).append(len(self._ends))
            self._ends.append(finish)
            self._room.append(room)
        return len(self._ends) - 2

    def most(self, arc: int) -> int:
        """The greatest flow along ``arc`` that the flows frozen before allow; it is frozen too."""
        start, end = self._ends[arc + 1], self._ends[arc]
        room, flow = self._room[arc], self._room[arc + 1]
        self._room[arc] = self._room[arc + 1] = 0
        while room:
            path = self._path(end, start)
            if path is None:
                break
            step = min(room, *(self._room[used] for used in path))
            for used in path:
                self._room[used] -= step
                self._room[used ^ 1] += step
            room -= step
            flow += step
        return flow

    def _path(self, start: int, end: int) -> list[int] | None:
        by: dict[int, int] = {}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for arc in self._out[node]:
                reached = self._ends[arc]
                if self._room[arc] and reached != start and reached not in by:
                    by[reached] = arc
                    queue.append(reached)
        path = []
        while end in by:
            path.append(by[end])
            end = self._ends[by[end] ^ 1]
        return path or None


def best_by_flow(amounts: Sequence[int], money: Mapping[Source, Sequence[Purse]]) -> Distribution:
    """The greatest total; then the most from each source of ``money``, in its order; then the most on each line.

    Lines are gone through source by source. One after the other is made as great as possible, and frozen.
    """
    endless = sum(amounts)
    flow = _Flow()
    start, end, *lines = range(2 + len(amounts))
    whole = flow.arc(end, start, endless)
    node = start + 2 + len(amounts)
    of_source, of_line = [], []
    for line, amount in zip(lines, amounts, strict=True):
        flow.arc(line, end, amount)
    for source, its_purses in money.items():
        at_source, node = node, node + 1
        of_source.append(flow.arc(start, at_source, endless))
        for purse in its_purses:
            at_purse, node = node, node + 1
            flow.arc(at_source, at_purse, purse.limit)
            arcs = [flow.arc(at_purse, line, pays) for line, pays in zip(lines, purse.pays, strict=True)]
            of_line.append((source, arcs))
    for arc in (whole, *of_source):
        flow.most(arc)
    paid = {source: [0] * len(amounts) for source in money}
    for source in money:
        for place in range(len(amounts)):
            paid[source][place] = sum(flow.most(arcs[place]) for owner, arcs in of_line if owner is source)
    return {source: tuple(payments) for source, payments in paid.items()}


def best_by_listing(amounts: Sequence[int], money: Mapping[Source, Sequence[Purse]]) -> Distribution:
    """The same by listing every distribution there is, for a few cents and lines only."""
    every_purse = [purse for its_purses in money.values() for purse in its_purses]
    owners = [source for source, its_purses in money.items() for _ in its_purses]
    by_line = [
        [
            paid
            for paid in product(*(range(min(amount, purse.pays[place]) + 1) for purse in every_purse))
            if sum(paid) <= amount
        ]
        for place, amount in enumerate(amounts)
    ]

    def of_source(rows: Sequence[Sequence[int]], source: Source) -> tuple[int, ...]:
        return tuple(sum(cents for cents, owner in zip(row, owners, strict=True) if owner is source) for row in rows)

    def worth(rows: Sequence[Sequence[int]]) -> tuple[object, ...]:
        columns = [of_source(rows, source) for source in money]
        return (sum(map(sum, columns)), [sum(column) for column in columns], columns)

    possible = (
        rows
        for rows in product(*by_line)
        if all(sum(row[number] for row in rows) <= purse.limit for number, purse in enumerate(every_purse))
    )
    best = max(possible, key=worth)
    return {source: of_source(best, source) for source in money}


def line_by_line(amounts: Sequence[int], money: Mapping[Source, Sequence[Purse]]) -> Distribution:
    """Line after line, and for each the sources of ``money`` in its order, each as far as it goes."""
    spent = {(source, number): 0 for source, its_purses in money.items() for number in range(len(its_purses))}
    paid = {source: [0] * len(amounts) for source in money}
    for place, amount in enumerate(amounts):
        unpaid = amount
        for (source, number), already in spent.items():
            purse = money[source][number]
            payment = min(unpaid, purse.pays[place], purse.limit - already)
            spent[source, number] = already + payment
            paid[source][place] += payment
            unpaid -= payment
    return {source: tuple(payments) for source, payments in paid.items()}


def provisional_cents(recipients: Sequence[Recipient], whole: Money, on: date, parameters: Parameters) -> list[int]:
    """The provisional amount of each recipient in cents: B-1 under the readings of I-1 and I-3.

    ``whole`` is the pool, or under ``fixed_amount`` the amount of 100 %.
    """
    budget = parameters.budget
    shares = [
        Fraction(share.millionths, Share.WHOLE)
        for share in (
            budget.full_share
            if years_by_birthdays(recipient.born, on) <= budget.full_share_up_to_age or recipient.special_care
            else budget.reduced_share
            for recipient in recipients
        )
    ]
    if parameters.reading("I-1") == "fixed_amount":
        parts = [whole.cents * share for share in shares]
    elif parameters.reading("I-1") == "equal_share":
        parts = [whole.cents * share / len(shares) for share in shares]
    else:
        parts = shared_pool(whole.cents, shares)
    return _rounded(parts, shares, recipients, parameters)


def final_cents(needs: Sequence[Need], parameters: Parameters, reserve: Money, underspent: Money) -> list[int]:
    """The final amount of each recipient in cents: B-4 to B-6 under the readings of I-2 and I-3."""
    surplus = reserve.cents + underspent.cents
    surplus += sum(max(need.provisional.cents - need.needed.cents, 0) for need in needs)
    short = [need for need in needs if need.needed > need.provisional]
    weights = [_weight(need, parameters.reading("I-2")) for need in short]
    parts = poured_surplus(surplus, [need.needed.cents - need.provisional.cents for need in short], weights)
    shares = dict(zip([need.id for need in short], _rounded(parts, weights, short, parameters), strict=True))
    return [min(need.provisional.cents, need.needed.cents) + shares.get(need.id, 0) for need in needs]


def _weight(need: Need, reading: str) -> Fraction:
    return {
        "need": lambda: Fraction(need.needed.cents),
        "shortfall": lambda: Fraction(need.needed.cents - need.provisional.cents),
        "need_ratio": lambda: Fraction(need.needed.cents, need.provisional.cents),
        "equal": lambda: Fraction(1),
    }[reading]()


def _rounded(
    parts: Sequence[Fraction],
    weights: Sequence[Fraction],
    whose: Sequence[Recipient | Need],
    parameters: Parameters,
) -> list[int]:
    if parameters.reading("I-3") == "equal_treatment":
        return [int(part) for part in parts]
    claims = [
        (-weight, one.received is None, one.received and one.received.isoformat(), one.id)
        for weight, one in zip(weights, whose, strict=True)
    ]
    return largest_remainders(parts, claims)


def distribution(funding: Funding, parameters: Parameters) -> dict[Source, tuple[int, ...]]:
    """What each of the four sources pays of each line, in cents, under the readings of I-10, I-24 and I-30."""
    variant = funding.variant or parameters.funding.variant
    order = source_order(variant, parameters.reading("I-24"))
    amounts = [line.amount.cents for line in funding.lines]
    money = purses(funding, order, area_3_only=parameters.reading("I-30") == "area_3")
    distribute = line_by_line if parameters.reading("I-10") == "in_order" else best_by_flow
    nothing = dict.fromkeys(Source, tuple(0 for _ in amounts))
    return {**nothing, **distribute(amounts, money)}
