"""The files of the repository stand by themselves: they name no machine and read nothing beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "tests", "docs", "benchmarks", ".ci")
SKIPPED = {"__pycache__", "_build", "_static"}
ENDINGS = {".py", ".md", ".toml", ".json", ".jsonl", ".cfg", ".ini", ".yml", ".yaml", ".txt", ".rst", ".sh", ""}


def files() -> list[Path]:
    found = [
        path for path in ROOT.iterdir() if path.is_file() and path.name in {"README.md", "pyproject.toml", ".gitignore"}
    ]
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT / folder).parts
            hidden = any(part.startswith(".") or part in SKIPPED for part in parts)
            if path.is_file() and path.suffix in ENDINGS and not hidden:
                found.append(path)
    return found


FILES = files()
#: A folder of somebody's machine, as it would stand at the beginning of an absolute path.
HOME = re.compile(r"(?<![\w./~-])/(?:work|home|root|Users|tmp/venv|mnt|opt)/\w|\b[A-Z]:\\\\?(?:Users|home)\b")
BESIDE = re.compile(r"\.\./shared|/shared/|\bshared/(?:spec|seeds|design)")


def test_there_are_files_to_look_at() -> None:
    assert {"src", "tests"} <= {path.relative_to(ROOT).parts[0] for path in FILES}


@pytest.mark.parametrize("folder", [".", *FOLDERS])
def test_no_file_names_a_path_of_some_machine(folder: str) -> None:
    for path in FILES:
        if path.parent == ROOT if folder == "." else path.is_relative_to(ROOT / folder):
            assert HOME.findall(path.read_text(encoding="utf-8")) == [], path


def test_the_patterns_would_find_what_they_look_for() -> None:
    for start in ("work", "home", "root", "Users"):
        assert HOME.search(f'open("/{start}/x")')
    assert not HOME.search("https://example.org/home/x")
    assert not HOME.search("./home/x")
    assert BESIDE.search("../" + "shared/x")


def test_no_file_of_the_product_reads_what_lies_beside_the_repository() -> None:
    for path in FILES:
        if path.relative_to(ROOT).parts[0] == "src":
            assert BESIDE.findall(path.read_text(encoding="utf-8")) == [], path
