"""Binding providers and describing services (pakalpojumu sniedzēju piesaiste). Rules L-8, R-9, R-10."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, TypeVar

import attrs

from ibmodel.case.applications import PilotDates
from ibmodel.case.contracts import (
    ContractItem,
    DescriptionItem,
    GuaranteeLetter,
    LetterItem,
    ProviderChange,
    ProviderContract,
    ServiceDescription,
)
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.rules.administration.findings import Finding, concluded, together, told
from ibmodel.vocabulary import Word

__all__ = [
    "CODES",
    "ContractCheck",
    "DescriptionCheck",
    "LetterCheck",
    "PurchaseRules",
    "check_guarantee_letter",
    "check_provider_contract",
    "check_service_description",
    "decide_provider_change",
    "decide_purchase_rules",
]

CONTRACT_COMPLETE: Final = ReasonCode("provider_contract_complete", "R-9", ())
CONTRACT_LACKS: Final = ReasonCode("provider_contract_lacks", "R-9", ("contract_item",))
WITHIN_PILOT: Final = ReasonCode("provider_contract_within_pilot", "R-9", ("last_day", "pilot_ends"))
BEYOND_PILOT: Final = ReasonCode("provider_contract_beyond_pilot", "R-9", ("last_day", "pilot_ends"))
END_OPEN: Final = ReasonCode("provider_contract_end_unknown", "R-9", ("pilot_ends",))
LETTER_COMPLETE: Final = ReasonCode("guarantee_letter_complete", "R-9", ())
LETTER_LACKS: Final = ReasonCode("guarantee_letter_lacks", "R-9", ("letter_item",))
APPLIED: Final = ReasonCode("provider_change_applied_for", "R-9", ())
NOT_APPLIED: Final = ReasonCode("provider_change_not_applied_for", "R-9", ())
APPLIED_PERHAPS: Final = ReasonCode("provider_change_application_unknown", "R-9", ())
POOR: Final = ReasonCode("provider_change_over_quality", "R-9", ())
NOT_POOR: Final = ReasonCode("provider_change_not_over_quality", "R-9", ())
POOR_PERHAPS: Final = ReasonCode("provider_change_ground_unknown", "R-9", ())
BY_LAW: Final = ReasonCode("procurement_law_applies", "R-10", ("price", "limit"))
BY_MUNICIPALITY: Final = ReasonCode("municipal_purchase_rules_apply", "R-10", ("price", "limit"))
PRICE_OPEN: Final = ReasonCode("contract_value_unknown", "R-10", ("limit",))
DESCRIBED: Final = ReasonCode("service_description_complete", "L-8", ())
DESCRIPTION_LACKS: Final = ReasonCode("service_description_lacks", "L-8", ("description_item",))
CODES: Final = (
    *(CONTRACT_COMPLETE, CONTRACT_LACKS, WITHIN_PILOT, BEYOND_PILOT, END_OPEN, LETTER_COMPLETE, LETTER_LACKS),
    *(APPLIED, NOT_APPLIED, APPLIED_PERHAPS, POOR, NOT_POOR, POOR_PERHAPS),
    *(BY_LAW, BY_MUNICIPALITY, PRICE_OPEN, DESCRIBED, DESCRIPTION_LACKS),
)

_APPLICATION: Final = (APPLIED, NOT_APPLIED, APPLIED_PERHAPS)
_GROUND: Final = (POOR, NOT_POOR, POOR_PERHAPS)
_NOTHING: Final = Money(0)

Item = TypeVar("Item", bound=Word)


class PurchaseRules(Word):
    """By which rules a municipality buys a service (R-10)."""

    PROCUREMENT_LAW = "procurement_law", "the Public Procurement Law", "Publisko iepirkumu likums"
    MUNICIPAL = "municipal", "the municipality's own rules", "pašvaldības normatīvie akti"


@attrs.frozen
class ContractCheck:
    """Whether a provider can be bound by a contract, and what it does not state.

    ``within_pilot``: whether it ends with the pilot or before; ``None``, there and in ``valid``: not known.
    """

    valid: bool | None
    within_pilot: bool | None
    missing: tuple[ContractItem, ...]


@attrs.frozen
class LetterCheck:
    """Whether a provider can be bound by a guarantee letter, and what it does not state."""

    valid: bool
    missing: tuple[LetterItem, ...]


@attrs.frozen
class DescriptionCheck:
    """Whether the description of a service is complete, and what it does not contain."""

    complete: bool
    missing: tuple[DescriptionItem, ...]


def check_provider_contract(
    contract: ProviderContract, pilot: PilotDates, parameters: Parameters
) -> Decision[ContractCheck]:
    """Can a provider be bound by a contract (līgums ar pakalpojumu sniedzēju)?

    It states all that it must and ends on the pilot's last day at the latest. Rules: R-9; source M III.4.
    """
    missing, reasons = _lacking(ContractItem, contract.states, CONTRACT_LACKS, CONTRACT_COMPLETE)
    within, why = _of_term(contract, pilot)
    outcome = ContractCheck(together([not missing, within]), within, missing)
    return Decision(outcome, (*reasons, why), parameters.name, ())


def check_guarantee_letter(letter: GuaranteeLetter, parameters: Parameters) -> Decision[LetterCheck]:
    """Can a provider be bound by a guarantee letter (garantijas vēstule)?

    Rules: R-9; source M III.4.
    """
    missing, reasons = _lacking(LetterItem, letter.states, LETTER_LACKS, LETTER_COMPLETE)
    return Decision(LetterCheck(not missing, missing), reasons, parameters.name, ())


def decide_provider_change(change: ProviderChange, parameters: Parameters) -> Decision[bool | None]:
    """May the parent demand another provider (pakalpojuma sniedzēja maiņa)?

    By an application that says the service is insufficient or of poor quality. A plan that changes for another reason
    is a matter of `ibmodel.rules.receipt.decide_review`. Rules: R-9; source M II.9.
    """
    findings = [told(change.applied, _APPLICATION, ()), told(change.poor_quality, _GROUND, ())]
    return concluded(findings, parameters)


def decide_purchase_rules(price: Money | None, parameters: Parameters) -> Decision[PurchaseRules | None]:
    """Does the Public Procurement Law apply, or do the municipality's own rules (pakalpojumu sniedzēju atlase)?

    ``price`` is what the contract is expected to come to, without value added tax; ``None``: not known, so it cannot
    be decided. From the edition's threshold on the law applies. Raises `BadType` or `BadValue` for anything but an
    amount that is not negative. Rules: R-10; source M II.10.
    """
    limit = parameters.procurement.threshold
    if price is None:
        return Decision(None, (Reason(PRICE_OPEN, (limit,)),), parameters.name, ())
    if type(price) is not Money:
        raise BadType(f"expected Money, got {shown(price)}", "/price")
    if price < _NOTHING:
        raise BadValue(f"expected an amount that is not negative, got {price}", "/price")
    by_law = price >= limit
    outcome = PurchaseRules.PROCUREMENT_LAW if by_law else PurchaseRules.MUNICIPAL
    reason = Reason(BY_LAW if by_law else BY_MUNICIPALITY, (price, limit))
    return Decision(outcome, (reason,), parameters.name, ())


def check_service_description(description: ServiceDescription, parameters: Parameters) -> Decision[DescriptionCheck]:
    """Does the description of a service contain all that it must (pakalpojuma apraksts)?

    Rules: L-8; source M II.6.3.
    """
    missing, reasons = _lacking(DescriptionItem, description.contains, DESCRIPTION_LACKS, DESCRIBED)
    return Decision(DescriptionCheck(not missing, missing), reasons, parameters.name, ())


def _of_term(contract: ProviderContract, pilot: PilotDates) -> Finding:
    ends = pilot.last_day
    if contract.last_day is None:
        return None, Reason(END_OPEN, (ends,))
    within = contract.last_day <= ends
    return within, Reason(WITHIN_PILOT if within else BEYOND_PILOT, (contract.last_day, ends))


def _lacking(
    items: Iterable[Item], stated: Collection[Item], lacks: ReasonCode, complete: ReasonCode
) -> tuple[tuple[Item, ...], tuple[Reason, ...]]:
    """The items that are not stated, in order, and a reason for each, or the one that nothing is missing."""
    missing = tuple(item for item in items if item not in stated)
    return missing, tuple(Reason(lacks, (item.value,)) for item in missing) or (Reason(complete),)
