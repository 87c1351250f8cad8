"""Are the answers the same, byte for byte, under every Python of this machine?

    python tests/release/pythons.py
    python tests/release/pythons.py --python ../python3.14/bin/python3 --python ~/.pyenv/versions

Looks for python3.11 and newer on PATH, and at what ``--python`` names: interpreters, or folders of installations. Of
each version it takes one interpreter, makes a fresh virtual environment in a temporary folder, installs the project
from the checkout, asks all example requests and some bad ones, and compares the answers with those of the Python that
runs this command. Versions that the project claims to support and that are not here are named.

An extra for which a version has no wheels is left out there; operations that need it are then not compared, and that
is printed too. Ends with 1 if an answer differs or nothing could be installed, and with ``--all`` also if a claimed
version is not here. Needs pip's index, and the project installed with its extras where it runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ibmodel.exchange import evaluate_line

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "stability" / "questions.py"
#: What is installed, the next one if there are no wheels for one.
EXTRAS = ("calendar,cli,selection", "calendar,cli", "")
#: The oldest minor version of Python 3, and how far beyond the claimed ones to look.
OLDEST, BEYOND = 11, 3
_UNKNOWN = '"code":"unknown_operation"'
ANSWER = "import sys, ibmodel.exchange as e; [print(e.evaluate_line(line)) for line in sys.stdin.buffer]"
WHO = "import platform; print(platform.python_implementation(), platform.python_version())"


class Found(NamedTuple):
    """An interpreter and its version."""

    version: tuple[int, ...]
    path: Path


class Compared(NamedTuple):
    """How many answers are the same, the operations that could not be asked, and what differs, each in a line."""

    same: int
    left_out: tuple[str, ...]
    differences: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Finds, installs, asks, compares and prints; the exit code."""
    asked = _parser().parse_args(arguments)
    here, problems = interpreters(candidates(asked.python, os.environ.get("PATH", "")))
    print(*problems, sep="\n", end="\n" * bool(problems))
    missing = [version for version in claimed(ROOT) if version not in {found.version[:2] for found in here}]
    lines = questions()
    expected = [evaluate_line(line) for line in lines]
    print(f"Python {platform.python_version()} runs this: {len(lines)} answers to compare with", flush=True)
    results = [report(found, lines, expected) for found in here]
    for version in missing:
        print(f"Python {'.'.join(map(str, version))}: not found on this machine")
    return int(not all(results) or not results or (asked.all and bool(missing)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", default=[], type=Path, help="an interpreter, or a folder of them")
    parser.add_argument("--all", action="store_true", help="fail if a version that the project claims is not here")
    return parser


def questions() -> list[str]:
    """The lines that are asked."""
    spec = importlib.util.spec_from_file_location("questions", QUESTIONS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [*module.BAD_LINES, *module.example_lines()]


def claimed(root: Path) -> list[tuple[int, ...]]:
    """The versions of Python that the project says it supports."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = [text.rpartition(" :: ")[2].split(".") for text in project["classifiers"] if "Python :: 3." in text]
    return sorted(tuple(map(int, version)) for version in versions)


def candidates(named: Sequence[Path], path: str) -> Iterator[Path]:
    """What may be an interpreter: those that are named, in folders that are named, and on PATH."""
    for place in map(Path.expanduser, named):
        if place.is_dir():
            yield from sorted(each for each in (*place.glob("bin/python3"), *place.glob("*/bin/python3")))
        else:
            yield place
    for minor in range(OLDEST, max(claimed(ROOT))[1] + BEYOND + 1):
        if (found := shutil.which(f"python3.{minor}", path=path)) is not None:
            yield Path(found)


def interpreters(places: Iterator[Path]) -> tuple[list[Found], list[str]]:
    """The first usable interpreter of each version that is not too old, oldest first; and those that cannot be used."""
    found: dict[tuple[int, ...], Path] = {}
    problems = []
    for place in places:
        try:
            done = subprocess.run([place, "-I", "-c", WHO], capture_output=True, text=True, check=False, timeout=30)
        except (OSError, subprocess.TimeoutExpired) as error:
            problems.append(f"{place}: cannot be run: {error}")
            continue
        words = done.stdout.split()
        if done.returncode or len(words) != 2:
            said = (done.stderr.strip().splitlines() or ["it said nothing"])[0]
            problems.append(f"{place}: cannot be used: {said}")
            continue
        version = tuple(int(part) for part in words[1].rstrip("+").split(".")[:2])
        if version >= (3, OLDEST):
            found.setdefault(version, place)
    return [Found(version, place) for version, place in sorted(found.items())], problems


def report(found: Found, lines: Sequence[str], expected: Sequence[str]) -> bool:
    """Installs and asks one interpreter and prints what came of it; whether all is well."""
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        try:
            python, version, extras = installed(found.path, Path(folder))
            said = answers(python, lines)
        except subprocess.CalledProcessError as error:
            print(f"Python {'.'.join(map(str, found.version))} ({found.path}): failed: {last_words(error)}", flush=True)
            return False
    outcome = compared(lines, expected, said)
    seconds = f"{time.monotonic() - began:.0f} s"
    left_out = f"; not asked for want of an extra: {', '.join(outcome.left_out)}" if outcome.left_out else ""
    counted = f"{outcome.same} of {len(lines)} answers the same"
    print(f"Python {version} ({found.path}): {counted}, extras {extras or 'none'}, {seconds}{left_out}", flush=True)
    print(*outcome.differences, sep="\n", end="\n" * bool(outcome.differences), flush=True)
    return not outcome.differences


def installed(interpreter: Path, folder: Path) -> tuple[Path, str, str]:
    """A fresh environment with the project in it: its interpreter, that one's version, and the extras it has."""
    _run([interpreter, "-m", "venv", "--clear", folder])
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for extras in EXTRAS:
        project = f"{ROOT}[{extras}]" if extras else str(ROOT)
        try:
            _run([python, "-m", "pip", "install", "-q", "--only-binary", ":all:", project])
            break
        except subprocess.CalledProcessError:
            if extras == EXTRAS[-1]:
                raise
    version = _run([python, "-I", "-c", WHO]).split()[1]
    return python, version, extras


def answers(python: Path, lines: Sequence[str]) -> list[str]:
    """What the library in the environment of ``python`` answers, under a hash seed that nobody chose."""
    return _run([python, "-X", "utf8", "-W", "error", "-c", ANSWER], "\n".join(lines)).split("\n")[:-1]


def _run(command: Sequence[str | Path], given: str = "") -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"PYTHONHASHSEED": "random", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(
        command,
        input=given,
        env=environment,
        cwd=Path(sys.prefix),  # not the checkout: nothing of it may be found by chance
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def last_words(error: subprocess.CalledProcessError) -> str:
    """The last thing that a command said before it failed."""
    return (str(error.stderr).strip().splitlines() or [f"code {error.returncode}, nothing said"])[-1]


def compared(lines: Sequence[str], expected: Sequence[str], said: Sequence[str]) -> Compared:
    """The answers of another Python beside those of this one."""
    if len(said) != len(lines):
        return Compared(0, (), (f"    {len(said)} answers to {len(lines)} requests",))
    same, left_out, differences = 0, {}, []
    for line, right, other in zip(lines, expected, said, strict=True):
        if right == other:
            same += 1
        elif _UNKNOWN in other and _UNKNOWN not in right:
            left_out[json.loads(line)["op"]] = None
        else:
            differences.append(
                f"    {line[:120]}\n        here:  {_around(right, other)}\n        there: {_around(other, right)}"
            )
    return Compared(same, tuple(left_out), tuple(differences))


def _around(text: str, other: str) -> str:
    """What stands around the first difference."""
    pairs = enumerate(zip(text, other, strict=False))
    at = next((place for place, (one, another) in pairs if one != another), min(len(text), len(other)))
    return text[max(0, at - 40) : at + 60]


if __name__ == "__main__":
    sys.exit(main())
