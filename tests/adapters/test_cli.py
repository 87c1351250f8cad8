"""Claims on the command line."""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import subprocess
import sys
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from ibmodel import __main__ as entry
from ibmodel.adapters import cli, tables
from ibmodel.adapters.labels import LABELS
from ibmodel.adapters.streams import bounded_lines
from ibmodel.exchange import LIMITS, read_cohort, write_outcome
from ibmodel.model import run
from ibmodel.money import Money
from ibmodel.parameters import edition
from ibmodel.testing.examples import FUNDING_EXAMPLES

LATVIAN = frozenset("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ")
SHIPPED = resources.files("ibmodel.testing").joinpath("data", "pilot-2018-synthetic.json").read_bytes()
BLANKS = re.compile(r"  +")


def called(*arguments, given=b""):
    return CliRunner().invoke(cli.main, arguments, input=given)


@cache
def printed(*arguments, given=b"") -> str:
    result = called(*arguments, given=given)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def refused(*arguments, given=b"") -> str:
    result = called(*arguments, given=given)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def rows_below(text: str, heading: str) -> dict[str, list[str]]:
    """The rows of the table under ``heading`` by their first cell."""
    rows = {}
    for line in text.split(f"\n{heading}, euro\n")[1].split("\n")[2:]:
        cells = BLANKS.split(line)
        if len(cells) > 1:
            rows[cells[0]] = cells[1:]
        elif line:
            break
    return rows


def cents(cell: str) -> int:
    return int(re.sub(r"\D", "", cell))


def document(**changes) -> bytes:
    return json.dumps(json.loads(SHIPPED) | changes).encode()


def one_case(**changes) -> dict:
    line = {"service": "nanny", "unit_price": "8.50", "units": [10, 10]}
    return {"id": "a", "municipality": "Ogre", "born": "2012-05-01", "special_care": False, "lines": [line]} | changes


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.getvalue())


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


@pytest.fixture(scope="module")
def outcome():
    return run(read_cohort(json.loads(SHIPPED)), edition("children-pilot-2018"))


# eval


def asked(given: bytes) -> list[dict]:
    return [json.loads(line) for line in printed("eval", given=given).splitlines()]


def test_eval_answers_every_line_and_never_stops_at_a_bad_one() -> None:
    good = b'{"id": %d, "op": "budget.needed", "input": {"lines": []}}\n'
    answers = asked(good % 1 + b'nonsense\n{"id": 2}\n\xff\xfe\n[1]\n' + good % 3)
    assert [answer["id"] for answer in answers] == [1, None, 2, None, None, 3]
    assert [answer["ok"] for answer in answers] == [True, False, False, False, False, True]
    codes = [answer["error"]["code"] for answer in answers[1:5]]
    assert codes == ["bad_json", "bad_request", "bad_json", "bad_request"]


def test_eval_skips_blank_lines_and_a_byte_order_mark() -> None:
    assert printed("eval", given=b"") == ""
    assert printed("eval", given=b"\n \t\r\n\n") == ""
    assert [answer["id"] for answer in asked(b'\xef\xbb\xbf{"id": 1}\r\n\n{"id": 2}')] == [1, 2]


def test_eval_writes_utf_8_unescaped_whatever_the_text_encoding() -> None:
    result = called("eval", given='{"id": "Rēzekne"}\n'.encode())
    assert '"id":"Rēzekne"'.encode() in result.stdout_bytes


def test_eval_answers_after_each_line_before_the_next_comes() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ibmodel", "eval"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        for number in range(3):
            process.stdin.write(b'{"id": %d}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_eval_refuses_50_megabytes_without_holding_them() -> None:
    def peak_and_answers(given: bytes) -> tuple[int, list[dict]]:
        code = (
            "import sys; from ibmodel.__main__ import main\n"
            "try: main()\n"
            "finally: sys.stderr.write(open('/proc/self/status').read())"
        )
        command = [sys.executable, "-c", code, "eval"]
        done = subprocess.run(command, input=given, capture_output=True, check=True)
        peak = re.search(rb"VmHWM:\s*(\d+) kB", done.stderr)
        return int(peak[1]) * 1024, [json.loads(line) for line in done.stdout.splitlines()]

    idle, none = peak_and_answers(b"")
    assert none == []
    peak, answers = peak_and_answers(b"[" * 50 * 2**20 + b'\n{"id": 2}\n')
    assert [answer["error"]["code"] for answer in answers] == ["too_large", "bad_request"]
    assert answers[1]["id"] == 2
    assert peak - idle < 2.5 * LIMITS.line_bytes


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (b"12345678\n", b"12345678\n"),
        (b"12345678\r\n", b"12345678\r\n"),
        (b"12345678", b"12345678"),
        (b"123456789\n", b"123456789\n"),
        (b"1234567890\n", b"000000000"),
        (b"12345678901", b"000000000"),
        (b" " * 30 + b"\n", b""),
        (b" " * 30, b""),
        (b" " * 30 + b"x" + b" " * 30 + b"\n", b"000000000"),
        (b"x" * 100_000 + b" " * 100_000 + b"\n", b"000000000"),
        (b" " * 100_000 + b"x" * 100_000 + b"\n", b"000000000"),
        (b"\n", b"\n"),
    ],
)
def test_lines_of_more_than_the_limit_are_replaced_unless_blank(line, seen) -> None:
    assert list(bounded_lines(io.BytesIO(b"a\n" + line), 8)) == [b"a\n", seen]
    if line.endswith(b"\n"):
        assert list(bounded_lines(io.BytesIO(line + b"a"), 8)) == [seen, b"a"]


def test_a_line_of_exactly_the_limit_is_read() -> None:
    text = b'{"id": "x"}'
    most = text + b" " * (LIMITS.line_bytes - len(text))
    answers = asked(most + b"\r\n" + most + b" \n")
    assert [answer["error"]["code"] for answer in answers] == ["bad_request", "too_large"]


@pytest.mark.parametrize("command", [["eval"], ["pilot", "--json"], ["pilot", "--recipients"], ["examples"]])
def test_a_reader_that_went_away_is_no_traceback(command) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "ibmodel", *command],
        input=b'{"id": 1}\n',
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 1
    assert b"Error" not in done.stderr
    assert b"Traceback" not in done.stderr


# examples


@pytest.mark.rule("F-1", "F-2", "F-3", "F-7", "D-4")
def test_examples_shows_the_twelve_printed_figures_above_equal_computed_ones() -> None:
    text = printed("examples")
    upper = [line.split() for line in text.splitlines() if " printed  " in line]
    lower = [line.split() for line in text.splitlines() if " = computed " in line]
    assert [cells[0] for cells in upper] == [example.number for example in FUNDING_EXAMPLES]
    assert [cells[4:] for cells in upper] == [cells[2:] for cells in lower]
    assert upper[0] == ["1.1", "1,370.00", "900.00", "printed", "800.00", "0.00", "800.00", "570.00", "worse"]
    assert len(upper) == 12
    assert "every computed figure equals" in text


def test_examples_fails_if_a_figure_differs(monkeypatch) -> None:
    wrong = attrs.evolve(FUNDING_EXAMPLES[4], project=Money.euro("801.00"))
    monkeypatch.setattr(cli, "FUNDING_EXAMPLES", (*FUNDING_EXAMPLES[:4], wrong))
    result = called("examples")
    assert result.exit_code == 1
    assert result.stdout.count("= computed") == 4
    assert result.stdout.count("≠ computed") == 1
    assert "5 examples: 1 of them" in result.stdout


def test_examples_in_latvian() -> None:
    text = printed("examples", "--lang", "lv")
    assert "1370,00" in text
    assert "vajag mazāk" in text
    assert "Visi aprēķinātie skaitļi sakrīt" in text


# pilot


def test_pilot_without_file_says_that_the_data_are_made_up() -> None:
    assert "SYNTHETIC DATA" in printed("pilot")
    assert "No FILE was given" in printed("pilot")
    assert "SINTĒTISKI DATI" in printed("pilot", "--lang", "lv")


@pytest.mark.rule("D-1", "D-2", "D-3", "D-4", "B-7", "F-8")
def test_pilot_tables_agree_with_the_outcome(outcome) -> None:
    text = printed("pilot")
    first, final = outcome.provisional.outcome, outcome.final.outcome
    summary = dict(BLANKS.split(line) for line in text.split("\nSummary\n")[1].split("\n\n")[0].splitlines())
    assert cents(summary["Pool for services"]) == outcome.cohort.pool.cents
    assert cents(summary["- left in reserve"]) == final.reserve.cents
    assert cents(summary["Saved by state and municipality"]) == outcome.effects.public_saved.cents
    assert f"€{first.reserve} stays in reserve" in text
    stages = ["Stage 1: provisional amount", "Stage 2: needed amount", "Stage 3: final amount", "Stage 4: total amount"]
    expected = [
        sum(case.provisional.provisional.cents for case in outcome.cases),
        sum(case.needed.outcome.needed.cents for case in outcome.cases),
        sum(case.final.cents for case in outcome.cases),
        sum(case.total.outcome.total.cents for case in outcome.cases),
    ]
    for stage, whole in zip(stages, expected, strict=True):
        rows = rows_below(text, stage)
        assert rows.pop("All")[0] == "100"
        both = 2 if stage.startswith("Stage 4") else 1
        assert sum(int(row[0]) for row in rows.values()) == 100 * both
        assert sum(cents(row[4]) for row in rows.values()) == whole * both
        for row in rows.values():
            least, mean, greatest = map(cents, row[1:4])
            assert least <= mean <= greatest


def test_pilot_municipalities_and_sources_add_up(outcome) -> None:
    text = printed("pilot")
    for heading, columns in (("By municipality", 6), ("By source of money", 4)):
        rows = rows_below(text, heading)
        whole = rows.pop("All")
        assert len(whole) == columns
        for column in range(columns):
            if heading == "By municipality" or column:
                assert sum(cents(row[column]) for row in rows.values()) == cents(whole[column])
    by_name = rows_below(text, "By municipality")
    assert tuple(by_name)[:-1] == edition("children-pilot-2018").pilot.municipalities
    madona = [case for case in outcome.cases if case.case.municipality == "Madona"]
    assert cents(by_name["Madona"][4]) == sum(case.total.outcome.total.cents for case in madona)
    for row in rows_below(text, "By source of money").values():
        assert cents(row[1]) == cents(row[2]) + cents(row[3])


@pytest.mark.rule("S-1", "S-11", "E-8")
def test_pilot_without_file_begins_with_the_selection() -> None:
    text = printed("pilot")
    step = text.split("\nSelection: from the applications to the recipients (children-pilot-2018)\n")[1]
    assert step.splitlines()[:3] == [
        "Applications: 370; eligible: 353; selected: 100; waiting: 253.",
        "Off the targets: by 0 in the age groups, by 0 in the impairment groups.",
        "Certificate checked: no list is better.",
    ]
    assert step.index("Summary") > 0
    assert "Sertifikāts pārbaudīts: labāka saraksta nav.\n" in printed("pilot", "--lang", "lv")
    assert "Certificate" not in printed("pilot", "-", given=SHIPPED)


def test_pilot_says_if_the_shipped_certificate_does_not_prove(monkeypatch) -> None:
    read = cli._shipped

    def broken(name: str) -> bytes:
        document = json.loads(read(name))
        document.pop("certificate", None)
        return json.dumps(document).encode()

    monkeypatch.setattr(cli, "_shipped", broken)
    assert "The certificate does not prove that no list is better.\n" in called("pilot").stdout


def test_pilot_recipients_lists_everyone(outcome) -> None:
    rows = rows_below(printed("pilot", "--recipients"), "By recipient")
    assert list(rows) == [*(case.case.id for case in outcome.cases), "All"]
    case = outcome.cases[7]
    amounts = (case.provisional.provisional, case.needed.outcome.needed, case.final, case.total.outcome.total)
    assert list(map(cents, rows[case.case.id][1:5])) == [amount.cents for amount in amounts]


def test_pilot_reads_a_file_or_standard_input(tmp_path) -> None:
    path = tmp_path / "cohort.json"
    path.write_bytes(b"\xef\xbb\xbf" + document(title="Ours", synthetic=False))
    from_file = printed("pilot", str(path))
    assert from_file == printed("pilot", "-", given=path.read_bytes())
    assert from_file.startswith("Ours\nPeriod from: 1 September 2018\nPolicy: children-pilot-2018\n")
    assert "SYNTHETIC" not in from_file
    assert "No FILE" not in from_file


def test_pilot_json_is_the_document_of_the_exchange(outcome) -> None:
    result = called("pilot", "--json", "--lang", "lv")
    assert result.exit_code == 0
    assert json.loads(result.stdout_bytes.decode("utf-8")) == write_outcome(outcome, "lv")
    assert "ibmodel pievienotā parauga" in result.stderr


def test_pilot_json_carries_any_text(tmp_path) -> None:
    path = tmp_path / "cohort.json"
    path.write_text(
        json.dumps({"title": "\ud800ā", "synthetic": True, "pool": "1.00", "on": "2018-09-01", "cases": []})
    )
    result = called("pilot", "--json", str(path))
    assert result.stderr == ""
    assert json.loads(result.stdout_bytes)["title"] == "\ud800ā"
    assert printed("pilot", str(path)).startswith("\ufffdā\nSYNTHETIC")


@pytest.mark.rule("I-3", "I-2")
def test_pilot_takes_readings_and_reforms() -> None:
    text = printed(
        "pilot",
        *("--reading", "I-3=exhaust", "--reading", "I-2 = shortfall"),
        *("--reform", "budget.reduced_share=80", "--reform", "budget.full_share_up_to_age=9"),
    )
    assert "Policy: children-pilot-2018+reform\n" in text
    assert "Changed figures: budget.reduced_share = 80, budget.full_share_up_to_age = 9\n" in text
    assert "I-2 shortfall, I-3 exhaust" in text
    assert list(rows_below(text, "Stage 1: provisional amount")) == ["100%", "80%", "All"]
    assert re.search(r"- left in reserve +€0\.00\n", text)


def test_pilot_takes_another_policy_and_variant() -> None:
    assert "Policy: children-general\n" in printed("pilot", "--policy", "children-general")
    text = printed("pilot", "--reform", "funding.variant=1")
    public = rows_below(text, "By source of money")["services financed by state or municipality"]
    assert public[0] == "0"
    assert public[2] == "0.00"


def test_pilot_takes_a_reform_of_a_list() -> None:
    assert printed("pilot", "--reform", 'pilot.municipalities=["Ogre"]')


def test_pilot_of_nobody() -> None:
    empty = document(cases=[])
    text = printed("pilot", "-", given=empty)
    assert rows_below(text, "Stage 3: final amount")["All"] == ["0", "–", "–", "–", "0.00"]
    assert "--explain" not in text
    assert "By recipient" in printed("pilot", "-", "--recipients", given=empty)


def test_pilot_leaves_the_terminal_alone() -> None:
    text = printed("pilot", "-", given=document(title="\x1b[31mred [bold]b[/bold] :smile:"))
    assert text.startswith("\ufffd[31mred [bold]b[/bold] :smile:\n")


# explain


def test_story_has_every_reason_with_its_rule_and_source(outcome) -> None:
    case = outcome.cases[0]
    text = printed("pilot", "--explain", case.case.id)
    sentences = [reason["text"] for reason in write_outcome(outcome, "en")["cases"][0]["reasons"]]
    place = 0
    for sentence in sentences:
        place = text.index(f"- {sentence}\n", 0 if "surplus" in sentence else place)
    for rule in {reason.rule for reason in case.reasons}:
        assert f"(rule {rule})\n" in text
        assert f"\n- {rule}: " in text
    assert "  Methodology, chapter II.3.2 (rule B-1)\n" in text
    assert "By municipality" not in text


@pytest.mark.rule("F-7")
def test_story_shows_lines_by_source(outcome) -> None:
    place = next(place for place, case in enumerate(outcome.cases) if case.total.outcome.unmet)
    case = outcome.cases[place]
    rows = rows_below(printed("pilot", "--explain", case.case.id), "Services by source of money, in order of priority")
    whole = rows.pop("All")
    assert len(rows) == len(case.case.lines)
    for row in (*rows.values(), whole):
        assert cents(row[0]) == sum(cents(cell) for cell in row[1:] if cell != "–")
    assert cents(whole[0]) == case.needed.outcome.needed.cents
    assert cents(whole[-1]) == case.total.outcome.unmet.cents


def test_story_in_latvian() -> None:
    text = printed("pilot", "--explain", "JEL-001", "--lang", "lv")
    assert "JEL-001, Jelgava\nDzimšanas datums: " in text
    assert "1. posms: IB provizoriskais apmērs\n- JEL-001: vecums ir " in text
    assert "  Metodika, II.3.2. nodaļa (noteikums B-1)\n" in text
    assert not re.search(r"\b(the|rule|chapter|table|stage)\b", text.partition("JEL-001")[2])


def test_several_stories_stand_in_the_order_asked_for() -> None:
    text = printed("pilot", "--explain", "OGR-002", "--explain", "JEL-003")
    assert text.index("\nOGR-002, Ogre\n") < text.index("\nJEL-003, Jelgava\n")


@pytest.mark.rule("B-4", "L-7")
def test_story_of_a_plain_case_without_rankings(tmp_path) -> None:
    lines = [{"service": "x-peldēšana", "unit_price": "10.00", "units": [1, 1]}]
    given = document(cases=[one_case(lines=lines)])
    text = printed("pilot", "-", "--explain", "a", given=given)
    assert "\nx-peldēšana   20.00    20.00" in text
    assert "Application received" not in text
    assert "Order of the services" not in text
    assert "First plan" not in text
    assert "- a needs €20.00, not more than the provisional amount of" in text


def test_unknown_recipient_lists_near_ones() -> None:
    assert "got 'jel-1'; near ones: JEL-001" in refused("pilot", "--explain", "jel-1")
    assert refused("pilot", "--explain", "xyz").endswith("got 'xyz'\n")


# errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["/does/not/exist.json"], "No such file"),
        (["/"], "Is a directory"),
        (["--policy", "x"], "'x' is not one of 'children-pilot-2018'"),
        (["--lang", "de"], "'de' is not one of 'en', 'lv'"),
        (["--reading", "I-3"], "--reading: expected a name and a value with '=' between them, got 'I-3'"),
        (["--reading", "=x"], "--reading: expected a name and a value"),
        (["--reading", "I-3=exhaust", "--reading", "I-3=exhaust"], "--reading: expected 'I-3' once"),
        (["--reading", "I-3=x"], "--reading: /I-3: expected a reading of I-3"),
        (["--reading", "I-8=fixed"], "which is fixed"),
        (["--reform", "budget.reduced_shar=80"], "nearest: budget.reduced_share"),
        (["--reform", "budget.reduced_share=180"], "--reform: /budget.reduced_share: expected a percentage"),
        (["--reform", "budget.full_share_up_to_age=x"], "/budget.full_share_up_to_age: expected a count"),
        (["--reform", "budget.full_share_up_to_age=" + "[" * 100_000], "/budget.full_share_up_to_age: expected"),
        (["--reading", "I-1=fixed_amount"], "pilot-2018-synthetic.json: /amount: expected the euro amount"),
    ],
)
def test_bad_arguments_are_refused_with_their_place(arguments, message) -> None:
    assert message in refused("pilot", *arguments)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"", "expected one JSON document"),
        (b"{", "expected one JSON document"),
        (b"\xff", "expected text in UTF-8"),
        (b"[]", "expected an object"),
        (b'{"a": 1, "a": 2}', "/a: expected every key once"),
        (b"[" * 100_000, "never closed"),
        (document(pool=1), "/pool: expected an amount as text"),
        (document(more=1), "/more: expected no field 'more'"),
        (document(cases=[one_case(id="")]), "/cases/0/id: expected an identifier"),
        (document(cases=[one_case(), one_case()]), "/cases/1/id: expected every id once"),
        (document(cases=[one_case(born="2000-01-01")]), "/cases/0/born: expected an age below 18"),
        (
            document(cases=[one_case(rankings={"experts": {"1": []}, "parent": ["nanny"]})]),
            "/cases/0/rankings/parent: expected both sides to rank the same",
        ),
        (json.dumps({"\x1b[31m": 1, **json.loads(SHIPPED)}).encode(), "/\ufffd[31m: expected no field '\\x1b[31m'"),
    ],
)
def test_bad_cohorts_are_refused_with_their_place(given, message) -> None:
    text = refused("pilot", "-", given=given)
    assert text.startswith("Error: <stdin>: ")
    assert message in text


# on a terminal


@pytest.mark.parametrize("language", ["en", "lv"])
@pytest.mark.parametrize("columns", [80, 100])
def test_everything_fits_a_terminal(terminal, monkeypatch, outcome, language, columns) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    page = tables.Page(terminal, language)
    tables.show_heading(page, outcome, {}, shipped=True)
    tables.show_outcome(page, outcome)
    tables.show_recipients(page, outcome)
    for place in range(10):
        tables.show_story(page, outcome, place)
    tables.show_examples(page, FUNDING_EXAMPLES, cli._computed)
    lines = terminal.plain().splitlines()
    assert max(map(len, lines)) <= columns
    assert "…" not in terminal.plain()


def test_a_narrow_terminal_still_shows_whole_amounts(terminal, monkeypatch, outcome) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    tables.show_outcome(tables.Page(terminal, "lv"), outcome)
    assert tables.Page(terminal, "lv").shown(outcome.cohort.pool) in terminal.plain()
    reduced = min(case.provisional.provisional for case in outcome.cases)
    amount = tables.Page(terminal, "lv").number(reduced)
    assert re.search(f"{amount} +{amount}", terminal.plain())
    assert "…" not in terminal.plain()


def test_piped_lines_end_without_spaces() -> None:
    for arguments in (["pilot", "--recipients"], ["pilot", "--explain", "JEL-001"], ["examples"]):
        assert all(line == line.rstrip() for line in printed(*arguments).split("\n"))


def test_progress_is_shown_on_a_terminal_and_for_long_work_only(terminal, outcome) -> None:
    cases = outcome.cohort.cases * 10
    assert list(tables.watched(cases, terminal, "en")) == list(cases)
    assert "Stage 4, case by case" in terminal.plain()
    quiet = Terminal()
    assert tables.watched(cases[:-1], quiet, "en") == cases[:-1]
    assert quiet.getvalue() == ""
    pipe = io.StringIO()
    assert tables.watched(cases, pipe, "en") == cases
    assert pipe.getvalue() == ""


# the words


def test_labels_are_complete_and_translated() -> None:
    for name, (english, latvian) in LABELS.items():
        assert english, name
        assert latvian, name
        assert not LATVIAN & set(english), name
    assert sum(bool(LATVIAN & set(latvian)) for _, latvian in LABELS.values()) > len(LABELS) // 2


def test_labels_have_the_same_places_in_both_languages() -> None:
    for english, latvian in LABELS.values():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", latvian))


# the entry


def test_version() -> None:
    assert printed("--version") == f"ibmodel {metadata.version('ibmodel')}\n"


def test_version_of_a_copy_that_is_not_installed(monkeypatch) -> None:
    def version(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    assert called("--version").stdout == "ibmodel (not installed)\n"


def test_streams_of_another_kind_are_left_as_they_are(monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    cli.main(["examples"], standalone_mode=False)
    assert "1.1" in sys.stdout.getvalue()


def test_text_that_the_encoding_lacks_is_escaped() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ibmodel", "examples", "--lang", "lv"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert rb"apr\u0113\u0137ins" in done.stdout


def test_module_runs_the_command_line(monkeypatch, capsys) -> None:
    monkeypatch.delitem(sys.modules, "ibmodel.__main__", raising=False)
    monkeypatch.setattr(sys, "argv", ["ibmodel", "--version"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("ibmodel", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("ibmodel ")


@pytest.mark.parametrize("package", ["click", "rich"])
def test_missing_packages_are_named_with_the_extra_that_brings_them(monkeypatch, capsys, package) -> None:
    forget_command_line(monkeypatch)
    for name in list(sys.modules):
        if name.partition(".")[0] == package:
            monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SystemExit) as stop:
        entry.main()
    assert stop.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(package)
    assert shown.err.endswith(" is missing: install the extra 'cli', pip install 'ibmodel[cli]'\n")
    assert shown.err.count("\n") == 1


def test_other_missing_packages_are_errors(monkeypatch) -> None:
    forget_command_line(monkeypatch)
    monkeypatch.setitem(sys.modules, "ibmodel.adapters.streams", None)
    with pytest.raises(ModuleNotFoundError):
        entry.main()


def forget_command_line(monkeypatch) -> None:
    from ibmodel import adapters  # noqa: PLC0415 - what is forgotten here

    for name in ("cli", "tables", "options", "selecting", "selection_tables", "application_files"):
        monkeypatch.delitem(sys.modules, f"ibmodel.adapters.{name}")
        monkeypatch.delattr(adapters, name)
