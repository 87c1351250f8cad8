"""Small changes of amounts and units, as laws make them: a cent more, never beyond what can be asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ibmodel.money import Money

__all__ = ["LARGEST", "changed", "grown", "renamed"]

#: The largest amount that can be asked about.
LARGEST: Final = Money.euro("999999999999.99")


def grown(amount: str | None, cents: int = 1) -> str:
    """An amount of the wire with some cents more or fewer; it stays what can be asked about."""
    whole = Money.euro(amount or "0.00").cents + cents
    return str(Money(max(0, min(whole, LARGEST.cents))))


def changed(rows: Sequence[Mapping[str, Any]], place: int, **fields: Any) -> list[dict[str, Any]]:
    """Rows with other fields in one of them; what is None is left out of it."""
    copied = [dict(row) for row in rows]
    copied[place] = {name: value for name, value in {**copied[place], **fields}.items() if value is not None}
    return copied


def renamed(ids: Sequence[str]) -> dict[str, str]:
    """New names that stand in the same order as the old ones."""
    return {old: f"n{place:06d}" for place, old in enumerate(sorted(ids))}
