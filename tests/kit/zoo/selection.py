"""Mistakes of the selection: targets, the list, who follows."""

from __future__ import annotations

from collections import Counter

from ibmodel.rules.selection import adults, choice, later, people, targets
from ibmodel.rules.selection.people import priority
from ibmodel.rules.selection.walk import Chosen, open_question

from .beast import Beast, edited, replaced

_TARGETS = ("selection.targets",)
_SELECT = ("selection.select",)
_BY_NUMBER = "int('0' + ''.join(filter(str.isdecimal, {0}.id))), {0}.id"


def _first_come(frame, applicants, solver, staying=()):
    """From each municipality the first of the queue, as many as there are places."""
    taken = Counter(person.municipality for person in staying)
    kept = {person.id for person in staying}
    selected, waiting = [], []
    for person in sorted(applicants, key=priority):
        has_place = person.id in kept or taken[person.municipality] < frame.targets.municipality[person.municipality]
        taken[person.municipality] += has_place and person.id not in kept
        (selected if has_place else waiting).append(person)
    numbers = open_question(frame, selected).least
    return Chosen(
        tuple(selected), tuple(waiting), numbers, sum(frame.deviations(numbers)), frame.home_schooled(numbers)
    )


def _never_raised(total, quotas, apply, staying):
    """Every group's part of the total, or all its applicants if they are fewer; what is left over is lost."""
    whole = sum(quotas.values())
    return {name: min(apply[name], total * quota // whole) for name, quota in quotas.items()}


def _unproved(*_):
    """The library proves its lists; nothing proves a wrong one."""


#: A list that is wrong cannot be proved right, and is given all the same.
_WITHOUT_PROOF = (replaced(choice, "proved", _unproved), replaced(later, "proved", _unproved))

BEASTS = (
    Beast(
        "group_bounds_exclusive",
        ("S-2",),
        "the upper bound of an age group is left out",
        (edited(people.age_group_of, ("least <= age <= most", "least <= age < most")),),
        _TARGETS,
    ),
    Beast(
        "quotas_not_raised",
        ("S-4", "S-5", "I-7"),
        "what one group lacks, the others do not take",
        (
            edited(
                targets.shared_targets,
                ("_level(total, groups)", "Fraction(total, sum(group.quota for group in groups) or 1)"),
                ("order[: total - sum(targets)]", "order[: int(sum(exact)) - sum(targets)]"),
            ),
        ),
        _TARGETS,
    ),
    Beast(
        "quotas_half_up",
        ("S-5", "S-4", "I-7"),
        "every target is rounded by itself, whatever they add up to",
        (
            edited(
                targets.shared_targets,
                ("[int(share) for share in exact]", "[int(share + Fraction(1, 2)) for share in exact]"),
                ("order[: total - sum(targets)]", "()"),
            ),
        ),
        _TARGETS,
    ),
    Beast(
        "places_lost_in_small_municipalities",
        ("S-10", "I-31"),
        "a municipality or region with too few applicants keeps its places, and nobody gets them",
        (
            replaced(targets, "_never_raised", _never_raised),
            edited(
                targets.targets_of,
                ("region = _margin(", "region = _never_raised("),
                ("municipality |= _margin(", "municipality |= _never_raised("),
            ),
        ),
        _TARGETS,
    ),
    Beast(
        "first_come_selection",
        ("S-2", "S-3"),
        "the first to apply are taken, whatever their age and impairment",
        (replaced(choice, "choose", _first_come), *_WITHOUT_PROOF),
        _SELECT,
    ),
    Beast(
        "time_before_home_schooling",
        ("S-7",),
        "the time of the application decides, whoever is taught at home",
        (edited(people.anonymous, ("applicant.home_schooled is True", "False")), *_WITHOUT_PROOF),
        _SELECT,
    ),
    Beast(
        "ids_as_numbers",
        ("I-8",),
        "identifiers are compared by the numbers in them",
        (
            edited(people.priority, ("person.id", _BY_NUMBER.format("person"))),
            edited(adults._eligible, ("each.id)", _BY_NUMBER.format("each") + ")")),
            *_WITHOUT_PROOF,
        ),
        _SELECT,
    ),
    Beast(
        "adults_by_identifier",
        ("W-3",),
        "adults are taken in the order of their identifiers",
        (edited(adults._eligible, ("(each.received, each.id)", "each.id")), *_WITHOUT_PROOF),
        _SELECT,
    ),
    Beast(
        "replacement_by_queue",
        ("S-9", "I-9"),
        "the first who waits in the municipality follows, whatever the reading",
        (edited(later.replace_leaving, ('parameters.reading("I-9") == "queue"', "True")),),
        ("selection.replace",),
    ),
)
