"""The process that a Python function is tested in: JSON Lines on its pipes, one call for each.

``python -m ibmodel.adapters.conformance.hosting MODULE:FUNCTION [MODULE:FUNCTION]``. The first function takes requests
as dicts and gives responses as dicts; the second takes lines that are no requests and gives lines. What a function
prints goes to standard error. An exception is told, and the next request is answered; a target that cannot be had ends
the process with `REFUSED_TARGET` as its exit status and the reason as its last words.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, BinaryIO, Final, NoReturn

__all__ = ["RAISED", "REFUSED_TARGET", "UNWRITABLE", "main", "serve", "target"]

#: The exit status where a function cannot be had.
REFUSED_TARGET: Final = 96
#: The key, in place of a response, of what a function raised.
RAISED: Final = "ibmodel.conformance.raised"
#: The key, in place of a response, of why what a function gave is no JSON object.
UNWRITABLE: Final = "ibmodel.conformance.unwritable"
_SHOWN: Final = 500


def target(name: str) -> Callable[[Any], Any]:
    """The function that ``module:function`` names; raises ``ValueError`` where there is none."""
    module, colon, path = name.partition(":")
    if not (module and colon and path):
        raise ValueError(f"expected module:function, got {name!a}")
    try:
        found: Any = import_module(module)
        for step in path.split("."):
            found = getattr(found, step)
    except Exception as error:  # noqa: BLE001 - a module may raise anything when it is imported
        raise ValueError(f"expected a function that can be imported, got {name!a}: {_told(error)}") from None
    if not callable(found):
        raise ValueError(  # noqa: TRY004
            f"expected a function, got {name!a}, which is {type(found).__name__}"
        )
    return found  # type: ignore[no-any-return]


def serve(
    source: BinaryIO, sink: BinaryIO, answer: Callable[[Any], Any], answer_line: Callable[[str], Any] | None
) -> None:
    """Answers every line of ``source`` on ``sink``: requests by ``answer``, other lines by ``answer_line``."""
    for line in source:
        text = line.decode("utf-8").removesuffix("\n")
        request = _request(text)
        if request is not None or answer_line is None:
            written = _called(answer, request, None if request is None else request.get("id"))
        else:
            written = _called(answer_line, text, None)
        sink.write(written.encode("utf-8", "backslashreplace") + b"\n")
        sink.flush()


def _request(text: str) -> dict[str, Any] | None:
    """The request that ``text`` is, unless the text alone shows what is wrong with it: doubled keys, NaN."""
    try:
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return document if type(document) is dict else None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("expected every key once")
    return read


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _called(answer: Callable[[Any], Any], given: Any, id_: Any) -> str:
    """The line that ``answer`` gives, or what went wrong; the latter with the id of the request."""
    try:
        response = answer(given)
    except Exception as error:  # noqa: BLE001 - whatever it raises is what is to be reported
        return json.dumps({"id": id_, "ok": False, RAISED: _told(error)})
    if type(response) is str and type(given) is str:
        return response
    if type(response) is not dict:
        return json.dumps({"id": id_, "ok": False, UNWRITABLE: f"expected a dict, got {type(response).__name__}"})
    try:
        return json.dumps(response, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return json.dumps({"id": id_, "ok": False, UNWRITABLE: _told(error)})


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:_SHOWN]


def main(arguments: Sequence[str]) -> int:
    """Serves the functions that ``arguments`` name on the pipes of this process."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    sys.stdout = sys.stderr
    with source, sink:
        try:
            functions = [target(name) for name in arguments]
        except ValueError as error:
            sys.stderr.write(f"{error}\n")
            return REFUSED_TARGET
        serve(source, sink, functions[0], functions[1] if len(functions) > 1 else None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
