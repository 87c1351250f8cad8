"""After the list is made: checking it, and replacing those who leave. Rules S-1 to S-10; I-7, I-9."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import attrs

from ibmodel.case.applications import Applications
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import Inconsistent, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.selection.check import Swap, Violation, improving_swap, missed_municipalities
from ibmodel.rules.selection.choice import READINGS, Candidates, Deviation, candidates_of, check_once
from ibmodel.rules.selection.people import Anonymous, priority
from ibmodel.rules.selection.proof import Certificate, proved, proves
from ibmodel.rules.selection.question import SelectionSolver, frame_of
from ibmodel.rules.selection.targets import Counts, regions_of, targets_of
from ibmodel.rules.selection.walk import choose, open_question

__all__ = [
    "CODES",
    "REPLACE_READINGS",
    "Replacement",
    "Verification",
    "replace_leaving",
    "verify_selection",
    "why_violation",
]

#: The switchable interpretations that can matter for a replacement.
REPLACE_READINGS: Final = ("I-4", "I-6", "I-7", "I-9")

VALID: Final = ReasonCode("list_is_valid", "S-1", ("selected",))
BROKEN: Final = ReasonCode("list_breaks_rule", "S-1", ("broken", "ids"))
MISSED: Final = ReasonCode("list_misses_municipality", "S-1", ("municipality", "chosen", "target"))
BETTER: Final = ReasonCode("exchange_is_better", "S-3", ("out", "in", "why"))
PROVED: Final = ReasonCode("list_is_proved_best", "S-3", ("selected",))
NOT_PROVED: Final = ReasonCode("certificate_proves_nothing", "S-3", ())
REPLACES: Final = ReasonCode("replaces", "S-9", ("id", "municipality", "age_group", "impairment"))
NOBODY: Final = ReasonCode("nobody_to_replace", "S-9", ("free",))
CODES: Final = (VALID, BROKEN, MISSED, BETTER, PROVED, NOT_PROVED, REPLACES, NOBODY)


@attrs.frozen
class Verification:
    """Whether a list is right: no violation and no better exchange; with a certificate, whether it is proved best."""

    valid: bool
    violations: tuple[Violation, ...]
    deviation: Deviation
    improving_swap: Swap | None = None
    proved_best: bool | None = None


@attrs.frozen
class Replacement:
    """Who follows those who leave, in priority order, and by how much the list then misses its new targets."""

    replacements: tuple[str, ...]
    deviation: Deviation


def verify_selection(
    applications: Applications,
    selected: Sequence[str],
    parameters: Parameters,
    certificate: Certificate | None = None,
) -> Decision[Verification]:
    """Is a list of chosen applicants right, can one exchange make it better, is it proved best? Needs no solver.

    Raises `Duplicate` for an identifier given twice, `Inconsistent` for a chosen identifier that nobody has.
    Rules: E-8, S-1, S-2, S-3, S-6, S-7, S-8; I-7, I-8.
    """
    candidates, chosen = _listed(applications, selected, parameters)
    targets = targets_of(candidates.people, parameters, applications.regions)
    frame = frame_of(candidates.people, targets)
    picked = {person.id for person in chosen}
    waiting = [person for person in candidates.people if person.id not in picked]
    violations = (*_ineligible(candidates, selected), *missed_municipalities(frame, chosen))
    swap = improving_swap(frame, chosen, waiting)
    proved = None
    if certificate is not None:
        proved = not violations and proves(certificate, frame, candidates.people, selected)
    deviation = Deviation(*frame.deviations(open_question(frame, chosen).least))
    outcome = Verification(not violations and swap is None, violations, deviation, swap, proved)
    reasons = [why_violation(violation, targets) for violation in violations]
    if swap is not None:
        reasons.append(Reason(BETTER, (swap.out, swap.entering, swap.why), ("I-7",)))
    if outcome.valid:
        reasons.append(Reason(VALID, (len(chosen),)))
    if proved is not None:
        reasons.append(Reason(PROVED, (len(chosen),), ("I-7",)) if proved else Reason(NOT_PROVED))
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(READINGS))


def why_violation(violation: Violation, targets: Counts) -> Reason:
    """Which rule a list breaks, and with whom or where. Rules: S-1, E-8."""
    name = violation.municipality
    if name is not None:
        return Reason(MISSED, (name, len(violation.ids), targets.municipality[name]))
    return Reason(BROKEN, (violation.rule, ", ".join(violation.ids)))


def replace_leaving(
    applications: Applications,
    selected: Sequence[str],
    leaving: Sequence[str],
    parameters: Parameters,
    solver: SelectionSolver,
) -> Decision[Replacement]:
    """Who follows when one or several leave (rindas kārtība)?

    Those who stay are kept. Under ``best_quotas`` the targets are computed again without those who leave, no
    municipality below those who stay, and the free places go where the definition of the selection puts them; under
    ``queue`` each goes to the first who waits in the same municipality, then in its region, then anywhere.
    Raises `Duplicate` for an identifier given twice, `Inconsistent` for one that is not among the applicants, not
    eligible, or not chosen, `Infeasible` for a list that is not proved best.
    Rules: S-9, S-10; I-7, I-9; source M II.2.2, II.5.
    """
    candidates, chosen = _listed(applications, selected, parameters)
    check_once(leaving, "leaving")
    picked = {person.id: person for person in chosen}
    for place, each in enumerate(selected):
        if each not in picked:
            raise Inconsistent(f"expected chosen applicants who are eligible, got {each!a}", pointer("selected", place))
    for place, each in enumerate(leaving):
        if each not in picked:
            raise Inconsistent(f"expected leaving applicants who were chosen, got {each!a}", pointer("leaving", place))
    gone = set(leaving)
    people = tuple(person for person in candidates.people if person.id not in gone)
    staying = [person for person in chosen if person.id not in gone]
    stay_ids = [person.id for person in staying]
    targets = targets_of(people, parameters, applications.regions, stay_ids)
    frame = frame_of(people, targets)
    if parameters.reading("I-9") == "queue":
        vacated = [picked[each] for each in leaving]
        entering = _from_queue(people, stay_ids, vacated, regions_of(parameters, applications.regions))
    else:
        kept = set(stay_ids)
        listed = choose(frame, people, solver, staying).selected
        proved(frame, people, [person.id for person in listed], solver, staying)
        entering = [person for person in listed if person.id not in kept]
    deviation = Deviation(*frame.deviations(open_question(frame, [*staying, *entering]).least))
    reasons = [
        Reason(REPLACES, (each.id, each.municipality, each.age_group, each.impairment.value), ("I-9",))
        for each in entering
    ]
    if len(entering) < len(gone):
        reasons.append(Reason(NOBODY, (len(gone) - len(entering),)))
    outcome = Replacement(tuple(person.id for person in entering), deviation)
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(REPLACE_READINGS))


def _listed(
    applications: Applications, selected: Sequence[str], parameters: Parameters
) -> tuple[Candidates, list[Anonymous]]:
    candidates = candidates_of(applications, parameters)
    check_once(selected, "selected")
    known = {applicant.id for applicant in applications.applicants}
    for place, each in enumerate(selected):
        if each not in known:
            raise Inconsistent(f"expected chosen identifiers of applicants, got {each!a}", pointer("selected", place))
    picked = set(selected)
    return candidates, [person for person in candidates.people if person.id in picked]


def _ineligible(candidates: Candidates, selected: Sequence[str]) -> list[Violation]:
    """A violation for each rule that makes somebody on the list ineligible."""
    picked = set(selected)
    by_rule: dict[str, list[str]] = {}
    for row in candidates.ineligible:
        for rule in row.rules if row.id in picked else ():
            by_rule.setdefault(rule, []).append(row.id)
    return [Violation(rule, "not_eligible", tuple(ids)) for rule, ids in by_rule.items()]


def _from_queue(
    people: Sequence[Anonymous],
    staying: Sequence[str],
    vacated: Sequence[Anonymous],
    region_of: Mapping[str, str],
) -> list[Anonymous]:
    """One after another in priority order of those who leave: the first who waits, nearest to the free place."""
    kept = set(staying)
    queue = sorted((person for person in people if person.id not in kept), key=priority)
    entering = []
    for free in sorted(vacated, key=priority)[: len(queue)]:
        follower = min(queue, key=partial(_distance, free=free, region_of=region_of))
        queue.remove(follower)
        entering.append(follower)
    return sorted(entering, key=priority)


def _distance(person: Anonymous, free: Anonymous, region_of: Mapping[str, str]) -> int:
    """How far somebody lives from a free place: in the same municipality, in its region, elsewhere."""
    if person.municipality == free.municipality:
        return 0
    return 1 if region_of[person.municipality] == region_of[free.municipality] else 2
