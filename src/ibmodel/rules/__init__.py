"""The methodology, one module per chapter, in the order in which the chapters use each other.

- `ibmodel.rules.administration`: deadlines, the calendar of a pilot, a municipality's costs and duties, who may use
  data, case files, risks, contracts with providers.
- `ibmodel.rules.eligibility`: who may take part.
- `ibmodel.rules.selection`: who is chosen when places are fewer than applicants, provably.
- `ibmodel.rules.budget`: the first three stages: provisional, needed and final amount.
- `ibmodel.rules.evaluation`: an evaluation's papers, its team, who signs which table, how it closes.
- `ibmodel.rules.needs`: from two rankings to one plan; cutting a plan to an amount.
- `ibmodel.rules.funding`: the fourth stage: which money pays for what, under three variants.
- `ibmodel.rules.prices`: what one unit may cost on a day.
- `ibmodel.rules.combinations`: which services may not meet, and when.
- `ibmodel.rules.receipt`: the plan's life: schedule, settlement, execution, review, ending, the process.
- `ibmodel.rules.transport`: what a trip costs and which papers it needs.
- `ibmodel.rules.surveys`: who answers which questionnaire, and what is made of the answers.
- `ibmodel.rules.support`: the adults' pilot and support in making decisions.
- `ibmodel.rules.reports`: cash flow, the quarter, results, satisfaction, spending by service; values without reasons.

Each chapter answers with a `ibmodel.decisions.Decision`; beside every ``compute_``, ``merge_`` or ``fit_`` stands
the bare function that gives the same outcome without its reasons.
"""

from __future__ import annotations

from typing import Final

from ibmodel.decisions import ReasonCode
from ibmodel.rules import (
    administration,
    budget,
    combinations,
    eligibility,
    evaluation,
    funding,
    needs,
    prices,
    receipt,
    selection,
    support,
    surveys,
    transport,
)

__all__ = ["REASON_CODES"]

_CHAPTERS: Final = (
    administration,
    eligibility,
    selection,
    budget,
    evaluation,
    needs,
    funding,
    prices,
    combinations,
    receipt,
    transport,
    surveys,
    support,
)

#: Every kind of reason that a rule can give, by code.
REASON_CODES: Final[dict[str, ReasonCode]] = {kind.code: kind for chapter in _CHAPTERS for kind in chapter.CODES}
