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
    "received": ("Application received", "Pieteikums saņemts"),
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
