"""A program that reads and writes JSON Lines, asked several questions at a time, with every fault told apart.

Answers are matched to questions by id, so that one that overtakes another, comes twice, or comes late is seen as what
it is. A line that is no answer is held until it is clear what it was: if every question has its answer it was noise;
if one stays open, and nothing more comes, it was meant to be the answer.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from collections.abc import Sequence
from time import monotonic
from typing import Any, Final

import attrs

from ibmodel.adapters.conformance.hosting import RAISED, REFUSED_TARGET, UNWRITABLE
from ibmodel.adapters.conformance.pipes import LINE_BYTES, NOTHING, TOO_LONG, Mark, Pipes
from ibmodel.adapters.conformance.subjects import (
    HELLO,
    LIMITS,
    CannotTest,
    Question,
    Reply,
    TimeLimits,
    excerpt,
    id_key,
    parsed,
)
from ibmodel.testing.outcomes import Fault

__all__ = ["Function", "Program"]

_MOST_STRAYS: Final = 1000
_FRUITLESS_STARTS: Final = 3
_TEXT_KEPT: Final = 2000


@attrs.frozen
class _Stray:
    """A line that answers nothing; ``before`` is the number of answers of its window that had come by then."""

    content: bytes
    value: Any
    before: int

    def as_answer(self, seconds: float) -> Reply:
        """The reply, where it turns out that this was meant to be one."""
        if type(self.value) is dict:
            note = f"expected the id of the request, got {json.dumps(self.value.get('id'))[:_TEXT_KEPT]}"
            return Reply(self.value, "wrong_id", note, seconds)
        text = self.content[:_TEXT_KEPT].decode("utf-8", "backslashreplace")
        return Reply(text, "not_json", f"expected a JSON object, got {excerpt(self.content)}", seconds)


@attrs.define
class _Window:
    """Questions that are put together: which are ``open``, the replies by place, in the order of their coming."""

    questions: Sequence[Question]
    open: list[int] = attrs.field(init=False)
    replies: dict[int, Reply] = attrs.field(factory=dict)
    strays: list[_Stray] = attrs.field(factory=list)
    concluded: set[int] = attrs.field(factory=set)
    unasked_bytes: int = 0

    def __attrs_post_init__(self) -> None:
        self.open = [*range(len(self.questions))]

    def place_of(self, value: dict[str, Any]) -> int | None:
        """Which open question ``value`` answers."""
        key = id_key(value.get("id"))
        for place in self.open:
            question = self.questions[place]
            is_answer = question.is_own or type(value.get("ok")) is bool
            if is_answer and (question.any_id or key == id_key(question.id)):
                return place
        return None

    def settle(self, place: int, reply: Reply) -> None:
        """Keeps the reply to a question."""
        self.open.remove(place)
        self.replies[place] = reply

    def strays_could_be_answers(self) -> bool:
        """Whether there is one for every open question."""
        return 0 < len(self.open) <= len(self.strays)

    def take_strays_as_answers(self, seconds: float) -> list[Question]:
        """Settles every open question by a line that answers nothing; gives the questions.

        It is the last of those that came right before the next question's answer, if any, else the first that is left.
        """
        settled = []
        came = list(self.replies)
        for place in [*self.open]:
            later = [number for number, other in enumerate(came) if other > place]
            beside = [stray for stray in self.strays if later and stray.before == later[0]]
            stray = beside[-1] if beside else self.strays[0]
            self.strays.remove(stray)
            self.settle(place, stray.as_answer(seconds))
            self.concluded.add(place)
            settled.append(self.questions[place])
        return settled

    def finish(self) -> list[Reply]:
        """The replies in the order of the questions, those that overtook others and those amid noise being named."""
        came = [place for place in self.replies if place not in self.concluded]
        for number, place in enumerate(came):
            overtaken = [other for other in came[number + 1 :] if other < place]
            if overtaken:
                self._blame(place, "out_of_order", f"{len(overtaken)} earlier requests were still unanswered")
        for number, place in enumerate(came):
            last = number == len(came) - 1
            noise = [stray for stray in self.strays if stray.before == number or (last and stray.before > number)]
            if noise:
                self._blame(place, "noise", _told_noise(noise))
        return [self.replies[place] for place in sorted(self.replies)]

    def _blame(self, place: int, fault: Fault, note: str) -> None:
        reply = self.replies[place]
        if reply.fault is None:
            self.replies[place] = attrs.evolve(reply, fault=fault, note=note)


def _told_noise(strays: Sequence[_Stray]) -> str:
    lines = "a line that is no answer" if len(strays) == 1 else f"{len(strays)} lines that are no answers, the first"
    return f"{lines}: {excerpt(strays[0].content)}"


class Program:
    """A command that reads and writes JSON Lines; started again after a fault, at most ``restarts`` times.

    The first of the questions that are open when the program is lost bears the fault; the others are put again, one at
    a time.
    """

    takes_lines = True

    def __init__(
        self,
        command: Sequence[str],
        limits: TimeLimits = LIMITS,
        *,
        window: int = 8,
        restarts: int = 50,
        line_bytes: int = LINE_BYTES,
    ) -> None:
        self.name = shlex.join(command)
        self.window = window
        self.faults: Counter[Fault] = Counter()
        self.remarks: list[str] = []
        self._command = command
        self._limits = limits
        self._restarts = restarts
        self._line_bytes = line_bytes
        self._pipes: Pipes | None = None
        self._starts = 0
        self._fruitless = 0
        self._given_up = ""
        self._answered: set[str] = set()
        self._concluded: set[str] = set()
        self._overdue = ""
        self._begun = 0.0
        self._is_proven = False
        self._quiet = limits.quiet
        self._afterthoughts: list[tuple[str, Fault, str]] = []
        self._blamed: set[str] = set()
        self._words: tuple[str, ...] = ()

    def ask(self, questions: Sequence[Question]) -> list[Reply]:
        """The replies to ``questions``, in their order; raises `CannotTest` where the command cannot be run."""
        replies: list[Reply | None] = [None] * len(questions)
        left = [*range(len(questions))]
        together = True
        while left and (pipes := self._running()) is not None:
            places = left if together else left[:1]
            window = _Window([questions[place] for place in places])
            together = self._exchange(pipes, window) and together
            for place, reply in zip([places[place] for place in sorted(window.replies)], window.finish(), strict=True):
                replies[place] = reply
                left.remove(place)
        gone = Reply(fault="not_started", note=self._given_up)
        settled = [gone if reply is None else reply for reply in replies]
        self.faults.update(reply.fault for reply in settled if reply.fault is not None)
        return settled

    def afterthoughts(self) -> list[tuple[str, Fault, str]]:
        """What turned out since it was last asked for."""
        found, self._afterthoughts = self._afterthoughts, []
        return found

    def has_given_up(self) -> bool:
        """Whether it is not started any more."""
        return bool(self._given_up)

    def last_words(self) -> tuple[str, ...]:
        """The last lines that it wrote to standard error."""
        return self._words if self._pipes is None else self._pipes.last_words()

    def close(self) -> None:
        """Ends the input, listens a little longer, and ends the program."""
        pipes = self._pipes
        if pipes is None:
            return
        pipes.end_input()
        until = monotonic() + self._limits.grace
        window = _Window(())
        while (now := monotonic()) < until and not isinstance(line := pipes.next_line(until - now), Mark):
            self._take(window, line, 0.0, None)
        self.faults["noise"] += bool(window.strays)
        self._stop(pipes)

    # --- starting and losing ---

    def _running(self) -> Pipes | None:
        """The running program, started if it has to be; None where that is no use."""
        while self._pipes is None and not self._given_up:
            if self._starts > self._restarts:
                self._given_up = f"it has been started {self._starts} times already"
            else:
                self._start()
        return self._pipes

    def _start(self) -> None:
        try:
            pipes = Pipes(self._command, self._line_bytes)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            if self._starts == 0:
                raise CannotTest(f"expected a command that can be run, got {self._command[0]!a}: {reason}") from None
            self._given_up = f"it cannot be started any more: {reason}"
            return
        self._starts += 1
        self._answered, self._concluded, self._is_proven = set(), set(), False
        self._begun = monotonic()
        hello = f"hello-{self._starts}"
        self._overdue = ""
        pipes.send(json.dumps({"id": hello, **HELLO}))
        trouble = self._greeted(pipes, hello)
        if trouble is None:
            self._fruitless = 0
            self._pipes = pipes
            return
        fault, note = trouble
        status = pipes.exit_status(0)
        self._stop(pipes)
        if status == REFUSED_TARGET and isinstance(self, Function):
            raise CannotTest("; ".join(self._words[-1:]))
        self._fruitless += 1
        self.faults[fault] += 1
        if self._fruitless == _FRUITLESS_STARTS:
            self._given_up = f"{_FRUITLESS_STARTS} starts in a row led to nothing: {note}"

    def _greeted(self, pipes: Pipes, hello: str) -> tuple[Fault, str] | None:
        """Waits until the program shows that it is there; what went wrong if it does not."""
        window = _Window([Question("", hello)])
        until = ready_by = self._begun + self._limits.start
        while window.open:
            line = pipes.next_line(until - monotonic())
            now = monotonic()
            if isinstance(line, Mark):
                if line is NOTHING and window.strays:
                    self._overdue = id_key(hello)
                    break
                return self._told(pipes, line, f"no answer within {self._limits.start:g} s of its start")
            self._take(window, line, 0.0, None)
            if len(window.strays) > _MOST_STRAYS:
                return "flooded", _told_noise(window.strays)
            if window.strays:
                if type(window.strays[-1].value) is dict and "ok" in window.strays[-1].value:
                    window.strays.pop()
                    self.faults["wrong_id"] += 1
                    break
                until = min(ready_by, now + self._limits.answer)
        self.faults["noise"] += bool(window.strays)
        return None

    def _told(self, pipes: Pipes, mark: Mark, silence: str) -> tuple[Fault, str]:
        """Which fault it is that this came in place of a line."""
        if mark is TOO_LONG:
            return "flooded", f"expected a line of at most {self._line_bytes} bytes"
        if mark is NOTHING:
            return "timed_out", silence
        status = pipes.exit_status()
        return ("disconnected", "it closed its output") if status is None else ("crashed", f"exit status {status}")

    def _lost(self, pipes: Pipes, window: _Window, told: tuple[Fault, str], seconds: float) -> None:
        """Stops the program; the first open question of ``window`` bears the fault."""
        fault, note = told
        if window.strays:
            note = f"{note}; it wrote {_told_noise(window.strays)}"
            window.strays.clear()
        window.settle(window.open[0], Reply(None, fault, note, seconds))
        self._stop(pipes)

    def _stop(self, pipes: Pipes) -> None:
        pipes.stop()
        self._words = pipes.last_words()
        self._pipes = None

    # --- listening ---

    def _exchange(self, pipes: Pipes, window: _Window) -> bool:
        """Puts the questions of ``window`` and settles them as far as it gets; whether the program is still there."""
        begun = answered = heard = monotonic()
        for question in window.questions:
            pipes.send(question.line)
        while window.open:
            limit = (
                self._limits.answer
                if self._is_proven
                else max(self._limits.answer, self._begun + self._limits.start - begun)
            )
            given_up = answered + limit + self._limits.grace
            quiet = heard + self._quiet if window.strays_could_be_answers() else given_up
            now = monotonic()
            line = pipes.next_line(min(quiet, given_up) - now)
            now = monotonic()
            if line is NOTHING and quiet < given_up:
                self._conclude(window, now - answered)
            elif isinstance(line, Mark):
                told = self._told(pipes, line, f"no answer within {limit:g} s")
                self._lost(pipes, window, told, now - answered)
                return False
            else:
                heard = now
                if self._take(window, line, now - answered, limit):
                    answered = now
                elif len(window.strays) > _MOST_STRAYS or window.unasked_bytes > self._line_bytes:
                    self._lost(pipes, window, ("flooded", "it wrote and wrote, and did not answer"), now - answered)
                    return False
        return True

    def _conclude(self, window: _Window, seconds: float) -> None:
        """Nothing more came: the lines that answer nothing were meant to be the answers."""
        for question in window.take_strays_as_answers(seconds):
            if question.is_own:
                self._concluded.add(id_key(question.id))
        self._quiet = min(self._quiet, self._limits.soon)

    def _take(self, window: _Window, line: bytes, seconds: float, limit: float | None) -> bool:
        """Finds out what a line is; whether it answers a question. One after ``limit`` is late."""
        if not line.strip():
            return False
        value = parsed(line)
        if type(value) is dict and self._has_been_answered(value):
            window.unasked_bytes += len(line)
            return False
        place = window.place_of(value) if type(value) is dict else None
        if place is not None:
            self._prove()
            if window.questions[place].is_own:
                self._answered.add(id_key(value.get("id")))
            reply = self._reply(value, seconds)
            if limit is not None and seconds > limit and reply.fault is None:
                reply = attrs.evolve(reply, fault="late", note=f"after {seconds:.1f} s, {limit:g} s being allowed")
            window.settle(place, reply)
            return True
        window.unasked_bytes += len(line)
        window.strays.append(_Stray(line, value, len(window.replies)))
        return False

    def _prove(self) -> None:
        """The program answers; if it is the first time, whether that took long."""
        seconds = monotonic() - self._begun
        if not self._is_proven and seconds > self._limits.answer:
            self.faults["slow_start"] += 1
            self.remarks.append(f"its first answer took {seconds:.1f} s")
        self._is_proven = True

    def _has_been_answered(self, value: dict[str, Any]) -> bool:
        """Whether this answers a question that has been settled already, which is then remembered."""
        key = id_key(value.get("id"))
        if key in self._concluded:
            self._quiet = max(self._limits.answer, self._quiet)  # it needs more patience than was thought
            self._blame(value["id"], "noise", "its answer came after lines that are no answers and were taken for it")
        elif key in self._answered:
            self._blame(value["id"], "answered_twice", f"again: {excerpt(json.dumps(value).encode())}")
        else:
            return key == self._overdue
        return True

    def _blame(self, id_: str, fault: Fault, note: str) -> None:
        if id_ not in self._blamed:
            self._blamed.add(id_)
            self.faults[fault] += 1
            self._afterthoughts.append((id_, fault, note))

    def _reply(self, value: dict[str, Any], seconds: float) -> Reply:
        """The reply that an answer is."""
        return Reply(value, seconds=seconds)


class Function(Program):
    """A Python function from a request (a dict) to a response, in a process of its own, which it may end or block.

    ``target`` is ``module:function``; so is ``lines``, from a line that is no request to a line, where there is one.
    """

    def __init__(self, target: str, lines: str | None = None, limits: TimeLimits = LIMITS, **how: Any) -> None:
        host = [sys.executable, "-m", "ibmodel.adapters.conformance.hosting", target]
        super().__init__([*host, lines] if lines else host, limits, **how)
        self.name = f"{target} and {lines}" if lines else target
        self.takes_lines = lines is not None

    def _reply(self, value: dict[str, Any], seconds: float) -> Reply:
        if RAISED in value:
            return Reply(None, "raised", value[RAISED], seconds)
        if UNWRITABLE in value:
            return Reply(None, "not_json", value[UNWRITABLE], seconds)
        return Reply(value, seconds=seconds)
