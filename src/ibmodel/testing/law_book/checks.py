"""Laws of what a plan is checked for: services that may not meet, conditions, prices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, cast

from ibmodel.case.plan_check import PriceFacts
from ibmodel.decisions import Decision
from ibmodel.money import Money, Rate
from ibmodel.parameters import Parameters
from ibmodel.rules.combinations import PlanCheck
from ibmodel.rules.prices import price_method
from ibmodel.testing import plan_laws
from ibmodel.testing.law_book.law import law, of_outcome
from ibmodel.testing.law_book.money import changed
from ibmodel.testing.law_book.trial import Trial
from ibmodel.vocabulary import PriceMethod

__all__ = [
    "LAWS",
    "a_price_at_the_limit_is_allowed_and_one_above_is_not",
    "a_reason_for_more_transport_never_harms",
    "another_start_of_the_period_changes_no_finding",
    "more_that_is_known_of_prices_never_raises_the_limit",
    "respite_is_never_a_conflict",
    "the_names_of_providers_decide_nothing",
    "the_same_hours_a_day_later_meet_alike",
    "the_survey_flags_and_never_refuses",
]

_CHECK: Final = "plan.check"
_PRICES: Final = "prices.check"
_DAYS_IN_WEEK: Final = 7
_ALL_RULES: Final = ("C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "L-4", "L-5", "L-6", "U-6", "U-7", "U-8")
_HIGHEST: Final = 10**18 - 1


# ---------------------------------------------------------------------------------------------- plans


def respite_is_never_a_conflict(trial: Trial) -> None:
    """Whatever else a plan holds, respite is allowed beside it, and is said to be.

    Rules: C-1. Protects: families in need of a rest.
    """
    found = {finding.services: finding.status.value for finding in trial.outcome.findings if finding.rule == "C-1"}
    services = {line["service"] for line in trial.input["lines"]} & {"respite_institution", "respite_home"}
    expected = {(service,): "satisfied" for service in services}
    trial.holds(found == expected, f"C-1 says {found}, expected {expected}")


def the_names_of_providers_decide_nothing(trial: Trial) -> None:
    """Providers under other names, still told apart, are judged alike.

    Rules: C-5, L-4, U-6. Protects: providers from favour.
    """
    lines = [
        line if line.get("provider") is None else {**line, "provider": line["provider"][:50] + " & partners"}
        for line in trial.input["lines"]
    ]
    _judged_alike(trial, trial.again(lines=lines), "with providers of other names")


def a_reason_for_more_transport_never_harms(trial: Trial) -> None:
    """Where the social worker records why, transport is within its rule, and nothing else is judged otherwise.

    Rules: C-6. Protects: families that live far away.
    """
    allowed = trial.again(transport_override="no bus goes there")
    for before, after in zip(_statuses(trial), _statuses(allowed), strict=True):
        trial.holds(before == after or after[0] == "C-6", f"{before}, with a reason for more transport {after}")
        trial.holds(after[0] != "C-6" or after[1] == "satisfied", f"{after} although the reason is recorded")


def the_same_hours_a_day_later_meet_alike(trial: Trial) -> None:
    """If all hours move by a day, what met meets and what did not does not, past the end of the week too.

    Rules: C-2, C-3, I-14. Protects: families whose week begins on another day.
    """
    lines = [
        {**line, "slots": [{**slot, "weekday": slot["weekday"] % _DAYS_IN_WEEK + 1} for slot in line["slots"]]}
        if line.get("slots")
        else line
        for line in trial.input["lines"]
    ]
    _judged_alike(trial, trial.again(lines=lines), "with all hours a day later")


def another_start_of_the_period_changes_no_finding(trial: Trial) -> None:
    """A plan of as many months is judged alike whenever it begins; prices keep the day that they name.

    Rules: C-2, C-3, C-4, C-6, L-4. Protects: families whose plan begins later.
    """
    start = date.fromisoformat(trial.input["period"]["start"])
    later = start.replace(year=start.year + 1, month=2, day=1)
    moved = trial.again(period={**trial.input["period"], "start": later.isoformat()})
    _judged_alike(trial, moved, f"from {later} on")


# ---------------------------------------------------------------------------------------------- prices


def a_price_at_the_limit_is_allowed_and_one_above_is_not(trial: Trial) -> None:
    """Up to the limit a price is not refused, and from a millionth above it is.

    Rules: U-4, U-6, U-7, U-8. Protects: providers, and the recipient's budget.
    """
    limit = trial.outcome.limit
    if limit is not None and limit.micros < _HIGHEST:
        at, above = trial.again(price=str(limit)).outcome, trial.again(price=str(Rate(limit.micros + 1))).outcome
        trial.holds(at.allowed is not False, f"{limit} is refused at a limit of {limit}")
        trial.holds(above.allowed is False, f"a millionth above the limit of {limit}: {above.allowed}")
        trial.holds(at.limit == above.limit == limit, f"limits {limit}, {at.limit}, {above.limit} by the price alone")


def more_that_is_known_of_prices_never_raises_the_limit(trial: Trial) -> None:
    """A figure that becomes known can lower the limit and never raises it, nor allows what was refused.

    Rules: U-6, U-7, U-8. Protects: the recipient's budget.
    """
    before = trial.outcome
    for name in ("provider_market_price", "contract_price", "regulated"):
        if trial.input.get(name) is None:
            after = trial.again(**{name: trial.input["price"]}).outcome
            lower = before.limit is None or (after.limit is not None and after.limit <= before.limit)
            trial.holds(lower, f"the limit is {before.limit}, and {after.limit} with {name}")
            trial.holds(before.allowed is not False or after.allowed is False, f"{name} allows what was refused")


def the_survey_flags_and_never_refuses(trial: Trial) -> None:
    """A price is allowed or not, and has its limit, whatever the survey found.

    Rules: U-9. Protects: providers whose prices have risen.
    """
    for survey in (None, {"low": "0.00", "high": "0.00"}, {"low": "0.00", "high": "999999999999.00"}):
        other = trial.again(survey=survey).outcome
        same = (other.allowed, other.limit, other.method) == (
            trial.outcome.allowed,
            trial.outcome.limit,
            trial.outcome.method,
        )
        trial.holds(same, f"{trial.outcome}, with the survey {survey} {other}")


def _judged_alike(trial: Trial, other: Trial, when: str) -> None:
    one, another = _statuses(trial), _statuses(other)
    trial.holds(one == another, f"{one}, {when} {another}")


def _statuses(trial: Trial) -> list[tuple[str, str, tuple[str, ...]]]:
    """Every finding; the codes that say why and what would cure it may differ."""
    return [(found.rule, found.status.value, found.services) for found in trial.outcome.findings]


def _check(trial: Trial) -> PlanCheck:
    """The outcome: the wire's findings are those of the rules with their cures as text."""
    return cast(PlanCheck, trial.outcome)


def _decision(trial: Trial) -> Decision[PlanCheck]:
    return Decision(_check(trial), trial.reasons, trial.parameters.name, ())


def _without_one(trial: Trial) -> Sequence[Any] | None:
    services = [line["service"] for line in trial.input["lines"]]
    if not services:
        return None
    kept = [line for line in trial.input["lines"] if line["service"] != services[len(services) // 2]]
    return _check(trial), _check(trial.again(lines=kept))


def _with_a_slot(trial: Trial) -> Sequence[Any] | None:
    lines = trial.input["lines"]
    if not lines:
        return None
    place, more = len(lines) // 2, {"weekday": 3, "from": "13:00", "to": "13:01"}
    slots = [*(lines[place].get("slots") or ()), more]
    return _check(trial), _check(trial.again(lines=changed(lines, place, slots=slots)))


def _with_all_hours(trial: Trial) -> Sequence[Any]:
    hours = [{"weekday": 1, "from": "09:00", "to": "10:00"}]
    lines = [line if line.get("slots") else {**line, "slots": hours} for line in trial.input["lines"]]
    return (_check(trial.again(lines=lines)),)


def _limits(service: str, facts: PriceFacts, parameters: Parameters) -> list[Rate]:
    """Every known figure that a price must not be above."""
    limits = [facts.provider_market_price, facts.contract_price, facts.regulated]
    first, last = parameters.applies_from or date.min, parameters.applies_to or date.max
    in_group = price_method(service) is PriceMethod.CEILING and first <= facts.on <= last
    if in_group and facts.transport_part is not None:
        ceiling: Money = parameters.prices.group_session_ceiling - facts.transport_part
        limits.append(Rate.euro(str(ceiling)))
    return [limit for limit in limits if limit is not None]


def _at_half_the_price(trial: Trial) -> Sequence[Any]:
    half = Rate(Rate.euro(trial.input["price"]).micros // 2)
    return trial.outcome, trial.again(price=str(half)).outcome


#: The laws of a plan's check and of prices.
LAWS: Final = (
    of_outcome(plan_laws.a_plan_is_refused_exactly_for_a_violation, lambda asked: (_check(asked),), _CHECK),
    of_outcome(
        plan_laws.every_violation_says_what_would_cure_it, lambda asked: (_check(asked),), _CHECK, rules=_ALL_RULES
    ),
    of_outcome(plan_laws.every_finding_has_its_reason, lambda asked: (_decision(asked),), _CHECK, rules=_ALL_RULES),
    of_outcome(
        plan_laws.findings_stand_in_the_order_of_rules_and_plan,
        lambda asked: (_check(asked), [line["service"] for line in asked.input["lines"]]),
        _CHECK,
        rules=_ALL_RULES,
    ),
    of_outcome(
        plan_laws.the_order_of_services_does_not_matter_for_a_check,
        lambda asked: (_check(asked), _check(asked.again(lines=asked.input["lines"][::-1]))),
        _CHECK,
    ),
    of_outcome(plan_laws.a_plan_accepted_stays_accepted_without_a_service, _without_one, _CHECK),
    of_outcome(plan_laws.adding_a_slot_never_cures_a_violation, _with_a_slot, _CHECK),
    of_outcome(plan_laws.hours_that_are_given_decide_what_meets, _with_all_hours, _CHECK),
    law(respite_is_never_a_conflict, _CHECK),
    law(the_names_of_providers_decide_nothing, _CHECK),
    law(a_reason_for_more_transport_never_harms, _CHECK),
    law(the_same_hours_a_day_later_meet_alike, _CHECK),
    law(another_start_of_the_period_changes_no_finding, _CHECK),
    of_outcome(
        plan_laws.the_limit_is_the_lowest_of_those_that_apply,
        lambda asked: (asked.outcome, _limits(asked.given.service, asked.given.facts(), asked.parameters)),
        _PRICES,
    ),
    of_outcome(plan_laws.a_lower_price_never_becomes_forbidden, _at_half_the_price, _PRICES),
    law(a_price_at_the_limit_is_allowed_and_one_above_is_not, _PRICES),
    law(more_that_is_known_of_prices_never_raises_the_limit, _PRICES),
    law(the_survey_flags_and_never_refuses, _PRICES),
)
