"""A table of recipients, on the command line: ``simulate``.

What it computes stands in `ibmodel.adapters.population_runs` and `ibmodel.adapters.population_parts`, what it says in
`ibmodel.adapters.population_tables`; these need numpy, a frame library, perhaps Dask, and are imported only when there
is something to compute.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
#: How messages about tables name what a caller can say, and the option that says it here.
_SAID: Final = (
    (re.compile(r"\bcolumns=\{'([^']*)': '([^']*)'\}"), r"--column \1=\2"),
    (re.compile(r"\bcolumns=\{'([^']*)': None\}"), r"--column \1="),
    (re.compile(r"; turned round\? \{'([^']*)': '([^']*)'\}"), r"; turned round? --column \1=\2"),
    (re.compile(r"\bin columns="), "in --column"),
    (re.compile(r"\bor of groups=,"), "or of --by,"),
    (re.compile(r"^groups, "), "--by "),
    (re.compile(r"\bon=date\(2018, 9, 1\)"), "--on 2018-09-01"),
    (re.compile(r"the day 'on'$"), "--on"),
    (re.compile(r"\bsay separator='\\t'"), "say --separator tab"),
    (re.compile(r"\bseparator=('[^']*')"), r"--separator \1"),
    (re.compile(r"\bwhole_text='([a-z]+)'"), r"--whole-text \1"),
    (re.compile(r"\brounding='([a-z_]+)'"), r"--rounding \1"),
    (re.compile(r"\bsuffix='([^']*)'"), r"--suffix \1"),
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
@click.option("--separator", type=click.Choice(list(_SEPARATORS)), default=",", help="What stands between cells of CSV.")
@click.option("--decimal", type=click.Choice([".", ","]), default=".", help="The decimal mark in text.")
@click.option("--whole-text", type=click.Choice(["euro", "cents"]), help="What text without decimal marks means.")
@click.option("--rounding", type=click.Choice(["down", "half_up"]), help="Take floats as euro, rounded to cents.")
@click.option("--out", type=click.Path(path_type=Path), metavar="TABLE", help="Write the table with everyone's amounts.")
@click.option("--suffix", default="", metavar="TEXT", help="What stands behind the names of the columns written.")
@click.option("--dask", metavar="local|ADDRESS", help="Work in parts, with two processes here or on a cluster.")
@click.option("--json", "as_json", is_flag=True, help="Write the sums and the record of the simulation as JSON.")
@language_option
def simulate_table(  # noqa: PLR0913, PLR0914 - one for each option
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
    provisional_baseline and so on. Amounts are cents if needed is of whole numbers, else euro.

    With --dask, TABLE is one or more Parquet files, or folders of them, read in this order in parts of 250000 rows,
    and --out a new folder with a Parquet file for each part. Workers elsewhere must see files and folder by the same
    names.

    "python -m ibmodel.testing.population 1000 > table.csv" makes a table of people who do not exist.
    """
    changes = named_pairs("--reform", reforms)
    chosen = named_pairs("--reading", readings)
    parameters = parameters_under(policy, chosen, changes)
    official = parameters_under(policy, chosen, {})
    money = [_money(*of) for of in (("--pool", pool), ("--reserve", reserve), ("--underspent", underspent))]
    ...
