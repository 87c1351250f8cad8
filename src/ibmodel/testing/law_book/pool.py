"""Laws of the stages 1 and 2: the common pool, and what a plan costs."""

from __future__ import annotations

from typing import Final

from ibmodel.money import Money
from ibmodel.testing import laws
from ibmodel.testing.law_book.law import law, of_outcome
from ibmodel.testing.law_book.money import changed, grown
from ibmodel.testing.law_book.people import follow_the_person, ignores_the_moment, new_id
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_care_opinion_never_lowers_a_provisional_amount",
    "a_line_split_in_two_costs_the_same_but_for_a_cent",
    "a_line_without_units_costs_nothing",
    "a_new_recipient_never_gives_another_more_of_the_pool",
    "later_months_never_change_earlier_ones",
    "more_units_never_cost_less",
    "provisional_amounts_follow_the_recipient_and_not_the_id",
    "the_moment_of_an_application_moves_no_provisional_amount",
    "the_order_of_lines_does_not_change_what_a_plan_costs",
    "without_recipients_the_whole_pool_stays_in_reserve",
]

_PROVISIONAL: Final = "budget.provisional"
_NEEDED: Final = "budget.needed"
_EQUAL: Final = {"I-3": ("equal_treatment",)}
_SHARED: Final = {"I-1": ("weighted_split", "equal_share")}


# ---------------------------------------------------------------------------------------------- stage 1


def without_recipients_the_whole_pool_stays_in_reserve(trial: Trial) -> None:
    """Nobody is nobody's share.

    Rules: B-7, D-1. Protects: whoever pays into the pool.
    """
    outcome = trial.again(recipients=[]).outcome
    trial.holds(not outcome.amounts, f"there are amounts {outcome.amounts} for nobody")
    pool = trial.given.pool
    trial.holds(outcome.reserve == pool, f"the reserve is {outcome.reserve} of {pool}")


def provisional_amounts_follow_the_recipient_and_not_the_id(trial: Trial) -> None:
    """With other identifiers in the same order, everybody has the same amount.

    Rules: B-7, I-3. Protects: every recipient from favour.
    """
    follow_the_person(trial, "provisional")


def a_care_opinion_never_lowers_a_provisional_amount(trial: Trial) -> None:
    """A special-care opinion never gives the child less, where the full share is the greater.

    Rules: B-1, D-1. Protects: children with a special-care opinion.
    """
    budget = trial.parameters.budget
    if budget.full_share < budget.reduced_share:
        return
    for place, row in enumerate(trial.outcome.amounts):
        cared = trial.again(recipients=changed(trial.input["recipients"], place, special_care=True))
        now = cared.outcome.amounts[place].provisional
        trial.holds(row.provisional <= now, f"{row.id!a} gets {row.provisional}, and {now} with a care opinion")


def a_new_recipient_never_gives_another_more_of_the_pool(trial: Trial) -> None:
    """Whoever comes to a pool brings nothing into it.

    Rules: D-1, B-1, I-1, I-3. Protects: whoever pays into the pool.
    """
    newcomer = {"id": new_id(trial), "born": trial.input["on"], "special_care": False}
    more = trial.again(recipients=[*trial.input["recipients"], newcomer])
    for before, after in zip(trial.outcome.amounts, more.outcome.amounts[:-1], strict=True):
        fewer = after.provisional <= before.provisional
        trial.holds(fewer, f"{before.id!a} gets {before.provisional}, and {after.provisional} beside a newcomer")


def the_moment_of_an_application_moves_no_provisional_amount(trial: Trial) -> None:
    """When somebody applied matters for single cents at most, under ``equal_treatment`` for nothing.

    Rules: B-7, I-3. Protects: whoever applied late.
    """
    ignores_the_moment(trial)


# ---------------------------------------------------------------------------------------------- stage 2


def the_order_of_lines_does_not_change_what_a_plan_costs(trial: Trial) -> None:
    """The same lines in another order cost the same, in every month.

    Rules: D-2, B-3. Protects: whoever writes the plan in another order.
    """
    turned = trial.again(lines=trial.input["lines"][::-1]).outcome
    same = turned.needed == trial.outcome.needed and turned.by_month == trial.outcome.by_month
    trial.holds(same, f"needed {trial.outcome.needed}, in another order {turned.needed}")


def more_units_never_cost_less(trial: Trial) -> None:
    """With a unit more in any month nothing gets cheaper.

    Rules: D-2, B-3. Protects: the provider.
    """
    for place, line in enumerate(trial.input["lines"]):
        for month in range(len(line["units"])):
            units = [count + (number == month) for number, count in enumerate(line["units"])]
            more = trial.again(lines=changed(trial.input["lines"], place, units=units)).outcome
            trial.holds(trial.outcome.needed <= more.needed, f"{trial.outcome.needed}, with a unit more {more.needed}")


def a_line_split_in_two_costs_the_same_but_for_a_cent(trial: Trial) -> None:
    """What one provider gives in some months and another in the others costs what one would ask for all of it.

    Each line is rounded once, so that a cent may be between them. Rules: D-2, B-3. Protects: families that change
    the provider.
    """
    for place, line in enumerate(trial.input["lines"]):
        ways = (range(0, len(line["units"]), 2), range(1, len(line["units"]), 2))
        parts = [[count if month in way else 0 for month, count in enumerate(line["units"])] for way in ways]
        others = [*trial.input["lines"][:place], *trial.input["lines"][place + 1 :]]
        split = trial.again(lines=[*others, *({**line, "units": units} for units in parts)]).outcome
        apart = abs(split.needed.cents - trial.outcome.needed.cents)
        trial.holds(apart <= 1, f"{line['service']} in two lines: {split.needed}, in one {trial.outcome.needed}")


def a_line_without_units_costs_nothing(trial: Trial) -> None:
    """A service that is not received in any month adds nothing to what a plan costs.

    Rules: D-2, B-3. Protects: whoever pays.
    """
    lines = trial.input["lines"]
    months = len(lines[0]["units"]) if lines else 1
    idle = {"service": "x-idle", "unit_price": "999999999999.00", "units": [0] * months}
    more = trial.again(lines=[*lines, idle]).outcome
    trial.holds(more.needed == trial.outcome.needed, f"{trial.outcome.needed}, with an idle line {more.needed}")
    trial.holds(more.lines[:-1] == trial.outcome.lines, "an idle line changes the others")


def later_months_never_change_earlier_ones(trial: Trial) -> None:
    """What the first months of a plan cost does not depend on the months that follow.

    Rules: D-2, B-3. Protects: whoever pays month by month.
    """
    lines = trial.input["lines"]
    if lines and lines[0]["units"]:
        first = trial.again(lines=[{**line, "units": line["units"][:-1]} for line in lines]).outcome
        same = first.by_month == trial.outcome.by_month[:-1]
        trial.holds(same, f"months {trial.outcome.by_month}, without the last {first.by_month}")


def _whole(trial: Trial) -> Money:
    amount: Money | None = trial.given.amount
    pool: Money = trial.given.pool
    return pool if amount is None else amount


#: The laws of the stages 1 and 2.
LAWS: Final = (
    of_outcome(
        laws.no_cent_is_created_or_lost_in_stage_1, lambda asked: (asked.outcome, asked.given.pool), _PROVISIONAL
    ),
    of_outcome(
        laws.equal_facts_get_equal_provisional_amounts,
        lambda asked: (asked.given.recipients, asked.outcome),
        _PROVISIONAL,
        only_under=_EQUAL,
    ),
    of_outcome(
        laws.a_greater_share_never_gives_a_smaller_provisional_amount, lambda asked: (asked.outcome,), _PROVISIONAL
    ),
    of_outcome(
        laws.the_order_of_recipients_does_not_matter_in_stage_1,
        lambda asked: (asked.outcome, asked.again(recipients=asked.input["recipients"][::-1]).outcome),
        _PROVISIONAL,
    ),
    of_outcome(
        laws.a_larger_pool_never_gives_anyone_less,
        lambda asked: (asked.outcome, asked.again(pool=grown(asked.input["pool"], 99)).outcome),
        _PROVISIONAL,
        only_under=_EQUAL,
    ),
    of_outcome(
        laws.stage_1_gives_what_its_definition_says,
        lambda asked: (asked.outcome, asked.given.recipients, _whole(asked), asked.given.on, asked.parameters),
        _PROVISIONAL,
    ),
    law(without_recipients_the_whole_pool_stays_in_reserve, _PROVISIONAL),
    law(provisional_amounts_follow_the_recipient_and_not_the_id, _PROVISIONAL),
    law(a_care_opinion_never_lowers_a_provisional_amount, _PROVISIONAL, only_under=_SHARED),
    law(a_new_recipient_never_gives_another_more_of_the_pool, _PROVISIONAL, only_under={**_SHARED, **_EQUAL}),
    law(the_moment_of_an_application_moves_no_provisional_amount, _PROVISIONAL, only_under=_EQUAL),
    of_outcome(
        laws.lines_and_months_add_up_to_the_needed_amount, lambda asked: (asked.given.lines, asked.outcome), _NEEDED
    ),
    law(the_order_of_lines_does_not_change_what_a_plan_costs, _NEEDED),
    law(more_units_never_cost_less, _NEEDED),
    law(a_line_split_in_two_costs_the_same_but_for_a_cent, _NEEDED),
    law(a_line_without_units_costs_nothing, _NEEDED),
    law(later_months_never_change_earlier_ones, _NEEDED),
)
