"""A certificate as the wire writes it, compact: lists of whole numbers.

``{"version": 1, "multipliers": [[w, ..., d, h], ...], "deviation": proof, "home_schooled": proof, "refusals":
[proof, ...]}``: the weights of the groups, ages first, then those of the deviation and of the home-schooled. A proof
is a list, read from left to right: a whole number names the multipliers that prove the case, ``[cell, number]``
splits it into "at most" and "more", whose proofs follow.
"""

from __future__ import annotations

from typing import Any, Final

from ibmodel.errors import BadType, BadValue, MissingField, UnknownField, pointer, shown, shown_key
from ibmodel.rules.selection import Certificate, Multipliers, Proof, Split

__all__ = ["CERTIFICATE_SCHEMA", "read_certificate", "write_certificate"]

_VERSION: Final = 1
_FIELDS: Final = ("version", "multipliers", "deviation", "home_schooled", "refusals")
_NUMBER: Final = {"type": "integer"}
_PROOF: Final = {
    "type": "array",
    "items": {
        "anyOf": [
            {"type": "integer", "minimum": 0},
            {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
        ]
    },
}

#: JSON Schema of a certificate.
CERTIFICATE_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "version": {"const": _VERSION},
        "multipliers": {"type": "array", "items": {"type": "array", "items": _NUMBER, "minItems": 2}},
        "deviation": _PROOF,
        "home_schooled": _PROOF,
        "refusals": {"type": "array", "items": _PROOF},
    },
    "required": list(_FIELDS),
    "additionalProperties": False,
}


def write_certificate(certificate: Certificate) -> dict[str, Any]:
    """The certificate as a document of the wire."""
    return {
        "version": _VERSION,
        "multipliers": [[*each.groups, each.deviation, each.home_schooled] for each in certificate.multipliers],
        "deviation": _written(certificate.deviation),
        "home_schooled": _written(certificate.home_schooled),
        "refusals": [_written(proof) for proof in certificate.refusals],
    }


def read_certificate(document: object) -> Certificate:
    """The certificate that a document of the wire holds; raises the first problem with its place."""
    if type(document) is not dict:
        raise BadType(f"expected a certificate as an object, got {shown(document)}")
    for name in _FIELDS:
        if document.get(name) is None:
            raise MissingField(f"expected a field '{name}'", pointer(name))
    if type(document["version"]) is not int:
        raise BadType(f"expected a version, got {shown(document['version'])}", "/version")
    if document["version"] != _VERSION:
        raise BadValue(f"expected version {_VERSION}, got {shown(document['version'])}", "/version")
    multipliers = tuple(
        _multipliers(numbers, place) for place, numbers in enumerate(_list(document["multipliers"], "multipliers"))
    )
    certificate = Certificate(
        multipliers,
        _proof(document["deviation"], "deviation"),
        _proof(document["home_schooled"], "home_schooled"),
        tuple(_proof(proof, "refusals", place) for place, proof in enumerate(_list(document["refusals"], "refusals"))),
    )
    for key in sorted(map(shown_key, document.keys() - set(_FIELDS))):
        raise UnknownField(f"expected no field {shown(key)}", pointer(key))
    return certificate


def _written(proof: Proof) -> list[Any]:
    return [[step.place, step.number] if isinstance(step, Split) else step for step in proof]


def _multipliers(numbers: object, place: int) -> Multipliers:
    at = ("multipliers", place)
    whole = [_whole(number, *at, index) for index, number in enumerate(_list(numbers, *at))]
    if len(whole) < 2:  # noqa: PLR2004 - those of the deviation and of the home-schooled
        raise BadValue(f"expected at least two numbers, got {len(whole)}", pointer(*at))
    *groups, deviation, home_schooled = whole
    return Multipliers(tuple(groups), deviation, home_schooled)


def _proof(document: object, *at: str | int) -> Proof:
    return tuple(_step(step, *at, place) for place, step in enumerate(_list(document, *at)))


def _step(step: object, *at: str | int) -> int | Split:
    if type(step) is not list:
        return _not_negative(step, *at)
    if len(step) != 2:  # noqa: PLR2004 - a cell and a number
        raise BadValue(f"expected a cell and a number, got {shown(step)}", pointer(*at))
    return Split(_not_negative(step[0], *at, 0), _not_negative(step[1], *at, 1))


def _list(document: object, *at: str | int) -> list[Any]:
    if type(document) is not list:
        raise BadType(f"expected a list, got {shown(document)}", pointer(*at))
    return document


def _whole(number: object, *at: str | int) -> int:
    if type(number) is not int:
        raise BadType(f"expected a whole number, got {shown(number)}", pointer(*at))
    return number


def _not_negative(number: object, *at: str | int) -> int:
    whole = _whole(number, *at)
    if whole < 0:
        raise BadValue(f"expected a number that is not negative, got {whole}", pointer(*at))
    return whole
