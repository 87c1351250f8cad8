"""Reading one JSON document safely, and the stated limits of what is read.

The standard library's reader accepts more than the protocol does: ``NaN``, doubled keys (the last one wins),
integers of any length, nesting until the interpreter gives up. Here each of these is an error with a place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NoReturn

import attrs

from ibmodel.errors import BadJson, Duplicate, ModelError, TooLarge, pointer, shown

__all__ = ["LIMITS", "Limits", "first_passed_limit", "read_document"]

_BYTE_ORDER_MARK: Final = "\ufeff"
_MOST_DIGITS_READ: Final = 4000
_brackets_and_texts: Final = re.compile(r'[\[{\]}]|"(?:[^"\\]|\\.)*"?', re.DOTALL).finditer


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
    suspect, most_digits = False, min(limits.digits, _MOST_DIGITS_READ)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal suspect
        read = dict(pairs)
        if len(read) < len(pairs):
            suspect = True
        return read

    def whole(digits: str) -> int | _Endless:
        nonlocal suspect
        if len(digits) <= most_digits:
            return int(digits)
        suspect = True
        return int(digits) if len(digits) <= _MOST_DIGITS_READ else _Endless()

    try:
        document = _parsed(text, unique, whole)
    except RecursionError:
        suspect, text = True, _without_depths(text, limits.nesting + 1)
        document = _parsed_shallow(text, unique, whole)
    if suspect:
        as_written = _parsed_shallow(text, _Pairs, whole)
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


def _parsed_shallow(text: str, pairs_hook: Any, int_hook: Any) -> Any:
    try:
        return _parsed(text, pairs_hook, int_hook)
    except RecursionError:
        raise TooLarge("expected a document that is nested less deeply") from None


def _without_depths(text: str, levels: int) -> str:
    """``text`` with an empty list for every object and list at the last of ``levels``.

    How deep the interpreter can read depends on where it stands; what it refuses is therefore read in pieces, from
    the inside out, each of them at most ``levels`` deep. Raises `BadJson` for a piece that is not one.
    """
    outer: list[list[str]] = []
    pieces: list[str] = []
    depth = begin = 0
    for found in _brackets_and_texts(text):
        sign = found[0]
        if sign in "[{":
            depth += 1
            if depth % levels == 0:
                pieces.append(text[begin : found.start()])
                outer.append(pieces)
                pieces, begin = [], found.start()
        elif sign in "]}":
            if depth % levels == 0 and outer:
                pieces.append(text[begin : found.end()])
                _parsed_shallow("".join(pieces), None, str)
                pieces, begin = outer.pop(), found.end()
                pieces.append("[]")
            depth -= 1
    if outer:
        raise BadJson(f"expected one JSON document: {len(outer) * levels} levels or more are never closed")
    return "".join([*pieces, text[begin:]])


def _not_json(constant: str) -> NoReturn:
    raise BadJson(f"expected a JSON number, got {constant}")


def first_passed_limit(document: Any, limits: Limits = LIMITS, *below: str) -> TooLarge | None:
    """The first place of ``document``, as written and found under ``below``, that passes ``limits``."""
    for value, kind, steps in _walk(document, below, 10**limits.digits):
        if kind in _NUMBERS:
            what = f"an integer of at most {limits.digits} digits"
        elif len(steps) >= limits.nesting:
            what = f"nesting of at most {limits.nesting} levels"
        elif kind is list and len(value) > limits.elements:
            what = f"a list of at most {limits.elements} elements"
        else:
            continue
        return TooLarge(f"expected {what}", pointer(*steps))
    return None


def _first_doubled(document: Any) -> Duplicate | None:
    for value, kind, steps in _walk(document):
        if kind is _Pairs:
            seen: set[str] = set()
            for key, _ in value:
                if key in seen:
                    return Duplicate(f"expected every key once, got {shown(key)} again", pointer(*steps, key))
                seen.add(key)
    return None


#: What objects and lists hold, each with the step that leads there.
_HELD: Final[dict[type, Callable[[Any], Iterable[tuple[Any, Any]]]]] = {
    _Pairs: iter,
    dict: dict.items,
    list: enumerate,
}
_NUMBERS: Final = frozenset({int, _Endless})
_SEEN: Final = frozenset({*_HELD, *_NUMBERS})


def _walk(
    document: Any, below: tuple[str, ...] = (), most: int | None = None
) -> Iterator[tuple[Any, type, list[str | int]]]:
    """Every object and list with its type and its steps, in the order of the document.

    Integers come too: those beyond all reading, and those whose digits make ``most`` or more. The steps are one list
    that goes on changing. Objects and lists come before what they hold.
    """
    steps: list[str | int] = [*below]
    kind: type = type(document)
    if kind in _SEEN and (kind is not int or (most is not None and abs(document) >= most)):
        yield document, kind, steps
    holders = [iter(_HELD[kind](document))] if kind in _HELD else []
    while holders:
        for step, value in holders[-1]:
            kind = type(value)
            if kind not in _SEEN or (kind is int and (most is None or -most < value < most)):
                continue
            steps.append(step)
            yield value, kind, steps
            if value and kind in _HELD:
                holders.append(iter(_HELD[kind](value)))
                break
            steps.pop()
        else:
            holders.pop()
            if holders:
                steps.pop()
