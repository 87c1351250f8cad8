"""The sentences on an evaluation's papers, its team and its closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ibmodel.case.matrix import Specialty

__all__ = ["ENGLISH", "LATVIAN", "NAMED"]

#: One sentence for each reason code, in English.
ENGLISH: Final[dict[str, str]] = {
    "extract_recent_enough": (
        "The doctor's extract of {issued} may be handed in up to {last}, {months#month|months} after it was issued."
    ),
    "extract_too_old": (
        "The doctor's extract of {issued} is older than {months#month|months}; the last day for it was {last}."
    ),
    "team_complete": "The evaluation team has everybody who must be in it; {members#member|members} in all.",
    "team_lacks": "The evaluation team has no {specialty}.",
    "goals_judged": "Of all goals ({goals}) it is said how far they were reached, and what comes next.",
    "goal_not_judged": "Of goal {goal} it is not said how far it was reached.",
    "closing_without_goals": "There is no goal of which it could be said how far it was reached.",
    "closing_without_recommendations": "There are no recommendations.",
    "closing_without_new_plan_table": "Table 6.3 has not been filled in anew.",
}

#: The same in Latvian.
LATVIAN: Final[dict[str, str]] = {
    "extract_recent_enough": (
        "Ārsta izrakstu ({issued}) var iesniegt līdz {last} (ieskaitot); tas nedrīkst būt vecāks par "
        "{months#mēnešiem|mēnesi|mēnešiem}."
    ),
    "extract_too_old": (
        "Ārsta izraksts ({issued}) ir vecāks par {months#mēnešiem|mēnesi|mēnešiem}; pēdējā diena bija {last}."
    ),
    "team_complete": "Izvērtēšanas komandā ir visi, kam tajā jābūt; komandas locekļu skaits: {members}.",
    "team_lacks": "Izvērtēšanas komandā trūkst speciālista: {specialty}.",
    "goals_judged": (
        "Par visiem mērķiem (skaits: {goals}) ir pateikts, cik lielā mērā tie sasniegti, un ir ieteikumi turpmākajam."
    ),
    "goal_not_judged": "Par {goal}. mērķi nav pateikts, cik lielā mērā tas sasniegts.",
    "closing_without_goals": "Nav neviena mērķa, par kuru pateikt, cik lielā mērā tas sasniegts.",
    "closing_without_recommendations": "Nav ieteikumu.",
    "closing_without_new_plan_table": "Atbalsta plāna I daļa (tabula 6.3) nav aizpildīta no jauna.",
}


def _specialty(language: str, value: object) -> str:
    word = Specialty(str(value))
    return word.en if language == "en" else word.lv


#: Facts of this chapter that are shown by what they are called.
NAMED: Final[dict[str, Callable[[str, object], str]]] = {"specialty": _specialty}
