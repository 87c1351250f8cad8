"""Laws of the selection that ask again: in another order, under other names, with somebody more."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any, Final

from ibmodel.testing.law_book.law import law
from ibmodel.testing.law_book.money import renamed
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_list_in_another_order_is_the_same_list",
    "an_application_that_cannot_take_part_moves_nobody",
    "an_earlier_application_never_costs_a_place",
    "care_needs_and_components_move_nobody",
    "selection_asks_for_the_targets_that_are_asked_for_alone",
    "the_order_of_those_who_leave_does_not_matter",
    "the_proof_of_a_list_does_not_change_it",
    "the_selection_follows_the_applicant_and_not_the_id",
    "who_applied_in_which_order_does_not_change_the_targets",
    "whoever_is_selected_lives_within_the_targets",
]

_TARGETS: Final = "selection.targets"
_SELECT: Final = "selection.select"
_VERIFY: Final = "selection.verify"
_REPLACE: Final = "selection.replace"
_CHILDREN: Final = ("children-pilot-2018",)
_ADULTS: Final = ("adults-pilot-2019",)
_PILOTS: Final = _CHILDREN + _ADULTS
_MINUTE: Final = timedelta(minutes=1)


def who_applied_in_which_order_does_not_change_the_targets(trial: Trial) -> None:
    """The same applicants in another order, and under other identifiers, have the same targets.

    Rules: S-1, S-2, S-3, S-6, W-3. Protects: every group from the order of a list.
    """
    names = renamed([each["id"] for each in trial.input["applicants"]])
    turned = [{**each, "id": names[each["id"]]} for each in trial.input["applicants"]][::-1]
    other = trial.again(applicants=turned).outcome
    trial.holds(other == trial.outcome, f"{trial.outcome}, in another order {other}")


def selection_asks_for_the_targets_that_are_asked_for_alone(trial: Trial) -> None:
    """The targets of a selection are those of its eligible applicants.

    Rules: S-1, S-2, S-3, S-4, S-5, S-10. Protects: whoever looks at the targets first.
    """
    refused = {row.id for row in trial.outcome.ineligible}
    eligible = [each for each in trial.input["applicants"] if each["id"] not in refused]
    alone = trial.asking(
        _TARGETS, applicants=eligible, pilot=trial.input["pilot"], regions=trial.input.get("regions")
    ).outcome
    trial.holds(alone == trial.outcome.targets, f"targets {trial.outcome.targets}, alone {alone}")


def the_selection_follows_the_applicant_and_not_the_id(trial: Trial) -> None:
    """Under other identifiers in the same order the same children are selected and wait.

    Rules: S-6, S-8, I-8. Protects: every applicant from favour.
    """
    names = renamed([each["id"] for each in trial.input["applicants"]])
    other = trial.again(
        applicants=[{**each, "id": names[each["id"]]} for each in trial.input["applicants"]], certificate=None
    ).outcome
    for name in ("selected", "waiting"):
        expected = tuple(names.get(each) for each in getattr(trial.outcome, name))
        found = getattr(other, name)
        trial.holds(found == expected, f"{name} {found} under other identifiers, expected {expected}")


def the_proof_of_a_list_does_not_change_it(trial: Trial) -> None:
    """Asked for with its certificate or without, the list is the same.

    Rules: S-1, S-3. Protects: whoever asks for a proof.
    """
    with_proof, without = (trial.again(certificate=asked).outcome for asked in (True, False))
    for name in ("selected", "waiting", "ineligible", "targets", "deviation", "counts"):
        one, other = getattr(with_proof, name), getattr(without, name)
        trial.holds(one == other, f"{name} {one}, without a proof {other}")
    trial.holds(without.certificate is None, "there is a certificate that nobody asked for")


def an_application_that_cannot_take_part_moves_nobody(trial: Trial) -> None:
    """One more applicant, of another municipality and not eligible, is listed as such and changes nothing else.

    Rules: E-8, E-11, S-10. Protects: those who can take part.
    """
    outsider = _outsider(trial)
    other = trial.again(applicants=[outsider, *trial.input["applicants"]]).outcome
    trial.holds(other.ineligible and other.ineligible[0].id == outsider["id"], f"ineligible {other.ineligible}")
    trial.holds(other.ineligible[1:] == trial.outcome.ineligible, f"ineligible {other.ineligible}")
    for name in ("selected", "waiting", "targets", "deviation", "counts"):
        before, after = getattr(trial.outcome, name), getattr(other, name)
        trial.holds(before == after, f"{name} {before}, beside one who cannot take part {after}")


def care_needs_and_components_move_nobody(trial: Trial) -> None:
    """What selection must not know changes no place.

    Rules: S-6. Protects: every applicant from criteria that nobody set.
    """
    others = [{**each, "special_care": True, "components": ["hearing"]} for each in trial.input["applicants"]]
    other = trial.again(applicants=others).outcome
    same = (other.selected, other.waiting) == (trial.outcome.selected, trial.outcome.waiting)
    trial.holds(same, f"selected {trial.outcome.selected}, with other care needs {other.selected}")


def an_earlier_application_never_costs_a_place(trial: Trial) -> None:
    """Whoever is selected is selected also after an application a minute earlier, together with the same others.

    Rules: S-8, I-6. Protects: whoever applied early.
    """
    selected = set(trial.outcome.selected)
    for place, each in enumerate(trial.input["applicants"]):
        earlier = datetime.fromisoformat(each["received"]) - _MINUTE
        if each["id"] in selected and earlier.date().isoformat() >= each["born"]:
            applicants = list(trial.input["applicants"])
            applicants[place] = {**each, "received": earlier.isoformat(timespec="minutes")}
            now = set(trial.again(applicants=applicants).outcome.selected)
            trial.holds(now == selected, f"{sorted(selected)}, then {sorted(now)} with {each['id']!a} a minute earlier")
            break


def whoever_is_selected_lives_within_the_targets(trial: Trial) -> None:
    """From no municipality are more selected than its target, of adults no more than its places.

    Rules: S-1, S-10, W-3. Protects: every municipality.
    """
    where = "declared_municipality" if trial.parameters.basis in _ADULTS else "municipality"
    lives = {each["id"]: each[where] for each in trial.input["applicants"]}
    counts = Counter(lives.get(each) for each in trial.outcome.selected)
    for name, number in counts.items():
        target = trial.outcome.targets.municipality.get(name)
        trial.holds(number == target, f"{number} are selected from {name!a}, the target is {target}")


def a_list_in_another_order_is_the_same_list(trial: Trial) -> None:
    """A list is checked alike however it is sorted.

    Rules: S-1, S-3, W-3. Protects: whoever hands a list in.
    """
    turned = trial.again(selected=trial.input["selected"][::-1], applicants=trial.input["applicants"][::-1]).outcome
    one, other = trial.outcome, turned
    same = (one.valid, one.deviation, one.improving_swap) == (other.valid, other.deviation, other.improving_swap)
    trial.holds(same, f"{one}, in another order {other}")
    rules = [sorted((row.rule, row.code, sorted(row.ids)) for row in each.violations) for each in (one, other)]
    trial.holds(rules[0] == rules[1], f"violations {rules[0]}, in another order {rules[1]}")


def the_order_of_those_who_leave_does_not_matter(trial: Trial) -> None:
    """Who follows does not depend on who left first.

    Rules: S-9, I-9, W-3. Protects: those who wait.
    """
    turned = {name: trial.input[name][::-1] for name in ("selected", "leaving", "applicants")}
    other = trial.again(**turned).outcome
    trial.holds(other == trial.outcome, f"{trial.outcome}, in another order {other}")


def _outsider(trial: Trial) -> dict[str, Any]:
    taken = {each["id"] for each in trial.input["applicants"]}
    name = next(f"outsider {number}" for number in range(len(taken) + 1) if f"outsider {number}" not in taken)
    return {
        "id": name,
        "born": "2010-05-05",
        "impairment": "mental",
        "disability_determined": False,
        "municipality": "Ludza",
        "received": "2018-07-03T09:14",
    }


#: The laws that ask again.
LAWS: Final = (
    law(who_applied_in_which_order_does_not_change_the_targets, _TARGETS, policies=_PILOTS),
    law(selection_asks_for_the_targets_that_are_asked_for_alone, _SELECT, policies=_CHILDREN, also_asks=(_TARGETS,)),
    law(the_selection_follows_the_applicant_and_not_the_id, _SELECT, policies=_PILOTS),
    law(the_proof_of_a_list_does_not_change_it, _SELECT, policies=_CHILDREN),
    law(an_application_that_cannot_take_part_moves_nobody, _SELECT, policies=_CHILDREN),
    law(care_needs_and_components_move_nobody, _SELECT, policies=_CHILDREN),
    law(
        an_earlier_application_never_costs_a_place,
        _SELECT,
        policies=_CHILDREN,
        only_under={"I-6": ("pilot_start",)},
    ),
    law(whoever_is_selected_lives_within_the_targets, _SELECT, policies=_PILOTS),
    law(a_list_in_another_order_is_the_same_list, _VERIFY, policies=_PILOTS),
    law(the_order_of_those_who_leave_does_not_matter, _REPLACE, policies=_PILOTS),
)
