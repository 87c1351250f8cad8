"""The same request gives the same bytes, in any process and in any order of keys, and is left as it was."""

from __future__ import annotations

import copy
import importlib.util
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ibmodel
from ibmodel.exchange import OPERATIONS, evaluate, evaluate_line

SOURCES = str(Path(ibmodel.__file__).parents[1])
#: Nine that anyone can repeat, and one that nobody chose.
SEEDS = ("0", "1", "2", "3", "42", "1000", "65537", "2147483648", "4294967295", "random")
ANSWER_ALL = "import sys, ibmodel.exchange as e; [print(e.evaluate_line(line)) for line in sys.stdin.buffer]"


def questions() -> ModuleType:
    """The module of what is asked."""
    path = Path(__file__).resolve().parents[1] / "stability" / "questions.py"
    spec = importlib.util.spec_from_file_location("questions", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BAD = questions().BAD_LINES


def answers(lines: list[str], seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": SOURCES, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-X", "utf8", "-c", ANSWER_ALL]
    run = subprocess.run(
        command, input="\n".join(lines).encode(), env=environment, capture_output=True, check=True, timeout=60
    )
    return run.stdout


def permuted(value: Any, order: Any) -> Any:
    """``value`` with the keys of every object in another order."""
    if isinstance(value, dict):
        return {key: permuted(value[key], order) for key in order(list(value))}
    return [permuted(item, order) for item in value] if isinstance(value, list) else value


def selection_with_a_certificate() -> str:
    """A selection among enough children that the walk is refused some."""
    chance = random.Random(1)
    municipalities = ("Jelgava", "Bauska", "Liepāja", "Talsi", "Ogre", "Tukums", "Rīga")
    applicants = [
        {
            "id": f"c{number}",
            "born": f"{chance.randint(2001, 2017)}-09-01",
            "impairment": chance.choice(("vision", "hearing", "movement", "mental", "multiple")),
            "disability_determined": True,
            "disability_until": "indefinite",
            "di_evaluated": chance.choice((True, True, True, None)),
            "municipality": chance.choice(municipalities),
            "home_schooled": chance.choice((True, False)),
            "received": f"2018-09-01T{chance.randint(9, 11):02d}:00",
        }
        for number in range(120)
    ]
    asked = {"applicants": applicants, "pilot": {"start": "2018-09-01", "months": 12}, "certificate": True}
    return json.dumps({"op": "selection.select", "reform": {"selection.places": 30}, "input": asked})


@pytest.fixture(scope="module")
def asked_and_answered() -> tuple[list[str], bytes]:
    """All example requests, the bad ones and a selection; the answers under the hash seed of this process."""
    lines = [*BAD, *questions().example_lines(), selection_with_a_certificate()]
    said = [evaluate_line(line) for line in lines]
    assert {json.loads(line)["op"] for line in lines[len(BAD) :]} == set(OPERATIONS)
    assert ['"ok":true' in answer for answer in said] == [False] * len(BAD) + [True] * (len(lines) - len(BAD))
    assert '"refusals":[[' in said[-1]
    return lines, "".join(answer + "\n" for answer in said).encode()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_requests_give_the_same_bytes_under_any_hash_seed(
    seed: str, asked_and_answered: tuple[list[str], bytes]
) -> None:
    lines, expected = asked_and_answered
    assert answers(lines, seed) == expected


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_the_order_of_keys_does_not_matter(data: st.DataObject, valid_requests: Any) -> None:
    request = data.draw(valid_requests)
    shuffled = permuted(request, lambda keys: data.draw(st.permutations(keys)))
    assert evaluate_line(json.dumps(shuffled)) == evaluate_line(json.dumps(request))


@pytest.mark.parametrize("line", BAD[2:])
def test_the_order_of_keys_does_not_matter_for_errors_either(line: str) -> None:
    backwards = permuted(json.loads(line), lambda keys: keys[::-1])
    assert evaluate_line(json.dumps(backwards)) == evaluate_line(line)


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_a_request_is_never_changed_and_asked_again_gives_the_same(data: st.DataObject, valid_requests: Any) -> None:
    request = data.draw(valid_requests)
    before = copy.deepcopy(request)
    first = json.dumps(evaluate(request))
    assert request == before
    assert json.dumps(evaluate(request)) == first
    assert request == before


def test_a_bad_request_is_not_changed_either() -> None:
    for line in BAD[2:]:
        request = json.loads(line)
        evaluate(request)
        assert request == json.loads(line)


def test_a_response_shares_nothing_with_later_ones(examples: dict[str, dict[str, Any]]) -> None:
    for request in examples.values():
        response = evaluate(request)
        before = copy.deepcopy(response)
        response["result"].clear()
        response["readings"]["I-99"] = "x"
        for reason in response["reasons"]:
            reason["facts"].clear()
        assert evaluate(request) == before
