"""Lines of the wire protocol that must be refused, as data, each with the code and the path that it must get.

The documents lie beside this file as JSON, one file for each kind of hostility, described by ``schema.json``: malformed
text, deep nesting, huge lists, every shape of a number, days that do not exist, keys given twice, two faults at once. A
document is stored as ``text``, as ``base64`` (what is not UTF-8), or as ``parts``: pairs of a text and how often it
comes, so that a line of 16 MiB takes a line of the file.

Whoever answers the protocol, in whatever language, can be held against them: every line gets one response, whose
``error`` has the stated ``code`` and ``path``, and the next line is answered.
"""

from __future__ import annotations

import base64
import json
from functools import cache
from importlib import resources
from typing import Any, Final

import attrs

__all__ = ["HostileDocument", "hostile_documents"]

_SCHEMA: Final = "schema.json"


@attrs.frozen
class HostileDocument:
    """A line that must be refused with ``code`` at ``path``, and ``why`` it is worth asking.

    ``id`` starts with the kind of hostility. ``parts`` are what the line is made of: bytes, and how often they come.
    """

    id: str
    why: str
    code: str
    path: str
    parts: tuple[tuple[bytes, int], ...] = attrs.field(repr=False)

    @property
    def kind(self) -> str:
        """The kind of hostility, which is the name of the file."""
        return self.id.partition(".")[0]

    @property
    def size(self) -> int:
        """How many bytes the line has."""
        return sum(len(part) * times for part, times in self.parts)

    @property
    def line(self) -> bytes:
        """The line, without its end; put together anew each time, for some are as long as lines can be."""
        return b"".join(part * times for part, times in self.parts)


@cache
def hostile_documents() -> tuple[HostileDocument, ...]:
    """All hostile documents, by kind and then in the order of the file.

    >>> documents = hostile_documents()
    >>> {document.id: (document.code, document.path) for document in documents}["malformed.an-opening-brace"]
    ('bad_json', '')
    """
    folder = resources.files(__name__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json") and entry.name != _SCHEMA)
    return tuple(
        _document(row)
        for name in names
        for row in json.loads(folder.joinpath(name).read_text(encoding="utf-8"))["documents"]
    )


def _document(row: dict[str, Any]) -> HostileDocument:
    if "base64" in row:
        parts: tuple[tuple[bytes, int], ...] = ((base64.b64decode(row["base64"]), 1),)
    else:
        parts = tuple((text.encode(), times) for text, times in row.get("parts") or [(row["text"], 1)])
    return HostileDocument(row["id"], row["why"], row["code"], row["path"], parts)
