"""The results of a pilot, broken down (rezultatīvie rādītāji). Rules A-9, A-8, A-11, Q-4; I-32.

What is not known has a row of its own, whose key is ``None``: it is never left out and never guessed. A breakdown has
a row for every word of a closed list, also where nobody is counted, and otherwise for what occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from ibmodel.case.matrix import Aid, Specialty
from ibmodel.case.reports import (
    MunicipalityFacts,
    PilotEvaluation,
    PilotFacts,
    PilotParent,
    PilotParticipant,
    ServiceReceived,
)
from ibmodel.catalogue import SERVICES, area_of
from ibmodel.errors import Duplicate, Inconsistent, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.reports.breakdowns import (
    Breakdown,
    By,
    Counted,
    Key,
    ServiceBreakdown,
    age_band,
    breakdown,
    service_breakdown,
)
from ibmodel.rules.reports.cash_flow import CashFlowReport
from ibmodel.rules.selection import age_groups
from ibmodel.rules.surveys import SizeClass, size_class
from ibmodel.vocabulary import SupportArea

__all__ = ["PARENT_AGES", "PilotResults", "check_known", "municipal_keys", "pilot_results", "received_services"]

Child = tuple[str, str]

#: The first age of each group in which parents are counted: by ten years. The methodology names no groups.
PARENT_AGES: Final = (0, 20, 30, 40, 50, 60)


@attrs.frozen
class PilotResults:
    """All breakdowns."""

    counts: tuple[Breakdown, ...]
    services: tuple[ServiceBreakdown, ...]


def pilot_results(
    facts: PilotFacts,
    services: Sequence[ServiceReceived],
    parameters: Parameters,
    parent_ages: Sequence[int] = PARENT_AGES,
) -> PilotResults:
    """What came of a pilot, by every breakdown that the methodology asks for (sasniedzamie rezultāti)?

    Children's ages are counted in the edition's age groups, parents' in groups that begin at ``parent_ages``. Raises
    `Duplicate` for a child given twice, `Inconsistent` for a parent with two sets of facts and for an evaluation or
    a service of a child who is not given. Rules: A-9, A-8, A-11, Q-4; I-32; source M II.14, II.15.2.
    """
    children = _children(facts)
    parents = _parents(facts.participants)
    _check_belong(children, facts.evaluations, "evaluations")
    _check_belong(children, services, "services")
    keys = _child_keys(facts, parameters)
    counts = (
        *_of_evaluations(facts.evaluations),
        *(breakdown(Counted.CHILDREN, by, facts.participants, key) for by, key in keys.items()),
        *_of_aids(facts.participants),
        *_of_parents(parents, parent_ages),
    )
    return PilotResults(counts, tuple(_of_services(services, children, keys)))


def received_services(
    months: Iterable[CashFlowReport], places: Mapping[str, str] | None = None
) -> tuple[ServiceReceived, ...]:
    """The services that cash flows paid, each with its place where ``places`` tells it. Rules: A-8, A-9."""
    where = places or {}
    return tuple(
        ServiceReceived(
            municipality=municipality.municipality,
            code=row.code,
            service=row.service,
            units=row.units,
            amount=row.amount,
            place=where.get(row.service),
        )
        for report in months
        for municipality in report.municipalities
        for row in municipality.services
    )


def check_known(facts: PilotFacts, names: Collection[str]) -> None:
    """Checks that nobody is of a municipality that is not reported on: nobody is left out in silence.

    Raises `Inconsistent` at the first child who is.
    """
    for place, child in enumerate(facts.participants):
        if child.municipality not in names:
            message = f"expected a municipality that is reported on, got {child.municipality!a}"
            raise Inconsistent(message, pointer("participants", place, "municipality"))


def municipal_keys(
    municipalities: Iterable[MunicipalityFacts], parameters: Parameters
) -> dict[By, Callable[[str], Key]]:
    """How municipalities are grouped, by name: each alone, by size, by region (Q-4).

    The size is not known where the inhabitants are not, unless the municipality is a national centre. Rules: Q-4;
    I-32.
    """
    known = {each.name: each for each in municipalities}
    sizes = {name: _size(each, parameters) for name, each in known.items()}
    regions = {name: each.region for name, each in known.items()}
    return {By.MUNICIPALITY: lambda name: name, By.SIZE: sizes.get, By.REGION: regions.get}


def _size(each: MunicipalityFacts, parameters: Parameters) -> SizeClass | None:
    if each.national_centre:
        return SizeClass.NATIONAL
    if each.inhabitants is None or each.national_centre is None:
        return None
    return size_class(each.inhabitants, parameters).outcome


def _children(facts: PilotFacts) -> dict[Child, PilotParticipant]:
    children: dict[Child, PilotParticipant] = {}
    for place, child in enumerate(facts.participants):
        if (child.municipality, child.code) in children:
            message = f"expected every child of a municipality once, got {child.code!a} again"
            raise Duplicate(message, pointer("participants", place, "code"))
        children[child.municipality, child.code] = child
    return children


def _parents(participants: Iterable[PilotParticipant]) -> list[PilotParent | None]:
    """The parents, each once, and one that is not known for each child without."""
    found: dict[Child, PilotParent] = {}
    unknown = 0
    for place, child in enumerate(participants):
        if child.parent is None:
            unknown += 1
            continue
        if found.setdefault((child.municipality, child.parent.code), child.parent) != child.parent:
            message = f"expected the same facts of parent {child.parent.code!a} for every child, got others"
            raise Inconsistent(message, pointer("participants", place, "parent"))
    return [*found.values(), *[None] * unknown]


def _check_belong(
    children: Mapping[Child, object], rows: Sequence[PilotEvaluation | ServiceReceived], name: str
) -> None:
    for place, row in enumerate(rows):
        if (row.municipality, row.code) not in children:
            message = f"expected a child who takes part in {row.municipality!a}, got {row.code!a}"
            raise Inconsistent(message, pointer(name, place, "code"))


def _child_keys(facts: PilotFacts, parameters: Parameters) -> dict[By, Callable[[PilotParticipant], Key]]:
    """What each breakdown of children asks of a child."""
    groups = age_groups(parameters)
    firsts = [least for _, least, _ in groups] + [most + 1 for _, _, most in groups[-1:]]
    by_place = municipal_keys(facts.municipalities, parameters)
    return {
        **{by: _of_municipality(key) for by, key in by_place.items()},
        By.AGE: lambda child: age_band(child.age, firsts),
        By.SEX: lambda child: child.sex,
        By.IMPAIRMENT: lambda child: child.impairment,
        By.AIDS: lambda child: None if child.aids is None else bool(child.aids),
    }


def _of_municipality(key: Callable[[str], Key]) -> Callable[[Any], Key]:
    return lambda child: key(child.municipality)


def _of_evaluations(evaluations: Sequence[PilotEvaluation]) -> tuple[Breakdown, ...]:
    members: list[Specialty | None] = []
    for evaluation in evaluations:
        members.extend((None,) if evaluation.team is None else evaluation.team)
    return (
        breakdown(Counted.EVALUATIONS, By.MUNICIPALITY, evaluations, lambda each: each.municipality),
        breakdown(Counted.EVALUATIONS, By.OCCASION, evaluations, lambda each: each.occasion),
        breakdown(Counted.EVALUATIONS, By.TEAM_SIZE, evaluations, _team_size),
        breakdown(Counted.TEAM, By.SPECIALTY, members, lambda specialty: specialty),
    )


def _team_size(evaluation: PilotEvaluation) -> int | None:
    return None if evaluation.team is None else len(evaluation.team)


def _of_aids(participants: Iterable[PilotParticipant]) -> tuple[Breakdown, ...]:
    aids: list[Aid | None] = []
    for child in participants:
        aids.extend((None,) if child.aids is None else child.aids)
    return (
        breakdown(Counted.AIDS, By.AID, aids, lambda aid: None if aid is None else aid.what),
        breakdown(Counted.AIDS, By.SOURCE, aids, lambda aid: None if aid is None else aid.source),
    )


def _of_parents(parents: Sequence[PilotParent | None], ages: Sequence[int]) -> Iterable[Breakdown]:
    facts: dict[By, Callable[[PilotParent], Key]] = {
        By.AGE: lambda parent: age_band(parent.age, ages),
        By.SEX: lambda parent: parent.sex,
        By.FAMILY: lambda parent: parent.family,
        By.DISABILITY: lambda parent: parent.disability,
        By.COMPLETE: lambda parent: parent.complete_family,
        By.FAMILY_CHILDREN: lambda parent: parent.children,
        By.DISABLED_CHILDREN: lambda parent: parent.children_with_disability,
        By.WORK: lambda parent: parent.paid_work,
    }
    for by, fact in facts.items():
        yield breakdown(Counted.PARENTS, by, parents, _if_known(fact))


def _if_known(fact: Callable[[PilotParent], Key]) -> Callable[[PilotParent | None], Key]:
    return lambda parent: None if parent is None else fact(parent)


def _of_services(
    services: Sequence[ServiceReceived],
    children: Mapping[Child, PilotParticipant],
    keys: Mapping[By, Callable[[PilotParticipant], Key]],
) -> Iterable[ServiceBreakdown]:
    facts: dict[By, Callable[[ServiceReceived], Key]] = {
        By.AREA: lambda row: area_of(row.service),
        By.SERVICE: lambda row: row.service,
        By.RECIPIENT: lambda row: SERVICES[row.service].recipient if row.service in SERVICES else None,
    }
    for by, fact in facts.items():
        yield service_breakdown(by, None, [(fact(row), row) for row in services])
    family = [(row.place, row) for row in services if area_of(row.service) is SupportArea.FAMILY]
    yield service_breakdown(By.PLACE, SupportArea.FAMILY, family)
    for by, key in keys.items():
        if by is not By.AIDS:
            of_children = [(key(children[row.municipality, row.code]), row) for row in services]
            yield service_breakdown(by, None, of_children)
