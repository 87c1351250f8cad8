"""The vectors of the chapter `surveys`."""

from __future__ import annotations

from typing import Any

from applicants import ABSENT
from cases import Chapter

Json = Any

_ON = "2018-09-01"
#: Instrument, questions and dimensions.
_BEACH = ("beach_fqol", 25, 5)
_KIDSCREEN = ("kidscreen_52", 52, 10)
_PARENT, _ASKED, _CHILD = "parent", "social_worker_with_child", "child"


def add(chapter: Chapter) -> None:
    """Adds every case of the chapter."""
    published(chapter)
    bounds(chapter)
    bounds_missed(chapter)
    mental(chapter)
    speaking(chapter)
    ages_counted_wrongly(chapter)
    reforms(chapter)
    refusals(chapter)


def _route(
    chapter: Chapter,
    name: str,
    rules: str,
    why: str,
    instrument: tuple[str, int, int],
    respondent: str,
    facts: Json,
    says: Json = None,
    **more: Json,
) -> None:
    """A case of a child with a vision impairment who can speak for itself, but for ``facts``."""
    kind, questions, dimensions = instrument
    expected = {"instrument": kind, "questions": questions, "dimensions": dimensions, "respondent": respondent}
    chapter.case(name, rules, why, "survey.route", _child(facts), {"/result": expected} | (says or {}), **more)


def _child(facts: Json) -> Json:
    usual = {"born": "2006-05-05", "on": _ON, "impairment": "vision", "can_express": True}
    return {name: value for name, value in (usual | facts).items() if value is not ABSENT}


def _why(instrument: str, facts: Json, respondent: str, more: Json) -> Json:
    """Both reasons, with what they compare."""
    return {
        "/reasons/0/code": instrument,
        "/reasons/0/facts": facts,
        "/reasons/1/code": respondent,
        "/reasons/1/facts": more,
    }


def published(chapter: Chapter) -> None:
    """Q-1: the length of both questionnaires as it is printed."""
    _route(
        chapter,
        "beach-of-25-questions",
        "Q-1 Q-2",
        "the printed length: 25 questions in 5 dimensions, answered by the parent",
        _BEACH,
        _PARENT,
        {"born": "2014-05-05"},
        _why(
            "beach_below_age",
            {"age": 4, "limit": 8, "questions": 25, "dimensions": 5},
            "parent_answers_by_age",
            {"age": 4, "limit": 7},
        )
        | {"/readings": {}},
        kind="published",
    )
    _route(
        chapter,
        "kidscreen-of-52-questions",
        "Q-1 Q-2",
        "the printed length: 52 questions in 10 dimensions",
        _KIDSCREEN,
        _ASKED,
        {},
        _why(
            "kidscreen_from_age",
            {"age": 12, "limit": 8, "questions": 52, "dimensions": 10},
            "child_asked_with_parent",
            {"age": 12, "limit": 14},
        ),
        kind="published",
    )


def bounds(chapter: Chapter) -> None:
    """Q-1 and Q-2: the eve of a birthday on which something changes."""
    for born, age, instrument, respondent, code in (
        (_ON, 0, _BEACH, _PARENT, "parent_answers_by_age"),
        ("2010-09-02", 7, _BEACH, _PARENT, "parent_answers_by_age"),
        ("2003-09-02", 14, _KIDSCREEN, _ASKED, "child_asked_with_parent"),
        ("2003-09-01", 15, _KIDSCREEN, _CHILD, "child_answers"),
        ("2000-09-01", 18, _KIDSCREEN, _CHILD, "child_answers"),
        ("1999-09-02", 18, _KIDSCREEN, _CHILD, "child_answers"),
    ):
        facts = {"age": age, "above": 14, "limit": 18} if respondent == _CHILD else None
        _route(
            chapter,
            f"born-{born}",
            "Q-2 Q-1",
            f"born on {born}: {age} completed years",
            instrument,
            respondent,
            {"born": born, "impairment": "hearing"},
            {"/reasons/1/code": code, "/reasons/0/facts/age": age} | ({"/reasons/1/facts": facts} if facts else {}),
        )
    for policy in ("children-general", "adults-pilot-2019"):
        _route(
            chapter,
            f"policy-{policy}",
            "Q-1 Q-2",
            f"the policy {policy} has the same questionnaires",
            _KIDSCREEN,
            _CHILD,
            {"born": "2002-01-01"},
            policy=policy,
        )


def bounds_missed(chapter: Chapter) -> None:
    """Q-1: exactly the age from which the other questionnaire is used."""
    for name, why, facts, reform in (
        ("eight-today", "the 8th birthday is today", {"born": "2010-09-01"}, None),
        ("eight-nearly-nine", "8 years old, the 9th birthday is tomorrow", {"born": "2009-09-02"}, None),
        (
            "ten-of-a-reform",
            "exactly the reformed age, 10",
            {"born": "2008-09-01"},
            {"surveys.kidscreen_from_age": 10},
        ),
    ):
        _route(
            chapter,
            name,
            "Q-1",
            f"KIDSCREEN from this age on: {why}",
            _KIDSCREEN,
            _ASKED,
            facts | {"impairment": "movement"},
            mistake="questionnaire_bound_off_by_one",
            **({} if reform is None else {"reform": reform}),
        )


def mental(chapter: Chapter) -> None:
    """Q-2: a mental impairment, alone or as a component."""
    for born, components, why in (
        ("2006-05-05", ["mental", "vision"], "12 years, mental among two components"),
        ("2001-05-05", ["hearing", "mental"], "17 years, mental among two components"),
        ("2010-08-31", ["mental"], "8 years, mental alone among the components"),
    ):
        _route(
            chapter,
            f"multiple-with-mental-{born[:4]}",
            "Q-2",
            f"multiple impairments with a mental one count as mental: {why}",
            _KIDSCREEN,
            _PARENT,
            {"born": born, "impairment": "multiple", "components": components},
            {"/reasons/1/code": "parent_answers_multiple"},
            mistake="mental_component_ignored",
        )
    for name, why, facts, respondent, code in (
        ("mental-at-8", "mental: the parent at any age", {"born": "2010-09-01"}, _PARENT, "parent_answers_mental"),
        ("mental-at-18", "mental: the parent at any age", {"born": "2000-01-01"}, _PARENT, "parent_answers_mental"),
        (
            "mental-at-7",
            "mental, but the age already says so",
            {"born": "2011-01-01"},
            _PARENT,
            "parent_answers_by_age",
        ),
        (
            "mental-without-components",
            "a mental impairment needs no components",
            {"components": []},
            _PARENT,
            "parent_answers_mental",
        ),
    ):
        instrument = _BEACH if name == "mental-at-7" else _KIDSCREEN
        says = {"/reasons/1/code": code}
        _route(chapter, name, "Q-2", why, instrument, respondent, {"impairment": "mental"} | facts, says)
    for name, why, facts in (
        (
            "multiple-without-mental",
            "none of the components is mental",
            {"components": ["vision", "hearing", "movement"]},
        ),
        ("multiple-without-components", "components that are not given are none", {"components": ABSENT}),
        ("multiple-of-nothing", "an empty list has no mental one", {"components": []}),
    ):
        _route(chapter, name, "Q-2", why, _KIDSCREEN, _ASKED, {"impairment": "multiple"} | facts)
    _route(
        chapter,
        "component-of-a-single-impairment",
        "Q-2",
        "components matter only for multiple impairments",
        _KIDSCREEN,
        _ASKED,
        {"components": ["mental"]},
    )


def speaking(chapter: Chapter) -> None:
    """Q-2: a child who cannot express an opinion."""
    for born, age, code in (
        ("2010-09-01", 8, "parent_answers_for_child"),
        ("2003-09-02", 14, "parent_answers_for_child"),
        ("2000-09-02", 17, "parent_answers_for_child"),
        ("2012-01-01", 6, "parent_answers_by_age"),
    ):
        _route(
            chapter,
            f"cannot-speak-at-{age}",
            "Q-2",
            f"a child of {age} who cannot express an opinion",
            _KIDSCREEN if age >= 8 else _BEACH,
            _PARENT,
            {"born": born, "can_express": False},
            {"/reasons/1/code": code, "/reasons/1/facts/age": age},
        )
    _route(
        chapter,
        "mental-and-cannot-speak",
        "Q-2",
        "of two grounds the impairment is named",
        _KIDSCREEN,
        _PARENT,
        {"impairment": "mental", "can_express": False, "born": "2005-01-01"},
        {"/reasons/1/code": "parent_answers_mental"},
    )


def ages_counted_wrongly(chapter: Chapter) -> None:
    """Q-1, Q-2, I-16: ages that a wrong count misses."""
    for born, instrument, respondent, years in (
        ("2010-09-03", _BEACH, _PARENT, 8),
        ("2003-09-04", _KIDSCREEN, _ASKED, 15),
        ("1999-09-05", _KIDSCREEN, _CHILD, 19),
    ):
        _route(
            chapter,
            f"days-by-365-{born}",
            "Q-1 Q-2",
            f"{years} x 365 days have passed, {years} years have not",
            instrument,
            respondent,
            {"born": born},
            mistake="age_by_days_365",
        )
    for born, instrument, respondent, years in (
        ("2010-12-31", _BEACH, _PARENT, 8),
        ("2003-10-01", _KIDSCREEN, _ASKED, 15),
        ("1999-11-30", _KIDSCREEN, _CHILD, 19),
    ):
        _route(
            chapter,
            f"by-years-only-{born}",
            "Q-1 Q-2",
            f"the years differ by {years}, the birthday has not come",
            instrument,
            respondent,
            {"born": born},
            mistake="age_by_years_only",
        )
    _route(
        chapter,
        "leap-birthday-15",
        "I-16 Q-2",
        "born on 29 February 2004: 15 on 28 February 2019, answers alone",
        _KIDSCREEN,
        _CHILD,
        {"born": "2004-02-29", "on": "2019-02-28"},
        mistake="leap_birthday_on_1_march",
    )
    _route(
        chapter,
        "leap-birthday-15-eve",
        "I-16 Q-2",
        "born on 29 February 2004: 14 on 27 February 2019",
        _KIDSCREEN,
        _ASKED,
        {"born": "2004-02-29", "on": "2019-02-27"},
    )
    _route(
        chapter,
        "leap-birthday-9",
        "I-16 Q-1",
        "born on 29 February 2008, a reform to 9: KIDSCREEN from 28 February 2017",
        _KIDSCREEN,
        _ASKED,
        {"born": "2008-02-29", "on": "2017-02-28"},
        reform={"surveys.kidscreen_from_age": 9},
        mistake="leap_birthday_on_1_march",
    )
    chapter.case(
        "leap-birthday-19",
        "I-16 Q-2",
        "born on 29 February 2000: 19 on 28 February 2019, too old",
        "survey.route",
        _child({"born": "2000-02-29", "on": "2019-02-28"}),
        {"/error/code": "bad_value", "/error/path": "/input/born"},
        mistake="leap_birthday_on_1_march",
    )


def reforms(chapter: Chapter) -> None:
    """Q-1 and Q-2 under reforms: no bound and no length is fixed in a program."""
    for name, why, reform, facts, instrument, respondent, says in (
        (
            "beach-to-9",
            "a reform to 10: at 9 still the parents' scale, and so the parent answers",
            {"surveys.kidscreen_from_age": 10},
            {"born": "2008-09-02"},
            _BEACH,
            _PARENT,
            {"/reasons/0/facts/limit": 10, "/reasons/1/facts": {"age": 9, "limit": 9}},
        ),
        (
            "kidscreen-from-6",
            "a reform to 6: at 6 KIDSCREEN, and the parent still answers",
            {"surveys.kidscreen_from_age": 6},
            {"born": "2012-09-01"},
            _KIDSCREEN,
            _PARENT,
            {"/reasons/0/code": "kidscreen_from_age", "/reasons/1/facts": {"age": 6, "limit": 7}},
        ),
        (
            "parent-to-10",
            "a reform of the respondent: at 10 the parent answers",
            {"surveys.parent_up_to_age": 10},
            {"born": "2007-09-02"},
            _KIDSCREEN,
            _PARENT,
            {"/reasons/1/code": "parent_answers_by_age", "/reasons/1/facts": {"age": 10, "limit": 10}},
        ),
        (
            "parent-to-10-at-11",
            "a reform of the respondent: at 11 the child is asked",
            {"surveys.parent_up_to_age": 10},
            {"born": "2007-09-01"},
            _KIDSCREEN,
            _ASKED,
            {},
        ),
        (
            "asked-to-12",
            "a reform of the respondent: at 12 the child is asked",
            {"surveys.child_asked_up_to_age": 12},
            {"born": "2005-09-02"},
            _KIDSCREEN,
            _ASKED,
            {"/reasons/1/facts": {"age": 12, "limit": 12}},
        ),
        (
            "asked-to-12-at-13",
            "a reform of the respondent: at 13 the child answers",
            {"surveys.child_asked_up_to_age": 12},
            {"born": "2005-09-01"},
            _KIDSCREEN,
            _CHILD,
            {"/reasons/1/facts": {"age": 13, "above": 12, "limit": 18}},
        ),
        (
            "up-to-20",
            "a reform of the highest age: 20 is asked",
            {"surveys.child_up_to_age": 20},
            {"born": "1998-09-01"},
            _KIDSCREEN,
            _CHILD,
            {"/reasons/1/facts/limit": 20},
        ),
        (
            "longer-beach",
            "a reform of one questionnaire's length",
            {"surveys.beach_questions": 30, "surveys.beach_dimensions": 6},
            {"born": "2015-01-01"},
            ("beach_fqol", 30, 6),
            _PARENT,
            {"/reasons/0/facts/questions": 30, "/reasons/0/facts/dimensions": 6},
        ),
        (
            "shorter-kidscreen",
            "a reform of the other questionnaire's length",
            {"surveys.kidscreen_questions": 27, "surveys.kidscreen_dimensions": 4},
            {},
            ("kidscreen_52", 27, 4),
            _ASKED,
            {},
        ),
    ):
        _route(chapter, name, "Q-1 Q-2", why, instrument, respondent, facts, says, reform=reform)


def refusals(chapter: Chapter) -> None:
    """What cannot be asked about."""
    for name, why, facts, code, path in (
        ("nineteen", "19 on that day", {"born": "1999-09-01"}, "bad_value", "born"),
        ("born-tomorrow", "born after the day", {"born": "2018-09-02"}, "bad_value", "born"),
        ("no-birth", "an age needs a birth", {"born": ABSENT}, "missing_field", "born"),
        ("no-day", "an age needs a day", {"on": ABSENT}, "missing_field", "on"),
        ("no-impairment", "the impairment decides who answers", {"impairment": ABSENT}, "missing_field", "impairment"),
        ("null-impairment", "null for a required field is its absence", {"impairment": None}, *_missing("impairment")),
        ("no-word-on-speaking", "nothing is assumed", {"can_express": ABSENT}, *_missing("can_express")),
        ("speaking-as-text", "a word is no yes", {"can_express": "true"}, "bad_type", "can_express"),
        ("other-impairment", "no such impairment", {"impairment": "speech"}, "bad_value", "impairment"),
        (
            "component-multiple",
            "multiple is no component",
            {"impairment": "multiple", "components": ["mental", "multiple"]},
            "bad_value",
            "components/1",
        ),
        ("components-object", "a list is a list", {"components": {}}, "bad_type", "components"),
        ("wrong-day-before-wrong-speech", "the earlier field is named", _TWO_WRONG, "bad_value", "on"),
    ):
        says = {"/error/code": code, "/error/path": f"/input/{path}"}
        rule = "Q-1" if path in ("born", "on") else "Q-2"
        chapter.case(name, rule, why, "survey.route", _child(facts), says)
    chapter.case(
        "eighteen-too-old-by-reform",
        "Q-2",
        "a reform of the highest age to 17: 18 is refused",
        "survey.route",
        _child({"born": "2000-09-01"}),
        {"/error/code": "bad_value", "/error/path": "/input/born"},
        reform={"surveys.child_up_to_age": 17},
    )


_TWO_WRONG = {"on": "2018-02-30", "can_express": 1}


def _missing(path: str) -> tuple[str, str]:
    return "missing_field", path
