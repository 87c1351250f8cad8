"""The vectors on checking a list and the proof of one: S-1 to S-8, E-8, I-7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from applicants import ABSENT, PILOT, child
from cases import Chapter, WrongClaim
from selection_answers import AGES, IMPAIRMENTS, Kid, best_sets, better_exchange, deviation, targets
from selection_lists import drawn, draws, reform_of

Json = Any

_TWO = ("Talsi", "Tukums")


def add(chapter: Chapter) -> None:
    """Adds every case."""
    right_lists(chapter)
    better_by_one(chapter)
    which_exchange(chapter)
    worse_lists_tried_out(chapter)
    better_by_two(chapter)
    wrong_numbers(chapter)
    other_regions(chapter)
    not_eligible(chapter)
    lists_refused(chapter)
    whole_proofs(chapter)
    spoiled_proofs(chapter)
    proofs_of_other_lists(chapter)
    proofs_by_needed_cases(chapter)
    unreadable_proofs(chapter)


def verify(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    kids: Sequence[Kid],
    listed: Sequence[str],
    places: int,
    municipalities: Sequence[str] = _TWO,
    *,
    says: Json = None,
    others: Sequence[Json] = (),
    asked: Json = None,
    **more: Json,
) -> None:
    """A case of a list; whether an exchange is better is found by trying every one."""
    wanted = targets(kids, places, municipalities)
    chosen = [kid for kid in kids if kid.id in listed]
    age, impairment = deviation(chosen, wanted)
    exchange = better_exchange(chosen, kids, wanted)
    claims = {
        "/result/deviation": {"age": age, "impairment": impairment},
        "/result/improving_swap": exchange,
    }
    request = {
        "applicants": [*(kid.written() for kid in kids), *others],
        "pilot": PILOT,
        "selected": list(listed),
        **(asked or {}),
    }
    reform = reform_of(places, municipalities) | more.pop("reform", {})
    chapter.case(name, rules, why, "selection.verify", request, claims | (says or {}), reform=reform, **more)


def _valid(number: int) -> Json:
    return {
        "/result/valid": True,
        "/result/violations": [],
        "/reasons/0/code": "list_is_valid",
        "/reasons/0/facts": {"selected": number},
        "/reasons/1": None,
        "/readings": {"I-4": "not_eligible", "I-6": "pilot_start", "I-7": "level"},
    }


_PAIR = [Kid("a", minute="08:00"), Kid("b", minute="08:01"), Kid("c", "3-7", minute="08:02")]


def right_lists(chapter: Chapter) -> None:
    """Lists that nothing is wrong with."""
    verify(chapter, "list-is-right", "S-1 S-2", "one of each age, in any order", _PAIR, ["c", "a"], 2, says=_valid(2))
    verify(chapter, "list-of-nobody", "S-1", "nobody applies, nobody is listed", [], [], 2, says=_valid(0))
    verify(chapter, "list-of-all", "S-1", "as many places as applicants", _PAIR, ["a", "b", "c"], 3, says=_valid(3))


def better_by_one(chapter: Chapter) -> None:
    """Lists that one exchange makes better, by each of the four rules."""
    for name, rules, why, kids, listed, says in (
        (
            "better-by-age",
            "S-2",
            "two of one age; the other age waits",
            _PAIR,
            ["a", "b"],
            {"out": "b", "in": "c", "why": "S-2"},
        ),
        (
            "better-by-impairment",
            "S-3",
            "two of one impairment; the other impairment waits",
            [Kid("a"), Kid("b"), Kid("c", impairment="movement")],
            ["a", "b"],
            {"out": "b", "in": "c", "why": "S-3"},
        ),
        (
            "better-by-home-schooling",
            "S-7",
            "of one profile a home-schooled child waits",
            [Kid("a"), Kid("b"), Kid("c", home=True, minute="23:00")],
            ["a", "b"],
            {"out": "b", "in": "c", "why": "S-7"},
        ),
        (
            "better-by-time",
            "S-8",
            "of one profile the earliest waits",
            [Kid("a", minute="08:00"), Kid("b"), Kid("c")],
            ["b", "c"],
            {"out": "c", "in": "a", "why": "S-8"},
        ),
        (
            "better-by-identifier",
            "I-8 S-8",
            "of one profile and minute the smaller identifier waits",
            [Kid("c"), Kid("b"), Kid("a")],
            ["b", "c"],
            {"out": "c", "in": "a", "why": "S-8"},
        ),
        (
            "better-by-age-and-home-schooling",
            "S-2 S-7",
            "an exchange that is better for age and home schooling is told for age",
            [Kid("a"), Kid("b"), Kid("c", "0-2", home=True)],
            ["a", "b"],
            {"out": "b", "in": "c", "why": "S-2"},
        ),
    ):
        verify(
            chapter,
            name,
            rules,
            why,
            kids,
            listed,
            2,
            says={
                "/result/valid": False,
                "/result/violations": [],
                "/result/improving_swap": says,
                "/reasons/0/code": "exchange_is_better",
                "/reasons/0/facts": says,
                "/reasons/1": None,
            },
        )
    verify(
        chapter,
        "age-against-impairment",
        "S-2 S-7 I-7",
        "one margin gains what the other loses; home schooling decides, and impairment is the first that is better",
        [Kid("a", "3-7", "hearing", minute="08:00"), Kid("b", "11-14", "vision", home=True, minute="09:00")],
        ["a"],
        1,
        says={"/result/improving_swap": {"out": "a", "in": "b", "why": "S-3"}},
    )
    verify(
        chapter,
        "impairment-against-age",
        "S-2 S-7 I-7",
        "the same turned round: home schooling decides, and age is the first that is better",
        [Kid("a", "3-7", "hearing", home=True, minute="08:00"), Kid("b", "11-14", "vision", minute="07:00")],
        ["b"],
        1,
        says={"/result/improving_swap": {"out": "b", "in": "a", "why": "S-2"}},
    )
    verify(
        chapter,
        "worse-quotas-for-home-schooling",
        "S-7 S-2",
        "home schooling does not outweigh the quotas: the list stands",
        [Kid("a", "3-7"), Kid("b", "8-10", home=True)],
        ["a"],
        1,
        says=_valid(1),
    )
    verify(
        chapter,
        "worse-quotas-for-time",
        "S-8 S-2",
        "an earlier application does not outweigh the quotas: the list stands",
        [Kid("b", minute="08:00"), Kid("a", "3-7")],
        ["a"],
        1,
        ("Bauska", "Tukums"),
        says=_valid(1),
    )


def which_exchange(chapter: Chapter) -> None:
    """Of several better exchanges, which one is named."""
    verify(
        chapter,
        "first-in-last-out",
        "S-2 S-8",
        "three may come and three may go: the first who waits for the last on the list",
        [
            *(Kid(f"in{place}", "3-7", minute=f"12:0{place}") for place in (2, 1, 3)),
            *(Kid(f"out{place}", "0-2", minute=f"09:0{place}") for place in (1, 3, 2)),
        ],
        ["out1", "out2", "out3"],
        3,
        says={"/result/improving_swap": {"out": "out3", "in": "in1", "why": "S-2"}},
    )
    verify(
        chapter,
        "first-in-by-home-schooling",
        "S-7 S-8",
        "the first who waits is the home-schooled one, though later",
        [Kid("a", "0-2"), Kid("b", minute="08:00"), Kid("c", home=True, minute="22:00")],
        ["a"],
        1,
        ("Balvi", "Tukums"),
    )
    verify(
        chapter,
        "only-within-a-municipality",
        "S-1 S-2",
        "the better age waits in another municipality, and nothing is exchanged between the two",
        [
            Kid("a"),
            Kid("b", municipality="Talsi", minute="08:00"),
            Kid("c", municipality="Talsi", minute="09:00"),
            Kid("d", "3-7"),
        ],
        ["a", "b"],
        2,
    )
    verify(
        chapter,
        "last-out-of-the-right-municipality",
        "S-8 S-1",
        "the last on the list is of another municipality and cannot go for the one who waits",
        [Kid("a", minute="08:00"), Kid("b", minute="09:00"), Kid("c", municipality="Talsi", minute="23:00")],
        ["b", "c"],
        2,
        says={"/result/improving_swap": {"out": "b", "in": "a", "why": "S-8"}},
    )


def worse_lists_tried_out(chapter: Chapter) -> None:
    """Lists drawn at random with the right numbers; every exchange was tried."""
    for first, size, places, municipalities, rank in (
        (40000, 7, 3, _TWO, 1),
        (41000, 7, 3, _TWO, 2),
        (42000, 8, 4, ("Ogre", "Tukums"), 3),
        (43000, 8, 4, ("Ogre", "Tukums"), -1),
        (44000, 8, 4, ("Balvi", "Madona", "Tukums"), 5),
        (45000, 8, 4, ("Balvi", "Madona", "Tukums"), -3),
        (46000, 9, 5, _TWO, 4),
        (47000, 9, 5, _TWO, 9),
    ):
        seed, kids, every, _, _ = next(draws(first, size, places, municipalities))
        sets = best_sets(kids, targets(kids, places, municipalities))
        listed = [kid.id for kid in sets[rank]]
        place = rank % every + 1
        why = f"the list that is number {place} of {every}: the exchange named is the one of all that were tried"
        verify(chapter, f"exchange-tried-out-{seed}", "I-7 S-2 S-3 S-7 S-8", why, kids, listed, places, municipalities)


def better_by_two(chapter: Chapter) -> None:
    """A list that only a double exchange makes better is valid: one exchange at a time is checked."""
    found = 0
    for seed, kids, _, _, _ in draws(50000, 7, 3, _TWO):
        wanted = targets(kids, 3, _TWO)
        for listed in best_sets(kids, wanted)[1:]:
            if better_exchange(listed, kids, wanted) is None:
                why = "not the best list, but no single exchange within a municipality makes it better"
                says = _valid(3)
                verify(chapter, f"better-by-two-{seed}", "S-3 I-7", why, kids, [kid.id for kid in listed], 3, says=says)
                found += 1
                break
        if found == 2:
            return
    raise WrongClaim("no list that only a double exchange makes better")


def wrong_numbers(chapter: Chapter) -> None:
    """S-1, S-10: more or fewer from a municipality than its target."""
    kids = [*_PAIR, Kid("t", municipality="Talsi"), Kid("u", municipality="Talsi", minute="11:00")]
    for name, why, listed, violations, facts in (
        (
            "too-many-and-too-few",
            "three of one municipality, nobody of the other; municipalities in the policy's order",
            ["a", "b", "c"],
            [
                {"rule": "S-1", "code": "too_few_from_municipality"},
                {"rule": "S-1", "code": "too_many_from_municipality", "ids": ["a", "b", "c"]},
            ],
            ({"municipality": "Talsi", "chosen": 0, "target": 1}, {"municipality": "Tukums", "chosen": 3, "target": 2}),
        ),
        (
            "one-too-few",
            "one place is left",
            ["t", "c"],
            [{"rule": "S-1", "code": "too_few_from_municipality", "ids": ["c"]}],
            ({"municipality": "Tukums", "chosen": 1, "target": 2},),
        ),
        (
            "one-too-many",
            "one more than the target, in the order of the applications",
            ["u", "t", "c", "a"],
            [{"rule": "S-1", "code": "too_many_from_municipality", "ids": ["t", "u"]}],
            ({"municipality": "Talsi", "chosen": 2, "target": 1},),
        ),
    ):
        says = {"/result/valid": False, "/result/violations": violations}
        for place, fact in enumerate(facts):
            says |= {f"/reasons/{place}/code": "list_misses_municipality", f"/reasons/{place}/facts": fact}
        verify(chapter, name, "S-1 S-10", why, kids, listed, 3, says=says)


def other_regions(chapter: Chapter) -> None:
    """S-10: the caller's regions decide how many of each municipality are right."""
    written = [
        child(id="a", municipality="Ogre"),
        child(id="b", municipality="Ogre", received="2018-07-04T10:00"),
        child(id="c", municipality="Talsi"),
        child(id="d", municipality="Talsi", received="2018-07-04T10:00"),
        child(id="e"),
    ]
    asked = {"applicants": written, "pilot": PILOT, "selected": ["a", "c", "d", "e"]}
    reform = reform_of(4, ("Ogre", "Talsi", "Tukums"))
    chapter.case(
        "regions-of-the-caller",
        "S-10 S-1",
        "four places over a region of one and, by the caller's map, one of two: one, and two and one",
        "selection.verify",
        asked | {"regions": {"Tukums": "Kurzeme"}},
        {"/result/valid": True},
        reform=reform,
    )
    chapter.case(
        "regions-of-the-policy",
        "S-10 S-1",
        "the same list by the policy's map: the region of two has three places, the other one",
        "selection.verify",
        asked,
        {
            "/result/violations": [
                {"rule": "S-1", "code": "too_few_from_municipality", "ids": ["a"]},
                {"rule": "S-1", "code": "too_many_from_municipality", "ids": ["c", "d"]},
            ],
            "/reasons/0/facts": {"municipality": "Ogre", "chosen": 1, "target": 2},
        },
        reform=reform,
    )


def not_eligible(chapter: Chapter) -> None:
    """E-8: who is listed and not eligible."""
    others = [
        child(id="x", di_evaluated=False, municipality="Ventspils"),
        child(id="y", di_evaluated=ABSENT),
        child(id="w", impairment=ABSENT),
        child(id="v", di_evaluated=False),
    ]
    verify(
        chapter,
        "listed-not-eligible",
        "E-8",
        "each rule that somebody listed fails, with all whom it concerns; undecided is not eligible",
        _PAIR,
        ["y", "a", "x", "c", "w"],
        2,
        others=others,
        says={
            "/result/valid": False,
            "/result/violations": [
                {"rule": "E-2", "code": "not_eligible", "ids": ["x", "y"]},
                {"rule": "E-11", "code": "not_eligible", "ids": ["x"]},
                {"rule": "S-3", "code": "not_eligible", "ids": ["w"]},
            ],
            "/reasons/0/code": "list_breaks_rule",
            "/reasons/0/facts": {"broken": "E-2", "ids": "x, y"},
        },
    )
    verify(
        chapter,
        "not-eligible-not-listed",
        "E-8",
        "who is not eligible and not listed does no harm",
        _PAIR,
        ["a", "c"],
        2,
        others=others,
        says=_valid(2),
    )


def lists_refused(chapter: Chapter) -> None:
    """What is no list of applicants."""
    for name, why, selected, code, path in (
        ("listed-twice", "the later of two equal identifiers", ["a", "c", "a"], "duplicate", "selected/2"),
        ("listed-unknown", "an identifier that nobody has", ["a", "z"], "inconsistent", "selected/1"),
        ("list-null", "null stands for its absence", None, "missing_field", "selected"),
        ("list-with-number", "an identifier is text", ["a", 3], "bad_type", "selected/1"),
        ("list-with-nothing", "an identifier has at least one character", [""], "bad_value", "selected/0"),
    ):
        asked = {"applicants": [kid.written() for kid in _PAIR], "pilot": PILOT, "selected": selected}
        says = {"/error/code": code, "/error/path": f"/input/{path}"}
        chapter.case(name, "S-1", why, "selection.verify", asked, says)
    chapter.case(
        "twice-before-unknown",
        "S-1 E-6",
        "applicants come before the list: of two conditions theirs is told",
        "selection.verify",
        {"applicants": [child(), child()], "pilot": PILOT, "selected": ["a", "a", "z"]},
        {"/error/code": "duplicate", "/error/path": "/input/applicants/1/id"},
        mistake="problems_in_any_order",
    )


def weights(deviates: int, home: int, **groups: int) -> list[int]:
    """Multipliers: one weight for each age and impairment group, then those of the deviation and home schooling."""
    named = {**{name.replace("-", "_"): name for name in AGES}, **{name: name for name in IMPAIRMENTS}}
    by_group = {named[group.removeprefix("age_")]: weight for group, weight in groups.items()}
    return [*(by_group.get(group, 0) for group in (*AGES, *IMPAIRMENTS)), deviates, home]


#: One place, a child of each of two age groups, the earlier not of the one that has the target: "k" is best.
_EARLIER = [Kid("h", "11-14", minute="08:00"), Kid("k", "8-10", minute="09:00")]
#: Three proofs: no smaller deviation than 0, no home-schooled child, nobody earlier without a deviation.
_NO_LESS, _NO_HOME, _NOT_EARLIER = weights(1, 0), weights(0, 1), weights(1, 0, age_11_14=1, age_8_10=-1)
_WHOLE = {
    "version": 1,
    "multipliers": [_NO_LESS, _NO_HOME, _NOT_EARLIER],
    "deviation": [0],
    "home_schooled": [1],
    "refusals": [[2]],
}


def _proof(
    chapter: Chapter, name: str, why: str, changes: Json, *, proved: bool, kids: Sequence[Kid] = _EARLIER, **more: Json
) -> None:
    """A case of the best list of ``kids`` with a proof, changed."""
    listed = more.pop("listed", ["k"])
    says = more.pop("says", None)
    if says is None:
        says = {
            "/result/valid": True,
            "/result/proved_best": proved,
            "/reasons/1/code": "list_is_proved_best" if proved else "certificate_proves_nothing",
            "/reasons/1/facts": {"selected": len(listed)} if proved else {},
        }
    verify(chapter, name, "S-3 I-7", why, kids, listed, 1, asked={"certificate": _WHOLE | changes}, says=says, **more)


def whole_proofs(chapter: Chapter) -> None:
    """Proofs that hold."""
    split = {"deviation": [[0, 0], 0, 0]}
    for name, why, changes in (
        ("proof-whole", "three claims, each with its multipliers", {}),
        (
            "proof-without-constant",
            "a smaller set of weights proves the refusal too",
            _with_third(weights(1, 0, age_11_14=1)),
        ),
        ("proof-doubled-weights", "weights count by their proportion", _with_third([2 * w for w in _NOT_EARLIER])),
        ("proof-by-cases", "the first claim in two cases, each proved", split),
        ("proof-by-cases-in-cases", "the second case is split again", {"deviation": [[0, 0], 0, [1, 0], 0, 0]}),
        ("proof-by-cases-in-the-first", "the first case is split again", {"deviation": [[0, 0], [1, 0], 0, 0, 0]}),
        ("proof-by-cases-beyond", "a case above all numbers is proved too", {"refusals": [[[1, 7], 2, 2]]}),
        (
            "proof-by-an-empty-case",
            "a case that contradicts what is asked has no answer",
            {"refusals": [[[0, 0], 2, 2]]},
        ),
        ("proof-by-too-many-for-a-municipality", "two of one place: that case needs no weights", _crowded()),
        ("proof-with-spare-multipliers", "multipliers that no proof uses do no harm", _spare()),
        ("proof-by-one-for-two", "one set of multipliers proves two claims", _both()),
    ):
        _proof(chapter, name, why, changes, proved=True)


def _with_third(multipliers: list[int]) -> Json:
    return {"multipliers": [_NO_LESS, _NO_HOME, multipliers]}


def _spare() -> Json:
    return {"multipliers": [_NO_LESS, _NO_HOME, _NOT_EARLIER, weights(0, 0), weights(0, -1)]}


def _crowded() -> Json:
    """The later child is out: by weights. Both are in: more than the place."""
    return {"multipliers": [_NO_LESS, _NO_HOME, _NOT_EARLIER, weights(0, 0)], "refusals": [[[1, 0], 2, 3]]}


def _both() -> Json:
    """Of the deviation and of home schooling one each: proves the first claim, and the second."""
    return {"multipliers": [weights(1, 1), weights(1, 0, age_11_14=1)], "home_schooled": [0], "refusals": [[1]]}


def spoiled_proofs(chapter: Chapter) -> None:
    """The same proof with one thing changed."""
    for name, why, changes in (
        ("spoiled-index-too-great", "no multipliers at that place", {"refusals": [[3]]}),
        ("spoiled-wrong-multipliers", "those of home schooling prove nothing of the deviation", {"deviation": [1]}),
        ("spoiled-home-by-deviation", "those of the deviation prove nothing of home schooling", {"home_schooled": [0]}),
        ("spoiled-refusal-by-deviation", "those of the deviation prove no refusal", {"refusals": [[0]]}),
        ("spoiled-weight-above-deviation", "a weight above that of the deviation", _with_third(_heavy(2))),
        ("spoiled-weight-below-deviation", "a weight below minus that of the deviation", _with_third(_heavy(-2))),
        ("spoiled-negative-home", "a negative weight of home schooling", _with_third([*_NOT_EARLIER[:-1], -1])),
        ("spoiled-weights-too-few", "one weight short", _with_third(_NOT_EARLIER[1:])),
        ("spoiled-weights-too-many", "one weight more", _with_third([0, *_NOT_EARLIER])),
        ("spoiled-zero", "no weight at all", _with_third(weights(0, 0))),
        ("spoiled-sign", "the weights turned round", _with_third([-weight for weight in _NOT_EARLIER[:-2]] + [1, 0])),
        ("spoiled-no-refusals", "the refusal is not proved", {"refusals": []}),
        ("spoiled-refusal-more", "a refusal more than there are", {"refusals": [[2], [2]]}),
        ("spoiled-step-more", "a step after the end of a proof", {"deviation": [0, 0]}),
        ("spoiled-empty-proof", "a proof without a step", {"home_schooled": []}),
        ("spoiled-case-without-proof", "the second case is not proved", {"deviation": [[0, 0], 0]}),
        ("spoiled-case-of-no-cell", "there are two cells", {"deviation": [[2, 0], 0, 0]}),
        ("spoiled-case-of-no-cell-alone", "there are two cells, and nothing follows", {"deviation": [[2, 0]]}),
        ("spoiled-cases-without-end", "200 cases of cases, and no proof of any", {"deviation": [[0, 0]] * 200}),
        ("spoiled-second-case", "the second case has multipliers that prove nothing", {"deviation": [[0, 0], 0, 1]}),
        ("spoiled-no-multipliers", "nothing to prove with", {"multipliers": []}),
    ):
        _proof(chapter, name, why, changes, proved=False)


def _heavy(weight: int) -> list[int]:
    return weights(1, 0, age_11_14=1, age_8_10=-1, vision=weight)


def proofs_of_other_lists(chapter: Chapter) -> None:
    """A proof for another list, for other numbers, beside violations."""
    _proof(
        chapter,
        "proof-of-another-list",
        "the proof of the best list does not prove another one",
        {},
        proved=False,
        listed=["h"],
        says={
            "/result/valid": False,
            "/result/proved_best": False,
            "/result/improving_swap": {"out": "h", "in": "k", "why": "S-2"},
            "/reasons/0/code": "exchange_is_better",
            "/reasons/1/code": "certificate_proves_nothing",
        },
    )
    _proof(
        chapter,
        "proof-beside-a-violation",
        "both are listed for one place: no proof helps",
        {"refusals": []},
        proved=False,
        listed=["h", "k"],
        says={
            "/result/valid": False,
            "/result/proved_best": False,
            "/reasons/0/code": "list_misses_municipality",
            "/reasons/1/code": "certificate_proves_nothing",
        },
    )
    same = [Kid("a", minute="08:00"), Kid("b", minute="08:01"), Kid("c", minute="08:02")]
    _proof(
        chapter,
        "proof-needs-no-refusal",
        "who would be one too many for the municipality needs no proof",
        {"multipliers": [_NO_LESS, _NO_HOME], "refusals": []},
        proved=True,
        kids=same,
        listed=["a"],
    )
    _proof(
        chapter,
        "proof-of-one-refusal-for-a-profile",
        "two earlier children of one profile: the proof against the first is enough for the second",
        {},
        proved=True,
        kids=[_EARLIER[0], Kid("i", "11-14", minute="08:30"), _EARLIER[1], Kid("m", minute="09:30")],
    )
    home = [Kid("a", minute="08:00"), Kid("b", "3-7", "movement", home=True), Kid("c", "3-7", "movement")]
    _proof(
        chapter,
        "proof-with-home-schooled",
        "the home-schooled child is listed: one is the most that is possible",
        {"multipliers": [_NO_LESS, weights(0, 1)], "refusals": []},
        proved=True,
        kids=home,
        listed=["b"],
    )
    _proof(
        chapter,
        "proof-of-one-home-schooled-too-few",
        "a home-schooled child of the same profile waits: the claim is false and unproved",
        {"multipliers": [_NO_LESS, _NO_HOME], "refusals": []},
        proved=False,
        kids=[home[1], home[2]],
        listed=["c"],
        says={"/result/valid": False, "/result/proved_best": False, "/result/improving_swap/why": "S-7"},
    )
    missed = [Kid("p", "3-7", "hearing", minute="08:00"), Kid("q", "11-14", "vision", minute="09:00")]
    by_ages = weights(1, 0, age_3_7=-1, age_11_14=1, vision=-1, hearing=1)
    _proof(
        chapter,
        "proof-of-a-deviation",
        "either child misses a target by 2: less is proved impossible, the earlier is listed",
        {"multipliers": [by_ages, _NO_HOME], "refusals": []},
        proved=True,
        kids=missed,
        listed=["p"],
    )
    _proof(
        chapter,
        "proof-of-a-deviation-with-half-the-weights",
        "with the weights of the ages alone a smaller deviation stays possible",
        {"multipliers": [weights(1, 0, age_3_7=-1, age_11_14=1), _NO_HOME], "refusals": []},
        proved=False,
        kids=missed,
        listed=["p"],
        reform={"selection.places_per_municipality": 9},
    )
    _proof(
        chapter,
        "proof-of-a-deviation-smaller-by-two",
        "the weights prove that no list misses by 0, but not that none misses by 1",
        {"multipliers": [[*by_ages[:-2], 2, 0], _NO_HOME], "refusals": []},
        proved=False,
        kids=missed,
        listed=["p"],
    )
    proofs_against_home_schooling(chapter)


def proofs_against_home_schooling(chapter: Chapter) -> None:
    """A home-schooled child waits, because of the quotas: that no list has one must be proved by them."""
    kids = [Kid("h", "11-14", home=True, minute="08:00"), Kid("k", "8-10", minute="09:00")]
    by_quotas = weights(1, 1, age_11_14=1, age_8_10=-1)
    for name, why, home, proved in (
        ("by-the-quotas", "the weights of the ages exclude the home-schooled child", by_quotas, True),
        ("by-their-number", "that two are too many does not prove that there is not one", _NO_HOME, False),
    ):
        _proof(
            chapter,
            f"proof-against-home-schooling-{name}",
            why,
            {"multipliers": [_NO_LESS, home, _NOT_EARLIER]},
            proved=proved,
            kids=kids,
        )


def proofs_by_needed_cases(chapter: Chapter) -> None:
    """A list whose deviation of 2 can be proved least only in two cases."""
    places, names = 4, ("Ogre", "Talsi", "Tukums")
    kids = drawn(32053, 9, names, 0.3)
    listed = [kid.id for kid in best_sets(kids, targets(kids, places, names))[0]]
    without = weights(1, 0, hearing=1, movement=-1, multiple=-1)
    given = weights(1, 0, age_8_10=-1, age_11_14=1, hearing=1, movement=-1, multiple=1)
    whole = {
        "version": 1,
        "multipliers": [without, given, _NO_HOME],
        "deviation": [[0, 0], 0, 1],
        "home_schooled": [2],
        "refusals": [[1]],
    }
    for name, why, changes, proved in (
        ("whole", "without and with a child of the first cell, each with its own weights", {}, True),
        ("exchanged", "the proofs of the two cases exchanged", {"deviation": [[0, 0], 1, 0]}, False),
        ("first-alone", "the weights of the first case for both", {"deviation": [[0, 0], 0, 0]}, False),
        ("not-split", "the weights of the second case without the split", {"deviation": [1]}, False),
        ("split-later", "the split one child higher", {"deviation": [[0, 1], 0, 1]}, False),
    ):
        verify(
            chapter,
            f"proof-by-needed-cases-{name}",
            "S-3 I-7",
            why,
            kids,
            listed,
            places,
            names,
            asked={"certificate": whole | changes},
            says={"/result/valid": True, "/result/proved_best": proved},
        )


def unreadable_proofs(chapter: Chapter) -> None:
    """What is no proof at all."""
    for name, why, changes, code, path in (
        ("proof-of-version-2", "another version", {"version": 2}, "bad_value", "/version"),
        ("proof-version-as-text", "a version is a number", {"version": "1"}, "bad_type", "/version"),
        ("proof-without-refusals", "a field is absent", {"refusals": None}, "missing_field", "/refusals"),
        ("proof-with-more", "an unknown field", {"solver": "x"}, "unknown_field", "/solver"),
        ("proof-with-a-fraction", "weights are whole", _with_third([0.5] * 12), "bad_type", "/multipliers/2/0"),
        ("proof-with-one-weight", "two weights at least", _with_third([1]), "bad_value", "/multipliers/2"),
        ("proof-negative-index", "an index is not negative", {"refusals": [[-1]]}, "bad_value", "/refusals/0/0"),
        ("proof-of-three-parts", "a case has a cell and a number", {"deviation": [[0, 0, 0]]}, *_STEP),
        ("proof-negative-number", "numbers are not negative", {"deviation": [[0, -1]]}, "bad_value", "/deviation/0/1"),
        ("proof-as-number", "a proof is a list", {"home_schooled": 1}, "bad_type", "/home_schooled"),
    ):
        says = {"/error/code": code, "/error/path": f"/input/certificate{path}", "/result": None}
        asked = {
            "applicants": [kid.written() for kid in _EARLIER],
            "pilot": PILOT,
            "selected": ["k"],
            "certificate": _WHOLE | changes,
        }
        chapter.case(name, "S-3", why, "selection.verify", asked, says, reform=reform_of(1, _TWO))


_STEP = ("bad_value", "/deviation/0")
