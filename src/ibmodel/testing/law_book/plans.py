"""Laws of the plan: two rankings made one, and a plan cut to an amount."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import attrs

from ibmodel.case import Rankings
from ibmodel.exchange.converter import shown_score
from ibmodel.money import Money, Share
from ibmodel.rules.needs import MergedOrder
from ibmodel.testing import brute, laws
from ibmodel.testing.law_book.law import law, of_outcome
from ibmodel.testing.law_book.money import LARGEST, grown
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_cent_more_never_plans_less",
    "a_cut_plan_costs_what_stage_2_says",
    "a_plan_that_fits_is_not_cut",
    "a_service_that_the_parent_moves_up_never_falls",
    "all_weight_on_the_parent_keeps_the_parents_order",
    "cutting_twice_is_cutting_once",
    "nothing_is_planned_without_money",
    "scores_never_rise_down_the_order",
    "the_weights_of_the_policy_may_be_named_or_not",
]

_MERGE: Final = "plan.merge"
_FIT: Final = "plan.fit"


def scores_never_rise_down_the_order(trial: Trial) -> None:
    """Nobody stands behind a service with a smaller score, and every score lies between none and all.

    Rules: N-2, I-11. Protects: what the experts or the parent put first.
    """
    scores = [row.score for row in trial.outcome.order]
    trial.holds(scores == sorted(scores, reverse=True), f"the scores are {[*map(float, scores)]}")
    trial.holds(all(0 <= score <= 1 for score in scores), f"the scores are {[*map(float, scores)]}")


def all_weight_on_the_parent_keeps_the_parents_order(trial: Trial) -> None:
    """If only the parent counts, the parent's order stands.

    Rules: N-2, I-11. Protects: the parent.
    """
    merged = trial.again(weights={"experts": "0", "parent": "100"}).outcome
    found = [row.service for row in merged.order]
    trial.holds(found == trial.input["parent"], f"the parent ranks {trial.input['parent']}, merged is {found}")


def a_service_that_the_parent_moves_up_never_falls(trial: Trial) -> None:
    """What the parent puts first stands at least as high as before.

    Rules: N-2, I-11. Protects: the parent.
    """
    before = [row.service for row in trial.outcome.order]
    for service in trial.input["parent"][1:]:
        others = [other for other in trial.input["parent"] if other != service]
        after = [row.service for row in trial.again(parent=[service, *others]).outcome.order]
        higher = after.index(service) <= before.index(service)
        trial.holds(higher, f"{service} falls from {before.index(service)} to {after.index(service)}")


def the_weights_of_the_policy_may_be_named_or_not(trial: Trial) -> None:
    """Without weights the policy's are meant.

    Rules: N-2, I-11. Protects: whoever leaves out what goes without saying.
    """
    needs = trial.parameters.needs
    named = trial.again(weights={"experts": str(needs.weight_experts), "parent": str(needs.weight_parent)}).outcome
    unnamed = trial.again(weights=None).outcome
    trial.holds(named == unnamed, f"with the policy's weights {named}, without any {unnamed}")


def a_plan_that_fits_is_not_cut(trial: Trial) -> None:
    """With as much money as the plan costs, every unit stays and nothing is left.

    Rules: N-3, N-7, B-10. Protects: families whose plan is within the amount.
    """
    needed = Money.sum(line.unit_price.times(sum(line.units)) for line in trial.given.lines)
    if needed <= LARGEST:
        outcome = trial.again(available=str(needed)).outcome
        trial.holds(not any(row.dropped_units for row in outcome.lines), f"{outcome} of {needed}")
        trial.holds(outcome.planned == needed, f"planned is {outcome.planned} of {needed}")


def nothing_is_planned_without_money(trial: Trial) -> None:
    """Without money nothing is planned that costs anything, and nothing is left.

    Rules: N-7, B-11. Protects: the provider from services that nobody can pay.
    """
    outcome = trial.again(available="0.00").outcome
    nothing = not outcome.planned and not outcome.left
    trial.holds(nothing, f"planned is {outcome.planned}, left {outcome.left} of nothing")


def a_cent_more_never_plans_less(trial: Trial) -> None:
    """With a cent more the plan is worth at least as much.

    A unit that the cent makes possible takes all that is left. Rules: N-3, N-7, I-12. Protects: the family that
    finds a little more.
    """
    more = trial.again(available=grown(trial.input["available"])).outcome
    trial.holds(trial.outcome.planned <= more.planned, f"{trial.outcome.planned}, with a cent more {more.planned}")


def cutting_twice_is_cutting_once(trial: Trial) -> None:
    """What was cut to an amount fits into it.

    Rules: N-7, B-10. Protects: the family from a plan that shrinks whenever it is looked at.
    """
    lines = zip(trial.input["lines"], trial.outcome.lines, strict=True)
    again = trial.again(lines=[{**line, "units": list(row.units)} for line, row in lines]).outcome
    trial.holds(not any(row.dropped_units for row in again.lines), f"{again} is cut from {trial.outcome}")
    trial.holds(again.planned == trial.outcome.planned, f"planned {again.planned}, before {trial.outcome.planned}")


def a_cut_plan_costs_what_stage_2_says(trial: Trial) -> None:
    """The amount of a cut plan is the needed amount of the units that stay.

    Rules: B-3, N-7, B-10. Protects: whoever holds one table against the other.
    """
    lines = zip(trial.input["lines"], trial.outcome.lines, strict=True)
    needed = trial.asking("budget.needed", lines=[{**line, "units": list(row.units)} for line, row in lines]).outcome
    trial.holds(needed.needed == trial.outcome.planned, f"planned {trial.outcome.planned}, needed {needed.needed}")


def _weights(trial: Trial) -> tuple[Share, Share]:
    given, needs = trial.given.weights, trial.parameters.needs
    return (needs.weight_experts, needs.weight_parent) if given is None else (given.experts, given.parent)


def _rankings(trial: Trial) -> Rankings:
    rankings: Rankings = trial.given.rankings()
    return rankings


def _exact(trial: Trial) -> MergedOrder:
    """The order with exact scores wherever the four decimals of the wire are those of the exact one."""
    experts, parent = (Fraction(share.millionths, Share.WHOLE) for share in _weights(trial))
    rankings = _rankings(trial)
    exact = dict(brute.merged_scores(rankings.experts, rankings.parent, (experts, parent)))
    shown = {service: shown_score(score) for service, score in exact.items()}
    rows = zip(trial.response["result"]["order"], trial.outcome.order, strict=True)
    order = [
        attrs.evolve(row, score=exact[row.service]) if shown.get(row.service) == written["score"] else row
        for written, row in rows
    ]
    return MergedOrder(tuple(order))


def _fitted(trial: Trial) -> tuple[Any, ...]:
    return trial.given.lines, trial.outcome


#: The laws of merging and cutting.
LAWS: Final = (
    of_outcome(
        laws.the_merged_order_ignores_and_invents_nothing, lambda asked: (_rankings(asked), asked.outcome), _MERGE
    ),
    of_outcome(
        laws.a_service_that_both_sides_prefer_comes_first, lambda asked: (_rankings(asked), asked.outcome), _MERGE
    ),
    of_outcome(
        laws.the_merged_order_is_that_of_the_weighted_scores,
        lambda asked: (_rankings(asked), _exact(asked), *_weights(asked)),
        _MERGE,
    ),
    law(scores_never_rise_down_the_order, _MERGE),
    law(all_weight_on_the_parent_keeps_the_parents_order, _MERGE),
    law(a_service_that_the_parent_moves_up_never_falls, _MERGE),
    law(the_weights_of_the_policy_may_be_named_or_not, _MERGE),
    of_outcome(
        laws.a_cut_plan_costs_no_more_than_the_amount, lambda asked: (*_fitted(asked), asked.given.available), _FIT
    ),
    of_outcome(laws.a_cut_plan_invents_nothing, _fitted, _FIT),
    of_outcome(laws.a_cut_plan_drops_the_last_months_first, _fitted, _FIT),
    of_outcome(
        laws.a_cut_plan_keeps_priorities,
        lambda asked: (*_fitted(asked), asked.given.available, asked.parameters),
        _FIT,
    ),
    law(a_plan_that_fits_is_not_cut, _FIT),
    law(nothing_is_planned_without_money, _FIT),
    law(a_cent_more_never_plans_less, _FIT),
    law(cutting_twice_is_cutting_once, _FIT),
    law(a_cut_plan_costs_what_stage_2_says, _FIT, also_asks=("budget.needed",)),
)
