"""The list of services: complete, in document order, with both municipal tables covered."""

from __future__ import annotations

import re
from collections import Counter

import attrs
import pytest

from ibmodel import catalogue
from ibmodel.catalogue import SERVICES, Service, area_of, is_listed, is_service_name, is_transport, service
from ibmodel.errors import BadValue
from ibmodel.vocabulary import Impairment, PriceMethod, Programme, Recipient, SupportArea, Unit


def _codes(text: str) -> list[str]:
    return text.split()


# the codes that the wire protocol fixes, "Names of services"
FIXED = _codes("""
respite_institution respite_home nanny escort assistant home_care family_assistant transport_parent
transport_child specialised_transport day_care_centre specialised_workshop group_session_parents
group_session_child physiotherapist occupational_therapist speech_therapist psychologist_child
psychologist_parent psychotherapist_child psychotherapist_parent music_therapy dance_movement_therapy
visual_art_therapy drama_therapy aba_therapy canine_therapy riding_therapy portage_programme
montessori_specialist nutritionist early_intervention movement_course_10_months
decision_support group_home individual_support_programme teacher_sessions
""")

# the methodology's list (M II.6.1), entry by entry, without what "and others" adds
AREA_1 = _codes("""
psychologist_parent psychotherapist_parent theraplay_specialist theraplay_elements sign_language_interpreter_parent
group_session_parents family_assistant respite_institution respite_home nanny transport_parent
""")
AREA_2 = ["escort", "assistant", "home_care", "transport_child", "specialised_transport"]
AREA_3 = _codes("""
physiotherapist occupational_therapist speech_therapist special_teacher social_teacher psychologist_child
psychotherapist_child sand_therapy montessori_specialist typhlo_specialist surdo_specialist
sign_language_interpreter_child nutritionist other_specialist group_session_child natural_environment_aesthetics
music_therapy dance_movement_therapy visual_art_therapy drama_therapy specialised_workshop day_care_centre
aba_therapy canine_therapy riding_therapy portage_programme movement_course_10_months early_intervention
specialised_social_rehabilitation vision_skills_residential vision_skills_day hearing_sign_language_training
hearing_communication_skills hearing_psychological_adaptation hearing_social_support
hearing_interpreter_communication hearing_interpreter_education
""")
AND_OTHERS = ["occupational_therapist_home", "audio_speech_therapist"]
ADULTS_ONLY = _codes("""
decision_support teacher_sessions group_home psychologist_adult transport_adult music_therapy_home
individual_support_programme clinical_psychologist
""")

VISION_ONLY = ["vision_skills_residential", "vision_skills_day"]
HEARING_ONLY = _codes("""
hearing_sign_language_training hearing_communication_skills hearing_psychological_adaptation hearing_social_support
hearing_interpreter_communication hearing_interpreter_education
""")

# the two tables of the municipal report (T), row by row, as printed
TUKUMS_CHILDREN = {
    "Fizioterapeita nodarbība": "physiotherapist",
    "Ergoterapeita nodarbība": "occupational_therapist",
    "Logopēda nodarbība": "speech_therapist",
    "Psihologa konsultācija vecākiem": "psychologist_parent",
    "Mūzikas terapijas nodarbība": "music_therapy",
    "Montesori metodikas speciālista nodarbība": "montessori_specialist",
    "Psihologa konsultācija": "psychologist_child",
    "Ģimenes asistenta pakalpojums": "family_assistant",
    "Reitterapijas nodarbība": "riding_therapy",
    "Transporta pakalpojums": "transport_child",
    "Valsts apmaksātais asistents pašvaldībā": "escort",
    "Psihoterapeita konsultācija vecākiem": "psychotherapist_parent",
    "Ergoterapeita nodarbība mājās": "occupational_therapist_home",
    "ABA terapijas nodarbība": "aba_therapy",
    "Psihoterapeita konsultācija": "psychotherapist_child",
    "Atelpas brīža pakalpojums institūcijā": "respite_institution",
    "Audiologopēda konsultācija": "audio_speech_therapist",
    "Specializētā transporta pakalpojums": "specialised_transport",
    "Portridžas agrīnās korekcijas un audzināšanas metodes nodarbība": "portage_programme",
    "Uztura speciālista konsultācija": "nutritionist",
}
TUKUMS_ADULTS = {
    "Atbalsta personas lēmumu pieņemšanā pakalpojums": "decision_support",
    "Fizioterapeita nodarbība": "physiotherapist",
    "Pedagoga nodarbība": "teacher_sessions",
    "Dienas aprūpes centra pakalpojums": "day_care_centre",
    "Mūzikas terapijas nodarbība": "music_therapy",
    "Deju un kustību terapijas nodarbība": "dance_movement_therapy",
    "Grupu mājas (dzīvokļa) pakalpojums": "group_home",
    "Psihologa konsultācija": "psychologist_adult",
    "Transporta pakalpojums": "transport_adult",
    "Atelpas brīža pakalpojums mājās": "respite_home",
    "Ģimenes asistenta pakalpojums": "family_assistant",
    "Asistents": "assistant",
    "Ergoterapeita nodarbība": "occupational_therapist",
    "Mūzikas terapijas nodarbība mājās": "music_therapy_home",
    "Uztura speciālista konsultācija": "nutritionist",
    "Valsts apmaksātais asistents pašvaldībā": "escort",
    "Aprūpes mājās pakalpojums": "home_care",
    "Individuālā atbalsta programma": "individual_support_programme",
    "Kanisterapijas nodarbība": "canine_therapy",
    "Klīniskā psihologa konsultācija": "clinical_psychologist",
}
ROWS = [
    *((Programme.CHILDREN, row, code) for row, code in TUKUMS_CHILDREN.items()),
    *((Programme.ADULTS, row, code) for row, code in TUKUMS_ADULTS.items()),
]
# rows whose wording differs from the methodology's, which the catalogue keeps
OTHER_WORDING = {
    "Reitterapijas nodarbība": "Reitterapijas pakalpojums",
    "Kanisterapijas nodarbība": "Kanisterapijas pakalpojums",
    "ABA terapijas nodarbība": "ABA terapijas pakalpojums",
    "Portridžas agrīnās korekcijas un audzināšanas metodes nodarbība": (
        "Portidžas agrīnās korekcijas un audzināšanas programma"
    ),
    "Valsts apmaksātais asistents pašvaldībā": "Pavadonis (asistents pašvaldībā)",
}
# what the catalogue adds to a row that both tables, or both recipients, share
WHOM = ("", " bērnam", " pilngadīgai personai")


def _by(**wanted: object) -> list[str]:
    return [code for code, listed in SERVICES.items() if all(getattr(listed, key) == wanted[key] for key in wanted)]


@pytest.mark.rule("L-1", "L-2", "L-3", "W-7")
@pytest.mark.parametrize("code", FIXED)
def test_a_code_that_the_wire_fixes_is_listed(code: str) -> None:
    assert is_listed(code)
    assert service(code).code == code


@pytest.mark.rule("L-1", "L-2", "L-3", "W-7")
@pytest.mark.parametrize("code", SERVICES)
def test_a_code_is_lower_snake_case_and_the_key_of_its_service(code: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", code)
    assert len(code) <= 64
    assert SERVICES[code].code == code


@pytest.mark.rule("L-1")
def test_area_one_is_the_list_for_parents_in_document_order() -> None:
    assert _by(rule="L-1") == _by(area=SupportArea.FAMILY) == _by(recipient=Recipient.PARENT) == AREA_1


@pytest.mark.rule("L-2")
def test_area_two_is_the_list_of_compensating_services_in_document_order() -> None:
    assert _by(rule="L-2") == _by(area=SupportArea.COMPENSATION) == AREA_2


@pytest.mark.rule("L-3")
def test_area_three_is_the_list_of_developing_services_in_document_order() -> None:
    listed = _by(rule="L-3")
    assert listed == _by(area=SupportArea.FUNCTIONING)
    assert [code for code in listed if code not in AND_OTHERS] == AREA_3
    assert listed.index("other_specialist") > max(map(listed.index, AND_OTHERS))


@pytest.mark.rule("W-7")
def test_services_that_only_adults_receive_belong_to_no_area() -> None:
    assert _by(rule="W-7") == _by(area=None) == _by(recipient=Recipient.ADULT) == ADULTS_ONLY
    assert _by(programmes=(Programme.ADULTS,)) == ADULTS_ONLY


@pytest.mark.rule("L-1", "L-2", "L-3", "W-7")
def test_the_whole_list_is_area_by_area_and_then_the_adults() -> None:
    assert list(SERVICES) == [*_by(rule="L-1"), *_by(rule="L-2"), *_by(rule="L-3"), *_by(rule="W-7")]
    assert len(SERVICES) == len(AREA_1) + len(AREA_2) + len(AREA_3) + len(AND_OTHERS) + len(ADULTS_ONLY) == 63


@pytest.mark.rule("D-6")
@pytest.mark.parametrize("listed", SERVICES.values(), ids=SERVICES)
def test_the_area_says_who_receives_the_service(listed: Service) -> None:
    assert listed.recipient is {
        SupportArea.FAMILY: Recipient.PARENT,
        SupportArea.COMPENSATION: Recipient.CHILD,
        SupportArea.FUNCTIONING: Recipient.CHILD,
        None: Recipient.ADULT,
    }[listed.area]  # fmt: skip


@pytest.mark.rule("L-1", "L-2", "L-3", "W-7")
@pytest.mark.parametrize(("programme", "row", "code"), ROWS)
def test_a_row_of_the_municipal_report_is_a_service_of_its_pilot(programme: Programme, row: str, code: str) -> None:
    listed = service(code)
    assert programme in listed.programmes
    assert listed.lv in ([OTHER_WORDING[row]] if row in OTHER_WORDING else [row + whom for whom in WHOM])


@pytest.mark.rule("W-7")
def test_the_adults_received_exactly_the_twenty_services_of_their_table() -> None:
    assert {code for code, listed in SERVICES.items() if Programme.ADULTS in listed.programmes} == set(
        TUKUMS_ADULTS.values()
    )
    assert len(set(TUKUMS_ADULTS.values())) == len(TUKUMS_ADULTS) == 20


@pytest.mark.rule("L-1", "L-2", "L-3")
def test_the_childrens_table_has_twenty_different_services() -> None:
    assert len(set(TUKUMS_CHILDREN.values())) == len(TUKUMS_CHILDREN) == 20


@pytest.mark.rule("L-1", "L-2", "L-3", "W-7")
@pytest.mark.parametrize("listed", SERVICES.values(), ids=SERVICES)
def test_a_service_has_a_name_in_both_languages_and_no_placeholder(listed: Service) -> None:
    for name in (listed.en, listed.lv):
        assert name == " ".join(name.split()) != ""
        assert not re.search(r"[?_<>{}\[\]…]|\.\.|TODO|TBD|XXX|FIXME", name)
    assert listed.en.isascii()
    assert listed.lv != listed.en
    assert listed.lv[0].isupper()


@pytest.mark.rule("L-1", "L-2", "L-3", "W-7")
def test_no_two_services_share_a_name() -> None:
    for names in ([listed.lv for listed in SERVICES.values()], [listed.en for listed in SERVICES.values()]):
        assert [name for name, times in Counter(map(str.casefold, names)).items() if times > 1] == []


@pytest.mark.rule("C-6", "F-4")
def test_children_have_three_kinds_of_transport_and_adults_one() -> None:
    transport = [code for code in SERVICES if is_transport(code)]
    assert transport == ["transport_parent", "transport_child", "specialised_transport", "transport_adult"]
    assert transport == _by(transport=True) == _by(unit=Unit.TRIP)
    assert service("transport_adult").programmes == (Programme.ADULTS,)


@pytest.mark.rule("L-5", "I-13")
def test_ten_services_are_tied_to_one_type_of_impairment() -> None:
    assert _by(impairment=Impairment.VISION) == VISION_ONLY
    assert _by(impairment=Impairment.HEARING) == HEARING_ONLY
    assert _by(impairment=Impairment.MOVEMENT) == ["movement_course_10_months"]
    assert _by(impairment=Impairment.MENTAL) == ["early_intervention"]
    assert _by(impairment=Impairment.MULTIPLE) == []


@pytest.mark.rule("U-2")
def test_regulation_sets_the_price_of_respite_day_care_and_escort() -> None:
    assert _by(method=PriceMethod.REGULATION) == ["respite_institution", "respite_home", "escort", "day_care_centre"]


@pytest.mark.rule("U-3")
def test_delegation_contracts_set_the_prices_for_vision_and_hearing() -> None:
    assert _by(method=PriceMethod.CONTRACT) == [*VISION_ONLY, *HEARING_ONLY]


@pytest.mark.rule("U-4")
def test_group_sessions_have_a_ceiling() -> None:
    assert _by(method=PriceMethod.CEILING) == ["group_session_parents", "group_session_child"]


@pytest.mark.rule("U-5")
def test_everything_else_has_a_market_price() -> None:
    assert len(_by(method=PriceMethod.MARKET)) == len(SERVICES) - 4 - 8 - 2


@pytest.mark.rule("I-19")
@pytest.mark.parametrize("code", ["day_care_centre", "specialised_workshop", "respite_institution", "respite_home"])
def test_day_care_workshop_and_respite_count_by_the_day(code: str) -> None:
    assert service(code).unit is Unit.DAY


@pytest.mark.rule("L-8")
@pytest.mark.parametrize("listed", SERVICES.values(), ids=SERVICES)
def test_a_service_that_names_its_unit_counts_in_it(listed: Service) -> None:
    named = {Unit.SESSION: "nodarbīb", Unit.CONSULTATION: "konsultācija"}
    for unit, word in named.items():
        if word in listed.lv:
            assert listed.unit is unit


@pytest.mark.rule("L-8")
def test_presence_beside_a_person_counts_by_the_hour() -> None:
    for code in ("nanny", "assistant", "escort", "home_care", "family_assistant", "decision_support"):
        assert service(code).unit is Unit.HOUR


@pytest.mark.rule("L-8")
def test_every_unit_is_used() -> None:
    assert {listed.unit for listed in SERVICES.values()} == set(Unit)


@pytest.mark.rule("L-7")
@pytest.mark.parametrize("code", ["nany", "", "Nanny", "nanny ", "Aukles pakalpojums", "x-swimming", "x-"])
def test_an_unknown_code_is_refused_by_name(code: str) -> None:
    assert not is_listed(code)
    with pytest.raises(BadValue) as refused:
        service(code)
    assert refused.value.code == "bad_value"
    assert refused.value.message == f"expected a service of the list, got {code!r}"


@pytest.mark.rule("L-7")
@pytest.mark.parametrize("name", ["x-", "x-a", "x-peldēšana", "x- ", "x-x-", "x-🐎", "x-" + "a" * 62])
def test_a_name_of_the_callers_own_starts_with_x(name: str) -> None:
    assert is_service_name(name)
    assert not is_listed(name)
    assert is_transport(name) is False
    assert area_of(name) is None


@pytest.mark.rule("L-7")
@pytest.mark.parametrize(
    "name",
    [
        "",
        "x",
        "X-a",
        "ax-b",
        " x-a",
        "swimming",
        "x-" + "a" * 63,
        "x-a\n",
        "x-\x00",
        "x-a\tb",
        "x-\x7f",
        "x-\x85",
        "x-" + chr(0xD800),
        "x-" + chr(0xDFFF),
    ],
)
def test_what_is_neither_listed_nor_an_own_name_is_no_service(name: str) -> None:
    assert not is_service_name(name)
    with pytest.raises(BadValue, match="expected a service of the list"):
        is_transport(name)
    with pytest.raises(BadValue, match="expected a service of the list"):
        area_of(name)


@pytest.mark.rule("L-1", "L-2", "L-3", "W-7")
@pytest.mark.parametrize("listed", SERVICES.values(), ids=SERVICES)
def test_a_listed_code_is_a_service_name_with_the_area_of_its_service(listed: Service) -> None:
    assert is_service_name(listed.code)
    assert area_of(listed.code) is listed.area
    assert is_transport(listed.code) is listed.transport


@pytest.mark.rule("L-7")
def test_the_list_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        SERVICES["swimming"] = service("nanny")  # type: ignore[index]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        service("nanny").lv = "Aukle"  # type: ignore[misc]


@pytest.mark.rule("L-1")
def test_the_public_names_are_sorted() -> None:
    assert catalogue.__all__ == sorted(catalogue.__all__)
