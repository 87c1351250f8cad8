"""A plan and a pilot's dates, on the command line: ``check`` and ``calendar``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final

import click

from ibmodel.adapters.options import (
    BadInput,
    language_option,
    named_pairs,
    parameters_under,
    policy_options,
    problems_of,
    read_json,
    write_bytes,
    write_json,
)
from ibmodel.adapters.tables import Page
from ibmodel.case.administration import PilotStart
from ibmodel.case.plan_check import CheckedPlan
from ibmodel.dates import read_date
from ibmodel.decisions import Decision, Reason
from ibmodel.errors import UnknownOperation
from ibmodel.exchange.converter import read
from ibmodel.exchange.evaluation import written_reason
from ibmodel.exchange.plan_check_operations import written_check
from ibmodel.exchange.providers import public_holidays
from ibmodel.explain import LANGUAGES, sentence
from ibmodel.explain.administration import MILESTONES
from ibmodel.rules.administration import Milestone, compute_calendar
from ibmodel.rules.combinations import Finding, PlanCheck, Status, check_plan
from ibmodel.sources import citation

__all__ = ["check_the_plan", "show_calendar", "show_check"]

_NOT_ALLOWED: Final = 1
_SHIPPED: Final = "plan-synthetic.json"

#: The words of these commands, English and Latvian.
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "shipped": (
        "No PLAN was given: this is the made-up example plan that comes with ibmodel.",
        "Plāns nav norādīts, tāpēc izmantots ibmodel pievienotais izdomātais parauga plāns.",
    ),
    Status.VIOLATED.value: ("Not allowed", "Nav atļauts"),
    Status.UNDECIDED.value: ("Cannot be decided yet", "Vēl nevar izlemt"),
    Status.SATISFIED.value: ("In order", "Kārtībā"),
    "ok": ("Nothing in the plan breaks a rule.", "Plānā nekas nepārkāpj noteikumus."),
    "not_ok": ("The plan breaks a rule.", "Plāns pārkāpj noteikumus."),
    "same": ("The same holds for: ", "Tas pats attiecas uz: "),
    "cure": ("What would help: ", "Ko darīt: "),
    "calendar": ("Calendar of the pilot that starts on {start}", "Izmēģinājumprojekta kalendārs, sākums {start}"),
    "what": ("Milestone", "Notikums"),
    "from": ("From", "No"),
    "to": ("To", "Līdz"),
    "rule": ("Rule", "Noteikums"),
}


def _word(name: str, language: str) -> str:
    return _WORDS[name][LANGUAGES.index(language)]


@click.command("check")
@click.argument("file", type=click.File("rb"), required=False, metavar="[PLAN]")
@policy_options
@click.option("--json", "as_json", is_flag=True, help="Write the findings and reasons as JSON.")
@language_option
def check_the_plan(  # noqa: PLR0913 - one for each option
    *,
    file: BinaryIO | None,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    as_json: bool,
    language: str,
) -> None:
    """Check a support plan: which services may not meet, what is not allowed, and what would help.

    PLAN is the input of the operation plan.check in JSON, "-" for standard input; without it, a made-up example.
    Exit status 1 says that the plan breaks a rule.
    """
    parameters = parameters_under(policy, named_pairs("--reading", readings), named_pairs("--reform", reforms))
    name = _SHIPPED if file is None else str(getattr(file, "name", "<stdin>"))
    content = resources.files("ibmodel.testing").joinpath("data", name).read_bytes() if file is None else file.read()
    with problems_of(name):
        decision = check_plan(read(read_json(name, content), CheckedPlan), parameters)
    if as_json:
        reasons = [written_reason(reason, language) for reason in decision.reasons]
        write_json({"result": written_check(decision.outcome, language), "reasons": reasons})
    else:
        page = Page(sys.stdout, language)
        if file is None:
            page.line(_word("shipped", language))
        show_check(page, decision)
    if not decision.outcome.ok:
        raise SystemExit(_NOT_ALLOWED)


def show_check(page: Page, decision: Decision[PlanCheck], named: Callable[[Finding], str] | None = None) -> None:
    """What is not allowed first, then what is open, then what is in order; each finding by its reason.

    With ``named``, which says what a finding is about, what is open is told once for each rule.
    """
    findings = list(zip(decision.outcome.findings, decision.reasons, strict=True))
    for status in (Status.VIOLATED, Status.UNDECIDED, Status.SATISFIED):
        chosen = [pair for pair in findings if pair[0].status is status]
        _show_findings(page, status, chosen, named if status is Status.UNDECIDED else None)
    page.line()
    page.line(_word("ok" if decision.outcome.ok else "not_ok", page.language), style="bold")


def _show_findings(
    page: Page, status: Status, findings: Sequence[tuple[Finding, Reason]], named: Callable[[Finding], str] | None
) -> None:
    if not findings:
        return
    page.heading(_word(status.value, page.language))
    for _, group in groupby(findings, key=lambda pair: pair[0].rule):
        of_rule = list(group)
        told = of_rule if named is None else of_rule[:1]
        for finding, reason in told:
            page.item(f"{sentence(reason, page.language)} {citation(finding.rule, page.language)}")
            for cure in finding.cure:
                page.line(_word("cure", page.language) + sentence(cure, page.language), first="  ", others="  ")
        if named is not None and len(of_rule) > 1:
            others = ", ".join(named(finding) for finding, _ in of_rule[1:])
            page.line(_word("same", page.language) + others, first="  ", others="  ")


@click.command("calendar")
@click.option("--start", required=True, metavar="DATE", help="The pilot's first day, the first of a month.")
@click.option("--plan1-month", type=click.Choice(["2", "3"]), default=None, help="The month in which plan 1 starts.")
@policy_options
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write a calendar file, too.")
@click.option("--json", "as_json", is_flag=True, help="Write the dates and reasons as JSON.")
@language_option
def show_calendar(  # noqa: PLR0913 - one for each option
    *,
    start: str,
    plan1_month: str | None,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    ics: Path | None,
    as_json: bool,
    language: str,
) -> None:
    """Show every dated milestone of a pilot."""
    parameters = parameters_under(policy, named_pairs("--reading", readings), named_pairs("--reform", reforms))
    with problems_of("--start"):
        pilot = PilotStart(start=read_date(start), plan1_month=None if plan1_month is None else int(plan1_month))
    try:
        days = public_holidays()
    except UnknownOperation as error:
        raise BadInput("calendar", error.message) from None
    with problems_of("--start"):
        decision = compute_calendar(pilot, days, parameters)
    if ics is not None:
        _write_ics(ics, decision, language)
    if as_json:
        reasons = [written_reason(reason, language) for reason in decision.reasons]
        rows = [_row(milestone) for milestone in decision.outcome]
        write_json({"result": rows, "reasons": reasons})
        return
    page = Page(sys.stdout, language)
    page.line(_word("calendar", language).format(start=page.shown(pilot.start)), style="bold")
    page.line()
    columns = [_word(name, language) for name in ("what", "from", "to", "rule")]
    page.table(columns, _rows(page, decision.outcome))


def _rows(page: Page, milestones: Iterable[Milestone]) -> Iterable[Sequence[str]]:
    place = LANGUAGES.index(page.language)
    return [
        (MILESTONES[each.code][place], page.shown(each.first), page.shown(each.last), each.rule) for each in milestones
    ]


def _row(milestone: Milestone) -> dict[str, str]:
    return {
        "rule": milestone.rule,
        "code": milestone.code,
        "from": milestone.first.isoformat(),
        "to": milestone.last.isoformat(),
    }


def _write_ics(path: Path, decision: Decision[tuple[Milestone, ...]], language: str) -> None:
    try:
        from ibmodel.adapters.ics import calendar_file  # noqa: PLC0415 - only where a calendar file is asked for
    except ImportError:
        raise BadInput("--ics", "expected the extra to be installed: pip install 'ibmodel[ics]'") from None
    write_bytes("--ics", path, calendar_file(decision, language))
