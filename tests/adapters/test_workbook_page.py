"""The commands of docs/workbook.md, typed one after the other in an empty folder, print what the page shows."""

import doctest
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from ibmodel.adapters.matrices import matrix

PAGE = Path(__file__).resolve().parents[2] / "docs" / "workbook.md"
SHOWN = re.compile(r"^\$ python -m ibmodel matrix (.*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)


def test_every_command_of_the_page_prints_what_it_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = SHOWN.findall(PAGE.read_text(encoding="utf-8"))
    assert len(commands) == 7
    for command, shown in commands:
        result = CliRunner().invoke(matrix, shlex.split(command))
        assert result.exit_code == 0, command
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        printed = result.stdout.replace("\u00a0", " ")
        assert doctest.OutputChecker().check_output(shown, printed, flags), f"{command}\n{printed}"


def test_every_picture_of_the_page_is_there_and_small():
    pictures = re.findall(r"!\[.+\]\((_static/workbook/.+\.png)\)", PAGE.read_text(encoding="utf-8"))
    assert len(pictures) == 4
    for picture in pictures:
        assert (PAGE.parent / picture).stat().st_size < 150_000
