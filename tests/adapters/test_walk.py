"""The first hour of a social worker: every command of the page is run, in its order, and does what the page says."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {"en": DOCS / "handbook" / "walk.md", "lv": DOCS / "rokasgramata" / "pirma-stunda.md"}
INSTALL = re.compile(r'pip install "ibmodel\[([a-z,]+)\]"')


@pytest.fixture(scope="module")
def parts():
    sys.path.insert(0, str(DOCS))
    try:
        import walking  # noqa: PLC0415 - it stands beside the pages
    finally:
        sys.path.remove(str(DOCS))
    return walking


@pytest.fixture(scope="module", params=PAGES)
def walk(request, parts, tmp_path_factory):
    """The language, the folder afterwards, and every step."""
    folder = tmp_path_factory.mktemp(f"walk-{request.param}")
    blocks = parts.steps(PAGES[request.param].read_text(encoding="utf-8"))
    commands = [command for block in blocks for command in block]
    return request.param, folder, list(parts.walked(commands, folder))


def test_every_command_of_the_page_is_run(walk):
    language, _, steps = walk
    text = PAGES[language].read_text(encoding="utf-8")
    assert [step.command for step in steps] == re.findall(r"^(?:pip|python) .*$", text, re.MULTILINE)
    assert len(steps) > 10


def test_what_is_installed_can_be_installed(walk):
    extras = INSTALL.fullmatch(walk[2][0].command)[1].split(",")
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(extras) <= set(known)


def test_only_the_check_finds_fault(walk):
    for step in walk[2]:
        assert step.status == 0 or " matrix check " in step.command, step


def test_every_file_that_a_later_command_or_the_text_names_was_made(walk):
    language, folder, _ = walk
    text = PAGES[language].read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w./-])[\w-]+\.(?:xlsx|json)(?!\w)", text)) - {"cohort.json", "datne.json"}
    assert named == {path.name for path in folder.iterdir() if path.suffix in {".xlsx", ".json"}}


def test_at_the_end_there_are_a_filled_workbook_and_two_letters(walk):
    language, folder, steps = walk
    made = [name for step in steps for name in step.made]
    letters = [f"letter-{code}-{language}.{kind}" for code in ("TUK-001", "JEL-027") for kind in ("html", "pdf")]
    assert set(letters) <= set(made)
    assert all((folder / name).stat().st_size > 1000 for name in made)


def test_the_letter_states_the_amounts_that_were_filled_in(walk):
    language, folder, _ = walk
    letter = (folder / f"letter-TUK-001-{language}.html").read_text(encoding="utf-8")
    assert "2,100.00" in letter if language == "en" else "2100,00" in letter
    assert f'lang="{language}"' in letter


def test_the_name_of_the_parent_is_in_the_letter_and_in_no_other_file(walk):
    language, folder, _ = walk
    name = {"en": "Anna Example", "lv": "Anna Paraudziņa"}[language]
    holding = [path.name for path in folder.iterdir() if name in path.read_bytes().decode("utf-8", "replace")]
    assert holding == [f"letter-TUK-001-{language}.html"]
    assert not [path.name for path in folder.iterdir() if "Anna" in path.name]


def test_what_is_handed_on_names_nobody(walk):
    _, folder, _ = walk
    handed_on = (folder / "TUK-001.json").read_text(encoding="utf-8")
    assert "TUK-001" in handed_on
    assert not re.search("Izdomātais|Izdomātā|Paraudziņ|000000-0000", handed_on)


def test_both_pages_walk_the_same_way(parts):
    def plain(page):
        blocks = parts.steps(page.read_text(encoding="utf-8"))
        return [
            [re.split(r" (?:--|>)", command)[0].replace("galigais", "final") for command in block] for block in blocks
        ]

    assert plain(PAGES["en"]) == plain(PAGES["lv"])


@pytest.mark.parametrize(
    "command", ["python -m ibmodel matrix check nothing.xlsx", "python -m ibmodel.testing.applications nothing", "rm x"]
)
def test_a_command_that_does_not_work_stops_the_walk(parts, tmp_path, command):
    with pytest.raises(ValueError, match=r"matrix check|applications|rm x"):
        list(parts.walked([command], tmp_path))
