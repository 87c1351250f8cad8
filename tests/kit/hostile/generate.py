"""Writes the hostile documents that the package ships: ``python tests/kit/hostile/generate.py [--check | --requests]``.

Every document states the code and the path that the text of the protocol gives it; the library is not asked.
``--check`` only says whether the files are what would be written; ``--requests`` prints the right requests from which
the documents are made, one to a line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import families
import special
from documents import Document, files, written
from operations import ASKED

DATA = Path(__file__).resolve().parents[3] / "src" / "ibmodel" / "testing" / "hostile"
KINDS = {
    "conditions": "what concerns several fields: it comes after everything that concerns one",
    "dates": "dates, moments and times of day that do not exist or are written in another form",
    "doubled": "keys that stand twice in an object, in whatever spelling",
    "fields": "fields that are missing, null or unknown",
    "huge": "lines, lists, integers and texts that are longer than anybody needs",
    "malformed": "lines that are not one JSON object",
    "names": "operations, policies, readings, parameters and fields of the envelope that do not exist",
    "nesting": "lists and objects, one in the other",
    "numbers": "numbers of every shape, in JSON and in text",
    "order": "two faults at once: the one that the protocol lists first is reported",
    "types": "values of another type than the place asks for",
    "unicode": "encodings, surrogates, control characters, digits and letters that only look right",
    "values": "values of the right type that are not allowed",
}


def documents() -> Iterator[Document]:
    for make in (special.conditions, families.doubled_keys, special.doubled, families.missing_fields):
        yield from make()
    for make in (families.unknown_fields, special.huge, special.malformed, families.wrong_names, special.nesting):
        yield from make()
    for make in (special.numbers, special.order, families.in_order, families.wrong_types, special.unicode):
        yield from make()
    yield from families.bad_values()


def unique(made: Iterator[Document]) -> Iterator[Document]:
    """The documents less those whose line came before, each with an id of its own.

    Raises for a line that two families judge differently, and for a document that is not one line.
    """
    ids: set[str] = set()
    lines: dict[bytes, Document] = {}
    for document in made:
        line = document.line()
        if b"\n" in line:
            raise ValueError(f"{document.id} is not one line")
        earlier = lines.setdefault(sha256(line).digest(), document)
        if (earlier.code, earlier.path) != (document.code, document.path):
            raise ValueError(f"{earlier.id} and {document.id} judge one line differently")
        if earlier is document:
            named = document if document.id not in ids else replace(document, name=f"{document.name} {crc32(line):08x}")
            ids.add(named.id)
            yield named


def main(arguments: list[str]) -> int:
    if arguments == ["--requests"]:
        sys.stdout.writelines(written(asked.request()) + "\n" for asked in ASKED)
        return 0
    stale = []
    for name, text in files(unique(documents()), KINDS):
        path = DATA / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if arguments != ["--check"]:
                path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.writelines(f"{'stale' if arguments == ['--check'] else 'written'}: {name}\n" for name in stale)
    return 1 if stale and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
