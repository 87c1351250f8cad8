"""What is known of recipients and their plans, as frozen values; the names are those of the wire protocol.

Every class refuses values of the wrong kind at construction, with a `ibmodel.errors.BadType` or
`ibmodel.errors.BadValue` that names the attribute.
"""

from __future__ import annotations

from ibmodel.case.checks import VARIANTS, Identifier, ServiceName, Variant, identifier, service_name
from ibmodel.case.people import Case, Cohort, Need, Recipient
from ibmodel.case.plans import Benefits, Funding, FundingLine, Line, PlanLine, Rankings

__all__ = [
    "VARIANTS",
    "Benefits",
    "Case",
    "Cohort",
    "Funding",
    "FundingLine",
    "Identifier",
    "Line",
    "Need",
    "PlanLine",
    "Rankings",
    "Recipient",
    "ServiceName",
    "Variant",
    "identifier",
    "service_name",
]
