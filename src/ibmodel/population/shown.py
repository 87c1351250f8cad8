"""Results as tables in HTML, for notebooks: no colours and no background, so that they suit light and dark themes.

Every table says whose amounts it holds and that they are in euro; amounts and counts stand on the right. Text is
escaped; styles stand in the elements, so that nothing outside a table changes.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ibmodel.explain import plural, shown_value
from ibmodel.money import Money, Share
from ibmodel.population.inequality import MILLIONTHS
from ibmodel.population.labels import LABELS, column_label, label
from ibmodel.population.sources import AGAINST_BEFORE, SOURCES

if TYPE_CHECKING:
    from ibmodel.population.comparison import ReformEffects
    from ibmodel.population.outcome import Outcome
    from ibmodel.population.summary import Summary
    from ibmodel.population.sweep import Sweep

__all__ = ["effects_shown", "outcome_shown", "parts_shown", "summary_shown", "sweep_shown", "table"]

#: How many rows of a long table are shown.
_FIRST: Final = 10
_FIRST_SCENARIOS: Final = 20

_NONE: Final = "–"
_HUNDRED: Final = 100
_NO_BREAK_SPACE: Final = "\u00a0"
_POINT: Final = {"en": ".", "lv": ","}

#: What the codes of ``against_before`` mean.
#: Numbers of people; all others are amounts of money.
_COUNTS: Final = frozenset({"people", "winners", "losers", "unchanged", *AGAINST_BEFORE})
_STAGES: Final = ("provisional", "kept", "released", "surplus", "distributed", "reserve")
_SUMMARY: Final = ("people", "needed", *_STAGES, "final", "total", *SOURCES, "unmet", "public_saved", *AGAINST_BEFORE)
_CHANGE: Final = ("people", "needed", "before", "after", "winners", "losers", "unchanged", "gained", "lost", "net")
_PART: Final = ("people", "needed", "provisional", "final", "total", "unmet", "public_saved", *AGAINST_BEFORE)
_SCENARIO: Final = ("distributed", "reserve", "final", "total", "unmet", "public_saved", *AGAINST_BEFORE)
#: Paths of a sweep that are money.
_MONEY: Final = ("pool", "reserve", "underspent", "amount")
_ROW: Final = ("needed", "provisional", "final", "total", *SOURCES, "unmet")

_BOX: Final = "overflow-x:auto"
_TABLE: Final = "border-collapse:collapse;font-variant-numeric:tabular-nums;margin:0.5em 0"
_CAPTION: Final = "caption-side:top;text-align:left;padding:0.2em 0"
_PADDING: Final = "padding:0.2em 0.7em"
_HEADING: Final = f"{_PADDING};vertical-align:bottom;white-space:normal;border-bottom:1px solid currentColor"
_CELL: Final = f"{_PADDING};vertical-align:baseline;white-space:nowrap"
_SUM: Final = f"{_CELL};border-top:1px solid currentColor"

Rows = Iterable[Sequence[str]]


def table(caption: str, headings: Sequence[str], rows: Rows, sums: Rows = (), texts: Container[int] = (0,)) -> str:
    """A table; the columns ``texts`` begin on the left, all others end on the right.

    ``sums`` stand below a line. Everything is escaped here.
    """
    head = _row("th", headings, texts, _HEADING)
    body = "".join(_row("td", row, texts, _CELL) for row in rows)
    foot = "".join(_row("td", row, texts, _SUM) for row in sums)
    return (
        f'<div style="{_BOX}"><table style="{_TABLE}"><caption style="{_CAPTION}">{escape(caption)}</caption>'
        f"<thead>{head}</thead><tbody>{body}</tbody>{foot and f'<tfoot>{foot}</tfoot>'}</table></div>"
    )


def _row(kind: str, cells: Sequence[str], texts: Container[int], style: str) -> str:
    sides = ["left" if place in texts else "right" for place in range(len(cells))]
    styled = (
        f'<{kind} style="{style};text-align:{side}">{escape(text)}</{kind}>'
        for text, side in zip(cells, sides, strict=True)
    )
    return f"<tr>{''.join(styled)}</tr>"


def summary_shown(summary: Summary, lang: str) -> str:
    """A summary as names and values."""
    return table(label("in_euro", lang), (label("summary", lang), ""), _lines(summary, _SUMMARY, lang))


def parts_shown(name: str, parts: Mapping[Any, Any], lang: str) -> str:
    """A line for each part: what everybody gets together, or how that changes."""
    numbers = next(iter(parts.values())).NUMBERS
    fields = _PART if set(_PART) <= set(numbers) else _CHANGE
    return table(
        label("in_euro", lang), [column_label(name, lang), *_headings(fields, lang)], _parts(parts, fields, lang)
    )


def outcome_shown(outcome: Outcome, lang: str) -> str:
    """The first rows, the sums over all people, and what becomes of the pool."""
    cohort, summary = outcome.cohort, outcome.summary
    name = "id" if "id" in cohort else "row"
    facts = (*cohort.groups, "age", "special_care", *(("weight",) if "weight" in cohort else ()))
    rows = [
        [
            str(cohort["id"][row]) if name == "id" else str(row),
            *(_shown(cohort[fact][row].item(), lang) for fact in facts),
            *(_amount(int(_column(outcome, name)[row]), lang) for name in _ROW),
            label(AGAINST_BEFORE[outcome.against_before[row]], lang),
        ]
        for row in range(min(len(cohort), _FIRST))
    ]
    gaps = [""] * len(facts)
    sums = [[label("all", lang), *gaps, *_values(summary, _ROW, lang), ""]]
    size = label("rows", lang, rows=_several("row", len(cohort), lang), people=_several("person", summary.people, lang))
    caption = _sentences(_asked(outcome, lang), size, _more("row", len(cohort), _FIRST, lang), label("in_euro", lang))
    pool = [label("pool", lang), _amount(outcome.pool, lang)]
    named = [label(name, lang), *(column_label(group, lang) for group in cohort.groups)]
    headings = [*named, *_headings((*facts[len(cohort.groups) :], *_ROW, "against_before"), lang)]
    return table(caption, headings, rows, sums, range(len(named))) + table(
        label("pool_use", lang), (label("stage", lang), ""), [pool, *_lines(summary, _STAGES, lang)]
    )


def effects_shown(effects: ReformEffects, lang: str) -> str:
    """What becomes of the money under both, and who gains and who loses, overall and by decile of need."""
    before, after = effects.summaries
    both = (("baseline", effects.baseline), ("reform", effects.reform))
    asked = [f"{label(name, lang)}: {_asked(outcome, lang)}" for name, outcome in both]
    rows = [_beside(name, getattr(before, name), getattr(after, name), lang) for name in _SUMMARY]
    unequal, afterwards = effects.inequality
    rows.append([label("cover", lang), *_both(unequal.mean, afterwards.mean, lang, _percent)])
    rows.append([label("gini", lang), *_both(unequal.gini, afterwards.gini, lang, _decimal)])
    overall = _parts({label("all", lang): effects.overall}, _CHANGE, lang)
    return table(
        _sentences(*asked, label("in_euro", lang)), ("", *_headings(("baseline", "reform", "difference"), lang)), rows
    ) + table(
        label("by_decile", lang),
        _headings(("decile", *_CHANGE), lang),
        _parts(effects.by_decile(), _CHANGE, lang),
        overall,
    )


def sweep_shown(sweep: Sweep, lang: str) -> str:
    """The first scenarios: what differs, and what comes of it."""
    rows = [
        [*(_changed(*change, lang) for change in scenario.changes), *_values(scenario.summary, _SCENARIO, lang)]
        for scenario in islice(sweep, _FIRST_SCENARIOS)
    ]
    more = _more("scenario", len(sweep), _FIRST_SCENARIOS, lang)
    caption = _sentences(_several("scenario", len(sweep), lang), more, label("in_euro", lang))
    texts = [place for place, path in enumerate(sweep.paths) if path not in _MONEY]
    return table(caption, [*sweep.paths, *_headings(_SCENARIO, lang)], rows, texts=texts)


def _changed(path: str, value: object, lang: str) -> str:
    """A value of the grid; money by its amount, whichever way it was given."""
    if isinstance(value, Money):
        return _amount(value.cents, lang)
    return _amount(value, lang) if path in _MONEY and isinstance(value, int) else _shown(value, lang)


def _headings(names: Iterable[str], lang: str) -> list[str]:
    return [label(f"{name}_heading" if f"{name}_heading" in LABELS else name, lang) for name in names]


def _lines(of: object, fields: Iterable[str], lang: str) -> list[list[str]]:
    return [[label(name, lang), _value(name, getattr(of, name), lang)] for name in fields]


def _parts(parts: Mapping[Any, Any], fields: Iterable[str], lang: str) -> list[list[str]]:
    return [[_shown(part, lang), *_values(of, fields, lang)] for part, of in parts.items()]


def _values(of: object, fields: Iterable[str], lang: str) -> list[str]:
    return [_value(name, getattr(of, name), lang) for name in fields]


def _beside(name: str, before: int, after: int, lang: str) -> list[str]:
    """Two numbers and their difference."""
    return [label(name, lang), *(_value(name, number, lang) for number in (before, after, after - before))]


def _column(outcome: Outcome, name: str) -> Any:
    return outcome.cohort[name] if name == "needed" else getattr(outcome, name)


def _value(name: str, number: int | None, lang: str) -> str:
    if number is None:
        return _NONE
    return shown_value(number, lang) if name in _COUNTS else _amount(number, lang)


def _amount(cents: int, lang: str) -> str:
    """An amount without its unit."""
    return shown_value(Money(cents), lang).replace("€", "").removesuffix(f"{_NO_BREAK_SPACE}euro")


def _shown(value: object, lang: str) -> str:
    """A label or a value: yes or no for a truth value, anything else as it is."""
    if isinstance(value, bool):
        return label("yes" if value else "no", lang)
    return _NONE if value is None else str(value)


def _both(before: int | None, after: int | None, lang: str, shown: Callable[[int, str], str]) -> list[str]:
    """Two numbers of millionths and their difference, or that there are none."""
    if before is None or after is None:
        return [_NONE] * 3
    sign = "-" if after < before else ""
    return [shown(before, lang), shown(after, lang), sign + shown(abs(after - before), lang)]


def _percent(millionths: int, lang: str) -> str:
    return shown_value(Share(millionths * _HUNDRED), lang)


def _decimal(millionths: int, lang: str) -> str:
    return f"{millionths // MILLIONTHS}{_POINT[lang]}{millionths % MILLIONTHS:06d}"


def _asked(outcome: Outcome, lang: str) -> str:
    return label("asked", lang, edition=outcome.parameters.name, variant=outcome.variant)


def _several(what: str, number: int, lang: str) -> str:
    """A number and the word that agrees with it."""
    forms = tuple(label(f"{what}_forms", lang).split("|"))
    return f"{shown_value(number, lang)}{_NO_BREAK_SPACE}{plural(number, forms)}"


def _more(what: str, number: int, first: int, lang: str) -> str:
    return label("first", lang, first=_several(what, first, lang)) if number > first else ""


def _sentences(*texts: str) -> str:
    return ". ".join(filter(None, texts))
