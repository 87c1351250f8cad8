"""What is tested, whatever it runs as: it is asked questions and replies, or a fault says why it did not.

- `program`: a command that reads and writes JSON Lines (`ibmodel.adapters.conformance.programs`).
- `function`: a Python function, in a process of its own (`ibmodel.adapters.conformance.hosting`).
- `server`: a service that takes one request per call over HTTP (`ibmodel.adapters.conformance.servers`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NoReturn, Protocol

import attrs

from ibmodel.testing.outcomes import Fault

__all__ = [
    "HELLO",
    "LIMITS",
    "UNREAD",
    "CannotTest",
    "Question",
    "Reply",
    "Subject",
    "TimeLimits",
    "excerpt",
    "id_key",
    "parsed",
]

#: The input of the request that finds out whether a subject is there: cheap, and no part of any verdict.
HELLO: Final = {"op": "review.decide", "input": {"reason": "health"}}
_SHOWN: Final = 80


class CannotTest(Exception):
    """The subject as it was named cannot be tested at all: no such command, no such address, no such function."""


@attrs.frozen
class TimeLimits:
    """In seconds: for the first answer, for every other one, and how long one that is late is still waited for.

    ``quiet`` is how long nothing may come after a line that answers nothing before that line counts as the answer;
    once that has happened, ``soon`` is enough.
    """

    start: float = 30.0
    answer: float = 5.0
    grace: float = 2.0
    quiet: float = 1.0
    soon: float = 0.05


#: The time limits unless others are given.
LIMITS: Final = TimeLimits()


@attrs.frozen
class Question:
    """A line to be answered. ``id`` is what the answer must echo; None where it must be null or absent.

    ``is_own`` says that the id is text that no other question has, so that the answer can be told from others.
    ``any_id`` says that nothing is known of the id. ``is_request`` says that the line is a JSON object.
    """

    line: str
    id: Any = None
    is_own: bool = True
    any_id: bool = False
    is_request: bool = True


@attrs.frozen
class Reply:
    """What came back: a ``response``, which is a JSON value, and what is wrong with the way it came, if anything.

    Where nothing came, or nothing that can be used, ``response`` is None, or for ``not_json`` the text that came.
    ``seconds`` is how long it took, ``note`` tells more of the fault.
    """

    response: Any = None
    fault: Fault | None = None
    note: str = ""
    seconds: float = 0.0


class Subject(Protocol):
    """What can be asked. ``name`` says what it is, in the words it was named with.

    ``window`` is how many questions may be asked at once; ``takes_lines`` whether a line that is no request can be
    put to it; ``faults`` counts what was seen, ``remarks`` say what else is worth knowing.
    """

    name: str
    window: int
    takes_lines: bool
    faults: Counter[Fault]
    remarks: list[str]

    def ask(self, questions: Sequence[Question]) -> list[Reply]:
        """The replies to ``questions``, in their order; raises `CannotTest` where there is nothing to ask."""
        ...

    def afterthoughts(self) -> list[tuple[str, Fault, str]]:
        """What turned out only after it had been replied to: the question's id, the fault, a note. Each once."""
        ...

    def has_given_up(self) -> bool:
        """Whether every further question would be answered by ``not_started``."""
        ...

    def last_words(self) -> tuple[str, ...]:
        """The end of what it wrote for its own log."""
        ...

    def close(self) -> None:
        """Ends it; what it still writes is an afterthought."""
        ...


#: What `parsed` gives for text that is no JSON document.
UNREAD: Final = object()


def parsed(content: bytes) -> Any:
    """The JSON value that ``content`` holds, or `UNREAD`."""
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return UNREAD


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def id_key(value: Any) -> str:
    """A text that is the same for equal JSON values and for no others: ``true`` is not 1."""
    return json.dumps(value, sort_keys=True)


def excerpt(content: bytes) -> str:
    """The beginning of ``content`` as a report shows it."""
    text = content[: 4 * _SHOWN].decode("utf-8", "backslashreplace")
    return ascii(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")
