"""Laws of a plan that runs: units carried over, months settled, plans reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ibmodel.case.receipt import ChangeReason
from ibmodel.testing import receipt_laws
from ibmodel.testing.law_book.law import law, of_outcome
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_plan_once_corrected_is_corrected_with_more_to_choose_from",
    "an_equivalent_service_and_an_unfunded_one_are_worth_the_same",
    "an_excuse_more_never_loses_units",
    "carried_units_come_early_and_evenly",
    "carrying_in_two_steps_is_carrying_at_once",
    "every_line_of_a_settlement_is_settled_for_itself",
    "health_and_goals_always_lead_to_a_new_evaluation",
    "more_carried_units_never_pay_less",
    "what_is_received_as_planned_changes_nothing",
    "without_a_replacement_every_change_leads_to_a_new_evaluation",
]

_CARRY: Final = "schedule.carry"
_SETTLE: Final = "settlement.month"
_REVIEW: Final = "review.decide"


# ---------------------------------------------------------------------------------------------- carrying


def carrying_in_two_steps_is_carrying_at_once(trial: Trial) -> None:
    """Whoever carries over at the end of each month arrives where one arrives who does it once for all months.

    Asks for the first months, and then for the others beginning with what remained. Rules: C-8, I-28. Protects: the
    recipient from the habits of an office.
    """
    received, excused = trial.input["received"], trial.input["excused"]
    for first in range(1, len(received)):
        early = trial.again(received=received[:first], excused=excused[:first]).outcome
        months = list(early.remaining)
        late = trial.again(
            months=len(months), planned=months, received=received[first:], excused=excused[first:]
        ).outcome
        trial.holds(late.remaining == trial.outcome.remaining, f"{late.remaining} remain in two steps")
        lost = early.lost + late.lost
        trial.holds(lost == trial.outcome.lost, f"{lost} are lost in two steps, {trial.outcome.lost} at once")


def what_is_received_as_planned_changes_nothing(trial: Trial) -> None:
    """Where every month brings what it held, the other months stay as they were planned, and nothing is lost.

    Rules: C-7, C-8. Protects: families that come every time.
    """
    planned = trial.input["planned"]
    over = len(trial.input["received"])
    outcome = trial.again(received=planned[:over], excused=[0] * over).outcome
    trial.holds(list(outcome.remaining) == planned[over:], f"{outcome.remaining} remain, planned {planned[over:]}")
    trial.holds(outcome.lost == 0, f"{outcome.lost} units are lost")


def an_excuse_more_never_loses_units(trial: Trial) -> None:
    """If one more of the units missed in the last month that is over was excused, no more are lost.

    Rules: C-7, C-8. Protects: children who were ill.
    """
    if trial.input["received"] and trial.input["received"][-1]:
        less = [*trial.input["received"][:-1], trial.input["received"][-1] - 1]
        excused = trial.input["excused"]
        without, with_one = (
            trial.again(received=less, excused=[*excused[:-1], excused[-1] + extra]).outcome for extra in (0, 1)
        )
        trial.holds(with_one.lost <= without.lost, f"{without.lost} are lost, and {with_one.lost} with an excuse")


def carried_units_come_early_and_evenly(trial: Trial) -> None:
    """No month gets more of the carried units than the month before it, nor fewer by more than one for each month over.

    Rules: C-8, I-28. Protects: children from waiting for what they missed.
    """
    over = len(trial.input["received"])
    planned = trial.input["planned"][over:]
    carried = [now - before for now, before in zip(trial.outcome.remaining, planned, strict=True)]
    trial.holds(min(carried, default=0) >= 0, f"carried are {carried}")
    trial.holds(carried == sorted(carried, reverse=True), f"carried are {carried}")
    trial.holds(not carried or carried[0] - carried[-1] <= over, f"carried are {carried} from {over} months")


# ---------------------------------------------------------------------------------------------- settlement


def every_line_of_a_settlement_is_settled_for_itself(trial: Trial) -> None:
    """A line alone is paid what it is paid among others.

    Rules: R-8, C-7. Protects: every provider from the others.
    """
    for line, row in zip(trial.input["lines"], trial.outcome.lines, strict=True):
        (alone,) = trial.again(lines=[line]).outcome.lines
        trial.holds(alone == row, f"{row}, alone {alone}")


def more_carried_units_never_pay_less(trial: Trial) -> None:
    """With a unit more carried into the month no line is paid less.

    Rules: R-8, C-7, C-8. Protects: providers of services that were made up for.
    """
    lines = [{**line, "carried_units": (line.get("carried_units") or 0) + 1} for line in trial.input["lines"]]
    for before, after in zip(trial.outcome.lines, trial.again(lines=lines).outcome.lines, strict=True):
        trial.holds(before.amount <= after.amount, f"{before}, with a unit more carried over {after}")


# ---------------------------------------------------------------------------------------------- review


def health_and_goals_always_lead_to_a_new_evaluation(trial: Trial) -> None:
    """A change of health or goals cannot be met by another service.

    Rules: R-3, R-4. Protects: the child whose needs have changed.
    """
    for reason in (ChangeReason.HEALTH, ChangeReason.GOALS):
        action = trial.again(reason=reason.value).outcome.action.value
        trial.holds(action == "reevaluate", f"{reason.value} leads to {action}")


def without_a_replacement_every_change_leads_to_a_new_evaluation(trial: Trial) -> None:
    """Where nothing can take a service's place, the child is evaluated anew, whatever the reason.

    Rules: R-3, R-4. Protects: the child who would go without.
    """
    for reason in ChangeReason:
        action = trial.again(reason=reason.value, equivalent=False, listed_unfunded=False).outcome.action.value
        trial.holds(action == "reevaluate", f"{reason.value} without a replacement leads to {action}")


def an_equivalent_service_and_an_unfunded_one_are_worth_the_same(trial: Trial) -> None:
    """Either of the two can take a service's place.

    Rules: R-4. Protects: families for whom a service of the list had no money left.
    """
    swapped = trial.again(
        equivalent=trial.input.get("listed_unfunded"), listed_unfunded=trial.input.get("equivalent")
    ).outcome
    trial.holds(swapped == trial.outcome, f"{trial.outcome.action.value}, exchanged {swapped.action.value}")


def a_plan_once_corrected_is_corrected_with_more_to_choose_from(trial: Trial) -> None:
    """Whoever can do with a correction can also if more services could take the place.

    Rules: R-4. Protects: the family from an evaluation that is not needed.
    """
    more = trial.again(equivalent=True, listed_unfunded=True).outcome.action.value
    before = trial.outcome.action.value
    trial.holds(before != "correct_plan" or more == before, f"{before}, with more to choose from {more}")


def _months_of_first_line(trial: Trial) -> Sequence[Any] | None:
    """The first line in three months: what it received first, and then what is still to be received, in two parts."""
    if not trial.given.lines:
        return None
    line, first = trial.given.lines[0], trial.input["lines"][0]
    planned = line.planned_units + line.carried_units
    left, months = planned, []
    for received in (line.received_units, planned // 2, planned):
        asked = {**first, "planned_units": left, "carried_units": 0, "received_units": received}
        (row,) = trial.again(lines=[asked]).outcome.lines
        left = max(left - row.paid_units, 0)
        months.append(row)
    return line.unit_price, planned, months


#: The laws of carrying, settling and reviewing.
LAWS: Final = (
    of_outcome(receipt_laws.no_unit_is_created_or_lost, lambda asked: (asked.given, asked.outcome), _CARRY),
    law(carrying_in_two_steps_is_carrying_at_once, _CARRY),
    law(what_is_received_as_planned_changes_nothing, _CARRY),
    law(an_excuse_more_never_loses_units, _CARRY),
    law(carried_units_come_early_and_evenly, _CARRY),
    of_outcome(
        receipt_laws.a_settlement_pays_no_more_than_received_nor_than_planned,
        lambda asked: (asked.given.lines, asked.outcome),
        _SETTLE,
    ),
    of_outcome(receipt_laws.settled_months_never_exceed_the_line, _months_of_first_line, _SETTLE),
    law(every_line_of_a_settlement_is_settled_for_itself, _SETTLE),
    law(more_carried_units_never_pay_less, _SETTLE),
    law(health_and_goals_always_lead_to_a_new_evaluation, _REVIEW),
    law(without_a_replacement_every_change_leads_to_a_new_evaluation, _REVIEW),
    law(an_equivalent_service_and_an_unfunded_one_are_worth_the_same, _REVIEW),
    law(a_plan_once_corrected_is_corrected_with_more_to_choose_from, _REVIEW),
)
