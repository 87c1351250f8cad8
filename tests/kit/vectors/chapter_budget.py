"""The vectors of the chapter `budget`."""

from __future__ import annotations

import budget_final
import budget_needed
import budget_provisional
from cases import Chapter


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    published(chapter)
    budget_provisional.add(chapter)
    budget_needed.add(chapter)
    budget_final.add(chapter)


def published(chapter: Chapter) -> None:
    """What the protocol prints for stage 1."""
    recipients = [
        {"id": "young", "born": "2010-01-01", "special_care": False},
        {"id": "old", "born": "2004-01-01", "special_care": False},
        {"id": "older", "born": "2003-01-01", "special_care": False},
    ]
    group = {"pool": "1000.00", "on": "2018-09-01", "recipients": recipients}
    for reading, amount, amounts, reserve in (
        ("weighted_split", None, ["416.66", "291.66", "291.66"], "0.02"),
        ("equal_share", None, ["333.33", "233.33", "233.33"], "200.01"),
        ("fixed_amount", "400.00", ["400.00", "280.00", "280.00"], "40.00"),
    ):
        says = {f"/result/amounts/{place}/provisional": cents for place, cents in enumerate(amounts)}
        chapter.case(
            f"a-pool-of-1000-{reading.replace('_', '-')}",
            "B-1 I-1",
            "the printed example: a pool of 1000.00 for the weights 100, 70 and 70",
            "budget.provisional",
            group | ({} if amount is None else {"amount": amount}),
            says | {"/result/reserve": reserve},
            kind="published",
            readings={"I-1": reading},
        )
