"""What a letter states and says: a person's decision in plain words."""

from datetime import date, datetime

import attrs
import pytest

from ibmodel.case import Benefits, Case, Cohort, PlanLine, Rankings
from ibmodel.case.applications import AdultApplicant, ChildApplicant, GeneralApplicant, PilotDates
from ibmodel.case.matrix import Matrix, MatrixService
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.dates import Month
from ibmodel.errors import BadType, BadValue, MissingField
from ibmodel.explain.letters import (
    LetterHead,
    Paragraph,
    Points,
    Review,
    Table,
    case_facts,
    grant_letter,
    matrix_facts,
    refusal_facts,
    refusal_letter,
)
from ibmodel.explain.letters.document import ServiceCode
from ibmodel.explain.letters.sentences import MONTHS, SENTENCES
from ibmodel.explain.letters.wording import _PLACE, shown
from ibmodel.matrix import compute_matrix
from ibmodel.model import run
from ibmodel.money import Money, Rate
from ibmodel.parameters import edition
from ibmodel.rules.eligibility import assess_adult, assess_child, assess_general
from ibmodel.sources import RULES

PILOT = edition("children-pilot-2018")
GENERAL = edition("children-general")
ADULTS = edition("adults-pilot-2019")
DATED = date(2019, 2, 20)
LANGUAGES = ("en", "lv")
euro = Money.euro


def service(name, price, units, public=None, provider=None):
    money = None if public is None else euro(public)
    return MatrixService(service=name, unit_price=Rate.euro(price), units=units, public=money, provider=provider)


def matrix(*services, start=date(2019, 3, 1), months=3, **amounts):
    given = {name: euro(amount) for name, amount in amounts.items()}
    return Matrix(code="K-7", municipality="Tukums", period=PlanPeriod(start, months), services=services, **given)


def facts_of(filled, parameters=PILOT):
    return matrix_facts(compute_matrix(filled, parameters), parameters)


def text_of(letter):
    """Every sentence and every cell, a line for each."""
    lines = [letter.title, *(detail.text for _, detail in letter.details)]
    for section in letter.sections:
        lines.append(section.heading)
        for part in section.parts:
            if isinstance(part, Table):
                lines.append(" | ".join(column.title for column in part.columns))
                lines += [" | ".join(map(cell_text, row)) for row in (*part.rows, part.foot) if row]
            else:
                lines += [item.text for item in (part.items if isinstance(part, Points) else (part,))]
    return "\n".join([*lines, letter.signature]).replace("\u00a0", " ")


def cell_text(cell):
    below = "" if cell.below is None else cell.below.text or ", ".join(cell.below.rules)
    return " / ".join(filter(None, (cell.text, below)))


def granted(facts, language="en", **lines):
    return grant_letter(facts, LetterHead(dated=DATED, language=language, **lines))


SHORT = matrix(
    service("physiotherapist", "25.00", (4, 4, 4), provider="Kustība"),
    service("speech_therapist", "20.00", (5, 5, 5)),
    service("transport_child", "10.00", (2, 2, 2)),
    provisional="300.00",
    final="390.00",
    transport="35.50",
)


@pytest.mark.rule("N-7", "F-7")
def test_a_line_that_is_paid_in_part_gets_the_most_whole_units_and_loses_those_of_the_last_months():
    physiotherapist, speech, transport = facts_of(SHORT).services
    assert physiotherapist.funded == (4, 4, 4)
    assert (physiotherapist.amount, physiotherapist.unmet, physiotherapist.left) == (euro("300.00"), Money(0), Money(0))
    assert speech.funded == (4, 0, 0)
    assert (speech.paid, speech.amount, speech.left) == (euro("90.00"), euro("80.00"), euro("10.00"))
    assert (speech.unmet, speech.dropped) == (euro("210.00"), 11)
    assert transport.funded == (2, 1, 0)
    assert (transport.paid, transport.left, transport.unmet) == (euro("35.50"), euro("5.50"), euro("24.50"))


@pytest.mark.rule("N-7", "F-7")
@pytest.mark.parametrize(("paid", "units"), [("49.99", 1), ("50.00", 2), ("50.01", 2)])
def test_a_unit_is_paid_for_from_the_cent_that_completes_its_price(paid, units):
    (line,) = facts_of(matrix(service("nanny", "25.00", (1, 1, 1)), final=paid)).services
    assert sum(line.funded) == units


def test_the_facts_hold_every_amount_of_the_file():
    facts = facts_of(SHORT)
    assert (facts.code, facts.municipality) == ("K-7", "Tukums")
    assert (facts.period.first, facts.period.last) == (date(2019, 3, 1), date(2019, 5, 31))
    assert (facts.provisional, facts.needed, facts.final) == (euro("300.00"), euro("660.00"), euro("390.00"))
    assert (facts.total, facts.unmet, facts.left) == (euro("425.50"), euro("234.50"), euro("15.50"))
    assert attrs.astuple(facts.sources, recurse=False) == (euro("390.00"), euro("35.50"), Money(0), Money(0))


@pytest.mark.rule("G-5", "B-9", "N-4", "R-9", "C-8", "R-3", "R-4")
def test_the_english_letter_says_what_is_paid_from_which_money_and_what_is_not():
    text = text_of(granted(facts_of(SHORT)))
    assert text.startswith("Decision on the individual budget\nTukums\nK-7\n20 February 2019\n")
    assert "From 1 March 2019 to 31 May 2019 it is €425.50." in text
    assert "Amount | €390.00 | €35.50 | €0.00 | €0.00 | €425.50" in text
    assert "Service | Mar 2019 | Apr 2019 | May 2019 | Units | They cost" in text
    assert "Physiotherapist's session / Kustība; 1 session costs €25.00 | 4 | 4 | 4 | 12 | €300.00" in text
    assert (
        "Speech therapist's session / provider not named yet; 1 session costs €20.00 | 4 | 0 | 0 | 4 | €80.00" in text
    )
    assert "Of the €660.00 that the plan costs, the money covers €425.50; €234.50 is not covered." in text
    assert "Speech therapist's session | 15 | 4 | 11 | €210.00 | €10.00" in text
    assert "€234.50 | €15.50" in text
    assert "€15.50 of the granted money is left over" in text
    assert "until 31 May 2019" in text
    assert "you may ask for another provider" in text


def test_the_latvian_letter_says_the_same():
    text = text_of(granted(facts_of(SHORT), "lv"))
    assert text.startswith("Lēmums par individuālo budžetu\nTukums\nK-7\n20.02.2019.\n")
    assert "No 01.03.2019. līdz 31.05.2019. tā apmērs ir 425,50 euro." in text
    assert "Pakalpojums | marts 2019 | apr. 2019 | maijs 2019 | Vienības | Tās maksā" in text
    assert "Fizioterapeita nodarbība / Kustība; 1 nodarbība maksā 25,00 euro | 4 | 4 | 4 | 12 | 300,00 euro" in text
    assert "No plāna izmaksām 660,00 euro nauda sedz 425,50 euro; nesegti paliek 234,50 euro." in text
    assert "varat lūgt citu sniedzēju" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_that_is_paid_for_whole_has_no_table_of_what_is_missing(language):
    filled = matrix(service("nanny", "10.00", (1, 1, 1)), provisional="30.00", final="30.00")
    letter = granted(facts_of(filled), language)
    assert SENTENCES["all_funded"][LANGUAGES.index(language)] in text_of(letter)
    tables = [part for section in letter.sections for part in section.parts if isinstance(part, Table)]
    assert len(tables) == 2


AMOUNT = service("nanny", "10.00", (1, 1, 1))


@pytest.mark.rule("B-1", "B-4", "B-6", "D-3")
@pytest.mark.parametrize(
    ("provisional", "final", "expected"),
    [
        ("30.00", "30.00", "The plan does not cost more, so the project's money for it is €30.00"),
        (
            "29.99",
            "30.00",
            "shared out among those who need more; your child gets €0.01 of it. In all, the project's money",
        ),
        ("20.00", "20.00", "your child gets €0.00 of it. In all, the project's money for the plan is €20.00"),
        ("20.00", "19.99", "(the needed amount). The project's money for the plan is €19.99"),
        ("30.00", "29.99", "(the needed amount). The project's money for the plan is €29.99"),
        (None, "30.00", "(the needed amount). The project's money for the plan is €30.00"),
    ],
)
def test_how_the_final_amount_came_about_is_told_where_the_amounts_tell_it(provisional, final, expected):
    amounts = {"final": final} if provisional is None else {"final": final, "provisional": provisional}
    assert expected in text_of(granted(facts_of(matrix(AMOUNT, **amounts))))


@pytest.mark.rule("B-6", "B-11")
@pytest.mark.parametrize(
    ("provisional", "expected"),
    [
        ("19.99", "what others leave over is not enough for everybody"),
        ("20.00", "what others leave over is not enough for everybody"),
        ("20.01", "the project's money is less than the plan costs"),
        ("30.00", "the project's money is less than the plan costs"),
        (None, "the project's money is less than the plan costs"),
    ],
)
def test_the_reason_for_what_is_not_covered_follows_the_amounts(provisional, expected):
    amounts = {"final": "20.00"} if provisional is None else {"final": "20.00", "provisional": provisional}
    text = text_of(granted(facts_of(matrix(AMOUNT, **amounts))))
    others = {"what others leave over is not enough for everybody", "the project's money is less than the plan costs"}
    assert [each for each in others if each in text] == [expected]


@pytest.mark.rule("F-4")
def test_money_that_is_tied_to_other_services_is_said_to_stay_unused():
    facts = facts_of(matrix(AMOUNT, final="20.00", transport="5.00"))
    assert facts.tied == euro("5.00")
    assert "€5.00 of benefits or of money of state and municipality stays unused" in text_of(granted(facts))
    assert "stays unused" not in text_of(granted(facts_of(matrix(AMOUNT, final="20.00"))))


@pytest.mark.rule("F-5")
def test_money_of_the_project_that_the_plan_does_not_need_is_named():
    filled = attrs.evolve(matrix(service("nanny", "10.00", (1, 1, 1), public="10.00"), final="30.00"), variant=3)
    assert "Of the project's money, €10.00 is not needed for this plan." in text_of(granted(facts_of(filled)))


def test_one_unpaid_service_needs_no_line_that_adds_up():
    tables = [
        part
        for section in granted(facts_of(matrix(AMOUNT, final="20.00"))).sections
        for part in section.parts
        if isinstance(part, Table)
    ]
    assert tables[-1].foot == ()
    assert tables[-2].foot != ()


@pytest.mark.rule("N-5")
@pytest.mark.parametrize(
    ("start", "parameters", "expected"),
    [
        (date(2018, 8, 1), PILOT, None),
        (date(2018, 9, 1), PILOT, Review(date(2019, 1, 1), date(2019, 2, 28), closing=False)),
        (date(2019, 2, 1), PILOT, Review(date(2019, 1, 1), date(2019, 2, 28), closing=False)),
        (date(2019, 3, 1), PILOT, Review(date(2019, 8, 1), date(2019, 8, 31), closing=True)),
        (date(2019, 8, 31), PILOT, Review(date(2019, 8, 1), date(2019, 8, 31), closing=True)),
        (date(2019, 9, 1), PILOT, None),
        (date(2019, 1, 1), GENERAL, None),
    ],
)
def test_the_next_evaluation_follows_from_the_month_of_the_pilot(start, parameters, expected):
    facts = facts_of(attrs.evolve(matrix(AMOUNT, final="30.00"), period=PlanPeriod(start, 3)), parameters)
    assert facts.review == expected


@pytest.mark.rule("N-5", "N-6")
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2018, 10, 1), "The next evaluation is planned from 1 January 2019 to 28 February 2019."),
        (date(2019, 3, 1), "The closing evaluation is planned from 1 August 2019 to 31 August 2019."),
        (date(2020, 3, 1), "The plan ends on 31 May 2020. For the time after it, your child is evaluated again."),
    ],
)
def test_the_letter_says_when_the_child_is_evaluated_again(start, expected):
    facts = facts_of(attrs.evolve(matrix(AMOUNT, final="30.00"), period=PlanPeriod(start, 3)))
    assert expected in text_of(granted(facts))


def test_there_is_no_letter_before_the_final_amount_is_known():
    with pytest.raises(MissingField) as caught:
        facts_of(matrix(AMOUNT, provisional="30.00"))
    assert caught.value.path == "/final"


def test_no_source_speaks_of_letters_to_adults():
    with pytest.raises(BadValue, match="edition for children"):
        facts_of(matrix(AMOUNT, final="30.00"), ADULTS)


@pytest.mark.parametrize(("months", "widths"), [(6, [6]), (7, [6, 1]), (13, [6, 6, 1])])
def test_more_than_six_months_go_on_in_another_table(months, widths):
    filled = matrix(service("nanny", "10.00", tuple(range(months))), months=months, final="9000.00")
    tables = [part for part in granted(facts_of(filled)).sections[1].parts if isinstance(part, Table)]
    assert [sum(column.month is not None for column in table.columns) for table in tables] == widths
    units = [cell.value for table in tables for cell in table.rows[0][1:] if type(cell.value) is int]
    assert units == [*range(months), sum(range(months))]
    assert [bool(table.foot) for table in tables] == [*[False] * (len(widths) - 1), True]


def test_a_plan_without_services_says_so():
    assert "The plan has no services." in text_of(granted(facts_of(matrix(final="0.00"))))


def test_services_of_ones_own_are_called_by_their_name():
    assert shown(ServiceCode("x-Pool  therapy"), "lv") == "Pool therapy"
    assert shown(ServiceCode("x-"), "en") == "x-"
    text = text_of(granted(facts_of(matrix(service("x-Pool", "10.00", (1, 1, 1)), final="30.00"))))
    assert "Pool / provider not named yet; 1 unit costs €10.00" in text


def test_what_others_typed_stays_on_one_line():
    filled = matrix(service("nanny", "10.00", (1, 1, 1), provider="A\n  B"), final="30.00")
    assert "A B; 1 hour costs" in text_of(granted(facts_of(filled), contact="Jana   Liepa"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_of_the_office_stand_in_the_letter(language):
    letter = granted(facts_of(SHORT), language, addressee="Anna B", contact="room 3", contest="in court")
    assert letter.details[0][1] == Paragraph("Anna B")
    text = text_of(letter)
    assert "room 3" in text
    assert "in court" in text
    assert "in court" not in text_of(granted(facts_of(SHORT), language))


@pytest.mark.rule("A-11")
def test_a_letter_needs_no_name():
    letter = granted(facts_of(SHORT))
    assert [label for label, _ in letter.details] == ["Municipality", "The child's code", "Date"]
    assert "A-11" in [note.rule for note in letter.footnotes]


def test_the_foot_cites_every_rule_of_the_letter_once_and_in_order():
    letter = granted(facts_of(SHORT), "lv")
    rules = [note.rule for note in letter.footnotes]
    assert rules == [rule for rule in RULES if rule in set(rules)]
    assert {"B-6", "N-7", "C-8", "R-3", "R-4", "N-4", "R-9", "B-9", "N-5"} <= set(rules)
    assert "Metodika, II.3.4.3. nodaļa (noteikums R-4)" in [note.text for note in letter.footnotes]


def case(*lines, **more):
    return Case(id="K-1", municipality="Ogre", born=date(2012, 5, 2), special_care=False, lines=lines, **more)


def cohort_of(one):
    return Cohort("one child", synthetic=True, pool=euro("100.00"), on=date(2018, 9, 1), cases=(one,))


def test_a_case_of_a_cohort_gets_the_letter_of_the_same_file():
    lines = (PlanLine("speech_therapist", Rate.euro("20.00"), (2, 2)), PlanLine("nanny", Rate.euro("10.00"), (6, 6)))
    outcome = run(cohort_of(case(*lines, benefits=Benefits(rehabilitation=euro("15.00")))), PILOT).cases[0]
    filled = Matrix(
        code="K-1",
        municipality="Ogre",
        period=PlanPeriod(date(2018, 9, 1), 2),
        services=tuple(
            MatrixService(service=line.service, unit_price=line.unit_price, units=line.units) for line in lines
        ),
        provisional=outcome.provisional.provisional,
        final=outcome.final,
        rehabilitation=euro("15.00"),
    )
    facts = case_facts(outcome, date(2018, 9, 1), PILOT)
    assert facts == facts_of(filled)
    assert facts.unmet == euro("85.00")


def test_ranked_services_stand_in_the_merged_order():
    lines = (PlanLine("nanny", Rate.euro("10.00"), (6, 6)), PlanLine("escort", Rate.euro("20.00"), (2, 2)))
    rankings = Rankings(experts={"1": ("nanny",), "2": ("escort",)}, parent=("escort", "nanny"))
    outcome = run(cohort_of(case(*lines, rankings=rankings)), PILOT).cases[0]
    facts = case_facts(outcome, date(2018, 9, 1), PILOT)
    assert [(line.service, sum(line.planned)) for line in facts.services] == [("escort", 4), ("nanny", 12)]


@pytest.mark.parametrize(
    "lines", [(), (PlanLine("nanny", Rate.euro("10.00"), ()),)], ids=["no services", "services without months"]
)
def test_a_case_without_months_has_the_period_of_the_edition(lines):
    outcome = run(cohort_of(case(*lines)), PILOT).cases[0]
    facts = case_facts(outcome, date(2018, 9, 1), PILOT)
    assert (facts.period.start, facts.period.length) == (Month(2018, 9), 6)
    for part in granted(facts).sections[1].parts:
        if isinstance(part, Table):
            assert {len(row) for row in (*part.rows, part.foot)} == {len(part.columns)}


CHILD = ChildApplicant(
    id="K-31",
    born=date(2001, 5, 2),
    municipality="Rīga",
    received=datetime(2018, 7, 3, 9, 14),
    disability_determined=True,
    other_measures=("9.2.2.1",),
)
GROWN = AdultApplicant(
    id="P-7",
    born=date(1990, 5, 2),
    declared_municipality="Cēsis",
    received=datetime(2019, 8, 17, 9, 14),
    documents=("application",),
    mental_impairment=True,
)
ANY_CHILD = GeneralApplicant(id="G-1", born=date(2001, 5, 2), received=datetime(2019, 7, 3, 9, 14))


def refused(applicant):
    if applicant is CHILD:
        return refusal_facts(CHILD, assess_child(CHILD, PilotDates(date(2018, 9, 1), 12), PILOT))
    if applicant is GROWN:
        return refusal_facts(GROWN, assess_adult(GROWN, ADULTS))
    return refusal_facts(ANY_CHILD, assess_general(ANY_CHILD, date(2019, 9, 1), GENERAL))


def refusal(applicant, language="en", **lines):
    return refusal_letter(refused(applicant), LetterHead(dated=DATED, language=language, **lines))


@pytest.mark.rule("E-8", "G-5")
def test_a_refused_child_is_told_every_criterion_with_its_reason():
    text = text_of(refusal(CHILD))
    assert "received on 3 July 2018, 09:14. Your child cannot take part in the pilot" in text
    assert "Criteria not met: 3." in text
    rows = [line.split(" | ") for line in text.splitlines() if line.count(" | ") == 2][1:]
    assert [(row[0].rsplit(" / ")[1], row[1]) for row in rows] == [
        ("E-1", "met"),
        ("E-2", "cannot be decided yet"),
        ("E-3", "not met"),
        ("E-4", "cannot be decided yet"),
        ("E-9", "not met"),
        ("E-11", "not met"),
    ]
    assert rows[0][2] == "The disability commission has determined the disability."
    assert rows[1][2].startswith("Not known yet: whether the child was evaluated")
    assert rows[2][2].startswith("The child, born on 2 May 2001, reaches 18 years")
    assert "no reason for this refusal" in text
    assert "Administrative Procedure Law" in text


def test_a_refused_child_is_told_so_in_latvian():
    letter = refusal(CHILD, "lv", contest="tiesā")
    text = text_of(letter)
    assert text.startswith("Atteikums piedalīties individuālā budžeta izmēģinājumprojektā\nRīga\nK-31\n")
    assert "Dzimšanas datums ir 02.05.2001.; līdz izmēģinājumprojekta pēdējai dienai 31.08.2019. bērns" in text
    assert "Vēl nav zināms: vai bērns ir izvērtēts DI projektā." in text
    assert "VDEĀVK ir Veselības un darbspēju ekspertīzes ārstu valsts komisija" in text
    assert "Šo lēmumu var apstrīdēt: tiesā" in text
    assert "____" not in text


def test_a_refused_adult_is_addressed_and_no_rule_for_children_is_claimed():
    letter = refusal(GROWN)
    text = text_of(letter)
    assert "You cannot take part in the pilot" in text
    assert "The person applied on 17 August 2019, 09:14, not between 1 August 2019 and 16 August 2019." in text
    assert {note.rule for note in letter.footnotes} == {"D-5", "W-1", "W-2", "W-9"}
    assert letter.details[1] == ("Code of the application", Paragraph("P-7"))


def test_a_refusal_outside_the_pilot_names_no_municipality():
    letter = refusal(ANY_CHILD, contact="room 3")
    text = text_of(letter)
    assert letter.municipality is None
    assert "Your child cannot get an individual budget" in text
    assert "The child is 18 years old on 1 September 2019, not under 18." in text
    assert "room 3" in text
    assert "____" in text


def test_nothing_is_said_of_open_criteria_where_none_is_open():
    child = attrs.evolve(CHILD, di_evaluated=True, disability_until="indefinite")
    facts = refusal_facts(child, assess_child(child, PilotDates(date(2018, 9, 1), 12), PILOT))
    assert "no reason for this refusal" not in text_of(refusal_letter(facts, LetterHead(dated=DATED)))


@pytest.mark.rule("E-8")
@pytest.mark.parametrize(
    ("di_evaluated", "expected"), [(True, "one that nothing refuses"), (None, "one that cannot be decided yet")]
)
def test_nobody_is_refused_unless_a_criterion_fails(di_evaluated, expected):
    child = ChildApplicant(
        id="K-1",
        born=date(2012, 5, 2),
        municipality="Ogre",
        received=datetime(2018, 7, 3, 9, 14),
        disability_determined=True,
        disability_until="indefinite",
        di_evaluated=di_evaluated,
    )
    decision = assess_child(child, PilotDates(date(2018, 9, 1), 12), PILOT)
    with pytest.raises(BadValue, match=expected):
        refusal_facts(child, decision)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (7, BadType),
        ("", BadValue),
        ("  ", BadValue),
        ("a\nb", BadValue),
        ("\u202e", BadValue),
        ("x" * 301, BadValue),
    ],
    ids=["number", "empty", "blank", "two lines", "hidden", "long"],
)
def test_the_lines_of_the_office_are_lines(line, error):
    with pytest.raises(error) as caught:
        LetterHead(dated=DATED, contact=line)
    assert caught.value.path == "/contact"


def test_the_longest_line_of_the_office_is_taken():
    assert LetterHead(dated=DATED, contact="x" * 300).contact == "x" * 300


def test_other_languages_and_moments_are_refused():
    with pytest.raises(BadValue) as caught:
        LetterHead(dated=DATED, language="ru")
    assert caught.value.path == "/language"
    with pytest.raises(BadType):
        LetterHead(dated=datetime(2019, 2, 20))


@pytest.mark.parametrize("name", SENTENCES)
def test_both_languages_put_the_same_values_in_the_same_order(name):
    en, lv, rules = SENTENCES[name]
    assert _PLACE.findall(en) == _PLACE.findall(lv)
    assert en.strip() == en != ""
    assert lv.strip() == lv != ""
    assert set(rules) <= set(RULES)


def test_the_months_are_told_apart():
    assert len(MONTHS) == 12
    assert len({en for en, _ in MONTHS}) == len({lv for _, lv in MONTHS}) == 12
