"""Letters: both languages state the same, every amount follows from the others, and the page shows what is stated."""

from __future__ import annotations

import re
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibmodel.adapters.letters import letter_html
from ibmodel.case.applications import AdultApplicant, ChildApplicant, GeneralApplicant, PilotDates
from ibmodel.case.matrix import Matrix
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.dates import Month
from ibmodel.explain.english import MONTHS
from ibmodel.explain.letters import (
    Letter,
    LetterFacts,
    LetterHead,
    LetterService,
    RefusalFacts,
    case_facts,
    grant_letter,
    matrix_facts,
    refusal_facts,
    refusal_letter,
)
from ibmodel.explain.letters.document import ServiceCode
from ibmodel.explain.letters.sentences import MONTHS as SHORT_MONTHS
from ibmodel.explain.letters.wording import shown
from ibmodel.matrix import compute_matrix
from ibmodel.model import run
from ibmodel.money import Money, Rate
from ibmodel.parameters import Parameters, edition
from ibmodel.rules.eligibility import assess_adult, assess_child, assess_general
from ibmodel.testing import strategies
from ibmodel.testing.matrices import computable_matrices

PILOT = edition("children-pilot-2018")
#: What a child's file can be without its letter: an amount that nobody has told the social worker yet.
FILES = st.builds(
    lambda filled, final: attrs.evolve(filled, final=filled.final or final), computable_matrices(), strategies.money()
)
#: The editions whose decisions are told to a parent, and reforms of them.
FOR_CHILDREN = strategies.parameters(vary=("I-10", "I-12", "I-24", "I-30")).filter(
    lambda chosen: chosen.basis != "adults-pilot-2019"
)
SOME = settings(max_examples=40, suppress_health_check=list(HealthCheck))
FEWER = settings(max_examples=15, suppress_health_check=list(HealthCheck))


def letters_of(facts: LetterFacts | RefusalFacts) -> tuple[Letter, Letter]:
    write: Any = refusal_letter if isinstance(facts, RefusalFacts) else grant_letter
    english, latvian = (write(facts, LetterHead(dated=date(2019, 2, 20), language=lang)) for lang in ("en", "lv"))
    return english, latvian


@pytest.mark.rule("N-7", "F-7", "D-4")
@SOME
@given(FILES, FOR_CHILDREN)
def test_what_letters_state_follows_from_the_file_and_is_the_same_in_both_languages(
    filled: Matrix, parameters: Parameters
) -> None:
    facts = matrix_facts(compute_matrix(filled, parameters), parameters)
    the_amounts_follow_from_each_other(facts)
    for line in facts.services:
        the_units_are_the_most_that_the_money_pays_for(line)
    english, latvian = letters_of(facts)
    assert english.stated == latvian.stated
    assert [note.rule for note in english.footnotes] == [note.rule for note in latvian.footnotes]
    assert (english.facts, english.code, english.municipality) == (latvian.facts, latvian.code, latvian.municipality)


def the_amounts_follow_from_each_other(facts: LetterFacts) -> None:
    assert facts.needed == facts.total + facts.unmet
    assert facts.total == Money.sum(attrs.astuple(facts.sources, recurse=False))
    assert facts.total == Money.sum(line.paid for line in facts.services)
    assert facts.unmet == Money.sum(line.unmet for line in facts.services)
    assert facts.total == Money.sum(line.amount for line in facts.services) + facts.left


def the_units_are_the_most_that_the_money_pays_for(line: LetterService) -> None:
    funded = sum(line.funded)
    assert line.amount == line.unit_price.times(funded) <= line.paid
    assert (line.dropped == 0) == (line.unmet == Money(0))
    if line.dropped:
        assert line.unit_price.times(funded + 1) > line.paid
    short = [some < all_of_them for some, all_of_them in zip(line.funded, line.planned, strict=True)]
    assert all(some <= all_of_them for some, all_of_them in zip(line.funded, line.planned, strict=True))
    if True in short:
        assert not any(line.funded[short.index(True) + 1 :])


@FEWER
@given(FOR_CHILDREN, st.data())
def test_both_languages_state_the_same_of_every_case_of_a_cohort(parameters: Parameters, data: st.DataObject) -> None:
    cohort = data.draw(strategies.cohorts(parameters, most=3))
    for outcome in run(cohort, parameters).cases:
        facts = case_facts(outcome, cohort.on, parameters)
        english, latvian = letters_of(facts)
        assert english.stated == latvian.stated
        assert facts.needed == outcome.needed.outcome.needed
        services = [value.code for value in english.stated if isinstance(value, ServiceCode)]
        assert services[: len(facts.services)] == [line.service for line in outcome.total.outcome.lines]


class Page(HTMLParser):
    """The words of a letter's page: the services, and everything else between ``main`` and its end."""

    def __init__(self, *, heads: bool) -> None:
        super().__init__()
        self.services: list[str] = []
        self.months: list[str] = []
        self.words: list[str] = []
        self._heads = heads
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in {"meta", "link"}:
            self._open.append((tag, given.get("class") or given.get("scope") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("span", "service") in self._open:
            self.services.append(data.strip())
        elif ("thead", "") in self._open and ("th", "number") in self._open:
            self.months.append(data.strip())
        elif ("main", "") in self._open and (self._heads or ("th", "row") not in self._open):
            self.words.append(data)


#: How each language writes amounts and prices, days and times of day.
AMOUNT = {
    "en": re.compile(r"€([0-9,]+)\.([0-9]{2,6})"),
    "lv": re.compile(r"([0-9]+(?:\u00a0[0-9]{3})*),([0-9]{2,6})\u00a0euro"),
}
DAY = {
    "en": re.compile(rf"([0-9]{{1,2}}) ({'|'.join(MONTHS)}) ([0-9]{{4}})"),
    "lv": re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})\."),
}
TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


def read_page(letter: Letter) -> dict[str, list[Any]]:
    """The amounts, days, times, services and months on the page of a letter, each in the order of the page."""
    language = letter.head.language
    page = Page(heads=isinstance(letter.facts, LetterFacts))
    page.feed(letter_html(letter))
    text = "".join(page.words)
    amounts = [(re.sub(r"\D", "", whole), decimals) for whole, decimals in AMOUNT[language].findall(text)]
    days = []
    for day, month, year in DAY[language].findall(text):
        number = MONTHS.index(month) + 1 if language == "en" else int(month)
        days.append(date(int(year), number, int(day)))
    place = ("en", "lv").index(language)
    short = [names[place] for names in SHORT_MONTHS]
    heads = [tuple(head.split(" ")) for head in page.months]
    months = [Month(int(head[1]), short.index(head[0]) + 1) for head in heads if head[0] in short]
    return {
        "amounts": amounts,
        "days": days,
        "times": TIME.findall(text),
        "services": page.services,
        "months": months,
    }


def stated_by(letter: Letter) -> dict[str, list[Any]]:
    """The same of what a letter says that it states, without the day above it."""
    stated = letter.stated[1:]
    language = letter.head.language
    return {
        "amounts": [tuple(str(value).split(".")) for value in stated if isinstance(value, Money | Rate)],
        "days": [value.date() if isinstance(value, datetime) else value for value in stated if isinstance(value, date)],
        "times": [f"{value:%H:%M}" for value in stated if isinstance(value, datetime)],
        "services": [" ".join(shown(value, language).split()) for value in stated if isinstance(value, ServiceCode)],
        "months": [value for value in stated if isinstance(value, Month)],
    }


def without_texts(filled: Matrix) -> Matrix:
    """A file without what others typed into its services: it might look like an amount."""
    return attrs.evolve(filled, services=[attrs.evolve(row, provider=None) for row in filled.services])


def the_pages_show_what_is_stated(facts: LetterFacts | RefusalFacts) -> None:
    english, latvian = letters_of(facts)
    for letter in (english, latvian):
        assert read_page(letter) == stated_by(letter)
    of_english, of_latvian = read_page(english), read_page(latvian)
    assert len(of_english.pop("services")) == len(of_latvian.pop("services"))
    assert of_english == of_latvian


@FEWER
@given(FILES, FOR_CHILDREN)
def test_the_pages_of_both_languages_show_the_same_amounts_days_and_services(
    filled: Matrix, parameters: Parameters
) -> None:
    facts = matrix_facts(compute_matrix(without_texts(filled), parameters), parameters)
    the_pages_show_what_is_stated(facts)


def test_the_pages_of_refusals_show_the_same_days_and_times() -> None:
    received = datetime(2018, 7, 3, 9, 14)
    facts = []
    for born, known in product((date(2001, 5, 2), date(2010, 5, 2)), (True, False, None)):
        child = ChildApplicant(
            id="K-1", born=born, municipality="Rīga", received=received, disability_determined=known, di_evaluated=known
        )
        facts.append(refusal_facts(child, assess_child(child, PilotDates(date(2018, 9, 1), 12), PILOT)))
        adult = AdultApplicant(
            id="K-1",
            born=born,
            declared_municipality="Rīga",
            received=received,
            mental_impairment=known,
            documents=("application",),
        )
        facts.append(refusal_facts(adult, assess_adult(adult, edition("adults-pilot-2019"))))
    grown = GeneralApplicant(id="K-1", born=date(2001, 5, 2), received=received)
    facts.append(refusal_facts(grown, assess_general(grown, date(2019, 9, 1), edition("children-general"))))
    for each in facts:
        the_pages_show_what_is_stated(each)


def test_the_reading_of_these_laws_sees_a_difference() -> None:
    filled = without_texts(Matrix(code="K", municipality="M", period=PlanPeriod(date(2018, 9, 1), 2), final=Money(1)))
    (english, latvian) = letters_of(matrix_facts(compute_matrix(filled, PILOT), PILOT))
    other = matrix_facts(compute_matrix(attrs.evolve(filled, final=Money(2)), PILOT), PILOT)
    assert read_page(english)["amounts"] == read_page(latvian)["amounts"] != read_page(letters_of(other)[0])["amounts"]
    assert read_page(english)["days"]
