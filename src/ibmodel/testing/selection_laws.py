"""What must hold for every selection, whoever made it: each law is a function whose name is its sentence.

As in `ibmodel.testing.laws`, a law takes plain outcomes and raises `LawBroken` with the values at fault. Laws that
compare with a listing of every possibility (`ibmodel.testing.selection_brute`) are meant for small cases, and say so.
`LAWS` holds all of them; `every_law_holds_for_a_selection` runs those that one selection can be held against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from ibmodel.case.applications import AdultApplicant, Applications
from ibmodel.parameters import Parameters
from ibmodel.rules.selection import (
    Counts,
    Frame,
    Ineligible,
    Multipliers,
    Question,
    Replacement,
    Selection,
    Verification,
    excludes,
)
from ibmodel.testing import selection_brute as brute
from ibmodel.testing.laws import LawBroken

__all__ = [
    "LAWS",
    "a_replacement_is_the_one_that_the_definition_names",
    "a_worse_list_is_rejected",
    "adults_are_chosen_by_time_within_each_municipality",
    "an_answer_is_never_proved_away",
    "deviation_and_counts_are_those_of_the_list",
    "every_applicant_is_listed_once",
    "every_law_holds_for_a_selection",
    "every_municipality_gets_its_target",
    "every_selected_is_eligible",
    "exchanges",
    "more_applicants_never_lower_the_total",
    "no_exchange_makes_the_list_better",
    "targets_add_up_and_ask_for_nobody_who_did_not_apply",
    "targets_are_those_of_the_definition",
    "the_best_exchange_is_reported",
    "the_earlier_of_two_alike_is_never_passed_over",
    "the_list_is_the_one_that_the_definition_names",
    "the_right_list_is_accepted",
    "two_selections_agree",
    "who_cannot_take_part_is_listed_with_every_rule",
    "who_follows_waited_and_who_stays_is_kept",
]

Law = Callable[..., None]


def _holds(condition: object, law: Law, message: str) -> None:
    if not condition:
        raise LawBroken(f"{law.__name__}: {message}")


# ---------------------------------------------------------------------------------------------- who


def every_applicant_is_listed_once(applications: Applications, outcome: Selection) -> None:
    """Everybody who applied is chosen, waits or cannot take part, and nobody else is listed.

    Rules: E-8, S-9, S-11. Protects: whoever would be forgotten.
    """
    law = every_applicant_is_listed_once
    listed = Counter([*outcome.selected, *outcome.waiting, *(row.id for row in outcome.ineligible)])
    applied = Counter(applicant.id for applicant in applications.applicants)
    _holds(listed == applied, law, f"listed {listed - applied} too often, {applied - listed} not at all")


def every_selected_is_eligible(applications: Applications, outcome: Selection, parameters: Parameters) -> None:
    """Whoever is chosen meets every criterion.

    Rules: E-1 to E-4, E-9, E-11. Protects: those who meet the criteria and wait.
    """
    law = every_selected_is_eligible
    eligible = {person.id for person in brute.qualified(applications, parameters)}
    for each in outcome.selected:
        _holds(each in eligible, law, f"{each!a} is chosen and not eligible")


def who_cannot_take_part_is_listed_with_every_rule(
    applications: Applications, ineligible: Sequence[Ineligible], parameters: Parameters
) -> None:
    """Whoever is not eligible stands in the order of application, with the rules that fail or else those left open.

    Rules: E-8, S-3. Protects: whoever was refused and wants to know why.
    """
    law = who_cannot_take_part_is_listed_with_every_rule
    expected = []
    for each in applications.applicants:
        criteria = brute.criteria_of_child(each, applications.pilot, parameters)
        failed = tuple(rule for rule, met in criteria if met is False)
        unknown = tuple(rule for rule, met in criteria if met is None) + ("S-3",) * (each.impairment is None)
        if failed or unknown:
            expected.append((each.id, failed or unknown))
    found = [(row.id, row.rules) for row in ineligible]
    _holds(found == expected, law, f"expected {expected}, got {found}")


# ---------------------------------------------------------------------------------------------- targets


def targets_add_up_and_ask_for_nobody_who_did_not_apply(targets: Counts, applicants: Counts) -> None:
    """In every margin the targets add up to the total, and none is above its applicants.

    Holds where nobody stays. Rules: S-1, S-4, S-5, S-10, I-7. Protects: every group from places that stay empty.
    """
    law = targets_add_up_and_ask_for_nobody_who_did_not_apply
    for name in ("region", "municipality", "age", "impairment"):
        margin, apply = getattr(targets, name), getattr(applicants, name)
        _holds(sum(margin.values()) == targets.total, law, f"{name} targets {dict(margin)} of {targets.total}")
        for group, target in margin.items():
            _holds(0 <= target <= apply[group], law, f"target {target} of {group!a}, {apply[group]} applied")


def targets_are_those_of_the_definition(
    people: Sequence[brute.Seen],
    targets: Counts,
    parameters: Parameters,
    regions: Mapping[str, str] | None = None,
    staying: Collection[str] = (),
) -> None:
    """Targets are the quotas raised to a common level, in whole places, groups in the policy's order.

    Rules: S-1 to S-5, S-10, I-7, I-31. Protects: every group from a target that somebody liked better.
    """
    law = targets_are_those_of_the_definition
    expected = brute.targets_by_pouring(people, parameters, regions, staying)
    _holds(targets.total == expected.total, law, f"the total is {targets.total}, expected {expected.total}")
    for name in ("region", "municipality", "age", "impairment"):
        found, right = list(getattr(targets, name).items()), list(getattr(expected, name).items())
        _holds(found == right, law, f"{name} targets are {found}, expected {right}")


def more_applicants_never_lower_the_total(fewer: Counts, more: Counts) -> None:
    """When more apply, at least as many are to be chosen.

    Rules: S-1, S-4, S-5. Protects: everybody from losing a place because somebody else applied.
    """
    law = more_applicants_never_lower_the_total
    _holds(fewer.total <= more.total, law, f"the total is {fewer.total}, and {more.total} when more apply")


# ---------------------------------------------------------------------------------------------- the list


def every_municipality_gets_its_target(applications: Applications, outcome: Selection) -> None:
    """From every municipality just its target is chosen, and together the total.

    Rules: S-1, S-10. Protects: every municipality.
    """
    law = every_municipality_gets_its_target
    lives = {applicant.id: applicant.municipality for applicant in applications.applicants}
    counts = Counter(lives[each] for each in outcome.selected)
    for name, target in outcome.targets.municipality.items():
        _holds(counts[name] == target, law, f"{counts[name]} from {name!a}, the target is {target}")
    total = len(outcome.selected)
    _holds(total == outcome.targets.total, law, f"{total} are chosen of {outcome.targets.total}")


def deviation_and_counts_are_those_of_the_list(
    applications: Applications, outcome: Selection, parameters: Parameters
) -> None:
    """What is reported of the list is what a count of its members gives.

    Rules: S-1, S-2, S-3. Protects: whoever reads the table and not the list.
    """
    law = deviation_and_counts_are_those_of_the_list
    chosen = [person for person in brute.qualified(applications, parameters) if person.id in outcome.selected]
    counts = outcome.counts
    _holds(counts.total == len(chosen), law, f"counted {counts.total}, chosen {len(chosen)}")
    known = {**dict(parameters.pilot.regions), **applications.regions}
    found = {
        "region": Counter(known[person.municipality] for person in chosen),
        "municipality": Counter(person.municipality for person in chosen),
        "age": Counter(person.age for person in chosen),
        "impairment": Counter(person.impairment for person in chosen),
    }
    for name, margin in found.items():
        reported, targets = getattr(counts, name), getattr(outcome.targets, name)
        _holds(list(reported) == list(targets), law, f"{name} counts of {list(reported)}")
        _holds(reported == {group: margin[group] for group in targets}, law, f"{name} counts are {dict(reported)}")
        if name in ("age", "impairment"):
            off, stated = sum(abs(margin[g] - t) for g, t in targets.items()), getattr(outcome.deviation, name)
            _holds(stated == off, law, f"{name} deviation {stated}, counted {off}")


def the_list_is_the_one_that_the_definition_names(
    applications: Applications, outcome: Selection, parameters: Parameters
) -> None:
    """Of all lists the one with the least deviation, then the most home-schooled, then the first in the queue.

    For small cases: every list is tried. Rules: S-1, S-2, S-3, S-7, S-8, I-7, I-8. Protects: everybody.
    """
    law = the_list_is_the_one_that_the_definition_names
    people = brute.qualified(applications, parameters)
    targets = brute.targets_by_pouring(people, parameters, applications.regions)
    selected, age, impairment = brute.best_list(people, targets)
    _holds(outcome.selected == selected, law, f"selected {outcome.selected}, expected {selected}")
    waiting = tuple(person.id for person in brute.queue_order(people) if person.id not in selected)
    _holds(outcome.waiting == waiting, law, f"waiting {outcome.waiting}, expected {waiting}")
    off = (outcome.deviation.age, outcome.deviation.impairment)
    _holds(off == (age, impairment), law, f"deviation {off}, expected {(age, impairment)}")


def two_selections_agree(one: Selection, other: Selection) -> None:
    """The list is the same: in another order, by another solver, or after a change of what selection must not see.

    Who cannot take part is listed in the order of the input. Rules: S-6, I-7. Protects: everybody from chance.
    """
    law = two_selections_agree
    for name in ("selected", "waiting", "targets", "deviation", "counts"):
        found, again = getattr(one, name), getattr(other, name)
        _holds(found == again, law, f"{name} {found}, and {again}")
    rows, again = (sorted((row.id, row.rules) for row in each.ineligible) for each in (one, other))
    _holds(rows == again, law, f"ineligible {rows}, and {again}")


def the_earlier_of_two_alike_is_never_passed_over(
    applications: Applications, outcome: Selection, parameters: Parameters
) -> None:
    """Of two with one municipality, age group, impairment and schooling, the later is chosen only with the earlier.

    Rules: S-8, I-8. Protects: whoever applied first.
    """
    law = the_earlier_of_two_alike_is_never_passed_over
    waits: dict[object, str] = {}
    for person in brute.queue_order(brute.qualified(applications, parameters)):
        profile = (person.municipality, person.age, person.impairment, person.home_schooled)
        if person.id not in outcome.selected:
            waits.setdefault(profile, person.id)
        else:
            _holds(profile not in waits, law, f"{person.id!a} is chosen, {waits.get(profile)!a} applied earlier")


def exchanges(applications: Applications, outcome: Selection) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every list that differs by one who is chosen and one who waits in the same municipality, with the two."""
    lives = {applicant.id: applicant.municipality for applicant in applications.applicants}
    for goes in outcome.selected:
        for comes in outcome.waiting:
            if lives[goes] == lives[comes]:
                yield goes, comes, tuple(comes if each == goes else each for each in outcome.selected)


def no_exchange_makes_the_list_better(applications: Applications, outcome: Selection, parameters: Parameters) -> None:
    """Whatever exchange of two is tried, the list gets worse.

    For small cases. Rules: S-2, S-3, S-7, S-8, I-7. Protects: everybody who waits.
    """
    law = no_exchange_makes_the_list_better
    people = brute.qualified(applications, parameters)
    targets = brute.targets_by_pouring(people, parameters, applications.regions)
    found = brute.best_exchange(people, outcome.selected, targets)
    _holds(found is None, law, f"out, in and why: {found}")


# ---------------------------------------------------------------------------------------------- checking


def the_right_list_is_accepted(verification: Verification) -> None:
    """The answer is valid: nothing violated, nothing to exchange; and with its certificate proved best.

    Rules: S-1, S-3, E-8. Protects: whoever made the list by the book.
    """
    law = the_right_list_is_accepted
    _holds(verification.valid, law, f"violations {verification.violations}, exchange {verification.improving_swap}")
    _holds(verification.proved_best is not False, law, "the certificate proves nothing")


def a_worse_list_is_rejected(verification: Verification) -> None:
    """A list in which one was exchanged for the worse is not valid, and no certificate proves it best.

    Rules: S-1, S-2, S-3, S-7, S-8. Protects: whoever was exchanged for a friend.
    """
    law = a_worse_list_is_rejected
    _holds(not verification.valid, law, "it is valid")
    _holds(verification.violations or verification.improving_swap, law, "nothing is said against it")
    _holds(verification.proved_best is not True, law, "it is proved best")


def the_best_exchange_is_reported(
    applications: Applications, selected: Collection[str], verification: Verification, parameters: Parameters
) -> None:
    """The exchange that is reported is the one that trying all of them finds.

    For small cases. Rules: S-2, S-3, S-7, S-8, I-7. Protects: whoever should be on the list.
    """
    law = the_best_exchange_is_reported
    people = brute.qualified(applications, parameters)
    targets = brute.targets_by_pouring(people, parameters, applications.regions)
    expected = brute.best_exchange(people, selected, targets)
    swap = verification.improving_swap
    found = None if swap is None else (swap.out, swap.entering, swap.why)
    _holds(found == expected, law, f"reported {found}, expected {expected}")


def an_answer_is_never_proved_away(frame: Frame, question: Question, multipliers: Multipliers) -> None:
    """Multipliers, right or wrong, never prove that a question has no answer when it has one.

    For small cases. Rules: S-3, I-7. Protects: everybody from a false proof.
    """
    law = an_answer_is_never_proved_away
    if excludes(frame, question, multipliers):
        answers = [n for n in brute.ListingSolver().sets(frame, question) if frame.confirms(n, question)]
        _holds(not answers, law, f"{multipliers} deny {answers[:1]}")


# ---------------------------------------------------------------------------------------------- later


def who_follows_waited_and_who_stays_is_kept(
    applications: Applications,
    selected: Collection[str],
    leaving: Collection[str],
    outcome: Replacement,
    parameters: Parameters,
) -> None:
    """Whoever follows is eligible, was not chosen before and does not leave; nobody who stays has to go.

    Rules: S-9, I-9. Protects: those who take part.
    """
    law = who_follows_waited_and_who_stays_is_kept
    eligible = {person.id for person in brute.qualified(applications, parameters)}
    following = Counter(outcome.replacements)
    for each, times in following.items():
        _holds(times == 1, law, f"{each!a} follows {times} times")
        _holds(each in eligible, law, f"{each!a} follows and is not eligible")
        _holds(each not in selected, law, f"{each!a} follows and was chosen before")
        _holds(each not in leaving, law, f"{each!a} leaves and follows")


def a_replacement_is_the_one_that_the_definition_names(
    applications: Applications,
    selected: Collection[str],
    leaving: Collection[str],
    outcome: Replacement,
    parameters: Parameters,
) -> None:
    """Of all lists that keep those who stay, the one that the definition of the selection names.

    Holds under ``best_quotas`` of I-9, for small cases. Rules: S-9, S-10, I-7, I-9. Protects: everybody who waits.
    """
    law = a_replacement_is_the_one_that_the_definition_names
    people = [person for person in brute.qualified(applications, parameters) if person.id not in leaving]
    staying = set(selected) - set(leaving)
    targets = brute.targets_by_pouring(people, parameters, applications.regions, staying)
    chosen, age, impairment = brute.best_list(people, targets, staying)
    expected = tuple(each for each in chosen if each not in staying)
    _holds(outcome.replacements == expected, law, f"{outcome.replacements} follow, expected {expected}")
    off = (outcome.deviation.age, outcome.deviation.impairment)
    _holds(off == (age, impairment), law, f"deviation {off}, expected {(age, impairment)}")


# ---------------------------------------------------------------------------------------------- adults


def adults_are_chosen_by_time_within_each_municipality(
    applicants: Sequence[AdultApplicant], outcome: Selection, parameters: Parameters
) -> None:
    """In each municipality the first to apply are chosen, as many as there are places; the others wait.

    Rules: W-1, W-2, W-3, W-9, I-8. Protects: whoever applied first.
    """
    law = adults_are_chosen_by_time_within_each_municipality
    able = [each for each in applicants if all(met is True for _, met in brute.criteria_of_adult(each, parameters))]
    queue = sorted(able, key=lambda each: (each.received, each.id))
    places = parameters.adults.places_per_municipality
    chosen: list[str] = []
    waiting: list[str] = []
    for place, each in enumerate(queue):
        earlier = [other for other in queue[:place] if other.declared_municipality == each.declared_municipality]
        (chosen if len(earlier) < places else waiting).append(each.id)
    _holds(outcome.selected == tuple(chosen), law, f"selected {outcome.selected}, expected {chosen}")
    _holds(outcome.waiting == tuple(waiting), law, f"waiting {outcome.waiting}, expected {waiting}")
    refused = {each.id for each in applicants} - {each.id for each in able}
    _holds({row.id for row in outcome.ineligible} == refused, law, f"ineligible {outcome.ineligible}")


#: Every law of the selection.
LAWS: Final[tuple[Law, ...]] = (
    every_applicant_is_listed_once,
    every_selected_is_eligible,
    who_cannot_take_part_is_listed_with_every_rule,
    targets_add_up_and_ask_for_nobody_who_did_not_apply,
    targets_are_those_of_the_definition,
    more_applicants_never_lower_the_total,
    every_municipality_gets_its_target,
    deviation_and_counts_are_those_of_the_list,
    the_list_is_the_one_that_the_definition_names,
    two_selections_agree,
    the_earlier_of_two_alike_is_never_passed_over,
    no_exchange_makes_the_list_better,
    the_right_list_is_accepted,
    a_worse_list_is_rejected,
    the_best_exchange_is_reported,
    an_answer_is_never_proved_away,
    who_follows_waited_and_who_stays_is_kept,
    a_replacement_is_the_one_that_the_definition_names,
    adults_are_chosen_by_time_within_each_municipality,
)


def every_law_holds_for_a_selection(applications: Applications, outcome: Selection, parameters: Parameters) -> None:
    """Runs every law that one small selection can be held against.

    Raises `LawBroken` for the first that does not hold.
    """
    every_applicant_is_listed_once(applications, outcome)
    every_selected_is_eligible(applications, outcome, parameters)
    who_cannot_take_part_is_listed_with_every_rule(applications, outcome.ineligible, parameters)
    people = brute.qualified(applications, parameters)
    targets_are_those_of_the_definition(people, outcome.targets, parameters, applications.regions)
    every_municipality_gets_its_target(applications, outcome)
    deviation_and_counts_are_those_of_the_list(applications, outcome, parameters)
    the_earlier_of_two_alike_is_never_passed_over(applications, outcome, parameters)
    the_list_is_the_one_that_the_definition_names(applications, outcome, parameters)
    no_exchange_makes_the_list_better(applications, outcome, parameters)
