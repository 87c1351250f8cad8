"""The command line: ``python -m ibmodel``.

- ``eval``: the wire protocol, JSON Lines from standard input to standard output.
- ``examples``: the methodology's funding examples, printed figure beside computed figure.
- ``pilot``: a cohort, from its plans to everyone's total amount, in tables, in sentences or as JSON.
- ``select``, ``verify``: who takes part, and whether a list is right (`ibmodel.adapters.selecting`).
- ``simulate``: a table of recipients, and what a reform would change (`ibmodel.adapters.simulating`).
- ``check``, ``calendar``: whether a plan is allowed, and the dates of a pilot (`ibmodel.adapters.planning`).
- ``matrix``: a child's file as a workbook: new, read, check, fill (`ibmodel.adapters.matrices`).
- ``report``: the reports of a pilot, as workbook and page (`ibmodel.adapters.reporting`).
- ``letter``: a decision as a letter to the parent (`ibmodel.adapters.lettering`).
- ``conform``: another implementation put to the test (`ibmodel.adapters.conforming`).

Exit status 0 is success, 1 an example that differs, a list, a plan or an implementation that is not right or a reader
that went away, 2 an input that cannot be used.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from functools import partial
from importlib import metadata, resources
from typing import BinaryIO, Final

import click

from ibmodel.adapters import selection_tables, tables
from ibmodel.adapters.conforming import conform_subject
from ibmodel.adapters.labels import label
from ibmodel.adapters.lettering import write_letter
from ibmodel.adapters.matrices import matrix
from ibmodel.adapters.options import (
    DEFAULT_POLICY,
    language_option,
    named_pairs,
    nearest,
    parameters_under,
    policy_options,
    problems_of,
    read_json,
    write_json,
)
from ibmodel.adapters.planning import check_the_plan, show_calendar
from ibmodel.adapters.reporting import make_report
from ibmodel.adapters.selecting import examined, select_applicants, verify_list
from ibmodel.adapters.simulating import simulate_table
from ibmodel.adapters.streams import bounded_lines
from ibmodel.exchange import LIMITS, evaluate_line, read_cohort, write_outcome
from ibmodel.exchange.cohorts import read_applications, read_selection
from ibmodel.model import run
from ibmodel.parameters import edition
from ibmodel.rules.funding import TotalStage, total_amount
from ibmodel.testing.examples import FUNDING_EXAMPLES, FundingExample

__all__ = ["main"]

_EXAMPLES_DIFFER: Final = 1
_SHIPPED: Final = "pilot-2018-synthetic.json"
_SHIPPED_APPLICATIONS: Final = "applications-ample.json"
_SHIPPED_SELECTION: Final = "selection-ample.json"


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        try:
            version = metadata.version("ibmodel")
        except metadata.PackageNotFoundError:
            version = "(not installed)"
        click.echo(f"ibmodel {version}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
def main() -> None:
    """Latvia's Individual Budget Model: exact to the cent, explained to the sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command("eval")
def evaluate_lines() -> None:
    """Answer requests of the wire protocol.

    Reads JSON Lines from standard input and writes one response for each to standard output, bad requests included;
    blank lines are skipped.
    """
    answers = sys.stdout.buffer
    for line in bounded_lines(sys.stdin.buffer, LIMITS.line_bytes):
        answer = evaluate_line(line)
        if answer:
            answers.write(answer.encode("utf-8") + b"\n")
            answers.flush()


@main.command("examples")
@language_option
def show_examples(language: str) -> None:
    """Compute the methodology's funding examples and compare each figure with the printed one."""
    if not tables.show_examples(tables.Page(sys.stdout, language), FUNDING_EXAMPLES, _computed):
        raise SystemExit(_EXAMPLES_DIFFER)


def _computed(example: FundingExample) -> TotalStage:
    return total_amount(example.funding, edition(DEFAULT_POLICY))


@main.command("pilot")
@click.argument("file", type=click.File("rb"), required=False)
@policy_options
@click.option("--explain", "explained", multiple=True, metavar="ID", help="Tell why this recipient gets what they get.")
@click.option("--recipients", is_flag=True, help="Add a table of everyone's amounts.")
@click.option("--json", "as_json", is_flag=True, help="Write everything, every reason included, as JSON.")
@language_option
def show_pilot(  # noqa: PLR0913 - one for each option
    *,
    file: BinaryIO | None,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    explained: Sequence[str],
    recipients: bool,
    as_json: bool,
    language: str,
) -> None:
    """Compute a cohort: provisional, needed, final and total amounts.

    FILE is a cohort in JSON, "-" for standard input; without it, the synthetic cohort that comes with the package.
    """
    changes = named_pairs("--reform", reforms)
    parameters = parameters_under(policy, named_pairs("--reading", readings), changes)
    name = _SHIPPED if file is None else str(getattr(file, "name", "<stdin>"))
    document = read_json(name, _shipped(_SHIPPED) if file is None else file.read())
    with problems_of(name):
        cohort = read_cohort(document)
    ids = [case.id for case in cohort.cases]
    places = [ids.index(nearest("--explain", wanted, ids, "a recipient of the cohort")) for wanted in explained]
    with problems_of(name):
        outcome = run(cohort, parameters, partial(tables.watched, stream=sys.stderr, language=language))
    if as_json:
        if file is None:
            click.echo(label("shipped", language), err=True)
        write_json(write_outcome(outcome, language))
        return
    page = tables.Page(sys.stdout, language)
    tables.show_heading(page, outcome, changes, shipped=file is None)
    if file is None:
        _show_how_they_were_selected(page)
    for place in places:
        tables.show_story(page, outcome, place)
    if not places:
        tables.show_outcome(page, outcome)
    if recipients:
        tables.show_recipients(page, outcome)


def _show_how_they_were_selected(page: tables.Page) -> None:
    """The step before the budget: the shipped selection, checked against its certificate without a solver."""
    parameters = edition(DEFAULT_POLICY)
    applications = read_applications(json.loads(_shipped(_SHIPPED_APPLICATIONS)), parameters)
    stated = read_selection(json.loads(_shipped(_SHIPPED_SELECTION)))
    selection_tables.show_step(page, examined(applications, stated.selected, parameters, stated.certificate))


def _shipped(name: str) -> bytes:
    return resources.files("ibmodel.testing").joinpath("data", name).read_bytes()


main.add_command(select_applicants)
main.add_command(verify_list)
main.add_command(simulate_table)
main.add_command(check_the_plan)
main.add_command(show_calendar)
main.add_command(matrix)
main.add_command(make_report)
main.add_command(write_letter)
main.add_command(conform_subject)
