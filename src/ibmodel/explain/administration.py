"""The sentences of the administration, of the surveys and of the adults' support, in both languages."""

from __future__ import annotations

from typing import Final

__all__ = ["ENGLISH", "LATVIAN", "MILESTONES"]

#: What each milestone of a pilot's calendar is called, in English and in Latvian.
MILESTONES: Final[dict[str, tuple[str, str]]] = {
    "provisional_amount_1": ("First provisional amount", "Pirmais IB provizoriskais apmērs"),
    "provisional_amount_2": ("Second provisional amount", "Otrais IB provizoriskais apmērs"),
    "evaluation_1": ("First evaluation", "Pirmā izvērtēšana"),
    "evaluation_2": ("Second evaluation", "Otrā izvērtēšana"),
    "evaluation_3": ("Closing evaluation", "Noslēguma izvērtēšana"),
    "plan_1": ("First support plan", "Pirmais atbalsta plāns"),
    "plan_2": ("Second support plan", "Otrais atbalsta plāns"),
    "provider_reports_1": ("Providers' interim information", "Pakalpojumu sniedzēju starpposma informācija"),
    "provider_reports_2": ("Providers' closing information", "Pakalpojumu sniedzēju noslēguma informācija"),
    "survey_1": ("Quality-of-life survey at the start", "Dzīves kvalitātes aptauja sākumā"),
    "survey_2": ("Quality-of-life survey at the end", "Dzīves kvalitātes aptauja noslēgumā"),
    "esf_questionnaire": ("ESF participant questionnaire", "ESF projekta dalībnieka aptaujas anketa"),
    "cash_flow_report": ("Monthly cash-flow report", "Mēneša naudas plūsmas pārskats"),
    "scanned_proofs": ("Scanned proofs of expense", "Ieskenēti attaisnojuma dokumenti"),
    "quarterly_report": (
        "Quarterly report on funding and results",
        "Ceturkšņa izlietotā finansējuma un rezultatīvo rādītāju pārskats",
    ),
    "evaluation_1_paid": ("Payment for the first evaluation", "Samaksa par sākotnējo izvērtēšanu"),
    "evaluation_2_paid": ("Payment for the second evaluation", "Samaksa par atkārtoto izvērtēšanu"),
    "evaluation_3_paid": ("Payment for the closing evaluation", "Samaksa par noslēguma izvērtēšanu"),
}

#: One sentence for each reason code, in English.
ENGLISH: Final[dict[str, str]] = {
    # the calendar of a pilot
    "provisional_amount_1": (
        "The first provisional amount is computed before the pilot starts, on the facts of {from}."
    ),
    "provisional_amount_2": "The second provisional amount is computed from {from} to {to}.",
    "evaluation_1": "The first evaluation takes place from {from} to {to}.",
    "evaluation_2": "The second evaluation takes place from {from} to {to}.",
    "evaluation_3": "The closing evaluation takes place from {from} to {to}.",
    "plan_1": "The first support plan runs from {from} to {to}.",
    "plan_2": "The second support plan runs from {from} to {to}.",
    "provider_reports_1": "Providers tell of interim results and recommendations from {from} to {to}.",
    "provider_reports_2": "Providers tell of closing results and recommendations from {from} to {to}.",
    "survey_1": "The quality of life is surveyed at the start of the pilot, from {from} to {to}.",
    "survey_2": "The quality of life is surveyed again at the end of the pilot, from {from} to {to}.",
    "esf_questionnaire": (
        "The participant questionnaire of the European Social Fund is filled in at the end of the pilot, from {from} "
        "to {to}."
    ),
    "cash_flow_report": (
        "The cash-flow report on {period_from} to {period_to} is drawn up from {from} on and handed in by {to}."
    ),
    "scanned_proofs": (
        "The proofs of expense of {period_from} to {period_to} are scanned from {from} on and handed in by {to}."
    ),
    "quarterly_report": (
        "The report on funding used and results of {period_from} to {period_to} is drawn up from {from} on and handed "
        "in by {to}."
    ),
    "deadline_moved": "The deadline of {printed} falls on a day off and moves to {to}, the next working day.",
    "evaluation_1_paid": "The evaluation team is paid for the first evaluation from {from} to {to}.",
    "evaluation_2_paid": "The evaluation team is paid for the second evaluation from {from} to {to}.",
    "evaluation_3_paid": "The evaluation team is paid for the closing evaluation from {from} to {to}.",
    "proofs_entered_by": "The month's proofs of expense are entered into the database by {to}.",
    # costs
    "pay_in_full": ("The social worker looks after {children#child|children}; from {limit} on the pay is full, {pay}."),
    "pay_in_proportion": (
        "The social worker looks after {children#child|children} and gets the part of the full pay of {full_pay} for "
        "{limit#child|children} that is due for them, {pay}."
    ),
    "indirect_costs_added": "Indirect costs are {share} of the pay of {pay}: {indirect}.",
    "no_indirect_costs": "The social worker has no employment contract, so there are no indirect costs.",
    "eligible_costs": (
        "The eligible costs are {total}: pay {pay}, indirect costs {indirect}, transport {transport}, services "
        "{services}."
    ),
    "transport_money_within_total": (
        "Divided anew, the transport money is {corrected}, not more than the planned {planned}."
    ),
    "transport_money_exceeds_total": (
        "Divided anew, the transport money is {corrected}, {over} more than the planned {planned}."
    ),
    "advance_covers_services": (
        "The advance of {advance} covers the services of {services}; {to_return} is given back."
    ),
    "advance_falls_short": (
        "The advance of {advance} does not cover the services of {services}; {to_pay} is still paid."
    ),
    "direct_staff_cost": (
        "Salary of {salary} and supplements of {supplements} are direct staff cost, {amount}; overtime of {overtime} "
        "does not count."
    ),
    "staff_in_indirect_costs": (
        "Only {time_share} of the working time goes to the project, less than {least}, so the pay belongs to the "
        "indirect costs."
    ),
    "service_contract_excluded": "Work under a service contract is no direct staff cost.",
    # papers, codes, consent
    "proof_bears_its_marks": "The proof bears the number, the cost position and the amount.",
    "proof_without_number": "The proof does not bear the number of the project or of the contract.",
    "proof_without_cost_position": "The proof does not refer to a cost position.",
    "proof_without_amount": "The proof does not bear the amount.",
    "service_proofs_complete": "The papers that prove the service are complete.",
    "invoice_absent": "The provider's invoice is missing.",
    "acceptance_absent": "Both the acceptance act and the registration sheet of recipients are missing.",
    "parent_report_absent": "The parent's report on the month is missing.",
    "receipt_without_provider": "The receipt does not name the provider.",
    "receipt_without_service": "The receipt does not name the service.",
    "receipt_without_recipient": "The receipt does not name the recipient of the service.",
    "receipt_without_personal_code": "The receipt does not show the recipient's personal code.",
    "code_stands_for_child": "The code {code} stands for the child in all papers.",
    "code_before_contract": "The code {code} cannot be given yet: the contract with the parent is not signed.",
    "code_already_taken": "The code {code} stands for another child already.",
    "code_tells_the_name": "The code {code} gives away a part of the child's name.",
    "report_agreed_first": "The report was agreed with the ministry's team before it was handed in.",
    "report_not_agreed_first": "The report was not agreed with the ministry's team before it was handed in.",
    "report_in_time": "The report came on {handed_in} and was due by {due}.",
    "report_late": "The report came on {handed_in}, after the last day, {due}.",
    "exchange_needs_no_consent": (
        "With the orphans' court and the police information is exchanged without the parent's consent."
    ),
    "exchange_with_consent": "The parent has consented to the exchange of information.",
    "exchange_without_consent": "The parent has not consented to the exchange of information, so there is none.",
    "exchange_consent_unknown": "The parent has yet to be asked to consent to the exchange of information.",
    # surveys
    "beach_below_age": (
        "The child is {age#year|years} old, under {limit}, so the Beach Center family scale is used, with {questions} "
        "questions in {dimensions} dimensions."
    ),
    "kidscreen_from_age": (
        "The child is {age#year|years} old, not under {limit}, so KIDSCREEN-52 is used, with {questions} questions in "
        "{dimensions} dimensions."
    ),
    "parent_answers_by_age": "At the age of {age#year|years} the parent answers, as up to the age of {limit}.",
    "parent_answers_mental": (
        "The child is {age#year|years} old and has a mental impairment, so the parent answers as at any age."
    ),
    "parent_answers_multiple": (
        "The child is {age#year|years} old and has a mental impairment among multiple ones, so the parent answers as "
        "at any age."
    ),
    "parent_answers_for_child": (
        "The child is {age#year|years} old and cannot express an opinion, so the parent answers as at any age."
    ),
    "child_asked_with_parent": (
        "At the age of {age#year|years}, as up to the age of {limit}, the social worker asks the child in the "
        "parent's presence."
    ),
    "child_answers": (
        "At the age of {age#year|years}, as above the age of {above} and up to that of {limit}, the child answers, "
        "with help if needed."
    ),
    "answers_counted": (
        "There are {answered#answer|answers}; {skipped#question|questions} without one, which is allowed."
    ),
    "stages_rated": "There are {answered#rating|ratings}; {skipped#stage|stages} without one, which is allowed.",
    "small_municipality": (
        "With {inhabitants#inhabitant|inhabitants}, not more than {limit}, the municipality is in the lowest class."
    ),
    "middle_municipality": (
        "With {inhabitants#inhabitant|inhabitants}, over {above} and under {below}, the municipality is in the middle "
        "class."
    ),
    "large_municipality": (
        "With {inhabitants#inhabitant|inhabitants}, {limit} or more, the municipality is in the highest class."
    ),
    "national_centre": (
        "The municipality of {inhabitants#inhabitant|inhabitants} is a national development centre, a class of its own."
    ),
    # the adults' pilot
    "adult_services_period": "Services run for {months#month|months}, from {from} to {to}.",
    "adult_services_extended": "They are extended by {months#month|months}, to {to}.",
    "plan_made_with_person": "The plan was made with the person.",
    "plan_made_for_person": "The plan was made for the person, not with the person.",
    "plan_in_priority_order": "The plan's services stand in priority order.",
    "plan_without_priority_order": "The plan's services have no priority order.",
    "providers_chosen_by_person": "The person chose the providers.",
    "providers_not_chosen_by_person": "The person did not choose the providers.",
    "plan_within_money": "The plan costs no more than the money that is available.",
    "plan_beyond_money": "The plan costs more than the money that is available.",
    "plan_facts_unknown": "Not everything is known of how the plan was made.",
    "support_hours_within_level": (
        "{hours#hour|hours} of decision support in the month keep within the limit of {limit}."
    ),
    "support_hours_above_level": (
        "{hours#hour|hours} of decision support in the month are {over} more than the limit of {limit}."
    ),
    "support_hours_in_special_situation": (
        "In a special situation the {base} hours of the level grow by {extra}, to {limit}."
    ),
}

#: One sentence for each reason code, in Latvian.
LATVIAN: Final[dict[str, str]] = {
    # izmēģinājumprojekta kalendārs
    "provisional_amount_1": (
        "Pirmo IB provizorisko apmēru aprēķina pirms izmēģinājumprojekta sākuma pēc situācijas {from}"
    ),
    "provisional_amount_2": "Otro IB provizorisko apmēru aprēķina laikā no {from} līdz {to}",
    "evaluation_1": "Pirmo izvērtēšanu veic laikā no {from} līdz {to}",
    "evaluation_2": "Otro izvērtēšanu veic laikā no {from} līdz {to}",
    "evaluation_3": "Noslēguma izvērtēšanu veic laikā no {from} līdz {to}",
    "plan_1": "Pirmais atbalsta plāns darbojas no {from} līdz {to}",
    "plan_2": "Otrais atbalsta plāns darbojas no {from} līdz {to}",
    "provider_reports_1": (
        "Pakalpojumu sniedzēji par starpposma rezultātiem un rekomendācijām informē laikā no {from} līdz {to}"
    ),
    "provider_reports_2": (
        "Pakalpojumu sniedzēji par noslēguma rezultātiem un rekomendācijām informē laikā no {from} līdz {to}"
    ),
    "survey_1": "Dzīves kvalitātes aptauja izmēģinājumprojekta sākumā notiek no {from} līdz {to}",
    "survey_2": "Dzīves kvalitātes aptauja izmēģinājumprojekta noslēgumā notiek no {from} līdz {to}",
    "esf_questionnaire": (
        "ESF projekta dalībnieka aptaujas anketu izmēģinājumprojekta noslēgumā aizpilda laikā no {from} līdz {to}"
    ),
    "cash_flow_report": (
        "Naudas plūsmas pārskatu par laiku no {period_from} līdz {period_to} sagatavo, sākot no {from}, un iesniedz "
        "līdz {to}"
    ),
    "scanned_proofs": (
        "Attaisnojuma dokumentus par laiku no {period_from} līdz {period_to} ieskenē, sākot no {from}, un iesniedz "
        "līdz {to}"
    ),
    "quarterly_report": (
        "Faktiski izlietotā finansējuma un rezultatīvo rādītāju pārskatu par laiku no {period_from} līdz {period_to} "
        "sagatavo, sākot no {from}, un iesniedz līdz {to}"
    ),
    "deadline_moved": "Termiņš {printed} iekrīt brīvdienā, tāpēc to pārceļ uz nākamo darba dienu – {to}",
    "evaluation_1_paid": "Izvērtēšanas komandai par sākotnējo izvērtēšanu samaksā laikā no {from} līdz {to}",
    "evaluation_2_paid": "Izvērtēšanas komandai par atkārtoto izvērtēšanu samaksā laikā no {from} līdz {to}",
    "evaluation_3_paid": "Izvērtēšanas komandai par noslēguma izvērtēšanu samaksā laikā no {from} līdz {to}",
    "proofs_entered_by": "Mēneša attaisnojuma dokumentus datu bāzē ievada līdz {to}",
    # izmaksas
    "pay_in_full": (
        "Sociālais darbinieks strādā ar {children#bērniem|bērnu|bērniem}; no {limit#bērniem|bērna|bērniem} atlīdzība "
        "ir pilnā apmērā – {pay}."
    ),
    "pay_in_proportion": (
        "Sociālais darbinieks strādā ar {children#bērniem|bērnu|bērniem}; pilna atlīdzība {full_pay} ir par darbu ar "
        "{limit#bērniem|bērnu|bērniem}, tāpēc proporcionāli bērnu skaitam pienākas {pay}."
    ),
    "indirect_costs_added": "Netiešās attiecināmās izmaksas ir {share} no atlīdzības {pay}, tas ir, {indirect}.",
    "no_indirect_costs": "Ar sociālo darbinieku nav noslēgts darba līgums, tāpēc netiešo attiecināmo izmaksu nav.",
    "eligible_costs": (
        "Attiecināmās izmaksas ir {total}: atlīdzība – {pay}, netiešās izmaksas – {indirect}, transports – "
        "{transport}, pakalpojumi – {services}."
    ),
    "transport_money_within_total": (
        "Pēc pārdales transporta izmaksas ir {corrected} un nepārsniedz plānoto kopsummu {planned}."
    ),
    "transport_money_exceeds_total": (
        "Pēc pārdales transporta izmaksas ir {corrected} un par {over} pārsniedz plānoto kopsummu {planned}."
    ),
    "advance_covers_services": "Avansa maksājums {advance} sedz pakalpojumus par {services}; atmaksā {to_return}.",
    "advance_falls_short": (
        "Avansa maksājums {advance} nesedz visus pakalpojumus par {services}; vēl piemaksā {to_pay}."
    ),
    "direct_staff_cost": (
        "Alga {salary} un piemaksas {supplements} ir tiešās personāla izmaksas – {amount}; virsstundas {overtime} "
        "neietver."
    ),
    "staff_in_indirect_costs": (
        "Projektā nostrādā tikai {time_share} darba laika, mazāk par {least}, tāpēc atlīdzība pieder pie netiešajām "
        "izmaksām."
    ),
    "service_contract_excluded": "Darbu uz uzņēmuma līguma pamata tiešajās personāla izmaksās neietver.",
    # dokumenti, kodi, piekrišana
    "proof_bears_its_marks": (
        "Uz attaisnojuma dokumenta ir projekta vai līguma numurs, izmaksu pozīcija un izmaksu summa."
    ),
    "proof_without_number": "Uz attaisnojuma dokumenta nav projekta vai līguma numura.",
    "proof_without_cost_position": "Uz attaisnojuma dokumenta nav atsauces uz izmaksu pozīciju.",
    "proof_without_amount": "Uz attaisnojuma dokumenta nav izmaksu summas.",
    "service_proofs_complete": "Pakalpojumu apliecinošie dokumenti ir iesniegti pilnībā.",
    "invoice_absent": "Nav pakalpojuma sniedzēja rēķina.",
    "acceptance_absent": "Nav ne pieņemšanas un nodošanas akta, ne pakalpojuma saņēmēju reģistrācijas lapas.",
    "parent_report_absent": "Nav vecāka mēneša atskaites.",
    "receipt_without_provider": "Čekā nav redzams pakalpojuma sniedzējs.",
    "receipt_without_service": "Čekā nav redzams pakalpojuma nosaukums.",
    "receipt_without_recipient": "Čekā nav redzams pakalpojuma saņēmējs.",
    "receipt_without_personal_code": "Čekā nav redzams pakalpojuma saņēmēja personas kods.",
    "code_stands_for_child": "Bērna vietā visos dokumentos norāda kodu {code}.",
    "code_before_contract": "Kodu {code} vēl nevar piešķirt, jo līgums ar vecāku nav parakstīts.",
    "code_already_taken": "Kods {code} jau piešķirts citam bērnam.",
    "code_tells_the_name": "Kods {code} atklāj daļu no bērna vārda vai uzvārda.",
    "report_agreed_first": "Pārskats pirms iesniegšanas ir saskaņots ar LM projekta īstenošanas komandu.",
    "report_not_agreed_first": "Pārskats pirms iesniegšanas nav saskaņots ar LM projekta īstenošanas komandu.",
    "report_in_time": "Pārskats iesniegts laikā ({handed_in}, termiņš – {due}).",
    "report_late": "Pārskats iesniegts pēc termiņa ({handed_in}, termiņš – {due}).",
    "exchange_needs_no_consent": "Ar bāriņtiesu un policiju informāciju apmainās bez vecāka piekrišanas.",
    "exchange_with_consent": "Vecāks informācijas apmaiņai ir piekritis.",
    "exchange_without_consent": "Vecāks informācijas apmaiņai nav piekritis, tāpēc tā nenotiek.",
    "exchange_consent_unknown": "Vecākam vēl jālūdz piekrišana informācijas apmaiņai.",
    # aptaujas
    "beach_below_age": (
        "Bērna vecums ir {age#gadu|gads|gadi}, mazāks par {limit#gadu|gadu|gadiem}, tāpēc izmanto Bīčas centra "
        "ģimenes dzīves kvalitātes anketu (jautājumi – {questions}, dimensijas – {dimensions})."
    ),
    "kidscreen_from_age": (
        "Bērna vecums ir {age#gadu|gads|gadi}, ne mazāks par {limit#gadu|gadu|gadiem}, tāpēc izmanto anketu "
        "KIDSCREEN-52 (jautājumi – {questions}, dimensijas – {dimensions})."
    ),
    "parent_answers_by_age": (
        "Bērna vecums ir {age#gadu|gads|gadi}, un līdz {limit#gadu|gada|gadu} vecumam anketu aizpilda vecāks."
    ),
    "parent_answers_mental": (
        "Bērna vecums ir {age#gadu|gads|gadi}, bet bērnam ir garīga rakstura traucējumi, tāpēc anketu jebkurā vecumā "
        "aizpilda vecāks."
    ),
    "parent_answers_multiple": (
        "Bērna vecums ir {age#gadu|gads|gadi}, bet starp multiplajiem traucējumiem ir garīga rakstura traucējumi, "
        "tāpēc anketu jebkurā vecumā aizpilda vecāks."
    ),
    "parent_answers_for_child": (
        "Bērna vecums ir {age#gadu|gads|gadi}, bet bērns nespēj izteikt savu viedokli, tāpēc anketu jebkurā vecumā "
        "aizpilda vecāks."
    ),
    "child_asked_with_parent": (
        "Bērna vecums ir {age#gadu|gads|gadi}, un līdz {limit#gadu|gada|gadu} vecumam anketu aizpilda sociālais "
        "darbinieks, uzklausot bērnu vecāka klātbūtnē."
    ),
    "child_answers": (
        "Bērna vecums ir {age#gadu|gads|gadi}, un pēc {above#gadu|gada|gadu} vecuma līdz {limit#gadu|gada|gadu} "
        "vecumam anketu aizpilda bērns pats vai ar atbalstu."
    ),
    "answers_counted": (
        "Saņemto atbilžu skaits ir {answered}, neatbildēto jautājumu skaits – {skipped}, un tas ir pieļaujams."
    ),
    "stages_rated": (
        "Novērtēto posmu skaits ir {answered}, nenovērtēto posmu skaits – {skipped}, un tas ir pieļaujams."
    ),
    "small_municipality": (
        "Pašvaldības iedzīvotāju skaits ir {inhabitants}, tas nepārsniedz {limit}, tāpēc pašvaldība ir mazākajā grupā."
    ),
    "middle_municipality": (
        "Pašvaldības iedzīvotāju skaits ir {inhabitants}, vairāk par {above} un mazāk par {below}, tāpēc pašvaldība ir "
        "vidējā grupā."
    ),
    "large_municipality": (
        "Pašvaldības iedzīvotāju skaits ir {inhabitants}, ne mazāk par {limit}, tāpēc pašvaldība ir lielākajā grupā."
    ),
    "national_centre": (
        "Pašvaldība ar iedzīvotāju skaitu {inhabitants} ir nacionālas nozīmes attīstības centrs, tāpēc tā ir "
        "atsevišķā grupā."
    ),
    # pilngadīgo izmēģinājumprojekts
    "adult_services_period": ("Pakalpojumus sniedz no {from} līdz {to} (ilgums – {months#mēnešu|mēnesis|mēneši})."),
    "adult_services_extended": ("Pakalpojumu sniegšanu pagarina līdz {to} (vēl {months#mēnešu|mēnesis|mēneši})."),
    "plan_made_with_person": "Plāns izstrādāts kopā ar personu.",
    "plan_made_for_person": "Plāns izstrādāts personas vietā, nevis kopā ar personu.",
    "plan_in_priority_order": "Plāna pakalpojumi sakārtoti prioritārā secībā.",
    "plan_without_priority_order": "Plāna pakalpojumi nav sakārtoti prioritārā secībā.",
    "providers_chosen_by_person": "Pakalpojumu sniedzējus izvēlējās persona pati.",
    "providers_not_chosen_by_person": "Pakalpojumu sniedzējus persona pati neizvēlējās.",
    "plan_within_money": "Plāna izmaksas nepārsniedz pieejamo finansējumu.",
    "plan_beyond_money": "Plāna izmaksas pārsniedz pieejamo finansējumu.",
    "plan_facts_unknown": "Par plāna izstrādi vēl nav zināms viss.",
    "support_hours_within_level": (
        "Atbalsta personas pakalpojums mēnesī ir {hours#stundu|stunda|stundas} un nepārsniedz noteikto apjomu – "
        "{limit#stundu|stundu|stundas}."
    ),
    "support_hours_above_level": (
        "Atbalsta personas pakalpojums mēnesī ir {hours#stundu|stunda|stundas} un par {over#stundām|stundu|stundām} "
        "pārsniedz noteikto apjomu – {limit#stundu|stundu|stundas}."
    ),
    "support_hours_in_special_situation": (
        "Īpašā situācijā līmeņa apjomu {base#stundu|stunda|stundas} palielina par {extra#stundām|stundu|stundām}, un "
        "tas ir {limit#stundu|stunda|stundas}."
    ),
}
