"""What selection may know of an applicant, and who comes first among equals. Rules S-6, S-7, S-8; I-6, I-8."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Final

import attrs

from ibmodel.case.applications import ChildApplicant, PilotDates
from ibmodel.dates import completed_years
from ibmodel.errors import BadValue, MissingField
from ibmodel.parameters import Parameters
from ibmodel.parameters.figures import figure_names
from ibmodel.vocabulary import Impairment

__all__ = ["Anonymous", "age_group_of", "age_groups", "anonymous", "priority"]

_PREFIX: Final = "group_"


@attrs.frozen
class Anonymous:
    """An applicant as selection sees one (anonimizēti dati): no more than this can reach the rule."""

    id: str
    municipality: str
    age_group: str
    impairment: Impairment
    home_schooled: bool
    received: datetime


def anonymous(applicant: ChildApplicant, pilot: PilotDates, parameters: Parameters) -> Anonymous:
    """The applicant without everything that selection must not know.

    The age is taken on the day that I-6 says. Raises `MissingField` without an impairment, `BadValue` for a birth
    after that day or an age that no group has. Rules: S-6, S-2; I-6; source M II.2.2.
    """
    if applicant.impairment is None:
        raise MissingField("expected an impairment", "/impairment")
    on = applicant.received.date() if parameters.reading("I-6") == "application" else pilot.start
    return Anonymous(
        applicant.id,
        applicant.municipality,
        age_group_of(applicant.born, on, parameters),
        applicant.impairment,
        applicant.home_schooled is True,
        applicant.received,
    )


def age_group_of(born: date, on: date, parameters: Parameters) -> str:
    """The age group of somebody born on a day; raises `BadValue` at ``/born`` where there is none. Rules: S-2."""
    try:
        age = completed_years(born, on)
    except BadValue as error:
        raise error.below("born") from None
    for group, least, most in age_groups(parameters):
        if least <= age <= most:
            return group
    raise BadValue(f"expected an age that a group has on {on}, got {age} years", "/born")


def age_groups(parameters: Parameters) -> tuple[tuple[str, int, int], ...]:
    """The age groups in the policy's order: name, least and greatest age, both included. Rules: S-2."""
    return _bounds(figure_names(parameters.selection.age))


@cache
def _bounds(names: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    groups = []
    for name in names:
        least, most = name.removeprefix(_PREFIX).split("_")
        groups.append((f"{least}-{most}", int(least), int(most)))
    return tuple(groups)


def priority(person: Anonymous) -> tuple[bool, datetime, str]:
    """A key that sorts by priority: home-schooled first, then the earlier application, then the smaller identifier.

    Rules: S-7, S-8; I-8.
    """
    return not person.home_schooled, person.received, person.id
