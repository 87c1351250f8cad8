"""Made-up applications to the children's pilot: ``python -m ibmodel.testing.applications ample`` prints them.

Nobody in them exists. 370 applications reach the ten municipalities, in three flavours:

- ``ample``: enough children in every group, so that a selection on all targets exists;
- ``scarce``: too few small children and too few with vision impairment, so that the other groups take their places;
- ``contradictory``: all small children live in one municipality, so that no selection meets all targets.

In each, every criterion of eligibility fails once or twice and a few cannot be decided; some children are
home-schooled, some applications came in the same minute, two are perhaps one child's. The same seed gives the same
applications on every version of Python: all randomness is ``random.random()``.
"""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from ibmodel.errors import BadValue, shown
from ibmodel.parameters import edition

__all__ = ["FLAVOURS", "SEED", "Dice", "main", "synthetic_applications", "text"]

T = TypeVar("T")

#: The three flavours.
FLAVOURS: Final = ("ample", "scarce", "contradictory")
#: The seed of the applications that the package carries, the day on which they were first awaited.
SEED: Final = 20180701

_PILOT: Final = {"start": "2018-09-01", "months": 12}
_START: Final = date(2018, 9, 1)
_TITLE: Final = "Synthetic applications to the children's pilot of 2018, {flavour}: made up, nobody in them exists"
#: How many applications come from each municipality, in the policy's order: 37 on average.
_SIZES: Final = (52, 24, 45, 31, 40, 22, 35, 28, 50, 43)
#: The age groups of S-2; nobody is 17 when the pilot starts and still a child when it ends, but for one birthday.
_AGES: Final = ((0, 2), (3, 7), (8, 10), (11, 14), (15, 16))
_IMPAIRMENTS: Final = ("vision", "hearing", "movement", "mental", "multiple")
_COMPONENTS: Final = _IMPAIRMENTS[:4]
#: How many applications there are of each age group and of each impairment, by flavour.
_BY_AGE: Final = {
    "ample": (70, 85, 70, 80, 65),
    "scarce": (12, 98, 85, 95, 80),
    "contradictory": (24, 98, 80, 88, 80),
}
_BY_IMPAIRMENT: Final = {
    "ample": (22, 20, 98, 115, 115),
    "scarce": (3, 22, 105, 120, 120),
    "contradictory": (22, 20, 98, 115, 115),
}
#: The parts of an application in which some differ from the others: six criteria, and what is not known yet.
_ODD: Final[tuple[dict[str, Any], ...]] = (
    {"disability_determined": False, "disability_until": None},
    {"disability_determined": False, "disability_until": None},
    {"di_evaluated": False},
    {"di_evaluated": False},
    {"born": "2001-03-05"},
    {"born": "2001-08-31"},
    {"disability_until": "2018-08-31"},
    {"disability_until": "2018-05-14"},
    {"other_measures": ["9.2.2.1"]},
    {"other_measures": ["9.2.2.1", "9.2.2.3"]},
    {"municipality": "Jēkabpils"},
    {"municipality": "Sigulda"},
    {"di_evaluated": False, "disability_until": "2018-07-31"},
    {"disability_until": None},
    {"di_evaluated": None},
    {"disability_determined": None, "disability_until": None},
    {"impairment": None, "components": None},
    # eligible to the day: of age on the day after the pilot's last, disability in force on its first
    {"born": "2001-09-01", "disability_until": "2018-09-01"},
)


class Dice:
    """Chance from one seed; a whole number below n is the whole part of n times a float of 53 bits."""

    def __init__(self, seed: int) -> None:
        self._throw: Callable[[], float] = random.Random(seed).random  # noqa: S311 - no secret depends on it

    def below(self, limit: int) -> int:
        """0 to ``limit`` - 1."""
        return int(self._throw() * limit)

    def between(self, first: int, last: int, step: int = 1) -> int:
        """``first`` to ``last``, both included, in steps."""
        return first + step * self.below((last - first) // step + 1)

    def chance(self, percent: int) -> bool:
        """True in ``percent`` of 100 throws."""
        return self.below(100) < percent

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """``items`` in an order of chance."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in items]


def synthetic_applications(flavour: str, seed: int = SEED) -> dict[str, Any]:
    """Applications as a document for ``python -m ibmodel select``; raises `BadValue` for an unknown flavour."""
    if flavour not in FLAVOURS:
        raise BadValue(f"expected one of {', '.join(FLAVOURS)}, got {shown(flavour)}")
    dice = Dice(seed)
    groups = _ages(dice, flavour)
    impairments = dice.shuffled(_deck(_IMPAIRMENTS, _BY_IMPAIRMENT[flavour]))
    applicants: list[dict[str, Any]] = []
    for municipality, size in zip(edition("children-pilot-2018").pilot.municipalities, _SIZES, strict=True):
        moments = _moments(dice, size)
        for number, received in enumerate(moments, start=1):
            place = len(applicants)
            child = _child(dice, groups[place], impairments[place])
            applicants.append({"id": _id(municipality, number), "municipality": municipality, **child})
            applicants[-1]["received"] = received
    odd = dice.shuffled(range(len(applicants)))[: len(_ODD)]
    for place, parts in zip(odd, _ODD, strict=True):
        applicants[place].update(parts)
    first = next(place for place in dice.shuffled(range(_SIZES[0] - 1)) if not {place, place + 1} & {*odd})
    for part in ("born", "municipality", "received"):  # perhaps one child, under two numbers
        applicants[first + 1][part] = applicants[first][part]
    return {
        "title": _TITLE.format(flavour=flavour),
        "synthetic": True,
        "pilot": dict(_PILOT),
        "applicants": [{key: value for key, value in each.items() if value is not None} for each in applicants],
    }


def _deck(kinds: Sequence[T], numbers: Sequence[int]) -> list[T]:
    return [kind for kind, number in zip(kinds, numbers, strict=True) for _ in range(number)]


def _ages(dice: Dice, flavour: str) -> list[tuple[int, int]]:
    """The age group of every application; in the contradictory flavour the youngest are all of one municipality."""
    deck = _deck(_AGES, _BY_AGE[flavour])
    if flavour != "contradictory":
        return dice.shuffled(deck)
    youngest = _BY_AGE[flavour][0]
    others = dice.shuffled(deck[youngest:])
    first = dice.shuffled([*deck[:youngest], *others[: _SIZES[0] - youngest]])
    return [*first, *others[_SIZES[0] - youngest :]]


def _id(municipality: str, number: int) -> str:
    """The number under which an application is registered, such as ``REZ-007``."""
    ascii_letters = unicodedata.normalize("NFKD", municipality).encode("ascii", "ignore").decode("ascii")
    return f"{ascii_letters[:3].upper()}-{number:03d}"


def _moments(dice: Dice, how_many: int) -> list[str]:
    """When applications are received, in this order; a few in the same minute as the one before."""
    moments = sorted(_received(dice) for _ in range(how_many))
    for place in range(1, how_many):
        if dice.chance(8):
            moments[place] = moments[place - 1]
    return moments


def _received(dice: Dice) -> str:
    """A minute of a working day in July 2018, which began on a Sunday."""
    weeks, day = divmod(dice.below(22), 5)
    return f"2018-07-{2 + 7 * weeks + day:02d}T{dice.between(8, 16):02d}:{dice.below(60):02d}"


def _child(dice: Dice, group: tuple[int, int], impairment: str) -> dict[str, Any]:
    """An eligible child; ``None`` where there is nothing to say."""
    components = dice.shuffled(_COMPONENTS)[: 2 + dice.chance(25)]
    return {
        "born": _born(dice, dice.between(*group)),
        "impairment": impairment,
        "components": sorted(components, key=_COMPONENTS.index) if impairment == "multiple" else None,
        "disability_determined": True,
        "disability_until": _until(dice),
        "di_evaluated": True,
        "other_measures": None,
        "home_schooled": dice.chance(7),
        "special_care": dice.chance(30),
    }


def _born(dice: Dice, age: int) -> str:
    """A day of birth that makes the child ``age`` years old; the youngest were born before they applied."""
    days = dice.below(365) if age else dice.between(100, 364)
    return (_START.replace(year=_START.year - age) - timedelta(days=days)).isoformat()


def _until(dice: Dice) -> str:
    if dice.chance(35):
        return "indefinite"
    return (_START + timedelta(days=dice.below(1500))).isoformat()


def text(document: dict[str, Any]) -> str:
    """``document`` as JSON for people, an applicant on each line, text unescaped."""
    rows = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in document["applicants"])
    about = {key: value for key, value in document.items() if key != "applicants"}
    head = json.dumps(about, ensure_ascii=False, indent=2).removesuffix("\n}")
    return f'{head},\n  "applicants": [\n{rows}\n  ]\n}}\n'


def main() -> None:
    """Writes the applications of the flavour that the command line names to standard output."""
    flavour = sys.argv[1] if len(sys.argv) > 1 else FLAVOURS[0]
    try:
        document = synthetic_applications(flavour)
    except BadValue as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None
    sys.stdout.buffer.write(text(document).encode("utf-8"))


if __name__ == "__main__":
    main()
