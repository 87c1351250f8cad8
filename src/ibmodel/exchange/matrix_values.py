"""How the values that only a child's file, the matrix, holds stand on the wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ibmodel.case.matrix import FamilyType, GoalTerm, Rank, Sex, Specialty, Text
from ibmodel.exchange.plan_life_operations import word_of
from ibmodel.vocabulary import SupportArea

__all__ = ["READERS", "SCALAR_SCHEMAS"]

#: How its words are read; its texts and ranks are checked by the classes that hold them.
READERS: Final[dict[Any, Callable[[Any], Any]]] = {
    kind: word_of(kind) for kind in (FamilyType, GoalTerm, Sex, Specialty, SupportArea)
}

#: The schemas of its values that are not closed lists.
SCALAR_SCHEMAS: Final[dict[Any, dict[str, Any]]] = {
    Text: {"type": "string", "minLength": 1, "maxLength": 2000, "pattern": r"\S"},
    Rank: {"type": "integer", "minimum": 1},
}
