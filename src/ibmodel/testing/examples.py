"""Figures that the sources print, as data: what goes in, what must come out, and where it stands.

- `FUNDING_EXAMPLES`: examples 1.1 to 3.4 of the methodology, and 2.1 again with a plan of two lines.
- `PROVISIONAL_EXAMPLES`, `FINAL_EXAMPLES`, `PRICE_EXAMPLES`: the small examples of the wire protocol.

Amounts such as 800 or 1370 euro illustrate; they are figures of no edition.
"""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.case import Benefits, Funding, FundingLine, Need
from ibmodel.money import Money, Rate, Share
from ibmodel.vocabulary import Comparison

__all__ = [
    "FINAL_EXAMPLES",
    "FUNDING_EXAMPLES",
    "PRICE_EXAMPLES",
    "PROVISIONAL_EXAMPLES",
    "TWO_LINES",
    "FinalExample",
    "FundingExample",
    "PriceExample",
    "ProvisionalExample",
]

_NOTHING: Final = Money(0)
_PROTOCOL: Final = "wire protocol, version 1"


@attrs.frozen
class FundingExample:
    """An example of section II.3.3: the plan and the money for it, and what each source then pays.

    ``before`` is the public money that pays for the plan's services already; benefits are none.
    """

    number: str
    funding: Funding
    needed: Money
    before: Money
    project: Money
    public: Money
    total: Money
    unmet: Money
    against: Comparison
    source: str = "M II.3.3"


def _example(number: str, figures: str, against: Comparison, lines: tuple[FundingLine, ...] = ()) -> FundingExample:
    """``figures``: needed, before, project, public, total, unmet, in whole euro."""
    needed, before, project, public, total, unmet = [Money.euro(f"{euro}.00") for euro in figures.split()]
    funding = Funding(
        variant=int(number[0]),
        final=Money.euro("800.00"),
        lines=lines or (FundingLine("x-plan", needed, before),),
        benefits=Benefits(),
    )
    return FundingExample(number, funding, needed, before, project, public, total, unmet, against)


#: The twelve examples of the methodology, in its order.
FUNDING_EXAMPLES: Final = (
    _example("1.1", "1370 900 800   0  800  570", Comparison.WORSE),
    _example("1.2", "1370   0 800   0  800  570", Comparison.BETTER),
    _example("1.3", "2000 900 800   0  800 1200", Comparison.WORSE),
    _example("1.4", " 500 900 500   0  500    0", Comparison.NEED_IS_LESS),
    _example("2.1", "1370 900 800 570 1370    0", Comparison.BETTER),
    _example("2.2", "1370   0 800   0  800  570", Comparison.BETTER),
    _example("2.3", "2000 900 800 900 1700  300", Comparison.BETTER),
    _example("2.4", " 500 900 500   0  500    0", Comparison.NEED_IS_LESS),
    _example("3.1", "1370 900 470 900 1370    0", Comparison.BETTER),
    _example("3.2", "1370   0 800   0  800  570", Comparison.BETTER),
    _example("3.3", "2000 900 800 900 1700  300", Comparison.BETTER),
    _example("3.4", " 500 900   0 500  500    0", Comparison.NEED_IS_LESS),
)

#: Example 2.1 with a plan of two lines: public money pays for the second only, and the totals stay the same.
TWO_LINES: Final = _example(
    "2.1",
    "1370 900 800 570 1370 0",
    Comparison.BETTER,
    (
        FundingLine("x-without-public-money", Money.euro("470.00")),
        FundingLine("x-with-public-money", Money.euro("900.00"), Money.euro("900.00")),
    ),
)


@attrs.frozen
class ProvisionalExample:
    """A pool shared in stage 1 under a reading of I-1, among recipients with the given shares."""

    reading: str
    pool: Money
    weights: tuple[Share, ...]
    amount: Money | None
    amounts: tuple[Money, ...]
    reserve: Money
    source: str = f"{_PROTOCOL}, budget.provisional"


def _shared(reading: str, amount: str | None, *figures: str) -> ProvisionalExample:
    *amounts, reserve = map(Money.euro, figures)
    return ProvisionalExample(
        reading,
        Money.euro("1000.00"),
        (Share.percent("100"), Share.percent("70"), Share.percent("70")),
        None if amount is None else Money.euro(amount),
        tuple(amounts),
        reserve,
    )


#: A pool of 1000.00 for three recipients.
PROVISIONAL_EXAMPLES: Final = (
    _shared("equal_share", None, "333.33", "233.33", "233.33", "200.01"),
    _shared("fixed_amount", "400.00", "400.00", "280.00", "280.00", "40.00"),
)


@attrs.frozen
class FinalExample:
    """A surplus shared in stage 3 under a reading of I-2."""

    reading: str
    needs: tuple[Need, ...]
    surplus: Money
    finals: tuple[Money, ...]
    reserve: Money
    source: str = f"{_PROTOCOL}, budget.final"


def _poured(reading: str, finals: str, reserve: Money = _NOTHING) -> FinalExample:
    euro = (("A", "1000.00", "700.00"), ("B", "1000.00", "1500.00"), ("C", "700.00", "1000.00"))
    needs = tuple(Need(who, Money.euro(provisional), Money.euro(needed)) for who, provisional, needed in euro)
    return FinalExample(reading, needs, Money.euro("300.00"), tuple(map(Money.euro, finals.split())), reserve)


#: A needs less than granted; B and C need more.
FINAL_EXAMPLES: Final = (
    _poured("need", "700.00 1180.00 820.00"),
    _poured("shortfall", "700.00 1187.50 812.50"),
    _poured("need_ratio", "700.00 1153.65 846.34", Money.euro("0.01")),
)


@attrs.frozen
class PriceExample:
    """What a number of units costs at an exact price per unit."""

    unit_price: Rate
    units: int
    amount: Money
    source: str


#: Ten hours at 2.7174 euro: the price is not rounded before it is multiplied.
PRICE_EXAMPLES: Final = (
    PriceExample(Rate.euro("2.7174"), 10, Money.euro("27.17"), "project, rule B-3: a line's total is rounded once"),
)
