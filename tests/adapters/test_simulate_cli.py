"""Claims on ``python -m ibmodel simulate``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from distributed.comm import CommClosedError
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel import adapters
from ibmodel.adapters import cli, engine, population_parts, population_runs, population_tables, simulating
from ibmodel.adapters.frames import RESULT_COLUMNS, read_frame, write_frame
from ibmodel.adapters.population_runs import Asked, Layout, computed
from ibmodel.errors import Infeasible
from ibmodel.money import Money
from ibmodel.parameters import Parameters, edition
from ibmodel.population import MONEY_COLUMNS, Cohort, compare, simulate, verify
from ibmodel.testing.population import synthetic_columns, synthetic_population

ROWS = 300
POOL = ("--pool", "450000.00")
CENTS = 450_000_00
REFORM = ("--reform", "budget.reduced_share=80")
PILOT = edition("children-pilot-2018")
REFORMED = PILOT.reform("children-pilot-2018+reform", {"budget.reduced_share": "80"})
SMALL = "age,special_care,needed,public,area\n6,false,500.00,0.00,north\n12,false,1370.00,900.00,south\n"
COUNTS = {"people", "winners", "losers", "unchanged", "better", "same", "worse", "need_is_less"}
COUNTING = "(the first data row is 1)"


def called(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, ["simulate", *map(str, arguments)])


def printed(*arguments: object) -> str:
    result = called(*arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def answered(*arguments: object) -> dict:
    return json.loads(printed(*arguments, "--json"))


def refused(*arguments: object) -> str:
    result = called(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit)
    return result.stderr


def written(numbers: dict) -> dict:
    """Numbers as JSON has them: those of people as they are, amounts as text."""
    return {
        name: number if name in COUNTS else str(Money(number)) for name, number in numbers.items() if number is not None
    }


def by_label(parts) -> list[dict]:
    return [{"label": label, **written(part.numbers())} for label, part in parts.items()]


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return synthetic_population(ROWS)


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    path = tmp_path / "table.parquet"
    pl.DataFrame(synthetic_columns(0, ROWS)).write_parquet(path)
    return path


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    """The same table with its amounts in euro, and a column that is nobody's business."""
    path = tmp_path / "table.csv"
    columns = {name: column.tolist() for name, column in synthetic_columns(0, ROWS).items()}
    euro = {name: [str(Money(cents)) for cents in columns[name]] for name in MONEY_COLUMNS if name in columns}
    pl.DataFrame({**columns, **euro, "note": [f"{row}, „note”" for row in range(ROWS)]}).write_csv(path)
    return path


@pytest.fixture
def saved(tmp_path: Path):
    def save(text: str | bytes, name: str = "small.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return save


@pytest.fixture
def small(saved) -> Path:
    return saved(SMALL)


# the same numbers as in Python


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_sums_and_the_record_are_those_of_python(kind: str, request, cohort: Cohort) -> None:
    document = answered(request.getfixturevalue(kind), *POOL, "--by", "municipality", "--by", "special_care")
    outcome = simulate(cohort, pool=CENTS)
    assert document["summary"] == written(outcome.summary.numbers())
    assert document["by"] == {name: by_label(outcome.by(name)) for name in ("municipality", "special_care")}
    assert (document["rows"], document["pool"]) == (ROWS, "450000.00")
    assert (document["policy"], document["variant"]) == ("children-pilot-2018", 2)
    read = Cohort(**{name: cohort[name] for name in cohort.names if name not in ("impairment", "age_group")})
    assert document["record"] == simulate(read, pool=CENTS).record.document()
    assert verify(document["record"], read)


@pytest.mark.parametrize(
    ("options", "changes"),
    [
        (("--reserve", "100.01"), {"reserve": 100_01}),
        (("--underspent", "2000.00"), {"underspent": 2000_00}),
        (("--variant", "3"), {"variant": 3}),
        (
            ("--reading", "I-2=shortfall", "--reading", "I-3=exhaust"),
            {"readings": {"I-2": "shortfall", "I-3": "exhaust"}},
        ),
        (
            ("--reading", "I-1=fixed_amount", "--amount", "1500.00"),
            {"readings": {"I-1": "fixed_amount"}, "amount": 1500_00},
        ),
        (("--policy", "children-general"), {"parameters": edition("children-general")}),
    ],
    ids=["reserve", "underspent", "variant", "readings", "amount", "policy"],
)
def test_every_option_of_the_question_is_asked(options: tuple, changes: dict, parquet: Path, cohort: Cohort) -> None:
    document = answered(parquet, *POOL, *options)
    outcome = simulate(cohort, pool=CENTS, **changes)
    assert document["summary"] == written(outcome.summary.numbers())
    assert document["record"]["answer"] == outcome.record.document()["answer"]
    assert document["summary"] != written(simulate(cohort, pool=CENTS + 1).summary.numbers())
    for name, reading in changes.get("readings", {}).items():
        assert document["readings"][name] == reading


def test_a_reform_is_compared_with_the_policy_itself(parquet: Path, cohort: Cohort) -> None:
    document = answered(parquet, *POOL, *REFORM, "--by", "age_group")
    effects = compare(cohort, PILOT, REFORMED, pool=CENTS)
    assert document["effects"]["overall"] == written(effects.overall.numbers())
    assert document["effects"]["by"] == {"age_group": by_label(effects.by("age_group"))}
    assert document["effects"]["deciles"] == by_label(effects.by_decile())
    for name, outcome, unequal in zip(
        ("baseline", "reform"), (effects.baseline, effects.reform), effects.inequality, strict=True
    ):
        half = document if name == "reform" else document["baseline"]
        assert half["summary"] == written(outcome.summary.numbers())
        assert half["by"] == {"age_group": by_label(outcome.by("age_group"))}
        assert half["record"]["answer"] == outcome.record.document()["answer"]
        told = document["effects"]["inequality"][name]
        assert told == {
            "people": unequal.people,
            "without_need": unequal.without_need,
            "mean_cover": f"0.{unequal.mean:06}",
            "gini": f"0.{unequal.gini:06}",
        }
    assert document["record"]["changes"] == {"budget.reduced_share": "80"}
    assert document["baseline"]["record"]["changes"] == {}
    assert effects.overall.losers > 0


def test_readings_and_variant_hold_for_the_reform_and_the_baseline(parquet: Path, cohort: Cohort) -> None:
    document = answered(parquet, *POOL, *REFORM, "--reading", "I-2=equal", "--variant", "1")
    effects = compare(cohort, PILOT, REFORMED, pool=CENTS, readings={"I-2": "equal"}, variant=1)
    assert document["effects"]["overall"] == written(effects.overall.numbers())
    assert document["baseline"]["policy"] == "children-pilot-2018+readings"
    assert document["baseline"]["readings"]["I-2"] == document["readings"]["I-2"] == "equal"
    assert document["baseline"]["variant"] == 1


def test_the_readings_that_are_told_are_those_that_decide(monkeypatch: pytest.MonkeyPatch, cohort: Cohort) -> None:
    asked = set()
    decided = Parameters.reading

    def noted(parameters: Parameters, interpretation: str) -> str:
        asked.add(interpretation)
        return decided(parameters, interpretation)

    told = set(population_tables.readings_of(PILOT))
    monkeypatch.setattr(Parameters, "reading", noted)
    simulate(cohort, pool=CENTS)
    assert told == asked
    assert population_tables.readings_of(PILOT.reform("x", readings={"I-4": "eligible"}))["I-4"] == "eligible"


# the tables

ENGLISH = """\
{name}: 2 rows for 2 people
Policy: children-pilot-2018, funding variant 2
Readings: I-1 weighted_split, I-2 need, I-3 equal_treatment, I-10 best_cover, I-24 table, I-30 non_transport

Summary
People                                    2
Pool for services                 €1,700.00
Provisional amounts               €1,700.00
Surplus                             €500.00
- given out                         €500.00
- left in reserve                     €0.00
Needed amounts                    €1,870.00
Final amounts                     €1,700.00
Total amounts                     €1,870.00
Unmet                                 €0.00
Saved by state and municipality     €730.00

By source of money, euro
Source                                          Used
────────────────────────────────────────────────────
the pilot's money                           1,700.00
state and municipal benefits                    0.00
services financed by state or municipality    170.00
other sources of money                          0.00

All                                         1,870.00

Against before
The situation gets better      2
The situation stays the same   0
The situation gets worse       0
Less support is needed         0

By group (area), euro
area   People  Provisional    Needed     Final     Total  Unmet
───────────────────────────────────────────────────────────────
north       1     1,000.00    500.00    500.00    500.00   0.00
south       1       700.00  1,370.00  1,200.00  1,370.00   0.00

All         2     1,700.00  1,870.00  1,700.00  1,870.00   0.00

By group (area), against before
area   better  same  worse  need is less
────────────────────────────────────────
north       1     0      0             0
south       1     0      0             0

All         2     0      0             0
"""

#: The older child has the reduced share.
TWO = "age,special_care,needed,public\n6,false,1000.00,400.00\n12,false,1000.00,0.00\n"
LATVIAN = """\
{name}: 2 rindas, 2 personas
Parametru redakcija: children-pilot-2018+reform, 2. finansēšanas variants
Mainītie parametri: budget.reduced_share = 80
Interpretācijas: I-1 weighted_split, I-2 need, I-3 equal_treatment, I-10 best_cover, I-24 table, I-30 non_transport
Pieejamais finansējums: 1700,00 euro

Kopsavilkums, euro
                                                              Bāzes scenārijs    Reforma   Starpība
───────────────────────────────────────────────────────────────────────────────────────────────────
IB provizoriskie apmēri                                               1700,00    1699,99      -0,01
Finanšu līdzekļu atlikums                                                0,00       0,01       0,01
- pārdalīts                                                              0,00       0,00       0,00
- paliek rezervē                                                         0,00       0,01       0,01
IB nepieciešamie apmēri                                               2000,00    2000,00       0,00
IB galīgie apmēri                                                     1700,00    1699,99      -0,01
IB kopējie apmēri                                                     1700,00    1755,55      55,55
Paliek nenosegts                                                       300,00     244,45     -55,55
Valsts un pašvaldības ietaupījums                                      400,00     344,44     -55,56

izmēģinājumprojekta finansējums                                       1700,00    1699,99      -0,01
valsts un pašvaldību pabalsti                                            0,00       0,00       0,00
valsts un pašvaldību nodrošinātie vai finansētie pakalpojumi             0,00      55,56      55,56
citi finanšu avoti                                                       0,00       0,00       0,00

Personas                                                                    2          2          0
Situācija uzlabojas                                                         2          2          0
Situācija nemainās                                                          0          0          0
Situācija pasliktinās                                                       0          0          0
Atbalsts nepieciešams mazākā apmērā                                         0          0          0

Vidējais vajadzību segums                                                85 %  87,7775 %   2,7775 %
Seguma Džini koeficients                                             0,088235   0,069622  -0,018613

Ieguvēji un zaudētāji pa vajadzību decilēm, IB kopējie apmēri, euro
Vajadzību decile  Personas  Ieguvēji  Zaudētāji  Bez izmaiņām  Iegūts  Zaudēts  Bilance
───────────────────────────────────────────────────────────────────────────────────────
1                        0         0          0             0    0,00     0,00     0,00
2                        0         0          0             0    0,00     0,00     0,00
3                        0         0          0             0    0,00     0,00     0,00
4                        0         0          0             0    0,00     0,00     0,00
5                        0         0          0             0    0,00     0,00     0,00
6                        2         1          0             1   55,55     0,00    55,55
7                        0         0          0             0    0,00     0,00     0,00
8                        0         0          0             0    0,00     0,00     0,00
9                        0         0          0             0    0,00     0,00     0,00
10                       0         0          0             0    0,00     0,00     0,00

Kopā                     2         1          0             1   55,55     0,00    55,55

Pa grupām (vecums): ieguvēji un zaudētāji, IB kopējie apmēri, euro
Vecums  Personas  Ieguvēji  Zaudētāji  Bez izmaiņām  Iegūts  Zaudēts  Bilance
─────────────────────────────────────────────────────────────────────────────
6              1         0          0             1    0,00     0,00     0,00
12             1         1          0             0   55,55     0,00    55,55

Kopā           2         1          0             1   55,55     0,00    55,55

Pa grupām (vecums): reforma, euro
Vecums  Personas  Provizoriskais  Nepieciešamais  Galīgais  Kopējais  Nenosegts
───────────────────────────────────────────────────────────────────────────────
6              1          944,44         1000,00    944,44   1000,00       0,00
12             1          755,55         1000,00    755,55    755,55     244,45

Kopā           2         1699,99         2000,00   1699,99   1755,55     244,45

Pa grupām (vecums): reforma, pret iepriekšējo situāciju
Vecums  uzlabojas  nemainās  pasliktinās  vajag mazāk
─────────────────────────────────────────────────────
6               1         0            0            0
12              1         0            0            0

Kopā            2         0            0            0
"""


def test_a_simulation_is_told_in_tables(small: Path) -> None:
    told = printed(small, "--pool", "1700.00", "--by", "area")
    assert told.replace("\N{NO-BREAK SPACE}", " ") == ENGLISH.format(name=small)


def test_a_reform_is_told_in_latvian(saved) -> None:
    path = saved(TWO)
    told = printed(path, "--pool", "1700.00", *REFORM, "--by", "age", "--lang", "lv")
    assert told.replace("\N{NO-BREAK SPACE}", " ") == LATVIAN.format(name=path)


def section(text: str, heading: str) -> list[str]:
    """The lines of a table below its heading, its columns first."""
    lines = text.split(f"\n{heading}\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [" ".join(line.split()) for line in lines if "─" not in line]


def test_a_reform_is_told_in_english(saved) -> None:
    told = printed(saved(TWO), "--pool", "1700.00", *REFORM, "--by", "special_care", "--by", "age")
    summary = told.split("\nSummary, euro\n")[1]
    lines = [" ".join(line.split()) for line in summary.splitlines()]
    assert lines[0] == "Baseline Reform Difference"
    assert "Provisional amounts 1,700.00 1,699.99 -0.01" in lines
    assert "Unmet 300.00 244.45 -55.55" in lines
    assert "Mean cover of the needs 85% 87.7775% 2.7775%" in lines
    assert "Gini coefficient of the cover 0.088235 0.069622 -0.018613" in lines
    assert "\nPool for services: €1,700.00\n" in told
    assert section(told, "By group (age): winners and losers, total amounts, euro") == [
        "Age People Winners Losers Unchanged Gained Lost Net",
        "6 1 0 0 1 0.00 0.00 0.00",
        "12 1 1 0 0 55.55 0.00 55.55",
    ]
    assert section(told, "By group (special care): reform, against before") == [
        "Special care better same worse need is less",
        "no 2 0 0 0",
    ]


@pytest.mark.parametrize(
    ("name", "english", "latvian"),
    [
        ("municipality", "By municipality, euro", "Pa pašvaldībām, euro"),
        ("impairment", "By impairment, euro", "Pa funkcionālo traucējumu veidiem, euro"),
        ("age_group", "By age group, euro", "Pa vecuma grupām, euro"),
        ("special_care", "By group (special care), euro", "Pa grupām (īpaša kopšana), euro"),
    ],
)
def test_what_people_are_divided_by_has_a_name_in_both_languages(
    name: str, english: str, latvian: str, parquet: Path
) -> None:
    assert len(section(printed(parquet, *POOL, "--by", name), english)) > 2
    assert len(section(printed(parquet, *POOL, "--by", name, "--lang", "lv"), latvian)) > 2


@pytest.mark.parametrize("options", [(), REFORM], ids=["plain", "reform"])
def test_in_latvian_no_heading_is_english(options: tuple, parquet: Path) -> None:
    english, latvian = (
        {line.split("  ")[0] for line in printed(parquet, *POOL, *options, "--lang", language).splitlines()}
        for language in ("en", "lv")
    )
    same = {line for line in english & latvian if "─" not in line and not line.isdigit()}
    assert same <= {""}


def test_nobody_with_a_need_has_no_mean_cover(saved) -> None:
    path = saved("age,special_care,needed\n6,true,0.00\n")
    told = printed(path, "--pool", "10.00", *REFORM)
    assert "Mean cover of the needs – – –" in [" ".join(line.split()) for line in told.splitlines()]
    unequal = answered(path, "--pool", "10.00", *REFORM)["effects"]["inequality"]
    assert unequal["reform"] == {"people": 0, "without_need": 1, "mean_cover": None, "gini": None}


def test_rows_may_stand_for_several_people(saved) -> None:
    told = printed(saved("age,special_care,needed,weight\n6,true,5.00,21\n"), "--pool", "10.00", "--lang", "lv")
    assert "1\N{NO-BREAK SPACE}rinda, 21\N{NO-BREAK SPACE}persona\n" in told


# how a table is read


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("age;special_care;needed\n6;true;12,50\n", ("--separator", ";", "--decimal", ",")),
        ("age\tspecial_care\tneeded\n6\ttrue\t12.50\n", ("--separator", "tab")),
        ("age,special_care,needed\n6,true,1250\n", ("--whole-text", "cents")),
        ("born,special_care,needed\n2012-01-01,true,12.50\n", ("--on", "2018-09-01")),
        ("vecums,special_care,vajadzība\n6,true,12.50\n", ("--column", "age=vecums", "--column", "needed=vajadzība")),
        ("age,born,special_care,needed\n6,x,true,12.50\n", ("--column", "born=")),
        ("age,special_care,needed,a=b\n6,true,99.99,12.50\n", ("--column", "needed=a=b")),
    ],
    ids=["semicolons", "tabs", "cents", "born", "names", "left out", "a sign in a name"],
)
def test_tables_of_other_forms_are_read_as_told(text: str, options: tuple, saved) -> None:
    summary = answered(saved(text), "--pool", "20.00", *options)["summary"]
    assert (summary["people"], summary["needed"], summary["provisional"]) == (1, "12.50", "20.00")


def test_whole_euro_are_said_to_be_such(saved) -> None:
    path = saved("age,special_care,needed\n6,true,1250\n")
    assert answered(path, "--pool", "20.00", "--whole-text", "euro")["summary"]["needed"] == "1250.00"


@pytest.mark.parametrize(("rounding", "needed"), [("down", "0.28"), ("half_up", "0.29")])
def test_floats_are_rounded_as_told(rounding: str, needed: str, tmp_path: Path) -> None:
    path = tmp_path / "floats.parquet"
    pl.DataFrame({"age": [6], "special_care": [True], "needed": [0.285]}).write_parquet(path)
    assert answered(path, "--pool", "20.00", "--rounding", rounding)["summary"]["needed"] == needed


def test_a_group_may_have_another_name_in_the_table(saved) -> None:
    path = saved("age,special_care,needed,novads\n6,true,1.00,Ogre\n")
    document = answered(path, "--pool", "20.00", "--by", "municipality", "--column", "municipality=novads")
    assert [part["label"] for part in document["by"]["municipality"]] == ["Ogre"]


def test_a_column_that_is_asked_for_as_a_group_is_not_mistaken_for_one_of_the_model(saved) -> None:
    path = saved("age,special_care,needed,others\n6,true,1.00,a\n")
    assert "got a name like 'other'" in refused(path, "--pool", "20.00")
    assert [part["label"] for part in answered(path, "--pool", "20.00", "--by", "others")["by"]["others"]] == ["a"]


# what is written


def columns(frame: pl.DataFrame) -> dict[str, list]:
    return frame.to_dict(as_series=False)


@pytest.mark.parametrize("options", [(), REFORM], ids=["plain", "reform"])
def test_parquet_keeps_its_columns_and_gets_cents(options: tuple, parquet: Path, cohort: Cohort) -> None:
    out = parquet.with_name("out.parquet")
    told = printed(parquet, *POOL, *options, "--out", out)
    assert told.endswith(f"\nEveryone's amounts: {out}\n")
    expected = pl.read_parquet(parquet)
    effects = compare(cohort, PILOT, REFORMED, pool=CENTS)
    if options:
        expected = write_frame(effects.baseline, expected, suffix="_baseline")
        expected = write_frame(effects.reform, expected)
    else:
        expected = write_frame(effects.baseline, expected)
    assert columns(pl.read_parquet(out)) == columns(expected)
    assert sorted(file.name for file in out.parent.iterdir()) == ["out.parquet", "table.parquet"]


def test_csv_keeps_its_columns_and_gets_euro(csv: Path, cohort: Cohort) -> None:
    out = csv.with_name("out.csv")
    out.write_text("what was there before", "utf-8")
    printed(csv, *POOL, "--out", out, "--suffix", "_2018")
    before, after = (pl.read_csv(path, infer_schema_length=0) for path in (csv, out))
    assert columns(after.select(before.columns)) == columns(before)
    assert after.columns == [*before.columns, *(f"{name}_2018" for name in RESULT_COLUMNS)]
    outcome = simulate(cohort, pool=CENTS)
    assert after["final_2018"].to_list() == [str(Money(cents)) for cents in outcome.final.tolist()]
    assert after["note"][0] == "0, „note”"
    assert set(after["against_before_2018"]) <= COUNTS


def test_amounts_are_written_as_those_of_the_need_are(csv: Path, parquet: Path) -> None:
    def written_to(name: str, table: Path) -> pl.DataFrame:
        out = table.with_name(name)
        printed(table, *POOL, "--out", out)
        return pl.read_csv(out) if name.endswith(".csv") else pl.read_parquet(out)

    assert written_to("cents.csv", parquet)["final"].dtype == pl.Int64
    decimals = written_to("euro.parquet", csv)
    assert decimals["final"].dtype == pl.Decimal(20, 2)
    assert decimals["needed"].dtype == pl.String
    assert (decimals["final"] * 100).cast(pl.Int64).to_list() == written_to("again.parquet", parquet)["final"].to_list()


def test_json_and_a_table_can_be_had_together(small: Path) -> None:
    out = small.with_name("out.csv")
    assert answered(small, "--pool", "1700.00", "--out", out)["summary"]["people"] == 2
    assert out.read_text("utf-8").splitlines()[1].startswith("6,false,500.00,0.00,north,1000.00,500.00,")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere/out.csv", "--out: expected a place in a directory that exists, got '{out}'"),
        ("out.xlsx", "--out: expected a file called *.csv or *.parquet, got '{out}'"),
        ("folder.csv", "--out: expected a file called *.csv or *.parquet, got '{out}'"),
        ("small.csv", "--out: expected another file than TABLE, got '{out}'"),
    ],
    ids=["no directory", "no table", "a folder", "the table itself"],
)
def test_what_cannot_be_written_is_refused_before_anything_is_computed(
    name: str, message: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small.parent / "folder.csv").mkdir()
    monkeypatch.setattr(population_runs, "read", None)
    out = small.parent / name
    assert refused(small, "--pool", "1.00", "--out", out) == f"Error: {message.format(out=out)}\n"
    assert small.read_text("utf-8") == SMALL


def test_columns_in_the_way_of_the_results_are_refused_before_anything_is_computed(
    saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(population_runs, "simulate", None)
    path = saved("age,special_care,needed,total,final_baseline\n6,true,1.00,1,2\n")
    out = path.with_name("out.csv")
    message = "expected a table without {}, which are to be written: say --suffix _2"
    assert message.format("'total'") in refused(path, "--pool", "1.00", "--out", out)
    assert message.format("'final_baseline', 'total'") in refused(path, "--pool", "1.00", *REFORM, "--out", out)
    assert not out.exists()


def test_a_table_that_cannot_be_written_leaves_nothing_behind(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = small.with_name("out.csv")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_csv", full)
    told = refused(small, "--pool", "1700.00", "--out", out)
    assert told.startswith(f"Error: {out}: expected a table and a file that can be written, got ")
    assert [file.name for file in small.parent.iterdir()] == ["small.csv"]


# what is refused

MONEY = "expected euro with two decimals, '0.00' to '999999999999.99', got "


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--pool", "1700"), f"--pool: {MONEY}'1700'"),
        (("--pool", "-1.00"), f"--pool: {MONEY}'-1.00'"),
        (("--pool", "１.00"), f"--pool: {MONEY}'\\uff11.00'"),
        (("--pool", "0.00"), "--pool: expected an amount above 0.00, got 0.00"),
        (("--pool", "1.00", "--reserve", "1e3"), f"--reserve: {MONEY}'1e3'"),
        (("--pool", "1.00", "--underspent", "1,00"), f"--underspent: {MONEY}'1,00'"),
        (("--pool", "1.00", "--amount", "01.00"), f"--amount: {MONEY}'01.00'"),
        (
            ("--pool", "1.00", "--amount", "1.00"),
            "--amount: expected no amount under the reading 'weighted_split', got 1.00",
        ),
        (
            ("--pool", "1.00", "--amount", "9.00", "--reading", "I-1=fixed_amount"),
            "--amount: expected a pool that covers the fixed amounts, got 1.00",
        ),
        (("--pool", "1.00", "--on", "soon"), "--on: expected a date as year-month-day, got 'soon'"),
        (("--pool", "1.00", "--on", "2018-09-01"), "{name}: expected a column 'born' beside --on"),
        (
            ("--pool", "1.00", "--reform", "budget.reduced_shar=80"),
            (
                "--reform: /budget.reduced_shar: expected the path of a parameter, got 'budget.reduced_shar'; "
                "nearest: budget.reduced_share, budget.full_share, budget.second_month"
            ),
        ),
        (
            ("--pool", "1.00", "--reading", "I-2=x"),
            "--reading: /I-2: expected a reading of I-2, one of 'need', 'shortfall', 'need_ratio', 'equal', got 'x'",
        ),
        (("--pool", "1.00", "--by", "age", "--by", "age"), "--by: expected 'age' once"),
        (("--pool", "1.00", "--by", "needed"), "--by: expected a group, or age or special_care, got 'needed'"),
        (
            ("--pool", "1.00", "--by", "aria"),
            "{name}: --by 'aria': expected a column of the table, got 'aria'; nearest: 'area'",
        ),
        (
            ("--pool", "1.00", "--column", "needed"),
            "--column: expected two names with '=' between them, got 'needed'",
        ),
        (
            ("--pool", "1.00", "--column", "=needed"),
            "--column: expected two names with '=' between them, got '=needed'",
        ),
        (("--pool", "1.00", "--column", "age=a", "--column", "age="), "--column: expected 'age' once"),
        (
            ("--pool", "1.00", "--column", "need=area"),
            "{name}: --column need=area: expected a column of the model, or of --by, got 'need'; nearest: 'needed'",
        ),
        (("--pool", "1.00", "--suffix", "_2"), "--suffix: expected --out beside it"),
        (("--pool", "1.00", "--dask", " "), "--dask: expected 'local' or the address of a scheduler, got ' '"),
        (
            ("--pool", "1.00", "--dask", "local"),
            "{name}: expected a file called *.parquet, or a folder of such, with --dask",
        ),
        (
            ("--pool", "0.01", "--reading", "I-2=need_ratio"),
            (
                "{name}: provisional: expected a provisional amount above 0.00 under the reading 'need_ratio' in row 1 "
                "(the first data row is 1)"
            ),
        ),
    ],
    ids=lambda value: " ".join(value).encode("ascii", "replace").decode() if isinstance(value, tuple) else "",
)
def test_an_option_that_makes_no_sense_is_named(options: tuple, message: str, small: Path) -> None:
    assert refused(small, *options) == f"Error: {message.format(name=small)}\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--variant", "4"), "Invalid value for '--variant'"),
        (("--policy", "x"), "Invalid value for '--policy'"),
        (("--separator", "tabs"), "Invalid value for '--separator'"),
        (("--decimal", "'"), "Invalid value for '--decimal'"),
        (("--whole-text", "x"), "Invalid value for '--whole-text'"),
        (("--rounding", "up"), "Invalid value for '--rounding'"),
        (("--lang", "de"), "Invalid value for '--lang'"),
        ((), "Missing option '--pool'"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) and value else "",
)
def test_a_choice_that_is_not_there_is_refused(options: tuple, message: str, small: Path) -> None:
    assert message in refused(small, *(("--pool", "1.00", *options) if options else ()))


def test_no_table_is_refused() -> None:
    assert "Missing argument 'TABLE...'" in refused(*POOL)


@pytest.mark.parametrize(
    ("text", "options", "problems"),
    [
        (
            "age,special_care,needed\n6,yes,1.00\n-1,false,-3.00\n150,,15.001\n",
            (),
            [
                f"column 'age': expected completed years, 0 to 149, got '-1' in row 2, '150' in row 3 {COUNTING}",
                f"column 'special_care': expected a value, got none in row 3 {COUNTING}",
                f"column 'special_care': expected true or false, got 'yes' in row 1 {COUNTING}",
                (
                    "column 'needed': expected euro with at most two decimals, such as '1234.50', "
                    f"got '-3.00' in row 2, '15.001' in row 3 {COUNTING}"
                ),
            ],
        ),
        (
            "age,special_care,need\n6,true,1.00\n",
            (),
            ["expected a column 'needed', or its name in --column; is it --column needed=need?"],
        ),
        (
            "age,special_care,vajadzība,publik\n6,true,1.00,5.00\n",
            ("--column", "needed=vajadziba"),
            [
                "--column needed=vajadziba: expected a column of the table, got 'vajadziba'; nearest: 'vajadzība'",
                (
                    "column 'publik': expected a group, got a name like 'public': say --column public=publik if it is "
                    "meant, --column public= if not"
                ),
            ],
        ),
        (
            "age,special_care,vajadzība\n6,true,1.00\n",
            ("--column", "vajadzība=needed"),
            [
                (
                    "--column vajadzība=needed: expected a column of the table, got 'needed'; the table has 'age', "
                    "'special_care', 'vajadzība'; turned round? --column needed=vajadzība"
                ),
                "expected a column 'needed', or its name in --column; the table has 'vajadzība'",
            ],
        ),
        (
            "age,born,special_care,needed\n6,2012-01-01,true,1.00\n",
            ("--on", "2018-09-01"),
            ["expected either 'age' or 'born', got both: leave one out, --column born="],
        ),
        (
            "born,special_care,needed\n2012-01-01,true,1.00\n",
            (),
            ["expected the day on which ages count, --on 2018-09-01, got None"],
        ),
        (
            "age;special_care;needed\n6;true;1.00\n",
            (),
            ["expected columns separated by ',', got one column 'age;special_care;needed': say --separator ';'"],
        ),
        (
            "age\tspecial_care\tneeded\n6\ttrue\t1.00\n",
            (),
            ["expected columns separated by ',', got one column 'age\\tspecial_care\\tneeded': say --separator tab"],
        ),
        (
            "age,special_care,needed\n6,true,100\n",
            (),
            [
                (
                    "column 'needed': expected euro with at most two decimals, such as '1234.50', got text of whole "
                    "numbers only, such as '100': say --whole-text euro or --whole-text cents"
                )
            ],
        ),
        (
            "age,special_care,needed\n6,true,1.00\n18,false,1.00\n",
            (),
            [f"column 'age': expected an age below 18, got 18 years in row 2 {COUNTING}"],
        ),
        (
            "vecums,special_care,needed\n18,true,1.00\n",
            ("--column", "age=vecums"),
            [f"column 'vecums': expected an age below 18, got 18 years in row 1 {COUNTING}"],
        ),
        (
            "age,special_care,needed,benefits_rehabilitation\n6,true,1.00,1.00\n",
            ("--reading", "I-30=area_3"),
            [
                (
                    "column 'benefits_rehabilitation': expected no such benefits under the reading 'area_3' of I-30: "
                    "columns do not know support areas"
                )
            ],
        ),
        (
            "age,special_care,needed,weight\n6,true,1.00,2\n",
            ("--reading", "I-3=exhaust"),
            [f"column 'weight': expected weights of 1 under the reading 'exhaust' of I-3 in row 1 {COUNTING}"],
        ),
        ("age,special_care,needed\n", (), ["expected at least one row, got none"]),
        ("", (), ["expected a first line that names the columns, got nothing"]),
        ("age,age,needed\n1,2,3\n", (), ["expected every column once, got 'age' more often"]),
        ("age,special_care,needed\n1,true\n", (), ["expected 3 cells in every line, got 2 in line 2"]),
        (
            b"age,special_care,needed\n1,\xff,3\n",
            (),
            ["expected text in UTF-8, got byte ff in line 2; save the table as 'CSV UTF-8'"],
        ),
    ],
    ids=[
        "cells",
        "a column missing",
        "a name misspelt",
        "turned round",
        "born and age",
        "no day",
        "semicolons",
        "tabs",
        "whole numbers",
        "an adult",
        "an adult under another name",
        "an area",
        "weights",
        "no rows",
        "nothing",
        "twice",
        "ragged",
        "no UTF-8",
    ],
)
def test_a_table_that_cannot_be_used_is_told_by_file_column_and_rows(
    text: str | bytes, options: tuple, problems: list[str], saved
) -> None:
    path = saved(text)
    start = f"Error: {path}: " + (f"{len(problems)} problems\n  " if len(problems) > 1 else "")
    assert refused(path, "--pool", "1.00", *options) == start + "\n  ".join(problems) + "\n"


@pytest.mark.parametrize("name", ["", "on", "note"])
def test_a_column_that_nobody_asked_for_is_nobodys_business(name: str, saved) -> None:
    path = saved(f"age,special_care,needed,{name}\n6,true,1.00,\n12,false,1.00,x\n")
    assert answered(path, "--pool", "1.00")["rows"] == 2


def test_floats_need_a_rounding(tmp_path: Path) -> None:
    path = tmp_path / "floats.parquet"
    pl.DataFrame({"age": [6], "special_care": [True], "needed": [0.285]}).write_parquet(path)
    assert refused(path, "--pool", "1.00") == (
        f"Error: {path}: column 'needed': expected money, got floats, which are never rounded silently: read the "
        "column as text, or say --rounding down or --rounding half_up\n"
    )


@pytest.mark.parametrize("options", [(), ("--dask", "local")], ids=["in memory", "in parts"])
def test_a_parquet_file_that_was_cut_is_named_once(options: tuple, parquet: Path) -> None:
    parquet.write_bytes(parquet.read_bytes()[:-20])
    told = refused(parquet, *POOL, *options)
    assert told.startswith(f"Error: {parquet}: expected a whole Parquet file, got ")
    assert told.count(str(parquet)) == 1


@pytest.mark.parametrize(
    ("tables", "options", "message"),
    [
        (["none.csv"], (), "{folder}/none.csv: expected a file that is there"),
        (["none.xlsx"], (), "{folder}/none.xlsx: expected a file called *.csv or *.parquet"),
        (["small.csv", "x"], (), "TABLE: expected one file, got 2: several Parquet files need --dask local"),
        (["parts"], (), "{folder}/parts: expected a file: a folder of Parquet files needs --dask local"),
        (["none.parquet"], ("--dask", "local"), "{folder}/none.parquet: expected a file that is there"),
        (["parts"], ("--dask", "local"), "{folder}/parts: expected a folder with files called *.parquet, got none"),
    ],
    ids=["nothing there", "no table", "several", "a folder", "nothing there in parts", "nothing in the folder"],
)
def test_files_that_are_no_table_are_named(tables: list[str], options: tuple, message: str, small: Path) -> None:
    folder = small.parent
    (folder / "parts").mkdir()
    (folder / "parts" / ".hidden.parquet").touch()
    told = refused(*(folder / name for name in tables), "--pool", "1.00", *options)
    assert told == f"Error: {message.format(folder=folder)}\n"


# extras, and how quick the command starts


def test_the_command_line_starts_without_any_frame_library() -> None:
    code = (
        "import sys, ibmodel.adapters.cli as cli\n"
        "names = ('numpy', 'narwhals', 'polars', 'pandas', 'pyarrow', 'dask', 'distributed', 'ibmodel.population')\n"
        "print([name for name in names if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=120)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("missing", "options", "message"),
    [
        (["numpy"], (), "simulate: expected the extra to be installed: pip install 'ibmodel[frames]'"),
        (["narwhals"], (), "simulate: expected the extra to be installed: pip install 'ibmodel[frames]'"),
        (
            ["polars", "pandas", "pyarrow"],
            (),
            (
                "{table}: expected polars or pandas or pyarrow to be installed: pip install 'ibmodel[frames]' brings "
                "polars"
            ),
        ),
        (["dask"], ("--dask", "local"), "simulate: expected the extra to be installed: pip install 'ibmodel[dask]'"),
        (
            ["distributed"],
            ("--dask", "local"),
            "simulate: expected the extra to be installed: pip install 'ibmodel[dask]'",
        ),
        (
            ["polars"],
            ("--dask", "local"),
            "simulate: expected the extra to be installed: pip install 'ibmodel[frames]'",
        ),
    ],
    ids=["numpy", "narwhals", "a frame library", "dask", "distributed", "polars in parts"],
)
def test_a_missing_package_is_told_by_its_extra(
    missing: list[str], options: tuple, message: str, parquet: Path
) -> None:
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({missing!r}))\n"
        "from ibmodel.adapters.cli import main\n"
        f"main(['simulate', {str(parquet)!r}, '--pool', '1.00', *{options!r}])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert run.returncode == 2
    assert run.stderr == f"Error: {message.format(table=parquet)}\n"


@pytest.mark.parametrize(("package", "extra"), [("dask.base", "dask"), ("polars", "frames"), (None, "frames")])
def test_the_extra_is_that_of_the_package(package: str | None, extra: str) -> None:
    with pytest.raises(simulating.BadInput, match=rf"ibmodel\[{extra}\]"), simulating._extras():
        raise ImportError("no such module", name=package)


def test_a_mistake_of_our_own_is_no_missing_extra(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibmodel.adapters.population_tables", None)
    monkeypatch.delattr(adapters, "population_tables")
    assert isinstance(called(small, "--pool", "1.00").exception, ModuleNotFoundError)


def test_a_library_that_is_missing_while_reading_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError(f"{str(small)!r}: expected pyarrow", name="pyarrow")

    monkeypatch.setattr(population_runs, "load_table", missing)
    assert refused(small, "--pool", "1.00") == f"Error: {small}: expected pyarrow\n"


# what a terminal sees


def test_on_a_terminal_each_step_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []

    @contextmanager
    def noted(stream: object, language: str, what: str) -> Iterator[None]:
        assert stream is sys.stderr
        told.append((language, what))
        yield

    monkeypatch.setattr(simulating, "busy", noted)
    printed(small, "--pool", "1700.00", "--lang", "lv", "--out", small.with_name("out.csv"))
    assert told == [("lv", "reading_table"), ("lv", "simulating"), ("lv", "writing_table")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_progress_comes_and_goes_and_a_pipe_sees_none(small: Path) -> None:
    import pty  # noqa: PLC0415 - not everywhere

    command = [sys.executable, "-m", "ibmodel", "simulate", str(small), "--pool", "1700.00"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as run:
        os.close(theirs)
        shown = b"".join(read_all(ours))
        told, _ = run.communicate(timeout=120)
    os.close(ours)
    assert run.returncode == 0
    assert b"Computing everyone's amounts" in shown
    assert b"\x1b" not in told
    piped = subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert (piped.stdout, piped.stderr) == (told, b"")


def read_all(terminal: int) -> Iterator[bytes]:
    """What comes from a pseudo-terminal until its other side is closed, which Linux calls an error."""
    with suppress(OSError):
        while part := os.read(terminal, 1 << 16):
            yield part


# in parts


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of forty rows, worked on in this process."""
    monkeypatch.setattr(population_parts, "ROWS_OF_A_PART", 40)
    monkeypatch.setattr(engine, "local_cluster", lambda: nullcontext("synchronous"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same table as several files."""
    path = tmp_path / "parts"
    path.mkdir()
    for place, (start, stop) in enumerate([(0, 90), (90, 100), (100, ROWS)]):
        pl.DataFrame(synthetic_columns(start, stop)).write_parquet(path / f"{place}.parquet")
    return path


DASK = ("--dask", "local")
BY = ("--by", "municipality", "--by", "age")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("options", [(), REFORM, ("--reading", "I-2=equal", "--variant", "3")], ids=" ".join)
def test_parts_give_the_same_cents_and_the_same_words(options: tuple, parquet: Path, folder: Path) -> None:
    whole, parts = (answered(table, *POOL, *BY, *options, *more) for table, more in ((parquet, ()), (folder, DASK)))
    both = [whole, parts] if "baseline" not in whole else [whole, parts, whole["baseline"], parts["baseline"]]
    records = [document.pop("record") for document in both]
    if "effects" in whole:
        assert len(whole["effects"].pop("deciles")) == 10
    assert parts == whole
    assert {key: value for key, value in records[1].items() if key not in ("files", "answer")} == {
        key: value for key, value in records[0].items() if key not in ("input", "answer")
    }
    assert list(records[1]["files"]) == [str(folder / f"{place}.parquet") for place in range(3)]
    assert len({*records[1]["files"].values()}) == 3


@pytest.mark.usefixtures("here")
def test_parts_are_told_like_a_table_but_for_the_deciles(parquet: Path, folder: Path) -> None:
    whole = printed(parquet, *POOL, *BY, *REFORM)
    parts = printed(folder, *POOL, *BY, *REFORM, *DASK)
    start, _, rest = whole.removeprefix(str(parquet)).partition("Winners and losers by decile of need, ")
    assert parts.startswith(str(folder) + start + "Winners and losers, total amounts, euro\n")
    assert parts.endswith(rest.split("\n\n", 2)[2])
    (everybody,) = [line.split() for line in section(parts, "Winners and losers, total amounts, euro")[1:] if line]
    assert everybody == next(line.split() for line in whole.splitlines() if line.startswith("All "))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("options", [(), (*REFORM, "--suffix", "_2018")], ids=["plain", "reform"])
def test_results_in_parts_are_those_of_one_table(options: tuple, parquet: Path, folder: Path) -> None:
    one, many = parquet.with_name("one.parquet"), parquet.with_name("many")
    printed(parquet, *POOL, *options, "--out", one)
    assert printed(folder, *POOL, *options, *DASK, "--out", many).endswith(f"\nEveryone's amounts: {many}\n")
    files = sorted(many.iterdir())
    assert [file.name for file in files] == [f"part-{place:05}.parquet" for place in range(9)]
    assert columns(pl.concat([pl.read_parquet(file) for file in files])) == columns(pl.read_parquet(one))
    assert sorted(file.name for file in many.parent.iterdir()) == ["many", "one.parquet", "parts", "table.parquet"]


@pytest.mark.usefixtures("here")
def test_several_files_are_read_in_their_order(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    printed(folder / "2.parquet", folder / "0.parquet", *POOL, *DASK, "--out", out)
    first = pl.read_parquet(out / "part-00000.parquet")
    assert columns(first.select("needed")) == columns(pl.read_parquet(folder / "2.parquet").head(40).select("needed"))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("column", "values", "options", "message"),
    [
        (
            "needed",
            {150: -3, 151: -4},
            (),
            (
                "column 'needed': expected whole cents, not negative, of 64 bits, got -3 in row 31, -4 in row 32 "
                "(row 1 is row 121 of the file)"
            ),
        ),
        (
            "needed",
            {3: -3},
            (),
            f"column 'needed': expected whole cents, not negative, of 64 bits, got -3 in row 4 {COUNTING}",
        ),
        ("age", {150: 18}, (), f"column 'age': expected an age below 18, got 18 years in row 151 {COUNTING}"),
    ],
    ids=["a later part", "the first part", "in no part alone"],
)
def test_a_bad_cell_in_parts_is_told_by_file_and_row(
    column: str, values: dict[int, int], options: tuple, message: str, folder: Path
) -> None:
    path = folder / "2.parquet"
    frame = pl.read_parquet(path)
    cells = frame[column].to_list()
    for row, value in values.items():
        cells[row] = value
    frame.with_columns(pl.Series(column, cells)).write_parquet(path)
    assert refused(folder, *POOL, *DASK, *options) == f"Error: {path}: {message}\n"


@pytest.mark.usefixtures("here")
def test_several_bad_columns_in_parts_are_told_together(folder: Path) -> None:
    path = folder / "1.parquet"
    frame = pl.read_parquet(path)
    frame.with_columns(age=pl.lit(-1, pl.Int64), other=pl.lit(-5, pl.Int64)).head(1).write_parquet(path)
    assert refused(folder, *POOL, *DASK) == (
        f"Error: {path}: 2 problems\n"
        f"  column 'age': expected completed years, 0 to 149, got -1 in row 1 {COUNTING}\n"
        f"  column 'other': expected whole cents, not negative, of 64 bits, got -5 in row 1 {COUNTING}\n"
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        (
            lambda frame: frame.drop("needed"),
            (),
            "expected a column 'needed', or its name in --column; the table has 'impairment', 'age_group'",
        ),
        (
            lambda frame: frame.drop("municipality"),
            ("--by", "municipality"),
            "--by 'municipality': expected a column of the table, got 'municipality'; the table has",
        ),
        (
            lambda frame: frame.with_columns(municipality=pl.lit(1)),
            ("--by", "municipality"),
            "column 'municipality': expected text as in the rows before, got whole numbers in row 1",
        ),
    ],
    ids=["a column of the model", "a group", "labels of another kind"],
)
def test_a_file_unlike_the_others_is_named(change, options: tuple, message: str, folder: Path) -> None:
    path = folder / "1.parquet"
    change(pl.read_parquet(path)).write_parquet(path)
    assert refused(folder, *POOL, *DASK, *options).startswith(f"Error: {path}: {message}")


@pytest.mark.usefixtures("here")
def test_files_without_rows_are_passed_over_and_nothing_but_such_is_refused(folder: Path) -> None:
    none = folder / "1.parquet"
    pl.read_parquet(none).clear().write_parquet(none)
    assert answered(folder, *POOL, *DASK)["rows"] == ROWS - 10
    assert refused(none, *POOL, *DASK) == f"Error: {none}: expected at least one row, got none\n"


@pytest.mark.usefixtures("here")
def test_a_question_that_parts_cannot_answer_is_refused(parquet: Path) -> None:
    assert refused(parquet, *POOL, *DASK, "--reading", "I-3=exhaust") == (
        "Error: --reading: I-3: expected 'equal_treatment', got 'exhaust', which ranks all recipients: that needs one "
        "table\n"
    )


@pytest.mark.parametrize("name", ["parts", "out.csv", "table.parquet", "link"])
def test_results_in_parts_need_a_new_folder(name: str, parquet: Path, folder: Path) -> None:
    (parquet.parent / "link").symlink_to("nowhere")
    out = parquet.with_name(name)
    told = refused(folder, *POOL, *DASK, "--out", out)
    assert told == f"Error: --out: expected a new folder for Parquet files with --dask, got '{out}'\n"


@pytest.mark.usefixtures("here")
def test_nothing_is_left_behind_of_results_in_parts_that_fail(parquet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise Infeasible("expected something else")

    monkeypatch.setattr(population_parts, "write", failing)
    told = refused(parquet, *POOL, *DASK, "--out", parquet.with_name("out"))
    assert told.startswith(f"Error: {parquet}: ")
    assert [file.name for file in parquet.parent.iterdir()] == ["table.parquet"]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (CommClosedError("the line is dead\nand more"), "the line is dead"),
        (TimeoutError(), "TimeoutError"),
    ],
    ids=["a lost connection", "no start"],
)
def test_workers_that_are_lost_are_told(
    error: Exception, message: str, here: None, parquet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> None:
        raise error

    monkeypatch.setattr(population_parts, "computed_in_parts", lost)
    told = refused(parquet, *POOL, *DASK)
    assert told == f"Error: --dask: expected workers that go on to the end, got {message}\n"


def test_any_other_error_comes_as_it_is(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(population_runs, "computed", broken)
    assert str(called(small, "--pool", "1.00").exception) == "ours"


def test_an_address_where_no_scheduler_answers_is_refused(parquet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulating, "_PATIENCE", 0.2)
    told = refused(parquet, *POOL, "--dask", "tcp://127.0.0.1:9")
    assert told.startswith("Error: --dask: expected the address of a Dask scheduler that answers, got 'tcp://127.0.0.1")


def test_two_processes_and_a_cluster_that_is_there_give_the_same_cents(parquet: Path, folder: Path) -> None:
    whole = answered(parquet, *POOL, *BY, *REFORM)
    out = folder.with_name("out")
    with engine.local_cluster(2) as client:
        there = answered(folder, *POOL, *BY, *REFORM, "--dask", client.scheduler.address, "--out", out)
    assert there["summary"] == whole["summary"]
    assert there["effects"]["by"] == whole["effects"]["by"]
    assert there["effects"]["inequality"] == whole["effects"]["inequality"]
    assert [file.name for file in sorted(out.iterdir())] == [f"part-{place:05}.parquet" for place in range(3)]
    assert answered(folder, *POOL, *BY, *REFORM, *DASK) == there


WEIGHTS = st.one_of(st.just(1), st.integers(1, 9), st.integers(2**60, 2**63 - 1))
CENTS_OF_NEED = st.one_of(st.just(0), st.integers(0, 3000), st.integers(0, 2**40))
PEOPLE = st.lists(
    st.tuples(st.integers(0, 17), st.booleans(), CENTS_OF_NEED, st.integers(0, 3000), WEIGHTS, st.sampled_from("ab")),
    min_size=1,
    max_size=9,
)


@settings(max_examples=25)
@given(people=PEOPLE, rows=st.integers(1, 4), pool=st.integers(1, 10_000))
def test_parts_of_any_size_and_weight_add_up_to_the_whole(people: list[tuple], rows: int, pool: int) -> None:
    names = ("age", "special_care", "needed", "public", "weight", "area")
    frame = pl.DataFrame(dict(zip(names, map(list, zip(*people, strict=True)), strict=True)))
    layout = Layout({})
    by = ("area", "age")
    nothing = Money(0)
    asked = Asked(Money(pool), REFORMED, PILOT, None, nothing, nothing, None, by, recorded=False)
    whole, _ = computed(read_frame(frame, groups=["area"]), layout, asked)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "table.parquet"
        frame.write_parquet(path)
        patch.setattr(population_parts, "ROWS_OF_A_PART", rows)
        parts = population_parts.parts_of([path], layout, asked, None)
        assert len(parts) == -(-len(people) // rows)
        found = population_parts.computed_in_parts(parts, layout, asked, None, "synchronous")
    expected = population_tables.document(whole)
    del expected["effects"]["deciles"]
    assert population_tables.document(found) == expected
