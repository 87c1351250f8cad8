"""Selection: thousands of small cases against a listing of every possibility, and whatever must never change a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibmodel.adapters.highs import SOLVER, HighsSolver
from ibmodel.case.applications import Applications, ChildApplicant, PilotDates
from ibmodel.errors import Infeasible, ModelError
from ibmodel.parameters import Parameters, edition
from ibmodel.rules.selection import (
    Anonymous,
    Certificate,
    Deviation,
    Frame,
    Goal,
    Ineligible,
    Multipliers,
    Question,
    Replacement,
    Selection,
    Split,
    Swap,
    Verification,
    Violation,
    candidates_of,
    choose,
    frame_of,
    prove,
    proves,
    replace_adults,
    replace_leaving,
    select_adults,
    select_children,
    targets_of,
    verify_adults,
    verify_selection,
)
from ibmodel.rules.selection.targets import counts_of, regions_of
from ibmodel.rules.selection.walk import open_question
from ibmodel.testing import selection_brute as brute
from ibmodel.testing import selection_laws as laws
from ibmodel.testing.laws import LawBroken, every_decision_says_why_and_under_which_rules
from ibmodel.testing.selection_strategies import SmallCase, small_adults, small_case, small_cases, some_list
from ibmodel.vocabulary import Impairment

PILOT = edition("children-pilot-2018")
LISTING = brute.ListingSolver(refuter=SOLVER)
OTHER_LISTING = brute.ListingSolver(last=True, refuter=SOLVER)
CHUNK = 300


def selected(case: SmallCase, solver: Any = LISTING) -> Selection:
    return select_children(case.applications, case.parameters, solver).outcome


def proved(case: SmallCase) -> tuple[Selection, Certificate]:
    outcome = select_children(case.applications, case.parameters, SOLVER, certificate=True).outcome
    assert outcome.certificate is not None
    return outcome, outcome.certificate


def verified(case: SmallCase, ids: Any, certificate: Certificate | None = None) -> Verification:
    return verify_selection(case.applications, ids, case.parameters, certificate).outcome


# ------------------------------------------------------------------------------------------ the definition


@pytest.mark.rule("S-1", "S-2", "S-3", "S-4", "S-5", "S-7", "S-8", "S-10", "S-11", "E-8", "I-4", "I-6", "I-7", "I-8")
@pytest.mark.parametrize("chunk", range(7))
def test_the_list_is_the_one_that_trying_every_list_finds(chunk: int) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        case = small_case(Random(seed))
        outcome = selected(case, OTHER_LISTING if seed % 2 else LISTING)
        laws.the_list_is_the_one_that_the_definition_names(case.applications, outcome, case.parameters)
        if seed % 4 == 0:
            laws.every_law_holds_for_a_selection(case.applications, outcome, case.parameters)
            laws.the_right_list_is_accepted(verified(case, outcome.selected))


@pytest.mark.rule("S-9", "S-10", "I-7", "I-9")
@pytest.mark.parametrize("chunk", range(4))
def test_who_follows_is_who_trying_every_list_finds(chunk: int) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        chance = Random(seed)
        case = small_case(chance)
        people = [person.id for person in brute.qualified(case.applications, case.parameters)]
        before = selected(case).selected if chance.random() < 1 / 2 else some_list(chance, people)
        leaving = some_list(chance, before)
        asked = (case.applications, before, leaving)
        outcome = replace_leaving(*asked, case.parameters, LISTING).outcome
        laws.who_follows_waited_and_who_stays_is_kept(*asked, outcome, case.parameters)
        laws.a_replacement_is_the_one_that_the_definition_names(*asked, outcome, case.parameters)


@pytest.mark.rule("S-1", "S-9", "I-7", "I-9")
@given(case=small_cases(), chance=st.randoms(use_true_random=False))
def test_every_law_holds_and_decisions_say_why(case: SmallCase, chance: Random) -> None:
    decision = select_children(case.applications, case.parameters, LISTING)
    laws.every_law_holds_for_a_selection(case.applications, decision.outcome, case.parameters)
    asked = (case.applications, decision.outcome.selected, some_list(chance, decision.outcome.selected))
    follows = replace_leaving(*asked, case.parameters, LISTING)
    laws.a_replacement_is_the_one_that_the_definition_names(*asked, follows.outcome, case.parameters)
    every_decision_says_why_and_under_which_rules(decision)


@pytest.mark.rule("S-9", "I-9")
@given(case=small_cases(), chance=st.randoms(use_true_random=False))
def test_in_the_queue_too_who_follows_waited_and_no_place_stays_empty(case: SmallCase, chance: Random) -> None:
    queue = case.parameters.reform("queue", readings={"I-9": "queue"})
    before = selected(case)
    leaving = some_list(chance, before.selected)
    outcome = replace_leaving(case.applications, before.selected, leaving, queue, LISTING).outcome
    laws.who_follows_waited_and_who_stays_is_kept(case.applications, before.selected, leaving, outcome, queue)
    assert len(outcome.replacements) == min(len(leaving), len(before.waiting))
    lives = {each.id: each.municipality for each in case.applications.applicants}
    for place in {lives[each] for each in leaving}:
        free = sum(lives[each] == place for each in leaving)
        nearest = [each for each in before.waiting if lives[each] == place][:free]
        assert set(nearest) <= set(outcome.replacements)


# ------------------------------------------------------------------------------------------ targets


def crowd(chance: Random) -> tuple[list[Anonymous], dict[str, str]]:
    """Up to 160 people; whole groups and municipalities often lack."""
    regions = chance.choice(({}, {}, {"Ludza": "Latgale"}, {"Jelgava": "Rīga"}, {"Ogre": "Sēlija", "Tukums": "Sēlija"}))
    places = chance.sample(PILOT.pilot.municipalities, chance.choice(range(1, 11))) + ["Ludza"] * ("Ludza" in regions)
    ages = chance.sample([*brute.AGES], chance.choice(range(1, 6)))
    kinds = chance.sample([*Impairment], chance.choice(range(1, 6)))
    heavy = [chance.choice((1, 1, 2, 9)) for _ in places]
    return [
        Anonymous(
            str(number),
            chance.choices(places, heavy)[0],
            chance.choice(ages),
            chance.choice(kinds),
            chance.random() < 1 / 5,
            datetime(2018, 6, 1),
        )
        for number in range(chance.choice((0, 1, 5, 60, 99, 100, 101, 160)))
    ], regions


def seen(people: list[Anonymous]) -> list[brute.Seen]:
    return [
        brute.Seen(p.id, p.municipality, p.age_group, p.impairment.value, p.home_schooled, p.received) for p in people
    ]


@pytest.mark.rule("S-1", "S-2", "S-3", "S-4", "S-5", "S-10", "I-7", "I-31")
def test_targets_are_those_of_the_definition_and_add_up_to_the_total() -> None:
    for seed in range(400):
        people, regions = crowd(Random(seed))
        targets = targets_of(people, PILOT, regions)
        laws.targets_are_those_of_the_definition(seen(people), targets, PILOT, regions)
        applied = counts_of(people, PILOT, regions_of(PILOT, regions))
        laws.targets_add_up_and_ask_for_nobody_who_did_not_apply(targets, applied)


@pytest.mark.rule("S-9", "S-10", "I-7")
def test_with_those_who_stay_no_municipality_gets_less_than_they_are() -> None:
    for seed in range(300):
        chance = Random(seed)
        people, regions = crowd(chance)
        staying = some_list(chance, [person.id for person in people])
        targets = targets_of(people, PILOT, regions, staying)
        laws.targets_are_those_of_the_definition(seen(people), targets, PILOT, regions, set(staying))
        kept = [person.municipality for person in people if person.id in set(staying)]
        assert all(target >= kept.count(name) for name, target in targets.municipality.items())


@pytest.mark.rule("S-1", "S-4", "S-5")
@given(st.randoms(use_true_random=False))
def test_when_one_group_has_more_applicants_the_total_is_never_lower(chance: Random) -> None:
    people, regions = crowd(chance)
    one = Anonymous(
        "more", "Ogre", chance.choice([*brute.AGES]), chance.choice([*Impairment]), False, datetime(2018, 6, 1)
    )
    more = [*people, *(attrs.evolve(one, id=f"more {number}") for number in range(chance.choice((1, 2, 30))))]
    laws.more_applicants_never_lower_the_total(*(targets_of(each, PILOT, regions) for each in (people, more)))


# ------------------------------------------------------------------------------------------ one answer


@pytest.mark.rule("I-7", "I-8")
@given(case=small_cases(), data=st.data())
def test_the_order_of_the_applications_and_the_solver_do_not_matter(case: SmallCase, data: st.DataObject) -> None:
    shuffled = attrs.evolve(case.applications, applicants=data.draw(st.permutations(case.applications.applicants)))
    outcomes = [
        select_children(applications, case.parameters, solver).outcome
        for applications in (case.applications, shuffled)
        for solver in (LISTING, OTHER_LISTING)
    ]
    for outcome in outcomes[1:]:
        laws.two_selections_agree(outcomes[0], outcome)


@pytest.mark.rule("I-7")
def test_one_thread_or_eight_give_the_same_lists() -> None:
    cases = [small_case(Random(seed)) for seed in range(48)]
    with ThreadPoolExecutor(8) as threads:
        for case, outcome in zip(cases, threads.map(lambda case: selected(case, SOLVER), cases), strict=True):
            laws.two_selections_agree(selected(case), outcome)


@pytest.mark.rule("S-6")
@given(case=small_cases(), chance=st.randoms(use_true_random=False))
def test_facts_that_selection_must_not_see_never_change_the_list(case: SmallCase, chance: Random) -> None:
    eligible = {person.id for person in candidates_of(case.applications, case.parameters).people}
    applicants = [changed(each, case, chance) if each.id in eligible else each for each in case.applications.applicants]
    other = SmallCase(attrs.evolve(case.applications, applicants=applicants), case.parameters)
    laws.two_selections_agree(selected(case), selected(other))


def changed(applicant: ChildApplicant, case: SmallCase, chance: Random) -> ChildApplicant:
    """The same to the rules of selection: another birth in the same group, and other facts that are not asked."""
    pilot = case.applications.pilot
    births = [applicant.born + timedelta(days=step) for step in (-40, -1, 1, 40)]
    groups = [anonymised(attrs.evolve(applicant, born=born), case) for born in births]
    own = anonymised(applicant, case)
    same = [born for born, group in zip(births, groups, strict=True) if group == own]
    return attrs.evolve(
        applicant,
        born=chance.choice([applicant.born, *same]),
        components=chance.choice((None, (), (Impairment.HEARING,))),
        special_care=chance.choice((None, True, False)),
        disability_until=chance.choice(("indefinite", pilot.start, pilot.start + timedelta(days=1))),
        other_measures=chance.choice((None, ())),
        home_schooled=applicant.home_schooled or chance.choice((None, False)),
    )


def anonymised(applicant: ChildApplicant, case: SmallCase) -> Anonymous | None:
    applications = attrs.evolve(case.applications, applicants=[applicant])
    try:
        people = candidates_of(applications, case.parameters).people
    except ModelError:  # born after the day on which the age is taken
        return None
    return people[0] if people else None


@pytest.mark.rule("S-7")
@given(case=small_cases(), value=st.sampled_from([None, False]))
def test_without_home_schooled_children_the_rule_on_them_changes_nothing(case: SmallCase, value: bool | None) -> None:
    def schooled(home: bool | None) -> SmallCase:
        applicants = [attrs.evolve(each, home_schooled=home) for each in case.applications.applicants]
        return SmallCase(attrs.evolve(case.applications, applicants=applicants), case.parameters)

    laws.two_selections_agree(selected(schooled(home=value)), selected(schooled(home=True)))
    outcome = selected(schooled(home=value))
    by_time = {each.id: (each.received, each.id) for each in case.applications.applicants}
    assert list(outcome.selected) == sorted(outcome.selected, key=by_time.__getitem__)


@pytest.mark.rule("S-8", "I-8")
@given(case=small_cases(), chance=st.randoms(use_true_random=False))
def test_of_identical_twins_the_earlier_is_never_passed_over(case: SmallCase, chance: Random) -> None:
    twins = [
        attrs.evolve(each, id=f"{each.id} later", received=each.received + timedelta(minutes=chance.choice((0, 1))))
        for each in case.applications.applicants
    ]
    applicants = [*twins, *case.applications.applicants]
    if len(applicants) > 16:
        applicants = applicants[len(twins) - 8 : len(twins) + 8]
    both = SmallCase(attrs.evolve(case.applications, applicants=applicants), case.parameters)
    outcome = selected(both)
    laws.the_earlier_of_two_alike_is_never_passed_over(both.applications, outcome, both.parameters)
    given_ids = {each.id for each in applicants}
    for each in outcome.selected:
        earlier = each.removesuffix(" later")
        assert earlier in outcome.selected or earlier not in given_ids


# ------------------------------------------------------------------------------------------ checking


@pytest.mark.rule("S-1", "S-2", "S-3", "S-7", "S-8", "I-7")
def test_every_list_with_one_exchange_for_the_worse_is_rejected() -> None:
    for seed in range(120):
        case = small_case(Random(seed))
        outcome = selected(case)
        for _, _, worse in laws.exchanges(case.applications, outcome):
            verification = verified(case, worse)
            laws.a_worse_list_is_rejected(verification)
            laws.the_best_exchange_is_reported(case.applications, worse, verification, case.parameters)


@pytest.mark.rule("S-1", "S-2", "S-3", "S-7", "S-8", "I-7")
@given(case=small_cases(), chance=st.randoms(use_true_random=False))
def test_of_any_list_the_best_exchange_is_reported(case: SmallCase, chance: Random) -> None:
    people = brute.qualified(case.applications, case.parameters)
    ids = some_list(chance, [person.id for person in people])
    verification = verified(case, ids)
    laws.the_best_exchange_is_reported(case.applications, ids, verification, case.parameters)
    targets = brute.targets_by_pouring(people, case.parameters, case.applications.regions)
    lives = {person.id: person.municipality for person in people}
    missed = [
        name for name, target in targets.municipality.items() if sum(lives[each] == name for each in ids) != target
    ]
    assert len(verification.violations) == len(missed)


# ------------------------------------------------------------------------------------------ certificates


@pytest.mark.rule("S-2", "S-3", "S-7", "S-8", "I-7")
def test_a_certificate_proves_its_list_and_no_other() -> None:
    refusals = 0
    for seed in range(60):
        case = small_case(Random(seed))
        outcome, certificate = proved(case)
        laws.two_selections_agree(selected(case), outcome)
        refusals += len(certificate.refusals)
        verification = verified(case, outcome.selected[::-1], certificate)
        laws.the_right_list_is_accepted(verification)
        assert verification.proved_best
        for _, _, worse in laws.exchanges(case.applications, outcome):
            laws.a_worse_list_is_rejected(verified(case, worse, certificate))
        for shorter in (outcome.selected[1:], outcome.selected[:-1]):
            assert verified(case, shorter, certificate).proved_best is (shorter == outcome.selected)
    assert refusals > 30


def tampered(certificate: Certificate) -> Iterator[Certificate]:
    """Every number changed by one, negated or made nothing; every list cut, doubled, or robbed of one item."""
    for at, multipliers in enumerate(certificate.multipliers):
        numbers = [*multipliers.groups, multipliers.deviation, multipliers.home_schooled]
        for place, number in enumerate(numbers):
            for other in {number - 1, number + 1, -number, 0} - {number}:
                *groups, deviation, home = [*numbers[:place], other, *numbers[place + 1 :]]
                found = [*certificate.multipliers]
                found[at] = Multipliers(tuple(groups), deviation, home)
                yield attrs.evolve(certificate, multipliers=tuple(found))
    for at in range(len(certificate.multipliers)):
        kept = certificate.multipliers[:at] + certificate.multipliers[at + 1 :]
        yield attrs.evolve(certificate, multipliers=kept)
    for name, change in (("deviation", cut(certificate.deviation)), ("home_schooled", cut(certificate.home_schooled))):
        for proof in change:
            yield attrs.evolve(certificate, **{name: proof})
    for at, refusal in enumerate(certificate.refusals):
        before, after = certificate.refusals[:at], certificate.refusals[at + 1 :]
        yield attrs.evolve(certificate, refusals=before + after)
        yield attrs.evolve(certificate, refusals=(*before, refusal, refusal, *after))
        for proof in cut(refusal):
            yield attrs.evolve(certificate, refusals=(*before, proof, *after))


def cut(proof: tuple[int | Split, ...]) -> Iterator[tuple[int | Split, ...]]:
    yield proof[:-1]
    yield (*proof, proof[-1])
    for place, step in enumerate(proof):
        if isinstance(step, Split):
            others: list[int | Split] = [
                Split(-1, step.number),
                Split(10**6, 0),
                Split(step.place, -7),
                Split(step.place, 99),
            ]
        else:
            others = [-1, step + 1, 10**6, Split(0, 0)]
        for other in others:
            yield (*proof[:place], other, *proof[place + 1 :])


def cut_short(certificate: Certificate) -> Iterator[Certificate]:
    """What proves nothing whatever the numbers are: something lacks, or there is something more."""
    for proof in (certificate.deviation, certificate.home_schooled):
        changes = [proof[:-1], (*proof, proof[-1]), (-1,), (len(certificate.multipliers),), (Split(-1, 0), *proof)]
        for change in changes:
            yield attrs.evolve(
                certificate, **{"deviation" if proof is certificate.deviation else "home_schooled": change}
            )
    yield attrs.evolve(certificate, multipliers=())
    yield attrs.evolve(certificate, refusals=(*certificate.refusals, certificate.deviation))
    yield attrs.evolve(certificate, deviation=tuple([Split(0, 0)] * 500))
    for at, refusal in enumerate(certificate.refusals):
        before, after = certificate.refusals[:at], certificate.refusals[at + 1 :]
        yield attrs.evolve(certificate, refusals=before + after)
        yield attrs.evolve(certificate, refusals=(*before, refusal[:-1], *after))
        yield attrs.evolve(certificate, refusals=(*before, (*refusal, 0), *after))


@pytest.mark.rule("S-3", "I-7")
def test_a_certificate_that_was_tampered_with_proves_no_worse_list() -> None:
    tried = disproved = 0
    for seed in range(8):
        case = small_case(Random(seed))
        outcome, certificate = proved(case)
        worse = [ids for _, _, ids in laws.exchanges(case.applications, outcome)][:6]
        for number, other in enumerate(tampered(certificate)):
            tried += 1
            disproved += not verified(case, outcome.selected, other).proved_best
            for ids in worse[number % 6 : number % 6 + 1]:
                assert not verified(case, ids, other).proved_best
    assert disproved > tried / 4, (disproved, tried)  # many changed proofs are still proofs, of the same list


@pytest.mark.rule("S-3", "I-7")
def test_a_certificate_that_lacks_something_or_has_too_much_proves_nothing() -> None:
    refusals = 0
    for seed in range(24):
        case = small_case(Random(seed))
        if case.applications.applicants and selected(case).waiting:
            outcome, certificate = proved(case)
            refusals += len(certificate.refusals)
            for other in cut_short(certificate):
                assert verified(case, outcome.selected, other).proved_best is False
    assert refusals


@pytest.mark.rule("S-3", "I-7")
def test_a_certificate_proves_nothing_for_other_applicants_whose_list_is_another() -> None:
    others = 0
    for seed in range(15):
        case = small_case(Random(seed))
        outcome, certificate = proved(case)
        for place, each in enumerate(case.applications.applicants):
            first = attrs.evolve(each, id="first", received=each.received - timedelta(minutes=9), home_schooled=True)
            without = [*case.applications.applicants[:place], *case.applications.applicants[place + 1 :]]
            for applicants in ([*case.applications.applicants, first], without):
                other = SmallCase(attrs.evolve(case.applications, applicants=applicants), case.parameters)
                known = {applicant.id for applicant in applicants}
                if known >= set(outcome.selected) and selected(other).selected != outcome.selected:
                    others += 1
                    assert verified(other, outcome.selected, certificate).proved_best is False
    assert others > 10


@pytest.mark.rule("S-3", "I-7")
@given(case=small_cases(), chance=st.randoms(use_true_random=False))
def test_no_multipliers_prove_away_a_question_that_has_an_answer(case: SmallCase, chance: Random) -> None:
    people = candidates_of(case.applications, case.parameters).people
    frame = frame_of(people, targets_of(people, case.parameters, case.applications.regions))
    size = chance.choice((0, 1, 2, 5))
    weights = tuple(chance.choice(range(-size - 1, size + 2)) for _ in frame.groups)
    for _ in range(5):
        least = tuple(chance.choice((0, 0, 0, 1)) for _ in frame.cells)
        most = tuple(chance.choice((size, size, size, 0)) for size in frame.sizes)
        deviation = chance.choice((None, -1, 0, 1, 2, 4, 6))
        question = Question(least, most, deviation, chance.choice((0, 0, 1, 2)))
        multipliers = Multipliers(weights, size, chance.choice((-1, 0, 1, 2)))
        laws.an_answer_is_never_proved_away(frame, question, multipliers)


# ------------------------------------------------------------------------------------------ lying solvers


@attrs.frozen
class Lying:
    """A solver whose proposals and proofs are made worse by ``lie`` and ``bluff``."""

    lie: Callable[[Frame, Question, Goal, tuple[int, ...] | None], Any]
    bluff: Callable[[Frame, Question], Any] | None = None
    honest: Any = LISTING

    def propose(self, frame: Frame, question: Question, goal: Goal) -> tuple[int, ...] | None:
        return self.lie(frame, question, goal, self.honest.propose(frame, question, goal))

    def refute(self, frame: Frame, question: Question) -> Any:
        return self.honest.refute(frame, question) if self.bluff is None else self.bluff(frame, question)


def no_set(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return None


def too_short(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return numbers[:-1]


def too_long(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return (*numbers, 0)


def one_more(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return (numbers[0] + 1, *numbers[1:])


def everybody(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return frame.sizes


def less_than_nobody(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return tuple(-1 for _ in numbers)


def parts_of_children(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return tuple(float(number) for number in numbers)


PLAIN = next(
    case
    for case in (small_case(Random(seed)) for seed in count())
    if len(selected(case).waiting) > 3
    and len(proved(case)[1].refusals) > 1
    and sum(attrs.astuple(selected(case).deviation))
)


@pytest.mark.rule("S-3", "I-7")
@pytest.mark.parametrize("lie", [no_set, too_short, too_long, one_more, everybody, less_than_nobody, parts_of_children])
def test_a_solver_that_proposes_what_is_no_set_is_refused(lie: Any) -> None:
    with pytest.raises(Infeasible):
        selected(PLAIN, Lying(lie))


@pytest.mark.rule("S-7", "I-7")
def test_a_solver_that_forgets_a_set_it_has_proposed_is_refused() -> None:
    def forgets(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
        return None if goal is Goal.MOST_HOME_SCHOOLED else numbers

    with pytest.raises(Infeasible, match="there is none"):
        selected(PLAIN, Lying(forgets))


@pytest.mark.rule("S-3", "I-7")
def test_a_solver_that_proposes_another_set_in_the_walk_is_refused() -> None:
    def wanders(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
        return tuple(0 for _ in frame.cells) if goal is Goal.ANY else numbers

    refused = 0
    for seed in range(60):
        case = small_case(Random(seed))
        try:
            outcome = selected(case, Lying(wanders))
        except Infeasible:
            refused += 1
        else:
            laws.two_selections_agree(selected(case), outcome)
    assert refused


def worst(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    """A set, but not the best one: what a solver has that was stopped too early."""
    sets = [each for each in LISTING.sets(frame, question) if frame.confirms(each, question)]
    return max(sets, key=lambda each: (sum(frame.deviations(each)), -frame.home_schooled(each)), default=None)


def denies(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    """Says of every step of the walk that there is no set."""
    return None if goal is Goal.ANY else numbers


@pytest.mark.rule("S-3", "I-7")
@pytest.mark.parametrize("lie", [worst, denies])
def test_a_list_of_a_solver_that_stopped_short_is_never_given(lie: Any) -> None:
    refused = 0
    for seed in range(60):
        case = small_case(Random(seed))
        try:
            outcome = selected(case, Lying(lie, SOLVER.refute))
        except Infeasible:
            refused += 1
        else:
            laws.two_selections_agree(selected(case), outcome)
    assert refused


@pytest.mark.rule("S-9", "I-9")
@pytest.mark.parametrize("lie", [worst, denies])
def test_a_follower_of_a_solver_that_stopped_short_is_never_given(lie: Any) -> None:
    refused = 0
    for seed in range(60):
        case = small_case(Random(seed))
        listed = selected(case).selected
        asked = (case.applications, listed, listed[:2], case.parameters)
        try:
            outcome = replace_leaving(*asked, Lying(lie, SOLVER.refute)).outcome
        except Infeasible:
            refused += 1
        else:
            assert outcome == replace_leaving(*asked, LISTING).outcome
    assert refused


def framed(case: SmallCase) -> tuple[Frame, tuple[Anonymous, ...]]:
    people = candidates_of(case.applications, case.parameters).people
    return frame_of(people, targets_of(people, case.parameters, case.applications.regions)), people


def honest(frame: Frame, question: Question, goal: Goal, numbers: Any) -> Any:
    return numbers


def bluffing(size: int, home: int, *split: int, weight: int = 0, groups: int = 10) -> Any:
    def refute(frame: Frame, question: Question) -> tuple[Multipliers, tuple[int, ...] | None]:
        return Multipliers((weight,) * groups, size, home), split or None

    return refute


@pytest.mark.rule("S-3", "I-7")
@pytest.mark.parametrize(
    "bluff",
    [
        pytest.param(bluffing(0, 0, groups=0), id="too few"),
        pytest.param(bluffing(1, 0, weight=9), id="too heavy"),
        pytest.param(bluffing(-5, -5), id="negative"),
        pytest.param(bluffing(0, 0, 0, 0), id="splits for ever"),
        pytest.param(bluffing(0, 0, -1, 0), id="splits before the first"),
        pytest.param(bluffing(0, 0, 10**6, 0), id="splits after the last"),
    ],
)
def test_bogus_multipliers_and_splits_are_never_written_down(bluff: Any) -> None:
    frame, people = framed(PLAIN)
    ids = selected(PLAIN).selected
    assert prove(frame, people, ids, Lying(honest, bluff)) is None


@pytest.mark.rule("S-3", "I-7")
@pytest.mark.parametrize("place", [-1, 10**6])
def test_a_split_where_no_cell_is_spoils_even_a_proof_that_is_right(place: int) -> None:
    frame, people = framed(PLAIN)
    asked = count()

    def at_first_nowhere(frame: Frame, question: Question) -> Any:
        return bluffing(0, 0, place, 0)(frame, question) if next(asked) == 0 else SOLVER.refute(frame, question)

    assert prove(frame, people, selected(PLAIN).selected, Lying(honest, SOLVER.refute)) is not None
    assert prove(frame, people, selected(PLAIN).selected, Lying(honest, at_first_nowhere)) is None


@pytest.mark.rule("S-3", "I-7")
@given(case=small_cases(), chance=st.randoms(use_true_random=False))
def test_what_is_written_down_proves_whoever_said_it(case: SmallCase, chance: Random) -> None:
    def random_bluff(frame: Frame, question: Question) -> Any:
        size = chance.choice((0, 1, 3))
        weights = tuple(chance.choice(range(-size, size + 1)) for _ in frame.groups)
        split = chance.choice((None, (chance.choice(range(-1, len(frame.cells) + 1)), chance.choice((0, 1, 2)))))
        return Multipliers(weights, size, chance.choice((0, 1))), split

    frame, people = framed(case)
    outcome = selected(case)
    certificate = prove(frame, people, outcome.selected, Lying(honest, random_bluff))
    if certificate is not None:
        assert verified(case, outcome.selected, certificate).proved_best


@pytest.mark.rule("S-3", "I-7")
def test_no_certificate_is_made_for_a_list_that_is_not_best() -> None:
    for seed in range(30):
        case = small_case(Random(seed))
        frame, people = framed(case)
        outcome = selected(case)
        for _, _, worse in [*laws.exchanges(case.applications, outcome)][:3]:
            assert prove(frame, people, worse, SOLVER) is None
        if outcome.selected:
            assert prove(frame, people, outcome.selected[1:], SOLVER) is None


@pytest.mark.rule("S-9", "I-9")
def test_a_list_that_keeps_those_who_stay_can_be_proved_too() -> None:
    for seed in range(40):
        chance = Random(seed)
        case = small_case(chance)
        people = candidates_of(case.applications, case.parameters).people
        staying = [person for person in people if chance.random() < 1 / 4]
        ids = [person.id for person in staying]
        frame = frame_of(people, targets_of(people, case.parameters, case.applications.regions, ids))
        chosen = choose(frame, people, LISTING, staying)
        kept = [person.id for person in chosen.selected]
        certificate = prove(frame, people, kept, HighsSolver(), staying)
        assert certificate is not None
        assert proves(certificate, frame, people, kept, staying)


# ------------------------------------------------------------------------------------------ adults


@pytest.mark.rule("W-1", "W-2", "W-3", "W-9", "I-8", "I-33")
def test_adults_are_chosen_by_time_and_every_other_list_is_rejected() -> None:
    for seed in range(300):
        chance = Random(seed)
        applicants, parameters = small_adults(chance)
        outcome = select_adults(applicants, parameters).outcome
        laws.adults_are_chosen_by_time_within_each_municipality(applicants, outcome, parameters)
        shuffled = chance.sample(applicants, len(applicants))
        laws.two_selections_agree(outcome, select_adults(shuffled, parameters).outcome)
        laws.the_right_list_is_accepted(verify_adults(applicants, outcome.selected, parameters).outcome)
        other = some_list(chance, [each.id for each in applicants])
        if set(other) != set(outcome.selected):
            laws.a_worse_list_is_rejected(verify_adults(applicants, other, parameters).outcome)
        leaving = some_list(chance, outcome.selected)
        follow = replace_adults(applicants, outcome.selected, leaving, parameters).outcome.replacements
        rest = [each for each in applicants if each.id not in leaving]
        again = select_adults(rest, parameters).outcome.selected
        assert set(again) == {*outcome.selected, *follow} - {*leaving}


# ------------------------------------------------------------------------------------------ the laws themselves

START = date(2018, 9, 1)


def child(name: str, municipality: str, impairment: Impairment, minute: int, **facts: Any) -> ChildApplicant:
    sound = {"disability_determined": True, "disability_until": "indefinite", "di_evaluated": True}
    return ChildApplicant(
        id=name,
        born=date(2010, 1, 1),
        municipality=municipality,
        impairment=impairment,
        received=datetime(2018, 6, 1, 9, minute),
        **(sound | facts),
    )


FEW = PILOT.reform("few", {"selection.places": 2, "selection.places_per_municipality": 2})
GIVEN = Applications(
    [
        child("a", "Ogre", Impairment.MENTAL, 1),
        child("b", "Ogre", Impairment.MENTAL, 2),
        child("c", "Ogre", Impairment.MOVEMENT, 3),
        child("d", "Ogre", Impairment.MOVEMENT, 4, di_evaluated=None),
    ],
    PilotDates(START, 12),
)
RIGHT = select_children(GIVEN, FEW, LISTING).outcome
SOUND = Verification(True, (), Deviation(0, 0), None, True)
VERIFIED = verify_selection(GIVEN, ["b", "c"], FEW).outcome
SEEN = brute.qualified(GIVEN, FEW)
FOLLOWS = replace_leaving(GIVEN, ["a", "c"], ["a"], FEW, LISTING).outcome
ADULTS, FEW_ADULTS = next(
    drawn
    for drawn in (small_adults(Random(seed)) for seed in count())
    if (found := select_adults(*drawn).outcome).selected and found.waiting and found.ineligible
)
ADULT_LIST = select_adults(ADULTS, FEW_ADULTS).outcome


def test_the_example_of_the_laws_is_what_it_should_be() -> None:
    assert (RIGHT.selected, RIGHT.waiting) == (("a", "c"), ("b",))
    assert VERIFIED.improving_swap == Swap("b", "a", "S-8")
    assert FOLLOWS.replacements == ("b",)


#: For every law, arguments that break it.
BROKEN: dict[Any, list[tuple[Any, ...]]] = {
    laws.every_applicant_is_listed_once: [
        (GIVEN, attrs.evolve(RIGHT, waiting=())),
        (GIVEN, attrs.evolve(RIGHT, waiting=("b", "a"))),
    ],
    laws.every_selected_is_eligible: [(GIVEN, attrs.evolve(RIGHT, selected=("a", "d")), FEW)],
    laws.who_cannot_take_part_is_listed_with_every_rule: [
        (GIVEN, (), FEW),
        (GIVEN, [Ineligible("d", ("E-1",))], FEW),
    ],
    laws.targets_add_up_and_ask_for_nobody_who_did_not_apply: [
        (attrs.evolve(RIGHT.targets, total=3), RIGHT.counts),
        (attrs.evolve(RIGHT.targets, age={"0-2": 2}), attrs.evolve(RIGHT.counts, age={"0-2": 1})),
    ],
    laws.targets_are_those_of_the_definition: [
        (SEEN, attrs.evolve(RIGHT.targets, total=1), FEW),
        (SEEN, attrs.evolve(RIGHT.targets, age={}), FEW),
    ],
    laws.more_applicants_never_lower_the_total: [(RIGHT.targets, attrs.evolve(RIGHT.targets, total=1))],
    laws.every_municipality_gets_its_target: [
        (GIVEN, attrs.evolve(RIGHT, selected=("a",))),
        (GIVEN, attrs.evolve(RIGHT, targets=attrs.evolve(RIGHT.targets, total=3))),
    ],
    laws.deviation_and_counts_are_those_of_the_list: [
        (GIVEN, attrs.evolve(RIGHT, counts=attrs.evolve(RIGHT.counts, total=9)), FEW),
        (GIVEN, attrs.evolve(RIGHT, counts=attrs.evolve(RIGHT.counts, age={})), FEW),
        (GIVEN, attrs.evolve(RIGHT, counts=attrs.evolve(RIGHT.counts, age=dict.fromkeys(RIGHT.counts.age, 5))), FEW),
        (GIVEN, attrs.evolve(RIGHT, deviation=Deviation(7, 0)), FEW),
    ],
    laws.the_list_is_the_one_that_the_definition_names: [
        (GIVEN, attrs.evolve(RIGHT, selected=("b", "c")), FEW),
        (GIVEN, attrs.evolve(RIGHT, waiting=()), FEW),
        (GIVEN, attrs.evolve(RIGHT, deviation=Deviation(1, 1)), FEW),
    ],
    laws.two_selections_agree: [
        (RIGHT, attrs.evolve(RIGHT, selected=("b", "c"))),
        (RIGHT, attrs.evolve(RIGHT, ineligible=())),
    ],
    laws.the_earlier_of_two_alike_is_never_passed_over: [(GIVEN, attrs.evolve(RIGHT, selected=("b", "c")), FEW)],
    laws.no_exchange_makes_the_list_better: [(GIVEN, attrs.evolve(RIGHT, selected=("a", "b")), FEW)],
    laws.the_right_list_is_accepted: [(attrs.evolve(SOUND, valid=False),), (attrs.evolve(SOUND, proved_best=False),)],
    laws.a_worse_list_is_rejected: [
        (SOUND,),
        (attrs.evolve(SOUND, valid=False),),
        (attrs.evolve(SOUND, valid=False, violations=(Violation("S-1", "x"),)),),
    ],
    laws.the_best_exchange_is_reported: [(GIVEN, ["b", "c"], SOUND, FEW), (GIVEN, ["a", "c"], VERIFIED, FEW)],
    laws.who_follows_waited_and_who_stays_is_kept: [
        (GIVEN, ["a", "c"], ["a"], Replacement(follow, Deviation(0, 0)), FEW)
        for follow in (("b", "b"), ("d",), ("c",), ("a",))
    ]
    + [(GIVEN, ["c"], ["a"], Replacement(("a",), Deviation(0, 0)), FEW)],
    laws.a_replacement_is_the_one_that_the_definition_names: [
        (GIVEN, ["a", "c"], ["a"], Replacement((), FOLLOWS.deviation), FEW),
        (GIVEN, ["a", "c"], ["a"], Replacement(("b",), Deviation(9, 9)), FEW),
    ],
    laws.adults_are_chosen_by_time_within_each_municipality: [
        (ADULTS, attrs.evolve(ADULT_LIST, selected=()), FEW_ADULTS),
        (ADULTS, attrs.evolve(ADULT_LIST, waiting=()), FEW_ADULTS),
        (ADULTS, attrs.evolve(ADULT_LIST, ineligible=()), FEW_ADULTS),
    ],
}
CANNOT_BREAK = {laws.an_answer_is_never_proved_away}


@pytest.mark.parametrize("law", sorted(BROKEN, key=lambda law: law.__name__), ids=lambda law: law.__name__)
def test_every_law_notices_what_breaks_it(law: Any) -> None:
    for arguments in BROKEN[law]:
        with pytest.raises(LawBroken, match=f"^{law.__name__}: "):
            law(*arguments)


def test_every_law_is_listed_and_broken_once() -> None:
    assert {*laws.LAWS} == {*BROKEN} | CANNOT_BREAK
    for law in laws.LAWS:
        assert law.__name__ in laws.__all__
        assert "Rules: " in (law.__doc__ or "")
        assert "Protects: " in (law.__doc__ or "")


@pytest.mark.rule("S-3")
def test_a_proof_that_would_deny_an_answer_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    frame, _ = framed(SmallCase(GIVEN, FEW))
    monkeypatch.setattr(laws, "excludes", lambda *_: True)
    with pytest.raises(LawBroken, match=r"^an_answer_is_never_proved_away: "):
        laws.an_answer_is_never_proved_away(frame, open_question(frame), Multipliers((), 0, 0))


@pytest.mark.rule("S-1")
def test_the_laws_hold_for_the_example_and_the_oracle_agrees_with_itself() -> None:
    laws.every_law_holds_for_a_selection(GIVEN, RIGHT, FEW)
    parameters: Parameters = FEW
    assert brute.best_list(SEEN, brute.targets_by_pouring(SEEN, parameters))[0] == RIGHT.selected


@pytest.mark.rule("S-3", "I-7")
def test_a_right_list_of_a_solver_that_proves_nothing_is_not_given_either() -> None:
    refused = 0
    for seed in range(20):
        case = small_case(Random(seed))
        try:
            outcome = selected(case, brute.ListingSolver())
        except Infeasible:
            refused += 1
        else:
            laws.two_selections_agree(selected(case), outcome)
    assert refused
