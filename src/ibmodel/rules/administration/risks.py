"""The register of risks (risku vadība): identify, assess, manage, watch. Rule A-12."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ibmodel.case.risks import Risk, RiskAspect, RiskKind, RiskRegister, RiskScale
from ibmodel.decisions import Decision, Reason, ReasonCode
from ibmodel.parameters import Parameters
from ibmodel.vocabulary import Word

__all__ = ["CODES", "RankedRisks", "RiskCheck", "RiskStep", "check_risk", "rank_risks"]

LIKELIHOOD_OPEN: Final = ReasonCode("risk_likelihood_unknown", "A-12", ("risk",))
IMPACT_OPEN: Final = ReasonCode("risk_impact_unknown", "A-12", ("risk",))
NO_MEASURE: Final = ReasonCode("risk_without_measure", "A-12", ("risk",))
NOBODY_ACTS: Final = ReasonCode("risk_measure_without_responsible", "A-12", ("risk", "measure"))
NOBODY_WATCHES: Final = ReasonCode("risk_not_watched", "A-12", ("risk",))
MANAGED: Final = ReasonCode("risk_managed", "A-12", ("risk", "regular", "one_off", "watched_by"))
RANKED: Final = ReasonCode("risk_ranked", "A-12", ("risk", "place", "risk_kind", "likelihood", "impact"))
NOT_RANKED: Final = ReasonCode("risk_not_ranked", "A-12", ("risk", "risk_kind"))
CODES: Final = (LIKELIHOOD_OPEN, IMPACT_OPEN, NO_MEASURE, NOBODY_ACTS, NOBODY_WATCHES, MANAGED, RANKED, NOT_RANKED)


class RiskStep(Word):
    """A step of managing a risk (riska pārvaldības posms), in order; a risk of the register is identified."""

    IDENTIFIED = "identified", "identified", "riska identificēšana"
    ASSESSED = "assessed", "assessed", "riska novērtēšana"
    MANAGED = "managed", "managed", "riska vadīšana"
    WATCHED = "watched", "watched", "riska uzraudzība"


@attrs.frozen
class RiskCheck:
    """Whether every step was taken with a risk, and which were not."""

    complete: bool
    open: tuple[RiskStep, ...]


@attrs.frozen
class RankedRisks:
    """The risks that are assessed, the gravest first, and those that are not, in the order of the register."""

    ranked: tuple[Risk, ...]
    unassessed: tuple[Risk, ...]


_STEP_OF: Final = {
    LIKELIHOOD_OPEN: RiskStep.ASSESSED,
    IMPACT_OPEN: RiskStep.ASSESSED,
    NO_MEASURE: RiskStep.MANAGED,
    NOBODY_ACTS: RiskStep.MANAGED,
    NOBODY_WATCHES: RiskStep.WATCHED,
}
_KINDS: Final = tuple(RiskKind)


def check_risk(risk: Risk, parameters: Parameters) -> Decision[RiskCheck]:
    """Is a risk assessed, managed and watched (riska novērtēšana, vadīšana, uzraudzība)?

    It has a likelihood and an impact; at least one measure, regular or one-off, each with an employee who takes it;
    and an employee who watches it. Rules: A-12; source M III.7.
    """
    missing = tuple(_missing(risk))
    if not missing:
        regular = sum(measure.regular for measure in risk.measures)
        reason = Reason(MANAGED, (risk.id, regular, len(risk.measures) - regular, risk.watched_by))
        return Decision(RiskCheck(complete=True, open=()), (reason,), parameters.name, ())
    steps = tuple(dict.fromkeys(_STEP_OF[reason.kind] for reason in missing))
    return Decision(RiskCheck(complete=False, open=steps), missing, parameters.name, ())


def rank_risks(register: RiskRegister, parameters: Parameters) -> Decision[RankedRisks]:
    """Which risks are the gravest, by the levels of the register's own scale?

    A higher level of the aspect that the scale puts first comes first; then a higher level of the other one; then the
    kinds in the order of the source; then the order of the register. Levels are compared, never counted with. A risk
    without one of its levels has no place, as what is not known is not low. Rules: A-12; source M III.7.
    """
    known = [risk for risk in register.risks if risk.likelihood is not None and risk.impact is not None]
    ranked = tuple(sorted(known, key=lambda risk: _gravity(risk, register.scale)))
    unassessed = tuple(risk for risk in register.risks if risk not in known)
    reasons = [
        Reason(RANKED, (risk.id, place, risk.kind.value, risk.likelihood, risk.impact))
        for place, risk in enumerate(ranked, 1)
    ]
    reasons += [Reason(NOT_RANKED, (risk.id, risk.kind.value)) for risk in unassessed]
    return Decision(RankedRisks(ranked, unassessed), tuple(reasons), parameters.name, ())


def _missing(risk: Risk) -> Iterator[Reason]:
    if risk.likelihood is None:
        yield Reason(LIKELIHOOD_OPEN, (risk.id,))
    if risk.impact is None:
        yield Reason(IMPACT_OPEN, (risk.id,))
    if not risk.measures:
        yield Reason(NO_MEASURE, (risk.id,))
    for measure in risk.measures:
        if measure.responsible is None:
            yield Reason(NOBODY_ACTS, (risk.id, measure.text))
    if risk.watched_by is None:
        yield Reason(NOBODY_WATCHES, (risk.id,))


def _gravity(risk: Risk, scale: RiskScale) -> tuple[int, int, int]:
    """A key that sorts the graver risk first."""
    aspects = sorted(RiskAspect, key=lambda aspect: aspect is not scale.first)
    first, second = (-getattr(scale, aspect.value).index(getattr(risk, aspect.value)) for aspect in aspects)
    return first, second, _KINDS.index(risk.kind)
