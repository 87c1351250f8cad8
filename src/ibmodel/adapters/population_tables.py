"""What ``simulate`` says: tables for a terminal or a pipe, or a document for JSON. Needs the extra ``population``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from ibmodel.adapters.population_runs import Answer, Effects, Result
from ibmodel.adapters.tables import NONE, Page, show_policy
from ibmodel.explain import plural
from ibmodel.money import Money, Share
from ibmodel.parameters import Parameters
from ibmodel.population import AGAINST_BEFORE, Change, Inequality, Parts, Summary
from ibmodel.population.inequality import MILLIONTHS
from ibmodel.population.labels import column_label
from ibmodel.population.labels import label as term
from ibmodel.vocabulary import Source

__all__ = ["document", "readings_of", "show"]

T = TypeVar("T", Summary, Change)

Row = Sequence[str]

#: The interpretations that decide amounts in columns.
_DECIDING: Final = ("I-1", "I-2", "I-3", "I-10", "I-24", "I-30")

#: Numbers of people; all others are whole cents.
_COUNTS: Final = frozenset({"people", "winners", "losers", "unchanged", *AGAINST_BEFORE})

#: The lines of the summary, each number with its name in the tables of cohorts.
_STAGES: Final = {
    "provisional": "granted",
    "surplus": "surplus",
    "distributed": "distributed",
    "reserve": "reserve",
    "needed": "needed_sum",
    "final": "final_sum",
    "total": "total_sum",
    "unmet": "unmet_sum",
    "public_saved": "public_saved",
}
_PART: Final = ("people", "provisional", "needed", "final", "total", "unmet")
_CHANGE: Final = ("people", "winners", "losers", "unchanged", "gained", "lost", "net")

#: Columns with headings of their own.
_HEADINGS: Final = {"municipality": "by_municipality", "impairment": "by_impairment", "age_group": "by_age"}

_POINT: Final = {"en": ".", "lv": ","}
_HUNDRED: Final = 100
_NO_BREAK_SPACE: Final = "\u00a0"


def readings_of(parameters: Parameters) -> dict[str, str]:
    """The readings that decide amounts in columns, and any other that was chosen."""
    return {number: parameters.reading(number) for number in _DECIDING} | dict(parameters.readings)


def show(page: Page, result: Result, name: str, changes: Mapping[str, str]) -> None:
    """A result as tables; ``name`` is that of the table, ``changes`` are the figures of a reform."""
    rows, people = (_several(page, *of) for of in (("row", result.rows), ("person", result.answer.summary.people)))
    page.line(f"{name}: {term('rows', page.language, rows=rows, people=people)}", style="bold")
    answer = result.answer
    policy = term("asked", page.language, edition=answer.parameters.name, variant=answer.variant)
    show_policy(page, policy, readings_of(answer.parameters).items(), changes)
    if result.baseline is None or result.effects is None:
        _show_summary(page, result)
        _show_sources(page, answer.summary)
        _show_compared(page, answer.summary)
        for parts in answer.by:
            _show_parts(page, parts, answer.summary)
        return
    page.line(f"{page.label('pool')}: {page.shown(result.pool)}")
    _show_difference(page, result.baseline.summary, answer.summary, result.effects.inequality)
    _show_effects(page, result.effects)
    for changed, parts in zip(result.effects.by, answer.by, strict=True):
        title = f"{_by(page, changed.name)}: {page.label('winners_losers')}, euro"
        _show_rows(page, title, changed, _CHANGE, result.effects.overall)
        _show_parts(page, parts, answer.summary, under=f": {_lower(term('reform', page.language))}")


def _show_summary(page: Page, result: Result) -> None:
    summary = result.answer.summary
    page.heading(page.label("summary"))
    amounts = {"pool": result.pool.cents, **{name: getattr(summary, of) for of, name in _STAGES.items()}}
    pairs = [(page.label(name), page.shown(Money(cents))) for name, cents in amounts.items()]
    page.pairs([(term("people", page.language), page.shown(summary.people)), *pairs])


def _show_sources(page: Page, summary: Summary) -> None:
    """From which money the total amounts come."""
    page.heading(f"{page.label('by_source')}, euro")
    rows = [(getattr(word, page.language), _amount(page, getattr(summary, word.value))) for word in Source]
    columns = [page.label("source"), page.label("used")]
    page.table(columns, rows, [(page.label("all"), _amount(page, summary.total))])


def _show_compared(page: Page, summary: Summary) -> None:
    """How many are better or worse off than before."""
    page.heading(term("against_before", page.language))
    page.pairs([(term(name, page.language), page.shown(getattr(summary, name))) for name in AGAINST_BEFORE])


def _show_parts(page: Page, parts: Parts[Summary], everybody: Summary, under: str = "") -> None:
    """Two tables: the amounts of each part of the people, and how they compare with before."""
    title = _by(page, parts.name) + under
    _show_rows(page, f"{title}, euro", parts, _PART, everybody)
    against = term("against_before", page.language)
    _show_rows(page, f"{title}, {_lower(against)}", parts, AGAINST_BEFORE, everybody)


def _show_rows(page: Page, title: str, parts: Parts[T], names: Sequence[str], everybody: T) -> None:
    """A line for each part of the people, and one for all."""
    page.heading(title)
    columns = [column_label(parts.name, page.language), *(_heading(page, name) for name in names)]
    rows = [_row(page, _label(page, label), numbers, names) for label, numbers in parts.items()]
    page.table(columns, rows, [_row(page, page.label("all"), everybody, names)])


def _show_difference(page: Page, before: Summary, after: Summary, inequality: tuple[Inequality, Inequality]) -> None:
    """Every number under the baseline and under the reform."""

    def row(label: str, name: str) -> Row:
        numbers = getattr(before, name), getattr(after, name)
        return [label, *(_number(page, name, number) for number in (*numbers, numbers[1] - numbers[0]))]

    def unequal(name: str, of: str, shown: Callable[[int], str]) -> Row:
        before, after = (getattr(each, of) for each in inequality)
        return [term(name, page.language), *_beside(before, after, shown)]

    page.heading(f"{page.label('summary')}, euro")
    columns = ["", *(term(name, page.language) for name in ("baseline", "reform", "difference"))]
    stages = [row(page.label(name), of) for of, name in _STAGES.items()]
    sources = [row(getattr(word, page.language), word.value) for word in Source]
    compared = [row(term(name, page.language), name) for name in ("people", *AGAINST_BEFORE)]
    covers = [
        unequal("cover", "mean", lambda number: page.shown(Share(number * _HUNDRED))),
        unequal("gini", "gini", lambda number: _decimal(number).replace(".", _POINT[page.language])),
    ]
    page.table(columns, stages, sources, compared, covers)


def _show_effects(page: Page, effects: Effects) -> None:
    """Who gains and who loses, by decile of need if these are known."""
    if effects.deciles is None:
        title = page.label("winners_losers")
        _show_rows(page, f"{title[:1].upper()}{title[1:]}, euro", Parts[Change]("", {}), _CHANGE, effects.overall)
    else:
        _show_rows(page, f"{term('by_decile', page.language)}, euro", effects.deciles, _CHANGE, effects.overall)


def _beside(before: int | None, after: int | None, shown: Callable[[int], str]) -> list[str]:
    """Two numbers, not negative, and their difference, or that there are none."""
    if before is None or after is None:
        return [NONE] * 3
    sign = "-" if after < before else ""
    return [shown(before), shown(after), sign + shown(abs(after - before))]


def _heading(page: Page, name: str) -> str:
    return page.label(name) if name in AGAINST_BEFORE else term(name, page.language)


def _row(page: Page, label: str, of: Summary | Change, names: Iterable[str]) -> Row:
    return [label, *(_number(page, name, getattr(of, name)) for name in names)]


def _number(page: Page, name: str, number: int) -> str:
    return page.shown(number) if name in _COUNTS else _amount(page, number)


def _amount(page: Page, cents: int) -> str:
    """An amount without its unit."""
    sign = "-" if cents < 0 else ""
    return sign + page.number(Money(abs(cents)))


def _decimal(millionths: int) -> str:
    return f"{millionths // MILLIONTHS}.{millionths % MILLIONTHS:06d}"


def _several(page: Page, what: str, number: int) -> str:
    """A number and the word that agrees with it."""
    forms = tuple(term(f"{what}_forms", page.language).split("|"))
    return f"{page.shown(number)}{_NO_BREAK_SPACE}{plural(number, forms)}"


def _by(page: Page, name: str) -> str:
    """A heading for what stands by a column."""
    if name in _HEADINGS:
        return page.label(_HEADINGS[name])
    called = column_label(name, page.language)
    return page.label("by_group", group=called if called == name else _lower(called))


def _label(page: Page, label: object) -> str:
    """The label of a part: yes or no for a truth value, anything else as it is."""
    return page.label("yes" if label else "no") if isinstance(label, bool) else str(label)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


# as JSON


def document(result: Result) -> dict[str, Any]:
    """A result as JSON: amounts as the wire protocol writes them, numbers of people as numbers."""
    written = {"rows": result.rows, "pool": str(result.pool), **_answer(result.answer)}
    if result.baseline is None or result.effects is None:
        return written
    effects = result.effects
    names = ("baseline", "reform")
    changes: dict[str, Any] = {"overall": _written(effects.overall), "by": _parts(effects.by)}
    if effects.deciles is not None:
        changes["deciles"] = _rows(effects.deciles)
    changes["inequality"] = {name: _inequality(of) for name, of in zip(names, effects.inequality, strict=True)}
    return {**written, "baseline": _answer(result.baseline), "effects": changes}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "policy": answer.parameters.name,
        "variant": answer.variant,
        "readings": readings_of(answer.parameters),
        "summary": _written(answer.summary),
        "by": _parts(answer.by),
        "record": answer.record,
    }


def _parts(by: Iterable[Parts[T]]) -> dict[str, Any]:
    return {parts.name: _rows(parts) for parts in by}


def _rows(parts: Parts[T]) -> list[dict[str, Any]]:
    return [{"label": label, **_written(of)} for label, of in parts.items()]


def _written(of: Summary | Change) -> dict[str, Any]:
    """Every number by its name; those that only all people together have are left out elsewhere."""
    numbers = {name: number for name, number in of.numbers().items() if number is not None}
    return {name: number if name in _COUNTS else str(Money(number)) for name, number in numbers.items()}


def _inequality(of: Inequality) -> dict[str, Any]:
    mean, gini = (None if number is None else _decimal(number) for number in (of.mean, of.gini))
    return {"people": of.people, "without_need": of.without_need, "mean_cover": mean, "gini": gini}
