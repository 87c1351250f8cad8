"""What a municipality is owed, what its papers must show, and whom it may tell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ibmodel.case.administration import ChildCode, CostsQuestion, ExpenseProof, ParentReceipt, StaffPay
from ibmodel.catalogue import SERVICES
from ibmodel.errors import BadType, BadValue
from ibmodel.money import Money, Share
from ibmodel.parameters import edition
from ibmodel.rules.administration import (
    check_child_code,
    check_marks,
    check_parent_receipt,
    check_provider_papers,
    check_report,
    check_transport_shift,
    compute_advance_balance,
    compute_costs,
    compute_staff_cost,
    decide_exchange,
    municipal_costs,
)
from ibmodel.vocabulary import Unit

PILOT = edition("children-pilot-2018")


def euro(text: str) -> Money:
    return Money.euro(text)


def question(full_pay: str = "738.34", children: int = 20, *, employed: bool = True) -> CostsQuestion:
    return CostsQuestion(euro(full_pay), children, employed, euro("12.34"), euro("1000.00"))


# ------------------------------------------------------------------------------------------ costs


@pytest.mark.rule("A-1")
@pytest.mark.parametrize(
    ("children", "pay"),
    [
        *[(0, "0.00"), (1, "36.92"), (10, "369.17"), (19, "701.42")],
        *[(20, "738.34"), (21, "738.34"), (10**15 - 1, "738.34")],
    ],
)
def test_pay_is_in_proportion_to_the_children_and_full_from_20(children: int, pay: str) -> None:
    assert municipal_costs(question(children=children), PILOT).pay == euro(pay)


@pytest.mark.rule("A-1")
@pytest.mark.parametrize(
    ("full_pay", "pay"), [("0.01", "0.01"), ("0.03", "0.02"), ("0.02", "0.01"), ("738.35", "369.18")]
)
def test_half_a_cent_of_pay_goes_up(full_pay: str, pay: str) -> None:
    assert municipal_costs(question(full_pay, 10), PILOT).pay == euro(pay)


@pytest.mark.rule("A-2")
@pytest.mark.parametrize(
    ("pay", "indirect"),
    [("738.34", "110.75"), ("0.00", "0.00"), ("0.03", "0.00"), ("0.04", "0.01"), ("0.10", "0.02"), ("0.30", "0.05")],
)
def test_indirect_costs_are_15_percent_of_the_pay_rounded_half_up(pay: str, indirect: str) -> None:
    assert municipal_costs(question(pay), PILOT).indirect == euro(indirect)


@pytest.mark.rule("A-2")
def test_indirect_costs_are_taken_of_the_rounded_pay() -> None:
    costs = municipal_costs(question("0.67", 10), PILOT)  # 0.335 -> 0.34 -> 0.051; of 0.335 it would be 0.05025
    assert (costs.pay, costs.indirect) == (euro("0.34"), euro("0.05"))
    costs = municipal_costs(question("0.19", 10), PILOT)  # 0.095 -> 0.10 -> 0.015 -> 0.02; of 0.095 it would be 0.01
    assert (costs.pay, costs.indirect) == (euro("0.10"), euro("0.02"))


@pytest.mark.rule("A-2")
def test_without_an_employment_contract_there_are_no_indirect_costs() -> None:
    decision = compute_costs(question(employed=False), PILOT)
    assert decision.outcome.indirect == euro("0.00")
    assert [reason.code for reason in decision.reasons] == ["pay_in_full", "no_indirect_costs", "eligible_costs"]


@pytest.mark.rule("A-3")
def test_eligible_costs_are_pay_indirect_costs_transport_and_services() -> None:
    decision = compute_costs(question(children=10), PILOT)
    costs = decision.outcome
    assert costs.total == euro("369.17") + euro("55.38") + euro("12.34") + euro("1000.00")
    assert (costs.transport, costs.services) == (euro("12.34"), euro("1000.00"))
    assert [reason.code for reason in decision.reasons] == [
        "pay_in_proportion",
        "indirect_costs_added",
        "eligible_costs",
    ]


@pytest.mark.rule("A-1", "A-2")
def test_a_reform_changes_the_full_load_and_the_indirect_share() -> None:
    reform = PILOT.reform("ten", {"administration.full_pay_children": 10, "administration.indirect_share": "7.5"})
    costs = municipal_costs(question("100.00", 10), reform)
    assert (costs.pay, costs.indirect) == (euro("100.00"), euro("7.50"))


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("full_pay", Money(-1), BadValue),
        ("full_pay", 738, BadType),
        ("children", -1, BadValue),
        ("children", True, BadType),
        ("employment_contract", 1, BadType),
        ("transport", Money(-1), BadValue),
        ("services", "1.00", BadType),
    ],
)
def test_a_question_on_costs_takes_what_it_says(field: str, value: Any, error: type[Exception]) -> None:
    right: dict[str, Any] = {
        "full_pay": Money(1),
        "children": 1,
        "employment_contract": True,
        "transport": Money(1),
        "services": Money(1),
    }
    with pytest.raises(error) as refused:
        CostsQuestion(**right | {field: value})
    assert refused.value.path == f"/{field}"  # type: ignore[attr-defined]


@pytest.mark.rule("A-4")
@pytest.mark.parametrize(("cents", "allowed"), [(2999, True), (3000, True), (3001, False)])
def test_transport_money_moves_within_the_planned_total(cents: int, allowed: bool) -> None:
    planned = {"Ogre": Money(1000), "Tukums": Money(2000)}
    decision = check_transport_shift(planned, {"Ogre": Money(cents), "Talsi": Money(0)}, PILOT)
    assert decision.outcome.allowed is allowed
    assert decision.outcome.over == Money(max(0, cents - 3000))
    assert (decision.outcome.planned, decision.outcome.corrected) == (Money(3000), Money(cents))
    assert decision.reasons[0].code == f"transport_money_{'within' if allowed else 'exceeds'}_total"


@pytest.mark.rule("A-4")
@pytest.mark.parametrize(
    ("planned", "corrected", "error", "path"),
    [
        ({"Ogre": 5}, {}, BadType, "/planned/Ogre"),
        ({"Ogre": Money(5)}, {"Ogre": Money(-5)}, BadValue, "/corrected/Ogre"),
    ],
)
def test_transport_money_is_money_and_not_negative(planned: Any, corrected: Any, error: Any, path: str) -> None:
    with pytest.raises(error) as refused:
        check_transport_shift(planned, corrected, PILOT)
    assert refused.value.path == path


@pytest.mark.rule("A-5")
@pytest.mark.parametrize(("services", "back", "more"), [(99, 1, 0), (100, 0, 0), (101, 0, 1), (0, 100, 0)])
def test_the_advance_is_cleared_when_the_pilot_closes(services: int, back: int, more: int) -> None:
    decision = compute_advance_balance(Money(100), Money(services), PILOT)
    assert (decision.outcome.to_return, decision.outcome.to_pay) == (Money(back), Money(more))
    assert decision.reasons[0].code == ("advance_falls_short" if more else "advance_covers_services")


@pytest.mark.rule("A-5")
def test_an_advance_is_not_negative() -> None:
    with pytest.raises(BadValue) as refused:
        compute_advance_balance(Money(1), Money(-1), PILOT)
    assert refused.value.path == "/services"


@pytest.mark.rule("A-13")
@pytest.mark.parametrize(
    ("employed", "share", "kind", "amount"),
    [
        (True, "100", "direct", "1100.00"),
        (True, "30", "direct", "1100.00"),
        (True, "29.999999", "indirect", "0.00"),
        (True, "0", "indirect", "0.00"),
        (False, "100", "excluded", "0.00"),
        (False, "10", "excluded", "0.00"),
    ],
)
def test_staff_pay_is_salary_and_supplements_under_an_employment_contract_from_30_percent_on(
    employed: bool, share: str, kind: str, amount: str
) -> None:
    staff = StaffPay(euro("1000.00"), euro("100.00"), euro("55.00"), employed, Share.percent(share))
    outcome = compute_staff_cost(staff, PILOT).outcome
    assert (outcome.kind, outcome.amount) == (kind, euro(amount))


@pytest.mark.rule("I-19")
def test_a_unit_of_day_care_and_of_the_workshop_is_a_day() -> None:
    assert {SERVICES[code].unit for code in ("day_care_centre", "specialised_workshop")} == {Unit.DAY}


# ------------------------------------------------------------------------------------------ papers


@pytest.mark.rule("A-14")
@pytest.mark.parametrize(
    ("marks", "missing"),
    [
        ({"number": "9.2.2.2./16/I/001", "cost_position": "1.1", "amount": euro("738.34")}, ()),
        ({"number": "9.2.2.2./16/I/001", "cost_position": "1.1", "amount": Money(0)}, ()),
        ({"cost_position": "1.1", "amount": Money(1)}, ("number",)),
        ({"number": " ", "cost_position": "1.1", "amount": Money(1)}, ("number",)),
        ({"number": "1", "cost_position": "", "amount": Money(1)}, ("cost_position",)),
        ({"number": "1", "cost_position": "1.1"}, ("amount",)),
        ({}, ("number", "cost_position", "amount")),
    ],
)
def test_a_proof_bears_number_position_and_amount(marks: dict[str, Any], missing: tuple[str, ...]) -> None:
    decision = check_marks(ExpenseProof(**marks), PILOT)
    assert decision.outcome.missing == missing
    assert decision.outcome.complete == (not missing)
    codes = [reason.code for reason in decision.reasons]
    assert codes == [f"proof_without_{mark}" for mark in missing] or codes == ["proof_bears_its_marks"]


@pytest.mark.rule("A-14")
@pytest.mark.parametrize(("field", "value"), [("number", 5), ("cost_position", 1.1), ("amount", "1.00")])
def test_marks_are_text_and_money(field: str, value: Any) -> None:
    with pytest.raises(BadType) as refused:
        ExpenseProof(**{field: value})
    assert refused.value.path == f"/{field}"


@pytest.mark.rule("R-11")
@pytest.mark.parametrize(
    ("papers", "missing"),
    [
        (["invoice", "acceptance_act"], ()),
        (["invoice", "registration_sheet"], ()),
        (["registration_sheet", "acceptance_act", "invoice"], ()),
        (["invoice"], ("acceptance",)),
        (["acceptance_act"], ("invoice",)),
        ([], ("invoice", "acceptance")),
    ],
)
def test_a_provider_hands_in_invoice_and_act_or_sheet(papers: list[str], missing: tuple[str, ...]) -> None:
    decision = check_provider_papers(papers, PILOT)
    assert [reason.code for reason in decision.reasons] == (
        [f"{name}_absent" for name in missing] or ["service_proofs_complete"]
    )
    assert decision.outcome.complete == (not missing)


@pytest.mark.rule("R-11")
def test_a_parents_receipt_names_everything_and_comes_with_the_report() -> None:
    named = {"provider": "A", "service": "B", "recipient": "C", "personal_code": "D"}
    assert check_parent_receipt(ParentReceipt(**named), PILOT, report=True).outcome.complete
    for mark in named:
        decision = check_parent_receipt(ParentReceipt(**named | {mark: None}), PILOT, report=True)
        assert decision.outcome.missing == (mark,)
        assert decision.reasons[0].code == f"receipt_without_{mark}"
    assert check_parent_receipt(ParentReceipt(), PILOT, report=False).outcome.missing == ("report", *named)


@pytest.mark.rule("A-11")
@pytest.mark.parametrize(
    ("code", "signed", "objections"),
    [
        ("OGRE-07", True, ()),
        ("OGRE-07", False, ("code_before_contract",)),
        ("ogre-01", True, ("code_already_taken",)),
        ("07-kalniņa", True, ("code_tells_the_name",)),
        ("anna", False, ("code_before_contract", "code_already_taken", "code_tells_the_name")),
    ],
)
def test_a_code_comes_after_the_contract_is_free_and_hides_the_name(
    code: str, signed: bool, objections: tuple[str, ...]
) -> None:
    decision = check_child_code(ChildCode(code, "Anna Kalniņa", signed), ["OGRE-01", "ANNA"], PILOT)
    assert decision.outcome.objections == objections
    assert decision.outcome.allowed == (not objections)
    assert [reason.code for reason in decision.reasons] == list(objections or ["code_stands_for_child"])


@pytest.mark.rule("A-6", "A-15")
@pytest.mark.parametrize(("day", "in_time"), [(9, True), (10, True), (11, False)])
@pytest.mark.parametrize("agreed", [True, False])
def test_a_report_is_agreed_first_and_comes_in_time(day: int, in_time: bool, agreed: bool) -> None:
    decision = check_report(date(2018, 10, day), date(2018, 10, 10), PILOT, agreed=agreed)
    assert (decision.outcome.agreed, decision.outcome.in_time) == (agreed, in_time)
    assert [reason.code for reason in decision.reasons] == [
        "report_agreed_first" if agreed else "report_not_agreed_first",
        "report_in_time" if in_time else "report_late",
    ]


@pytest.mark.rule("A-16")
@pytest.mark.parametrize("consent", [True, False, None])
def test_only_the_orphans_court_and_the_police_need_no_consent(consent: bool | None) -> None:
    for institution in ("orphans_court", "police"):
        decision = decide_exchange(institution, PILOT, consent=consent)
        assert decision.outcome is True
        assert decision.reasons[0].code == "exchange_needs_no_consent"
    for institution in ("school", "municipal_police_choir", ""):
        decision = decide_exchange(institution, PILOT, consent=consent)
        assert decision.outcome is consent
        assert (
            decision.reasons[0].code
            == {
                True: "exchange_with_consent",
                False: "exchange_without_consent",
                None: "exchange_consent_unknown",
            }[consent]
        )
