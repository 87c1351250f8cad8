"""Access, case files, risks, contracts and violence in sentences: every code is given, and reads in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

from ibmodel.case.access import (
    AccessAction,
    AccessRequest,
    ChildReference,
    DeletionRequest,
    PasswordFacts,
    Role,
    SavedDocument,
    Transmission,
)
from ibmodel.case.applications import PilotDates
from ibmodel.case.case_file import FileEntry, HeldEntry
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
from ibmodel.case.risks import Measure, Risk, RiskAspect, RiskKind, RiskRegister, RiskScale
from ibmodel.dates import Weekdays
from ibmodel.decisions import Decision, Reason
from ibmodel.explain import LANGUAGES, records, sentence, shown_value
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.rules import REASON_CODES
from ibmodel.rules.administration import (
    access,
    case_file,
    check_case_file,
    check_guarantee_letter,
    check_provider_contract,
    check_risk,
    check_service_description,
    check_violence_report,
    contracts,
    decide_data_use,
    decide_provider_change,
    decide_purchase_rules,
    rank_risks,
    risks,
    violence,
)
from ibmodel.vocabulary import Word

PILOT = edition("children-pilot-2018")
MODULES = (access, case_file, risks, contracts, violence)
KNOWN = (True, False, None)
FRIDAY, MONDAY, TUESDAY = date(2018, 10, 5), date(2018, 10, 8), date(2018, 10, 9)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def of_data() -> Iterator[Decision[Any]]:
    for role, own, action, known, reference in product(
        Role, ("Ogre", "Talsi", None), AccessAction, KNOWN, ChildReference
    ):
        request = AccessRequest(
            role=role,
            own_municipality=own,
            action=action,
            municipality="Ogre",
            registered_address=known,
            reference=reference,
            contract_signed=known,
        )
        yield decide_data_use(request, PILOT)
    for known in KNOWN:
        deletion = DeletionRequest(role=Role.SOCIAL_WORKER, own_document=known, document_named=known)
        yield decide_data_use(deletion, PILOT)
        yield decide_data_use(Transmission(known), PILOT)
    for shown in (FRIDAY, MONDAY, None):
        yield decide_data_use(SavedDocument(FRIDAY, shown), PILOT)
    for characters, changed in ((8, FRIDAY), (1, date(2018, 7, 1)), (None, None)):
        yield decide_data_use(PasswordFacts(on=MONDAY, characters=characters, changed=changed), PILOT)


def of_files_and_risks() -> Iterator[Decision[Any]]:
    yield check_case_file([], [], PILOT)
    yield check_case_file([], list(FileEntry), PILOT)
    for known in KNOWN:
        yield check_case_file([HeldEntry(entry, known, known) for entry in FileEntry], [], PILOT)
    managed = Risk(
        id="r-1",
        kind=RiskKind.STAFF,
        likelihood="zema",
        impact="liela",
        measures=(Measure("apmācība", True, "Ilze"),),
        watched_by="Anna",
    )
    bare = [Risk(id=f"r-{kind.value}", kind=kind) for kind in RiskKind]
    scale = RiskScale(likelihood=("zema",), impact=("liela",), first=RiskAspect.IMPACT)
    yield rank_risks(RiskRegister(scale, (managed, *bare)), PILOT)
    lacking = Risk(id="r-2", kind=RiskKind.LEGAL, measures=(Measure("apmācība", True),))
    yield from (check_risk(one, PILOT) for one in (managed, lacking, *bare))


def of_contracts_and_violence() -> Iterator[Decision[Any]]:
    pilot = PilotDates(date(2018, 9, 1), 12)
    for states, last_day in ((tuple(ContractItem), FRIDAY), ((), date(2019, 9, 1)), ((), None)):
        yield check_provider_contract(ProviderContract(states, last_day), pilot, PILOT)
    for promised in ((), tuple(LetterItem)):
        yield check_guarantee_letter(GuaranteeLetter(promised), PILOT)
    for contained in ((), tuple(DescriptionItem)):
        yield check_service_description(ServiceDescription(contained), PILOT)
    yield from (decide_provider_change(ProviderChange(known, known), PILOT) for known in KNOWN)
    yield from (decide_purchase_rules(price, PILOT) for price in (Money(1), Money(10**9), None))
    for told, on in ((MONDAY, TUESDAY), (TUESDAY, TUESDAY), (None, MONDAY), (None, TUESDAY)):
        report = ViolenceReport(found=FRIDAY, on=on, police=told, orphans_court=told)
        yield check_violence_report(report, Weekdays(), PILOT)


def reasons() -> list[Reason]:
    chapters = (of_data, of_files_and_risks, of_contracts_and_violence)
    return [reason for chapter in chapters for decision in chapter() for reason in decision.reasons]


def test_every_code_is_given_by_some_function_and_has_a_sentence_here() -> None:
    codes = {kind.code for module in MODULES for kind in module.CODES}
    assert {reason.code for reason in reasons()} == codes
    assert set(records.ENGLISH) == set(records.LATVIAN) == codes
    assert all(reason.kind is REASON_CODES[reason.code] for reason in reasons())
    assert all(list(reason.facts) == list(reason.kind.facts) for reason in reasons())


@EVERY_LANGUAGE
def test_every_reason_reads_as_a_sentence_with_its_facts(language: str) -> None:
    for reason in reasons():
        text = sentence(reason, language)
        assert text.endswith(".")
        assert ".." not in text
        assert not re.search(r"[{}]|None|True|False", text)
        for name, value in reason.facts.items():
            expected = str(value) if name not in records.NAMED else records.NAMED[name](language, value)
            assert (shown_value(value, language) if isinstance(value, Money | date) else expected) in text, text


@EVERY_LANGUAGE
@pytest.mark.parametrize("words", [FileEntry, ContractItem, LetterItem, DescriptionItem, RiskKind])
def test_every_word_of_the_lists_is_called_by_a_name_of_its_own(words: type[Word], language: str) -> None:
    called = {getattr(word, language) for word in words}
    assert len(called) == len(list(words))
    assert all(name and name.strip(" .") == name for name in called)


def test_what_is_missing_is_called_by_its_name() -> None:
    (reason,) = check_case_file([], [FileEntry.CONTRACT], PILOT).reasons
    assert sentence(reason) == "Not in the case file: contract with the parent."
    assert sentence(reason, "lv") == "Bērna lietā vēl jāievieto: līgums ar vecāku."
    (price,) = decide_purchase_rules(Money.euro("750000.00"), PILOT).reasons
    assert "Public Procurement Law" in sentence(price)
    assert "750\u00a0000,00\u00a0euro" in sentence(price, "lv")
