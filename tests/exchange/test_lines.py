"""One line of JSON in, one line out: whatever the line holds, it is answered and the stream goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ibmodel.exchange import LIMITS, Limits, evaluate, evaluate_line

GOOD = '{"id":7,"op":"budget.needed","input":{"lines":[]}}'
BARE = '"op":"budget.needed","input":{"lines":[]}'
BYTE_ORDER_MARK = "\ufeff"


def with_id(text: str) -> str:
    return '{"id":' + text + ',"op":"budget.needed","input":{"lines":[]}}'


def with_units(text: str) -> str:
    return '{"op":"budget.needed","input":{"lines":[{"service":"nanny","unit_price":"2.50","units":' + text + "}]}}"


def answer(line: str | bytes, limits: Limits = LIMITS) -> dict[str, Any]:
    text = evaluate_line(line, limits)
    assert "\n" not in text
    text.encode("utf-8")
    response: dict[str, Any] = json.loads(text)
    return response


def refusal(line: str | bytes, limits: Limits = LIMITS) -> tuple[str, str]:
    response = answer(line, limits)
    assert response["ok"] is False, response
    return response["error"]["code"], response["error"]["path"]


@pytest.mark.parametrize(
    "blank", ["", " ", "\t", "\r\n", "\n", "  \r\n", BYTE_ORDER_MARK, BYTE_ORDER_MARK + " \n"], ids=ascii
)
def test_a_blank_line_is_skipped(blank: str) -> None:
    assert evaluate_line(blank) == evaluate_line(blank.encode()) == ""


@pytest.mark.parametrize(
    "line",
    [
        GOOD,
        GOOD + "\n",
        GOOD + "\r\n",
        f" {GOOD} ",
        f"\t{GOOD}\t\r\n",
        GOOD.replace(":", " :\t "),
        BYTE_ORDER_MARK + GOOD,
    ],
    ids=ascii,
)
def test_white_space_and_a_byte_order_mark_do_not_matter(line: str) -> None:
    assert answer(line) == answer(line.encode()) == evaluate(json.loads(GOOD))


NOT_JSON = [
    *[
        "nul",
        "True",
        "None",
        "undefined",
        "NaN",
        "Infinity",
        "-Infinity",
        "tru",
        "hello",
        "#",
        "\\",
        "'a'",
        "\f",
        "\xa0",
    ],
    *["{", "}", "[", "]", "{]", "[}", '"', '"abc', "{}{}", "{} {}", "[1,]", "[,1]", '{"a":1,}', "{a:1}", "{'a':1}"],
    *["{1:1}", '{"a"}', '{"a":}', '{"a" 1}', '{"a":1 "b":2}', "//x\n{}", "/* */{}", GOOD + ",", GOOD + GOOD, GOOD[:-1]],
    *["\xa0" + GOOD, GOOD + "\u2028", GOOD + "\x00", "\x00" + GOOD, GOOD + "\x1a", BYTE_ORDER_MARK * 2 + GOOD],
    *[GOOD + BYTE_ORDER_MARK, " " + BYTE_ORDER_MARK + GOOD, "\ud800"],
    *map(
        with_id,
        ["NaN", "Infinity", "-Infinity", "01", "-01", "1.", ".5", "+1", "1e", "0x10", "1_000", "- 1", "１", "١"],
    ),
    *map(with_id, ['"\\x41"', '"\\u12"', '"\\u12G4"', '"\\a"', '"\t"', '"\n"', '"\x00"', '"\x1f"', '"\\u+123"', "'a'"]),
    *map(with_units, ["[NaN]", "[1.]", "[01]", "[+1]", "[Infinity]", "[-]"]),
]


@pytest.mark.parametrize("line", NOT_JSON, ids=ascii)
def test_what_is_not_json_is_said_to_be_so(line: str) -> None:
    response = answer(line)
    assert response["id"] is None
    assert refusal(line) == ("bad_json", "")
    assert refusal(line.encode("utf-8", "surrogatepass")) == ("bad_json", "")


@pytest.mark.parametrize(
    "raw", [b"\xff", b"\xc3", b"\xc3\x28", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc0\xaf", b"\xed\xa0\x80", b"\x80"]
)
def test_bytes_that_are_not_utf_8_are_not_json(raw: bytes) -> None:
    assert refusal(b'{"id":"' + raw + b'",' + BARE.encode() + b"}") == ("bad_json", "")
    assert refusal(GOOD.encode() + raw) == ("bad_json", "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_are_not_json(encoding: str) -> None:
    assert refusal(GOOD.encode(encoding)) == ("bad_json", "")


@pytest.mark.parametrize("line", ["null", "true", "0", "-1.5", '"abc"', "[]", f"[{GOOD}]"])
def test_json_that_is_no_object_is_a_bad_request(line: str) -> None:
    assert refusal(line) == ("bad_request", "")


@pytest.mark.parametrize(
    "text",
    [
        *["null", "true", "false", "0", "-1", "1.5", '""', '"x"', "[]", "{}", "[1,[2,{}]]", '{"a":{"b":null}}'],
        *[
            "999999999999999",
            "-999999999999999",
            "1e30",
            "-0.0",
            '"\\ud83d\\ude00"',
            '"\\u0000"',
            '"\\ufeff"',
            '"\x7f"',
        ],
    ],
)
def test_an_id_of_any_json_kind_is_echoed(text: str) -> None:
    for line in (with_id(text), '{"id":' + text + "}", '{"id":' + text + ',"op":"none","x":1}'):
        echoed = answer(line)["id"]
        assert echoed == json.loads(text)
        assert type(echoed) is type(json.loads(text))


def test_text_comes_back_as_it_is_and_not_escaped() -> None:
    assert '"id":"ā😀\u2028"' in evaluate_line(with_id('"\\u0101😀\u2028"'))


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\udc00\\ud800"', '"x\\udfff"', '["\\ud800",{"\\udbff":"\\udc00"}]'])
def test_unpaired_surrogates_in_an_id_are_echoed_escaped_so_that_the_output_can_be_encoded(text: str) -> None:
    assert answer(with_id(text))["ok"]
    assert answer(with_id(text))["id"] == json.loads(text)
    assert answer('{"id":' + text + ',"op":"none"}')["id"] == json.loads(text)


def test_unpaired_surrogates_elsewhere_are_refused_where_they_stand() -> None:
    assert refusal("{" + BARE + ',"\\ud800":1}') == ("bad_request", "/\ud800")
    assert refusal('{"op":"budget.needed","input":{"lines":[],"\\udc00":1}}') == ("unknown_field", "/input/\udc00")
    named = with_units("[1]").replace("nanny", "x-\\ud800")
    assert refusal(named) == ("bad_value", "/input/lines/0/service")
    recipient = '{"id":"\\ud800","provisional":"1.00","needed":"1.00"}'
    assert refusal('{"op":"budget.final","input":{"recipients":[' + recipient + "]}}") == (
        "bad_value",
        "/input/recipients/0/id",
    )
    assert answer(with_units("[1]").replace("nanny", "x-\\ud83d\\ude00"))["ok"]


def test_control_characters_in_identifiers_are_refused_where_they_stand() -> None:
    for character in ("\\u0000", "\\n", "\\u007f", "\\u009f"):
        recipient = '{"id":"a' + character + '","provisional":"1.00","needed":"1.00"}'
        line = '{"op":"budget.final","input":{"recipients":[' + recipient + "]}}"
        assert refusal(line) == ("bad_value", "/input/recipients/0/id")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('{"op":"budget.needed",' + BARE + "}", "/op"),
        ("{" + BARE + ',"input":null}', "/input"),
        ("{" + BARE + ',"x":1,"x":1}', "/x"),
        ("{" + BARE + ',"":1,"":2}', "/"),
        ("{" + BARE + ',"a/b":1,"a/b":2}', "/a~1b"),
        ("{" + BARE + ',"~":1,"~":2}', "/~0"),
        ('{"\\u006fp":"a",' + BARE + "}", "/op"),
        ('{"op":"budget.needed","input":{"lines":[],"lines":[]}}', "/input/lines"),
        ('{"op":"budget.needed","input":{"lines":[{"a":1},{"a":1,"\\u0061":2}]}}', "/input/lines/1/a"),
        ("{" + BARE + ',"readings":{"I-3":"exhaust","I-3":"exhaust"}}', "/readings/I-3"),
        ("{" + BARE + ',"reform":{"a":1,"a":2}}', "/reform/a"),
        ('{"op":"nope","op":"nope"}', "/op"),
        ('{"op":5,"x":{"y":[1,{"z":1,"z":1}]}}', "/x/y/1/z"),
        ('[{"a":1,"a":1}]', "/0/a"),
        ('{"id":{"a":1,"a":2},' + BARE + "}", "/id/a"),
    ],
)
def test_a_key_twice_is_a_duplicate_before_anything_else(line: str, path: str) -> None:
    assert refusal(line) == ("duplicate", path)


def test_of_several_keys_given_twice_the_first_to_come_again_is_reported() -> None:
    assert refusal('{"z":1,"z":1,"a":1,"a":1}') == ("duplicate", "/z")
    assert refusal('{"z":1,"a":1,"a":1,"z":1}') == ("duplicate", "/a")


def test_an_id_is_echoed_beside_a_key_given_twice() -> None:
    assert answer('{"id":3,' + BARE + ',"z":{"b":1,"b":1}}')["id"] == 3


@pytest.mark.parametrize("line", ["{" + BARE + ',"é":1,"e\u0301":2}', "{" + BARE + ',"A":1,"a":2}'])
def test_keys_that_only_look_alike_are_two(line: str) -> None:
    assert refusal(line)[0] == "bad_request"


def test_parsing_comes_first() -> None:
    assert refusal('{"a":1,"a":2') == ("bad_json", "")
    assert refusal("[1234567890123456") == ("bad_json", "")
    assert refusal('{"a":1,"a":2,"b":1000000000000000}') == ("too_large", "/b")
    assert refusal('{"a":1000000000000000,"a":1}') == ("too_large", "/a")


@pytest.mark.parametrize("digits", ["999999999999999", "0", "-0", "5"], ids=str)
def test_an_integer_of_15_digits_is_read(digits: str) -> None:
    assert answer(with_units(f"[{digits}]"))["ok"]


@pytest.mark.parametrize(
    "digits", ["1000000000000000", "-1000000000000000", "9" * 30, "1" + "0" * 5000, "1" + "0" * 100_000], ids=len
)
def test_an_integer_of_16_digits_or_more_is_too_large_wherever_it_stands(digits: str) -> None:
    assert refusal(with_units(f"[0,{digits}]")) == ("too_large", "/input/lines/0/units/1")
    assert refusal('{"op":"none","k":' + digits + "}") == ("too_large", "/k")
    assert refusal("{" + BARE + ',"reform":{"funding.variant":' + digits + "}}") == (
        "too_large",
        "/reform/funding.variant",
    )
    assert refusal(with_id(digits)) == ("too_large", "/id")
    assert refusal(digits) == ("too_large", "")


@pytest.mark.parametrize("text", ["1.0", "1e2", "1.5", "true", '"1"', "1e400", "-1e999", "123456789012345678.5"])
def test_a_number_that_is_no_integer_is_no_count(text: str) -> None:
    assert refusal(with_units(f"[{text}]")) == ("bad_type", "/input/lines/0/units/0")


def nest(levels: int, opening: str = "[", inner: str = "1") -> str:
    return opening * levels + inner + ("]" if opening == "[" else "}") * levels


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_thirty_two_levels_are_read_and_the_33rd_is_too_large(opening: str) -> None:
    step = "0" if opening == "[" else "a"
    assert answer(with_id(nest(31, opening)))["ok"]
    assert refusal(with_id(nest(32, opening))) == ("too_large", "/id" + f"/{step}" * 31)
    assert refusal("{" + BARE + ',"z":' + nest(31, opening) + "}") == ("bad_request", "/z")
    assert refusal("{" + BARE + ',"z":' + nest(32, opening) + "}") == ("too_large", "/z" + f"/{step}" * 31)
    inside = '{"op":"budget.needed","input":{"lines":' + nest(31, opening) + "}}"
    assert refusal(inside) == ("too_large", "/input/lines" + f"/{step}" * 30)


def test_an_empty_object_at_level_33_is_too_large() -> None:
    assert refusal(with_id(nest(31, "[", "{}"))) == ("too_large", "/id" + "/0" * 31)


@pytest.mark.parametrize("levels", [1500, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_beyond_what_python_reads_is_too_large(levels: int, opening: str) -> None:
    for line in (nest(levels, opening), with_id(nest(levels, opening)), with_units(nest(levels, opening))):
        assert refusal(line)[0] == "too_large"


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_about_as_deep_as_python_reads_is_too_large_too(opening: str) -> None:
    for levels in range(930, 1000):
        line = '{"op":"budget.needed","input":{"lines":' + nest(levels, opening) + "}}"
        text = evaluate_line(line)
        assert '"code":"too_large"' in text


def test_brackets_in_text_are_no_nesting() -> None:
    assert answer(with_id('"' + "[{" * 200 + '"'))["ok"]
    assert answer(with_id('"\\"' + "[" * 200 + '"'))["ok"]


def test_a_list_of_100_000_is_read_and_one_more_is_too_large() -> None:
    zeros = ",".join(["0"] * 100_000)
    assert answer(with_units(f"[{zeros}]"))["ok"]
    assert refusal(with_units(f"[{zeros},0]")) == ("too_large", "/input/lines/0/units")
    assert refusal('{"op":"none","k":[[' + zeros + ",0]]}") == ("too_large", "/k/0")
    assert refusal("[" + zeros + ",0]") == ("too_large", "")
    keys = ",".join(f'"{key}":0' for key in range(100_001))
    assert refusal('{"op":"none","k":{' + keys + "}}") == ("unknown_operation", "/op")


def test_a_line_of_16_mebibytes_is_read_and_one_byte_more_is_too_large() -> None:
    most = 16 * 1024 * 1024
    assert (LIMITS.line_bytes, LIMITS.nesting, LIMITS.elements, LIMITS.digits) == (most, 32, 100_000, 15)
    padded = GOOD + " " * (most - len(GOOD))
    assert answer(padded)["ok"]
    assert answer(padded + "\r\n")["ok"]
    for line in (padded + " ", "x" * (most + 1), (padded + " ").encode()):
        response = answer(line)
        assert (response["error"]["code"], response["error"]["path"], response["id"]) == ("too_large", "", None)


def test_a_line_is_measured_in_bytes() -> None:
    limits = Limits(line_bytes=len(with_id('"ā"').encode()))
    assert answer(with_id('"ā"'), limits)["ok"]
    assert refusal(with_id('"ā "'), limits) == ("too_large", "")
    assert refusal(with_id('"\ud800"'), Limits(line_bytes=len(with_id('"  "')))) == ("too_large", "")


def test_a_line_of_50_megabytes_is_too_large_and_the_next_is_answered() -> None:
    assert refusal(b"[" + b" " * 50_000_000) == ("too_large", "")
    assert answer(GOOD)["ok"]


UNITS = {"op": "budget.needed", "input": {"lines": [{"service": "nanny", "unit_price": "1.00", "units": [10, 20]}]}}


@pytest.mark.parametrize(
    ("limits", "path"),
    [
        (Limits(nesting=4), "/input/lines/0/units"),
        (Limits(nesting=2), "/input/lines"),
        (Limits(elements=1), "/input/lines/0/units"),
        (Limits(elements=0), "/input/lines"),
        (Limits(digits=1), "/input/lines/0/units/0"),
    ],
    ids=str,
)
def test_the_python_caller_may_narrow_the_limits(limits: Limits, path: str) -> None:
    response = evaluate(UNITS, limits)
    assert response["ok"] is False
    assert (response["error"]["code"], response["error"]["path"]) == ("too_large", path)
    assert answer(json.dumps(UNITS), limits) == response


def test_the_python_caller_may_widen_the_limits() -> None:
    wide = Limits(line_bytes=2**30, nesting=40, elements=200_000, digits=20)
    many = "[" + ",".join(["0"] * 100_001) + "]"
    assert answer(with_units(many), wide)["ok"]
    assert answer(with_units("[12345678901234567890]"), wide)["ok"]
    assert answer(with_id(nest(39)), wide)["ok"]
    assert refusal(with_id(nest(40)), wide)[0] == "too_large"
    assert answer(GOOD + " " * LIMITS.line_bytes, wide)["ok"]


def test_limits_hold_in_a_reform_too() -> None:
    names = [f"name {number}" for number in range(100_001)]
    response = evaluate({"op": "budget.needed", "input": {"lines": []}, "reform": {"pilot.municipalities": names}})
    assert response["ok"] is False
    assert (response["error"]["code"], response["error"]["path"]) == ("too_large", "/reform/pilot.municipalities")


@given(st.text() | st.binary() | st.text('{}[]":,0123456789eE+-.\\nulltruefs \ud800'))
@example('{"id":1e999}')
@example('{"id":[1e999],' + BARE + "}")
@settings(deadline=None, max_examples=300)
def test_every_line_gets_a_line(line: str | bytes) -> None:
    text = evaluate_line(line)
    if text:
        assert json.loads(text)["ok"] in (True, False)
        assert json.loads(text.encode("utf-8"))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda of: st.lists(of) | st.dictionaries(st.text(), of),
    )
)
@settings(deadline=None, max_examples=60)
def test_a_line_is_answered_as_the_document_it_holds(document: object) -> None:
    line = json.dumps(document).replace("NaN", "0").replace("Infinity", "1")
    text = evaluate_line(line)
    assert json.loads(text)["ok"] is False
    assert json.loads(text) == json.loads(json.dumps(evaluate(json.loads(line))))
