"""A child's file as a workbook, and back: the tables 6.1 to 6.11 of the methodology (N-9), with live formulas.

`write_matrix` makes the bytes of an .xlsx file in Latvian or English, `read_matrix` reads one, in either language and
whatever program saved it, and reports everything that is wrong with it at once.
"""

from __future__ import annotations

from ibmodel.adapters.workbook.problems import Problem, WorkbookProblems
from ibmodel.adapters.workbook.reading import read_matrix
from ibmodel.adapters.workbook.writing import write_matrix

__all__ = ["Problem", "WorkbookProblems", "read_matrix", "write_matrix"]
