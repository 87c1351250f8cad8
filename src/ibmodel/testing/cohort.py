"""A made-up cohort of the size of the children's pilot: ``python -m ibmodel.testing.cohort`` prints it.

Nobody in it exists. Its children are those who are selected from the made-up applications of
`ibmodel.testing.applications`, 10 from each of the 10 municipalities. Their plans have the magnitudes of the municipal
report on Tukums: its twenty services, each about as frequent and, beside the others, about as expensive as there, and
needs of 290 euro a month on average. Prices and other money are plausible inventions. The same seed gives the same
cohort on every version of Python: all randomness is ``random.random()``, all amounts are whole cents.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import date
from importlib import resources
from typing import Any, Final

import attrs

from ibmodel.catalogue import SERVICES, area_of, is_transport
from ibmodel.dates import completed_years
from ibmodel.money import Money, Rate
from ibmodel.testing.applications import Dice, synthetic_applications

__all__ = ["SEED", "main", "synthetic_cohort", "text"]

#: The seed of the plans that the package carries, the first working day of the pilot.
SEED: Final = 20180903

_TITLE: Final = "Synthetic cohort in the shape of the children's pilot of 2018: made up, nobody in it exists"
_ON: Final = date(2018, 9, 1)
_MONTHS: Final = 6
_MEAN_NEED: Final = 174_000
_FEWEST_SERVICES: Final = 3
_TRANSPORT_PERCENT: Final = 9
_POOL_PERCENT: Final = 90
_TRANSPORT_BENEFIT: Final = "79.68"


@attrs.frozen
class _Offer:
    """A service with how often it is chosen, its usual cost beside others, its price range in cents, the ages."""

    code: str
    often: int
    usual: int
    cheapest: int
    dearest: int
    ages: tuple[int, int] = (0, 17)


#: The children's table of the report on Tukums: how many received each service, and what one of them used of it.
_OFFERS: Final = (
    _Offer("physiotherapist", 6, 824, 1800, 3000),
    _Offer("occupational_therapist", 6, 245, 1800, 2800),
    _Offer("speech_therapist", 5, 778, 1500, 2500),
    _Offer("psychologist_parent", 5, 450, 2500, 3500),
    _Offer("music_therapy", 5, 353, 2000, 3000),
    _Offer("montessori_specialist", 4, 552, 2000, 3000, (0, 10)),
    _Offer("psychologist_child", 4, 562, 2500, 3500, (4, 17)),
    _Offer("family_assistant", 4, 348, 600, 900),
    _Offer("riding_therapy", 4, 285, 1500, 2500, (3, 17)),
    _Offer("transport_child", 4, 155, 400, 1500),
    _Offer("escort", 3, 1971, 0, 0, (5, 17)),
    _Offer("psychotherapist_parent", 2, 600, 3500, 5000),
    _Offer("occupational_therapist_home", 2, 115, 2500, 3500),
    _Offer("aba_therapy", 1, 2054, 2500, 3500, (2, 17)),
    _Offer("psychotherapist_child", 1, 1170, 3500, 5000, (6, 17)),
    _Offer("respite_institution", 1, 932, 0, 0),
    _Offer("audio_speech_therapist", 1, 774, 2000, 3000),
    _Offer("specialised_transport", 1, 414, 1000, 1900),
    _Offer("portage_programme", 1, 200, 2000, 2500, (0, 7)),
    _Offer("nutritionist", 1, 30, 2500, 3500),
)

#: Prices set by regulation are the same for everybody, and exact to parts of a cent.
_REGULATED: Final = {"escort": "2.7174", "respite_institution": "46.2385"}

#: How often, in percent, state or municipality pays for a service already, and from how much of it to how much.
_PUBLIC: Final = {
    "escort": (100, 60, 130),
    "respite_institution": (60, 50, 100),
    "family_assistant": (40, 30, 80),
    "speech_therapist": (25, 20, 60),
    "psychologist_child": (20, 20, 60),
    "physiotherapist": (15, 10, 40),
}


def _weighted(dice: Dice, offers: Sequence[_Offer], how_many: int) -> list[_Offer]:
    """``how_many`` different ``offers``, the frequent ones more often."""
    left, chosen = list(offers), []
    for _ in range(how_many):
        point = dice.below(sum(offer.often for offer in left))
        place = 0
        while point >= left[place].often:
            point -= left[place].often
            place += 1
        chosen.append(left.pop(place))
    return chosen


def synthetic_cohort(seed: int = SEED) -> dict[str, Any]:
    """A cohort as a document for `ibmodel.exchange.read_cohort`; the pool is a tenth smaller than the needs.

    The children are the same for every ``seed``, their plans are not.
    """
    dice = Dice(seed)
    cases = [_case(dice, applicant) for applicant in _selected()]
    needed = Money.sum(_amount(line) for case in cases for line in case["lines"])
    pool = needed.cents * _POOL_PERCENT // 100
    return {
        "title": _TITLE,
        "synthetic": True,
        "pool": str(Money(pool - pool % 10_000)),
        "on": _ON.isoformat(),
        "cases": cases,
    }


def _selected() -> list[dict[str, Any]]:
    """The applications of those who are selected, by municipality and number."""
    shipped = resources.files("ibmodel.testing").joinpath("data", "selection-ample.json")
    ids = set(json.loads(shipped.read_text("utf-8"))["selected"])
    return [applicant for applicant in synthetic_applications("ample")["applicants"] if applicant["id"] in ids]


def _case(dice: Dice, applicant: dict[str, Any]) -> dict[str, Any]:
    offers = _chosen(dice, completed_years(date.fromisoformat(applicant["born"]), _ON))
    lines = _lines(dice, offers, _need(dice))
    case = {part: applicant[part] for part in ("id", "municipality", "born", "special_care")}
    case |= {
        "lines": lines,
        "received": applicant["received"],
        "rankings": _rankings(dice, [line["service"] for line in lines]),
    }
    return case | _other_money(dice, applicant["special_care"], Money.sum(map(_amount, lines)))


def _need(dice: Dice) -> int:
    """What the plan is to cost, in cents: a quarter of the mean at least, three times as much for a few."""
    percent = 25 + dice.below(45) + dice.below(45) + (dice.below(190) if dice.chance(35) else 0)
    return _MEAN_NEED * percent // 100


def _chosen(dice: Dice, age: int) -> list[_Offer]:
    open_to_age = [offer for offer in _OFFERS if offer.ages[0] <= age <= offer.ages[1]]
    how_many = _FEWEST_SERVICES + dice.below(4) + (dice.below(7) if dice.chance(50) else 0)
    return _weighted(dice, open_to_age, how_many)


def _lines(dice: Dice, offers: Sequence[_Offer], need: int) -> list[dict[str, Any]]:
    """The need split over the services by their usual cost, more or less; transport stays below a tenth (C-6).

    What whole units leave over of one service's part goes to the next one. The lines stand in catalogue order.
    """
    parts = [(offer, offer.usual * dice.between(60, 140)) for offer in offers]
    whole = sum(part for _, part in parts)
    transports = sum(is_transport(offer.code) for offer in offers)
    left = 0
    lines = {}
    for offer, part in sorted(parts, key=lambda pair: not is_transport(pair[0].code)):
        left += need * part // whole
        most = need * _TRANSPORT_PERCENT // 100 // transports if is_transport(offer.code) else left
        lines[offer.code] = _line(dice, offer, max(0, min(left, most)))
        left -= _amount(lines[offer.code]).cents
    return [lines[code] for code in SERVICES if code in lines]


def _line(dice: Dice, offer: _Offer, cents: int) -> dict[str, Any]:
    price = _REGULATED.get(offer.code) or str(Money(dice.between(offer.cheapest, offer.dearest, 50)))
    units = max(1, Rate.euro(price).most_units(Money(cents), cents))
    line: dict[str, Any] = {"service": offer.code, "unit_price": price, "units": _by_month(dice, units)}
    often, least, most = _PUBLIC.get(offer.code, (0, 0, 0))
    if dice.chance(often):
        line["public"] = str(Money(_amount(line).cents * dice.between(least, most) // 100))
    return line


def _by_month(dice: Dice, units: int) -> list[int]:
    """``units`` spread evenly over the months; a few services begin a month later, a few pause for a month."""
    months = list(range(1 if dice.chance(20) else 0, _MONTHS))
    if dice.chance(15):
        months.pop(dice.below(len(months)))
    spread = dict.fromkeys(range(_MONTHS), 0)
    for place, month in enumerate(months):
        spread[month] = (place + 1) * units // len(months) - place * units // len(months)
    return list(spread.values())


def _amount(line: dict[str, Any]) -> Money:
    return Rate.euro(line["unit_price"]).times(sum(line["units"]))


def _rankings(dice: Dice, services: Sequence[str]) -> dict[str, Any]:
    """The experts' order within each support area, and the parent's order of everything."""
    areas: dict[str, list[str]] = {}
    for service in services:
        area = area_of(service)
        areas.setdefault(area.value if area else "", []).append(service)
    experts = {area: dice.shuffled(areas[area]) for area in sorted(areas)}
    return {"experts": experts, "parent": dice.shuffled(services)}


def _other_money(dice: Dice, special_care: bool, needed: Money) -> dict[str, Any]:
    money: dict[str, Any] = {}
    benefits = {}
    if dice.chance(20):
        benefits["rehabilitation"] = str(Money(dice.between(5_000, 30_000, 1_000)))
    if special_care or dice.chance(20):
        benefits["transport"] = _TRANSPORT_BENEFIT
    if benefits:
        money["benefits"] = benefits
    if dice.chance(30):
        money["other"] = str(Money(dice.between(3_000, 30_000, 500)))
    if dice.chance(15):
        money["before"] = str(Money(needed.cents * dice.between(20, 120) // 100))
    return money


def text(document: dict[str, Any]) -> str:
    """``document`` as JSON for people: indented, a list of numbers on one line, text unescaped."""
    indented = json.dumps(document, ensure_ascii=False, indent=2)
    return re.sub(r"\[\s+(\d[\d,\s]*?)\s+\]", lambda found: f"[{' '.join(found[1].split())}]", indented) + "\n"


def main() -> None:
    """Writes the cohort that the package carries to standard output."""
    sys.stdout.buffer.write(text(synthetic_cohort()).encode("utf-8"))


if __name__ == "__main__":
    main()
