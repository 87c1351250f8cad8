"""What a funding variant does to a whole group, against the situation before. Rule F-8."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ibmodel.case import Funding
from ibmodel.errors import Inconsistent
from ibmodel.money import Money
from ibmodel.rules.funding.total import TotalStage
from ibmodel.vocabulary import Comparison

__all__ = ["Effects", "effects_on_group"]


@attrs.frozen
class Effects:
    """How many recipients are better off, the same, worse off or need less than they had, and what is saved.

    ``public_saved`` is the money that state and municipality paid for the plans' services and no longer pay.
    """

    better: int
    same: int
    worse: int
    need_is_less: int
    public_saved: Money


def effects_on_group(fundings: Sequence[Funding], outcomes: Sequence[TotalStage]) -> Effects:
    """Who gains, who loses, and how much public money is replaced, over a group?

    ``outcomes`` are those of ``fundings``, in the same order; `Inconsistent` if their numbers differ.
    Rules: F-7, F-8; source M II.3.3, tables 3 to 5.
    """
    if len(fundings) != len(outcomes):
        raise Inconsistent(f"expected as many outcomes as plans, got {len(outcomes)} for {len(fundings)}")
    compared = [outcome.against_before for outcome in outcomes]
    before = sum(line.public.cents for funding in fundings for line in funding.lines)
    used = sum(outcome.sources.public.cents for outcome in outcomes)
    return Effects(
        better=compared.count(Comparison.BETTER),
        same=compared.count(Comparison.SAME),
        worse=compared.count(Comparison.WORSE),
        need_is_less=compared.count(Comparison.NEED_IS_LESS),
        public_saved=Money(before - used),
    )
