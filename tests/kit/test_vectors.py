"""The vectors are enough, none is there twice, the reference passes them all, and the script gives these very files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ibmodel.exchange import OPERATIONS, evaluate_line
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.sources import RULES
from ibmodel.testing.vectors import CHAPTERS, Vector, vectors
from ibmodel.testing.verdicts import differences

FILES = resources.files("ibmodel.testing.vectors")
SCHEMA = Draft202012Validator(json.loads(FILES.joinpath("schema.json").read_text("utf-8")))
GENERATE = Path(__file__).parent / "vectors" / "generate.py"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_file_is_in_the_form_of_the_schema(chapter: str) -> None:
    document = json.loads(FILES.joinpath(f"{chapter}.json").read_text("utf-8"))
    assert [error.message for error in SCHEMA.iter_errors(document)] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_reference_answers_every_vector_as_demanded_to_the_last_fact(chapter: str) -> None:
    failed = {
        vector.id: found
        for vector in vectors(chapter)
        if (found := differences(vector.expected, json.loads(evaluate_line(vector.sent())), "facts"))
    }
    assert failed == {}


def test_there_are_enough_vectors_of_every_kind() -> None:
    kinds = Counter(vector.kind for vector in vectors())
    assert sum(kinds.values()) >= 1500
    assert set(kinds) == {"published", "boundary", "near_miss"}
    assert kinds["published"] >= 20
    assert kinds["near_miss"] >= 200


def test_every_operation_is_asked_and_refused() -> None:
    answers: dict[str, set[bool]] = {name: set() for name in OPERATIONS}
    for vector in vectors():
        if vector.request.get("op") in answers:
            answers[vector.request["op"]].add(vector.expected.ok)
    assert {name for name, seen in answers.items() if seen != {True, False}} == set()


def asked(vector: Vector) -> str:
    """What a vector asks, whatever its id and the order of its keys."""
    if vector.line is not None:
        return vector.line
    return json.dumps({name: value for name, value in vector.request.items() if name != "id"}, sort_keys=True)


def test_no_request_is_there_twice() -> None:
    counts = Counter((asked(vector), json.dumps(vector.request.get("id"))) for vector in vectors())
    assert [request for request, times in counts.items() if times > 1] == []


#: How often a plan is signed is a matter of the process, which no operation shows.
NOT_ON_THE_WIRE = {"I-25"}


def test_every_switchable_interpretation_is_tried_in_every_reading() -> None:
    tried = {(name, reading) for vector in vectors() for name, reading in vector.request.get("readings", {}).items()}
    for interpretation in INTERPRETATIONS.values():
        if interpretation.switchable and interpretation.id not in NOT_ON_THE_WIRE:
            for reading in interpretation.readings[1:]:
                assert (interpretation.id, reading.name) in tried


def test_every_vector_names_rules_that_there_are() -> None:
    for vector in vectors():
        for rule in vector.rules:
            assert rule in RULES or rule in INTERPRETATIONS or rule.startswith("protocol: "), vector.id


def test_the_script_gives_the_vectors_that_are_committed() -> None:
    command = [sys.executable, str(GENERATE), "--check"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout == f"{len(vectors())} vectors\n"
