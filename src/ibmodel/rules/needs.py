"""From two rankings to one order, and from a plan to what an amount pays for. Rules N-2, N-3, N-7; I-11, I-12."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from ibmodel.case import Line, Rankings
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.errors import Duplicate, Inconsistent, pointer
from ibmodel.money import Money, Share, not_negative
from ibmodel.parameters import Parameters
from ibmodel.rules.budget import check_months

__all__ = [
    "CODES",
    "FIT_READINGS",
    "FittedLine",
    "FittedPlan",
    "MergedOrder",
    "RankedService",
    "Weights",
    "fit_plan",
    "fitted_plan",
    "merge_rankings",
    "merged_order",
]

#: The switchable interpretations that can matter for cutting a plan.
FIT_READINGS: Final = ("I-12",)

RANKED: Final = ReasonCode("service_ranked", "N-2", ("service", "place", "experts_score", "parent_score", "score"))
WEIGHTED: Final = ReasonCode("rankings_weighted", "N-2", ("experts", "parent"))
IN_FULL: Final = ReasonCode("line_taken_in_full", "N-7", ("service", "units", "amount"))
IN_PART: Final = ReasonCode("line_taken_in_part", "N-7", ("service", "units", "dropped", "amount"))
NOT_TAKEN: Final = ReasonCode("line_not_taken", "N-7", ("service", "dropped"))
STOPPED: Final = ReasonCode("taking_stopped", "N-3", ("service",))
NO_LINES: Final = ReasonCode("plan_without_lines", "N-7", ("available",))
CODES: Final = (WEIGHTED, RANKED, IN_FULL, IN_PART, NOT_TAKEN, STOPPED, NO_LINES)


@attrs.frozen
class Weights:
    """The weight of each side in the merged order; together 100 %."""

    experts: Share = attrs.field(validator=attrs.validators.instance_of(Share))
    parent: Share = attrs.field(validator=attrs.validators.instance_of(Share))


@attrs.frozen
class RankedService:
    """A service in the merged order with its exact score, 0 to 1."""

    service: str
    score: Fraction


@attrs.frozen
class MergedOrder:
    """The services of both rankings in one priority order, the most important first."""

    order: tuple[RankedService, ...]


@attrs.frozen
class FittedLine:
    """What of a line the money pays for: the units by month, their amount, and the units that were dropped."""

    service: str
    units: tuple[int, ...]
    amount: Money
    dropped_units: int


@attrs.frozen
class FittedPlan:
    """A plan cut to an amount: ``planned`` + ``left`` is what was available."""

    lines: tuple[FittedLine, ...]
    planned: Money
    left: Money


def merge_rankings(rankings: Rankings, parameters: Parameters, weights: Weights | None = None) -> Decision[MergedOrder]:
    """In which order are the services needed, by the experts' and the parent's rankings together?

    ``weights`` are the edition's if not given. The errors are those of `merged_order`. Rules: N-2, N-3; I-11;
    source M II.3.1 and the ministry's slides.
    """
    outcome = merged_order(rankings, parameters, weights)
    used = _weights(parameters, weights)
    reasons = [Reason(WEIGHTED, (used.experts, used.parent), ("I-11",))]
    experts, parent = _experts_scores(rankings), _scores(rankings.parent)
    for place, row in enumerate(outcome.order, start=1):
        values = (row.service, place, experts[row.service], parent[row.service], row.score)
        reasons.append(Reason(RANKED, values, ("I-11",)))
    return Decision(outcome, tuple(reasons), parameters.name, ())


def merged_order(rankings: Rankings, parameters: Parameters, weights: Weights | None = None) -> MergedOrder:
    """The order of `merge_rankings` without its reasons.

    Each side's rank becomes a score (k - rank + 1) / k, k the length of the side's list, for the experts that of
    the area's list; the weighted sum orders, exactly. Ties go by the experts' score, then by the order of the
    experts' lists. Raises `Duplicate` for a service given twice by one side, `Inconsistent` if the sides do not
    rank the same services or the weights do not add up to 100 %. Rules: N-2, N-3; I-11.
    """
    _check_rankings(rankings)
    used = _weights(parameters, weights)
    experts, parent = _experts_scores(rankings), _scores(rankings.parent)
    scores = {
        service: (score * used.experts.millionths + parent[service] * used.parent.millionths) / Share.WHOLE
        for service, score in experts.items()
    }
    order = sorted(scores, key=lambda service: (-scores[service], -experts[service]))
    return MergedOrder(tuple(RankedService(service, scores[service]) for service in order))


def fit_plan(lines: Sequence[Line], available: Money, parameters: Parameters) -> Decision[FittedPlan]:
    """What of a plan does an amount pay for, by priority and in whole units, and why?

    ``lines`` are in priority order. The errors are those of `fitted_plan`. Rules: N-3, N-7, B-10; source
    M II.3.4.2 and the ministry's slides.
    """
    outcome = fitted_plan(lines, available, parameters)
    stops = parameters.reading("I-12") == "stop"
    reasons: list[Reason] = []
    for line in outcome.lines:
        reasons.append(_why_line(line))
        if stops and line.dropped_units:
            reasons.append(Reason(STOPPED, (line.service,), FIT_READINGS))
            break
    if not outcome.lines:
        reasons.append(Reason(NO_LINES, (available,)))
    rest = outcome.lines[sum(reason.kind is not STOPPED for reason in reasons) :]
    reasons.extend(map(_why_line, rest))
    return Decision(outcome, tuple(reasons), parameters.name, parameters.chosen(FIT_READINGS))


def fitted_plan(lines: Sequence[Line], available: Money, parameters: Parameters) -> FittedPlan:
    """The plan of `fit_plan` without its reasons.

    A line takes the greatest number of whole units whose amount fits into what is left; the units of its last
    months are dropped first. After the first line that is not taken in full later ones are still tried, or not
    (I-12). Raises `Inconsistent` if the lines do not all have the same number of months. Rules: N-3, N-7, B-10.
    """
    check_months(lines)
    stops = parameters.reading("I-12") == "stop"
    left = not_negative(available, "available")
    open_for_more = True
    fitted = []
    for line in lines:
        wanted = sum(line.units)
        taken = line.unit_price.most_units(Money(left), wanted) if open_for_more else 0
        amount = line.unit_price.times(taken)
        left -= amount.cents
        fitted.append(FittedLine(line.service, _first_units(line.units, taken), amount, wanted - taken))
        open_for_more = open_for_more and not (stops and taken < wanted)
    planned = Money.sum(line.amount for line in fitted)
    return FittedPlan(tuple(fitted), planned, Money(left))


def _first_units(units: Sequence[int], taken: int) -> tuple[int, ...]:
    kept = []
    for month in units:
        kept.append(min(month, taken))
        taken -= kept[-1]
    return tuple(kept)


def _why_line(line: FittedLine) -> Reason:
    taken = sum(line.units)
    if line.dropped_units == 0:
        return Reason(IN_FULL, (line.service, taken, line.amount))
    if taken:
        return Reason(IN_PART, (line.service, taken, line.dropped_units, line.amount))
    return Reason(NOT_TAKEN, (line.service, line.dropped_units))


def _weights(parameters: Parameters, weights: Weights | None) -> Weights:
    if weights is None:
        return Weights(parameters.needs.weight_experts, parameters.needs.weight_parent)
    if weights.experts.millionths + weights.parent.millionths != Share.WHOLE:
        message = f"expected weights that add up to 100 %, got {weights.experts} % and {weights.parent} %"
        raise Inconsistent(message, "/weights")
    return weights


def _scores(services: Sequence[str]) -> dict[str, Fraction]:
    length = len(services)
    return {service: Fraction(length - rank, length) for rank, service in enumerate(services)}


def _experts_scores(rankings: Rankings) -> dict[str, Fraction]:
    scores: dict[str, Fraction] = {}
    for services in rankings.experts.values():
        scores.update(_scores(services))
    return scores


def _check_rankings(rankings: Rankings) -> None:
    seen: set[str] = set()
    for area, services in rankings.experts.items():
        _check_once(services, seen, "experts", area)
    of_parent: set[str] = set()
    _check_once(rankings.parent, of_parent, "parent")
    if seen != of_parent:
        only = sorted(seen ^ of_parent)
        raise Inconsistent(f"expected both sides to rank the same services; only one has {', '.join(only)}", "/parent")


def _check_once(services: Sequence[str], seen: set[str], *place: str) -> None:
    for rank, service in enumerate(services):
        if service in seen:
            raise Duplicate(f"expected every service once, got {service!a} again", pointer(*place, rank))
        seen.add(service)
