"""What the cells of a column mean, as the arrays that a cohort is made of. Every problem is noted, none is mended.

Whole numbers, booleans, dates and moments are read from columns of their own type, or from text that can mean one
thing only: ``"12"``; ``"true"`` (``"True"`` and ``"TRUE"`` too, as pandas and spreadsheets write it); ``"2018-08-01"``;
``"2018-07-03T09:14"`` (with seconds too, or a space for the ``T``). 0 and 1 are no booleans.

Each function notes what is wrong with a column and then raises `NotRead`. Where there are gaps, the array is shorter
than the table; only ``received`` may have some.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.adapters.frames import euros
from ibmodel.adapters.frames.cells import Cells, coded, listed, whole_numbers
from ibmodel.adapters.frames.libraries import nw
from ibmodel.adapters.frames.problems import quoted
from ibmodel.dates import completed_years, read_date
from ibmodel.errors import ModelError
from ibmodel.population.columns import LARGEST, OLDEST

__all__ = [
    "LONGEST_LABEL",
    "Notation",
    "read_cents",
    "read_days",
    "read_flags",
    "read_labels",
    "read_moments",
    "read_whole",
]

#: How many characters the label of a group may have.
LONGEST_LABEL: Final = 100

_WHOLE_TEXT: Final = re.compile(r"0|[1-9][0-9]{0,17}").fullmatch
_MOMENT_TEXT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{3}(?:[0-9]{3})?)?)?"
).fullmatch
_FLAGS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DAY: Final = timedelta(days=1)


@attrs.frozen
class Notation:
    """How amounts are written, where their type does not say it.

    ``rounding`` is that of floats; ``decimal`` the mark in text; ``whole_text`` what a column of text means in which
    no amount has the mark.
    """

    rounding: Literal["down", "half_up"] | None = None
    decimal: Literal[".", ","] = "."
    whole_text: Literal["euro", "cents"] | None = None


def read_cents(cells: Cells, notation: Notation) -> NDArray[Any]:
    """Money, in whole cents."""
    match cells.of:
        case "whole numbers":
            return _within(cells, "whole cents, not negative, of 64 bits", cells.values, 0, LARGEST)
        case "amounts":
            cents = whole_numbers([amount.cents for amount in cells.values])
            return _within(cells, "amounts, not negative, of 64 bits", cents, 0, LARGEST)
        case "text":
            return _cents_of_text(cells, notation)
        case "decimals":
            cents, bad = _cents_of_decimals(cells.values)
            cells.expect("euro with at most two decimals, not negative, of 64 bits", bad)
            return cents
        case "floats":
            return _cents_of_floats(cells, notation)
    raise cells.refusal("money: whole cents as whole numbers, or euro as decimals or text")


def _cents_of_floats(cells: Cells, notation: Notation) -> NDArray[Any]:
    if notation.rounding is None:
        roundings = " or ".join(f"rounding={name!r}" for name in euros.ROUNDINGS)
        raise cells.refusal("money", f", which are never rounded silently: read the column as text, or say {roundings}")
    cents, bad = euros.cents_of_floats(cells.values, notation.rounding)
    cells.expect("euro, not negative, below 10^12", bad)
    return cents


def _cents_of_text(cells: Cells, notation: Notation) -> NDArray[Any]:
    """Euro; or cents, if that was said of columns in which no amount has a decimal mark."""
    cents, bad, marked = euros.cents_of_text(listed(cells.values), notation.decimal)
    example = f"euro with at most two decimals, such as '1234{notation.decimal}50'"
    cells.expect(example, bad)
    if marked.any() or not cents.any():
        return cents
    if notation.whole_text is None:
        first = quoted(cells.values[int(np.flatnonzero(cents)[0])])
        hint = "say whole_text='euro' or whole_text='cents'"
        raise cells.refusal(example, f" of whole numbers only, such as {first}: {hint}")
    return cents if notation.whole_text == "euro" else cents // 100


def _cents_of_decimals(values: Any) -> euros.Amounts:
    """From a column of a decimal type by the whole numbers that it is stored as; from Python's decimals one by one."""
    if isinstance(values, list):
        return euros.cents_of_decimals(values)
    unscaled, fits = _stored_in_polars(values) if values.implementation.is_polars() else _stored_in_arrow(values)
    return euros.cents_of_unscaled(unscaled, values.dtype.scale, fits, lambda rows: values[rows.tolist()].to_list())


def _stored_in_polars(series: nw.Series[Any]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    stored: nw.Series[Any] = nw.from_native(series.to_native().to_physical(), series_only=True)
    unscaled = stored.clip(-LARGEST, LARGEST).cast(nw.Int64).to_numpy()
    return unscaled, np.abs(unscaled) < LARGEST


def _stored_in_arrow(series: nw.Series[Any]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Arrow stores 128 bits as two words, the lower one first."""
    column = series.to_arrow()
    words = np.frombuffer(column.buffers()[1], dtype="<i8").reshape(-1, 2)[column.offset :][: len(column)]
    low, high = words[:, 0], words[:, 1]
    return low, high == low >> 63


def read_whole(cells: Cells, expected: str, least: int, most: int) -> NDArray[Any]:
    """Whole numbers from ``least`` to ``most``."""
    match cells.of:
        case "whole numbers":
            return _within(cells, expected, cells.values, least, most)
        case "text":
            found, _ = _parsed(cells.values, lambda text: int(text) if _WHOLE_TEXT(text) else least - 1, "i8")
            return _within(cells, expected, found, least, most)
    raise cells.refusal(f"{expected}, as whole numbers")


def _within(cells: Cells, expected: str, numbers: NDArray[Any], least: int, most: int) -> NDArray[Any]:
    """``numbers`` if all are from ``least`` to ``most``."""
    cells.expect(expected, (numbers < least) | (numbers > most))
    return numbers.astype(np.int64) if numbers.dtype.kind == "O" else numbers


def read_flags(cells: Cells) -> NDArray[np.bool_]:
    """Yes or no."""
    match cells.of:
        case "booleans":
            given: NDArray[np.bool_] = cells.values
            return given
        case "text":
            flags, bad = _parsed(cells.values, _FLAGS.get, "?")
            cells.expect("true or false", bad)
            return flags
    raise cells.refusal("true or false")


def read_days(cells: Cells, on: date) -> NDArray[Any]:
    """Days of birth of people who have an age on ``on``."""
    match cells.of:
        case "dates":
            days: NDArray[Any] = cells.values
            bad = np.zeros(len(days), dtype=np.bool_)
        case "moments":  # the only type for dates that pandas has
            days = cells.values.astype("M8[D]")
            bad = days != cells.values
        case "text":
            days, bad = _parsed(cells.values, _date, "M8[D]")
        case _:
            raise cells.refusal("dates")
    first, last = np.datetime64(_earliest_birth(on), "D"), np.datetime64(on, "D")
    expected = f"a day of birth from {first} to {last}"
    cells.expect(expected, bad | ~((days >= first) & (days <= last)))
    return days


def _earliest_birth(on: date) -> date:
    """The first day of birth with an age of at most `OLDEST` years on ``on``."""
    year = on.year - OLDEST - 1
    if year < date.min.year:
        return date.min
    day = date(year, on.month, min(on.day, 28))
    while completed_years(day, on) > OLDEST:
        day += _DAY
    return day


def _date(text: str) -> date | None:
    try:
        return read_date(text)
    except ModelError:
        return None


def read_moments(cells: Cells) -> NDArray[Any]:
    """Local moments; an empty cell is "no moment"."""
    match cells.of:
        case "moments":
            found, bad = cells.values, np.zeros(len(cells.values), dtype=np.bool_)
        case "text":
            found, bad = _parsed(cells.values, _moment, "M8[us]")
        case _:
            raise cells.refusal("moments without a time zone, such as '2018-07-03T09:14'")
    cells.expect("a moment such as '2018-07-03T09:14'", bad)
    moments = np.full(cells.length, np.datetime64("NaT"), dtype="M8[us]")
    moments[slice(None) if cells.rows is None else cells.rows] = found
    return moments


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if _MOMENT_TEXT(text) else None
    except ValueError:
        return None


def read_labels(cells: Cells) -> NDArray[Any]:
    """The labels of a group: text, whole numbers or booleans."""
    match cells.of:
        case "text":
            distinct, places = coded(cells.values)
            long = np.array([len(text) > LONGEST_LABEL for text in distinct], dtype=np.bool_)
            cells.expect(f"labels of at most {LONGEST_LABEL} characters", long[places])
            return np.array(distinct)[places]
        case "whole numbers":
            return _within(cells, "labels of 64 bits", cells.values, -LARGEST - 1, LARGEST)
        case "booleans":
            labels: NDArray[Any] = cells.values
            return labels
    raise cells.refusal("labels: text, whole numbers or booleans")


def _parsed(values: Any, parse: Callable[[str], Any], dtype: str) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Each value parsed, every distinct one once; those that ``parse`` gives nothing for are bad."""
    distinct, places = coded(values)
    parsed = [parse(text) for text in distinct]
    bad = np.array([value is None for value in parsed], dtype=np.bool_)
    found = np.zeros(len(parsed), dtype=dtype)
    for place in np.flatnonzero(~bad):
        found[place] = parsed[place]
    return found[places], bad[places]
