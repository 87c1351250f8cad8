"""A run of the kit: the vectors first, then random requests, then the outcome.

A verdict stands once all that its window could bring has come, and may still be worsened by what comes later: a second
answer to the same request.
"""

from __future__ import annotations

import hashlib
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from importlib import metadata, resources
from pathlib import Path
from time import monotonic
from typing import Any, Final, Literal

import attrs

from ibmodel.adapters.conformance.differential import Comparison, Plan, compare, says_unknown
from ibmodel.adapters.conformance.states import State
from ibmodel.adapters.conformance.subjects import CannotTest, Question, Reply, Subject, parsed
from ibmodel.exchange import OPERATIONS
from ibmodel.testing.outcomes import FAULTS, Counterexample, Run, Status, Verdict, written_answer
from ibmodel.testing.requests import CHAPTER_OF
from ibmodel.testing.vectors import CHAPTERS, PROTOCOL, Vector, vectors
from ibmodel.testing.verdicts import Depth, Difference, differences

__all__ = ["EXAMPLES", "SECONDS", "Choice", "Watch", "conform", "vector_hashes"]

#: How many random requests of each operation are compared, unless another number is given.
EXAMPLES: Final = 50
#: For how many seconds random requests are put in all, unless another number is given.
SECONDS: Final = 60.0

#: Called with what is going on, how much of it is done, and how much there is.
Watch = Callable[[Literal["vectors", "requests"], int, int], None]

_TIME_OVER: Final = "the time for random requests was over"
_GIVEN_UP: Final = "the subject had failed too often to be started again"
#: The refusals that speak of an operation's input, if their path does; doubled keys and sizes are seen before.
_OF_AN_INPUT: Final = ("missing_field", "unknown_field", "bad_type", "bad_value", "inconsistent", "infeasible")
_NO_LINES: Final = "it takes requests only, and this line is none"
_OWN_CERTIFICATE: Final = "it holds a certificate, in the form of this library; the depth facts asks it too"


@attrs.frozen
class Choice:
    """Which vectors and operations are run; what is empty chooses all.

    Raises `CannotTest` for a chapter, rule or operation of which there is nothing.
    """

    chapters: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for chapter in self.chapters:
            if chapter not in CHAPTERS:
                raise CannotTest(f"expected a chapter, one of {', '.join(CHAPTERS)}, got {chapter!a}")
        for operation in self.operations:
            if operation not in OPERATIONS:
                raise CannotTest(f"expected an operation, one of {', '.join(OPERATIONS)}, got {operation!a}")
        named = {rule for vector in vectors() for rule in vector.rules}
        for rule in self.rules:
            if rule not in named:
                raise CannotTest(f"expected a rule that a vector names, got {rule!a}")

    def vectors(self) -> tuple[Vector, ...]:
        """The vectors that are chosen, in the order of the files."""
        return tuple(vector for vector in vectors() if self._has(vector))

    def _has(self, vector: Vector) -> bool:
        return (
            (not self.chapters or vector.chapter in self.chapters)
            and (not self.rules or not {*self.rules}.isdisjoint(vector.rules))
            and (not self.operations or _operation(vector) in self.operations)
        )

    def compared(self) -> tuple[str, ...]:
        """The operations of which random requests are put: those of the chosen vectors and chapters."""
        if self.operations:
            return self.operations
        if not (self.chapters or self.rules):
            return tuple(OPERATIONS)
        used = {_operation(vector) for vector in self.vectors()}
        used |= {name for name, chapter in CHAPTER_OF.items() if chapter in self.chapters}
        return tuple(name for name in OPERATIONS if name in used)


def conform(  # noqa: PLR0913 - one for each option
    subject: Subject,
    *,
    chapters: Iterable[str] = (),
    rules: Iterable[str] = (),
    operations: Iterable[str] = (),
    depth: Depth = "codes",
    vectors_only: bool = False,
    examples: int = EXAMPLES,
    seconds: float = SECONDS,
    seed: int = 0,
    state: Path | None = None,
    started: str | None = None,
    watch: Watch | None = None,
) -> Run:
    """Puts ``subject`` to the test and closes it.

    The vectors of the chosen ``chapters``, ``rules`` and ``operations`` come first, all of them unless chosen; then
    ``examples`` random requests for each operation, for at most ``seconds`` seconds in all, unless ``vectors_only``.
    ``depth`` says how far answers are compared. The same ``seed`` makes the same requests. ``state`` is a file by which
    an interrupted run goes on where it was. ``started`` is noted in the outcome as it is.

    An interruption from the keyboard ends the run early; the outcome then says so. Raises `CannotTest` where there is
    nothing to test: the subject, a chapter, a rule or an operation as named is not there, or the file is another run's.
    """
    choice = Choice(tuple(chapters), tuple(rules), tuple(operations))
    hashes = vector_hashes()
    header = {
        "subject": subject.name,
        "seed": seed,
        "depth": depth,
        "hashes": hashes,
        "choice": attrs.asdict(choice),
        "examples": 0 if vectors_only else examples,
    }
    begun = monotonic()
    with nullcontext(None) if state is None else State(state, header) as kept:
        course = _Course(subject, choice, depth, watch or _unwatched, kept)
        try:
            course.put_vectors()
            if not vectors_only:
                course.put_requests(examples, monotonic() + seconds, seed)
        except KeyboardInterrupt:
            course.cut_short = "interrupted"
        finally:
            subject.close()
            course.look_back()
    return course.outcome(seed, hashes, started, monotonic() - begun)


def vector_hashes() -> dict[str, str]:
    """The SHA-256 of the file of every chapter, in hexadecimal."""
    files = resources.files("ibmodel.testing.vectors")
    return {name: hashlib.sha256(files.joinpath(f"{name}.json").read_bytes()).hexdigest() for name in CHAPTERS}


@attrs.define
class _Course:
    """A run while it goes on: what is put to the subject, and what has come of it so far."""

    subject: Subject
    choice: Choice
    depth: Depth
    watch: Watch
    kept: State | None
    verdicts: dict[str, Verdict] = attrs.field(factory=dict)
    comparisons: dict[str, Comparison] = attrs.field(factory=dict)
    cut_short: str = ""
    _chosen: tuple[Vector, ...] = ()

    def __attrs_post_init__(self) -> None:
        self._chosen = self.choice.vectors()
        if self.kept is not None:
            wanted = {vector.id for vector in self._chosen}
            self.verdicts = {id_: verdict for id_, verdict in self.kept.verdicts.items() if id_ in wanted}
            self.comparisons = dict(self.kept.comparisons)

    def put_vectors(self) -> None:
        """Every chosen vector that has no verdict yet, several at a time where their answers can be told apart."""
        for vector in self._chosen:
            note = self._why_not_asked(vector)
            if note and vector.id not in self.verdicts:
                self._keep(Verdict.of(vector, "skipped", operation=_operation(vector), note=note))
        left = [vector for vector in self._chosen if vector.id not in self.verdicts]
        done = len(self._chosen) - len(left)
        for window in _windows(left, self.subject.window):
            self.watch("vectors", done, len(self._chosen))
            self._put(window)
            done += len(window)
        self.watch("vectors", done, len(self._chosen))

    def put_requests(self, examples: int, until: float, seed: int) -> None:
        """Random requests of every chosen operation that the subject knows; each has its share of the time."""
        operations = self.choice.compared()
        skipped, known = self._unknown(), self._answered()
        for place, operation in enumerate(operations):
            self.watch("requests", place, len(operations))
            if operation in self.comparisons or operation in skipped:
                continue
            now = monotonic()
            share = now + max(until - now, 0.0) / (len(operations) - place)
            found = compare(
                self.subject, Plan(operation, examples, seed, self.depth, share, is_known=operation in known)
            )
            if found.is_cut_short:
                gone = self.subject.has_given_up()
                self.cut_short = _GIVEN_UP if gone else _TIME_OVER
            self._keep_comparison(found)
        self.watch("requests", len(operations), len(operations))

    def look_back(self) -> None:
        """Worsens the verdicts on requests whose answers turned out to be unusable only later.

        An operation that was answered now and then is not unknown: to say so then is a wrong answer.
        """
        self._hear_afterthoughts()
        known = self._answered()
        for vector in self._chosen:
            verdict = self.verdicts.get(vector.id)
            if verdict is not None and _is_said_unknown(verdict) and verdict.operation in known:
                demanded = _demanded(vector)
                difference = Difference("answer", "/error/code", demanded, "unknown_operation")
                self._keep(attrs.evolve(verdict, status="failed", differences=(difference,), note=""))

    def outcome(self, seed: int, hashes: dict[str, str], started: str | None, seconds: float) -> Run:
        """What came of it."""
        verdicts = tuple(self.verdicts[vector.id] for vector in self._chosen if vector.id in self.verdicts)
        found = [each.counterexample for each in self.comparisons.values() if each.counterexample is not None]
        unknown = {*self._unknown(), *(name for name, each in self.comparisons.items() if each.is_skipped)}
        return Run(
            subject=self.subject.name,
            depth=self.depth,
            seed=seed,
            versions=_versions(),
            hashes=hashes,
            started=started,
            seconds=seconds,
            verdicts=verdicts,
            counterexamples=tuple(found),
            faults=self._faults(verdicts, found),
            compared={name: each.compared for name, each in self.comparisons.items()},
            skipped=tuple(name for name in OPERATIONS if name in unknown),
            last_words=self.subject.last_words(),
            remarks=tuple(self.subject.remarks),
            finished=len(verdicts) == len(self._chosen) and self.cut_short in ("", _TIME_OVER),
            cut_short=self.cut_short,
        )

    def _put(self, window: Sequence[Vector]) -> None:
        replies = self.subject.ask([_question(vector) for vector in window])
        for vector, reply in zip(window, replies, strict=True):
            self._keep(_judged(vector, reply, self.depth))
        self._hear_afterthoughts()

    def _why_not_asked(self, vector: Vector) -> str:
        if vector.line is not None and not self.subject.takes_lines:
            return _NO_LINES
        is_ours = type(vector.request.get("input", {}).get("certificate")) is dict
        return _OWN_CERTIFICATE if is_ours and self.depth != "facts" else ""

    def _hear_afterthoughts(self) -> None:
        for id_, fault, note in self.subject.afterthoughts():
            verdict = self.verdicts.get(id_)
            if verdict is not None and verdict.status != "errored":
                vector = next(vector for vector in self._chosen if vector.id == id_)
                worse = Verdict.of(
                    vector,
                    "errored",
                    operation=verdict.operation,
                    differences=verdict.differences,
                    response=verdict.response,
                    fault=fault,
                    note=note,
                    seconds=verdict.seconds,
                )
                self._keep(worse)

    def _keep(self, verdict: Verdict) -> None:
        self.verdicts[verdict.vector] = verdict
        if self.kept is not None:
            self.kept.keep_verdict(verdict)

    def _keep_comparison(self, found: Comparison) -> None:
        self.comparisons[found.operation] = found
        if self.kept is not None and not found.is_cut_short:
            self.kept.keep_comparison(found)

    def _answered(self) -> set[str]:
        """The operations that the subject knows: it has answered them, or refused something of their input."""
        verdicts = [(vector, self.verdicts.get(vector.id)) for vector in self._chosen]
        return {each.operation for vector, each in verdicts if each is not None and _shows_knowledge(vector, each)}

    def _unknown(self) -> set[str]:
        """The operations that the subject says it does not know, every time."""
        return {each.operation for each in self.verdicts.values() if _is_said_unknown(each)} - self._answered()

    def _faults(self, verdicts: Iterable[Verdict], found: Iterable[Counterexample]) -> dict[str, int]:
        """How often each fault was seen: by the subject in this part of the run, or told of by what was kept."""
        told = Counter([each.fault for each in verdicts] + [each.fault for each in found])
        times = {fault: max(told[fault], self.subject.faults[fault]) for fault in FAULTS}
        return {fault: number for fault, number in times.items() if number}


def _windows(chosen: Sequence[Vector], size: int) -> Iterator[list[Vector]]:
    """The vectors in order, at most ``size`` together; alone those whose answers cannot be told by their ids."""
    window: list[Vector] = []
    for vector in chosen:
        if not _question(vector).is_own:
            if window:
                yield window
            yield [vector]
            window = []
            continue
        window.append(vector)
        if len(window) == size:
            yield window
            window = []
    if window:
        yield window


def _question(vector: Vector) -> Question:
    """What is put, and what is known of the id of its answer."""
    if vector.line is None:
        id_ = vector.request.get("id", vector.id)
        return Question(vector.sent(), id_, is_own="id" not in vector.request)
    is_object = type(_read(vector.line)) is dict
    return Question(vector.line, None, is_own=False, any_id=is_object, is_request=False)


def _read(line: str) -> Any:
    """The JSON value that a line holds, after a byte-order mark perhaps; or what `parsed` gives where it is none."""
    return parsed(line.removeprefix("\ufeff").encode("utf-8", "backslashreplace"))


def _operation(vector: Vector) -> str:
    """The operation that a vector names, whether it exists or not; empty where none is named."""
    sent: Any = vector.request if vector.line is None else _read(vector.line)
    name = sent.get("op") if type(sent) is dict else None
    return name if type(name) is str else ""


def _demanded(vector: Vector) -> str:
    return "an answer" if vector.expected.ok else vector.expected.code


def _shows_knowledge(vector: Vector, verdict: Verdict) -> bool:
    """Whether only a subject that knows the operation answers like that; of what comes before, it need not."""
    if verdict.status not in ("passed", "failed"):
        return False
    response = verdict.response if verdict.status == "failed" else written_answer(vector.expected)
    if response.get("ok") is True:
        return True
    error = response.get("error")
    return type(error) is dict and error.get("code") in _OF_AN_INPUT and str(error.get("path")).startswith("/input/")


def _is_said_unknown(verdict: Verdict) -> bool:
    """Whether the subject says that it does not know the operation; lines that it does not take are skipped too."""
    return verdict.status == "skipped" and verdict.note not in (_NO_LINES, _OWN_CERTIFICATE)


def _judged(vector: Vector, reply: Reply, depth: Depth) -> Verdict:
    operation = _operation(vector)
    found: tuple[Difference, ...] = ()
    status: Status = "errored"
    usable = type(reply.response) is dict
    if usable and reply.fault != "wrong_id":
        found = differences(vector.expected, reply.response, depth)
    if reply.fault is None:
        is_unknown = says_unknown(reply.response) and vector.expected.code != "unknown_operation"
        status = "skipped" if is_unknown and operation in OPERATIONS else "failed" if found else "passed"
    return Verdict.of(
        vector,
        status,
        operation=operation,
        differences=() if status == "skipped" else found,
        response=reply.response,
        fault=reply.fault,
        note=reply.note,
        seconds=reply.seconds,
    )


def _versions() -> dict[str, str]:
    """The versions of what judges: this package, its protocol, Python, hypothesis."""
    try:
        own = metadata.version("ibmodel")
    except metadata.PackageNotFoundError:
        own = "(not installed)"
    return {
        "ibmodel": own,
        "protocol": str(PROTOCOL),
        "python": platform.python_version(),
        "hypothesis": metadata.version("hypothesis"),
    }


def _unwatched(_: str, __: int, ___: int) -> None:
    """Nobody watches."""
