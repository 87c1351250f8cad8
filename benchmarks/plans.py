"""The check of plans: one of thirty lines with hours, and ten thousand of them.

    python benchmarks/plans.py

prints medians and, for many plans, the time at every doubling. Timings are never tested.
"""

from __future__ import annotations

import platform
import random
import statistics
import time as clock
from collections.abc import Callable
from datetime import date, time

from ibmodel import Money, Rate, edition
from ibmodel.case.plan_check import (
    BudgetBase,
    CheckedLine,
    CheckedPlan,
    PlanChild,
    PlanPeriod,
    PriceFacts,
    Slot,
    SurveyRange,
)
from ibmodel.catalogue import SERVICES
from ibmodel.rules.combinations import check_plan, checked_plan
from ibmodel.vocabulary import Impairment

PARAMETERS = edition("children-pilot-2018")
DAY = date(2018, 10, 1)
#: The services that rules are about come first, so that every rule has work.
BUSY = [
    "nanny",
    "home_care",
    "assistant",
    "escort",
    "day_care_centre",
    "specialised_workshop",
    "physiotherapist",
    "group_session_child",
    "transport_child",
    "transport_parent",
    "respite_home",
    "family_assistant",
    "early_intervention",
    "vision_skills_day",
]
OTHERS = [code for code in SERVICES if code not in BUSY]


def main() -> None:
    """Measures and prints everything."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    one = plan(random.Random(1))
    print(f"one plan of 30 lines, with reasons:     {milliseconds(lambda: check_plan(one, PARAMETERS)):7.3f} ms")
    print(f"one plan of 30 lines, without reasons:  {milliseconds(lambda: checked_plan(one, PARAMETERS)):7.3f} ms")
    previous = None
    for size in (1_250, 2_500, 5_000, 10_000):
        seconds = many(size)
        growth = "" if previous is None else f"  x {seconds / previous:4.2f}"
        print(f"{size:>6} plans of 30 lines, with reasons:  {seconds:7.2f} s{growth}")
        previous = seconds


def milliseconds(run: Callable[[], object], rounds: int = 500) -> float:
    """The median time of one call."""
    times = []
    for _ in range(rounds):
        start = clock.perf_counter_ns()
        run()
        times.append(clock.perf_counter_ns() - start)
    return statistics.median(times) / 1e6


def many(size: int) -> float:
    """The processor's time to check so many different plans, one after the other; making them is not counted."""
    dice = random.Random(size)
    seconds = 0.0
    for _ in range(size // 250):
        plans = [plan(dice) for _ in range(250)]
        start = clock.process_time()
        for each in plans:
            check_plan(each, PARAMETERS)
        seconds += clock.process_time() - start
    return seconds


def plan(dice: random.Random) -> CheckedPlan:
    """A plan of thirty lines over six months, five slots each, with all that is asked of prices."""
    services = BUSY + dice.sample(OTHERS, 30 - len(BUSY))
    return CheckedPlan(
        child=PlanChild(Impairment.MULTIPLE, (Impairment.VISION, Impairment.MENTAL), disability_determined=True),
        contract=True,
        period=PlanPeriod(DAY, 6),
        budget=BudgetBase(total=Money.euro("10000.00")),
        lines=tuple(line(service, dice) for service in services),
    )


def line(service: str, dice: random.Random) -> CheckedLine:
    """A line with five slots."""
    price = Rate(dice.randrange(1_000_000, 30_000_000, 10_000))
    starts = [dice.randrange(24) for _ in range(5)]
    return CheckedLine(
        service=service,
        provider=f"provider {dice.randrange(9)}",
        unit_price=price,
        units=tuple(dice.randrange(9) for _ in range(6)),
        named_by_team=True,
        specialists=("physiotherapist", "psychologist_child"),
        weekly_days=dice.randrange(4),
        slots=tuple(Slot(day, time(hour), time((hour + 1) % 24)) for day, hour in enumerate(starts, start=1)),
        price=PriceFacts(
            on=DAY,
            provider_market_price=price,
            contract_price=price,
            regulated=price,
            transport_part=Money.euro("5.00"),
            survey=SurveyRange(Rate(0), price),
        ),
    )


if __name__ == "__main__":
    main()
