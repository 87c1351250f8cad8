"""What handing out the last cents costs: cases in which the reading ``exhaust`` of I-3 breaks a law.

They are why ``equal_treatment`` is the default. The smallest ones that a search found; the documentation shows them.
"""

from __future__ import annotations

from datetime import date

import pytest

from ibmodel.case import Need, Recipient
from ibmodel.money import Money
from ibmodel.parameters import Parameters, edition
from ibmodel.rules.budget import FinalStage, ProvisionalStage, final_amounts, provisional_amounts
from ibmodel.testing import laws

PILOT = edition("children-pilot-2018")
ON = date(2018, 9, 1)
#: One child with the full share, one with the reduced.
FULL, REDUCED = date(2015, 1, 1), date(2005, 1, 1)


def exhaust(**readings: str) -> Parameters:
    chosen = {name.replace("_", "-"): value for name, value in readings.items()}
    return PILOT.reform("last cents", readings={"I-3": "exhaust", **chosen})


def provisional(stage: ProvisionalStage) -> list[int]:
    return [row.provisional.cents for row in stage.amounts]


def final(stage: FinalStage) -> list[int]:
    return [row.final.cents for row in stage.amounts]


def children(*births: date) -> list[Recipient]:
    return [Recipient(who, born, special_care=False) for who, born in zip("ABC", births, strict=False)]


def needs(*pairs: tuple[int, int]) -> list[Need]:
    return [Need(who, Money(granted), Money(needed)) for who, (granted, needed) in zip("ABC", pairs, strict=False)]


@pytest.mark.rule("I-3", "B-7")
def test_exhaust_gives_equal_children_different_provisional_amounts() -> None:
    equal = children(FULL, FULL, FULL)
    stage = provisional_amounts(equal, Money.euro("1.00"), ON, exhaust())
    assert provisional(stage) == [34, 33, 33]
    with pytest.raises(laws.LawBroken, match=r"'B' gets 0\.33 and an equal 0\.34"):
        laws.equal_facts_get_equal_provisional_amounts(equal, stage)


@pytest.mark.rule("I-3", "B-7")
def test_exhaust_gives_equal_needs_different_final_amounts() -> None:
    equal = needs((100, 200), (100, 200))
    stage = final_amounts(equal, exhaust(), Money(1))
    assert final(stage) == [101, 100]
    with pytest.raises(laws.LawBroken, match=r"'B' gets 1\.00 and an equal 1\.01"):
        laws.equal_needs_get_equal_final_amounts(equal, stage)


@pytest.mark.rule("I-3", "I-1", "D-1")
@pytest.mark.parametrize(
    ("split", "births", "pool", "before", "after"),
    [
        ("weighted_split", (FULL, FULL, REDUCED), 17, [6, 6, 5], [7, 7, 4]),
        ("equal_share", (FULL, REDUCED), 13, [6, 5], [7, 4]),
    ],
)
def test_exhaust_gives_a_child_less_of_a_pool_that_is_a_cent_larger(
    split: str, births: tuple[date, ...], pool: int, before: list[int], after: list[int]
) -> None:
    parameters = exhaust(I_1=split)
    smaller, larger = (
        provisional_amounts(children(*births), Money(cents), ON, parameters) for cents in (pool, pool + 1)
    )
    assert (provisional(smaller), provisional(larger)) == (before, after)
    with pytest.raises(laws.LawBroken, match=r"0\.05, and 0\.04 of a larger pool"):
        laws.a_larger_pool_never_gives_anyone_less(smaller, larger)


@pytest.mark.rule("I-3", "I-2", "B-6")
@pytest.mark.parametrize(
    ("proportion", "pairs", "surplus", "before", "after"),
    [
        ("need", [(1, 40), (4, 8), (3, 23)], 4, [3, 5, 4], [4, 4, 5]),
        ("shortfall", [(6, 33), (6, 27), (1, 4)], 8, [10, 9, 2], [11, 10, 1]),
        ("need_ratio", [(1, 16), (8, 9), (1, 16)], 13, [7, 9, 7], [8, 8, 8]),
    ],
)
def test_exhaust_gives_a_recipient_less_of_a_surplus_that_is_a_cent_larger(
    proportion: str, pairs: list[tuple[int, int]], surplus: int, before: list[int], after: list[int]
) -> None:
    parameters = exhaust(I_2=proportion)
    smaller, larger = (final_amounts(needs(*pairs), parameters, Money(cents)) for cents in (surplus, surplus + 1))
    assert (final(smaller), final(larger)) == (before, after)
    with pytest.raises(laws.LawBroken, match="of a larger surplus"):
        laws.a_larger_surplus_never_gives_anyone_less(smaller, larger)


@pytest.mark.rule("I-3", "I-2", "B-6")
def test_equal_treatment_keeps_both_laws_in_the_same_cases() -> None:
    births = children(FULL, FULL, REDUCED)
    laws.a_larger_pool_never_gives_anyone_less(
        provisional_amounts(births, Money(17), ON, PILOT), provisional_amounts(births, Money(18), ON, PILOT)
    )
    asked = needs((1, 40), (4, 8), (3, 23))
    laws.a_larger_surplus_never_gives_anyone_less(
        final_amounts(asked, PILOT, Money(4)), final_amounts(asked, PILOT, Money(5))
    )


@pytest.mark.rule("I-3", "I-2", "B-6")
@pytest.mark.parametrize("cents", ["equal_treatment", "exhaust"])
@pytest.mark.parametrize("proportion", ["need", "shortfall", "need_ratio", "equal"])
def test_more_need_never_means_less_money_under_either_reading_in_small_cases(proportion: str, cents: str) -> None:
    """Exhaust keeps this law: a need that grows by any amount cannot lose its owner a last cent.

    The exact share grows and all others shrink. Whoever overtakes its remainder has just fallen below a whole cent, and
    each who does adds one to the cents that are handed out.
    """
    parameters = PILOT.reform("readings", readings={"I-2": proportion, "I-3": cents})
    for surplus in range(9):
        for others in [(), ((1, 4),), ((2, 9), (1, 3)), ((3, 4), (1, 8))]:
            amounts = [
                final(final_amounts(needs((2, needed), *others), parameters, Money(surplus)))[0] for needed in range(14)
            ]
            assert amounts == sorted(amounts)
