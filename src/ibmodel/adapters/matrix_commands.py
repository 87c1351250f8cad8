"""The commands ``matrix new``, ``read``, ``check`` and ``fill``: a child's matrix as a workbook."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs
import click

from ibmodel.adapters import matrix_pages as pages
from ibmodel.adapters.matrix_files import (
    found_files,
    proposed_name,
    read_file,
    read_many,
    refuse_names,
)
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
from ibmodel.adapters.workbook import write_matrix
from ibmodel.case.matrix import Matrix
from ibmodel.case.plan_check import PlanPeriod
from ibmodel.dates import read_date
from ibmodel.exchange import read_cohort, read_matrix_document, write_matrix_document
from ibmodel.explain import LANGUAGES
from ibmodel.model import run
from ibmodel.money import Money
from ibmodel.parameters import Parameters

__all__ = ["check_matrix", "fill_matrix", "new_matrix", "read_matrices"]

F = TypeVar("F", bound=Callable[..., Any])

_NOT_ALLOWED: Final = 1
_BAD_INPUT: Final = 2
_FILE: Final = click.Path(dir_okay=False, path_type=Path)
_SHIPPED: Final = "matrix-synthetic.json"
_IDENTITY: Final = ("code", "municipality", "start", "months")


def _writing_options(command: F) -> F:
    """Adds what all commands take that write a workbook."""
    text = "Leave table 6.1 and the names of the team out."
    command = click.option("--without-personal-data", is_flag=True, help=text)(command)
    command = click.option("--force", is_flag=True, help="Write over a file that is there.")(command)
    text = "The language of the workbook."
    return click.option("--lang", type=click.Choice(LANGUAGES), default="lv", show_default=True, help=text)(command)


@click.command("new")
@click.argument("file", type=_FILE, required=False)
@click.option("--example", is_flag=True, help="Fill it with a made-up child's file.")
@click.option("--code", help="The code that stands for the child.")
@click.option("--municipality", help="The municipality.")
@click.option("--start", metavar="DATE", help="The plan's first day, such as 2018-10-01.")
@click.option("--months", metavar="NUMBER", help="How many months the plan has.")
@_writing_options
@policy_options
def new_matrix(  # noqa: PLR0913 - one for each option
    *,
    file: Path | None,
    example: bool,
    lang: str,
    force: bool,
    without_personal_data: bool,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    **identity: str | None,
) -> None:
    """Write an empty workbook for a child, or an example.

    FILE is where it goes: if not said, matrix-CODE.xlsx in the current folder.
    """
    parameters = parameters_under(policy, named_pairs("--reading", readings), named_pairs("--reform", reforms))
    made = _example(identity) if example else _empty(identity)
    path = Path(proposed_name(made.code)) if file is None else file
    _write("FILE", path, made, parameters, (lang, not without_personal_data, force))


def _example(identity: dict[str, str | None]) -> Matrix:
    given = [name for name in _IDENTITY if identity[name] is not None]
    if given:
        raise BadInput(f"--{given[0]}", "expected no such option with --example")
    content = resources.files("ibmodel.testing").joinpath("data", _SHIPPED).read_bytes()
    return read_matrix_document(read_json(_SHIPPED, content))


def _empty(identity: dict[str, str | None]) -> Matrix:
    missing = [f"--{name}" for name in _IDENTITY if identity[name] is None]
    if missing:
        raise BadInput("new", f"expected {', '.join(missing)}, or --example")
    with problems_of("new"):
        period = PlanPeriod(read_date(str(identity["start"])), _whole(str(identity["months"])))
        return Matrix(code=str(identity["code"]), municipality=str(identity["municipality"]), period=period)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadInput("--months", f"expected a whole number, got {text!a}")
    return int(text)


def _write(option: str, path: Path, made: Matrix, parameters: Parameters, how: tuple[str, bool, bool]) -> None:
    """Writes a workbook; ``how`` is its language, whether with personal data, and whether over another file."""
    language, personal_data, force = how
    refuse_names(option, path, made)
    if path.exists() and not force:
        raise BadInput(option, f"expected a file that is not there yet, or --force, got {str(path)!r}")
    with problems_of(option):
        content = write_matrix(made, parameters, language, personal_data=personal_data)
    write_bytes(option, path, content)
    click.echo(str(path))


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--personal-data", is_flag=True, help="With table 6.1 and the names of the team.")
@click.option("--jsonl", is_flag=True, help="A line for each file, also for those that cannot be read.")
def read_matrices(*, files: Sequence[Path], personal_data: bool, jsonl: bool) -> None:
    """Write what a workbook holds as JSON, without table 6.1 unless asked.

    FILE is a workbook, or with --jsonl several, or folders with workbooks. Exit status 2 says that a file could not be
    read; with --jsonl its line tells why, and the other files are read.
    """
    if not jsonl:
        if len(files) > 1 or files[0].is_dir():
            raise BadInput("read", "expected --jsonl for more than one file")
        found = read_file(files[0])
        refuse_names("FILE", files[0], found)
        write_json(write_matrix_document(found, personal_data=personal_data))
        return
    all_read = True
    for was_read, line in read_many(found_files(files), personal_data=personal_data):
        all_read = all_read and was_read
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
    if not all_read:
        raise SystemExit(_BAD_INPUT)


@click.command("check")
@click.argument("file", type=_FILE)
@policy_options
@language_option
def check_matrix(*, file: Path, policy: str, readings: Sequence[str], reforms: Sequence[str], language: str) -> None:
    """Check a workbook: every problem with its sheet and cell; else amounts, rules, and what is not filled in yet.

    Exit status 1 says that the plan breaks a rule, 2 that the workbook cannot be used.
    """
    parameters = parameters_under(policy, named_pairs("--reading", readings), named_pairs("--reform", reforms))
    found = read_file(file)
    with problems_of(file.name, lambda error: pages.located(error, found)):
        outcome = pages.computed(found, parameters)
        decision = pages.checked_rules(found, outcome, parameters)
    page = Page(sys.stdout, language)
    page.line(f"{found.code}, {found.municipality}", style="bold")
    pages.show_amounts(page, outcome, found)
    pages.show_rules_kept(page, decision)
    pages.show_unfilled(page, found, parameters)
    if decision is not None and not decision.outcome.ok:
        raise SystemExit(_NOT_ALLOWED)


@click.command("fill")
@click.argument("file", type=_FILE)
@click.option("--out", type=_FILE, help="The new workbook; if not said, matrix-CODE.xlsx beside FILE.")
@click.option("--provisional", metavar="EURO", help="The provisional amount, such as 1500.00.")
@click.option("--final", metavar="EURO", help="The final amount.")
@click.option("--cohort", type=click.File("rb"), help="Take both from this: a cohort, or what pilot --json wrote.")
@click.option("--id", "recipient", metavar="ID", help="The child's id in the cohort; if not said, its code.")
@click.option("--from", "document", type=click.File("rb"), help="Take what this JSON document fills in.")
@_writing_options
@policy_options
def fill_matrix(  # noqa: PLR0913 - one for each option
    *,
    file: Path,
    out: Path | None,
    provisional: str | None,
    final: str | None,
    cohort: Any,
    recipient: str | None,
    document: Any,
    lang: str,
    force: bool,
    without_personal_data: bool,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
) -> None:
    """Fill in what others decide or the model computes, and write a new workbook.

    The amounts come from the ministry's team or a cohort, anything else from a JSON document as read writes it.
    """
    parameters = parameters_under(policy, named_pairs("--reading", readings), named_pairs("--reform", reforms))
    filled = read_file(file)
    if document is not None:
        filled = _with_document(filled, document.name, document.read())
    told = [
        (name, _euro(name, text)) for name, text in (("provisional", provisional), ("final", final)) if text is not None
    ]
    if cohort is not None:
        if told:
            raise BadInput(f"--{told[0][0]}", "expected no amount beside --cohort, which tells both")
        told = _granted(cohort.name, cohort.read(), recipient or filled.code, parameters)
    filled = _evolved(filled, told)
    with problems_of(file.name, lambda error: pages.located(error, filled)):
        outcome = pages.computed(filled, parameters)
    path = file.with_name(proposed_name(filled.code)) if out is None else out
    _write("--out", path, filled, parameters, (lang, not without_personal_data, force))
    pages.show_amounts(Page(sys.stdout, lang), outcome, filled)


def _euro(name: str, text: str) -> Money:
    with problems_of(f"--{name}"):
        return Money.euro(text)


def _with_document(found: Matrix, name: str, content: bytes) -> Matrix:
    """``found`` with what a JSON document fills in; its team's names stay if the document leaves them out."""
    document = read_json(name, content)
    with problems_of(name):
        given = read_matrix_document(document)
    if given.code != found.code:
        raise BadInput(name, f"expected the document of {found.code!a}, got that of {given.code!a}")
    fields = {field for field, value in document.items() if value is not None}
    if given.team == found.without_personal_data().team:
        fields.discard("team")
    with problems_of(name):
        return _evolved(found, [(field, getattr(given, field)) for field in fields])


def _evolved(found: Matrix, told: Iterable[tuple[str, Any]]) -> Matrix:
    changes: dict[str, Any] = dict(told)
    return attrs.evolve(found, **changes)


def _granted(name: str, content: bytes, recipient: str, parameters: Parameters) -> list[tuple[str, Money]]:
    """The provisional and the final amount of ``recipient``, from a cohort or from what came of it."""
    document = read_json(name, content)
    if isinstance(document, dict) and "distributed" in document:
        cases = document.get("cases")
        amounts = {case.get("id"): case for case in cases if isinstance(case, dict)} if type(cases) is list else {}
        case = _one(name, recipient, amounts)
        with problems_of(name):
            return [(told, Money.euro(case.get(told))) for told in ("provisional", "final")]
    with problems_of(name):
        outcome = run(read_cohort(document), parameters)
    computed = _one(name, recipient, {case.case.id: case for case in outcome.cases})
    return [("provisional", computed.provisional.provisional), ("final", computed.final)]


def _one(name: str, recipient: str, cases: dict[Any, Any]) -> Any:
    if recipient not in cases:
        raise BadInput(name, f"expected the recipient {recipient!a} among the cases; --id says which one it is")
    return cases[recipient]
