"""The vectors of L-1, L-2, L-3 and W-7: the codes of the list, how each is priced, to which area it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from answers import refused
from cases import Chapter
from price_twin import DAY, METHODS, priced

Json = Any

#: The list by rule, in its order.
LISTED = {
    "L-1": """
        psychologist_parent psychotherapist_parent theraplay_specialist theraplay_elements
        sign_language_interpreter_parent group_session_parents family_assistant respite_institution respite_home nanny
        transport_parent
    """,
    "L-2": "escort assistant home_care transport_child specialised_transport",
    "L-3": """
        physiotherapist occupational_therapist occupational_therapist_home speech_therapist audio_speech_therapist
        special_teacher social_teacher psychologist_child psychotherapist_child sand_therapy montessori_specialist
        typhlo_specialist surdo_specialist sign_language_interpreter_child nutritionist other_specialist
        group_session_child natural_environment_aesthetics music_therapy dance_movement_therapy visual_art_therapy
        drama_therapy specialised_workshop day_care_centre aba_therapy canine_therapy riding_therapy portage_programme
        movement_course_10_months early_intervention specialised_social_rehabilitation vision_skills_residential
        vision_skills_day hearing_sign_language_training hearing_communication_skills hearing_psychological_adaptation
        hearing_social_support hearing_interpreter_communication hearing_interpreter_education
    """,
    "W-7": """
        decision_support teacher_sessions group_home psychologist_adult transport_adult music_therapy_home
        individual_support_programme clinical_psychologist
    """,
}
_TRANSPORT = ("transport_parent", "transport_child", "specialised_transport")


def add(chapter: Chapter) -> None:
    """Adds every case of the list."""
    methods(chapter)
    areas(chapter)
    names(chapter)


def methods(chapter: Chapter) -> None:
    """Every code of the list, and whether what others pay is enough to judge its price."""
    rule_of = {"regulation": "U-2", "contract": "U-3", "ceiling": "U-4", "market": "U-5"}
    for rule, codes in LISTED.items():
        for code in codes.split():
            method = METHODS.get(code, "market")
            asked = {"service": code, "on": DAY, "price": "10.00", "provider_market_price": "10.00"}
            enough = "enough" if method == "market" else "not enough"
            chapter.case(
                f"priced-{code.replace('_', '-')}",
                f"{rule} {rule_of[method]}",
                f"{code} is a code of the list, priced by {method}: what others pay is {enough}",
                "prices.check",
                asked,
                priced(asked),
            )


def _paid(chapter: Chapter, name: str, rules: str, why: str, codes: Sequence[str], payers: str, **more: Json) -> None:
    """Lines of 1.00 each, and only benefits to pay for them; ``payers``: which kind pays, or none."""
    asked = {
        "final": "0.00",
        "lines": [{"service": code, "amount": "1.00"} for code in codes],
        "benefits": {"rehabilitation": "99.00"} if payers != "transport" else {"transport": "99.00"},
    }
    covered = payers != ""
    amount = f"{len(codes)}.00" if covered else "0.00"
    says: dict[str, Json] = {"/result/total": amount, f"/result/lines/{len(codes)}": None}
    for place in range(len(codes)):
        says[f"/result/lines/{place}/benefits"] = "1.00" if covered else "0.00"
        says[f"/result/lines/{place}/unmet"] = "0.00" if covered else "1.00"
    chapter.case(name, rules, why, "funding.total", asked, says, **more)


def areas(chapter: Chapter) -> None:
    """D-6, by the reading of I-30 that rehabilitation benefits pay for area 3 alone; and what is transport."""
    area_3 = {"I-30": "area_3"}
    for rule, what, payers in (
        ("L-1", "area 1, the family's", ""),
        ("L-2", "area 2, compensating", ""),
        ("L-3", "area 3, developing", "rehabilitation"),
        ("W-7", "no area, given to adults only", ""),
    ):
        codes = [code for code in LISTED[rule].split() if not code.startswith("transport_") and code not in _TRANSPORT]
        for group in (codes[first : first + 10] for first in range(0, len(codes), 10)):
            _paid(
                chapter,
                f"area-of-{group[0]}-and-others".replace("_", "-"),
                f"{rule} I-30 D-6",
                f"{group[0]} to {group[-1]}: {what}",
                group,
                payers,
                readings=area_3,
            )
    _paid(
        chapter,
        "own-name-of-no-area",
        "L-7 I-30 D-6",
        "a name of the caller's own belongs to no area",
        ["x-physiotherapist"],
        "",
        readings=area_3,
    )
    for code in _TRANSPORT:
        _paid(
            chapter,
            f"{code}-is-transport".replace("_", "-"),
            f"{'L-1' if code == 'transport_parent' else 'L-2'} F-4",
            f"{code} is transport without anybody saying so",
            [code],
            "transport",
        )


def names(chapter: Chapter) -> None:
    """What a service may be called."""
    longest = "x-" + "ē" * 62
    for name, why, code in (
        ("of-one-letter", "a name of the caller's own", "x-a"),
        ("of-no-letter", "the two characters that mark it are a name", "x-"),
        ("of-62-letters", "62 characters after the mark, of any script", longest),
        ("with-spaces", "spaces and capitals are the caller's own affair", "x-Peldēšana ar treneri / 45 min"),
        ("like-a-code", "a listed code after the mark is not the listed service", "x-escort"),
    ):
        asked = {"service": code, "on": DAY, "price": "10.00", "provider_market_price": "9.00"}
        chapter.case(f"own-name-{name}", "L-7 U-5", why, "prices.check", asked, priced(asked))
    for name, why, code, error in (
        ("of-63-letters", "63 characters after the mark are one too many", longest + "ē", "bad_value"),
        ("with-a-tab", "a control character is in no name", "x-a\tb", "bad_value"),
        ("with-a-capital-mark", "the mark is a small x", "X-a", "bad_value"),
        ("without-the-mark", "a name outside the list needs the mark", "swimming", "bad_value"),
        ("capital", "codes are lower case", "Nanny", "bad_value"),
        ("in-latvian", "a code is not the Latvian name", "aukle", "bad_value"),
        ("empty", "no name at all", "", "bad_value"),
        ("null", "null is no service", None, "missing_field"),
    ):
        asked = {"service": code, "on": DAY, "price": "10.00"}
        chapter.case(f"name-{name}", "L-7", why, "prices.check", asked, refused(error, "/input/service"))
