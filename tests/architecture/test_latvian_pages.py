"""The Latvian handbook: its examples run and print, its rules and figures exist, its words are all there."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ibmodel.sources import RULES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "rokasgramata").glob("*.md"))
BLOCK = re.compile(r"^```\{(\w+)\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: Pages of words, of a path to walk and of contents, which need no rules or no example.
WITHOUT_RULES = {"index", "vardnica", "matrica", "pirma-stunda"}


@pytest.fixture(scope="module")
def parts():
    """The modules that make the parts of the pages."""
    sys.path.insert(0, str(DOCS))
    try:
        import chapters  # noqa: PLC0415 - it stands beside the pages
        import generate  # noqa: PLC0415
        import latvian_words  # noqa: PLC0415
    finally:
        sys.path.remove(str(DOCS))
    return SimpleNamespace(chapters=chapters, generate=generate, latvian=latvian_words)


def blocks(page, kind):
    return [found[2] for found in BLOCK.finditer(page.read_text(encoding="utf-8")) if found[1] == kind]


@pytest.mark.parametrize("page", [pytest.param(page, id=page.stem) for page in PAGES])
def test_every_example_runs_and_prints_latvian(parts, page):
    namespace = {"__name__": "__main__"}
    said = [parts.chapters.run_worked(code, namespace, page.name) for code in blocks(page, "paraugs")]
    assert said or page.stem in WITHOUT_RULES
    for text in said:
        assert "€" not in text, "amounts are written as in English"
        assert not re.search(r"\b(the|is|are|of|euros)\b", text), text


@pytest.mark.parametrize("page", [pytest.param(page, id=page.stem) for page in PAGES if page.stem not in WITHOUT_RULES])
def test_every_chapter_lists_rules_that_exist(parts, page):
    ids = " ".join(blocks(page, "noteikumi")).split()
    assert ids
    assert len(set(ids)) == len(ids)
    assert set(ids) <= set(RULES)
    text = parts.latvian.rules_text(ids)
    assert text.count("\n") == len(ids)
    assert "Metodika" in text


def test_a_rule_that_does_not_exist_is_an_error(parts):
    with pytest.raises(KeyError):
        parts.latvian.rules_text(["B-99"])


@pytest.mark.parametrize("page", [pytest.param(page, id=page.stem) for page in PAGES])
def test_every_figure_in_the_text_is_one_of_the_edition(parts, page):
    text = page.read_text(encoding="utf-8")
    assert "{value}" not in text, "it writes figures as in English"
    for path in re.findall(r"\{skaitlis\}`([^`]*)`", text):
        assert parts.latvian.figure(path)


def test_figures_are_written_as_in_latvian(parts):
    assert parts.latvian.figure("budget.reduced_share") == "70\u00a0%"
    assert parts.latvian.figure("pilot.start") == "01.09.2018."
    with pytest.raises(KeyError):
        parts.latvian.figure("budget.reduced_shar")


def test_sentences_become_paragraphs_and_columns_stay(parts):
    made = parts.chapters.passages("Pirmais teikums.\n\nOtrais.\n  a   1\n  b   2\nTrešais.\n")
    assert made == [(False, "Pirmais teikums."), (False, "Otrais."), (True, "  a   1\n  b   2"), (False, "Trešais.")]


def test_the_glossary_has_every_term_once_with_its_meaning(parts):
    terms = [term for term, _, _ in parts.generate.TERMS]
    assert sorted(parts.latvian.MEANINGS) == sorted(terms)
    text = parts.latvian.glossary_text()
    for term, english, _ in parts.generate.TERMS:
        assert text.count(f"| {term} | {parts.latvian.MEANINGS[term]} | {english} |") == 1


def test_the_pages_say_that_they_are_latvian(parts):
    contexts = {"rokasgramata/posmi": {"language": "en"}, "handbook/budget": {"language": "en"}}
    for name, context in contexts.items():
        parts.latvian.in_latvian(None, name, "page.html", context, None)
    assert [context["language"] for context in contexts.values()] == ["lv", "en"]


def test_every_page_is_in_the_contents():
    listed = blocks(DOCS / "rokasgramata" / "index.md", "toctree")[0].split()
    assert sorted([*listed[1:], "index"]) == [page.stem for page in PAGES]
