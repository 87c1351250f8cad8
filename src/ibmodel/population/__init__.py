"""The same rules over many recipients, in columns: the same cents for one child and for ten million.

- `Cohort`: recipients as columns, numpy arrays or sequences, read strictly.
- `simulate`: what does everyone get, from which money? Its `Outcome` holds arrays of whole cents and can explain
  every row.

Needs numpy: the extra ``population``.
"""

from __future__ import annotations

from ibmodel.population.columns import COLUMNS, MONEY_COLUMNS, Cohort
from ibmodel.population.outcome import AGAINST_BEFORE, Outcome
from ibmodel.population.simulation import simulate

__all__ = ["AGAINST_BEFORE", "COLUMNS", "MONEY_COLUMNS", "Cohort", "Outcome", "simulate"]
