"""What a check finds: a status, why, and what would cure it; and the plan as the rules look at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import product
from typing import Final, NamedTuple

import attrs

from ibmodel.case.plan_check import CheckedLine, CheckedPlan
from ibmodel.decisions import Reason
from ibmodel.parameters import Parameters

__all__ = ["Finding", "Found", "Judged", "PlanCheck", "PlanView", "Status", "combined", "view_of"]


class Status(Enum):
    """How a rule stands to a plan; the worst comes first."""

    VIOLATED = "violated"
    UNDECIDED = "undecided"
    SATISFIED = "satisfied"


_WORST_FIRST: Final = {status: place for place, status in enumerate(Status)}


@attrs.frozen
class Finding:
    """What one rule says of a service, or of services together; they stand in the order of the plan.

    ``cure`` tells, where the rule is violated, what would cure it: to be said with `ibmodel.explain.sentence`.
    """

    rule: str
    status: Status
    services: tuple[str, ...]
    code: str
    cure: tuple[Reason, ...] = ()


@attrs.frozen
class PlanCheck:
    """All findings, by rule and within a rule by the plan's order; ``ok`` unless something is violated."""

    findings: tuple[Finding, ...]
    ok: bool


class Judged(NamedTuple):
    """What a rule says of one line, or of one line beside another."""

    status: Status
    reason: Reason
    cure: tuple[Reason, ...] = ()


#: A finding with its reason.
Found = tuple[Finding, Reason]


class PlanView(NamedTuple):
    """A plan with its lines by service, services and lines in the order of the plan."""

    plan: CheckedPlan
    parameters: Parameters
    lines_of: Mapping[str, Sequence[CheckedLine]]
    places: Mapping[str, int]

    def pairs(self, wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Those of the ``wanted`` pairs that the plan has both of, each and all of them in the plan's order."""
        places = self.places
        present = [(one, other) for one, other in wanted if one in places and other in places]
        ordered = [(one, other) if places[one] < places[other] else (other, one) for one, other in present]
        return iter(sorted(ordered, key=lambda pair: (places[pair[0]], places[pair[1]])))

    def meetings(self, one: str, other: str) -> Iterator[tuple[CheckedLine, CheckedLine]]:
        """Every line of one service beside every line of the other."""
        return product(self.lines_of[one], self.lines_of[other])


def view_of(plan: CheckedPlan, parameters: Parameters) -> PlanView:
    """The plan as the rules look at it."""
    lines_of: dict[str, list[CheckedLine]] = {}
    for line in plan.lines:
        lines_of.setdefault(line.service, []).append(line)
    return PlanView(plan, parameters, lines_of, {service: place for place, service in enumerate(lines_of)})


def combined(services: tuple[str, ...], judged: Sequence[Judged]) -> Found:
    """What several lines of the same services come to: the worst of them, with the cures of all."""
    status, reason, cure = judged[0]
    if len(judged) > 1:
        status, reason, _ = min(judged, key=lambda one: _WORST_FIRST[one.status])
        cure = tuple(dict.fromkeys(step for one in judged for step in one.cure))
    kind = reason.kind
    return Finding(kind.rule, status, services, kind.code, cure), reason
