"""Stage 4 for a cohort: which money pays for the needs, row by row, in whole columns.

A row is a plan of two lines, what is not transport and what is: see `Pots`. Under ``best_cover`` (I-10) what the first
few sources of the order can pay together has a closed form, and what each source pays is the difference of two such
reaches, as in `ibmodel.rules.funding`; under ``in_order`` the sources go through one line after the other.
No sum here passes 64 bits: money is only ever added up to the need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
import numpy as np

from ibmodel.errors import BadValue
from ibmodel.parameters import Parameters
from ibmodel.population.columns import Cohort, Whole
from ibmodel.rules.funding import order_of

__all__ = ["SOURCES", "Order", "paid"]

#: The sources, numbered as in `ibmodel.rules.funding`.
SOURCES: Final = ("project", "benefits", "public", "other")
_P, _B, _G, _O = range(len(SOURCES))

_COLUMNS: Final = {
    _B: ("benefits_rehabilitation", "benefits_transport"),
    _G: ("public", "public_transport"),
    _O: ("other",),
}


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


@attrs.frozen(eq=False)
class _Line:
    """One of the two lines of every row: the need, the public money and the benefits that may pay for it."""

    amount: Whole
    public: Whole | None
    benefits: Whole | None


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
    reached = final
    for step, source in enumerate(order.sources):
        if step == 0 and source == order.whole:
            continue
        last = step == len(order.sources) - 1
        reach = _reach(lines, free, order.sources[: step + 1], needed, total if last else np.empty_like(needed))
        np.subtract(reach, reached if step else 0, out=payments[source])
        reached = reach
    if reached is final:
        total[:] = final


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


def _tied(line: _Line, source: int) -> Whole | None:
    return line.public if source == _G else line.benefits


def _reach(
    lines: Sequence[_Line], free: Mapping[int, Whole | None], sources: Sequence[int], needed: Whole, out: Whole
) -> Whole:
    """The most of the need that ``sources`` can pay together: tied money where it may go, free money on the rest."""
    out[:] = 0
    for line in lines:
        tied = [
            limit for limit in (_tied(line, source) for source in sources if source not in free) if limit is not None
        ]
        if tied:
            out += _stacked(tied, line.amount)
    for limit in map(free.get, sources):
        if limit is not None:
            out += np.minimum(limit, needed - out)
    return out


def _stacked(limits: Sequence[Whole], amount: Whole) -> Whole:
    """How much of ``amount`` several limits pay together."""
    reach = np.minimum(limits[0], amount)
    for limit in limits[1:]:
        reach += np.minimum(limit, amount - reach)
    return reach


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
            limit = left.get(source) if source in free else _tied(line, source)
            if limit is not None:
                payment = np.minimum(limit, unpaid)
                unpaid = unpaid - payment
                payments[source][:] += payment
                total += payment
                if source in left:
                    left[source] = limit - payment
