"""What the Latvian pages show beside their own words, as text: rules, figures, the glossary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import generate  # beside this file; brings the library beside it

from ibmodel.explain import shown_value
from ibmodel.parameters.children_pilot_2018 import EDITION
from ibmodel.sources import RULES, citation
from ibmodel.vocabulary import Comparison, Impairment, PriceMethod, Source, SupportArea, Unit, Word

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["FOLDER", "MEANINGS", "figure", "glossary_text", "in_latvian", "rules_text"]

#: The folder of the Latvian pages.
FOLDER: Final = "rokasgramata"

#: What each term of `generate.TERMS` means, in Latvian.
MEANINGS: Final[dict[str, str]] = {
    "individuālais budžets (IB)": "nauda viena cilvēka pakalpojumiem noteiktā laikā",
    "IB provizoriskais apmērs": "1. posms: daļa no kopējā finansējuma pēc bērna vecuma un īpašas kopšanas vajadzības",
    "IB nepieciešamais apmērs": "2. posms: cik plāns maksā pēc faktiskajām cenām; vairāk nesaņem neviens",
    "IB galīgais apmērs": "3. posms: projekta nauda saņēmējam pēc atlikuma sadales",
    "IB kopējais apmērs": "4. posms: visu avotu nauda kopā, ne vairāk par nepieciešamo apmēru",
    "kopējais finansējums": "nauda pakalpojumiem, kas periodā ir visiem saņēmējiem kopā",
    "atlikums": "tas, kas dažiem nav vajadzīgs, rezerve un iepriekš neiztērētais; 3. posmā to sadala",
    "pārskata periods": "mēneši, kuriem budžets piešķirts, parasti seši",
    "atbalsta plāns": "mērķi, pakalpojumi svarīguma secībā, vienības katrā mēnesī un izmaksas",
    "atbalsta joma": "viens no trim mērķiem, kam bērna pakalpojums kalpo",
    "sabiedrībā balstīts sociālais pakalpojums (SBS)": "palīdzība dzīvesvietā, nevis institūcijā",
    "intensitāte": "cik pakalpojuma vienību ir katrā mēnesī",
    "viena vienība": "tas, ko skaita un par ko maksā: nodarbība, stunda, diena, brauciens",
    "vienas vienības cena": "cik maksā viena nodarbība, stunda, diena vai brauciens",
    "pakalpojuma sniedzējs": "tas, kas sniedz pakalpojumu",
    "IB administrētājs": "pašvaldības sociālais dienests, kas lemj un uzrauga",
    "IB pārvaldītājs": "tas, kas slēdz līgumus ar sniedzējiem un viņiem maksā",
    "izvērtēšanas komanda": "speciālisti, kas noskaidro, kuri pakalpojumi vajadzīgi",
    "rehabilitologs": "ārsts, kas kopā ar sociālo darbinieku vienmēr ir izvērtēšanas komandā",
    "LM projekta īstenošanas komanda": "ministrijas darbinieki, kas vada projektu un veic 1. un 3. posmu",
    "izmēģinājumprojekts": "modeļa pārbaude dzīvē: bērniem no 2018., pilngadīgiem no 2019. gada",
    "mājmācība": "bērns mācās mājās",
    "VDEĀVK": "Veselības un darbspēju ekspertīzes ārstu valsts komisija, kas nosaka invaliditāti",
    "īpašas kopšanas atzinums": "atzinums, ka smagu traucējumu dēļ vajadzīga īpaša kopšana",
    "garīga rakstura traucējumi (GRT)": "psihiska slimība vai garīgās attīstības traucējumi",
    "audžuģimene": "ģimene, kurā bērns dzīvo vecāku vietā",
    "pabalsts": "valsts vai pašvaldības nauda noteiktam mērķim: rehabilitācijai vai transportam",
    "valsts/pašvaldības nodrošinātie pakalpojumi": "pakalpojumi, par kuriem valsts vai pašvaldība maksā jau tagad",
    "atelpas brīdis": "uz dažām dienām par bērnu rūpējas kāds cits – institūcijā vai mājās",
    "dienas aprūpes centrs (DAC)": "aprūpe un nodarbības dienas laikā",
    "specializētā darbnīca": "darba prasmju apguve dienas laikā",
    "aprūpe mājās": "bērna aprūpe viņa mājās",
    "aukle": "pieskata bērnu, kamēr vecāks to nevar",
    "asistents": "palīdz bērnam tur, kur viņš mācās un pavada laiku",
    "pavadonis (asistents pašvaldībā)": "pašvaldības nodrošināts asistents ceļam un darīšanām",
    "ģimenes asistents": "māca vecākiem aprūpes un sadzīves prasmes",
    "atbalsta persona lēmumu pieņemšanā": "palīdz pilngadīgam cilvēkam pašam pieņemt lēmumus",
}

_LISTS: Final[tuple[tuple[str, type[Word]], ...]] = (
    ("Funkcionālo traucējumu veidi", Impairment),
    ("Atbalsta jomas", SupportArea),
    ("Vienības", Unit),
    ("Kā nosaka cenu", PriceMethod),
    ("Finanšu avoti", Source),
    ("Atbalsts, salīdzinot ar iepriekšējo", Comparison),
)


def rules_text(ids: Iterable[str]) -> str:
    """The rules called ``ids`` as a list in Latvian; raises `KeyError` for an id that is not known."""
    rows = []
    for id_ in ids:
        where = citation(RULES[id_].id, "lv").removesuffix(f" (noteikums {id_})")
        text = RULES[id_].lv
        rows.append(f"- **{generate.rule_link(id_)}** {text[:1].upper()}{text[1:]}. *{where}.*")
    return "\n".join(rows) + "\n"


def figure(path: str) -> str:
    """The figure of the children's pilot at ``path``, as it is written in Latvian; raises `KeyError` for no path."""
    return shown_value({each.path: each for each in EDITION.figures()}[path].value, "lv")


def glossary_text() -> str:
    """The terms with their meaning, and the library's words for kinds of things; raises `KeyError` for a new term."""
    terms = [f"| {term} | {MEANINGS[term]} | {english} |" for term, english, _ in generate.TERMS]
    parts = [
        "\n".join(["| Vārds | Ko tas nozīmē | Angliski |", "| --- | --- | --- |", *sorted(terms, key=_alphabetic)])
    ]
    for title, kind in _LISTS:
        rows = [f"| {word.lv} | {word.en} |" for word in kind]
        parts.append("\n".join([f"**{title}**", "", "| Latviski | Angliski |", "| --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def _alphabetic(text: str) -> str:
    """Letters with marks beside those without."""
    return unicodedata.normalize("NFD", text.lower())


def in_latvian(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """The page's own language, for ``<html lang>``."""
    if pagename.startswith(f"{FOLDER}/"):
        context["language"] = "lv"
