"""The library and its twins on many cases, until the first difference.

A case is made from the seed, the operation and its number, and from nothing else: it is the same on every machine, in
whatever process it is checked.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from ibmodel import evaluate
from money_twins.documents import Refusal
from money_twins.pairs import PAIRS

#: How many cases are checked in one go.
CHUNK = 500

Evaluate = Callable[[dict[str, Any]], dict[str, Any]]


class Difference(NamedTuple):
    """A case on which the library and its twin do not agree."""

    seed: int
    operation: str
    number: int
    request: dict[str, Any]
    library: Any
    twin: Any

    def __str__(self) -> str:
        return (
            f"{self.operation}, case {self.number} of seed {self.seed}, is answered differently\n"
            f"request: {_line(self.request)}\n"
            f"ibmodel: {_line(self.library)}\n"
            f"twin:    {_line(self.twin)}\n"
            f"again:   python tests/twins/run.py --seed {self.seed} --operation {self.operation} "
            f"--first {self.number} --cases 1"
        )


class Chunk(NamedTuple):
    """Cases of one operation with consecutive numbers."""

    seed: int
    operation: str
    first: int
    cases: int


class Checked(NamedTuple):
    """What came of a chunk: how many cases were checked and refused, a digest of them and their answers.

    ``seconds`` are of processor time, which other work on the machine does not change.
    """

    operation: str
    cases: int
    refused: int
    seconds: float
    digest: str
    difference: Difference | None


def case(seed: int, operation: str, number: int) -> dict[str, Any]:
    """The request of a case."""
    return PAIRS[operation].draw(Random(f"{seed} {operation} {number}"))


def answer_of_twin(operation: str, request: dict[str, Any]) -> Any:
    """The twin's result, or its refusal."""
    try:
        return {"result": PAIRS[operation].answer(request)}
    except Refusal as refusal:
        return {"error": {"code": refusal.code, "path": refusal.path}}


def answer_of_library(operation: str, request: dict[str, Any], evaluate: Evaluate = evaluate) -> Any:
    """The library's result, as far as the twin has one, or its refusal, or what it raised."""
    try:
        response = evaluate(request)
    except Exception as error:  # noqa: BLE001 - an answer that differs from every other, with its case
        return {"raised": repr(error)}
    if response["ok"]:
        return {"result": PAIRS[operation].part(response["result"])}
    return {"error": {"code": response["error"]["code"], "path": response["error"]["path"]}}


def check(chunk: Chunk, evaluate: Evaluate = evaluate) -> Checked:
    """Checks the cases of a chunk one after the other, up to the first difference."""
    begun, digest, refused = time.process_time(), hashlib.sha256(), 0
    for number in range(chunk.first, chunk.first + chunk.cases):
        request = case(chunk.seed, chunk.operation, number)
        twin = answer_of_twin(chunk.operation, request)
        library = answer_of_library(chunk.operation, request, evaluate)
        refused += "error" in twin
        digest.update(f"{_line(request)}\n{_line(twin)}\n".encode())
        if library != twin:
            difference = Difference(chunk.seed, chunk.operation, number, request, library, twin)
            checked = number + 1 - chunk.first
            return Checked(chunk.operation, checked, refused, 0.0, digest.hexdigest(), difference)
    seconds = time.process_time() - begun
    return Checked(chunk.operation, chunk.cases, refused, seconds, digest.hexdigest(), None)


def chunks(seed: int, cases: int, operations: tuple[str, ...] = tuple(PAIRS), first: int = 0) -> Iterator[Chunk]:
    """So many cases, split evenly among the operations, and among chunks in turn; ``first`` is their first number."""
    whole, rest = divmod(cases, len(operations))
    left = {name: whole + (place < rest) for place, name in enumerate(operations)}
    while any(left.values()):
        for name in operations:
            taken = min(CHUNK, left[name])
            if taken:
                yield Chunk(seed, name, first, taken)
                left[name] -= taken
        first += CHUNK


def _line(document: Any) -> str:
    return json.dumps(document, separators=(",", ":"))
