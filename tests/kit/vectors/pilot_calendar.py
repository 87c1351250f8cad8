"""The dates of a pilot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from answers import Said, answered, must_show, refused
from cases import Chapter
from dateutil.easter import easter

Json = Any

OP = "pilot.calendar"
_DAY = timedelta(days=1)
_LAST_EASTER = 4099  # no later one is needed, nor known to the package
#: The month and day of the holidays that are the same every year; those of which the rest day moves off a weekend.
_FIXED = ((1, 1), (5, 1), (6, 23), (6, 24), (12, 24), (12, 25), (12, 26), (12, 31))
_REPLACED = ((5, 4), (11, 18))
#: The closing days of the song and dance festivals, which are replaced too, and the days off that were given once.
_FESTIVALS = (date(2018, 7, 8), date(2023, 7, 9))
_ONCE = (date(2018, 9, 24), date(2023, 5, 29))
#: The figures of the pilot of 2018 by their paths.
FIGURES = {
    "pilot.months": 12,
    "budget.first_month": 1,
    "budget.second_computed_month": 6,
    "evaluation.first_from_month": 1,
    "evaluation.first_to_month": 2,
    "evaluation.first_to_day": 15,
    "evaluation.second_from_month": 5,
    "evaluation.second_to_month": 6,
    "evaluation.closing_month": 12,
    "evaluation.interim_reports_from_month": 5,
    "evaluation.interim_reports_to_month": 6,
    "evaluation.closing_reports_from_month": 11,
    "evaluation.closing_reports_to_month": 12,
    "plan.first_from_month": 2,
    "plan.first_latest_month": 3,
    "plan.first_to_month": 6,
    "plan.second_from_month": 7,
    "plan.second_to_month": 12,
    "administration.cash_flow_report_day": 10,
    "administration.proofs_day": 10,
    "administration.quarterly_report_day": 28,
    "administration.first_evaluation_paid_month": 2,
    "administration.second_evaluation_paid_month": 7,
    "administration.closing_evaluation_paid_from_month": 12,
    "administration.closing_evaluation_paid_to_month": 13,
}


def days_off(year: int) -> set[date]:
    """The public holidays of a year with the rest days that replace some of them."""
    days = {date(year, month, day) for month, day in (*_FIXED, *_REPLACED)} | {*_ONCE}
    if year <= _LAST_EASTER:
        days |= {easter(year) - 2 * _DAY, easter(year) + _DAY}
    for day in (*(date(year, month, day) for month, day in _REPLACED), *_FESTIVALS):
        rest = day
        while rest.weekday() > 4:
            rest += _DAY
        days.add(rest)
    return days


def worked(day: date) -> date:
    """The day itself, or the next working day."""
    while day.weekday() > 4 or day in days_off(day.year):
        day += _DAY
    return day


def milestones(
    asked: Mapping[str, Json], figures: Mapping[str, Json] | None = None, mistake: str = ""
) -> dict[str, Json]:
    """What must be answered, month by month."""
    figure = FIGURES | dict(figures or {})
    start = date.fromisoformat(asked["start"])
    entries = [*_support(start, asked.get("plan1_month"), figure), *_reports(start, figure, mistake)]
    entries += _payments(start, figure)
    entries.sort(key=lambda entry: (entry[2]["from"], entry[2]["to"], entry[0]))
    reasons: list[Said] = []
    rows = []
    for rule, code, facts, printed in entries:
        rows.append({"rule": rule, "code": code, "from": facts["from"], "to": facts["to"]})
        reasons.append((rule, code, facts))
        if printed and printed != facts["to"]:
            reasons.append(("A-6", "deadline_moved", {"printed": printed, "to": facts["to"]}))
    return answered(rows, reasons)


Entry = tuple[str, str, dict[str, str], str]


def _first(start: date, month: int) -> date:
    """The first day of a month of the pilot, the first being 1."""
    months = start.year * 12 + start.month - 1 + month - 1
    return date(months // 12, months % 12 + 1, 1)


def _last(start: date, month: int) -> date:
    return _first(start, month + 1) - _DAY


def _window(rule: str, code: str, first: date, last: date) -> Entry:
    return rule, code, {"from": first.isoformat(), "to": last.isoformat()}, ""


def _support(start: date, plan1: int | None, figure: Mapping[str, int]) -> Iterator[Entry]:
    def months(rule: str, code: str, first: str | int, last: str | int) -> Entry:
        bounds = (figure[month] if isinstance(month, str) else month for month in (first, last))
        return _window(rule, code, _first(start, next(bounds)), _last(start, next(bounds)))

    facts = _first(start, figure["budget.first_month"])
    yield _window("B-2", "provisional_amount_1", facts, facts)
    yield months("B-2", "provisional_amount_2", "budget.second_computed_month", "budget.second_computed_month")
    middle = _first(start, figure["evaluation.first_to_month"]).replace(day=figure["evaluation.first_to_day"])
    yield _window("N-5", "evaluation_1", _first(start, figure["evaluation.first_from_month"]), middle)
    yield months("N-5", "evaluation_2", "evaluation.second_from_month", "evaluation.second_to_month")
    yield months("N-5", "evaluation_3", "evaluation.closing_month", "evaluation.closing_month")
    yield months("N-6", "plan_1", plan1 or "plan.first_from_month", "plan.first_to_month")
    yield months("N-6", "plan_2", "plan.second_from_month", "plan.second_to_month")
    interim, closing = "evaluation.interim_reports", "evaluation.closing_reports"
    yield months("N-8", "provider_reports_1", f"{interim}_from_month", f"{interim}_to_month")
    yield months("N-8", "provider_reports_2", f"{closing}_from_month", f"{closing}_to_month")
    yield months("Q-3", "survey_1", 1, 1)
    yield months("Q-3", "survey_2", "pilot.months", "pilot.months")
    yield months("Q-3", "esf_questionnaire", "pilot.months", "pilot.months")


def _reports(start: date, figure: Mapping[str, int], mistake: str) -> Iterator[Entry]:
    days = {
        "cash_flow_report": figure["administration.cash_flow_report_day"],
        "scanned_proofs": figure["administration.proofs_day"],
        "quarterly_report": figure["administration.quarterly_report_day"],
    }

    def due(code: str, period: tuple[date, date], after: date) -> Entry:
        printed = after.replace(day=days[code])
        to = printed if mistake == "deadline_not_moved" else worked(printed)
        facts = {"period_from": period[0], "period_to": period[1], "from": after, "to": to}
        return "A-6", code, {name: day.isoformat() for name, day in facts.items()}, printed.isoformat()

    quarter_from = start
    for month in range(1, figure["pilot.months"] + 1):
        first, last = _first(start, month), _last(start, month)
        for code in ("cash_flow_report", "scanned_proofs"):
            yield due(code, (first, last), last + _DAY)
        if first.month % 3 == 0 or month == figure["pilot.months"]:
            end = _last(first, 1 + -first.month % 3)
            yield due("quarterly_report", (quarter_from, last), end + _DAY)
            quarter_from = last + _DAY


def _payments(start: date, figure: Mapping[str, int]) -> Iterator[Entry]:
    paid = {name.removeprefix("administration."): month for name, month in figure.items() if "_paid_" in name}
    for code, first, last in (
        ("evaluation_1_paid", "first_evaluation_paid_month", "first_evaluation_paid_month"),
        ("evaluation_2_paid", "second_evaluation_paid_month", "second_evaluation_paid_month"),
        ("evaluation_3_paid", "closing_evaluation_paid_from_month", "closing_evaluation_paid_to_month"),
    ):
        yield _window("A-7", code, _first(start, paid[first]), _last(start, paid[last]))


def _case(
    chapter: Chapter, name: str, rules: str, why: str, asked: dict[str, Json], mistake: str = "", **envelope: Json
) -> None:
    figures = envelope.get("reform")
    says = milestones(asked, figures)
    if mistake:
        must_show(name, says, milestones(asked, figures, mistake))
    chapter.case(name, rules, why, OP, asked, says, mistake=mistake, **envelope)


def add(chapter: Chapter) -> None:
    """Every case of the operation."""
    starts(chapter)
    moved(chapter)
    reforms(chapter)
    refusals(chapter)


def starts(chapter: Chapter) -> None:
    """Pilots that begin in every month of a quarter, and when the first plan does."""
    for policy, start in (
        ("children-pilot-2018", "2018-09-01"),
        ("adults-pilot-2019", "2019-11-01"),
        ("children-general", "2018-10-01"),
    ):
        why = f"a pilot of 12 months from {start} under {policy}"
        _case(chapter, f"pilot-{policy}", "A-6 N-5 N-6 N-8 B-2 Q-3 A-7", why, {"start": start}, policy=policy)
    short = {"pilot.months": 1}
    _case(chapter, "last-start", "A-7 B-2", "the closing evaluation may be paid in the last year there is",
          {"start": "9998-11-01"}, reform=short)  # fmt: skip
    for month, why in ((2, "said to be the 2nd month"), (3, "the 3rd month; it still ends with month 6"),
                       (None, "null: the edition's month")):  # fmt: skip
        asked = {"start": "2018-09-01", "plan1_month": month}
        name, told = f"plan-1-month-{month}".lower(), f"the first plan begins in {why}"
        _case(chapter, name, "I-20 N-6", told, asked, reform=short)
    for start, months in (
        ("2018-09-01", 1), ("2018-10-01", 3), ("2018-11-01", 3), ("2018-12-01", 2), ("2018-10-01", 2),
        ("2018-11-01", 5), ("2020-02-01", 2),
    ):  # fmt: skip
        why = f"{months} months from {start[:7]}: a report for each month and for each calendar quarter touched"
        _case(chapter, f"quarters-{start[:7]}-{months}", "A-6", why, {"start": start}, reform={"pilot.months": months})


def moved(chapter: Chapter) -> None:
    """Deadlines on days off."""
    flow, proofs, quarter = (
        f"administration.{name}" for name in ("cash_flow_report_day", "proofs_day", "quarterly_report_day")
    )
    for name, start, days, why in (
        ("saturday", "2018-10-01", {}, "10 November 2018 is a Saturday: Monday 12"),
        ("good-friday", "2020-03-01", {}, "10 April 2020 is Good Friday: Tuesday 14, after Easter Monday"),
        ("festival", "2023-06-01", {}, "10 July 2023 replaces the festival's closing Sunday: Tuesday 11"),
    ):
        figures = {"pilot.months": 1, **days}
        _case(chapter, f"moved-{name}", "A-6 I-17", why, {"start": start}, "deadline_not_moved", reform=figures)
    for name, start, days, why in (
        ("new-year", "2018-12-01", {flow: 1}, "1 January 2019: to the 2nd"),
        ("friday-stays", "2018-07-01", {}, "10 August 2018 is a Friday and stays"),
        ("given-once", "2018-08-01", {flow: 24}, "24 September 2018 was a day off once: to the 25th"),
        ("replaced-18-november", "2018-10-01", {flow: 18}, "Sunday 18 November 2018, rest day Monday: to the 20th"),
        ("replaced-4-may", "2019-04-01", {flow: 4}, "Saturday 4 May 2019, Sunday, and the rest day Monday: to the 7th"),
        ("not-replaced-23-june", "2019-05-01", {flow: 22}, "Saturday 22 June 2019, then 23 and 24 June: to the 25th"),
        ("christmas", "2018-11-01", {flow: 24, proofs: 25, quarter: 26}, "Christmas 2018: to the 27th, three times"),
        ("moved-working-day", "2020-05-01", {flow: 22}, "22 June 2020 was moved for state offices only: it stays"),
        ("worked-saturday", "2018-03-01", {flow: 21}, "Saturday 21 April 2018 was worked in state offices only: moved"),
        ("may-day", "2018-04-01", {flow: 1}, "1 May 2018 is a holiday: to the 2nd"),
    ):
        figures = {"pilot.months": 1, **days}
        _case(chapter, f"due-{name}", "A-6 I-17", why, {"start": start}, reform=figures)


def reforms(chapter: Chapter) -> None:
    """That no month and no day of the calendar is fixed in a program."""
    for path, value, why in (
        ("budget.first_month", 2, "the facts of the first amount are those of month 2"),
        ("budget.second_computed_month", 5, "the second amount is computed in month 5"),
        ("evaluation.first_from_month", 2, "the first evaluation begins with month 2"),
        ("evaluation.first_to_month", 3, "the first evaluation ends in month 3"),
        ("evaluation.first_to_day", 20, "the first evaluation ends on the 20th"),
        ("evaluation.second_from_month", 4, "the second evaluation begins with month 4"),
        ("evaluation.second_to_month", 7, "the second evaluation ends with month 7"),
        ("evaluation.closing_month", 11, "the closing evaluation is in month 11"),
        ("evaluation.interim_reports_from_month", 4, "interim reports from month 4"),
        ("evaluation.interim_reports_to_month", 7, "interim reports to month 7"),
        ("evaluation.closing_reports_from_month", 10, "closing reports from month 10"),
        ("evaluation.closing_reports_to_month", 13, "closing reports to month 13"),
        ("plan.first_from_month", 1, "the first plan begins with month 1"),
        ("plan.first_to_month", 5, "the first plan ends with month 5"),
        ("plan.second_from_month", 8, "the second plan begins with month 8"),
        ("plan.second_to_month", 13, "the second plan ends with month 13"),
        ("administration.cash_flow_report_day", 5, "cash-flow reports by the 5th"),
        ("administration.proofs_day", 12, "scanned proofs by the 12th"),
        ("administration.quarterly_report_day", 9, "quarterly reports by the 9th, before the monthly ones"),
        ("administration.first_evaluation_paid_month", 3, "the first evaluation is paid in month 3"),
        ("administration.second_evaluation_paid_month", 8, "the second evaluation is paid in month 8"),
        ("administration.closing_evaluation_paid_from_month", 11, "the closing one is paid from month 11"),
        ("administration.closing_evaluation_paid_to_month", 14, "the closing one is paid to month 14"),
    ):
        rule = {"budget": "B-2", "plan": "N-6", "administration": "A-6"}.get(path.split(".")[0], "N-5")
        rule = "N-8" if "reports_" in path else "A-7" if "_paid_" in path else rule
        name = f"reform-{path.split('.')[1].replace('_', '-')}"
        _case(chapter, name, rule, f"a reform: {why}", {"start": "2018-09-01"}, reform={"pilot.months": 1, path: value})


def refusals(chapter: Chapter) -> None:
    """What is wrong with a start."""
    start = {"start": "2018-09-01"}
    for name, asked, code, path, why in (
        ("second-of-a-month", {"start": "2018-09-02"}, "bad_value", "/input/start", "a pilot starts on a first"),
        ("last-of-a-month", {"start": "2018-08-31"}, "bad_value", "/input/start", "a day before a first"),
        ("no-such-day", {"start": "2018-13-01"}, "bad_value", "/input/start", "there is no month 13"),
        ("no-start", {}, "missing_field", "/input/start", "the start is absent"),
        ("start-without-dashes", {"start": "20180901"}, "bad_value", "/input/start", "a day is written with dashes"),
        ("beyond-the-calendar", {"start": "9999-06-01"}, "bad_value", "/input/start", "it ends after the year 9999"),
        ("plan-in-month-1", start | {"plan1_month": 1}, "bad_value", "/input/plan1_month", "month 1 is too early"),
        ("plan-in-month-4", start | {"plan1_month": 4}, "bad_value", "/input/plan1_month", "month 4 is too late"),
        ("plan-month-as-text", start | {"plan1_month": "2"}, "bad_type", "/input/plan1_month", "a month is a number"),
    ):
        rules = "I-20 N-6" if "plan" in path else "B-2"
        chapter.case(f"calendar-{name}", rules, why, OP, asked, refused(code, path))
    for name, month, figures, why in (
        ("earliest-is-3", 2, {"plan.first_from_month": 3}, "month 2 is before the earliest"),
        ("latest-is-2", 3, {"plan.first_latest_month": 2}, "month 3 is after the latest"),
    ):
        chapter.case(f"calendar-{name}", "I-20 N-6", f"a reform of the first plan's bounds: {why}", OP,
                     start | {"plan1_month": month}, refused("bad_value", "/input/plan1_month"),
                     reform=figures)  # fmt: skip
