"""The command line: ``python -m ibmodel``.

- ``eval``: the wire protocol, JSON Lines from standard input to standard output.
- ``examples``: the methodology's funding examples, printed figure beside computed figure.
- ``pilot``: a cohort, from its plans to everyone's total amount, in tables, in sentences or as JSON.

Exit status 0 is success, 1 an example that differs or a reader that went away, 2 an input that cannot be used.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import partial
from importlib import metadata, resources
from typing import Any, BinaryIO, Final, TypeVar

import attrs
import click

from ibmodel.adapters import tables
from ibmodel.adapters.labels import label
from ibmodel.adapters.streams import bounded_lines
from ibmodel.case import Cohort
from ibmodel.errors import ModelError
from ibmodel.exchange import LIMITS, evaluate_line, read_cohort, write_outcome
from ibmodel.exchange.reading import read_document
from ibmodel.explain import LANGUAGES
from ibmodel.model import run
from ibmodel.parameters import EDITIONS, Parameters, edition
from ibmodel.rules.funding import TotalStage, total_amount
from ibmodel.testing.examples import FUNDING_EXAMPLES, FundingExample

__all__ = ["main"]

F = TypeVar("F", bound=Callable[..., Any])

_EXAMPLES_DIFFER: Final = 1
_BAD_INPUT: Final = 2
_DEFAULT_POLICY: Final = next(iter(EDITIONS))
_SHIPPED: Final = "pilot-2018-synthetic.json"
#: A cohort's file may be longer than a line of the wire protocol.
_FILE_LIMITS: Final = attrs.evolve(LIMITS, line_bytes=2**30)
_MOST_NEAR: Final = 5
#: Kinds of figures that are not text on the wire.
_JSON_KINDS: Final = ("count", "flag", "names", "pairs")


def _language(command: F) -> F:
    choice = click.Choice(LANGUAGES)
    default = LANGUAGES[0]
    text = "The language of headings and sentences."
    return click.option("--lang", "language", type=choice, default=default, show_default=True, help=text)(command)


class BadInput(click.ClickException):
    """An input that cannot be used, with its place."""

    exit_code = _BAD_INPUT

    def __init__(self, what: str, problem: object) -> None:
        super().__init__(tables.printable(f"{what}: {problem}"))


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
@_language
def show_examples(language: str) -> None:
    """Compute the methodology's funding examples and compare each figure with the printed one."""
    if not tables.show_examples(tables.Page(sys.stdout, language), FUNDING_EXAMPLES, _computed):
        raise SystemExit(_EXAMPLES_DIFFER)


def _computed(example: FundingExample) -> TotalStage:
    return total_amount(example.funding, edition(_DEFAULT_POLICY))


@main.command("pilot")
@click.argument("file", type=click.File("rb"), required=False)
@click.option(
    "--policy",
    type=click.Choice(list(EDITIONS)),
    default=_DEFAULT_POLICY,
    show_default=True,
    help="The edition of the methodology's figures.",
)
@click.option("--reading", "readings", multiple=True, metavar="ID=NAME", help="Choose a reading, e.g. I-3=exhaust.")
@click.option(
    "--reform", "reforms", multiple=True, metavar="PATH=VALUE", help="Change a figure, e.g. budget.reduced_share=80."
)
@click.option("--explain", "explained", multiple=True, metavar="ID", help="Tell why this recipient gets what they get.")
@click.option("--recipients", is_flag=True, help="Add a table of everyone's amounts.")
@click.option("--json", "as_json", is_flag=True, help="Write everything, every reason included, as JSON.")
@_language
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
    changes = _pairs("--reform", reforms)
    parameters = _parameters(policy, _pairs("--reading", readings), changes)
    name = _SHIPPED if file is None else str(getattr(file, "name", "<stdin>"))
    cohort = _cohort(name, _shipped() if file is None else file.read())
    places = [_place(cohort, wanted) for wanted in explained]
    with _problems_of(name):
        outcome = run(cohort, parameters, partial(tables.watched, stream=sys.stderr, language=language))
    if as_json:
        if file is None:
            click.echo(label("shipped", language), err=True)
        _write_json(write_outcome(outcome, language))
        return
    page = tables.Page(sys.stdout, language)
    tables.show_heading(page, outcome, changes, shipped=file is None)
    for place in places:
        tables.show_story(page, outcome, place)
    if not places:
        tables.show_outcome(page, outcome)
    if recipients:
        tables.show_recipients(page, outcome)


@contextmanager
def _problems_of(what: str) -> Iterator[None]:
    try:
        yield
    except ModelError as error:
        raise BadInput(what, error) from None


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given:
        name, sign, value = map(str.strip, text.partition("="))
        if not (name and sign and value):
            raise BadInput(option, f"expected a name and a value with '=' between them, got {text!a}")
        if name in pairs:
            raise BadInput(option, f"expected {name!a} once")
        pairs[name] = value
    return pairs


def _parameters(policy: str, readings: dict[str, str], changes: dict[str, str]) -> Parameters:
    official = edition(policy)
    if not readings and not changes:
        return official
    kinds = {figure.path: figure.kind for figure in official.figures()}
    values = {path: _value(kinds.get(path), text) for path, text in changes.items()}
    reformed = f"{policy}+reform"
    with _problems_of("--reading"):
        official.reform(reformed, readings=readings)
    with _problems_of("--reform"):
        return official.reform(reformed, values, readings)


def _value(kind: str | None, text: str) -> object:
    """A figure as the wire protocol writes it; text that is no JSON is left to the figure to refuse."""
    if kind not in _JSON_KINDS:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _shipped() -> bytes:
    return resources.files("ibmodel.testing").joinpath("data", _SHIPPED).read_bytes()


def _cohort(name: str, content: bytes) -> Cohort:
    with _problems_of(name):
        document, problem = read_document(content, _FILE_LIMITS)
        if problem is not None:
            raise problem
        return read_cohort(document)


def _place(cohort: Cohort, wanted: str) -> int:
    ids = [case.id for case in cohort.cases]
    if wanted in ids:
        return ids.index(wanted)
    folded = {known.casefold(): known for known in ids}
    near = [folded[match] for match in get_close_matches(wanted.casefold(), folded, n=_MOST_NEAR)]
    hint = f"; near ones: {', '.join(near)}" if near else ""
    raise BadInput("--explain", f"expected the id of a recipient of the cohort, got {wanted!r}{hint}")


def _write_json(document: dict[str, Any]) -> None:
    """``document`` in UTF-8; an unpaired surrogate, which no encoding can carry, as JSON escapes it."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
