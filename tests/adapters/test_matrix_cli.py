"""The commands ``matrix new``, ``read``, ``check`` and ``fill`` as their users run them."""

import json
import re
import sys
from importlib import resources
from pathlib import Path
from zipfile import ZipFile

import attrs
import openpyxl
import pytest
from click.testing import CliRunner, Result

from ibmodel import adapters, edition
from ibmodel.adapters import matrix_files
from ibmodel.adapters.matrices import matrix
from ibmodel.adapters.matrix_files import proposed_name
from ibmodel.adapters.workbook import read_matrix, write_matrix
from ibmodel.case.matrix import ChildRecord, Contact, Expert, Matrix, MatrixService, ParentRecord, Specialty
from ibmodel.exchange import write_matrix_document
from ibmodel.matrix import compute_matrix
from ibmodel.money import Money, Rate
from ibmodel.testing.matrices import example_matrix
from ibmodel.vocabulary import Impairment

OFFICIAL = edition("children-pilot-2018")
EXAMPLE = example_matrix()
COHORT = json.loads(resources.files("ibmodel.testing").joinpath("data", "pilot-2018-synthetic.json").read_text("utf-8"))
NEW = ("--code", "TUK-002", "--municipality", "Tukums", "--start", "2018-10-01", "--months", "3")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(matrix, list(arguments))
    assert result.exit_code == code, result.output
    return result


def there() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def written(name: str, made: Matrix = EXAMPLE) -> Path:
    Path(name).write_bytes(write_matrix(made, OFFICIAL))
    return Path(name)


def read(name: str) -> Matrix:
    return read_matrix(Path(name).read_bytes())


# the group


def test_the_group_lists_its_commands_and_knows_no_others():
    _, _, listed = run("--help").stdout.partition("Commands:")
    assert re.findall(r"^  (\w+) ", listed, re.MULTILINE) == ["new", "read", "check", "fill"]
    assert "No such command 'print'" in run("print", code=2).stderr


def test_without_the_extra_it_is_said_which_one_brings_the_commands(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for name in [
        name for name in sys.modules if name.startswith(("ibmodel.adapters.workbook", "ibmodel.adapters.matrix_"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(adapters, "matrix_commands", raising=False)
    stderr = run("new", "--example", code=2).stderr
    assert "pip install 'ibmodel[workbook]' (openpyxl is missing)" in stderr


# new


def test_new_writes_an_empty_workbook_called_by_the_code():
    assert run("new", *NEW).stdout == "matrix-TUK-002.xlsx\n"
    made = read("matrix-TUK-002.xlsx")
    assert (made.code, made.municipality, str(made.period.start), made.period.months) == (
        "TUK-002",
        "Tukums",
        "2018-10-01",
        3,
    )
    assert made.services == ()


def test_new_writes_the_example_in_latvian_unless_asked():
    run("new", "a.xlsx", "--example")
    run("new", "b.xlsx", "--example", "--lang", "en")
    assert read("a.xlsx") == read("b.xlsx") == EXAMPLE
    for name, title in (("a.xlsx", "6.2. tabula"), ("b.xlsx", "Table 6.2")):
        with ZipFile(name) as archive:
            assert title in archive.read("xl/worksheets/sheet2.xml").decode()


@pytest.mark.rule("A-11")
def test_new_can_leave_personal_data_out():
    run("new", "a.xlsx", "--example", "--without-personal-data")
    assert read("a.xlsx") == EXAMPLE.without_personal_data()


def test_new_does_not_write_over_a_file_unless_forced():
    Path("a.xlsx").write_text("mine")
    assert "--force" in run("new", "a.xlsx", "--example", code=2).stderr
    assert Path("a.xlsx").read_text() == "mine"
    run("new", "a.xlsx", "--example", "--force")
    assert read("a.xlsx") == EXAMPLE
    assert there() == ["a.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(NEW[2:], "expected --code, or --example", id="no-code"),
        pytest.param((), "expected --code, --municipality, --start, --months, or --example", id="nothing"),
        pytest.param(("--example", "--months", "3"), "--months: expected no such option with --example", id="both"),
        pytest.param((*NEW[:-1], "three"), "--months: expected a whole number, got 'three'", id="months"),
        pytest.param((*NEW[:-1], "٣"), "--months: expected a whole number", id="months-in-other-digits"),
        pytest.param((*NEW[:-1], "0"), "expected 1 to 120 months", id="no-months"),
        pytest.param((*NEW[:4], "--start", "1.10.2018", "--months", "3"), "expected a date", id="start"),
        pytest.param(("nowhere/a.xlsx", "--example"), "expected a file that can be written", id="folder"),
    ],
)
def test_new_refuses_what_it_cannot_use(arguments, expected, folder):
    assert expected in run("new", *arguments, code=2).stderr
    assert list(folder.iterdir()) == []


# file names


@pytest.mark.rule("A-11")
@pytest.mark.parametrize(
    "name",
    [
        "Ansis.xlsx",
        "plans_izdomatais.xlsx",
        "IZDOMĀTĀ anna.xlsx",
        "matrix-Anna1.xlsx",
        "000000-00000.xlsx",
        "b00000000001.xlsx",
        "izdomatais2018.xlsx",
    ],
)
def test_a_file_is_not_named_after_somebody_of_6_1(name, folder):
    message = "expected a file name without the names and codes of table 6.1 (A-11), such as matrix-TUK-001.xlsx"
    assert message in run("new", name, "--example", code=2).stderr
    assert list(folder.iterdir()) == []
    written("a.xlsx")
    assert message in run("fill", "a.xlsx", "--out", name, code=2).stderr
    written(name)
    result = run("read", name, code=2)
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("name", ["matrix-TUK-001.xlsx", "plan 2018-10.xlsx", "an.xlsx", "0.xlsx"])
def test_any_other_name_may_be_given(name):
    run("new", name, "--example")


def test_a_short_or_absent_personal_code_names_nobody():
    contact = Contact(name="A Li", personal_code="123")
    made = attrs.evolve(EXAMPLE, child=ChildRecord(contact=contact), parent=ParentRecord())
    written("matrix-123-aliens.xlsx", made)
    run("read", "matrix-123-aliens.xlsx")
    written("li.xlsx", made)
    run("read", "li.xlsx", code=2)


def test_a_code_becomes_a_file_name_without_what_paths_are_made_of():
    assert proposed_name("../A B/7") == "matrix-..-A-B-7.xlsx"
    assert proposed_name("Ķ-1") == "matrix-Ķ-1.xlsx"


# read


@pytest.mark.rule("A-11")
def test_read_writes_the_document_without_personal_data_unless_asked():
    written("a.xlsx")
    assert json.loads(run("read", "a.xlsx").stdout) == write_matrix_document(EXAMPLE, personal_data=False)
    assert json.loads(run("read", "a.xlsx", "--personal-data").stdout) == write_matrix_document(EXAMPLE)


def test_read_tells_every_problem_with_sheet_and_cell():
    book = openpyxl.load_workbook(written("a.xlsx"))
    (first, second) = (cell_of(book, "6.6", 4), cell_of(book, "6.8", 27.5))
    first.value, second.value = "x", "y"
    book.save("a.xlsx")
    stderr = run("read", "a.xlsx", code=2).stderr
    assert "a.xlsx: 2 problems" in stderr
    assert f"6.6!{first.coordinate}: expected " in stderr
    assert f"6.8!{second.coordinate}: expected " in stderr


def cell_of(book, sheet, value):
    return next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == value and cell.column > 1)


def test_a_file_that_is_not_there_is_refused():
    assert "a.xlsx: expected a file that can be read: No such file" in run("read", "a.xlsx", code=2).stderr
    assert "b.xlsx: expected a file that can be read: No such file" in run("check", "b.xlsx", code=2).stderr


def test_more_than_one_file_needs_jsonl(folder):
    assert "expected --jsonl for more than one file" in run("read", str(folder), code=2).stderr
    assert "expected --jsonl for more than one file" in run("read", "a.xlsx", "b.xlsx", code=2).stderr


def test_a_folder_is_read_line_by_line_and_problems_stand_in_their_lines(folder):
    (folder / "in" / "sub").mkdir(parents=True)
    written("in/b.xlsx")
    written("in/sub/a.xlsx", attrs.evolve(EXAMPLE, code="TUK-009"))
    written("in/Ansis.xlsx")
    Path("in/broken.xlsx").write_bytes(b"PK\x03\x04x")
    Path("in/~$b.xlsx").write_bytes(b"lock")
    Path("in/notes.txt").write_bytes(b"x")
    result = run("read", "--jsonl", "in", "nowhere.xlsx", code=2)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["file"] for line in lines] == [
        "(a file named after a person)",
        "b.xlsx",
        "broken.xlsx",
        "sub/a.xlsx",
        "nowhere.xlsx",
    ]
    assert lines[1]["matrix"] == write_matrix_document(EXAMPLE, personal_data=False)
    assert lines[3]["matrix"]["code"] == "TUK-009"
    assert [sorted(line) for line in lines] == [
        ["file", key] for key in ("problems", "matrix", "problems", "matrix", "problems")
    ]
    assert lines[2]["problems"][0]["message"].startswith("expected an .xlsx workbook, got ")
    assert lines[4]["problems"] == [
        {"sheet": None, "cell": None, "message": "expected a file that can be read: No such file or directory"}
    ]
    assert "Ansis" not in result.output


def test_many_files_are_read_in_their_order_by_two_processes(folder, monkeypatch):
    monkeypatch.setattr(matrix_files, "_FEW", 3)
    for number in range(3):
        written(f"f{number}.xlsx", attrs.evolve(EXAMPLE, code=f"C{number}"))
    result = run("read", "--jsonl", "--personal-data", ".")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["matrix"]["code"] for line in lines] == ["C0", "C1", "C2"]
    assert lines[0]["matrix"]["child"]["contact"]["name"] == "Ansis Izdomātais"


# check


def test_check_tells_amounts_rules_and_that_nothing_is_left():
    written("a.xlsx")
    stdout = run("check", "a.xlsx").stdout
    outcome = compute_matrix(EXAMPLE, OFFICIAL)
    assert outcome.needed.outcome.needed == Money.euro("2463.03")
    for text in ("€2,463.03", "€1,900.00", "€2,120.00", "€343.03", "€1,124.26", "Nothing in the plan breaks a rule."):
        assert text in stdout
    assert "The same holds for: occupational therapist's session, " in stdout
    assert stdout.rstrip().endswith("Everything is filled in.")
    assert "Ansis" not in stdout


def test_check_speaks_latvian():
    written("a.xlsx")
    stdout = run("check", "a.xlsx", "--lang", "lv").stdout
    assert "IB nepieciešamais apmērs" in stdout
    assert "2463,03" in stdout
    assert "Viss ir aizpildīts." in stdout


@pytest.mark.rule("C-6")
def test_a_plan_that_breaks_a_rule_is_told_and_gives_status_1():
    rows = [attrs.evolve(row, unit_price=Rate.euro("12.00")) if row.transport else row for row in EXAMPLE.services]
    written("a.xlsx", attrs.evolve(EXAMPLE, services=rows))
    stdout = run("check", "a.xlsx", code=1).stdout
    assert "What would help: Plan €" in stdout
    assert "The plan breaks a rule." in stdout


def test_an_empty_workbook_is_told_all_that_is_missing():
    run("new", *NEW)
    stdout = run("check", "matrix-TUK-002.xlsx").stdout
    for text in ("6.1 Child: Name and surname, ", "6.1 Parent", "6.2 ", "6.3 Goal", "6.3 Service", "6.4 Final amount"):
        assert f"- {text}" in stdout
    assert "cannot be checked yet" in stdout
    assert "components" not in stdout


def test_what_a_service_lacks_is_told_with_its_table():
    rows = [
        attrs.evolve(EXAMPLE.services[0], unit_price=None, received=None, spent=None),
        attrs.evolve(EXAMPLE.services[1], area=None),
        MatrixService(service="x-own", units=(1,) * 6, unit_price=Rate.euro("1.00")),
    ]
    child = attrs.evolve(EXAMPLE.child, impairment=Impairment.MULTIPLE, components=None)
    written("a.xlsx", attrs.evolve(EXAMPLE, services=rows, child=child))
    stdout = run("check", "a.xlsx").stdout
    assert "Cannot be computed yet: 6.8, physiotherapist: expected the price of a unit." in stdout
    assert "- 6.8 Price of a unit, EUR: physiotherapist's session\n" in stdout
    assert "- 6.3 Support area: x-own\n" in stdout
    assert "- 6.10 Units received: physiotherapist's session, x-own\n" in stdout
    assert "- 6.1 Child: Multiple impairments: vision\n" in stdout


def test_amounts_are_told_though_the_rules_cannot_be_checked_without_6_1():
    written("a.xlsx", EXAMPLE.without_personal_data())
    stdout = run("check", "a.xlsx").stdout
    assert "€2,463.03" in stdout
    assert "cannot be checked yet" in stdout


def test_a_plan_without_amounts_and_execution_has_a_need_only():
    rows = [attrs.evolve(row, received=None, spent=None, provider="x" * 65) for row in EXAMPLE.services]
    written("a.xlsx", attrs.evolve(EXAMPLE, services=rows, provisional=None, final=None))
    stdout = run("check", "a.xlsx").stdout
    assert "Needed amount" in stdout
    assert "Total amount" not in stdout
    assert "Spent so far" not in stdout
    assert "The plan within" not in stdout
    assert "6.10" not in stdout


def test_a_plan_without_services_has_no_table_of_them():
    written("a.xlsx", attrs.evolve(EXAMPLE, services=(), provisional=Money(0)))
    stdout = run("check", "a.xlsx").stdout
    assert "The plan within" not in stdout
    assert "- 6.3 Service" in stdout


@pytest.mark.rule("N-12")
@pytest.mark.parametrize(
    ("team", "told"),
    [
        ((), "- 6.2 Specialty\n"),
        ((Specialty.SPEECH,), "- 6.2 Specialty: social worker, rehabilitation physician\n"),
        ((Specialty.SOCIAL_WORKER, Specialty.SPEECH), "- 6.2 Specialty: rehabilitation physician\n"),
        ((Specialty.REHABILITATION, Specialty.SOCIAL_WORKER), None),
    ],
    ids=["nobody", "neither", "one", "both"],
)
def test_check_names_who_must_be_in_the_team_and_is_not(team, told):
    written("a.xlsx", attrs.evolve(EXAMPLE, team=[Expert(specialty=specialty) for specialty in team]))
    stdout = run("check", "a.xlsx").stdout
    assert told in stdout if told else "6.2" not in stdout


def test_ranks_given_twice_cannot_be_used_and_name_their_table():
    rows = (attrs.evolve(EXAMPLE.services[0], parent_rank=3), *EXAMPLE.services[1:])
    written("a.xlsx", attrs.evolve(EXAMPLE, services=rows))
    stderr = run("check", "a.xlsx", code=2).stderr
    assert "a.xlsx: 6.3, occupational_therapist: expected every rank once, got 3" in stderr


def test_a_file_that_is_no_workbook_cannot_be_checked():
    Path("a.xlsx").write_bytes(b"kods;1\n")
    assert "a.xlsx: expected an .xlsx workbook, got a text file (.csv?)" in run("check", "a.xlsx", code=2).stderr


# fill


def test_fill_takes_the_amounts_of_the_ministrys_team():
    written("a.xlsx")
    result = run("fill", "a.xlsx", "--provisional", "1000.00", "--final", "2000.00", "--out", "b.xlsx")
    assert read("b.xlsx") == attrs.evolve(EXAMPLE, provisional=Money.euro("1000.00"), final=Money.euro("2000.00"))
    assert "2000,00" in result.stdout
    assert read("a.xlsx") == EXAMPLE


def test_fill_proposes_the_code_as_the_name_and_does_not_write_over_its_own_file():
    written("a.xlsx")
    assert run("fill", "a.xlsx", "--lang", "en").stdout.startswith("matrix-TUK-001.xlsx\n")
    before = Path("matrix-TUK-001.xlsx").read_bytes()
    assert "--force" in run("fill", "matrix-TUK-001.xlsx", "--final", "1.00", code=2).stderr
    assert Path("matrix-TUK-001.xlsx").read_bytes() == before


def test_an_empty_amount_is_refused_and_not_ignored():
    written("a.xlsx")
    assert "--final" in run("fill", "a.xlsx", "--final", "", "--out", "b.xlsx", code=2).stderr
    assert not Path("b.xlsx").exists()


def test_fill_takes_amounts_before_any_service_is_chosen():
    run("new", *NEW)
    run("fill", "matrix-TUK-002.xlsx", "--provisional", "1500.00", "--force")
    assert read("matrix-TUK-002.xlsx").provisional == Money.euro("1500.00")


def test_fill_takes_the_amounts_from_a_cohort_or_from_what_came_of_it(folder):
    from ibmodel.adapters.cli import main  # noqa: PLC0415 - the command that writes the outcome

    id_ = COHORT["cases"][0]["id"]
    written("a.xlsx")
    Path("cohort.json").write_text(json.dumps(COHORT), encoding="utf-8")
    outcome = CliRunner().invoke(main, ["pilot", "cohort.json", "--json"]).stdout
    Path("outcome.json").write_text(outcome, encoding="utf-8")
    for source in ("cohort", "outcome"):
        run("fill", "a.xlsx", "--cohort", f"{source}.json", "--id", id_, "--out", f"{source}.xlsx")
    case = json.loads(outcome)["cases"][0]
    expected = attrs.evolve(EXAMPLE, provisional=Money.euro(case["provisional"]), final=Money.euro(case["final"]))
    assert read("cohort.xlsx") == read("outcome.xlsx") == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param(COHORT | {"cases": []}, "expected the recipient 'TUK-001' among the cases; --id", id="cohort"),
        pytest.param({"distributed": "0.00"}, "expected the recipient 'TUK-001'", id="no-cases"),
        pytest.param({"distributed": "0.00", "cases": [1]}, "expected the recipient 'TUK-001'", id="bad-case"),
        pytest.param(
            {"distributed": "0.00", "cases": [{"id": "TUK-001", "final": "1.00"}]}, "expected an amount", id="no-amount"
        ),
        pytest.param([], "expected an object", id="list"),
    ],
)
def test_a_cohort_that_does_not_tell_the_amounts_is_refused(document, expected, folder):
    written("a.xlsx")
    Path("c.json").write_text(json.dumps(document), encoding="utf-8")
    assert expected in run("fill", "a.xlsx", "--cohort", "c.json", code=2).stderr
    assert there() == ["a.xlsx", "c.json"]


def test_amounts_are_told_once():
    written("a.xlsx")
    Path("c.json").write_text(json.dumps(COHORT), encoding="utf-8")
    assert (
        "--final: expected no amount beside --cohort"
        in run("fill", "a.xlsx", "--cohort", "c.json", "--final", "1.00", code=2).stderr
    )


def test_an_amount_is_euro_with_two_decimals():
    written("a.xlsx")
    assert "--final: expected euro with two decimals" in run("fill", "a.xlsx", "--final", "1500", code=2).stderr


def test_fill_takes_what_a_document_fills_in_and_keeps_the_rest():
    run("new", *NEW[:-1], "6")
    document = write_matrix_document(attrs.evolve(EXAMPLE, code="TUK-002", municipality="Tukums"), personal_data=False)
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    run("fill", "matrix-TUK-002.xlsx", "--from", "d.json", "--out", "b.xlsx")
    assert read("b.xlsx").services == EXAMPLE.services
    assert read("b.xlsx").child is None


@pytest.mark.rule("A-11")
def test_a_document_without_personal_data_does_not_take_the_names_of_the_team_away():
    written("a.xlsx")
    document = write_matrix_document(attrs.evolve(EXAMPLE, variant=3), personal_data=False)
    Path("d.json").write_text(json.dumps(document | {"final": None}), encoding="utf-8")
    run("fill", "a.xlsx", "--from", "d.json", "--out", "b.xlsx")
    assert read("b.xlsx") == attrs.evolve(EXAMPLE, variant=3)


def test_the_document_of_another_child_is_refused():
    written("a.xlsx")
    Path("d.json").write_text(json.dumps(write_matrix_document(attrs.evolve(EXAMPLE, code="X"))), encoding="utf-8")
    assert (
        "expected the document of 'TUK-001', got that of 'X'"
        in run("fill", "a.xlsx", "--from", "d.json", code=2).stderr
    )


def test_a_document_that_does_not_go_with_the_workbook_is_refused():
    written("a.xlsx")
    document = {"code": "TUK-001", "municipality": "T", "period": {"start": "2018-10-01", "months": 2}}
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    stderr = run("fill", "a.xlsx", "--from", "d.json", code=2).stderr
    assert "expected units for the 2 months of the period, got 6" in stderr


@pytest.mark.rule("A-11")
def test_fill_can_leave_personal_data_out():
    written("a.xlsx")
    run("fill", "a.xlsx", "--without-personal-data", "--out", "b.xlsx")
    assert read("b.xlsx") == EXAMPLE.without_personal_data()


def test_a_matrix_that_no_workbook_can_hold_is_refused_and_nothing_is_written():
    written("a.xlsx")
    row = {"service": "nanny", "unit_price": "999999999999.999999"}
    document = {
        "code": "TUK-001",
        "municipality": "T",
        "period": {"start": "2018-10-01", "months": 6},
        "services": [row],
    }
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    assert (
        "expected a number of at most 15 digits"
        in run("fill", "a.xlsx", "--from", "d.json", "--out", "b.xlsx", code=2).stderr
    )
    assert there() == ["a.xlsx", "d.json"]
