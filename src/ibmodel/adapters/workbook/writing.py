"""From a matrix to the bytes of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import attrs

from ibmodel.adapters.workbook.labels import LANGUAGES
from ibmodel.adapters.workbook.layout import AMOUNTS, COMPONENT_KEYS, CONTACT, Key, Layout
from ibmodel.adapters.workbook.pages import Input
from ibmodel.adapters.workbook.template import Template, template
from ibmodel.adapters.workbook.terms import Terms
from ibmodel.adapters.workbook.values import content_of
from ibmodel.case.matrix import ChildRecord, Contact, Matrix, MatrixService, ParentRecord
from ibmodel.errors import BadValue, ModelError, TooLarge, shown
from ibmodel.parameters import Parameters

__all__ = ["MOST_CELLS", "MOST_ROWS", "write_matrix", "written_in"]

#: A table has no more rows.
MOST_ROWS: Final = 200
#: The table of units has no more cells: rows times months.
MOST_CELLS: Final = 10_000
#: The moment that stands in the archive, so that the same matrix always gives the same bytes.
_MOMENT: Final = (2018, 9, 1, 0, 0, 0)
_RECORD_PARTS: Final = ("contact", "components", "aids")


def write_matrix(matrix: Matrix, parameters: Parameters, language: str = "lv", *, personal_data: bool = True) -> bytes:
    """A child's file as an .xlsx workbook with live formulas under an edition; the same bytes for the same file.

    ``language`` is ``"lv"`` or ``"en"``. Without ``personal_data`` it has neither table 6.1 nor the names of the
    team. Raises `TooLarge` or `BadValue`, with the path in the matrix, for what a workbook cannot hold.
    """
    if language not in LANGUAGES:
        raise BadValue(f"expected a language of {', '.join(LANGUAGES)}, got {shown(language)}")
    written = matrix if personal_data else matrix.without_personal_data()
    layout = Layout.of(written, language, personal=personal_data)
    return written_in(layout, written, parameters)


def written_in(layout: Layout, matrix: Matrix, parameters: Parameters) -> bytes:
    """The workbook of a matrix in a layout that has room for it; the errors are those of `write_matrix`."""
    _check_size(layout)
    return _packed(template(layout, Terms.of(matrix, parameters)), dict(_values(matrix)), layout.language)


def _check_size(layout: Layout) -> None:
    sizes = {"services": layout.services, "goals": layout.goals, "team": layout.experts, "child": layout.aids}
    for name, rows in sizes.items():
        if rows > MOST_ROWS:
            raise TooLarge(f"expected at most {MOST_ROWS} rows in a table of a workbook, got {rows}", f"/{name}")
    if layout.services * layout.months > MOST_CELLS:
        message = f"expected at most {MOST_CELLS} services times months in a workbook"
        raise TooLarge(f"{message}, got {layout.services} x {layout.months}", "/services")


def _packed(made: Template, values: dict[Key, object], language: str) -> bytes:
    """The archive of a workbook."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in made.parts.items():
            archive.writestr(_entry(name), content)
        for name, pieces in made.sheets.items():
            filled = list(pieces)
            for place in range(1, len(pieces), 3):
                filled[place] = _cell(made.inputs[name].get(pieces[place]), pieces[place : place + 2], values, language)
                filled[place + 1] = ""
            archive.writestr(_entry(name), "".join(filled).encode())
    return target.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MOMENT)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _cell(entry: Input | None, place: list[str], values: dict[Key, object], language: str) -> str:
    """The XML of a cell: ``place`` is its name and its style."""
    start = f'<c r="{place[0]}" s="{place[1]}"'
    value = None if entry is None else values.get(entry.key)
    if entry is None or value is None:
        return f"{start}/>"
    try:
        return f"{start}{content_of(entry.kind, value, language)}</c>"
    except ModelError as error:
        raise error.below(*entry.key) from None


def _values(matrix: Matrix) -> Iterator[tuple[Key, object]]:
    """Every value that a cell may hold, by its key."""
    yield ("code",), matrix.code
    yield ("municipality",), matrix.municipality
    yield ("start",), matrix.period.start
    yield ("recommendations",), matrix.recommendations
    yield ("variant",), matrix.variant
    for name, _ in AMOUNTS:
        yield (name,), getattr(matrix, name)
    if matrix.child is not None:
        yield from _child(matrix.child)
    if matrix.parent is not None:
        yield from _record("parent", matrix.parent)
    tables: tuple[tuple[str, Sequence[attrs.AttrsInstance]], ...] = (("team", matrix.team), ("goals", matrix.goals))
    for table, rows in tables:
        for place, row in enumerate(rows):
            for name, value in _fields(row):
                yield (table, place, name), value
    for place, service in enumerate(matrix.services):
        yield from _service(place, service)


def _fields(row: attrs.AttrsInstance) -> list[tuple[str, object]]:
    return [(field.name, getattr(row, field.name)) for field in attrs.fields(type(row))]


def _record(who: str, record: ChildRecord | ParentRecord) -> Iterator[tuple[Key, object]]:
    contact: Contact = record.contact
    for name in CONTACT:
        yield (who, name), getattr(contact, name)
    for name, value in _fields(record):
        if name not in _RECORD_PARTS:
            yield (who, name), value


def _child(child: ChildRecord) -> Iterator[tuple[Key, object]]:
    yield from _record("child", child)
    if child.components is not None:
        present = {component.value for component in child.components}
        for name in COMPONENT_KEYS:
            yield ("child", name), name in present
    if child.aids is not None:
        yield ("child", "aids"), bool(child.aids)
        for place, aid in enumerate(child.aids):
            yield ("aids", place, "what"), aid.what
            yield ("aids", place, "source"), aid.source


def _service(place: int, service: MatrixService) -> Iterator[tuple[Key, object]]:
    for name, value in _fields(service):
        if isinstance(value, tuple):
            for month, of_month in enumerate(value):
                yield ("services", place, name, month), of_month
        else:
            yield ("services", place, name), value
