"""The selection of participants as tables and sentences: the list, why somebody is or is not on it, is it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import attrs

from ibmodel.adapters.tables import NONE, Page, show_policy, show_rules, show_sentences
from ibmodel.case.applications import AdultApplicant, ChildApplicant
from ibmodel.decisions import Decision, Reason
from ibmodel.exchange.cohorts import AdultRound, ChildRound
from ibmodel.explain import sentence
from ibmodel.parameters import Parameters
from ibmodel.rules.eligibility import Criterion, Eligibility, assess_adult, assess_child
from ibmodel.rules.selection import (
    Anonymous,
    Counts,
    Selection,
    Verification,
    adult_targets,
    candidates_of,
    targets_of,
)
from ibmodel.rules.selection.adults import SELECTED as ADULT_SELECTED
from ibmodel.rules.selection.adults import WAITS as ADULT_WAITS
from ibmodel.rules.selection.choice import (
    DEVIATION,
    MUNICIPALITY_FULL,
    QUOTAS,
    SAME_PROFILE,
    SELECTED,
    TWINS,
)
from ibmodel.rules.selection.targets import CODES as TARGETS
from ibmodel.rules.selection.targets import KEPT, regions_of
from ibmodel.sources import citation
from ibmodel.vocabulary import Impairment

__all__ = ["Examined", "Made", "show_heading", "show_selection", "show_step", "show_story", "show_verdict"]

_PERSONAL: Final = (SELECTED, MUNICIPALITY_FULL, SAME_PROFILE, QUOTAS, ADULT_SELECTED, ADULT_WAITS)
_MARGINS: Final = ("region", "municipality", "age", "impairment")
#: The rule that an unknown impairment leaves open; no criterion of eligibility asks for it.
_OPEN_IMPAIRMENT: Final = "S-3"
_MINUS: Final = "\u2212"

Round = ChildRound | AdultRound


@attrs.frozen(slots=False)
class Made:
    """A selection that was made, with everything that is told about it."""

    given: Round
    parameters: Parameters
    decision: Decision[Selection]

    @cached_property
    def applicants(self) -> dict[str, ChildApplicant | AdultApplicant]:
        """Everybody by identifier."""
        return {applicant.id: applicant for applicant in self.given.applicants}

    @cached_property
    def people(self) -> dict[str, Anonymous]:
        """The eligible children by identifier, as selection sees them; nobody among adults."""
        return {person.id: person for person in _candidates(self.given, self.parameters)}

    @cached_property
    def personal(self) -> dict[str, Reason]:
        """For everybody who is eligible, why selected or why waiting."""
        return {str(reason.values[0]): reason for reason in self.decision.reasons if reason.kind in _PERSONAL}

    @cached_property
    def groups(self) -> dict[str, Reason]:
        """For every group of the margins, how its target came about."""
        return {str(reason.values[0]): reason for reason in self.decision.reasons if reason.kind in TARGETS}

    def municipality(self, who: str) -> str:
        """Where somebody lives."""
        return municipality_of(self.applicants[who])

    def assessed(self, who: str) -> Decision[Eligibility]:
        """Every criterion, of one applicant."""
        applicant = self.applicants[who]
        if isinstance(self.given, AdultRound):
            return assess_adult(applicant, self.parameters)  # type: ignore[arg-type]
        return assess_child(applicant, self.given.pilot, self.parameters)  # type: ignore[arg-type]

    def all_reasons(self) -> tuple[Reason, ...]:
        """The reasons of the selection, then every criterion of those who are not eligible."""
        ineligible = [self.assessed(row.id).reasons for row in self.decision.outcome.ineligible]
        return (*self.decision.reasons, *(reason for reasons in ineligible for reason in reasons))


@attrs.frozen
class Examined:
    """A list that somebody states, as the rules judge it."""

    given: Round
    parameters: Parameters
    selected: tuple[str, ...]
    decision: Decision[Verification]

    @property
    def is_right(self) -> bool:
        """Whether it is valid and, where there is a certificate, proved best."""
        return self.decision.outcome.valid and self.decision.outcome.proved_best is not False


def municipality_of(applicant: ChildApplicant | AdultApplicant) -> str:
    """Where the applicant is declared."""
    return applicant.declared_municipality if isinstance(applicant, AdultApplicant) else applicant.municipality


def _candidates(given: Round, parameters: Parameters) -> tuple[Anonymous, ...]:
    return () if isinstance(given, AdultRound) else candidates_of(given.applications, parameters).people


# the list


def show_heading(page: Page, given: Round, decision: Decision[Any], changes: Mapping[str, str], name: str) -> None:
    """Of whom, for which pilot, under which policy and readings."""
    page.line(given.title or name, style="bold")
    if given.synthetic:
        page.line(page.label("synthetic_applicants"), style="bold")
    if given.pilot is not None:
        first, last = page.shown(given.pilot.start), page.shown(given.pilot.last_day)
        page.line(page.label("pilot_dates", first=first, last=last))
    show_policy(page, decision.edition, decision.readings, changes)


def show_selection(page: Page, made: Made) -> None:
    """Everything: numbers, each margin, each municipality's list, who is not eligible and why, findings."""
    _show_numbers(page, made)
    _show_margins(page, made)
    _show_lists(page, made)
    _show_ineligible(page, made)
    findings = [reason for reason in made.decision.reasons if reason.kind is TWINS]
    if findings:
        page.heading(page.label("findings"))
        show_sentences(page, findings)
    for who in made.applicants:
        page.line()
        page.line(page.label("hint_applicants", id=who))
        break


def _show_numbers(page: Page, made: Made) -> None:
    outcome = made.decision.outcome
    refused = sum(made.assessed(row.id).outcome.eligible is False for row in outcome.ineligible)
    home_schooled = [person.home_schooled for person in made.people.values()]
    selected = [made.people[who].home_schooled for who in outcome.selected if who in made.people]
    numbers = {
        "applications": len(made.applicants),
        "eligible": len(outcome.selected) + len(outcome.waiting),
        "refused": refused,
        "open": len(outcome.ineligible) - refused,
        "selected": len(outcome.selected),
        "waiting": len(outcome.waiting),
    }
    page.heading(page.label("summary"))
    rows = [(page.label(name), page.shown(number)) for name, number in numbers.items()]
    if any(home_schooled):
        of_all = page.label("of", part=page.shown(sum(selected)), whole=page.shown(sum(home_schooled)))
        rows.insert(-1, (page.label("selected_home"), of_all))
    page.pairs(rows)
    missed = [reason for reason in made.decision.reasons if reason.kind is DEVIATION]
    if missed:
        page.line()
        show_sentences(page, missed)


def _show_margins(page: Page, made: Made) -> None:
    """A table for each margin; below it why a target is not the quota."""
    for margin in _MARGINS:
        rows = _rows(page, made, margin)
        if rows:
            page.heading(page.label(f"by_{margin}"))
            columns = (f"{margin}_of_list", "quota", "eligible_narrow", "target", "selected", "off")
            page.table(list(map(page.label, columns)), [row for row, _ in rows], [_total(page, made)])
            reasons = [reason for _, reason in rows if reason is not None and reason.kind is not KEPT]
            if reasons:
                page.line()
                show_sentences(page, reasons)


def _rows(page: Page, made: Made, margin: str) -> list[tuple[list[str], Reason | None]]:
    """The groups of a margin: name, quota, eligible applicants, target, selected, by how much it is missed."""
    outcome = made.decision.outcome
    targets, counts = getattr(outcome.targets, margin), getattr(outcome.counts, margin)
    quotas, applicants = _quotas(made, margin), _applicants(made, margin)
    return [
        (_row(page, _named(page, name), quotas[name], applicants[name], target, counts[name]), made.groups.get(name))
        for name, target in targets.items()
    ]


def _total(page: Page, made: Made) -> list[str]:
    outcome = made.decision.outcome
    eligible = len(outcome.selected) + len(outcome.waiting)
    return _row(page, page.label("all"), _places(made), eligible, outcome.targets.total, outcome.counts.total)


def _row(page: Page, name: str, *numbers: int) -> list[str]:
    *_, target, selected = numbers
    off = selected - target
    shown = NONE if off == 0 else f"+{off}" if off > 0 else f"{_MINUS}{-off}"
    return [name, *map(page.shown, numbers), shown]


def _places(made: Made) -> int:
    if isinstance(made.given, AdultRound):
        return sum(_quotas(made, "municipality").values())
    return made.parameters.selection.places


def _quotas(made: Made, margin: str) -> Counter[str]:
    """The quota of every group of a margin."""
    parameters, targets = made.parameters, made.decision.outcome.targets
    if margin in ("age", "impairment"):
        return Counter({name: int(str(made.groups[name].facts["quota"])) for name in getattr(targets, margin)})
    is_adults = isinstance(made.given, AdultRound)
    group = parameters.adults if is_adults else parameters.selection
    by_municipality = dict.fromkeys(targets.municipality, group.places_per_municipality)
    return Counter(by_municipality) if margin == "municipality" else _by_region(made, by_municipality)


def _applicants(made: Made, margin: str) -> Counter[str]:
    """How many in every group of a margin are eligible."""
    outcome = made.decision.outcome
    if margin == "age":
        return Counter(person.age_group for person in made.people.values())
    if margin == "impairment":
        return Counter(person.impairment.value for person in made.people.values())
    by_municipality = Counter(map(made.municipality, (*outcome.selected, *outcome.waiting)))
    return by_municipality if margin == "municipality" else _by_region(made, by_municipality)


def _by_region(made: Made, by_municipality: Mapping[str, int]) -> Counter[str]:
    regions: Counter[str] = Counter()
    own = {} if isinstance(made.given, AdultRound) else made.given.regions or {}
    for municipality, region in regions_of(made.parameters, own).items():
        regions[region] += by_municipality.get(municipality, 0)
    return regions


def _named(page: Page, group: str) -> str:
    """A group by its name: an impairment by its word, any other as it is."""
    for impairment in Impairment:
        if impairment.value == group:
            word: str = getattr(impairment, page.language)
            return word
    return group


def _show_lists(page: Page, made: Made) -> None:
    """Each municipality's list, for each municipality to learn its own; below it who waits, in order."""
    outcome = made.decision.outcome
    selected, waiting = _by_municipality(made, outcome.selected), _by_municipality(made, outcome.waiting)
    for name in outcome.targets.municipality:
        chosen, others = selected.get(name, []), waiting.get(name, [])
        if chosen or others:
            page.heading(page.label("list_of", municipality=name, selected=len(chosen), waiting=len(others)))
            _show_chosen(page, made, chosen)
        if others:
            page.line()
            page.line(page.label("waiting_list", ids=", ".join(others)), others="  ")


def _by_municipality(made: Made, ids: Iterable[str]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for who in ids:
        lists.setdefault(made.municipality(who), []).append(who)
    return lists


def _show_chosen(page: Page, made: Made, ids: Sequence[str]) -> None:
    if isinstance(made.given, AdultRound):
        rows = [[who, _shown_moment(page, made.applicants[who].received)] for who in ids]
        page.table([page.label("applicant"), page.label("received_narrow")], rows)
        return
    rows = []
    for who in ids:
        person = made.people[who]
        home = page.label("yes") if person.home_schooled else NONE
        impairment = _named(page, person.impairment.value)
        rows.append([who, person.age_group, impairment, home, _shown_moment(page, person.received)])
    columns = ("applicant", "age_of_list", "impairment_of_list", "home_narrow", "received_narrow")
    page.table(list(map(page.label, columns)), rows, texts=(2,))


def _shown_moment(page: Page, moment: datetime) -> str:
    """A moment in a column, where there is no room for more than the day and the time."""
    return f"{page.shown(moment.date())} {moment:%H:%M}"


def _show_ineligible(page: Page, made: Made) -> None:
    """Everybody who cannot take part, or of whom that cannot be decided yet, with every reason."""
    chapters: dict[str, list[str]] = {"not_eligible": [], "not_decided": []}
    for row in made.decision.outcome.ineligible:
        assessed = made.assessed(row.id)
        chapter = "not_eligible" if assessed.outcome.eligible is False else "not_decided"
        judged = dict(zip(_rules(assessed), assessed.reasons, strict=True))
        for rule in row.rules:
            text = sentence(judged[rule], page.language) if rule in judged else _open_impairment(page, row.id)
            chapters[chapter].append(f"{text} ({rule})")
    for chapter, texts in chapters.items():
        if texts:
            page.heading(page.label(chapter))
            for text in texts:
                page.item(text)


def _rules(assessed: Decision[Eligibility]) -> list[str]:
    return [criterion.rule for criterion in assessed.outcome.criteria]


def _open_impairment(page: Page, who: str) -> str:
    return page.label("impairment_unknown", id=who)


# one applicant


def show_story(page: Page, made: Made, who: str) -> None:
    """Why somebody is selected, waits or cannot take part, with every criterion."""
    applicant = made.applicants[who]
    page.heading(f"{who}, {made.municipality(who)}")
    page.line(f"{page.label('born')}: {page.shown(applicant.born)}")
    if isinstance(applicant, ChildApplicant) and applicant.impairment is not None:
        page.line(f"{page.label('impairment_of_list')}: {_named(page, applicant.impairment.value)}")
        home = page.label("yes" if applicant.home_schooled else "no")
        page.line(f"{page.label('home_schooled')}: {home}")
    page.line(f"{page.label('received')}: {page.shown(applicant.received)}")
    assessed = made.assessed(who)
    applied = set(_rules(assessed))
    if who in made.personal:
        applied |= _show_why(page, made, who)
        page.heading(page.label("criteria"))
        show_sentences(page, assessed.reasons)
    else:
        _show_letter(page, assessed, applicant)
    findings = [reason for reason in made.decision.reasons if reason.kind is TWINS and who in reason.values]
    if findings:
        page.heading(page.label("findings"))
        show_sentences(page, findings)
    show_rules(page, applied | {reason.rule for reason in findings})


def _show_why(page: Page, made: Made, who: str) -> set[str]:
    """Selected or waiting, and what became of the person's groups; the rules that were applied."""
    reason, outcome = made.personal[who], made.decision.outcome
    page.heading(page.label("selected_or_not"))
    show_sentences(page, [reason])
    queue = _by_municipality(made, outcome.waiting).get(made.municipality(who), [])
    if who in queue:
        place, count = page.shown(queue.index(who) + 1), page.shown(len(queue))
        page.item(page.label("queue_place", municipality=made.municipality(who), place=place, count=count))
        page.line(citation("S-9", page.language), style="dim", first="  ", others="  ")
    applied = {reason.rule, "S-9"} if who in queue else {reason.rule}
    if who not in made.people:
        return applied
    person = made.people[who]
    alike = [each for each in outcome.selected if each != who and _profile(made.people[each]) == _profile(person)]
    if alike:
        page.item(page.label("same_profile", ids=", ".join(alike)))
    names = (person.municipality, person.age_group, person.impairment.value)
    page.heading(page.label("groups"))
    rows = [
        _row(page, _named(page, name), *(int(str(fact)) for fact in made.groups[name].values[1:]), counts[name])
        for name, counts in zip(
            names, (outcome.counts.municipality, outcome.counts.age, outcome.counts.impairment), strict=True
        )
    ]
    columns = ("group", "quota", "eligible_narrow", "target", "selected", "off")
    page.table(list(map(page.label, columns)), rows)
    moved = [made.groups[name] for name in names if made.groups[name].kind is not KEPT]
    if moved:
        page.line()
        show_sentences(page, moved)
    return applied | {made.groups[name].rule for name in names}


def _profile(person: Anonymous) -> tuple[str, str, str]:
    return person.municipality, person.age_group, person.impairment.value


def _show_letter(page: Page, assessed: Decision[Eligibility], applicant: ChildApplicant | AdultApplicant) -> None:
    """The reasons for somebody who is not eligible, as a letter tells them (E-8)."""
    refused = assessed.outcome.eligible is False
    page.line()
    page.line(page.label("letter_refused" if refused else "letter_open", id=applicant.id), style="bold")
    chapters = (("criteria_not_met", False), ("criteria_open", None), ("criteria_met", True))
    judged = list(zip(assessed.outcome.criteria, assessed.reasons, strict=True))
    for name, met in chapters:
        reasons = [reason for criterion, reason in judged if _is(criterion, met)]
        is_open = met is None and isinstance(applicant, ChildApplicant) and applicant.impairment is None
        if reasons or is_open:
            page.heading(page.label(name))
            show_sentences(page, reasons)
        if is_open:
            page.item(_open_impairment(page, applicant.id))
            page.line(citation(_OPEN_IMPAIRMENT, page.language), style="dim", first="  ", others="  ")


def _is(criterion: Criterion, met: bool | None) -> bool:
    return criterion.met is met


# a list that somebody states


def show_verdict(page: Page, found: Examined, stated_policy: str | None) -> None:
    """Whether the list is right, what is wrong with it, which exchange makes it better."""
    outcome = found.decision.outcome
    page.line()
    page.line(page.label("on_the_list", applications=len(found.given.applicants), selected=len(found.selected)))
    if not isinstance(found.given, AdultRound):
        page.line(page.label("off_targets", age=outcome.deviation.age, impairment=outcome.deviation.impairment))
    if stated_policy is not None and stated_policy != found.decision.edition:
        page.line(page.label("made_under", policy=stated_policy))
    page.heading(page.label(_verdict(found)))
    for rule, texts in groupby(_faults(page, found), key=itemgetter(0)):
        for _, text in texts:
            page.item(text)
        page.line(citation(rule, page.language), style="dim", first="  ", others="  ")


def _faults(page: Page, found: Examined) -> Iterator[tuple[str, str]]:
    """Every rule that the list breaks, and the rule by which an exchange makes it better, with what is wrong."""
    missed = iter(_missed(found))
    for violation in found.decision.outcome.violations:
        if violation.code == "not_eligible":
            yield violation.rule, page.label("listed_ineligible", ids=", ".join(violation.ids))
        else:
            name, target = next(missed)
            listed = len(violation.ids)
            yield violation.rule, page.label("listed_wrong", municipality=name, listed=listed, target=target)
    swap = found.decision.outcome.improving_swap
    if swap is not None:
        yield swap.why, page.label("better_exchange", out=swap.out, entering=swap.entering)


def _verdict(found: Examined) -> str:
    outcome = found.decision.outcome
    if not outcome.valid:
        return "verdict_invalid"
    if isinstance(found.given, AdultRound):
        return "verdict_exact"
    if outcome.proved_best is None:
        return "verdict_valid"
    return "verdict_proved" if outcome.proved_best else "verdict_not_proved"


def _missed(found: Examined) -> list[tuple[str, int]]:
    """The municipalities whose target the list does not meet, with it: one for each violation of that rule."""
    people = {applicant.id: municipality_of(applicant) for applicant in found.given.applicants}
    eligible, targets = _eligible_and_targets(found)
    listed = Counter(people[who] for who in found.selected if who in eligible)
    return [(name, target) for name, target in targets.municipality.items() if listed[name] != target]


def _eligible_and_targets(found: Examined) -> tuple[set[str], Counts]:
    given, parameters = found.given, found.parameters
    if isinstance(given, AdultRound):
        eligible = [each for each in given.applicants if assess_adult(each, parameters).outcome.eligible]
        return {each.id for each in eligible}, adult_targets(list(map(municipality_of, eligible)), parameters)
    people = candidates_of(given.applications, parameters).people
    return {person.id for person in people}, targets_of(people, parameters, given.regions)


def show_step(page: Page, found: Examined) -> None:
    """The selection in a few lines, for the story of a cohort that was selected."""
    eligible, _ = _eligible_and_targets(found)
    outcome = found.decision.outcome
    page.heading(page.label("selection_step", policy=found.decision.edition))
    numbers = {
        "applications": len(found.given.applicants),
        "eligible": len(eligible),
        "selected": len(found.selected),
        "waiting": len(eligible) - len(found.selected),
    }
    page.line(page.label("step_numbers", **{name: page.shown(number) for name, number in numbers.items()}))
    page.line(page.label("off_targets", age=outcome.deviation.age, impairment=outcome.deviation.impairment))
    page.line(page.label("step_proved" if outcome.proved_best else "step_not_proved"))
