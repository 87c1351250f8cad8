"""What needs an extra is refused by name where the extra is missing; everything else works without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ibmodel
from ibmodel.exchange import evaluate

SOURCES = str(Path(ibmodel.__file__).parents[1])
PACKAGES = ("highspy", "numpy", "ortools", "holidays")
#: Answers every line while the packages named on the command line cannot be imported.
WITHOUT = (
    "import sys; sys.modules.update(dict.fromkeys(sys.argv[1:]));"
    "import ibmodel.exchange as e; [print(e.evaluate_line(line)) for line in sys.stdin.buffer]"
)
CHILD = {
    "id": "a",
    "born": "2010-05-05",
    "impairment": "mental",
    "disability_determined": True,
    "disability_until": "indefinite",
    "di_evaluated": True,
    "municipality": "Jelgava",
    "received": "2018-07-03T09:14",
}
ROUND: dict[str, Any] = {"applicants": [CHILD], "pilot": {"start": "2018-09-01", "months": 12}}
ADULTS = {"applicants": [], "selected": [], "leaving": []}
SOLVED: list[dict[str, Any]] = [
    {"op": "selection.select", "input": ROUND},
    {"op": "selection.replace", "input": {**ROUND, "selected": ["a"], "leaving": ["a"]}},
]
DATED: list[dict[str, Any]] = [
    {"op": "eligibility.deadlines", "input": {"received": "2018-07-03"}},
    {"op": "eligibility.deadlines", "policy": "adults-pilot-2019", "input": {}},
]
OTHERS: list[dict[str, Any]] = [
    {"op": "eligibility.assess", "input": {"applicant": CHILD, "pilot": ROUND["pilot"]}},
    {"op": "selection.targets", "input": ROUND},
    {"op": "selection.select", "policy": "adults-pilot-2019", "input": {"applicants": []}},
    {"op": "selection.replace", "policy": "adults-pilot-2019", "input": ADULTS},
    {"op": "eligibility.deadlines", "input": {"received": "2018-07-03", "holidays": ["2018-07-04"]}},
    {"op": "budget.needed", "input": {"lines": []}},
]


def answers_without(requests: list[dict[str, Any]], *packages: str) -> list[Any]:
    lines = "\n".join(map(json.dumps, requests))
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT, *packages],
        input=lines.encode(),
        env={**os.environ, "PYTHONPATH": SOURCES},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("package", "extra", "refused", "answered"),
    [
        ("highspy", "selection", SOLVED, DATED + OTHERS),
        ("numpy", "selection", SOLVED, DATED + OTHERS),
        ("holidays", "calendar", DATED, SOLVED + OTHERS),
    ],
)
def test_an_operation_whose_extra_is_missing_is_unknown_and_the_extra_is_named(
    package: str, extra: str, refused: list[dict[str, Any]], answered: list[dict[str, Any]]
) -> None:
    answers = answers_without(refused + answered, package)
    for answer in answers[: len(refused)]:
        assert (answer["error"]["code"], answer["error"]["path"]) == ("unknown_operation", "/op")
        assert f"pip install 'ibmodel[{extra}]'" in answer["error"]["message"]
    assert answers[len(refused) :] == [json.loads(json.dumps(evaluate(request))) for request in answered]


def test_faults_of_the_envelope_come_before_a_missing_extra() -> None:
    asked = [{**SOLVED[0], "lang": "de"}, {**SOLVED[0], "zzz": 1}, {**SOLVED[0], "policy": "children-general"}]
    answers = answers_without([*asked, {**SOLVED[0], "input": {}}], *PACKAGES)
    found = [(answer["error"]["code"], answer["error"]["path"]) for answer in answers]
    assert found == [
        ("bad_request", "/lang"),
        ("bad_request", "/zzz"),
        ("inconsistent", "/policy"),
        ("unknown_operation", "/op"),
    ]


@pytest.mark.rule("S-1", "I-7")
def test_a_certificate_is_checked_without_any_extra() -> None:
    applicants = [{**CHILD, "id": f"c{number}", "received": f"2018-07-03T09:{number:02d}"} for number in range(12)]
    reform = {"selection.places": 5}
    asked = {**ROUND, "applicants": applicants}
    chosen = evaluate({"op": "selection.select", "reform": reform, "input": {**asked, "certificate": True}})["result"]
    checks = [
        {**asked, "selected": selected, "certificate": chosen["certificate"]}
        for selected in (chosen["selected"], [*chosen["selected"][:-1], "c11"])
    ]
    requests = [{"op": "selection.verify", "reform": reform, "input": check} for check in checks]
    right, wrong = (answer["result"] for answer in answers_without(requests, *PACKAGES))
    assert (right["valid"], right["proved_best"]) == (True, True)
    assert (wrong["valid"], wrong["proved_best"]) == (False, False)
