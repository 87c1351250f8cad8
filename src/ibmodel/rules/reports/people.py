"""From a child's file to the facts that reports may hold (A-11). Rules A-9, A-11, D-1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ibmodel.case.matrix import Aid, Contact, Matrix, ParentRecord
from ibmodel.case.reports import PilotParent, PilotParticipant
from ibmodel.dates import completed_years
from ibmodel.errors import BadValue, pointer

__all__ = ["pilot_participant"]


def pilot_participant(matrix: Matrix, on: date, parent_code: str | None = None) -> PilotParticipant:
    """The facts of a child's file that the results are broken down by, and nothing that tells who it is.

    Ages are taken on the day ``on``. The parent stands by ``parent_code``, by default the child's code; siblings of
    one parent are given the same. Raises `BadValue` for a birth after the day, and where the code or the text of an
    aid holds a name, a personal code, an address or another contact that stands in table 6.1. Rules: A-9, A-11;
    I-16; source M II.14, II.15.2.
    """
    child, parent = matrix.child, matrix.parent
    hidden = {value for person in (child, parent) if person is not None for value in _contacts(person.contact)}
    _check_hidden(matrix.code, hidden, "code")
    found = None if parent is None else _parent(parent, on, parent_code or matrix.code)
    if found is not None:
        _check_hidden(found.code, hidden, "parent", "code")
    if child is None:
        return PilotParticipant(code=matrix.code, municipality=matrix.municipality, parent=found)
    for place, aid in enumerate(child.aids or ()):
        _check_hidden(aid.what, hidden, "child", "aids", place, "what")
        _check_hidden(aid.source or "", hidden, "child", "aids", place, "source")
    return PilotParticipant(
        code=matrix.code,
        municipality=matrix.municipality,
        age=_age(child.born, on, "child"),
        sex=child.sex,
        impairment=child.impairment,
        aids=None if child.aids is None else tuple(Aid(what=aid.what, source=aid.source) for aid in child.aids),
        parent=found,
    )


def _parent(parent: ParentRecord, on: date, code: str) -> PilotParent:
    return PilotParent(
        code=code,
        age=_age(parent.born, on, "parent"),
        sex=parent.sex,
        family=parent.family,
        disability=parent.disability,
        complete_family=parent.complete_family,
        children=parent.children,
        children_with_disability=parent.children_with_disability,
        paid_work=parent.paid_work,
    )


def _age(born: date | None, on: date, whose: str) -> int | None:
    try:
        return None if born is None else completed_years(born, on)
    except BadValue as error:
        raise error.below(whose, "born") from None


def _contacts(contact: Contact) -> Iterator[str]:
    """What stands in a contact, in the form in which it is looked for."""
    for value in (contact.name, contact.personal_code, contact.address, contact.phone, contact.email):
        if value is not None:
            yield _folded(value)


def _check_hidden(text: str, hidden: set[str], *place: str | int) -> None:
    if any(value in _folded(text) for value in hidden):
        raise BadValue("expected nothing that stands in a contact of table 6.1", pointer(*place))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
