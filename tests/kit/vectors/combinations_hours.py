"""The vectors of C-1, C-2 and C-3: respite, and services that may not be given at the same time."""

from __future__ import annotations

from typing import Any

from answers import refused
from cases import Chapter
from plan_checks import Found, line, pair, plan, plan_case, slot

Json = Any

#: The pairs that may not meet, with the rule and the words of its codes.
PAIRS = (
    ("C-2", "home_care", "home_care", "nanny"),
    ("C-2", "home_care", "home_care", "assistant"),
    ("C-3", "assistant", "assistant", "escort"),
    ("C-3", "assistant", "assistant", "nanny"),
)


def add(chapter: Chapter) -> None:
    """Adds every case of these rules."""
    respite(chapter)
    each_pair(chapter)
    each_rule(chapter)
    hours(chapter)
    nights(chapter)
    months(chapter)
    same_period(chapter)
    several_lines(chapter)
    no_conflict(chapter)
    refusals(chapter)


def respite(chapter: Chapter) -> None:
    """C-1: never a conflict."""
    morning = [slot(1, "09:00-12:00")]

    def rests(service: str) -> Found:
        return Found("C-1", "satisfied", service, "respite_leaves_other_services", {"service": service})

    for service in ("respite_institution", "respite_home"):
        plan_case(
            chapter,
            f"{service.replace('_', '-')}-beside-a-nanny",
            "C-1",
            f"{service} in the very hours of another service is allowed, by a finding of its own",
            plan(line("nanny", slots=morning), line(service, slots=morning)),
            rests(service),
        )
    plan_case(
        chapter,
        "both-kinds-of-respite",
        "C-1",
        "the two kinds are found in the order of the plan, the one at home first here",
        plan(line("respite_home"), line("home_care"), line("respite_institution")),
        rests("respite_home"),
        rests("respite_institution"),
    )
    plan_case(
        chapter,
        "two-providers-of-respite",
        "C-1",
        "two lines of one service are one finding",
        plan(line("respite_home", provider="one"), line("respite_home", provider="two")),
        rests("respite_home"),
    )
    plan_case(
        chapter,
        "respite-of-no-units",
        "C-1",
        "a line without units is still in the plan",
        plan(line("respite_institution", [0, 0])),
        rests("respite_institution"),
    )
    plan_case(
        chapter,
        "no-respite-no-finding",
        "C-1",
        "a rule that concerns nothing in the plan is left out",
        plan(line("psychologist_parent")),
    )
    chapter.case(
        "a-plan-without-lines",
        "C-1 L-4",
        "no line, no finding, and nothing is violated",
        "plan.check",
        plan(),
        {"/result": {"findings": [], "ok": True}, "/reasons": []},
    )


def each_pair(chapter: Chapter) -> None:
    """C-2, C-3: every pair alone, with hours that touch, overlap by a minute, or are not known."""
    for rule, name, one, other in PAIRS:
        both, names = f"{one} {other}", f"{one} and {other}".replace("_", " ")
        slug = f"{one}-{other}".replace("_", "-")
        meets = pair(rule, "violated", both, f"{name}_hours_overlap", shared_hours="2 10:59-11:00")
        apart = pair(rule, "satisfied", both, f"{name}_hours_apart")
        before = [slot(2, "09:30-11:00")]
        plan_case(
            chapter,
            f"{slug}-touch",
            f"{rule} I-14",
            f"{names}: one ends when the other begins, so no minute is shared",
            plan(line(one, slots=before), line(other, slots=[slot(2, "11:00-12:00")])),
            apart,
            instead=[pair(rule, "violated", both, f"{name}_hours_overlap", shared_hours="2 11:00-11:00")],
            mistake="touching_ends_overlap",
        )
        plan_case(
            chapter,
            f"{slug}-share-a-minute",
            f"{rule} I-14",
            f"{names}: one minute is shared",
            plan(line(one, slots=before), line(other, slots=[slot(2, "10:59-12:00")])),
            meets,
        )
        plan_case(
            chapter,
            f"{slug}-same-period",
            f"I-14 {rule}",
            f"{names} in one month of the plan, hours apart: too near under the other reading",
            plan(line(one, slots=before), line(other, slots=[slot(5, "09:30-11:00")])),
            pair(rule, "violated", both, f"{name}_months_shared", shared_months="2018-09"),
            readings={"I-14": "same_period"},
        )


def each_rule(chapter: Chapter) -> None:
    """C-2, C-3: one pair of each, with hours or months that are not known or not common, and in the other order."""
    for rule, name, one, other in PAIRS[::2]:
        both, names = f"{one} {other}", f"{one} and {other}".replace("_", " ")
        slug, before = f"{one}-{other}".replace("_", "-"), [slot(2, "09:30-11:00")]
        plan_case(
            chapter,
            f"{slug}-hours-unknown",
            f"{rule} I-14",
            f"{names} in the same month, but no hours are planned: it cannot be said",
            plan(line(one), line(other)),
            pair(rule, "undecided", both, f"{name}_hours_unknown"),
        )
        plan_case(
            chapter,
            f"{slug}-never-in-one-month",
            f"{rule} I-14",
            f"{names}: never in the same month, so hours do not matter",
            plan(line(one, [3, 0], slots=before), line(other, [0, 3], slots=before)),
            pair(rule, "satisfied", both, f"{name}_months_apart"),
        )
        plan_case(
            chapter,
            f"{slug}-other-order",
            f"{rule} I-14",
            f"{other.replace('_', ' ')} first in the plan: the finding names the services in that order",
            plan(line(other, slots=[slot(2, "10:59-12:00")]), line(one, slots=before)),
            pair(rule, "violated", f"{other} {one}", f"{name}_hours_overlap", shared_hours="2 10:59-11:00"),
        )


def _two(chapter: Chapter, name: str, why: str, one: Json, other: Json, shared: str | None, **more: Json) -> None:
    """Hours of home care and of a nanny, with those that they share."""
    both = "home_care nanny"
    if shared is None:
        found = pair("C-2", "satisfied", both, "home_care_hours_apart")
    else:
        found = pair("C-2", "violated", both, "home_care_hours_overlap", shared_hours=shared)
    if more:
        more["instead"] = [
            pair("C-2", "satisfied", both, "home_care_hours_apart")
            if shared
            else pair("C-2", "violated", both, "home_care_hours_overlap")
        ]
    asked = plan(line("home_care", slots=one), line("nanny", slots=other))
    plan_case(chapter, name, "C-2 I-14", why, asked, found, **more)


def hours(chapter: Chapter) -> None:
    """What hours share, within days."""
    _two(
        chapter,
        "the-same-hours",
        "the very same hours on a Sunday",
        [slot(7, "00:00-23:59")],
        [slot(7, "00:00-23:59")],
        "7 00:00-23:59",
    )
    _two(
        chapter,
        "one-within-the-other",
        "a short visit inside long hours: the short one is what is shared",
        [slot(3, "08:00-18:00")],
        [slot(3, "12:05-12:20")],
        "3 12:05-12:20",
    )
    _two(
        chapter,
        "same-hours-of-other-days",
        "the same time on neighbouring days is not the same time",
        [slot(3, "08:00-18:00"), slot(5, "08:00-18:00")],
        [slot(4, "08:00-18:00"), slot(6, "08:00-18:00")],
        None,
    )
    _two(
        chapter,
        "several-shared-hours",
        "every overlap is named, in the order of the week and not of the slots",
        [slot(6, "14:00-16:00"), slot(1, "09:00-10:00")],
        [slot(6, "15:30-17:00"), slot(1, "08:30-09:15"), slot(6, "13:00-14:30")],
        "1 09:00-09:15, 6 14:00-14:30, 6 15:30-16:00",
    )
    _two(
        chapter,
        "the-same-overlap-twice",
        "two slots of one side share the same minutes with the other: they are named once",
        [slot(2, "09:00-10:00"), slot(2, "08:00-10:00")],
        [slot(2, "09:00-11:00")],
        "2 09:00-10:00",
    )


def nights(chapter: Chapter) -> None:
    """Hours that run past midnight, on Sunday into Monday."""
    _two(
        chapter,
        "night-into-the-next-day",
        "a night from Monday 22:00 to 06:00 reaches the nanny of Tuesday 05:00",
        [slot(1, "22:00-06:00")],
        [slot(2, "05:00-08:00")],
        "2 05:00-06:00",
        mistake="night_slots_ignored",
    )
    _two(
        chapter,
        "night-ends-when-the-day-begins",
        "a night that ends at 06:00 only touches what begins at 06:00",
        [slot(1, "22:00-06:00")],
        [slot(2, "06:00-08:00")],
        None,
        mistake="touching_ends_overlap",
    )
    _two(
        chapter,
        "morning-of-the-same-day",
        "a night of Monday leaves the morning of Monday free",
        [slot(1, "22:00-06:00")],
        [slot(1, "05:00-08:00")],
        None,
    )
    _two(
        chapter,
        "two-nights",
        "two nights of one day, both past midnight, share what lies on both sides of it",
        [slot(4, "23:30-01:30")],
        [slot(4, "22:00-00:45")],
        "4 23:30-00:45",
        mistake="night_slots_ignored",
    )
    _two(
        chapter,
        "sunday-night-into-monday",
        "the night of Sunday, the last of the week, meets Monday, the first",
        [slot(7, "23:00-01:30")],
        [slot(1, "00:00-01:00")],
        "1 00:00-01:00",
        mistake="night_slots_ignored",
    )
    _two(
        chapter,
        "monday-met-by-sunday-night",
        "the same with the night on the other side",
        [slot(1, "00:30-02:00")],
        [slot(7, "23:00-01:30")],
        "1 00:30-01:30",
        mistake="night_slots_ignored",
    )
    _two(
        chapter,
        "sunday-night-and-sunday-evening",
        "the night of Sunday is also compared with its own evening",
        [slot(7, "22:00-02:00")],
        [slot(7, "23:00-03:00"), slot(1, "02:00-03:00")],
        "7 23:00-02:00",
    )
    _two(
        chapter,
        "sunday-until-midnight",
        "hours until 00:00 on Sunday end with the week and do not meet Monday",
        [slot(7, "20:00-00:00")],
        [slot(1, "00:00-02:00")],
        None,
    )
    _two(
        chapter,
        "monday-shared-twice",
        "one Sunday night meets two slots of Monday, listed where Monday stands",
        [slot(7, "23:00-03:00"), slot(3, "10:00-12:00")],
        [slot(1, "00:00-01:00"), slot(3, "11:00-13:00"), slot(1, "02:00-04:00")],
        "1 00:00-01:00, 1 02:00-03:00, 3 11:00-12:00",
    )


def months(chapter: Chapter) -> None:
    """Which months count, and what is known of the hours."""
    morning, both = [slot(1, "09:00-11:00")], "home_care nanny"
    unknown = pair("C-2", "undecided", both, "home_care_hours_unknown")
    meets = pair("C-2", "violated", both, "home_care_hours_overlap", shared_hours="1 09:00-11:00")
    for name, why, one, other in (
        ("only-the-first", "the hours of the nanny are not known", {"slots": morning}, {}),
        ("only-the-second", "the hours of home care are not known", {}, {"slots": morning}),
        ("an-empty-list", "an empty list of hours says as little as none", {"slots": morning}, {"slots": []}),
    ):
        plan_case(
            chapter,
            f"hours-of-{name}",
            "C-2 I-14",
            f"{why}: undecided",
            plan(line("home_care", **one), line("nanny", **other)),
            unknown,
        )
    plan_case(
        chapter,
        "one-common-month-of-three",
        "C-2 I-14",
        "one month with units of both is enough for hours to matter",
        plan(line("home_care", [4, 1, 0], slots=morning), line("nanny", [0, 1, 4], slots=morning)),
        meets,
    )
    plan_case(
        chapter,
        "a-line-of-no-units",
        "C-2 I-14",
        "a line without units shares no month",
        plan(line("home_care", [0, 0], slots=morning), line("nanny", [2, 2], slots=morning)),
        pair("C-2", "satisfied", both, "home_care_months_apart"),
    )


def same_period(chapter: Chapter) -> None:
    """I-14, the other reading: no common month."""
    other = {"I-14": "same_period"}
    hours = [slot(1, "09:00-11:00")]

    def shared(names: str, months: str, code: str = "home_care") -> Found:
        rule = "C-2" if code == "home_care" else "C-3"
        return pair(rule, "violated", names, f"{code}_months_shared", shared_months=months)

    plan_case(
        chapter,
        "same-period-months-are-named",
        "I-14 C-2",
        "the shared months are named, over the turn of the year, those of one service alone left out",
        plan(
            line("home_care", [1, 1, 0, 1, 2], slots=hours),
            line("assistant", [0, 1, 5, 1, 1], slots=hours),
            start="2018-10-01",
        ),
        shared("home_care assistant", "2018-11, 2019-01, 2019-02"),
        readings=other,
    )
    plan_case(
        chapter,
        "same-period-without-hours",
        "I-14 C-3",
        "hours are not needed to see a common month",
        plan(line("assistant"), line("escort")),
        shared("assistant escort", "2018-09", "assistant"),
        readings=other,
    )
    plan_case(
        chapter,
        "same-period-from-mid-month",
        "I-14 C-3",
        "a period that starts on the 15th counts from the month of that day",
        plan(line("escort", [1, 1]), line("assistant", [0, 1]), start="2018-12-15"),
        shared("escort assistant", "2019-01", "assistant"),
        readings=other,
    )
    plan_case(
        chapter,
        "same-period-months-apart",
        "I-14 C-2",
        "no common month is no conflict under this reading either",
        plan(line("home_care", [1, 0]), line("nanny", [0, 1])),
        pair("C-2", "satisfied", "home_care nanny", "home_care_months_apart"),
        readings=other,
    )


def several_lines(chapter: Chapter) -> None:
    """The worst of several lines counts; every pair of a plan is asked."""
    early, late = [slot(1, "09:00-11:00")], [slot(1, "10:00-12:00")]
    both = "home_care nanny"
    overlap = pair("C-2", "violated", both, "home_care_hours_overlap", shared_hours="1 10:00-11:00")
    unknown = pair("C-2", "undecided", both, "home_care_hours_unknown")
    care = line("home_care", slots=early)
    free = line("nanny", slots=[slot(2, "09:00-11:00")], provider="free")
    silent = line("nanny", provider="silent")
    meeting = line("nanny", slots=late, provider="meeting")
    for name, why, lines, found in (
        (
            "violated-after-undecided",
            "a violated line outweighs an undecided one before it",
            (silent, meeting),
            overlap,
        ),
        (
            "violated-before-satisfied",
            "a satisfied line after it does not mend a violated one",
            (meeting, free),
            overlap,
        ),
        ("undecided-after-satisfied", "an undecided line outweighs a satisfied one", (free, silent), unknown),
        (
            "first-of-equals",
            "of two lines that are equally bad the first gives the reason",
            (meeting, line("nanny", slots=[slot(1, "08:00-09:30")], provider="too")),
            overlap,
        ),
    ):
        plan_case(chapter, name, "C-2 I-14", f"two nannies: {why}", plan(care, *lines), found)
    plan_case(
        chapter,
        "second-line-of-the-first-service",
        "C-2 I-14",
        "two lines of home care: the second meets the nanny",
        plan(line("home_care", [0]), line("home_care", slots=early, provider="b"), line("nanny", slots=late)),
        overlap,
    )
    all_three = plan(
        line("assistant", slots=early),
        line("nanny", slots=late),
        line("escort", [0]),
        line("home_care", slots=[slot(3, "09:00-10:00")]),
    )
    plan_case(
        chapter,
        "every-pair-of-four",
        "C-3 C-2",
        "four services: C-2 before C-3, pairs in the order of the plan",
        all_three,
        pair("C-2", "satisfied", "assistant home_care", "home_care_hours_apart"),
        pair("C-2", "satisfied", "nanny home_care", "home_care_hours_apart"),
        pair("C-3", "violated", "assistant nanny", "assistant_hours_overlap", shared_hours="1 10:00-11:00"),
        pair("C-3", "satisfied", "assistant escort", "assistant_months_apart"),
    )
    plan_case(
        chapter,
        "pairs-by-their-second-service",
        "C-2 I-14",
        "two pairs that begin with the same service go by the place of the other",
        plan(line("home_care"), line("assistant", [0]), line("nanny")),
        pair("C-2", "satisfied", "home_care assistant", "home_care_months_apart"),
        unknown,
        pair("C-3", "satisfied", "assistant nanny", "assistant_months_apart"),
    )


def no_conflict(chapter: Chapter) -> None:
    """Pairs that no rule names."""
    hours = [slot(1, "09:00-11:00")]
    for one, other in (("home_care", "escort"), ("nanny", "escort"), ("home_care", "x-nanny")):
        plan_case(
            chapter,
            f"{one}-with-{other}".replace("_", "-"),
            "C-2 C-3",
            f"no rule forbids {one.replace('_', ' ')} beside {other}",
            plan(line(one, slots=hours), line(other, slots=hours)),
        )


def refusals(chapter: Chapter) -> None:
    """Hours and periods that cannot be."""

    def refuse(name: str, rules: str, why: str, asked: Json, code: str, path: str) -> None:
        chapter.case(name, rules, why, "plan.check", asked, refused(code, path))

    def at(hours: str, weekday: int = 1) -> Json:
        return plan(line("nanny", slots=[slot(2, "10:00-11:00"), slot(weekday, hours)]))

    slots = "/input/lines/0/slots/1"
    refuse("no-time-at-all", "C-2", "hours that end when they begin", at("09:30-09:30"), "bad_value", f"{slots}/to")
    refuse("weekday-0", "C-2", "the week begins with weekday 1", at("09:00-10:00", 0), "bad_value", f"{slots}/weekday")
    refuse("weekday-8", "C-2", "and ends with weekday 7", at("09:00-10:00", 8), "bad_value", f"{slots}/weekday")
    refuse("hour-24", "C-2", "no day has an hour 24", at("20:00-24:00"), "bad_value", f"{slots}/to")
    refuse("hour-of-one-digit", "C-2", "an hour has two digits", at("9:30-11:00"), "bad_value", f"{slots}/from")
    refuse(
        "slot-without-end",
        "C-2",
        "hours need an end",
        plan(line("nanny", slots=[{"weekday": 1, "from": "09:00"}])),
        "missing_field",
        "/input/lines/0/slots/0/to",
    )
    refuse(
        "units-of-another-length",
        "C-2",
        "units that are not one for each month of the period, on the second line",
        plan(line("nanny", [1, 1]), line("home_care", [1])),
        "inconsistent",
        "/input/lines/1/units",
    )
    refuse(
        "units-beyond-the-period",
        "C-2",
        "one month too many on every line: the first is named",
        plan(line("nanny", [1, 1])) | {"period": {"start": "2018-09-01", "months": 1}},
        "inconsistent",
        "/input/lines/0/units",
    )
    for months in (0, 121):
        refuse(
            f"period-of-{months}-months",
            "C-2",
            f"a period has 1 to 120 months, not {months}",
            plan(line("nanny", [1] * months)) | {"period": {"start": "2018-09-01", "months": months}},
            "bad_value",
            "/input/period/months",
        )
    refuse(
        "period-past-the-year-9999",
        "C-2",
        "two months from December 9999 do not exist",
        plan(line("nanny", [1, 1]), start="9999-12-01"),
        "bad_value",
        "/input/period/months",
    )
    plan_case(
        chapter,
        "last-month-there-is",
        "C-2",
        "one month from December 9999 does exist",
        plan(line("nanny"), start="9999-12-01"),
    )
    plan_case(
        chapter,
        "longest-period",
        "C-2",
        "a period of 120 months is the longest",
        plan(line("nanny", [0] * 120)),
    )
