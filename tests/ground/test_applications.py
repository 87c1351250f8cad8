"""Applications refuse, where they are made, whatever an application cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ibmodel.case.applications import (
    COMPONENTS,
    DOCUMENTS,
    MEASURES,
    AdultApplicant,
    Applications,
    ChildApplicant,
    GeneralApplicant,
    PilotDates,
)
from ibmodel.errors import BadType, BadValue, ModelError
from ibmodel.vocabulary import Impairment

BORN, RECEIVED = date(2010, 1, 1), datetime(2018, 7, 3, 9, 14)
COMPLETE: dict[type, dict[str, Any]] = {
    ChildApplicant: {
        "id": "a",
        "born": BORN,
        "impairment": Impairment.MULTIPLE,
        "components": (Impairment.VISION, Impairment.MENTAL),
        "disability_determined": True,
        "disability_until": date(2019, 1, 1),
        "di_evaluated": True,
        "other_measures": ("9.2.2.1",),
        "municipality": "Jelgava",
        "home_schooled": True,
        "special_care": False,
        "received": RECEIVED,
    },
    GeneralApplicant: {
        "id": "g",
        "born": BORN,
        "impairment": Impairment.VISION,
        "disability_determined": True,
        "received": RECEIVED,
    },
    AdultApplicant: {
        "id": "w",
        "born": BORN,
        "mental_impairment": True,
        "disability_group": 1,
        "declared_municipality": "Ogre",
        "received": RECEIVED,
        "documents": DOCUMENTS,
    },
}
NOT_KNOWN = {
    ChildApplicant: {"id", "born", "municipality", "received"},
    GeneralApplicant: {"id", "born", "received"},
    AdultApplicant: {"id", "born", "declared_municipality", "received", "documents"},
}
WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    "id": (5, None, b"a"),
    "born": (RECEIVED, "2010-01-01", None),
    "impairment": ("vision", 5),
    "components": (("vision",), (None,)),
    "disability_determined": (1, "yes"),
    "disability_until": (5, "2019-01-01", RECEIVED),
    "di_evaluated": (0, "no"),
    "other_measures": ((5,),),
    "municipality": (None, 5),
    "declared_municipality": (None, 5),
    "home_schooled": (1,),
    "special_care": (0.0,),
    "received": (BORN, "2018-07-03T09:14", None),
    "mental_impairment": (1,),
    "disability_group": (True, "1", 1.0),
    "documents": ((5,),),
}


def cases() -> list[Any]:
    return [
        pytest.param(kind, field, value, id=f"{kind.__name__}-{field}-{value!r}")
        for kind, fields in COMPLETE.items()
        for field in fields
        for value in WRONG_TYPES[field]
    ]


@pytest.mark.rule("E-5", "E-6")
@pytest.mark.parametrize("kind", COMPLETE)
def test_an_application_says_what_is_known_and_nothing_else_is_assumed(kind: Any) -> None:
    complete = kind(**COMPLETE[kind])
    for field, value in COMPLETE[kind].items():
        assert getattr(complete, field) == value
    least = kind(**{field: COMPLETE[kind][field] for field in NOT_KNOWN[kind]})
    for field in COMPLETE[kind].keys() - NOT_KNOWN[kind]:
        assert getattr(least, field) is None


@pytest.mark.parametrize(("kind", "field", "value"), cases())
def test_a_wrong_type_is_refused_at_its_field(kind: Any, field: str, value: Any) -> None:
    with pytest.raises(BadType) as caught:
        kind(**COMPLETE[kind] | {field: value})
    assert caught.value.path.startswith(f"/{field}")


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (ChildApplicant, "id", ""),
        (ChildApplicant, "municipality", "x" * 65),
        (ChildApplicant, "components", (Impairment.MULTIPLE,)),
        (ChildApplicant, "other_measures", ("9.2.2.2",)),
        (AdultApplicant, "disability_group", 4),
        (AdultApplicant, "disability_group", 0),
        (AdultApplicant, "documents", ("passport",)),
        (GeneralApplicant, "id", "\n"),
    ],
)
def test_a_value_that_does_not_exist_is_refused_at_its_field(kind: Any, field: str, value: Any) -> None:
    with pytest.raises(BadValue) as caught:
        kind(**COMPLETE[kind] | {field: value})
    assert caught.value.path.startswith(f"/{field}")


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_moment_with_a_time_zone_or_seconds_is_no_moment_of_registration(kind: Any) -> None:
    for received in (RECEIVED.replace(tzinfo=UTC), RECEIVED.replace(second=1)):
        with pytest.raises(ModelError) as caught:
            kind(**COMPLETE[kind] | {"received": received})
        assert caught.value.path == "/received"


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        (ChildApplicant, "components", COMPONENTS),
        (ChildApplicant, "other_measures", MEASURES),
        (AdultApplicant, "documents", DOCUMENTS),
    ],
)
def test_a_sequence_may_be_a_list_and_is_kept_as_a_tuple(kind: Any, field: str, values: tuple[Any, ...]) -> None:
    assert getattr(kind(**COMPLETE[kind] | {field: list(values)}), field) == values
    for wrong in ("vision", 5, {}):
        with pytest.raises(BadType) as caught:
            kind(**COMPLETE[kind] | {field: wrong})
        assert caught.value.path == f"/{field}"


@pytest.mark.parametrize(
    ("start", "months", "error", "path"),
    [
        (date(2018, 9, 2), 12, BadValue, "/start"),
        (RECEIVED, 12, BadType, "/start"),
        (None, 12, BadType, "/start"),
        (date(2018, 9, 1), 0, BadValue, "/months"),
        (date(2018, 9, 1), 121, BadValue, "/months"),
        (date(9999, 12, 1), 2, BadValue, "/months"),
    ],
)
def test_a_pilot_lasts_whole_months_from_the_first_of_one(
    start: Any, months: Any, error: type[ModelError], path: str
) -> None:
    with pytest.raises(error) as caught:
        PilotDates(start, months)
    assert caught.value.path == path


@pytest.mark.parametrize("months", [True, 12.0, "12", None])
def test_the_months_of_a_pilot_are_a_count(months: Any) -> None:
    with pytest.raises(BadType):
        PilotDates(date(2018, 9, 1), months)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2018, 9, 1), 12, date(2019, 8, 31)),
        (date(2019, 3, 1), 12, date(2020, 2, 29)),
        (date(2018, 9, 1), 1, date(2018, 9, 30)),
        (date(2018, 9, 1), 120, date(2028, 8, 31)),
        (date(9999, 12, 1), 1, date(9999, 12, 31)),
    ],
)
def test_the_last_day_of_a_pilot_is_the_last_of_its_last_month(start: date, months: int, last: date) -> None:
    assert PilotDates(start, months).last_day == last


def test_applications_hold_their_own_copy_of_the_regions() -> None:
    regions = {"Jelgava": "Zemgale"}
    applications = Applications([], PilotDates(date(2018, 9, 1), 12), regions)
    regions.clear()
    assert (applications.applicants, applications.regions) == ((), {"Jelgava": "Zemgale"})
    assert Applications((), PilotDates(date(2018, 9, 1), 12)).regions == {}


@pytest.mark.parametrize(("applicants", "pilot"), [(("a",), None), ((), None), ((), "2018"), (5, None)])
def test_applications_are_of_children_to_one_pilot(applicants: Any, pilot: Any) -> None:
    with pytest.raises(BadType):
        Applications(applicants, pilot)
