"""The numbers of the workbook: writing and reading a matrix of 30 services, and a region's thousand matrices.

    python benchmarks/workbook.py

Seconds of wall-clock time: the first file written in a process, which makes the template, medians of later ones, and
a thousand files read by two processes. Timings are never tested.
"""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date

from ibmodel import Money, Rate, edition
from ibmodel.adapters.workbook import read_matrix, write_matrix
from ibmodel.case.matrix import Matrix, MatrixService
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.catalogue import SERVICES

PARAMETERS = edition("children-pilot-2018")
MATRICES, PROCESSES = 1_000, 2


def main() -> None:
    """Measures and prints everything."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"a matrix of 30 services, written first:  {seconds(lambda: write_matrix(matrix(0), PARAMETERS)):7.3f} s")
    print(f"a matrix of 30 services, written later:  {median(lambda: write_matrix(matrix(1), PARAMETERS)):7.3f} s")
    content = write_matrix(matrix(2), PARAMETERS)
    print(f"a matrix of 30 services, read:           {median(lambda: read_matrix(content)):7.3f} s")
    files = [write_matrix(matrix(number), PARAMETERS) for number in range(MATRICES)]
    print(f"{MATRICES:,} matrices read by {PROCESSES} processes:   {seconds(lambda: read_all(files)):7.1f} s")


def matrix(number: int) -> Matrix:
    """A matrix of 30 services over six months."""
    rows = [
        MatrixService(
            service=name,
            unit_price=Rate(2_717_400 + 10_000 * place),
            units=(4, 4, 2, 0, 4, place),
            experts_rank=place + 1,
            parent_rank=30 - place,
            provider="Sintētiskais sniedzējs",
            received=(4, number % 5),
        )
        for place, name in enumerate(list(SERVICES)[:30])
    ]
    period = PlanPeriod(date(2018, 9, 1), 6)
    code = f"S-{number}"
    return Matrix(code=code, municipality="Sintētiskais novads", period=period, services=rows, final=Money(300_000))


def read_all(files: list[bytes]) -> None:
    """Reads all files with some processes."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        for number, read in enumerate(pool.map(read_matrix, files, chunksize=50)):
            if read.code != f"S-{number}":
                raise ValueError(f"expected S-{number}, got {read.code}")


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes once."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(work: Callable[[], object]) -> float:
    """The median of eleven times."""
    return statistics.median(seconds(work) for _ in range(11))


if __name__ == "__main__":
    main()
