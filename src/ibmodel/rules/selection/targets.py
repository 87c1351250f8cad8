"""How many of each group are to be chosen. Rules S-1 to S-5, S-10; I-7, I-31.

For each margin a common level raises all quotas in proportion until the total is reached, no group above its
applicants; the exact targets become whole numbers by largest remainder. What one group lacks, the others take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from ibmodel.decisions import Reason, ReasonCode
from ibmodel.errors import BadValue, Inconsistent
from ibmodel.money import Share
from ibmodel.parameters import Parameters
from ibmodel.parameters.figures import figure_names
from ibmodel.rules.selection.people import Anonymous, age_groups
from ibmodel.vocabulary import Impairment

__all__ = [
    "CODES",
    "Counts",
    "Group",
    "check_region",
    "counts_of",
    "regions_of",
    "shared_targets",
    "targets_of",
    "why_targets",
]

_FACTS: Final = ("group", "quota", "applicants", "target")
KEPT: Final = ReasonCode("target_is_quota", "S-1", _FACTS)
LACKING: Final = ReasonCode("target_is_every_applicant", "S-10", _FACTS)
NOBODY: Final = ReasonCode("target_without_applicants", "S-10", ("group", "quota"))
RAISED: Final = ReasonCode("target_above_quota", "S-4", _FACTS)
LOWERED: Final = ReasonCode("target_below_quota", "S-1", _FACTS)
CODES: Final = (KEPT, LACKING, NOBODY, RAISED, LOWERED)


@attrs.frozen
class Counts:
    """A number for the whole and for every group of the four margins, groups in the policy's order."""

    total: int
    region: Mapping[str, int]
    municipality: Mapping[str, int]
    age: Mapping[str, int]
    impairment: Mapping[str, int]


@attrs.frozen
class Group:
    """A group of one margin: its quota in any unit, how many apply, and how many are in already."""

    name: str
    quota: int
    applicants: int
    staying: int = 0


def targets_of(
    people: Sequence[Anonymous],
    parameters: Parameters,
    regions: Mapping[str, str] | None = None,
    staying: Iterable[str] = (),
) -> Counts:
    """How many are to be chosen, in all and of each group, when ``people`` are eligible (mērķa skaits)?

    ``regions`` overrides the policy's map of municipalities and regions; no municipality and region gets less than
    those who are ``staying`` (identifiers). Raises `BadValue` for an applicant of a municipality without a region,
    `Inconsistent` for quotas that cannot reach the total. Rules: S-1, S-2, S-3, S-4, S-5, S-10; I-7, I-31;
    source M II.2.2, III.1.
    """
    region_of = regions_of(parameters, regions or {})
    for place, person in enumerate(people):
        try:
            check_region(person.municipality, region_of)
        except BadValue as error:
            raise error.below("applicants", place) from None
    kept = set(staying)
    stay = counts_of([person for person in people if person.id in kept], parameters, region_of)
    apply = counts_of(people, parameters, region_of)
    total = max(min(parameters.selection.places, apply.total), stay.total)
    per_place = parameters.selection.places_per_municipality
    region_quotas = Counter(region_of.values())
    region = _margin(total, {name: per_place * region_quotas[name] for name in apply.region}, apply.region, stay.region)
    municipality: dict[str, int] = {}
    for name, target in region.items():
        quotas = {within: per_place for within, of in region_of.items() if of == name}
        municipality |= _margin(target, quotas, apply.municipality, stay.municipality)
    return Counts(
        total=total,
        region=region,
        municipality={name: municipality[name] for name in region_of},
        age=_margin(total, _age_quotas(parameters), apply.age, {}),
        impairment=_margin(total, _impairment_quotas(parameters), apply.impairment, {}),
    )


def counts_of(people: Iterable[Anonymous], parameters: Parameters, region_of: Mapping[str, str]) -> Counts:
    """How many of ``people`` there are, in all and in each group; groups without anybody with 0. Rules: S-1."""
    listed = list(people)
    municipality = dict.fromkeys(region_of, 0)
    region = dict.fromkeys((*dict(parameters.pilot.regions).values(), *region_of.values()), 0)
    age = {name: 0 for name, _, _ in age_groups(parameters)}
    impairment = {kind.value: 0 for kind in Impairment}
    for person in listed:
        municipality[person.municipality] += 1
        region[region_of[person.municipality]] += 1
        age[person.age_group] += 1
        impairment[person.impairment.value] += 1
    return Counts(len(listed), region, municipality, age, impairment)


def shared_targets(total: int, groups: Sequence[Group]) -> list[int]:
    """``total`` shared among ``groups`` in proportion to their quotas, nobody above applicants or below staying.

    Whole numbers by largest remainder; ties go to the group with more applicants left over, then to the one listed
    first. Raises `Inconsistent` if the groups that have a quota cannot reach the total. Rules: S-4, S-5; I-7.

    >>> shared_targets(100, [Group("vision", 5, 2), Group("hearing", 5, 50), Group("movement", 90, 900)])
    [2, 5, 93]
    """
    most = sum(group.applicants if group.quota else group.staying for group in groups)
    if total > most:
        short = f"{total - most} short"
        raise Inconsistent(f"expected quotas that reach {total} places, got groups that reach {most}: {short}")
    level = _level(total, groups)
    exact = [_at(level, group) for group in groups]
    targets = [int(share) for share in exact]
    order = sorted(
        range(len(groups)),
        key=lambda place: (targets[place] - exact[place], targets[place] - groups[place].applicants),
    )
    for place in order[: total - sum(targets)]:
        targets[place] += 1
    return targets


def why_targets(targets: Counts, people: Sequence[Anonymous], parameters: Parameters) -> tuple[Reason, ...]:
    """For each age and impairment group and each municipality, whether its target is its quota, and why not.

    Rules: S-1, S-4, S-5, S-10.
    """
    apply = Counter(value for person in people for value in (person.age_group, person.impairment.value))
    apply.update(person.municipality for person in people)
    places = parameters.selection.places
    impairment = {name: quota * places // Share.WHOLE for name, quota in _impairment_quotas(parameters).items()}
    margins = (
        (dict.fromkeys(targets.municipality, parameters.selection.places_per_municipality), targets.municipality),
        (_age_quotas(parameters), targets.age),
        (impairment, targets.impairment),
    )
    return tuple(
        _why(name, quotas[name], apply[name], target) for quotas, margin in margins for name, target in margin.items()
    )


def _why(group: str, quota: int, applicants: int, target: int) -> Reason:
    if applicants == 0:
        return Reason(NOBODY, (group, quota))
    values = (group, quota, applicants, target)
    if target == quota:
        return Reason(KEPT, values)
    if target == applicants:
        return Reason(LACKING, values)
    return Reason(RAISED if target > quota else LOWERED, values, ("I-7",))


def _margin(
    total: int, quotas: Mapping[str, int], apply: Mapping[str, int], staying: Mapping[str, int]
) -> dict[str, int]:
    groups = [Group(name, quota, apply[name], staying.get(name, 0)) for name, quota in quotas.items()]
    return dict(zip(quotas, shared_targets(total, groups), strict=True))


def _at(level: Fraction, group: Group) -> Fraction:
    return max(Fraction(group.staying), min(Fraction(group.applicants), level * group.quota))


def _level(total: int, groups: Sequence[Group]) -> Fraction:
    """The least level at which the groups reach ``total``: between two levels at which some group starts or ends."""
    open_groups = [group for group in groups if group.quota]
    levels = {Fraction(end, group.quota) for group in open_groups for end in (group.staying, group.applicants)}
    below = Fraction(0)
    reached = Fraction(sum(group.staying for group in groups))
    for level in sorted(levels):
        reaches = sum((_at(level, group) for group in groups), Fraction(0))
        if reaches > reached and reaches >= total:
            return below + (total - reached) * (level - below) / (reaches - reached)
        below, reached = level, reaches
    return Fraction(0)


def check_region(municipality: str, region_of: Mapping[str, str]) -> None:
    """Raises `BadValue` at ``/municipality`` for a municipality without a region. Rules: S-10."""
    if municipality not in region_of:
        raise BadValue(f"expected a municipality with a region, got {municipality!a}", "/municipality")


def regions_of(parameters: Parameters, regions: Mapping[str, str]) -> dict[str, str]:
    """Every municipality that has a region, with it: the policy's in its order, then those that are new."""
    known = dict(parameters.pilot.regions) | dict(regions)
    listed = [*parameters.pilot.municipalities, *regions]
    return {municipality: known[municipality] for municipality in listed if municipality in known}


def _age_quotas(parameters: Parameters) -> dict[str, int]:
    ages = parameters.selection.age
    quotas = [getattr(ages, name) for name in figure_names(ages)]
    return dict(zip([name for name, _, _ in age_groups(parameters)], quotas, strict=True))


def _impairment_quotas(parameters: Parameters) -> dict[str, int]:
    """The shares in millionths of a percent: as quotas only their proportion matters."""
    shares = parameters.selection.impairment
    return {kind.value: getattr(shares, kind.value).millionths for kind in Impairment}
