"""What the model says of a cohort, as tables and sentences on a terminal or in a pipe.

A column of amounts names its unit once, in the heading above the table; elsewhere amounts are written as
`ibmodel.explain` writes them. In a terminal text is wrapped at its width, in a pipe not at all; amounts never are.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from typing import Any, Final, TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.progress import track
from rich.table import Table

from ibmodel.adapters.labels import label
from ibmodel.case import Case
from ibmodel.catalogue import SERVICES
from ibmodel.decisions import Reason
from ibmodel.explain import sentence, shown_value
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.model import CaseOutcome, CohortOutcome
from ibmodel.money import Money, round_half_up
from ibmodel.rules.funding import FundedLine, TotalStage
from ibmodel.sources import RULES, citation
from ibmodel.testing.examples import FundingExample
from ibmodel.vocabulary import Comparison, Source

__all__ = [
    "NONE",
    "Page",
    "busy",
    "printable",
    "show_examples",
    "show_heading",
    "show_outcome",
    "show_policy",
    "show_recipients",
    "show_rules",
    "show_sentences",
    "show_story",
    "watched",
]

_UNWRAPPED: Final = 10_000
_LONG_WORK: Final = 1_000
#: What stands in a table for nothing.
NONE: Final = "–"
_EQUAL, _DIFFERENT = "=", "≠"
_NO_BREAK_SPACE: Final = "\u00a0"
_REPLACEMENT: Final = "\ufffd"

Row = Sequence[str]
Group = tuple[str, Sequence[CaseOutcome]]


def printable(text: str) -> str:
    """``text`` with nothing in it that commands a terminal."""
    return "".join(c if c.isprintable() or c == _NO_BREAK_SPACE else _REPLACEMENT for c in text)


class Page:
    """Where to write, and in which language."""

    def __init__(self, stream: TextIO, language: str) -> None:
        self.language = language
        width = None if stream.isatty() else _UNWRAPPED
        self._console = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)

    def label(self, name: str, **values: object) -> str:
        """The text called ``name``."""
        return label(name, self.language, **values)

    def shown(self, value: object) -> str:
        """``value`` as people write it, money with its unit."""
        return shown_value(value, self.language)

    def number(self, amount: Money) -> str:
        """``amount`` without its unit, for a column whose heading names it."""
        return self.shown(amount).removeprefix("€").removesuffix(f"{_NO_BREAK_SPACE}euro")

    def line(self, text: str = "", *, style: str | None = None, first: str = "", others: str = "") -> None:
        """A line of text, in a terminal wrapped at spaces but not at those that hold a number and its word together."""
        wrapped = textwrap.wrap(
            printable(text),
            width=self._console.width,
            initial_indent=first,
            subsequent_indent=others,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self._write("\n".join(wrapped), style=style, soft_wrap=True)

    def item(self, text: str) -> None:
        """A line of a list."""
        self.line(text, first="- ", others="  ")

    def heading(self, text: str) -> None:
        """A heading with a line before it."""
        self.line()
        self.line(text, style="bold")

    def table(self, columns: Row, *sections: Iterable[Row], texts: Sequence[int] = ()) -> None:
        """A table with a gap between its sections; its first column is text that may wrap, the others do not.

        ``texts`` are the other columns that begin on the left.
        """
        rows = [[list(map(printable, row)) for row in section] for section in sections]
        least = [_widest(cells) for cells in zip(columns, *chain.from_iterable(rows), strict=True)]
        least[0] = _widest(
            [word for cell in (columns[0], *(row[0] for row in chain(*rows))) for word in cell.split(" ")]
        )
        gap = 1 if sum(least) + 2 * len(least) - 2 <= self._console.width else 0
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold")
        for place, (column, width) in enumerate(zip(columns, least, strict=True)):
            table.add_column(
                column, justify="left" if place in (0, *texts) else "right", no_wrap=place > 0, min_width=width
            )
        for section in rows:
            for row in section:
                table.add_row(*row)
            table.add_section()
        width = sum(least) + (1 + gap) * (len(least) - 1)
        self._write(table, width=max(self._console.width, width), crop=False)

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names with their values, flush right."""
        names, values = (max(map(len, column)) for column in zip(*rows, strict=True))
        for name, value in rows:
            self._write(f"{name:<{names}}   {value:>{values}}", soft_wrap=True)

    def _write(self, what: RenderableType, **how: Any) -> None:
        """``what`` without the spaces that fill up its lines."""
        with self._console.capture() as captured:
            self._console.print(what, **how)
        lines = captured.get().splitlines()
        self._console.file.write("".join([line.rstrip() + "\n" for line in lines]))
        self._console.file.flush()


def _widest(cells: Iterable[str]) -> int:
    return max([cell_len(line) for cell in cells for line in cell.split("\n")])


def watched(cases: Sequence[Case], stream: TextIO, language: str) -> Iterable[Case]:
    """``cases`` as they are gone through, with a progress bar if that takes long and ``stream`` is a terminal."""
    if len(cases) < _LONG_WORK or not stream.isatty():
        return cases
    return track(cases, label("working", language), console=Console(file=stream), transient=True)


@contextmanager
def busy(stream: TextIO, language: str, what: str) -> Iterator[None]:
    """Says on ``stream``, if it is a terminal, that something is being worked on."""
    if stream.isatty():
        with Console(file=stream).status(label(what, language)):
            yield
    else:
        yield


# a cohort


def show_heading(page: Page, outcome: CohortOutcome, changes: dict[str, str], *, shipped: bool) -> None:
    """What was computed, of whom and under which policy and readings; ``changes`` are the figures of a reform."""
    cohort = outcome.cohort
    page.line(cohort.title, style="bold")
    if cohort.synthetic:
        page.line(page.label("synthetic"), style="bold")
    if shipped:
        page.line(page.label("shipped"))
    readings = [*outcome.provisional.readings, *outcome.final.readings, *outcome.readings]
    for case in outcome.cases[:1]:
        readings += [*case.final_plan.readings, *case.total.readings]
    page.line(f"{page.label('period')}: {page.shown(cohort.on)}")
    show_policy(page, outcome.provisional.edition, readings, changes)


def show_policy(page: Page, policy: str, chosen: Iterable[tuple[str, str]], changes: Mapping[str, str]) -> None:
    """Under which policy and readings something was decided; ``changes`` are the figures of a reform."""
    readings = dict(chosen)
    by_number = [interpretation for interpretation in INTERPRETATIONS if interpretation in readings]
    facts = {
        "policy": policy,
        "changed": ", ".join(f"{path} = {value}" for path, value in changes.items()),
        "readings": ", ".join(f"{interpretation} {readings[interpretation]}" for interpretation in by_number),
    }
    for name, fact in facts.items():
        if fact:
            page.line(f"{page.label(name)}: {fact}")


def show_outcome(page: Page, outcome: CohortOutcome) -> None:
    """The whole cohort: a summary and a table for each stage, municipality and source of money."""
    _show_summary(page, outcome)
    _show_stages(page, outcome)
    _show_amounts(page, "by_municipality", "municipality", _grouped(outcome.cases, lambda case: case.case.municipality))
    _show_sources(page, outcome.cases)
    for case in outcome.cases[:1]:
        page.line()
        page.line(page.label("hint", id=case.case.id))


def show_recipients(page: Page, outcome: CohortOutcome) -> None:
    """Everyone's amounts."""
    _show_amounts(page, "by_recipient", "recipient", _grouped(outcome.cases, lambda case: case.case.id))


def _show_summary(page: Page, outcome: CohortOutcome) -> None:
    sums = _sums(outcome.cases)
    final = outcome.final.outcome
    amounts = {
        "pool": outcome.cohort.pool,
        "granted": sums[0],
        "surplus": final.surplus,
        "distributed": final.distributed,
        "reserve": final.reserve,
        "needed_sum": sums[1],
        "final_sum": sums[2],
        "total_sum": sums[3],
        "unmet_sum": sums[4],
        "public_saved": outcome.effects.public_saved,
    }
    page.heading(page.label("summary"))
    recipients = (page.label("recipients"), page.shown(len(outcome.cases)))
    page.pairs([recipients, *((page.label(name), page.shown(amount)) for name, amount in amounts.items())])


def _show_stages(page: Page, outcome: CohortOutcome) -> None:
    """Each stage with the sentences that concern everybody."""
    cases = outcome.cases
    by_share = sorted(_grouped(cases, lambda case: case.provisional.weight).items(), key=lambda pair: pair[0])
    shares = [(page.shown(share), group) for share, group in reversed(by_share)]
    _show_stage(page, "stage_1", "share", [shares], lambda case: case.provisional.provisional)
    page.line()
    show_sentences(page, outcome.provisional.reasons[len(cases) :])
    by_need = _labelled(page, cases, ("within", "above"), lambda case: "within" if _is_within(case) else "above")
    _show_stage(page, "stage_2", "need", [by_need], _needed)
    by_end = _labelled(page, cases, ("within", "met", "partly"), _end_of_stage_3)
    _show_stage(page, "stage_3", "need", [by_end], lambda case: case.final)
    page.line()
    show_sentences(page, outcome.final.reasons[len(cases) :])
    by_cover = _labelled(page, cases, ("covered", "not_covered"), _cover)
    compared = _grouped(cases, lambda case: case.total.outcome.against_before)
    by_comparison = [(_word(page, against), compared[against]) for against in Comparison if against in compared]
    _show_stage(page, "stage_4", "need", [by_cover, by_comparison], lambda case: case.total.outcome.total)


def _show_stage(
    page: Page, stage: str, group: str, sections: Sequence[Sequence[Group]], amount: Callable[[CaseOutcome], Money]
) -> None:
    """How the amounts of a stage spread within each group; the groups of the first section hold everybody."""
    everybody = [case for _, cases in sections[0] for case in cases]
    page.heading(f"{page.label(stage)}, euro")
    columns = list(map(page.label, (group, "count", "least", "mean", "greatest", "sum")))
    rows = [[_spread(page, name, map(amount, cases)) for name, cases in section] for section in sections]
    page.table(columns, *rows, [_spread(page, page.label("all"), map(amount, everybody))])


def _spread(page: Page, name: str, amounts: Iterable[Money]) -> Row:
    """How many amounts there are, and how large they are; the mean is rounded half up."""
    cents = sorted(amount.cents for amount in amounts)
    if not cents:
        return [name, page.shown(0), NONE, NONE, NONE, page.number(Money(0))]
    mean = round_half_up(sum(cents), len(cents))
    figures = [page.number(Money(figure)) for figure in (cents[0], mean, cents[-1], sum(cents))]
    return [name, page.shown(len(cents)), *figures]


def _show_amounts(page: Page, title: str, first: str, groups: dict[Any, list[CaseOutcome]]) -> None:
    """The five amounts of each group, and of all."""

    def row(name: str, cases: Sequence[CaseOutcome]) -> Row:
        return [name, page.shown(len(cases)), *map(page.number, _sums(cases))]

    page.heading(f"{page.label(title)}, euro")
    columns = (first, "count", "provisional", "needed", "final", "total", "unmet")
    rows = [row(name, cases) for name, cases in groups.items()]
    everybody = [case for cases in groups.values() for case in cases]
    page.table(list(map(page.label, columns)), rows, [row(page.label("all"), everybody)])


def _show_sources(page: Page, cases: Sequence[CaseOutcome]) -> None:
    """What there was of each source of money, what of it was used, and by how many."""
    rows = []
    sums = Money(0), Money(0)
    for source in Source:
        available = Money.sum(_available(case, source) for case in cases)
        paid = [getattr(case.total.outcome.sources, source.value) for case in cases]
        used = Money.sum(paid)
        sums = sums[0] + available, sums[1] + used
        rows.append(_source_row(page, _word(page, source), sum(map(bool, paid)), available, used))
    page.heading(f"{page.label('by_source')}, euro")
    columns = list(map(page.label, ("source", "count", "available", "used", "left")))
    page.table(columns, rows, [_source_row(page, page.label("all"), len(cases), *sums)])


def _source_row(page: Page, name: str, recipients: int, available: Money, used: Money) -> Row:
    return [name, page.shown(recipients), *map(page.number, (available, used, available - used))]


def _available(case: CaseOutcome, source: Source) -> Money:
    benefits = case.case.benefits
    limits = {
        Source.PROJECT: case.final,
        Source.BENEFITS: benefits.rehabilitation + benefits.transport,
        Source.PUBLIC: Money.sum(line.public for line in case.case.lines),
        Source.OTHER: case.case.other,
    }
    return limits[source]


def show_sentences(page: Page, reasons: Iterable[Reason]) -> None:
    """Each reason as a sentence; below those that apply the same rule, where it stands."""
    for rule, applying in groupby(reasons, key=lambda reason: reason.rule):
        for reason in applying:
            page.item(sentence(reason, page.language))
        page.line(citation(rule, page.language), style="dim", first="  ", others="  ")


def _grouped(cases: Iterable[CaseOutcome], key: Callable[[CaseOutcome], Any]) -> dict[Any, list[CaseOutcome]]:
    """The cases by their key, in the order in which the keys appear."""
    groups: dict[Any, list[CaseOutcome]] = {}
    for case in cases:
        groups.setdefault(key(case), []).append(case)
    return groups


def _labelled(
    page: Page, cases: Iterable[CaseOutcome], names: Sequence[str], key: Callable[[CaseOutcome], str]
) -> list[Group]:
    groups = _grouped(cases, key)
    return [(page.label(name), groups.get(name, [])) for name in names]


def _sums(cases: Sequence[CaseOutcome]) -> tuple[Money, ...]:
    """Provisional, needed, final, total and unmet amounts, each added up."""
    return (
        Money.sum(case.provisional.provisional for case in cases),
        Money.sum(map(_needed, cases)),
        Money.sum(case.final for case in cases),
        Money.sum(case.total.outcome.total for case in cases),
        Money.sum(case.total.outcome.unmet for case in cases),
    )


def _needed(case: CaseOutcome) -> Money:
    return case.needed.outcome.needed


def _is_within(case: CaseOutcome) -> bool:
    return _needed(case) <= case.provisional.provisional


def _end_of_stage_3(case: CaseOutcome) -> str:
    if _is_within(case):
        return "within"
    return "met" if case.final == _needed(case) else "partly"


def _cover(case: CaseOutcome) -> str:
    return "not_covered" if case.total.outcome.unmet else "covered"


def _word(page: Page, word: Source | Comparison) -> str:
    text: str = getattr(word, page.language)
    return text


# one recipient


def show_story(page: Page, outcome: CohortOutcome, place: int) -> None:
    """Why the recipient at ``place`` gets what they get: amounts, services by source, every reason in order."""
    case = outcome.cases[place]
    _show_facts(page, case)
    _show_lines(page, case)
    everybody = len(outcome.cases)
    stages = [(stage.reasons[place], *stage.reasons[everybody:]) for stage in (outcome.provisional, outcome.final)]
    chapters = {
        "order": case.order.reasons if case.order else (),
        "stage_1": stages[0],
        "stage_2": case.needed.reasons,
        "first_plan": case.first_plan.reasons if case.first_plan else (),
        "stage_3": stages[1],
        "final_plan": case.final_plan.reasons,
        "stage_4": case.total.reasons,
    }
    for name, reasons in chapters.items():
        if reasons:
            page.heading(page.label(name))
            show_sentences(page, reasons)
    show_rules(page, {reason.rule for reasons in chapters.values() for reason in reasons})


def show_rules(page: Page, applied: Container[str]) -> None:
    """What the rules that were applied say."""
    page.heading(page.label("rules"))
    for rule in RULES.values():
        if rule.id in applied:
            page.item(f"{rule.id}: {getattr(rule, page.language)}")


def _show_facts(page: Page, case: CaseOutcome) -> None:
    known = case.case
    page.heading(f"{known.id}, {known.municipality}")
    page.line(f"{page.label('born')}: {page.shown(known.born)}")
    page.line(f"{page.label('special_care')}: {page.label('yes' if known.special_care else 'no')}")
    if known.received is not None:
        page.line(f"{page.label('received')}: {page.shown(known.received)}")
    names = ("provisional", "needed", "final", "total", "unmet")
    page.pairs([(page.label(name), page.shown(amount)) for name, amount in zip(names, _sums([case]), strict=True)])


def _show_lines(page: Page, case: CaseOutcome) -> None:
    page.heading(f"{page.label('lines')}, euro")
    columns = ("service", "amount", "project", "benefits", "public", "other", "unmet")
    total = case.total.outcome
    rows = [
        _line_row(page, _service(line.service, page.language), cost.amount, line)
        for cost, line in zip(case.needed.outcome.lines, total.lines, strict=True)
    ]
    all_lines = FundedLine("", **_by_source(total), unmet=total.unmet)
    page.table(list(map(page.label, columns)), rows, [_line_row(page, page.label("all"), _needed(case), all_lines)])


def _by_source(total: TotalStage) -> dict[str, Money]:
    return {source.value: getattr(total.sources, source.value) for source in Source}


def _line_row(page: Page, name: str, amount: Money, line: FundedLine) -> Row:
    paid = (line.project, line.benefits, line.public, line.other, line.unmet)
    return [name, page.number(amount), *(page.number(money) if money else NONE for money in paid)]


def _service(code: str, language: str) -> str:
    service = SERVICES.get(code)
    return code if service is None else getattr(service, language)


# the methodology's examples


def show_examples(
    page: Page,
    examples: Sequence[FundingExample],
    compute: Callable[[FundingExample], TotalStage],
) -> bool:
    """Every example with the printed figures above the computed ones; whether all are equal."""
    page.line(page.label("examples"), style="bold")
    page.line()
    differ = 0
    sections = []
    for example in examples:
        outcome = compute(example)
        printed = (example.project, example.public, example.total, example.unmet, example.against)
        sources = outcome.sources
        computed = (sources.project, sources.public, outcome.total, outcome.unmet, outcome.against_before)
        differ += printed != computed
        computed_name = f"{_EQUAL if printed == computed else _DIFFERENT} {page.label('computed')}"
        inputs = [example.number, page.number(example.needed), page.number(example.before)]
        upper = [*inputs, page.label("printed"), *_figures(page, printed)]
        sections.append([upper, ["", "", "", computed_name, *_figures(page, computed)]])
    columns = ("example", "needed_narrow", "before", "figure", "project", "public", "total", "unmet", "against")
    page.table(list(map(page.label, columns)), *sections)
    page.line()
    page.line(page.label("some_differ" if differ else "all_agree", count=len(examples), differ=differ))
    return not differ


def _figures(page: Page, figures: tuple[Money, Money, Money, Money, Comparison]) -> Row:
    *amounts, against = figures
    return [*map(page.number, amounts), page.label(against.value)]
