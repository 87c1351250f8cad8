"""Populations against numpy by hand: a million recipients, growth and memory, reforms and scenarios.

    python benchmarks/population.py

needs the extra ``population`` and, for the memory, Linux. Contenders take turns, because the speed of a machine
swings; a ratio is the median of the ratios of the turns. Timings are never tested.

The peers' job is what other tools are given too (``benchmarks/peers.py``): weights, provisional amounts rounded down,
one redistribution in proportion to need, variant 2. `simulate` redistributes until the money is out or all needs are
met, and can tell everybody's unmet need; the full job is all money by source, tied, and the comparison with before.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ibmodel import edition
from ibmodel.population import Cohort, Outcome, simulate, sweep
from ibmodel.testing.population import synthetic_columns

Columns = dict[str, Any]
Runs = dict[str, list[float]]

MILLION = 1_000_000
TURNS = 21
PEERS_JOB = ("age", "special_care", "needed", "public")
FULL_JOB = (
    *PEERS_JOB,
    *("needed_transport", "public_transport", "benefits_rehabilitation", "benefits_transport", "other"),
)
PEERS_OUTPUTS = ("provisional", "final", "public", "total")
ALL_OUTPUTS = (*PEERS_OUTPUTS, "project", "benefits", "other", "unmet", "against_before")
JOBS = {"peers": (PEERS_JOB, PEERS_OUTPUTS), "full": (FULL_JOB, ALL_OUTPUTS)}
SIZES = (100_000, MILLION, 10 * MILLION)
BLOCKS = (8_192, 16_384, 32_768, 65_536)
PILOT = edition("children-pilot-2018")


def main() -> None:
    """Measures and prints everything."""
    print(f"Python {platform.python_version()}, numpy {np.__version__}, {platform.system()} {platform.machine()}")
    a_million()
    growth()
    reforms()
    scenarios()


def a_million() -> None:
    """The same million recipients by hand and by the library."""
    columns = made_up(MILLION, FULL_JOB)
    pool = pool_of(columns)
    peers, full = Cohort(**chosen(columns, PEERS_JOB)), Cohort(**columns)
    check(yardstick(columns, pool, BLOCKS[0]), columns, pool, simulate(peers, pool=pool, variant=2))
    block = best_block(columns, pool)
    print(f"\n{MILLION:,} recipients; ms, least and median of {TURNS} turns; ratio to the yardstick")
    runs = race(
        {
            f"yardstick: numpy by hand, blocks of {block:,}": lambda: yardstick(columns, pool, block),
            "numpy by hand, whole columns": lambda: plain(columns, pool),
            "simulate, the peers' job": lambda: touch(simulate(peers, pool=pool, variant=2), PEERS_OUTPUTS),
            "simulate, the full job": lambda: touch(simulate(full, pool=pool, variant=2), ALL_OUTPUTS),
            "Cohort(...), the peers' columns": lambda: Cohort(**chosen(columns, PEERS_JOB)),
            "Cohort(...), all columns": lambda: Cohort(**columns),
        }
    )
    show(runs)
    both = ratio(runs, "simulate, the full job", "simulate, the peers' job")
    print(f"full job to peers' job: x {both:4.2f}")


def growth() -> None:
    """Time and memory at ten and a hundred times the size; memory in a process for each."""
    print("\nrecipients      job  least ms  growth  bytes a recipient: input, at the peak (input included)")
    for job in JOBS:
        runs = race({str(recipients): run_of(job, recipients) for recipients in SIZES}, turns=9)
        before = None
        for recipients in SIZES:
            grown = "" if before is None else f"x {ratio(runs, str(recipients), before):4.1f}"
            command = [sys.executable, __file__, job, str(recipients)]
            answer = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
            given, peak = map(float, answer)
            least = 1000 * min(runs[str(recipients)])
            print(f"{recipients:>10,} {job:>8} {least:9.1f} {grown:>7} {given:14.0f} {peak:8.0f}")
            before = str(recipients)


def run_of(job: str, recipients: int) -> Callable[[], object]:
    """A run of ``job`` on a population of its own."""
    names, outputs = JOBS[job]
    columns = made_up(recipients, names)
    cohort, pool = Cohort(**columns), pool_of(columns)
    return lambda: touch(simulate(cohort, pool=pool, variant=2), outputs)


def alone(job: str, recipients: int) -> None:
    """Prints how many bytes a recipient takes as input, and all of this process at the peak of a run."""
    run_of(job, 1000)()
    empty = memory("VmRSS")
    run = run_of(job, recipients)
    given = memory("VmRSS") - empty
    run()
    print(given / recipients, (memory("VmHWM") - empty) / recipients)


def reforms() -> None:
    """A reform, made and run, against a run of the baseline."""
    columns = made_up(MILLION, FULL_JOB)
    cohort, pool = Cohort(**columns), pool_of(columns)

    def reform(name: str, figures: Mapping[str, object]) -> Callable[[], object]:
        return lambda: touch(simulate(cohort, pool=pool, parameters=PILOT.reform(name, figures)), ALL_OUTPUTS)

    print(f"\n{MILLION:,} recipients, the full job; ms; ratio to the baseline")
    show(
        race(
            {
                "baseline": lambda: touch(simulate(cohort, pool=pool, parameters=PILOT), ALL_OUTPUTS),
                "reduced share 80 %": reform("share", {"budget.reduced_share": "80"}),
                "full share up to 10 years": reform("age", {"budget.full_share_up_to_age": 10}),
                "variant 3": reform("variant", {"funding.variant": 3}),
            }
        )
    )


def scenarios() -> None:
    """A thousand scenarios of ten thousand recipients."""
    columns = made_up(10_000, FULL_JOB)
    cohort, pool = Cohort(**columns), pool_of(columns)
    grid: dict[str, Sequence[object]] = {
        "budget.reduced_share": [str(percent) for percent in range(100)],
        "budget.full_share_up_to_age": list(range(4, 14)),
    }
    seconds = [timed(lambda: sweep(cohort, grid, pool=pool)) for _ in range(5)]
    print(f"\n1,000 scenarios of 10,000 recipients: {min(seconds):.2f} s, median {statistics.median(seconds):.2f} s")


def plain(columns: Columns, pool: int) -> Columns:
    """The peers' job on whole columns, as anybody would write it."""
    age, special_care, needed, public = (columns[name] for name in PEERS_JOB)
    weight = np.where((age <= 8) | special_care, 100, 70)
    provisional = pool * weight // weight.sum()
    surplus = pool - provisional.sum() + np.maximum(provisional - needed, 0).sum()
    asked = np.where(needed > provisional, needed, 0)
    final = np.minimum(needed, provisional + surplus * asked // asked.sum())
    used = np.minimum(public, needed - final)
    return {"provisional": provisional, "final": final, "public": used, "total": final + used}


def yardstick(columns: Columns, pool: int, block: int) -> Columns:
    """The peers' job in cache-sized blocks, every array made once: as quick as numpy gets on one core.

    Whoever needs less than the provisional amount gets the need, whatever the share: no mask is needed for that.
    """
    age, special_care, needed, public = (columns[name] for name in PEERS_JOB)
    rows = len(needed)
    full = np.empty(rows, np.bool_)
    provisional, final, used, total = (np.empty(rows, np.int64) for _ in PEERS_OUTPUTS)
    blocks = [slice(first, first + block) for first in range(0, rows, block)]
    for part in blocks:
        np.less_equal(age[part], 8, out=full[part])
        np.logical_or(full[part], special_care[part], out=full[part])
    weights = 70 * rows + 30 * int(np.count_nonzero(full))
    most, least = pool * 100 // weights, pool * 70 // weights
    left = np.empty(block, np.int64)
    released = given = asked = 0
    for part in blocks:
        need, share = needed[part], provisional[part]
        rest = left[: len(need)]
        np.multiply(full[part], most - least, out=share)
        np.add(share, least, out=share)
        given += int(share.sum())
        np.subtract(share, need, out=rest)
        short = rest < 0
        np.maximum(rest, 0, out=rest)
        released += int(rest.sum())
        np.multiply(need, short, out=rest)
        asked += int(rest.sum())
    surplus = released + pool - given
    for part in blocks:
        need, amount, paid = needed[part], final[part], used[part]
        np.multiply(need, surplus, out=amount)
        np.floor_divide(amount, asked, out=amount)
        np.add(amount, provisional[part], out=amount)
        np.minimum(amount, need, out=amount)
        np.subtract(need, amount, out=paid)
        np.minimum(paid, public[part], out=paid)
        np.add(amount, paid, out=total[part])
    return {"provisional": provisional, "final": final, "public": used, "total": total}


def best_block(columns: Columns, pool: int) -> int:
    """The size of block that is quickest here."""
    runs = race({str(block): partial(yardstick, columns, pool, block) for block in BLOCKS}, turns=7)
    return int(min(runs, key=lambda name: min(runs[name])))


def check(by_hand: Columns, columns: Columns, pool: int, outcome: Outcome) -> None:
    """Stops if numpy by hand disagrees with itself, or the library gives anybody less or everybody too much."""
    for name, values in plain(columns, pool).items():
        if not np.array_equal(values, by_hand[name]):
            raise SystemExit(f"blocks and whole columns give different {name}")
    same = np.array_equal(outcome.provisional, by_hand["provisional"])
    if not same or bool((outcome.final < by_hand["final"]).any()) or int(outcome.final.sum()) > pool:
        raise SystemExit("the library's amounts do not agree with numpy by hand")
    needed = int(columns["needed"].sum())
    print(f"\none redistribution gives {int(by_hand['final'].sum()) / 100:,.2f} euro of {pool / 100:,.2f},")
    print(f"the library {int(outcome.final.sum()) / 100:,.2f}; all needs are {needed / 100:,.2f}")


def made_up(recipients: int, names: Iterable[str]) -> Columns:
    """Some columns of a synthetic population, made in parts so that the others take no memory."""
    step = 10_000
    columns: Columns = {}
    for start in range(0, recipients, step):
        stop = min(start + step, recipients)
        part = synthetic_columns(start, stop)
        for name in names:
            if name not in columns:
                columns[name] = np.empty(recipients, part[name].dtype)
            columns[name][start:stop] = part[name]
    return columns


def chosen(columns: Columns, names: Iterable[str]) -> Columns:
    """The columns ``names``."""
    return {name: columns[name] for name in names}


def pool_of(columns: Columns) -> int:
    """Nine tenths of all needs, in cents."""
    return int(columns["needed"].sum()) * 90 // 100


def touch(outcome: Outcome, names: Iterable[str]) -> Columns:
    """The arrays ``names``, as some are made only when they are asked for."""
    return {name: getattr(outcome, name) for name in names}


def race(contenders: Mapping[str, Callable[[], object]], turns: int = TURNS) -> Runs:
    """The seconds of each contender in each turn; all have run once before."""
    for run in contenders.values():
        run()
    runs: Runs = {name: [] for name in contenders}
    for _ in range(turns):
        for name, run in contenders.items():
            runs[name].append(timed(run))
    return runs


def timed(run: Callable[[], object]) -> float:
    """The seconds that ``run`` takes; what it gives is thrown away afterwards."""
    start = time.perf_counter()
    given = run()
    seconds = time.perf_counter() - start
    del given
    return seconds


def ratio(runs: Runs, name: str, to: str) -> float:
    """The median, over the turns, of how many times as long ``name`` took as ``to``."""
    return statistics.median(mine / yours for mine, yours in zip(runs[name], runs[to], strict=True))


def show(runs: Runs) -> None:
    """A line for each contender; the first one is what the others are compared with."""
    first = next(iter(runs))
    for name, seconds in runs.items():
        least, middle = 1000 * min(seconds), 1000 * statistics.median(seconds)
        print(f"{name:<48} {least:8.2f} {middle:8.2f}  x {ratio(runs, name, first):5.2f}")


def memory(field: str) -> int:
    """Bytes of this process as Linux tells them: ``VmRSS`` now, ``VmHWM`` at the peak."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(field + ":"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        alone(sys.argv[1], int(sys.argv[2]))
    else:
        main()
