"""Statistics of survey answers as tables of reports: by municipality, its size, region, sex, age, service (Q-4).

The statistics themselves are `ibmodel.adapters.statistics`, which keeps them exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from ibmodel.adapters.reports.showing import shown_hundredths
from ibmodel.adapters.statistics import Summary
from ibmodel.rules.reports import By, Cell, Column, ColumnKind, Field, Key, ReportTable, TableName

__all__ = ["summary_table"]

_COLUMNS: Final = (
    Column(Field.KEY, ColumnKind.KEY),
    Column(Field.ANSWERED, ColumnKind.COUNT, adds=True),
    Column(Field.SKIPPED, ColumnKind.COUNT, adds=True),
    Column(Field.MEAN, ColumnKind.MEAN),
    Column(Field.MEDIAN, ColumnKind.MEAN),
    Column(Field.MODES, ColumnKind.CODE),
    Column(Field.DEVIATION, ColumnKind.MEAN),
    Column(Field.VARIATION, ColumnKind.MEAN),
)


def summary_table(by: By, summaries: Mapping[Key, Summary]) -> ReportTable:
    """What `ibmodel.adapters.statistics.summarise_by` tells, as a table: a row for each group, in the order given.

    Of what cannot be told the cell is empty. Modes are text, one after the other.
    """
    rows = tuple(_row(key, summary) for key, summary in summaries.items())
    return ReportTable((TableName.ANSWERS, by), _COLUMNS, rows)


def _row(key: Key, summary: Summary) -> tuple[Cell, ...]:
    modes = "; ".join(_short(mode) for mode in summary.modes) or None
    deviation = None if summary.deviation is None else Fraction(summary.deviation)
    variation = None if summary.variation is None else Fraction(summary.variation)
    middle = (summary.mean, summary.median, modes)
    return key, summary.answered, summary.missing, *middle, deviation, variation


def _short(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else shown_hundredths(value)
