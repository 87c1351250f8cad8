"""The operations of the protocol: for each its input, its outcome, and the rule that leads from one to the other."""

from __future__ import annotations

from typing import Final

from ibmodel.case import Funding
from ibmodel.decisions import Decision
from ibmodel.exchange import administration_operations, plan_check_operations, plan_life_operations
from ibmodel.exchange.describing import Description, describe
from ibmodel.exchange.operation import Operation
from ibmodel.exchange.requests import (
    FinalRequest,
    FitRequest,
    FixedProvisionalRequest,
    FreeProvisionalRequest,
    MergeRequest,
    NeededRequest,
    NoInput,
    ProvisionalRequest,
)
from ibmodel.exchange.selecting import ELIGIBILITY, SELECTION
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.budget import (
    FinalStage,
    NeededStage,
    ProvisionalStage,
    compute_final,
    compute_needed,
    compute_provisional,
)
from ibmodel.rules.funding import TotalStage, compute_total
from ibmodel.rules.needs import FittedPlan, MergedOrder, Weights, fit_plan, merge_rankings

__all__ = ["OPERATIONS"]

_NOTHING: Final = Money(0)


def _provisional(request: ProvisionalRequest, parameters: Parameters) -> Decision[ProvisionalStage]:
    return compute_provisional(request.recipients, request.pool, request.on, parameters, request.amount)


def _provisional_request(parameters: Parameters) -> type:
    return FixedProvisionalRequest if parameters.reading("I-1") == "fixed_amount" else FreeProvisionalRequest


def _needed(request: NeededRequest, parameters: Parameters) -> Decision[NeededStage]:
    return compute_needed(request.lines, parameters)


def _final(request: FinalRequest, parameters: Parameters) -> Decision[FinalStage]:
    reserve, underspent = request.reserve or _NOTHING, request.underspent or _NOTHING
    return compute_final(request.recipients, parameters, reserve, underspent)


def _merge(request: MergeRequest, parameters: Parameters) -> Decision[MergedOrder]:
    given = request.weights
    weights = None if given is None else Weights(given.experts, given.parent)
    return merge_rankings(request.rankings(), parameters, weights)


def _fit(request: FitRequest, parameters: Parameters) -> Decision[FittedPlan]:
    return fit_plan(request.lines, request.available, parameters)


def _describe(request: NoInput, parameters: Parameters) -> Decision[Description]:
    return describe(parameters, OPERATIONS)


#: Every operation of the protocol that this version answers, by name.
OPERATIONS: Final[dict[str, Operation]] = {
    operation.name: operation
    for operation in (
        *ELIGIBILITY,
        *SELECTION,
        Operation("budget.provisional", ProvisionalRequest, ProvisionalStage, _provisional, _provisional_request),
        Operation("budget.needed", NeededRequest, NeededStage, _needed),
        Operation("budget.final", FinalRequest, FinalStage, _final),
        Operation("funding.total", Funding, TotalStage, compute_total),
        Operation("plan.merge", MergeRequest, MergedOrder, _merge),
        Operation("plan.fit", FitRequest, FittedPlan, _fit),
        *plan_check_operations.OPERATIONS,
        *plan_life_operations.OPERATIONS,
        *administration_operations.OPERATIONS,
        Operation("policy.describe", NoInput, Description, _describe),
    )
}
