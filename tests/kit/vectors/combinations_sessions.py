"""The vectors of C-5: sessions inside a day-care centre, and elsewhere."""

from __future__ import annotations

from typing import Any

from answers import refused
from cases import Chapter
from plan_checks import Found, line, plan, plan_case

Json = Any

_CENTRE = "day_care_centre"
_ANY_GROUP = {"I-26": "any_group"}


def add(chapter: Chapter) -> None:
    """Adds every case of the rule."""
    specialists(chapter)
    providers(chapter)
    which_lines_are_sessions(chapter)
    group_sessions(chapter)
    group_sessions_and_specialists(chapter)
    several_lines(chapter)
    refusals(chapter)


def _centre(*specialists: str, **facts: Json) -> Json:
    return line(_CENTRE, **({"specialists": list(specialists)} | facts))


def _elsewhere(status: str, code: str, service: str, specialist: str | None = None, *, first: bool = False) -> Found:
    """A finding on sessions beside those of the centre; ``first``: the centre comes later in the plan."""
    services = f"{service} {_CENTRE}" if first else f"{_CENTRE} {service}"
    facts = {"service": service} | ({} if specialist is None else {"specialist": specialist})
    return Found("C-5", status, services, code, facts)


def _twice(service: str, specialist: str = "", *, first: bool = False) -> Found:
    return _elsewhere("violated", "sessions_elsewhere_too", service, specialist or service, first=first)


def _apart(service: str, specialist: str = "", *, first: bool = False) -> Found:
    return _elsewhere("satisfied", "sessions_not_in_the_centre", service, specialist or service, first=first)


def _unknown(service: str) -> Found:
    return _elsewhere("undecided", "specialists_of_the_centre_unknown", service)


def specialists(chapter: Chapter) -> None:
    """Which specialists work with the child in the centre?"""
    physio, speech = line("physiotherapist"), line("speech_therapist")
    plan_case(
        chapter,
        "the-same-specialist-elsewhere",
        "C-5 I-26",
        "the centre's physiotherapist, and a physiotherapist elsewhere",
        plan(_centre("speech_therapist", "physiotherapist"), physio),
        _twice("physiotherapist"),
    )
    plan_case(
        chapter,
        "another-specialist-elsewhere",
        "C-5 I-26",
        "the centre has a speech therapist and no physiotherapist",
        plan(_centre("speech_therapist"), physio),
        _apart("physiotherapist"),
    )
    plan_case(
        chapter,
        "specialists-unknown",
        "C-5 I-26",
        "nobody said which specialists the centre has",
        plan(line(_CENTRE), physio),
        _unknown("physiotherapist"),
        instead=[_apart("physiotherapist")],
        mistake="missing_means_no",
    )
    plan_case(
        chapter,
        "no-specialists",
        "C-5 I-26",
        "a centre of which it is known that it gives no sessions",
        plan(_centre(), physio),
        _apart("physiotherapist"),
    )
    plan_case(
        chapter,
        "sessions-before-the-centre",
        "C-5 I-26",
        "findings go by the plan: the pair of the first line comes first, whichever of the two is the centre",
        plan(physio, _centre("speech_therapist"), speech),
        _apart("physiotherapist", first=True),
        _twice("speech_therapist"),
    )
    plan_case(
        chapter,
        "specialist-of-an-own-name",
        "C-5 I-26",
        "a name of the caller's own is a session if it names the specialist: the centre's",
        plan(_centre("physiotherapist"), line("x-pool", specialist="physiotherapist")),
        _twice("x-pool", "physiotherapist"),
    )
    plan_case(
        chapter,
        "specialist-prevails-over-service",
        "C-5 I-26",
        "the specialist that a line names prevails over the service's own name",
        plan(_centre("physiotherapist"), line("physiotherapist", specialist="sports teacher")),
        _apart("physiotherapist", "sports teacher"),
    )
    plan_case(
        chapter,
        "sessions-without-a-centre",
        "C-5",
        "without a day-care centre nothing is asked",
        plan(physio, line("specialised_workshop", specialists=["physiotherapist"])),
    )
    plan_case(
        chapter,
        "centre-with-a-specialist-of-its-own",
        "C-5",
        "two lines of the centre alone are no sessions elsewhere",
        plan(_centre("physiotherapist", provider="one"), _centre(provider="two", specialist="physiotherapist")),
    )


def providers(chapter: Chapter) -> None:
    """Sessions with the centre's own provider are not elsewhere."""
    for name, why, centre, elsewhere, found in (
        (
            "same-provider",
            "the same provider gives both: not elsewhere",
            "oak",
            "oak",
            _elsewhere("satisfied", "sessions_of_the_same_provider", "physiotherapist"),
        ),
        ("other-provider", "another provider", "oak", "ash", _twice("physiotherapist")),
        ("provider-of-the-centre-only", "the other provider is not known", "oak", None, _twice("physiotherapist")),
        ("provider-of-the-session-only", "the centre's is not known", None, "oak", _twice("physiotherapist")),
    ):
        plan_case(
            chapter,
            name,
            "C-5 I-26",
            f"the centre's physiotherapist again: {why}",
            plan(_centre("physiotherapist", provider=centre), line("physiotherapist", provider=elsewhere)),
            found,
        )
    plan_case(
        chapter,
        "same-provider-specialists-unknown",
        "C-5 I-26",
        "with the same provider it does not matter who works there",
        plan(line(_CENTRE, provider="oak"), line("physiotherapist", provider="oak")),
        _elsewhere("satisfied", "sessions_of_the_same_provider", "physiotherapist"),
    )


def which_lines_are_sessions(chapter: Chapter) -> None:
    """Lines that name a specialist or a kind, and the sessions and consultations of area 3."""
    sessions = (
        ("physiotherapist", "occupational_therapist", "speech_therapist", "special_teacher"),
        ("social_teacher", "psychologist_child", "psychotherapist_child", "sand_therapy"),
        ("montessori_specialist", "nutritionist", "music_therapy", "dance_movement_therapy"),
        ("visual_art_therapy", "drama_therapy", "aba_therapy", "canine_therapy"),
        ("riding_therapy", "portage_programme", "group_session_child", "natural_environment_aesthetics"),
    )
    for names in sessions:
        plan_case(
            chapter,
            f"sessions-of-area-3-{names[0]}".replace("_", "-"),
            "C-5 L-3",
            f"sessions of area 3: {', '.join(names)}",
            plan(_centre(*names[1:]), *map(line, names)),
            _apart(names[0]),
            *map(_twice, names[1:]),
        )
    others = (
        ("psychologist_parent", "psychotherapist_parent", "group_session_parents", "nanny"),
        ("assistant", "specialised_workshop", "specialised_social_rehabilitation", "x-physiotherapist"),
    )
    for names in others:
        extra = []
        if "specialised_workshop" in names:
            unknown = {"service": _CENTRE, "other_service": "specialised_workshop"}
            extra = [Found("C-4", "undecided", f"{_CENTRE} specialised_workshop", "weekly_days_unknown", unknown)]
        plan_case(
            chapter,
            f"no-sessions-of-the-child-{names[0]}".replace("_", "-"),
            "C-5 L-1",
            f"no sessions of area 3: {', '.join(names)}",
            plan(_centre(*names), *map(line, names)),
            *extra,
        )
    for kind in ("individual", "group"):
        plan_case(
            chapter,
            f"an-hourly-service-of-kind-{kind}",
            "C-5 I-26",
            f"a nanny's line that says {kind} is one of sessions",
            plan(_centre("nanny"), line("nanny", kind=kind)),
            _twice("nanny"),
        )
    plan_case(
        chapter,
        "an-hourly-service-with-a-specialist",
        "C-5 I-26",
        "an assistant's line that names a specialist is one of sessions",
        plan(_centre("nurse"), line("assistant", specialist="nurse")),
        _twice("assistant", "nurse"),
    )


def group_sessions(chapter: Chapter) -> None:
    """I-26, the other reading: any group session, if the centre gives group sessions."""
    group = _elsewhere("violated", "group_sessions_elsewhere_too", "group_session_child")
    unknown = _elsewhere("undecided", "group_sessions_of_the_centre_unknown", "group_session_child")
    for kind, found in (("group", group), ("individual", _apart("group_session_child")), (None, unknown)):
        asked = plan(_centre("physiotherapist", kind=kind), line("group_session_child"))
        plan_case(
            chapter,
            f"any-group-and-a-centre-of-kind-{kind or 'unknown'}",
            "I-26 C-5",
            f"the child's group sessions elsewhere, and those of the centre are {kind or 'not known'}",
            asked,
            found,
            readings=_ANY_GROUP,
        )
    plan_case(
        chapter,
        "same-specialist-and-group-sessions",
        "I-26 C-5",
        "under the first reading the same specialists alone count: group sessions on both sides are allowed",
        plan(_centre("physiotherapist", kind="group"), line("group_session_child")),
        _apart("group_session_child"),
    )
    plan_case(
        chapter,
        "any-group-of-the-parents",
        "I-26 C-5",
        "group sessions for parents are group sessions, too, under this reading",
        plan(_centre(kind="group"), line("group_session_parents")),
        _elsewhere("violated", "group_sessions_elsewhere_too", "group_session_parents"),
        readings=_ANY_GROUP,
    )
    plan_case(
        chapter,
        "any-group-by-its-kind",
        "I-26 C-5",
        "a physiotherapist's line that says group is a group session",
        plan(_centre(kind="group"), line("physiotherapist", kind="group")),
        _elsewhere("violated", "group_sessions_elsewhere_too", "physiotherapist"),
        readings=_ANY_GROUP,
    )
    for kind in ("individual", None):
        plan_case(
            chapter,
            f"any-group-and-sessions-of-kind-{kind or 'unknown'}",
            "I-26 C-5",
            f"a physiotherapist's line of kind {kind or 'unknown'} is no group session",
            plan(_centre("speech_therapist", kind="group"), line("physiotherapist", kind=kind)),
            _apart("physiotherapist"),
            readings=_ANY_GROUP,
        )
    plan_case(
        chapter,
        "any-group-and-no-session",
        "I-26 C-5",
        "a nanny is no session under this reading either",
        plan(_centre(kind="group"), line("nanny")),
        readings=_ANY_GROUP,
    )


def group_sessions_and_specialists(chapter: Chapter) -> None:
    """I-26, the other reading, where the specialists matter as well."""
    group = line("group_session_child")
    for name, why, centre, found in (
        (
            "same-specialist-before-group",
            "the same specialist's sessions are named before the group",
            _centre("group_session_child", kind="group"),
            _twice("group_session_child"),
        ),
        (
            "group-though-specialists-unknown",
            "group sessions on both sides are enough, whoever gives them",
            line(_CENTRE, kind="group"),
            _elsewhere("violated", "group_sessions_elsewhere_too", "group_session_child"),
        ),
        (
            "individual-and-specialists-unknown",
            "individual sessions in the centre, by whom is not known",
            line(_CENTRE, kind="individual"),
            _unknown("group_session_child"),
        ),
        (
            "nothing-known-of-the-centre",
            "neither kind nor specialists are known: the specialists are asked first",
            line(_CENTRE),
            _unknown("group_session_child"),
        ),
        (
            "group-of-the-same-provider",
            "the same provider gives both groups",
            _centre(kind="group", provider="oak"),
            _elsewhere("satisfied", "sessions_of_the_same_provider", "group_session_child"),
        ),
    ):
        elsewhere = group | {"provider": "oak"} if name == "group-of-the-same-provider" else group
        plan_case(
            chapter,
            f"any-group-{name}",
            "I-26 C-5",
            f"group sessions elsewhere: {why}",
            plan(centre, elsewhere),
            found,
            readings=_ANY_GROUP,
        )


def several_lines(chapter: Chapter) -> None:
    """The worst of several lines and centres counts; lines that are no sessions stay out of it."""
    plan_case(
        chapter,
        "two-centres",
        "C-5 I-26",
        "one centre's own sessions, and a second centre that gives the same",
        plan(
            _centre("physiotherapist", provider="oak"),
            line("physiotherapist", provider="oak"),
            _centre("physiotherapist", provider="ash"),
        ),
        _twice("physiotherapist"),
    )
    plan_case(
        chapter,
        "two-lines-of-one-service",
        "C-5 I-26",
        "a nanny's line is a session where it says so; the other line of the service is not asked",
        plan(line(_CENTRE), line("nanny"), line("nanny", specialist="nurse", provider="other")),
        _unknown("nanny"),
    )
    plan_case(
        chapter,
        "undecided-before-satisfied",
        "C-5 I-26",
        "a centre of known and one of unknown specialists: undecided",
        plan(_centre(provider="oak"), line(_CENTRE, provider="ash"), line("physiotherapist")),
        _unknown("physiotherapist"),
    )
    plan_case(
        chapter,
        "centre-of-no-units",
        "C-5 I-26",
        "units do not matter to this rule: it is the plan that names both",
        plan(_centre("physiotherapist") | {"units": [0, 0]}, line("physiotherapist", [0, 3])),
        _twice("physiotherapist"),
    )


def refusals(chapter: Chapter) -> None:
    """Specialists and kinds that cannot be."""

    def refuse(name: str, why: str, facts: Json, code: str, path: str) -> None:
        asked = plan(line(_CENTRE, **facts))
        chapter.case(name, "C-5", why, "plan.check", asked, refused(code, f"/input/lines/0/{path}"))

    refuse("kind-of-another-word", "a kind is individual or group", {"kind": "pair"}, "bad_value", "kind")
    refuse("specialists-as-text", "specialists are a list", {"specialists": "nurse"}, "bad_type", "specialists")
    refuse(
        "specialist-of-null",
        "a list of specialists holds texts only",
        {"specialists": ["nurse", None]},
        "bad_type",
        "specialists/1",
    )
