"""Sixteen threads at once get the answers that one gets, also when they are the first to use the library."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Barrier

import pytest

import ibmodel
from ibmodel.exchange import OPERATIONS, evaluate_line

SOURCES = str(Path(ibmodel.__file__).parents[1])
THREADS = 16

FIRST_USE = f"""
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

sys.setswitchinterval(1e-6)
lines = sys.stdin.buffer.read().splitlines()
together = Barrier({THREADS})
import ibmodel

def use(first):
    together.wait()
    names = ibmodel.__all__[first:] + ibmodel.__all__[:first]
    found = {{name: getattr(ibmodel, name) for name in names}}
    from ibmodel.exchange import evaluate_line
    return found, [(place, evaluate_line(lines[place])) for place in range(first % 8, len(lines), 8)]

with ThreadPoolExecutor({THREADS}) as threads:
    answers = list(threads.map(use, range({THREADS})))
assert all(found[name] is getattr(ibmodel, name) for found, _ in answers for name in ibmodel.__all__)
for place in range(len(lines)):
    given = {{answer for _, said in answers for at, answer in said if at == place}}
    sys.stdout.buffer.write((given.pop() if len(given) == 1 else str(len(given))).encode() + b"\\n")
"""


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """The example requests of all operations, as lines."""
    spec = importlib.util.spec_from_file_location("questions", Path(__file__).with_name("questions.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = module.example_lines()
    assert {json.loads(line)["op"] for line in lines} == set(OPERATIONS)
    return lines


@pytest.fixture(scope="module")
def answered(asked: list[str]) -> list[str]:
    """What one thread gets."""
    answers = [evaluate_line(line) for line in asked]
    assert all('"ok":true' in answer for answer in answers)
    return answers


@contextmanager
def eager_switches() -> Iterator[None]:
    """Threads take turns a thousand times more often than usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 1000)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def test_sixteen_threads_get_the_answers_of_one(asked: list[str], answered: list[str]) -> None:
    places = [place for seed in range(THREADS // 4) for place in Random(seed).sample(range(len(asked)), len(asked))]
    all_there = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda _: all_there.wait(), range(THREADS)))  # coverage cannot watch them start at once
        with eager_switches():
            answers = list(threads.map(lambda place: evaluate_line(asked[place]), places))
    assert answers == [answered[place] for place in places]


def test_sixteen_threads_may_be_the_first_to_use_the_library(asked: list[str], answered: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": SOURCES}
    given = "\n".join(asked).encode()
    command = [sys.executable, "-W", "error", "-c", FIRST_USE]
    done = subprocess.run(command, input=given, env=environment, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines() == answered


def test_asked_again_and_backwards_the_answers_are_the_same(asked: list[str], answered: list[str]) -> None:
    assert [evaluate_line(line) for line in asked[::-1]] == answered[::-1]
    assert [evaluate_line(line.encode()) for line in asked] == answered
