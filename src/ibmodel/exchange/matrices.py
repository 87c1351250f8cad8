"""A child's file, the matrix, as a JSON document."""

from __future__ import annotations

from typing import Any

from ibmodel.case.matrix import Matrix
from ibmodel.exchange.converter import read, write

__all__ = ["read_matrix_document", "write_matrix_document"]


def read_matrix_document(document: object) -> Matrix:
    """The file that ``document``, parsed JSON, describes; `ibmodel.exchange.matrix_schema` is its schema.

    Amounts and prices are text such as ``"12.50"``, units whole numbers, days ``"2018-10-01"``; what is absent or
    null is not filled in. Raises a `ibmodel.errors.ModelError` with the place of the first problem.
    """
    return read(document, Matrix)


def write_matrix_document(matrix: Matrix, *, personal_data: bool = True) -> dict[str, Any]:
    """``matrix`` as plain dicts and lists, from which `read_matrix_document` makes the same file again.

    What is not filled in is left out, and so are, without ``personal_data``, table 6.1 and the names and contacts of
    the team (A-11). An amount above what the wire can carry, 999999999999.99, can be written but not read.
    """
    document: dict[str, Any] = write(matrix if personal_data else matrix.without_personal_data())
    return document
