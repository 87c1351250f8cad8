"""The calendar of a pilot as a calendar file that calendar programs read."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import icalendar
import pytest

from ibmodel.adapters.calendars import LATVIA
from ibmodel.adapters.ics import calendar_file
from ibmodel.case.administration import PilotStart
from ibmodel.decisions import Decision
from ibmodel.errors import BadValue
from ibmodel.explain import LANGUAGES
from ibmodel.explain.administration import MILESTONES
from ibmodel.parameters import edition
from ibmodel.rules.administration import Milestone, compute_calendar

PILOT = edition("children-pilot-2018")


def decision(start: date = date(2018, 9, 1)) -> Decision[tuple[Milestone, ...]]:
    return compute_calendar(PilotStart(start), LATVIA, PILOT)


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.rule("A-6", "A-7", "B-2", "N-5", "N-6", "N-8", "Q-3")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_read_back_holds_every_milestone_as_an_all_day_event(language: str) -> None:
    calendar = decision()
    found = events(calendar_file(calendar, language))
    assert len(found) == len(calendar.outcome)
    for event, row in zip(found, calendar.outcome, strict=True):
        assert event.decoded("dtstart") == row.first
        assert event.decoded("dtend") == row.last + timedelta(days=1)
        assert event["summary"] == MILESTONES[row.code][LANGUAGES.index(language)]
        assert f"{'rule' if language == 'en' else 'noteikums'} {row.rule})" in event["description"]


def test_identifiers_differ_and_files_are_the_same_every_time() -> None:
    content = calendar_file(decision())
    assert content == calendar_file(decision())
    identifiers = [str(event["uid"]) for event in events(content)]
    assert len(identifiers) == len(set(identifiers))


def test_a_moved_deadline_is_explained_in_its_event() -> None:
    quarterly = next(
        event for event in events(calendar_file(decision())) if event["uid"].startswith("quarterly_report")
    )
    assert "28 October 2018" in quarterly["description"]
    assert "29 October 2018" in quarterly["description"]


def test_lines_are_folded_and_end_as_the_format_wants() -> None:
    content = calendar_file(decision(), "lv")
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert all(line.endswith(b"\r") for line, _ in pairwise(content.split(b"\n")))


@pytest.mark.parametrize("language", ["", "EN", "de"])
def test_there_are_two_languages(language: str) -> None:
    with pytest.raises(BadValue, match="expected one of en, lv"):
        calendar_file(decision(), language)


def test_an_event_on_the_last_day_of_all_has_no_end() -> None:
    calendar = decision()
    last = Milestone("B-2", "provisional_amount_1", date.max, date.max)
    (event,) = events(calendar_file(Decision((last,), calendar.reasons[:1], "x", ())))
    assert event.decoded("dtstart") == date.max
    assert "dtend" not in event
