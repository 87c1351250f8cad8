"""Random requests put to a subject and to the reference, and the smallest one on which they differ.

Hypothesis makes the requests (`ibmodel.testing.requests`) and makes a difference smaller. Everything that it tries is
decided by the seed and by the answers, unless the time is over first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Final
from unittest import SkipTest

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings

from ibmodel.adapters.conformance.subjects import Question, Reply, Subject
from ibmodel.exchange import evaluate
from ibmodel.testing.outcomes import Counterexample, Fault
from ibmodel.testing.requests import CHAPTER_OF, requests
from ibmodel.testing.verdicts import Depth, Difference, answer_of, differences

__all__ = ["Comparison", "Plan", "compare", "says_unknown"]

#: How many faults of one operation are enough: each may cost a start of the subject.
_MOST_FAULTS: Final = 4
#: How many smaller requests are tried for one difference, and for how many seconds.
_MOST_TRIES: Final = 1500
_SECONDS_OF_SHRINKING: Final = 20.0
#: Faults in the way an answer came that leave the answer itself to be compared; they are counted by the subject.
_WITH_AN_ANSWER: Final[frozenset[Fault]] = frozenset({"late", "noise", "out_of_order"})


@attrs.frozen
class Plan:
    """How one operation is compared: the number of ``examples``, the moment (``monotonic``) when the time is over.

    ``is_known`` says that the subject has answered this operation before, so that it cannot not know it.
    """

    operation: str
    examples: int
    seed: int
    depth: Depth
    until: float
    is_known: bool = False


@attrs.frozen
class Comparison:
    """What came of one operation: how many requests were ``compared``, and a counterexample if there is one.

    ``is_skipped``: the subject does not know the operation. ``is_cut_short``: the time was over, or the subject gone.
    """

    operation: str
    compared: int = 0
    counterexample: Counterexample | None = None
    is_skipped: bool = False
    is_cut_short: bool = False


class _Differs(Exception):
    """The subject answers a request otherwise than the reference."""


@attrs.define
class _Search:
    """The state of one search. ``known`` remembers what was found for every request that was tried."""

    subject: Subject
    plan: Plan
    known: dict[str, Counterexample | None] = attrs.field(factory=dict)
    smallest: Counterexample | None = None
    steps: int = 0
    tries: int = 0
    faults: int = 0
    first_found: float = 0.0
    is_skipped: bool = False
    is_cut_short: bool = False

    def try_one(self, request: dict[str, Any]) -> None:
        """Raises `_Differs` if the subject answers ``request`` otherwise than the reference, `SkipTest` to stop."""
        key = json.dumps(request, sort_keys=True)
        if key not in self.known:
            if self._is_over():
                raise SkipTest("enough")  # hypothesis stops at once for it, and takes it for no failure
            self.known[key] = self._found(request)
        found = self.known[key]
        if found is not None:
            if self.smallest is None or len(key) < len(json.dumps(self.smallest.request, sort_keys=True)):
                self.steps += self.smallest is not None
                self.smallest = found
            raise _Differs

    def _is_over(self) -> bool:
        """Whether no further request is to be put."""
        now = monotonic()
        self.is_cut_short = self.is_cut_short or now > self.plan.until or self.subject.has_given_up()
        if self.smallest is not None:
            self.tries += 1
            spent = self.tries > _MOST_TRIES or now > self.first_found + _SECONDS_OF_SHRINKING
            return self.is_cut_short or spent or self.faults >= _MOST_FAULTS
        return self.is_cut_short or self.is_skipped

    def _found(self, request: dict[str, Any]) -> Counterexample | None:
        expected = evaluate(request)
        reply = _put(self.subject, f"{self.plan.operation}/{len(self.known)}", request)
        if reply.fault == "not_started":
            self.is_cut_short = True
            return None
        is_usable = reply.fault is None or reply.fault in _WITH_AN_ANSWER
        if is_usable and says_unknown(reply.response) and self._is_unknown(request):
            self.is_skipped = True
            return None
        found = differences(answer_of(expected), reply.response, self.plan.depth) if is_usable else ()
        if not found and is_usable:
            return None
        self.faults += not is_usable
        self.first_found = self.first_found if self.smallest else monotonic()
        return Counterexample(
            operation=self.plan.operation,
            chapter=CHAPTER_OF[self.plan.operation],
            rules=_rules(expected, found),
            request=request,
            expected=expected,
            got=reply.response,
            differences=found,
            fault=None if is_usable else reply.fault,
            note="" if is_usable else reply.note,
        )

    def _is_unknown(self, request: Mapping[str, Any]) -> bool:
        """Whether a refusal of ``request`` as unknown means the operation that is compared, and may be true."""
        return request.get("op") == self.plan.operation and not self.plan.is_known


def compare(subject: Subject, plan: Plan) -> Comparison:
    """Puts random requests of one operation to ``subject`` until one differs from the reference or all agree."""
    search = _Search(subject, plan)
    _drive(plan, search.try_one)
    found = search.smallest
    compared = len(search.known)
    if found is None or search.is_skipped:
        return Comparison(plan.operation, compared, is_skipped=search.is_skipped, is_cut_short=search.is_cut_short)
    note = found.note
    if found.fault is None and not search.is_cut_short:
        again = _put(subject, f"{plan.operation}/again", found.request)
        if not differences(answer_of(found.expected), again.response, plan.depth) and again.fault is None:
            note = "asked again, it answered as the reference does: the same request has different answers"
    return Comparison(plan.operation, compared, attrs.evolve(found, steps=search.steps, note=note))


def _drive(plan: Plan, try_one: Callable[[dict[str, Any]], None]) -> None:
    """Lets hypothesis make requests for ``try_one``, and smaller ones once one differs."""

    @seed(plan.seed)
    @settings(
        max_examples=plan.examples,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=[*HealthCheck],
    )
    @given(requests(plan.operation))
    def put(request: dict[str, Any]) -> None:
        try_one(request)

    try:
        put()
    except (_Differs, SkipTest):
        return


def says_unknown(response: Any) -> bool:
    """Whether ``response`` refuses the operation as one that is not known."""
    error = response.get("error") if type(response) is dict and response.get("ok") is False else None
    return type(error) is dict and error.get("code") == "unknown_operation"


def _put(subject: Subject, id_: str, request: Mapping[str, Any]) -> Reply:
    line = json.dumps({"id": id_, **request}, ensure_ascii=False, separators=(",", ":"))
    return subject.ask([Question(line, id_)])[0]


def _rules(expected: Mapping[str, Any], found: tuple[Difference, ...]) -> tuple[str, ...]:
    """The rules of the reasons in the reference's answer; those alone whose reasons differ, where only reasons do."""
    reasons = expected.get("reasons", ())
    if found and all(difference.part == "reasons" for difference in found):
        wanted, got = ({tuple(pair) for pair in pairs} for pairs in (found[0].expected, found[0].got))
        differing = dict.fromkeys(rule for rule, _ in sorted(wanted ^ got))
        return tuple(differing)
    return tuple(dict.fromkeys(reason["rule"] for reason in reasons))
