"""The letter that grants a budget: what, from which money, in which month, what not, and what may be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ibmodel.catalogue import SERVICES
from ibmodel.explain.letters.document import (
    Cell,
    Column,
    Footnote,
    Letter,
    LetterHead,
    Paragraph,
    Points,
    Section,
    Table,
)
from ibmodel.explain.letters.facts import LetterFacts, LetterService
from ibmodel.explain.letters.wording import amount_cell, one_line, say, service_cell, shown, words
from ibmodel.money import Money
from ibmodel.sources import RULES, citation

__all__ = ["details_of", "footnotes_of", "grant_letter", "questions"]

#: How many months stand beside each other.
_MONTHS_IN_ROW: Final = 6
_EMPTY: Final = Cell("")


def grant_letter(facts: LetterFacts, head: LetterHead) -> Letter:
    """The decision as a letter to the parent (lēmums vecākam), in the language of ``head``.

    Rules: G-5, B-9, F-7, N-4, N-5, C-7, C-8, R-3, R-4, R-9, A-11; source M II.2.1, II.3.4.3, II.9.
    """
    language = head.language
    sections = (
        _granted(facts, language),
        _services(facts, language),
        _unfunded(facts, language),
        _changes(facts, language),
        _rights(head),
    )
    details = details_of(facts.code, facts.municipality, head)
    return Letter(
        head=head,
        code=facts.code,
        municipality=facts.municipality,
        title=words("grant", language),
        details=details,
        sections=sections,
        signature=words("signature", language),
        sources=words("footnotes", language),
        footnotes=footnotes_of(details, sections, language),
        facts=facts,
    )


def details_of(
    code: str, municipality: str | None, head: LetterHead, label: str = "code"
) -> tuple[tuple[str, Paragraph], ...]:
    """What stands above a letter: to whom, from where, about whom (by the code alone: A-11), on which day."""
    language = head.language
    rows = [("addressee", head.addressee), ("municipality", municipality), (label, code)]
    named = [
        (words(name, language), Paragraph(one_line(text), rules=say(name, language).rules))
        for name, text in rows
        if text is not None
    ]
    return (*named, (words("dated", language), say("dated_is", language, dated=head.dated)))


def questions(head: LetterHead) -> Paragraph:
    """Whom one can ask."""
    if head.contact is None:
        return say("ask", head.language)
    return say("contact", head.language, contact=one_line(head.contact))


def footnotes_of(
    details: Iterable[tuple[str, Paragraph]], sections: Iterable[Section], language: str
) -> tuple[Footnote, ...]:
    """Each rule that a letter rests on, once, in the order of the methodology."""
    cited = {rule for _, paragraph in details for rule in paragraph.rules}
    for section in sections:
        for part in section.parts:
            cited.update(rule for paragraph in _paragraphs(part) for rule in paragraph.rules)
    return tuple(Footnote(rule, citation(rule, language)) for rule in RULES if rule in cited)


def _paragraphs(part: Paragraph | Points | Table) -> Iterator[Paragraph]:
    if isinstance(part, Paragraph):
        yield part
    elif isinstance(part, Points):
        yield from part.items
    else:
        yield from (cell.below for row in part.rows for cell in row if cell.below is not None)


def _granted(facts: LetterFacts, language: str) -> Section:
    period, sources = facts.period, facts.sources
    parts = [
        say("budget", language, first=period.first, last=period.last, total=facts.total),
        say("needed", language, needed=facts.needed),
        _project(facts, language),
    ]
    if facts.final > sources.project:
        parts.append(say("project_left", language, left=facts.final - sources.project))
    together = say("source_all", language)
    names = ("source_project", "source_benefits", "source_public", "source_other")
    amounts = (sources.project, sources.benefits, sources.public, sources.other, facts.total)
    table = Table(
        words("sources", language),
        (
            Column(words("source", language), numeric=False),
            *(Column(words(name, language)) for name in names),
            Column(together.text),
        ),
        ((Cell(words("amount", language)), *(amount_cell(amount, language) for amount in amounts)),),
    )
    return Section(words("granted", language), (_joined(parts, together.rules), table))


def _joined(parts: Sequence[Paragraph], more: tuple[str, ...] = ()) -> Paragraph:
    """Several paragraphs as one."""
    return Paragraph(
        " ".join(part.text for part in parts),
        tuple(value for part in parts for value in part.stated),
        (*dict.fromkeys(rule for part in parts for rule in part.rules), *more),
    )


def _project(facts: LetterFacts, language: str) -> Paragraph:
    """How the project's money came about, as far as the provisional amount is known and explains it."""
    provisional, final = facts.provisional, facts.final
    if provisional is not None and facts.needed <= provisional and final == facts.needed:
        return say("within", language, provisional=provisional, final=final)
    if provisional is not None and facts.needed > provisional and final >= provisional:
        return say("beyond", language, provisional=provisional, added=final - provisional, final=final)
    return say("project", language, final=final)


def _services(facts: LetterFacts, language: str) -> Section:
    heading = words("services", language)
    if not facts.services:
        return Section(heading, (say("services_none", language),))
    tables = [_by_month(facts, language, start) for start in range(0, facts.period.length, _MONTHS_IN_ROW)]
    left = [say("left", language, left=facts.left)] if facts.left else []
    return Section(heading, (say("services_how", language), *tables, *left))


def _by_month(facts: LetterFacts, language: str, start: int) -> Table:
    """The units in up to six months from the one with the number ``start``; the last table adds them up."""
    months = list(facts.period)[start : start + _MONTHS_IN_ROW]
    last = start + _MONTHS_IN_ROW >= facts.period.length
    columns = [Column(words("service", language), numeric=False)]
    columns += [Column(shown(month, language), month=month) for month in months]
    rows = []
    for line in facts.services:
        units = (*line.funded, *(0,) * facts.period.length)[start : start + len(months)]
        row = [service_cell(line.service, language, _price(line, language))]
        row += [amount_cell(number, language) for number in units]
        if last:
            row += [amount_cell(sum(line.funded), language), amount_cell(line.amount, language)]
        rows.append(tuple(row))
    foot: tuple[Cell, ...] = ()
    if last:
        columns += [Column(words("units", language)), Column(words("cost", language))]
        cost = Money.sum(line.amount for line in facts.services)
        foot = (Cell(words("together", language)), *(_EMPTY,) * (len(months) + 1), amount_cell(cost, language))
    return Table(words("by_month", language), tuple(columns), tuple(rows), foot)


def _price(line: LetterService, language: str) -> Paragraph:
    """Who provides the service, and what one unit of it costs."""
    listed = SERVICES.get(line.service)
    unit = words("unit", language)
    if listed is not None:
        unit = listed.unit.en if language == "en" else listed.unit.lv
    provider = words("no_provider", language) if line.provider is None else one_line(line.provider)
    return say("unit_price", language, provider=provider, unit=unit, price=line.unit_price)


def _unfunded(facts: LetterFacts, language: str) -> Section:
    heading = words("unfunded", language)
    if not facts.unmet:
        return Section(heading, (say("all_funded", language),))
    shared = facts.provisional is not None and facts.needed > facts.provisional <= facts.final
    parts = [
        say("unmet", language, needed=facts.needed, total=facts.total, unmet=facts.unmet),
        say("why_surplus" if shared else "why_project", language),
    ]
    if facts.tied:
        parts.append(say("tied", language, tied=facts.tied))
    parts.append(say("how_cut", language))
    return Section(heading, (_joined(parts), _missing(facts, language)))


def _missing(facts: LetterFacts, language: str) -> Table:
    """The services of which some units are not paid for, with what is missing and what is left over."""
    short = [line for line in facts.services if line.dropped]
    titles = ("planned_units", "paid_units", "unpaid_units", "not_covered", "left_over")
    columns = (
        Column(words("service", language), numeric=False),
        *(Column(words(title, language)) for title in titles),
    )
    rows = tuple(
        (
            service_cell(line.service, language),
            *(amount_cell(value, language) for value in _numbers(line)),
        )
        for line in short
    )
    sums = (amount_cell(facts.unmet, language), amount_cell(facts.left, language))
    foot = (Cell(words("together", language)), _EMPTY, _EMPTY, _EMPTY, *sums) if short[1:] else ()
    return Table(words("not_funded", language), columns, rows, foot)


def _numbers(line: LetterService) -> tuple[int | Money, ...]:
    return sum(line.planned), sum(line.funded), line.dropped, line.unmet, line.left


def _changes(facts: LetterFacts, language: str) -> Section:
    review, last = facts.review, facts.period.last
    if review is None:
        again = say("review_none", language, last=last)
    else:
        name = "review_closing" if review.closing else "review"
        again = say(name, language, first=review.first, last=review.last)
    points = (
        say("missed", language, last=last),
        say("grounds", language),
        say("what_follows", language),
        again,
    )
    return Section(words("changes", language), (Points(points),))


def _rights(head: LetterHead) -> Section:
    language = head.language
    points = [
        say("who_decides", language),
        questions(head),
        say("choose", language),
        say("another", language),
    ]
    if head.contest is not None:
        points.append(say("contest", language, contest=one_line(head.contest)))
    return Section(words("rights", language), (Points(tuple(points)),))
