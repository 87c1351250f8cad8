"""Tables for notebooks: whole HTML, nothing that fights a theme, amounts on the right, both languages."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from ibmodel import edition
from ibmodel.errors import BadValue
from ibmodel.explain import LANGUAGES
from ibmodel.money import Money, Share
from ibmodel.population import Cohort, Summary, compare, simulate, sweep
from ibmodel.population.comparison import Change
from ibmodel.population.labels import LABELS, column_label, label
from ibmodel.population.shown import table

PILOT = edition("children-pilot-2018")
REFORM = PILOT.reform("share of 80", {"budget.reduced_share": "80"})
POOL = 2_000_000_00


def cohort(rows: int = 4, **columns) -> Cohort:
    return Cohort(
        age=[4 + row % 12 for row in range(rows)],
        special_care=[row % 2 == 0 for row in range(rows)],
        needed=[row * 1_234_567_89 // 7 for row in range(rows)],
        **columns,
    )


def shown(rows: int = 4, lang: str = "en", **columns) -> dict[str, str]:
    """Every result as it is shown."""
    people = cohort(rows, town=[["b", "a"][row % 2] for row in range(rows)], **columns)
    outcome = simulate(people, pool=POOL)
    effects = compare(people, PILOT, REFORM, pool=POOL)
    found = sweep(people, {"budget.reduced_share": ["70", "80"], "pool": [1, POOL]})
    results = {
        "outcome": outcome,
        "summary": outcome.summary,
        "sums by group": outcome.by("town"),
        "effects": effects,
        "changes by group": effects.by("town"),
        "changes by care": effects.by("special_care"),
        "changes by decile": effects.by_decile(),
        "sweep": found,
    }
    return {name: result.html(lang) for name, result in results.items()}


def parsed(html: str) -> ET.Element:
    return ET.fromstring(f"<all>{html}</all>")  # noqa: S314 - our own text


def cells(html: str) -> list[list[list[str]]]:
    """The texts of every table, row by row."""
    tables = parsed(html).iter("table")
    return [[["".join(cell.itertext()) for cell in row] for row in found.iter("tr")] for found in tables]


NAMES = tuple(shown())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_whole_and_every_row_as_long_as_its_headings(name, lang) -> None:
    for rows in cells(shown(lang=lang)[name]):
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_table_takes_its_colours_from_the_page(name, lang) -> None:
    html = shown(lang=lang)[name].lower()
    assert "background" not in html
    assert "color:" not in html
    for tag in ("<style", "<script", "<link", " class=", " id=", "#"):
        assert tag not in html
    assert set(re.findall(r"solid ([a-z]+)", html)) == {"currentcolor"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_amounts_and_counts_stand_on_the_right(name, lang) -> None:
    html = shown(lang=lang, weight=[1, 2, 3, 4])[name]
    for found in parsed(html).iter("td"):
        if re.search(r"[.,]\d\d$", "".join(found.itertext())):
            assert found.get("style", "").endswith("text-align:right")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_table_names_the_unit(name, lang) -> None:
    assert {"en": "Amounts in euro", "lv": "Summas euro"}[lang] in shown(lang=lang)[name]
    assert "€" not in shown(lang=lang)[name]


def test_a_notebook_gets_english() -> None:
    people = cohort(town=["a"] * 4)
    outcome = simulate(people, pool=POOL)
    effects = compare(people, PILOT, REFORM, pool=POOL)
    for result in (outcome, outcome.summary, outcome.by("town"), effects, sweep(people, {"pool": [1]})):
        assert result._repr_html_() == result.html("en") != result.html("lv")


@pytest.mark.parametrize("name", LABELS)
def test_every_text_exists_in_both_languages(name) -> None:
    english, latvian = LABELS[name]
    assert english
    assert latvian
    assert english != latvian or "{" in english
    assert set(re.findall(r"\{\w*\}", english)) == set(re.findall(r"\{\w*\}", latvian))


@pytest.mark.parametrize("lang", ["de", "", None, "EN"])
def test_another_language_is_refused(lang) -> None:
    with pytest.raises(BadValue) as caught:
        simulate(cohort(), pool=POOL).html(lang)
    assert caught.value.path == "/lang"


def test_what_a_caller_named_is_escaped() -> None:
    evil = "<script>&\"'"
    people = cohort(2, id=[evil, "b"], **{evil: [evil, "b"]})
    reform = PILOT.reform(evil, {"budget.reduced_share": "80"})
    effects = compare(people, PILOT, reform, pool=POOL)
    for html in (effects.baseline.html(), effects.html(), effects.by(evil).html(), effects.baseline.by(evil).html()):
        assert "<script" not in html
        assert "&lt;script&gt;&amp;" in html
        cells(html)


def test_an_outcome_shows_its_first_rows_and_all_sums() -> None:
    people = cohort(12, town=["a"] * 12, weight=[1] * 11 + [5], public=[7_00] * 12)
    outcome = simulate(people, pool=POOL)
    rows, pool = cells(outcome.html())
    assert rows[0][:5] == ["Row", "town", "Age", "Special care", "Weight"]
    assert rows[0][5:9] == ["Needed", "Provisional", "Final", "Total"]
    assert rows[0][9:] == ["Project", "Benefits", "Public", "Other", "Unmet", "Against before"]
    assert [row[0] for row in rows[1:]] == [*map(str, range(10)), "All"]
    assert rows[2][1:5] == ["a", "5", "no", "1"]
    assert rows[2][5] == "176,366.84"
    assert rows[2][-1] == "The situation gets better"
    assert rows[1][-1] == "Less support is needed"
    assert rows[-1][5] == f"{outcome.summary.needed / 100:,.2f}"
    assert rows[-1][8] == f"{outcome.summary.total / 100:,.2f}"
    caption = outcome.html().partition("<caption")[2].partition("</caption>")[0].partition(">")[2]
    assert caption.replace("\u00a0", " ") == (
        "children-pilot-2018, funding variant 2. 12 rows for 16 people. Shown here: 10 rows. Amounts in euro"
    )
    assert pool[1] == ["Pool for services", "2,000,000.00"]
    assert pool[-1] == ["- left in reserve", f"{outcome.reserve / 100:,.2f}"]


def test_a_row_is_called_by_its_name() -> None:
    people = cohort(2, id=["R-1", "R-2"], urban=[True, False])
    rows, _ = cells(simulate(people, pool=POOL).html("lv"))
    assert [row[:4] for row in rows] == [
        ["Saņēmējs", "urban", "Vecums", "Īpaša kopšana"],
        ["R-1", "ir", "4", "ir"],
        ["R-2", "nav", "5", "nav"],
        ["Kopā", "", "", ""],
    ]
    assert "Shown here" not in simulate(people, pool=POOL).html()


@pytest.mark.parametrize(
    ("rows", "english", "latvian"),
    [
        (1, "1 row for 1 person", "1 rinda, 1 persona"),
        (2, "2 rows for 2 people", "2 rindas, 2 personas"),
        (10, "10 rows for 10 people", "10 rindu, 10 personu"),
        (21, "21 rows for 21 people", "21 rinda, 21 persona"),
    ],
)
def test_words_agree_with_their_numbers(rows, english, latvian) -> None:
    outcome = simulate(cohort(rows), pool=POOL)
    assert english in outcome.html("en").replace("\u00a0", " ")
    assert latvian in outcome.html("lv").replace("\u00a0", " ")


def test_a_summary_shows_every_number() -> None:
    summary = simulate(cohort(), pool=POOL).summary
    (rows,) = cells(summary.html())
    found = dict(rows[1:])
    assert found["People"] == "4"
    assert found["Needed"] == f"{summary.needed / 100:,.2f}"
    assert found["Surplus"] == f"{summary.surplus / 100:,.2f}"
    assert len(rows) - 1 == len(Summary.NUMBERS) - 1  # what public money was there before is not shown


def test_what_a_part_does_not_have_is_not_shown_as_nothing() -> None:
    part = simulate(cohort(town=["a", "b", "a", "b"]), pool=POOL).by("town")["a"]
    assert dict(cells(part.html())[0])["Surplus"] == "–"
    assert dict(cells(part.html())[0])["- left in reserve"] == "–"


def test_parts_have_a_line_each() -> None:
    outcome = simulate(cohort(municipality=["Ogre", "Balvi", "Ogre", "Balvi"]), pool=POOL)
    (rows,) = cells(outcome.by("municipality").html("lv"))
    assert rows[0][0] == "Pašvaldība"
    assert [row[0] for row in rows[1:]] == ["Balvi", "Ogre"]
    (care,) = cells(outcome.by("special_care").html())
    assert [row[0] for row in care] == ["Special care", "no", "yes"]


def test_effects_show_both_sides_and_what_is_between() -> None:
    effects = compare(cohort(12), PILOT, REFORM, pool=POOL // 8)
    stages, deciles = cells(effects.html())
    assert stages[0] == ["", "Baseline", "Reform", "Difference"]
    found = {row[0]: row[1:] for row in stages[1:]}
    before, after = effects.summaries
    assert found["Unmet"] == [
        f"{cents / 100:,.2f}" for cents in (before.unmet, after.unmet, after.unmet - before.unmet)
    ]
    assert found["People"] == ["12", "12", "0"]
    ginis = [of.gini for of in effects.inequality]
    assert ginis[0] != ginis[1]
    difference = f"{'-' * (ginis[1] < ginis[0])}0.{abs(ginis[1] - ginis[0]):06d}"
    assert found["Gini coefficient of the cover"] == [f"0.{ginis[0]:06d}", f"0.{ginis[1]:06d}", difference]
    assert found["Mean cover of the needs"][0] == f"{effects.inequality[0].mean / 10_000:.4f}".rstrip("0") + "%"
    assert [row[0] for row in deciles] == ["Decile of need", *map(str, range(1, 11)), "All"]
    assert deciles[0][1:] == [label(name, "en") for name in Change.NUMBERS]
    assert deciles[-1][-1] == f"{effects.overall.net / 100:,.2f}"
    back = cells(compare(cohort(12), REFORM, PILOT, pool=POOL // 8).html("lv"))[0]
    signs = {row[0]: row[3].startswith("-") for row in back[1:]}
    assert signs["Seguma Džini koeficients"] == (ginis[0] < ginis[1])
    assert "0," in {row[0]: row[1] for row in back}["Seguma Džini koeficients"]


def test_inequality_of_nothing_is_not_shown_as_none() -> None:
    people = Cohort(age=[4], special_care=[True], needed=[0])
    stages, _ = cells(compare(people, PILOT, REFORM, pool=1).html())
    found = {row[0]: row[1:] for row in stages}
    assert found["Gini coefficient of the cover"] == ["–", "–", "–"]
    assert found["Mean cover of the needs"] == ["–", "–", "–"]


def test_a_sweep_shows_its_first_scenarios() -> None:
    found = sweep(cohort(), {"pool": range(25), "readings.I-2": ["need"]})
    (rows,) = cells(found.html())
    assert rows[0][:5] == ["pool", "readings.I-2", "Given out", "Left in reserve", "Final"]
    assert [row[:2] for row in rows[1:]] == [[f"0.{place:02d}", "need"] for place in range(20)]
    assert "25 scenarios. Shown here: 20 scenarios. Amounts in euro" in found.html().replace("\u00a0", " ")
    assert "Shown" not in sweep(cohort(), {"pool": range(20)}).html()
    assert "21 scenārijs. " in sweep(cohort(), {"pool": range(21)}).html("lv").replace("\u00a0", " ")


def test_a_sweep_shows_its_values_as_people_write_them() -> None:
    grid = {
        "pool": [Money(1_234_500)],
        "reserve": [1_234_500],
        "amount": [None],
        "variant": [3],
        "granting.admit_without_disability": [True],
        "prices.group_session_ceiling": ["30.00"],
        "budget.reduced_share": [Share.percent("80")],
    }
    found = sweep(cohort(), grid)
    assert cells(found.html())[0][1][:7] == ["12,345.00", "12,345.00", "–", "3", "yes", "30.00", "80"]
    assert cells(found.html("lv"))[0][1][:5] == ["12\u00a0345,00", "12\u00a0345,00", "–", "3", "ir"]


def test_a_column_of_the_caller_keeps_its_name() -> None:
    assert column_label("municipality", "lv") == "Pašvaldība"
    assert column_label("total", "en") == "total"
    assert column_label("asked", "en") == "asked"


def test_a_table_has_sums_below_a_line_only_where_there_are_some() -> None:
    assert "tfoot" not in table("of", ["a", "b"], [["c", "1"]])
    assert "<tfoot><tr>" in table("of", ["a", "b"], [["c", "1"]], [["d", "2"]])
    left = re.findall(
        r"text-align:(left|right)", table("of", ["a", "b", "c"], [], texts=(0, 1)).partition("<thead>")[2]
    )
    assert left == ["left", "left", "right"]
