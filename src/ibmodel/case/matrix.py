"""A child's file, the matrix (IBM matrica): what its tables 6.1 to 6.11 hold (N-9), as frozen values.

`Matrix` is the whole file. Its rows, `MatrixService`, carry what five of the tables say of one service: 6.3 (ranks
and intensity), 6.6 (units by month), 6.8 (provider and price), 6.4 (public money) and 6.10 (what was received and
paid). What can be computed from them is not kept here: `ibmodel.matrix` computes it.

A matrix is filled in step by step. ``None`` means everywhere: not filled in yet, which is never zero.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

import attrs

from ibmodel.case.applications import COMPONENTS, Component
from ibmodel.case.checks import (
    Identifier,
    ServiceName,
    Variant,
    amounts_by_month,
    as_tuple,
    each,
    exactly,
    identifier,
    known_variant,
    named,
    not_negative_amount,
    optional,
    service_name,
    whole_units,
)
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.case.plans import Benefits, PlanLine, Rankings
from ibmodel.case.receipt import Executed, ExecutedService
from ibmodel.catalogue import area_of
from ibmodel.errors import BadType, BadValue, Duplicate, Inconsistent, MissingField, pointer, shown
from ibmodel.money import Money, Rate, count
from ibmodel.vocabulary import Impairment, SupportArea, Word

__all__ = [
    "Aid",
    "ChildRecord",
    "Contact",
    "Expert",
    "FamilyType",
    "Goal",
    "GoalTerm",
    "Matrix",
    "MatrixService",
    "ParentRecord",
    "Rank",
    "Sex",
    "Specialty",
    "Text",
    "free_text",
]

_LONGEST_TEXT: Final = 2000

#: Text of up to 2000 characters without control characters other than line breaks.
Text = Annotated[str, "text"]
#: A place in a ranking, from 1.
Rank = Annotated[int, "rank"]


class Sex(Word):
    """A person's sex (dzimums): A-9."""

    FEMALE = "female", "female", "sieviešu"
    MALE = "male", "male", "vīriešu"


class FamilyType(Word):
    """What kind of family a child lives in (ģimenes veids): A-9."""

    BIOLOGICAL = "biological", "biological family", "bioloģiskā ģimene"
    GUARDIAN = "guardian", "guardian's family", "aizbildņa ģimene"
    FOSTER = "foster", "foster family", "audžuģimene"


class Specialty(Word):
    """Who sits in an evaluation team (izvērtēšanas komanda): N-12."""

    SOCIAL_WORKER = "social_worker", "social worker", "sociālais darbinieks"
    REHABILITATION = "rehabilitation_physician", "rehabilitation physician", "rehabilitologs"
    PSYCHOLOGIST = "psychologist", "psychologist", "psihologs"
    CLINICAL_PSYCHOLOGIST = "clinical_psychologist", "clinical psychologist", "klīniskais psihologs"
    PHYSIOTHERAPIST = "physiotherapist", "physiotherapist", "fizioterapeits"
    OCCUPATIONAL = "occupational_therapist", "occupational therapist", "ergoterapeits"
    SPEECH = "speech_therapist", "speech therapist", "logopēds"
    PSYCHIATRIST = "psychiatrist", "psychiatrist", "psihiatrs"
    OTHER = "other", "other specialist", "cits speciālists"


class GoalTerm(Word):
    """Whether a goal is far or near (mērķa termiņš): D-8."""

    LONG = "long", "long-term goal", "ilgtermiņa mērķis"
    SHORT = "short", "short-term goal", "īstermiņa mērķis"


def free_text(value: object) -> str:
    """``value`` if it is text that is not blank, of up to 2000 characters and without control characters.

    Line breaks are allowed. Raises `BadType` for anything but text, else `BadValue`.
    """
    if type(value) is not str:
        raise BadType(f"expected text, got {shown(value)}")
    if not 1 <= len(value) <= _LONGEST_TEXT or not value.strip():
        raise BadValue(f"expected text of 1 to {_LONGEST_TEXT} characters, got {shown(value)}")
    if not value.replace("\n", "").isprintable():
        raise BadValue(f"expected text without control characters, got {shown(value)}")
    return value


def _rank(value: object) -> int:
    if count(value, "a rank") == 0:
        raise BadValue("expected a rank of 1 or more, got 0")
    return value  # type: ignore[return-value]


def _in_order(value: Any) -> Any:
    """Components in the order of their list."""
    if type(value) in (tuple, list) and all(item in COMPONENTS for item in value):
        return tuple(sorted(value, key=COMPONENTS.index))
    return as_tuple(value)


def _components(instance: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    each(Impairment)(instance, attribute, value)
    for place, item in enumerate(value):
        if item not in COMPONENTS:
            message = f"expected an impairment that a multiple one can have, got {item.value}"
            raise BadValue(message, pointer(attribute.name, place))
        if item in value[:place]:
            raise Duplicate(f"expected every impairment once, got {item.value} again", pointer(attribute.name, place))


def _if_known(value: Any) -> Any:
    """No months are the same as none known."""
    months = as_tuple(value)
    return None if months == () else months


_maybe_text: Final = optional(named(free_text))
_maybe_count: Final = optional(named(count))
_maybe_rank: Final = optional(named(_rank))
_maybe_amount: Final = optional(not_negative_amount)
_yes_no: Final = optional(exactly(bool))


@attrs.frozen(kw_only=True)
class Contact:
    """Who a person is and how to reach them: nothing of this may stand in a report (A-11)."""

    name: Text | None = attrs.field(default=None, validator=_maybe_text)
    personal_code: Text | None = attrs.field(default=None, validator=_maybe_text)
    address: Text | None = attrs.field(default=None, validator=_maybe_text)
    phone: Text | None = attrs.field(default=None, validator=_maybe_text)
    email: Text | None = attrs.field(default=None, validator=_maybe_text)


@attrs.frozen(kw_only=True)
class Aid:
    """A technical aid that a child needs (tehniskais palīglīdzeklis), and where it came from, if it did (A-9)."""

    what: Text = attrs.field(validator=named(free_text))
    source: Text | None = attrs.field(default=None, validator=_maybe_text)


@attrs.frozen(kw_only=True)
class ChildRecord:
    """The child's part of table 6.1. ``components`` are those of multiple impairments, in the order of their list.

    ``aids`` empty: the child needs none; ``None``: not known.
    """

    contact: Contact = attrs.field(factory=Contact, validator=exactly(Contact))
    born: date | None = attrs.field(default=None, validator=optional(exactly(date)))
    special_care: bool | None = attrs.field(default=None, validator=_yes_no)
    sex: Sex | None = attrs.field(default=None, validator=optional(exactly(Sex)))
    impairment: Impairment | None = attrs.field(default=None, validator=optional(exactly(Impairment)))
    components: tuple[Component, ...] | None = attrs.field(
        default=None, converter=_in_order, validator=optional(_components)
    )
    aids: tuple[Aid, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(each(Aid)))


@attrs.frozen(kw_only=True)
class ParentRecord:
    """The parent's part of table 6.1, with what A-9 asks of a family."""

    contact: Contact = attrs.field(factory=Contact, validator=exactly(Contact))
    born: date | None = attrs.field(default=None, validator=optional(exactly(date)))
    sex: Sex | None = attrs.field(default=None, validator=optional(exactly(Sex)))
    family: FamilyType | None = attrs.field(default=None, validator=optional(exactly(FamilyType)))
    disability: bool | None = attrs.field(default=None, validator=_yes_no)
    complete_family: bool | None = attrs.field(default=None, validator=_yes_no)
    children: int | None = attrs.field(default=None, validator=_maybe_count)
    children_with_disability: int | None = attrs.field(default=None, validator=_maybe_count)
    paid_work: bool | None = attrs.field(default=None, validator=_yes_no)


def _unless_empty(value: Any) -> Any:
    """A record in which nothing is filled in is none."""
    return None if type(value) in (ChildRecord, ParentRecord) and value == type(value)() else value


@attrs.frozen(kw_only=True)
class Expert:
    """A member of the evaluation team: a row of table 6.2 (N-12)."""

    specialty: Specialty = attrs.field(validator=exactly(Specialty))
    name: Text | None = attrs.field(default=None, validator=_maybe_text)
    institution: Text | None = attrs.field(default=None, validator=_maybe_text)
    phone: Text | None = attrs.field(default=None, validator=_maybe_text)
    email: Text | None = attrs.field(default=None, validator=_maybe_text)


@attrs.frozen(kw_only=True)
class Goal:
    """A goal of table 6.3 (D-8); ``reached`` is what the closing evaluation says of it (N-14)."""

    term: GoalTerm = attrs.field(validator=exactly(GoalTerm))
    text: Text = attrs.field(validator=named(free_text))
    reached: Text | None = attrs.field(default=None, validator=_maybe_text)


@attrs.frozen(kw_only=True)
class MatrixService:
    """A service of the plan: a row of tables 6.3, 6.4, 6.6, 6.8 and 6.10.

    ``area`` is the support area in whose list the experts rank it: if not said, the catalogue's. ``units`` has an
    entry for each month of the period, ``received`` and ``spent`` one for each month that is over (of no months is the
    same as not known); without ``spent`` received units count at their price. ``public`` is what state or municipality
    pays for this very service already.
    """

    service: ServiceName = attrs.field(validator=named(service_name))
    area: SupportArea | None = attrs.field(default=None, validator=optional(exactly(SupportArea)))
    experts_rank: Rank | None = attrs.field(default=None, validator=_maybe_rank)
    parent_rank: Rank | None = attrs.field(default=None, validator=_maybe_rank)
    intensity: Text | None = attrs.field(default=None, validator=_maybe_text)
    provider: Text | None = attrs.field(default=None, validator=_maybe_text)
    unit_price: Rate | None = attrs.field(default=None, validator=optional(exactly(Rate)))
    units: tuple[int, ...] | None = attrs.field(default=None, converter=as_tuple, validator=optional(whole_units))
    public: Money | None = attrs.field(default=None, validator=_maybe_amount)
    transport: bool | None = attrs.field(default=None, validator=_yes_no)
    received: tuple[int, ...] | None = attrs.field(default=None, converter=_if_known, validator=optional(whole_units))
    spent: tuple[Money, ...] | None = attrs.field(
        default=None, converter=_if_known, validator=optional(amounts_by_month)
    )

    @property
    def ranked_in(self) -> SupportArea | None:
        """The area in whose list the experts rank the service."""
        return self.area or area_of(self.service)


@attrs.frozen(kw_only=True)
class Matrix:
    """A child's whole file for one period (IBM matrica), in the order of its tables.

    ``code`` stands for the child (A-11). ``provisional`` and ``final`` are the amounts that the ministry's team told
    the social worker. A record of the child or the parent in which nothing is filled in is none. ``services`` stand
    in priority order unless they are ranked: then the ranks decide. ``recommendations`` are those of the closing
    evaluation (N-14). Rules: D-8, N-9; source M II.1, II.3.1.
    """

    code: Identifier = attrs.field(validator=named(identifier))
    municipality: Identifier = attrs.field(validator=named(identifier))
    period: PlanPeriod = attrs.field(validator=exactly(PlanPeriod))
    child: ChildRecord | None = attrs.field(
        default=None, converter=_unless_empty, validator=optional(exactly(ChildRecord))
    )
    parent: ParentRecord | None = attrs.field(
        default=None, converter=_unless_empty, validator=optional(exactly(ParentRecord))
    )
    team: tuple[Expert, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Expert))
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Goal))
    recommendations: Text | None = attrs.field(default=None, validator=_maybe_text)
    services: tuple[MatrixService, ...] = attrs.field(default=(), converter=as_tuple, validator=each(MatrixService))
    variant: Variant | None = attrs.field(default=None, validator=optional(known_variant))
    provisional: Money | None = attrs.field(default=None, validator=_maybe_amount)
    final: Money | None = attrs.field(default=None, validator=_maybe_amount)
    rehabilitation: Money | None = attrs.field(default=None, validator=_maybe_amount)
    transport: Money | None = attrs.field(default=None, validator=_maybe_amount)
    other: Money | None = attrs.field(default=None, validator=_maybe_amount)
    before: Money | None = attrs.field(default=None, validator=_maybe_amount)

    @services.validator
    def _rows(self, attribute: attrs.Attribute[Any], value: tuple[MatrixService, ...]) -> None:
        """Each service once, with units for every month of the period, received for no more than these."""
        seen: set[str] = set()
        for place, row in enumerate(value):
            if row.service in seen:
                message = f"expected every service once, got {row.service!a} again"
                raise Duplicate(message, pointer(attribute.name, place, "service"))
            seen.add(row.service)
            _check_months(row, self.period.months, place)

    def without_personal_data(self) -> Matrix:
        """The same file without table 6.1 and without the names and contacts of the team (A-11)."""
        team = tuple(Expert(specialty=expert.specialty) for expert in self.team)
        return attrs.evolve(self, child=None, parent=None, team=team)

    @property
    def benefits(self) -> Benefits:
        """The benefits as stage 4 sees them; what is not filled in is none."""
        return Benefits(self.rehabilitation, self.transport)

    def plan_lines(self) -> tuple[PlanLine, ...]:
        """The services as lines of a plan, in the order of the rows.

        Raises `MissingField` at the first row whose price or units are not filled in.
        """
        return tuple(self._plan_line(place, row) for place, row in enumerate(self.services))

    def _plan_line(self, place: int, row: MatrixService) -> PlanLine:
        if row.unit_price is None:
            raise MissingField("expected the price of a unit", pointer("services", place, "unit_price"))
        if row.units is None:
            raise MissingField("expected the units by month", pointer("services", place, "units"))
        return PlanLine(row.service, row.unit_price, row.units, row.public, row.transport)

    def rankings(self) -> Rankings | None:
        """The two rankings of the services (N-2), none if no row has a rank.

        Raises `MissingField` at the first row that lacks a rank or an area while others are ranked, `Duplicate` for a
        rank given twice.
        """
        if all(row.experts_rank is None and row.parent_rank is None for row in self.services):
            return None
        experts: dict[str, dict[int, str]] = {}
        parent: dict[int, str] = {}
        for place, row in enumerate(self.services):
            if row.ranked_in is None:
                raise MissingField("expected the support area of a ranked service", pointer("services", place, "area"))
            _rank_once(
                experts.setdefault(row.ranked_in.value, {}), row.experts_rank, row.service, place, "experts_rank"
            )
            _rank_once(parent, row.parent_rank, row.service, place, "parent_rank")
        lists = {area: tuple(ranks[rank] for rank in sorted(ranks)) for area, ranks in experts.items()}
        return Rankings(lists, tuple(parent[rank] for rank in sorted(parent)))

    def executed(self) -> Executed:
        """What was received of the plan so far (table 6.10).

        Raises `MissingField` at the first row whose price, units or received units are not filled in, `Inconsistent`
        at the first that is known for another number of months than those before it.
        """
        rows: list[ExecutedService] = []
        for place, (row, line) in enumerate(zip(self.services, self.plan_lines(), strict=True)):
            if row.received is None:
                raise MissingField("expected the units received", pointer("services", place, "received"))
            if rows and len(rows[0].received) != len(row.received):
                message = f"expected {len(rows[0].received)} months as in the first row, got {len(row.received)}"
                raise Inconsistent(message, pointer("services", place, "received"))
            rows.append(ExecutedService(row.service, line.unit_price, line.units, row.received, row.spent))
        return Executed(self.code, tuple(rows))


def _check_months(row: MatrixService, months: int, place: int) -> None:
    if row.units is not None and len(row.units) != months:
        message = f"expected units for the {months} months of the period, got {len(row.units)}"
        raise Inconsistent(message, pointer("services", place, "units"))
    known = 0 if row.received is None else len(row.received)
    if known > months:
        raise Inconsistent(f"expected at most {months} months, got {known}", pointer("services", place, "received"))
    if row.spent is not None and len(row.spent) != known:
        message = f"expected amounts for {known} months as received, got {len(row.spent)}"
        raise Inconsistent(message, pointer("services", place, "spent"))


def _rank_once(taken: dict[int, str], rank: int | None, service: str, place: int, name: str) -> None:
    if rank is None:
        raise MissingField("expected a rank, as other services have one", pointer("services", place, name))
    if rank in taken:
        message = f"expected every rank once, got {rank} for {taken[rank]!a} and {service!a}"
        raise Duplicate(message, pointer("services", place, name))
    taken[rank] = service
