"""The words of the tables in both languages, each text beside its translation."""

from __future__ import annotations

from typing import Final

from ibmodel.errors import BadValue, shown
from ibmodel.explain import LANGUAGES
from ibmodel.vocabulary import Comparison, Source

__all__ = ["LABELS", "column_label", "label"]

#: Columns that divide a cohort and have a name here; any other group is called as the caller calls it.
_DIVIDING: Final = ("municipality", "impairment", "age_group", "age", "special_care", "decile")
_SOURCES: Final = {
    Source.PROJECT: ("Project", "Projekts"),
    Source.BENEFITS: ("Benefits", "Pabalsti"),
    Source.PUBLIC: ("Public", "Valsts, pašvaldība"),
    Source.OTHER: ("Other", "Citi"),
}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


#: English and Latvian, in the order of `ibmodel.explain.LANGUAGES`.
LABELS: Final[dict[str, tuple[str, str]]] = {
    # what it is about
    "in_euro": ("Amounts in euro", "Summas euro"),
    "asked": ("{edition}, funding variant {variant}", "{edition}, {variant}. finansēšanas variants"),
    "rows": ("{rows} for {people}", "{rows}, {people}"),
    "row_forms": ("row|rows", "rindu|rinda|rindas"),
    "person_forms": ("person|people", "personu|persona|personas"),
    "scenario_forms": ("scenario|scenarios", "scenāriju|scenārijs|scenāriji"),
    "first": ("Shown here: {first}", "Šeit redzams: {first}"),
    "all": ("All", "Kopā"),
    "yes": ("yes", "ir"),
    "no": ("no", "nav"),
    # a row
    "id": ("Recipient", "Saņēmējs"),
    "row": ("Row", "Rinda"),
    "age": ("Age", "Vecums"),
    "special_care": ("Special care", "Īpaša kopšana"),
    "weight": ("Weight", "Svars"),
    "municipality": ("Municipality", "Pašvaldība"),
    "impairment": ("Impairment", "Traucējumu veids"),
    "age_group": ("Age group", "Vecuma grupa"),
    "needed": ("Needed", "Nepieciešamais"),
    "provisional": ("Provisional", "Provizoriskais"),
    "final": ("Final", "Galīgais"),
    "total": ("Total", "Kopējais"),
    **{source.value: words for source, words in _SOURCES.items()},
    "unmet": ("Unmet", "Nenosegts"),
    "against_before": ("Against before", "Pret iepriekšējo situāciju"),
    # the pool
    "summary": ("Summary", "Kopsavilkums"),
    "stage": ("Stage", "Posms"),
    "pool_use": ("What becomes of the pool", "Finansējuma izlietojums"),
    "people": ("People", "Personas"),
    "pool": ("Pool for services", "Pieejamais finansējums"),
    "kept": ("- kept for the needs", "- paliek vajadzībām"),
    "released": ("- released", "- atbrīvojas"),
    "surplus": ("Surplus", "Finanšu līdzekļu atlikums"),
    "distributed": ("- given out", "- pārdalīts"),
    "reserve": ("- left in reserve", "- paliek rezervē"),
    **{word.value: (_upper(word.en), _upper(word.lv)) for word in Comparison},
    "distributed_heading": ("Given out", "Pārdalīts"),
    "reserve_heading": ("Left in reserve", "Paliek rezervē"),
    "public_saved": ("Saved by state and municipality", "Valsts un pašvaldības ietaupījums"),
    # two questions
    "baseline": ("Baseline", "Bāzes scenārijs"),
    "reform": ("Reform", "Reforma"),
    "difference": ("Difference", "Starpība"),
    "cover": ("Mean cover of the needs", "Vidējais vajadzību segums"),
    "gini": ("Gini coefficient of the cover", "Seguma Džini koeficients"),
    "decile": ("Decile of need", "Vajadzību decile"),
    "by_decile": (
        "Winners and losers by decile of need, total amounts",
        "Ieguvēji un zaudētāji pa vajadzību decilēm, IB kopējie apmēri",
    ),
    "before": ("Before", "Pirms"),
    "after": ("After", "Pēc"),
    "winners": ("Winners", "Ieguvēji"),
    "losers": ("Losers", "Zaudētāji"),
    "unchanged": ("Unchanged", "Bez izmaiņām"),
    "gained": ("Gained", "Iegūts"),
    "lost": ("Lost", "Zaudēts"),
    "net": ("Net", "Bilance"),
}


def label(name: str, language: str, **values: object) -> str:
    """The text called ``name``; raises `BadValue` for a language that is not one of `ibmodel.explain.LANGUAGES`."""
    if language not in LANGUAGES:
        raise BadValue(f"expected one of {', '.join(LANGUAGES)}, got {shown(language)}", "/lang")
    text = LABELS[name][LANGUAGES.index(language)]
    return text.format(**values) if values else text


def column_label(name: str, language: str) -> str:
    """What a column is called by which a cohort is divided."""
    return label(name, language) if name in _DIVIDING else name
