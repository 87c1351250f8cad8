"""Who takes part, found by trying every list: slow answers to hold those of `ibmodel.rules.selection` against.

Nothing here uses the rules' code. Criteria are judged in three-valued logic, ages by counting birthdays, targets by
pouring places, lists by going through all of them. Meant for small cases: a few applicants in a few municipalities.

- `criteria_of_child`, `criteria_of_outsider`, `criteria_of_adult`: every criterion, met, not met or open.
- `qualified`: who can be chosen, as `Seen`; `poured_places`, `targets_by_pouring`: how many of each group.
- `every_list`, `merit`, `best_list`: all lists, what the definition compares, and the one that it names.
- `best_exchange`: the exchange of two that makes a list better, of several the one that is to be reported.
- `ListingSolver`: proposes as a solver does, by listing; only the protocol's own types come from the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, product
from typing import Final

import attrs

from ibmodel.case.applications import (
    AdultApplicant,
    Applications,
    ChildApplicant,
    GeneralApplicant,
    PilotDates,
)
from ibmodel.parameters import Parameters
from ibmodel.rules.selection import Frame, Goal, Multipliers, Question, SelectionSolver
from ibmodel.testing.brute import largest_remainders, years_by_birthdays

__all__ = [
    "AGES",
    "IMPAIRMENTS",
    "ListingSolver",
    "Part",
    "Seen",
    "Targets",
    "best_exchange",
    "best_list",
    "criteria_of_adult",
    "criteria_of_child",
    "criteria_of_outsider",
    "every_list",
    "merit",
    "poured_places",
    "qualified",
    "queue_order",
    "targets_by_pouring",
]

#: The age groups of the methodology, bounds included (S-2), with the names of their places in an edition.
AGES: Final = {
    "0-2": (0, 2, "group_0_2"),
    "3-7": (3, 7, "group_3_7"),
    "8-10": (8, 10, "group_8_10"),
    "11-14": (11, 14, "group_11_14"),
    "15-17": (15, 17, "group_15_17"),
}
#: The impairment types of the methodology (S-3).
IMPAIRMENTS: Final = ("vision", "hearing", "movement", "mental", "multiple")

_ONE_DAY: Final = timedelta(days=1)
_MONTHS_IN_YEAR: Final = 12


@attrs.frozen
class Seen:
    """A child who can be chosen, with no more than the definition of the selection speaks of."""

    id: str
    municipality: str
    age: str
    impairment: str
    home_schooled: bool
    received: datetime


@attrs.frozen
class Targets:
    """How many are to be chosen: in all, and in the groups of every margin."""

    total: int
    region: Mapping[str, int]
    municipality: Mapping[str, int]
    age: Mapping[str, int]
    impairment: Mapping[str, int]

    @property
    def groups(self) -> dict[str, int]:
        """The targets that may be missed: those of the ages and the impairments."""
        return {**self.age, **self.impairment}


# ---------------------------------------------------------------------------------------------- eligibility


def _every(*facts: bool | None) -> bool | None:
    """And, in three-valued logic."""
    order: tuple[bool | None, ...] = (False, None, True)
    return min(facts, key=order.index)


def _last_day(pilot: PilotDates) -> date:
    years, month = divmod(pilot.start.month - 1 + pilot.months, _MONTHS_IN_YEAR)
    return date(pilot.start.year + years, month + 1, 1) - _ONE_DAY


def criteria_of_child(
    applicant: ChildApplicant, pilot: PilotDates, parameters: Parameters
) -> tuple[tuple[str, bool | None], ...]:
    """Every criterion of the children's pilot in rule order: E-1, E-2, E-3, E-4, E-9, E-11, I-4."""
    last = _last_day(pilot)
    day = last - _ONE_DAY if parameters.reading("I-4") == "eligible" else last
    until = applicant.disability_until
    lasts = None if until is None else until >= pilot.start if isinstance(until, date) else True
    measures = applicant.other_measures or ()
    return (
        ("E-1", applicant.disability_determined),
        ("E-2", applicant.di_evaluated),
        ("E-3", years_by_birthdays(applicant.born, day) < parameters.eligibility.age_below),
        ("E-4", _every(applicant.disability_determined, lasts)),
        ("E-9", not [each for each in measures if each in parameters.eligibility.excluded_measures]),
        ("E-11", applicant.municipality in parameters.pilot.municipalities),
    )


def criteria_of_outsider(
    applicant: GeneralApplicant, on: date, parameters: Parameters
) -> tuple[tuple[str, bool | None], ...]:
    """Every criterion outside the pilot: G-1, G-2, G-6."""
    impaired = applicant.impairment is not None or None
    determined = parameters.granting.admit_without_disability or applicant.disability_determined
    return (
        ("G-1", _every(impaired, determined)),
        ("G-2", years_by_birthdays(applicant.born, on) < parameters.granting.age_below),
    )


def criteria_of_adult(applicant: AdultApplicant, parameters: Parameters) -> tuple[tuple[str, bool | None], ...]:
    """Every criterion of the adults' pilot: W-1, W-2, W-9, I-33."""
    adults, day = parameters.adults, applicant.received.date()
    group = applicant.disability_group
    qualifies = _every(
        years_by_birthdays(applicant.born, day) >= adults.age_from,
        applicant.mental_impairment,
        None if group is None else str(group) in adults.disability_groups,
        applicant.declared_municipality in parameters.pilot.municipalities,
    )
    in_time = day >= adults.applications_from and day <= adults.applications_to
    papers = all(paper in applicant.documents for paper in ("application", "disability_proof"))
    return (("W-1", qualifies), ("W-2", in_time), ("W-9", papers))


def qualified(applications: Applications, parameters: Parameters) -> tuple[Seen, ...]:
    """Who can be chosen: E-1 to E-4, E-9, E-11, S-6, I-6. Applicants without a known impairment cannot."""
    people = []
    for each in applications.applicants:
        met = [met for _, met in criteria_of_child(each, applications.pilot, parameters)]
        if all(met) and each.impairment is not None:
            on = applications.pilot.start if parameters.reading("I-6") == "pilot_start" else each.received.date()
            years = years_by_birthdays(each.born, on)
            age = next(name for name, (least, most, _) in AGES.items() if least <= years <= most)
            home = bool(each.home_schooled)
            people.append(Seen(each.id, each.municipality, age, each.impairment.value, home, each.received))
    return tuple(people)


# ---------------------------------------------------------------------------------------------- targets


@attrs.frozen
class Part:
    """A group among which places are poured: its quota, how many can be taken, how many are in already."""

    quota: Fraction
    most: int
    least: int = 0


def poured_places(total: int, parts: Sequence[Part]) -> list[int]:
    """``total`` places poured in proportion to the quotas, each group between its bounds, in whole places: S-4, S-5.

    Whoever would be above its most or below its least gets just that, whichever of the two is the greater trouble
    first; the rest is poured again among the others.
    """
    exact = [Fraction(part.least) for part in parts]
    if total == sum(part.least for part in parts):
        return [part.least for part in parts]
    thirsty = {place for place, part in enumerate(parts) if part.quota}
    left = Fraction(total) - sum(part.least for part in parts if not part.quota)
    while thirsty:
        level = left / sum(parts[place].quota for place in thirsty)
        share = {place: level * parts[place].quota for place in thirsty}
        above = {place: Fraction(parts[place].most) for place in thirsty if share[place] > parts[place].most}
        below = {place: Fraction(parts[place].least) for place in thirsty if share[place] < parts[place].least}
        too_much = sum(share[place] - most for place, most in above.items())
        too_little = sum(least - share[place] for place, least in below.items())
        fixed = above if too_much > too_little else below if too_little > too_much else above | below
        for place, bound in (fixed or share).items():
            exact[place] = bound
            thirsty.remove(place)
            left -= bound
    return largest_remainders(exact, [(int(share) - part.most,) for share, part in zip(exact, parts, strict=True)])


def targets_by_pouring(
    people: Sequence[Seen],
    parameters: Parameters,
    regions: Mapping[str, str] | None = None,
    staying: Collection[str] = (),
) -> Targets:
    """How many are to be chosen in all and of each group: S-1 to S-5, S-10, I-7, I-31.

    No municipality gets less than those who stay. Groups stand in the policy's order; municipalities and regions that
    ``regions`` adds follow.
    """
    known = {**dict(parameters.pilot.regions), **(regions or {})}
    places = list(dict.fromkeys([*parameters.pilot.municipalities, *(regions or {})]))
    lives = [place for place in places if place in known]
    names = list(dict.fromkeys([*dict(parameters.pilot.regions).values(), *[known[place] for place in lives]]))
    here = Counter(person.municipality for person in people)
    stay = Counter(person.municipality for person in people if person.id in staying)
    total = max(min(parameters.selection.places, len(people)), sum(stay.values()))
    quota = parameters.selection.places_per_municipality
    of = {name: [place for place in lives if known[place] == name] for name in names}
    region = poured_places(
        total,
        [
            Part(
                Fraction(quota * len(of[name])), sum(here[place] for place in of[name]), sum(stay[p] for p in of[name])
            )
            for name in names
        ],
    )
    municipality: dict[str, int] = {}
    for name, target in zip(names, region, strict=True):
        parts = [Part(Fraction(quota), here[place], stay[place]) for place in of[name]]
        municipality.update(zip(of[name], poured_places(target, parts), strict=True))
    aged, impaired = Counter(person.age for person in people), Counter(person.impairment for person in people)
    selection = parameters.selection
    ages = [Part(Fraction(getattr(selection.age, figure)), aged[name]) for name, (_, _, figure) in AGES.items()]
    shares = [Fraction(str(getattr(selection.impairment, name))) for name in IMPAIRMENTS]
    kinds = [Part(share, impaired[name]) for name, share in zip(IMPAIRMENTS, shares, strict=True)]
    return Targets(
        total,
        dict(zip(names, region, strict=True)),
        {place: municipality[place] for place in lives},
        dict(zip(AGES, poured_places(total, ages), strict=True)),
        dict(zip(IMPAIRMENTS, poured_places(total, kinds), strict=True)),
    )


# ---------------------------------------------------------------------------------------------- lists


def queue_order(people: Sequence[Seen]) -> list[Seen]:
    """Home-schooled first, then the earlier application, then the smaller identifier: S-7, S-8, I-8."""
    by_time = sorted(people, key=lambda person: (person.received, person.id))
    return [person for home in (True, False) for person in by_time if person.home_schooled is home]


def every_list(
    people: Sequence[Seen], municipality: Mapping[str, int], staying: Collection[str] = ()
) -> Iterator[tuple[Seen, ...]]:
    """Every list that takes the target from each municipality and keeps all who stay: S-1, S-9."""
    by_place = []
    for name, target in municipality.items():
        here = [person for person in people if person.municipality == name]
        kept = {person.id for person in here if person.id in staying}
        by_place.append([some for some in combinations(here, target) if kept <= {person.id for person in some}])
    for parts in product(*by_place):
        yield tuple(person for part in parts for person in part)


def merit(chosen: Sequence[Seen], people: Sequence[Seen], targets: Targets) -> tuple[int, int, tuple[int, ...]]:
    """What the definition compares, less being better: S-2, S-3, S-7, S-8, I-7.

    The deviation, the home-schooled children, and the places in the queue: of two lists of one length the one that
    has the first place that they do not share.
    """
    off = sum(_missed(chosen, targets).values())
    place = {person.id: at for at, person in enumerate(queue_order(people))}
    home = sum(person.home_schooled for person in chosen)
    return off, -home, tuple(sorted(place[person.id] for person in chosen))


def _missed(chosen: Sequence[Seen], targets: Targets) -> dict[str, int]:
    counts = Counter(group for person in chosen for group in (person.age, person.impairment))
    return {group: abs(counts[group] - target) for group, target in targets.groups.items()}


def best_list(
    people: Sequence[Seen], targets: Targets, staying: Collection[str] = ()
) -> tuple[tuple[str, ...], int, int]:
    """The list that the definition names, in queue order, and by how much it misses the ages and the impairments."""
    lists = every_list(people, targets.municipality, staying)
    best = min(lists, key=lambda chosen: merit(chosen, people, targets))
    missed = _missed(best, targets)
    ids = tuple(person.id for person in queue_order(best))
    return ids, sum(missed[name] for name in targets.age), sum(missed[name] for name in targets.impairment)


def best_exchange(people: Sequence[Seen], selected: Collection[str], targets: Targets) -> tuple[str, str, str] | None:
    """Who goes, who comes and the first rule that gains, if one exchange within a municipality makes a list better.

    Of several the one whose newcomer is first in the queue, and for him or her the last who goes: S-2, S-3, S-7, S-8.
    """
    queue = queue_order(people)
    chosen = [person for person in queue if person.id in selected]
    before, missed = merit(chosen, people, targets), _missed(chosen, targets)
    for comes in queue:
        for goes in reversed(queue):
            if comes.id in selected or goes.id not in selected or goes.municipality != comes.municipality:
                continue
            other = [comes if person is goes else person for person in chosen]
            if merit(other, people, targets) < before:
                after = _missed(other, targets)
                if sum(after[name] for name in targets.age) < sum(missed[name] for name in targets.age):
                    return goes.id, comes.id, "S-2"
                if sum(after[name] for name in targets.impairment) < sum(missed[name] for name in targets.impairment):
                    return goes.id, comes.id, "S-3"
                return goes.id, comes.id, "S-7" if comes.home_schooled > goes.home_schooled else "S-8"
    return None


# ---------------------------------------------------------------------------------------------- a solver


@attrs.frozen
class ListingSolver:
    """Answers every question by listing all sets of numbers; of equal ones the first found, or the ``last``.

    Proofs come from a ``refuter``, another solver: they need no trust, since the rules judge them. Without one its
    multipliers prove nothing but what needs no proof.
    """

    last: bool = False
    refuter: SelectionSolver | None = None

    def propose(self, frame: Frame, question: Question, goal: Goal) -> tuple[int, ...] | None:
        """The best set for ``goal`` that ``question`` allows; ``None`` if there is none."""
        best: tuple[int, tuple[int, ...]] | None = None
        for numbers in self.sets(frame, question):
            off, home = _off_and_home(frame, numbers)
            if (question.deviation is None or off <= question.deviation) and home >= question.home_schooled:
                value = {Goal.LEAST_DEVIATION: off, Goal.MOST_HOME_SCHOOLED: -home, Goal.ANY: 0}[goal]
                if best is None or value < best[0] or (self.last and value == best[0]):
                    best = value, numbers
        return None if best is None else best[1]

    def refute(self, frame: Frame, question: Question) -> tuple[Multipliers, tuple[int, int] | None]:
        """What the refuter says; without one, multipliers that weigh nothing, and no split."""
        if self.refuter is not None:
            return self.refuter.refute(frame, question)
        return Multipliers((0,) * (len(frame.targets.age) + len(frame.targets.impairment)), 0, 0), None

    def sets(self, frame: Frame, question: Question) -> Iterator[tuple[int, ...]]:
        """Every set with the right number from each municipality, and of each cell as many as ``question`` allows."""
        by_place = []
        for name, target in frame.targets.municipality.items():
            here = [at for at, cell in enumerate(frame.cells) if cell[0] == name]
            ranges = [range(question.least[at], question.most[at] + 1) for at in here]
            by_place.append([[*zip(here, some, strict=True)] for some in product(*ranges) if sum(some) == target])
        for parts in product(*by_place):
            numbers = dict(pair for part in parts for pair in part)
            yield tuple(numbers[at] for at in range(len(frame.cells)))


def _off_and_home(frame: Frame, numbers: Sequence[int]) -> tuple[int, int]:
    """By how much a set misses the groups' targets, and how many of it are home-schooled."""
    targets = {**frame.targets.age, **frame.targets.impairment}
    counts: Counter[str] = Counter()
    home = 0
    for number, (_, age, impairment, home_schooled) in zip(numbers, frame.cells, strict=True):
        counts[age] += number
        counts[impairment] += number
        home += number if home_schooled else 0
    return sum(abs(counts[group] - target) for group, target in targets.items()), home
