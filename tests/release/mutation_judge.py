"""Judges the mutants of a changed copy of the package with the conformance vectors; started by ``mutation.py``.

    python tests/release/mutation_judge.py FOLDER PROCESSES

``FOLDER`` holds ``mutants.json`` and, in ``src``, the copy that is imported here. Each mutant gets a process of its
own, forked after everything is loaded; the outcomes are written to ``outcomes.json``. A function that already runs
while the package is loaded is judged in a process that loads the package anew.
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
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mutmut.mutation import trampoline

RUN: set[str] = set()


def record(function: str, caller: str | None = None) -> None:
    """Takes note that ``function`` runs."""
    RUN.add(function)


trampoline.record_trampoline_hit = record
# ruff: noqa: E402, the package is loaded when the notes are ready to be taken
import ibmodel.adapters.highs
from ibmodel.exchange import evaluate_line
from ibmodel.testing.vectors import vectors
from ibmodel.testing.verdicts import differences

SLOWEST = 20  # seconds of processor time
SURVIVED, CAUGHT = 0, 3
UNSEEN = ("survived", "not on the wire")
WORDS = {SURVIVED: "survived", CAUGHT: "caught", -signal.SIGPROF: "timed out"}
CASES = [(vector.sent(), vector.expected) for vector in vectors()]
WHILE_LOADING = frozenset(RUN)


def activate(mutant: str) -> None:
    """Makes ``mutant`` the version that runs, and forgets what was answered before."""
    os.environ["MUTANT_UNDER_TEST"] = mutant
    for cache in CACHES:
        cache.cache_clear()


def passes(place: int) -> bool:
    """Whether the vector at ``place`` is answered as it must be."""
    line, expected = CASES[place]
    try:
        return not differences(expected, json.loads(evaluate_line(line)), "facts")
    except Exception:  # noqa: BLE001 - a crash is what a mutant is caught by
        return False


def vectors_by_function() -> dict[str, list[int]]:
    """For every function the vectors that run it, the quickest first."""
    found: dict[str, list[int]] = defaultdict(list)
    cost = []
    for place, (line, _) in enumerate(CASES):
        activate("stats")
        RUN.clear()
        begun = time.perf_counter()
        if not passes(place):
            raise SystemExit(f"a vector fails before any change: {line[:200]}")
        cost.append(time.perf_counter() - begun)
        for function in RUN:
            found[function].append(place)
    for places in found.values():
        places.sort(key=cost.__getitem__)
    return found


def survives(mutant: str, places: list[int]) -> int:
    """The exit status of the process that judges ``mutant``."""
    signal.setitimer(signal.ITIMER_PROF, SLOWEST)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    activate(mutant)
    return SURVIVED if all(map(passes, places)) else CAUGHT


def judge(mutants: list[dict[str, str]], processes: int) -> None:
    """Sets the outcome of every mutant whose function some vector runs, or that runs while the package is loaded."""
    by_function = vectors_by_function()
    running: dict[int, dict[str, str]] = {}
    waiting = [mutant for mutant in mutants if mutant["function"] in by_function]
    gc.freeze()
    while waiting or running:
        if waiting and len(running) < processes:
            mutant = waiting.pop()
            child = os.fork()
            if not child:
                os._exit(survives(mutant["name"], by_function[mutant["function"]]))
            running[child] = mutant
        else:
            child, status = os.wait()
            running.pop(child)["outcome"] = WORDS.get(os.waitstatus_to_exitcode(status), "crashed")
    anew = [each for each in mutants if each["function"] in WHILE_LOADING and each["outcome"] in UNSEEN]
    with ThreadPoolExecutor(processes) as pool:
        for mutant, outcome in zip(anew, pool.map(loaded_anew, anew), strict=True):
            mutant["outcome"] = outcome


def loaded_anew(mutant: dict[str, str]) -> str:
    """The outcome of a mutant that is there from the start."""
    command = [sys.executable, __file__, sys.argv[1], "0"]
    environment = {**os.environ, "MUTANT_UNDER_TEST": mutant["name"]}
    try:
        run = subprocess.run(command, env=environment, capture_output=True, timeout=10 * SLOWEST, check=False)
    except subprocess.TimeoutExpired:
        return "timed out"
    return WORDS.get(run.returncode, "crashed")


def caches() -> list[Any]:
    """Every cache of the library."""
    found = [thing for thing in gc.get_objects() if isinstance(thing, functools._lru_cache_wrapper)]
    return [cache for cache in found if str(getattr(cache, "__module__", "")).startswith("ibmodel")]


def main() -> None:
    """Judges the mutants of the folder that the command line names."""
    folder, processes = Path(sys.argv[1]), int(sys.argv[2])
    if not Path(ibmodel.adapters.highs.__file__).is_relative_to(folder.resolve()):
        raise SystemExit(f"expected the copy in {folder}, got {ibmodel.adapters.highs.__file__}")
    if not processes:
        signal.setitimer(signal.ITIMER_PROF, SLOWEST)
        sys.exit(SURVIVED if all(map(passes, range(len(CASES)))) else CAUGHT)
    mutants = json.loads((folder / "mutants.json").read_text("utf-8"))
    judge(mutants, processes)
    (folder / "outcomes.json").write_text(json.dumps(mutants), "utf-8")


CACHES = caches()

if __name__ == "__main__":
    main()
