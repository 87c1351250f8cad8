"""Terms in working days (termiņi darba dienās). Rules E-7, G-4; I-5, I-17, I-18."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from ibmodel.dates import WorkingDays, add_working_days
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue
from ibmodel.parameters import Parameters

__all__ = ["CODES", "DEADLINE_READINGS", "Deadlines", "compute_deadlines"]

#: The switchable interpretations that can matter for deadlines.
DEADLINE_READINGS: Final = ("I-5",)

FORWARD: Final = ReasonCode("forward_by", "E-7", ("application_closed", "days", "forward_by"))
DECIDE: Final = ReasonCode("decide_by", "G-4", ("received", "days", "decide_by"))
CODES: Final = (FORWARD, DECIDE)


@attrs.frozen
class Deadlines:
    """The last days of the terms that were asked for."""

    forward_by: date | None = None
    decide_by: date | None = None


def compute_deadlines(
    application_closed: date | None, received: date | None, calendar: WorkingDays, parameters: Parameters
) -> Decision[Deadlines]:
    """By when are eligible applications forwarded, and by when is one decided (termiņš darba dienās)?

    A term runs from the day after the event. The days are the edition's: for forwarding those of the reading of
    I-5. Raises `BadValue` past the year 9999. Rules: E-7, G-4; I-5, I-17, I-18; source M II.2.1, II.2.2.
    """
    reasons = []
    forward_by = decide_by = None
    if application_closed is not None:
        by_text = parameters.reading("I-5") == "text"
        eligibility = parameters.eligibility
        days = eligibility.forwarding_working_days_text if by_text else eligibility.forwarding_working_days_figure
        forward_by = _after("application_closed", application_closed, days, calendar)
        reasons.append(Reason(FORWARD, (application_closed, days, forward_by), DEADLINE_READINGS))
    if received is not None:
        days = parameters.granting.decision_working_days
        decide_by = _after("received", received, days, calendar)
        reasons.append(Reason(DECIDE, (received, days, decide_by)))
    outcome = Deadlines(forward_by, decide_by)
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(DEADLINE_READINGS))


def _after(field: str, event: date, days: int, calendar: WorkingDays) -> date:
    try:
        return add_working_days(event, days, calendar)
    except BadValue as error:
        raise error.below(field) from None
