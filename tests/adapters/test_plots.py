"""The pictures: what they show is what the outcomes say, in both languages, in grey, in few rows."""

from __future__ import annotations

import importlib
import re
import string
import struct
import sys
from fractions import Fraction
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ibmodel.adapters.plots import (
    cover_distribution,
    gains_by,
    pool_use,
    save_png,
    waterfall,
    waterfall_by_variant,
    waterfalls,
)
from ibmodel.adapters.plots.amounts import EURO, Unit, euro, percentage, unit_for, whole
from ibmodel.adapters.plots.drawing import MOST_PANELS
from ibmodel.adapters.plots.reforms import MOST_GROUPS, cover_counts
from ibmodel.adapters.plots.words import GROUPS, WORDS, word
from ibmodel.errors import BadType, BadValue, Inconsistent, ModelError, TooLarge
from ibmodel.explain import LANGUAGES
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.population import Cohort, Outcome, ReformEffects, compare, simulate
from ibmodel.testing.population import synthetic_population
from ibmodel.vocabulary import Impairment

PILOT = edition("children-pilot-2018")
REFORM = PILOT.reform("reduced share of 80", {"budget.reduced_share": "80"})
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LARGEST = 2**63 - 1
THIN, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
SOURCES = ("project", "benefits", "public", "other")
MOST_ROWS = 200


_DOCUMENTS: dict[int, tuple[Any, dict[str, Any]]] = {}


def document_of(chart: Any) -> dict[str, Any]:
    """The chart as a document, made once."""
    if id(chart) not in _DOCUMENTS:
        _DOCUMENTS[id(chart)] = chart, chart.to_dict()
    return _DOCUMENTS[id(chart)][1]


def panels(chart: Any) -> list[dict[str, Any]]:
    """The panels of a chart as its document has them."""
    found: list[dict[str, Any]] = document_of(chart)["hconcat"]
    return found


def all_rows(chart: Any) -> list[list[dict[str, Any]]]:
    """Every table of rows that is drawn somewhere in a chart."""
    document = document_of(chart)
    found: list[list[dict[str, Any]]] = list(document.get("datasets", {}).values())

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("data"), dict) and "values" in node["data"]:
                found.append(node["data"]["values"])
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(document)
    return found


def rows_of(panel: dict[str, Any], chart: Any) -> list[dict[str, Any]]:
    """The rows of a panel, the longest table that any of its layers draws; one panel alone draws the picture's own."""
    document = document_of(chart)

    def tables(node: Any) -> list[list[dict[str, Any]]]:
        if isinstance(node, list):
            return [table for child in node for table in tables(child)]
        if not isinstance(node, dict):
            return []
        data = node.get("data", {})
        own = [data["values"]] if "values" in data else [document["datasets"][data["name"]]] if "name" in data else []
        return own + [table for key, child in node.items() if key != "data" for table in tables(child)]

    return max(tables(panel) or tables({"data": document["data"]}), key=len)


def steps_of(chart: Any, panel: int = 0) -> list[tuple[str, int, int, str]]:
    """The steps of a panel: name, from where, to where, and the text beside."""
    rows = rows_of(panels(chart)[panel], chart)
    return [(row["name"], row["start"], row["end"], row["text"]) for row in rows]


def lines_of(chart: Any) -> list[str]:
    """The title and what stands under it."""
    title = document_of(chart)["title"]
    return [title["text"], *title["subtitle"]]


def small_cohort(**more: Any) -> Cohort:
    """Two people who need less and two who need more than they are granted, money of every source."""
    columns: dict[str, Any] = {
        "age": [6, 12, 7, 15],
        "special_care": [False, False, True, False],
        "needed": [300_00, 1370_00, 1500_00, 100_00],
        "public": [0, 200_00, 100_00, 0],
        "benefits_rehabilitation": [0, 50_00, 0, 30_00],
        "other": [10_00, 25_00, 5_00, 0],
        "municipality": ["Ogre", "Ādaži", "Bauska", "Ogre"],
    }
    return Cohort(**(columns | more))


def effects_of(cohort: Cohort, pool: int = 2500_00, **asked: Any) -> ReformEffects:
    return compare(cohort, PILOT, REFORM, pool=pool, **asked)


def moved(totals: list[tuple[int, int]], kind: list[Any]) -> ReformEffects:
    """Effects that bring each person from one total amount to another, by kind."""
    people = len(totals)
    cohort = Cohort(age=[6] * people, special_care=[False] * people, needed=[1000] * people, kind=kind)
    before, after = (
        attrs.evolve(simulate(cohort, pool=0), total=np.array([pair[side] for pair in totals])) for side in (0, 1)
    )
    return ReformEffects(before, after)


# one recipient


@pytest.mark.parametrize(
    ("variant", "order"),
    [
        (1, ("project", "benefits", "other", "public")),
        (2, ("project", "benefits", "public", "other")),
        (3, ("public", "benefits", "project", "other")),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sources_of_a_recipient_are_stacked_in_the_order_of_the_variant_and_what_is_unmet_comes_last(
    variant: int, order: tuple[str, ...], lang: str
) -> None:
    outcome = simulate(small_cohort(), pool=2500_00, variant=variant)
    for row in range(4):
        steps = steps_of(waterfall(outcome, row, lang))
        assert [name for name, *_ in steps] == [word(name, lang) for name in ("needed", *order, "total", "unmet")]
        needed, *sources, total, unmet = [(start, end) for _, start, end, _ in steps]
        assert needed == (0, int(outcome.cohort["needed"][row]))
        used = sources if variant > 1 else sources[:-1]
        assert used[0][0] == 0
        assert all(one[1] == next_one[0] for one, next_one in pairwise(used))
        assert [end - start for start, end in sources] == [int(getattr(outcome, source)[row]) for source in order]
        assert total == (0, int(outcome.total[row]))
        assert used[-1][1] == total[1] == unmet[0]
        assert unmet[1] - unmet[0] == int(outcome.unmet[row])


def test_beside_each_source_stands_how_much_of_it_is_used_and_which_is_not_used() -> None:
    outcome = simulate(small_cohort(needed_transport=[0, 100_00, 0, 0], public_transport=[0, 60_00, 0, 0]), pool=0)
    beside = {name: text for name, _, _, text in steps_of(waterfall(outcome, 1, "en"))}
    assert beside == {
        "Needed amount": "1,370.00",
        "Project (from the final amount)": "0.00 of 0.00",
        "Benefits": "50.00 of 50.00",
        "State and municipal services": "260.00 of 260.00",
        "Other sources": "25.00 of 25.00",
        "Total amount": "335.00",
        "Unmet": "1,035.00",
    }
    unused = simulate(small_cohort(), pool=0, variant=1)
    beside = {name: text for name, _, _, text in steps_of(waterfall(unused, 1, "lv"))}
    assert beside["Valsts/pašvaldības nodrošinātie pakalpojumi"] == "neizmanto"
    assert beside["Pabalsti"] == "50,00 no 50,00"


@pytest.mark.parametrize(
    ("more", "synthetic", "lang", "lines"),
    [
        ({}, None, "en", ["Funding of row 1", "children-pilot-2018 · variant 2"]),
        (
            {"id": list("ABCD")},
            True,
            "lv",
            ["Saņēmēja B finansējums", "children-pilot-2018 · 2. variants · sintētiski dati"],
        ),
        (
            {"weight": [1, 3, 1, 1]},
            False,
            "en",
            ["Funding of row 1", f"children-pilot-2018 · variant 2 · a row of 3{WIDE}people · data of real people"],
        ),
    ],
    ids=["bare", "id", "weight"],
)
def test_the_lines_over_a_recipient_tell_who_under_which_figures(
    more: dict[str, Any], synthetic: bool | None, lang: str, lines: list[str]
) -> None:
    outcome = simulate(small_cohort(**more), pool=2500_00)
    title, about, granted = lines_of(waterfall(outcome, 1, lang, synthetic=synthetic))
    assert [title, about] == lines
    assert granted == word(
        "granted", lang, provisional=euro(int(outcome.provisional[1]), lang), final=euro(int(outcome.final[1]), lang)
    )


@pytest.mark.parametrize(
    ("arguments", "error", "path"),
    [
        ((None, 0), BadType, "/outcomes/0"),
        (("outcome", 4), BadValue, "/row"),
        (("outcome", "1"), BadType, "/row"),
        (("outcome", 1, "de"), BadValue, "/lang"),
    ],
    ids=["no outcome", "row too large", "row as text", "language"],
)
def test_a_waterfall_refuses_what_it_cannot_draw(
    arguments: tuple[Any, ...], error: type[ModelError], path: str
) -> None:
    outcome, *others = arguments
    with pytest.raises(error) as raised:
        waterfall(simulate(small_cohort(), pool=0) if outcome == "outcome" else outcome, *others)
    assert raised.value.path == path


# a cohort by variant


def test_the_sources_stand_in_the_order_of_the_reading_that_was_chosen() -> None:
    outcome = simulate(small_cohort(), pool=900_00, readings={"I-24": "text"})
    names = [name for name, *_ in steps_of(waterfall(outcome, 1))]
    assert names[1:5] == [word(source, "en") for source in ("project", "public", "benefits", "other")]


def test_the_panels_of_the_variants_hold_the_sums_of_all_people() -> None:
    cohort = small_cohort(weight=[5, 1, 10**6, 3])
    chart = waterfall_by_variant(cohort, pool=Money(10**6 * 900_00), parameters=REFORM, underspent=7)
    assert [panel["title"]["text"] for panel in panels(chart)] == ["Variant 1", "Variant 2", "Variant 3"]
    assert panels(chart)[2]["title"]["subtitle"] == "state and municipality → benefits → project → other"
    for place, variant in enumerate((1, 2, 3)):
        outcome = simulate(cohort, pool=10**6 * 900_00, parameters=REFORM, variant=variant, underspent=7)
        lengths = {name: end - start for name, start, end, _ in steps_of(chart, place)}
        sums = {
            name: sum(int(cents) * int(people) for cents, people in zip(column, cohort["weight"], strict=True))
            for name, column in [
                ("needed", cohort["needed"]),
                *((source, getattr(outcome, source)) for source in SOURCES),
                ("total", outcome.total),
                ("unmet", outcome.unmet),
            ]
        }
        assert lengths == {word(name, "en"): sums[name] for name in sums}
    assert lines_of(chart)[1] == f"reduced share of 80 · 1,000,009{WIDE}people"


def test_a_bar_begins_where_that_of_the_source_before_it_ends_also_where_it_stands_above() -> None:
    outcome = simulate(small_cohort(), pool=900_00, variant=3)
    spans = {name: (start, end) for name, start, end, _ in steps_of(waterfalls([outcome]))}
    project, benefits, public, other = (spans[word(source, "en")] for source in SOURCES)
    assert public[0] == 0
    assert (public[1], benefits[1], project[1]) == (benefits[0], project[0], other[0])
    assert public[1] > 0


def test_the_bars_are_linked_in_the_order_of_the_money() -> None:
    chart = waterfalls([simulate(small_cohort(), pool=900_00, variant=1)])
    rows = rows_of(panels(chart)[0], chart)
    links = {row["name"]: (row["after"], row["at"]) for row in rows if row["after"]}
    ends = {row["name"]: row["end"] for row in rows}
    assert {name: after for name, (after, _) in links.items()} == {
        "Benefits": "Project (from the final amount)",
        "Other sources": "Benefits",
        "Total amount": "Other sources",
        "Unmet": "Total amount",
    }
    assert all(at == ends[after] for after, at in links.values())


def test_waterfalls_of_two_cohorts_are_refused() -> None:
    outcomes = [simulate(small_cohort(), pool=0), simulate(small_cohort(), pool=0)]
    with pytest.raises(Inconsistent) as raised:
        waterfalls(outcomes)
    assert raised.value.path == "/outcomes/1"


@pytest.mark.parametrize("draw", [waterfalls, pool_use], ids=["waterfalls", "pool_use"])
@pytest.mark.parametrize("outcomes", [[], 5, None], ids=["none", "a number", "nothing"])
def test_what_is_not_one_or_more_outcomes_is_refused(draw: Any, outcomes: Any) -> None:
    with pytest.raises(BadType) as raised:
        draw(outcomes)
    assert raised.value.path == "/outcomes"


@pytest.mark.parametrize("draw", [waterfalls, pool_use], ids=["waterfalls", "pool_use"])
def test_more_outcomes_than_fit_side_by_side_are_refused(draw: Any) -> None:
    outcome = simulate(small_cohort(), pool=0)
    assert len(panels(draw([outcome] * MOST_PANELS))) == MOST_PANELS
    with pytest.raises(TooLarge) as raised:
        draw([outcome] * (MOST_PANELS + 1))
    assert raised.value.path == "/outcomes"


# the pool


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("variant", [1, 2, 3])
def test_the_stages_show_every_cent_of_the_pool(lang: str, variant: int) -> None:
    cohort = small_cohort(weight=[1, 2, 2, 40])
    outcome = simulate(cohort, pool=9000_01, variant=variant, reserve=11, underspent=500_00)
    weights = cohort["weight"].tolist()

    def all_of(column: Any) -> int:
        return sum(int(cents) * people for cents, people in zip(column, weights, strict=True))

    provisional, final = all_of(outcome.provisional), all_of(outcome.final)
    kept = all_of(np.minimum(outcome.provisional, cohort["needed"]))
    everything = 9000_01 + 11 + 500_00
    expected = {
        "pool": (0, 9000_01),
        "carried": (9000_01, everything),
        "provisional": (0, provisional),
        "ungranted": (provisional, 9000_01),
        "kept": (0, kept),
        "released": (kept, provisional),
        "surplus": (everything - outcome.surplus, everything),
        "distributed": (kept, kept + outcome.distributed),
        "reserve": (everything - outcome.reserve, everything),
        "final": (0, final),
        "used": (0, all_of(outcome.project)),
    }
    chart = pool_use(outcome, lang)
    assert {name: (start, end) for name, start, end, _ in steps_of(chart)} == {
        word(name, lang): span for name, span in expected.items()
    }
    assert final == kept + outcome.distributed
    assert [text for _, _, _, text in steps_of(chart)] == [
        EURO.text(end - start, lang) for start, end in expected.values()
    ]


def test_steps_of_nothing_carried_in_and_nothing_ungranted_are_left_out_unless_another_outcome_has_them() -> None:
    cohort = small_cohort(age=[6, 7, 8, 1])
    plain, carried = simulate(cohort, pool=4000_00), simulate(cohort, pool=4000_00, reserve=1)
    names = {word(name, "en") for name in ("carried", "ungranted")}
    assert not names & {name for name, *_ in steps_of(pool_use(plain))}
    both = pool_use([plain, carried])
    assert [{name for name, *_ in steps_of(both, place)} & names for place in (0, 1)] == [{word("carried", "en")}] * 2


def test_outcomes_side_by_side_are_called_by_what_differs() -> None:
    cohort = small_cohort()

    def titles(outcomes: Any, lang: str = "en") -> list[str]:
        return [panel["title"]["text"] for panel in panels(pool_use(outcomes, lang))]

    editions = [simulate(cohort, pool=1, parameters=each) for each in (PILOT, REFORM)]
    variants = [simulate(cohort, pool=1, variant=each) for each in (1, 3)]
    pools = [simulate(cohort, pool=each) for each in (1, 2, 3)]
    assert titles(editions) == ["children-pilot-2018", "reduced share of 80"]
    assert titles(variants, "lv") == ["1. finansēšanas variants", "3. finansēšanas variants"]
    assert titles(pools) == ["1", "2", "3"]
    assert titles({"poor": pools[0], "rich": pools[2]}) == ["poor", "rich"]
    assert titles(pools[0]) == [""]


def test_the_pool_of_different_cohorts_can_stand_side_by_side() -> None:
    few, many = simulate(small_cohort(), pool=1), simulate(synthetic_population(1200), pool=1)
    assert lines_of(pool_use([few, many], "lv", synthetic=True))[1] == (
        f"children-pilot-2018 · 2. variants · 4{WIDE}personas · 1200{WIDE}personu · sintētiski dati"
    )


# the cover of needs


@pytest.mark.parametrize(
    ("total", "needed", "tenth"),
    [
        (0, 1, 0),
        (0, 10, 0),
        (1, 10, 1),
        (99_99, 1000_00, 0),
        (100_00, 1000_00, 1),
        (1, 11, 0),
        (2, 11, 1),
        (999_99, 1000_00, 9),
        (1000_00, 1000_00, 10),
        (1, 1, 10),
        (LARGEST, LARGEST, 10),
        (LARGEST - 1, LARGEST, 9),
        (LARGEST // 2, LARGEST, 4),
        (LARGEST // 2 + 1, LARGEST, 5),
    ],
)
def test_the_bounds_of_the_tenths_of_cover_are_exact(total: int, needed: int, tenth: int) -> None:
    outcome = simulate(Cohort(age=[6], special_care=[False], needed=[needed], other=[total]), pool=0)
    assert cover_counts(outcome) == [int(each == tenth) for each in range(11)]


CENTS = st.integers(0, 2000) | st.integers(0, LARGEST)


@given(st.lists(st.tuples(CENTS, CENTS, st.integers(1, 10**9)), min_size=1, max_size=20))
@example([(0, 0, 1), (5, 0, 2)])
def test_the_tenths_of_cover_are_those_of_fractions(people: list[tuple[int, int, int]]) -> None:
    other, needed, weights = map(list, zip(*people, strict=True))
    columns: dict[str, Any] = {"age": [6] * len(people), "special_care": [False] * len(people), "weight": weights}
    outcome = simulate(Cohort(needed=needed, other=other, **columns), pool=0)
    expected = [0] * 11
    for total, need, weight in zip(outcome.total.tolist(), needed, weights, strict=True):
        if need:
            expected[int(Fraction(total, need) * 10)] += weight
    assert cover_counts(outcome) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_columns_of_cover_are_the_counts_before_and_after(lang: str) -> None:
    effects = effects_of(synthetic_population(300), pool=300 * 900_00)
    chart = cover_distribution(effects, lang, synthetic=True)
    rows = rows_of(panels(chart)[0], chart)
    for side, outcome in (("before", effects.baseline), ("after", effects.reform)):
        found = [row for row in rows if row["side"] == word(side, lang)]
        counts = cover_counts(outcome)
        assert [row["people"] for row in found] == counts
        assert [row["text"] for row in found] == [percentage(each, 300, lang) if each else "" for each in counts]
        assert [row["cover"] for row in found][::10] == ["0–<10", "100"]
    assert sum(row["people"] for row in rows) == 600
    people = f"300{WIDE}people" if lang == "en" else f"300{WIDE}personu"
    about = [word("variant", lang, variant=2), people, word("synthetic", lang)]
    assert lines_of(chart) == [
        word("cover_title", lang),
        " · ".join(["children-pilot-2018", "reduced share of 80", *about]),
    ]


def test_who_needs_nothing_is_left_out_of_the_cover_and_told_of() -> None:
    effects = effects_of(small_cohort(needed=[0, 10, 0, 0], weight=[2, 1, 1, 18]))
    chart = cover_distribution(effects, "lv")
    assert lines_of(chart)[-1] == f"bez vajadzībām, nav attēlotas: 21{WIDE}persona"
    assert sum(row["people"] for row in rows_of(panels(chart)[0], chart)) == 2


def test_where_nobody_needs_anything_the_columns_are_empty() -> None:
    chart = cover_distribution(effects_of(small_cohort(needed=[0] * 4)))
    assert {(row["people"], row["text"]) for row in rows_of(panels(chart)[0], chart)} == {(0, "")}


# gains and losses


def bars_of(chart: Any, panel: int) -> dict[str, tuple[int, int]]:
    """By group: what stands on the left of zero and what on the right."""
    rows = rows_of(panels(chart)[panel], chart)
    numbers = {(row["name"], row["sign"]): row["number"] for row in rows}
    return {name: (numbers[name, -1], numbers[name, 1]) for name, _ in numbers}


@pytest.mark.parametrize("group", ["municipality", "age", "special_care", "decile", "impairment", "age_group"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_losers_stand_on_the_left_and_winners_on_the_right_group_by_group(group: str, lang: str) -> None:
    effects = effects_of(synthetic_population(400), pool=400 * 900_00)
    chart = gains_by(effects, group, lang)
    parts = effects.by_decile() if group == "decile" else effects.by(group)
    people = sorted((-change.losers, change.winners) for change in parts.values())
    money = sorted((-change.lost, change.gained) for change in parts.values())
    assert sorted(bars_of(chart, 0).values()) == people
    assert sorted(bars_of(chart, 1).values()) == money
    assert any(pair != (0, 0) for pair in people)
    for name, (losers, winners) in bars_of(chart, 0).items():
        total = int(re.sub(r"\D", "", name.rpartition("(")[2]))
        assert total >= winners - losers


def test_the_numbers_beside_the_bars_say_how_many_and_how_much() -> None:
    effects = moved([(5, 10), (9, 2), (3, 3), (1, 0)], ["b", "b", "b", "a"])
    chart = gains_by(effects, "kind", "lv")
    people, money = (rows_of(panel, chart) for panel in panels(chart))
    assert [(row["name"], row["number"], row["text"]) for row in people] == [
        ("a (1)", -1, "1"),
        ("a (1)", 0, ""),
        ("b (3)", -1, "1"),
        ("b (3)", 1, "1"),
    ]
    assert [(row["number"], row["text"]) for row in money] == [(-1, "0,01"), (0, ""), (-7, "0,07"), (5, "0,05")]
    assert lines_of(chart)[:2] == [
        "Ieguvēji un zaudētāji: kind",
        (
            f"Ieguvēji: 1{WIDE}persona, iegūst 0,05{WIDE}euro. Zaudētāji: 2{WIDE}personas, zaudē 0,08{WIDE}euro. "
            f"Bez izmaiņām: 1{WIDE}persona."
        ),
    ]


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["10-12", "3-7", "0-2", "3-7"], ["0-2", "3-7", "10-12"]),
        (["Zilupe", "Ādaži", "Cēsis", "Abava"], ["Abava", "Ādaži", "Cēsis", "Zilupe"]),
        ([10, 9, 100, 9], ["9", "10", "100"]),
        (["vision", "mental", "mental", "vision"], ["garīga rakstura traucējumi", "redzes traucējumi"]),
        (["vision", "redzes traucējumi", "x", "x"], ["redzes traucējumi", "vision", "x"]),
        ([True, False, True, True], ["nav", "ir"]),
        (["፩", "a10", "a9", "a²"], ["a²", "a9", "a10", "፩"]),
    ],
    ids=["ages", "towns", "numbers", "impairments", "two of one name", "yes and no", "strange digits"],
)
def test_groups_stand_in_the_order_in_which_people_list_them(labels: list[Any], names: list[str]) -> None:
    chart = gains_by(effects_of(small_cohort(kind=labels)), "kind", "lv")
    assert [name.rpartition(" (")[0] for name in bars_of(chart, 0)] == names


def test_a_column_called_decile_is_meant_where_there_is_one() -> None:
    chart = gains_by(effects_of(small_cohort(decile=["low", "high", "high", "low"])), "decile")
    assert list(bars_of(chart, 0)) == ["high (2)", "low (2)"]


def test_of_very_many_groups_those_that_move_most_are_drawn_and_the_others_told_of() -> None:
    rows = 500
    totals = [(row, 0) if row % 2 else (0, row) for row in range(rows)]
    effects = moved(totals, [f"group {row}" for row in range(rows)])
    chart = gains_by(effects, "kind")
    first = rows - MOST_GROUPS
    assert list(bars_of(chart, 1)) == [f"group {row} (1)" for row in range(first, rows)]
    gained = euro(sum(range(0, first, 2)), "en")
    lost = euro(sum(range(1, first, 2)), "en")
    assert lines_of(chart)[-1] == (
        f"Groups not shown: 460. Winners among them: 229{WIDE}people, {gained} more. "
        f"Losers: 230{WIDE}people, {lost} less."
    )
    at_most = moved([(0, 1)] * MOST_GROUPS, list(range(MOST_GROUPS)))
    assert len(bars_of(gains_by(at_most, "kind"), 0)) == MOST_GROUPS
    assert len(lines_of(gains_by(at_most, "kind"))) == 3


@pytest.mark.parametrize(
    ("arguments", "error", "path"),
    [
        ((None, "municipality"), BadType, "/effects"),
        (("effects", "needed"), BadValue, "/by"),
        (("effects", "region"), BadValue, "/by"),
        (("effects", 5), BadType, "/by"),
        (("effects", "municipality", "LV"), BadValue, "/lang"),
    ],
    ids=["no effects", "money", "unknown", "number", "language"],
)
def test_gains_refuse_what_they_cannot_draw(arguments: tuple[Any, ...], error: type[ModelError], path: str) -> None:
    effects, *others = arguments
    with pytest.raises(error) as raised:
        gains_by(effects_of(small_cohort()) if effects == "effects" else effects, *others)
    assert raised.value.path == path


@pytest.mark.parametrize(("arguments", "path"), [((5,), "/effects"), (("effects", "xx"), "/lang")])
def test_the_cover_refuses_what_it_cannot_draw(arguments: tuple[Any, ...], path: str) -> None:
    effects, *others = arguments
    with pytest.raises(ModelError) as raised:
        cover_distribution(effects_of(small_cohort()) if effects == "effects" else effects, *others)
    assert raised.value.path == path


# amounts and words


@pytest.mark.parametrize(
    ("cents", "english", "latvian"),
    [
        (0, "0.00", "0,00"),
        (5, "0.05", "0,05"),
        (1234_56, "1,234.56", "1234,56"),
        (12345_00, "12,345.00", f"12{THIN}345,00"),
        (1234567_89, "1,234,567.89", f"1{THIN}234{THIN}567,89"),
    ],
)
def test_amounts_are_written_as_each_language_writes_them(cents: int, english: str, latvian: str) -> None:
    assert EURO.text(cents, "en") == english
    assert EURO.text(cents, "lv") == latvian
    assert euro(cents, "en") == f"€{english}"
    assert euro(cents, "lv") == f"{latvian}{WIDE}euro"


@pytest.mark.parametrize(
    ("most", "unit"),
    [
        (0, ("euro", 100)),
        (10**7 - 1, ("euro", 100)),
        (10**7, ("thousand", 10**5)),
        (10**9 - 1, ("thousand", 10**5)),
        (10**9, ("million", 10**8)),
        (10**12 - 1, ("million", 10**8)),
        (10**12, ("billion", 10**11)),
        (10**30, ("billion", 10**11)),
    ],
)
def test_the_unit_suits_the_greatest_amount(most: int, unit: tuple[str, int]) -> None:
    assert (unit_for(most).name, unit_for(most).cents) == unit


@given(st.integers(0, 10**15), st.sampled_from([EURO, Unit("thousand", 10**5, 1), Unit("million", 10**8, 2)]))
@example(499, Unit("thousand", 10**5, 1))
@example(500_000, Unit("million", 10**8, 2))
@example(499_999, Unit("million", 10**8, 2))
def test_a_rounded_amount_is_the_nearest_and_never_nothing_for_something(cents: int, unit: Unit) -> None:
    text = unit.text(cents, "lv")
    assert unit.text(cents, "en").replace(",", "") == text.replace(THIN, "").replace(",", ".")
    number = Fraction(text.lstrip("<").replace(THIN, "").replace(",", "."))
    step = Fraction(1, 10**unit.decimals)
    if text.startswith("<"):
        assert 0 < Fraction(cents, unit.cents) < number == step
    else:
        assert -step / 2 < number - Fraction(cents, unit.cents) <= step / 2
        assert (number == 0) == (cents == 0)


def test_percentages_have_one_decimal() -> None:
    assert percentage(1, 8, "en") == "12.5"
    assert percentage(1, 3000, "lv") == "<0,1"
    assert percentage(7, 7, "lv") == "100,0"
    assert whole(20_000, "lv") == f"20{THIN}000"


@pytest.mark.parametrize("words", [WORDS, GROUPS], ids=["words", "groups"])
def test_every_word_has_both_languages_with_the_same_places(words: dict[str, tuple[str, ...]]) -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for name, texts in words.items():
        assert len(texts) == len(LANGUAGES), name
        assert all(texts), name
        assert len({frozenset(places(text)) for text in texts}) == 1, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_steps_of_a_picture_have_one_name(lang: str) -> None:
    funding = [word(name, lang) for name in ("needed", *SOURCES, "total", "unmet")]
    assert len(set(funding)) == len(funding)
    outcome = simulate(small_cohort(), pool=9000_01, reserve=1)
    assert len({name for name, *_ in steps_of(pool_use(outcome, lang))}) == 11
    assert {impairment.value for impairment in Impairment} & set(WORDS) == set()


def texts_drawn(chart: Any) -> set[str]:
    """The texts of the picture, as they are drawn."""
    svg = StringIO()
    chart.save(svg, format="svg")
    return set(re.findall(r">([^<>]+)</text>", svg.getvalue()))


def test_axes_have_decimal_commas_and_thin_spaces_in_latvian() -> None:
    cohort = small_cohort(needed=[25_000_00, 1, 1, 1], other=[0, 0, 0, 0])
    outcome = simulate(cohort, pool=0)
    latvian, english = (texts_drawn(waterfall(outcome, 0, lang)) for lang in ("lv", "en"))
    assert {"0", "5000", f"10{THIN}000", f"25{THIN}000,00", "euro"} <= latvian
    assert {"0", "5,000", "10,000", "25,000.00", "euro"} <= english
    small = simulate(small_cohort(needed=[200_000, 0, 0, 0], weight=[95, 1, 1, 1]), pool=0)
    assert "tūkst. euro" in texts_drawn(waterfalls([small], "lv"))
    effects = moved([(0, 3), (1, 0)], ["a", "b"])
    assert {"0,02", "0,03", "1", "0"} <= texts_drawn(gains_by(effects, "kind", "lv"))
    assert not any(text.startswith(("-", "−")) for text in texts_drawn(gains_by(effects, "kind", "lv")))


# pictures


def every_chart(cohort: Cohort, lang: str = "en", **more: Any) -> dict[str, Any]:
    effects = effects_of(cohort, pool=len(cohort) * 700_00)
    return {
        "recipient": waterfall(effects.baseline, 0, lang, **more),
        "variants": waterfall_by_variant(cohort, pool=len(cohort) * 700_00, lang=lang, **more),
        "pool": pool_use([effects.baseline, effects.reform], lang, **more),
        "cover": cover_distribution(effects, lang, **more),
        "gains": gains_by(effects, "municipality", lang, **more),
    }


def test_no_chart_holds_many_rows_however_many_recipients_there_are() -> None:
    base = synthetic_population(3000)
    columns = {name: base[name] for name in base.names if name != "municipality"}
    cohort = Cohort(municipality=[f"parish {row % 700}" for row in range(3000)], **columns)
    for name, chart in every_chart(cohort).items():
        tables = {repr(table): len(table) for table in all_rows(chart)}
        assert 0 < sum(tables.values()) <= MOST_ROWS, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_charts_are_grey(lang: str) -> None:
    for name, chart in every_chart(small_cohort(), lang).items():
        colours = set(re.findall(r"#[0-9a-f]{6}\b", chart.to_json()))
        assert colours, name
        assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours), name


def test_a_chart_describes_itself_to_those_who_cannot_see_it() -> None:
    for name, chart in every_chart(small_cohort(), "lv", synthetic=True).items():
        assert document_of(chart)["description"].startswith(lines_of(chart)[0]), name
        assert "sintētiski dati" in document_of(chart)["description"], name


@pytest.mark.parametrize("kind", ["recipient", "variants", "pool", "cover", "gains"])
def test_every_chart_is_saved_as_a_png(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_text("old")
    assert save_png(every_chart(small_cohort(), "lv")[kind], path, scale=1) == path
    content = path.read_bytes()
    assert content.startswith(SIGNATURE)
    assert min(size_of(content)) > 100
    assert [each.name for each in tmp_path.iterdir()] == ["chart.png"]


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_a_picture_has_as_many_pixels_to_a_point_as_asked(tmp_path: Path) -> None:
    chart = pool_use(simulate(small_cohort(), pool=1000_00))
    (width, height), twice = (
        size_of(save_png(chart, str(tmp_path / f"{scale}.png"), scale).read_bytes()) for scale in (1, 2)
    )
    assert twice == (2 * width, 2 * height)
    assert size_of(save_png(chart, tmp_path / "default.png").read_bytes()) == twice


def test_amounts_beyond_64_bits_are_drawn(tmp_path: Path) -> None:
    columns: dict[str, Any] = {"age": [6, 12], "special_care": [False, False], "weight": [2**40, 2**40]}
    cohort = Cohort(needed=[LARGEST, LARGEST], kind=["a", "b"], **columns)
    effects = effects_of(cohort, pool=LARGEST)
    charts = [waterfalls([effects.baseline]), gains_by(effects, "kind"), cover_distribution(effects)]
    for chart in charts:
        assert save_png(chart, tmp_path / "large.png").read_bytes().startswith(SIGNATURE)
    needed = steps_of(charts[0])[0]
    assert needed[1:3] == (0, float(LARGEST * 2**41))
    assert needed[3] == Unit("billion", 10**11, 2).text(LARGEST * 2**41, "en")


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_picture_that_breaks_off_leaves_the_old_one(
    step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "chart.png"
    path.write_text("old")
    write_bytes = Path.write_bytes

    def half(to: Path, content: Any) -> None:
        if step == "write_bytes":
            write_bytes(to, content[: len(content) // 2])
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, step, half)
    with pytest.raises(OSError, match="no space left"):
        save_png(pool_use(simulate(small_cohort(), pool=1)), path)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("chart.png", "old")]


def test_nothing_is_left_where_a_picture_cannot_be_written(tmp_path: Path) -> None:
    chart = pool_use(simulate(small_cohort(), pool=1))
    taken = tmp_path / "chart.png"
    (taken / "full").mkdir(parents=True)
    with pytest.raises(OSError, match=re.escape("chart.png")):
        save_png(chart, taken)
    assert [each.name for each in tmp_path.iterdir()] == ["chart.png"]
    with pytest.raises(FileNotFoundError):
        save_png(chart, tmp_path / "nowhere" / "chart.png")


# what is not installed


def test_without_altair_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("ibmodel.adapters.plots")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"altair.*pip install 'ibmodel\[plots\]'") as raised:
        importlib.import_module("ibmodel.adapters.plots")
    assert raised.value.name == "altair"


def test_without_vl_convert_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chart = pool_use(simulate(small_cohort(), pool=1))
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ImportError, match=r"vl-convert-python.*pip install 'ibmodel\[plots\]'") as raised:
        save_png(chart, tmp_path / "chart.png")
    assert raised.value.name == "vl_convert"
    assert list(tmp_path.iterdir()) == []


def test_an_outcome_is_needed_not_its_like() -> None:
    class Like(Outcome):
        pass

    with pytest.raises(BadType):
        waterfalls([object.__new__(Like)])
