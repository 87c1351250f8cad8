"""What a wrong implementation is made of: the library itself, with one mistake put where a programmer would make it.

A `Beast` is let loose by `Beast.make` and is gone again afterwards, so that one process can hold all of them one after
another. A mistake is one or a few patches:

- `edited`: a function with a piece of its source written otherwise, wherever it has been imported to;
- `replaced`: a name of a module that means something else, or that is new;
- `wrapped`: another answer to a whole request, made from the right one.
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from types import CodeType, ModuleType
from typing import Any, NamedTuple

import attrs

from ibmodel.exchange import evaluation

Patch = Callable[[], AbstractContextManager[None]]
Evaluate = Callable[[Any], dict[str, Any]]

_ABSENT = object()
#: The modules whose remembered results a mistake may have coloured.
_REMEMBERING = ("ibmodel.rules", "ibmodel.case", "ibmodel.exchange.evaluation")


class Voice(NamedTuple):
    """How a beast answers: requests as dicts, and lines of JSON."""

    evaluate: Evaluate
    evaluate_line: Callable[[str], str]


@attrs.frozen
class Beast:
    """One realistic mistake: its ``name``, the ``rules`` it breaks, how it comes about, and where it shows.

    The kit must name one of ``rules`` (rules, interpretations, sections of the protocol). ``operations`` and
    ``chapters`` say which vectors it is to be asked: those of one of either.
    """

    name: str
    rules: tuple[str, ...]
    says: str
    patches: tuple[Patch, ...]
    operations: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()

    @contextmanager
    def make(self) -> Iterator[Voice]:
        """The library with the mistake in it, for as long as the context lasts."""
        with ExitStack() as stack:
            stack.callback(_forget)
            for patch in self.patches:
                stack.enter_context(patch())
            _forget()
            yield Voice(evaluation.evaluate, evaluation.evaluate_line)


def edited(function: Callable[..., Any], *pieces: tuple[str, str]) -> Patch:
    """``function`` with each of ``pieces``, (what is written, what stands there instead), written otherwise.

    Raises ``LookupError`` when it is put in place if a piece is not there exactly once.
    """

    @contextmanager
    def patch() -> Iterator[None]:
        right = function.__code__
        function.__code__ = _rewritten(function, pieces)
        try:
            yield
        finally:
            function.__code__ = right

    return patch


def replaced(module: ModuleType, name: str, value: Any) -> Patch:
    """The ``name`` of a module means ``value``."""

    @contextmanager
    def patch() -> Iterator[None]:
        right = getattr(module, name, _ABSENT)
        setattr(module, name, value)
        try:
            yield
        finally:
            if right is _ABSENT:
                delattr(module, name)
            else:
                setattr(module, name, right)

    return patch


def wrapped(answer: Callable[[Any, Evaluate], dict[str, Any]]) -> Patch:
    """Requests and lines are answered by ``answer``, which is given the request and the right way to evaluate one."""
    right = evaluation.evaluate
    return replaced(evaluation, "evaluate", lambda request, *_: answer(request, right))


def _rewritten(function: Any, pieces: tuple[tuple[str, str], ...]) -> CodeType:
    right: CodeType = function.__code__
    source = textwrap.dedent(inspect.getsource(function))
    for old, new in pieces:
        if source.count(old) != 1:
            raise LookupError(f"{function.__qualname__}: expected once, got {source.count(old)} times: {old}")
        source = source.replace(old, new)
    flags = annotations.compiler_flag
    compiled = compile(source, f"<wrong {function.__qualname__}>", "exec", flags, dont_inherit=True)
    wrong = next(each for each in compiled.co_consts if isinstance(each, CodeType) and each.co_name == right.co_name)
    if wrong.co_freevars != right.co_freevars:
        raise LookupError(f"{function.__qualname__}: expected a function that closes over nothing")
    return wrong


def _forget() -> None:
    """Lets the library forget what it has computed."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_REMEMBERING):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
