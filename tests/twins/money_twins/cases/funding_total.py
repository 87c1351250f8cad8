"""Cases of ``funding.total``: tied money that another line could use, purses that are just enough, ties everywhere."""

from __future__ import annotations

from random import Random
from typing import Any

from money_twins import drawing
from money_twins.documents import cents, money
from money_twins.services import NAMES, TRANSPORT

REFORM = {"funding.variant": lambda random: random.choice((1, 2, 3))}


def draw(random: Random) -> dict[str, Any]:
    amounts = drawing.Amounts(random)
    lines = [line(random, amounts) for _ in range(random.choice((0, 1, 1, 2, 2, 3, 3, 4, 5)))]
    needed = sum(cents(one["amount"]) for one in lines)
    asked: dict[str, Any] = {"final": purse(random, amounts, needed), "lines": lines}
    drawing.sometimes(random, asked, "variant", random.choice((1, 2, 2, 3)), 0.7)
    benefits: dict[str, Any] = {}
    drawing.sometimes(random, benefits, "rehabilitation", purse(random, amounts, needed))
    drawing.sometimes(random, benefits, "transport", purse(random, amounts, needed))
    drawing.sometimes(random, asked, "benefits", benefits, 0.7)
    drawing.sometimes(random, asked, "other", purse(random, amounts, needed))
    drawing.sometimes(random, asked, "before", purse(random, amounts, needed), 0.3)
    envelope = drawing.envelope(random, "funding.total", ("I-10", "I-24", "I-30"), REFORM)
    return {**envelope, "input": asked}


def line(random: Random, amounts: drawing.Amounts) -> dict[str, Any]:
    one: dict[str, Any] = {"service": service(random), "amount": amounts.text()}
    drawing.sometimes(random, one, "public", one["amount"] if random.random() < 0.2 else amounts.text())
    drawing.sometimes(random, one, "transport", random.random() < 0.5, 0.2)
    return one


def service(random: Random) -> str:
    return random.choice(tuple(sorted(TRANSPORT)) if random.random() < 0.35 else NAMES)


def purse(random: Random, amounts: drawing.Amounts, needed: int) -> str:
    """Any amount, or a part of what is needed, often a small one, or just that, a cent less or more."""
    chance = random.random()
    if chance < 0.25:
        return money(min(drawing.LARGEST, random.randint(0, needed // 3)))
    if chance < 0.35:
        return money(min(drawing.LARGEST, random.randint(0, needed)))
    if chance < 0.45:
        return money(min(drawing.LARGEST, max(0, needed + random.choice((-1, 0, 1)))))
    return amounts.text()
