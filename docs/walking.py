"""The commands of a path to walk: run one after the other in a folder, as on a reader's machine."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import NoneType
from typing import Final

import attrs
from click.testing import CliRunner

from ibmodel.adapters.cli import main

__all__ = ["Step", "steps", "walked"]

ROOT: Final = Path(__file__).resolve().parent.parent
_MODEL: Final = "python -m ibmodel "
_MADE_UP: Final = "python -m ibmodel.testing."
_BLOCK: Final = re.compile(r"^```\{walk\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: A command that only says that something is not in order, such as a plan that breaks a rule, has this exit status.
_SAYS_NO: Final = 1


@attrs.frozen
class Step:
    """A command and what it prints; ``made`` are the files that were not there before."""

    command: str
    said: str
    status: int
    made: tuple[str, ...]


def steps(page: str) -> list[list[str]]:
    """The commands of a page, for each of its blocks."""
    return [
        [line for line in block.splitlines() if line and not line.startswith(":")] for block in _BLOCK.findall(page)
    ]


def walked(commands: Iterable[str], folder: Path) -> Iterator[Step]:
    """Runs ``commands`` in ``folder``, one after the other.

    Raises `ValueError` for one that cannot be used (exit status 2), that fails otherwise, or that is none of ours.
    """
    for command in commands:
        if command.startswith("pip "):
            yield Step(command, "", 0, ())
        elif command.startswith(_MODEL):
            yield _run(command, folder, _ours)
        elif command.startswith(_MADE_UP):
            yield _run(command, folder, _made_up)
        else:
            raise ValueError(f"expected a command of pip or of ibmodel, got {command!r}")


def _run(command: str, folder: Path, run: Callable[[list[str], Path], tuple[str, int]]) -> Step:
    """The command, with what it prints in the file behind ``>`` if there is one."""
    text, _, target = command.partition(" > ")
    before = set(folder.iterdir())
    said, status = run(shlex.split(text), folder)
    if target:
        (folder / target).write_text(said, encoding="utf-8")
        said = ""
    made = sorted(path.name for path in set(folder.iterdir()) - before)
    return Step(command, said, status, tuple(made))


def _ours(command: list[str], folder: Path) -> tuple[str, int]:
    """A command of ``python -m ibmodel``, in this process."""
    with _inside(folder):
        done = CliRunner().invoke(main, command[3:], prog_name="python -m ibmodel")
    if done.exit_code not in (0, _SAYS_NO) or not isinstance(done.exception, (SystemExit, NoneType)):
        raise ValueError(f"{' '.join(command)}: status {done.exit_code}\n{done.output}") from done.exception
    return done.stdout, done.exit_code


def _made_up(command: list[str], folder: Path) -> tuple[str, int]:
    """A module that writes made-up data, as a program of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(  # noqa: S603 - the handbook's own commands
        [sys.executable, *command[1:]], cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise ValueError(f"{' '.join(command)}: status {done.returncode}\n{done.stderr}")
    return done.stdout, 0


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    here = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
