"""The same rules over many recipients, in columns: the same cents for one child and for ten million.

- ``Cohort``: recipients as columns, numpy arrays or sequences, read strictly.
- `simulate`: what does everyone get, from which money? Its `Outcome` holds arrays of whole cents and can explain
  every row; `Summary` has the sums over all people or over each of the ``Parts`` of a cohort.
- `compare`: who gains and who loses by a reform? Its `ReformEffects` have a `Change` for everybody and for each part,
  and the `Inequality` of cover.
- `sweep`: what comes of every combination of some figures? A `Sweep` of `Scenario`.
- `verify`: is the answer still what a `Record` says? A `Verdict` with every `Difference`.

Needs numpy: the extra ``population``.
"""

from __future__ import annotations

from ibmodel.population.columns import COLUMNS, MONEY_COLUMNS, Cohort
from ibmodel.population.comparison import Change, ReformEffects, compare
from ibmodel.population.grouping import Parts
from ibmodel.population.inequality import Inequality
from ibmodel.population.outcome import Outcome
from ibmodel.population.record import Record
from ibmodel.population.simulation import simulate
from ibmodel.population.sources import AGAINST_BEFORE
from ibmodel.population.summary import Summary
from ibmodel.population.sweep import Scenario, Sweep, sweep
from ibmodel.population.verification import Difference, Verdict, verify

__all__ = [
    "AGAINST_BEFORE",
    "COLUMNS",
    "MONEY_COLUMNS",
    "Change",
    "Cohort",
    "Difference",
    "Inequality",
    "Outcome",
    "Parts",
    "Record",
    "ReformEffects",
    "Scenario",
    "Summary",
    "Sweep",
    "Verdict",
    "compare",
    "simulate",
    "sweep",
    "verify",
]
