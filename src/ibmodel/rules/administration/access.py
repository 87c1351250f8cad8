"""Who may see, add and delete what, and how data are kept safe (piekļuve, datu aizsardzība). Rules A-10, A-11, A-17.

`decide_data_use` is the one door for a system that embeds the library; whether an institution may be told of a child
(A-16) is decided by `ibmodel.rules.administration.decide_exchange` and can be asked through the same door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ibmodel.case.access import (
    AccessAction,
    AccessRequest,
    ChildReference,
    DeletionRequest,
    ExchangeRequest,
    PasswordFacts,
    Role,
    SavedDocument,
    Transmission,
)
from ibmodel.dates import add_months
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.parameters import Parameters
from ibmodel.rules.administration.duties import decide_exchange
from ibmodel.rules.administration.findings import Finding, concluded, told

__all__ = [
    "CODES",
    "DataQuestion",
    "check_password",
    "check_saving_date",
    "check_transmission",
    "decide_access",
    "decide_data_use",
    "decide_deletion_request",
]

#: Everything that `decide_data_use` can be asked.
DataQuestion = AccessRequest | DeletionRequest | ExchangeRequest | Transmission | PasswordFacts | SavedDocument

NOT_AUTHORISED: Final = ReasonCode("access_not_authorised", "A-10", ())
OWN_DATA: Final = ReasonCode("access_to_own_municipality", "A-10", ("municipality",))
OTHER_DATA: Final = ReasonCode("access_to_other_municipality", "A-10", ("municipality", "own"))
WHOSE_DATA: Final = ReasonCode("access_own_municipality_unknown", "A-10", ("municipality",))
ALL_DATA: Final = ReasonCode("access_to_all_municipalities", "A-10", ("municipality",))
MAY_USE: Final = ReasonCode("access_to_see_and_add", "A-10", ())
MAY_DELETE: Final = ReasonCode("access_to_delete", "A-10", ())
NO_DELETION: Final = ReasonCode("access_without_deletion", "A-10", ())
AT_ADDRESS: Final = ReasonCode("address_registered", "A-17", ())
NOT_AT_ADDRESS: Final = ReasonCode("address_not_registered", "A-17", ())
WHICH_ADDRESS: Final = ReasonCode("address_unknown", "A-17", ())
BY_CODE: Final = ReasonCode("child_referred_to_by_code", "A-11", ())
NAME_STILL: Final = ReasonCode("child_has_no_code_yet", "A-11", ())
NAME_NO_MORE: Final = ReasonCode("child_referred_to_by_name", "A-11", ())
NAME_PERHAPS: Final = ReasonCode("child_code_unknown", "A-11", ())
OWN_DOCUMENT: Final = ReasonCode("deletion_of_own_document", "A-10", ())
NOT_OWN_DOCUMENT: Final = ReasonCode("deletion_of_another_document", "A-10", ())
WHOSE_DOCUMENT: Final = ReasonCode("deletion_origin_unknown", "A-10", ())
NAMED: Final = ReasonCode("deletion_names_document", "A-10", ())
NOT_NAMED: Final = ReasonCode("deletion_names_no_document", "A-10", ())
NAMED_PERHAPS: Final = ReasonCode("deletion_document_unknown", "A-10", ())
DATED: Final = ReasonCode("saving_date_shown", "A-10", ("saved",))
NOT_DATED: Final = ReasonCode("saving_date_absent", "A-10", ("saved",))
DATED_OTHERWISE: Final = ReasonCode("saving_date_wrong", "A-10", ("saved", "shown"))
ENCRYPTED: Final = ReasonCode("transmission_encrypted", "A-17", ())
NOT_ENCRYPTED: Final = ReasonCode("transmission_not_encrypted", "A-17", ())
ENCRYPTED_PERHAPS: Final = ReasonCode("transmission_encryption_unknown", "A-17", ())
LONG_ENOUGH: Final = ReasonCode("password_long_enough", "A-17", ("characters", "least"))
TOO_SHORT: Final = ReasonCode("password_too_short", "A-17", ("characters", "least"))
LENGTH_OPEN: Final = ReasonCode("password_length_unknown", "A-17", ("least",))
FRESH: Final = ReasonCode("password_fresh", "A-17", ("changed", "months", "change_by"))
STALE: Final = ReasonCode("password_stale", "A-17", ("changed", "months", "change_by"))
AGE_OPEN: Final = ReasonCode("password_age_unknown", "A-17", ("months",))
CODES: Final = (
    *(NOT_AUTHORISED, OWN_DATA, OTHER_DATA, WHOSE_DATA, ALL_DATA, MAY_USE, MAY_DELETE, NO_DELETION),
    *(AT_ADDRESS, NOT_AT_ADDRESS, WHICH_ADDRESS, BY_CODE, NAME_STILL, NAME_NO_MORE, NAME_PERHAPS),
    *(OWN_DOCUMENT, NOT_OWN_DOCUMENT, WHOSE_DOCUMENT, NAMED, NOT_NAMED, NAMED_PERHAPS),
    *(DATED, NOT_DATED, DATED_OTHERWISE, ENCRYPTED, NOT_ENCRYPTED, ENCRYPTED_PERHAPS),
    *(LONG_ENOUGH, TOO_SHORT, LENGTH_OPEN, FRESH, STALE, AGE_OPEN),
)

_ADDRESS: Final = (AT_ADDRESS, NOT_AT_ADDRESS, WHICH_ADDRESS)
_REFERENCE: Final = (NAME_STILL, NAME_NO_MORE, NAME_PERHAPS)
_ORIGIN: Final = (OWN_DOCUMENT, NOT_OWN_DOCUMENT, WHOSE_DOCUMENT)
_NAMING: Final = (NAMED, NOT_NAMED, NAMED_PERHAPS)
_ENCRYPTION: Final = (ENCRYPTED, NOT_ENCRYPTED, ENCRYPTED_PERHAPS)


def decide_data_use(question: DataQuestion, parameters: Parameters) -> Decision[bool | None]:
    """May it be done, or is it kept as it must be: any of the questions on data, answered by the function for it.

    ``None``: it cannot be decided, because something is not known. Raises `BadType` for any other question.
    Rules: A-10, A-11, A-16, A-17; source M II.13, II.15.2, III.6.
    """
    answer = _ANSWERS.get(type(question))
    if answer is None:
        raise BadType(f"expected a question on the use of data, got {shown(question)}")
    return answer(question, parameters)


def decide_access(request: AccessRequest, parameters: Parameters) -> Decision[bool | None]:
    """May somebody see, add or delete a document of a municipality (piekļuves līmeņi)?

    A social worker sees and adds in their own municipality, the ministry's team in all, its administrator deletes too,
    nobody else has access; all of them from a registered address, and with the child's code once the contract is
    signed. Every hindrance is told; ``None``: nothing is against it, but not all is known. Rules: A-10, A-11, A-17;
    source M II.15.2, III.6.
    """
    return concluded(_of_access(request), parameters)


def decide_deletion_request(request: DeletionRequest, parameters: Parameters) -> Decision[bool | None]:
    """Can somebody who may not delete have a document deleted by the administrator?

    Social workers and the ministry's team can, if they added the document themselves and say which it is; the
    administrator needs no request. Rules: A-10; source M III.6.
    """
    if request.role is Role.OTHER:
        return concluded([(False, Reason(NOT_AUTHORISED))], parameters)
    if request.role is Role.MINISTRY_ADMINISTRATOR:
        return concluded([(True, Reason(MAY_DELETE))], parameters)
    return concluded([told(request.own_document, _ORIGIN, ()), told(request.document_named, _NAMING, ())], parameters)


def check_saving_date(document: SavedDocument, parameters: Parameters) -> Decision[bool | None]:
    """Does a saved document show the day on which it was saved?

    The source leaves the form of the name to an annex, so whoever asks reads the date from it. Rules: A-10; source
    M III.6.
    """
    saved, seen = document.saved, document.shown
    if seen is None:
        return concluded([(False, Reason(NOT_DATED, (saved,)))], parameters)
    reason = Reason(DATED, (saved,)) if seen == saved else Reason(DATED_OTHERWISE, (saved, seen))
    return concluded([(seen == saved, reason)], parameters)


def check_transmission(transmission: Transmission, parameters: Parameters) -> Decision[bool | None]:
    """Is a document that is sent electronically encrypted, or in an archive under a password (datu kriptēšana)?

    Rules: A-17; source M III.6.
    """
    return concluded([told(transmission.encrypted, _ENCRYPTION, ())], parameters)


def check_password(facts: PasswordFacts, parameters: Parameters) -> Decision[bool | None]:
    """Is a password long enough, and was it changed in time?

    It has at least the edition's number of characters and may be used up to and including the day that many calendar
    months after it was set. Raises `BadValue` past the year 9999. Rules: A-17; I-16; source M III.6.
    """
    return concluded([_of_length(facts, parameters), _of_age(facts, parameters)], parameters)


def _of_access(request: AccessRequest) -> Iterator[Finding]:
    if request.role is Role.OTHER:
        yield False, Reason(NOT_AUTHORISED)
    else:
        yield _of_municipality(request)
        yield _of_action(request)
    yield told(request.registered_address, _ADDRESS, ())
    if request.reference is ChildReference.CODE:
        yield True, Reason(BY_CODE)
    elif request.reference is ChildReference.NAME:
        signed = request.contract_signed
        yield told(None if signed is None else not signed, _REFERENCE, ())


def _of_municipality(request: AccessRequest) -> Finding:
    own, asked = request.own_municipality, request.municipality
    if request.role is not Role.SOCIAL_WORKER:
        return True, Reason(ALL_DATA, (asked,))
    if own is None:
        return None, Reason(WHOSE_DATA, (asked,))
    return (True, Reason(OWN_DATA, (asked,))) if own == asked else (False, Reason(OTHER_DATA, (asked, own)))


def _of_action(request: AccessRequest) -> Finding:
    if request.action is not AccessAction.DELETE:
        return True, Reason(MAY_USE)
    may = request.role is Role.MINISTRY_ADMINISTRATOR
    return may, Reason(MAY_DELETE if may else NO_DELETION)


def _of_length(facts: PasswordFacts, parameters: Parameters) -> Finding:
    least = parameters.administration.password_characters
    if facts.characters is None:
        return None, Reason(LENGTH_OPEN, (least,))
    enough = facts.characters >= least
    return enough, Reason(LONG_ENOUGH if enough else TOO_SHORT, (facts.characters, least))


def _of_age(facts: PasswordFacts, parameters: Parameters) -> Finding:
    months = parameters.administration.password_months
    if facts.changed is None:
        return None, Reason(AGE_OPEN, (months,))
    try:
        change_by = add_months(facts.changed, months)
    except BadValue as error:
        raise error.below("changed") from None
    fresh = facts.on <= change_by
    return fresh, Reason(FRESH if fresh else STALE, (facts.changed, months, change_by))


def _exchange(request: ExchangeRequest, parameters: Parameters) -> Decision[bool | None]:
    return decide_exchange(request.institution, parameters, consent=request.consent)


_ANSWERS: Final[dict[type, Callable[[Any, Parameters], Decision[bool | None]]]] = {
    AccessRequest: decide_access,
    DeletionRequest: decide_deletion_request,
    ExchangeRequest: _exchange,
    Transmission: check_transmission,
    PasswordFacts: check_password,
    SavedDocument: check_saving_date,
}
