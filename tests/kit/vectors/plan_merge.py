"""From two rankings to one order."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from answers import answered, half_up, must_show, refused
from cases import Chapter

Json = Any

OP = "plan.merge"


def ranked(parent: str, one: str = "", two: str = "", three: str = "", **more: Json) -> dict[str, Json]:
    """The input of the operation; services are written as letters, ``b`` for ``x-b``."""
    areas = {"1": one, "2": two, "3": three}
    experts = {area: _services(letters) for area, letters in areas.items() if letters}
    return {"experts": experts, "parent": _services(parent)} | more


def weighted(experts: str, parent: str) -> dict[str, Json]:
    """The weights of a request."""
    return {"weights": {"experts": experts, "parent": parent}}


def _services(letters: str) -> list[str]:
    return [f"x-{letter}" for letter in letters]


def merged(asked: Mapping[str, Json], experts: str = "50", parent: str = "50", mistake: str = "") -> dict[str, Json]:
    """What must be answered, by fractions; or what an implementation with a known mistake would answer."""
    weights = asked.get("weights") or {"experts": experts, "parent": parent}
    lists = [asked["experts"].get(area) or [] for area in "123"]
    if mistake == "merge_without_areas":
        lists = [[service for services in lists for service in services]]
    sides = [_scores(lists), _scores([asked["parent"]])]
    scores = {
        service: (sides[0][service] * Fraction(weights["experts"]) + sides[1][service] * Fraction(weights["parent"]))
        / 100
        for service in sides[0]
    }
    tie = sides[mistake == "ties_by_the_parent"]
    sought = {service: Fraction(_shown(score)) for service, score in scores.items()}
    by = sought if mistake == "scores_rounded_before_ordering" else scores
    order = sorted(scores, key=lambda service: (-by[service], -tie[service]))
    rows = [{"service": service, "score": _shown(scores[service])} for service in order]
    reasons = [("N-2", "rankings_weighted", {"experts": weights["experts"], "parent": weights["parent"]})]
    for place, row in enumerate(rows, start=1):
        service = row["service"]
        by_side = {"experts_score": _shown(sides[0][service]), "parent_score": _shown(sides[1][service])}
        facts = {"service": service, "place": place, **by_side, "score": row["score"]}
        reasons.append(("N-2", "service_ranked", facts))
    return answered({"order": rows}, reasons)


def _scores(lists: list[list[str]]) -> dict[str, Fraction]:
    return {
        service: Fraction(len(services) - rank + 1, len(services))
        for services in lists
        for rank, service in enumerate(services, start=1)
    }


def _shown(score: Fraction) -> str:
    scaled = half_up(score * 10000)
    return f"{scaled // 10000}.{scaled % 10000:04d}"


def _case(
    chapter: Chapter, name: str, rules: str, why: str, asked: dict[str, Json], mistake: str = "", **envelope: Json
) -> None:
    weights = [envelope.get("reform", {}).get(f"needs.weight_{side}", "50") for side in ("experts", "parent")]
    says = merged(asked, *weights)
    if mistake:
        must_show(name, says, merged(asked, *weights, mistake))
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, **envelope)


def add(chapter: Chapter) -> None:
    """Every case of the operation."""
    scores(chapter)
    ties(chapter)
    near_misses(chapter)
    refusals(chapter)


def scores(chapter: Chapter) -> None:
    """Scores and weights."""
    for name, asked, why in (
        ("no-services", ranked(""), "nobody ranks anything: an empty order"),
        ("one-service", ranked("a", "a"), "a single service has the full score of both"),
        ("both-agree", ranked("abc", "abc"), "where both agree the order is theirs"),
        ("both-disagree", ranked("cba", "abc"), "opposite rankings: all scores tie, the experts' order holds"),
        ("length-of-the-area", ranked("abcd", "a", "bc", "d"), "an expert's score is that of the area's own list"),
        ("areas-apart", ranked("dcba", "ab", "", "cd"), "an area without services between two others"),
        ("third-of-three", ranked("abc", "", "cab"), "thirds: scores with four decimals, rounded half up"),
        ("sevenths", ranked("gfedcba", "", "", "abcdefg"), "sevenths, seven of them"),
    ):
        _case(chapter, name, "N-2 I-11", why, asked)
    for experts, parent, why in (
        ("100", "0", "the experts alone: equal scores of two areas go by the area"),
        ("0", "100", "the parent alone"),
        ("60", "40", "the experts count more"),
        ("33.333333", "66.666667", "weights with six decimals add up to 100"),
        ("0.01", "99.99", "a half of the fourth decimal is shown rounded up"),
    ):
        asked = ranked("cab", "ab", "c", **weighted(experts, parent))
        _case(chapter, f"weights-{experts}-{parent}".replace(".", "-"), "N-2 I-11", why, asked)
    asked = ranked("ab", "a", "b", **weighted("0.01", "99.99"))
    _case(chapter, "half-of-a-decimal", "N-2", "0.50005 is shown as 0.5001", asked)
    plan = ranked("cab", "abc")
    _case(chapter, "reform-of-weights", "I-11 N-2", "a reform of the weights is what holds by default", plan,
          reform={"needs.weight_experts": "80", "needs.weight_parent": "20"})  # fmt: skip
    given = plan | weighted("20", "80")
    _case(chapter, "weights-beat-reform", "I-11 N-2", "given weights prevail over a reform", given,
          reform={"needs.weight_experts": "80", "needs.weight_parent": "20"})  # fmt: skip
    for policy in ("children-general", "adults-pilot-2019"):
        _case(chapter, f"merge-{policy}", "N-2", f"the weights are 50 and 50 under {policy} too", plan, policy=policy)
    nulls = {"experts": {"1": ["x-a"], "2": None, "3": []}, "parent": ["x-a"], "weights": None}
    _case(chapter, "null-areas", "N-2", "an area of null, an empty one, weights of null", nulls)
    mixed = {"experts": {"3": ["nanny"], "1": ["x-nanny"]}, "parent": ["x-nanny", "nanny"], **weighted("100", "0")}
    _case(chapter, "any-service-in-any-area", "N-2", "areas go by number, whatever their order and the service list",
          mixed)  # fmt: skip


def ties(chapter: Chapter) -> None:
    """Equal scores."""
    for name, asked, why in (
        ("by-the-experts", ranked("ba", "ab"), "equal scores: whom the experts rank higher comes first"),
        ("by-the-area", ranked("ab", "b", "a", **weighted("100", "0")), "equal on both sides: the lower area is first"),
        ("three-areas", ranked("abc", "c", "b", "a", **weighted("100", "0")), "three equals go by area 1, 2, 3"),
        ("within-two-areas", ranked("dcba", "ab", "cd", **weighted("100", "0")),
         "firsts of two areas, then seconds, each by area"),
        ("between-lengths", ranked("bcad", "ad", "bc"), "lists of two and two: ties across areas go by expert score"),
    ):  # fmt: skip
        _case(chapter, f"tie-{name}", "I-11 N-2", why, asked)


def near_misses(chapter: Chapter) -> None:
    """What known mistakes answer otherwise."""
    for mistake, groups, why in (
        ("merge_without_areas", (ranked("ab", "a", "b"), ranked("dcab", "a", "bcd"), ranked("cba", "", "ab", "c")),
         "each area is a list of its own: its first has the full score"),
        ("ties_by_the_parent", (ranked("bac", "abc"), ranked("bdac", "ab", "", "cd"), ranked("badc", "", "abcd")),
         "equal scores go by the experts"),
        ("scores_rounded_before_ordering", (
            ranked("ba", "ab", **weighted("49.9999", "50.0001")),
            ranked("cba", "abc", **weighted("49.9999", "50.0001")),
            ranked("dcba", "", "abcd", **weighted("49.99999", "50.00001"))),
         "exact scores order, though four decimals look equal"),
    ):  # fmt: skip
        for number, asked in enumerate(groups, start=1):
            told = f"{why} ({len(asked['parent'])} services, case {number})"
            _case(chapter, f"{mistake.replace('_', '-')}-{number}", "N-2 I-11", told, asked, mistake)


def refusals(chapter: Chapter) -> None:
    """What is wrong with two rankings."""
    for name, asked, code, path, why in (
        ("twice-in-an-area", ranked("ab", "aba"), "duplicate", "/input/experts/1/2", "an area names a service twice"),
        ("twice-in-two-areas", ranked("ab", "ab", "", "a"), "duplicate", "/input/experts/3/0",
         "two areas name the same service"),
        ("twice-by-the-parent", ranked("abb", "ab"), "duplicate", "/input/parent/2", "the parent names one twice"),
        ("experts-twice-first", ranked("aa", "bb"), "duplicate", "/input/experts/1/1", "the experts are read first"),
        ("missing-to-the-parent", ranked("a", "ab"), "inconsistent", "/input/parent", "the parent ranks fewer"),
        ("missing-to-the-experts", ranked("ab", "a"), "inconsistent", "/input/parent", "the experts rank fewer"),
        ("other-services", ranked("ab", "a", "c"), "inconsistent", "/input/parent", "as many, but others"),
        ("nothing-by-the-experts", ranked("a"), "inconsistent", "/input/parent", "the experts rank nothing"),
        ("twice-before-other", ranked("aac", "ab"), "duplicate", "/input/parent/1", "a doubled service comes first"),
        ("weights-below-100", ranked("a", "a", **weighted("50", "49.999999")), "inconsistent", "/input/weights",
         "weights a millionth below 100"),
        ("weights-above-100", ranked("a", "a", **weighted("50", "50.000001")), "inconsistent", "/input/weights",
         "weights a millionth above 100"),
        ("weights-after-services", ranked("a", "b", **weighted("1", "1")), "inconsistent", "/input/parent",
         "the services are compared before the weights are added"),
        ("weight-above-100", ranked("a", "a", **weighted("100.000001", "0")), "bad_value", "/input/weights/experts",
         "a percentage is at most 100"),
        ("weight-with-sign", ranked("a", "a", **weighted("+50", "50")), "bad_value", "/input/weights/experts",
         "a percentage has no sign"),
        ("weight-as-number", ranked("a", "a", weights={"experts": "50", "parent": 50}), "bad_type",
         "/input/weights/parent", "a percentage is text"),
        ("one-weight", ranked("a", "a", weights={"experts": "100"}), "missing_field", "/input/weights/parent",
         "both weights are given or none"),
        ("area-4", {"experts": {"4": []}, "parent": []}, "unknown_field", "/input/experts/4", "there is no area 4"),
        ("unlisted-service", {"experts": {"1": ["swimming"]}, "parent": []}, "bad_value", "/input/experts/1/0",
         "a service is listed or starts with x-"),
        ("no-parent", {"experts": {}}, "missing_field", "/input/parent", "the parent's side is absent"),
    ):  # fmt: skip
        chapter.case(f"merge-{name}", "N-2", why, OP, asked, refused(code, path))
