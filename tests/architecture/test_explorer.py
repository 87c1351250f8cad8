"""The explorer asks the library and nobody else: its Python, its table, what it holds, and that it stands alone."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import io
import json
import random
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import pytest

from ibmodel import evaluate
from ibmodel.errors import ModelError
from ibmodel.exchange import evaluate_line
from ibmodel.explain import LANGUAGES, shown_value
from ibmodel.money import Money

ROOT = Path(__file__).resolve().parents[2]
FIRST = {
    "lang": "en",
    "age": "11",
    "special_care": "no",
    "full": "1000",
    "needed": "1370",
    "surplus": "100",
    "public": "900",
    "variant": "2",
}
WORDS = json.loads((ROOT / "docs" / "explorer_words.json").read_text(encoding="utf-8"))
TEMPLATE = (ROOT / "docs" / "explorer_page.html").read_text(encoding="utf-8")
SCRIPT = (ROOT / "docs" / "explorer_page.js").read_text(encoding="utf-8")
#: Texts that the page takes by its state and by the stage of a reason.
BY_STATE = {"starting", "python", "grid", "old", "stage_1", "stage_3", "stage_4"}
DOCS_PAGE = (ROOT / "docs" / "explorer.md").read_text(encoding="utf-8")


def loaded(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def explorer() -> Iterator[ModuleType]:
    before = list(sys.path)
    yield loaded("explorer", ROOT / "docs" / "explorer.py")
    sys.path[:] = before
    sys.modules.pop("explorer_glue", None)


@pytest.fixture(scope="module")
def explore(explorer: ModuleType) -> Callable[..., dict]:
    return lambda **changed: explorer.glue.explore({**FIRST, **changed})


@pytest.fixture(scope="module")
def release() -> ModuleType:
    """The command for browsers, for what it expects there."""
    return loaded("release_explorer", ROOT / "tests" / "release" / "explorer.py")


@pytest.fixture(scope="module")
def table(explorer: ModuleType) -> dict[str, dict]:
    return explorer.table()


@pytest.fixture(scope="module")
def alone(explorer: ModuleType) -> str:
    """The page without Python."""
    return explorer.page({})


def as_read(answer: dict) -> dict[str, object]:
    """An answer of the page's Python as the command for browsers reads it from the page."""
    return {
        "reasons": [(reason["rule"], reason["source"], reason["text"]) for reason in answer["reasons"]],
        "readings": {f"{name} {reading}" for name, reading in answer["readings"].items()},
        "total": answer["figures"]["total"],
    }


def euro(text: str) -> str | None:
    try:
        Money.euro(text)
    except ModelError as error:
        return error.message
    return None


# --- what is asked ---


@pytest.mark.rule("B-1", "B-4", "B-6", "B-8", "F-1", "F-2", "F-3", "F-4")
def test_it_answers_as_the_library_does_asked_another_way(explore, release):
    """Of public money too: a line of its own gives the sums of a line that holds all services."""
    chance = random.Random(11)
    seen = set()
    for fields in release.combinations(250, 11):
        language = chance.choice(LANGUAGES)
        amounts = {name: release.typed(fields[name], language, chance) for name in release.AMOUNTS}
        answer = explore(**{**fields, **amounts, "lang": language})
        right = release.expected(fields, language)
        assert {name: answer["shown"][name] for name in release.FIGURES} == right["figures"], fields
        assert as_read(answer) == {
            **{part: right[part] for part in ("reasons", "total")},
            "readings": set(right["readings"]),
        }
        seen |= {reason[0] for reason in right["reasons"]}
    assert seen >= {"B-1", "D-1", "B-4", "B-5", "B-6", "F-1", "F-2", "F-3", "F-4", "F-5", "F-6", "F-7", "B-8", "B-11"}


@pytest.mark.rule("F-2")
def test_it_begins_with_example_2_1_of_the_methodology(explorer):
    figures = explorer.glue.explore({**explorer.FIRST, "lang": "en"})["figures"]
    assert (figures["provisional"], figures["final"], figures["public"]) == ("700.00", "800.00", "570.00")
    assert (figures["total"], figures["unmet"]) == ("1370.00", "0.00")


def test_the_lines_that_it_shows_have_the_answers_that_it_shows(explore):
    answer = explore(other="12.34", transport="70", transport_benefits="50", rehabilitation="1")
    answers = [json.loads(evaluate_line(line)) for line in answer["requests"]]
    assert [one["ok"] for one in answers] == [True] * 3
    assert answers[0]["result"]["amounts"][0]["provisional"] == answer["figures"]["provisional"]
    assert answers[1]["result"]["amounts"][0]["final"] == answer["figures"]["final"]
    assert answers[2]["result"]["total"] == answer["figures"]["total"]
    assert [reason["text"] for one in answers for reason in one["reasons"]] == [
        reason["text"] for reason in answer["reasons"]
    ]


@pytest.mark.rule("B-1")
@pytest.mark.parametrize(
    ("age", "care", "share"),
    [("0", "no", "100"), ("8", "no", "100"), ("9", "no", "70"), ("9", "yes", "100"), ("17", "no", "70")],
)
def test_the_child_has_the_age_that_is_set(explore, age, care, share):
    answer = explore(age=f" {age} ", special_care=care)
    assert answer["figures"]["weight"] == share
    assert f"{age}\u00a0year" in answer["reasons"][0]["text"]


def test_what_is_left_empty_is_not_in_the_question(explore):
    answer = explore(surplus="", public="", other="", transport="", rehabilitation="", transport_benefits="")
    final, total = (json.loads(line)["input"] for line in answer["requests"][1:])
    assert set(final) == {"recipients"}
    assert set(total) == {"variant", "final", "lines"}
    assert total["lines"] == [{"service": "x-other-services", "amount": "1370.00"}]
    assert explore(surplus="0")["requests"] != answer["requests"]


# --- amounts as people type them ---


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("en", "1370", "1370.00"),
        ("en", "1370.5", "1370.50"),
        ("en", " 0.05\u00a0", "0.05"),
        ("lv", "1370,50", "1370.50"),
        ("lv", "1370,5", "1370.50"),
        ("lv", "1370.50", "1370.50"),
        ("lv", "999999999999,99", "999999999999.99"),
    ],
)
def test_cents_may_be_left_out_and_latvian_has_a_comma(explore, language, text, read):
    assert explore(lang=language, full=text)["figures"]["full"] == read


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    ["x", "-1", "1.234", "1 000", "1,000.00", "1.000,00", "007", "00", "€5", "+5", "1e3", "１２", ".5", "5.", ""],
)
def test_what_is_refused_has_the_librarys_own_message(explore, language, text):
    told = euro(text)
    assert told is not None
    assert explore(lang=language, full=text) == {"errors": {"full": told}}


def test_a_comma_is_no_decimal_point_in_english(explore):
    assert explore(full="1000,50") == {"errors": {"full": euro("1000,50")}}


def test_amounts_beyond_the_library_are_refused_and_the_largest_are_not(explore):
    most = "999999999999.99"
    assert (
        explore(age="8", full=most, surplus=most, needed="0", public=most, other=most)["figures"]["left"]
        == "1999999999999.98"
    )
    assert explore(full="1000000000000.00") == {"errors": {"full": euro("1000000000000.00")}}


@pytest.mark.parametrize("age", ["18", "19", "120", "1000", "1001", "999999999999999"])
def test_adults_are_refused(explore, age):
    assert explore(age=age) == {"errors": {"age": f"expected an age below 18 on 2018-09-01, got {age} years"}}


@pytest.mark.parametrize("age", ["-1", "1.5", "x", "", "９", "1" * 16])
def test_what_is_no_age_is_refused(explore, age):
    (told,) = explore(age=age)["errors"].items()
    assert told[0] == "age"
    assert told[1].startswith("expected an age in years, ")


def test_every_field_has_its_error_at_once(explore, explorer):
    answer = explore(age="18", **dict.fromkeys(explorer.glue.AMOUNTS, "x"))
    assert set(answer["errors"]) == {"age", *explorer.glue.AMOUNTS}


def test_transport_is_part_of_the_needed_amount(explore):
    assert explore(transport="1369.99")["figures"]["total"] == "800.01"
    assert explore(transport="1370")["figures"]["total"] == "800.00"
    message = "expected at most the needed amount 1370.00, got 1370.01"
    assert explore(transport="1370.01") == {"errors": {"transport": message}}


def test_the_browser_speaks_with_it_in_json(explorer, explore):
    assert json.loads(explorer.glue.explore_text(json.dumps(FIRST))) == explore()


# --- the table ---


def test_every_answer_of_the_table_is_the_librarys(table, explorer):
    figures = {"1": "provisional", "3": "final", "4": "total"}
    for step, answers in table.items():
        for key, answer in answers.items():
            (line,) = answer["requests"]
            request = json.loads(line)
            right = evaluate(request)
            result = right["result"] if step == "4" else right["result"]["amounts"][0]
            assert answer["figures"][figures[step]] == result[figures[step]], key
            assert [one["text"] for one in answer["reasons"]] == [one["text"] for one in right["reasons"]], key
            assert key.split("|") == asked_by(step, request), key


def asked_by(step: str, request: dict) -> list[str]:
    """What the key of a request in the table must be."""
    given, language = request["input"], request["lang"]
    if step == "1":
        (child,) = given["recipients"]
        care = "yes" if child["special_care"] else "no"
        return [language, str(2018 - int(child["born"][:4])), care, given["amount"]]
    if step == "3":
        (child,) = given["recipients"]
        return [language, child["provisional"], child["needed"], given.get("reserve", "")]
    lines = {line["service"]: line for line in given["lines"]}
    needed = sum((Money.euro(line["amount"]) for line in given["lines"]), Money(0))
    public = lines.get("x-paid-by-public-money", {}).get("public", "")
    benefits = given.get("benefits", {}).get("rehabilitation", "")
    return [language, given["final"], str(needed), str(given["variant"]), public, benefits, given.get("other", "")]


def cell(table: dict, language: str, chosen: dict[str, str]) -> list[dict]:
    """The three answers of a cell, found as the page finds them."""
    child = table["1"]["|".join((language, chosen["age"], chosen["special_care"], chosen["full"]))]
    share = child["figures"]["provisional"]
    project = table["3"]["|".join((language, share, chosen["needed"], chosen["surplus"]))]
    rest = [chosen[name] for name in ("variant", "public", "rehabilitation", "other")]
    return [child, project, table["4"]["|".join((language, project["figures"]["final"], chosen["needed"], *rest))]]


def test_every_cell_is_in_the_table_and_joined_as_the_library_answers(table, explorer):
    axes = {"age": explorer.AGES, "special_care": explorer.CARE, **explorer.GRID, "variant": explorer.VARIANTS}
    cells = [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]
    assert len(cells) == 18 * 2 * 3 * 4 * 3 * 3 * 2 * 2 * 3
    for language in LANGUAGES:
        for chosen in cells:
            assert len(cell(table, language, chosen)) == 3
        for chosen in random.Random(5).sample(cells, 60):
            answer = explorer.glue.explore({**chosen, "lang": language})
            assert explorer.glue.joined(cell(table, language, chosen)) == answer


def test_what_stands_in_the_page_first_is_in_the_table(table, explorer):
    chosen = {"rehabilitation": "", "other": "", **explorer.FIRST}
    assert explorer.glue.joined(cell(table, "lv", chosen)) == explorer.glue.explore({**explorer.FIRST, "lang": "lv"})


def test_the_documentation_names_the_amounts_of_the_table(explorer):
    rows = re.findall(r"^\| (\w[\w ]*) \| ((?:none, )?[0-9]+(?:, [0-9]+)*) \|$", DOCS_PAGE, re.MULTILINE)
    written = [tuple("" if value == "none" else f"{value}.00" for value in values.split(", ")) for _, values in rows]
    assert written == list(explorer.GRID.values())


# --- the page ---


class Addresses(HTMLParser):
    """All that a page refers to, and what it is held to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        names = ("src", "href", "action", "srcset", "data", "poster", "style", "background")
        self.found += [given[name] or "" for name in names if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""


def test_the_page_refers_to_the_documentation_only(alone):
    addresses = Addresses()
    addresses.feed(alone)
    pages = ["explorer.html", "reference/methodology-map.html", "reference/interpretations.html", "protocol.html"]
    assert addresses.found == ["data:,", *pages]
    for page in pages:
        assert (ROOT / "docs" / page).with_suffix(".md").exists()
    assert re.search(r"https?:|//[a-z]+\.|@import|url\(", alone) is None
    assert "default-src 'none'" in addresses.policy
    assert "connect-src 'none'" in addresses.policy


def test_the_page_without_python_holds_its_table_and_no_parts(alone, explorer, table):
    (packed,) = re.findall(r'<script type="text/plain" id="table">([^<]*)</script>', alone)
    assert json.loads(gzip.decompress(base64.b64decode(packed))) == table
    (data,) = re.findall(r'<script type="application/json" id="data">([^<]*)</script>', alone)
    held = json.loads(data)
    assert held["parts"] == []
    assert held["words"] == WORDS
    assert held["first"]["answers"]["lv"] == explorer.glue.explore({**explorer.FIRST, "lang": "lv"})
    assert "part-" not in re.sub(r"<script>.*?</script>", "", alone, flags=re.DOTALL)
    assert "/*put" not in alone
    assert "<!--put" not in alone


def test_the_choices_are_written_as_the_library_writes_amounts(explorer):
    (*_, last) = explorer.axes()["needed"]
    assert last == {"value": "2000.00", "en": "€2,000.00", "lv": shown_value(Money.euro("2000.00"), "lv")}


def test_every_text_is_there_in_both_languages_and_is_used():
    english, latvian = WORDS["en"], WORDS["lv"]
    assert list(english) == list(latvian)
    for key, text in english.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", latvian[key])), key
        assert text.strip(), key
    named = set(re.findall(r'data-(?:t|label|note)="(\w+)"', TEMPLATE))
    assert named <= set(english)
    fields = set(re.findall(r'data-field="(\w+)"', TEMPLATE))
    in_script = {key for key in english if f'"{key}"' in SCRIPT}
    sliders = {f"{field}_slider" for field in re.findall(r'data-field="(\w+)" data-slider', TEMPLATE)}
    assert set(english) == named | in_script | sliders | (fields & set(english)) | BY_STATE


def test_the_text_stands_in_the_page_before_any_script(alone):
    assert f'<h1 data-t="title">{WORDS["en"]["title"]}</h1>' in alone
    assert WORDS["en"]["no_script"] in alone


def test_the_fields_of_the_page_are_those_of_its_python(explorer):
    drawn = re.findall(r'amount" data-field="(\w+)"', TEMPLATE)
    assert sorted(drawn) == sorted(explorer.glue.AMOUNTS)
    assert json.loads(re.search(r"const AMOUNTS = (\[.*\]);", SCRIPT)[1]) == drawn


# --- what the page holds ---


ALONE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import explorer_glue
print(explorer_glue.explore_text(sys.argv[2]))
named = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
parts = ("ibmodel", "attr", "attrs", "cattrs", "dateutil", "six", "typing_extensions", "explorer_glue")
mine = {name: file for name, file in named.items() if name.partition(".")[0] in parts}
print(json.dumps(sorted(name for name, file in mine.items() if not file.startswith(sys.argv[1]))))
print(json.dumps(sorted(name for name in mine if "testing" in name or "adapters" in name)))
"""


def test_the_library_in_the_page_needs_nothing_else(explorer, explore, tmp_path):
    archive = tmp_path / "held.zip"
    archive.write_bytes(explorer.library())
    command = [
        sys.executable,
        "-I",
        "-S",
        "-B",
        "-X",
        "utf8",
        "-W",
        "error",
        "-c",
        ALONE,
        str(archive),
        json.dumps(FIRST),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    answer, elsewhere, unwanted = done.stdout.splitlines()
    assert json.loads(answer) == explore()
    assert set(json.loads(elsewhere)) <= {"six.moves"}  # made by six as it is imported, from no file
    assert json.loads(unwanted) == []


def test_the_archive_holds_python_and_licences_only_and_is_the_same_each_time(explorer):
    held = explorer.library()
    assert held == explorer.library()
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert {Path(name).suffix for name in names if not name.startswith("licences/")} == {".py"}
        licensed = {name.split("/")[1] for name in names if name.startswith("licences/")}
        assert licensed == {"ibmodel", *explorer.NEEDED}
        assert not [name for name in names if re.match(r"ibmodel/(testing|adapters|population|__main__)", name)]
        assert archive.read("explorer_glue.py") == (ROOT / "docs" / "explorer_glue.py").read_bytes()


PYODIDE = {
    "pyodide.mjs": b"loader",
    "pyodide.asm.mjs": b"module",
    "pyodide.asm.wasm": b"wasm",
    "python_stdlib.zip": b"library",
    "pyodide-lock.json": b'{"info": {"python": "3.14"}, "packages": {"numpy": {}}}',
    "README.md": b"not for the page",
}


@pytest.fixture
def package(explorer: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package like Pyodide's, in a folder where it is looked for, with its digest."""
    path = tmp_path / "kept" / f"pyodide-{explorer.PYODIDE}.tgz"
    path.parent.mkdir()
    with tarfile.open(path, "w:gz") as archive:
        for name, content in PYODIDE.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    monkeypatch.setattr(explorer, "INTEGRITY", digest)
    return path


def unpacked(text: str) -> bytes:
    return gzip.decompress(base64.b64decode(text))


def test_the_page_with_python_holds_what_pyodide_asks_for(explorer, package, tmp_path):
    into = tmp_path / "site" / "page.html"
    assert explorer.write(into, package.parent) is True
    parts = dict(re.findall(r'<script type="text/plain" id="part-([^"]+)">([^<]*)</script>', into.read_text("utf-8")))
    held = {name: unpacked(text) for name, text in parts.items()}
    assert held.pop("ibmodel.zip") == explorer.library()
    assert json.loads(held.pop("pyodide-lock.json")) == {"info": {"python": "3.14"}, "packages": {}}
    assert held == {name: PYODIDE[name] for name in explorer.PARTS}


def test_another_package_than_the_named_one_is_not_taken(explorer, package, tmp_path):
    package.write_bytes(package.read_bytes() + b"\0")
    with pytest.raises(explorer.NotGenuine, match="expected the digest"):
        explorer.write(tmp_path / "page.html", package.parent)
    assert not (tmp_path / "page.html").exists()


def test_a_package_without_a_part_is_not_taken(explorer, package, monkeypatch, tmp_path):
    monkeypatch.setattr(explorer, "PARTS", (*explorer.PARTS, "more.mjs"))
    with pytest.raises(explorer.NotGenuine, match=r"more\.mjs"):
        explorer.write(tmp_path / "page.html", package.parent)


FAILS = "import sys; sys.exit('no network')"
SILENT = ""


@pytest.mark.parametrize("program", [FAILS, SILENT], ids=["fails", "silent"])
def test_without_the_package_the_page_answers_from_its_table(explorer, monkeypatch, tmp_path, alone, program):
    monkeypatch.setattr(explorer, "npm", lambda: [sys.executable, "-c", program])
    assert explorer.write(tmp_path / "page.html", tmp_path / "empty") is False
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == alone


def test_without_npm_the_page_answers_from_its_table(explorer, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", Mock(return_value=None))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(explorer.Unavailable):
        explorer.npm()
    monkeypatch.setattr(explorer, "CACHE", tmp_path)
    monkeypatch.setattr(explorer.write, "__defaults__", (tmp_path,))
    explorer.main([str(tmp_path / "page.html")])
    assert "without Python, with its table only" in capsys.readouterr().out


def test_npm_brings_the_package_once(explorer, package, monkeypatch, tmp_path):
    brings = f"import shutil, sys; shutil.copy({str(package)!r}, sys.argv[-1]); assert 'pack' in sys.argv"
    monkeypatch.setattr(explorer, "npm", lambda: [sys.executable, "-c", brings])
    kept = explorer.tarball(tmp_path / "new" / "cache")
    assert kept.read_bytes() == package.read_bytes()
    monkeypatch.setattr(explorer, "npm", lambda: pytest.fail("asked again"))
    assert explorer.tarball(tmp_path / "new" / "cache") == kept


def test_npm_is_that_of_pip_or_that_on_the_path(explorer, monkeypatch, tmp_path):
    monkeypatch.setattr(importlib.util, "find_spec", Mock())
    assert explorer.npm()[0] == sys.executable
    monkeypatch.setattr(importlib.util, "find_spec", Mock(return_value=None))
    monkeypatch.setattr(explorer.shutil, "which", "/there/{}".format)
    assert explorer.npm() == ["/there/npm"]
