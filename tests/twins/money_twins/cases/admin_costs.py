"""Cases of ``admin.costs``: numbers of children around the full load, pay that does not divide, no pay at all."""

from __future__ import annotations

from random import Random
from typing import Any

from money_twins import drawing

REFORM = {
    "administration.full_pay_children": lambda random: random.choice((1, 3, 7, 19, 20, 40, 999_999_999_999_999)),
    "administration.indirect_share": drawing.percentage,
}


def draw(random: Random) -> dict[str, Any]:
    amounts = drawing.Amounts(random)
    asked = {
        "full_pay": amounts.text(),
        "children": random.choice((0, 1, 10, 19, 20, 21, random.randint(0, 40), 999_999_999_999_999)),
        "employment_contract": random.random() < 0.7,
        "transport": amounts.text(),
        "services": amounts.text(),
    }
    return {**drawing.envelope(random, "admin.costs", (), REFORM), "input": asked}
