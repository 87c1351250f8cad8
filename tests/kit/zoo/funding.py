"""Mistakes of the funding variants and of the plan that the money is cut to."""

from __future__ import annotations

from ibmodel.rules import needs
from ibmodel.rules.funding import cover, total

from .beast import Beast, edited, replaced

_TOTAL = ("funding.total",)
_MERGE = ("plan.merge",)
_FIT = ("plan.fit",)
_P, _B, _G, _O = range(4)


def _orders(variant, *order):
    """The orders of the sources with another one for a variant, under both readings."""
    return replaced(cover, "_ORDERS", {**cover._ORDERS, (variant, "table"): order, (variant, "text"): order})


BEASTS = (
    Beast(
        "total_beyond_need",
        ("B-8", "F-5"),
        "the project's money is given whole, also beyond the need",
        (
            edited(
                total.total_amount,
                ("    total = sum(sums)\n", "    total = sum(sums) + funding.final.cents - sums[0]\n"),
                ("Money(plan.needed - total)", "Money(max(plan.needed - total, 0))"),
            ),
        ),
        _TOTAL,
    ),
    Beast(
        "public_money_in_variant_1",
        ("F-1",),
        "public money pays in variant 1 too",
        (_orders(1, _P, _B, _G, _O),),
        _TOTAL,
    ),
    Beast(
        "public_before_project_in_2",
        ("F-2",),
        "public money comes before the project's in variant 2",
        (_orders(2, _G, _P, _B, _O),),
        _TOTAL,
    ),
    Beast(
        "project_before_public_in_3",
        ("F-3",),
        "the project's money comes before public money in variant 3",
        (_orders(3, _P, _G, _B, _O),),
        _TOTAL,
    ),
    Beast(
        "public_money_for_any_service",
        ("F-4",),
        "public money is one pot for all services",
        (
            edited(
                cover.Plan.__init__,
                ("[min(line.public.cents, line.amount.cents) for line in funding.lines]", "[0 for _ in funding.lines]"),
                ("{_P:", "{_G: sum(line.public.cents for line in funding.lines), _P:"),
            ),
            edited(cover._greatest_cover, ("if source == _G", "if False")),
            edited(cover._holds, ("in (_B, _G)", "in (_B,)")),
            edited(
                cover._line_by_line,
                ("plan.public[place] if source == _G else ", ""),
                ("elif source != _G", "else"),
            ),
        ),
        _TOTAL,
    ),
    Beast(
        "transport_benefits_for_anything",
        ("F-4", "I-30"),
        "benefits for transport and for rehabilitation are one pot for all services",
        (
            replaced(cover, "_pot", lambda *_: 0),
            edited(
                cover.Plan.__init__,
                (
                    "(funding.benefits.rehabilitation.cents, funding.benefits.transport.cents, 0)",
                    "(funding.benefits.rehabilitation.cents + funding.benefits.transport.cents, 0, 0)",
                ),
            ),
        ),
        _TOTAL,
    ),
    Beast(
        "in_order_funding",
        ("F-6", "I-10"),
        "lines are paid one after another, whatever tied money then lies idle",
        (edited(cover.cover, ('reading == "in_order"', "True")),),
        _TOTAL,
    ),
    Beast(
        "text_order_of_sources",
        ("I-24",),
        "the sources are used in the order of the text whatever the reading",
        (edited(cover.order_of, ("_ORDERS[variant, reading]", '_ORDERS[variant, "text"]')),),
        _TOTAL,
    ),
    Beast(
        "before_without_benefits",
        ("F-7",),
        "what somebody had before is the public money alone",
        (
            edited(
                total.situation_before,
                (" + funding.benefits.rehabilitation.cents + funding.benefits.transport.cents", ""),
            ),
        ),
        _TOTAL,
    ),
    Beast(
        "merge_without_areas",
        ("N-2", "I-11"),
        "the experts' ranks run through all areas",
        (
            edited(
                needs._experts_scores,
                (
                    "in rankings.experts.values()",
                    "in [[each for listed in rankings.experts.values() for each in listed]]",
                ),
            ),
        ),
        _MERGE,
    ),
    Beast(
        "ties_by_the_parent",
        ("I-11", "N-2"),
        "of equal scores the parent's decides",
        (edited(needs.merged_order, ("-experts[service])", "-parent[service])")),),
        _MERGE,
    ),
    Beast(
        "scores_rounded_before_ordering",
        ("I-11", "N-2"),
        "services are ordered by their scores as they are shown",
        (edited(needs.merged_order, ("(-scores[service],", "(-round(scores[service], 4),")),),
        _MERGE,
    ),
    Beast(
        "stop_at_the_marginal_service",
        ("I-12", "N-7"),
        "the first service that is not taken in full is the last, whatever the reading",
        (
            edited(needs.fitted_plan, ('parameters.reading("I-12") == "stop"', "True")),
            edited(needs.fit_plan, ('parameters.reading("I-12") == "stop"', "True")),
        ),
        _FIT,
    ),
    Beast(
        "first_months_dropped",
        ("N-7",),
        "the units of the first months are dropped first",
        (
            edited(
                needs._first_units,
                ("in units:", "in reversed(units):"),
                ("return tuple(kept)", "return tuple(reversed(kept))"),
            ),
        ),
        _FIT,
    ),
    Beast(
        "lines_in_part_units",
        ("N-7",),
        "a service is taken in full or not at all",
        (edited(needs.fitted_plan, ("    amount =", "    taken = taken if taken == wanted else 0\n        amount =")),),
        _FIT,
    ),
)
