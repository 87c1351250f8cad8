"""The vectors on who takes part in the adults' pilot: W-3."""

from __future__ import annotations

from typing import Any

from applicants import ABSENT, adult
from cases import Chapter

Json = Any

_ADULTS = "adults-pilot-2019"
_ONE = {"adults.places_per_municipality": 1}
_TWO = {"adults.places_per_municipality": 2}
_ORDER = (
    "Jelgava",
    "Bauska",
    "Liepāja",
    "Talsi",
    "Daugavpils novads",
    "Balvi",
    "Cēsis",
    "Gulbene",
    "Ogre",
    "Tukums",
)


def add(chapter: Chapter) -> None:
    """Adds every case."""
    first_ten(chapter)
    order(chapter)
    identifiers(chapter)
    who_cannot(chapter)
    targets(chapter)
    lists(chapter)
    lists_refused(chapter)
    followers(chapter)
    followers_refused(chapter)


def _people(*rows: tuple[str, ...]) -> list[Json]:
    """Eligible adults: identifier, minute of 5 August, municipality (Tukums unless told)."""
    return [
        adult(id=name, received=f"2019-08-05T{minute}", declared_municipality=(*where, "Tukums")[0])
        for name, minute, *where in rows
    ]


def _select(chapter: Chapter, name: str, rules: str, why: str, people: Json, says: Json, **more: Json) -> None:
    asked = {"applicants": people}
    chapter.case(name, rules, why, "selection.select", asked, says, policy=_ADULTS, **more)


def _by_municipality(**numbers: int) -> dict[str, int]:
    """Numbers for all ten, 0 where none is given."""
    return {name: numbers.get(name, 0) for name in _ORDER}


def first_ten(chapter: Chapter) -> None:
    """W-3: ten places, and other numbers by reform."""
    eleven = _people(*((f"p{place:02}", f"10:{place:02}") for place in range(11)))
    _select(
        chapter,
        "eleven-for-ten-places",
        "W-3",
        "the eleventh of a municipality waits",
        eleven,
        {
            "/result/selected": [f"p{place:02}" for place in range(10)],
            "/result/waiting": ["p10"],
            "/result/targets/total": 10,
            "/reasons/10/code": "adult_waits",
            "/reasons/10/facts": {"id": "p10", "municipality": "Tukums", "places": 10},
        },
    )
    _select(
        chapter,
        "places-stay-in-their-municipality",
        "W-3",
        "places of one municipality do not pass to another",
        _people(("a", "10:00"), ("b", "10:01"), ("c", "10:02"), ("d", "10:03", "Cēsis")),
        {
            "/result/selected": ["a", "b", "d"],
            "/result/waiting": ["c"],
            "/result/targets": {
                "total": 3,
                "region": {},
                "municipality": _by_municipality(Tukums=2, Cēsis=1),
                "age": {},
                "impairment": {},
            },
            "/result/counts/municipality": _by_municipality(Tukums=2, Cēsis=1),
            "/result/counts/total": 3,
            "/result/deviation": {"age": 0, "impairment": 0},
            "/reasons/1/facts": {"id": "b", "municipality": "Tukums", "place": 2},
            "/reasons/2/facts": {"id": "c", "municipality": "Tukums", "places": 2},
            "/reasons/3/facts": {"id": "d", "municipality": "Cēsis", "place": 1},
            "/readings": {},
        },
        reform=_TWO,
    )
    _select(chapter, "nobody", "W-3", "no applications, no list", [], {"/result/selected": [], "/result/waiting": []})
    _select(
        chapter,
        "as-many-as-places",
        "W-3",
        "two places and two who apply",
        _people(("b", "10:01"), ("a", "10:02")),
        {"/result/selected": ["b", "a"], "/result/waiting": []},
        reform=_TWO,
    )


def order(chapter: Chapter) -> None:
    """W-3: the earlier application, to the minute and by the day."""
    for name, why, people, selected in (
        ("earlier-minute", "one minute earlier", _people(("a", "10:01"), ("b", "10:00")), "b"),
        ("earlier-hour", "9 o'clock comes before 10 o'clock", _people(("a", "10:00"), ("b", "09:59")), "b"),
        (
            "earlier-day",
            "the day comes before the hour",
            [adult(id="a", received="2019-08-06T08:00"), adult(id="b", received="2019-08-05T17:00")],
            "b",
        ),
    ):
        waiting = "a" if selected == "b" else "b"
        _select(
            chapter,
            name,
            "W-3",
            f"{why}: the identifier does not matter",
            people,
            {"/result/selected": [selected], "/result/waiting": [waiting]},
            reform=_ONE,
            mistake="adults_by_identifier",
        )
    _select(
        chapter,
        "order-of-the-list",
        "W-3",
        "selected and waiting are in the order of the applications, over all municipalities",
        _people(
            ("d", "10:04"), ("c", "10:03", "Ogre"), ("b", "10:02", "Ogre"), ("a", "10:01"), ("e", "09:00", "Balvi")
        ),
        {"/result/selected": ["e", "a", "b"], "/result/waiting": ["c", "d"]},
        reform=_ONE,
    )


def identifiers(chapter: Chapter) -> None:
    """I-8: one minute, two identifiers."""
    for one, other in (("10", "9"), ("a12", "a2"), ("0100", "011")):
        _select(
            chapter,
            f"same-minute-of-adults-{one}-before-{other}",
            "I-8 W-3",
            f"the same minute: {one} is smaller than {other} as text, and not as a number",
            _people((other, "10:00"), (one, "10:00")),
            {"/result/selected": [one], "/result/waiting": [other], "/reasons/0/facts/id": one},
            reform=_ONE,
            mistake="ids_as_numbers",
        )
    for one, other, why in (("B", "a", "a capital letter is smaller than a small one"), ("a", "a ", "what is shorter")):
        _select(
            chapter,
            f"same-minute-{one.lower()}-first",
            "I-8 W-3",
            f"the same minute: {why}",
            _people((other, "10:00"), (one, "10:00")),
            {"/result/selected": [one], "/result/waiting": [other]},
            reform=_ONE,
        )


def who_cannot(chapter: Chapter) -> None:
    """E-8: applicants who are not eligible take no place."""
    rows = [
        adult(id="late", received="2019-08-17T08:00", documents=["application"]),
        adult(id="open", disability_group=ABSENT, received="2019-08-02T08:00"),
        adult(id="open-and-late", mental_impairment=ABSENT, received="2019-07-02T08:00"),
        adult(id="fits", received="2019-08-09T08:00"),
    ]
    _select(
        chapter,
        "ineligible-take-no-place",
        "W-3 E-8",
        "failed rules are told, undecided ones only where none failed; all in input order",
        rows,
        {
            "/result/selected": ["fits"],
            "/result/waiting": [],
            "/result/ineligible": [
                {"id": "late", "rules": ["W-2", "W-9"]},
                {"id": "open", "rules": ["W-1"]},
                {"id": "open-and-late", "rules": ["W-2"]},
            ],
            "/result/targets/total": 1,
            "/reasons/1/code": "not_eligible",
            "/reasons/1/facts": {"id": "late", "rules": "W-2, W-9"},
        },
        reform=_ONE,
    )
    for name, why, people, code, path in (
        (
            "same-identifier-twice",
            "the later of two equal identifiers",
            _people(("a", "10:00"), ("b", "10:00"), ("a", "10:02")),
            "duplicate",
            "2/id",
        ),
        (
            "received-before-birth",
            "the place of the applicant whose facts contradict each other",
            [adult(id="b"), adult(received="1980-01-01T10:00")],
            "bad_value",
            "1/received",
        ),
    ):
        says = {"/error/code": code, "/error/path": f"/input/applicants/{path}"}
        _select(chapter, name, "W-3", why, people, says)


def targets(chapter: Chapter) -> None:
    """W-3, W-4: ten, or all who apply."""

    def case(name: str, why: str, people: Json, says: Json, **more: Json) -> None:
        asked = {"applicants": people}
        chapter.case(name, "W-3 W-4", why, "selection.targets", asked, says, policy=_ADULTS, **more)

    def rows(*names: str) -> list[Json]:
        return [{"id": f"p{place}", "municipality": name} for place, name in enumerate(names)]

    case(
        "targets-of-nobody",
        "the ten municipalities in the policy's order, with nothing",
        [],
        {"/result/total": 0, "/result/municipality": _by_municipality(), "/reasons": [], "/readings": {}},
    )
    case(
        "targets-of-eleven",
        "eleven apply in one, one in another",
        rows(*["Gulbene"] * 11, "Bauska"),
        {"/result/total": 11, "/result/municipality": _by_municipality(Gulbene=10, Bauska=1)},
    )
    case(
        "targets-with-2-places",
        "two places each: one short, one exact, one over",
        rows("Talsi", "Balvi", "Balvi", "Liepāja", "Liepāja", "Liepāja"),
        {"/result/total": 5, "/result/municipality": _by_municipality(Talsi=1, Balvi=2, Liepāja=2)},
        reform=_TWO,
    )
    case(
        "targets-of-another-municipality",
        "a municipality that the adults' pilot does not have",
        rows("Talsi", "Madona"),
        {"/error/code": "bad_value", "/error/path": "/input/applicants/1/municipality"},
    )
    case(
        "targets-of-one-twice",
        "one identifier twice",
        [{"id": "a", "municipality": "Talsi"}, {"id": "a", "municipality": "Balvi"}],
        {"/error/code": "duplicate", "/error/path": "/input/applicants/1/id"},
    )


def _verify(chapter: Chapter, name: str, why: str, people: Json, selected: list[str], says: Json, **more: Json) -> None:
    """A case of a list of adults, with two places in each municipality."""
    asked = {"applicants": people, "selected": selected}
    rules = more.pop("rules", "W-3")
    chapter.case(name, rules, why, "selection.verify", asked, says, policy=_ADULTS, **{"reform": _TWO, **more})


_FIVE = _people(("a", "10:00"), ("b", "10:01"), ("c", "10:02"), ("d", "10:03"), ("e", "10:00", "Ogre"))


def lists(chapter: Chapter) -> None:
    """W-3: is a list the one that the rule gives?"""
    _verify(
        chapter,
        "list-is-right",
        "the first two of one municipality and the only one of another, in any order",
        _FIVE,
        ["e", "b", "a"],
        {
            "/result": {"valid": True, "violations": [], "deviation": {"age": 0, "impairment": 0}},
            "/reasons/0/code": "list_is_valid",
            "/reasons/0/facts": {"selected": 3},
            "/readings": {},
        },
    )
    _verify(
        chapter,
        "list-with-a-later-one",
        "the first who was passed over, and the last who has the place",
        _FIVE,
        ["c", "d", "e"],
        {
            "/result/valid": False,
            "/result/violations": [],
            "/result/improving_swap": {"out": "d", "in": "a", "why": "S-8"},
            "/reasons/0/code": "exchange_is_better",
            "/reasons/0/facts": {"out": "d", "in": "a", "why": "S-8"},
        },
    )
    _verify(
        chapter,
        "list-passes-over-the-second",
        "the second of four was passed over for the third",
        _FIVE,
        ["a", "c", "e"],
        {"/result/improving_swap": {"out": "c", "in": "b", "why": "S-8"}, "/result/violations": []},
    )
    _verify(
        chapter,
        "list-too-short",
        "one place is left, nobody is passed over",
        _FIVE,
        ["a", "e"],
        {
            "/result/valid": False,
            "/result/violations": [{"rule": "W-3", "code": "too_few_from_municipality", "ids": ["a"]}],
            "/result/improving_swap": None,
            "/reasons/0/code": "list_misses_municipality",
            "/reasons/0/facts": {"municipality": "Tukums", "chosen": 1, "target": 2},
        },
    )
    _verify(
        chapter,
        "list-too-long",
        "three of a municipality with two places",
        _FIVE,
        ["a", "b", "c", "e"],
        {
            "/result/violations": [{"rule": "W-3", "code": "too_many_from_municipality", "ids": ["a", "b", "c"]}],
            "/reasons/0/facts": {"municipality": "Tukums", "chosen": 3, "target": 2},
        },
    )
    _verify(
        chapter,
        "list-without-a-municipality",
        "nobody of a municipality that has an applicant; municipalities in the policy's order",
        [*_FIVE, *_people(("j", "12:00", "Jelgava"))],
        ["a", "b"],
        {
            "/result/violations": [
                {"rule": "W-3", "code": "too_few_from_municipality"},
                {"rule": "W-3", "code": "too_few_from_municipality"},
            ],
            "/reasons/0/facts/municipality": "Jelgava",
            "/reasons/1/facts/municipality": "Ogre",
        },
    )
    ineligible = [
        *_people(("a", "10:00"), ("b", "10:01")),
        adult(id="x", disability_group=3, received="2019-08-20T10:00"),
        adult(id="y", disability_group=3),
    ]
    _verify(
        chapter,
        "list-with-ineligible",
        "each rule that somebody listed fails, with all whom it concerns",
        ineligible,
        ["a", "y", "b", "x"],
        {
            "/result/violations": [
                {"rule": "W-1", "code": "not_eligible", "ids": ["x", "y"]},
                {"rule": "W-2", "code": "not_eligible", "ids": ["x"]},
            ],
            "/result/improving_swap": None,
            "/reasons/0/code": "list_breaks_rule",
            "/reasons/0/facts": {"broken": "W-1", "ids": "x, y"},
        },
        rules="W-3 E-8",
    )
    _verify(
        chapter,
        "ineligible-not-listed",
        "an ineligible applicant who is not listed breaks nothing",
        ineligible,
        ["a", "b"],
        {"/result/valid": True, "/reasons/0/facts": {"selected": 2}},
        rules="W-3 E-8",
    )
    _verify(
        chapter,
        "nobody-listed",
        "no applicants, nobody listed",
        [],
        [],
        {"/result/valid": True, "/reasons/0/facts": {"selected": 0}},
        reform={"adults.places_per_municipality": 3},
    )


def lists_refused(chapter: Chapter) -> None:
    """What is no list of applicants."""
    for name, why, selected, code, path in (
        ("listed-twice", "the later of two equal identifiers", ["b", "a", "b"], "duplicate", "/selected/2"),
        ("listed-unknown", "an identifier that nobody has", ["a", "z"], "inconsistent", "/selected/1"),
    ):
        says = {"/error/code": code, "/error/path": f"/input{path}"}
        _verify(chapter, name, why, _FIVE, selected, says)
    chapter.case(
        "list-missing",
        "W-3",
        "a list is needed",
        "selection.verify",
        {"applicants": _FIVE[:1]},
        {"/error/code": "missing_field", "/error/path": "/input/selected"},
        policy=_ADULTS,
    )


def _replace(chapter: Chapter, name: str, why: str, selected: Json, leaving: Json, says: Json, **more: Json) -> None:
    people = more.pop("people", _FIVE)
    asked = {"applicants": people, "selected": selected, "leaving": leaving}
    rules = more.pop("rules", "W-3 S-9")
    chapter.case(name, rules, why, "selection.replace", asked, says, policy=_ADULTS, reform=_TWO, **more)


def followers(chapter: Chapter) -> None:
    """W-3, S-9: the first who waits in the same municipality."""
    for name, why, leaving, entering in (
        ("one-follows", "the first who waits", ["a"], ["c"]),
        ("two-follow", "two who wait, in the order of their applications", ["b", "a"], ["c", "d"]),
        ("nobody-follows", "nobody waits in that municipality", ["e"], []),
        ("one-of-two-follows", "each place stays in its municipality", ["e", "b"], ["c"]),
        ("nobody-leaves", "nobody leaves, nobody follows", [], []),
    ):
        _replace(
            chapter,
            name,
            why,
            ["a", "b", "e"],
            leaving,
            {"/result": {"replacements": entering, "deviation": {"age": 0, "impairment": 0}}, "/readings": {}}
            | (
                {
                    "/reasons/0/code": "adult_replaces",
                    "/reasons/0/facts": {"id": "c", "municipality": "Tukums"},
                    f"/reasons/{len(entering)}": None,
                }
                if entering
                else {"/reasons": []}
            ),
        )
    _replace(
        chapter,
        "earlier-one-follows",
        "an earlier applicant who was passed over comes first",
        ["b", "c"],
        ["c"],
        {"/result/replacements": ["a"]},
    )
    _replace(
        chapter,
        "ineligible-does-not-follow",
        "an ineligible applicant does not follow",
        ["a"],
        ["a"],
        {"/result/replacements": ["c"]},
        people=[*_people(("a", "10:00"), ("c", "10:02")), adult(id="b", documents=[], received="2019-08-05T10:01")],
    )


def followers_refused(chapter: Chapter) -> None:
    """Who cannot leave."""
    people = [*_FIVE, adult(id="x", disability_group=3)]
    for name, why, selected, leaving, code, path in (
        ("leaving-not-chosen", "only the chosen can leave", ["a"], ["a", "b"], "inconsistent", "/leaving/1"),
        ("leaving-twice", "leaving is possible once", ["a", "b"], ["b", "b"], "duplicate", "/leaving/1"),
        ("chosen-twice", "chosen is possible once", ["a", "a"], ["a"], "duplicate", "/selected/1"),
        ("chosen-not-eligible", "who is not eligible was not chosen", ["a", "x"], ["a"], "inconsistent", "/selected/1"),
        ("chosen-unknown", "who did not apply was not chosen", ["z"], [], "inconsistent", "/selected/0"),
    ):
        says = {"/error/code": code, "/error/path": f"/input{path}"}
        _replace(chapter, name, why, selected, leaving, says, people=people)
