"""The sentences on the life of a plan and on transport, and how their words and quantities are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ibmodel.case.transport import Proof
from ibmodel.rules.receipt import Event, Stage
from ibmodel.rules.receipt.process import REFUSALS, STEPS
from ibmodel.vocabulary import Word

__all__ = ["ENGLISH", "LATVIAN", "NAMED"]

#: One sentence for each reason code, in English.
ENGLISH: Final[dict[str, str]] = {
    "units_carried_over": (
        "Missed in month {month} with an excuse: {units#unit|units}, which can be received in what remains, "
        "{months#month|months}."
    ),
    "units_lost": "Missed in month {month} and lost: {units#unit|units}.",
    "units_remaining": (
        "Of {planned#planned unit|planned units}, {received} were received, {remaining} can still be received "
        "and {lost} are lost."
    ),
    "units_paid": "“{service}”: {units#received unit is|received units are} paid with {amount}.",
    "above_plan": (
        "“{service}”: {units#received unit is|received units are} not paid, being more than the "
        "{planned#unit|units} planned and carried over."
    ),
    "month_settled": "Over {lines#line|lines}, {amount} is paid for the month.",
    "plan_executed": "In {months#month|months}, {spent} was spent of the {planned} planned.",
    "group_underspent": (
        "Together, {recipients#recipient|recipients} spent {spent} of the {planned} planned, so {underspent} "
        "joins the surplus of stage 3."
    ),
    "group_not_underspent": (
        "Together, {recipients#recipient|recipients} spent {spent}, with {planned} planned, so nothing joins "
        "the surplus of stage 3."
    ),
    "fee_of_institution": (
        "The institution that manages the budget of {budget} keeps {share}, which is {fee}; {for_services} is left "
        "for services."
    ),
    "no_fee": "Managing the budget costs no fee, so the whole {budget} is there for services.",
    "change_of_health": "The child's health has changed sharply.",
    "change_of_goals": "The goals have changed.",
    "change_of_unavailable": "A service of the plan is no longer available.",
    "change_of_contraindication": "A contraindication to a service of the plan was found.",
    "change_of_price": "The price of a service has changed.",
    "change_of_other": "There is another reason to look at the plan again.",
    "equivalent_service_replaces": (
        "An equivalent service takes its place, so the plan is corrected within the same budget."
    ),
    "listed_service_replaces": (
        "A service that was listed but not funded takes its place, so the plan is corrected within the same budget."
    ),
    "new_evaluation_needed": "The child is evaluated again and a new plan is made.",
    "ground_declined": "The parent declines the budget.",
    "ground_breach": "The parent does not keep to the contract.",
    "ground_placement": "The child's placement in a foster family has ended.",
    "ground_other": "There is another ground for ending, such as moving away.",
    "invitation_comes_first": "Before any decision, the parent is invited to a meeting by letter.",
    "meeting_is_awaited": "Whether the meeting finds a solution has to be awaited.",
    "meeting_found_solution": "The meeting found a solution, so the budget goes on.",
    "new_contract_in_same_municipality": (
        "The child stays in the same municipality, so the budget goes on once a new contract is signed."
    ),
    "abode_is_not_known": "It is not known yet whether the child stays in the same municipality.",
    "budget_ends": "The decision to end the budget is prepared.",
    "place_goes_to_waiting_list": "The place is offered to the next child on the waiting list.",
    "minutes_agreed": "All {members#member|members} of the team agreed to the minutes.",
    "minutes_not_agreed": (
        "The minutes do not hold yet: of {members#member|members} of the team, {lacking} did not agree to them."
    ),
    "fuel_computed": (
        "Fuel for {kilometres} km at {litres_per_100_km} litres per 100 km and {price_per_litre} a litre costs "
        "{amount}."
    ),
    "fuel_limited_by_receipts": "Of the computed {computed}, only {receipts} is paid, as the receipts say.",
    "rent_counted": (
        "Rent counts for {days#day|days} on which somebody was taken to a service, at {per_day} a day: {amount}."
    ),
    "tickets_counted": "Of {tickets#ticket|tickets}, {amount} counts.",
    "bill_counted": "The billed amount of {amount} counts.",
    "parking_counted": "Parking of {amount} counts, provided the social worker found it necessary.",
    "empty_trip": ("The empty trip on {date} does not count: to “{service}” only trips with the recipient are paid."),
    "no_trip_that_day": "The rent of {amount} on {date} does not count: nobody was taken to a service that day.",
    "commission": "The commission of {amount} for the ticket on {date} does not count.",
    "free_with_child": (
        "The ticket of {amount} on {date} does not count: together with the child the trip is free of charge."
    ),
    "proof_missing": "A proof is missing: {proof}.",
    "one_of_two_proofs_missing": "One of two proofs is missing: {proof} or {other_proof}.",
    "paper_of_car_missing": "A private car needs one of two papers: {proof} or {other_proof}.",
    "transport_payable": "All proofs are there, so {amount} can be paid.",
    "transport_not_yet_payable": "Until all proofs are there, the {amount} cannot be paid.",
    **{kind.code: "Step taken: {event}; the case now stands at “{stage}”." for kind in STEPS.values()},
    **{kind.code: "At “{stage}” this step is not allowed: {event}." for kind in REFUSALS.values()},
}

#: One sentence for each reason code, in Latvian.
LATVIAN: Final[dict[str, str]] = {
    "units_carried_over": (
        "{month}. mēnesī attaisnojošu iemeslu dēļ nesaņemtais apjoms: {units#vienību|vienība|vienības}; to var saņemt "
        "atlikušajā periodā ({months#mēneši|mēnesis|mēneši})."
    ),
    "units_lost": "{month}. mēnesī nesaņemtais zūd: {units#vienību|vienība|vienības}.",
    "units_remaining": (
        "Plānots: {planned#vienību|vienība|vienības}; saņemts: {received}, vēl var saņemt: {remaining}, zudis: {lost}."
    ),
    "units_paid": "„{service}”: par {units#saņemtajām vienībām|saņemto vienību|saņemtajām vienībām} maksā {amount}.",
    "above_plan": (
        "„{service}”: saņemtais pārsniedz plānoto un pārcelto apjomu ({planned#vienību|vienība|vienības}) par "
        "{units#vienībām|vienību|vienībām}; par pārsniegto nemaksā."
    ),
    "month_settled": "Par mēnesi maksā {amount}; rindu skaits – {lines}.",
    "plan_executed": "Izpilde par {months#mēnešiem|mēnesi|mēnešiem}: no plānotajiem {planned} izlietoti {spent}.",
    "group_underspent": (
        "Visi saņēmēji (kopā {recipients}) no plānotajiem {planned} izlietoja {spent}, tāpēc {underspent} pieskaita "
        "3. posma finanšu līdzekļu atlikumam."
    ),
    "group_not_underspent": (
        "Visi saņēmēji (kopā {recipients}) izlietoja {spent}, plānoti bija {planned}, tāpēc 3. posma finanšu līdzekļu "
        "atlikumam nepieskaita neko."
    ),
    "fee_of_institution": (
        "Institūcija par IB {budget} pārvaldīšanu ietur {share}, tas ir, {fee}; pakalpojumiem paliek {for_services}."
    ),
    "no_fee": "Par IB pārvaldīšanu nav jāmaksā, tāpēc pakalpojumiem paliek viss IB – {budget}.",
    "change_of_health": "Bērna veselības stāvoklis krasi mainījies.",
    "change_of_goals": "Mainījušies sasniedzamie mērķi.",
    "change_of_unavailable": "Kāds no atbalsta plāna pakalpojumiem vairs nav pieejams.",
    "change_of_contraindication": "Konstatētas kontrindikācijas kāda atbalsta plāna pakalpojuma saņemšanai.",
    "change_of_price": "Mainījusies pakalpojuma cena.",
    "change_of_other": "Ir cits iemesls pārskatīt atbalsta plānu.",
    "equivalent_service_replaces": (
        "Pakalpojumu aizstāj ar līdzvērtīgu, tāpēc atbalsta plānu koriģē esošā IB ietvaros."
    ),
    "listed_service_replaces": (
        "Pakalpojumu aizstāj ar tādu, kas bija sarakstā, bet nepietiekama finansējuma dēļ netika akceptēts, tāpēc "
        "atbalsta plānu koriģē esošā IB ietvaros."
    ),
    "new_evaluation_needed": "Organizē atkārtotu bērna izvērtēšanu un jauna atbalsta plāna sastādīšanu.",
    "ground_declined": "Vecāks atsakās no IB saņemšanas.",
    "ground_breach": "Vecāks nepilda noslēgtā līguma saistības.",
    "ground_placement": "Bērna uzturēšanās audžuģimenē ir beigusies.",
    "ground_other": "Ir cits izbeigšanas iemesls, piemēram, dzīvesvietas maiņa.",
    "invitation_comes_first": "Pirms lēmuma pieņemšanas vecāku ar vēstuli uzaicina uz sarunu.",
    "meeting_is_awaited": "Jāgaida, vai sarunā radīs risinājumu.",
    "meeting_found_solution": "Sarunā rasts risinājums, tāpēc IB saņemšana turpinās.",
    "new_contract_in_same_municipality": (
        "Bērns paliek tajā pašā pašvaldībā, tāpēc IB saņemšana turpinās pēc jauna līguma noslēgšanas."
    ),
    "abode_is_not_known": "Vēl nav zināms, vai bērns paliek tajā pašā pašvaldībā.",
    "budget_ends": "Sagatavo lēmumu par IB saņemšanas izbeigšanu.",
    "place_goes_to_waiting_list": "Vietu piedāvā nākamajam bērnam no gaidīšanas saraksta.",
    "minutes_agreed": "Protokolu saskaņojuši visi komandas locekļi (kopā {members}).",
    "minutes_not_agreed": (
        "Protokols vēl nav saskaņots: komandā ir {members#locekļu|loceklis|locekļi}, no tiem nav saskaņojuši {lacking}."
    ),
    "fuel_computed": (
        "Degviela: {kilometres} km, patēriņš {litres_per_100_km} l uz 100 km, litra cena {price_per_litre}, kopā "
        "{amount}."
    ),
    "fuel_limited_by_receipts": "No aprēķinātās summas {computed} maksā tikai {receipts}, kā norādīts čekos.",
    "rent_counted": (
        "Nomu attiecina par {days#dienām|dienu|dienām}, kad persona nogādāta uz pakalpojumu, dienā {per_day}, "
        "kopā {amount}."
    ),
    "tickets_counted": "Biļešu skaits – {tickets}, attiecināmā summa – {amount}.",
    "bill_counted": "Attiecina rēķina summu {amount}.",
    "parking_counted": (
        "Attiecina autostāvvietas izmaksas {amount}, ja sociālais darbinieks tās atzinis par nepieciešamām."
    ),
    "empty_trip": (
        "Vecāka brauciens bez bērna {date} nav attiecināms: pakalpojumam „{service}” apmaksā tikai braucienus kopā ar "
        "saņēmēju."
    ),
    "no_trip_that_day": "Noma {amount} par {date} nav attiecināma: tajā dienā uz pakalpojumu neviens nav nogādāts.",
    "commission": "Komisijas maksa {amount} par {date} biļeti nav attiecināma.",
    "free_with_child": "Biļete {amount} par {date} nav attiecināma: kopā ar bērnu brauciens ir bez maksas.",
    "proof_missing": "Trūkst dokumenta: {proof}.",
    "one_of_two_proofs_missing": "Trūkst viena no diviem dokumentiem: {proof} vai {other_proof}.",
    "paper_of_car_missing": "Privātajai automašīnai vajadzīgs viens no diviem dokumentiem: {proof} vai {other_proof}.",
    "transport_payable": "Visi dokumenti ir iesniegti, tāpēc var izmaksāt {amount}.",
    "transport_not_yet_payable": "Kamēr nav iesniegti visi dokumenti, {amount} izmaksāt nevar.",
    **{kind.code: "Solis veikts: {event}; lieta tagad ir stadijā „{stage}”." for kind in STEPS.values()},
    **{kind.code: "Stadijā „{stage}” šāds solis nav atļauts: {event}." for kind in REFUSALS.values()},
}


def _called(words: type[Word]) -> Callable[[str, object], str]:
    def show(language: str, value: object) -> str:
        word = words(str(value))
        return word.en if language == "en" else word.lv

    return show


def _decimal(language: str, value: object) -> str:
    """A quantity with the decimal sign of the language."""
    return str(value) if language == "en" else str(value).replace(".", ",")


#: Facts of this chapter that are shown by what they are called, or as a quantity.
NAMED: Final[dict[str, Callable[[str, object], str]]] = {
    "event": _called(Event),
    "stage": _called(Stage),
    "proof": _called(Proof),
    "other_proof": _called(Proof),
    "kilometres": _decimal,
    "litres_per_100_km": _decimal,
}
