"""Does a question still have the answer that was recorded?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ibmodel.errors import BadType, MissingField, ModelError, UnknownField, pointer, shown, shown_key
from ibmodel.parameters import Parameters, edition
from ibmodel.population.columns import Cohort
from ibmodel.population.question import Question, question
from ibmodel.population.record import (
    ANSWERS,
    ARGUMENTS,
    SUMMARY,
    Record,
    answer_digests,
    input_digests,
    parameters_digest,
)
from ibmodel.population.simulation import answer

__all__ = ["Difference", "Verdict", "verify"]

_WORDS: Final[Mapping[type, str]] = {str: "text", dict: "an object", int: "a whole number"}
_KINDS: Final[Mapping[str, type]] = {
    "edition": str,
    "basis": str,
    "changes": dict,
    "readings": dict,
    "arguments": dict,
    "rows": int,
    "parameters": str,
    "input": dict,
    "answer": dict,
}


@attrs.frozen
class Difference:
    """Something that is not as it was recorded: where, as a path into the record's document, and what it means."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@attrs.frozen
class Verdict:
    """Whether a record holds: true in a condition if it does, else ``differences`` says what does not."""

    differences: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return not self.differences


def verify(record: Record | Mapping[str, Any], cohort: Cohort | None = None) -> Verdict:
    """Is the answer still what was recorded, computed again from the question?

    ``record`` is a `Record`, or its document together with the ``cohort``. The columns are read and hashed again, and
    the question is answered again: an array that was changed in place is found, after the record was made in any case,
    before it if the answer depends on what was changed. Raises `BadType`, `MissingField`, `UnknownField` or what the
    parameters raise for a document that is no record's, `MissingField` at ``/cohort`` for one without a cohort.

    >>> from ibmodel.population import simulate
    >>> cohort = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00, 1000_00])
    >>> record = simulate(cohort, pool=1700_00).record
    >>> bool(verify(record))
    True
    >>> other = Cohort(age=[6, 12], special_care=[False, False], needed=[1000_00, 999_99])
    >>> print(verify(record.document(), other).differences[0])
    /input/needed: expected the column that was recorded, got another
    """
    given = cohort if cohort is not None else record.question.cohort if isinstance(record, Record) else None
    if type(given) is not Cohort:
        problem = MissingField if given is None else BadType
        raise problem(f"expected a cohort, got {shown(given)}", "/cohort")
    told = record.document() if isinstance(record, Record) else _checked(record)
    parameters = record.question.parameters if isinstance(record, Record) else _parameters(told)
    return Verdict(tuple(_differences(told, given, parameters)))


def _differences(told: Mapping[str, Any], cohort: Cohort, parameters: Parameters) -> Iterator[Difference]:
    if parameters_digest(parameters) != told["parameters"]:
        yield Difference("/parameters", "expected the figures and readings that were recorded, got others")
    if len(cohort) != told["rows"]:
        yield Difference("/rows", f"expected {told['rows']} rows, got {len(cohort)}")
    yield from _changed("input", told["input"], dict(input_digests(cohort)), "the column that was recorded")
    try:
        found = answer(_asked(told, cohort, parameters))
    except ModelError as error:
        yield Difference("/answer", f"expected an answer, got an error: {error}")
        return
    digests = dict(answer_digests(found, told["answer"]))
    yield from _changed("answer", told["answer"], digests, "the answer that was recorded")


def _changed(part: str, told: Mapping[str, str], found: Mapping[str, str], what: str) -> Iterator[Difference]:
    for name in sorted({*told, *found}):
        if told.get(name) != found.get(name):
            got = "another" if name in told and name in found else "none" if name in told else "one that was not there"
            yield Difference(pointer(part, name), f"expected {what}, got {got}")


def _checked(document: object) -> Mapping[str, Any]:
    """``document`` if it has the form of `Record.document`."""
    if not isinstance(document, Mapping):
        raise BadType(f"expected a record or its document, got {shown(document)}")
    _check_names(document, _KINDS)
    for name, kind in _KINDS.items():
        if type(document[name]) is not kind:
            raise BadType(f"expected {_WORDS[kind]}, got {shown(document[name])}", pointer(name))
    _check_names(document["arguments"], ARGUMENTS, "arguments")
    _check_names(document["answer"], (), "answer", also=(*ANSWERS, SUMMARY))
    return document


def _check_names(document: Mapping[Any, Any], expected: Iterable[str], *under: str, also: Iterable[str] = ()) -> None:
    for name in expected:
        if name not in document:
            raise MissingField(f"expected a field {name!a}", pointer(*under, name))
    unknown = sorted(shown_key(name) for name in document if name not in {*expected, *also})
    if unknown:
        raise UnknownField(f"expected no field {shown(unknown[0])}", pointer(*under, unknown[0]))


def _parameters(told: Mapping[str, Any]) -> Parameters:
    """The parameters that a document names, made again."""
    official = edition(told["basis"])
    if told["edition"] == official.name and not told["changes"] and not told["readings"]:
        return official
    return official.reform(told["edition"], told["changes"], told["readings"])


def _asked(told: Mapping[str, Any], cohort: Cohort, parameters: Parameters) -> Question:
    """The recorded question, of columns that are read anew: a value that is not allowed any more is an error."""
    columns: dict[str, Any] = {name: cohort[name] for name in cohort.names}
    again = Cohort(**columns)
    arguments = dict(told["arguments"])
    return question(again, arguments.pop("pool"), parameters, arguments.pop("variant"), **arguments)
