"""Counting by kind: a row for each, the unknown in a row of its own, the rows adding up. Rules A-9, Q-4.

What is not known has a row of its own, whose key is ``None``: it is never left out and never guessed. A breakdown has
a row for every word of a closed list, also where nobody is counted, and otherwise for what occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

import attrs

from ibmodel.case.matrix import FamilyType, Sex, Specialty
from ibmodel.case.reports import Occasion, ServiceReceived
from ibmodel.money import Money
from ibmodel.rules.surveys import SizeClass
from ibmodel.vocabulary import Impairment, Recipient, SupportArea, Word

__all__ = [
    "Breakdown",
    "BreakdownRow",
    "By",
    "Counted",
    "Key",
    "ServiceBreakdown",
    "ServiceRow",
    "age_band",
    "breakdown",
    "service_breakdown",
]

T = TypeVar("T")
#: What a row of a breakdown stands for; ``None``: not known.
Key = Word | str | int | bool | None


class Counted(Word):
    """What a breakdown counts."""

    EVALUATIONS = "evaluations", "Evaluations", "Izvērtēšanas"
    TEAM = "team", "Members of the evaluation teams", "Izvērtēšanas komandu speciālisti"
    CHILDREN = "children", "Children", "Bērni"
    AIDS = "aids", "Technical aids of the children", "Bērnu tehniskie palīglīdzekļi"
    PARENTS = "parents", "Parents", "Vecāki"
    SERVICES = "services", "Services", "Pakalpojumi"


class By(Word):
    """By what a breakdown is made."""

    MUNICIPALITY = "municipality", "by municipality", "pa pašvaldībām"
    SIZE = "size", "by size of municipality", "pēc pašvaldības lieluma"
    REGION = "region", "by planning region", "pa plānošanas reģioniem"
    AGE = "age", "by age", "pēc vecuma"
    SEX = "sex", "by sex", "pēc dzimuma"
    IMPAIRMENT = "impairment", "by type of impairment", "pēc funkcionālā traucējuma veida"
    AIDS = "aids", "by need of technical aids", "pēc tehnisko palīglīdzekļu nepieciešamības"
    AID = "aid", "by kind", "pēc veida"
    SOURCE = "source", "by where they were had from", "pēc saņemšanas vietas"
    FAMILY = "family", "by type of family", "pēc ģimenes veida"
    DISABILITY = "disability", "by own disability", "pēc pašu invaliditātes"
    COMPLETE = "complete", "by whether the family is complete", "pēc tā, vai ir pilna ģimene"
    FAMILY_CHILDREN = "children", "by number of children in the family", "pēc bērnu skaita ģimenē"
    DISABLED_CHILDREN = (
        "children_with_disability",
        "by number of children with disability",
        "pēc bērnu ar invaliditāti skaita",
    )
    WORK = "work", "by paid work", "pēc algota darba"
    OCCASION = "occasion", "by occasion", "pēc izvērtēšanas reizes"
    SPECIALTY = "specialty", "by specialty", "pēc specialitātes"
    TEAM_SIZE = "team_size", "by size of the team", "pēc komandas lieluma"
    AREA = "area", "by support area", "pa atbalsta jomām"
    SERVICE = "service", "by service", "pa pakalpojumu veidiem"
    RECIPIENT = "recipient", "by recipient", "pēc saņēmēja"
    PLACE = "place", "by place", "pēc pieejamības vietas"


@attrs.frozen
class BreakdownRow:
    """How many there are of one kind."""

    key: Key
    count: int


@attrs.frozen
class Breakdown:
    """A count by kind; the rows add up to ``total``."""

    counted: Counted
    by: By
    rows: tuple[BreakdownRow, ...]
    total: int


@attrs.frozen
class ServiceRow:
    """What was received of one kind: by how many children's cases, how many units, for how much."""

    key: Key
    people: int
    units: int
    amount: Money


@attrs.frozen
class ServiceBreakdown:
    """Services by kind. Units and amounts add up to ``total``; people do not: who has two kinds is in both rows.

    ``area`` is the support area that alone is counted, none for all services.
    """

    by: By
    area: SupportArea | None
    rows: tuple[ServiceRow, ...]
    total: ServiceRow


def breakdown(counted: Counted, by: By, things: Sequence[T], key: Callable[[T], Key]) -> Breakdown:
    """The count of ``things`` by their ``key``."""
    return Breakdown(counted, by, _counted(by, [key(thing) for thing in things]), len(things))


def service_breakdown(
    by: By, area: SupportArea | None, rows: Sequence[tuple[Key, ServiceReceived]]
) -> ServiceBreakdown:
    """The services of ``rows`` by the key that stands before each."""
    groups: dict[Key, list[ServiceReceived]] = {key: [] for key in _rows_of(by, [key for key, _ in rows])}
    for key, row in rows:
        groups[key].append(row)
    found = tuple(map(_service_row, groups, groups.values()))
    return ServiceBreakdown(by, area, found, _service_row(None, [row for _, row in rows]))


def age_band(age: int | None, firsts: Sequence[int]) -> str | None:
    """The group of an age, such as ``0-6`` or, the last one, ``18+``; of an age below all, that age.

    >>> age_band(6, (0, 7)), age_band(7, (0, 7)), age_band(None, (0, 7))
    ('0-6', '7+', None)
    """
    if age is None:
        return None
    place = sum(first <= age for first in firsts)
    if place == 0:
        return str(age)
    return f"{firsts[place - 1]}-{firsts[place] - 1}" if place < len(firsts) else f"{firsts[-1]}+"


def _counted(by: By, keys: Sequence[Key]) -> tuple[BreakdownRow, ...]:
    counts = dict.fromkeys(_rows_of(by, keys), 0)
    for key in keys:
        counts[key] += 1
    return tuple(map(BreakdownRow, counts, counts.values()))


def _service_row(key: Key, rows: Sequence[ServiceReceived]) -> ServiceRow:
    """People are those for whom something was received or paid."""
    people = {(row.municipality, row.code) for row in rows if row.units or row.amount}
    return ServiceRow(key, len(people), sum(row.units for row in rows), Money.sum(row.amount for row in rows))


#: What can be a key where the keys are a closed list.
_CLOSED: Final[dict[By, tuple[Key, ...]]] = {
    By.SIZE: tuple(SizeClass),
    By.SEX: tuple(Sex),
    By.IMPAIRMENT: tuple(Impairment),
    By.FAMILY: tuple(FamilyType),
    By.OCCASION: tuple(Occasion),
    By.SPECIALTY: tuple(Specialty),
    By.AREA: tuple(SupportArea),
    By.RECIPIENT: (Recipient.PARENT, Recipient.CHILD),
    By.AIDS: (True, False),
    By.DISABILITY: (True, False),
    By.COMPLETE: (True, False),
    By.WORK: (True, False),
}


def _rows_of(by: By, keys: Iterable[Key]) -> list[Key]:
    """The keys of a breakdown's rows: the words of a list in their order, else what occurs, in order; ``None`` last."""
    occurring = dict.fromkeys(keys)
    listed = _CLOSED.get(by, ())
    others = sorted((key for key in occurring if key is not None and key not in listed), key=_order)
    rows: list[Key] = [*listed, *others]
    return [*rows, None] if None in occurring else rows


def _order(key: Key) -> tuple[int, str]:
    """Numbers and age groups by number, text by code point."""
    if type(key) is int:
        return key, ""
    text = str(key)
    head = text.rstrip("+").partition("-")[0]
    return (int(head), text) if head.isascii() and head.isdecimal() else (0, text)
