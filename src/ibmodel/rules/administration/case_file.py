"""What lies in a child's case file, and what is missing from it (bērna klienta lieta). Rule A-18."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import attrs

from ibmodel.case.case_file import FileEntry, FileGroup, HeldEntry
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import Duplicate, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.administration.findings import Finding, together

__all__ = ["CODES", "KEPT_ENTRIES", "CaseFileCheck", "KeptEntry", "check_case_file"]

COMPLETE: Final = ReasonCode("case_file_complete", "A-18", ("entries",))
ABSENT: Final = ReasonCode("case_file_entry_absent", "A-18", ("file_entry",))
NOT_ON_PAPER: Final = ReasonCode("case_file_entry_not_on_paper", "A-18", ("file_entry",))
PAPER_OPEN: Final = ReasonCode("case_file_entry_paper_unknown", "A-18", ("file_entry",))
NOT_SCANNED: Final = ReasonCode("case_file_entry_not_scanned", "A-18", ("file_entry",))
SCAN_OPEN: Final = ReasonCode("case_file_entry_scan_unknown", "A-18", ("file_entry",))
CODES: Final = (COMPLETE, ABSENT, NOT_ON_PAPER, PAPER_OPEN, NOT_SCANNED, SCAN_OPEN)


@attrs.frozen
class KeptEntry:
    """A row of the checklist: what it is, to which group it belongs, how it is kept."""

    entry: FileEntry
    group: FileGroup
    on_paper: bool
    scanned: bool


_GROUPS: Final = {
    FileGroup.OPENING: (FileEntry.TITLE_PAGE, FileEntry.BASIC_INFORMATION),
    FileGroup.RECEIPT: (FileEntry.SCHEDULES, FileEntry.EXECUTION_PRINTOUTS, FileEntry.RECEIPT_DOCUMENTS),
    FileGroup.PLAN: (FileEntry.SUPPORT_PLAN, FileEntry.MATRIX_TABLES, FileEntry.PLAN_MINUTES),
    FileGroup.EVALUATION: (
        FileEntry.EVALUATION_MINUTES,
        FileEntry.SPECIALIST_OPINIONS,
        FileEntry.PROVIDER_OPINIONS,
    ),
    FileGroup.SURVEYS: (FileEntry.QUALITY_OF_LIFE, FileEntry.ESF_QUESTIONNAIRE, FileEntry.OTHER_QUESTIONNAIRES),
    FileGroup.PARTICIPATION: (FileEntry.CONTRACT, FileEntry.APPLICATION, FileEntry.SELECTION_DOCUMENTS),
}
#: The checklist, in its order; table 11 keeps every entry both on paper and scanned (A-18).
KEPT_ENTRIES: Final = tuple(
    KeptEntry(entry, group, on_paper=True, scanned=True) for group, entries in _GROUPS.items() for entry in entries
)


@attrs.frozen
class CaseFileCheck:
    """Whether the file holds all that is due, and what it lacks, in the order of the checklist.

    ``absent``: due and not there at all; ``not_on_paper`` and ``not_scanned``: there, but not kept like that.
    ``complete`` is ``None`` if nothing is known to be lacking, but not everything is known.
    """

    complete: bool | None
    absent: tuple[FileEntry, ...]
    not_on_paper: tuple[FileEntry, ...]
    not_scanned: tuple[FileEntry, ...]


def check_case_file(
    held: Iterable[HeldEntry], due: Collection[FileEntry], parameters: Parameters
) -> Decision[CaseFileCheck]:
    """Does a child's case file hold what it must, each entry on paper and scanned (bērna klienta lieta)?

    The source gives no day from which an entry is expected, so whoever asks says which are ``due``: what is not due is
    not missing. What is there is held to be kept in both ways, due or not. Raises `Duplicate` for an entry that comes
    twice. Rules: A-18; source M III.3, table 11.
    """
    kept = _by_entry(held)
    findings = [(row, finding) for row in KEPT_ENTRIES for finding in _of_entry(row, kept, due)]

    def lacking(kind: ReasonCode) -> tuple[FileEntry, ...]:
        return tuple(row.entry for row, (_, reason) in findings if reason.kind is kind)

    complete = together(known for _, (known, _) in findings)
    outcome = CaseFileCheck(complete, lacking(ABSENT), lacking(NOT_ON_PAPER), lacking(NOT_SCANNED))
    reasons = tuple(reason for _, (_, reason) in findings) or (Reason(COMPLETE, (len(kept),)),)
    return Decision(outcome, reasons, parameters.name, ())


def _by_entry(held: Iterable[HeldEntry]) -> dict[FileEntry, HeldEntry]:
    kept: dict[FileEntry, HeldEntry] = {}
    for place, one in enumerate(held):
        if one.entry in kept:
            raise Duplicate(f"expected every entry once, got {one.entry.value} again", pointer("held", place))
        kept[one.entry] = one
    return kept


def _of_entry(row: KeptEntry, kept: Mapping[FileEntry, HeldEntry], due: Collection[FileEntry]) -> Iterator[Finding]:
    """What is not, or not known to be, as it must be."""
    word = (row.entry.value,)
    one = kept.get(row.entry)
    if one is None:
        if row.entry in due:
            yield False, Reason(ABSENT, word)
        return
    for known, no, unknown in ((one.on_paper, NOT_ON_PAPER, PAPER_OPEN), (one.scanned, NOT_SCANNED, SCAN_OPEN)):
        if not known:
            yield known, Reason(unknown if known is None else no, word)
