"""An evaluation's papers, its team, who signs which table, how it closes. Rules E-10, N-12, N-13, N-14; I-16."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

import attrs

from ibmodel.case.matrix import Goal, Specialty
from ibmodel.dates import add_months
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadValue, shown
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import Recipient

__all__ = [
    "ALWAYS_IN_TEAM",
    "ANNEXES",
    "CODES",
    "ClosingCheck",
    "TeamCheck",
    "check_closing",
    "check_extract",
    "check_team",
    "signers_of",
]

EXTRACT_FITS: Final = ReasonCode("extract_recent_enough", "E-10", ("issued", "months", "last"))
EXTRACT_OLD: Final = ReasonCode("extract_too_old", "E-10", ("issued", "months", "last"))
TEAM_COMPLETE: Final = ReasonCode("team_complete", "N-12", ("members",))
TEAM_LACKS: Final = ReasonCode("team_lacks", "N-12", ("specialty",))
GOALS_JUDGED: Final = ReasonCode("goals_judged", "N-14", ("goals",))
GOAL_OPEN: Final = ReasonCode("goal_not_judged", "N-14", ("goal",))
NO_GOALS: Final = ReasonCode("closing_without_goals", "N-14", ())
NO_ADVICE: Final = ReasonCode("closing_without_recommendations", "N-14", ())
NO_TABLE: Final = ReasonCode("closing_without_new_plan_table", "N-14", ())
CODES: Final = (
    *(EXTRACT_FITS, EXTRACT_OLD, TEAM_COMPLETE, TEAM_LACKS),
    *(GOALS_JUDGED, GOAL_OPEN, NO_GOALS, NO_ADVICE, NO_TABLE),
)

#: Who sits in every evaluation team (N-12); the others are called as these two decide.
ALWAYS_IN_TEAM: Final = (Specialty.SOCIAL_WORKER, Specialty.REHABILITATION)

_BOTH: Final = (Specialty.SOCIAL_WORKER, Recipient.PARENT)
_SIGNED_BY: Final[Mapping[str, tuple[Specialty | Recipient, ...]]] = {
    **dict.fromkeys(("6.1", "6.2"), ()),
    **dict.fromkeys(("6.3", "6.4", "6.5", "6.6"), _BOTH),
    "6.8": (),
    "6.9": (Recipient.PARENT,),
    **dict.fromkeys(("6.10", "6.11"), ()),
}
#: The tables that are annexes to the parent's contract by the list of the source (N-13); its text adds 6.4.
ANNEXES: Final = ("6.3", "6.5", "6.6", "6.9")


@attrs.frozen
class TeamCheck:
    """Whether a team has everybody who must be there, and who is not."""

    complete: bool
    missing: tuple[Specialty, ...]


@attrs.frozen
class ClosingCheck:
    """Whether a closing evaluation says all that it must; ``open_goals``: the numbers, from 1, of those not judged."""

    complete: bool
    open_goals: tuple[int, ...]


def signers_of(table: str) -> tuple[Specialty | Recipient, ...]:
    """Who signs a table of the matrix (kas paraksta tabulu)? Nobody, where the tuple is empty.

    Raises `BadValue` for a table that the matrix does not have. Rules: N-9, N-13; source M II.3.1.

    >>> [who.en for who in signers_of("6.9")]
    ['parent']
    """
    if table not in _SIGNED_BY:
        raise BadValue(f"expected one of {', '.join(_SIGNED_BY)}, got {shown(table)}")
    return _SIGNED_BY[table]


def check_extract(issued: date, handed_in: date, parameters: Parameters) -> Decision[bool]:
    """Is a doctor's extract recent enough when it is handed in (ārsta izraksts)?

    It may be the edition's number of months old, that day included. Raises `BadValue` for an extract that was issued
    after the day, or past the year 9999. Rules: E-10; I-16; source M II.3.4.1.
    """
    if handed_in < issued:
        raise BadValue(f"expected an extract that was issued by {handed_in}, got {issued}", "/issued")
    months = parameters.eligibility.extract_months
    last = add_months(issued, months)
    fits = handed_in <= last
    reason = Reason(EXTRACT_FITS if fits else EXTRACT_OLD, (issued, months, last), ("I-16",))
    return Decision(fits, (reason,), parameters.name, ())


def check_team(members: Collection[Specialty], parameters: Parameters) -> Decision[TeamCheck]:
    """Has an evaluation team everybody who is always in it (izvērtēšanas komanda)?

    Rules: N-12; source M II.3.4.1.
    """
    missing = tuple(specialty for specialty in ALWAYS_IN_TEAM if specialty not in members)
    reasons = tuple(Reason(TEAM_LACKS, (specialty.value,)) for specialty in missing)
    found = reasons or (Reason(TEAM_COMPLETE, (len(members),)),)
    return Decision(TeamCheck(not missing, missing), found, parameters.name, ())


def check_closing(
    goals: Sequence[Goal], parameters: Parameters, *, recommendations: bool, new_plan_table: bool
) -> Decision[ClosingCheck]:
    """Does a closing evaluation say of every goal how far it was reached, and what comes next (noslēguma izvērtējums)?

    ``recommendations``: they are given; ``new_plan_table``: table 6.3 was filled in anew. Rules: N-14; source
    M II.4.2.
    """
    open_goals = tuple(number for number, goal in enumerate(goals, start=1) if goal.reached is None)
    reasons = [Reason(GOAL_OPEN, (number,)) for number in open_goals]
    if not goals:
        reasons.append(Reason(NO_GOALS))
    if not recommendations:
        reasons.append(Reason(NO_ADVICE))
    if not new_plan_table:
        reasons.append(Reason(NO_TABLE))
    complete = not reasons
    found = tuple(reasons) or (Reason(GOALS_JUDGED, (len(goals),)),)
    return Decision(ClosingCheck(complete, open_goals), found, parameters.name, ())
