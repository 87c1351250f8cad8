"""The same simulation over parts of a table, on Dask: partitions in, partitions out, the same cents as in memory.

- `simulate_partitions`: what does everyone get, where the table is many parts that need not fit into memory together?
- `local_cluster`, `connected`: where it runs, processes on this machine or a cluster that is there already.

The level of stage 3 is found from counts and sums of the parts, added up in a tree: no process ever holds the table,
and none holds more than the parts that it works on. Every part is read once to check it and to count the people and
their needs, once for each pass that the level takes (one or two as a rule, never more than seven), and once for the
amounts.

Needs the extra ``dask``.
"""

from __future__ import annotations

from ibmodel.adapters.engine.clusters import connected, local_cluster
from ibmodel.adapters.engine.looks import PartOutcome
from ibmodel.adapters.engine.passes import Given, Source
from ibmodel.adapters.engine.simulation import OUTPUTS, PartitionedOutcome, simulate_partitions

__all__ = [
    "OUTPUTS",
    "Given",
    "PartOutcome",
    "PartitionedOutcome",
    "Source",
    "connected",
    "local_cluster",
    "simulate_partitions",
]
