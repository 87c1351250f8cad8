"""The letters, on the command line: ``letter`` writes what was decided about one child, for the parent."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ibmodel.adapters.application_files import read_file
from ibmodel.adapters.letter_names import Kept, proposed_name
from ibmodel.adapters.options import (
    BadInput,
    language_option,
    named_pairs,
    nearest,
    parameters_under,
    policy_options,
    problems_of,
    read_json,
    write_bytes,
)
from ibmodel.case.applications import ChildApplicant
from ibmodel.case.matrix import Matrix
from ibmodel.dates import read_date
from ibmodel.decisions import Decision
from ibmodel.errors import ModelError
from ibmodel.exchange import read_cohort, read_matrix_document
from ibmodel.exchange.cohorts import ChildRound
from ibmodel.explain.letters import (
    Letter,
    LetterFacts,
    LetterHead,
    RefusalFacts,
    case_facts,
    grant_letter,
    matrix_facts,
    refusal_facts,
    refusal_letter,
)
from ibmodel.matrix import compute_matrix
from ibmodel.model import run
from ibmodel.parameters import Parameters
from ibmodel.rules.eligibility import Eligibility, assess_adult, assess_child

__all__ = ["write_letter"]

_SHIPPED: Final = "pilot-2018-synthetic.json"
_WORKBOOK: Final = ".xlsx"
_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT: Final = click.Path(dir_okay=False, path_type=Path)
_EXTRA: Final = "expected the extra to be installed: pip install 'ibmodel[{}]'"


@attrs.frozen
class _Found:
    """What a letter states, and what may not stand in the name of its file."""

    facts: LetterFacts | RefusalFacts
    kept: Kept


@click.command("letter")
@click.option("--matrix", "matrix_file", type=_FILE, help="A child's file: a workbook (.xlsx) or its JSON document.")
@click.option("--cohort", "cohort_file", type=_FILE, help="A cohort in JSON; without any file, the made-up one.")
@click.option("--applications", "applications_file", type=_FILE, help="Applications, JSON or CSV: a refusal.")
@click.option("--id", "wanted", metavar="ID", help="Whose letter: a code of the cohort or of the applications.")
@click.option("--date", "dated", required=True, metavar="DATE", help="The day of the letter, such as 2019-02-20.")
@click.option("--addressee", metavar="NAME", help="To whom it goes: in the letter, never in a file name.")
@click.option("--contact", metavar="TEXT", help="How to reach the social worker.")
@click.option("--contest", metavar="TEXT", help="Where and by when the decision can be contested.")
@click.option("--html", "html", type=_OUT, help="Write the letter as a page.")
@click.option("--pdf", "pdf", type=_OUT, help="Write the letter as a PDF.")
@policy_options
@language_option
def write_letter(  # noqa: PLR0913 - one for each option
    *,
    matrix_file: Path | None,
    cohort_file: Path | None,
    applications_file: Path | None,
    wanted: str | None,
    dated: str,
    addressee: str | None,
    contact: str | None,
    contest: str | None,
    html: Path | None,
    pdf: Path | None,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    language: str,
) -> None:
    """Write a decision as a letter: what was granted, or why an application was refused.

    Without --html and --pdf both are written, in this folder, under the child's code.
    """
    if sum(file is not None for file in (matrix_file, cohort_file, applications_file)) > 1:
        raise BadInput("letter", "expected one of --matrix, --cohort and --applications, got several")
    head = _head(dated, language, addressee=addressee, contact=contact, contest=contest)
    parameters = parameters_under(policy, named_pairs("--reading", readings), named_pairs("--reform", reforms))
    if matrix_file is not None:
        found = _of_matrix(matrix_file, wanted, addressee, parameters)
    elif applications_file is not None:
        found = _Found(_of_application(applications_file, wanted, parameters), Kept.of(addressee))
    else:
        found = _Found(_of_case(cohort_file, wanted, parameters), Kept.of(addressee))
    if isinstance(found.facts, RefusalFacts):
        letter = refusal_letter(found.facts, head)
    else:
        letter = grant_letter(found.facts, head)
    if html is None and pdf is None:
        name = proposed_name(letter.code, language)
        html, pdf = Path(f"{name}.html"), Path(f"{name}.pdf")
    _write(letter, html, pdf, found.kept)


def _head(dated: str, language: Any, **lines: str | None) -> LetterHead:
    """The head of the letter; what is wrong with it is reported under the option that gave it."""
    with problems_of("--date"):
        day = read_date(dated)
    with problems_of("letter", lambda error: f"--{error.path.removeprefix('/')}: {error.message}"):
        return LetterHead(dated=day, language=language, **lines)


def _of_matrix(path: Path, wanted: str | None, addressee: str | None, parameters: Parameters) -> _Found:
    if wanted is not None:
        raise BadInput("--id", "expected only with --cohort and --applications: a matrix is the file of one child")
    matrix = _matrix(path)
    with problems_of(path.name):
        facts = matrix_facts(compute_matrix(matrix, parameters), parameters)
    contacts = [record.contact for record in (matrix.child, matrix.parent) if record is not None]
    return _Found(facts, Kept.of(addressee, contacts))


def _matrix(path: Path) -> Matrix:
    if path.suffix.lower() == _WORKBOOK:
        try:
            from ibmodel.adapters.matrix_files import read_file as read_workbook  # noqa: PLC0415 - needs its extra
        except ImportError:
            raise BadInput("--matrix", _EXTRA.format("workbook")) from None
        return read_workbook(path)
    document = read_json(path.name, path.read_bytes())
    with problems_of(path.name):
        return read_matrix_document(document)


def _of_case(path: Path | None, wanted: str | None, parameters: Parameters) -> LetterFacts:
    shipped = resources.files("ibmodel.testing").joinpath("data", _SHIPPED)
    name = _SHIPPED if path is None else path.name
    document = read_json(name, shipped.read_bytes() if path is None else path.read_bytes())
    with problems_of(name):
        cohort = read_cohort(document)
    place = _place(wanted, [case.id for case in cohort.cases], "a recipient of the cohort")
    with problems_of(name):
        return case_facts(run(cohort, parameters).cases[place], cohort.on, parameters)


def _of_application(path: Path, wanted: str | None, parameters: Parameters) -> RefusalFacts:
    given = read_file(path.name, path.read_bytes(), parameters, None)
    applicants = given.round.applicants
    applicant = applicants[_place(wanted, [each.id for each in applicants], "an applicant")]
    try:
        if isinstance(applicant, ChildApplicant):
            decision = _child(applicant, given.round, parameters)
        else:
            decision = assess_adult(applicant, parameters)
    except ModelError as error:
        raise BadInput(path.name, f"{applicant.id}: {error}") from None
    with problems_of(applicant.id):
        return refusal_facts(applicant, decision)


def _child(applicant: ChildApplicant, applied: Any, parameters: Parameters) -> Decision[Eligibility]:
    pilot: ChildRound = applied
    return assess_child(applicant, pilot.pilot, parameters)


def _place(wanted: str | None, ids: list[str], what: str) -> int:
    if wanted is None:
        raise BadInput("--id", f"expected the id of {what}")
    return ids.index(nearest("--id", wanted, ids, what))


def _write(letter: Letter, html: Path | None, pdf: Path | None, kept: Kept) -> None:
    """The files that were asked for: both are made before either is written."""
    for option, path in (("--html", html), ("--pdf", pdf)):
        if path is not None and kept.stands_in(path.stem):
            name = f"{proposed_name(letter.code, letter.head.language)}{path.suffix}"
            raise BadInput(
                option, f"expected a file name without anybody's name or personal code (A-11), such as {name}"
            )
    try:
        from ibmodel.adapters.letters import letter_html, letter_pdf  # noqa: PLC0415 - needs its extra
    except ImportError:
        raise BadInput("letter", _EXTRA.format("letters")) from None
    made = []
    if html is not None:
        made.append(("--html", html, letter_html(letter).encode()))
    if pdf is not None:
        made.append(("--pdf", pdf, letter_pdf(letter)))
    for option, path, content in made:
        write_bytes(option, path, content)
        click.echo(path)
