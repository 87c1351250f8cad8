"""Cases of ``budget.final``: equal needs, needs just met, small surpluses for many, nothing to share, one cent."""

from __future__ import annotations

from random import Random
from typing import Any

from money_twins import drawing
from money_twins.documents import cents, money
from money_twins.policies import reading


def draw(random: Random) -> dict[str, Any]:
    request = drawing.envelope(random, "budget.final", ("I-2", "I-3"))
    amounts = drawing.Amounts(random)
    ratio = reading(request, "I-2") == "need_ratio" and random.random() < 0.97
    people = []
    for name in drawing.identifiers(random, drawing.how_many(random)):
        provisional = max(amounts.cents(), 1 if ratio else 0)
        one = {"id": name, "provisional": money(provisional), "needed": money(needed(random, amounts, provisional))}
        drawing.sometimes(random, one, "received", drawing.moment(random), 0.7)
        people.append(one)
    asked = {"recipients": people}
    short = sum(max(cents(one["needed"]) - cents(one["provisional"]), 0) for one in people)
    drawing.sometimes(random, asked, "reserve", money(extra(random, amounts, len(people), short)), 0.7)
    drawing.sometimes(random, asked, "underspent", amounts.text(), 0.3)
    return {**request, "input": asked}


def needed(random: Random, amounts: drawing.Amounts, provisional: int) -> int:
    """More or less than the provisional amount, often just as much, a cent more or less, or twice as much."""
    chance = random.random()
    if chance < 0.12:
        return provisional
    if chance < 0.24:
        return min(drawing.LARGEST, max(0, provisional + random.choice((-1, 1, 1))))
    if chance < 0.34:
        return min(drawing.LARGEST, provisional * 2)
    return amounts.cents()


def extra(random: Random, amounts: drawing.Amounts, people: int, short: int) -> int:
    """What is added to the surplus: a few cents for many, just enough for all, a cent less, a part of it, anything."""
    chance = random.random()
    if chance < 0.3:
        return random.randint(0, 2 * people)
    if chance < 0.4:
        return min(drawing.LARGEST, max(0, short - random.choice((0, 1, 1, 2))))
    if chance < 0.7:
        return min(drawing.LARGEST, random.randint(0, short))
    return amounts.cents()
