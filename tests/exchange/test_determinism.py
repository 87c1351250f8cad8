"""The same request gives the same bytes, in any process and in any order of keys, and is left as it was."""

from __future__ import annotations

import copy
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ibmodel
from ibmodel.exchange import evaluate, evaluate_line

SOURCES = str(Path(ibmodel.__file__).parents[1])
ANSWER_ALL = "import sys, ibmodel.exchange as e; [print(e.evaluate_line(line)) for line in sys.stdin.buffer]"

BAD = [
    "{",
    "5",
    '{"op":"none"}',
    '{"op":"budget.needed","input":{"lines":[]},"z":1,"y":2,"x":3,"w":4}',
    '{"op":"budget.needed","input":{"z":1,"y":2,"x":3,"w":4,"lines":[]}}',
    '{"op":"budget.needed","input":{"lines":[]},"readings":{"c":1,"b":1,"a":1}}',
    '{"op":"budget.needed","input":{"lines":[]},"reform":{"c":1,"b":1,"a":1}}',
    '{"op":"budget.needed","input":{"lines":[]},"reform":{"budget.reduced_shares":1}}',
    '{"op":"budget.needed","input":{"lines":[]},"policy":"children"}',
    '{"op":"plan.merge","input":{"experts":{"1":["nanny","escort","x-a","x-b"]},"parent":["x-c","x-d","x-e"]}}',
]


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


def test_the_same_requests_give_the_same_bytes_under_any_hash_seed(examples_by_policy: list[dict[str, Any]]) -> None:
    chosen = {
        "I-1": "equal_share",
        "I-3": "exhaust",
        "I-5": "figure",
        "I-6": "application",
        "I-9": "queue",
        "I-24": "text",
        "I-30": "area_3",
    }
    reform = {"budget.reduced_share": "80", "needs.weight_experts": "60", "needs.weight_parent": "40"}
    lines = BAD + [
        json.dumps({**request, "lang": language, "readings": chosen, "reform": reform})
        for request in examples_by_policy
        for language in ("en", "lv")
    ]
    expected = "".join(evaluate_line(line) + "\n" for line in lines).encode()
    assert expected.count(b'"ok":true,"result"') == len(lines) - len(BAD)
    for seed in ("1", "random"):
        assert answers(lines, seed) == expected


def test_a_selection_with_its_certificate_is_the_same_bytes_under_any_hash_seed() -> None:
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
    line = json.dumps({"op": "selection.select", "reform": {"selection.places": 30}, "input": asked})
    expected = (evaluate_line(line) + "\n").encode()
    assert b'"refusals":[[' in expected
    for seed in ("1", "random"):
        assert answers([line], seed) == expected


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
