"""An outcome as a table of pandas, polars or pyarrow."""

from __future__ import annotations

from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from ibmodel.adapters.frames.libraries import installed, nw
from ibmodel.adapters.frames.problems import BadTable, quoted
from ibmodel.adapters.frames.reading import opened
from ibmodel.errors import BadType, BadValue, Inconsistent, shown
from ibmodel.population import AGAINST_BEFORE, MONEY_COLUMNS, Cohort, Outcome

__all__ = ["MONEY_FORMS", "RESULT_COLUMNS", "MoneyForm", "outcome_table", "write_frame"]

MoneyForm = Literal["cents", "decimal", "text"]

#: How amounts are written: whole cents, euro as decimals, euro as text.
MONEY_FORMS: Final = ("cents", "decimal", "text")
#: The columns that an outcome adds, each with the name it has in the outcome. Where the money comes from ends in
#: ``_used``: a table may have columns ``public`` and ``other`` already, the money that there was before.
RESULT_COLUMNS: Final = {
    "provisional": "provisional",
    "final": "final",
    "total": "total",
    "project_used": "project",
    "benefits_used": "benefits",
    "public_used": "public",
    "other_used": "other",
    "unmet": "unmet",
    "against_before": "against_before",
}

_DIGITS: Final = 20


def write_frame(outcome: Outcome, like: Any, *, money: MoneyForm = "cents", suffix: str = "") -> Any:
    """The outcome as a table: what does each row get, from which money?

    ``like`` is the table that the cohort was read from, whose columns are kept as they are; or the name of a library,
    "pandas", "polars" or "pyarrow": then the cohort's columns are written. Behind them come `RESULT_COLUMNS`, their
    names followed by ``suffix``, so that several outcomes have place in one table. ``money`` says how the amounts that
    are written here look: whole cents, euro as decimals with two places, or euro as text. ``against_before`` is one of
    the words of `ibmodel.population.AGAINST_BEFORE`.

    Raises `Inconsistent` if ``like`` has another number of rows, `BadTable` if it has a column of a name that would be
    written.
    """
    return outcome_table(outcome, like, money, suffix).to_native()


def outcome_table(outcome: Outcome, like: Any, money: MoneyForm, suffix: str) -> nw.DataFrame[Any]:
    """What `write_frame` gives, before it is handed to its library."""
    if money not in MONEY_FORMS:
        raise BadValue(f"expected one of {', '.join(MONEY_FORMS)}, got {shown(money)}", "/money")
    if type(suffix) is not str:
        raise BadType(f"expected text, got {shown(suffix)}", "/suffix")
    backend = installed(like)[0] if isinstance(like, str) else None
    table = _cohort_table(outcome.cohort, backend, money) if backend else opened(like)
    if len(table) != len(outcome.cohort):
        raise Inconsistent(f"expected the {len(outcome.cohort)} rows of the outcome, got {len(table)}", "/like")
    names = [name + suffix for name in RESULT_COLUMNS]
    clash = [quoted(name) for name in names if name in table.columns]
    if clash:
        raise BadTable(f"expected a table without {', '.join(clash)}: say suffix='_2' or the like")
    return table.with_columns(*_results(outcome, table.implementation.value, money, suffix))


def _results(outcome: Outcome, backend: Any, money: MoneyForm, suffix: str) -> list[nw.Series[Any]]:
    columns = []
    for name, attribute in RESULT_COLUMNS.items():
        values = getattr(outcome, attribute)
        if attribute == "against_before":
            columns.append(_series(name + suffix, np.array(AGAINST_BEFORE)[values], backend))
        else:
            columns.append(_amounts(name + suffix, values, backend, money))
    return columns


def _cohort_table(cohort: Cohort, backend: Any, money: MoneyForm) -> nw.DataFrame[Any]:
    """The cohort's own columns."""
    columns = [
        _amounts(name, cohort[name], backend, money) if name in MONEY_COLUMNS else _series(name, cohort[name], backend)
        for name in cohort.names
    ]
    return columns[0].to_frame().with_columns(*columns[1:])


def _amounts(name: str, cents: NDArray[np.int64], backend: Any, money: MoneyForm) -> nw.Series[Any]:
    series = _series(name, cents, backend)
    if money == "cents":
        return series
    euro, rest = (part.cast(nw.String) for part in (nw.col(name) // 100, nw.col(name) % 100))
    text = series.to_frame().select(nw.concat_str(euro, rest.str.zfill(2), separator=".").alias(name))[name]
    return text if money == "text" else text.cast(nw.Decimal(_DIGITS, 2))


def _series(name: str, values: NDArray[Any], backend: Any) -> nw.Series[Any]:
    match values.dtype.kind:
        case "U":
            return nw.new_series(name, values.tolist(), nw.String, backend=backend)
        case "M":
            return nw.new_series(name, values, nw.Datetime("us"), backend=backend)
    return nw.new_series(name, values, backend=backend)
