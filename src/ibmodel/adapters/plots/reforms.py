"""What a reform does: the cover of needs before and after, and to whom it gives and from whom it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Final

import altair as alt
import numpy as np

from ibmodel.adapters.plots.amounts import euro, percentage, unit_for, whole
from ibmodel.adapters.plots.drawing import GREY, axis, chart_of, drawn, framed, group_axis
from ibmodel.adapters.plots.facts import about, many
from ibmodel.adapters.plots.words import check_language, group_word, word
from ibmodel.errors import BadType, shown
from ibmodel.explain import LANGUAGES
from ibmodel.population import Cohort, Outcome, ReformEffects
from ibmodel.population.comparison import Change
from ibmodel.population.tally import total
from ibmodel.vocabulary import Impairment

__all__ = ["DECILE", "MOST_GROUPS", "cover_counts", "cover_distribution", "gains_by"]

#: How many groups a picture shows at most; of all others together it tells in words.
MOST_GROUPS: Final = 40
#: The groups that are no column: the deciles of need.
DECILE: Final = "decile"

_TENTHS: Final = 10
_COLUMN: Final = 28
_BAR: Final = 16
_ROW: Final = 24
_WIDTH: Final = 300
#: Room for a number at the end of a bar, in points: for each of its characters, and beside it.
_CHARACTER: Final = 7
_BESIDE: Final = 12
_IMPAIRMENTS: Final = {impairment.value: (impairment.en, impairment.lv) for impairment in Impairment}


def cover_distribution(effects: ReformEffects, lang: str = "en", *, synthetic: bool | None = None) -> alt.HConcatChart:
    """How many people have which part of their need covered (total to needed amount), before and after a reform.

    Two columns for each tenth, its upper bound excluded, and two for needs that are covered in full; the subtitle
    says how many need nothing and are left out. Raises `BadType` for what is no comparison, `BadValue` at ``/lang``.
    """
    _check_effects(effects)
    check_language(lang)
    rows = []
    for side, outcome in (("before", effects.baseline), ("after", effects.reform)):
        people = cover_counts(outcome)
        everybody = sum(people) or 1
        for tenth, several in enumerate(people):
            text = percentage(several, everybody, lang) if several else ""
            rows.append({"cover": _tenth(tenth), "side": word(side, lang), "people": several, "text": text})
    lines = [about([effects.baseline, effects.reform], lang, synthetic=synthetic)]
    nothing = _people(effects.cohort, effects.cohort["needed"] == 0)
    if nothing:
        lines.append(word("nothing_needed", lang, people=many(nothing, lang)))
    return framed([_columns(rows, lang)], word("cover_title", lang), lines)


def cover_counts(outcome: Outcome) -> list[int]:
    """How many people have nought to nine whole tenths of their need covered, and how many all of it.

    Needs of nothing are left out. Nothing is divided: whether the total reaches k tenths of the need is asked in
    whole cents that stay within the need, and so within 64 bits.
    """
    needed = outcome.cohort["needed"]
    reached = np.zeros(len(needed), dtype=np.int8)
    tens, ones = np.divmod(needed, _TENTHS)
    for tenth in range(1, _TENTHS + 1):
        reached += outcome.total >= tens * tenth - (-ones * tenth) // _TENTHS
    reached[needed == 0] = -1
    return [_people(outcome.cohort, reached == tenth) for tenth in range(_TENTHS + 1)]


def gains_by(
    effects: ReformEffects, group: str, lang: str = "en", *, synthetic: bool | None = None
) -> alt.HConcatChart:
    """How many people gain and how many lose by a reform, and how much, in each group.

    ``group`` is a group column, ``age``, ``special_care``, or ``decile``, that of need. What counts is the total
    amount; losses stand on the left, gains on the right. Of more than `MOST_GROUPS` groups, those that gain and lose
    the most money are drawn. Raises `BadType` for what is no comparison, `BadType` or `BadValue` at ``/by``
    for what is no group, `BadValue` at ``/lang``.
    """
    _check_effects(effects)
    check_language(lang)
    column = group in effects.cohort
    parts = effects.by_decile() if group == DECILE and not column else effects.by(group)
    groups = list(zip(_group_names(list(parts), lang), parts.values(), strict=True))
    if any(isinstance(label, str) for label in parts):
        groups.sort(key=lambda each: _natural(each[0]))
    few, others = _few(groups)
    source = about([effects.baseline, effects.reform], lang, synthetic=synthetic)
    unchanged = many(effects.overall.unchanged, lang)
    lines = [
        word("gain_and_lose", lang, unchanged=unchanged, **_told([effects.overall], lang)),
        f"{source} · {word('in_brackets', lang)}",
    ]
    if others:
        lines.append(word("other_groups", lang, groups=whole(len(others), lang), **_told(others, lang)))
    title = word("gains_title", lang, group=group_word(group, lang))
    return framed(_panels(few, lang), title, lines)


def _check_effects(effects: object) -> None:
    if type(effects) is not ReformEffects:
        raise BadType(f"expected the effects of a reform, got {shown(effects)}", "/effects")


def _people(cohort: Cohort, rows: Any) -> int:
    """How many people stand in the rows for which ``rows`` is true."""
    return total(cohort["weight"][rows]) if "weight" in cohort else int(np.count_nonzero(rows))


def _tenth(tenth: int) -> str:
    """From which percentage to below which."""
    return "100" if tenth == _TENTHS else f"{10 * tenth}\N{EN DASH}<{10 * tenth + 10}"


def _columns(rows: list[dict[str, Any]], language: str) -> Any:
    sides = [word("before", language), word("after", language)]
    cover = alt.X(
        "cover:N",
        sort=[_tenth(tenth) for tenth in range(_TENTHS + 1)],
        title=word("cover", language),
        axis=alt.Axis(labelAngle=0, titleFontWeight="normal", titlePadding=8),
    )
    most = max(row["people"] for row in rows)
    people = alt.Y(
        "people:Q",
        scale=alt.Scale(domain=[0, drawn(most or 1)], nice=True),
        axis=axis(1, language, word("people", language), grid=False),
    )
    base = chart_of(rows).encode(x=cover, xOffset=alt.XOffset("side:N", sort=sides), y=people)
    columns = base.transform_filter("datum.people > 0").mark_bar(stroke="black", strokeWidth=1.2)
    numbers = base.mark_text(dy=-7, fontSize=10).encode(text="text:N")
    filled = columns.encode(fill=_fill("side:N", dict(zip(sides, (GREY, "#ffffff"), strict=True))))
    return alt.layer(filled, numbers).properties(width=alt.Step(_COLUMN), height=260)


def _fill(field: str, fills: dict[str, str], *, legend: bool = True) -> Any:
    shown_legend = alt.Legend(title=None, symbolStrokeColor="black") if legend else None
    scale = alt.Scale(domain=list(fills), range=list(fills.values()))
    return alt.Fill(field, scale=scale, legend=shown_legend)


def _group_names(labels: Sequence[str | int | bool], language: str) -> list[str]:
    """What the groups are called; types of impairment by their terms, unless two groups had one name then."""
    if all(isinstance(label, bool) for label in labels):
        return [word("true" if label else "false", language) for label in labels]
    names = [str(label) for label in labels]
    terms = [_IMPAIRMENTS[name][LANGUAGES.index(language)] if name in _IMPAIRMENTS else name for name in names]
    return terms if len(set(terms)) == len(names) else names


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts numbers by their value, and letters with marks beside those without."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    keys = []
    for number, text in re.findall("0*([0-9]+)|([^0-9]+)", plain):
        keys.append((len(number), number) if number else (-1, text))
    return [*keys, (-1, name)]


def _few(groups: list[tuple[str, Change]]) -> tuple[list[tuple[str, Change]], list[Change]]:
    """The groups that the reform moves most, in their order, and the changes of all others."""
    by_money = sorted(groups, key=lambda each: each[1].gained + each[1].lost, reverse=True)
    names = {name for name, _ in by_money[:MOST_GROUPS]}
    return [each for each in groups if each[0] in names], [change for _, change in by_money[MOST_GROUPS:]]


def _told(changes: Sequence[Change], language: str) -> dict[str, str]:
    """What some groups gain and lose together."""
    winners, losers = sum(each.winners for each in changes), sum(each.losers for each in changes)
    gained, lost = sum(each.gained for each in changes), sum(each.lost for each in changes)
    return {
        "winners": many(winners, language),
        "losers": many(losers, language),
        "gained": euro(gained, language),
        "lost": euro(lost, language),
    }


def _panels(groups: Sequence[tuple[str, Change]], language: str) -> list[Any]:
    """People on the left, money on the right."""
    unit = unit_for(max(max(change.gained, change.lost) for _, change in groups))
    names = [f"{name} ({whole(change.people, language)})" for name, change in groups]
    changes = dict(zip(names, (change for _, change in groups), strict=True))
    people = _rows(changes, ("losers", "winners"), lambda number: whole(number, language))
    money = _rows(changes, ("lost", "gained"), lambda cents: unit.text(cents, language))
    heading = word("money", language, unit=word(unit.name, language))
    return [
        _bars(people, axis(1, language, word("people", language), grid=False), language, named=True),
        _bars(money, axis(unit.cents, language, heading, grid=False), language, named=False),
    ]


def _rows(changes: dict[str, Change], fields: tuple[str, str], text: Callable[[int], str]) -> list[dict[str, Any]]:
    """Two bars for each group: what is lost, below zero, and what is gained."""
    rows = []
    for name, change in changes.items():
        for sign, field in zip((-1, 1), fields, strict=True):
            number = getattr(change, field)
            rows.append({"name": name, "sign": sign, "number": sign * number, "text": text(number) if number else ""})
    return rows


def _bars(rows: list[dict[str, Any]], numbers: Any, language: str, *, named: bool) -> Any:
    sides = {word("loss", language): "#ffffff", word("gain", language): "#4d4d4d"}
    loss, gain = sides
    base = chart_of(rows).encode(
        x=alt.X("number:Q", scale=alt.Scale(domain=_domain(rows), nice=False), axis=numbers),
        y=group_axis(list(dict.fromkeys(row["name"] for row in rows)), named=named),
    )
    drawn_rows = base.transform_filter("datum.number != 0")
    bars = drawn_rows.transform_calculate(side=f"datum.sign < 0 ? '{loss}' : '{gain}'")
    filled = bars.mark_bar(height=_BAR, stroke="black", strokeWidth=1.2).encode(
        fill=_fill("side:N", sides, legend=named)
    )
    left = base.transform_filter("datum.sign < 0").mark_text(align="right", dx=-5, fontSize=11)
    right = base.transform_filter("datum.sign > 0").mark_text(align="left", dx=5, fontSize=11)
    zero = chart_of([{"number": 0}]).mark_rule(stroke="black").encode(x="number:Q")
    layers = [filled, zero]
    layers += [each.encode(text="text:N") for each in (left, right)]
    return alt.layer(*layers).properties(width=_WIDTH, height=_ROW * len(rows) // 2)


def _domain(rows: list[dict[str, Any]]) -> list[int | float]:
    """From the greatest loss to the greatest gain, with room for the numbers beside the bars."""
    least, most = min(row["number"] for row in rows), max(row["number"] for row in rows)
    span = max(most - least, 1)
    left, right = (max(len(row["text"]) for row in rows if row["sign"] == sign) for sign in (-1, 1))
    free = max(_WIDTH - _CHARACTER * (left + right) - 2 * _BESIDE, _WIDTH // 4)
    rooms = [span * (_CHARACTER * longest + _BESIDE) // free + 1 for longest in (left, right)]
    return [drawn(least - rooms[0]), drawn(most + rooms[1])]
