"""Any implementation put to the test, on the command line: ``conform``.

What it does stands in `ibmodel.adapters.conformance`, which needs hypothesis and, for the page of a report, jinja2;
these are imported only when there is something to test.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, get_args

import click
from rich.console import Console
from rich.progress import Progress

from ibmodel.adapters.conformance.programs import Function, Program
from ibmodel.adapters.conformance.servers import Server
from ibmodel.adapters.conformance.showing import show_run
from ibmodel.adapters.conformance.subjects import LIMITS, CannotTest, Subject, TimeLimits
from ibmodel.adapters.options import BadInput, write_bytes
from ibmodel.adapters.tables import Page
from ibmodel.testing.verdicts import Depth

if TYPE_CHECKING:
    from ibmodel.adapters.conformance.running import Watch
    from ibmodel.testing.outcomes import Run

__all__ = ["conform_subject"]

_NOT_PASSED: Final = 1
_EXTRA: Final = "expected the extra to be installed: pip install 'ibmodel[conform]'"
_FILE: Final = click.Path(dir_okay=False, path_type=Path)
_POSITIVE: Final = click.FloatRange(min=0, min_open=True)
_WORK: Final = {"vectors": "vectors", "requests": "operations with random requests"}


@click.command("conform")
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
@click.option("--http", "url", metavar="URL", help="Test a service: one request per POST, application/json.")
@click.option("--python", "target", metavar="MODULE:FUNCTION", help="Test a Python function from dict to dict.")
@click.option("--lines", metavar="MODULE:FUNCTION", help="Of --python: what answers lines that are no requests.")
@click.option("--chapter", "chapters", multiple=True, metavar="NAME", help="Only this chapter's vectors.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only vectors that name this rule.")
@click.option("--operation", "operations", multiple=True, metavar="NAME", help="Only this operation.")
@click.option(
    "--depth",
    type=click.Choice(get_args(Depth)),
    default="codes",
    show_default=True,
    help="How far answers are compared: results; also rules, codes and readings; also facts and their order.",
)
@click.option("--vectors-only", is_flag=True, help="No random requests.")
@click.option(
    "--examples", type=click.IntRange(min=1), default=50, show_default=True, help="Random requests per operation."
)
@click.option("--seconds", type=_POSITIVE, default=60.0, show_default=True, help="Seconds for random requests, in all.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Decides the random requests.")
@click.option(
    "--limit",
    type=_POSITIVE,
    default=LIMITS.answer,
    show_default=True,
    metavar="SECONDS",
    help="How long an answer may take.",
)
@click.option(
    "--start-limit",
    type=_POSITIVE,
    default=LIMITS.start,
    show_default=True,
    metavar="SECONDS",
    help="The same of the first.",
)
@click.option("--restarts", type=click.IntRange(min=0), default=50, show_default=True, help="Of a program that fails.")
@click.option("--state", type=_FILE, help="Remember in this file what is done, and go on from there.")
@click.option("--json", "json_file", type=_FILE, help="Write everything here, as JSON.")
@click.option("--junit", "junit_file", type=_FILE, help="Write the verdicts here, as JUnit XML.")
@click.option("--html", "html_file", type=_FILE, help="Write the report here, as one page of HTML.")
def conform_subject(  # noqa: PLR0913 - one for each option
    *,
    command: Sequence[str],
    url: str | None,
    target: str | None,
    lines: str | None,
    chapters: Sequence[str],
    rules: Sequence[str],
    operations: Sequence[str],
    depth: Depth,
    vectors_only: bool,
    examples: int,
    seconds: float,
    seed: int,
    limit: float,
    start_limit: float,
    restarts: int,
    state: Path | None,
    json_file: Path | None,
    junit_file: Path | None,
    html_file: Path | None,
) -> None:
    """Test another implementation against the methodology.

    COMMAND, after "--", is a program that reads requests and writes responses as JSON Lines; or give --http or
    --python instead. The vectors are put to it first, then random requests, whose answers are compared with those of
    this library. An operation that it does not know is skipped.

    The exit status is 0 if everything passed, 1 if anything failed or could not be judged, 2 if the subject cannot be
    found or an option cannot be used.
    """
    files = {"json": json_file, "junit": junit_file, "html": html_file}
    _check_files([path for path in files.values() if path is not None])
    with _extras():
        from hypothesis import configuration  # noqa: PLC0415 - only where there is something to test

        from ibmodel.adapters.conformance.running import conform  # noqa: PLC0415

        writers = _writers() if any(files.values()) else {}
    limits = TimeLimits(start=start_limit, answer=limit)
    _check_subject(command, url, target, lines)
    try:
        subject: Subject
        if url:
            subject = Server(url, limits)
        elif target:
            subject = Function(target, lines, limits, restarts=restarts)
        else:
            subject = Program(command, limits, restarts=restarts)
        with TemporaryDirectory(ignore_cleanup_errors=True) as home, _watched() as watch:
            configuration.set_hypothesis_home_dir(home)  # it would leave a directory where the command is called
            run = conform(
                subject,
                chapters=chapters,
                rules=rules,
                operations=operations,
                depth=depth,
                vectors_only=vectors_only,
                examples=examples,
                seconds=seconds,
                seed=seed,
                state=state,
                started=datetime.now(UTC).isoformat(timespec="seconds"),
                watch=watch,
            )
    except CannotTest as error:
        raise BadInput("conform", error) from None
    for form, path in files.items():
        if path is not None:
            write_bytes(f"--{form}", path, writers[form](run).encode("utf-8", "backslashreplace"))
    show_run(Page(sys.stdout, "en"), run)
    if not (run.has_passed and run.finished):
        raise SystemExit(_NOT_PASSED)


def _check_subject(command: Sequence[str], url: str | None, target: str | None, lines: str | None) -> None:
    """Refuses anything but exactly one thing to test."""
    if sum(map(bool, (command, url, target))) != 1:
        message = "expected one thing to test: -- COMMAND ARGS..., --http URL or --python MODULE:FUNCTION"
        raise BadInput("conform", message)
    if lines and not target:
        raise BadInput("--lines", "expected --python beside it")


def _writers() -> dict[str, Callable[[Run], str]]:
    """What writes each form of the report."""
    from ibmodel.adapters.conformance import reports  # noqa: PLC0415 - needs jinja2

    return {"json": reports.json_text, "junit": reports.junit_text, "html": reports.html_page}


@contextmanager
def _extras() -> Iterator[None]:
    """Refuses the command where a package is missing, naming the extra that brings it."""
    try:
        yield
    except ImportError:
        raise BadInput("conform", _EXTRA) from None


def _check_files(paths: Sequence[Path]) -> None:
    """Refuses files that cannot be written, before anything is run."""
    for path in paths:
        if not path.parent.is_dir():
            raise BadInput(str(path), "expected a file in a directory that exists")
    if len({path.resolve() for path in paths}) < len(paths):
        raise BadInput("conform", "expected another file for each form of the report")


@contextmanager
def _watched() -> Iterator[Watch | None]:
    """What is told while the run goes on: a bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        progress = stack.enter_context(Progress(console=Console(file=sys.stderr), transient=True))
        tasks = {what: progress.add_task(text, total=None) for what, text in _WORK.items()}

        def watch(what: str, done: int, total: int) -> None:
            progress.update(tasks[what], completed=done, total=total)

        yield watch
