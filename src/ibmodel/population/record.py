"""What was asked and what came out, with digests that change if anything of it does.

A digest is the SHA-256 of a column as values: its name, its kind, its length and its values in one fixed form, so it
does not depend on the type of array that a caller used, nor on the order of the columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ibmodel.money import Money, Share
from ibmodel.parameters import Figure, Parameters, edition
from ibmodel.population.columns import Cohort
from ibmodel.population.question import Question
from ibmodel.population.summary import Summary

if TYPE_CHECKING:
    from ibmodel.population.outcome import Outcome

__all__ = [
    "ANSWERS",
    "ARGUMENTS",
    "SUMMARY",
    "Pairs",
    "Record",
    "answer_digests",
    "column_digest",
    "input_digests",
    "parameters_digest",
    "record_of",
    "record_with",
    "summary_digest",
]

Pairs = tuple[tuple[str, Any], ...]

_NUMBERS: Final = ("surplus", "distributed", "reserve")
#: The parts of an answer that a record of an outcome has digests of.
ANSWERS: Final = (
    *("provisional", "final", "total", "project", "benefits", "public", "other", "unmet", "against_before"),
    *_NUMBERS,
)
#: The part of an answer that a record of a scenario has a digest of.
SUMMARY: Final = "summary"

#: How many rows are brought into their fixed form at a time.
_BLOCK: Final = 1 << 16
#: What a question says beside the cohort and the parameters.
ARGUMENTS: Final = ("pool", "variant", "reserve", "underspent", "amount")


@attrs.frozen
class Record:
    """A question, its parameters, and digests of what went in and what came out.

    ``edition`` and ``basis`` name the parameters and the official edition behind them; ``changes`` are the figures in
    which they differ, as the wire protocol writes them, ``readings`` the readings chosen. ``arguments`` are the rest
    of the question, money in whole cents. ``parameters``, ``input`` and ``answer`` are SHA-256 digests, in
    hexadecimal, the latter two by column. ``question`` is not compared.
    """

    edition: str
    basis: str
    changes: Pairs
    readings: tuple[tuple[str, str], ...]
    arguments: Pairs
    rows: int
    parameters: str
    input: tuple[tuple[str, str], ...]
    answer: tuple[tuple[str, str], ...]
    question: Question = attrs.field(eq=False, repr=False)

    def document(self) -> dict[str, Any]:
        """The record without the cohort, as a document of JSON's kinds; money in whole cents."""
        return {
            "edition": self.edition,
            "basis": self.basis,
            "changes": dict(self.changes),
            "readings": dict(self.readings),
            "arguments": dict(self.arguments),
            "rows": self.rows,
            "parameters": self.parameters,
            "input": dict(self.input),
            "answer": dict(self.answer),
        }


def record_of(outcome: Outcome) -> Record:
    """The record of an outcome, as its columns are now."""
    return record_with(outcome.question, input_digests(outcome.cohort), answer_digests(outcome, ANSWERS))


def record_with(question: Question, given: tuple[tuple[str, str], ...], found: tuple[tuple[str, str], ...]) -> Record:
    """The record of a question with digests of what is ``given`` and what was ``found``."""
    parameters = question.parameters
    return Record(
        parameters.name,
        parameters.basis,
        _changes(parameters),
        parameters.readings,
        tuple((name, getattr(question, name)) for name in ARGUMENTS),
        len(question.cohort),
        parameters_digest(parameters),
        given,
        found,
        question,
    )


def _changes(parameters: Parameters) -> Pairs:
    """The figures in which ``parameters`` differ from the official edition behind them, as the wire writes them."""
    official = {figure.path: figure.value for figure in edition(parameters.basis).figures()}
    changed = [figure for figure in parameters.figures() if figure.value != official[figure.path]]
    return tuple((figure.path, _written(figure)) for figure in changed)


def _written(figure: Figure) -> Any:
    """A figure as the wire protocol writes it."""
    value: Any = figure.value
    if figure.kind == "pairs":
        return dict(value)
    return list(value) if figure.kind == "names" else _plain(value)


def _plain(value: object) -> object:
    """A figure in JSON's kinds, its order kept."""
    return str(value) if isinstance(value, Money | Share | date) else value


def parameters_digest(parameters: Parameters) -> str:
    """The digest of all figures and readings, and of the names; equal parameters have equal digests."""
    days = (parameters.applies_from, parameters.applies_to)
    return _digest(
        {
            "name": parameters.name,
            "basis": parameters.basis,
            "applies": [None if day is None else str(day) for day in days],
            "readings": dict(parameters.readings),
            "figures": {figure.path: _plain(figure.value) for figure in parameters.figures()},
        }
    )


def summary_digest(summary: Summary) -> str:
    """The digest of a summary."""
    return _digest(summary.numbers())


def input_digests(cohort: Cohort) -> tuple[tuple[str, str], ...]:
    """The digest of every column that was given, by name in ascending order."""
    return tuple((name, column_digest(name, cohort[name])) for name in sorted(cohort.names))


def answer_digests(outcome: Outcome, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The digests of some parts of an answer."""
    return tuple((name, _answer_digest(outcome, name)) for name in names)


def _answer_digest(outcome: Outcome, name: str) -> str:
    if name == SUMMARY:
        return summary_digest(outcome.summary)
    if name in _NUMBERS:
        return _digest({name: getattr(outcome, name)})
    return column_digest(name, getattr(outcome, name))


def _digest(document: Mapping[str, object]) -> str:
    return sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def column_digest(name: str, column: NDArray[Any]) -> str:
    """The digest of a column: name, kind and number of values, then the values.

    Whole numbers are written in 64 bits, truth values in 8, moments as microseconds since 1970 in 64, text in code
    points of 32 bits, every value as long as the longest; the lowest byte comes first.
    """
    kind, width = _kind(column)
    digest = sha256(json.dumps([name, kind, width, len(column)]).encode() + b"\n")
    for start in range(0, len(column), _BLOCK):
        digest.update(column[start : start + _BLOCK].astype(width, order="C").view(np.uint8).data)
    return digest.hexdigest()


def _kind(column: NDArray[Any]) -> tuple[str, str]:
    """What a column holds, and the fixed form of its values as numpy writes it."""
    if column.dtype.kind == "b":
        return "truth values", "|u1"
    if column.dtype.kind == "M":
        return "moments", "<M8[us]"
    if column.dtype.kind == "U":
        return "text", f"<U{max(int(np.char.str_len(column).max(initial=0)), 1)}"
    fits = column.dtype.kind == "i" or int(column.max(initial=0)) <= np.iinfo(np.int64).max
    return "whole numbers", "<i8" if fits else "<u8"
