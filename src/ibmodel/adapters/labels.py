"""The words of the tables in both languages, each text beside its translation."""

from __future__ import annotations

from typing import Final

from ibmodel.explain import LANGUAGES
from ibmodel.vocabulary import Comparison

__all__ = ["LABELS", "label"]

#: English and Latvian, in the order of `ibmodel.explain.LANGUAGES`.
LABELS: Final[dict[str, tuple[str, str]]] = {
    # what it is about
    "synthetic": (
        "SYNTHETIC DATA: made up, none of these recipients exists.",
        "SINTĒTISKI DATI: izdomāti, neviens no šiem saņēmējiem nav īsta persona.",
    ),
    "shipped": (
        "No FILE was given: this is the example cohort that comes with ibmodel.",
        "Fails nav norādīts, tāpēc izmantota ibmodel pievienotā parauga saņēmēju grupa.",
    ),
    "policy": ("Policy", "Parametru redakcija"),
    "changed": ("Changed figures", "Mainītie parametri"),
    "readings": ("Readings", "Interpretācijas"),
    "period": ("Period from", "Perioda sākums"),
    "hint": (
        "Why somebody gets what they get: --explain {id}. Everyone's amounts: --recipients.",
        "Kāpēc saņēmējam ir tieši šāds budžets: --explain {id}. Visu saņēmēju apmēri: --recipients.",
    ),
    "working": ("Stage 4, case by case", "4. posms pa saņēmējiem"),
    # summary
    "summary": ("Summary", "Kopsavilkums"),
    "recipients": ("Recipients", "Saņēmēju skaits"),
    "count": ("Recipients", "Skaits"),
    "pool": ("Pool for services", "Pieejamais finansējums"),
    "granted": ("Provisional amounts", "IB provizoriskie apmēri"),
    "surplus": ("Surplus", "Finanšu līdzekļu atlikums"),
    "distributed": ("- given out", "- pārdalīts"),
    "reserve": ("- left in reserve", "- paliek rezervē"),
    "needed_sum": ("Needed amounts", "IB nepieciešamie apmēri"),
    "final_sum": ("Final amounts", "IB galīgie apmēri"),
    "total_sum": ("Total amounts", "IB kopējie apmēri"),
    "unmet_sum": ("Unmet", "Paliek nenosegts"),
    "public_saved": ("Saved by state and municipality", "Valsts un pašvaldības ietaupījums"),
    # stages
    "stage_1": ("Stage 1: provisional amount", "1. posms: IB provizoriskais apmērs"),
    "stage_2": ("Stage 2: needed amount", "2. posms: IB nepieciešamais apmērs"),
    "stage_3": ("Stage 3: final amount", "3. posms: IB galīgais apmērs"),
    "stage_4": ("Stage 4: total amount", "4. posms: IB kopējais apmērs"),
    "share": ("Share", "Daļa"),
    "need": ("Needed amount", "Nepieciešamais apmērs"),
    "within": ("within the provisional amount", "nepārsniedz provizorisko apmēru"),
    "above": ("above the provisional amount", "pārsniedz provizorisko apmēru"),
    "met": ("met with the surplus", "nosegts no atlikuma"),
    "partly": ("met in part", "nosegts daļēji"),
    "covered": ("covered in full", "nosegts pilnībā"),
    "not_covered": ("not covered in full", "nav nosegts pilnībā"),
    "least": ("Least", "Mazākais"),
    "mean": ("Mean", "Vidējais"),
    "greatest": ("Greatest", "Lielākais"),
    "sum": ("Sum", "Kopā"),
    "all": ("All", "Kopā"),
    # by municipality, recipient and source
    "by_municipality": ("By municipality", "Pa pašvaldībām"),
    "municipality": ("Municipality", "Pašvaldība"),
    "by_recipient": ("By recipient", "Pa saņēmējiem"),
    "recipient": ("Recipient", "Saņēmējs"),
    "provisional": ("Provisional", "Provizoriskais"),
    "needed": ("Needed", "Nepieciešamais"),
    "final": ("Final", "Galīgais"),
    "total": ("Total", "Kopējais"),
    "unmet": ("Unmet", "Nenosegts"),
    "by_source": ("By source of money", "Pa finansējuma avotiem"),
    "source": ("Source", "Avots"),
    "available": ("Available", "Pieejams"),
    "used": ("Used", "Izlietots"),
    "left": ("Left", "Neizlietots"),
    # one recipient
    "born": ("Born", "Dzimšanas datums"),
    "special_care": ("Special-care opinion", "Atzinums par īpašas kopšanas nepieciešamību"),
    "yes": ("yes", "ir"),
    "no": ("no", "nav"),
    "received": ("Application received", "Iesniegums saņemts"),
    "lines": ("Services by source of money, in order of priority", "Pakalpojumi prioritārā secībā pa avotiem"),
    "service": ("Service", "Pakalpojums"),
    "amount": ("Amount", "Summa"),
    "project": ("Project", "Projekts"),
    "benefits": ("Benefits", "Pabalsti"),
    "public": ("Public", "Valsts,\npašv."),
    "other": ("Other", "Citi"),
    "order": ("Order of the services", "Pakalpojumu secība"),
    "first_plan": (
        "First plan: what the provisional amount pays for",
        "Pirmais plāns: ko sedz IB provizoriskais apmērs",
    ),
    "final_plan": ("Plan: what the final amount alone pays for", "Plāns: ko sedz IB galīgais apmērs viens pats"),
    "rules": ("What the rules say", "Ko nosaka noteikumi"),
    # who takes part
    "synthetic_applicants": (
        "SYNTHETIC DATA: made up, none of these applicants exists.",
        "SINTĒTISKI DATI: izdomāti, neviens no šiem pretendentiem nav īsta persona.",
    ),
    "pilot_dates": ("Pilot: {first} to {last}", "Izmēģinājumprojekts: no {first} līdz {last}"),
    "applications": ("Applications", "Iesniegumi"),
    "eligible": ("- eligible", "- atbilst kritērijiem"),
    "refused": ("- not eligible", "- neatbilst kritērijiem"),
    "open": ("- cannot be decided yet", "- vēl nevar izlemt"),
    "selected": ("Selected", "Atlasīti"),
    "selected_home": ("- home-schooled", "- mājmācībā"),
    "of": ("{part} of {whole}", "{part} no {whole}"),
    "waiting": ("Waiting", "Gaida rindā"),
    "by_region": ("By planning region", "Pa plānošanas reģioniem"),
    "by_age": ("By age group", "Pa vecuma grupām"),
    "by_impairment": ("By impairment", "Pa funkcionālo traucējumu veidiem"),
    "region_of_list": ("Region", "Reģions"),
    "municipality_of_list": ("Municipality", "Pašvaldība"),
    "age_of_list": ("Age", "Vecums"),
    "impairment_of_list": ("Impairment", "Traucējumu veids"),
    "group": ("Group", "Grupa"),
    "quota": ("Quota", "Kvota"),
    "eligible_narrow": ("Eligible", "Atbilst"),
    "target": ("Target", "Mērķis"),
    "off": ("Off target", "Novirze"),
    "list_of": (
        "{municipality}: {selected} selected, {waiting} waiting",
        "{municipality}: atlasīti {selected}, gaida rindā {waiting}",
    ),
    "applicant": ("Applicant", "Pretendents"),
    "home_narrow": ("Home-schooled", "Mājmācība"),
    "home_schooled": ("Home-schooled", "Mājmācība"),
    "received_narrow": ("Application received", "Iesniegums saņemts"),
    "waiting_list": ("Waiting, in order of priority: {ids}", "Gaida rindā, prioritārā secībā: {ids}"),
    "not_eligible": (
        "Not eligible, with every criterion that is not met",
        "Neatbilst: visi kritēriji, kas nav izpildīti",
    ),
    "not_decided": ("Cannot be decided yet, with everything that is missing", "Vēl nevar izlemt: viss, kas nav zināms"),
    "findings": ("Findings", "Jāpārbauda"),
    "hint_applicants": (
        "Why somebody is selected, waits or is not eligible: --explain {id}.",
        "Kāpēc pretendents ir atlasīts, gaida rindā vai neatbilst kritērijiem: --explain {id}.",
    ),
    "solving": ("Looking for the best list", "Meklē labāko sarakstu"),
    "checking": ("Checking the list", "Pārbauda sarakstu"),
    "certificate_written": (
        "The proof that no list is better is in {file}; anybody can check it: verify.",
        "Pierādījums, ka labāka saraksta nav, ir failā {file}; ikviens to var pārbaudīt ar komandu verify.",
    ),
    # one applicant
    "selected_or_not": ("Selected or not", "Vai ir atlasīts"),
    "groups": ("The groups in the whole pilot", "Grupas visā izmēģinājumprojektā"),
    "criteria": ("Criteria", "Kritēriji"),
    "queue_place": (
        (
            "Waiting list of {municipality}: place {place} of {count} in order of priority. Who follows when a "
            "place is freed is decided then."
        ),
        (
            "Pašvaldības {municipality} rinda: {place}. vieta no {count} prioritārā secībā. Kurš ir nākamais, izlemj, "
            "kad vieta atbrīvojas."
        ),
    ),
    "same_profile": (
        "Selected from the same municipality, age group and impairment: {ids}.",
        "No tās pašas pašvaldības, vecuma grupas un traucējumu veida ir atlasīti: {ids}.",
    ),
    "letter_refused": (
        "{id} cannot take part in the pilot, because not every criterion is met.",
        "{id} nevar piedalīties izmēģinājumprojektā, jo nav izpildīti visi kritēriji.",
    ),
    "letter_open": (
        "Whether {id} can take part in the pilot cannot be decided yet, because something is not known.",
        "Vēl nevar izlemt, vai {id} var piedalīties izmēģinājumprojektā, jo kaut kas nav zināms.",
    ),
    "criteria_not_met": ("Criteria that are not met", "Nav izpildīti šie kritēriji"),
    "criteria_open": ("Criteria that cannot be decided yet", "Vēl nevar izlemt par šiem kritērijiem"),
    "criteria_met": ("Criteria that are met", "Ir izpildīti šie kritēriji"),
    "impairment_unknown": (
        "{id}: not known yet: the type of impairment.",
        "{id}: vēl nav zināms: funkcionālā traucējuma veids.",
    ),
    # a list that is checked
    "on_the_list": (
        "Applications: {applications}; on the list: {selected}.",
        "Iesniegumi: {applications}; sarakstā: {selected}.",
    ),
    "off_targets": (
        "Off the targets: by {age} in the age groups, by {impairment} in the impairment groups.",
        "Novirze no mērķiem: vecuma grupās {age}, traucējumu veidu grupās {impairment}.",
    ),
    "made_under": (
        "The list was made under another policy: {policy}.",
        "Saraksts izveidots pēc citas parametru redakcijas: {policy}.",
    ),
    "verdict_proved": (
        "VALID: the list keeps every rule, and it is proved that no list is better.",
        "PAREIZS: saraksts ievēro visus noteikumus, un ir pierādīts, ka labāka saraksta nav.",
    ),
    "verdict_valid": (
        (
            "VALID: the list keeps every rule, and no exchange of two makes it better. Whether another list is better "
            "only a certificate can tell."
        ),
        (
            "PAREIZS: saraksts ievēro visus noteikumus, un divu pretendentu apmaiņa to neuzlabo. To, vai labāks ir "
            "kāds cits saraksts, var parādīt tikai sertifikāts."
        ),
    ),
    "verdict_not_proved": (
        (
            "NOT PROVED: the list keeps every rule, and no exchange of two makes it better, but the certificate "
            "does not prove that no list is better."
        ),
        (
            "NAV PIERĀDĪTS: saraksts ievēro visus noteikumus, un divu pretendentu apmaiņa to neuzlabo, taču "
            "sertifikāts nepierāda, ka labāka saraksta nav."
        ),
    ),
    "verdict_exact": (
        "VALID: it is the one list that the rule gives.",
        "PAREIZS: tas ir vienīgais saraksts, ko dod noteikums.",
    ),
    "verdict_invalid": ("NOT VALID", "NAV PAREIZS"),
    "listed_ineligible": (
        "On the list, but not eligible: {ids}.",
        "Ir sarakstā, bet neatbilst kritērijam: {ids}.",
    ),
    "listed_wrong": (
        "{municipality}: {listed} on the list, the target is {target}.",
        "{municipality}: sarakstā {listed}, mērķis ir {target}.",
    ),
    "better_exchange": (
        "With {entering} instead of {out} the list would be better.",
        "Ja {out} vietā būtu {entering}, saraksts būtu labāks.",
    ),
    # how the example cohort was selected
    "selection_step": (
        "Selection: from the applications to the recipients ({policy})",
        "Atlase: no iesniegumiem līdz saņēmējiem ({policy})",
    ),
    "step_numbers": (
        "Applications: {applications}; eligible: {eligible}; selected: {selected}; waiting: {waiting}.",
        "Iesniegumi: {applications}; atbilst kritērijiem: {eligible}; atlasīti: {selected}; gaida rindā: {waiting}.",
    ),
    "step_proved": (
        "Certificate checked: no list is better.",
        "Sertifikāts pārbaudīts: labāka saraksta nav.",
    ),
    "step_not_proved": (
        "The certificate does not prove that no list is better.",
        "Sertifikāts nepierāda, ka labāka saraksta nav.",
    ),
    # a table of recipients
    "reading_table": ("Reading the table", "Lasa tabulu"),
    "starting_workers": ("Starting the workers", "Palaiž darba procesus"),
    "simulating": ("Computing everyone's amounts", "Aprēķina visu saņēmēju apmērus"),
    "writing_table": ("Writing the table", "Raksta tabulu"),
    "by_group": ("By group ({group})", "Pa grupām ({group})"),
    "winners_losers": ("winners and losers, total amounts", "ieguvēji un zaudētāji, IB kopējie apmēri"),
    "amounts_written": ("Everyone's amounts: {place}", "Visu saņēmēju apmēri: {place}"),
    # the methodology's examples
    "examples": (
        "Examples 1.1 to 3.4 of the methodology (II.3.3), in euro; the final amount is 800",
        "Metodikas (II.3.3.) piemēri no 1.1. līdz 3.4., euro; IB galīgais apmērs ir 800",
    ),
    "example": ("No.", "Nr."),
    "needed_narrow": ("Needed", "Nepie-\nciešamais"),
    "before": ("Before", "Līdz\nšim"),
    "figure": ("Figure", "Skaitlis"),
    "printed": ("printed", "metodikā"),
    "computed": ("computed", "aprēķins"),
    "against": ("Against\nbefore", "Pret\nlīdzšinējo"),
    Comparison.BETTER.value: ("better", "uzlabojas"),
    Comparison.SAME.value: ("same", "nemainās"),
    Comparison.WORSE.value: ("worse", "pasliktinās"),
    Comparison.NEED_IS_LESS.value: ("need is less", "vajag mazāk"),
    "all_agree": (
        "{count} examples: every computed figure equals the printed one.",
        "Piemēru skaits: {count}. Visi aprēķinātie skaitļi sakrīt ar metodikā minētajiem.",
    ),
    "some_differ": (
        "{count} examples: {differ} of them with a computed figure that differs from the printed one.",
        "Piemēru skaits: {count}. Piemēri, kuros aprēķinātais atšķiras no metodikā minētā: {differ}.",
    ),
}


def label(name: str, language: str, **values: object) -> str:
    """The text called ``name`` in ``language``, with ``values`` in its places."""
    return LABELS[name][LANGUAGES.index(language)].format_map(values)
