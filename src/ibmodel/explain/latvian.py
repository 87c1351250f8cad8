"""The Latvian sentences, one for each reason code, in the methodology's terms."""

from __future__ import annotations

from typing import Final

__all__ = ["SENTENCES"]

#: One sentence for each reason code.
SENTENCES: Final[dict[str, str]] = {
    "full_share_up_to_age": (
        "{id}: vecums ir {age#gadu|gads|gadi}, tas nepārsniedz {limit#gadu|gadu|gadus}, tāpēc piemēro pilno daļu – "
        "{share}."
    ),
    "full_share_special_care": (
        "{id}: vecums ir {age#gadu|gads|gadi}, tas pārsniedz {limit#gadu|gadu|gadus}, bet ir atzinums par īpašas "
        "kopšanas nepieciešamību, tāpēc piemēro pilno daļu – {share}."
    ),
    "reduced_share": (
        "{id}: vecums ir {age#gadu|gads|gadi}, tas pārsniedz {limit#gadu|gadu|gadus}, un atzinuma par īpašas kopšanas "
        "nepieciešamību nav, tāpēc piemēro samazināto daļu – {share}."
    ),
    "pool_shared_by_weight": (
        "Pieejamo finansējumu {pool} sadala {recipients#saņēmējiem|saņēmējam|saņēmējiem} proporcionāli viņu daļām; "
        "rezervē paliek {reserve}."
    ),
    "pool_shared_equally": (
        "Pieejamo finansējumu {pool} dala vienādi ar saņēmēju skaitu ({recipients}), un katrs saņem savu daļu no "
        "šīs summas; rezervē paliek {reserve}."
    ),
    "fixed_amount_shared": (
        "Katrs saņēmējs (kopā {recipients}) saņem savu daļu no noteiktās summas {amount}; no pieejamā finansējuma "
        "{pool} rezervē paliek {reserve}."
    ),
    "pool_without_recipients": "Saņēmēju nav, tāpēc viss pieejamais finansējums {pool} paliek rezervē.",
    "needed_is_sum_of_lines": (
        "IB nepieciešamais apmērs ir {needed}: pakalpojumu skaits atbalsta plānā ir {lines}, periods – "
        "{months#mēnešu|mēnesis|mēneši}; katra pakalpojuma vienību skaits reizināts ar vienas vienības cenu un "
        "saskaitīts."
    ),
    "need_within_provisional": (
        "{id}: IB nepieciešamais apmērs {needed} nepārsniedz IB provizorisko apmēru {provisional}, tāpēc to piešķir "
        "pilnībā."
    ),
    "need_met_from_surplus": (
        "{id}: IB nepieciešamais apmērs {needed} pārsniedz IB provizorisko apmēru {provisional}; iztrūkstošo sedz "
        "no finanšu līdzekļu atlikuma – {added}."
    ),
    "need_partly_met": (
        "{id}: IB nepieciešamais apmērs {needed} pārsniedz IB provizorisko apmēru {provisional}; no finanšu līdzekļu "
        "atlikuma pievieno {added}, IB galīgais apmērs ir {final}, nenosegti paliek {unmet}."
    ),
    "surplus_redistributed": (
        "Finanšu līdzekļu atlikums ir {surplus}: saņēmējiem nav nepieciešami {released}, rezervē ir {reserve}, "
        "iepriekšējā periodā nav izlietoti {underspent}."
    ),
    "surplus_left": "No finanšu līdzekļu atlikuma {surplus} pārdala {distributed}, rezervē paliek {left}.",
    "rankings_weighted": "Ekspertu vērtējuma īpatsvars ir {experts}, vecāku vērtējuma īpatsvars – {parent}.",
    "service_ranked": (
        "{place}. vieta: „{service}”, {score} punkti no 100 (eksperti – {experts_score}, vecāks – {parent_score})."
    ),
    "line_taken_in_full": (
        "„{service}”: visas plānotās vienības iekļaujas summā – {units#vienību|vienība|vienības} par {amount}."
    ),
    "line_taken_in_part": (
        "„{service}”: summā iekļaujas {units#vienību|vienība|vienības} par {amount}; no pēdējiem mēnešiem atņem "
        "{dropped#vienību|vienību|vienības}."
    ),
    "line_not_taken": "„{service}”: summā neiekļaujas nekas; atņem {dropped#vienību|vienību|vienības}.",
    "taking_stopped": (
        "„{service}” nav iekļauts pilnā apjomā, un saskaņā ar izvēlēto interpretāciju nākamos pakalpojumus vairs "
        "neizskata."
    ),
    "variant_1_order": (
        "{variant}. finansēšanas variants: vispirms projekta finansējums, tad pabalsti, tad citi finanšu avoti."
    ),
    "variant_2_order": (
        "{variant}. finansēšanas variants: vispirms projekta finansējums, tad pabalsti un valsts un pašvaldības "
        "nodrošinātie pakalpojumi, tad citi finanšu avoti."
    ),
    "variant_3_order": (
        "{variant}. finansēšanas variants: vispirms valsts un pašvaldības nodrošinātie pakalpojumi, tad pabalsti un "
        "projekta finansējums, tad citi finanšu avoti."
    ),
    "project_money_used": "No projekta finansējuma (IB galīgais apmērs {available}) izlieto {used}.",
    "benefits_used": "No pabalstiem {available} izlieto {used}.",
    "public_money_used": ("No valsts un pašvaldības finansējuma šiem pakalpojumiem {available} izlieto {used}."),
    "public_money_not_used": (
        "Valsts un pašvaldības finansējumu šiem pakalpojumiem {available} šajā variantā neizmanto."
    ),
    "other_money_used": "No citiem finanšu avotiem {available} izlieto {used}.",
    "need_covered": "IB nepieciešamais apmērs {needed} ir nosegts pilnībā.",
    "need_not_covered": (
        "No IB nepieciešamā apmēra {needed} ir nosegti {total} (IB kopējais apmērs), nenosegti paliek {unmet}."
    ),
    "tied_money_left": (
        "Nenosegti paliek {unmet}, lai gan neizlietoti ir {left} no pabalstiem vai valsts un pašvaldības "
        "finansējuma: tie ir paredzēti citiem pakalpojumiem."
    ),
    "support_grew": "Līdz šim atbalsts bija {before}; IB kopējais apmērs ir {total}, tātad atbalsts palielinās.",
    "support_stayed": "Līdz šim atbalsts bija {before}; IB kopējais apmērs ir {total}, tātad atbalsts nemainās.",
    "support_shrank": "Līdz šim atbalsts bija {before}; IB kopējais apmērs ir {total}, tātad atbalsts samazinās.",
    "need_is_less_than_before": ("Līdz šim atbalsts bija {before}; IB nepieciešamais apmērs {needed} ir mazāks."),
}
