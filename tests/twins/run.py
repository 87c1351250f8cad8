"""The operations that compute money against their independent twins, on seeded random cases.

    python tests/twins/run.py --cases 10000000 --seed 1 [--operation NAME] [--processes 2] [--first NUMBER]

The cases are split evenly among the operations. The same seed and numbers are the same cases on every machine and
with any number of processes, and so is the digest of the cases and their answers. The first difference is printed
as a request that ``python -m ibmodel eval`` takes, with both answers, and the command ends with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from money_twins.comparing import CHUNK, Checked, check, chunks
from money_twins.pairs import PAIRS

Write = Callable[[str], object]


def show(text: str) -> None:
    """Writes what came of the run."""
    sys.stdout.write(text)


def show_progress(text: str) -> None:
    """Writes how far the run is, over what stood there before."""
    sys.stderr.write(f"\r{text}")
    sys.stderr.flush()


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; its exit code."""
    asked = parser().parse_args(arguments)
    operations = (asked.operation,) if asked.operation else tuple(PAIRS)
    todo = chunks(asked.seed, asked.cases, operations, asked.first)
    if asked.processes == 1:
        return report(map(check, todo), asked.cases)
    with multiprocessing.Pool(asked.processes) as pool:
        return report(pool.imap(check, todo), asked.cases)


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    command = argparse.ArgumentParser(
        prog="python tests/twins/run.py", description="Compares the operations that compute money with their twins."
    )
    command.add_argument("--cases", type=_count, default=10_000, help="how many in all (default 10000)")
    command.add_argument("--seed", type=int, default=1, help="the same seed is the same cases (default 1)")
    command.add_argument("--operation", choices=tuple(PAIRS), help="only this one (default all)")
    command.add_argument("--processes", type=_count, default=1, help="how many at a time (default 1)")
    command.add_argument("--first", type=int, default=0, help="the first case's number in its operation (default 0)")
    return command


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a number of at least 1, got {text}")
    return number


def report(results: Iterable[Checked], cases: int, write: Write = show) -> int:
    """Shows how far the run is, then the counts or the first difference; 0 if there is none, else 1."""
    begun, digest = time.perf_counter(), hashlib.sha256()
    done, refused, seconds = Counter[str](), Counter[str](), defaultdict[str, float](float)
    for result in results:
        if result.difference is not None:
            write(f"{result.difference}\n")
            return 1
        done[result.operation] += result.cases
        refused[result.operation] += result.refused
        seconds[result.operation] += result.seconds
        digest.update(result.digest.encode())
        if done.total() % (20 * CHUNK) == 0:
            show_progress(f"{done.total():>12,} of {cases:,} cases, {time.perf_counter() - begun:,.0f} s")
    if done.total() >= 20 * CHUNK:
        show_progress("\n")
    for name, number in done.items():
        rate = number / seconds[name]
        write(f"{name:<20}{number:>12,} cases, {refused[name]:>9,} of them refused, {rate:>8,.0f} per CPU second\n")
    elapsed = time.perf_counter() - begun
    write(f"{done.total():,} cases, no difference, {elapsed:,.1f} s, digest {digest.hexdigest()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
