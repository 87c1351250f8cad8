"""How many wrong versions of the rules the conformance vectors notice: mutation testing with only the kit as the test.

    python tests/release/mutation.py [--module rules.budget ...] [--processes N] [--json FILE] [--list] [--tests]

Every mutant is one small change that mutmut makes to a function of ``rules/``, ``money.py`` or ``dates.py``. For each
of them the vectors that run the changed function are answered again, compared as far as the kit can see (depth
``facts``), until one differs: then the mutant is caught. Mutants of functions that no vector runs are counted apart
(*not on the wire*), those in ``equivalents/*.json`` (each with a reason) are left out of the score. With
``--list`` the survivors are printed as changes. Fails if the score is below the floor, or if one that is listed as
equivalent does not survive or no longer exists.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ibmodel"
EQUIVALENTS = Path(__file__).resolve().with_name("equivalents")
JUDGE = Path(__file__).resolve().with_name("mutation_judge.py")
FLOOR = 95
#: What is judged with the ordinary tests after the vectors, and how much they must catch.
TESTS_JUDGE = Path(__file__).resolve().with_name("mutation_tests.py")
TESTS = EQUIVALENTS / "tests.json"
TESTS_FLOOR = 100


@attrs.define
class Mutant:
    """One change: the changed function, the mutant's name as mutmut gives it, and the lines that differ."""

    function: str
    name: str
    change: str
    outcome: str = "not on the wire"

    @property
    def id(self) -> str:
        """How ``--list`` prints it and a list of equivalents names it."""
        return f"{self.function}: {self.change}"


def targets(wanted: list[str]) -> list[Path]:
    """The files to change, relative to the package."""
    files = [*sorted(PACKAGE.glob("rules/**/*.py")), PACKAGE / "money.py", PACKAGE / "dates.py"]
    named = {file.relative_to(PACKAGE): module_of(file.relative_to(PACKAGE)) for file in files}
    return [file for file, name in named.items() if not wanted or any((name + ".").startswith(f"{w}.") for w in wanted)]


def module_of(file: Path) -> str:
    """The dotted name below the package of a file in it."""
    return ".".join(part for part in file.with_suffix("").parts if part != "__init__")


def mutate(folder: Path, files: list[Path]) -> list[Mutant]:
    """Writes a copy of the package with every mutant in it into ``folder``; the mutants."""
    from mutmut.mutation.file_mutation import mutate_file_contents  # noqa: PLC0415 - needs the folder's settings

    found = []
    for file in files:
        made = mutate_file_contents(str(file), (PACKAGE / file).read_text("utf-8"))
        (folder / "src" / "ibmodel" / file).write_text(made.code, "utf-8")
        lines = made.code.splitlines()
        text = {
            name: [re.sub(r"__mutmut_(orig|\d+)", "", line) for line in lines[span.start - 1 : span.end]]
            for name, span in made.line_span_by_function_name.items()
        }
        module = f"ibmodel.{module_of(file)}"
        seen: Counter[str] = Counter()
        for name in made.mutant_names:
            base = name.rpartition("__mutmut_")[0]
            change = changed(text[f"{base}__mutmut_orig"], text[name])
            function = f"{module}.{base}"
            seen[function + change] += 1
            again = seen[function + change]
            found.append(Mutant(function, f"{module}.{name}", change + (f" ({again})" if again > 1 else "")))
    return found


def changed(before: list[str], after: list[str]) -> str:
    """The lines that differ, without their indentation."""
    rows = [row for row in difflib.ndiff(before, after) if row[0] in "-+"]
    return " | ".join(f"{row[0]} {row[2:].strip()}" for row in rows)


def report(mutants: list[Mutant], arguments: argparse.Namespace, *, tests: bool = False) -> int:
    """Prints the score by module and, if asked, the survivors; 1 if the score is too low or an entry is stale."""
    listed, floor = equivalents(tests=tests), TESTS_FLOOR if tests else FLOOR
    for mutant in mutants:
        if mutant.outcome == "survived" and mutant.id in listed:
            mutant.outcome = "equivalent"
    by_module: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in mutants:
        by_module[mutant.function.rpartition(".")[0].removeprefix("ibmodel.")][mutant.outcome] += 1
    total: Counter[str] = Counter()
    print(f"{'module':<34}{'caught':>8}{'survived':>10}{'equivalent':>12}{'not on the wire':>17}")
    for module, counts in sorted(by_module.items()):
        total += counts
        print(f"{module:<34}{caught(counts):>8}{counts['survived']:>10}{counts['equivalent']:>12}", end="")
        print(f"{counts['not on the wire']:>17}")
    score = 100 * caught(total) / max(caught(total) + total["survived"], 1)
    print(
        f"{'all':<34}{caught(total):>8}{total['survived']:>10}{total['equivalent']:>12}{total['not on the wire']:>17}"
    )
    who = "the whole suite" if tests else "the kit"
    print(f"{who} catches {score:.2f} % of the mutants that are not equivalent; the floor is {floor} %")
    if arguments.list:
        for mutant in mutants:
            if mutant.outcome == "survived":
                print(mutant.id)
    if arguments.json:
        arguments.json.write_text(json.dumps([attrs.asdict(mutant) for mutant in mutants], indent=1), "utf-8")
    stale = stale_entries(listed, mutants)
    for entry in stale:
        print(f"listed as equivalent, but it is caught, not on the wire or gone: {entry}")
    return int(score < floor or bool(stale))


def equivalents(*, tests: bool) -> dict[str, str]:
    """The changes that cannot show, each with the reason: to no test at all, or in no answer that the kit compares."""
    listed: dict[str, str] = {}
    for file in [TESTS] if tests else sorted({*EQUIVALENTS.glob("*.json")} - {TESTS}):
        listed |= json.loads(file.read_text("utf-8"))
    return listed


def stale_entries(listed: dict[str, str], mutants: list[Mutant]) -> list[str]:
    """The entries about the modules of ``mutants`` that name none of the survivors."""
    modules = {mutant.function.rpartition(".")[0] for mutant in mutants}
    held = {mutant.id for mutant in mutants if mutant.outcome == "equivalent"}
    here = [entry for entry in listed if entry.partition(": ")[0].rpartition(".")[0] in modules]
    return [entry for entry in here if entry not in held]


def caught(counts: Counter[str]) -> int:
    """How many were noticed: by a difference, a crash or an answer that did not come in time."""
    return counts["caught"] + counts["crashed"] + counts["timed out"]


def judge(folder: Path, script: Path, outcomes: str, processes: int) -> list[Mutant]:
    """The mutants with the outcomes that ``script`` writes, run in a process that imports the changed copy."""
    command = [sys.executable, str(script), str(folder), str(processes)]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "MUTANT_UNDER_TEST": "stats"}
    subprocess.run(command, check=True, env=environment)
    return [Mutant(**row) for row in json.loads((folder / outcomes).read_text("utf-8"))]


def main() -> int:
    """Makes the mutants, has them judged, and reports."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--module", action="append", default=[], help="only this module or package, as rules.budget")
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options.add_argument("--json", type=Path, help="write every mutant with its outcome to this file")
    options.add_argument("--list", action="store_true", help="print the survivors")
    options.add_argument("--tests", action="store_true", help="judge what is left with the ordinary tests too")
    arguments = options.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(PACKAGE, folder / "src" / "ibmodel", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "setup.cfg").write_text("[mutmut]\nsource_paths=src\n", "utf-8")
        arguments.json = arguments.json and arguments.json.resolve()
        os.chdir(folder)
        mutants = mutate(folder, targets(arguments.module))
        (folder / "mutants.json").write_text(json.dumps([attrs.asdict(mutant) for mutant in mutants]), "utf-8")
        code = report(judge(folder, JUDGE, "outcomes.json", arguments.processes), arguments)
        if arguments.tests:
            judged = judge(folder, TESTS_JUDGE, "outcomes_of_tests.json", arguments.processes)
            code = max(code, report(judged, arguments, tests=True))
    print(f"{len(mutants)} mutants in {time.monotonic() - begun:.0f} s")
    return code


if __name__ == "__main__":
    sys.exit(main())
