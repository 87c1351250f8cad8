"""Prices and combinations in sentences: one for each reason and each cure, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ibmodel.catalogue import SERVICES
from ibmodel.explain.english import MONTHS

__all__ = ["ENGLISH", "LATVIAN", "NAMED"]

_RULES_ON_HOURS: Final = ("home_care", "assistant")

_HOURS_ENGLISH: Final = {
    "{}_months_apart": "{service} and {other_service} have no month in common.",
    "{}_hours_apart": "{service} and {other_service} are never given at the same time.",
    "{}_hours_unknown": (
        "{service} and {other_service} may not be given at the same time; whether they are cannot be said until "
        "the hours of both are known."
    ),
    "{}_hours_overlap": (
        "{service} and {other_service} may not be given at the same time, but they are: {shared_hours}."
    ),
    "{}_months_shared": (
        "{service} and {other_service} may not be given in the same month, but they are: {shared_months}."
    ),
    "move_{}_hours": "Move or remove the hours of {service} or of {other_service} that they share: {shared_hours}.",
    "part_{}_months": "In each of these months plan either {service} or {other_service}: {shared_months}.",
}
_HOURS_LATVIAN: Final = {
    "{}_months_apart": "„{service}” un „{other_service}” nav plānoti vienā un tajā pašā mēnesī.",
    "{}_hours_apart": "„{service}” un „{other_service}” netiek sniegti vienlaicīgi.",
    "{}_hours_unknown": (
        "„{service}” un „{other_service}” nedrīkst sniegt vienlaicīgi; kamēr nav zināmi abu pakalpojumu laiki, to "
        "nevar pārbaudīt."
    ),
    "{}_hours_overlap": (
        "„{service}” un „{other_service}” nedrīkst sniegt vienlaicīgi, bet to laiki pārklājas: {shared_hours}."
    ),
    "{}_months_shared": (
        "„{service}” un „{other_service}” nedrīkst sniegt vienā mēnesī, bet abi ir plānoti: {shared_months}."
    ),
    "move_{}_hours": (
        "Pārceliet vai svītrojiet kādu no pakalpojumu „{service}” un „{other_service}” kopīgajiem laikiem: "
        "{shared_hours}."
    ),
    "part_{}_months": (
        "Katrā no šiem mēnešiem plānojiet tikai vienu no pakalpojumiem – „{service}” vai „{other_service}”: "
        "{shared_months}."
    ),
}


def _for_both_rules(sentences: dict[str, str]) -> dict[str, str]:
    return {code.replace("{}", rule): text for rule in _RULES_ON_HOURS for code, text in sentences.items()}


#: One sentence for each code, in English.
ENGLISH: Final[dict[str, str]] = {
    "priced_by_market": "{service}: the price of a unit is the market's.",
    "priced_by_regulation": "{service}: the price of a unit is set by regulation.",
    "priced_by_contract": "{service}: the price of a unit is set in the ministry's delegation contract.",
    "priced_below_ceiling": (
        "{service}: the price of a unit is at most {ceiling}, less the transport of clients that this contains."
    ),
    "ceiling_not_in_force": "{service}: the ceiling for group sessions is not in force on {on}.",
    "no_maximum_that_day": "{service}: no maximum is in force on that day.",
    "price_within_own_market_price": (
        "{service}: {price} is not more than the provider's own price of {limit} on the free market."
    ),
    "price_above_own_market_price": (
        "{service}: {price} is more than the provider's own price of {limit} on the free market."
    ),
    "own_market_price_unknown": "{service}: what the provider charges others on the free market is not known.",
    "price_within_contract_price": "{service}: {price} is not more than the delegation contract's price of {limit}.",
    "price_above_contract_price": "{service}: {price} is more than the delegation contract's price of {limit}.",
    "contract_price_unknown": "{service}: the delegation contract's price is not known.",
    "price_within_maximum": "{service}: {price} is not more than the maximum of {limit}.",
    "price_above_maximum": "{service}: {price} is more than the maximum of {limit}.",
    "maximum_unknown": "{service}: the maximum price on that day is not known.",
    "price_within_survey": "{service}: {price} is not above {high}, the highest price in the survey of providers.",
    "price_above_survey": (
        "{service}: {price} is above {high}, the highest price in the survey of providers, which is no ground to "
        "refuse it."
    ),
    "unit_price_computed": "Costs of {cost} for {units#unit|units} make {price} for one.",
    "respite_leaves_other_services": "During {service} the child may go on receiving the plan's other services.",
    **_for_both_rules(_HOURS_ENGLISH),
    "weekly_days_within_limit": (
        "{service} and {other_service} together take {days#day|days} a week, not more than {limit}."
    ),
    "weekly_days_above_limit": "{service} and {other_service} together take {days#day|days} a week, more than {limit}.",
    "weekly_days_unknown": (
        "How many days a week {service} and {other_service} take together cannot be said until it is known of both."
    ),
    "plan_fewer_weekly_days": (
        "Take {excess#day|days} a week out of {service} or {other_service}, so that {limit#day is|days are} left "
        "at most."
    ),
    "transport_within_share": "Transport costs {amount}, within {share} of the {budget_amount} of {base}.",
    "transport_above_share": "Transport costs {amount}, more than {share} of the {budget_amount} of {base}.",
    "transport_override_recorded": (
        "Transport costs {amount}, and the social worker has recorded why it may take more than {share} of the budget."
    ),
    "transport_base_unknown": (
        "Transport costs {amount}; whether that is more than {share} of the {budget_amount} cannot be said until "
        "that amount is known."
    ),
    "plan_less_transport": (
        "Plan {excess} less of transport, so that it costs at most {ceiling}, or record why the child needs more."
    ),
    "sessions_of_the_same_provider": (
        "{service}: the sessions are those of the day-care centre itself, not of somebody else."
    ),
    "sessions_not_in_the_centre": "{service}: the day-care centre gives no sessions of this specialist: {specialist}.",
    "sessions_elsewhere_too": (
        "{service}: the day-care centre already gives sessions of this specialist, so they may not be received "
        "elsewhere too: {specialist}."
    ),
    "group_sessions_elsewhere_too": (
        "{service}: the day-care centre already gives group sessions, so none may be received elsewhere."
    ),
    "specialists_of_the_centre_unknown": (
        "{service}: whether the day-care centre gives these sessions too cannot be said until its specialists are "
        "known."
    ),
    "group_sessions_of_the_centre_unknown": (
        "{service}: whether the day-care centre gives group sessions too is not known."
    ),
    "take_sessions_in_one_place": (
        "Take {service} out of the plan, plan it with the day-care centre itself, or choose a day-care service "
        "without these sessions."
    ),
    "service_conditions_met": (
        "{service}: the disability is determined, there is a contract on the individual budget, and the team named "
        "the service."
    ),
    "service_conditions_fail": "{service}: a condition of every service is not met: {service_conditions}.",
    "service_conditions_unknown": (
        "{service}: whether the plan may hold it cannot be said until it is known whether {service_conditions}."
    ),
    "meet_service_conditions": "{service} may stay in the plan once this is so: {service_conditions}.",
    "tied_service_fits": "{service} is meant for children with {impairment}, and the child is one of them.",
    "tied_service_does_not_fit": "{service} is meant for children with {impairment}, and the child is not one of them.",
    "tied_service_undecided": (
        "{service} is meant for children with {impairment}; whether that is among the child's multiple impairments "
        "is not known."
    ),
    "replace_tied_service": (
        "Replace {service} by a service that does not require {impairment}, or correct the child's impairment."
    ),
    "family_grounds_given": "{service}: there are grounds for it: {family_grounds}.",
    "family_grounds_unknown": "{service}: no grounds are given on which a family may have it.",
    "lower_to_own_market_price": (
        "Agree on a price of at most {limit} for a unit of {service} instead of {price}: what the provider charges "
        "others."
    ),
    "lower_to_contract_price": (
        "Agree on a price of at most {limit} for a unit of {service} instead of {price}: that of the delegation "
        "contract."
    ),
    "lower_to_maximum": "Agree on a price of at most {limit}, the maximum, for a unit of {service} instead of {price}.",
}

#: One sentence for each code, in Latvian.
LATVIAN: Final[dict[str, str]] = {
    "priced_by_market": "„{service}”: vienas vienības cenai piemēro tirgus cenu.",
    "priced_by_regulation": "„{service}”: vienas vienības cena ir noteikta normatīvajos aktos.",
    "priced_by_contract": (
        "„{service}”: vienas vienības cena ir noteikta valsts pārvaldes deleģēto uzdevumu veikšanas līgumā."
    ),
    "priced_below_ceiling": (
        "„{service}”: vienas vienības cena nepārsniedz {ceiling}, no kuriem atņemta tajos ietvertā klientu "
        "transporta daļa."
    ),
    "ceiling_not_in_force": "„{service}”: {on} grupu nodarbību maksimālā cena nav spēkā.",
    "no_maximum_that_day": "„{service}”: šajā dienā nav spēkā maksimālās cenas.",
    "price_within_own_market_price": (
        "„{service}”: cena {price} nepārsniedz {limit}, ko pakalpojuma sniedzējs noteicis pārējiem brīvajā tirgū."
    ),
    "price_above_own_market_price": (
        "„{service}”: cena {price} pārsniedz {limit}, ko pakalpojuma sniedzējs noteicis pārējiem brīvajā tirgū."
    ),
    "own_market_price_unknown": (
        "„{service}”: nav zināma cena, ko pakalpojuma sniedzējs noteicis pārējiem brīvajā tirgū."
    ),
    "price_within_contract_price": "„{service}”: cena {price} nepārsniedz deleģējuma līgumā noteikto cenu {limit}.",
    "price_above_contract_price": "„{service}”: cena {price} pārsniedz deleģējuma līgumā noteikto cenu {limit}.",
    "contract_price_unknown": "„{service}”: nav zināma deleģējuma līgumā noteiktā cena.",
    "price_within_maximum": "„{service}”: cena {price} nepārsniedz maksimālo cenu {limit}.",
    "price_above_maximum": "„{service}”: cena {price} pārsniedz maksimālo cenu {limit}.",
    "maximum_unknown": "„{service}”: nav zināma šajā dienā spēkā esošā maksimālā cena.",
    "price_within_survey": "„{service}”: cena {price} nepārsniedz augstāko cenu sniedzēju aptaujā – {high}.",
    "price_above_survey": (
        "„{service}”: cena {price} pārsniedz augstāko cenu sniedzēju aptaujā – {high}, taču tas nav atteikuma iemesls."
    ),
    "unit_price_computed": ("Izmaksas {cost} par {units#vienībām|vienību|vienībām} dod vienas vienības cenu {price}."),
    "respite_leaves_other_services": (
        "„{service}”: pakalpojuma laikā bērns var turpināt saņemt pārējos atbalsta plāna pakalpojumus."
    ),
    **_for_both_rules(_HOURS_LATVIAN),
    "weekly_days_within_limit": (
        "„{service}” un „{other_service}” kopā aizņem {days#dienu|dienu|dienas} nedēļā, ne vairāk kā {limit}."
    ),
    "weekly_days_above_limit": (
        "„{service}” un „{other_service}” kopā aizņem {days#dienu|dienu|dienas} nedēļā, vairāk nekā {limit}."
    ),
    "weekly_days_unknown": (
        "„{service}” un „{other_service}”: dienu skaitu nedēļā kopā nevar noteikt, kamēr tas nav zināms par abiem."
    ),
    "plan_fewer_weekly_days": (
        "Samaziniet pakalpojumu „{service}” vai „{other_service}” par {excess#dienu|dienu|dienām} nedēļā, lai kopā "
        "būtu ne vairāk kā {limit#dienu|diena|dienas}."
    ),
    "transport_within_share": (
        "Transporta pakalpojumi izmaksā {amount}, kas iekļaujas {share} no summas „{budget_amount}” – {base}."
    ),
    "transport_above_share": (
        "Transporta pakalpojumi izmaksā {amount}, kas pārsniedz {share} no summas „{budget_amount}” – {base}."
    ),
    "transport_override_recorded": (
        "Transporta pakalpojumi izmaksā {amount}, un sociālais darbinieks ir pamatojis, kāpēc tie var pārsniegt "
        "{share} no individuālā budžeta."
    ),
    "transport_base_unknown": (
        "Transporta pakalpojumi izmaksā {amount}; vai tas pārsniedz {share}, nevar noteikt, kamēr nav zināma "
        "summa „{budget_amount}”."
    ),
    "plan_less_transport": (
        "Samaziniet transporta pakalpojumus par {excess}, lai tie izmaksātu ne vairāk kā {ceiling}, vai pamatojiet, "
        "kāpēc bērnam vajag vairāk."
    ),
    "sessions_of_the_same_provider": "„{service}”: nodarbības sniedz pats dienas aprūpes centrs, nevis kāds cits.",
    "sessions_not_in_the_centre": ("„{service}”: dienas aprūpes centrā šī speciālista nodarbību nav – „{specialist}”."),
    "sessions_elsewhere_too": (
        "„{service}”: šī speciālista nodarbības jau sniedz dienas aprūpes centrs, tāpēc tās nevar saņemt citur – "
        "„{specialist}”."
    ),
    "group_sessions_elsewhere_too": (
        "„{service}”: grupu nodarbības jau sniedz dienas aprūpes centrs, tāpēc tās nevar saņemt citur."
    ),
    "specialists_of_the_centre_unknown": (
        "„{service}”: vai šādas nodarbības sniedz arī dienas aprūpes centrs, nevar noteikt, kamēr nav zināmi tā "
        "speciālisti."
    ),
    "group_sessions_of_the_centre_unknown": (
        "„{service}”: nav zināms, vai arī dienas aprūpes centrs sniedz grupu nodarbības."
    ),
    "take_sessions_in_one_place": (
        "Svītrojiet no plāna „{service}”, saņemiet to pašā dienas aprūpes centrā vai izvēlieties dienas aprūpes "
        "centra pakalpojumu bez šīm nodarbībām."
    ),
    "service_conditions_met": (
        "„{service}”: invaliditāte ir noteikta, līgums par individuālo budžetu ir noslēgts, un izvērtēšanas komanda "
        "pakalpojumu ir norādījusi."
    ),
    "service_conditions_fail": "„{service}”: nav izpildīts visu pakalpojumu nosacījums – {service_conditions}.",
    "service_conditions_unknown": (
        "„{service}”: vai to drīkst iekļaut plānā, nevar noteikt, kamēr nav zināms, vai {service_conditions}."
    ),
    "meet_service_conditions": "„{service}” var palikt atbalsta plānā, ja {service_conditions}.",
    "tied_service_fits": (
        "Pakalpojums „{service}” paredzēts bērniem, kuriem ir {impairment}, un bērns ir viens no viņiem."
    ),
    "tied_service_does_not_fit": (
        "Pakalpojums „{service}” paredzēts bērniem, kuriem ir {impairment}, un bērns nav viens no viņiem."
    ),
    "tied_service_undecided": (
        "Pakalpojums „{service}” paredzēts bērniem, kuriem ir {impairment}; nav zināms, vai tie ir starp bērna "
        "multiplajiem traucējumiem."
    ),
    "replace_tied_service": (
        "Aizstājiet „{service}” ar pakalpojumu, kuram nav nepieciešami {impairment}, vai precizējiet bērna "
        "traucējuma veidu."
    ),
    "family_grounds_given": "„{service}”: pakalpojumam ir pamats – {family_grounds}.",
    "family_grounds_unknown": "„{service}”: nav norādīts pamats, uz kura ģimene to var saņemt.",
    "lower_to_own_market_price": (
        "Vienojieties par cenu ne vairāk kā {limit} par vienu vienību pakalpojumam „{service}”, nevis {price}: tik "
        "pakalpojuma sniedzējs prasa pārējiem."
    ),
    "lower_to_contract_price": (
        "Vienojieties par cenu ne vairāk kā {limit} par vienu vienību pakalpojumam „{service}”, nevis {price}: tā "
        "noteikta deleģējuma līgumā."
    ),
    "lower_to_maximum": (
        "Vienojieties par cenu ne vairāk kā {limit} par vienu vienību pakalpojumam „{service}”, nevis {price}: tā ir "
        "maksimālā cena."
    ),
}

_WORDS: Final = {
    "total": ("total amount", "IB kopējais apmērs"),
    "final": ("final amount", "IB galīgais apmērs"),
    "needed": ("needed amount", "IB nepieciešamais apmērs"),
    "provisional": ("provisional amount", "IB provizoriskais apmērs"),
    "disability_determined": ("the child's disability is determined", "bērnam ir noteikta invaliditāte"),
    "disability_until": (
        "the disability is in force as long as the service is planned",
        "invaliditāte ir spēkā visu pakalpojuma laiku",
    ),
    "contract": ("there is a contract on the individual budget", "ir noslēgts līgums par individuālo budžetu"),
    "named_by_team": (
        "the evaluation team named the service in the plan",
        "izvērtēšanas komanda pakalpojumu ir norādījusi atbalsta plānā",
    ),
    "lack_of_skills": ("the parents lack skills to raise a child", "vecākiem trūkst prasmju bērna audzināšanā"),
    "parent_mental_impairment": (
        "a parent has a mental impairment and needs training in social skills",
        "vecākam ir garīga rakstura traucējumi un nepieciešama sociālo prasmju apguve",
    ),
    "parent_impairment": (
        "a parent's own impairment hampers the care of the child",
        "vecāka funkcionālie traucējumi apgrūtina bērna aprūpi",
    ),
}
_WEEKDAYS: Final = (
    ("Monday", "pirmdien"),
    ("Tuesday", "otrdien"),
    ("Wednesday", "trešdien"),
    ("Thursday", "ceturtdien"),
    ("Friday", "piektdien"),
    ("Saturday", "sestdien"),
    ("Sunday", "svētdien"),
)


def _said(language: str, words: object) -> str:
    place = 0 if language == "en" else 1
    return ", ".join(_WORDS[word][place] for word in str(words).split(", "))


def _service(language: str, code: object) -> str:
    service = SERVICES.get(str(code))
    return str(code) if service is None else service.en if language == "en" else service.lv


def _hours(language: str, spans: object) -> str:
    place = 0 if language == "en" else 1
    days = (span.split(" ") for span in str(spans).split(", "))
    return ", ".join(f"{_WEEKDAYS[int(day) - 1][place]} {hours.replace('-', '–')}" for day, hours in days)


def _months(language: str, months: object) -> str:
    parts = (month.split("-") for month in str(months).split(", "))
    if language == "en":
        return ", ".join(f"{MONTHS[int(month) - 1]} {int(year)}" for year, month in parts)
    return ", ".join(f"{month}.{year}" for year, month in parts)


#: Facts that are shown by what they are called: for each how, given the language and the value.
NAMED: Final[dict[str, Callable[[str, object], str]]] = {
    "other_service": _service,
    "specialist": _service,
    "shared_hours": _hours,
    "shared_months": _months,
    "budget_amount": _said,
    "service_conditions": _said,
    "family_grounds": _said,
}
