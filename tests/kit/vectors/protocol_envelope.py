"""The vectors on the envelope: what a line is, what a request is, which problem is told first."""

from __future__ import annotations

import json
from typing import Any

from cases import Chapter

Json = Any

_ENVELOPE = "protocol: envelope"
_ERRORS = "protocol: errors"
_ORDER = "protocol: order"
_OP = "review.decide"
_INPUT = {"reason": "health"}


def add(chapter: Chapter) -> None:
    """Adds every case."""
    echoes(chapter)
    lines(chapter)
    doubled_keys(chapter)
    limits(chapter)
    missing_parts(chapter)
    names(chapter)
    readings(chapter)
    reforms(chapter)
    reforms_that_contradict(chapter)
    parameters_that_do_not_exist(chapter)
    envelope_order(chapter)
    description(chapter)


def _refused(code: str, path: str, **more: Json) -> dict[str, Json]:
    return {"/ok": False, "/error/code": code, "/error/path": path} | {
        f"/{name}": value for name, value in more.items()
    }


def _answered(**more: Json) -> dict[str, Json]:
    return {"/result/action": "reevaluate"} | {f"/{name}": value for name, value in more.items()}


def echoes(chapter: Chapter) -> None:
    """The id comes back as it was sent, whatever JSON value it is."""
    for name, sent, why, reason in (
        ("number", 17, "a number", "health"),
        ("fraction", 1.5, "a number with a fraction", "goals"),
        ("empty-text", "", "empty text", "unavailable"),
        ("text", "Ādaži №1", "text beyond ASCII", "contraindication"),
        ("false", False, "false, which is not null", "price"),
        ("object", {"b": [1, {"a": None}], "a": "x"}, "an object with parts", "other"),
    ):
        says = {"/id": sent, "/ok": True, "/error": None}
        told = f"an id that is {why} is echoed"
        chapter.case(f"id-{name}", _ENVELOPE, told, _OP, {"reason": reason, "equivalent": True}, says, id=sent)
    wrong = {"reason": "health", "equivalent": 1}
    says = _refused("bad_type", "/input/equivalent", id=["x", 0])
    chapter.case("id-of-a-refusal", _ENVELOPE, "a refusal echoes the id too", _OP, wrong, says, id=["x", 0])
    chapter.line(
        "no-id",
        _ENVELOPE,
        "a request without an id is answered with null",
        json.dumps({"op": _OP, "input": _INPUT}),
        _answered(id=None),
    )
    chapter.line(
        "id-of-an-unknown-operation",
        _ENVELOPE,
        "the id is echoed though the rest is not understood",
        json.dumps({"id": {"n": 1}, "op": "budget.guess", "input": _INPUT}),
        _refused("unknown_operation", "/op", id={"n": 1}),
    )


def lines(chapter: Chapter) -> None:
    """What is one JSON document, and what is none."""
    plain = json.dumps({"id": 1, "op": _OP, "input": {"reason": "goals"}})
    chapter.line(
        "white-space-around",
        _ENVELOPE,
        "spaces and tabs around and within a document are nothing",
        f" \t{plain} ".replace(": ", " :\t"),
        _answered(id=1),
    )
    chapter.line(
        "escaped-letters",
        _ENVELOPE,
        "escaped letters are the letters",
        r'{"id":"\u0101","\u006fp":"review.decide","input":{"reason":"g\u006fals"}}',
        _answered(id="ā"),
    )
    chapter.line(
        "keys-in-another-order",
        _ENVELOPE,
        "the order of keys has no meaning",
        json.dumps({"input": {"listed_unfunded": False, "reason": "goals"}, "op": _OP, "id": 2}),
        _answered(id=2),
    )
    for name, why, line in (
        ("cut-short", "a document that stops", '{"id":1,"op":"review.decide"'),
        ("two-documents", "two documents on one line", plain + " " + plain),
        ("comma-too-many", "a comma before the end", '{"id":1,"op":"review.decide","input":{"reason":"health",}}'),
        ("single-quotes", "names in single quotes", "{'id':1,'op':'review.decide'}"),
        ("not-a-number", "NaN is no JSON number", '{"id":NaN,"op":"review.decide","input":{"reason":"health"}}'),
        ("infinity", "Infinity is no JSON number", '{"id":1,"op":"review.decide","input":{"reason":-Infinity}}'),
        ("raw-control-character", "a tab within a text", '{"id":"a\tb","op":"review.decide","input":{}}'),
    ):
        chapter.line(name, _ERRORS, f"{why}: no JSON, and nothing to echo", line, _refused("bad_json", "", id=None))
    for name, line in (("list", "[]"), ("text", '"review.decide"'), ("null", "null")):
        why = f"JSON, but no object: {name}"
        chapter.line(f"request-is-{name}", _ENVELOPE, why, line, _refused("bad_request", "", id=None))


def doubled_keys(chapter: Chapter) -> None:
    """A key twice is refused at its place, before the envelope is looked at."""
    for name, why, line, path in (
        (
            "doubled-operation",
            "the last of two operations does not win",
            '{"id":1,"op":"budget.needed","op":"review.decide","input":{"reason":"health"}}',
            "/op",
        ),
        (
            "doubled-field",
            "the last of two reasons does not win",
            '{"id":1,"op":"review.decide","input":{"reason":"price","reason":"health"}}',
            "/input/reason",
        ),
        (
            "doubled-with-the-same-value",
            "the same value twice is still a doubled key",
            '{"id":1,"op":"budget.needed","input":{"lines":[{"service":"nanny","units":[],"service":"nanny"}]}}',
            "/input/lines/0/service",
        ),
        (
            "doubled-by-an-escape",
            "keys are the same when their letters are",
            r'{"id":1,"op":"review.decide","input":{"reason":"price","re\u0061son":"health"}}',
            "/input/reason",
        ),
        (
            "doubled-in-the-id",
            "the id is a part of the document too",
            '{"id":{"a":1,"a":2},"op":"review.decide","input":{"reason":"health"}}',
            "/id/a",
        ),
        (
            "doubled-before-unknown-operation",
            "a doubled key is told before an unknown operation",
            '{"id":1,"op":"budget.guess","input":{},"input":{}}',
            "/input",
        ),
    ):
        chapter.line(name, _ERRORS, why, line, _refused("duplicate", path), mistake="doubled_keys_last_wins")


def limits(chapter: Chapter) -> None:
    """Nesting of 32 and integers of 15 digits."""

    def nested(levels: int) -> Json:
        value: Json = []
        for _ in range(levels - 1):
            value = [value]
        return value

    deep = json.dumps({"id": nested(31), "op": _OP, "input": _INPUT})
    chapter.line("nested-32", _ERRORS, "the request and 31 lists: 32 levels are read", deep, _answered(id=nested(31)))
    chapter.line(
        "nested-33",
        _ERRORS,
        "one level more is refused at the place of the innermost list",
        json.dumps({"id": nested(32), "op": _OP, "input": _INPUT}),
        _refused("too_large", "/id" + "/0" * 31),
    )
    chapter.line(
        "nested-in-the-input",
        _ERRORS,
        "nesting is told before the field that is not known",
        json.dumps({"id": 1, "op": _OP, "input": {"reason": "health", "x": nested(31)}}),
        _refused("too_large", "/input/x" + "/0" * 30),
    )
    line = {"service": "nanny", "unit_price": "0.00", "units": [0]}
    for name, number, code, why in (
        ("15-digits", 10**15 - 1, None, "the greatest integer of 15 digits"),
        ("16-digits", 10**15, "too_large", "the least integer of 16 digits"),
        ("16-digits-below-zero", -(10**15), "too_large", "the size is judged before the sign"),
        ("40-digits", 10**39, "too_large", "an integer that no machine word holds"),
    ):
        asked = {"lines": [line | {"units": [number]}]}
        says = {"/result/lines/0/units": number} if code is None else _refused(code, "/input/lines/0/units/0")
        chapter.case(f"integer-of-{name}", f"{_ERRORS}; protocol: numbers", why, "budget.needed", asked, says)
    chapter.line(
        "integer-in-the-id",
        _ERRORS,
        "the limit holds for the id as well",
        '{"id":[1000000000000000],"op":"review.decide","input":{"reason":"health"}}',
        _refused("too_large", "/id/0"),
    )
    chapter.line(
        "too-large-before-the-envelope",
        f"{_ORDER}; {_ERRORS}",
        "what is too large is told before an unknown operation",
        '{"id":1,"op":"budget.guess","input":{"units":[1234567890123456]}}',
        _refused("too_large", "/input/units/0"),
    )
    chapter.line(
        "too-large-before-doubled",
        f"{_ORDER}; {_ERRORS}",
        "what is too large is told before a doubled key",
        '{"id":1,"op":"review.decide","input":{"reason":"health","reason":"price","n":1234567890123456}}',
        _refused("too_large", "/input/n"),
    )


def missing_parts(chapter: Chapter) -> None:
    """Parts of the envelope that are absent or of another kind."""
    for name, why, request, code, path in (
        ("no-operation", "no operation", {"input": _INPUT}, "bad_request", "/op"),
        ("operation-null", "null is no operation", {"op": None, "input": _INPUT}, "bad_request", "/op"),
        ("operation-number", "a number is no operation", {"op": 7, "input": _INPUT}, "bad_request", "/op"),
        ("operation-unknown", "no such operation", {"op": "review.decid", "input": _INPUT}, "unknown_operation", "/op"),
        ("no-input", "no input", {"op": _OP}, "bad_request", "/input"),
        ("input-null", "null is no input", {"op": _OP, "input": None}, "bad_request", "/input"),
        ("input-list", "a list is no input", {"op": _OP, "input": [_INPUT]}, "bad_request", "/input"),
        (
            "policy-number",
            "a policy has a name",
            {"op": _OP, "policy": 2018, "input": _INPUT},
            "bad_request",
            "/policy",
        ),
        ("readings-list", "readings are an object", {"op": _OP, "readings": ["I-3"], "input": _INPUT}, *_READINGS),
        ("reform-list", "a reform is an object", {"op": _OP, "reform": [], "input": _INPUT}, "bad_request", "/reform"),
        (
            "lang-unknown",
            "two languages are spoken",
            {"op": _OP, "lang": "de", "input": _INPUT},
            "bad_request",
            "/lang",
        ),
        ("lang-number", "a language has a name", {"op": _OP, "lang": 1, "input": _INPUT}, "bad_request", "/lang"),
        ("unknown-part", "no such part", {"op": _OP, "input": _INPUT, "when": "now"}, "bad_request", "/when"),
        (
            "unknown-part-null",
            "null is no excuse",
            {"op": _OP, "input": _INPUT, "Policy": None},
            "bad_request",
            "/Policy",
        ),
    ):
        line = json.dumps({"id": name, **request})
        chapter.line(f"envelope-{name}", _ENVELOPE, why, line, _refused(code, path, id=name))
    for name, why, more in (
        ("null-parts", "null is the same as absent", {"policy": None, "readings": None, "reform": None, "lang": None}),
        ("empty-parts", "empty objects change nothing", {"readings": {}, "reform": {}}),
        ("latvian", "Latvian texts, the same codes", {"lang": "lv"}),
    ):
        line = json.dumps({"id": name, "op": _OP, **more, "input": _INPUT})
        chapter.line(f"envelope-{name}", _ENVELOPE, why, line, _answered(id=name))


_READINGS = ("bad_request", "/readings")


def names(chapter: Chapter) -> None:
    """Policies by name."""
    for policy, why in (
        ("children-pilot-2019", "no such policy"),
        ("Children-general", "names are spelt exactly"),
    ):
        chapter.case(
            f"no-policy-{policy.lower()}",
            _ENVELOPE,
            why,
            _OP,
            _INPUT,
            _refused("unknown_policy", "/policy"),
            policy=policy,
        )
    for policy in ("children-pilot-2018", "children-general", "adults-pilot-2019"):
        asked = {"reason": "other", "listed_unfunded": True}
        says = {"/result/action": "correct_plan", "/readings": {}}
        chapter.case(f"policy-{policy}", _ENVELOPE, f"the policy {policy} exists", _OP, asked, says, policy=policy)


def readings(chapter: Chapter) -> None:
    """Which readings can be chosen."""
    for name, why, chosen, path in (
        ("no-such-interpretation", "there are 33 interpretations", {"I-34": "text"}, "I-34"),
        ("not-switchable", "a fixed interpretation has nothing to choose", {"I-8": "fixed"}, "I-8"),
        ("not-switchable-ties", "a fixed interpretation has nothing to choose", {"I-11": "by_area"}, "I-11"),
        ("no-such-reading", "that reading belongs to another interpretation", {"I-3": "level"}, "I-3"),
        ("reading-null", "a reading that is not text is an unknown one", {"I-3": None}, "I-3"),
        ("reading-in-capitals", "readings are spelt exactly", {"I-3": "Exhaust"}, "I-3"),
        ("interpretation-with-a-slash", "a path escapes what a pointer reserves", {"I/3~": "text"}, "I~13~0"),
        ("numeric-order", "of two wrong readings that of the smaller number", {"I-10": "x", "I-2": "x"}, "I-2"),
        ("known-before-unknown", "known interpretations come before unknown ones", {"A": "x", "I-30": "x"}, "I-30"),
        ("unknown-by-code-point", "unknown ones by code point", {"b": "x", "B": "x"}, "B"),
    ):
        says = _refused("unknown_reading", f"/readings/{path}")
        chapter.case(name, f"{_ENVELOPE}; {_ORDER}", why, _OP, _INPUT, says, readings=chosen)
    chapter.case(
        "reading-that-is-not-used",
        _ENVELOPE,
        "a known reading that the operation does not use is accepted, and not told",
        _OP,
        _INPUT,
        _answered(readings={}),
        readings={"I-3": "exhaust", "I-7": "level"},
    )


def _reform(chapter: Chapter, name: str, why: str, reform: Json, says: Json, **more: Json) -> None:
    rules = more.pop("rules", f"{_ERRORS}; protocol: envelope")
    chapter.case(name, rules, why, _OP, _INPUT, says, reform=reform, **more)


def reforms(chapter: Chapter) -> None:
    """What a parameter can be set to."""
    for name, why, path, value, code in (
        ("percent-as-number", "a percentage is text", "budget.reduced_share", 70, "bad_type"),
        ("percent-above-100", "at most 100 percent", "budget.reduced_share", "100.5", "bad_value"),
        ("count-as-fraction", "1.0 is no count", "selection.places", 100.0, "bad_type"),
        ("count-true", "true is no count", "selection.places", True, "bad_type"),
        ("count-below-zero", "a count is not negative", "selection.places", -1, "bad_value"),
        ("count-null", "null is no count", "selection.places", None, "bad_type"),
        ("count-of-none", "a municipality has at least one place", "selection.places_per_municipality", 0, "bad_value"),
        ("age-above-150", "an age is at most 150", "granting.age_below", 151, "bad_value"),
        ("variant-4", "there are three variants", "funding.variant", 4, "bad_value"),
        ("working-days-1001", "a term has at most 1000 days", "granting.decision_working_days", 1001, "bad_value"),
        ("day-that-does-not-exist", "a date exists", "adults.applications_to", "2019-08-32", "bad_value"),
        ("name-twice", "every name once", "pilot.municipalities", ["Tukums", "Talsi", "Tukums"], "duplicate"),
        ("pairs-as-list", "names by name are an object", "pilot.regions", ["Tukums", "Rīga"], "bad_type"),
    ):
        _reform(chapter, f"reform-{name}", why, {path: value}, _refused(code, f"/reform/{path}"))


def reforms_that_contradict(chapter: Chapter) -> None:
    """Figures that contradict each other, and which of several problems is told."""
    no_places = {f"selection.age.group_{ages}": 0 for ages in ("0_2", "3_7", "8_10", "11_14", "15_17")}
    for name, why, reform, code, path in (
        (
            "weights-of-90",
            "the weights of experts and parent add up to 100",
            {"needs.weight_experts": "40"},
            "inconsistent",
            "needs.weight_parent",
        ),
        (
            "ends-before-it-begins",
            "the last day for applications is not before the first",
            {"adults.applications_to": "2019-07-31"},
            "inconsistent",
            "adults.applications_to",
        ),
        ("no-age-has-places", "some age group has places", no_places, "inconsistent", "selection.age.group_15_17"),
        (
            "first-in-the-order-of-the-parameters",
            "of two wrong values that of the parameter listed first",
            {"surveys.beach_questions": "25", "granting.age_below": "18"},
            "bad_type",
            "granting.age_below",
        ),
        (
            "values-before-contradictions",
            "a wrong value is told before figures that contradict each other",
            {"needs.weight_experts": "40", "surveys.beach_questions": "25"},
            "bad_type",
            "surveys.beach_questions",
        ),
    ):
        rules = f"{_ORDER}; {_ERRORS}" if "first" in name or "before" in name else f"{_ERRORS}; protocol: envelope"
        _reform(chapter, f"reform-{name}", why, reform, _refused(code, f"/reform/{path}"), rules=rules)
    for name, why, reform in (
        (
            "weights-of-100",
            "both weights changed together",
            {"needs.weight_experts": "40", "needs.weight_parent": "60"},
        ),
        ("of-one-day", "applications on a single day", {"adults.applications_to": "2019-08-01"}),
        ("one-age-has-places", "one age group with places is enough", dict(list(no_places.items())[:4])),
    ):
        _reform(chapter, f"reform-{name}", why, reform, _answered())


def parameters_that_do_not_exist(chapter: Chapter) -> None:
    """Only listed parameters can be set."""
    for name, why, reform, path in (
        (
            "misspelt",
            "a misspelt parameter is not passed over",
            {"budget.reduced_shares": "80"},
            "budget.reduced_shares",
        ),
        ("group", "a group is no parameter", {"selection.age": 20}, "selection.age"),
        ("capital", "paths are spelt exactly", {"Budget.reduced_share": "80"}, "Budget.reduced_share"),
        ("slash", "a path escapes what a pointer reserves", {"budget/reduced~share": "80"}, "budget~1reduced~0share"),
        ("two", "of two unknown ones the first by code point", {"b.x": 1, "a.x": 1}, "a.x"),
    ):
        _reform(
            chapter,
            f"unlisted-{name}",
            why,
            reform,
            _refused("unknown_parameter", f"/reform/{path}"),
            mistake="unlisted_parameter_accepted",
        )
    _reform(
        chapter,
        "unlisted-after-listed",
        "wrong values of known parameters come before unknown ones",
        {"a.x": 1, "surveys.beach_questions": -1},
        _refused("bad_value", "/reform/surveys.beach_questions"),
        rules=f"{_ORDER}; {_ERRORS}",
    )


def envelope_order(chapter: Chapter) -> None:
    """Of several problems of the envelope, the first as the protocol lists them."""
    wrong: dict[str, Json] = {
        "op": "no.such",
        "policy": "no-such",
        "readings": {"I-99": "x"},
        "reform": {"no.such": 1},
        "lang": "xx",
        "input": 5,
        "zone": 1,
        "area": 1,
    }
    right: dict[str, Json] = {
        "op": _OP,
        "policy": "children-general",
        "readings": {},
        "reform": {},
        "lang": "lv",
        "input": _INPUT,
    }
    codes = {
        "op": "unknown_operation",
        "policy": "unknown_policy",
        "readings": "unknown_reading",
        "reform": "unknown_parameter",
    }
    parts = list(wrong)
    for place, part in enumerate(parts[:6]):
        request = {**dict(reversed(wrong.items())), **{name: right[name] for name in parts[:place]}}
        path = {"readings": "/readings/I-99", "reform": "/reform/no.such"}.get(part, f"/{part}")
        chapter.line(
            f"envelope-order-{part}",
            f"{_ORDER}; {_ENVELOPE}",
            f"everything from {part} on is wrong, and sent the other way round: {part} is told",
            json.dumps({"id": part, **request}),
            _refused(codes.get(part, "bad_request"), path),
            mistake="problems_in_any_order",
        )
    chapter.line(
        "envelope-order-unknown",
        f"{_ORDER}; {_ENVELOPE}",
        "of two unknown parts the first by code point, before anything in the input",
        json.dumps({"op": _OP, "zone": 1, "area": 1, "input": {"reason": 5}}),
        _refused("bad_request", "/area"),
        mistake="problems_in_any_order",
    )


def description(chapter: Chapter) -> None:
    """What can be looked up."""
    chapter.case(
        "description-of-a-reform",
        _ENVELOPE,
        "every parameter with its value, every interpretation with the reading that holds, all names in order",
        "policy.describe",
        {},
        {
            "/result/parameters/0/path": "period.months",
            "/result/interpretations/2/chosen": "exhaust",
            "/result/interpretations/3/chosen": "not_eligible",
            "/result/operations/0": "eligibility.assess",
            "/result/operations/21": "policy.describe",
            "/result/operations/22": None,
            "/reasons": [],
            "/readings": {},
        },
        readings={"I-3": "exhaust"},
        reform={
            "budget.reduced_share": "72.5",
            "pilot.municipalities": ["Tukums"],
            "pilot.regions": {"Tukums": "Rīga"},
        },
    )
    chapter.case(
        "description-asks-for-nothing",
        f"{_ENVELOPE}; {_ERRORS}",
        "the input is an empty object and takes no field",
        "policy.describe",
        {"part": "services"},
        _refused("unknown_field", "/input/part"),
        mistake="unknown_field_ignored",
    )
