"""What the pages of the handbook show beside their own words, as text: rules, figures, worked examples.

Everything is taken from where the other generated pages take it: the rules from `ibmodel.sources`, the functions from
the *Rules* part of their docstrings, the figures from the editions, the open questions from
`ibmodel.interpretations`.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable
from importlib import import_module
from itertools import groupby
from typing import Any, Final

import generate  # beside this file; brings the library beside it

from ibmodel.explain import shown_value
from ibmodel.interpretations import INTERPRETATIONS, Interpretation
from ibmodel.parameters import EDITIONS, Figure, edition
from ibmodel.sources import RULES, Rule, citation

#: What belongs to the methodology itself; all else of the library carries its rules on.
METHODOLOGY: Final = ("ibmodel.rules.", "ibmodel.model.", "ibmodel.matrix.")
#: How many municipalities or measures are listed before the page of parameters has to do.
FEW: Final = 3

_ORDINAL: Final = re.compile(r"month of .*|day of .*|variant").fullmatch


def rules_text(ids: Iterable[str]) -> str:
    """The rules called ``ids`` as Markdown, one block each; raises `KeyError` for an id that is not known."""
    return "\n".join(_rule(RULES[id_]) for id_ in ids)


def not_yet_text() -> str:
    """The rules that no function of the library applies, as a list."""
    rows = [
        f"- **{generate.rule_link(rule.id)}** {_sentence(rule.en)}"
        + (" Its figures are known." if generate.figures(rule.id) else "")
        for rule in RULES.values()
        if not generate.is_applied(rule)
    ]
    return "\n".join(rows) + "\n"


def value(path: str) -> str:
    """The figure at ``path``, such as ``budget.reduced_share``, as it stands in an English sentence: ``70%``.

    It is the adults' edition's for the group ``adults``, else that of the children's pilot. Raises `KeyError` for
    a path that is not known.
    """
    name = "adults-pilot-2019" if path.startswith("adults.") else "children-pilot-2018"
    found = {figure.path: figure for figure in edition(name).figures()}[path]
    return shown_value(found.value, "en")


def passages(said: str) -> list[tuple[bool, str]]:
    """What an example prints, in passages: whether it is columns, which stay as they stand, and else one sentence."""
    made: list[tuple[bool, str]] = []
    for in_columns, group in groupby(filter(str.strip, said.splitlines()), lambda line: "  " in line):
        lines = list(group)
        made += [(True, "\n".join(lines))] if in_columns else [(False, line) for line in lines]
    return made


def run_worked(code: str, namespace: dict[str, Any], name: str) -> str:
    """What ``code`` prints when it is run in ``namespace``; raises `ValueError` if that is nothing.

    ``name`` is where it stands, for the traceback of whatever it raises itself.
    """
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, name, "exec"), namespace)  # noqa: S102 - the handbook's own examples
    if not said.getvalue().strip():
        raise ValueError(f"{name}: expected a worked example that prints something")
    return said.getvalue()


def _rule(rule: Rule) -> str:
    where = citation(rule.id, "en").removesuffix(f" (rule {rule.id})")
    points = [f"Source: {where}."]
    functions = [found for found in generate.applying(rule.id) if found.is_public]
    own = [found for found in functions if found.name.startswith(METHODOLOGY)]
    own = [found for found in own if _is_offered(found)] or own or functions
    if own:
        links = [f"{{py:obj}}`{found.name.rpartition('.')[2]} <{found.name}>`" for found in own]
        points.append(f"{'Function' if len(own) == 1 else 'Functions'}: {', '.join(links)}")
    if lists := generate.listing(rule):
        points.append(f"Listed in {', '.join(lists).replace('(services.md)', '(/reference/services.md)')}")
    points += [f"{figure.en}: {_figure(figure)}" for figure in generate.figures(rule.id)]
    points += [_question(found) for found in INTERPRETATIONS.values() if rule.id in found.rules]
    status = "" if generate.is_applied(rule) else " *Only recorded so far.*"
    head = f"(handbook-{rule.id.lower()})=\n**{generate.rule_link(rule.id)}** {_sentence(rule.en)}{status}"
    return f":::{{container}} rule\n{head}\n\n" + "".join(f"- {point}\n" for point in points) + ":::\n"


def _is_offered(found: generate.Function) -> bool:
    """Whether a chapter of the library offers the function under its own name."""
    chapter = import_module(".".join(found.name.split(".")[: 3 if ".rules." in found.name else 2]))
    return hasattr(chapter, found.name.rpartition(".")[2])


def _figure(figure: Figure) -> str:
    """The figure's value, and that of another edition where it differs."""
    if isinstance(figure.value, tuple) and len(figure.value) > FEW:
        return f"see [parameters](/reference/parameters.md), `{figure.path}`"
    others = [
        f"{_shown(found)} in `{name}`"
        for name, parameters in EDITIONS.items()
        for found in parameters.figures()
        if found.path == figure.path and found.value != figure.value
    ]
    return "; ".join([f"**{_shown(figure)}** (`{figure.path}`)", *others])


def _shown(figure: Figure) -> str:
    """The figure with its unit; what counts months, days and variants stands behind their name."""
    value = generate._value(figure)  # noqa: SLF001 - one module in two files
    if _ORDINAL(figure.unit):
        name, _, rest = figure.unit.partition(" ")
        return f"{name} {value} {rest}".rstrip()
    return value + generate._unit(figure)  # noqa: SLF001 - one module in two files


def _question(found: Interpretation) -> str:
    chosen = found.readings[0]
    how = f"`{chosen.name}`, can be switched" if found.switchable else "fixed"
    return f"Open question {generate.rule_link(found.id)}: {found.en} Taken here: *{chosen.en}* ({how})."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
