"""What a case may say of its answer: the whole result with every reason, or a refusal with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Json = Any
#: A reason as a case says it: the rule, the code, the facts.
Said = tuple[str, str, Mapping[str, Json]]


def answered(result: Json, reasons: Sequence[Said], readings: Mapping[str, str] | None = None) -> dict[str, Json]:
    """All that an answer is compared by: the result, each reason in its order and no more, the readings."""
    says: dict[str, Json] = {"/ok": True, "/result": result, "/readings": dict(readings or {})}
    for place, (rule, code, facts) in enumerate(reasons):
        says |= {f"/reasons/{place}/rule": rule, f"/reasons/{place}/code": code, f"/reasons/{place}/facts": dict(facts)}
    return says | {f"/reasons/{len(reasons)}": None}


def refused(code: str, path: str) -> dict[str, Json]:
    """A refusal: the error's code and the place, under the input unless ``path`` begins elsewhere."""
    return {"/ok": False, "/error/code": code, "/error/path": path}


def must_show(name: str, right: Mapping[str, Json], mistaken: Mapping[str, Json]) -> None:
    """Fails for a near miss that the known mistake would answer with the right result."""
    if all(right.get(part) == mistaken.get(part) for part in ("/result", "/error/code", "/error/path")):
        raise ValueError(f"{name}: the mistake would not show")


def cents(text: str) -> int:
    """An amount in cents, from the protocol's text."""
    euro, rest = text.split(".")
    return int(euro) * 100 + int(rest)


def euro(whole_cents: int) -> str:
    """An amount as the protocol writes it."""
    return f"{whole_cents // 100}.{whole_cents % 100:02d}"


def half_up(exact: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def line_amount(price: str, units: int) -> int:
    """Units at a price, in cents, rounded half up once."""
    return half_up(Fraction(price) * 100 * units)
