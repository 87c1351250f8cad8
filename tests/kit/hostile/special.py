"""What does not repeat over the operations: lines that are no JSON, text, numbers, depth, size, contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents import Document, Pairs, Parts, Raw, Steps, in_parts, pointer, put, without, written
from families import named_value
from operations import ADULTS, ASKED, BY_LABEL, GENERAL

GOOD = '{"id":7,"op":"budget.needed","input":{"lines":[]}}'
BARE = '"op":"budget.needed","input":{"lines":[]}'
MIB = 1024 * 1024
MOST_BYTES, MOST_LEVELS, MOST_ELEMENTS = 16 * MIB, 32, 100_000
MARK = "@@"


def with_id(text: str) -> str:
    """A right request with ``text`` as its id, as it is written."""
    return '{"id":' + text + "," + BARE + "}"


def at(label: str, steps: Steps, text: str) -> str:
    """A right request of an operation with ``text`` at a place of its input, as it is written."""
    asked = BY_LABEL[label]
    return written(asked.request(input=put(asked.input, steps, Raw(text))))


_NOT_JSON = {
    "a word": "hello",
    "half a word": "tru",
    "words of Python": "None",
    "a constant of Python": "True",
    "a constant of JavaScript": "undefined",
    "not a number": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-Infinity",
    "an opening brace": "{",
    "a closing brace": "}",
    "an opening bracket": "[",
    "a closing bracket": "]",
    "a brace closed by a bracket": "{]",
    "a bracket closed by a brace": "[}",
    "a quotation mark": '"',
    "text without an end": '"abc',
    "text in single quotation marks": "'a'",
    "a backslash": "\\",
    "a hash": "#",
    "a comma": ",",
    "a colon": ":",
    "a number sign alone": "-",
    "two documents": GOOD + GOOD,
    "two documents with a space between": GOOD + " " + GOOD,
    "two documents with a comma between": GOOD + "," + GOOD,
    "two documents with a record separator": "\x1e" + GOOD,
    "a comma after the document": GOOD + ",",
    "a brace after the document": GOOD + "}",
    "the last brace missing": GOOD[:-1],
    "the first brace missing": GOOD[1:],
    "half of a request": GOOD[: len(GOOD) // 2],
    "a comma before the closing brace": "{" + BARE + ",}",
    "a comma before the closing bracket": '{"op":"budget.needed","input":{"lines":[],}}',
    "a comma in an empty list": '{"op":"budget.needed","input":{"lines":[,]}}',
    "a comma after the last element": '{"op":"budget.needed","input":{"lines":[{},]}}',
    "two commas": '{"op":"budget.needed",,"input":{"lines":[]}}',
    "a comma first": "{," + BARE + "}",
    "a key without quotation marks": '{op:"budget.needed"}',
    "a key in single quotation marks": "{'op':'budget.needed'}",
    "a number as a key": '{1:"budget.needed"}',
    "null as a key": '{null:"budget.needed"}',
    "a list as a key": '{[]:"budget.needed"}',
    "a key without a value": '{"op"}',
    "a colon without a value": '{"op":}',
    "a key without a colon": '{"op" "budget.needed"}',
    "an equals sign for a colon": '{"op"="budget.needed"}',
    "an arrow for a colon": '{"op"=>"budget.needed"}',
    "no comma between fields": '{"op":"budget.needed" "input":{}}',
    "a semicolon between fields": '{"op":"budget.needed";"input":{}}',
    "no comma between elements": with_id("[1 2]"),
    "a comment of one line": "{" + BARE + "}//x",
    "a comment inside": "{/* */" + BARE + "}",
    "a comment of a shell": "{" + BARE + "}#x",
    "YAML": "op: budget.needed",
    "a document start of YAML": "---" + GOOD,
    "XML": "<op>budget.needed</op>",
    "CSV": "op,input",
    "a form": "op=budget.needed&input=%7B%7D",
    "a request of HTTP": "POST / HTTP/1.1",
    "a header of an event stream": "data: " + GOOD,
    "a call of JSONP": "f(" + GOOD + ")",
    "a guard against reading as a script": ")]}'," + GOOD,
    "a length before the document": "51:" + GOOD,
    "a tuple": "(" + GOOD + ")",
    "a pickle of Python": "(dp0",
    "a format string": "%s",
    "a template": "{{op}}",
    "a null character before": "\x00" + GOOD,
    "a null character after": GOOD + "\x00",
    "a null character inside": '{"op":"budget.needed"\x00,"input":{"lines":[]}}',
    "a vertical tab before": "\x0b" + GOOD,
    "a form feed before": "\x0c" + GOOD,
    "an escape character before": "\x1b" + GOOD,
    "a sign of the end of a file after": GOOD + "\x1a",
    "a carriage return inside text": '{"op":"budget.\rneeded","input":{"lines":[]}}',
    "a tab inside text": '{"op":"budget.\tneeded","input":{"lines":[]}}',
    "a null character inside text": '{"op":"budget.needed\x00","input":{"lines":[]}}',
    "a unit separator inside text": '{"id":"\x1f",' + BARE + "}",
    "a hexadecimal escape": with_id('"\\x41"'),
    "an octal escape": with_id('"\\101"'),
    "an escape that is none": with_id('"\\a"'),
    "an escaped single quotation mark": with_id('"\\\'"'),
    "an escape of two digits": with_id('"\\u41"'),
    "an escape of three digits": with_id('"\\u041"'),
    "an escape with a letter beyond f": with_id('"\\u00g1"'),
    "an escape with a plus sign": with_id('"\\u+041"'),
    "an escape with a space": with_id('"\\u 041"'),
    "an escape with an underscore": with_id('"\\u0_41"'),
    "an escape with digits of another script": with_id('"\\u\u0660\u0660\u0664\u0661"'),
    "an escape in braces": with_id('"\\u{41}"'),
    "a long escape": with_id('"\\U00000041"'),
    "an escape at the end": with_id('"\\'),
    "a template of text": with_id("`a`"),
    "text of Python with a prefix": with_id('b"a"'),
    "text in two pieces": with_id('"a" "b"'),
    "a spread": with_id("[...1]"),
    "a missing value": with_id(""),
    "a word in capitals": with_id("TRUE"),
    "null in capitals": with_id("Null"),
    "null with a letter too many": with_id("nulll"),
    "nil": with_id("nil"),
    "a regular expression": with_id("/a/"),
    "an expression": with_id("1+1"),
    "a function": with_id("f()"),
    "a set": with_id("{1,2}"),
    "a date": with_id("2018-09-01"),
    "a time": with_id("09:30"),
}

_BAD_NUMBERS = (
    *("01", "-01", "00", "-00", "+1", "+0", "1.", ".5", "-.5", "1.e1", "1e", "1e+", "1e-", "1e1.5", "e1", "--1", "- 1"),
    *("0x10", "0b1", "0o7", "1_000", "1 000", "1'000", "1f", "1L", "1n", "1.0.0", "1/2", "$1", "1%", "1..2", "0.1.e1"),
    *("NaN", "nan", "-NaN", "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "1.#INF", "1e1e1", "0e", "0-1"),
    *(
        "\uff11",
        "\u0661",
        "\u0967",
        "\u00bd",
        "\u00b2",
        "\u221e",
        "\u22121",
        "\u2460",
        "1\u00a0000",
        "\u2170",
        "1\u0300",
    ),
)


def malformed() -> Iterator[Document]:
    for why, line in _NOT_JSON.items():
        yield Document("malformed", why, f"{why}: no JSON document", "bad_json", "", line)
    for steps, line in (("GOOD", f"[{GOOD}]"), ("text", f'"{named_value("request")}"')):
        yield Document("malformed", f"no object {steps}", "JSON, but no object", "bad_request", "", line)
    for line in ("null", "true", "false", "0", "-1.5", '""', "[]", "[[]]", "1e400", "[null]"):
        yield Document("malformed", f"no object {line} x", f"{line} is JSON, but no object", "bad_request", "", line)


def numbers() -> Iterator[Document]:
    units, count = ("lines", 0, "units", 1), ("children",)
    for place, text in enumerate(_BAD_NUMBERS):
        label, steps = (("budget.needed", units), ("admin.costs", count))[place % 2]
        line = at(label, steps, text)
        yield Document("numbers", f"no number {place} {text!a}", f"{text!a} is no number of JSON", "bad_json", "", line)
    for place, text in enumerate(
        (
            *("1.0", "0.0", "-0.0", "1e2", "1E2", "1e+2", "1E-2", "0e0", "1e0", "10e-1", "1.5", "-1.5", "0.1", "1e400"),
            *("-1e400", "1e-400", "123456789012345.0", "1234567890123456.5", "1e15", "1e16", "9007199254740993.0"),
            *("0." + "0" * 400 + "1", "1." + "0" * 5000, "-0e0", "2.5e-324", "1.7976931348623157e308", "0e999999999"),
        )
    ):
        for label, steps in (("schedule.carry", ("planned", 2)), ("settlement.month", ("lines", 0, "received_units"))):
            name, why = f"no count {place} {label}", f"{text[:30]} is a number, but no whole one as it is written"
            yield Document("numbers", name, why, "bad_type", pointer("input", *steps), at(label, steps, text))
    whole = {
        "16 digits": "1000000000000000",
        "16 nines": "9" * 16,
        "minus 16 digits": "-1000000000000000",
        "17 digits": "12345678901234567",
        "beyond 53 bits": "9007199254740993",
        "63 bits": "9223372036854775807",
        "beyond 63 bits": "9223372036854775808",
        "beyond 64 bits": "18446744073709551616",
        "minus beyond 63 bits": "-9223372036854775809",
        "30 digits": "1" + "0" * 29,
        "400 digits": "9" * 400,
        "4300 digits": "7" * 4300,
        "4301 digits": "7" * 4301,
        "minus 5000 digits": "-" + "1" * 5000,
    }
    for name, digits in whole.items():
        for label, steps in (
            ("budget.needed", units),
            ("admin.costs", count),
            ("pilot.calendar", ("plan1_month",)),
            ("eligibility.assess", ("pilot", "months")),
        ):
            yield Document(
                "numbers",
                f"{name} {label}",
                f"an integer of more than 15 digits: {name}",
                "too_large",
                pointer("input", *steps),
                at(label, steps, digits),
            )
        yield Document("numbers", f"{name} id", f"an id with {name}", "too_large", "/id", with_id(digits))
        unknown = "{" + BARE + ',"z":[{"a":' + digits + "}]}"
        yield Document("numbers", f"{name} unknown", f"{name} in an unknown field", "too_large", "/z/0/a", unknown)
        yield Document("numbers", f"{name} alone", f"{name} and nothing else", "too_large", "", digits)
    for text in ("-1", "-999999999999999", "-100000000000000"):
        for label, steps in (("budget.needed", units), ("plan.check", ("lines", 0, "weekly_days"))):
            yield Document(
                "numbers",
                f"negative {text[1:]} {label}",
                f"{text} where a count is asked for",
                "bad_value",
                pointer("input", *steps),
                at(label, steps, text),
            )
    for text in ("0", "1", "-1", "1.00", "1234.50", "1e2", "0.1", "-0.0", "999999999999999", "1E400"):
        for label, steps in (("plan.fit", ("available",)), ("transport.cost.parking", ("amount",))):
            yield Document(
                "numbers",
                f"money {named_value(text)} {label}",
                f"the number {text} where money is asked for, which is text",
                "bad_type",
                pointer("input", *steps),
                at(label, steps, text),
            )


_DIGITS = {
    "fullwidth": "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
    "Arabic": "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
    "Persian": "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9",
    "Devanagari": "\u0966\u0967\u0968\u0969\u096a\u096b\u096c\u096d\u096e\u096f",
    "mathematical": "".join(chr(0x1D7CE + digit) for digit in range(10)),
    "superscript": "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079",
}
_IN_DIGITS = (
    ("budget.final", ("recipients", 0, "needed"), "700.00"),
    ("plan.fit", ("lines", 0, "unit_price"), "8.50"),
    ("plan.merge", ("weights", "experts"), "60"),
    ("survey.route", ("born",), "2010-05-05"),
    ("eligibility.assess", ("applicant", "received"), "2018-07-03T09:14"),
    ("plan.check", ("lines", 0, "slots", 0, "from"), "09:30"),
    ("transport.cost.private", ("trips", 0, "km"), "12.4"),
)
_RAW_BYTES = {
    "a byte that is never used": b"\xff",
    "another byte that is never used": b"\xfe",
    "a byte that only continues": b"\x80",
    "a sequence cut after one byte": b"\xc3",
    "a sequence cut after two bytes": b"\xe2\x82",
    "a sequence cut after three bytes": b"\xf0\x9f\x98",
    "a sequence that does not continue": b"\xc3\x28",
    "an overlong slash": b"\xc0\xaf",
    "an overlong null": b"\xc0\x80",
    "an overlong sequence of three": b"\xe0\x80\xaf",
    "an overlong sequence of four": b"\xf0\x80\x80\xaf",
    "a surrogate": b"\xed\xa0\x80",
    "a pair of surrogates": b"\xed\xa0\xbd\xed\xb8\x80",
    "beyond the last character": b"\xf4\x90\x80\x80",
    "a sequence of five": b"\xf8\x88\x80\x80\x80",
    "a sequence of six": b"\xfc\x84\x80\x80\x80\x80",
    "Latin 1": "R\u012bga".encode("iso8859-13"),
}
_LOOKALIKES = {
    "a Cyrillic letter": ("n\u0430nny", "budget.fin\u0430l"),
    "a Greek letter": ("nann\u03b3", "budget.n\u03b5eded"),
    "fullwidth letters": ("\uff4e\uff41\uff4e\uff4e\uff59", "\uff42udget.final"),
    "a zero-width space": ("nan\u200bny", "budget\u200b.final"),
    "a zero-width joiner": ("nanny\u200d", "budget.final\u200d"),
    "a soft hyphen": ("nan\u00adny", "bud\u00adget.final"),
    "a combining mark": ("na\u0304nny", "budget.fina\u0304l"),
    "a byte-order mark": ("\ufeffnanny", "\ufeffbudget.final"),
    "a direction mark": ("\u200enanny", "\u200ebudget.final"),
    "an override of direction": ("\u202eynnan", "\u202elanif.tegdub"),
    "a no-break space": ("nanny\u00a0", "budget.final\u00a0"),
    "a line separator": ("nanny\u2028", "budget.final\u2028"),
    "a variation selector": ("nanny\ufe0f", "budget.final\ufe0f"),
    "a tag character": ("nanny\U000e0061", "budget.final\U000e0061"),
    "an emoji": ("\U0001f37c", "\U0001f4b6"),
    "another full stop": ("nanny\u3002", "budget\u3002final"),
    "a replacement character": ("nann\ufffd", "budget.fina\ufffd"),
    "a noncharacter": ("nanny\uffff", "budget.final\uffff"),
    "a private character": ("nanny\ue000", "budget.final\ue000"),
    "an unpaired surrogate": ("nanny\ud800", "budget.final\ud800"),
}


def unicode() -> Iterator[Document]:
    yield from _encodings()
    yield from _identifiers()
    for script, digits in _DIGITS.items():
        for label, steps, value in _IN_DIGITS:
            other = value.translate({ord("0") + number: digit for number, digit in enumerate(digits)})
            yield Document(
                "unicode",
                f"{script} digits {label}",
                f"{script} digits where ASCII ones are asked for",
                "bad_value",
                pointer("input", *steps),
                at(label, steps, written(other)),
            )
    for what, (service, op) in _LOOKALIKES.items():
        line = at("settlement.month", ("lines", 0, "service"), written(service))
        yield Document(
            "unicode", f"{what} service", f"a service with {what}", "bad_value", "/input/lines/0/service", line
        )
        named = BY_LABEL["budget.final"].request(op=op)
        yield Document(
            "unicode", f"{what} operation", f"an operation with {what}", "unknown_operation", "/op", written(named)
        )
    asked = BY_LABEL["review.decide"]
    for name, key in {
        "composed": "\u0113",
        "decomposed": "e\u0304",
        "beyond the basic plane": "\U0001f600",
        "unpaired": "\ud800",
        "a low surrogate": "\udfff",
        "null": "\x00",
        "a fullwidth reason": "\uff52eason",
        "a reason with a byte-order mark": "\ufeffreason",
        "a reason with a space": "reason ",
        "a Turkish i": "\u0131d",
        "a line separator": "\u2028",
    }.items():
        line = written(asked.request(input={key: "health", **asked.input}))
        yield Document(
            "unicode", f"field {name}", f"an unknown field: {name}", "unknown_field", pointer("input", key), line
        )
        line = written({key: None, **asked.request()})
        yield Document(
            "unicode",
            f"envelope {name}",
            f"an unknown field of the envelope: {name}",
            "bad_request",
            pointer(key),
            line,
        )
    for first, other, why in (
        ("\uffff", "\U00010000", "by code point U+FFFF comes before U+10000, by UTF-16 after it"),
        ("Z", "a", "capitals come before small letters"),
        ("e\u0304", "\u0113", "a decomposed letter begins with its base letter"),
        ("\u00e4", "\u0101", "by code point, not by any alphabet"),
        ("a", "a\u0300", "the shorter of two keys that begin alike comes first"),
    ):
        line = written(asked.request(input={other: 1, first: 1, **asked.input}))
        yield Document("unicode", f"order {first!a}", why, "unknown_field", pointer("input", first), line)
    for name, dash in (("hyphen", "\u2010"), ("en dash", "\u2013"), ("minus", "\u2212"), ("soft hyphen", "\u00ad")):
        line = at("selection.targets", ("applicants", 0, "age_group"), written(f"8{dash}10"))
        path = "/input/applicants/0/age_group"
        yield Document("unicode", f"{name} in an age group", f"a {name} for a hyphen-minus", "bad_value", path, line)
        line = at("pilot.calendar", ("start",), written(f"2018{dash}09{dash}01"))
        yield Document(
            "unicode", f"{name} in a date", f"a {name} for a hyphen-minus", "bad_value", "/input/start", line
        )
        line = written(asked.request(policy=f"children{dash}pilot{dash}2018"))
        yield Document(
            "unicode", f"{name} in a policy", f"a {name} for a hyphen-minus", "unknown_policy", "/policy", line
        )
        line = written(asked.request(readings={f"I{dash}3": "exhaust"}))
        path = pointer("readings", f"I{dash}3")
        yield Document("unicode", f"{name} in a reading", f"a {name} for a hyphen-minus", "unknown_reading", path, line)
    for name, language in {
        "capitals": "EN",
        "another": "de",
        "a region": "lv-LV",
        "empty": "",
        "a list": ["en"],
        "a space": "lv ",
        "fullwidth": "\uff4c\uff56",
        "a number": 0,
        "false": False,
    }.items():
        line = written(asked.request(lang=language))
        yield Document("unicode", f"language {name}", "a language other than en and lv", "bad_request", "/lang", line)


def _encodings() -> Iterator[Document]:
    for why, raw in _RAW_BYTES.items():
        inside = b'{"id":"' + raw + b'",' + BARE.encode() + b"}"
        yield Document("unicode", f"{why} inside", f"{why}: not UTF-8", "bad_json", "", inside)
        yield Document("unicode", f"{why} at the end", f"{why}: not UTF-8", "bad_json", "", GOOD.encode() + raw)
    mark = "\ufeff"
    for why, line in {
        "two byte-order marks": mark * 2 + GOOD,
        "a byte-order mark at the end": GOOD + mark,
        "a byte-order mark after a space": " " + mark + GOOD,
        "a byte-order mark inside": '{"op":' + mark + '"budget.needed","input":{"lines":[]}}',
        "a no-break space before": "\u00a0" + GOOD,
        "a line separator after": GOOD + "\u2028",
        "a next-line character after": GOOD + "\u0085",
        "an ideographic space inside": '{"op":\u3000"budget.needed"}',
        "curly quotation marks": "{\u201cop\u201d:\u201cbudget.needed\u201d}",
        "a fullwidth colon": '{"op"\uff1a"budget.needed"}',
        "a fullwidth brace": "\uff5b" + BARE + "\uff5d",
        "a zero-width space before": "\u200b" + GOOD,
        "an escaped document": "\\u007b" + GOOD[1:],
    }.items():
        yield Document("unicode", why, f"{why}: no white space of JSON, no sign of it", "bad_json", "", line)
    unknown = '{"id":7,"op":"none","input":{}}'
    yield Document(
        "unicode",
        "a byte-order mark before a request",
        "a byte-order mark at the start is skipped, what follows is read",
        "unknown_operation",
        "/op",
        mark + unknown,
    )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-7", "cp037"):
        text = GOOD.replace("budget", "b\u016bdget") if encoding == "utf-7" else GOOD
        code, path = ("unknown_operation", "/op") if encoding == "utf-7" else ("bad_json", "")
        yield Document("unicode", encoding, f"a request in {encoding}", code, path, text.encode(encoding))


def _identifiers() -> Iterator[Document]:
    named = {
        "65 letters": "x" * 65,
        "65 letters of two bytes": "\u0101" * 65,
        "65 emoji": "\U0001f600" * 65,
        "33 letters with marks": "e\u0304" * 33,
        "a null": "a\x00b",
        "a line feed": "a\n",
        "a delete": "\x7f",
        "a next line": "a\x85b",
        "the last control character": "\x9f",
        "a high surrogate": "\ud83d",
        "a low surrogate": "a\ude00",
        "surrogates in the wrong order": "\ude00\ud83d",
        "nothing": "",
    }
    for what, value in named.items():
        for label, steps in (
            ("budget.provisional", ("recipients", 1, "id")),
            ("selection.select.adults", ("applicants", 0, "id")),
            ("selection.replace", ("leaving", 0)),
            ("selection.verify", ("selected", 1)),
        ):
            yield Document(
                "unicode",
                f"identifier {what} {label}",
                f"an identifier with {what}",
                "bad_value",
                pointer("input", *steps),
                at(label, steps, written(value)),
            )


def nest(levels: int, opening: str, inner: str = "1") -> Parts:
    """``levels`` lists or objects, one in the other."""
    return [(opening, levels), (inner, 1), ("]" if opening[0] == "[" else "}", levels)]


_OPENINGS = {
    "lists": ("[", "0"),
    "objects": ('{"a":', "a"),
    "lists with a space": ("[ ", "0"),
    "second elements": ("[0,", "1"),
}


def nesting() -> Iterator[Document]:
    for what, (opening, step) in _OPENINGS.items():
        most = 100_000 if what in ("lists", "objects") else 10_000
        for levels in sorted({32, 33, 100, 500, 950, 1000, 1500, 10_000, most}):
            parts = nest(levels, opening)
            for where, mark, above in (
                ("id", with_id(MARK), ("id",)),
                (
                    "input",
                    '{"id":7,"op":"plan.fit","input":{"available":"1.00","lines":' + MARK + "}}",
                    ("input", "lines"),
                ),
                ("unknown", "{" + BARE + ',"z":' + MARK + "}", ("z",)),
            ):
                if (levels > 1500 and where == "unknown") or (levels == most and where == "input"):
                    continue
                path = pointer(*above, *[step] * (MOST_LEVELS - len(above)))
                why = f"{levels} {what} one in the other, in {where}"
                yield Document(
                    "nesting", f"{what} {levels} {where}", why, "too_large", path, in_parts(mark, MARK, parts)
                )
            if levels in (32, 100_000):
                continue
            path = pointer(*[step] * MOST_LEVELS)
            why = f"{levels} {what} one in the other, and no object around them"
            yield Document("nesting", f"{what} {levels} alone", why, "too_large", path, parts)
            why = f"{levels} {what} that are opened and never closed: no JSON"
            unclosed: Parts = [(opening, levels)]
            yield Document("nesting", f"{what} {levels} unclosed", why, "bad_json", "", unclosed)
            wrong = [(opening, levels), ("1", 1), (parts[-1][0], levels - 1), ("}" if opening[0] == "[" else "]", 1)]
            why = f"{levels} {what} of which the outermost is closed by the wrong sign: no JSON"
            yield Document("nesting", f"{what} {levels} closed wrongly", why, "bad_json", "", wrong)
    for levels in (31, 1000):
        path = pointer("id", *[0] * 31)
        for name, inner in (("object", "{}"), ("list", "[]")):
            why = f"an empty {name} inside {levels} lists"
            line = in_parts(with_id(MARK), MARK, nest(levels, "[", inner))
            yield Document("nesting", f"empty {name} in {levels}", why, "too_large", path, line)
    for name, end in (
        ("escaped quotation marks", [('"', 1), ('\\"', 20_000)]),
        ("brackets", [('"', 1), ("[", 20_000)]),
        ("one bracket each", [('"[', 10_001)]),
        ("a backslash", [('"\\', 1)]),
    ):
        why = f"too deep, and text without an end that holds {name}"
        yield Document("nesting", f"text without an end {name}", why, "bad_json", "", [("[", 3000), *end])
    why = "too deep, closed too often and opened again"
    closed: Parts = [("[", 3000), ("]", 20_000), ("[", 30_000)]
    yield Document("nesting", "closed too often", why, "bad_json", "", closed)
    deep = nest(2000, "[")
    for name, why, code, path, line in (
        (
            "then a comma",
            "too deep, and no JSON after it",
            "bad_json",
            "",
            in_parts(with_id(MARK)[:-1] + ",}", MARK, deep),
        ),
        ("then NaN", "too deep, and NaN after it", "bad_json", "", in_parts("[" + MARK + ",NaN]", MARK, deep)),
        ("around NaN", "too deep, and NaN inside it", "bad_json", "", nest(2000, "[", "NaN")),
        ("around a leading zero", "too deep, and 01 inside it", "bad_json", "", nest(2000, "[", "01")),
        (
            "around a control character",
            "too deep, and a tab in text inside it",
            "bad_json",
            "",
            nest(2000, "[", '"\t"'),
        ),
        (
            "around a bad escape",
            "too deep, and an escape that is none inside it",
            "bad_json",
            "",
            nest(2000, "[", '"\\x"'),
        ),
        ("around a comma", "too deep, and a comma before the end inside it", "bad_json", "", nest(2000, "[", "1,")),
        ("around a colon", "too deep, and a colon in a list inside it", "bad_json", "", nest(2000, "[", '"a":1')),
        (
            "around a key alone",
            "too deep, and a key without a value inside it",
            "bad_json",
            "",
            nest(2000, "[", '{"a"}'),
        ),
        (
            "around two values",
            "too deep, and no comma between two values in it",
            "bad_json",
            "",
            nest(2000, "[", "1 1"),
        ),
        ("around a number as a key", "too deep, and a number as a key in it", "bad_json", "", nest(2000, "[", "{1:1}")),
        (
            "around a comma in braces",
            "too deep, and a comma before a brace",
            "bad_json",
            "",
            nest(2000, "[", '{"a":1,}'),
        ),
        ("twice", "two documents that are too deep", "bad_json", "", [*deep, *deep]),
        (
            "after a long integer",
            "too deep, and before it an integer of 16 digits",
            "too_large",
            "/a",
            in_parts('{"a":1000000000000000,"b":' + MARK + "}", MARK, deep),
        ),
        (
            "before a key twice",
            "too deep, and a key twice: what is too large comes first",
            "too_large",
            pointer("a", *[0] * 31),
            in_parts('{"a":' + MARK + ',"a":1}', MARK, deep),
        ),
        (
            "under an escaped key",
            "the path holds the key as it reads, not as it is written",
            "too_large",
            pointer("a/b", *[0] * 31),
            in_parts('{"\\u0061\\/b":' + MARK + "}", MARK, deep),
        ),
    ):
        yield Document("nesting", f"deep {name}", why, code, path, line)


def huge() -> Iterator[Document]:
    yield from _long_lines()
    yield from _long_lists()
    needed = BY_LABEL["budget.needed"]
    for digits in (5000, 60_000, 1_000_000):
        for label, steps in (("budget.needed", ("lines", 1, "units", 0)), ("survey.route", ("can_express",))):
            parts = in_parts(at(label, steps, MARK), MARK, [("9", digits)])
            name, why = f"{digits} digits {label}", f"an integer of {digits} digits"
            yield Document("huge", name, why, "too_large", pointer("input", *steps), parts)
        sign: Parts = [("-", 1), ("1", digits)]
        why = f"an id that is an integer of {digits} digits, negative"
        yield Document("huge", f"{digits} digits id", why, "too_large", "/id", in_parts(with_id(MARK), MARK, sign))
        exponent: Parts = [("1e", 1), ("9", digits)]
        parts = in_parts(at("budget.needed", ("lines", 1, "units", 0), MARK), MARK, exponent)
        why = f"an exponent of {digits} digits"
        yield Document("huge", f"{digits} digits exponent", why, "bad_type", "/input/lines/1/units/0", parts)
        leading: Parts = [("0", digits)]
        parts = in_parts(at("budget.needed", ("lines", 1, "units", 0), MARK), MARK, leading)
        yield Document("huge", f"{digits} leading zeros", f"{digits} leading zeros", "bad_json", "", parts)
    for length in (60_000, 1_000_000):
        for label, steps, letter in (
            ("budget.final", ("recipients", 1, "id"), "x"),
            ("budget.final", ("reserve",), "9"),
            ("plan.fit", ("lines", 0, "unit_price"), "0"),
            ("plan.merge", ("weights", "parent"), "5"),
            ("plan.merge", ("parent", 2), "n"),
            ("eligibility.deadlines", ("holidays", 0), "2018-"),
            ("eligibility.assess", ("applicant", "received"), "T"),
            ("plan.check", ("lines", 0, "slots", 0, "from"), ":"),
            ("transport.cost.private", ("trips", 0, "km"), "1.4"),
            ("review.decide", ("reason",), "health"),
            ("selection.targets", ("applicants", 0, "impairment"), "\u0101"),
        ):
            parts = in_parts(at(label, steps, f'"{MARK}"'), MARK, [(letter, length // len(letter.encode()))])
            name, why = f"{length} bytes {label} {pointer(*steps)}", f"{length} bytes of text"
            yield Document("huge", name, why, "bad_value", pointer("input", *steps), parts)
        for field, code, rest in (
            ("op", "unknown_operation", '"input":{}'),
            ("policy", "unknown_policy", BARE),
            ("lang", "bad_request", BARE),
        ):
            parts = in_parts("{" + f'"{field}":"{MARK}",{rest}' + "}", MARK, [("a", length)])
            yield Document("huge", f"{length} bytes {field}", f"{length} bytes of text", code, f"/{field}", parts)
    fields = "".join(f'"k{number:03d}":0,' for number in reversed(range(500)))
    why = "500 unknown fields of the envelope, the first of them last"
    yield Document("huge", "500 fields", why, "bad_request", "/k000", "{" + fields + BARE + "}")
    for number in (1000, 7000):
        parts = in_parts('{"z":{' + MARK + '"a":2},' + BARE + "}", MARK, [('"a":1,', number)])
        why = f"one key {number + 1} times"
        yield Document("huge", f"{number} doubled", why, "duplicate", "/z/a", parts)
    for name, text, code, path in (
        ("empty lists", "[],", "bad_request", "/z"),
        ("empty objects", "{},", "bad_request", "/z"),
        ("nulls", "null,", "bad_request", "/z"),
        ("zeros", "0,", "bad_request", "/z"),
        ("lists of lists", "[[[[[[]]]]]],", "bad_request", "/z"),
        ("objects", '{"a":{"b":[]}},', "bad_request", "/z"),
        ("texts", '"\\u0101",', "bad_request", "/z"),
        ("floats", "1e-300,", "bad_request", "/z"),
    ):
        times = 65_000 // len(text)
        parts = in_parts("{" + BARE + ',"z":[' + MARK + "0]}", MARK, [(text, times)])
        yield Document("huge", f"64 KiB of {name}", f"64 KiB of {name} in an unknown field", code, path, parts)
        doubled = in_parts('{"z":[' + MARK + '0],"op":"a","op":"a"}', MARK, [(text, times)])
        why = f"64 KiB of {name} before a key given twice"
        yield Document("huge", f"64 KiB of {name} doubled", why, "duplicate", "/op", doubled)
    line = written(needed.request(input=put(needed.input, ("lines",), [Raw(MARK)])))
    for what, last in (("text", '"1"'), ("null", "null"), ("a fraction", "1.0")):
        why = f"{what} after 32 000 units"
        units = in_parts(at("budget.needed", ("lines", 0, "units"), f"[{MARK}]"), MARK, [("0,", 32_000), (last, 1)])
        yield Document("huge", f"units then {what}", why, "bad_type", "/input/lines/0/units/32000", units)
    units = in_parts(at("plan.fit", ("lines", 0, "units"), f"[{MARK}]"), MARK, [("0,", 32_000), ("0", 1)])
    why = "32 001 units in the first line, 2 in the second"
    yield Document("huge", "units unlike the second", why, "inconsistent", "/input/lines/1/units", units)
    element = '{"service":"nanny","unit_price":"8.50","units":[1]},'
    broken = in_parts(line, MARK, [(element, 1200), ("0", 1)])
    yield Document(
        "huge", "1200 lines", "the fault stands in the last of 1 201 lines", "bad_type", "/input/lines/1200", broken
    )
    recipient = in_parts(
        '{"op":"budget.final","input":{"recipients":[' + MARK + "]}}",
        MARK,
        [
            ('{"id":"a","provisional":"1.00","needed":"1.00"},', 1200),
            ('{"id":"a","provisional":"1.00","needed":"1.00"}', 1),
        ],
    )
    yield Document(
        "huge",
        "1201 recipients of one id",
        "one identifier 1 201 times: the second is reported",
        "duplicate",
        "/input/recipients/1/id",
        recipient,
    )


def _long_lines() -> Iterator[Document]:
    room = MOST_BYTES - len(GOOD)
    space: Parts = [(GOOD, 1), (" ", room + 1)]
    yield Document("huge", "16 MiB and a byte", "a right request, padded to 16 MiB and a byte", "too_large", "", space)
    two = in_parts(with_id(f'"{MARK}"'), MARK, [("\u0101", MOST_BYTES // 2)])
    why = "a line that is longer than 16 MiB in bytes, not in characters"
    yield Document("huge", "16 MiB in bytes", why, "too_large", "", two)
    lists: Parts = [("[", 1), ("0,", 12 * MIB), ("0]", 1)]
    yield Document("huge", "24 MiB", "a list of 24 MiB: the length of the line comes first", "too_large", "", lists)
    most: Parts = [('{"op":"none","input":{}}', 1), (" ", MOST_BYTES - len('{"op":"none","input":{}}'))]
    why = "a line of exactly 16 MiB is read"
    yield Document("huge", "exactly 16 MiB", why, "unknown_operation", "/op", most)


def _long_lists() -> Iterator[Document]:
    over: Parts = [("0,", MOST_ELEMENTS), ("0", 1)]
    most: Parts = [("0,", MOST_ELEMENTS - 1), ("0", 1)]
    texts: Parts = [('"a",', MOST_ELEMENTS), ('"a"', 1)]
    empty: Parts = [("{},", MOST_ELEMENTS), ("{}", 1)]
    why = "a list of 100 001 elements"
    for label, steps, parts in (
        ("budget.needed", ("lines",), empty),
        ("budget.needed", ("lines", 0, "units"), over),
        ("budget.final", ("recipients",), empty),
        ("selection.select", ("applicants",), empty),
        ("selection.verify", ("selected",), texts),
        ("plan.merge", ("parent",), texts),
        ("eligibility.deadlines", ("holidays",), texts),
        ("schedule.carry", ("planned",), over),
        ("transport.cost.rented", ("rent_days",), texts),
        ("funding.total", ("lines",), empty),
    ):
        line = in_parts(at(label, steps, f"[{MARK}]"), MARK, parts)
        name = f"100 001 elements {label} {pointer(*steps)}"
        yield Document("huge", name, why, "too_large", pointer("input", *steps), line)
    for name, text, path in (
        ("id", with_id(f"[{MARK}]"), "/id"),
        ("unknown", "{" + BARE + f',"z":{{"a":[[{MARK}]]}}' + "}", "/z/a/0"),
        ("no operation", '{"op":"none","input":[' + MARK + "]}", "/input"),
        ("alone", f"[{MARK}]", ""),
    ):
        yield Document("huge", f"100 001 elements {name}", why, "too_large", path, in_parts(text, MARK, over))
    line = in_parts("{" + BARE + f',"z":[{MARK}]' + "}", MARK, most)
    allowed = "a list of exactly 100 000 elements is read, and the field is unknown"
    yield Document("huge", "100 000 elements", allowed, "bad_request", "/z", line)
    line = in_parts('{"op":"none","z":[' + MARK + "]", MARK, over)
    yield Document("huge", "100 001 elements unclosed", "too long a list, and no JSON", "bad_json", "", line)
    line = in_parts('{"op":"none","op":"none","z":[' + MARK + "]}", MARK, over)
    first = "what is too large comes before a key given twice"
    yield Document("huge", "100 001 elements doubled", first, "too_large", "/z", line)


def doubled() -> Iterator[Document]:
    for name, line, path in (
        ("the same value", "{" + BARE + ',"op":"budget.needed"}', "/op"),
        ("input null", "{" + BARE + ',"input":null}', "/input"),
        ("an unknown field", "{" + BARE + ',"x":1,"x":1}', "/x"),
        ("an empty key", "{" + BARE + ',"":1,"":2}', "/"),
        ("a slash", "{" + BARE + ',"a/b":1,"a/b":2}', "/a~1b"),
        ("a tilde", "{" + BARE + ',"~":1,"~":2}', "/~0"),
        ("a slash escaped", "{" + BARE + ',"a/b":1,"a\\/b":2}', "/a~1b"),
        ("a number", "{" + BARE + ',"1":1,"\\u0031":2}', "/1"),
        ("a letter beyond the basic plane", "{" + BARE + ',"\U0001f600":1,"\\ud83d\\ude00":2}', "/\U0001f600"),
        ("a Latvian letter", "{" + BARE + ',"\u0101":1,"\\u0101":2}', "/\u0101"),
        ("an unpaired surrogate", "{" + BARE + ',"\\ud800":1,"\\uD800":2}', "/\ud800"),
        ("a null character", "{" + BARE + ',"\\u0000":1,"\\u0000":2}', "/\x00"),
        ("readings", "{" + BARE + ',"readings":{"I-3":"exhaust","I-3":"exhaust"}}', "/readings/I-3"),
        ("reform", "{" + BARE + ',"reform":{"a.b":1,"a.b":1}}', "/reform/a.b"),
        ("id", '{"id":{"a":1,"b":2,"a":3},' + BARE + "}", "/id/a"),
        ("no operation", '{"op":"nope","op":"nope"}', "/op"),
        ("no request", '[{"a":1,"a":1}]', "/0/a"),
        ("of a list", '{"op":5,"x":{"y":[1,{"z":1,"z":1}]}}', "/x/y/1/z"),
        ("three times", "{" + BARE + ',"lang":"en","lang":"lv","lang":"en"}', "/lang"),
        ("the first that comes again", '{"z":1,"a":1,"a":1,"z":1}', "/a"),
        ("the first that stands there", '{"z":1,"z":1,"a":1,"a":1}', "/z"),
        ("outer before inner", '{"a":{"b":1,"b":1},"a":1}', "/a"),
    ):
        yield Document("doubled", name, f"a key twice: {name}", "duplicate", path, line)
    for name, line, path in (
        ("keys that differ by case", "{" + BARE + ',"a":1,"A":1}', "/A"),
        ("keys that differ by form", "{" + BARE + ',"\u0113":1,"e\u0304":2}', "/e\u0304"),
        ("keys that differ by a space", "{" + BARE + ',"a":1,"a ":1}', "/a"),
    ):
        yield Document("doubled", name, "two keys that only look alike", "bad_request", path, line)
    regions = Pairs([("Jelgava", "Kurzeme"), ("Jelgava", "Zemgale")])
    for op in ("selection.targets", "selection.select"):
        asked = BY_LABEL[op]
        line = written(asked.request(input={**asked.input, "regions": regions}))
        why = "a municipality twice in the map of regions"
        yield Document("doubled", f"{op} regions twice", why, "duplicate", "/input/regions/Jelgava", line)


def order() -> Iterator[Document]:
    envelope: dict[str, Any] = {
        "zzz": 1,
        "input": 5,
        "lang": "de",
        "reform": {"none": 1},
        "readings": {"I-99": "none"},
        "policy": "none",
        "op": "none",
    }
    mended = {"op": "budget.final", "policy": None, "readings": None, "reform": None, "lang": "lv", "input": {}}
    faults = {
        "op": ("unknown_operation", "/op"),
        "policy": ("unknown_policy", "/policy"),
        "readings": ("unknown_reading", "/readings/I-99"),
        "reform": ("unknown_parameter", "/reform/none"),
        "lang": ("bad_request", "/lang"),
        "input": ("bad_request", "/input"),
    }
    for field, (code, path) in faults.items():
        why = f"the fault of {field} comes before those of the fields after it"
        yield Document("order", f"envelope {field}", why, code, path, written(envelope))
        wrong = {**envelope, **{name: 5 for name in mended if name in envelope and envelope[name] != mended[name]}}
        types = {name: (value if value == mended.get(name) else wrong[name]) for name, value in envelope.items()}
        yield Document(
            "order",
            f"envelope types {field}",
            f"{why}, all of the wrong type",
            "bad_request",
            f"/{field}",
            written(types),
        )
        envelope = {**envelope, field: mended[field]}
    why = "an unknown field of the envelope comes before the input"
    yield Document("order", "envelope unknown", why, "bad_request", "/zzz", written(envelope))
    del envelope["zzz"]
    why = "an envelope that is right, and the first field of the input is missing"
    yield Document("order", "envelope right", why, "missing_field", "/input/recipients", written(envelope))
    for name, line, code, path in (
        ("no JSON before a key twice", '{"a":1,"a":2', "bad_json", ""),
        ("no JSON before a long integer", "[1000000000000000", "bad_json", ""),
        ("a long integer before a key twice", '{"a":1,"a":2,"b":1000000000000000}', "too_large", "/b"),
        ("a long integer before the envelope", '{"op":5,"input":1000000000000000}', "too_large", "/input"),
        ("a key twice before the envelope", '{"op":5,"x":1,"x":1}', "duplicate", "/x"),
        ("a key twice before the operation", '{"op":"none","input":{"a":1,"a":1}}', "duplicate", "/input/a"),
        ("no input before an unknown field", '{"op":"budget.final","a":1}', "bad_request", "/input"),
        ("no operation", '{"input":{}}', "bad_request", "/op"),
        ("an empty object", "{}", "bad_request", "/op"),
        ("only an id", '{"id":7}', "bad_request", "/op"),
        ("null for all", '{"id":null,"op":null,"policy":null,"input":null}', "bad_request", "/op"),
        ("null for the input", '{"op":"budget.final","input":null}', "bad_request", "/input"),
        ("a list for the input", '{"op":"budget.final","input":[]}', "bad_request", "/input"),
        ("text for the input", '{"op":"budget.final","input":"{}"}', "bad_request", "/input"),
        ("a list for readings", "{" + BARE + ',"readings":[]}', "bad_request", "/readings"),
        ("text for a reform", "{" + BARE + ',"reform":"{}"}', "bad_request", "/reform"),
        ("a list for a policy", "{" + BARE + ',"policy":["children-pilot-2018"]}', "bad_request", "/policy"),
        ("false for a policy", "{" + BARE + ',"policy":false}', "bad_request", "/policy"),
        ("an operation in a list", '{"op":["budget.final"],"input":{}}', "bad_request", "/op"),
        ("false for an operation", '{"op":false,"input":{}}', "bad_request", "/op"),
    ):
        yield Document("order", name, name, code, path, line)


def conditions() -> Iterator[Document]:
    """What concerns several fields: after everything that concerns one."""
    for label, changes, code, path, why in _CONDITIONS:
        asked = BY_LABEL[label]
        changed = asked.input
        for steps, value in changes:
            changed = without(changed, steps) if value is ABSENT else put(changed, steps, value)
        line = written(asked.request(input=changed))
        yield Document("conditions", f"{label} {why}", why, code, f"/input{path}", line)
    for op in ("selection.targets", "selection.select", "selection.verify", "selection.replace"):
        asked = BY_LABEL[op]
        why = "nobody is selected outside a pilot"
        line = written(asked.request(policy=GENERAL))
        yield Document("conditions", f"{op} outside", why, "inconsistent", "/policy", line)
        line = written(asked.request(policy=GENERAL, input={"x": 1}))
        yield Document(
            "conditions", f"{op} outside input", f"{why}, whatever the input", "inconsistent", "/policy", line
        )
        line = written(asked.request(policy=GENERAL, zzz=1))
        why = "an unknown field of the envelope comes before a condition on several of its fields"
        yield Document("conditions", f"{op} outside unknown", why, "bad_request", "/zzz", line)
    final = BY_LABEL["budget.final"]
    nothing = put(final.input, ("recipients", 0, "provisional"), "0.00")
    line = written(final.request(readings={"I-2": "need_ratio"}, input=nothing))
    why = "a provisional amount of 0.00 with a greater need under need_ratio"
    path = "/input/recipients/0/provisional"
    yield Document("conditions", "need ratio", why, "bad_value", path, line)
    for reading in ("equal_share", "weighted_split"):
        given = BY_LABEL["budget.provisional.fixed-amount"]
        line = written({**given.request(), "readings": {"I-1": reading}})
        why = f"an amount under {reading}, where there is none"
        yield Document("conditions", f"amount under {reading}", why, "bad_value", "/input/amount", line)
    private = BY_LABEL["transport.cost.private"]
    line = written(
        private.request(readings={"I-29": "lower_of_both"}, input=without(private.input, ("fuel_receipts",)))
    )
    why = "the receipts that lower_of_both compares with"
    yield Document("conditions", "fuel receipts", why, "missing_field", "/input/fuel_receipts", line)
    for asked in ASKED:
        if asked.op.startswith("selection.") and asked.policy != ADULTS:
            applicant = asked.input["applicants"][0]
            changed = put(asked.input, ("applicants",), [applicant, {**applicant, "municipality": "Talsi"}])
            why = "an identifier twice, reported at the later one"
            path = "/input/applicants/1/id"
            line = written(asked.request(input=changed))
            yield Document("conditions", f"{asked.op} applicant twice", why, "duplicate", path, line)
            line = written(asked.request(input={**changed, "x": None}))
            why = "an unknown field comes before an identifier given twice"
            yield Document("conditions", f"{asked.op} twice and unknown", why, "unknown_field", "/input/x", line)


ABSENT = object()
_TWO = [
    {"id": "a", "born": "2010-05-05", "special_care": False},
    {"id": "a", "born": "2011-05-05", "special_care": True},
]
_CONDITIONS: tuple[tuple[str, list[tuple[Steps, Any]], str, str, str], ...] = (
    ("budget.final", [(("recipients", 1, "id"), "A")], "duplicate", "/recipients/1/id", "an identifier twice"),
    (
        "budget.final",
        [(("recipients", 1, "id"), "A"), (("underspent",), 5)],
        "bad_type",
        "/underspent",
        "a single field comes before an identifier given twice",
    ),
    (
        "budget.final",
        [(("recipients", 1, "id"), "A"), (("x",), None)],
        "unknown_field",
        "/x",
        "an unknown field comes before an identifier given twice",
    ),
    ("budget.provisional", [(("recipients",), _TWO)], "duplicate", "/recipients/1/id", "an identifier twice"),
    (
        "budget.provisional",
        [(("recipients", 1, "born"), "2018-09-02")],
        "bad_value",
        "/recipients/1/born",
        "born after the day",
    ),
    (
        "budget.provisional",
        [(("recipients", 0, "born"), "2000-09-01")],
        "bad_value",
        "/recipients/0/born",
        "18 on the day",
    ),
    (
        "budget.provisional",
        [(("recipients", 0, "born"), "2000-02-29"), (("on",), "2018-02-28")],
        "bad_value",
        "/recipients/0/born",
        "born on 29 February, 18 on 28 February",
    ),
    (
        "budget.provisional.fixed-amount",
        [(("amount",), ABSENT)],
        "missing_field",
        "/amount",
        "no amount under fixed_amount",
    ),
    (
        "budget.provisional.fixed-amount",
        [(("amount",), "1000.01")],
        "infeasible",
        "/amount",
        "a cent more than the pool",
    ),
    (
        "budget.provisional.fixed-amount",
        [(("amount",), "999999999999.99")],
        "infeasible",
        "/amount",
        "far more than the pool",
    ),
    ("budget.provisional.fixed-amount", [(("pool",), "0.00")], "infeasible", "/amount", "an empty pool"),
    ("budget.needed", [(("lines", 1, "units"), [3])], "inconsistent", "/lines/1/units", "units for fewer months"),
    ("budget.needed", [(("lines", 1, "units"), [3, 0, 0])], "inconsistent", "/lines/1/units", "units for more months"),
    ("budget.needed", [(("lines", 0, "units"), [])], "inconsistent", "/lines/1/units", "units for no month"),
    (
        "budget.needed",
        [(("lines", 0, "units"), []), (("lines", 1, "unit_price"), "1")],
        "bad_value",
        "/lines/1/unit_price",
        "a single field comes before lists of unequal length",
    ),
    ("plan.fit", [(("lines", 1, "units"), [])], "inconsistent", "/lines/1/units", "units for no month"),
    ("plan.check", [(("lines", 1, "units"), [3, 4, 5])], "inconsistent", "/lines/1/units", "units for more months"),
    ("plan.merge", [(("weights", "experts"), "61")], "inconsistent", "/weights", "weights that add up to 101"),
    ("plan.merge", [(("weights", "parent"), "39.999999")], "inconsistent", "/weights", "weights that add up to less"),
    (
        "plan.merge",
        [(("weights", "experts"), "0"), (("weights", "parent"), "0")],
        "inconsistent",
        "/weights",
        "weights of nothing",
    ),
    ("plan.merge", [(("parent", 0), "physiotherapist")], "inconsistent", "/parent", "different services"),
    ("plan.merge", [(("parent",), [])], "inconsistent", "/parent", "no services on one side"),
    ("plan.merge", [(("experts",), {})], "inconsistent", "/parent", "no services on the other side"),
    ("plan.merge", [(("parent", 3), "nanny")], "duplicate", "/parent/3", "a service twice in the parent's list"),
    ("plan.merge", [(("experts", "3", 1), "music_therapy")], "duplicate", "/experts/3/1", "a service twice in an area"),
    ("plan.merge", [(("experts", "2", 0), "nanny")], "duplicate", "/experts/2/0", "a service in two areas"),
    ("plan.merge", [(("experts", "4"), ["nanny"])], "unknown_field", "/experts/4", "an area that does not exist"),
    ("schedule.carry", [(("planned",), [4, 4])], "inconsistent", "/planned", "planned for fewer months"),
    ("schedule.carry", [(("planned",), [4, 4, 4, 4])], "inconsistent", "/planned", "planned for more months"),
    ("schedule.carry", [(("excused",), [2])], "inconsistent", "/excused", "excused for fewer months than received"),
    (
        "schedule.carry",
        [(("excused",), [2, 2, 0])],
        "inconsistent",
        "/excused",
        "excused for more months than received",
    ),
    (
        "schedule.carry",
        [(("received",), [2, 2, 2, 2]), (("excused",), [0, 0, 0, 0])],
        "inconsistent",
        "/received",
        "received for more months than planned",
    ),
    ("schedule.carry", [(("received", 0), 5)], "inconsistent", "/received/0", "received above what the month held"),
    ("schedule.carry", [(("received", 1), 6)], "inconsistent", "/received/1", "received above planned and carried"),
    ("schedule.carry", [(("excused", 0), 3)], "inconsistent", "/excused/0", "excused above what was missed"),
    ("schedule.carry", [(("months",), 0), (("planned",), [])], "bad_value", "/months", "no months"),
    ("transport.cost.private", [(("trips",), ABSENT)], "missing_field", "/trips", "a car without trips"),
    (
        "transport.cost.private",
        [(("consumption_per_100km",), None)],
        "missing_field",
        "/consumption_per_100km",
        "a car without consumption",
    ),
    (
        "transport.cost.private",
        [(("price_per_litre",), ABSENT)],
        "missing_field",
        "/price_per_litre",
        "a car without a price of fuel",
    ),
    ("transport.cost.private", [(("tickets",), [])], "bad_value", "/tickets", "tickets for a car"),
    ("transport.cost.private", [(("amount",), "1.00")], "bad_value", "/amount", "an amount for a car"),
    ("transport.cost.private", [(("rent_per_day",), "1.00")], "bad_value", "/rent_per_day", "rent for an own car"),
    ("transport.cost.rented", [(("rent_days",), ABSENT)], "missing_field", "/rent_days", "rent without days"),
    ("transport.cost.rented", [(("rent_per_day",), ABSENT)], "missing_field", "/rent_per_day", "rent without a price"),
    ("transport.cost.rented", [(("amount",), "1.00")], "bad_value", "/amount", "an amount for a rented car"),
    (
        "transport.cost.public",
        [(("tickets",), ABSENT)],
        "missing_field",
        "/tickets",
        "public transport without tickets",
    ),
    ("transport.cost.public", [(("trips",), [])], "bad_value", "/trips", "trips for public transport"),
    ("transport.cost.parking", [(("amount",), ABSENT)], "missing_field", "/amount", "parking without an amount"),
    ("transport.cost.parking", [(("fuel_receipts",), "1.00")], "bad_value", "/fuel_receipts", "fuel for parking"),
    (
        "transport.cost.parking",
        [(("amount",), ABSENT), (("proofs", 0), "letter")],
        "bad_value",
        "/proofs/0",
        "a single field comes before a field that the means needs",
    ),
    ("selection.replace", [(("leaving",), ["b"])], "inconsistent", "/leaving/0", "who leaves was not selected"),
    ("selection.replace", [(("leaving",), ["a", "a"])], "duplicate", "/leaving/1", "somebody leaves twice"),
    ("selection.replace", [(("selected",), ["a", "b", "a"])], "duplicate", "/selected/2", "somebody is selected twice"),
    ("selection.verify", [(("selected",), ["b", "b"])], "duplicate", "/selected/1", "somebody is selected twice"),
    (
        "selection.targets",
        [(("applicants", 1, "born"), "2018-09-02")],
        "bad_value",
        "/applicants/1/born",
        "born after the pilot begins",
    ),
    (
        "selection.targets",
        [(("applicants", 1, "born"), "2000-09-01")],
        "bad_value",
        "/applicants/1/born",
        "18 when the pilot begins",
    ),
    (
        "eligibility.assess",
        [(("applicant", "born"), "2018-07-04")],
        "bad_value",
        "/applicant/received",
        "received before birth",
    ),
    (
        "eligibility.assess.general",
        [(("applicant", "received"), "2010-05-04T23:59")],
        "bad_value",
        "/applicant/received",
        "received before birth",
    ),
    (
        "eligibility.assess.adults",
        [(("applicant", "received"), "1980-02-28T00:00")],
        "bad_value",
        "/applicant/received",
        "received before birth",
    ),
    ("survey.route", [(("born",), "1999-10-01")], "bad_value", "/born", "19 years old"),
    ("survey.route", [(("born",), "1918-10-01")], "bad_value", "/born", "100 years old"),
)
