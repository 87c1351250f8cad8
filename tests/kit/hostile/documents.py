"""Hostile documents as the generator states them, JSON that no serialiser would write, and the files of the data."""

from __future__ import annotations

import base64
import copy
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Steps = tuple[str | int, ...]
Parts = list[tuple[str, int]]


@dataclass(frozen=True)
class Document:
    """A line that must be refused: with which ``code``, at which ``path``, and ``why`` it is worth asking.

    ``body`` is the line as text or as bytes, or as parts (a text and how often it comes).
    """

    kind: str
    name: str
    why: str
    code: str
    path: str
    body: str | bytes | Parts

    @property
    def id(self) -> str:
        return f"{self.kind}.{slug(self.name)}"

    def row(self) -> dict[str, Any]:
        """The document as it stands in the data."""
        row: dict[str, Any] = {"id": self.id, "why": self.why, "code": self.code, "path": self.path}
        if isinstance(self.body, bytes):
            return {**row, "base64": base64.b64encode(self.body).decode()}
        parts = in_runs(self.body) if isinstance(self.body, str) else self.body
        if parts == [(self.body, 1)]:
            return {**row, "text": self.body}
        return {**row, "parts": [list(part) for part in parts if part[0]]}

    def line(self) -> bytes:
        """The bytes of the line."""
        if isinstance(self.body, bytes):
            return self.body
        text = self.body if isinstance(self.body, str) else "".join(text * times for text, times in self.body)
        return text.encode("utf-8")


class Raw(str):
    """Text that is written as it is, where a value or a key would stand."""

    __slots__ = ()


class Pairs(list[tuple[str, Any]]):
    """An object that is written pair by pair, doubled keys and all."""


def written(value: Any) -> str:
    """``value`` as compact JSON, text unescaped but for unpaired surrogates."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict | Pairs):
        pairs = value.items() if isinstance(value, dict) else value
        return "{" + ",".join(f"{written(key)}:{written(inner)}" for key, inner in pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


def slug(name: str) -> str:
    """``name`` with small letters, digits, points and hyphens only."""
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")


def pointer(*steps: str | int) -> str:
    """A JSON Pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def found(document: Any, steps: Steps) -> Any:
    """What stands at ``steps`` of ``document``."""
    for step in steps:
        document = document[step]
    return document


def put(document: Any, steps: Steps, value: Any) -> Any:
    """A copy of ``document`` with ``value`` at ``steps``; without steps, ``value``."""
    if not steps:
        return value
    document = copy.deepcopy(document)
    found(document, steps[:-1])[steps[-1]] = value
    return document


def without(document: Any, steps: Steps) -> Any:
    """A copy of ``document`` that lacks what stands at ``steps``."""
    document = copy.deepcopy(document)
    del found(document, steps[:-1])[steps[-1]]
    return document


def backwards(document: Any) -> Any:
    """``document`` with the keys of every object in the opposite order."""
    if isinstance(document, dict):
        return {key: backwards(document[key]) for key in reversed(document)}
    return [backwards(item) for item in document] if isinstance(document, list) else document


def in_runs(text: str) -> Parts:
    """The parts of ``text``, a character that comes 200 times or more as one of them."""
    parts, begin = [], 0
    for run in re.finditer(r"(.)\1{199,}", text):
        parts += [(text[begin : run.start()], 1), (run[1], len(run[0]))]
        begin = run.end()
    return [*parts, (text[begin:], 1)]


def in_parts(text: str, mark: str, parts: Parts) -> Parts:
    """The parts of ``text`` in which ``parts`` stand in the place of ``mark``, which it holds once."""
    before, after = text.split(mark)
    return [(before, 1), *parts, (after, 1)]


def files(documents: Iterable[Document], kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every file of the data, one for each of ``kinds``: its name and its text, one document to a line."""
    rows: dict[str, list[str]] = {kind: [] for kind in kinds}
    for document in documents:
        rows[document.kind].append(json.dumps(document.row()))
    for kind, why in kinds.items():
        head = f'{{\n"kind": {json.dumps(kind)},\n"why": {json.dumps(why)},\n"documents": [\n'
        yield f"{kind}.json", head + ",\n".join(rows[kind]) + "\n]\n}\n"
