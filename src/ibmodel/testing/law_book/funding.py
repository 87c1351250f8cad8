"""Laws of stage 4: which money pays for what, and what stays unpaid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from ibmodel.catalogue import is_transport
from ibmodel.money import Money
from ibmodel.rules.funding import TotalStage
from ibmodel.testing import laws
from ibmodel.testing.law_book.law import law, of_outcome
from ibmodel.testing.law_book.money import LARGEST, changed, grown
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_line_that_costs_nothing_changes_nothing",
    "enough_project_money_leaves_nothing_unpaid",
    "more_money_from_any_source_never_covers_less",
    "other_money_is_touched_last",
    "public_money_beyond_what_a_line_costs_changes_nothing",
    "the_variant_of_the_policy_may_be_named_or_not",
    "transport_of_the_list_may_be_named_or_not",
    "variants_2_and_3_cover_the_same",
    "what_was_before_changes_the_comparison_alone",
    "without_line_order_the_sources_pay_the_same",
]

_TOTAL: Final = "funding.total"
_BEST: Final = {"I-10": ("best_cover",)}


def enough_project_money_leaves_nothing_unpaid(trial: Trial) -> None:
    """With a final amount as large as the need nothing stays unpaid, whatever the variant.

    Rules: D-4, B-8, B-11, F-1, F-2, F-3. Protects: recipients whose budget is enough.
    """
    needed = Money.sum(line.amount for line in trial.given.lines)
    if needed <= LARGEST:
        outcome = trial.again(final=str(needed)).outcome
        trial.holds(not outcome.unmet, f"{outcome.unmet} stays unpaid of {needed}, which the project has")
        trial.holds(outcome.total == needed, f"the total is {outcome.total} of {needed}")


def other_money_is_touched_last(trial: Trial) -> None:
    """Without other money, such as the parents', every other source pays what it pays with it, on every line.

    Rules: F-1, F-2, F-3, F-6. Protects: the parents.
    """
    without = trial.again(other="0.00").outcome
    for source in ("project", "benefits", "public"):
        pairs = zip((trial.outcome.sources, *trial.outcome.lines), (without.sources, *without.lines), strict=True)
        for with_it, alone in pairs:
            paid, before = getattr(with_it, source), getattr(alone, source)
            trial.holds(paid == before, f"{source} pays {paid}, without other money {before}")


def what_was_before_changes_the_comparison_alone(trial: Trial) -> None:
    """The support of earlier times is compared with, and moves no cent.

    Rules: F-7, B-8. Protects: recipients who had little before.
    """
    for before in ("0.00", str(LARGEST)):
        other = trial.again(before=before).outcome
        same = _without_comparison(other) == _without_comparison(trial.outcome)
        trial.holds(same, f"{trial.outcome}, after {before} {other}")


def public_money_beyond_what_a_line_costs_changes_nothing(trial: Trial) -> None:
    """Public money for a service pays for that service alone: what is above its cost is as if it were not.

    Rules: F-4, B-8. Protects: the public service.
    """
    for place, line in enumerate(trial.given.lines):
        if line.public >= line.amount:
            more = trial.again(lines=changed(trial.input["lines"], place, public=grown(str(line.public), 500))).outcome
            same = _without_comparison(more) == _without_comparison(trial.outcome)
            trial.holds(same, f"{trial.outcome}, with more public money for {line.service} {more}")


def a_line_that_costs_nothing_changes_nothing(trial: Trial) -> None:
    """A service without cost takes no money and leaves the others theirs.

    Rules: B-8, F-5. Protects: every source of money.
    """
    more = trial.again(lines=[{"service": "x-free", "amount": "0.00"}, *trial.input["lines"]]).outcome
    trial.holds(attrs.evolve(more, lines=more.lines[1:]) == trial.outcome, f"{trial.outcome}, with a free line {more}")


def without_line_order_the_sources_pay_the_same(trial: Trial) -> None:
    """With the lines the other way round total and sources are the same: the order decides only between lines.

    Rules: F-6, I-10. Protects: recipients from how a plan is written.
    """
    turned = trial.again(lines=trial.input["lines"][::-1]).outcome
    trial.holds(turned.sources == trial.outcome.sources, f"{trial.outcome.sources}, turned round {turned.sources}")
    trial.holds(turned.total == trial.outcome.total, f"total {trial.outcome.total}, turned round {turned.total}")


def the_variant_of_the_policy_may_be_named_or_not(trial: Trial) -> None:
    """Without a variant the policy's is meant.

    Rules: F-2. Protects: whoever leaves out what goes without saying.
    """
    official = trial.parameters.funding.variant
    named, unnamed = trial.again(variant=official).outcome, trial.again(variant=None).outcome
    trial.holds(named == unnamed, f"in variant {official} {named}, without one {unnamed}")


def transport_of_the_list_may_be_named_or_not(trial: Trial) -> None:
    """Whether a service is transport the list knows; to say so changes nothing.

    Rules: F-4, L-1, L-2. Protects: the law that grants a benefit for a purpose.
    """
    lines = [
        {**line, "transport": is_transport(line["service"]) if line.get("transport") is None else line["transport"]}
        for line in trial.input["lines"]
    ]
    named = trial.again(lines=lines).outcome
    trial.holds(named == trial.outcome, f"{trial.outcome}, with transport named {named}")


def variants_2_and_3_cover_the_same(trial: Trial) -> None:
    """The greatest cover does not depend on which of the same sources is preferred.

    Rules: F-2, F-3, F-6, I-10. Protects: recipients from the choice of a variant.
    """
    second, third = (trial.again(variant=variant).outcome for variant in (2, 3))
    trial.holds(second.total == third.total, f"{second.total} in variant 2, {third.total} in variant 3")


def more_money_from_any_source_never_covers_less(trial: Trial) -> None:
    """Whichever source has more, the total does not shrink: public money and benefits too, tied as they are.

    Rules: F-4, F-6, I-10. Protects: a recipient who finds more money.
    """
    for richer in _richer(trial):
        trial.holds(trial.outcome.total <= richer.total, f"{trial.outcome.total}, and {richer.total} with more money")


def _richer(trial: Trial) -> Iterator[TotalStage]:
    benefits = trial.input.get("benefits") or {}
    for kind in ("rehabilitation", "transport"):
        yield trial.again(benefits={**benefits, kind: grown(benefits.get(kind), 101)}).outcome
    for place, line in enumerate(trial.input["lines"]):
        yield trial.again(lines=changed(trial.input["lines"], place, public=grown(line.get("public"), 101))).outcome


def _without_comparison(outcome: TotalStage) -> tuple[Any, ...]:
    return outcome.total, outcome.unmet, outcome.sources, outcome.lines


def _in_variant(trial: Trial, *variants: int) -> tuple[TotalStage, ...]:
    return tuple(trial.again(variant=variant).outcome for variant in variants)


#: The laws of stage 4.
LAWS: Final = (
    of_outcome(laws.the_total_never_exceeds_the_needed_amount, lambda asked: (asked.given, asked.outcome), _TOTAL),
    of_outcome(laws.sources_add_up_to_the_total_on_every_line_too, lambda asked: (asked.outcome,), _TOTAL),
    of_outcome(laws.no_source_pays_beyond_its_limit, lambda asked: (asked.given, asked.outcome), _TOTAL),
    of_outcome(
        laws.money_is_used_only_where_it_is_tied,
        lambda asked: (asked.given, asked.outcome, asked.parameters),
        _TOTAL,
    ),
    of_outcome(
        laws.no_other_assignment_covers_more,
        lambda asked: (asked.given, asked.outcome, asked.parameters),
        _TOTAL,
        only_under=_BEST,
    ),
    of_outcome(
        laws.every_cent_goes_where_the_definition_puts_it,
        lambda asked: (asked.given, asked.outcome, asked.parameters),
        _TOTAL,
    ),
    of_outcome(
        laws.more_money_never_covers_less,
        lambda asked: (asked.outcome, asked.again(final=grown(asked.input["final"], 101)).outcome),
        _TOTAL,
        only_under=_BEST,
    ),
    of_outcome(laws.variant_1_never_uses_public_money, lambda asked: _in_variant(asked, 1), _TOTAL),
    of_outcome(
        laws.variant_3_uses_no_more_project_money_than_variant_2, lambda asked: _in_variant(asked, 2, 3), _TOTAL
    ),
    of_outcome(laws.support_is_compared_with_what_was_before, lambda asked: (asked.given, asked.outcome), _TOTAL),
    law(enough_project_money_leaves_nothing_unpaid, _TOTAL),
    law(other_money_is_touched_last, _TOTAL),
    law(what_was_before_changes_the_comparison_alone, _TOTAL),
    law(public_money_beyond_what_a_line_costs_changes_nothing, _TOTAL),
    law(a_line_that_costs_nothing_changes_nothing, _TOTAL),
    law(without_line_order_the_sources_pay_the_same, _TOTAL, only_under=_BEST),
    law(the_variant_of_the_policy_may_be_named_or_not, _TOTAL),
    law(transport_of_the_list_may_be_named_or_not, _TOTAL),
    law(variants_2_and_3_cover_the_same, _TOTAL, only_under=_BEST),
    law(more_money_from_any_source_never_covers_less, _TOTAL, only_under=_BEST),
)
