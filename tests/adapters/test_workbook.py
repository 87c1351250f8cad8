"""A child's file as a workbook: written and read back, computed to the library's cents, all problems told at once."""

from __future__ import annotations

import importlib.util
import pickle
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZIP_DEFLATED, ZipFile

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ibmodel import Money, Rate, edition
from ibmodel.adapters.workbook import WorkbookProblems, read_matrix, write_matrix
from ibmodel.adapters.workbook.labels import LABELS, LANGUAGES
from ibmodel.adapters.workbook.layout import LISTS, SHEETS, Layout, Tables, column_name, words_of
from ibmodel.adapters.workbook.pages import pages
from ibmodel.adapters.workbook.terms import Terms
from ibmodel.adapters.workbook.values import Cell, content_of, value_of
from ibmodel.adapters.workbook.writing import MOST_ROWS, written_in
from ibmodel.case.matrix import (
    Aid,
    ChildRecord,
    Contact,
    Expert,
    Goal,
    GoalTerm,
    Matrix,
    MatrixService,
    ParentRecord,
    Sex,
    Specialty,
)
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.errors import BadType, BadValue, ModelError, TooLarge
from ibmodel.testing.matrices import example_matrix, matrices
from ibmodel.vocabulary import Impairment, SupportArea

PILOT = edition("children-pilot-2018")
OTHER = PILOT.reform(
    "other", readings={"I-10": "best_cover", "I-12": "stop", "I-24": "text", "I-25": "figure", "I-30": "area_3"}
)
IN_ORDER = PILOT.reform("in order", readings={"I-10": "in_order"})


def small_matrix() -> Matrix:
    """A file of two services over two months with everything filled in."""
    months = {"received": (1, 2), "spent": (Money(500), Money(1001))}
    services = (
        MatrixService(
            service="nanny",
            area=SupportArea.FAMILY,
            experts_rank=1,
            parent_rank=2,
            intensity="=reizi nedēļā",
            provider="SIA Rūķis",
            unit_price=Rate.euro("5.005"),
            units=(3, 4),
            public=Money(1000),
            transport=False,
            **months,
        ),
        MatrixService(
            service="x-peldēšana",
            area=SupportArea.FUNCTIONING,
            experts_rank=1,
            parent_rank=1,
            unit_price=Rate.euro("12.345678"),
            units=(1, 1),
            received=(0, 1),
        ),
    )
    contact = Contact(name="Anna Noslēpumaina", personal_code="010101-99999", address="Slepenā iela 1\nRīga")
    return Matrix(
        code="B-1",
        municipality="Tukuma novads",
        period=PlanPeriod(date(2018, 12, 3), 2),
        child=ChildRecord(
            contact=contact,
            born=date(2010, 2, 28),
            special_care=True,
            sex=Sex.FEMALE,
            impairment=Impairment.MULTIPLE,
            components=(Impairment.VISION, Impairment.MENTAL),
            aids=(Aid(what="Ratiņkrēsls"),),
        ),
        parent=ParentRecord(contact=Contact(name="Jānis Noslēpumains"), children=2, paid_work=False),
        team=(Expert(specialty=Specialty.SPEECH, name="Ieva Noslēpumaina"),),
        goals=(Goal(term=GoalTerm.LONG, text="=2+2"),),
        services=services,
        variant=3,
        provisional=Money(3000),
        final=Money(2500),
        rehabilitation=Money(700),
        transport=Money(100),
        other=Money(5),
        before=Money(0),
    )


def small_layout(matrix: Matrix, language: str = "lv", *, personal: bool = True) -> Layout:
    layout = Layout.of(matrix, language, personal=personal)
    return attrs.evolve(layout, services=5, goals=5, experts=5, aids=4)


def small(matrix: Matrix | None = None, language: str = "lv") -> bytes:
    chosen = small_matrix() if matrix is None else matrix
    return written_in(small_layout(chosen, language), chosen, PILOT)


def changed(change: Callable[[Workbook], object], content: bytes | None = None) -> bytes:
    """A workbook after somebody changed it."""
    workbook = load_workbook(BytesIO(small() if content is None else content))
    change(workbook)
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def with_part(change: Callable[[str], str], part: str, content: bytes | None = None) -> bytes:
    """A workbook one of whose parts was changed as text."""
    saved = BytesIO()
    with ZipFile(BytesIO(small() if content is None else content)) as old, ZipFile(saved, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return saved.getvalue()


def in_cell(place: str, xml: str, part: str = "xl/worksheets/sheet8.xml", content: bytes | None = None) -> bytes:
    """A workbook with other XML inside a cell: by default of 6.9, whose number is eight."""

    def put(text: str) -> str:
        made, times = re.subn(rf'<c r="{place}" s="(\d+)".*?(?:/>|</c>)', rf'<c r="{place}" s="\1"{xml}</c>', text)
        assert times == 1
        return made

    return with_part(put, part, content)


def problems(content: bytes) -> list[str]:
    """What is wrong with a workbook, each with its place."""
    with pytest.raises(WorkbookProblems) as caught:
        read_matrix(content)
    return [str(problem) for problem in caught.value.problems]


@settings(max_examples=25)
@given(matrices(), st.sampled_from(LANGUAGES), st.booleans())
def test_what_is_written_is_read_back(matrix: Matrix, language: str, personal: bool):
    kept = matrix if personal else matrix.without_personal_data()
    assert read_matrix(written_in(small_layout(kept, language, personal=personal), kept, PILOT)) == kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("personal", [True, False], ids=["with-6.1", "without-6.1"])
def test_the_example_is_read_back(language: str, personal: bool):
    matrix = example_matrix()
    content = write_matrix(matrix, PILOT, language, personal_data=personal)
    assert read_matrix(content) == (matrix if personal else matrix.without_personal_data())
    assert content == write_matrix(matrix, PILOT, language, personal_data=personal)


@pytest.mark.parametrize("name", ["\ufffe", "a\uffffb", "_x0041_x0042_", " ", "\u00a0", "x\u2028y"])
def test_a_code_of_any_characters_is_read_back(name: str):
    matrix = attrs.evolve(small_matrix(), code=name, municipality=name)
    assert read_matrix(small(matrix)) == matrix


def test_a_copy_that_another_program_saved_is_read_the_same():
    assert read_matrix(changed(lambda workbook: workbook.sheetnames)) == small_matrix()


@pytest.mark.rule("N-9")
def test_the_sheets_are_those_of_the_matrix():
    with_data = load_workbook(BytesIO(small()))
    assert with_data.sheetnames == ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.8", "6.9", "6.10", "6.11"]
    without = load_workbook(BytesIO(write_matrix(small_matrix(), PILOT, personal_data=False)))
    assert without.sheetnames == with_data.sheetnames[1:]


@pytest.mark.rule("N-13")
def test_signatures_stand_where_the_methodology_asks_for_them():
    workbook = load_workbook(BytesIO(small()))
    signed = {}
    for sheet in workbook.worksheets:
        words = [str(cell.value) for row in sheet.iter_rows() for cell in row if "paraksts:" in str(cell.value)]
        signed[sheet.title] = [word.split(":")[0] for word in words]
    both = ["Sociālais darbinieks", "Vecāks"]
    assert {name: who for name, who in signed.items() if who} == {
        "6.3": both,
        "6.4": both,
        "6.5": both,
        "6.6": both,
        "6.9": ["Vecāks"],
    }


@pytest.mark.rule("A-11")
def test_without_personal_data_no_part_of_the_file_names_anybody():
    with ZipFile(BytesIO(write_matrix(small_matrix(), PILOT, personal_data=False))) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    assert not any(secret in text for secret in ("Noslēpumain", "Slepenā", "010101"))
    assert "Rūķis" in text


def test_every_label_has_both_languages_and_every_list_its_words():
    assert all(english and latvian for english, latvian in LABELS.values())
    for kind in LISTS:
        if kind not in ("units", "areas", "transport"):
            assert len(words_of(kind, "en")) == len(words_of(kind, "lv")) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_inputs_may_be_changed_and_nothing_else(language: str):
    matrix = small_matrix()
    workbook = load_workbook(BytesIO(small(matrix, language)))
    formulas = 0
    for name, page in pages(small_layout(matrix, language)).items():
        sheet = workbook[name]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        for row in sheet.iter_rows():
            for cell in row:
                entry = page.inputs.get((cell.row, cell.column))
                assert cell.protection.locked == (entry is None or entry.kind == "variant"), (name, cell.coordinate)
                formulas += cell.data_type == "f"
                assert entry is None or cell.data_type != "f"
    assert formulas > 600


def test_inputs_offer_lists_and_limits():
    sheet = load_workbook(BytesIO(small()))["6.3"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    services = next(rule for ranges, rule in rules.items() if ranges.startswith("B15"))
    assert services.type == "list"
    assert services.formula1.startswith("'6.11'!")
    assert not services.showErrorMessage
    whole = next(rule for rule in rules.values() if rule.type == "whole")
    assert (whole.operator, whole.formula1) == ("greaterThanOrEqual", "1")
    prices = load_workbook(BytesIO(small()))["6.8"].data_validations.dataValidation
    assert [(rule.type, rule.formula1) for rule in prices] == [("decimal", "0")]


def test_sheets_are_printed_as_wide_as_a_page_with_the_code_on_every_one():
    workbook = load_workbook(BytesIO(small()))
    for sheet in workbook.worksheets:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.paperSize) == (1, 9)
        assert sheet.print_title_rows == "$1:$2"
        assert sheet["B2"].value == "Bērna kods"
    assert workbook["6.5"].page_setup.fitToHeight == 1
    assert workbook["6.10"].page_setup.fitToHeight == 0
    many = attrs.evolve(small_matrix(), services=[MatrixService(service=f"x-{place}") for place in range(60)])
    assert load_workbook(BytesIO(write_matrix(many, PILOT)))["6.5"].page_setup.fitToHeight == 0


def test_long_texts_have_room_and_long_names_shrink():
    sheet = load_workbook(BytesIO(small()))["6.3"]
    assert sheet.row_dimensions[8].height == 30
    assert sheet["B8"].alignment.wrap_text
    assert sheet["B15"].alignment.shrink_to_fit


@pytest.mark.parametrize(("months", "orientation"), [(6, "portrait"), (7, "landscape")])
def test_many_months_are_printed_across(months: int, orientation: str):
    matrix = attrs.evolve(small_matrix(), period=PlanPeriod(date(2018, 9, 1), months), services=())
    workbook = load_workbook(BytesIO(small(matrix)))
    assert workbook["6.6"].page_setup.orientation == workbook["6.10"].page_setup.orientation == orientation


@pytest.mark.parametrize(
    ("variant", "orders", "order"),
    [(None, "table", "PBGO"), (1, "table", "PBO"), (2, "text", "PGBO"), (3, "table", "GBPO"), (3, "text", "GPBO")],
    ids=["edition", "1", "2-text", "3-table", "3-text"],
)
@pytest.mark.rule("F-1")
@pytest.mark.rule("F-2")
@pytest.mark.rule("F-3")
def test_formulas_follow_the_variant_of_the_file(variant: int | None, orders: str, order: str):
    parameters = PILOT.reform("orders", readings={"I-24": orders})
    assert Terms.of(attrs.evolve(small_matrix(), variant=variant), parameters).order == order


@pytest.fixture(scope="module")
def release() -> ModuleType:
    """The command that compares formulas with the library, as a module."""
    path = Path(__file__).parents[1] / "release" / "workbook_formulas.py"
    spec = importlib.util.spec_from_file_location("release_workbook_formulas", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("ignore")
@pytest.mark.rule("B-3")
@pytest.mark.rule("N-2")
@pytest.mark.rule("N-7")
@pytest.mark.parametrize(
    ("parameters", "variant"), [(PILOT, None), (OTHER, 2), (IN_ORDER, 3)], ids=["default", "other", "in-order"]
)
def test_formulas_give_the_cents_of_the_library(parameters, variant: int, release: ModuleType, tmp_path: Path):
    excel = pytest.importorskip("formulas")
    small_one = attrs.evolve(small_matrix(), variant=variant)
    rows = [attrs.evolve(row, units=row.units[:1], received=None, spent=None) for row in small_one.services]
    matrix = attrs.evolve(
        small_one.without_personal_data(), period=PlanPeriod(date(2018, 12, 3), 1), services=rows, team=(), goals=()
    )
    layout = attrs.evolve(small_layout(matrix, personal=False), services=2, goals=1, experts=1)
    path = tmp_path / "small.xlsx"
    path.write_bytes(written_in(layout, matrix, parameters))
    solution = excel.ExcelModel().loads(str(path)).finish().calculate()
    found = {
        name.partition("]")[2]: value.value[0, 0]
        for name, value in solution.items()
        if ":" not in name and hasattr(value, "value")
    }
    outcome = release.compute_matrix(matrix, parameters)
    compared = 0
    for sheet, row, column, value in release.expected(outcome, layout):
        got = float(found[f"{sheet}'!{column_name(column)}{row}"])
        assert value in (round(got), round(got * 100)), (sheet, column_name(column), row, got)
        compared += 1
    assert compared > 60


@pytest.mark.parametrize(
    ("sheet", "place", "value", "message"),
    [
        (
            "6.8",
            "E8",
            "abc",
            "expected euro for a unit, 0 or more, with at most six decimals, got the text 'abc'",
        ),
        ("6.8", "E8", 1.2345678, "six decimals, got 1.2345678"),
        ("6.8", "E8", -1, "6.8!E8: expected euro for a unit, 0 or more"),
        ("6.6", "C8", "5", "6.6!C8: expected a whole number, 0 or more, got the text '5'"),
        ("6.6", "C8", 1.5, "6.6!C8: expected a whole number, 0 or more, got 1.5"),
        ("6.6", "D8", None, "6.6!D8: expected a number for every month, 0 if there is none, got nothing"),
        ("6.8", "C10", "SIA", "6.3!B17: expected this cell to be filled in, as row 3 is"),
        ("6.4", "C7", 12.345, "6.4!C7: expected euro, 0 or more, with at most two decimals, got 12.345"),
        ("6.4", "C7", 1e15, "6.4!C7: expected euro"),
        ("6.4", "C13", 4, "6.4!C13: expected a variant of 1, 2 or 3, got 4"),
        ("6.4", "G21", "varbūt", "6.4!G21: expected one of jā, nē, got the text 'varb\\u016bt'"),
        ("6.3", "C4", "03.12.2018", "6.3!C4: expected a date, got the text '03.12.2018': type it as 01.09.2018"),
        ("6.3", "C4", 43437.5, "6.3!C4: expected a date, got 43437.5"),
        ("6.3", "C4", 60, "6.3!C4: expected a date from 1900-03-01 on, got the number 60"),
        ("6.3", "C4", None, "6.3!C4: expected this cell to be filled in, got nothing"),
        ("6.3", "C2", None, "6.3!C2: expected this cell to be filled in, got nothing"),
        ("6.3", "C2", 17, "6.3!C2: expected text, got the number '17': format the cell as text"),
        ("6.3", "D15", 2, "6.3!D15: expected text, got the number '2': format the cell as text"),
        ("6.3", "D15", "ā" * 2001, "6.3!D15: expected text of 1 to 2000 characters"),
        ("6.3", "B15", "Aukle", "6.3!B15: expected a service of the list in 6.11 or a name that starts with 'x-'"),
        ("6.3", "B15", "x-" + "a" * 63, "6.3!B15: expected a service of the catalogue"),
        ("6.3", "B15", 3, "6.3!B15: expected a service of the list in 6.11"),
        ("6.3", "B15", None, "6.3!B15: expected this cell to be filled in, as row 1 is"),
        ("6.3", "B16", "Aukles pakalpojums", "6.3!B16: expected every service once, got 'nanny' again, as in B15"),
        ("6.3", "C15", 4, "6.3!C15: expected a support area of 1, 2 or 3, got 4"),
        ("6.3", "E15", 0, "6.3!E15: expected a rank, a whole number of 1 or more, got 0"),
        ("6.3", "B8", None, "6.3!B8: expected this cell to be filled in, as row 1 is"),
        ("6.3", "B9", "vēl viens", "6.3!C9: expected this cell to be filled in, as row 2 is"),
        ("6.2", "B8", None, "6.2!B8: expected this cell to be filled in, as row 1 is"),
        ("6.1", "C21", "nē", "6.1!C21: expected yes, as technical aids are listed, got no"),
        ("6.1", "C14", True, "6.1!C14: expected one of sieviešu, vīriešu, got the text '1'"),
        ("6.1", "C26", "skaļš", None),
        ("6.10", "C18", None, "6.10!C18: expected a number for every month, 0 if there is none, got nothing"),
        ("6.10", "D18", None, "6.10!D18: expected a number for every month"),
        ("6.10", "C36", None, "6.10!C36: expected a number for every month"),
        ("6.10", "D36", "daudz", "6.10!D36: expected euro"),
        ("6.11", "C8", 2, "6.11!C8: expected a whole number of 1 to 1 (part of the layout), got the number '2'"),
        ("6.11", "C9", "de", "6.11!C9: expected a language of en, lv, got the text 'de'"),
        ("6.11", "C9", None, "6.11!C9: expected a language of en, lv, got the text 'nothing'"),
        ("6.11", "C10", 201, "6.11!C10: expected a whole number of 1 to 200"),
        ("6.11", "C10", 2.5, "6.11!C10: expected a whole number of 1 to 200"),
        ("6.4", "B21", "=1/0", None),
        ("6.4", "B7", "Summa", "6.4!B7: expected 'IB provizoriskais apm\\u0113rs, EUR', got the text 'Summa'"),
        ("6.4", "C7", "=10*20", "6.4!C7: expected euro, 0 or more, with at most two decimals, got a formula without"),
    ],
)
def test_a_broken_cell_is_named(sheet: str, place: str, value: object, message: str | None):
    def change(workbook: Workbook) -> None:
        workbook[sheet][place] = value

    content = changed(change)
    if message is None:
        assert read_matrix(content) != small_matrix() or sheet == "6.4"
        return
    found = problems(content)
    assert len(found) == 1
    assert message in found[0]
    if not message.startswith("6."):
        assert found[0].startswith(f"{sheet}!{place}: ")


def test_every_problem_is_told_at_once_and_survives_a_process():
    def change(workbook: Workbook) -> None:
        workbook["6.8"]["E8"] = "abc"
        workbook["6.6"]["C8"] = -1
        workbook["6.3"]["C4"] = "rīt"

    with pytest.raises(WorkbookProblems) as caught:
        read_matrix(changed(change))
    assert [problem.where for problem in caught.value.problems] == ["6.3!C4", "6.6!C8", "6.8!E8"]
    assert caught.value.path == "/6.3/C4"
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


def test_too_many_cells_are_refused_before_they_are_looked_for():
    def change(workbook: Workbook) -> None:
        workbook["6.11"]["C5"], workbook["6.11"]["C10"] = 120, 200

    assert problems(changed(change)) == ["6.11!C10: expected at most 10000 services times months, got 200 x 120"]


def test_missing_and_renamed_sheets_are_named():
    def change(workbook: Workbook) -> None:
        workbook.remove(workbook["6.2"])
        workbook["6.6"].title = "6.7"

    assert problems(changed(change)) == [
        "6.2: expected a sheet of this name, got none; there are sheets called '6.7'",
        "6.6: expected a sheet of this name, got none; there are sheets called '6.7'",
    ]
    assert problems(changed(lambda workbook: workbook.remove(workbook["6.2"]))) == [
        "6.2: expected a sheet of this name, got none"
    ]

    def without_layout(workbook: Workbook) -> None:
        workbook["6.11"].title = "Sheet1"

    assert problems(changed(without_layout))[0].startswith("6.11: expected a sheet of this name, got '6.1', '6.2'")


def test_moved_columns_are_found_by_their_heads_alone():
    found = problems(changed(lambda workbook: workbook["6.8"].insert_cols(3)))
    assert found[0].startswith(
        "6.8!C7: expected 'Pakalpojuma sniedz\\u0113js', got nothing: were rows or columns moved?"
    )
    assert all(problem.startswith("6.8!") for problem in found)


def test_a_moved_table_of_services_is_one_matter_and_their_rows_no_other():
    found = problems(changed(lambda workbook: workbook["6.3"].insert_rows(10)))
    assert found
    assert all("were rows or columns moved?" in problem for problem in found)


def test_what_is_merged_or_hidden_over_inputs_is_named():
    def change(workbook: Workbook) -> None:
        workbook["6.8"].merge_cells("C9:D9")
        workbook["6.8"].merge_cells("A1:E1")
        workbook["6.6"].row_dimensions[9].hidden = True
        workbook["6.6"].row_dimensions[11].hidden = True
        workbook["6.10"].column_dimensions["D"].hidden = True
        workbook["6.9"].sheet_state = "hidden"

    found = problems(changed(change))
    seen = "expected a cell that can be seen, got a hidden one: show it"
    assert found[:2] == [f"6.6!C9: {seen}", f"6.6!D9: {seen}"]
    assert found[2] == "6.8!C9: expected cells of their own, got C9:D9 merged: split them"
    assert found[3] == "6.9: expected a sheet that can be seen, got a hidden one: show it"
    assert found[4] == f"6.10!D18: {seen}"
    assert {problem.partition(":")[0] for problem in found[4:]} == {"6.10!D18", "6.10!D19", "6.10!D36"}


def test_hidden_rows_without_content_and_other_sheets_do_no_harm():
    def change(workbook: Workbook) -> None:
        workbook["6.6"].row_dimensions[11].hidden = True
        workbook.create_sheet("Piezīmes")["A1"] = "Zvanīt"

    assert read_matrix(changed(change)) == small_matrix()


def test_blank_text_tabs_and_hard_spaces_of_a_text_are_made_plain():
    def change(workbook: Workbook) -> None:
        workbook["6.3"]["D15"] = "2\u00a0reizes\tnedēļā"
        workbook["6.3"]["D16"] = "  "

    row = read_matrix(changed(change)).services[0]
    assert row.intensity == "2 reizes nedēļā"


def test_words_are_read_whatever_their_case_and_services_stay_in_order():
    def change(workbook: Workbook) -> None:
        workbook["6.3"]["B15"] = "AUKLES PAKALPOJUMS"
        workbook["6.3"]["B18"] = "Asistents"

    assert [row.service for row in read_matrix(changed(change)).services] == ["nanny", "x-peldēšana", "assistant"]


def test_no_aids_and_components_that_are_not_there_are_known_to_be_none():
    def change(workbook: Workbook) -> None:
        sheet = workbook["6.1"]
        sheet["B39"] = sheet["C17"] = sheet["C20"] = None
        sheet["C21"] = "nē"

    child = read_matrix(changed(change)).child
    assert (child.aids, child.components) == ((), ())
    assert read_matrix(small(attrs.evolve(small_matrix(), child=child))).child == child


def test_a_child_of_whom_little_is_known_is_read_back():
    matrix = attrs.evolve(small_matrix(), child=ChildRecord(special_care=False), parent=None)
    assert read_matrix(small(matrix)) == matrix


def test_aids_are_read_even_if_nobody_said_that_there_are_any():
    def change(workbook: Workbook) -> None:
        workbook["6.1"]["C21"] = None

    assert read_matrix(changed(change)).child == small_matrix().child


UNITS = "xl/worksheets/sheet6.xml"


@pytest.mark.parametrize(
    ("xml", "units"),
    [
        ("><f>1+1</f><v>2</v>", 2),
        (' t="n"><v>2.0000000000000004</v>', 2),
        ("><v>7E0</v>", 7),
    ],
    ids=["formula-with-value", "noise", "exponent"],
)
def test_numbers_are_read_as_a_spreadsheet_shows_them(xml: str, units: int):
    assert read_matrix(in_cell("C8", xml, UNITS)).services[0].units[0] == units


@pytest.mark.parametrize(
    ("xml", "got"),
    [
        (' t="e"><v>#REF!</v>', "the error #REF!"),
        (' t="e"><f>Z1</f><v>#N/A</v>', "the error #N/A"),
        ("><f>1+1</f>", "a formula without a value: open the file in a spreadsheet program and save it"),
        (' t="b"><v>1</v>', "the text '1'"),
        (' t="d"><v>2018-09-01</v>', "the text '2018-09-01'"),
        (' t="str"><f>"a"</f><v>a_x000D_b</v>', "the text 'a\\rb'"),
    ],
    ids=["error", "error-of-formula", "no-value", "yes-no", "iso-date", "text-of-formula"],
)
def test_what_is_no_number_is_told(xml: str, got: str):
    (found,) = problems(in_cell("C8", xml, UNITS))
    assert found.startswith(f"6.6!C8: expected a whole number, 0 or more, got {got}")


def test_a_formula_that_gives_no_text_is_an_empty_cell():
    assert read_matrix(in_cell("F15", ' t="str"><f>""</f><v></v>', "xl/worksheets/sheet3.xml")).services[0] == (
        attrs.evolve(small_matrix().services[0], parent_rank=None)
    )


def test_shared_and_rich_texts_are_read_without_how_they_are_pronounced():
    rich = ' t="inlineStr"><is><r><t>reizi </t></r><r><t>dienā</t></r><rPh sb="0" eb="1"><t>zz</t></rPh></is>'
    assert read_matrix(in_cell("D15", rich, "xl/worksheets/sheet3.xml")).services[0].intensity == "reizi dienā"
    item = "<si><r><t>reizi </t></r><r><t>die_x006E_ā</t></r><rPh sb='0' eb='1'><t>zz</t></rPh></si>"
    strings = f"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>{item}</sst>"
    shared = in_cell("D15", ' t="s"><v>0</v>', "xl/worksheets/sheet3.xml")
    relation = (
        '<Relationship Id="rIdStrings" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    with ZipFile(BytesIO(shared)) as archive:
        has_strings = "xl/sharedStrings.xml" in archive.namelist()
    if has_strings:
        content = with_part(lambda _: strings, "xl/sharedStrings.xml", shared)
    else:
        content = with_part(
            lambda text: text.replace("</Relationships>", relation), "xl/_rels/workbook.xml.rels", shared
        )
        saved = BytesIO(content)
        with ZipFile(saved, "a") as archive:
            archive.writestr("xl/sharedStrings.xml", strings)
        content = saved.getvalue()
    assert read_matrix(content).services[0].intensity == "reizi dienā"


def test_a_workbook_that_counts_from_1904_or_lacks_a_part_is_refused():
    def from_1904(text: str) -> str:
        return re.sub(r"<workbookPr[^>]*/>", '<workbookPr date1904="1"/>', text)

    (found,) = problems(with_part(from_1904, "xl/workbook.xml"))
    assert found == "expected dates that count from 1900, got a workbook that counts from 1904"
    (found,) = problems(with_part(lambda text: text.replace("sheet3.xml", "sheet33.xml"), "xl/_rels/workbook.xml.rels"))
    assert found.startswith("expected an .xlsx workbook, got one that is broken")


def test_a_number_that_is_none_is_refused_as_broken():
    (found,) = problems(in_cell("C8", "><v>abc</v>", UNITS))
    assert found.startswith("expected an .xlsx workbook, got one that is broken (C8 holds 'abc' as a number)")


def test_a_merged_range_without_a_cell_is_refused_as_broken():
    def merged(text: str) -> str:
        return text.replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="C9:?"/></mergeCells>', 1)

    (found,) = problems(with_part(merged, UNITS))
    assert "no cell is called '?'" in found


@pytest.mark.parametrize(
    ("change", "kind", "path"),
    [
        ({"final": Money(10**15)}, TooLarge, "/final"),
        ({"period": PlanPeriod(date(1900, 2, 28), 2)}, BadValue, "/start"),
        ({"goals": [Goal(term=GoalTerm.LONG, text="x")] * (MOST_ROWS - 2)}, TooLarge, "/goals"),
        (
            {
                "period": PlanPeriod(date(2018, 9, 1), 120),
                "services": [MatrixService(service=f"x-{n}") for n in range(90)],
            },
            TooLarge,
            "/services",
        ),
    ],
    ids=["amount", "date", "rows", "cells"],
)
def test_what_a_workbook_cannot_hold_is_refused_by_its_path(change: dict, kind: type[ModelError], path: str):
    with pytest.raises(kind) as caught:
        write_matrix(attrs.evolve(small_matrix(), **change), PILOT)
    assert caught.value.path == path


def test_the_greatest_numbers_that_a_workbook_holds_are_read_back():
    rows = [MatrixService(service="nanny", unit_price=Rate(10**15 - 1), units=(10**15 - 1, 0))]
    start = PlanPeriod(date(1900, 3, 1), 2)
    matrix = attrs.evolve(small_matrix(), services=rows, final=Money(10**15 - 1), period=start)
    assert read_matrix(small(matrix)) == matrix


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(BadValue, match="expected a language of en, lv, got 'de'"):
        write_matrix(small_matrix(), PILOT, "de")


def test_an_own_service_of_either_language_is_written_by_its_name():
    assert content_of("services", "nanny", "en") == ' t="inlineStr"><is><t xml:space="preserve">nanny</t></is>'
    assert value_of("services", Cell("text", "nanny"), "en") == "nanny"
    with pytest.raises(BadType):
        value_of("units", Cell("text", "1"), "en")


def test_the_layout_has_room_to_go_on():
    layout = Layout.of(small_matrix(), "lv", personal=True)
    assert (layout.services, layout.goals, layout.sheets) == (40, 8, SHEETS)
    many = attrs.evolve(small_matrix(), services=[MatrixService(service=f"x-{place}") for place in range(31)])
    assert Layout.of(many, "lv", personal=False).services == 41
    assert Tables(layout).services == 18
