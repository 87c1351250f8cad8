"""Providers bound by contract or letter, changed over quality, bought by which rules; descriptions; violence."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.adapters.calendars import LATVIA
from ibmodel.case.applications import PilotDates
from ibmodel.case.contracts import (
    ContractItem,
    DescriptionItem,
    GuaranteeLetter,
    LetterItem,
    ProviderChange,
    ProviderContract,
    ServiceDescription,
    ViolenceReport,
)
from ibmodel.dates import Weekdays
from ibmodel.errors import BadType, BadValue, Inconsistent
from ibmodel.money import Money, Rate
from ibmodel.parameters import edition
from ibmodel.rules.administration import (
    ContractCheck,
    PurchaseRules,
    ViolenceCheck,
    check_guarantee_letter,
    check_provider_contract,
    check_service_description,
    check_violence_report,
    decide_provider_change,
    decide_purchase_rules,
)

PILOT = edition("children-pilot-2018")
DATES = PilotDates(date(2018, 9, 1), 12)
KNOWN = (True, False, None)
ENDS = date(2019, 8, 31)


def codes(decision: Any) -> list[str]:
    return [reason.code for reason in decision.reasons]


def anded(*known: bool | None) -> bool | None:
    return False if False in known else None if None in known else True


# ------------------------------------------------------------------------------------------ contract and letter


@pytest.mark.rule("R-9")
@pytest.mark.parametrize(
    ("last_day", "within", "code"),
    [
        (date(2019, 8, 30), True, "provider_contract_within_pilot"),
        (date(2019, 8, 31), True, "provider_contract_within_pilot"),
        (date(2019, 9, 1), False, "provider_contract_beyond_pilot"),
        (None, None, "provider_contract_end_unknown"),
    ],
    ids=["before", "last day", "after", "unknown"],
)
def test_a_contract_does_not_run_beyond_the_pilot(last_day: date | None, within: bool | None, code: str) -> None:
    decision = check_provider_contract(ProviderContract(tuple(ContractItem), last_day), DATES, PILOT)
    assert decision.outcome == ContractCheck(within, within, ())
    assert codes(decision) == ["provider_contract_complete", code]
    assert decision.reasons[1].facts["pilot_ends"] == ENDS
    lacking = check_provider_contract(ProviderContract((), last_day), DATES, PILOT).outcome
    assert lacking == ContractCheck(False, within, tuple(ContractItem))


@pytest.mark.rule("R-9")
@given(st.sets(st.sampled_from(ContractItem)), st.sets(st.sampled_from(LetterItem)))
def test_contract_and_letter_name_all_that_they_lack_in_the_order_of_the_source(
    stated: set[ContractItem], promised: set[LetterItem]
) -> None:
    contract = check_provider_contract(ProviderContract(tuple(stated), ENDS), DATES, PILOT)
    assert contract.outcome.missing == tuple(item for item in ContractItem if item not in stated)
    assert contract.outcome.valid is (stated == set(ContractItem))
    letter = check_guarantee_letter(GuaranteeLetter(tuple(promised)), PILOT)
    assert letter.outcome.missing == tuple(item for item in LetterItem if item not in promised)
    assert letter.outcome.valid is (promised == set(LetterItem))
    for decision, kind, lacks in (
        (contract, "provider_contract", "contract_item"),
        (letter, "guarantee_letter", "letter_item"),
    ):
        told = [reason.facts[lacks] for reason in decision.reasons if reason.code == f"{kind}_lacks"]
        assert told == [item.value for item in decision.outcome.missing]
        assert (f"{kind}_complete" in codes(decision)) is (not told)


@pytest.mark.rule("R-9")
def test_the_letter_states_services_volume_intensity_period_and_payment() -> None:
    named = {"services", "volume", "intensity", "period", "payment"}
    assert named <= {item.value for item in LetterItem}
    for item in LetterItem:
        others = tuple(other for other in LetterItem if other is not item)
        assert check_guarantee_letter(GuaranteeLetter(others), PILOT).outcome.missing == (item,)


@pytest.mark.rule("R-9")
def test_another_provider_is_demanded_by_an_application_over_poor_quality() -> None:
    for applied, poor in product(KNOWN, KNOWN):
        decision = decide_provider_change(ProviderChange(applied, poor), PILOT)
        assert decision.outcome is anded(applied, poor)
        words = {True: "applied_for", False: "not_applied_for", None: "application_unknown"}[applied]
        ground = {True: "over_quality", False: "not_over_quality", None: "ground_unknown"}[poor]
        assert codes(decision) == [f"provider_change_{words}", f"provider_change_{ground}"]


# ------------------------------------------------------------------------------------------ procurement


@pytest.mark.rule("R-10")
@pytest.mark.parametrize(
    ("price", "rules"),
    [
        ("0.00", PurchaseRules.MUNICIPAL),
        ("749999.99", PurchaseRules.MUNICIPAL),
        ("750000.00", PurchaseRules.PROCUREMENT_LAW),
        ("750000.01", PurchaseRules.PROCUREMENT_LAW),
    ],
)
def test_the_procurement_law_applies_from_the_threshold_on(price: str, rules: PurchaseRules) -> None:
    decision = decide_purchase_rules(Money.euro(price), PILOT)
    assert decision.outcome is rules
    assert decision.reasons[0].facts == {"price": Money.euro(price), "limit": Money.euro("750000.00")}
    by_law = rules is PurchaseRules.PROCUREMENT_LAW
    assert codes(decision) == ["procurement_law_applies" if by_law else "municipal_purchase_rules_apply"]


@pytest.mark.rule("R-10")
def test_without_a_price_it_is_not_known_which_rules_apply_and_a_reform_moves_the_threshold() -> None:
    decision = decide_purchase_rules(None, PILOT)
    assert (decision.outcome, codes(decision)) == (None, ["contract_value_unknown"])
    lower = PILOT.reform("lower", {"procurement.threshold": Money.euro("100.00")})
    assert decide_purchase_rules(Money.euro("100.00"), lower).outcome is PurchaseRules.PROCUREMENT_LAW


@pytest.mark.parametrize(
    ("price", "error"),
    [(750_000, BadType), ("750000.00", BadType), (Rate.euro("1.00"), BadType), (Money(-1), BadValue)],
    ids=["number", "text", "rate", "negative"],
)
def test_a_price_is_an_amount(price: Any, error: type[Exception]) -> None:
    with pytest.raises(error) as refused:
        decide_purchase_rules(price, PILOT)
    assert refused.value.path == "/price"


# ------------------------------------------------------------------------------------------ descriptions


@pytest.mark.rule("L-8")
@given(st.sets(st.sampled_from(DescriptionItem)))
def test_a_description_names_all_that_it_lacks(contained: set[DescriptionItem]) -> None:
    decision = check_service_description(ServiceDescription(tuple(contained)), PILOT)
    missing = tuple(item for item in DescriptionItem if item not in contained)
    assert (decision.outcome.complete, decision.outcome.missing) == (not missing, missing)
    assert [reason.facts.get("description_item") for reason in decision.reasons] == (
        [item.value for item in missing] or [None]
    )


@pytest.mark.rule("L-8")
def test_a_description_with_everything_is_complete_and_without_any_one_item_is_not() -> None:
    assert codes(check_service_description(ServiceDescription(tuple(DescriptionItem)), PILOT)) == [
        "service_description_complete"
    ]
    for item in DescriptionItem:
        others = [other for other in DescriptionItem if other is not item]
        decision = check_service_description(ServiceDescription(others), PILOT)
        assert decision.outcome.missing == (item,)
        assert codes(decision) == ["service_description_lacks"]


# ------------------------------------------------------------------------------------------ violence


@pytest.mark.rule("N-10", "I-17", "I-18")
@pytest.mark.parametrize(
    ("found", "due"),
    [
        (date(2018, 10, 4), date(2018, 10, 5)),  # a Thursday
        (date(2018, 10, 5), date(2018, 10, 8)),  # a Friday
        (date(2018, 10, 6), date(2018, 10, 8)),  # a Saturday
        (date(2018, 11, 16), date(2018, 11, 20)),  # a Friday before a Monday off
    ],
    ids=str,
)
def test_violence_is_reported_to_both_by_the_next_working_day(found: date, due: date) -> None:
    after = date.fromordinal(due.toordinal() + 1)
    for police, court, on in product((found, due, after, None), (found, due, after, None), (found, due, after)):
        if any(told is not None and told > on for told in (police, court)):
            continue
        report = ViolenceReport(found=found, on=on, police=police, orphans_court=court)
        outcome = check_violence_report(report, LATVIA, PILOT).outcome
        each = [(None if on <= due else False) if told is None else told <= due for told in (police, court)]
        untold = [name for name, told in (("police", police), ("orphans_court", court)) if told is None]
        assert outcome == ViolenceCheck(due, anded(*each), tuple(untold))


@pytest.mark.rule("N-10")
@pytest.mark.parametrize(
    ("told", "on", "code"),
    [
        (date(2018, 10, 8), date(2018, 10, 9), "violence_reported_to_police"),
        (date(2018, 10, 9), date(2018, 10, 9), "violence_reported_late_to_police"),
        (None, date(2018, 10, 8), "violence_still_to_report_to_police"),
        (None, date(2018, 10, 9), "violence_not_reported_to_police"),
    ],
    ids=["in time", "late", "not yet", "not"],
)
def test_a_report_of_violence_says_how_it_stands_with_each(told: date | None, on: date, code: str) -> None:
    found = date(2018, 10, 5)
    decision = check_violence_report(ViolenceReport(found=found, on=on, police=told), Weekdays(), PILOT)
    swapped = check_violence_report(ViolenceReport(found=found, on=on, orphans_court=told), Weekdays(), PILOT)
    assert codes(decision)[0] == code
    assert codes(swapped)[1] == code.replace("police", "orphans_court")
    assert decision.reasons[0].facts["due"] == date(2018, 10, 8)


@pytest.mark.rule("N-10")
def test_the_calendar_and_the_edition_say_which_day_is_the_last() -> None:
    found = date(2018, 10, 5)
    report = ViolenceReport(found=found, on=found)
    monday_off = Weekdays([date(2018, 10, 8)])
    assert check_violence_report(report, monday_off, PILOT).outcome.due == date(2018, 10, 9)
    two = PILOT.reform("two days", {"evaluation.violence_report_working_days": 2})
    assert check_violence_report(report, Weekdays(), two).outcome.due == date(2018, 10, 9)


@pytest.mark.parametrize(
    ("make", "error", "path"),
    [
        (lambda: ProviderContract(("term",)), BadType, "/states/0"),
        (lambda: ProviderContract(None), BadType, "/states"),
        (lambda: ProviderContract((), "2019-08-31"), BadType, "/last_day"),
        (lambda: GuaranteeLetter((ContractItem.PAYMENT,)), BadType, "/states/0"),
        (lambda: ProviderChange("yes"), BadType, "/applied"),
        (lambda: ProviderChange(None, 1), BadType, "/poor_quality"),
        (lambda: ServiceDescription(("aim",)), BadType, "/contains/0"),
        (lambda: ViolenceReport(found="now", on=ENDS), BadType, "/found"),
        (lambda: ViolenceReport(found=ENDS, on=None), BadType, "/on"),
        (lambda: ViolenceReport(found=ENDS, on=date(2019, 8, 30)), Inconsistent, "/on"),
        (lambda: ViolenceReport(found=ENDS, on=ENDS, police=date(2019, 8, 30)), Inconsistent, "/police"),
        (lambda: ViolenceReport(found=ENDS, on=ENDS, orphans_court=date(2019, 9, 1)), Inconsistent, "/orphans_court"),
        (lambda: ViolenceReport(found=ENDS, on=ENDS, police=5), BadType, "/police"),
    ],
)
def test_papers_and_reports_refuse_what_they_cannot_hold(make: Any, error: type[Exception], path: str) -> None:
    with pytest.raises(error) as refused:
        make()
    assert refused.value.path == path
