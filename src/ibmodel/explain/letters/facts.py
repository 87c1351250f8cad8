"""What a letter states, taken from what the rules decided; the same for every language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Literal

import attrs

from ibmodel.case import PlanLine
from ibmodel.case.applications import AdultApplicant, Applicant, ChildApplicant
from ibmodel.case.checks import Identifier, ServiceName
from ibmodel.dates import Month, Period
from ibmodel.decisions import Decision, Reason
from ibmodel.errors import BadValue, MissingField
from ibmodel.matrix import MatrixOutcome
from ibmodel.model import CaseOutcome
from ibmodel.money import Money, Rate
from ibmodel.parameters import Parameters
from ibmodel.rules.eligibility import Criterion, Eligibility
from ibmodel.rules.funding import FundedLine, Sources, TotalStage
from ibmodel.rules.needs import fitted_plan

__all__ = [
    "LetterFacts",
    "LetterService",
    "RefusalFacts",
    "Review",
    "case_facts",
    "matrix_facts",
    "refusal_facts",
]

_ADULTS: Final = "adults-pilot-2019"
_PILOT: Final = "children-pilot-2018"
_TIED: Final = "tied_money_left"


@attrs.frozen
class LetterService:
    """A service of the plan: its units by month as planned and as the money pays for them.

    ``paid`` is what all sources give to it. The ``funded`` units are the most whole ones that this pays for, those of
    the last months left out first; they cost ``amount``. ``unmet`` is what nobody pays.
    """

    service: ServiceName
    provider: str | None
    unit_price: Rate
    planned: tuple[int, ...]
    funded: tuple[int, ...]
    amount: Money
    paid: Money
    unmet: Money

    @property
    def dropped(self) -> int:
        """How many of the planned units are not paid for."""
        return sum(self.planned) - sum(self.funded)

    @property
    def left(self) -> Money:
        """What is left of the money for the service: less than one more unit would cost."""
        return self.paid - self.amount


@attrs.frozen
class Review:
    """When the child is evaluated again: from one day to another; ``closing``: for the last time in the pilot."""

    first: date
    last: date
    closing: bool


@attrs.frozen
class LetterFacts:
    """What a letter that grants a budget states (N-9, F-7). The services stand in priority order.

    ``needed`` = ``total`` + ``unmet``; the ``sources`` add up to ``total``. ``provisional`` is none where it is not
    known. ``tied`` is what is left of benefits and public money though something stays unmet. ``review`` is none
    outside a pilot, where no month is fixed.
    """

    code: Identifier
    municipality: Identifier
    period: Period
    provisional: Money | None
    needed: Money
    final: Money
    total: Money
    unmet: Money
    sources: Sources
    tied: Money
    services: tuple[LetterService, ...]
    review: Review | None

    @property
    def left(self) -> Money:
        """What the money does not make whole units of, over all services."""
        return Money.sum(line.left for line in self.services)


@attrs.frozen
class RefusalFacts:
    """What a letter that refuses an application states: every criterion with why (E-8, G-5).

    ``kind`` says for what was applied: one of the two pilots, or a budget outside them.
    """

    code: Identifier
    municipality: Identifier | None
    kind: Literal["children", "adults", "general"]
    received: datetime
    criteria: tuple[Criterion, ...]
    reasons: tuple[Reason, ...]


def matrix_facts(outcome: MatrixOutcome, parameters: Parameters) -> LetterFacts:
    """What the letter on a child's file states.

    Raises `MissingField` at ``/final`` while the final amount is not known: before that nothing is decided that a
    letter could tell. The other errors are those of `case_facts`. Rules: N-9, N-7, F-7, N-5; source M II.3.1.
    """
    matrix = outcome.matrix
    if matrix.final is None or outcome.total is None:
        raise MissingField("expected the final amount", "/final")
    providers = [matrix.services[row].provider for row in outcome.rows]
    period = Period(Month.of(matrix.period.start), matrix.period.months)
    return LetterFacts(
        code=matrix.code,
        municipality=matrix.municipality,
        period=period,
        provisional=matrix.provisional,
        final=matrix.final,
        services=_services(outcome.lines, outcome.total.outcome.lines, providers, parameters),
        review=_review(period, parameters),
        **_money(outcome.total),
    )


def case_facts(outcome: CaseOutcome, start: date, parameters: Parameters) -> LetterFacts:
    """What the letter on a case of a cohort states; the period begins with the month of ``start``.

    A case without services has the edition's length of a period. Raises `BadValue` under an edition for adults, of
    whose letters no source speaks. Rules: N-7, F-7, N-5; source M II.3.2.
    """
    case = outcome.case
    lines = case.lines
    if outcome.order is not None:
        rank = {row.service: place for place, row in enumerate(outcome.order.outcome.order)}
        lines = tuple(sorted(lines, key=lambda line: rank[line.service]))
    months = len(lines[0].units) if lines else 0
    period = Period(Month.of(start), months or parameters.period.months)
    return LetterFacts(
        code=case.id,
        municipality=case.municipality,
        period=period,
        provisional=outcome.provisional.provisional,
        final=outcome.final,
        services=_services(lines, outcome.total.outcome.lines, [None] * len(lines), parameters),
        review=_review(period, parameters),
        **_money(outcome.total),
    )


def refusal_facts(applicant: Applicant, decision: Decision[Eligibility]) -> RefusalFacts:
    """What the letter that refuses an application states.

    Raises `BadValue` unless a criterion fails: somebody of whom something is not known yet is not refused.
    Rules: E-8, G-5; source M II.2.1, II.2.2.
    """
    eligibility = decision.outcome
    if eligibility.eligible is not False:
        what = "one that nothing refuses" if eligibility.eligible else "one that cannot be decided yet"
        raise BadValue(f"expected an application that fails a criterion, got {what}")
    municipality, kind = _applied_for(applicant)
    return RefusalFacts(applicant.id, municipality, kind, applicant.received, eligibility.criteria, decision.reasons)


def _applied_for(applicant: Applicant) -> tuple[str | None, Literal["children", "adults", "general"]]:
    if isinstance(applicant, ChildApplicant):
        return applicant.municipality, "children"
    if isinstance(applicant, AdultApplicant):
        return applicant.declared_municipality, "adults"
    return None, "general"


def _money(total: Decision[TotalStage]) -> dict[str, Any]:
    """The amounts of stage 4 by their names in `LetterFacts`."""
    outcome = total.outcome
    tied = [reason.facts["left"] for reason in total.reasons if reason.code == _TIED]
    return {
        "needed": outcome.total + outcome.unmet,
        "total": outcome.total,
        "unmet": outcome.unmet,
        "sources": outcome.sources,
        "tied": tied[0] if tied else Money(0),
    }


def _services(
    lines: Sequence[PlanLine], funded: Sequence[FundedLine], providers: Sequence[str | None], parameters: Parameters
) -> tuple[LetterService, ...]:
    return tuple(
        _service(line, money, provider, parameters)
        for line, money, provider in zip(lines, funded, providers, strict=True)
    )


def _service(line: PlanLine, money: FundedLine, provider: str | None, parameters: Parameters) -> LetterService:
    """A line with the units that the money given to it pays for: it is cut as a plan of one line would be (N-7)."""
    paid = Money.sum((money.project, money.benefits, money.public, money.other))
    fitted = fitted_plan([line.line], paid, parameters).lines[0]
    return LetterService(
        line.service, provider, line.unit_price, line.units, fitted.units, fitted.amount, paid, money.unmet
    )


def _review(period: Period, parameters: Parameters) -> Review | None:
    """The evaluation that comes next in the children's pilot, by the month in which the period begins (N-5)."""
    if parameters.basis == _ADULTS:
        raise BadValue(f"expected an edition for children, got {parameters.name!a}", "/policy")
    start = Month.of(parameters.pilot.start)
    if parameters.basis != _PILOT or period.first not in Period(start, parameters.pilot.months):
        return None
    figures = parameters.evaluation
    closing = period.first >= start.plus(parameters.plan.second_from_month - 1).first
    first, last = figures.second_from_month, figures.second_to_month
    if closing:
        first = last = figures.closing_month
    return Review(start.plus(first - 1).first, start.plus(last - 1).last, closing)
