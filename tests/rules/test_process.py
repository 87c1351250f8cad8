"""The process of a case: every step that there is, no other, and an end for everybody."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from ibmodel.errors import BadType, BadValue
from ibmodel.parameters import edition
from ibmodel.rules.receipt import (
    ENDS,
    STARTING_STATES,
    TRANSITIONS,
    Event,
    Only,
    Stage,
    State,
    next_state,
    possible_events,
    stepped,
)
from ibmodel.rules.receipt.steps import ACTIVE, HELD
from ibmodel.sources import RULES
from ibmodel.testing.receipt_laws import every_path_reaches_an_end, reachable_states

PILOT = edition("children-pilot-2018")
GENERAL = edition("children-general")
ADULTS = edition("adults-pilot-2019")
FIGURE = PILOT.reform("figure", readings={"I-25": "figure"})
EDITIONS = [PILOT, GENERAL, ADULTS, FIGURE]
EVERY_EDITION = pytest.mark.parametrize("parameters", EDITIONS, ids=lambda parameters: parameters.name)
ROOT = Path(__file__).parents[2]

EVALUATION = (
    *(Event.DOCUMENTS_GIVEN, Event.TEAM_CHOSEN, Event.TIMES_AGREED, Event.OPINIONS_GIVEN, Event.TEAM_MET),
    *(Event.MINUTES_AGREED, Event.PARENT_INFORMED, Event.PARENT_RANKED, Event.LISTS_MERGED),
)
SELECTED = (Event.CRITERIA_MET, Event.SENT_FOR_SELECTION, Event.CHOSEN, Event.PROVISIONAL_SET, Event.CONTRACT_SIGNED)
MONTH = (Event.SCHEDULE_SIGNED, Event.SERVICE_RECEIVED, Event.SERVICE_RECEIVED, Event.MONTH_PAID)


def go(*events: Event, parameters: object = PILOT, start: State = STARTING_STATES[0]) -> State:
    state = start
    for event in events:
        step = stepped(state, event, parameters)  # type: ignore[arg-type]
        assert step.taken, (state, event)
        state = step.state
    return state


def refusal(state: State, event: Event, parameters: object = PILOT) -> str:
    decision = next_state(state, event, parameters)  # type: ignore[arg-type]
    assert decision.outcome.taken is False
    assert decision.outcome.state == state
    return decision.reasons[0].rule


# ------------------------------------------------------------------------------------------ every step


@pytest.mark.rule("G-5", "N-1", "R-2", "R-7", "L-7")
@EVERY_EDITION
def test_every_path_reaches_an_end(parameters: object) -> None:
    every_path_reaches_an_end(parameters)  # type: ignore[arg-type]


@pytest.mark.rule("G-5", "I-25")
def test_every_stage_and_every_step_can_be_reached_under_some_edition() -> None:
    stages = {state.stage for parameters in EDITIONS for state in reachable_states(parameters)}
    assert stages == set(Stage)
    assert {step.event for step in TRANSITIONS} == set(Event)


@pytest.mark.rule("G-5", "I-25")
@EVERY_EDITION
def test_the_steps_are_those_of_the_table_and_no_other(parameters: object) -> None:
    general, reading = parameters is GENERAL, parameters.reading("I-25")  # type: ignore[attr-defined]
    allowed = {Only.GENERAL if general else Only.PILOT, Only(reading), None}
    table = {
        (source, step.event): step.target for step in TRANSITIONS if step.only in allowed for source in step.sources
    }
    for state in reachable_states(parameters):  # type: ignore[arg-type]
        for event in Event:
            step = stepped(state, event, parameters)  # type: ignore[arg-type]
            assert step.taken == ((state.stage, event) in table)
            if step.taken:
                assert step.state.stage is (table[state.stage, event] or state.before)
            else:
                assert step.state == state


def test_no_stage_has_two_steps_for_one_event() -> None:
    for parameters in EDITIONS:
        for state in reachable_states(parameters):
            events = possible_events(state, parameters)
            assert len(events) == len(set(events))
    seen = [(source, step.event, step.only) for step in TRANSITIONS for source in step.sources]
    assert len(seen) == len(set(seen))


@EVERY_EDITION
def test_at_an_end_nothing_follows_but_a_successor(parameters: object) -> None:
    for stage in ENDS:
        allowed = (Event.SUCCESSOR_PICKED,) if stage is Stage.ENDED and parameters is not GENERAL else ()
        assert possible_events(State(stage), parameters) == allowed  # type: ignore[arg-type]


def test_every_step_and_every_refusal_names_an_existing_rule() -> None:
    for parameters in EDITIONS:
        for state in reachable_states(parameters):
            for event in Event:
                decision = next_state(state, event, parameters)
                (reason,) = decision.reasons
                assert reason.rule in RULES
                assert reason.code.startswith("step_by_" if decision.outcome.taken else "no_step_by_")
                assert reason.values == (event.value, decision.outcome.state.stage.value)
                assert decision.readings == parameters.chosen(("I-25",))


# --------------------------------------------------------------------------------------------- examples


@pytest.mark.rule("E-7", "S-11", "S-12", "N-1", "N-4", "B-4", "R-2", "N-8", "N-14")
def test_a_child_goes_through_the_pilot_from_application_to_the_end() -> None:
    planned = go(*SELECTED, *EVALUATION, Event.PROVIDERS_AGREED, Event.NEED_WITHIN, Event.PLAN_SIGNED)
    assert planned == State(Stage.IN_FORCE)
    reported = go(Event.PARTICIPANTS_TOLD, *MONTH, *MONTH, Event.PROVIDERS_REPORTED, start=planned)
    again = go(Event.EVALUATED_AGAIN, *EVALUATION[1:], Event.PROVIDERS_AGREED, Event.NEED_WITHIN, start=reported)
    last = go(Event.PLAN_SIGNED, *MONTH, Event.PROVIDERS_REPORTED, Event.GOALS_ASSESSED, start=again)
    assert last == State(Stage.COMPLETED)


@pytest.mark.rule("G-5")
def test_outside_a_pilot_a_decision_comes_before_the_contract_and_nobody_is_selected() -> None:
    events = (Event.CRITERIA_MET, Event.PROVISIONAL_SET, Event.DECISION_MADE, Event.CONTRACT_SIGNED)
    assert go(*events, parameters=GENERAL) == State(Stage.CONTRACTED)
    assert refusal(State(Stage.ELIGIBLE), Event.SENT_FOR_SELECTION, GENERAL) == "E-7"
    assert refusal(State(Stage.PROVISIONAL), Event.CONTRACT_SIGNED, GENERAL) == "S-12"
    assert refusal(State(Stage.PROVISIONAL), Event.DECISION_MADE, PILOT) == "G-5"


@pytest.mark.rule("G-5")
def test_a_criterion_that_is_not_met_ends_the_case_with_a_refusal() -> None:
    assert go(Event.CRITERIA_NOT_MET) == State(Stage.REFUSED)


@pytest.mark.rule("S-9")
def test_the_waiting_list_leads_to_a_place_or_to_the_pilots_end() -> None:
    waiting = go(Event.CRITERIA_MET, Event.SENT_FOR_SELECTION, Event.NOT_CHOSEN)
    assert go(Event.PLACE_OFFERED, start=waiting) == State(Stage.SELECTED)
    assert go(Event.PILOT_OVER, start=waiting) == State(Stage.NOT_PLACED)


@pytest.mark.rule("B-10", "I-25")
def test_by_the_text_a_plan_above_the_provisional_amount_is_signed_twice() -> None:
    priced = State(Stage.PRICED)
    cut = go(Event.NEED_ABOVE, Event.PLAN_CUT, Event.PLAN_SIGNED, start=priced)
    assert cut == State(Stage.IN_FORCE_CUT)
    assert go(*MONTH, Event.FINAL_TOLD, Event.PLAN_EXTENDED, Event.PLAN_SIGNED, start=cut) == State(Stage.IN_FORCE)


@pytest.mark.rule("B-10", "I-25")
def test_by_the_figure_it_waits_for_the_final_amount_and_is_signed_once() -> None:
    events = (Event.NEED_ABOVE, Event.FINAL_TOLD, Event.PLAN_EXTENDED, Event.PLAN_SIGNED)
    assert go(*events, parameters=FIGURE, start=State(Stage.PRICED)) == State(Stage.IN_FORCE)
    waiting = go(Event.NEED_ABOVE, parameters=FIGURE, start=State(Stage.PRICED))
    assert refusal(waiting, Event.PLAN_CUT, FIGURE) == "B-10"
    assert refusal(waiting, Event.PLAN_SIGNED, FIGURE) == "B-10"


@pytest.mark.rule("N-11")
def test_nothing_is_explained_before_the_minutes_are_agreed() -> None:
    assert refusal(State(Stage.DISCUSSED), Event.PARENT_INFORMED) == "N-1"
    assert refusal(State(Stage.ASSESSED), Event.MINUTES_AGREED) == "N-11"


@pytest.mark.rule("N-10")
@pytest.mark.parametrize("stage", [Stage.SCHEDULED, Stage.ASSESSED])
def test_violence_is_reported_while_the_evaluation_goes_on(stage: Stage) -> None:
    assert go(Event.VIOLENCE_REPORTED, start=State(stage)) == State(stage)


@pytest.mark.rule("R-3", "R-4")
@pytest.mark.parametrize("stage", [Stage.IN_FORCE, Stage.MONTH, Stage.IN_FORCE_CUT, Stage.MONTH_CUT])
def test_a_corrected_plan_goes_on_where_it_was_and_a_new_one_begins_with_the_evaluation(stage: Stage) -> None:
    review = go(Event.CHANGE_REPORTED, start=State(stage))
    assert review == State(Stage.UNDER_REVIEW, stage)
    assert go(Event.CORRECTION_AGREED, start=review) == State(stage)
    assert go(Event.EVALUATED_AGAIN, start=review) == State(Stage.DOCUMENTED)


@pytest.mark.rule("R-5")
@pytest.mark.parametrize("stage", ACTIVE)
def test_a_broken_contract_ends_nothing_without_an_invitation(stage: Stage) -> None:
    breached = go(Event.CONTRACT_BROKEN, start=State(stage))
    assert refusal(breached, Event.ENDING_DECIDED) == "R-5"
    assert refusal(breached, Event.NO_SOLUTION) == "R-5"
    invited = go(Event.INVITATION_SENT, start=breached)
    assert go(Event.SOLUTION_FOUND, start=invited) == State(stage)
    assert go(Event.NO_SOLUTION, Event.ENDING_DECIDED, start=invited) == State(Stage.ENDED)


@pytest.mark.rule("R-5", "R-6")
@pytest.mark.parametrize("stage", ACTIVE)
def test_a_child_that_leaves_a_foster_family_goes_on_under_a_new_contract_or_moves_away(stage: Stage) -> None:
    over = go(Event.PLACEMENT_ENDED, start=State(stage))
    assert go(Event.NEW_CONTRACT, start=over) == State(stage)
    assert go(Event.MOVED_AWAY, start=over) == State(Stage.TO_END)


@pytest.mark.rule("R-7")
def test_in_a_pilot_a_successor_is_picked_once_the_budget_has_ended() -> None:
    declined = go(Event.PARENT_DECLINED, start=State(Stage.IN_FORCE))
    assert refusal(declined, Event.SUCCESSOR_PICKED) == "R-7"
    assert go(Event.ENDING_DECIDED, Event.SUCCESSOR_PICKED, start=declined) == State(Stage.REPLACED)
    assert refusal(State(Stage.ENDED), Event.SUCCESSOR_PICKED, GENERAL) == "R-7"


@pytest.mark.rule("L-7")
@pytest.mark.parametrize(
    "events",
    [
        (Event.CONTENT_MATCHES,),
        (Event.CONTENT_MATCHES, Event.DESCRIPTION_AMENDED),
        (Event.CONTENT_DIFFERS, Event.SERVICE_ADMITTED, Event.SERVICE_DEFINED),
        (Event.CONTENT_DIFFERS, Event.SERVICE_TURNED_DOWN),
    ],
)
def test_whatever_becomes_of_a_new_service_all_municipalities_are_told(events: tuple[Event, ...]) -> None:
    start = STARTING_STATES[1]
    told = go(Event.MINISTRY_INFORMED, *events, Event.MUNICIPALITIES_TOLD, start=start)
    assert told == State(Stage.SERVICE_SETTLED)
    assert refusal(go(Event.MINISTRY_INFORMED, start=start), Event.MUNICIPALITIES_TOLD) == "L-7"


# ----------------------------------------------------------------------------------------------- states


@pytest.mark.parametrize("stage", Stage)
def test_a_state_knows_where_it_was_before_exactly_if_it_interrupts(stage: Stage) -> None:
    right, wrong = (None, Stage.IN_FORCE) if stage not in HELD else (Stage.IN_FORCE, None)
    assert State(stage, right).before is right
    with pytest.raises(BadValue) as caught:
        State(stage, wrong)
    assert caught.value.path == "/before"


def test_a_state_is_made_of_stages() -> None:
    with pytest.raises(BadType) as caught:
        State("applied")  # type: ignore[arg-type]
    assert caught.value.path == "/stage"
    with pytest.raises(BadType):
        State(Stage.INVITED, "in_force")  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------- picture


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_process", ROOT / "docs" / "draw_process.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_and_the_pictures_of_the_process_are_fresh() -> None:
    for path, text in drawing().files().items():
        assert path.read_text(encoding="utf-8") == text, f"run docs/draw_process.py: {path.name} is stale"


def test_the_pictures_show_every_stage_and_every_step() -> None:
    page = next(text for path, text in drawing().files().items() if path.suffix == ".md")
    for stage in Stage:
        assert stage.value in page
    for event in Event:
        assert event.en in page
