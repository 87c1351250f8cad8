"""Claims on what is tested, whatever it runs as: every way to misbehave has a name, and the asking goes on."""

from __future__ import annotations

import json
import os
import runpy
import socket
import socketserver
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import attrs
import pytest

from ibmodel.adapters import conformance
from ibmodel.adapters.conformance import CannotTest, Function, Program, Server, TimeLimits, hosting, pipes
from ibmodel.adapters.conformance.pipes import ENDED, NOTHING, TOO_LONG, Pipes
from ibmodel.adapters.conformance.subjects import UNREAD, Question, id_key, parsed

SUBJECTS = Path(__file__).parent / "subjects"
#: Enough for any honest answer on a busy machine; what has to be waited for is short.
LIMITS = TimeLimits(start=20.0, answer=8.0, grace=0.3, quiet=0.3, soon=0.02)
#: For subjects that are waited for in vain.
IMPATIENT = attrs.evolve(LIMITS, answer=0.4)
#: For subjects of which every line is a wrong one: their start is over once nothing more comes for this long.
WORDS = attrs.evolve(LIMITS, answer=1.0)


def question(name: str, **request) -> Question:
    return Question(json.dumps({"id": name, "op": "review.decide", "input": {"reason": "health"}, **request}), name)


def questions(number: int, first: int = 0) -> list[Question]:
    return [question(f"q{place}") for place in range(first, first + number)]


def program(name: str, *arguments: object, limits: TimeLimits = LIMITS, **how) -> Program:
    return Program([sys.executable, "-S", str(SUBJECTS / f"{name}.py"), *map(str, arguments)], limits, **how)


def function(name: str, lines: str | None = None, limits: TimeLimits = LIMITS, **how) -> Function:
    return Function(f"functions:{name}", lines, limits, **how)


@pytest.fixture
def importable(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(SUBJECTS))


def outcome(subject, *windows: list[Question]) -> list[str]:
    """What became of each question: ``answered``, or the fault."""
    try:
        replies = [reply for window in windows for reply in subject.ask(window)]
    finally:
        subject.close()
    for asked, reply in zip([each for window in windows for each in window], replies, strict=True):
        if reply.fault in (None, "noise", "late", "out_of_order"):
            assert reply.response["id"] == asked.id
    return [reply.fault or "answered" for reply in replies]


def counted(subject) -> dict[str, int]:
    return {fault: times for fault, times in subject.faults.items() if times}


# --- programs ---


def test_a_program_that_keeps_to_the_protocol_has_no_fault():
    subject = program("honest")
    assert outcome(subject, questions(8), questions(3, 8)) == ["answered"] * 11
    assert counted(subject) == {}
    assert subject.afterthoughts() == []
    assert subject.remarks == []
    assert not subject.has_given_up()
    assert subject.name.endswith("honest.py")


def test_the_command_of_this_package_is_such_a_program():
    subject = Program([sys.executable, "-m", "ibmodel", "eval"], LIMITS)
    assert outcome(subject, questions(4)) == ["answered"] * 4
    assert counted(subject) == {}


@pytest.mark.parametrize(
    "command", [["no-such-command-anywhere"], [str(SUBJECTS)], ["a\0b"]], ids=["none", "folder", "nul"]
)
def test_a_command_that_cannot_be_run_is_refused(command):
    with pytest.raises(CannotTest, match="expected a command that can be run"):
        Program(command, LIMITS).ask(questions(1))


def test_lines_of_a_log_are_noise_and_the_answers_are_read():
    subject = program("logs_on_stdout")
    assert outcome(subject, questions(3)) == ["noise"] * 3
    assert counted(subject) == {"noise": 4}  # one at the start


def test_noise_is_told_with_its_first_line():
    subject = program("logs_on_stdout")
    reply = subject.ask(questions(1))[0]
    subject.close()
    assert reply.note == "a line that is no answer: 'INFO got q0'"


def test_a_greeting_is_noise_at_the_start_alone():
    subject = program("banner")
    assert outcome(subject, questions(3)) == ["answered"] * 3
    assert counted(subject) == {"noise": 1}


def test_a_program_that_greets_and_then_needs_a_while_is_waited_for():
    subject = program("slow_behind_a_banner", limits=attrs.evolve(IMPATIENT, quiet=5.0))
    assert outcome(subject, questions(2)) == ["answered", "answered"]
    assert counted(subject) == {"noise": 1, "slow_start": 1}


def test_an_answer_that_is_late_amid_noise_is_called_late():
    subject = program("logs_and_thinks", limits=attrs.evolve(LIMITS, answer=0.3, grace=8.0, quiet=8.0))
    assert outcome(subject, questions(3)) == ["noise", "late", "noise"]


def test_a_log_line_before_a_slow_answer_is_told_from_an_answer():
    """Taken for the answer at first, and found out when the answer comes."""
    subject = program("logs_and_thinks", limits=attrs.evolve(LIMITS, quiet=0.1))
    replies = [subject.ask([question(f"q{place}")])[0].fault for place in range(4)]
    assert replies == ["noise", "not_json", "noise", "noise"]
    assert [(name, fault) for name, fault, _ in subject.afterthoughts()] == [("q1", "noise")]
    assert subject.afterthoughts() == []
    subject.close()


def test_answers_that_overtake_others_are_out_of_order():
    subject = program("out_of_order")
    assert outcome(subject, questions(4)) == ["answered", "out_of_order", "answered", "out_of_order"]
    assert counted(subject) == {"out_of_order": 2}


def test_a_second_answer_to_a_request_is_found_out_sooner_or_later():
    subject = program("answers_twice")
    assert outcome(subject, questions(3), questions(2, 3)) == ["answered"] * 5
    found = subject.afterthoughts()
    assert [(name, fault) for name, fault, _ in found if name != "hello-1"] == [
        (f"q{place}", "answered_twice") for place in range(5)
    ]
    assert counted(subject) == {"answered_twice": 6}


def test_however_often_it_is_answered_a_request_is_named_once():
    subject = program("answers_twice", 5)
    assert outcome(subject, questions(2)) == ["answered"] * 2
    assert [name for name, _, _ in subject.afterthoughts()] == ["hello-1", "q0", "q1"]


def test_a_program_that_never_answers_is_given_up_after_three_starts():
    subject = program("never_answers", limits=attrs.evolve(LIMITS, start=0.3))
    assert outcome(subject, questions(3)) == ["not_started"] * 3
    assert counted(subject) == {"timed_out": 3, "not_started": 3}
    assert subject.has_given_up()


def test_what_a_program_did_that_was_given_up_is_told():
    subject = program("never_answers", limits=attrs.evolve(LIMITS, start=0.2))
    assert subject.ask(questions(1))[0].note == "3 starts in a row led to nothing: no answer within 0.2 s of its start"


def test_one_request_that_is_never_answered_does_not_take_others_with_it():
    subject = program("stops_answering", limits=IMPATIENT)
    assert outcome(subject, questions(5)) == ["answered", "answered", "timed_out", "answered", "answered"]
    assert counted(subject) == {"timed_out": 1}


def test_an_answer_after_the_time_limit_is_late_and_not_lost():
    subject = program("late", 0.6, limits=attrs.evolve(LIMITS, answer=0.4, grace=5.0))
    assert outcome(subject, questions(4)) == ["answered", "late", "answered", "answered"]


def test_a_program_that_ends_is_started_again_and_its_last_words_are_kept():
    subject = program("exits_half_way")
    replies = subject.ask(questions(5))
    assert [reply.fault for reply in replies] == [None, None, "crashed", None, None]
    assert replies[2].note == "exit status 3"
    assert replies[2].response is None
    subject.close()
    subject = program("exits_half_way", restarts=0)
    subject.ask(questions(3))
    assert subject.last_words() == ("out of memory",)


def test_starts_are_bounded():
    subject = program("exits_half_way", restarts=1)
    faults = [reply.fault for reply in subject.ask([question("q2"), question("q2"), question("q2"), question("q0")])]
    assert faults == ["crashed", "crashed", "not_started", "not_started"]
    assert subject.has_given_up()
    assert subject.ask(questions(1))[0].note == "it has been started 2 times already"


def test_a_program_that_ends_at_once_is_not_started():
    subject = program("exits_at_once")
    assert outcome(subject, questions(2)) == ["not_started"] * 2
    assert counted(subject) == {"crashed": 3, "not_started": 2}
    assert subject.last_words() == ("no licence",)


def test_a_program_that_starts_only_once_is_given_up(tmp_path):
    subject = program("starts_once", tmp_path / "mark")
    assert outcome(subject, questions(3)) == ["answered", "crashed", "not_started"]


def test_a_command_that_vanishes_is_given_up(tmp_path):
    copy = tmp_path / "ends"
    copy.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(SUBJECTS)!r})\n"
        + (SUBJECTS / "exits_half_way.py").read_text(encoding="utf-8").replace("from __future__", "# from __future__"),
        encoding="utf-8",
    )
    copy.chmod(0o755)
    subject = Program([str(copy)], LIMITS)
    assert subject.ask(questions(1))[0].fault is None
    copy.unlink()
    replies = subject.ask([question("q2"), question("q3")])
    assert [reply.fault for reply in replies] == ["crashed", "not_started"]
    assert replies[1].note.startswith("it cannot be started any more: ")


def test_a_slow_start_within_its_limit_is_only_remarked_on():
    subject = program("slow_start", 0.6, limits=IMPATIENT)
    assert outcome(subject, questions(2)) == ["answered"] * 2
    assert counted(subject) == {"slow_start": 1}
    assert subject.remarks[0].startswith("its first answer took ")


def test_a_flood_without_an_end_of_line_is_cut_off_in_bounded_memory():
    subject = program("floods", line_bytes=1_000_000)
    assert outcome(subject, questions(3)) == ["answered", "flooded", "answered"]


def test_a_flood_of_lines_is_cut_off():
    subject = program("floods_lines")
    assert outcome(subject, questions(3)) == ["answered", "flooded", "answered"]


def test_a_flood_from_the_start_leaves_the_subject_not_started():
    subject = program("floods_lines", "at once")
    assert outcome(subject, questions(1)) == ["not_started"]
    assert counted(subject)["flooded"] == 3


def test_a_program_that_chatters_and_never_answers_times_out():
    subject = program("chatters", limits=attrs.evolve(IMPATIENT, quiet=0.2), restarts=0)
    replies = subject.ask(questions(1))
    assert replies[0].fault == "timed_out"
    assert "lines that are no answers, the first: 'still working'" in replies[0].note


def test_answers_that_are_no_json_are_told_as_they_came():
    subject = program("not_json", limits=WORDS)
    replies = [*subject.ask(questions(8)), *subject.ask(questions(2, 8))]
    subject.close()
    assert [reply.fault for reply in replies] == ["not_json"] * 10
    assert replies[9].response == "the answer to q9 is yes"
    assert replies[9].note == "expected a JSON object, got 'the answer to q9 is yes'"


def test_patience_with_a_program_that_answers_in_words_runs_out_once():
    subject = program("not_json", limits=attrs.evolve(WORDS, quiet=0.5))
    subject.ask(questions(1))
    begun = time.monotonic()
    for place in range(1, 6):
        subject.ask([question(f"q{place}")])
    assert time.monotonic() - begun < 5 * 0.5
    subject.close()


def test_of_several_lines_before_the_next_answer_the_last_was_the_answer():
    subject = program("sometimes_not_json")
    replies = subject.ask(questions(3))
    subject.close()
    assert [reply.fault for reply in replies] == [None, "not_json", "noise"]
    assert replies[1].response == '{"id": "q1", "ok": tru'


def test_an_answer_that_is_not_utf_8_is_no_json():
    subject = program("invalid_utf8")
    replies = subject.ask(questions(2))
    subject.close()
    assert [reply.fault for reply in replies] == ["not_json"] * 2
    assert "\\xe9" in replies[0].response


def test_answers_with_another_id_are_told_from_those_that_are_no_json():
    subject = program("wrong_id")
    replies = subject.ask(questions(2))
    subject.close()
    assert [reply.fault for reply in replies] == ["wrong_id"] * 2
    assert replies[0].response["id"] == 17
    assert replies[0].note == "expected the id of the request, got 17"
    assert counted(subject) == {"wrong_id": 3}


def test_an_answer_without_an_id_is_one_with_a_wrong_id():
    assert outcome(program("no_id"), questions(3)) == ["answered", "wrong_id", "answered"]


def test_a_program_that_closes_its_output_and_lives_is_disconnected():
    subject = program("closes_output")
    assert outcome(subject, questions(3)) == ["answered", "disconnected", "answered"]


def test_a_program_that_does_not_read_blocks_nobody():
    subject = program("deaf", limits=IMPATIENT, restarts=0)
    long = Question(json.dumps({"id": "q0", "input": "x" * 1_000_000}), "q0")
    begun = time.monotonic()
    assert outcome(subject, [long]) == ["timed_out"]
    assert time.monotonic() - begun < 20


def test_a_program_that_does_not_end_when_its_input_does_is_ended():
    subject = program("chatters_after_the_end")
    begun = time.monotonic()
    assert outcome(subject, questions(1)) == ["answered"]
    assert time.monotonic() - begun < 15
    assert counted(subject) == {"noise": 1}


def test_an_answer_that_ends_with_the_output_counts():
    subject = program("unended_line", restarts=0)
    assert outcome(subject, questions(1)) == ["crashed"]  # only the greeting was answered


def test_a_request_whose_id_is_not_its_own_is_answered_alone():
    subject = program("honest")
    asked = Question('{"id": [1, true], "op": "x"}', [1, True], is_own=False)
    assert subject.ask([asked])[0].fault is None
    other = Question('{"id": [1, true], "op": "x"}', [1, 1], is_own=False)
    assert subject.ask([other])[0].fault == "wrong_id"
    unknown = Question('{"id": 5}', None, is_own=False, any_id=True)
    assert subject.ask([unknown])[0].response["id"] == 5
    subject.close()


def test_closing_what_was_never_started_does_nothing():
    subject = program("honest")
    subject.close()
    assert subject.last_words() == ()


# --- pipes ---


def test_what_is_written_to_standard_error_is_kept_in_part():
    code = "import sys; [print('x' * 1000, number, file=sys.stderr) for number in range(5000)]; print('{}')"
    running = Pipes([sys.executable, "-c", code])
    assert running.next_line(20) == b"{}"
    assert running.next_line(20) is ENDED
    assert running.exit_status() == 0
    running.stop()
    assert len(running.last_words()) <= 20
    assert all(len(line) <= 500 for line in running.last_words())


def test_no_line_is_told_from_the_end_and_from_one_that_is_too_long():
    running = Pipes([sys.executable, "-c", "input(); print('x' * 50); input(); print('y' * 5)"], line_bytes=10)
    assert running.next_line(0.05) is NOTHING
    assert running.next_line(-1) is NOTHING
    running.send("")
    assert running.next_line(20) is TOO_LONG
    running.stop()


def test_the_last_line_needs_no_end():
    running = Pipes([sys.executable, "-c", "print('a'); print('b', end='')"])
    assert [running.next_line(20) for _ in range(3)] == [b"a", b"b", ENDED]
    running.stop()


def test_on_a_system_without_process_groups_the_process_alone_is_ended(monkeypatch):
    monkeypatch.delattr(os, "killpg")
    running = Pipes([sys.executable, "-c", "import time; time.sleep(60)"])
    running.stop()
    assert running.exit_status() == -9


def test_a_process_that_has_ended_is_left_alone(monkeypatch):
    running = Pipes([sys.executable, "-c", ""])
    assert running.next_line(20) is ENDED
    assert running.exit_status(20) == 0
    monkeypatch.setattr(pipes.os, "killpg", None)
    running.stop()


def test_what_a_program_has_started_ends_with_it(tmp_path):
    child = f"import time; time.sleep(30); open({str(tmp_path / 'mark')!r}, 'w')"
    code = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]); print('up', flush=True); input()"
    )
    running = Pipes([sys.executable, "-c", code])
    assert running.next_line(20) == b"up"
    begun = time.monotonic()
    running.stop()
    assert time.monotonic() - begun < 10  # the child held the pipes too


# --- Python functions ---


def test_the_reference_is_such_a_function(importable):
    subject = Function("ibmodel:evaluate", None, LIMITS)
    assert outcome(subject, questions(3)) == ["answered"] * 3
    assert subject.name == "ibmodel:evaluate"
    assert not subject.takes_lines


def test_what_a_function_prints_is_no_noise(importable):
    subject = function("honest")
    assert outcome(subject, questions(2)) == ["answered"] * 2
    assert counted(subject) == {}


def test_lines_go_to_a_function_of_their_own(importable):
    subject = Function("ibmodel:evaluate", "ibmodel.exchange:evaluate_line", LIMITS)
    assert subject.takes_lines
    assert subject.name == "ibmodel:evaluate and ibmodel.exchange:evaluate_line"
    line = Question("no json", None, is_own=False, is_request=False)
    assert subject.ask([line])[0].response["error"]["code"] == "bad_json"
    subject.close()


@pytest.mark.parametrize(
    ("name", "fault", "note"),
    [
        ("raises", "raised", "KeyError: 'budget'"),
        ("ends", "crashed", "exit status 4"),
        ("gives_a_set", "not_json", "TypeError: Object of type set is not JSON serializable"),
        ("gives_nothing", "not_json", "expected a dict, got NoneType"),
    ],
)
def test_every_way_a_function_fails_has_a_name(importable, name, fault, note):
    subject = function(name)
    replies = subject.ask(questions(3))
    subject.close()
    assert [reply.fault for reply in replies] == [None, fault, None]
    assert replies[1].note == note


def test_a_function_that_hangs_times_out(importable):
    subject = function("sleeps", limits=attrs.evolve(LIMITS, answer=1.0))
    assert outcome(subject, questions(2)) == ["answered", "timed_out"]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("ibmodel", "expected module:function, got 'ibmodel'"),
        ("no_such_module:f", "ModuleNotFoundError"),
        ("ibmodel:nothing", "AttributeError"),
        ("functions:answer", "which is str"),
    ],
    ids=["no-colon", "no-module", "no-function", "no-callable"],
)
def test_a_function_that_is_not_there_is_refused(importable, target, why):
    with pytest.raises(CannotTest, match=why):
        Function(target, None, LIMITS).ask(questions(1))


@pytest.mark.parametrize("name", ["ibmodel", "no_such_module:f", "ibmodel:nothing", "json:__doc__"])
def test_a_target_that_is_no_function_is_refused(name):
    with pytest.raises(ValueError, match="expected"):
        hosting.target(name)


def served(lines: str, answer, answer_line=None) -> list[str]:
    sink = BytesIO()
    hosting.serve(BytesIO(lines.encode("utf-8")), sink, answer, answer_line)
    return sink.getvalue().decode("utf-8").splitlines()


def test_the_host_gives_requests_to_one_function_and_lines_to_the_other():
    lines = '{"id": 1}\n[1]\nno json\n{"a": 1, "a": 2}\n{"a": NaN}\n' + "[" * 100_000 + "\n"
    taken: list[str] = []
    got = served(lines, lambda request: {"id": request["id"], "got": "dict"}, lambda line: taken.append(line) or "line")
    assert got == ['{"id": 1, "got": "dict"}', *["line"] * 5]
    assert taken[:4] == ["[1]", "no json", '{"a": 1, "a": 2}', '{"a": NaN}']


def test_the_host_tells_what_a_function_did_instead_of_answering():
    def fails(request):
        raise ValueError("no")

    assert json.loads(served('{"id": "q"}\n', fails)[0]) == {"id": "q", "ok": False, hosting.RAISED: "ValueError: no"}
    assert json.loads(served("x\n", fails)[0]) == {"id": None, "ok": False, hosting.RAISED: "ValueError: no"}
    for given, why in ((3, "expected a dict, got int"), ({1, 2}, "expected a dict, got set")):
        assert json.loads(served("{}\n", lambda _, given=given: given)[0])[hosting.UNWRITABLE] == why
    assert "float" in json.loads(served("{}\n", lambda _: {"x": float("nan")})[0])[hosting.UNWRITABLE]


def test_the_host_escapes_what_no_encoding_can_carry():
    assert served("{}\n", lambda _: {"name": "\ud800ē"}) == ['{"name": "\\ud800ē"}']


def hosted(monkeypatch, arguments, lines: bytes) -> tuple[int, bytes]:
    """What ``main`` gives and writes, its pipes being files of this process."""
    into, out = os.pipe()
    answers, back = os.pipe()
    os.write(out, lines)
    os.close(out)
    real = os.dup
    monkeypatch.setattr(hosting.os, "dup", lambda number: into if number == 0 else back)
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    status = hosting.main(arguments)
    monkeypatch.setattr(hosting.os, "dup", real)
    with os.fdopen(answers, "rb") as stream:
        return status, stream.read()


def test_the_host_serves_until_its_input_ends(monkeypatch):
    request = b'{"id": 1, "op": "review.decide", "input": {"reason": "health"}}\n'
    status, answers = hosted(monkeypatch, ["ibmodel:evaluate"], request)
    assert status == 0
    assert json.loads(answers)["ok"] is True
    status, answers = hosted(monkeypatch, ["ibmodel:evaluate", "ibmodel.exchange:evaluate_line"], b"oops\n")
    assert json.loads(answers)["error"]["code"] == "bad_json"


def test_the_host_ends_with_a_status_of_its_own_where_there_is_no_function(monkeypatch, capsys):
    assert hosted(monkeypatch, ["nothing"], b"") == (hosting.REFUSED_TARGET, b"")
    assert capsys.readouterr().err == "expected module:function, got 'nothing'\n"


def test_the_host_is_a_program(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["hosting", "nothing"])
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(hosting.__file__, run_name="__main__")
    assert ended.value.code == hosting.REFUSED_TARGET


# --- services over HTTP ---

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def response_to(body: bytes, **changes) -> bytes:
    request = json.loads(body)
    response = {"id": request.get("id"), "ok": True, "result": {}, "reasons": [], "readings": {}, **changes}
    return json.dumps(response).encode()


def plain(body: bytes) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


def honest(asked: bytes) -> bytes:
    return plain(response_to(asked))


class Raw(socketserver.StreamRequestHandler):
    """Reads one request of HTTP and answers it by what ``server.behave`` writes; the first, to be met, honestly."""

    def handle(self) -> None:
        length = 0
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        asked = self.rfile.read(length)
        try:
            if b'"hello"' in asked and not self.server.rude:
                self.wfile.write(honest(asked))
            else:
                self.server.behave(self, asked)
        except OSError:
            pass  # the other side had enough


class Service(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False
    rude = False


@pytest.fixture
def service():
    started = []

    def start(behave, *, rude: bool = False, limits: TimeLimits = LIMITS, **how) -> Server:
        server = Service(("127.0.0.1", 0), Raw)
        server.behave, server.rude = behave, rude
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        started.append((server, thread))
        return Server(f"http://127.0.0.1:{server.server_address[1]}/check?v=1", limits, **how)

    yield start
    for server, thread in started:
        server.shutdown()
        server.server_close()
        thread.join()


def writes(make):
    """Behaviour: writes what ``make`` gives for the request's body."""
    return lambda handler, asked: handler.wfile.write(make(asked))


def test_a_service_that_keeps_to_the_protocol_has_no_fault(service):
    subject = service(writes(honest))
    assert outcome(subject, questions(3)) == ["answered"] * 3
    assert counted(subject) == {}
    assert subject.afterthoughts() == []
    assert subject.last_words() == ()
    assert not subject.has_given_up()


def test_a_service_made_with_the_standard_library_can_be_asked(service):
    asked_for = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked_for.append((self.path, self.headers["Content-Type"]))
            body = response_to(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        subject = Server(f"http://127.0.0.1:{server.server_address[1]}", LIMITS)
        assert outcome(subject, questions(2)) == ["answered"] * 2
        server.shutdown()
        thread.join()
    assert asked_for == [("/", "application/json; charset=utf-8")] * 3


def stalls(handler, asked) -> None:
    handler.wfile.write(HEAD)
    time.sleep(1.5)


def drips(handler, asked) -> None:
    """Sends something often enough to seem alive."""
    handler.wfile.write(HEAD)
    for _ in range(60):
        handler.wfile.write(b"X-Patience: more\r\n")
        time.sleep(0.05)


def is_silent(handler, asked) -> None:
    time.sleep(1.5)


def sends_gigabytes(handler, asked) -> None:
    handler.wfile.write(HEAD + b"Content-Length: 4000000000\r\n\r\n")
    for _ in range(4000):
        handler.wfile.write(b" " * 1_000_000)


def sends_endless_chunks(handler, asked) -> None:
    handler.wfile.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(4000):
        handler.wfile.write(b"f4240\r\n" + b" " * 1_000_000 + b"\r\n")


def status(line: bytes, body: bytes = b"sorry", more: bytes = b"") -> bytes:
    return b"HTTP/1.1 " + line + b"\r\n" + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


MISBEHAVIOUR = {
    "closes": (lambda *_: None, "disconnected"),
    "closes-amid-headers": (writes(lambda _: HEAD[:40]), "disconnected"),
    "lies-about-a-longer-body": (writes(lambda _: HEAD + b"Content-Length: 9999\r\n\r\n{}"), "disconnected"),
    "lies-about-a-shorter-body": (
        writes(lambda asked: HEAD + b"Content-Length: 5\r\n\r\n" + response_to(asked)),
        "not_json",
    ),
    "speaks-another-protocol": (writes(lambda _: b"220 mail ready\r\n"), "bad_status"),
    "fails-inside": (writes(lambda _: status(b"500 Oops")), "bad_status"),
    "fails-inside-with-an-answer": (writes(lambda asked: status(b"500 Oops", response_to(asked))), "bad_status"),
    "is-not-there": (writes(lambda _: status(b"404 Not Found")), "bad_status"),
    "points-elsewhere": (
        writes(lambda _: status(b"302 Found", b"", b"Location: http://127.0.0.1:1/\r\n")),
        "redirected",
    ),
    "answers-in-words": (writes(lambda _: plain(b"yes")), "not_json"),
    "answers-in-latin-1": (writes(lambda _: plain(b'{"id": "\xe9"}')), "not_json"),
    "answers-by-a-list": (writes(lambda _: plain(b"[]")), "not_json"),
    "echoes-another-id": (writes(lambda asked: plain(response_to(asked, id="q9"))), "wrong_id"),
    "breaks-off-a-chunk": (
        writes(lambda _: HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{"),
        "disconnected",
    ),
    "sends-gigabytes": (sends_gigabytes, "flooded"),
    "sends-endless-chunks": (sends_endless_chunks, "flooded"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_every_way_a_service_misbehaves_has_a_name(service, name):
    behave, fault = MISBEHAVIOUR[name]
    subject = service(behave, body_bytes=2_000_000)
    replies = subject.ask([question("q1")])
    assert [reply.fault for reply in replies] == [fault]
    assert replies[0].note
    assert counted(subject) == {fault: 1}


@pytest.mark.parametrize("behave", [stalls, drips, is_silent], ids=["stalls", "drips", "is-silent"])
def test_the_time_limit_holds_for_all_of_a_call(service, behave):
    subject = service(behave, limits=IMPATIENT)
    begun = time.monotonic()
    reply = subject.ask([question("q1")])[0]
    assert reply.fault == "timed_out"
    assert reply.note == "no whole answer within 0.4 s"
    assert time.monotonic() - begun < 1.4


def test_a_service_that_answers_after_the_limit_is_late(service):
    def waits(handler, asked):
        time.sleep(0.5)
        handler.wfile.write(honest(asked))

    subject = service(waits, limits=attrs.evolve(LIMITS, answer=0.3, grace=8.0))
    assert outcome(subject, questions(1)) == ["late"]


def test_a_connection_that_is_never_made_times_out(service, monkeypatch):
    subject = service(writes(honest))
    assert subject.ask([question("q1")])[0].fault is None

    def hangs(_):
        raise TimeoutError("timed out")

    monkeypatch.setattr("http.client.HTTPConnection.connect", hangs)
    assert subject.ask([question("q2")])[0].fault == "timed_out"


def test_an_answer_without_a_body_is_no_answer(service):
    subject = service(writes(lambda _: HEAD + b"\r\n"))
    assert outcome(subject, questions(1)) == ["disconnected"]


def test_a_refusal_may_come_with_a_status_of_its_own(service):
    def refuses(asked):
        return status(b"422 Unprocessable", response_to(asked, ok=False, error={"code": "bad_value", "path": ""}))

    assert outcome(service(writes(refuses)), questions(1)) == ["answered"]


def test_a_line_that_is_no_request_is_posted_as_it_is(service):
    seen = []

    def keeps(handler, asked):
        seen.append(asked)
        handler.wfile.write(plain(b'{"id": null, "ok": false, "error": {"code": "bad_json", "path": ""}}'))

    subject = service(keeps)
    line = Question("{\ud800 no json", None, is_own=False, is_request=False)
    assert subject.ask([line])[0].fault is None
    unknown = Question("{}", None, is_own=False, any_id=True)
    assert subject.ask([unknown])[0].fault is None
    assert seen == [b"{\\ud800 no json", b"{}"]


def test_a_service_is_given_up_after_several_calls_in_vain(service):
    subject = service(MISBEHAVIOUR["closes"][0])
    assert outcome(subject, questions(7)) == ["disconnected"] * 5 + ["not_started"] * 2
    assert subject.has_given_up()


def test_a_service_that_ends_is_disconnected(service):
    subject = service(writes(honest))
    assert subject.ask([question("q1")])[0].fault is None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        subject._port = free.getsockname()[1]
        reply = subject.ask([question("q2")])[0]
    assert reply.fault == "disconnected"
    assert reply.note.startswith("it cannot be reached any more: ")


def test_a_service_that_is_slow_at_first_is_only_remarked_on(service):
    def waits_at_first(handler, asked):
        time.sleep(0.6 if b'"hello"' in asked else 0)
        handler.wfile.write(honest(asked))

    subject = service(waits_at_first, rude=True, limits=IMPATIENT)
    assert outcome(subject, questions(1)) == ["answered"]
    assert counted(subject) == {"slow_start": 1}
    assert subject.remarks[0].startswith("its first answer took ")


def test_a_service_that_fails_to_greet_is_still_asked(service):
    subject = service(writes(lambda asked: plain(b"x") if b'"hello"' in asked else honest(asked)), rude=True)
    assert outcome(subject, questions(1)) == ["answered"]
    assert counted(subject) == {"not_json": 1}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:8000",
        "ftp://localhost/",
        "http://",
        "http://localhost:port/",
        "http://localhost:99999/",
        "http://localhost/a b",
        "http://lo\ncalhost/",
        "http://[::1/",
        "http://exämple/",
    ],
    ids=[
        "nothing",
        "no-scheme",
        "ftp",
        "no-host",
        "port-no-number",
        "port-too-large",
        "blank",
        "control",
        "bracket",
        "no-ascii",
    ],
)
def test_an_address_that_cannot_be_called_is_refused(url):
    with pytest.raises(CannotTest, match="expected an address"):
        Server(url)


def test_an_address_with_a_password_is_refused_without_repeating_it():
    with pytest.raises(CannotTest) as refused:
        Server("http://anna:secret@localhost/")
    assert "secret" not in str(refused.value)


def test_an_address_where_nobody_listens_is_refused():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(CannotTest, match="expected the address of a service"):
            Server(f"http://127.0.0.1:{free.getsockname()[1]}/", LIMITS).ask(questions(1))


# --- reading ---


@pytest.mark.parametrize("text", [b"", b"{", b"NaN", b"[-Infinity]", b"\xff", b"[" * 100_000, b"{} {}"])
def test_what_is_no_json_document_is_not_read(text):
    assert parsed(text) is UNREAD


def test_ids_are_the_same_only_where_json_says_so():
    values = [None, True, False, 1, 0, 1.0, "1", "true", [], {}, [1], {"a": 1, "b": 2}]
    assert len({id_key(value) for value in values}) == len(values)
    assert id_key({"a": 1, "b": 2}) == id_key({"b": 2, "a": 1})


def test_the_package_says_what_it_offers():
    for name in conformance.__all__:
        assert getattr(conformance, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = conformance.nothing
