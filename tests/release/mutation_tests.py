"""Judges with the ordinary tests the mutants that no vector catches; started by ``mutation.py --tests``.

    python tests/release/mutation_tests.py FOLDER PROCESSES

``FOLDER`` holds ``outcomes.json``, what the vectors noticed, and, in ``src``, the changed copy of the package. The
tests are collected and run once, with the copy as it was, to learn which of them run which function. Then each mutant
gets a process of its own, forked after everything is loaded, where the tests that run its function are run, those that
run little else first, until one fails; after ``ENOUGH`` seconds of them nothing more is expected of the others. A
function that already runs while the package or the tests are loaded is judged, if none has failed by then, in a
process that loads them anew. The outcomes are written to ``outcomes_of_tests.json``.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import signal
import subprocess
import sys
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from mutmut.mutation import trampoline

RUN: set[str] = set()


def record(function: str, caller: str | None = None) -> None:
    """Takes note that ``function`` runs."""
    RUN.add(function)


trampoline.record_trampoline_hit = record
# ruff: noqa: E402, the package is loaded when the notes are ready to be taken
import ibmodel

ROOT = Path(__file__).resolve().parents[2]
SUITES = ["rules", "ground", "exchange", "explain", "laws"]
LEFT_OUT = ["laws/test_law_book.py"]
UNSEEN = ("survived", "not on the wire", "timed out")
SURVIVED, CAUGHT = 0, 3
WORDS = {SURVIVED: "survived", CAUGHT: "caught", -signal.SIGPROF: "timed out", -signal.SIGALRM: "timed out"}
ENOUGH = 20.0
NEAREST = 3
SLOWER, SPARE, LONGEST = 10, 2.0, 1800
settings.register_profile(
    "mutants",
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Judging:
    """Takes the place of pytest's loop over the tests."""

    def __init__(self, folder: Path, processes: int) -> None:
        self.folder, self.processes = folder, processes
        self.failed = False
        self.cost: dict[pytest.Item, float] = {}
        self.breadth: dict[pytest.Item, int] = {}
        self.by_function: dict[str, list[pytest.Item]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leaves out what ``mutmut`` made of the examples in docstrings."""
        items[:] = [item for item in items if "mutmut" not in item.name]

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self) -> tuple[str, str, str]:
        """Prints nothing for a test."""
        return "", "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes note of a failure."""
        self.failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judges instead of running."""
        mutants = json.loads((self.folder / "outcomes.json").read_text("utf-8"))
        while_loading = frozenset(RUN)
        self.learn(session.items)
        left = [mutant for mutant in mutants if mutant["outcome"] in UNSEEN]
        for mutant in left:
            mutant["outcome"] = "survived"
        self.judge([mutant for mutant in left if mutant["function"] in self.by_function])
        self.judge_anew([m for m in left if m["function"] in while_loading and m["outcome"] == "survived"])
        (self.folder / "outcomes_of_tests.json").write_text(json.dumps(mutants), "utf-8")
        return True

    def learn(self, items: list[pytest.Item]) -> None:
        """Finds out which tests run which functions, and how long each takes."""
        failing = []
        for item, following in pairwise([*items, None]):
            activate("stats")
            RUN.clear()
            begun = time.process_time()
            if self.fails(item, following):
                failing.append(item.nodeid)
                continue
            self.cost[item] = time.process_time() - begun
            self.breadth[item] = len(RUN)
            for function in RUN:
                self.by_function[function].append(item)
        for name in failing:
            print(f"left out, because it fails before any change: {name}", flush=True)
        for chosen in self.by_function.values():
            chosen.sort(key=lambda item: (self.breadth[item], self.cost[item]))

    def fails(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        """Whether a test fails."""
        self.failed = False
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        return self.failed

    def judge(self, mutants: list[dict[str, str]]) -> None:
        """Sets the outcome of every mutant, each in a process of its own."""
        running: dict[int, dict[str, str]] = {}
        waiting = list(mutants)
        gc.freeze()
        sys.stdout.flush()
        while waiting or running:
            if waiting and len(running) < self.processes:
                mutant = waiting.pop()
                child = os.fork()
                if not child:
                    os._exit(self.survives(mutant))
                running[child] = mutant
            else:
                child, status = os.wait()
                mutant = running.pop(child)
                mutant["outcome"] = WORDS.get(os.waitstatus_to_exitcode(status), "crashed")

    def survives(self, mutant: dict[str, str]) -> int:
        """The exit status of the process that judges ``mutant``; a test that takes far longer than before ends it."""
        every = self.by_function[mutant["function"]]
        cost = list(accumulate(map(self.cost.__getitem__, every)))
        items = every[: bisect_left(cost, ENOUGH) + 1]
        be_silent()
        activate(mutant["name"])
        for item, following in pairwise([*items, None]):
            signal.setitimer(signal.ITIMER_PROF, SPARE + SLOWER * self.cost[item])
            if self.fails(item, following):
                return CAUGHT
        return SURVIVED

    def judge_anew(self, mutants: list[dict[str, str]]) -> None:
        """Sets the outcome of mutants that must be there from the start."""

        def outcome(mutant: dict[str, str]) -> str:
            nearest = dict.fromkeys(str(item.path) for item in self.by_function[mutant["function"]])
            files = [file for file in nearest if file in own_tests()][:NEAREST]
            command = [sys.executable, __file__, str(self.folder), "0", *files]
            environment = {**os.environ, "MUTANT_UNDER_TEST": mutant["name"]}
            try:
                done = subprocess.run(command, env=environment, capture_output=True, timeout=LONGEST, check=False)
            except subprocess.TimeoutExpired:
                return "timed out"
            return "survived" if done.returncode == pytest.ExitCode.OK else "caught"

        with ThreadPoolExecutor(self.processes) as pool:
            for mutant, word in zip(mutants, pool.map(outcome, mutants), strict=True):
                mutant["outcome"] = word


def own_tests() -> set[str]:
    """The files that test rules and values themselves."""
    return {str(file) for suite in SUITES[:2] for file in (ROOT / "tests" / suite).glob("test_*.py")}


def be_silent() -> None:
    """Nothing that this process prints is seen, and it ends at last."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(quiet, stream.fileno())
    signal.alarm(LONGEST)


def activate(mutant: str) -> None:
    """Makes ``mutant`` the version that runs, and forgets what was answered before."""
    os.environ["MUTANT_UNDER_TEST"] = mutant
    for cache in caches():
        cache.cache_clear()


@functools.cache
def caches() -> list[Any]:
    """Every cache of the library and of its tests."""
    found = [thing for thing in gc.get_objects() if isinstance(thing, functools._lru_cache_wrapper)]
    return [cache for cache in found if str(getattr(cache, "__module__", "")).startswith(("ibmodel", "tests", "test_"))]


def run(arguments: Iterable[str], *plugins: object) -> int:
    """Runs pytest in this process, with the settings of the project but for what makes it slow or drawn by chance."""
    off = ["xdist", "randomly", "cacheprovider", "cov", "faulthandler"]
    return pytest.main(
        [
            *("-q", "-s", "-x", "-c", str(ROOT / "pyproject.toml"), "-o", "addopts="),
            *("--doctest-modules", "--import-mode=importlib", "--tb=no", "--assert=plain"),
            *("--no-header", "--no-summary", "--hypothesis-profile=mutants"),
            *(f"-pno:{name}" for name in off),
            *arguments,
        ],
        plugins=list(plugins),
    )


@contextmanager
def at_root() -> Iterator[None]:
    """Tests are run from the root of the repository."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        yield
    finally:
        os.chdir(before)


def main() -> int:
    """Judges the mutants of the folder that the command line names, or runs the tests of the files that it names."""
    folder, processes, files = Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3:]
    if not Path(ibmodel.__file__).is_relative_to(folder):
        raise SystemExit(f"expected the copy in {folder}, got {ibmodel.__file__}")
    with at_root():
        if not processes:
            return run(files)
        tests = ROOT / "tests"
        copies = [folder / "src" / "ibmodel" / part for part in ("rules", "money.py", "dates.py")]
        chosen = [str(path) for path in (*(tests / suite for suite in SUITES), *copies)]
        ignored = [f"--ignore={tests / name}" for name in LEFT_OUT]
        return run([*ignored, *chosen], Judging(folder, processes))


if __name__ == "__main__":
    sys.exit(main())
