"""Inputs for hypothesis that always have their edges among them.

Left to itself, hypothesis does not find a birthday on the very day, the largest amount, or two recipients with equal
needs. Every strategy here therefore chooses, each time, between a list of edges and anything at all.

- amounts: `money`, `rates`, `shares`; texts: `identifiers`, `services`; days: `days`, `births`, `moments`
- recipients: `recipients`, `needs`; plans: `lines`, `rankings`; money for plans: `fundings`
- parameters: `parameters`; everything at once: `cohorts`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final, TypeVar

from hypothesis import strategies as st

from ibmodel.case import (
    VARIANTS,
    Benefits,
    Case,
    Cohort,
    Funding,
    FundingLine,
    Line,
    Need,
    PlanLine,
    Rankings,
    Recipient,
)
from ibmodel.catalogue import SERVICES, area_of
from ibmodel.dates import completed_years
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money, Rate, Share
from ibmodel.parameters import EDITIONS, Parameters

__all__ = [
    "LARGEST",
    "READINGS",
    "births",
    "cohorts",
    "days",
    "fundings",
    "identifiers",
    "lines",
    "moments",
    "money",
    "needs",
    "parameters",
    "rankings",
    "rates",
    "recipients",
    "services",
    "shares",
]

T = TypeVar("T")

#: The largest amount that the wire protocol takes.
LARGEST: Final = Money.euro("999999999999.99")
#: The interpretations that can be switched and matter for needs, budget and funding.
READINGS: Final = ("I-1", "I-2", "I-3", "I-10", "I-12", "I-24", "I-25", "I-30")

_NOTHING: Final = Money(0)
_CENT: Final = Money(1)
_NO_CHOICE: Final[Mapping[str, str]] = MappingProxyType({})
_DEFAULT: Final = next(iter(EDITIONS.values()))
_USUAL: Final = 300_000
_MOST_UNITS: Final = 31
_MINUTES_IN_YEAR: Final = 365 * 24 * 60
_WHOLE: Final = Share.WHOLE // 1_000_000


def _mixed(edges: Sequence[T], anything: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Either one of ``edges`` or ``anything``."""
    return st.one_of(st.sampled_from(edges), anything)


def money(least: Money = _NOTHING, most: Money = LARGEST) -> st.SearchStrategy[Money]:
    """Amounts from ``least`` to ``most``: the bounds and what lies beside them, a few cents, usual and any amounts."""
    low, high = least.cents, most.cents
    near = {low, low + 1, low + 2, low + 3, low + 99, low + 100, low + 101, high - 1, high}
    edges = sorted(cents for cents in near if low <= cents <= high)
    usual = st.integers(low, min(high, low + _USUAL))
    return st.one_of(st.sampled_from(edges), usual, st.integers(low, high)).map(Money)


def rates() -> st.SearchStrategy[Rate]:
    """Prices per unit: nothing, the smallest, either side of half a cent, six decimals, the largest."""
    edges = "0.00 0.000001 0.004999 0.005 0.005001 0.01 0.999999 2.7174 33.333333 999999999999.999999"
    usual = st.integers(0, 100_000_000)
    return _mixed([Rate.euro(text) for text in edges.split()], st.one_of(usual, st.integers(0, 10**18 - 1)).map(Rate))


def shares() -> st.SearchStrategy[Share]:
    """Percentages: none, the smallest, the methodology's, all but the smallest, all."""
    edges = [Share.percent(text) for text in ("0", "0.000001", "50", "70", "99.999999", "100")]
    return _mixed(edges, st.integers(0, Share.WHOLE).map(Share))


def identifiers() -> st.SearchStrategy[str]:
    """Identifiers: one character and sixty-four, the characters that paths treat apart, Latvian letters, no ASCII."""
    edges = ["A", "B", "0", "~", "/", "~1", " ", '"', "{}", "%s", "Ē", "Jānis Bērziņš", "\U0001f9d2", "9" * 64]
    characters = st.characters(exclude_categories=("Cc", "Cs"))
    return _mixed(edges, st.text(characters, min_size=1, max_size=64))


def services() -> st.SearchStrategy[str]:
    """Services: of each area, transport of parent and child, what only adults receive, names of the caller's own."""
    edges = (
        "nanny transport_parent escort transport_child specialised_transport physiotherapist group_home x-swimming x-"
    )
    return _mixed(edges.split(), st.sampled_from(sorted(SERVICES)))


def days() -> st.SearchStrategy[date]:
    """First days of a period and other days, among them the end of February in leap years and others."""
    edges = [(2018, 9, 1), (2019, 3, 1), (2019, 2, 28), (2020, 2, 29), (2020, 2, 28), (2020, 3, 1), (2018, 12, 31)]
    return _mixed([date(*edge) for edge in edges], st.dates(date(1950, 1, 1), date(2100, 12, 31)))


def moments() -> st.SearchStrategy[datetime | None]:
    """When an application came in: often in the same minute, sometimes unknown."""
    edges = [None, datetime(2018, 7, 3, 9, 14), datetime(2018, 7, 3, 9, 15)]  # noqa: DTZ001 - local time
    first = datetime(2018, 1, 1)  # noqa: DTZ001
    return _mixed(edges, st.integers(0, _MINUTES_IN_YEAR).map(lambda minutes: first + timedelta(minutes=minutes)))


def births(on: date, parameters: Parameters = _DEFAULT) -> st.SearchStrategy[date]:
    """Births of children who are young enough on ``on``.

    Edges: at every age limit the birthday is the day before, on the day and the day after; every 29 February.
    """
    budget = parameters.budget
    oldest = budget.recipient_age_below
    limits = {0, 1, budget.full_share_up_to_age, budget.full_share_up_to_age + 1, oldest - 1, oldest}
    turning = [_years_before(on, age) + timedelta(days=step) for age in limits for step in (-1, 0, 1)]
    leap_days = [date(year, 2, 29) for year in range(on.year - oldest, on.year + 1) if _is_leap(year)]
    edges = [born for born in (*turning, *leap_days) if born <= on and completed_years(born, on) < oldest]
    return _mixed(sorted(edges), st.dates(_years_before(on, oldest) + timedelta(days=1), on))


def _is_leap(year: int) -> bool:
    return (date(year, 3, 1) - timedelta(days=1)).day == 29  # noqa: PLR2004


def _years_before(on: date, years: int) -> date:
    day = min(on.day, 28) if on.month == 2 and not _is_leap(on.year - years) else on.day  # noqa: PLR2004
    return date(on.year - years, on.month, day)


def recipients(on: date, parameters: Parameters = _DEFAULT, most: int = 8) -> st.SearchStrategy[tuple[Recipient, ...]]:
    """Recipients with different identifiers, often alike in everything else."""
    alike = Recipient("A", _years_before(on, 1), special_care=False)
    one = st.builds(Recipient, identifiers(), births(on, parameters), st.booleans(), moments())
    kind = st.one_of(st.builds(Recipient, identifiers(), st.just(alike.born), st.just(value=False)), one)
    return st.lists(kind, max_size=most, unique_by=lambda recipient: recipient.id).map(tuple)


@st.composite
def needs(
    draw: st.DrawFn, most: int = 8, least_provisional: Money = _CENT, largest: Money = LARGEST
) -> tuple[Need, ...]:
    """A cohort in stage 3: all with one need, needs a cent apart, no need, huge needs, or anything.

    By default nobody is granted nothing, which the reading ``need_ratio`` of I-2 refuses.
    """
    amounts = money(most=largest)
    provisional, needed = draw(money(least_provisional, largest)), draw(amounts)
    beside = st.sampled_from([-1, 0, 1])
    same = st.tuples(st.just(provisional), st.just(needed))
    near = st.tuples(
        beside.map(lambda step: Money(max(provisional.cents + step, least_provisional.cents))),
        beside.map(lambda step: Money(max(needed.cents + step, 0))),
    )
    edge = st.tuples(
        st.sampled_from([least_provisional, largest]), st.sampled_from([_NOTHING, _CENT, Money(2), largest])
    )
    anything = st.tuples(money(least_provisional, largest), amounts)
    pairs = draw(st.lists(st.one_of(same, near, edge, anything), max_size=most))
    ids = draw(st.lists(identifiers(), min_size=len(pairs), max_size=len(pairs), unique=True))
    return tuple(Need(id_, *pair, draw(moments())) for id_, pair in zip(ids, pairs, strict=True))


def _units(months: int) -> st.SearchStrategy[tuple[int, ...]]:
    each = _mixed([0, 1, 2], st.integers(0, _MOST_UNITS))
    return st.lists(each, min_size=months, max_size=months).map(tuple)


def lines(most: int = 6) -> st.SearchStrategy[tuple[Line, ...]]:
    """The lines of a plan, all of them with the same number of months; one service may stand on several."""
    return st.integers(0, 6).flatmap(
        lambda months: st.lists(st.builds(Line, services(), rates(), _units(months)), max_size=most).map(tuple)
    )


def fundings(
    variants: Iterable[int | None] = (None, *VARIANTS), most_lines: int = 5, largest: Money = LARGEST
) -> st.SearchStrategy[Funding]:
    """Plans and the money for them: lines with and without public money, transport and not, own services, benefits."""
    amounts = money(most=largest)
    line = st.builds(FundingLine, services(), amounts, st.one_of(st.just(_NOTHING), amounts), _transport())
    return st.builds(
        Funding,
        variant=st.sampled_from([*variants]),
        final=amounts,
        lines=st.lists(line, max_size=most_lines),
        benefits=st.builds(Benefits, amounts, amounts),
        other=st.one_of(st.just(_NOTHING), amounts),
        before=st.none() | amounts,
    )


def _transport() -> st.SearchStrategy[bool | None]:
    return st.sampled_from([None, True, False])


@st.composite
def rankings(draw: st.DrawFn, ranked: Iterable[str] | None = None) -> Rankings:
    """Two rankings of ``ranked``, or of any services: areas without a service, sides that agree, sides that do not."""
    names = draw(st.lists(services(), max_size=8, unique=True)) if ranked is None else list(dict.fromkeys(ranked))
    experts: dict[str, list[str]] = {area: [] for area in draw(st.sampled_from([(), ("1",), ("1", "2", "3")]))}
    for name in draw(st.permutations(names)):
        area = area_of(name)
        experts.setdefault(area.value if area else draw(st.sampled_from("123")), []).append(name)
    agreed = [name for area in sorted(experts) for name in experts[area]]
    parent = draw(st.one_of(st.just(agreed), st.just(agreed[::-1]), st.permutations(names)))
    return Rankings({area: tuple(names) for area, names in experts.items()}, tuple(parent))


@cache
def _reform(
    edition: str, readings: tuple[tuple[str, str], ...], figures: tuple[tuple[str, str | int], ...]
) -> Parameters:
    official = EDITIONS[edition]
    if not readings and not figures:
        return official
    name = ", ".join([edition, *(f"{what}={value}" for what, value in (*readings, *figures))])
    return official.reform(name, dict(figures), dict(readings))


@st.composite
def parameters(
    draw: st.DrawFn, chosen: Mapping[str, str] = _NO_CHOICE, vary: Sequence[str] = READINGS, *, figures: bool = False
) -> Parameters:
    """An edition as it stands, or under any combination of the readings of ``vary``, apart from those ``chosen``.

    With ``figures``, shares, age limit, weights and variant may be reformed too.
    """
    varied = draw(st.sampled_from([tuple(vary), tuple(vary), tuple(vary), ()]))
    readings = {id_: draw(st.sampled_from(INTERPRETATIONS[id_].names)) for id_ in varied if id_ not in chosen}
    readings |= chosen
    not_default = [(id_, reading) for id_, reading in readings.items() if reading != INTERPRETATIONS[id_].default]
    reformed: dict[str, str | int] = {}
    if figures:
        experts = draw(st.sampled_from([0, 1, 40, 60, 99, 100]))
        reformed = {
            "budget.full_share": str(draw(shares())),
            "budget.reduced_share": str(draw(shares())),
            "budget.full_share_up_to_age": draw(st.integers(0, 17)),
            "needs.weight_experts": str(experts),
            "needs.weight_parent": str(_WHOLE - experts),
            "funding.variant": draw(st.sampled_from(VARIANTS)),
        }
    return _reform(draw(st.sampled_from(sorted(EDITIONS))), tuple(sorted(not_default)), tuple(reformed.items()))


@st.composite
def cohorts(draw: st.DrawFn, parameters: Parameters = _DEFAULT, most: int = 5) -> Cohort:
    """Everybody of one pool with plans, rankings and money: input that the model takes under ``parameters``."""
    on = draw(days())
    people = draw(recipients(on, parameters, most))
    cases = tuple(draw(_cases(recipient)) for recipient in people)
    # under need_ratio nobody may be granted nothing: two cents each make one cent at the reduced share
    pool = draw(money(Money(2 * len(people))))
    amount = None
    if parameters.reading("I-1") == "fixed_amount":
        amount = draw(money(Money(2), Money(pool.cents // len(people)))) if people else draw(money())
    return Cohort(
        title=draw(identifiers()),
        synthetic=True,
        pool=pool,
        on=on,
        cases=cases,
        underspent=draw(st.one_of(st.just(_NOTHING), money())),
        amount=amount,
    )


@st.composite
def _cases(draw: st.DrawFn, recipient: Recipient) -> Case:
    months = draw(st.integers(0, 6))
    prices = st.one_of(st.integers(0, 100_000_000).map(Rate), rates())
    line = st.builds(
        PlanLine,
        services(),
        prices,
        _units(months),
        st.one_of(st.just(_NOTHING), money(most=Money(_USUAL)), money()),
        _transport(),
    )
    plan = draw(st.lists(line, max_size=4))
    return Case(
        id=recipient.id,
        municipality=draw(identifiers()),
        born=recipient.born,
        special_care=recipient.special_care,
        received=recipient.received,
        lines=plan,
        rankings=draw(st.none() | rankings([line.service for line in plan])),
        benefits=draw(st.none() | st.builds(Benefits, money(), money())),
        other=draw(st.none() | money()),
        before=draw(st.none() | money()),
    )
