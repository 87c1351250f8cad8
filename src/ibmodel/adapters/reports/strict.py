"""Documents with words of closed lists and months in them, read as strictly as requests are.

The reader of the exchange layer knows the kinds of values that the wire protocol has. Here the classes of a document
are read by it with text in place of words and months, and the text is then read in its turn: what is wrong with a
word is said with its place and the words that there are.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Final, TypeVar, Union, cast, get_args, get_origin

import attrs

from ibmodel.dates import Month
from ibmodel.errors import ModelError
from ibmodel.exchange.converter import read
from ibmodel.exchange.plan_life_operations import word_of
from ibmodel.money import Money, Rate, Share
from ibmodel.vocabulary import Word

__all__ = ["read_strictly"]

T = TypeVar("T")

#: Classes whose values are one text in a document.
_SCALARS: Final = (Money, Rate, Share, Month)


def read_strictly(document: object, kind: type[T]) -> T:
    """A JSON document as a ``kind``, an attrs class; raises the first problem with its place.

    Its shape is read first, in the order of the fields, then words and months.
    """
    return cast("T", _meant(read(document, _as_written(cast("Any", kind))), kind))


@cache
def _as_written(kind: Any) -> Any:
    """The class with the fields of ``kind`` in which words and months are text; other kinds as they are."""
    if not attrs.has(kind) or kind in _SCALARS:
        return str if _is_text(kind) else kind
    fields = {}
    for field in attrs.fields(attrs.resolve_types(kind)):
        default = attrs.NOTHING if field.default is attrs.NOTHING else None
        fields[field.name] = attrs.field(default=default, type=_in_parts(field.type), kw_only=True)
    return attrs.make_class(kind.__name__, fields, frozen=True)


def _in_parts(kind: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is None or origin is Annotated:
        return _as_written(kind)
    if origin in (types.UnionType, Union):
        (given,) = (part for part in parts if part is not type(None))
        return _in_parts(given) | None
    if origin is tuple:
        return tuple[_in_parts(parts[0]), ...]  # type: ignore[misc]
    key, value = parts
    if get_origin(value) is types.UnionType:  # the reader knows no mapping to values or null: the class checks them
        return Mapping[_in_parts(key), Any]  # type: ignore[misc]
    return Mapping[_in_parts(key), _in_parts(value)]  # type: ignore[misc]


def _is_text(kind: Any) -> bool:
    return kind is Month or (isinstance(kind, type) and issubclass(kind, Word))


def _meant(written: Any, kind: Any) -> Any:  # noqa: PLR0911 - one way for each kind of type
    """The value of ``kind`` that was ``written``."""
    origin, parts = get_origin(kind), get_args(kind)
    if written is None:
        return None
    if origin in (types.UnionType, Union):
        (given,) = (part for part in parts if part is not type(None))
        return _meant(written, given)
    if origin is tuple:
        return tuple(_placed(place, _meant, item, parts[0]) for place, item in enumerate(written))
    if origin is Mapping:
        return _mapping(written, *parts)
    if kind is Month:
        return Month.read(written)
    if _is_text(kind):
        return word_of(kind)(written)
    if origin is None and attrs.has(kind) and type(written) is not kind:
        return _object(written, kind)
    return written


def _object(written: Any, kind: Any) -> Any:
    given = {}
    for field in attrs.fields(kind):
        value = _placed(field.name, _meant, getattr(written, field.name), field.type)
        if value is not None or field.default is attrs.NOTHING:
            given[field.name] = value
    return kind(**given)


def _mapping(written: Mapping[Any, Any], key_kind: Any, kind: Any) -> dict[Any, Any]:
    return {_placed(key, _meant, key, key_kind): _placed(key, _meant, value, kind) for key, value in written.items()}


def _placed(step: str | int, read_value: Callable[[Any, Any], Any], value: Any, kind: Any) -> Any:
    try:
        return read_value(value, kind)
    except ModelError as error:
        raise error.below(step) from None
