"""The methodology, one module per chapter, in the order in which the chapters use each other.

- `ibmodel.rules.administration`: deadlines.
- `ibmodel.rules.eligibility`: who may take part.
- `ibmodel.rules.selection`: who is chosen when places are fewer than applicants, provably.
- `ibmodel.rules.budget`: the first three stages: provisional, needed and final amount.
- `ibmodel.rules.needs`: from two rankings to one plan; cutting a plan to an amount.
- `ibmodel.rules.funding`: the fourth stage: which money pays for what, under three variants.

Each chapter answers with a `ibmodel.decisions.Decision`; beside every ``compute_``, ``merge_`` or ``fit_`` stands
the bare function that gives the same outcome without its reasons.
"""

from __future__ import annotations

from typing import Final

from ibmodel.decisions import ReasonCode
from ibmodel.rules import administration, budget, eligibility, funding, needs, selection

__all__ = ["REASON_CODES"]

_CHAPTERS: Final = (administration, eligibility, selection, budget, needs, funding)

#: Every kind of reason that a rule can give, by code.
REASON_CODES: Final[dict[str, ReasonCode]] = {kind.code: kind for chapter in _CHAPTERS for kind in chapter.CODES}
