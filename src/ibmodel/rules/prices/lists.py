"""Dated prices: the one in force on the day of the service counts. Rule U-10."""

from __future__ import annotations

from datetime import date
from itertools import groupby, pairwise
from typing import Any, Protocol

import attrs

from ibmodel.case.checks import (
    Identifier,
    ServiceName,
    as_tuple,
    exactly,
    identifier,
    named,
    optional,
    sequence,
    service_name,
)
from ibmodel.errors import BadType, BadValue, Inconsistent, pointer, shown
from ibmodel.money import Rate

__all__ = ["DatedPrice", "PriceList", "PriceSource", "price_in_force"]


class PriceSource(Protocol):
    """Where prices come from (cenrādis). Municipal systems plug in their own."""

    def price_on(self, service: str, on: date, provider: str | None = None) -> Rate:
        """The price of one unit in force on a day; raises a `ibmodel.errors.ModelError` where there is none."""
        ...


def price_in_force(source: PriceSource, service: str, on: date, provider: str | None = None) -> Rate:
    """Which price of a source counts for a service received on a day? The one in force on that day.

    Raises what the source raises, `BadType` if it gives no price at all. Rules: U-10; source M II.7.
    """
    price = source.price_on(service, on, provider)
    if type(price) is not Rate:
        raise BadType(f"expected a price of {service} on {on}, got {shown(price)}")
    return price


@attrs.frozen
class DatedPrice:
    """A price of one unit, in force from one day to another, both included; of one provider, or of all.

    Without a last day it is in force until the same list has another price for the same service and provider.
    """

    service: ServiceName = attrs.field(validator=named(service_name))
    price: Rate = attrs.field(validator=exactly(Rate))
    first: date = attrs.field(validator=exactly(date))
    last: date | None = attrs.field(default=None, validator=optional(exactly(date)))
    provider: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))

    @last.validator
    def _not_before_the_first(self, attribute: attrs.Attribute[Any], value: date | None) -> None:
        if value is not None and value < self.first:
            raise Inconsistent(f"expected a last day on or after {self.first}, got {value}", pointer(attribute.name))


@attrs.frozen
class PriceList:
    """A price list in memory (cenrādis), a `PriceSource`.

    A provider's own price goes before the one for all. Raises `Inconsistent` at the later of two prices for one
    service, provider and day.

    >>> prices = PriceList([DatedPrice("nanny", Rate.euro("8.50"), date(2018, 9, 1))])
    >>> prices.price_on("nanny", date(2018, 12, 24))
    Rate('8.50')
    """

    prices: tuple[DatedPrice, ...] = attrs.field(converter=as_tuple)
    _by_key: dict[tuple[str, str | None], list[DatedPrice]] = attrs.field(init=False, eq=False, repr=False)

    @_by_key.default
    def _sorted(self) -> dict[tuple[str, str | None], list[DatedPrice]]:
        _check_prices(self.prices)
        ordered = sorted(self.prices, key=_key)
        return {
            (service, provider if given else None): list(entries)
            for (service, given, provider), entries in groupby(ordered, key=lambda entry: _key(entry)[:3])
        }

    def price_on(self, service: str, on: date, provider: str | None = None) -> Rate:
        """The price in force on a day.

        Raises `BadValue` where the list has none: not for the service, not yet, or not any more. Rules: U-10.
        """
        candidates = [key for key in ((service, provider), (service, None)) if key in self._by_key]
        for key in candidates:
            begun = [entry for entry in self._by_key[key] if entry.first <= on]
            if begun and (begun[-1].last is None or on <= begun[-1].last):
                return begun[-1].price
        raise BadValue(self._why_none(service, on, candidates))

    def _why_none(self, service: str, on: date, candidates: list[tuple[str, str | None]]) -> str:
        if not candidates:
            return f"expected a service of the price list, got {shown(service)}"
        first = min(self._by_key[key][0].first for key in candidates)
        if on < first:
            return f"expected a day on or after {first}, when the price list begins for {service}, got {on}"
        return f"expected a day on which the price list has a price for {service}, got {on}"


def _key(entry: DatedPrice) -> tuple[str, bool, str, date]:
    return entry.service, entry.provider is not None, entry.provider or "", entry.first


def _check_prices(prices: object) -> None:
    sequence(prices, "prices")
    entries: tuple[Any, ...] = prices  # type: ignore[assignment]
    for place, entry in enumerate(entries):
        if type(entry) is not DatedPrice:
            raise BadType(f"expected DatedPrice, got {shown(entry)}", pointer("prices", place))
    for one, other in pairwise(sorted(range(len(entries)), key=lambda place: (_key(entries[place]), place))):
        _check_apart(entries[one], entries[other], pointer("prices", max(one, other)))


def _check_apart(one: DatedPrice, other: DatedPrice, path: str) -> None:
    """Raises `Inconsistent` if two neighbours of one service and provider are in force on one day."""
    if (one.service, one.provider) != (other.service, other.provider):
        return
    if one.first == other.first or (one.last is not None and other.first <= one.last):
        message = f"expected one price of {one.service} for each day, got two for {other.first}"
        raise Inconsistent(message, path)
