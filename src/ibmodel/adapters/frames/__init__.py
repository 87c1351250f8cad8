"""Tables of pandas, polars and pyarrow in and out: what a policy analyst has, as what `ibmodel.population` takes.

- `read_frame`: a table as a cohort; `write_frame`: an outcome as a table of the same library.
- `read_table`, `write_table`: the same with files, Parquet and CSV; `load_table` gives the table of a file, to look at
  or to keep its columns: ``write_table(outcome, "after.csv", like=load_table("before.csv"))``.

Money is never a float unless the caller names a rounding. Everything that is wrong with a table is said in one error,
`BadTable`, with the table's own names of the columns and the first ten rows for each; the first data row is 1.

Needs the extra ``frames``.
"""

from __future__ import annotations

from ibmodel.adapters.frames.files import load_table, read_table, write_table
from ibmodel.adapters.frames.problems import BadTable
from ibmodel.adapters.frames.reading import read_frame
from ibmodel.adapters.frames.writing import RESULT_COLUMNS, write_frame

__all__ = ["RESULT_COLUMNS", "BadTable", "load_table", "read_frame", "read_table", "write_frame", "write_table"]
