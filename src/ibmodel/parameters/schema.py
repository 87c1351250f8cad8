"""Which figures the methodology has: group after group, in the order of its chapters.

Each figure stands with the rule that gives it, its unit and its label in both languages.

The classes say what a figure is; what it amounts to stands in the editions, one module each. Every group exists
in every edition, so that every operation works under every policy. A figure that no source gives (the pool, the
price of a regulation, the transport part of a group session) is not here: it is an input.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import attrs

from ibmodel.errors import BadType, BadValue, Inconsistent, UnknownReading, pointer, shown
from ibmodel.interpretations import checked_readings, default_readings
from ibmodel.money import Money, Share
from ibmodel.parameters.figures import (
    Figure,
    Group,
    amount,
    changed,
    day,
    figures_of,
    names,
    pairs,
    percentage,
    switch,
    whole,
)

__all__ = [
    "OFFICIAL_NAMES",
    "Administration",
    "Adults",
    "AgeGroups",
    "Budget",
    "Combinations",
    "Contract",
    "Eligibility",
    "Evaluation",
    "Funding",
    "Granting",
    "Impairments",
    "Needs",
    "Parameters",
    "PeriodLength",
    "Pilot",
    "Plan",
    "Prices",
    "Procurement",
    "Selection",
    "Surveys",
]

#: The names of the official editions, which no reform may take.
OFFICIAL_NAMES: Final = ("children-pilot-2018", "children-general", "adults-pilot-2019")

_DEFAULT_READINGS: Final = default_readings()
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})

_OLDEST: Final = 150
_MOST_MONTHS: Final = 120
_MOST_WORKING_DAYS: Final = 1000
_LAST_COMMON_DAY: Final = 28  # the last day that every month has
_DAYS_IN_WEEK: Final = 7
_VARIANTS: Final = 3


def _age(rule: str, en: str, lv: str) -> Any:
    return whole(rule, "completed years", en, lv, most=_OLDEST)


def _months(rule: str, en: str, lv: str) -> Any:
    return whole(rule, "months", en, lv, least=1, most=_MOST_MONTHS)


def _month(rule: str, en: str, lv: str) -> Any:
    return whole(rule, "month of the pilot", en, lv, least=1, most=_MOST_MONTHS)


def _working_days(rule: str, en: str, lv: str) -> Any:
    return whole(rule, "working days", en, lv, most=_MOST_WORKING_DAYS)


def _day_of_month(rule: str, en: str, lv: str) -> Any:
    return whole(rule, "day of the month", en, lv, least=1, most=_LAST_COMMON_DAY)


def _ascending(group: object, under: str, *figures: str) -> None:
    for earlier, later in pairwise(figures):
        least, value = getattr(group, earlier), getattr(group, later)
        if value < least:
            raise Inconsistent(
                f"expected {under}.{later} not below {under}.{earlier}, {least}, got {value}",
                pointer(f"{under}.{later}"),
            )


def _some(group: Any, under: str) -> None:
    figures = [attribute.name for attribute in attrs.fields(type(group))]
    if not any(getattr(group, figure) not in (0, Share(0)) for figure in figures):
        raise Inconsistent(f"expected one of {under}.* above 0, got 0 in all", pointer(f"{under}.{figures[-1]}"))


class PeriodLength(Group):
    """How long a period is (D-1, G-5)."""

    months: int = _months("G-5", "Length of a period", "Pārskata perioda ilgums")


class Granting(Group):
    """Granting in general, outside the pilot (M II.2.1)."""

    age_below: int = _age(
        "G-2", "Individual budget: the child is younger than", "Individuālais budžets: bērns ir jaunāks par"
    )
    decision_working_days: int = _working_days(
        "G-4",
        "Decision on an application is taken within",
        "Lēmumu par iesniegumu pieņem šādā termiņā",
    )
    admit_without_disability: bool = switch(
        "G-6",
        "Children with impairments but without determined disability are admitted",
        "Uzņem arī bērnus ar funkcionāliem traucējumiem, kuriem invaliditāte nav noteikta",
    )


class Eligibility(Group):
    """Who may take part in the children's pilot (M II.2.2)."""

    age_below: int = _age(
        "E-3",
        "Pilot: the child stays, until its end, younger than",
        "Izmēģinājumprojekts: bērns līdz tā beigām ir jaunāks par",
    )
    forwarding_working_days_text: int = _working_days(
        "E-7",
        "Eligible applications are forwarded within (text)",
        "Kritērijiem atbilstošus iesniegumus pārsūta šādā termiņā (teksts)",
    )
    forwarding_working_days_figure: int = _working_days(
        "E-7",
        "Eligible applications are forwarded within (figure 5)",
        "Kritērijiem atbilstošus iesniegumus pārsūta šādā termiņā (5. attēls)",
    )
    excluded_measures: tuple[str, ...] = names(
        "E-9",
        "Measures whose support excludes from the pilot",
        "Pasākumi, kuru atbalsts izslēdz dalību izmēģinājumprojektā",
    )
    extract_months: int = _months("E-10", "Doctor's extract is at most this old", "Ārsta izraksts nav vecāks par")


class Pilot(Group):
    """When and where the pilot runs (K, A)."""

    municipalities: tuple[str, ...] = names("E-11", "Municipalities of the pilot", "Izmēģinājumprojekta pašvaldības")
    regions: tuple[tuple[str, str], ...] = pairs(
        "S-10", "Planning region of each municipality", "Katras pašvaldības plānošanas reģions"
    )
    start: date = day("B-2", "First day of month 1 of the pilot", "Izmēģinājumprojekta 1. mēneša pirmā diena")
    months: int = _months("S-12", "Length of the pilot", "Izmēģinājumprojekta ilgums")


class AgeGroups(Group):
    """Places of each age group; the name of a group tells its bounds in completed years, both included (S-2)."""

    group_0_2: int = whole("S-2", "places", "Places for ages 0 to 2", "Vietas bērniem no 0 līdz 2 gadiem")
    group_3_7: int = whole("S-2", "places", "Places for ages 3 to 7", "Vietas bērniem no 3 līdz 7 gadiem")
    group_8_10: int = whole("S-2", "places", "Places for ages 8 to 10", "Vietas bērniem no 8 līdz 10 gadiem")
    group_11_14: int = whole("S-2", "places", "Places for ages 11 to 14", "Vietas bērniem no 11 līdz 14 gadiem")
    group_15_17: int = whole("S-2", "places", "Places for ages 15 to 17", "Vietas bērniem no 15 līdz 17 gadiem")

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _some(self, "selection.age")


class Impairments(Group):
    """The part of all places that each impairment type has (S-3)."""

    vision: Share = percentage("S-3", "Places for vision impairment", "Vietas bērniem ar redzes traucējumiem")
    hearing: Share = percentage("S-3", "Places for hearing impairment", "Vietas bērniem ar dzirdes traucējumiem")
    movement: Share = percentage("S-3", "Places for movement impairment", "Vietas bērniem ar kustību traucējumiem")
    mental: Share = percentage("S-3", "Places for mental impairment", "Vietas bērniem ar garīga rakstura traucējumiem")
    multiple: Share = percentage("S-3", "Places for multiple impairments", "Vietas bērniem ar multipliem traucējumiem")

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _some(self, "selection.impairment")


class Selection(Group):
    """Who is chosen when places are fewer than applicants (M II.2.2, III.1)."""

    places: int = whole("S-1", "places", "Places in all", "Vietu kopskaits")
    places_per_municipality: int = whole(
        "S-1", "places", "Places in each municipality", "Vietas katrā pašvaldībā", least=1
    )
    places_per_region: int = whole(
        "S-10", "places", "Places in each planning region", "Vietas katrā plānošanas reģionā"
    )
    age: AgeGroups
    impairment: Impairments


class Contract(Group):
    """The contract with the parent (M II.2.2)."""

    months: int = _months("S-12", "Term of the contract with the parent", "Ar vecāku noslēgtā līguma termiņš")


class Budget(Group):
    """The stages of the budget (M II.3.2)."""

    full_share: Share = percentage("B-1", "Full share of the funding", "Pilnā finansējuma daļa")
    reduced_share: Share = percentage("B-1", "Reduced share of the funding", "Samazinātā finansējuma daļa")
    full_share_up_to_age: int = _age(
        "B-1",
        "Full share without a special-care opinion up to and including the age of",
        "Pilnā daļa bez īpašas kopšanas atzinuma līdz šādam vecumam (ieskaitot)",
    )
    recipient_age_below: int = _age(
        "B-1", "Provisional amount: the recipient is younger than", "Provizoriskais apmērs: saņēmējs ir jaunāks par"
    )
    first_month: int = _month(
        "B-2",
        "First provisional amount: facts at the first day of this month",
        "Pirmais provizoriskais apmērs: fakti šī mēneša pirmajā dienā",
    )
    second_month: int = _month(
        "B-2",
        "Second provisional amount: facts at the first day of this month",
        "Otrais provizoriskais apmērs: fakti šī mēneša pirmajā dienā",
    )
    second_computed_month: int = _month(
        "B-2", "Second provisional amount is computed in this month", "Otro provizorisko apmēru nosaka šajā mēnesī"
    )

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _ascending(self, "budget", "first_month", "second_computed_month", "second_month")


class Funding(Group):
    """Which money pays for what (M II.3.3)."""

    variant: int = whole(
        "F-2", "variant", "Adopted funding variant", "Pieņemtais finansēšanas variants", least=1, most=_VARIANTS
    )


class Needs(Group):
    """From two rankings to one priority order (M II.3.1, K)."""

    weight_experts: Share = percentage("N-2", "Weight of the experts' ranking", "Ekspertu vērtējuma īpatsvars")
    weight_parent: Share = percentage("N-2", "Weight of the parent's ranking", "Vecāku vērtējuma īpatsvars")

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        experts, parent = self.weight_experts, self.weight_parent
        if experts.millionths + parent.millionths != Share.WHOLE:
            raise Inconsistent(
                f"expected weights that add up to 100 percent, got {experts} for experts and {parent} for the parent",
                pointer("needs.weight_parent"),
            )


class Evaluation(Group):
    """When the child is evaluated, and what is due then (M III.1, II.3.4.1, II.4.2)."""

    at_least: int = whole("N-5", "evaluations", "Least number of evaluations", "Mazākais izvērtēšanu skaits")
    first_from_month: int = _month("N-5", "First evaluation from month", "Pirmā izvērtēšana no mēneša")
    first_to_month: int = _month("N-5", "First evaluation to month", "Pirmā izvērtēšana līdz mēnesim")
    first_to_day: int = _day_of_month(
        "N-5", "First evaluation to this day, the month's middle", "Pirmā izvērtēšana līdz šai dienai, mēneša vidum"
    )
    second_from_month: int = _month("N-5", "Second evaluation from month", "Otrā izvērtēšana no mēneša")
    second_to_month: int = _month("N-5", "Second evaluation to month", "Otrā izvērtēšana līdz mēnesim")
    closing_month: int = _month("N-5", "Closing evaluation in month", "Noslēguma izvērtēšana mēnesī")
    interim_reports_from_month: int = _month(
        "N-8", "Providers' interim reports from month", "Pakalpojumu sniedzēju starpposma informācija no mēneša"
    )
    interim_reports_to_month: int = _month(
        "N-8", "Providers' interim reports to month", "Pakalpojumu sniedzēju starpposma informācija līdz mēnesim"
    )
    closing_reports_from_month: int = _month(
        "N-8", "Providers' closing reports from month", "Pakalpojumu sniedzēju noslēguma informācija no mēneša"
    )
    closing_reports_to_month: int = _month(
        "N-8", "Providers' closing reports to month", "Pakalpojumu sniedzēju noslēguma informācija līdz mēnesim"
    )
    violence_report_working_days: int = _working_days(
        "N-10",
        "Violence against the child is reported within",
        "Par vardarbību pret bērnu ziņo šādā termiņā",
    )

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _ascending(
            self,
            "evaluation",
            "first_from_month",
            "first_to_month",
            "second_from_month",
            "second_to_month",
            "closing_month",
        )
        _ascending(
            self,
            "evaluation",
            "interim_reports_from_month",
            "interim_reports_to_month",
            "closing_reports_from_month",
            "closing_reports_to_month",
        )


class Plan(Group):
    """Which months a support plan covers (M III.1, II.4.2)."""

    first_from_month: int = _month("N-6", "First plan from month", "Pirmais atbalsta plāns no mēneša")
    first_latest_month: int = _month(
        "N-6", "First plan from month, at the latest", "Pirmais atbalsta plāns vēlākais no mēneša"
    )
    first_to_month: int = _month("N-6", "First plan to month", "Pirmais atbalsta plāns līdz mēnesim")
    second_from_month: int = _month("N-6", "Second plan from month", "Otrais atbalsta plāns no mēneša")
    second_to_month: int = _month("N-6", "Second plan to month", "Otrais atbalsta plāns līdz mēnesim")
    months: int = _months("N-6", "Longest plan outside the pilot", "Garākais atbalsta plāns ārpus izmēģinājumprojekta")

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _ascending(
            self,
            "plan",
            "first_from_month",
            "first_latest_month",
            "first_to_month",
            "second_from_month",
            "second_to_month",
        )


class Combinations(Group):
    """Which services may not meet (M II.7)."""

    weekly_days: int = whole(
        "C-4",
        "working days a week",
        "Day-care centre and specialised workshop together, at most",
        "Dienas aprūpes centrs un specializētā darbnīca kopā, ne vairāk kā",
        most=_DAYS_IN_WEEK,
    )
    transport_share: Share = percentage(
        "C-6",
        "Transport and specialised transport, at most this part of the budget",
        "Transports un specializētais transports, ne vairāk kā šāda individuālā budžeta daļa",
    )


class Prices(Group):
    """What one unit may cost (M II.7)."""

    group_session_ceiling: Money = amount(
        "U-4",
        "Group session, at most, before the transport part is taken off",
        "Grupu nodarbība, ne vairāk kā, pirms atņemta transporta daļa",
    )


class Procurement(Group):
    """When the Public Procurement Law applies (M II.10)."""

    threshold: Money = amount(
        "R-10",
        "Public Procurement Law from a contract price, without VAT, of",
        "Publisko iepirkumu likums no līgumcenas bez PVN",
    )


class Administration(Group):
    """Costs, reports and files of a municipality (M III)."""

    full_pay_children: int = whole(
        "A-1",
        "children",
        "Children with whom a social worker has full pay",
        "Bērnu skaits, ar kuru sociālajam darbiniekam ir pilna atlīdzība",
        least=1,
    )
    indirect_share: Share = percentage(
        "A-2", "Indirect costs, of direct staff pay", "Netiešās izmaksas no tiešajām personāla izmaksām"
    )
    cash_flow_report_day: int = _day_of_month(
        "A-6", "Cash-flow report due next month by day", "Naudas plūsmas atskaite nākamajā mēnesī līdz datumam"
    )
    proofs_day: int = _day_of_month(
        "A-6", "Scanned proofs due next month by day", "Skenētie attaisnojuma dokumenti nākamajā mēnesī līdz datumam"
    )
    quarterly_report_day: int = _day_of_month(
        "A-6",
        "Funding and results report due in the month after the quarter by day",
        "Finansējuma un rezultātu atskaite nākamajā mēnesī pēc ceturkšņa līdz datumam",
    )
    first_evaluation_paid_month: int = _month(
        "A-7", "First evaluation is paid in month", "Sākotnējo izvērtēšanu apmaksā mēnesī"
    )
    second_evaluation_paid_month: int = _month(
        "A-7", "Repeated evaluation is paid in month", "Atkārtoto izvērtēšanu apmaksā mēnesī"
    )
    closing_evaluation_paid_from_month: int = _month(
        "A-7", "Closing evaluation is paid from month", "Noslēguma izvērtēšanu apmaksā no mēneša"
    )
    closing_evaluation_paid_to_month: int = _month(
        "A-7",
        "Closing evaluation is paid to month, the one after the pilot",
        "Noslēguma izvērtēšanu apmaksā līdz mēnesim, nākamajam pēc izmēģinājumprojekta",
    )
    direct_staff_time_share: Share = percentage(
        "A-13",
        "Staff below this part of working time on the project are indirect costs",
        "Personāls, kas projektā strādā mazāk par šādu darba laika daļu, ir netiešās izmaksas",
    )
    password_characters: int = whole("A-17", "characters", "Shortest password", "Īsākā parole", least=1)
    password_months: int = _months("A-17", "Password is changed every", "Paroli maina ik pēc")

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _ascending(
            self,
            "administration",
            "first_evaluation_paid_month",
            "second_evaluation_paid_month",
            "closing_evaluation_paid_from_month",
            "closing_evaluation_paid_to_month",
        )


class Surveys(Group):
    """Quality of life and satisfaction (M II.15, III.8)."""

    kidscreen_from_age: int = _age("Q-1", "KIDSCREEN-52 from the age of", "KIDSCREEN-52 no vecuma")
    beach_questions: int = whole(
        "Q-1", "questions", "Questions of the Beach Center scale", "Bīčas centra anketas jautājumi"
    )
    beach_dimensions: int = whole(
        "Q-1", "dimensions", "Dimensions of the Beach Center scale", "Bīčas centra anketas dimensijas"
    )
    kidscreen_questions: int = whole("Q-1", "questions", "Questions of KIDSCREEN-52", "KIDSCREEN-52 jautājumi")
    kidscreen_dimensions: int = whole("Q-1", "dimensions", "Dimensions of KIDSCREEN-52", "KIDSCREEN-52 dimensijas")
    parent_up_to_age: int = _age(
        "Q-2", "The parent answers up to and including the age of", "Anketu aizpilda vecāks līdz vecumam (ieskaitot)"
    )
    child_asked_up_to_age: int = _age(
        "Q-2",
        "The social worker asks the child up to and including the age of",
        "Sociālais darbinieks uzklausa bērnu līdz vecumam (ieskaitot)",
    )
    child_up_to_age: int = _age(
        "Q-2", "The child answers up to and including the age of", "Anketu aizpilda bērns līdz vecumam (ieskaitot)"
    )
    small_municipality_up_to: int = whole(
        "Q-4", "inhabitants", "Small municipality up to and including", "Maza pašvaldība līdz (ieskaitot)"
    )
    large_municipality_from: int = whole("Q-4", "inhabitants", "Large municipality from", "Liela pašvaldība no")
    satisfaction_lowest: int = whole(
        "Q-5", "points", "Satisfaction scale: very dissatisfied", "Apmierinātības skala: ļoti neapmierināts"
    )
    satisfaction_highest: int = whole(
        "Q-5", "points", "Satisfaction scale: very satisfied", "Apmierinātības skala: ļoti apmierināts"
    )

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _ascending(self, "surveys", "parent_up_to_age", "child_asked_up_to_age", "child_up_to_age")
        _ascending(self, "surveys", "small_municipality_up_to", "large_municipality_from")
        _ascending(self, "surveys", "satisfaction_lowest", "satisfaction_highest")


class Adults(Group):
    """The adult pilot, decision support and the scale of the whole project (A, K, P)."""

    age_from: int = _age("W-1", "Adult from the age of", "Pilngadīga persona no vecuma")
    disability_groups: tuple[str, ...] = names(
        "W-1", "Disability groups of the adult pilot", "Pilngadīgo izmēģinājumprojekta invaliditātes grupas"
    )
    applications_from: date = day("W-2", "First day for applications", "Pirmā pieteikšanās diena")
    applications_to: date = day("W-2", "Last day for applications", "Pēdējā pieteikšanās diena")
    places_per_municipality: int = whole(
        "W-3",
        "places",
        "Adult pilot: places in each municipality",
        "Pilngadīgo izmēģinājumprojekts: vietas katrā pašvaldībā",
        least=1,
    )
    pilot_from: date = day("W-5", "Adult pilot: first day", "Pilngadīgo izmēģinājumprojekts: pirmā diena")
    pilot_to: date = day(
        "W-5", "Adult pilot: last day as announced", "Pilngadīgo izmēģinājumprojekts: izsludinātā pēdējā diena"
    )
    extension_months: int = whole(
        "W-5",
        "months",
        "Adult pilot: services are extended by",
        "Pilngadīgo izmēģinājumprojekts: pakalpojumu pagarinājums",
        most=_MOST_MONTHS,
    )
    support_hours_low: int = whole(
        "W-8",
        "hours a month",
        "Decision support, low level, at most",
        "Atbalsts lēmumu pieņemšanā, zems līmenis, ne vairāk kā",
    )
    support_hours_middle: int = whole(
        "W-8",
        "hours a month",
        "Decision support, middle level, at most",
        "Atbalsts lēmumu pieņemšanā, vidējs līmenis, ne vairāk kā",
    )
    support_hours_high: int = whole(
        "W-8",
        "hours a month",
        "Decision support, high level, at most",
        "Atbalsts lēmumu pieņemšanā, augsts līmenis, ne vairāk kā",
    )
    support_hours_extra: int = whole(
        "W-8",
        "hours a month",
        "Decision support, in special situations in addition",
        "Atbalsts lēmumu pieņemšanā, īpašās situācijās papildus",
    )
    support_pilot_from: date = day(
        "W-8",
        "Decision-support pilot: first day",
        "Izmēģinājumprojekts par atbalstu lēmumu pieņemšanā: pirmā diena",
    )
    support_pilot_to: date = day(
        "W-8",
        "Decision-support pilot: last day",
        "Izmēģinājumprojekts par atbalstu lēmumu pieņemšanā: pēdējā diena",
    )
    project_persons: int = whole("W-10", "persons", "Whole project: persons", "Viss projekts: personas")
    project_money: Money = amount("W-10", "Whole project: funding", "Viss projekts: finansējums")
    project_money_esf: Money = amount(
        "W-10", "Whole project: European Social Fund", "Viss projekts: Eiropas Sociālais fonds"
    )
    project_money_state: Money = amount("W-10", "Whole project: state budget", "Viss projekts: valsts budžets")

    def check(self) -> None:
        """Raises `Inconsistent` if figures of the group contradict each other."""
        _ascending(self, "adults", "applications_from", "applications_to")
        _ascending(self, "adults", "pilot_from", "pilot_to")
        _ascending(self, "adults", "support_hours_low", "support_hours_middle", "support_hours_high")
        _ascending(self, "adults", "support_pilot_from", "support_pilot_to")


def _check_name(name: object) -> None:
    if type(name) is not str:
        raise BadType(f"expected a name as text, got {shown(name)}", pointer("name"))
    plain = name.strip().casefold()
    if not plain or not name.isprintable():
        raise BadValue(f"expected a name of printable characters, not empty, got {shown(name)}", pointer("name"))
    if plain in OFFICIAL_NAMES:
        raise BadValue(f"expected a name that is not an official edition's, got {shown(name)}", pointer("name"))


def _read_readings(chosen: Mapping[str, str] | tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(checked_readings(dict[Any, Any](chosen)).items())


@attrs.frozen(kw_only=True, repr=False)
class Parameters:
    """All figures and chosen readings of one edition (parametri), or of a reform of one.

    ``name`` says which, ``basis`` the official edition that it is or reforms; ``applies_from`` and ``applies_to``
    are the first and last day on which it is in force, ``None`` for one that was only announced. ``readings`` holds
    the interpretations that were chosen explicitly, as pairs of id and reading in numeric order; for all others the
    default holds. Equal parameters have equal hashes and may be keys.
    """

    name: str
    basis: str
    applies_from: date | None = None
    applies_to: date | None = None
    readings: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_read_readings)
    period: PeriodLength
    granting: Granting
    eligibility: Eligibility
    pilot: Pilot
    selection: Selection
    contract: Contract
    budget: Budget
    funding: Funding
    needs: Needs
    evaluation: Evaluation
    plan: Plan
    combinations: Combinations
    prices: Prices
    procurement: Procurement
    administration: Administration
    surveys: Surveys
    adults: Adults

    def reading(self, interpretation: str) -> str:
        """The reading of ``interpretation`` that holds here, chosen or default.

        Raises `UnknownReading` for an id that does not exist or whose reading is fixed.
        """
        for chosen, reading in self.readings:
            if chosen == interpretation:
                return reading
        try:
            return _DEFAULT_READINGS[interpretation]
        except (KeyError, TypeError):
            message = f"expected an interpretation with readings to choose from, got {shown(interpretation)}"
            raise UnknownReading(message, pointer(interpretation)) from None

    def chosen(self, interpretations: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The reading that holds here for each of ``interpretations``, as pairs, in their order."""
        return tuple([(interpretation, self.reading(interpretation)) for interpretation in interpretations])

    def figures(self) -> tuple[Figure, ...]:
        """Every figure in document order, with its dotted path, unit, rule, source and labels."""
        return tuple(figures_of(self))

    def reform(
        self,
        name: str,
        changes: Mapping[str, object] = _NOTHING,
        readings: Mapping[str, str] = _NOTHING,
    ) -> Parameters:
        """A copy under another ``name``, with the figures at the dotted paths of ``changes`` and with ``readings``.

        A figure is given as its Python value or as the wire protocol writes it; what is not mentioned stays. The
        copy's answers cannot pass for official ones. Raises `BadValue` for an empty name or an official one,
        `UnknownParameter`, `BadType`, `BadValue`, `Duplicate` or `Inconsistent` for a figure, `UnknownReading`
        for a reading.

        >>> from ibmodel.parameters import edition
        >>> reform = edition("children-pilot-2018").reform("reduced share of 80", {"budget.reduced_share": "80"})
        >>> reform.budget.reduced_share
        Share('80')
        """
        _check_name(name)
        chosen = dict(self.readings) | checked_readings(dict[Any, Any](readings))
        return attrs.evolve(changed(self, changes), name=name, readings=chosen)

    def __repr__(self) -> str:
        return f"<Parameters {self.name!r}>"
