"""Laws of a pilot's dates, a municipality's costs, who is surveyed, and what a policy says of itself."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from ibmodel.exchange.operations import OPERATIONS
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money
from ibmodel.testing.law_book.law import law
from ibmodel.testing.law_book.money import grown
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_child_that_cannot_express_itself_is_never_asked",
    "a_later_first_plan_moves_nothing_else",
    "a_mental_component_counts_as_a_mental_impairment",
    "a_reform_changes_what_it_names_and_nothing_else",
    "components_matter_for_multiple_impairments_alone",
    "eligible_costs_are_the_sum_of_their_parts",
    "every_month_of_the_pilot_is_reported",
    "every_open_question_is_described_with_the_reading_that_holds",
    "every_operation_is_described_once",
    "indirect_costs_need_an_employment_contract",
    "milestones_stand_in_the_order_of_their_days",
    "more_children_never_cost_less",
    "no_report_is_due_on_a_weekend",
    "the_questionnaire_follows_from_age_alone",
    "whoever_is_asked_older_is_asked_more_directly",
]

_CALENDAR: Final = "pilot.calendar"
_COSTS: Final = "admin.costs"
_ROUTE: Final = "survey.route"
_DESCRIBE: Final = "policy.describe"
_SATURDAY: Final = 5
_REFORM: Final = "budget.reduced_share"


# ---------------------------------------------------------------------------------------------- dates


def milestones_stand_in_the_order_of_their_days(trial: Trial) -> None:
    """By first day, last day and rule; nothing ends before it begins, nothing begins before the pilot.

    Rules: B-2, N-5, N-6, N-8, Q-3, A-6, A-7. Protects: whoever reads the calendar from top to bottom.
    """
    keys = [(each.first, each.last, each.rule) for each in trial.outcome]
    trial.holds(keys == sorted(keys), f"the milestones stand as {keys}")
    start = date.fromisoformat(trial.input["start"])
    for each in trial.outcome:
        trial.holds(start <= each.first <= each.last, f"{each.code} lasts from {each.first} to {each.last}")


def no_report_is_due_on_a_weekend(trial: Trial) -> None:
    """A report whose printed day is off is due on a working day after it.

    Rules: A-6, I-17. Protects: the social worker.
    """
    for each in trial.outcome:
        if each.rule == "A-6":
            trial.holds(each.last.weekday() < _SATURDAY, f"{each.code} is due on {each.last}")


def every_month_of_the_pilot_is_reported(trial: Trial) -> None:
    """Each of the pilot's months has its cash-flow report and its proofs in the month that follows it.

    Rules: A-6. Protects: whoever pays into the pool.
    """
    start, months = date.fromisoformat(trial.input["start"]), trial.parameters.pilot.months
    due = [(start.year * 12 + start.month + place) for place in range(months)]
    expected = Counter((year_month // 12, year_month % 12 + 1) for year_month in due)
    for code in ("cash_flow_report", "scanned_proofs"):
        found = Counter((each.first.year, each.first.month) for each in trial.outcome if each.code == code)
        trial.holds(found == expected, f"{code} is due {sorted(found.items())}")


def a_later_first_plan_moves_nothing_else(trial: Trial) -> None:
    """Whether the first plan begins in month 2 or 3 moves its own beginning alone.

    Rules: N-6, I-20. Protects: families whose plan begins later, from losing anything else.
    """
    early, late = (list(trial.again(plan1_month=month).outcome) for month in (2, 3))
    begins = [[(each.code, each.last) for each in plans if each.code == "plan_1"] for plans in (early, late)]
    trial.holds(begins[0] == begins[1] != [], f"the first plan ends {begins}")
    others = [[each for each in plans if each.code != "plan_1"] for plans in (early, late)]
    trial.holds(others[0] == others[1], "a later first plan moves other milestones")
    firsts = [next(each.first for each in plans if each.code == "plan_1") for plans in (early, late)]
    trial.holds(firsts[0] < firsts[1], f"the first plan begins {firsts}")


# ---------------------------------------------------------------------------------------------- costs


def eligible_costs_are_the_sum_of_their_parts(trial: Trial) -> None:
    """Pay, indirect costs, transport and services are the total, and the last two are as they were handed in.

    Rules: A-3. Protects: the municipality, and who pays.
    """
    outcome, given = trial.outcome, trial.given
    parts = Money.sum((outcome.pay, outcome.indirect, outcome.transport, outcome.services))
    trial.holds(parts == outcome.total, f"the parts are {parts}, the total {outcome.total}")
    passed = (outcome.transport, outcome.services) == (given.transport, given.services)
    trial.holds(passed, f"transport {outcome.transport} and services {outcome.services} of {given}")


def more_children_never_cost_less(trial: Trial) -> None:
    """With a child more the pay is no smaller, with the full number or more it is the full pay, with none nothing.

    Rules: A-1. Protects: the social worker.
    """
    full, given = trial.parameters.administration.full_pay_children, trial.given
    more = trial.again(children=given.children + 1).outcome
    trial.holds(trial.outcome.pay <= more.pay, f"{trial.outcome.pay}, and {more.pay} with a child more")
    for children in (full, full + 1, 10 * full):
        pay = trial.again(children=children).outcome.pay
        trial.holds(pay == given.full_pay, f"{pay} of {given.full_pay} with {children} children")
    none = trial.again(children=0).outcome.pay
    trial.holds(not none or full == 0, f"{none} without a child")


def indirect_costs_need_an_employment_contract(trial: Trial) -> None:
    """Without an employment contract there are no indirect costs, and with one they do not depend on other costs.

    Rules: A-2. Protects: who pays.
    """
    without = trial.again(employment_contract=False).outcome
    trial.holds(not without.indirect, f"indirect costs of {without.indirect} without an employment contract")
    employed = trial.again(employment_contract=True).outcome
    dearer = trial.again(employment_contract=True, services=grown(trial.input["services"], 10_000)).outcome
    trial.holds(employed.indirect == dearer.indirect, f"{employed.indirect}, with more services {dearer.indirect}")
    trial.holds(employed.pay == without.pay, f"the pay is {employed.pay}, without a contract {without.pay}")


# ---------------------------------------------------------------------------------------------- surveys


def the_questionnaire_follows_from_age_alone(trial: Trial) -> None:
    """Impairment and expression decide who answers, never what is asked.

    Rules: Q-1. Protects: children whose quality of life is compared.
    """
    expected = (trial.outcome.instrument, trial.outcome.questions, trial.outcome.dimensions)
    for impairment, speaks in (("mental", False), ("vision", True), ("multiple", False)):
        other = trial.again(impairment=impairment, can_express=speaks).outcome
        found = (other.instrument, other.questions, other.dimensions)
        trial.holds(found == expected, f"{expected}, of a child with {impairment} impairment {found}")


def a_child_that_cannot_express_itself_is_never_asked(trial: Trial) -> None:
    """The parent answers for a child that cannot, and for one with a mental impairment.

    Rules: Q-2. Protects: the child.
    """
    for facts in ({"can_express": False}, {"impairment": "mental"}):
        respondent = trial.again(**facts).outcome.respondent.value
        trial.holds(respondent == "parent", f"the {respondent} answers with {facts}")


def a_mental_component_counts_as_a_mental_impairment(trial: Trial) -> None:
    """Multiple impairments with a mental one among them are surveyed as a mental impairment is.

    Rules: Q-2. Protects: children with multiple impairments.
    """
    mental = trial.again(impairment="mental", components=None).outcome
    among = trial.again(impairment="multiple", components=["vision", "mental"]).outcome
    trial.holds(mental == among, f"{mental}, as one of several {among}")


def components_matter_for_multiple_impairments_alone(trial: Trial) -> None:
    """What is said of components is not looked at where there is one impairment.

    Rules: Q-2. Protects: children of whom more is written down than is asked.
    """
    one = trial.again(impairment="hearing", components=None).outcome
    other = trial.again(impairment="hearing", components=["mental"]).outcome
    trial.holds(one == other, f"{one}, with a component {other}")


def whoever_is_asked_older_is_asked_more_directly(trial: Trial) -> None:
    """Born a year earlier, a child does not fall back from answering to being asked, nor to its parent.

    Rules: Q-2. Protects: the older child.
    """
    order = ("parent", "social_worker_with_child", "child")
    born = date.fromisoformat(trial.input["born"])
    oldest = trial.parameters.surveys.child_up_to_age
    if date.fromisoformat(trial.input["on"]).year - born.year < oldest:
        older = trial.again(born=born.replace(year=born.year - 1, day=min(born.day, 28)).isoformat()).outcome
        steps = [order.index(each.respondent.value) for each in (trial.outcome, older)]
        trial.holds(steps[0] <= steps[1], f"{order[steps[0]]} answers, a year older {order[steps[1]]}")


# ---------------------------------------------------------------------------------------------- the policy


def every_operation_is_described_once(trial: Trial) -> None:
    """The policy lists the operations of the protocol, and everything that it lists once.

    Rules: L-8. Protects: whoever looks up what can be asked.
    """
    outcome = trial.outcome
    trial.holds(sorted(outcome.operations) == sorted(OPERATIONS), f"operations are {outcome.operations}")
    lists = {
        "parameters": [each.path for each in outcome.parameters],
        "interpretations": [each.id for each in outcome.interpretations],
        "services": [each.code for each in outcome.services],
        "codes": [each.code for each in outcome.codes],
    }
    for name, keys in lists.items():
        twice = [key for key, times in Counter(keys).items() if times > 1]
        trial.holds(keys and not twice, f"{name}: {twice} more than once of {len(keys)}")


def every_open_question_is_described_with_the_reading_that_holds(trial: Trial) -> None:
    """Each interpretation is listed with its readings, the one that holds among them.

    Rules: E-8, I-1. Protects: whoever is told what a decision depends on.
    """
    described = {each.id: each for each in trial.outcome.interpretations}
    trial.holds(described.keys() == INTERPRETATIONS.keys(), f"described are {sorted(described)}")
    for id_, each in described.items():
        names = tuple(reading.name for reading in each.readings)
        trial.holds(names == INTERPRETATIONS[id_].names, f"{id_} has the readings {names}")
        chosen = trial.parameters.reading(id_) if INTERPRETATIONS[id_].switchable else INTERPRETATIONS[id_].default
        trial.holds(each.chosen == chosen, f"{id_} is {each.chosen!a}, asked was {chosen!a}")


def a_reform_changes_what_it_names_and_nothing_else(trial: Trial) -> None:
    """A reformed figure is described as reformed, every other one as it was.

    Rules: B-1. Protects: whoever compares a reform with the law in force.
    """
    reform = {**(trial.request.get("reform") or {}), _REFORM: "55.5"}
    before, after = (
        {each.path: each.value for each in asked.outcome.parameters}
        for asked in (trial, trial.with_envelope(reform=reform))
    )
    trial.holds(after.get(_REFORM) == "55.5", f"the reformed figure is {after.get(_REFORM)!a}")
    others = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} - {_REFORM}
    trial.holds(not others, f"{sorted(others)} change with it")


#: The laws of dates, costs, surveys and the policy itself.
LAWS: Final = (
    law(milestones_stand_in_the_order_of_their_days, _CALENDAR),
    law(no_report_is_due_on_a_weekend, _CALENDAR),
    law(every_month_of_the_pilot_is_reported, _CALENDAR),
    law(a_later_first_plan_moves_nothing_else, _CALENDAR),
    law(eligible_costs_are_the_sum_of_their_parts, _COSTS),
    law(more_children_never_cost_less, _COSTS),
    law(indirect_costs_need_an_employment_contract, _COSTS),
    law(the_questionnaire_follows_from_age_alone, _ROUTE),
    law(a_child_that_cannot_express_itself_is_never_asked, _ROUTE),
    law(a_mental_component_counts_as_a_mental_impairment, _ROUTE),
    law(components_matter_for_multiple_impairments_alone, _ROUTE),
    law(whoever_is_asked_older_is_asked_more_directly, _ROUTE),
    law(every_operation_is_described_once, _DESCRIBE),
    law(every_open_question_is_described_with_the_reading_that_holds, _DESCRIBE),
    law(a_reform_changes_what_it_names_and_nothing_else, _DESCRIBE),
)
