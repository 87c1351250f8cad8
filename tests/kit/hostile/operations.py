"""The operations of the protocol, as its text lists them: for each the shape of its input and one right request.

Nothing here comes from the library: what a hostile document must get is worked out from the text alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CHILDREN, GENERAL, ADULTS = "children-pilot-2018", "children-general", "adults-pilot-2019"


@dataclass(frozen=True)
class Scalar:
    """A value of one kind: how it is written decides what is wrong with it."""

    kind: str


@dataclass(frozen=True)
class ListOf:
    item: Any


@dataclass(frozen=True)
class Field:
    name: str
    shape: Any
    required: bool


@dataclass(frozen=True)
class Record:
    """An object: its fields in the order of the text."""

    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Asked:
    """One right request: ``label`` names it, ``shape`` is that of its ``input``."""

    op: str
    shape: Record
    input: dict[str, Any]
    policy: str = CHILDREN
    readings: dict[str, str] = field(default_factory=dict)
    what: str = ""

    @property
    def label(self) -> str:
        return f"{self.op}.{self.what}" if self.what else self.op

    def request(self, **more: Any) -> dict[str, Any]:
        """The request as it is written, its ``id`` first."""
        asked: dict[str, Any] = {"id": 1, "op": self.op}
        if self.policy != CHILDREN:
            asked["policy"] = self.policy
        if self.readings:
            asked["readings"] = self.readings
        return {**asked, "input": self.input, **more}


def record(**fields: Any) -> Record:
    """A record; a name that ends in ``_`` is that of an optional field."""
    return named({f"{name[:-1]}?" if name.endswith("_") else name: shape for name, shape in fields.items()})


def named(fields: dict[str, Any]) -> Record:
    """A record by names that need not be Python's; ``?`` marks an optional field."""
    return Record(tuple(Field(name.rstrip("?"), shape, not name.endswith("?")) for name, shape in fields.items()))


MONEY, RATE, PERCENT = Scalar("money"), Scalar("rate"), Scalar("percent")
DATE, MOMENT, MONTH_START, UNTIL, CLOCK = map(Scalar, ("date", "moment", "month start", "until", "clock"))
ID, NAME, SERVICE, TEXT, QUANTITY = map(Scalar, ("identifier", "name", "service", "text", "quantity"))
FLAG, COUNT, MONTHS, POSITIVE = map(Scalar, ("flag", "count", "months", "positive"))
VARIANT, GROUP, WEEKDAY, FIRST_MONTH = map(Scalar, ("variant", "group", "weekday", "first month"))
IMPAIRMENT, COMPONENT, MEASURE, PAPER, AGES = map(Scalar, ("impairment", "component", "measure", "paper", "ages"))
MEANS, PROOF, REASON, GROUND, SESSION = map(Scalar, ("means", "proof", "reason", "ground", "session"))
REGIONS = Scalar("regions")

PILOT = record(start=MONTH_START, months=MONTHS)
CHILD = record(
    id=ID,
    born=DATE,
    impairment_=IMPAIRMENT,
    components_=ListOf(COMPONENT),
    disability_determined_=FLAG,
    disability_until_=UNTIL,
    di_evaluated_=FLAG,
    other_measures_=ListOf(MEASURE),
    municipality=NAME,
    home_schooled_=FLAG,
    special_care_=FLAG,
    received=MOMENT,
)
OUTSIDE = record(id=ID, born=DATE, impairment_=IMPAIRMENT, disability_determined_=FLAG, received=MOMENT)
ADULT = record(
    id=ID,
    born=DATE,
    mental_impairment_=FLAG,
    disability_group_=GROUP,
    declared_municipality=NAME,
    received=MOMENT,
    documents=ListOf(PAPER),
)
COUNTED = record(id=ID, municipality=NAME, impairment=IMPAIRMENT, age_group_=AGES, born_=DATE)
LINE = record(service=SERVICE, unit_price=RATE, units=ListOf(COUNT))
TRIP = record(date=DATE, km=QUANTITY, purpose=TEXT, empty_=FLAG, service=SERVICE)
TICKET = record(date=DATE, price=MONEY, commission_=MONEY, with_child_=FLAG, online_=FLAG, e_ticket_=FLAG)
CLAIM = record(
    means=MEANS,
    trips_=ListOf(TRIP),
    consumption_per_100km_=QUANTITY,
    price_per_litre_=QUANTITY,
    rent_days_=ListOf(DATE),
    rent_per_day_=MONEY,
    tickets_=ListOf(TICKET),
    amount_=MONEY,
    fuel_receipts_=MONEY,
    proofs=ListOf(PROOF),
)
SURVEY = record(low=RATE, high=RATE)
PRICE = {
    "provider_market_price?": RATE,
    "contract_price?": RATE,
    "regulated?": RATE,
    "transport_part?": MONEY,
    "survey?": SURVEY,
}
CHECKED_LINE = record(
    service=SERVICE,
    provider_=TEXT,
    unit_price=RATE,
    units=ListOf(COUNT),
    named_by_team_=FLAG,
    specialists_=ListOf(TEXT),
    specialist_=TEXT,
    kind_=SESSION,
    weekly_days_=COUNT,
    family_grounds_=ListOf(GROUND),
    slots_=ListOf(named({"weekday": WEEKDAY, "from": CLOCK, "to": CLOCK})),
    price_=named({"on": DATE, **PRICE}),
)

_PILOT = {"start": "2018-09-01", "months": 12}
_CHILD = {
    "id": "a",
    "born": "2010-05-05",
    "impairment": "multiple",
    "components": ["vision", "mental"],
    "disability_determined": True,
    "disability_until": "2018-09-01",
    "di_evaluated": True,
    "other_measures": ["9.2.2.1"],
    "municipality": "Jelgava",
    "home_schooled": False,
    "special_care": True,
    "received": "2018-07-03T09:14",
}
_OTHER_CHILD = {
    "id": "b",
    "born": "2012-02-29",
    "impairment": "mental",
    "disability_determined": True,
    "disability_until": "indefinite",
    "di_evaluated": True,
    "municipality": "Talsi",
    "received": "2018-07-03T09:14",
}
_CHOSEN_CHILD = _OTHER_CHILD | {"id": "a"}
_ADULT = {
    "id": "w",
    "born": "1980-02-29",
    "mental_impairment": True,
    "disability_group": 2,
    "declared_municipality": "Ogre",
    "received": "2019-08-01T00:00",
    "documents": ["application", "disability_proof"],
}
_TRIP = {"date": "2018-10-01", "km": "12.4", "purpose": "there", "empty": False, "service": "nanny"}
_PRICES = {
    "provider_market_price": "9.00",
    "contract_price": "8.50",
    "regulated": "8.50",
    "transport_part": "1.00",
    "survey": {"low": "7.00", "high": "9.00"},
}
_LINES = [
    {"service": "nanny", "unit_price": "8.50", "units": [10, 2]},
    {"service": "escort", "unit_price": "0.50", "units": [3, 0]},
]

#: A right request for every operation, with every field that it can have.
ASKED = (
    Asked("eligibility.assess", record(applicant=CHILD, pilot=PILOT), {"applicant": _CHILD, "pilot": _PILOT}),
    Asked(
        "eligibility.assess",
        record(applicant=OUTSIDE, on=DATE),
        {
            "applicant": {
                "id": "g",
                "born": "2010-05-05",
                "impairment": "hearing",
                "disability_determined": True,
                "received": "2018-07-03T09:14",
            },
            "on": "2018-09-01",
        },
        policy=GENERAL,
        what="general",
    ),
    Asked("eligibility.assess", record(applicant=ADULT), {"applicant": _ADULT}, policy=ADULTS, what="adults"),
    Asked(
        "eligibility.deadlines",
        record(application_closed_=DATE, received_=DATE, holidays_=ListOf(DATE), working_days_=ListOf(DATE)),
        {
            "application_closed": "2018-04-30",
            "received": "2018-04-30",
            "holidays": ["2018-05-01", "2018-05-04"],
            "working_days": ["2018-05-05"],
        },
    ),
    Asked(
        "selection.targets",
        record(applicants=ListOf(COUNTED), pilot=PILOT, regions_=REGIONS),
        {
            "applicants": [
                {"id": "a", "municipality": "Jelgava", "impairment": "vision", "age_group": "8-10"},
                {"id": "b", "municipality": "Talsi", "impairment": "hearing", "born": "2016-02-29"},
            ],
            "pilot": _PILOT,
            "regions": {"Jelgava": "Kurzeme"},
        },
    ),
    Asked(
        "selection.select",
        record(applicants=ListOf(CHILD), pilot=PILOT, regions_=REGIONS, certificate_=FLAG),
        {
            "applicants": [_CHILD, _OTHER_CHILD],
            "pilot": _PILOT,
            "regions": {"Jelgava": "Kurzeme"},
            "certificate": False,
        },
    ),
    Asked("selection.select", record(applicants=ListOf(ADULT)), {"applicants": [_ADULT]}, policy=ADULTS, what="adults"),
    Asked(
        "selection.verify",
        record(applicants=ListOf(CHILD), pilot=PILOT, regions_=REGIONS, selected=ListOf(ID)),
        {
            "applicants": [_CHOSEN_CHILD, _OTHER_CHILD],
            "pilot": _PILOT,
            "regions": {"Jelgava": "Kurzeme"},
            "selected": ["a", "b"],
        },
    ),
    Asked(
        "selection.replace",
        record(applicants=ListOf(CHILD), pilot=PILOT, regions_=REGIONS, selected=ListOf(ID), leaving=ListOf(ID)),
        {
            "applicants": [_CHOSEN_CHILD, _OTHER_CHILD],
            "pilot": _PILOT,
            "regions": {"Jelgava": "Kurzeme"},
            "selected": ["a"],
            "leaving": ["a"],
        },
    ),
    Asked(
        "budget.provisional",
        record(
            pool=MONEY,
            on=DATE,
            recipients=ListOf(record(id=ID, born=DATE, special_care=FLAG, received_=MOMENT)),
        ),
        {
            "pool": "1000.00",
            "on": "2018-09-01",
            "recipients": [
                {"id": "a", "born": "2012-02-29", "special_care": False, "received": "2018-07-03T09:14"},
                {"id": "b", "born": "2005-05-05", "special_care": True},
            ],
        },
    ),
    Asked(
        "budget.provisional",
        record(
            pool=MONEY,
            on=DATE,
            recipients=ListOf(record(id=ID, born=DATE, special_care=FLAG, received_=MOMENT)),
            amount=MONEY,
        ),
        {
            "pool": "1000.00",
            "on": "2018-09-01",
            "recipients": [{"id": "a", "born": "2012-02-29", "special_care": False}],
            "amount": "400.00",
        },
        readings={"I-1": "fixed_amount"},
        what="fixed-amount",
    ),
    Asked("budget.needed", record(lines=ListOf(LINE)), {"lines": _LINES}),
    Asked(
        "budget.final",
        record(
            recipients=ListOf(record(id=ID, provisional=MONEY, needed=MONEY, received_=MOMENT)),
            reserve_=MONEY,
            underspent_=MONEY,
        ),
        {
            "recipients": [
                {"id": "A", "provisional": "1000.00", "needed": "700.00", "received": "2018-07-03T09:14"},
                {"id": "B", "provisional": "1000.00", "needed": "1500.00"},
            ],
            "reserve": "0.00",
            "underspent": "0.00",
        },
    ),
    Asked(
        "funding.total",
        record(
            variant_=VARIANT,
            final=MONEY,
            lines=ListOf(record(service=SERVICE, amount=MONEY, public_=MONEY, transport_=FLAG)),
            benefits_=record(rehabilitation_=MONEY, transport_=MONEY),
            other_=MONEY,
            before_=MONEY,
        ),
        {
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
    ),
    Asked(
        "plan.merge",
        record(
            experts=named({"1?": ListOf(SERVICE), "2?": ListOf(SERVICE), "3?": ListOf(SERVICE)}),
            parent=ListOf(SERVICE),
            weights_=record(experts=PERCENT, parent=PERCENT),
        ),
        {
            "experts": {"1": ["nanny"], "2": ["escort"], "3": ["music_therapy", "riding_therapy"]},
            "parent": ["riding_therapy", "nanny", "escort", "music_therapy"],
            "weights": {"experts": "60", "parent": "40"},
        },
    ),
    Asked("plan.fit", record(available=MONEY, lines=ListOf(LINE)), {"available": "100.00", "lines": _LINES}),
    Asked(
        "plan.check",
        record(
            child=record(impairment=IMPAIRMENT, components_=ListOf(COMPONENT), disability_determined_=FLAG),
            contract_=FLAG,
            period=record(start=DATE, months=COUNT),
            budget_=record(total_=MONEY, final_=MONEY, needed_=MONEY, provisional_=MONEY),
            transport_override_=TEXT,
            lines=ListOf(CHECKED_LINE),
        ),
        {
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
                    "price": {"on": "2018-10-01", **_PRICES},
                },
                {"service": "x-swimming", "unit_price": "2.7174", "units": [3, 4]},
            ],
        },
    ),
    Asked(
        "prices.check",
        named({"service": SERVICE, "on": DATE, "price": RATE, **PRICE}),
        {"service": "nanny", "on": "2018-10-01", "price": "8.50", **_PRICES},
    ),
    Asked(
        "schedule.carry",
        record(months=POSITIVE, planned=ListOf(COUNT), received=ListOf(COUNT), excused=ListOf(COUNT)),
        {"months": 3, "planned": [4, 4, 4], "received": [2, 3], "excused": [2, 2]},
    ),
    Asked(
        "settlement.month",
        record(
            lines=ListOf(
                record(
                    service=SERVICE, unit_price=RATE, planned_units=COUNT, carried_units_=COUNT, received_units=COUNT
                )
            )
        ),
        {
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
    ),
    Asked(
        "transport.cost",
        CLAIM,
        {
            "means": "private",
            "trips": [_TRIP],
            "consumption_per_100km": "7.2",
            "price_per_litre": "1.234",
            "fuel_receipts": "9.00",
            "proofs": ["route_sheet", "fuel_receipt"],
        },
        what="private",
    ),
    Asked(
        "transport.cost",
        CLAIM,
        {
            "means": "rented",
            "trips": [_TRIP],
            "consumption_per_100km": "7.2",
            "price_per_litre": "1.234",
            "rent_days": ["2018-10-01"],
            "rent_per_day": "20.00",
            "proofs": ["route_sheet", "fuel_receipt", "rental_contract"],
        },
        what="rented",
    ),
    Asked(
        "transport.cost",
        CLAIM,
        {
            "means": "public",
            "tickets": [
                {
                    "date": "2018-10-01",
                    "price": "2.00",
                    "commission": "0.10",
                    "with_child": False,
                    "online": True,
                    "e_ticket": False,
                }
            ],
            "proofs": ["ticket"],
        },
        what="public",
    ),
    Asked(
        "transport.cost", CLAIM, {"means": "parking", "amount": "5.00", "proofs": ["parking_receipt"]}, what="parking"
    ),
    Asked(
        "review.decide",
        record(reason=REASON, equivalent_=FLAG, listed_unfunded_=FLAG),
        {"reason": "unavailable", "equivalent": True, "listed_unfunded": False},
    ),
    Asked(
        "pilot.calendar",
        record(start=MONTH_START, plan1_month_=FIRST_MONTH),
        {"start": "2018-09-01", "plan1_month": 3},
    ),
    Asked(
        "admin.costs",
        record(full_pay=MONEY, children=COUNT, employment_contract=FLAG, transport=MONEY, services=MONEY),
        {
            "full_pay": "1000.00",
            "children": 10,
            "employment_contract": True,
            "transport": "5.00",
            "services": "6.00",
        },
    ),
    Asked(
        "survey.route",
        record(born=DATE, on=DATE, impairment=IMPAIRMENT, components_=ListOf(COMPONENT), can_express=FLAG),
        {
            "born": "2010-05-05",
            "on": "2018-10-01",
            "impairment": "multiple",
            "components": ["mental"],
            "can_express": True,
        },
    ),
    Asked("policy.describe", record(), {}),
)
BY_LABEL = {asked.label: asked for asked in ASKED}
OPERATIONS = tuple(dict.fromkeys(asked.op for asked in ASKED))
