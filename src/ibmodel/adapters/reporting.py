"""Reports on the command line: ``report``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import BinaryIO, Final

import click

from ibmodel.adapters.options import (
    BadInput,
    language_option,
    named_pairs,
    parameters_under,
    policy_options,
    problems_of,
    read_json,
    write_bytes,
)
from ibmodel.adapters.reports.documents import read_report
from ibmodel.adapters.reports.showing import (
    caption,
    heading,
    is_number,
    row_texts,
    shown_period,
    subject_of,
    terms_of,
    title_of,
    word,
)
from ibmodel.adapters.tables import Page
from ibmodel.errors import UnknownOperation
from ibmodel.exchange.providers import public_holidays
from ibmodel.rules.reports import Report, ReportKind, ReportTable

__all__ = ["make_report"]

_SHIPPED: Final = "reports-synthetic.json"


@click.command("report")
@click.argument("kind", type=click.Choice([kind.value for kind in ReportKind]))
@click.argument("file", type=click.File("rb"), required=False, metavar="[FILE]")
@policy_options
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to read, print and file.")
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Write a workbook.")
@language_option
def make_report(  # noqa: PLR0913 - one for each option
    *,
    kind: str,
    file: BinaryIO | None,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    html: Path | None,
    xlsx: Path | None,
    language: str,
) -> None:
    """Make a report of a pilot, with its deadlines.

    FILE is a JSON document with the facts, "-" for standard input; without it, a made-up example. Without --html and
    --xlsx the report is shown here.
    """
    parameters = parameters_under(policy, named_pairs("--reading", readings), named_pairs("--reform", reforms))
    name = _SHIPPED if file is None else str(getattr(file, "name", "<stdin>"))
    content = resources.files("ibmodel.testing").joinpath("data", name).read_bytes() if file is None else file.read()
    document = read_json(name, content)
    try:
        days = public_holidays()
    except UnknownOperation as error:
        raise BadInput("report", error.message) from None
    with problems_of(name):
        given = document[kind] if file is None else document
        report = read_report(ReportKind(kind), given, days, parameters)
    if html is not None:
        write_bytes("--html", html, _page_of(report, language))
    if xlsx is not None:
        write_bytes("--xlsx", xlsx, _workbook_of(report, language))
    if html is None and xlsx is None:
        _show(Page(sys.stdout, language), report)


def _page_of(report: Report, language: str) -> bytes:
    try:
        from ibmodel.adapters.reports.pages import html_page  # noqa: PLC0415 - only where a page is asked for
    except ImportError:
        raise _missing("--html") from None
    return html_page(report, language).encode("utf-8")


def _workbook_of(report: Report, language: str) -> bytes:
    try:
        from ibmodel.adapters.reports.sheets import workbook_bytes  # noqa: PLC0415 - only where one is asked for
    except ImportError:
        raise _missing("--xlsx") from None
    return workbook_bytes(report, language)


def _missing(option: str) -> BadInput:
    return BadInput(option, "expected the extra to be installed: pip install 'ibmodel[reports]'")


def _show(page: Page, report: Report) -> None:
    language = page.language
    page.line(title_of(report, language), style="bold")
    page.line(": ".join(subject_of(report, language)))
    page.line(f"{word('period', language)}: {shown_period(report.months, language)}")
    if report.synthetic:
        page.line(word("synthetic", language))
    page.heading(word("due", language))
    for what, day in terms_of(report, language):
        page.item(f"{what}: {day}")
    for table in report.tables:
        page.heading(caption(table, language))
        _show_table(page, table)


def _show_table(page: Page, table: ReportTable) -> None:
    language = page.language
    rows = [row_texts(table, row, language) for row in table.rows]
    total = [] if table.total is None else [row_texts(table, table.total, language, total=True)]
    texts = [place for place, column in enumerate(table.columns) if place and not is_number(column)]
    page.table([heading(column, language) for column in table.columns], rows, total, texts=texts)
