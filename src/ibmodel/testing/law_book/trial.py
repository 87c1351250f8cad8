"""One request put to an implementation, whichever it is, and what it answered; how a law asks on from there."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Self

import attrs

from ibmodel.decisions import Reason, ReasonCode
from ibmodel.errors import shown
from ibmodel.exchange.converter import read
from ibmodel.exchange.operations import OPERATIONS
from ibmodel.parameters import EDITIONS, Parameters, edition, reformed
from ibmodel.testing.law_book.results import read_result
from ibmodel.testing.laws import LawBroken
from ibmodel.testing.verdicts import TEXTS, without

__all__ = ["Ask", "NotAnswered", "Request", "Trial", "parameters_of"]

#: A request of the wire protocol.
Request = Mapping[str, Any]
#: Any implementation of the wire protocol, such as `ibmodel.evaluate`: a response for a request.
Ask = Callable[[dict[str, Any]], Any]


class NotAnswered(Exception):
    """A valid request that was refused: it breaks no law and keeps none. ``code`` and ``path`` are the refusal's."""

    def __init__(self, law: str, request: Request, error: Any) -> None:
        said = error if isinstance(error, dict) else {}
        self.law = law
        self.request = request
        self.error = error
        self.code = said.get("code")
        self.path = said.get("path")
        super().__init__(f"{law}: {request.get('op')} was refused: {self.code} at {self.path}: {said.get('message')}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.law, self.request, self.error)


def parameters_of(request: Request) -> Parameters:
    """The edition that a valid request asks about, with its readings and its reform."""
    official = edition(request.get("policy") or next(iter(EDITIONS)))
    changes, readings = request.get("reform") or {}, request.get("readings") or {}
    return official.reform(reformed(official.name), changes, readings) if changes or readings else official


@attrs.frozen
class Trial:
    """A request with the response that ``ask`` gave to it, for the law of that name."""

    law: str
    ask: Ask = attrs.field(repr=False)
    request: Request
    response: Mapping[str, Any]

    @classmethod
    def put(cls, law: str, ask: Ask, request: Request) -> Self:
        """Asks, and raises `NotAnswered` for a refusal, `LawBroken` for what is no response of the protocol."""
        response = ask(copy.deepcopy(dict(request)))
        if not isinstance(response, dict) or type(response.get("ok")) is not bool:
            raise LawBroken(f"{law}: expected a response of the protocol, got {shown(response)}")
        if not response["ok"]:
            raise NotAnswered(law, request, response.get("error"))
        return cls(law, ask, request, response)

    @property
    def input(self) -> Mapping[str, Any]:
        """The input as it was asked."""
        given: Mapping[str, Any] = self.request["input"]
        return given

    @cached_property
    def parameters(self) -> Parameters:
        """The edition that was asked about."""
        return parameters_of(self.request)

    @cached_property
    def given(self) -> Any:
        """The input as the class of the operation's request."""
        return read(self.input, OPERATIONS[self.request["op"]].request_under(self.parameters))

    @cached_property
    def outcome(self) -> Any:
        """The result as the class of the operation's outcome; raises `LawBroken` if it cannot be read as one."""
        try:
            return read_result(self.response.get("result"), OPERATIONS[self.request["op"]].result)
        except ValueError as error:
            raise LawBroken(f"{self.law}: the result cannot be read: {error}") from None

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons, with their facts as the wire writes them."""
        try:
            return tuple(
                Reason(ReasonCode(row["code"], row["rule"], tuple(row["facts"])), tuple(row["facts"].values()))
                for row in self.response["reasons"]
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise LawBroken(f"{self.law}: the reasons cannot be read: {error!r}") from None

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings that the response names; raises `LawBroken` if it names none in the protocol's form."""
        named = self.response.get("readings")
        if not isinstance(named, dict):
            raise LawBroken(f"{self.law}: expected an object of readings, got {shown(named)}")
        return named

    def again(self, **changes: Any) -> Self:
        """The same question with other fields of its input, those that are None left out."""
        asked = {name: value for name, value in {**self.input, **changes}.items() if value is not None}
        return self.with_envelope(input=asked)

    def with_envelope(self, **changes: Any) -> Self:
        """The same question in another envelope; what is None is left out."""
        envelope = {name: value for name, value in {**self.request, **changes}.items() if value is not None}
        return self.put(self.law, self.ask, envelope)

    def asking(self, operation: str, **asked: Any) -> Self:
        """Another question of the same implementation under the same policy and readings."""
        known = {name: value for name, value in asked.items() if value is not None}
        return self.with_envelope(op=operation, input=known)

    def holds(self, condition: object, message: str) -> None:
        """Raises `LawBroken` with the law's name before the ``message`` unless the condition holds."""
        if not condition:
            raise LawBroken(f"{self.law}: {message}")

    def agrees(self, other: Trial, what: str) -> None:
        """Raises `LawBroken` unless both answers are the same but for their ids and texts."""
        one, another = self.response, other.response
        for part in ("result", "reasons", "readings"):
            first, second = without(one.get(part), TEXTS), without(another.get(part), TEXTS)
            self.holds(first == second, f"{what}: the {part} were {shown(first)}, and {shown(second)}")
