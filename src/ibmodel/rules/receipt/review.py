"""When a plan is corrected, made anew, or comes to an end. Rules R-3 to R-7."""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.case.receipt import Change, ChangeReason, Ending, EndingGround
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import Word

__all__ = [
    "CODES",
    "EndingAction",
    "EndingDecision",
    "Review",
    "ReviewAction",
    "decide_ending",
    "decide_review",
    "review_action",
]

_CHANGED: Final = {reason: ReasonCode(f"change_of_{reason.value}", "R-3", ()) for reason in ChangeReason}
BY_EQUIVALENT: Final = ReasonCode("equivalent_service_replaces", "R-4", ())
BY_LISTED: Final = ReasonCode("listed_service_replaces", "R-4", ())
NEW_EVALUATION: Final = ReasonCode("new_evaluation_needed", "R-4", ())

_GROUNDS: Final = {ground: ReasonCode(f"ground_{ground.value}", "R-5", ()) for ground in EndingGround}
INVITE_FIRST: Final = ReasonCode("invitation_comes_first", "R-5", ())
MEETING_OPEN: Final = ReasonCode("meeting_is_awaited", "R-5", ())
SOLVED: Final = ReasonCode("meeting_found_solution", "R-5", ())
NEW_CONTRACT: Final = ReasonCode("new_contract_in_same_municipality", "R-6", ())
ABODE_OPEN: Final = ReasonCode("abode_is_not_known", "R-6", ())
ENDS: Final = ReasonCode("budget_ends", "R-5", ())
REPLACED: Final = ReasonCode("place_goes_to_waiting_list", "R-7", ())
CODES: Final = (
    *_CHANGED.values(),
    BY_EQUIVALENT,
    BY_LISTED,
    NEW_EVALUATION,
    *_GROUNDS.values(),
    INVITE_FIRST,
    MEETING_OPEN,
    SOLVED,
    NEW_CONTRACT,
    ABODE_OPEN,
    ENDS,
    REPLACED,
)

_ALWAYS_REEVALUATED: Final = (ChangeReason.HEALTH, ChangeReason.GOALS)
_OUTSIDE_A_PILOT: Final = "children-general"


class ReviewAction(Word):
    """What follows from a change while a plan runs (R-4)."""

    CORRECT_PLAN = "correct_plan", "the plan is corrected within the same budget", "koriģē atbalsta plānu"
    REEVALUATE = "reevaluate", "a new evaluation and a new plan", "atkārtota izvērtēšana un jauns atbalsta plāns"


class EndingAction(Word):
    """What follows from a ground for ending (R-5, R-6); two of them wait for a fact that is not known yet."""

    END = "end", "the budget ends", "IB saņemšanu izbeidz"
    INVITE = "invite", "the letter of invitation is sent first", "vispirms nosūta uzaicinājuma vēstuli"
    AWAIT_MEETING = "await_meeting", "the meeting is awaited", "gaida sarunas iznākumu"
    GO_ON = "go_on", "the budget goes on", "IB saņemšana turpinās"
    NEW_CONTRACT = "new_contract", "it goes on under a new contract", "turpina ar jaunu līgumu"
    AWAIT_ABODE = "await_abode", "where the child will live is awaited", "gaida ziņas par bērna dzīvesvietu"


@attrs.frozen
class Review:
    """What follows from a change."""

    action: ReviewAction


@attrs.frozen
class EndingDecision:
    """What follows from a ground for ending; ``replace``: somebody from the waiting list is offered the place."""

    action: EndingAction
    replace: bool


def decide_review(change: Change, parameters: Parameters) -> Decision[Review]:
    """Is the plan corrected within the same budget, or is the child evaluated anew (atbalsta plāna pārskatīšana)?

    Rules: R-3, R-4; source M II.3.4.3, figure 9.
    """
    outcome = Review(review_action(change))
    why = NEW_EVALUATION
    if outcome.action is ReviewAction.CORRECT_PLAN:
        why = BY_EQUIVALENT if change.equivalent else BY_LISTED
    return Decision(outcome, (Reason(_CHANGED[change.reason]), Reason(why)), parameters.name, ())


def review_action(change: Change) -> ReviewAction:
    """The action of `decide_review` without its reasons.

    A change of health or goals always asks for a new evaluation; any other one only if nothing can take the
    service's place. Rules: R-3, R-4.
    """
    replaceable = change.equivalent or change.listed_unfunded
    if replaceable and change.reason not in _ALWAYS_REEVALUATED:
        return ReviewAction.CORRECT_PLAN
    return ReviewAction.REEVALUATE


def decide_ending(ending: Ending, parameters: Parameters) -> Decision[EndingDecision]:
    """Does the budget end, and what has to come first (IB saņemšanas izbeigšana)?

    A breach of the contract ends it only after a letter of invitation and a meeting without a solution; a child that
    leaves its foster family goes on under a new contract if it stays in the municipality. In a pilot the place is
    then offered from the waiting list: `ibmodel.rules.selection.replace_leaving` picks the next one.
    Rules: R-5, R-6, R-7; source M II.5.
    """
    action, why = _ending(ending)
    reasons = [Reason(_GROUNDS[ending.ground]), Reason(why)]
    replace = action is EndingAction.END and parameters.basis != _OUTSIDE_A_PILOT
    if replace:
        reasons.append(Reason(REPLACED))
    return Decision(EndingDecision(action, replace), tuple(reasons), parameters.name, ())


def _ending(ending: Ending) -> tuple[EndingAction, ReasonCode]:
    if ending.ground is EndingGround.BREACH and not ending.invited:
        return EndingAction.INVITE, INVITE_FIRST
    facts: dict[EndingGround, bool | None] = {EndingGround.BREACH: ending.solved, EndingGround.PLACEMENT: ending.stays}
    goes_on = facts.get(ending.ground, False)
    if goes_on is False:
        return EndingAction.END, ENDS
    if ending.ground is EndingGround.BREACH:
        return (EndingAction.GO_ON, SOLVED) if goes_on else (EndingAction.AWAIT_MEETING, MEETING_OPEN)
    return (EndingAction.NEW_CONTRACT, NEW_CONTRACT) if goes_on else (EndingAction.AWAIT_ABODE, ABODE_OPEN)
