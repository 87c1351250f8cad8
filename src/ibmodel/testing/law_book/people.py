"""Recipients under other names and with other moments of application, for laws of the stages 1 and 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ibmodel.testing.law_book.money import renamed
from ibmodel.testing.law_book.trial import Trial

__all__ = ["follow_the_person", "ignores_the_moment", "new_id"]


def follow_the_person(trial: Trial, amount: str) -> None:
    """Whether everybody's ``amount`` is the same under other identifiers that stand in the same order."""
    people = trial.input["recipients"]
    names = renamed([each["id"] for each in people])
    other = trial.again(recipients=[{**each, "id": names[each["id"]]} for each in people]).outcome
    for before, after in zip(trial.outcome.amounts, other.amounts, strict=True):
        expected = (names[before.id], getattr(before, amount))
        found = (after.id, getattr(after, amount))
        trial.holds(found == expected, f"{before.id!a} gets {expected[1]}, as {found[0]!a} {found[1]}")


def ignores_the_moment(trial: Trial) -> None:
    """Whether the answer is the same with other moments of application, the last recipient's the first."""
    people: Sequence[dict[str, Any]] = trial.input["recipients"]
    moments = [f"2018-07-03T09:{59 - place % 60:02d}" for place in range(len(people))]
    timed = [{**each, "received": moment} for each, moment in zip(people, moments, strict=True)]
    other = trial.again(recipients=timed).outcome
    trial.holds(other == trial.outcome, f"{trial.outcome}, applied in another order {other}")


def new_id(trial: Trial) -> str:
    """An identifier that none of the recipients has."""
    taken = {each["id"] for each in trial.input["recipients"]}
    return next(name for name in (f"new {number}" for number in range(len(taken) + 1)) if name not in taken)
