"""What is looked at before a workbook is opened: a file that is no plain .xlsx, or might do harm, is refused.

Nothing of the file is executed, followed or written. Parts are unpacked piece by piece, each within a bound and all
together within another; what the file says of its own sizes is not believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import attrs

from ibmodel.adapters.workbook.markup import Markup, scanned
from ibmodel.adapters.workbook.problems import WorkbookProblems

__all__ = ["LIMITS", "Limits", "checked"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_WORKBOOK: Final = "xl/workbook.xml"
_ENCRYPTED: Final = 0x1
_PIECE: Final = 1 << 16
_SAVE_AS: Final = "save it as an Excel workbook (.xlsx)"

#: What a file is by its first bytes, where these tell, and what to do.
_SIGNATURES: Final = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a text document (.rtf)"),
    (b"PK\x05\x06", "an empty archive"),
    (b"<", "an HTML or XML file"),
    (b"7z\xbc\xaf\x27\x1c", "a .7z archive"),
    (b"Rar!", "a .rar archive"),
)

#: Parts that only another kind of document has.
_OTHER_KINDS: Final = (
    ("word/document.xml", "a Word document (.docx)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("xl/workbook.bin", "a binary workbook (.xlsb): " + _SAVE_AS),
    ("index/document.iwa", "a Numbers document: export it as an Excel workbook (.xlsx)"),
)

_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
_MACRO_TYPES: Final = ("macroenabled", "vbaproject", "macrosheet")
_SHEETS_TYPE: Final = "spreadsheetml.sheet.main+xml"

#: Folders and names of parts that bring something from outside or may run, and what they are.
_REFUSED_PARTS: Final = (
    ("vbaproject", "macros: remove them and save it as .xlsx"),
    ("xl/macrosheets/", "macros: remove them and save it as .xlsx"),
    ("xl/externallinks/", "links to other files: break them and save again"),
    ("xl/embeddings/", "an embedded object: remove it and save again"),
    ("xl/activex/", "a control: remove it and save again"),
    ("xl/ctrlprops/", "a control: remove it and save again"),
    ("xl/connections", "a connection to other data: remove it and save again"),
    ("xl/querytables/", "a connection to other data: remove it and save again"),
)
#: A document type, which could define entities, in the encodings that XML readers know.
_DOCUMENT_TYPES: Final = tuple(
    text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


@attrs.frozen(kw_only=True)
class Limits:
    """How large a workbook may be.

    Bytes of the file, of a part unpacked and of all ``parts``; a part larger than ``small`` may be ``ratio`` times as
    large as its packed form; the ``number`` of parts, elements of XML, rows and columns of a sheet.
    """

    file: int = 10 * 2**20
    part: int = 16 * 2**20
    parts: int = 48 * 2**20
    small: int = 2**20
    ratio: int = 200
    number: int = 500
    elements: int = 1_000_000
    rows: int = 10_000
    columns: int = 1_000


#: A matrix has some forty parts, a few hundred rows and less than a megabyte.
LIMITS: Final = Limits()


def checked(content: bytes, limits: Limits = LIMITS) -> bytes:
    """``content`` if it is an .xlsx workbook that can be opened without danger.

    Raises `WorkbookProblems` for another kind of file, a password, macros, links to other files, embedded objects,
    entity declarations, a broken file and whatever passes ``limits``.
    """
    _refuse_other_signatures(content, limits)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_archive(archive, len(content), limits)
    except WorkbookProblems:
        raise
    except Exception as error:  # noqa: BLE001 - a broken archive makes zipfile and zlib raise nearly anything
        raise _refusal(f"a file that is broken or cut short ({type(error).__name__}): fetch it again") from None
    return content


def _refusal(got: str) -> WorkbookProblems:
    return WorkbookProblems.whole(f"expected an .xlsx workbook, got {got}")


def _refuse_other_signatures(content: bytes, limits: Limits) -> None:
    if not content:
        raise _refusal("an empty file")
    if len(content) > limits.file:
        raise _refusal(f"a file of more than {limits.file:,} bytes")
    if content.startswith(_OLE):
        raise _refusal(_ole_kind(content))
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise _refusal(kind)
    if not content.startswith(b"PK"):
        raise _refusal("a text file (.csv?)" if _is_text(content[:_PIECE]) else "a file of another kind")


def _ole_kind(content: bytes) -> str:
    """What an old compound file holds, by the names in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return f"one with a password: remove the password and {_SAVE_AS}"
    return f"an old workbook or document (.xls, .doc): {_SAVE_AS}"


def _is_text(start: bytes) -> bool:
    controls = bytes(range(9)) + bytes(range(14, 32))
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(byte in controls for byte in start)


def _check_archive(archive: ZipFile, size: int, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.number:
        raise _refusal(f"an archive of more than {limits.number} parts")
    names = {entry.filename.casefold() for entry in entries}
    if len(names) < len(entries):
        raise _refusal("an archive that has a part twice")
    _refuse_other_archives(archive, entries, names)
    for name in sorted(names):
        for start, kind in _REFUSED_PARTS:
            if name.startswith(start) or f"/{start}" in f"/{name}":
                raise _refusal(f"a workbook with {kind}")
    markup = Markup(limits.elements, limits.rows, limits.columns)
    for entry, content in _parts(archive, entries, size, limits):
        _check_part(entry.filename, content, markup)


def _refuse_other_archives(archive: ZipFile, entries: list[ZipInfo], names: set[str]) -> None:
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise _refusal("an archive with a password")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _refusal("an archive packed in an unknown way")
    if "mimetype" in names and _start(archive, "mimetype").startswith(_OPEN_DOCUMENT):
        raise _refusal(f"an OpenDocument file (.ods, .odt): {_SAVE_AS}")
    for part, kind in _OTHER_KINDS:
        if part in names:
            raise _refusal(kind)
    if _CONTENT_TYPES.casefold() not in names or _WORKBOOK not in names:
        raise _refusal("an archive without a workbook")


def _start(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_PIECE)


def _parts(archive: ZipFile, entries: list[ZipInfo], size: int, limits: Limits) -> Iterator[tuple[ZipInfo, bytes]]:
    """Every part unpacked: first what says which sheet is which."""
    total = 0

    def first(entry: ZipInfo) -> tuple[bool, bool, str]:
        name = entry.filename
        return name != _CONTENT_TYPES, not (name == _WORKBOOK or name.endswith(".rels")), name

    for entry in sorted(entries, key=first):
        packed = max(1, min(entry.compress_size, size))
        most = min(limits.part, limits.parts - total, max(limits.small, limits.ratio * packed))
        content = _bounded(archive, entry, most)
        total += len(content)
        yield entry, content


def _bounded(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    pieces, size = [], 0
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            size += len(piece)
            if size > most:
                raise _refusal(f"an archive whose part {entry.filename!a} unpacks to more than {most:,} bytes")
            pieces.append(piece)
    return b"".join(pieces)


def _check_part(name: str, content: bytes, markup: Markup) -> None:
    if any(start in content for start in _DOCUMENT_TYPES):
        raise _refusal(f"a workbook whose part {name!a} declares a document type")
    check = _checks(name)
    if check is not None:
        check(name, content, markup)


def _checks(name: str) -> Callable[[str, bytes, Markup], None] | None:
    if name == _CONTENT_TYPES:
        return _check_types
    return scanned if name.casefold().endswith((".xml", ".rels")) else None


def _check_types(name: str, content: bytes, markup: Markup) -> None:
    scanned(name, content, markup)
    types = " ".join(markup.types).casefold()
    if any(macro in types for macro in _MACRO_TYPES):
        raise _refusal("a workbook with macros (.xlsm): remove them and save it as .xlsx")
    if _SHEETS_TYPE not in types:
        raise _refusal(f"a template or a file of another kind: {_SAVE_AS}")
