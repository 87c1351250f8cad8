"""The vectors on inputs: null, unknown fields, services, and which of several problems is told."""

from __future__ import annotations

from typing import Any

from cases import Chapter

Json = Any

_ERRORS = "protocol: errors"
_NULL = "protocol: null"
_ORDER = "protocol: order"
_SERVICES = "protocol: services"


def add(chapter: Chapter) -> None:
    """Adds every case."""
    nulls(chapter)
    unknown_fields(chapter)
    other_kinds(chapter)
    order(chapter)
    conditions_last(chapter)
    services(chapter)


def _needed(
    chapter: Chapter, name: str, rules: str, why: str, lines: Json, says: Json, mistake: str = "", **more: Json
) -> None:
    """A case of the cheapest operation with lists of objects."""
    chapter.case(name, rules, why, "budget.needed", {"lines": lines, **more}, says, mistake=mistake)


def _refused(code: str, path: str) -> dict[str, Json]:
    return {"/error/code": code, "/error/path": f"/input{path}"}


def _line(**changes: Json) -> Json:
    return {"service": "nanny", "unit_price": "8.50", "units": [2]} | changes


def nulls(chapter: Chapter) -> None:
    """Null is the same as absent."""
    for name, why, lines, code, path in (
        (
            "required",
            "a required field that is null is missing",
            [_line(unit_price=None)],
            "missing_field",
            "/unit_price",
        ),
        ("required-list", "a required list that is null is missing", [_line(units=None)], "missing_field", "/units"),
        ("unknown", "an unknown field that is null is still unknown", [_line(note=None)], "unknown_field", "/note"),
        ("among-numbers", "null in a list is no number", [_line(units=[1, None])], "bad_type", "/units/1"),
    ):
        _needed(chapter, f"null-{name}", _NULL, why, lines, _refused(code, f"/lines/0{path}"))
    says = _refused("bad_type", "/lines/1")
    _needed(chapter, "null-among-objects", _NULL, "null in a list is no object", [_line(), None], says)
    _needed(chapter, "null-list", _NULL, "the only list is null", None, _refused("missing_field", "/lines"))
    for name, given in (("absent", {}), ("null", {"equivalent": None, "listed_unfunded": None})):
        why = f"optional fields that are {name} are no"
        says = {"/result/action": "reevaluate"}
        chapter.case(f"null-optional-{name}", _NULL, why, "review.decide", {"reason": "price", **given}, says)


def unknown_fields(chapter: Chapter) -> None:
    """A field that the place does not have is refused."""
    for name, why, line, more, path in (
        ("misspelt-optional", "a misspelt optional field is not passed over", {"months": [1]}, {}, "/lines/0/months"),
        ("of-the-input", "a field beside the list", {}, {"pool": "1.00"}, "/pool"),
        ("in-capitals", "names are spelt exactly", {"Units": [1]}, {}, "/lines/0/Units"),
        ("empty-name", "a name without letters", {"": 1}, {}, "/lines/0/"),
        ("with-a-slash", "a path escapes what a pointer reserves", {"a/b~c": 1}, {}, "/lines/0/a~1b~0c"),
        ("first-by-code-point", "of several the first by code point", {"é": 1, "z": 1, "Z": 1}, {}, "/lines/0/Z"),
    ):
        _needed(
            chapter,
            f"unknown-{name}",
            _ERRORS,
            why,
            [_line(**line)],
            _refused("unknown_field", path),
            "unknown_field_ignored",
            **more,
        )


def other_kinds(chapter: Chapter) -> None:
    """A list for an object, an object for a list."""
    for name, why, lines, path in (
        ("list-is-object", "an object where a list belongs", {"0": _line()}, "/lines"),
        ("list-is-text", "text where a list belongs", "nanny", "/lines"),
        ("object-is-list", "a list where an object belongs", [["nanny", "8.50", [2]]], "/lines/0"),
        ("numbers-are-text", "text where a list of numbers belongs", [_line(units="2")], "/lines/0/units"),
    ):
        _needed(chapter, f"kind-{name}", _ERRORS, why, lines, _refused("bad_type", path))


def order(chapter: Chapter) -> None:
    """Fields as the protocol lists them, elements by index, depth first, unknown fields last."""
    for name, why, lines, code, path in (
        (
            "listed-before-sent",
            "the field that is listed first, though sent last",
            [{"units": [-1], "unit_price": 1, "service": 5}],
            "bad_type",
            "/lines/0/service",
        ),
        (
            "missing-is-a-place-too",
            "a field that is absent has its place among the others",
            [{"units": [-1], "service": "nanny"}],
            "missing_field",
            "/lines/0/unit_price",
        ),
        (
            "earlier-element",
            "the last field of the first line comes before the first of the second",
            [_line(units=[1, -1]), _line(service="no-such")],
            "bad_value",
            "/lines/0/units/1",
        ),
        (
            "unknown-after-known",
            "an unknown field comes after the known ones of its object",
            [_line(alpha=1, units=["2"])],
            "bad_type",
            "/lines/0/units/0",
        ),
        (
            "unknown-before-the-next-element",
            "depth first: an unknown field of the first line before the second line",
            [_line(zeta=1), _line(service=5)],
            "unknown_field",
            "/lines/0/zeta",
        ),
    ):
        _needed(chapter, name, _ORDER, why, lines, _refused(code, path), "problems_in_any_order")
    _needed(
        chapter,
        "inner-before-outer-unknown",
        _ORDER,
        "an unknown field beside the list comes after everything in it",
        [_line(unit_price="8.5")],
        _refused("bad_value", "/lines/0/unit_price"),
        "problems_in_any_order",
        alpha=1,
    )


def conditions_last(chapter: Chapter) -> None:
    """Conditions on several fields come after all single fields."""
    person = {"id": "a", "born": "2014-01-01", "special_care": False}
    for name, why, people, code, path in (
        ("duplicate", "an identifier twice, told at the later one", [person, person], "duplicate", "/recipients/1/id"),
        (
            "field-before-duplicate",
            "a wrong field comes before an identifier twice",
            [person, person, person | {"special_care": 1}],
            "bad_type",
            "/recipients/2/special_care",
        ),
        (
            "field-before-born-later",
            "a wrong field comes before a birth after the day",
            [person | {"born": "2019-01-01"}, person | {"id": ""}],
            "bad_value",
            "/recipients/1/id",
        ),
    ):
        asked = {"pool": "1.00", "on": "2018-09-01", "recipients": people}
        chapter.case(f"condition-{name}", _ORDER, why, "budget.provisional", asked, _refused(code, path))
    for name, why, lines, path in (
        (
            "lengths",
            "lists of unequal length: the first that differs",
            ([1, 2], [1, 2], [1], [1, 2, 3]),
            "/lines/2/units",
        ),
        ("lengths-empty", "an empty list differs from a longer one", ([1], []), "/lines/1/units"),
    ):
        rows = [_line(units=units) for units in lines]
        _needed(chapter, f"condition-{name}", _ORDER, why, rows, _refused("inconsistent", path))
    rows = [_line(units=[1]), _line(units=[1, 2]), _line(service="gold")]
    says = _refused("bad_value", "/lines/2/service")
    why = "an unknown service comes before lists of unequal length"
    _needed(chapter, "condition-after-service", _ORDER, why, rows, says, "problems_in_any_order")


def services(chapter: Chapter) -> None:
    """A code of the list, or a name that starts with x-."""
    for name, service, why in (
        ("of-the-list", "riding_therapy", "a code of the list"),
        ("of-the-adults", "group_home", "a service of the adults' pilot, under the children's policy"),
        ("own", "x-šūpoles 2", "a name of one's own, with any letters"),
        ("own-that-looks-listed", "x-nanny", "what follows x- is free"),
    ):
        says = {"/result/lines/0/service": service, "/result/needed": "17.00"}
        _needed(chapter, f"service-{name}", _SERVICES, why, [_line(service=service)], says)
    for name, service, why in (
        ("misspelt", "riding_therapi", "no such code"),
        ("in-capitals", "Nanny", "codes are spelt exactly"),
        ("capital-x", "X-own", "the x is a small one"),
        ("empty", "", "empty text is no service"),
    ):
        says = _refused("bad_value", "/lines/0/service")
        _needed(chapter, f"service-{name}", _SERVICES, why, [_line(service=service)], says)
    says = _refused("bad_type", "/lines/0/service")
    _needed(chapter, "service-as-number", _SERVICES, "a service is text", [_line(service=4)], says)
    twice = [_line(), _line(unit_price="9.00")]
    says = {"/result/needed": "35.00", "/result/lines/1/service": "nanny"}
    _needed(chapter, "service-of-two-providers", _SERVICES, "one service on two lines", twice, says)
    asked = {"experts": {"1": ["nanny", "x-a"]}, "parent": ["x-a", "nanny"]}
    chapter.case(
        "service-of-no-area",
        _SERVICES,
        "a service of one's own belongs to no area and may be ranked in any",
        "plan.merge",
        asked,
        {"/result/order/0/score": "0.7500"},
    )
    ranked = {"experts": {"1": ["nanny"]}, "parent": ["nanny", "nanny"]}
    chapter.case(
        "service-ranked-twice",
        _SERVICES,
        "in a ranking a service stands once",
        "plan.merge",
        ranked,
        _refused("duplicate", "/parent/1"),
    )
