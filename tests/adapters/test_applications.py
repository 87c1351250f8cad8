"""Claims on the synthetic applications that the package carries, and on how applications are read from a table."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import runpy
import subprocess
import sys
from collections import Counter
from importlib import resources
from pathlib import Path

import attrs
import pytest

from ibmodel.adapters.application_files import columns_of, read_file
from ibmodel.adapters.options import BadInput
from ibmodel.case.applications import AdultApplicant, ChildApplicant, PilotDates
from ibmodel.dates import completed_years, read_date, read_moment
from ibmodel.errors import BadValue, ModelError
from ibmodel.exchange.cohorts import ChildRound, read_applications, read_selection, round_of, write_selection
from ibmodel.exchange.providers import selection_solver
from ibmodel.parameters import edition
from ibmodel.rules.eligibility import assess_child
from ibmodel.rules.selection import select_children, verify_selection
from ibmodel.testing import applications
from ibmodel.testing.applications import FLAVOURS, Dice, synthetic_applications, text
from ibmodel.vocabulary import Impairment

DATA = resources.files("ibmodel.testing").joinpath("data")
PILOT = edition("children-pilot-2018")
ADULTS = edition("adults-pilot-2019")
EVERY_FLAVOUR = pytest.mark.parametrize("flavour", FLAVOURS)


def shipped(name: str) -> str:
    return DATA.joinpath(name).read_text("utf-8")


@pytest.fixture(scope="module")
def rounds() -> dict[str, ChildRound]:
    return {flavour: read_applications(synthetic_applications(flavour), PILOT) for flavour in FLAVOURS}


@pytest.fixture(scope="module")
def decisions(rounds):
    solver = selection_solver()
    return {
        flavour: select_children(given.applications, PILOT, solver, certificate=flavour == "ample")
        for flavour, given in rounds.items()
    }


# the generator


@EVERY_FLAVOUR
def test_shipped_file_is_what_the_generator_makes(flavour) -> None:
    assert text(synthetic_applications(flavour)) == shipped(f"applications-{flavour}.json")
    assert json.loads(shipped(f"applications-{flavour}.json")) == synthetic_applications(flavour)


def test_all_chance_comes_from_floats_below_one(monkeypatch) -> None:
    """Other methods of ``random.Random`` give other numbers on other versions of Python."""

    class OnlyRandom:
        def __init__(self, seed) -> None:
            self.random = generator(seed).random

    generator = random.Random
    monkeypatch.setattr(random, "Random", OnlyRandom)
    assert text(synthetic_applications("scarce")) == shipped("applications-scarce.json")


def test_dice_reach_both_ends() -> None:
    dice = Dice(1)
    assert {dice.between(1, 3) for _ in range(100)} == {1, 2, 3}
    assert {dice.between(10, 20, 5) for _ in range(100)} == {10, 15, 20}
    assert {dice.chance(50) for _ in range(100)} == {True, False}
    assert not any(dice.chance(0) for _ in range(100))
    assert sorted(dice.shuffled("abc")) == ["a", "b", "c"]


@pytest.mark.parametrize("arguments", [[], ["ample"], ["scarce"]])
def test_module_prints_a_flavour(monkeypatch, capfdbinary, arguments) -> None:
    monkeypatch.delitem(sys.modules, "ibmodel.testing.applications")
    monkeypatch.setattr(sys, "argv", ["applications", *arguments])
    runpy.run_module("ibmodel.testing.applications", run_name="__main__")
    sys.stdout.flush()
    printed = capfdbinary.readouterr().out.decode()
    assert printed == shipped(f"applications-{(*arguments, 'ample')[0]}.json")


def test_an_unknown_flavour_is_refused(monkeypatch, capsys) -> None:
    with pytest.raises(BadValue, match="expected one of ample, scarce, contradictory, got 'sweet'"):
        synthetic_applications("sweet")
    monkeypatch.setattr(sys, "argv", ["applications", "sweet"])
    with pytest.raises(SystemExit) as stop:
        applications.main()
    assert stop.value.code == 2
    assert "got 'sweet'" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(2))
@EVERY_FLAVOUR
def test_any_seed_gives_applications_that_can_be_read(flavour, seed) -> None:
    document = synthetic_applications(flavour, seed)
    assert document != synthetic_applications(flavour)
    assert len(read_applications(document, PILOT).applicants) == 370


# what the applications are


@EVERY_FLAVOUR
@pytest.mark.rule("E-5", "E-6", "S-1")
def test_370_applications_for_ten_municipalities_say_that_they_are_synthetic(rounds, flavour) -> None:
    given = rounds[flavour]
    assert given.synthetic
    assert given.title.startswith("Synthetic")
    assert given.pilot == PilotDates(PILOT.pilot.start, PILOT.pilot.months)
    assert len(given.applicants) == 370
    assert len({each.id for each in given.applicants}) == 370
    from_each = Counter(each.id[:3] for each in given.applicants)
    assert len(from_each) == 10
    assert len(set(from_each.values())) > 5
    by_municipality = Counter(each.municipality for each in given.applicants)
    assert next(iter(by_municipality)) == "Jelgava"
    assert set(by_municipality) - set(PILOT.pilot.municipalities) == {"Jēkabpils", "Sigulda"}
    assert 15 <= sum(each.home_schooled for each in given.applicants) <= 60


@EVERY_FLAVOUR
@pytest.mark.rule("E-1", "E-2", "E-3", "E-4", "E-9", "E-11", "I-4")
def test_every_criterion_fails_once_or_twice_and_some_cannot_be_decided(rounds, flavour) -> None:
    given = rounds[flavour]
    failed, undecided = Counter(), Counter()
    for applicant in given.applicants:
        for criterion in assess_child(applicant, given.pilot, PILOT).outcome.criteria:
            failed[criterion.rule] += criterion.met is False
            undecided[criterion.rule] += criterion.met is None
    assert {rule: 1 <= failed[rule] <= 5 for rule in ("E-1", "E-2", "E-3", "E-4", "E-9", "E-11")} == dict.fromkeys(
        ("E-1", "E-2", "E-3", "E-4", "E-9", "E-11"), True
    )
    assert undecided["E-1"] == undecided["E-2"] == 1
    assert undecided["E-4"] == 2
    assert sum(applicant.impairment is None for applicant in given.applicants) == 1
    last_day = read_date("2018-09-01")
    assert any(applicant.disability_until == last_day for applicant in given.applicants)
    assert any(applicant.born == read_date("2001-09-01") for applicant in given.applicants)


@EVERY_FLAVOUR
@pytest.mark.rule("E-6", "S-8", "I-8")
def test_some_applications_came_in_one_minute_and_one_child_perhaps_twice(rounds, decisions, flavour) -> None:
    minutes = Counter(each.received for each in rounds[flavour].applicants)
    assert sum(number > 1 for number in minutes.values()) > 10
    twins = [reason for reason in decisions[flavour].reasons if reason.code == "possibly_the_same_person"]
    assert len(twins) == 1


@pytest.mark.rule("S-1", "S-2", "S-3")
def test_ample_applications_meet_every_quota(decisions) -> None:
    outcome = decisions["ample"].outcome
    assert (outcome.deviation.age, outcome.deviation.impairment) == (0, 0)
    assert set(outcome.counts.municipality.values()) == {10}
    assert set(outcome.counts.age.values()) == {20}
    assert list(outcome.counts.impairment.values()) == [5, 5, 30, 30, 30]
    assert len(outcome.waiting) + len(outcome.selected) + len(outcome.ineligible) == 370


@pytest.mark.rule("S-4", "S-5", "I-7")
def test_scarce_applications_raise_the_targets_of_the_other_groups(decisions) -> None:
    outcome = decisions["scarce"].outcome
    short = {name for name, target in outcome.targets.age.items() if target < 20}
    assert short == {"0-2"}
    assert {name: target > 20 for name, target in outcome.targets.age.items() if name not in short} == dict.fromkeys(
        ("3-7", "8-10", "11-14", "15-17"), True
    )
    assert outcome.targets.impairment["vision"] < 5
    assert sum(outcome.targets.impairment.values()) == 100
    assert (outcome.deviation.age, outcome.deviation.impairment) == (0, 0)


@pytest.mark.rule("S-2", "I-7")
def test_contradictory_applications_cannot_meet_every_target(rounds, decisions) -> None:
    outcome = decisions["contradictory"].outcome
    assert outcome.targets.age["0-2"] == 20
    assert outcome.counts.age["0-2"] == 10
    assert outcome.deviation.age == 20
    start = rounds["contradictory"].pilot.start
    small = [each for each in rounds["contradictory"].applicants if completed_years(each.born, start) <= 2]
    assert {each.municipality for each in small} - {"Jēkabpils", "Sigulda"} == {"Jelgava"}


# the shipped selection


def test_shipped_selection_is_what_the_solver_gives(rounds, decisions) -> None:
    written = write_selection(rounds["ample"], decisions["ample"], {})
    stated = json.loads(shipped("selection-ample.json"))
    stated.pop("certificate")
    written.pop("certificate")
    assert stated == written


@pytest.mark.rule("S-1", "S-2", "S-3", "S-7", "S-8")
def test_shipped_selection_is_proved_best(rounds) -> None:
    stated = read_selection(json.loads(shipped("selection-ample.json")))
    outcome = verify_selection(rounds["ample"].applications, stated.selected, PILOT, stated.certificate).outcome
    assert outcome.valid
    assert outcome.proved_best


@pytest.mark.rule("S-1", "I-7")
def test_shipped_selection_is_proved_best_in_a_process_without_a_solver(tmp_path) -> None:
    code = (
        "import sys\n"
        "for name in ('highspy', 'numpy', 'ortools', 'hypothesis'): sys.modules[name] = None\n"
        "from ibmodel.__main__ import main; main()"
    )
    for name in ("applications-ample.json", "selection-ample.json"):
        (tmp_path / name).write_text(shipped(name), encoding="utf-8")
    arguments = ["verify", "applications-ample.json", "selection-ample.json"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "VALID: the list keeps every rule, and it is proved that no list is better." in done.stdout
    assert done.stderr == ""


# a document of a round


def test_a_round_is_read_strictly() -> None:
    document = {"pilot": {"start": "2018-09-01", "months": 12}, "applicants": []}
    given = read_applications(document, PILOT)
    assert (given.title, given.synthetic, given.regions, given.applicants) == (None, None, None, ())
    assert given.applications.regions == {}
    assert read_applications({**document, "regions": {"Ogre": "Zemgale"}}, PILOT).applications.regions == {
        "Ogre": "Zemgale"
    }
    for changes, path in (
        ({"title": 1}, "/title"),
        ({"pilot": None}, "/pilot"),
        ({"applicants": None}, "/applicants"),
        ({"applicants": [{"id": "a"}]}, "/applicants/0/born"),
        ({"more": 1}, "/more"),
    ):
        with pytest.raises(ModelError) as refused:
            read_applications({**document, **changes}, PILOT)
        assert refused.value.path == path


def test_there_is_no_round_outside_a_pilot() -> None:
    with pytest.raises(ModelError, match="outside, nobody is selected"):
        round_of(edition("children-general"))


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (1, ""),
        ({}, "/selected"),
        ({"selected": "a"}, "/selected"),
        ({"selected": ["a", 1]}, "/selected/1"),
        ([""], "/selected/0"),
        ({"selected": [], "certficate": {}}, "/certficate"),
        ({"selected": [], "certificate": {}}, "/certificate/version"),
        ({"selected": [], "policy": 1}, "/policy"),
    ],
)
def test_a_stated_selection_is_read_strictly(document, path) -> None:
    with pytest.raises(ModelError) as refused:
        read_selection(document)
    assert refused.value.path == path


def test_a_list_of_identifiers_states_a_selection() -> None:
    assert read_selection(["b", "a"]).selected == ("b", "a")
    assert read_selection(["b", "a"]).certificate is None


# tables


def table(*rows: dict[str, str]) -> bytes:
    """A table with the columns of the first row."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


CHILD = {
    "id": "A-1",
    "born": "2012-05-01",
    "impairment": "multiple",
    "components": "vision;mental",
    "disability_determined": "true",
    "disability_until": "indefinite",
    "di_evaluated": "true",
    "other_measures": "",
    "municipality": "Ogre",
    "home_schooled": "false",
    "special_care": "",
    "received": "2018-07-03T09:14",
}
ADULT = {
    "id": "B-1",
    "born": "1990-01-01",
    "mental_impairment": "true",
    "disability_group": "2",
    "declared_municipality": "Ogre",
    "received": "2019-08-01T09:00",
    "documents": "application;disability_proof",
}


def cell_of(value: object) -> str:
    """A value of the wire as a cell."""
    if isinstance(value, list):
        return ";".join(value)
    return {None: "", True: "true", False: "false"}.get(value, value)


def read_table(content: bytes, parameters=PILOT, pilot=None):
    return read_file("a.csv", content, parameters, pilot)


def problems(content: bytes, parameters=PILOT) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_table(content, parameters)
    assert refused.value.exit_code == 2
    first, *more = refused.value.message.split("\n  ")
    if not more:
        return [first.removeprefix("a.csv: ")]
    assert first == f"a.csv: {len(more)} problems"
    return more


def test_a_table_and_a_document_say_the_same(rounds) -> None:
    rows = [
        {column: cell_of(applicant.get(column)) for column in columns_of(ChildApplicant)}
        for applicant in json.loads(shipped("applications-ample.json"))["applicants"]
    ]
    given = read_table(table(*rows))
    assert given.round.applicants == rounds["ample"].applicants
    assert given.round.pilot == rounds["ample"].pilot
    assert given.lines == tuple(range(2, 372))


def test_a_table_of_children_is_read_cell_by_cell() -> None:
    expected = ChildApplicant(
        id="A-1",
        born=read_date("2012-05-01"),
        impairment=Impairment.MULTIPLE,
        components=(Impairment.VISION, Impairment.MENTAL),
        disability_determined=True,
        disability_until="indefinite",
        di_evaluated=True,
        municipality="Ogre",
        home_schooled=False,
        received=read_moment("2018-07-03T09:14"),
    )
    assert read_table(table(CHILD)).round.applicants == (expected,)


def test_columns_may_stand_in_any_order_and_be_left_out_unless_required() -> None:
    required = [column for column, is_required in columns_of(ChildApplicant).items() if is_required]
    assert required == ["id", "born", "municipality", "received"]
    given = read_table(table({column: CHILD[column] for column in reversed(required)}))
    assert given.round.applicants[0].impairment is None
    assert given.columns == tuple(reversed(required))


def test_a_table_of_adults() -> None:
    given = read_table(table(ADULT, {**ADULT, "id": "B-2", "documents": "", "disability_group": ""}), ADULTS)
    first, second = given.round.applicants
    assert first.disability_group == 2
    assert first.documents == ("application", "disability_proof")
    assert second.documents == ()
    assert second.disability_group is None
    assert given.round.pilot is None
    assert list(columns_of(AdultApplicant)) == list(ADULT)


def test_the_suffix_and_the_encoding_of_a_table_are_taken_generously() -> None:
    content = b"\xef\xbb\xbf" + table(CHILD).replace(b"\r\n", b"\n") + b"\n\n"
    assert len(read_file("A.CSV", content, PILOT, None).round.applicants) == 1


def test_the_pilot_of_a_table_can_be_given() -> None:
    pilot = PilotDates(read_date("2019-01-01"), 6)
    assert read_table(table(CHILD), pilot=pilot).round.pilot == pilot
    assert read_table(table(CHILD)).round.pilot == PilotDates(PILOT.pilot.start, 12)


def test_quoted_cells_may_hold_commas_and_lines_and_the_lines_are_counted_all_the_same() -> None:
    rows = [{**CHILD, "municipality": "A, B\nC"}, {**CHILD, "id": "A-2", "born": "x"}]
    assert problems(table(*rows)) == [
        (
            "line 2, column 9 (municipality): expected an identifier of 1 to 64 characters without control characters "
            "or unpaired surrogates, got 'A, B\\nC'"
        ),
        "line 4, column 2 (born): expected a date as year-month-day, got 'x'",
    ]


def test_every_problem_is_reported_with_its_line_and_column() -> None:
    bad = {
        **CHILD,
        "id": "",
        "born": "2012-02-30",
        "impairment": "Vision",
        "components": "vision; mental",
        "disability_determined": "yes",
        "disability_until": "never",
        "other_measures": "9.2.2.2",
        "home_schooled": " true",
        "received": "2018-07-03 09:14",
    }
    found = problems(table(CHILD, bad))
    assert [problem.partition(":")[0] for problem in found] == [
        "line 3, column 1 (id)",
        "line 3, column 2 (born)",
        "line 3, column 3 (impairment)",
        "line 3, column 4 (components)",
        "line 3, column 5 (disability_determined)",
        "line 3, column 6 (disability_until)",
        "line 3, column 8 (other_measures)",
        "line 3, column 10 (home_schooled)",
        "line 3, column 12 (received)",
    ]
    assert "expected true or false, got 'yes'" in found[4]


def test_an_adults_group_must_be_a_number() -> None:
    assert problems(table({**ADULT, "disability_group": "II"}), ADULTS) == [
        "line 2, column 4 (disability_group): expected one of 1, 2, 3, got 'II'"
    ]
    assert problems(table({**ADULT, "disability_group": "4"}), ADULTS) == [
        "line 2, column 4 (disability_group): expected one of 1, 2, 3, got 4"
    ]


@pytest.mark.rule("E-6")
def test_an_identifier_twice_is_refused_at_the_later_line() -> None:
    assert problems(table(CHILD, {**CHILD, "id": "A-2"}, CHILD)) == [
        "line 4, column 1 (id): expected every id once, got 'A-1' again, first on line 2"
    ]


def test_a_row_of_another_length_is_refused() -> None:
    content = table(CHILD).replace(b"true,,Ogre", b"true,Ogre")
    assert problems(content) == ["line 2: expected 12 cells, got 11"]


def test_many_problems_are_cut_short() -> None:
    found = problems(table(*({**CHILD, "id": f"A-{number}", "born": "x"} for number in range(50))))
    assert len(found) == 21
    assert found[-1] == "and 30 more"
    assert len(problems(table(*({**CHILD, "id": f"A-{number}", "born": "x"} for number in range(21))))) == 21


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", ["line 1: expected the columns id, born, municipality, received, separated by commas"]),
        (
            b"id;born;municipality;received\n",
            [
                "line 1: expected the columns id, born, municipality, received, separated by commas",
                "line 1, column 1 (id;born;municipality;received): expected the name of a column, got 'id;born;",
            ],
        ),
        (
            b"id,born,municipality,received,recieved\n",
            ["line 1, column 5 (recieved): expected the name of a column, got 'recieved'; nearest: received"],
        ),
        (
            b"id,born,municipality,received,id\n",
            ["line 1, column 5 (id): expected every column once"],
        ),
        (b"id,born\xe2\n", ["line 1: expected text in UTF-8, got byte 0xe2; save the table as 'CSV UTF-8'"]),
        (
            b'id,born,municipality,received\n\n"a"b,c,d,e\n',
            ["line 3: expected a row of a table: ',' expected after '\"'"],
        ),
    ],
)
def test_what_is_no_table_of_applications_is_refused(content, found) -> None:
    for expected, problem in zip(found, problems(content), strict=True):
        assert problem.startswith(expected)


def test_a_table_without_rows_is_a_round_without_applicants() -> None:
    assert read_table(b"id,born,municipality,received\n").round.applicants == ()


def test_more_applicants_than_the_limit_are_refused(monkeypatch) -> None:
    from ibmodel.adapters import application_files  # noqa: PLC0415 - what is changed here

    monkeypatch.setattr(application_files, "LIMITS", attrs.evolve(application_files.LIMITS, elements=1))
    assert len(read_table(table(CHILD)).round.applicants) == 1
    assert problems(table(CHILD, CHILD)) == ["expected at most 1 applicants, got 2"]


def test_errors_of_the_rules_are_told_by_line_and_column_too() -> None:
    given = read_table(table(CHILD, {**CHILD, "id": "A-2"}))
    assert given.located(BadValue("x", "/applicants/1/received")) == "line 3, column 12 (received): x"
    assert given.located(BadValue("x", "/applicants/1/other_things/0")) == "line 3: x"
    assert given.located(BadValue("x", "/applicants/1")) == "line 3: x"
    assert given.located(BadValue("x", "/selected/1")) == "/selected/1: x"
    document = attrs.evolve(given, lines=())
    assert document.located(BadValue("x", "/applicants/1/received")) == "/applicants/1/received: x"


def test_every_application_before_the_birth_is_refused_at_once() -> None:
    late = {**CHILD, "born": "2018-07-04"}
    given = read_table(table(CHILD, {**late, "id": "A-2"}, {**late, "id": "A-3"}))
    refused = given.refuse(BadValue("x", "/applicants/1/received"), PILOT)
    assert refused.message.splitlines()[0] == "a.csv: 2 problems"
    assert refused.message.count("expected an application on or after the birth on 2018-07-04") == 2
    assert "line 4, column 12 (received)" in refused.message
    other = given.refuse(BadValue("y", "/applicants"), PILOT)
    assert other.message == "a.csv: /applicants: y"
    sound = read_table(table(CHILD))
    assert sound.refuse(BadValue("y", "/applicants/0/id"), PILOT).message == "a.csv: line 2, column 1 (id): y"
    adults = read_table(table(ADULT, {**ADULT, "id": "B-2", "born": "2019-08-02"}), ADULTS)
    assert "line 3, column 6 (received)" in adults.refuse(BadValue("x", "/applicants/1/received"), ADULTS).message


@pytest.mark.parametrize(
    ("name", "parameters"), [("a.json", PILOT), ("a.csv", ADULTS)], ids=["a document", "a table of adults"]
)
def test_when_the_pilot_runs_is_said_for_tables_of_children_only(name, parameters) -> None:
    with pytest.raises(BadInput, match="expected only with a table of children"):
        read_file(name, b"{}", parameters, PilotDates(read_date("2018-09-01"), 12))


def test_documents_are_read_by_path(tmp_path: Path) -> None:
    document = {"pilot": {"start": "2018-09-01", "months": 12}, "applicants": [{"id": 1}]}
    with pytest.raises(BadInput, match=r"a\.json: /applicants/0/id: expected an identifier as text, got 1"):
        read_file("a.json", json.dumps(document).encode(), PILOT, None)
    with pytest.raises(BadInput, match=r"a\.json: expected one JSON document"):
        read_file("a.json", b"{", PILOT, None)
    with pytest.raises(BadInput, match="--policy: expected the policy of a pilot"):
        read_file("a.json", b"{}", edition("children-general"), None)
