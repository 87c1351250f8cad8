"""The conformance vectors: requests with the answers that the methodology demands, as plain data for any program.

One JSON file for each chapter of the rules stands beside this module, with a schema, ``schema.json``. A vector names
the rules it tests, the first of them being the one it is there for, where they are written, and in one line why it
exists. Three kinds: *published* (a source prints the figures), *boundary* (just inside, on and just outside a bound)
and *near_miss* (a known mistake would answer otherwise; the mistake is named).

>>> first = vectors("budget")[0]
>>> first.id, first.rules, first.request["op"]
('B-1/a-pool-of-1000-weighted-split', ('B-1', 'I-1'), 'budget.provisional')
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

import attrs

from ibmodel.errors import BadValue, shown
from ibmodel.exchange import PROTOCOL_VERSION

__all__ = ["CHAPTERS", "PROTOCOL", "Answer", "Kind", "Vector", "vectors"]

Kind = Literal["published", "boundary", "near_miss"]

#: The version of the wire protocol that the vectors are frozen for.
PROTOCOL: Final = PROTOCOL_VERSION
#: The chapters, in the order of the rules, each with the letters of its rules; the protocol's own cases come last.
CHAPTERS: Final[Mapping[str, str]] = {
    "granting": "G",
    "eligibility": "E",
    "selection": "S",
    "budget": "DB",
    "funding": "F",
    "plan": "N",
    "services": "L",
    "combinations": "C",
    "prices": "U",
    "receipt": "R",
    "transport": "T",
    "administration": "A",
    "surveys": "Q",
    "adults": "W",
    "protocol": "",
}


@attrs.frozen
class Answer:
    """What a request must be answered with; texts are left out, because nobody need write the same ones.

    Of an answer: ``result``, ``reasons`` (each with its rule, code and facts) and ``readings``. Of a refusal
    (``ok`` is false): ``code`` and ``path``.
    """

    ok: bool
    result: Any = None
    reasons: tuple[Mapping[str, Any], ...] = ()
    readings: Mapping[str, str] = {}
    code: str = ""
    path: str = ""


@attrs.frozen
class Vector:
    """One case. ``line`` is what to send where it is no JSON object; otherwise it is ``request``, without an id.

    ``rules`` are ids of rules, or of interpretations, or sections of the protocol (``protocol: envelope``); ``mistake``
    names the known mistake of a near miss, and is empty elsewhere.
    """

    id: str
    chapter: str
    rules: tuple[str, ...]
    source: str
    kind: Kind
    why: str
    expected: Answer
    mistake: str = ""
    request: Mapping[str, Any] = {}
    line: str | None = None

    def sent(self) -> str:
        """The line that is sent: the request with the vector's id as its ``id``, or the line as it is."""
        if self.line is not None:
            return self.line
        return json.dumps({"id": self.id, **self.request}, ensure_ascii=False, separators=(",", ":"))


@cache
def vectors(chapter: str | None = None) -> tuple[Vector, ...]:
    """The vectors of a chapter, or of all, in the order of the files; raises `BadValue` for an unknown chapter."""
    if chapter is None:
        return tuple(vector for name in CHAPTERS for vector in vectors(name))
    if chapter not in CHAPTERS:
        raise BadValue(f"expected one of {', '.join(CHAPTERS)}, got {shown(chapter)}")
    file = resources.files(__name__).joinpath(f"{chapter}.json")
    return tuple(_vector(chapter, written) for written in json.loads(file.read_text("utf-8"))["vectors"])


def _vector(chapter: str, written: dict[str, Any]) -> Vector:
    expected = written["expected"]
    error = expected.get("error", {})
    return Vector(
        id=written["id"],
        chapter=chapter,
        rules=tuple(written["rules"]),
        source=written["source"],
        kind=written["kind"],
        why=written["why"],
        expected=Answer(
            expected["ok"],
            expected.get("result"),
            tuple(expected.get("reasons", ())),
            written.get("readings", {}),
            error.get("code", ""),
            error.get("path", ""),
        ),
        mistake=written.get("mistake", ""),
        request=written.get("request", {}),
        line=written.get("line"),
    )
