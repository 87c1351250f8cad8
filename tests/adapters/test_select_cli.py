"""Claims on ``python -m ibmodel select`` and ``verify``."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from ibmodel.adapters import cli, options, selecting, selection_tables, tables
from ibmodel.adapters.options import BadInput
from ibmodel.errors import UnknownOperation
from ibmodel.exchange.cohorts import read_applications
from ibmodel.exchange.providers import selection_solver
from ibmodel.parameters import edition
from ibmodel.rules.selection import Multipliers, select_children
from ibmodel.testing.applications import FLAVOURS

DATA = Path(str(resources.files("ibmodel.testing").joinpath("data")))
AMPLE, SCARCE, CONTRADICTORY = (str(DATA / f"applications-{flavour}.json") for flavour in FLAVOURS)
SELECTED = str(DATA / "selection-ample.json")
BLANKS = re.compile(r"  +")
PILOT = {"start": "2018-09-01", "months": 12}
CHILD = {
    "id": "A",
    "born": "2012-05-01",
    "impairment": "mental",
    "disability_determined": True,
    "disability_until": "indefinite",
    "di_evaluated": True,
    "municipality": "Ogre",
    "received": "2018-07-03T09:14",
}
ADULT = {
    "id": "A",
    "born": "1990-01-01",
    "mental_impairment": True,
    "disability_group": 2,
    "declared_municipality": "Ogre",
    "received": "2019-08-01T09:00",
    "documents": ["application", "disability_proof"],
}
ADULTS = ("--policy", "adults-pilot-2019")
CHILDREN_TABLE = b"id,born,impairment,disability_determined,disability_until,di_evaluated,municipality,received\n"


def called(*arguments, given=b""):
    return CliRunner().invoke(cli.main, list(map(str, arguments)), input=given)


def printed(*arguments, given=b"") -> str:
    result = called(*arguments, given=given)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def refused(*arguments, given=b"") -> str:
    result = called(*arguments, given=given)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def wrong(*arguments, given=b"") -> str:
    result = called(*arguments, given=given)
    assert result.exit_code == 1, result.output
    assert result.stderr == ""
    return result.stdout


def document(*applicants, **changes) -> bytes:
    return json.dumps({"pilot": PILOT, "applicants": applicants, **changes}).encode()


def children(*many) -> bytes:
    """A document of children, each given by what differs from `CHILD`."""
    return document(*({**CHILD, **each} for each in many))


def adults(*many) -> bytes:
    return json.dumps({"applicants": [{**ADULT, **each} for each in many]}).encode()


def rows_below(text: str, heading: str) -> dict[str, list[str]]:
    rows = {}
    for line in text.split(f"\n{heading}\n")[1].split("\n")[2:]:
        cells = BLANKS.split(line)
        if len(cells) > 1:
            rows[cells[0]] = cells[1:]
        elif line or "All" in rows:
            break
    return rows


def section(text: str, heading: str) -> str:
    return text.split(f"\n{heading}\n", 1)[1].split("\n\n", 1)[0]


@cache
def reasons_of(path: str) -> list[dict]:
    return json.loads(printed("select", path, "--json"))["reasons"]


def text_of(code: str, fact: str, value: str, path: str = SCARCE) -> str:
    """The sentence of the one reason with this code and fact."""
    found = [reason for reason in reasons_of(path) if (reason["code"], reason["facts"].get(fact)) == (code, value)]
    assert len(found) == 1
    return found[0]["text"]


@pytest.fixture
def saved(tmp_path):
    def save(name: str, content: bytes | object) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return str(path)

    return save


@pytest.fixture(scope="module")
def scarce() -> selection_tables.Made:
    parameters = edition("children-pilot-2018")
    given = read_applications(json.loads(Path(SCARCE).read_text("utf-8")), parameters)
    return selection_tables.Made(given, parameters, select_children(given.applications, parameters, selection_solver()))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    def plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.getvalue())


# the tables of select


@pytest.mark.rule("S-1", "S-2", "S-3", "S-10")
def test_select_shows_quota_applicants_target_and_selected_of_every_margin() -> None:
    text = printed("select", AMPLE)
    assert "SYNTHETIC DATA: made up, none of these applicants exists.\n" in text
    assert "Pilot: 1 September 2018 to 31 August 2019\nPolicy: children-pilot-2018\n" in text
    for heading, size in (
        ("By planning region", 5),
        ("By municipality", 10),
        ("By age group", 5),
        ("By impairment", 5),
    ):
        rows = rows_below(text, heading)
        whole = rows.pop("All")
        assert len(rows) == size
        assert whole == ["100", "353", "100", "100", "–"]
        for column in range(4):
            assert sum(int(row[column]) for row in rows.values()) == int(whole[column])
    assert rows_below(text, "By impairment")["vision impairment"] == ["5", "22", "5", "5", "–"]
    summary = dict(BLANKS.split(line) for line in section(text, "Summary").splitlines())
    assert summary["Applications"] == "370"
    assert summary["- not eligible"] == "13"
    assert summary["- cannot be decided yet"] == "4"
    assert summary["Waiting"] == "253"


@pytest.mark.rule("S-4", "S-5", "I-7")
def test_select_tells_why_a_group_got_more() -> None:
    text = printed("select", SCARCE)
    assert rows_below(text, "By age group")["3-7"][2:] == ["23", "23", "–"]
    moved = [text_of("target_above_quota", "group", group) for group in ("3-7", "8-10", "11-14", "15-17")]
    for told in (*moved, text_of("target_is_every_applicant", "group", "0-2")):
        assert f"\n- {told}\n" in text


@pytest.mark.rule("I-7", "S-2")
def test_select_shows_the_deviation_where_targets_cannot_all_hold() -> None:
    text = printed("select", CONTRADICTORY)
    rows = rows_below(text, "By age group")
    rows.pop("All")
    assert rows["0-2"] == ["20", "21", "20", "10", "\u221210"]
    assert sum(int(row[4].replace("\u2212", "-").replace("–", "0")) for row in rows.values()) == 0
    assert "misses the targets of the age groups by 20 and those of the impairment groups by 0" in text


@pytest.mark.rule("S-11", "S-7", "S-9")
def test_select_lists_each_municipality_with_its_waiting_list() -> None:
    text = printed("select", AMPLE)
    chosen = json.loads(Path(SELECTED).read_text("utf-8"))
    rows = rows_below(text, "Tukums: 10 selected, 32 waiting")
    assert list(rows) == [who for who in chosen["selected"] if who.startswith("TUK")]
    assert rows["TUK-020"] == ["8-10", "mental impairment", "yes", "12 July 2018 10:39"]
    assert rows["TUK-001"][2] == "–"
    waiting = re.search(r"Waiting, in order of priority: (TUK.*)\n", text)[1].split(", ")
    assert waiting == [who for who in chosen["waiting"] if who.startswith("TUK")]


@pytest.mark.rule("E-8", "E-1", "E-3", "E-4", "E-9", "E-11")
def test_select_lists_the_ineligible_with_every_reason() -> None:
    text = printed("select", AMPLE)
    no = section(text, "Not eligible, with every criterion that is not met").splitlines()
    assert "- BAU-003: the disability commission has not determined a disability. (E-1)" in no
    assert "- BAU-003: no disability is in force when the pilot starts on 1 September 2018. (E-4)" in no
    assert sum("(E-11)" in line for line in no) == 2
    unknown = section(text, "Cannot be decided yet, with everything that is missing").splitlines()
    assert "- LIE-045: not known yet: the type of impairment. (S-3)" in unknown
    assert "- REZ-003: not known yet: the date on which the disability ends. (E-4)" in unknown
    assert len(unknown) == 5


@pytest.mark.rule("E-6")
def test_the_same_child_twice_is_a_finding() -> None:
    text = printed("select", "-", given=children({"id": "A"}, {"id": "B"}, {"id": "C", "born": "2012-05-02"}))
    assert "- B and A have the same date of birth, municipality and minute of application" in section(text, "Findings")
    assert "A, C" not in section(text, "Findings")
    assert "\nFindings\n" in printed("select", "-", "--explain", "A", given=children({"id": "A"}, {"id": "B"}))
    assert "Findings" not in printed("select", "-", given=children({"id": "A"}))


def test_select_in_latvian() -> None:
    text = printed("select", AMPLE, "--lang", "lv")
    assert "Izmēģinājumprojekts: no 01.09.2018. līdz 31.08.2019." in text
    assert "\nTukums: atlasīti 10, gaida rindā 32\n" in text
    assert "garīga rakstura traucējumi" in text
    assert not re.search(r"\b(the|rule|chapter|selected|waiting)\b", text.partition("Kopsavilkums")[2])


@pytest.mark.parametrize("language", ["en", "lv"])
@pytest.mark.parametrize("columns", [80, 100])
def test_everything_fits_a_terminal(monkeypatch, scarce, language, columns) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(columns))
    terminal = Terminal()
    page = tables.Page(terminal, language)
    given, parameters, decision = scarce.given, scarce.parameters, scarce.decision
    selection_tables.show_heading(page, given, decision, {}, SCARCE)
    selection_tables.show_selection(page, scarce)
    for place in range(20):
        selection_tables.show_story(page, scarce, given.applicants[place].id)
    bad = [decision.outcome.ineligible[0].id, *decision.outcome.selected[1:]]
    for stated in (decision.outcome.selected, decision.outcome.selected[:-1], bad, decision.outcome.waiting[:100]):
        selection_tables.show_verdict(page, selecting.examined(given, stated, parameters), "other")
    assert max(map(len, terminal.plain().splitlines())) <= columns
    assert "…" not in terminal.plain()


def test_piped_lines_end_without_spaces() -> None:
    for arguments in (["select", AMPLE], ["select", AMPLE, "--explain", "JEL-017"], ["verify", AMPLE, SELECTED]):
        assert all(line == line.rstrip() for line in printed(*arguments).split("\n"))


def test_work_is_told_of_on_a_terminal_only() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    with tables.busy(terminal, "en", "solving"):
        pass
    with tables.busy(pipe, "en", "solving"):
        pass
    assert "Looking for the best list" in terminal.plain()
    assert pipe.getvalue() == ""


# one applicant


@pytest.mark.rule("S-1", "S-7", "S-8")
def test_explain_tells_why_selected() -> None:
    text = printed("select", AMPLE, "--explain", "JEL-020")
    assert "\nJEL-020, Jelgava\nBorn: " in text
    assert "Home-schooled: yes\n" in text
    assert f"\n- {text_of('selected', 'id', 'JEL-020', AMPLE)}\n" in text
    assert "  Methodology, chapter II.2.2 (rule S-1)\n" in text
    groups = rows_below(text, "The groups in the whole pilot")
    assert list(groups) == ["Jelgava", "8-10", "multiple impairments"]
    assert groups["8-10"] == ["20", "66", "20", "20", "–"]
    assert "By municipality" not in text
    assert "\n- S-1: " in text


@pytest.mark.rule("S-9", "E-1", "E-2", "E-3", "E-4", "E-9", "E-11")
def test_explain_tells_why_waiting_and_every_criterion() -> None:
    text = printed("select", AMPLE, "--explain", "JEL-008")
    assert f"\n- {text_of('waits_municipality_full', 'id', 'JEL-008', AMPLE)}\n" in text
    assert "- Waiting list of Jelgava: place 1 of 40 in order of priority." in text
    for rule in ("E-1", "E-2", "E-3", "E-4", "E-9", "E-11"):
        assert f"(rule {rule})\n" in section(text, "Criteria") + "\n"
    assert "(rule S-9)" in text


@pytest.mark.rule("S-8", "S-4")
def test_explain_names_those_with_the_same_profile_and_the_targets_that_moved() -> None:
    by_code = {}
    for reason in reasons_of(SCARCE):
        by_code.setdefault(reason["code"], []).append(reason["facts"])
    alike = by_code["waits_same_profile_first"][0]["id"]
    text = printed("select", SCARCE, "--explain", alike)
    named = re.search(r"- Selected from the same municipality, age group and impairment: (.*)\.\n", text)[1].split(", ")
    assert set(named) <= {facts["id"] for facts in by_code["selected"]}
    moved = next(facts["id"] for facts in by_code["selected"] if facts["age_group"] == "3-7")
    told = text_of("target_above_quota", "group", "3-7")
    assert f"\n- {told}\n" in printed("select", SCARCE, "--explain", moved)


@pytest.mark.rule("E-8", "E-3")
def test_explain_of_an_ineligible_applicant_reads_like_a_letter() -> None:
    text = printed("select", AMPLE, "--explain", "LIE-029")
    assert "\nLIE-029 cannot take part in the pilot, because not every criterion is met.\n" in text
    assert section(text, "Criteria that are not met").splitlines() == [
        "- LIE-029 was not evaluated in the deinstitutionalisation project.",
        "  Methodology, chapter II.2.2 (rule E-2)",
        "- LIE-029: no disability is in force when the pilot starts on 1 September 2018.",
        "  Methodology, chapter II.2.2 (rule E-4)",
    ]
    assert section(text, "Criteria that are met").count("(rule E-") == 4
    assert "Selected or not" not in text
    latvian = printed("select", AMPLE, "--explain", "LIE-029", "--lang", "lv")
    assert "\nLIE-029 nevar piedalīties izmēģinājumprojektā, jo nav izpildīti visi kritēriji.\n" in latvian
    assert "- LIE-029: bērns nav izvērtēts DI projektā.\n  Metodika, II.2.2. nodaļa (noteikums E-2)\n" in latvian
    assert not re.search(r"\b(the|rule|chapter|criteria)\b", latvian.partition("LIE-029")[2])


@pytest.mark.rule("E-8", "E-4", "S-3")
def test_explain_of_an_undecided_applicant_names_what_is_missing() -> None:
    text = printed("select", AMPLE, "--explain", "REZ-003", "--explain", "LIE-045")
    assert "\nWhether REZ-003 can take part in the pilot cannot be decided yet" in text
    first, second = text.split("\nLIE-045, Liepāja\n")
    assert "the date on which the disability ends.\n  Methodology, chapter II.2.2 (rule E-4)" in first
    assert "- LIE-045: not known yet: the type of impairment.\n  Methodology, chapter II.2.2 (rule S-3)\n" in second
    assert "Impairment:" not in second
    both = printed("select", "-", "--explain", "A", given=children({"di_evaluated": False, "disability_until": None}))
    assert both.index("Criteria that are not met") < both.index("Criteria that cannot be decided yet")


def test_explain_names_near_identifiers() -> None:
    assert "expected the id of an applicant, got 'jel-01'; near ones: JEL-0" in refused(
        "select", AMPLE, "--explain", "jel-01"
    )
    assert refused("select", AMPLE, "--explain", "?").endswith("got '?'\n")


# what select writes


def test_select_writes_the_selection_and_the_certificate(tmp_path) -> None:
    proof, out = tmp_path / "proof.json", tmp_path / "out.json"
    text = printed("select", AMPLE, "--certificate", proof, "--out", out)
    assert f"The proof that no list is better is in {proof}" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "proof.json"]
    written = json.loads(out.read_text("utf-8"))
    assert {**json.loads(Path(SELECTED).read_text("utf-8")), "certificate": written["certificate"]} == written
    assert written["certificate"] == json.loads(proof.read_text("utf-8"))
    assert "proved that no list is better" in printed("verify", AMPLE, out, proof)
    assert stat.S_IMODE(out.stat().st_mode) & stat.S_IRUSR


def test_without_a_certificate_none_is_made(tmp_path) -> None:
    out = tmp_path / "out.json"
    assert "proof" not in printed("select", AMPLE, "--out", out)
    assert "certificate" not in json.loads(out.read_text("utf-8"))
    text = printed("verify", AMPLE, out)
    assert "VALID: the list keeps every rule, and no exchange of two makes it better. Whether another" in text


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    out = tmp_path / "out.json"
    out.write_text("before")
    link = tmp_path / "link.json"
    link.symlink_to(out)
    options.write_file("--out", link, {"title": "ā\ud800"})
    assert json.loads(out.read_bytes()) == {"title": "ā\ud800"}
    assert link.is_symlink()

    def fail(self, target) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(BadInput, match=r"--out: expected a file that can be written, got '.*': Permission denied"):
        options.write_file("--out", out, {"title": "after"})
    assert json.loads(out.read_bytes()) == {"title": "ā\ud800"}
    assert len(list(tmp_path.iterdir())) == 2


def test_a_device_is_written_to_and_not_renamed_over() -> None:
    options.write_file("--out", Path(os.devnull), {"title": "x"})
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_select_json_has_every_reason_and_every_criterion_of_the_ineligible() -> None:
    answer = json.loads(printed("select", AMPLE, "--json", "--lang", "lv"))
    assert answer["policy"] == "children-pilot-2018"
    assert answer["synthetic"] is True
    assert len(answer["selected"]) == 100
    codes = [reason["code"] for reason in answer["reasons"]]
    assert codes.count("selected") == 100
    assert codes.count("not_eligible") == 17
    assert codes.count("lives_outside_pilot_area") == 2
    assert any("pretendent" in reason["text"] for reason in answer["reasons"])


def test_readings_and_reforms_are_taken_and_told() -> None:
    text = printed("select", AMPLE, "--reading", "I-4=eligible", "--reform", "eligibility.age_below=19")
    assert "Policy: children-pilot-2018+reform\nChanged figures: eligibility.age_below = 19\n" in text
    assert "I-4 eligible" in text
    assert "(E-3)" not in text
    answer = json.loads(printed("select", AMPLE, "--reform", "eligibility.age_below=19", "--json"))
    assert answer["reform"] == {"eligibility.age_below": "19"}


@pytest.mark.rule("I-4", "E-3")
def test_a_list_made_under_another_policy_is_told_of_and_judged_by_the_one_asked_for(tmp_path) -> None:
    out = tmp_path / "out.json"
    printed("select", AMPLE, "--reading", "I-4=eligible", "--out", out)
    assert "VALID" in printed("verify", AMPLE, out, "--reading", "I-4=eligible")
    result = called("verify", AMPLE, out)
    assert "The list was made under another policy: children-pilot-2018+reform.\n" in result.stdout


# applications in a table


def test_select_reads_a_table(saved) -> None:
    rows = CHILDREN_TABLE + "A,2012-05-01,mental,true,indefinite,true,Liepāja,2018-07-03T09:14\n".encode()
    path = saved("a.csv", rows)
    assert f"{path}\nPilot: 1 September 2018 to 31 August 2019\n" in printed("select", path)
    later = printed("select", path, "--pilot-start", "2019-01-01", "--months", "6")
    assert "Pilot: 1 January 2019 to 30 June 2019\n" in later
    assert "Pilot: 1 January 2019 to 31 December 2019\n" in printed("select", path, "--pilot-start", "2019-01-01")
    assert "Pilot: 1 September 2018 to 28 February 2019\n" in printed("select", path, "--months", "6")
    assert "VALID" in printed("verify", path, saved("list.txt", b"A\n"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--pilot-start", "2019-01-02"], "--pilot-start: /start: expected the first day of a month, got 2019-01-02"),
        (["--pilot-start", "1.1.2019"], "--pilot-start: expected a date as year-month-day, got '1.1.2019'"),
        (["--months", "0"], "--pilot-start, --months: /months: expected 1 to 120 months, got 0"),
        (["--months", "x"], "'x' is not a valid integer"),
    ],
)
def test_when_the_pilot_runs_is_read_strictly(saved, arguments, message) -> None:
    assert message in refused("select", saved("a.csv", CHILDREN_TABLE), *arguments)


def test_when_the_pilot_runs_is_not_asked_of_a_document() -> None:
    assert "expected only with a table of children" in refused("select", AMPLE, "--months", "12")


# adults


@pytest.mark.rule("W-3", "W-1", "W-9", "I-8")
def test_select_of_adults(saved) -> None:
    many = [{"id": f"O-{number:02d}", "received": f"2019-08-01T09:{59 - number:02d}"} for number in range(12)]
    given = adults(*many, {"id": "T", "declared_municipality": "Tukums"}, {"id": "X", "documents": ["application"]})
    text = printed("select", "-", *ADULTS, given=given)
    rows = rows_below(text, "By municipality")
    assert rows["Ogre"] == ["10", "12", "10", "10", "–"]
    assert rows["All"] == ["100", "13", "11", "11", "–"]
    listed = rows_below(text, "Ogre: 10 selected, 2 waiting")
    assert list(listed) == [f"O-{number:02d}" for number in range(11, 1, -1)]
    assert "Waiting, in order of priority: O-01, O-00\n" in text
    assert "- X did not hand in both the application and the proof" in text
    assert "By age group" not in text
    assert "Home" not in text
    story = printed("select", "-", *ADULTS, "--explain", "O-00", "--explain", "T", "--explain", "X", given=given)
    assert "\n- O-00 waits: " in story
    assert "- Waiting list of Ogre: place 2 of 2 in order of priority." in story
    assert "\n- T is selected: " in story
    assert "X cannot take part in the pilot" in story
    assert "The groups in the whole pilot" not in story
    answer = json.loads(printed("select", "-", *ADULTS, "--json", given=given))
    assert answer["waiting"] == ["O-01", "O-00"]
    assert "title" not in answer
    path = saved("adults.json", given)
    right = printed("verify", path, saved("list.json", answer["selected"]), *ADULTS)
    assert "VALID: it is the one list that the rule gives." in right
    assert "Off the targets" not in right
    swapped = ["O-00" if who == "O-02" else who for who in answer["selected"]]
    text = wrong("verify", path, saved("other.json", swapped), *ADULTS)
    assert "- With O-02 instead of O-00 the list would be better.\n" in text
    text = wrong("verify", path, saved("other.json", [*(set(answer["selected"]) - {"T", "O-11"}), "X"]), *ADULTS)
    assert "- On the list, but not eligible: X.\n" in text
    assert "- Ogre: 9 on the list, the target is 10.\n- Tukums: 0 on the list, the target is 1.\n" in text


def test_adults_have_no_certificate(saved, tmp_path) -> None:
    path = saved("adults.json", adults({}))
    message = "expected for children only: adults are chosen by the time of application alone"
    assert f"--certificate: {message}" in refused("select", path, *ADULTS, "--certificate", tmp_path / "c.json")
    stated = saved("list.json", json.loads(Path(SELECTED).read_bytes()) | {"selected": ["A"]})
    assert f"CERTIFICATE: {message}" in refused("verify", path, stated, *ADULTS)


def test_nobody_is_selected_outside_a_pilot() -> None:
    assert "outside, nobody is selected" in refused("select", AMPLE, "--policy", "children-general")


# bad input


@pytest.mark.rule("S-1")
def test_nobody_applies() -> None:
    text = printed("select", "-", given=document())
    assert text.startswith("<stdin>\nPilot: ")
    assert rows_below(text, "By municipality")["All"] == ["100", "0", "0", "0", "–"]
    assert "selected," not in text
    assert "--explain" not in text


@pytest.mark.rule("S-1", "S-10")
def test_fewer_apply_than_there_are_places() -> None:
    text = printed("select", "-", given=children(*({"id": f"A-{number}"} for number in range(25))))
    assert rows_below(text, "By municipality")["Ogre"] == ["10", "25", "25", "25", "–"]
    assert "\nOgre: 25 selected, 0 waiting\n" in text
    assert "Waiting, in order" not in text


@pytest.mark.rule("E-11")
def test_a_municipality_that_is_not_in_the_pilot_makes_ineligible() -> None:
    text = printed("select", "-", given=children({"municipality": "Rīga"}))
    assert "- A is declared in Rīga, which is not a municipality of the pilot. (E-11)\n" in text


def test_an_application_after_the_period_is_fine_for_children_and_not_for_adults() -> None:
    assert "\nOgre: 1 selected, 0 waiting\n" in printed("select", "-", given=children({"received": "2018-12-24T10:00"}))
    text = printed("select", "-", *ADULTS, given=adults({"received": "2019-08-17T00:00"}))
    assert "not between 1 August 2019 and 16 August 2019. (W-2)" in text


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (children({}, {}), "<stdin>: /applicants/1/id: expected every id once, got 'A' again"),
        (
            children({"born": "2018-07-04"}),
            "<stdin>: /applicants/0/received: expected an application on or after the birth on 2018-07-04",
        ),
        (
            children({"born": "2018-10-04", "received": "2018-10-05T10:00"}),
            "<stdin>: /applicants/0/born: expected a birth on or before 2018-09-01, got 2018-10-04",
        ),
        (children({"home_schooled": "no"}), "/applicants/0/home_schooled: expected true or false, got 'no'"),
        (children({"more": 1}), "/applicants/0/more: expected no field 'more'"),
        (document(more=1), "/more: expected no field 'more'"),
        (b"[]", "expected an object"),
        (b"{", "expected one JSON document"),
    ],
)
def test_bad_applications_are_refused_with_their_place(given, message) -> None:
    assert message in refused("select", "-", given=given)


def test_bad_tables_are_refused_with_line_and_column(saved) -> None:
    row = b"A,%s,mental,true,indefinite,true,Ogre,2018-07-03T09:14\n"
    future = saved("a.csv", CHILDREN_TABLE + row % b"2018-07-04")
    assert "a.csv: line 2, column 8 (received): expected an application on or after the birth" in refused(
        "select", future
    )
    text = refused("select", saved("b.csv", CHILDREN_TABLE + row % b"4.7.2018" + row % b"x"))
    assert "b.csv: 3 problems\n  line 2, column 2 (born): expected a date" in text
    assert "\n  line 3, column 1 (id): expected every id once" in text


@pytest.mark.parametrize(
    ("reform", "message"),
    [
        (
            "selection.age.group_0_2=10",
            "/selection.age: expected quotas that add up to selection.places, 100, got 90: 10 too few",
        ),
        (
            "selection.places=90",
            "/selection.age: expected quotas that add up to selection.places, 90, got 100: 10 too many",
        ),
        (
            "selection.places_per_municipality=11",
            "/selection.places_per_municipality: expected quotas that add up to selection.places, 100, got 110: 10 too",
        ),
        (
            "selection.impairment.vision=10",
            "/selection.impairment: expected shares that add up to 100, got 105: 5 too many",
        ),
        (
            "selection.impairment.vision=0.5",
            "/selection.impairment: expected shares that add up to 100, got 95.5: 4.5 too few",
        ),
    ],
)
@pytest.mark.rule("S-1", "S-2", "S-3")
def test_quotas_that_do_not_add_up_are_refused_and_told_by_how_much(reform, message) -> None:
    assert f"Error: --reform: {message}" in refused("select", AMPLE, "--reform", reform)
    assert f"Error: --reform: {message}" in refused("verify", AMPLE, SELECTED, "--reform", reform)


def test_files_that_cannot_be_written_are_refused_before_anything_is_computed(tmp_path) -> None:
    assert "expected a file in a directory that exists" in refused("select", AMPLE, "--out", tmp_path / "no" / "a.json")
    same = tmp_path / "a.json"
    assert "expected another file than that of --out" in refused("select", AMPLE, "--out", same, "--certificate", same)
    assert "is a directory" in refused("select", AMPLE, "--out", tmp_path)


def test_without_the_solver_the_extra_is_named(monkeypatch) -> None:
    def missing() -> None:
        raise UnknownOperation("expected the extra to be installed: pip install 'ibmodel[selection]'", "/op")

    monkeypatch.setattr(selecting, "selection_solver", missing)
    assert refused("select", AMPLE) == (
        "Error: select: expected the extra to be installed: pip install 'ibmodel[selection]'\n"
    )
    assert "VALID" in called("verify", AMPLE, SELECTED).stdout
    assert called("select", "-", *ADULTS, given=adults({})).exit_code == 0


def test_without_the_solver_package_the_extra_is_named() -> None:
    code = "import sys; sys.modules['highspy'] = None; from ibmodel.__main__ import main; main()"
    command = [sys.executable, "-c", code, "select", AMPLE]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "ibmodel[selection]" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_solver_that_proves_nothing_gives_no_certificate(monkeypatch, tmp_path) -> None:
    class Unable:
        def propose(self, frame, question, goal):
            return selection_solver().propose(frame, question, goal)

        def refute(self, frame, question):
            return Multipliers((0,) * len(frame.groups), 0, 0), None

    monkeypatch.setattr(selecting, "selection_solver", Unable)
    text = refused("select", CONTRADICTORY, "--certificate", tmp_path / "c.json")
    assert "expected a list that can be proved best" in text
    assert list(tmp_path.iterdir()) == []


def test_a_solver_that_proposes_nonsense_is_refused(monkeypatch) -> None:
    class Wrong:
        def propose(self, frame, question, goal):
            return (0,) * len(frame.cells)

    monkeypatch.setattr(selecting, "selection_solver", Wrong)
    assert "expected a set that the rules confirm" in refused("select", AMPLE)


# verify


@pytest.mark.rule("S-1", "I-7")
def test_verify_says_that_a_list_is_proved_best() -> None:
    text = printed("verify", AMPLE, SELECTED)
    assert "Applications: 370; on the list: 100.\n" in text
    assert "\nVALID: the list keeps every rule, and it is proved that no list is better.\n" in text
    latvian = printed("verify", AMPLE, SELECTED, "--lang", "lv")
    assert "\nPAREIZS: saraksts ievēro visus noteikumus, un ir pierādīts, ka labāka saraksta nav.\n" in latvian


def test_verify_takes_the_identifiers_alone(saved) -> None:
    ids = json.loads(Path(SELECTED).read_bytes())["selected"]
    as_text = "\r\n".join([f"  {who}" for who in reversed(ids)]).encode()
    for content in (ids, as_text, b"\xef\xbb\xbf" + as_text + b"\n\n"):
        assert "VALID: the list keeps every rule, and no exchange" in printed("verify", AMPLE, saved("list", content))
    assert "NOT VALID" in wrong("verify", AMPLE, saved("list", b""))


@pytest.mark.rule("E-8", "S-1", "S-7", "S-8")
def test_verify_names_violations_and_a_better_exchange(saved) -> None:
    stated = json.loads(Path(SELECTED).read_bytes())
    ids = stated["selected"]
    others = [who for who in ids if not who.startswith("JEL")]
    jelgava = [who for who in ids if who.startswith("JEL")]
    text = wrong("verify", AMPLE, saved("a", [*others, *jelgava[1:], "JEL-027"]))
    assert "\nNOT VALID\n- On the list, but not eligible: JEL-027.\n  Methodology, chapter II.2.2 (rule E-3)\n" in text
    assert "- Jelgava: 9 on the list, the target is 10.\n  Methodology, chapter II.2.2 (rule S-1)\n" in text
    text = wrong("verify", AMPLE, saved("a", [*ids, "JEL-008"]))
    assert "- Jelgava: 11 on the list, the target is 10.\n" in text
    assert "with" not in section(text, "NOT VALID") or "instead of" in text
    waiting = next(who for who in reversed(stated["waiting"]) if who.startswith("JEL"))
    text = wrong("verify", AMPLE, saved("a", [*others, *jelgava[:-1], waiting]))
    assert re.search(r"- With JEL-\d+ instead of JEL-\d+ the list would be better\.\n  .*\(rule S-\d\)\n", text)
    answer = json.loads(wrong("verify", AMPLE, saved("a", [*others, *jelgava[:-1], waiting]), "--json"))
    assert answer["valid"] is False
    assert set(answer["improving_swap"]) == {"out", "in", "why"}
    assert "NAV PAREIZS" in wrong("verify", AMPLE, saved("a", ids[1:]), "--lang", "lv")


def test_verify_json() -> None:
    answer = json.loads(printed("verify", AMPLE, SELECTED, "--json", "--lang", "lv"))
    assert answer["valid"] is True
    assert answer["proved_best"] is True
    assert answer["policy"] == "children-pilot-2018"
    assert [reason["code"] for reason in answer["reasons"]] == ["list_is_valid", "list_is_proved_best"]
    assert answer["reasons"][0]["text"].startswith("Saraksts")


def _certificate() -> dict:
    return json.loads(Path(SELECTED).read_bytes())["certificate"]


@pytest.mark.rule("I-7")
def test_a_certificate_with_something_changed_proves_nothing(saved) -> None:
    ids = saved("ids", json.loads(Path(SELECTED).read_bytes())["selected"])
    proof = _certificate()
    assert "it is proved" in printed("verify", AMPLE, ids, saved("c", proof))
    changed = [
        {**proof, "multipliers": [[number + 1 for number in row] for row in proof["multipliers"]]},
        {**proof, "refusals": proof["refusals"][:-1]},
        {**proof, "refusals": [*proof["refusals"], [0]]},
        {**proof, "multipliers": []},
        {**proof, "deviation": []},
    ]
    for place, other in enumerate(changed):
        if other != proof:
            text = wrong("verify", AMPLE, ids, saved(f"c{place}", other))
            assert "\nNOT PROVED: the list keeps every rule" in text
    assert "NAV PIERĀDĪTS" in wrong("verify", AMPLE, ids, saved("c", changed[1]), "--lang", "lv")


def test_a_certificate_for_other_applicants_proves_nothing(saved, tmp_path) -> None:
    out = tmp_path / "scarce.json"
    printed("select", SCARCE, "--out", out)
    assert "NOT PROVED" in wrong("verify", SCARCE, out, saved("c", _certificate()))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"version": 1, "multi', "c: expected one JSON document"),
        (b"", "c: expected one JSON document"),
        (b"[]", "c: expected a certificate as an object"),
        (b"{}", "c: /version: expected a field 'version'"),
        (b'{"version": 2, "multipliers": [], "deviation": [], "home_schooled": [], "refusals": []}', "c: /version: "),
        (b'{"version": 1, "multipliers": [[1.5, 1]], "deviation": [], "home_schooled": [], "refusals": []}', "c: /mul"),
    ],
)
def test_a_certificate_that_cannot_be_read_is_refused(saved, content, message) -> None:
    assert message in refused("verify", AMPLE, SELECTED, saved("c", content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (["JEL-001", "JEL-001"], "/selected/1: expected every id once, got 'JEL-001' again"),
        (["JEL-001", "?"], "/selected/1: expected "),
        ({"selected": ["JEL-001"], "more": 1}, "/more: expected no field 'more'"),
        ({}, "/selected: expected a field 'selected'"),
        (b"JEL-001\n\xff", "expected text in UTF-8, got byte 0xff at 8"),
        (b"JEL-001\n" + b"x" * 65, "line 2: expected an identifier of 1 to 64 characters"),
        (b"{", "expected one JSON document"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused(saved, content, message) -> None:
    text = refused("verify", AMPLE, saved("list.txt", content))
    assert "list.txt: " in text
    assert message in text


def test_errors_of_the_applications_are_told_of_the_applications(saved) -> None:
    twice = saved("a.json", children({}, {}))
    text = refused("verify", twice, saved("list.txt", b"A"))
    assert "a.json: /applicants/1/id: expected every id once" in text


def test_the_three_flavours_run_from_the_command_line_and_their_certificates_hold_elsewhere(tmp_path) -> None:
    code = "import sys; sys.modules['highspy'] = None; from ibmodel.__main__ import main; main()"
    for flavour, path in zip(FLAVOURS[1:], (SCARCE, CONTRADICTORY), strict=True):
        out, proof = tmp_path / f"{flavour}.json", tmp_path / f"{flavour}-proof.json"
        printed("select", path, "--out", out, "--certificate", proof)
        command = [sys.executable, "-c", code, "verify", path, str(out), str(proof)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
