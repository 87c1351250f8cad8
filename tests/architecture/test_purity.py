"""The core does no input or output, asks no clock, rolls no dice, and never leaves exact numbers."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ibmodel"
FILES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] not in ("adapters", "testing", "__main__.py")
]
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())

#: Modules that reach outside the process, ask the clock, or roll dice; and `math`, whose answers are floats.
MODULES = {
    *["os", "sys", "io", "pathlib", "shutil", "tempfile", "glob", "fileinput", "mmap", "fcntl", "sqlite3", "pickle"],
    *["socket", "ssl", "http", "urllib", "asyncio", "select", "subprocess", "multiprocessing", "threading", "signal"],
    *["time", "random", "secrets", "uuid", "locale", "logging", "warnings", "platform", "getpass", "argparse"],
    *["zoneinfo", "math", "cmath", "statistics", "decimal", "array", "ctypes", "numpy"],
}
#: Names of built-in functions that reach outside, run text as code, or make floats.
CALLS = {
    "open",
    "print",
    "input",
    "breakpoint",
    "eval",
    "exec",
    "compile",
    "__import__",
    "float",
    "complex",
    "round",
    "hash",
    "id",
}
#: Attributes that ask the clock or the environment.
ATTRIBUTES = {"now", "today", "utcnow", "fromtimestamp", "environ", "getenv", "stdin", "stdout", "stderr", "argv"}
#: Where one thing is allowed: exact division of fractions; hashing a value by its parts; how near a name must come;
#: divisors and multiples of whole numbers.
ALLOWED = {
    ("population/tally.py", "math"),
    ("rules/needs.py", "/"),
    ("rules/selection/targets.py", "/"),
    ("parameters/figures.py", "hash"),
    ("parameters/figures.py", "a float"),
}


def uses(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every use of something that could be forbidden, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (
                    (node.lineno, name.name.partition(".")[0])
                    for name in names
                    if name.name.partition(".")[0] in MODULES
                )
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in MODULES:
                yield node.lineno, module
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield node.lineno, name
            case ast.Attribute(attr=name) if name in ATTRIBUTES:
                yield node.lineno, name
            case ast.Constant(value=float() | complex()):
                yield node.lineno, "a float"
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                yield node.lineno, "/"
            case ast.Global() | ast.AsyncFunctionDef() | ast.Await():
                yield node.lineno, type(node).__name__


@EVERY_FILE
def test_the_core_neither_reaches_outside_nor_leaves_exact_numbers(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    columns = {"numpy", "numpy.typing"} if name.startswith("population/") else set()  # whole numbers, behind an extra
    found = [
        (line, use)
        for line, use in uses(ast.parse(path.read_text(encoding="utf-8")))
        if (name, use) not in ALLOWED and use not in columns
    ]
    assert found == []


def test_what_is_allowed_is_used() -> None:
    for name, use in ALLOWED:
        if not (PACKAGE / name).exists():
            continue
        tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
        assert use in {found for _, found in uses(tree)}


def test_the_walk_would_find_what_it_looks_for() -> None:
    text = "import os.path\nfrom time import sleep\nopen('x')\ndate.today()\n1.5\na / b\na /= b\nglobal c\nfloat('1')\n"
    assert [use for _, use in sorted(uses(ast.parse(text)))] == [
        "os",
        "time",
        "open",
        "today",
        "a float",
        "/",
        "/",
        "Global",
        "float",
    ]


@EVERY_FILE
def test_no_module_of_the_core_keeps_anything_that_can_be_changed_but_caches(path: Path) -> None:
    """No module-level list or set; dicts are constants by name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.List | ast.Set | ast.ListComp):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            assert [target.id for target in targets if isinstance(target, ast.Name)] == ["__all__"]


AUDITED = """
import json, sys
import ibmodel, ibmodel.exchange as exchange
from ibmodel import read_cohort, edition, run
from ibmodel.exchange import write_outcome
for name in ibmodel.__all__:
    getattr(ibmodel, name)
requests, cohort = json.loads(sys.stdin.read())
events = []
harmless = ("object.__getattr__", "object.__setattr__", "compile", "exec", "builtins.id", "code.__new__", "gc.")
harmless = (*harmless, "sys._getframe")
sys.addaudithook(lambda event, arguments: event.startswith(harmless) or events.append([event, repr(arguments)[:100]]))
answers = [exchange.evaluate_line(json.dumps(request)) for request in requests]
outcome = run(read_cohort(cohort), edition("children-pilot-2018"))
written = [write_outcome(outcome, language) for language in ("en", "lv")]
seen = list(events)
print(json.dumps([[json.loads(answer)["ok"] for answer in answers], seen]))
"""

LINE = {"service": "nanny", "unit_price": "8.50", "units": [10]}
INPUTS = {
    "budget.provisional": {
        "pool": "10.00",
        "on": "2018-09-01",
        "recipients": [{"id": "a", "born": "2012-02-29", "special_care": True, "received": "2018-07-03T09:14"}],
    },
    "budget.needed": {"lines": [LINE]},
    "budget.final": {"recipients": [{"id": "a", "provisional": "1.00", "needed": "2.00"}], "reserve": "0.50"},
    "funding.total": {"final": "1.00", "lines": [{"service": "nanny", "amount": "2.00", "public": "0.50"}]},
    "plan.merge": {"experts": {"1": ["nanny"], "2": ["escort"]}, "parent": ["escort", "nanny"]},
    "plan.fit": {"available": "20.00", "lines": [LINE]},
    "policy.describe": {},
}
COHORT = {
    "title": "one child",
    "synthetic": True,
    "pool": "100.00",
    "on": "2018-09-01",
    "cases": [{"id": "a", "municipality": "Ogre", "born": "2012-02-29", "special_care": False, "lines": [LINE]}],
}


def test_answering_opens_no_file_no_connection_and_no_process() -> None:
    chosen = {"I-3": "exhaust", "I-10": "in_order"}
    right = [{"op": op, "input": asked, "lang": lang} for op, asked in INPUTS.items() for lang in ("en", "lv")]
    right += [
        {"op": op, "input": asked, "readings": chosen, "reform": {"budget.reduced_share": "80"}}
        for op, asked in INPUTS.items()
    ]
    wrong = [
        5,
        {"op": "none"},
        {"op": "plan.fit", "input": {"lines": 5}},
        {"op": "plan.fit", "input": {}, "policy": "x"},
    ]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", AUDITED]
    asked = json.dumps([[*right, *wrong], COHORT])
    run = subprocess.run(
        command, input=asked, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    answered, events = json.loads(run.stdout)
    assert answered == [True] * len(right) + [False] * len(wrong)
    assert events == []


def test_every_operation_is_audited() -> None:
    from ibmodel.exchange import OPERATIONS  # noqa: PLC0415

    assert set(INPUTS) <= set(OPERATIONS)
