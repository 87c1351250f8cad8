"""Every error has a stable code and a place, survives a trip to another process, and shows any value shortly."""

from __future__ import annotations

import copy
import pickle
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel import errors
from ibmodel.errors import CODES, ModelError, pointer, shown

KINDS = [getattr(errors, name) for name in errors.__all__ if name[0].isupper() and name not in {"CODES", "ModelError"}]
EVERY_KIND = pytest.mark.parametrize("kind", [ModelError, *KINDS], ids=lambda kind: kind.__name__)


def test_the_codes_are_those_of_the_protocol_in_its_order() -> None:
    assert CODES == (
        "bad_json",
        "bad_request",
        "unknown_operation",
        "unknown_policy",
        "unknown_reading",
        "unknown_parameter",
        "missing_field",
        "unknown_field",
        "bad_type",
        "bad_value",
        "duplicate",
        "inconsistent",
        "infeasible",
        "too_large",
    )


def test_every_class_has_a_code_of_its_own() -> None:
    assert sorted(kind.code for kind in KINDS) == sorted(CODES)
    assert ModelError.code not in CODES


def test_the_code_is_the_name_of_the_class_in_snake_case() -> None:
    for kind in KINDS:
        assert kind.__name__ == "".join(word.capitalize() for word in kind.code.split("_"))


def test_every_class_is_one_of_the_family_and_of_a_builtin_kind() -> None:
    for kind in KINDS:
        assert issubclass(kind, ModelError)
        assert issubclass(kind, ValueError | TypeError | LookupError)
    assert issubclass(errors.BadType, TypeError)
    assert issubclass(errors.BadValue, ValueError)
    assert issubclass(errors.UnknownPolicy, LookupError)


@EVERY_KIND
def test_an_error_survives_pickling_and_copying(kind: type[ModelError]) -> None:
    error = kind("expected this, got that", "/input/lines/0")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    for twin in (again, copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is kind
        assert (twin.message, twin.path, twin.code, str(twin)) == (error.message, error.path, kind.code, str(error))


@EVERY_KIND
def test_an_error_shows_its_place_and_its_message(kind: type[ModelError]) -> None:
    assert str(kind("expected this", "/input")) == "/input: expected this"
    assert str(kind("expected this")) == "expected this"
    assert kind("expected this").path == ""


@EVERY_KIND
def test_an_error_seen_from_further_out_keeps_its_kind_and_message(kind: type[ModelError]) -> None:
    outer = kind("expected this", "/born").below("recipients", 3)
    assert type(outer) is kind
    assert (outer.path, outer.message) == ("/recipients/3/born", "expected this")


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        ((), ""),
        (("",), "/"),
        (("a", 0, "b"), "/a/0/b"),
        (("a/b",), "/a~1b"),
        (("m~n",), "/m~0n"),
        (("~1",), "/~01"),
        (("/~/",), "/~1~0~1"),
        ((" ", "é", "\ud800"), "/ /é/\ud800"),
    ],
)
def test_a_pointer_escapes_tilde_and_slash(steps: tuple[str | int, ...], path: str) -> None:
    assert pointer(*steps) == path


@given(st.lists(st.text()))
@settings(deadline=None)
def test_a_pointer_can_be_taken_apart_again(steps: list[str]) -> None:
    taken = [step.replace("~1", "/").replace("~0", "~") for step in pointer(*steps).split("/")[1:]]
    assert taken == steps


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**4000, max_value=10**4000 + 9)
    | st.floats()
    | st.text()
    | st.binary()
    | st.dates()
    | st.decimals()
    | st.builds(object),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner)
        | st.frozensets(st.text())
        | st.builds(deque, st.lists(inner))
    ),
    max_leaves=30,
)


@given(ANYTHING, st.integers(min_value=10, max_value=80))
@settings(deadline=None, max_examples=200)
def test_any_value_is_shown_shortly_and_in_ascii(value: object, longest: int) -> None:
    text = shown(value, longest)
    assert text.isascii()
    assert text.isprintable()
    assert len(text) <= max(longest, 40)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("ā", r"'\u0101'"),
        ("\ud800", r"'\ud800'"),
        ("\n\x00", r"'\n\x00'"),
        (True, "True"),
        (None, "None"),
        (1.0, "1.0"),
        (10**5000, "an integer of 16610 bits"),
        (-(10**5000), "an integer of 16610 bits"),
        ([0] * 100, "list of 100"),
        ({step: step for step in range(100)}, "dict of 100"),
        ("x" * 61, "'" + "x" * 56 + "..."),
        ("x" * 58, "'" + "x" * 58 + "'"),
    ],
    ids=lambda value: ascii(value)[:20] if not isinstance(value, int) else "number",
)
def test_a_value_is_shown_as_python_writes_it_cut_short(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_huge_value_is_shown_without_writing_it_out() -> None:
    assert len(shown("x" * 10**7)) <= 60
    assert len(shown(b"x" * 10**7)) <= 60
    assert len(shown([0] * 10**6)) <= 60


class Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError("no")


def deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [Unshowable(), [Unshowable()], deep(100_000), [10**5000], {10**5000: 1}],
    ids=["raises", "holds one that raises", "too deep", "long integer inside", "long integer as key"],
)
def test_even_a_value_that_python_cannot_write_is_shown(value: object) -> None:
    assert len(shown(value)) <= 60
