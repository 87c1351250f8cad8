"""Which money pays for the needs: one recipient's, or those of a cohort under several funding variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import attrs

from ibmodel.adapters.plots.amounts import EURO, Unit, euro, unit_for
from ibmodel.adapters.plots.drawing import Panel, Step, framed, panels_of_steps
from ibmodel.adapters.plots.facts import about, check_outcomes, many, origin
from ibmodel.adapters.plots.words import check_language, word
from ibmodel.errors import Inconsistent, pointer
from ibmodel.money import Money
from ibmodel.parameters import Parameters
from ibmodel.population import Cohort, Outcome, simulate
from ibmodel.population.sources import SOURCES
from ibmodel.rules.funding import order_of

__all__ = ["waterfall", "waterfall_by_variant", "waterfalls"]

_VARIANTS: Final = (1, 2, 3)
#: Which columns say how much of a source there is.
_AVAILABLE: Final = {
    "benefits": ("benefits_rehabilitation", "benefits_transport"),
    "public": ("public", "public_transport"),
    "other": ("other",),
}


def waterfall(outcome: Outcome, row: int, lang: str = "en", *, synthetic: bool | None = None) -> alt.HConcatChart:
    """Which money pays for the need of ``row``, source by source in the variant's order, and what nobody pays.

    Beside each source stands how much of it is used. ``synthetic`` says whether the recipients are made up, `None`
    that it is not known. Raises `BadType` or `BadValue` at ``/row`` or ``/lang``.
    """
    check_outcomes([outcome])
    check_language(lang)
    outcome.reasons(row)  # refuses a row that the cohort does not have
    cohort, order = outcome.cohort, _order(outcome)
    paid = {source: int(getattr(outcome, source)[row]) for source in SOURCES}
    texts = {source: _used_of(paid[source], _available(outcome, row, source), lang) for source in order}
    shown = [*order, *(source for source in SOURCES if source not in order)]
    steps = _steps(int(cohort["needed"][row]), _Sources(paid, order, shown, texts), EURO, lang)
    granted = {name: euro(int(getattr(outcome, name)[row]), lang) for name in ("provisional", "final")}
    title = word("recipient_title", lang, id=cohort["id"][row]) if "id" in cohort else word("row_title", lang, row=row)
    facts = [outcome.parameters.name, word("variant", lang, variant=outcome.variant)]
    if "weight" in cohort:
        facts.append(word("stands_for", lang, people=many(int(cohort["weight"][row]), lang)))
    lines = [" · ".join(facts + origin(lang, synthetic=synthetic)), word("granted", lang, **granted)]
    return framed(panels_of_steps([Panel("", steps)], EURO, lang), title, lines)


def waterfall_by_variant(
    cohort: Cohort,
    *,
    pool: Money | int,
    parameters: Parameters | None = None,
    lang: str = "en",
    synthetic: bool | None = None,
    **asked: Any,
) -> alt.HConcatChart:
    """Which money pays for the needs of ``cohort`` under each of the three funding variants, side by side.

    ``pool``, ``parameters`` and what else is ``asked`` are those of `ibmodel.population.simulate`.
    """
    outcomes = [simulate(cohort, pool=pool, parameters=parameters, variant=each, **asked) for each in _VARIANTS]
    return waterfalls(outcomes, lang, synthetic=synthetic)


def waterfalls(outcomes: Sequence[Outcome], lang: str = "en", *, synthetic: bool | None = None) -> alt.HConcatChart:
    """Which money pays for the needs of one cohort, in a panel for each of ``outcomes``, under its funding variant.

    A bar begins where that of the source before it ends. Raises `BadType` for what is no outcome, `Inconsistent` for
    outcomes of different cohorts, `BadValue` at ``/lang``.
    """
    check_outcomes(outcomes)
    check_language(lang)
    for place, outcome in enumerate(outcomes):
        if outcome.cohort is not outcomes[0].cohort:
            raise Inconsistent("expected outcomes of one cohort, got another one", pointer("outcomes", place))
    needed = outcomes[0].summary.needed
    unit = unit_for(needed)
    panels = []
    for outcome in outcomes:
        paid = {source: getattr(outcome.summary, source) for source in SOURCES}
        order = _order(outcome)
        steps = _steps(needed, _Sources(paid, order, SOURCES), unit, lang)
        names = " → ".join(word(f"short_{source}", lang) for source in order)
        panels.append(Panel(word("variant_name", lang, variant=outcome.variant), steps, names))
    subtitle = about(outcomes, lang, synthetic=synthetic, variants=False)
    return framed(panels_of_steps(panels, unit, lang), word("variants_title", lang), [subtitle])


def _order(outcome: Outcome) -> list[str]:
    """The sources in the order in which the variant uses them. Rules: F-1, F-2, F-3; I-24."""
    return [SOURCES[source] for source in order_of(outcome.variant, outcome.parameters.reading("I-24"))]


def _available(outcome: Outcome, row: int, source: str) -> int:
    if source not in _AVAILABLE:
        return int(outcome.final[row])
    return sum(int(outcome.cohort[name][row]) for name in _AVAILABLE[source])


def _used_of(used: int, available: int, language: str) -> str:
    return word("used_of", language, used=EURO.text(used, language), available=EURO.text(available, language))


@attrs.frozen
class _Sources:
    """What each source pays: in which order the money flows, in which order the sources are shown.

    ``texts`` stand in the place of amounts.
    """

    paid: Mapping[str, int]
    order: Sequence[str]
    shown: Sequence[str]
    texts: Mapping[str, str] = attrs.Factory(dict)


def _steps(needed: int, sources: _Sources, unit: Unit, language: str) -> tuple[Step, ...]:
    """The need, what each source pays of it, what they pay together, and the rest."""

    def step(name: str, look: str, start: int, end: int, **link: Any) -> Step:
        text = sources.texts.get(name) or unit.text(end - start, language)
        return Step(word(name, language), look, start, end, text, euro(end - start, language), **link)

    unused = word("not_used", language)
    steps = {name: Step(word(name, language), name, 0, 0, unused, unused) for name in sources.shown}
    link: dict[str, Any] = {}
    reached = 0
    for source in sources.order:
        steps[source] = step(source, source, reached, reached + sources.paid[source], **link)
        reached += sources.paid[source]
        link = {"after": word(source, language), "at": reached}
    return (
        step("needed", "whole", 0, needed),
        *steps.values(),
        step("total", "whole", 0, reached, **link),
        step("unmet", "gap", reached, needed, after=word("total", language), at=reached),
    )
