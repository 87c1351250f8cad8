"""Valid requests of every operation for hypothesis, small, with their edges mixed in: what the law book is tried on.

- `law_requests`: of one operation, under any policy and any readings that know it.
- `envelope`: policy, readings and reform of a request that asks about given parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from ibmodel.case import Funding, Line
from ibmodel.case.receipt import ReceivedUnits
from ibmodel.case.transport import Means, Proof
from ibmodel.exchange.converter import write, write_value
from ibmodel.exchange.requests import FinalRequest, FitRequest, NeededRequest
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.money import Money
from ibmodel.parameters import EDITIONS, Parameters, edition
from ibmodel.rules.receipt import carried_units
from ibmodel.rules.transport import FIELDS
from ibmodel.testing import selection_brute as brute
from ibmodel.testing import selection_strategies, strategies

__all__ = ["envelope", "law_requests"]

_PILOT: Final = {"start": "2018-09-01", "months": 12}
_SWITCHABLE: Final = tuple(found.id for found in INTERPRETATIONS.values() if found.switchable)
_GENERAL: Final = "children-general"
_ADULTS: Final = "adults-pilot-2019"
_TOWNS: Final = ("Cēsis", "Gulbene")
_NO_REGION: Final = "Ludza"
_MOST_MONTHS: Final = 4
_CENTS: Final = Money(300_000)

_FLAG: Final = st.booleans()
_IMPAIRMENT: Final = st.sampled_from(["vision", "hearing", "movement", "mental", "multiple"])
_COMPONENTS: Final = st.lists(st.sampled_from(["vision", "mental"]), max_size=2, unique=True)
_DAY: Final = st.sampled_from(["2018-04-30", "2018-12-21", "2019-05-03", "2020-02-29"]) | st.dates(
    date(2018, 1, 1), date(2020, 12, 31)
).map(date.isoformat)
_RATE: Final = strategies.rates().map(str)
_PRICE: Final = st.sampled_from(["0.00", "9.99", "10.00", "10.000001", "25.93"])
_QUANTITY: Final = st.sampled_from(["0", "0.5", "12.4", "7.2", "1.234", "100", "0.000001"])
_AMOUNT: Final = strategies.money(most=_CENTS).map(str)


def envelope(parameters: Parameters) -> dict[str, Any]:
    """What a request says of ``parameters``: policy, and the readings and figures in which they differ from it."""
    official = edition(parameters.basis)
    readings = {id_: parameters.reading(id_) for id_ in _SWITCHABLE}
    changed = {id_: reading for id_, reading in readings.items() if reading != official.reading(id_)}
    pairs = zip(parameters.figures(), official.figures(), strict=True)
    reform = {one.path: write_value(one.value) for one, other in pairs if one.value != other.value}
    asked = {"policy": official.name, "readings": changed, "reform": reform}
    return {name: value for name, value in asked.items() if value}


def _record(required: Mapping[str, Any], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with its optional fields given or absent."""
    return st.fixed_dictionaries({**required}, optional=optional)


@st.composite
def law_requests(draw: st.DrawFn, operation: str) -> dict[str, Any]:
    """A valid request of an operation."""
    if operation.startswith("selection."):
        return {"op": operation, **draw(_selections(operation))}
    parameters = draw(strategies.parameters(vary=_SWITCHABLE))
    asked = {"op": operation, **envelope(parameters), "input": draw(_input(operation, parameters))}
    if draw(st.booleans()) and parameters.basis == next(iter(EDITIONS)):
        del asked["policy"]
    return asked | draw(_record({}, id=st.integers(0, 9) | st.text(max_size=3), lang=st.sampled_from(["en", "lv"])))


def _input(operation: str, parameters: Parameters) -> st.SearchStrategy[Any]:
    dependent = {
        "eligibility.assess": _assessed,
        "budget.provisional": _provisional,
        "transport.cost": _claims,
    }
    if operation in dependent:
        made: st.SearchStrategy[Any] = dependent[operation](parameters)
        return made
    return _INPUTS[operation]


# ---------------------------------------------------------------------------------------------- who takes part

_BORN: Final = st.sampled_from(["2018-09-01", "2000-09-01", "2001-08-31", "2001-09-01", "2001-09-02", "2012-02-29"])
_RECEIVED: Final = st.sampled_from(["2018-09-01T00:00", "2018-09-02T23:59"])
_FACTS: Final = {"impairment": _IMPAIRMENT, "disability_determined": _FLAG}
_CHILD: Final = _record(
    {
        "id": strategies.identifiers(),
        "born": _BORN,
        "received": _RECEIVED,
        "municipality": st.sampled_from(["Talsi", "x"]),
    },
    **_FACTS,
    components=_COMPONENTS,
    disability_until=st.sampled_from(["indefinite", "2018-08-31", "2018-09-01"]),
    di_evaluated=_FLAG,
    other_measures=st.sampled_from([[], ["9.2.2.1"]]),
    home_schooled=_FLAG,
    special_care=_FLAG,
)
_CHILD_OUTSIDE: Final = _record({"id": strategies.identifiers(), "born": _BORN, "received": _RECEIVED}, **_FACTS)
_ADULT: Final = _record(
    {
        "id": strategies.identifiers(),
        "born": st.sampled_from(["1980-02-29", "2001-08-01", "2001-08-02"]),
        "declared_municipality": st.sampled_from(["Ogre", "Rēzekne"]),
        "received": st.sampled_from(["2019-07-31T23:59", "2019-08-01T00:00", "2019-08-16T23:59"]),
        "documents": st.sampled_from([[], ["application", "disability_proof"]]),
    },
    mental_impairment=_FLAG,
    disability_group=st.sampled_from([1, 2, 3]),
)


def _assessed(parameters: Parameters) -> st.SearchStrategy[Any]:
    if parameters.basis == _ADULTS:
        return _record({"applicant": _ADULT})
    if parameters.basis == _GENERAL:
        return _record({"applicant": _CHILD_OUTSIDE, "on": st.sampled_from(["2018-09-01", "2019-08-31"])})
    months = st.integers(1, 24)
    return _record({"applicant": _CHILD, "pilot": _record({"start": st.just("2018-09-01"), "months": months})})


@st.composite
def _selections(draw: st.DrawFn, operation: str) -> dict[str, Any]:
    """Small selections: by one source of chance, so that a failing one becomes smaller."""
    chance = draw(st.randoms(note_method_calls=False, use_true_random=False))
    if draw(st.integers(0, 3)) == 0:
        adults, parameters = selection_strategies.small_adults(chance)
        able = [each.id for each in adults if all(met for _, met in brute.criteria_of_adult(each, parameters))]
        asked: dict[str, Any] = {"applicants": [write(each) for each in adults], "pilot": _PILOT}
        if operation == "selection.targets":
            asked["applicants"] = [{"id": each.id, "municipality": chance.choice(_TOWNS)} for each in adults]
    else:
        case = selection_strategies.small_case(chance)
        parameters = case.parameters
        able = [person.id for person in brute.qualified(case.applications, parameters)]
        asked = write(case.applications)
        if operation == "selection.targets":
            asked["applicants"] = [
                {**each, "age_group": chance.choice([*brute.AGES])}
                for each in asked["applicants"]
                if each.get("impairment") and each["municipality"] != _NO_REGION
            ]
    return {**envelope(parameters), "input": asked | _some_list(operation, chance, asked["applicants"], able)}


def _some_list(
    operation: str, chance: Random, applicants: list[dict[str, Any]], able: list[str]
) -> dict[str, list[str]]:
    """Whom a list to be checked holds, or who of the ``able`` was chosen and who of them leaves."""
    if operation == "selection.verify":
        return {"selected": selection_strategies.some_list(chance, [each["id"] for each in applicants])}
    if operation == "selection.replace":
        selected = selection_strategies.some_list(chance, able)
        return {"selected": selected, "leaving": selection_strategies.some_list(chance, selected)}
    return {}


# ---------------------------------------------------------------------------------------------- money


@st.composite
def _provisional(draw: st.DrawFn, parameters: Parameters) -> dict[str, Any]:
    on = draw(strategies.days())
    people = draw(strategies.recipients(on, parameters, most=4))
    asked: dict[str, Any] = {"pool": draw(strategies.money()), "on": on, "recipients": list(people)}
    if parameters.reading("I-1") == "fixed_amount":
        asked["amount"] = draw(strategies.money(most=Money(asked["pool"].cents // max(len(people), 1))))
    return {name: write(value) for name, value in asked.items()}


@st.composite
def _final(draw: st.DrawFn) -> dict[str, Any]:
    largest = draw(st.sampled_from([Money(12), _CENTS, strategies.LARGEST]))
    brought = [draw(st.none() | strategies.money(most=largest)) for _ in range(2)]
    asked: dict[str, Any] = write(FinalRequest(draw(strategies.needs(most=4, largest=largest)), *brought))
    return asked


def _fundings() -> st.SearchStrategy[Funding]:
    return st.sampled_from([Money(9), strategies.LARGEST]).flatmap(
        lambda largest: strategies.fundings(most_lines=3, largest=largest)
    )


@st.composite
def _rankings(draw: st.DrawFn) -> dict[str, Any]:
    rankings = draw(strategies.rankings())
    experts = {area: list(names) for area, names in rankings.experts.items()}
    share = draw(st.sampled_from([0, 30, 50, 100]))
    weights = {"weights": {"experts": str(share), "parent": str(100 - share)}}
    return {"experts": experts, "parent": list(rankings.parent), **draw(st.sampled_from([{}, weights]))}


def _fitted(lines: tuple[Line, ...]) -> st.SearchStrategy[FitRequest]:
    return st.builds(FitRequest, strategies.money(most=_CENTS) | strategies.money(), st.just(lines))


# ---------------------------------------------------------------------------------------------- plans

_SERVICES: Final = st.sampled_from(
    [
        *("nanny", "home_care", "assistant", "escort", "day_care_centre", "specialised_workshop", "physiotherapist"),
        *("group_session_child", "transport_child", "transport_parent", "respite_home", "family_assistant"),
        *("early_intervention", "x-swimming"),
    ]
)
_FIGURES: Final = {
    "provider_market_price": _PRICE,
    "contract_price": _PRICE,
    "regulated": _PRICE,
    "transport_part": st.sampled_from(["0.00", "5.93", "25.93"]),
    "survey": st.just({"low": "9.99", "high": "10.00"}),
}
_PRICE_DAY: Final = st.sampled_from(["2018-08-31", "2018-10-01", "2019-09-01"])
_SLOT: Final = st.sampled_from(
    [
        {"weekday": weekday, "from": begins, "to": ends}
        for weekday in (1, 7)
        for begins, ends in (("09:00", "10:00"), ("09:59", "12:00"), ("10:00", "11:00"), ("23:00", "01:00"))
    ]
)
_CHECKED_LINE: Final = _record(
    {"service": _SERVICES, "unit_price": _PRICE, "units": st.lists(st.integers(0, 2), min_size=2, max_size=2)},
    provider=st.sampled_from(["A", "B"]),
    named_by_team=st.sampled_from([True, True, False]),
    specialists=st.sampled_from([[], ["physiotherapist"]]),
    kind=st.sampled_from(["individual", "group"]),
    weekly_days=st.integers(0, 4),
    family_grounds=st.sampled_from([[], ["lack_of_skills"]]),
    slots=st.lists(_SLOT, max_size=2),
    price=_record({"on": _PRICE_DAY}, **_FIGURES),
)
_CHECKED: Final = _record(
    {
        "child": _record({"impairment": _IMPAIRMENT}, components=_COMPONENTS, disability_determined=_FLAG),
        "period": st.just({"start": "2018-10-01", "months": 2}),
        "lines": st.lists(_CHECKED_LINE, max_size=5),
    },
    contract=st.sampled_from([True, True, False]),
    budget=_record(
        {}, **dict.fromkeys(("total", "final", "needed", "provisional"), st.sampled_from(["0.00", "200.00"]))
    ),
    transport_override=st.sampled_from(["", "no bus"]),
)


@st.composite
def _months_of_units(draw: st.DrawFn) -> dict[str, Any]:
    """Months of which each brings some of what it holds, and excuses some of the rest."""
    planned = draw(st.lists(st.integers(0, 9), min_size=1, max_size=_MOST_MONTHS))
    received: list[int] = []
    excused: list[int] = []
    for month in range(draw(st.integers(0, len(planned)))):
        held = carried_units(ReceivedUnits(len(planned), planned, received, excused)).remaining[0]
        received.append(draw(st.integers(0, held)))
        excused.append(draw(st.integers(0, held - received[month])))
    return {"months": len(planned), "planned": planned, "received": received, "excused": excused}


_UNITS: Final = st.integers(0, 9)
_SETTLED: Final = _record(
    {"service": _SERVICES, "unit_price": _RATE, "planned_units": _UNITS, "received_units": st.integers(0, 20)},
    carried_units=_UNITS,
)
_TRIP: Final = _record(
    {"date": _DAY, "km": _QUANTITY, "purpose": st.just("a session"), "service": _SERVICES}, empty=_FLAG
)
_TICKET: Final = _record(
    {"date": _DAY, "price": st.sampled_from(["2.00", "7.31"])},
    commission=st.sampled_from(["0.00", "0.30", "2.00"]),
    with_child=_FLAG,
    online=_FLAG,
    e_ticket=_FLAG,
)
_CLAIMED: Final[dict[str, st.SearchStrategy[Any]]] = {
    "trips": st.lists(_TRIP, max_size=4),
    "consumption_per_100km": _QUANTITY,
    "price_per_litre": _QUANTITY,
    "rent_days": st.lists(_DAY, max_size=3, unique=True),
    "rent_per_day": _AMOUNT,
    "tickets": st.lists(_TICKET, max_size=3),
    "amount": _AMOUNT,
}


@st.composite
def _claims(draw: st.DrawFn, parameters: Parameters) -> dict[str, Any]:
    means = draw(st.sampled_from(Means))
    claim = {name: draw(_CLAIMED[name]) for name in FIELDS[means]}
    if means is Means.PRIVATE and (parameters.reading("I-29") == "lower_of_both" or draw(st.booleans())):
        claim["fuel_receipts"] = draw(st.sampled_from(["0.00", "1.00", "50.00"]))
    proofs = st.sampled_from([proof.value for proof in Proof])
    return {"means": means.value, **claim, "proofs": draw(st.lists(proofs, max_size=5, unique=True))}


# ---------------------------------------------------------------------------------------------- all

_DAYS: Final = st.lists(_DAY, max_size=3)
_BIRTHS: Final = st.sampled_from([0, 7, 8, 14, 15, 17, 18]).map(lambda age: f"{2018 - age}-10-01")
_INPUTS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "eligibility.deadlines": _record({}, application_closed=_DAY, received=_DAY, holidays=_DAYS, working_days=_DAYS),
    "budget.needed": st.builds(NeededRequest, strategies.lines(most=4)).map(write),
    "budget.final": _final(),
    "funding.total": _fundings().map(write),
    "plan.merge": _rankings(),
    "plan.fit": strategies.lines(most=4).flatmap(_fitted).map(write),
    "plan.check": _CHECKED,
    "prices.check": _record({"service": _SERVICES, "on": _PRICE_DAY, "price": _PRICE}, **_FIGURES),
    "schedule.carry": _months_of_units(),
    "settlement.month": _record({"lines": st.lists(_SETTLED, max_size=3)}),
    "review.decide": _record(
        {"reason": st.sampled_from(["health", "goals", "unavailable", "contraindication", "price", "other"])},
        equivalent=_FLAG,
        listed_unfunded=_FLAG,
    ),
    "pilot.calendar": _record(
        {"start": st.sampled_from(["2018-09-01", "2019-01-01", "2020-03-01"])}, plan1_month=st.sampled_from([2, 3])
    ),
    "admin.costs": _record(
        {
            "full_pay": strategies.money().map(str),
            "children": st.sampled_from([0, 1, 19, 20, 21]),
            "employment_contract": _FLAG,
            "transport": _AMOUNT,
            "services": _AMOUNT,
        }
    ),
    "survey.route": _record(
        {
            "born": _BIRTHS,
            "on": st.sampled_from(["2018-10-01", "2018-12-31"]),
            "impairment": _IMPAIRMENT,
            "can_express": _FLAG,
        },
        components=_COMPONENTS,
    ),
    "policy.describe": st.just({}),
}
