"""The English sentences, one for each reason code."""

from __future__ import annotations

from typing import Final

__all__ = ["FACTS", "MONTHS", "SENTENCES"]

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
        "The plan costs {needed} over {months#month|months}: units times the price of a unit, added up over "
        "{lines#line|lines}."
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
    "plan_without_lines": "The plan has no services; all of {available} is left.",
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
    "forward_by": (
        "The application period ended on {application_closed}; eligible applications are forwarded within "
        "{days#working day|working days}, by {forward_by}."
    ),
    "decide_by": (
        "The application was received on {received}; it is decided within {days#working day|working days}, by "
        "{decide_by}."
    ),
    "disability_qualifies": "{id} has an impairment and, where it is asked for, a determined disability.",
    "disability_does_not_qualify": "{id} has no determined disability.",
    "disability_facts_unknown": "{id}: not known yet: {missing}.",
    "is_under_age": "{id} is {age#year|years} old on {on}, under {limit}.",
    "is_of_age": "{id} is {age#year|years} old on {on}, not under {limit}.",
    "disability_is_determined": "{id}: the disability commission has determined the disability.",
    "disability_not_determined": "{id}: the disability commission has not determined a disability.",
    "determination_unknown": "{id}: not known yet: {missing}.",
    "evaluated_in_project": "{id} was evaluated in the deinstitutionalisation project.",
    "not_evaluated_in_project": "{id} was not evaluated in the deinstitutionalisation project.",
    "evaluation_unknown": "{id}: not known yet: {missing}.",
    "stays_under_age": "{id}, born on {born}, does not reach {limit} years by the pilot's last day, {last_day}.",
    "comes_of_age_in_pilot": "{id}, born on {born}, reaches {limit} years by the pilot's last day, {last_day}.",
    "disability_in_force": "{id}: the disability is in force when the pilot starts on {on}.",
    "disability_not_in_force": "{id}: no disability is in force when the pilot starts on {on}.",
    "disability_term_unknown": "{id}: not known yet: {missing}.",
    "no_excluding_support": "{id} gets no support from the measures {measures}.",
    "has_excluding_support": "{id} gets support from one of the measures {measures}, which excludes from the pilot.",
    "lives_in_pilot_area": "{id} is declared in {municipality}, a municipality of the pilot.",
    "lives_outside_pilot_area": "{id} is declared in {municipality}, which is not a municipality of the pilot.",
    "adult_qualifies": (
        "{id} is an adult with a mental impairment and one of the disability groups {groups}, declared in "
        "{municipality}, a municipality of the pilot."
    ),
    "adult_does_not_qualify": (
        "{id}, declared in {municipality}, is not an adult with a mental impairment and one of the disability groups "
        "{groups} in a municipality of the pilot."
    ),
    "adult_facts_unknown": "{id}: not known yet: {missing}.",
    "applied_in_time": "{id} applied on {received}, between {first_day} and {last_day}.",
    "applied_out_of_time": "{id} applied on {received}, not between {first_day} and {last_day}.",
    "papers_are_complete": "{id} handed in the application and the proof of disability group and impairment.",
    "papers_are_incomplete": (
        "{id} did not hand in both the application and the proof of disability group and impairment."
    ),
    "target_is_quota": "{group}: {applicants#applicant|applicants}, target {target}, as the quota says.",
    "target_is_every_applicant": (
        "{group}: {applicants#applicant|applicants} for a quota of {quota}; all are wanted, target {target}."
    ),
    "target_without_applicants": "{group}: nobody applies for a quota of {quota}.",
    "target_above_quota": (
        "{group}: {applicants#applicant|applicants}, target {target} instead of the quota of {quota}, because other "
        "groups have too few applicants."
    ),
    "target_below_quota": (
        "{group}: {applicants#applicant|applicants}, target {target} instead of the quota of {quota}, because the "
        "quotas add up to more than the places."
    ),
    "deviation_from_targets": (
        "The list misses the targets of the age groups by {age} and those of the impairment groups by {impairment} "
        "in all; no list that takes the target from every municipality misses them by less."
    ),
    "selected": ("{id} is selected: place {place} of {municipality}, age group {age_group}, {impairment}."),
    "waits_municipality_full": (
        "{id} waits: {municipality} has {target#place|places}, taken by applicants who come first by the quotas, home "
        "schooling and the time of application."
    ),
    "waits_same_profile_first": (
        "{id} waits: of age group {age_group} with {impairment} in {municipality}, those with priority are selected "
        "({taken} in number); one more would miss the quotas by more or cost a place of somebody with priority."
    ),
    "waits_quotas": (
        "{id} waits: age group {age_group} has {age_selected} of {age_target} and {impairment} has "
        "{impairment_selected} of {impairment_target}; to take {id} as well would miss the quotas by more or cost a "
        "place of somebody with priority."
    ),
    "not_eligible": "{id} cannot take part: {rules}.",
    "possibly_the_same_person": (
        "{id} and {other} have the same date of birth, municipality and minute of application: perhaps one child."
    ),
    "list_is_valid": "The list of {selected} keeps every rule, and no exchange within a municipality makes it better.",
    "list_breaks_rule": "The list breaks rule {broken}: {ids}.",
    "list_misses_municipality": "The list takes {chosen} from {municipality}; the target is {target}.",
    "exchange_is_better": "With {in} instead of {out} the list would be better by rule {why}.",
    "list_is_proved_best": "The certificate proves that no list is better than this one of {selected}.",
    "certificate_proves_nothing": "The certificate does not prove that this list is the best.",
    "replaces": "{id} follows: {municipality}, age group {age_group}, {impairment}.",
    "nobody_to_replace": "For {free#place|places} nobody is waiting.",
    "adult_selected": "{id} is selected: place {place} of {municipality} by the time of application.",
    "adult_waits": "{id} waits: the {places#place|places} of {municipality} go to earlier applications.",
    "adult_replaces": "{id} follows: the next on the waiting list of {municipality}.",
}

#: What a fact that is not known yet is called.
FACTS: Final[dict[str, str]] = {
    "disability_determined": "whether the disability commission has determined a disability",
    "disability_until": "the date on which the disability ends",
    "di_evaluated": "whether the child was evaluated in the deinstitutionalisation project",
    "impairment": "the type of impairment",
    "mental_impairment": "whether there is a mental impairment (proof of the impairment)",
    "disability_group": "the disability group (proof of the group)",
}
