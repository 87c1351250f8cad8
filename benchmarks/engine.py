"""Populations in parts, on Dask: a local cluster of two workers, one thread each, with up to 50,000,000 recipients.

    python benchmarks/engine.py [ROWS ...]

needs the extras ``dask`` and ``frames``, and Linux for the memory; without ROWS, 1,000,000 and 5,000,000. The
recipients are generated in the workers, anew in every pass; *amounts* is the pass that computes everybody's final
amount and all money by source, and adds them up. Each size has workers of its own; *peak* is the most resident memory
that a worker ever had. Up to a million recipients are compared with the answer in memory. Timings are never tested.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path

from distributed import Client

from ibmodel.adapters.engine import PartitionedOutcome, local_cluster, simulate_partitions
from ibmodel.adapters.engine.files import parquet_parts
from ibmodel.adapters.frames import write_table
from ibmodel.population import simulate
from ibmodel.testing.population import synthetic_columns, synthetic_population

MILLION = 1_000_000
SIZES = (MILLION, 5 * MILLION)
WORKERS = 2
ROWS_OF_A_PART = 250_000
#: Cents for each recipient, two thirds of what they need on average.
POOL = 115_000
GIBIBYTE = 2**30


class Passes:
    """The seconds that each pass took."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.times: list[float] = []
        self.hear("")

    def hear(self, name: str) -> None:
        """A pass begins, or the last has ended."""
        self.names.append(name)
        self.times.append(time.perf_counter())

    def __str__(self) -> str:
        self.hear("")
        took = zip(self.names[1:-1], self.times[1:], self.times[2:], strict=False)
        return ", ".join(f"{name} {end - start:.1f}" for name, start, end in took)


def main() -> None:
    """Measures and prints everything."""
    print(f"Python {platform.python_version()}, dask {version('dask')}, numpy {version('numpy')}, {platform.machine()}")
    print(f"{WORKERS} workers, parts of {ROWS_OF_A_PART:,} rows; seconds")
    for rows in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        generated(rows)
    from_files(MILLION)


def generated(rows: int) -> None:
    """Generated recipients to everybody's amounts, added up."""
    begin = time.perf_counter()
    with local_cluster(WORKERS) as client:
        started = time.perf_counter()
        bounds = range(0, rows, ROWS_OF_A_PART)
        parts = [partial(synthetic_columns, start, min(start + ROWS_OF_A_PART, rows)) for start in bounds]
        passes = Passes()
        outcome = simulate_partitions(parts, pool=POOL * rows, scheduler=client, on_pass=passes.hear)
        if outcome.reserve >= outcome.summary.people or outcome.summary.people != rows:
            raise SystemExit("cents were lost")
        ended = time.perf_counter()
        print(
            f"{rows:>11,} generated: {ended - started:6.1f}, start {started - begin:.1f}; {passes}; {peaks(client)}",
            flush=True,
        )
    if rows <= MILLION:
        compare(outcome, rows)


def compare(outcome: PartitionedOutcome, rows: int) -> None:
    """Raises if the sums are not those of the same recipients in memory."""
    if simulate(synthetic_population(rows), pool=POOL * rows).summary != outcome.summary:
        raise SystemExit("the sums are not those in memory")


def peaks(client: Client) -> str:
    """The most memory that each worker had, and this process."""
    workers = "peak of the workers " + ", ".join(f"{most:.2f}" for most in client.run(peak).values())
    return f"{workers} GiB, of the client {peak():.2f} GiB"


def peak() -> float:
    """The most resident memory that this process had, in GiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024 / GIBIBYTE


def from_files(rows: int) -> None:
    """Parquet in, Parquet out."""
    with tempfile.TemporaryDirectory() as folder, local_cluster(WORKERS) as client:
        bounds = range(0, rows, ROWS_OF_A_PART)
        parts = [partial(synthetic_columns, start, min(start + ROWS_OF_A_PART, rows)) for start in bounds]
        whole = simulate_partitions(parts, pool=POOL * rows)
        files = whole.write(Path(folder) / "in", write_table, ".parquet")
        begin = time.perf_counter()
        passes = Passes()
        again = simulate_partitions(
            parquet_parts(files, groups=["municipality"]), pool=POOL * rows, on_pass=passes.hear
        )
        again.write(Path(folder) / "out", write_table, ".parquet")
        ended = time.perf_counter()
        if again.summary != whole.summary:
            raise SystemExit("the sums are not those of the same recipients in memory")
        print(f"{rows:>11,} from Parquet to Parquet: {ended - begin:.1f}; {passes}; {peaks(client)}")


if __name__ == "__main__":
    main()
