"""Mistakes about people: ages, terms, who may take part, who answers a questionnaire."""

from __future__ import annotations

from ibmodel import dates
from ibmodel.rules import eligibility, surveys
from ibmodel.rules.administration import deadlines
from ibmodel.rules.combinations import granting, sessions

from .beast import Beast, edited

_AGES = ("budget.provisional", "eligibility.assess", "selection.targets", "survey.route")
_AGE_RULES = ("B-1", "G-2", "E-3", "S-2", "Q-1", "I-33")
_ASSESS = ("eligibility.assess",)
_TERMS = ("eligibility.deadlines",)
_YEARS = "return on.year - born.year - ((on.month, on.day) < birthday)"

BEASTS = (
    Beast(
        "age_by_days_365",
        _AGE_RULES,
        "an age is the number of days divided by 365",
        (edited(dates.completed_years, (_YEARS, "return (on - born).days // 365")),),
        _AGES,
    ),
    Beast(
        "age_by_years_only",
        _AGE_RULES,
        "an age is the difference of the two years",
        (edited(dates.completed_years, (_YEARS, "return on.year - born.year")),),
        _AGES,
    ),
    Beast(
        "leap_birthday_on_1_march",
        ("I-16",),
        "a birthday on 29 February is reached on 1 March in other years",
        (edited(dates.completed_years, ("(2, 28)", "(3, 1)")),),
        _AGES,
    ),
    Beast(
        "of_age_on_the_last_day",
        ("E-3", "I-4"),
        "who comes of age on the pilot's last day is taken for a child",
        (
            edited(
                eligibility._stays_under,
                (
                    'last if parameters.reading("I-4") == "not_eligible" else last - timedelta(days=1)',
                    "last - timedelta(days=1)",
                ),
            ),
        ),
        _ASSESS,
    ),
    Beast(
        "first_failing_criterion_only",
        ("E-8", "G-5"),
        "of the criteria only the first that fails is told",
        (
            edited(
                eligibility._decision,
                (
                    "    outcome = eligibility(",
                    (
                        "    failing = [each for each in judged if each.criterion.met is False]\n"
                        "    judged = failing[:1] or judged\n"
                        "    outcome = eligibility("
                    ),
                ),
            ),
        ),
        _ASSESS,
    ),
    Beast(
        "missing_means_no",
        ("E-1", "E-2", "E-4", "G-1", "W-1", "L-4", "C-5"),
        "a fact that nobody gave is taken for a no",
        (
            edited(
                eligibility._all_of,
                ("    missing =", "    facts = {name: fact is True for name, fact in facts.items()}\n    missing ="),
            ),
            edited(
                granting._judge_conditions,
                ("    if all(", "    facts = {name: fact is True for name, fact in facts.items()}\n    if all("),
            ),
            edited(sessions._judge, ("if centre.specialists is None:", "if False:")),
        ),
        (*_ASSESS, "plan.check"),
    ),
    Beast(
        "disability_ended_on_the_first_day",
        ("E-4",),
        "a disability that ends on the pilot's first day is taken for ended",
        (edited(eligibility._not_before, ("until >= start", "until > start")),),
        _ASSESS,
    ),
    Beast(
        "other_measures_ignored",
        ("E-9",),
        "support from other measures is not looked at",
        (edited(eligibility._judged_child, ("not excluded", "True")),),
        _ASSESS,
    ),
    Beast(
        "adults_after_the_last_day",
        ("W-2",),
        "adults may apply after the last day",
        (edited(eligibility._judged_adult, ("<= received <= adults.applications_to", "<= received")),),
        _ASSESS,
    ),
    Beast(
        "forward_in_5_days",
        ("E-7", "I-5"),
        "applications are forwarded by the figure's five days whatever the reading",
        (
            edited(
                deadlines.compute_deadlines,
                ("eligibility.forwarding_working_days_text if", "eligibility.forwarding_working_days_figure if"),
            ),
        ),
        _TERMS,
    ),
    Beast(
        "calendar_days_for_working_days",
        ("I-17", "G-4", "E-7"),
        "a term in working days is counted in calendar days",
        (
            edited(
                dates.add_working_days,
                ("next_working_day(day + timedelta(days=1), calendar)", "day + timedelta(days=1)"),
            ),
        ),
        _TERMS,
    ),
    Beast(
        "term_from_the_day_itself",
        ("I-18", "G-4", "E-7"),
        "a term begins on the day of the event",
        (edited(dates.add_working_days, ("day = _day(event)", "day = _day(event) - timedelta(days=1)")),),
        _TERMS,
    ),
    Beast(
        "questionnaire_bound_off_by_one",
        ("Q-1",),
        "the family's questionnaire is used one year too long",
        (
            edited(
                surveys.survey_route, ("if age < figures.kidscreen_from_age", "if age <= figures.kidscreen_from_age")
            ),
        ),
        ("survey.route",),
    ),
    Beast(
        "mental_component_ignored",
        ("Q-2",),
        "multiple impairments are never mental ones",
        (edited(surveys._is_mental, ("Impairment.MENTAL in (child.components or ())", "False")),),
        ("survey.route",),
    ),
)
