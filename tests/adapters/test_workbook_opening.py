"""What is refused before a workbook is opened: other kinds of files, and files that might do harm."""

import pickle
import re
import zlib
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import attrs
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel.adapters.workbook.opening import LIMITS, checked
from ibmodel.adapters.workbook.problems import Problem, WorkbookProblems
from ibmodel.errors import BadValue

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
OUTSIDE = (
    '<Relationship Id="rIdX" TargetMode="External" Target="http://example.org/x.xlsx" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
)


def workbook(rows=((1, "x"),)):
    book = openpyxl.Workbook()
    book.active.title = "6.3"
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


GOOD = workbook()


def edited(content, changes=None, *, packing=ZIP_DEFLATED, without=()):
    """The archive with parts replaced, added or, where a change is a function, changed by it."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", packing) as new:
        left = dict(changes or {})
        for name in old.namelist():
            if name not in without:
                part, change = old.read(name), left.pop(name, None)
                new.writestr(name, part if change is None else change(part) if callable(change) else change)
        for name, part in left.items():
            new.writestr(name, part)
    return file.getvalue()


def refused(content, limits=LIMITS):
    with pytest.raises(WorkbookProblems) as caught:
        checked(content, limits)
    assert len(caught.value.problems) == 1
    return caught.value


def put(old, new):
    return lambda part: part.replace(old.encode(), new.encode(), 1)


def test_a_plain_workbook_is_given_back_as_it_is():
    assert checked(GOOD) == GOOD


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "an empty file", id="empty"),
        pytest.param(b"%PDF-1.7\n%x", "a PDF document", id="pdf"),
        pytest.param(b"{\\rtf1 x}", ".rtf", id="rtf"),
        pytest.param(b"PK\x05\x06" + bytes(18), "an empty archive", id="empty-archive"),
        pytest.param(b"<html><table></table></html>", "HTML or XML", id="html"),
        pytest.param(b"7z\xbc\xaf\x27\x1c" + bytes(40), ".7z", id="7z"),
        pytest.param(b"Rar!\x1a\x07\x01\x00", ".rar", id="rar"),
        pytest.param("kods;vārds\n1;Ķ\n".encode(), "a text file (.csv?)", id="csv"),
        pytest.param("kods;vārds\n".encode("utf-16"), "a text file (.csv?)", id="csv-utf-16"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "a file of another kind", id="png"),
        pytest.param(OLE + bytes(600), "(.xls, .doc): save it as an Excel workbook (.xlsx)", id="xls"),
        pytest.param(
            OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(64), "remove the password", id="password"
        ),
        pytest.param(GOOD + bytes(LIMITS.file), "more than 10,485,760 bytes", id="too-large"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_name(content, expected):
    error = refused(content)
    assert expected in str(error)
    assert str(error).startswith("expected an .xlsx workbook, got ")
    assert error.path == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            edited(GOOD, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "(.ods, .odt)", id="ods"
        ),
        pytest.param(edited(GOOD, {"word/document.xml": b"<x/>"}), "a Word document", id="docx"),
        pytest.param(edited(GOOD, {"xl/workbook.bin": b"x"}), ".xlsb", id="xlsb"),
        pytest.param(edited(GOOD, without=("xl/workbook.xml",)), "an archive without a workbook", id="no-workbook"),
        pytest.param(edited(GOOD, without=(TYPES,)), "an archive without a workbook", id="no-types"),
        pytest.param(edited(GOOD, packing=ZIP_LZMA), "packed in an unknown way", id="lzma"),
        pytest.param(edited(GOOD, {"xl/vbaProject.bin": b"x"}), "macros", id="macros"),
        pytest.param(
            edited(GOOD, {TYPES: put("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml")}),
            "macros (.xlsm)",
            id="xlsm-by-type-alone",
        ),
        pytest.param(edited(GOOD, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros", id="excel-4-macros"),
        pytest.param(
            edited(GOOD, {TYPES: put("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")}),
            "a template",
            id="template",
        ),
        pytest.param(edited(GOOD, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "links to other", id="link"),
        pytest.param(edited(GOOD, {"xl/embeddings/oleObject1.bin": b"x"}), "an embedded object", id="embedded"),
        pytest.param(edited(GOOD, {"xl/activeX/activeX1.xml": b"<x/>"}), "a control", id="active-x"),
        pytest.param(edited(GOOD, {"xl/ctrlProps/ctrlProp1.xml": b"<x/>"}), "a control", id="control"),
        pytest.param(edited(GOOD, {"xl/connections.xml": b"<x/>"}), "a connection to other data", id="connection"),
        pytest.param(edited(GOOD, {"xl/queryTables/queryTable1.xml": b"<x/>"}), "a connection", id="query"),
        pytest.param(
            edited(GOOD, {RELATIONS: put("</Relationships>", OUTSIDE.format(kind="externalLinkPath"))}),
            "links to other files",
            id="outside",
        ),
        pytest.param(
            edited(
                GOOD, {RELATIONS: put("</Relationships>", OUTSIDE.format(kind="control").replace("External", "In"))}
            ),
            "an embedded object or macros",
            id="control-by-relation-alone",
        ),
        pytest.param(edited(GOOD, {"xl/theme/theme1.xml": b"<!DOCTYPE a []><a/>"}), "document type", id="doctype"),
        pytest.param(
            edited(
                GOOD,
                {"xl/theme/theme1.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")},
            ),
            "document type",
            id="doctype-utf-16",
        ),
        pytest.param(edited(GOOD, {"docProps/custom.xml": b"<a>&x;</a>"}), "is broken (undefined entity", id="entity"),
        pytest.param(edited(GOOD, {"xl/styles.xml": b"<a><b></a>"}), "'xl/styles.xml' is broken", id="broken-xml"),
        pytest.param(
            edited(GOOD, {"docProps/x.xml": b'<?xml version="1.0" encoding="nowhere"?><a/>'}),
            "'docProps/x.xml' is broken",
            id="unknown-encoding",
        ),
    ],
)
def test_an_archive_that_is_no_plain_workbook_or_might_do_harm_is_refused(content, expected):
    assert expected in str(refused(content))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param("<oleObjects><oleObject/></oleObjects></worksheet>", "6.3: expected an .xlsx", id="object"),
        pytest.param("<f>cmd|'/C calc'!A0</f></worksheet>", "(DDE)", id="dde"),
    ],
)
def test_what_might_run_in_a_sheet_is_refused_with_the_sheet(found, expected):
    error = refused(edited(GOOD, {SHEET: put("</worksheet>", found)}))
    assert expected in str(error)
    assert error.problems[0].sheet == "6.3"


def test_a_formula_that_calls_a_program_is_refused_with_its_cell():
    error = refused(workbook([["x", "=cmd|'/C calc'!A0"]]))
    assert (error.problems[0].sheet, error.problems[0].cell, error.path) == ("6.3", "B1", "/6.3/B1")
    assert str(error).startswith("6.3!B1: ")


def test_a_bar_in_a_text_of_a_formula_is_harmless():
    content = workbook([['=A2&"|"&A3'], ["=1+1"]])
    assert checked(content) == content


def test_an_address_that_somebody_typed_is_harmless():
    book = openpyxl.Workbook()
    book.active["A1"] = "mailto"
    book.active["A1"].hyperlink = "mailto:vecaks@example.org"
    file = BytesIO()
    book.save(file)
    assert checked(file.getvalue()) == file.getvalue()


# sizes


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to():
    error = refused(edited(GOOD, {"xl/media/image1.png": bytes(40 * 2**20)}))
    assert "'xl/media/image1.png' unpacks to more than" in str(error)


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    content = edited(GOOD, {"xl/media/a.png": bytes(5 * 2**20)})
    size = (5 * 2**20).to_bytes(4, "little")
    assert content.count(size) == 2
    refused(content.replace(size, (100).to_bytes(4, "little")))


def test_many_parts_that_are_allowed_one_by_one_are_refused_together():
    content = edited(GOOD, {f"xl/media/{number}.png": bytes(2**20) for number in range(50)})
    assert "unpacks to more than" in str(refused(content))


@pytest.mark.parametrize(("limit", "allowed"), [(99, False), (100, True)])
def test_a_part_may_be_as_large_as_the_limit(limit, allowed):
    content = edited(GOOD, {"xl/media/a.png": zlib.compress(bytes(range(100)), 0)[7:107]})
    limits = attrs.evolve(LIMITS, small=10**6, part=10**6, parts=10**6)
    with ZipFile(BytesIO(content)) as archive:
        before = sum(entry.file_size for entry in archive.infolist()) - 100
    limits = attrs.evolve(limits, parts=before + limit)
    if allowed:
        assert checked(content, limits) == content
    else:
        refused(content, limits)


def test_too_many_parts_are_refused():
    content = edited(GOOD, {f"xl/media/{number}.png": b"" for number in range(LIMITS.number)})
    assert "more than 500 parts" in str(refused(content))


def test_a_part_that_is_there_twice_is_refused():
    content = edited(GOOD, {SHEET.upper(): b"<x/>"})
    assert "has a part twice" in str(refused(content))


def test_an_archive_with_a_password_is_refused():
    content = bytearray(GOOD)
    for found in re.finditer(rb"PK\x01\x02", GOOD):
        content[found.start() + 8] |= 1
    assert "an archive with a password" in str(refused(bytes(content)))


@pytest.mark.parametrize(("rows", "allowed"), [(10, True), (11, False)])
def test_a_sheet_may_have_as_many_rows_as_the_limit(rows, allowed):
    content, limits = workbook([[1]] * rows), attrs.evolve(LIMITS, rows=10)
    if allowed:
        assert checked(content, limits) == content
    else:
        error = refused(content, limits)
        assert str(error) == "6.3: expected an .xlsx workbook, got a sheet of more than 10 rows"


@pytest.mark.parametrize(("columns", "allowed"), [(30, True), (31, False)])
def test_a_sheet_may_have_as_many_columns_as_the_limit(columns, allowed):
    content, limits = workbook([[1] * columns]), attrs.evolve(LIMITS, columns=30)
    if allowed:
        assert checked(content, limits) == content
    else:
        assert str(refused(content, limits)).startswith("6.3!AE1: ")


@pytest.mark.parametrize("cell", ["A1000000", "XFD1", "ALM1", "alm1", "A10001"])
def test_one_cell_far_away_is_refused_with_its_place(cell):
    error = refused(edited(GOOD, {SHEET: put('r="A1"', f'r="{cell}"')}))
    assert error.problems[0].cell == cell


@pytest.mark.parametrize("cell", ["ALL1", "A10000"])
def test_the_last_row_and_the_last_column_are_allowed(cell):
    content = edited(GOOD, {SHEET: put('r="A1"', f'r="{cell}"')})
    assert checked(content) == content


def test_cells_that_do_not_say_where_they_are_are_counted():
    content = edited(workbook([[1] * 31]), {SHEET: lambda part: re.sub(rb' r="[A-Z]+1"', b"", part)})
    assert "more than 30 columns" in str(refused(content, attrs.evolve(LIMITS, columns=30)))


def test_a_hundred_thousand_rows_are_refused_before_they_are_read():
    row = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(3, 100_001))
    error = refused(edited(GOOD, {SHEET: put("</sheetData>", row + "</sheetData>")}))
    assert str(error) == "6.3!A10001: expected an .xlsx workbook, got a sheet of more than 10,000 rows"


def test_too_many_elements_are_refused_whatever_they_are():
    content = edited(GOOD, {"docProps/x.xml": b"<a>" + b"<b/>" * 5000 + b"</a>"})
    assert "too many elements" in str(refused(content, attrs.evolve(LIMITS, elements=5000)))


# broken files


@pytest.mark.parametrize("kept", range(1, len(GOOD), 1024))
def test_a_truncated_workbook_is_refused(kept):
    refused(GOOD[:kept])


@settings(max_examples=200)
@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda rest: b"PK\x03\x04" + rest))
def test_any_bytes_are_refused(content):
    refused(content)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=5))
def test_changed_bytes_are_refused_or_harmless(flips):
    content = bytearray(GOOD)
    for place, byte in flips:
        content[place] = byte
    with suppress(WorkbookProblems):
        assert checked(bytes(content)) == bytes(content)


# problems


def test_all_problems_are_told_and_the_path_leads_to_the_first():
    found = [Problem("6.6", "D7", "expected x"), Problem("6.8", None, "expected y"), Problem(None, None, "expected z")]
    error = WorkbookProblems.of(found)
    assert str(error) == "3 problems\n  6.6!D7: expected x\n  6.8: expected y\n  expected z"
    assert (error.path, error.code, error.problems) == ("/6.6/D7", "bad_value", tuple(found))
    assert isinstance(error, BadValue)


def test_problems_survive_pickling():
    error = WorkbookProblems.of([Problem("6.6", "D7", "expected x"), Problem("6.8", "E8", "expected y")])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (str(again), again.path, again.problems) == (str(error), error.path, error.problems)


def test_an_error_made_as_the_family_makes_them_has_its_message_as_its_problem():
    error = WorkbookProblems("expected x", "/6.6").below("a.xlsx")
    assert (error.path, error.problems) == ("/a.xlsx/6.6", (Problem(None, None, "expected x"),))
    assert str(error) == "expected x"
