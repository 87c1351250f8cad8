"""One right request for every operation, with every field given, and a generator of right requests."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

from ibmodel.catalogue import SERVICES
from ibmodel.exchange import evaluate
from ibmodel.money import Money, Rate, Share

EXAMPLES: dict[str, dict[str, Any]] = {
    "budget.provisional": {
        "pool": "1000.00",
        "on": "2018-09-01",
        "recipients": [
            {"id": "a", "born": "2012-02-29", "special_care": False, "received": "2018-07-03T09:14"},
            {"id": "b", "born": "2005-05-05", "special_care": False, "received": None},
            {"id": "c", "born": "2004-04-04", "special_care": True},
        ],
        "amount": None,
    },
    "budget.needed": {
        "lines": [
            {"service": "nanny", "unit_price": "8.50", "units": [10, 0]},
            {"service": "x-peldēšana", "unit_price": "2.7174", "units": [3, 4]},
        ]
    },
    "budget.final": {
        "recipients": [
            {"id": "A", "provisional": "1000.00", "needed": "700.00", "received": "2018-07-03T09:14"},
            {"id": "B", "provisional": "1000.00", "needed": "1500.00"},
            {"id": "C", "provisional": "700.00", "needed": "1000.00"},
        ],
        "reserve": "0.00",
        "underspent": "0.00",
    },
    "funding.total": {
        "variant": 2,
        "final": "800.00",
        "lines": [
            {"service": "physiotherapist", "amount": "470.00", "public": "0.00", "transport": False},
            {"service": "transport_child", "amount": "900.00", "public": "900.00"},
        ],
        "benefits": {"rehabilitation": "1.00", "transport": "2.00"},
        "other": "3.00",
        "before": "900.00",
    },
    "plan.merge": {
        "experts": {"1": ["nanny"], "2": ["escort"], "3": ["music_therapy", "riding_therapy"]},
        "parent": ["riding_therapy", "nanny", "escort", "music_therapy"],
        "weights": {"experts": "60", "parent": "40"},
    },
    "plan.fit": {
        "available": "100.00",
        "lines": [
            {"service": "nanny", "unit_price": "8.50", "units": [10, 2]},
            {"service": "escort", "unit_price": "0.50", "units": [3, 0]},
        ],
    },
    "policy.describe": {},
}

SERVICE = st.sampled_from([*list(SERVICES)[:12], "transport_child", "group_home", "x-", "x-peldēšana"])
IDENTIFIER = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("aA/~ā😀 "), min_size=1, max_size=8
) | st.sampled_from(["x" * 64, "1", "10", "2"])
CENTS = st.sampled_from([0, 1, 100, 10**14 - 1]) | st.integers(0, 10**6) | st.integers(0, 10**14 - 1)
MONEY = CENTS.map(lambda cents: str(Money(cents)))
RATE = (st.sampled_from([0, 1, 5_000, 10**18 - 1]) | st.integers(0, 10**8)).map(lambda micros: str(Rate(micros)))
MOMENT = st.none() | st.datetimes().map(lambda at: at.isoformat(timespec="minutes"))
BORN = st.sampled_from(["2018-09-01", "2010-09-02", "2010-09-01", "2009-09-01", "2012-02-29", "2000-09-02"]) | st.dates(
    date(2000, 9, 2), date(2018, 9, 1)
).map(date.isoformat)


def record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> Any:
    """An object with its ``optional`` fields given, null or absent."""
    nullable = {name: st.none() | value for name, value in (optional or {}).items()}
    return st.fixed_dictionaries(required, optional=nullable)


def distinct(element: Any, most: int = 5) -> Any:
    """Objects whose identifiers differ."""
    return st.lists(element, max_size=most, unique_by=lambda item: item["id"])


def lines(months: int) -> Any:
    """Lines of a plan of so many ``months``."""
    units = st.lists(st.integers(0, 50), min_size=months, max_size=months)
    return st.lists(record({"service": SERVICE, "unit_price": RATE, "units": units}), max_size=4)


def provisional(readings: dict[str, str]) -> Any:
    """The input of ``budget.provisional``: a fixed amount exactly where it is asked for."""
    recipient = record({"id": IDENTIFIER, "born": BORN, "special_care": st.booleans()}, {"received": MOMENT})
    fixed = readings.get("I-1") == "fixed_amount"
    return record(
        {
            "pool": st.just("999999999999.99") if fixed else MONEY,
            "on": st.just("2018-09-01"),
            "recipients": distinct(recipient),
            **({"amount": st.integers(0, 10**9).map(lambda cents: str(Money(cents)))} if fixed else {}),
        }
    )


def final(readings: dict[str, str]) -> Any:
    """The input of ``budget.final``; under ``need_ratio`` every provisional amount is above nothing."""
    amount = MONEY.filter(lambda text: text != "0.00") if readings.get("I-2") == "need_ratio" else MONEY
    need = record({"id": IDENTIFIER, "provisional": amount, "needed": MONEY}, {"received": MOMENT})
    return record({"recipients": distinct(need)}, {"reserve": MONEY, "underspent": MONEY})


FUNDING_LINE = record({"service": SERVICE, "amount": MONEY}, {"public": MONEY, "transport": st.booleans()})
FUNDING = record(
    {"final": MONEY, "lines": st.lists(FUNDING_LINE, max_size=4)},
    {
        "variant": st.sampled_from([1, 2, 3]),
        "benefits": record({}, {"rehabilitation": MONEY, "transport": MONEY}),
        "other": MONEY,
        "before": MONEY,
    },
)


@st.composite
def rankings(draw: st.DrawFn) -> dict[str, Any]:
    """The input of ``plan.merge``: the same services on both sides, weights that add up to 100."""
    services = draw(st.lists(SERVICE, max_size=6, unique=True))
    areas = draw(st.lists(st.sampled_from("123"), min_size=len(services), max_size=len(services)))
    experts = {area: [service for service, of in zip(services, areas, strict=True) if of == area] for area in areas}
    weight = draw(st.integers(0, Share.WHOLE))
    weights = {"experts": str(Share(weight)), "parent": str(Share(Share.WHOLE - weight))}
    asked = {"experts": experts, "parent": draw(st.permutations(services))}
    return asked | draw(st.sampled_from([{}, {"weights": None}, {"weights": weights}]))


READINGS = st.fixed_dictionaries(
    {},
    optional={
        "I-1": st.sampled_from(["weighted_split", "equal_share", "fixed_amount"]),
        "I-2": st.sampled_from(["need", "shortfall", "need_ratio", "equal"]),
        "I-3": st.sampled_from(["equal_treatment", "exhaust"]),
        "I-10": st.sampled_from(["best_cover", "in_order"]),
        "I-12": st.sampled_from(["continue", "stop"]),
        "I-24": st.sampled_from(["table", "text"]),
        "I-30": st.sampled_from(["non_transport", "area_3"]),
    },
)
ANY_ID = st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.text() | st.lists(st.integers(0, 9))


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """A right request for any operation."""
    readings = draw(READINGS)
    months = draw(st.integers(0, 4))
    inputs = {
        "budget.provisional": provisional(readings),
        "budget.needed": record({"lines": lines(months)}),
        "budget.final": final(readings),
        "funding.total": FUNDING,
        "plan.merge": rankings(),
        "plan.fit": record({"available": MONEY, "lines": lines(months)}),
        "policy.describe": st.just({}),
    }
    names = sorted(inputs)
    name = draw(st.sampled_from(names[:-1] * 5 + names[-1:]))
    envelope = record(
        {"op": st.just(name), "input": inputs[name]},
        {
            "id": ANY_ID,
            "policy": st.sampled_from(["children-pilot-2018", "children-general", "adults-pilot-2019"]),
            "reform": st.sampled_from([{}, {"budget.reduced_share": "80", "funding.variant": 3}]),
            "lang": st.sampled_from(["en", "lv"]),
        },
    )
    request: dict[str, Any] = draw(envelope)
    return request | ({"readings": readings} if readings else draw(st.sampled_from([{}, {"readings": None}])))


@pytest.fixture(scope="session")
def valid_requests() -> st.SearchStrategy[dict[str, Any]]:
    """The strategy that makes right requests for every operation."""
    return requests()


@pytest.fixture
def examples() -> dict[str, dict[str, Any]]:
    """By operation, a right request with every field of its input."""
    return {name: {"op": name, "input": copy.deepcopy(given)} for name, given in EXAMPLES.items()}


@pytest.fixture(scope="session")
def refusal() -> Callable[..., tuple[str, str]]:
    """What a bad request is refused for: the code and the path."""

    def code_and_path(request: Any, *limits: Any) -> tuple[str, str]:
        response = evaluate(request, *limits)
        assert not response["ok"], response["result"]
        assert list(response) == ["id", "ok", "error"]
        assert list(response["error"]) == ["code", "path", "message"]
        assert response["error"]["message"].isascii()
        return response["error"]["code"], response["error"]["path"]

    return code_and_path
