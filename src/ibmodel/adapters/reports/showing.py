"""How the values of a report are written for people: words, months, amounts, the name of a service."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ibmodel.catalogue import SERVICES
from ibmodel.dates import Month, Period
from ibmodel.explain import LANGUAGES, shown_value
from ibmodel.explain.english import MONTHS
from ibmodel.money import Money, round_half_up
from ibmodel.rules.reports import Cell, Column, ColumnKind, Report, ReportKind, ReportTable
from ibmodel.sources import citation
from ibmodel.vocabulary import SupportArea, Word

__all__ = [
    "NUMBERS",
    "caption",
    "heading",
    "is_number",
    "legal",
    "row_texts",
    "rules_of",
    "shown_cell",
    "shown_hundredths",
    "shown_period",
    "subject_of",
    "terms_of",
    "text_of",
    "title_of",
    "word",
]

#: The kinds of columns that hold numbers.
NUMBERS: Final = (ColumnKind.COUNT, ColumnKind.MONEY, ColumnKind.MEAN)
_NOTHING: Final = "–"
_HUNDREDTHS: Final = 100
_NOT_IN_XML: Final = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\N{REPLACEMENT CHARACTER}"
)

_MONTHS: Final = {
    "en": MONTHS,
    "lv": (
        "janvāris",
        "februāris",
        "marts",
        "aprīlis",
        "maijs",
        "jūnijs",
        "jūlijs",
        "augusts",
        "septembris",
        "oktobris",
        "novembris",
        "decembris",
    ),
}

#: The words of the reports that are not those of the model, English and Latvian.
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "total": ("Total", "Kopā"),
    "unknown": ("not known", "nav zināms"),
    "yes": ("yes", "jā"),
    "no": ("no", "nē"),
    "money": ("{field}, euro", "{field}, euro"),
    "period": ("Period", "Periods"),
    "child": ("Child's code", "Bērna kods"),
    "municipality": ("Municipality", "Pašvaldība"),
    "consolidated": ("all municipalities together", "visas pašvaldības kopā"),
    "due": ("Deadlines", "Termiņi"),
    "what": ("Paper", "Dokuments"),
    "by": ("Last day", "Pēdējā diena"),
    "enter_by": ("Proofs of expenses entered ({month})", "Izdevumu attaisnojuma dokumentu ievade ({month})"),
    "cash_flow_by": ("Cash flow report ({month})", "Naudas plūsmas pārskats ({month})"),
    "proofs_by": ("Scanned proofs ({month})", "Ieskenēti attaisnojuma dokumenti ({month})"),
    "quarterly_by": (
        "Report of the quarter on funding and results",
        "Ceturkšņa finansējuma un rezultatīvo rādītāju pārskats",
    ),
    "moves": (
        "A last day that would be a day off has been moved to the next working day.",
        "Ja pēdējā diena būtu brīvdiena, tā pārcelta uz nākamo darba dienu.",
    ),
    "synthetic": (
        "Made up: an example whose people and amounts do not exist.",
        "Izdomāts piemērs: šādu cilvēku un summu nav.",
    ),
    "codes": (
        "Children stand by the codes that were assigned to them.",
        "Bērni norādīti ar tiem piešķirtajiem kodiem.",
    ),
    "people": (
        "People do not add up: who had several kinds of services is counted in each row.",
        "Personas nesummējas: kas saņēma vairāku veidu pakalpojumus, ieskaitīts katrā rindā.",
    ),
    "rounded": (
        "Means are shown with two decimals, a half rounded up; they are exact in the tables for programs.",
        "Vidējie rādīti ar divām zīmēm aiz komata, puse noapaļota uz augšu.",
    ),
    "rules": ("Sources", "Avoti"),
    "contents": ("Contents", "Saturs"),
    "area": ("support area: {area}", "atbalsta joma: {area}"),
    "picture": ("Picture of the table above", "Tabulas attēls"),
}

_RULES: Final = {
    ReportKind.CASH_FLOW: ("A-8", "A-6", "A-15"),
    ReportKind.QUARTER: ("A-8", "A-9", "A-6"),
    ReportKind.EXECUTION: ("A-8", "N-9", "A-6"),
    ReportKind.RESULTS: ("A-9", "Q-4", "A-6"),
    ReportKind.SATISFACTION: ("Q-5", "Q-6", "A-6"),
    ReportKind.SERVICES: ("A-8", "A-9", "A-6"),
}
_ABOUT_CHILD: Final = (ReportKind.EXECUTION,)


def word(name: str, language: str, **values: object) -> str:
    """The words called ``name``, with ``values`` in their places."""
    return _WORDS[name][LANGUAGES.index(language)].format_map(values)


def text_of(of: Word, language: str) -> str:
    """A word of the model."""
    return of.en if language == LANGUAGES[0] else of.lv


def legal(text: str) -> str:
    """``text`` with what no XML can carry replaced."""
    return text.translate(_NOT_IN_XML)


def is_number(column: Column) -> bool:
    """Whether a column holds numbers, which stand on the right."""
    return column.kind in NUMBERS


def heading(column: Column, language: str) -> str:
    """What stands above a column; amounts name their unit here, once."""
    name = text_of(column.field, language)
    return word("money", language, field=name) if column.kind is ColumnKind.MONEY else name


def caption(table: ReportTable, language: str) -> str:
    """What stands above a table."""
    title = " ".join(text_of(part, language) for part in table.title)
    if table.subject is None:
        return title
    subject = shown_cell(table.subject, ColumnKind.KEY, language)
    if isinstance(table.subject, SupportArea):
        return f"{title} ({word('area', language, area=subject)})"
    return f"{title}: {subject}"


def shown_cell(cell: Cell, kind: ColumnKind, language: str) -> str:  # noqa: PLR0911 - one way for each kind of value
    """A value as people write it, amounts without their unit."""
    if cell is None:
        return word("unknown", language) if kind is ColumnKind.KEY else _NOTHING
    if type(cell) is bool:
        return word("yes" if cell else "no", language)
    if isinstance(cell, Word):
        return text_of(cell, language)
    if isinstance(cell, Month):
        return _shown_month(cell, language)
    if isinstance(cell, Fraction):
        return _number(shown_hundredths(cell), language)
    if isinstance(cell, Money):
        return _number(str(cell), language)
    if type(cell) is int:
        return shown_value(cell, language)
    text = str(cell)
    if kind is ColumnKind.SERVICE and text in SERVICES:
        return text_of_service(text, language)
    return legal(text)


def text_of_service(code: str, language: str) -> str:
    """The name of a service of the catalogue."""
    service = SERVICES[code]
    return service.en if language == LANGUAGES[0] else service.lv


def shown_hundredths(value: Fraction) -> str:
    """A fraction with two decimals, rounded half up; one below nothing as its opposite, with a sign.

    >>> shown_hundredths(Fraction(10, 3)), shown_hundredths(Fraction(5, 1000)), shown_hundredths(Fraction(-1, 2))
    ('3.33', '0.01', '-0.50')
    """
    size = abs(value)
    rounded = Money(round_half_up(size.numerator * _HUNDREDTHS, size.denominator))
    return str(-rounded if value < 0 else rounded)


def row_texts(table: ReportTable, row: Sequence[Cell], language: str, *, total: bool = False) -> list[str]:
    """A row's cells as text; a total begins with its name and is empty where there is nothing to add up."""
    texts = [shown_cell(cell, column.kind, language) for cell, column in zip(row, table.columns, strict=True)]
    if total:
        texts = [text if cell is not None else "" for text, cell in zip(texts, row, strict=True)]
        texts[0] = word("total", language)
    return texts


def title_of(report: Report, language: str) -> str:
    """The report's title."""
    return text_of(report.kind, language)


def subject_of(report: Report, language: str) -> tuple[str, str]:
    """Whom the report is about: a name for that, and the municipality or the child's code."""
    if report.kind in _ABOUT_CHILD:
        return word("child", language), legal(report.subject or _NOTHING)
    subject = word("consolidated", language) if report.subject is None else legal(report.subject)
    return word("municipality", language), subject


def shown_period(months: Period, language: str) -> str:
    """The months of a report."""
    first, last = months.start, months.start.plus(months.length - 1)
    texts = dict.fromkeys(_shown_month(month, language) for month in (first, last))
    return " – ".join(texts)


def terms_of(report: Report, language: str) -> list[tuple[str, str]]:
    """The papers that are due, each with its last day."""
    terms = report.terms
    month = _shown_month(report.last_month, language)
    days = {
        "enter_by": terms.enter_by,
        "cash_flow_by": terms.cash_flow_by,
        "proofs_by": terms.proofs_by,
        "quarterly_by": terms.quarterly_by,
    }
    return [
        (word(name, language, month=month), shown_value(day, language)) for name, day in days.items() if day is not None
    ]


def rules_of(report: Report, language: str) -> str:
    """Where the rules stand that the report follows."""
    return "; ".join(citation(rule, language) for rule in _RULES[report.kind])


def _shown_month(month: Month, language: str) -> str:
    name = _MONTHS[language][month.month - 1]
    return f"{name} {month.year}" if language == LANGUAGES[0] else f"{month.year}. gada {name}"


def _number(text: str, language: str) -> str:
    """A number with two decimals as people in a language write it."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, decimals = digits.partition(".")
    mark = "." if language == LANGUAGES[0] else ","
    return f"{sign}{shown_value(int(whole), language)}{mark}{decimals}"
