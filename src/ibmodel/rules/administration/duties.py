"""Papers, codes and consent (attaisnojuma dokumenti, kodi, piekrišana). Rules A-11, A-14 to A-16, R-11."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

import attrs

from ibmodel.case.administration import ChildCode, ExpenseProof, ParentReceipt
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.parameters import Parameters

__all__ = [
    "CODES",
    "WITHOUT_CONSENT",
    "CodeCheck",
    "MarksCheck",
    "ReportCheck",
    "check_child_code",
    "check_marks",
    "check_parent_receipt",
    "check_provider_papers",
    "check_report",
    "decide_exchange",
]

#: The institutions that may be told of a child without the parent's consent (A-16).
WITHOUT_CONSENT: Final = ("orphans_court", "police")

MARKS_COMPLETE: Final = ReasonCode("proof_bears_its_marks", "A-14", ())
NO_NUMBER: Final = ReasonCode("proof_without_number", "A-14", ())
NO_POSITION: Final = ReasonCode("proof_without_cost_position", "A-14", ())
NO_AMOUNT: Final = ReasonCode("proof_without_amount", "A-14", ())
PAPERS_COMPLETE: Final = ReasonCode("service_proofs_complete", "R-11", ())
NO_INVOICE: Final = ReasonCode("invoice_absent", "R-11", ())
NO_ACT: Final = ReasonCode("acceptance_absent", "R-11", ())
NO_REPORT: Final = ReasonCode("parent_report_absent", "R-11", ())
NO_PROVIDER: Final = ReasonCode("receipt_without_provider", "R-11", ())
NO_SERVICE: Final = ReasonCode("receipt_without_service", "R-11", ())
NO_RECIPIENT: Final = ReasonCode("receipt_without_recipient", "R-11", ())
NO_PERSONAL_CODE: Final = ReasonCode("receipt_without_personal_code", "R-11", ())
CODE_USED: Final = ReasonCode("code_stands_for_child", "A-11", ("code",))
CODE_TOO_EARLY: Final = ReasonCode("code_before_contract", "A-11", ("code",))
CODE_TAKEN: Final = ReasonCode("code_already_taken", "A-11", ("code",))
CODE_TELLS: Final = ReasonCode("code_tells_the_name", "A-11", ("code",))
AGREED: Final = ReasonCode("report_agreed_first", "A-15", ())
NOT_AGREED: Final = ReasonCode("report_not_agreed_first", "A-15", ())
IN_TIME: Final = ReasonCode("report_in_time", "A-6", ("handed_in", "due"))
LATE: Final = ReasonCode("report_late", "A-6", ("handed_in", "due"))
FREE: Final = ReasonCode("exchange_needs_no_consent", "A-16", ())
CONSENTED: Final = ReasonCode("exchange_with_consent", "A-16", ())
REFUSED: Final = ReasonCode("exchange_without_consent", "A-16", ())
UNASKED: Final = ReasonCode("exchange_consent_unknown", "A-16", ())
CODES: Final = (
    *(MARKS_COMPLETE, NO_NUMBER, NO_POSITION, NO_AMOUNT, PAPERS_COMPLETE, NO_INVOICE, NO_ACT, NO_REPORT),
    *(NO_PROVIDER, NO_SERVICE, NO_RECIPIENT, NO_PERSONAL_CODE, CODE_USED, CODE_TOO_EARLY, CODE_TAKEN, CODE_TELLS),
    *(AGREED, NOT_AGREED, IN_TIME, LATE, FREE, CONSENTED, REFUSED, UNASKED),
)


@attrs.frozen
class MarksCheck:
    """Whether a paper shows all that it must, and what it does not."""

    complete: bool
    missing: tuple[str, ...]


@attrs.frozen
class CodeCheck:
    """Whether a code may stand for a child, and the codes of what speaks against it."""

    allowed: bool
    objections: tuple[str, ...]


@attrs.frozen
class ReportCheck:
    """Whether a report was agreed with the ministry's team before it was handed in, and whether it came in time."""

    agreed: bool
    in_time: bool


def check_marks(proof: ExpenseProof, parameters: Parameters) -> Decision[MarksCheck]:
    """Does a proof of expense bear its marks (atzīmes uz attaisnojuma dokumenta)?

    The number of the project or of the contract, the cost position, the amount; blank text is no mark, an amount of
    nothing is one. Rules: A-14; source M III.2.2.
    """
    absent = {
        "number": None if _shown(proof.number) else NO_NUMBER,
        "cost_position": None if _shown(proof.cost_position) else NO_POSITION,
        "amount": NO_AMOUNT if proof.amount is None else None,
    }
    return _marks(absent, MARKS_COMPLETE, parameters)


def check_provider_papers(papers: Collection[str], parameters: Parameters) -> Decision[MarksCheck]:
    """Has a provider handed in what proves its services (pakalpojumu sniedzēja dokumenti)?

    An ``invoice``, and an ``acceptance_act`` or the ``registration_sheet`` of those who came. Rules: R-11; source
    M III.5.
    """
    accepted = {"acceptance_act", "registration_sheet"} & set(papers)
    absent = {
        "invoice": None if "invoice" in papers else NO_INVOICE,
        "acceptance_act": None if accepted else NO_ACT,
    }
    return _marks(absent, PAPERS_COMPLETE, parameters)


def check_parent_receipt(receipt: ParentReceipt, parameters: Parameters, *, report: bool) -> Decision[MarksCheck]:
    """Can a parent be paid back by a receipt (vecāka izdevumus pamatojošie dokumenti)?

    The month's ``report`` lies with it, and it names provider, service, recipient and personal code. Rules: R-11;
    source M III.5.
    """
    absent = {
        "report": None if report else NO_REPORT,
        "provider": None if _shown(receipt.provider) else NO_PROVIDER,
        "service": None if _shown(receipt.service) else NO_SERVICE,
        "recipient": None if _shown(receipt.recipient) else NO_RECIPIENT,
        "personal_code": None if _shown(receipt.personal_code) else NO_PERSONAL_CODE,
    }
    return _marks(absent, PAPERS_COMPLETE, parameters)


def check_child_code(child: ChildCode, taken: Collection[str], parameters: Parameters) -> Decision[CodeCheck]:
    """May a code stand for a child in the papers (bērna identifikācijas kods)?

    It is given after the contract is signed, no other child has it, and it does not hold a part of the child's
    name. Rules: A-11; source M II.15.2.
    """
    code = child.code.casefold()
    objections = []
    if not child.contract_signed:
        objections.append(CODE_TOO_EARLY)
    if code in {other.casefold() for other in taken}:
        objections.append(CODE_TAKEN)
    if any(part in code for part in child.name.casefold().split()):
        objections.append(CODE_TELLS)
    reasons = tuple(Reason(kind, (child.code,)) for kind in objections or [CODE_USED])
    outcome = CodeCheck(not objections, tuple(kind.code for kind in objections))
    return Decision(outcome, reasons, parameters.name, ())


def check_report(handed_in: date, due: date, parameters: Parameters, *, agreed: bool) -> Decision[ReportCheck]:
    """Was a report agreed with the ministry's team first, and handed in by the day it was due?

    The due days are those of `ibmodel.rules.administration.compute_report_terms`. Rules: A-6, A-15; source
    M III.2.2.
    """
    in_time = handed_in <= due
    reasons = (Reason(AGREED if agreed else NOT_AGREED), Reason(IN_TIME if in_time else LATE, (handed_in, due)))
    return Decision(ReportCheck(agreed, in_time), reasons, parameters.name, ())


def decide_exchange(institution: str, parameters: Parameters, *, consent: bool | None) -> Decision[bool | None]:
    """May the social worker speak with an institution about a child (informācijas apmaiņa par bērnu)?

    With the orphans' court and the police always, with any other with the parent's ``consent`` only; ``None``: the
    parent has not been asked, so it cannot be decided. Rules: A-16; source M II.13.
    """
    if institution in WITHOUT_CONSENT:
        return Decision(True, (Reason(FREE),), parameters.name, ())  # noqa: FBT003 - the outcome is a yes
    kind = UNASKED if consent is None else CONSENTED if consent else REFUSED
    return Decision(consent, (Reason(kind),), parameters.name, ())


def _shown(text: str | None) -> bool:
    return text is not None and text.strip() != ""


def _marks(absent: dict[str, ReasonCode | None], complete: ReasonCode, parameters: Parameters) -> Decision[MarksCheck]:
    missing = {mark: kind for mark, kind in absent.items() if kind is not None}
    reasons = tuple(Reason(kind) for kind in missing.values()) or (Reason(complete),)
    return Decision(MarksCheck(not missing, tuple(missing)), reasons, parameters.name, ())
