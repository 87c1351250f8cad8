"""A run of the kit on a terminal or in a pipe: how each chapter did, what does not hold and where it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ibmodel.adapters.tables import Page
from ibmodel.testing.outcomes import FAULTS, Counterexample, Counts, Run, Verdict
from ibmodel.testing.verdicts import Difference

__all__ = ["show_run"]

_MOST_VECTORS: Final = 3
_MOST_DIFFERENCES: Final = 3
_MOST_TEXT: Final = 400
_MOST_REQUEST: Final = 2000
_COLUMNS: Final = ("Chapter", "passed", "failed", "errored", "skipped")


def show_run(page: Page, run: Run) -> None:
    """Everything that a person wants to know first; the files hold the rest."""
    page.line(f"Conformance of {run.subject}", style="bold")
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    page.line(f"{versions}; depth {run.depth}; seed {run.seed}; {run.seconds:.1f} s")
    if run.verdicts:
        _show_chapters(page, run)
    _show_suspicions(page, run)
    _show_rules(page, run)
    _show_faults(page, run)
    _show_comparisons(page, run)
    if run.skipped:
        page.heading("Operations that it does not know, skipped")
        page.line(", ".join(run.skipped))
    page.line()
    page.line(_conclusion(run), style="bold")


def _show_chapters(page: Page, run: Run) -> None:
    page.heading("Vectors by chapter")
    rows = [(summary.chapter, *_cells(summary.counts)) for summary in run.by_chapter()]
    page.table(_COLUMNS, rows, [("All", *_cells(run.counts()))])


def _cells(counts: Counts) -> tuple[str, ...]:
    return tuple(map(str, (counts.passed, counts.failed, counts.errored, counts.skipped)))


def _show_suspicions(page: Page, run: Run) -> None:
    """The known mistakes that it seems to make: the quickest way from a long list of failures to a cause."""
    suspicions = run.suspicions()
    if suspicions:
        page.heading("Known mistakes that it seems to make")
        for each in suspicions:
            page.item(f"{each.mistake}: {each.counts.failing} of {each.counts.asked} near misses fail")


def _show_rules(page: Page, run: Run) -> None:
    """The rules that do not hold, each with some of the vectors that show it, those that exist for it if there are."""
    failing = run.failing_rules()
    if not failing:
        return
    verdicts = {verdict.vector: verdict for verdict in run.verdicts}
    page.heading("Rules with vectors that fail")
    for summary in failing:
        page.line(f"{summary.rule}: {summary.counts.failing} of {summary.counts.asked} fail. {summary.label}")
        page.line(summary.source, first="  ", others="  ")
        if summary.readings:
            names = "; ".join(f"{id_} {' or '.join(readings)}" for id_, readings in summary.readings.items())
            page.line(f"readings in force: {names}", first="  ", others="  ")
        failed = [verdicts[id_] for id_ in summary.failing]
        cases = [verdict for verdict in failed if verdict.rules[0] == summary.rule] or failed
        for verdict in cases[:_MOST_VECTORS]:
            _show_verdict(page, verdict)
        if len(cases) > _MOST_VECTORS:
            page.line(f"  and {len(cases) - _MOST_VECTORS} more")


def _show_verdict(page: Page, verdict: Verdict) -> None:
    page.item(f"{verdict.vector}: {verdict.why}")
    if verdict.mistake:
        page.line(f"the mistake that it is there to find: {verdict.mistake}", first="    ", others="    ")
    if verdict.fault is not None:
        page.line(f"{FAULTS[verdict.fault]}: {verdict.note}".removesuffix(": "), first="    ", others="    ")
    _show_differences(page, verdict.differences)


def _show_differences(page: Page, found: Sequence[Difference]) -> None:
    for difference in found[:_MOST_DIFFERENCES]:
        expected, got = _json(difference.expected), _json(difference.got)
        page.line(f"{difference.path}: expected {expected}, got {got}", first="    ", others="    ")
    if len(found) > _MOST_DIFFERENCES:
        page.line(f"    and {len(found) - _MOST_DIFFERENCES} more places")


def _show_faults(page: Page, run: Run) -> None:
    if run.faults or run.remarks:
        page.heading("How it behaved")
        for fault, times in run.faults.items():
            page.item(f"{fault} ({times}): {_fault_text(fault)}")
        for remark in run.remarks:
            page.item(remark)
    if run.last_words and (run.faults or not run.has_passed):
        page.heading("The last that it wrote to standard error")
        for line in run.last_words:
            page.line(line, first="  ", others="  ")


def _fault_text(fault: str) -> str:
    return next(text for name, text in FAULTS.items() if name == fault)


def _show_comparisons(page: Page, run: Run) -> None:
    if run.compared:
        page.heading("Random requests, compared with the reference")
        differing = len(run.counterexamples)
        page.line(f"{sum(run.compared.values())} requests of {len(run.compared)} operations; {differing} differ.")
    for found in run.counterexamples:
        _show_counterexample(page, found)


def _show_counterexample(page: Page, found: Counterexample) -> None:
    rules = ", ".join(found.rules) if found.rules else f"chapter {found.chapter}"
    page.item(f"{found.operation} ({rules}); the smallest that was found, made smaller {_times(found.steps)}:")
    page.line(_json(found.request, _MOST_REQUEST), first="    ", others="    ")
    if found.fault is not None:
        page.line(f"{FAULTS[found.fault]}: {found.note}".removesuffix(": "), first="    ", others="    ")
    elif found.note:
        page.line(found.note, first="    ", others="    ")
    _show_differences(page, found.differences)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _json(value: Any, most: int = _MOST_TEXT) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else text[:most] + "..."


def _conclusion(run: Run) -> str:
    """The run in one line."""
    counts = run.counts()
    parts: Iterable[str] = (
        f"{counts.failed} failed" if counts.failed else "",
        f"{counts.errored} errored" if counts.errored else "",
        f"{len(run.counterexamples)} operations differ from the reference" if run.counterexamples else "",
        "it does not keep to the protocol" if run.faults and not (counts.errored or run.has_passed) else "",
        f"cut short: {run.cut_short}" if run.cut_short else "",
    )
    told = "; ".join(part for part in parts if part)
    result = f"{counts.passed} of {counts.asked} vectors passed"
    verdict = "Passed" if run.has_passed and run.finished else "Not passed"
    return f"{verdict}: {result}{'; ' + told if told else ''}."
