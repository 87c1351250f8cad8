"""Eligibility, selection, certificates and checking, from pilot size to a hundred thousand applicants.

    python benchmarks/selection.py

needs the extra ``selection``; the largest case takes a few minutes. Timings are never tested.
"""

from __future__ import annotations

import platform
import random
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from ibmodel import Parameters, edition
from ibmodel.adapters.highs import SOLVER
from ibmodel.case.applications import Applications, ChildApplicant, PilotDates
from ibmodel.rules.selection import Selection, candidates_of, select_children, verify_selection
from ibmodel.vocabulary import Impairment

T = TypeVar("T")

PILOT = edition("children-pilot-2018")
DATES = PilotDates(date(2018, 9, 1), 12)
#: The shares of the impairments among the children of 2017, multiple ones taken out of the mental ones.
MIX = (12, 12, 13, 40, 23)


def main() -> None:
    """Measures and prints everything."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; seconds")
    print(f"{'applicants':>10} {'eligible':>9} {'select':>8} {'+ proof':>8} {'verify':>8} {'check proof':>11}  peak GB")
    for per_municipality in (37, 400):
        measure(PILOT, PILOT.pilot.municipalities, per_municipality * len(PILOT.pilot.municipalities))
    names = [f"municipality {number}" for number in range(43)]
    regions = {name: f"region {number % 5}" for number, name in enumerate(names)}
    figures = {"pilot.municipalities": names, "pilot.regions": regions, "selection.places": 430}
    measure(PILOT.reform("43 municipalities", figures), names, 100_000)


def measure(parameters: Parameters, municipalities: Sequence[str], size: int) -> None:
    """One row of the table."""
    applications = made_up(municipalities, size)
    _, eligible = timed(lambda: candidates_of(applications, parameters))
    _, select = timed(lambda: chosen(applications, parameters, certificate=False))
    outcome, proved = timed(lambda: chosen(applications, parameters, certificate=True))
    _, verify = timed(lambda: verify_selection(applications, outcome.selected, parameters))
    checked, check = timed(
        lambda: verify_selection(applications, outcome.selected, parameters, outcome.certificate).outcome
    )
    if not (checked.valid and checked.proved_best):
        raise SystemExit("the selection is not proved best")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{size:>10} {eligible:9.2f} {select:8.2f} {proved:8.2f} {verify:8.3f} {check:11.2f}  {peak:7.2f}")


def chosen(applications: Applications, parameters: Parameters, *, certificate: bool) -> Selection:
    """The selection itself."""
    return select_children(applications, parameters, SOLVER, certificate=certificate).outcome


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """What ``run`` gives, and how long it took."""
    start = time.perf_counter()
    result = run()
    return result, time.perf_counter() - start


def made_up(municipalities: Sequence[str], size: int) -> Applications:
    """Synthetic applications, all eligible, with a fixed seed."""
    dice = random.Random(size)
    applicants = [
        ChildApplicant(
            id=f"A-{number:06}",
            born=date(2018 - dice.randrange(1, 17), 8, 1) - timedelta(days=dice.randrange(300)),
            impairment=dice.choices(list(Impairment), MIX)[0],
            disability_determined=True,
            disability_until="indefinite",
            di_evaluated=True,
            municipality=municipalities[number % len(municipalities)],
            home_schooled=dice.random() < 0.15,
            received=datetime(2018, 6, 1) + timedelta(minutes=dice.randrange(40_000)),
        )
        for number in range(size)
    ]
    return Applications(tuple(applicants), DATES)


if __name__ == "__main__":
    main()
