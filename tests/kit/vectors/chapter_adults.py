"""The vectors of the chapter `adults`."""

from __future__ import annotations

from typing import Any

import adults_selection
from applicants import ABSENT, adult, child, verdict
from cases import Chapter

Json = Any

_ADULTS = "adults-pilot-2019"
_MUNICIPALITIES = (
    "Jelgava",
    "Bauska",
    "Liepāja",
    "Talsi",
    "Daugavpils novads",
    "Balvi",
    "Cēsis",
    "Gulbene",
    "Ogre",
)


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    qualifies(chapter)
    qualifies_half_known(chapter)
    where_the_person_lives(chapter)
    application_days(chapter)
    documents(chapter)
    several_at_once(chapter)
    refusals(chapter)
    adults_selection.add(chapter)


def _assess(chapter: Chapter, name: str, rules: str, why: str, facts: Json, says: Json, **more: Json) -> None:
    """A case of an application to the adults' pilot; ``facts`` change the usual one."""
    asked = {"applicant": adult(**facts)}
    chapter.case(name, rules, why, "eligibility.assess", asked, says, policy=_ADULTS, **more)


def _verdict(eligible: bool | None, **criteria: Json) -> Json:
    """All criteria are met but these."""
    return verdict(eligible, **({"W_1": True, "W_2": True, "W_9": True} | criteria))


def qualifies(chapter: Chapter) -> None:
    """W-1 and I-33: an adult with a mental impairment of group I or II."""
    _assess(
        chapter,
        "all-met",
        "W-1 W-2 W-9",
        "every criterion is met and reported; no reading matters",
        {},
        _verdict(True)
        | {
            "/reasons/0/code": "adult_qualifies",
            "/reasons/0/facts": {"id": "a", "municipality": "Tukums", "groups": "1, 2"},
            "/reasons/1/code": "applied_in_time",
            "/reasons/1/facts": {
                "id": "a",
                "received": "2019-08-05T09:14",
                "first_day": "2019-08-01",
                "last_day": "2019-08-16",
            },
            "/reasons/2/code": "papers_are_complete",
            "/readings": {},
        },
    )
    for group, met in ((2, True), (3, False)):
        _assess(
            chapter,
            f"group-{group}",
            "W-1",
            f"disability group {group}: the pilot is for I and II",
            {"disability_group": group},
            _verdict(met, W_1=met),
        )
    _assess(
        chapter,
        "no-mental-impairment",
        "W-1",
        "another impairment does not do",
        {"mental_impairment": False},
        _verdict(False, W_1=False) | {"/reasons/0/code": "adult_does_not_qualify"},
    )
    for born, why, met in (
        ("2001-08-05", "18 on the day of the application", True),
        ("2001-08-06", "18 the day after the application", False),
        ("2001-08-04", "18 the day before the application", True),
    ):
        _assess(chapter, f"born-{born}", "I-33 W-1", why, {"born": born}, _verdict(met, W_1=met))
    _assess(
        chapter,
        "days-by-365",
        "I-33 W-1",
        "18 x 365 days have passed, 18 years have not",
        {"born": "2001-08-08"},
        _verdict(False, W_1=False),
        mistake="age_by_days_365",
    )
    _assess(
        chapter,
        "leap-birthday",
        "I-16 W-1",
        "born on 29 February 2000: an adult on 28 February 2018, before applications are taken",
        {"born": "2000-02-29", "received": "2018-02-28T10:00"},
        _verdict(False, W_2=False),
        mistake="leap_birthday_on_1_march",
    )
    groups, age = "adults.disability_groups", {"adults.age_from": 21}
    for name, why, reform, facts, met in (
        ("group-3-by-reform", "a reform admits group III", {groups: ["1", "2", "3"]}, {"disability_group": 3}, True),
        ("group-2-left-out", "a reform leaves group I alone", {groups: ["1"]}, {"disability_group": 2}, False),
        ("age-21", "a reform to 21 years: the birthday is that day", age, {"born": "1998-08-05"}, True),
        ("age-21-not-yet", "a reform to 21 years: the birthday is tomorrow", age, {"born": "1998-08-06"}, False),
    ):
        _assess(chapter, name, "W-1", why, facts, _verdict(met, W_1=met), reform=reform)


def qualifies_half_known(chapter: Chapter) -> None:
    """W-1: what is not known leaves it open, unless something else decides."""
    mental, group = "mental_impairment", "disability_group"
    for name, facts, missing in (
        ("impairment-unknown", {mental: ABSENT}, (mental,)),
        ("group-unknown", {group: None}, (group,)),
        ("both-unknown", {mental: ABSENT, group: ABSENT}, (mental, group)),
    ):
        _assess(
            chapter,
            name,
            "W-1",
            f"not known: {', '.join(missing)}",
            facts,
            _verdict(None, W_1=missing)
            | {
                "/reasons/0/code": "adult_facts_unknown",
                "/reasons/0/facts": {"id": "a", "missing": ", ".join(missing)},
            },
            mistake="missing_means_no",
        )
    for name, why, facts in (
        ("group-unknown-lives-elsewhere", "the municipality decides", {group: ABSENT, "declared_municipality": "Rīga"}),
        ("impairment-unknown-group-3", "the group decides", {mental: ABSENT, group: 3}),
        ("group-unknown-no-impairment", "the impairment decides", {group: ABSENT, mental: False}),
        ("unknown-and-under-age", "the age decides", {group: ABSENT, "born": "2005-01-01"}),
    ):
        _assess(chapter, name, "W-1", f"something is unknown: {why}", facts, _verdict(False, W_1=False))


def where_the_person_lives(chapter: Chapter) -> None:
    """W-4: the ten municipalities, and those of the children's pilot that are not among them."""
    for name in _MUNICIPALITIES:
        plain = name.replace("ā", "a").replace("ē", "e").lower().replace(" ", "-")
        facts = {"declared_municipality": name, "born": "1980-05-05"}
        says = _verdict(True) | {"/reasons/0/facts/municipality": name}
        _assess(chapter, f"lives-in-{plain}", "W-4 W-1", f"{name} is one of the ten", facts, says)
    for name in ("Rēzekne", "Valmiera", "Madona", "Daugavpils"):
        plain = name.replace("ē", "e").lower()
        why = "the city is another place" if name == "Daugavpils" else f"only the children's pilot is in {name}"
        _assess(chapter, f"not-in-{plain}", "W-4 W-1", why, {"declared_municipality": name}, _verdict(False, W_1=False))
    _assess(
        chapter,
        "madona-by-reform",
        "W-4 W-1",
        "a reform of the list",
        {"declared_municipality": "Madona"},
        _verdict(True),
        reform={"pilot.municipalities": ["Madona"]},
    )


def application_days(chapter: Chapter) -> None:
    """W-2: 1 to 16 August 2019, both included, to the minute."""
    for received, met in (
        ("2019-07-31T23:59", False),
        ("2019-08-01T00:00", True),
        ("2019-08-16T00:00", True),
        ("2019-08-16T23:59", True),
    ):
        name = received.replace(":", "").lower()
        says = _verdict(met, W_2=met) | {"/reasons/1/code": "applied_in_time" if met else "applied_out_of_time"}
        _assess(
            chapter,
            f"received-{name}",
            "W-2",
            f"{received}: 1 to 16 August, both days whole",
            {"received": received},
            says,
        )
    for received in ("2019-08-17T00:00", "2019-08-19T08:30", "2019-12-01T10:00"):
        name = received.replace(":", "").lower()
        _assess(
            chapter,
            f"too-late-{name}",
            "W-2",
            f"received on {received[:10]}, after 16 August",
            {"received": received},
            _verdict(False, W_2=False),
            mistake="adults_after_the_last_day",
        )
    for name, received, reform, met in (
        ("from-5-august", "2019-08-04T23:59", {"adults.applications_from": "2019-08-05"}, False),
        ("from-july", "2019-07-15T10:00", {"adults.applications_from": "2019-07-15"}, True),
        ("to-20-august", "2019-08-20T23:59", {"adults.applications_to": "2019-08-20"}, True),
        ("to-2-august", "2019-08-03T00:00", {"adults.applications_to": "2019-08-02"}, False),
    ):
        why = f"a reform: applications are taken {name.replace('-', ' ')}"
        _assess(chapter, name, "W-2", why, {"received": received}, _verdict(met, W_2=met), reform=reform)


def documents(chapter: Chapter) -> None:
    """W-9: both papers."""
    for name, why, papers, met in (
        ("papers-in-the-other-order", "their order does not matter", ["disability_proof", "application"], True),
        ("application-alone", "the proof of disability is missing", ["application"], False),
        ("proof-alone", "the application is missing", ["disability_proof"], False),
        ("no-papers", "nothing was handed in", [], False),
        ("application-twice", "two copies of one paper are one paper", ["application", "application"], False),
        (
            "both-and-a-copy",
            "a further copy does no harm",
            ["application", "disability_proof", "application"],
            True,
        ),
    ):
        says = _verdict(met, W_9=met) | {"/reasons/2/code": "papers_are_complete" if met else "papers_are_incomplete"}
        _assess(chapter, name, "W-9", why, {"documents": papers}, says)


def several_at_once(chapter: Chapter) -> None:
    """All criteria are told."""
    for name, why, facts, failed in (
        (
            "all-fail",
            "three criteria fail, and three are told",
            {"disability_group": 3, "received": "2019-09-01T10:00", "documents": []},
            {"W_1": False, "W_2": False, "W_9": False},
        ),
        (
            "open-and-late",
            "undecided and too late: not eligible",
            {"mental_impairment": ABSENT, "received": "2019-07-01T10:00"},
            {"W_1": ("mental_impairment",), "W_2": False},
        ),
        (
            "late-without-papers",
            "the last two fail",
            {"received": "2019-08-17T12:00", "documents": ["application"]},
            {"W_2": False, "W_9": False},
        ),
    ):
        mistake = "first_failing_criterion_only"
        _assess(chapter, name, "W-1 W-2 W-9", why, facts, _verdict(False, **failed), mistake=mistake)


def refusals(chapter: Chapter) -> None:
    """What is no application to the adults' pilot."""
    for name, why, facts, code, path in (
        ("group-0", "there is no group 0", {"disability_group": 0}, "bad_value", "disability_group"),
        ("group-4", "there is no group 4", {"disability_group": 4}, "bad_value", "disability_group"),
        ("group-as-text", "a group is a number", {"disability_group": "1"}, "bad_type", "disability_group"),
        ("group-true", "true is not 1", {"disability_group": True}, "bad_type", "disability_group"),
        ("mental-as-number", "1 is not true", {"mental_impairment": 1}, "bad_type", "mental_impairment"),
        ("no-documents", "documents are required", {"documents": ABSENT}, "missing_field", "documents"),
        ("other-document", "no such paper", {"documents": ["application", "passport"]}, "bad_value", "documents/1"),
        ("received-before-birth", "no application before the birth", _UNBORN, "bad_value", "received"),
        ("home-schooled-adult", "no field of this form", {"home_schooled": True}, "unknown_field", "home_schooled"),
    ):
        rule = "W-9" if "document" in name else "W-2" if "received" in name else "W-1"
        says = {"/error/code": code, "/error/path": f"/input/applicant/{path}"}
        _assess(chapter, name, rule, why, facts, says)
    chapter.case(
        "pilot-not-asked",
        "W-1",
        "for adults no pilot is given: its dates are the policy's",
        "eligibility.assess",
        {"applicant": adult(), "pilot": {"start": "2019-11-01", "months": 12}},
        {"/error/code": "unknown_field", "/error/path": "/input/pilot"},
        policy=_ADULTS,
    )
    chapter.case(
        "adults-form-for-children",
        "W-1 E-5",
        "the adults' form under the children's policy lacks the municipality",
        "eligibility.assess",
        {"applicant": adult(), "pilot": {"start": "2018-09-01", "months": 12}},
        {"/error/code": "missing_field", "/error/path": "/input/applicant/municipality"},
    )
    chapter.case(
        "declared-municipality-comes-later",
        "W-1",
        "of two wrong fields the earlier one in the form, not in the request",
        "eligibility.assess",
        {"applicant": {"received": "now", **child(declared_municipality=7, received="now")}},
        {"/error/code": "bad_type", "/error/path": "/input/applicant/declared_municipality"},
        policy=_ADULTS,
        mistake="problems_in_any_order",
    )


_UNBORN = {"received": "1990-05-04T10:00"}
