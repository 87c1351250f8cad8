"""How a chapter's vectors are written: each case says itself what the answer must be, and the reference must agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs

from ibmodel import evaluate
from ibmodel.exchange import evaluate_line
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.sources import RULES
from ibmodel.testing.vectors import CHAPTERS, PROTOCOL, Kind
from ibmodel.testing.verdicts import answer_of

Json = Any


class WrongClaim(Exception):
    """The reference does not answer what a case says: one of the two is wrong, and a person decides which."""


@attrs.define
class Chapter:
    """The vectors of one chapter as they are written down, with what keeps them apart."""

    name: str
    title: str
    written: list[dict[str, Json]] = attrs.field(factory=list)

    def case(
        self,
        name: str,
        rules: str,
        why: str,
        op: str,
        asked: Json,
        says: dict[str, Json],
        *,
        kind: Kind = "boundary",
        mistake: str = "",
        source: str = "",
        **envelope: Json,
    ) -> None:
        """Adds a case.

        - ``name``: lower case with hyphens; the id is the first rule and the name.
        - ``rules``: ids parted by spaces, the one that the case is there for first.
        - ``why``: one line: why the case exists.
        - ``asked``: the input of operation ``op``; ``envelope``: policy, readings, reform.
        - ``says``: what the answer must be, by JSON pointers into the response, worked out from the rules and not
          copied from the reference: ``{"/result/needed": "1.00"}``, ``{"/error/code": "bad_type", ...}``.
        - ``mistake``: the known mistake that would answer otherwise; makes the case a near miss.
        - ``source``: a citation where it is not that of the first rule.
        """
        request = {"op": op, **envelope, "input": asked}
        self._add(name, rules, why, says, kind, mistake, source, {"request": request}, evaluate(request))

    def line(
        self,
        name: str,
        rules: str,
        why: str,
        line: str,
        says: dict[str, Json],
        *,
        kind: Kind = "boundary",
        mistake: str = "",
        source: str = "",
    ) -> None:
        """Adds a case whose line is sent as it is, because it is no request object."""
        self._add(name, rules, why, says, kind, mistake, source, {"line": line}, json.loads(evaluate_line(line)))

    def _add(
        self,
        name: str,
        rules: str,
        why: str,
        says: dict[str, Json],
        kind: Kind,
        mistake: str,
        source: str,
        sent: dict[str, Json],
        response: dict[str, Json],
    ) -> None:
        ids = _rules(rules, protocol=self.name == "protocol")
        for pointer, claim in says.items():
            found = at(response, pointer)
            if type(found) is not type(claim) or found != claim:
                raise WrongClaim(
                    f"{ids[0]}/{name}: {pointer} must be {claim!r}, the reference says {found!r}: {response}"
                )
        if not says or not set(says) - {"/ok"}:
            raise WrongClaim(f"{ids[0]}/{name}: says nothing of its answer")
        answer = answer_of(response)
        expected: dict[str, Json] = {"ok": answer.ok}
        if answer.ok:
            expected |= {"result": answer.result, "reasons": list(answer.reasons)}
        else:
            expected["error"] = {"code": answer.code, "path": answer.path}
        self.written.append(
            {
                "id": f"{ids[0].replace(': ', '-')}/{name}",
                "rules": ids,
                "source": source or _source(ids[0]),
                "kind": "near_miss" if mistake else kind,
                **({"mistake": mistake} if mistake else {}),
                "why": why,
                "readings": dict(answer.readings),
                **sent,
                "expected": expected,
            }
        )

    def text(self) -> str:
        """The chapter's file: one line for each vector, so that a change is seen as one."""
        head = {"protocol": PROTOCOL, "chapter": self.name, "title": self.title}
        rows = ",\n".join(json.dumps(vector, ensure_ascii=False) for vector in self.written)
        return json.dumps(head, ensure_ascii=False)[:-1] + f', "vectors": [\n{rows}\n]}}\n'


def at(document: Json, pointer: str) -> Json:
    """What stands at a JSON Pointer; None where nothing does."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            document = document[int(key)] if int(key) < len(document) else None
        elif isinstance(document, dict):
            document = document.get(key)
        else:
            return None
    return document


def _rules(text: str, *, protocol: bool) -> list[str]:
    if protocol and text.startswith("protocol: "):
        return text.split("; ")
    ids = text.split()
    unknown = [rule for rule in ids if rule not in RULES and rule not in INTERPRETATIONS]
    if unknown or not ids:
        raise WrongClaim(f"no such rule or interpretation: {unknown}")
    return list(dict.fromkeys(ids))


def _source(rule: str) -> str:
    if rule in RULES:
        return RULES[rule].source
    if rule in INTERPRETATIONS:
        return "; ".join(RULES[of].source for of in INTERPRETATIONS[rule].rules)
    return rule


def titles() -> Iterator[tuple[str, str]]:
    """Every chapter with its title."""
    yield from (
        (name, title)
        for name, title in zip(
            CHAPTERS,
            (
                "Granting in general",
                "Eligibility for the children's pilot",
                "Selection",
                "Budget stages",
                "Funding variants",
                "Evaluation and plan",
                "Service list",
                "Combination rules",
                "Unit prices",
                "Receiving, review, ending",
                "Transport costs",
                "Administration and money of the pilot",
                "Surveys",
                "The adult pilot",
                "The protocol itself",
            ),
            strict=True,
        )
    )
