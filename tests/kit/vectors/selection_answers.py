"""Selections worked out for the vectors alone: targets by taking turns, and the best set by trying every one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import attrs
from applicants import child

__all__ = [
    "AGES",
    "IMPAIRMENTS",
    "REGIONS",
    "Kid",
    "Numbers",
    "best_sets",
    "better_exchange",
    "deviation",
    "numbers_of",
    "shared",
    "targets",
    "worth",
]

Json = Any

#: A birth for each age group on 1 September 2018.
AGES = {
    "0-2": "2017-01-01",
    "3-7": "2013-01-01",
    "8-10": "2009-01-01",
    "11-14": "2005-01-01",
    "15-17": "2002-01-01",
}
IMPAIRMENTS = ("vision", "hearing", "movement", "mental", "multiple")
REGIONS = {
    "Jelgava": "Zemgale",
    "Bauska": "Zemgale",
    "Liepāja": "Kurzeme",
    "Talsi": "Kurzeme",
    "Rēzekne": "Latgale",
    "Balvi": "Latgale",
    "Valmiera": "Vidzeme",
    "Madona": "Vidzeme",
    "Ogre": "Rīga",
    "Tukums": "Rīga",
}
_SHARES = {"vision": 5, "hearing": 5, "movement": 30, "mental": 30, "multiple": 30}


@attrs.frozen
class Kid:
    """An eligible child as selection sees one; ``minute`` is that of 3 July 2018."""

    id: str
    age: str = "8-10"
    impairment: str = "mental"
    municipality: str = "Tukums"
    home: bool = False
    minute: str = "10:00"

    def written(self) -> Json:
        """The full application."""
        facts = {
            "id": self.id,
            "born": AGES[self.age],
            "impairment": self.impairment,
            "municipality": self.municipality,
            "received": f"2018-07-03T{self.minute}",
        }
        return child(**facts, **({"home_schooled": True} if self.home else {}))

    def counted(self) -> Json:
        """What is needed to count the targets."""
        return {
            "id": self.id,
            "municipality": self.municipality,
            "impairment": self.impairment,
            "age_group": self.age,
        }

    @property
    def priority(self) -> tuple[bool, str, str]:
        """Sorts by priority."""
        return not self.home, self.minute, self.id


@attrs.frozen
class Numbers:
    """A number for the whole and for each group of the margins."""

    total: int
    region: Mapping[str, int]
    municipality: Mapping[str, int]
    age: Mapping[str, int]
    impairment: Mapping[str, int]

    def written(self) -> Json:
        """As the wire writes them."""
        return attrs.asdict(self)


def shared(total: int, quotas: Mapping[str, int], apply: Mapping[str, int]) -> dict[str, int]:
    """``total`` in proportion to the quotas, nobody above applicants: who would be is full, the others go on."""
    exact = dict.fromkeys(quotas, Fraction(0))
    going = {name for name in quotas if quotas[name]}
    left = Fraction(total)
    while going:
        level = left / sum(quotas[name] for name in going)
        full = {name for name in going if apply.get(name, 0) <= level * quotas[name]}
        if not full:
            exact |= {name: level * quotas[name] for name in going}
            break
        for name in full:
            exact[name] = Fraction(apply.get(name, 0))
        left -= sum(exact[name] for name in full)
        going -= full
    given = {name: int(share) for name, share in exact.items()}
    for _ in range(total - sum(given.values())):
        # the largest remainder; of equal ones who has more applicants left over; of these the first
        name = max(quotas, key=lambda name: (exact[name] - given[name], apply.get(name, 0) - given[name]))
        given[name] += 1
    return given


def targets(kids: Sequence[Kid], places: int = 100, municipalities: Iterable[str] | None = None) -> Numbers:
    """The targets under the children's policy, with so many places, perhaps in other municipalities."""
    total = min(places, len(kids))
    names = tuple(municipalities or REGIONS)
    regions = tuple(dict.fromkeys(REGIONS.values()))
    quotas = Counter(REGIONS[name] for name in names)
    apply = _tally(kids)
    region = shared(total, {name: 10 * quotas[name] for name in regions}, apply)
    municipality = dict.fromkeys(names, 0)
    for of, number in region.items():
        municipality |= shared(number, {name: 10 for name in names if REGIONS[name] == of}, apply)
    return Numbers(
        total,
        region,
        municipality,
        shared(total, dict.fromkeys(AGES, 20), apply),
        shared(total, _SHARES, apply),
    )


def numbers_of(kids: Sequence[Kid], municipalities: Iterable[str] | None = None) -> Numbers:
    """How many there are of each group."""
    found = _tally(kids)
    return Numbers(
        len(kids),
        {name: found[name] for name in dict.fromkeys(REGIONS.values())},
        {name: found[name] for name in municipalities or REGIONS},
        {name: found[name] for name in AGES},
        {name: found[name] for name in IMPAIRMENTS},
    )


def deviation(kids: Sequence[Kid], wanted: Numbers) -> tuple[int, int]:
    """By how much a set misses the targets of ages and of impairments."""
    found = _tally(kids)
    age, impairment = (
        sum(abs(found[name] - target) for name, target in margin.items()) for margin in (wanted.age, wanted.impairment)
    )
    return age, impairment


def best_sets(kids: Sequence[Kid], wanted: Numbers, keep: Sequence[str] = ()) -> list[tuple[Kid, ...]]:
    """Every set with the target number from each municipality that contains ``keep``, the best first."""
    sets = []
    pools = [[kid for kid in kids if kid.municipality == name] for name in wanted.municipality]
    choices = [
        combinations(pool, wanted.municipality[name]) for pool, name in zip(pools, wanted.municipality, strict=True)
    ]
    queue = sorted(kids, key=lambda kid: kid.priority)
    for parts in product(*map(list, choices)):
        chosen = {kid.id for part in parts for kid in part}
        if chosen >= set(keep):
            sets.append(tuple(kid for kid in queue if kid.id in chosen))

    return sorted(sets, key=lambda listed: worth(listed, kids, wanted))


def worth(listed: Sequence[Kid], kids: Sequence[Kid], wanted: Numbers) -> tuple[int, int, list[bool]]:
    """What is compared of two sets, less being better: misses, home-schooled, who is in, in priority order."""
    ids = {kid.id for kid in listed}
    queue = sorted(kids, key=lambda kid: kid.priority)
    return sum(deviation(listed, wanted)), -sum(kid.home for kid in listed), [kid.id not in ids for kid in queue]


def better_exchange(listed: Sequence[Kid], kids: Sequence[Kid], wanted: Numbers) -> Json:
    """The exchange that the protocol names for a list, ``None`` where no exchange makes it better."""
    now = worth(listed, kids, wanted)
    waiting = [kid for kid in kids if kid not in listed]
    for entering in sorted(waiting, key=lambda kid: kid.priority):
        for out in sorted(listed, key=lambda kid: kid.priority, reverse=True):
            changed = [*(kid for kid in listed if kid is not out), entering]
            if out.municipality == entering.municipality and worth(changed, kids, wanted) < now:
                before, after = deviation(listed, wanted), deviation(changed, wanted)
                gains = (
                    (after[0] < before[0], "S-2"),
                    (after[1] < before[1], "S-3"),
                    (entering.home > out.home, "S-7"),
                )
                return {"out": out.id, "in": entering.id, "why": next((why for gain, why in gains if gain), "S-8")}
    return None


def _tally(kids: Sequence[Kid]) -> Counter[str]:
    return Counter(
        name for kid in kids for name in (kid.municipality, REGIONS[kid.municipality], kid.age, kid.impairment)
    )
