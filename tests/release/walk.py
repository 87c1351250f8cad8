"""The first hour of a social worker, walked in an empty environment.

    python tests/release/walk.py

Makes a fresh virtual environment in a temporary folder, installs what the page says from the checkout, and runs every
command of the handbook's page and of its Latvian twin as a program of its own, each page in an empty folder. Prints
each command with what it made and how long it took, and ends with 1 if one fails. Needs pip's index.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import time
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("handbook/walk.md", "rokasgramata/pirma-stunda.md")
BLOCK = re.compile(r"^```\{walk\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: A check that finds fault says so by this exit status; everything else ends with 0.
FAULT_FOUND = 1


def main() -> int:
    """Walks both pages; the exit code."""
    walked = [page for page in PAGES if walk(page)]
    print(f"{len(walked)} of {len(PAGES)} pages walked")
    return int(len(walked) < len(PAGES))


def walk(page: str) -> bool:
    """Whether every command of the page works in a new environment."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    commands = [line for block in BLOCK.findall(text) for line in block.splitlines() if line and line[0] != ":"]
    print(f"{page}: {len(commands)} commands", flush=True)
    with TemporaryDirectory() as made:
        environment, folder = Path(made) / "environment", Path(made) / "folder"
        venv.create(environment, with_pip=True)
        folder.mkdir()
        return bool(commands) and all(works(command, environment, folder) for command in commands)


def works(command: str, environment: Path, folder: Path) -> bool:
    """Runs one command in ``folder``; prints it, what it made, and what it said if it fails."""
    before, start = set(folder.iterdir()), time.perf_counter()
    text, _, target = command.partition(" > ")
    done = subprocess.run(program(shlex.split(text), environment), cwd=folder, capture_output=True, check=False)
    if target:
        (folder / target).write_bytes(done.stdout)
    files = ", ".join(sorted(path.name for path in set(folder.iterdir()) - before)) or "no file"
    print(f"  {time.perf_counter() - start:5.1f} s  {command}: {files}", flush=True)
    good = done.returncode == 0 or (done.returncode == FAULT_FOUND and " matrix check " in command and not done.stderr)
    if not good:
        print(done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"), sep="\n")
    return good


def program(words: list[str], environment: Path) -> list[str]:
    """The words with the environment's own programs, and the checkout in the place of the package's name."""
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if words[0] == "pip":
        packages = [re.sub(r"^ibmodel(?=\[|$)", lambda _: str(ROOT), word) for word in words[2:]]
        return [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    return [str(python), *words[1:]]


if __name__ == "__main__":
    sys.exit(main())
