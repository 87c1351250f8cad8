"""The English sentences, one for each reason code."""

from __future__ import annotations

from typing import Final

__all__ = ["MONTHS", "SENTENCES"]

#: The months by name.
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: One sentence for each reason code.
SENTENCES: Final[dict[str, str]] = {
    "full_share_up_to_age": (
        "{id} is {age#year|years} old, not older than {limit}, so the full share of {share} applies."
    ),
    "full_share_special_care": (
        "{id} is {age#year|years} old, older than {limit}, but has a special-care opinion, "
        "so the full share of {share} applies."
    ),
    "reduced_share": (
        "{id} is {age#year|years} old, older than {limit}, and has no special-care opinion, "
        "so the reduced share of {share} applies."
    ),
    "pool_shared_by_weight": (
        "The pool of {pool} is shared among {recipients#recipient|recipients} in proportion to their shares; "
        "{reserve} stays in reserve."
    ),
    "pool_shared_equally": (
        "The pool of {pool} is divided equally among {recipients#recipient|recipients} and each gets a share of "
        "that part; {reserve} stays in reserve."
    ),
    "fixed_amount_shared": (
        "Each of {recipients#recipient|recipients} gets a share of the fixed amount of {amount}; of the pool of "
        "{pool}, {reserve} stays in reserve."
    ),
    "pool_without_recipients": "There are no recipients, so the whole pool of {pool} stays in reserve.",
    "needed_is_sum_of_lines": (
        "The {lines#line|lines} of the plan cost {needed} over {months#month|months}: units times the price of a "
        "unit, added up."
    ),
    "need_within_provisional": (
        "{id} needs {needed}, not more than the provisional amount of {provisional}, and gets it in full."
    ),
    "need_met_from_surplus": (
        "{id} needs {needed}, more than the provisional amount of {provisional}; {added} from the surplus covers "
        "the rest."
    ),
    "need_partly_met": (
        "{id} needs {needed}, more than the provisional amount of {provisional}; the surplus adds {added}, which "
        "makes {final} and leaves {unmet} unmet."
    ),
    "surplus_redistributed": (
        "The surplus is {surplus}: {released} that recipients do not need, {reserve} in reserve and {underspent} "
        "not spent in the period before."
    ),
    "surplus_left": "Of the surplus of {surplus}, {distributed} is given out and {left} stays in reserve.",
    "rankings_weighted": "The experts' ranking counts for {experts}, the parent's for {parent}.",
    "service_ranked": (
        "Place {place}: {service}, with {score} points of 100 (experts {experts_score}, parent {parent_score})."
    ),
    "line_taken_in_full": "{service}: all {units#unit|units} fit into the amount, for {amount}.",
    "line_taken_in_part": (
        "{service}: {units#unit|units} fit into the amount, for {amount}; {dropped#unit is|units are} dropped from "
        "the last months."
    ),
    "line_not_taken": "{service}: nothing of it is taken; {dropped#unit is|units are} dropped.",
    "taking_stopped": "{service} was not taken in full, and by the reading in use no later service is tried.",
    "variant_1_order": "Funding variant {variant}: project money first, then benefits, then other money.",
    "variant_2_order": (
        "Funding variant {variant}: project money first, then benefits and money for public services, then other money."
    ),
    "variant_3_order": (
        "Funding variant {variant}: money for public services first, then benefits and project money, then other money."
    ),
    "project_money_used": "The project pays {used} of the final amount of {available}.",
    "benefits_used": "Benefits pay {used} of {available}.",
    "public_money_used": "State and municipality pay {used} of the {available} that they pay for these services.",
    "public_money_not_used": (
        "The {available} that state and municipality pay for these services are not used in this variant."
    ),
    "other_money_used": "Other money pays {used} of {available}.",
    "need_covered": "The needed amount of {needed} is covered in full.",
    "need_not_covered": "Of the needed amount of {needed}, {total} is covered; {unmet} stays unmet.",
    "tied_money_left": (
        "{unmet} stays unmet although {left} of benefits or public money is left: it is tied to other services."
    ),
    "support_grew": "Before, the support was {before}; with {total} it grows.",
    "support_stayed": "Before, the support was {before}; with {total} it stays the same.",
    "support_shrank": "Before, the support was {before}; with {total} it shrinks.",
    "need_is_less_than_before": "Before, the support was {before}; the need of {needed} is less than that.",
}
