"""The selection from full applications: eligibility, anonymity, targets, the list, and why. Rules S-1 to S-11."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from ibmodel.case.applications import Applications, ChildApplicant
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, Duplicate, MissingField, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.eligibility import Eligibility, child_criteria
from ibmodel.rules.selection.people import Anonymous, anonymous, priority
from ibmodel.rules.selection.proof import Certificate, proved
from ibmodel.rules.selection.question import Frame, SelectionSolver, cell_of, frame_of
from ibmodel.rules.selection.targets import Counts, check_region, counts_of, regions_of, targets_of, why_targets
from ibmodel.rules.selection.walk import Chosen, choose

__all__ = [
    "CODES",
    "READINGS",
    "Candidates",
    "Deviation",
    "Ineligible",
    "Selection",
    "candidates_of",
    "check_once",
    "failing_rules",
    "select_children",
]

#: The switchable interpretations that can matter for the selection of children.
READINGS: Final = ("I-4", "I-6", "I-7")

_PROFILE: Final = ("id", "municipality", "age_group", "impairment")
SELECTED: Final = ReasonCode("selected", "S-1", (*_PROFILE, "place"))
MUNICIPALITY_FULL: Final = ReasonCode("waits_municipality_full", "S-1", (*_PROFILE, "target"))
SAME_PROFILE: Final = ReasonCode("waits_same_profile_first", "S-8", (*_PROFILE, "taken"))
QUOTAS: Final = ReasonCode(
    "waits_quotas",
    "S-2",
    (*_PROFILE, "age_target", "age_selected", "impairment_target", "impairment_selected"),
)
INELIGIBLE: Final = ReasonCode("not_eligible", "E-8", ("id", "rules"))
TWINS: Final = ReasonCode("possibly_the_same_person", "E-6", ("id", "other"))
DEVIATION: Final = ReasonCode("deviation_from_targets", "S-3", ("age", "impairment"))
CODES: Final = (
    SELECTED,
    MUNICIPALITY_FULL,
    SAME_PROFILE,
    QUOTAS,
    INELIGIBLE,
    TWINS,
    DEVIATION,
)


@attrs.frozen
class Ineligible:
    """An applicant who cannot take part, and the rules that fail, or that cannot be decided if none fails."""

    id: str
    rules: tuple[str, ...]


@attrs.frozen
class Deviation:
    """By how much a list misses the targets: sums over the age groups and over the impairment groups."""

    age: int
    impairment: int


@attrs.frozen
class Selection:
    """Who is chosen and who waits, in priority order; who cannot take part, in the order of application."""

    selected: tuple[str, ...]
    waiting: tuple[str, ...]
    ineligible: tuple[Ineligible, ...]
    targets: Counts
    deviation: Deviation
    counts: Counts
    certificate: Certificate | None = None


@attrs.frozen
class Candidates:
    """The applicants after eligibility: those who can be chosen, as selection may see them, and the others."""

    people: tuple[Anonymous, ...]
    ineligible: tuple[Ineligible, ...]


def select_children(
    applications: Applications, parameters: Parameters, solver: SelectionSolver, *, certificate: bool = False
) -> Decision[Selection]:
    """Who takes part in the children's pilot, who waits, and why (bērnu atlase dalībai izmēģinājumprojektā)?

    The answer is the one set that the definition names, whatever the solver and the order of the applications; it is
    proved so before it is given, and with ``certificate`` the proof comes with it, for anybody to check without a
    solver. Raises `Duplicate` for an identifier given twice, `BadValue` for an eligible applicant without age group
    or region, `Inconsistent` for quotas that cannot reach the total, `Infeasible` for a list that is not proved best.
    Rules: S-1, S-2, S-3, S-4, S-5, S-6, S-7, S-8, S-10; I-6, I-7, I-8;
    source M II.2.2.
    """
    candidates = candidates_of(applications, parameters)
    region_of = regions_of(parameters, applications.regions)
    targets = targets_of(candidates.people, parameters, applications.regions)
    frame = frame_of(candidates.people, targets)
    chosen = choose(frame, candidates.people, solver)
    selected = tuple(person.id for person in chosen.selected)
    proof = proved(frame, candidates.people, selected, solver)
    outcome = Selection(
        selected,
        tuple(person.id for person in chosen.waiting),
        candidates.ineligible,
        targets,
        Deviation(*frame.deviations(chosen.numbers)),
        counts_of(chosen.selected, parameters, region_of),
        proof if certificate else None,
    )
    reasons = (
        *why_targets(targets, candidates.people, parameters),
        Reason(DEVIATION, attrs.astuple(outcome.deviation), ("I-7",)),
        *_why_people(frame, chosen),
        *(Reason(INELIGIBLE, (row.id, ", ".join(row.rules))) for row in candidates.ineligible),
        *_twins(applications.applicants),
    )
    return Decision(outcome, reasons, parameters.name, parameters.chosen(READINGS))


def candidates_of(applications: Applications, parameters: Parameters) -> Candidates:
    """Who can be chosen, without everything that selection must not know; who cannot, and by which rules.

    An applicant whose impairment is not known is among the latter, with S-3. Raises `Duplicate`, or `BadValue` for
    an eligible applicant whose municipality has no region or whose age no group has. Rules: E-8, S-6.
    """
    check_once([applicant.id for applicant in applications.applicants], "applicants", "id")
    region_of = regions_of(parameters, applications.regions)
    people, ineligible = [], []
    for place, applicant in enumerate(applications.applicants):
        try:
            rules = failing_rules(
                child_criteria(applicant, applications.pilot, parameters), open_rule=_open_rule(applicant)
            )
            if not rules:
                people.append(anonymous(applicant, applications.pilot, parameters))
                check_region(applicant.municipality, region_of)
        except (BadValue, MissingField) as error:
            raise error.below("applicants", place) from None
        if rules:
            ineligible.append(Ineligible(applicant.id, rules))
    return Candidates(tuple(people), tuple(ineligible))


def check_once(ids: Iterable[str], field: str, *step: str) -> None:
    """Raises `Duplicate` at the later of two equal identifiers."""
    seen: set[str] = set()
    for place, each in enumerate(ids):
        if each in seen:
            raise Duplicate(f"expected every id once, got {each!a} again", pointer(field, place, *step))
        seen.add(each)


def _open_rule(applicant: ChildApplicant) -> tuple[str, ...]:
    return ("S-3",) if applicant.impairment is None else ()


def failing_rules(eligibility: Eligibility, open_rule: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The rules that fail; if none does, those that cannot be decided, and the ``open_rule``. Rules: E-8."""
    failed = tuple(criterion.rule for criterion in eligibility.criteria if criterion.met is False)
    return failed or (*(each.rule for each in eligibility.criteria if each.met is None), *open_rule)


def _why_people(frame: Frame, chosen: Chosen) -> list[Reason]:
    """For everybody in priority order: chosen, or why not."""
    targets, groups = frame.targets, dict(frame.groups)
    counts = Counter(group for person in chosen.selected for group in cell_of(person)[1:3])
    selected = {person.id for person in chosen.selected}
    from_municipality: Counter[str] = Counter()
    from_cell: Counter[object] = Counter()
    reasons = []
    for person in sorted((*chosen.selected, *chosen.waiting), key=priority):
        age, impairment = person.age_group, person.impairment.value
        profile = (person.id, person.municipality, age, impairment)
        full = from_municipality[person.municipality] == targets.municipality[person.municipality]
        if person.id in selected:
            from_municipality[person.municipality] += 1
            from_cell[cell_of(person)] += 1
            reasons.append(Reason(SELECTED, (*profile, from_municipality[person.municipality]), ("I-7", "I-8")))
        elif full:
            reasons.append(Reason(MUNICIPALITY_FULL, (*profile, targets.municipality[person.municipality]), ("I-8",)))
        elif from_cell[cell_of(person)]:
            reasons.append(Reason(SAME_PROFILE, (*profile, from_cell[cell_of(person)]), ("I-7", "I-8")))
        else:
            values = (groups[age], counts[age], groups[impairment], counts[impairment])
            reasons.append(Reason(QUOTAS, (*profile, *values), ("I-7",)))
    return reasons


def _twins(applicants: Sequence[ChildApplicant]) -> list[Reason]:
    """Two identifiers with one birth, municipality and minute: perhaps one child. A finding, not an error."""
    first: dict[object, str] = {}
    reasons = []
    for applicant in sorted(applicants, key=lambda applicant: applicant.id):
        same = (applicant.born, applicant.municipality, applicant.received)
        if same in first:
            reasons.append(Reason(TWINS, (applicant.id, first[same])))
        first.setdefault(same, applicant.id)
    return reasons
