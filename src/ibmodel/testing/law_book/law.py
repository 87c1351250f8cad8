"""What a law is: a name, a sentence, its rules, whom it protects, and a check of any implementation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypedDict, Unpack

import attrs

from ibmodel.testing.law_book.trial import Ask, Request, Trial, parameters_of

__all__ = ["Law", "Scope", "law", "of_outcome"]

_PART: Final = re.compile(r"\b(?:Holds|Rules|Protects):? ")
_RULES: Final = re.compile(r"Rules: ([^.]*)\.")
_PROTECTS: Final = re.compile(r"Protects: ([^.]*)\.")
_RANGE: Final = re.compile(r"([A-Z])-(\d+)(?: to [A-Z]-(\d+))?")

Readings = Mapping[str, tuple[str, ...]]


@attrs.frozen
class Law:
    """A law, callable with any implementation of its operations.

    ``rules`` are those of the methodology and the interpretations that it follows from. ``only_under`` are the
    readings under which alone it holds, ``policies`` the policies that know its question, none if all do.
    ``also_asks`` are operations that it asks about besides that of the request. ``judge`` looks at one `Trial`.
    """

    name: str
    sentence: str
    rules: tuple[str, ...]
    protects: str
    operations: tuple[str, ...]
    judge: Callable[[Trial], None] = attrs.field(repr=False)
    only_under: Readings = attrs.field(factory=dict)
    policies: tuple[str, ...] = ()
    also_asks: tuple[str, ...] = ()

    def concerns(self, request: Request) -> bool:
        """Whether the law says anything of a valid request: its operation, its policy, its readings."""
        if request.get("op") not in self.operations:
            return False
        parameters = parameters_of(request)
        if self.policies and parameters.basis not in self.policies:
            return False
        return all(parameters.reading(id_) in names for id_, names in self.only_under.items())

    def check(self, ask: Ask, request: Request) -> None:
        """Puts a valid ``request`` to an implementation, and others that follow from it.

        Raises `LawBroken` with the values at fault, `NotAnswered` if a valid request was refused, and whatever
        ``ask`` raises. Asks nothing for a request that the law does not concern.
        """
        if self.concerns(request):
            self.judge(Trial.put(self.name, ask, request))


class Scope(TypedDict, total=False):
    """Where a law holds and what it asks, as the fields of `Law` of the same names."""

    only_under: Readings
    policies: tuple[str, ...]
    also_asks: tuple[str, ...]


def law(judge: Callable[[Trial], None], *operations: str, **scope: Unpack[Scope]) -> Law:
    """The law of a function that is named like its sentence, whose docstring states rules and whom it protects."""
    sentence, rules, protects = _said_of(judge)
    return Law(judge.__name__, sentence, rules, protects, operations, judge, **scope)


def of_outcome(
    predicate: Callable[..., None],
    arguments: Callable[[Trial], Sequence[Any] | None],
    *operations: str,
    rules: tuple[str, ...] = (),
    **scope: Unpack[Scope],
) -> Law:
    """A law on plain outcomes, as those of `ibmodel.testing.laws` are, made one on responses.

    ``arguments`` finds in a trial what the predicate takes, or nothing where the law has nothing to say. ``rules``
    are for those whose docstring names none.
    """

    def judge(trial: Trial) -> None:
        values = arguments(trial)
        if values is not None:
            predicate(*values)

    sentence, named, protects = _said_of(predicate)
    return Law(predicate.__name__, sentence, named or rules, protects, operations, judge, **scope)


def _said_of(function: Callable[..., None]) -> tuple[str, tuple[str, ...], str]:
    """Sentence, rules and whom a law protects; without docstrings (``-OO``) the name alone speaks."""
    text = " ".join((function.__doc__ or function.__name__.replace("_", " ")).split())
    rules, protects = _RULES.search(text), _PROTECTS.search(text)
    first = (function.__doc__ or text).strip().split("\n\n")[0]
    sentence = _PART.split(" ".join(first.split()))[0].strip()
    return sentence, _ids(rules[1]) if rules else (), protects[1] if protects else ""


def _ids(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for letter, first, last in _RANGE.findall(text):
        found += [f"{letter}-{number}" for number in range(int(first), int(last or first) + 1)]
    return tuple(found)
