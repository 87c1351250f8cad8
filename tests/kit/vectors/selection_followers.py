"""The vectors on who follows those who leave: S-9, S-10, I-9."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import attrs
from applicants import ABSENT, PILOT, child
from cases import Chapter, WrongClaim
from selection_answers import Kid, best_sets, deviation, targets
from selection_lists import draws, reform_of

Json = Any

_TWO = ("Talsi", "Tukums")
_READINGS = {"I-4": "not_eligible", "I-6": "pilot_start", "I-7": "level", "I-9": "best_quotas"}


def add(chapter: Chapter) -> None:
    """Adds every case."""
    quotas_or_queue(chapter)
    kept_places(chapter)
    tried_out(chapter)
    queues(chapter)
    other_regions(chapter)
    nobody(chapter)
    refusals(chapter)


def replace(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    kids: Sequence[Kid],
    chosen: Sequence[str],
    leaving: Sequence[str],
    places: int,
    municipalities: Sequence[str] = _TWO,
    *,
    reading: str = "best_quotas",
    follow: Sequence[str] | None = None,
    kept: Mapping[str, int] | None = None,
    says: Json = None,
    asked: Json = None,
    others: Sequence[Json] = (),
    wrong: Sequence[str] | None = None,
    **more: Json,
) -> None:
    """A case of a replacement; without ``follow`` the answer is found by trying all sets.

    ``kept`` are the targets of municipalities where those who stay need more than the quotas give.
    """
    rest = [kid for kid in kids if kid.id not in leaving]
    stay = [each for each in chosen if each not in leaving]
    wanted = targets(rest, places, municipalities)
    if kept is not None:
        wanted = attrs.evolve(wanted, municipality={**wanted.municipality, **kept})
    if follow is None:
        follow = [kid.id for kid in best_sets(rest, wanted, stay)[0] if kid.id not in stay]
    if wrong is not None and list(wrong) == list(follow):
        raise WrongClaim(f"{name}: the mistake gives the same")
    age, impairment = deviation([kid for kid in rest if kid.id in (*stay, *follow)], wanted)
    claims = {
        "/result/replacements": list(follow),
        "/result/deviation": {"age": age, "impairment": impairment},
        "/readings": _READINGS | {"I-9": reading},
    }
    request = {
        "applicants": [*(kid.written() for kid in kids), *others],
        "pilot": PILOT,
        "selected": list(chosen),
        "leaving": list(leaving),
        **(asked or {}),
    }
    if reading != "best_quotas":
        more["readings"] = {"I-9": reading}
    reform = reform_of(places, municipalities)
    chapter.case(name, rules, why, "selection.replace", request, claims | (says or {}), reform=reform, **more)


def quotas_or_queue(chapter: Chapter) -> None:
    """I-9: the quotas decide, under the other reading the queue."""
    for name, why, kids in (
        (
            "age-that-is-missing",
            "the first who waits is not of the age that is now missing",
            [Kid("a"), Kid("b", "3-7"), Kid("c", minute="10:01"), Kid("d", "3-7", minute="10:02")],
        ),
        (
            "impairment-that-is-missing",
            "the first who waits has not the impairment that is now missing",
            [
                Kid("a"),
                Kid("b", impairment="movement"),
                Kid("c", minute="10:01"),
                Kid("d", impairment="movement", minute="10:02"),
            ],
        ),
        (
            "home-schooled-who-does-not-fit",
            "the first who waits is home-schooled and not of the age that is now missing",
            [Kid("a"), Kid("b", "3-7"), Kid("c", home=True, minute="10:01"), Kid("d", "3-7", minute="10:02")],
        ),
    ):
        replace(
            chapter,
            name,
            "S-9 I-9",
            why,
            kids,
            ["a", "b"],
            ["b"],
            2,
            wrong=["c"],
            mistake="replacement_by_queue",
            says={
                "/result/replacements": ["d"],
                "/reasons/0/code": "replaces",
                "/reasons/0/facts": {
                    "id": "d",
                    "municipality": "Tukums",
                    "age_group": kids[3].age,
                    "impairment": kids[3].impairment,
                },
                "/reasons/1": None,
            },
        )
        replace(
            chapter,
            f"queue-{name}",
            "I-9 S-9",
            f"{why}: under the queue that one follows",
            kids,
            ["a", "b"],
            ["b"],
            2,
            reading="queue",
            follow=["c"],
        )


def kept_places(chapter: Chapter) -> None:
    """S-9, S-10: those who stay are kept, and targets are computed again."""
    replace(
        chapter,
        "those-who-stay-are-kept",
        "S-9",
        "the one who stays would not be chosen today, and stays",
        [Kid("a", minute="23:00"), Kid("b", "3-7"), Kid("c", minute="08:00"), Kid("d", "3-7", minute="11:00")],
        ["a", "b"],
        ["b"],
        2,
    )
    replace(
        chapter,
        "targets-without-the-leaving",
        "S-9 S-10",
        "whoever leaves is no applicant any more: his municipality has nobody left, the other takes the place",
        [Kid("a", municipality="Talsi"), Kid("b"), Kid("c", "0-2", minute="11:00"), Kid("d", "3-7", minute="12:00")],
        ["a", "b"],
        ["a"],
        2,
    )
    talsi = [Kid(f"t{place}", municipality="Talsi", minute=f"09:0{place}") for place in range(4)]
    tukums = [Kid(f"k{place}", minute=f"10:0{place}") for place in range(5)]
    replace(
        chapter,
        "municipality-above-its-share",
        "S-9 S-10",
        "three stay where two would be the share: they keep their places, the other municipality gets one",
        [*talsi, *tukums],
        ["k0", "k1", "k2", "k3"],
        ["k3"],
        4,
        kept={"Tukums": 3, "Talsi": 1},
        says={"/result/replacements": ["t0"]},
    )
    replace(
        chapter,
        "more-stay-than-there-are-places",
        "S-9 S-1",
        "three stay for two places: nobody follows the fourth",
        tukums,
        ["k0", "k1", "k2", "k3"],
        ["k0"],
        2,
        ("Tukums",),
        follow=[],
        kept={"Tukums": 3},
        says={"/reasons/0/code": "nobody_to_replace", "/result/deviation": {"age": 0, "impairment": 0}},
    )
    replace(
        chapter,
        "several-follow-one",
        "S-9 S-1",
        "free places that the list had left are filled too",
        tukums,
        ["k1"],
        ["k1"],
        3,
        says={"/result/replacements": ["k0", "k2", "k3"], "/reasons/3": None},
    )
    replace(
        chapter,
        "two-follow-two",
        "S-9 I-7",
        "two leave and two follow, in priority order",
        [
            Kid("a", "3-7"),
            Kid("b", "11-14", municipality="Talsi"),
            Kid("c"),
            Kid("d", "3-7", minute="12:00"),
            Kid("e", "11-14", municipality="Talsi", minute="11:00"),
        ],
        ["b", "a", "c"],
        ["a", "b"],
        3,
        says={"/result/replacements": ["e", "d"]},
    )


def tried_out(chapter: Chapter) -> None:
    """Replacements on small pilots in which every set that keeps those who stay was tried."""
    done = 0
    for seed, kids, _, _, _ in islice(draws(60000, 9, 4, ("Ogre", "Tukums")), 12):
        wanted = targets(kids, 4, ("Ogre", "Tukums"))
        chosen = [kid.id for kid in best_sets(kids, wanted)[0]]
        gone = chosen[: 1 + seed % 2]
        rest = [kid for kid in kids if kid.id not in gone]
        new = targets(rest, 4, ("Ogre", "Tukums"))
        stay = [kid for kid in rest if kid.id in chosen]
        fits = all(sum(kid.municipality == name for kid in stay) <= new.municipality[name] for name in new.municipality)
        if not fits or done == 6:
            continue
        done += 1
        why = f"{' and '.join(gone)} of 4 leave, {len(rest) - len(stay)} wait: every set with those who stay was tried"
        replace(chapter, f"followers-tried-out-{seed}", "S-9 I-9 I-7", why, kids, chosen, gone, 4, ("Ogre", "Tukums"))


def queues(chapter: Chapter) -> None:
    """I-9, `queue`: the same municipality, then its region, then anywhere."""
    kids = [
        Kid("a"),
        Kid("b", minute="10:05", home=True),
        Kid("r", "0-2", "vision", "Ogre", minute="09:00"),
        Kid("s", "0-2", "vision", "Talsi", minute="08:00"),
        Kid("w", "15-17", "multiple", minute="16:00"),
        Kid("x", "15-17", "multiple", minute="15:00"),
    ]
    three = ("Ogre", "Talsi", "Tukums")
    for name, why, chosen, leaving, follow, asked in (
        ("same-municipality", "the first who waits in the same one, though later than others", "ab", "a", "x", {}),
        ("same-region", "nobody waits there: somebody of its region, though later", "abwx", "b", "r", {}),
        ("anywhere", "nobody of its region waits either: somebody from elsewhere", "abrwx", "x", "s", {}),
        ("two-leave", "two leave: the two who wait in the same municipality", "ab", "ab", "xw", {}),
        ("given-region", "the caller's region counts as near", "abwx", "a", "s", {"regions": _ELSEWHERE}),
        (
            "two-places-of-a-region",
            "a place of each of two municipalities, filled from where somebody waits",
            "brs",
            "rb",
            "ax",
            {},
        ),
    ):
        replace(
            chapter,
            f"queue-{name}",
            "I-9 S-9",
            why,
            kids,
            list(chosen),
            list(leaving),
            len(chosen),
            three,
            reading="queue",
            follow=list(follow),
            asked=asked,
        )
    replace(
        chapter,
        "queue-far-place-first",
        "I-9 S-9 S-7",
        "places are filled in the priority order of those who leave: the first takes the only one who waits near",
        [
            Kid("a", minute="08:00"),
            Kid("b", municipality="Talsi", minute="09:00"),
            Kid("t", minute="10:00"),
            Kid("u", municipality="Jelgava", minute="11:00"),
            Kid("v", minute="16:00"),
        ],
        ["b", "a"],
        ["b", "a"],
        2,
        ("Jelgava", "Talsi", "Tukums"),
        reading="queue",
        follow=["t", "u"],
    )


_ELSEWHERE = {"Tukums": "Kurzeme"}


def other_regions(chapter: Chapter) -> None:
    """S-10: the caller's regions decide where the place goes when a municipality has nobody left."""
    people = [
        child(id="a", municipality="Ogre"),
        child(id="b", municipality="Ogre", received="2018-07-04T10:00"),
        child(id="c", municipality="Talsi"),
        child(id="d", municipality="Talsi", received="2018-07-04T10:00"),
        child(id="e"),
    ]
    for name, why, regions, follow in (
        ("own-region-first", "the only one of Tukums leaves: the place goes to Ogre, of its region", {}, "b"),
        ("callers-region-first", "by the caller's map it goes to Talsi", {"Tukums": "Kurzeme"}, "d"),
    ):
        asked = {
            "applicants": people,
            "pilot": PILOT,
            "regions": regions,
            "selected": ["a", "c", "e"],
            "leaving": ["e"],
        }
        chapter.case(
            name,
            "S-10 S-9",
            why,
            "selection.replace",
            asked,
            {"/result/replacements": [follow]},
            reform=reform_of(3, ("Ogre", "Talsi", "Tukums")),
        )


def nobody(chapter: Chapter) -> None:
    """S-9: places that stay free, and nobody who leaves."""
    for reading in ("best_quotas", "queue"):
        plain = reading.replace("_", "-")
        replace(
            chapter,
            f"one-waits-for-two-{plain}",
            "S-9 I-9",
            f"two leave and one waits, reading {reading}: one place stays free",
            [Kid("a"), Kid("b"), Kid("c", minute="11:00")],
            ["a", "b"],
            ["b", "a"],
            2,
            reading=reading,
            follow=["c"],
            says={"/reasons/1/code": "nobody_to_replace", "/reasons/1/facts": {"free": 1}},
        )
    replace(
        chapter,
        "nobody-waits",
        "S-9",
        "the only applicant leaves",
        [Kid("a")],
        ["a"],
        ["a"],
        1,
        follow=[],
        says={"/reasons/0/facts": {"free": 1}, "/reasons/1": None},
    )
    replace(
        chapter,
        "nobody-leaves",
        "S-9",
        "nobody leaves a full list: nobody follows, and nothing is said of free places",
        [Kid("a"), Kid("b", minute="11:00")],
        ["a"],
        [],
        1,
        follow=[],
        says={"/reasons": []},
    )
    replace(
        chapter,
        "undecided-does-not-follow",
        "S-9 E-8",
        "who is not known to be eligible does not follow",
        [Kid("a"), Kid("b", minute="11:00")],
        ["a"],
        ["a"],
        1,
        others=[child(id="c", di_evaluated=ABSENT, received="2018-07-01T10:00")],
        follow=["b"],
    )


def refusals(chapter: Chapter) -> None:
    """Who was not chosen cannot leave."""
    people = [Kid("a").written(), Kid("b").written(), child(id="x", di_evaluated=False)]
    for name, why, chosen, leaving, code, path in (
        ("leaving-not-chosen", "only the chosen can leave", ["a"], ["a", "b"], "inconsistent", "leaving/1"),
        ("leaving-unknown", "who did not apply cannot leave", ["a"], ["z"], "inconsistent", "leaving/0"),
        ("leaving-twice", "leaving is possible once", ["a", "b"], ["b", "b"], "duplicate", "leaving/1"),
        ("chosen-twice", "chosen is possible once", ["b", "b"], ["b"], "duplicate", "selected/1"),
        ("chosen-not-eligible", "who is not eligible was not chosen", ["a", "x"], ["a"], "inconsistent", "selected/1"),
        ("chosen-unknown", "who did not apply was not chosen", ["a", "z"], ["a"], "inconsistent", "selected/1"),
        ("leaving-missing", "who leaves must be said", ["a"], None, "missing_field", "leaving"),
        ("chosen-missing", "the list must be given", None, ["a"], "missing_field", "selected"),
    ):
        asked = {"applicants": people, "pilot": PILOT, "selected": chosen, "leaving": leaving}
        says = {"/error/code": code, "/error/path": f"/input/{path}"}
        chapter.case(name, "S-9", why, "selection.replace", asked, says)
    chapter.case(
        "replaced-in-general",
        "S-9",
        "outside a pilot nobody is replaced",
        "selection.replace",
        {"applicants": [], "pilot": PILOT, "selected": [], "leaving": []},
        {"/error/code": "inconsistent", "/error/path": "/policy"},
        policy="children-general",
    )
