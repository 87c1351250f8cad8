"""The vectors on terms in working days: E-7, and which days are worked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cases import Chapter
from terms import due

Json = Any

_DAYS_OFF = (
    ("2019-01-01", "New Year"),
    ("2018-03-30", "Good Friday"),
    ("2019-04-19", "Good Friday"),
    ("2020-04-10", "Good Friday"),
    ("2024-03-29", "Good Friday"),
    ("2019-04-22", "Easter Monday"),
    ("2024-04-01", "Easter Monday"),
    ("2025-04-21", "Easter Monday"),
    ("2018-05-01", "Labour Day"),
    ("2018-05-04", "4 May"),
    ("2017-06-23", "Līgo day"),
    ("2019-06-24", "Jāņi"),
    ("2019-11-18", "18 November"),
    ("2018-12-24", "Christmas Eve"),
    ("2018-12-26", "the second day of Christmas"),
    ("2019-12-25", "Christmas Day"),
    ("2018-12-31", "New Year's Eve"),
    ("2018-07-09", "the rest day for the festival's closing day, a Sunday"),
    ("2018-09-24", "a day off given once"),
    ("2018-11-19", "the rest day for 18 November, a Sunday"),
    ("2019-05-06", "the rest day for 4 May, a Saturday"),
    ("2023-05-29", "a day off given once"),
    ("2023-07-10", "the rest day for the festival's closing day, a Sunday"),
    ("2023-11-20", "the rest day for 18 November, a Saturday"),
    ("2024-05-06", "the rest day for 4 May, a Saturday"),
    ("2025-05-05", "the rest day for 4 May, a Sunday"),
)

_DAYS_WORKED = (
    ("2018-04-30", "moved to a Saturday for state institutions only"),
    ("2020-06-22", "moved to a Saturday for state institutions only"),
    ("2021-11-19", "moved to a Saturday for state institutions only"),
    ("2024-12-23", "moved to a Saturday for state institutions only"),
    ("2025-11-17", "moved to a Saturday for state institutions only"),
    ("2018-06-25", "after a midsummer on a weekend, which no rest day replaces"),
    ("2022-05-02", "after a Labour Day on a Sunday, which no rest day replaces"),
    ("2022-01-03", "after a New Year on a Saturday, which no rest day replaces"),
    ("2021-12-27", "after a Christmas on a weekend, which no rest day replaces"),
    ("2018-05-14", "after the second Sunday of May, which no rest day replaces"),
    ("2018-05-21", "after Pentecost: its Monday is worked"),
)


def add(chapter: Chapter) -> None:
    """Adds every case."""
    three_or_five(chapter)
    counted_wrongly(chapter)
    public_holidays(chapter)
    own_calendar(chapter)
    reforms(chapter)
    both_terms(chapter)
    bounds(chapter)


def _forward(chapter: Chapter, name: str, rules: str, why: str, closed: str, days: int = 3, **more: Json) -> None:
    """A case of a term for forwarding; ``calendar`` are the holidays and working days given."""
    calendar = more.pop("calendar", {})
    day = due(closed, days, calendar.get("holidays"), calendar.get("working_days", ()))
    says = {
        "/result": {"forward_by": day},
        "/reasons/0/code": "forward_by",
        "/reasons/0/facts": {"application_closed": closed, "days": days, "forward_by": day},
    }
    asked = {"application_closed": closed, **calendar}
    chapter.case(name, rules, why, "eligibility.deadlines", asked, says | more.pop("says", {}), **more)


def three_or_five(chapter: Chapter) -> None:
    """I-5: the text and the figure."""
    for closed in ("2018-07-16", "2018-07-19", "2018-12-20"):
        _forward(
            chapter,
            f"text-{closed}",
            "E-7 I-5",
            f"closed on {closed}: the text's three working days, not the figure's five",
            closed,
            mistake="forward_in_5_days",
            says={"/readings": {"I-5": "text"}},
        )
    for closed in ("2018-07-17", "2018-12-21"):
        _forward(
            chapter,
            f"figure-{closed}",
            "I-5 E-7",
            "five working days where figure 5 is followed",
            closed,
            5,
            readings={"I-5": "figure"},
            says={"/readings": {"I-5": "figure"}},
        )
    _forward(
        chapter,
        "text-chosen",
        "I-5 E-7",
        "the default reading, chosen expressly",
        "2018-07-18",
        readings={"I-5": "text"},
        policy="children-general",
    )


def counted_wrongly(chapter: Chapter) -> None:
    """I-17 and I-18: what is counted, and from where."""
    for closed, wrong in (("2018-07-20", "2018-07-23"), ("2018-08-02", "2018-08-05"), ("2018-11-16", "2018-11-19")):
        _forward(
            chapter,
            f"calendar-days-{closed}",
            "I-17 E-7",
            f"three calendar days would end on {wrong}",
            closed,
            mistake="calendar_days_for_working_days",
        )
    for closed in ("2018-07-23", "2018-07-26", "2018-08-13"):
        _forward(
            chapter,
            f"from-itself-{closed}",
            "I-18 E-7",
            f"the closing day, {closed}, is worked and does not count",
            closed,
            mistake="term_from_the_day_itself",
        )
    for closed, why in (
        ("2018-08-10", "closed on a Friday: Monday is the first day"),
        ("2018-08-11", "closed on a Saturday: Monday is the first day"),
        ("2018-08-12", "closed on a Sunday: Monday is the first day"),
    ):
        _forward(chapter, f"from-{closed}", "I-18 E-7", why, closed, says={"/result/forward_by": "2018-08-15"})
    _forward(
        chapter,
        "over-christmas",
        "I-17 E-7",
        "24, 25, 26 and 31 December and 1 January are off",
        "2018-12-21",
        says={"/result/forward_by": "2019-01-02"},
    )


def public_holidays(chapter: Chapter) -> None:
    """I-17: each of Latvia's days off, and days that only look like one."""
    for off, name in _DAYS_OFF:
        _forward(chapter, f"off-{off}", "I-17 E-7", f"{off} is off: {name}", _day_before(off))
    for worked, name in _DAYS_WORKED:
        _forward(chapter, f"worked-{worked}", "I-17 E-7", f"{worked} is worked: {name}", _day_before(worked))
    _forward(
        chapter,
        "saturday-moved-to",
        "I-17 E-7",
        "21 April 2018, a Saturday that was worked in state institutions only, is off",
        "2018-04-19",
        says={"/result/forward_by": "2018-04-24"},
    )


def _day_before(day: str) -> str:
    """The day before, so that the day in question is the first that may count."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def own_calendar(chapter: Chapter) -> None:
    """I-17: what the caller gives."""
    for name, why, closed, calendar in (
        ("no-holidays-at-all", "an empty list replaces all: 24 to 26 December count", "2018-12-21", {"holidays": []}),
        (
            "other-holidays-replace",
            "the list given replaces Latvia's: 4 May counts, 3 May does not",
            "2018-05-02",
            {"holidays": ["2018-05-03"]},
        ),
        (
            "holiday-on-a-weekend",
            "a holiday on a Saturday takes nothing off",
            "2018-10-18",
            {"holidays": ["2018-10-20"]},
        ),
        (
            "holidays-keep-weekends-off",
            "weekends stay off where holidays are given",
            "2018-10-12",
            {"holidays": ["2018-10-15", "2018-10-16"]},
        ),
        (
            "moved-saturday",
            "a Saturday declared worked counts beside Latvia's own days",
            "2018-04-20",
            {"working_days": ["2018-04-21"]},
        ),
        ("worked-holiday", "4 May declared worked", "2018-05-03", {"working_days": ["2018-05-04"]}),
        (
            "other-worked-day-keeps-holidays",
            "days declared worked leave the other holidays off",
            "2018-05-03",
            {"working_days": ["2018-05-05"]},
        ),
        (
            "worked-prevails",
            "a day in both lists is worked",
            "2018-10-22",
            {"holidays": ["2018-10-23", "2018-10-24"], "working_days": ["2018-10-24"]},
        ),
        ("no-working-days-more", "an empty list adds nothing", "2018-05-03", {"working_days": []}),
        ("closing-day-declared-worked", "the event's day never counts", "2018-10-20", {"working_days": ["2018-10-20"]}),
    ):
        _forward(chapter, name, "I-17 E-7", why, closed, calendar=calendar)


def reforms(chapter: Chapter) -> None:
    """E-7 under reforms: either reading has its figure."""
    text, figure = "eligibility.forwarding_working_days_text", "eligibility.forwarding_working_days_figure"
    for name, why, days, reform, reading in (
        ("text-of-0-days", "no day at all: the closing day itself, though a Sunday", 0, {text: 0}, "text"),
        ("text-of-1-day", "one day after a Sunday", 1, {text: 1}, "text"),
        ("figure-of-4-days", "the figure's term is reformed and read", 4, {figure: 4}, "figure"),
        ("figure-not-read", "the figure's term is reformed and not read", 3, {figure: 8}, "text"),
        ("text-not-read", "the text's term is reformed and not read", 5, {text: 8}, "figure"),
        ("text-of-30-days", "a long term over two holidays", 30, {text: 30}, "text"),
    ):
        _forward(chapter, name, "E-7 I-5", why, "2018-09-30", days, reform=reform, readings={"I-5": reading})


def both_terms(chapter: Chapter) -> None:
    """Both terms at once, and none."""
    chapter.case(
        "both-terms",
        "E-7 G-4",
        "each term runs from its own day; forwarding is reported first",
        "eligibility.deadlines",
        {"received": "2018-06-01", "application_closed": "2018-06-20"},
        {
            "/result": {"forward_by": due("2018-06-20", 3), "decide_by": due("2018-06-01", 10)},
            "/reasons/0/rule": "E-7",
            "/reasons/1/rule": "G-4",
        },
    )
    chapter.case(
        "no-term-asked",
        "E-7",
        "nothing asked, nothing answered; the reading could have mattered",
        "eligibility.deadlines",
        {"holidays": ["2018-06-25"]},
        {"/result": {}, "/reasons": [], "/readings": {"I-5": "text"}},
    )
    chapter.case(
        "null-is-not-asked",
        "E-7 G-4",
        "a null day asks for nothing",
        "eligibility.deadlines",
        {"application_closed": None, "received": "2018-06-04", "holidays": None, "working_days": None},
        {"/result": {"decide_by": due("2018-06-04", 10)}},
    )


def bounds(chapter: Chapter) -> None:
    """The end of the calendar, and days that are none."""
    _forward(
        chapter,
        "ends-on-the-last-day",
        "E-7",
        "31 December 9999, a Friday, is the last day that can be written",
        "9999-12-28",
        calendar={"holidays": []},
        says={"/result/forward_by": "9999-12-31"},
    )
    for name, why, asked, code, path in (
        (
            "past-the-last-day",
            "the third day would be in the year 10000",
            {"application_closed": "9999-12-29", "holidays": []},
            "bad_value",
            "/application_closed",
        ),
        (
            "past-the-last-day-by-a-holiday",
            "the last day that can be written is off",
            {"application_closed": "9999-12-28", "holidays": ["9999-12-31"]},
            "bad_value",
            "/application_closed",
        ),
        (
            "deciding-past-the-last-day",
            "ten days from 20 December would end in the year 10000",
            {"received": "9999-12-20", "holidays": []},
            "bad_value",
            "/received",
        ),
        ("closed-at-a-moment", "a moment is no date", {"application_closed": "2018-07-16T10:00"}, *_CLOSED),
        ("closed-on-no-day", "2019 has no 29 February", {"application_closed": "2019-02-29"}, *_CLOSED),
        ("closed-without-zeros", "a date has two digits for each part", {"application_closed": "2018-7-16"}, *_CLOSED),
        (
            "closed-as-a-number",
            "a number is no date",
            {"application_closed": 20180716},
            "bad_type",
            "/application_closed",
        ),
        (
            "holiday-null",
            "null in a list is no date",
            {"received": "2018-07-16", "holidays": ["2018-07-17", None]},
            "bad_type",
            "/holidays/1",
        ),
        (
            "working-day-unknown",
            "the later list's place is named",
            {"received": "2018-07-16", "working_days": ["2018-07-32"]},
            "bad_value",
            "/working_days/0",
        ),
    ):
        says = {"/error/code": code, "/error/path": f"/input{path}"}
        chapter.case(name, "G-4" if "received" in asked else "E-7", why, "eligibility.deadlines", asked, says)


_CLOSED = ("bad_value", "/application_closed")
