"""How satisfied those are who take part, by party and stage of the process (apmierinātība). Rules Q-5, Q-6, Q-4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from ibmodel.case.checks import Identifier, exactly, identifier, named, optional
from ibmodel.case.reports import MunicipalityFacts
from ibmodel.errors import BadValue, ModelError, pointer
from ibmodel.parameters import Parameters
from ibmodel.rules.reports.breakdowns import By, Key
from ibmodel.rules.reports.results import municipal_keys
from ibmodel.rules.surveys import ASKED, Party, Stage, check_satisfaction
from ibmodel.vocabulary import Word

__all__ = ["RatingsGiven", "SatisfactionGroup", "SatisfactionRow", "satisfaction_by", "satisfaction_rows"]


def _none_given(value: Any) -> Any:
    return {} if value is None else value


@attrs.frozen(kw_only=True)
class RatingsGiven:
    """One respondent's ratings by stage; ``None`` or no entry at all is no answer, which is valid (Q-6)."""

    party: Party = attrs.field(validator=exactly(Party))
    municipality: Identifier | None = attrs.field(default=None, validator=optional(named(identifier)))
    ratings: Mapping[Stage, int | None] = attrs.field(factory=dict[Stage, int | None], converter=_none_given)


@attrs.frozen
class SatisfactionRow:
    """What a party says of a stage.

    ``given`` holds how often each point of the scale was given, the lowest first. Mean and median are exact; there
    is none where nobody answered.
    """

    party: Party
    stage: Stage
    answered: int
    skipped: int
    given: tuple[int, ...]
    mean: Fraction | None
    median: Fraction | None


@attrs.frozen
class SatisfactionGroup:
    """The rows of those who belong together, such as those of one municipality."""

    key: Key
    rows: tuple[SatisfactionRow, ...]


def satisfaction_rows(answers: Sequence[RatingsGiven], parameters: Parameters) -> tuple[SatisfactionRow, ...]:
    """How satisfied is each party with each stage that it is asked about (apmierinātības novērtējums)?

    A row for every party and its stages, whether anybody answered or not. Raises what `check_satisfaction` raises,
    at the place of the answer. Rules: Q-5, Q-6; source M III.8, II.15.2.
    """
    for place, answer in enumerate(answers):
        try:
            check_satisfaction(answer.party, answer.ratings, parameters)
        except ModelError as error:
            raise error.below(place) from None
    return tuple(_row(party, stage, answers, parameters) for party in Party for stage in ASKED[party])


def satisfaction_by(
    by: By, answers: Sequence[RatingsGiven], municipalities: Sequence[MunicipalityFacts], parameters: Parameters
) -> tuple[SatisfactionGroup, ...]:
    """The rows of `satisfaction_rows` by municipality, its size or its region; those not known last.

    Raises `BadValue` for another ``by``, and what `satisfaction_rows` raises. Rules: Q-5, Q-6, Q-4; I-32; source
    M III.8, II.15.2.
    """
    keys = municipal_keys(municipalities, parameters)
    if by not in keys:
        raise BadValue(f"expected one of {', '.join(each.value for each in keys)}, got {by.value}", pointer("by"))
    satisfaction_rows(answers, parameters)
    groups: dict[Key, list[RatingsGiven]] = {}
    for answer in answers:
        key = None if answer.municipality is None else keys[by](answer.municipality)
        groups.setdefault(key, []).append(answer)
    return tuple(
        SatisfactionGroup(key, satisfaction_rows(groups[key], parameters)) for key in sorted(groups, key=_order)
    )


def _row(party: Party, stage: Stage, answers: Sequence[RatingsGiven], parameters: Parameters) -> SatisfactionRow:
    lowest, highest = parameters.surveys.satisfaction_lowest, parameters.surveys.satisfaction_highest
    asked = [answer.ratings.get(stage) for answer in answers if answer.party is party]
    ratings = sorted(rating for rating in asked if rating is not None)
    given = tuple(ratings.count(point) for point in range(lowest, highest + 1))
    answered, skipped = len(ratings), len(asked) - len(ratings)
    if not ratings:
        return SatisfactionRow(party, stage, answered, skipped, given, None, None)
    middle = ratings[(answered - 1) // 2] + ratings[answered // 2]
    mean, median = Fraction(sum(ratings), answered), Fraction(middle, 2)
    return SatisfactionRow(party, stage, answered, skipped, given, mean, median)


def _order(key: Key) -> tuple[int, int, str]:
    """Words in the order of their list, names by code point, what is not known last."""
    if isinstance(key, Word):
        return 0, list(type(key)).index(key), ""
    return (1, 0, "") if key is None else (0, 0, str(key))
