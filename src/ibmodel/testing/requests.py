"""Random requests of the wire protocol, for every operation, as JSON documents for hypothesis.

Most are valid and near the edges that the rules draw; one in eight is a valid one that somebody spoilt: a field left
out, a value of another type or another form, a field too many. The envelope varies too: the policy, the readings, now
and then a reform, seldom the language.

- `requests`: requests of one operation; `broken`: one mutation of a document; `CHAPTER_OF`: the operation's chapter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, Final

from hypothesis import strategies as st

from ibmodel.case.applications import COMPONENTS, DOCUMENTS, GROUPS, INDEFINITE, MEASURES
from ibmodel.case.plan_check import FAMILY_GROUNDS, SESSION_KINDS
from ibmodel.case.receipt import ChangeReason
from ibmodel.case.transport import Means, Proof
from ibmodel.errors import BadValue, shown
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.parameters import EDITIONS
from ibmodel.rules.transport import FIELDS
from ibmodel.testing import strategies
from ibmodel.testing.selection_strategies import births_at_the_bounds
from ibmodel.vocabulary import Impairment

__all__ = ["CHAPTER_OF", "broken", "requests"]

Json = Any
Object = dict[str, Any]
Inputs = Callable[[str, Mapping[str, str]], st.SearchStrategy[Object]]

#: The chapter that most rules of an operation stand in.
CHAPTER_OF: Final[Mapping[str, str]] = {
    "eligibility.assess": "eligibility",
    "eligibility.deadlines": "eligibility",
    "selection.targets": "selection",
    "selection.select": "selection",
    "selection.verify": "selection",
    "selection.replace": "selection",
    "budget.provisional": "budget",
    "budget.needed": "budget",
    "budget.final": "budget",
    "funding.total": "funding",
    "plan.merge": "plan",
    "plan.fit": "plan",
    "plan.check": "combinations",
    "prices.check": "prices",
    "schedule.carry": "combinations",
    "settlement.month": "receipt",
    "transport.cost": "transport",
    "review.decide": "receipt",
    "pilot.calendar": "administration",
    "admin.costs": "administration",
    "survey.route": "surveys",
    "policy.describe": "protocol",
}

_CHILDREN, _GENERAL, _ADULTS = EDITIONS
_SWITCHABLE: Final = tuple(
    (entry.id, name) for entry in INTERPRETATIONS.values() if entry.switchable for name in entry.names
)
_START: Final = date(2018, 9, 1)
_STARTS: Final = (_START, date(2019, 3, 1), date(2020, 3, 1), date(2018, 1, 1))
_PERIODS: Final = (12, 12, 6, 1)
_ADULTS_FROM, _ADULTS_TO = (
    EDITIONS[_ADULTS].adults.applications_from,
    EDITIONS[_ADULTS].adults.applications_to,
)
_TOWNS: Final = ("Ogre", "Jelgava", "Bauska", "Talsi")
_UNTIL: Final = (INDEFINITE, "2018-09-01", "2018-08-31", "2019-03-01", "2020-02-29")
_AGE_GROUPS: Final = ("0-2", "3-7", "8-10", "11-14", "15-17")
_IMPAIRMENTS: Final = tuple(impairment.value for impairment in Impairment)
_PARTS: Final = tuple(impairment.value for impairment in COMPONENTS)
_SPECIALISTS: Final = ("physiotherapist", "speech_therapist", "psychologist")
_CLOCKS: Final = ("09:30", "11:00", "12:00", "22:00", "00:00", "23:59", "02:00")
#: Services that a rule on combinations, prices, transport or receipt speaks of.
_SPECIAL: Final = (
    "respite_institution",
    "respite_home",
    "nanny",
    "escort",
    "assistant",
    "home_care",
    "family_assistant",
    "transport_parent",
    "transport_child",
    "day_care_centre",
    "specialised_workshop",
    "group_session_parents",
    "group_session_child",
    "physiotherapist",
    "early_intervention",
    "x-swimming",
)
#: Figures that reforms change, with values beside those in force.
_REFORMS: Final[tuple[tuple[str, tuple[Json, ...]], ...]] = (
    ("budget.reduced_share", ("80", "100", "0", "69.999999")),
    ("budget.full_share_up_to_age", (7, 9, 17)),
    ("funding.variant", (1, 3)),
    ("selection.places_per_municipality", (1, 2)),
    ("selection.places", (3, 5)),
    ("combinations.transport_share", ("20", "0")),
    ("combinations.weekly_days", (4,)),
    ("prices.group_session_ceiling", ("26.00",)),
    ("granting.admit_without_disability", (True,)),
    ("granting.decision_working_days", (0, 9)),
    ("administration.full_pay_children", (19, 21)),
    ("administration.indirect_share", ("0", "12.5")),
    ("surveys.kidscreen_from_age", (7, 9)),
    ("adults.places_per_municipality", (1,)),
)
#: The interpretations that each operation consults.
_CONSULTED: Final[Mapping[str, tuple[str, ...]]] = {
    "eligibility.assess": ("I-4",),
    "eligibility.deadlines": ("I-5",),
    "selection.targets": ("I-6", "I-7"),
    "selection.select": ("I-4", "I-6", "I-7"),
    "selection.verify": ("I-4", "I-6", "I-7"),
    "selection.replace": ("I-4", "I-6", "I-7", "I-9"),
    "budget.provisional": ("I-1", "I-3"),
    "budget.final": ("I-2", "I-3"),
    "funding.total": ("I-10", "I-24", "I-30"),
    "plan.fit": ("I-12",),
    "plan.check": ("I-13", "I-14", "I-15", "I-23", "I-26", "I-27"),
    "transport.cost": ("I-29",),
}
_ONE_IN_EIGHT: Final = 8
_NO_MORE: Final[Mapping[str, st.SearchStrategy[Any]]] = {}
_LAST_BIRTH: Final = "2018-04-30"
_MOST_PEOPLE: Final = 7


def requests(operation: str) -> st.SearchStrategy[Object]:
    """Requests of ``operation``, without an id; raises `BadValue` for an operation that there is not.

    Each is a document that a line of JSON can carry, new every time it is drawn.
    """
    if operation not in _INPUTS:
        raise BadValue(f"expected one of {', '.join(_INPUTS)}, got {shown(operation)}")
    return _requests(operation)


@cache
def _requests(operation: str) -> st.SearchStrategy[Object]:
    return _request(operation)


@st.composite
def _request(draw: st.DrawFn, operation: str) -> Object:
    policy = draw(_policies(operation))
    readings = draw(_readings(operation))
    request: Object = {"op": operation}
    if policy != _CHILDREN or draw(st.booleans()):
        request["policy"] = policy
    if readings:
        request["readings"] = readings
    reform = draw(_reforms())
    if reform:
        request["reform"] = reform
    if draw(_rarely()):
        request["lang"] = draw(st.sampled_from(["en", "lv"]))
    request["input"] = draw(_input(operation, policy, tuple(readings.items())))
    copy: Object = json.loads(json.dumps(request))  # what is shared between draws must not be spoilt
    if draw(_rarely()):
        copy = draw(broken(copy))
    return copy


@lru_cache(maxsize=1024)
def _input(operation: str, policy: str, readings: tuple[tuple[str, str], ...]) -> st.SearchStrategy[Object]:
    return _INPUTS[operation](policy, dict(readings))


@cache
def _rarely() -> st.SearchStrategy[bool]:
    return st.integers(0, _ONE_IN_EIGHT - 1).map(lambda number: number == _ONE_IN_EIGHT - 1)


@cache
def _policies(operation: str) -> st.SearchStrategy[str]:
    if operation.startswith("selection."):
        return st.sampled_from([_CHILDREN, _CHILDREN, _CHILDREN, _ADULTS])
    return st.sampled_from([_CHILDREN, _CHILDREN, _GENERAL, _ADULTS])


@cache
def _readings(operation: str) -> st.SearchStrategy[dict[str, str]]:
    """None; of those that the operation consults some or all; seldom any others."""
    consulted = {id_: st.sampled_from(INTERPRETATIONS[id_].names) for id_ in _CONSULTED.get(operation, ())}
    these = [st.fixed_dictionaries(consulted), st.fixed_dictionaries({}, optional=consulted)] if consulted else []
    others = st.lists(st.sampled_from(_SWITCHABLE), max_size=2).map(dict)
    return st.one_of(st.builds(dict), *these, *these, others)


@st.composite
def _reforms(draw: st.DrawFn) -> Object:
    if not draw(_rarely()):
        return {}
    path, values = draw(st.sampled_from(_REFORMS))
    return {path: draw(st.sampled_from(values))}


# --- spoiling ---

_WRONG: Final[tuple[Json, ...]] = (
    0,
    1,
    -1,
    1.5,
    "",
    "x",
    "1.234",
    "-1.00",
    "01.00",
    "2019-02-29",
    "nothing",
    True,
    None,
    [],
    {},
    [None],
)


@st.composite
def broken(draw: st.DrawFn, document: Object) -> Object:
    """``document``, a JSON object, with one thing about it spoilt: something left out, replaced, or added."""
    places = _places(document)
    holder, key = draw(st.sampled_from(places))
    how = draw(st.sampled_from(["drop", "replace", "replace", "add", "double"]))
    if how == "add":
        target = holder if type(holder) is dict else document
        target[draw(st.sampled_from(["zz", "id_", "Input", "~/"]))] = draw(st.sampled_from([0, "x", None]))
    elif how == "double" and type(holder) is list:
        holder.append(holder[key])
    elif how == "drop":
        del holder[key]
    else:
        holder[key] = draw(st.sampled_from(_WRONG))
    copy: Object = json.loads(json.dumps(document))
    return copy


def _places(document: Json) -> list[tuple[Json, Json]]:
    """Every value inside ``document`` as its holder and its key."""
    steps: Sequence[tuple[Json, Json]] = ()
    if type(document) is dict:
        steps = [(document, key) for key in document]
    elif type(document) is list:
        steps = [(document, place) for place in range(len(document))]
    return [*steps, *(found for holder, key in steps for found in _places(holder[key]))]


# --- scalars as the wire writes them ---


def _of(**fields: st.SearchStrategy[Json]) -> st.SearchStrategy[Object]:
    """Objects with all of these fields; one whose name ends in ``_`` may be absent."""
    required = {name: field for name, field in fields.items() if not name.endswith("_")}
    optional = {name[:-1]: field for name, field in fields.items() if name.endswith("_")}
    return st.fixed_dictionaries(required, optional=optional)


@cache
def _money(*edges: str) -> st.SearchStrategy[str]:
    usual = st.integers(0, 300_000).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
    return st.one_of(st.sampled_from(["0.00", "0.01", "100.00", *edges]), usual, usual, strategies.money().map(str))


@cache
def _rates(*edges: str) -> st.SearchStrategy[str]:
    usual = st.sampled_from(["8.50", "2.7174", "25.93", "12.505", "0.00", "0.005", *edges])
    return st.one_of(usual, usual, strategies.rates().map(str))


@cache
def _ids(most: int = _MOST_PEOPLE) -> st.SearchStrategy[list[str]]:
    few = st.lists(st.sampled_from("ABCDEFGHIJ"), max_size=most, unique=True)
    return st.one_of(few, few, st.lists(strategies.identifiers(), max_size=most, unique=True))


@cache
def _services() -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(_SPECIAL), strategies.services())


@cache
def _days(*edges: date) -> st.SearchStrategy[str]:
    near = [edge + timedelta(days=step) for edge in edges for step in (-1, 0, 1)]
    anything = strategies.days()
    days = st.one_of(st.sampled_from(near), anything) if near else anything
    return days.map(date.isoformat)


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


@cache
def _moments() -> st.SearchStrategy[str]:
    return strategies.moments().map(lambda moment: "2018-07-03T09:14" if moment is None else _minute(moment))


@cache
def _yes_no() -> st.SearchStrategy[bool]:
    return st.booleans()


@cache
def _counts(most: int = 31) -> st.SearchStrategy[int]:
    return st.one_of(st.sampled_from([0, 1, 2]), st.integers(0, most))


@cache
def _starts() -> st.SearchStrategy[str]:
    return st.sampled_from([start.isoformat() for start in _STARTS])


@cache
def _pilots() -> st.SearchStrategy[Object]:
    return _of(start=_starts(), months=st.sampled_from(_PERIODS))


@cache
def _components() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(_PARTS), max_size=3, unique=True)


# --- eligibility and selection ---


@cache
def _born_near(*days: date) -> st.SearchStrategy[str]:
    """Births at the bounds of age on one of ``days``, and others; hardly ever after an application."""
    usual = [date(_START.year - age, 3, 5).isoformat() for age in (1, 4, 9, 12, 16)]
    edges = [born.isoformat() for day in days for born in births_at_the_bounds(day)]
    return st.sampled_from([*usual * 6, *(born for born in edges if born <= _LAST_BIRTH), edges[2]])


@cache
def _received_before(day: date) -> st.SearchStrategy[str]:
    first = datetime(day.year, day.month, day.day, 9, 14)  # noqa: DTZ001 - local time
    steps = st.tuples(st.sampled_from([1, 2, 90]), st.integers(0, 3))
    return steps.map(lambda step: _minute(first - timedelta(days=step[0], minutes=step[1])))


@cache
def _children() -> st.SearchStrategy[Object]:
    """An applicant, most often one who meets every criterion."""
    return st.one_of(_child(good=True), _child(good=True), _child(good=False))


@cache
def _child(*, good: bool) -> st.SearchStrategy[Object]:
    fields: Object = {
        "id": st.just("A"),
        "born": _born_near(_START, date(2019, 8, 31)),
        "municipality": st.sampled_from(_TOWNS),
        "received": _received_before(_START),
        "impairment": st.sampled_from(_IMPAIRMENTS),
    }
    facts: Object = {
        "disability_determined": st.just(value=True),
        "disability_until": st.sampled_from([INDEFINITE, "2030-01-01"]),
        "di_evaluated": st.just(value=True),
    }
    extras: Object = {"components": _components(), "home_schooled": _yes_no(), "special_care": _yes_no()}
    if good:
        return st.fixed_dictionaries({**fields, **facts}, optional=extras)
    doubtful: Object = {
        **extras,
        "impairment": fields.pop("impairment"),
        "disability_determined": _yes_no(),
        "disability_until": st.sampled_from(_UNTIL),
        "di_evaluated": _yes_no(),
        "other_measures": st.lists(st.sampled_from(MEASURES), max_size=2, unique=True),
    }
    fields["municipality"] = st.sampled_from([*_TOWNS, "Ludza"])
    return st.fixed_dictionaries(fields, optional=doubtful)


@cache
def _adults() -> st.SearchStrategy[Object]:
    on = st.sampled_from([day + timedelta(days=step) for day in (_ADULTS_FROM, _ADULTS_TO) for step in (-1, 0, 1)])
    return _of(
        id=st.just("A"),
        born=st.one_of(
            st.sampled_from(["1980-01-01", "2001-08-01", "2001-08-16"]), _born_near(_ADULTS_FROM, _ADULTS_TO)
        ),
        mental_impairment_=st.sampled_from([True, True, True, False]),
        disability_group_=st.sampled_from([*GROUPS[:2], *GROUPS]),
        declared_municipality=st.sampled_from(["Cēsis", "Gulbene", "Daugavpils novads", "Rēzekne"]),
        received=st.tuples(on, st.integers(0, 3)).map(lambda when: f"{when[0]}T08:{when[1]:02}"),
        documents=st.sampled_from([DOCUMENTS, DOCUMENTS, DOCUMENTS[:1], ()]).map(list),
    )


@cache
def _general() -> st.SearchStrategy[Object]:
    return _of(
        id=st.just("A"),
        born=_born_near(_START),
        impairment_=st.sampled_from(_IMPAIRMENTS),
        disability_determined_=_yes_no(),
        received=_received_before(_START),
    )


def _assessments(policy: str, _: Mapping[str, str]) -> st.SearchStrategy[Object]:
    if policy == _ADULTS:
        return _of(applicant=_adults())
    if policy == _GENERAL:
        return _of(applicant=_general(), on=_days(_START))
    return _of(applicant=_children(), pilot=_pilots())


def _deadlines(*_: Any) -> st.SearchStrategy[Object]:
    near = (date(2018, 7, 31), date(2018, 5, 3), date(2019, 12, 23), date(2018, 11, 16))
    off = st.lists(_days(*near), max_size=3, unique=True)
    return _of(application_closed_=_days(*near), received_=_days(*near), holidays_=off, working_days_=off)


@st.composite
def _named(draw: st.DrawFn, people: st.SearchStrategy[Object], most: int = _MOST_PEOPLE) -> list[Object]:
    """People with different ids."""
    found = draw(st.lists(people, max_size=most))
    return [{**person, "id": "ABCDEFGHIJ"[place]} for place, person in enumerate(found)]


@cache
def _regions() -> st.SearchStrategy[dict[str, str]]:
    return st.sampled_from([{"Jelgava": "Sēlija", "Bauska": "Sēlija"}, {"Jelgava": "Rīga"}, {"Ludza": "Latgale"}, {}])


@st.composite
def _targets(draw: st.DrawFn, policy: str, _: Mapping[str, str]) -> Object:
    if policy == _ADULTS:
        adult = _of(id=st.just("A"), municipality=st.sampled_from(["Cēsis", "Gulbene", "Rēzekne"]))
        return {"applicants": draw(_named(adult))}
    counted = _of(
        id=st.just("A"),
        municipality=st.sampled_from(_TOWNS),
        impairment=st.sampled_from(_IMPAIRMENTS),
        age_group=st.sampled_from(_AGE_GROUPS),
    )
    applicants = draw(_named(st.one_of(counted, _child(good=True))))
    asked = {"applicants": applicants, "pilot": {"start": _START.isoformat(), "months": 12}}
    return {**asked, **draw(_of(regions_=_regions()))}


@st.composite
def _rounds(draw: st.DrawFn, policy: str, people: st.SearchStrategy[Object] | None = None) -> Object:
    """Applications, and for children the pilot and perhaps regions."""
    if policy == _ADULTS:
        return {"applicants": draw(_named(_adults()))}
    applicants = draw(_named(_children() if people is None else people))
    pilot = {"start": _START.isoformat(), "months": draw(st.sampled_from(_PERIODS))}
    return {"applicants": applicants, "pilot": pilot, **draw(_of(regions_=_regions()))}


def _selections(policy: str, _: Mapping[str, str]) -> st.SearchStrategy[Object]:
    return _rounds(policy)


@st.composite
def _verifications(draw: st.DrawFn, policy: str, _: Mapping[str, str]) -> Object:
    asked = draw(_rounds(policy))
    ids = [applicant["id"] for applicant in asked["applicants"]]
    return {**asked, "selected": draw(_some_of(ids))}


@st.composite
def _replacements(draw: st.DrawFn, policy: str, _: Mapping[str, str]) -> Object:
    asked = draw(_rounds(policy, _child(good=True)))
    selected = draw(_some_of([applicant["id"] for applicant in asked["applicants"]]))
    return {**asked, "selected": selected, "leaving": draw(_some_of(selected))}


@st.composite
def _some_of(draw: st.DrawFn, ids: Sequence[str]) -> list[str]:
    return [id_ for id_ in draw(st.permutations(list(ids))) if draw(_yes_no())]


# --- budget, funding, plan ---


@st.composite
def _provisionals(draw: st.DrawFn, _: str, readings: Mapping[str, str]) -> Object:
    on = draw(strategies.days())
    births = strategies.births(on).map(date.isoformat)
    recipient = _of(born=births, special_care=_yes_no(), received_=_moments())
    people = [{"id": id_, **draw(recipient)} for id_ in draw(_ids())]
    asked = {"pool": draw(_money("1000.00")), "on": on.isoformat(), "recipients": people}
    if readings.get("I-1") == "fixed_amount":
        asked["amount"] = draw(_money("400.00"))
    return asked


@st.composite
def _lines(
    draw: st.DrawFn, least_months: int = 0, more: Mapping[str, st.SearchStrategy[Json]] = _NO_MORE
) -> list[Object]:
    """Lines of a plan with units, all of the same number of months."""
    months = draw(st.integers(least_months, 4))
    units = st.lists(_counts(), min_size=months, max_size=months)
    return draw(st.lists(_of(service=_services(), unit_price=_rates(), units=units, **more), max_size=4))


def _needed(*_: Any) -> st.SearchStrategy[Object]:
    return _of(lines=_lines())


@st.composite
def _finals(draw: st.DrawFn, _: str, __: Mapping[str, str]) -> Object:
    amounts = _money("1000.00", "700.00", "1500.00")
    need = _of(provisional=amounts, needed=amounts, received_=_moments())
    people = [{"id": id_, **draw(need)} for id_ in draw(_ids())]
    return {"recipients": people, **draw(_of(reserve_=_money(), underspent_=_money()))}


def _fundings(*_: Any) -> st.SearchStrategy[Object]:
    line = _of(service=_services(), amount=_money("470.00"), public_=_money("900.00"), transport_=_yes_no())
    return _of(
        variant_=st.sampled_from([1, 2, 3]),
        final=_money("800.00"),
        lines=st.lists(line, max_size=4),
        benefits_=_of(rehabilitation_=_money(), transport_=_money()),
        other_=_money(),
        before_=_money(),
    )


@st.composite
def _merges(draw: st.DrawFn, _: str, __: Mapping[str, str]) -> Object:
    rankings = draw(strategies.rankings())
    experts = {area: list(names) for area, names in rankings.experts.items() if bool(names) or draw(st.booleans())}
    asked: Object = {"experts": experts, "parent": list(rankings.parent)}
    if draw(st.booleans()):
        weight = draw(st.sampled_from(["0", "1", "40", "50", "60", "100"]))
        asked["weights"] = {"experts": weight, "parent": str(100 - int(weight))}
    return asked


def _fits(*_: Any) -> st.SearchStrategy[Object]:
    return _of(available=_money("85.00"), lines=_lines())


def _price_facts() -> dict[str, st.SearchStrategy[Json]]:
    low = st.sampled_from([("8.00", "9.00"), ("25.93", "25.93"), ("0.00", "8.50")])
    return {
        "on": _days(_START, date(2019, 3, 1)),
        "provider_market_price_": _rates(),
        "contract_price_": _rates(),
        "regulated_": _rates(),
        "transport_part_": st.sampled_from(["0.00", "0.43", "5.00", "25.93", "25.94"]),
        "survey_": low.map(lambda pair: {"low": pair[0], "high": pair[1]}),
    }


def _prices(*_: Any) -> st.SearchStrategy[Object]:
    return _of(service=_services(), price=_rates("25.94", "25.92"), **_price_facts())


@st.composite
def _checks(draw: st.DrawFn, _: str, __: Mapping[str, str]) -> Object:
    hours = st.permutations(_CLOCKS).map(lambda clocks: {"from": clocks[0], "to": clocks[1]})
    slots = st.builds(lambda weekday, times: {"weekday": weekday, **times}, st.sampled_from([1, 1, 2, 7]), hours)
    more: dict[str, st.SearchStrategy[Json]] = {
        "provider_": st.sampled_from(["P", "Q"]),
        "named_by_team_": _yes_no(),
        "specialists_": st.lists(st.sampled_from(_SPECIALISTS), max_size=2, unique=True),
        "specialist_": st.sampled_from(_SPECIALISTS),
        "kind_": st.sampled_from(SESSION_KINDS),
        "weekly_days_": st.sampled_from([0, 1, 2, 3, 5, 6, 7]),
        "family_grounds_": st.lists(st.sampled_from(FAMILY_GROUNDS), max_size=2, unique=True),
        "slots_": st.lists(slots, max_size=2),
        "price_": _of(**_price_facts()),
    }
    lines = draw(_lines(1, more))
    months = len(lines[0]["units"]) if lines else 3
    child = _of(impairment=st.sampled_from(_IMPAIRMENTS), components_=_components(), disability_determined_=_yes_no())
    optional = _of(
        contract_=_yes_no(),
        budget_=_of(total_=_money(), final_=_money(), needed_=_money(), provisional_=_money()),
        transport_override_=st.sampled_from(["", " ", "far away"]),
    )
    period = {"start": draw(_starts()), "months": months}
    return {"child": draw(child), "period": period, **draw(optional), "lines": lines}


# --- the life of a plan, transport, administration ---


@st.composite
def _carries(draw: st.DrawFn, _: str, __: Mapping[str, str]) -> Object:
    """Months that are over are received in full or in part, and what is missed is excused or not."""
    planned = draw(st.lists(_counts(12), min_size=1, max_size=6))
    over = draw(st.integers(0, len(planned)))
    received = [draw(st.sampled_from([units, units // 2, 0])) for units in planned[:over]]
    missed = [units - got for units, got in zip(planned, received, strict=False)]
    excused = [draw(st.sampled_from([units, units // 2, 0])) for units in missed]
    return {"months": len(planned), "planned": planned, "received": received, "excused": excused}


def _settlements(*_: Any) -> st.SearchStrategy[Object]:
    line = _of(
        service=_services(),
        unit_price=_rates(),
        planned_units=_counts(),
        carried_units_=_counts(3),
        received_units=_counts(),
    )
    return _of(lines=st.lists(line, max_size=4))


@st.composite
def _transports(draw: st.DrawFn, _: str, __: Mapping[str, str]) -> Object:
    """A claim that holds the fields that its means needs."""
    means = draw(st.sampled_from([*Means]))
    days = st.sampled_from(["2018-09-03", "2018-09-04", "2018-09-05"])
    trip = _of(
        date=days,
        km=st.sampled_from(["12.4", "0", "0.000001", "100", "33.333333"]),
        purpose=st.sampled_from(["there", "back"]),
        empty_=_yes_no(),
        service=st.one_of(st.sampled_from(["day_care_centre", "specialised_workshop", "respite_home"]), _services()),
    )
    ticket = _of(
        date=days,
        price=st.sampled_from(["1.15", "0.00", "2.00"]),
        commission_=st.sampled_from(["0.00", "0.15"]),
        with_child_=_yes_no(),
        online_=_yes_no(),
        e_ticket_=_yes_no(),
    )
    values: dict[str, st.SearchStrategy[Json]] = {
        "trips": st.lists(trip, max_size=4),
        "consumption_per_100km": st.sampled_from(["7.2", "0", "6.666667"]),
        "price_per_litre": st.sampled_from(["1.234", "0", "1.005"]),
        "rent_days": st.lists(days, max_size=3, unique=True),
        "rent_per_day": _money("20.00"),
        "tickets": st.lists(ticket, max_size=4),
        "amount": _money(),
        "fuel_receipts": _money("1.00"),
    }
    claim: Object = {"means": means.value}
    for name, value in values.items():
        may_be_there = means is Means.PRIVATE and name == "fuel_receipts"
        if name in FIELDS[means] or (may_be_there and draw(st.booleans())):
            claim[name] = draw(value)
    claim["proofs"] = draw(st.lists(st.sampled_from([proof.value for proof in Proof]), unique=True))
    return claim


def _changes(*_: Any) -> st.SearchStrategy[Object]:
    reasons = st.sampled_from([reason.value for reason in ChangeReason])
    return _of(reason=reasons, equivalent_=_yes_no(), listed_unfunded_=_yes_no())


def _calendars(*_: Any) -> st.SearchStrategy[Object]:
    firsts = st.builds(date, st.integers(2015, 2030), st.integers(1, 12), st.just(1)).map(date.isoformat)
    return _of(start=st.one_of(_starts(), firsts), plan1_month_=st.sampled_from([2, 3]))


def _costs(*_: Any) -> st.SearchStrategy[Object]:
    return _of(
        full_pay=_money("900.00", "0.03"),
        children=st.one_of(st.sampled_from([0, 1, 19, 20, 21]), st.integers(0, 60)),
        employment_contract=_yes_no(),
        transport=_money(),
        services=_money(),
    )


@st.composite
def _surveys(draw: st.DrawFn, _: str, __: Mapping[str, str]) -> Object:
    on = draw(st.sampled_from([*_STARTS, date(2020, 2, 29)]))
    asked = _of(
        born=st.one_of(_born_near(on), st.dates(date(on.year - 18, 12, 31), on).map(date.isoformat)),
        impairment=st.sampled_from(_IMPAIRMENTS),
        components_=_components(),
        can_express=_yes_no(),
    )
    return {**draw(asked), "on": on.isoformat()}


def _nothing(*_: Any) -> st.SearchStrategy[Object]:
    return st.builds(dict)


_INPUTS: Final[Mapping[str, Inputs]] = {
    "eligibility.assess": _assessments,
    "eligibility.deadlines": _deadlines,
    "selection.targets": _targets,
    "selection.select": _selections,
    "selection.verify": _verifications,
    "selection.replace": _replacements,
    "budget.provisional": _provisionals,
    "budget.needed": _needed,
    "budget.final": _finals,
    "funding.total": _fundings,
    "plan.merge": _merges,
    "plan.fit": _fits,
    "plan.check": _checks,
    "prices.check": _prices,
    "schedule.carry": _carries,
    "settlement.month": _settlements,
    "transport.cost": _transports,
    "review.decide": _changes,
    "pilot.calendar": _calendars,
    "admin.costs": _costs,
    "survey.route": _surveys,
    "policy.describe": _nothing,
}
