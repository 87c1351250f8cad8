"""Every place where the sources are silent or at odds, and the reading that the library takes.

- `INTERPRETATIONS`: each question with its readings, the default first, and the ground for that default.
- `default_readings`, `checked_readings`, `check_reading`: the choice of one reading for each question.

A switchable interpretation can be set to any of its readings. A fixed one has a single reading named ``fixed``: it is
recorded so that everybody can see the choice, and cannot be set.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from ibmodel.errors import UnknownReading, pointer, shown

__all__ = [
    "INTERPRETATIONS",
    "Interpretation",
    "Reading",
    "check_reading",
    "checked_readings",
    "default_readings",
]


@attrs.frozen
class Reading:
    """One answer to the question of an interpretation."""

    name: str
    en: str
    lv: str


@attrs.frozen
class Interpretation:
    """A question (interpretācija) that the sources leave open: ``en`` and ``lv`` ask it, ``readings`` answer it.

    ``rules`` are the ids of the rules it concerns; ``why_en`` and ``why_lv`` give the ground for the default.
    """

    id: str
    rules: tuple[str, ...]
    en: str
    lv: str
    readings: tuple[Reading, ...]
    why_en: str
    why_lv: str
    switchable: bool = True

    @property
    def default(self) -> str:
        """The name of the reading that holds unless another is chosen."""
        return self.readings[0].name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all readings, the default first."""
        return tuple(reading.name for reading in self.readings)


# fmt: off
_INTERPRETATIONS: Final = (
    Interpretation(
        "I-1", ("D-1", "B-1"),
        "What is the whole of which a child gets 100 % or 70 %?",
        "No kā bērnam pienākas 100 % vai 70 %?",
        (Reading("weighted_split",
                 "the pool is divided in proportion to the shares and nothing remains",
                 "finansējumu sadala proporcionāli daļām, un nekas nepaliek pāri"),
         Reading("equal_share",
                 "of an equal part of the pool; the rest waits for stage 3",
                 "no vienādas finansējuma daļas; pārējais gaida 3. posmu"),
         Reading("fixed_amount",
                 "of an amount per recipient that the caller gives and the pool must cover; the rest is reserve",
                 "no uzdotas summas par saņēmēju, kas finansējumam jāsedz; pārējais ir rezerve")),
        "Appendix 8 is lost; the sources of a surplus named for stage 3 leave no room for one from stage 1.",
        "8. pielikuma nav; 3. posmam nosauktie atlikuma avoti neparedz atlikumu no 1. posma."),
    Interpretation(
        "I-2", ("B-6",),
        "In proportion to what is the surplus divided?",
        "Proporcionāli kam sadala atlikumu?",
        (Reading("need",
                 "to the needed amount",
                 "nepieciešamajam apmēram"),
         Reading("shortfall",
                 "to the part of the need above the provisional amount",
                 "vajadzības daļai virs provizoriskā apmēra"),
         Reading("need_ratio",
                 "to the needed amount divided by the provisional amount",
                 "nepieciešamā un provizoriskā apmēra attiecībai"),
         Reading("equal",
                 "to nothing: everyone gets the same",
                 "ne pie kā nesaistot: visiem vienādi")),
        "Appendix 9 is lost; the principle is worded with the greater needed amount.",
        "9. pielikuma nav; princips formulēts ar lielāku nepieciešamo apmēru."),
    Interpretation(
        "I-3", ("B-7",),
        "Who gets the cents that rounding leaves?",
        "Kam paliek noapaļošanas centi?",
        (Reading("equal_treatment",
                 "nobody: shares are rounded down and the cents stay in the reserve",
                 "nevienam: daļas noapaļo uz leju, un centi paliek rezervē"),
         Reading("exhaust",
                 "the largest remainders, one cent each",
                 "lielākajiem atlikumiem pa vienam centam")),
        "Equal treatment is a stated principle, and nobody gains from a place in the list.",
        "Vienlīdzība ir noteikts princips, un vieta sarakstā nevienam nedod priekšrocību."),
    Interpretation(
        "I-4", ("E-3",),
        "May the 18th birthday fall on the pilot's last day?",
        "Vai 18. dzimšanas diena drīkst būt izmēģinājumprojekta pēdējā diena?",
        (Reading("not_eligible",
                 "no, it has to come later",
                 "nē, tai jābūt vēlāk"),
         Reading("eligible",
                 "yes, that day is still allowed",
                 "jā, šī diena vēl der")),
        "The last day is still a day of the pilot.",
        "Arī pēdējā diena ir izmēģinājumprojekta diena."),
    Interpretation(
        "I-5", ("E-7",),
        "Are eligible applications forwarded in 3 or in 5 working days?",
        "Vai atbilstošos pieteikumus nosūta 3 vai 5 darba dienās?",
        (Reading("text",
                 "3 working days, as the text has it",
                 "3 darba dienās, kā rakstīts tekstā"),
         Reading("figure",
                 "5 working days, as figure 5 has it",
                 "5 darba dienās, kā rādīts 5. attēlā")),
        "What the text of chapter II.2.2 says outweighs its figure.",
        "II.2.2. nodaļas teksts ir svarīgāks par tās attēlu."),
    Interpretation(
        "I-6", ("S-2",),
        "Which day decides the age group?",
        "Kura diena nosaka vecuma grupu?",
        (Reading("pilot_start",
                 "the first day of month 1",
                 "1. mēneša pirmā diena"),
         Reading("application",
                 "the day the application was received",
                 "pieteikuma saņemšanas diena")),
        "Stage 1 of the budget uses the same day.",
        "To pašu dienu izmanto budžeta 1. posms."),
    Interpretation(
        "I-7", ("S-4", "S-5"),
        "How does a quota grow when children are whole, and what if not all quotas can be met?",
        "Kā grupas palielina veselos skaitļos, un ko darīt, ja visas kvotas izpildīt nevar?",
        (Reading("level",
                 "one common level for all groups, largest remainder; municipalities first, then the least deviation",
                 "visām grupām kopīgs līmenis, lielākais atlikums; vispirms pašvaldības, tad mazākā novirze"),),
        "The criteria are listed in this order: municipality, age, impairment.",
        "Kritēriji uzskaitīti šādā secībā: pašvaldība, vecums, traucējumu veids."),
    Interpretation(
        "I-8", ("S-8",),
        "Which of two applications of the same minute comes first?",
        "Kurš no diviem vienas minūtes pieteikumiem ir pirmais?",
        (Reading("fixed",
                 "the one with the smaller identifier",
                 "tas, kuram mazāks identifikators"),),
        "An order without ties is needed, and identifiers follow registration.",
        "Vajadzīga secība bez vienādām vietām, un identifikatorus piešķir reģistrējot.",
        switchable=False),
    Interpretation(
        "I-9", ("S-9", "R-7"),
        "Who takes the place of a participant who left?",
        "Kas ieņem aizgājuša dalībnieka vietu?",
        (Reading("best_quotas",
                 "whoever brings the group closest to the quotas; the others keep their places",
                 "tas, ar kuru grupa ir vistuvāk kvotām; pārējie savas vietas patur"),
         Reading("queue",
                 "the next in line of the same municipality",
                 "nākamais rindā tajā pašā pašvaldībā")),
        "Quotas decide; the order of the line only parts equals.",
        "Izšķir kvotas; rindas kārtība šķir tikai vienādos."),
    Interpretation(
        "I-10", ("F-6",),
        "How are the sources of money assigned to services?",
        "Kā naudas avotus sadala pa pakalpojumiem?",
        (Reading("best_cover",
                 "so that the most is paid; then by the order of sources and of services",
                 "tā, lai apmaksātu visvairāk; tad pēc avotu un pakalpojumu secības"),
         Reading("in_order",
                 "service after service, each from the sources in their order, though tied money may be left",
                 "pakalpojumu pēc pakalpojuma no avotiem to secībā, pat ja mērķēta nauda paliek pāri")),
        "Example 2.1 covers the need in full.",
        "2.1. piemērā vajadzība ir segta pilnībā."),
    Interpretation(
        "I-11", ("N-2",),
        "How much does each side weigh, and how do two rankings become one?",
        "Cik sver katra puse, un kā no divām secībām rodas viena?",
        (Reading("fixed",
                 "half and half; ranks become scores by list length; ties by the experts, then by list order",
                 "uz pusēm; vietas pārvērš punktos pēc saraksta garuma; vienādos šķir eksperti, tad saraksta secība"),),
        "The slides name two shares and give no figures; the experts' view carries more in doubt.",
        "Prezentācijā ir divi īpatsvari bez skaitļiem; šaubu gadījumā vairāk sver ekspertu viedoklis.",
        switchable=False),
    Interpretation(
        "I-12", ("N-7",),
        "Does the cutting of a plan go on behind the first service that does not fit in full?",
        "Vai plāna samazināšana turpinās aiz pirmā pakalpojuma, kas neietilpst pilnībā?",
        (Reading("continue",
                 "yes, later services are tried in turn",
                 "jā, pēc kārtas izmēģina nākamos pakalpojumus"),
         Reading("stop",
                 "no, it ends there",
                 "nē, ar to beidz")),
        "Money for needed services should be used.",
        "Nauda vajadzīgiem pakalpojumiem ir jāizmanto."),
    Interpretation(
        "I-13", ("L-5",),
        "Does a child with multiple impairments get services tied to one type?",
        "Vai bērns ar multipliem traucējumiem saņem vienam veidam paredzētus pakalpojumus?",
        (Reading("by_components",
                 "yes, where that type is among the child's",
                 "jā, ja šis veids ir starp bērna traucējumiem"),
         Reading("strict",
                 "no, only a child of just that type does",
                 "nē, tikai bērns tieši ar šo veidu")),
        "Multiple impairments may hold any of the types.",
        "Multipli traucējumi var ietvert jebkuru veidu."),
    Interpretation(
        "I-14", ("C-2", "C-3"),
        "When are two services received at the same time?",
        "Kad divus pakalpojumus saņem vienlaikus?",
        (Reading("overlap",
                 "when their hours overlap",
                 "kad to stundas pārklājas"),
         Reading("same_period",
                 "when one plan has units of both in a month",
                 "kad vienā plānā abiem ir vienības vienā mēnesī")),
        "The same word is used for respite, which goes on for days.",
        "To pašu vārdu lieto par atelpas brīdi, kas ilgst vairākas dienas."),
    Interpretation(
        "I-15", ("C-6",),
        "Of which amount are the 10 % for transport taken?",
        "No kura apmēra ņem 10 % transportam?",
        (Reading("total",
                 "of the total amount",
                 "no kopējā apmēra"),
         Reading("final",
                 "of the final amount",
                 "no galīgā apmēra"),
         Reading("needed",
                 "of the needed amount",
                 "no nepieciešamā apmēra"),
         Reading("provisional",
                 "of the provisional amount",
                 "no provizoriskā apmēra")),
        "The total is the whole individual budget.",
        "Kopējais apmērs ir viss individuālais budžets."),
    Interpretation(
        "I-16", ("G-2", "E-3", "E-10", "S-2", "S-12", "B-1"),
        "When does a person born on 29 February grow a year older?",
        "Kad par gadu vecāks kļūst 29. februārī dzimušais?",
        (Reading("fixed",
                 "on 28 February where the year has no 29th",
                 "28. februārī, ja gadā nav 29. datuma"),),
        "A term cannot end on a missing day, so it ends with its month.",
        "Termiņš nevar beigties neesošā dienā, tāpēc tas beidzas reizē ar mēnesi.",
        switchable=False),
    Interpretation(
        "I-17", ("G-4", "E-7", "N-10"),
        "Which days are working days?",
        "Kuras dienas ir darba dienas?",
        (Reading("fixed",
                 "Monday to Friday without public holidays, unless the caller's calendar says otherwise",
                 "no pirmdienas līdz piektdienai bez svētku dienām, ja dotais kalendārs nenosaka citādi"),),
        "Working days are moved by the government from year to year.",
        "Darba dienas valdība pārceļ katru gadu citādi.",
        switchable=False),
    Interpretation(
        "I-18", ("G-4", "E-7", "N-10"),
        "Which is the first day of a term in days?",
        "Kura ir dienās skaitāma termiņa pirmā diena?",
        (Reading("fixed",
                 "the day after the event",
                 "diena pēc notikuma"),),
        "Administrative procedure counts like this.",
        "Tā skaita administratīvajā procesā.",
        switchable=False),
    Interpretation(
        "I-19", ("C-4",),
        "What does one unit of day care or workshop add to the week?",
        "Kā dienas aprūpes vai darbnīcas vienību ieskaita nedēļā?",
        (Reading("fixed",
                 "one unit is one day",
                 "viena vienība ir viena diena"),),
        "Cabinet Regulation 313 gives a price for the day.",
        "MK noteikumos Nr. 313 cena ir par dienu.",
        switchable=False),
    Interpretation(
        "I-20", ("N-6",),
        "Is the budget of plan 1 smaller when the plan starts in month 3?",
        "Vai 1. plāna budžets ir mazāks, ja plāns sākas 3. mēnesī?",
        (Reading("fixed",
                 "no: it starts in month 2 or 3 as given, ends with month 6, and the amount stays",
                 "nē: tas sākas norādītajā 2. vai 3. mēnesī, beidzas ar 6. mēnesi, un apmērs paliek"),),
        "Chapter III.1 moves the start and leaves the amount alone.",
        "III.1. nodaļa pārceļ sākumu un apmēru neskar.",
        switchable=False),
    Interpretation(
        "I-21", ("B-5",),
        "Whose underspending joins the surplus, and what if not all of it is known?",
        "Kura neiztērētais papildina atlikumu, un ko darīt, ja viss vēl nav zināms?",
        (Reading("fixed",
                 "that of all recipients together: planned less spent, at least zero, as far as known by then",
                 "visu saņēmēju kopā: plānotais mīnus iztērētais, vismaz nulle, cik līdz tam zināms"),),
        "Chapter II.3.2 adds it to what stage 2 leaves over.",
        "II.3.2. nodaļa to pieskaita 2. posmā pāri palikušajam.",
        switchable=False),
    Interpretation(
        "I-22", ("W-8",),
        "When did the pilot of the decision-support person begin and end?",
        "Kad sākās un beidzās atbalsta personas izmēģinājumprojekts?",
        (Reading("fixed",
                 "it ran from 1 December 2017 to 30 November 2019",
                 "tas ilga no 2017. gada 1. decembra līdz 2019. gada 30. novembrim"),),
        "No other reading of the misprinted dates makes 24 months.",
        "Kļūdaini iespiestos datumus citādi lasot, 24 mēneši neiznāk.",
        switchable=False),
    Interpretation(
        "I-23", ("L-4", "E-4"),
        "Does a participant lose services when the disability runs out?",
        "Vai dalībnieks zaudē pakalpojumus, ja invaliditātes termiņš beidzas?",
        (Reading("participant_keeps",
                 "no, they go on",
                 "nē, tie turpinās"),
         Reading("strict",
                 "yes, each service needs a disability in force",
                 "jā, katram pakalpojumam vajag spēkā esošu invaliditāti")),
        "The rule on participation is the more special one.",
        "Noteikums par dalību ir speciālāks."),
    Interpretation(
        "I-24", ("F-2", "F-3"),
        "Where do benefits stand among the sources of variants 2 and 3?",
        "Kur 2. un 3. varianta avotu secībā ir pabalsti?",
        (Reading("table",
                 "before public services in variant 2, before the project in variant 3",
                 "2. variantā pirms valsts un pašvaldības pakalpojumiem, 3. variantā pirms projekta"),
         Reading("text",
                 "after public services in variant 2, after the project in variant 3",
                 "2. variantā aiz valsts un pašvaldības pakalpojumiem, 3. variantā aiz projekta")),
        "The variants are defined by table 2.",
        "Variantus nosaka 2. tabula."),
    Interpretation(
        "I-25", ("B-10",),
        "How often is a plan above the provisional amount signed?",
        "Cik reižu paraksta plānu virs provizoriskā apmēra?",
        (Reading("text",
                 "twice: after the cut, and again after stage 3",
                 "divreiz: pēc samazināšanas un vēlreiz pēc 3. posma"),
         Reading("figure",
                 "once, when the final amount is known",
                 "vienreiz, kad zināms galīgais apmērs")),
        "What the text of chapter II.3.4.2 says outweighs figure 8.",
        "II.3.4.2. nodaļas teksts ir svarīgāks par 8. attēlu."),
    Interpretation(
        "I-26", ("C-5",),
        "Which sessions may a child of a day-care centre not take elsewhere?",
        "Kuras nodarbības dienas aprūpes centra bērns nedrīkst saņemt citur?",
        (Reading("same_specialist",
                 "those of specialists who work with the child in the centre",
                 "to speciālistu, kuri ar bērnu strādā centrā"),
         Reading("any_group",
                 "these, and every group session once the centre gives group sessions",
                 "šīs un visas grupu nodarbības, ja centrs tādas sniedz")),
        "The condition is tied to the same specialists.",
        "Nosacījums attiecas uz tiem pašiem speciālistiem."),
    Interpretation(
        "I-27", ("C-6",),
        "Whose transport counts towards the limit?",
        "Kura transportu ieskaita ierobežojumā?",
        (Reading("both",
                 "of parent and child together",
                 "vecāka un bērna kopā"),
         Reading("child_only",
                 "of the child alone",
                 "tikai bērna")),
        "Parent and child use one budget.",
        "Vecāks un bērns izmanto vienu budžetu."),
    Interpretation(
        "I-28", ("C-8",),
        "How do missed units spread over the months that remain?",
        "Kā nesaņemtās vienības sadala pa atlikušajiem mēnešiem?",
        (Reading("fixed",
                 "evenly; what cannot be divided goes to the earlier months",
                 "vienmērīgi; kas nedalās vienādi, nonāk agrākajos mēnešos"),),
        "The condition allows it and prescribes no order.",
        "Nosacījums to atļauj un secību nenosaka.",
        switchable=False),
    Interpretation(
        "I-29", ("T-6",),
        "What is paid for a private car?",
        "Cik maksā par privāto auto?",
        (Reading("computed",
                 "the fuel as computed",
                 "aprēķinātā degviela"),
         Reading("lower_of_both",
                 "the fuel as computed, up to the receipts",
                 "aprēķinātā degviela, bet ne vairāk par čekiem")),
        "The formula stands beside actual costs and says how to find them.",
        "Formula ir līdzās faktiskajām izmaksām un parāda, kā tās noteikt."),
    Interpretation(
        "I-30", ("F-4",),
        "Which services do rehabilitation benefits pay for?",
        "Par kuriem pakalpojumiem maksā rehabilitācijas pabalsti?",
        (Reading("non_transport",
                 "all but transport",
                 "par visiem, izņemot transportu"),
         Reading("area_3",
                 "those of area 3",
                 "par 3. jomas pakalpojumiem")),
        "Variant 1 knows no narrower bound; variants 2 and 3 name social rehabilitation.",
        "1. variants šaurāku robežu nenosaka; 2. un 3. variants min sociālo rehabilitāciju."),
    Interpretation(
        "I-31", ("S-1", "S-10"),
        "Are 100 places exact, and who takes those of a region without applicants?",
        "Vai vietu ir tieši 100, un kas tās iegūst, ja reģionā trūkst pretendentu?",
        (Reading("fixed",
                 "exactly 100; they pass to the other regions in proportion",
                 "tieši 100; pārējie reģioni tās iegūst proporcionāli"),),
        "Chapter II.2.2 counts 100, and the methodology provides only for one municipality short of applicants.",
        "II.2.2. nodaļā ir 100, un metodika paredz tikai vienas pašvaldības pretendentu trūkumu.",
        switchable=False),
    Interpretation(
        "I-32", ("Q-4",),
        "In which size class is a municipality that lies on a bound?",
        "Kurā lieluma grupā ir pašvaldība uz robežas?",
        (Reading("fixed",
                 "4000 is in the lowest class, 10 000 in the highest",
                 "4000 ir mazākajā grupā, 10 000 lielākajā"),),
        "So each municipality is in one class.",
        "Tā katra pašvaldība ir vienā grupā.",
        switchable=False),
    Interpretation(
        "I-33", ("W-1",),
        "On which day must an applicant of the adult pilot be an adult?",
        "Kurā dienā pilngadīgo izmēģinājumprojekta pretendentam jābūt pilngadīgam?",
        (Reading("fixed",
                 "on the day of applying",
                 "pieteikšanās dienā"),),
        "The announcement names no day.",
        "Paziņojumā diena nav minēta.",
        switchable=False),
)
# fmt: on

INTERPRETATIONS: Final[dict[str, Interpretation]] = {entry.id: entry for entry in _INTERPRETATIONS}


def default_readings() -> dict[str, str]:
    """The default reading of every switchable interpretation, by id in numeric order.

    >>> default_readings()["I-3"]
    'equal_treatment'
    """
    return {entry.id: entry.default for entry in _INTERPRETATIONS if entry.switchable}


def check_reading(interpretation: object, reading: object) -> None:
    """Raises `UnknownReading` unless ``interpretation`` is switchable and ``reading`` the name of one of its readings.

    >>> check_reading("I-3", "exhaust")
    """
    path = pointer(interpretation) if type(interpretation) is str else ""
    entry = INTERPRETATIONS.get(interpretation) if type(interpretation) is str else None
    if entry is None or not entry.switchable:
        expected = ", ".join(default_readings())
        got = shown(interpretation) + ("" if entry is None else ", which is fixed")
        raise UnknownReading(f"expected an interpretation that can be switched, one of {expected}, got {got}", path)
    if type(reading) is not str or reading not in entry.names:
        names = ", ".join(map(repr, entry.names))
        raise UnknownReading(f"expected a reading of {entry.id}, one of {names}, got {shown(reading)}", path)


def checked_readings(readings: Mapping[object, object]) -> dict[str, str]:
    """``readings`` once every one is known to be valid, in numeric order of the ids.

    Raises `UnknownReading` for the first that is not: known ids come in numeric order, then unknown ones by code point,
    then keys that are not text.
    """
    known = {entry.id: readings[entry.id] for entry in _INTERPRETATIONS if entry.id in readings}
    unknown = sorted(readings.keys() - known.keys(), key=lambda key: (0, key) if type(key) is str else (1, shown(key)))
    for key in [*known, *unknown]:
        check_reading(key, readings[key])
    return {key: str(reading) for key, reading in known.items()}
