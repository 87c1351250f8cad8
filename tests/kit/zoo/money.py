"""Mistakes of the four stages of the budget, and of rounding."""

from __future__ import annotations

from fractions import Fraction

from ibmodel import money
from ibmodel.money import Rate
from ibmodel.rules.budget import final, needed, provisional
from ibmodel.rules.transport import costs

from .beast import Beast, edited, replaced

_PROVISIONAL = ("budget.provisional",)
_NEEDED = ("budget.needed",)
_FINAL = ("budget.final",)
_BILLS = ("budget.needed", "transport.cost")
_EXACT = "round_down(base * weight, divisor)"


def _weight(need, parameters):
    whole, parts = final._weight(need, parameters.reading("I-2"))
    return Fraction(whole, parts) if parts else Fraction(0)


def _in_proportion(surplus, needs, parameters):
    """Everybody's part of the surplus by weight, rounded down."""
    weights = [_weight(need, parameters) for need in needs]
    return [int(surplus * weight / sum(weights)) if sum(weights) else 0 for weight in weights]


def _shortfalls(needs):
    return [max(need.needed.cents - need.provisional.cents, 0) for need in needs]


def _once(surplus, short, parameters):
    """What is above somebody's shortfall goes to nobody."""
    return list(map(min, _shortfalls(short), _in_proportion(surplus, short, parameters)))


def _first_of_the_list(residue, *_):
    return range(residue)


def _also_to_those_who_are_met(surplus, needs, parameters):
    """Whoever is met takes a part too and has no use for it."""
    shortfalls = _shortfalls(needs)
    if surplus >= sum(shortfalls):
        return shortfalls
    return _once(surplus, needs, parameters)


BEASTS = (
    Beast(
        "eight_is_older",
        ("B-1",),
        "the full share is given below eight years only",
        (edited(provisional.decide_share, ("age <= budget", "age < budget")),),
        _PROVISIONAL,
    ),
    Beast(
        "special_care_ignored",
        ("B-1",),
        "an opinion on special care changes nothing",
        (edited(provisional.decide_share, ("if special_care:", "if False:")),),
        _PROVISIONAL,
    ),
    Beast(
        "percentage_of_rounded_amount",
        ("B-1", "I-1"),
        "the percentage is taken of what 100 % comes to in whole cents",
        (
            edited(
                provisional.provisional_amounts,
                (_EXACT, "round_down(round_down(base * Share.WHOLE, divisor) * weight, Share.WHOLE)"),
            ),
        ),
        _PROVISIONAL,
    ),
    Beast(
        "shares_rounded_half_up",
        ("I-3", "B-7", "B-1", "B-6"),
        "shares are rounded to the nearest cent, and more is given out than there is",
        (
            edited(
                provisional.provisional_amounts,
                (_EXACT, "(2 * base * weight + divisor) // (2 * divisor)"),
            ),
            edited(
                final._shares,
                ("map(level.whole_share, weights)", "[(2 * a + b) // (2 * b) for a, b in map(level.share, weights)]"),
            ),
        ),
        (*_PROVISIONAL, *_FINAL),
    ),
    Beast(
        "residue_to_the_first",
        ("I-3",),
        "the cents that are left go to the first of the list",
        (
            replaced(provisional, "largest_remainder", _first_of_the_list),
            replaced(final, "greatest_first", _first_of_the_list),
        ),
        (*_PROVISIONAL, *_FINAL),
    ),
    Beast(
        "half_even_rounding",
        ("B-3", "T-6"),
        "a half cent goes to the even neighbour",
        (
            edited(
                money.round_half_up,
                (
                    "(2 * _not_negative(numerator, denominator) + denominator) // (2 * denominator)",
                    'round(__import__("fractions").Fraction(_not_negative(numerator, denominator), denominator))',
                ),
            ),
        ),
        _BILLS,
    ),
    Beast(
        "float_money",
        ("B-3", "T-6"),
        "amounts are binary floating-point numbers",
        (
            edited(
                Rate.times,
                (
                    'round_half_up(self.micros * count(units, "units"), _MICROS_IN_CENT)',
                    'round(round(self.micros / 1e6 * count(units, "units"), 2) * 100)',
                ),
            ),
            edited(
                costs._computed_fuel,
                (
                    "round_half_up(_kilometres(claim).millionths * litres * price, _PER_CENT_OF_FUEL)",
                    "round(round(_kilometres(claim).millionths / 1e6 * (litres / 1e6) / 100 * (price / 1e6), 2) * 100)",
                ),
            ),
        ),
        _BILLS,
    ),
    Beast(
        "months_rounded_alone",
        ("B-3",),
        "every month is rounded by itself, so that the months do not add up to the line",
        (edited(needed.needed_amount, ("+= after - before", "+= line.unit_price.times(line.units[month]).cents")),),
        _NEEDED,
    ),
    Beast(
        "units_rounded_price",
        ("B-3",),
        "the price is rounded to cents before it is multiplied",
        (
            edited(
                Rate.times,
                (
                    'round_half_up(self.micros * count(units, "units"), _MICROS_IN_CENT)',
                    'round_half_up(self.micros, _MICROS_IN_CENT) * count(units, "units")',
                ),
            ),
        ),
        (*_NEEDED, "plan.check"),
    ),
    Beast(
        "need_within_gets_provisional",
        ("B-4",),
        "who needs less than the provisional amount keeps all of it",
        (
            edited(
                final.final_amounts,
                (
                    "min(need.needed.cents, need.provisional.cents + shares.get(need.id, 0))",
                    "need.provisional.cents + shares.get(need.id, 0)",
                ),
                ("Money(need.needed.cents - final)", "Money(max(need.needed.cents - final, 0))"),
            ),
        ),
        _FINAL,
    ),
    Beast(
        "surplus_without_underspending",
        ("B-5",),
        "what was not spent in the period before does not join the surplus",
        (edited(final.final_amounts, (' + not_negative(underspent, "underspent")', "")),),
        _FINAL,
    ),
    Beast(
        "redistribution_without_caps",
        ("B-6", "I-2"),
        "the surplus is shared in proportion, also beyond the need",
        (
            replaced(final, "_shares", _in_proportion),
            edited(
                final.final_amounts,
                (
                    "min(need.needed.cents, need.provisional.cents + shares.get(need.id, 0))",
                    "need.provisional.cents + shares[need.id] if need.id in shares else need.needed.cents",
                ),
                ("Money(need.needed.cents - final)", "Money(max(need.needed.cents - final, 0))"),
            ),
        ),
        _FINAL,
    ),
    Beast(
        "redistribution_once",
        ("B-6", "I-2"),
        "what somebody cannot take of the surplus is not passed on",
        (replaced(final, "_shares", _once),),
        _FINAL,
    ),
    Beast(
        "redistribution_to_everyone",
        ("B-6", "I-2"),
        "those whose need is met take a part of the surplus too",
        (
            replaced(final, "_shares", _also_to_those_who_are_met),
            edited(
                final.final_amounts,
                ("[need for need in needs if need.needed.cents > need.provisional.cents]", "list(needs)"),
            ),
        ),
        _FINAL,
    ),
)
