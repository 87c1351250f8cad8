"""Every law that an implementation of the protocol can be held against, whoever wrote it and in whichever language.

- `LAW_BOOK`: all of them, in the order of the methodology's rules.
- `Law`: its name, its sentence, the rules it follows from, whom it protects, and `Law.check`, which puts a valid
  request to any implementation and raises `ibmodel.testing.laws.LawBroken` with the values at fault.
- `NotAnswered`: a valid request was refused, which neither breaks nor keeps a law.

An implementation is a function from a request to its response, such as `ibmodel.evaluate`:

>>> from ibmodel import evaluate
>>> def generous(request):
...     response = evaluate(request)
...     response["result"]["reserve"] = "1.00"
...     return response
>>> law = next(law for law in LAW_BOOK if law.name == "no_cent_is_created_or_lost_in_stage_1")
>>> asked = {"pool": "100.00", "on": "2018-09-01", "recipients": []}
>>> law.check(evaluate, {"op": "budget.provisional", "input": asked})
>>> law.check(generous, {"op": "budget.provisional", "input": asked})
Traceback (most recent call last):
    ...
ibmodel.testing.laws.LawBroken: no_cent_is_created_or_lost_in_stage_1: amounts 0.00 and reserve 1.00 make 1.00 of 100.00
"""

from __future__ import annotations

from typing import Final

from ibmodel.sources import RULES
from ibmodel.testing.law_book import (
    administration,
    answers,
    checks,
    deadlines,
    eligibility,
    funding,
    plans,
    pool,
    receipt,
    selection,
    selection_outcomes,
    surplus,
    transport,
)
from ibmodel.testing.law_book.law import Law
from ibmodel.testing.law_book.trial import Ask, NotAnswered, Request

__all__ = ["LAW_BOOK", "Ask", "Law", "NotAnswered", "Request"]

_CHAPTERS: Final = (
    *(answers, eligibility, deadlines, selection_outcomes, selection, pool, surplus, funding, plans),
    *(checks, receipt, transport, administration),
)
_PLACE: Final = {rule: place for place, rule in enumerate(RULES)}


def _first_rule(law: Law) -> int:
    """Where the methodology states the first of a law's rules; interpretations have no place of their own."""
    return min((_PLACE[rule] for rule in law.rules if rule in _PLACE), default=-1)


#: Every law in the order of the rules, those with the same first rule by chapter.
LAW_BOOK: Final[tuple[Law, ...]] = tuple(sorted((law for part in _CHAPTERS for law in part.LAWS), key=_first_rule))
