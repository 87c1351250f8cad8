"""The Latvian sentences, one for each reason code, in the methodology's terms."""

from __future__ import annotations

from typing import Final

__all__ = ["FACTS", "SENTENCES"]

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
    "plan_without_lines": "Atbalsta plānā nav pakalpojumu; neizlietota paliek visa summa {available}.",
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
    "forward_by": (
        "Pieteikšanās termiņš beidzās {application_closed}; atbilstošos iesniegumus nosūta "
        "{days#darba dienu|darba dienas|darba dienu} laikā, līdz {forward_by}"
    ),
    "decide_by": (
        "Iesniegums saņemts {received}; lēmumu pieņem {days#darba dienu|darba dienas|darba dienu} laikā, līdz "
        "{decide_by}"
    ),
    "disability_qualifies": (
        "{id}: bērnam ir funkcionālie traucējumi un, ja tas ir nepieciešams, noteikta invaliditāte."
    ),
    "disability_does_not_qualify": "{id}: invaliditāte nav noteikta.",
    "disability_facts_unknown": "{id}: vēl nav zināms: {missing}.",
    "is_under_age": "{id}: vecums {on} ir {age#gadu|gads|gadi}, tas ir mazāks par {limit#gadiem|gadu|gadiem}.",
    "is_of_age": "{id}: vecums {on} ir {age#gadu|gads|gadi}, tas nav mazāks par {limit#gadiem|gadu|gadiem}.",
    "disability_is_determined": "{id}: VDEĀVK ir noteikusi invaliditāti.",
    "disability_not_determined": "{id}: VDEĀVK nav noteikusi invaliditāti.",
    "determination_unknown": "{id}: vēl nav zināms: {missing}.",
    "evaluated_in_project": "{id}: bērns ir izvērtēts DI projektā.",
    "not_evaluated_in_project": "{id}: bērns nav izvērtēts DI projektā.",
    "evaluation_unknown": "{id}: vēl nav zināms: {missing}.",
    "stays_under_age": (
        "{id}: dzimšanas datums ir {born}; līdz izmēģinājumprojekta pēdējai dienai {last_day} bērns nesasniedz "
        "{limit#gadu|gada|gadu} vecumu."
    ),
    "comes_of_age_in_pilot": (
        "{id}: dzimšanas datums ir {born}; līdz izmēģinājumprojekta pēdējai dienai {last_day} bērns sasniedz "
        "{limit#gadu|gada|gadu} vecumu."
    ),
    "disability_in_force": "{id}: invaliditāte ir spēkā izmēģinājumprojekta sākumā {on}",
    "disability_not_in_force": "{id}: invaliditāte nav spēkā izmēģinājumprojekta sākumā {on}",
    "disability_term_unknown": "{id}: vēl nav zināms: {missing}.",
    "no_excluding_support": "{id}: bērns nesaņem atbalstu šādu pasākumu ietvaros: {measures}.",
    "has_excluding_support": (
        "{id}: bērns saņem atbalstu kāda no šiem pasākumiem ietvaros: {measures}, tāpēc izmēģinājumprojektā nevar "
        "piedalīties."
    ),
    "lives_in_pilot_area": "{id}: deklarētā dzīvesvieta ir izmēģinājumprojekta pašvaldībā ({municipality}).",
    "lives_outside_pilot_area": ("{id}: deklarētā dzīvesvieta ({municipality}) nav izmēģinājumprojekta pašvaldībā."),
    "adult_qualifies": (
        "{id}: pilngadīga persona ar garīga rakstura traucējumiem un {groups}. invaliditātes grupu, deklarēta "
        "izmēģinājumprojekta pašvaldībā ({municipality})."
    ),
    "adult_does_not_qualify": (
        "{id}: nav pilngadīga persona ar garīga rakstura traucējumiem un {groups}. invaliditātes grupu, kas deklarēta "
        "izmēģinājumprojekta pašvaldībā (norādīts: {municipality})."
    ),
    "adult_facts_unknown": "{id}: vēl nav zināms: {missing}.",
    "applied_in_time": "{id}: iesniegums saņemts {received}, termiņā no {first_day} līdz {last_day}",
    "applied_out_of_time": "{id}: iesniegums saņemts {received}, ārpus termiņa no {first_day} līdz {last_day}",
    "papers_are_complete": (
        "{id}: ir iesniegts iesniegums un dokuments par invaliditātes grupu un garīga rakstura traucējumiem."
    ),
    "papers_are_incomplete": (
        "{id}: nav iesniegts iesniegums vai dokuments par invaliditātes grupu un garīga rakstura traucējumiem."
    ),
    "target_is_quota": (
        "{group}: {applicants#pretendentu|pretendents|pretendenti}, mērķis – {target}, kā noteikts kvotā."
    ),
    "target_is_every_applicant": (
        "{group}: {applicants#pretendentu|pretendents|pretendenti}, kvota – {quota}; uzņem visus, mērķis – {target}."
    ),
    "target_without_applicants": "{group}: neviens nav pieteicies, kvota – {quota}.",
    "target_above_quota": (
        "{group}: {applicants#pretendentu|pretendents|pretendenti}, mērķis – {target}, nevis kvota {quota}, jo citās "
        "grupās pretendentu trūkst."
    ),
    "target_below_quota": (
        "{group}: {applicants#pretendentu|pretendents|pretendenti}, mērķis – {target}, nevis kvota {quota}, jo kvotu "
        "summa ir lielāka par vietu skaitu."
    ),
    "deviation_from_targets": (
        "Saraksta novirze no vecuma grupu mērķiem kopā ir {age}, no funkcionālo traucējumu grupu mērķiem – "
        "{impairment}; neviens saraksts, kas ievēro pašvaldību mērķus, nav tiem tuvāks."
    ),
    "selected": "{id} ir atlasīts: {place}. vieta pašvaldībā {municipality}, vecuma grupa {age_group}, {impairment}.",
    "waits_municipality_full": (
        "{id} gaida rindā: visas vietas pašvaldībā {municipality} ({target}) piešķirtas pretendentiem, kuriem pēc "
        "kvotām, mājmācības un iesnieguma saņemšanas laika ir priekšroka."
    ),
    "waits_same_profile_first": (
        "{id} gaida rindā: pašvaldībā {municipality}, vecuma grupā {age_group} ar traucējumu veidu „{impairment}” ir "
        "atlasīti tie, kuriem ir priekšroka (skaits: {taken}); vēl viens palielinātu novirzi no kvotām vai atņemtu "
        "vietu kādam, kam ir priekšroka."
    ),
    "waits_quotas": (
        "{id} gaida rindā: vecuma grupā {age_group} ir {age_selected} no {age_target}, traucējumu veidā "
        "„{impairment}” – {impairment_selected} no {impairment_target}; uzņemot arī {id}, novirze no kvotām būtu "
        "lielāka vai vietu zaudētu kāds, kam ir priekšroka."
    ),
    "not_eligible": "{id} nevar piedalīties: {rules}.",
    "possibly_the_same_person": (
        "{id} un {other}: sakrīt dzimšanas datums, pašvaldība un iesnieguma saņemšanas minūte – iespējams, tas ir "
        "viens un tas pats bērns."
    ),
    "list_is_valid": (
        "Saraksts (skaits: {selected}) ievēro visus noteikumus, un neviena apmaiņa pašvaldības ietvaros to neuzlabo."
    ),
    "list_breaks_rule": "Saraksts pārkāpj noteikumu {broken}: {ids}.",
    "list_misses_municipality": "No pašvaldības {municipality} sarakstā ir {chosen}, mērķis ir {target}.",
    "exchange_is_better": "Ja {out} vietā būtu {in}, saraksts pēc noteikuma {why} būtu labāks.",
    "list_is_proved_best": "Sertifikāts pierāda, ka labāka saraksta par šo (skaits: {selected}) nav.",
    "certificate_proves_nothing": "Sertifikāts nepierāda, ka šis saraksts ir labākais.",
    "replaces": "Nākamais ir {id}: {municipality}, vecuma grupa {age_group}, {impairment}.",
    "nobody_to_replace": "Brīvajām vietām (skaits: {free}) rindā neviena nav.",
    "adult_selected": "{id} ir atlasīts: {place}. vieta pašvaldībā {municipality} pēc iesnieguma saņemšanas laika.",
    "adult_waits": (
        "{id} gaida rindā: vietas pašvaldībā {municipality} ({places}) piešķirtas agrāk saņemtiem iesniegumiem."
    ),
    "adult_replaces": "Nākamais ir {id}: pirmais pašvaldības {municipality} rindā.",
}

#: What a fact that is not known yet is called.
FACTS: Final[dict[str, str]] = {
    "disability_determined": "vai VDEĀVK ir noteikusi invaliditāti",
    "disability_until": "datums, kad beidzas invaliditāte",
    "di_evaluated": "vai bērns ir izvērtēts DI projektā",
    "impairment": "funkcionālā traucējuma veids",
    "mental_impairment": "vai ir garīga rakstura traucējumi (apliecinošs dokuments)",
    "disability_group": "invaliditātes grupa (apliecinošs dokuments)",
}
