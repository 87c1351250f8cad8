"""What lies in a child's case file, on paper and scanned, and what is missing from it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.case.case_file import FileEntry, FileGroup, HeldEntry
from ibmodel.errors import BadType, Duplicate
from ibmodel.parameters import edition
from ibmodel.rules.administration import KEPT_ENTRIES, CaseFileCheck, check_case_file

PILOT = edition("children-pilot-2018")
KNOWN = (True, False, None)
EVERYTHING = tuple(HeldEntry(entry, on_paper=True, scanned=True) for entry in FileEntry)


def codes(decision: Any) -> list[tuple[str, object]]:
    return [(reason.code, *reason.values) for reason in decision.reasons]


@pytest.mark.rule("A-18")
def test_the_checklist_has_every_entry_once_in_the_order_of_its_words_and_keeps_all_on_paper_and_scanned() -> None:
    assert [row.entry for row in KEPT_ENTRIES] == list(FileEntry)
    groups = [row.group for row in KEPT_ENTRIES]
    assert list(dict.fromkeys(groups)) == list(FileGroup)
    assert groups == sorted(groups, key=list(FileGroup).index)
    assert all(row.on_paper and row.scanned for row in KEPT_ENTRIES)


@pytest.mark.rule("A-18")
def test_a_file_that_holds_everything_is_complete_whatever_is_due() -> None:
    for due in ((), (FileEntry.CONTRACT,), tuple(FileEntry)):
        decision = check_case_file(EVERYTHING, due, PILOT)
        assert decision.outcome == CaseFileCheck(True, (), (), ())
        assert codes(decision) == [("case_file_complete", len(FileEntry))]


@pytest.mark.rule("A-18")
def test_what_is_not_due_is_not_missing() -> None:
    assert check_case_file([], [], PILOT).outcome == CaseFileCheck(True, (), (), ())
    for entry in FileEntry:
        decision = check_case_file([], [entry], PILOT)
        assert decision.outcome == CaseFileCheck(False, (entry,), (), ())
        assert codes(decision) == [("case_file_entry_absent", entry.value)]
        without = [held for held in EVERYTHING if held.entry is not entry]
        assert check_case_file(without, set(FileEntry) - {entry}, PILOT).outcome.complete is True


@pytest.mark.rule("A-18")
@pytest.mark.parametrize("due", [(), (FileEntry.CONTRACT,)], ids=["not due", "due"])
def test_what_is_there_is_kept_in_both_ways(due: tuple[FileEntry, ...]) -> None:
    for on_paper, scanned in product(KNOWN, KNOWN):
        decision = check_case_file([HeldEntry(FileEntry.CONTRACT, on_paper, scanned)], due, PILOT)
        known = {on_paper, scanned}
        assert decision.outcome.complete is (False if False in known else None if None in known else True)
        assert decision.outcome.absent == ()
        assert decision.outcome.not_on_paper == ((FileEntry.CONTRACT,) if on_paper is False else ())
        assert decision.outcome.not_scanned == ((FileEntry.CONTRACT,) if scanned is False else ())
        expected = [
            *({False: ["not_on_paper"], None: ["paper_unknown"]}.get(on_paper, [])),
            *({False: ["not_scanned"], None: ["scan_unknown"]}.get(scanned, [])),
        ]
        told = [(f"case_file_entry_{word}", "contract") for word in expected]
        assert codes(decision) == (told or [("case_file_complete", 1)])


@pytest.mark.rule("A-18")
@given(st.permutations(EVERYTHING), st.integers(0, len(EVERYTHING)), st.sets(st.sampled_from(FileEntry)))
def test_each_entry_that_is_due_is_either_there_or_named_in_the_order_of_the_list(
    held: list[HeldEntry], kept: int, due: set[FileEntry]
) -> None:
    outcome = check_case_file(held[:kept], due, PILOT).outcome
    there = {one.entry for one in held[:kept]}
    assert outcome.absent == tuple(entry for entry in FileEntry if entry in due and entry not in there)
    assert outcome.complete is (due <= there)


@pytest.mark.rule("A-18")
def test_missing_entries_come_in_the_order_of_the_list_with_their_keeping() -> None:
    held = [HeldEntry(FileEntry.APPLICATION, True, None), HeldEntry(FileEntry.TITLE_PAGE, False, True)]
    decision = check_case_file(held, [FileEntry.CONTRACT, FileEntry.SUPPORT_PLAN, FileEntry.TITLE_PAGE], PILOT)
    assert codes(decision) == [
        ("case_file_entry_not_on_paper", "title_page"),
        ("case_file_entry_absent", "support_plan"),
        ("case_file_entry_absent", "contract"),
        ("case_file_entry_scan_unknown", "application"),
    ]
    absent = (FileEntry.SUPPORT_PLAN, FileEntry.CONTRACT)
    assert decision.outcome == CaseFileCheck(False, absent, (FileEntry.TITLE_PAGE,), ())
    assert (decision.edition, decision.readings) == ("children-pilot-2018", ())


def test_an_entry_comes_once() -> None:
    held = [HeldEntry(FileEntry.CONTRACT), HeldEntry(FileEntry.APPLICATION), HeldEntry(FileEntry.CONTRACT)]
    with pytest.raises(Duplicate, match="got contract again") as refused:
        check_case_file(held, [], PILOT)
    assert refused.value.path == "/held/2"


@pytest.mark.parametrize(
    ("facts", "path"),
    [(("contract",), "/entry"), ((FileEntry.CONTRACT, 1), "/on_paper"), ((FileEntry.CONTRACT, True, "no"), "/scanned")],
    ids=["entry", "paper", "scan"],
)
def test_an_entry_refuses_what_it_cannot_hold(facts: tuple[Any, ...], path: str) -> None:
    with pytest.raises(BadType) as refused:
        HeldEntry(*facts)
    assert refused.value.path == path
