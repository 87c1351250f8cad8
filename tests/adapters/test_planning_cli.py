"""The commands ``check`` and ``calendar`` as their users run them."""

import json
import sys
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ibmodel import evaluate
from ibmodel.adapters import planning
from ibmodel.adapters.cli import main
from ibmodel.errors import UnknownOperation

PLAN = json.loads(resources.files("ibmodel.testing").joinpath("data", "plan-synthetic.json").read_text("utf-8"))


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.mark.rule("C-2", "C-5", "C-6", "U-6")
def test_the_example_plan_breaks_rules_and_says_what_would_help():
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("No PLAN was given")
    headings = ["Not allowed", "Cannot be decided yet", "In order", "The plan breaks a rule."]
    places = [result.stdout.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "What would help: Plan €80.00 less of transport" in result.stdout
    assert "(rule C-2)" in result.stdout


def test_the_same_in_latvian():
    result = run("check", "--lang", "lv")
    assert "Nav atļauts" in result.stdout
    assert "Ko darīt: " in result.stdout


def test_the_json_of_check_is_what_the_protocol_answers():
    written = json.loads(run("check", "--json", "-", stdin=json.dumps(PLAN)).stdout)
    response = evaluate({"op": "plan.check", "input": PLAN})
    assert written == {"result": response["result"], "reasons": response["reasons"]}


@pytest.mark.rule("C-1")
def test_a_plan_that_breaks_nothing_is_a_success_without_empty_headings():
    plan = {**PLAN, "lines": [line for line in PLAN["lines"] if line["service"] == "physiotherapist"]}
    result = run("check", "-", stdin=json.dumps(plan))
    assert result.exit_code == 0
    assert "Not allowed" not in result.stdout
    assert result.stdout.rstrip().endswith("Nothing in the plan breaks a rule.")


def test_a_plan_that_cannot_be_read_names_the_place():
    result = run("check", "-", stdin=json.dumps({**PLAN, "period": {"start": "2018-10-01", "months": 0}}))
    assert result.exit_code == 2
    assert "/period/months" in result.stderr


@pytest.mark.rule("A-6", "N-5", "N-6", "Q-3")
def test_the_calendar_of_the_pilot_moves_a_report_off_a_sunday():
    result = run("calendar", "--start", "2018-09-01")
    assert result.exit_code == 0
    assert "29 October 2018" in result.stdout
    assert "Calendar of the pilot that starts on 1 September 2018" in result.stdout


def test_the_json_of_the_calendar_is_what_the_protocol_answers():
    written = json.loads(run("calendar", "--start", "2019-11-01", "--plan1-month", "3", "--json").stdout)
    response = evaluate({"op": "pilot.calendar", "input": {"start": "2019-11-01", "plan1_month": 3}})
    assert written == {"result": response["result"], "reasons": response["reasons"]}


def test_a_calendar_file_is_written_whole(tmp_path: Path):
    path = tmp_path / "pilot.ics"
    assert run("calendar", "--start", "2018-09-01", "--ics", str(path), "--lang", "lv").exit_code == 0
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert [each.name for each in tmp_path.iterdir()] == ["pilot.ics"]


@pytest.mark.parametrize("start", ["2018-09-15", "soon", "9999-12-01"])
def test_a_start_that_is_no_first_of_a_month_is_refused(start: str):
    result = run("calendar", "--start", start)
    assert result.exit_code == 2
    assert "--start" in result.stderr


def test_without_the_calendar_extra_the_command_names_it(monkeypatch: pytest.MonkeyPatch):
    def missing() -> None:
        raise UnknownOperation("expected the extra to be installed: pip install 'ibmodel[calendar]'", "/op")

    monkeypatch.setattr(planning, "public_holidays", missing)
    result = run("calendar", "--start", "2018-09-01")
    assert result.exit_code == 2
    assert "ibmodel[calendar]" in result.stderr


def test_without_the_ics_extra_the_option_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setitem(sys.modules, "ibmodel.adapters.ics", None)
    result = run("calendar", "--start", "2018-09-01", "--ics", str(tmp_path / "pilot.ics"))
    assert result.exit_code == 2
    assert "ibmodel[ics]" in result.stderr
    assert not list(tmp_path.iterdir())
