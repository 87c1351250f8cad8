"""What the commands share: their options, how they read, and how they refuse."""

from __future__ import annotations

import copyreg
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs
import click

from ibmodel.adapters.tables import printable
from ibmodel.adapters.whole_files import whole_file
from ibmodel.errors import ModelError
from ibmodel.exchange import LIMITS
from ibmodel.exchange.reading import read_document
from ibmodel.explain import LANGUAGES
from ibmodel.parameters import EDITIONS, Parameters, edition, reformed

__all__ = [
    "DEFAULT_POLICY",
    "BadInput",
    "language_option",
    "named_pairs",
    "nearest",
    "parameters_under",
    "policy_options",
    "problems_of",
    "read_json",
    "write_bytes",
    "write_file",
    "write_json",
]

F = TypeVar("F", bound=Callable[..., Any])

#: The policy where none is named.
DEFAULT_POLICY: Final = next(iter(EDITIONS))

_BAD_INPUT: Final = 2
#: A file may be longer than a line of the wire protocol.
_FILE_LIMITS: Final = attrs.evolve(LIMITS, line_bytes=2**30)
_MOST_NEAR: Final = 5
#: Kinds of figures that are not text on the wire.
_JSON_KINDS: Final = ("count", "flag", "names", "pairs")


class BadInput(click.ClickException):
    """An input that cannot be used, with its place; each of several problems on a line of its own."""

    exit_code = _BAD_INPUT

    def __init__(self, what: str, *problems: object) -> None:
        lines = [printable(str(problem)) for problem in problems]
        text = lines[0] if len(lines) == 1 else "\n  ".join([f"{len(lines)} problems", *lines])
        super().__init__(f"{printable(what)}: {text}")

    def __reduce__(self) -> tuple[Any, ...]:
        return copyreg.__newobj__, (type(self), *self.args), vars(self)  # type: ignore[attr-defined]


def language_option(command: F) -> F:
    """Adds ``--lang``."""
    choice = click.Choice(LANGUAGES)
    default = LANGUAGES[0]
    text = "The language of headings and sentences."
    return click.option("--lang", "language", type=choice, default=default, show_default=True, help=text)(command)


def policy_options(command: F) -> F:
    """Adds ``--policy``, ``--reading`` and ``--reform``."""
    text = "Change a figure, e.g. budget.reduced_share=80."
    command = click.option("--reform", "reforms", multiple=True, metavar="PATH=VALUE", help=text)(command)
    text = "Choose a reading, e.g. I-3=exhaust."
    command = click.option("--reading", "readings", multiple=True, metavar="ID=NAME", help=text)(command)
    choice = click.Choice(list(EDITIONS))
    text = "The edition of the methodology's figures."
    return click.option("--policy", type=choice, default=DEFAULT_POLICY, show_default=True, help=text)(command)


@contextmanager
def problems_of(what: str, located: Callable[[ModelError], str] = str) -> Iterator[None]:
    """Refuses the input for an error of the model; ``located`` says where in ``what`` the error is."""
    try:
        yield
    except ModelError as error:
        raise BadInput(what, located(error)) from None


def named_pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    """What was given as ``name=value``."""
    pairs: dict[str, str] = {}
    for text in given:
        name, sign, value = map(str.strip, text.partition("="))
        if not (name and sign and value):
            raise BadInput(option, f"expected a name and a value with '=' between them, got {text!a}")
        if name in pairs:
            raise BadInput(option, f"expected {name!a} once")
        pairs[name] = value
    return pairs


def parameters_under(policy: str, readings: dict[str, str], changes: dict[str, str]) -> Parameters:
    """The policy with the readings and figures that were chosen."""
    official = edition(policy)
    if not readings and not changes:
        return official
    kinds = {figure.path: figure.kind for figure in official.figures()}
    values = {path: _value(kinds.get(path), text) for path, text in changes.items()}
    name = reformed(policy)
    with problems_of("--reading"):
        official.reform(name, readings=readings)
    with problems_of("--reform"):
        return official.reform(name, values, readings)


def _value(kind: str | None, text: str) -> object:
    """A figure as the wire protocol writes it; text that is no JSON is left to the figure to refuse."""
    if kind not in _JSON_KINDS:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def read_json(name: str, content: bytes) -> Any:
    """The JSON document that the file called ``name`` holds."""
    with problems_of(name):
        document, problem = read_document(content, _FILE_LIMITS)
        if problem is not None:
            raise problem
    return document


def write_json(document: dict[str, Any]) -> None:
    """``document`` in UTF-8; an unpaired surrogate, which no encoding can carry, as JSON escapes it."""
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def write_file(option: str, path: Path, document: dict[str, Any]) -> None:
    """``document`` to a file that is there whole or not at all: written beside it, then renamed.

    Each field stands on a line of its own.
    """
    fields = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in document.items()]
    write_bytes(option, path, ("{\n" + ",\n".join(fields) + "\n}\n").encode("utf-8", "backslashreplace"))


def write_bytes(option: str, path: Path, content: bytes) -> None:
    """``content`` to a file that is there whole or not at all: written beside it, then renamed."""
    try:
        if path.exists() and not path.is_file():  # a device or a pipe: nothing to rename over
            path.write_bytes(content)
            return
        with whole_file(path.resolve()) as part:
            part.write_bytes(content)
    except OSError as error:
        raise BadInput(option, f"expected a file that can be written, got {str(path)!r}: {error.strerror}") from None


def nearest(option: str, wanted: str, known: Sequence[str], what: str) -> str:
    """``wanted`` if it is ``known``; else refuses it, naming those that come near."""
    if wanted in known:
        return wanted
    folded = {name.casefold(): name for name in known}
    near = [folded[match] for match in get_close_matches(wanted.casefold(), folded, n=_MOST_NEAR)]
    hint = f"; near ones: {', '.join(near)}" if near else ""
    raise BadInput(option, f"expected the id of {what}, got {wanted!r}{hint}")
