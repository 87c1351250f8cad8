"""The words of the pictures in both languages, each text beside its translation, in the methodology's terms."""

from __future__ import annotations

from typing import Final

from ibmodel.errors import BadValue, shown
from ibmodel.explain import LANGUAGES, plural

__all__ = ["GROUPS", "WORDS", "check_language", "counted", "group_word", "word"]

#: English and Latvian, in the order of `ibmodel.explain.LANGUAGES`.
WORDS: Final[dict[str, tuple[str, str]]] = {
    # what it is about
    "variant": ("variant {variant}", "{variant}. variants"),
    "variant_name": ("Variant {variant}", "{variant}. finansēšanas variants"),
    "synthetic": ("synthetic data", "sintētiski dati"),
    "recorded": ("data of real people", "dati par īstām personām"),
    "stands_for": ("a row of {people}", "rindā ir {people}"),
    # titles
    "recipient_title": ("Funding of recipient {id}", "Saņēmēja {id} finansējums"),
    "row_title": ("Funding of row {row}", "Rindas {row} finansējums"),
    "variants_title": ("Which money pays for the needs", "No kādiem līdzekļiem sedz IB nepieciešamo apmēru"),
    "pool_title": ("The money for services, stage by stage", "Finansējums pakalpojumiem pa posmiem"),
    "cover_title": ("How much of the need is covered", "Kāda daļa no IB nepieciešamā apmēra ir nosegta"),
    "gains_title": ("Winners and losers by {group}", "Ieguvēji un zaudētāji: {group}"),
    # the sources and what they add up to
    "needed": ("Needed amount", "IB nepieciešamais apmērs"),
    "project": ("Project (from the final amount)", "Projekts (no IB galīgā apmēra)"),
    "benefits": ("Benefits", "Pabalsti"),
    "public": ("State and municipal services", "Valsts/pašvaldības nodrošinātie pakalpojumi"),
    "other": ("Other sources", "Citi finanšu avoti"),
    "total": ("Total amount", "IB kopējais apmērs"),
    "unmet": ("Unmet", "Nenosegts"),
    "used_of": ("{used} of {available}", "{used} no {available}"),
    "not_used": ("not used", "neizmanto"),
    "granted": (
        "Provisional amount {provisional}, final amount {final}",
        "IB provizoriskais apmērs {provisional}, IB galīgais apmērs {final}",
    ),
    "short_project": ("project", "projekts"),
    "short_benefits": ("benefits", "pabalsti"),
    "short_public": ("state and municipality", "valsts, pašvaldība"),
    "short_other": ("other", "citi"),
    # the stages
    "pool": ("Pool for services", "Pieejamais finansējums"),
    "carried": ("Reserve and underspent, carried in", "Rezerve un neizlietotais no iepriekš"),
    "provisional": ("Stage 1: provisional amounts", "1. posms: IB provizoriskie apmēri"),
    "ungranted": ("Stage 1: not granted", "1. posms: nav piešķirts"),
    "kept": ("Stage 2: kept for the needs", "2. posms: paliek vajadzībām"),
    "released": ("Stage 2: released", "2. posms: atbrīvojas"),
    "surplus": ("Stage 3: surplus", "3. posms: finanšu līdzekļu atlikums"),
    "distributed": ("Stage 3: given out", "3. posms: pārdalīts"),
    "reserve": ("Stage 3: left in reserve", "3. posms: paliek rezervē"),
    "final": ("Stage 3: final amounts", "3. posms: IB galīgie apmēri"),
    "used": ("Stage 4: paid by the project", "4. posms: izlietots no projekta finansējuma"),
    # a reform
    "before": ("Before the reform", "Pirms reformas"),
    "after": ("After the reform", "Pēc reformas"),
    "cover": (
        "Total amount as a part of the needed amount, %; over the columns: % of people",
        "IB kopējais apmērs, % no IB nepieciešamā apmēra; virs stabiņiem: % no personām",
    ),
    "people": ("People", "Personas"),
    "nothing_needed": ("without a need, not shown: {people}", "bez vajadzībām, nav attēlotas: {people}"),
    "money": ("Money, {unit}", "Nauda, {unit}"),
    "gain": ("Winners", "Ieguvēji"),
    "loss": ("Losers", "Zaudētāji"),
    "gain_and_lose": (
        "Winners: {winners}, {gained} more. Losers: {losers}, {lost} less. Unchanged: {unchanged}.",
        "Ieguvēji: {winners}, iegūst {gained}. Zaudētāji: {losers}, zaudē {lost}. Bez izmaiņām: {unchanged}.",
    ),
    "in_brackets": ("in brackets: people in the group", "iekavās: personu skaits grupā"),
    "other_groups": (
        "Groups not shown: {groups}. Winners among them: {winners}, {gained} more. Losers: {losers}, {lost} less.",
        (
            "Grupas, kas nav attēlotas: {groups}. Ieguvēji tajās: {winners}, iegūst {gained}. Zaudētāji: {losers}, "
            "zaudē {lost}."
        ),
    ),
    # facts that are true or not
    "true": ("yes", "ir"),
    "false": ("no", "nav"),
    # units
    "euro": ("euro", "euro"),
    "thousand": ("thousand euro", "tūkst. euro"),
    "million": ("million euro", "milj. euro"),
    "billion": ("billion euro", "mljrd. euro"),
}

#: What columns of groups are called; others are shown by their own names.
GROUPS: Final[dict[str, tuple[str, str]]] = {
    "municipality": ("municipality", "pašvaldība"),
    "impairment": ("type of impairment", "funkcionālo traucējumu veids"),
    "age_group": ("age group", "vecuma grupa"),
    "age": ("age", "vecums"),
    "decile": ("decile of need", "vajadzību decile"),
    "special_care": ("special-care opinion", "īpašas kopšanas atzinums"),
}

#: What agrees with a number: English has two forms, Latvian three.
_PEOPLE: Final[dict[str, tuple[str, ...]]] = {"en": ("person", "people"), "lv": ("personu", "persona", "personas")}


def check_language(language: str) -> None:
    """Raises `BadValue` at ``/lang`` for a language that is not one of `ibmodel.explain.LANGUAGES`."""
    if language not in LANGUAGES:
        raise BadValue(f"expected one of {', '.join(LANGUAGES)}, got {shown(language)}", "/lang")


def word(name: str, language: str, /, **values: object) -> str:
    """The text called ``name``, with ``values`` in its places."""
    return WORDS[name][LANGUAGES.index(language)].format_map(values)


def group_word(column: str, language: str) -> str:
    """What a column of groups is called."""
    return GROUPS[column][LANGUAGES.index(language)] if column in GROUPS else column


def counted(people: int, number: str, language: str) -> str:
    """``people``, written as ``number``, with the word that agrees with them."""
    return f"{number}\N{NO-BREAK SPACE}{plural(people, _PEOPLE[language])}"
