"""What must hold for every price that is judged and every plan that is checked, whoever did it.

Laws as in `ibmodel.testing.laws`: each takes plain outcomes and raises `LawBroken` with the values at fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from ibmodel.decisions import Decision
from ibmodel.money import Rate
from ibmodel.rules.combinations import Finding, PlanCheck, Status
from ibmodel.rules.prices import PriceCheck, PriceFlag
from ibmodel.testing.laws import Law, LawBroken

__all__ = [
    "PLAN_LAWS",
    "a_lower_price_never_becomes_forbidden",
    "a_plan_accepted_stays_accepted_without_a_service",
    "a_plan_is_refused_exactly_for_a_violation",
    "adding_a_slot_never_cures_a_violation",
    "every_finding_has_its_reason",
    "every_violation_says_what_would_cure_it",
    "findings_stand_in_the_order_of_rules_and_plan",
    "hours_that_are_given_decide_what_meets",
    "the_limit_is_the_lowest_of_those_that_apply",
    "the_order_of_services_does_not_matter_for_a_check",
]

_RULES: Final = ("C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "L-4", "L-5", "L-6", "U-6", "U-7", "U-8")


def _holds(condition: object, law: Law, message: str) -> None:
    if not condition:
        raise LawBroken(f"{law.__name__}: {message}")


def the_limit_is_the_lowest_of_those_that_apply(outcome: PriceCheck, limits: Sequence[Rate]) -> None:
    """The limit is the lowest of all known ``limits`` that apply, and a price is judged against it.

    Rules: U-4, U-6, U-7, U-8. Protects: the recipient's budget.
    """
    law = the_limit_is_the_lowest_of_those_that_apply
    lowest = min(limits, default=None)
    _holds(outcome.limit == lowest, law, f"the limit is {outcome.limit}, the lowest known {lowest}")
    unknown = PriceFlag.LIMIT_UNKNOWN in outcome.flags
    _holds(not (unknown and outcome.allowed), law, "a price is allowed though the limit it needs is not known")
    _holds(unknown or outcome.allowed is not None, law, "nothing is unknown and the price is not decided")


def a_lower_price_never_becomes_forbidden(higher: PriceCheck, lower: PriceCheck) -> None:
    """Whoever asks less, all else equal, is refused only if the higher price was refused too.

    Rules: U-6, U-7, U-8. Protects: providers that lower their prices.
    """
    law = a_lower_price_never_becomes_forbidden
    _holds(
        lower.allowed == higher.allowed or higher.allowed is False,
        law,
        f"the higher price is {higher.allowed}, the lower one {lower.allowed}",
    )


def a_plan_is_refused_exactly_for_a_violation(outcome: PlanCheck) -> None:
    """A plan is not all right exactly if a rule is violated: what is undecided refuses nothing.

    Rules: C-1 to C-6, L-4 to L-6. Protects: the family from refusal for what is merely not known.
    """
    law = a_plan_is_refused_exactly_for_a_violation
    violated = [finding.code for finding in outcome.findings if finding.status is Status.VIOLATED]
    _holds(outcome.ok is (not violated), law, f"ok is {outcome.ok} with {violated} violated")


def every_violation_says_what_would_cure_it(outcome: PlanCheck) -> None:
    """Every violated rule has a cure, and no other has. Protects: whoever has to mend the plan."""
    law = every_violation_says_what_would_cure_it
    for finding in outcome.findings:
        violated = finding.status is Status.VIOLATED
        _holds(bool(finding.cure) is violated, law, f"{finding.code} is {finding.status.value}, cure {finding.cure}")


def every_finding_has_its_reason(decision: Decision[PlanCheck]) -> None:
    """Findings and reasons stand side by side with the same rules and codes. Protects: whoever asks why."""
    law = every_finding_has_its_reason
    found = [(finding.rule, finding.code) for finding in decision.outcome.findings]
    given = [(reason.rule, reason.code) for reason in decision.reasons]
    _holds(found == given, law, f"findings {found}, reasons {given}")


def findings_stand_in_the_order_of_rules_and_plan(outcome: PlanCheck, services: Sequence[str]) -> None:
    """By rule, then by the plan's order; every rule speaks of the same services once, each in the plan's order.

    ``services`` are those of the plan's lines. Protects: whoever compares two answers.
    """
    law = findings_stand_in_the_order_of_rules_and_plan
    places = {service: place for place, service in reversed(list(enumerate(services)))}
    keys = [(_RULES.index(found.rule), [places[service] for service in found.services]) for found in outcome.findings]
    _holds(keys == sorted(keys), law, f"the findings stand as {keys}")
    _holds(all(one != other for one, other in pairwise(keys)), law, f"one stands twice: {keys}")
    _holds(all(key == sorted(set(key)) for _, key in keys), law, f"services are not in the plan's order: {keys}")


def the_order_of_services_does_not_matter_for_a_check(one: PlanCheck, other: PlanCheck) -> None:
    """The same lines in another order are judged the same: overlap is symmetric.

    Rules: C-1 to C-6; I-14. Protects: the family whose plan lists its services in another order.
    """
    law = the_order_of_services_does_not_matter_for_a_check
    first, second = _statuses(one), _statuses(other)
    _holds(first == second, law, f"{first} in one order, {second} in another")


def a_plan_accepted_stays_accepted_without_a_service(before: PlanCheck, after: PlanCheck) -> None:
    """Taking a service out of an accepted plan breaks nothing, as long as the amounts of the budget stay the same.

    Under C-6 the limit is part of an amount: where that amount is computed anew from the shorter plan (``needed``
    or ``total`` under I-15), it shrinks with the service, and transport may pass it.
    Rules: C-1 to C-6, L-4 to L-6. Protects: the family that needs less.
    """
    law = a_plan_accepted_stays_accepted_without_a_service
    broken = [finding.code for finding in after.findings if finding.status is Status.VIOLATED]
    _holds(not before.ok or after.ok, law, f"the shorter plan violates {broken}")


def adding_a_slot_never_cures_a_violation(before: PlanCheck, after: PlanCheck) -> None:
    """What is violated stays so when hours are added. Rules: C-2, C-3; I-14. Protects: the meaning of the rule."""
    law = adding_a_slot_never_cures_a_violation
    statuses = _statuses(after)
    for key, status in _statuses(before).items():
        _holds(status is not Status.VIOLATED or statuses[key] is status, law, f"{key} is {statuses[key].value}")


def hours_that_are_given_decide_what_meets(outcome: PlanCheck) -> None:
    """In a plan whose every line has its hours, no rule on meeting services is undecided.

    Rules: C-2, C-3; I-14. Protects: the family that has given all that is asked.
    """
    law = hours_that_are_given_decide_what_meets
    for finding in outcome.findings:
        decided = finding.rule not in ("C-2", "C-3") or finding.status is not Status.UNDECIDED
        _holds(decided, law, f"{finding.services} are undecided")


def _statuses(outcome: PlanCheck) -> Mapping[tuple[str, frozenset[str]], Status]:
    return {_subject(finding): finding.status for finding in outcome.findings}


def _subject(finding: Finding) -> tuple[str, frozenset[str]]:
    return finding.rule, frozenset(finding.services)


#: Every law, by chapter.
PLAN_LAWS: Final[Mapping[str, tuple[Law, ...]]] = {
    "prices": (the_limit_is_the_lowest_of_those_that_apply, a_lower_price_never_becomes_forbidden),
    "combinations": (
        a_plan_is_refused_exactly_for_a_violation,
        every_violation_says_what_would_cure_it,
        every_finding_has_its_reason,
        findings_stand_in_the_order_of_rules_and_plan,
        the_order_of_services_does_not_matter_for_a_check,
        a_plan_accepted_stays_accepted_without_a_service,
        adding_a_slot_never_cures_a_violation,
        hours_that_are_given_decide_what_meets,
    ),
}
