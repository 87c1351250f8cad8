"""Small selections, drawn so that margins collide: few municipalities, every bound of age, minutes that coincide.

`small_case` draws one from any source of chance: from a seeded ``random.Random`` in a quick loop, or from hypothesis,
which then also makes a failing case smaller: `small_cases`. `births_at_the_bounds` lists the days on which somebody
must have been born for a birthday to fall on a day, or beside it. Every case is small enough to be listed in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from ibmodel.case.applications import (
    COMPONENTS,
    DOCUMENTS,
    GROUPS,
    INDEFINITE,
    MEASURES,
    AdultApplicant,
    Applications,
    ChildApplicant,
    PilotDates,
)
from ibmodel.parameters import Parameters, edition
from ibmodel.vocabulary import Impairment

__all__ = ["SmallCase", "births_at_the_bounds", "small_adults", "small_case", "small_cases", "some_list"]

_CHILDREN: Final = edition("children-pilot-2018")
_ADULTS: Final = edition("adults-pilot-2019")
#: The first days of pilots; the day before one of them is 29 February, before another 28 February.
_STARTS: Final = (date(2018, 9, 1), date(2019, 3, 1), date(2020, 3, 1), date(2018, 1, 1))
_LENGTHS: Final = (12, 12, 12, 1, 6)
#: The ages at which a group or eligibility begins or ends.
_LIMITS: Final = (0, 1, 3, 8, 11, 15, 18)
_BEFORE_START: Final = (1, 2, 3, 90)
_MINUTES: Final = 4
_FROM_ONE_PLACE: Final = (0, 2, 3, 4, 5, 6)
_IMPAIRMENTS: Final = (*Impairment, Impairment.MENTAL, Impairment.MULTIPLE)
_QUOTAS: Final[tuple[dict[str, int | str], ...]] = (
    {},
    {},
    {"selection.age.group_0_2": 1, "selection.age.group_15_17": 33},
    {"selection.impairment.vision": "40", "selection.impairment.multiple": "0.5"},
)
#: Maps of regions that a caller may give: none, a region of its own, one municipality moved to the last region.
_REGIONS: Final[tuple[dict[str, str], ...]] = (
    {},
    {},
    {},
    {"Jelgava": "Sēlija", "Bauska": "Sēlija"},
    {"Jelgava": "Rīga"},
    {"Ludza": "Latgale", "Talsi": "Sēlija"},
)
_READINGS: Final[tuple[dict[str, str], ...]] = (
    {},
    {},
    {"I-6": "application"},
    {"I-4": "eligible"},
    {"I-4": "eligible", "I-6": "application"},
)


@attrs.frozen
class SmallCase:
    """Applications, the rules, and how they were reformed."""

    applications: Applications
    parameters: Parameters


def births_at_the_bounds(on: date) -> list[date]:
    """Births for which a birthday that matters falls on ``on`` or a day beside it, and every 29 February."""
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    turning = [
        date(on.year - age, on.month, day) + timedelta(days=step) for age in _LIMITS for step in (-2, -1, 0, 1, 2)
    ]
    leap = [date(year, 2, 29) for year in range(on.year - on.year % 4 - 20, on.year, 4)]
    return [*turning, *leap]


def small_cases() -> st.SearchStrategy[SmallCase]:
    """Small selections for hypothesis."""
    return st.randoms(note_method_calls=False, use_true_random=False).map(small_case)


def small_case(chance: Random) -> SmallCase:
    """A selection of at most eighteen children from one to three municipalities."""
    pilot = PilotDates(chance.choice(_STARTS), chance.choice(_LENGTHS))
    municipalities = chance.sample(_CHILDREN.pilot.municipalities, chance.choice((1, 2, 2, 3, 3)))
    if chance.random() < 1 / 2:  # the neighbours of a region take places from one another
        municipalities = list(dict.fromkeys(["Jelgava", "Bauska", *municipalities]))[: len(municipalities)]
    parameters = _small(
        chance.choice((0, 1, 2, 3, 3, 4, 4, 5, 5, 6, 7)),
        chance.choice((1, 2, 3)),
        chance.choice(range(len(_QUOTAS))),
        chance.choice(range(len(_READINGS))),
    )
    applicants = [
        _child(chance, f"{number}{municipality[:3]}", municipality, pilot)
        for municipality in municipalities
        for number in range(chance.choice(_FROM_ONE_PLACE))
    ]
    chance.shuffle(applicants)
    return SmallCase(Applications(applicants, pilot, chance.choice(_REGIONS)), parameters)


@cache
def _small(places: int, per_municipality: int, quotas: int, readings: int) -> Parameters:
    changes = {"selection.places": places, "selection.places_per_municipality": per_municipality, **_QUOTAS[quotas]}
    return _CHILDREN.reform(f"small {places} {per_municipality} {quotas} {readings}", changes, _READINGS[readings])


def _child(chance: Random, name: str, municipality: str, pilot: PilotDates) -> ChildApplicant:
    day = pilot.start - timedelta(days=chance.choice(_BEFORE_START))
    received = datetime(day.year, day.month, day.day, 9, chance.choice(range(_MINUTES)))  # noqa: DTZ001 - local time
    last = date(pilot.start.year + (pilot.start.month - 1 + pilot.months) // 12, 1, 1)
    near = chance.choice((pilot.start, pilot.start, day, last))
    usual = [date(pilot.start.year - age, 3, 5) for age in (1, 4, 9, 12, 16)]
    born = min(chance.choice(births_at_the_bounds(near) if chance.random() < 1 / 3 else usual), day)
    facts: dict[str, Any] = {
        "disability_determined": True,
        "disability_until": chance.choice((INDEFINITE, pilot.start)),
        "di_evaluated": True,
    }
    if chance.random() < 1 / 16:
        facts |= _trouble(chance, pilot)
    return ChildApplicant(
        id=name,
        born=born,
        municipality=facts.pop("municipality", municipality),
        impairment=facts.pop("impairment", chance.choice(_IMPAIRMENTS)),
        home_schooled=chance.choice((None, False, False, False, True)),
        components=chance.choice((None, COMPONENTS[:2])),
        special_care=chance.choice((None, True, False)),
        received=received,
        **facts,
    )


def _trouble(chance: Random, pilot: PilotDates) -> Mapping[str, object]:
    """One fact that makes somebody ineligible, or that is not known."""
    troubles: Sequence[Mapping[str, object]] = (
        {"disability_determined": False},
        {"disability_determined": None},
        {"disability_until": pilot.start - timedelta(days=1)},
        {"disability_until": None},
        {"di_evaluated": False},
        {"di_evaluated": None},
        {"other_measures": MEASURES[:1]},
        {"municipality": "Ludza"},
        {"impairment": None},
    )
    return chance.choice(troubles)


def some_list(chance: Random, ids: Sequence[str]) -> list[str]:
    """Any of ``ids``, possibly none or all, in any order."""
    return chance.sample(ids, chance.choice(range(len(ids) + 1)))


def small_adults(chance: Random) -> tuple[tuple[AdultApplicant, ...], Parameters]:
    """Adults of two municipalities and one outside the pilot, for few places."""
    places = chance.choice((1, 2, 3))
    parameters = _few_adults(places)
    applicants = [_adult(chance, f"{number:02}", parameters) for number in range(chance.choice(range(12)))]
    chance.shuffle(applicants)
    return tuple(applicants), parameters


@cache
def _few_adults(places: int) -> Parameters:
    return _ADULTS.reform(f"few adults {places}", {"adults.places_per_municipality": places})


def _adult(chance: Random, name: str, parameters: Parameters) -> AdultApplicant:
    first, last = parameters.adults.applications_from, parameters.adults.applications_to
    near = [first, last] * 5
    day = chance.choice([*near, first - timedelta(days=1), last + timedelta(days=1)])
    return AdultApplicant(
        id=name,
        born=chance.choice(
            (date(1980, 1, 1), date(1990, 5, 5), date(2001, 8, 1), date(2001, 8, 16), date(2001, 8, 17))
        ),
        mental_impairment=chance.choice((*[True] * 12, False, None)),
        disability_group=chance.choice((*[1, 2] * 6, GROUPS[-1], None)),
        declared_municipality=chance.choice((*["Cēsis", "Gulbene"] * 5, "Rēzekne")),
        received=datetime(day.year, day.month, day.day, 8, chance.choice(range(_MINUTES))),  # noqa: DTZ001 - local time
        documents=chance.choice((*[DOCUMENTS] * 12, DOCUMENTS[:1])),
    )
