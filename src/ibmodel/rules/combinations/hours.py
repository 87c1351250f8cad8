"""When two services are given at the same time: hours of the week, to the minute. Interpretation I-14."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Final

from ibmodel.case.plan_check import DAYS_IN_WEEK, Slot

__all__ = ["overlaps", "shown_hours"]

_MINUTES_IN_HOUR: Final = 60
_MINUTES_IN_DAY: Final = 24 * _MINUTES_IN_HOUR
_MINUTES_IN_WEEK: Final = DAYS_IN_WEEK * _MINUTES_IN_DAY

#: Hours that run past the end of the week are also compared with those at its beginning.
_TURNS: Final = (-_MINUTES_IN_WEEK, 0, _MINUTES_IN_WEEK)
_NO_TURN: Final = (0,)

Span = tuple[int, int]


def overlaps(one: Sequence[Slot], other: Sequence[Slot]) -> tuple[Span, ...]:
    """The minutes of the week, from and to, that slots of both sides share, in the order of the week.

    A slot whose end is earlier than its start runs past midnight, on Sunday into Monday. Ends that touch share
    nothing.
    """
    shared = set()
    others = [_span(slot) for slot in other]
    for start, end in map(_span, one):
        for other_start, other_end in others:
            for turn in _TURNS if end > _MINUTES_IN_WEEK or other_end > _MINUTES_IN_WEEK else _NO_TURN:
                first, last = max(start, other_start + turn), min(end, other_end + turn)
                if first < last:
                    begins = first % _MINUTES_IN_WEEK
                    shared.add((begins, begins + last - first))
    return tuple(sorted(shared))


def shown_hours(spans: Sequence[Span]) -> str:
    """Spans as weekday and times, ``"1 09:30-11:00, 7 22:00-01:30"``."""
    return ", ".join(f"{start // _MINUTES_IN_DAY + 1} {_clock(start)}-{_clock(end)}" for start, end in spans)


def _span(slot: Slot) -> Span:
    day = (slot.weekday - 1) * _MINUTES_IN_DAY
    start, end = _minutes(slot.start), _minutes(slot.end)
    return day + start, day + end + (_MINUTES_IN_DAY if end < start else 0)


def _minutes(at: time) -> int:
    return at.hour * _MINUTES_IN_HOUR + at.minute


def _clock(minute: int) -> str:
    hours, minutes = divmod(minute % _MINUTES_IN_DAY, _MINUTES_IN_HOUR)
    return f"{hours:02d}:{minutes:02d}"
