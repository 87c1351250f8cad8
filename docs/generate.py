"""Writes every page and file that is made from the code, or says which of them are stale.

``python docs/generate.py`` writes them; ``python docs/generate.py --check`` writes nothing, names what is stale and
then ends with status 1.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src"
sys.path.insert(0, str(SOURCE))

from ibmodel.case.applications import (  # noqa: E402 - the library beside this file, installed or not
    AdultApplicant,
    ChildApplicant,
    GeneralApplicant,
    PilotDates,
)
from ibmodel.catalogue import SERVICES, Service  # noqa: E402
from ibmodel.exchange import OPERATIONS, cohort_schema, matrix_schema, request_schema, response_schema  # noqa: E402
from ibmodel.explain import template  # noqa: E402
from ibmodel.interpretations import INTERPRETATIONS, Interpretation  # noqa: E402
from ibmodel.money import Money, Share  # noqa: E402
from ibmodel.parameters import EDITIONS, Figure  # noqa: E402
from ibmodel.rules import REASON_CODES, eligibility  # noqa: E402
from ibmodel.sources import DOCUMENTS, RULES, Rule  # noqa: E402
from ibmodel.testing.law_book import LAW_BOOK, Law  # noqa: E402
from ibmodel.vocabulary import (  # noqa: E402
    Comparison,
    Impairment,
    PriceMethod,
    Programme,
    Recipient,
    Source,
    SupportArea,
    Unit,
    Word,
)

REFERENCE: Final = ROOT / "docs" / "reference"
SCHEMAS: Final = SOURCE / "ibmodel" / "exchange" / "json_schema"
NOTICE: Final = "<!-- made by docs/generate.py: change the code that it describes, then run that -->\n\n"

CHAPTERS: Final = {
    "D": "Definitions",
    "G": "Granting in general",
    "E": "Eligibility for the children's pilot",
    "S": "Selection",
    "B": "Budget stages",
    "F": "Funding variants",
    "N": "Evaluation and plan",
    "L": "Service list",
    "C": "Combinations of services",
    "U": "Unit prices",
    "R": "Receipt of services",
    "T": "Transport",
    "A": "Administration",
    "Q": "Surveys",
    "W": "The pilot for adults",
}

KINDS: Final = {
    "rule": "decides something",
    "amount": "computes money",
    "limit": "sets a bound",
    "term": "sets a date or a deadline",
    "list": "reference data",
    "process": "states and steps",
    "report": "says what is reported",
}

#: The main terms: Latvian, English, what is meant.
TERMS: Final = (
    ("individuālais budžets (IB)", "individual budget", "money for one person's community-based services in a period"),
    ("IB provizoriskais apmērs", "provisional amount", "stage 1: a share of the common pool, by age and care needs"),
    ("IB nepieciešamais apmērs", "needed amount", "stage 2: what the plan costs at real prices; nobody gets more"),
    ("IB galīgais apmērs", "final amount", "stage 3: the project's money for the recipient, after redistribution"),
    ("IB kopējais apmērs", "total amount", "stage 4: the money of all sources together, within the needed amount"),
    ("kopējais finansējums", "pool", "the money for services that all recipients share in a period"),
    ("atlikums", "surplus", "what some recipients do not need, with any reserve and underspending; stage 3 shares it"),
    ("pārskata periods", "period", "the months that a budget is for, as a rule six"),
    ("atbalsta plāns", "support plan, plan", "goals, services by priority, how many units in which month, their cost"),
    ("atbalsta joma", "support area", "one of the three aims that a service of the children's list serves"),
    (
        "sabiedrībā balstīts sociālais pakalpojums (SBS)",
        "community-based service, service",
        "help outside institutions",
    ),
    ("intensitāte", "intensity", "how many units of a service in each month"),
    ("viena vienība", "unit", "what is counted and priced: a session, an hour, a day, a trip"),
    ("vienas vienības cena", "unit price", "the price of one unit, exact to a millionth of a euro"),
    ("pakalpojuma sniedzējs", "provider", "who gives a service"),
    ("IB administrētājs", "administrator", "the municipal social service that decides and supervises"),
    ("IB pārvaldītājs", "budget manager", "who makes the contracts with providers and pays them"),
    ("izvērtēšanas komanda", "evaluation team", "the specialists who find out which services are needed"),
    ("rehabilitologs", "rehabilitation physician", "with the social worker, always in the evaluation team"),
    ("LM projekta īstenošanas komanda", "ministry team", "the ministry's staff who run the project; stages 1 and 3"),
    ("izmēģinājumprojekts", "pilot", "the trial of the model: children from 2018, adults from 2019"),
    ("mājmācība", "home schooling", "a child taught at home"),
    ("VDEĀVK", "disability commission", "the state commission of physicians that determines disability"),
    ("īpašas kopšanas atzinums", "special-care opinion", "an opinion that severe impairment makes special care needed"),
    ("garīga rakstura traucējumi (GRT)", "mental impairment", "impairments of mind and intellect"),
    ("audžuģimene", "foster family", "stands in the parents' place"),
    ("pabalsts", "benefit", "public money for a purpose: rehabilitation, or transport"),
    ("valsts/pašvaldības nodrošinātie pakalpojumi", "public services", "services that public money pays for anyhow"),
    ("atelpas brīdis", "respite", "somebody else cares for the child for some days, in an institution or at home"),
    ("dienas aprūpes centrs (DAC)", "day-care centre", "care and activities by the day"),
    ("specializētā darbnīca", "specialised workshop", "work skills by the day"),
    ("aprūpe mājās", "home care", "care in the child's own home"),
    ("aukle", "nanny", "looks after the child while the parent cannot"),
    ("asistents", "assistant", "helps the child where it learns and spends its time"),
    ("pavadonis (asistents pašvaldībā)", "escort", "the assistant whom a municipality gives, for ways and errands"),
    ("ģimenes asistents", "family assistant", "teaches parents skills of care and household"),
    ("atbalsta persona lēmumu pieņemšanā", "decision-support person", "helps an adult to make own decisions"),
)

_ID: Final = re.compile(r"\b([A-Z])-(\d+)\b")
_RULES_PART: Final = re.compile(r"Rules:\s*((?:[A-Z]-\d+[,;]?\s*(?:(?:and|to)\s+)?)+)")
_RANGE: Final = re.compile(r"([A-Z])-(\d+)\s+to\s+\1-(\d+)")
_LAW_MODULE: Final = re.compile(r"^testing\.(laws|law_book\.\w+)\.")
_PLACE: Final = re.compile(r"\{(\w+)(?:#([^}]*))?\}")


class Function(NamedTuple):
    """A function or class of the library, found by reading its source."""

    name: str
    rules: tuple[str, ...]
    mentions: frozenset[str]
    is_public: bool


class Claim(NamedTuple):
    """A test that is evidence for rules: the file that holds it and its name."""

    file: str
    name: str


# -- reading the code ---------------------------------------------------------------------------------------------


def _sorted_ids(ids: Iterable[str]) -> list[str]:
    order = [*RULES, *INTERPRETATIONS]
    return sorted(set(ids), key=lambda one: order.index(one) if one in order else len(order))


def _ids(text: str) -> list[str]:
    return [f"{letter}-{number}" for letter, number in _ID.findall(text)]


def _spelt_out(found: re.Match[str]) -> str:
    """``T-1 to T-3`` as ``T-1, T-2, T-3``."""
    return ", ".join(f"{found[1]}-{number}" for number in range(int(found[2]), int(found[3]) + 1))


@cache
def library() -> tuple[Function, ...]:
    """Every function, method and class under ``src/ibmodel``, module by module, in the order of the source."""
    found: list[Function] = []
    for path in sorted((SOURCE / "ibmodel").rglob("*.py")):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        text = path.read_text(encoding="utf-8")
        found.extend(_definitions(ast.parse(text), module, text.splitlines()))
    return tuple(found)


def _definitions(node: ast.AST, under: str, lines: list[str]) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            continue
        name = f"{under}.{child.name}"
        part = _RULES_PART.search(ast.get_docstring(child) or "")
        rules = tuple(_ids(_RANGE.sub(_spelt_out, part[1]))) if part else ()
        body = "\n".join(lines[child.lineno - 1 : child.end_lineno])
        is_public = not any(step.startswith("_") for step in name.split("."))
        yield Function(name, rules, frozenset(_ids(body)), is_public)
        if isinstance(child, ast.ClassDef):
            yield from _definitions(child, name, lines)


@cache
def claims() -> dict[str, tuple[Claim, ...]]:
    """The tests that carry ``@pytest.mark.rule(..)``, by the id of the rule or interpretation."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        whole_file = [mark for node in tree.body if _is_pytestmark(node) for mark in _marks(node)]
        for name, marks in _marked(tree, whole_file):
            for rule in _sorted_ids(marks):
                found[rule].append(Claim(path.relative_to(ROOT).as_posix(), name))
    return {rule: tuple(tests) for rule, tests in found.items()}


def _is_pytestmark(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
    )


def _marked(node: ast.AST, inherited: list[str]) -> Iterator[tuple[str, list[str]]]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            continue
        marks = inherited + [mark for decorator in child.decorator_list for mark in _marks(decorator)]
        if isinstance(child, ast.ClassDef):
            yield from _marked(child, marks)
        elif child.name.startswith("test_"):
            yield child.name, marks


def _marks(node: ast.AST) -> list[str]:
    """The arguments of every ``pytest.mark.rule(..)`` in ``node``, also of a parametrised case."""
    calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
    arguments = [given for call in calls if ast.unparse(call.func) == "pytest.mark.rule" for given in call.args]
    return [str(given.value) for given in arguments if isinstance(given, ast.Constant)]


# -- writing Markdown ---------------------------------------------------------------------------------------------


def rule_link(rule: str) -> str:
    """A link to a rule in the methodology map, or to an interpretation."""
    kind = "reading" if rule in INTERPRETATIONS else "rule"
    return f"[{rule}](#{kind}-{rule.lower()})"


def _links(ids: Iterable[str]) -> str:
    return ", ".join(map(rule_link, _sorted_ids(ids)))


def _code(text: str) -> str:
    return f"`{text}`"


def _function(found: Function) -> str:
    short = _LAW_MODULE.sub("", found.name.removeprefix("ibmodel."))
    return f"{{py:obj}}`{short} <{found.name}>`" if found.is_public else _code(short)


def _both(en: str, lv: str) -> str:
    return f"{en}<br><span class='lv' lang='lv'>{lv}</span>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], align: str = "") -> str:
    heads = list(heads)
    marks = [{"r": "--:", "l": "---"}[kind] for kind in align.ljust(len(heads), "l")]
    lines = [heads, marks, *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# -- the methodology map ------------------------------------------------------------------------------------------


def applying(rule: str) -> list[Function]:
    """The functions whose docstring names ``rule`` in its ``Rules:`` part, but for those that test others."""
    return [found for found in library() if rule in found.rules and not _is_test_kit(found)]


def laws(rule: str) -> list[Function]:
    """The laws whose docstring names ``rule`` in its ``Rules:`` part."""
    return [found for found in library() if rule in found.rules and _is_test_kit(found)]


def _is_test_kit(found: Function) -> bool:
    return found.name.startswith("ibmodel.testing.")


def listing(rule: Rule) -> list[str]:
    """The closed lists of the library that hold what ``rule`` lists."""
    if rule.kind != "list":
        return []
    lists = []
    services = [found for found in SERVICES.values() if found.rule == rule.id]
    if services:
        lists.append(f"{_counted(len(services), 'service', 'services')} of the [catalogue](services.md)")
    words = [found for found in library() if found.name.startswith("ibmodel.vocabulary.")]
    return lists + [_function(found) for found in words if rule.id in found.mentions]


def figures(rule: str) -> list[Figure]:
    """The figures of the editions that ``rule`` gives."""
    return [figure for figure in next(iter(EDITIONS.values())).figures() if figure.rule == rule]


def is_applied(rule: Rule) -> bool:
    """Whether the library does what ``rule`` says, as against knowing only its figures or only its text."""
    return bool(applying(rule.id) or listing(rule))


def methodology_map() -> str:
    """Every rule with the functions that apply it, its open questions and its tests."""
    counts = [_chapter_counts(letter) for letter in CHAPTERS]
    total = [sum(column) for column in zip(*counts, strict=True)]
    rows = [
        [f"[{letter}](#chapter-{letter.lower()})", CHAPTERS[letter], *map(str, count)]
        for letter, count in zip(CHAPTERS, counts, strict=True)
    ]
    rows.append(["", "**all**", *(f"**{number}**" for number in total)])
    heads = ["", "Chapter", "Rules", "Applied", "Figures only", "Not yet", "With tests"]
    chapters = "\n".join(map(_chapter, CHAPTERS))
    return f"""# Methodology map

Every rule that the sources state, in their order: what it says in a few words, where it stands, which functions apply
it, which open questions touch it, and which tests are evidence for it. Functions are found by the *Rules* part of
their docstrings, tests by their mark `rule`.

*Applied* means that a function applies the rule or that a closed list of the library holds what the rule lists.
*Figures only*: the editions hold its figures, no function uses them yet. *Not yet*: its text is recorded, nothing else.

{_table(heads, rows, "llrrrrr")}
{_documents()}
{chapters}"""


def _chapter_counts(letter: str) -> tuple[int, int, int, int, int]:
    rules = [rule for rule in RULES.values() if rule.id[0] == letter]
    applied = sum(map(is_applied, rules))
    known = sum(not is_applied(rule) and bool(figures(rule.id)) for rule in rules)
    return len(rules), applied, known, len(rules) - applied - known, sum(rule.id in claims() for rule in rules)


def _documents() -> str:
    rows = [[_code(found.key), _both(found.en, found.lv), found.dated] for found in DOCUMENTS.values()]
    kinds = ", ".join(f"*{kind}* ({says})" for kind, says in KINDS.items())
    return f"""The sources, by the key that citations use:

{_table(["Key", "Document", "Dated"], rows)}
Each rule is of one kind: {kinds}.
"""


def _chapter(letter: str) -> str:
    rules = [rule for rule in RULES.values() if rule.id[0] == letter]
    entries = "\n".join(map(_rule, rules))
    return f"(chapter-{letter.lower()})=\n## {letter}. {CHAPTERS[letter]}\n\n{entries}"


def _rule(rule: Rule) -> str:
    status = "" if is_applied(rule) else " **Not yet.**"
    head = f"(rule-{rule.id.lower()})=\n**{rule.id}** {_sentence(rule.en)} *{rule.source}; {rule.kind}.*{status}"
    points = []
    functions = [_function(found) for found in applying(rule.id)]
    if functions:
        points.append(f"applied by {', '.join(functions)}")
    lists = listing(rule)
    if lists:
        points.append(f"listed in {', '.join(lists)}")
    held = [_function(found) for found in laws(rule.id)]
    if held:
        points.append(f"laws: {', '.join(held)}")
    paths = [_code(figure.path) for figure in figures(rule.id)]
    if paths:
        points.append(f"figures: {', '.join(paths)}")
    questions = [found.id for found in INTERPRETATIONS.values() if rule.id in found.rules]
    if questions:
        points.append(f"open questions: {_links(questions)}")
    text = f"{head}\n\n" + "".join(f"- {point}\n" for point in points) + ("\n" if points else "")
    kind = "rule" if is_applied(rule) else "rule not-yet"
    return f":::{{container}} {kind}\n{text}{_claims(claims().get(rule.id, ()))}:::\n"


def _claims(tests: tuple[Claim, ...]) -> str:
    if not tests:
        return ""
    files: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        files[test.file].append(test.name)
    items = "".join(
        f"- `{file}`\n" + "".join(f"  - {name.removeprefix('test_').replace('_', ' ')}\n" for name in sorted(names))
        for file, names in files.items()
    )
    summary = _counted(len(tests), "test", "tests")
    return f"<details>\n<summary>{summary}</summary>\n\n{items}\n</details>\n\n"


# -- parameters ---------------------------------------------------------------------------------------------------


def _value(figure: Figure) -> str:
    value: Any = figure.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(f"{item[0]}: {item[1]}" if isinstance(item, tuple) else item for item in value) or "none"
    if isinstance(value, Share):
        return f"{value} %"
    if isinstance(value, Money):
        return f"{value} euro"
    return str(value)


def _unit(figure: Figure) -> str:
    return f" {figure.unit}" if figure.kind == "count" else ""


def parameters() -> str:
    """Every figure of every edition, with those first in which the editions differ."""
    names = list(EDITIONS)
    columns = [edition.figures() for edition in EDITIONS.values()]
    rows = list(zip(*columns, strict=True))
    different = [row for row in rows if len({figure.value for figure in row}) > 1]
    first = EDITIONS[names[0]]
    spans = [
        f"- `{name}`: " + (f"in force from {found.applies_from} to {found.applies_to}" if found.applies_from else
                           "announced, never in force on a date")
        for name, found in EDITIONS.items()
    ]  # fmt: skip
    table = _table(["Figure", *map(_code, names)], ([_code(row[0].path), *map(_value, row)] for row in different))
    groups: dict[str, list[tuple[Figure, ...]]] = defaultdict(list)
    for row in rows:
        groups[row[0].path.partition(".")[0]].append(row)
    sections = "\n".join(_group(name, members, type(getattr(first, name))) for name, members in groups.items())
    return f"""# Parameters

Every figure of the methodology as the editions hold it: {len(rows)} figures in {len(groups)} groups, the same in every
edition, so that every operation works under every policy. A figure is found by its dotted path, in Python
(`parameters.budget.reduced_share`), in a reform and in the `reform` object of a request. What no source says (the
pool, a recipient's prices) is not here: it is an input.

{chr(10).join(spans)}

## Where the editions differ

All other figures are alike in the {len(names)} editions;
[a decision](../decisions/0008-what-an-edition-is.md) says why.

{table}
{sections}"""


def _group(name: str, rows: list[tuple[Figure, ...]], kind: type) -> str:
    about = (kind.__doc__ or "").strip().splitlines()[0]
    body = []
    for row in rows:
        figure = row[0]
        values = _value(figure) + _unit(figure)
        if len({one.value for one in row}) > 1:
            values = "differs, see above"
        label = f"`{figure.path.partition('.')[2]}`<br>{_both(figure.en, figure.lv)}"
        body.append([label, values, f"{rule_link(figure.rule)}<br>{figure.source}"])
    return f"## `{name}`\n\n{about}\n\n{_table(['Figure', 'Value', 'Rule, source'], body)}"


# -- interpretations ----------------------------------------------------------------------------------------------


def interpretations() -> str:
    """Every open question with its readings, its default and the code that asks it."""
    switchable = [found for found in INTERPRETATIONS.values() if found.switchable]
    summary = _table(
        ["", "Question", "Default"],
        ([rule_link(found.id), found.en, _code(found.default)] for found in switchable),
    )
    entries = "\n".join(map(_interpretation, INTERPRETATIONS.values()))
    fixed = len(INTERPRETATIONS) - len(switchable)
    return f"""# Interpretations

Where the sources are silent or contradict themselves, somebody has to choose. Every choice stands here, with its
alternatives and the ground for the default. {len(switchable)} can be switched, per request (`readings`) or in a reform;
{fixed} are fixed, recorded so that everybody can see them, and cannot be set. Every decision names the readings that
could matter for it.

{summary}
{entries}"""


def _interpretation(found: Interpretation) -> str:
    lines = []
    for reading in found.readings:
        mark = " (default)" if found.switchable and reading.name == found.default else ""
        name = f"`{reading.name}`{mark}: " if found.switchable else ""
        lines.append(f"- {name}{reading.en}")
    users = [one for one in library() if found.id in one.mentions and not _is_about(one)]
    users = [one for one in users if not any(other.name.startswith(one.name + ".") for other in users)]
    where = ", ".join(map(_function, users)) or "*not yet*"
    status = "" if found.switchable else " Fixed."
    return f"""(reading-{found.id.lower()})=
## {found.id} {found.en}

<span class="lv" lang="lv">{found.lv}</span>

{chr(10).join(lines)}

**Why.** {found.why_en}{status} Concerns {_links(found.rules)}.

**Used by** {where}{_evidence(found.id)}
"""


def _is_about(found: Function) -> bool:
    """Whether a function speaks of interpretations without applying one."""
    return found.name.startswith(("ibmodel.interpretations.", "ibmodel.decisions.", "ibmodel.testing."))


def _evidence(interpretation: str) -> str:
    tests = claims().get(interpretation, ())
    return f"; {_counted(len(tests), 'test', 'tests')}." if tests else "."


# -- services, reasons, terms -------------------------------------------------------------------------------------


def services() -> str:
    """The catalogue, area by area."""
    sections = []
    for area in (*SupportArea, None):
        members = [found for found in SERVICES.values() if found.area is area]
        title = "Only in the pilot for adults" if area is None else f"Area {area.value}: {area.en}"
        recipients = ", ".join(sorted({found.recipient.en for found in members}))
        rules = _links(found.rule for found in members)
        about = f"{_counted(len(members), 'service', 'services')}; recipient: {recipients}; listed by {rules}."
        table = _table(["Code", "Service", "Unit", "Price", "Notes"], map(_service, members))
        sections.append(f"## {title}\n\n{about}\n\n{table}")
    body = "\n".join(sections)
    return f"""# Services

The catalogue: {len(SERVICES)} services, each with the code that requests use. A service outside the list is named by
the caller: `x-` and up to 62 more characters; it belongs to no area and is not transport unless the request says so.

Prices: *market* is what providers ask, *regulation* what a regulation sets, *contract* what the ministry's delegation
contract sets, *ceiling* the market price up to a ceiling.

{body}"""


def _service(found: Service) -> list[str]:
    notes = []
    if found.impairment is not None:
        notes.append(f"only for {found.impairment.en}")
    if found.transport:
        notes.append("transport")
    if found.area is not None and Programme.ADULTS in found.programmes:
        notes.append("also for adults")
    return [_code(found.code), _both(found.en, found.lv), found.unit.en, found.method.value, "; ".join(notes)]


def criteria() -> str:
    """Every criterion of the three programmes: what it asks, what it may lack, what it says."""
    first = next(iter(EDITIONS.values()))
    born, received = date(1990, 1, 1), datetime(2019, 8, 1, 9, 0)  # noqa: DTZ001 - local time, as everywhere
    start, home = first.pilot.start, first.pilot.municipalities[0]
    child = ChildApplicant(id="child", born=born, municipality=home, received=received)
    general = GeneralApplicant(id="child", born=born, received=received)
    adult = AdultApplicant(id="adult", born=born, declared_municipality=home, received=received, documents=())
    judged = {
        "children-pilot-2018": eligibility.child_criteria(child, PilotDates(start, first.pilot.months), first),
        "children-general": eligibility.general_criteria(general, received.date(), EDITIONS["children-general"]),
        "adults-pilot-2019": eligibility.adult_criteria(adult, EDITIONS["adults-pilot-2019"]),
    }
    sections = "\n".join(f"## `{name}`\n\n{_criteria(found)}" for name, found in judged.items())
    return f"""# Criteria

Who is eligible, by programme. What a criterion may lack is what an application may leave open: without it, and with
nothing that decides otherwise, the criterion cannot be decided. [Eligibility](../eligibility.md) says how the criteria
are put together, [reasons](reasons.md) has the codes behind the sentences.

{sections}"""


def _criteria(found: eligibility.Eligibility) -> str:
    rows = []
    for criterion in found.criteria:
        rule = RULES[criterion.rule]
        says = [kind for kind in REASON_CODES.values() if kind in eligibility.CODES and kind.rule == rule.id]
        outcomes = zip(("Met", "Not met", "Open"), says, strict=False)
        sentences = "<br>".join(f"*{outcome}:* {_shown(template(kind.code, 'en'))}" for outcome, kind in outcomes)
        lacks = "<br>".join(map(_code, criterion.missing)) or "–"
        rows.append([f"{rule_link(rule.id)}<br>{rule.source}", _sentence(rule.en), lacks, sentences])
    return _table(["Rule", "Asks", "May lack", "Says"], rows)


def reasons() -> str:
    """Every reason code with its sentences."""
    sections = []
    for letter, title in CHAPTERS.items():
        kinds = [kind for kind in REASON_CODES.values() if kind.rule[0] == letter]
        entries = []
        for kind in kinds:
            facts = ", ".join(map(_code, kind.facts)) or "none"
            entries.append(
                f"`{kind.code}`\n"
                f": {rule_link(kind.rule)}, {RULES[kind.rule].source}. Facts: {facts}.\n"
                f": {_shown(template(kind.code, 'en'))}\n"
                f": <span class='lv' lang='lv'>{_shown(template(kind.code, 'lv'))}</span>\n"
            )
        if entries:
            sections.append(f"## {title}\n\n" + "\n".join(entries))
    body = "\n".join(sections)
    return f"""# Reasons

Every answer says why. A reason is a stable code with the values that were compared; its sentence is made afterwards,
in English or Latvian. {len(REASON_CODES)} codes, each with the rule that it applies and its sentences; words in
`code` stand for the facts, the forms that a number can ask for stand in brackets.

{body}"""


def _shown(text: str) -> str:
    def place(match: re.Match[str]) -> str:
        forms = f" ({match[2].replace('|', ' / ')})" if match[2] else ""
        return f"`{match[1]}`{forms}"

    return _PLACE.sub(place, text)


def terms() -> str:
    """The terms in both languages."""
    main = _table(["Latvian", "English here", "What is meant"], TERMS)
    lists: tuple[tuple[str, type[Word]], ...] = (
        ("Types of impairment", Impairment),
        ("Support areas", SupportArea),
        ("Recipients of a service", Recipient),
        ("Programmes", Programme),
        ("Units", Unit),
        ("How a price is set", PriceMethod),
        ("Sources of money", Source),
        ("Support compared with before", Comparison),
    )
    words = "\n".join(
        f"## {title}\n\n" + _table(["On the wire", "English", "Latvian"], ([_code(w.value), w.en, w.lv] for w in kind))
        for title, kind in lists
    )
    return f"""# Terms

The methodology is Latvian; the library speaks English and keeps each term's Latvian word beside it.

{main}
{words}"""


# -- the laws -----------------------------------------------------------------------------------------------------

#: Laws of so many operations are those of every answer.
_OF_EVERY_ANSWER: Final = 12


def law_book() -> str:
    """Every law that an implementation can be held against, by chapter of its first rule."""
    general = [law for law in LAW_BOOK if len(law.operations) >= _OF_EVERY_ANSWER]
    others = [law for law in LAW_BOOK if law not in general]
    chapters = [("Every answer", general)] + [
        (f"{letter}. {title}", [law for law in others if _chapter_of(law) == letter])
        for letter, title in CHAPTERS.items()
    ]
    sections = "\n".join(f"## {title}\n\n" + "\n".join(map(_law, members)) for title, members in chapters if members)
    rows = [[title, str(len(members))] for title, members in chapters if members]
    return f"""# Laws

What must hold for every system that answers the [wire protocol](../protocol.md), whoever wrote it and in whichever
language: {len(LAW_BOOK)} laws, each with its name, the rules it follows from, whom it protects and the operations it is
about. A law needs no expected answers. It looks at one answer, or asks again: in another order, under other
identifiers, with a cent more.

A system is a function from a request to its response, both as plain dicts. To hold one against every law that concerns
a request:

```python
from ibmodel import evaluate as ask  # or a function that asks your own system
from ibmodel.testing.law_book import LAW_BOOK

line = {{"service": "nanny", "unit_price": "8.50", "units": [10, 10]}}
for law in LAW_BOOK:
    law.check(ask, {{"op": "budget.needed", "input": {{"lines": [line]}}}})
```

`check` returns nothing where the law holds or does not concern the request. It raises
{{py:obj}}`LawBroken <ibmodel.testing.laws.LawBroken>` with the law's name and the values at fault, and
{{py:obj}}`NotAnswered <ibmodel.testing.law_book.trial.NotAnswered>` if the system refuses a valid request: that breaks
no law, and keeps none. Give it many requests; a law that has nothing to compare has nothing to say.

{_table(["Chapter", "Laws"], rows, "lr")}
{sections}"""


def _chapter_of(law: Law) -> str:
    return min((rule for rule in law.rules if rule in RULES), key=[*RULES].index)[0]


def _law(law: Law) -> str:
    every = len(law.operations) >= _OF_EVERY_ANSWER
    operations = _operations_but(law) if every else ", ".join(map(_code, law.operations))
    also = f"; asks {', '.join(map(_code, law.also_asks))} too" if law.also_asks else ""
    where = [
        *(f"{_readings(names)} of {rule_link(id_)}" for id_, names in law.only_under.items()),
        *([f"the policy {' or '.join(map(_code, law.policies))}"] if law.policies else []),
    ]
    under = f" Holds under {', '.join(where)}." if where else ""
    return (
        f"`{law.name}`\n"
        f": {law.sentence}{under}\n"
        f": Rules: {_links(law.rules)}. Protects: {law.protects}. Operations: {operations}{also}.\n"
    )


def _readings(names: Iterable[str]) -> str:
    return " or ".join(map(_code, names))


def _operations_but(law: Law) -> str:
    others = [name for name in OPERATIONS if name not in law.operations]
    return f"all but {', '.join(map(_code, others))}" if others else "all"


# -- the library's modules ----------------------------------------------------------------------------------------

#: The parts of the library in the order of the reference: the user's way in first, the ground last.
PARTS: Final = (
    ("The front door", ("ibmodel",)),
    ("The whole story", ("ibmodel.model",)),
    ("The case", ("ibmodel.case",)),
    ("The methodology", ("ibmodel.rules",)),
    ("Figures and open questions", ("ibmodel.parameters", "ibmodel.interpretations", "ibmodel.sources")),
    ("Words and services", ("ibmodel.vocabulary", "ibmodel.catalogue")),
    ("Answers and their reasons", ("ibmodel.decisions", "ibmodel.explain")),
    ("Many recipients", ("ibmodel.population",)),
    ("Tables, pictures and clusters", ("ibmodel.adapters.frames", "ibmodel.adapters.plots", "ibmodel.adapters.engine")),
    ("JSON", ("ibmodel.exchange",)),
    ("Money, dates and errors", ("ibmodel.money", "ibmodel.dates", "ibmodel.errors")),
    ("Testing a system", ("ibmodel.testing",)),
)

#: Modules that hold nothing but text or figures, which other pages show better.
_SHOWN_ELSEWHERE: Final = re.compile(r"ibmodel\.(explain\.|parameters\.(adults|children)_)").match


def api() -> str:
    """The reference of every public module that has functions or classes of its own."""
    modules = {name: path for name, path in _modules().items() if not _SHOWN_ELSEWHERE(name)}
    sections = []
    for title, packages in PARTS:
        members = [
            _module(module, path)
            for package in packages
            for module, path in modules.items()
            if module == package or (module.startswith(package + ".") and package != "ibmodel")
        ]
        if members:
            sections.append(f"## {title}\n\n" + "\n".join(members))
    body = "\n".join(sections)
    return f"""# Python reference

Every public module. What most programs need can be imported from `ibmodel` itself; it loads each part when that is
first asked for.

{body}"""


def _modules() -> dict[str, Path]:
    found = {}
    for path in sorted((SOURCE / "ibmodel").rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        if not any(step.startswith("_") for step in name.split(".")):
            found[name] = path
    return dict(sorted(found.items()))


def _module(name: str, path: Path) -> str:
    """A module with its members; of a package only those that it defines itself, not those that it passes on."""
    members = "   :members:\n"
    if path.name == "__init__.py":
        tree = ast.parse(path.read_text(encoding="utf-8"))
        own = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        public = [one for one in own if not one.startswith("_")]
        members = f"   :members: {', '.join(public)}\n" if public else ""
    return f"### `{name}`\n\n```{{eval-rst}}\n.. automodule:: {name}\n{members}```\n"


# -- all of it ----------------------------------------------------------------------------------------------------


def _schema(made: dict[str, Any]) -> str:
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _pages() -> dict[Path, Callable[[], str]]:
    made = {
        "methodology-map": methodology_map,
        "parameters": parameters,
        "interpretations": interpretations,
        "services": services,
        "criteria": criteria,
        "reasons": reasons,
        "terms": terms,
        "laws": law_book,
        "api": api,
    }
    return {REFERENCE / f"{name}.md": page for name, page in made.items()}


def everything() -> dict[Path, str]:
    """What every generated file has to hold, by its path."""
    files = {path: NOTICE + page().rstrip() + "\n" for path, page in _pages().items()}
    for operation in OPERATIONS:
        files[SCHEMAS / f"{operation}.request.json"] = _schema(request_schema(operation))
        files[SCHEMAS / f"{operation}.response.json"] = _schema(response_schema(operation))
    files[SCHEMAS / "cohort.json"] = _schema(cohort_schema())
    files[SCHEMAS / "matrix.json"] = _schema(matrix_schema())
    return files


def stale() -> list[str]:
    """The generated files that are missing, out of date, or no longer made, relative to the project."""
    files = everything()
    wrong = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    left_over = [path for path in SCHEMAS.glob("*.json") if path not in files]
    return sorted(path.relative_to(ROOT).as_posix() for path in (*wrong, *left_over))


def write() -> None:
    """Writes every generated file and removes the schemas that no operation has any more."""
    files = everything()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in SCHEMAS.glob("*.json"):
        if path not in files:
            path.unlink()


def main() -> int:
    """Writes the files, or with ``--check`` names the stale ones; the status to end with."""
    parser = argparse.ArgumentParser(description="write the generated pages and schemas")
    parser.add_argument("--check", action="store_true", help="write nothing, name what is stale")
    if not parser.parse_args().check:
        write()
        return 0
    found = stale()
    for path in found:
        print(f"stale: {path}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
