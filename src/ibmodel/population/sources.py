"""Stage 4 for a cohort: which money pays for the needs, row by row, in whole columns.

A row is a plan of two lines: what is not transport, and what is. Under ``best_cover`` (I-10) the first few sources of
the order reach min(need, T + F) together, where F is their free money and T what their tied money can fill; so each
source adds what it brings to T or F, as far as the need is still unpaid: the closed form of `ibmodel.rules.funding`,
without its lines. Under ``in_order`` the sources go through one line after the other. No sum here passes 64 bits:
money is only ever added up to the need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.errors import BadValue
from ibmodel.parameters import Parameters
from ibmodel.population.columns import LARGEST, Cohort, Whole
from ibmodel.rules.funding import order_of
from ibmodel.vocabulary import Comparison, Source

__all__ = ["AGAINST_BEFORE", "SOURCES", "Order", "against_before", "paid"]

#: The sources, numbered as in `ibmodel.rules.funding`.
SOURCES: Final = tuple(source.value for source in Source)
_P, _B, _G, _O = range(len(SOURCES))

#: What the codes of `against_before` mean, in their order.
AGAINST_BEFORE: Final = tuple(word.value for word in Comparison)
_BETTER, _SAME, _WORSE, _NEED_IS_LESS = range(len(AGAINST_BEFORE))

_COLUMNS: Final = {
    _B: ("benefits_rehabilitation", "benefits_transport"),
    _G: ("public", "public_transport"),
    _O: ("other",),
}
_BEFORE: Final = (*_COLUMNS[_G], *_COLUMNS[_B])


@attrs.frozen
class Order:
    """The sources of a funding variant in their order, as far as the cohort has such money.

    Under ``line_by_line`` each line takes what it can from each source, whatever is left to others (I-10).
    """

    sources: tuple[int, ...]
    line_by_line: bool

    @classmethod
    def under(cls, variant: int, parameters: Parameters, cohort: Cohort) -> Order:
        """The order of a variant under the readings of I-10 and I-24.

        Raises `BadValue` under the reading ``area_3`` of I-30 where there are benefits for rehabilitation: a row does
        not say which part of its need belongs to that area. Rules: F-1, F-2, F-3, F-4.
        """
        if parameters.reading("I-30") == "area_3" and "benefits_rehabilitation" in cohort:
            message = "expected no such benefits under the reading 'area_3' of I-30: columns do not know support areas"
            raise BadValue(message, "/benefits_rehabilitation")
        order = order_of(variant, parameters.reading("I-24"))
        names = {source: columns[: 1 + ("needed_transport" in cohort)] for source, columns in _COLUMNS.items()}
        given = [source for source in order if source == _P or any(name in cohort for name in names[source])]
        return cls(tuple(given), parameters.reading("I-10") == "in_order")

    @property
    def whole(self) -> int | None:
        """The project, if it comes first: then it pays the final amount, which is never above the need."""
        return _P if self.sources[0] == _P and not self.line_by_line else None


@attrs.define(eq=False)
class _Line:
    """One of the two lines of every row: the need, the public money and the benefits that may pay for it.

    ``room`` is what tied sources have not yet filled.
    """

    amount: Whole
    public: Whole | None
    benefits: Whole | None
    room: Whole | None = None

    def tied(self, source: int) -> Whole | None:
        """The money of a tied source for this line."""
        return self.public if source == _G else self.benefits

    def fill(self, limit: Whole) -> Whole:
        """How much of the line a tied source can fill beside those before it."""
        part = np.minimum(limit, self.amount if self.room is None else self.room)
        self.room = (self.amount if self.room is None else self.room) - part
        return part


def paid(  # noqa: PLR0913, PLR0917 - what there is, and where the answer goes
    cohort: Cohort, rows: slice, final: Whole, order: Order, payments: Mapping[int, Whole], total: Whole
) -> None:
    """What each source pays of the needs of ``rows``, and the total (IB kopējais apmērs).

    ``final`` are the final amounts of the rows; ``payments``, by source, and ``total`` take the answer.
    Rules: D-4, B-8, F-1, F-2, F-3, F-4, F-5, F-6; I-10, I-24.
    """
    lines = _lines(cohort, rows)
    free = {_P: final, _O: _column(cohort, "other", rows)}
    if order.line_by_line:
        _in_order(lines, free, order.sources, payments, total)
        return
    needed = cohort["needed"][rows]
    unpaid = np.subtract(needed, final if order.whole is not None else 0, out=total)
    tied = [source for source in order.sources if source not in free]
    for source in order.sources:
        if source != order.whole:
            limit = free.get(source)
            if limit is None and len(tied) == len(lines) == 1:
                limit = lines[0].tied(source)  # what is unpaid of the only line limits it anyway
            np.minimum(_tied_limit(lines, source) if limit is None else limit, unpaid, out=payments[source])
            unpaid -= payments[source]
    np.subtract(needed, unpaid, out=total)


def _tied_limit(lines: Sequence[_Line], source: int) -> Whole:
    """What a tied source can add to the tied sources before it: of each line, at most what these leave open."""
    parts = [(line, limit) for line in lines if (limit := line.tied(source)) is not None]
    added = [line.fill(limit) for line, limit in parts]
    return added[0] if len(added) == 1 else added[0] + added[1]


def _column(cohort: Cohort, name: str, rows: slice) -> Whole | None:
    return cohort[name][rows] if name in cohort else None


def _lines(cohort: Cohort, rows: slice) -> list[_Line]:
    needed, transport = cohort["needed"][rows], _column(cohort, "needed_transport", rows)
    rest = needed if transport is None else needed - transport
    lines = [_Line(rest, _column(cohort, "public", rows), _column(cohort, "benefits_rehabilitation", rows))]
    if transport is not None:
        public, benefits = (_column(cohort, name, rows) for name in ("public_transport", "benefits_transport"))
        lines.append(_Line(transport, public, benefits))
    return lines


def _in_order(
    lines: Sequence[_Line],
    free: Mapping[int, Whole | None],
    sources: Sequence[int],
    payments: Mapping[int, Whole],
    total: Whole,
) -> None:
    """Line after line, for each the sources in order, whatever is left to others (the reading ``in_order``)."""
    left = {source: amount for source, amount in free.items() if amount is not None}
    for column in (*payments.values(), total):
        column[:] = 0
    for line in lines:
        unpaid = line.amount
        for source in sources:
            limit = left.get(source) if source in free else line.tied(source)
            if limit is not None:
                payment = np.minimum(limit, unpaid)
                unpaid = unpaid - payment
                payments[source][:] += payment
                total += payment
                if source in left:
                    left[source] = limit - payment


def against_before(cohort: Cohort, total: Whole) -> NDArray[np.int8]:
    """How the support of each row compares with the situation before. Rules: F-7; source M II.3.3."""
    before, beyond = situation_before(cohort)
    codes = np.where(total > before, np.int8(_BETTER), np.where(total == before, np.int8(_SAME), np.int8(_WORSE)))
    codes[(cohort["needed"] < before) | beyond] = _NEED_IS_LESS
    return codes


def situation_before(cohort: Cohort) -> tuple[Whole, NDArray[np.bool_]]:
    """What each row had before, and whether that is more than 64 bits hold, and so more than any need. Rules: F-7."""
    names = ("before",) if "before" in cohort else [name for name in _BEFORE if name in cohort]
    before: Whole = np.zeros(len(cohort), dtype=np.int64)
    beyond = np.zeros(len(cohort), dtype=np.bool_)
    for name in names:
        room = LARGEST - before
        beyond |= cohort[name] > room
        before += np.minimum(cohort[name], room)
    return before, beyond
