"""Every reason has a sentence in both languages, with every amount in it, written as people there write."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from ibmodel import (
    Benefits,
    Funding,
    FundingLine,
    Line,
    Money,
    Need,
    Rankings,
    Rate,
    Reason,
    Recipient,
    Share,
    compute_final,
    compute_needed,
    compute_provisional,
    compute_total,
    edition,
    explain,
    fit_plan,
    merge_rankings,
    sentences,
)
from ibmodel.adapters.highs import SOLVER
from ibmodel.case.applications import (
    DOCUMENTS,
    AdultApplicant,
    Applications,
    ChildApplicant,
    GeneralApplicant,
    PilotDates,
)
from ibmodel.catalogue import SERVICES
from ibmodel.dates import Weekdays
from ibmodel.decisions import Decision
from ibmodel.errors import BadValue
from ibmodel.explain import LANGUAGES, plural, sentence, shown_value, template
from ibmodel.rules import REASON_CODES, budget, eligibility, funding, needs, selection
from ibmodel.rules.administration import compute_deadlines, deadlines
from ibmodel.rules.eligibility import assess_adult, assess_child, assess_general
from ibmodel.rules.selection import (
    replace_adults,
    replace_leaving,
    select_adults,
    select_children,
    verify_adults,
    verify_selection,
)
from ibmodel.sources import RULES
from ibmodel.vocabulary import Impairment

CHILDREN, ADULTS = edition("children-pilot-2018"), edition("adults-pilot-2019")
DAY = date(2018, 9, 1)
PILOT = PilotDates(DAY, 12)
RECEIVED = datetime(2018, 7, 3, 9, 14)
NO_BREAK_SPACE = "\u00a0"
CATALOGUES = explain._CATALOGUES
PLACE = re.compile(r"\{(\w+)(?:#([^}]*))?\}")
#: Facts that are dates: in Latvian, what ends with one ends with its full stop.
ENDS_AS_A_DATE = {"forward_by", "decide_by", "on", "last_day", "from", "to"}
EVERY_CODE = pytest.mark.parametrize("code", REASON_CODES)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def euro(text: str) -> Money:
    return Money.euro(text)


def recipient(name: str, born: int, *, special_care: bool = False) -> Recipient:
    return Recipient(name, date(born, 1, 1), special_care)


def reading(**chosen: str) -> Any:
    return CHILDREN.reform("a reading", readings={key.replace("_", "-"): value for key, value in chosen.items()})


def child(name: str, **facts: Any) -> ChildApplicant:
    known: dict[str, Any] = {
        "born": date(2010, 1, 1),
        "impairment": Impairment.MENTAL,
        "disability_determined": True,
        "disability_until": "indefinite",
        "di_evaluated": True,
        "municipality": "Jelgava",
        "received": RECEIVED,
    }
    return ChildApplicant(id=name, **(known | facts))


def adult(name: str, **facts: Any) -> AdultApplicant:
    known: dict[str, Any] = {
        "born": date(1980, 1, 1),
        "mental_impairment": True,
        "disability_group": 1,
        "declared_municipality": "Ogre",
        "received": datetime(2019, 8, 1, 12),
        "documents": DOCUMENTS,
    }
    return AdultApplicant(id=name, **(known | facts))


def of_eligibility() -> list[Decision[Any]]:
    """Criteria that are met, that are not, and that cannot be decided; deadlines."""
    outside = edition("children-general")
    unknown = {"disability_determined": None, "disability_until": None, "di_evaluated": None}
    failed: dict[str, Any] = {"disability_determined": False, "di_evaluated": False, "other_measures": ("9.2.2.1",)}
    children = [
        child("Anna"),
        child("Bruno", **unknown),
        child("Cilda", born=date(2000, 1, 1), municipality="Rīga", **failed),
    ]
    adults = [
        adult("Anna"),
        adult("Bruno", mental_impairment=None, disability_group=None, documents=()),
        adult("Cilda", disability_group=3, received=datetime(2019, 8, 17, 0, 0)),
    ]
    general = [
        GeneralApplicant(id=name, born=born, impairment=impairment, disability_determined=determined, received=RECEIVED)
        for name, born, impairment, determined in (
            ("Anna", date(2010, 1, 1), Impairment.VISION, True),
            ("Bruno", date(2010, 1, 1), None, None),
            ("Cilda", date(2000, 1, 1), Impairment.VISION, False),
        )
    ]
    return [
        *(assess_child(applicant, PILOT, CHILDREN) for applicant in children),
        *(assess_adult(applicant, ADULTS) for applicant in adults),
        *(assess_general(applicant, DAY, outside) for applicant in general),
        compute_deadlines(DAY, DAY, Weekdays(), CHILDREN),
    ]


def places(number: int) -> Any:
    return CHILDREN.reform("fewer places", {"selection.places": number})


def of_selection() -> list[Decision[Any]]:
    """Lists, everybody's reasons to wait, checks, and replacements."""

    def at(minute: int) -> datetime:
        return RECEIVED.replace(minute=minute)

    def chosen(number: int, *applicants: ChildApplicant) -> Decision[Any]:
        return select_children(Applications(applicants, PILOT), places(number), SOLVER, certificate=True)

    twins = [child("Anna"), child("Bruno"), child("Cilda", di_evaluated=False)]
    vision = child("Anna", impairment=Impairment.VISION, received=at(1))
    few = [child("Bruno", received=at(2)), child("Cilda", received=at(3), born=date(2014, 1, 1))]
    crowd = [child(f"c{number}", municipality=name) for number, (name, _) in enumerate(CHILDREN.pilot.regions * 12)]
    small = CHILDREN.reform("small quotas", {"selection.age.group_8_10": 10, "selection.age.group_3_7": 30})
    applications = Applications(tuple(twins), PILOT)
    certificate = chosen(1, *twins).outcome.certificate
    adults = [adult(f"a{number}") for number in range(12)]
    first = [f"a{number}" for number in (0, 1, 10, 11, 2, 3, 4, 5, 6, 7)]
    return [
        chosen(1, *twins),
        chosen(2, child("Anna", received=at(1)), *few),
        chosen(2, vision, few[0], child("Dace", received=at(4))),
        select_children(Applications(tuple(crowd), PILOT), small, SOLVER),
        select_children(Applications(tuple(crowd), PILOT, {"Sigulda": "Rīga"}), CHILDREN, SOLVER),
        chosen(50, *crowd),
        verify_selection(applications, ["Anna"], places(1), certificate),
        verify_selection(applications, ["Bruno"], places(1), certificate),
        verify_selection(applications, ["Bruno", "Cilda"], places(1)),
        verify_selection(applications, [], places(1)),
        replace_leaving(applications, ["Anna"], ["Anna"], places(1), SOLVER),
        replace_leaving(applications, ["Anna", "Bruno"], ["Anna"], places(2), SOLVER),
        select_adults(adults, ADULTS),
        verify_adults(adults, first, ADULTS),
        replace_adults(adults, first, ["a0"], ADULTS),
    ]


def of_the_budget() -> list[Decision[Any]]:
    """All four stages and the plan, under every reading that gives reasons of its own."""
    group = [recipient("Anna", 2010), recipient("Bruno", 2005), recipient("Cilda", 2004, special_care=True)]
    pool = euro("1234567.89")
    fixed, equal = reading(I_1="fixed_amount"), reading(I_1="equal_share")
    lines = [
        Line("nanny", Rate.euro("8.50"), (1000, 1000)),
        Line("x-peldēšana", Rate.euro("1000.00"), (10, 11)),
        Line("escort", Rate.euro("30000.00"), (1, 0)),
    ]
    rankings = Rankings({"1": ("nanny",), "2": ("escort", "x-%s")}, ("escort", "nanny", "x-%s"))
    needs = [
        Need("Anna", euro("1000.00"), euro("700.00")),
        Need("Bruno", euro("1000.00"), euro("12345.67")),
        Need("Cilda", euro("700.00"), euro("700.01")),
    ]
    plan = (FundingLine("nanny", euro("2000.00"), euro("900.00")), FundingLine("transport_child", euro("1000.00")))
    benefits = Benefits(euro("0.50"), euro("5000.00"))
    fundings = [
        Funding(variant=variant, final=final, lines=plan, benefits=benefits, other=other, before=before)
        for variant, final, other, before in product(
            (1, 2, 3), (euro("800.00"), euro("9999.00")), (euro("0.00"), euro("7.00")), (None, euro("99999.00"))
        )
    ]
    compared = [
        Funding(final=euro("10.00"), lines=(FundingLine("nanny", euro("10.00")),), before=euro(before))
        for before in ("0.00", "10.00")
    ]
    less = Funding(final=euro("5.00"), lines=(FundingLine("nanny", euro("10.00")),), before=euro("7.00"))
    return [
        compute_provisional(group, pool, DAY, CHILDREN),
        compute_provisional(group, pool, DAY, equal),
        compute_provisional(group, pool, DAY, fixed, euro("4000.00")),
        compute_provisional([], pool, DAY, CHILDREN),
        compute_needed(lines, CHILDREN),
        compute_final(needs, CHILDREN, euro("5.00"), euro("6.00")),
        compute_final(needs[:1], CHILDREN),
        merge_rankings(rankings, CHILDREN),
        fit_plan(lines, euro("19000.00"), CHILDREN),
        fit_plan([], euro("1.00"), CHILDREN),
        fit_plan(lines, euro("19000.00"), reading(I_12="stop")),
        *(compute_total(funding, CHILDREN) for funding in fundings),
        *(compute_total(funding, CHILDREN) for funding in (*compared, less)),
    ]


#: The public functions that between them give every kind of reason.
CHAPTERS = (of_eligibility, of_selection, of_the_budget)


@cache
def reasons() -> tuple[Reason, ...]:
    return tuple(reason for chapter in CHAPTERS for decision in chapter() for reason in decision.reasons)


@EVERY_LANGUAGE
def test_a_catalogue_has_exactly_the_codes_of_the_rules(language: str) -> None:
    assert set(CATALOGUES[language]) == set(REASON_CODES)


@EVERY_CODE
@EVERY_LANGUAGE
def test_every_place_of_a_sentence_names_a_fact(code: str, language: str) -> None:
    text = template(code, language)
    places = PLACE.findall(text)
    assert {name for name, _ in places} <= set(REASON_CODES[code].facts)
    assert PLACE.sub("", text).count("{") == PLACE.sub("", text).count("}") == 0
    assert all(len(forms.split("|")) == {"en": 2, "lv": 3}[language] for _, forms in places if forms)


@EVERY_CODE
def test_both_languages_tell_the_same_facts(code: str) -> None:
    english_facts, latvian_facts = ({name for name, _ in PLACE.findall(template(code, lang))} for lang in LANGUAGES)
    assert english_facts == latvian_facts


@EVERY_CODE
@EVERY_LANGUAGE
def test_a_sentence_is_one_sentence(code: str, language: str) -> None:
    text = template(code, language)
    assert text == text.strip()
    last = re.search(r"\{(\w+)\}$", text)
    assert text.endswith(".") or (language == "lv" and last and last[1] in ENDS_AS_A_DATE)
    assert "  " not in text
    assert text[0].isupper() or text[0] in "{„“"


@EVERY_LANGUAGE
def test_a_sentence_ends_with_one_full_stop_though_a_latvian_date_has_one_too(language: str) -> None:
    for reason in reasons():
        text = sentence(reason, language)
        assert text.endswith(".")
        assert not text.endswith("..")


def test_every_code_of_who_takes_part_and_of_the_budget_is_given_by_some_public_function_and_no_other() -> None:
    chapters = (deadlines, eligibility, selection, budget, needs, funding)
    assert {reason.code for reason in reasons()} == {kind.code for chapter in chapters for kind in chapter.CODES}


def test_every_reason_has_a_rule_with_a_source_and_as_many_values_as_facts() -> None:
    for reason in reasons():
        assert RULES[reason.rule].source
        assert list(reason.facts) == list(reason.kind.facts)
        assert reason.kind is REASON_CODES[reason.code]


@EVERY_LANGUAGE
def test_a_sentence_contains_every_amount_of_its_reason(language: str) -> None:
    for reason in reasons():
        text = sentence(reason, language)
        for value in reason.values:
            if isinstance(value, Money | Rate | Share):
                assert shown_value(value, language) in text, (reason, text)
        assert "{" not in text
        assert "}" not in text


@EVERY_LANGUAGE
def test_a_sentence_contains_the_identifier_as_it_is(language: str) -> None:
    for name in ("Anna", "100 %", "%s", "{id}", "ā", "%(id)s"):
        decision = compute_provisional([recipient(name, 2010)], euro("1.00"), DAY, CHILDREN)
        assert name in sentence(decision.reasons[0], language)


@EVERY_LANGUAGE
def test_a_service_is_called_by_its_name_and_an_own_one_by_its_own(language: str) -> None:
    lines = [Line("nanny", Rate.euro("1.00"), (1,)), Line("x-%s{0}", Rate.euro("1.00"), (1,))]
    listed, own = sentences(fit_plan(lines, euro("9.00"), CHILDREN).reasons, language)
    assert getattr(SERVICES["nanny"], language) in listed
    assert "x-%s{0}" in own


def test_sentences_come_in_the_order_of_the_reasons() -> None:
    given_reasons = reasons()
    assert sentences(given_reasons, "lv") == [sentence(reason, "lv") for reason in given_reasons]
    assert sentences(iter(given_reasons)) == sentences(given_reasons, "en")
    assert sentences([]) == []


@pytest.mark.parametrize("language", ["", "EN", "de", "lv-LV", None, 5], ids=repr)
def test_there_are_two_languages(language: Any) -> None:
    for attempt in (lambda: sentence(reasons()[0], language), lambda: template("need_covered", language)):
        with pytest.raises(BadValue, match="expected one of en, lv"):
            attempt()


@pytest.mark.parametrize(
    ("number", "form"),
    [
        *[(0, "gadu"), (1, "gads"), (2, "gadi"), (9, "gadi"), (10, "gadu"), (11, "gadu"), (12, "gadu"), (19, "gadu")],
        *[(20, "gadu"), (21, "gads"), (22, "gadi"), (100, "gadu"), (101, "gads"), (111, "gadu"), (1011, "gadu")],
    ],
)
def test_latvian_has_three_forms(number: int, form: str) -> None:
    assert plural(number, ("gadu", "gads", "gadi")) == form


@given(st.integers(0, 10**15))
@settings(deadline=None)
def test_plural_forms_are_those_of_the_common_locale_data(number: int) -> None:
    assert plural(number, ("zero", "one", "other")) == Locale("lv").plural_form(number)
    assert plural(number, ("one", "other")) == Locale("en").plural_form(number)


@pytest.mark.parametrize(
    ("units", "english_text", "latvian_text"),
    [
        (0, "0 units", "0 vienību"),
        (1, "1 unit", "1 vienība"),
        (2, "2 units", "2 vienības"),
        (10, "10 units", "10 vienību"),
        (11, "11 units", "11 vienību"),
        (19, "19 units", "19 vienību"),
        (21, "21 units", "21 vienība"),
        (101, "101 units", "101 vienība"),
        (111, "111 units", "111 vienību"),
        (12345, "12,345 units", "12\u00a0345 vienības"),
    ],
)
def test_the_word_agrees_with_its_number_and_stays_beside_it(units: int, english_text: str, latvian_text: str) -> None:
    line = Line("nanny", Rate.euro("0.01"), (units,))
    (reason,) = fit_plan([line], euro("99999.00"), CHILDREN).reasons
    assert english_text.replace(" ", NO_BREAK_SPACE) in sentence(reason, "en")
    assert latvian_text.replace(" ", NO_BREAK_SPACE) in sentence(reason, "lv")


def babel(value: Decimal | int, language: str, pattern: str) -> str:
    """The number as Babel writes it, but for the least number of grouped digits, which Babel does not know.

    Latvian groups from five digits on (CLDR: minimumGroupingDigits 2).
    """
    text: str = format_decimal(value, format=pattern, locale=language)
    return text.replace(NO_BREAK_SPACE, "") if language == "lv" and abs(value) < 10_000 else text


@EVERY_LANGUAGE
@given(cents=st.sampled_from([0, 1, 99, 100, 99_999, 999_999, 1_000_000, 10**14 - 1]) | st.integers(0, 10**17))
@settings(deadline=None)
def test_amounts_are_written_as_babel_writes_them(language: str, cents: int) -> None:
    number = babel(Decimal(cents).scaleb(-2), language, "#,##0.00")
    expected = {"en": f"€{number}", "lv": f"{number}{NO_BREAK_SPACE}euro"}
    assert shown_value(Money(cents), language) == expected[language]


@EVERY_LANGUAGE
@given(micros=st.integers(0, 10**18 - 1))
@settings(deadline=None)
def test_prices_are_written_as_babel_writes_them(language: str, micros: int) -> None:
    number = babel(Decimal(micros).scaleb(-6), language, "#,##0.00####")
    expected = {"en": f"€{number}", "lv": f"{number}{NO_BREAK_SPACE}euro"}
    assert shown_value(Rate(micros), language) == expected[language]


@EVERY_LANGUAGE
@given(number=st.sampled_from([0, 999, 1000, 9999, 10_000]) | st.integers(0, 10**15))
@settings(deadline=None)
def test_counts_are_written_as_babel_writes_them(language: str, number: int) -> None:
    assert shown_value(number, language) == babel(number, language, "#,##0")


@EVERY_LANGUAGE
@given(millionths=st.integers(0, Share.WHOLE))
@settings(deadline=None)
def test_percentages_are_written_as_babel_writes_them(language: str, millionths: int) -> None:
    number = babel(Decimal(millionths).scaleb(-6), language, "#,##0.######")
    expected = {"en": f"{number}%", "lv": f"{number}{NO_BREAK_SPACE}%"}
    assert shown_value(Share(millionths), language) == expected[language]


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
@settings(deadline=None)
def test_dates_are_written_as_people_write_them(day: date) -> None:
    assert shown_value(day, "en") == format_date(day, "d MMMM y", "en")
    assert shown_value(day, "lv") == format_date(day, "dd.MM.y.", "lv")


def test_moments_are_written_to_the_minute() -> None:
    at = datetime(2018, 7, 3, 9, 14)
    assert shown_value(at, "en") == "3 July 2018, 09:14"
    assert shown_value(at, "lv") == "03.07.2018., plkst. 09:14"


@pytest.mark.parametrize(
    ("score", "text"), [(Fraction(0), "0"), (Fraction(1), "100"), (Fraction(1, 3), "33"), (Fraction(1, 8), "13")]
)
def test_a_score_is_written_in_points_of_100_rounded_half_up(score: Fraction, text: str) -> None:
    assert shown_value(score, "en") == shown_value(score, "lv") == text


@pytest.mark.parametrize(
    ("cents", "in_english", "in_latvian"),
    [
        (-5, "-€0.05", "-0,05"),
        (-105, "-€1.05", "-1,05"),
        (-123456789, "-€1,234,567.89", f"-1{NO_BREAK_SPACE}234{NO_BREAK_SPACE}567,89"),
    ],
)
def test_amounts_below_zero_keep_their_sign(cents: int, in_english: str, in_latvian: str) -> None:
    assert shown_value(Money(cents), "en") == in_english
    assert shown_value(Money(cents), "lv") == f"{in_latvian}{NO_BREAK_SPACE}euro"


def test_text_is_shown_as_it_is() -> None:
    assert shown_value("ā", "lv") == shown_value("ā", "en") == "ā"


ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|is|not|with|from|before|amount|share|need|plan|money|pays?|pool|stays|reserve|euros?|unit|year)\b",
    re.IGNORECASE,
)
LATVIAN_WORDS = re.compile(
    r"\b(ir|un|no|nav|tas|tāpēc|apmērs?|daļ[au]|summ[au]|saņēmēj\w*|rezervē|atlik\w+|pakalpojum\w*|vienīb\w*|euro)\b",
    re.IGNORECASE,
)


@EVERY_CODE
def test_no_sentence_mixes_the_languages(code: str) -> None:
    in_english = PLACE.sub(lambda found: found[2] or "", template(code, "en"))
    in_latvian = PLACE.sub(lambda found: found[2] or "", template(code, "lv"))
    assert not ENGLISH_WORDS.findall(in_latvian)
    assert not LATVIAN_WORDS.findall(re.sub(r"\bno\b", "", in_english))
    assert in_english.translate(dict.fromkeys(map(ord, "“”"))).isascii()


def test_latvian_uses_the_terms_of_the_methodology() -> None:
    everything = " ".join(CATALOGUES["lv"].values())
    for term in (
        "provizorisko apmēru",
        "nepieciešamais apmērs",
        "galīgais apmērs",
        "kopējais apmērs",
        "finanšu līdzekļu atlikum",
        "atbalsta plānā",
        "īpašas kopšanas",
        "pabalsti",
    ):
        assert term in everything


def test_there_is_a_name_for_every_month() -> None:
    assert list(explain.english.MONTHS) == list(Locale("en").months["format"]["wide"].values())


def printed(text: str) -> str:
    """``text`` with the spaces that may not break a line: after a number and between its digits."""
    return re.sub(r"(?<=[0-9])_", NO_BREAK_SPACE, text)


@pytest.mark.rule("E-8")
def test_an_official_can_send_the_reasons_of_a_refusal_as_they_stand() -> None:
    applicant = child("Anna", disability_until=date(2018, 8, 31), municipality="Rīga", di_evaluated=None)
    decision = assess_child(applicant, PILOT, CHILDREN)
    evaluated, in_force, lives = (decision.reasons[place] for place in (1, 3, 5))
    assert sentences([evaluated, in_force, lives], "en") == [
        "Anna: not known yet: whether the child was evaluated in the deinstitutionalisation project.",
        "Anna: no disability is in force when the pilot starts on 1 September 2018.",
        "Anna is declared in Rīga, which is not a municipality of the pilot.",
    ]
    assert sentences([evaluated, in_force, lives], "lv") == [
        "Anna: vēl nav zināms: vai bērns ir izvērtēts DI projektā.",
        "Anna: invaliditāte nav spēkā izmēģinājumprojekta sākumā 01.09.2018.",
        "Anna: deklarētā dzīvesvieta (Rīga) nav izmēģinājumprojekta pašvaldībā.",
    ]


def test_sentences_read_as_printed_here() -> None:
    reasons_given = compute_provisional([recipient("Anna", 2005)], euro("12345.60"), DAY, CHILDREN).reasons
    share, pool = (
        "Anna is 13_years old, older than 8, and has no special-care opinion, so the reduced share of 70% applies.",
        "The pool of €12,345.60 is shared among 1_recipient in proportion to their shares; €0.00 stays in reserve.",
    )
    assert sentences(reasons_given, "en") == [printed(share), printed(pool)]
    share = (
        "Anna: vecums ir 13_gadu, tas pārsniedz 8_gadus, un atzinuma par īpašas kopšanas nepieciešamību nav, "
        "tāpēc piemēro samazināto daļu – 70_%."
    )
    pool = "Pieejamo finansējumu 12_345,60_euro sadala 1_saņēmējam proporcionāli viņu daļām; rezervē paliek 0,00_euro."
    assert sentences(reasons_given, "lv") == [printed(share), printed(pool)]
