"""What a paper must state, as checklists. Rules R-11, T-9, T-10, T-11."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import attrs

from ibmodel.errors import BadValue, shown

__all__ = ["CHECKLISTS", "Checklist", "Item", "missing_items"]


@attrs.frozen
class Item:
    """One thing that a paper states, or a paper that belongs to a set of papers."""

    code: str
    en: str
    lv: str


@attrs.frozen
class Checklist:
    """The items of a paper or a set of papers: what the ``rule`` asks for.

    ``either`` holds pairs of which one is enough.
    """

    code: str
    rule: str
    en: str
    lv: str
    items: tuple[Item, ...]
    either: tuple[tuple[str, str], ...] = ()


def missing_items(checklist: Checklist, present: Collection[str]) -> tuple[Item, ...]:
    """Which items of ``checklist`` are not ``present``, in its order; of a pair both, while neither is there.

    Raises `BadValue` for an item that the checklist does not have. Rules: R-11, T-9, T-10, T-11.
    """
    codes = [item.code for item in checklist.items]
    for code in present:
        if code not in codes:
            raise BadValue(f"expected one of {', '.join(codes)}, got {shown(code)}")
    covered = set(present)
    for pair in checklist.either:
        if covered & {*pair}:
            covered |= {*pair}
    return tuple(item for item in checklist.items if item.code not in covered)


_MAKE: Final = Item("make", "make of the vehicle", "transportlīdzekļa marka")
_NUMBER: Final = Item("registration_number", "registration number", "valsts reģistrācijas numurs")
_CONSUMPTION: Final = Item(
    "consumption", "fuel consumption in litres per 100 km", "degvielas patēriņš litros uz 100 km"
)

_CHECKLISTS: Final = (
    Checklist(
        "loan_agreement",
        "T-9",
        "loan-for-use contract or official note on a private car",
        "patapinājuma līgums vai dienesta ziņojums par privāto automašīnu",
        (
            _MAKE,
            _NUMBER,
            Item("fuel", "kind of fuel", "degvielas veids"),
            _CONSUMPTION,
            Item("purposes", "what the car is used for", "transporta izmantošanas mērķi"),
            Item("period", "period of use", "transportlīdzekļa izmantošanas periods"),
            Item("drivers", "who may drive", "personas, kuras tiesīgas izmantot transportlīdzekli"),
        ),
    ),
    Checklist(
        "route_sheet",
        "T-10",
        "route sheet",
        "maršruta lapa",
        (
            _MAKE,
            _NUMBER,
            Item("person", "who uses the vehicle", "persona, kura izmanto autotransportu"),
            _CONSUMPTION,
        ),
    ),
    Checklist(
        "route_sheet_trip",
        "T-10",
        "each trip of a route sheet",
        "katrs maršruta lapas brauciens",
        (
            Item("date", "date of the trip", "brauciena datums"),
            Item("purpose", "purpose of the trip", "brauciena mērķis"),
            Item("route", "route", "maršruts"),
            Item("kilometres", "kilometres driven", "nobrauktie kilometri"),
            Item("fuel_used", "fuel used", "degvielas patēriņš"),
            Item("fuel_brand", "brand of the fuel", "degvielas marka"),
        ),
    ),
    Checklist(
        "transport_proof",
        "T-11",
        "proof of a cost of transport; a city ticket may lack the purpose",
        "transporta izdevumus pamatojošs dokuments; pilsētas biļetē mērķis var nebūt norādīts",
        (
            Item("route", "route", "maršruts"),
            Item("purpose", "purpose of the trip", "brauciena mērķis"),
        ),
    ),
    Checklist(
        "provider_papers",
        "R-11",
        "papers of a provider",
        "pakalpojumu sniedzēja dokumenti",
        (
            Item("invoice", "invoice", "rēķins"),
            Item("acceptance_act", "acceptance act", "pieņemšanas un nodošanas akts"),
            Item(
                "registration_sheet", "registration sheet of the recipients", "pakalpojuma saņēmēju reģistrācijas lapa"
            ),
        ),
        (("acceptance_act", "registration_sheet"),),
    ),
    Checklist(
        "parent_papers",
        "R-11",
        "papers of a parent, once a month",
        "vecāka dokumenti reizi mēnesī",
        (
            Item("report", "report on the month", "atskaite par mēnesi"),
            Item("receipts", "receipts", "čeki"),
        ),
    ),
    Checklist(
        "parent_receipt",
        "R-11",
        "receipt that a parent hands in",
        "vecāka iesniegts čeks",
        (
            Item("provider", "details of the provider", "pakalpojuma sniedzēja rekvizīti"),
            Item("service", "name of the service", "pakalpojuma nosaukums"),
            Item("recipient", "name of the person who received it", "pakalpojuma saņēmēja vārds un uzvārds"),
            Item("personal_code", "personal code of that person", "pakalpojuma saņēmēja personas kods"),
        ),
    ),
)

#: Every checklist by its code.
CHECKLISTS: Final[dict[str, Checklist]] = {checklist.code: checklist for checklist in _CHECKLISTS}
