"""The adults' pilot: in each municipality the first to apply, as many as there are places. Rule W-3; I-8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ibmodel.case.applications import AdultApplicant
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, Inconsistent, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.eligibility import adult_criteria
from ibmodel.rules.selection.check import Swap, Violation
from ibmodel.rules.selection.choice import INELIGIBLE, Deviation, Ineligible, Selection, check_once, failing_rules
from ibmodel.rules.selection.later import BETTER, VALID, Replacement, Verification, why_violation
from ibmodel.rules.selection.targets import Counts

__all__ = ["CODES", "adult_targets", "replace_adults", "select_adults", "verify_adults"]

SELECTED: Final = ReasonCode("adult_selected", "W-3", ("id", "municipality", "place"))
WAITS: Final = ReasonCode("adult_waits", "W-3", ("id", "municipality", "places"))
FOLLOWS: Final = ReasonCode("adult_replaces", "W-3", ("id", "municipality"))
CODES: Final = (SELECTED, WAITS, FOLLOWS)

_NO_DEVIATION: Final = Deviation(0, 0)


def select_adults(applicants: Sequence[AdultApplicant], parameters: Parameters) -> Decision[Selection]:
    """Who takes part in the adults' pilot, and who waits: the earlier application first (I-8 for one minute)?

    Raises `Duplicate` for an identifier given twice. Rules: W-3; I-8; source A.
    """
    eligible, ineligible = _eligible(applicants, parameters)
    chosen = _first(eligible, parameters)
    picked = {applicant.id for applicant in chosen}
    outcome = Selection(
        tuple(applicant.id for applicant in chosen),
        tuple(applicant.id for applicant in eligible if applicant.id not in picked),
        ineligible,
        adult_targets([applicant.declared_municipality for applicant in eligible], parameters),
        _NO_DEVIATION,
        _counts([applicant.declared_municipality for applicant in chosen], parameters),
    )
    reasons = []
    taken: Counter[str] = Counter()
    places = parameters.adults.places_per_municipality
    for applicant in eligible:
        municipality = applicant.declared_municipality
        taken[municipality] += applicant.id in picked
        if applicant.id in picked:
            reasons.append(Reason(SELECTED, (applicant.id, municipality, taken[municipality]), ("I-8",)))
        else:
            reasons.append(Reason(WAITS, (applicant.id, municipality, places), ("I-8",)))
    reasons += [Reason(INELIGIBLE, (row.id, ", ".join(row.rules))) for row in ineligible]
    return Decision(outcome, tuple(reasons), parameters.name, ())


def adult_targets(municipalities: Sequence[str], parameters: Parameters) -> Counts:
    """How many are to be chosen when eligible applicants come from ``municipalities``?

    Raises `BadValue` for a municipality that is not one of the pilot. Rules: W-3, W-4.
    """
    for place, name in enumerate(municipalities):
        if name not in parameters.pilot.municipalities:
            message = f"expected a municipality of the pilot, got {name!a}"
            raise BadValue(message, pointer("applicants", place, "municipality"))
    places = parameters.adults.places_per_municipality
    apply = Counter(municipalities)
    return _as_counts({name: min(places, apply[name]) for name in parameters.pilot.municipalities})


def verify_adults(
    applicants: Sequence[AdultApplicant], selected: Sequence[str], parameters: Parameters
) -> Decision[Verification]:
    """Is a list of chosen adults the one that the rule gives?

    Raises `Duplicate` for an identifier given twice, `Inconsistent` for one that nobody has. Rules: W-3, E-8.
    """
    eligible, ineligible = _eligible(applicants, parameters)
    _check_known(selected, [applicant.id for applicant in applicants])
    picked = set(selected)
    failing: dict[str, list[str]] = {}
    for row in ineligible:
        for rule in row.rules if row.id in picked else ():
            failing.setdefault(rule, []).append(row.id)
    violations = [Violation(rule, "not_eligible", tuple(ids)) for rule, ids in failing.items()]
    targets = adult_targets([applicant.declared_municipality for applicant in eligible], parameters)
    for name, target in targets.municipality.items():
        ids = tuple(each.id for each in eligible if each.id in picked and each.declared_municipality == name)
        if len(ids) != target:
            code = "too_many_from_municipality" if len(ids) > target else "too_few_from_municipality"
            violations.append(Violation("W-3", code, ids, name))
    swap = _earlier(eligible, picked)
    outcome = Verification(not violations and swap is None, tuple(violations), _NO_DEVIATION, swap)
    reasons = [why_violation(violation, targets) for violation in violations]
    if swap is not None:
        reasons.append(Reason(BETTER, (swap.out, swap.entering, swap.why)))
    if outcome.valid:
        reasons.append(Reason(VALID, (len(selected),)))
    return Decision(outcome, tuple(reasons), parameters.name, ())


def replace_adults(
    applicants: Sequence[AdultApplicant], selected: Sequence[str], leaving: Sequence[str], parameters: Parameters
) -> Decision[Replacement]:
    """Who follows when adults leave: the first who waits in the same municipality?

    Raises `Duplicate` for an identifier given twice, `Inconsistent` for one that is not eligible or not chosen.
    Rules: W-3, S-9.
    """
    eligible, _ = _eligible(applicants, parameters)
    _check_known(selected, [applicant.id for applicant in eligible])
    check_once(leaving, "leaving")
    for place, each in enumerate(leaving):
        if each not in selected:
            raise Inconsistent(f"expected leaving applicants who were chosen, got {each!a}", pointer("leaving", place))
    picked, gone = set(selected), set(leaving)
    free = Counter(each.declared_municipality for each in eligible if each.id in gone)
    entering = []
    for applicant in eligible:
        if applicant.id not in picked and free[applicant.declared_municipality]:
            free[applicant.declared_municipality] -= 1
            entering.append(applicant)
    reasons = [Reason(FOLLOWS, (each.id, each.declared_municipality), ("I-8",)) for each in entering]
    outcome = Replacement(tuple(each.id for each in entering), _NO_DEVIATION)
    return Decision(outcome, tuple(reasons), parameters.name, ())


def _eligible(
    applicants: Sequence[AdultApplicant], parameters: Parameters
) -> tuple[list[AdultApplicant], tuple[Ineligible, ...]]:
    """The eligible by moment and identifier, and the others as they were given."""
    check_once([applicant.id for applicant in applicants], "applicants", "id")
    eligible, ineligible = [], []
    for place, applicant in enumerate(applicants):
        try:
            rules = failing_rules(adult_criteria(applicant, parameters))
        except BadValue as error:
            raise error.below("applicants", place) from None
        if rules:
            ineligible.append(Ineligible(applicant.id, rules))
        else:
            eligible.append(applicant)
    return sorted(eligible, key=lambda each: (each.received, each.id)), tuple(ineligible)


def _first(eligible: Sequence[AdultApplicant], parameters: Parameters) -> list[AdultApplicant]:
    taken: Counter[str] = Counter()
    chosen = []
    for applicant in eligible:
        if taken[applicant.declared_municipality] < parameters.adults.places_per_municipality:
            taken[applicant.declared_municipality] += 1
            chosen.append(applicant)
    return chosen


def _earlier(eligible: Sequence[AdultApplicant], picked: set[str]) -> Swap | None:
    """The first who was passed over for somebody later of the same municipality, and the last such."""
    for place, applicant in enumerate(eligible):
        if applicant.id not in picked:
            for other in reversed(eligible[place + 1 :]):
                if other.id in picked and other.declared_municipality == applicant.declared_municipality:
                    return Swap(other.id, applicant.id, "S-8")
    return None


def _check_known(selected: Sequence[str], known: Sequence[str]) -> None:
    check_once(selected, "selected")
    ids = set(known)
    for place, each in enumerate(selected):
        if each not in ids:
            raise Inconsistent(f"expected identifiers of applicants, got {each!a}", pointer("selected", place))


def _counts(municipalities: Sequence[str], parameters: Parameters) -> Counts:
    counts = Counter(municipalities)
    return _as_counts({name: counts[name] for name in parameters.pilot.municipalities})


def _as_counts(municipality: dict[str, int]) -> Counts:
    """Numbers by municipality alone: adults have no other margins."""
    return Counts(sum(municipality.values()), {}, municipality, {}, {})
