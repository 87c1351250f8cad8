"""Whether violence against a child was reported to whom it must be, and in time. Rule N-10; I-17, I-18."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from ibmodel.case.contracts import ViolenceReport
from ibmodel.dates import WorkingDays
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.parameters import Parameters
from ibmodel.rules.administration.findings import Finding, together
from ibmodel.rules.receipt import violence_reported_by

__all__ = ["CODES", "ViolenceCheck", "check_violence_report"]

_ADDRESSEES: Final = ("police", "orphans_court")
_KINDS: Final = {
    word: {addressee: ReasonCode(f"violence_{word}_{addressee}", "N-10", facts) for addressee in _ADDRESSEES}
    for word, facts in (
        ("reported_to", ("told", "due")),
        ("reported_late_to", ("told", "due")),
        ("not_reported_to", ("due",)),
        ("still_to_report_to", ("due",)),
    )
}
CODES: Final = tuple(kind for kinds in _KINDS.values() for kind in kinds.values())


@attrs.frozen
class ViolenceCheck:
    """By when violence is reported, whether it was (``None``: there is still time), and who has not been told."""

    due: date
    in_time: bool | None
    untold: tuple[str, ...]


def check_violence_report(
    report: ViolenceReport, calendar: WorkingDays, parameters: Parameters
) -> Decision[ViolenceCheck]:
    """Was violence against a child reported to the police and the orphans' court in time?

    At once, and by the next working day at the latest, to both; until that day is over nothing is missed. Raises
    `BadValue` past the year 9999. Rules: N-10; I-17, I-18; source M II.3.4.1, II.8.2.
    """
    due = violence_reported_by(report.found, calendar, parameters)
    told = {"police": report.police, "orphans_court": report.orphans_court}
    findings = [_of_addressee(addressee, told[addressee], due, report.on) for addressee in _ADDRESSEES]
    untold = tuple(addressee for addressee in _ADDRESSEES if told[addressee] is None)
    reasons = tuple(reason for _, reason in findings)
    outcome = ViolenceCheck(due, together(known for known, _ in findings), untold)
    return Decision(outcome, reasons, parameters.name, ())


def _of_addressee(addressee: str, told: date | None, due: date, on: date) -> Finding:
    if told is not None:
        in_time = told <= due
        return in_time, Reason(_KINDS["reported_to" if in_time else "reported_late_to"][addressee], (told, due))
    if on <= due:
        return None, Reason(_KINDS["still_to_report_to"][addressee], (due,))
    return False, Reason(_KINDS["not_reported_to"][addressee], (due,))
