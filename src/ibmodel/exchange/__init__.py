"""The wire protocol, version 1: JSON requests in, JSON responses out, every answer with its reasons.

- `evaluate`: a request as a dict; `evaluate_line`: a request as a line of JSON.
- `OPERATIONS`: what can be asked; `request_schema`, `response_schema`: JSON Schema of each.
- `read_cohort`, `write_outcome`: a whole cohort and what the model says of it; `cohort_schema`.
- `read_matrix_document`, `write_matrix_document`: a child's file, the matrix; `matrix_schema`.
- `Limits`, `LIMITS`: how large a request may be; `PROTOCOL_VERSION`: the version, 1.
"""

from __future__ import annotations

from ibmodel.exchange.cohorts import read_cohort, write_outcome
from ibmodel.exchange.evaluation import evaluate, evaluate_line
from ibmodel.exchange.matrices import read_matrix_document, write_matrix_document
from ibmodel.exchange.operation import PROTOCOL_VERSION, Operation
from ibmodel.exchange.operations import OPERATIONS
from ibmodel.exchange.reading import LIMITS, Limits
from ibmodel.exchange.schemas import cohort_schema, matrix_schema, request_schema, response_schema

__all__ = [
    "LIMITS",
    "OPERATIONS",
    "PROTOCOL_VERSION",
    "Limits",
    "Operation",
    "cohort_schema",
    "evaluate",
    "evaluate_line",
    "matrix_schema",
    "read_cohort",
    "read_matrix_document",
    "request_schema",
    "response_schema",
    "write_matrix_document",
    "write_outcome",
]
