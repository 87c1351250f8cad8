"""Workbooks that something is wrong with: each is told by sheet and cell, or refused; nothing is run or written."""

import re
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import attrs
import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel import edition
from ibmodel.adapters.matrices import matrix
from ibmodel.adapters.workbook import WorkbookProblems, read_matrix, write_matrix
from ibmodel.adapters.workbook.layout import SHEETS, Layout, place_name
from ibmodel.adapters.workbook.pages import pages
from ibmodel.case.matrix import Matrix
from ibmodel.testing.matrices import example_matrix

EXAMPLE = example_matrix()
GOOD = write_matrix(EXAMPLE, edition("children-pilot-2018"))
PLACES = {
    entry.key: (sheet, place_name(*place))
    for sheet, page in pages(Layout.of(EXAMPLE, "lv", personal=True)).items()
    for place, entry in page.inputs.items()
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK = "xl/workbook.xml"
TOUCHED = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect", "socket.getaddrinfo", "exec")
SEEN: list[tuple[str, object]] = []
WATCHING = [False]


def part_of(sheet: str) -> str:
    return f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml"


def edited(part: str, change, content: bytes = GOOD) -> bytes:
    """The workbook with one part changed; a change that changes nothing is a mistake of the test."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_STORED) as new:
        for name in old.namelist():
            before = old.read(name).decode()
            after = change(before) if name == part else before
            assert name != part or after != before
            new.writestr(name, after)
    return file.getvalue()


def with_cell(sheet: str, cell: str, inner: str, content: bytes = GOOD) -> bytes:
    """The workbook with another content of one cell: ``inner`` begins with its attributes."""

    def change(text: str) -> str:
        changed, times = re.subn(rf'(<c r="{cell}"(?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', rf"\1{inner}</c>", text)
        assert times == 1
        return changed

    return edited(part_of(sheet), change, content)


def text(value: str) -> str:
    return f' t="inlineStr"><is><t>{value}</t></is>'


def number(value: object) -> str:
    return f"><v>{value}</v>"


def put(old: str, new: str):
    return lambda content: content.replace(old, new, 1)


def refused(content: bytes) -> WorkbookProblems:
    with pytest.raises(WorkbookProblems) as caught:
        read_matrix(content)
    return caught.value


ERROR = ' t="e"><f>6.8!#REF!</f><v>#REF!</v>'
ROW = ("services", 0)


@pytest.mark.parametrize(
    ("key", "inner", "expected"),
    [
        pytest.param((*ROW, "units", 0), text("četras"), "expected a whole number", id="text-for-units"),
        pytest.param((*ROW, "units", 1), ERROR, "#REF!", id="formula-error-for-units"),
        pytest.param((*ROW, "unit_price"), ' t="e"><v>#DIV/0!</v>', "#DIV/0!", id="error-for-a-price"),
        pytest.param((*ROW, "units", 2), number("0.7"), "expected a whole number", id="units-as-a-part"),
        pytest.param((*ROW, "units", 2), text("70 %"), "expected a whole number", id="units-as-a-percentage"),
        pytest.param((*ROW, "units", 2), number("-1"), "expected a whole number", id="units-below-zero"),
        pytest.param((*ROW, "units", 2), number("1e300"), "expected a whole number", id="units-beyond-measure"),
        pytest.param((*ROW, "units", 2), ' t="b"><v>1</v>', "expected a whole number", id="true-for-units"),
        pytest.param((*ROW, "units", 2), "><f>1+1</f>", "formula without a value", id="formula-without-value"),
        pytest.param((*ROW, "units", 2), ">", "expected a number for every month", id="month-left-out"),
        pytest.param((*ROW, "unit_price"), text("70 %"), "expected euro", id="price-as-a-percentage"),
        pytest.param((*ROW, "unit_price"), text("27,50"), "expected euro", id="price-as-text"),
        pytest.param((*ROW, "unit_price"), number("-0.01"), "expected euro", id="price-below-zero"),
        pytest.param((*ROW, "unit_price"), number("1.2345678"), "at most six decimals", id="price-too-exact"),
        pytest.param(("final",), number("1900.005"), "at most two decimals", id="half-a-cent"),
        pytest.param(("final",), text("1900.00"), "expected euro", id="amount-as-text"),
        pytest.param((*ROW, "experts_rank"), number(0), "expected a rank", id="rank-0"),
        pytest.param((*ROW, "parent_rank"), number(1.5), "expected a rank", id="half-a-rank"),
        pytest.param((*ROW, "area"), number(4), "expected a support area", id="area-4"),
        pytest.param(("variant",), number(4), "expected a variant", id="variant-4"),
        pytest.param((*ROW, "service"), text("Deju skola"), "expected a service", id="unknown-service"),
        pytest.param((*ROW, "service"), ">", "expected this cell to be filled in", id="row-without-a-service"),
        pytest.param((*ROW, "provider"), number(12), "expected text, got the number", id="number-for-text"),
        pytest.param((*ROW, "transport"), text("varbūt"), "expected one of jā, nē", id="perhaps"),
        pytest.param(("start",), text("2018-10-01"), "expected a date", id="date-as-text"),
        pytest.param(("child", "born"), text("14.05.2012."), "expected a date", id="birth-as-text"),
        pytest.param(("child", "born"), number(41043.5), "expected a date", id="half-a-day"),
        pytest.param(("child", "born"), number(59), "expected a date", id="day-before-1900-03-01"),
        pytest.param(("child", "born"), number(10**9), "expected a date", id="day-after-9999"),
        pytest.param(("child", "sex"), text("cits"), "expected one of", id="unknown-word"),
        pytest.param(("team", 0, "specialty"), text("burvis"), "expected one of", id="unknown-specialty"),
        pytest.param(("code",), ">", "expected this cell to be filled in", id="no-code"),
        pytest.param(("code",), text("A" * 65), "expected an identifier", id="code-too-long"),
        pytest.param(("parent", "children"), number(1.5), "expected a whole number", id="half-a-child"),
    ],
)
def test_a_cell_that_holds_something_else_is_named(key, inner, expected):
    sheet, cell = PLACES[key]
    error = refused(with_cell(sheet, cell, inner))
    assert [(problem.sheet, problem.cell) for problem in error.problems] == [(sheet, cell)]
    assert expected in error.problems[0].message
    assert str(error).startswith(f"{sheet}!{cell}: ")


def test_a_service_given_twice_is_told_at_its_second_row():
    error = refused(with_cell(*PLACES[*ROW, "service"], text("Logopēda nodarbība")))
    second = PLACES["services", 2, "service"]
    assert [(problem.sheet, problem.cell) for problem in error.problems] == [second]
    assert "expected every service once" in str(error)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999", "x", "1_0", "٣", "0x1"])
def test_a_number_that_is_none_is_told_with_its_cell(value):
    sheet, cell = PLACES[*ROW, "units", 2]
    assert f"{cell} holds {value!a} as a number" in str(refused(with_cell(sheet, cell, number(value))))


def test_all_problems_are_told_at_once_as_another_program_saves_them():
    book = openpyxl.load_workbook(BytesIO(GOOD))
    wrong = {(*ROW, "units", 0): "x", (*ROW, "unit_price"): -1, ("final",): "=1/0", ("start",): "soon"}
    for key, value in wrong.items():
        sheet, cell = PLACES[key]
        book[sheet][cell] = value
    file = BytesIO()
    book.save(file)
    error = refused(file.getvalue())
    assert {(problem.sheet, problem.cell) for problem in error.problems} == {PLACES[key] for key in wrong}


def test_moved_columns_are_told_by_the_words_that_moved():
    book = openpyxl.load_workbook(BytesIO(GOOD))
    book["6.8"].insert_cols(2)
    file = BytesIO()
    book.save(file)
    error = refused(file.getvalue())
    assert {problem.sheet for problem in error.problems} == {"6.8"}
    assert all("were rows or columns moved?" in problem.message for problem in error.problems)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_missing_sheet_is_told(sheet):
    error = refused(edited(WORKBOOK, lambda content: re.sub(rf'<sheet [^>]*name="{sheet}"[^>]*/>', "", content)))
    assert [problem.sheet for problem in error.problems] == [sheet]
    assert "expected a sheet of this name" in str(error)


def test_a_renamed_sheet_is_told_with_its_new_name():
    error = refused(edited(WORKBOOK, put('name="6.6"', 'name="Plāns"')))
    assert (error.problems[0].sheet, error.problems[0].cell) == ("6.6", None)
    assert ascii("Plāns") in str(error)


def test_a_hidden_sheet_is_told():
    def hidden(content: str) -> str:
        return re.sub(r'(<sheet [^>]*name="6.6"[^>]*?)state="visible"', r'\1state="veryHidden"', content)

    error = refused(edited(WORKBOOK, hidden))
    assert [(problem.sheet, problem.cell) for problem in error.problems] == [("6.6", None)]


def test_merged_cells_are_told():
    sheet, cell = PLACES[*ROW, "units", 0]
    _, second = PLACES[*ROW, "units", 1]
    merged = f'<mergeCells count="1"><mergeCell ref="{cell}:{second}"/></mergeCells>'
    error = refused(edited(part_of(sheet), put("</sheetData>", "</sheetData>" + merged)))
    assert (error.problems[0].sheet, error.problems[0].cell) == (sheet, cell)
    assert "merged" in str(error)


def test_a_hidden_row_with_something_in_it_is_told():
    sheet, cell = PLACES[*ROW, "units", 0]
    row = re.sub(r"\D", "", cell)
    error = refused(edited(part_of(sheet), put(f'<row r="{row}"', f'<row hidden="1" r="{row}"')))
    assert (sheet, cell) in [(problem.sheet, problem.cell) for problem in error.problems]
    assert "hidden" in str(error)


@pytest.mark.parametrize(
    ("cell", "inner"),
    [("C8", number(99)), ("C9", text("de")), ("C5", number(0)), ("C5", number(1.5)), ("C10", number("1e300"))],
)
def test_a_layout_that_is_not_ours_is_told(cell, inner):
    error = refused(with_cell("6.11", cell, inner))
    assert (error.problems[0].sheet, error.problems[0].cell) == ("6.11", cell)


def test_days_that_count_from_1904_are_refused():
    content = edited(WORKBOOK, lambda content: re.sub(r"(<workbook[^>]*>)", r'\1<workbookPr date1904="1"/>', content))
    assert "1904" in str(refused(content))


@pytest.mark.parametrize(
    ("part", "change"),
    [
        pytest.param(WORKBOOK, lambda content: re.sub(r' r:id="[^"]*"', "", content), id="sheet-without-a-part"),
        pytest.param(WORKBOOK, put('name="6.6"', ""), id="sheet-without-a-name"),
        pytest.param(
            "xl/_rels/workbook.xml.rels", put("worksheets/sheet6.xml", "worksheets/no.xml"), id="no-such-part"
        ),
        pytest.param("xl/_rels/workbook.xml.rels", put("Target=", "Other="), id="relation-without-target"),
        pytest.param(
            part_of("6.6"), lambda content: re.sub(r'<c r="[A-Z]+8"', "<c", content), id="cells-without-place"
        ),
        pytest.param(part_of("6.6"), put(' r="C8"', ' r="8C"'), id="place-that-is-none"),
        pytest.param(part_of("6.6"), put(' t="inlineStr"', ' t="s"'), id="text-that-is-not-there"),
    ],
)
def test_a_workbook_that_contradicts_itself_is_refused(part, change):
    refused(edited(part, change))


# files that are refused whole


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "password", id="password"),
        pytest.param(OLE + bytes(504) + "Workbook".encode("utf-16-le"), ".xls", id="xls"),
        pytest.param(
            edited("[Content_Types].xml", put("sheet.main+xml", "sheet.macroEnabled.main+xml")), "macros", id="xlsm"
        ),
        pytest.param(
            edited(WORKBOOK, put("<workbook ", "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook ")),
            "document type",
            id="entities",
        ),
        pytest.param("Kods;Vienības\nA;4\n".encode(), ".csv", id="csv"),
        pytest.param(b"", "an empty file", id="empty"),
    ],
)
def test_another_kind_of_file_is_refused(content, expected):
    assert expected in str(refused(content))


def test_an_open_document_is_refused():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    assert ".ods" in str(refused(file.getvalue()))


def test_a_workbook_cut_short_anywhere_is_refused():
    for kept in range(0, len(GOOD), 1024):
        refused(GOOD[:kept])


def test_a_hundred_thousand_rows_are_refused():
    rows = "".join(f'<row r="{row}"><c r="B{row}"><v>1</v></c></row>' for row in range(900, 100_900))
    error = refused(edited(part_of("6.6"), put("</sheetData>", rows + "</sheetData>")))
    assert str(error) == "6.6!B10001: expected an .xlsx workbook, got a sheet of more than 10,000 rows"


def test_a_zip_bomb_is_refused():
    file = BytesIO(GOOD)
    with ZipFile(file, "a", 8) as archive:
        archive.writestr("xl/media/image1.png", bytes(64 * 2**20))
    assert "unpacks to more than" in str(refused(file.getvalue()))


# nothing is run or written


def watch(event: str, arguments: object) -> None:
    if WATCHING[0] and (event in TOUCHED or (event == "open" and writes(arguments))):
        SEEN.append((event, arguments))


def writes(arguments) -> bool:
    _, mode, flags = arguments
    return any(letter in (mode or "") for letter in "wax+") or bool((flags or 0) & 0o3)


sys.addaudithook(watch)


def test_nothing_is_run_and_nothing_is_written_by_reading():
    bad = [
        GOOD[:-1000],
        with_cell(*PLACES[*ROW, "units", 0], "><f>HYPERLINK(&quot;file:///x&quot;)</f>"),
        with_cell(*PLACES[*ROW, "units", 0], "><f>cmd|'/C calc'!A0</f><v>1</v>"),
        with_cell(*PLACES[*ROW, "units", 0], '><f>WEBSERVICE("http://example.org")</f><v>x</v>'),
    ]
    SEEN.clear()
    WATCHING[0] = True
    try:
        for content in bad:
            with suppress(WorkbookProblems):
                read_matrix(content)
        read_matrix(GOOD)
    finally:
        WATCHING[0] = False
    assert SEEN == []


def test_the_watch_sees_a_file_that_is_written(tmp_path):
    SEEN.clear()
    WATCHING[0] = True
    try:
        (tmp_path / "a").write_bytes(b"x")
    finally:
        WATCHING[0] = False
    assert [event for event, _ in SEEN] == ["open"]


def test_a_bad_workbook_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.xlsx").write_bytes(with_cell(*PLACES[*ROW, "units", 0], text("x")))
    for arguments in (["fill", "a.xlsx", "--out", "b.xlsx"], ["read", "a.xlsx"], ["check", "a.xlsx"]):
        result = CliRunner().invoke(matrix, arguments)
        assert result.exit_code == 2
        assert f"a.xlsx: {'!'.join(PLACES[*ROW, 'units', 0])}: expected" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


# anything


SMALL = write_matrix(
    attrs.evolve(
        EXAMPLE,
        period=attrs.evolve(EXAMPLE.period, months=1),
        services=[attrs.evolve(row, units=(1,), received=(1,), spent=None) for row in EXAMPLE.services],
    ),
    edition("children-pilot-2018"),
)
CELLS = sorted(set(PLACES.values()) - {place for key, place in PLACES.items() if len(key) > 3 and key[3] > 0})


@settings(max_examples=25)
@given(
    st.sampled_from(SHEETS), st.lists(st.tuples(st.floats(0, 1), st.characters(codec="ascii")), min_size=1, max_size=4)
)
def test_changed_letters_of_a_sheet_are_told_or_read(sheet, changes):
    def change(content: str) -> str:
        letters = list(content)
        for part, letter in changes:
            letters[int(part * (len(letters) - 1))] = letter
        return "".join(letters) + "\n"

    with suppress(WorkbookProblems):
        assert type(read_matrix(edited(part_of(sheet), change, SMALL))) is Matrix


@settings(max_examples=25)
@given(
    st.sampled_from(CELLS),
    st.sampled_from(["n", "str", "b", "e", "d", "s", "inlineStr", "?"]),
    st.one_of(
        st.sampled_from(["nan", "-inf", "1e999", "-0", "1_0", "٣", "0x1", "", " 1"]),
        st.text("0123456789.eE+-", max_size=8),
    ),
)
def test_whatever_a_cell_holds_is_told_or_read(place, kind, value):
    content = edited(part_of(place[0]), lambda old: set_cell(old, place[1], f' t="{kind}"><v>{value}</v>'), SMALL)
    with suppress(WorkbookProblems):
        assert type(read_matrix(content)) is Matrix


def set_cell(content: str, cell: str, inner: str) -> str:
    return re.sub(rf'(<c r="{cell}"(?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', rf"\1{inner}</c>", content) + "\n"
