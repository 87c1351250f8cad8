"""A table of recipients, on the command line: ``simulate``.

What it computes stands in `ibmodel.adapters.population_runs` and `ibmodel.adapters.population_parts`, what it says in
`ibmodel.adapters.population_tables`; these need numpy, a frame library, perhaps Dask, and are imported only when there
is something to compute.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from ibmodel.adapters.options import (
    BadInput,
    language_option,
    named_pairs,
    parameters_under,
    policy_options,
    problems_of,
    write_json,
)
from ibmodel.adapters.tables import Page, busy
from ibmodel.dates import read_date
from ibmodel.errors import ModelError
from ibmodel.money import Money
from ibmodel.parameters import Parameters, edition

if TYPE_CHECKING:
    from ibmodel.adapters.population_runs import Asked, Layout, Result, Written

__all__ = ["simulate_table"]

_SUFFIXES: Final = (".csv", ".parquet")
_PARQUET: Final = ".parquet"
_LOCAL: Final = "local"
_SEPARATORS: Final = {",": ",", ";": ";", "|": "|", "tab": "\t"}
#: Seconds to wait for a scheduler that does not answer.
_PATIENCE: Final = 20
#: Parts of the question that an error names, and the option that says them.
_OPTIONS: Final = {
    **{name: f"--{name}" for name in ("pool", "reserve", "underspent", "amount", "variant", "by")},
    "readings": "--reading",
    "address": "--dask",
    "workers": "--dask",
    "folder": "--out",
}
#: Where errors of a cluster come from, a worker that was lost or did not start.
_CLUSTERS: Final = ("distributed", "concurrent")
_COUNT: Final = r"[0-9]+ problems\n\s*$"
#: How messages about tables name what a caller can say, and the option that says it here.
_SAID: Final = (
    (r"\bcolumns=\{'([^']*)': '([^']*)'\}", r"--column \1=\2"),
    (r"\bcolumns=\{'([^']*)': None\}", r"--column \1="),
    (r"; turned round\? \{'([^']*)': '([^']*)'\}", r"; turned round? --column \1=\2"),
    (r"\bin columns=", "in --column"),
    (r"\bor of groups=,", "or of --by,"),
    (r"^groups, ", "--by "),
    (r"\bon=date\(2018, 9, 1\)", "--on 2018-09-01"),
    (r"the day 'on'$", "--on"),
    (r"\bsay separator='\\t'", "say --separator tab"),
    (r"\bseparator=('[^']*')", r"--separator \1"),
    (r"\bwhole_text='([a-z]+)'", r"--whole-text \1"),
    (r"\brounding='([a-z_]+)'", r"--rounding \1"),
    (r"\bsuffix='([^']*)'", r"--suffix \1"),
)


@click.command("simulate")
@click.argument("tables", metavar="TABLE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--pool", required=True, metavar="EURO", help="The money for services in the period, e.g. 900000.00.")
@policy_options
@click.option("--variant", type=click.Choice(["1", "2", "3"]), help="The funding variant [default: the policy's].")
@click.option("--reserve", metavar="EURO", default="0.00", help="What else was in reserve and is given out.")
@click.option("--underspent", metavar="EURO", default="0.00", help="What was not spent in the period before.")
@click.option("--amount", metavar="EURO", help="The amount of a whole share, under the reading I-1=fixed_amount.")
@click.option("--by", multiple=True, metavar="COLUMN", help="Sum up by this column, too: a group, age or special_care.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help="What the table calls a column, e.g. needed=vajadzība; nothing after '=' leaves it out.",
)
@click.option("--on", metavar="DATE", help="The day on which ages count, for a table with born instead of age.")
@click.option(
    "--separator",
    type=click.Choice(list(_SEPARATORS)),
    default=",",
    metavar="CHARACTER",
    help="What stands between cells of CSV: , ; | or tab.",
)
@click.option("--decimal", type=click.Choice([".", ","]), default=".", help="The decimal mark in text.")
@click.option("--whole-text", type=click.Choice(["euro", "cents"]), help="What text without decimal marks means.")
@click.option("--rounding", type=click.Choice(["down", "half_up"]), help="Take floats as euro, rounded to cents.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="TABLE", help="Write the table with everyone's amounts."
)
@click.option("--suffix", default="", metavar="TEXT", help="What stands behind the names of the columns written.")
@click.option("--dask", metavar="local|ADDRESS", help="Work in parts, with two processes here or on a cluster.")
@click.option("--json", "as_json", is_flag=True, help="Write the sums and the record of the simulation as JSON.")
@language_option
def simulate_table(  # noqa: PLR0913 - one for each option
    *,
    tables: Sequence[Path],
    pool: str,
    policy: str,
    readings: Sequence[str],
    reforms: Sequence[str],
    variant: str | None,
    reserve: str,
    underspent: str,
    amount: str | None,
    by: Sequence[str],
    columns: Sequence[str],
    on: str | None,
    separator: str,
    decimal: str,
    whole_text: str | None,
    rounding: str | None,
    out: Path | None,
    suffix: str,
    dask: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Compute everyone's amounts from a table of recipients; with --reform, who would gain and who would lose.

    TABLE is a file in CSV or Parquet, by its suffix. Its columns: age (completed years; or born, with --on),
    special_care (true or false), needed; if there are any, needed_transport (the part of needed that is transport),
    public, public_transport, benefits_rehabilitation, benefits_transport, other, before, weight, id, received. Amounts
    are euro, 1234.50, in CSV and in columns of decimals, and cents in columns of whole numbers.

    --out writes the table, CSV or Parquet, with columns behind its own: provisional, final, total, project_used,
    benefits_used, public_used, other_used, unmet, against_before; with --reform those of the baseline before them,
    provisional_baseline and so on. Amounts are cents if needed is of whole numbers, else euro, 1234.50.

    With --dask, TABLE is one or more Parquet files, or folders of them, read in this order in parts of 250000 rows,
    and --out a new folder with a Parquet file for each part. Workers elsewhere must see files and folder by the same
    names. Deciles of need, and digests of columns in the record, are only had of a table in one piece.

    "python -m ibmodel.testing.population 1000 > table.csv" makes a table of people who do not exist.
    """
    changes = named_pairs("--reform", reforms)
    chosen = named_pairs("--reading", readings)
    parameters = parameters_under(policy, chosen, changes)
    terms: dict[str, Any] = {
        "pool": _pool(pool),
        "parameters": parameters,
        "baseline": _baseline(policy, chosen) if changes else None,
        "variant": None if variant is None else int(variant),
        "reserve": _money("--reserve", reserve),
        "underspent": _money("--underspent", underspent),
        "amount": None if amount is None else _money("--amount", amount),
        "by": _once("--by", by),
        "recorded": as_json,
    }
    with problems_of("--on"):
        day = None if on is None else read_date(on)
    look: dict[str, Any] = {"on": day, "decimal": decimal, "whole_text": whole_text, "rounding": rounding}
    table = _Given(_files(tables, dask), out, dask, language)
    table.check_out(suffix)
    with _extras():
        from ibmodel.adapters import population_runs as runs  # noqa: PLC0415 - numpy and more, only now
        from ibmodel.adapters import population_tables as shown  # noqa: PLC0415
    asked = runs.Asked(**terms)
    layout = runs.Layout(_columns(columns), separator=_SEPARATORS[separator], **look)
    to = None if out is None else runs.Written(out, suffix)
    result = table.result(layout, asked, to)
    if as_json:
        write_json(shown.document(result))
        return
    page = Page(sys.stdout, language)
    shown.show(page, result, ", ".join(map(str, tables)), changes)
    if out is not None:
        page.line()
        page.line(page.label("amounts_written", place=out))


def _money(option: str, text: str) -> Money:
    with problems_of(option):
        return Money.euro(text)


def _pool(text: str) -> Money:
    pool = _money("--pool", text)
    if not pool:
        raise BadInput("--pool", f"expected an amount above 0.00, got {pool}")
    return pool


def _baseline(policy: str, readings: dict[str, str]) -> Parameters:
    """The policy without the reform, under the readings that were chosen, which hold for both."""
    official = edition(policy)
    return official.reform(f"{policy}+readings", readings=readings) if readings else official


def _once(option: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names, none of them twice."""
    for place, name in enumerate(names):
        if name in names[:place]:
            raise BadInput(option, f"expected {name!a} once")
    return tuple(names)


def _columns(given: Sequence[str]) -> dict[str, str | None]:
    """What the table calls the columns; nothing for those to be left out."""
    pairs = [text.partition("=") for text in given]
    for text, (name, sign, _) in zip(given, pairs, strict=True):
        if not (name and sign):
            raise BadInput("--column", f"expected two names with '=' between them, got {text!a}")
    _once("--column", [name for name, _, _ in pairs])
    return {name: source or None for name, _, source in pairs}


def _files(tables: Sequence[Path], dask: str | None) -> list[Path]:
    """The files that hold the table; with ``dask`` those of folders, too, by name."""
    if dask is not None:
        if not dask.strip():
            raise BadInput("--dask", f"expected 'local' or the address of a scheduler, got {dask!r}")
        return [file for path in tables for file in _parquet_files(path)]
    if len(tables) > 1:
        raise BadInput("TABLE", f"expected one file, got {len(tables)}: several Parquet files need --dask local")
    if tables[0].is_dir():
        raise BadInput(str(tables[0]), "expected a file: a folder of Parquet files needs --dask local")
    return list(tables)


def _parquet_files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.glob("*" + _PARQUET) if not file.name.startswith("."))
        if not found:
            raise BadInput(str(path), f"expected a folder with files called *{_PARQUET}, got none")
        return found
    if path.suffix.lower() != _PARQUET:
        raise BadInput(str(path), f"expected a file called *{_PARQUET}, or a folder of such, with --dask")
    if not path.is_file():
        raise BadInput(str(path), "expected a file that is there")
    return [path]


@contextmanager
def _extras() -> Iterator[None]:
    """Refuses the command where a package is missing, naming the extra that brings it."""
    try:
        yield
    except ImportError as error:
        package = (error.name or "").partition(".")[0]
        if package == "ibmodel":
            raise
        extra = "dask" if package in ("dask", "distributed") else "frames"
        message = f"expected the extra to be installed: pip install 'ibmodel[{extra}]'"
        raise BadInput("simulate", message) from None


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """Keeps to itself what a library would log of a connection that is lost: the command says that once."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


@attrs.frozen
class _Given:
    """The files of a table, where its results go, and where they are computed."""

    files: Sequence[Path]
    out: Path | None
    dask: str | None
    language: str

    def check_out(self, suffix: str) -> None:
        """Refuses what cannot be written, before anything is computed."""
        out = self.out
        if out is None:
            if suffix:
                raise BadInput("--suffix", "expected --out beside it")
            return
        if not out.parent.is_dir():
            raise BadInput("--out", f"expected a place in a directory that exists, got {str(out)!r}")
        if self.dask is not None:
            if out.exists() or out.is_symlink() or out.suffix.lower() == _SUFFIXES[0]:
                raise BadInput("--out", f"expected a new folder for Parquet files with --dask, got {str(out)!r}")
            return
        if out.suffix.lower() not in _SUFFIXES or out.is_dir():
            raise BadInput("--out", f"expected a file called *{' or *'.join(_SUFFIXES)}, got {str(out)!r}")
        if out.resolve() in [file.resolve() for file in self.files]:
            raise BadInput("--out", f"expected another file than TABLE, got {str(out)!r}")

    def result(self, layout: Layout, asked: Asked, to: Written | None) -> Result:
        """The answer; what was asked for is written."""
        work = self._in_memory
        if self.dask is not None:
            with _extras():
                from ibmodel.adapters import population_parts  # noqa: F401, PLC0415 - Dask, only where it is asked for
            work = partial(self._in_parts, self.dask)
        with self._refusals():
            return work(layout, asked, to)

    def _in_memory(self, layout: Layout, asked: Asked, to: Written | None) -> Result:
        from ibmodel.adapters import population_runs as runs  # noqa: PLC0415 - numpy and more

        with self._busy("reading_table"):
            table = runs.read(self.files[0], layout, asked, to)
        with self._busy("simulating"):
            result, outcomes = runs.computed(table.cohort, layout, asked)
        if to is not None:
            with self._busy("writing_table"):
                runs.write(table.frame, outcomes, to, runs.money_form(table.frame, layout, to.path))
        return result

    def _in_parts(self, dask: str, layout: Layout, asked: Asked, to: Written | None) -> Result:
        from ibmodel.adapters import engine  # noqa: PLC0415 - Dask
        from ibmodel.adapters import population_parts as parts  # noqa: PLC0415

        with self._busy("reading_table"):
            table = parts.parts_of(self.files, layout, asked, to)
        with ExitStack() as stack:
            stack.enter_context(_silent("distributed.client"))
            with self._busy("starting_workers"):
                local = dask == _LOCAL
                cluster = engine.local_cluster() if local else engine.connected(dask, patience=_PATIENCE)
                client = stack.enter_context(cluster)
            with self._busy("simulating"):
                return parts.computed_in_parts(table, layout, asked, to, client)

    def _busy(self, what: str) -> AbstractContextManager[None]:
        return busy(sys.stderr, self.language, what)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Refuses the input for an error, saying in which file it is or which option asks for something else."""
        try:
            yield
        except ModelError as error:
            raise self._refusal(error) from None
        except ImportError as error:
            raise self._problems([str(error)], "") from None
        except Exception as error:
            if not isinstance(error, TimeoutError) and type(error).__module__.partition(".")[0] not in _CLUSTERS:
                raise
            raise BadInput("--dask", f"expected workers that go on to the end, got {_first_line(error)}") from None

    def _refusal(self, error: ModelError) -> BadInput:
        head, _, rest = error.path.removeprefix("/").partition("/")
        if head in _OPTIONS:
            return BadInput(_OPTIONS[head], f"{rest}: {error.message}" if rest else error.message)
        problems = getattr(error, "problems", (str(error),))
        return self._problems(problems, re.sub(_COUNT, "", str(error).partition(problems[0])[0]).removesuffix(": "))

    def _problems(self, problems: Sequence[str], place: str) -> BadInput:
        """What is wrong in a file; ``place`` names it if a problem does not, else it is the table."""
        named = {repr(form): str(file) for file in self._touched() for form in (str(file), str(file.absolute()))}
        first, sign, problem = problems[0].partition(": ")
        if sign and first in named:
            place, problems = first, [problem]
        what = named.get(place, ", ".join(map(str, self.files)))
        return BadInput(what, *map(_as_options, problems))

    def _touched(self) -> list[Path]:
        return [*self.files, *([] if self.out is None else [self.out])]


def _as_options(problem: str) -> str:
    """A message about a table as one about options."""
    for said, option in _SAID:
        problem = re.sub(said, option, problem)
    return problem


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
