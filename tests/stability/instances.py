"""An instance of every public class of the library: made from the types of its fields, and by hand where those say
too little.

A class is public if a module of the library lists it in ``__all__``. A new one needs nothing here as long as its
fields say what they hold; otherwise `instance_of` raises `NoInstance`, and the class gets an entry in ``_BY_HAND`` or
one of its fields an entry in ``_BY_FIELD``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import attrs
import numpy as np

import ibmodel
from ibmodel.adapters.tables import Page
from ibmodel.case import Recipient
from ibmodel.dates import Weekdays
from ibmodel.errors import ModelError
from ibmodel.parameters import edition
from ibmodel.population import Cohort, compare, simulate, sweep
from ibmodel.rules.prices import PriceList
from ibmodel.testing.applications import Dice
from ibmodel.testing.selection_brute import ListingSolver
from ibmodel.vocabulary import Impairment

#: Modules that are not loaded beside the others: the command line runs at once, OR-tools and HiGHS do not share a
#: process.
APART = ("ibmodel.__main__", "ibmodel.adapters.cpsat")


#: Classes whose instances hold a process, a connection or a file, and why none is made here.
LIVE = {
    "ibmodel.adapters.conformance.pipes.Pipes": "starts a program",
    "ibmodel.adapters.conformance.programs.Function": "starts a program",
    "ibmodel.adapters.conformance.programs.Program": "starts a program",
    "ibmodel.adapters.conformance.servers.Server": "keeps a connection",
    "ibmodel.adapters.conformance.states.State": "keeps a file",
    "ibmodel.adapters.conformance.subjects.Subject": "a protocol, kept by the live ones above",
}


class NoInstance(Exception):
    """Nothing says how to make an instance of a class."""


def public_classes(without: Collection[str] = APART) -> dict[str, type]:
    """By their full names, the classes that the modules of the library make public."""
    found = {}
    for name in sorted({"ibmodel", *(module.name for module in pkgutil.walk_packages(ibmodel.__path__, "ibmodel."))}):
        if name not in without:
            module = importlib.import_module(name)
            listed = [getattr(module, public) for public in getattr(module, "__all__", ())]
            found.update({name_of(of): of for of in listed if inspect.isclass(of) and of.__module__.startswith("ibm")})
    return found


def all_made() -> tuple[dict[str, Any], list[str]]:
    """An instance of each, but for those that are live, by the name of the class; and what could not be made."""
    found, missing = {}, []
    for name, of in public_classes().items():
        try:
            if name not in LIVE:
                found[name] = instance_of(of)
        except NoInstance as problem:
            missing.append(str(problem))
    return found, missing


def name_of(of: type) -> str:
    """The full name of a class."""
    return f"{of.__module__}.{of.__qualname__}"


def _cohort() -> Cohort:
    return Cohort(
        age=[3, 9, 15],
        special_care=[False, True, False],
        needed=[50_000, 90_000, 20_000],
        public=[0, 500, 0],
        municipality=["Ogre", "Talsi", "Ogre"],
    )


def _changed() -> Any:
    return edition("children-pilot-2018").reform("another", {"budget.reduced_share": "80"}, {"I-2": "shortfall"})


def _effects() -> Any:
    return compare(_cohort(), edition("children-pilot-2018"), _changed(), pool=150_000)


#: By the names of fields, or of classes and fields, what they hold where their types say too little.
_BY_FIELD: dict[str, Any] = {
    "CheckedLine.kind": "individual",
    "Choice.chapters": ("budget",),
    "Choice.operations": ("budget.final",),
    "Choice.rules": (),
    "State.before": None,
    "PilotFacts.places": {"nanny": "centre"},
    "Rankings.experts": {"1": ("nanny",)},
    "Rankings.parent": ("nanny",),
    "documents": ("application",),
    "family_grounds": ("lack_of_skills",),
    "other_measures": ("9.2.2.1",),
    "plan1_month": 2,
    "service": "nanny",
}

#: By their full names, the classes whose fields do not say enough; a protocol or a base by one of those under it.
_BY_HAND: dict[str, Callable[[], Any]] = {
    "ibmodel.adapters.tables.Page": lambda: Page(StringIO(), "en"),
    "ibmodel.dates.WorkingDays": lambda: Weekdays((date(2018, 11, 19),)),
    "ibmodel.parameters.figures.Group": lambda: edition("children-pilot-2018").budget,
    "ibmodel.parameters.schema.Needs": lambda: edition("children-pilot-2018").needs,
    "ibmodel.parameters.schema.Parameters": _changed,
    "ibmodel.population.columns.Cohort": _cohort,
    "ibmodel.population.comparison.ReformEffects": _effects,
    "ibmodel.population.grouping.Parts": lambda: _effects().by("municipality"),
    "ibmodel.population.outcome.Outcome": lambda: simulate(_cohort(), pool=150_000),
    "ibmodel.population.sweep.Sweep": lambda: sweep(_cohort(), {"budget.reduced_share": ["70", "80"]}, pool=150_000),
    "ibmodel.rules.budget.ties.Applicant": lambda: instance_of(Recipient),
    "ibmodel.rules.prices.lists.PriceSource": lambda: instance_of(PriceList),
    "ibmodel.rules.selection.question.SelectionSolver": ListingSolver,
    "ibmodel.testing.applications.Dice": lambda: Dice(1),
    "ibmodel.vocabulary.Word": lambda: Impairment.VISION,
}


def instance_of(of: type) -> Any:
    """An instance of a public class; raises `NoInstance` where nothing says how to make one."""
    try:
        return _made(of)
    except Exception as error:
        raise NoInstance(f"{name_of(of)}: {type(error).__name__}: {error}") from error


#: What stands for a value of a plain kind.
_PLAIN: dict[Any, Any] = {
    None: None,
    type(None): None,
    Any: "x",
    object: "x",
    bool: True,
    int: 1,
    str: "a",
    float: 0.5,
    bytes: b"x",
    date: date(2018, 9, 1),
    datetime: datetime(2018, 9, 1, 9, 14),
    time: time(9, 30),
    Decimal: Decimal("0.1"),
    Fraction: Fraction(1, 3),
    Path: Path("x"),
    type: int,
}


def _made(of: Any) -> Any:  # noqa: C901, PLR0911 - one way for each kind of type
    """A value of a type as annotations write it."""
    if isinstance(of, typing.TypeVar):
        return 5
    if isinstance(of, typing.NewType):
        return _made(of.__supertype__)
    origin = typing.get_origin(of)
    if origin is not None:
        return _made_of_parts(origin, typing.get_args(of))
    if of in _PLAIN:
        return _PLAIN[of]
    if name_of(of) in _BY_HAND:
        return _BY_HAND[name_of(of)]()
    if typing.is_typeddict(of):
        return {}
    if issubclass(of, Enum):
        return next(iter(of))
    if issubclass(of, ModelError):
        return of("expected a, got b", "/c")
    if issubclass(of, Exception) and not inspect.isfunction(of.__init__):
        return of("why")
    if attrs.has(of):
        attrs.resolve_types(of)
        fields = {field.alias: (field.name, field.type) for field in attrs.fields(of) if field.init}
        return of(**{alias: _of_field(of, name, kind) for alias, (name, kind) in fields.items()})
    if issubclass(of, tuple):
        return of(**{name: _of_field(of, name, kind) for name, kind in typing.get_type_hints(of).items()})
    return of(**{name: _of_field(of, name, kind) for name, kind in _parameters_of(of).items()})


def _parameters_of(of: type) -> dict[str, Any]:
    """What the constructor of a plain class requires, with its types."""
    if getattr(of, "_is_protocol", False):
        raise NoInstance(f"{name_of(of)}: expected one of those who keep the protocol, given by hand")
    if of.__init__ is object.__init__:
        return {}
    hints = typing.get_type_hints(of.__init__)
    taken = list(inspect.signature(of.__init__).parameters.values())[1:]
    several = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
    required = [each.name for each in taken if each.default is each.empty and each.kind not in several]
    return {name: hints[name] for name in required}


def _of_field(of: type, name: str, kind: Any) -> Any:
    full = f"{of.__name__}.{name}"
    known = full if full in _BY_FIELD else name
    return _BY_FIELD[known] if known in _BY_FIELD else _made(kind)


def _made_of_parts(origin: Any, parts: tuple[Any, ...]) -> Any:  # noqa: PLR0911 - one for each kind of type
    """A value of a type that is made of others."""
    if origin in {typing.Literal, typing.Union, types.UnionType, typing.Annotated, typing.Unpack}:
        return parts[0] if origin is typing.Literal else _made(parts[0])
    if origin is np.ndarray:
        kind = typing.get_args(parts[1])[0]
        return np.arange(2, dtype=np.int64 if kind is Any else kind)
    if origin is tuple:
        return (_made(parts[0]),) if parts[1:] == (...,) else tuple(map(_made, parts))
    if origin in {dict, Mapping}:
        return {_made(parts[0]): _made(parts[1])}
    if origin in {list, set, frozenset}:
        return origin([_made(parts[0])])
    if origin in {Sequence, Iterable, Collection}:
        return (_made(parts[0]),)
    if origin in {Callable, type}:
        return len if origin is Callable else int
    return _made(origin)
