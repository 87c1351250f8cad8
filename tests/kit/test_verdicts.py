"""Claims on the judge of the conformance kit, and on the vectors as data."""

from __future__ import annotations

import copy
import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.errors import BadValue
from ibmodel.testing.vectors import CHAPTERS, PROTOCOL, Answer, Vector, vectors
from ibmodel.testing.verdicts import TEXTS, Difference, answer_of, differences

REASON = {
    "rule": "B-3",
    "code": "line_amount",
    "facts": {"units": 3, "amount": "1.00"},
    "text": "because",
    "source": "M",
}
OTHER = {"rule": "D-2", "code": "needed", "facts": {}, "text": "so", "source": "M"}
RESPONSE = {
    "id": "v",
    "ok": True,
    "result": {"needed": "1.00", "by_month": ["0.50", "0.50"], "text": "one euro", "odd/name~": 1},
    "reasons": [REASON, OTHER],
    "readings": {"I-2": "need"},
}
REFUSAL = {"id": "v", "ok": False, "error": {"code": "bad_value", "path": "/input/on", "message": "expected a day"}}
DEPTHS = ("results", "codes", "facts")
EXPECTED = answer_of(RESPONSE)


def changed(document=RESPONSE, **changes):
    return {**copy.deepcopy(document), **changes}


def result(**changes):
    return changed(result={**RESPONSE["result"], **changes})


def parts(response, depth="facts", expected=EXPECTED) -> list[tuple[str, str]]:
    return [(found.part, found.path) for found in differences(expected, response, depth)]


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("response", [RESPONSE, REFUSAL], ids=["answer", "refusal"])
def test_a_response_is_what_it_demands_itself(response, depth):
    assert differences(answer_of(response), response, depth) == ()


def test_what_a_response_demands_holds_no_words():
    wanted = Answer(
        ok=True,
        result={"needed": "1.00", "by_month": ["0.50", "0.50"], "odd/name~": 1},
        reasons=(
            {"rule": "B-3", "code": "line_amount", "facts": {"units": 3, "amount": "1.00"}},
            {"rule": "D-2", "code": "needed", "facts": {}},
        ),
        readings={"I-2": "need"},
    )
    assert wanted == EXPECTED
    assert answer_of(REFUSAL) == Answer(ok=False, code="bad_value", path="/input/on")


@pytest.mark.parametrize("depth", DEPTHS)
def test_words_matter_nowhere(depth):
    other = result(text="something else", message="x", cure="y")
    other["reasons"][0]["text"] = "for no reason"
    assert parts(other, depth) == []
    refusal = changed(REFUSAL, error={"code": "bad_value", "path": "/input/on", "message": "no"})
    assert parts(refusal, depth, answer_of(REFUSAL)) == []
    assert "text" in TEXTS


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_field_that_is_null_counts_as_absent(depth):
    assert parts(result(unmet=None), depth) == []


@pytest.mark.parametrize(
    ("got", "path"),
    [
        ({"needed": "1.01"}, "/result/needed"),
        ({"needed": None}, "/result/needed"),
        ({"needed": 1}, "/result/needed"),
        ({"by_month": ["0.50", "0.51"]}, "/result/by_month/1"),
        ({"by_month": ["0.50"]}, "/result/by_month"),
        ({"by_month": {"0": "0.50"}}, "/result/by_month"),
        ({"more": 0}, "/result/more"),
        ({"odd/name~": True}, "/result/odd~1name~0"),
        ({"odd/name~": 1.0}, "/result/odd~1name~0"),
    ],
    ids=["value", "missing", "kind", "element", "shorter", "object", "added", "true-is-not-1", "1.0-is-not-1"],
)
@pytest.mark.parametrize("depth", DEPTHS)
def test_another_result_differs_at_its_innermost_place(depth, got, path):
    assert parts(result(**got), depth) == [("result", path)]


def test_what_is_absent_is_told_as_none():
    assert differences(EXPECTED, result(more=0)) == (Difference("result", "/result/more", None, 0),)
    assert differences(EXPECTED, result(needed=None)) == (Difference("result", "/result/needed", "1.00", None),)


def test_every_place_that_differs_is_told():
    assert parts(result(needed="2.00", by_month=["1.00", "1.00"])) == [
        ("result", "/result/needed"),
        ("result", "/result/by_month/0"),
        ("result", "/result/by_month/1"),
    ]


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_refusal_instead_of_an_answer_differs_and_the_reverse(depth):
    assert parts(REFUSAL, depth) == [("answer", "/result")]
    assert parts(RESPONSE, depth, answer_of(REFUSAL)) == [("answer", "/error")]
    found = differences(EXPECTED, REFUSAL, depth)[0]
    assert found.got == {"code": "bad_value", "path": "/input/on"}


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        ({"code": "bad_type", "path": "/input/on"}, [("code", "/error/code")]),
        ({"code": "bad_value", "path": ""}, [("path", "/error/path")]),
        ({"code": "bad_type", "path": ""}, [("code", "/error/code"), ("path", "/error/path")]),
    ],
    ids=["code", "path", "both"],
)
@pytest.mark.parametrize("depth", DEPTHS)
def test_another_refusal_differs_by_code_and_place(depth, error, wanted):
    assert parts(changed(REFUSAL, error={**error, "message": ""}), depth, answer_of(REFUSAL)) == wanted


@pytest.mark.parametrize(
    ("response", "path"),
    [
        (None, ""),
        ([], ""),
        ("ok", ""),
        ({}, "/ok"),
        (changed(ok=1), "/ok"),
        (changed(ok="true"), "/ok"),
        (changed(result=None), "/result"),
        (changed(result="1.00"), "/result"),
        (changed(readings=None), "/readings"),
        (changed(readings=[]), "/readings"),
        (changed(reasons={}), "/reasons"),
        (changed(reasons=None), "/reasons"),
        (changed(reasons=[REASON, "B-3"]), "/reasons/1"),
        (changed(reasons=[{**REASON, "rule": None}]), "/reasons/0/rule"),
        (changed(reasons=[{**REASON, "code": 3}]), "/reasons/0/code"),
        (changed(reasons=[OTHER, {**REASON, "text": []}]), "/reasons/1/text"),
        (changed(reasons=[{**REASON, "source": None}]), "/reasons/0/source"),
        (changed(REFUSAL, error=None), "/error"),
        (changed(REFUSAL, error="bad_value"), "/error"),
        (changed(REFUSAL, error={"code": "bad_value", "message": ""}), "/error/path"),
        (changed(REFUSAL, error={"code": 3, "path": "", "message": ""}), "/error/code"),
        (changed(REFUSAL, error={"code": "bad_value", "path": ""}), "/error/message"),
    ],
    ids=range(22),
)
@pytest.mark.parametrize("depth", DEPTHS)
def test_what_is_no_response_of_the_protocol_differs_in_its_envelope(depth, response, path):
    assert parts(response, depth) == [("envelope", path)]


def test_a_result_may_be_a_list():
    calendar = changed(result=[{"rule": "B-2"}])
    assert parts(calendar, "facts", answer_of(calendar)) == []


@pytest.mark.parametrize(("depth", "wanted"), [("results", []), ("codes", [("readings", "/readings")])])
def test_readings_matter_from_codes_on(depth, wanted):
    assert parts(changed(readings={"I-2": "equal"}), depth) == wanted
    assert parts(changed(readings={}), depth) == wanted


@pytest.mark.parametrize(("depth", "wanted"), [("results", []), ("codes", [("reasons", "/reasons")])])
@pytest.mark.parametrize(
    "reasons",
    [[], [REASON], [REASON, OTHER, {**OTHER, "rule": "B-4"}], [{**REASON, "code": "another"}, OTHER]],
    ids=["none", "fewer", "more", "another-code"],
)
def test_which_reasons_there_are_matters_from_codes_on(depth, wanted, reasons):
    assert parts(changed(reasons=reasons), depth) == wanted


@pytest.mark.parametrize(
    "reasons",
    [
        [OTHER, REASON],
        [REASON, OTHER, REASON],
        [{**REASON, "facts": {"units": 4, "amount": "1.00"}}, OTHER],
        [{**REASON, "facts": None}, OTHER],
    ],
    ids=["order", "number", "facts", "no-facts"],
)
def test_order_number_and_facts_of_reasons_matter_only_at_facts(reasons):
    response = changed(reasons=reasons)
    assert parts(response, "codes") == []
    assert {part for part, _ in parts(response, "facts")} == {"facts"}


def test_a_fact_that_differs_is_named_by_its_place():
    reasons = [{**REASON, "facts": {"units": 4, "amount": "1.00"}}, OTHER]
    assert differences(EXPECTED, changed(reasons=reasons), "facts") == (
        Difference("facts", "/reasons/0/facts/units", 3, 4),
    )


@pytest.mark.parametrize("depth", DEPTHS)
def test_certificates_are_compared_nowhere(depth):
    assert parts(result(certificate={"form": 1}), depth) == []


def test_what_a_certificate_proves_matters_only_at_facts():
    assert parts(result(proved_best=True), "codes") == []
    assert parts(result(proved_best=True), "facts") == [("result", "/result/proved_best")]


names = st.sampled_from(["ok", "error", "result", "reasons", "text", "a/b~"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(names, json_values, max_size=2), st.sampled_from(DEPTHS))
def test_every_result_is_as_itself_demands_however_it_was_written(held, depth):
    response = changed(result=held)
    again = json.loads(json.dumps(response, sort_keys=True))
    assert differences(answer_of(response), again, depth) == ()


@given(json_values, st.sampled_from(DEPTHS))
def test_the_judge_judges_anything(response, depth):
    assert all(type(found) is Difference for found in differences(EXPECTED, response, depth))


# --- vectors ---


def test_every_chapter_has_a_file_and_every_file_a_chapter():
    files = resources.files("ibmodel.testing.vectors").iterdir()
    names = {file.name for file in files if file.name.endswith(".json")} - {"schema.json"}
    assert names == {f"{chapter}.json" for chapter in CHAPTERS}


def test_every_file_says_its_protocol_and_its_chapter():
    for chapter in CHAPTERS:
        file = resources.files("ibmodel.testing.vectors").joinpath(f"{chapter}.json")
        document = json.loads(file.read_text("utf-8"))
        assert (document["protocol"], document["chapter"]) == (PROTOCOL, chapter)
        assert len(vectors(chapter)) == len(document["vectors"])


def test_all_vectors_are_those_of_the_chapters_in_order():
    assert vectors() == tuple(vector for chapter in CHAPTERS for vector in vectors(chapter))
    assert all(vector.chapter in CHAPTERS for vector in vectors())


def test_no_two_vectors_have_one_id():
    ids = [vector.id for vector in vectors()]
    assert len(ids) == len(set(ids)) > 0


def test_an_unknown_chapter_is_refused():
    with pytest.raises(BadValue, match=r"expected one of granting, .*, got 'nothing'"):
        vectors("nothing")


def test_the_known_mistake_is_named_for_near_misses_and_for_nothing_else():
    for vector in vectors():
        assert bool(vector.mistake) is (vector.kind == "near_miss"), vector.id


def test_what_is_sent_is_the_request_with_the_id_or_the_line_as_it_is():
    vector = Vector("B-1/x", "budget", ("B-1",), "M", "boundary", "why", EXPECTED, request={"op": "ā", "input": {}})
    assert vector.sent() == '{"id":"B-1/x","op":"ā","input":{}}'
    assert Vector("x", "protocol", ("x",), "", "boundary", "", EXPECTED, line="{no json").sent() == "{no json"
    own = Vector("x", "protocol", ("x",), "", "boundary", "", EXPECTED, request={"id": 5, "op": "y"})
    assert own.sent() == '{"id":5,"op":"y"}'


def test_a_refusal_in_a_file_is_read_as_one():
    refusals = [vector for vector in vectors() if not vector.expected.ok]
    for vector in refusals:
        assert vector.expected.code
        assert vector.expected.result is None
    for vector in vectors():
        assert vector.expected.ok is (vector.expected.code == "")
