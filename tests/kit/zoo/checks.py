"""Mistakes of the check of a plan and of prices."""

from __future__ import annotations

from ibmodel.rules.combinations import granting, hours, volume
from ibmodel.rules.prices import limits

from .beast import Beast, edited

_CHECK = ("plan.check",)
_PRICES = ("prices.check",)

BEASTS = (
    Beast(
        "touching_ends_overlap",
        ("C-2", "C-3", "I-14"),
        "hours that only touch are taken for shared",
        (edited(hours.overlaps, ("if first < last", "if first <= last")),),
        _CHECK,
    ),
    Beast(
        "night_slots_ignored",
        ("C-2", "C-3", "I-14"),
        "hours past midnight share nothing with anything",
        (edited(hours._span, (" + (_MINUTES_IN_DAY if end < start else 0)", "")),),
        _CHECK,
    ),
    Beast(
        "six_days_a_week",
        ("C-4",),
        "six days a week are allowed",
        (edited(volume.check_weekly_days, ("combinations.weekly_days", "combinations.weekly_days + 1")),),
        _CHECK,
    ),
    Beast(
        "ceiling_excluded",
        ("C-6",),
        "exactly the ceiling is refused",
        (edited(volume._judge_transport, ("amount.cents * Share.WHOLE <= base", "amount.cents * Share.WHOLE < base")),),
        _CHECK,
    ),
    Beast(
        "childs_transport_only",
        ("I-27",),
        "the parent's transport does not count, whatever the reading",
        (edited(volume.check_transport, ('parameters.reading("I-27") == "child_only"', "plan is not None")),),
        _CHECK,
    ),
    Beast(
        "override_ignored",
        ("C-6",),
        "what the social worker records changes nothing",
        (edited(volume._judge_transport, ('(view.plan.transport_override or "").strip()', "False")),),
        _CHECK,
    ),
    Beast(
        "multiple_fits_everything",
        ("L-5", "I-13"),
        "every tied service is given to a child with multiple impairments",
        (
            edited(
                granting._judge_impairment,
                ("and by_components and child.components is None", "and False"),
                ("tied in (components or ())", "child.impairment is Impairment.MULTIPLE"),
            ),
        ),
        _CHECK,
    ),
    Beast(
        "grounds_assumed",
        ("L-6",),
        "a family assistant is taken for needed",
        (
            edited(
                granting.check_family_grounds,
                ("if line.family_grounds\n", "if True\n"),
                ("join(line.family_grounds)", "join(line.family_grounds or ('lack_of_skills',))"),
            ),
        ),
        _CHECK,
    ),
    Beast(
        "limit_excluded",
        ("U-6", "U-7", "U-8", "U-4"),
        "exactly the limit is refused",
        (
            edited(limits.Cap.allows, ("price.micros > self", "price.micros >= self")),
            edited(limits.checked_price, ("price > limit", "price >= limit")),
        ),
        _PRICES,
    ),
    Beast(
        "unknown_limit_allowed",
        ("U-2", "U-3", "U-5", "U-6", "U-7", "U-8"),
        "a price is allowed where its limit is not known",
        (
            edited(limits.Cap.allows, ("True if self.known else None", "True")),
            edited(limits.checked_price, ("True if own.known else None", "True")),
        ),
        _PRICES,
    ),
    Beast(
        "ceiling_without_transport_part",
        ("U-4",),
        "the ceiling of group sessions holds without its part for transport taken off",
        (
            edited(
                limits._ceiling,
                ("part = facts.transport_part", "part = parameters.prices.group_session_ceiling"),
                ("(parameters.prices.group_session_ceiling - part)", "part"),
            ),
        ),
        _PRICES,
    ),
)
