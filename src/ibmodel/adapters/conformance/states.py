"""The file that makes a run resumable: JSON Lines, written as the run goes on.

The first line says of which run it is; each other holds a verdict, a fault that turned out afterwards, or what came
of comparing one operation. A last line that is not whole is what an interrupted run leaves, and counts as not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TextIO

from ibmodel.adapters.conformance.differential import Comparison
from ibmodel.adapters.conformance.subjects import CannotTest
from ibmodel.errors import ModelError, shown
from ibmodel.testing.outcomes import Counterexample, Verdict

__all__ = ["State"]

_FORM: Final = 1
_NAME: Final = "a run of the conformance kit"


class State:
    """What a file holds of an earlier part of the run, and the place where its next part is written.

    ``header`` identifies the run. Raises `CannotTest` for a file of another run, for anything that is no such file,
    and where it cannot be written.
    """

    def __init__(self, path: Path, header: Mapping[str, Any]) -> None:
        self.verdicts: dict[str, Verdict] = {}
        self.comparisons: dict[str, Comparison] = {}
        self._path = path
        first = {"what": _NAME, "form": _FORM, **json.loads(json.dumps(header))}
        try:
            lines = path.read_bytes().split(b"\n") if path.exists() else []
        except OSError as error:
            raise CannotTest(f"expected a file that can be read, got {str(path)!a}: {error.strerror}") from None
        whole = lines[:-1]
        if any(lines):
            self._check(whole[0] if whole else b"", first)
        for number, line in enumerate(whole[1:], start=2):
            self._take(number, line)
        try:
            self._file: TextIO = path.open("w" if not whole else "r+", encoding="utf-8", newline="\n")
            if whole:
                self._file.truncate(sum(len(line) + 1 for line in whole))
                self._file.seek(0, 2)
            else:
                self._write(first)
        except OSError as error:
            raise CannotTest(f"expected a file that can be written, got {str(path)!a}: {error.strerror}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def keep_verdict(self, verdict: Verdict) -> None:
        """Remembers a verdict; a later one on the same vector takes its place."""
        self.verdicts[verdict.vector] = verdict
        self._write({"verdict": verdict.written()})

    def keep_comparison(self, comparison: Comparison) -> None:
        """Remembers what came of an operation."""
        self.comparisons[comparison.operation] = comparison
        found = comparison.counterexample
        written = {
            "operation": comparison.operation,
            "compared": comparison.compared,
            "skipped": comparison.is_skipped,
            "counterexample": None if found is None else found.written(),
        }
        self._write({"comparison": written})

    def _write(self, document: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(document) + "\n")
        self._file.flush()

    def _check(self, line: bytes, wanted: Mapping[str, Any]) -> None:
        """Refuses a file whose first line is not that of this run."""
        got = self._document(1, line)
        if got.get("what") != _NAME:
            raise CannotTest(f"expected a file that an earlier run has written, got {str(self._path)!a}: not {_NAME}")
        for key, value in wanted.items():
            if got.get(key) != value:
                raise CannotTest(
                    f"expected the file of the same run, got {str(self._path)!a}: {_other(key, got.get(key), value)}"
                )

    def _take(self, number: int, line: bytes) -> None:
        document = self._document(number, line)
        try:
            if "verdict" in document:
                verdict = Verdict.read(document["verdict"])
                self.verdicts[verdict.vector] = verdict
            else:
                comparison = _comparison(document["comparison"])
                self.comparisons[comparison.operation] = comparison
        except (ModelError, KeyError, TypeError) as error:
            raise self._not_whole(number, str(error)) from None

    def _document(self, number: int, line: bytes) -> dict[str, Any]:
        try:
            document = json.loads(line)
        except ValueError as error:
            raise self._not_whole(number, str(error)) from None
        if type(document) is not dict:
            raise self._not_whole(number, f"expected an object, got {shown(document)}")
        return document

    def _not_whole(self, number: int, why: str) -> CannotTest:
        message = f"expected a file that an earlier run has written, got {str(self._path)!a}: line {number}: {why}"
        return CannotTest(message)


def _other(key: str, there: Any, here: Any) -> str:
    """In what two runs differ."""
    if type(there) is dict and type(here) is dict:
        names = [name for name in {**there, **here} if there.get(name) != here.get(name)]
        return f"{key} of {', '.join(names)} are others there"
    return f"{key} is {shown(there)} there and {shown(here)} here"


def _comparison(written: Mapping[str, Any]) -> Comparison:
    found = written["counterexample"]
    return Comparison(
        written["operation"],
        written["compared"],
        None if found is None else Counterexample.read(found),
        is_skipped=written["skipped"],
    )
