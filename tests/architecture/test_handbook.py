"""The handbook is complete: every rule has its chapter, every chapter its map and its computed example.

Sphinx is not needed here: what makes the text of the pages is held against the library, the pages themselves are read
as text. That the examples run is tested with the other examples of the documentation.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))

import chapters  # noqa: E402 - beside the pages, not a part of the package
import generate  # noqa: E402
import maps  # noqa: E402

from ibmodel import edition  # noqa: E402
from ibmodel.interpretations import INTERPRETATIONS  # noqa: E402
from ibmodel.sources import RULES  # noqa: E402

HANDBOOK = ROOT / "docs" / "handbook"
LISTED = re.compile(r"^```\{rules\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SVG = "{http://www.w3.org/2000/svg}"


def listed(page: Path) -> list[str]:
    """The ids that the page's lists of rules hold."""
    return [id_ for block in LISTED.findall(page.read_text(encoding="utf-8")) for id_ in block.split()]


def drawn(name: str, layout: maps.Layout) -> ET.Element:
    return ET.fromstring(maps.picture(name, layout))  # noqa: S314 - our own picture


CHAPTERS = [page for page in sorted(HANDBOOK.glob("*.md")) if listed(page)]
EACH_CHAPTER = pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
EACH_MAP = pytest.mark.parametrize("name", maps.MAPS)
EACH_LAYOUT = pytest.mark.parametrize("layout", maps.LAYOUTS, ids=lambda layout: layout.name)


def test_every_rule_is_in_exactly_one_chapter():
    found = Counter(id_ for page in CHAPTERS for id_ in listed(page))
    assert found == Counter(list(RULES))


def test_there_are_thirteen_chapters_in_the_order_of_the_contents():
    index = (HANDBOOK / "index.md").read_text(encoding="utf-8")
    numbered = re.findall(r"^\| \[(\d+)\. (.*?)\]\((.*?)\)", index, re.MULTILINE)
    assert [int(number) for number, _, _ in numbered] == list(range(1, 14))
    assert sorted(name for _, _, name in numbered) == [page.name for page in CHAPTERS]
    for number, title, name in numbered:
        assert (HANDBOOK / name).read_text(encoding="utf-8").startswith(f"# {number}. {title}\n")


@EACH_CHAPTER
def test_every_chapter_has_its_own_map_before_its_rules_and_an_example_after_them(page: Path):
    text = page.read_text(encoding="utf-8")
    assert text.count("```{map}") == 1
    assert text.index(f"```{{map}} {page.stem}\n") < text.index("```{rules}") < text.rindex("```{worked}")


def test_no_map_is_left_over():
    assert set(maps.MAPS) == {page.stem for page in CHAPTERS}


@EACH_CHAPTER
def test_figures_in_sentences_have_known_paths(page: Path):
    paths = re.findall(r"\{value\}`([^`]*)`", page.read_text(encoding="utf-8"))
    assert all(chapters.value(path) for path in paths)


def test_a_figure_in_a_sentence_is_the_editions():
    rules = edition("children-pilot-2018")
    assert chapters.value("budget.reduced_share") == f"{rules.budget.reduced_share}%"
    assert chapters.value("prices.group_session_ceiling") == f"€{rules.prices.group_session_ceiling}"
    assert chapters.value("pilot.start") == "1 September 2018"
    assert chapters.value("adults.places_per_municipality") == "10"


def test_an_unknown_figure_is_refused():
    with pytest.raises(KeyError, match="reduced_shar"):
        chapters.value("budget.reduced_shar")


def test_a_rule_is_shown_with_its_source_functions_figures_and_questions():
    text = chapters.rules_text(["B-1"])
    for part in (
        "Stage 1: full share up to age 8",
        "Source: Methodology, chapter II.3.2.",
        "`compute_provisional <ibmodel.rules.budget.provisional.compute_provisional>`",
        "**70 %** (`budget.reduced_share`)",
        f"[I-1](#reading-i-1): {INTERPRETATIONS['I-1'].en} Taken here: *{INTERPRETATIONS['I-1'].readings[0].en}*",
    ):
        assert part in text


def test_a_figure_that_another_edition_changes_is_shown_for_both():
    assert "**2018-09-01** (`pilot.start`); 2019-11-01 in `adults-pilot-2019`" in chapters.rules_text(["B-2"])


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_shown(rule: str):
    text = chapters.rules_text([rule])
    assert f"**{generate.rule_link(rule)}**" in text
    assert ("Only recorded so far" in text) == (not generate.is_applied(RULES[rule]))


def test_what_counts_months_and_days_stands_behind_their_name():
    assert "**month 7 of the pilot** (`budget.second_month`)" in chapters.rules_text(["B-2"])
    assert "**day 28 of the month**" in chapters.rules_text(["A-6"])
    assert "**variant 2**" in chapters.rules_text(["F-2"])


def test_an_unknown_rule_is_refused():
    with pytest.raises(KeyError, match="B-99"):
        chapters.rules_text(["B-1", "B-99"])


def test_the_rules_that_are_not_applied_are_those_of_the_methodology_map():
    marked = re.findall(r"^\*\*([A-Z]-\d+)\*\* .*\*\*Not yet\.\*\*$", generate.methodology_map(), re.MULTILINE)
    assert re.findall(r"^- \*\*\[([A-Z]-\d+)\]", chapters.not_yet_text(), re.MULTILINE) == marked


def test_a_worked_example_gives_what_it_prints():
    namespace: dict[str, object] = {}
    assert chapters.run_worked("a = 2\nprint(a + 1)\n", namespace, "page") == "3\n"
    assert chapters.run_worked("print(a)\n", namespace, "page") == "2\n"


def test_a_worked_example_that_prints_nothing_is_refused():
    with pytest.raises(ValueError, match="page:3: expected a worked example that prints something"):
        chapters.run_worked("a = 2\n", {}, "page:3")


def test_a_worked_example_that_fails_raises_what_failed():
    with pytest.raises(ZeroDivisionError):
        chapters.run_worked("print(1 // 0)\n", {}, "page")


@EACH_LAYOUT
@EACH_MAP
def test_a_map_shows_every_step_inside_its_frame(name: str, layout: maps.Layout):
    root = drawn(name, layout)
    assert (int(root.attrib["width"]), root.attrib["viewBox"].split()[2]) == (layout.width, str(layout.width))
    height = int(root.attrib["height"])
    boxes = [rect for rect in root.iter(f"{SVG}rect") if rect.attrib.get("class") != "ground"]
    exits = sum(len(step.exits) for step in maps.MAPS[name].steps if isinstance(step, maps.Ask))
    assert len(boxes) == len(maps.MAPS[name].steps) + exits
    for box in boxes:
        left, top, width, high = (int(box.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 < left < left + width < layout.width
        assert 0 < top < top + high < height


@EACH_LAYOUT
@EACH_MAP
def test_the_boxes_of_a_map_do_not_touch_and_hold_their_text(name: str, layout: maps.Layout):
    root = drawn(name, layout)
    places = []
    for box in root.iter(f"{SVG}rect"):
        if box.attrib.get("class") != "ground":
            left, top = int(box.attrib["x"]), int(box.attrib["y"])
            places.append((left, top, left + int(box.attrib["width"]), top + int(box.attrib["height"])))
    for number, (left, top, right, bottom) in enumerate(places):
        others = places[:number]
        assert all(right < one[0] or one[2] < left or bottom < one[1] or one[3] < top for one in others)
    for text in root.iter(f"{SVG}text"):
        x, y, said = int(text.attrib["x"]), int(text.attrib["y"]), text.text or ""
        if text.attrib["class"] != "answer":
            inside = [place for place in places if place[0] < x < place[2] and place[1] < y < place[3]]
            assert len(inside) == 1
            assert x + len(said) * maps.LETTER <= inside[0][2] + 1


@EACH_MAP
def test_a_map_in_words_names_every_question_answer_and_outcome(name: str):
    said = maps.in_words(name)
    assert "{" not in said
    assert maps.filled(maps.MAPS[name].title) in said
    for step in maps.MAPS[name].steps:
        parts = [step.question, step.onward] if isinstance(step, maps.Ask) else [step.text]
        parts += [part for pair in step.exits for part in pair] if isinstance(step, maps.Ask) else []
        assert all(maps.filled(part) in said for part in parts)


@EACH_MAP
def test_a_map_ends_with_its_only_end(name: str):
    kinds = [type(step) for step in maps.MAPS[name].steps]
    assert kinds.count(maps.End) == 1
    assert kinds[-1] is maps.End


@EACH_MAP
def test_the_rules_that_a_map_names_are_those_of_its_chapter(name: str):
    named = set(re.findall(r"\b[A-Z]-\d+\b", maps.in_words(name)))
    from_others = {"adults": {"W-1", "W-2"}, "transport": {"C-6"}}  # what chapters 2 and 5 tell
    assert named <= set(listed(HANDBOOK / f"{name}.md")) | from_others.get(name, set())


def test_a_figure_in_a_map_is_the_editions():
    assert maps.filled("{budget.reduced_share} %, under {granting.age_below}") == "70 %, under 18"
    with pytest.raises(AttributeError):
        maps.filled("{budget.reduced_shar}")


def test_maps_are_written_in_both_widths(tmp_path: Path):
    maps.draw(tmp_path)
    names = {f"map-{name}-{layout}.svg" for name in maps.MAPS for layout in ("wide", "narrow")}
    assert {path.name for path in tmp_path.iterdir()} == names
