"""Laws of the selection on one list, its targets, its proof, its check and those who follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from ibmodel.case.applications import Applications
from ibmodel.rules.selection import Counts, Selection
from ibmodel.testing import selection_brute as brute
from ibmodel.testing import selection_laws as laws
from ibmodel.testing.brute import years_by_birthdays
from ibmodel.testing.law_book.law import of_outcome
from ibmodel.testing.law_book.trial import Trial

__all__ = ["LAWS"]

_TARGETS: Final = "selection.targets"
_SELECT: Final = "selection.select"
_VERIFY: Final = "selection.verify"
_REPLACE: Final = "selection.replace"
_CHILDREN: Final = ("children-pilot-2018",)
_ADULTS: Final = ("adults-pilot-2019",)
#: Of how many applicants every list is tried.
_SMALL: Final = 18


def _applications(trial: Trial) -> Applications:
    given = trial.given
    return Applications(given.applicants, given.pilot, dict(given.regions or {}))


def _applied(people: Sequence[brute.Seen], regions: Mapping[str, str]) -> Counts:
    margins = ("municipality", "age", "impairment")
    counted = {name: Counter(getattr(person, name) for person in people) for name in margins}
    return Counts(len(people), Counter(regions[person.municipality] for person in people), **counted)


def _people(trial: Trial) -> Sequence[brute.Seen]:
    """Those who can be chosen; where targets are asked about, everybody."""
    if trial.request["op"] != _TARGETS:
        return brute.qualified(_applications(trial), trial.parameters)
    start, by_application = trial.given.pilot.start, trial.parameters.reading("I-6") == "application"
    return [
        brute.Seen(
            each.id,
            each.municipality,
            each.age_group or _age_group(each.born, each.received.date() if by_application else start),
            each.impairment.value,
            each.home_schooled is True,
            each.received,
        )
        for each in trial.given.applicants
    ]


def _regions(trial: Trial) -> dict[str, str]:
    return {**dict(trial.parameters.pilot.regions), **dict(trial.given.regions or {})}


def _targets(trial: Trial) -> Counts:
    targets: Counts = trial.outcome if trial.request["op"] == _TARGETS else trial.outcome.targets
    return targets


def _targets_of(trial: Trial) -> Sequence[Any]:
    return _people(trial), _targets(trial), trial.parameters, dict(trial.given.regions or {})


def _listed(trial: Trial) -> Sequence[Any]:
    return _applications(trial), trial.outcome, trial.parameters


def _small(trial: Trial) -> Sequence[Any] | None:
    return _listed(trial) if len(trial.given.applicants) <= _SMALL else None


def _fewer(trial: Trial) -> Sequence[Any]:
    return _targets(trial.again(applicants=trial.input["applicants"][1:])), _targets(trial)


def _turned(trial: Trial) -> Sequence[Selection]:
    return trial.outcome, trial.again(applicants=trial.input["applicants"][::-1]).outcome


def _checked(trial: Trial) -> Sequence[Any]:
    """The check of the list that the same implementation gives, with its certificate if it gives one."""
    proof: dict[str, Any] = {}
    made = trial
    if trial.parameters.basis in _CHILDREN:
        made = trial.again(certificate=True)
        proof = {"certificate": made.response["result"].get("certificate"), "regions": trial.input.get("regions")}
    asked = {"applicants": trial.input["applicants"], "pilot": trial.input.get("pilot"), **proof}
    return (trial.asking(_VERIFY, **asked, selected=list(made.outcome.selected)).outcome,)


def _worsened(trial: Trial) -> Sequence[Any] | None:
    """The check of a list in which one was exchanged for the worse; nothing if nobody can be exchanged."""
    asked = {name: trial.input.get(name) for name in ("applicants", "pilot", "regions")}
    for _, _, worse in laws.exchanges(_applications(trial), trial.outcome):
        return (trial.asking(_VERIFY, **asked, selected=list(worse)).outcome,)
    return None


def _verified(trial: Trial) -> Sequence[Any] | None:
    if len(trial.given.applicants) > _SMALL:
        return None
    return _applications(trial), trial.given.selected, trial.outcome, trial.parameters


def _replaced(trial: Trial) -> Sequence[Any]:
    return _applications(trial), trial.given.selected, trial.given.leaving, trial.outcome, trial.parameters


def _age_group(born: date, on: date) -> str:
    years = years_by_birthdays(born, on)
    return next(name for name, (least, most, _) in brute.AGES.items() if least <= years <= most)


#: The laws of `ibmodel.testing.selection_laws` that responses can be held against.
LAWS: Final = (
    of_outcome(
        laws.every_applicant_is_listed_once,
        lambda asked: (_applications(asked), asked.outcome),
        _SELECT,
        policies=_CHILDREN,
    ),
    of_outcome(laws.every_selected_is_eligible, _listed, _SELECT, policies=_CHILDREN),
    of_outcome(
        laws.who_cannot_take_part_is_listed_with_every_rule,
        lambda asked: (_applications(asked), asked.outcome.ineligible, asked.parameters),
        _SELECT,
        policies=_CHILDREN,
    ),
    of_outcome(
        laws.targets_add_up_and_ask_for_nobody_who_did_not_apply,
        lambda asked: (_targets(asked), _applied(_people(asked), _regions(asked))),
        *(_TARGETS, _SELECT),
        policies=_CHILDREN,
    ),
    of_outcome(laws.targets_are_those_of_the_definition, _targets_of, _TARGETS, _SELECT, policies=_CHILDREN),
    of_outcome(laws.more_applicants_never_lower_the_total, _fewer, _TARGETS, _SELECT, policies=(*_CHILDREN, *_ADULTS)),
    of_outcome(
        laws.every_municipality_gets_its_target,
        lambda asked: (_applications(asked), asked.outcome),
        _SELECT,
        policies=_CHILDREN,
    ),
    of_outcome(laws.deviation_and_counts_are_those_of_the_list, _listed, _SELECT, policies=_CHILDREN),
    of_outcome(laws.the_list_is_the_one_that_the_definition_names, _small, _SELECT, policies=_CHILDREN),
    of_outcome(laws.two_selections_agree, _turned, _SELECT, policies=(*_CHILDREN, *_ADULTS)),
    of_outcome(laws.the_earlier_of_two_alike_is_never_passed_over, _listed, _SELECT, policies=_CHILDREN),
    of_outcome(laws.no_exchange_makes_the_list_better, _small, _SELECT, policies=_CHILDREN),
    of_outcome(
        laws.the_right_list_is_accepted,
        _checked,
        _SELECT,
        policies=(*_CHILDREN, *_ADULTS),
        also_asks=(_VERIFY,),
    ),
    of_outcome(laws.a_worse_list_is_rejected, _worsened, _SELECT, policies=_CHILDREN, also_asks=(_VERIFY,)),
    of_outcome(laws.the_best_exchange_is_reported, _verified, _VERIFY, policies=_CHILDREN),
    of_outcome(laws.who_follows_waited_and_who_stays_is_kept, _replaced, _REPLACE, policies=_CHILDREN),
    of_outcome(
        laws.a_replacement_is_the_one_that_the_definition_names,
        lambda asked: _replaced(asked) if len(asked.given.applicants) <= _SMALL else None,
        _REPLACE,
        only_under={"I-9": ("best_quotas",)},
        policies=_CHILDREN,
    ),
    of_outcome(
        laws.adults_are_chosen_by_time_within_each_municipality,
        lambda asked: (asked.given.applicants, asked.outcome, asked.parameters),
        _SELECT,
        policies=_ADULTS,
    ),
)
