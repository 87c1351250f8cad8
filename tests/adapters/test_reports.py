"""Reports as pages, workbooks, frames and on the command line; whatever names are in them."""

from __future__ import annotations

import copy
import importlib
import io
import json
import re
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from importlib import resources
from xml.etree import ElementTree as ET

import openpyxl
import pandas as pd
import polars as pl
import pytest
from click.testing import CliRunner

from ibmodel import Money
from ibmodel.adapters import reporting
from ibmodel.adapters.calendars import LATVIA
from ibmodel.adapters.reports.answers import summary_table
from ibmodel.adapters.reports.documents import read_report
from ibmodel.adapters.reports.frames import report_frame
from ibmodel.adapters.reports.pages import html_page, write_html
from ibmodel.adapters.reports.pictures import picture_svg
from ibmodel.adapters.reports.sheets import workbook_bytes, write_workbook
from ibmodel.adapters.reports.showing import caption, legal, row_texts, shown_cell
from ibmodel.adapters.statistics import summarise_by
from ibmodel.dates import Month
from ibmodel.errors import (
    BadType,
    BadValue,
    Duplicate,
    Inconsistent,
    MissingField,
    UnknownField,
    UnknownOperation,
)
from ibmodel.parameters import edition
from ibmodel.rules.reports import By, Column, ColumnKind, Field, Report, ReportKind, ReportTable, TableName
from ibmodel.vocabulary import Impairment

POLICY = edition("children-pilot-2018")
SHIPPED = json.loads(resources.files("ibmodel.testing").joinpath("data", "reports-synthetic.json").read_text("utf-8"))
EVERY_KIND = pytest.mark.parametrize("kind", ReportKind, ids=lambda kind: kind.value)
BOTH = pytest.mark.parametrize("language", ["en", "lv"])

HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "-2+3",
    "<script>alert(1)</script>",
    "</table><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    '"><b>&amp;',
    "a\ufffeb\uffffc",
    "نص🙂\u202e",
)


def document(kind):
    return copy.deepcopy(SHIPPED[kind.value])


def made(kind, given=...) -> Report:
    return read_report(kind, document(kind) if given is ... else given, LATVIA, POLICY)


def renamed(name):
    """The cash flow of a municipality of that name, with a child of that code."""
    given = document(ReportKind.CASH_FLOW)
    first = given["municipalities"][0]
    first["account"]["municipality"] = name
    first["settlements"] = {name: next(iter(first["settlements"].values()))}
    services = first["settlements"][name]["amount"]
    others = Money.sum(Money.euro(first["costs"][part]) for part in ("pay", "indirect", "transport"))
    first["costs"] |= {"services": services, "total": str(others + Money.euro(services))}
    return made(ReportKind.CASH_FLOW, given)


class Page(HTMLParser):
    """What a page holds: its text, its elements, where they point."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.links, self.words, self.handlers = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        for name, value in attributes:
            if name in {"href", "src", "xlink:href", "action", "data"}:
                self.links.append(value)
            if name.startswith("on"):
                self.handlers.append(value)

    def handle_data(self, data):
        self.words.append(data)


# documents


@EVERY_KIND
def test_the_example_of_every_report_is_marked_as_made_up(kind):
    report = made(kind)
    assert report.synthetic
    assert report.kind is kind
    assert report.tables


@pytest.mark.rule("A-6")
def test_the_deadlines_are_those_of_the_last_month():
    terms = made(ReportKind.QUARTER).terms
    assert [str(day) for day in (terms.enter_by, terms.cash_flow_by, terms.proofs_by, terms.quarterly_by)] == [
        "2018-12-31",
        "2019-01-10",
        "2019-01-10",
        "2019-01-28",
    ]
    assert made(ReportKind.CASH_FLOW).terms.quarterly_by is None


def changed(kind, value, *path):
    given = document(kind)
    place = given
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return given


WRONG = {
    "no object": (ReportKind.CASH_FLOW, [], BadType, ""),
    "null": (ReportKind.CASH_FLOW, None, MissingField, ""),
    "unknown field": (ReportKind.CASH_FLOW, changed(ReportKind.CASH_FLOW, 1, "extra"), UnknownField, "/extra"),
    "month": (ReportKind.CASH_FLOW, changed(ReportKind.CASH_FLOW, "2018-13", "month"), BadValue, "/month"),
    "no month": (ReportKind.CASH_FLOW, changed(ReportKind.CASH_FLOW, None, "month"), MissingField, "/month"),
    "float": (
        ReportKind.CASH_FLOW,
        changed(ReportKind.CASH_FLOW, 1.5, "municipalities", 0, "account", "opening"),
        BadType,
        "/municipalities/0/account/opening",
    ),
    "sum": (
        ReportKind.CASH_FLOW,
        changed(ReportKind.CASH_FLOW, "0.00", "municipalities", 1, "costs", "services"),
        Inconsistent,
        "/municipalities/1/costs/services",
    ),
    "sum of the quarter": (
        ReportKind.QUARTER,
        changed(ReportKind.QUARTER, "0.00", "months", 2, "municipalities", 1, "costs", "total"),
        Inconsistent,
        "/months/2/municipalities/1/costs/total",
    ),
    "carried": (
        ReportKind.QUARTER,
        changed(ReportKind.QUARTER, "0.01", "months", 1, "municipalities", 0, "account", "opening"),
        Inconsistent,
        "/months/1/municipalities/1/flow/opening",
    ),
    "word": (
        ReportKind.QUARTER,
        changed(ReportKind.QUARTER, "boy", "facts", "participants", 0, "sex"),
        BadValue,
        "/facts/participants/0/sex",
    ),
    "child twice": (
        ReportKind.QUARTER,
        changed(ReportKind.QUARTER, "A-1", "facts", "participants", 1, "code"),
        Duplicate,
        "/facts/participants/1/code",
    ),
    "place": (
        ReportKind.RESULTS,
        changed(ReportKind.RESULTS, {"dancing": "hall"}, "facts", "places"),
        BadValue,
        "/facts/places/dancing",
    ),
    "evaluation of nobody": (
        ReportKind.RESULTS,
        changed(ReportKind.RESULTS, "Z", "facts", "evaluations", 2, "code"),
        Inconsistent,
        "/facts/evaluations/2/code",
    ),
    "service of nobody": (
        ReportKind.RESULTS,
        changed(ReportKind.RESULTS, "Z", "services", 3, "code"),
        Inconsistent,
        "/services/3/code",
    ),
    "no months": (ReportKind.RESULTS, changed(ReportKind.RESULTS, 0, "months"), BadValue, "/months"),
    "months of a plan": (
        ReportKind.EXECUTION,
        changed(ReportKind.EXECUTION, [1], "lines", 1, "planned"),
        Inconsistent,
        "/lines/1/planned",
    ),
    "rating": (
        ReportKind.SATISFACTION,
        changed(ReportKind.SATISFACTION, 6, "answers", 0, "ratings", "plan"),
        BadValue,
        "/answers/0/ratings/plan",
    ),
    "rating as text": (
        ReportKind.SATISFACTION,
        changed(ReportKind.SATISFACTION, "5", "answers", 0, "ratings", "plan"),
        BadType,
        "/answers/0/ratings/plan",
    ),
    "stage": (
        ReportKind.SATISFACTION,
        changed(ReportKind.SATISFACTION, 5, "answers", 0, "ratings", "lunch"),
        BadValue,
        "/answers/0/ratings/lunch",
    ),
    "grouped by sex": (ReportKind.SATISFACTION, changed(ReportKind.SATISFACTION, "sex", "by"), BadValue, "/by"),
    "another month": (
        ReportKind.SERVICES,
        changed(ReportKind.SERVICES, "2019-01", "spending", 4, "month"),
        BadValue,
        "/spending/4/month",
    ),
    "participants": (
        ReportKind.SERVICES,
        changed(ReportKind.SERVICES, 2, "participants"),
        Inconsistent,
        "/participants",
    ),
}


@pytest.mark.parametrize(("kind", "given", "error", "path"), WRONG.values(), ids=WRONG)
def test_a_document_is_refused_with_the_place_of_the_problem(kind, given, error, path):
    with pytest.raises(error) as caught:
        made(kind, given)
    assert (type(caught.value), caught.value.path) == (error, path)


def test_a_wrong_word_is_told_the_words_that_there_are():
    with pytest.raises(BadValue, match="expected one of female, male, got 'boy'"):
        made(ReportKind.QUARTER, WRONG["word"][1])


@pytest.mark.rule("Q-6")
def test_an_answer_can_be_null_left_out_or_missing_altogether():
    answers = [{"party": "parent", "ratings": {"plan": None}}, {"party": "parent", "ratings": {}}, {"party": "parent"}]
    report = made(ReportKind.SATISFACTION, {"start": "2018-09", "months": 1, "answers": answers})
    row = next(row for row in report.tables[0].rows if row[1].value == "plan" and row[0].value == "parent")
    assert row[2:4] == (0, 3)
    assert not report.synthetic


def test_a_report_about_one_municipality_names_it():
    given = document(ReportKind.CASH_FLOW)
    del given["municipalities"][1]
    assert made(ReportKind.CASH_FLOW, given).subject == "Zaļupe"
    months = document(ReportKind.QUARTER)
    for month in months["months"]:
        del month["municipalities"][1]
    months["facts"] = {"participants": [child for child in months["facts"]["participants"] if child["code"][0] == "A"]}
    assert made(ReportKind.QUARTER, months).subject == "Zaļupe"
    assert made(ReportKind.QUARTER).subject is None


def test_a_plan_of_which_nothing_is_known_yet_is_a_report_of_its_first_month():
    report = made(ReportKind.EXECUTION, {"child": "A-1", "start": "2018-10", "lines": []})
    assert report.last_month == Month(2018, 10)
    assert report.tables[1].rows == ()


# words


@pytest.mark.parametrize(
    ("cell", "kind", "english", "latvian"),
    [
        (None, ColumnKind.KEY, "not known", "nav zināms"),
        (None, ColumnKind.MEAN, "–", "–"),
        (True, ColumnKind.KEY, "yes", "jā"),
        (False, ColumnKind.KEY, "no", "nē"),
        (Impairment.VISION, ColumnKind.KEY, "vision impairment", "redzes traucējumi"),
        (Month(2018, 10), ColumnKind.KEY, "October 2018", "2018. gada oktobris"),
        (Fraction(10, 3), ColumnKind.MEAN, "3.33", "3,33"),
        (Fraction(7, 2), ColumnKind.MEAN, "3.50", "3,50"),
        (Fraction(-1, 3), ColumnKind.MEAN, "-0.33", "-0,33"),
        (Fraction(2675, 1000), ColumnKind.MEAN, "2.68", "2,68"),
        (Money(-123456789), ColumnKind.MONEY, "-1,234,567.89", "-1\u00a0234\u00a0567,89"),
        (Money(-5), ColumnKind.MONEY, "-0.05", "-0,05"),
        (12345, ColumnKind.COUNT, "12,345", "12\u00a0345"),
        (
            "psychologist_child",
            ColumnKind.SERVICE,
            "psychologist's consultation for the child",
            "Psihologa konsultācija bērnam",
        ),
        ("psychologist_child", ColumnKind.CODE, "psychologist_child", "psychologist_child"),
        ("x-own", ColumnKind.SERVICE, "x-own", "x-own"),
    ],
    ids=str,
)
def test_values_are_written_as_people_in_each_language_do(cell, kind, english, latvian):
    assert (shown_cell(cell, kind, "en"), shown_cell(cell, kind, "lv")) == (english, latvian)


# pages


@EVERY_KIND
@BOTH
def test_a_page_holds_every_cell_and_deadline_and_points_nowhere_outside(kind, language):
    report = made(kind)
    text = html_page(report, language, pictures=False)
    page = Page(text)
    words = [word.strip() for word in page.words]
    for table in report.tables:
        assert caption(table, language) in words
        for row in table.rows:
            assert {*row_texts(table, row, language)} <= {*words}
    assert f'<html lang="{language}">' in text
    assert all(link.startswith("#") for link in page.links)
    assert "http" not in text
    assert not {"script", "link", "iframe", "img", "object"} & {*page.elements}
    assert page.elements.count("table") == len(report.tables) + 1


@BOTH
def test_a_page_says_until_when_and_by_which_rules(language):
    text = html_page(made(ReportKind.QUARTER), language, pictures=False)
    days = {"en": ["31 December 2018", "10 January 2019", "28 January 2019"], "lv": ["31.12.2018.", "28.01.2019."]}
    assert all(day in text for day in days[language])
    assert "A-8" in text
    assert "A-6" in text


def test_a_table_of_many_amounts_is_printed_across_the_sheet():
    page = html_page(made(ReportKind.QUARTER), pictures=False)
    assert page.count('<section class="broad">') == 1
    assert page.index('<section class="broad">') < page.index("Opening balance, euro")
    assert 'class="broad"' not in html_page(made(ReportKind.SATISFACTION), pictures=False)


def test_both_languages_state_the_same_numbers():
    report = made(ReportKind.QUARTER)
    numbers = []
    for language, mark in (("en", ","), ("lv", "\u00a0")):
        rows = [row_texts(table, row, language) for table in report.tables for row in (*table.rows, table.total)]
        cells = [text.replace(mark, "").replace(",", ".") for row in rows for text in row]
        numbers.append([cell for cell in cells if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell)])
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) > 100


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_name_holds_stays_text_on_a_page(name):
    page = Page(html_page(renamed(name), pictures=True))
    assert any(legal(name) == word.strip() for word in page.words)
    assert not page.handlers
    assert not {"script", "img", "b"} & {*page.elements}
    assert all(link.startswith("#") for link in page.links)


def test_a_page_has_pictures_where_they_can_be_drawn_and_is_whole_without(monkeypatch):
    report = made(ReportKind.SERVICES)
    drawn = html_page(report)
    assert drawn.count("<svg") == 1
    assert Page(drawn).links == []
    monkeypatch.setitem(sys.modules, "ibmodel.adapters.reports.pictures", None)
    assert html_page(report) == html_page(report, pictures=False)
    assert "<svg" not in html_page(report)
    with pytest.raises(ImportError):
        html_page(report, pictures=True)


def bars(*rows):
    columns = (Column(Field.SERVICE, ColumnKind.SERVICE), Column(Field.SPENT, ColumnKind.MONEY, adds=True))
    return ReportTable((TableName.SPENT,), columns, rows)


def test_a_picture_shows_every_amount_and_its_name_once():
    svg = picture_svg(bars(("x-<a>", Money(100)), ("x-<a>", Money(250)), ("x-c", Money(0))), "lv")
    root = ET.fromstring(svg)  # noqa: S314 - drawn here
    texts = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"x-<a>", "x-<a> (2)", "x-c", "1,00", "2,50", "0,00"} <= {*texts}


@pytest.mark.parametrize(
    "table",
    [
        bars(("x-a", Money(100))),
        bars(("x-a", Money(0)), ("x-b", Money(0))),
        bars(*[(f"x-{number}", Money(1)) for number in range(41)]),
        ReportTable((TableName.INDICATORS,), (Column(Field.MUNICIPALITY, ColumnKind.KEY),), (("a",), ("b",))),
    ],
    ids=["one", "nothing", "too many", "no amounts"],
)
def test_there_is_no_picture_where_nothing_can_be_compared(table):
    assert picture_svg(table, "en") is None


def test_the_most_bars_that_are_drawn_are_forty():
    assert "x-39" in picture_svg(bars(*[(f"x-{number}", Money(1)) for number in range(40)]), "en")


# workbooks


def opened(report, language="en"):
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(report, language)))


@EVERY_KIND
@BOTH
def test_a_workbook_holds_every_number_as_a_number_and_no_formula(kind, language):
    report = made(kind)
    content = workbook_bytes(report, language)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    amounts = sorted(
        cell.cents
        for table in report.tables
        for row in (*table.rows, *([] if table.total is None else [table.total]))
        for cell in row
        if isinstance(cell, Money)
    )
    written = [Decimal(str(cell.value)) * 100 for cell in cells if cell.number_format == "#,##0.00"]
    assert sorted(map(int, written)) == amounts
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_a_name_holds_stays_text_in_a_workbook(name):
    sheet = opened(renamed(name)).worksheets[1]
    (cell,) = [cell for (cell, *_) in sheet.iter_rows(min_row=6) if cell.value == legal(name)]
    assert cell.data_type == "s"
    assert cell.quotePrefix == name.startswith(("=", "+", "-", "@"))


def test_a_sheet_of_one_table_keeps_its_heading_in_view_and_on_every_printed_page():
    sheet = opened(made(ReportKind.CASH_FLOW)).worksheets[1]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B6", "$1:$5")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [cell.value for cell in sheet[5]][:2] == ["Municipality", "Opening balance, euro"]
    assert sheet["A8"].value == "Total"


def test_tables_of_one_kind_stand_on_one_sheet_below_each_other():
    book = opened(made(ReportKind.RESULTS), "lv")
    assert book.sheetnames == [
        "Saturs",
        "Izvērtēšanas",
        "Izvērtēšanas komandu speciālist",
        "Bērni",
        "Bērnu tehniskie palīglīdzekļi",
        "Vecāki",
        "Pakalpojumi",
    ]
    children = book["Bērni"]
    assert children.freeze_panes == "A3"
    texts = [row[0].value for row in children.iter_rows()]
    assert "Bērni pēc dzimuma" in texts
    assert texts.count("Kopā") == 7


def test_sheets_of_equal_names_are_told_apart():
    table = bars(("x-a", Money(1)))
    other = ReportTable((TableName.AVERAGES,), table.columns, table.rows)
    report = made(ReportKind.SERVICES)
    twice = Report(report.kind, report.months, report.terms, (table, other, table, other, table))
    assert opened(twice).sheetnames == [
        "Contents",
        "Spent on services",
        "Averages",
        "Spent on services 2",
        "Averages 2",
        "Spent on services 3",
    ]


def test_a_workbook_says_first_what_it_is_and_until_when():
    sheet = opened(made(ReportKind.SERVICES)).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"Spending on services", "Zaļupe", "October 2018 – December 2018", "28 January 2019"} <= {*texts}
    assert "Made up: an example whose people and amounts do not exist." in texts
    given = document(ReportKind.SERVICES) | {"synthetic": False}
    real = opened(made(ReportKind.SERVICES, given)).worksheets[0]
    assert not any("Made up" in str(cell.value) for row in real.iter_rows() for cell in row)


# files


@pytest.mark.parametrize("write", [write_html, write_workbook], ids=["page", "workbook"])
def test_a_file_is_there_whole_or_not_at_all(write, tmp_path):
    report = made(ReportKind.EXECUTION)
    place = write(report, tmp_path / "report", "lv")
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    assert place == (tmp_path / "report").resolve()
    assert place.stat().st_size > 1000
    with pytest.raises(OSError, match="No such file"):
        write(report, tmp_path / "nowhere" / "report")
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize(
    ("missing", "module", "extra"),
    [("openpyxl", "sheets", "reports"), ("jinja2", "pages", "reports"), ("altair", "pictures", "plots")],
)
def test_without_its_package_the_error_names_the_extra(missing, module, extra, monkeypatch):
    name = f"ibmodel.adapters.reports.{module}"
    monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=rf"expected {missing}.*pip install 'ibmodel\[{extra}\]'"):
        importlib.import_module(name)


# frames


@pytest.mark.parametrize(
    ("library", "kind"), [("polars", pl.DataFrame), ("pandas", pd.DataFrame), (None, pl.DataFrame)]
)
def test_a_table_is_a_frame_of_the_library_that_is_asked_for(library, kind):
    table = made(ReportKind.CASH_FLOW).tables[0]
    frame = report_frame(table, library)
    assert isinstance(frame, kind)
    assert list(frame.columns) == [column.field.value for column in table.columns]
    assert [str(amount) for amount in frame["paid"]] == [str(row[8]) for row in table.rows]
    assert sum(frame["paid"]) == Decimal(str(table.total[8]))


def test_amounts_are_cents_or_text_on_request():
    table = bars(("x-a", Money(12345)), ("x-b", None))
    assert report_frame(table, "polars", money="cents")["spent"].to_list() == [12345, None]
    assert report_frame(table, "polars", money="text")["spent"].to_list() == ["123.45", None]
    with pytest.raises(BadValue, match="expected one of cents, decimal, text, got 'float'") as caught:
        report_frame(table, money="float")
    assert caught.value.path == "/money"


def test_words_are_wire_names_means_are_exact_and_the_unknown_is_null():
    columns = (
        Column(Field.KEY, ColumnKind.KEY),
        Column(Field.COUNT, ColumnKind.COUNT),
        Column(Field.MEAN, ColumnKind.MEAN),
    )
    rows = (
        (Impairment.VISION, 1, Fraction(10, 3)),
        (True, None, None),
        (False, 0, None),
        (None, 2, None),
        (7, 2, None),
    )
    frame = report_frame(ReportTable((TableName.INDICATORS,), columns, rows), "polars")
    assert frame["key"].to_list() == ["vision", "true", "false", None, "7"]
    assert frame["count"].to_list() == [1, None, 0, 2, 2]
    assert frame["mean"].to_list() == ["10/3", None, None, None, None]


@EVERY_KIND
def test_every_table_is_a_frame(kind):
    for table in made(kind).tables:
        assert report_frame(table, "polars").height == len(table.rows)


@pytest.mark.rule("Q-4", "Q-6")
def test_statistics_of_answers_are_a_table_of_any_form():
    answers = [("Ogre", 2), ("Ogre", 5), ("Ogre", None), ("Talsi", Fraction(7, 2)), (None, None)]
    table = summary_table(By.MUNICIPALITY, summarise_by(answers, "sample"))
    assert [row[:6] for row in table.rows] == [
        ("Ogre", 2, 1, Fraction(7, 2), Fraction(7, 2), "2; 5"),
        ("Talsi", 1, 0, Fraction(7, 2), Fraction(7, 2), "3.50"),
        (None, 0, 1, None, None, None),
    ]
    assert row_texts(table, table.rows[0], "lv")[6:] == ["2,12", "0,61"]
    assert row_texts(table, table.rows[2], "en") == ["not known", "0", "1", *["–"] * 5]
    assert caption(table, "lv") == "Aptaujas atbildes pa pašvaldībām"
    assert report_frame(table, "polars")["answered"].to_list() == [2, 1, 0]


# the command


def run(*arguments, stdin=None):
    return CliRunner().invoke(reporting.make_report, list(arguments), input=stdin)


@EVERY_KIND
@BOTH
def test_every_example_is_shown(kind, language):
    result = run(kind.value, "--lang", language)
    assert result.exit_code == 0, result.stderr
    report = made(kind)
    assert (report.kind.en if language == "en" else report.kind.lv) in result.stdout
    assert all(caption(table, language) in result.stdout for table in report.tables)


def test_a_document_becomes_a_page_and_a_workbook(tmp_path):
    given = tmp_path / "facts.json"
    given.write_text(json.dumps(document(ReportKind.SERVICES)), "utf-8")
    page, book = tmp_path / "report.html", tmp_path / "report.xlsx"
    result = run("services", str(given), "--html", str(page), "--xlsx", str(book))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Zaļupe" in page.read_text("utf-8")
    assert openpyxl.load_workbook(book).sheetnames[1] == "Spent on services"
    assert run("services", "-", stdin=given.read_text("utf-8")).stdout == run("services").stdout


def test_a_report_of_real_facts_does_not_say_that_it_is_made_up():
    given = document(ReportKind.SERVICES) | {"synthetic": False}
    shown = run("services", "-", stdin=json.dumps(given)).stdout
    assert "Made up" not in shown
    assert "Made up" in run("services").stdout


def test_a_problem_is_told_with_its_file_and_place(tmp_path):
    given = tmp_path / "facts.json"
    given.write_text(json.dumps(WRONG["rating"][1]), "utf-8")
    result = run("satisfaction", str(given), "--html", str(tmp_path / "report.html"))
    assert result.exit_code == 2
    assert f"{given}: /answers/0/ratings/plan: expected a rating of 1 to 5, got 6" in result.stderr
    assert not (tmp_path / "report.html").exists()


def test_text_that_is_no_document_is_refused():
    result = run("cash-flow", "-", stdin="{")
    assert result.exit_code == 2
    assert "expected one JSON document" in result.stderr


@pytest.mark.parametrize(("option", "module"), [("--html", "pages"), ("--xlsx", "sheets")])
def test_without_the_extra_the_option_names_it(option, module, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, f"ibmodel.adapters.reports.{module}", None)
    result = run("services", option, str(tmp_path / "report"))
    assert result.exit_code == 2
    assert f"{option}: expected the extra to be installed: pip install 'ibmodel[reports]'" in result.stderr
    assert not list(tmp_path.iterdir())


def test_without_a_calendar_of_holidays_the_extra_is_named(monkeypatch):
    def missing():
        raise UnknownOperation("expected the extra to be installed: pip install 'ibmodel[calendar]'", "/op")

    monkeypatch.setattr(reporting, "public_holidays", missing)
    result = run("services")
    assert result.exit_code == 2
    assert "ibmodel[calendar]" in result.stderr


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    result = run("services", "--html", str(tmp_path / "nowhere" / "report.html"))
    assert result.exit_code == 2
    assert "expected a file that can be written" in result.stderr
