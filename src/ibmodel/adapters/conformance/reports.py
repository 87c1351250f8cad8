"""What a run of the conformance kit found, for people and for other programs, as text.

- `html_page`: one page that needs nothing beside it, to be read, printed and filed.
- `json_text`: everything, as `ibmodel.testing.outcomes.Run.read` takes it back.
- `junit_text`: the form that build servers show, a suite for each chapter of the rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final
from xml.etree import ElementTree as ET

from jinja2 import Environment, StrictUndefined, Template

from ibmodel.testing.outcomes import FAULTS, Counterexample, RuleSummary, Run, Verdict, rule_label, rule_source
from ibmodel.testing.vectors import CHAPTERS
from ibmodel.testing.verdicts import Difference

__all__ = ["html_page", "json_text", "junit_text"]

#: What XML cannot carry, not even escaped.
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]").sub
#: How much of an answer is shown; a subject that floods must not flood the report.
_LONGEST: Final = 20_000
#: The longest value that is shown on one line.
_LINE: Final = 100


def json_text(run: Run) -> str:
    """The run as a JSON document."""
    return _legal_text(json.dumps(run.written(), ensure_ascii=False, indent=1)) + "\n"


def html_page(run: Run) -> str:
    """The run as one page: the outcome, every failing rule with its cases, the counterexamples, what was run."""
    failing = run.failing_rules()
    shown = [(summary, _exhibits(summary, run)) for summary in failing]
    return _legal_text(
        _template().render(
            run=run,
            counts=run.counts(),
            chapters=run.by_chapter(),
            rules=run.by_rule(),
            failing=shown,
            suspicions=run.suspicions(),
            faults={fault: (run.faults[fault], meaning) for fault, meaning in FAULTS.items() if run.faults.get(fault)},
            counterexamples=run.counterexamples,
            compared=sum(run.compared.values()),
        )
    )


def _exhibits(summary: RuleSummary, run: Run) -> list[Verdict]:
    """The failing cases that exist for a rule, the smallest request first."""
    ids = {*summary.failing}
    found = [verdict for verdict in run.failing_vectors() if verdict.vector in ids and verdict.rules[0] == summary.rule]
    return sorted(found, key=lambda verdict: len(_pretty(verdict.request)))


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"pretty": _pretty, "chapter": _chapter}
    environment.globals |= {"source": rule_source, "label": rule_label}
    return environment.from_string(resources.files(__package__).joinpath("report.html").read_text("utf-8"))


def _chapter(name: str) -> str:
    """A chapter's name for people, with the letters of its rules."""
    letters = CHAPTERS.get(name, "")
    return f"{name} ({', '.join(letters)})" if letters else name


def _pretty(value: Any) -> str:
    """A JSON value, or text that is none, as it is shown: short ones on one line, long ones cut."""
    if isinstance(value, str):
        text = value
    else:
        short = json.dumps(value, ensure_ascii=False)
        text = short if len(short) <= _LINE else json.dumps(value, ensure_ascii=False, indent=1)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … ({len(text)} characters in all)"


def _legal_text(text: str) -> str:
    """``text`` with what cannot be written down as it is, such as half of a character, escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def junit_text(run: Run) -> str:
    """The run as JUnit XML: a suite for each chapter, a case for each vector; one for the random requests."""
    root = ET.Element("testsuites", {"name": "ibmodel conform", **_totals(run.verdicts, len(run.counterexamples))})
    for summary in run.by_chapter():
        verdicts = [verdict for verdict in run.verdicts if verdict.chapter == summary.chapter]
        suite = ET.SubElement(root, "testsuite", {"name": summary.chapter, **_totals(verdicts)})
        for verdict in verdicts:
            _add_case(suite, verdict)
    if run.compared or run.counterexamples:
        suite = ET.SubElement(root, "testsuite", {"name": "random requests", **_random_totals(run)})
        found = {example.operation: example for example in run.counterexamples}
        for operation in [*run.compared, *(name for name in found if name not in run.compared)]:
            case = ET.SubElement(suite, "testcase", {"classname": "random requests", "name": operation})
            if operation in found:
                _add_failure(case, "failure", found[operation])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _totals(verdicts: tuple[Verdict, ...] | list[Verdict], more: int = 0) -> dict[str, str]:
    by_status = [verdict.status for verdict in verdicts]
    return {
        "tests": str(len(verdicts) + more),
        "failures": str(by_status.count("failed") + more),
        "errors": str(by_status.count("errored")),
        "skipped": str(by_status.count("skipped")),
        "time": f"{sum(verdict.seconds for verdict in verdicts):.3f}",
    }


def _random_totals(run: Run) -> dict[str, str]:
    operations = {*run.compared, *(example.operation for example in run.counterexamples)}
    failures = {example.operation for example in run.counterexamples}
    return {"tests": str(len(operations)), "failures": str(len(failures)), "errors": "0", "skipped": "0"}


def _add_case(suite: ET.Element, verdict: Verdict) -> None:
    attributes = {"classname": verdict.chapter, "name": verdict.vector, "time": f"{verdict.seconds:.6f}"}
    case = ET.SubElement(suite, "testcase", attributes)
    if verdict.status == "skipped":
        ET.SubElement(case, "skipped", {"message": f"the subject does not know {verdict.operation}"})
    elif verdict.status == "failed":
        _add_failure(case, "failure", verdict)
    elif verdict.status == "errored":
        _add_failure(case, "error", verdict)


def _add_failure(case: ET.Element, kind: str, found: Verdict | Counterexample) -> None:
    fault = found.fault
    message = _told(found.differences) if fault is None else f"{fault}: {FAULTS[fault]}"
    element = ET.SubElement(case, kind, {"message": _xml(message), "type": _xml(", ".join(found.rules) or "refusal")})
    response = found.got if isinstance(found, Counterexample) else found.response
    parts: Mapping[str, Any] = {
        "sources": "; ".join(dict.fromkeys(rule_source(rule) for rule in found.rules)),
        "request": found.request,
        "expected": found.expected,
        "got": response,
        "note": found.note,
    }
    element.text = _xml("\n".join(f"{name}: {_pretty(value)}" for name, value in parts.items() if value))


def _told(differences: tuple[Difference, ...]) -> str:
    first = differences[0]
    more = f" (and {len(differences) - 1} more)" if len(differences) > 1 else ""
    place = first.path or "the response"
    return f"{place}: expected {_pretty(first.expected)}, got {_pretty(first.got)}{more}"


def _xml(text: str) -> str:
    return _ILLEGAL(lambda found: f"\\u{ord(found[0]):04x}", text)
