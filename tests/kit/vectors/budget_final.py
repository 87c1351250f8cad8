"""Stage 3: the surplus, who shares in it, in proportion to what, and the cents."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from answers import answered, cents, euro, must_show, refused
from budget_provisional import first_come
from cases import Chapter

Json = Any

OP = "budget.final"
WEIGHTS = ("need", "shortfall", "need_ratio", "equal")


def need(name: str, provisional: str, needed: str, received: str = "") -> dict[str, Json]:
    """A recipient."""
    one = {"id": name, "provisional": provisional, "needed": needed}
    return one | ({"received": received} if received else {})


def stage_3(asked: Mapping[str, Json], readings: Mapping[str, str], mistake: str = "") -> dict[str, Json]:
    """What must be answered, by fractions; or what an implementation with a known mistake would answer."""
    used = {"I-2": "need", "I-3": "equal_treatment"} | readings
    people = asked["recipients"]
    granted = [cents(one["provisional"]) for one in people]
    wanted = [cents(one["needed"]) for one in people]
    released = sum(max(given - asks, 0) for given, asks in zip(granted, wanted, strict=True))
    extra = [cents(asked.get(field) or "0.00") for field in ("reserve", "underspent")]
    surplus = released + sum(extra)
    if mistake == "surplus_without_underspending":
        surplus -= extra[1]
    lacks = {at: asks - given for at, (given, asks) in enumerate(zip(granted, wanted, strict=True)) if asks > given}
    shares = _shares(surplus, lacks, people, used, mistake)
    finals, reasons = [], []
    for at, one in enumerate(people):
        final = granted[at] + shares[at] if at in lacks else wanted[at]
        if at not in lacks and mistake == "need_within_gets_provisional":
            final = granted[at]
        if at not in lacks and mistake == "redistribution_to_everyone":
            final += shares[at]
        finals.append(final)
        unmet = wanted[at] - final
        facts = {"id": one["id"], "needed": one["needed"], "provisional": one["provisional"]}
        added = facts | {"added": euro(final - granted[at])}
        if at not in lacks:
            reasons.append(("B-4", "need_within_provisional", facts))
        elif unmet:
            reasons.append(("B-6", "need_partly_met", added | {"final": euro(final), "unmet": euro(unmet)}))
        else:
            reasons.append(("B-6", "need_met_from_surplus", added))
    sums = (released, *extra, surplus)
    facts = dict(zip(("released", "reserve", "underspent", "surplus"), map(euro, sums), strict=True))
    reasons.append(("B-5", "surplus_redistributed", facts))
    given_out = sum(shares.values())
    left = euro(surplus - given_out)
    if surplus != given_out:
        facts = {"surplus": euro(surplus), "distributed": euro(given_out), "left": left}
        reasons.append(("B-7", "surplus_left", facts))
    rows = [
        {"id": one["id"], "final": euro(final), "unmet": euro(asks - final)}
        for one, final, asks in zip(people, finals, wanted, strict=True)
    ]
    result = {"amounts": rows, "surplus": euro(surplus), "distributed": euro(given_out), "reserve": left}
    return answered(result, reasons, used)


def _shares(
    surplus: int, lacks: Mapping[int, int], people: Sequence[Json], used: Mapping[str, str], mistake: str
) -> dict[int, int]:
    """Everybody who lacks something has level x weight, at most what is lacking; in cents, each rounded once."""
    among = dict.fromkeys(range(len(people)), 0) | lacks if mistake == "redistribution_to_everyone" else lacks
    weights = {at: _weight(used["I-2"], people[at], among[at]) for at in among}
    exact: dict[int, Fraction] = {}
    left, open_ = Fraction(surplus), set(among)
    capless = mistake in {"redistribution_without_caps", "redistribution_to_everyone"}
    while open_:
        level = left / (sum(weights[at] for at in open_) or 1)
        full = {at for at in open_ if level * weights[at] >= among[at]} if not capless else set()
        if not full or mistake == "redistribution_once":
            exact |= {at: level * weights[at] if capless else min(level * weights[at], among[at]) for at in open_}
            break
        exact |= {at: Fraction(among[at]) for at in full}
        left -= sum(among[at] for at in full)
        open_ -= full
    shares = {at: int(exact[at]) for at in among}
    if used["I-3"] == "exhaust":
        order = [at for at in among if shares[at] < among[at]]
        if mistake != "residue_to_the_first":
            order.sort(key=lambda at: (shares[at] - exact[at], -weights[at], *first_come(people[at])))
        for at in order[: int(sum(exact.values())) - sum(shares.values())]:
            shares[at] += 1
    return shares


def _weight(reading: str, one: Mapping[str, Json], lack: int) -> Fraction:
    needed = cents(one["needed"])
    if reading == "need_ratio":
        return Fraction(needed, cents(one["provisional"]))
    return Fraction({"need": needed, "shortfall": lack, "equal": 1}[reading])


def _case(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    *people: dict[str, Json],
    mistake: str = "",
    kind: str = "boundary",
    readings: Mapping[str, str] | None = None,
    policy: str = "",
    **money: Json,
) -> None:
    asked = {"recipients": list(people), **money}
    says = stage_3(asked, readings or {})
    if mistake:
        must_show(name, says, stage_3(asked, readings or {}, mistake))
    envelope = ({"policy": policy} if policy else {}) | ({"readings": readings} if readings else {})
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, kind=kind, **envelope)


PRINTED = (need("A", "1000.00", "700.00"), need("B", "1000.00", "1500.00"), need("C", "700.00", "1000.00"))
#: Three who lack something and one who does not; the amounts leave fractions of a cent.
UNEVEN = (
    need("k", "300.00", "100.00"),
    need("l", "250.00", "401.07"),
    need("m", "310.00", "790.11"),
    need("n", "170.00", "523.31"),
)


def add(chapter: Chapter) -> None:
    """Every case of the operation."""
    published(chapter)
    bounds(chapter)
    levels(chapter)
    cent_by_cent(chapter)
    near_misses(chapter)
    many_and_large(chapter)
    close_calls(chapter)
    refusals(chapter)


def published(chapter: Chapter) -> None:
    """The example that the protocol prints."""
    for reading, finals, reserve in (
        ("need", ("700.00", "1180.00", "820.00"), "0.00"),
        ("shortfall", ("700.00", "1187.50", "812.50"), "0.00"),
        ("need_ratio", ("700.00", "1153.65", "846.34"), "0.01"),
    ):
        says = {f"/result/amounts/{at}/final": final for at, final in enumerate(finals)}
        chapter.case(
            f"the-printed-example-{reading.replace('_', '-')}",
            "B-6 I-2",
            f"the printed example: a surplus of 300.00 in proportion to {reading.replace('_', ' ')}",
            OP,
            {"recipients": list(PRINTED)},
            says | {"/result/surplus": "300.00", "/result/reserve": reserve},
            kind="published",
            readings={"I-2": reading},
        )


def bounds(chapter: Chapter) -> None:
    """Need against provisional amount, surplus against shortfall."""
    for name, needed, why in (
        ("cent-below", "499.99", "a need of one cent less: that cent is released"),
        ("equal", "500.00", "a need of exactly the provisional amount: nothing is released, nothing lacks"),
        ("cent-above", "500.01", "a need of one cent more: it is short, and the surplus gives the cent"),
        ("nothing", "0.00", "no need: all of the provisional amount is released"),
    ):
        _case(chapter, f"need-{name}", "B-4 B-5", why, need("a", "500.00", needed), need("b", "100.00", "90.00"))
    short = (need("a", "500.00", "600.00"), need("b", "100.00", "150.00"))
    for name, reserve, why in (
        ("just-enough", "150.00", "a surplus of exactly what is lacking: everybody is met, nothing left"),
        ("a-cent-too-much", "150.01", "one cent more than is lacking is left"),
        ("a-cent-too-little", "149.99", "one cent less than is lacking: both are short of a part"),
        ("of-a-cent", "0.01", "a surplus of one cent for two: nobody gets it"),
    ):
        _case(chapter, f"surplus-{name}", "B-6 B-7", why, *short, reserve=reserve)
    _case(chapter, "no-surplus", "B-6", "nobody releases anything: everybody keeps the provisional amount", *short)
    _case(chapter, "reserve-of-null", "B-5", "null is no reserve and no underspending", *short, reserve=None,
          underspent=None)  # fmt: skip
    _case(chapter, "reserve-alone", "B-5 D-3", "the reserve of stage 1 is surplus", *short, reserve="20.00")
    _case(chapter, "underspending-alone", "B-5", "what the last period did not spend is surplus", *short,
          underspent="20.01")  # fmt: skip
    _case(chapter, "all-three-origins", "B-5", "released, reserve and underspent add up", *short,
          need("c", "80.00", "50.00"), reserve="7.00", underspent="0.40")  # fmt: skip
    within = (need("c", "80.00", "50.00"), need("d", "10.00", "10.00"))
    _case(chapter, "nobody-is-short", "B-7", "no shortfall: the whole surplus is left", *within, underspent="3.00")
    _case(chapter, "nobody", "B-7", "no recipients: reserve and underspending are left", reserve="5.00",
          underspent="6.00")  # fmt: skip
    _case(chapter, "surplus-of-nobody", "B-7", "no recipients and no money: nothing is left to tell of")
    _case(chapter, "nothing-granted", "B-6", "a provisional amount of 0.00 with a need shares in the surplus",
          need("a", "0.00", "100.00"), need("b", "100.00", "40.00"))  # fmt: skip
    zero = (need("a", "0.00", "0.00"), need("b", "100.00", "40.00"), need("c", "10.00", "100.00"))
    ratio = {"I-2": "need_ratio"}
    _case(chapter, "nothing-granted-nor-needed", "I-2", "0.00 for no need has no ratio and needs none", *zero,
          readings=ratio)  # fmt: skip
    for policy in ("children-general", "adults-pilot-2019"):
        _case(chapter, f"final-{policy}", "B-12 B-6", f"stage 3 under {policy}", *UNEVEN, policy=policy)


def levels(chapter: Chapter) -> None:
    """The common level: who is filled, who is not, and what passes on."""
    for reading in WEIGHTS:
        dashed = reading.replace("_", "-")
        readings = {"I-2": reading}
        _case(chapter, f"uneven-{dashed}", "I-2 B-6", f"three in proportion to {reading}", *UNEVEN, readings=readings)
        why = f"the surplus passes two full ones, in proportion to {reading}"
        people = (
            need("a", "100.00", "101.00"), need("b", "400.00", "405.00"), need("c", "10.00", "700.00"),
            need("d", "90.00", "500.00"),
        )  # fmt: skip
        _case(chapter, f"two-are-filled-{dashed}", "B-6 I-2", why, *people, reserve="100.00", readings=readings)
        why = f"everybody but one is filled, in proportion to {reading}"
        _case(chapter, f"all-but-one-filled-{dashed}", "B-6 I-2", why, *people, reserve="1000.00", readings=readings)
    _case(chapter, "level-meets-a-cap", "B-6", "the level gives somebody exactly what is lacking",
          need("a", "100.00", "200.00"), need("b", "100.00", "400.00"), reserve="300.00")  # fmt: skip
    _case(chapter, "level-a-cent-below-a-cap", "B-6", "a surplus of a cent less: the first is not quite filled",
          need("a", "100.00", "200.00"), need("b", "100.00", "400.00"), reserve="299.99")  # fmt: skip
    _case(chapter, "filled-one-after-the-other", "B-6", "each one that is filled fills the next",
          need("a", "100.00", "110.00"), need("b", "100.00", "125.00"), need("c", "100.00", "160.00"),
          need("d", "100.00", "900.00"), reserve="120.00", readings={"I-2": "equal"})  # fmt: skip
    _case(chapter, "one-alone", "B-6", "one who is short has all of a small surplus",
          need("a", "100.00", "200.00"), need("b", "50.00", "49.37"))  # fmt: skip


def cent_by_cent(chapter: Chapter) -> None:
    """I-3 in stage 3."""
    for reading in WEIGHTS:
        why = f"under exhaust in proportion to {reading}, the cents go to the largest remainders"
        readings = {"I-2": reading, "I-3": "exhaust"}
        _case(chapter, f"uneven-exhaust-{reading.replace('_', '-')}", "I-3 I-2", why, *UNEVEN, readings=readings,
              reserve="0.04")  # fmt: skip
    early, late = "2018-07-02T09:00", "2018-07-02T09:01"
    for name, reading, people, reserve, why in (
        ("greater-need", "need", (need("a", "10.00", "30.00"), need("b", "20.00", "90.00")), "0.02",
         "remainders of one half each: the greater need has the cent"),
        ("greater-shortfall", "shortfall", (need("a", "80.00", "90.00"), need("b", "20.00", "50.00")), "0.02",
         "remainders of one half each: the greater shortfall has the cent"),
        ("greater-ratio", "need_ratio", (need("a", "100.00", "200.00"), need("b", "20.00", "120.00")), "0.02",
         "remainders of one half each: the greater ratio has the cent"),
        ("earlier-application", "equal",
         (need("a", "80.00", "90.00", late), need("b", "20.00", "50.00", early)), "0.01",
         "equal remainders and weights: the earlier application has the cent"),
        ("smaller-identifier", "equal", (need("b", "80.00", "90.00"), need("a", "20.00", "50.00")), "0.01",
         "equal remainders and weights, no applications: the identifier decides"),
        ("no-application-last", "equal", (need("a", "80.00", "90.00"), need("b", "20.00", "50.00", late)), "0.01",
         "equal remainders and weights: without an application comes last"),
        ("filled-one-is-out", "need",
         (need("a", "90.00", "90.01"), need("b", "20.00", "50.00"), need("c", "20.00", "50.00")), "0.04",
         "who is filled has no remainder: the cent is for the others"),
    ):  # fmt: skip
        readings = {"I-2": reading, "I-3": "exhaust"}
        _case(chapter, f"surplus-exhaust-{name}", "I-3 I-2", why, *people, reserve=reserve, readings=readings)
    _case(chapter, "exhaust-nothing-left", "I-3", "an exact division leaves nothing to hand out",
          *PRINTED, readings={"I-3": "exhaust"})  # fmt: skip
    _case(chapter, "exhaust-everybody-met", "I-3 B-7", "what is beyond all needs stays, also under exhaust",
          need("a", "10.00", "20.00"), reserve="10.01", readings={"I-3": "exhaust"})  # fmt: skip


def near_misses(chapter: Chapter) -> None:
    """What known mistakes answer otherwise."""
    small = (need("a", "100.00", "105.00"), need("b", "100.00", "300.00"), need("c", "300.00", "100.00"))
    many = (need("a", "500.00", "501.00"), need("b", "100.00", "400.00"), need("c", "50.00", "500.00"),
            need("e", "90.00", "0.00"))  # fmt: skip
    more = (*many, need("d", "10.00", "12.00"))
    for mistake, rules, groups, why in (
        ("need_within_gets_provisional", "B-4", (PRINTED, UNEVEN, small),
         "who needs less than the provisional amount gets the need"),
        ("redistribution_to_everyone", "B-6", (PRINTED, UNEVEN, small), "who is met has no part in the surplus"),
        ("redistribution_without_caps", "B-6", (small, many, more), "nobody gets more than is needed"),
        ("redistribution_once", "B-6", (small, many, more), "what a full one cannot take goes on to the others"),
        ("surplus_without_underspending", "B-5", (PRINTED, many, UNEVEN),
         "what was planned but not spent joins the surplus"),
    ):  # fmt: skip
        money = {
            "surplus_without_underspending": {"underspent": "60.00"},
            "redistribution_to_everyone": {"reserve": "1.50"},
            "redistribution_without_caps": {"reserve": "0.30"},
            "redistribution_once": {"reserve": "0.70"},
        }.get(mistake, {})
        for people in groups:
            which = "printed" if people is PRINTED else f"{people[0]['id']}-to-{people[-1]['id']}"
            name = f"{mistake.replace('_', '-')}-{which}"
            _case(chapter, name, rules, f"{why} (recipients {which})", *people, mistake=mistake, **money)
    for reading, people, reserve in (
        ("need", (need("a", "1.00", "2.00"), need("b", "1.00", "9.00")), "0.01"),
        ("need", (need("a", "1.00", "2.00"), need("b", "1.00", "3.00"), need("c", "1.00", "8.00")), "0.02"),
        ("need_ratio", PRINTED[::-1], "0.00"),
    ):
        why = f"a left-over cent of stage 3 is not for the first in the list ({reading}, {len(people)} recipients)"
        _case(chapter, f"residue-{reading.replace('_', '-')}-of-{reserve[-2:]}", "I-3", why, *people, reserve=reserve,
              mistake="residue_to_the_first", readings={"I-3": "exhaust", "I-2": reading})  # fmt: skip


def many_and_large(chapter: Chapter) -> None:
    """Levels with very long fractions: only exact arithmetic finds the cents."""
    uneven = [
        need(f"r{at:02d}", f"{10_000_000_000 + 9_000_000_001 * at}.{at:02d}", f"{500_000_000_000 - 13 * at}.17")
        for at in range(50)
    ]
    for rest, count in (("exhaust", 14), ("exhaust", 50), ("equal_treatment", 50)):
        why = f"{count} ratios of 14 digits under {rest}: the exact level has a denominator of hundreds of digits"
        name = f"long-fractions-{count}-{rest.replace('_', '-')}"
        _case(chapter, name, "B-6 I-2", why, *uneven[:count], reserve="999999999999.99",
              readings={"I-2": "need_ratio", "I-3": rest})  # fmt: skip
    evens = [
        need(f"e{at:02d}", f"{whole}.{at + 1:02d}", f"{2 * whole}.{2 * at + 2:02d}")
        for at, whole in enumerate(499_999_999_000 - 7 * at * at - at for at in range(46))
    ]
    why = "46 equal ratios, each of other numbers of 14 digits: every share is whole, and no cent less"
    _case(chapter, "long-fractions-whole", "B-6 I-2", why, *evens, reserve="0.46", readings={"I-2": "need_ratio"})
    exhaust = {"I-2": "need_ratio", "I-3": "exhaust"}
    for count in (14, 46):
        why = f"{count} equal ratios, each of other numbers: five left-over cents for the first five identifiers"
        people = evens[count - 1 :: -1]
        _case(chapter, f"long-fractions-tie-{count}", "I-3 I-2", why, *people, reserve="0.05", readings=exhaust)
    why = "25 ratios that differ and 24 that are equal: the left-over cents end among the equal ones"
    _case(chapter, "long-fractions-mixed", "I-3 I-2", why, *evens[23::-1], *uneven[24::-1], reserve="0.49",
          readings=exhaust)  # fmt: skip
    halves = [
        need(f"{3 + 2 * (at % 2)}-{at:02d}", euro(2 * whole), euro((3 + 2 * (at % 2)) * whole))
        for at, whole in enumerate(19_999_999_990_001 - 6 * at * at - at for at in range(46))
    ]
    why = "shares of one and a half and of two and a half cents: equal remainders, the greater ratio has the cent"
    _case(chapter, "long-fractions-halves", "I-3 I-2", why, *halves, reserve="0.92", readings=exhaust)
    thirds = [
        need(f"{at:02d}", euro(3 * whole), euro((8 if at < 24 else 5) * whole))
        for at, whole in enumerate(12_499_999_999_001 - 6 * at * at - at for at in range(48))
    ]
    why = "shares of eight thirds and of five thirds of a cent: equal remainders, the greater ratio has the cent"
    _case(chapter, "long-fractions-thirds", "I-3 I-2", why, *thirds, reserve="1.04", readings=exhaust)
    odd = [need(f"o{at:02d}", euro(whole), euro(2 * whole))
           for at, whole in enumerate(45_699_999_999_999 - 2 * at for at in range(45))]  # fmt: skip
    why = "45 equal ratios of odd numbers: every share is one cent, although halving the level's terms loses a bit"
    _case(chapter, "long-fractions-odd", "B-6 I-2", why, *odd, reserve="0.45", readings={"I-2": "need_ratio"})
    why = "a share that is less than 10^-600 of a cent below fourteen cents is rounded down to thirteen"
    people, ratios = _hardly_above_whole(48)
    _case(chapter, "long-fractions-hair-below-a-cent", "B-6 I-2", why, need("two", "10.00", "20.00"), *people,
          reserve=euro(7 * (ratios + 2)), readings={"I-2": "need_ratio"})  # fmt: skip
    large = "999999999999.99"
    _case(chapter, "largest-amounts", "B-7", "the largest amounts: sums go beyond what can be asked for",
          need("a", large, "0.00"), need("b", large, "0.00"), need("c", "0.00", large), reserve=large)  # fmt: skip


def _hardly_above_whole(count: int) -> tuple[list[dict[str, Json]], int]:
    """Recipients whose ratios add up to a whole number and one part of the product of their amounts; that number.

    By the Chinese remainder theorem: each numerator is the inverse of the product of the other denominators.
    """
    amounts: list[int] = []
    candidate = 49_999_999_999_999
    while len(amounts) < count:
        if math.gcd(candidate, math.prod(amounts)) == 1:
            amounts.append(candidate)
        candidate -= 2
    product = math.prod(amounts)
    needs = [amount + pow(product // amount, -1, amount) for amount in amounts]
    total = sum(map(Fraction, needs, amounts))
    if total - int(total) != Fraction(1, product):
        raise ValueError(f"expected a whole number and 1 / {product}, got {total}")
    people = [need(f"p{at:02d}", *map(euro, pair)) for at, pair in enumerate(zip(amounts, needs, strict=True))]
    return people, int(total)


def close_calls(chapter: Chapter) -> None:
    """Ratios so close to a cap, or to each other, that only exact arithmetic tells them apart."""
    ratio = {"I-2": "need_ratio"}
    thirds = (need("a", "150.00", "300.00"), need("b", "300.00", "500.00"), need("c", "300.00", "500.00"))
    _case(chapter, "level-meets-a-cap-in-thirds", "B-6 I-2", "five thirds twice: the level gives exactly what a lacks",
          *thirds, reserve="400.00", readings=ratio)  # fmt: skip
    # x n / p is above the shortfall by 520612 / (p q) only, with p and q of 14 digits; found by search
    people = (need("a", "179984939419.99", "813288465133.16"), need("b", "321739956148.81", "799893637939.04"))
    why = "the level is above what a lacks by less than 10^-20 of a cent, after another has been filled"
    _case(chapter, "level-hardly-above-a-cap", "B-6 I-2", why, need("z", "100.00", "100.01"), *people,
          reserve="981745690777.07", readings=ratio)  # fmt: skip
    people = (need("a", "400000000000.00", "799999999999.99"), need("b", "400000000000.02", "800000000000.03"))
    why = "halves of a cent that differ by less than 10^-27: the greater has the cent, though its identifier is later"
    _case(chapter, "halves-that-hardly-differ", "I-3 I-2", why, *people, reserve="0.01",
          readings=ratio | {"I-3": "exhaust"})  # fmt: skip


def refusals(chapter: Chapter) -> None:
    """What is wrong with a request."""
    good = need("a", "1.00", "2.00")
    at = "/input/recipients/1"
    for name, second, code, path, why in (
        ("id-twice", good, "duplicate", f"{at}/id", "an identifier twice, named at the later place"),
        ("no-provisional", {"id": "b", "needed": "1.00"}, "missing_field", f"{at}/provisional", "an amount is absent"),
        ("no-need", {"id": "b", "provisional": "1.00"}, "missing_field", f"{at}/needed", "missing is never zero"),
        ("need-below-nothing", need("b", "1.00", "-0.01"), "bad_value", f"{at}/needed", "a need is not negative"),
        ("moment-without-hour", need("b", "1.00", "1.00", "2018-07-02"), "bad_value", f"{at}/received",
         "a moment has hour and minute"),
        ("unknown-field", good | {"id": "b", "final": "1.00"}, "unknown_field", f"{at}/final",
         "the final amount is not asked for"),
    ):  # fmt: skip
        says = refused(code, path)
        chapter.case(f"final-{name}", "B-6", why, OP, {"recipients": [good, second]}, says)
    ratio = {"I-2": "need_ratio"}
    nothing = need("b", "0.00", "0.01")
    for name, people, code, path, why in (
        ("ratio-of-nothing", (good, nothing), "bad_value", f"{at}/provisional",
         "a need above 0.00 has no ratio to 0.00"),
        ("ratio-before-twice", (nothing, nothing), "bad_value", "/input/recipients/0/provisional",
         "the earlier recipient is named first"),
        ("twice-before-ratio", (need("b", "1.00", "2.00"), nothing), "duplicate", f"{at}/id",
         "of one recipient the identifier is named first"),
    ):  # fmt: skip
        asked = {"recipients": list(people)}
        chapter.case(f"final-{name}", "I-2", why, OP, asked, refused(code, path), readings=ratio)
    for field in ("reserve", "underspent"):
        says = refused("bad_value", f"/input/{field}")
        asked = {"recipients": [good, good], field: "-0.01"}
        why = f"{field} below nothing, named before an identifier that is there twice"
        chapter.case(f"final-{field}-below-nothing", "B-5", why, OP, asked, says)
    chapter.case("final-no-recipients", "B-6", "the list is required, an empty one is allowed", OP, {},
                 refused("missing_field", "/input/recipients"))  # fmt: skip
