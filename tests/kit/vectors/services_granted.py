"""The vectors of L-4, L-5 and L-6: whether a plan may hold a service at all."""

from __future__ import annotations

from typing import Any

from answers import refused
from cases import Chapter
from plan_checks import Found, line, plan, plan_case

Json = Any

#: The services that are tied to a type of impairment.
TIED = {
    "vision_skills_residential": "vision",
    "vision_skills_day": "vision",
    "hearing_sign_language_training": "hearing",
    "hearing_communication_skills": "hearing",
    "hearing_psychological_adaptation": "hearing",
    "hearing_social_support": "hearing",
    "hearing_interpreter_communication": "hearing",
    "hearing_interpreter_education": "hearing",
    "movement_course_10_months": "movement",
    "early_intervention": "mental",
}
_TYPES = ("vision", "hearing", "movement", "mental", "multiple")
_ONE_OF_EACH = ("vision_skills_day", "hearing_social_support", "movement_course_10_months", "early_intervention")
_STRICT = {"I-13": "strict"}


def add(chapter: Chapter) -> None:
    """Adds every case of these rules."""
    conditions(chapter)
    conditions_of_lines(chapter)
    disability_in_the_plan(chapter)
    tied_services(chapter)
    multiple_impairments(chapter)
    family_grounds(chapter)
    refusals(chapter)


def _granted(status: str, *conditions: str, service: str = "nanny") -> Found:
    code = {"satisfied": "met", "violated": "fail", "undecided": "unknown"}[status]
    facts = {"service": service} | ({"service_conditions": ", ".join(conditions)} if conditions else {})
    return Found("L-4", status, service, f"service_conditions_{code}", facts)


def conditions(chapter: Chapter) -> None:
    """L-4: the three conditions, each met, not met, not known."""
    words = {True: "met", False: "not met", None: "not known"}
    for determined, contract, named in (
        (True, True, True),
        (False, True, True),
        (True, False, True),
        (True, True, False),
        (None, True, True),
        (True, None, True),
        (True, True, None),
        (False, False, False),
        (None, None, None),
        (None, False, True),
        (False, None, None),
    ):
        facts = {"disability_determined": determined, "contract": contract, "named_by_team": named}
        failing = [name for name, fact in facts.items() if fact is False]
        unknown = [name for name, fact in facts.items() if fact is None]
        if failing:
            found = _granted("violated", *failing)
        else:
            found = _granted("undecided", *unknown) if unknown else _granted("satisfied")
        child = {"impairment": "mental"} | ({} if determined is None else {"disability_determined": determined})
        missing = {"instead": [_granted("violated", *unknown)], "mistake": "missing_means_no"}
        plan_case(
            chapter,
            "conditions-" + "-".join(words[fact].replace(" ", "-") for fact in facts.values()),
            "L-4 I-23",
            f"disability {words[determined]}, contract {words[contract]}, named by the team: {words[named]}",
            plan(line("nanny", named_by_team=named), child=child, contract=contract),
            found,
            **(missing if unknown and not failing else {}),
        )


def conditions_of_lines(chapter: Chapter) -> None:
    """L-4: one finding for a service, the worst of its lines."""
    for first, second, found in (
        (True, False, _granted("violated", "named_by_team")),
        (None, False, _granted("violated", "named_by_team")),
        (True, None, _granted("undecided", "named_by_team")),
    ):
        words = {True: "named", False: "not named", None: "perhaps named"}
        plan_case(
            chapter,
            f"two-lines-{words[first]}-and-{words[second]}".replace(" ", "-"),
            "L-4",
            f"two lines of one service, {words[first]} and {words[second]} by the team: the worst counts",
            plan(line("nanny", named_by_team=first, provider="a"), line("nanny", named_by_team=second, provider="b")),
            found,
        )
    plan_case(
        chapter,
        "each-service-for-itself",
        "L-4",
        "of three services the team has named the second and not the others; an own name is asked, too",
        plan(line("x-swimming", named_by_team=False), line("nanny"), line("escort", named_by_team=None)),
        _granted("violated", "named_by_team", service="x-swimming"),
        _granted("undecided", "named_by_team", service="escort"),
    )


def disability_in_the_plan(chapter: Chapter) -> None:
    """I-23 as far as a plan's check can tell: it knows of no last day of a disability."""
    plan_case(
        chapter,
        "disability-of-no-known-end",
        "I-23 L-4",
        "a plan's check is told only whether disability is determined: both readings find the same",
        plan(line("nanny", [1, 1])),
        readings={"I-23": "strict"},
    )
    chapter.case(
        "disability-until-is-not-asked",
        "I-23 L-4",
        "the last day of the disability is no field of a plan's check",
        "plan.check",
        plan(line("nanny"), child={"impairment": "mental", "disability_until": "2018-12-31"}),
        refused("unknown_field", "/input/child/disability_until"),
    )


def _tie(status: str, service: str) -> Found:
    code = {"satisfied": "fits", "violated": "does_not_fit", "undecided": "undecided"}[status]
    facts = {"service": service, "impairment": TIED[service]}
    return Found("L-5", status, service, f"tied_service_{code}", facts)


def _child(impairment: str, *components: str, known: bool = False) -> Json:
    """A child of this impairment; components are told if there are some, or if they are ``known`` to be none."""
    told = {"components": list(components)} if components or known else {}
    return {"impairment": impairment, **told, "disability_determined": True}


def tied_services(chapter: Chapter) -> None:
    """L-5: every tied service, and a child of its type or of another single one."""
    for service, tied in TIED.items():
        plan_case(
            chapter,
            f"{service}-for-its-type".replace("_", "-"),
            "L-5 L-3",
            f"{service} is for children with {tied} impairment",
            plan(line(service), child=_child(tied)),
            _tie("satisfied", service),
        )
    for service, other in zip(_ONE_OF_EACH, ("hearing", "movement", "mental", "vision"), strict=True):
        plan_case(
            chapter,
            f"{service}-for-{other}".replace("_", "-"),
            "L-5 L-3",
            f"{service} is tied to {TIED[service]} and not for a child with {other} impairment",
            plan(line(service), child=_child(other)),
            _tie("violated", service),
        )
    plan_case(
        chapter,
        "components-of-a-single-impairment",
        "L-5 I-13",
        "components speak of multiple impairments: those of a child with another one do not count",
        plan(line("early_intervention"), child=_child("movement", "mental")),
        _tie("violated", "early_intervention"),
    )
    plan_case(
        chapter,
        "untied-services",
        "L-5",
        "what is tied to no type is not asked, even if its name speaks of sight or hearing",
        plan(line("typhlo_specialist"), line("surdo_specialist"), line("x-vision_skills_day"), child=_child("mental")),
    )
    plan_case(
        chapter,
        "two-tied-services",
        "L-5",
        "each tied service is found for itself, in the order of the plan, two lines of one together",
        plan(
            line("movement_course_10_months"),
            line("vision_skills_day"),
            line("movement_course_10_months", provider="other"),
            child=_child("vision"),
        ),
        _tie("violated", "movement_course_10_months"),
        _tie("satisfied", "vision_skills_day"),
    )


def multiple_impairments(chapter: Chapter) -> None:
    """I-13: a child with multiple impairments."""
    for service in _ONE_OF_EACH:
        tied, slug = TIED[service], service.replace("_", "-")
        others = [kind for kind in _TYPES[:4] if kind != tied]
        both = plan(line(service), child=_child("multiple", others[0], tied))
        plan_case(
            chapter,
            f"{slug}-for-its-component",
            "I-13 L-5",
            f"{service} for a child whose multiple impairments include {tied}",
            both,
            _tie("satisfied", service),
        )
        plan_case(
            chapter,
            f"{slug}-for-other-components",
            "I-13 L-5",
            f"{service} for a child whose multiple impairments are all others than {tied}",
            plan(line(service), child=_child("multiple", *others)),
            _tie("violated", service),
            instead=[_tie("satisfied", service)],
            mistake="multiple_fits_everything",
        )
        plan_case(
            chapter,
            f"{slug}-strictly",
            "I-13 L-5",
            f"{service}: under the strict reading a component is not enough",
            both,
            _tie("violated", service),
            readings=_STRICT,
        )
    service = "vision_skills_residential"
    plan_case(
        chapter,
        "components-unknown",
        "I-13 L-5",
        "which impairments the multiple ones are is not known",
        plan(line(service), child=_child("multiple")),
        _tie("undecided", service),
        instead=[_tie("satisfied", service)],
        mistake="multiple_fits_everything",
    )
    plan_case(
        chapter,
        "components-unknown-strictly",
        "I-13 L-5",
        "under the strict reading the components need not be known",
        plan(line(service), child=_child("multiple")),
        _tie("violated", service),
        readings=_STRICT,
    )
    plan_case(
        chapter,
        "components-known-to-be-none",
        "I-13 L-5",
        "an empty list of components includes no type",
        plan(line(service), child=_child("multiple", known=True)),
        _tie("violated", service),
    )
    plan_case(
        chapter,
        "single-type-strictly",
        "I-13 L-5",
        "the strict reading takes nothing from a child of the type itself",
        plan(line(service), child=_child("vision")),
        _tie("satisfied", service),
        readings=_STRICT,
    )


def _family(status: str, *grounds: str) -> Found:
    facts = {"service": "family_assistant"} | ({"family_grounds": ", ".join(grounds)} if grounds else {})
    code = "family_grounds_given" if status == "satisfied" else "family_grounds_unknown"
    return Found("L-6", status, "family_assistant", code, facts)


def family_grounds(chapter: Chapter) -> None:
    """L-6: the family assistant's grounds."""
    for grounds in (
        ["lack_of_skills"],
        ["parent_mental_impairment"],
        ["parent_impairment"],
        ["parent_impairment", "lack_of_skills"],
    ):
        plan_case(
            chapter,
            f"family-assistant-{'-and-'.join(grounds)}".replace("_", "-"),
            "L-6",
            f"a family assistant because of {' and '.join(grounds)}",
            plan(line("family_assistant", family_grounds=grounds)),
            _family("satisfied", *grounds),
        )
    for name, why, lines in (
        ("without-a-word", "no grounds are given", [{}]),
        ("with-an-empty-list", "an empty list gives none", [{"family_grounds": []}]),
        (
            "for-one-line-of-two",
            "grounds stand on one line of two",
            [{"family_grounds": ["lack_of_skills"]}, {"provider": "other"}],
        ),
    ):
        plan_case(
            chapter,
            f"family-assistant-{name}",
            "L-6",
            f"a family assistant: {why}, so it cannot be said",
            plan(*(line("family_assistant", **facts) for facts in lines)),
            _family("undecided"),
            instead=[_family("satisfied")],
            mistake="grounds_assumed",
        )
    plan_case(
        chapter,
        "grounds-on-another-service",
        "L-6",
        "grounds on a nanny's line are read and asked by no rule",
        plan(line("nanny", family_grounds=["lack_of_skills"])),
    )


def refusals(chapter: Chapter) -> None:
    """What cannot be said of child, contract, team and grounds."""

    def refuse(name: str, rule: str, why: str, asked: Json, code: str, path: str) -> None:
        chapter.case(name, rule, why, "plan.check", asked, refused(code, f"/input/{path}"))

    nanny = line("nanny")
    refuse(
        "grounds-of-another-word",
        "L-6",
        "the methodology names three grounds; the second word is none of them",
        plan(line("family_assistant", family_grounds=["lack_of_skills", "poverty"])),
        "bad_value",
        "lines/0/family_grounds/1",
    )
    refuse("contract-as-text", "L-4", "yes or no is no text", plan(nanny, contract="yes"), "bad_type", "contract")
    refuse(
        "impairment-absent",
        "L-5",
        "a child of a plan has an impairment",
        plan(nanny, child={"disability_determined": True}),
        "missing_field",
        "child/impairment",
    )
    refuse(
        "multiple-as-a-component",
        "I-13",
        "multiple impairments do not consist of multiple ones",
        plan(nanny, child={"impairment": "multiple", "components": ["vision", "multiple"]}),
        "bad_value",
        "child/components/1",
    )
    refuse(
        "service-of-a-line-unknown",
        "L-7",
        "a service outside the list needs a name of the caller's own",
        plan(nanny, line("swimming")),
        "bad_value",
        "lines/1/service",
    )
    refuse(
        "line-without-a-price",
        "L-4",
        "a line says what a unit costs",
        plan({"service": "nanny", "units": [1]}),
        "missing_field",
        "lines/0/unit_price",
    )
    refuse(
        "child-before-lines",
        "L-4",
        "of two problems the one of the earlier field is named",
        plan(line("swimming"), child={"impairment": 4}),
        "bad_type",
        "child/impairment",
    )
