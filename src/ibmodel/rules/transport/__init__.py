"""What the transport of a month costs, and which proofs it needs (transporta izmaksas). Rules T-1 to T-12; I-29.

What a car's papers and a route sheet must state stands among the checklists of `ibmodel.rules.receipt`.
"""

from __future__ import annotations

from ibmodel.rules.transport.claims import EITHER_PROOF, FIELDS, PROOFS, check_claim, missing_proofs
from ibmodel.rules.transport.costs import (
    CODES,
    EMPTY_TRIPS_TO,
    TRANSPORT_READINGS,
    Refused,
    TransportCost,
    compute_transport,
    consumption_norm,
    transport_cost,
)

__all__ = [
    "CODES",
    "EITHER_PROOF",
    "EMPTY_TRIPS_TO",
    "FIELDS",
    "PROOFS",
    "TRANSPORT_READINGS",
    "Refused",
    "TransportCost",
    "check_claim",
    "compute_transport",
    "consumption_norm",
    "missing_proofs",
    "transport_cost",
]
