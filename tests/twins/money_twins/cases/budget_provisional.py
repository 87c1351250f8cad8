"""Cases of ``budget.provisional``: birthdays on the day and around it, pools that do not divide, many recipients."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from money_twins import drawing
from money_twins.documents import money
from money_twins.policies import reading

REFORM = {
    "budget.full_share": drawing.percentage,
    "budget.reduced_share": drawing.percentage,
    "budget.full_share_up_to_age": lambda random: random.choice((0, 3, 8, 12, 17, 18)),
    "budget.recipient_age_below": lambda random: random.choice((16, 18, 21)),
}


def draw(random: Random) -> dict[str, Any]:
    request = drawing.envelope(random, "budget.provisional", ("I-1", "I-3"), REFORM)
    amounts, on = drawing.Amounts(random), drawing.day(random)
    names = drawing.identifiers(random, drawing.how_many(random))
    asked: dict[str, Any] = {
        "pool": amounts.text(),
        "on": on,
        "recipients": [recipient(random, name, on) for name in names],
    }
    fixed = reading(request, "I-1") == "fixed_amount"
    if fixed:
        # mostly small enough for the pool, sometimes just at the bound
        covered = amounts.cents() // max(len(names), 1)
        asked["amount"] = money(covered if random.random() < 0.7 else amounts.cents())
    if random.random() < 0.01:
        asked["amount"] = None if fixed else amounts.text()
    if fixed and random.random() < 0.7:
        asked["pool"] = money(min(drawing.LARGEST, amounts.top * max(len(names), 1)))
    return {**request, "input": asked}


def recipient(random: Random, name: str, on: str) -> dict[str, Any]:
    one = {"id": name, "born": born(random, on), "special_care": random.random() < 0.3}
    drawing.sometimes(random, one, "received", drawing.moment(random), 0.7)
    return one


def born(random: Random, on: str) -> str:
    """A date of birth: a birthday on the day, the day before or after, a leap day, any; seldom too old or not born."""
    year, month, number = map(int, on.split("-"))
    chance = random.random()
    if chance < 0.001:
        return f"{year + 1}-01-01"
    if chance < 0.003:
        return f"{year - random.choice((18, 19, 30))}-01-01"
    if chance < 0.08:
        leap = [earlier for earlier in range(year - 16, year) if earlier % 4 == 0]
        return f"{random.choice(leap)}-02-29"
    if chance < 0.5:
        years = random.choice((0, 8, 9, 9, 17))
        birthday = date(year - years, month, 28 if (month, number) == (2, 29) else number)
        days = random.choice((0, -1) if years == 0 else (0, 0, -1, 1))
        return (birthday + timedelta(days=days)).isoformat()
    return f"{year - random.randint(1, 16)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
