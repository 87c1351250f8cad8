"""Laws of stage 3: what some do not need is shared out among those who lack money."""

from __future__ import annotations

from typing import Any, Final

from ibmodel.money import Money
from ibmodel.testing import laws
from ibmodel.testing.law_book.law import law, of_outcome
from ibmodel.testing.law_book.money import changed, grown
from ibmodel.testing.law_book.people import follow_the_person, ignores_the_moment, new_id
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_recipient_in_balance_changes_no_final_amount",
    "final_amounts_follow_the_recipient_and_not_the_id",
    "reserve_and_underspending_count_alike",
    "the_moment_of_an_application_moves_no_final_amount",
]

_FINAL: Final = "budget.final"
_EQUAL: Final = {"I-3": ("equal_treatment",)}
_NOTHING: Final = Money(0)


def final_amounts_follow_the_recipient_and_not_the_id(trial: Trial) -> None:
    """With other identifiers in the same order, everybody has the same amount.

    Rules: B-7, I-3. Protects: every recipient from favour.
    """
    follow_the_person(trial, "final")


def reserve_and_underspending_count_alike(trial: Trial) -> None:
    """A cent in reserve and a cent that was not spent are shared out alike.

    Rules: B-5, I-21. Protects: every recipient from bookkeeping.
    """
    reserve, unspent = trial.input.get("reserve"), trial.input.get("underspent")
    swapped = trial.again(reserve=unspent, underspent=reserve).outcome
    trial.holds(swapped == trial.outcome, f"{trial.outcome}, with reserve and underspending exchanged {swapped}")


def a_recipient_in_balance_changes_no_final_amount(trial: Trial) -> None:
    """Whoever needs just what was provisionally granted gives nothing to the others and takes nothing.

    Rules: B-4, B-5, B-6, I-2, I-3. Protects: every recipient.
    """
    balanced = {"id": new_id(trial), "provisional": "1.00", "needed": "1.00"}
    more = trial.again(recipients=[*trial.input["recipients"], balanced]).outcome
    trial.holds(more.amounts[:-1] == trial.outcome.amounts, f"{trial.outcome.amounts}, then {more.amounts[:-1]}")
    trial.holds(more.surplus == trial.outcome.surplus, f"surplus {trial.outcome.surplus}, then {more.surplus}")


def the_moment_of_an_application_moves_no_final_amount(trial: Trial) -> None:
    """When somebody applied matters for single cents at most, under ``equal_treatment`` for nothing.

    Rules: B-7, I-3. Protects: whoever applied late.
    """
    ignores_the_moment(trial)


def _more_needed(trial: Trial) -> tuple[Any, ...] | None:
    people = trial.input["recipients"]
    if not people:
        return None
    place = len(people) // 2
    needy = changed(people, place, needed=grown(people[place]["needed"], 101))
    return trial.outcome, trial.again(recipients=needy).outcome, people[place]["id"]


def _brought(trial: Trial) -> tuple[Money, Money]:
    return trial.given.reserve or _NOTHING, trial.given.underspent or _NOTHING


#: The laws of stage 3.
LAWS: Final = (
    of_outcome(
        laws.no_cent_is_created_or_lost_in_stage_3,
        lambda asked: (asked.given.recipients, asked.outcome, *_brought(asked)),
        _FINAL,
    ),
    of_outcome(laws.the_surplus_is_distributed_or_stays_in_reserve, lambda asked: (asked.outcome,), _FINAL),
    of_outcome(
        laws.a_final_amount_lies_between_the_provisional_and_the_needed_one,
        lambda asked: (asked.given.recipients, asked.outcome),
        _FINAL,
    ),
    of_outcome(
        laws.a_need_within_the_provisional_amount_is_met_exactly,
        lambda asked: (asked.given.recipients, asked.outcome),
        _FINAL,
    ),
    of_outcome(
        laws.equal_needs_get_equal_final_amounts,
        lambda asked: (asked.given.recipients, asked.outcome),
        _FINAL,
        only_under=_EQUAL,
    ),
    of_outcome(
        laws.the_order_of_recipients_does_not_matter_in_stage_3,
        lambda asked: (asked.outcome, asked.again(recipients=asked.input["recipients"][::-1]).outcome),
        _FINAL,
    ),
    of_outcome(laws.more_need_never_means_less_money, _more_needed, _FINAL),
    of_outcome(
        laws.a_larger_surplus_never_gives_anyone_less,
        lambda asked: (asked.outcome, asked.again(underspent=grown(asked.input.get("underspent"), 101)).outcome),
        _FINAL,
        only_under=_EQUAL,
    ),
    of_outcome(laws.less_than_a_cent_is_left_for_each_who_lacks_money, lambda asked: (asked.outcome,), _FINAL),
    of_outcome(
        laws.stage_3_gives_what_its_definition_says,
        lambda asked: (asked.outcome, asked.given.recipients, asked.parameters, *_brought(asked)),
        _FINAL,
    ),
    law(final_amounts_follow_the_recipient_and_not_the_id, _FINAL),
    law(reserve_and_underspending_count_alike, _FINAL),
    law(a_recipient_in_balance_changes_no_final_amount, _FINAL),
    law(the_moment_of_an_application_moves_no_final_amount, _FINAL, only_under=_EQUAL),
)
