"""Every rule and interpretation that is named anywhere exists; everything public is explained."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibmodel.catalogue import SERVICES
from ibmodel.interpretations import INTERPRETATIONS
from ibmodel.parameters import EDITIONS
from ibmodel.rules import REASON_CODES
from ibmodel.sources import RULES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ibmodel"
FILES = sorted(PACKAGE.rglob("*.py"))
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
#: The id of a rule or an interpretation; ``to`` between two of them makes a range.
NAMED = re.compile(r"(?<![\w-])([A-Z])-([0-9]+)(?![\w-])")
RANGE = re.compile(r"(?<![\w-])([A-Z])-([0-9]+) to \1-([0-9]+)")
KNOWN = {*RULES, *INTERPRETATIONS}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def docstrings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "name", "the module"), text


def ids(text: str) -> set[str]:
    ranges = {
        f"{letter}-{number}"
        for letter, first, last in RANGE.findall(text)
        for number in range(int(first), int(last) + 1)
    }
    return ranges | {f"{letter}-{number}" for letter, number in NAMED.findall(text)}


def test_every_rule_of_a_reason_exists() -> None:
    assert {kind.rule for kind in REASON_CODES.values()} <= set(RULES)


def test_every_rule_of_a_parameter_exists() -> None:
    for edition in EDITIONS.values():
        assert {figure.rule for figure in edition.figures()} <= set(RULES)


def test_every_rule_of_a_service_and_of_an_interpretation_exists() -> None:
    assert {service.rule for service in SERVICES.values()} <= set(RULES)
    assert {rule for entry in INTERPRETATIONS.values() for rule in entry.rules} <= set(RULES)


@EVERY_FILE
def test_every_rule_and_interpretation_named_in_the_code_exists(path: Path) -> None:
    assert ids(path.read_text(encoding="utf-8")) - KNOWN == set()


@EVERY_FILE
def test_every_list_of_rules_in_a_docstring_names_some_and_all_exist(path: Path) -> None:
    for name, text in docstrings(parsed(path)):
        for listed in re.findall(r"\bRules?: ([^;\n]*(?:\n[^;\n]*)*)", text):
            named = ids(listed.split("\n\n")[0])
            assert named, name
            assert named <= KNOWN, name


@pytest.mark.parametrize("name", ["budget/provisional.py", "budget/needed.py", "budget/final.py", "needs.py"])
def test_every_public_function_of_a_chapter_lists_its_rules(name: str) -> None:
    tree = parsed(PACKAGE / "rules" / name)
    public = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "check_"))
    ]
    assert public
    for node in public:
        assert re.search(r"\bRules?: [A-Z]-[0-9]", ast.get_docstring(node) or ""), node.name


def consulted(tree: ast.Module) -> set[str]:
    """The interpretations that code asks the reading of, or lists among the readings that can matter."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="reading" | "chosen"), args=[first, *_]):
                found |= constants(first)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name.endswith("READINGS"):
                found |= constants(value)
            case ast.FunctionDef(name="readings_of"):
                found |= constants(node)
    return found


def constants(node: ast.AST) -> set[str]:
    texts = {
        inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }
    return {text for text in texts if re.fullmatch(r"I-[0-9]+", text)}


def test_every_reading_that_code_asks_for_can_be_switched() -> None:
    asked = set().union(*(consulted(parsed(path)) for path in FILES))
    assert asked >= {"I-1", "I-2", "I-3", "I-10", "I-12", "I-24", "I-25", "I-30"}
    assert {key for key in asked if key not in INTERPRETATIONS or not INTERPRETATIONS[key].switchable} == set()


def test_every_rule_that_a_test_is_evidence_for_exists() -> None:
    marked: set[str] = set()
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Call(func=ast.Attribute(attr="rule", value=ast.Attribute(attr="mark")), args=args):
                    marked |= {arg.value for arg in args if isinstance(arg, ast.Constant)}
    assert marked
    assert marked - KNOWN == set()


def undocumented(body: list[ast.stmt], under: str = "") -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node) and not is_validator(node):
                yield under + node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body, f"{under}{node.name}.")


def is_validator(node: ast.ClassDef | ast.FunctionDef) -> bool:
    return any(
        isinstance(decorator, ast.Attribute) and decorator.attr == "validator" for decorator in node.decorator_list
    )


@EVERY_FILE
def test_every_module_and_everything_public_has_a_docstring(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree)
    assert list(undocumented(tree.body)) == []
