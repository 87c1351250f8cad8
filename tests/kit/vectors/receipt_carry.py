"""Units missed in a month, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answers import answered, must_show, refused
from cases import Chapter

Json = Any

OP = "schedule.carry"


def schedule(planned: list[int], received: list[int], excused: list[int], months: int = 0) -> dict[str, Json]:
    """The input of the operation."""
    return {"months": months or len(planned), "planned": planned, "received": received, "excused": excused}


def carried(asked: Mapping[str, Json], mistake: str = "") -> dict[str, Json]:
    """What must be answered, unit by unit; or what an implementation with a known mistake would answer."""
    months, held = asked["months"], list(asked["planned"])
    lost, reasons = 0, []
    for month, received in enumerate(asked["received"]):
        missed = held[month] - received
        over = missed if mistake == "unexcused_units_carried" else asked["excused"][month]
        later = list(range(month + 1, months))
        over = over if later else 0
        rest = over % len(later) if later else 0
        for place, at in enumerate(later):
            held[at] += over // len(later) + (place < rest)
        if mistake == "last_months_first" and rest:
            for place, at in enumerate(later):
                held[at] += (place >= len(later) - rest) - (place < rest)
        if mistake == "carried_to_the_next_month_only" and later:
            held = [*asked["planned"][: month + 1], *held[month + 1 :]]
            for at in later:
                held[at] = asked["planned"][at]
            held[later[0]] += over
        lost += missed - over
        if over:
            reasons.append(("C-8", "units_carried_over", {"month": month + 1, "units": over, "months": len(later)}))
        if missed > over:
            reasons.append(("C-7", "units_lost", {"month": month + 1, "units": missed - over}))
    remaining = held[len(asked["received"]) :]
    facts = {"planned": sum(asked["planned"]), "received": sum(asked["received"]), "remaining": sum(remaining)}
    reasons.append(("C-8", "units_remaining", facts | {"lost": lost}))
    return answered({"remaining": remaining, "lost": lost}, reasons)


def _case(
    chapter: Chapter, name: str, rules: str, why: str, asked: dict[str, Json], mistake: str = "",
    kind: str = "boundary", **envelope: Json,
) -> None:  # fmt: skip
    says = carried(asked)
    if mistake:
        must_show(name, says, carried(asked, mistake))
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, kind=kind, **envelope)


def add(chapter: Chapter) -> None:
    """Every case of the operation."""
    for name, asked, remaining in (
        ("one-month", schedule([4, 4, 4], [2], [2]), [5, 5]),
        ("two-months", schedule([4, 4, 4], [2, 3], [2, 2]), [7]),
    ):
        chapter.case(
            f"printed-{name}",
            "C-8 I-28",
            f"the printed example after {name.replace('-', ' ')}",
            OP,
            asked,
            carried(asked) | {"/result/remaining": remaining},
            kind="published",
        )
    spread(chapter)
    near_misses(chapter)
    refusals(chapter)


def spread(chapter: Chapter) -> None:
    """How units are spread, and which are lost."""
    for name, asked, why in (
        ("nothing-yet", schedule([4, 4, 4], [], []), "no month is over: the plan stays"),
        ("all-received", schedule([4, 4, 4], [4], [0]), "everything was received: nothing is carried, nothing is lost"),
        ("one-unit-of-five", schedule([4] * 6, [3], [1]), "one unit for five months: to the first of them"),
        ("four-units-of-five", schedule([4] * 6, [0], [4]), "four units for five months: not to the last"),
        ("five-units-of-five", schedule([5] * 6, [0], [5]), "five units for five months: one to each"),
        ("six-units-of-five", schedule([6] * 6, [0], [6]), "six units for five months: two to the first"),
        ("eleven-units-of-four", schedule([11] * 5, [0], [11]), "3, 3, 3 and 2"),
        ("in-part-excused", schedule([4, 4, 4], [1], [2]), "of three missed units two are excused, one is lost"),
        ("nothing-excused", schedule([4, 4, 4], [1], [0]), "without an excuse all missed units are lost"),
        ("all-excused", schedule([4, 4], [1], [3]), "exactly as many excused as missed"),
        ("last-month-excused", schedule([4, 4], [4, 1], [0, 3]), "in the last month excused units are lost too"),
        ("last-month-in-part", schedule([4, 4], [4, 1], [0, 1]), "in the last month all missed units are lost"),
        ("only-month", schedule([4], [1], [2]), "the only month is the last"),
        ("carried-and-missed-again", schedule([4, 4, 4, 4], [1, 2], [3, 3]), "carried units that are missed go on"),
        ("carried-then-lost", schedule([4, 4, 4], [1, 2], [3, 0]), "carried units missed without excuse are lost"),
        ("carried-and-received", schedule([4, 4, 4], [1, 6], [3, 0]), "carried units are received on top of the plan"),
        ("no-units-planned", schedule([0, 0], [0], [0]), "months without units"),
        ("other-months-differ", schedule([6, 0, 3, 1], [1], [5]), "carried units join whatever the month has"),
        ("to-the-end", schedule([3, 3, 3], [2, 2, 3], [1, 2, 0]), "all months are over: nothing remains"),
        ("three-carries", schedule([5] * 6, [1, 2, 3], [4, 3, 2]), "three months in a row carry on"),
        ("next-to-last", schedule([4, 4, 4], [4, 1], [0, 3]), "one month remains: it takes all"),
        ("many-units", schedule([10**15 - 1] * 2, [0], [10**15 - 1]), "the largest counts"),
    ):
        _case(chapter, name, "C-8 C-7 I-28" if any(asked["excused"]) else "C-7", why, asked)
    for policy in ("children-general", "adults-pilot-2019"):
        asked = schedule([4, 4, 4], [1], [2])
        _case(chapter, f"carry-{policy}", "C-8", f"units are carried under {policy} too", asked, policy=policy)


def near_misses(chapter: Chapter) -> None:
    """What known mistakes answer otherwise."""
    for mistake, rules, groups, why in (
        ("unexcused_units_carried", "C-8 C-7",
         (schedule([4, 4, 4], [0], [1]), schedule([4, 4], [3], [0]), schedule([4, 4, 4], [4, 2], [0, 1])),
         "only excused units are carried"),
        ("carried_to_the_next_month_only", "I-28 C-8",
         (schedule([4, 4, 4], [0], [4]), schedule([2] * 6, [0], [2]), schedule([4] * 4, [4, 1], [0, 3])),
         "excused units go to all months that remain"),
        ("last_months_first", "I-28 C-8",
         (schedule([4, 4, 4], [1], [3]), schedule([2] * 6, [1], [1]), schedule([7] * 5, [0], [7])),
         "what does not divide goes to the earlier months"),
    ):  # fmt: skip
        for number, asked in enumerate(groups, start=1):
            told = f"{why}: {asked['months']} months, excused {asked['excused'][-1]}"
            _case(chapter, f"{mistake.replace('_', '-')}-{number}", rules, told, asked, mistake)


def refusals(chapter: Chapter) -> None:
    """What does not fit together."""
    good = schedule([4, 4, 4], [2], [2])
    for name, asked, code, path, why in (
        ("months-of-0", good | {"months": 0, "planned": []}, "bad_value", "/input/months", "a plan has a month"),
        ("no-months", {name: good[name] for name in ("planned", "received", "excused")}, "missing_field",
         "/input/months", "the number of months is absent"),
        ("no-excused", {name: good[name] for name in ("months", "planned", "received")}, "missing_field",
         "/input/excused", "whether there was an excuse is never guessed"),
        ("a-month-more-planned", good | {"months": 2}, "inconsistent", "/input/planned", "three entries for 2 months"),
        ("a-month-less-planned", good | {"months": 4}, "inconsistent", "/input/planned", "three entries for 4 months"),
        ("more-received-months", schedule([4], [2, 2], [0, 0]), "inconsistent", "/input/received",
         "two months received of a plan of one"),
        ("an-excuse-less", schedule([4, 4, 4], [4, 4], [0]), "inconsistent", "/input/excused",
         "excuses for one of two months"),
        ("an-excuse-more", schedule([4, 4, 4], [4], [0, 0]), "inconsistent", "/input/excused",
         "excuses for a month that is not over"),
        ("planned-before-received", schedule([4], [2, 2], [0], 3), "inconsistent", "/input/planned",
         "three problems: the plan is named"),
        ("received-before-excused", schedule([4], [2, 2], []), "inconsistent", "/input/received",
         "two problems: what was received is named"),
        ("more-received-than-held", schedule([4, 4, 4], [5], [0]), "inconsistent", "/input/received/0",
         "five units of four"),
        ("more-received-than-carried", schedule([4, 4, 4], [1, 7], [3, 0]), "inconsistent", "/input/received/1",
         "seven units where four and two carried ones are held"),
        ("more-excused-than-missed", schedule([4, 4, 4], [2], [3]), "inconsistent", "/input/excused/0",
         "three excused of two missed"),
        ("excused-in-the-last-month", schedule([4], [4], [1]), "inconsistent", "/input/excused/0",
         "an excuse for nothing is refused in the last month too"),
        ("later-month", schedule([4, 4, 4], [4, 3], [0, 2]), "inconsistent", "/input/excused/1",
         "the second month fails"),
        ("received-before-excused-of-a-month", schedule([4, 4], [5], [1]), "inconsistent", "/input/received/0",
         "in one month, what was received is named"),
        ("excuse-of-an-earlier-month", schedule([4, 4, 4], [3, 9], [2, 0]), "inconsistent", "/input/excused/0",
         "the earlier month is named"),
        ("units-below-nothing", schedule([4, -1], [], []), "bad_value", "/input/planned/1", "units are not negative"),
        ("lengths-after-fields", good | {"months": 2, "excused": [True]}, "bad_type", "/input/excused/0",
         "true is no count, named before lengths that do not fit"),
    ):  # fmt: skip
        chapter.case(f"carry-{name}", "C-8", why, OP, asked, refused(code, path))
