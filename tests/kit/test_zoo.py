"""Claims on what the kit notices: each wrong implementation of the zoo fails, and the right rule is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from ibmodel import evaluate
from ibmodel.exchange import OPERATIONS, evaluate_line
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.sources import RULES
from ibmodel.testing.outcomes import Run, Verdict
from ibmodel.testing.vectors import CHAPTERS, Vector, vectors
from ibmodel.testing.verdicts import differences

sys.path.insert(0, str(Path(__file__).parent))

from zoo import ZOO, Beast
from zoo.beast import Patch, Voice, edited, replaced

KIT = Path(__file__).parent
BEASTS = pytest.mark.parametrize("name", sorted(ZOO))


def operation_of(vector: Vector) -> str:
    """The operation that a vector names; none if it is no request."""
    try:
        sent = json.loads(vector.line) if vector.line is not None else vector.request
    except ValueError:
        return ""
    name = sent.get("op") if type(sent) is dict else None
    return name if type(name) is str else ""


@cache
def asked(name: str) -> tuple[Vector, ...]:
    """The vectors that a beast is put to."""
    beast = ZOO[name]
    return tuple(
        vector for vector in vectors() if operation_of(vector) in beast.operations or vector.chapter in beast.chapters
    )


@cache
def near_misses() -> dict[str, list[Vector]]:
    found = defaultdict(list)
    for vector in vectors():
        if vector.mistake:
            found[vector.mistake].append(vector)
    return dict(found)


def answers(voice: Voice, put: tuple[Vector, ...]) -> list[object]:
    return [
        voice.evaluate(dict(vector.request)) if vector.line is None else json.loads(voice.evaluate_line(vector.line))
        for vector in put
    ]


def judged(subject: str, put: tuple[Vector, ...], given: list[object]) -> Run:
    """The run in which ``put`` were answered as ``given``."""
    verdicts = []
    for vector, response in zip(put, given, strict=True):
        found = differences(vector.expected, response, "codes")
        status = "failed" if found else "passed"
        verdicts.append(
            Verdict.of(vector, status, operation=operation_of(vector), differences=found, response=response)
        )
    return Run(subject, "codes", 0, {}, {}, verdicts=tuple(verdicts), finished=True)


@cache
def run_of(name: str) -> Run:
    with ZOO[name].make() as voice:
        given = answers(voice, asked(name))
    return judged(name, asked(name), given)


@BEASTS
def test_a_wrong_implementation_fails_and_the_right_rule_is_named(name):
    run = run_of(name)
    assert not run.has_passed
    named = [summary.rule for summary in run.failing_rules()]
    assert not {*ZOO[name].rules}.isdisjoint(named[:3])


@BEASTS
def test_each_near_miss_of_a_mistake_is_failed_by_whoever_makes_it(name):
    failing = {verdict.vector for verdict in run_of(name).failing_vectors()}
    meant = {vector.id for vector in near_misses().get(name, ())}
    assert meant
    assert meant <= failing


@BEASTS
def test_a_mistake_leaves_something_right(name):
    counts = run_of(name).counts()
    assert counts.passed
    assert counts.total == len(asked(name))


def test_every_near_miss_names_a_mistake_of_the_zoo():
    assert near_misses().keys() == ZOO.keys()


def test_every_beast_has_a_name_of_its_own_and_real_rules_and_operations():
    for name, beast in ZOO.items():
        assert beast.name == name
        assert beast.says
        assert {rule for rule in beast.rules if not rule.startswith("protocol: ")} <= RULES.keys() | INTERPRETATIONS
        assert {*beast.operations} <= OPERATIONS.keys()
        assert {*beast.chapters} <= CHAPTERS.keys()
    assert len(ZOO) >= 60


def test_the_reference_passes_every_vector():
    run = judged("ibmodel", vectors(), answers(Voice(evaluate, evaluate_line), vectors()))
    assert [(verdict.vector, verdict.differences) for verdict in run.failing_vectors()] == []
    assert run.has_passed


def test_a_beast_that_is_gone_leaves_no_trace():
    request = {
        "id": 1,
        "op": "budget.needed",
        "input": {"lines": [{"service": "nanny", "unit_price": "0.005", "units": [1]}]},
    }
    right = evaluate(request)
    with ZOO["half_even_rounding"].make() as voice:
        wrong = voice.evaluate(request)
        assert json.loads(voice.evaluate_line(json.dumps(request))) == wrong
    assert (wrong["result"]["needed"], right["result"]["needed"]) == ("0.00", "0.01")
    with pytest.raises(ZeroDivisionError):
        go_wrong_beside("float_for_integer")
    assert evaluate(request) == right
    assert json.loads(evaluate_line(json.dumps(request))) == right


def go_wrong_beside(name: str) -> float:
    with ZOO[name].make() as voice:
        assert voice.evaluate is not evaluate
        return 1 / 0


def beast_of(*patches: Patch) -> Beast:
    return Beast("", (), "", patches)


def test_a_mistake_in_what_is_no_longer_written_is_told():
    with pytest.raises(LookupError, match="first_come: expected once, got 0 times: no such piece"):
        beast_of(edited(budget_ties().first_come, ("no such piece", ""))).make().__enter__()
    with pytest.raises(LookupError, match="first_come: expected once, got 2 times: received"):
        beast_of(edited(budget_ties().first_come, ("received is None", ""))).make().__enter__()


def test_a_name_that_was_new_is_gone_afterwards():
    ties = budget_ties()
    with beast_of(replaced(ties, "brand_new", 1)).make():
        assert ties.brand_new == 1
    assert not hasattr(ties, "brand_new")


def budget_ties():
    from ibmodel.rules.budget import ties  # noqa: PLC0415 - the module, for patches

    return ties


def conform(tmp_path, *arguments: str) -> tuple[int, Run]:
    """The exit status and the report of the command, run for real."""
    report = tmp_path / "report.json"
    command = [sys.executable, "-m", "ibmodel", "conform", "--json", str(report), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(KIT)}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert report.exists(), ended.stderr
    return ended.returncode, Run.read(json.loads(report.read_text("utf-8")))


def test_a_beast_as_a_function_is_failed_by_the_command(tmp_path):
    arguments = ("--python", "zoo.loose:mental_component_ignored", "--operation", "survey.route", "--vectors-only")
    status, run = conform(tmp_path, *arguments)
    assert status == 1
    assert run.failing_rules()[0].rule == "Q-2"


def test_a_beast_as_a_program_is_failed_by_the_command(tmp_path):
    program = ("--", sys.executable, "-m", "zoo", "half_even_rounding")
    status, run = conform(tmp_path, "--operation", "budget.needed", "--vectors-only", *program)
    assert status == 1
    assert "B-3" in [summary.rule for summary in run.failing_rules()][:3]
    assert not run.faults


def test_random_requests_alone_find_a_mistake_and_make_it_small(tmp_path):
    program = ("--python", "zoo.loose:health_corrects_the_plan", "--operation", "review.decide", "--examples", "100")
    status, run = conform(tmp_path, *program)
    assert status == 1
    assert "R-4" in [summary.rule for summary in run.failing_rules()]
    (example,) = run.counterexamples
    assert example.operation == "review.decide"
    assert example.request["input"]["reason"] in ("health", "goals")
    assert "R-4" in example.rules
