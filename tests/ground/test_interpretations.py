"""Claims on the interpretations: which exist, which can be set, and what is refused."""

from __future__ import annotations

import pytest

from ibmodel.errors import UnknownReading
from ibmodel.interpretations import (
    INTERPRETATIONS,
    Interpretation,
    check_reading,
    checked_readings,
    default_readings,
)
from ibmodel.sources import RULES

#: The readings of what can be set, the default first.
SWITCHABLE = {
    "I-1": ("weighted_split", "equal_share", "fixed_amount"),
    "I-2": ("need", "shortfall", "need_ratio", "equal"),
    "I-3": ("equal_treatment", "exhaust"),
    "I-4": ("not_eligible", "eligible"),
    "I-5": ("text", "figure"),
    "I-6": ("pilot_start", "application"),
    "I-7": ("level",),
    "I-9": ("best_quotas", "queue"),
    "I-10": ("best_cover", "in_order"),
    "I-12": ("continue", "stop"),
    "I-13": ("by_components", "strict"),
    "I-14": ("overlap", "same_period"),
    "I-15": ("total", "final", "needed", "provisional"),
    "I-23": ("participant_keeps", "strict"),
    "I-24": ("table", "text"),
    "I-25": ("text", "figure"),
    "I-26": ("same_specialist", "any_group"),
    "I-27": ("both", "child_only"),
    "I-29": ("computed", "lower_of_both"),
    "I-30": ("non_transport", "area_3"),
}
FIXED = [f"I-{number}" for number in (8, 11, 16, 17, 18, 19, 20, 21, 22, 28, 31, 32, 33)]
LATVIAN = frozenset("āčēģīķļņšūž")
EVERY_ENTRY = pytest.mark.parametrize("entry", INTERPRETATIONS.values(), ids=lambda entry: entry.id)


def texts(entry: Interpretation) -> list[tuple[str, str]]:
    return [
        (entry.en, entry.lv),
        (entry.why_en, entry.why_lv),
        *((reading.en, reading.lv) for reading in entry.readings),
    ]


def test_interpretations_are_complete_and_in_order() -> None:
    assert list(INTERPRETATIONS) == [f"I-{number}" for number in range(1, 34)]
    assert all(key == entry.id for key, entry in INTERPRETATIONS.items())


@EVERY_ENTRY
def test_every_rule_of_an_interpretation_exists_and_is_named_once(entry: Interpretation) -> None:
    assert entry.rules
    assert set(entry.rules) <= set(RULES)
    assert len(set(entry.rules)) == len(entry.rules)


@EVERY_ENTRY
def test_every_text_is_told_in_both_languages(entry: Interpretation) -> None:
    for en, lv in texts(entry):
        assert en
        assert lv
        assert en != lv
        assert (en, lv) == (en.strip(), lv.strip())


@EVERY_ENTRY
def test_questions_ask_grounds_state_and_readings_are_fragments(entry: Interpretation) -> None:
    question, why, *readings = texts(entry)
    assert all(text.endswith("?") for text in question)
    assert all(text.endswith(".") for text in why)
    assert not any(text.endswith((".", "?")) for reading in readings for text in reading)


def test_no_text_is_used_twice_within_a_language() -> None:
    pairs = [pair for entry in INTERPRETATIONS.values() for pair in texts(entry)]
    pairs += [(rule.en, rule.lv) for rule in RULES.values()]
    assert len({en for en, _ in pairs}) == len(pairs)
    assert len({lv for _, lv in pairs}) == len(pairs)


def test_latvian_letters_are_in_the_latvian_texts_and_not_in_the_english_ones() -> None:
    pairs = [pair for entry in INTERPRETATIONS.values() for pair in texts(entry)]
    assert set("".join(lv for _, lv in pairs)) >= LATVIAN
    assert "".join(en for en, _ in pairs).isascii()


@pytest.mark.parametrize(
    ("interpretation", "names"),
    [pytest.param(key, names, marks=pytest.mark.rule(key), id=key) for key, names in SWITCHABLE.items()],
)
def test_a_switchable_interpretation_has_its_readings_with_the_default_first(
    interpretation: str, names: tuple[str, ...]
) -> None:
    entry = INTERPRETATIONS[interpretation]
    assert entry.switchable
    assert entry.names == names
    assert entry.default == names[0]


@pytest.mark.parametrize("interpretation", [pytest.param(key, marks=pytest.mark.rule(key), id=key) for key in FIXED])
def test_a_fixed_interpretation_has_one_reading_and_cannot_be_set(interpretation: str) -> None:
    entry = INTERPRETATIONS[interpretation]
    assert not entry.switchable
    assert entry.names == ("fixed",)
    with pytest.raises(UnknownReading, match=f"got '{interpretation}', which is fixed") as caught:
        check_reading(interpretation, "fixed")
    assert caught.value.path == f"/{interpretation}"


def test_exactly_these_are_switchable() -> None:
    assert [key for key, entry in INTERPRETATIONS.items() if entry.switchable] == list(SWITCHABLE)
    assert len(SWITCHABLE) + len(FIXED) == len(INTERPRETATIONS)


def test_default_readings_are_the_first_ones_in_numeric_order() -> None:
    assert list(default_readings().items()) == [(key, names[0]) for key, names in SWITCHABLE.items()]


def test_changing_the_defaults_one_was_given_changes_nobody_elses() -> None:
    default_readings()["I-3"] = "exhaust"
    assert default_readings()["I-3"] == "equal_treatment"


def test_every_listed_reading_is_accepted() -> None:
    for key, names in SWITCHABLE.items():
        for name in names:
            check_reading(key, name)
            assert checked_readings({key: name}) == {key: name}


@pytest.mark.parametrize("interpretation", ["", "I-0", "I-34", "I-01", "i-1", " I-1", "I-1 ", "B-4", "a/b~c"])
def test_an_unknown_id_is_refused_at_its_place(interpretation: str) -> None:
    with pytest.raises(UnknownReading) as caught:
        check_reading(interpretation, "need")
    assert caught.value.path == "/" + interpretation.replace("~", "~0").replace("/", "~1")
    assert caught.value.message.startswith("expected an interpretation that can be switched, one of I-1, I-2, I-3, ")
    assert caught.value.message.endswith(f"I-30, got {interpretation!r}")


@pytest.mark.parametrize("interpretation", [None, 1, True, 1.5, ("I-1",), ["I-1"], {"I-1": 1}, b"I-1"])
def test_an_id_that_is_not_text_is_refused_without_a_place(interpretation: object) -> None:
    with pytest.raises(UnknownReading, match="expected an interpretation") as caught:
        check_reading(interpretation, "need")
    assert caught.value.path == ""


@pytest.mark.parametrize("reading", ["", "NEED", "need ", "fixed", "text", None, 0, True, 1.5, ["need"], {}, b"need"])
def test_an_unknown_reading_is_refused_and_the_valid_ones_are_named(reading: object) -> None:
    with pytest.raises(UnknownReading) as caught:
        check_reading("I-2", reading)
    assert caught.value.path == "/I-2"
    assert caught.value.message.startswith(
        "expected a reading of I-2, one of 'need', 'shortfall', 'need_ratio', 'equal', got "
    )


def test_checked_readings_come_back_in_numeric_order() -> None:
    chosen = checked_readings({"I-10": "in_order", "I-30": "area_3", "I-2": "equal", "I-1": "equal_share"})
    assert list(chosen.items()) == [
        ("I-1", "equal_share"),
        ("I-2", "equal"),
        ("I-10", "in_order"),
        ("I-30", "area_3"),
    ]


def test_no_readings_are_valid_readings() -> None:
    assert checked_readings({}) == {}


@pytest.mark.parametrize(
    ("readings", "path"),
    [
        pytest.param({"I-10": "x", "I-2": "x"}, "/I-2", id="smaller number first"),
        pytest.param({"A": "x", "I-30": "x"}, "/I-30", id="known before unknown"),
        pytest.param({"A": "x", "I-33": "fixed"}, "/I-33", id="fixed before unknown"),
        pytest.param({"I-2": "need", "I-9": "x", "I-8": "x"}, "/I-8", id="fixed in its numeric place"),
        pytest.param({"a": "x", "Z": "x", "ā": "x"}, "/Z", id="unknown by code point"),
        pytest.param({"\U00010000": "x", "\uffff": "x"}, "/\uffff", id="code point, not code unit"),
        pytest.param({2: "x", "Z": "x"}, "/Z", id="text before other keys"),
        pytest.param({2: "need", None: "need"}, "", id="keys that are not text"),
        pytest.param({10**5000: "need", -(10**5000): "need"}, "", id="keys too long to show"),
    ],
)
def test_the_first_problem_is_raised(readings: dict[object, object], path: str) -> None:
    with pytest.raises(UnknownReading) as caught:
        checked_readings(readings)
    assert caught.value.path == path
