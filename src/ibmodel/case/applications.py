"""Applications: what the parent and the administrator say of somebody who wants to take part (E-5, W-9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Final

import attrs

from ibmodel.case.checks import Identifier, as_tuple, each, exactly, identifier, moment, named, optional, sequence
from ibmodel.dates import Month, Period
from ibmodel.errors import BadType, BadValue, pointer, shown
from ibmodel.money import count
from ibmodel.vocabulary import Impairment

__all__ = [
    "COMPONENTS",
    "DOCUMENTS",
    "GROUPS",
    "INDEFINITE",
    "MEASURES",
    "MOST_MONTHS",
    "AdultApplicant",
    "Applicant",
    "Applications",
    "ChildApplicant",
    "Component",
    "Document",
    "GeneralApplicant",
    "Group",
    "Measure",
    "MonthStart",
    "Months",
    "PilotDates",
    "Until",
]

#: A disability that does not run out.
INDEFINITE: Final = "indefinite"
#: The papers of an adult's application (W-9).
DOCUMENTS: Final = ("application", "disability_proof")
#: The measures of the deinstitutionalisation project that exclude from the pilot (E-9).
MEASURES: Final = ("9.2.2.1", "9.2.2.3")
#: The disability groups of adults.
GROUPS: Final = (1, 2, 3)
#: The longest pilot, in months.
MOST_MONTHS: Final = 120

#: The last day on which a disability is in force, or `INDEFINITE`.
Until = Annotated[date | str, "until"]
#: One of `MEASURES`.
Measure = Annotated[str, "measure"]
#: One of `DOCUMENTS`.
Document = Annotated[str, "document"]
#: An impairment that a multiple impairment can have.
Component = Annotated[Impairment, "component"]
#: A disability group, 1 to 3.
Group = Annotated[int, "group"]
#: The first day of a month.
MonthStart = Annotated[date, "month start"]
#: A length of 1 to 120 months.
Months = Annotated[int, "months"]


def _until(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value != INDEFINITE and type(value) is not date:
        raise BadType(f"expected a date or 'indefinite', got {shown(value)}", pointer(attribute.name))


def _one_of(allowed: tuple[Any, ...]) -> Any:
    def validate(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if type(value) is not type(allowed[0]):
            raise BadType(f"expected one of {allowed}, got {shown(value)}", pointer(attribute.name))
        if value not in allowed:
            raise BadValue(f"expected one of {allowed}, got {shown(value)}", pointer(attribute.name))

    return validate


def _each_of(allowed: tuple[Any, ...]) -> Any:
    check = _one_of(allowed)

    def validate(instance: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
        sequence(value, attribute.name)
        for item in value:
            check(instance, attribute, item)

    return validate


def _as_dict(value: Mapping[str, str]) -> dict[str, str]:
    return dict(value)


_yes_no = optional(exactly(bool))
#: The impairments of which a multiple one can be made.
COMPONENTS: Final = (Impairment.VISION, Impairment.HEARING, Impairment.MOVEMENT, Impairment.MENTAL)
_components = optional(_each_of(COMPONENTS))


@lru_cache(maxsize=64)
def _last_day(start: date, months: int) -> date:
    return Period(Month.of(start), months).last


@attrs.frozen
class PilotDates:
    """When a pilot runs (izmēģinājumprojekta laiks): from the first of a month, for whole months."""

    start: MonthStart = attrs.field(validator=exactly(date))
    months: Months = attrs.field()

    @start.validator
    def _first_of_month(self, attribute: attrs.Attribute[Any], value: date) -> None:
        if value.day != 1:
            raise BadValue(f"expected the first day of a month, got {value}", pointer(attribute.name))

    @months.validator
    def _whole_months(self, attribute: attrs.Attribute[Any], value: object) -> None:
        if not 1 <= count(value, "months") <= MOST_MONTHS:
            raise BadValue(f"expected 1 to {MOST_MONTHS} months, got {shown(value)}", pointer(attribute.name))
        try:
            _ = self.last_day
        except BadValue as error:
            raise error.below(attribute.name) from None

    @property
    def last_day(self) -> date:
        """Its last day."""
        return _last_day(self.start, self.months)


@attrs.frozen(kw_only=True)
class ChildApplicant:
    """An application to the children's pilot (iesniegums). ``None`` means: not known yet."""

    id: Identifier = attrs.field(validator=named(identifier))
    born: date = attrs.field(validator=exactly(date))
    impairment: Impairment | None = attrs.field(default=None, validator=optional(exactly(Impairment)))
    components: tuple[Component, ...] | None = attrs.field(default=None, converter=as_tuple, validator=_components)
    disability_determined: bool | None = attrs.field(default=None, validator=_yes_no)
    disability_until: Until | None = attrs.field(default=None, validator=optional(_until))
    di_evaluated: bool | None = attrs.field(default=None, validator=_yes_no)
    other_measures: tuple[Measure, ...] | None = attrs.field(
        default=None, converter=as_tuple, validator=optional(_each_of(MEASURES))
    )
    municipality: Identifier = attrs.field(validator=named(identifier))
    home_schooled: bool | None = attrs.field(default=None, validator=_yes_no)
    special_care: bool | None = attrs.field(default=None, validator=_yes_no)
    received: datetime = attrs.field(validator=moment)


@attrs.frozen(kw_only=True)
class GeneralApplicant:
    """An application outside the pilot. ``None`` means: not known yet."""

    id: Identifier = attrs.field(validator=named(identifier))
    born: date = attrs.field(validator=exactly(date))
    impairment: Impairment | None = attrs.field(default=None, validator=optional(exactly(Impairment)))
    disability_determined: bool | None = attrs.field(default=None, validator=_yes_no)
    received: datetime = attrs.field(validator=moment)


@attrs.frozen(kw_only=True)
class AdultApplicant:
    """An application to the adults' pilot. ``None`` means: not known yet."""

    id: Identifier = attrs.field(validator=named(identifier))
    born: date = attrs.field(validator=exactly(date))
    mental_impairment: bool | None = attrs.field(default=None, validator=_yes_no)
    disability_group: Group | None = attrs.field(default=None, validator=optional(_one_of(GROUPS)))
    declared_municipality: Identifier = attrs.field(validator=named(identifier))
    received: datetime = attrs.field(validator=moment)
    documents: tuple[Document, ...] = attrs.field(converter=as_tuple, validator=_each_of(DOCUMENTS))


Applicant = ChildApplicant | GeneralApplicant | AdultApplicant


@attrs.frozen
class Applications:
    """All applications to the children's pilot, and when it runs.

    ``regions`` gives the planning region of municipalities where it is not, or not to be, the policy's.
    """

    applicants: tuple[ChildApplicant, ...] = attrs.field(converter=as_tuple, validator=each(ChildApplicant))
    pilot: PilotDates = attrs.field(validator=exactly(PilotDates))
    regions: Mapping[str, str] = attrs.field(factory=dict, converter=_as_dict)
