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

PILOT = {"start": "2018-09-01", "months": 12}
CHILDREN: tuple[dict[str, Any], ...] = (
    {
        "id": "a",
        "born": "2010-05-05",
        "impairment": "multiple",
        "components": ["vision", "mental"],
        "disability_determined": True,
        "disability_until": "2018-09-01",
        "di_evaluated": True,
        "other_measures": [],
        "municipality": "Jelgava",
        "home_schooled": False,
        "special_care": True,
        "received": "2018-07-03T09:14",
    },
    {
        "id": "b",
        "born": "2012-02-29",
        "impairment": "mental",
        "components": None,
        "disability_determined": True,
        "disability_until": "indefinite",
        "di_evaluated": True,
        "other_measures": None,
        "municipality": "Talsi",
        "home_schooled": True,
        "special_care": False,
        "received": "2018-07-03T09:14",
    },
)
ADULT: dict[str, Any] = {
    "id": "w",
    "born": "1980-02-29",
    "mental_impairment": True,
    "disability_group": 2,
    "declared_municipality": "Daugavpils novads",
    "received": "2019-08-01T00:00",
    "documents": ["application", "disability_proof"],
}

#: The inputs of the children's pilot.
EXAMPLES: dict[str, dict[str, Any]] = {
    "eligibility.assess": {"applicant": CHILDREN[0], "pilot": PILOT},
    "eligibility.deadlines": {
        "application_closed": "2018-04-30",
        "received": "2018-04-30",
        "holidays": ["2018-05-01", "2018-05-04"],
        "working_days": ["2018-05-05"],
    },
    "selection.targets": {
        "applicants": [
            {**CHILDREN[0], "age_group": "8-10"},
            {"id": "b", "municipality": "Talsi", "impairment": "hearing", "age_group": "0-2", "born": "2016-02-29"},
        ],
        "pilot": PILOT,
        "regions": {"Jelgava": "Zemgale", "Sigulda": "Vidzeme"},
    },
    "selection.select": {
        "applicants": list(CHILDREN),
        "pilot": PILOT,
        "regions": {"Jelgava": "Kurzeme"},
        "certificate": True,
    },
    "selection.verify": {
        "applicants": list(CHILDREN),
        "pilot": PILOT,
        "regions": {"Jelgava": "Kurzeme"},
        "selected": ["b", "a"],
        "certificate": {
            "version": 1,
            "multipliers": [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
            "deviation": [[0, 5], 0, 0],
            "home_schooled": [1],
            "refusals": [],
        },
    },
    "selection.replace": {
        "applicants": list(CHILDREN),
        "pilot": PILOT,
        "regions": {"Jelgava": "Kurzeme"},
        "selected": ["a"],
        "leaving": ["a"],
    },
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
    "plan.check": {
        "child": {"impairment": "multiple", "components": ["mental"], "disability_determined": True},
        "contract": True,
        "period": {"start": "2018-10-01", "months": 2},
        "budget": {"total": "900.00", "final": "800.00", "needed": "1000.00", "provisional": "700.00"},
        "transport_override": "no bus",
        "lines": [
            {
                "service": "nanny",
                "provider": "p",
                "unit_price": "8.50",
                "units": [10, 0],
                "named_by_team": True,
                "specialists": ["physiotherapist"],
                "specialist": "psychologist",
                "kind": "group",
                "weekly_days": 3,
                "family_grounds": ["lack_of_skills"],
                "slots": [{"weekday": 1, "from": "09:30", "to": "11:00"}],
                "price": {
                    "on": "2018-10-01",
                    "provider_market_price": "9.00",
                    "contract_price": "8.50",
                    "regulated": "8.50",
                    "transport_part": "1.00",
                    "survey": {"low": "7.00", "high": "9.00"},
                },
            },
            {"service": "x-peldēšana", "unit_price": "2.7174", "units": [3, 4]},
        ],
    },
    "prices.check": {
        "service": "nanny",
        "on": "2018-10-01",
        "price": "8.50",
        "provider_market_price": "9.00",
        "contract_price": "8.50",
        "regulated": "8.50",
        "transport_part": "1.00",
        "survey": {"low": "7.00", "high": "9.00"},
    },
    "schedule.carry": {"months": 3, "planned": [4, 4, 4], "received": [2, 3], "excused": [2, 2]},
    "settlement.month": {
        "lines": [
            {
                "service": "nanny",
                "unit_price": "8.50",
                "planned_units": 4,
                "carried_units": 1,
                "received_units": 6,
            }
        ]
    },
    "transport.cost": {
        "means": "rented",
        "trips": [{"date": "2018-10-01", "km": "12.4", "purpose": "x", "empty": False, "service": "nanny"}],
        "consumption_per_100km": "7.2",
        "price_per_litre": "1.234",
        "rent_days": ["2018-10-01"],
        "rent_per_day": "20.00",
        "proofs": ["route_sheet", "fuel_receipt", "rental_contract"],
    },
    "review.decide": {"reason": "unavailable", "equivalent": True, "listed_unfunded": False},
    "pilot.calendar": {"start": "2018-09-01", "plan1_month": 3},
    "admin.costs": {
        "full_pay": "1000.00",
        "children": 10,
        "employment_contract": True,
        "transport": "5.00",
        "services": "6.00",
    },
    "survey.route": {
        "born": "2010-05-05",
        "on": "2018-10-01",
        "impairment": "multiple",
        "components": ["mental"],
        "can_express": True,
    },
    "policy.describe": {},
}

#: What is asked in another way elsewhere.
OTHER_EXAMPLES: dict[str, dict[str, dict[str, Any]]] = {
    "children-general": {
        "eligibility.assess": {
            "applicant": {
                "id": "g",
                "born": "2010-05-05",
                "impairment": "hearing",
                "disability_determined": True,
                "received": "2018-07-03T09:14",
            },
            "on": "2018-09-01",
        }
    },
    "adults-pilot-2019": {
        "eligibility.assess": {"applicant": ADULT},
        "selection.targets": {"applicants": [{"id": "w", "municipality": "Ogre"}], "pilot": PILOT},
        "selection.select": {"applicants": [ADULT], "pilot": PILOT},
        "selection.verify": {"applicants": [ADULT], "pilot": PILOT, "selected": ["w"]},
        "selection.replace": {"applicants": [ADULT], "pilot": PILOT, "selected": ["w"], "leaving": ["w"]},
    },
}
POLICIES = ("children-pilot-2018", *OTHER_EXAMPLES)

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


DAY = st.sampled_from(["2018-04-30", "2018-12-21", "2019-05-03", "2000-02-29"]) | st.dates(
    date(1990, 1, 1), date(2060, 1, 1)
).map(date.isoformat)
FLAG = st.booleans()
IMPAIRMENT = st.sampled_from(["vision", "hearing", "movement", "mental", "multiple"])
CHILD_BORN = st.sampled_from(["2018-09-01", "2000-09-01", "2001-09-01", "2001-08-31", "2012-02-29"]) | st.dates(
    date(1995, 1, 1), date(2018, 9, 1)
).map(date.isoformat)
CHILD_RECEIVED = st.sampled_from(["2018-09-01T00:00", "2018-09-02T23:59", "2018-10-01T09:14"])
CHILD = record(
    {
        "id": IDENTIFIER,
        "born": CHILD_BORN,
        "municipality": st.sampled_from(["Jelgava", "Bauska", "Talsi", "Rīga", "x"]),
        "received": CHILD_RECEIVED,
    },
    {
        "impairment": IMPAIRMENT,
        "components": st.lists(st.sampled_from(["vision", "hearing", "movement", "mental"]), max_size=3),
        "disability_determined": st.sampled_from([True, True, True, False]),
        "disability_until": st.sampled_from(["indefinite", "2018-08-31", "2018-09-01"]),
        "di_evaluated": st.sampled_from([True, True, True, False]),
        "other_measures": st.sampled_from([[], [], ["9.2.2.1"], ["9.2.2.3", "9.2.2.3"]]),
        "home_schooled": FLAG,
        "special_care": FLAG,
    },
)
ADULT_APPLICANT = record(
    {
        "id": IDENTIFIER,
        "born": st.sampled_from(["1980-02-29", "2001-08-01", "2001-08-02"]),
        "declared_municipality": st.sampled_from(["Jelgava", "Ogre", "Rēzekne"]),
        "received": st.sampled_from(["2019-07-31T23:59", "2019-08-01T00:00", "2019-08-16T23:59", "2019-08-17T00:00"]),
        "documents": st.lists(st.sampled_from(["application", "disability_proof"]), max_size=3),
    },
    {"mental_impairment": FLAG, "disability_group": st.sampled_from([1, 2, 3])},
)
GENERAL_APPLICANT = record(
    {"id": IDENTIFIER, "born": CHILD_BORN, "received": CHILD_RECEIVED},
    {"impairment": IMPAIRMENT, "disability_determined": FLAG},
)
COUNTED = record(
    {"id": IDENTIFIER, "municipality": st.sampled_from(["Jelgava", "Talsi", "x"]), "impairment": IMPAIRMENT},
    {"home_schooled": FLAG},
)
AGED = st.fixed_dictionaries({"age_group": st.sampled_from(["0-2", "3-7", "8-10", "11-14", "15-17"])})
CHILD_AT_ANY_TIME = st.dates(date(2001, 1, 1), date(2018, 9, 1)).map(date.isoformat)
DATED = st.fixed_dictionaries({"born": CHILD_AT_ANY_TIME, "received": CHILD_RECEIVED})
REGIONS = st.sampled_from([{"x": "Vidzeme"}, {"x": "x"}, {"x": "Zemgale", "Jelgava": "Talsi"}])
MONTHLY = record({"start": st.just("2018-09-01"), "months": st.integers(1, 120)})


@st.composite
def lists_of(draw: st.DrawFn, applicants: list[dict[str, Any]], *, chosen: bool = False) -> dict[str, Any]:
    """``selected``, and who of them is ``leaving``; of all applicants, or of those whom nothing excludes."""
    ids = [each["id"] for each in applicants if not chosen or is_eligible(each)]
    selected = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    if not chosen:
        return {"selected": selected}
    return {"selected": selected, "leaving": selected[: draw(st.integers(0, len(selected)))]}


def is_eligible(applicant: dict[str, Any]) -> bool:
    """Whether `evaluate` says so, by the pilot of the applicant's fields."""
    policy, pilot = ("adults-pilot-2019", {}) if "documents" in applicant else ("children-pilot-2018", {"pilot": PILOT})
    assessed = evaluate({"op": "eligibility.assess", "policy": policy, "input": {"applicant": applicant, **pilot}})
    known = "documents" in applicant or applicant.get("impairment") is not None
    return known and assessed["result"]["eligible"] is True


@st.composite
def take_part(draw: st.DrawFn, policy: str) -> dict[str, Any]:
    """The inputs of the operations on who takes part, by name."""
    days = st.lists(DAY, max_size=3)
    deadlines = record({}, {"application_closed": DAY, "received": DAY, "holidays": days, "working_days": days})
    inputs: dict[str, Any] = {"eligibility.deadlines": draw(deadlines)}
    if policy == "children-general":
        return inputs | {"eligibility.assess": {"applicant": draw(GENERAL_APPLICANT), "on": "2018-09-01"}}
    if policy == "adults-pilot-2019":
        adults = draw(distinct(ADULT_APPLICANT))
        of_all: dict[str, Any] = {"applicants": adults, **draw(record({}, {"pilot": MONTHLY}))}
        counted = [{"id": each["id"], "municipality": draw(st.sampled_from(["Ogre", "Talsi"]))} for each in adults]
        inputs |= {"eligibility.assess": {"applicant": draw(ADULT_APPLICANT)}}
        inputs |= {"selection.targets": {"applicants": counted}}
        options, certificate = {}, {}
    else:
        children = draw(distinct(CHILD))
        options = draw(record({}, {"regions": REGIONS}))
        of_all = {"applicants": children, "pilot": PILOT, **options}
        counted = draw(distinct(st.builds(lambda one, other: one | other, COUNTED, AGED | DATED)))
        inputs |= {"eligibility.assess": {"applicant": draw(CHILD), "pilot": draw(MONTHLY)}}
        inputs |= {"selection.targets": {"applicants": counted, "pilot": PILOT, "regions": draw(REGIONS)}}
        certificate = draw(record({}, {"certificate": FLAG}))
    return inputs | {
        "selection.select": of_all | certificate,
        "selection.verify": of_all | draw(lists_of(of_all["applicants"])),
        "selection.replace": of_all | draw(lists_of(of_all["applicants"], chosen=True)),
    }


READINGS = st.fixed_dictionaries(
    {},
    optional={
        "I-5": st.sampled_from(["text", "figure"]),
        "I-6": st.sampled_from(["pilot_start", "application"]),
        "I-9": st.sampled_from(["best_quotas", "queue"]),
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
    policy = draw(st.sampled_from([*POLICIES, None]))
    inputs = {
        "budget.provisional": provisional(readings),
        "budget.needed": record({"lines": lines(months)}),
        "budget.final": final(readings),
        "funding.total": FUNDING,
        "plan.merge": rankings(),
        "plan.fit": record({"available": MONEY, "lines": lines(months)}),
        "policy.describe": st.just({}),
    }
    if draw(st.booleans()):
        inputs = {name: st.just(given) for name, given in draw(take_part(policy or POLICIES[0])).items()}
    often = [name for name in sorted(inputs) if name != "policy.describe"]
    name = draw(st.sampled_from([*often * 5, min(inputs, key="policy.describe".__ne__)]))
    envelope = record(
        {"op": st.just(name), "input": inputs[name], **({} if policy is None else {"policy": st.just(policy)})},
        {
            "id": ANY_ID,
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


@pytest.fixture(params=POLICIES)
def examples_by_policy(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """A right request of every operation that works under a policy."""
    own = OTHER_EXAMPLES.get(request.param, {})
    is_general = request.param == "children-general"
    names = [name for name in EXAMPLES if not (is_general and name.startswith("selection."))]
    return [
        {"op": name, "policy": request.param, "input": copy.deepcopy(own.get(name, EXAMPLES[name]))} for name in names
    ]


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
