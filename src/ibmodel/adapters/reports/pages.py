"""A report as one page that needs nothing beside it: to be read on a screen, printed and filed."""

from __future__ import annotations

import os
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from ibmodel.adapters.reports.showing import (
    caption,
    heading,
    is_number,
    legal,
    row_texts,
    rules_of,
    shown_period,
    subject_of,
    terms_of,
    title_of,
    word,
)
from ibmodel.adapters.whole_files import whole_file
from ibmodel.rules.reports import ColumnKind, Field, Report, ReportTable

try:
    from jinja2 import Environment, StrictUndefined, Template
    from markupsafe import Markup
except ImportError as error:
    message = "expected jinja2, which writes pages: pip install 'ibmodel[reports]'"
    raise ImportError(message, name="jinja2") from error

__all__ = ["html_page", "write_html"]

#: From this many tables on, a page begins with a list of them.
_LISTED_FROM: Final = 4
#: How many columns of amounts a sheet of paper holds upright.
_UPRIGHT: Final = 5


def write_html(
    report: Report, path: str | os.PathLike[str], language: str = "en", *, pictures: bool | None = None
) -> Path:
    """`html_page` as a file; returns its path. Raises ``OSError`` where nothing can be written."""
    target = Path(path).resolve()
    content = html_page(report, language, pictures=pictures).encode("utf-8")
    with whole_file(target) as part:
        part.write_bytes(content)
    return target


def html_page(report: Report, language: str = "en", *, pictures: bool | None = None) -> str:
    """The report as a page in HTML.

    ``pictures``: with them, without them, or, if not said, where the extra ``plots`` is installed. Raises
    ``ImportError`` if they are asked for and it is not.
    """
    tables = [_shown(table, language, _picture(table, language, wanted=pictures)) for table in report.tables]
    about, subject = subject_of(report, language)
    page = _template().render(
        language=language,
        report=report,
        title=title_of(report, language),
        about=about,
        subject=subject,
        period=shown_period(report.months, language),
        terms=terms_of(report, language),
        tables=tables,
        listed=len(tables) >= _LISTED_FROM,
        rules=rules_of(report, language),
        word=lambda name: word(name, language),
    )
    return legal(page)


def _shown(table: ReportTable, language: str, picture: Markup | None) -> dict[str, Any]:
    numbers = [is_number(column) for column in table.columns]

    def cells(texts: list[str]) -> list[tuple[str, bool]]:
        return list(zip(texts, numbers, strict=True))

    total = None if table.total is None else cells(row_texts(table, table.total, language, total=True))
    return {
        "caption": caption(table, language),
        "head": cells([heading(column, language) for column in table.columns]),
        "rows": [cells(row_texts(table, row, language)) for row in table.rows],
        "total": total,
        "people": any(column.field is Field.PEOPLE and not column.adds for column in table.columns) and total,
        "rounded": any(column.kind is ColumnKind.MEAN for column in table.columns),
        "broad": sum(column.kind is ColumnKind.MONEY for column in table.columns) > _UPRIGHT,
        "picture": picture,
    }


def _picture(table: ReportTable, language: str, *, wanted: bool | None) -> Markup | None:
    if wanted is False:
        return None
    try:
        from ibmodel.adapters.reports.pictures import picture_svg  # noqa: PLC0415 - where it is installed
    except ImportError:
        if wanted:
            raise
        return None
    picture = picture_svg(table, language)
    return None if picture is None else Markup(picture)  # noqa: S704 - drawn by vl-convert, which escapes names


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(resources.files(__package__).joinpath("report.html").read_text("utf-8"))
