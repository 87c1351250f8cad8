"""Whether a response is the one that is demanded, and where it differs: the judge of the conformance kit.

Responses are compared as JSON values, never as bytes. Texts are compared nowhere (`TEXTS`), nor are certificates,
whose format each implementation may choose. A field that is null counts as absent. Numbers keep their kind: ``true``
is not 1 and ``1.0`` not ``1``.

How far to look is the caller's choice, a `Depth`:

- ``results``: whether the request is answered or refused, the result, the error's code and place;
- ``codes``: also the readings and, in any order and number, the rules and codes of the reasons;
- ``facts``: also how many reasons there are, their order and the facts that each compares, and what was proved by a
  certificate of this library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from ibmodel.testing.vectors import Answer

__all__ = ["TEXTS", "Depth", "Difference", "answer_of", "differences", "without"]

Depth = Literal["results", "codes", "facts"]

#: The names of the fields that hold words for people.
TEXTS: Final = frozenset({"text", "message", "cure", "en", "lv", "why_en", "why_lv"})
#: What is compared nowhere: words, and what each implementation writes in its own way.
_NEVER: Final = TEXTS | {"certificate"}
#: What an implementation need not say.
_MAY_BE_LEFT_OUT: Final = frozenset({"proved_best"})
_NOTHING: Final = object()


@attrs.frozen
class Difference:
    """What is not as demanded: the ``part`` and ``path`` in the response, what was ``expected``, what was ``got``.

    ``part`` is one of ``envelope``, ``answer`` (refused instead of answered, or the reverse), ``result``, ``code``,
    ``path``, ``reasons``, ``readings``, ``facts``. ``got`` and ``expected`` are JSON values; what is absent is None.
    """

    part: str
    path: str
    expected: Any
    got: Any


def answer_of(response: Mapping[str, Any]) -> Answer:
    """What a well-formed response of the protocol answers."""
    if response["ok"]:
        reasons = tuple(
            {"rule": reason["rule"], "code": reason["code"], "facts": reason["facts"]} for reason in response["reasons"]
        )
        return Answer(
            ok=True, result=without(response["result"], _NEVER), reasons=reasons, readings=response["readings"]
        )
    return Answer(ok=False, code=response["error"]["code"], path=response["error"]["path"])


def differences(expected: Answer, response: Any, depth: Depth = "codes") -> tuple[Difference, ...]:
    """Where ``response`` is not what ``expected`` demands; nothing where it is."""
    found = tuple(_envelope(response))
    if found:
        return found
    ignored = _NEVER if depth == "facts" else _NEVER | _MAY_BE_LEFT_OUT
    wanted = without(expected.result, ignored) if expected.ok else {"code": expected.code, "path": expected.path}
    got = without(response["result"] if response["ok"] else response["error"], ignored)
    if response["ok"] is not expected.ok:
        return (Difference("answer", "/result" if expected.ok else "/error", wanted, got),)
    if not expected.ok:
        parts = ("code", "path")
        return tuple(
            Difference(part, f"/error/{part}", wanted[part], got[part]) for part in parts if wanted[part] != got[part]
        )
    found = tuple(_values(wanted, got, "/result"))
    return found if depth == "results" else (*found, *_explanation(expected, response, depth))


def _envelope(response: Any) -> Iterator[Difference]:
    """What keeps ``response`` from being one of the protocol."""
    if type(response) is not dict:
        yield Difference("envelope", "", "an object", response)
    elif type(response.get("ok")) is not bool:
        yield Difference("envelope", "/ok", "true or false", response.get("ok"))
    elif response["ok"]:
        yield from _shape(response, "result", dict, list)
        yield from _shape(response, "readings", dict)
        yield from _shape(response, "reasons", list)
        reasons = response.get("reasons")
        for place, reason in enumerate(reasons if type(reasons) is list else ()):
            yield from _words(reason, f"/reasons/{place}", "rule", "code", "text", "source")
    else:
        yield from _words(response.get("error"), "/error", "code", "path", "message")


def _words(value: Any, path: str, *fields: str) -> Iterator[Difference]:
    """Whether ``value`` is an object with these texts."""
    if type(value) is not dict:
        yield Difference("envelope", path, "an object", value)
        return
    for field in fields:
        if type(value.get(field)) is not str:
            yield Difference("envelope", f"{path}/{field}", "a string", value.get(field))


def _shape(response: Mapping[str, Any], field: str, *kinds: type) -> Iterator[Difference]:
    if type(response.get(field)) not in kinds:
        wanted = "an object" if kinds[0] is dict else "a list"
        yield Difference("envelope", f"/{field}", wanted, response.get(field))


def _explanation(expected: Answer, response: Mapping[str, Any], depth: Depth) -> Iterator[Difference]:
    readings = dict(expected.readings)
    if response["readings"] != readings:
        yield Difference("readings", "/readings", readings, response["readings"])
    wanted, got = (
        sorted({(reason["rule"], reason["code"]) for reason in reasons})
        for reasons in (expected.reasons, response["reasons"])
    )
    if wanted != got:
        yield Difference("reasons", "/reasons", [list(pair) for pair in wanted], [list(pair) for pair in got])
    elif depth == "facts":
        said = [{"rule": r["rule"], "code": r["code"], "facts": r.get("facts")} for r in response["reasons"]]
        for difference in _values([dict(reason) for reason in expected.reasons], said, "/reasons"):
            yield attrs.evolve(difference, part="facts")


def without(value: Any, names: frozenset[str]) -> Any:
    """A JSON value without the fields of these names and those that are null, however deep they stand."""
    if type(value) is dict:
        return {name: without(held, names) for name, held in value.items() if name not in names and held is not None}
    return [without(item, names) for item in value] if type(value) is list else value


def _values(expected: Any, got: Any, path: str) -> Iterator[Difference]:
    """The innermost places where two JSON values differ."""
    if type(expected) is dict and type(got) is dict:
        for name in [*expected, *(name for name in got if name not in expected)]:
            below = f"{path}/{name.replace('~', '~0').replace('/', '~1')}"
            yield from _values(expected.get(name, _NOTHING), got.get(name, _NOTHING), below)
    elif type(expected) is list and type(got) is list and len(expected) == len(got):
        for place, (wanted, found) in enumerate(zip(expected, got, strict=True)):
            yield from _values(wanted, found, f"{path}/{place}")
    elif type(expected) is not type(got) or expected != got:
        yield Difference("result", path, *(None if value is _NOTHING else value for value in (expected, got)))
