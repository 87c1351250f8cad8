"""Claims on a run of the kit: what passes, what fails, which rule is named, what a run that was broken off keeps."""

from __future__ import annotations

import copy
import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from ibmodel import evaluate
from ibmodel.adapters.conformance import CannotTest, Function, Program, TimeLimits, conform, differential, running
from ibmodel.adapters.conformance.differential import Plan, compare, says_unknown
from ibmodel.adapters.conformance.running import Choice, vector_hashes
from ibmodel.adapters.conformance.states import State
from ibmodel.adapters.conformance.subjects import Question, Reply
from ibmodel.errors import BadValue
from ibmodel.exchange import OPERATIONS, evaluate_line
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.sources import citation
from ibmodel.testing.outcomes import (
    FAULTS,
    Counterexample,
    Counts,
    Run,
    Verdict,
    rule_label,
    rule_source,
    written_answer,
)
from ibmodel.testing.vectors import CHAPTERS, Answer, Vector, vectors
from ibmodel.testing.verdicts import Difference, answer_of

SUBJECTS = Path(__file__).parent / "subjects"
LIMITS = TimeLimits(start=30.0, answer=15.0, grace=0.3, quiet=0.3, soon=0.02)
BUDGET = ("budget.provisional", "budget.needed", "budget.final")


@attrs.define
class Direct:
    """A subject in this process: ``answer`` gives a response, a fault, or a whole reply."""

    answer: object
    name: str = "direct"
    window: int = 4
    takes_lines: bool = True
    faults: Counter = attrs.field(factory=Counter)
    remarks: list = attrs.field(factory=list)
    asked: list = attrs.field(factory=list)
    later: list = attrs.field(factory=list)
    gone: bool = False
    closed: int = 0

    def ask(self, questions):
        replies = [self._one(question) for question in questions]
        self.faults.update(reply.fault for reply in replies if reply.fault)
        return replies

    def _one(self, question: Question) -> Reply:
        self.asked.append(question)
        if self.gone:
            return Reply(fault="not_started", note="gone")
        got = self.answer(question.line)
        if type(got) is Reply:
            return got
        return Reply(fault=got) if type(got) is str else Reply(got)

    def afterthoughts(self):
        found, self.later = self.later, []
        return found

    def has_given_up(self):
        return self.gone

    def last_words(self):
        return ("the end",)

    def close(self):
        self.closed += 1


def reference(line: str):
    return json.loads(evaluate_line(line))


def request_of(line: str) -> dict:
    """What a line asks, or an empty object where it is none."""
    try:
        document = json.loads(line)
    except ValueError:
        return {}
    return document if type(document) is dict else {}


def spoilt(operation: str, spoil):
    """The reference, but for answered requests of ``operation``, whose response ``spoil`` changes."""

    def answer(line: str):
        response = reference(line)
        if request_of(line).get("op") == operation and response["ok"]:
            spoil(response)
        return response

    return answer


def unknown(line: str):
    error = {"code": "unknown_operation", "path": "/op", "message": ""}
    return {"id": request_of(line).get("id"), "ok": False, "error": error}


def knows_only(*operations: str):
    def answer(line: str):
        name = request_of(line).get("op")
        return reference(line) if name not in OPERATIONS or name in operations else unknown(line)

    return answer


def a_cent_more(response) -> None:
    response["result"]["needed"] = response["result"]["needed"][:-1] + "9"


def run_of(answer, **how) -> Run:
    return conform(Direct(answer), **{"chapters": ["budget"], "vectors_only": True, **how})


# --- vectors ---


def test_the_reference_passes_every_vector_to_the_last_fact():
    run = conform(Direct(reference), depth="facts", vectors_only=True)
    assert [verdict.vector for verdict in run.failing_vectors()] == []
    assert run.counts().passed == len(vectors())
    assert run.has_passed
    assert run.finished
    assert (run.faults, run.counterexamples, run.compared, run.skipped) == ({}, (), {}, ())


def test_the_command_of_this_package_passes_a_chapter():
    run = conform(Program([sys.executable, "-m", "ibmodel", "eval"], LIMITS), chapters=["budget"], vectors_only=True)
    assert run.has_passed
    assert run.counts().passed == len(vectors("budget"))


def test_a_python_function_passes_a_chapter_and_is_not_asked_lines():
    run = conform(Function("ibmodel:evaluate", None, LIMITS), chapters=["protocol"], vectors_only=True)
    lines = sum(vector.line is not None for vector in vectors("protocol"))
    assert run.counts() == Counts(passed=len(vectors("protocol")) - lines, skipped=lines)
    assert run.has_passed
    assert run.skipped == ()


def test_the_outcome_says_of_which_run_it_is():
    run = run_of(reference, seed=7, started="2018-09-01T10:00:00+00:00")
    assert (run.subject, run.seed, run.depth, run.protocol) == ("direct", 7, "codes", 1)
    assert run.started == "2018-09-01T10:00:00+00:00"
    assert {"ibmodel", "protocol", "python", "hypothesis"} == set(run.versions)
    assert run.hashes == vector_hashes()
    assert set(run.hashes) == set(CHAPTERS)
    assert all(len(digest) == 64 for digest in run.hashes.values())
    assert run.last_words == ("the end",)
    assert run.seconds > 0


def test_a_package_that_is_not_installed_has_no_version(monkeypatch):
    def missing(name: str) -> str:
        if name == "ibmodel":
            raise running.metadata.PackageNotFoundError
        return "1"

    monkeypatch.setattr(running.metadata, "version", missing)
    assert run_of(reference).versions["ibmodel"] == "(not installed)"


def test_a_subject_is_closed_once_and_its_verdicts_are_in_the_order_of_the_files():
    subject = Direct(reference)
    run = conform(subject, chapters=["budget"], vectors_only=True)
    assert subject.closed == 1
    assert [verdict.vector for verdict in run.verdicts] == [vector.id for vector in vectors("budget")]


def test_a_wrong_amount_fails_the_vectors_of_its_rule_and_no_others():
    run = run_of(spoilt("budget.needed", a_cent_more))
    failing = {verdict.vector for verdict in run.failing_vectors()}
    wanted = {
        vector.id
        for vector in vectors("budget")
        if vector.request.get("op") == "budget.needed"
        and vector.expected.ok
        and not vector.expected.result["needed"].endswith("9")
    }
    assert failing == wanted
    assert bool(failing) is not run.has_passed
    for verdict in run.failing_vectors():
        assert verdict.status == "failed"
        assert [found.path for found in verdict.differences] == ["/result/needed"]
        assert verdict.response["id"] == verdict.vector
        assert verdict.expected["ok"] is True
        assert verdict.request["op"] == "budget.needed"
        assert verdict.operation == "budget.needed"


def test_an_operation_that_is_not_known_is_skipped_and_the_run_passes():
    run = run_of(knows_only("budget.needed"), vectors_only=False, examples=2, seconds=100)
    assert run.has_passed
    assert run.counts().failing == 0
    assert run.counts().skipped == sum(
        vector.request.get("op") in ("budget.provisional", "budget.final") for vector in vectors("budget")
    )
    assert "budget.needed" not in run.skipped
    assert set(run.skipped) <= {"budget.provisional", "budget.final"}
    assert set(run.compared) == {"budget.needed"} | ({*BUDGET} - {*run.skipped})


def test_an_operation_that_is_known_now_and_then_fails_where_it_is_not():
    first = next(vector for vector in vectors("budget") if vector.request and vector.expected.ok)
    name = first.request["op"]

    def answer(line: str):
        asked = request_of(line)
        return unknown(line) if asked.get("op") == name and asked.get("id") != first.id else reference(line)

    run = run_of(answer)
    others = [vector for vector in vectors("budget") if vector.request.get("op") == name and vector.id != first.id]
    assert run.counts().failed == len(others)
    assert run.skipped == ()
    for verdict in run.failing_vectors():
        assert verdict.differences[0].got == "unknown_operation"
        assert verdict.differences[0].expected in ("an answer", verdict.expected.get("error", {}).get("code"))


@pytest.mark.parametrize(
    ("error", "is_known"),
    [
        ({"code": "bad_value", "path": "/input/pool"}, True),
        ({"code": "duplicate", "path": "/input/pool"}, False),
        ({"code": "too_large", "path": "/input/pool"}, False),
        ({"code": "bad_request", "path": "/input"}, False),
        ({"code": "bad_value"}, False),
        ("bad_value", False),
    ],
    ids=["of-the-input", "doubled-key", "too-large", "envelope", "no-path", "text"],
)
def test_only_who_speaks_of_an_input_knows_the_operation(error, is_known):
    vector, *others = [vector for vector in vectors("budget") if vector.request.get("op") == "budget.needed"]

    def answer(line: str):
        id_ = request_of(line).get("id")
        return {"id": id_, "ok": False, "error": error} if id_ == vector.id else knows_only("policy.describe")(line)

    run = run_of(answer, operations=["budget.needed"])
    assert run.counts() == (Counts(failed=1 + len(others)) if is_known else Counts(failed=1, skipped=len(others)))
    assert run.skipped == (() if is_known else ("budget.needed",))


def test_every_fault_of_a_subject_is_an_error_and_not_a_failure():
    run = run_of(lambda _: "crashed")
    assert run.counts() == Counts(errored=len(vectors("budget")))
    assert run.faults == {"crashed": len(vectors("budget"))}
    assert not run.has_passed
    assert run.finished
    assert {verdict.fault for verdict in run.verdicts} == {"crashed"}


def test_an_answer_amid_noise_is_an_error_with_what_is_wrong_about_it_besides():
    def answer(line: str):
        response = spoilt("budget.needed", a_cent_more)(line)
        return Reply(response, "noise", "a line")

    run = run_of(answer)
    assert run.counts().errored == len(vectors("budget"))
    assert {verdict.note for verdict in run.verdicts} == {"a line"}
    named = {bool(verdict.differences) for verdict in run.verdicts if verdict.operation != "budget.needed"}
    assert named <= {False}


def test_an_answer_with_another_id_is_not_compared():
    run = run_of(lambda _: Reply({"id": 5}, "wrong_id", "expected the id"))
    assert {verdict.differences for verdict in run.verdicts} == {()}
    assert run.verdicts[0].response == {"id": 5}


def test_what_turns_out_later_worsens_a_verdict_once():
    budget = vectors("budget")
    subject = Direct(reference)
    subject.later = [(budget[0].id, "answered_twice", "again"), ("nobody", "answered_twice", "")]
    run = conform(subject, chapters=["budget"], vectors_only=True)
    first = run.verdicts[0]
    assert (first.status, first.fault, first.note) == ("errored", "answered_twice", "again")
    assert first.request == budget[0].request
    assert run.counts().errored == 1
    assert run.faults == {"answered_twice": 1}


def test_an_error_is_not_worsened_by_what_turns_out_later():
    subject = Direct(lambda _: "crashed")
    subject.later = [(vectors("budget")[0].id, "answered_twice", "again")]
    assert conform(subject, chapters=["budget"], vectors_only=True).verdicts[0].fault == "crashed"


def test_a_fault_that_no_verdict_tells_of_fails_the_run():
    subject = Direct(reference)
    subject.faults["noise"] = 1
    run = conform(subject, chapters=["budget"], vectors_only=True)
    assert run.counts().failing == 0
    assert not run.has_passed


def test_a_slow_start_alone_fails_nothing():
    subject = Direct(reference, remarks=["its first answer took 9.9 s"])
    subject.faults["slow_start"] = 1
    run = conform(subject, chapters=["budget"], vectors_only=True)
    assert run.has_passed
    assert run.remarks == ("its first answer took 9.9 s",)


def test_requests_are_put_together_and_lines_alone(monkeypatch):
    answer = Answer(ok=False, code="bad_json")
    made = [
        Vector("a", "protocol", ("x",), "", "boundary", "", answer, request={"op": "x"}),
        Vector("b", "protocol", ("x",), "", "boundary", "", answer, line="no json"),
        Vector("c", "protocol", ("x",), "", "boundary", "", answer, line='{"op": 5, "id": 3}'),
        Vector("h", "protocol", ("x",), "", "boundary", "", answer, line='\ufeff{"op": "y"}'),
        Vector("d", "protocol", ("x",), "", "boundary", "", answer, request={"op": "x", "id": 7}),
        Vector("e", "protocol", ("x",), "", "boundary", "", answer, request={}),
        Vector("f", "protocol", ("x",), "", "boundary", "", answer, request={}),
        Vector("g", "protocol", ("x",), "", "boundary", "", answer, line="[1]"),
    ]
    monkeypatch.setattr(running, "vectors", lambda: tuple(made))
    windows = []

    class Kept(Direct):
        def ask(self, questions):
            windows.append([(each.id, each.is_own, each.any_id, each.is_request) for each in questions])
            return super().ask(questions)

    run = conform(Kept(reference, window=2), vectors_only=True)
    assert windows == [
        [("a", True, False, True)],
        [(None, False, False, False)],
        [(None, False, True, False)],
        [(None, False, True, False)],
        [(7, False, False, True)],
        [("e", True, False, True), ("f", True, False, True)],
        [(None, False, False, False)],
    ]
    assert [verdict.operation for verdict in run.verdicts] == ["x", "", "", "y", "x", "", "", ""]


def test_a_refusal_as_unknown_of_what_names_no_operation_is_wrong(monkeypatch):
    answer = Answer(ok=False, code="bad_json")
    line = Vector("b", "protocol", ("x",), "", "boundary", "", answer, line="no json")
    monkeypatch.setattr(running, "vectors", lambda: (line,))
    run = conform(Direct(unknown), vectors_only=True)
    assert run.counts() == Counts(failed=1)


def test_an_operation_that_does_not_exist_is_to_be_refused_as_unknown(monkeypatch):
    answer = Answer(ok=False, code="unknown_operation", path="/op")
    vector = Vector("b", "protocol", ("x",), "", "boundary", "", answer, request={"op": "budget.more", "input": {}})
    monkeypatch.setattr(running, "vectors", lambda: (vector,))
    assert conform(Direct(unknown), vectors_only=True).counts() == Counts(passed=1)


# --- choosing ---


def test_a_run_can_be_of_chapters_rules_and_operations():
    everything = vectors()
    assert Choice().vectors() == everything
    assert Choice(chapters=("budget",)).vectors() == vectors("budget")
    rule = vectors("budget")[0].rules[0]
    assert Choice(rules=(rule,)).vectors() == tuple(vector for vector in everything if rule in vector.rules)
    name = "budget.needed"
    assert Choice(operations=(name,)).vectors() == tuple(
        vector for vector in everything if request_of(vector.sent()).get("op") == name
    )
    assert Choice(chapters=("granting",), rules=(rule,)).vectors() == ()


def test_random_requests_are_of_the_operations_that_are_chosen():
    assert Choice().compared() == tuple(OPERATIONS)
    assert Choice(operations=("plan.fit",)).compared() == ("plan.fit",)
    assert set(BUDGET) <= set(Choice(chapters=("budget",)).compared())
    rule = vectors("budget")[0].rules[0]
    assert set(Choice(rules=(rule,)).compared()) == {
        request_of(vector.sent()).get("op") for vector in vectors() if rule in vector.rules
    } & set(OPERATIONS)


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"chapters": ["money"]}, "expected a chapter, one of granting"),
        ({"operations": ["budget"]}, "expected an operation, one of eligibility.assess"),
        ({"rules": ["Z-1"]}, "expected a rule that a vector names, got 'Z-1'"),
    ],
    ids=["chapter", "operation", "rule"],
)
def test_what_there_is_not_cannot_be_chosen(how, why):
    with pytest.raises(CannotTest, match=why):
        conform(Direct(reference), **how)


# --- random requests ---


def compared(answer, operation: str, **how):
    plan = Plan(operation, **{"examples": 25, "seed": 3, "depth": "codes", "until": float("inf"), **how})
    return compare(Direct(answer), plan)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_reference_agrees_with_itself_on_random_requests(operation):
    found = compared(reference, operation, depth="facts", examples=6)
    assert found.counterexample is None
    assert found.compared > 0
    assert not found.is_cut_short
    assert not found.is_skipped


def test_a_wrong_amount_is_found_and_made_small():
    def spoil(response) -> None:
        for line in response["result"]["lines"]:
            line["amount"] = "0.01" if line["amount"] != "0.00" else "0.00"

    found = compared(spoilt("budget.needed", spoil), "budget.needed", examples=100).counterexample
    assert found.chapter == "budget"
    assert "B-3" in found.rules
    assert found.fault is None
    assert {difference.part for difference in found.differences} == {"result"}
    lines = found.request["input"]["lines"]
    assert len(lines) == 1
    assert found.steps > 0
    assert found.expected == evaluate(found.request)
    assert found.got["id"].startswith("budget.needed/")


def test_only_the_rules_whose_reasons_differ_are_named_where_nothing_else_does():
    def spoil(response) -> None:
        response["reasons"] = [reason for reason in response["reasons"] if reason["rule"] != "A-2"]

    found = compared(spoilt("admin.costs", spoil), "admin.costs").counterexample
    assert found.rules == ("A-2",)
    assert {difference.part for difference in found.differences} == {"reasons"}
    assert compared(spoilt("admin.costs", spoil), "admin.costs", depth="results").counterexample is None


def test_a_wrong_refusal_names_the_chapter_alone():
    def answer(line: str):
        response = reference(line)
        if not response["ok"]:
            response["error"]["code"] = "bad_value" if response["error"]["code"] == "bad_type" else "bad_type"
        return response

    found = compared(answer, "review.decide", examples=200).counterexample
    assert found.rules == ()
    assert found.chapter == "receipt"


def test_the_same_seed_finds_the_same_counterexample():
    wrong = spoilt("plan.fit", lambda response: response["result"].update(left="0.00"))
    assert compared(wrong, "plan.fit").counterexample == compared(wrong, "plan.fit").counterexample


def test_a_fault_is_a_counterexample_too_and_costs_few_starts():
    subject = Direct(lambda line: "crashed" if request_of(line).get("op") == "plan.fit" else reference(line))
    found = compare(subject, Plan("plan.fit", 50, 0, "codes", float("inf")))
    assert found.counterexample.fault == "crashed"
    assert found.counterexample.got is None
    assert found.counterexample.differences == ()
    assert subject.faults["crashed"] <= 6


def test_an_answer_amid_noise_is_compared_all_the_same():
    assert compared(lambda line: Reply(reference(line), "noise"), "plan.fit").counterexample is None
    wrong = spoilt("plan.fit", lambda response: response["result"].update(left="0.00"))
    found = compared(lambda line: Reply(wrong(line), "late"), "plan.fit").counterexample
    assert found.fault is None


def test_an_operation_that_is_not_known_is_not_compared():
    subject = Direct(unknown)
    found = compare(subject, Plan("plan.fit", 50, 0, "codes", float("inf")))
    assert found.is_skipped
    assert found.counterexample is None
    assert len(subject.asked) == 1


def test_an_operation_that_was_known_before_cannot_be_unknown_now():
    found = compared(unknown, "plan.fit", is_known=True)
    assert not found.is_skipped
    assert found.counterexample.differences[0].part == "answer"


def test_a_request_of_an_operation_that_does_not_exist_is_to_be_refused():
    """A spoilt request may name none; that says nothing of the operation that is compared."""
    search = differential._Search(Direct(unknown), Plan("plan.fit", 5, 0, "codes", float("inf")))
    search.try_one({"op": "nothing", "input": {}})
    assert not search.is_skipped
    assert search.smallest is None


def test_different_answers_to_one_request_are_remarked_on():
    count = iter(range(10**6))

    def answer(line: str):
        response = reference(line)
        if response["ok"] and next(count) == 0:
            response["result"]["left"] = "9999.99"
        return response

    found = compared(answer, "plan.fit").counterexample
    assert found.note == "asked again, it answered as the reference does: the same request has different answers"


def test_when_the_time_is_over_nothing_more_is_asked():
    subject = Direct(reference)
    found = compare(subject, Plan("plan.fit", 50, 0, "codes", 0.0))
    assert found.is_cut_short
    assert subject.asked == []


def test_a_subject_that_is_gone_is_not_asked_any_more():
    subject = Direct(reference, gone=True)
    assert compare(subject, Plan("plan.fit", 50, 0, "codes", float("inf"))).is_cut_short
    assert subject.asked == []


def test_a_subject_that_goes_is_no_counterexample():
    found = compared(lambda _: "not_started", "plan.fit")
    assert found.is_cut_short
    assert found.counterexample is None


def test_shrinking_is_bounded(monkeypatch):
    monkeypatch.setattr(differential, "_MOST_TRIES", 5)
    wrong = spoilt("budget.final", lambda response: response["result"].update(surplus="0.01"))
    subject = Direct(wrong)
    found = compare(subject, Plan("budget.final", 30, 0, "codes", float("inf")))
    assert found.counterexample is not None
    assert len(subject.asked) < 45


def test_a_run_compares_after_the_vectors_and_tells_the_number():
    run = run_of(reference, vectors_only=False, examples=4, seconds=100.0)
    assert set(run.compared) == set(Choice(chapters=("budget",)).compared())
    assert all(0 < number <= 5 for number in run.compared.values())
    assert run.has_passed
    assert run.cut_short == ""


def test_a_counterexample_fails_the_run():
    wrong = spoilt("plan.fit", lambda response: response["result"].update(left="123.45"))
    run = conform(Direct(wrong), rules=[], operations=["plan.fit"], examples=10, seconds=100.0)
    assert [found.operation for found in run.counterexamples] == ["plan.fit"]
    assert not run.has_passed


def test_an_operation_without_vectors_that_is_not_known_is_skipped(monkeypatch):
    monkeypatch.setattr(running, "vectors", lambda: ())
    run = conform(Direct(unknown), operations=["plan.fit"], examples=3)
    assert run.skipped == ("plan.fit",)
    assert run.has_passed


def test_the_time_for_random_requests_may_be_over_and_the_run_is_whole():
    run = run_of(reference, vectors_only=False, seconds=1e-9)
    assert run.cut_short == "the time for random requests was over"
    assert run.finished
    assert run.has_passed


def test_a_subject_that_was_given_up_ends_the_run_early():
    subject = Direct(reference)

    def goes(line: str):
        subject.gone = len(subject.asked) > len(vectors("budget"))
        return reference(line)

    subject.answer = goes
    run = conform(subject, chapters=["budget"], examples=5, seconds=100.0)
    assert run.cut_short == "the subject had failed too often to be started again"
    assert not run.finished


def test_whoever_watches_is_told_how_far_it_is():
    told = []
    run_of(reference, vectors_only=False, examples=1, seconds=100.0, watch=lambda *what: told.append(what))
    number = len(vectors("budget"))
    assert told[0] == ("vectors", 0, number)
    assert ("vectors", number, number) in told
    operations = len(Choice(chapters=("budget",)).compared())
    assert told[-1] == ("requests", operations, operations)


def test_an_interruption_keeps_what_there_is():
    subject = Direct(reference)

    def interrupted(line: str):
        if len(subject.asked) > 2:
            raise KeyboardInterrupt
        return reference(line)

    subject.answer, subject.window = interrupted, 1
    run = conform(subject, chapters=["budget"], vectors_only=True)
    assert len(run.verdicts) == 2
    assert run.cut_short == "interrupted"
    assert not run.finished
    assert subject.closed == 1


@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        ({"ok": False, "error": {"code": "unknown_operation"}}, True),
        ({"ok": False, "error": {"code": "bad_value"}}, False),
        ({"ok": False, "error": "unknown_operation"}, False),
        ({"ok": True, "error": {"code": "unknown_operation"}}, False),
        ({}, False),
        (None, False),
    ],
    ids=["unknown", "another-code", "text", "answered", "empty", "none"],
)
def test_which_responses_say_that_an_operation_is_not_known(response, wanted):
    assert says_unknown(response) is wanted


# --- going on ---


def test_a_run_goes_on_where_it_was_broken_off(tmp_path):
    state = tmp_path / "state"
    subject = Direct(reference, window=1)

    def interrupted(line: str):
        if len(subject.asked) > 2:
            raise KeyboardInterrupt
        return reference(line)

    subject.answer = interrupted
    how = {"chapters": ["budget"], "examples": 2, "seconds": 100.0, "state": state}
    first = conform(subject, **how)
    assert not first.finished
    again = Direct(reference)
    second = conform(again, **how)
    ids = [question.id for question in again.asked]
    assert [verdict.vector for verdict in second.verdicts] == [vector.id for vector in vectors("budget")]
    assert not {*ids} & {verdict.vector for verdict in first.verdicts}
    assert second.finished
    third = Direct(reference)
    whole = conform(third, **how)
    assert third.asked == []
    assert whole.verdicts == second.verdicts
    assert whole.compared == second.compared


def test_a_run_that_goes_on_keeps_failures_counterexamples_and_faults(tmp_path):
    wrong = spoilt("budget.needed", a_cent_more)
    how = {"operations": ["budget.needed"], "examples": 20, "seconds": 100.0, "state": tmp_path / "state"}
    first = conform(Direct(wrong), **how)
    second = conform(Direct(reference), **how)
    assert first.counterexamples
    assert second.counterexamples == first.counterexamples
    assert second.verdicts == first.verdicts


def test_an_operation_whose_time_was_over_is_compared_again(tmp_path):
    how = {"operations": ["plan.fit"], "examples": 3, "state": tmp_path / "state"}
    assert conform(Direct(reference), seconds=1e-9, **how).compared == {"plan.fit": 0}
    assert conform(Direct(reference), seconds=100.0, **how).compared["plan.fit"] > 0


def test_a_worse_verdict_takes_the_place_of_an_earlier_one(tmp_path):
    subject = Direct(reference)
    subject.later = [(vectors("budget")[0].id, "answered_twice", "again")]
    how = {"chapters": ["budget"], "vectors_only": True, "state": tmp_path / "state"}
    conform(subject, **how)
    assert conform(Direct(reference), **how).verdicts[0].fault == "answered_twice"


def test_what_an_interruption_left_of_a_line_is_done_again(tmp_path):
    how = {"chapters": ["budget"], "vectors_only": True, "state": tmp_path / "state"}
    conform(Direct(reference), **how)
    content = (tmp_path / "state").read_bytes()
    (tmp_path / "state").write_bytes(content[:-20])
    again = Direct(reference)
    assert conform(again, **how).finished
    assert [question.id for question in again.asked] == [vectors("budget")[-1].id]
    assert (tmp_path / "state").read_bytes().count(b"\n") == content.count(b"\n")


HEADER = {"subject": "direct", "seed": 0}


def left(tmp_path, *lines: str, end: str = "\n") -> Path:
    path = tmp_path / "state"
    path.write_text("\n".join(lines) + end, encoding="utf-8")
    return path


def test_the_file_of_another_run_is_refused_with_what_is_different(tmp_path, monkeypatch):
    how = {"chapters": ["budget"], "vectors_only": True, "state": tmp_path / "state"}
    conform(Direct(reference), **how)
    for changes, what in (({"seed": 8}, "seed is 0 there and 8 here"), ({"depth": "facts"}, "depth is 'codes' there")):
        with pytest.raises(CannotTest, match=what):
            conform(Direct(reference), **{**how, **changes})
    monkeypatch.setattr(running, "vector_hashes", lambda: {**vector_hashes(), "budget": "other"})
    with pytest.raises(CannotTest, match="hashes of budget are others there"):
        conform(Direct(reference), **how)
    monkeypatch.undo()
    with pytest.raises(CannotTest, match="subject is 'direct' there and 'another' here"):
        conform(Direct(reference, name="another"), **how)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["{}"], "not a run of the conformance kit"),
        (["[]"], "line 1: expected an object, got"),
        (["my notes"], "line 1: Expecting value"),
    ],
    ids=["object", "list", "text"],
)
def test_a_file_of_something_else_is_refused(tmp_path, lines, why):
    with pytest.raises(CannotTest, match=why):
        State(left(tmp_path, *lines), HEADER)


def test_a_file_without_a_whole_first_line_is_refused(tmp_path):
    with pytest.raises(CannotTest, match="line 1: Expecting value"):
        State(left(tmp_path, "my notes", end=""), HEADER)


def test_an_empty_file_is_a_new_run(tmp_path):
    with State(left(tmp_path, end=""), HEADER) as state:
        assert state.verdicts == {}
    assert json.loads((tmp_path / "state").read_text(encoding="utf-8"))["subject"] == "direct"


@pytest.mark.parametrize(
    "line",
    [
        '{"verdict": {}}',
        '{"verdict": 3}',
        "{}",
        '{"comparison": {}}',
        '{"comparison": 3}',
        "x",
        '{"comparison": {"operation": "plan.fit", "compared": 1, "skipped": false, "counterexample": {"seed": 1}}}',
    ],
    ids=["no-fields", "number", "nothing", "empty", "no-object", "no-json", "counterexample"],
)
def test_a_broken_line_is_refused_by_its_number(tmp_path, line):
    with State(tmp_path / "state", HEADER):
        pass
    with (tmp_path / "state").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(CannotTest, match="line 2: "):
        State(tmp_path / "state", HEADER)


def test_a_file_that_cannot_be_read_or_written_is_refused(tmp_path):
    with pytest.raises(CannotTest, match="expected a file that can be read"):
        State(tmp_path, HEADER)
    with pytest.raises(CannotTest, match="expected a file that can be written"):
        State(tmp_path / "no" / "folder", HEADER)


# --- the outcome as data ---

DIFFERENCE = Difference("result", "/result/needed", "1.00", None)
ANSWER = Answer(ok=True, result={"needed": "1.00"}, readings={"I-2": "need"})


def vector(name: str, *rules: str, chapter: str = "budget", **more) -> Vector:
    return Vector(name, chapter, rules, "M", "near_miss", "why", ANSWER, "a mistake", {"op": "budget.needed"}, **more)


def run_with(*verdicts: Verdict, **more) -> Run:
    return Run("it", "codes", 0, {"ibmodel": "1"}, {"budget": "ab"}, verdicts=verdicts, **more)


def verdicts_of(*named: tuple[str, str, tuple[str, ...]]) -> list[Verdict]:
    return [Verdict.of(vector(name, *rules), status) for name, status, rules in named]


def test_a_verdict_that_has_not_passed_can_be_read_alone():
    failed = Verdict.of(vector("B-3/x", "B-3"), "failed", differences=(DIFFERENCE,), response={"ok": True}, seconds=2.0)
    assert failed.request == {"op": "budget.needed"}
    assert failed.expected == {"ok": True, "result": {"needed": "1.00"}, "reasons": [], "readings": {"I-2": "need"}}
    assert (failed.why, failed.mistake, failed.kind, failed.source) == ("why", "a mistake", "near_miss", "M")
    passed = Verdict.of(vector("B-3/x", "B-3"), "passed", response={"ok": True})
    assert (passed.request, passed.expected, passed.response) == (None, None, None)
    line = Verdict.of(vector("x", "B-3", line="no json"), "failed")
    assert line.request == "no json"


def test_what_is_demanded_is_written_as_in_the_files():
    assert written_answer(Answer(ok=False, code="bad_value", path="/input")) == {
        "ok": False,
        "error": {"code": "bad_value", "path": "/input"},
    }
    for each in vectors()[:20]:
        written = written_answer(each.expected)
        assert written["ok"] is each.expected.ok


def test_chapters_are_summed_up_in_the_order_of_the_rules():
    run = run_with(
        *verdicts_of(("a", "passed", ("B-3",)), ("b", "failed", ("B-3",))),
        Verdict.of(vector("c", "G-1", chapter="granting"), "skipped"),
        Verdict.of(vector("d", "Y-1", chapter="yours"), "errored"),
    )
    found = [(summary.chapter, summary.counts) for summary in run.by_chapter()]
    assert found == [("granting", Counts(skipped=1)), ("budget", Counts(1, 1)), ("yours", Counts(errored=1))]
    assert run.counts() == Counts(1, 1, 1, 1)
    assert (run.counts().total, run.counts().asked, run.counts().failing) == (4, 3, 2)


def test_rules_stand_in_document_order_and_failing_ones_by_the_share_of_their_near_misses():
    run = run_with(
        *verdicts_of(
            ("a", "failed", ("B-5", "I-2")),
            ("b", "passed", ("B-5",)),
            ("c", "failed", ("B-3",)),
            ("d", "errored", ("B-4", "B-3")),
            ("e", "skipped", ("B-4",)),
            ("f", "passed", ("G-1", "protocol: envelope")),
        )
    )
    rules = [summary.rule for summary in run.by_rule()]
    assert rules == ["G-1", "B-3", "B-4", "B-5", "I-2", "protocol: envelope"]
    failing = {summary.rule: summary for summary in run.failing_rules()}
    assert list(failing) == ["B-3", "B-4", "B-5", "I-2"]
    assert failing["B-5"].near_misses == Counts(1, 1)
    assert failing["I-2"].near_misses == Counts()
    assert failing["B-3"].failing == ("c", "d")
    assert failing["B-3"].first == Counts(failed=1)
    assert failing["B-4"].counts.failing_share == 1
    assert failing["B-5"].counts.failing_share == Fraction(1, 2)
    assert failing["B-5"].readings == {"I-2": ("need",)}
    assert failing["B-5"].source == citation("B-5", "en")
    assert Counts(skipped=3).failing_share == 0


def test_readings_under_which_a_rule_fails_are_named_once_each():
    other = attrs.evolve(ANSWER, readings={"I-2": "equal"})
    run = run_with(
        *(
            Verdict.of(attrs.evolve(vector(name, "B-5"), expected=answer), "failed")
            for name, answer in (("a", ANSWER), ("b", other), ("c", ANSWER))
        )
    )
    assert run.failing_rules()[0].readings == {"I-2": ("need", "equal")}


def test_every_rule_has_a_source_and_a_label():
    assert rule_source("I-2") == "; ".join(citation(rule, "en") for rule in INTERPRETATIONS["I-2"].rules)
    assert rule_label("I-2") == INTERPRETATIONS["I-2"].en
    assert rule_source("protocol: envelope") == "wire protocol, version 1"
    assert rule_label("protocol: envelope") == "envelope"
    for each in vectors():
        for rule in each.rules:
            assert rule_source(rule)
            assert rule_label(rule)


def test_mistakes_of_which_half_of_the_near_misses_failed_are_suspected():
    statuses = {
        "floats": ("failed", "passed"),
        "half_even": ("failed", "errored"),
        "age": ("failed", "passed", "passed"),
    }
    made = [
        Verdict.of(attrs.evolve(vector(f"{mistake}-{number}", "B-3"), mistake=mistake), status)
        for mistake, each in {**statuses, "": ("failed",), "none": ("passed",), "left": ("skipped",)}.items()
        for number, status in enumerate(each)
    ]
    found = run_with(*made).suspicions()
    assert [(each.mistake, each.counts.failing) for each in found] == [("half_even", 2), ("floats", 1)]


def test_the_slowest_vectors_come_first():
    run = run_with(*(Verdict.of(vector(str(number), "B-3"), "passed", seconds=number % 3) for number in range(6)))
    assert [verdict.seconds for verdict in run.slowest(3)] == [2, 2, 1]


def a_run() -> Run:
    found = Counterexample(
        "plan.fit", "plan", ("N-12",), {"op": "plan.fit"}, {"ok": True}, [None], (DIFFERENCE,), 3, "late", "x"
    )
    return run_with(
        Verdict.of(vector("a", "B-3"), "failed", differences=(DIFFERENCE,), response={"x": [1, None, True]}),
        Verdict.of(vector("b", "B-3"), "errored", fault="not_json", response="\ud800", seconds=1.5),
        Verdict.of(vector("c", "B-3"), "passed"),
        counterexamples=(found,),
        faults={"late": 2},
        compared={"plan.fit": 3},
        finished=True,
        last_words=("x",),
    )


def test_a_run_is_written_as_json_and_read_back_the_same():
    run = a_run()
    document = json.loads(json.dumps(run.written()))
    assert Run.read(document) == run
    for verdict in run.verdicts:
        assert Verdict.read(json.loads(json.dumps(verdict.written()))) == verdict
    assert Counterexample.read(json.loads(json.dumps(run.counterexamples[0].written()))) == run.counterexamples[0]
    real = run_of(spoilt("budget.needed", a_cent_more), vectors_only=False, examples=5, seconds=100.0)
    assert Run.read(json.loads(json.dumps(real.written()))) == real


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda _: 3, "expected a Run as an object, got 3"),
        (lambda _: [], "expected a Run as an object"),
        (lambda _: {}, "required field missing at \\$.subject"),
        (lambda run: {**run, "seed": "0"}, "seed"),
        (lambda run: {**run, "seed": True}, "seed"),
        (lambda run: {**run, "seed": 0.0}, "seed"),
        (lambda run: {**run, "finished": 1}, "finished"),
        (lambda run: {**run, "subject": 3}, "subject"),
        (lambda run: {**run, "more": 3}, "more"),
        (lambda run: {**run, "depth": "deep"}, "depth"),
        (lambda run: {**run, "verdicts": [{**run["verdicts"][0], "status": "good"}]}, r"verdicts\[0\]"),
        (lambda run: {**run, "verdicts": [{**run["verdicts"][0], "fault": "tired"}]}, r"verdicts\[0\]"),
        (lambda run: {**run, "faults": [1]}, "faults"),
    ],
    ids=range(13),
)
def test_what_is_no_run_is_not_read(spoil, why):
    with pytest.raises(BadValue, match=why):
        Run.read(spoil(copy.deepcopy(a_run().written())))


def test_every_fault_is_told_in_words():
    assert all(text and text[0].islower() for text in FAULTS.values())


def test_the_reference_demands_what_it_answers():
    response = evaluate({"op": "review.decide", "input": {"reason": "health"}})
    assert written_answer(answer_of(response))["ok"] is True


def test_certificates_in_the_form_of_this_library_are_put_only_where_facts_are_compared():
    holding = {vector.id for vector in vectors("selection") if type(vector.request["input"].get("certificate")) is dict}
    assert holding
    for depth, status in (("codes", "skipped"), ("facts", "passed")):
        run = conform(Function("ibmodel:evaluate"), chapters=["selection"], depth=depth, vectors_only=True)
        verdicts = [verdict for verdict in run.verdicts if verdict.vector in holding]
        assert {verdict.status for verdict in verdicts} == {status}
        assert run.has_passed
        assert run.finished
        assert run.skipped == ()
