"""Who may see, add and delete whose documents, by which address and code; files sent, passwords, saving dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from ibmodel.errors import BadType, BadValue, Inconsistent
from ibmodel.parameters import edition
from ibmodel.rules.administration import (
    check_password,
    check_saving_date,
    check_transmission,
    decide_access,
    decide_data_use,
    decide_deletion_request,
    decide_exchange,
)

PILOT = edition("children-pilot-2018")
STRICT = PILOT.reform("strict", {"administration.password_characters": 12, "administration.password_months": 1})
KNOWN = (True, False, None)
DAY = date(2018, 11, 30)


def requests() -> Iterator[AccessRequest]:
    """Every combination of the facts."""
    for role, own, action, address, reference, signed in product(
        Role, ("Ogre", "Talsi", None), AccessAction, KNOWN, ChildReference, KNOWN
    ):
        yield AccessRequest(
            role=role,
            own_municipality=own,
            action=action,
            municipality="Ogre",
            registered_address=address,
            reference=reference,
            contract_signed=signed,
        )


def codes(decision: Any) -> list[str]:
    return [reason.code for reason in decision.reasons]


#: Per level: what may be done, and whether in every municipality.
LEVELS = {
    Role.SOCIAL_WORKER: ({AccessAction.SEE, AccessAction.ADD}, False),
    Role.MINISTRY_TEAM: ({AccessAction.SEE, AccessAction.ADD}, True),
    Role.MINISTRY_ADMINISTRATOR: (set(AccessAction), True),
    Role.OTHER: (set(), False),
}


def hindered(request: AccessRequest) -> bool:
    """Whether something known is against the request."""
    actions, everywhere = LEVELS[request.role]
    elsewhere = not everywhere and request.own_municipality == "Talsi"
    by_name = request.reference is ChildReference.NAME and request.contract_signed is True
    return request.action not in actions or elsewhere or request.registered_address is False or by_name


def unclear(request: AccessRequest) -> bool:
    """Whether something is not known that could be against the request."""
    anywhere = request.role is Role.SOCIAL_WORKER and request.own_municipality is None
    perhaps_by_name = request.reference is ChildReference.NAME and request.contract_signed is None
    return anywhere or request.registered_address is None or perhaps_by_name


@pytest.mark.rule("A-10", "A-11", "A-17")
def test_access_is_a_yes_without_hindrance_a_no_with_one_and_open_while_facts_are_missing() -> None:
    counted = {True: 0, False: 0, None: 0}
    for request in requests():
        expected = False if hindered(request) else None if unclear(request) else True
        assert decide_access(request, PILOT).outcome is expected, request
        counted[expected] += 1
    # social worker: own municipality, 2 actions, 5 of 9 references; team: 3 x 2; administrator: 3 x 3
    assert counted[True] == 7 * (2 + 6 + 9)
    assert sum(counted.values()) == 972


@pytest.mark.rule("A-10")
@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_only_the_administrator_deletes_and_nobody_else_has_access(role: Role) -> None:
    for request in requests():
        if request.role is role and decide_access(request, PILOT).outcome is True:
            assert role is not Role.OTHER
            assert request.action is not AccessAction.DELETE or role is Role.MINISTRY_ADMINISTRATOR


@pytest.mark.rule("A-10", "A-17")
def test_whoever_works_elsewhere_or_asks_from_elsewhere_is_refused_whatever_else_is_so() -> None:
    for request in requests():
        if request.registered_address is False:
            assert decide_access(request, PILOT).outcome is False
        if request.role is Role.SOCIAL_WORKER and request.own_municipality == "Talsi":
            assert decide_access(request, PILOT).outcome is False


@pytest.mark.rule("A-10", "A-11", "A-17")
def test_every_step_of_a_decision_on_access_is_told() -> None:
    common: dict[str, Any] = {"municipality": "Ogre", "reference": ChildReference.NAME, "contract_signed": True}
    refused = AccessRequest(role=Role.SOCIAL_WORKER, own_municipality="Talsi", action=AccessAction.DELETE, **common)
    decision = decide_access(refused, PILOT)
    assert codes(decision) == [
        "access_to_other_municipality",
        "access_without_deletion",
        "address_unknown",
        "child_referred_to_by_name",
    ]
    assert decision.reasons[0].facts == {"municipality": "Ogre", "own": "Talsi"}
    assert (decision.edition, decision.readings) == ("children-pilot-2018", ())
    stranger = AccessRequest(role=Role.OTHER, action=AccessAction.SEE, **common)
    assert codes(decide_access(stranger, PILOT))[0] == "access_not_authorised"


@pytest.mark.rule("A-11")
@pytest.mark.parametrize(
    ("reference", "signed", "outcome", "code"),
    [
        (ChildReference.CODE, None, True, "child_referred_to_by_code"),
        (ChildReference.NAME, False, True, "child_has_no_code_yet"),
        (ChildReference.NAME, True, False, "child_referred_to_by_name"),
        (ChildReference.NAME, None, None, "child_code_unknown"),
        (ChildReference.NO_CHILD, True, True, "address_registered"),
    ],
    ids=["code", "before the contract", "after the contract", "contract unknown", "no child"],
)
def test_a_child_is_named_only_before_the_contract(
    reference: ChildReference, signed: bool | None, outcome: bool | None, code: str
) -> None:
    request = AccessRequest(
        role=Role.MINISTRY_TEAM,
        action=AccessAction.SEE,
        municipality="Ogre",
        registered_address=True,
        reference=reference,
        contract_signed=signed,
    )
    decision = decide_access(request, PILOT)
    assert decision.outcome is outcome
    assert codes(decision)[-1] == code


@pytest.mark.rule("A-10")
def test_who_may_not_delete_asks_for_the_deletion_of_a_document_of_their_own_and_names_it() -> None:
    for role, own, named in product(Role, KNOWN, KNOWN):
        decision = decide_deletion_request(DeletionRequest(role=role, own_document=own, document_named=named), PILOT)
        if role is Role.OTHER:
            assert (decision.outcome, codes(decision)) == (False, ["access_not_authorised"])
        elif role is Role.MINISTRY_ADMINISTRATOR:
            assert (decision.outcome, codes(decision)) == (True, ["access_to_delete"])
        else:
            known = {own, named}
            assert decision.outcome is (False if False in known else None if None in known else True)
            assert len(decision.reasons) == 2


@pytest.mark.rule("A-10")
@pytest.mark.parametrize(
    ("shown", "outcome", "code"),
    [
        (date(2018, 11, 29), False, "saving_date_wrong"),
        (date(2018, 11, 30), True, "saving_date_shown"),
        (date(2018, 12, 1), False, "saving_date_wrong"),
        (None, False, "saving_date_absent"),
    ],
    ids=["day before", "that day", "day after", "none"],
)
def test_a_document_shows_the_day_on_which_it_was_saved(shown: date | None, outcome: bool, code: str) -> None:
    decision = check_saving_date(SavedDocument(DAY, shown), PILOT)
    assert (decision.outcome, codes(decision)) == (outcome, [code])


@pytest.mark.rule("A-17")
@pytest.mark.parametrize(
    ("encrypted", "code"),
    [
        (True, "transmission_encrypted"),
        (False, "transmission_not_encrypted"),
        (None, "transmission_encryption_unknown"),
    ],
)
def test_what_is_sent_is_encrypted(encrypted: bool | None, code: str) -> None:
    decision = check_transmission(Transmission(encrypted), PILOT)
    assert decision.outcome is encrypted
    assert codes(decision) == [code]


@pytest.mark.rule("A-17")
@pytest.mark.parametrize(("characters", "enough"), [(0, False), (7, False), (8, True), (9, True)])
def test_a_password_has_eight_characters_or_more(characters: int, enough: bool) -> None:
    decision = check_password(PasswordFacts(on=DAY, characters=characters, changed=DAY), PILOT)
    assert decision.outcome is enough
    assert codes(decision)[0] == ("password_long_enough" if enough else "password_too_short")
    assert decision.reasons[0].facts == {"characters": characters, "least": 8}


@pytest.mark.rule("A-17", "I-16")
@pytest.mark.parametrize(
    ("changed", "change_by"),
    [
        (date(2018, 8, 1), date(2018, 11, 1)),
        (date(2018, 8, 31), date(2018, 11, 30)),  # November has no 31st
        (date(2018, 11, 29), date(2019, 2, 28)),
        (date(2018, 11, 30), date(2019, 2, 28)),
        (date(2019, 11, 30), date(2020, 2, 29)),
        (date(2018, 12, 31), date(2019, 3, 31)),
    ],
    ids=str,
)
def test_a_password_is_changed_within_three_calendar_months(changed: date, change_by: date) -> None:
    for step, fresh in ((-1, True), (0, True), (1, False)):
        on = date.fromordinal(change_by.toordinal() + step)
        decision = check_password(PasswordFacts(on=on, characters=8, changed=changed), PILOT)
        assert decision.outcome is fresh
        assert decision.reasons[1].code == ("password_fresh" if fresh else "password_stale")
        assert decision.reasons[1].facts == {"changed": changed, "months": 3, "change_by": change_by}


@pytest.mark.rule("A-17")
def test_the_figures_on_passwords_are_the_editions() -> None:
    facts = PasswordFacts(on=date(2018, 12, 31), characters=11, changed=DAY)
    assert check_password(facts, PILOT).outcome is True
    assert codes(check_password(facts, STRICT)) == ["password_too_short", "password_stale"]


@pytest.mark.rule("A-17")
@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, None),
        ({"characters": 8}, None),
        ({"characters": 7}, False),
        ({"changed": DAY}, None),
        ({"changed": date(2018, 8, 29)}, False),
    ],
    ids=["nothing", "length", "short", "day", "old"],
)
def test_what_is_not_known_of_a_password_is_not_held_against_it(facts: dict[str, Any], outcome: bool | None) -> None:
    decision = check_password(PasswordFacts(on=DAY, **facts), PILOT)
    assert decision.outcome is outcome
    assert len(decision.reasons) == 2


@pytest.mark.rule("A-17")
@given(st.integers(0, 40), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_and_a_younger_password_is_never_worse(characters: int, age: int, more: int) -> None:
    def held(length: int, days: int) -> bool | None:
        changed = date.fromordinal(DAY.toordinal() - days)
        return check_password(PasswordFacts(on=DAY, characters=length, changed=changed), PILOT).outcome

    if held(characters, age + more):
        assert held(characters, age)
        assert held(characters + more, age + more)


@pytest.mark.rule("A-10", "A-16", "A-17")
def test_one_door_answers_every_question_as_the_function_for_it_does() -> None:
    request = AccessRequest(
        role=Role.MINISTRY_TEAM, action=AccessAction.ADD, municipality="Ogre", reference=ChildReference.CODE
    )
    deletion = DeletionRequest(role=Role.MINISTRY_TEAM)
    password = PasswordFacts(on=DAY)
    assert decide_data_use(request, PILOT) == decide_access(request, PILOT)
    assert decide_data_use(deletion, PILOT) == decide_deletion_request(deletion, PILOT)
    assert decide_data_use(Transmission(), PILOT) == check_transmission(Transmission(), PILOT)
    assert decide_data_use(password, STRICT) == check_password(password, STRICT)
    assert decide_data_use(SavedDocument(DAY), PILOT) == check_saving_date(SavedDocument(DAY), PILOT)
    for institution, consent in product(("police", "orphans_court", "school"), KNOWN):
        asked = decide_data_use(ExchangeRequest(institution, consent), PILOT)
        assert asked == decide_exchange(institution, PILOT, consent=consent)


@pytest.mark.parametrize("question", ["password", None, 5, PasswordFacts], ids=["text", "nothing", "number", "class"])
def test_the_door_refuses_what_is_no_question(question: Any) -> None:
    with pytest.raises(BadType, match="expected a question on the use of data"):
        decide_data_use(question, PILOT)


def access(**changed: Any) -> AccessRequest:
    known: dict[str, Any] = {
        "role": Role.OTHER,
        "action": AccessAction.SEE,
        "municipality": "Ogre",
        "reference": ChildReference.CODE,
    }
    return AccessRequest(**(known | changed))


@pytest.mark.parametrize(
    ("make", "error", "path"),
    [
        (lambda: access(role="social_worker"), BadType, "/role"),
        (lambda: access(action="see"), BadType, "/action"),
        (lambda: access(municipality=""), BadValue, "/municipality"),
        (lambda: access(own_municipality=5), BadType, "/own_municipality"),
        (lambda: access(registered_address=0), BadType, "/registered_address"),
        (lambda: access(reference="code"), BadType, "/reference"),
        (lambda: access(contract_signed="yes"), BadType, "/contract_signed"),
        (lambda: DeletionRequest(role=None), BadType, "/role"),
        (lambda: DeletionRequest(role=Role.OTHER, own_document=1), BadType, "/own_document"),
        (lambda: DeletionRequest(role=Role.OTHER, document_named=1), BadType, "/document_named"),
        (lambda: ExchangeRequest("", None), BadValue, "/institution"),
        (lambda: ExchangeRequest("school", "yes"), BadType, "/consent"),
        (lambda: Transmission("yes"), BadType, "/encrypted"),
        (lambda: PasswordFacts(on="2018-11-30"), BadType, "/on"),
        (lambda: PasswordFacts(on=DAY, characters=-1), BadValue, "/characters"),
        (lambda: PasswordFacts(on=DAY, characters="secret"), BadType, "/characters"),
        (lambda: PasswordFacts(on=DAY, changed=date(2018, 12, 1)), Inconsistent, "/changed"),
        (lambda: PasswordFacts(on=DAY, changed=5), BadType, "/changed"),
        (lambda: SavedDocument(None), BadType, "/saved"),
        (lambda: SavedDocument(DAY, "2018-11-30"), BadType, "/shown"),
    ],
)
def test_questions_on_data_refuse_what_they_cannot_hold(make: Any, error: type[Exception], path: str) -> None:
    with pytest.raises(error) as refused:
        make()
    assert refused.value.path == path


def test_a_password_that_would_be_changed_after_the_last_year_is_refused() -> None:
    facts = PasswordFacts(on=date(9999, 12, 31), changed=date(9999, 12, 31))
    with pytest.raises(BadValue) as refused:
        check_password(facts, PILOT)
    assert refused.value.path == "/changed"
