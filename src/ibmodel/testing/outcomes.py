"""What a run of the conformance kit found: the data behind every report. Pure: no clock, no files.

- `Verdict`: one vector put to the subject, and how it answered; `Counterexample`: a random request that it answered
  otherwise than the reference, made as small as could be.
- `Run`: everything about one run, with its summaries by chapter and by rule, and its form as a JSON document.

Four statuses. *passed*: as demanded. *failed*: a well-formed answer that is wrong. *skipped*: the subject says that it
does not know the operation. *errored*: no usable answer; the `Fault` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Final, Literal, Self, TypeVar, get_args

import attrs
from cattrs import BaseValidationError, Converter, transform_error

from ibmodel.errors import BadType, BadValue, shown
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.sources import RULES, citation
from ibmodel.testing.vectors import CHAPTERS, PROTOCOL, Answer, Vector
from ibmodel.testing.verdicts import Depth, Difference

__all__ = [
    "FAULTS",
    "STATUSES",
    "ChapterSummary",
    "Counterexample",
    "Counts",
    "Fault",
    "RuleSummary",
    "Run",
    "Status",
    "Suspicion",
    "Verdict",
    "rule_label",
    "rule_source",
    "written_answer",
]

T = TypeVar("T")

Status = Literal["passed", "failed", "skipped", "errored"]
Fault = Literal[
    "not_started",
    "slow_start",
    "crashed",
    "raised",
    "timed_out",
    "late",
    "not_json",
    "noise",
    "wrong_id",
    "out_of_order",
    "answered_twice",
    "flooded",
    "disconnected",
    "bad_status",
    "redirected",
]

STATUSES: Final[tuple[Status, ...]] = get_args(Status)

#: What can be wrong with a subject apart from its answers, each in a few words.
FAULTS: Final[Mapping[Fault, str]] = {
    "not_started": "it could not be started, or had failed too often to be started again",
    "slow_start": "it took longer for its first answer than an answer may take; only remarked on",
    "crashed": "it ended before it answered",
    "raised": "the function raised an exception",
    "timed_out": "it did not answer within the time limit",
    "late": "it answered, but after the time limit",
    "not_json": "what it answered is no JSON object",
    "noise": "it wrote lines that are no answers where only answers belong",
    "wrong_id": "its answer carries the id of no request that was waiting",
    "out_of_order": "its answer overtook that of an earlier request",
    "answered_twice": "it answered the same request twice",
    "flooded": "it wrote more than anybody could want to read",
    "disconnected": "it closed the connection before its answer was complete",
    "bad_status": "it answered with an HTTP status that goes with no answer",
    "redirected": "it pointed to another address instead of answering",
}
#: Faults that are remarked on and fail nothing.
_HARMLESS: Final = frozenset({"slow_start"})
_PROTOCOL_SECTION: Final = "protocol:"


@attrs.frozen
class Verdict:
    """How the subject did on one vector.

    ``vector`` is its id; ``operation`` is empty where what was sent names none. ``response`` is what came back: a JSON
    value, or the text itself where that was none (``not_json``); None where nothing came. ``differences`` say where it
    is wrong, ``fault`` why it is unusable, ``note`` more about that in words, ``seconds`` how long it took.

    So that the verdict can be read alone, one that has not passed also holds ``request``, which is what was sent (an
    object, or a line as it was), and ``expected``, the answer as vectors write it.
    """

    vector: str
    chapter: str
    operation: str
    rules: tuple[str, ...]
    source: str
    status: Status
    differences: tuple[Difference, ...] = ()
    response: Any = None
    fault: Fault | None = None
    note: str = ""
    seconds: float = 0.0
    kind: str = ""
    why: str = ""
    mistake: str = ""
    readings: Mapping[str, str] = {}
    request: Any = None
    expected: Mapping[str, Any] | None = None

    @classmethod
    def of(  # noqa: PLR0913 - one for each thing that was found
        cls,
        vector: Vector,
        status: Status,
        *,
        operation: str = "",
        differences: tuple[Difference, ...] = (),
        response: Any = None,
        fault: Fault | None = None,
        note: str = "",
        seconds: float = 0.0,
    ) -> Self:
        """The verdict on ``vector``; of one that has passed the response is not kept."""
        seen = status != "passed"
        return cls(
            vector=vector.id,
            chapter=vector.chapter,
            operation=operation,
            rules=vector.rules,
            source=vector.source,
            status=status,
            differences=differences,
            response=response if seen else None,
            fault=fault,
            note=note,
            seconds=seconds,
            kind=vector.kind,
            why=vector.why,
            mistake=vector.mistake,
            readings=dict(vector.expected.readings),
            request=(dict(vector.request) if vector.line is None else vector.line) if seen else None,
            expected=written_answer(vector.expected) if seen else None,
        )

    @property
    def is_failing(self) -> bool:
        """Whether the answer is wrong or unusable."""
        return self.status in ("failed", "errored")

    def written(self) -> dict[str, Any]:
        """The verdict as a JSON document; what is as it is by default is left out."""
        return _written(self)

    @classmethod
    def read(cls, document: Any) -> Self:
        """The verdict that ``document`` holds, as `written` makes it; raises `BadValue` if it is no such document."""
        return _read(cls, document)


@attrs.frozen
class Counterexample:
    """The smallest random request found for an operation that the subject answers otherwise than the reference.

    ``rules`` are those of the reasons in the reference's answer, none where it refuses; ``chapter`` is the
    operation's. ``expected`` is the reference's whole response, ``got`` the subject's (None where none came, and
    ``fault`` says why). ``steps`` is how often a smaller one was found, ``note`` anything else worth knowing.
    """

    operation: str
    chapter: str
    rules: tuple[str, ...]
    request: Mapping[str, Any]
    expected: Mapping[str, Any]
    got: Any
    differences: tuple[Difference, ...]
    steps: int = 0
    fault: Fault | None = None
    note: str = ""

    def written(self) -> dict[str, Any]:
        """The counterexample as a JSON document; what is as it is by default is left out."""
        return _written(self)

    @classmethod
    def read(cls, document: Any) -> Self:
        """The counterexample that ``document`` holds; raises `BadValue` if it is no such document."""
        return _read(cls, document)


@attrs.frozen
class Counts:
    """How many vectors ended in each status."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    errored: int = 0

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Self:
        """The counts of ``verdicts``."""
        counts = dict.fromkeys(STATUSES, 0)
        for verdict in verdicts:
            counts[verdict.status] += 1
        return cls(**counts)

    @property
    def total(self) -> int:
        """All of them."""
        return self.asked + self.skipped

    @property
    def asked(self) -> int:
        """All but the skipped ones."""
        return self.passed + self.failing

    @property
    def failing(self) -> int:
        """The failed and the errored ones."""
        return self.failed + self.errored

    @property
    def failing_share(self) -> Fraction:
        """Which part of those that were not skipped failed or errored; 0 where all were skipped."""
        return Fraction(self.failing, self.asked) if self.asked else Fraction(0)


@attrs.frozen
class ChapterSummary:
    """One chapter of the rules, or the protocol: how its vectors ended."""

    chapter: str
    counts: Counts


@attrs.frozen
class RuleSummary:
    """One rule, interpretation or section of the protocol: how the vectors that name it ended.

    ``source`` cites it, ``label`` says in a few words what it is about. ``first`` counts the vectors that exist for
    it, those that name it first, ``near_misses`` those of them that a known mistake fails. ``failing`` holds the ids
    of the vectors that failed or errored, ``readings`` the readings that were in force in them, by interpretation.
    """

    rule: str
    source: str
    label: str
    counts: Counts
    first: Counts
    near_misses: Counts
    failing: tuple[str, ...]
    readings: Mapping[str, tuple[str, ...]]


@attrs.frozen
class Suspicion:
    """A known mistake that the subject may have made, and how the near misses that look for it ended."""

    mistake: str
    counts: Counts


@attrs.frozen
class Run:
    """One run of the kit. ``subject`` says what was tested, in the words it was named with.

    ``versions`` are those of the programs that took part, ``hashes`` the SHA-256 of every vector file by chapter.
    ``started`` is when, as the caller says it. ``faults`` counts every fault that was seen, also those that no verdict
    tells of; ``compared`` the random requests by operation; ``last_words`` is the end of what the subject wrote to
    standard error, ``remarks`` whatever else is worth knowing. ``finished`` is false where vectors were left out or the
    run was broken off; ``cut_short`` gives the reason, also where only the time for random requests was over.
    """

    subject: str
    depth: Depth
    seed: int
    versions: Mapping[str, str]
    hashes: Mapping[str, str]
    protocol: int = PROTOCOL
    started: str | None = None
    seconds: float = 0.0
    verdicts: tuple[Verdict, ...] = ()
    counterexamples: tuple[Counterexample, ...] = ()
    faults: Mapping[str, int] = {}
    compared: Mapping[str, int] = {}
    skipped: tuple[str, ...] = ()
    last_words: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    finished: bool = False
    cut_short: str = ""

    @property
    def has_passed(self) -> bool:
        """Whether nothing failed or errored and no fault was seen that matters; skipped operations are allowed."""
        faults = [fault for fault, times in self.faults.items() if times and fault not in _HARMLESS]
        return not (self.counts().failing or self.counterexamples or faults)

    def counts(self) -> Counts:
        """How many vectors ended in each status."""
        return Counts.of(self.verdicts)

    def by_chapter(self) -> tuple[ChapterSummary, ...]:
        """The chapters of which vectors were run, in the order of the rules."""
        groups = _grouped(self.verdicts, lambda verdict: [verdict.chapter])
        order = [*CHAPTERS, *(chapter for chapter in groups if chapter not in CHAPTERS)]
        return tuple(ChapterSummary(name, Counts.of(groups[name])) for name in order if name in groups)

    def by_rule(self) -> tuple[RuleSummary, ...]:
        """Everything that a vector of the run names: rules in document order, interpretations, then the protocol."""
        groups = _grouped(self.verdicts, lambda verdict: verdict.rules)
        return tuple(_rule_summary(rule, groups[rule]) for rule in sorted(groups, key=_place))

    def failing_rules(self) -> tuple[RuleSummary, ...]:
        """Those with a vector that failed or errored, the likeliest cause first.

        That is the one of whose near misses the greatest share failed; then the one of whose own vectors, then of all
        vectors that name it; then the order of `by_rule`. A vector may name rules that are not to blame, a near miss
        exists for the one that is.
        """
        failing = [summary for summary in self.by_rule() if summary.failing]
        return tuple(sorted(failing, key=_unlikeliness))

    def suspicions(self) -> tuple[Suspicion, ...]:
        """The known mistakes of which at least half of the near misses failed, the likeliest first."""
        groups = _grouped(self.verdicts, lambda verdict: [verdict.mistake] if verdict.mistake else [])
        found = [Suspicion(mistake, Counts.of(verdicts)) for mistake, verdicts in groups.items()]
        likely = [each for each in found if each.counts.failing and each.counts.failing_share >= Fraction(1, 2)]
        return tuple(sorted(likely, key=lambda each: (-each.counts.failing_share, -each.counts.failing)))

    def failing_vectors(self) -> tuple[Verdict, ...]:
        """The verdicts that are failed or errored, in the order in which they were run."""
        return tuple(verdict for verdict in self.verdicts if verdict.is_failing)

    def slowest(self, most: int = 5) -> tuple[Verdict, ...]:
        """The vectors that took longest, at most ``most``."""
        return tuple(sorted(self.verdicts, key=lambda verdict: -verdict.seconds)[:most])

    def written(self) -> dict[str, Any]:
        """The run as a JSON document; what is as it is by default is left out."""
        return _written(self)

    @classmethod
    def read(cls, document: Any) -> Self:
        """The run that ``document`` holds, as `written` makes it; raises `BadValue` if it is no such document."""
        return _read(cls, document)


def written_answer(answer: Answer) -> dict[str, Any]:
    """What is demanded, as the files of vectors write it."""
    if answer.ok:
        reasons = [dict(reason) for reason in answer.reasons]
        return {"ok": True, "result": answer.result, "reasons": reasons, "readings": dict(answer.readings)}
    return {"ok": False, "error": {"code": answer.code, "path": answer.path}}


def rule_source(rule: str) -> str:
    """Where ``rule`` stands: a citation; of an interpretation those of the rules it concerns; or the protocol."""
    if rule in RULES:
        return citation(rule, "en")
    if rule in INTERPRETATIONS:
        return "; ".join(citation(each, "en") for each in INTERPRETATIONS[rule].rules)
    return f"wire protocol, version {PROTOCOL}"


def rule_label(rule: str) -> str:
    """What ``rule`` is about in a few words: its label, an interpretation's question, a section's own name."""
    if rule in RULES:
        return RULES[rule].en
    return INTERPRETATIONS[rule].en if rule in INTERPRETATIONS else rule.removeprefix(_PROTOCOL_SECTION).strip()


def _unlikeliness(summary: RuleSummary) -> tuple[Fraction | int, ...]:
    counts = (summary.near_misses, summary.first, summary.counts)
    return tuple(part for each in counts for part in (-each.failing_share, -each.failing))


def _grouped(verdicts: Iterable[Verdict], keys: Callable[[Verdict], Iterable[str]]) -> dict[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        for key in keys(verdict):
            groups.setdefault(key, []).append(verdict)
    return groups


def _rule_summary(rule: str, verdicts: list[Verdict]) -> RuleSummary:
    failing = [verdict for verdict in verdicts if verdict.is_failing]
    readings: dict[str, list[str]] = {}
    for verdict in failing:
        for interpretation, reading in verdict.readings.items():
            names = readings.setdefault(interpretation, [])
            if reading not in names:
                names.append(reading)
    first = [verdict for verdict in verdicts if verdict.rules[0] == rule]
    return RuleSummary(
        rule=rule,
        source=rule_source(rule),
        label=rule_label(rule),
        counts=Counts.of(verdicts),
        first=Counts.of(first),
        near_misses=Counts.of(verdict for verdict in first if verdict.mistake),
        failing=tuple(verdict.vector for verdict in failing),
        readings={key: tuple(names) for key, names in readings.items()},
    )


@cache
def _places() -> Mapping[str, int]:
    return {rule: place for place, rule in enumerate([*RULES, *INTERPRETATIONS])}


def _place(rule: str) -> tuple[int, str]:
    places = _places()
    return (places.get(rule, len(places)), rule)


@cache
def _converter() -> Converter:
    """Takes exactly what `_written` writes: no text for a number, no field that is not known."""
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    for kinds in ((str,), (int,), (bool,), (float, int)):
        converter.register_structure_hook(kinds[0], _exactly(*kinds))
    return converter


def _exactly(*kinds: type) -> Callable[[Any, Any], Any]:
    def read(value: Any, _: Any) -> Any:
        if type(value) not in kinds:
            raise BadType(f"expected {kinds[0].__name__}, got {shown(value)}")
        return value

    return read


def _written(value: Any) -> dict[str, Any]:
    written: dict[str, Any] = _converter().unstructure(value)
    return written


def _read(kind: type[T], document: Any) -> T:
    try:
        return _converter().structure(document, kind)
    except BaseValidationError as error:
        raise BadValue("; ".join(_told(error))) from None
    except (TypeError, ValueError, KeyError, AttributeError):
        raise BadValue(f"expected a {kind.__name__} as an object, got {shown(document)}") from None


def _told(error: BaseValidationError) -> Iterator[str]:
    yield from (text.replace(" @ $", " at $") for text in transform_error(error))
