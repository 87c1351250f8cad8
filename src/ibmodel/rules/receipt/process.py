"""The process of a case as a machine of frozen values: a state, an event, the next state or a refusal.

Rules G-5, N-1, R-2 to R-7, L-7 and those of the steps in `ibmodel.rules.receipt.steps`; I-25.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import BadType, BadValue, shown
from ibmodel.parameters import Parameters
from ibmodel.rules.receipt.steps import HELD, STARTS, TRANSITIONS, Event, Only, Stage, Transition

__all__ = ["CODES", "PROCESS_READINGS", "STARTING_STATES", "State", "Step", "next_state", "possible_events", "stepped"]

#: The switchable interpretations that can matter for the process.
PROCESS_READINGS: Final = ("I-25",)

_OUTSIDE_A_PILOT: Final = "children-general"
_RULES: Final = tuple(dict.fromkeys(step.rule for step in TRANSITIONS))


def _word(rule: str) -> str:
    return rule.lower().replace("-", "_")


#: A step that was taken, and one that its rule forbids: a code for each rule.
STEPS: Final = {rule: ReasonCode(f"step_by_{_word(rule)}", rule, ("event", "stage")) for rule in _RULES}
REFUSALS: Final = {rule: ReasonCode(f"no_step_by_{_word(rule)}", rule, ("event", "stage")) for rule in _RULES}
CODES: Final = (*STEPS.values(), *REFUSALS.values())


def _stage(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if type(value) is not Stage:
        raise BadType(f"expected a stage, got {shown(value)}", f"/{attribute.name}")


@attrs.frozen
class State:
    """Where a case stands; ``before`` is where it stood when a review, a breach or a move interrupted it."""

    stage: Stage = attrs.field(validator=_stage)
    before: Stage | None = attrs.field(default=None, validator=attrs.validators.optional(_stage))

    def __attrs_post_init__(self) -> None:
        if (self.before is None) == (self.stage in HELD):
            what = "a stage before" if self.before is None else "no stage before"
            raise BadValue(f"expected {what} the stage {self.stage.value}", "/before")


@attrs.frozen
class Step:
    """What came of an event: the state after it, the same one if the event was refused."""

    state: State
    taken: bool


#: Where a case, and the case of a service that is not on the list, begin.
STARTING_STATES: Final = tuple(map(State, STARTS))


def next_state(state: State, event: Event, parameters: Parameters) -> Decision[Step]:
    """What follows from ``event`` when a case stands at ``state``, or which rule forbids it?

    Some steps are for a pilot alone, or for the model outside one; those of a plan above the provisional amount
    depend on I-25. Rules: G-5, E-7, S-9, S-11, S-12, S-13, N-1, N-4, N-8, N-10, N-11, N-14, B-4, B-10, R-2 to R-8,
    L-7; I-25; source M II.2 to II.6, figures 4 to 11.
    """
    found = _transition(state, event, parameters)
    outcome = stepped(state, event, parameters)
    kind = _forbidden_by(state, event) if found is None else STEPS[found.rule]
    reason = Reason(kind, (event.value, outcome.state.stage.value), _interpretations(event))
    return Decision(outcome, (reason,), parameters.name, parameters.chosen(PROCESS_READINGS))


def stepped(state: State, event: Event, parameters: Parameters) -> Step:
    """The step of `next_state` without its reason. Rules: G-5, N-1, R-2 to R-7, L-7; I-25."""
    found = _transition(state, event, parameters)
    if found is None:
        return Step(state, taken=False)
    stage = found.target or state.before or state.stage
    before = (state.before or state.stage) if stage in HELD else None
    return Step(State(stage, before), taken=True)


def possible_events(state: State, parameters: Parameters) -> tuple[Event, ...]:
    """The events that are not refused at ``state``, in the order of `Event`. Rules: G-5, N-1, R-2 to R-7, L-7; I-25."""
    return tuple(event for event in Event if _transition(state, event, parameters) is not None)


def _possible(step: Transition, parameters: Parameters) -> bool:
    if step.only in (Only.TEXT, Only.FIGURE):
        return step.only.value == parameters.reading("I-25")
    return step.only is None or (step.only is Only.GENERAL) == (parameters.basis == _OUTSIDE_A_PILOT)


def _transition(state: State, event: Event, parameters: Parameters) -> Transition | None:
    for step in _BY_EVENT[event]:
        if state.stage in step.sources and _possible(step, parameters):
            return step
    return None


def _forbidden_by(state: State, event: Event) -> ReasonCode:
    """The rule of the event: of several the one that speaks of this stage, else the first."""
    steps = _BY_EVENT[event]
    return REFUSALS[next((step.rule for step in steps if state.stage in step.sources), steps[0].rule)]


def _interpretations(event: Event) -> tuple[str, ...]:
    switched = any(step.only in (Only.TEXT, Only.FIGURE) for step in _BY_EVENT[event])
    return PROCESS_READINGS if switched else ()


_BY_EVENT: Final = {event: tuple(step for step in TRANSITIONS if step.event is event) for event in Event}
