"""The services of both pilots: for whom, to what end, in which unit, and how each is priced.

`SERVICES` holds the children's list of the methodology in document order, area by area (L-1, L-2, L-3), then the
services that only the adults' pilot gave (W-7). Latvian names are those of the list; where it names only a
specialist, those of the municipal report on the pilots (Tukums, 2023).

The appendix of the methodology that fixes the units (14) is not public. The unit here follows the service's own
name in the sources: a *nodarbība* is a session, a *konsultācija* a consultation; a specialist whom the list names
under "consultations and support" without more gives consultations, or sessions if it is a therapy or a lesson.
Respite, day-care, workshop and whatever includes lodging count by the day (I-19); presence beside a person, help,
teaching and training by the hour; transport by the trip.

The specialists of L-3 end in "and others" (u.c.). `occupational_therapist_home` and `audio_speech_therapist`, which
only the municipal report names, are listed on that ground; `other_specialist` stands for everybody else.

A service outside the list has a name of the caller's own, which starts with ``x-``, until the ministry's team
decides on it (L-7). It belongs to no area and is not transport.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import attrs

from ibmodel.errors import BadValue, shown
from ibmodel.vocabulary import Impairment, PriceMethod, Programme, Recipient, SupportArea, Unit

__all__ = [
    "SERVICES",
    "Service",
    "area_of",
    "is_listed",
    "is_service_name",
    "is_transport",
    "service",
]

_CHILDREN: Final = (Programme.CHILDREN,)
_ADULTS: Final = (Programme.ADULTS,)
_BOTH: Final = (Programme.CHILDREN, Programme.ADULTS)

#: A name that the caller chose: ``x-`` and up to 62 characters, no control character, no unpaired surrogate.
_OWN_NAME: Final = re.compile(r"x-[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{0,62}").fullmatch


@attrs.frozen
class Service:
    """One service of the list (sabiedrībā balstīts sociālais pakalpojums).

    ``rule`` is where it is listed. ``area`` is none for what only adults receive. ``recipient`` is whom the
    children's list gives it to, whatever the adults' pilot does with it besides. ``impairment`` is the one type of
    impairment that it is meant for, if there is one (L-5). ``transport`` says whether rules C-6 and F-4 treat it
    as transport.
    """

    code: str
    en: str
    lv: str
    unit: Unit
    area: SupportArea | None = attrs.field(kw_only=True)
    recipient: Recipient = attrs.field(kw_only=True)
    rule: str = attrs.field(kw_only=True)
    method: PriceMethod = attrs.field(kw_only=True, default=PriceMethod.MARKET)
    impairment: Impairment | None = attrs.field(kw_only=True, default=None)
    transport: bool = attrs.field(kw_only=True, default=False)
    programmes: tuple[Programme, ...] = attrs.field(kw_only=True, default=_CHILDREN)


_family = partial(Service, area=SupportArea.FAMILY, recipient=Recipient.PARENT, rule="L-1")
_compensating = partial(Service, area=SupportArea.COMPENSATION, recipient=Recipient.CHILD, rule="L-2")
_developing = partial(Service, area=SupportArea.FUNCTIONING, recipient=Recipient.CHILD, rule="L-3")
_for_sight = partial(_developing, impairment=Impairment.VISION, method=PriceMethod.CONTRACT)
_for_hearing = partial(_developing, impairment=Impairment.HEARING, method=PriceMethod.CONTRACT)
_adults_only = partial(Service, area=None, recipient=Recipient.ADULT, rule="W-7", programmes=_ADULTS)

_IN_ORDER: Final = (
    # L-1 1: consultations and support of specialists for parents
    _family(
        "psychologist_parent",
        "psychologist's consultation for parents",
        "Psihologa konsultācija vecākiem",
        Unit.CONSULTATION,
    ),
    _family(
        "psychotherapist_parent",
        "psychotherapist's consultation for parents",
        "Psihoterapeita konsultācija vecākiem",
        Unit.CONSULTATION,
    ),
    _family(
        "theraplay_specialist",
        "Theraplay therapist's session for the family",
        "Theraplay terapijas speciālista nodarbība ģimenei",
        Unit.SESSION,
    ),
    _family(
        "theraplay_elements",
        "specialist's session for the family with elements of the Theraplay method",
        "Speciālista nodarbība ģimenei, izmantojot Theraplay metodes elementus",
        Unit.SESSION,
    ),
    _family(
        "sign_language_interpreter_parent",
        "sign-language interpreter for parents",
        "Surdotulka pakalpojums vecākiem",
        Unit.HOUR,
    ),
    # L-1 2 to 6
    _family(
        "group_session_parents",
        "group session for parents",
        "Grupu nodarbības vecākiem",
        Unit.SESSION,
        method=PriceMethod.CEILING,
    ),
    _family(
        "family_assistant",
        "family assistant",
        "Ģimenes asistenta pakalpojums",
        Unit.HOUR,
        programmes=_BOTH,
    ),
    _family(
        "respite_institution",
        "respite in an institution",
        "Atelpas brīža pakalpojums institūcijā",
        Unit.DAY,
        method=PriceMethod.REGULATION,
    ),
    _family(
        "respite_home",
        "respite at home",
        "Atelpas brīža pakalpojums mājās",
        Unit.DAY,
        method=PriceMethod.REGULATION,
        programmes=_BOTH,
    ),
    _family("nanny", "nanny", "Aukles pakalpojums", Unit.HOUR),
    _family(
        "transport_parent",
        "transport for parents",
        "Transporta pakalpojums vecākiem",
        Unit.TRIP,
        transport=True,
    ),
    # L-2
    _compensating(
        "escort",
        "escort (municipal assistant)",
        "Pavadonis (asistents pašvaldībā)",
        Unit.HOUR,
        method=PriceMethod.REGULATION,
        programmes=_BOTH,
    ),
    _compensating("assistant", "assistant", "Asistents", Unit.HOUR, programmes=_BOTH),
    _compensating("home_care", "home care", "Aprūpes mājās pakalpojums", Unit.HOUR, programmes=_BOTH),
    _compensating(
        "transport_child",
        "transport for the child",
        "Transporta pakalpojums bērnam",
        Unit.TRIP,
        transport=True,
    ),
    _compensating(
        "specialised_transport",
        "specialised transport",
        "Specializētā transporta pakalpojums",
        Unit.TRIP,
        transport=True,
    ),
    # L-3 1: consultations and support of specialists for the child
    _developing(
        "physiotherapist",
        "physiotherapist's session",
        "Fizioterapeita nodarbība",
        Unit.SESSION,
        programmes=_BOTH,
    ),
    _developing(
        "occupational_therapist",
        "occupational therapist's session",
        "Ergoterapeita nodarbība",
        Unit.SESSION,
        programmes=_BOTH,
    ),
    _developing(
        "occupational_therapist_home",
        "occupational therapist's session at home",
        "Ergoterapeita nodarbība mājās",
        Unit.SESSION,
    ),
    _developing("speech_therapist", "speech therapist's session", "Logopēda nodarbība", Unit.SESSION),
    _developing(
        "audio_speech_therapist",
        "audiologist-speech therapist's consultation",
        "Audiologopēda konsultācija",
        Unit.CONSULTATION,
    ),
    _developing(
        "special_teacher",
        "special teacher's session",
        "Speciālā pedagoga nodarbība",
        Unit.SESSION,
    ),
    _developing(
        "social_teacher",
        "social teacher's consultation",
        "Sociālā pedagoga konsultācija",
        Unit.CONSULTATION,
    ),
    _developing(
        "psychologist_child",
        "psychologist's consultation for the child",
        "Psihologa konsultācija bērnam",
        Unit.CONSULTATION,
    ),
    _developing(
        "psychotherapist_child",
        "psychotherapist's consultation for the child",
        "Psihoterapeita konsultācija bērnam",
        Unit.CONSULTATION,
    ),
    _developing(
        "sand_therapy",
        "sand therapist's session",
        "Smilšu terapijas speciālista nodarbība",
        Unit.SESSION,
    ),
    _developing(
        "montessori_specialist",
        "Montessori specialist's session",
        "Montesori metodikas speciālista nodarbība",
        Unit.SESSION,
    ),
    _developing(
        "typhlo_specialist",
        "consultation of a specialist for the blind",
        "Tiflospeciālista konsultācija",
        Unit.CONSULTATION,
    ),
    _developing(
        "surdo_specialist",
        "consultation of a specialist for the deaf",
        "Surdospeciālista konsultācija",
        Unit.CONSULTATION,
    ),
    _developing(
        "sign_language_interpreter_child",
        "sign-language interpreter for the child",
        "Surdotulka pakalpojums bērnam",
        Unit.HOUR,
    ),
    _developing(
        "nutritionist",
        "nutritionist's consultation",
        "Uztura speciālista konsultācija",
        Unit.CONSULTATION,
        programmes=_BOTH,
    ),
    _developing(
        "other_specialist",
        "another specialist's consultation",
        "Cita speciālista konsultācija",
        Unit.CONSULTATION,
    ),
    # L-3 2 to 13
    _developing(
        "group_session_child",
        "group session for children",
        "Grupu nodarbības bērniem",
        Unit.SESSION,
        method=PriceMethod.CEILING,
    ),
    _developing(
        "natural_environment_aesthetics",
        "session of natural-environment aesthetics",
        "Dabas vides estētikas nodarbības",
        Unit.SESSION,
    ),
    _developing(
        "music_therapy",
        "music therapy session",
        "Mūzikas terapijas nodarbība",
        Unit.SESSION,
        programmes=_BOTH,
    ),
    _developing(
        "dance_movement_therapy",
        "dance and movement therapy session",
        "Deju un kustību terapijas nodarbība",
        Unit.SESSION,
        programmes=_BOTH,
    ),
    _developing(
        "visual_art_therapy",
        "visual art therapy session",
        "Vizuāli plastiskās mākslas terapijas nodarbība",
        Unit.SESSION,
    ),
    _developing("drama_therapy", "drama therapy session", "Drāmas terapijas nodarbība", Unit.SESSION),
    _developing(
        "specialised_workshop",
        "specialised workshop",
        "Specializētās darbnīcas pakalpojums",
        Unit.DAY,
    ),
    _developing(
        "day_care_centre",
        "day-care centre",
        "Dienas aprūpes centra pakalpojums",
        Unit.DAY,
        method=PriceMethod.REGULATION,
        programmes=_BOTH,
    ),
    _developing("aba_therapy", "ABA therapy", "ABA terapijas pakalpojums", Unit.SESSION),
    _developing(
        "canine_therapy",
        "canine therapy",
        "Kanisterapijas pakalpojums",
        Unit.SESSION,
        programmes=_BOTH,
    ),
    _developing("riding_therapy", "riding therapy", "Reitterapijas pakalpojums", Unit.SESSION),
    _developing(
        "portage_programme",
        "Portage programme of early correction and education",
        "Portidžas agrīnās korekcijas un audzināšanas programma",
        Unit.SESSION,
    ),
    _developing(
        "movement_course_10_months",
        "10-month course of social rehabilitation for children with movement impairment and their families",
        "Sociālās rehabilitācijas un atbalsta pakalpojuma 10 mēnešu kurss bērniem ar kustību traucējumiem"
        " un viņu ģimenēm",
        Unit.COURSE,
        impairment=Impairment.MOVEMENT,
    ),
    _developing(
        "early_intervention",
        "early-intervention programme for children with impaired mental development and behaviour",
        "Agrīnās intervences programma bērniem ar garīgās attīstības un uzvedības traucējumiem",
        Unit.PROGRAMME,
        impairment=Impairment.MENTAL,
    ),
    _developing(
        "specialised_social_rehabilitation",
        "specialised measures of social rehabilitation and competence for children and those who raise them",
        "Specializētie sociālās rehabilitācijas un kompetenci veicinošie pasākumi bērniem ar funkcionāliem"
        " traucējumiem un viņu likumiskajiem pārstāvjiem vai audžuģimenēm",
        Unit.PROGRAMME,
    ),
    # L-3 14 and 15: delegated to the Latvian Society of the Blind
    _for_sight(
        "vision_skills_residential",
        "functional skills in an institution, day and night, for children with vision impairment",
        "Funkcionēšanas iemaņu apguve institūcijā ar diennakts uzturēšanos bērniem ar redzes traucējumiem",
        Unit.DAY,
    ),
    _for_sight(
        "vision_skills_day",
        "functional skills in an institution by day and at home, for children with vision impairment",
        "Funkcionēšanas iemaņu apguve institūcijā bez diennakts uzturēšanās un dzīvesvietā bērniem ar redzes"
        " traucējumiem",
        Unit.HOUR,
    ),
    # L-3 16 to 21: delegated to the Latvian Association of the Deaf
    _for_hearing(
        "hearing_sign_language_training",
        "training in Latvian sign language for children with hearing impairment",
        "Latviešu zīmju valodas lietošanas apmācība bērniem ar dzirdes traucējumiem",
        Unit.HOUR,
    ),
    _for_hearing(
        "hearing_communication_skills",
        "skills of communication and creative self-expression for children with hearing impairment",
        "Saskarsmes un radošās pašizteiksmes iemaņu apguve bērniem ar dzirdes traucējumiem",
        Unit.HOUR,
    ),
    _for_hearing(
        "hearing_psychological_adaptation",
        "training in psychological adaptation for children with hearing impairment",
        "Psiholoģiskās adaptācijas treniņi bērniem ar dzirdes traucējumiem",
        Unit.HOUR,
    ),
    _for_hearing(
        "hearing_social_support",
        "help and support with social problems for children with hearing impairment",
        "Palīdzība un atbalsts klienta sociālo problēmu risināšanā bērniem ar dzirdes traucējumiem",
        Unit.HOUR,
    ),
    _for_hearing(
        "hearing_interpreter_communication",
        "sign-language interpreter for communication, for children with hearing impairment",
        "Surdotulka pakalpojums saskarsmes nodrošināšanai bērniem ar dzirdes traucējumiem",
        Unit.HOUR,
    ),
    _for_hearing(
        "hearing_interpreter_education",
        "sign-language interpreter for education, for children with hearing impairment",
        "Surdotulka pakalpojums izglītības programmas apguvei bērniem ar dzirdes traucējumiem",
        Unit.HOUR,
    ),
    # W-7, in the order of the report's table
    _adults_only(
        "decision_support",
        "support person in decision making",
        "Atbalsta personas lēmumu pieņemšanā pakalpojums",
        Unit.HOUR,
    ),
    _adults_only("teacher_sessions", "teacher's session", "Pedagoga nodarbība", Unit.SESSION),
    _adults_only("group_home", "group home (apartment)", "Grupu mājas (dzīvokļa) pakalpojums", Unit.DAY),
    _adults_only(
        "psychologist_adult",
        "psychologist's consultation for an adult",
        "Psihologa konsultācija pilngadīgai personai",
        Unit.CONSULTATION,
    ),
    _adults_only(
        "transport_adult",
        "transport for an adult",
        "Transporta pakalpojums pilngadīgai personai",
        Unit.TRIP,
        transport=True,
    ),
    _adults_only(
        "music_therapy_home",
        "music therapy session at home",
        "Mūzikas terapijas nodarbība mājās",
        Unit.SESSION,
    ),
    _adults_only(
        "individual_support_programme",
        "individual support programme",
        "Individuālā atbalsta programma",
        Unit.PROGRAMME,
    ),
    _adults_only(
        "clinical_psychologist",
        "clinical psychologist's consultation",
        "Klīniskā psihologa konsultācija",
        Unit.CONSULTATION,
    ),
)

#: Every service by its code, in document order; it cannot be changed.
SERVICES: Final[Mapping[str, Service]] = MappingProxyType({listed.code: listed for listed in _IN_ORDER})


def is_listed(code: str) -> bool:
    """Whether ``code`` is one of the list.

    >>> is_listed("nanny"), is_listed("x-swimming")
    (True, False)
    """
    return code in SERVICES


def service(code: str) -> Service:
    """The listed service with this ``code``.

    >>> service("nanny").lv
    'Aukles pakalpojums'

    Raises `BadValue` if the list has no such code.
    """
    found = SERVICES.get(code)
    if found is None:
        raise BadValue(f"expected a service of the list, got {shown(code)}")
    return found


def is_service_name(name: str) -> bool:
    """Whether a request may call a service ``name``: a code of the list, or ``x-`` and a name of the caller's own.

    An own name has at most 64 characters, ``x-`` included, no control character and no unpaired surrogate.

    >>> is_service_name("nanny"), is_service_name("x-peldēšana"), is_service_name("swimming")
    (True, True, False)
    """
    return is_listed(name) or _is_own(name)


def is_transport(name: str) -> bool:
    """Whether rules C-6 and F-4 treat the service as transport, unless the caller says otherwise.

    Never for a name of the caller's own. Raises `BadValue` for what is no name of a service.
    """
    return not _is_own(name) and service(name).transport


def area_of(name: str) -> SupportArea | None:
    """The support area of the service: none for a name of the caller's own, and for what only adults receive.

    Raises `BadValue` for what is no name of a service.
    """
    return None if _is_own(name) else service(name).area


def _is_own(name: str) -> bool:
    return _OWN_NAME(name) is not None
