"""The vectors on the list: S-1 to S-8, S-10, I-6 to I-8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random
from typing import Any

import attrs
from applicants import ABSENT, PILOT, child, pilot
from cases import Chapter, WrongClaim
from selection_answers import (
    AGES,
    IMPAIRMENTS,
    Kid,
    Numbers,
    best_sets,
    deviation,
    numbers_of,
    targets,
    worth,
)

Json = Any


def add(chapter: Chapter) -> None:
    """Adds every case."""
    quotas_decide(chapter)
    home_schooling(chapter)
    moments_and_identifiers(chapter)
    municipalities_come_first(chapter)
    sets_that_cross(chapter)
    why_somebody_waits(chapter)
    tried_out(chapter)
    who_cannot(chapter)
    half_known(chapter)
    perhaps_one_child(chapter)
    other_readings(chapter)
    certificates(chapter)
    refusals(chapter)


def reform_of(places: int, municipalities: Sequence[str] | None) -> Json:
    """A small pilot: so many places, perhaps fewer municipalities."""
    small = {"selection.places": places}
    return small if municipalities is None else small | {"pilot.municipalities": list(municipalities)}


def select(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    kids: Sequence[Kid],
    places: int,
    municipalities: Sequence[str] | None = ("Talsi", "Tukums"),
    *,
    says: Json = None,
    wrong: Sequence[Kid] | None = None,
    others: Sequence[Json] = (),
    asked: Json = None,
    **more: Json,
) -> None:
    """A case of a list; the answer is found by trying all sets. ``wrong`` is what a mistake would select.

    ``others`` are applications that take no part, written after those of the ``kids``.
    """
    wanted = targets(kids, places, municipalities)
    listed = best_sets(kids, wanted)[0]
    if wrong is not None and {kid.id for kid in wrong} == {kid.id for kid in listed}:
        raise WrongClaim(f"{name}: the mistake selects the same")
    age, impairment = deviation(listed, wanted)
    claims = {
        "/result/selected": [kid.id for kid in listed],
        "/result/waiting": [kid.id for kid in sorted(kids, key=lambda kid: kid.priority) if kid not in listed],
        "/result/targets": wanted.written(),
        "/result/counts": numbers_of(listed, municipalities).written(),
        "/result/deviation": {"age": age, "impairment": impairment},
    }
    request = {"applicants": [*(kid.written() for kid in kids), *others], "pilot": PILOT, **(asked or {})}
    reform = reform_of(places, municipalities) | more.pop("reform", {})
    chapter.case(name, rules, why, "selection.select", request, claims | (says or {}), reform=reform, **more)


def first_come(kids: Sequence[Kid], wanted: Numbers) -> list[Kid]:
    """What somebody selects who only looks at the municipality and at the queue."""
    left = Counter(wanted.municipality)
    chosen = []
    for kid in sorted(kids, key=lambda kid: kid.priority):
        if left[kid.municipality] > 0:
            left[kid.municipality] -= 1
            chosen.append(kid)
    return chosen


def quotas_decide(chapter: Chapter) -> None:
    """S-2, S-3: quotas come before the queue."""
    for name, rules, why, kids, places in (
        (
            "ages-before-the-queue",
            "S-2 S-8",
            "the two earliest are of one age group; the targets want one of each",
            [Kid("a", minute="08:00"), Kid("b", minute="08:01"), Kid("c", "3-7", minute="08:02")],
            2,
        ),
        (
            "impairments-before-the-queue",
            "S-3 S-8",
            "the two earliest have one impairment; the targets want two",
            [Kid("a", minute="08:00"), Kid("b", minute="08:01"), Kid("c", impairment="movement", minute="08:02")],
            2,
        ),
        (
            "both-before-the-queue",
            "S-2 S-3 S-8",
            "the latest of four alone meets both margins",
            [
                Kid("a", minute="08:00"),
                Kid("b", "3-7", minute="08:01"),
                Kid("c", impairment="movement", minute="08:02"),
                Kid("d", "3-7", "movement", minute="08:03"),
            ],
            2,
        ),
    ):
        wrong = first_come(kids, targets(kids, places, ("Talsi", "Tukums")))
        select(chapter, name, rules, why, kids, places, wrong=wrong, mistake="first_come_selection")


def home_schooling(chapter: Chapter) -> None:
    """S-7: among equals, home-schooled children first."""
    for name, why, kids, places in (
        (
            "home-schooled-later",
            "of two of one profile the home-schooled one, though later",
            [Kid("a", minute="08:00"), Kid("b", home=True, minute="16:00")],
            1,
        ),
        (
            "home-schooled-of-three",
            "two places: the home-schooled one first, then the earlier of the others",
            [Kid("a", minute="08:01"), Kid("b", minute="08:00"), Kid("c", home=True, minute="16:00")],
            2,
        ),
        (
            "home-schooled-of-another-profile",
            "two profiles miss the targets equally: the home-schooled child decides",
            [Kid("a", "3-7", "hearing", minute="08:00"), Kid("b", "11-14", "vision", home=True, minute="09:00")],
            1,
        ),
    ):
        plain = [attrs.evolve(kid, home=False) for kid in kids]
        wrong = best_sets(plain, targets(plain, places, ("Talsi", "Tukums")))[0]
        order = [kid.id for kid in sorted(kids, key=lambda kid: (kid.minute, kid.id))]
        says = {}
        if name == "home-schooled-of-three":
            says = {"/result/selected": ["c", "b"]}
            wrong = [kid for kid in kids if kid.id in order[:2]]
        select(
            chapter, name, "S-7 S-8", why, kids, places, says=says, wrong=wrong, mistake="time_before_home_schooling"
        )
    select(
        chapter,
        "home-schooling-after-the-quotas",
        "S-7 S-2",
        "a home-schooled child does not take a place that the quotas give to another age",
        [Kid("a", home=True), Kid("b", home=True), Kid("c", "0-2"), Kid("d", "0-2", minute="11:00")],
        2,
        says={"/result/selected": ["a", "c"]},
    )
    select(
        chapter,
        "two-home-schooled-rather-than-one-earlier",
        "S-7 S-8 I-7",
        "two sets miss the targets equally: two home-schooled children rather than one",
        [
            Kid("a", "3-7", "vision", home=True, minute="07:00"),
            Kid("b", "8-10", "vision", minute="08:00"),
            Kid("c", "3-7", "mental", home=True, minute="09:00"),
            Kid("d", "8-10", "mental", home=True, minute="10:00"),
        ],
        2,
    )


def moments_and_identifiers(chapter: Chapter) -> None:
    """S-8, I-8: the minute, then the identifier as text."""
    for one, other in (("10", "9"), ("k100", "k20"), ("007", "01")):
        select(
            chapter,
            f"same-minute-{one}-before-{other}",
            "I-8 S-8",
            f"the same minute: {one} is smaller than {other} as text, and not as a number",
            [Kid(other), Kid(one)],
            1,
            says={"/result/selected": [one], "/result/waiting": [other]},
            mistake="ids_as_numbers",
        )
    select(
        chapter,
        "minute-before-identifier",
        "S-8 I-8",
        "one minute earlier, though the identifier is greater",
        [Kid("a", minute="10:01"), Kid("b", minute="10:00")],
        1,
        says={"/result/selected": ["b"]},
    )
    select(
        chapter,
        "order-of-both-lists",
        "S-7 S-8 I-8",
        "both lists are in priority order, not in that of the input",
        [
            Kid("d", minute="09:00"),
            Kid("c", minute="09:00"),
            Kid("b", minute="08:00"),
            Kid("a", home=True, minute="12:00"),
            Kid("f", minute="10:00"),
            Kid("e", minute="09:30"),
        ],
        3,
        says={"/result/selected": ["a", "b", "c"], "/result/waiting": ["d", "e", "f"]},
    )


def municipalities_come_first(chapter: Chapter) -> None:
    """S-1, S-10: exactly the target number from every municipality."""
    select(
        chapter,
        "one-of-each-municipality",
        "S-1 S-10",
        "one of each, though both of one municipality would meet the other targets better",
        [
            Kid("a", "3-7", "mental", minute="08:00"),
            Kid("b", "8-10", "movement", minute="08:01"),
            Kid("c", "3-7", "mental", "Talsi", minute="08:02"),
        ],
        2,
    )
    select(
        chapter,
        "all-ten-municipalities",
        "S-1",
        "the whole policy: nobody waits while there are places for all",
        [Kid("a", municipality="Jelgava"), Kid("b", municipality="Madona"), Kid("c")],
        100,
        None,
        says={"/result/waiting": []},
        reform={},
    )
    select(
        chapter,
        "small-municipality-gives-its-places",
        "S-10",
        "4 places: one municipality of the region has one applicant, its neighbour sends three",
        [
            Kid("a", "0-2", "vision", "Ogre"),
            *(
                Kid(f"b{place}", age, minute=f"09:0{place}")
                for place, age in enumerate(("3-7", "3-7", "8-10", "11-14"))
            ),
        ],
        4,
        ("Ogre", "Tukums"),
    )
    select(
        chapter,
        "two-regions-share",
        "S-10 S-1 I-7",
        "three places over two regions: the odd one goes where more applicants are left over",
        [Kid("a", municipality="Talsi"), *(Kid(f"b{place}", age) for place, age in enumerate(AGES))],
        3,
    )


def sets_that_cross(chapter: Chapter) -> None:
    """S-8, I-7: equally good sets that differ in several municipalities at once; the earliest child decides."""
    for first, second in (("Talsi", "Tukums"), ("Tukums", "Talsi")):
        for rise in (0, 1):
            one, other = (("3-7", "movement"), ("11-14", "multiple"))[:: 1 - 2 * rise]
            kids = [
                Kid("p", *one, first, minute="08:00"),
                Kid("q", *other, first, minute="08:01"),
                Kid("r", *one, second, minute="08:02"),
                Kid("s", *other, second, minute="08:03"),
            ]
            why = f"p and s or q and r meet all targets, p of {first} is the earliest: so s of {second} too"
            name = f"two-that-cross-{first.lower()}-{one[1]}"
            select(chapter, name, "S-8 I-7", why, kids, 2, says={"/result/selected": ["p", "s"]})
    home = [
        Kid("p", "3-7", "movement", "Talsi", minute="08:00"),
        Kid("q", "11-14", "multiple", "Talsi", minute="08:01"),
        Kid("r", "3-7", "movement", "Tukums", home=True, minute="08:02"),
        Kid("s", "11-14", "multiple", "Tukums", home=True, minute="08:03"),
        Kid("t", "3-7", "movement", "Talsi", home=True, minute="08:04"),
    ]
    select(
        chapter,
        "two-that-cross-home-schooled",
        "S-7 I-7",
        "the same, and home-schooled children on both sides",
        home,
        2,
    )
    profiles = (("0-2", "hearing"), ("3-7", "movement"), ("8-10", "mental"))
    for turn in (1, 2):
        kids = []
        for place, name in enumerate(("Ogre", "Talsi", "Tukums")):
            kids.append(Kid(f"a{place}", *profiles[place], name, minute=f"08:0{place}"))
            kids.append(Kid(f"b{place}", *profiles[(place + turn) % 3], name, minute=f"09:0{place}"))
        kids.append(Kid("x", "15-17", "multiple", "Talsi", minute="07:00"))
        select(
            chapter,
            f"three-that-cross-{turn}",
            "S-8 I-7",
            "one of each municipality; all three or none of the earliest set; a still earlier child fits into neither",
            kids,
            3,
            ("Ogre", "Talsi", "Tukums"),
        )


def why_somebody_waits(chapter: Chapter) -> None:
    """The reasons, one for everybody in priority order."""
    select(
        chapter,
        "reasons-of-a-full-municipality",
        "S-1 S-8",
        "the last of three of one profile comes when the municipality is full",
        [Kid("a", minute="08:00"), Kid("b", minute="08:01"), Kid("c", minute="08:02")],
        2,
        says={
            "/reasons/12/code": "deviation_from_targets",
            "/reasons/12/facts": {"age": 0, "impairment": 0},
            "/reasons/14/facts": {
                "id": "b",
                "municipality": "Tukums",
                "age_group": "8-10",
                "impairment": "mental",
                "place": 2,
            },
            "/reasons/15/code": "waits_municipality_full",
            "/reasons/15/facts/target": 2,
        },
    )
    select(
        chapter,
        "reasons-of-the-same-profile",
        "S-8 S-2",
        "the second of a profile waits while the municipality still has a place for another age",
        [Kid("a", minute="08:00"), Kid("b", minute="08:01"), Kid("c", "3-7", minute="08:02")],
        2,
        ("Bauska", "Tukums"),
        says={
            "/reasons/14/code": "waits_same_profile_first",
            "/reasons/14/facts": {
                "id": "b",
                "municipality": "Tukums",
                "age_group": "8-10",
                "impairment": "mental",
                "taken": 1,
            },
        },
    )
    select(
        chapter,
        "reasons-of-two-of-the-same-profile",
        "S-8 S-2",
        "two of a profile are taken, the third waits though the municipality has a place left",
        [*(Kid(f"a{place}", minute=f"08:0{place}") for place in range(3)), Kid("b", "3-7", minute="08:05")],
        3,
        ("Bauska", "Tukums"),
        says={"/reasons/15/code": "waits_same_profile_first", "/reasons/15/facts/taken": 2},
    )
    select(
        chapter,
        "reasons-of-the-quotas",
        "S-2 S-3",
        "the earliest waits because the quotas want others",
        [
            Kid("a", "3-7", "vision", minute="08:00"),
            Kid("b", minute="08:01"),
            Kid("c", "3-7", "movement", minute="08:02"),
        ],
        2,
        ("Bauska", "Tukums"),
        says={
            "/reasons/13/code": "waits_quotas",
            "/reasons/13/facts": {
                "id": "a",
                "municipality": "Tukums",
                "age_group": "3-7",
                "impairment": "vision",
                "age_target": 1,
                "age_selected": 1,
                "impairment_target": 0,
                "impairment_selected": 0,
            },
        },
    )


def drawn(seed: int, size: int, municipalities: Sequence[str], home: float) -> list[Kid]:
    """Children drawn at random, the same for a seed."""
    random = Random(seed)
    minutes = [f"{8 + place // 4:02}:{random.choice(('00', '15', '30'))}" for place in range(size)]
    random.shuffle(minutes)
    return [
        Kid(
            f"{random.choice('abc')}{place}",
            random.choice(tuple(AGES)[:4]),
            random.choice(IMPAIRMENTS[1:]),
            random.choice(municipalities),
            random.random() < home,
            minutes[place],
        )
        for place in range(size)
    ]


def _steps(kids: Sequence[Kid], places: int, municipalities: Sequence[str]) -> tuple[int, int, int, bool]:
    """Sets in all, those with the fewest misses, those of them with the most home-schooled; is the queue right?"""
    wanted = targets(kids, places, municipalities)
    sets = best_sets(kids, wanted)
    values = [worth(listed, kids, wanted)[:2] for listed in sets]
    fewest = sum(value[0] == values[0][0] for value in values)
    queue = {kid.id for kid in first_come(kids, wanted)}
    return len(sets), fewest, values.count(values[0]), queue == {kid.id for kid in sets[0]}


def draws(
    first: int, size: int, places: int, municipalities: Sequence[str], home: float = 0.3
) -> Iterator[tuple[int, list[Kid], int, int, int]]:
    """Draws in which each of the three steps leaves fewer sets, and the queue alone would be wrong."""
    for seed in range(first, first + 2000):
        kids = drawn(seed, size, municipalities, home)
        if {kid.municipality for kid in kids} == set(municipalities):
            every, fewest, most, by_queue = _steps(kids, places, municipalities)
            if not by_queue and 1 < most < fewest < every:
                yield seed, kids, every, fewest, most


def tried_out(chapter: Chapter) -> None:
    """The definition in all its steps, on small pilots in which every set was tried."""
    for first, number, size, places, municipalities in (
        (0, 6, 6, 3, ("Talsi", "Tukums")),
        (5000, 6, 8, 4, ("Talsi", "Tukums")),
        (10000, 5, 8, 4, ("Ogre", "Tukums")),
        (15000, 5, 9, 4, ("Balvi", "Talsi", "Tukums")),
        (20000, 2, 10, 6, ("Balvi", "Madona", "Ogre", "Tukums")),
    ):
        for seed, kids, every, fewest, most in islice(draws(first, size, places, municipalities), number):
            why = f"{every} sets: {fewest} with the fewest misses, {most} with the most home-schooled, priority decides"
            select(chapter, f"tried-out-{seed}", "I-7 S-2 S-3 S-7 S-8", why, kids, places, municipalities)


def who_cannot(chapter: Chapter) -> None:
    """E-8: applicants who are not eligible take no place, and are told with their rules."""
    select(
        chapter,
        "ineligible-in-input-order",
        "E-8 S-1",
        "failed rules are told, undecided ones only where none failed; all in input order",
        [Kid("z", minute="23:00")],
        1,
        others=[
            child(id="y", municipality="Ventspils", di_evaluated=False, received="2018-07-01T08:00"),
            child(id="x", di_evaluated=ABSENT, disability_until=ABSENT),
            child(id="w", born="2001-01-01", disability_determined=ABSENT),
        ],
        says={
            "/result/ineligible": [
                {"id": "y", "rules": ["E-2", "E-11"]},
                {"id": "x", "rules": ["E-2", "E-4"]},
                {"id": "w", "rules": ["E-3"]},
            ],
            "/reasons/14/code": "not_eligible",
            "/reasons/14/facts": {"id": "y", "rules": "E-2, E-11"},
        },
    )
    for name, why, facts, rules in (
        ("impairment-unknown", "without an impairment no quota can count the child", {}, ["S-3"]),
        ("impairment-and-more-unknown", "the undecided rules, then S-3", {"disability_until": ABSENT}, ["E-4", "S-3"]),
        ("impairment-unknown-and-failed", "a failed rule alone is told", {"di_evaluated": False}, ["E-2"]),
    ):
        select(
            chapter,
            name,
            "E-8 S-3",
            why,
            [Kid("z")],
            2,
            others=[child(id="y", impairment=ABSENT, **facts)],
            says={"/result/ineligible": [{"id": "y", "rules": rules}]},
        )


def half_known(chapter: Chapter) -> None:
    """An undecided criterion keeps a place from nobody else; home schooling not known counts as no."""
    for name, why, facts in (
        ("undecided-takes-no-place", "undecided: not among the eligible", {"di_evaluated": None}),
        ("undecided-home-schooled", "undecided: home schooling does not help", {"disability_until": None}),
    ):
        select(
            chapter,
            name,
            "E-8 S-7",
            why,
            [Kid("a", minute="10:00"), Kid("b", minute="10:01")],
            1,
            others=[child(id="c", home_schooled="home" in name, received="2018-07-01T08:00", **facts)],
            says={"/result/selected": ["a"]},
        )
    written = [child(id="a", received="2018-07-03T10:01"), child(id="b", home_schooled=False)]
    chapter.case(
        "home-schooling-not-known",
        "S-7 S-8",
        "absent counts as no: the earlier of the two",
        "selection.select",
        {"applicants": written, "pilot": PILOT},
        {"/result/selected": ["b"], "/result/waiting": ["a"]},
        reform=reform_of(1, ("Tukums",)),
    )


def perhaps_one_child(chapter: Chapter) -> None:
    """E-6: two applications with one birth, municipality and minute."""
    for name, why, changes, found in (
        ("twins", "one birth, municipality and minute: told, not refused", {}, True),
        ("twins-of-two-minutes", "another minute", {"minute": "10:01"}, False),
        ("twins-of-two-places", "another municipality", {"municipality": "Talsi"}, False),
        ("twins-of-two-births", "another birth", {"age": "3-7"}, False),
    ):
        kids = [Kid("b", impairment="vision"), attrs.evolve(Kid("a"), **changes)]
        says = {"/reasons/15": None}
        if found:
            says = {
                "/reasons/15/code": "possibly_the_same_person",
                "/reasons/15/facts": {"id": "b", "other": "a"},
                "/reasons/16": None,
            }
        select(chapter, name, "E-6 E-8", why, kids, 2, says=says)
    select(
        chapter,
        "triplets",
        "E-6",
        "three alike: the later identifiers are told, each with the first",
        [Kid("c"), Kid("b"), Kid("a")],
        3,
        says={
            "/reasons/16/facts": {"id": "b", "other": "a"},
            "/reasons/17/facts": {"id": "c", "other": "a"},
        },
    )


def other_readings(chapter: Chapter) -> None:
    """I-4, I-6: readings that change who is in."""
    of_age = [child(id="a", born="2001-08-31"), child(id="b", born="2002-01-01", received="2018-07-04T10:00")]
    for reading, selected in (("not_eligible", ["b"]), ("eligible", ["a"])):
        chapter.case(
            f"of-age-on-the-last-day-{reading.replace('_', '-')}",
            "I-4 E-3",
            f"18 on the last day, one place, reading {reading}",
            "selection.select",
            {"applicants": of_age, "pilot": PILOT},
            {"/result/selected": selected, "/readings/I-4": reading},
            readings={"I-4": reading},
            reform=reform_of(1, ("Tukums",)),
        )
    grows = [
        child(id="a", born="2010-08-01", received="2018-07-02T10:00"),
        child(id="b", born="2009-01-01", received="2018-07-03T10:00"),
        child(id="c", born="2013-01-01", received="2018-07-04T10:00"),
    ]
    for reading, selected in (("pilot_start", ["a", "c"]), ("application", ["a", "b"])):
        chapter.case(
            f"listed-by-age-at-the-{reading.replace('_', '-')}",
            "I-6 S-2",
            f"8 at the start and 7 at the application: who else fits, reading {reading}",
            "selection.select",
            {"applicants": grows, "pilot": PILOT},
            {"/result/selected": selected, "/readings": {"I-4": "not_eligible", "I-6": reading, "I-7": "level"}},
            readings={"I-6": reading},
            reform=reform_of(2, ("Tukums",)),
        )
    asked = {
        "applicants": [
            child(id="a", municipality="Ogre", received="2018-07-02T10:00"),
            child(id="b", municipality="Ogre", received="2018-07-03T10:00"),
            child(id="c", municipality="Tukums"),
            child(id="d", municipality="Talsi", received="2018-07-04T10:00"),
            child(id="e", municipality="Talsi", received="2018-07-05T10:00"),
        ],
        "pilot": PILOT,
        "regions": {"Ogre": "Kurzeme"},
    }
    chapter.case(
        "other-regions",
        "S-10",
        "two places of three in another region's two municipalities: one each, and the third's own",
        "selection.select",
        asked,
        {"/result/selected": ["a", "c", "d"], "/result/targets/region/Kurzeme": 2, "/result/counts/region/Rīga": 1},
        reform=reform_of(3, ("Ogre", "Tukums", "Talsi")),
    )


def certificates(chapter: Chapter) -> None:
    """Lists that are asked for with their proof."""
    for seed, size, places, municipalities, why in (
        (31072, 8, 4, ("Talsi", "Tukums"), "proofs that serve several claims"),
        (31123, 7, 3, ("Talsi", "Tukums"), "home schooling parts the sets with the fewest misses"),
        (32000, 8, 4, ("Ogre", "Tukums"), "home schooling and priority each part the sets that are left"),
        (32005, 9, 4, ("Ogre", "Talsi", "Tukums"), "four refusals, three municipalities"),
        (33056, 10, 5, ("Ogre", "Tukums"), "a proof by cases within cases"),
        (34016, 10, 4, ("Talsi", "Tukums"), "a proof by several cases, and seven refusals"),
    ):
        select(
            chapter,
            f"with-certificate-{seed}",
            "S-3 I-7",
            f"the proof is asked for: {size} applicants, {places} places, {why}",
            drawn(seed, size, municipalities, 0.3),
            places,
            municipalities,
            asked={"certificate": True},
            says={"/result/certificate/version": 1},
        )
    select(
        chapter,
        "with-certificate-of-nobody",
        "S-3 I-7",
        "nobody applies, and the proof is asked for",
        [],
        1,
        asked={"certificate": True},
        says={"/result/certificate/refusals": []},
    )
    select(
        chapter,
        "certificate-declined",
        "S-3",
        "the proof is expressly not asked for",
        [Kid("a")],
        1,
        asked={"certificate": False},
        says={"/result/certificate": None},
    )


def refusals(chapter: Chapter) -> None:
    """What cannot be selected from."""
    for name, rules, why, applicants, more, code, path in (
        (
            "same-identifier-twice",
            "E-6",
            "the later of two equal identifiers",
            [child(), child(id="b"), child(born="2009-01-01")],
            {},
            "duplicate",
            "/input/applicants/2/id",
        ),
        (
            "received-before-birth-in-a-selection",
            "E-6",
            "the place of the applicant whose facts contradict each other",
            [child(id="b"), child(received="2010-01-01T10:00")],
            {},
            "bad_value",
            "/input/applicants/1/received",
        ),
        (
            "born-after-the-start",
            "I-6 S-2",
            "eligible, but without an age on the first day of the pilot",
            [child(born="2018-09-02", received="2018-09-03T10:00")],
            {},
            "bad_value",
            "/input/applicants/0/born",
        ),
        (
            "too-old-for-every-group",
            "S-2 E-3",
            "a reform lets an 18-year-old in, no age group does",
            [child(born="2000-09-01")],
            {"reform": {"eligibility.age_below": 25}},
            "bad_value",
            "/input/applicants/0/born",
        ),
        (
            "municipality-without-region",
            "S-10 E-11",
            "a reform lets a municipality in that has no region",
            [child(), child(id="b", municipality="Ventspils")],
            {"reform": {"pilot.municipalities": ["Tukums", "Ventspils"]}},
            "bad_value",
            "/input/applicants/1/municipality",
        ),
        (
            "selected-in-general",
            "S-1",
            "outside a pilot nobody is selected",
            [child()],
            {"policy": "children-general"},
            "inconsistent",
            "/policy",
        ),
        (
            "certificate-as-text",
            "S-3",
            "a yes is no text",
            [child(), child(id="c")],
            {"asked": {"certificate": "yes"}},
            "bad_type",
            "/input/certificate",
        ),
        (
            "home-schooled-as-number",
            "S-7",
            "1 is no yes",
            [child(home_schooled=1)],
            {},
            "bad_type",
            "/input/applicants/0/home_schooled",
        ),
    ):
        envelope = dict(more)
        asked = {"applicants": applicants, "pilot": PILOT, **envelope.pop("asked", {})}
        says = {"/error/code": code, "/error/path": path}
        chapter.case(name, rules, why, "selection.select", asked, says, **envelope)
    chapter.case(
        "new-municipality-with-its-region",
        "S-10 E-11",
        "a municipality that a reform lets in and the caller gives a region",
        "selection.select",
        {
            "applicants": [child(municipality="Ventspils")],
            "pilot": pilot("2018-09-01", 6),
            "regions": {"Ventspils": "Kurzeme"},
        },
        {"/result/selected": ["a"], "/result/targets/municipality": {"Ventspils": 1}},
        reform={"pilot.municipalities": ["Ventspils"]},
    )
