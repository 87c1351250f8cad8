"""A service that takes one request per call over HTTP: POST, ``application/json``, one response as the body.

Status 200 brings the response; so may 4xx, if the body is a response of the protocol. Every call has a connection of
its own, a time limit for all of it together, and a body of bounded length.
"""

from __future__ import annotations

import json
import socket
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead, RemoteDisconnected
from threading import Event, Timer
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import attrs

from ibmodel.adapters.conformance.pipes import LINE_BYTES
from ibmodel.adapters.conformance.subjects import (
    HELLO,
    LIMITS,
    CannotTest,
    Question,
    Reply,
    TimeLimits,
    excerpt,
    id_key,
    parsed,
)
from ibmodel.testing.outcomes import Fault

__all__ = ["Server"]

_KINDS: Final = {"http": HTTPConnection, "https": HTTPSConnection}
_HEADERS: Final = {
    "Content-Type": "application/json; charset=utf-8",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_GOOD: Final = 200
_REDIRECTIONS: Final = range(300, 400)
_REFUSALS: Final = range(400, 500)
_MOST_IN_VAIN: Final = 5
_TEXT_KEPT: Final = 2000


class Server:
    """A service at ``url``. After several calls in a row without any answer it is not called any more."""

    window = 1
    takes_lines = True

    def __init__(self, url: str, limits: TimeLimits = LIMITS, *, body_bytes: int = LINE_BYTES) -> None:
        self.name = url
        self.faults: Counter[Fault] = Counter()
        self.remarks: list[str] = []
        self._limits = limits
        self._body_bytes = body_bytes
        self._in_vain = 0
        self._is_met = False
        self._kind, self._host, self._port, self._path = _parts(url)

    def ask(self, questions: Sequence[Question]) -> list[Reply]:
        """The replies to ``questions``, in their order; raises `CannotTest` where nobody listens at the address."""
        if not self._is_met:
            self._meet()
        replies = [self._asked(question) for question in questions]
        self.faults.update(reply.fault for reply in replies if reply.fault is not None)
        return replies

    def afterthoughts(self) -> list[tuple[str, Fault, str]]:
        """Nothing: a call is over when it is answered."""
        return []

    def has_given_up(self) -> bool:
        """Whether it is not called any more."""
        return self._in_vain >= _MOST_IN_VAIN

    def last_words(self) -> tuple[str, ...]:
        """Nothing: what it logs is its own."""
        return ()

    def close(self) -> None:
        """Nothing: there is no connection to close."""

    def _meet(self) -> None:
        """The first call, which may take longer."""
        self._is_met = True
        body = json.dumps({"id": "hello", **HELLO})
        try:
            reply = self._called(body, self._limits.start)
        except (ConnectionRefusedError, socket.gaierror) as error:
            reason = error.strerror or str(error)
            raise CannotTest(f"expected the address of a service, got {self.name!a}: {reason}") from None
        if reply.fault is not None:
            self.faults[reply.fault] += 1
        elif reply.seconds > self._limits.answer:
            self.faults["slow_start"] += 1
            self.remarks.append(f"its first answer took {reply.seconds:.1f} s")

    def _asked(self, question: Question) -> Reply:
        if self.has_given_up():
            return Reply(fault="not_started", note=f"{_MOST_IN_VAIN} calls in a row were not answered")
        try:
            reply = self._called(question.line, self._limits.answer)
        except (ConnectionRefusedError, socket.gaierror) as error:
            reply = Reply(fault="disconnected", note=f"it cannot be reached any more: {error.strerror}")
        self._in_vain = self._in_vain + 1 if reply.fault in ("timed_out", "disconnected") else 0
        if reply.fault is not None or question.any_id:
            return reply
        got = reply.response.get("id")
        if id_key(got) == id_key(question.id):
            return reply
        return attrs.evolve(reply, fault="wrong_id", note=f"expected the id of the request, got {json.dumps(got)}")

    def _called(self, line: str, limit: float) -> Reply:
        """What one call brings; raises ``ConnectionRefusedError`` or ``gaierror`` where there is nobody to call."""
        begun = monotonic()
        over = Event()
        connection = _KINDS[self._kind](self._host, self._port, timeout=limit + self._limits.grace)
        timer: Timer | None = None
        try:
            connection.connect()
            timer = Timer(limit + self._limits.grace - (monotonic() - begun), _cut, (connection.sock, over))
            timer.daemon = True
            timer.start()
            connection.request("POST", self._path, line.encode("utf-8", "backslashreplace"), _HEADERS)
            response = connection.getresponse()
            body = response.read(self._body_bytes + 1)
            if len(body) > self._body_bytes:
                reply = Reply(fault="flooded", note=f"expected a body of at most {self._body_bytes} bytes")
            elif response.length:
                reply = Reply(fault="disconnected", note=f"the body ended {response.length} bytes early")
            else:
                reply = _read(response.status, response.getheader("Location", ""), body)
        except (ConnectionRefusedError, socket.gaierror):
            raise
        except TimeoutError:
            reply = Reply(fault="timed_out")
        except (OSError, HTTPException) as error:
            reply = _broken(error)
        finally:
            if timer is not None:
                timer.cancel()
            connection.close()
        seconds = monotonic() - begun
        if over.is_set() or reply.fault == "timed_out":
            return Reply(fault="timed_out", note=f"no whole answer within {limit:g} s", seconds=seconds)
        if seconds > limit and reply.fault is None:
            note = f"after {seconds:.1f} s, {limit:g} s being allowed"
            return attrs.evolve(reply, fault="late", note=note, seconds=seconds)
        return attrs.evolve(reply, seconds=seconds)


def _parts(url: str) -> tuple[str, str, int | None, str]:
    """Scheme, host, port and path of an address; raises `CannotTest` for one that cannot be called."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise CannotTest(f"expected an address like http://localhost:8000/, got {url!a}: {error}") from None
    if parts.scheme not in _KINDS or not parts.hostname or not url.isascii() or not url.isprintable() or " " in url:
        raise CannotTest(f"expected an address like http://localhost:8000/, got {url!a}")
    if parts.username is not None or parts.password is not None:
        raise CannotTest("expected an address without a name and a password: it stands in every report")
    path = parts.path or "/"
    return parts.scheme, parts.hostname, port, f"{path}?{parts.query}" if parts.query else path


def _read(status: int, location: str, body: bytes) -> Reply:
    """What a status and a body say."""
    if status in _REDIRECTIONS:
        return Reply(fault="redirected", note=f"status {status}, to {excerpt(location.encode())}")
    value = parsed(body)
    if status in _REFUSALS and type(value) is dict and type(value.get("ok")) is bool:
        return Reply(value)
    if status != _GOOD:
        return Reply(_text(body), "bad_status", f"expected status 200, got {status}: {excerpt(body)}")
    if type(value) is not dict:
        if not body:
            return Reply(fault="disconnected", note="it ended without a body")
        return Reply(_text(body), "not_json", f"expected a JSON object, got {excerpt(body)}")
    return Reply(value)


def _cut(line: Any, over: Event) -> None:
    """Ends a connection that takes too long."""
    over.set()
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _broken(error: Exception) -> Reply:
    """What an exception of the connection says of the other side."""
    if isinstance(error, HTTPException) and not isinstance(error, IncompleteRead | RemoteDisconnected):
        return Reply(
            fault="bad_status", note=f"expected HTTP, got {type(error).__name__}: {excerpt(str(error).encode())}"
        )
    return Reply(fault="disconnected", note=f"{type(error).__name__}: {error}")


def _text(body: bytes) -> str:
    return body[:_TEXT_KEPT].decode("utf-8", "backslashreplace")
