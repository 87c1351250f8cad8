"""The closed lists: the words of the wire, both languages, nothing else."""

from __future__ import annotations

import ast
import inspect
import pickle

import pytest

from ibmodel import vocabulary
from ibmodel.vocabulary import (
    Comparison,
    Impairment,
    PriceMethod,
    Programme,
    Recipient,
    Source,
    SupportArea,
    Unit,
    Word,
)

LISTS = (Comparison, Impairment, PriceMethod, Programme, Recipient, Source, SupportArea, Unit)
WORDS = [word for words in LISTS for word in words]


def _wire(words: type[Word]) -> list[str]:
    return [word.value for word in words]


def _name(word: Word) -> str:
    return f"{type(word).__name__}.{word.name}"


@pytest.mark.rule("D-7")
def test_impairments_are_the_five_types_in_the_order_of_the_methodology() -> None:
    assert _wire(Impairment) == ["vision", "hearing", "movement", "mental", "multiple"]


@pytest.mark.rule("D-6")
def test_support_areas_are_numbered_one_to_three() -> None:
    assert _wire(SupportArea) == ["1", "2", "3"]
    assert SupportArea("1").en == "strengthening the family's capacity"
    assert SupportArea("2").en == "compensating lost functions"
    assert SupportArea("3").en == "maintaining and developing functioning"


@pytest.mark.rule("D-5", "W-1")
def test_services_are_received_by_parent_child_or_adult() -> None:
    assert _wire(Recipient) == ["parent", "child", "adult"]


@pytest.mark.rule("W-7", "L-1")
def test_there_are_two_pilots() -> None:
    assert _wire(Programme) == ["children", "adults"]


@pytest.mark.rule("U-2", "U-3", "U-4", "U-5")
def test_prices_are_set_in_four_ways() -> None:
    assert _wire(PriceMethod) == ["market", "regulation", "contract", "ceiling"]


@pytest.mark.rule("F-2", "I-24")
def test_sources_of_money_stand_in_the_order_of_the_adopted_variant() -> None:
    assert _wire(Source) == ["project", "benefits", "public", "other"]


@pytest.mark.rule("F-7")
def test_less_need_is_told_apart_from_a_worse_situation() -> None:
    assert _wire(Comparison) == ["better", "same", "worse", "need_is_less"]


@pytest.mark.rule("L-8", "I-19")
@pytest.mark.parametrize(
    ("unit", "lv"),
    [
        (Unit.SESSION, "nodarbība"),
        (Unit.CONSULTATION, "konsultācija"),
        (Unit.HOUR, "stunda"),
        (Unit.DAY, "diena"),
        (Unit.TRIP, "brauciens"),
        (Unit.PROGRAMME, "programma"),
        (Unit.COURSE, "kurss"),
    ],
)
def test_a_unit_has_its_latvian_term(unit: Unit, lv: str) -> None:
    assert unit.lv == lv


@pytest.mark.rule("D-7")
@pytest.mark.parametrize("word", WORDS, ids=_name)
def test_a_word_has_a_gloss_in_both_languages(word: Word) -> None:
    assert word.en == word.en.strip() != ""
    assert word.lv == word.lv.strip() != ""
    assert word.en.isascii()


@pytest.mark.rule("D-7")
@pytest.mark.parametrize("words", LISTS)
def test_no_two_words_of_a_list_share_a_gloss(words: type[Word]) -> None:
    assert len({word.en for word in words}) == len({word.lv for word in words}) == len(list(words))


@pytest.mark.rule("D-7")
@pytest.mark.parametrize("word", WORDS, ids=_name)
def test_a_word_is_found_by_its_value_and_survives_pickling(word: Word) -> None:
    assert type(word)(word.value) is word
    assert pickle.loads(pickle.dumps(word)) is word  # noqa: S301 - what was just written


@pytest.mark.rule("D-7")
@pytest.mark.parametrize("absent", ["Vision", "redzes traucējumi", "", "VISION", 1, None])
def test_nothing_but_the_word_itself_is_accepted(absent: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Impairment"):
        Impairment(absent)  # type: ignore[arg-type]


@pytest.mark.rule("D-7")
def test_every_public_name_is_a_closed_list_or_their_base() -> None:
    assert vocabulary.__all__ == sorted(vocabulary.__all__)
    assert {getattr(vocabulary, name) for name in vocabulary.__all__} == {Word, *LISTS}


@pytest.mark.rule("D-7")
def test_the_closed_lists_need_nothing_but_the_standard_enum() -> None:
    imports = [node for node in ast.walk(ast.parse(inspect.getsource(vocabulary))) if isinstance(node, ast.ImportFrom)]
    assert {node.module for node in imports} == {"__future__", "enum", "typing"}
