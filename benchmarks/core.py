"""The numbers of the core: import, one recipient, a hundred thousand recipients.

    python benchmarks/core.py

prints a table; medians of many runs, and for the cohort the time at every doubling. Timings are never tested.
"""

from __future__ import annotations

import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from ibmodel import (
    Funding,
    FundingLine,
    Line,
    Money,
    Need,
    Rate,
    Recipient,
    compute_final,
    compute_provisional,
    edition,
    evaluate,
)
from ibmodel.rules.budget import final_amounts, needed_amount, provisional_amounts
from ibmodel.rules.funding import total_amount

PARAMETERS = edition("children-pilot-2018")
DAY = date(2018, 9, 1)
UNITS = [4, 4, 4, 4, 4, 4]


def main() -> None:
    """Measures and prints everything."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"import ibmodel, front door:        {import_time('import ibmodel'):8.1f} ms")
    print(f"import ibmodel and all its rules:  {import_time('import ibmodel; ibmodel.run'):8.1f} ms")
    print(f"import ibmodel and the exchange:   {import_time('import ibmodel; ibmodel.evaluate'):8.1f} ms")
    print(f"ibmodel, attrs, cattrs, python-dateutil installed: {installed_megabytes():5.1f} MB")
    print(f"one recipient, request to response:  {median_microseconds(requests()):8.1f} us")
    for name, request in REQUESTS.items():
        print(f"    {name:<20}             {median_microseconds(partial(evaluate, request)):8.1f} us")
    print(f"one recipient, bare rules:           {median_microseconds(bare()):8.1f} us")
    previous = None
    for size in (12_500, 25_000, 50_000, 100_000):
        seconds = cohort_seconds(size)
        growth = "" if previous is None else f"  x {seconds / previous:4.2f}"
        print(f"{size:>7} recipients, stages 1 and 3:  {seconds:8.2f} s{growth}")
        previous = seconds


def import_time(statement: str) -> float:
    """Milliseconds that ``statement`` takes in a fresh interpreter, the least of seven."""
    program = f"import time; start = time.perf_counter(); {statement}; print(time.perf_counter() - start)"
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(7)]
    return 1000 * min(float(run.stdout) for run in runs)


def installed_megabytes() -> float:
    """What the core and all that it needs take on disk, byte code left out."""
    specs = map(find_spec, ("ibmodel", "attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions"))
    homes = [Path(spec.origin) for spec in specs if spec and spec.origin]
    files = [file for home in homes for file in (home.parent.rglob("*") if home.name == "__init__.py" else [home])]
    return sum(file.stat().st_size for file in files if file.is_file() and file.suffix != ".pyc") / 1e6


def median_microseconds(run: Callable[[], object], rounds: int = 2000) -> float:
    """The median time of one call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        run()
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


REQUESTS = {
    "budget.provisional": {
        "op": "budget.provisional",
        "input": {
            "pool": "800.00",
            "on": "2018-09-01",
            "recipients": [{"id": "A-1", "born": "2012-05-17", "special_care": False}],
        },
    },
    "budget.needed": {
        "op": "budget.needed",
        "input": {"lines": [{"service": "physiotherapist", "unit_price": "57.0833", "units": UNITS}]},
    },
    "budget.final": {
        "op": "budget.final",
        "input": {"recipients": [{"id": "A-1", "provisional": "800.00", "needed": "1370.00"}]},
    },
    "funding.total": {
        "op": "funding.total",
        "input": {
            "final": "800.00",
            "lines": [{"service": "physiotherapist", "amount": "1370.00", "public": "900.00"}],
        },
    },
}


def requests() -> Callable[[], object]:
    """One recipient through all four stages as requests, explained."""
    documents = tuple(REQUESTS.values())
    return lambda: [evaluate(document) for document in documents]


def bare() -> Callable[[], object]:
    """The same recipient through the rules without reasons."""
    recipients = [Recipient("A-1", date(2012, 5, 17), special_care=False)]
    lines = [Line("physiotherapist", Rate.euro("57.0833"), UNITS)]
    pool, needs = Money(800_00), [Need("A-1", Money(800_00), Money(1370_00))]
    plan = [FundingLine("physiotherapist", Money(1370_00), Money(900_00))]
    funding = Funding(final=Money(800_00), lines=plan)

    def run() -> None:
        provisional_amounts(recipients, pool, DAY, PARAMETERS)
        needed_amount(lines)
        final_amounts(needs, PARAMETERS)
        total_amount(funding, PARAMETERS)

    return run


def cohort_seconds(size: int) -> float:
    """Stages 1 and 3 with all reasons for ``size`` recipients, the least of three."""
    dice = random.Random(size)
    recipients = [
        Recipient(f"R-{place}", date(2001 + dice.randrange(17), 1 + dice.randrange(12), 3), dice.random() < 0.2)
        for place in range(size)
    ]
    pool = Money(size * 1740_00)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        stage_1 = compute_provisional(recipients, pool, DAY, PARAMETERS).outcome
        needs = [Need(row.id, row.provisional, Money(dice.randrange(4000_00))) for row in stage_1.amounts]
        compute_final(needs, PARAMETERS, stage_1.reserve)
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
