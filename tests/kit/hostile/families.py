"""The regular families: the same fault at every place of every operation."""

from __future__ import annotations

import copy
import zlib
from collections.abc import Iterator
from typing import Any

from documents import Document, Pairs, Raw, Steps, backwards, found, pointer, put, without, written
from operations import ASKED, OPERATIONS, Asked, ListOf, Record, Scalar

TEXTS = {
    *("money", "rate", "percent", "date", "moment", "month start", "until", "clock", "identifier", "name", "service"),
    *("text", "quantity", "impairment", "component", "measure", "paper", "ages", "means", "proof", "reason"),
    *("ground", "session"),
}
NUMBERS = {"count", "months", "positive", "variant", "group", "weekday", "first month"}

#: The kinds for which every value of another type is tried once.
TYPED = {"money", "rate", "date", "moment", "identifier", "service", "impairment", "count", "flag", "ListOf", "Record"}

#: Values of another type, as they are written: for text, counts, yes or no, lists and objects.
NOT_TEXT = (
    "5",
    "0",
    "1.5",
    "true",
    "false",
    "[]",
    '["1.00"]',
    "{}",
    '{"euro":"1.00"}',
    "12.50",
    "1e2",
    "-1",
    "20180901",
)
NOT_COUNT = ("true", "false", '"1"', '""', "[]", "[1]", "{}", "1.0", "1.5", "1e0", "0.1e1", "1E400", "-0.0")
NOT_FLAG = ("0", "1", "1.0", '"yes"', '"no"', '"true"', '"false"', '""', "[]", "[true]", "{}", "-0")
NOT_LIST = ("0", '"x"', "true", "{}", '{"0":1}', '""', "1.5", "false")
NOT_OBJECT = ("0", '"x"', "true", "[]", '[["id","a"]]', '""', "false", '"{}"')

_WORDS = ("", " ", "None", "null", "x", "0", "*", "\t")
#: Values of the right type that are not allowed.
BAD = {
    "money": (
        *("", " ", "1", "1.0", "1.234", "1.", ".50", "01.00", "00.00", "-1.00", "-0.00", "+1.00", "1,00", "1.00 "),
        *(" 1.00", "1 000.00", "1,000.00", "1_000.00", "1e2", "1.00e0", "1E+2", "0x10.00", "NaN", "Infinity", "-"),
        *("\u20ac1.00", "1.00 EUR", "1.00\n", "1000000000000.00", "999999999999.999", "1.00\x00", "1..00", "1.0.0"),
        *("$1.00", "1'000.00", "--1.00", "1.00-", "(1.00)", "null", "true", "one"),
    ),
    "rate": (
        *("", "1", "1.0", "1.0000000", "01.00", "00.50", "-1.00", "-0.00", "+1.00", "1,00", ".50", "1.", "1e2"),
        *("1.00e0", " 1.00", "1.00 ", "1000000000000.00", "NaN", "1.00/h", "1.00\n", "0x1.00", "1_0.00"),
    ),
    "percent": (
        *(
            "",
            "-1",
            "-0",
            "101",
            "100.000001",
            "1000",
            "50.",
            ".5",
            "050",
            "00",
            "+5",
            "50%",
            "1.0000000",
            "5e1",
            "1/2",
        ),
        *(" 50", "50 ", "50,5", "NaN", "0.5.5"),
    ),
    "quantity": ("", "-1", "-0", "+1", "01", "1,5", "1.", ".5", "1e2", "12 km", " 1", "1 ", "NaN", "Infinity", "1\n"),
    "date": (
        *("", " ", "2018-02-29", "2018-02-30", "2018-04-31", "2018-06-31", "2018-09-31", "2018-11-31", "2018-01-32"),
        *("2018-01-00", "2018-00-01", "2018-13-01", "1900-02-29", "2100-02-29", "0000-01-01", "-001-01-01"),
        *("10000-01-01", "+2018-01-01", "18-01-01", "2018-8-1", "2018-08-1", "2018-8-01", "20180801", "2018-W31-3"),
        *(
            "2018W313",
            "2018-213",
            "2018213",
            "2018-08",
            "2018",
            "2018/08/01",
            "01.08.2018",
            "08/01/2018",
            "2018-08-01 ",
        ),
        *(" 2018-08-01", "2018-08-01T00:00", "2018-08-01Z", "2018-08-01T00:00:00Z", "2018-08-01\n", "1 August 2018"),
        *(
            "1533081600",
            "today",
            "indefinitely",
            "2018-08-01/2018-08-31",
            "2018--08-01",
            "2018-08-01\x00",
            "2018.08.01",
        ),
    ),
    "moment": (
        *("", "2018-07-03", "2018-07-03T", "2018-07-03T09", "2018-07-03T9:14", "2018-07-03 09:14", "2018-07-03t09:14"),
        *("2018-07-03T09:14:00", "2018-07-03T09:14:00.000", "2018-07-03T09:14Z", "2018-07-03T09:14+03:00"),
        *("2018-07-03T09:14:00Z", "2018-07-03T24:00", "2018-07-03T25:00", "2018-07-03T09:60", "2018-07-03T0914"),
        *("20180703T0914", "2018-02-29T09:14", "2018-02-30T09:14", "1900-02-29T00:00", "2018-13-01T00:00"),
        *("2018-00-01T00:00", "2018-W27-2T09:14", "2018-184T09:14", " 2018-07-03T09:14", "2018-07-03T09:14 "),
        *(
            "0000-01-01T00:00",
            "2018-07-03T-1:00",
            "2018-07-03T09:14\n",
            "2018-07-03T09:14[Europe/Riga]",
            "09:14",
            "now",
        ),
    ),
    "clock": (
        *("", "9:30", "09:3", "0930", "24:00", "23:60", "25:00", "-1:00", "09:30:00", "09:30Z", "09:30 ", " 09:30"),
        *("9:30 AM", "09.30", "09-30", "T09:30", "09:30\n", "noon"),
    ),
    "identifier": (
        "",
        "x" * 65,
        "a\nb",
        "a\tb",
        "\x00",
        "\x1f",
        "\x7f",
        "\x80",
        "\x85",
        "\x9f",
        "\r",
        "\ud800",
        "\udc00a",
    ),
    "service": ("", " ", "swimming", "Nanny", "NANNY", "nanny ", " nanny", "nannies", "X-swimming", "x_swimming", "x"),
    "impairment": (*_WORDS, "Vision", "vision ", "deaf", "MENTAL", "visions"),
    "component": (*_WORDS, "Vision", "mental ", "speech"),
    "measure": (*_WORDS, "9.2.2.2", "9.2.2", "9.2.2.1 ", "9.2.2.1.", "9,2,2,1"),
    "paper": (*_WORDS, "Application", "application ", "passport"),
    "ages": (*_WORDS, "0-17", "0-3", "3-7 ", "03-07", "8\u201310", "18-99", "10-8"),
    "means": (*_WORDS, "boat", "Private", "private ", "taxi", "car"),
    "proof": (*_WORDS, "letter", "Ticket", "tickets", "route sheet"),
    "reason": (*_WORDS, "boredom", "Health", "health ", "prices"),
    "ground": (*_WORDS, "poverty", "Lack_of_skills", "lack of skills"),
    "session": (*_WORDS, "Group", "both", "group ", "pair"),
    "count": ("-1", "-2", "-999999999999999", "-15"),
    "months": ("-1", "0", "-0", "121", "1000", "999999999999999", "-999999999999999"),
    "positive": ("-1", "0", "-0", "-999999999999999"),
    "variant": ("-1", "0", "4", "-0", "12", "999999999999999"),
    "group": ("-1", "0", "4", "-0", "123"),
    "weekday": ("-1", "0", "8", "-0", "999999999999999"),
    "first month": ("-1", "0", "1", "4", "23", "-2"),
}
BAD["month start"] = ("2018-09-02", "2018-09-30", "2018-08-31", *BAD["date"])
BAD["until"] = ("Indefinite", "indefinite ", "forever", *BAD["date"])

#: Where the whole list of bad values of a kind is tried; elsewhere one of them.
HOMES = {
    "money": ("budget.final", ("reserve",)),
    "rate": ("prices.check", ("price",)),
    "percent": ("plan.merge", ("weights", "parent")),
    "quantity": ("transport.cost.private", ("consumption_per_100km",)),
    "date": ("eligibility.deadlines", ("received",)),
    "moment": ("eligibility.assess.general", ("applicant", "received")),
    "month start": ("pilot.calendar", ("start",)),
    "until": ("eligibility.assess", ("applicant", "disability_until")),
    "clock": ("plan.check", ("lines", 0, "slots", 0, "to")),
    "identifier": ("budget.final", ("recipients", 0, "id")),
    "service": ("budget.needed", ("lines", 0, "service")),
    "impairment": ("survey.route", ("impairment",)),
    "measure": ("eligibility.assess", ("applicant", "other_measures", 0)),
    "paper": ("eligibility.assess.adults", ("applicant", "documents", 1)),
    "ages": ("selection.targets", ("applicants", 0, "age_group")),
    "means": ("transport.cost.parking", ("means",)),
    "proof": ("transport.cost.parking", ("proofs", 0)),
    "reason": ("review.decide", ("reason",)),
    "ground": ("plan.check", ("lines", 0, "family_grounds", 0)),
    "session": ("plan.check", ("lines", 0, "kind")),
    "count": ("admin.costs", ("children",)),
    "months": ("eligibility.assess", ("pilot", "months")),
    "positive": ("schedule.carry", ("months",)),
    "variant": ("funding.total", ("variant",)),
    "group": ("eligibility.assess.adults", ("applicant", "disability_group")),
    "weekday": ("plan.check", ("lines", 0, "slots", 0, "weekday")),
    "first month": ("pilot.calendar", ("plan1_month",)),
}


def places(shape: Any, value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Every place of an input that is given, outer ones first, with its shape."""
    yield steps, shape
    if isinstance(shape, Record):
        for field in shape.fields:
            if field.name in value:
                yield from places(field.shape, value[field.name], (*steps, field.name))
    elif isinstance(shape, ListOf):
        for index, item in enumerate(value):
            yield from places(shape.item, item, (*steps, index))


def tried() -> Iterator[tuple[Asked, Steps, Any]]:
    """The places at which a fault is tried: in first elements, and of what other requests hold too, one in four."""
    seen: set[tuple[int, str]] = set()
    for asked in ASKED:
        now: set[tuple[int, str]] = set()
        for steps, shape in places(asked.shape, asked.input):
            if any(isinstance(step, int) and step > 0 for step in steps):
                continue
            known = {(id(holder), name) for holder, name in held_by(asked, steps)}
            now |= known
            if not steps or not known <= seen or zlib.crc32(repr((asked.label, steps)).encode()) % 4 == 0:
                yield asked, steps, shape
        seen |= now


def held_by(asked: Asked, steps: Steps) -> Iterator[tuple[Record, str]]:
    """The innermost record on the way to a place, with what follows."""
    shape, holder = asked.shape, (asked.shape, "")
    for step in steps:
        if isinstance(shape, Record):
            holder = (shape, str(step))
            shape = next(field.shape for field in shape.fields if field.name == step)
        else:
            shape = shape.item
    yield holder


def not_of(shape: Any) -> tuple[str, ...]:
    """Values that are not of the type of ``shape``, as they are written."""
    if isinstance(shape, ListOf):
        return NOT_LIST
    if isinstance(shape, Record) or shape.kind == "regions":
        return NOT_OBJECT
    if shape.kind in NUMBERS:
        return NOT_COUNT
    return NOT_FLAG if shape.kind == "flag" else NOT_TEXT


def one_of(values: tuple[str, ...], *where: object) -> str:
    """One of ``values``, the same in every run."""
    return values[zlib.crc32(repr(where).encode()) % len(values)]


def wrong_types() -> Iterator[Document]:
    """A value of another type at every place; at the first of each kind all of them."""
    seen: set[str] = set()
    for asked, steps, shape in tried():
        if not steps:
            continue
        values = not_of(shape)
        kind = shape.kind if isinstance(shape, Scalar) else type(shape).__name__
        whole = kind in TYPED and kind not in seen
        chosen = values if whole else (one_of(values, asked.label, steps),)
        seen.add(kind)
        for value in chosen:
            yield Document(
                "types",
                f"{asked.label} {pointer(*steps)} {named_value(value)}",
                f"{value} where {called(shape)} is asked for",
                "bad_type",
                pointer("input", *steps),
                written(asked.request(input=put(asked.input, steps, Raw(value)))),
            )


def bad_values() -> Iterator[Document]:
    """A value of the right type that is not allowed, at every place; at the home of its kind all of them."""
    for asked, steps, shape in tried():
        if not isinstance(shape, Scalar) or shape.kind not in BAD:
            continue
        values = BAD[shape.kind]
        at_home = HOMES.get(shape.kind) == (asked.label, steps)
        chosen = values if at_home else (one_of(values, asked.label, steps),)
        for place, value in enumerate(chosen):
            text = value if shape.kind in NUMBERS else written(value)
            yield Document(
                "dates" if shape.kind in ("date", "moment", "month start", "until", "clock") else "values",
                f"{asked.label} {pointer(*steps)} {f'{place} ' if at_home else ''}{named_value(value)}",
                f"{text} where {called(shape)} is asked for",
                "bad_value",
                pointer("input", *steps),
                written(asked.request(input=put(asked.input, steps, Raw(text)))),
            )


def missing_fields() -> Iterator[Document]:
    """Every required field absent and null; every list with a null in it."""
    for asked, steps, shape in tried():
        at = pointer(*steps)
        if isinstance(shape, ListOf) and found(asked.input, steps):
            yield Document(
                "fields",
                f"{asked.label} {at} null in the list",
                "null in a list, where it does not stand for absence",
                "bad_type",
                pointer("input", *steps, 0),
                written(asked.request(input=put(asked.input, (*steps, 0), None))),
            )
        for field in shape.fields if isinstance(shape, Record) else ():
            place = (*steps, field.name)
            for what in ("absent", "null") if field.required else ():
                changed = without(asked.input, place) if what == "absent" else put(asked.input, place, None)
                yield Document(
                    "fields",
                    f"{asked.label} {pointer(*place)} {what}",
                    f"a required field that is {what}",
                    "missing_field",
                    pointer("input", *place),
                    written(asked.request(input=changed)),
                )


#: Fields that no place has, and with which value.
UNKNOWN = (
    ("unknown", "null"),
    ("Id", "1"),
    ("", "{}"),
    ("id ", '"a"'),
    ("a/b~c", "[]"),
    ("__proto__", "null"),
    ("$ref", "0"),
)


def unknown_fields() -> Iterator[Document]:
    """An unknown field in every object, first in the text."""
    for asked, steps, shape in tried():
        if not isinstance(shape, Record):
            continue
        name, value = UNKNOWN[zlib.crc32(repr((asked.label, steps)).encode()) % len(UNKNOWN)]
        changed = put(asked.input, steps, {name: Raw(value), **found(asked.input, steps)})
        yield Document(
            "fields",
            f"{asked.label} {pointer(*steps)} unknown {name or 'empty'}",
            f"a field {name!r} that the place does not have, {value}",
            "unknown_field",
            pointer("input", *steps, name),
            written(asked.request(input=changed)),
        )


def doubled_keys() -> Iterator[Document]:
    """A key twice: in the envelope, in the input, in every nested object; every other one in an escaped spelling."""
    for asked in ASKED:
        request = asked.request()
        yield doubled(asked, "envelope", Pairs([*request.items(), ("op", asked.op)]), ("op",))
        objects = [steps for each, steps, shape in tried() if each is asked and isinstance(shape, Record)]
        for steps in objects:
            inner = found(asked.input, steps)
            name = next(reversed(inner), "x")
            again = Raw(escaped(name)) if zlib.crc32(repr((asked.label, steps)).encode()) % 2 else name
            twice = Pairs([*(inner or {name: None}).items(), (again, inner.get(name))])
            changed = put(asked.input, steps, twice)
            yield doubled(asked, pointer(*steps), {**request, "input": changed}, ("input", *steps, name))


def escaped(name: str) -> str:
    """A key with its first character escaped."""
    return f'"\\u{ord(name[0]):04x}{name[1:]}"'


def doubled(asked: Asked, where: str, request: Any, steps: Steps) -> Document:
    return Document(
        "doubled",
        f"{asked.label} {where}",
        f"the key {steps[-1]!r} twice in an object",
        "duplicate",
        pointer(*steps),
        written(request),
    )


def in_order() -> Iterator[Document]:
    """Two faults at once, the later one written first: the order is that of the text, not of the line."""
    for asked, steps, shape in tried():
        if isinstance(shape, Record):
            yield from fields_in_order(asked, steps, shape)
        elif isinstance(shape, ListOf):
            yield from elements_in_order(asked, steps, shape)


def fields_in_order(asked: Asked, steps: Steps, shape: Record) -> Iterator[Document]:
    given = [field for field in shape.fields if field.name in found(asked.input, steps)]
    middle = len(given) // 2
    pairs = {(0, len(given) - 1), (0, 1), (middle - 1, middle), (len(given) - 2, len(given) - 1)}
    for one, other in sorted(pairs):
        if not 0 <= one < other < len(given):
            continue
        first, later = given[one], given[other]
        at, _ = innermost(first.shape, found(asked.input, (*steps, first.name)), (*steps, first.name))
        broken = put(asked.input, at, Raw(not_of(innermost_shape(asked, at))[0]))
        broken = put(broken, (*steps, later.name), Raw(not_of(later.shape)[0]))
        yield ordered(asked, at, (*steps, later.name), broken, "the field that the text lists first comes first")
    if given:
        last = given[-1]
        at = (*steps, last.name)
        broken = put(asked.input, at, Raw(not_of(last.shape)[0]))
        broken = put(broken, (*steps, "\x01"), None)
        yield ordered(asked, at, (*steps, "unknown"), broken, "unknown fields come after the known ones")
        strange = put(put(asked.input, (*steps, "b"), None), (*steps, "B"), None)
        yield Document(
            "order",
            f"{asked.label} {pointer(*steps)} two unknown",
            "of two unknown fields the first by code point",
            "unknown_field",
            pointer("input", *steps, "B"),
            written(asked.request(input=strange)),
        )


def innermost(shape: Any, value: Any, steps: Steps) -> tuple[Steps, Any]:
    """The last place inside a value: what comes depth first before anything beside the value."""
    inside = list(places(shape, value, steps))
    return inside[-1]


def innermost_shape(asked: Asked, steps: Steps) -> Any:
    return dict(places(asked.shape, asked.input))[steps]


def elements_in_order(asked: Asked, steps: Steps, shape: ListOf) -> Iterator[Document]:
    item = found(asked.input, (*steps, 0))
    two = put(asked.input, steps, [item, copy.deepcopy(item)])
    if isinstance(shape.item, Record):
        first, last = shape.item.fields[0], [field for field in shape.item.fields if field.name in item][-1]
        at, other = (*steps, 0, last.name), (*steps, 1, first.name)
        broken = put(put(two, at, Raw(not_of(last.shape)[0])), other, Raw(not_of(first.shape)[0]))
    else:
        at, other = (*steps, 0), (*steps, 1)
        broken = put(put(two, at, Raw(not_of(shape.item)[0])), other, Raw(not_of(shape.item)[1]))
    yield ordered(asked, at, other, broken, "the element with the smaller index comes first")


def ordered(asked: Asked, first: Steps, other: Steps, broken: Any, why: str) -> Document:
    return Document(
        "order",
        f"{asked.label} {pointer(*first)} before {pointer(*other)}",
        why,
        "bad_type",
        pointer("input", *first),
        written(backwards(asked.request(input=broken))),
    )


#: Names that are not, one of each for every operation.
NO_POLICY = (
    "",
    "children",
    "Children-pilot-2018",
    "children-pilot-2018 ",
    "children_pilot_2018",
    "default",
    "null",
    "2018",
)
NO_READING = (
    *(("I-1", "split"), ("I-2", "Need"), ("I-3", "exhausts"), ("I-3", "Exhaust"), ("I-3", ""), ("I-4", "yes")),
    *(("I-8", "fixed"), ("I-11", "fixed"), ("I-16", "fixed"), ("I-33", "fixed"), ("I-99", "need"), ("I-0", "need")),
    *(
        ("i-3", "exhaust"),
        ("I3", "exhaust"),
        ("3", "exhaust"),
        ("", "exhaust"),
        ("I-03", "exhaust"),
        ("I-3 ", "exhaust"),
    ),
    *(("I-3", 1), ("I-3", True), ("I-3", []), ("I-3", {})),
)
NO_PARAMETER = (
    "",
    ".",
    "budget",
    "nothing",
    "no.such.path",
    "budget.",
    ".budget",
    "budget.nothing",
    "__class__",
    "a/b~c",
    "*",
)
NO_OPERATION = ("{op}s", "{op} ", " {op}", "{op}.", "{op}/", "{op}\n", "{op}()", "/{op}")


def wrong_names() -> Iterator[Document]:
    """Operations, policies, readings, parameters and fields of the envelope that do not exist."""
    for op in OPERATIONS:
        asked = next(each for each in ASKED if each.op == op)
        where = f"{op}"
        name = one_of(NO_OPERATION, op).format(op=op)
        yield Document(
            "names",
            f"{where} operation",
            "an operation that does not exist",
            "unknown_operation",
            "/op",
            written(asked.request(op=name)),
        )
        policy = one_of(NO_POLICY, op)
        yield Document(
            "names",
            f"{where} policy",
            "a policy that does not exist",
            "unknown_policy",
            "/policy",
            written(asked.request(policy=policy)),
        )
        key, reading = NO_READING[zlib.crc32(op.encode()) % len(NO_READING)]
        yield Document(
            "names",
            f"{where} reading",
            "a reading that does not exist",
            "unknown_reading",
            pointer("readings", key),
            written(asked.request(readings={key: reading})),
        )
        parameter = one_of(NO_PARAMETER, op)
        yield Document(
            "names",
            f"{where} parameter",
            "a parameter that does not exist",
            "unknown_parameter",
            pointer("reform", parameter),
            written(asked.request(reform={parameter: "70"})),
        )
        field = one_of(("version", "OP", "input ", "jsonrpc", "params", "method", "_", "Id"), op)
        yield Document(
            "names",
            f"{where} envelope",
            "a field that an envelope does not have",
            "bad_request",
            pointer(field),
            written(asked.request(**{field: None})),
        )
    asked = next(each for each in ASKED if each.op == "budget.final")
    for place, policy in enumerate(NO_POLICY):
        yield Document(
            "names",
            f"policy {place} {named_value(policy)}",
            "a policy that does not exist",
            "unknown_policy",
            "/policy",
            written(asked.request(policy=policy, id=place)),
        )
    for place, (key, reading) in enumerate(NO_READING):
        yield Document(
            "names",
            f"reading {place} {key}",
            "a reading that does not exist, or that is no text",
            "unknown_reading",
            pointer("readings", key),
            written(asked.request(readings={key: reading})),
        )
    for place, parameter in enumerate(NO_PARAMETER):
        yield Document(
            "names",
            f"parameter {place} {named_value(parameter)}",
            "a parameter that does not exist",
            "unknown_parameter",
            pointer("reform", parameter),
            written(asked.request(reform={parameter: "70"}, id=place)),
        )


def called(shape: Any) -> str:
    """What a shape is called in a sentence."""
    if isinstance(shape, ListOf):
        return "a list"
    if isinstance(shape, Record):
        return "an object"
    articles = {
        "money": "money",
        "flag": "a yes or no",
        "identifier": "an identifier",
        "impairment": "an impairment",
        "regions": "an object",
        "text": "text",
        "ages": "an age group",
        "until": "a date or 'indefinite'",
        "months": "a number of months",
        "positive": "a number of months",
        "means": "a means of transport",
        "clock": "a time of day",
        "month start": "the first day of a month",
        "group": "a disability group",
        "first month": "month 2 or 3",
        "session": "a kind of session",
    }
    return articles.get(shape.kind, f"a {shape.kind}")


def named_value(value: str) -> str:
    """A value as a part of an id."""
    named = ascii(value)[1:-1][:24]
    return named.replace("-", " minus ").replace("+", " plus ") if value[:1] in ("-", "+") else named
