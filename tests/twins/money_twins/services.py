"""What the service list says as far as money depends on it: transport, area 3, how a price is set.

Rules L-1 to L-3, U-2 to U-5; a name of the caller's own (``x-...``) is in no area, no transport, priced by the market.
"""

from __future__ import annotations

#: Transport for rules C-6 and F-4.
TRANSPORT = {"transport_parent", "transport_child", "specialised_transport", "transport_adult"}

#: Transport of the child alone (I-27).
TRANSPORT_OF_CHILD = {"transport_child", "specialised_transport"}

#: Services whose price a regulation sets (U-2).
REGULATION = {"respite_institution", "respite_home", "escort", "day_care_centre"}

#: Services whose price is that of a delegation contract, all of area 3 (U-3).
CONTRACT = {
    "vision_skills_residential",
    "vision_skills_day",
    "hearing_sign_language_training",
    "hearing_communication_skills",
    "hearing_psychological_adaptation",
    "hearing_social_support",
    "hearing_interpreter_communication",
    "hearing_interpreter_education",
}

#: Group sessions, below the ceiling (U-4).
CEILING = {"group_session_parents", "group_session_child"}

#: Area 3: maintaining and developing the child's functioning (D-6, L-3).
AREA_3 = {
    *CONTRACT,
    "physiotherapist",
    "occupational_therapist",
    "occupational_therapist_home",
    "speech_therapist",
    "audio_speech_therapist",
    "special_teacher",
    "social_teacher",
    "psychologist_child",
    "psychotherapist_child",
    "sand_therapy",
    "montessori_specialist",
    "typhlo_specialist",
    "surdo_specialist",
    "sign_language_interpreter_child",
    "nutritionist",
    "other_specialist",
    "group_session_child",
    "natural_environment_aesthetics",
    "music_therapy",
    "dance_movement_therapy",
    "visual_art_therapy",
    "drama_therapy",
    "specialised_workshop",
    "day_care_centre",
    "aba_therapy",
    "canine_therapy",
    "riding_therapy",
    "portage_programme",
    "movement_course_10_months",
    "early_intervention",
    "specialised_social_rehabilitation",
}

#: The rest of the list: areas 1 and 2, and what only adults receive, none of it transport.
OTHERS = {
    "psychologist_parent",
    "psychotherapist_parent",
    "theraplay_specialist",
    "theraplay_elements",
    "sign_language_interpreter_parent",
    "family_assistant",
    "nanny",
    "group_session_parents",
    "respite_institution",
    "respite_home",
    "escort",
    "assistant",
    "home_care",
    "decision_support",
    "teacher_sessions",
    "group_home",
    "psychologist_adult",
    "music_therapy_home",
    "individual_support_programme",
    "clinical_psychologist",
}

#: Names of the caller's own, for cases.
OWN = ("x-swimming", "x-transport")

#: Every name that a case may use.
NAMES = (*sorted(TRANSPORT | AREA_3 | OTHERS), *OWN)


def price_method(service: str) -> str:
    """How the price of a service is set: by regulation, by contract, below the ceiling, else by the market."""
    for method, services in (("regulation", REGULATION), ("contract", CONTRACT), ("ceiling", CEILING)):
        if service in services:
            return method
    return "market"
