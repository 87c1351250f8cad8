"""What a municipality is owed (pašvaldības attiecināmās izmaksas). Rules A-1 to A-5, A-13."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import attrs

from ibmodel.case.administration import CostsQuestion, StaffPay
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadType, BadValue
from ibmodel.money import Money, Share, not_negative, round_half_up
from ibmodel.parameters import Parameters

__all__ = [
    "CODES",
    "AdvanceBalance",
    "MunicipalCosts",
    "StaffCost",
    "TransportShift",
    "check_transport_shift",
    "compute_advance_balance",
    "compute_costs",
    "compute_staff_cost",
    "municipal_costs",
]

FULL_PAY: Final = ReasonCode("pay_in_full", "A-1", ("children", "limit", "pay"))
PART_PAY: Final = ReasonCode("pay_in_proportion", "A-1", ("children", "limit", "full_pay", "pay"))
INDIRECT: Final = ReasonCode("indirect_costs_added", "A-2", ("share", "pay", "indirect"))
NO_INDIRECT: Final = ReasonCode("no_indirect_costs", "A-2", ())
TOTAL: Final = ReasonCode("eligible_costs", "A-3", ("pay", "indirect", "transport", "services", "total"))
SHIFT_FITS: Final = ReasonCode("transport_money_within_total", "A-4", ("planned", "corrected"))
SHIFT_EXCEEDS: Final = ReasonCode("transport_money_exceeds_total", "A-4", ("planned", "corrected", "over"))
ADVANCE_COVERS: Final = ReasonCode("advance_covers_services", "A-5", ("advance", "services", "to_return"))
ADVANCE_SHORT: Final = ReasonCode("advance_falls_short", "A-5", ("advance", "services", "to_pay"))
DIRECT: Final = ReasonCode("direct_staff_cost", "A-13", ("salary", "supplements", "overtime", "amount"))
OVERHEAD: Final = ReasonCode("staff_in_indirect_costs", "A-13", ("time_share", "least"))
EXCLUDED: Final = ReasonCode("service_contract_excluded", "A-13", ())
CODES: Final = (
    *(FULL_PAY, PART_PAY, INDIRECT, NO_INDIRECT, TOTAL, SHIFT_FITS, SHIFT_EXCEEDS),
    *(ADVANCE_COVERS, ADVANCE_SHORT, DIRECT, OVERHEAD, EXCLUDED),
)

_NOTHING: Final = Money(0)


@attrs.frozen
class MunicipalCosts:
    """A municipality's eligible costs; the total is the sum of the four."""

    pay: Money
    indirect: Money
    transport: Money
    services: Money
    total: Money


@attrs.frozen
class TransportShift:
    """Whether a new division of the transport money keeps within the planned total, and by how much it does not."""

    allowed: bool
    planned: Money
    corrected: Money
    over: Money


@attrs.frozen
class AdvanceBalance:
    """What is left of an advance to give back, or still to be paid beyond it; at most one is above nothing."""

    to_return: Money
    to_pay: Money


@attrs.frozen
class StaffCost:
    """How a person's pay counts: as direct staff cost of ``amount``, among the indirect costs, or not at all."""

    kind: Literal["direct", "indirect", "excluded"]
    amount: Money


def compute_costs(question: CostsQuestion, parameters: Parameters) -> Decision[MunicipalCosts]:
    """What are a municipality's eligible costs, and why (attiecināmās izmaksas)?

    Rules: A-1, A-2, A-3; source M III.1.
    """
    outcome, limit = municipal_costs(question, parameters), parameters.administration.full_pay_children
    if question.children < limit:
        reasons = [Reason(PART_PAY, (question.children, limit, question.full_pay, outcome.pay))]
    else:
        reasons = [Reason(FULL_PAY, (question.children, limit, outcome.pay))]
    if question.employment_contract:
        share = parameters.administration.indirect_share
        reasons.append(Reason(INDIRECT, (share, outcome.pay, outcome.indirect)))
    else:
        reasons.append(Reason(NO_INDIRECT))
    values = (outcome.pay, outcome.indirect, outcome.transport, outcome.services, outcome.total)
    reasons.append(Reason(TOTAL, values))
    return Decision(outcome, tuple(reasons), parameters.name, ())


def municipal_costs(question: CostsQuestion, parameters: Parameters) -> MunicipalCosts:
    """The costs of `compute_costs` without their reasons.

    The pay is in proportion to the children, in full from the edition's number on, rounded half up; indirect costs
    are a part of the rounded pay, rounded half up, under an employment contract only. Rules: A-1, A-2, A-3.
    """
    figures = parameters.administration
    full = figures.full_pay_children
    pay = Money(round_half_up(question.full_pay.cents * min(question.children, full), full))
    indirect = _NOTHING
    if question.employment_contract:
        indirect = Money(round_half_up(pay.cents * figures.indirect_share.millionths, Share.WHOLE))
    total = Money.sum((pay, indirect, question.transport, question.services))
    return MunicipalCosts(pay, indirect, question.transport, question.services, total)


def check_transport_shift(
    planned: Mapping[str, Money], corrected: Mapping[str, Money], parameters: Parameters
) -> Decision[TransportShift]:
    """May transport money be divided anew among the municipalities (transporta izmaksu korekcija)?

    It may if the new sum is not above the planned one, whoever gets how much. Rules: A-4; source M III.1.
    """
    before, after = _sum_of(planned, "planned"), _sum_of(corrected, "corrected")
    if after <= before:
        outcome = TransportShift(allowed=True, planned=before, corrected=after, over=_NOTHING)
        return Decision(outcome, (Reason(SHIFT_FITS, (before, after)),), parameters.name, ())
    over = after - before
    outcome = TransportShift(allowed=False, planned=before, corrected=after, over=over)
    return Decision(outcome, (Reason(SHIFT_EXCEEDS, (before, after, over)),), parameters.name, ())


def compute_advance_balance(advance: Money, services: Money, parameters: Parameters) -> Decision[AdvanceBalance]:
    """What is left of the advance of month 1 when the pilot closes (norēķins par avansa maksājumu)?

    ``services`` are those that were received and paid, and not refunded otherwise. Rules: A-5; source M III.1.
    """
    difference = not_negative(advance, "advance") - not_negative(services, "services")
    if difference >= 0:
        outcome = AdvanceBalance(Money(difference), _NOTHING)
        reason = Reason(ADVANCE_COVERS, (advance, services, outcome.to_return))
    else:
        outcome = AdvanceBalance(_NOTHING, Money(-difference))
        reason = Reason(ADVANCE_SHORT, (advance, services, outcome.to_pay))
    return Decision(outcome, (reason,), parameters.name, ())


def compute_staff_cost(staff: StaffPay, parameters: Parameters) -> Decision[StaffCost]:
    """Does a person's pay count as direct staff cost, and how much of it (tiešās personāla izmaksas)?

    Salary and supplements count, overtime does not. Work under a service contract is left out; who spends less
    than the edition's part of the working time on the project belongs to the indirect costs. Rules: A-13; source
    M III.1.
    """
    least = parameters.administration.direct_staff_time_share
    if not staff.employment_contract:
        return Decision(StaffCost("excluded", _NOTHING), (Reason(EXCLUDED),), parameters.name, ())
    if staff.time_share < least:
        reason = Reason(OVERHEAD, (staff.time_share, least))
        return Decision(StaffCost("indirect", _NOTHING), (reason,), parameters.name, ())
    amount = staff.salary + staff.supplements
    reason = Reason(DIRECT, (staff.salary, staff.supplements, staff.overtime, amount))
    return Decision(StaffCost("direct", amount), (reason,), parameters.name, ())


def _sum_of(amounts: Mapping[str, Money], name: str) -> Money:
    for municipality, amount in amounts.items():
        try:
            not_negative(amount, municipality)
        except (BadType, BadValue) as error:
            raise error.below(name) from None
    return Money.sum(amounts.values())
