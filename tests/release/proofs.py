"""Proves the contracts of ``tests/proofs/contracts.py`` for every whole number, with CrossHair, and says which hold.

    python tests/release/proofs.py [--seconds N] [FILE]

Fails if a contract is refuted (its counterexample is printed) or not confirmed over all paths in time.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from pathlib import Path

CONTRACTS = Path(__file__).parents[1] / "proofs" / "contracts.py"
CONFIRMED = "Confirmed over all paths."
SAID = re.compile(r"^.*?:(\d+): \w+: (.*)$")


def contracts(file: Path) -> dict[str, tuple[range, str]]:
    """The contracts of a file: their lines and what they say."""
    functions = [node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    public = [function for function in functions if not function.name.startswith("_")]
    return {
        function.name: (range(function.lineno, (function.end_lineno or 0) + 1), ast.get_docstring(function) or "")
        for function in public
    }


def main() -> int:
    """Proves every contract; 1 if one is not confirmed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("file", type=Path, nargs="?", default=CONTRACTS)
    options.add_argument("--seconds", type=int, default=120, help="the most that one contract may take")
    arguments = options.parse_args()
    command = [sys.executable, "-m", "crosshair", "check", "--analysis_kind=asserts", "--report_all"]
    command += [f"--per_condition_timeout={arguments.seconds}", str(arguments.file)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    said = [(int(found[1]), found[2]) for found in map(SAID.match, run.stdout.splitlines()) if found]
    if not said:
        print(run.stdout + run.stderr)
        return 2
    failed = 0
    for name, (lines, sentence) in contracts(arguments.file).items():
        messages = [message for line, message in said if line in lines] or ["nothing was said of it"]
        failed += messages != [CONFIRMED]
        print(f"{'proved' if messages == [CONFIRMED] else 'NOT PROVED'}  {name}: {sentence}")
        for message in messages:
            if message != CONFIRMED:
                print(f"    {message}")
    print(f"{len(contracts(arguments.file)) - failed} proved, {failed} not")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
