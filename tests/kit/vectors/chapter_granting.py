"""The vectors of the chapter `granting`."""

from __future__ import annotations

from typing import Any

from applicants import ABSENT, general, verdict
from cases import Chapter
from terms import due

Json = Any

_GENERAL = "children-general"


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    impairment_and_disability(chapter)
    without_disability(chapter)
    under_age(chapter)
    leap_birthdays(chapter)
    both_criteria(chapter)
    refusals(chapter)
    decision_terms(chapter)
    decision_terms_that_change(chapter)


def _assess(
    chapter: Chapter, name: str, rules: str, why: str, says: Json, on: str = "2018-09-01", **more: Json
) -> None:
    """A case of an application outside the pilot; ``applicant`` changes the usual one."""
    asked = {"applicant": general(**more.pop("applicant", {})), "on": on}
    chapter.case(name, rules, why, "eligibility.assess", asked, says, policy=_GENERAL, **more)


def impairment_and_disability(chapter: Chapter) -> None:
    """G-1: both facts, each known or not."""
    for kind in ("vision", "hearing", "movement", "mental", "multiple"):
        says = verdict(True, G_1=True, G_2=True) | {"/reasons/0/code": "disability_qualifies"}
        why = f"{kind} impairment is one of the five types"
        _assess(chapter, f"{kind}-impairment", "G-1", why, says, applicant={"impairment": kind})
    _assess(
        chapter,
        "disability-not-determined",
        "G-1",
        "an impairment alone is not enough while G-6 is switched off",
        verdict(False, G_1=False, G_2=True) | {"/reasons/0/code": "disability_does_not_qualify"},
        applicant={"disability_determined": False},
    )
    for name, why, facts, missing in (
        ("determination-unknown", "no word on the determination", {"disability_determined": ABSENT}, ("determined",)),
        ("impairment-unknown", "no word on the impairment", {"impairment": ABSENT}, ("impairment",)),
        (
            "neither-known",
            "two absent facts are both named, in the order of the fields",
            {"impairment": ABSENT, "disability_determined": ABSENT},
            ("impairment", "determined"),
        ),
    ):
        names = tuple({"determined": "disability_determined"}.get(fact, fact) for fact in missing)
        says = verdict(None, G_1=names, G_2=True) | {
            "/reasons/0/code": "disability_facts_unknown",
            "/reasons/0/facts": {"id": "a", "missing": ", ".join(names)},
        }
        _assess(
            chapter, name, "G-1", f"{why}: undecided, not refused", says, applicant=facts, mistake="missing_means_no"
        )
    _assess(
        chapter,
        "impairment-unknown-determination-denied",
        "G-1",
        "what is known to be false decides, whatever is missing",
        verdict(False, G_1=False, G_2=True),
        applicant={"impairment": None, "disability_determined": False},
    )


def without_disability(chapter: Chapter) -> None:
    """G-6: the switch."""
    on = {"granting.admit_without_disability": True}
    for name, why, facts, says in (
        ("admitted-without", "switched on, the impairment is enough", {"disability_determined": False}, True),
        ("determination-not-asked", "switched on, nobody asks for it", {"disability_determined": ABSENT}, True),
        ("impairment-still-asked", "switched on, the impairment is still asked for", {"impairment": ABSENT}, None),
    ):
        criteria = verdict(says, G_1=True if says else ("impairment",), G_2=True)
        _assess(chapter, name, "G-6 G-1", why, criteria, applicant=facts, reform=on)
    _assess(
        chapter,
        "switched-off-by-reform",
        "G-6 G-1",
        "a reform that sets the switch to its default changes nothing",
        verdict(False, G_1=False, G_2=True),
        applicant={"disability_determined": False},
        reform={"granting.admit_without_disability": False},
    )


def under_age(chapter: Chapter) -> None:
    """G-2: just before, on and after the birthday, and other limits."""
    for born, on, age in (
        ("2000-09-02", "2018-09-01", 17),
        ("2000-09-01", "2018-09-01", 18),
        ("2000-08-31", "2018-09-01", 18),
    ):
        met = age < 18
        says = verdict(met, G_1=True, G_2=met) | {
            "/reasons/1/code": "is_under_age" if met else "is_of_age",
            "/reasons/1/facts": {"id": "a", "age": age, "limit": 18, "on": on},
        }
        _assess(chapter, f"born-{born}", "G-2", f"{age} completed years on {on}", says, on=on, applicant={"born": born})
    newborn = {"born": "2018-09-01", "received": "2018-09-01T00:00"}
    _assess(
        chapter,
        "born-that-day",
        "G-2",
        "born, applied and judged on one day: 0 years",
        verdict(True, G_1=True, G_2=True) | {"/reasons/1/facts/age": 0},
        applicant=newborn,
    )
    for limit, born, met in (("16", "2002-09-02", True), ("16", "2002-09-01", False), ("21", "1997-09-02", True)):
        _assess(
            chapter,
            f"limit-{limit}-{'met' if met else 'reached'}",
            "G-2",
            f"a reform to {limit} years: the limit is the policy's",
            verdict(met, G_1=True, G_2=met) | {"/reasons/1/facts/limit": int(limit)},
            applicant={"born": born},
            reform={"granting.age_below": int(limit)},
        )
    _assess(
        chapter,
        "limit-0",
        "G-2",
        "nobody is younger than 0, not even on the day of birth",
        verdict(False, G_1=True, G_2=False),
        applicant=newborn,
        reform={"granting.age_below": 0},
    )
    for born, on in (("2000-01-01", "2017-12-31"), ("2000-09-04", "2018-09-01"), ("2001-03-01", "2019-02-27")):
        _assess(
            chapter,
            f"days-by-365-{born}",
            "G-2",
            f"18 x 365 days have passed since {born}, the birthday has not come",
            verdict(True, G_1=True, G_2=True) | {"/reasons/1/facts/age": 17},
            on=on,
            applicant={"born": born, "received": "2017-05-05T10:00"},
            mistake="age_by_days_365",
        )
    for born, on in (("2000-12-31", "2018-12-30"), ("2000-06-30", "2018-06-29"), ("2001-03-02", "2019-02-28")):
        _assess(
            chapter,
            f"by-years-{born}",
            "G-2",
            f"the years of {born} and {on} differ by 18, the day of the year is not reached",
            verdict(True, G_1=True, G_2=True) | {"/reasons/1/facts/age": 17},
            on=on,
            applicant={"born": born, "received": "2017-05-05T10:00"},
            mistake="age_by_years_only",
        )


def leap_birthdays(chapter: Chapter) -> None:
    """I-16: 29 February in years that have none, and in one that has."""
    for born, on in (("2000-02-29", "2018-02-28"), ("1996-02-29", "2014-02-28"), ("2004-02-29", "2022-02-28")):
        _assess(
            chapter,
            f"leap-birthday-{on[:4]}",
            "I-16 G-2",
            f"born on 29 February, {on[:4]} has none: 18 on the 28th",
            verdict(False, G_1=True, G_2=False) | {"/reasons/1/facts/age": 18},
            on=on,
            applicant={"born": born, "received": f"{on}T08:00"},
            mistake="leap_birthday_on_1_march",
        )
    _assess(
        chapter,
        "leap-birthday-eve",
        "I-16 G-2",
        "born on 29 February: on 27 February still 17",
        verdict(True, G_1=True, G_2=True) | {"/reasons/1/facts/age": 17},
        on="2018-02-27",
        applicant={"born": "2000-02-29", "received": "2018-02-01T08:00"},
    )
    for on, met in (("2020-02-28", True), ("2020-02-29", False)):
        _assess(
            chapter,
            f"leap-birthday-in-a-leap-year-{on[-2:]}",
            "I-16 G-2",
            "2020 has a 29 February, so the 20th birthday is that day and no earlier",
            verdict(met, G_1=True, G_2=met),
            on=on,
            applicant={"born": "2000-02-29"},
            reform={"granting.age_below": 20},
        )
    _assess(
        chapter,
        "leap-birthday-century",
        "I-16 G-2",
        "1900 was no leap year: a person of 29 February 1896 was 4 on the 28th",
        verdict(True, G_1=True, G_2=True) | {"/reasons/1/facts/age": 4},
        on="1900-02-28",
        applicant={"born": "1896-02-29", "received": "1899-01-01T08:00"},
    )


def both_criteria(chapter: Chapter) -> None:
    """G-5: both are always reported."""
    for name, why, facts, says, mistake in (
        (
            "both-fail",
            "both criteria fail, and both are reported",
            {"born": "2000-01-01", "disability_determined": False},
            verdict(False, G_1=False, G_2=False),
            "first_failing_criterion_only",
        ),
        (
            "unknown-and-of-age",
            "a failed criterion decides though another is undecided",
            {"born": "2000-01-01", "disability_determined": ABSENT},
            verdict(False, G_1=("disability_determined",), G_2=False),
            "first_failing_criterion_only",
        ),
    ):
        _assess(chapter, name, "G-5 G-1 G-2", why, says, applicant=facts, mistake=mistake)


def refusals(chapter: Chapter) -> None:
    """What is no application outside the pilot."""
    for name, why, facts, code, path in (
        (
            "received-before-birth",
            "an application cannot come before the birth",
            {"received": "2010-05-04T23:59"},
            "bad_value",
            "received",
        ),
        ("born-after-the-day", "nobody is judged before the birth", {"born": "2018-09-02"}, "bad_value", "born"),
        ("municipality-is-no-field", "outside the pilot no municipality counts", {"municipality": "Tukums"}, *_UNKNOWN),
        ("unknown-impairment", "an impairment of another name", {"impairment": "speech"}, "bad_value", "impairment"),
        ("impairment-in-capitals", "words are spelt as printed", {"impairment": "Mental"}, "bad_value", "impairment"),
        ("impairment-as-a-number", "an impairment is a word", {"impairment": 4}, "bad_type", "impairment"),
    ):
        if name == "born-after-the-day":
            facts["received"] = "2018-09-03T08:00"
        says = {"/error/code": code, "/error/path": f"/input/applicant/{path}"}
        _assess(chapter, name, "G-1" if "impairment" in name else "G-2", why, says, applicant=facts)
    for name, why, asked, path in (
        ("no-day", "the day of the decision is needed", {"applicant": general()}, "/input/on"),
        ("no-applicant", "the applicant comes before the day", {}, "/input/applicant"),
    ):
        says = {"/error/code": "missing_field", "/error/path": path}
        chapter.case(name, "G-2", why, "eligibility.assess", asked, says, policy=_GENERAL)


_UNKNOWN = ("unknown_field", "municipality")


def _decide(chapter: Chapter, name: str, rules: str, why: str, received: str, days: int = 10, **more: Json) -> None:
    """A case of a term for deciding; ``calendar`` are the holidays and working days given."""
    calendar = more.pop("calendar", {})
    day = due(received, days, calendar.get("holidays"), calendar.get("working_days", ()))
    says = {
        "/result": {"decide_by": day},
        "/reasons/0/code": "decide_by",
        "/reasons/0/facts": {"received": received, "days": days, "decide_by": day},
    }
    asked = {"received": received, **calendar}
    chapter.case(name, rules, why, "eligibility.deadlines", asked, says | more.pop("says", {}), **more)


def decision_terms(chapter: Chapter) -> None:
    """G-4: ten working days from the day after."""
    _decide(
        chapter,
        "ten-working-days",
        "G-4 I-17 I-18",
        "no holiday in between: two weeks later on the same weekday",
        "2018-10-01",
        says={"/result/decide_by": "2018-10-15"},
        policy=_GENERAL,
    )
    for day, why in (
        ("2018-10-05", "received on a Friday"),
        ("2018-10-06", "received on a Saturday: the term ends as one from Friday"),
        ("2018-10-07", "received on a Sunday: the term ends as one from Friday"),
        ("2018-10-08", "received on a Monday: the term ends a day later"),
    ):
        _decide(chapter, f"from-{day}", "G-4 I-18", why, day)
    for day, given in (("2018-10-02", "2018-10-12"), ("2018-03-28", "2018-04-07"), ("2018-12-20", "2018-12-30")):
        _decide(
            chapter,
            f"calendar-days-{day}",
            "G-4 I-17",
            f"ten calendar days would end on {given}",
            day,
            mistake="calendar_days_for_working_days",
        )
    for day in ("2018-10-03", "2018-11-12", "2018-04-24"):
        _decide(
            chapter,
            f"from-itself-{day}",
            "G-4 I-18",
            f"received on {day}, a working day, which does not count",
            day,
            mistake="term_from_the_day_itself",
        )


def decision_terms_that_change(chapter: Chapter) -> None:
    """G-4 under reforms, other policies and other calendars."""
    for days in (0, 1, 5, 30):
        _decide(
            chapter,
            f"within-{days}-days",
            "G-4",
            f"a reform to {days} working days, received on a Sunday",
            "2018-09-30",
            days,
            reform={"granting.decision_working_days": days},
        )
    _decide(
        chapter,
        "adults-policy",
        "G-4",
        "the adults' policy has the same term",
        "2019-08-16",
        policy="adults-pilot-2019",
    )
    _decide(
        chapter,
        "figure-5-does-not-matter",
        "G-4 I-5",
        "the reading of figure 5 concerns forwarding, not deciding",
        "2018-10-04",
        readings={"I-5": "figure"},
        says={"/readings/I-5": "figure"},
    )
    _decide(
        chapter,
        "own-holidays",
        "G-4 I-17",
        "holidays that the caller gives are taken off, and only they",
        "2018-11-12",
        calendar={"holidays": ["2018-11-14", "2018-11-15"]},
    )
    _decide(
        chapter,
        "own-working-saturday",
        "G-4 I-17",
        "a Saturday that the caller declares worked counts",
        "2018-10-10",
        calendar={"working_days": ["2018-10-13"]},
    )
