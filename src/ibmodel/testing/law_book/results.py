"""Results of any implementation, as documents of the wire, read into the classes of the outcomes that laws judge.

Stricter than a glance and more generous than a request: an amount in a result may be larger than any that can be
asked about, or wrong by being negative, which is for the laws to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

import attrs

from ibmodel.errors import ModelError, shown
from ibmodel.exchange.certificates import read_certificate
from ibmodel.money import Money, Rate, Share
from ibmodel.rules.selection import Certificate

__all__ = ["read_result"]

_MONEY_TEXT: Final = re.compile(r"(-?)(0|[1-9][0-9]*)\.([0-9]{2})").fullmatch
_RATE_TEXT: Final = re.compile(r"(0|[1-9][0-9]*)\.([0-9]{2,6})").fullmatch
_SCORE_TEXT: Final = re.compile(r"[01]\.[0-9]{4}").fullmatch


def read_result(value: object, kind: Any, path: str = "") -> Any:
    """``value``, a part of a result found at ``path``, as a ``kind``.

    Raises `ValueError` with the place for anything that the protocol does not let a result hold: a missing or an
    unknown field, a value of another type or form.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (known,) = [one for one in inner if one is not type(None)]
        return None if value is None else read_result(value, known, path)
    if origin is tuple:
        items = enumerate(_of_type(value, list, path))
        return tuple(read_result(item, inner[0], f"{path}/{place}") for place, item in items)
    if origin is Mapping:
        fields = _of_type(value, dict, path).items()
        return {name: read_result(item, inner[1], f"{path}/{name}") for name, item in fields}
    return _read_single(value, inner[0] if origin is Annotated else kind, path)


def _read_single(value: object, kind: Any, path: str) -> Any:
    if kind is Any:
        return value
    if kind in _READERS or issubclass(kind, Enum):
        return _read_scalar(value, _READERS.get(kind, kind), path)
    return _read_object(value, kind, path) if attrs.has(kind) else _of_type(value, kind, path)


def _read_object(value: object, kind: Any, path: str) -> Any:
    known = _fields(kind)
    given = _of_type(value, dict, path)
    unknown = sorted(map(str, given.keys() - known.keys()))
    if unknown:
        raise ValueError(f"{path}: expected no field {shown(unknown[0])}")
    found = {}
    for name, (attribute, needed) in known.items():
        if name in given:
            found[attribute.alias] = read_result(given[name], attribute.type, f"{path}/{name}")
        elif needed:
            raise ValueError(f"{path}: expected a field {shown(name)}")
    return kind(**found)


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """The fields of a class by their names on the wire, and whether each must be there."""
    attributes = [one for one in attrs.fields(attrs.resolve_types(kind)) if not one.metadata.get("unwritten")]
    return {one.metadata.get("wire", one.name): (one, one.default is attrs.NOTHING) for one in attributes}


def _of_type(value: object, kind: type, path: str) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{path}: expected {kind.__name__}, got {shown(value)}")
    return value


def _read_scalar(value: object, reader: Callable[[Any], Any], path: str) -> Any:
    try:
        return reader(value)
    except (ModelError, ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path}: {error}") from None


def _money(value: str) -> Money:
    found = _MONEY_TEXT(value)
    if found is None:
        raise ValueError(f"expected euro with two decimals, got {shown(value)}")
    amount = Money(int(found[2]) * 100 + int(found[3]))
    return -amount if found[1] else amount


def _rate(value: str) -> Rate:
    found = _RATE_TEXT(value)
    if found is None:
        raise ValueError(f"expected euro with two to six decimals, got {shown(value)}")
    return Rate(int(found[1]) * 1_000_000 + int(found[2].ljust(6, "0")))


def _score(value: str) -> Fraction:
    if _SCORE_TEXT(value) is None:
        raise ValueError(f"expected a score with four decimals, got {shown(value)}")
    return Fraction(value)


_READERS: Final[dict[Any, Callable[[Any], Any]]] = {
    Money: _money,
    Rate: _rate,
    Share: Share.percent,
    Fraction: _score,
    date: date.fromisoformat,
    Certificate: read_certificate,
}
