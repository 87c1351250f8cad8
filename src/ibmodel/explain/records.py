"""The sentences on access, case files, risks, contracts and reports of violence, and how their words are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ibmodel.case.case_file import FileEntry
from ibmodel.case.contracts import ContractItem, DescriptionItem, LetterItem
from ibmodel.case.risks import RiskKind
from ibmodel.vocabulary import Word

__all__ = ["ENGLISH", "LATVIAN", "NAMED"]

#: One sentence for each reason code, in English.
ENGLISH: Final[dict[str, str]] = {
    # access
    "access_not_authorised": "Only social workers and the ministry's team have access.",
    "access_to_own_municipality": "{municipality} is the social worker's own municipality.",
    "access_to_other_municipality": (
        "The social worker works in {own} and has no access to the documents of {municipality}."
    ),
    "access_own_municipality_unknown": (
        "Whether the social worker has access to the documents of {municipality} cannot be said until it is known "
        "where the social worker works."
    ),
    "access_to_all_municipalities": (
        "The ministry's team has access to the documents of all municipalities, and so to those of {municipality}."
    ),
    "access_to_see_and_add": "Whoever has access may see documents and add new ones.",
    "access_to_delete": "The ministry team's administrator may delete documents.",
    "access_without_deletion": (
        "Only the ministry team's administrator deletes documents; whoever wants a document of their own deleted asks "
        "the administrator and says which it is."
    ),
    "address_registered": "The address from which access is asked for is registered for this user.",
    "address_not_registered": "The address from which access is asked for is not registered for this user.",
    "address_unknown": "It is not known whether the address is registered for this user.",
    "child_referred_to_by_code": "The child is referred to by its code.",
    "child_has_no_code_yet": "The contract is not signed yet, so the child has no code and is referred to by its name.",
    "child_referred_to_by_name": "After the contract is signed the child is referred to by its code, not by its name.",
    "child_code_unknown": "The child is referred to by its name, and it is not known whether the contract is signed.",
    "deletion_of_own_document": "Whoever asks for the deletion has added the document.",
    "deletion_of_another_document": "Somebody else has added the document, so its deletion cannot be asked for.",
    "deletion_origin_unknown": "It is not known who has added the document.",
    "deletion_names_document": "The request says which document is to be deleted.",
    "deletion_names_no_document": "The request does not say which document is to be deleted.",
    "deletion_document_unknown": "It is not known whether the request says which document is to be deleted.",
    "saving_date_shown": "The document shows the day on which it was saved, {saved}.",
    "saving_date_absent": "The document was saved on {saved} but does not show it.",
    "saving_date_wrong": "The document was saved on {saved} but shows {shown}.",
    "transmission_encrypted": "What is sent is encrypted.",
    "transmission_not_encrypted": (
        "What is sent is not encrypted; encrypt it, or put it into an archive under a password."
    ),
    "transmission_encryption_unknown": "It is not known whether what is sent is encrypted.",
    "password_long_enough": "The password has {characters#character|characters}, and {least} are enough.",
    "password_too_short": "The password has {characters#character|characters}, fewer than {least}.",
    "password_length_unknown": "It is not known whether the password has at least {least#character|characters}.",
    "password_fresh": (
        "The password was set on {changed} and is to be changed within {months#month|months}, by {change_by}."
    ),
    "password_stale": (
        "The password was set on {changed}; the {months#month|months} within which it is changed ended on {change_by}."
    ),
    "password_age_unknown": (
        "It is not known when the password was set, so whether {months#month has|months have} passed is not known."
    ),
    # the case file
    "case_file_complete": "The case file holds all that is due; it has {entries#entry|entries}.",
    "case_file_entry_absent": "Not in the case file: {file_entry}.",
    "case_file_entry_not_on_paper": "Not in the case file on paper: {file_entry}.",
    "case_file_entry_paper_unknown": "Not known to be in the case file on paper: {file_entry}.",
    "case_file_entry_not_scanned": "Not scanned: {file_entry}.",
    "case_file_entry_scan_unknown": "Not known to be scanned: {file_entry}.",
    # risks
    "risk_likelihood_unknown": "{risk}: how likely the risk is has not been assessed.",
    "risk_impact_unknown": "{risk}: which impact the risk would have has not been assessed.",
    "risk_without_measure": "{risk}: there is no measure against the risk.",
    "risk_measure_without_responsible": "{risk}: nobody is responsible for this measure: {measure}.",
    "risk_not_watched": "{risk}: nobody watches the risk.",
    "risk_managed": (
        "{risk}: regular measures {regular}, one-off measures {one_off}, each with somebody responsible; watched by "
        "{watched_by}."
    ),
    "risk_ranked": "{place}: {risk} ({risk_kind}; likelihood: {likelihood}, impact: {impact}).",
    "risk_not_ranked": "{risk} ({risk_kind}) has no place: it is not assessed.",
    # providers and services
    "provider_contract_complete": "The contract with the provider states all that it must.",
    "provider_contract_lacks": "The contract with the provider does not state: {contract_item}.",
    "provider_contract_within_pilot": (
        "The contract with the provider ends on {last_day}, not after the pilot, which ends on {pilot_ends}."
    ),
    "provider_contract_beyond_pilot": (
        "The contract with the provider ends on {last_day}, after the pilot, which ends on {pilot_ends}."
    ),
    "provider_contract_end_unknown": (
        "It is not known when the contract with the provider ends; the pilot ends on {pilot_ends}."
    ),
    "guarantee_letter_complete": "The guarantee letter states all that it must.",
    "guarantee_letter_lacks": "The guarantee letter does not state: {letter_item}.",
    "provider_change_applied_for": "The parent has applied for another provider.",
    "provider_change_not_applied_for": "The parent has not applied for another provider.",
    "provider_change_application_unknown": "It is not known whether the parent has applied for another provider.",
    "provider_change_over_quality": "The parent finds the service insufficient or of poor quality.",
    "provider_change_not_over_quality": "The parent does not find the service insufficient or of poor quality.",
    "provider_change_ground_unknown": (
        "It is not known whether the parent finds the service insufficient or of poor quality."
    ),
    "procurement_law_applies": (
        "The contract is expected to come to {price} without value added tax, which is {limit} or more, so the Public "
        "Procurement Law applies."
    ),
    "municipal_purchase_rules_apply": (
        "The contract is expected to come to {price} without value added tax, less than {limit}, so the municipality's "
        "own rules apply."
    ),
    "contract_value_unknown": (
        "It is not known what the contract is expected to come to, so whether that reaches {limit} is not known."
    ),
    "service_description_complete": "The description of the service contains all that it must.",
    "service_description_lacks": "The description of the service does not contain: {description_item}.",
    # violence
    "violence_reported_to_police": "The police were told on {told}; the last day was {due}.",
    "violence_reported_to_orphans_court": "The orphans' court was told on {told}; the last day was {due}.",
    "violence_reported_late_to_police": "The police were told on {told}, after the last day, {due}.",
    "violence_reported_late_to_orphans_court": "The orphans' court was told on {told}, after the last day, {due}.",
    "violence_not_reported_to_police": "The police have not been told, and the last day was {due}.",
    "violence_not_reported_to_orphans_court": "The orphans' court has not been told, and the last day was {due}.",
    "violence_still_to_report_to_police": "The police have to be told at once, and on {due} at the latest.",
    "violence_still_to_report_to_orphans_court": (
        "The orphans' court has to be told at once, and on {due} at the latest."
    ),
}

#: One sentence for each reason code, in Latvian.
LATVIAN: Final[dict[str, str]] = {
    # piekļuve
    "access_not_authorised": "Piekļuve ir tikai sociālajiem darbiniekiem un LM projekta īstenošanas komandai.",
    "access_to_own_municipality": "Tā ir sociālā darbinieka paša pašvaldība ({municipality}).",
    "access_to_other_municipality": (
        "Sociālais darbinieks strādā citā pašvaldībā ({own}), tāpēc šīs pašvaldības ({municipality}) dokumentiem "
        "piekļūt nedrīkst."
    ),
    "access_own_municipality_unknown": (
        "Nav zināms, kurā pašvaldībā strādā sociālais darbinieks, tāpēc nevar noteikt, vai šīs pašvaldības "
        "({municipality}) dokumentiem drīkst piekļūt."
    ),
    "access_to_all_municipalities": (
        "LM projekta īstenošanas komanda piekļūst visu pašvaldību, arī šīs pašvaldības ({municipality}), dokumentiem."
    ),
    "access_to_see_and_add": "Dokumentus drīkst apskatīt un pievienot ikviens, kam ir piekļuve.",
    "access_to_delete": "LM projekta īstenošanas komandas administrators dokumentus drīkst dzēst.",
    "access_without_deletion": (
        "Dokumentus dzēš tikai LM projekta īstenošanas komandas administrators; ja jādzēš paša pievienots dokuments, "
        "administratoru par to informē, norādot dzēšamo dokumentu."
    ),
    "address_registered": "Adrese, no kuras lūdz piekļuvi, šim lietotājam ir reģistrēta.",
    "address_not_registered": "Adrese, no kuras lūdz piekļuvi, šim lietotājam nav reģistrēta.",
    "address_unknown": "Nav zināms, vai adrese šim lietotājam ir reģistrēta.",
    "child_referred_to_by_code": "Bērna vietā norādīts kods.",
    "child_has_no_code_yet": "Līgums vēl nav parakstīts, tāpēc bērnam nav koda un norāda vārdu un uzvārdu.",
    "child_referred_to_by_name": "Pēc līguma parakstīšanas bērna vārda un uzvārda vietā norāda kodu.",
    "child_code_unknown": "Norādīts bērna vārds un uzvārds, bet nav zināms, vai līgums ir parakstīts.",
    "deletion_of_own_document": "Dokumentu pievienojis pats dzēšanas pieprasītājs.",
    "deletion_of_another_document": "Dokumentu pievienojis kāds cits, tāpēc tā dzēšanu nevar pieprasīt.",
    "deletion_origin_unknown": "Nav zināms, kas dokumentu pievienojis.",
    "deletion_names_document": "Pieprasījumā dzēšamais dokuments ir norādīts.",
    "deletion_names_no_document": "Pieprasījumā dzēšamais dokuments nav norādīts.",
    "deletion_document_unknown": "Nav zināms, vai pieprasījumā dzēšamais dokuments ir norādīts.",
    "saving_date_shown": "Dokumentā norādīts tā saglabāšanas datums ({saved}).",
    "saving_date_absent": "Dokumentā nav norādīts tā saglabāšanas datums ({saved}).",
    "saving_date_wrong": "Dokuments saglabāts citā dienā ({saved}), nekā tajā norādīts ({shown}).",
    "transmission_encrypted": "Sūtāmie dati ir šifrēti.",
    "transmission_not_encrypted": "Sūtāmie dati nav šifrēti; tie jāšifrē vai jāarhivē ar paroli.",
    "transmission_encryption_unknown": "Nav zināms, vai sūtāmie dati ir šifrēti.",
    "password_long_enough": "Paroles garums ir {characters#simbolu|simbols|simboli}, un ar {least} pietiek.",
    "password_too_short": "Paroles garums ir {characters#simbolu|simbols|simboli} – mazāk par {least}.",
    "password_length_unknown": ("Nav zināms, vai parole nav īsāka par {least#simboliem|simbolu|simboliem}."),
    "password_fresh": (
        "Parole iestatīta {changed} un jāmaina ik pēc {months#mēnešiem|mēneša|mēnešiem}, šoreiz līdz {change_by} "
        "(ieskaitot)."
    ),
    "password_stale": (
        "Parole iestatīta {changed}, bet tā jāmaina ik pēc {months#mēnešiem|mēneša|mēnešiem}, un termiņš ({change_by}) "
        "ir pagājis."
    ),
    "password_age_unknown": (
        "Nav zināms, kad parole iestatīta, tāpēc nav zināms, vai tā jau jāmaina; to dara ik pēc "
        "{months#mēnešiem|mēneša|mēnešiem}."
    ),
    # bērna lieta
    "case_file_complete": "Bērna lietā ir viss, kam tajā jau jābūt (dokumentu veidu skaits – {entries}).",
    "case_file_entry_absent": "Bērna lietā vēl jāievieto: {file_entry}.",
    "case_file_entry_not_on_paper": "Bērna lietā vēl jāievieto papīra formātā: {file_entry}.",
    "case_file_entry_paper_unknown": "Nav zināms, vai bērna lietā papīra formātā ir: {file_entry}.",
    "case_file_entry_not_scanned": "Vēl jāieskenē: {file_entry}.",
    "case_file_entry_scan_unknown": "Nav zināms, vai šie dokumenti ir ieskenēti: {file_entry}.",
    # riski
    "risk_likelihood_unknown": "{risk}: riska varbūtība nav novērtēta.",
    "risk_impact_unknown": "{risk}: riska ietekme nav novērtēta.",
    "risk_without_measure": "{risk}: nav noteikts neviens pasākums riska mazināšanai vai novēršanai.",
    "risk_measure_without_responsible": "{risk}: pasākumam nav noteikts atbildīgais darbinieks: {measure}.",
    "risk_not_watched": "{risk}: nav noteikts par riska uzraudzību atbildīgais darbinieks.",
    "risk_managed": (
        "{risk}: regulāro pasākumu skaits ir {regular}, vienreizējo – {one_off}, katram ir atbildīgais darbinieks; "
        "risku uzrauga {watched_by}."
    ),
    "risk_ranked": "{place}. vieta: {risk} ({risk_kind}; varbūtība – {likelihood}, ietekme – {impact}).",
    "risk_not_ranked": "{risk} ({risk_kind}): vietas nav, jo risks nav novērtēts.",
    # pakalpojumu sniedzēji un pakalpojumi
    "provider_contract_complete": "Līgumā ar pakalpojumu sniedzēju ir aprakstīts viss nepieciešamais.",
    "provider_contract_lacks": "Līgumā ar pakalpojumu sniedzēju jāapraksta arī: {contract_item}.",
    "provider_contract_within_pilot": (
        "Līguma ar pakalpojumu sniedzēju pēdējā diena ({last_day}) nav vēlāka par izmēģinājumprojekta pēdējo dienu "
        "({pilot_ends})."
    ),
    "provider_contract_beyond_pilot": (
        "Līguma ar pakalpojumu sniedzēju pēdējā diena ({last_day}) ir vēlāka par izmēģinājumprojekta pēdējo dienu "
        "({pilot_ends})."
    ),
    "provider_contract_end_unknown": (
        "Nav zināms, kad beidzas līgums ar pakalpojumu sniedzēju; izmēģinājumprojekts ilgst līdz {pilot_ends} "
        "(ieskaitot)."
    ),
    "guarantee_letter_complete": "Garantijas vēstulē ir norādīts viss nepieciešamais.",
    "guarantee_letter_lacks": "Garantijas vēstulē jānorāda arī: {letter_item}.",
    "provider_change_applied_for": "Vecāks ir iesniedzis iesniegumu par pakalpojuma sniedzēja maiņu.",
    "provider_change_not_applied_for": "Vecāks nav iesniedzis iesniegumu par pakalpojuma sniedzēja maiņu.",
    "provider_change_application_unknown": (
        "Nav zināms, vai vecāks ir iesniedzis iesniegumu par pakalpojuma sniedzēja maiņu."
    ),
    "provider_change_over_quality": "Vecāks uzskata, ka pakalpojuma kvalitāte ir nepietiekama vai neapmierinoša.",
    "provider_change_not_over_quality": (
        "Vecāks neuzskata, ka pakalpojuma kvalitāte ir nepietiekama vai neapmierinoša."
    ),
    "provider_change_ground_unknown": (
        "Nav zināms, vai vecāks uzskata, ka pakalpojuma kvalitāte ir nepietiekama vai neapmierinoša."
    ),
    "procurement_law_applies": (
        "Paredzamā līgumcena bez PVN ir {price}, tas ir, ne mazāk par {limit}, tāpēc piemēro Publisko iepirkumu likumu."
    ),
    "municipal_purchase_rules_apply": (
        "Paredzamā līgumcena bez PVN ir {price}, mazāk par {limit}, tāpēc piemēro pašvaldības normatīvos aktus."
    ),
    "contract_value_unknown": "Paredzamā līgumcena nav zināma, tāpēc nav zināms, vai tā sasniedz {limit}.",
    "service_description_complete": "Pakalpojuma aprakstā ir viss nepieciešamais.",
    "service_description_lacks": "Pakalpojuma aprakstā jānorāda arī: {description_item}.",
    # vardarbība
    "violence_reported_to_police": "Policijai paziņots laikā ({told}, termiņš – {due}).",
    "violence_reported_to_orphans_court": "Bāriņtiesai paziņots laikā ({told}, termiņš – {due}).",
    "violence_reported_late_to_police": "Policijai paziņots pēc termiņa ({told}, termiņš – {due}).",
    "violence_reported_late_to_orphans_court": "Bāriņtiesai paziņots pēc termiņa ({told}, termiņš – {due}).",
    "violence_not_reported_to_police": "Policijai nav paziņots, un termiņš ({due}) ir pagājis.",
    "violence_not_reported_to_orphans_court": "Bāriņtiesai nav paziņots, un termiņš ({due}) ir pagājis.",
    "violence_still_to_report_to_police": "Policijai jāpaziņo nekavējoties, ne vēlāk kā {due} (ieskaitot).",
    "violence_still_to_report_to_orphans_court": "Bāriņtiesai jāpaziņo nekavējoties, ne vēlāk kā {due} (ieskaitot).",
}


def _called(words: type[Word]) -> Callable[[str, object], str]:
    def show(language: str, value: object) -> str:
        word = words(str(value))
        return word.en if language == "en" else word.lv

    return show


#: Facts of these chapters that are shown by what they are called.
NAMED: Final[dict[str, Callable[[str, object], str]]] = {
    "file_entry": _called(FileEntry),
    "risk_kind": _called(RiskKind),
    "contract_item": _called(ContractItem),
    "letter_item": _called(LetterItem),
    "description_item": _called(DescriptionItem),
}
