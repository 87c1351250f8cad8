"""The register of a pilot's risks (risku novēršanas pasākumu plāns, A-12)."""

from __future__ import annotations

from typing import Any

import attrs

from ibmodel.case.checks import Identifier, as_tuple, each, exactly, identifier, named, optional, sequence
from ibmodel.errors import BadType, BadValue, Duplicate, pointer, shown
from ibmodel.vocabulary import Word

__all__ = ["Measure", "Risk", "RiskAspect", "RiskKind", "RiskRegister", "RiskScale"]


class RiskKind(Word):
    """What a risk is about (riska veids), in the order of the source."""

    MANAGEMENT = "management", "management", "vadības risks"
    STAFF = "staff", "staff", "personāla risks"
    FINANCIAL = "financial", "finance", "finanšu risks"
    LEGAL = "legal", "law", "juridiskais risks"
    IMPLEMENTATION = "implementation", "implementation", "īstenošanas risks"


class RiskAspect(Word):
    """What a risk is assessed by."""

    LIKELIHOOD = "likelihood", "likelihood", "varbūtība"
    IMPACT = "impact", "impact", "ietekme"


def _levels(instance: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    """Validates a scale: one or more different identifiers."""
    sequence(value, attribute.name)
    if not value:
        raise BadValue("expected at least one level, got none", pointer(attribute.name))
    for place, level in enumerate(value):
        try:
            identifier(level)
        except (BadType, BadValue) as error:
            raise error.below(attribute.name, place) from None
        if level in value[:place]:
            raise Duplicate(f"expected every level once, got {shown(level)} again", pointer(attribute.name, place))


@attrs.frozen(kw_only=True)
class RiskScale:
    """How likelihood and impact are graded, from the lowest level to the highest, and which weighs more.

    The methodology names the two aspects but neither levels nor weights, so whoever keeps the register says them.
    """

    likelihood: tuple[Identifier, ...] = attrs.field(converter=as_tuple, validator=_levels)
    impact: tuple[Identifier, ...] = attrs.field(converter=as_tuple, validator=_levels)
    first: RiskAspect = attrs.field(validator=exactly(RiskAspect))


@attrs.frozen
class Measure:
    """What is done against a risk, again and again (``regular``) or once, and by whom; ``None``: nobody yet."""

    text: Identifier = attrs.field(validator=named(identifier))
    regular: bool = attrs.field(validator=exactly(bool))
    responsible: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))


@attrs.frozen(kw_only=True)
class Risk:
    """A risk that was identified. ``None``: not assessed yet, or nobody watches it yet.

    ``likelihood`` and ``impact`` are levels of a `RiskScale`.
    """

    id: Identifier = attrs.field(validator=named(identifier))
    kind: RiskKind = attrs.field(validator=exactly(RiskKind))
    likelihood: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))
    impact: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Measure))
    watched_by: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))


@attrs.frozen
class RiskRegister:
    """The risks of a pilot, each under an identifier of its own, and the scale that all are graded by."""

    scale: RiskScale = attrs.field(validator=exactly(RiskScale))
    risks: tuple[Risk, ...] = attrs.field(converter=as_tuple)

    @risks.validator
    def _of_the_scale(self, attribute: attrs.Attribute[Any], value: tuple[Risk, ...]) -> None:
        each(Risk)(self, attribute, value)
        seen: set[str] = set()
        for place, risk in enumerate(value):
            if risk.id in seen:
                message = f"expected every risk once, got {shown(risk.id)} again"
                raise Duplicate(message, pointer(attribute.name, place, "id"))
            seen.add(risk.id)
            for aspect in RiskAspect:
                level, known = getattr(risk, aspect.value), getattr(self.scale, aspect.value)
                if level is not None and level not in known:
                    message = f"expected one of {', '.join(known)}, got {shown(level)}"
                    raise BadValue(message, pointer(attribute.name, place, aspect.value))
