"""The closed lists of the methodology, each word in both languages and as the wire protocol spells it.

A member's ``value`` is the word on the wire; ``en`` is its English gloss, ``lv`` the methodology's Latvian term.

- `Impairment`, `Recipient`, `Programme`, `SupportArea`: who is helped, and with what aim.
- `Unit`, `PriceMethod`: how a service is counted and how its price is set.
- `Source`, `Comparison`: which money pays, and how that compares with the situation before.
"""

from __future__ import annotations

from enum import Enum
from enum import property as enum_property
from typing import Self

__all__ = [
    "Comparison",
    "Impairment",
    "PriceMethod",
    "Programme",
    "Recipient",
    "Source",
    "SupportArea",
    "Unit",
    "Word",
]


class Word(Enum):
    """The base of every closed list: a word of the wire with its gloss and its Latvian term."""

    _value_: str
    en: str
    lv: str

    def __new__(cls, word: str, en: str = "", lv: str = "") -> Self:
        """Makes the member whose ``value`` is ``word``; that word alone finds it again."""
        member = object.__new__(cls)
        member._value_ = word
        member.en = en
        member.lv = lv
        return member

    @enum_property
    def value(self) -> str:
        """The word on the wire."""
        return self._value_


class Impairment(Word):
    """Which type of functional impairment a child has (funkcionālā traucējuma veids): D-7, in its order.

    >>> Impairment("vision").lv
    'redzes traucējumi'
    """

    VISION = "vision", "vision impairment", "redzes traucējumi"
    HEARING = "hearing", "hearing impairment", "dzirdes traucējumi"
    MOVEMENT = "movement", "movement impairment", "kustību traucējumi"
    MENTAL = "mental", "mental impairment", "garīga rakstura traucējumi"
    MULTIPLE = "multiple", "multiple impairments", "multipli traucējumi"


class SupportArea(Word):
    """What a service of the children's list is for (atbalsta joma): D-6."""

    FAMILY = "1", "strengthening the family's capacity", "ģimenes atbalsta spēju stiprināšana"
    COMPENSATION = "2", "compensating lost functions", "zaudētās funkcijas kompensēšana"
    FUNCTIONING = (
        "3",
        "maintaining and developing functioning",
        "funkcionēšanas spēju uzturēšana un attīstīšana",
    )


class Recipient(Word):
    """Whom a service is given to (pakalpojuma saņēmējs).

    A guardian, or the foster family, stands where the parent stands.
    """

    PARENT = "parent", "parent", "vecāks"
    CHILD = "child", "child", "bērns"
    ADULT = "adult", "adult", "pilngadīga persona"


class Programme(Word):
    """Which of the two pilots (izmēģinājumprojekts) gives a service."""

    CHILDREN = (
        "children",
        "pilot for children with functional impairments",
        "izmēģinājumprojekts bērniem ar funkcionāliem traucējumiem",
    )
    ADULTS = (
        "adults",
        "pilot for adults with mental impairment",
        "izmēģinājumprojekts pilngadīgām personām ar garīga rakstura traucējumiem",
    )


class Unit(Word):
    """What one unit (viena vienība) of a service is: the thing that is planned, received and priced."""

    SESSION = "session", "session", "nodarbība"
    CONSULTATION = "consultation", "consultation", "konsultācija"
    HOUR = "hour", "hour", "stunda"
    DAY = "day", "day", "diena"
    TRIP = "trip", "trip", "brauciens"
    PROGRAMME = "programme", "programme", "programma"
    COURSE = "course", "course", "kurss"


class PriceMethod(Word):
    """How the price of one unit is set (vienas vienības cenas noteikšanas veids): U-2 to U-5."""

    MARKET = "market", "market price", "tirgus cena"
    REGULATION = "regulation", "price set by regulation", "normatīvajos aktos noteikta cena"
    CONTRACT = (
        "contract",
        "price set in the ministry's delegation contract",
        "valsts pārvaldes deleģēto uzdevumu veikšanas līgumā noteikta cena",
    )
    CEILING = "ceiling", "market price below a ceiling", "tirgus cena, nepārsniedzot noteikto maksimālo cenu"


class Source(Word):
    """Whose money pays (finansējuma avots): the four sources of chapter F, in the order of variant 2."""

    PROJECT = "project", "the pilot's money", "izmēģinājumprojekta finansējums"
    BENEFITS = "benefits", "state and municipal benefits", "valsts un pašvaldību pabalsti"
    PUBLIC = (
        "public",
        "services financed by state or municipality",
        "valsts un pašvaldību nodrošinātie vai finansētie pakalpojumi",
    )
    OTHER = "other", "other sources of money", "citi finanšu avoti"


class Comparison(Word):
    """How the support compares with the situation before the pilot: F-7.

    `NEED_IS_LESS` is apart from `WORSE`: less is given because less is needed.
    """

    BETTER = "better", "the situation gets better", "situācija uzlabojas"
    SAME = "same", "the situation stays the same", "situācija nemainās"
    WORSE = "worse", "the situation gets worse", "situācija pasliktinās"
    NEED_IS_LESS = "need_is_less", "less support is needed", "atbalsts nepieciešams mazākā apmērā"
