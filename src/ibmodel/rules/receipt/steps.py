"""The stages of a case, what can happen, and every step from one stage to another.

The figures of the source are pictures without text; the steps are those of the chapters that they illustrate.
Rules G-5, E-7, S-9, S-12, S-13, N-1, N-4, N-8, N-10, N-11, N-14, B-4, B-10, R-2 to R-7, L-7; I-25.
"""

from __future__ import annotations

from typing import Final

import attrs

from ibmodel.vocabulary import Word

__all__ = ["ACTIVE", "ENDS", "HELD", "STARTS", "TRANSITIONS", "Event", "Only", "Part", "Stage", "Transition"]


class Part(Word):
    """A part of the process, with the figures that show it."""

    GRANTING = "granting", "Granting (figures 4 and 5)", "Piešķiršana (4. un 5. attēls)"
    EVALUATION = "evaluation", "Evaluation (figure 7)", "Izvērtēšana (7. attēls)"
    PLAN = "plan", "Support plan (figure 8)", "Atbalsta plāna sastādīšana (8. attēls)"
    RECEIPT = "receipt", "Receipt of services (figure 10)", "Pakalpojumu saņemšana (10. attēls)"
    REVIEW = "review", "Review of the plan (figure 9)", "Atbalsta plāna pārskatīšana (9. attēls)"
    ENDING = "ending", "Ending (chapter II.5)", "Saņemšanas izbeigšana (II.5. nodaļa)"
    SERVICE_LIST = "service_list", "A service not on the list (figure 11)", "Pakalpojumu saraksta papildināšana"


class Only(Word):
    """Where alone a step is possible."""

    PILOT = "pilot", "in a pilot", "izmēģinājumprojektā"
    GENERAL = "general", "outside the pilots", "ārpus izmēģinājumprojekta"
    TEXT = "text", "by the text (I-25)", "pēc teksta (I-25)"
    FIGURE = "figure", "by figure 8 (I-25)", "pēc 8. attēla (I-25)"


class Stage(Word):
    """Where a case stands (lietas stadija)."""

    APPLIED = "applied", "application handed in", "iesniegums saņemts"
    ELIGIBLE = "eligible", "criteria met", "kritērijiem atbilst"
    REFUSED = "refused", "refused with reasons", "pamatots atteikums"
    FORWARDED = "forwarded", "sent for selection", "nosūtīts atlasei"
    WAITING = "waiting", "on the waiting list", "gaidīšanas sarakstā"
    NOT_PLACED = "not_placed", "no place in the pilot", "vietas izmēģinājumprojektā nav"
    SELECTED = "selected", "selected", "atlasīts"
    PROVISIONAL = "provisional", "provisional amount set", "noteikts IB provizoriskais apmērs"
    GRANTED = "granted", "budget granted", "IB piešķirts"
    CONTRACTED = "contracted", "contract signed", "līgums noslēgts"
    DOCUMENTED = "documented", "documents are in", "dokumenti iesniegti"
    TEAM_SET = "team_set", "team set", "komanda noteikta"
    SCHEDULED = "scheduled", "evaluation scheduled", "izvērtēšana ieplānota"
    ASSESSED = "assessed", "opinions given", "atzinumi sniegti"
    DISCUSSED = "discussed", "team has met", "sanāksme notikusi"
    MINUTED = "minuted", "minutes agreed", "protokols saskaņots"
    EXPLAINED = "explained", "explained to the parent", "vecākam izskaidrots"
    RANKED = "ranked", "parent's order given", "vecāks noteicis prioritātes"
    LISTED = "listed", "one list of services", "vienots pakalpojumu saraksts"
    PRICED = "priced", "providers and prices agreed", "pakalpojumu sniedzēji un cenas zināmas"
    TO_CUT = "to_cut", "plan above the provisional amount", "plāns pārsniedz IB provizorisko apmēru"
    CUT = "cut", "plan cut", "plāns samazināts"
    AWAITING_FINAL = "awaiting_final", "final amount awaited", "gaida IB galīgo apmēru"
    TO_EXTEND = "to_extend", "final amount known", "IB galīgais apmērs zināms"
    DRAFTED = "drafted", "plan ready to be signed", "plāns sagatavots parakstīšanai"
    IN_FORCE_CUT = "in_force_cut", "cut plan in force", "samazinātais plāns spēkā"
    MONTH_CUT = "month_cut", "month of the cut plan", "samazinātā plāna mēnesis"
    IN_FORCE = "in_force", "plan in force", "plāns spēkā"
    MONTH = "month", "month of the plan", "plāna mēnesis"
    REPORTED = "reported", "providers have reported", "pakalpojumu sniedzēji atskaitījušies"
    COMPLETED = "completed", "pilot completed", "izmēģinājumprojekts pabeigts"
    UNDER_REVIEW = "under_review", "plan under review", "plānu pārskata"
    BREACHED = "breached", "contract broken", "līguma saistības nepildītas"
    INVITED = "invited", "parent invited to a meeting", "vecāks uzaicināts uz sarunu"
    PLACEMENT_OVER = "placement_over", "placement in a foster family over", "bērns izņemts no audžuģimenes"
    TO_END = "to_end", "ground for ending", "ir pamats izbeigšanai"
    ENDED = "ended", "budget ended", "IB saņemšana izbeigta"
    REPLACED = "replaced", "place taken by another", "vietu ieņēmis cits dalībnieks"
    SERVICE_MISSING = "service_missing", "service not on the list", "pakalpojuma nav sarakstā"
    SERVICE_REPORTED = "service_reported", "ministry team informed", "LM komanda informēta"
    SERVICE_MATCHED = "service_matched", "content of a listed service", "saturs atbilst sarakstam"
    SERVICE_NEW = "service_new", "content is new", "saturs sarakstam neatbilst"
    SERVICE_ACCEPTED = "service_accepted", "service accepted", "pakalpojums pieņemts"
    SERVICE_DESCRIBED = "service_described", "description and price rule made", "apraksts un cenas kārtība sagatavota"
    SERVICE_REJECTED = "service_rejected", "service not accepted", "pakalpojums nav pieņemts"
    SERVICE_SETTLED = "service_settled", "all municipalities told", "visas pašvaldības informētas"


class Event(Word):
    """What can happen in a case (notikums)."""

    CRITERIA_MET = "criteria_met", "the criteria are met", "kritēriji izpildīti"
    CRITERIA_NOT_MET = "criteria_not_met", "a criterion is not met", "kāds kritērijs nav izpildīts"
    SENT_FOR_SELECTION = "sent_for_selection", "the application is forwarded", "iesniegumu nosūta atlasei"
    CHOSEN = "chosen", "the child is selected", "bērnu atlasa"
    NOT_CHOSEN = "not_chosen", "the child is not selected", "bērnu neatlasa"
    PLACE_OFFERED = "place_offered", "a free place is offered", "piedāvā brīvu vietu"
    PILOT_OVER = "pilot_over", "the pilot ends", "izmēģinājumprojekts beidzas"
    PROVISIONAL_SET = "provisional_set", "the provisional amount is set", "nosaka IB provizorisko apmēru"
    DECISION_MADE = "decision_made", "the decision to grant is made", "pieņem lēmumu piešķirt IB"
    CONTRACT_SIGNED = "contract_signed", "the contract is signed", "noslēdz līgumu ar vecāku"
    DOCUMENTS_GIVEN = "documents_given", "the parent hands in documents", "vecāks iesniedz dokumentus"
    TEAM_CHOSEN = "team_chosen", "social worker and physician set the team", "nosaka izvērtēšanas komandu"
    TIMES_AGREED = "times_agreed", "the times are agreed", "vienojas par izvērtēšanas grafiku"
    VIOLENCE_REPORTED = "violence_reported", "violence found is reported", "ziņo par konstatētu vardarbību"
    OPINIONS_GIVEN = "opinions_given", "the specialists give opinions", "speciālisti sniedz atzinumus"
    TEAM_MET = "team_met", "the team meets", "notiek komandas sanāksme"
    MINUTES_AGREED = "minutes_agreed", "the minutes are agreed", "saskaņo protokolu"
    PARENT_INFORMED = "parent_informed", "the list is explained to the parent", "sarakstu izskaidro vecākam"
    PARENT_RANKED = "parent_ranked", "the parent puts the services in order", "vecāks sarindo pakalpojumus"
    LISTS_MERGED = "lists_merged", "the two lists are merged", "sarakstus apvieno"
    PROVIDERS_AGREED = "providers_agreed", "providers and prices are agreed", "vienojas par sniedzējiem un cenām"
    NEED_WITHIN = (
        "need_within",
        "the need is within the provisional amount",
        "vajadzība iekļaujas IB provizoriskajā apmērā",
    )
    NEED_ABOVE = "need_above", "the need is above the provisional amount", "vajadzība pārsniedz IB provizorisko apmēru"
    PLAN_CUT = "plan_cut", "the plan is cut", "plānu samazina"
    FINAL_TOLD = "final_told", "the final amount is told", "paziņo IB galīgo apmēru"
    PLAN_EXTENDED = (
        "plan_extended",
        "the plan is fitted to the final amount",
        "plānu precizē atbilstoši IB galīgajam apmēram",
    )
    PLAN_SIGNED = "plan_signed", "the plan is signed", "paraksta plānu"
    PARTICIPANTS_TOLD = "participants_told", "region and agency are told who takes part", "informē reģionu un aģentūru"
    SCHEDULE_SIGNED = "schedule_signed", "the month's schedule is signed", "paraksta mēneša grafiku"
    SERVICE_RECEIVED = "service_received", "a receipt is confirmed by signature", "saņemšanu apstiprina ar parakstu"
    MONTH_PAID = "month_paid", "the month is settled", "norēķinās par mēnesi"
    PROVIDERS_REPORTED = "providers_reported", "the providers report results", "sniedzēji ziņo par rezultātiem"
    EVALUATED_AGAIN = "evaluated_again", "a repeated evaluation begins", "sāk atkārtotu izvērtēšanu"
    GOALS_ASSESSED = "goals_assessed", "the closing evaluation is made", "veic noslēguma izvērtēšanu"
    CHANGE_REPORTED = "change_reported", "something has changed", "radies iemesls izmaiņām"
    CORRECTION_AGREED = "correction_agreed", "the correction of the plan is agreed", "vienojas par plāna korekciju"
    PARENT_DECLINED = "parent_declined", "the parent declines", "vecāks atsakās"
    OTHER_GROUND = "other_ground", "there is another ground", "ir cits iemesls"
    CONTRACT_BROKEN = "contract_broken", "the parent breaks the contract", "vecāks nepilda līgumu"
    INVITATION_SENT = "invitation_sent", "the letter of invitation is sent", "nosūta uzaicinājuma vēstuli"
    SOLUTION_FOUND = "solution_found", "a solution is found", "rod risinājumu"
    NO_SOLUTION = "no_solution", "no solution is found", "risinājumu nerod"
    PLACEMENT_ENDED = "placement_ended", "the placement ends", "bērnu izņem no audžuģimenes"
    NEW_CONTRACT = "new_contract", "a new contract in the same municipality", "jauns līgums tajā pašā pašvaldībā"
    MOVED_AWAY = "moved_away", "the child moves away", "bērns maina dzīvesvietu"
    ENDING_DECIDED = "ending_decided", "the decision to end is made", "pieņem lēmumu par izbeigšanu"
    SUCCESSOR_PICKED = "successor_picked", "a new participant is picked", "izvēlas jaunu dalībnieku"
    MINISTRY_INFORMED = "ministry_informed", "the social worker informs the ministry team", "informē LM komandu"
    CONTENT_MATCHES = "content_matches", "its content is that of a listed one", "saturs atbilst esošam"
    DESCRIPTION_AMENDED = "description_amended", "the description is amended", "papildina aprakstu"
    CONTENT_DIFFERS = "content_differs", "its content is that of none", "saturs neatbilst nevienam"
    SERVICE_ADMITTED = "service_admitted", "the service is accepted", "pakalpojumu pieņem"
    SERVICE_TURNED_DOWN = "service_turned_down", "the service is not accepted", "pakalpojumu nepieņem"
    SERVICE_DEFINED = "service_defined", "description and price rule are made", "sagatavo aprakstu un cenas kārtību"
    MUNICIPALITIES_TOLD = "municipalities_told", "all municipalities are told", "informē visas pašvaldības"


def _stages(value: Stage | tuple[Stage, ...]) -> tuple[Stage, ...]:
    return value if isinstance(value, tuple) else (value,)


@attrs.frozen
class Transition:
    """A step: from any of the ``sources``, on ``event``, to ``target``.

    A step to one of `HELD` keeps in mind where it came from; one without a target goes back there.
    """

    part: Part
    sources: tuple[Stage, ...] = attrs.field(converter=_stages)
    event: Event
    target: Stage | None
    rule: str
    only: Only | None = None


#: Where a case begins; a service that is not on the list has a process of its own.
STARTS: Final = (Stage.APPLIED, Stage.SERVICE_MISSING)
#: Where it may rest for good.
ENDS: Final = (
    Stage.REFUSED,
    Stage.NOT_PLACED,
    Stage.COMPLETED,
    Stage.ENDED,
    Stage.REPLACED,
    Stage.SERVICE_SETTLED,
)
#: Stages that keep in mind where the case stood before.
HELD: Final = (Stage.UNDER_REVIEW, Stage.BREACHED, Stage.INVITED, Stage.PLACEMENT_OVER)
_RECEIVING: Final = (Stage.IN_FORCE_CUT, Stage.MONTH_CUT, Stage.IN_FORCE, Stage.MONTH)
_ALL: Final = tuple(Stage)
#: From the contract until the providers' reports: the stages in which a budget can come to its end.
ACTIVE: Final = _ALL[_ALL.index(Stage.CONTRACTED) : _ALL.index(Stage.REPORTED) + 1]


# fmt: off
#: Every step of the process; there is none other.
TRANSITIONS: Final = (
    Transition(Part.GRANTING, Stage.APPLIED, Event.CRITERIA_MET, Stage.ELIGIBLE, "G-5"),
    Transition(Part.GRANTING, Stage.APPLIED, Event.CRITERIA_NOT_MET, Stage.REFUSED, "G-5"),
    Transition(Part.GRANTING, Stage.ELIGIBLE, Event.SENT_FOR_SELECTION, Stage.FORWARDED, "E-7", Only.PILOT),
    Transition(Part.GRANTING, Stage.FORWARDED, Event.CHOSEN, Stage.SELECTED, "S-11", Only.PILOT),
    Transition(Part.GRANTING, Stage.FORWARDED, Event.NOT_CHOSEN, Stage.WAITING, "S-9", Only.PILOT),
    Transition(Part.GRANTING, Stage.WAITING, Event.PLACE_OFFERED, Stage.SELECTED, "S-9", Only.PILOT),
    Transition(Part.GRANTING, Stage.WAITING, Event.PILOT_OVER, Stage.NOT_PLACED, "S-9", Only.PILOT),
    Transition(Part.GRANTING, Stage.SELECTED, Event.PROVISIONAL_SET, Stage.PROVISIONAL, "G-5", Only.PILOT),
    Transition(Part.GRANTING, Stage.ELIGIBLE, Event.PROVISIONAL_SET, Stage.PROVISIONAL, "G-5", Only.GENERAL),
    Transition(Part.GRANTING, Stage.PROVISIONAL, Event.DECISION_MADE, Stage.GRANTED, "G-5", Only.GENERAL),
    Transition(Part.GRANTING, Stage.GRANTED, Event.CONTRACT_SIGNED, Stage.CONTRACTED, "G-5", Only.GENERAL),
    Transition(Part.GRANTING, Stage.PROVISIONAL, Event.CONTRACT_SIGNED, Stage.CONTRACTED, "S-12", Only.PILOT),
    Transition(Part.GRANTING, (Stage.SELECTED, Stage.PROVISIONAL), Event.PARENT_DECLINED, Stage.ENDED, "S-9",
               Only.PILOT),
    Transition(Part.EVALUATION, Stage.CONTRACTED, Event.DOCUMENTS_GIVEN, Stage.DOCUMENTED, "N-1"),
    Transition(Part.EVALUATION, Stage.DOCUMENTED, Event.TEAM_CHOSEN, Stage.TEAM_SET, "N-1"),
    Transition(Part.EVALUATION, Stage.TEAM_SET, Event.TIMES_AGREED, Stage.SCHEDULED, "N-1"),
    Transition(Part.EVALUATION, Stage.SCHEDULED, Event.VIOLENCE_REPORTED, Stage.SCHEDULED, "N-10"),
    Transition(Part.EVALUATION, Stage.SCHEDULED, Event.OPINIONS_GIVEN, Stage.ASSESSED, "N-1"),
    Transition(Part.EVALUATION, Stage.ASSESSED, Event.VIOLENCE_REPORTED, Stage.ASSESSED, "N-10"),
    Transition(Part.EVALUATION, Stage.ASSESSED, Event.TEAM_MET, Stage.DISCUSSED, "N-1"),
    Transition(Part.EVALUATION, Stage.DISCUSSED, Event.MINUTES_AGREED, Stage.MINUTED, "N-11"),
    Transition(Part.EVALUATION, Stage.MINUTED, Event.PARENT_INFORMED, Stage.EXPLAINED, "N-1"),
    Transition(Part.EVALUATION, Stage.EXPLAINED, Event.PARENT_RANKED, Stage.RANKED, "N-1"),
    Transition(Part.EVALUATION, Stage.RANKED, Event.LISTS_MERGED, Stage.LISTED, "N-1"),
    Transition(Part.PLAN, Stage.LISTED, Event.PROVIDERS_AGREED, Stage.PRICED, "N-4"),
    Transition(Part.PLAN, Stage.PRICED, Event.NEED_WITHIN, Stage.DRAFTED, "B-4"),
    Transition(Part.PLAN, Stage.PRICED, Event.NEED_ABOVE, Stage.TO_CUT, "B-10", Only.TEXT),
    Transition(Part.PLAN, Stage.TO_CUT, Event.PLAN_CUT, Stage.CUT, "B-10", Only.TEXT),
    Transition(Part.PLAN, Stage.CUT, Event.PLAN_SIGNED, Stage.IN_FORCE_CUT, "B-10", Only.TEXT),
    Transition(Part.PLAN, Stage.IN_FORCE_CUT, Event.FINAL_TOLD, Stage.TO_EXTEND, "B-10", Only.TEXT),
    Transition(Part.PLAN, Stage.PRICED, Event.NEED_ABOVE, Stage.AWAITING_FINAL, "B-10", Only.FIGURE),
    Transition(Part.PLAN, Stage.AWAITING_FINAL, Event.FINAL_TOLD, Stage.TO_EXTEND, "B-10", Only.FIGURE),
    Transition(Part.PLAN, Stage.TO_EXTEND, Event.PLAN_EXTENDED, Stage.DRAFTED, "B-10"),
    Transition(Part.PLAN, Stage.DRAFTED, Event.PLAN_SIGNED, Stage.IN_FORCE, "B-10"),
    Transition(Part.RECEIPT, Stage.IN_FORCE, Event.PARTICIPANTS_TOLD, Stage.IN_FORCE, "S-13", Only.PILOT),
    Transition(Part.RECEIPT, Stage.IN_FORCE, Event.SCHEDULE_SIGNED, Stage.MONTH, "R-2"),
    Transition(Part.RECEIPT, Stage.MONTH, Event.SERVICE_RECEIVED, Stage.MONTH, "R-2"),
    Transition(Part.RECEIPT, Stage.MONTH, Event.MONTH_PAID, Stage.IN_FORCE, "R-8"),
    Transition(Part.RECEIPT, Stage.IN_FORCE_CUT, Event.PARTICIPANTS_TOLD, Stage.IN_FORCE_CUT, "S-13", Only.PILOT),
    Transition(Part.RECEIPT, Stage.IN_FORCE_CUT, Event.SCHEDULE_SIGNED, Stage.MONTH_CUT, "R-2"),
    Transition(Part.RECEIPT, Stage.MONTH_CUT, Event.SERVICE_RECEIVED, Stage.MONTH_CUT, "R-2"),
    Transition(Part.RECEIPT, Stage.MONTH_CUT, Event.MONTH_PAID, Stage.IN_FORCE_CUT, "R-8"),
    Transition(Part.RECEIPT, Stage.IN_FORCE, Event.PROVIDERS_REPORTED, Stage.REPORTED, "N-8"),
    Transition(Part.RECEIPT, Stage.REPORTED, Event.EVALUATED_AGAIN, Stage.DOCUMENTED, "N-1"),
    Transition(Part.RECEIPT, Stage.REPORTED, Event.GOALS_ASSESSED, Stage.COMPLETED, "N-14", Only.PILOT),
    Transition(Part.REVIEW, _RECEIVING, Event.CHANGE_REPORTED, Stage.UNDER_REVIEW, "R-3"),
    Transition(Part.REVIEW, Stage.UNDER_REVIEW, Event.CORRECTION_AGREED, None, "R-4"),
    Transition(Part.REVIEW, Stage.UNDER_REVIEW, Event.EVALUATED_AGAIN, Stage.DOCUMENTED, "R-4"),
    Transition(Part.ENDING, (*ACTIVE, *HELD), Event.PARENT_DECLINED, Stage.TO_END, "R-5"),
    Transition(Part.ENDING, (*ACTIVE, *HELD), Event.OTHER_GROUND, Stage.TO_END, "R-5"),
    Transition(Part.ENDING, ACTIVE, Event.CONTRACT_BROKEN, Stage.BREACHED, "R-5"),
    Transition(Part.ENDING, Stage.BREACHED, Event.INVITATION_SENT, Stage.INVITED, "R-5"),
    Transition(Part.ENDING, Stage.INVITED, Event.SOLUTION_FOUND, None, "R-5"),
    Transition(Part.ENDING, Stage.INVITED, Event.NO_SOLUTION, Stage.TO_END, "R-5"),
    Transition(Part.ENDING, ACTIVE, Event.PLACEMENT_ENDED, Stage.PLACEMENT_OVER, "R-5"),
    Transition(Part.ENDING, Stage.PLACEMENT_OVER, Event.NEW_CONTRACT, None, "R-6"),
    Transition(Part.ENDING, Stage.PLACEMENT_OVER, Event.MOVED_AWAY, Stage.TO_END, "R-6"),
    Transition(Part.ENDING, Stage.TO_END, Event.ENDING_DECIDED, Stage.ENDED, "R-5"),
    Transition(Part.ENDING, Stage.ENDED, Event.SUCCESSOR_PICKED, Stage.REPLACED, "R-7", Only.PILOT),
    Transition(Part.SERVICE_LIST, Stage.SERVICE_MISSING, Event.MINISTRY_INFORMED, Stage.SERVICE_REPORTED, "L-7"),
    Transition(Part.SERVICE_LIST, Stage.SERVICE_REPORTED, Event.CONTENT_MATCHES, Stage.SERVICE_MATCHED, "L-7"),
    Transition(Part.SERVICE_LIST, Stage.SERVICE_MATCHED, Event.DESCRIPTION_AMENDED, Stage.SERVICE_MATCHED, "L-7"),
    Transition(Part.SERVICE_LIST, Stage.SERVICE_REPORTED, Event.CONTENT_DIFFERS, Stage.SERVICE_NEW, "L-7"),
    Transition(Part.SERVICE_LIST, Stage.SERVICE_NEW, Event.SERVICE_ADMITTED, Stage.SERVICE_ACCEPTED, "L-7"),
    Transition(Part.SERVICE_LIST, Stage.SERVICE_ACCEPTED, Event.SERVICE_DEFINED, Stage.SERVICE_DESCRIBED, "L-7"),
    Transition(Part.SERVICE_LIST, Stage.SERVICE_NEW, Event.SERVICE_TURNED_DOWN, Stage.SERVICE_REJECTED, "L-7"),
    Transition(Part.SERVICE_LIST, (Stage.SERVICE_MATCHED, Stage.SERVICE_DESCRIBED, Stage.SERVICE_REJECTED),
               Event.MUNICIPALITIES_TOLD, Stage.SERVICE_SETTLED, "L-7"),
)
# fmt: on
