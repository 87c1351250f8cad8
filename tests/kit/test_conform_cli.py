"""Claims on ``python -m ibmodel conform``: what is said, what is written, how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from ibmodel.adapters import cli, conforming, tables
from ibmodel.adapters.conformance.showing import show_run
from ibmodel.testing.outcomes import Counterexample, Run, Verdict
from ibmodel.testing.vectors import vectors
from ibmodel.testing.verdicts import Difference

SUBJECTS = Path(__file__).parent / "subjects"
BUDGET = ("--chapter", "budget")
VECTORS = (*BUDGET, "--vectors-only")


@pytest.fixture(autouse=True)
def importable(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(SUBJECTS))


def called(*arguments):
    return CliRunner().invoke(cli.main, ["conform", *map(str, arguments)])


def passed(*arguments) -> str:
    result = called(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def failed(*arguments) -> str:
    result = called(*arguments)
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.stdout


def refused(*arguments) -> str:
    result = called(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def shown(run: Run) -> str:
    stream = io.StringIO()
    show_run(tables.Page(stream, "en"), run)
    return stream.getvalue()


def test_a_program_that_keeps_to_the_methodology_passes():
    text = passed(*VECTORS, "--", sys.executable, "-m", "ibmodel", "eval")
    number = len(vectors("budget"))
    assert text.splitlines()[-1] == f"Passed: {number} of {number} vectors passed."
    assert "Conformance of " in text
    assert "Rules with vectors that fail" not in text
    assert "How it behaved" not in text


def test_options_after_the_dashes_are_the_programs_own():
    text = failed(
        *VECTORS, "--restarts", 0, "--", sys.executable, "-c", "import sys; print(sys.argv, file=sys.stderr)", "--json"
    )
    assert "['-c', '--json']" in text


def test_a_python_function_passes_with_random_requests():
    text = passed("--python", "ibmodel:evaluate", "--operation", "review.decide", "--examples", 5, "--seed", 3)
    assert "Random requests, compared with the reference" in text
    assert "0 differ." in text
    assert "seed 3" in text


def test_lines_have_a_function_of_their_own():
    options = ("--python", "ibmodel:evaluate", "--lines", "ibmodel.exchange:evaluate_line")
    text = passed(*options, "--chapter", "protocol", "--vectors-only")
    number = len(vectors("protocol"))
    assert f"{number} of {number} vectors passed" in text


def test_a_wrong_implementation_fails_with_its_rule_and_the_smallest_request():
    text = failed("--python", "functions:always_corrects", "--operation", "review.decide", "--examples", 40)
    assert "Not passed: " in text
    assert "- review.decide (R-3" in text
    assert "made smaller " in text
    assert '{"op": "review.decide", "input": {"reason": ' in text
    assert '/result/action: expected "reevaluate", got "correct_plan"' in text


def test_an_implementation_of_a_part_passes_and_the_rest_is_named():
    text = passed(
        "--python", "functions:knows_budgets_only", "--vectors-only", "--chapter", "budget", "--chapter", "surveys"
    )
    assert "Operations that it does not know, skipped\nsurvey.route\n" in text


def test_a_program_that_crashes_is_told_with_its_last_words():
    program = [sys.executable, str(SUBJECTS / "exits_at_once.py")]
    text = failed(*VECTORS, "--", *program)
    assert "- crashed (3): it ended before it answered" in text
    assert "no licence" in text
    assert "not_started" in text


def test_limits_and_restarts_are_options():
    program = [sys.executable, str(SUBJECTS / "never_answers.py")]
    text = failed(*VECTORS, "--start-limit", "0.2", "--limit", "0.2", "--restarts", "0", "--", *program)
    assert "- timed_out (1): it did not answer within the time limit" in text
    assert "it has been started 1 times already" in text


def test_the_depth_is_an_option():
    assert "depth facts" in passed("--python", "ibmodel:evaluate", *VECTORS, "--depth", "facts")


def test_a_rule_can_be_chosen():
    rule = vectors("budget")[0].rules[0]
    number = sum(rule in vector.rules for vector in vectors())
    assert f"{number} of {number} vectors" in passed("--python", "ibmodel:evaluate", "--vectors-only", "--rule", rule)


def test_a_run_goes_on_by_its_file(tmp_path):
    state = tmp_path / "state"
    options = ("--python", "ibmodel:evaluate", *VECTORS, "--state", state)
    first = passed(*options)
    assert state.is_file()
    assert passed(*options).splitlines()[3:] == first.splitlines()[3:]
    assert "expected the file of the same run" in refused(*options, "--seed", 5)


def test_the_report_is_written_in_three_forms(tmp_path):
    files = {form: tmp_path / f"report.{form}" for form in ("json", "xml", "html")}
    text = failed(
        "--python",
        "functions:half_even",
        "--operation",
        "budget.needed",
        "--vectors-only",
        "--json",
        files["json"],
        "--junit",
        files["xml"],
        "--html",
        files["html"],
    )
    assert "Not passed" in text
    run = Run.read(json.loads(files["json"].read_text("utf-8")))
    assert run.subject == "functions:half_even"
    assert run.started is not None
    assert run.failing_rules()[0].rule in text
    assert "<testsuites" in files["xml"].read_text("utf-8")
    assert "budget.needed" in files["html"].read_text("utf-8")


def test_no_directory_is_left_where_the_command_is_called(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    passed("--python", "ibmodel:evaluate", "--operation", "review.decide", "--examples", 2)
    assert list(tmp_path.iterdir()) == []


# --- bad input of the kit itself ---


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "expected one thing to test"),
        (("--python", "ibmodel:evaluate", "--", "cat"), "expected one thing to test"),
        (("--python", "ibmodel:evaluate", "--http", "http://localhost/"), "expected one thing to test"),
        (("--lines", "a:b", "--", "cat"), "--lines: expected --python beside it"),
        (("--", "no-such-command"), "expected a command that can be run, got 'no-such-command'"),
        (("--http", "localhost"), "expected an address like"),
        (("--http", "http://127.0.0.1:1/"), "expected the address of a service"),
        (("--python", "ibmodel"), "expected module:function"),
        (("--python", "ibmodel:none"), "expected a function that can be imported"),
        (("--chapter", "money", "--", "cat"), "expected a chapter"),
        (("--rule", "Z-9", "--", "cat"), "expected a rule"),
        (("--operation", "none", "--", "cat"), "expected an operation"),
        (("--depth", "deep", "--", "cat"), "'deep' is not one of"),
        (("--examples", "0", "--", "cat"), "0 is not in the range"),
        (("--seconds", "0", "--", "cat"), "not in the range"),
        (("--limit", "x", "--", "cat"), "'x' is not a valid float"),
        (("--html", "/no/folder/report.html", "--", "cat"), "expected a file in a directory that exists"),
        (("--json", "report", "--junit", "report", "--", "cat"), "expected another file for each form"),
        (("--state", "/no/folder/state", "--", "cat"), "expected a file that can be written"),
        (("--no-such-option", "--", "cat"), "No such option"),
    ],
    ids=range(20),
)
def test_what_cannot_be_tested_is_refused(arguments, why):
    assert why in refused(*arguments)


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    assert "pip install 'ibmodel[conform]'" in refused("--python", "ibmodel:evaluate", *VECTORS)


def test_a_missing_extra_for_the_page_is_named_before_anything_is_run(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ibmodel.adapters.conformance.reports", None)
    monkeypatch.delattr("ibmodel.adapters.conformance.reports", raising=False)
    report = tmp_path / "report.html"
    assert "pip install 'ibmodel[conform]'" in refused("--python", "ibmodel:evaluate", *VECTORS, "--html", report)
    assert not report.exists()


def test_a_terminal_is_told_how_far_it_is(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(conforming.sys, "stderr", Terminal())
    with conforming._watched() as watch:
        watch("vectors", 1, 2)
        watch("requests", 0, 3)
    assert "vectors" in conforming.sys.stderr.getvalue()


def test_a_pipe_is_told_nothing_on_the_way(monkeypatch):
    monkeypatch.setattr(conforming.sys, "stderr", io.StringIO())
    with conforming._watched() as watch:
        assert watch is None


# --- what is shown ---

DIFFERENCES = tuple(Difference("result", f"/result/{place}", place, "x" * 1000) for place in range(5))
VECTOR = vectors("budget")[0]
EMPTY = Run("it", "codes", 0, {"ibmodel": "1"}, {}, finished=True)


def failing(number: int, **more) -> Verdict:
    named = attrs.evolve(VECTOR, id=f"{VECTOR.rules[0]}/case-{number}")
    return Verdict.of(named, "failed", differences=DIFFERENCES, **more)


def test_of_a_rule_that_fails_often_some_cases_are_shown_and_the_others_counted():
    text = shown(attrs.evolve(EMPTY, verdicts=tuple(failing(number) for number in range(5))))
    assert f"{VECTOR.rules[0]}: 5 of 5 fail. " in text
    assert "case-2: " in text
    assert "case-3: " not in text
    assert "  and 2 more\n" in text
    assert "    and 2 more places\n" in text
    assert "x" * 1000 not in text
    assert "readings in force: " in text


def test_the_mistake_that_a_case_is_there_to_find_is_told():
    near = attrs.evolve(VECTOR, kind="near_miss", mistake="half even")
    text = shown(attrs.evolve(EMPTY, verdicts=(Verdict.of(near, "errored", fault="late", note="after 6.0 s"),)))
    assert "the mistake that it is there to find: half even" in text
    assert "it answered, but after the time limit: after 6.0 s" in text


def test_a_mistake_that_is_suspected_is_told_before_the_rules():
    near = attrs.evolve(VECTOR, kind="near_miss", mistake="half_even")
    text = shown(attrs.evolve(EMPTY, verdicts=(Verdict.of(near, "failed"),)))
    assert "Known mistakes that it seems to make\n- half_even: 1 of 1 near misses fail\n" in text
    assert text.index("Known mistakes") < text.index("Rules with vectors that fail")


def test_a_rule_that_fails_in_the_cases_of_another_shows_these():
    other = attrs.evolve(VECTOR, rules=("B-3", "B-4"))
    text = shown(attrs.evolve(EMPTY, verdicts=(Verdict.of(other, "failed"),)))
    assert text.count(f"- {VECTOR.id}: ") == 2


def test_a_rule_without_readings_has_none_to_tell():
    plain = attrs.evolve(VECTOR, expected=attrs.evolve(VECTOR.expected, readings={}))
    text = shown(attrs.evolve(EMPTY, verdicts=(Verdict.of(plain, "failed"),)))
    assert "readings in force" not in text


def example(**more) -> Counterexample:
    return Counterexample("plan.fit", "plan", (), {"op": "plan.fit"}, {"ok": True}, None, DIFFERENCES[:1], **more)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (example(steps=1), "- plan.fit (chapter plan); the smallest that was found, made smaller once:"),
        (example(fault="crashed", note="exit status 1"), "    it ended before it answered: exit status 1"),
        (example(fault="crashed"), "    it ended before it answered\n"),
        (example(note="not the same each time"), "    not the same each time"),
    ],
    ids=["steps", "fault", "fault-alone", "note"],
)
def test_a_counterexample_is_shown(found, words):
    text = shown(attrs.evolve(EMPTY, counterexamples=(found,), compared={"plan.fit": 3}))
    assert words in text
    assert "3 requests of 1 operations; 1 differ." in text
    assert "1 operations differ from the reference" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Passed: 0 of 0 vectors passed."),
        ({"finished": False, "cut_short": "interrupted"}, "Not passed: 0 of 0 vectors passed; cut short: interrupted."),
        ({"faults": {"noise": 2}}, "Not passed: 0 of 0 vectors passed; it does not keep to the protocol."),
        ({"faults": {"slow_start": 1}, "remarks": ("its first answer took 9 s",)}, "Passed: 0 of 0 vectors passed."),
    ],
    ids=["nothing", "interrupted", "noise", "slow"],
)
def test_the_last_line_says_how_it_ended(changes, words):
    text = shown(attrs.evolve(EMPTY, **changes))
    assert text.splitlines()[-1] == words
    for remark in changes.get("remarks", ()):
        assert f"- {remark}" in text


def test_what_commands_a_terminal_is_not_written():
    text = shown(attrs.evolve(EMPTY, subject="it\x1b[2J", last_words=("\x1b]0;x\x07",), faults={"noise": 1}))
    assert "\x1b" not in text
