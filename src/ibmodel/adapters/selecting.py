"""Who takes part, on the command line: ``select`` makes the list, ``verify`` checks one.

``select`` needs a solver (the extra ``selection``) for children, none for adults; ``verify`` never does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import click

from ibmodel.adapters import selection_tables, tables
from ibmodel.adapters.application_files import Given, read_file
from ibmodel.adapters.options import (
    BadInput,
    language_option,
    named_pairs,
    nearest,
    parameters_under,
    policy_options,
    problems_of,
    read_json,
    write_file,
    write_json,
)
from ibmodel.case import identifier
from ibmodel.case.applications import PilotDates
from ibmodel.dates import read_date
from ibmodel.decisions import Decision
from ibmodel.errors import ModelError, UnknownOperation
from ibmodel.exchange.certificates import read_certificate, write_certificate
from ibmodel.exchange.cohorts import AdultRound, ChildRound, StatedSelection, read_selection, write_selection
from ibmodel.exchange.converter import write
from ibmodel.exchange.evaluation import written_reason
from ibmodel.exchange.providers import selection_solver
from ibmodel.money import Share
from ibmodel.parameters import Parameters
from ibmodel.parameters.figures import figure_names
from ibmodel.rules.selection import (
    Certificate,
    Selection,
    Verification,
    select_adults,
    select_children,
    verify_adults,
    verify_selection,
)

__all__ = ["examined", "select_applicants", "verify_list"]

F = TypeVar("F", bound=Callable[..., object])
T = TypeVar("T")

_NOT_RIGHT: Final = 1


def _pilot_options(command: F) -> F:
    """Adds ``--pilot-start`` and ``--months``, which a table of children cannot say."""
    text = "Of a table: how many months the pilot runs [default: the policy's]."
    command = click.option("--months", type=int, help=text)(command)
    text = "Of a table: the first day of the pilot [default: the policy's]."
    return click.option("--pilot-start", metavar="DATE", help=text)(command)


_APPLICATIONS: Final = click.argument("applications", type=click.File("rb"))
_WRITTEN: Final = click.Path(dir_okay=False, path_type=Path)


@click.command("select")
@_APPLICATIONS
@_pilot_options
@policy_options
@click.option(
    "--explain", "explained", multiple=True, metavar="ID", help="Tell why: selected, waiting or not eligible."
)
@click.option("--certificate", "proof_file", type=_WRITTEN, help="Prove that no list is better; write the proof here.")
@click.option("--out", "out_file", type=_WRITTEN, help="Write the selection here, as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Write everything, every reason included, as JSON.")
@language_option
def select_applicants(  # noqa: PLR0913 - one for each option
    *,
    applications: BinaryIO,
    pilot_start: str | None,
    months: int | None,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    explained: Sequence[str],
    proof_file: Path | None,
    out_file: Path | None,
    as_json: bool,
    language: str,
) -> None:
    """Choose who takes part: eligibility, quotas, the list of each municipality, who waits.

    APPLICATIONS is a document in JSON ("-" for standard input), or a table in CSV, by its suffix. The table's first
    line names its columns, separated by commas: id, born, impairment, components, disability_determined,
    disability_until, di_evaluated, other_measures, municipality, home_schooled, special_care, received; of adults:
    id, born, mental_impairment, disability_group, declared_municipality, received, documents. Dates are written
    2018-07-03, moments 2018-07-03T09:14, yes and no true and false, lists a;b; an empty cell is "not known".

    "python -m ibmodel.testing.applications ample" prints an example.
    """
    changes = named_pairs("--reform", reforms)
    parameters = parameters_under(policy, named_pairs("--reading", readings), changes)
    given = _given(applications, parameters, pilot_start, months)
    ids = [applicant.id for applicant in given.round.applicants]
    for wanted in explained:
        nearest("--explain", wanted, ids, "an applicant")
    if isinstance(given.round, ChildRound):
        _check_quotas(parameters)
    elif proof_file is not None:
        raise BadInput(
            "--certificate", "expected for children only: adults are chosen by the time of application alone"
        )
    _check_files(proof_file, out_file)
    with tables.busy(sys.stderr, language, "solving"):
        decision = _selected(given, parameters, certified=proof_file is not None)
    certificate = decision.outcome.certificate
    if proof_file is not None and certificate is not None:
        write_file("--certificate", proof_file, write_certificate(certificate))
    if out_file is not None:
        write_file("--out", out_file, write_selection(given.round, decision, changes))
    made = selection_tables.Made(given.round, parameters, decision)
    if as_json:
        write_json(write_selection(given.round, decision, changes, made.all_reasons(), language))
        return
    page = tables.Page(sys.stdout, language)
    selection_tables.show_heading(page, given.round, decision, changes, given.name)
    for wanted in explained:
        selection_tables.show_story(page, made, wanted)
    if not explained:
        selection_tables.show_selection(page, made)
    if proof_file is not None:
        page.line()
        page.line(page.label("certificate_written", file=proof_file))


@click.command("verify")
@_APPLICATIONS
@click.argument("selection", type=click.File("rb"))
@click.argument("certificate", type=click.File("rb"), required=False)
@_pilot_options
@policy_options
@click.option("--json", "as_json", is_flag=True, help="Write the verdict as JSON.")
@language_option
def verify_list(  # noqa: PLR0913 - one for each option
    *,
    applications: BinaryIO,
    selection: BinaryIO,
    certificate: BinaryIO | None,
    pilot_start: str | None,
    months: int | None,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    as_json: bool,
    language: str,
) -> None:
    """Check a list of those who take part; needs no solver and trusts nobody.

    APPLICATIONS is as for select. SELECTION is what select wrote with --out, or the identifiers alone: a list in JSON,
    or text with one on each line. CERTIFICATE is what select wrote with --certificate; without it, the one that
    SELECTION may hold is used.

    The exit status is 0 only if the list is valid and, where there is a certificate, proved best; 1 if it is not; 2
    if the input cannot be used.
    """
    changes = named_pairs("--reform", reforms)
    parameters = parameters_under(policy, named_pairs("--reading", readings), changes)
    given = _given(applications, parameters, pilot_start, months)
    stated = _stated(_name(selection), selection.read())
    proof = stated.certificate
    if certificate is not None:
        document = read_json(_name(certificate), certificate.read())
        with problems_of(_name(certificate)):
            proof = read_certificate(document)
    _check(given, parameters, "CERTIFICATE" if proof is not None else None)
    with tables.busy(sys.stderr, language, "checking"):
        found = _checked(
            given, parameters, _name(selection), partial(examined, given.round, stated.selected, parameters, proof)
        )
    if as_json:
        reasons = [written_reason(reason, language) for reason in found.decision.reasons]
        head = {"policy": found.decision.edition, "readings": dict(found.decision.readings)}
        write_json({**head, **write(found.decision.outcome), "reasons": reasons})
    else:
        page = tables.Page(sys.stdout, language)
        selection_tables.show_heading(page, given.round, found.decision, changes, given.name)
        selection_tables.show_verdict(page, found, stated.policy)
    if not found.is_right:
        raise SystemExit(_NOT_RIGHT)


def examined(
    given: ChildRound | AdultRound,
    selected: Sequence[str],
    parameters: Parameters,
    certificate: Certificate | None = None,
) -> selection_tables.Examined:
    """A stated list judged by the rules, with what is needed to tell about it."""
    decision: Decision[Verification]
    if isinstance(given, AdultRound):
        decision = verify_adults(given.applicants, selected, parameters)
    else:
        decision = verify_selection(given.applications, selected, parameters, certificate)
    return selection_tables.Examined(given, parameters, tuple(selected), decision)


def _given(applications: BinaryIO, parameters: Parameters, start: str | None, months: int | None) -> Given:
    pilot = None
    if start is not None or months is not None:
        with problems_of("--pilot-start" if months is None else "--pilot-start, --months"):
            first = parameters.pilot.start if start is None else read_date(start)
            pilot = PilotDates(first, parameters.pilot.months if months is None else months)
    return read_file(_name(applications), applications.read(), parameters, pilot)


def _name(file: BinaryIO) -> str:
    return str(getattr(file, "name", "<stdin>"))


def _stated(name: str, content: bytes) -> StatedSelection:
    """The list that a file states: JSON if it begins like it, else an identifier on each line."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        document = read_json(name, content)
        with problems_of(name):
            return read_selection(document)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BadInput(name, f"expected text in UTF-8, got byte {content[error.start]:#04x} at {error.start}") from None
    ids = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            with problems_of(f"{name}: line {number}"):
                ids.append(identifier(line.strip()))
    return StatedSelection(selected=tuple(ids))


def _check(given: Given, parameters: Parameters, certificate: str | None) -> None:
    """Refuses quotas that do not add up, and for adults what only children have; ``certificate`` is where it came."""
    if isinstance(given.round, ChildRound):
        _check_quotas(parameters)
    elif certificate is not None:
        raise BadInput(certificate, "expected for children only: adults are chosen by the time of application alone")


def _check_quotas(parameters: Parameters) -> None:
    """Refuses quotas of a margin that do not add up to the places: only a reform can make such."""
    selection = parameters.selection
    ages = sum(getattr(selection.age, name) for name in figure_names(selection.age))
    municipalities = len(parameters.pilot.municipalities) * selection.places_per_municipality
    shares = sum(getattr(selection.impairment, name).millionths for name in figure_names(selection.impairment))
    for what, quotas in (("selection.age", ages), ("selection.places_per_municipality", municipalities)):
        if quotas != selection.places:
            off = f"{abs(quotas - selection.places)} too {'many' if quotas > selection.places else 'few'}"
            message = f"expected quotas that add up to selection.places, {selection.places}, got {quotas}: {off}"
            raise BadInput("--reform", f"/{what}: {message}")
    if shares != Share.WHOLE:
        off = f"{Share(abs(shares - Share.WHOLE))} too {'many' if shares > Share.WHOLE else 'few'}"
        message = f"expected shares that add up to 100, got {Share(shares)}: {off}"
        raise BadInput("--reform", f"/selection.impairment: {message}")


def _check_files(*paths: Path | None) -> None:
    """Refuses files that cannot be written, before anything is computed."""
    wanted = [path for path in paths if path is not None]
    for path in wanted:
        if not path.parent.is_dir():
            raise BadInput(str(path), "expected a file in a directory that exists")
    if len({path.resolve() for path in wanted}) < len(wanted):
        raise BadInput("--certificate", "expected another file than that of --out")


def _selected(given: Given, parameters: Parameters, *, certified: bool) -> Decision[Selection]:
    if isinstance(given.round, AdultRound):
        return _checked(given, parameters, given.name, partial(select_adults, given.round.applicants, parameters))
    try:
        solver = selection_solver()
    except UnknownOperation as error:
        raise BadInput("select", error.message) from None
    make = partial(select_children, given.round.applications, parameters, solver, certificate=certified)
    return _checked(given, parameters, given.name, make)


def _checked(given: Given, parameters: Parameters, name: str, decide: Callable[[], T]) -> T:
    """What ``decide`` gives; an error of the rules is one of the applications, or else of the file called ``name``."""
    try:
        return decide()
    except ModelError as error:
        if error.path.startswith("/applicants"):
            raise given.refuse(error, parameters) from None
        raise BadInput(name, error) from None
