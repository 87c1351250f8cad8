"""The vectors on targets: S-1 to S-5, S-10, I-6, I-7, I-31."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

from applicants import ABSENT, PILOT
from cases import Chapter
from selection_answers import AGES, IMPAIRMENTS, REGIONS, Kid, targets

Json = Any


def add(chapter: Chapter) -> None:
    """Adds every case."""
    published(chapter)
    totals(chapter)
    raised(chapter)
    rounded(chapter)
    municipalities(chapter)
    age_bounds(chapter)
    age_days(chapter)
    other_regions(chapter)
    other_quotas(chapter)
    refusals(chapter)


def _case(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    kids: Sequence[Kid],
    says: Json = None,
    places: int = 100,
    **more: Json,
) -> None:
    """A case of targets for ``kids``, with the reform of the places where they are not 100."""
    reform = ({} if places == 100 else {"selection.places": places}) | more.pop("reform", {})
    asked = {"applicants": [kid.counted() for kid in kids], "pilot": PILOT}
    claims = {"/result": targets(kids, places).written()} | (says or {})
    chapter.case(name, rules, why, "selection.targets", asked, claims, **({"reform": reform} if reform else {}), **more)


def crowd(
    ages: Sequence[str] = tuple(AGES),
    impairments: Sequence[str] = ("movement", "mental", "multiple"),
    municipalities: Sequence[str] = ("Tukums",),
    size: int = 10,
) -> list[Kid]:
    """So many children, whose groups go round."""
    rows = zip(cycle(municipalities), cycle(ages), cycle(impairments), strict=False)
    return [
        Kid(f"k{place}", age, impairment, municipality)
        for place, (municipality, age, impairment) in enumerate(islice(rows, size))
    ]


def published(chapter: Chapter) -> None:
    """The figures that are printed for 100 places."""
    everywhere = tuple(REGIONS)
    of_100 = [
        Kid(f"{place:03}", (*AGES,)[place // 10 % 5], kind, everywhere[place % 10])
        for place, kind in enumerate(
            kind for kind, number in zip(IMPAIRMENTS, (8, 8, 38, 38, 38), strict=True) for _ in range(number)
        )
    ]
    _case(
        chapter,
        "a-hundred-places",
        "S-1 S-2 S-3",
        "the printed quotas: 10 of each municipality, 20 of each age; 5, 5, 30, 30, 30 by impairment",
        of_100,
        {
            "/result/impairment": dict(zip(IMPAIRMENTS, (5, 5, 30, 30, 30), strict=True)),
            "/result/age": dict.fromkeys(AGES, 20),
            "/result/municipality": dict.fromkeys(REGIONS, 10),
            "/reasons/0/code": "target_is_quota",
            "/reasons/0/facts": {"group": "Jelgava", "quota": 10, "applicants": 13, "target": 10},
        },
        kind="published",
    )
    short = [kid for kid in of_100 if kid.impairment != "vision"] + of_100[:2]
    _case(
        chapter,
        "two-with-vision-impairment",
        "S-5 S-3",
        "the protocol's example: only 2 with vision impairment, so 2, 5, 31, 31, 31",
        short,
        {"/result/impairment": dict(zip(IMPAIRMENTS, (2, 5, 31, 31, 31), strict=True))},
        kind="published",
    )


def totals(chapter: Chapter) -> None:
    """S-1, I-31: the smaller of places and applicants."""
    _case(
        chapter,
        "nobody-applies",
        "S-1",
        "no applicants: every group in the policy's order with 0",
        [],
        {
            "/result/total": 0,
            "/result/municipality": dict.fromkeys(REGIONS, 0),
            "/reasons/0/code": "target_without_applicants",
            "/reasons/0/facts": {"group": "Jelgava", "quota": 10},
            "/reasons/15/facts": {"group": "vision", "quota": 5},
            "/readings": {"I-6": "pilot_start", "I-7": "level"},
        },
    )
    three = crowd(size=3)
    for places in (2, 3, 4):
        _case(
            chapter,
            f"three-for-{places}-places",
            "S-1 I-31",
            f"three applicants and {places} places: the smaller number",
            three,
            {"/result/total": min(3, places)},
            places,
        )
    _case(chapter, "no-places", "S-1", "a reform to 0 places leaves nobody", crowd(size=2), {"/result/total": 0}, 0)
    _case(
        chapter,
        "below-the-places",
        "I-31 S-10",
        "nine of one municipality and none elsewhere: all nine, though the quota is ten",
        crowd(size=9),
        {"/result/municipality/Tukums": 9, "/reasons/9/code": "target_is_every_applicant"},
    )
    _case(
        chapter,
        "more-than-the-quota-of-a-municipality",
        "I-31 S-10",
        "eleven of one municipality and none elsewhere: all eleven take part",
        crowd(size=11),
        {
            "/result/municipality/Tukums": 11,
            "/result/total": 11,
            "/reasons/9/facts": {"group": "Tukums", "quota": 10, "applicants": 11, "target": 11},
        },
    )


def raised(chapter: Chapter) -> None:
    """S-4, S-5, I-7: what one group lacks, the others take in proportion."""
    for name, why, impairments, wanted in (
        (
            "no-vision",
            "20 places, none with vision impairment: 1.05, 6.32 each: the level rises for all",
            ("hearing", "hearing", "movement", "mental", "multiple"),
            None,
        ),
        (
            "no-vision-and-hearing",
            "20 places, the two small groups empty: 20 / 3 each",
            ("movement", "mental", "multiple"),
            {"vision": 0, "hearing": 0, "movement": 7, "mental": 7, "multiple": 6},
        ),
        (
            "few-multiple",
            "20 places, one with multiple impairments instead of 6",
            ("vision", "hearing", "movement", "mental") * 6 + ("multiple",),
            None,
        ),
    ):
        kids = crowd(impairments=impairments, municipalities=tuple(REGIONS), size=25)
        says = {} if wanted is None else {"/result/impairment": wanted}
        _case(chapter, name, "S-5 I-7", why, kids, says, 20, mistake="quotas_not_raised")
    for name, why, ages, wanted in (
        (
            "no-infants",
            "8 places over four age groups instead of five",
            ("3-7", "8-10", "11-14", "15-17"),
            (0, 2, 2, 2, 2),
        ),
        (
            "one-infant",
            "9 places: one infant, the other four groups two each",
            ("3-7", "8-10", "11-14", "15-17") * 3 + ("0-2",),
            (1, 2, 2, 2, 2),
        ),
        (
            "level-rises-twice",
            "10 places: 1 leaves 9 for four, which fills the next, and leaves 7 for three",
            ("0-2", "3-7", "3-7", *("15-17", "11-14", "8-10") * 3, "15-17", "11-14"),
            (1, 2, 2, 3, 2),
        ),
    ):
        places = sum(wanted)
        kids = crowd(ages, size=12 if name == "no-infants" else len(ages))
        _case(
            chapter,
            name,
            "S-4 I-7",
            why,
            kids,
            {"/result/age": dict(zip(AGES, wanted, strict=True))},
            places,
            mistake="quotas_not_raised",
        )


def rounded(chapter: Chapter) -> None:
    """I-7: whole children by largest remainder."""
    for name, places, why, kids in (
        (
            "ten-places",
            10,
            "0.5, 0.5, 3, 3, 3: one of the two halves, not both",
            crowd(impairments=IMPAIRMENTS, size=20),
        ),
        ("three-places", 3, "0.6 of five ages: three of them, not five", crowd(impairments=("mental",), size=10)),
        (
            "four-places",
            4,
            "0.8 of five ages: the first four, not five",
            crowd(impairments=("multiple",), size=15),
        ),
    ):
        _case(chapter, f"remainders-{name}", "S-5 I-7", why, kids, {}, places, mistake="quotas_half_up")
    for name, why, ages, wanted in (
        ("tie-to-the-first", "equal remainders, equal applicants: the first", ("0-2", "3-7"), (1, 0, 0, 0, 0)),
        (
            "tie-to-the-larger",
            "equal remainders: who has more applicants left over",
            ("0-2", "3-7", "3-7"),
            (0, 1, 0, 0, 0),
        ),
        (
            "tie-to-the-last",
            "more applicants count more than the order",
            ("0-2", "8-10", "15-17", "15-17"),
            (0, 0, 0, 0, 1),
        ),
    ):
        kids = crowd(ages, ("mental",), size=len(ages))
        _case(chapter, name, "I-7", why, kids, {"/result/age": dict(zip(AGES, wanted, strict=True))}, 1)
    _case(
        chapter,
        "left-over-counts-what-is-given",
        "I-7",
        "12 places: 5.5 each; 7 and 6 apply, so 2 and 1 are left over: the half goes to the larger",
        crowd((*("8-10", "11-14") * 6, "11-14", "0-2"), size=14),
        {"/result/age": {"0-2": 1, "3-7": 0, "8-10": 5, "11-14": 6, "15-17": 0}},
        12,
    )
    _case(
        chapter,
        "remainder-before-ties",
        "I-7",
        "1 place by impairment: 30 of 65 is more than 5 of 65, however many apply",
        [
            Kid("a", impairment="mental"),
            *(Kid(f"v{place}", impairment="vision") for place in range(3)),
            Kid("m", impairment="movement"),
        ],
        {"/result/impairment/movement": 1},
        1,
    )


def municipalities(chapter: Chapter) -> None:
    """S-10, I-31: regions first, then each region's municipalities."""
    for name, why, rows, places, wanted in (
        (
            "neighbour-takes-the-places",
            "16 places, 4 for the region: Balvi has 1 child for its 2, Rēzekne takes the other",
            {"Jelgava": 2, "Bauska": 3, "Talsi": 4, "Liepāja": 2, "Rēzekne": 6, "Balvi": 1, "Ogre": 4, "Madona": 4},
            16,
            {"Balvi": 1, "Rēzekne": 3},
        ),
        (
            "region-without-applicants",
            "8 places: nobody from one region, the four others take two each",
            {"Jelgava": 3, "Talsi": 3, "Valmiera": 3, "Ogre": 3},
            8,
            {"Jelgava": 2, "Talsi": 2, "Valmiera": 2, "Ogre": 2},
        ),
        (
            "region-before-municipality",
            "10 places: the region keeps its two, though one municipality has only one to give",
            {"Jelgava": 1, "Bauska": 5, "Talsi": 5, "Balvi": 5, "Madona": 5, "Tukums": 5},
            10,
            {"Jelgava": 1, "Bauska": 1, "Talsi": 2, "Balvi": 2, "Madona": 2, "Tukums": 2},
        ),
    ):
        kids = [Kid(f"{of}{place}", municipality=of) for of, number in rows.items() for place in range(number)]
        says = {f"/result/municipality/{of}": number for of, number in wanted.items()}
        _case(chapter, name, "S-10 I-31", why, kids, says, places, mistake="places_lost_in_small_municipalities")
    _case(
        chapter,
        "region-short-as-a-whole",
        "I-31 S-10",
        "7 places: one region has one child, the others share six, the remainders by applicants left over",
        [Kid(f"{of}{place}", municipality=of) for of, number in _SHORT.items() for place in range(number)],
        {"/result/region/Zemgale": 1, "/result/total": 7},
        7,
    )


_SHORT = {"Jelgava": 1, "Liepāja": 2, "Rēzekne": 3, "Valmiera": 1, "Madona": 3, "Ogre": 2}


def _counted(**facts: Json) -> Json:
    usual = {"id": "a", "municipality": "Ogre", "impairment": "hearing"}
    return {name: value for name, value in (usual | facts).items() if value is not ABSENT}


def _one(
    chapter: Chapter, name: str, rules: str, why: str, facts: Json, says: Json, dates: Json = None, **more: Json
) -> None:
    """A case of a single applicant."""
    asked = {"applicants": [_counted(**facts)], "pilot": dates or PILOT}
    chapter.case(name, rules, why, "selection.targets", asked, says, **more)


def _in_group(group: str) -> Json:
    return {"/result/age": dict.fromkeys(AGES, 0) | {group: 1}}


def age_bounds(chapter: Chapter) -> None:
    """S-2: the first and the last age of each group."""
    for born, group in (
        ("2015-09-02", "0-2"),
        ("2010-09-02", "3-7"),
        ("2007-09-02", "8-10"),
        ("2003-09-02", "11-14"),
        ("2000-09-02", "15-17"),
    ):
        age = group.partition("-")[2]
        why = f"{age} years, until tomorrow: the upper bound is included"
        _one(chapter, f"born-{born}", "S-2", why, {"born": born}, _in_group(group), mistake="group_bounds_exclusive")
    for born, group in (
        ("2018-09-01", "0-2"),
        ("2015-09-01", "3-7"),
        ("2010-09-01", "8-10"),
        ("2007-09-01", "11-14"),
        ("2003-09-01", "15-17"),
    ):
        age = group.partition("-")[0]
        why = f"{age} years since today: the lower bound is included"
        _one(chapter, f"born-{born}", "S-2", why, {"born": born}, _in_group(group))
    for born, group, years in (("2007-09-04", "8-10", 11), ("2003-09-04", "11-14", 15)):
        _one(
            chapter,
            f"days-by-365-{born}",
            "S-2",
            f"{years} x 365 days have passed, {years} years have not",
            {"born": born},
            _in_group(group),
            mistake="age_by_days_365",
        )
    _one(
        chapter,
        "by-years-only",
        "S-2",
        "the years differ by 3, the birthday is in December",
        {"born": "2015-12-31"},
        _in_group("0-2"),
        mistake="age_by_years_only",
    )
    for name, why, born in (
        ("eighteen", "no group has 18 years", "2000-09-01"),
        ("unborn", "born later", "2018-09-02"),
    ):
        says = {"/error/code": "bad_value", "/error/path": "/input/applicants/0/born"}
        _one(chapter, name, "S-2", why, {"born": born}, says)


def age_days(chapter: Chapter) -> None:
    """I-6: on which day the age is taken."""
    facts = {"born": "2010-08-01", "received": "2018-07-31T23:59"}
    application = {"I-6": "application"}
    _one(
        chapter,
        "age-at-the-start",
        "I-6 S-2",
        "8 when the pilot starts, 7 when the application came",
        facts,
        _in_group("8-10"),
    )
    _one(
        chapter,
        "age-at-the-application",
        "I-6 S-2",
        "under the other reading the day of the application counts: 7",
        facts,
        _in_group("3-7") | {"/readings/I-6": "application"},
        readings=application,
    )
    _one(
        chapter,
        "age-at-the-application-birthday",
        "I-6 S-2",
        "8 on the day of the application, though received before the hour of birth may have struck",
        {"born": "2010-08-01", "received": "2018-08-01T00:00"},
        _in_group("8-10"),
        readings=application,
    )
    _one(
        chapter,
        "leap-birthday-at-the-application",
        "I-16 I-6 S-2",
        "born on 29 February 2016: 3 on 28 February 2019",
        {"born": "2016-02-29", "received": "2019-02-28T10:00"},
        _in_group("3-7"),
        readings=application,
        mistake="leap_birthday_on_1_march",
    )
    _one(
        chapter,
        "another-start",
        "I-6 S-2",
        "the pilot's own start counts, not the policy's",
        {"born": "2010-08-01"},
        _in_group("3-7"),
        {"start": "2018-07-01", "months": 6},
    )
    for name, why, facts, code, path in (
        (
            "no-moment-for-the-age",
            "the reading asks for the moment",
            {"born": "2010-08-01"},
            "missing_field",
            "received",
        ),
        (
            "born-after-the-application",
            "no age before the birth",
            {"born": "2018-08-01", "received": "2018-07-31T10:00"},
            "bad_value",
            "born",
        ),
        ("no-age-at-all", "neither group nor birth", {"received": "2018-07-31T10:00"}, "missing_field", "born"),
    ):
        says = {"/error/code": code, "/error/path": f"/input/applicants/0/{path}"}
        _one(chapter, name, "I-6 S-2", why, facts, says, readings=application)
    _one(
        chapter,
        "group-prevails-over-birth",
        "S-2",
        "a group that is given counts, though the birth says 18",
        {"age_group": "15-17", "born": "2000-01-01"},
        _in_group("15-17"),
    )
    _one(
        chapter,
        "group-needs-no-moment",
        "S-2 I-6",
        "a group that is given needs no moment either",
        {"age_group": "0-2"},
        _in_group("0-2"),
        readings=application,
    )
    _one(
        chapter,
        "whole-application-counted",
        "S-6",
        "a whole application may be given; nobody's eligibility is asked here",
        {
            "age_group": "3-7",
            "components": ["mental"],
            "disability_determined": False,
            "disability_until": "2000-01-01",
            "di_evaluated": False,
            "other_measures": ["9.2.2.1"],
            "home_schooled": True,
            "special_care": False,
            "received": "2018-07-03T09:14",
        },
        _in_group("3-7") | {"/result/total": 1},
    )


def other_regions(chapter: Chapter) -> None:
    """S-10: the caller's map of regions."""

    def case(name: str, why: str, rows: Json, regions: Json, says: Json, **more: Json) -> None:
        people = [
            _counted(id=f"{of}{place}", municipality=of, age_group="3-7")
            for of, number in rows
            for place in range(number)
        ]
        asked = {"applicants": people, "pilot": PILOT, "regions": regions}
        chapter.case(name, "S-10", why, "selection.targets", asked, says, **more)

    case(
        "regions-of-three",
        "6 places: a region of three municipalities has the quota of three, one of one that of one",
        [("Jelgava", 4), ("Liepāja", 4), ("Talsi", 4), ("Bauska", 4)],
        {"Bauska": "Kurzeme"},
        {
            "/result/region/Zemgale": 1,
            "/result/region/Kurzeme": 5,
            "/result/municipality/Jelgava": 1,
            "/result/municipality/Bauska": 2,
            "/result/municipality/Liepāja": 2,
            "/result/municipality/Talsi": 1,
        },
        reform={"selection.places": 6},
    )
    case(
        "new-municipality-and-region",
        "what is new follows in order of appearance, municipalities and regions both",
        [("Ventspils", 1), ("Jēkabpils", 1)],
        {"Ventspils": "Kurzeme", "Jēkabpils": "Sēlija", "Aknīste": "Sēlija"},
        {
            "/result/municipality": {
                **dict.fromkeys(REGIONS, 0),
                "Ventspils": 1,
                "Jēkabpils": 1,
                "Aknīste": 0,
            },
            "/result/region": {"Zemgale": 0, "Kurzeme": 1, "Latgale": 0, "Vidzeme": 0, "Rīga": 0, "Sēlija": 1},
            "/result/total": 2,
        },
    )
    case(
        "map-that-says-the-same",
        "an override with the policy's own region changes nothing",
        [("Ogre", 1), ("Tukums", 2)],
        {"Tukums": "Rīga"},
        {"/result/region/Rīga": 2, "/result/municipality/Ogre": 1, "/result/municipality/Tukums": 1},
        reform={"selection.places": 2},
    )
    for name, why, rows, regions, path in (
        (
            "no-region",
            "a municipality without a region",
            [("Ogre", 1), ("Ventspils", 1)],
            {},
            "applicants/1/municipality",
        ),
        ("empty-region-name", "a region has a name", [("Ogre", 1)], {"Ogre": ""}, "regions/Ogre"),
    ):
        case(name, why, rows, regions, {"/error/code": "bad_value", "/error/path": f"/input/{path}"})


def other_quotas(chapter: Chapter) -> None:
    """S-2, S-3 under reforms of the quotas."""
    five = crowd(impairments=IMPAIRMENTS, size=10)
    for name, why, reform, says, places in (
        (
            "ages-2-1-1-1-1",
            "6 places: twice the quota, twice the places",
            {"selection.age.group_3_7": 40},
            {"/result/age": {"0-2": 1, "3-7": 2, "8-10": 1, "11-14": 1, "15-17": 1}},
            6,
        ),
        (
            "one-age-without-quota",
            "4 places: a group with quota 0 gets nobody, the four others one each",
            {"selection.age.group_8_10": 0},
            {"/result/age": {"0-2": 1, "3-7": 1, "8-10": 0, "11-14": 1, "15-17": 1}},
            4,
        ),
        (
            "impairments-in-fractions",
            "4 places: 0.5 and 1.5; the half goes where more applicants are left over",
            {
                "selection.impairment.vision": "12.5",
                "selection.impairment.hearing": "37.5",
                "selection.impairment.movement": "0",
                "selection.impairment.mental": "0",
                "selection.impairment.multiple": "50",
            },
            {"/result/impairment": {"vision": 1, "hearing": 1, "movement": 0, "mental": 0, "multiple": 2}},
            4,
        ),
        (
            "other-places-per-municipality",
            "the quota that is compared is the policy's",
            {"selection.places_per_municipality": 4},
            {"/reasons/9/facts": {"group": "Tukums", "quota": 4, "applicants": 10, "target": 4}},
            4,
        ),
    ):
        asked = {"applicants": [kid.counted() for kid in five], "pilot": PILOT}
        chapter.case(
            name, "S-5 S-2", why, "selection.targets", asked, says, reform={"selection.places": places, **reform}
        )
    chapter.case(
        "quotas-that-reach-nobody",
        "S-5",
        "the only impairment with a quota has no applicant: no target can reach the total",
        "selection.targets",
        {"applicants": [_counted(age_group="0-2")], "pilot": PILOT},
        {"/error/code": "inconsistent", "/error/path": "/input"},
        reform={
            "selection.impairment.hearing": "0",
            "selection.impairment.movement": "0",
            "selection.impairment.mental": "0",
            "selection.impairment.multiple": "0",
        },
    )


def refusals(chapter: Chapter) -> None:
    """What cannot be counted."""
    for name, why, facts, code, path in (
        ("age-group-unknown", "no such group", {"age_group": "0-3"}, "bad_value", "age_group"),
        ("age-group-number", "a group has a name", {"age_group": 3}, "bad_type", "age_group"),
        ("impairment-absent", "an impairment is needed", {"impairment": ABSENT, "age_group": "0-2"}, *_LACKS),
        ("no-age", "under the default reading too an age is needed", {}, "missing_field", "born"),
        ("other-field", "no such field", {"age_group": "0-2", "age": 1}, "unknown_field", "age"),
    ):
        says = {"/error/code": code, "/error/path": f"/input/applicants/0/{path}"}
        _one(chapter, name, "S-3" if "impairment" in name else "S-2", why, facts, says)
    two = [_counted(age_group="0-2"), _counted(id="b", age_group="0-2"), _counted(age_group="3-7")]
    chapter.case(
        "counted-twice",
        "S-1",
        "the later of two equal identifiers",
        "selection.targets",
        {"applicants": two, "pilot": PILOT},
        {"/error/code": "duplicate", "/error/path": "/input/applicants/2/id"},
    )
    chapter.case(
        "targets-in-general",
        "S-1",
        "outside a pilot nobody is selected",
        "selection.targets",
        {"applicants": [], "pilot": PILOT},
        {"/error/code": "inconsistent", "/error/path": "/policy"},
        policy="children-general",
    )
    chapter.case(
        "targets-without-pilot",
        "S-1 I-6",
        "the pilot's dates are needed",
        "selection.targets",
        {"applicants": []},
        {"/error/code": "missing_field", "/error/path": "/input/pilot"},
    )


_LACKS = ("missing_field", "impairment")
