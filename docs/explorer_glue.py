"""What the explorer page asks the library, and what it gets back: the page's only Python beside the library itself.

The page sends what stands in its fields, as text; `explore` completes the amounts, asks three operations of the wire
protocol one after the other, and joins their answers. Nothing is computed here but the lines of the plan.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ibmodel import evaluate
from ibmodel.errors import BadValue, Inconsistent, ModelError
from ibmodel.explain import shown_value
from ibmodel.money import Money, Share, count

__all__ = ["AMOUNTS", "DAY", "REQUIRED", "explore", "explore_text", "final", "joined", "provisional", "total"]

#: The day on which the child has the age that was set: one of a pilot's first days.
DAY: Final = "2018-09-01"
#: The fields that hold an amount, in the order of the page; of these, the ones that may not stay empty.
AMOUNTS: Final = (
    "full",
    "needed",
    "transport",
    "surplus",
    "public",
    "rehabilitation",
    "transport_benefits",
    "other",
)
REQUIRED: Final = ("full", "needed")

_YEAR: Final = int(DAY[:4])
_NAME: Final = {"en": "The child", "lv": "Bērns"}
_AGE_TEXT: Final = re.compile(r"-?[0-9]{1,15}").fullmatch
_SHORT_AMOUNT: Final = re.compile(r"((?:0|[1-9][0-9]*))(?:\.([0-9]{1,2}))?").fullmatch
_MOST_YEARS: Final = 1000
#: Which field of the page an error is shown beside, by the place in a request that it names.
_PLACES: Final = {
    "/input/recipients/0/born": "age",
    "/input/amount": "full",
    "/input/pool": "full",
    "/input/recipients/0/needed": "needed",
    "/input/reserve": "surplus",
    "/input/variant": "variant",
}


class _Refused(Exception):
    """The library did not accept what stands in ``field``."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
        self.field, self.message = field, message


def explore_text(asked: str) -> str:
    """`explore` with JSON in and JSON out."""
    return json.dumps(explore(json.loads(asked)), ensure_ascii=False)


def explore(asked: Mapping[str, str]) -> dict[str, Any]:
    """The answer to what stands in the fields.

    ``asked`` holds text: ``lang`` (``en`` or ``lv``), ``age``, ``special_care`` (``yes`` or ``no``), ``variant`` (a
    digit), and the `AMOUNTS`, empty or absent if not known. Gives what `joined` gives, or
    ``{"errors": {field: message}}`` with the library's message for every field that it does not accept.
    """
    language = asked["lang"]
    amounts, errors = _amounts(asked, language)
    try:
        child = provisional({"age": asked["age"], "special_care": asked["special_care"]}, amounts["full"], language)
        if not errors:
            project = final(child["figures"]["provisional"], amounts["needed"], amounts["surplus"], language)
            last = total({**amounts, "final": project["figures"]["final"], "variant": asked["variant"]}, language)
            return joined((child, project, last))
    except _Refused as refused:
        errors[refused.field] = refused.message
    return {"errors": errors}


def joined(steps: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The answers of the three steps as one.

    ``figures`` (as in the wire protocol), ``shown`` (the same as people write them), ``reasons`` (each ``step``,
    ``rule``, ``source``, ``text``), ``requests`` (lines of the wire protocol) and ``readings``.
    """
    whole: dict[str, Any] = {"figures": {}, "shown": {}, "reasons": [], "requests": [], "readings": {}}
    for step in steps:
        for part in ("figures", "shown", "readings"):
            whole[part].update(step[part])
        for part in ("reasons", "requests"):
            whole[part].extend(step[part])
    return whole


def provisional(child: Mapping[str, str], full: str, language: str) -> dict[str, Any]:
    """Stage 1 for one child, by the reading ``fixed_amount`` of I-1: its share of ``full``."""
    recipient = {"id": _NAME[language], "born": _born(child["age"]), "special_care": child["special_care"] == "yes"}
    given = {"pool": full, "on": DAY, "recipients": [recipient], "amount": full}
    answer, line = _answer("budget.provisional", given, language, readings={"I-1": "fixed_amount"})
    found = answer["result"]["amounts"][0]
    step = _step("1", answer, line, {"full": full, "provisional": found["provisional"]}, language)
    step["figures"]["weight"] = found["weight"]
    step["shown"]["weight"] = shown_value(Share.percent(found["weight"]), language)
    return step


def final(share: str, needed: str, surplus: str, language: str) -> dict[str, Any]:
    """Stage 3 for one child: ``surplus``, empty if there is none, is what others leave to it."""
    recipient = {"id": _NAME[language], "provisional": share, "needed": needed}
    given = {"recipients": [recipient], **({"reserve": surplus} if surplus else {})}
    answer, line = _answer("budget.final", given, language)
    figures = {"needed": needed, "final": answer["result"]["amounts"][0]["final"], "left": answer["result"]["reserve"]}
    return _step("3", answer, line, figures, language)


def total(asked: Mapping[str, str], language: str) -> dict[str, Any]:
    """Stage 4 for one child: ``asked`` holds ``variant``, ``final`` and the `AMOUNTS`, empty ones absent or ``""``."""
    tied = {"rehabilitation": asked.get("rehabilitation"), "transport": asked.get("transport_benefits")}
    benefits = {kind: amount for kind, amount in tied.items() if amount}
    given = {
        "variant": int(asked["variant"]),
        "final": asked["final"],
        "lines": _lines(asked),
        **({"benefits": benefits} if benefits else {}),
        **({"other": asked["other"]} if asked.get("other") else {}),
    }
    answer, line = _answer("funding.total", given, language)
    result = answer["result"]
    step = _step("4", answer, line, {"total": result["total"], **result["sources"], "unmet": result["unmet"]}, language)
    step["figures"]["against_before"] = result["against_before"]
    return step


def _lines(asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The plan: services that public money pays for as far as they go, all others, and transport."""
    needed, travel = Money.euro(asked["needed"]), Money.euro(asked.get("transport") or "0.00")
    if travel > needed:
        raise _Refused("transport", Inconsistent(f"expected at most the needed amount {needed}, got {travel}").message)
    services = needed - travel
    lines: list[dict[str, Any]] = []
    if asked.get("public"):
        paid = min(Money.euro(asked["public"]), services)
        services -= paid
        lines.append({"service": "x-paid-by-public-money", "amount": str(paid), "public": asked["public"]})
    lines.append({"service": "x-other-services", "amount": str(services)})
    if travel:
        lines.append({"service": "x-transport", "amount": str(travel), "transport": True})
    return lines


def _answer(operation: str, given: dict[str, Any], language: str, **more: Any) -> tuple[dict[str, Any], str]:
    """The library's answer and the line that asked for it; `_Refused` if there is none."""
    request = {"op": operation, **more, "lang": language, "input": given}
    answer = evaluate(request)
    if not answer["ok"]:
        error = answer["error"]
        raise _Refused(_PLACES[error["path"]], error["message"])
    return answer, json.dumps(request, ensure_ascii=False)


def _step(stage: str, answer: dict[str, Any], line: str, figures: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "figures": figures,
        "shown": {name: shown_value(_money(amount), language) for name, amount in figures.items()},
        "reasons": [
            {"step": stage, **{part: reason[part] for part in ("rule", "source", "text")}}
            for reason in answer["reasons"]
        ],
        "requests": [line],
        "readings": answer["readings"],
    }


def _money(result: str) -> Money:
    """An amount of a result, which may have more digits than one that is given."""
    return Money(int(result.replace(".", "")))


def _amounts(asked: Mapping[str, str], language: str) -> tuple[dict[str, str], dict[str, str]]:
    """The amounts as the wire protocol writes them, and the library's message for each that it refuses."""
    amounts, errors = {}, {}
    for field in AMOUNTS:
        text = asked.get(field, "").strip()
        amounts[field] = "0.00" if field in REQUIRED else ""
        if text or field in REQUIRED:
            try:
                amounts[field] = str(Money.euro(_completed(text, language)))
            except ModelError as error:
                errors[field] = error.message
    return amounts, errors


def _completed(text: str, language: str) -> str:
    """``1370`` and ``1370.5`` with two decimals, in Latvian also ``1370,5``; everything else as it was typed."""
    pointed = text.replace(",", ".") if language == "lv" else text
    found = _SHORT_AMOUNT(pointed)
    return text if found is None else f"{found[1]}.{(found[2] or '').ljust(2, '0')}"


def _born(age: str) -> str:
    """A birthday that gives ``age`` in whole years on `DAY`."""
    found = _AGE_TEXT(age.strip())
    try:
        years = count(int(age) if found is not None else age, "an age in years")
        if years > _MOST_YEARS:
            raise BadValue(f"expected an age below 18 on {DAY}, got {years} years")
    except ModelError as error:
        raise _Refused("age", error.message) from None
    return f"{_YEAR - years:04d}{DAY[4:]}"
