"""Letters as pages and papers, and the command that writes them."""

import io
import json
import re
import sys
from datetime import date
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from ibmodel.adapters import lettering
from ibmodel.adapters.letter_names import Kept, proposed_name
from ibmodel.adapters.letters import letter_html, letter_pdf
from ibmodel.adapters.workbook import write_matrix
from ibmodel.case.matrix import ChildRecord, Contact, Expert, Matrix, MatrixService, ParentRecord, Specialty
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.catalogue import SERVICES
from ibmodel.exchange import write_matrix_document
from ibmodel.explain.letters import LetterHead, grant_letter, matrix_facts
from ibmodel.matrix import compute_matrix
from ibmodel.money import Money, Rate
from ibmodel.parameters import edition

PILOT = edition("children-pilot-2018")
LANGUAGES = ("en", "lv")
VOID = {"meta"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    '#eval("panic()")',
    "] #panic() [",
    "$x$ *bold* _it_ @ref // no",
    '\\ "quoted" \\',
    "&lt;b&gt;",
)


def plan(services, months=6, final="500.00", **more):
    rows = [
        MatrixService(service=code, unit_price=Rate.euro("12.40"), units=(4,) * months, provider=provider)
        for code, provider in services
    ]
    return Matrix(
        code="TUK-7",
        municipality="Tukums",
        period=PlanPeriod(date(2019, 3, 1), months),
        services=rows,
        provisional=Money.euro("100.00"),
        final=Money.euro(final),
        **more,
    )


def letter_of(filled, language="lv", **lines):
    facts = matrix_facts(compute_matrix(filled, PILOT), PILOT)
    return grant_letter(facts, LetterHead(dated=date(2019, 2, 20), language=language, **lines))


def first_services(number):
    """The services whose names take the most room."""
    codes = sorted(SERVICES, key=lambda code: -len(SERVICES[code].lv))
    return [(code, "Biedrība „Mazās pēdas”") for code in codes[:number]]


SIMPLE = plan(first_services(3), final="900.00")


class Checked(HTMLParser):
    """A page whose tags close as they open, with its words."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.words = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


def parsed(letter):
    page = Checked()
    page.feed(letter_html(letter))
    page.close()
    assert page.open == []
    return page


def paper(letter):
    return PdfReader(io.BytesIO(letter_pdf(letter)))


def words_of(reader):
    return "".join("".join(page.extract_text().split()) for page in reader.pages).replace("\u200b", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_and_loads_nothing(language):
    page = parsed(letter_of(SIMPLE, language))
    kinds = {tag for tag, _ in page.tags}
    assert dict(page.tags)["html"] == {"lang": language}
    assert not kinds & {"script", "link", "img", "iframe", "a", "object"}
    text = letter_html(letter_of(SIMPLE, language))
    assert not re.search(r"https?:|url\(|@import|src=", text)
    assert [tag for tag, _ in page.tags if tag in {"h1", "h2"}] == ["h1", *["h2"] * 6]
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert len(heads) > 10
    assert all(attributes["scope"] in {"col", "row"} for attributes in heads)
    assert sum(tag == "caption" for tag, _ in page.tags) == sum(tag == "table" for tag, _ in page.tags) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_what_others_typed_is_shown_and_never_run(text):
    filled = plan([("x-" + text, text)])
    letter = letter_of(attrs.evolve(filled, code=text, municipality=text), addressee=text, contact=text)
    page = parsed(letter)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "b"}
    shown = " ".join(" ".join(page.words).split())
    assert shown.count(" ".join(text.split())) >= 6
    assert words_of(paper(letter)).count("".join(text.split())) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_letter_is_the_same_bytes(language):
    letter = letter_of(SIMPLE, language, addressee="Anna")
    assert letter_pdf(letter) == letter_pdf(letter)
    assert letter_html(letter) == letter_html(letter)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_can_be_read_aloud_and_carries_the_day_of_the_letter(language):
    letter = letter_of(SIMPLE, language)
    reader = paper(letter)
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"].startswith(language)
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert reader.metadata.title == f"{letter.title}: TUK-7"
    assert reader.metadata.creation_date.date() == date(2019, 2, 20)


def test_the_paper_says_what_the_page_says():
    letter = letter_of(SIMPLE, addressee="Anna Bērziņa")
    on_paper, on_page = words_of(paper(letter)), "".join("".join(parsed(letter).words).split())
    for word in ("AnnaBērziņa", "TUK-7", "20.02.2019.", "892,80euro", letter.footnotes[-1].text.replace(" ", "")):
        assert word in on_paper
        assert word in on_page


@pytest.mark.parametrize(
    ("language", "services", "unmet"),
    [("lv", 1, 0), ("lv", 3, 3), ("lv", 5, 3), ("lv", 9, 0), ("lv", 12, 0), ("lv", 12, 3), ("en", 12, 3)],
)
def test_an_ordinary_letter_fits_on_one_page(language, services, unmet):
    cost = Money(1240 * 24 * max(services - unmet, 0))
    filled = plan(first_services(services), final=str(cost))
    letter = letter_of(filled, language, addressee="Anna Bērziņa", contact="Jana Liepa, tālrunis 63100000")
    reader = paper(letter)
    assert reader.pages[0].mediabox.width == pytest.approx(595, abs=1)
    assert len(reader.pages) == 1


def test_a_long_letter_goes_on_with_the_heads_of_its_tables_repeated():
    letter = letter_of(plan(first_services(30), final="30000.00"))
    reader = paper(letter)
    assert len(reader.pages) == 2
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert "Vienības" in text
        assert f"{number} / 2" in text


def test_words_longer_than_a_column_are_broken():
    name = "a" * 62
    assert words_of(paper(letter_of(plan([("x-" + name, name)])))).count(name[1:]) >= 2


@pytest.mark.rule("A-11")
def test_nothing_of_table_6_1_and_6_2_stands_in_a_letter():
    secret = {"name": "Zane Kalniņa", "personal_code": "010112-12345", "address": "Meža iela 9", "phone": "29999999"}
    filled = attrs.evolve(
        SIMPLE,
        child=ChildRecord(contact=Contact(**secret)),
        parent=ParentRecord(contact=Contact(**secret, email="z@example.org")),
        team=(Expert(specialty=Specialty.PSYCHOLOGIST, name="Zane Kalniņa"),),
    )
    for lines, seen in (({}, 0), ({"addressee": "Zane Kalniņa"}, 1)):
        letter = letter_of(filled, **lines)
        for text in (letter_html(letter), paper(letter).pages[0].extract_text()):
            assert text.count("Zane") == seen
            assert not any(value in text for key, value in secret.items() if key != "name")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("letter-TUK-7", False),
        ("letter-Anna", True),
        ("annas-vestule", True),
        ("ANNAI", True),
        ("lēmums_bērziņas", True),
        ("berzinu ģimene", True),
        ("Ed", True),
        ("edit", False),
        ("x", False),
        ("010112", True),
        ("01.01.12-12345", True),
        ("01011", False),
        ("Tukums", False),
    ],
)
@pytest.mark.rule("A-11")
def test_a_file_name_is_held_against_names_in_every_spelling(name, expected):
    contacts = [Contact(personal_code="010112-12345"), Contact(name="Ed X"), Contact(personal_code="1")]
    assert Kept.of("Anna Bērziņa, Tukums", contacts).stands_in(name) is expected


def test_without_names_every_file_name_will_do():
    assert not Kept.of(None).stands_in("Anna-010112")


def test_a_proposed_name_is_one_that_every_system_can_hold():
    assert proposed_name("../K 7\\ā", "en") == "letter-..-K-7-ā-en"


# the command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(lettering.write_letter, list(arguments))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def matrix_file(folder):
    path = folder / "K.json"
    named = attrs.evolve(SIMPLE, child=ChildRecord(contact=Contact(name="Zane Kalniņa")))
    path.write_text(json.dumps(write_matrix_document(named)), encoding="utf-8")
    return path


def test_without_a_file_the_made_up_cohort_is_used_and_both_files_are_named_by_the_code(folder):
    shipped = resources.files("ibmodel.testing").joinpath("data", "pilot-2018-synthetic.json")
    code = json.loads(shipped.read_bytes())["cases"][0]["id"]
    result = run("--id", code, "--date", "2018-08-20", "--lang", "lv")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [f"letter-{code}-lv.html", f"letter-{code}-lv.pdf"]
    assert code in (folder / f"letter-{code}-lv.html").read_text("utf-8")
    assert (folder / f"letter-{code}-lv.pdf").read_bytes().startswith(b"%PDF")


def test_a_matrix_gives_the_letter_of_the_library(folder, matrix_file):
    result = run("--matrix", str(matrix_file), "--date", "2019-02-20", "--html", "a.html", "--lang", "lv")
    assert result.exit_code == 0, result.stderr
    assert (folder / "a.html").read_text("utf-8") == letter_html(letter_of(SIMPLE))
    assert sorted(path.name for path in folder.iterdir()) == ["K.json", "a.html"]


def test_only_the_pdf_is_written_where_only_that_is_asked_for(folder, matrix_file):
    result = run("--matrix", str(matrix_file), "--date", "2019-02-20", "--pdf", "a.pdf", "--lang", "lv")
    assert result.stdout == "a.pdf\n"
    assert (folder / "a.pdf").read_bytes() == letter_pdf(letter_of(SIMPLE))


def test_a_workbook_gives_the_same_letter(folder):
    (folder / "K.XLSX").write_bytes(write_matrix(SIMPLE, PILOT))
    result = run("--matrix", "K.XLSX", "--date", "2019-02-20", "--html", "a.html")
    assert result.exit_code == 0, result.stderr
    assert (folder / "a.html").read_text("utf-8") == letter_html(letter_of(SIMPLE, "en"))


def test_a_cohort_of_ones_own(folder):
    case = {
        "id": "K-1",
        "municipality": "Ogre",
        "born": "2012-05-02",
        "special_care": False,
        "lines": [{"service": "nanny", "unit_price": "10.00", "units": [1, 1]}],
    }
    document = {"title": "one", "synthetic": True, "pool": "100.00", "on": "2018-09-01", "cases": [case]}
    (folder / "c.json").write_text(json.dumps(document), encoding="utf-8")
    result = run("--cohort", "c.json", "--id", "K-1", "--date", "2018-08-20", "--html", "a.html")
    assert result.exit_code == 0, result.stderr
    assert "€20.00" in (folder / "a.html").read_text("utf-8")


CHILDREN = """id,born,municipality,received,disability_determined,di_evaluated
K-1,2010-05-02,Rīga,2018-07-03T09:14,true,true
K-2,2010-05-02,Ogre,2018-07-03T09:14,true,
K-3,2018-07-04,Ogre,2018-07-03T09:14,true,true
"""
ADULTS = """id,born,declared_municipality,received,documents
P-1,1990-05-02,Rīga,2019-08-03T09:14,application
"""


def test_an_application_that_fails_gets_its_refusal(folder):
    (folder / "a.csv").write_text(CHILDREN, encoding="utf-8")
    result = run(
        "--applications", "a.csv", "--id", "K-1", "--date", "2018-08-01", "--contest", "Rīgā", "--html", "r.html"
    )
    assert result.exit_code == 0, result.stderr
    text = (folder / "r.html").read_text("utf-8")
    assert "declared in Rīga, which is not a municipality of the pilot" in text
    assert "This decision can be contested: Rīgā" in text


def test_an_adult_gets_a_refusal_too(folder):
    (folder / "a.csv").write_text(ADULTS, encoding="utf-8")
    result = run(
        "--applications",
        "a.csv",
        "--id",
        "P-1",
        "--date",
        "2019-09-01",
        "--policy",
        "adults-pilot-2019",
        "--html",
        "r.html",
    )
    assert result.exit_code == 0, result.stderr
    assert "You cannot take part" in (folder / "r.html").read_text("utf-8")


def refused(result, *parts):
    assert result.exit_code == 2
    assert result.stdout == ""
    for part in parts:
        assert part in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("K-2", "one that cannot be decided yet"),
        ("K-3", "K-3: /received: expected an application on or after the birth"),
        ("K-4", "near ones: K-"),
    ],
)
def test_who_is_not_refused_gets_no_refusal(folder, wanted, expected):
    (folder / "a.csv").write_text(CHILDREN, encoding="utf-8")
    refused(run("--applications", "a.csv", "--id", wanted, "--date", "2018-08-01"), expected)
    assert [path.name for path in folder.iterdir()] == ["a.csv"]


def test_what_is_asked_for_must_be_clear(matrix_file):
    path = str(matrix_file)
    refused(run("--matrix", path, "--cohort", path, "--date", "2019-02-20"), "got several")
    refused(run("--matrix", path, "--id", "K-1", "--date", "2019-02-20"), "--id: expected only with")
    refused(run("--date", "2019-02-20"), "--id: expected the id of a recipient")
    refused(run("--id", "K-1"), "Missing option '--date'")
    refused(run("--id", "K-1", "--date", "20.02.2019"), "--date: expected a date")
    refused(run("--id", "K-1", "--date", "2019-02-20", "--contact", " "), "--contact: expected a line of 1 to 300")


def test_a_file_that_lacks_something_says_what(folder, matrix_file):
    document = json.loads(matrix_file.read_text("utf-8"))
    del document["final"]
    matrix_file.write_text(json.dumps(document), encoding="utf-8")
    refused(run("--matrix", "K.json", "--date", "2019-02-20"), "K.json", "/final", "expected the final amount")
    (folder / "bad.json").write_text("{}", encoding="utf-8")
    refused(run("--matrix", "bad.json", "--date", "2019-02-20"), "bad.json", "/code")
    refused(run("--cohort", "bad.json", "--id", "K", "--date", "2019-02-20"), "bad.json")


@pytest.mark.rule("A-11")
@pytest.mark.parametrize("option", ["--html", "--pdf"])
@pytest.mark.parametrize(("addressee", "name"), [("Anna Bērziņa", "Annai"), (None, "kalnina"), ("Anna", "Zane")])
def test_a_file_is_not_called_by_anybodys_name(folder, matrix_file, option, addressee, name):
    more = ["--addressee", addressee] if addressee else []
    result = run("--matrix", "K.json", "--date", "2019-02-20", *more, option, f"{name}.out")
    refused(result, option, "(A-11)", "such as letter-TUK-7-en.out")
    assert [path.name for path in folder.iterdir()] == ["K.json"]


def test_a_place_that_cannot_be_written_is_named(matrix_file):
    refused(run("--matrix", "K.json", "--date", "2019-02-20", "--html", "none/a.html"), "--html", "can be written")


@pytest.mark.parametrize(
    ("module", "suffix", "extra"),
    [("ibmodel.adapters.letters", ".json", "letters"), ("ibmodel.adapters.matrix_files", ".xlsx", "workbook")],
)
def test_what_is_not_installed_is_named(  # noqa: PLR0913, PLR0917 - what stands for what
    folder, matrix_file, monkeypatch, module, suffix, extra
):
    monkeypatch.setitem(sys.modules, module, None)
    path = matrix_file.rename(folder / f"K{suffix}")
    refused(run("--matrix", path.name, "--date", "2019-02-20"), f"pip install 'ibmodel[{extra}]'")


DOCS = Path(__file__).resolve().parents[2] / "docs" / "letters.md"
COMMANDS = re.findall(r"^python -m ibmodel letter (.*)$", DOCS.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_documentation_writes_letters(command, folder):
    (folder / "TUK-001.xlsx").write_bytes(write_matrix(SIMPLE, PILOT))
    (folder / "TUK-001.json").write_text(json.dumps(write_matrix_document(SIMPLE)), encoding="utf-8")
    shipped = resources.files("ibmodel.testing").joinpath("data", "pilot-2018-synthetic.json").read_bytes()
    (folder / "cohort.json").write_bytes(shipped)
    (folder / "applications.csv").write_text(CHILDREN.replace("K-1", "TUK-031"), encoding="utf-8")
    result = run(*command.split())
    assert result.exit_code == 0, result.stderr
    assert all((folder / name).stat().st_size > 5_000 for name in result.stdout.splitlines())
    assert result.stdout


def test_the_documentation_has_commands():
    assert len(COMMANDS) == 5
