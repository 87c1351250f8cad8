"""The documentation is fresh, and everything that it shows is true: each example is run as a reader would run it.

What is run: every ``python`` block, of one page in one namespace (a line of output, or a comment after ``print``, is
what it must print); every ``worked`` block of the handbook, whose output the pages take from the run; every ``json``
block with an operation in it, whose answer the next ``json`` block shows, in whole or in part; every command in a
``console`` block.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibmodel import evaluate

ROOT = Path(__file__).resolve().parent.parent.parent
GENERATED = "<!-- made by docs/generate.py"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CELL = re.compile(r"^```\{code-cell\}\n(?::.*\n)*(.*?)^```$", re.DOTALL | re.MULTILINE)
WORKED = re.compile(r"^```\{worked\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LENIENT = doctest.ELLIPSIS


def pages() -> list[Path]:
    own = [page for page in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in page.parts]
    return [ROOT / "README.md", *own]


def blocks(page: Path, kind: str) -> Iterator[tuple[int, str]]:
    """The blocks of a kind with the number of their first line."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        if found[1] == kind:
            yield text.count("\n", 0, found.start()) + 2, found[2]


def pages_with(kind: str) -> list[object]:
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in pages() if any(blocks(page, kind))]


def run_in_project(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    source = str(ROOT / "src")
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": source, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error", **more},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_generated_files_are_fresh():
    done = run_in_project(sys.executable, "docs/generate.py", "--check")
    assert done.returncode == 0, f"run python docs/generate.py:\n{done.stdout}{done.stderr}"


def test_a_stale_file_is_named():
    script = (
        "import sys; sys.path.insert(0, 'docs'); import generate\n"
        "page = generate.REFERENCE / 'terms.md'\n"
        "made = generate.everything()\n"
        "made[page] += 'more'\n"
        "generate.everything = lambda: made\n"
        "print(generate.stale())"
    )
    done = run_in_project(sys.executable, "-c", script)
    assert "docs/reference/terms.md" in done.stdout, done.stderr


def test_generated_files_do_not_depend_on_the_hash_seed():
    script = (
        "import sys, hashlib; sys.path.insert(0, 'docs'); import generate\n"
        "made = sorted((str(path), text) for path, text in generate.everything().items())\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    made = {run_in_project(sys.executable, "-c", script, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(made) == 1
    assert len(made.pop().strip()) == 64


@pytest.mark.parametrize("page", pages_with("python"))
def test_python_examples_do_what_they_show(page: Path):
    namespace: dict[str, object] = {"__name__": "__main__"}
    for line, block in blocks(page, "python"):
        name = f"{page.relative_to(ROOT)}:{line}"
        if ">>>" in block:
            run_session(block, namespace, name)
        else:
            run_program(block, namespace, name)


def run_session(block: str, namespace: dict[str, object], name: str) -> None:
    test = doctest.DocTestParser().get_doctest(block, namespace, name, name, 0)
    runner = doctest.DocTestRunner(verbose=False, optionflags=LENIENT)
    said = io.StringIO()
    runner.run(test, out=said.write, clear_globs=False)
    namespace.update(test.globs)
    assert not said.getvalue(), said.getvalue()


def run_program(block: str, namespace: dict[str, object], name: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(block, name, "exec"), namespace)  # noqa: S102 - that is the test
    assert said.getvalue().split() == " ".join(shown_in_comments(block)).split(), name


def shown_in_comments(block: str) -> Iterator[str]:
    """What a program says it prints: the comment at the end of a ``print``, and the whole lines after one."""
    is_printing = False
    for line in block.splitlines():
        if line.startswith("print("):
            is_printing = True
            _, _, comment = line.partition(")  # ")
            yield comment
        elif is_printing and line.startswith("# "):
            yield line.removeprefix("# ")
        else:
            is_printing = False


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.stem) for page in pages() if CELL.search(page.read_text(encoding="utf-8"))]
)
def test_notebooks_run_and_their_text_agrees_with_their_numbers(page: Path):
    text = page.read_text(encoding="utf-8")
    assert "format_name: myst" in text.partition("\n# ")[0], "without this header the cells are not run with the page"
    namespace: dict[str, object] = {"__name__": "__main__"}
    for cell in CELL.finditer(text):
        line = text.count("\n", 0, cell.start(1)) + 1
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(cell[1], f"{page.relative_to(ROOT)}:{line}", "exec"), namespace)  # noqa: S102 - that is the test


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.relative_to(ROOT).as_posix())
        for page in pages()
        if WORKED.search(page.read_text(encoding="utf-8"))
    ],
)
def test_worked_examples_run_and_say_something(page: Path):
    text = page.read_text(encoding="utf-8")
    namespace: dict[str, object] = {"__name__": "__main__"}
    for example in WORKED.finditer(text):
        name = f"{page.relative_to(ROOT)}:{text.count(chr(10), 0, example.start(1)) + 1}"
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(example[1], name, "exec"), namespace)  # noqa: S102 - that is the test
        assert said.getvalue().strip(), f"{name}: prints nothing"


@pytest.mark.parametrize("page", pages_with("json"))
def test_json_examples_are_requests_with_their_answers(page: Path):
    request = None
    for line, block in blocks(page, "json"):
        document = json.loads(block)
        if "op" in document:
            assert request is None, f"{page}:{line}: the request before has no answer"
            request = document
        else:
            assert request is not None, f"{page}:{line}: an answer without a request"
            answer = evaluate(request)
            assert {key: answer.get(key) for key in document} == document, f"{page}:{line}"
            request = None
    assert request is None, f"{page}: the last request has no answer"


@pytest.mark.parametrize("page", pages_with("console"))
def test_commands_print_what_they_show(page: Path):
    for line, block in blocks(page, "console"):
        for command, shown in commands(block):
            done = run_in_project("/bin/sh", "-c", command.replace("python ", f"{shlex.quote(sys.executable)} ", 1))
            agrees = doctest.OutputChecker().check_output(shown, done.stdout, LENIENT)
            assert agrees, f"{page}:{line}: {command}\nexpected:\n{shown}\ngot:\n{done.stdout}{done.stderr}"


def commands(block: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        yield found[1], found[2]


def test_every_page_can_be_reached_from_the_front_page():
    docs = ROOT / "docs"
    seen: set[Path] = set()
    ahead = [docs / "index.md"]
    while ahead:
        page = ahead.pop()
        seen.add(page)
        for tree in re.findall(
            r"^```\{toctree\}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        ):
            listed = [line for line in tree.splitlines() if line and not line.startswith(":")]
            ahead += [page.parent / f"{entry}.md" for entry in listed]
    assert seen == {page for page in pages() if docs in page.parents}


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in pages()])
def test_pages_stand_alone(page: Path):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(work|tmp|home|root|usr)/|\.\./shared|pypi\.|pythonhosted", text)


def test_generated_pages_say_so():
    for page in sorted((ROOT / "docs" / "reference").glob("*.md")):
        assert page.read_text(encoding="utf-8").startswith(GENERATED), page.name
