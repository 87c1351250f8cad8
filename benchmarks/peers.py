"""The field's tools beside this library, in one run: the same job on the same million recipients.

    python benchmarks/peers.py [FOLDER]

installs each peer into an environment of its own (in FOLDER, which is kept, or in a temporary one), checks its
amounts against numpy by hand, and lets all take turns in processes that wait for each other. Needs the extra
``population`` and a registry of packages that ``pip`` can reach. A peer that cannot be installed or run is named with
the reason. Timings are never tested.

*Computation* is the time from data where the tool wants it to amounts where the tool leaves them; *arrays to arrays*
adds what it takes to hand over columns and get them back: a simulation for OpenFisca and PolicyEngine, ``main`` for
ttsim, a frame for polars, a checked `Cohort` for this library. Numpy by hand needs neither.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

import numpy as np
from population import (
    MILLION,
    PEERS_JOB,
    PEERS_OUTPUTS,
    Columns,
    best_block,
    check,
    made_up,
    plain,
    pool_of,
    timed,
    touch,
    yardstick,
)

from ibmodel.population import Cohort, simulate

#: The peers of ``peer_programs.py`` and the distributions that have them.
DISTRIBUTIONS = {
    "policyengine": "policyengine-core",
    "openfisca": "openfisca-core",
    "ttsim": "ttsim-backend",
    "polars": "polars",
}
PROGRAMS = Path(__file__).with_name("peer_programs.py")
TURNS = 15
#: The greatest error in cents that is taken for the same amounts; more means that the program does another job.
MOST_CENTS = 100

Seconds = tuple[float, float]


class Server:
    """A peer's program, which waits for its turn."""

    def __init__(self, name: str, environments: Path, data: Path, pool: int) -> None:
        self.name = name
        python = installed(environments / name, DISTRIBUTIONS[name])
        command = [str(python), str(PROGRAMS), name, str(data), str(pool)]
        self.log = data / f"{name}.log"
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1
            )
        self.version = self.answer()[1]
        self.run()

    def answer(self, request: str = "") -> list[str]:
        """What the program says, to ``request`` or by itself; raises `RuntimeError` with its last words if it ends."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("it has no pipes")
        if request:
            self.process.stdin.write(request + "\n")
        words = self.process.stdout.readline().split()
        if not words:
            self.process.wait()
            said = self.log.read_text(encoding="utf-8").strip().splitlines()
            raise RuntimeError(said[-1] if said else "it ended without a word")
        return words

    def run(self) -> Seconds:
        """The seconds of one turn: the computation, and from arrays to arrays."""
        computed, whole = map(float, self.answer("run"))
        return computed, whole

    def largest_error(self, data: Path, expected: Columns) -> float:
        """By how many cents its amounts differ from ``expected`` at most."""
        self.answer("save")
        names = {"provisional": "provisional", "final": "final", "used": "public", "total": "total"}
        errors = [
            np.abs(np.load(data / f"{self.name}-{theirs}.npy").astype(np.float64) - expected[ours]).max()
            for theirs, ours in names.items()
        ]
        return float(max(errors))

    def close(self) -> None:
        """Ends the program."""
        self.process.kill()
        self.process.communicate()


def main() -> None:
    """Installs, checks, measures and prints everything."""
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        compete(folder)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            compete(Path(temporary))


def compete(folder: Path) -> None:
    """The competition, its environments and files in ``folder``."""
    columns = made_up(MILLION, PEERS_JOB)
    pool = pool_of(columns)
    cohort = Cohort(**columns)
    block = best_block(columns, pool)
    expected = yardstick(columns, pool, block)
    print(f"Python {platform.python_version()}, numpy {np.__version__}, {os.cpu_count()} cores, {MILLION:,} recipients")
    check(expected, columns, pool, simulate(cohort, pool=pool, variant=2))
    for name, values in columns.items():
        np.save(folder / f"{name}.npy", values)
    servers = started(folder, pool)
    errors = {server.name: server.largest_error(folder, expected) for server in servers}
    ours: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "numpy by hand, in blocks": (lambda: yardstick(columns, pool, block),) * 2,
        "numpy by hand, plain": (lambda: plain(columns, pool),) * 2,
        "ibmodel": (
            lambda: touch(simulate(cohort, pool=pool, variant=2), PEERS_OUTPUTS),
            lambda: touch(simulate(Cohort(**columns), pool=pool, variant=2), PEERS_OUTPUTS),
        ),
    }
    turns = {name: [] for name in (*ours, *(server.name for server in servers))}  # type: dict[str, list[Seconds]]
    for _ in range(TURNS):
        for name, (computed, whole) in ours.items():
            whole()  # others had the processor before: warm up, as they do
            turns[name].append((timed(computed), timed(whole)))
        for server in servers:
            turns[server.name].append(server.run())
    for server in servers:
        server.close()
    table(turns, {server.name: server.version for server in servers}, errors)


def started(folder: Path, pool: int) -> list[Server]:
    """The peers that can be installed and run; says of the others why not."""
    servers = []
    for name in DISTRIBUTIONS:
        try:
            servers.append(Server(name, folder, folder, pool))
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            print(f"{name}: not measured: {error}")
    return servers


def installed(environment: Path, distribution: str) -> Path:
    """The Python of an environment that has ``distribution``, made if it is not there yet."""
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "numpy", distribution]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError((run.stderr.strip().splitlines() or ["pip failed"])[-1])
    return python


def table(turns: dict[str, list[Seconds]], versions: dict[str, str], errors: dict[str, float]) -> None:
    """Medians, ratios to the yardstick and to this library, and the largest error."""
    print(f"\nms: median of {TURNS} turns (least); ratios: medians over the turns, to numpy in blocks and to ibmodel")
    print(f"{'':<26} {'computation':>17} {'':>15}   {'arrays to arrays':>17} {'':>15}   largest error, cents")
    first, mine = turns["numpy by hand, in blocks"], turns["ibmodel"]
    for name, seconds in turns.items():
        cells = []
        for place in (0, 1):
            times = [1000 * each[place] for each in seconds]
            ratios = [
                statistics.median(each[place] / other[place] for each, other in zip(seconds, others, strict=True))
                for others in (first, mine)
            ]
            cells.append(f"{statistics.median(times):8.1f} ({min(times):6.1f}) x {ratios[0]:5.2f} x {ratios[1]:5.2f}")
        error = f"{errors[name]:10.2f}" if name in errors else ""
        print(f"{name + ' ' + versions.get(name, ''):<26} {cells[0]}   {cells[1]}   {error}")
        if errors.get(name, 0) > MOST_CENTS:
            print(f"{name}: its amounts differ too much to call it the same job")


if __name__ == "__main__":
    main()
