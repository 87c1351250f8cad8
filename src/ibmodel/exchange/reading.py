"""Reading one JSON document safely, and the stated limits of what is read.

The standard library's reader accepts more than the protocol does: ``NaN``, doubled keys (the last one wins),
integers of any length, nesting until the interpreter gives up. Here each of these is an error with a place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NoReturn

import attrs

from ibmodel.errors import BadJson, Duplicate, ModelError, TooLarge, pointer, shown

__all__ = ["LIMITS", "Limits", "first_passed_limit", "read_document"]

_BYTE_ORDER_MARK: Final = "\ufeff"
_MOST_DIGITS_READ: Final = 4000


@attrs.frozen
class Limits:
    """What is accepted: bytes of a line, levels of nesting, elements of a list, digits of an integer.

    The request object itself is one level.
    """

    line_bytes: int = 16 * 1024 * 1024
    nesting: int = 32
    elements: int = 100_000
    digits: int = 15


#: The limits that the protocol states.
LIMITS: Final = Limits()


def read_document(line: str | bytes, limits: Limits = LIMITS) -> tuple[Any, ModelError | None]:
    """The JSON document that ``line`` holds, and what is wrong with it that its text alone shows.

    That is `Duplicate` for a key that an object has twice, after `TooLarge` for whatever passes ``limits``. Raises
    `TooLarge` for a line or a nesting that is not read at all, `BadJson` for anything that is not exactly one JSON
    document in UTF-8.
    """
    line = line.rstrip(b"\r\n") if isinstance(line, bytes) else line.rstrip("\r\n")
    size = len(line) if isinstance(line, bytes) else len(line.encode("utf-8", "surrogatepass"))
    if size > limits.line_bytes:
        raise TooLarge(f"expected a line of at most {limits.line_bytes} bytes, got a longer one")
    text = _decoded(line)
    suspect = False

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal suspect
        read = dict(pairs)
        suspect = suspect or len(read) < len(pairs)
        return read

    def whole(digits: str) -> int | _Endless:
        nonlocal suspect
        suspect = suspect or len(digits) > limits.digits
        return int(digits) if len(digits) <= _MOST_DIGITS_READ else _Endless()

    document = _parsed(text, unique, whole)
    if suspect:
        as_written = _parsed(text, _Pairs, whole)
        return document, first_passed_limit(as_written, limits) or _first_doubled(as_written)
    return document, None


class _Endless:
    """An integer with more digits than Python reads at once."""


class _Pairs(list[tuple[str, Any]]):
    """An object as it was written, doubled keys and all."""


def _decoded(line: str | bytes) -> str:
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
    except UnicodeDecodeError as error:
        raise BadJson(f"expected text in UTF-8, got byte {error.object[error.start]:#04x} at {error.start}") from None
    return text.removeprefix(_BYTE_ORDER_MARK)


def _parsed(text: str, pairs_hook: Any, int_hook: Any) -> Any:
    try:
        return json.loads(text, object_pairs_hook=pairs_hook, parse_int=int_hook, parse_constant=_not_json)
    except json.JSONDecodeError as error:
        raise BadJson(f"expected one JSON document: {error.msg.lower()} at character {error.pos}") from None
    except RecursionError:
        raise TooLarge("expected a document that is nested less deeply") from None


def _not_json(constant: str) -> NoReturn:
    raise BadJson(f"expected a JSON number, got {constant}")


def first_passed_limit(document: Any, limits: Limits = LIMITS, *below: str) -> TooLarge | None:
    """The first place of ``document``, as written and found under ``below``, that passes ``limits``."""
    longest = 10**limits.digits
    for value, steps in _walk(document, below):
        what = None
        if isinstance(value, dict | list):
            if len(steps) >= limits.nesting:
                what = f"nesting of at most {limits.nesting} levels"
            elif isinstance(value, list) and not isinstance(value, _Pairs) and len(value) > limits.elements:
                what = f"a list of at most {limits.elements} elements"
        elif type(value) is _Endless or (type(value) is int and abs(value) >= longest):
            what = f"an integer of at most {limits.digits} digits"
        if what is not None:
            return TooLarge(f"expected {what}", pointer(*steps))
    return None


def _first_doubled(document: Any) -> Duplicate | None:
    for value, steps in _walk(document):
        if isinstance(value, _Pairs):
            seen: set[str] = set()
            for key, _ in value:
                if key in seen:
                    return Duplicate(f"expected every key once, got {shown(key)} again", pointer(*steps, key))
                seen.add(key)
    return None


def _walk(document: Any, below: tuple[str, ...] = ()) -> Iterator[tuple[Any, tuple[str | int, ...]]]:
    """Every value with the steps that lead to it, parents first, in the order in which it was written."""
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(document, below)]
    while stack:
        value, steps = stack.pop()
        yield value, steps
        children: Iterable[tuple[str | int, Any]] = ()
        if isinstance(value, _Pairs):
            children = value
        elif type(value) is dict:
            children = value.items()
        elif type(value) is list:
            children = enumerate(value)
        stack.extend([(child, (*steps, step)) for step, child in children][::-1])
