"""Strict reading of requests and plain writing of results, by cattrs.

As it comes, cattrs turns 1.5 into 1, ``"no"`` into True and null into ``"None"``. Here every kind of value has a
reader of its own that takes exactly what the protocol says, and unknown keys are refused. Requests are read twice at
most: quickly, and if anything is wrong once more to find the first problem in the protocol's order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import lru_cache, partial
from operator import eq
from typing import Any, Final, NoReturn, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ibmodel.case import VARIANTS, Identifier, Rankings, ServiceName, Variant, identifier, service_name
from ibmodel.case.applications import (
    COMPONENTS,
    DOCUMENTS,
    GROUPS,
    INDEFINITE,
    MEASURES,
    MOST_MONTHS,
    Component,
    Document,
    Group,
    Measure,
    Months,
    MonthStart,
    Until,
)
from ibmodel.dates import read_date, read_moment, shown_moment
from ibmodel.errors import (
    BadType,
    BadValue,
    MissingField,
    ModelError,
    TooLarge,
    UnknownField,
    pointer,
    shown,
    shown_key,
)
from ibmodel.exchange import (
    administration_operations,
    matrix_values,
    plan_check_operations,
    plan_life_operations,
)
from ibmodel.exchange.certificates import read_certificate, write_certificate
from ibmodel.exchange.reading import LIMITS, Limits, first_passed_limit
from ibmodel.exchange.requests import AgeGroup, NotAsked, RankingsDocument
from ibmodel.money import Money, Rate, Share, count, round_half_up
from ibmodel.parameters import EDITIONS, edition
from ibmodel.rules.selection import Certificate, age_groups
from ibmodel.vocabulary import Impairment

__all__ = ["SCORE_DECIMALS", "read", "shown_score", "write", "write_value"]

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]

#: How many decimals a score has on the wire.
SCORE_DECIMALS: Final = 4


def read(value: object, kind: type[T], limits: Limits = LIMITS) -> T:
    """``value``, a document of the wire, as a ``kind``.

    Raises the first problem in the protocol's order: fields as ``kind`` lists them, elements by index, unknown keys
    last by code point. The path starts at ``value``.
    """
    try:
        converter = _QUICK if limits is LIMITS else _converter(limits, thorough=False)
        return converter.structure(value, kind)
    except Exception:  # noqa: BLE001 - whatever it was, the thorough reader names it
        problem = _first_problem(value, kind, limits)
    raise problem


def write(result: object) -> Any:
    """``result``, an outcome of the rules, as a document of the wire."""
    return _QUICK.unstructure(result)


def write_value(value: object) -> Any:
    """One value as the wire writes it: money, prices and percentages as text, dates as text, counts as they are."""
    writer = _WRITERS.get(type(value))
    return value if writer is None else writer(value)


def shown_score(score: Fraction) -> str:
    """A score of 0 to 1 with four decimals, rounded half up."""
    scaled = round_half_up(score.numerator * 10**SCORE_DECIMALS, score.denominator)
    return f"{scaled // 10**SCORE_DECIMALS}.{scaled % 10**SCORE_DECIMALS:0{SCORE_DECIMALS}d}"


def _first_problem(value: object, kind: type, limits: Limits) -> ModelError:
    try:
        _converter(limits, thorough=True).structure(value, kind)
    except ModelError as error:
        return error
    except ClassValidationError as group:
        return _first_of(group)
    raise AssertionError(f"the quick reader refused what the thorough one takes: {kind.__name__}")


def _first_of(group: ClassValidationError) -> ModelError:
    first = group.exceptions[0]
    if isinstance(first, ForbiddenExtraKeysError):
        key = min(map(shown_key, first.extra_fields))
        return UnknownField(f"expected no field {shown(key)}", pointer(key))
    problem = _first_of(first) if isinstance(first, ClassValidationError) else first
    notes, _ = group.group_exceptions()
    steps = [_wire_name(group.cl, note.name) for error, note in notes if error is first]
    if isinstance(problem, KeyError):
        return MissingField(f"expected a field {shown(steps[0])}", pointer(*steps))
    if not isinstance(problem, ModelError):
        problem = BadType(f"expected {group.cl.__name__}, got a value that cannot be read")
    return problem.below(*steps)


def _wire_name(kind: type, name: str) -> str:
    wire: str = attrs.fields_dict(kind)[name].metadata.get("wire", name)
    return wire


def _given(read_text: Callable[[Any], T]) -> Hook:
    def structure(value: Any, _: Any) -> T:
        if value is None:
            raise MissingField("expected a value, got null")
        return read_text(value)

    return structure


def _text(value: object) -> str:
    if type(value) is not str:
        raise BadType(f"expected text, got {shown(value)}")
    return value


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise BadType(f"expected true or false, got {shown(value)}")
    return value


def _one_of(allowed: tuple[Any, ...]) -> Callable[[object], Any]:
    """Reads one of ``allowed``, all of one kind."""

    def read_allowed(value: object) -> Any:
        if type(value) is not type(allowed[0]):
            raise BadType(f"expected one of {', '.join(map(str, allowed))}, got {shown(value)}")
        if value not in allowed:
            raise BadValue(f"expected one of {', '.join(map(str, allowed))}, got {shown(value)}")
        return value

    return read_allowed


def _impairment(allowed: tuple[Impairment, ...]) -> Callable[[object], Impairment]:
    read_word = _one_of(tuple(kind.value for kind in allowed))
    return lambda value: Impairment(read_word(value))


def _until(value: object) -> date | str:
    return INDEFINITE if value == INDEFINITE else read_date(value)  # type: ignore[arg-type]


def _month_start(value: object) -> date:
    day = read_date(value)  # type: ignore[arg-type]
    if day.day != 1:
        raise BadValue(f"expected the first day of a month, got {day}")
    return day


def _months(value: object) -> int:
    months = count(value, "months")
    if not 1 <= months <= MOST_MONTHS:
        raise BadValue(f"expected 1 to {MOST_MONTHS} months, got {shown(value)}")
    return months


def _not_asked(value: object) -> NoReturn:
    raise BadValue(f"expected no amount under this reading of I-1, got {Money.euro(value)}")  # type: ignore[arg-type]


_READERS: Final[dict[Any, Callable[[Any], Any]]] = {
    Money: Money.euro,
    Rate: Rate.euro,
    Share: Share.percent,
    date: read_date,
    datetime: read_moment,
    bool: _flag,
    str: _text,
    Identifier: identifier,
    ServiceName: service_name,
    Variant: _one_of(VARIANTS),
    Impairment: _impairment(tuple(Impairment)),
    Component: _impairment(COMPONENTS),
    Until: _until,
    Measure: _one_of(MEASURES),
    Document: _one_of(DOCUMENTS),
    Group: _one_of(GROUPS),
    MonthStart: _month_start,
    Months: _months,
    AgeGroup: _one_of(tuple(name for name, _, _ in age_groups(edition(next(iter(EDITIONS)))))),
    NotAsked: _not_asked,
}

for _chapter in (plan_check_operations, plan_life_operations, administration_operations, matrix_values):
    _READERS.update(_chapter.READERS)

_WRITERS: Final[dict[Any, Callable[[Any], Any]]] = {
    Money: str,
    Rate: str,
    Share: str,
    date: date.isoformat,
    datetime: shown_moment,
    Fraction: shown_score,
}


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is Mapping


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


@lru_cache(maxsize=16)
def _converter(limits: Limits, *, thorough: bool) -> cattrs.Converter:
    """The converter that reads within ``limits``; a ``thorough`` one collects problems with their places."""
    converter = cattrs.Converter(
        detailed_validation=thorough, forbid_extra_keys=True, unstruct_collection_overrides={tuple: list}
    )
    converter.register_structure_hook_factory(attrs.has, partial(_object_of, converter))
    converter.register_structure_hook_factory(_is_list, partial(_list_of, converter, limits.elements, thorough))
    converter.register_structure_hook_factory(_is_mapping, partial(_mapping_of, converter, limits.elements))
    converter.register_structure_hook(Certificate, _given(_certificate(limits)))
    converter.register_unstructure_hook_factory(attrs.has, lambda kind: _written_fields(converter, kind))
    converter.register_unstructure_hook(Certificate, write_certificate)
    converter.register_structure_hook_func(partial(eq, Rankings), partial(_rankings, converter))
    converter.register_structure_hook(int, _given(_whole(limits.digits)))
    for kind, reader in _READERS.items():
        if isinstance(kind, type):
            converter.register_structure_hook(kind, _given(reader))
        else:
            converter.register_structure_hook_func(partial(eq, kind), _given(reader))
    for kind, writer in _WRITERS.items():
        converter.register_unstructure_hook(kind, writer)
    converter.register_unstructure_hook(Enum, lambda member: member.value)
    return converter


def _whole(digits: int) -> Callable[[object], int]:
    largest = 10**digits - 1

    def read_whole(value: object) -> int:
        whole = count(value)
        if whole > largest:
            raise TooLarge(f"expected an integer of at most {digits} digits")
        return whole

    return read_whole


def _certificate(limits: Limits) -> Callable[[object], Certificate]:
    def read_within(value: object) -> Certificate:
        too_large = first_passed_limit(value, limits)
        if too_large is not None:
            raise too_large
        return read_certificate(value)

    return read_within


def _rankings(converter: cattrs.Converter, value: Any, _: Any) -> Rankings:
    document: RankingsDocument = converter.get_structure_hook(RankingsDocument)(value, RankingsDocument)
    return document.rankings()


def _list_of(converter: cattrs.Converter, longest: int, thorough: bool, kind: Any) -> Hook:
    item_kind = get_args(kind)[0]
    item = converter.get_structure_hook(item_kind)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise MissingField("expected a list, got null") if value is None else _bad_list(value)
        if len(value) > longest:
            raise TooLarge(f"expected a list of at most {longest} elements")
        if thorough:
            return tuple([_item(item, place, element, item_kind) for place, element in enumerate(value)])
        return tuple([item(element, item_kind) for element in value])

    return structure


def _key_of(pair: tuple[object, object]) -> str:
    return str(pair[0])


def _mapping_of(converter: cattrs.Converter, longest: int, kind: Any) -> Hook:
    read_key, read_value = (converter.get_structure_hook(part) for part in get_args(kind))

    def structure(value: Any, _: Any) -> dict[Any, Any]:
        if type(value) is not dict:
            raise MissingField("expected an object, got null") if value is None else _bad_object(value)
        if len(value) > longest:
            raise TooLarge(f"expected an object of at most {longest} fields")
        pairs: dict[str, tuple[Any, Any]] = dict.fromkeys(value, (None, None))
        for key, item in sorted(value.items(), key=_key_of):  # of several problems the first by code point
            try:
                pairs[key] = read_key(key, None), read_value(item, None)
            except ModelError as error:
                raise error.below(shown_key(key)) from None
        return dict(pairs.values())

    return structure


def _written_fields(converter: cattrs.Converter, kind: Any) -> Callable[[Any], dict[str, Any]]:
    """Writes a class by its wire names; what has a default and is it is left out."""
    fields = {
        attribute.name: override(
            rename=attribute.metadata.get("wire"),
            omit_if_default=attribute.default is not attrs.NOTHING,
            omit=attribute.metadata.get("unwritten", False),
        )
        for attribute in attrs.fields(attrs.resolve_types(kind))
    }
    return make_dict_unstructure_fn(kind, converter, **fields)  # type: ignore[arg-type]


def _object_of(converter: cattrs.Converter, kind: Any) -> Hook:
    fields = {
        attribute.name: override(
            rename=attribute.metadata.get("wire"),
            struct_hook=_optional(converter, attribute) if attribute.default is not attrs.NOTHING else None,
        )
        for attribute in attrs.fields(attrs.resolve_types(kind))
    }
    structure_fields = make_dict_structure_fn(kind, converter, **fields)  # type: ignore[arg-type]

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise MissingField("expected an object, got null") if value is None else _bad_object(value)
        return structure_fields(value, kind)

    return structure


def _optional(converter: cattrs.Converter, attribute: attrs.Attribute[Any]) -> Hook:
    """Null stands for the default; the type is that of the value, with or without ``| None``."""
    given = [kind for kind in get_args(attribute.type) if kind is not type(None)]
    kind = given[0] if type(None) in get_args(attribute.type) else attribute.type
    hook = converter.get_structure_hook(kind)
    return lambda value, _: None if value is None else hook(value, kind)


def _item(hook: Hook, place: int, element: Any, kind: Any) -> Any:
    if element is None:
        raise BadType("expected a value, got null", pointer(place))
    try:
        return hook(element, kind)
    except ClassValidationError as group:
        raise _first_of(group).below(place) from None
    except ModelError as error:
        raise error.below(place) from None


def _bad_list(value: object) -> BadType:
    return BadType(f"expected a list, got {shown(value)}")


def _bad_object(value: object) -> BadType:
    return BadType(f"expected an object, got {shown(value)}")


_QUICK: Final = _converter(LIMITS, thorough=False)
