"""One family of errors: a stable code, the place of the offending value, and what was expected.

Every error of the library is a `ModelError`. Its ``code`` is one of `CODES`, the same word that the wire
protocol sends; its ``path`` is a JSON Pointer to the offending value (``""`` is the whole input). Errors survive
pickling, so that a worker process can hand one to its parent.
"""

from __future__ import annotations

from typing import ClassVar, Self

__all__ = [
    "CODES",
    "BadJson",
    "BadRequest",
    "BadType",
    "BadValue",
    "Duplicate",
    "Inconsistent",
    "Infeasible",
    "MissingField",
    "ModelError",
    "TooLarge",
    "UnknownField",
    "UnknownOperation",
    "UnknownParameter",
    "UnknownPolicy",
    "UnknownReading",
    "pointer",
    "shown",
    "shown_key",
]


class ModelError(Exception):
    """The base of the family.

    ``message`` says what was expected and what came, in lower case; ``path`` names the place.
    """

    code: ClassVar[str] = "model_error"

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message

    def below(self, *steps: str | int) -> Self:
        """The same error seen from further out: ``steps`` are put before its path."""
        return type(self)(self.message, pointer(*steps) + self.path)


class BadJson(ModelError, ValueError):
    """The text is not one JSON document."""

    code = "bad_json"


class BadRequest(ModelError, ValueError):
    """The envelope of a request is not as the protocol says."""

    code = "bad_request"


class UnknownOperation(ModelError, LookupError):
    """No operation has this name."""

    code = "unknown_operation"


class UnknownPolicy(ModelError, LookupError):
    """No edition of the parameters has this name."""

    code = "unknown_policy"


class UnknownReading(ModelError, LookupError):
    """No interpretation has this id, it is fixed, or it has no such reading."""

    code = "unknown_reading"


class UnknownParameter(ModelError, LookupError):
    """No parameter has this path."""

    code = "unknown_parameter"


class MissingField(ModelError, ValueError):
    """A required value is absent; ``path`` is where it should be."""

    code = "missing_field"


class UnknownField(ModelError, ValueError):
    """A key that the place does not have."""

    code = "unknown_field"


class BadType(ModelError, TypeError):
    """A value of the wrong kind: a number for money, ``True`` for a count, a float anywhere."""

    code = "bad_type"


class BadValue(ModelError, ValueError):
    """The right kind of value, but not an allowed one."""

    code = "bad_value"


class Duplicate(ModelError, ValueError):
    """A key or an identifier occurs twice."""

    code = "duplicate"


class Inconsistent(ModelError, ValueError):
    """The parts of the input contradict each other."""

    code = "inconsistent"


class Infeasible(ModelError, ValueError):
    """No answer exists for this input."""

    code = "infeasible"


class TooLarge(ModelError, ValueError):
    """The input passes a stated limit."""

    code = "too_large"


CODES: tuple[str, ...] = tuple(
    kind.code
    for kind in (
        BadJson,
        BadRequest,
        UnknownOperation,
        UnknownPolicy,
        UnknownReading,
        UnknownParameter,
        MissingField,
        UnknownField,
        BadType,
        BadValue,
        Duplicate,
        Inconsistent,
        Infeasible,
        TooLarge,
    )
)


def pointer(*steps: str | int) -> str:
    """The JSON Pointer (RFC 6901) that leads through ``steps``.

    >>> pointer("input", "recipients", 3, "a/b")
    '/input/recipients/3/a~1b'
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def shown(value: object, longest: int = 60) -> str:
    """``value`` as an error message shows it: its ``repr`` in ASCII, cut short.

    >>> shown("x" * 100, longest=10)
    "'xxxxxx..."
    """
    if isinstance(value, list | tuple | dict | set | frozenset) and len(value) > longest:
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, str | bytes):
        value = value[:longest]
    if type(value) is int and value.bit_length() > 4 * longest:
        return f"an integer of {value.bit_length()} bits"
    try:
        text = ascii(value)
    except Exception:  # noqa: BLE001 - a value that cannot show itself is shown by its type
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= longest else text[: longest - 3] + "..."


def shown_key(key: object) -> str:
    """A key of an object as a step of a pointer: text as it is, anything else as `shown` shows it."""
    return key if isinstance(key, str) else shown(key)
