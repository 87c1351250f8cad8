"""The columns of a cohort: read strictly, kept as whole cents of 64 bits, small whole numbers and booleans.

An array of the right kind is used as it is, not copied: do not change it afterwards. Nothing is rounded and nothing
filled in: a float, a gap, ``True`` for a number or more than 64 bits is an error that names the column and the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ibmodel.dates import completed_years
from ibmodel.errors import BadType, BadValue, Inconsistent, MissingField, ModelError, pointer, shown
from ibmodel.money import Money

__all__ = ["COLUMNS", "LARGEST", "MONEY_COLUMNS", "OLDEST", "Cohort", "Column", "Flags", "Whole"]

Column = Sequence[Any] | NDArray[Any]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: The columns that hold money, in whole cents; all but ``needed`` and ``before`` are zero where they are absent.
MONEY_COLUMNS: Final = (
    "needed",
    "needed_transport",
    "public",
    "public_transport",
    "benefits_rehabilitation",
    "benefits_transport",
    "other",
    "before",
)
#: All columns that mean something to the model; every other name is that of a group.
COLUMNS: Final = ("id", "received", "age", "born", "special_care", *MONEY_COLUMNS, "weight")

#: The greatest whole number that a column holds: 64 bits.
LARGEST: Final = int(np.iinfo(np.int64).max)
#: The highest age that is read, in completed years: more is a slip of the pen.
OLDEST: Final = 149

_REQUIRED: Final = ("special_care", "needed")


class Cohort:
    """Recipients as columns of equal length, one row for a recipient (or, with ``weight``, for several alike).

    - ``age``: completed years (pilni gadi) on the first day of the period; or ``born`` and that day, ``on``;
    - ``special_care``: whether there is an opinion on the need of special care (īpašas kopšanas atzinums);
    - ``needed``: the needed amount (IB nepieciešamais apmērs) in whole cents, ``needed_transport`` the part of it that
      is transport;
    - ``public``, ``public_transport``: what state or municipality pays already, for services other than transport and
      for transport; ``benefits_rehabilitation``, ``benefits_transport``: benefits, tied likewise; ``other``: other
      money. Absent columns are zero;
    - ``before``: all support before, where it is not the sum of the public money and the benefits;
    - ``weight``: how many people a row stands for; ``id`` and ``received`` (the moment of the application) decide
      between equals where the last cents are given out (I-3), and ``id`` names the row in explanations;
    - every further column is a group: text, whole numbers or booleans.

    Takes numpy arrays, or sequences of ``int``, of `Money`, of ``bool``. Raises `MissingField`, `BadType`, `BadValue`
    or `Inconsistent`, whose path is ``/column`` or ``/column/row`` (rows counted from 0).

    >>> cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1370_00, 500_00], municipality=["a", "b"])
    >>> len(cohort), cohort.groups
    (2, ('municipality',))
    """

    __slots__ = ("_columns", "groups", "names")

    names: tuple[str, ...]
    groups: tuple[str, ...]

    def __init__(self, /, *, on: date | None = None, **columns: Column) -> None:
        read = {name: _read(name, values) for name, values in columns.items()}
        if "born" in read:
            read["age"] = _ages(read.pop("born"), on, given="age" in read)
        elif on is not None:
            raise MissingField("expected a column 'born' beside the day 'on'", "/born")
        for name in ("age", *_REQUIRED):
            if name not in read:
                raise MissingField(f"expected a column {name!a}", pointer(name))
        _check_lengths(read)
        _check_values(read)
        self._columns: Mapping[str, NDArray[Any]] = MappingProxyType({name: _frozen(read[name]) for name in read})
        self.names = tuple(self._columns)
        self.groups = tuple(name for name in self.names if name not in COLUMNS)

    def __len__(self) -> int:
        return len(self._columns["needed"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column called ``name``, read-only; money that was not given is zero.

        Raises `MissingField` for a column that was not given.
        """
        found = self._columns.get(name)
        if found is None and name in MONEY_COLUMNS and name != "before":
            return np.broadcast_to(np.int64(0), len(self))
        if found is None:
            raise MissingField(f"expected one of {', '.join(self.names)}, got {shown(name)}", pointer(name))
        return found

    @property
    def weights(self) -> Whole | None:
        """How many people each row stands for; `None` where each stands for one."""
        return self._columns.get("weight")

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (dict(self._columns),)

    def __repr__(self) -> str:
        return f"<Cohort of {len(self)} rows: {', '.join(self.names)}>"


def _again(columns: dict[str, Any]) -> Cohort:
    return Cohort(**columns)


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


def _read(name: str, values: Column) -> NDArray[Any]:
    array = _as_array(name, values)
    if name in MONEY_COLUMNS:
        return _whole(name, array, "whole cents", 0, LARGEST)
    if name == "age":
        return _whole(name, array, "completed years", 0, OLDEST).astype(np.uint8)
    if name == "weight":
        return _whole(name, array, "how many people a row stands for", 1, LARGEST)
    if name == "special_care":
        return _flags(name, array)
    if name in ("born", "received"):
        return _moments(name, array)
    return _group(name, array)


def _as_array(name: str, values: Column) -> NDArray[Any]:
    """``values`` as an array of one dimension; Python objects stay objects, so that none is converted silently."""
    if isinstance(values, str | bytes) or not (hasattr(values, "__array__") or isinstance(values, Sequence)):
        raise BadType(f"expected a column, an array or a sequence, got {shown(values)}", pointer(name))
    if isinstance(values, np.ma.MaskedArray) and np.ma.getmaskarray(values).any():
        row = int(np.flatnonzero(np.ma.getmaskarray(values))[0])
        raise BadType("expected a value, got a masked one", pointer(name, row))
    if hasattr(values, "__array__"):
        array = np.asarray(values)
    else:
        array = np.empty(len(values), dtype=object)
        array[:] = values
    if array.ndim != 1:
        raise BadType(f"expected a column of one dimension, got {array.ndim}", pointer(name))
    return array


def _whole(name: str, array: NDArray[Any], what: str, least: int, most: int) -> Whole:
    """The column as 64-bit whole numbers from ``least`` to ``most``."""
    if array.dtype.kind == "O":
        array = _whole_objects(name, array, what)
    elif array.dtype.kind not in "iu":
        row = int(np.flatnonzero(np.isnan(array))[0]) if array.dtype.kind == "f" and np.isnan(array).any() else 0
        got = shown(array[row].item()) if len(array) else f"a column of {array.dtype}"
        raise BadType(f"expected {what}, whole numbers, got {got}", pointer(name, row))
    if len(array) and (array.min() < least or array.max() > most):
        row = int(np.flatnonzero((array < least) | (array > most))[0])
        raise BadValue(f"expected {what}, {least} to {most}, got {int(array[row])}", pointer(name, row))
    return array.astype(np.int64, copy=False)


def _whole_objects(name: str, array: NDArray[Any], what: str) -> NDArray[Any]:
    money = name in MONEY_COLUMNS
    allowed: set[type] = {int, np.int64, np.int32} | ({Money} if money else set())
    kinds = set(map(type, array))
    if not kinds <= allowed:
        row = next(row for row, value in enumerate(array) if type(value) not in allowed)
        raise BadType(f"expected {what}, whole numbers, got {shown(array[row])}", pointer(name, row))
    if Money in kinds:
        cents = [value.cents if type(value) is Money else int(value) for value in array]
        array = np.array([*cents, None], dtype=object)[:-1]
    return array


def _flags(name: str, array: NDArray[Any]) -> Flags:
    if array.dtype.kind == "O":
        for row, value in enumerate(array):
            if type(value) not in (bool, np.bool_):
                raise BadType(f"expected true or false, got {shown(value)}", pointer(name, row))
    elif array.dtype.kind != "b":
        got = shown(array[0].item()) if len(array) else f"a column of {array.dtype}"
        raise BadType(f"expected true or false, got {got}", pointer(name, 0))
    return array.astype(np.bool_, copy=False)


def _moments(name: str, array: NDArray[Any]) -> NDArray[Any]:
    """Days (``born``) or moments (``received``, whose gaps mean that there is no moment)."""
    unit = "D" if name == "born" else "us"
    kinds: tuple[type, ...] = (date,) if name == "born" else (datetime, type(None))
    if array.dtype.kind == "O":
        for row, value in enumerate(array):
            if type(value) not in kinds or getattr(value, "tzinfo", None) is not None:
                what = "a date" if name == "born" else "a moment without a time zone"
                raise BadType(f"expected {what}, got {shown(value)}", pointer(name, row))
    elif array.dtype.kind != "M":
        raise BadType(f"expected dates, got a column of {array.dtype}", pointer(name))
    found = array.astype(f"datetime64[{unit}]")
    if name == "born" and np.isnat(found).any():
        raise BadType("expected a date, got none", pointer(name, int(np.flatnonzero(np.isnat(found))[0])))
    return found


def _group(name: str, array: NDArray[Any]) -> NDArray[Any]:
    """A group's labels: text, whole numbers or booleans, all of one kind."""
    if array.dtype.kind == "O":
        kinds = set(map(type, array))
        if len(kinds) > 1 or not kinds <= {str, int, bool}:
            first = type(array[0])
            expected = first if first in (str, int, bool) else str
            row = next(row for row, value in enumerate(array) if type(value) is not expected)
            raise BadType(f"expected {expected.__name__}, got {shown(array[row])}", pointer(name, row))
        array = np.array(array.tolist())
        if array.dtype.kind not in "Uib":
            raise BadValue("expected whole numbers of 64 bits", pointer(name))
        return array
    if array.dtype.kind == "T":
        return np.array(array.tolist(), dtype=np.str_)
    if array.dtype.kind not in "Uiub":
        raise BadType(f"expected text, whole numbers or booleans, got a column of {array.dtype}", pointer(name, 0))
    return array


def _ages(born: NDArray[Any], on: date | None, *, given: bool) -> NDArray[np.uint8]:
    """Completed years on ``on``, each day of birth judged once."""
    if given:
        raise Inconsistent("expected either 'age' or 'born', got both", "/age")
    if type(on) is not date:
        raise MissingField(f"expected the day on which ages count, a date, got {shown(on)}", "/on")
    days, places = np.unique(born, return_inverse=True)
    ages = np.zeros(len(days), dtype=np.uint8)
    for place, day in enumerate(days.tolist()):
        try:
            age = completed_years(day, on)
            if age > OLDEST:
                raise BadValue(f"expected an age of at most {OLDEST} years on {on}, got {age}")
        except ModelError as error:
            raise error.below("born", int(np.flatnonzero(places == place)[0])) from None
        ages[place] = age
    return ages[places]


def _check_lengths(columns: Mapping[str, NDArray[Any]]) -> None:
    rows = len(columns["needed"])
    for name, column in columns.items():
        if len(column) != rows:
            raise Inconsistent(f"expected {rows} rows as in 'needed', got {len(column)}", pointer(name))
    if rows == 0:
        raise BadValue("expected at least one row, got an empty table", "/needed")


def _check_values(columns: Mapping[str, NDArray[Any]]) -> None:
    needed, transport = columns["needed"], columns.get("needed_transport")
    if transport is not None and (transport > needed).any():
        row = int(np.flatnonzero(transport > needed)[0])
        message = f"expected a part of the need, at most {int(needed[row])} cents, got {int(transport[row])}"
        raise Inconsistent(message, pointer("needed_transport", row))
