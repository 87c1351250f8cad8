"""Laws of eligibility and of its deadlines: whoever asks, whatever is not known yet, whichever days are off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from ibmodel.rules.eligibility import Eligibility
from ibmodel.testing import selection_brute as brute
from ibmodel.testing.law_book.law import law
from ibmodel.testing.law_book.trial import Trial

__all__ = [
    "LAWS",
    "a_decided_criterion_stays_so_when_more_is_known",
    "a_fact_that_is_not_known_refuses_nobody",
    "a_failed_criterion_refuses_and_an_open_one_waits",
    "a_later_birth_never_makes_anyone_too_old",
    "a_longer_disability_never_excludes",
    "a_shorter_pilot_never_excludes",
    "every_criterion_is_judged_as_its_definition_says",
    "what_is_missing_is_named_where_something_is_open",
    "what_the_pilot_does_not_ask_decides_nothing",
    "whoever_asks_under_another_id_is_judged_alike",
]

_CHILDREN: Final = "children-pilot-2018"
_GENERAL: Final = "children-general"
_DAY: Final = timedelta(days=1)
#: The facts that may be unknown, and what they could turn out to be.
_FACTS: Final[Mapping[str, tuple[object, ...]]] = {
    "impairment": ("mental", "vision"),
    "disability_determined": (True, False),
    "disability_until": ("indefinite", "1990-01-01"),
    "di_evaluated": (True, False),
    "mental_impairment": (True, False),
    "disability_group": (1, 3),
}
_ASKED_OF: Final = {
    _CHILDREN: ("impairment", "disability_determined", "disability_until", "di_evaluated"),
    _GENERAL: ("impairment", "disability_determined"),
    "adults-pilot-2019": ("mental_impairment", "disability_group"),
}


def a_failed_criterion_refuses_and_an_open_one_waits(trial: Trial) -> None:
    """Nobody is eligible against a criterion, nobody is refused for what is open, and nothing else is asked.

    Rules: E-8, G-1, W-1. Protects: every applicant.
    """
    met = [criterion.met for criterion in trial.outcome.criteria]
    expected = False if False in met else None if None in met else True
    trial.holds(trial.outcome.eligible is expected, f"criteria {met} give {trial.outcome.eligible}")


def every_criterion_is_judged_as_its_definition_says(trial: Trial) -> None:
    """Every criterion of the programme is reported, in its order, and judged in three-valued logic.

    Rules: E-1, E-2, E-3, E-4, E-9, E-11, G-1, G-2, G-6, W-1, W-2, W-9, I-4, I-16, I-33. Protects: every applicant.
    """
    given, parameters = trial.given, trial.parameters
    expected: tuple[tuple[str, bool | None], ...]
    if parameters.basis == _CHILDREN:
        expected = brute.criteria_of_child(given.applicant, given.pilot, parameters)
    elif parameters.basis == _GENERAL:
        expected = brute.criteria_of_outsider(given.applicant, given.on, parameters)
    else:
        expected = brute.criteria_of_adult(given.applicant, parameters)
    found = tuple((criterion.rule, criterion.met) for criterion in trial.outcome.criteria)
    trial.holds(found == expected, f"the criteria are {found}, expected {expected}")


def what_is_missing_is_named_where_something_is_open(trial: Trial) -> None:
    """A criterion that is open names the facts it lacks, a decided one none; none of them was given.

    Rules: E-8. Protects: whoever could still hand in a proof.
    """
    applicant = trial.input["applicant"]
    for criterion in trial.outcome.criteria:
        is_open, missing = criterion.met is None, criterion.missing
        trial.holds(bool(missing) is is_open, f"{criterion.rule} is {criterion.met} and lacks {missing}")
        known = [name for name in missing if applicant.get(name) is not None]
        trial.holds(not known, f"{criterion.rule} lacks {known}, which the application gives")


def a_fact_that_is_not_known_refuses_nobody(trial: Trial) -> None:
    """Without a fact no criterion fails that did not fail with it; support from other measures is no such fact.

    Rules: E-1, E-2, E-4, G-1, W-1. Protects: applicants whose papers are not complete.
    """
    for name in _ASKED_OF[trial.parameters.basis]:
        _never_worse(trial, _judged(trial, **{name: None}), (False,), f"without {name}")


def a_decided_criterion_stays_so_when_more_is_known(trial: Trial) -> None:
    """A criterion that is decided before a fact is known is decided alike whatever the fact turns out to be.

    Rules: E-1, E-2, E-4, G-1, W-1. Protects: applicants from decisions that were made too early.
    """
    before = {criterion.rule: criterion.met for criterion in trial.outcome.criteria}
    for name in _ASKED_OF[trial.parameters.basis]:
        for fact in _FACTS[name] if trial.input["applicant"].get(name) is None else ():
            for criterion in _judged(trial, **{name: fact}).criteria:
                was, now = before[criterion.rule], criterion.met
                trial.holds(was is None or was is now, f"{criterion.rule} was {was}, and is {now} by {name} {fact}")


def whoever_asks_under_another_id_is_judged_alike(trial: Trial) -> None:
    """The identifier decides nothing.

    Rules: E-8, S-6. Protects: every applicant from favour.
    """
    trial.holds(_judged(trial, id="another") == trial.outcome, "under another id the criteria are judged otherwise")


def what_the_pilot_does_not_ask_decides_nothing(trial: Trial) -> None:
    """Care needs, home schooling and the type of impairment make nobody eligible and nobody ineligible.

    Rules: E-1, E-5. Protects: every child from criteria that nobody set.
    """
    other = _judged(trial, special_care=True, home_schooled=True, impairment="vision", components=["vision"])
    trial.holds(other == trial.outcome, "other care needs, schooling or impairment are judged otherwise")


def a_longer_disability_never_excludes(trial: Trial) -> None:
    """Whose disability is in force for longer meets every criterion that was met before.

    Rules: E-4. Protects: children whose disability was prolonged.
    """
    if trial.input["applicant"].get("disability_until") is not None:
        _never_worse(trial, _judged(trial, disability_until="indefinite"), (False, None), "by a longer disability")


def a_later_birth_never_makes_anyone_too_old(trial: Trial) -> None:
    """A child that was born a day later meets every criterion that it met before.

    Rules: E-3, G-2, I-4, I-16. Protects: the younger child.
    """
    born = date.fromisoformat(trial.input["applicant"]["born"]) + _DAY
    latest = min(trial.input["applicant"]["received"][:10], trial.input.get("on") or "9999-12-31")
    if born.isoformat() <= latest:
        _never_worse(trial, _judged(trial, born=born.isoformat()), (False, None), "born a day later")


def a_shorter_pilot_never_excludes(trial: Trial) -> None:
    """In a pilot that ends a month earlier a child meets every criterion that it met before.

    Rules: E-3, E-4. Protects: children who come of age.
    """
    pilot = trial.input["pilot"]
    if pilot["months"] > 1:
        shorter = trial.again(pilot={**pilot, "months": pilot["months"] - 1}).outcome
        _never_worse(trial, shorter, (False, None), "in a shorter pilot")


def _judged(trial: Trial, **facts: Any) -> Eligibility:
    known = {name: value for name, value in {**trial.input["applicant"], **facts}.items() if value is not None}
    outcome: Eligibility = trial.again(applicant=known).outcome
    return outcome


def _never_worse(trial: Trial, other: Eligibility, worse: tuple[bool | None, ...], when: str) -> None:
    """Nothing that was met, or with ``worse`` False alone that did not fail, is now one of ``worse``."""
    for before, after in zip(trial.outcome.criteria, other.criteria, strict=True):
        was_well = before.met is True if None in worse else before.met is not False
        fell = was_well and after.met in worse
        trial.holds(not fell, f"{before.rule} was {before.met}, and is {after.met} {when}")


#: The laws of eligibility.
LAWS: Final = (
    law(a_failed_criterion_refuses_and_an_open_one_waits, "eligibility.assess"),
    law(every_criterion_is_judged_as_its_definition_says, "eligibility.assess"),
    law(what_is_missing_is_named_where_something_is_open, "eligibility.assess"),
    law(a_fact_that_is_not_known_refuses_nobody, "eligibility.assess"),
    law(a_decided_criterion_stays_so_when_more_is_known, "eligibility.assess"),
    law(whoever_asks_under_another_id_is_judged_alike, "eligibility.assess"),
    law(what_the_pilot_does_not_ask_decides_nothing, "eligibility.assess", policies=(_CHILDREN,)),
    law(a_longer_disability_never_excludes, "eligibility.assess", policies=(_CHILDREN,)),
    law(a_later_birth_never_makes_anyone_too_old, "eligibility.assess", policies=(_CHILDREN, _GENERAL)),
    law(a_shorter_pilot_never_excludes, "eligibility.assess", policies=(_CHILDREN,)),
)
