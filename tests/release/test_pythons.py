"""The command that compares the answers of all Pythons finds them, says which are missing, and sees a difference."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import pytest

RUNNING = sys.version_info[:2]
WITHOUT = '{"id":null,"ok":false,"error":{"code":"unknown_operation","path":"/op","message":"expected an extra"}}'


@pytest.fixture
def pythons() -> ModuleType:
    """The command, as a module of its own for each test."""
    spec = importlib.util.spec_from_file_location("release_pythons", Path(__file__).with_name("pythons.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def interpreter(tmp_path: Path) -> Callable[..., Path]:
    """Makes a program that says it is a Python of a version, or something else."""

    def made(place: str, said: str, code: int = 0) -> Path:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\necho '{said}'\nexit {code}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return made


def test_interpreters_are_found_on_the_path_and_in_folders(
    pythons: ModuleType, interpreter: Callable[..., Path], tmp_path: Path
) -> None:
    on_path = interpreter("path/python3.12", "CPython 3.12.1")
    interpreter("many/3.9/bin/python3", "CPython 3.9.18")
    newest = interpreter("many/3.15/bin/python3", "CPython 3.15.0a1+")
    again = interpreter("many/3.12/bin/python3", "CPython 3.12.9")
    single = interpreter("one/bin/python3", "CPython 3.13.0")
    named = [tmp_path / "many", tmp_path / "one"]
    found, problems = pythons.interpreters(pythons.candidates(named, str(tmp_path / "path")))
    assert found == [((3, 12), again), ((3, 13), single), ((3, 15), newest)]
    assert problems == []
    assert pythons.interpreters(pythons.candidates([], str(tmp_path / "path"))) == ([((3, 12), on_path)], [])


def test_what_is_no_interpreter_is_named(pythons: ModuleType, interpreter: Callable[..., Path], tmp_path: Path) -> None:
    places = [interpreter("shim", "CPython 3.12.1", 127), interpreter("odd", "hello"), tmp_path / "none"]
    found, problems = pythons.interpreters(pythons.candidates(places, ""))
    assert found == []
    assert [problem.split(": ")[:2] for problem in problems] == [
        [str(places[0]), "cannot be used"],
        [str(places[1]), "cannot be used"],
        [str(places[2]), "cannot be run"],
    ]


def test_the_running_python_is_one_of_them(pythons: ModuleType) -> None:
    assert pythons.interpreters(iter([Path(sys.executable)])) == ([(RUNNING, Path(sys.executable))], [])


def test_the_claimed_versions_are_those_of_the_project(pythons: ModuleType) -> None:
    assert pythons.claimed(pythons.ROOT)[0] == (3, pythons.OLDEST)
    assert RUNNING in pythons.claimed(pythons.ROOT)


def test_this_very_python_gives_the_same_answers_in_a_process_of_its_own(pythons: ModuleType) -> None:
    lines = pythons.questions()[::9]
    assert len(lines) > 10
    expected = [pythons.evaluate_line(line) for line in lines]
    said = pythons.answers(Path(sys.executable), lines)
    assert pythons.compared(lines, expected, said) == (len(lines), (), ())


@pytest.mark.parametrize(
    ("said", "same", "left_out", "differences"),
    [
        (["1", '{"a":2}'], 2, (), 0),
        (["1", '{"a": 2}'], 1, (), 1),
        (["2", '{"a":3}'], 0, (), 2),
        (["1", WITHOUT], 1, ("budget.final",), 0),
        (["1"], 0, (), 1),
        (["1", '{"a":2}', ""], 0, (), 1),
    ],
    ids=["same", "a blank", "other values", "no extra", "too few", "too many"],
)
def test_a_difference_is_seen(
    pythons: ModuleType, said: list[str], same: int, left_out: tuple[str, ...], differences: int
) -> None:
    found = pythons.compared(["5", '{"op":"budget.final"}'], ["1", '{"a":2}'], said)
    assert (found.same, found.left_out, len(found.differences)) == (same, left_out, differences)


def test_where_two_answers_part_is_shown(pythons: ModuleType) -> None:
    found = pythons.compared(["question"], ["{}" + "x" * 100 + "right"], ["{}" + "x" * 100 + "wrong"])
    assert found.differences == (f"    question\n        here:  {'x' * 40}right\n        there: {'x' * 40}wrong",)


@pytest.fixture
def run(pythons: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the command over versions whose answers are given instead of asked for."""

    def command(versions: dict[tuple[int, ...], list[str] | None], *arguments: str) -> int:
        asked = {Path(f"python{version[1]}"): said for version, said in versions.items()}

        def installed(path: Path, folder: Path) -> tuple[Path, str, str]:
            if asked[path] is None:
                raise subprocess.CalledProcessError(1, "pip", stderr="first\nno wheels\n")
            return path, f"3.{path.name[6:]}.1", "cli"

        found = [pythons.Found(version, path) for version, path in zip(versions, asked, strict=True)]
        given: dict[str, object] = {
            "claimed": [(3, 11), (3, 12)],
            "candidates": (),
            "interpreters": (found, ["shim: cannot be used"]),
            "questions": ["5"],
            "evaluate_line": '{"a":2}',
        }
        for name, value in given.items():
            monkeypatch.setattr(pythons, name, Mock(return_value=value))
        monkeypatch.setattr(pythons, "installed", installed)
        monkeypatch.setattr(pythons, "answers", lambda python, _: asked[python])
        return pythons.main(list(arguments))

    return command


@pytest.mark.parametrize(
    ("versions", "arguments", "code", "says"),
    [
        ({(3, 11): ['{"a":2}'], (3, 12): ['{"a":2}']}, [], 0, "Python 3.12.1 (python12): 1 of 1 answers the same"),
        ({(3, 11): ['{"a":2}'], (3, 12): ['{"a":3}']}, [], 1, "Python 3.12.1 (python12): 0 of 1 answers the same"),
        ({(3, 11): ['{"a":2}'], (3, 12): None}, [], 1, "Python 3.12 (python12): failed: no wheels"),
        ({(3, 11): ['{"a":2}']}, [], 0, "Python 3.12: not found on this machine"),
        ({(3, 11): ['{"a":2}']}, ["--all"], 1, "Python 3.12: not found on this machine"),
        ({}, [], 1, "Python 3.11: not found on this machine"),
    ],
    ids=["all the same", "one differs", "one not installed", "one missing", "one missing of all", "none"],
)
def test_the_command_ends_as_it_says(
    versions: dict[tuple[int, ...], list[str] | None],
    arguments: list[str],
    code: int,
    says: str,
    run: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(versions, *arguments) == code
    printed = capsys.readouterr().out
    assert says in printed
    assert "shim: cannot be used" in printed


def test_an_extra_without_wheels_is_left_out(
    pythons: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def pip(command: list[str | Path], given: str = "") -> str:
        if "pip" in command:
            asked.append(str(command[-1]).removeprefix(str(pythons.ROOT)))
            if "selection" in asked[-1]:
                raise subprocess.CalledProcessError(1, "pip")
        return "CPython 3.14.0\n"

    monkeypatch.setattr(pythons, "_run", pip)
    assert pythons.installed(Path("python3.14"), tmp_path)[1:] == ("3.14.0", "calendar,cli")
    assert asked == ["[calendar,cli,selection]", "[calendar,cli]"]


def test_where_nothing_can_be_installed_the_last_words_are_told(
    pythons: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def pip(command: list[str | Path], given: str = "") -> str:
        if "pip" in command:
            raise subprocess.CalledProcessError(1, "pip", stderr="no index")
        return ""

    monkeypatch.setattr(pythons, "_run", pip)
    with pytest.raises(subprocess.CalledProcessError) as told:
        pythons.installed(Path("python3.14"), tmp_path)
    assert pythons.last_words(told.value) == "no index"
    assert pythons.last_words(subprocess.CalledProcessError(3, "pip", stderr=" \n")) == "code 3, nothing said"
