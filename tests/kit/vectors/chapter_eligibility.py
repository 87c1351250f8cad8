"""The vectors of the chapter `eligibility`."""

from __future__ import annotations

from typing import Any

import eligibility_terms
from applicants import ABSENT, PILOT, child, pilot, verdict
from cases import Chapter

Json = Any

_ALL_MET = {"E_1": True, "E_2": True, "E_3": True, "E_4": True, "E_9": True, "E_11": True}
_MEASURES = "9.2.2.1, 9.2.2.3"


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    known_facts(chapter)
    coming_of_age(chapter)
    coming_of_age_otherwise(chapter)
    disability_in_force(chapter)
    disability_half_known(chapter)
    several_at_once(chapter)
    other_measures(chapter)
    where_the_child_lives(chapter)
    what_does_not_matter(chapter)
    other_forms(chapter)
    refusals(chapter)
    pilots_refused(chapter)
    eligibility_terms.add(chapter)


def _assess(
    chapter: Chapter, name: str, rules: str, why: str, facts: Json, says: Json, dates: Json = None, **more: Json
) -> None:
    """A case of an application to the children's pilot; ``facts`` change the usual one."""
    asked = {"applicant": child(**facts), "pilot": dates or PILOT}
    chapter.case(name, rules, why, "eligibility.assess", asked, says, **more)


def _verdict(eligible: bool | None, **criteria: Json) -> Json:
    """All criteria are met but these."""
    return verdict(eligible, **(_ALL_MET | criteria))


def known_facts(chapter: Chapter) -> None:
    """E-1 and E-2: yes, no, not known."""
    _assess(
        chapter,
        "determined-indefinitely",
        "E-1 E-2 E-3 E-4 E-9 E-11",
        "every criterion is met and reported, in the order of the rules",
        {},
        _verdict(True)
        | {
            f"/reasons/{place}/code": code
            for place, code in enumerate(
                (
                    "disability_is_determined",
                    "evaluated_in_project",
                    "stays_under_age",
                    "disability_in_force",
                    "no_excluding_support",
                    "lives_in_pilot_area",
                )
            )
        }
        | {"/readings": {"I-4": "not_eligible"}},
    )
    _assess(
        chapter,
        "not-determined",
        "E-1 E-4",
        "without a determined disability there is none in force either",
        {"disability_determined": False},
        _verdict(False, E_1=False, E_4=False)
        | {"/reasons/0/code": "disability_not_determined", "/reasons/3/code": "disability_not_in_force"},
    )
    _assess(
        chapter,
        "determination-unknown",
        "E-1 E-4",
        "both criteria that need the fact are undecided",
        {"disability_determined": ABSENT},
        _verdict(None, E_1=("disability_determined",), E_4=("disability_determined",))
        | {"/reasons/0/code": "determination_unknown", "/reasons/0/facts/missing": "disability_determined"},
        mistake="missing_means_no",
    )
    _assess(
        chapter,
        "not-evaluated",
        "E-2",
        "no evaluation in the project",
        {"di_evaluated": False},
        _verdict(False, E_2=False) | {"/reasons/1/code": "not_evaluated_in_project"},
    )
    _assess(
        chapter,
        "evaluation-unknown",
        "E-2",
        "nobody said whether there was an evaluation",
        {"di_evaluated": None},
        _verdict(None, E_2=("di_evaluated",)) | {"/reasons/1/code": "evaluation_unknown"},
        mistake="missing_means_no",
    )


def coming_of_age(chapter: Chapter) -> None:
    """E-3 and I-4: the 18th birthday around the pilot's last day."""
    for start, months, last, eve, after in (
        ("2018-09-01", 12, "2001-08-31", "2001-08-30", "2001-09-01"),
        ("2019-01-01", 6, "2001-06-30", "2001-06-29", "2001-07-01"),
        ("2018-03-01", 12, "2001-02-28", "2001-02-27", "2001-03-01"),
    ):
        ends = f"a pilot of {months} months from {start}"
        dates, early = pilot(start, months), {"received": "2018-01-05T10:00"}
        _assess(
            chapter,
            f"of-age-on-the-last-day-{start}",
            "E-3 I-4",
            f"{ends}: 18 on its last day is of age while it runs",
            {"born": last, **early},
            _verdict(False, E_3=False)
            | {"/reasons/2/code": "comes_of_age_in_pilot", "/reasons/2/facts/limit": 18, "/reasons/2/facts/born": last},
            dates,
            mistake="of_age_on_the_last_day",
        )
        _assess(
            chapter,
            f"of-age-on-the-last-day-allowed-{start}",
            "I-4 E-3",
            f"{ends}: under the other reading the last day is allowed",
            {"born": last, **early},
            _verdict(True) | {"/readings": {"I-4": "eligible"}},
            dates,
            readings={"I-4": "eligible"},
        )
        _assess(
            chapter,
            f"of-age-before-the-last-day-{start}",
            "I-4 E-3",
            f"{ends}: 18 the day before it ends is too early under either reading",
            {"born": eve, **early},
            _verdict(False, E_3=False),
            dates,
            readings={"I-4": "eligible"},
        )
        _assess(
            chapter,
            f"of-age-after-the-last-day-{start}",
            "E-3",
            f"{ends}: 18 the day after it ends is in time",
            {"born": after, **early},
            _verdict(True) | {"/reasons/2/code": "stays_under_age"},
            dates,
        )


def coming_of_age_otherwise(chapter: Chapter) -> None:
    """E-3: leap birthdays, other limits, other lengths, births after the pilot, ages counted wrongly."""
    leap = {"born": "2000-02-29", "received": "2017-02-01T10:00"}
    to_february = pilot("2017-03-01")
    _assess(
        chapter,
        "leap-birthday-on-the-last-day",
        "I-16 E-3",
        "born on 29 February: 18 on 28 February 2018, the pilot's last day",
        leap,
        _verdict(False, E_3=False) | {"/reasons/2/facts/last_day": "2018-02-28"},
        to_february,
        mistake="leap_birthday_on_1_march",
    )
    _assess(
        chapter,
        "leap-birthday-on-the-last-day-allowed",
        "I-16 E-3 I-4",
        "born on 29 February: 18 on the last day, which the other reading allows",
        leap,
        _verdict(True),
        to_february,
        readings={"I-4": "eligible"},
    )
    for months, met in ((1, True), (11, True), (13, False), (24, False)):
        _assess(
            chapter,
            f"pilot-of-{months}-months",
            "E-3",
            f"18 on 2019-09-15: a pilot of {months} months from September 2018",
            {"born": "2001-09-15"},
            _verdict(met, E_3=met),
            pilot("2018-09-01", months),
        )
    for limit, born, met in ((17, "2002-09-01", True), (17, "2002-08-31", False), (19, "2000-09-01", True)):
        _assess(
            chapter,
            f"limit-{limit}-{'met' if met else 'reached'}",
            "E-3",
            f"a reform to {limit} years moves the birthday that counts",
            {"born": born},
            _verdict(met, E_3=met) | {"/reasons/2/facts/limit": limit},
            reform={"eligibility.age_below": limit},
        )
    for born, met in (("2019-08-31", False), ("2019-09-01", True)):
        _assess(
            chapter,
            f"limit-0-born-{born}",
            "E-3",
            "a limit of 0 years is reached by birth: on the last day, or after the pilot",
            {"born": born, "received": "2019-09-02T10:00"},
            _verdict(met, E_3=met),
            reform={"eligibility.age_below": 0},
        )
    _assess(
        chapter,
        "born-after-the-pilot",
        "E-3",
        "born after the pilot's last day: does not come of age in it",
        {"born": "2019-09-02", "received": "2019-09-02T10:00"},
        _verdict(True),
    )
    for born in ("2001-09-01", "2001-09-04"):
        _assess(
            chapter,
            f"days-by-365-{born}",
            "E-3",
            "18 x 365 days have passed by the last day, 18 years have not",
            {"born": born, "impairment": "vision"},
            _verdict(True),
            mistake="age_by_days_365",
        )
    _assess(
        chapter,
        "by-years-only",
        "E-3",
        "the last day's year is the birth's plus 18, the birthday is in December",
        {"born": "2001-12-31"},
        _verdict(True),
        mistake="age_by_years_only",
    )


def disability_in_force(chapter: Chapter) -> None:
    """E-4: around the pilot's first day."""
    for start, on, eve in (
        ("2018-09-01", "2018-09-01", "2018-08-31"),
        ("2019-01-01", "2019-01-01", "2018-12-31"),
        ("2020-03-01", "2020-03-01", "2020-02-29"),
    ):
        facts = {"id": "a", "on": start}
        _assess(
            chapter,
            f"until-the-first-day-{start}",
            "E-4",
            f"a disability that ends on {on}, the first day, is in force on it",
            {"disability_until": on},
            _verdict(True) | {"/reasons/3/code": "disability_in_force", "/reasons/3/facts": facts},
            pilot(start, 6),
            mistake="disability_ended_on_the_first_day",
        )
        _assess(
            chapter,
            f"until-the-eve-{start}",
            "E-4",
            f"ended on {eve}, the day before the pilot starts",
            {"disability_until": eve},
            _verdict(False, E_4=False) | {"/reasons/3/code": "disability_not_in_force", "/reasons/3/facts": facts},
            pilot(start, 6),
        )
    _assess(
        chapter,
        "runs-out-during-the-pilot",
        "E-4",
        "it may run out the day after the pilot starts",
        {"disability_until": "2018-09-02"},
        _verdict(True),
    )


def disability_half_known(chapter: Chapter) -> None:
    """E-4: one or both facts absent."""
    determined, until = "disability_determined", "disability_until"
    _assess(
        chapter,
        "end-unknown",
        "E-4",
        "determined, but nobody knows until when",
        {until: ABSENT},
        _verdict(None, E_4=(until,))
        | {"/reasons/3/code": "disability_term_unknown", "/reasons/3/facts": {"id": "a", "missing": until}},
        mistake="missing_means_no",
    )
    _assess(
        chapter,
        "neither-known",
        "E-4 E-1",
        "both facts are named where both are absent",
        {determined: None, until: None},
        _verdict(None, E_1=(determined,), E_4=(determined, until))
        | {"/reasons/3/facts/missing": "disability_determined, disability_until"},
        mistake="missing_means_no",
    )
    _assess(
        chapter,
        "denied-and-end-unknown",
        "E-4",
        "not determined: that decides, whatever its end would be",
        {determined: False, until: ABSENT},
        _verdict(False, E_1=False, E_4=False),
    )
    _assess(
        chapter,
        "ended-and-determination-unknown",
        "E-4",
        "ended: that decides, whether determined or not",
        {determined: ABSENT, until: "2018-08-31"},
        _verdict(False, E_1=(determined,), E_4=False),
    )
    _assess(
        chapter,
        "denied-but-indefinite",
        "E-4",
        "without a determination an indefinite term is worth nothing",
        {determined: False, until: "indefinite", "di_evaluated": ABSENT},
        _verdict(False, E_1=False, E_2=("di_evaluated",), E_4=False),
    )


def several_at_once(chapter: Chapter) -> None:
    """E-8: every criterion is told, never only the first that fails."""
    for name, why, facts, failed in (
        (
            "all-six-fail",
            "six criteria fail, and six are told",
            {
                "disability_determined": False,
                "di_evaluated": False,
                "born": "2001-01-01",
                "other_measures": ["9.2.2.1"],
                "municipality": "Ventspils",
            },
            {"E_1": False, "E_2": False, "E_3": False, "E_4": False, "E_9": False, "E_11": False},
        ),
        (
            "first-and-last-fail",
            "the first and the last fail, those between are met",
            {"disability_determined": False, "disability_until": "indefinite", "municipality": "Ventspils"},
            {"E_1": False, "E_4": False, "E_11": False},
        ),
        (
            "evaluation-and-age-fail",
            "the second and the third fail",
            {"di_evaluated": False, "born": "2001-08-31"},
            {"E_2": False, "E_3": False},
        ),
        (
            "one-fails-one-open",
            "one undecided and one failed: not eligible, both told",
            {"di_evaluated": ABSENT, "municipality": "Cēsis"},
            {"E_2": ("di_evaluated",), "E_11": False},
        ),
    ):
        _assess(chapter, name, "E-8", why, facts, _verdict(False, **failed), mistake="first_failing_criterion_only")


def other_measures(chapter: Chapter) -> None:
    """E-9."""
    for name, given in (
        ("first-measure", ["9.2.2.1"]),
        ("second-measure", ["9.2.2.3"]),
        ("both-measures", ["9.2.2.3", "9.2.2.1"]),
    ):
        _assess(
            chapter,
            name,
            "E-9",
            f"support from {' and '.join(given)} excludes",
            {"other_measures": given},
            _verdict(False, E_9=False)
            | {"/reasons/4/code": "has_excluding_support", "/reasons/4/facts": {"id": "a", "measures": _MEASURES}},
            mistake="other_measures_ignored",
        )
    _assess(chapter, "no-measure", "E-9", "an empty list is no support", {"other_measures": []}, _verdict(True))
    for given, met in ((["9.2.2.1"], True), (["9.2.2.3"], False)):
        _assess(
            chapter,
            f"only-the-second-excludes-{given[0][-1]}",
            "E-9",
            "a reform that leaves one excluding measure",
            {"other_measures": given},
            _verdict(met, E_9=met) | {"/reasons/4/facts/measures": "9.2.2.3"},
            reform={"eligibility.excluded_measures": ["9.2.2.3"]},
        )


def where_the_child_lives(chapter: Chapter) -> None:
    """E-11: the ten municipalities, and names that are not theirs."""
    for name in ("Jelgava", "Bauska", "Liepāja", "Talsi", "Rēzekne", "Balvi", "Valmiera", "Madona", "Ogre"):
        facts = {"municipality": name, "impairment": "movement"}
        says = _verdict(True) | {"/reasons/5/facts": {"id": "a", "municipality": name}}
        plain = name.replace("ā", "a").replace("ē", "e").lower()
        _assess(chapter, f"lives-in-{plain}", "E-11", f"{name} is one of the ten", facts, says)
    for name, why in (
        ("Daugavpils novads", "only the adults' pilot is in Daugavpils novads"),
        ("Cēsis", "only the adults' pilot is in Cēsis"),
        ("Gulbene", "only the adults' pilot is in Gulbene"),
        ("Rīga", "the region's name is no municipality of the pilot"),
        ("tukums", "names are compared as they are written"),
        ("Rezekne", "a name without its macron is another name"),
        ("Jelgavas novads", "a longer name is another name"),
    ):
        plain = name.replace("ē", "ee").replace("ī", "i").lower().replace(" ", "-")
        says = _verdict(False, E_11=False) | {"/reasons/5/code": "lives_outside_pilot_area"}
        _assess(chapter, f"not-in-{plain}", "E-11", why, {"municipality": name}, says)
    listed = {"pilot.municipalities": ["Ventspils", "Tukums"]}
    for name, met in (("Ventspils", True), ("Jelgava", False)):
        _assess(
            chapter,
            f"reform-{name.lower()}",
            "E-11",
            "a reform of the list adds Ventspils and leaves out Jelgava",
            {"municipality": name},
            _verdict(met, E_11=met),
            reform=listed,
        )


def what_does_not_matter(chapter: Chapter) -> None:
    """Facts of the application that decide nothing here."""
    for name, rule, why, facts in (
        ("impairment-absent", "E-1", "no criterion of the pilot asks for the impairment", {"impairment": ABSENT}),
        ("home-schooled", "E-5", "home schooling decides nothing here", {"home_schooled": True}),
        ("special-care-null", "E-5", "null is the same as absent", {"special_care": None, "components": None}),
        (
            "components-of-one-type",
            "E-5",
            "components may be given beside a single impairment",
            {"components": ["vision"]},
        ),
        ("received-at-birth", "E-6", "received in the first minute of the day of birth", _NEWBORN),
        (
            "received-after-the-pilot",
            "E-6",
            "no criterion bounds when it is received",
            {"received": "2030-01-01T00:00"},
        ),
    ):
        _assess(chapter, name, rule, why, facts, _verdict(True))


_NEWBORN = {"born": "2018-07-03", "received": "2018-07-03T00:00", "special_care": True}


def other_forms(chapter: Chapter) -> None:
    """The same operation under each policy takes its own form."""
    missing = "missing_field"
    for name, policy, why, asked, code, path in (
        ("general-form-under-the-pilot", None, "a pilot is needed", {"on": "2018-09-01"}, missing, "pilot"),
        (
            "pilot-form-in-general",
            "children-general",
            "the applicant's own unknown fields come before the day that is missing",
            {"pilot": PILOT},
            "unknown_field",
            "applicant/di_evaluated",
        ),
        (
            "child-form-for-adults",
            "adults-pilot-2019",
            "an adult has a declared municipality",
            {"pilot": PILOT},
            missing,
            "applicant/declared_municipality",
        ),
    ):
        chapter.case(
            name,
            "E-5",
            f"another policy's form: {why}",
            "eligibility.assess",
            {"applicant": child(), **asked},
            {"/error/code": code, "/error/path": f"/input/{path}"},
            **({} if policy is None else {"policy": policy}),
        )


def refusals(chapter: Chapter) -> None:
    """What is no application to the pilot."""
    for name, why, facts, code, path in (
        (
            "received-before-birth",
            "the application came the minute before the day of birth",
            {"received": "2010-05-04T23:59"},
            "bad_value",
            "received",
        ),
        (
            "until-another-word",
            "only one word stands for no end",
            {"disability_until": "never"},
            *_at("disability_until"),
        ),
        ("until-no-such-day", "a last day must exist", {"disability_until": "2018-09-31"}, *_at("disability_until")),
        ("until-a-flag", "true is no date", {"disability_until": True}, *_at("disability_until", "bad_type")),
        ("measure-unknown", "only two measures are known", {"other_measures": ["9.2.2.2"]}, *_at("other_measures/0")),
        (
            "second-measure-unknown",
            "the place of the one that is not known",
            {"other_measures": ["9.2.2.1", "9.2.2"]},
            *_at("other_measures/1"),
        ),
        ("measures-as-text", "a list is a list", {"other_measures": "9.2.2.1"}, *_at("other_measures", "bad_type")),
        ("component-multiple", "multiple is no component", {"components": ["multiple"]}, *_at("components/0")),
        (
            "determined-as-number",
            "1 is not true",
            {"disability_determined": 1},
            *_at("disability_determined", "bad_type"),
        ),
        ("evaluated-as-text", "a word is not true", {"di_evaluated": "yes"}, *_at("di_evaluated", "bad_type")),
        ("no-municipality", "who lives where must be said", {"municipality": ABSENT}, "missing_field", "municipality"),
        ("no-birth", "a birth is needed", {"born": ABSENT}, "missing_field", "born"),
        ("no-moment", "a moment is needed", {"received": ABSENT}, "missing_field", "received"),
        ("no-id", "an identifier is needed", {"id": ABSENT}, "missing_field", "id"),
        ("received-a-day", "a day without an hour is no moment", {"received": "2018-07-03"}, *_at("received")),
    ):
        says = {"/error/code": code, "/error/path": f"/input/applicant/{path}"}
        _assess(chapter, name, "E-6" if "receiv" in name else "E-5", why, facts, says)


def _at(path: str, code: str = "bad_value") -> tuple[str, str]:
    return code, path


def pilots_refused(chapter: Chapter) -> None:
    """What is no pilot."""
    for name, why, dates, code, path in (
        ("start-mid-month", "a pilot starts on the first of a month", pilot("2018-09-02"), "bad_value", "/start"),
        ("no-months", "a pilot has a length", {"start": "2018-09-01"}, "missing_field", "/months"),
        ("zero-months", "at least one month", pilot("2018-09-01", 0), "bad_value", "/months"),
        ("months-121", "at most 120 months", pilot("2018-09-01", 121), "bad_value", "/months"),
        ("ends-in-the-year-10000", "no last day can be written", pilot("9999-12-01", 2), "bad_value", "/months"),
        ("months-as-text", "a count is a number", {"start": "2018-09-01", "months": "12"}, "bad_type", "/months"),
    ):
        says = {"/error/code": code, "/error/path": f"/input/pilot{path}"}
        _assess(chapter, name, "E-3", why, {}, says, dates)
    _assess(
        chapter,
        "months-120",
        "E-3",
        "the longest pilot: ten years, to 31 August 2028",
        {"born": "2010-09-01"},
        _verdict(True) | {"/reasons/2/facts/last_day": "2028-08-31"},
        pilot("2018-09-01", 120),
    )
    _assess(
        chapter,
        "ends-with-the-year-9999",
        "E-3",
        "the last day that can be written",
        {"born": "9990-01-01", "received": "9990-01-01T10:00"},
        _verdict(True) | {"/reasons/2/facts/last_day": "9999-12-31"},
        pilot("9999-12-01", 1),
    )
