"""How a figure of the methodology is declared, read, shown and changed.

A figure is an attribute of a `Group`, one of the classes of `ibmodel.parameters.schema`, declared with one of
`whole`, `percentage`, `amount`, `day`, `switch`, `names`, `pairs`: they fix its kind, its unit, the rule that
gives it and its label in both languages. Its path is the dotted way to it, ``budget.reduced_share``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar, dataclass_transform

import attrs

from ibmodel.dates import read_date
from ibmodel.errors import BadType, BadValue, Duplicate, UnknownParameter, pointer, shown, shown_key
from ibmodel.money import Money, Share, count
from ibmodel.sources import RULES

__all__ = [
    "Figure",
    "Group",
    "amount",
    "changed",
    "day",
    "figure_names",
    "figures_of",
    "names",
    "pairs",
    "percentage",
    "switch",
    "whole",
]

G = TypeVar("G")
Value = int | bool | Money | Share | date | tuple[str, ...] | tuple[tuple[str, str], ...]

_METADATA: Final = "ibmodel.figure"
_LONGEST_NAME: Final = 64
_LARGEST_COUNT: Final = 10**15 - 1


@attrs.frozen
class Figure:
    """A figure as it is listed: its dotted ``path``, ``value``, ``unit``, ``rule``, ``source`` and labels."""

    path: str
    value: Value
    kind: str
    unit: str
    rule: str
    source: str
    en: str
    lv: str


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Group:
    """A group of figures: a frozen attrs class whose figures are given by name, read and then checked together.

    The methods are written once here, not generated for each class: that keeps the import quick.
    """

    def __init_subclass__(cls) -> None:
        attrs.frozen(cls, slots=False, init=False, eq=False, repr=False)

    def __init__(self, **figures: object) -> None:
        attributes = _attributes(self)
        known = {attribute.name for attribute in attributes}
        if figures.keys() != known:
            raise TypeError(f"{type(self).__name__}: missing or unknown figures: {sorted(figures.keys() ^ known)}")
        for attribute in attributes:
            value, declared = figures[attribute.name], _declared(attribute)
            object.__setattr__(self, attribute.name, declared.kind.read(value) if declared else value)
        self.check()

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


class _Kind(NamedTuple):
    name: str
    read: Callable[[object], Value]


class _Declared(NamedTuple):
    kind: _Kind
    unit: str
    rule: str
    en: str
    lv: str


def _read_share(value: object) -> Share:
    share = value if type(value) is Share else Share.percent(value)  # type: ignore[arg-type]
    if share.millionths > Share.WHOLE:
        raise BadValue(f"expected a percentage of at most 100, got {share}")
    return share


def _read_money(value: object) -> Money:
    money = value if type(value) is Money else Money.euro(value)  # type: ignore[arg-type]
    if money.cents < 0:
        raise BadValue(f"expected an amount that is not negative, got {money}")
    return money


def _read_day(value: object) -> date:
    return value if type(value) is date else read_date(value)  # type: ignore[arg-type]


def _read_switch(value: object) -> bool:
    if type(value) is not bool:
        raise BadType(f"expected true or false, got {shown(value)}")
    return value


def _read_name(value: object) -> str:
    if type(value) is not str:
        raise BadType(f"expected a name as text, got {shown(value)}")
    if not 1 <= len(value) <= _LONGEST_NAME or not value.isprintable():
        raise BadValue(f"expected a name of 1 to {_LONGEST_NAME} printable characters, got {shown(value)}")
    return value


def _read_names(value: object) -> tuple[str, ...]:
    if type(value) not in (tuple, list):
        raise BadType(f"expected a list of names, got {shown(value)}")
    read = tuple(map(_read_name, value))  # type: ignore[call-overload]
    if len(set(read)) < len(read):
        raise Duplicate(f"expected every name once, got {shown(value)}")
    return read


def _read_pairs(value: object) -> tuple[tuple[str, str], ...]:
    found = tuple(value.items()) if type(value) is dict else value
    if type(found) is not tuple or not all(type(pair) is tuple and len(pair) == 2 for pair in found):  # noqa: PLR2004
        raise BadType(f"expected names by name, got {shown(value)}")
    read = tuple((_read_name(key), _read_name(name)) for key, name in found)
    if len(dict(read)) < len(read):
        raise Duplicate(f"expected every name once, got {shown(value)}")
    return read


@cache
def _counts(least: int, most: int) -> _Kind:
    def read(value: object) -> int:
        if not least <= count(value) <= most:
            raise BadValue(f"expected a count of {least} to {most}, got {shown(value)}")
        return value  # type: ignore[return-value]

    return _Kind("count", read)


_SHARE: Final = _Kind("percent", _read_share)
_MONEY: Final = _Kind("money", _read_money)
_DAY: Final = _Kind("date", _read_day)
_SWITCH: Final = _Kind("flag", _read_switch)
_NAMES: Final = _Kind("names", _read_names)
_PAIRS: Final = _Kind("pairs", _read_pairs)


def _figure(kind: _Kind, unit: str, rule: str, en: str, lv: str) -> Any:
    declared = _Declared(kind, unit, rule, en, lv)
    return attrs.field(metadata={_METADATA: declared})


def whole(rule: str, unit: str, en: str, lv: str, *, least: int = 0, most: int = _LARGEST_COUNT) -> Any:  # noqa: PLR0913
    """Declares a whole number of ``unit``, ``least`` to ``most``."""
    return _figure(_counts(least, most), unit, rule, en, lv)


def percentage(rule: str, en: str, lv: str) -> Any:
    """Declares a percentage of 0 to 100."""
    return _figure(_SHARE, "percent", rule, en, lv)


def amount(rule: str, en: str, lv: str) -> Any:
    """Declares an amount of money."""
    return _figure(_MONEY, "euro", rule, en, lv)


def day(rule: str, en: str, lv: str) -> Any:
    """Declares a date."""
    return _figure(_DAY, "date", rule, en, lv)


def switch(rule: str, en: str, lv: str) -> Any:
    """Declares a yes or no."""
    return _figure(_SWITCH, "yes or no", rule, en, lv)


def names(rule: str, en: str, lv: str) -> Any:
    """Declares a list of names, each once."""
    return _figure(_NAMES, "names", rule, en, lv)


def pairs(rule: str, en: str, lv: str) -> Any:
    """Declares names by name."""
    return _figure(_PAIRS, "names by name", rule, en, lv)


def _attributes(of: Any) -> tuple[attrs.Attribute[Any], ...]:
    attributes: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(of))
    return attributes


def _declared(attribute: attrs.Attribute[Any]) -> _Declared | None:
    found = attribute.metadata.get(_METADATA)
    return found if isinstance(found, _Declared) else None


def _declarations(parameters: object, under: str = "") -> Iterator[tuple[str, Value, _Declared]]:
    for attribute in _attributes(parameters):
        path = f"{under}.{attribute.name}" if under else attribute.name
        value = getattr(parameters, attribute.name)
        declared = _declared(attribute)
        if declared is not None:
            yield path, value, declared
        elif attrs.has(type(value)):
            yield from _declarations(value, path)


def figure_names(group: Group) -> tuple[str, ...]:
    """The names of a group's figures, in document order."""
    return tuple(vars(group))


def figures_of(parameters: attrs.AttrsInstance) -> Iterator[Figure]:
    """Every figure of ``parameters``, in document order."""
    for path, value, of in _declarations(parameters):
        yield Figure(path, value, of.kind.name, of.unit, of.rule, RULES[of.rule].source, of.en, of.lv)


def changed(parameters: G, changes: Mapping[str, object]) -> G:
    """A copy of ``parameters`` in which the figures at the paths of ``changes`` have new values, set all at once.

    A value is given as its Python type or as the wire protocol writes it. Raises `UnknownParameter` naming the
    nearest paths, `BadType`, `BadValue` or `Duplicate` for a value that the figure cannot have, of several the
    first in document order, unknown paths after them; last `Inconsistent` for figures that contradict each other.
    """
    kinds = {path: declared.kind for path, _, declared in _declarations(parameters)}
    values = {path: _read(kind, path, changes[path]) for path, kind in kinds.items() if path in changes}
    for path in sorted(shown_key(path) for path in changes if path not in kinds):
        near = get_close_matches(path, kinds, n=3, cutoff=0.4)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        raise UnknownParameter(f"expected the path of a parameter, got {shown(path)}{hint}", pointer(path))
    copy: G = _with(parameters, values)
    return copy


def _read(kind: _Kind, path: str, value: object) -> Value:
    try:
        return kind.read(value)
    except (BadType, BadValue, Duplicate) as error:
        raise type(error)(error.message, pointer(path)) from None


def _with(parameters: Any, values: Mapping[str, Value]) -> Any:
    inner: dict[str, dict[str, Value]] = {}
    new: dict[str, Any] = {}
    for path, value in values.items():
        name, _, rest = path.partition(".")
        if rest:
            inner.setdefault(name, {})[rest] = value
        else:
            new[name] = value
    new.update((name, _with(getattr(parameters, name), below)) for name, below in inner.items())
    return attrs.evolve(parameters, **new) if new else parameters
