"""The calendar of a pilot as a calendar file, RFC 5545 (extra ``ibmodel[ics]``, package ``icalendar``)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event

from ibmodel.decisions import Decision, Reason
from ibmodel.errors import BadValue, shown
from ibmodel.explain import LANGUAGES, sentence
from ibmodel.explain.administration import MILESTONES
from ibmodel.rules.administration import Milestone
from ibmodel.sources import citation

__all__ = ["calendar_file"]

_PRODUCT: Final = "-//ibmodel//pilot calendar//EN"
_DOMAIN: Final = "ibmodel"
_ONE_DAY: Final = timedelta(days=1)


def calendar_file(decision: Decision[tuple[Milestone, ...]], language: str = LANGUAGES[0]) -> bytes:
    """The calendar that `ibmodel.rules.administration.compute_calendar` gave, as the bytes of an ``.ics`` file.

    One all-day event for each milestone, with the reasons in ``language`` as its description; it does not make
    anybody busy. The same calendar gives the same bytes: events are stamped with the day on which the pilot's first
    milestone begins, so a file read again replaces what was read before. Raises `BadValue` for another language.
    """
    if language not in LANGUAGES:
        raise BadValue(f"expected one of {', '.join(LANGUAGES)}, got {shown(language)}")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for milestone, reasons in zip(decision.outcome, _grouped(decision.reasons), strict=True):
        calendar.add_component(_event(milestone, reasons, decision.outcome[0].first, language))
    content: bytes = calendar.to_ical()
    return content


def _grouped(reasons: tuple[Reason, ...]) -> list[list[Reason]]:
    """The reasons of each milestone: its own, and that its deadline was moved."""
    groups: list[list[Reason]] = []
    for reason in reasons:
        if reason.code in MILESTONES:
            groups.append([])
        groups[-1].append(reason)
    return groups


def _event(milestone: Milestone, reasons: list[Reason], stamp: date, language: str) -> Event:
    texts = [*(sentence(reason, language) for reason in reasons), citation(milestone.rule, language)]
    event = Event()
    event.add("uid", f"{milestone.code}-{milestone.first}-{milestone.last}@{_DOMAIN}")
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", milestone.first)
    if milestone.last < date.max:
        event.add("dtend", milestone.last + _ONE_DAY)  # the end of an all-day event is the day after
    event.add("summary", MILESTONES[milestone.code][LANGUAGES.index(language)])
    event.add("description", "\n".join(texts))
    event.add("categories", [milestone.rule])
    event.add("transp", "TRANSPARENT")
    return event
