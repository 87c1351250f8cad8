"""Files that hold a child's matrix: what they may be called, and reading one of them or a region's thousand."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final
from unicodedata import combining, normalize

import attrs
from rich.console import Console
from rich.progress import track

from ibmodel.adapters.options import BadInput
from ibmodel.adapters.workbook import Problem, WorkbookProblems, read_matrix
from ibmodel.case.matrix import Contact, Matrix
from ibmodel.exchange import write_matrix_document

__all__ = [
    "found_files",
    "proposed_name",
    "read_file",
    "read_many",
    "refuse_names",
]

_SUFFIX: Final = ".xlsx"
_NOT_IN_NAMES: Final = re.compile(r"[^\w.-]+")
_LARGEST: Final = 10 * 2**20
_PROCESSES: Final = 2
#: Fewer files are read before another process has started.
_FEW: Final = 16
_AT_ONCE: Final = 8
_SHORTEST_INSIDE: Final = 4
_CODE_DIGITS: Final = 6
_UNNAMED: Final = "(a file named after a person)"
_NAMED: Final = "expected a file name without the names and codes of table 6.1 (A-11), such as {proposed}"

Job = tuple[str, str, bool]


def proposed_name(code: str) -> str:
    """What the file of the child with this code is called: the code, and nothing that a file name cannot hold.

    >>> proposed_name("TUK-001")
    'matrix-TUK-001.xlsx'
    """
    return f"matrix-{_NOT_IN_NAMES.sub('-', code)}{_SUFFIX}"


def refuse_names(option: str, path: Path, matrix: Matrix) -> None:
    """Refuses a file name that holds a part of a name or a personal code of table 6.1 (A-11)."""
    if _names_someone(path.name, matrix):
        raise BadInput(option, _NAMED.format(proposed=proposed_name(matrix.code)))


def _names_someone(name: str, matrix: Matrix) -> bool:
    stem = _folded(name.removesuffix(_SUFFIX))
    words, digits = _words(stem), re.sub(r"\D", "", stem)
    return any(
        _holds_name(words, contact.name or "") or _holds_code(digits, contact.personal_code or "")
        for contact in _contacts(matrix)
    )


def _contacts(matrix: Matrix) -> Iterator[Contact]:
    for record in (matrix.child, matrix.parent):
        if record is not None:
            yield record.contact


def _holds_name(words: Sequence[str], name: str) -> bool:
    parts = [part for part in _words(_folded(name)) if len(part) > 1]
    return any(part == word or (len(part) >= _SHORTEST_INSIDE and part in word) for part in parts for word in words)


def _holds_code(digits: str, code: str) -> bool:
    known = re.sub(r"\D", "", code)
    return len(known) >= _CODE_DIGITS and (known in digits or known[:_CODE_DIGITS] in digits)


def _folded(text: str) -> str:
    """``text`` without case and diacritics: names are often typed without."""
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_\d]+", text) if word]


def read_file(path: Path) -> Matrix:
    """The matrix in the workbook at ``path``; refuses what cannot be read, all problems at once."""
    try:
        return read_matrix(_content(path))
    except WorkbookProblems as error:
        raise BadInput(path.name, *error.problems) from None
    except OSError as error:
        raise BadInput(path.name, f"expected a file that can be read: {error.strerror}") from None


def _content(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)


def found_files(given: Iterable[Path]) -> list[tuple[str, Path]]:
    """The files that were ``given`` and the workbooks in the folders among them, each with the name to show."""
    found: list[tuple[str, Path]] = []
    for path in given:
        if not path.is_dir():
            found.append((str(path), path))
            continue
        inside = sorted(file for file in path.rglob(f"*{_SUFFIX}") if not file.name.startswith(("~$", ".")))
        found += [(file.relative_to(path).as_posix(), file) for file in inside]
    return found


def read_many(files: Sequence[tuple[str, Path]], *, personal_data: bool) -> Iterator[tuple[bool, str]]:
    """Each of ``files`` as a line of JSON, in their order, and whether it could be read.

    A line holds the ``file`` with its ``matrix``, or with its ``problems``. Many files are shared among two processes;
    progress is shown where standard error is a terminal.
    """
    jobs: list[Job] = [(name, str(path), personal_data) for name, path in files]
    with _lines(jobs) as lines:
        yield from track(lines, total=len(jobs), console=Console(stderr=True), transient=True, disable=_silent())


def _silent() -> bool:
    return not sys.stderr.isatty()


@contextmanager
def _lines(jobs: list[Job]) -> Iterator[Iterator[tuple[bool, str]]]:
    if len(jobs) < _FEW:
        yield map(_line, jobs)
        return
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as processes:
        yield processes.map(_line, jobs, chunksize=_AT_ONCE)


def _line(job: Job) -> tuple[bool, str]:
    name, path, personal_data = job
    entry = _entry(name, Path(path), personal_data=personal_data)
    return "matrix" in entry, json.dumps(entry, ensure_ascii=False)


def _entry(name: str, path: Path, *, personal_data: bool) -> dict[str, Any]:
    try:
        matrix = read_matrix(_content(path))
    except WorkbookProblems as error:
        return {"file": name, "problems": [attrs.asdict(problem) for problem in error.problems]}
    except OSError as error:
        problem = Problem(None, None, f"expected a file that can be read: {error.strerror}")
        return {"file": name, "problems": [attrs.asdict(problem)]}
    if _names_someone(path.name, matrix):
        problem = Problem(None, None, _NAMED.format(proposed=proposed_name(matrix.code)))
        return {"file": _UNNAMED, "problems": [attrs.asdict(problem)]}
    return {"file": name, "matrix": write_matrix_document(matrix, personal_data=personal_data)}
