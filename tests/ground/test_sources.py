"""Claims on the documents and the rules."""

from __future__ import annotations

import pytest

from ibmodel.errors import BadValue
from ibmodel.sources import DOCUMENTS, RULES, Document, Rule, citation

#: How many rules each part has, in document order.
PARTS = {
    "D": 8,
    "G": 6,
    "E": 11,
    "S": 13,
    "B": 12,
    "F": 8,
    "N": 14,
    "L": 8,
    "C": 8,
    "U": 11,
    "R": 11,
    "T": 12,
    "A": 18,
    "Q": 6,
    "W": 10,
}
LATVIAN = frozenset("āčēģīķļņšūž")
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)


def test_rules_are_complete_and_in_document_order() -> None:
    assert list(RULES) == [f"{part}-{number}" for part, most in PARTS.items() for number in range(1, most + 1)]


def test_each_rule_and_each_document_stands_under_its_own_name() -> None:
    assert all(key == rule.id for key, rule in RULES.items())
    assert all(key == document.key for key, document in DOCUMENTS.items())


def test_the_five_documents_are_known() -> None:
    assert list(DOCUMENTS) == ["M", "K", "T", "A", "P"]


@EVERY_RULE
def test_every_source_names_a_known_document(rule: Rule) -> None:
    assert all(source.split(" ")[0] in DOCUMENTS for source in rule.source.split("; "))


@EVERY_RULE
def test_only_the_methodology_is_cited_by_place(rule: Rule) -> None:
    assert all(source.startswith("M ") or source in DOCUMENTS for source in rule.source.split("; "))


def test_every_document_is_cited() -> None:
    assert {source.split(" ")[0] for rule in RULES.values() for source in rule.source.split("; ")} == set(DOCUMENTS)


def test_every_kind_is_one_of_the_seven_and_each_of_them_occurs() -> None:
    assert {rule.kind for rule in RULES.values()} == {"rule", "amount", "limit", "term", "list", "process", "report"}


@EVERY_RULE
def test_every_rule_is_told_shortly_in_both_languages(rule: Rule) -> None:
    assert rule.en != rule.lv
    for text in (rule.en, rule.lv):
        assert text
        assert text == text.strip()
        assert len(text) <= 110
        assert not text.endswith(".")


def test_no_text_is_used_twice_within_a_language() -> None:
    entries: list[Rule | Document] = [*RULES.values(), *DOCUMENTS.values()]
    assert len({entry.en for entry in entries}) == len(entries)
    assert len({entry.lv for entry in entries}) == len(entries)


def test_latvian_letters_are_in_the_latvian_texts_and_not_in_the_english_ones() -> None:
    entries: list[Rule | Document] = [*RULES.values(), *DOCUMENTS.values()]
    assert set("".join(entry.lv for entry in entries)) >= LATVIAN
    assert "".join(entry.en for entry in entries).isascii()


def test_every_document_has_another_name_in_each_language_and_a_date() -> None:
    for document in DOCUMENTS.values():
        assert document.en != document.lv
        assert document.dated[:4].isdecimal()


@pytest.mark.parametrize(
    ("rule", "en", "lv"),
    [
        pytest.param(
            "B-4",
            "Methodology, chapter II.3.2 (rule B-4)",
            "Metodika, II.3.2. nodaļa (noteikums B-4)",
            id="chapter",
        ),
        pytest.param(
            "B-11",
            "Methodology, chapter II (rule B-11)",
            "Metodika, II nodaļa (noteikums B-11)",
            id="whole chapter",
        ),
        pytest.param(
            "D-5",
            "Methodology, chapters II.3-II.12 (rule D-5)",
            "Metodika, II.3.-II.12. nodaļa (noteikums D-5)",
            id="range of chapters",
        ),
        pytest.param(
            "E-11",
            "Methodology, chapter II.2.2; Ministry slides (rule E-11)",
            "Metodika, II.2.2. nodaļa; Ministrijas prezentācija (noteikums E-11)",
            id="two documents",
        ),
        pytest.param(
            "R-2",
            "Methodology, chapter II.4.2, chapter II.12 (rule R-2)",
            "Metodika, II.4.2. nodaļa, II.12. nodaļa (noteikums R-2)",
            id="two chapters",
        ),
        pytest.param(
            "G-5",
            "Methodology, chapter II.2.1, figure 4 (rule G-5)",
            "Metodika, II.2.1. nodaļa, 4. attēls (noteikums G-5)",
            id="figure",
        ),
        pytest.param(
            "F-4",
            "Methodology, chapter II.3.3, table 2, note (rule F-4)",
            "Metodika, II.3.3. nodaļa, 2. tabula, piezīme (noteikums F-4)",
            id="note to a table",
        ),
        pytest.param(
            "F-7",
            "Methodology, chapter II.3.3, tables 3-5 (rule F-7)",
            "Metodika, II.3.3. nodaļa, 3.-5. tabula (noteikums F-7)",
            id="range of tables",
        ),
        pytest.param(
            "C-6",
            "Methodology, chapter II.7, condition 6 (rule C-6)",
            "Metodika, II.7. nodaļa, 6. nosacījums (noteikums C-6)",
            id="condition",
        ),
        pytest.param(
            "S-7",
            "Methodology, chapter II.2.2, stage 3 (rule S-7)",
            "Metodika, II.2.2. nodaļa, 3. posms (noteikums S-7)",
            id="stage",
        ),
        pytest.param(
            "F-6",
            "Methodology, chapter II.3.3, example 2.1 (rule F-6)",
            "Metodika, II.3.3. nodaļa, 2.1. piemērs (noteikums F-6)",
            id="example",
        ),
        pytest.param(
            "W-10",
            "Project page (rule W-10)",
            "Projekta lapa (noteikums W-10)",
            id="no place",
        ),
    ],
)
def test_a_citation_says_where_to_look(rule: str, en: str, lv: str) -> None:
    assert citation(rule, "en") == en
    assert citation(rule, "lv") == lv


def test_every_rule_can_be_cited_in_both_languages_and_no_two_citations_are_equal() -> None:
    citations = [citation(rule, lang) for rule in RULES for lang in ("en", "lv")]
    assert len(set(citations)) == 2 * len(RULES)


@pytest.mark.parametrize("rule", ["", "B", "b-4", "B-04", "B-13", "I-1"])
def test_an_unknown_rule_cannot_be_cited(rule: str) -> None:
    with pytest.raises(BadValue, match="expected the id of a rule"):
        citation(rule, "en")


@pytest.mark.parametrize("lang", ["", "EN", "de", "lv-LV"])
def test_an_unknown_language_is_refused(lang: str) -> None:
    with pytest.raises(BadValue, match="expected a language, 'en' or 'lv'"):
        citation("B-4", lang)
